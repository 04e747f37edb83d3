//! A total against 10,000 items, with all its evidence.

#![expect(clippy::unwrap_used, reason = "a benchmark that panics has failed")]

use adspend::amount::{Amount, Domain, Mode};
use adspend::check::{Item, TotalCheck};
use adspend::exact::Numeral;

fn main() {
    divan::main();
}

const COUNT: i64 = 10_000;

fn items(step: Option<i64>) -> (Vec<Item>, i64) {
    let value = |at: i64| (at * 48_271) % 900_000 / 100 * 100;
    let item = |at: i64| {
        let amount = match step {
            Some(step) => Amount::rounded(value(at), step, Mode::Nearest).unwrap(),
            None => Amount::exact(value(at)),
        };
        Item::new(at.to_string(), amount, Domain::Gross)
    };
    ((0..COUNT).map(item).collect(), (0..COUNT).map(value).sum())
}

fn check(step: Option<i64>, off: i64) -> TotalCheck {
    let (items, total) = items(step);
    TotalCheck::new(Amount::exact(Numeral::from(total + off)), Domain::Gross).items(items)
}

#[divan::bench(sample_count = 10)]
fn exact_items_and_a_total_that_holds(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(|| check(None, 0)).bench_refs(|check| check.run().verdict);
}

#[divan::bench(sample_count = 10)]
fn rounded_items_and_a_total_that_holds(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(|| check(Some(100), 7)).bench_refs(|check| check.run().verdict);
}

#[divan::bench(sample_count = 10)]
fn exact_items_and_a_total_that_does_not(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(|| check(None, 1)).bench_refs(|check| check.run().verdict);
}
