//! One day of the calendar.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::{DateError, number, year};

/// One day of the proleptic Gregorian calendar, stored as days since 1970-01-01.
///
/// # Syntax
/// `YYYY-MM-DD` (ISO 8601-1 calendar date, extended format): ten ASCII characters, nothing else. Sloppier
/// writings such as `2024-1-5`, `24-01-05` or ` 2024-01-05` are refused.
///
/// # Range
/// [`Day::MIN`] 0001-01-01 to [`Day::MAX`] 9999-12-31.
///
/// # Guarantees
/// Four bytes; the order is the order in time; `Display` and `FromStr` round-trip; serde uses the same text.
///
/// ```
/// use adspend::date::Day;
///
/// let day: Day = "2024-02-29".parse()?;
/// assert_eq!((day.year(), day.month(), day.day()), (2024, 2, 29));
/// assert_eq!(day.to_string(), "2024-02-29");
/// assert_eq!(
///     "2023-02-29".parse::<Day>().unwrap_err().to_string(),
///     "`2023-02-29` is not a day: 2023-02 has 28 days"
/// );
/// assert_eq!(
///     "2024-1-5".parse::<Day>().unwrap_err().to_string(),
///     "`2024-1-5` is not a day: write YYYY-MM-DD, such as `2019-08-03`"
/// );
/// # Ok::<(), adspend::date::DateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// The first day, 0001-01-01, a Monday.
    pub const MIN: Self = Self(-719_162);

    /// The last day, 9999-12-31, a Friday.
    pub const MAX: Self = Self(2_932_896);

    /// The day of this year, month (1 to 12) and day of the month (from 1).
    ///
    /// # Errors
    /// The first of year, month and day that is out of its range.
    ///
    /// ```
    /// use adspend::date::Day;
    ///
    /// assert_eq!(Day::new(2019, 8, 3)?.to_string(), "2019-08-03");
    /// assert_eq!(
    ///     Day::new(2019, 13, 3).unwrap_err().to_string(),
    ///     "`2019-13` is not a month: months are 01 to 12"
    /// );
    /// # Ok::<(), adspend::date::DateError>(())
    /// ```
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, DateError> {
        if !(1..=9999).contains(&year) {
            return Err(DateError::YearOutOfRange { year });
        }
        if let (1..=12, 1..=28) = (month, day) {
            // Every month has these, and a calendar takes ten times as long.
            return Ok(Self(epoch_days(year, month, day)));
        }
        let Some(first) = NaiveDate::from_ymd_opt(year, month, 1) else {
            return Err(DateError::MonthOutOfRange { year, month });
        };
        match first.with_day(day) {
            Some(date) => Ok(Self(date.to_epoch_days())),
            None => {
                let days = u32::from(first.num_days_in_month());
                Err(DateError::DayOutOfRange { year, month, day, days })
            }
        }
    }

    /// The day this many days after 1970-01-01 (before it, if negative); `None` out of range.
    ///
    /// ```
    /// use adspend::date::Day;
    ///
    /// assert_eq!(Day::from_epoch_days(18_111), Some(Day::new(2019, 8, 3)?));
    /// assert_eq!(Day::from_epoch_days(i32::MAX), None);
    /// # Ok::<(), adspend::date::DateError>(())
    /// ```
    #[must_use]
    pub const fn from_epoch_days(days: i32) -> Option<Self> {
        if Self::MIN.0 <= days && days <= Self::MAX.0 { Some(Self(days)) } else { None }
    }

    /// Days since 1970-01-01; negative before it.
    #[must_use]
    pub const fn epoch_days(self) -> i32 {
        self.0
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub fn year(self) -> i32 {
        self.civil().0
    }

    /// The month of the year, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.civil().1
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u32 {
        self.civil().2
    }

    /// The day this many days later (earlier, if negative); `None` out of range.
    ///
    /// ```
    /// use adspend::date::Day;
    ///
    /// let day = Day::new(2024, 2, 28)?;
    /// assert_eq!(day.checked_add_days(2), Some(Day::new(2024, 3, 1)?));
    /// assert_eq!(Day::MAX.checked_add_days(1), None);
    /// # Ok::<(), adspend::date::DateError>(())
    /// ```
    #[must_use]
    pub const fn checked_add_days(self, days: i32) -> Option<Self> {
        match self.0.checked_add(days) {
            Some(sum) => Self::from_epoch_days(sum),
            None => None,
        }
    }

    /// The days from `other` to this day; negative if this day is the earlier one.
    ///
    /// ```
    /// use adspend::date::Day;
    ///
    /// assert_eq!(Day::new(2024, 3, 1)?.days_since(Day::new(2024, 2, 28)?), 2);
    /// # Ok::<(), adspend::date::DateError>(())
    /// ```
    #[must_use]
    pub const fn days_since(self, other: Self) -> i32 {
        self.0 - other.0
    }

    /// The next day; `None` after [`Day::MAX`].
    #[must_use]
    pub const fn succ(self) -> Option<Self> {
        self.checked_add_days(1)
    }

    /// The previous day; `None` before [`Day::MIN`].
    #[must_use]
    pub const fn pred(self) -> Option<Self> {
        self.checked_add_days(-1)
    }

    /// Year, month and day of the month; as [`epoch_days`], the other way.
    fn civil(self) -> (i32, u32, u32) {
        // Never below zero from the first of March of the year 0 on, the days of which a cycle of 400 years has 146,097.
        let days = u32::try_from(self.0 + 719_468).unwrap_or_default();
        let (cycle, days) = (days / 146_097, days % 146_097);
        let years = (days - days / 1_460 + days / 36_524 - days / 146_096) / 365;
        let days = days - (365 * years + years / 4 - years / 100);
        let months = (5 * days + 2) / 153;
        let day = days - (153 * months + 2) / 5 + 1;
        let (month, next) = if months < 10 { (months + 3, 0) } else { (months - 9, 1) };
        (i32::try_from(cycle * 400 + years + next).unwrap_or_default(), month, day)
    }

    /// This day for chrono's calendar. Chrono's range, about 262,000 years either way, holds every [`Day`],
    /// so that the sum does not overflow.
    pub(super) fn date(self) -> NaiveDate {
        NaiveDate::default() + TimeDelta::days(i64::from(self.0))
    }

    /// The day this many days later, at most [`Day::MAX`].
    pub(super) fn forward(self, days: u32) -> Self {
        Self(self.0.saturating_add_unsigned(days)).min(Self::MAX)
    }

    /// The day this many days earlier, at least [`Day::MIN`].
    pub(super) fn back(self, days: u32) -> Self {
        Self(self.0.saturating_sub_unsigned(days)).max(Self::MIN)
    }

    /// The day that these bytes write as `YYYY-MM-DD`; `None` if they have another form.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Result<Self, DateError>> {
        let [y @ .., b'-', m1, m2, b'-', d1, d2] = bytes else { return None };
        if y.len() != 4 {
            return None;
        }
        Some(Self::new(year(y)?, number(&[*m1, *m2])?, number(&[*d1, *d2])?))
    }
}

/// The days from 1970-01-01 to a day of the Gregorian calendar, whose parts are in their ranges: counted from the first of March of the
/// year 0 on, so that the day of a leap year is the last.
fn epoch_days(year: i32, month: u32, day: u32) -> i32 {
    let (year, months) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    // 153 days have every five months from March on.
    let days = (153 * months + 2) / 5 + day - 1;
    let leap_days = year / 4 - year / 100 + year / 400;
    year * 365 + leap_days + i32::try_from(days).unwrap_or_default() - 719_468
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digit = |number: u32| b'0' + u8::try_from(number % 10).unwrap_or_default();
        let (year, month, day) = self.civil();
        let year = year.unsigned_abs();
        let mut text = *b"0000-00-00";
        let numbers = [
            (0, year / 1000),
            (1, year / 100),
            (2, year / 10),
            (3, year),
            (5, month / 10),
            (6, month),
            (8, day / 10),
            (9, day),
        ];
        for (at, number) in numbers {
            if let Some(byte) = text.get_mut(at) {
                *byte = digit(number);
            }
        }
        // Millions of days are written; digits alone are UTF-8.
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl FromStr for Day {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::from_bytes(text.as_bytes())
            .unwrap_or_else(|| Err(DateError::malformed::<Self>(text, DateError::not_day)))
    }
}

super::as_text!(Day, "a day as text, such as `2019-08-03`");

impl From<Day> for NaiveDate {
    fn from(day: Day) -> Self {
        day.date()
    }
}

/// Fails for years outside 1 to 9999, which chrono has.
impl TryFrom<NaiveDate> for Day {
    type Error = DateError;

    fn try_from(date: NaiveDate) -> Result<Self, DateError> {
        Self::from_epoch_days(date.to_epoch_days()).ok_or(DateError::YearOutOfRange { year: date.year() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_the_calendar_counts_them() {
        let mut day = Day::MIN;
        loop {
            let date = day.date();
            assert_eq!((day.year(), day.month(), day.day()), (date.year(), date.month(), date.day()));
            assert_eq!(Day::new(date.year(), date.month(), date.day()), Ok(day));
            let Some(next) = day.succ() else { break };
            day = next;
        }
    }

    #[test]
    fn the_ends_of_the_calendar() {
        assert_eq!(Day::new(1, 1, 1), Ok(Day::MIN));
        assert_eq!(Day::new(9999, 12, 31), Ok(Day::MAX));
        assert_eq!((Day::MIN.pred(), Day::MAX.succ()), (None, None));
        assert_eq!(Day::MIN.checked_add_days(i32::MIN), None);
        assert_eq!(Day::MAX.checked_add_days(i32::MAX), None);
        assert_eq!(Day::MAX.days_since(Day::MIN), 3_652_058);
        assert_eq!(Day::MIN.checked_add_days(3_652_058), Some(Day::MAX));
        assert_eq!((Day::MAX.forward(u32::MAX), Day::MIN.back(u32::MAX)), (Day::MAX, Day::MIN));
        assert_eq!(Day::new(1970, 1, 1).unwrap().epoch_days(), 0);
    }

    #[test]
    fn chrono_converts_both_ways_within_the_range() {
        let day = Day::new(2019, 8, 3).unwrap();
        assert_eq!(NaiveDate::from(day), NaiveDate::from_ymd_opt(2019, 8, 3).unwrap());
        assert_eq!(Day::try_from(NaiveDate::from(day)), Ok(day));
        for year in [0, 10_000, -262_143, 262_142] {
            let date = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            assert_eq!(Day::try_from(date), Err(DateError::YearOutOfRange { year }));
        }
    }

    #[test]
    fn debug_shows_the_calendar_day() {
        assert_eq!(format!("{:?}", Day::new(2019, 8, 3).unwrap()), "Day(2019-08-03)");
    }
}
