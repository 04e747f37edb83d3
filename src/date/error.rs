//! Why a text or a number is not a date.

use super::Day;

/// How many characters of a refused text an error repeats.
const SHOWN_CHARS_MAX: usize = 40;

/// What [`When`](super::When) reads, for messages.
const SUPPORTED: &str = "a day `2019-08-03`, a month `2019-08`, a quarter `2019-33` to `2019-36`, \
                         a year `2019`, or an interval of two of these such as `2019-08/2019-10` \
                         or `../2019-03-31`; `~`, `?` or `%` may follow a date";

/// Why a text or a number is not a date; each variant is one rule.
///
/// Texts in an error are cut after 40 characters, and control characters in them are escaped.
///
/// ```
/// use adspend::date::Day;
///
/// assert!("2024-02-29".parse::<Day>().is_ok());
/// assert_eq!(
///     "2023-02-29".parse::<Day>().unwrap_err().to_string(),
///     "`2023-02-29` is not a day: 2023-02 has 28 days"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DateError {
    /// The text is empty.
    #[error("the date is empty: write one, such as `2019-08-03`")]
    Empty,
    /// The text would be a date if it had no white space.
    #[error("`{text}` contains white space: write `{without}`")]
    Space {
        /// The text that was read.
        text: String,
        /// The same without white space.
        without: String,
    },
    /// The text is not of the form `YYYY-MM-DD`.
    #[error("`{text}` is not a day: write YYYY-MM-DD, such as `2019-08-03`")]
    NotDay {
        /// The text that was read.
        text: String,
    },
    /// The text is none of the forms of a [`Period`](super::Period).
    #[error(
        "`{text}` is not a calendar period: write a day `2019-08-03`, a week `2019-W31`, a month `2019-08`, \
         a quarter `2019-Q3` or a year `2019`"
    )]
    NotPeriod {
        /// The text that was read.
        text: String,
    },
    /// The text is not a date of the part of EDTF that [`When`](super::When) reads.
    #[error("`{text}` is not a date: write {supported}", supported = SUPPORTED)]
    NotWhen {
        /// The date, or the end of an interval, that was read.
        text: String,
    },
    /// The text is EDTF (or other ISO 8601), of a part that [`When`](super::When) does not read.
    #[error("`{text}` has {feature}, which is not supported: write {supported}", supported = SUPPORTED)]
    Unsupported {
        /// The date, or the end of an interval, that was read.
        text: String,
        /// The part of EDTF that it needs.
        feature: Unsupported,
    },
    /// A year before 1 or after 9999.
    #[error("year {year} is outside the calendar: years are 0001 to 9999")]
    YearOutOfRange {
        /// The year that was given.
        year: i32,
    },
    /// A month before 1 or after 12.
    #[error("`{year:04}-{month:02}` is not a month: months are 01 to 12")]
    MonthOutOfRange {
        /// The year that was given.
        year: i32,
        /// The month that was given.
        month: u32,
    },
    /// A day that its month does not have.
    #[error("`{year:04}-{month:02}-{day:02}` is not a day: {year:04}-{month:02} has {days} days")]
    DayOutOfRange {
        /// The year that was given.
        year: i32,
        /// The month that was given.
        month: u32,
        /// The day that was given.
        day: u32,
        /// How many days that month has.
        days: u32,
    },
    /// A quarter before 1 or after 4.
    #[error("`{year:04}-Q{quarter}` is not a quarter: quarters are Q1 to Q4")]
    QuarterOutOfRange {
        /// The year that was given.
        year: i32,
        /// The quarter that was given.
        quarter: u32,
    },
    /// An ISO 8601 week that its year does not have.
    #[error("`{year:04}-W{week:02}` is not a week: {year:04} has the weeks W01 to W{weeks}")]
    WeekOutOfRange {
        /// The week-numbering year that was given.
        year: i32,
        /// The week that was given.
        week: u32,
        /// How many weeks that year has.
        weeks: u32,
    },
    /// An interval that ends before it starts.
    #[error("the interval `{text}` is reversed: its start, {start}, is after its end, {end}; swap them")]
    Reversed {
        /// The interval that was given.
        text: String,
        /// The first day of its start.
        start: Day,
        /// The last day of its end.
        end: Day,
    },
    /// An interval with an empty end, which in EDTF means "unknown".
    #[error("the interval `{text}` has an empty end: write `..` for an open one")]
    EmptyEnd {
        /// The interval that was read.
        text: String,
    },
    /// An interval without any date.
    #[error("`{text}` names no date: give at least one end of the interval")]
    NoEnd {
        /// The interval that was read.
        text: String,
    },
    /// More than one `/`.
    #[error("`{text}` has {slashes} slashes: an interval has one, and a day is written like `2019-08-03`")]
    Slashes {
        /// The text that was read.
        text: String,
        /// How many slashes it has.
        slashes: usize,
    },
    /// More than one of `~`, `?` and `%` after a date.
    #[error("`{text}` has more than one qualifier: write one, `%` for approximate and uncertain")]
    Qualifiers {
        /// The date that was read.
        text: String,
    },
    /// A word that is none of a closed list.
    #[error("`{text}` is not a {kind}: write {words}")]
    Word {
        /// The word that was read.
        text: String,
        /// What was to be named, such as "period unit".
        kind: &'static str,
        /// The words that name one.
        words: &'static str,
    },
}

impl DateError {
    pub(super) fn not_day(text: &str) -> Self {
        Self::NotDay { text: shown(text) }
    }

    pub(super) fn not_period(text: &str) -> Self {
        Self::NotPeriod { text: shown(text) }
    }

    pub(super) fn not_when(text: &str) -> Self {
        Self::NotWhen { text: shown(text) }
    }

    /// The error for a text that has none of the forms of `T`: [`Empty`](Self::Empty) or
    /// [`Space`](Self::Space) where that is all that is wrong, else what `otherwise` says.
    pub(super) fn malformed<T: std::str::FromStr>(text: &str, otherwise: fn(&str) -> Self) -> Self {
        if text.is_empty() {
            return Self::Empty;
        }
        if text.chars().any(char::is_whitespace) {
            let without: String = text.split_whitespace().collect();
            if without.parse::<T>().is_ok() {
                return Self::Space { text: shown(text), without };
            }
        }
        otherwise(text)
    }
}

/// A part of EDTF, or of ISO 8601, that [`When`](super::When) does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Unsupported {
    /// Seasons, `2019-21` to `2019-32`.
    #[error("a season")]
    Season,
    /// Thirds and halves of a year, `2019-37` to `2019-41`.
    #[error("a third or a half of a year")]
    ThirdOrHalf,
    /// Weeks, `2019-W31`.
    #[error("a week")]
    Week,
    /// Unspecified digits, `201X` or `2019-XX`.
    #[error("an unspecified digit")]
    UnspecifiedDigit,
    /// Times of day, `2019-08-03T12:00`.
    #[error("a time of day")]
    Time,
    /// Durations, `2019-08/P3M`.
    #[error("a duration")]
    Duration,
    /// Sets, `[2018, 2019]` or `{2018, 2019}`.
    #[error("a set of dates")]
    Set,
    /// Years with a sign, `-0044`.
    #[error("a signed year")]
    SignedYear,
    /// Years marked with `Y`, `Y17000`.
    #[error("a year of more than four digits")]
    LongYear,
    /// Years with a number of significant digits, `1950S2`.
    #[error("a number of significant digits")]
    SignificantDigits,
    /// Qualifiers of a part of the date, `2019?-08` or `?2019-08`.
    #[error("a qualifier of one part only")]
    PartQualifier,
}

/// A refused text as an error repeats it: cut after 40 characters, control characters escaped.
pub(super) fn shown(text: &str) -> String {
    let mut shown = String::new();
    for c in text.chars().take(SHOWN_CHARS_MAX) {
        if c.is_control() {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    if text.chars().nth(SHOWN_CHARS_MAX).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_unprintable_texts_are_tamed() {
        assert_eq!(shown("2019-08"), "2019-08");
        assert_eq!(shown("2019\u{1b}[31m\n"), "2019\\u{1b}[31m\\n");
        assert_eq!(shown(&"é".repeat(40)), "é".repeat(40));
        assert_eq!(shown(&"é".repeat(41)), format!("{}…", "é".repeat(40)));
    }
}
