//! Very many entries: makes a list of them, reads it, and answers the questions that national ad libraries are asked, each
//! timed.
//!
//! ```text
//! cargo run --release --example ten_million -- generate 1000000 entries.csv rates.csv
//! cargo run --release --example ten_million -- time entries.csv rates.csv
//! cargo run --release --example ten_million -- load entries.parquet 2
//! cargo run --release --example ten_million -- answer entries.csv rates.csv > totals.csv
//! cargo run --release --example ten_million -- report entries.csv rates.csv 2 > report.csv
//! ```
//!
//! With `ads` behind its arguments, `generate` gives every entry a campaign of its own, as a list of ads has. Without any it does
//! all of it with 20,000 entries in a folder of its own, and prints the answers only.

mod made;

use std::error::Error;
use std::io::{BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::{Duration, Instant};

use adspend::file::LedgerFiles;
use adspend::ledger::{Columns, Ledger};
use adspend::rates::RateTable;
use adspend::tally::{Converted, Dimension, Totals, totals};
use made::{Campaigns, by_actor_and_month, generate, of_one_actor, query};

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
            generate(20_000, Campaigns::Shared, &entries, &rates)?;
            let answered = summarise(&entries, &rates);
            std::fs::remove_dir_all(&folder)?;
            answered
        }
        ["generate", count, entries, rates] => {
            generate(count.parse()?, Campaigns::Shared, entries.as_ref(), rates.as_ref())
        }
        ["generate", count, entries, rates, "ads"] => {
            generate(count.parse()?, Campaigns::Ads, entries.as_ref(), rates.as_ref())
        }
        ["time", entries, rates] => time(entries.as_ref(), rates.as_ref(), threads(2)?),
        ["time", entries, rates, count] => time(entries.as_ref(), rates.as_ref(), threads(count.parse()?)?),
        ["load", entries, count] => {
            let threads = threads(count.parse()?)?;
            println!("{}", median(|| read(entries.as_ref(), threads))?.0.as_micros());
            Ok(())
        }
        ["answer", entries, rates] => answer(entries.as_ref(), rates.as_ref()),
        ["report", entries, rates, count] => {
            report(entries.as_ref(), rates.as_ref(), threads(count.parse()?)?)
        }
        _ => {
            Err("usage: generate COUNT ENTRIES RATES [ads] | time ENTRIES RATES [THREADS] | load ENTRIES THREADS | answer ENTRIES RATES \
                  | report ENTRIES RATES THREADS"
                .into())
        }
    }
}

fn threads(count: usize) -> Result<NonZeroUsize, Box<dyn Error>> {
    NonZeroUsize::new(count).ok_or_else(|| "at least one thread".into())
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
    Ok((times.get(TIMES / 2).copied().ok_or("no run")?, last.ok_or("no run")?))
}

fn time(entries: &Path, rates: &Path, threads: NonZeroUsize) -> Result<(), Box<dyn Error>> {
    let rates = table(rates)?;
    let show = |job: &str, time: Duration| println!("{job},{}", time.as_micros());
    println!("job,microseconds");
    let (load, ledger) = median(|| read(entries, threads))?;
    show("J1", load);
    let columns: usize = ledger.columns().map(Columns::byte_count).sum();
    let count: usize = ledger.columns().map(Columns::len).sum();
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

/// Reads everything and writes the totals by actor and month, as a process that does nothing else.
fn report(entries: &Path, rates: &Path, threads: NonZeroUsize) -> Result<(), Box<dyn Error>> {
    let rates = table(rates)?;
    let ledger = read(entries, threads)?;
    let mut out = BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    writeln!(out, "job,name,month,total,entries")?;
    write(&mut out, "J4", &totals(&ledger, &by_actor_and_month(), &rates, threads)?)?;
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
    let kept: usize = ledger.columns().map(Columns::len).sum();
    println!("{kept} entries in columns");
    let all = totals(&ledger, &by_actor_and_month(), &rates, threads(2)?)?;
    println!("{} totals by sponsor and month", all.len());
    for row in totals(&ledger, &query().by([Dimension::Platform]), &rates, threads(1)?)?.rows() {
        let platform = row.key().next().flatten().unwrap_or("(none)");
        println!("{platform} {} {}", row.currency(), row.printed().unwrap_or_default());
    }
    Ok(())
}
