//! The rates that a conversion went through.

use adspend::currency::Currency;
use adspend::rates::{Basis, Candidate, Leg};
use serde::Serialize;

use crate::table::{Column, Table};

/// A leg as JSON has it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct JsonLeg {
    base: Currency,
    quote: Currency,
    /// How many units of the base the rate prices, where that is not 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    units: Option<u32>,
    /// The day of the observation, the first and last day of a mean, or the first day of a fixed conversion.
    date: String,
    /// As published; `null` for a mean, which has no one rate.
    rate: Option<String>,
    /// The source of the series, or the rule that fixes the rate.
    source: String,
    inverse: bool,
}

impl JsonLeg {
    pub(crate) fn of(leg: &Leg) -> Self {
        let (date, rate) = match &leg.basis {
            Basis::Observed { day, rate } => (day.to_string(), Some(rate.to_string())),
            Basis::Averaged { first, last } => (format!("{first}/{last}"), None),
            Basis::Fixed { from, rate } => (from.to_string(), Some(rate.to_string())),
        };
        Self {
            base: leg.base,
            quote: leg.quote,
            units: (leg.units != 1).then_some(leg.units),
            date,
            rate,
            source: leg.source.to_string(),
            inverse: leg.inverse,
        }
    }
}

/// Another path as JSON has it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct JsonCandidate {
    /// Target units per source unit.
    rate: String,
    legs: Vec<JsonLeg>,
}

impl JsonCandidate {
    pub(crate) fn of(candidate: &Candidate) -> Self {
        let rate = candidate.factor.to_string();
        Self { rate, legs: candidate.legs.iter().map(JsonLeg::of).collect() }
    }
}

/// The legs, a line each.
pub(crate) fn lines(legs: &[Leg], indent: usize) -> Vec<String> {
    let mut table =
        Table::new([Column::Figures, Column::Numbers, Column::Figures, Column::Figures, Column::Words]);
    for leg in legs {
        let unit = |units: u32| if units == 1 { String::new() } else { format!(" per {units}") };
        let (rate, date) = match &leg.basis {
            Basis::Observed { day, rate } => (format!("{rate}{}", unit(leg.units)), format!("of {day}")),
            Basis::Averaged { first, last } => ("mean".to_owned(), format!("of {first} to {last}")),
            Basis::Fixed { from, rate } => (rate.to_string(), format!("fixed from {from}")),
        };
        let way = if leg.inverse { format!("from {} to {}", leg.quote, leg.base) } else { String::new() };
        table.row([format!("{}/{}", leg.base, leg.quote), rate, date, way, leg.source.to_string()]);
    }
    table.lines(indent)
}
