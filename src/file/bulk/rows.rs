//! Where the rows and cells of a block of text stand.

use super::block::{Cell, Found};

/// Rows of a block of text, each of as many cells as there are columns.
#[derive(Debug, Default)]
pub(super) struct Rows {
    columns: usize,
    found: Vec<Found>,
    /// For each row, where each of its cells ends.
    ends: Vec<usize>,
}

impl Rows {
    /// No rows; each will have so many cells.
    pub(super) fn new(columns: usize) -> Self {
        Self { columns, ..Self::default() }
    }

    /// Adds a row, whose cells end at the commas and at `row.end`.
    #[inline]
    pub(super) fn push(&mut self, row: Found, commas: &[usize]) {
        self.found.push(row);
        self.ends.extend_from_slice(commas);
        self.ends.push(row.end);
    }

    /// The rows.
    pub(super) fn found(&self) -> &[Found] {
        &self.found
    }

    /// The cells of a column, quotation marks around them left out; empty ones where there is no such column.
    #[inline]
    pub(super) fn cells<'b>(&self, bytes: &'b [u8], column: Option<usize>) -> impl Iterator<Item = Cell<'b>> {
        (0..self.found.len()).map(move |row| self.cell(bytes, row, column?)).map(Option::unwrap_or_default)
    }

    #[inline]
    fn cell<'b>(&self, bytes: &'b [u8], row: usize, column: usize) -> Option<Cell<'b>> {
        let at = row * self.columns + column;
        let begin = match column {
            0 => self.found.get(row)?.start,
            _ => self.ends.get(at - 1)? + 1,
        };
        let text = bytes.get(begin..*self.ends.get(at)?)?;
        let (begin, text) = match text {
            [b'"', inner @ .., b'"'] => (begin + 1, inner),
            _ => (begin, text),
        };
        Some(Cell { text, window: bytes.get(begin..)?.first_chunk().copied() })
    }

    pub(super) fn clear(&mut self) {
        self.found.clear();
        self.ends.clear();
    }
}
