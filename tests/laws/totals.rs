//! The verdict on a total: what it means, and what changes nothing about it.

use adspend::amount::{Amount, AmountSum, Domain, Interval};
use adspend::check::{Item, TotalCheck, Verdict};
use adspend::exact::Ratio;
use adspend::model::Relation;
use adspend::strategies::{exact_totals, true_totals, values};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::cases::{Case, any_cases, domains, equal_cases};
use crate::members;

/// The value that a choice of the items' values and of the rates sums to, and one such choice.
fn sample(case: &Case, which: &[Index]) -> Ratio {
    let rates: Vec<Ratio> =
        case.rates.iter().zip(which).map(|(rate, which)| which.get(&members(rate)).clone()).collect();
    let mut sum = Ratio::zero();
    for (item, which) in case.items.iter().zip(which.iter().skip(2)) {
        let mut set = item.amount.outer(item.domain).unwrap();
        if !item.certain {
            set = set.hull(&Interval::point(Ratio::zero()));
        }
        let rate = item.rate.map_or_else(Ratio::one, |rate| rates[rate].clone());
        sum = sum + which.get(&members(&set)) * &item.weight * rate;
    }
    sum
}

/// Whether the relation can hold between a sum and some value of a set of totals.
fn can(sum: &Ratio, totals: &Interval, relation: Relation) -> bool {
    let reached = match relation {
        Relation::Equal => Interval::point(sum.clone()),
        Relation::AtLeast => Interval::at_least(sum.clone()),
        Relation::AtMost => Interval::at_most(sum.clone()),
    };
    reached.meets(totals)
}

fn true_in_any_way() -> impl Strategy<Value = adspend::strategies::TrueTotal> {
    (domains(), select(Relation::ALL)).prop_flat_map(|(domain, relation)| true_totals(domain, relation))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 8, ..ProptestConfig::default() })]

    /// All perturbations of each: several hundred a case.
    #[test]
    fn every_single_perturbation_of_an_exact_total_is_refused(total in domains().prop_flat_map(exact_totals)) {
        prop_assert_eq!(total.check().run().verdict, Verdict::Proven);
        for wrong in total.perturbations() {
            let outcome = total.perturbed(&wrong).check().run();
            prop_assert_eq!(outcome.verdict, Verdict::Inconsistent, "{:?}", wrong);
            // It says by how much: nothing of the gap is 0.
            prop_assert!(!outcome.gap.unwrap().contains(&Ratio::zero()));
            prop_assert!(!outcome.difference.unwrap().is_zero());
        }
    }
}

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn what_is_true_is_never_refuted(total in true_in_any_way()) {
        let outcome = total.check().run();
        let signed = total.relation != Relation::Equal && total.domain == Domain::Signed && !total.items.is_empty();
        prop_assert_eq!(outcome.verdict == Verdict::Unchecked, signed);
        prop_assert!(signed || outcome.verdict.holds(), "{:?}", outcome.verdict);
        prop_assert!(outcome.sum.unwrap().contains(&total.sum));
        // What is true is among what each item may be, given the others.
        for (at, (value, item)) in total.values.iter().zip(&total.items).enumerate() {
            let implied = outcome.implied[at].as_ref().is_some_and(|set| set.contains(&(*value).into()));
            prop_assert!(signed || implied || item.weight.is_zero(), "item {}: {}", at, value);
        }
    }

    #[test]
    fn the_order_of_items_says_nothing(
        (case, places) in any_cases().prop_flat_map(|case| {
            let places: Vec<usize> = (0..case.items.len()).collect();
            (Just(case), Just(places).prop_shuffle())
        }),
    ) {
        let moved = Case { items: places.iter().map(|at| case.items[*at].clone()).collect(), ..case.clone() };
        let (here, there) = (case.run(), moved.run());
        let figures = |outcome: &adspend::check::TotalOutcome| {
            let sets = (outcome.sum.clone(), outcome.total.clone(), outcome.gap.clone(), outcome.implied_total.clone());
            let widths = (outcome.difference.clone(), outcome.tolerance.clone(), outcome.needs_step, outcome.plausibility_log2);
            (outcome.verdict, outcome.reason, sets, widths)
        };
        prop_assert_eq!(figures(&here), figures(&there));
        let implied: Vec<_> = places.iter().map(|at| here.implied[*at].clone()).collect();
        prop_assert_eq!(implied, there.implied);
        let back = |list: &[usize]| { let mut list: Vec<_> = list.iter().map(|at| places[*at]).collect(); list.sort_unstable(); list };
        prop_assert_eq!(back(&there.blind_to.omission), here.blind_to.omission);
        prop_assert_eq!(back(&there.blind_to.doubling), here.blind_to.doubling);
        prop_assert_eq!(back(&there.blind_to.sign), here.blind_to.sign);
    }

    #[test]
    fn an_item_may_change_sides(case in equal_cases(), at in any::<Index>()) {
        let case = Case { domain: Domain::Signed, tolerance: None, ..case };
        prop_assume!(!case.items.is_empty() && !case.total.is_unknown());
        let at = at.index(case.items.len());
        let case = case.with_item(at, |item| (item.weight, item.certain, item.rate) = (Ratio::one(), true, None));
        let mut moved = case.items[at].clone();
        // A total that is malformed is one that an item with the same amount is.
        let mut total = Item::new("total", case.total.clone(), case.domain);
        let mut others = case.items.clone();
        others.remove(at);
        for other in &mut others {
            other.weight = -&other.weight;
        }
        // Total − the others against the item; the item may not be below zero where it is gross.
        let mut turned = others.clone();
        turned.push(total.clone());
        let turned = Case { total: moved.amount.clone(), domain: moved.domain, items: turned, ..case.clone() };
        prop_assume!(!moved.amount.is_unknown());
        let (here, there) = (case.run(), turned.run());
        prop_assert_eq!(here.verdict.holds(), there.verdict.holds());
        prop_assert_eq!(here.verdict == Verdict::Malformed, there.verdict == Verdict::Malformed);
        // Everything on one side against nothing.
        total.weight = -Ratio::one();
        let mut all = case.items.clone();
        all.push(total);
        let against_nothing = Case { total: Amount::exact(0), items: all, ..case.clone() };
        prop_assert_eq!(here.verdict.holds(), against_nothing.run().verdict.holds());
        // The twin: moved without turning its sign, it is seen where it is known and not 0, and so is the total.
        if let (Verdict::Proven, Some(value)) = (here.verdict, moved.amount.printed())
            && case.total.is_exact() && moved.amount.is_exact() && !value.is_zero()
        {
            moved.weight = -Ratio::one();
            let wrong = case.with_item(at, |item| *item = moved);
            prop_assert_eq!(wrong.run().verdict, Verdict::Inconsistent);
        }
    }

    #[test]
    fn widening_an_item_moves_the_verdict_only_towards_consistent(
        case in any_cases(),
        at in any::<Index>(),
        how in 0u8..3,
        by in values(Domain::Gross),
    ) {
        prop_assume!(!case.items.is_empty());
        let before = case.run().verdict;
        prop_assume!(matches!(before, Verdict::Proven | Verdict::Consistent | Verdict::Inconsistent));
        let at = at.index(case.items.len());
        let set = case.items[at].amount.outer(case.domain).unwrap();
        let ends = (set.inf().map(|lo| lo - &Ratio::from(by)), set.sup().map(|hi| hi + &Ratio::from(by)));
        let wider = case.with_item(at, |item| match (how, ends) {
            (0, _) => item.amount = Amount::unknown(),
            (1, _) => item.certain = false,
            (_, (Some(lo), Some(hi))) => item.amount = Amount::range(lo.to_numeral().unwrap(), hi.to_numeral().unwrap()).unwrap(),
            _ => item.amount = Amount::unknown(),
        });
        let after = wider.run().verdict;
        let allowed = match before {
            Verdict::Inconsistent => [Verdict::Inconsistent, Verdict::Consistent],
            other => [other, Verdict::Consistent],
        };
        prop_assert!(allowed.contains(&after), "{before:?} became {after:?}");
        // The twin: narrowing an item never makes what is refuted hold.
        for member in members(&set) {
            let narrow = wider.with_item(at, |item| {
                item.amount = Amount::exact(member.to_numeral().unwrap());
                item.certain = true;
            });
            let narrowed = narrow.run().verdict;
            prop_assert!(after != Verdict::Inconsistent || narrowed == Verdict::Inconsistent);
            prop_assert!(after != Verdict::Proven || narrowed == Verdict::Proven);
        }
    }

    #[test]
    fn a_verdict_means_what_it_says(case in any_cases(), which in prop::collection::vec(any::<Index>(), 8)) {
        let outcome = case.run();
        let (Some(sum), Some(total)) = (outcome.sum, outcome.total) else {
            prop_assert_eq!(outcome.verdict, Verdict::Malformed);
            return Ok(());
        };
        let value = sample(&case, &which);
        prop_assert!(sum.contains(&value), "{} not in {}", value, sum);
        let inner = case.total.inner(case.domain);
        match outcome.verdict {
            Verdict::Inconsistent => {
                prop_assert!(!can(&value, &total, case.relation), "{}", value);
                prop_assert!(members(&sum).iter().all(|value| !can(value, &total, case.relation)));
            }
            Verdict::Proven => {
                prop_assert!(can(&value, &total, case.relation), "{}", value);
                if case.relation == Relation::Equal {
                    prop_assert!(inner.is_some_and(|inner| inner.contains(&value)));
                }
            }
            Verdict::Consistent => {
                // Some values fit, and for some the print would be wrong, or might be.
                prop_assert!(outcome.implied_total.is_some());
                if case.relation == Relation::Equal {
                    let common = members(&sum.intersect(&total).unwrap());
                    prop_assert!(common.iter().all(|value| can(value, &total, case.relation)));
                    let refuting = members(&sum).into_iter().any(|value| inner.as_ref().is_none_or(|inner| !inner.contains(&value)));
                    prop_assert!(refuting);
                } else {
                    let certain = |value: &Ratio| members(&total).iter().all(|total| match case.relation {
                        Relation::AtMost => total <= value,
                        _ => total >= value,
                    });
                    prop_assert!(!members(&sum).iter().all(certain));
                }
            }
            _ => {}
        }
    }

    /// Items that were summed elsewhere, in parts, check as the items do.
    #[test]
    fn partial_sums_give_the_same_check(case in equal_cases(), parts in prop::collection::vec(0usize..3, 6)) {
        let mut plain = case.clone();
        for item in &mut plain.items {
            (item.weight, item.certain, item.rate) = (Ratio::one(), true, None);
        }
        let outcome = plain.run();
        prop_assume!(outcome.verdict != Verdict::Malformed);
        let mut sums = [AmountSum::new(), AmountSum::new(), AmountSum::new()];
        for (item, part) in plain.items.iter().zip(&parts) {
            sums[*part].add(&item.amount, item.domain).unwrap();
        }
        for order in [[0, 1, 2], [2, 0, 1]] {
            let mut merged = AmountSum::new();
            order.iter().for_each(|part| merged.merge(&sums[*part]));
            prop_assert_eq!(outcome.sum.as_ref(), Some(&merged.set()));
            prop_assert_eq!(merged.set().minus(&Interval::point(Ratio::zero())), merged.set());
            let printed = merged.printed().zip(plain.total.printed());
            prop_assert_eq!(outcome.difference.clone(), printed.map(|(sum, total)| Ratio::from(total) - sum));
        }
        // The twin: a part that is lost shows where it is not nothing.
        let lost: AmountSum = { let mut sum = sums[1].clone(); sum.merge(&sums[2]); sum };
        if sums[0].set().as_point().is_some_and(|value| !value.is_zero()) && outcome.sum.as_ref().is_some_and(|sum| sum.width().is_some()) {
            prop_assert_ne!(outcome.sum, Some(lost.set()));
        }
    }

    /// A rate is one variable: the sum holds what any one rate makes of any values, and no more at its ends.
    #[test]
    fn items_at_one_rate_share_it(a in values(Domain::Signed), b in values(Domain::Signed), lo in 1i64..500, width in 0i64..50) {
        let rate = Interval::closed(lo.into(), (lo + width).into()).unwrap();
        let mut check = TotalCheck::new(Amount::unknown(), Domain::Signed);
        let number = check.add_rate(rate.clone());
        let item = |value| {
            let mut item = Item::new("", Amount::exact(value), Domain::Signed);
            item.rate = number;
            item
        };
        let sum = check.items([item(a), item(b)]).run().sum.unwrap();
        let both = Ratio::from(a) + Ratio::from(b);
        prop_assert_eq!(&sum, &rate.times(&both));
        // The twin: two rates of their own give more, where there is more than one rate and the signs differ.
        let apart = rate.times(&a.into()).plus(&rate.times(&b.into()));
        let differ = width > 0 && (Ratio::from(a) * Ratio::from(b)).is_negative();
        prop_assert!(sum.is_subset_of(&apart));
        prop_assert_eq!(sum != apart, differ);
    }
}
