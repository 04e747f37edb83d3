//! The parts of a rate: legs, and the factor they come to.

use std::fmt;
use std::sync::Arc;

use super::network::{Direction, Reading};
use super::series::Stored;
use super::table::Strand;
use super::{Quotation, Series};
use crate::amount::Interval;
use crate::currency::Currency;
use crate::date::Day;
use crate::exact::{Numeral, Ratio};

/// What an amount is multiplied with, in units of the target currency per unit of the source currency: exact, or a set.
///
/// It is a set only where a published rate is one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Factor {
    /// One exact value.
    Exact(Ratio),
    /// Every value that it may have, all above 0.
    Set(Interval),
}

impl Factor {
    /// The value, where it is exact.
    #[must_use]
    pub const fn as_exact(&self) -> Option<&Ratio> {
        match self {
            Self::Exact(value) => Some(value),
            Self::Set(_) => None,
        }
    }

    /// Every value that it may have.
    #[must_use]
    pub fn set(&self) -> Interval {
        match self {
            Self::Exact(value) => Interval::point(value.clone()),
            Self::Set(set) => set.clone(),
        }
    }

    /// Whether some value of it lies in a set.
    #[must_use]
    pub fn meets(&self, set: &Interval) -> bool {
        match self {
            Self::Exact(value) => set.contains(value),
            Self::Set(own) => own.meets(set),
        }
    }

    /// { factor × a }.
    #[must_use]
    pub fn times(&self, amount: &Interval) -> Interval {
        match self {
            Self::Exact(value) => amount.times(value),
            Self::Set(set) => amount.product(set),
        }
    }

    /// 1 ÷ the factor.
    pub(super) fn inverse(&self) -> Self {
        let exact = match self {
            Self::Exact(value) => value.recip(),
            Self::Set(_) => None,
        };
        match exact {
            Some(value) => Self::Exact(value),
            // Factors are above 0, so that the quotient is there.
            None => {
                Self::Set(Interval::point(Ratio::one()).quotient(&self.set()).unwrap_or_else(Interval::all))
            }
        }
    }

    fn product(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Exact(a), Self::Exact(b)) => Self::Exact(a * b),
            _ => Self::Set(self.times(&other.set())),
        }
    }

    /// The factor of these readings, one after the other, as a fraction that is not reduced; `None` where 128 bits do not hold it.
    pub(super) fn fraction(readings: &[Reading<'_>]) -> Option<(i128, i128)> {
        readings.iter().try_fold((1, 1), multiplied)
    }

    /// The factor of these readings, one after the other.
    pub(super) fn of(readings: &[Reading<'_>]) -> Self {
        let small = Self::fraction(readings).and_then(|(above, below)| Ratio::new(above, below));
        small.map_or_else(
            || readings.iter().map(slow_factor).fold(Self::Exact(Ratio::one()), |all, one| all.product(&one)),
            Self::Exact,
        )
    }
}

impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(value) => value.fmt(f),
            Self::Set(set) => set.fmt(f),
        }
    }
}

/// The fraction times the reading's rate, where 128 bits hold it: no fraction is reduced until the end.
fn multiplied((above, below): (i128, i128), reading: &Reading<'_>) -> Option<(i128, i128)> {
    let (mantissa, decimals, units) = match reading {
        Reading::Fixed(rule, _) => (rule.rate.mantissa(), rule.rate.decimals(), 1),
        Reading::Observed(strand, stored, _) => {
            let (mantissa, decimals) = Series::small(stored)?;
            (i128::from(mantissa), decimals, strand.series.units)
        }
    };
    let scale = 10i128.checked_pow(u32::from(decimals))?.checked_mul(i128::from(units))?;
    match reading.direction() {
        Direction::Direct => Some((above.checked_mul(mantissa)?, below.checked_mul(scale)?)),
        Direction::Inverse => Some((above.checked_mul(scale)?, below.checked_mul(mantissa)?)),
    }
}

fn slow_factor(reading: &Reading<'_>) -> Factor {
    let (quotation, units) = match reading {
        Reading::Fixed(rule, _) => (Some(Ratio::from(rule.rate)), 1),
        Reading::Observed(strand, stored, _) => {
            (strand.series.quotation(stored).as_exact().map(Ratio::from), strand.series.units)
        }
    };
    let per_unit = Ratio::new(1, i128::from(units)).unwrap_or_else(Ratio::one);
    let direct = match (quotation, reading) {
        (Some(exact), _) => Factor::Exact(&exact * &per_unit),
        (None, Reading::Observed(strand, stored, _)) => {
            Factor::Set(strand.series.quotation(stored).set().times(&per_unit))
        }
        (None, Reading::Fixed(..)) => Factor::Exact(per_unit),
    };
    match reading.direction() {
        Direction::Direct => direct,
        Direction::Inverse => direct.inverse(),
    }
}

/// One rate that a conversion went through, as published.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Leg {
    /// The base of the rate, as published.
    pub base: Currency,
    /// Its quote.
    pub quote: Currency,
    /// How many units of the base it prices.
    pub units: u32,
    /// Whether it was used the other way round: from quote to base.
    pub inverse: bool,
    /// The source of the series, or the rule that fixes the rate.
    pub source: Arc<str>,
    /// When and how much.
    pub basis: Basis,
}

/// What a leg rests on; a closed set.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// One observation.
    Observed {
        /// Its day.
        day: Day,
        /// The rate as published.
        rate: Quotation,
    },
    /// All observations of a period on whose days every leg had one.
    Averaged {
        /// The first of these days.
        first: Day,
        /// The last.
        last: Day,
    },
    /// A conversion fixed by the rule that the leg names as its source.
    Fixed {
        /// The day from which it holds.
        from: Day,
        /// The rate as the rule writes it.
        rate: Numeral,
    },
}

impl Leg {
    /// The day of the observation, where the leg rests on one.
    #[must_use]
    pub const fn day(&self) -> Option<Day> {
        match self.basis {
            Basis::Observed { day, .. } => Some(day),
            Basis::Averaged { .. } | Basis::Fixed { .. } => None,
        }
    }

    /// The digits as published, where the leg has one rate with digits.
    #[must_use]
    pub const fn rate(&self) -> Option<Numeral> {
        match &self.basis {
            Basis::Observed { rate, .. } => rate.printed(),
            Basis::Fixed { rate, .. } => Some(*rate),
            Basis::Averaged { .. } => None,
        }
    }

    /// The rule, where the rate is fixed by one.
    #[must_use]
    pub fn rule(&self) -> Option<&str> {
        matches!(self.basis, Basis::Fixed { .. }).then_some(&self.source)
    }

    pub(super) fn of(reading: &Reading<'_>) -> Self {
        let inverse = reading.direction() == Direction::Inverse;
        match reading {
            Reading::Fixed(rule, _) => Self {
                base: rule.base,
                quote: rule.quote,
                units: 1,
                inverse,
                source: rule.rule.into(),
                basis: Basis::Fixed { from: rule.from, rate: rule.rate },
            },
            Reading::Observed(strand, stored, _) => {
                Self::on_strand(strand, inverse, observed(strand, stored))
            }
        }
    }

    pub(super) fn on_strand(strand: &Strand, inverse: bool, basis: Basis) -> Self {
        let series = &strand.series;
        let source = series.origin.name.clone();
        Self { base: series.base, quote: series.quote, units: series.units, inverse, source, basis }
    }
}

fn observed(strand: &Strand, stored: &Stored) -> Basis {
    Basis::Observed { day: stored.day, rate: strand.series.quotation(stored) }
}

/// `EUR/CNY 7.9342 of 2020-10-26 (ECB), inverse`.
impl fmt::Display for Leg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{} ", self.base, self.quote)?;
        match &self.basis {
            Basis::Observed { day, rate } => write!(f, "{rate} of {day}")?,
            Basis::Averaged { first, last } => write!(f, "of {first} to {last}")?,
            Basis::Fixed { from, rate } => write!(f, "{rate} from {from}")?,
        }
        if self.units != 1 {
            write!(f, " per {}", self.units)?;
        }
        write!(f, " ({}){}", self.source, if self.inverse { ", inverse" } else { "" })
    }
}

/// A path between two currencies and the factor it comes to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Candidate {
    /// The legs, in the order in which an amount goes through them.
    pub legs: Vec<Leg>,
    /// Target units per source unit: over a period, the mean.
    pub factor: Factor,
}

impl fmt::Display for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} by ", self.factor)?;
        for (index, leg) in self.legs.iter().enumerate() {
            write!(f, "{}{leg}", if index == 0 { "" } else { " and " })?;
        }
        Ok(())
    }
}
