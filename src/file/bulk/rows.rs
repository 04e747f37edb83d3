//! Where the rows and cells of a block of text stand.

use super::block::Cell;
use crate::marks::Marks;

/// Where a row stands in its block, without its line's end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) number: u32,
    pub(super) line: u32,
}

/// Rows of a block of text, each of as many cells as there are columns.
#[derive(Debug, Default)]
pub(super) struct Rows {
    columns: usize,
    /// Where the cells of plain rows begin, one behind the other, and where the next row does: nothing lies between them.
    plain: Marks,
    /// The number and the line of the first plain row: each of the others has the next.
    first: (u32, u32),
    /// The rows that are not plain.
    found: Vec<Found>,
    /// For each of them, where each of its cells begins, and where one behind the last would: a byte lies between two cells.
    bounds: Vec<u32>,
}

impl Rows {
    /// No rows; each will have so many cells.
    pub(super) fn new(columns: usize) -> Self {
        Self { columns, ..Self::default() }
    }

    /// Adds a row to those that are not plain; its cells but the first begin where `behind` says, one behind each comma.
    #[inline]
    pub(super) fn push(&mut self, row: Found, behind: &[u32]) {
        self.found.push(row);
        self.bounds.push(row.start);
        self.bounds.extend_from_slice(behind);
        self.bounds.push(row.end + 1);
    }

    /// Takes plain rows: lines that follow one another, each a cell a column, without a quotation mark. Their cells begin where `marks`
    /// says, and the first has this number and line.
    pub(super) fn set_plain(&mut self, marks: &mut Marks, first: (u32, u32)) {
        std::mem::swap(&mut self.plain, marks);
        self.first = first;
    }

    /// How many there are; `PLAIN` says which kind.
    pub(super) fn count<const PLAIN: bool>(&self) -> usize {
        match PLAIN {
            true => self.plain.len().saturating_sub(1).checked_div(self.columns).unwrap_or(0),
            false => self.found.len(),
        }
    }

    /// The number of a row.
    pub(super) fn number<const PLAIN: bool>(&self, at: usize) -> Option<u32> {
        match PLAIN {
            true => self.first.0.checked_add(u32::try_from(at).ok()?),
            false => self.found.get(at).map(|found| found.number),
        }
    }

    /// Where a row stands.
    pub(super) fn found<const PLAIN: bool>(&self, bytes: &[u8], at: usize) -> Option<Found> {
        if !PLAIN {
            return self.found.get(at).copied();
        }
        let bound = |at: usize| self.plain.get(at * self.columns).copied();
        let (start, next) = (bound(at)?, bound(at + 1)?);
        let end = next - 1 - u32::from(has_return(bytes, start, next));
        let (number, line) = self.first;
        let at = u32::try_from(at).ok()?;
        Some(Found { start, end, number: number + at, line: line + at })
    }

    /// The cells of a column, quotation marks around them left out.
    #[inline]
    pub(super) fn cells<'b, const PLAIN: bool>(
        &self,
        bytes: &'b [u8],
        column: usize,
    ) -> impl Iterator<Item = Cell<'b>> {
        let (bounds, stride) = if PLAIN {
            (self.plain.with_room(), self.columns)
        } else {
            (self.bounds.as_slice(), self.columns + 1)
        };
        let is_last = column + 1 == self.columns;
        let end = column + self.count::<PLAIN>() * stride;
        debug_assert!(end <= bounds.len(), "`pad` comes first");
        let bounds = bounds.get(column..end).unwrap_or_default().chunks_exact(stride.max(1));
        bounds.map(move |bounds| {
            let [start, next, ..] = *bounds else { return Cell::default() };
            match PLAIN {
                true if is_last && has_return(bytes, start, next) => Cell::of(bytes, start, next - start - 2),
                true => Cell::of(bytes, start, next - start - 1),
                false => Cell::of(bytes, start, next - start - 1).unquoted(),
            }
        })
    }

    /// Sees to it that the bounds of the last row are behind those of its last cell still as many as of any other: before the cells are
    /// asked for.
    pub(super) fn pad<const PLAIN: bool>(&mut self) {
        match PLAIN {
            true => self.plain.make_room(self.columns),
            false => self.bounds.resize(self.bounds.len() + self.columns, 0),
        }
    }

    /// Leaves out the rows that are not plain; plain ones go when others come.
    pub(super) fn clear(&mut self) {
        self.found.clear();
        self.bounds.clear();
    }
}

/// Whether a carriage return stands before the line's end that is before `next`, in a row or cell that begins at `start`.
#[inline]
fn has_return(bytes: &[u8], start: u32, next: u32) -> bool {
    let at = usize::try_from(next).unwrap_or(usize::MAX).wrapping_sub(2);
    next - start >= 2 && bytes.get(at) == Some(&b'\r')
}
