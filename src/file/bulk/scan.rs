//! From bytes to rows.

use std::io::{self, Read};

use super::cells::{Days, Units, digits};
use super::header::{Header, Role};
use super::{Defaults, SideRow};
use crate::amount::Domain;
use crate::ledger::{Draft, DraftRow, FIELD_COUNT, Field, packed_in};

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
    /// Row by row: where each of its cells ends.
    ends: Vec<usize>,
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
            ends: vec![0; header.roles.len()],
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
        }
    }

    /// Reads the row that begins at `start`; `None` where the file is not for columns.
    #[inline]
    fn row(&mut self, bytes: &[u8], start: usize, is_last_block: bool) -> Option<Row> {
        let rest = bytes.get(start..)?;
        let mut column = 0;
        for mark in memchr::memchr3_iter(b',', b'\n', b'"', rest) {
            match rest.get(mark)? {
                b'"' => return self.quoted(bytes, start, is_last_block),
                b',' => {
                    if let Some(slot) = self.ends.get_mut(column) {
                        *slot = mark;
                    }
                    column += 1;
                }
                _ => return self.ended(bytes, start, mark, mark + 1, column),
            }
        }
        if is_last_block { self.ended(bytes, start, rest.len(), rest.len(), column) } else { Some(Row::Open) }
    }

    /// A row without quotation marks that ends at `end`; the next begins at `next`.
    #[inline]
    fn ended(&mut self, bytes: &[u8], start: usize, end: usize, next: usize, column: usize) -> Option<Row> {
        let row = bytes.get(start..start + end)?;
        let length = if row.last() == Some(&b'\r') { end - 1 } else { end };
        if length == 0 {
            // A line without anything is no row.
            self.lines = self.lines.checked_add(1)?;
            return Some(Row::End(start + next));
        }
        if let Some(slot) = self.ends.get_mut(column) {
            *slot = length;
        }
        let number = self.rows.checked_add(1)?;
        let is_taken = column + 1 == self.ends.len() && self.take(bytes, start, number).is_some();
        if !is_taken {
            self.set_aside(row.get(..length)?, number)?;
        }
        self.rows = number;
        self.lines = self.lines.checked_add(1)?;
        Some(Row::End(start + next))
    }

    /// A row with quotation marks: its end is the first line's end outside of them.
    fn quoted(&mut self, bytes: &[u8], start: usize, is_last_block: bool) -> Option<Row> {
        let rest = bytes.get(start..)?;
        let mut state = Quoting::CellStart;
        let (mut column, mut line_ends, mut is_simple) = (0, 0, true);
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
                    if let Some(slot) = self.ends.get_mut(column) {
                        *slot = at;
                    }
                    column += 1;
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
            None if is_last_block && state != Quoting::Quoted => (rest.len(), rest.len()),
            // A quotation mark that is never closed: who reads the whole file says so.
            None if is_last_block => return None,
            None => return Some(Row::Open),
        };
        let row = rest.get(..end)?;
        let row = row.strip_suffix(b"\r").unwrap_or(row);
        if let Some(slot) = self.ends.get_mut(column) {
            *slot = row.len();
        }
        let number = self.rows.checked_add(1)?;
        let is_taken = is_simple
            && line_ends == 0
            && column + 1 == self.ends.len()
            && self.take(bytes, start, number).is_some();
        if !is_taken {
            self.set_aside(row, number)?;
        }
        self.rows = number;
        self.lines = self.lines.checked_add(1)?.checked_add(line_ends)?;
        Some(Row::End(start + next))
    }

    fn set_aside(&mut self, row: &[u8], number: u32) -> Option<()> {
        // A carriage return alone ends a line too, for those who count so: what is a row is for others to say.
        if row.len() > ROW_MAX || row.contains(&b'\r') {
            return None;
        }
        self.side.push(SideRow { number, line: self.lines.checked_add(1)?, bytes: row.to_vec() });
        Some(())
    }

    /// Takes the row whose cells end at `ends` into the columns; `None` where it is not for them.
    #[inline]
    fn take(&mut self, bytes: &[u8], start: usize, number: u32) -> Option<()> {
        let (mut day, mut amount, mut code) = (None, None, None);
        let mut codes = [0; FIELD_COUNT];
        let mut begin = start;
        for (role, end) in self.roles.iter().zip(&self.ends) {
            let end = start + end;
            let mut cell = bytes.get(begin..end)?;
            if let [b'"', inner @ .., b'"'] = cell {
                begin += 1;
                cell = inner;
            }
            match role {
                Role::Day => day = Some(self.days.read(cell)?),
                Role::Amount => amount = Some(digits(cell)?),
                Role::Currency => code = Some(cell),
                Role::Name(_) if cell.is_empty() => {}
                Role::Name(field) => {
                    let known = match bytes.get(begin..begin + 16).and_then(|row| row.try_into().ok()) {
                        Some(row) => packed_in(row, cell.len())
                            .and_then(|key| self.draft.names(*field).find_packed(key)),
                        None => None,
                    };
                    let found = match known {
                        Some(known) => known,
                        None => interned(&mut self.draft, *field, cell)?,
                    };
                    *codes.get_mut(field.index())? = found;
                }
                Role::Other if cell.is_empty() => {}
                Role::Other => return None,
            }
            begin = end + 1;
        }
        let (day, (mantissa, decimals)) = (day?, amount?);
        if mantissa < 0 && self.defaults.domain == Domain::Gross {
            return None;
        }
        let unit = match code.filter(|code| !code.is_empty()) {
            Some(code) => self.units.read(code, decimals, &mut self.draft)?,
            None => self.draft.unit(self.defaults.currency?, decimals)?,
        };
        self.draft.push(&DraftRow { number, day, mantissa, unit, codes });
        Some(())
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
