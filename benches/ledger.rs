//! Selecting from 100,000 entries.

#![expect(clippy::unwrap_used, reason = "a benchmark that panics has failed")]

mod entries;

use adspend::amount::AmountSum;
use adspend::model::Scope;
use entries::LEDGER;

fn main() {
    entries::build();
    divan::main();
}

fn scope(during: Option<&str>) -> Scope {
    let mut scope = Scope::all();
    scope.sponsor_under = vec!["cn".parse().unwrap()];
    scope.during = during.map(|during| during.parse().unwrap());
    scope
}

#[divan::bench]
fn everything_under_an_actor() -> usize {
    LEDGER.select(&scope(None), None).unwrap().entries.len()
}

#[divan::bench]
fn two_months_under_an_actor() -> usize {
    LEDGER.select(&scope(Some("2017-03/2017-04")), None).unwrap().entries.len()
}

#[divan::bench]
fn the_sum_of_everything() -> u64 {
    let selection = LEDGER.select(&Scope::all(), None).unwrap();
    let mut sum = AmountSum::new();
    for it in &selection.entries {
        sum.add(&it.entry.money.amount, it.entry.domain).unwrap();
    }
    sum.count()
}
