//! Explaining a gap: single corrections and pairs of 10,000 items, all sets of 40, and 100,000 entries outside a scope of 100.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark that panics has failed")]

use std::sync::LazyLock;

use adspend::amount::{Amount, Domain, Mode};
use adspend::check::{ExplainContext, Item, Report, TotalCheck};
use adspend::exact::Numeral;
use adspend::ledger::Ledger;

fn main() {
    assert_eq!(WIDE.entries().len(), 100_000);
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

/// The total of one tag of a thousand, wrong by what one of the other entries is. A quarter of these are in dollars, at the rates of a year.
static WIDE: LazyLock<Ledger> = LazyLock::new(|| {
    let mut text = "[ledger]\nformat = 1\ncurrency = \"EUR\"\nlist = \"complete\"\n".to_owned();
    let day = |at: usize| format!("2020-{:02}-{:02}", at % 12 + 1, at / 12 % 28 + 1);
    for at in 0..12 * 28 {
        let (day, rate) = (day(at), 10_500 + at * 7919 % 2_000);
        text += &format!("[[rate]]\ndate = {day}\nbase = \"EUR\"\nquote = \"USD\"\nrate = \"1.{rate}\"\n");
    }
    let values = values(100_000, 7);
    for (at, value) in values.iter().enumerate() {
        let currency = if at % 1000 != 0 && at % 4 == 0 { "USD" } else { "EUR" };
        let (day, tag) = (day(at), at % 1000);
        text += &format!(
            "[[entry]]\nid = \"e{at}\"\namount = {{ exact = \"{value}\", currency = \"{currency}\" }}\n"
        );
        text += &format!("when = \"{day}\"\ntags = [\"t{tag}\"]\n");
    }
    let total: i128 = values.iter().step_by(1000).chain(&values[77_777..77_778]).sum();
    text += "[[claim]]\nid = \"total\"\nkind = \"total\"\nscope = { tag = [\"t0\"] }\n";
    text += &format!("amount = {{ exact = \"{total}\" }}\n");
    adspend::file::read_text("ledger.toml", text, &mut |name| Err(std::io::Error::other(name))).unwrap()
});

#[divan::bench(sample_count = 5)]
fn entries_outside_a_scope_of_100() -> usize {
    Report::explained(&WIDE, &ExplainContext::new(), TotalCheck::TRIES_MAX).checks[0].explanations.len()
}

#[divan::bench(sample_count = 5)]
fn entries_outside_a_scope_of_100_unexplained() -> usize {
    Report::of(&WIDE).checks.len()
}
