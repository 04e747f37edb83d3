//! Where the rows and cells of a block of text stand.

use super::block::{Cell, Found};

/// Rows of a block of text, each of as many cells as there are columns.
#[derive(Debug, Default)]
pub(super) struct Rows {
    found: Vec<Found>,
    /// How many bounds a row has.
    bound_count: usize,
    /// For each row, where each of its cells begins, and where one behind the last would: a byte lies between two cells.
    bounds: Vec<u32>,
}

impl Rows {
    /// No rows; each will have so many cells.
    pub(super) fn new(columns: usize) -> Self {
        Self { bound_count: columns + 1, ..Self::default() }
    }

    /// Adds a row; its cells but the first begin where `behind` says, one behind each comma.
    #[inline]
    pub(super) fn push(&mut self, row: Found, behind: &[u32]) {
        self.found.push(row);
        self.bounds.push(row.start);
        self.bounds.extend_from_slice(behind);
        self.bounds.push(row.end + 1);
    }

    /// The rows.
    pub(super) fn found(&self) -> &[Found] {
        &self.found
    }

    /// The cells of a column, quotation marks around them left out; empty ones where there is no such column.
    #[inline]
    pub(super) fn cells<'b>(&self, bytes: &'b [u8], column: Option<usize>) -> impl Iterator<Item = Cell<'b>> {
        self.bounds
            .chunks_exact(self.bound_count)
            .map(move |bounds| cell(bytes, bounds, column?))
            .map(Option::unwrap_or_default)
    }

    pub(super) fn clear(&mut self) {
        self.found.clear();
        self.bounds.clear();
    }
}

#[inline]
fn cell<'b>(bytes: &'b [u8], bounds: &[u32], column: usize) -> Option<Cell<'b>> {
    let at = |bound: Option<&u32>| usize::try_from(*bound?).ok();
    let (begin, end) = (at(bounds.get(column))?, at(bounds.get(column + 1))? - 1);
    match bytes.get(begin..end)? {
        [b'"', .., b'"'] => Cell::of(bytes, begin + 1, end - 1),
        _ => Cell::of(bytes, begin, end),
    }
}
