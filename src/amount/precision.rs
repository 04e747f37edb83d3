use std::fmt;
use std::ops::Bound;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use super::Interval;
use crate::exact::{Numeral, NumeralError, Ratio, Rounding};

/// What is known of the rule by which a printed figure was rounded; a closed set.
///
/// `Display` and `FromStr`: `nearest`, `unknown`, or the name of a [`Rounding`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Mode {
    /// To nearest, the rule for ties unknown: what a printed figure says unless more is known.
    #[default]
    Nearest,
    /// This rule.
    Named(Rounding),
    /// Not even whether to nearest, up or down.
    Unknown,
}

/// A name that stands for no [`Mode`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{found}` is no rounding mode: write nearest, half-up, half-down, half-away, half-toward-zero, half-even, floor, \
     ceiling, truncate, away or unknown"
)]
pub struct UnknownMode {
    /// What was found.
    pub found: String,
}

impl Mode {
    /// The name as it is written in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nearest => "nearest",
            Self::Unknown => "unknown",
            Self::Named(rounding) => rounding.name(),
        }
    }

    /// Whether the rule is to nearest, so that the error is at most half a step either way.
    #[must_use]
    pub const fn is_to_nearest(self) -> bool {
        match self {
            Self::Nearest => true,
            Self::Unknown => false,
            Self::Named(rounding) => matches!(
                rounding,
                Rounding::HalfUp
                    | Rounding::HalfDown
                    | Rounding::HalfEven
                    | Rounding::HalfAway
                    | Rounding::HalfTowardZero
            ),
        }
    }

    /// Every value that may print as `value` at this `step`.
    pub(super) fn outer(self, value: &Ratio, step: &Ratio) -> Interval {
        match self {
            Self::Nearest => half_step(value, step, Bound::Included, Bound::Included),
            Self::Unknown => around(value, step, step, Bound::Excluded, Bound::Excluded),
            Self::Named(rounding) => preimage(rounding, value, step),
        }
    }

    /// The values that certainly print as `value` at this `step`.
    pub(super) fn inner(self, value: &Ratio, step: &Ratio) -> Interval {
        match self {
            Self::Nearest => half_step(value, step, Bound::Excluded, Bound::Excluded),
            Self::Unknown => Interval::point(value.clone()),
            Self::Named(rounding) => preimage(rounding, value, step),
        }
    }
}

type End = fn(Ratio) -> Bound<Ratio>;

fn around(value: &Ratio, below: &Ratio, above: &Ratio, lo: End, hi: End) -> Interval {
    // A step is above 0, so the ends are never closed over nothing.
    Interval::new(lo(value - below), hi(value + above)).unwrap_or_else(|| Interval::point(value.clone()))
}

fn half_step(value: &Ratio, step: &Ratio, lo: End, hi: End) -> Interval {
    let half = step * &Ratio::half();
    around(value, &half, &half, lo, hi)
}

/// The set of values that `rounding` takes to `value`, a multiple of `step`.
fn preimage(rounding: Rounding, value: &Ratio, step: &Ratio) -> Interval {
    let (open, closed): (End, End) = (Bound::Excluded, Bound::Included);
    let zero = &Ratio::zero();
    let negative = value.is_negative();
    match rounding {
        Rounding::HalfUp => half_step(value, step, closed, open),
        Rounding::HalfDown => half_step(value, step, open, closed),
        Rounding::HalfAway if value.is_zero() => half_step(value, step, open, open),
        Rounding::HalfAway if negative => half_step(value, step, open, closed),
        Rounding::HalfAway => half_step(value, step, closed, open),
        Rounding::HalfTowardZero if value.is_zero() => half_step(value, step, closed, closed),
        Rounding::HalfTowardZero if negative => half_step(value, step, closed, open),
        Rounding::HalfTowardZero => half_step(value, step, open, closed),
        Rounding::HalfEven => {
            let steps = value.checked_div(step);
            let even = steps.is_some_and(|steps| (steps * Ratio::half()).is_integer());
            if even { half_step(value, step, closed, closed) } else { half_step(value, step, open, open) }
        }
        Rounding::Truncate if value.is_zero() => around(value, step, step, open, open),
        Rounding::Away if value.is_zero() => Interval::point(value.clone()),
        Rounding::Floor => around(value, zero, step, closed, open),
        Rounding::Ceiling => around(value, step, zero, open, closed),
        Rounding::Truncate if negative => around(value, step, zero, open, closed),
        Rounding::Truncate => around(value, zero, step, closed, open),
        Rounding::Away if negative => around(value, zero, step, closed, open),
        Rounding::Away => around(value, step, zero, open, closed),
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Mode {
    type Err = UnknownMode;

    fn from_str(text: &str) -> Result<Self, UnknownMode> {
        match text {
            "nearest" => Ok(Self::Nearest),
            "unknown" => Ok(Self::Unknown),
            _ => text.parse().map(Self::Named).map_err(|_| UnknownMode { found: text.to_owned() }),
        }
    }
}

impl Serialize for Mode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Mode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// The steps to which a figure may have been rounded, smallest first: one where the print settles it, several where
/// an integer ends in zeros ("972,000" may be rounded to 1, 10, 100 or 1,000).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Steps {
    smallest: Numeral,
    /// The others, ascending.
    larger: Vec<Numeral>,
}

impl Steps {
    /// Exactly this step, or `None` where it is not above 0.
    #[must_use]
    pub fn one(step: Numeral) -> Option<Self> {
        (step.mantissa() > 0).then(|| Self { smallest: step, larger: Vec::new() })
    }

    /// One of these steps, or `None` where there is none or one is not above 0. Order and repetition do not matter.
    #[must_use]
    pub fn any_of(steps: impl IntoIterator<Item = Numeral>) -> Option<Self> {
        let mut steps: Vec<Numeral> = steps.into_iter().collect();
        if steps.iter().any(|step| step.mantissa() <= 0) {
            return None;
        }
        steps.sort_unstable();
        steps.dedup_by(|a, b| a.cmp_value(*b).is_eq());
        let mut steps = steps.into_iter();
        Some(Self { smallest: steps.next()?, larger: steps.collect() })
    }

    /// The steps that a written number gives away, and its value.
    ///
    /// With a unit word (`unit` is its power of ten) there is one step, unit × 10^−decimals: "45.15 million" has
    /// 10^4. With decimals, the last place. Else 1, 10, … up to the trailing zeros.
    ///
    /// # Errors
    ///
    /// [`NumeralError`] where the value or the step has more digits or decimals than a numeral may have.
    pub fn of_written(written: Numeral, unit: Option<i32>) -> Result<(Numeral, Self), NumeralError> {
        let place = |exponent: i32| Numeral::ONE.shifted(exponent);
        let last_place = -i32::from(written.decimals());
        if let Some(unit) = unit {
            let step = place(last_place + unit)?;
            return Ok((written.shifted(unit)?, Self { smallest: step, larger: Vec::new() }));
        }
        let larger: Result<_, _> = (1..=i32::from(written.trailing_zeros())).map(place).collect();
        Ok((written, Self { smallest: place(last_place)?, larger: larger? }))
    }

    /// The smallest step.
    #[must_use]
    pub const fn smallest(&self) -> Numeral {
        self.smallest
    }

    /// The largest step.
    #[must_use]
    pub fn largest(&self) -> Numeral {
        self.larger.last().copied().unwrap_or(self.smallest)
    }

    /// All of them, ascending.
    pub fn iter(&self) -> impl Iterator<Item = Numeral> {
        std::iter::once(self.smallest).chain(self.larger.iter().copied())
    }
}
