//! Why rates are refused, and why a conversion has none.

use std::fmt;

use thiserror::Error;

use super::{Candidate, LEGS_MAX, MaxAge, SeriesState};
use crate::currency::Currency;
use crate::date::{Day, When};

/// Why a rate cannot be in a series or a table.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RateError {
    /// A rate of a currency in itself.
    #[error("a rate from {currency} to {currency} says nothing; name two currencies")]
    SameCurrency {
        /// The currency.
        currency: Currency,
    },
    /// A rate for no units.
    #[error("a rate of {base} in {quote} for 0 units says nothing; name 1, 100 or another count")]
    ZeroUnits {
        /// The base.
        base: Currency,
        /// The quote.
        quote: Currency,
    },
    /// A rate of 0 or below, or a set with such a member.
    #[error("{found} cannot be the rate {base}/{quote} of {day}: a rate is above 0")]
    NotPositive {
        /// The base.
        base: Currency,
        /// The quote.
        quote: Currency,
        /// The day.
        day: Day,
        /// The rate.
        found: String,
    },
    /// Two different rates on one day of one series.
    #[error(
        "{base}/{quote} of {source_name} has two rates on {day}, {first} and {second}; keep one, or name two sources"
    )]
    TwoRates {
        /// The source.
        source_name: String,
        /// The base.
        base: Currency,
        /// The quote.
        quote: Currency,
        /// The day.
        day: Day,
        /// The rate met first, as published.
        first: String,
        /// The other.
        second: String,
    },
    /// One series with rates for different numbers of units.
    #[error(
        "{base}/{quote} of {source_name} is quoted for {first} and for {second} units; use one of them throughout"
    )]
    UnitsDiffer {
        /// The source.
        source_name: String,
        /// The base.
        base: Currency,
        /// The quote.
        quote: Currency,
        /// The units met first.
        first: u32,
        /// The other.
        second: u32,
    },
}

/// All that is wrong with the rates given, at least one problem; `Display` writes one a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateErrors(Vec<RateError>);

impl RateErrors {
    /// `None` where there are no problems.
    pub(super) fn of(errors: Vec<RateError>) -> Option<Self> {
        (!errors.is_empty()).then_some(Self(errors))
    }

    /// The problems, in the order of the input.
    pub fn iter(&self) -> std::slice::Iter<'_, RateError> {
        self.0.iter()
    }
}

impl IntoIterator for RateErrors {
    type Item = RateError;
    type IntoIter = std::vec::IntoIter<RateError>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a RateErrors {
    type Item = &'a RateError;
    type IntoIter = std::slice::Iter<'a, RateError>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for RateErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::lines(f, &self.0)
    }
}

impl std::error::Error for RateErrors {}

/// Why there is no rate: the part of [`NoRate`] that dates do not tell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoRateReason {
    /// No series has this currency.
    UnknownCurrency(Currency),
    /// The source gives none on purpose.
    State {
        /// The source.
        source: String,
        /// The base of the series.
        base: Currency,
        /// Its quote.
        quote: Currency,
        /// Suspended, or a hole.
        state: SeriesState,
    },
    /// The rates at hand end before the day: what was published after they end is not known, and not guessed.
    Ended {
        /// The source.
        source: String,
        /// The last day that is known.
        last: Day,
    },
    /// Nothing joins the two currencies, at any time.
    NoPath,
    /// There are rates, but none on or before the day that is young enough.
    TooOld,
}

/// There is no rate for a day or period under the terms asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Error)]
#[error("{}", self.sentence())]
#[non_exhaustive]
pub struct NoRate {
    /// The currency to convert from.
    pub base: Currency,
    /// The currency to convert to.
    pub quote: Currency,
    /// The day or period asked for.
    pub when: When,
    /// The last day on or before it to which some path has rates, however old: the day of that path's oldest leg.
    pub last_before: Option<Day>,
    /// The first day after it by which every leg of some path has a rate.
    pub first_after: Option<Day>,
    /// The limit that was in force.
    pub max_age: MaxAge,
    /// The reason.
    pub reason: NoRateReason,
}

impl NoRate {
    fn sentence(&self) -> String {
        let Self { base, quote, when, .. } = self;
        let start = format!("no rate from {base} to {quote} for {when}");
        match &self.reason {
            NoRateReason::UnknownCurrency(currency) => {
                format!("{start}: no series has {currency}; add one")
            }
            NoRateReason::State { source, base, quote, state } => format!(
                "{start}: the series {base}/{quote} of {source} {state}; name a day outside, or add another source"
            ),
            NoRateReason::Ended { source, last } => format!(
                "{start}: the history of {source} ends on {last}; name a day up to then, or use a file of rates that goes on"
            ),
            NoRateReason::NoPath => {
                format!("{start}: no chain of at most {LEGS_MAX} rates joins the two; add a series that does")
            }
            NoRateReason::TooOld => {
                let before = self
                    .last_before
                    .map_or_else(|| "none before".to_owned(), |day| format!("the last before on {day}"));
                let after = self
                    .first_after
                    .map_or_else(|| "none after".to_owned(), |day| format!("the first after on {day}"));
                // A mean is of the rates within, whatever the age of others.
                if when.as_day().is_none() {
                    return format!(
                        "no rate from {base} to {quote} on any day of {when}: {before}, {after}; name a day as value date, such as the first or last of \
                         them, or add rates"
                    );
                }
                let limit = match self.max_age {
                    MaxAge::Days(1) => " at most 1 day old".to_owned(),
                    MaxAge::Days(days) => format!(" at most {days} days old"),
                    MaxAge::Unlimited => String::new(),
                };
                // A greater age helps only where there is something older.
                let is_within_reach = self.last_before.is_some() && self.max_age != MaxAge::Unlimited;
                let advice = if is_within_reach { ", allow a greater age, or" } else { " or" };
                format!("{start}{limit}: {before}, {after}; name another day{advice} add rates")
            }
        }
    }
}

/// Why an amount cannot be converted under the terms asked for.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ConversionError {
    /// There is no rate.
    #[error(transparent)]
    NoRate(Box<NoRate>),
    /// Paths of equal rank give different rates; nothing decides between them.
    #[error("{}", conflict(.base, .quote, .when, .candidates))]
    Conflicting {
        /// The currency to convert from.
        base: Currency,
        /// The currency to convert to.
        quote: Currency,
        /// The day or period asked for.
        when: When,
        /// All paths of that rank.
        candidates: Vec<Candidate>,
    },
    /// There are rates on only part of a period's days, and the terms do not allow a mean of these.
    #[error(
        "{base} to {quote} has rates on {n} of the {of} days of {when}; allow a partial mean, or name a day as value date"
    )]
    PartialPeriod {
        /// The currency to convert from.
        base: Currency,
        /// The currency to convert to.
        quote: Currency,
        /// The period.
        when: When,
        /// On how many days there are rates.
        n: u32,
        /// On how many there should be.
        of: u32,
    },
    /// A period with an open end has no mean.
    #[error("{when} has an open end, so that there is no rate for it; name a day as value date")]
    OpenInterval {
        /// The period.
        when: When,
    },
    /// The table is so dense that not all paths could be looked at.
    #[error(
        "there are too many paths from {base} to {quote}: {steps} steps were taken; use fewer series, or add a direct one"
    )]
    TooManyPaths {
        /// The currency to convert from.
        base: Currency,
        /// The currency to convert to.
        quote: Currency,
        /// How many steps were taken.
        steps: u32,
    },
}

impl From<NoRate> for ConversionError {
    fn from(no_rate: NoRate) -> Self {
        Self::NoRate(Box::new(no_rate))
    }
}

impl ConversionError {
    /// The [`NoRate`], where that is what it is.
    #[must_use]
    pub fn no_rate(&self) -> Option<&NoRate> {
        match self {
            Self::NoRate(no_rate) => Some(no_rate),
            _ => None,
        }
    }
}

fn conflict(base: &Currency, quote: &Currency, when: &When, candidates: &[Candidate]) -> String {
    let shown: Vec<String> = candidates.iter().map(Candidate::to_string).collect();
    format!(
        "{} rates from {base} to {quote} for {when} have one rank and differ: {}; drop a source, or choose another policy",
        candidates.len(),
        shown.join(", ")
    )
}
