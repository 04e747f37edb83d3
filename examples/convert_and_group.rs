//! Convert spend in three currencies at the rate of each entry's day or month, and group it by platform and quarter.
//!
//! The rates are the ECB's, which ship with the crate. (Source: ECB)

use adspend::amount::Amount;
use adspend::currency::Currency;
use adspend::date::PeriodUnit;
use adspend::ledger::LedgerBuilder;
use adspend::model::{Entry, Platform, Scope};
use adspend::money::Money;
use adspend::rates::RateTable;
use adspend::tally::{Dimension, Query, Target, tally};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let spends = [
        ("a", "search", "2019-04-23", "1250.00", Currency::GBP),
        ("b", "video", "2019-05", "9800.00", Currency::PLN),
        ("c", "search", "2019-05-24", "310000", Currency::HUF),
        ("d", "search", "2019-07-01", "4000.50", Currency::EUR),
        ("e", "video", "2019-06-30", "77.10", Currency::ISK),
    ];
    let mut builder = LedgerBuilder::new();
    for platform in ["search", "video"] {
        builder.platform(Platform::new(platform.parse()?));
    }
    for (id, platform, when, amount, currency) in spends {
        let mut entry = Entry::new(
            id.parse()?,
            Money::new(Amount::exact(amount.parse::<adspend::exact::Numeral>()?), currency),
        );
        entry.platform = Some(platform.parse()?);
        entry.when = Some(when.parse()?);
        builder.entry(entry);
    }
    let ledger = builder.build()?;

    let query = Query::new(Scope::all())
        .by([Dimension::Platform])
        .per(PeriodUnit::Quarter)
        .to(Target::new(Currency::EUR));
    let tally = tally(&ledger, &query, RateTable::ecb())?;
    for row in tally.rows() {
        let euros = row.rounded().and_then(|euros| euros.to_fixed(2)).unwrap_or_default();
        println!(
            "{:8} {:9} {euros:>10} EUR",
            row.key().get("platform").unwrap_or("none"),
            row.key().get("period").unwrap_or("none")
        );
    }
    println!("at these rates:");
    for rate in tally.rates() {
        for leg in rate.legs() {
            let published = leg.rate.map_or("the mean of its days".to_owned(), |rate| rate.to_string());
            println!(
                "  {} for {}: {}/{} of {}, {published} ({})",
                rate.from(),
                rate.on(),
                leg.base,
                leg.quote,
                leg.date,
                leg.source
            );
        }
    }
    Ok(())
}
