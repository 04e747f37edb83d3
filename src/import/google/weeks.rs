//! The weeks of a file: a few hundred, in millions of rows.

use crate::date::{Day, When};
use crate::import::cells;
use crate::import::meanings::Meanings;

/// A week, by its first day.
#[derive(Clone, Debug)]
pub(super) struct Week {
    pub(super) first: Day,
    /// Its days; `None` where it ends after the last day of the calendar.
    pub(super) days: Option<When>,
    /// The first day, as it is written in ids.
    pub(super) text: String,
}

impl Week {
    pub(super) fn new(first: Day) -> Self {
        let days = first.checked_add_days(6).and_then(|last| When::between(first, last).ok());
        Self { first, days, text: first.to_string() }
    }
}

/// Weeks by the cells that name them.
#[derive(Default)]
pub(super) struct Weeks(Meanings<10, Week>);

impl Weeks {
    /// The week of a cell; `None` where the cell is not ten characters, or no date with the year first.
    #[inline]
    pub(super) fn of(&mut self, cell: &[u8]) -> Option<&Week> {
        self.0.of(cell, |cell| cells::day(cell).map(Week::new))
    }
}
