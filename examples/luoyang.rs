//! Case 5: Luoyang and the platforms, 2018–2020. Nine county media centres, a stated total, three restatements in dollars.
//!
//! The rates are the ECB's, which ship with the crate. (Source: ECB)

use adspend::amount::Interval;
use adspend::check::Report;
use adspend::currency::Currency;
use adspend::exact::{Ratio, Rounding};
use adspend::ledger::Valuation;
use adspend::rates::{MeanOf, RateTable, Terms, ValueDate};
use adspend::tally::{Query, Target, tally};

/// The ends, rounded to six decimals for reading.
fn shown(set: &Interval) -> String {
    let end = |end: Option<&Ratio>| {
        end.map_or("…".to_owned(), |end| end.round_to_decimals(6, Rounding::HalfAway).value.to_string())
    };
    format!("{} … {}", end(set.inf()), end(set.sup()))
}

fn summary(days: &[String]) -> String {
    match days {
        [] => "no day".to_owned(),
        few if few.len() <= 3 => few.join(", "),
        [first, .., last] => format!("{} days from {first} to {last}", days.len()),
        _ => days.join(", "),
    }
}

const CASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/cases/luoyang.toml");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rates = RateTable::ecb().clone();
    let ledger = adspend::file::read(CASE)?.with_valuation(Valuation::new(rates.clone(), Terms::default()));
    let report = Report::of(&ledger);
    for check in &report.checks {
        println!("{check}");
    }
    let total = report.checks.first().ok_or("the case has a total")?;
    for line in &total.lines {
        println!("  {:22} {}", line.label.as_deref().unwrap_or(&line.id), line.printed);
    }

    println!("the rates that its restatements imply, in yuan per dollar:");
    for implied in &report.implied_rates {
        let days: Vec<String> = implied.days.iter().map(ToString::to_string).collect();
        println!("  {}: {} share a rate", implied.assumption.as_str(), implied.groups.concat().join(", "));
        println!(
            "    {}, as on {}",
            implied.common.as_ref().map_or("none".to_owned(), shown),
            summary(&days)
        );
    }

    println!("what the nine items come to, in dollars:");
    let claim = ledger.claims().first().ok_or("the case has a total")?;
    let query =
        |terms: Terms| Query::new(claim.scope.clone()).to(Target::new(Currency::USD).with_terms(terms));
    let publication = ValueDate::On("2020-10-26".parse()?);
    for (what, terms) in [
        ("at the mean of each founding month", Terms::default()),
        ("by the other mean", Terms::default().with_mean_of(MeanOf::BasePerQuote)),
        ("at the rate of 2020-10-26", Terms::default().with_value_date(publication)),
    ] {
        let tally = tally(&ledger, &query(terms), &rates)?;
        for row in tally.rows() {
            let dollars = row.printed().ok_or("every item prints a value")?;
            let above = &Ratio::from(6_740_000).checked_div(&dollars).ok_or("not 0")? - &Ratio::one();
            let percent = (above * Ratio::from(100)).round_to_decimals(1, Rounding::HalfAway).value;
            let whole = dollars.round_to_decimals(0, Rounding::HalfAway).value;
            println!("  {what}: {whole} (6.74 million is {percent} % above)");
            if let Some(band) = row.band() {
                println!("    from the least to the greatest rates of the months: {}", shown(&band));
            }
        }
    }
    Ok(())
}
