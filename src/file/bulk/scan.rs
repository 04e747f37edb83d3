//! From bytes to rows.

use std::io::{self, Read};

use super::cells::{Days, Units, digits};
use super::header::{Header, Role};
use super::{Defaults, SideRow};
use crate::amount::Domain;
use crate::date::Day;
use crate::ledger::{Draft, DraftRow, DraftRows, FIELD_COUNT, Field, packed_in};

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
    block: Block,
    rows: u32,
    lines: u32,
}

/// The rows of one block, before they are looked at: a column at a time, so that looking up one name need not wait for another.
#[derive(Default)]
struct Block {
    rows: Vec<Found>,
    /// For each row, where each of its cells ends.
    ends: Vec<usize>,
    /// Whether a row is not for columns.
    is_set_aside: Vec<bool>,
    days: Vec<Day>,
    digits: Vec<(i64, u8)>,
    units: Vec<u8>,
    codes: [Vec<u32>; FIELD_COUNT],
}

/// Where a row stands.
#[derive(Clone, Copy)]
struct Found {
    start: usize,
    end: usize,
    number: u32,
    line: u32,
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
            block: Block::default(),
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
            loop {
                if at >= stop || (at == filled && is_at_end) {
                    if self.take_block(bytes).is_none() {
                        return Ok(None);
                    }
                    // Of each block, rows of another width were set aside first.
                    self.side.sort_unstable_by_key(|row| row.number);
                    let end = position + u64::try_from(at).unwrap_or(0);
                    let (begin, rows, lines) = (*begin, self.rows, self.lines);
                    return Ok(Some(Scanned { draft: self.draft, side: self.side, begin, end, rows, lines }));
                }
                match self.row(bytes, at, is_at_end) {
                    Some(Row::End(end)) => at = end,
                    Some(Row::Open) => break,
                    None => return Ok(None),
                }
            }
            if self.take_block(bytes).is_none() {
                return Ok(None);
            }
        }
    }

    /// Finds the row that begins at `start`; `None` where the file is not for columns.
    #[inline]
    fn row(&mut self, bytes: &[u8], start: usize, is_last_block: bool) -> Option<Row> {
        let rest = bytes.get(start..)?;
        let first = self.block.ends.len();
        for mark in memchr::memchr3_iter(b',', b'\n', b'"', rest) {
            match rest.get(mark)? {
                b'"' => {
                    self.block.ends.truncate(first);
                    return self.quoted(bytes, start, is_last_block);
                }
                b',' => self.block.ends.push(start + mark),
                _ => return self.ended(bytes, start, first, (start + mark, start + mark + 1)),
            }
        }
        if is_last_block {
            return self.ended(bytes, start, first, (bytes.len(), bytes.len()));
        }
        self.block.ends.truncate(first);
        Some(Row::Open)
    }

    /// A row without quotation marks, its cells but the last from `first` on; the next begins at `next`.
    #[inline]
    fn ended(
        &mut self,
        bytes: &[u8],
        start: usize,
        first: usize,
        (end, next): (usize, usize),
    ) -> Option<Row> {
        let row = bytes.get(start..end)?;
        let end = if row.last() == Some(&b'\r') { end - 1 } else { end };
        if end == start {
            // A line without anything is no row.
            self.block.ends.truncate(first);
            self.lines = self.lines.checked_add(1)?;
            return Some(Row::End(next));
        }
        self.block.ends.push(end);
        let line = self.lines.checked_add(1)?;
        let found = Found { start, end, number: self.rows.checked_add(1)?, line };
        if self.block.ends.len() - first == self.roles.len() {
            self.block.rows.push(found);
        } else {
            self.block.ends.truncate(first);
            self.set_aside(bytes, found)?;
        }
        (self.rows, self.lines) = (found.number, line);
        Some(Row::End(next))
    }

    /// A row with quotation marks: its end is the first line's end outside of them.
    fn quoted(&mut self, bytes: &[u8], start: usize, is_last_block: bool) -> Option<Row> {
        let rest = bytes.get(start..)?;
        let first = self.block.ends.len();
        let mut state = Quoting::CellStart;
        let (mut line_ends, mut is_simple) = (0, true);
        let mut end = None;
        for (at, byte) in rest.iter().enumerate() {
            state = match (state, byte) {
                (Quoting::CellStart, b'"') => Quoting::Quoted,
                (Quoting::Quoted, b'"') => Quoting::Closing,
                (Quoting::Quoted, _) => {
                    line_ends += u32::from(*byte == b'\n');
                    Quoting::Quoted
                }
                (_, b',') => {
                    self.block.ends.push(start + at);
                    Quoting::CellStart
                }
                (_, b'\n') => {
                    end = Some(start + at);
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
            None if is_last_block && state != Quoting::Quoted => (bytes.len(), bytes.len()),
            // A quotation mark that is never closed: who reads the whole file says so.
            None if is_last_block => return None,
            None => {
                self.block.ends.truncate(first);
                return Some(Row::Open);
            }
        };
        let end = if bytes.get(start..end)?.last() == Some(&b'\r') { end - 1 } else { end };
        self.block.ends.push(end);
        let line = self.lines.checked_add(1)?;
        let found = Found { start, end, number: self.rows.checked_add(1)?, line };
        if is_simple && line_ends == 0 && self.block.ends.len() - first == self.roles.len() {
            self.block.rows.push(found);
        } else {
            self.block.ends.truncate(first);
            self.set_aside(bytes, found)?;
        }
        (self.rows, self.lines) = (found.number, line.checked_add(line_ends)?);
        Some(Row::End(next))
    }

    fn set_aside(&mut self, bytes: &[u8], found: Found) -> Option<()> {
        let row = bytes.get(found.start..found.end)?;
        // A carriage return alone ends a line too, for those who count so: what is a row is for others to say.
        if row.len() > ROW_MAX || row.contains(&b'\r') {
            return None;
        }
        self.side.push(SideRow { number: found.number, line: found.line, bytes: row.to_vec() });
        Some(())
    }

    /// Takes the rows of a block into the columns, and sets aside those that are not for them; `None` where the file is not.
    fn take_block(&mut self, bytes: &[u8]) -> Option<()> {
        let mut block = std::mem::take(&mut self.block);
        block.begin();
        // The decimals of an amount are part of its unit.
        let is_late = |role: &Role| *role == Role::Currency;
        let columns = || self.roles.iter().enumerate();
        for (column, role) in columns().filter(|(_, role)| !is_late(role)) {
            match role {
                Role::Day => {
                    let days = &mut self.days;
                    block.read(bytes, column, self.roles.len(), |block, cell| {
                        let day = days.read(cell);
                        block.days.push(day.unwrap_or(Day::MIN));
                        day.is_some()
                    });
                }
                Role::Amount => {
                    let is_gross = self.defaults.domain == Domain::Gross;
                    block.read(bytes, column, self.roles.len(), |block, cell| {
                        let found = digits(cell).filter(|(mantissa, _)| *mantissa >= 0 || !is_gross);
                        block.digits.push(found.unwrap_or_default());
                        found.is_some()
                    });
                }
                Role::Name(field) => {
                    let draft = &mut self.draft;
                    block.read_names(bytes, column, self.roles.len(), *field, draft);
                }
                Role::Other => block.read(bytes, column, self.roles.len(), |_, cell| cell.is_empty()),
                Role::Currency => {}
            }
        }
        let (units, draft, default) = (&mut self.units, &mut self.draft, self.defaults.currency);
        let mut unit = |block: &mut Block, cell: &[u8]| {
            let row = block.units.len();
            // A currency that no row of the columns has is none of theirs.
            if block.is_set_aside.get(row) == Some(&true) {
                block.units.push(0);
                return false;
            }
            let decimals = block.digits.get(row).map_or(0, |(_, decimals)| *decimals);
            let found = match cell {
                [] => default.and_then(|currency| draft.unit(currency, decimals)),
                code => units.read(code, decimals, draft),
            };
            block.units.push(found.unwrap_or(0));
            found.is_some()
        };
        match columns().find(|(_, role)| is_late(role)) {
            Some((column, _)) => block.read(bytes, column, self.roles.len(), unit),
            None => {
                for row in 0..block.rows.len() {
                    let is_read = unit(&mut block, &[]);
                    block.keep(row, is_read);
                }
            }
        }
        if block.is_set_aside.contains(&true) {
            for (at, found) in block.rows.iter().enumerate() {
                match block.row(at) {
                    Some(row) => self.draft.push(&row),
                    None => self.set_aside(bytes, *found)?,
                }
            }
        } else {
            self.draft.extend(DraftRows {
                numbers: block.rows.iter().map(|row| row.number),
                days: block.days.iter().copied(),
                mantissas: block.digits.iter().map(|(mantissa, _)| *mantissa),
                units: &block.units,
                codes: block.codes.each_ref().map(Vec::as_slice),
            });
        }
        block.rows.clear();
        block.ends.clear();
        self.block = block;
        Some(())
    }
}

impl Block {
    fn begin(&mut self) {
        self.is_set_aside.clear();
        self.is_set_aside.resize(self.rows.len(), false);
        self.days.clear();
        self.digits.clear();
        self.units.clear();
        self.codes.iter_mut().for_each(Vec::clear);
    }

    /// The cell of a row, quotation marks around it left out.
    #[inline]
    fn cell<'b>(
        &self,
        bytes: &'b [u8],
        row: usize,
        column: usize,
        columns: usize,
    ) -> Option<(usize, &'b [u8])> {
        let at = row * columns + column;
        let begin = match column {
            0 => self.rows.get(row)?.start,
            _ => self.ends.get(at - 1)? + 1,
        };
        let cell = bytes.get(begin..*self.ends.get(at)?)?;
        Some(match cell {
            [b'"', inner @ .., b'"'] => (begin + 1, inner),
            _ => (begin, cell),
        })
    }

    /// Reads a column; what cannot be read sets its row aside.
    #[inline]
    fn read(
        &mut self,
        bytes: &[u8],
        column: usize,
        columns: usize,
        mut each: impl FnMut(&mut Self, &[u8]) -> bool,
    ) {
        for row in 0..self.rows.len() {
            let (_, cell) = self.cell(bytes, row, column, columns).unwrap_or_default();
            let is_read = each(self, cell);
            self.keep(row, is_read);
        }
    }

    #[inline]
    fn keep(&mut self, row: usize, is_read: bool) {
        if let Some(is_set_aside) = self.is_set_aside.get_mut(row) {
            *is_set_aside |= !is_read;
        }
    }

    fn read_names(&mut self, bytes: &[u8], column: usize, columns: usize, field: Field, draft: &mut Draft) {
        for row in 0..self.rows.len() {
            let (begin, cell) = self.cell(bytes, row, column, columns).unwrap_or_default();
            let packed = || {
                let row = bytes.get(begin..begin + 16)?.try_into().ok()?;
                draft.names(field).find_packed(packed_in(row, cell.len())?)
            };
            let found = match cell {
                [] => Some(0),
                _ => packed().or_else(|| interned(draft, field, cell)),
            };
            if let Some(codes) = self.codes.get_mut(field.index()) {
                codes.push(found.unwrap_or(0));
            }
            self.keep(row, found.is_some());
        }
    }

    /// What columns hold of a row; `None` where it was set aside.
    #[inline]
    fn row(&self, at: usize) -> Option<DraftRow> {
        if *self.is_set_aside.get(at)? {
            return None;
        }
        let mut codes = [0; FIELD_COUNT];
        for (code, all) in codes.iter_mut().zip(&self.codes) {
            *code = all.get(at).copied().unwrap_or(0);
        }
        let (mantissa, _) = *self.digits.get(at)?;
        let number = self.rows.get(at)?.number;
        Some(DraftRow { number, day: *self.days.get(at)?, mantissa, unit: *self.units.get(at)?, codes })
    }
}

/// The number of a name, where it is an id.
fn interned(draft: &mut Draft, field: Field, cell: &[u8]) -> Option<u32> {
    if let Some(known) = draft.names(field).find(cell) {
        return Some(known);
    }
    let name = std::str::from_utf8(cell).ok()?;
    // All ids have one form.
    name.parse::<crate::id::ActorId>().ok()?;
    draft.names_mut(field).intern(name)
}
