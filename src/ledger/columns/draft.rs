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
#[derive(Clone, Copy, Debug)]
pub(crate) struct DraftRows<'r> {
    /// The number of the first; each of the others has the next.
    pub(crate) first_number: u32,
    pub(crate) days: &'r [Day],
    pub(crate) mantissas: &'r [i64],
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
    renumbering: Renumbering,
}

/// For each number of a unit and of a name that of the whole draft: those of a part that was read on its own differ.
#[derive(Clone, Debug, Default)]
struct Renumbering {
    /// Empty where they are the same.
    units: Vec<u8>,
    /// For each field, empty where they are the same.
    codes: [Vec<u32>; FIELD_COUNT],
}

impl Renumbering {
    /// This, and then another.
    fn then(self, next: &Self) -> Self {
        let Self { mut units, mut codes } = self;
        match units.is_empty() {
            true => units.clone_from(&next.units),
            false => renumber(&mut units, &next.units, NO_UNIT),
        }
        for (codes, next) in codes.iter_mut().zip(&next.codes) {
            match codes.is_empty() {
                true => codes.clone_from(next),
                false => renumber(codes, next, ABSENT),
            }
        }
        Self { units, codes }
    }
}

/// Puts in place of each number what `to` has for it, or else what stands for none; leaves all where `to` is empty.
fn renumber<N: Copy + TryInto<usize>>(numbers: &mut [N], to: &[N], none: N) {
    if to.is_empty() {
        return;
    }
    for number in numbers {
        let new = (*number).try_into().ok().and_then(|number: usize| to.get(number));
        *number = new.copied().unwrap_or(none);
    }
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
            ..Part::default()
        };
        Self { units: Vec::new(), names: PerField::new(|_| Names::default()), earlier: Vec::new(), part }
    }

    /// How many entries there are.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.earlier.iter().chain([&self.part]).map(Part::len).sum()
    }

    #[cfg(test)]
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
    pub(crate) fn extend(&mut self, rows: DraftRows<'_>) {
        let part = &mut self.part;
        let before = part.len();
        part.days.extend(rows.days.iter().map(|day| day.epoch_days()));
        part.mantissas.extend_from_slice(rows.mantissas);
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
        let mut renumbering = Renumbering { units, ..Renumbering::default() };
        for ((names, theirs), codes) in
            self.names.iter_mut().zip(other.names.iter()).zip(&mut renumbering.codes)
        {
            *codes = names.intern_names(theirs)?;
        }
        for mut part in other.earlier.into_iter().chain([other.part]) {
            part.numbers.add(offset);
            part.renumbering = part.renumbering.then(&renumbering);
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
        let ByColumn { mantissas, unit_of, numbers, codes, renumberings } = ByColumn::of(parts);
        // What a column was drafted in is given back as soon as it is placed.
        let figures = || {
            let extent = Extent::of(&mantissas);
            let placed_mantissas =
                placed(mantissas.iter().map(|part| part.iter().copied()), places, count, |it| it);
            drop(mantissas);
            let numbers = numbers.iter().map(|(numbers, count)| numbers.iter(*count));
            (extent, placed_mantissas, placed(numbers, places, count, |it| it))
        };
        let numbered = || {
            let mut unit_of = unit_of;
            for (part, renumbering) in unit_of.iter_mut().zip(&renumberings) {
                renumber(part, &renumbering.units, NO_UNIT);
            }
            let unit_of = placed(unit_of.iter().map(|part| part.iter().copied()), places, count, |it| it);
            let mut columns = codes.into_iter();
            let codes = PerField::new(|field| {
                let mut column: Vec<Vec<u32>> = columns.next().unwrap_or_default();
                for (part, renumbering) in column.iter_mut().zip(&renumberings) {
                    renumber(part, renumbering.codes.get(field).map_or(&[], Vec::as_slice), ABSENT);
                }
                let bound = names.iter().nth(field).map_or(0, Names::code_count);
                Codes::placed(column.iter().map(Vec::as_slice), places, bound)
            });
            (unit_of, codes)
        };
        let ((Extent { magnitude, largest }, mantissas, numbers), (unit_of, codes)) = if threads.get() == 1 {
            (figures(), numbered())
        } else {
            thread::scope(|scope| {
                let figures = scope.spawn(figures);
                let numbered = numbered();
                (figures.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), numbered)
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

/// The columns of all parts, a list of parts for each.
#[derive(Default)]
struct ByColumn {
    mantissas: Vec<Vec<i64>>,
    unit_of: Vec<Vec<u8>>,
    /// With how many there are.
    numbers: Vec<(Numbers, usize)>,
    codes: [Vec<Vec<u32>>; FIELD_COUNT],
    renumberings: Vec<Renumbering>,
}

impl ByColumn {
    fn of(parts: Vec<Part>) -> Self {
        let mut all = Self::default();
        for part in parts {
            all.numbers.push((part.numbers, part.mantissas.len()));
            all.mantissas.push(part.mantissas);
            all.unit_of.push(part.unit_of);
            all.codes.iter_mut().zip(part.codes).for_each(|(all, codes)| all.push(codes));
            all.renumberings.push(part.renumbering);
        }
        all
    }
}

/// How large the mantissas are, their signs left out.
#[derive(Clone, Copy)]
struct Extent {
    magnitude: u128,
    largest: u64,
}

impl Extent {
    fn of(parts: &[Vec<i64>]) -> Self {
        let (mut magnitude, mut largest) = (0, 0);
        // Eight numbers of at most 18 digits fit a machine word.
        for some in parts.iter().flat_map(|part| part.chunks(8)) {
            magnitude += u128::from(some.iter().map(|mantissa| mantissa.unsigned_abs()).sum::<u64>());
            largest = some.iter().fold(largest, |largest, mantissa| largest.max(mantissa.unsigned_abs()));
        }
        Self { magnitude, largest }
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
