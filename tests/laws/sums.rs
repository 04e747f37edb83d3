//! Sums of amounts: exact, of any order and grouping.

use adspend::amount::{Amount, AmountSum, Domain};
use adspend::exact::{Numeral, Ratio};
use adspend::strategies::{amounts, malformed_amounts, values};
use proptest::prelude::*;
use proptest::sample::Index;
use std::ops::Bound;

use crate::{cases::domains, hair, members};

fn sum_of<'a>(amounts: impl IntoIterator<Item = &'a Amount>, domain: Domain) -> AmountSum {
    let mut sum = AmountSum::new();
    for amount in amounts {
        sum.add(amount, domain).unwrap();
    }
    sum
}

fn lists() -> impl Strategy<Value = (Domain, Vec<Amount>)> {
    domains().prop_flat_map(|domain| (Just(domain), prop::collection::vec(amounts(domain), 0..8)))
}

fn has_ends(sum: &AmountSum) -> bool {
    !sum.set().is_all() && (sum.set().sup().is_some() || sum.set().inf().is_some())
}

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn order_says_nothing(
        ((domain, list), shuffled) in lists().prop_flat_map(|(domain, list)| {
            (Just((domain, list.clone())), Just(list).prop_shuffle())
        }),
    ) {
        let sum = sum_of(&list, domain);
        prop_assert_eq!(&sum, &sum_of(&shuffled, domain));
        prop_assert_eq!(sum.set(), sum_of(&shuffled, domain).set());
        // The twin: leaving one out shows, in the count and, where it is not 0, in the set.
        for left_out in 0..list.len() {
            let others = list.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, amount)| amount);
            let fewer = sum_of(others, domain);
            prop_assert_ne!(&fewer, &sum);
            let value = list[left_out].printed().filter(|_| list[left_out].is_exact());
            if value.is_some_and(|value| !value.is_zero()) && has_ends(&sum) {
                prop_assert_ne!(fewer.set(), sum.set());
            }
        }
    }

    #[test]
    fn grouping_says_nothing((domain, list) in lists(), groups in prop::collection::vec(0usize..3, 8), backwards in any::<bool>()) {
        let mut parts = vec![AmountSum::new(), AmountSum::new(), AmountSum::new()];
        for (amount, group) in list.iter().zip(&groups) {
            parts[*group].add(amount, domain).unwrap();
        }
        // Each part as it comes back from another machine.
        let sent = |part: &AmountSum| serde_json::from_str::<AmountSum>(&serde_json::to_string(part).unwrap()).unwrap();
        let merged = |parts: &[AmountSum]| {
            parts.iter().fold(AmountSum::new(), |mut sum, part| { sum.merge(&sent(part)); sum })
        };
        let whole = sum_of(&list, domain);
        let left_first = merged(&[merged(&parts[..2]), parts[2].clone()]);
        let right_first = merged(&[parts[0].clone(), merged(&parts[1..])]);
        if backwards { parts.reverse(); }
        for sum in [left_first, right_first, merged(&parts)] {
            prop_assert_eq!(&sum, &whole);
            prop_assert_eq!((sum.set(), sum.printed(), sum.count()), (whole.set(), whole.printed(), whole.count()));
        }
        // The twin: merging a part twice shows.
        if parts[0].count() > 0 {
            let mut twice = whole.clone();
            twice.merge(&parts[0]);
            prop_assert_ne!(twice, whole);
        }
    }

    #[test]
    fn nothing_adds_nothing((domain, list) in lists(), value in values(Domain::Gross)) {
        let sum = sum_of(&list, domain);
        let mut more = sum.clone();
        more.add(&Amount::exact(0), domain).unwrap();
        prop_assert_eq!((more.set(), more.printed()), (sum.set(), sum.printed()));
        prop_assert_eq!(more.exact_count(), sum.exact_count() + 1);
        // The twin: anything else moves every end that there is, and the sum of what was printed.
        more.add(&Amount::exact(value), domain).unwrap();
        let by = Ratio::from(value);
        prop_assert_eq!(more.set(), sum.set().plus(&adspend::amount::Interval::point(by.clone())));
        prop_assert_eq!(more.set() != sum.set(), has_ends(&sum) && !value.is_zero());
        prop_assert_eq!(more.printed(), sum.printed().map(|printed| printed + by));
    }

    #[test]
    fn an_exact_item_may_be_split((domain, list) in lists(), value in values(Domain::Gross), cents in 0i64..100_000) {
        let part = Numeral::new(cents.into(), 2).unwrap();
        let value = Ratio::from(value) + Ratio::from(part);
        let rest = &value - &Ratio::from(part);
        let with = |values: &[&Ratio]| {
            let mut sum = sum_of(&list, domain);
            values.iter().for_each(|value| sum.add_exact(value.to_numeral().unwrap()));
            sum
        };
        let whole = with(&[&value]);
        let split = with(&[&part.into(), &rest]);
        prop_assert_eq!((whole.set(), whole.printed()), (split.set(), split.printed()));
        // The twin: a split that loses a hair is seen.
        let lossy = with(&[&part.into(), &(&rest - &hair())]);
        prop_assert_eq!(lossy.set() != whole.set(), has_ends(&whole));
    }

    #[test]
    fn widening_an_item_never_narrows_the_sum(
        (domain, list) in lists(),
        at in any::<Index>(),
        below in values(Domain::Gross),
        above in values(Domain::Gross),
    ) {
        prop_assume!(!list.is_empty());
        let at = at.index(list.len());
        let sum = sum_of(&list, domain);
        let set = list[at].outer(domain).unwrap();
        let wider = match (set.inf(), set.sup()) {
            (Some(lo), Some(hi)) => {
                let (lo, hi) = (lo - &Ratio::from(below), hi + &Ratio::from(above));
                Amount::range(lo.to_numeral().unwrap(), hi.to_numeral().unwrap()).unwrap()
            }
            _ => Amount::unknown(),
        };
        let replaced = |amount: Amount| {
            let mut list = list.clone();
            list[at] = amount;
            sum_of(&list, domain)
        };
        prop_assert!(sum.set().is_subset_of(&replaced(wider).set()));
        // The twin: an item of more than one value narrowed to one of them narrows a sum that has a width.
        for member in members(&set) {
            let narrow = replaced(Amount::exact(member.to_numeral().unwrap())).set();
            prop_assert!(narrow.is_subset_of(&sum.set()));
            if set.as_point().is_none() && sum.set().width().is_some() {
                prop_assert_ne!(narrow, sum.set());
            }
        }
    }

    #[test]
    fn every_choice_of_values_lies_in_the_sum((domain, list) in lists(), which in prop::collection::vec(any::<Index>(), 8)) {
        let sum = sum_of(&list, domain).set();
        let sets: Vec<_> = list.iter().map(|amount| amount.outer(domain).unwrap()).collect();
        let chosen = |which: &Index, set| which.get(&members(set)).clone();
        let sample: Ratio = sets.iter().zip(&which).map(|(set, which)| chosen(which, set)).sum();
        prop_assert!(sum.contains(&sample));
        // The twin: an end is in the sum only where every item attains its own, and nothing beyond an end is.
        type End = fn(&adspend::amount::Interval) -> &Bound<Ratio>;
        let all = |end: End| sets.iter().all(|set| matches!(end(set), Bound::Included(_)));
        if let Some(top) = sum.sup() {
            prop_assert_eq!(sum.contains(top), all(|set| set.hi()));
            prop_assert_eq!(top, &sets.iter().map(|set| set.sup().unwrap()).sum::<Ratio>());
        }
        if let Some(bottom) = sum.inf() {
            prop_assert_eq!(sum.contains(bottom), all(|set| set.lo()));
            prop_assert_eq!(bottom, &sets.iter().map(|set| set.inf().unwrap()).sum::<Ratio>());
        }
        prop_assert_eq!(sum.sup().is_none(), sets.iter().any(|set| set.sup().is_none()));
        prop_assert_eq!(sum.inf().is_none(), sets.iter().any(|set| set.inf().is_none()));
    }

    #[test]
    fn counts_add_up_and_malformed_items_leave_no_trace(
        (domain, list, malformed) in domains().prop_flat_map(|domain| {
            (Just(domain), prop::collection::vec(amounts(domain), 0..8), malformed_amounts(domain))
        }),
    ) {
        let mut sum = sum_of(&list, domain);
        let before = sum.clone();
        prop_assert!(sum.add(&malformed, domain).is_err());
        prop_assert_eq!(&sum, &before);
        let count = |is: &dyn Fn(&Amount) -> bool| u64::try_from(list.iter().filter(|amount| is(amount)).count()).unwrap();
        prop_assert_eq!(sum.exact_count(), count(&Amount::is_exact));
        prop_assert_eq!(sum.unknown_count(), count(&Amount::is_unknown));
        prop_assert_eq!(sum.count(), count(&|_| true));
        prop_assert_eq!(sum.printed().is_some(), list.iter().all(|amount| amount.printed().is_some()));
    }
}
