//! Shares, changes and comparisons against brute force over members of the sets.

use adspend::amount::{Amount, Domain, Interval};
use adspend::check::{Check, Reason, Verdict, check_claim};
use adspend::currency::Currency;
use adspend::exact::Ratio;
use adspend::ledger::{Ledger, LedgerBuilder};
use adspend::model::{Ascent, Claim, ClaimKind, Comparand, Entry, Likeness, Scope, ShareOf};
use adspend::money::Money;
use adspend::strategies::amounts;
use proptest::prelude::*;
use proptest::sample::select;
use std::ops::Bound;

use crate::{members, strangers};

fn tagged(tag: &str) -> Scope {
    let mut scope = Scope::all();
    scope.tag = vec![tag.to_owned()];
    scope
}

/// A ledger with an entry tagged `left` for each of the one list, `right` for each of the other.
fn ledger(left: &[Amount], right: &[Amount], domain: Domain) -> Ledger {
    let mut builder = LedgerBuilder::new();
    for (tag, amounts) in [("left", left), ("right", right)] {
        for (at, amount) in amounts.iter().enumerate() {
            let id = format!("{tag}{at}").parse().unwrap();
            let mut entry = Entry::new(id, Money::new(amount.clone(), Currency::EUR));
            (entry.tags, entry.domain) = (vec![tag.to_owned()], domain);
            builder.entry(entry);
        }
    }
    builder.build().unwrap()
}

fn check(ledger: &Ledger, kind: ClaimKind) -> Check {
    let mut claim = Claim::new("claim".parse().unwrap(), kind);
    claim.scope = tagged("left");
    check_claim(ledger, &claim)
}

fn sum(amounts: &[Amount], domain: Domain) -> Interval {
    let nothing = Interval::point(Ratio::zero());
    amounts.iter().fold(nothing, |sum, amount| sum.plus(&amount.outer(domain).unwrap()))
}

/// Whether some p of the one set and some r of the other have p / (p + r) = q.
fn is_share(q: &Ratio, p: &Interval, r: &Interval) -> bool {
    let (one, positive) = (Ratio::one(), Interval::more_than(Ratio::zero()));
    let some = |set: &Interval| set.meets(&positive);
    let zero = |set: &Interval| set.contains(&Ratio::zero());
    if q.is_zero() {
        return zero(p) && some(r);
    }
    if *q == one {
        return zero(r) && some(p);
    }
    // p (1 − q) = r q, both above 0.
    let scaled = p.times(&(&one - q)).intersect(&r.times(q));
    q.is_positive() && *q < one && scaled.is_some_and(|common| some(&common))
}

/// Whether an entry is in a window; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum In {
    No,
    Perhaps,
    Yes,
}

/// Dates, and whether they lie in August 2019 and in 2019: by hand, for the library is what is tested.
const DATES: [(Option<&str>, In, In); 6] = [
    (Some("2019-08-05"), In::Yes, In::Yes),
    (Some("2019-05"), In::No, In::Yes),
    (Some("2019"), In::Perhaps, In::Yes),
    (Some("2019-33"), In::No, In::Yes),
    (Some("2018/2020"), In::Perhaps, In::Perhaps),
    (None, In::Perhaps, In::Perhaps),
];

/// An entry of a share whose windows may overlap its date.
#[derive(Clone, Debug)]
struct Overlapping {
    amount: Amount,
    date: usize,
    is_tagged: bool,
}

fn overlapping() -> impl Strategy<Value = Vec<Overlapping>> {
    let one = (amounts(Domain::Gross), 0..DATES.len(), prop::bool::weighted(0.7))
        .prop_map(|(amount, date, is_tagged)| Overlapping { amount, date, is_tagged });
    prop::collection::vec(one, 1..4)
}

/// What an entry may count for the part and for the rest, by brute force.
fn splits(entry: &Overlapping, part_is_august: bool, whole_is_year: bool) -> Vec<(Ratio, Ratio)> {
    let (_, august, year) = DATES[entry.date];
    let in_part = match (entry.is_tagged, part_is_august) {
        (false, _) => In::No,
        (true, true) => august,
        (true, false) => In::Yes,
    };
    let in_whole = if whole_is_year { year } else { In::Yes };
    let ways = |is_in: In, of: &Ratio| match is_in {
        In::No => vec![Ratio::zero()],
        In::Perhaps => vec![Ratio::zero(), of * &Ratio::half(), of.clone()],
        In::Yes => vec![of.clone()],
    };
    let values = members(&entry.amount.outer(Domain::Gross).unwrap());
    let mut all = Vec::new();
    for value in [values.first().unwrap(), values.last().unwrap(), values.iter().max().unwrap()] {
        for counted in ways(in_whole, value) {
            all.extend(ways(in_part, &counted).into_iter().map(|p| (p.clone(), &counted - &p)));
        }
    }
    all.sort();
    all.dedup();
    all
}

fn lists() -> impl Strategy<Value = (Vec<Amount>, Vec<Amount>)> {
    let list = || prop::collection::vec(amounts(Domain::Gross), 1..3);
    (list(), list())
}

/// A tiny share that no end of a set of the cases is as near to.
fn probes(share: &Interval) -> Vec<Ratio> {
    let mut probes = members(share);
    probes.extend(strangers(share));
    probes.extend((0..=12).map(|twelfths| Ratio::new(twelfths, 12).unwrap()));
    probes
}

fn compare(a: &Ratio, b: &Ratio, is: Likeness) -> bool {
    match is {
        Likeness::Less => a < b,
        Likeness::More => a > b,
        Likeness::Same => a == b,
        Likeness::AtMost => a <= b,
        Likeness::AtLeast => a >= b,
    }
}

fn dated(id: &str, when: &str, amount: i64) -> Entry {
    let mut entry = Entry::new(id.parse().unwrap(), Money::new(Amount::exact(amount), Currency::EUR));
    entry.when = Some(when.parse().unwrap());
    entry
}

fn share_of_the_year(entries: Vec<Entry>, month: &str) -> String {
    let mut builder = LedgerBuilder::new();
    for entry in entries {
        builder.entry(entry);
    }
    let mut of = Scope::all();
    of.during = Some("2019".parse().unwrap());
    let mut claim = Claim::new("claim".parse().unwrap(), ClaimKind::Share { of, is: ShareOf::Most });
    claim.scope.during = Some(month.parse().unwrap());
    let check = check_claim(&builder.build().unwrap(), &claim);
    format!("{} {}", check.verdict, check.sum.unwrap())
}

/// Two sums of which nothing was disclosed say nothing of each other, also where the claim allows sums below zero.
#[test]
fn undisclosed_spend_compares_with_nothing() {
    let undisclosed = [Amount::unknown()];
    let ledger = ledger(&undisclosed, &undisclosed, Domain::Gross);
    for domain in [Domain::Gross, Domain::Signed] {
        let kind = ClaimKind::Change { than: tagged("right"), is: Ascent::Less };
        let mut claim = Claim::new("claim".parse().unwrap(), kind);
        (claim.scope, claim.domain) = (tagged("left"), Some(domain));
        let found = check_claim(&ledger, &claim);
        assert_eq!((found.verdict, found.reason), (Verdict::Unchecked, Some(Reason::Unknown)), "{domain:?}");
    }
}

#[test]
fn what_may_lie_in_the_part_or_in_the_rest_is_in_the_whole() {
    let entries = vec![dated("year", "2019", 100), dated("aug", "2019-08-05", 100)];
    assert_eq!(share_of_the_year(entries, "2019-08"), "consistent [0.5, 1]");
    let entries = vec![dated("b", "2019-01-05", 10), dated("q", "2019-33", 90), dated("c", "2019-06", 100)];
    assert_eq!(share_of_the_year(entries, "2019-01"), "inconsistent [0.05, 0.5]");
}

proptest! {
    #[test]
    fn the_set_of_shares_is_that_of_all_quotients((part, rest) in lists()) {
        let (p, r) = (sum(&part, Domain::Gross), sum(&rest, Domain::Gross));
        let is = ShareOf::Between(Interval::closed(Ratio::zero(), Ratio::half()).unwrap());
        let found = check(&ledger(&part, &rest, Domain::Gross), ClaimKind::Share { of: Scope::all(), is });
        let Some(share) = &found.sum else {
            // No share, or any.
            prop_assert_eq!(found.reason, Some(Reason::Unknown));
            let q = |twelfths| is_share(&Ratio::new(twelfths, 12).unwrap(), &p, &r);
            prop_assert!((0..=12).all(q) || !(0..=12).any(q));
            return Ok(());
        };
        for q in probes(share) {
            prop_assert_eq!(share.contains(&q), is_share(&q, &p, &r), "{} of {} and {} in {}", q, p, r, share);
        }
        let half = Interval::closed(Ratio::zero(), Ratio::half()).unwrap();
        let some = members(share).iter().any(|q| half.contains(q));
        let all = members(share).iter().all(|q| half.contains(q));
        let expected = match (some, all) {
            (false, _) => Verdict::Inconsistent,
            (true, true) => Verdict::Proven,
            (true, false) => Verdict::Consistent,
        };
        prop_assert_eq!(found.verdict, expected);
    }

    #[test]
    fn shares_of_windows_that_entries_only_overlap_hold_every_split(
        entries in overlapping(), part_is_august in any::<bool>(), whole_is_year in any::<bool>(),
    ) {
        let mut builder = LedgerBuilder::new();
        for (at, it) in entries.iter().enumerate() {
            let mut entry = Entry::new(format!("e{at}").parse().unwrap(), Money::new(it.amount.clone(), Currency::EUR));
            entry.when = DATES[it.date].0.map(|when| when.parse().unwrap());
            entry.tags = it.is_tagged.then(|| "left".to_owned()).into_iter().collect();
            builder.entry(entry);
        }
        let half = Interval::closed(Ratio::zero(), Ratio::half()).unwrap();
        let mut of = Scope::all();
        of.during = whole_is_year.then(|| "2019".parse().unwrap());
        let mut claim = Claim::new("claim".parse().unwrap(), ClaimKind::Share { of, is: ShareOf::Between(half.clone()) });
        claim.scope = tagged("left");
        claim.scope.during = part_is_august.then(|| "2019-08".parse().unwrap());
        let found = check_claim(&builder.build().unwrap(), &claim);
        if found.reason.is_some_and(|reason| reason != Reason::Unknown) {
            prop_assert_eq!(found.reason, Some(Reason::NoItems));
            return Ok(());
        }
        let mut sums = vec![(Ratio::zero(), Ratio::zero())];
        for it in &entries {
            let ways = splits(it, part_is_august, whole_is_year);
            sums = sums.iter().flat_map(|(p, r)| ways.iter().map(move |(q, s)| (p + q, r + s))).collect();
            sums.sort();
            sums.dedup();
        }
        let shares: Vec<Ratio> = sums.iter().filter_map(|(p, r)| p.checked_div(&(p + r))).collect();
        let Some(set) = &found.sum else {
            // No share, or any.
            let ends = [Ratio::zero(), Ratio::one()];
            prop_assert!(shares.is_empty() || ends.iter().all(|end| shares.contains(end)), "{:?}", shares);
            return Ok(());
        };
        for share in &shares {
            prop_assert!(set.contains(share), "{} in {}", share, set);
            prop_assert!(found.verdict != Verdict::Proven || half.contains(share));
            prop_assert!(found.verdict != Verdict::Inconsistent || !half.contains(share));
        }
        // No wider than it must be: what it says to be attained is.
        for end in [set.lo(), set.hi()] {
            if let Bound::Included(end) = end {
                prop_assert!(shares.contains(end), "{} in {:?}", end, shares);
            }
        }
    }

    /// Most, and its contrary: what the one proves the other refutes.
    #[test]
    fn most_and_at_most_half_exclude_each_other((part, rest) in lists()) {
        let ledger = ledger(&part, &rest, Domain::Gross);
        let half = Interval::new(Bound::Included(Ratio::zero()), Bound::Included(Ratio::half())).unwrap();
        let most = check(&ledger, ClaimKind::Share { of: Scope::all(), is: ShareOf::Most }).verdict;
        let not = check(&ledger, ClaimKind::Share { of: Scope::all(), is: ShareOf::Between(half) }).verdict;
        let contrary = match most {
            Verdict::Proven => Verdict::Inconsistent,
            Verdict::Inconsistent => Verdict::Proven,
            other => other,
        };
        prop_assert_eq!(not, contrary);
    }

    #[test]
    fn comparisons_are_those_of_all_pairs(
        (left, right) in lists(), signed in any::<bool>(), is in select(Likeness::ALL), by_scope in any::<bool>(),
    ) {
        let domain = if signed { Domain::Signed } else { Domain::Gross };
        // Against an amount there is one; its domain is the ledger's.
        let right = if by_scope { right } else { right[..1].to_vec() };
        let right_domain = if by_scope { domain } else { Domain::Gross };
        let (a, b) = (sum(&left, domain), sum(&right, right_domain));
        let than = if by_scope {
            Comparand::Scope(Box::new(tagged("right")))
        } else {
            Comparand::Amount(Money::new(right[0].clone(), Currency::EUR))
        };
        let ledger = ledger(&left, &right, domain);
        let found = check(&ledger, ClaimKind::Comparison { than, is });
        let vacuous = |set: &Interval| Domain::Gross.interval().is_subset_of(set);
        if vacuous(&a) && vacuous(&b) {
            prop_assert_eq!(found.reason, Some(Reason::Unknown));
            return Ok(());
        }
        prop_assert_eq!(found.sum.as_ref(), Some(&a));
        prop_assert_eq!(found.total.as_ref(), Some(&b));
        let (mut from_a, mut from_b) = (members(&a), members(&b));
        // Values of the one may be values of the other.
        let in_both: Vec<Ratio> = from_a.iter().chain(&from_b).filter(|x| a.contains(x) && b.contains(x)).cloned().collect();
        let common = a.intersect(&b).map(|common| members(&common)).unwrap_or_default();
        for shared in in_both.into_iter().chain(common) {
            from_a.push(shared.clone());
            from_b.push(shared);
        }
        let mut pairs = from_a.iter().flat_map(|a| from_b.iter().map(move |b| compare(a, b, is)));
        let expected = match (pairs.clone().any(|holds| holds), pairs.all(|holds| holds)) {
            (false, _) => Verdict::Inconsistent,
            (true, true) => Verdict::Proven,
            (true, false) => Verdict::Consistent,
        };
        prop_assert_eq!(found.verdict, expected, "{} {} {}", a, is, b);
        // A change is a comparison with another sum.
        if by_scope {
            let ascent = match is {
                Likeness::Less => Ascent::Less,
                Likeness::More => Ascent::More,
                Likeness::Same => Ascent::Same,
                _ => return Ok(()),
            };
            prop_assert_eq!(check(&ledger, ClaimKind::Change { than: tagged("right"), is: ascent }).verdict, expected);
        }
    }

    /// The twin: what is proven cannot stay so with the sides changed, unless they may be equal.
    #[test]
    fn what_is_proven_less_is_refuted_more((left, right) in lists()) {
        let verdict = |left: &[Amount], right: &[Amount], is| {
            let kind = ClaimKind::Change { than: tagged("right"), is };
            check(&ledger(left, right, Domain::Gross), kind).verdict
        };
        let less = verdict(&left, &right, Ascent::Less);
        prop_assert_eq!(less, verdict(&right, &left, Ascent::More));
        if less == Verdict::Proven {
            prop_assert_eq!(verdict(&left, &right, Ascent::More), Verdict::Inconsistent);
            prop_assert_eq!(verdict(&left, &right, Ascent::Same), Verdict::Inconsistent);
            prop_assert_eq!(verdict(&right, &left, Ascent::Less), Verdict::Inconsistent);
        }
    }
}
