//! The rates that a check converts at.

use super::verdict::Reason;
use crate::amount::Interval;
use crate::currency::Currency;
use crate::date::{Day, When};
use crate::ledger::Ledger;
use crate::rates::{Rate, ValueDate};

/// What makes two rates one variable: the currency converted, and the day or period of the rate.
pub(super) type RateKey = (Currency, When);

/// A rate at which items are converted.
pub(super) struct Valued {
    pub(super) key: RateKey,
    /// The rate of a day, or from the least to the greatest of a period.
    pub(super) set: Interval,
    /// What it rests on.
    pub(super) rate: Rate,
}

/// The rates, in units of `to` per unit of `from`, that an entry of this date may be converted at: the rate of a day, or
/// from the least to the greatest of a period.
pub(super) fn rate_of(
    ledger: &Ledger,
    from: Currency,
    to: Currency,
    when: Option<When>,
) -> Result<Valued, Reason> {
    let valuation = ledger.valuation();
    let table = valuation.table.as_ref().ok_or(Reason::NoRate)?;
    let when = date(ledger, when).ok_or(Reason::NoDate)?;
    let rate = table.rate(from, to, when, &valuation.terms).map_err(|_| Reason::NoRate)?;
    let set = rate.mean().map_or_else(|| rate.factor().set(), |mean| mean.band.clone());
    Ok(Valued { key: (from, rate.when()), set, rate })
}

/// Why there is no such rate; `None` where there is.
pub(super) fn no_rate(ledger: &Ledger, from: Currency, to: Currency, when: Option<When>) -> Option<String> {
    let valuation = ledger.valuation();
    let Some(table) = valuation.table.as_ref() else { return Some("there are no rates at all".to_owned()) };
    table.rate(from, to, date(ledger, when)?, &valuation.terms).err().map(|error| error.to_string())
}

/// The date whose rate is meant: the entry's, or the ledger's value date where it has none.
fn date(ledger: &Ledger, when: Option<When>) -> Option<When> {
    when.or(match ledger.valuation().terms.value_date {
        ValueDate::On(day) => Some(day.into()),
        _ => None,
    })
}

/// The days in a window, both ends included, on which the rate of the pair is observed and lies in the set; the whole
/// table where an end is not given.
pub(super) fn days_within(
    ledger: &Ledger,
    (base, quote): (Currency, Currency),
    (from, to): (Option<Day>, Option<Day>),
    set: &Interval,
) -> Vec<Day> {
    let valuation = ledger.valuation();
    let Some(table) = valuation.table.as_ref() else { return Vec::new() };
    let (Some(first), Some(last)) = (from.or(table.first_day()), to.or(table.last_day())) else {
        return Vec::new();
    };
    if first > last {
        return Vec::new();
    }
    match table.crosses(base, quote, first..=last, &valuation.terms) {
        Ok(crosses) => crosses.filter(|(_, rate)| rate.meets(set)).map(|(day, _)| day).collect(),
        Err(_) => Vec::new(),
    }
}
