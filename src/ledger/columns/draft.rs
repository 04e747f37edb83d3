//! Entries in columns as they come, before they are put in order.

use std::num::NonZeroUsize;
use std::sync::OnceLock;
use std::thread;

use super::codes::Codes;
use super::names::{ABSENT, Names};
use super::order::{Order, placed};
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

/// Entries as columns keep them, a column at a time.
pub(crate) struct DraftRows<'r, D, M> {
    /// The number of the first; each of the others has the next.
    pub(crate) first_number: u32,
    pub(crate) days: D,
    pub(crate) mantissas: M,
    pub(crate) units: &'r [u8],
    /// For each field a number a row; none where every row has none.
    pub(crate) codes: [&'r [u32]; FIELD_COUNT],
}

/// Entries in columns, in the order in which they come.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    units: Vec<Unit>,
    names: PerField<Names>,
    /// Those that come first.
    earlier: Vec<Part>,
    part: Part,
}

/// Entries that were read in one go.
#[derive(Clone, Debug, Default)]
struct Part {
    days: Vec<i32>,
    mantissas: Vec<i64>,
    unit_of: Vec<u8>,
    numbers: Numbers,
    /// For each field a number a row; empty while every row has none.
    codes: [Vec<u32>; FIELD_COUNT],
}

impl Part {
    const fn len(&self) -> usize {
        self.mantissas.len()
    }
}

/// Which of its source each entry is.
#[derive(Clone, Debug, Default)]
struct Numbers {
    first: u32,
    /// The number of each, where they do not follow one another from the first on; else none.
    others: Vec<u32>,
}

impl Numbers {
    /// Adds numbers that follow one another behind so many that are there.
    fn extend(&mut self, before: usize, first: u32, count: usize) {
        if before == 0 {
            self.first = first;
        }
        let own = || self.first..=u32::MAX;
        if self.others.is_empty() {
            if own().nth(before) == Some(first) {
                return;
            }
            self.others = own().take(before).collect();
        }
        self.others.extend((first..=u32::MAX).take(count));
    }

    /// The numbers of so many.
    fn iter(&self, count: usize) -> impl Iterator<Item = u32> {
        let following = if self.others.is_empty() { count } else { 0 };
        self.others.iter().copied().chain((self.first..=u32::MAX).take(following))
    }

    /// The same, counted on from `offset`.
    fn add(&mut self, offset: u32) {
        self.first = self.first.saturating_add(offset);
        for number in &mut self.others {
            *number = number.saturating_add(offset);
        }
    }
}

impl Draft {
    /// No entries; room for so many.
    pub(crate) fn with_capacity(rows: usize) -> Self {
        let part = Part {
            days: Vec::with_capacity(rows),
            mantissas: Vec::with_capacity(rows),
            unit_of: Vec::with_capacity(rows),
            numbers: Numbers::default(),
            codes: std::array::from_fn(|_| Vec::new()),
        };
        Self { units: Vec::new(), names: PerField::new(|_| Names::default()), earlier: Vec::new(), part }
    }

    /// How many entries there are.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.earlier.iter().chain([&self.part]).map(Part::len).sum()
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
        let part = &mut self.part;
        let before = part.len();
        part.days.push(row.day.epoch_days());
        part.mantissas.push(row.mantissa);
        part.unit_of.push(row.unit);
        part.numbers.extend(before, row.number, 1);
        for (column, code) in part.codes.iter_mut().zip(row.codes) {
            if !column.is_empty() {
                column.push(code);
            } else if code != ABSENT {
                begin(column, before, part.days.capacity());
                column.push(code);
            }
        }
    }

    /// Adds entries.
    pub(crate) fn extend(
        &mut self,
        rows: DraftRows<'_, impl Iterator<Item = Day>, impl Iterator<Item = i64>>,
    ) {
        let part = &mut self.part;
        let before = part.len();
        part.days.extend(rows.days.map(Day::epoch_days));
        part.mantissas.extend(rows.mantissas);
        part.unit_of.extend_from_slice(rows.units);
        part.numbers.extend(before, rows.first_number, rows.units.len());
        for (column, codes) in part.codes.iter_mut().zip(rows.codes) {
            if column.is_empty() && codes.iter().all(|code| *code == ABSENT) {
                continue;
            }
            if column.is_empty() {
                begin(column, before, part.days.capacity());
            }
            column.extend_from_slice(codes);
            column.resize(part.days.len(), ABSENT);
        }
    }

    /// Adds the entries of another draft behind its own, their numbers counted on from `offset`.
    ///
    /// `None` where currencies or names have run out.
    ///
    /// # Complexity
    ///
    /// Linear in the other's entries, which stay where they are.
    pub(crate) fn append(&mut self, other: Self, offset: u32) -> Option<()> {
        let units: Vec<u8> =
            other.units.iter().map(|unit| self.unit(unit.currency, unit.decimals)).collect::<Option<_>>()?;
        let interned = |(names, theirs): (&mut Names, &Names)| {
            let codes = theirs.iter().map(|name| names.intern(name));
            std::iter::once(Some(ABSENT)).chain(codes).collect::<Option<Vec<u32>>>()
        };
        let codes: Vec<Vec<u32>> =
            self.names.0.iter_mut().zip(&other.names.0).map(interned).collect::<Option<_>>()?;
        for mut part in other.earlier.into_iter().chain([other.part]) {
            for unit in &mut part.unit_of {
                *unit = units.get(usize::from(*unit)).copied().unwrap_or(NO_UNIT);
            }
            part.numbers.add(offset);
            for (column, codes) in part.codes.iter_mut().zip(&codes) {
                for code in column {
                    let own = usize::try_from(*code).ok().and_then(|code| codes.get(code));
                    *code = own.copied().unwrap_or(ABSENT);
                }
            }
            self.earlier.push(std::mem::replace(&mut self.part, part));
        }
        Some(())
    }

    /// The entries, sorted by day; those of one day in their order.
    ///
    /// # Complexity
    ///
    /// Linear: a counting sort, its columns shared among the threads.
    pub(crate) fn finish(self, stem: &str, domain: Domain, threads: NonZeroUsize) -> Columns {
        let Self { units, names, earlier, part } = self;
        let mut parts: Vec<Part> = earlier.into_iter().chain([part]).collect();
        fill_absent(&mut parts);
        let days = parts.iter_mut().map(|part| std::mem::take(&mut part.days)).collect();
        let Order { first_day, starts, places } = Order::of(days, threads);
        let places = places.as_deref();
        let count = parts.iter().map(Part::len).sum();
        let figures = || {
            let mantissas = parts.iter().map(|part| part.mantissas.iter().copied());
            let unit_of = parts.iter().map(|part| part.unit_of.iter().copied());
            let numbers = parts.iter().map(|part| part.numbers.iter(part.len()));
            let mantissas = placed(mantissas, places, count, |it| it);
            (mantissas, placed(unit_of, places, count, |it| it), placed(numbers, places, count, |it| it))
        };
        let codes = |field: usize| {
            let numbers = parts.iter().map(|part| part.codes.get(field).map_or(&[][..], |codes| codes));
            Codes::placed(numbers, places, names.0.get(field).map_or(0, Names::code_count))
        };
        let ((mantissas, unit_of, numbers), codes) = if threads.get() == 1 {
            (figures(), PerField::new(codes))
        } else {
            thread::scope(|scope| {
                let figures = scope.spawn(figures);
                let codes = PerField::new(codes);
                (figures.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), codes)
            })
        };
        let amounts = || mantissas.iter().map(|mantissa| mantissa.unsigned_abs());
        let magnitude = amounts().map(u128::from).sum();
        let largest = amounts().max().unwrap_or(0);
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

/// A column that any part has, all parts have.
fn fill_absent(parts: &mut [Part]) {
    for field in 0..FIELD_COUNT {
        let column = |part: &Part| part.codes.get(field).is_some_and(|codes| !codes.is_empty());
        if parts.iter().any(column) {
            for part in &mut *parts {
                let count = part.len();
                part.codes.get_mut(field).into_iter().for_each(|codes| codes.resize(count, ABSENT));
            }
        }
    }
}

/// Fills a column that was empty for so many rows.
fn begin(column: &mut Vec<u32>, rows: usize, capacity: usize) {
    column.reserve(capacity.max(rows + 1));
    column.resize(rows, ABSENT);
}
