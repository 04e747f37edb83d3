//! Very many entries: makes a list of them, reads it, and answers the questions that national ad libraries are asked, each
//! timed.
//!
//! ```text
//! cargo run --release --example ten_million -- generate 1000000 entries.csv rates.csv
//! cargo run --release --example ten_million -- time entries.csv rates.csv
//! cargo run --release --example ten_million -- answer entries.csv rates.csv > totals.csv
//! ```
//!
//! Without arguments it does all of it with 20,000 entries in a folder of its own, and prints the answers only.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::{Duration, Instant};

use adspend::currency::Currency;
use adspend::date::{Day, PeriodUnit};
use adspend::file::LedgerFiles;
use adspend::ledger::Ledger;
use adspend::model::Scope;
use adspend::rates::{RateTable, Terms};
use adspend::tally::{Converted, Dimension, Query, Target, Totals, totals};

/// The currencies of the entries: the euro and those of which the ECB published a rate on each of the days.
const CURRENCIES: [&str; 25] = [
    "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "JPY",
    "KRW", "MXN", "NOK", "NZD", "PHP", "PLN", "SEK", "SGD", "THB", "USD",
];
const ACTORS: u64 = 20_000;
const CAMPAIGNS: u64 = 100_000;
const PLATFORMS: u64 = 12;
const FIRST_DAY: &str = "2019-01-01";
const DAYS: u64 = 2192;
/// How often each question is asked: the median counts.
const TIMES: usize = 7;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [] => {
            let folder = std::env::temp_dir().join(format!("adspend-ten-million-{}", std::process::id()));
            std::fs::create_dir_all(&folder)?;
            let (entries, rates) = (folder.join("entries.csv"), folder.join("rates.csv"));
            generate(20_000, &entries, &rates)?;
            let answered = summarise(&entries, &rates);
            std::fs::remove_dir_all(&folder)?;
            answered
        }
        ["generate", count, entries, rates] => generate(count.parse()?, entries.as_ref(), rates.as_ref()),
        ["time", entries, rates] => time(entries.as_ref(), rates.as_ref(), threads(2)?),
        ["time", entries, rates, count] => time(entries.as_ref(), rates.as_ref(), threads(count.parse()?)?),
        ["answer", entries, rates] => answer(entries.as_ref(), rates.as_ref()),
        _ => Err("usage: generate COUNT ENTRIES RATES | time ENTRIES RATES [THREADS] | answer ENTRIES RATES"
            .into()),
    }
}

fn threads(count: usize) -> Result<NonZeroUsize, Box<dyn Error>> {
    NonZeroUsize::new(count).ok_or_else(|| "at least one thread".into())
}

/// Numbers that look random and are the same each time: splitmix64 (Steele, Lea and Flood, 2014).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }
}

/// Few actors with very many entries, very many with few: Zipf's law.
struct Zipf(Vec<u64>);

impl Zipf {
    fn new(count: u64) -> Self {
        let mut sum = 0;
        Self(
            (1..=count)
                .map(|rank| {
                    sum += 1_000_000_000 / rank;
                    sum
                })
                .collect(),
        )
    }

    fn draw(&self, numbers: &mut Numbers) -> usize {
        let at = numbers.below(self.0.last().copied().unwrap_or(1));
        self.0.partition_point(|end| *end <= at)
    }
}

/// Writes entries with random dates over six years, and the ECB's rates as the command reads them.
fn generate(count: u64, entries: &Path, rates: &Path) -> Result<(), Box<dyn Error>> {
    let mut numbers = Numbers(2026);
    let zipf = Zipf::new(ACTORS);
    let first: Day = FIRST_DAY.parse()?;
    let days: Vec<String> = (0..DAYS)
        .filter_map(|at| Some(first.checked_add_days(i32::try_from(at).ok()?)?.to_string()))
        .collect();
    let mut out = BufWriter::new(File::create(entries)?);
    writeln!(out, "when,sponsor,platform,campaign,currency,amount")?;
    for _ in 0..count {
        let day = usize::try_from(numbers.below(DAYS))?;
        let currency = CURRENCIES[usize::try_from(numbers.below(25))?];
        // Digits times a power of ten that is the sum of coins: about log-normal.
        let power = (0..6).map(|_| numbers.below(2)).sum::<u64>();
        let digits = 100 + numbers.below(900);
        let minor = digits * 10u64.pow(u32::try_from(power)?) + numbers.below(100);
        let amount = match currency.parse::<Currency>()?.minor_digits() {
            Some(0) => minor.to_string(),
            _ => format!("{}.{:02}", minor / 100, minor % 100),
        };
        let (actor, platform) = (zipf.draw(&mut numbers), numbers.below(PLATFORMS));
        let campaign = numbers.below(CAMPAIGNS);
        writeln!(
            out,
            "{},actor-{actor:05},platform-{platform:02},campaign-{campaign:06},{currency},{amount}",
            days[day]
        )?;
    }
    out.flush()?;
    let mut out = BufWriter::new(File::create(rates)?);
    writeln!(out, "date,base,quote,rate")?;
    let mut lines: BTreeMap<(String, String), String> = BTreeMap::new();
    for series in RateTable::ecb().series().filter(|series| CURRENCIES.contains(&series.quote().as_str())) {
        for (day, rate) in series.observations() {
            let text = rate.as_exact().ok_or("the ECB's rates are exact")?.to_string();
            // A few days before the first entry, for the last rate before it.
            if day >= first.checked_add_days(-10).ok_or("a day")?
                && day.days_since(first) <= i32::try_from(DAYS)?
            {
                lines.insert((day.to_string(), series.quote().to_string()), text);
            }
        }
    }
    for ((day, quote), rate) in lines {
        writeln!(out, "{day},EUR,{quote},{rate}")?;
    }
    Ok(out.flush()?)
}

fn query() -> Query {
    Query::new(Scope::all()).to(Target::new(Currency::USD).with_terms(Terms::default()))
}

fn by_actor_and_month() -> Query {
    query().by([Dimension::Sponsor]).per(PeriodUnit::Month)
}

fn of_one_actor() -> Result<Query, Box<dyn Error>> {
    let mut scope = Scope::all();
    scope.sponsor = vec!["actor-00100".parse()?];
    scope.during = Some("2021-03/2021-05".parse()?);
    Ok(Query { scope, ..query() })
}

fn read(entries: &Path, threads: NonZeroUsize) -> Result<Ledger, Box<dyn Error>> {
    Ok(LedgerFiles::new().with_threads(threads).path(entries).read()?)
}

fn table(rates: &Path) -> Result<RateTable, Box<dyn Error>> {
    Ok(adspend::rates::read(&std::fs::read(rates)?, "rates.csv")?)
}

/// The median of several runs, and what the last gave.
fn median<T>(mut run: impl FnMut() -> Result<T, Box<dyn Error>>) -> Result<(Duration, T), Box<dyn Error>> {
    let mut times = Vec::new();
    let mut last = None;
    for _ in 0..TIMES {
        // What the last run gave is dropped before the next.
        drop(last.take());
        let start = Instant::now();
        last = Some(run()?);
        times.push(start.elapsed());
    }
    times.sort_unstable();
    Ok((times[TIMES / 2], last.ok_or("no run")?))
}

fn time(entries: &Path, rates: &Path, threads: NonZeroUsize) -> Result<(), Box<dyn Error>> {
    let rates = table(rates)?;
    let show = |job: &str, time: Duration| println!("{job},{}", time.as_micros());
    println!("job,microseconds");
    let (load, ledger) = median(|| read(entries, threads))?;
    show("J1", load);
    let columns: usize = ledger.columns().map(|columns| columns.byte_count()).sum();
    let count: usize = ledger.columns().map(|columns| columns.len()).sum();
    let (once, _) = median(|| Ok(totals(&ledger, &by_actor_and_month(), &rates, threads)?))?;
    show("J2-once", once);
    let (ready, converted) = median(|| {
        Converted::new(&ledger, &query(), &rates, threads).ok_or_else(|| "columns do not answer".into())
    })?;
    show("rates", ready);
    let (by_month, _) = median(|| Ok(converted.totals(&by_actor_and_month(), threads)?))?;
    show("J2", by_month);
    let (by_platform, _) = median(|| Ok(converted.totals(&query().by([Dimension::Platform]), threads)?))?;
    show("J3", by_platform);
    let one = of_one_actor()?;
    converted.totals(&one, threads)?;
    let (of_one, _) = median(|| Ok(converted.totals(&one, threads)?))?;
    show("J6", of_one);
    println!("bytes-per-entry,{}", columns.div_ceil(count.max(1)));
    Ok(())
}

/// Writes the totals by actor and month, those by platform and that of one actor.
fn answer(entries: &Path, rates: &Path) -> Result<(), Box<dyn Error>> {
    let rates = table(rates)?;
    let ledger = read(entries, threads(2)?)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    writeln!(out, "job,name,month,total,entries")?;
    let two = threads(2)?;
    for (job, query) in
        [("J2", by_actor_and_month()), ("J3", query().by([Dimension::Platform])), ("J6", of_one_actor()?)]
    {
        write(&mut out, job, &totals(&ledger, &query, &rates, two)?)?;
    }
    Ok(out.flush()?)
}

fn write(out: &mut impl Write, job: &str, totals: &Totals) -> Result<(), Box<dyn Error>> {
    for row in totals.rows() {
        let mut key = row.key();
        let (name, month) = (key.next().flatten().unwrap_or(""), key.next().flatten().unwrap_or(""));
        writeln!(out, "{job},{name},{month},{},{}", row.printed().unwrap_or_default(), row.entry_count())?;
    }
    Ok(())
}

/// The totals by platform.
fn summarise(entries: &Path, rates: &Path) -> Result<(), Box<dyn Error>> {
    let rates = table(rates)?;
    let ledger = read(entries, threads(2)?)?;
    let kept: usize = ledger.columns().map(|columns| columns.len()).sum();
    println!("{kept} entries in columns");
    let all = totals(&ledger, &by_actor_and_month(), &rates, threads(2)?)?;
    println!("{} totals by sponsor and month", all.len());
    for row in totals(&ledger, &query().by([Dimension::Platform]), &rates, threads(1)?)?.rows() {
        let platform = row.key().next().flatten().unwrap_or("(none)");
        println!("{platform} {} {}", row.currency(), row.printed().unwrap_or_default());
    }
    Ok(())
}
