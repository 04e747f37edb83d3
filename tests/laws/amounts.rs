//! What a printed amount stands for, at every step and by every rule.

use adspend::amount::{Amount, Domain, Form, Mode, Steps};
use adspend::exact::{Numeral, Ratio, Rounding};
use adspend::strategies::{amounts, malformed_amounts, modes, values};
use proptest::prelude::*;
use proptest::sample::select;

use crate::{cases::domains, members, strangers};

/// The amount with each of its numbers changed, printed the same way; `None` where a number has no such change.
fn mapped(
    amount: &Amount,
    number: &dyn Fn(Numeral) -> Option<Numeral>,
    step: &dyn Fn(Numeral) -> Option<Numeral>,
    mode: &dyn Fn(Mode) -> Mode,
) -> Option<Amount> {
    let mapped = match amount.form() {
        Form::Exact(value) => Amount::exact(number(*value)?),
        Form::Rounded { value, steps, mode: rule } => {
            let steps = Steps::any_of(steps.iter().map(step).collect::<Option<Vec<_>>>()?)?;
            Amount::rounded_to_any(number(*value)?, steps, mode(*rule))
        }
        Form::Range { low, high } => {
            let (a, b) = (number(*low)?, number(*high)?);
            Amount::range(a.min(b), a.max(b)).ok()?
        }
        Form::Bucket { from, below } => Amount::bucket(number(*from)?, number(*below)?).ok()?,
        Form::AtMost(value) => Amount::at_most(number(*value)?),
        Form::LessThan(value) => Amount::less_than(number(*value)?),
        Form::AtLeast(value) => Amount::at_least(number(*value)?),
        Form::MoreThan(value) => Amount::more_than(number(*value)?),
        Form::Unknown => Amount::unknown(),
        Form::AllOf(reports) => {
            let reports = reports.iter().map(|report| mapped(report, number, step, mode));
            Amount::all_of(reports.collect::<Option<Vec<_>>>()?).ok()?
        }
    };
    Some(mapped.hedged(amount.hedge()))
}

fn scaled(amount: &Amount, places: i32) -> Option<Amount> {
    let shift = |number: Numeral| number.shifted(places).ok();
    mapped(amount, &shift, &shift, &|mode| mode)
}

/// The same rule seen in the mirror.
fn mirrored(mode: Mode) -> Mode {
    match mode {
        Mode::Named(Rounding::HalfUp) => Mode::Named(Rounding::HalfDown),
        Mode::Named(Rounding::HalfDown) => Mode::Named(Rounding::HalfUp),
        Mode::Named(Rounding::Floor) => Mode::Named(Rounding::Ceiling),
        Mode::Named(Rounding::Ceiling) => Mode::Named(Rounding::Floor),
        other => other,
    }
}

/// The amount below zero; bounds change sides; a bucket has no mirror image.
fn turned(amount: &Amount, mode: &dyn Fn(Mode) -> Mode) -> Option<Amount> {
    let minus = |number: Numeral| Some(number.negated());
    match amount.form() {
        Form::Bucket { .. } => None,
        Form::AtMost(value) => Some(Amount::at_least(value.negated())),
        Form::LessThan(value) => Some(Amount::more_than(value.negated())),
        Form::AtLeast(value) => Some(Amount::at_most(value.negated())),
        Form::MoreThan(value) => Some(Amount::less_than(value.negated())),
        Form::AllOf(reports) => {
            Amount::all_of(reports.iter().map(|it| turned(it, mode)).collect::<Option<Vec<_>>>()?).ok()
        }
        _ => mapped(amount, &minus, &Some, mode),
    }
}

proptest! {
    #[test]
    fn scaling_by_a_power_of_ten_scales_both_sets(amount in amounts(Domain::Signed), places in -3i32..=3) {
        let moved = scaled(&amount, places).unwrap();
        let factor = Ratio::power_of_ten(places);
        let (outer, inner) = (amount.outer(Domain::Signed), amount.inner(Domain::Signed));
        prop_assert_eq!(moved.outer(Domain::Signed), outer.as_ref().map(|set| set.times(&factor)));
        prop_assert_eq!(moved.inner(Domain::Signed), inner.map(|set| set.times(&factor)));
        // The twin: a set with an end other than 0 does not stay where it is.
        let outer = outer.unwrap();
        if places != 0 && [outer.inf(), outer.sup()].into_iter().flatten().any(|end| !end.is_zero()) {
            prop_assert_ne!(moved.outer(Domain::Signed), Some(outer));
        }
    }

    #[test]
    fn turning_the_sign_swaps_the_ends(amount in amounts(Domain::Signed)) {
        let Some(negative) = turned(&amount, &mirrored) else { return Ok(()) };
        let turned_set = amount.outer(Domain::Signed).map(|set| set.negated());
        prop_assert_eq!(negative.outer(Domain::Signed), turned_set.clone());
        prop_assert_eq!(negative.inner(Domain::Signed), amount.inner(Domain::Signed).map(|set| set.negated()));
        // The twin: with a rule that has a mirror image, but is not mirrored, an end is wrong.
        if let Form::Rounded { mode, .. } = amount.form() && mirrored(*mode) != *mode {
            let wrong = turned(&amount, &|mode| mode).unwrap();
            prop_assert_ne!(wrong.outer(Domain::Signed), turned_set);
        }
    }

    /// Rounding any member of `inner` forward prints the value, and rounding what is not in `outer` does not.
    #[test]
    fn sets_are_what_the_rule_takes_to_the_print(
        k in -40i64..=40, step in select(vec!["1", "2", "5", "25", "0.01", "0.5", "1000"]), mode in modes(),
    ) {
        let step = crate::n(step);
        let value = (Ratio::from(k) * Ratio::from(step)).to_numeral().unwrap();
        let amount = Amount::rounded(value, step, mode).unwrap();
        let (outer, inner) = (amount.outer(Domain::Signed).unwrap(), amount.inner(Domain::Signed).unwrap());
        let prints = |x: &Ratio, rule: Rounding| x.round_to_step(&step.into(), rule).value == Ratio::from(value);
        let rules: Vec<Rounding> = match mode {
            Mode::Named(rule) => vec![rule],
            Mode::Nearest => Rounding::ALL.into_iter().filter(|rule| Mode::Named(*rule).is_to_nearest()).collect(),
            Mode::Unknown => Rounding::ALL.to_vec(),
        };
        for x in members(&inner) {
            prop_assert!(rules.iter().all(|rule| prints(&x, *rule)), "{} {}", amount, x);
        }
        for x in strangers(&outer) {
            prop_assert!(!rules.iter().any(|rule| prints(&x, *rule)), "{} {}", amount, x);
        }
        // The sets are the tightest: some rule prints each member of `outer`, and some does not print a stranger to `inner`.
        for x in members(&outer) {
            prop_assert!(rules.iter().any(|rule| prints(&x, *rule)), "{} {}", amount, x);
        }
        for x in strangers(&inner) {
            prop_assert!(!rules.iter().all(|rule| prints(&x, *rule)), "{} {}", amount, x);
        }
    }

    #[test]
    fn a_larger_step_never_narrows(k in -40i64..=40, mode in modes(), factor in 1i64..=20) {
        // A multiple of both steps.
        let value = k * factor;
        let fine = Amount::rounded(value, 1, mode).unwrap().outer(Domain::Signed).unwrap();
        let coarse = Amount::rounded(value, factor, mode).unwrap().outer(Domain::Signed).unwrap();
        // Half to even sees another parity at another step: it may lose the ends.
        let parity = mode == Mode::Named(Rounding::HalfEven);
        prop_assert!(parity || fine.is_subset_of(&coarse), "{} {}", fine, coarse);
        // The twin: an odd multiple of a step more than twice as large is strictly wider.
        prop_assert!(fine.as_point().is_some() || factor == 1 || fine.width() < coarse.width());
    }

    #[test]
    fn the_domain_cuts_and_does_nothing_else(amount in amounts(Domain::Gross)) {
        let gross = Domain::Gross.interval();
        for (whole, cut) in [
            (amount.outer(Domain::Signed), amount.outer(Domain::Gross)),
            (amount.inner(Domain::Signed), amount.inner(Domain::Gross)),
        ] {
            prop_assert_eq!(cut.clone(), whole.clone().and_then(|set| set.intersect(&gross)));
            // The twin: where something lies below zero, cutting it off shows.
            let below = whole.as_ref().is_some_and(|set| set.inf().is_none_or(Ratio::is_negative));
            prop_assert_eq!(below, whole != cut);
        }
    }

    #[test]
    fn several_reports_hold_what_each_of_them_holds(
        a in amounts(Domain::Signed), b in amounts(Domain::Signed), value in values(Domain::Signed),
    ) {
        let both = Amount::all_of([a.clone(), b.clone()]).unwrap();
        let value = Ratio::from(value);
        for domain in [Domain::Gross, Domain::Signed] {
            let holds = |amount: &Amount| amount.outer(domain).is_some_and(|set| set.contains(&value));
            prop_assert_eq!(holds(&both), holds(&a) && holds(&b));
            let holds = |amount: &Amount| amount.inner(domain).is_some_and(|set| set.contains(&value));
            prop_assert_eq!(holds(&both), holds(&a) && holds(&b));
        }
    }

    #[test]
    fn what_is_printed_reads_back(
        a in amounts(Domain::Signed), b in amounts(Domain::Signed), malformed in malformed_amounts(Domain::Gross),
    ) {
        for amount in [&a, &malformed] {
            let text = amount.to_string();
            prop_assert_eq!(&text.parse::<Amount>().unwrap(), amount);
            let json = serde_json::to_string(amount).unwrap();
            prop_assert_eq!(&json, &format!("\"{text}\""));
            prop_assert_eq!(&serde_json::from_str::<Amount>(&json).unwrap(), amount);
        }
        // The twin: two amounts never read alike.
        prop_assert_eq!(a == b, a.to_string() == b.to_string());
    }

    #[test]
    fn defects_are_seen_and_sound_amounts_have_none(
        (domain, sound, malformed) in domains().prop_flat_map(|domain| (Just(domain), amounts(domain), malformed_amounts(domain))),
    ) {
        prop_assert_eq!(sound.defect(domain), None);
        prop_assert!(sound.outer(domain).is_some());
        prop_assert!(malformed.defect(domain).is_some(), "{}", malformed);
    }
}
