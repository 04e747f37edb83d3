//! Entries in columns as they come, before they are put in order.

use std::num::NonZeroUsize;
use std::sync::OnceLock;
use std::thread;

use super::codes::{Codes, placed};
use super::names::{ABSENT, Names};
use super::{Columns, FIELD_COUNT, Field, PerField, Unit};
use crate::amount::Domain;
use crate::currency::Currency;
use crate::date::Day;

/// Where a currency that has no number yet stands.
const NO_UNIT: u8 = u8::MAX;

/// An entry as columns keep it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DraftRow {
    /// Which of its source, from 1 on.
    pub(crate) number: u32,
    pub(crate) day: Day,
    /// The digits of the amount.
    pub(crate) mantissa: i64,
    /// From [`Draft::unit`].
    pub(crate) unit: u8,
    /// For each field, from [`Draft::names_mut`]; 0 for none.
    pub(crate) codes: [u32; FIELD_COUNT],
}

/// Entries in columns, in the order in which they come.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    units: Vec<Unit>,
    names: PerField<Names>,
    days: Vec<i32>,
    mantissas: Vec<i64>,
    unit_of: Vec<u8>,
    numbers: Vec<u32>,
    /// For each field a number a row; empty while every row has none.
    codes: [Vec<u32>; FIELD_COUNT],
}

impl Draft {
    /// No entries; room for so many.
    pub(crate) fn with_capacity(rows: usize) -> Self {
        Self {
            units: Vec::new(),
            names: PerField::new(|_| Names::default()),
            days: Vec::with_capacity(rows),
            mantissas: Vec::with_capacity(rows),
            unit_of: Vec::with_capacity(rows),
            numbers: Vec::with_capacity(rows),
            codes: std::array::from_fn(|_| Vec::new()),
        }
    }

    /// How many entries there are.
    #[cfg(test)]
    pub(crate) const fn len(&self) -> usize {
        self.days.len()
    }

    pub(crate) const fn names(&self, field: Field) -> &Names {
        self.names.of(field)
    }

    pub(crate) const fn names_mut(&mut self, field: Field) -> &mut Names {
        self.names.of_mut(field)
    }

    /// The number of a currency with so many decimals; `None` where 255 others are there already.
    pub(crate) fn unit(&mut self, currency: Currency, decimals: u8) -> Option<u8> {
        let unit = Unit { currency, decimals };
        if let Some(known) = self.units.iter().position(|known| *known == unit) {
            return u8::try_from(known).ok();
        }
        let code = u8::try_from(self.units.len()).ok().filter(|code| *code != NO_UNIT)?;
        self.units.push(unit);
        Some(code)
    }

    /// Adds an entry.
    #[inline]
    pub(crate) fn push(&mut self, row: &DraftRow) {
        let before = self.days.len();
        self.days.push(row.day.epoch_days());
        self.mantissas.push(row.mantissa);
        self.unit_of.push(row.unit);
        self.numbers.push(row.number);
        for (column, code) in self.codes.iter_mut().zip(row.codes) {
            if !column.is_empty() {
                column.push(code);
            } else if code != ABSENT {
                begin(column, before, self.days.capacity());
                column.push(code);
            }
        }
    }

    /// Adds the entries of another draft behind its own, their numbers counted on from `offset`.
    ///
    /// `None` where currencies or names have run out.
    pub(crate) fn append(&mut self, other: Self, offset: u32) -> Option<()> {
        let units: Vec<u8> =
            other.units.iter().map(|unit| self.unit(unit.currency, unit.decimals)).collect::<Option<_>>()?;
        let before = self.days.len();
        self.days.extend(other.days);
        self.mantissas.extend(other.mantissas);
        self.unit_of.extend(other.unit_of.iter().map(|unit| *units.get(usize::from(*unit)).unwrap_or(unit)));
        self.numbers.extend(other.numbers.iter().map(|number| number.saturating_add(offset)));
        let columns =
            self.codes.iter_mut().zip(&mut self.names.0).zip(other.codes.into_iter().zip(other.names.0));
        for ((column, names), (theirs, their_names)) in columns {
            let codes: Vec<u32> = std::iter::once(Some(ABSENT))
                .chain(their_names.iter().map(|name| names.intern(name)))
                .collect::<Option<_>>()?;
            if theirs.is_empty() && column.is_empty() {
                continue;
            }
            if column.is_empty() {
                begin(column, before, self.days.len());
            }
            let own = |code: &u32| usize::try_from(*code).ok().and_then(|code| codes.get(code).copied());
            column.extend(theirs.iter().map(|code| own(code).unwrap_or(ABSENT)));
            column.resize(self.days.len(), ABSENT);
        }
        Some(())
    }

    /// The entries, sorted by day; those of one day in their order.
    ///
    /// # Complexity
    ///
    /// Linear: a counting sort, its columns shared among the threads.
    pub(crate) fn finish(self, stem: &str, domain: Domain, threads: NonZeroUsize) -> Columns {
        let Self { units, names, days, mantissas, unit_of, numbers, codes } = self;
        let first_day = days.iter().copied().min().unwrap_or(0);
        let (starts, places) = order(&days, first_day);
        drop(days);
        let places = places.as_deref();
        let magnitude = mantissas.iter().map(|mantissa| u128::from(mantissa.unsigned_abs())).sum();
        let largest = mantissas.iter().map(|mantissa| mantissa.unsigned_abs()).max().unwrap_or(0);
        let narrow = |field: usize| {
            let numbers = codes.get(field).map(Vec::as_slice).unwrap_or_default();
            Codes::placed(numbers, places, names.0.get(field).map_or(0, Names::code_count))
        };
        let (mantissas, unit_of, numbers, codes) = if threads.get() == 1 {
            (
                placed(&mantissas, places, |it| it),
                placed(&unit_of, places, |it| it),
                placed(&numbers, places, |it| it),
                PerField::new(narrow),
            )
        } else {
            thread::scope(|scope| {
                let figures =
                    scope.spawn(|| (placed(&mantissas, places, |it| it), placed(&numbers, places, |it| it)));
                let codes = PerField::new(narrow);
                let unit_of = placed(&unit_of, places, |it| it);
                let (mantissas, numbers) = figures.join().unwrap_or_default();
                (mantissas, unit_of, numbers, codes)
            })
        };
        Columns {
            stem: stem.to_owned(),
            domain,
            units,
            names,
            first_day,
            starts,
            mantissas,
            unit_of,
            numbers,
            codes,
            magnitude,
            largest,
            postings: PerField::new(|_| OnceLock::new()),
            rankings: PerField::new(|_| OnceLock::new()),
        }
    }
}

/// Fills a column that was empty for so many rows.
fn begin(column: &mut Vec<u32>, rows: usize, capacity: usize) {
    column.reserve(capacity.max(rows + 1));
    column.resize(rows, ABSENT);
}

/// Where the entries of each day begin, from the first day on, with the end of the last; and the place of each entry,
/// unless they are in order.
fn order(days: &[i32], first_day: i32) -> (Vec<u32>, Option<Vec<u32>>) {
    let index = |day: i32| usize::try_from(day - first_day).unwrap_or_default();
    let count = days.iter().copied().max().map_or(0, |last| index(last) + 1);
    let mut starts = vec![0u32; count + 1];
    for day in days {
        if let Some(slot) = starts.get_mut(index(*day) + 1) {
            *slot += 1;
        }
    }
    let mut sum = 0u32;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    if days.is_sorted() {
        return (starts, None);
    }
    let mut next = starts.clone();
    let place = |day: &i32| {
        let slot = next.get_mut(index(*day))?;
        *slot += 1;
        Some(*slot - 1)
    };
    let places = days.iter().filter_map(place).collect();
    (starts, Some(places))
}
