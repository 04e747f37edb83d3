//! The grammar of one date in EDTF: a day, month, quarter or year, with its qualifier.

use std::fmt;

use super::error::shown;
use super::period::{quarter_first_day, quarter_of};
use super::{DateError, Day, Period, PeriodUnit, Precision, Qualifier, Unsupported, When, number, year};

/// ISO 8601-2 numbers the parts of a year like months; its quarters are 33 to 36.
const QUARTER_CODE_BEFORE: u32 = 32;

/// The marks of a qualifier.
const MARKS: [char; 3] = ['~', '?', '%'];

/// The lengths that EDTF has a text for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Unit {
    Day,
    Month,
    Quarter,
    Year,
}

/// One date as stated: so long, beginning on that day, this sure.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Stated {
    /// Always the first day of a period of this unit.
    first: Day,
    unit: Unit,
    qualifier: Qualifier,
}

impl Stated {
    /// This very day.
    pub(super) fn day(first: Day, qualifier: Qualifier) -> Self {
        Self { first, unit: Unit::Day, qualifier }
    }

    /// This very period; `None` for a week, which EDTF has no text for.
    pub(super) fn period(period: Period) -> Option<Self> {
        let unit = match period.unit() {
            PeriodUnit::Day => Unit::Day,
            PeriodUnit::Week => return None,
            PeriodUnit::Month => Unit::Month,
            PeriodUnit::Quarter => Unit::Quarter,
            PeriodUnit::Year => Unit::Year,
        };
        Some(Self { first: period.first_day(), unit, qualifier: Qualifier::Certain })
    }

    /// The day, where it is stated as one and for certain.
    #[cfg(feature = "import")]
    pub(super) fn certain_day(self) -> Option<Day> {
        (self.unit == Unit::Day && self.qualifier == Qualifier::Certain).then_some(self.first)
    }

    pub(super) fn first_day(self) -> Day {
        self.first
    }

    pub(super) fn last_day(self) -> Day {
        let unit = match self.unit {
            Unit::Day => return self.first,
            Unit::Month => PeriodUnit::Month,
            Unit::Quarter => PeriodUnit::Quarter,
            Unit::Year => PeriodUnit::Year,
        };
        Period::containing(self.first, unit).last_day()
    }

    pub(super) fn precision(self) -> Precision {
        match self.unit {
            Unit::Day => Precision::Day,
            Unit::Month => Precision::Month,
            Unit::Quarter => Precision::Quarter,
            Unit::Year => Precision::Year,
        }
    }

    pub(super) fn qualifier(self) -> Qualifier {
        self.qualifier
    }

    pub(super) fn qualified(self, qualifier: Qualifier) -> Self {
        Self { qualifier, ..self }
    }

    /// Reads one date, not an interval.
    pub(super) fn read(text: &str) -> Result<Self, DateError> {
        let (bytes, qualifier) = match text.as_bytes() {
            [date @ .., b'~'] => (date, Qualifier::Approximate),
            [date @ .., b'?'] => (date, Qualifier::Uncertain),
            [date @ .., b'%'] => (date, Qualifier::Both),
            date => (date, Qualifier::Certain),
        };
        let Some((unit, first)) = read_unqualified(bytes) else { return Err(refusal(text)) };
        Ok(Self { first: first?, unit, qualifier })
    }
}

impl fmt::Display for Stated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.first;
        match self.unit {
            Unit::Day => first.fmt(f)?,
            Unit::Month => write!(f, "{:04}-{:02}", first.year(), first.month())?,
            Unit::Quarter => write!(f, "{:04}-{:02}", first.year(), QUARTER_CODE_BEFORE + quarter_of(first))?,
            Unit::Year => write!(f, "{:04}", first.year())?,
        }
        f.write_str(self.qualifier.mark())
    }
}

/// The first day and the unit that these bytes write; `None` if they have none of the forms.
fn read_unqualified(bytes: &[u8]) -> Option<(Unit, Result<Day, DateError>)> {
    if let Some(day) = Day::from_bytes(bytes) {
        return Some((Unit::Day, day));
    }
    let (y, rest) = bytes.split_at_checked(4)?;
    let year = year(y)?;
    match rest {
        [] => Some((Unit::Year, Day::new(year, 1, 1))),
        [b'-', a, b] => match number(&[*a, *b])? {
            21..=32 | 37..=41 => None,
            code @ 33..=36 => Some((Unit::Quarter, quarter_first_day(year, code - QUARTER_CODE_BEFORE))),
            month => Some((Unit::Month, Day::new(year, month, 1))),
        },
        _ => None,
    }
}

/// Why a text that has none of the forms is refused.
fn refusal(text: &str) -> DateError {
    DateError::malformed::<When>(text, |text| {
        if let Some(feature) = unsupported(text) {
            return DateError::Unsupported { text: shown(text), feature };
        }
        // With one mark or none it would have been read.
        if read_unqualified(text.trim_end_matches(MARKS).as_bytes()).is_some() {
            return DateError::Qualifiers { text: shown(text) };
        }
        DateError::not_when(text)
    })
}

/// The part of EDTF, or of ISO 8601, that the text seems to use.
fn unsupported(text: &str) -> Option<Unsupported> {
    match text.as_bytes() {
        [b'[' | b'{', ..] => return Some(Unsupported::Set),
        [b'P', b'T' | b'0'..=b'9', ..] => return Some(Unsupported::Duration),
        [b'+' | b'-', b'0'..=b'9', ..] => return Some(Unsupported::SignedYear),
        [b'Y', b'-' | b'0'..=b'9', ..] => return Some(Unsupported::LongYear),
        _ => {}
    }
    // Ordinary words have letters too: only what is made of EDTF's characters is taken for it.
    if !text.chars().all(|c| c.is_ascii_digit() || "-+:.XTZWS~?%".contains(c))
        || !text.contains(|c: char| c.is_ascii_digit() || c == 'X')
    {
        return None;
    }
    let date = text.trim_end_matches(MARKS);
    if date.contains(['T', ':']) {
        Some(Unsupported::Time)
    } else if date.contains('W') {
        Some(Unsupported::Week)
    } else if date.contains('S') {
        Some(Unsupported::SignificantDigits)
    } else if date.contains('X') {
        Some(Unsupported::UnspecifiedDigit)
    } else if date.contains(MARKS) {
        Some(Unsupported::PartQualifier)
    } else {
        part_of_year(date)
    }
}

/// The part of the year that `YYYY-NN` means, if it is none of those that are read.
fn part_of_year(date: &str) -> Option<Unsupported> {
    let (y, [b'-', a, b]) = date.as_bytes().split_at_checked(4)? else { return None };
    year(y)?;
    match number(&[*a, *b])? {
        21..=32 => Some(Unsupported::Season),
        37..=41 => Some(Unsupported::ThirdOrHalf),
        _ => None,
    }
}
