//! Dates that a spreadsheet rewrote: `5/27/2018` of an American one, `27/05/2018` or `27.5.2018` of others.

use super::cells;
use super::table::{Column, Fault, Row};
use crate::date::Day;

/// In which order the numbers of a date stand whose last is the year; a closed set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum DateOrder {
    /// `5/27/2018`.
    MonthFirst,
    /// `27/5/2018`.
    DayFirst,
    /// Nothing in the file tells: a date is read where it can be read in one way only.
    #[default]
    Unknown,
}

impl DateOrder {
    /// The day of three numbers of which the year is the last, its month first and its day first. Between points the day is always first.
    pub(super) fn readings(cell: &[u8]) -> [Option<Day>; 2] {
        let month_first = if cell.contains(&b'.') { None } else { cells::day_of_numbers(cell, [2, 0, 1]) };
        [month_first, cells::day_of_numbers(cell, [2, 1, 0])]
    }

    /// The day of three numbers of which the year is the last.
    pub(super) fn day(self, cell: &[u8]) -> Option<Day> {
        let [month_first, day_first] = Self::readings(cell);
        match self {
            Self::MonthFirst => month_first,
            Self::DayFirst => day_first,
            Self::Unknown => match (month_first, day_first) {
                (Some(one), Some(other)) => (one == other).then_some(one),
                (one, other) => one.or(other),
            },
        }
    }

    /// The day in a cell; notes whether a spreadsheet rewrote it.
    pub(super) fn read(self, row: Row<'_>, column: Column, is_rewritten: &mut bool) -> Result<Day, Fault> {
        let cell = row.cell(column);
        if let Some(day) = cells::day(cell) {
            return Ok(day);
        }
        *is_rewritten = true;
        self.day(cell).ok_or_else(|| {
            let is_either = self == Self::Unknown && Self::readings(cell).iter().all(Option::is_some);
            row.fault(
                column,
                if is_either {
                    "this may be month/day or day/month, and no date of the file tells which"
                } else {
                    "this is no date such as `2018-05-27`"
                },
            )
        })
    }
}

/// Up to which share of the dates that tell are slips: one in so many.
const SLIPS: u64 = 10;

/// What the dates of a file show of their order.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct DatesSeen {
    month_first: u64,
    day_first: u64,
}

impl DatesSeen {
    /// Notes a date. Where it can be read in two ways, a week tells by its first day: Google's begin on Sundays.
    #[inline]
    pub(super) fn note(&mut self, cell: &[u8], is_week: bool) {
        // With the year in front, as nearly all are.
        if cell.get(4).is_some_and(|byte| !byte.is_ascii_digit()) && cell.len() == 10 {
            return;
        }
        match DateOrder::readings(cell) {
            [Some(_), None] => self.month_first += 1,
            [None, Some(_)] => self.day_first += 1,
            [Some(month_first), Some(day_first)] if is_week => {
                let (month_first, day_first) = (is_sunday(month_first), is_sunday(day_first));
                self.month_first += u64::from(month_first && !day_first);
                self.day_first += u64::from(day_first && !month_first);
            }
            _ => {}
        }
    }

    /// The order in which nearly all dates are that tell.
    pub(super) fn order(self) -> DateOrder {
        let Self { month_first, day_first } = self;
        let slips = (month_first + day_first) / SLIPS;
        match (month_first, day_first) {
            (0, 0) => DateOrder::Unknown,
            _ if day_first <= slips => DateOrder::MonthFirst,
            _ if month_first <= slips => DateOrder::DayFirst,
            _ => DateOrder::Unknown,
        }
    }
}

/// The first of January 1970 was a Thursday.
fn is_sunday(day: Day) -> bool {
    (day.epoch_days() + 4).rem_euclid(7) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(dates: &[&str], is_week: bool) -> DateOrder {
        let mut seen = DatesSeen::default();
        dates.iter().for_each(|date| seen.note(date.as_bytes(), is_week));
        seen.order()
    }

    #[test]
    fn dates_tell_their_order() {
        for (dates, is_week, expected) in [
            (&["5/27/2018", "6/3/2018"][..], true, DateOrder::MonthFirst),
            (&["27/05/2018", "03/06/2018"], true, DateOrder::DayFirst),
            (&["3.6.2018"], false, DateOrder::DayFirst),
            // 3 June 2018 was a Sunday, and 6 March was none.
            (&["6/3/2018"], true, DateOrder::MonthFirst),
            (&["3/6/2018"], true, DateOrder::DayFirst),
            (&["6/3/2018"], false, DateOrder::Unknown),
            (&["2018-05-27", "2018/06/03", "", "x"], true, DateOrder::Unknown),
            // As many so as so: a spreadsheet rewrote what it took for dates, and left the others.
            (&["5/27/2018", "27/5/2018"], false, DateOrder::Unknown),
            (&["1/13/2018"; 9], false, DateOrder::MonthFirst),
        ] {
            assert_eq!(order(dates, is_week), expected, "{dates:?}");
        }
        let with_a_slip = [&["1/13/2018"; 9][..], &["13/1/2018"]].concat();
        assert_eq!(order(&with_a_slip, false), DateOrder::MonthFirst);
    }

    #[test]
    fn an_unknown_order_reads_what_can_be_read_in_one_way() {
        let day = |cell: &str| DateOrder::Unknown.day(cell.as_bytes()).map(|day| day.to_string());
        for (cell, expected) in [
            ("5/27/2018", Some("2018-05-27")),
            ("27/5/2018", Some("2018-05-27")),
            ("5/5/2018", Some("2018-05-05")),
            ("3.6.2018", Some("2018-06-03")),
            ("6/3/2018", None),
            ("27/27/2018", None),
        ] {
            assert_eq!(day(cell).as_deref(), expected, "{cell}");
        }
    }
}
