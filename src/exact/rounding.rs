use std::fmt;
use std::str::FromStr;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use super::Ratio;

/// A rule that turns a value into a multiple of a step; nine of them, a closed set.
///
/// The names are those of the specification of printed figures; `HalfAway` is what people call "commercial"
/// rounding, `HalfEven` is IEEE 754's default, `Truncate` is "towards zero", `Away` is "away from zero".
///
/// `Display` and `FromStr` use `half-up`, `half-down`, `half-even`, `half-away`, `half-toward-zero`, `floor`, `ceiling`,
/// `truncate`, `away`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rounding {
    /// To nearest, ties towards +∞.
    HalfUp,
    /// To nearest, ties towards −∞.
    HalfDown,
    /// To nearest, ties to the even multiple.
    HalfEven,
    /// To nearest, ties away from zero.
    HalfAway,
    /// To nearest, ties towards zero.
    HalfTowardZero,
    /// Towards −∞.
    Floor,
    /// Towards +∞.
    Ceiling,
    /// Towards zero.
    Truncate,
    /// Away from zero.
    Away,
}

/// A name that stands for no [`Rounding`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{found}` is no rounding: write half-up, half-down, half-even, half-away, half-toward-zero, floor, ceiling, truncate or away"
)]
pub struct UnknownRounding {
    /// What was found.
    pub found: String,
}

impl Rounding {
    /// All nine, in the order of their definition.
    pub const ALL: [Self; 9] = [
        Self::HalfUp,
        Self::HalfDown,
        Self::HalfEven,
        Self::HalfAway,
        Self::HalfTowardZero,
        Self::Floor,
        Self::Ceiling,
        Self::Truncate,
        Self::Away,
    ];

    /// The name as it is written in files and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::HalfUp => "half-up",
            Self::HalfDown => "half-down",
            Self::HalfEven => "half-even",
            Self::HalfAway => "half-away",
            Self::HalfTowardZero => "half-toward-zero",
            Self::Floor => "floor",
            Self::Ceiling => "ceiling",
            Self::Truncate => "truncate",
            Self::Away => "away",
        }
    }

    /// Whether what is nearest is taken, and the rule is about halves only.
    #[cfg(feature = "file")]
    pub(crate) const fn is_to_nearest(self) -> bool {
        matches!(self, Self::HalfUp | Self::HalfDown | Self::HalfEven | Self::HalfAway | Self::HalfTowardZero)
    }

    /// `numerator / denominator` as a whole number, by this rule; `denominator` must be above 0.
    pub(crate) fn divide(self, numerator: &BigInt, denominator: &BigInt) -> BigInt {
        let (floor, rest) = numerator.div_mod_floor(denominator);
        if rest.is_zero() {
            return floor;
        }
        let negative = numerator.is_negative();
        let up = match self {
            Self::Floor => false,
            Self::Ceiling => true,
            Self::Truncate => negative,
            Self::Away => !negative,
            _ => match (&rest + &rest).cmp(denominator) {
                std::cmp::Ordering::Less => false,
                std::cmp::Ordering::Greater => true,
                std::cmp::Ordering::Equal => match self {
                    Self::HalfUp => true,
                    Self::HalfDown => false,
                    Self::HalfAway => !negative,
                    Self::HalfTowardZero => negative,
                    _ => floor.is_odd(),
                },
            },
        };
        if up { floor + 1 } else { floor }
    }
}

impl fmt::Display for Rounding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Rounding {
    type Err = UnknownRounding;

    fn from_str(text: &str) -> Result<Self, UnknownRounding> {
        Self::ALL
            .into_iter()
            .find(|rounding| rounding.name() == text)
            .ok_or_else(|| UnknownRounding { found: text.to_owned() })
    }
}

impl Serialize for Rounding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Rounding {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// The result of a rounding, and what it dropped: `value + dropped` is the number that was rounded.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rounded {
    /// The multiple of the step.
    pub value: Ratio,
    /// The number that was rounded, less `value`; its sign says which way the rounding went.
    pub dropped: Ratio,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn r(text: &str) -> Ratio {
        text.parse().unwrap()
    }

    #[test]
    fn nine_roundings_of_the_ties_and_their_neighbours() {
        // Columns: half-up, half-down, half-even, half-away, half-toward-zero, floor, ceiling, truncate, away.
        let table: [(&str, [i32; 9]); 9] = [
            ("2.5", [3, 2, 2, 3, 2, 2, 3, 2, 3]),
            ("-2.5", [-2, -3, -2, -3, -2, -3, -2, -2, -3]),
            ("3.5", [4, 3, 4, 4, 3, 3, 4, 3, 4]),
            ("-3.5", [-3, -4, -4, -4, -3, -4, -3, -3, -4]),
            ("2.4", [2, 2, 2, 2, 2, 2, 3, 2, 3]),
            ("-2.4", [-2, -2, -2, -2, -2, -3, -2, -2, -3]),
            ("2.6", [3, 3, 3, 3, 3, 2, 3, 2, 3]),
            ("-2.6", [-3, -3, -3, -3, -3, -3, -2, -2, -3]),
            ("7", [7; 9]),
        ];
        for (value, expected) in table {
            for (mode, want) in Rounding::ALL.into_iter().zip(expected) {
                let rounded = r(value).round_to_decimals(0, mode);
                assert_eq!(rounded.value, Ratio::from(want), "{value} {mode}");
                assert_eq!(&rounded.value + &rounded.dropped, r(value), "{value} {mode}");
            }
        }
    }

    #[test]
    fn names_read_back_and_others_are_refused() {
        for mode in Rounding::ALL {
            assert_eq!(mode.to_string().parse(), Ok(mode));
        }
        assert_eq!(
            "bankers".parse::<Rounding>().unwrap_err().to_string(),
            "`bankers` is no rounding: write half-up, half-down, half-even, half-away, half-toward-zero, floor, ceiling, \
             truncate or away"
        );
    }
}
