//! Explaining a gap: single corrections and pairs of 10,000 items, and all sets of 40.

#![expect(clippy::unwrap_used, reason = "a benchmark that panics has failed")]

use adspend::amount::{Amount, Domain, Mode};
use adspend::check::{ExplainContext, Item, TotalCheck};
use adspend::exact::Numeral;

fn main() {
    divan::main();
}

/// Numbers of so many digits that have nothing to do with one another.
fn values(count: usize, digits: u32) -> Vec<i128> {
    let mut state = 1i128;
    let mut next = || {
        state = state * 48_271 % 2_147_483_647;
        state
    };
    let least = 10i128.pow(digits - 1);
    (0..count).map(|_| least + (next() * 2_147_483_647 + next()) % (9 * least)).collect()
}

fn check(count: usize, digits: u32, step: Option<i64>, off: i128) -> TotalCheck {
    let numeral = |value: i128| Numeral::new(value, 0).unwrap();
    let values: Vec<i128> = match step {
        Some(step) => {
            values(count, digits).into_iter().map(|value| value - value % i128::from(step)).collect()
        }
        None => values(count, digits),
    };
    let item = |(at, value): (usize, &i128)| {
        let amount = match step {
            Some(step) => Amount::rounded(numeral(*value), step, Mode::Nearest).unwrap(),
            None => Amount::exact(numeral(*value)),
        };
        Item::new(at.to_string(), amount, Domain::Gross)
    };
    let sum: i128 = values.iter().sum();
    TotalCheck::new(Amount::exact(numeral(sum + off)), Domain::Gross)
        .items(values.iter().enumerate().map(item))
}

fn explain(check: &TotalCheck) -> u64 {
    check.explain(&ExplainContext::new(), TotalCheck::TRIES_MAX).budget.tried
}

/// A gap that single corrections explain by chance, so that pairs are tried too.
#[divan::bench(sample_count = 5)]
fn single_corrections_and_pairs_of_10_000_items(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(|| check(10_000, 7, None, 1_234_567)).bench_refs(|check| explain(check));
}

#[divan::bench(sample_count = 5)]
fn single_corrections_and_pairs_of_10_000_rounded_items(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(|| check(10_000, 9, Some(100), 987_654_321)).bench_refs(|check| explain(check));
}

/// Sets that are few enough by chance to be told, and so many that they are only counted.
#[divan::bench(sample_count = 3, args = [7, 18])]
fn all_sets_of_40_items(bencher: divan::Bencher<'_, '_>, digits: u32) {
    bencher.with_inputs(|| check(40, digits, None, -4_321_012)).bench_refs(|check| explain(check));
}

#[divan::bench(sample_count = 5)]
fn twenty_items(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(|| check(20, 7, None, -4_321_012)).bench_refs(|check| explain(check));
}
