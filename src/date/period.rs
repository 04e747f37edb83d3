//! Calendar periods, to group by.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, Weekday};

use super::words::words;
use super::{DateError, Day, number, year};

/// The length of a [`Period`]. Closed: these are the units that totals are grouped by.
///
/// The order is by length, the day first.
///
/// ```
/// use adspend::date::PeriodUnit;
///
/// assert_eq!("quarter".parse(), Ok(PeriodUnit::Quarter));
/// assert_eq!(
///     "monthly".parse::<PeriodUnit>().unwrap_err().to_string(),
///     "`monthly` is not a period unit: write day, week, month, quarter or year"
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodUnit {
    /// One day.
    Day,
    /// One ISO 8601 week, Monday to Sunday; it belongs to the year that holds its Thursday.
    Week,
    /// One calendar month.
    Month,
    /// One calendar quarter, from January, April, July or October.
    Quarter,
    /// One calendar year.
    Year,
}

words!(
    PeriodUnit,
    "period unit",
    "day, week, month, quarter or year",
    Day = "day",
    Week = "week",
    Month = "month",
    Quarter = "quarter",
    Year = "year",
);

/// One whole day, ISO 8601 week, month, quarter or year of the calendar.
///
/// # Syntax
/// `2019-08-03`, `2019-W31`, `2019-08`, `2019-Q3`, `2019`; exactly what `Display` writes. (The EDTF of
/// [`When`](super::When) writes that quarter `2019-35`, and has no weeks.)
///
/// # Range
/// 0001-01-01 to 9999-12-31. The last week, `9999-W52`, is cut off by the end of the calendar: it has five
/// days.
///
/// # Guarantees
/// The order is by first day, and among periods that begin on one day the shorter unit first: of periods of
/// one unit, the order in time. `Display` and `FromStr` round-trip; serde uses the same text.
///
/// ```
/// use adspend::date::{Day, Period, PeriodUnit};
///
/// let day = Day::new(2019, 12, 30)?;
/// let week = Period::containing(day, PeriodUnit::Week);
/// assert_eq!(week.to_string(), "2020-W01");
/// assert_eq!(week.last_day(), Day::new(2020, 1, 5)?);
/// assert_eq!(Period::containing(day, PeriodUnit::Quarter).to_string(), "2019-Q4");
/// assert_eq!(
///     "2019-W53".parse::<Period>().unwrap_err().to_string(),
///     "`2019-W53` is not a week: 2019 has the weeks W01 to W52"
/// );
/// # Ok::<(), adspend::date::DateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// Always the first day of a period of this unit.
    first: Day,
    unit: PeriodUnit,
}

impl Period {
    /// The period of this unit that the day is in.
    #[must_use]
    pub fn containing(day: Day, unit: PeriodUnit) -> Self {
        let date = day.date();
        let days_into = match unit {
            PeriodUnit::Day => 0,
            PeriodUnit::Week => date.weekday().num_days_from_monday(),
            PeriodUnit::Month => date.day0(),
            PeriodUnit::Quarter => date.ordinal0() - quarter_ordinal0(date),
            PeriodUnit::Year => date.ordinal0(),
        };
        Self { first: day.back(days_into), unit }
    }

    /// The unit.
    #[must_use]
    pub const fn unit(self) -> PeriodUnit {
        self.unit
    }

    /// The first day.
    #[must_use]
    pub const fn first_day(self) -> Day {
        self.first
    }

    /// The last day, itself inside the period.
    #[must_use]
    pub fn last_day(self) -> Day {
        let first = self.first.date();
        let days_after = match self.unit {
            PeriodUnit::Day => 0,
            PeriodUnit::Week => 6,
            PeriodUnit::Month => u32::from(first.num_days_in_month()) - 1,
            PeriodUnit::Quarter => match first.month() {
                1 => 89 + u32::from(first.leap_year()),
                4 => 90,
                _ => 91,
            },
            PeriodUnit::Year => 364 + u32::from(first.leap_year()),
        };
        self.first.forward(days_after)
    }

    /// The number of days in it, 1 to 366.
    ///
    /// ```
    /// use adspend::date::Period;
    ///
    /// assert_eq!("2024-Q1".parse::<Period>()?.day_count(), 91);
    /// assert_eq!("2023-Q1".parse::<Period>()?.day_count(), 90);
    /// # Ok::<(), adspend::date::DateError>(())
    /// ```
    #[must_use]
    pub fn day_count(self) -> u32 {
        self.last_day().days_since(self.first).unsigned_abs() + 1
    }

    /// Whether the day is in it.
    #[must_use]
    pub fn contains(self, day: Day) -> bool {
        self.first <= day && day <= self.last_day()
    }

    /// The period of the same unit after this one; `None` at the end of the calendar.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        self.last_day().succ().map(|day| Self::containing(day, self.unit))
    }

    /// The period of the same unit before this one; `None` at the start of the calendar.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        self.first.pred().map(|day| Self::containing(day, self.unit))
    }
}

/// The days of the year before the quarter of this date.
fn quarter_ordinal0(date: NaiveDate) -> u32 {
    let leap = u32::from(date.leap_year());
    match date.month() {
        1..=3 => 0,
        4..=6 => 90 + leap,
        7..=9 => 181 + leap,
        _ => 273 + leap,
    }
}

/// The first day of a quarter, 1 to 4.
pub(super) fn quarter_first_day(year: i32, quarter: u32) -> Result<Day, DateError> {
    if !(1..=4).contains(&quarter) {
        return Err(DateError::QuarterOutOfRange { year, quarter });
    }
    Day::new(year, quarter * 3 - 2, 1)
}

/// The quarter of the year, 1 to 4, that the day is in.
pub(super) fn quarter_of(day: Day) -> u32 {
    day.month().div_ceil(3)
}

/// The Monday of an ISO 8601 week.
fn week_first_day(year: i32, week: u32) -> Result<Day, DateError> {
    if !(1..=9999).contains(&year) {
        return Err(DateError::YearOutOfRange { year });
    }
    match NaiveDate::from_isoywd_opt(year, week, Weekday::Mon) {
        Some(monday) => Day::try_from(monday),
        None => {
            let long = NaiveDate::from_isoywd_opt(year, 53, Weekday::Mon).is_some();
            Err(DateError::WeekOutOfRange { year, week, weeks: 52 + u32::from(long) })
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.first;
        match self.unit {
            PeriodUnit::Day => first.fmt(f),
            PeriodUnit::Week => {
                let week = first.date().iso_week();
                write!(f, "{:04}-W{:02}", week.year(), week.week())
            }
            PeriodUnit::Month => write!(f, "{:04}-{:02}", first.year(), first.month()),
            PeriodUnit::Quarter => write!(f, "{:04}-Q{}", first.year(), quarter_of(first)),
            PeriodUnit::Year => write!(f, "{:04}", first.year()),
        }
    }
}

/// The first day and the unit that these bytes write; `None` if they have none of the forms.
fn read(bytes: &[u8]) -> Option<(PeriodUnit, Result<Day, DateError>)> {
    if let Some(day) = Day::from_bytes(bytes) {
        return Some((PeriodUnit::Day, day));
    }
    let (y, rest) = bytes.split_at_checked(4)?;
    let year = year(y)?;
    Some(match rest {
        [] => (PeriodUnit::Year, Day::new(year, 1, 1)),
        [b'-', b'Q', q] => (PeriodUnit::Quarter, quarter_first_day(year, number(&[*q])?)),
        [b'-', b'W', w1, w2] => (PeriodUnit::Week, week_first_day(year, number(&[*w1, *w2])?)),
        [b'-', m1, m2] => (PeriodUnit::Month, Day::new(year, number(&[*m1, *m2])?, 1)),
        _ => return None,
    })
}

impl FromStr for Period {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        match read(text.as_bytes()) {
            Some((unit, first)) => Ok(Self { first: first?, unit }),
            None => Err(DateError::malformed::<Self>(text, DateError::not_period)),
        }
    }
}

super::as_text!(Period, "a calendar period as text, such as `2019-08`");

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn neighbours_share_no_day_and_leave_none_out() {
        for text in ["2019-12-31", "2020-W53", "2019-12", "2019-Q4", "2019"] {
            let (this, next) = (period(text), period(text).next().unwrap());
            assert_eq!(this.last_day().succ(), Some(next.first_day()));
            assert_eq!(next.previous(), Some(this));
            assert!(this.contains(this.last_day()) && !this.contains(next.first_day()));
            assert!(next.contains(next.first_day()) && !next.contains(this.last_day()));
            assert!(this < next);
        }
    }

    #[test]
    fn the_last_week_is_cut_off_by_the_end_of_the_calendar() {
        let last = Period::containing(Day::MAX, PeriodUnit::Week);
        assert_eq!(last.to_string(), "9999-W52");
        assert_eq!((last.last_day(), last.day_count(), last.next()), (Day::MAX, 5, None));
        let first = Period::containing(Day::MIN, PeriodUnit::Week);
        assert_eq!((first.to_string(), first.first_day()), ("0001-W01".to_owned(), Day::MIN));
        assert_eq!((first.day_count(), first.previous()), (7, None));
    }

    #[test]
    fn debug_shows_the_text() {
        assert_eq!(format!("{:?}", period("2019-Q3")), "Period(2019-Q3)");
    }
}
