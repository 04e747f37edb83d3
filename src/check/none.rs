//! That nothing was spent: claims of an absence, and restrictions.
//!
//! Nothing is added up here, so that a part counts beside its whole: the whole may be exempt, or dated too vaguely, where the
//! part is not.

use std::collections::HashMap;

use super::gather::{selected_with_parts, silence_is_zero};
use super::report::{Check, CheckKind, Line};
use super::verdict::{Reason, Verdict};
use crate::amount::{Amount, Form};
use crate::date::When;
use crate::exact::{Numeral, Ratio};
use crate::id::EntryId;
use crate::ledger::{Certainty, Ledger, Selected};
use crate::model::{Claim, Entry, ListKind, Restriction};

/// A claim that there is no counted spend in its scope.
pub(super) fn claim(ledger: &Ledger, claim: &Claim) -> Check {
    let entries = selected_with_parts(ledger, &claim.scope);
    let silent = silence_is_zero(ledger, claim.list, &claim.scope);
    absence(Check::of(claim.id.as_str(), CheckKind::None, Verdict::Proven), &entries, silent)
}

/// A restriction: no counted spend in what it forbids, within its dates, outside its exceptions.
pub(super) fn restriction(ledger: &Ledger, restriction: &Restriction) -> Check {
    // What an exception takes for certain is exempt; what it may take may be.
    let mut exempt: HashMap<&EntryId, Certainty> = HashMap::new();
    for it in restriction.exceptions().flat_map(|scope| selected_with_parts(ledger, &scope)) {
        let certainty = exempt.entry(&it.entry.id).or_insert(it.certainty);
        if it.certainty == Certainty::Certain {
            *certainty = Certainty::Certain;
        }
    }
    let mut inside = Vec::new();
    for it in selected_with_parts(ledger, &restriction.forbids) {
        let certainty = match (within(restriction, ledger.date_of(it.entry)), exempt.get(&it.entry.id)) {
            (None, _) | (_, Some(Certainty::Certain)) => continue,
            (Some(Certainty::Certain), None) => it.certainty,
            _ => Certainty::Uncertain,
        };
        inside.push(Selected { certainty, ..it });
    }
    let silent = restriction.list == Some(ListKind::Complete)
        || ledger.is_covered(&restriction.forbids, window(restriction));
    absence(Check::of(restriction.id.as_str(), CheckKind::Restriction, Verdict::Proven), &inside, silent)
}

/// Whether a date lies in a restriction's dates: `from` and `until` are included, and open where absent.
///
/// A vague end ("from April 2019") forbids from its first possible day to its last.
fn within(restriction: &Restriction, when: Option<When>) -> Option<Certainty> {
    let certainty = match (window(restriction), when) {
        (None, _) => Certainty::Certain,
        (Some(_), None) => Certainty::Uncertain,
        (Some(window), Some(when)) if when.definitely_within(&window) => Certainty::Certain,
        (Some(window), Some(when)) if when.possibly_overlaps(&window) => Certainty::Uncertain,
        _ => return None,
    };
    Some(certainty)
}

/// The restriction's dates; `None` where it has no limits in time.
fn window(restriction: &Restriction) -> Option<When> {
    match (restriction.from.and_then(When::earliest), restriction.until.and_then(When::latest)) {
        (Some(first), Some(last)) => When::between(first, last).ok(),
        (Some(first), None) => Some(When::since(first)),
        (None, Some(last)) => Some(When::until(last)),
        (None, None) => None,
    }
}

/// No entry of this list may have been spent; `silent` says whether an empty list means that none was.
fn absence(mut check: Check, entries: &[Selected<'_>], silent: bool) -> Check {
    check.items = entries.len();
    for it in entries.iter().filter(|it| !is_nothing(it.entry)) {
        // A 0 that may be rounded may be nothing, too.
        let is_breach = it.certainty == Certainty::Certain && !prints_zero(&it.entry.money.amount);
        let list = if is_breach { &mut check.breaches } else { &mut check.uncertain };
        list.push(it.entry.id.to_string());
    }
    check.lines = entries
        .iter()
        .map(|it| Line {
            id: it.entry.id.to_string(),
            label: None,
            printed: it.entry.money.to_string(),
            set: it.entry.money.amount.outer(it.entry.domain),
            currency: it.entry.money.currency,
            weight: None,
        })
        .collect();
    (check.verdict, check.reason) = if !check.breaches.is_empty() {
        (Verdict::Inconsistent, None)
    } else if !check.uncertain.is_empty() {
        (Verdict::Consistent, None)
    } else if silent {
        (Verdict::Proven, None)
    } else {
        (Verdict::Unchecked, Some(Reason::NotCovered))
    };
    check.budget.complete = true;
    check
}

/// An entry that can be nothing but 0, however that is written, records that nothing was spent.
fn is_nothing(entry: &Entry) -> bool {
    let set = entry.money.amount.outer(entry.domain);
    set.is_some_and(|set| set.as_point().is_some_and(Ratio::is_zero))
}

/// Whether a report of the amount prints 0.
fn prints_zero(amount: &Amount) -> bool {
    match amount.form() {
        Form::AllOf(reports) => reports.iter().any(prints_zero),
        _ => amount.printed().is_some_and(Numeral::is_zero),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::currency::Currency;
    use crate::ledger::LedgerBuilder;
    use crate::model::{Scope, Stage};
    use crate::money::Money;

    /// A whole, and a part of it.
    fn ledger(change: impl FnOnce(&mut Entry, &mut Entry)) -> Ledger {
        let entry = |id: &str, amount| {
            Entry::new(id.parse().unwrap(), Money::new(Amount::exact(amount), Currency::EUR))
        };
        let (mut whole, mut part) = (entry("w", 100), entry("p", 40));
        part.detail_of = Some("w".parse().unwrap());
        change(&mut whole, &mut part);
        let mut builder = LedgerBuilder::new();
        builder.entry(whole).entry(part);
        builder.build().unwrap()
    }

    fn with_purpose(purpose: &str) -> Scope {
        Scope { purpose: vec![purpose.to_owned()], ..Scope::all() }
    }

    fn found(ledger: &Ledger, change: impl FnOnce(&mut Restriction)) -> String {
        let mut ban = Restriction::new("ban".parse().unwrap(), Scope::all());
        ban.list = Some(ListKind::Complete);
        change(&mut ban);
        let check = restriction(ledger, &ban);
        format!("{} [{}] [{}]", check.verdict, check.breaches.join(" "), check.uncertain.join(" "))
    }

    /// However it is written, what can be nothing but 0 is nothing; a printed 0 that may be rounded is in doubt; anything else is recorded.
    #[test]
    fn what_is_nothing_is_told_by_what_it_may_be() {
        for (amount, expected) in [
            ("0", "proven [] []"),
            ("[0, 0]", "proven [] []"),
            ("<=0", "proven [] []"),
            ("(0 & <=100)", "proven [] []"),
            ("0 to 1", "consistent [] [p w]"),
            ("(0 to 1 & <=100)", "consistent [] [p w]"),
            ("<=100", "inconsistent [p w] []"),
            ("unknown", "inconsistent [p w] []"),
        ] {
            let ledger = ledger(|whole, part| {
                whole.money.amount = amount.parse().unwrap();
                part.money.amount = amount.parse().unwrap();
            });
            let found = found(&ledger, |_| ()).replace("w p", "p w");
            assert_eq!(found, expected, "{amount}");
        }
    }

    #[test]
    fn a_part_of_an_exempt_whole_is_a_breach() {
        let except_turnout = |ban: &mut Restriction| ban.except.push(with_purpose("turnout"));
        let attack = ledger(|whole, part| {
            whole.purpose = Some("turnout".to_owned());
            part.purpose = Some("attack".to_owned());
        });
        assert_eq!(found(&attack, except_turnout), "inconsistent [p] []");
        // A part that says nothing else is what its whole is.
        let silent = ledger(|whole, _| whole.purpose = Some("turnout".to_owned()));
        assert_eq!(found(&silent, except_turnout), "proven [] []");
        assert_eq!(found(&silent, |_| ()), "inconsistent [w p] []");
        let named = |id: &str| Scope { entries: vec![id.parse().unwrap()], ..Scope::all() };
        assert_eq!(found(&silent, |ban| ban.except.push(named("w"))), "proven [] []");
        assert_eq!(found(&silent, |ban| ban.except.push(named("p"))), "inconsistent [w] []");
    }

    #[test]
    fn an_exception_is_of_the_stages_that_are_forbidden() {
        let planned = ledger(|whole, part| {
            for entry in [whole, part] {
                entry.stage = Stage::Committed;
                entry.purpose = Some("turnout".to_owned());
            }
        });
        let commitments = |ban: &mut Restriction| ban.forbids.stage = vec![Stage::Spent, Stage::Committed];
        assert_eq!(found(&planned, commitments), "inconsistent [w p] []");
        let except_turnout = |ban: &mut Restriction| {
            commitments(ban);
            ban.except.push(with_purpose("turnout"));
        };
        assert_eq!(found(&planned, except_turnout), "proven [] []");
        // The twin: one that names a stage is of that stage alone.
        let except_spent = |ban: &mut Restriction| {
            commitments(ban);
            ban.except.push(Scope { stage: vec![Stage::Spent], ..with_purpose("turnout") });
        };
        assert_eq!(found(&planned, except_spent), "inconsistent [w p] []");
    }

    #[test]
    fn a_part_dated_inside_is_a_breach_whatever_its_whole() {
        let august = |ban: &mut Restriction| {
            ban.from = Some("2019-08-01".parse().unwrap());
            ban.until = Some("2019-08-31".parse().unwrap());
        };
        let dated = |whole_when: &str, part_when: Option<&str>| {
            ledger(|whole, part| {
                whole.when = Some(whole_when.parse().unwrap());
                part.when = part_when.map(|when| when.parse().unwrap());
            })
        };
        assert_eq!(found(&dated("2019", Some("2019-08-05")), august), "inconsistent [p] [w]");
        assert_eq!(found(&dated("2019", Some("2019-05")), august), "consistent [] [w]");
        // The date of the whole is that of a part that has none.
        assert_eq!(found(&dated("2018", None), august), "proven [] []");
        let mut none = Claim::new("none".parse().unwrap(), crate::model::ClaimKind::None);
        none.scope.during = Some("2019-08".parse().unwrap());
        none.list = Some(ListKind::Complete);
        let check = claim(&dated("2019", Some("2019-08-05")), &none);
        assert_eq!((check.verdict, check.breaches), (Verdict::Inconsistent, vec!["p".to_owned()]));
        assert_eq!(claim(&dated("2018", None), &none).verdict, Verdict::Proven);
    }
}
