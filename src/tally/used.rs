use serde::{Deserialize, Serialize};

use super::MergeError;
use super::evaluate::Scaled;
use crate::amount::Interval;
use crate::currency::Currency;
use crate::date::{Qualifier, When};
use crate::exact::{Numeral, Ratio};
use crate::rates::{Basis, Leg, Rate};

/// Which rate entries were converted at: the currency they are in, and the day or period of the rate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RateKey {
    pub(super) from: Currency,
    pub(super) on: String,
}

/// The rates of two tallies as one list, in the order of their keys.
#[derive(Debug)]
pub(super) struct Joined {
    pub(super) rates: Vec<UsedRate>,
    /// For each rate of the first list, and of the second, its number in this one.
    pub(super) first: Vec<usize>,
    pub(super) second: Vec<usize>,
}

impl Joined {
    /// Joins two lists, each in the order of its keys.
    ///
    /// # Errors
    ///
    /// [`MergeError::Rates`] where two rates of one key differ.
    pub(super) fn of(first: &[UsedRate], second: &[UsedRate]) -> Result<Self, MergeError> {
        let mut ours = Self::keyed(first).into_iter().peekable();
        let mut theirs = Self::keyed(second).into_iter().peekable();
        let mut joined = Self { rates: Vec::new(), first: Vec::new(), second: Vec::new() };
        loop {
            let number = joined.rates.len();
            let is_ours =
                theirs.peek().is_none_or(|(other, _)| ours.peek().is_some_and(|(own, _)| own <= other));
            let own = if is_ours { ours.next() } else { None };
            let other = match &own {
                Some((key, _)) => theirs.next_if(|(other, _)| other == key),
                None => theirs.next(),
            };
            joined.first.extend(own.is_some().then_some(number));
            joined.second.extend(other.is_some().then_some(number));
            match (own, other) {
                (Some((RateKey { from, on }, left)), Some((_, right))) if left != right => {
                    let (from, [left, right]) =
                        (from.to_string(), [left, right].map(|it| it.factor().to_string()));
                    return Err(MergeError::Rates { from, on, left, right });
                }
                (Some((_, used)), _) | (None, Some((_, used))) => joined.rates.push(used.clone()),
                (None, None) => return Ok(joined),
            }
        }
    }

    fn keyed(rates: &[UsedRate]) -> Vec<(RateKey, &UsedRate)> {
        rates.iter().map(|used| (used.key(), used)).collect()
    }
}

/// A rate at which entries of a tally were converted, with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "UsedRateRecord", into = "UsedRateRecord")]
pub struct UsedRate {
    record: UsedRateRecord,
    /// For the fast path, where the factor is exact.
    scaled: Option<Scaled>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct UsedRateRecord {
    from: Currency,
    on: When,
    factor: Interval,
    band: Option<Interval>,
    days: Option<u32>,
    of: Option<u32>,
    stale_days: u32,
    legs: Vec<UsedLeg>,
}

/// One published rate behind a [`UsedRate`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct UsedLeg {
    /// The base of the rate, as published.
    pub base: Currency,
    /// Its quote.
    pub quote: Currency,
    /// How many units of the base it prices.
    pub units: u32,
    /// Whether it was used from quote to base.
    pub inverse: bool,
    /// The source of the series, or the rule that fixes the rate.
    pub source: String,
    /// The day of the observation; the first and last day of a mean; the days since which a rule fixes the rate.
    pub date: When,
    /// The rate as published, where there is one with digits.
    pub rate: Option<Numeral>,
}

impl UsedLeg {
    fn of(leg: &Leg) -> Self {
        let date = match &leg.basis {
            Basis::Observed { day, .. } => When::from(*day),
            // A mean's first day is not after its last.
            Basis::Averaged { first, last } => {
                When::between(*first, *last).unwrap_or_else(|_| When::from(*first))
            }
            Basis::Fixed { from, .. } => When::since(*from),
        };
        Self {
            base: leg.base,
            quote: leg.quote,
            units: leg.units,
            inverse: leg.inverse,
            source: leg.source.to_string(),
            date,
            rate: leg.rate(),
        }
    }
}

/// A rate of a serialised tally that is not above 0.
#[derive(Debug, thiserror::Error)]
#[error("{found} cannot be a rate: it must be above 0")]
struct NotPositive {
    found: Interval,
}

impl TryFrom<UsedRateRecord> for UsedRate {
    type Error = NotPositive;

    fn try_from(record: UsedRateRecord) -> Result<Self, NotPositive> {
        let positive = Interval::more_than(Ratio::zero());
        let sets = std::iter::once(&record.factor).chain(&record.band);
        if let Some(found) = sets.into_iter().find(|set| !set.is_subset_of(&positive)) {
            return Err(NotPositive { found: found.clone() });
        }
        Ok(Self::of_record(record))
    }
}

impl From<UsedRate> for UsedRateRecord {
    fn from(used: UsedRate) -> Self {
        used.record
    }
}

impl UsedRate {
    pub(super) fn new(rate: &Rate) -> Self {
        let mean = rate.mean();
        Self::of_record(UsedRateRecord {
            from: rate.base(),
            on: rate.when().qualified(Qualifier::Certain),
            factor: rate.factor().set(),
            band: mean.map(|mean| mean.band.clone()),
            days: mean.map(|mean| mean.days),
            of: mean.map(|mean| mean.of),
            stale_days: rate.stale_days(),
            legs: rate.legs().iter().map(UsedLeg::of).collect(),
        })
    }

    fn of_record(record: UsedRateRecord) -> Self {
        let scaled = record.factor.as_point().and_then(Scaled::of);
        Self { record, scaled }
    }

    pub(super) fn key(&self) -> RateKey {
        RateKey { from: self.from(), on: self.on().to_string() }
    }

    pub(super) const fn scaled(&self) -> Option<Scaled> {
        self.scaled
    }

    /// The currency that was converted.
    #[must_use]
    pub const fn from(&self) -> Currency {
        self.record.from
    }

    /// The day or period that the rate is for, by the value date of the terms.
    #[must_use]
    pub const fn on(&self) -> When {
        self.record.on
    }

    /// Units of the target per unit of the currency: one point, unless a published rate is a set. Over a period, the mean.
    #[must_use]
    pub const fn factor(&self) -> &Interval {
        &self.record.factor
    }

    /// Over a period, from the least rate of its days to the greatest.
    #[must_use]
    pub const fn band(&self) -> Option<&Interval> {
        self.record.band.as_ref()
    }

    /// Over a period, of how many days the mean is, and of how many it should be.
    #[must_use]
    pub fn days(&self) -> Option<(u32, u32)> {
        self.record.days.zip(self.record.of)
    }

    /// How many days before the day asked for the oldest leg was published.
    #[must_use]
    pub const fn stale_days(&self) -> u32 {
        self.record.stale_days
    }

    /// The published rates it went through, in that order.
    #[must_use]
    pub fn legs(&self) -> &[UsedLeg] {
        &self.record.legs
    }
}
