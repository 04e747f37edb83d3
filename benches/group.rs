//! Grouping 100,000 entries, in their own currency and converted.

#![expect(clippy::unwrap_used, reason = "a benchmark that panics has failed")]

mod entries;

use adspend::currency::Currency;
use adspend::date::PeriodUnit;
use adspend::model::Scope;
use adspend::rates::RateTable;
use adspend::tally::{Dimension, Query, Target, tally};

fn main() {
    entries::build();
    assert!(RateTable::ecb().first_day().is_some());
    divan::main();
}

fn rows(query: &Query) -> usize {
    tally(&entries::LEDGER, query, RateTable::ecb()).unwrap().rows().len()
}

#[divan::bench(sample_count = 10)]
fn by_sponsor_and_month() -> usize {
    rows(&Query::new(Scope::all()).by([Dimension::Sponsor]).per(PeriodUnit::Month))
}

#[divan::bench(sample_count = 10)]
fn by_sponsor_in_dollars() -> usize {
    rows(&Query::new(Scope::all()).by([Dimension::Sponsor]).to(Target::new(Currency::USD)))
}
