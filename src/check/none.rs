//! That nothing was spent: claims of an absence, and restrictions.

use std::collections::HashMap;

use super::gather::{selected, silence_is_zero};
use super::report::{Check, CheckKind, Line};
use super::verdict::{Reason, Verdict};
use crate::date::When;
use crate::exact::Numeral;
use crate::id::EntryId;
use crate::ledger::{Certainty, Ledger, Selected};
use crate::model::{Claim, Entry, ListKind, Restriction};

/// A claim that there is no counted spend in its scope.
pub(super) fn claim(ledger: &Ledger, claim: &Claim) -> Check {
    let entries = selected(ledger, &claim.scope);
    let silent = silence_is_zero(ledger, claim.list, &claim.scope);
    absence(Check::of(claim.id.as_str(), CheckKind::None, Verdict::Proven), &entries, silent)
}

/// A restriction: no counted spend in what it forbids, within its dates, outside its exceptions.
pub(super) fn restriction(ledger: &Ledger, restriction: &Restriction) -> Check {
    // What an exception takes for certain is exempt; what it may take may be.
    let mut exempt: HashMap<&EntryId, Certainty> = HashMap::new();
    for it in restriction.except.iter().flat_map(|scope| selected(ledger, scope)) {
        let certainty = exempt.entry(&it.entry.id).or_insert(it.certainty);
        if it.certainty == Certainty::Certain {
            *certainty = Certainty::Certain;
        }
    }
    let mut inside = Vec::new();
    for it in selected(ledger, &restriction.forbids) {
        let certainty = match (within(restriction, it.entry.when), exempt.get(&it.entry.id)) {
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
        let list =
            if it.certainty == Certainty::Certain { &mut check.breaches } else { &mut check.uncertain };
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

/// An entry of exactly 0 records that nothing was spent.
fn is_nothing(entry: &Entry) -> bool {
    entry.money.amount.is_exact() && entry.money.amount.printed().is_some_and(Numeral::is_zero)
}
