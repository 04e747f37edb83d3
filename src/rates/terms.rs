//! The terms of a conversion: everything that could have been decided silently, with its name and default.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use crate::date::Day;

/// A word that stands for no value of a setting.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{found}` is no {setting}; write {expected}")]
pub struct UnknownTerm {
    /// What was found.
    pub found: String,
    /// Of which setting.
    pub setting: &'static str,
    /// What may stand there.
    pub expected: &'static str,
}

impl UnknownTerm {
    pub(super) fn new(found: &str, setting: &'static str, expected: &'static str) -> Self {
        Self { found: found.chars().take(40).collect(), setting, expected }
    }
}

macro_rules! serde_as_text {
    ($($type:ty),*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
                text.parse().map_err(de::Error::custom)
            }
        }
    )*};
}

macro_rules! words {
    ($type:ident, $setting:literal, $expected:literal, $($variant:ident = $word:literal),+) => {
        impl $type {
            /// All values; a closed set.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that files and the command line use.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }

        impl FromStr for $type {
            type Err = UnknownTerm;

            fn from_str(text: &str) -> Result<Self, UnknownTerm> {
                let found = Self::ALL.iter().copied().find(|value| value.name() == text);
                found.ok_or_else(|| UnknownTerm::new(text, $setting, $expected))
            }
        }
    };
}

/// How old a rate may be on the day it is used for, in days. `Display` and `FromStr`: `7`, `none` (no limit).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MaxAge {
    /// At most this many days.
    Days(u32),
    /// Any age.
    Unlimited,
}

impl MaxAge {
    /// 7 days: the longest gap in the ECB's history is 5 (Easter, and Christmas with a weekend).
    pub const DEFAULT: Self = Self::Days(7);

    /// The oldest day from which a rate may be used on `on`.
    pub(super) fn floor(self, on: Day) -> Day {
        match self {
            Self::Days(days) => {
                let days = i32::try_from(days).unwrap_or(i32::MAX);
                on.checked_add_days(-days).unwrap_or(Day::MIN)
            }
            Self::Unlimited => Day::MIN,
        }
    }
}

impl Default for MaxAge {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl fmt::Display for MaxAge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(days) => days.fmt(f),
            Self::Unlimited => f.pad("none"),
        }
    }
}

impl FromStr for MaxAge {
    type Err = UnknownTerm;

    fn from_str(text: &str) -> Result<Self, UnknownTerm> {
        if text == "none" {
            return Ok(Self::Unlimited);
        }
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let days = digits.then(|| text.parse().ok()).flatten().map(Self::Days);
        days.ok_or_else(|| {
            UnknownTerm::new(text, "greatest age of a rate", "a number of days, or `none` for no limit")
        })
    }
}

/// Which of several paths between two currencies gives the rate; a closed set.
///
/// Ledger tools answer differently here. With 1 A = 1 B of 6 May and 1 A = 20 X, 1 B = 10 X of 8 May, 5 A on 19 May are
/// 10 B for [`Policy::FreshestPath`] and 5 B for the other two.
///
/// Paths of one rank with different rates are [`Conflicting`](super::ConversionError::Conflicting): spelling or the
/// order of a file never decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Policy {
    /// The path whose oldest leg is youngest; at equal age direct, then inverse, then the fewest legs.
    #[default]
    FreshestPath,
    /// The fewest legs; then direct before inverse, then the youngest oldest leg.
    ShortestPath,
    /// A direct rate, however old within the limit; else an inverse one; else as [`Policy::FreshestPath`].
    DeclaredDirection,
}

words!(
    Policy,
    "policy",
    "freshest-path, shortest-path or declared-direction",
    FreshestPath = "freshest-path",
    ShortestPath = "shortest-path",
    DeclaredDirection = "declared-direction"
);

/// The day or days whose rate is used for an entry. `Display` and `FromStr`: `entry`, `entry-start`, `entry-end`, `2020-10-26`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ValueDate {
    /// The entry's own: the day's rate for a day, the mean over the days published in it for a period.
    #[default]
    Entry,
    /// The first day of the entry's date.
    EntryStart,
    /// The last day of the entry's date.
    EntryEnd,
    /// A day that the caller names.
    On(Day),
}

impl fmt::Display for ValueDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry => f.pad("entry"),
            Self::EntryStart => f.pad("entry-start"),
            Self::EntryEnd => f.pad("entry-end"),
            Self::On(day) => day.fmt(f),
        }
    }
}

impl FromStr for ValueDate {
    type Err = UnknownTerm;

    fn from_str(text: &str) -> Result<Self, UnknownTerm> {
        match text {
            "entry" => Ok(Self::Entry),
            "entry-start" => Ok(Self::EntryStart),
            "entry-end" => Ok(Self::EntryEnd),
            _ => text.parse().map(Self::On).map_err(|_| {
                UnknownTerm::new(
                    text,
                    "value date",
                    "entry, entry-start, entry-end or a day such as 2020-10-26",
                )
            }),
        }
    }
}

/// Which way round the crosses of a period's days are averaged; a closed set.
///
/// The two differ: nine items of the same months come to 6,449,794 US dollars and to 6,449,623.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MeanOf {
    /// amount × the mean of the crosses in target per source, as if an equal part fell on each day.
    #[default]
    QuotePerBase,
    /// amount ÷ the mean of the crosses in source per target, as printed tables of monthly averages are used.
    BasePerQuote,
}

words!(
    MeanOf,
    "mean",
    "quote-per-base or base-per-quote",
    QuotePerBase = "quote-per-base",
    BasePerQuote = "base-per-quote"
);

/// What a period with rates on only part of its days gives; a closed set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PartialPeriods {
    /// The error [`PartialPeriod`](super::ConversionError::PartialPeriod).
    #[default]
    Refused,
    /// The mean over the days there are, with both counts.
    Allowed,
}

words!(
    PartialPeriods,
    "treatment of partial periods",
    "refused or allowed",
    Refused = "refused",
    Allowed = "allowed"
);

/// Whether the renminbi outside the mainland (CNH) is converted at the rate of the one inside (CNY); a closed set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OffshoreYuan {
    /// CNH is a currency of its own.
    #[default]
    Apart,
    /// 1 CNH counts as 1 CNY, and the result says so with a leg.
    AsOnshore,
}

words!(OffshoreYuan, "treatment of CNH", "apart or as-onshore", Apart = "apart", AsOnshore = "as-onshore");

serde_as_text!(MaxAge, Policy, ValueDate, MeanOf, PartialPeriods, OffshoreYuan);

/// The terms of a conversion; they are part of its result.
///
/// ```
/// use adspend::rates::{MaxAge, Policy, Terms, ValueDate};
///
/// let terms = Terms::default().with_value_date(ValueDate::EntryEnd).with_max_age(MaxAge::Days(3));
/// assert_eq!(terms.policy, Policy::FreshestPath);
/// assert_eq!(terms.value_date.to_string(), "entry-end");
/// assert_eq!(
///     "newest".parse::<Policy>().unwrap_err().to_string(),
///     "`newest` is no policy; write freshest-path, shortest-path or declared-direction"
/// );
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Terms {
    /// How old a rate may be: 7 days.
    pub max_age: MaxAge,
    /// Which path is taken: the one whose oldest leg is youngest.
    pub policy: Policy,
    /// Whose day counts: the entry's.
    pub value_date: ValueDate,
    /// Which mean a period has: of target per source.
    pub mean_of: MeanOf,
    /// Whether a mean over part of a period will do: no.
    pub partial_periods: PartialPeriods,
    /// Whether CNH is CNY: no.
    pub offshore_yuan: OffshoreYuan,
}

macro_rules! with {
    ($($(#[$doc:meta])* $with:ident $field:ident: $type:ty;)*) => {
        impl Terms {$(
            $(#[$doc])*
            #[must_use]
            pub const fn $with(mut self, $field: $type) -> Self {
                self.$field = $field;
                self
            }
        )*}
    };
}

with! {
    /// The same with this limit of age.
    with_max_age max_age: MaxAge;
    /// The same with this choice of path.
    with_policy policy: Policy;
    /// The same with this value date.
    with_value_date value_date: ValueDate;
    /// The same with this mean.
    with_mean_of mean_of: MeanOf;
    /// The same with this treatment of partial periods.
    with_partial_periods partial_periods: PartialPeriods;
    /// The same with this treatment of CNH.
    with_offshore_yuan offshore_yuan: OffshoreYuan;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back() {
        for policy in Policy::ALL {
            assert_eq!(policy.to_string().parse(), Ok(*policy));
        }
        for age in [MaxAge::Days(0), MaxAge::Days(7), MaxAge::Unlimited] {
            assert_eq!(age.to_string().parse(), Ok(age));
        }
        let day = ValueDate::On("2020-10-26".parse().unwrap());
        for date in [ValueDate::Entry, ValueDate::EntryStart, ValueDate::EntryEnd, day] {
            assert_eq!(date.to_string().parse(), Ok(date));
            assert_eq!(serde_json::from_str::<ValueDate>(&format!("\"{date}\"")).unwrap(), date);
        }
        assert_eq!("base-per-quote".parse(), Ok(MeanOf::BasePerQuote));
        assert_eq!("allowed".parse(), Ok(PartialPeriods::Allowed));
        assert_eq!("as-onshore".parse(), Ok(OffshoreYuan::AsOnshore));
    }

    #[test]
    fn other_words_are_refused_with_what_may_stand_there() {
        let message = |error: UnknownTerm| error.to_string();
        assert_eq!(
            message("-1".parse::<MaxAge>().unwrap_err()),
            "`-1` is no greatest age of a rate; write a number of days, or `none` for no limit"
        );
        assert_eq!(message("".parse::<MaxAge>().unwrap_err()).get(..3), Some("`` "));
        assert_eq!(
            message("published".parse::<ValueDate>().unwrap_err()),
            "`published` is no value date; write entry, entry-start, entry-end or a day such as 2020-10-26"
        );
    }

    #[test]
    fn the_floor_of_an_age_stays_in_the_calendar() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(MaxAge::Days(7).floor(day("2020-10-26")), day("2020-10-19"));
        assert_eq!(MaxAge::Days(u32::MAX).floor(day("2020-10-26")), Day::MIN);
        assert_eq!(MaxAge::Unlimited.floor(day("2020-10-26")), Day::MIN);
    }
}
