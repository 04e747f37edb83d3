//! Entries that are made up, with the ECB's rates for them, and what is asked of them.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use adspend::currency::Currency;
use adspend::date::{Day, PeriodUnit};
use adspend::model::Scope;
use adspend::rates::{RateTable, Terms};
use adspend::tally::{Dimension, Query, Target};

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

/// Numbers that look random and are the same each time: splitmix64 (Steele, Lea and Flood, 2014).
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }
}

/// Few actors with very many entries, very many with few: Zipf's law.
pub(crate) struct Zipf(Vec<u64>);

impl Zipf {
    pub(crate) fn new(count: u64) -> Self {
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

    pub(crate) fn draw(&self, numbers: &mut Numbers) -> usize {
        let at = numbers.below(self.0.last().copied().unwrap_or(1));
        self.0.partition_point(|end| *end <= at)
    }
}

/// What the campaigns of made-up entries are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Campaigns {
    /// Each is that of many entries.
    Shared,
    /// Every entry has one of its own, as in a list of ads.
    Ads,
}

/// Writes entries with random dates over six years, and the ECB's rates as the command reads them.
pub(crate) fn generate(
    count: u64,
    campaigns: Campaigns,
    entries: &Path,
    rates: &Path,
) -> Result<(), Box<dyn Error>> {
    let mut numbers = Numbers::new(2026);
    let mut ads = Numbers::new(2027);
    let zipf = Zipf::new(ACTORS);
    let first: Day = FIRST_DAY.parse()?;
    let days: Vec<String> = (0..DAYS)
        .filter_map(|at| Some(first.checked_add_days(i32::try_from(at).ok()?)?.to_string()))
        .collect();
    let mut out = BufWriter::new(File::create(entries)?);
    writeln!(out, "when,sponsor,platform,campaign,currency,amount")?;
    for _ in 0..count {
        let day = usize::try_from(numbers.below(DAYS))?;
        let currency = CURRENCIES.get(usize::try_from(numbers.below(25))?).ok_or("25 currencies")?;
        // Digits times a power of ten that is the sum of coins: about log-normal.
        let power = (0..6).map(|_| numbers.below(2)).sum::<u64>();
        let digits = 100 + numbers.below(900);
        let minor = digits * 10u64.pow(u32::try_from(power)?) + numbers.below(100);
        let amount = match currency.parse::<Currency>()?.minor_digits() {
            Some(0) => minor.to_string(),
            _ => format!("{}.{:02}", minor / 100, minor % 100),
        };
        let (actor, platform) = (zipf.draw(&mut numbers), numbers.below(PLATFORMS));
        let shared = numbers.below(CAMPAIGNS);
        let campaign = match campaigns {
            Campaigns::Shared => format!("campaign-{shared:06}"),
            Campaigns::Ads => format!("ad-{:012}", ads.below(1_000_000_000_000)),
        };
        writeln!(
            out,
            "{},actor-{actor:05},platform-{platform:02},{campaign},{currency},{amount}",
            days.get(day).ok_or("a day")?
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

/// All entries in dollars.
pub(crate) fn query() -> Query {
    Query::new(Scope::all()).to(Target::new(Currency::USD).with_terms(Terms::default()))
}

/// By actor and month.
pub(crate) fn by_actor_and_month() -> Query {
    query().by([Dimension::Sponsor]).per(PeriodUnit::Month)
}

/// One actor's, of three months.
pub(crate) fn of_one_actor() -> Result<Query, Box<dyn Error>> {
    let mut scope = Scope::all();
    scope.sponsor = vec!["actor-00100".parse()?];
    scope.during = Some("2021-03/2021-05".parse()?);
    let mut asked = query();
    asked.scope = scope;
    Ok(asked)
}
