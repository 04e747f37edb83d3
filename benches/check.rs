//! A total against 10,000 items, and against 1,000 that are converted at as many rates, with all its evidence; and ledgers of as many claims
//! as sources.

#![expect(clippy::unwrap_used, reason = "a benchmark that panics has failed")]

use adspend::amount::{Amount, Domain, Interval, Mode};
use adspend::check::{Item, Report, TotalCheck};
use adspend::currency::Currency;
use adspend::exact::{Numeral, Ratio};
use adspend::ledger::{Ledger, LedgerBuilder};
use adspend::model::{Claim, ClaimKind, Entry, Source};
use adspend::money::Money;

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

/// Every item at a rate of its own, the inverse of one of four decimals: a thousand denominators.
fn converted(count: i64) -> TotalCheck {
    let total = Amount::range(Numeral::from(count * 300_000), Numeral::from(count * 700_000)).unwrap();
    let mut check = TotalCheck::new(total, Domain::Gross);
    for at in 0..count {
        let rate = Ratio::new(10_000, i128::from(10_500 + at * 7919 % 4_000)).unwrap();
        let mut item =
            Item::new(at.to_string(), Amount::exact(100_000 + at * 48_271 % 900_000), Domain::Gross);
        item.rate = check.add_rate(Interval::point(rate));
        check = check.item(item);
    }
    check
}

#[divan::bench(sample_count = 5, args = [400, 1_000, 2_000, 4_000])]
fn items_at_rates_of_their_own(bencher: divan::Bencher<'_, '_>, count: i64) {
    bencher.with_inputs(|| converted(count)).bench_refs(|check| check.run().verdict);
}

/// Filings of ten items each, and a claim about those of each.
fn filings(count: i64) -> Ledger {
    let usd = |amount: i64| Money::new(Amount::exact(amount), Currency::USD);
    let mut builder = LedgerBuilder::new();
    for filing in 0..count {
        let source = Source::new(format!("fec/{filing}").parse().unwrap());
        let kind = ClaimKind::Total { amount: usd(45), relation: None, weights: Vec::new() };
        let mut claim = Claim::new(format!("total/{filing}").parse().unwrap(), kind);
        claim.scope.source.push(source.id.clone());
        for item in 0..10 {
            let mut entry = Entry::new(format!("fec/{filing}/{item}").parse().unwrap(), usd(item));
            entry.source = Some(source.id.clone());
            builder.entry(entry);
        }
        builder.source(source).claim(claim);
    }
    builder.build().unwrap()
}

/// Time grows with the number of claims, not with its square.
#[divan::bench(sample_count = 5, args = [500, 1_000, 2_000, 4_000])]
fn claims_about_sources_of_their_own(bencher: divan::Bencher<'_, '_>, count: i64) {
    bencher.with_inputs(|| filings(count)).bench_refs(|ledger| Report::of(ledger).checks.len());
}
