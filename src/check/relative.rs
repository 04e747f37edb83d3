//! Claims that hold one sum against another: shares, changes, comparisons.

use std::collections::{HashMap, HashSet};
use std::ops::Bound;

use super::gather::{
    Gathered, addable, cause, common_currency, currencies, gather, selected, silence_is_zero,
};
use super::relation::totals_reached;
use super::report::{Check, CheckKind};
use super::verdict::{Reason, Verdict};
use crate::amount::{Domain, Interval};
use crate::exact::Ratio;
use crate::id::EntryId;
use crate::ledger::{Certainty, Ledger, Selected};
use crate::model::{Ascent, Claim, Likeness, Scope, ShareOf};
use crate::money::Money;

/// A change is a comparison with an earlier or other sum.
pub(super) const fn likeness(ascent: Ascent) -> Likeness {
    match ascent {
        Ascent::Less => Likeness::Less,
        Ascent::More => Likeness::More,
        Ascent::Same => Likeness::Same,
    }
}

/// The sum of a claim's scope against that of another scope. What certainly lies in both is one amount on both sides: it changes
/// neither which is more nor by how much.
pub(super) fn against_scope(
    ledger: &Ledger,
    claim: &Claim,
    kind: CheckKind,
    than: &Scope,
    is: Likeness,
) -> Check {
    let (left, right) = (selected(ledger, &claim.scope), selected(ledger, than));
    let id = claim.id.as_str();
    let items = left.len() + right.len();
    let silent = |entries: &[Selected<'_>], scope: &Scope| {
        entries.is_empty() && !silence_is_zero(ledger, claim.list, scope)
    };
    if silent(&left, &claim.scope) || silent(&right, than) {
        return Check { items, ..Check::unchecked(id, kind, Reason::NoItems) };
    }
    let gathered = both(ledger, &left, &right).and_then(|(a, b)| {
        let (apart_left, apart_right) = apart(&left, &right);
        let sum_apart = |list: &[Selected<'_>]| Ok(gather(ledger, list, a.currency, &[])?.sum());
        Ok(([sum_apart(&apart_left)?, sum_apart(&apart_right)?], a, b))
    });
    let ([a_apart, b_apart], left, right) = match gathered {
        Ok(gathered) => gathered,
        Err(reason) => {
            let currencies = currencies(left.iter().chain(&right));
            return Check { items, currencies, ..Check::unchecked(id, kind, reason) };
        }
    };
    let (Some(a), Some(b), Some(a_apart), Some(b_apart)) = (left.sum(), right.sum(), a_apart, b_apart) else {
        return Check { items, ..Check::of(id, kind, Verdict::Malformed) };
    };
    let decided = decided(&reached(ledger, claim, &a_apart), &reached(ledger, claim, &b_apart), is);
    compared(Check { items, ..Check::of(id, kind, Verdict::Proven) }, [left, right], (a, b), decided)
}

/// Two lists without what certainly lies in both.
fn apart<'a>(left: &[Selected<'a>], right: &[Selected<'a>]) -> (Vec<Selected<'a>>, Vec<Selected<'a>>) {
    let certain = |list: &[Selected<'a>]| -> HashSet<&'a EntryId> {
        list.iter().filter(|it| it.certainty == Certainty::Certain).map(|it| &it.entry.id).collect()
    };
    let (in_left, in_right) = (certain(left), certain(right));
    let without = |list: &[Selected<'a>]| -> Vec<Selected<'a>> {
        let is_shared = |id: &EntryId| in_left.contains(id) && in_right.contains(id);
        list.iter().filter(|it| !is_shared(&it.entry.id)).copied().collect()
    };
    (without(left), without(right))
}

/// The sum of a claim's scope against an amount.
pub(super) fn against_amount(ledger: &Ledger, claim: &Claim, than: &Money, is: Likeness) -> Check {
    let entries = selected(ledger, &claim.scope);
    let (id, kind) = (claim.id.as_str(), CheckKind::Comparison);
    let blank = Check {
        items: entries.len(),
        claimed: Some(than.to_string()),
        ..Check::of(id, kind, Verdict::Malformed)
    };
    let unchecked = |reason| Check { verdict: Verdict::Unchecked, reason: Some(reason), ..blank.clone() };
    let domain = claim.domain.unwrap_or(ledger.settings().domain);
    let amount = than.amount.outer(domain).filter(|_| than.amount.defect(domain).is_none());
    let Some(amount) = amount else { return blank };
    if entries.is_empty() && !silence_is_zero(ledger, claim.list, &claim.scope) {
        return unchecked(Reason::NoItems);
    }
    let gathered = match gather(ledger, &entries, than.currency, &[]) {
        Ok(gathered) => gathered,
        Err(reason) => {
            return Check { cause: cause(ledger, &entries, than.currency, reason), ..unchecked(reason) };
        }
    };
    let Some(sum) = gathered.sum() else { return blank };
    let decided = decided(&reached(ledger, claim, &sum), &amount, is);
    compared(blank, [gathered], (sum, amount), decided)
}

/// What all there is may come to, of which a claim's entries have this sum: more where the list is partial, less where it overlaps.
fn reached(ledger: &Ledger, claim: &Claim, sum: &Interval) -> Interval {
    totals_reached(claim.list.unwrap_or(ledger.settings().list).into(), sum)
}

/// The verdict on two sums held against each other.
fn decided(a: &Interval, b: &Interval, is: Likeness) -> (Verdict, Option<Reason>) {
    // Where either side may be any spend there is, no comparison says anything, whatever else the claim allows its total to be.
    let spend = Domain::Gross.interval();
    if [a, b].into_iter().all(|set| spend.is_subset_of(set)) {
        return (Verdict::Unchecked, Some(Reason::Unknown));
    }
    let (can, must) = hold(a, b, is);
    (Verdict::of(can, must), None)
}

fn compared<const N: usize>(
    check: Check,
    gathered: [Gathered; N],
    (a, b): (Interval, Interval),
    decided: (Verdict, Option<Reason>),
) -> Check {
    let currency = gathered.first().map(|side| side.currency);
    let mut check = check.with_sets(currency, a, b);
    (check.verdict, check.reason) = decided;
    check.budget.complete = check.verdict != Verdict::Inconsistent;
    for side in gathered {
        check.add_uncertain(side.uncertain);
        check.lines.extend(side.lines);
        check.rates.extend(side.used);
    }
    check
}

/// Whether some, and whether all, values of two independent sums compare so.
fn hold(a: &Interval, b: &Interval, is: Likeness) -> (bool, bool) {
    match is {
        Likeness::Less => (some_below(a, b), all_below(a, b)),
        Likeness::More => (some_below(b, a), all_below(b, a)),
        Likeness::Same => (a.meets(b), a.as_point().is_some() && a == b),
        Likeness::AtMost => (!all_below(b, a), !some_below(b, a)),
        Likeness::AtLeast => (!all_below(a, b), !some_below(a, b)),
    }
}

/// Whether some value of `a` is below some value of `b`.
fn some_below(a: &Interval, b: &Interval) -> bool {
    match (a.inf(), b.sup()) {
        (Some(least), Some(greatest)) => least < greatest,
        _ => true,
    }
}

/// Whether every value of `a` is below every value of `b`.
fn all_below(a: &Interval, b: &Interval) -> bool {
    let touching_open = matches!(a.hi(), Bound::Excluded(_)) || matches!(b.lo(), Bound::Excluded(_));
    match (a.sup(), b.inf()) {
        (Some(greatest), Some(least)) => greatest < least || (greatest == least && touching_open),
        _ => false,
    }
}

fn both(
    ledger: &Ledger,
    left: &[Selected<'_>],
    right: &[Selected<'_>],
) -> Result<(Gathered, Gathered), Reason> {
    let currency = common_currency(ledger, left.iter().chain(right)).ok_or(Reason::NoCurrency)?;
    Ok((gather(ledger, left, currency, &[])?, gather(ledger, right, currency, &[])?))
}

/// The sum of a claim's scope as a share of that of a scope that contains it.
///
/// An entry of value x counts p for the part and r for the rest:
///
/// | in the whole | in the part | p, r |
/// |---|---|---|
/// | certainly | no | p = 0, r = x |
/// | certainly | certainly | p = x, r = 0 |
/// | certainly | perhaps | p ∈ [0, x], r = x − p |
/// | perhaps | no | p = 0, r ∈ [0, x] |
/// | perhaps | certainly | p ∈ [0, x], r = 0 |
/// | perhaps | perhaps | p ≥ 0, r ≥ 0, p + r ≤ x |
///
/// With P = Σ p and R = Σ r, the share P / (P + R) grows with every p and falls with every r. The least p and the greatest r
/// of an entry, and the greatest p and the least r, are reached together in each row. So the share has the ends that it has
/// with all p and r drawn each from its own range, and these are what [`share_set`] takes.
pub(super) fn share(ledger: &Ledger, claim: &Claim, of: &Scope, is: &ShareOf) -> Check {
    let (part, whole) = (selected(ledger, &claim.scope), selected(ledger, of));
    let vague = match is {
        ShareOf::Vague(word) => Some(word.clone()),
        _ => None,
    };
    let blank = Check {
        items: whole.len(),
        vague,
        ..Check::of(claim.id.as_str(), CheckKind::Share, Verdict::Malformed)
    };
    let unchecked = |reason| Check { verdict: Verdict::Unchecked, reason: Some(reason), ..blank.clone() };
    let silent = |entries: &[Selected<'_>], scope: &Scope| {
        entries.is_empty() && !silence_is_zero(ledger, claim.list, scope)
    };
    if silent(&part, &claim.scope) || silent(&whole, of) {
        return unchecked(Reason::NoItems);
    }
    let Some((part, rest)) = split(&part, &whole) else { return unchecked(Reason::PartOutsideWhole) };
    if let Err(reason) = addable(ledger, &whole) {
        return unchecked(reason);
    }
    let (part, rest) = match both(ledger, &part, &rest) {
        Ok(sides) => sides,
        Err(reason) => return Check { currencies: currencies(&whole), ..unchecked(reason) },
    };
    let claimed = match is {
        ShareOf::Most => Interval::new(Bound::Excluded(Ratio::half()), Bound::Included(Ratio::one()))
            .unwrap_or_else(Interval::all),
        ShareOf::Between(set) => set.clone(),
        ShareOf::Vague(_) => return unchecked(Reason::Unknown),
    };
    let (Some(p), Some(r)) = (part.sum(), rest.sum()) else { return blank };
    if [&p, &r].into_iter().any(|set| set.inf().is_none_or(Ratio::is_negative)) {
        return unchecked(Reason::Signed);
    }
    // What a list does not have may be of the part or of the rest, and neither is below 0.
    let [p, r] = [p, r].map(|sum| {
        let reached = reached(ledger, claim, &sum);
        reached.intersect(&Domain::Gross.interval()).unwrap_or(reached)
    });
    let mut check = Check { uncertain: part.uncertain, ..blank };
    check.add_uncertain(rest.uncertain);
    check.lines.extend(part.lines.into_iter().chain(rest.lines));
    check.rates.extend(part.used.into_iter().chain(rest.used));
    // Of neither side a greatest amount is known: any share would do. Two that are bounded may have the same set, and are checked.
    let is_vacuous = p.sup().is_none() && r.sup().is_none();
    let everything = Interval::closed(Ratio::zero(), Ratio::one()).filter(|_| is_vacuous);
    match share_set(&p, &r) {
        Some(share) if Some(&share) != everything.as_ref() => {
            check.verdict = Verdict::of(share.meets(&claimed), share.is_subset_of(&claimed));
            check.budget.complete = check.verdict != Verdict::Inconsistent;
            check.with_sets(None, share, claimed)
        }
        _ => Check { verdict: Verdict::Unchecked, reason: Some(Reason::Unknown), ..check },
    }
}

/// The entries that count for the part, and those that count for the rest, each certain where all of it counts there; `None`
/// where the part has entries that the whole does not have.
fn split<'a>(
    part: &[Selected<'a>],
    whole: &[Selected<'a>],
) -> Option<(Vec<Selected<'a>>, Vec<Selected<'a>>)> {
    let certainties = |list: &[Selected<'a>]| -> HashMap<&'a EntryId, Certainty> {
        list.iter().map(|it| (&it.entry.id, it.certainty)).collect()
    };
    let (in_part, in_whole) = (certainties(part), certainties(whole));
    let mut of_part = Vec::with_capacity(part.len());
    for it in part {
        let certainty = match in_whole.get(&it.entry.id)? {
            Certainty::Certain => it.certainty,
            Certainty::Uncertain => Certainty::Uncertain,
        };
        of_part.push(Selected { certainty, ..*it });
    }
    let of_rest = whole.iter().filter_map(|it| match in_part.get(&it.entry.id) {
        None => Some(*it),
        Some(Certainty::Certain) => None,
        Some(Certainty::Uncertain) => Some(Selected { certainty: Certainty::Uncertain, ..*it }),
    });
    Some((of_part, of_rest.collect()))
}

/// The values of p / (p + r) over two sets of values at or above 0; `None` where both are {0}.
///
/// The quotient grows with p and falls with r: its ends are at (inf p, sup r) and (sup p, inf r).
fn share_set(p: &Interval, r: &Interval) -> Option<Interval> {
    let (zero, one) = (Ratio::zero(), Ratio::one());
    let quotient = |p: &Ratio, r: &Ratio| p.checked_div(&(p + r));
    let end =
        |value: Ratio, attained: bool| if attained { Bound::Included(value) } else { Bound::Excluded(value) };
    let closed = |bound: &Bound<Ratio>| matches!(bound, Bound::Included(_));
    if p.as_point().is_some_and(Ratio::is_zero) && r.as_point().is_some_and(Ratio::is_zero) {
        return None;
    }
    // Nothing is a share of 0 whatever the rest, and beside no rest anything is all of it.
    let corner = |share: Ratio, attained: bool| {
        let attained = if share.is_zero() {
            p.contains(&zero)
        } else if share == one {
            r.contains(&zero)
        } else {
            attained
        };
        end(share, attained)
    };
    let lo = match (p.inf()?, r.sup()) {
        (least, Some(greatest)) => match quotient(least, greatest) {
            Some(share) => corner(share, closed(p.lo()) && closed(r.hi())),
            // Nothing against nothing at this corner, but p can be more: all of it.
            None => end(one.clone(), true),
        },
        // However small a share: 0 itself only where the part can be nothing.
        (_, None) => end(zero.clone(), p.contains(&zero)),
    };
    let hi = match (p.sup(), r.inf()?) {
        (Some(greatest), least) => match quotient(greatest, least) {
            Some(share) => corner(share, closed(p.hi()) && closed(r.lo())),
            None => end(zero.clone(), true),
        },
        (None, _) => end(one.clone(), r.contains(&zero)),
    };
    Interval::new(lo, hi)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> Interval {
        let amount: crate::amount::Amount = text.parse().unwrap();
        amount.outer(Domain::Gross).unwrap()
    }

    #[test]
    fn comparisons_of_sets() {
        // (can, must) of less, more, same, at-most, at-least.
        type CanMust = (bool, bool);
        let table: [(&str, &str, [CanMust; 5]); 6] = [
            ("1", "2", [(true, true), (false, false), (false, false), (true, true), (false, false)]),
            ("2", "2", [(false, false), (false, false), (true, true), (true, true), (true, true)]),
            (
                "[1, 2)",
                "[2, 3]",
                [(true, true), (false, false), (false, false), (true, true), (false, false)],
            ),
            ("[1, 2]", "[2, 3]", [(true, false), (false, false), (true, false), (true, true), (true, false)]),
            ("[1, 3]", "2", [(true, false), (true, false), (true, false), (true, false), (true, false)]),
            ("unknown", "5", [(true, false), (true, false), (true, false), (true, false), (true, false)]),
        ];
        for (a, b, expected) in table {
            let (a, b) = (set(a), set(b));
            for (is, want) in Likeness::ALL.iter().zip(expected) {
                assert_eq!(hold(&a, &b, *is), want, "{a} {is} {b}");
            }
        }
    }

    #[test]
    fn shares_run_from_corner_to_corner() {
        let share =
            |p: &str, r: &str| share_set(&set(p), &set(r)).map_or("none".to_owned(), |set| set.to_string());
        assert_eq!(share("30", "10"), "[0.75, 0.75]");
        assert_eq!(share("[10, 30]", "[10, 30]"), "[0.25, 0.75]");
        assert_eq!(share("[10, 30)", "10"), "[0.5, 0.75)");
        assert_eq!(share("(>10 & <20)", "[30, 40]"), "(0.2, 0.4)");
        assert_eq!(share("[10, 20]", "(>30 & <40)"), "(0.2, 0.4)");
        assert_eq!(share("unknown", "10"), "[0, 1)");
        assert_eq!(share("unknown", "unknown"), "[0, 1]");
        assert_eq!(share("10", "unknown"), "(0, 1]");
        assert_eq!(share(">=10", "<=10"), "[0.5, 1]");
        assert_eq!(share("0", "5"), "[0, 0]");
        assert_eq!(share("5", "0"), "[1, 1]");
        assert_eq!(share("[0, 5]", "0"), "[1, 1]");
        assert_eq!(share("0", "[0, 5]"), "[0, 0]");
        // Open ends on the other side do not matter where the share is 0 or 1.
        assert_eq!(share("0", "[0, 5)"), "[0, 0]");
        assert_eq!(share("0", "[2, 5)"), "[0, 0]");
        assert_eq!(share("(>2 & <5)", "0"), "[1, 1]");
        assert_eq!(share("[0, 5)", "[0, 5)"), "[0, 1]");
        assert_eq!(share(">0", "[1, 5)"), "(0, 1)");
        assert_eq!(share("0", "0"), "none");
    }
}
