//! From bytes to rows.

use std::io::{self, Read};

use super::block::{Block, Cell};
use super::cells::{Days, Units, digits};
use super::header::{Header, Role};
use super::rows::{Found, Rows};
use super::{Defaults, SideRow};
use crate::ledger::Draft;
use crate::marks::{Listed, Marks};

/// How much is read at once.
const BLOCK: usize = 256 << 10;
/// The longest row that is looked at: a longer one is left to the reader that says what is wrong with it.
const ROW_MAX: usize = 1 << 20;

/// What was read of a part of a file.
#[derive(Debug)]
pub(super) struct Scanned {
    pub(super) draft: Draft,
    pub(super) side: Vec<SideRow>,
    /// Where its first row begins, and where the first row behind it does, in bytes of the file.
    pub(super) begin: u64,
    pub(super) end: u64,
    /// How many rows and line ends it has.
    rows: u32,
    lines: u32,
}

impl Scanned {
    /// What was read of rows that are told by their numbers only.
    #[cfg(feature = "parquet")]
    pub(super) const fn of(draft: Draft, side: Vec<SideRow>, rows: u32) -> Self {
        Self { draft, side, begin: 0, end: 0, rows, lines: 0 }
    }

    /// How many rows it has.
    #[cfg(feature = "parquet")]
    pub(super) const fn row_count(&self) -> u32 {
        self.rows
    }

    /// Adds the part that follows; `None` where numbers have run out.
    pub(super) fn append(&mut self, next: Self) -> Option<()> {
        self.draft.append(next.draft, self.rows)?;
        for side in next.side {
            let number = side.number.checked_add(self.rows)?;
            let line = side.line.checked_add(self.lines)?;
            self.side.push(SideRow { number, line, ..side });
        }
        self.rows = self.rows.checked_add(next.rows)?;
        self.lines = self.lines.checked_add(next.lines)?;
        self.end = next.end;
        Some(())
    }
}

/// A part of a file as it is read.
pub(super) struct Scan<'h, R> {
    reader: R,
    roles: &'h [Role],
    defaults: Defaults,
    days: Days,
    units: Units,
    draft: Draft,
    side: Vec<SideRow>,
    found: Rows,
    block: Block,
    /// Where the bytes behind marks stand in the bytes at hand.
    marks: Marks,
    rows: u32,
    lines: u32,
}

/// Where in a row with quotation marks a character stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quoting {
    /// At the beginning of a cell, where a quotation mark opens one.
    CellStart,
    /// In a cell without them, where they are characters like others.
    Plain,
    Quoted,
    /// Behind one that may close the cell, or be the first of two.
    Closing,
}

/// How a row ended.
enum Row {
    /// Behind this byte, which is a line's end or the file's.
    End(usize),
    /// Not before the bytes at hand do.
    Open,
}

impl<'h, R: Read> Scan<'h, R> {
    pub(super) fn new(reader: R, header: &'h Header, defaults: Defaults, draft: Draft) -> Self {
        Self {
            reader,
            roles: &header.roles,
            defaults,
            days: Days::new(),
            units: Units::new(),
            draft,
            side: Vec::new(),
            found: Rows::new(header.roles.len()),
            block: Block::default(),
            marks: Marks::default(),
            rows: 0,
            lines: 1,
        }
    }

    /// Reads the rows that begin before `until`; the reader stands at `from`. The first is the one there, or, where `skips`,
    /// the one behind the next line's end.
    ///
    /// `None` where the file is not for columns: a row is too long, or a carriage return stands inside one.
    pub(super) fn run(mut self, from: u64, skips: bool, until: u64) -> io::Result<Option<Scanned>> {
        let mut block = vec![0; BLOCK];
        let (mut filled, mut at) = (0, 0);
        let mut position = from;
        let (mut begin, mut is_skipping) = (None, skips);
        let mut is_at_end = false;
        if skips {
            self.lines = 0;
        }
        loop {
            // What is left of the last block goes to the front.
            block.copy_within(at..filled, 0);
            position += u64::try_from(at).unwrap_or(0);
            filled -= at;
            at = 0;
            if filled == block.len() {
                if block.len() >= ROW_MAX {
                    return Ok(None);
                }
                block.resize(block.len() * 2, 0);
            }
            while !is_at_end && filled < block.len() {
                let read = self.reader.read(block.get_mut(filled..).unwrap_or_default())?;
                is_at_end = read == 0;
                filled += read;
            }
            let bytes = block.get(..filled).unwrap_or_default();
            if is_skipping {
                match memchr::memchr(b'\n', bytes) {
                    Some(end) => at = end + 1,
                    None if is_at_end => at = filled,
                    None => {
                        at = filled;
                        continue;
                    }
                }
                is_skipping = false;
            }
            let begin = begin.get_or_insert(position + u64::try_from(at).unwrap_or(0));
            let left = until.saturating_sub(position);
            let stop = usize::try_from(left).unwrap_or(usize::MAX);
            self.marks.begin(place(at));
            let rest = bytes.get(at..).unwrap_or_default();
            let listed = self.marks.list(rest, b',', place(at));
            if stop >= filled
                && let Some(end) = self.plain_rows(bytes, listed)
            {
                at = end;
                if self.take_block::<true>(bytes).is_none() {
                    return Ok(None);
                }
                continue;
            }
            let mut mark = 1;
            loop {
                if at >= stop || (at == filled && is_at_end) {
                    if self.take_block::<false>(bytes).is_none() {
                        return Ok(None);
                    }
                    // Of each block, rows of another width were set aside first.
                    self.side.sort_unstable_by_key(|row| row.number);
                    let end = position + u64::try_from(at).unwrap_or(0);
                    let (begin, rows, lines) = (*begin, self.rows, self.lines);
                    return Ok(Some(Scanned { draft: self.draft, side: self.side, begin, end, rows, lines }));
                }
                if let Some(end) = self.plain_row(bytes, at, mark) {
                    at = end;
                    mark += self.roles.len();
                    continue;
                }
                match self.row(bytes, at, is_at_end) {
                    Some(Row::End(end)) => at = end,
                    Some(Row::Open) => break,
                    None => return Ok(None),
                }
                while self.marks.get(mark).is_some_and(|behind| *behind <= place(at)) {
                    mark += 1;
                }
            }
            if self.take_block::<false>(bytes).is_none() {
                return Ok(None);
            }
        }
    }

    /// Finds that all lines of the bytes at hand are rows of a cell a column without quotation marks, as nearly always; what is behind
    /// them begins at what is returned.
    fn plain_rows(&mut self, bytes: &[u8], listed: Listed) -> Option<usize> {
        let Listed { line_ends: count, has_quotes } = listed;
        let columns = self.roles.len();
        let length = columns.checked_mul(usize::try_from(count).ok()?)?.checked_add(1)?;
        let (_, behind) = self.marks.get(..length)?.split_first()?;
        let is_line_end =
            |behind: u32| Some(bytes.get(usize::try_from(behind).ok()?.checked_sub(1)?)? == &b'\n');
        // There are as many line ends as rows: where each row has one as its last mark, all of its others separate cells.
        let mut last_marks = behind.chunks_exact(columns).filter_map(|row| row.last());
        if has_quotes || count == 0 || !last_marks.all(|behind| is_line_end(*behind) == Some(true)) {
            return None;
        }
        let first = (self.rows.checked_add(1)?, self.lines.checked_add(1)?);
        (self.rows, self.lines) = (self.rows.checked_add(count)?, self.lines.checked_add(count)?);
        self.marks.truncate(length);
        let end = *self.marks.last()?;
        self.found.set_plain(&mut self.marks, first);
        usize::try_from(end).ok()
    }

    /// Takes the row that begins at `start`, of which `mark` is the first mark, where it is one line of a cell a column without
    /// quotation marks, as nearly all are; the next row begins at what is returned.
    #[inline]
    fn plain_row(&mut self, bytes: &[u8], start: usize, mark: usize) -> Option<usize> {
        let (next, commas) = self.marks.get(mark..mark + self.roles.len())?.split_last()?;
        let before = |behind: u32| bytes.get(usize::try_from(behind).ok()?.checked_sub(1)?);
        let is_plain = before(*next) == Some(&b'\n') && commas.iter().all(|it| before(*it) == Some(&b','));
        let end = if before(next - 1) == Some(&b'\r') { next - 2 } else { next - 1 };
        let start = place(start);
        if !is_plain || end <= start {
            return None;
        }
        let found = Found { start, end, number: self.rows.checked_add(1)?, line: self.lines.checked_add(1)? };
        self.found.push(found, commas);
        (self.rows, self.lines) = (found.number, found.line);
        usize::try_from(*next).ok()
    }

    /// Finds the end of any row: the first line's end outside of quotation marks. `None` where the file is not for columns.
    fn row(&mut self, bytes: &[u8], start: usize, is_last_block: bool) -> Option<Row> {
        // Where the bytes behind commas stand.
        let mut commas = Vec::new();
        let mut state = Quoting::CellStart;
        let (mut line_ends, mut is_simple) = (0, true);
        let mut end = None;
        for (at, byte) in (start..).zip(bytes.get(start..)?) {
            state = match (state, byte) {
                (Quoting::CellStart, b'"') => Quoting::Quoted,
                (Quoting::Quoted, b'"') => Quoting::Closing,
                (Quoting::Quoted, _) => {
                    line_ends += u32::from(*byte == b'\n');
                    Quoting::Quoted
                }
                (_, b',') => {
                    commas.push(place(at) + 1);
                    Quoting::CellStart
                }
                (_, b'\n') => {
                    end = Some(at);
                    break;
                }
                (Quoting::Closing, b'"') => {
                    is_simple = false;
                    Quoting::Quoted
                }
                // A carriage return before the line's end.
                (Quoting::Closing, b'\r') => Quoting::Closing,
                (Quoting::Closing, _) => {
                    is_simple = false;
                    Quoting::Plain
                }
                (Quoting::Plain | Quoting::CellStart, _) => {
                    is_simple &= *byte != b'"';
                    Quoting::Plain
                }
            };
        }
        let (end, next) = match end {
            Some(end) => (end, end + 1),
            None if !is_last_block => return Some(Row::Open),
            // A quotation mark that is never closed: who reads the whole file says so.
            None if state == Quoting::Quoted => return None,
            None => (bytes.len(), bytes.len()),
        };
        let line = self.lines.checked_add(1)?;
        let end = if bytes.get(start..end)?.last() == Some(&b'\r') { end - 1 } else { end };
        if end == start {
            // A line without anything is no row.
            self.lines = line;
            return Some(Row::End(next));
        }
        let (start, end) = (place(start), place(end));
        let found = Found { start, end, number: self.rows.checked_add(1)?, line };
        if is_simple && line_ends == 0 && commas.len() + 1 == self.roles.len() {
            self.found.push(found, &commas);
        } else {
            set_aside(&mut self.side, bytes, found)?;
        }
        (self.rows, self.lines) = (found.number, line.checked_add(line_ends)?);
        Some(Row::End(next))
    }

    /// Takes the rows of a block, `PLAIN` ones or others, into the columns, and sets aside those that are not for them; `None` where the
    /// file is not.
    fn take_block<const PLAIN: bool>(&mut self, bytes: &[u8]) -> Option<()> {
        let Self { found, block, draft, days, units, defaults, .. } = self;
        found.pad::<PLAIN>();
        let count = found.count::<PLAIN>();
        block.begin(count);
        let mut currency = None;
        for (column, role) in self.roles.iter().enumerate() {
            let cells = || found.cells::<PLAIN>(bytes, column);
            match role {
                Role::Day => block.read_days(cells().map(|cell| days.read(cell))),
                Role::Amount => block.read_digits(cells().map(|cell| defaults.allowed(digits(cell)?))),
                Role::Name(field) => block.read_names(*field, draft, cells),
                Role::LeftOut => block.keep(cells().map(Cell::is_absent_or_id)),
                Role::Other => block.keep(cells().map(|cell| cell.len() == 0)),
                Role::Currency => currency = Some(column),
            }
        }
        let unit_of = |code: Cell<'_>, decimals| units.read(code, decimals, defaults.currency, draft);
        match currency {
            Some(column) => block.read_units(found.cells::<PLAIN>(bytes, column), unit_of),
            None => block.read_units(std::iter::repeat_n(Cell::default(), count), unit_of),
        }
        let side = &mut self.side;
        block.take(
            draft,
            |at| found.number::<PLAIN>(at),
            |at| set_aside(side, bytes, found.found::<PLAIN>(bytes, at)?),
        )?;
        self.found.clear();
        Some(())
    }
}

/// A place in a block, which is never longer than twice [`ROW_MAX`].
#[inline]
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// `None` where the row is not for this reader.
fn set_aside(side: &mut Vec<SideRow>, bytes: &[u8], found: Found) -> Option<()> {
    let row = bytes.get(usize::try_from(found.start).ok()?..usize::try_from(found.end).ok()?)?;
    // A carriage return alone ends a line too, for those who count so: what is a row is for others to say.
    if row.len() > ROW_MAX || row.contains(&b'\r') {
        return None;
    }
    side.push(SideRow { number: found.number, line: found.line, bytes: row.to_vec() });
    Some(())
}
