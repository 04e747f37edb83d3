//! What stands beside a verdict: implied sets, blind spots, the step that would help, plausibility.

use adspend::amount::{Amount, Domain, Mode};
use adspend::check::{Item, Verdict};
use adspend::exact::{Numeral, Ratio};
use adspend::model::Relation;
use adspend::strategies::values;
use proptest::prelude::*;

use crate::cases::{Case, any_cases, domains, equal_cases};
use crate::{members, strangers};

proptest! {
    #![proptest_config(crate::config())]

    /// A value is implied for an item exactly where the check holds with it in place of what was printed.
    #[test]
    fn what_is_implied_extends_to_a_solution_and_nothing_else_does(case in any_cases()) {
        let outcome = case.run();
        prop_assume!(matches!(outcome.verdict, Verdict::Proven | Verdict::Consistent | Verdict::Inconsistent));
        for (at, item) in case.items.iter().enumerate().filter(|(_, item)| !item.weight.is_zero()) {
            let mut own = item.amount.outer(item.domain).unwrap();
            if !item.certain {
                own = own.hull(&adspend::amount::Interval::point(Ratio::zero()));
            }
            let implied = outcome.implied[at].as_ref();
            let mut tried = members(&own);
            if let Some(implied) = implied {
                prop_assert!(implied.is_subset_of(&own));
                tried.extend(members(implied));
                tried.extend(strangers(implied).into_iter().filter(|value| own.contains(value)));
            }
            for value in tried {
                // Where a fraction is at stake, no exact amount writes it.
                let Some(exact) = value.to_numeral() else { continue };
                let fixed = case.with_item(at, |item| {
                    item.amount = Amount::exact(exact);
                    item.certain = true;
                });
                let expected = implied.is_some_and(|set| set.contains(&value));
                prop_assert_eq!(fixed.holds(), expected, "item {} = {}, implied {:?}", at, value, implied);
            }
        }
    }

    #[test]
    fn what_is_implied_for_the_total_is_what_holds(case in any_cases()) {
        let outcome = case.run();
        prop_assume!(matches!(outcome.verdict, Verdict::Proven | Verdict::Consistent | Verdict::Inconsistent));
        let (printed, implied) = (outcome.total.unwrap(), outcome.implied_total);
        prop_assert_eq!(implied.is_some(), outcome.verdict.holds());
        let mut tried = members(&printed);
        if let Some(implied) = &implied {
            tried.extend(members(implied));
            tried.extend(strangers(implied).into_iter().filter(|value| printed.contains(value)));
        }
        for value in tried {
            let Some(exact) = value.to_numeral() else { continue };
            let fixed = Case { tolerance: None, ..case.with_total(Amount::exact(exact)) };
            prop_assert_eq!(fixed.holds(), implied.as_ref().is_some_and(|set| set.contains(&value)), "{}", value);
        }
    }

    /// Perturbing an item that is listed leaves the check holding, perturbing any other refutes it.
    #[test]
    fn a_check_is_blind_to_exactly_what_it_lists(case in any_cases()) {
        let outcome = case.run();
        let blind = &outcome.blind_to;
        if !outcome.verdict.holds() {
            prop_assert_eq!(blind, &Default::default());
            return Ok(());
        }
        for at in 0..case.items.len() {
            let times = |factor: i64| case.with_item(at, |item| item.weight = &item.weight * &Ratio::from(factor)).holds();
            prop_assert_eq!(times(0), blind.omission.contains(&at), "without item {}", at);
            prop_assert_eq!(times(2), blind.doubling.contains(&at), "with item {} twice", at);
            // A partial list with an item below zero is not checked at all.
            if case.relation == Relation::Equal {
                prop_assert_eq!(times(-1), blind.sign.contains(&at), "with item {} turned", at);
            }
        }
    }

    #[test]
    fn the_step_that_is_needed_is_the_smallest(case in any_cases()) {
        let outcome = case.run();
        if outcome.verdict != Verdict::Inconsistent {
            prop_assert_eq!(outcome.needs_step, None);
            return Ok(());
        }
        let Some(printed) = case.total.printed() else {
            prop_assert_eq!(outcome.needs_step, None);
            return Ok(());
        };
        let holds = |step: &Numeral| case.with_total(Amount::rounded(printed, *step, Mode::Nearest).unwrap()).holds();
        let steps = (-28..=37).filter_map(Numeral::power_of_ten).filter(|step| printed.is_multiple_of(*step));
        prop_assert_eq!(outcome.needs_step, steps.into_iter().find(holds));
    }

    /// A total printed too precisely: one step of rounding is what it needs, and no smaller one will do.
    #[test]
    fn a_total_that_was_rounded_needs_its_step(digits in 1i64..9_999, place in 1i32..=4, off in 1i64..=4) {
        prop_assume!(digits % 10 != 0);
        let step = Numeral::power_of_ten(place).unwrap();
        let total = Numeral::from(digits).shifted(place).unwrap();
        let real = Ratio::from(total) + Ratio::from(off) * Ratio::power_of_ten(place - 1);
        let items = vec![Item::new("", Amount::exact(real.to_numeral().unwrap()), Domain::Gross)];
        let case = Case {
            domain: Domain::Gross, relation: Relation::Equal, tolerance: None, total: Amount::exact(total), items, rates: Vec::new(),
        };
        prop_assert_eq!(case.run().needs_step, Some(step));
        // The twin: more than half a step away, no step that divides the total explains it.
        let far = case.with_item(0, |item| {
            let far = Ratio::from(total) + Ratio::from(6) * Ratio::power_of_ten(place - 1);
            item.amount = Amount::exact(far.to_numeral().unwrap());
        });
        prop_assert_eq!(far.run().needs_step, None);
    }

    #[test]
    fn the_larger_the_difference_the_less_plausible(
        printed in prop::collection::vec((0i64..2000, 0i32..3), 1..20),
        near in 0i64..5000, further in 0i64..5000, above in any::<bool>(),
    ) {
        let item = |(digits, place): &(i64, i32)| {
            let step = Numeral::power_of_ten(*place).unwrap();
            let amount = Amount::rounded(Numeral::from(*digits).shifted(*place).unwrap(), step, Mode::Nearest).unwrap();
            Item::new("", amount, Domain::Signed)
        };
        let sum: Ratio = printed.iter().map(|it| Ratio::from(item(it).amount.printed().unwrap())).sum();
        let bound = |difference: i64| {
            let difference = Ratio::from(if above { difference } else { -difference });
            let total = Amount::exact((&sum + &difference).to_numeral().unwrap());
            let items = printed.iter().map(item).collect();
            let case = Case { domain: Domain::Signed, relation: Relation::Equal, tolerance: None, total, items, rates: Vec::new() };
            case.run().plausibility_log2.unwrap()
        };
        let (near, further) = (near, near + further);
        prop_assert!(bound(further) <= bound(near));
        prop_assert!(bound(near) <= 0);
        prop_assert_eq!(bound(0), 0);
        // The twin: far enough away, it is less plausible than at 0.
        prop_assert!(bound(1_000_000) < bound(0));
    }

    #[test]
    fn plausibility_is_given_only_where_all_was_rounded_to_nearest(case in equal_cases()) {
        let outcome = case.run();
        prop_assume!(outcome.verdict != Verdict::Malformed);
        let to_nearest = |amount: &Amount| match amount.form() {
            adspend::amount::Form::Exact(_) => true,
            adspend::amount::Form::Rounded { mode, .. } => mode.is_to_nearest(),
            _ => false,
        };
        let inexact = |amount: &Amount| !amount.is_exact();
        let all = to_nearest(&case.total) && case.items.iter().all(|item| to_nearest(&item.amount) && item.certain);
        let any = inexact(&case.total) || case.items.iter().any(|item| inexact(&item.amount) && !item.weight.is_zero());
        // These cases name rates.
        prop_assert_eq!(outcome.plausibility_log2, None);
        let mut plain = Case { rates: Vec::new(), ..case.clone() };
        for item in &mut plain.items {
            item.rate = None;
        }
        prop_assert_eq!(plain.run().plausibility_log2.is_some(), all && any);
    }

    #[test]
    fn a_tolerance_of_the_callers_own_only_widens(
        case in domains().prop_flat_map(|domain| crate::cases::cases(domain, Relation::Equal)),
        by in values(Domain::Gross),
    ) {
        let strict = Case { tolerance: None, ..case.clone() }.run();
        let lenient = Case { tolerance: Some(by), ..case.clone() }.run();
        prop_assume!(strict.verdict != Verdict::Malformed);
        prop_assert!(strict.total.as_ref().unwrap().is_subset_of(lenient.total.as_ref().unwrap()));
        prop_assert!(!strict.verdict.holds() || lenient.verdict.holds());
        // It holds exactly where the gap reaches within it.
        if strict.verdict != Verdict::Unchecked {
            let reach = adspend::amount::Interval::closed(-Ratio::from(by), by.into()).unwrap();
            let gap = strict.total.unwrap().widened(&by.into()).intersect(&case.domain.interval()).unwrap().minus(&strict.sum.unwrap());
            prop_assert_eq!(lenient.verdict.holds(), gap.contains(&Ratio::zero()));
            prop_assert!(strict.verdict.holds() || !lenient.verdict.holds() || strict.gap.unwrap().meets(&reach));
        }
    }
}
