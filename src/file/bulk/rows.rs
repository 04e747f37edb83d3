//! Where the rows and cells of a block of text stand.

use super::block::Cell;

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
    /// For each row, where each of its cells begins, and where one behind the last would: a byte lies between two cells. Of plain
    /// rows, which have nothing between them, that is where the next row begins.
    bounds: Vec<u32>,
    /// The rows, where they are not plain; else none.
    found: Vec<Found>,
    /// The number and the line of the first plain row: each of the others has the next.
    first: (u32, u32),
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

    /// Takes plain rows in place of all others: lines that follow one another, each a cell a column, without a quotation mark. Their
    /// cells begin where `bounds` says, and the first has this number and line; what the bounds were in is given back.
    pub(super) fn set_plain(&mut self, bounds: &mut Vec<u32>, first: (u32, u32)) {
        self.found.clear();
        std::mem::swap(&mut self.bounds, bounds);
        self.first = first;
    }

    /// How many there are; `PLAIN` says which kind.
    pub(super) fn count<const PLAIN: bool>(&self) -> usize {
        match PLAIN {
            true => self.bounds.len().saturating_sub(1).checked_div(self.columns).unwrap_or(0),
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
        let bound = |at: usize| self.bounds.get(at * self.columns).copied();
        let (start, next) = (bound(at)?, bound(at + 1)?);
        let end = without_return(bytes, start.try_into().ok()?, usize::try_from(next).ok()? - 1);
        let (number, line) = self.first;
        let at = u32::try_from(at).ok()?;
        Some(Found { start, end: u32::try_from(end).ok()?, number: number + at, line: line + at })
    }

    /// The cells of a column, quotation marks around them left out.
    #[inline]
    pub(super) fn cells<'b, const PLAIN: bool>(
        &self,
        bytes: &'b [u8],
        column: usize,
    ) -> impl Iterator<Item = Cell<'b>> {
        let stride = if PLAIN { self.columns } else { self.columns + 1 };
        let is_last = column + 1 == self.columns;
        let bounds = self.bounds.get(column..).unwrap_or_default().chunks(stride.max(1));
        bounds.take(self.count::<PLAIN>()).map(move |bounds| {
            let [start, next, ..] = bounds else { return Cell::default() };
            let (Ok(start), Ok(next)) = (usize::try_from(*start), usize::try_from(*next)) else {
                return Cell::default();
            };
            cell::<PLAIN>(bytes, start, next - 1, is_last).unwrap_or_default()
        })
    }

    pub(super) fn clear(&mut self) {
        self.found.clear();
        self.bounds.clear();
    }
}

#[inline]
fn cell<const PLAIN: bool>(bytes: &[u8], start: usize, end: usize, is_last: bool) -> Option<Cell<'_>> {
    match PLAIN {
        true if is_last => Cell::of(bytes, start, without_return(bytes, start, end)),
        true => Cell::of(bytes, start, end),
        false => match bytes.get(start..end)? {
            [b'"', .., b'"'] => Cell::of(bytes, start + 1, end - 1),
            _ => Cell::of(bytes, start, end),
        },
    }
}

/// The end of what a carriage return may stand behind.
#[inline]
fn without_return(bytes: &[u8], start: usize, end: usize) -> usize {
    let has_return = start < end && bytes.get(end - 1) == Some(&b'\r');
    end - usize::from(has_return)
}
