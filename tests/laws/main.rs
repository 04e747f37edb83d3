//! The laws of amounts, checks, scopes and rates on random records, each with its negative twin: what is true passes, and
//! what was made false in one place is refused.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

mod amounts;
mod cases;
mod evidence;
mod exact;
mod rates;
mod relative;
mod report;
mod scopes;
mod strategies;
mod sums;
mod totals;

use adspend::amount::Interval;
use adspend::exact::{Numeral, Ratio};
use proptest::test_runner::Config as ProptestConfig;

fn n(text: &str) -> Numeral {
    text.parse().unwrap()
}

/// The usual number of cases; however many are asked for, those that a law says nothing about are drawn again.
fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { max_global_rejects: usual.cases.saturating_mul(4).max(1024), ..usual }
}

/// A distance far below any that the cases deal in.
fn hair() -> Ratio {
    Ratio::power_of_ten(-15)
}

/// Members of a set that tell it from every other that the cases can make: its ends, or points a hair inside open ones,
/// far points where there is no end, and one between.
fn members(set: &Interval) -> Vec<Ratio> {
    let far = Ratio::power_of_ten(12);
    let lo = match (set.inf(), set.sup()) {
        (Some(lo), _) if set.contains(lo) => lo.clone(),
        (Some(lo), _) => lo + &hair(),
        (None, Some(hi)) => hi - &far,
        (None, None) => -far.clone(),
    };
    let hi = match set.sup() {
        Some(hi) if set.contains(hi) => hi.clone(),
        Some(hi) => hi - &hair(),
        None => &lo.abs() + &far,
    };
    let between = &(&lo + &hi) * &Ratio::half();
    let mut members = vec![lo, between, hi];
    members.extend([Ratio::zero()].into_iter().filter(|zero| set.contains(zero)));
    members.retain(|member| set.contains(member));
    assert!(!members.is_empty(), "{set}");
    members
}

/// Values just outside the set, and open ends themselves; none where it has no ends.
fn strangers(set: &Interval) -> Vec<Ratio> {
    let ends = [set.inf(), set.sup()].into_iter().flatten();
    let mut strangers: Vec<Ratio> =
        ends.flat_map(|end| [end - &hair(), end.clone(), end + &hair()]).collect();
    strangers.retain(|value| !set.contains(value));
    strangers
}
