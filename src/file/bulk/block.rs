//! Some rows, a column at a time.

use crate::date::Day;
use crate::id::{is_part, is_slug};
use crate::ledger::{ABSENT, Draft, DraftRow, DraftRows, FIELD_COUNT, Field, LONG, packed_in};

/// A cell.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cell<'b> {
    /// What stands from its first byte on.
    rest: &'b [u8],
    /// How many bytes of it are the cell's.
    length: usize,
}

/// How many bytes of a cell are looked at in one go.
pub(super) const WINDOW: usize = 16;

impl<'b> Cell<'b> {
    /// So many bytes from `start` on.
    #[inline]
    pub(super) fn of(bytes: &'b [u8], start: u32, length: u32) -> Self {
        let [start, length] = [start, length].map(|it| usize::try_from(it).unwrap_or(usize::MAX));
        Self { rest: bytes.get(start..).unwrap_or_default(), length }
    }

    /// Its bytes.
    #[inline]
    pub(super) fn text(self) -> &'b [u8] {
        self.rest.get(..self.length).unwrap_or_default()
    }

    /// How many bytes it has.
    #[inline]
    pub(super) const fn len(self) -> usize {
        self.length
    }

    /// Its first bytes, and if it has not so many those that follow it in the file, or none.
    #[inline]
    pub(super) fn window(self) -> [u8; WINDOW] {
        self.rest.first_chunk().copied().unwrap_or_else(|| padded(self.rest))
    }

    /// What stands between quotation marks.
    #[inline]
    pub(super) fn unquoted(self) -> Self {
        match self.text() {
            [b'"', inner @ .., b'"'] => {
                Self { rest: self.rest.get(1..).unwrap_or_default(), length: inner.len() }
            }
            _ => self,
        }
    }

    /// Whether it is empty, or an id.
    #[inline]
    pub(super) fn is_absent_or_id(self) -> bool {
        match u8::try_from(self.length).ok().filter(|length| usize::from(*length) <= WINDOW) {
            Some(length) if is_part(&self.window(), length) => true,
            _ => std::str::from_utf8(self.text()).is_ok_and(is_slug),
        }
    }

    /// The name in it, packed; 0 for none.
    #[inline]
    fn packed(self) -> u128 {
        packed_in(self.window(), self.length).unwrap_or(LONG)
    }
}

/// The window at the end of all bytes.
#[cold]
fn padded(bytes: &[u8]) -> [u8; WINDOW] {
    let mut window = [0; WINDOW];
    window.iter_mut().zip(bytes).for_each(|(to, byte)| *to = *byte);
    window
}

/// What columns hold of some rows: a column at a time, so that looking up one name need not wait for another.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Whether a row is not for columns.
    is_set_aside: Vec<bool>,
    days: Vec<Day>,
    mantissas: Vec<i64>,
    decimals: Vec<u8>,
    units: Vec<u8>,
    codes: [Vec<u32>; FIELD_COUNT],
    /// The names of one column as numbers.
    keys: Vec<u128>,
}

impl Block {
    /// Begins with so many rows, of which nothing is known yet.
    pub(super) fn begin(&mut self, rows: usize) {
        self.is_set_aside.clear();
        self.is_set_aside.resize(rows, false);
        // What is left of the last rows is written over.
        self.days.resize(rows, Day::MIN);
        self.mantissas.resize(rows, 0);
        self.decimals.resize(rows, 0);
        self.units.resize(rows, 0);
        self.codes.iter_mut().for_each(Vec::clear);
    }

    /// Sets the rows aside that are none for columns.
    #[inline]
    pub(super) fn keep(&mut self, rows: impl Iterator<Item = bool>) {
        for (is_set_aside, is_kept) in self.is_set_aside.iter_mut().zip(rows) {
            *is_set_aside |= !is_kept;
        }
    }

    /// The days of the rows; what is none sets its row aside.
    #[inline]
    pub(super) fn read_days(&mut self, days: impl Iterator<Item = Option<Day>>) {
        for ((is_set_aside, to), day) in self.is_set_aside.iter_mut().zip(&mut self.days).zip(days) {
            match day {
                Some(day) => *to = day,
                None => *is_set_aside = true,
            }
        }
    }

    /// The digits of the amounts, and how many of them are decimals; what is none sets its row aside.
    #[inline]
    pub(super) fn read_digits(&mut self, digits: impl Iterator<Item = Option<(i64, u8)>>) {
        let to = self.mantissas.iter_mut().zip(&mut self.decimals);
        for ((is_set_aside, (mantissa, decimals)), digits) in self.is_set_aside.iter_mut().zip(to).zip(digits)
        {
            match digits {
                Some(digits) => (*mantissa, *decimals) = digits,
                None => *is_set_aside = true,
            }
        }
    }

    /// The currencies, last of all: the decimals of an amount are part of its unit, and a currency that no row of the columns
    /// has is none of theirs.
    #[inline]
    pub(super) fn read_units<'b>(
        &mut self,
        cells: impl Iterator<Item = Cell<'b>>,
        mut unit_of: impl FnMut(Cell<'b>, u8) -> Option<u8>,
    ) {
        let to = self.units.iter_mut().zip(&self.decimals);
        for ((is_set_aside, (to, decimals)), cell) in self.is_set_aside.iter_mut().zip(to).zip(cells) {
            if *is_set_aside {
                continue;
            }
            match unit_of(cell, *decimals) {
                Some(unit) => *to = unit,
                None => *is_set_aside = true,
            }
        }
    }

    /// The names of a column; what is none sets its row aside.
    pub(super) fn read_names<'b, C: Iterator<Item = Cell<'b>>>(
        &mut self,
        field: Field,
        draft: &mut Draft,
        cells: impl Fn() -> C,
    ) {
        let Some(codes) = self.codes.get_mut(field.index()) else { return };
        let is_any_refused = intern_all(field, draft, cells, &mut self.keys, codes);
        if is_any_refused {
            for (is_set_aside, code) in self.is_set_aside.iter_mut().zip(codes) {
                *is_set_aside |= *code == REFUSED;
            }
        }
    }

    /// The names of a column, whose numbers are known.
    #[cfg(feature = "parquet")]
    pub(super) fn read_codes(&mut self, field: Field, numbers: impl Iterator<Item = u32>) {
        let Some(codes) = self.codes.get_mut(field.index()) else { return };
        for (is_set_aside, code) in self.is_set_aside.iter_mut().zip(numbers) {
            codes.push(code);
            *is_set_aside |= code == REFUSED;
        }
    }

    /// Moves the rows into a draft, each with its number; `None` where one that is not for columns could not be set aside.
    pub(super) fn take(
        &self,
        draft: &mut Draft,
        number: impl Fn(usize) -> Option<u32>,
        mut set_aside: impl FnMut(usize) -> Option<()>,
    ) -> Option<()> {
        let count = self.is_set_aside.len();
        let Some(last) = count.checked_sub(1) else { return Some(()) };
        let (first, last) = (number(0)?, number(last)?);
        let is_gapless = usize::try_from(last - first).is_ok_and(|gap| gap + 1 == count);
        if self.is_set_aside.contains(&true) || !is_gapless {
            for at in 0..count {
                match self.row(at, number(at)?) {
                    Some(row) => draft.push(&row),
                    None => set_aside(at)?,
                }
            }
        } else {
            draft.extend(DraftRows {
                first_number: first,
                days: &self.days,
                mantissas: &self.mantissas,
                units: &self.units,
                codes: self.codes.each_ref().map(Vec::as_slice),
            });
        }
        Some(())
    }

    /// What columns hold of a row; `None` where it is set aside.
    #[inline]
    fn row(&self, at: usize, number: u32) -> Option<DraftRow> {
        if *self.is_set_aside.get(at)? {
            return None;
        }
        let mut codes = [ABSENT; FIELD_COUNT];
        for (code, all) in codes.iter_mut().zip(&self.codes) {
            *code = all.get(at).copied().unwrap_or(ABSENT);
        }
        let (day, mantissa) = (*self.days.get(at)?, *self.mantissas.get(at)?);
        Some(DraftRow { number, day, mantissa, unit: *self.units.get(at)?, codes })
    }
}

/// What stands for a name that is none, beside the numbers of names.
pub(super) const REFUSED: u32 = u32::MAX;

/// The numbers of names, in place of those in `codes`; whether any is [`REFUSED`].
pub(super) fn intern_all<'b, C: Iterator<Item = Cell<'b>>>(
    field: Field,
    draft: &mut Draft,
    cells: impl Fn() -> C,
    keys: &mut Vec<u128>,
    codes: &mut Vec<u32>,
) -> bool {
    keys.clear();
    keys.extend(cells().map(Cell::packed));
    // All ids have one form.
    let have_all = draft.names_mut(field).intern_all(keys, || cells().map(Cell::text), codes, is_slug);
    if !have_all {
        let lacking = codes.iter_mut().zip(cells()).filter(|(code, cell)| **code == ABSENT && cell.len() > 0);
        lacking.for_each(|(code, _)| *code = REFUSED);
    }
    !have_all
}
