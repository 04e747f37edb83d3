//! A date as its source states it.

use std::fmt;
use std::iter::successors;
use std::str::FromStr;

use super::edtf::Stated;
use super::error::shown;
use super::{DateError, Day, Period, PeriodUnit, Precision, Qualifier};

/// A date as precise, and as sure, as its source states it: "August 2019", "about 2016", "until 31 March".
///
/// # Syntax
/// This part of EDTF (ISO 8601-2:2019; EDTF levels 0 and 1, and the quarters of level 2):
///
/// | text | means |
/// |---|---|
/// | `2019-08-03` | a day |
/// | `2019-08` | a month |
/// | `2019-33` … `2019-36` | the first … fourth quarter |
/// | `2019` | a year |
/// | `2019-08/2019-10` | an interval, from the start of the first date to the end of the second |
/// | `2019-08/..`, `../2019-03-31` | an interval with an open end; not both |
/// | `2019-08~`, `2019-08?`, `2019-08%` | approximate, uncertain, both; after any date, in an interval too |
///
/// Seasons, unspecified digits (`201X`), times, weeks, sets, signed and long years, and empty ends are
/// refused.
///
/// # Range
/// 0001-01-01 to 9999-12-31.
///
/// # Guarantees
/// `Display` writes exactly the text that was read, and serde uses it too. Two values are equal if their
/// texts are: `2019-08` is not `2019-08-01/2019-08-31`, although both have the same days. There is no order,
/// because vague dates have none: see [`definitely_before`](Self::definitely_before).
///
/// # Qualifiers
/// A qualifier is kept and written, and does not widen the date: EDTF does not say by how much. Every method
/// but [`qualifier`](Self::qualifier) takes the days as they are stated, the "definite" ones too; a caller to
/// whom "about" matters asks for the qualifier.
///
/// ```
/// use adspend::date::{Day, Precision, Qualifier, When};
///
/// let when: When = "2023-10-01/2023-10-10~".parse()?;
/// assert_eq!(when.earliest(), Some(Day::new(2023, 10, 1)?));
/// assert_eq!(when.latest(), Some(Day::new(2023, 10, 10)?));
/// assert_eq!((when.precision(), when.qualifier()), (Precision::Span, Qualifier::Approximate));
/// assert_eq!(when.to_string(), "2023-10-01/2023-10-10~");
/// assert_eq!(
///     "2019-10/2019-08".parse::<When>().unwrap_err().to_string(),
///     "the interval `2019-10/2019-08` is reversed: its start, 2019-10-01, is after its end, 2019-08-31; \
///      swap them"
/// );
/// # Ok::<(), adspend::date::DateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct When(Form);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
    Single(Stated),
    /// Never open at both ends, never ending before it starts.
    Interval(End, End),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum End {
    Open,
    At(Stated),
}

impl End {
    fn read(text: &str) -> Result<Self, DateError> {
        if text == ".." { Ok(Self::Open) } else { Stated::read(text).map(Self::At) }
    }

    fn stated(self) -> Option<Stated> {
        match self {
            Self::Open => None,
            Self::At(stated) => Some(stated),
        }
    }

    fn map(self, change: impl FnOnce(Stated) -> Stated) -> Self {
        match self {
            Self::Open => Self::Open,
            Self::At(stated) => Self::At(change(stated)),
        }
    }
}

impl When {
    /// The interval from one day to another, both included; of days, even if the two are one.
    ///
    /// # Errors
    /// [`DateError::Reversed`] if the last day is before the first.
    ///
    /// ```
    /// use adspend::date::{Day, When};
    ///
    /// let (monday, friday) = (Day::new(2019, 8, 5)?, Day::new(2019, 8, 9)?);
    /// assert_eq!(When::between(monday, friday)?.to_string(), "2019-08-05/2019-08-09");
    /// assert!(When::between(friday, monday).is_err());
    /// # Ok::<(), adspend::date::DateError>(())
    /// ```
    pub fn between(first: Day, last: Day) -> Result<Self, DateError> {
        Self::interval(at_day(first), at_day(last))
    }

    /// This day or any later one.
    #[must_use]
    pub fn since(first: Day) -> Self {
        Self(Form::Interval(at_day(first), End::Open))
    }

    /// This day or any earlier one.
    #[must_use]
    pub fn until(last: Day) -> Self {
        Self(Form::Interval(End::Open, at_day(last)))
    }

    /// The same with this qualifier on each of its dates.
    ///
    /// ```
    /// use adspend::date::{Qualifier, When};
    ///
    /// let when: When = "2019-08?/..".parse()?;
    /// assert_eq!(when.qualified(Qualifier::Approximate).to_string(), "2019-08~/..");
    /// # Ok::<(), adspend::date::DateError>(())
    /// ```
    #[must_use]
    pub fn qualified(self, qualifier: Qualifier) -> Self {
        let change = |stated: Stated| stated.qualified(qualifier);
        Self(match self.0 {
            Form::Single(stated) => Form::Single(change(stated)),
            Form::Interval(start, end) => Form::Interval(start.map(change), end.map(change)),
        })
    }

    fn interval(start: End, end: End) -> Result<Self, DateError> {
        let when = Self(Form::Interval(start, end));
        match (when.earliest(), when.latest()) {
            (None, None) => Err(DateError::NoEnd { text: when.to_string() }),
            (Some(start), Some(end)) if start > end => {
                Err(DateError::Reversed { text: when.to_string(), start, end })
            }
            _ => Ok(when),
        }
    }

    fn ends(self) -> (End, End) {
        match self.0 {
            Form::Single(stated) => (End::At(stated), End::At(stated)),
            Form::Interval(start, end) => (start, end),
        }
    }

    /// The day that it is `From`, if it is.
    #[cfg(feature = "import")]
    pub(crate) fn certain_day(self) -> Option<Day> {
        match self.0 {
            Form::Single(stated) => stated.certain_day(),
            Form::Interval(..) => None,
        }
    }

    /// The days that it is [`between`](Self::between), if it is.
    #[cfg(feature = "import")]
    pub(crate) fn certain_days(self) -> Option<(Day, Day)> {
        match self.0 {
            Form::Interval(End::At(first), End::At(last)) => first.certain_day().zip(last.certain_day()),
            _ => None,
        }
    }

    /// The earliest possible day; `None` if the start is open.
    #[must_use]
    pub fn earliest(self) -> Option<Day> {
        self.ends().0.stated().map(Stated::first_day)
    }

    /// The latest possible day; `None` if the end is open.
    #[must_use]
    pub fn latest(self) -> Option<Day> {
        self.ends().1.stated().map(Stated::last_day)
    }

    /// How precisely it is stated: [`Precision::Span`] for every interval.
    #[must_use]
    pub fn precision(self) -> Precision {
        match self.0 {
            Form::Single(stated) => stated.precision(),
            Form::Interval(..) => Precision::Span,
        }
    }

    /// How sure the source is of it; for an interval, the reserves at either end.
    ///
    /// ```
    /// use adspend::date::{Qualifier, When};
    ///
    /// assert_eq!("2016~/2019?".parse::<When>()?.qualifier(), Qualifier::Both);
    /// assert_eq!("2016/..".parse::<When>()?.qualifier(), Qualifier::Certain);
    /// # Ok::<(), adspend::date::DateError>(())
    /// ```
    #[must_use]
    pub fn qualifier(self) -> Qualifier {
        let of = |end: End| end.stated().map_or(Qualifier::Certain, Stated::qualifier);
        let (start, end) = self.ends();
        of(start).and(of(end))
    }

    /// The day, if there is only one possible day, however it is stated and qualified.
    ///
    /// ```
    /// use adspend::date::{Day, When};
    ///
    /// let day = Day::new(2019, 8, 3)?;
    /// assert_eq!("2019-08-03~".parse::<When>()?.as_day(), Some(day));
    /// assert_eq!("2019-08-03/2019-08-03".parse::<When>()?.as_day(), Some(day));
    /// assert_eq!("2019-08".parse::<When>()?.as_day(), None);
    /// # Ok::<(), adspend::date::DateError>(())
    /// ```
    #[must_use]
    pub fn as_day(self) -> Option<Day> {
        self.earliest().filter(|&day| self.latest() == Some(day))
    }

    /// The number of possible days; `None` if an end is open.
    ///
    /// ```
    /// use adspend::date::When;
    ///
    /// assert_eq!("2019-08".parse::<When>()?.day_count(), Some(31));
    /// assert_eq!("2019-08/..".parse::<When>()?.day_count(), None);
    /// # Ok::<(), adspend::date::DateError>(())
    /// ```
    #[must_use]
    pub fn day_count(self) -> Option<u32> {
        Some(self.latest()?.days_since(self.earliest()?).unsigned_abs() + 1)
    }

    /// Whether the day is one of the possible days.
    #[must_use]
    pub fn contains(self, day: Day) -> bool {
        self.earliest().is_none_or(|earliest| earliest <= day)
            && self.latest().is_none_or(|latest| day <= latest)
    }

    /// Whether every possible day of this is before every possible day of the other.
    ///
    /// Of any two dates exactly one holds: the first is definitely before the second, definitely after it, or
    /// they [possibly overlap](Self::possibly_overlaps).
    ///
    /// ```
    /// use adspend::date::When;
    ///
    /// let [july, august, year] = ["2019-07", "2019-08", "2019"].map(|text| text.parse::<When>().unwrap());
    /// assert!(july.definitely_before(&august));
    /// assert!(!july.definitely_before(&year) && july.possibly_overlaps(&year));
    /// ```
    #[must_use]
    pub fn definitely_before(self, other: &Self) -> bool {
        match (self.latest(), other.earliest()) {
            (Some(latest), Some(earliest)) => latest < earliest,
            _ => false,
        }
    }

    /// Whether every possible day of this is after every possible day of the other.
    #[must_use]
    pub fn definitely_after(self, other: &Self) -> bool {
        other.definitely_before(&self)
    }

    /// Whether some day is a possible day of both.
    #[must_use]
    pub fn possibly_overlaps(self, other: &Self) -> bool {
        !self.definitely_before(other) && !self.definitely_after(other)
    }

    /// Whether every possible day of this is a possible day of the other.
    ///
    /// ```
    /// use adspend::date::When;
    ///
    /// let (until, march): (When, When) = ("../2019-03-31".parse()?, "2019-03".parse()?);
    /// assert!(march.definitely_within(&until));
    /// assert!(!until.definitely_within(&march));
    /// # Ok::<(), adspend::date::DateError>(())
    /// ```
    #[must_use]
    pub fn definitely_within(self, other: &Self) -> bool {
        other.earliest().is_none_or(|bound| self.earliest().is_some_and(|day| bound <= day))
            && other.latest().is_none_or(|bound| self.latest().is_some_and(|day| day <= bound))
    }

    /// The days that are possible in both; `None` if there are none.
    ///
    /// If one of the two lies within the other, it is the answer as it is stated (if each does, this one).
    /// Otherwise the answer is an interval of days, each qualified like the date that it comes from.
    ///
    /// ```
    /// use adspend::date::When;
    ///
    /// let when: When = "2019-08~".parse()?;
    /// assert_eq!(when.intersect(&"2019".parse()?), Some(when));
    /// assert_eq!(when.intersect(&"2019-08-15/..".parse()?), Some("2019-08-15/2019-08-31~".parse()?));
    /// assert_eq!(when.intersect(&"2019-09".parse()?), None);
    /// # Ok::<(), adspend::date::DateError>(())
    /// ```
    #[must_use]
    pub fn intersect(self, other: &Self) -> Option<Self> {
        if !self.possibly_overlaps(other) {
            return None;
        }
        if self.definitely_within(other) {
            return Some(self);
        }
        if other.definitely_within(&self) {
            return Some(*other);
        }
        // Each sticks out of the other at one end. `None`, the open start, is the least.
        let (later, sooner) =
            if self.earliest() > other.earliest() { (self, *other) } else { (*other, self) };
        let start = later.ends().0.map(|date| Stated::day(date.first_day(), date.qualifier()));
        let end = sooner.ends().1.map(|date| Stated::day(date.last_day(), date.qualifier()));
        Some(Self(Form::Interval(start, end)))
    }

    /// The one period of this unit that holds every possible day; `None` if there is none.
    ///
    /// ```
    /// use adspend::date::{PeriodUnit, When};
    ///
    /// let when: When = "2019-08-05/2019-08-09".parse()?;
    /// assert_eq!(when.period(PeriodUnit::Week), Some("2019-W32".parse()?));
    /// assert_eq!(when.period(PeriodUnit::Day), None);
    /// # Ok::<(), adspend::date::DateError>(())
    /// ```
    #[must_use]
    pub fn period(self, unit: PeriodUnit) -> Option<Period> {
        let latest = self.latest()?;
        Some(Period::containing(self.earliest()?, unit)).filter(|period| period.contains(latest))
    }

    /// The periods of this unit that hold a possible day, in the order of time; `None` if an end is open.
    ///
    /// ```
    /// use adspend::date::{PeriodUnit, When};
    ///
    /// let when: When = "2019-08-15/2019-10".parse()?;
    /// let months = when.periods(PeriodUnit::Month).unwrap().map(|month| month.to_string());
    /// assert!(months.eq(["2019-08", "2019-09", "2019-10"]));
    /// assert!("2019-08/..".parse::<When>()?.periods(PeriodUnit::Month).is_none());
    /// # Ok::<(), adspend::date::DateError>(())
    /// ```
    #[must_use]
    pub fn periods(self, unit: PeriodUnit) -> Option<impl Iterator<Item = Period>> {
        let latest = self.latest()?;
        let first = Period::containing(self.earliest()?, unit);
        Some(successors(Some(first), move |period| period.next().filter(|next| next.first_day() <= latest)))
    }
}

fn at_day(day: Day) -> End {
    End::At(Stated::day(day, Qualifier::Certain))
}

/// A day, certain.
impl From<Day> for When {
    fn from(day: Day) -> Self {
        Self(Form::Single(Stated::day(day, Qualifier::Certain)))
    }
}

/// A whole period, certain; a week, which EDTF has no text for, as the interval of its days.
impl From<Period> for When {
    fn from(period: Period) -> Self {
        Self(match Stated::period(period) {
            Some(stated) => Form::Single(stated),
            None => Form::Interval(at_day(period.first_day()), at_day(period.last_day())),
        })
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Form::Single(stated) => stated.fmt(f),
            Form::Interval(start, end) => write!(f, "{start}/{end}"),
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str(".."),
            Self::At(stated) => stated.fmt(f),
        }
    }
}

impl FromStr for When {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let mut parts = text.split('/');
        match (parts.next(), parts.next(), parts.next()) {
            (Some(".."), None, _) => Err(DateError::NoEnd { text: text.to_owned() }),
            (Some("") | None, None, _) => Err(DateError::Empty),
            (Some(date), None, _) => Ok(Self(Form::Single(Stated::read(date)?))),
            (Some(""), Some(_), None) | (Some(_), Some(""), None) => {
                Err(DateError::EmptyEnd { text: shown(text) })
            }
            (Some(start), Some(end), None) => Self::interval(End::read(start)?, End::read(end)?),
            _ => Err(DateError::Slashes { text: shown(text), slashes: text.matches('/').count() }),
        }
    }
}

super::as_text!(When, "a date as EDTF text, such as `2019-08`");
