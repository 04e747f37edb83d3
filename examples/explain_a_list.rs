//! Why does a published total not add up? A list of ads in roubles, of a kind that was published in 2018, with the errors that totals of
//! such lists really have.
//!
//! Some amounts are misprinted (`9.999.99 RUB`), so that a spreadsheet leaves them out, and some are in dollars, which it counts as
//! roubles. The list is made up; the errors are planted here.

#[path = "ads/list.rs"]
mod list;

use adspend::check::{ExplainContext, Report, TotalCheck};
use adspend::exact::Ratio;
use list::Planted;

const LIST: &str = include_str!("ads/made.csv");
/// Roubles for a dollar on the days of two ads, made up as well.
const RATES: [(&str, &str); 2] = [("2016-07-15", "63.125"), ("2016-09-12", "64.875")];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let ads = list::ads(LIST);
    let rates = RATES.map(|(day, rate)| (day.to_owned(), rate.to_owned()));
    let rate = |day: &str| -> Option<Ratio> {
        rates.iter().find(|(known, _)| known == day).and_then(|(_, rate)| rate.parse().ok())
    };
    let misprinted = ads.iter().filter(|ad| ad.is_misprinted).count();
    let dollars = ads.iter().filter(|ad| ad.currency == "USD").count();
    println!("{} amounts, of which {misprinted} are misprinted and {dollars} in dollars", ads.len());
    for (planted, words) in [
        (Planted::Nothing, "the true total"),
        (Planted::MisprintsLeftOut, "misprinted amounts left out"),
        (Planted::DollarsAsRoubles, "dollars counted as roubles"),
        (Planted::Both, "both at once"),
    ] {
        let total = list::total(&ads, planted, &rate).ok_or("every dollar has a rate")?;
        let ledger = list::ledger(&ads, total, &rates);
        let ledger = adspend::file::read_text("ads.toml", ledger, &mut |name| {
            Err(std::io::Error::other(format!("{name} is not asked for")))
        })?;
        let report = Report::explained(&ledger, &ExplainContext::new(), TotalCheck::TRIES_MAX);
        for check in &report.checks {
            println!("{words}: {} RUB: {}", total, check.verdict);
            for explanation in check.explanations.iter().take(3) {
                let (bits, chance) = (explanation.bits, explanation.chance_hits);
                println!("  {} ({bits} bits; {chance} hits by chance)", explanation.sentence());
            }
            let more = check.explanations.len().saturating_sub(3);
            println!("  {more} more; also possible: {} ways", check.also_possible);
        }
    }
    Ok(())
}
