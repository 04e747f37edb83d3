//! Very many entries in columns: reading them, and what is asked of them; `ADSPEND_ROWS` says how many (100,000).
//!
//! Against other programs: `benches/peers/run.py`.

#![expect(clippy::unwrap_used, reason = "a benchmark that panics has failed")]

#[path = "../examples/ten_million/made.rs"]
mod made;

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::LazyLock;

use adspend::file::LedgerFiles;
use adspend::ledger::Ledger;
use adspend::rates::RateTable;
use adspend::tally::{Converted, Dimension, totals};

struct Files {
    entries: PathBuf,
    /// The same with a campaign of its own for every entry.
    ads: PathBuf,
    rates: RateTable,
}

static FILES: LazyLock<Files> = LazyLock::new(|| {
    let count = std::env::var("ADSPEND_ROWS").map_or(100_000, |rows| rows.parse().unwrap());
    let folder = std::env::temp_dir().join(format!("adspend-bulk-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (entries, rates) = (folder.join("entries.csv"), folder.join("rates.csv"));
    made::generate(count, made::Campaigns::Shared, &entries, &rates).unwrap();
    let ads = folder.join("ads.csv");
    made::generate(count, made::Campaigns::Ads, &ads, &rates).unwrap();
    let rates = adspend::rates::read(&std::fs::read(rates).unwrap(), "rates.csv").unwrap();
    Files { entries, ads, rates }
});

static LEDGER: LazyLock<Ledger> = LazyLock::new(|| read(2));

fn main() {
    assert_eq!(LEDGER.columns().count(), 1);
    divan::main();
    std::fs::remove_dir_all(FILES.entries.parent().unwrap()).unwrap();
}

fn threads(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).unwrap()
}

fn read(count: usize) -> Ledger {
    LedgerFiles::new().with_threads(threads(count)).path(&FILES.entries).read().unwrap()
}

fn converted() -> Converted<'static> {
    Converted::new(&LEDGER, &made::query(), &FILES.rates, threads(2)).unwrap()
}

#[divan::bench(args = [1, 2], sample_count = 5)]
fn j1_read(count: usize) -> usize {
    read(count).columns().count()
}

#[divan::bench(args = [1, 2], sample_count = 5)]
fn j1_read_ads(count: usize) -> usize {
    LedgerFiles::new().with_threads(threads(count)).path(&FILES.ads).read().unwrap().columns().count()
}

#[divan::bench(args = [1, 2], sample_count = 5)]
fn j1_read_ads_without_campaigns(count: usize) -> usize {
    let files = LedgerFiles::new().without_campaigns();
    files.with_threads(threads(count)).path(&FILES.ads).read().unwrap().columns().count()
}

#[divan::bench(args = [1, 2], sample_count = 5)]
fn j2_by_actor_and_month_with_rates_looked_up(count: usize) -> usize {
    totals(&LEDGER, &made::by_actor_and_month(), &FILES.rates, threads(count)).unwrap().len()
}

#[divan::bench(args = [1, 2], sample_count = 10)]
fn j2_by_actor_and_month(bencher: divan::Bencher<'_, '_>, count: usize) {
    let (converted, query) = (converted(), made::by_actor_and_month());
    bencher.bench_local(|| converted.totals(&query, threads(count)).unwrap().len());
}

#[divan::bench(args = [1, 2], sample_count = 10)]
fn j3_by_platform(bencher: divan::Bencher<'_, '_>, count: usize) {
    let (converted, query) = (converted(), made::query().by([Dimension::Platform]));
    bencher.bench_local(|| converted.totals(&query, threads(count)).unwrap().len());
}

#[divan::bench(sample_count = 20)]
fn j6_one_actor_and_three_months(bencher: divan::Bencher<'_, '_>) {
    let (converted, query) = (converted(), made::of_one_actor().unwrap());
    converted.totals(&query, threads(1)).unwrap();
    bencher.bench_local(|| converted.totals(&query, threads(1)).unwrap().len());
}
