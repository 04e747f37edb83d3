//! Restated totals beside what the items come to at published rates.

use std::ops::Bound;

use adspend::amount::Interval;
use adspend::check::Check;
use adspend::currency::Currency;
use adspend::date::{Day, When};
use adspend::exact::{Numeral, Ratio};
use adspend::id::EntryId;
use adspend::ledger::{Certainty, Ledger};
use adspend::model::{Claim, ClaimKind};
use adspend::money::Money;
use adspend::rates::{Terms, ValueDate};

use super::used::UsedRates;
use crate::figures::{apart, money, money_set};
use crate::table::{clean, wrapped};

/// For every restatement of a checked total, its rates being added to those used, a line each for the value date of the terms and for the day of publication.
pub(crate) fn text(ledger: &Ledger, check: &Check, used: &mut UsedRates) -> String {
    let claim = check.id.parse().ok().and_then(|id| ledger.claim(&id));
    let Some((claim, ClaimKind::Total { weights, .. })) = claim.map(|claim| (claim, &claim.kind)) else {
        return String::new();
    };
    let mut text = String::new();
    for gloss in &claim.gloss {
        text.push_str(&wrapped("  ", &clean(&format!("restated as {gloss}; the items come to"))));
        let terms = ledger.valuation().terms;
        let mut line = |when: &str, terms: &Terms| {
            let words = valued(ledger, (claim, weights), gloss, terms, used);
            text.push_str(&wrapped("    ", &format!("{when}: {words}")));
        };
        match terms.value_date {
            ValueDate::On(day) => line(&format!("at the rate of {day}"), &terms),
            ValueDate::Entry => line("at each entry's own day, or the mean of its period", &terms),
            ValueDate::EntryStart => line("at the first day of each entry's date", &terms),
            ValueDate::EntryEnd => line("at the last day of each entry's date", &terms),
        }
        if let Some(day) = published(ledger, claim).filter(|day| terms.value_date != ValueDate::On(*day)) {
            let terms = terms.with_value_date(ValueDate::On(day));
            line(&format!("at the rate of the publication day, {day}"), &terms);
        }
    }
    text
}

fn published(ledger: &Ledger, claim: &Claim) -> Option<Day> {
    claim.source.as_ref().and_then(|id| ledger.source(id))?.published.and_then(When::latest)
}

fn valued(
    ledger: &Ledger,
    claim: (&Claim, &[(EntryId, Numeral)]),
    gloss: &Money,
    terms: &Terms,
    used: &mut UsedRates,
) -> String {
    match converted(ledger, claim, gloss.currency, terms, used) {
        Err(reason) => clean(&format!("not known, {reason}")),
        Ok(Converted { sum, band }) => {
            let unit = gloss.currency;
            let mut words = format!("{unit} {}", money(&sum));
            if let Some(band) = band {
                words.push_str(&format!(", band {}", money_set(&band)));
            }
            let distance = gloss.amount.printed().and_then(|printed| apart(&printed.into(), &sum));
            if let Some(distance) = distance {
                words.push_str(&format!("; the restatement is {distance}"));
            }
            words
        }
    }
}

/// The printed items in another currency.
struct Converted {
    sum: Ratio,
    /// At the least and the greatest rates of the periods, where means were used.
    band: Option<Interval>,
}

/// The exact sum of the printed items, each at its rate.
fn converted(
    ledger: &Ledger,
    (claim, weights): (&Claim, &[(EntryId, Numeral)]),
    to: Currency,
    terms: &Terms,
    used: &mut UsedRates,
) -> Result<Converted, String> {
    let valuation = ledger.valuation();
    let table = valuation.table.as_ref().ok_or_else(|| "for want of rates".to_owned())?;
    let selection = ledger.select(&claim.scope, None).map_err(|problems| problems.to_string())?;
    if selection.entries.is_empty() {
        return Err("no entry is in scope".to_owned());
    }
    let (mut sum, mut least, mut greatest) = (Ratio::zero(), Ratio::zero(), Ratio::zero());
    let mut has_mean = false;
    for selected in &selection.entries {
        let entry = selected.entry;
        let printed = entry.money.amount.printed().filter(|_| selected.certainty == Certainty::Certain);
        let printed = printed.ok_or_else(|| format!("{} has no one printed value in scope", entry.id))?;
        let weight = weights.iter().find(|(id, _)| *id == entry.id).map(|(_, weight)| *weight);
        let amount = weight.map_or_else(Ratio::one, Ratio::from) * Ratio::from(printed);
        let when = match (entry.when, terms.value_date) {
            (Some(when), _) => when,
            (None, ValueDate::On(day)) => day.into(),
            (None, _) => return Err(format!("{} has no date", entry.id)),
        };
        let rate = table
            .rate(entry.money.currency, to, when, terms)
            .map_err(|error| format!("{}: {error}", entry.id))?;
        used.add(&rate, [entry.id.to_string()]);
        let value = rate
            .convert_exact(&amount)
            .ok_or_else(|| format!("a rate of {} is known within bounds only", entry.id))?;
        let band = rate.convert_band(&Interval::point(amount));
        has_mean |= rate.mean().is_some();
        least = &least + band.inf().unwrap_or(&value);
        greatest = &greatest + band.sup().unwrap_or(&value);
        sum = sum + value;
    }
    let band = Interval::new(Bound::Included(least), Bound::Included(greatest)).filter(|_| has_mean);
    Ok(Converted { sum, band })
}
