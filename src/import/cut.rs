//! Where rows and cells end: a file in one buffer, cut into one row at a time.
//!
//! Quotation marks are read as RFC 4180 has them, and as most readers forgive: a cell that begins with one is quoted up to the
//! next that is not doubled; what stands behind that belongs to the cell; elsewhere they are characters like others.

use std::io::{self, ErrorKind, Read};
use std::ops::Range;

use super::encoding;
use crate::marks::Marks;

/// How many bytes are read at a time.
const BLOCK: usize = 256 << 10;
/// The longest row, in bytes.
pub(super) const ROW_MAX: usize = 1 << 20;
/// How much of a file is looked at to see what separates its columns.
const HEAD: usize = 4_096;

/// Why no row could be cut.
#[derive(Debug)]
pub(super) enum CutError {
    /// The file cannot be read on.
    Io(io::Error),
    /// The row is longer than a row may be.
    TooLong,
    /// A quotation mark is opened and never closed.
    Unclosed,
}

/// A file of rows.
pub(super) struct Cutter<'r> {
    reader: Box<dyn Read + 'r>,
    block: Vec<u8>,
    filled: usize,
    is_at_end: bool,
    /// Where the next row begins.
    next: usize,
    next_line: u64,
    separator: u8,
    /// Where the block begins, and the byte behind each mark in it.
    behind: Marks,
    /// Which of them the next row begins with.
    at: usize,
    /// Up to where the block is UTF-8 for sure.
    text_until: usize,
    /// The row at hand.
    row: Found,
    /// Where its cells begin, and what would be behind its last, where they are not among the marks as they stand: a byte lies between
    /// each and the next.
    starts: Vec<u32>,
    /// Its text, where it has quotation marks that are more than a pair around a cell.
    text: Vec<u8>,
    line: u64,
}

/// Where the text of a row is; a closed set.
#[derive(Clone, Copy)]
enum Found {
    /// In the block, without quotation marks: its cells begin with the marks from the first of these to the second.
    Plain(usize, usize),
    /// In the block.
    Block,
    /// In a text of its own, its quotation marks left out.
    Text,
}

/// The cells of a row: a byte lies between two of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cells<'r> {
    /// What they stand in, among others.
    text: &'r [u8],
    /// Where each begins in it, and what would be behind the last.
    starts: &'r [u32],
    marks: QuotationMarks,
    encoding: Encoding,
}

/// Whether a text is known to be UTF-8; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Unknown,
}

/// Whether a text has the quotation marks around its cells; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum QuotationMarks {
    Kept,
    LeftOut,
}

impl<'r> Cells<'r> {
    /// How many there are.
    #[inline]
    pub(super) const fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// How many bytes they have together.
    #[inline]
    pub(super) fn length(&self) -> usize {
        let ends = self.starts.first().zip(self.starts.last());
        ends.map_or(0, |(start, behind)| place(behind - start) - self.len())
    }

    /// Whether all of them are UTF-8. What stands between them is ASCII.
    #[inline]
    pub(super) fn is_text(&self) -> bool {
        self.encoding == Encoding::Utf8 || self.line().is_some()
    }

    /// The row as one text, where it is UTF-8.
    fn line(&self) -> Option<&'r str> {
        let ends = self.starts.first().zip(self.starts.last());
        let (start, behind) = ends.unwrap_or((&0, &1));
        std::str::from_utf8(self.text.get(place(*start)..place(*behind) - 1)?).ok()
    }

    /// A cell, from 0.
    #[inline]
    pub(super) fn get(&self, at: usize) -> Option<&'r [u8]> {
        let (start, behind) = (*self.starts.get(at)?, *self.starts.get(at + 1)?);
        match self.text.get(place(start)..place(behind) - 1)? {
            [b'"', inner @ .., b'"'] if self.marks == QuotationMarks::Kept => Some(inner),
            cell => Some(cell),
        }
    }

    /// Whether a cell is this byte alone, as it stands in the file.
    #[inline]
    pub(super) fn is_byte(&self, at: usize, byte: u8) -> bool {
        let Some((start, behind)) = self.starts.get(at).zip(self.starts.get(at + 1)) else { return false };
        behind - start == 2 && self.text.get(place(*start)) == Some(&byte)
    }

    /// Which of these cells are this byte alone: a bit each, of the first 64.
    #[inline]
    pub(super) fn are_byte(&self, columns: Range<usize>, byte: u8) -> u64 {
        let starts = self.starts.get(columns.start..).unwrap_or_default();
        let pairs = starts.iter().zip(starts.iter().skip(1)).take(columns.len());
        pairs.zip(0..64).fold(0, |bits, ((start, behind), at)| {
            let is_alone = behind - start == 2 && self.text.get(place(*start)) == Some(&byte);
            bits | u64::from(is_alone) << at
        })
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'r [u8]> {
        let cells = *self;
        (0..self.len()).filter_map(move |at| cells.get(at))
    }
}

impl<'r> Cutter<'r> {
    /// A file, of which the beginning is read.
    pub(super) fn open(reader: impl Read + 'r) -> Result<Self, CutError> {
        let mut cutter = Self {
            reader: Box::new(reader),
            block: vec![0; BLOCK],
            filled: 0,
            is_at_end: false,
            next: 0,
            next_line: 1,
            separator: b',',
            behind: Marks::from(0),
            at: 0,
            text_until: 0,
            row: Found::Text,
            starts: Vec::new(),
            text: Vec::new(),
            line: 1,
        };
        while cutter.filled < HEAD && !cutter.is_at_end {
            cutter.fill()?;
        }
        Ok(cutter)
    }

    /// The beginning of the file.
    pub(super) fn head(&self) -> &[u8] {
        self.block.get(..self.filled.min(HEAD)).unwrap_or_default()
    }

    /// Says what separates the columns, and that so many bytes stand before the first row: a byte order mark, whole lines.
    pub(super) fn begin(&mut self, separator: u8, skipped: usize) {
        self.separator = separator;
        self.next = skipped.min(self.filled);
        let before = self.block.iter().take(self.next);
        self.next_line = before.filter(|byte| **byte == b'\n').fold(1, |line, _| line + 1);
        self.list();
    }

    /// Begins the next row there, behind the end of a line or of the file.
    fn go_to(&mut self, next: usize) {
        self.next = next;
        let rest = self.behind.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|behind| place(*behind) >= next).unwrap_or(rest.len());
    }

    /// Looks for marks from the next row on: those of many rows at once are soon found.
    fn list(&mut self) {
        let rest = self.block.get(self.next..self.filled).unwrap_or_default();
        // A block has a few megabytes at most.
        let base = u32::try_from(self.next).unwrap_or(u32::MAX);
        self.behind.begin(base);
        self.behind.list(rest, self.separator, base);
        self.at = 0;
    }

    /// The line on which the row at hand begins, from 1.
    pub(super) const fn line(&self) -> u64 {
        self.line
    }

    /// The cells of the row at hand.
    #[inline]
    pub(super) fn cells(&self) -> Cells<'_> {
        let (block, starts) = (self.block.as_slice(), self.starts.as_slice());
        let (text, starts, marks) = match self.row {
            Found::Plain(first, last) => {
                (block, self.behind.get(first..=last).unwrap_or_default(), QuotationMarks::LeftOut)
            }
            Found::Block => (block, starts, QuotationMarks::Kept),
            Found::Text => (self.text.as_slice(), starts, QuotationMarks::LeftOut),
        };
        // Without its quotation marks, a text is UTF-8 where it was so with them.
        let is_known = self.next <= self.text_until;
        let encoding = if is_known { Encoding::Utf8 } else { Encoding::Unknown };
        Cells { text, starts, marks, encoding }
    }

    /// Goes on to the next row; `false` behind the last. Lines of nothing are none.
    #[inline]
    pub(super) fn advance(&mut self) -> Result<bool, CutError> {
        loop {
            let Some(end) = self.cut() else {
                let rest = self.block.get(self.next..self.filled).unwrap_or_default();
                if self.is_at_end || rest.contains(&b'"') {
                    return self.advance_slowly();
                }
                self.fill()?;
                continue;
            };
            self.line = self.next_line;
            self.next_line += 1;
            let length = end - self.next;
            self.next = end + 1;
            if length > 0 {
                return Ok(true);
            }
        }
    }

    /// Where the row that begins at `next` ends; the beginnings of its cells are noted. `None` where its end is not in the block, or
    /// a cell in quotation marks has some inside, or ends of lines, or more behind it.
    #[inline]
    fn cut(&mut self) -> Option<usize> {
        let bytes = self.block.get(..self.filled)?;
        let later = self.behind.get(self.at + 1..)?;
        let mark = |behind: &u32| bytes.get(place(*behind) - 1).copied();
        let count = later.iter().take_while(|behind| mark(behind) == Some(self.separator)).count();
        let behind = later.get(count)?;
        if mark(behind) != Some(b'\n') {
            return self.cut_quoted();
        }
        let first = self.at;
        self.at += count + 1;
        self.row = Found::Plain(first, self.at);
        Some(place(*behind) - 1)
    }

    /// The same of a row that has quotation marks.
    fn cut_quoted(&mut self) -> Option<usize> {
        let Self { block, behind, separator, starts, .. } = self;
        let bytes = block.get(..self.filled)?;
        let mark = |behind: &u32| bytes.get(place(*behind) - 1).copied();
        let (mut at, mut cell) = (self.at, *behind.get(self.at)?);
        starts.clear();
        starts.push(cell);
        loop {
            let later = behind.get(at + 1..)?;
            let count = later.iter().take_while(|behind| mark(behind) == Some(*separator)).count();
            let (cells, rest) = later.split_at_checked(count)?;
            starts.extend_from_slice(cells);
            cell = cells.last().copied().unwrap_or(cell);
            let next = *rest.first()?;
            at += count + 1;
            if mark(&next) == Some(b'\n') {
                starts.push(next);
                self.at = at;
                self.row = Found::Block;
                return Some(place(next) - 1);
            }
            // Elsewhere it is a character like others.
            if next == cell + 1 {
                let inside = rest.get(1..)?;
                at += 1 + inside.iter().take_while(|behind| mark(behind) == Some(*separator)).count();
                let closing = *behind.get(at)?;
                let follows = *bytes.get(place(closing))?;
                if mark(&closing) != Some(b'"') || (follows != *separator && follows != b'\n') {
                    return None;
                }
            }
        }
    }

    /// The next row where it has such quotation marks, or its line no end.
    fn advance_slowly(&mut self) -> Result<bool, CutError> {
        loop {
            let bytes = self.block.get(self.next..self.filled).unwrap_or_default();
            self.line = self.next_line;
            if bytes.is_empty() && self.is_at_end {
                return Ok(false);
            }
            match unquoted(bytes, self.separator, &mut self.text, &mut self.starts) {
                Unquoted::End { length, lines } => {
                    self.go_to(self.next + length);
                    self.next_line += lines;
                    self.row = Found::Text;
                    return Ok(true);
                }
                Unquoted::Open { .. } if !self.is_at_end => self.fill()?,
                Unquoted::Open { is_quoted, lines } => {
                    // One line of it may be what its writer meant.
                    if is_quoted && lines > 0 {
                        return Err(CutError::Unclosed);
                    }
                    self.go_to(self.filled);
                    self.row = Found::Text;
                    return Ok(true);
                }
            }
        }
    }

    /// Reads the cells of the row at hand that are not in UTF-8 as Windows-1252.
    pub(super) fn reencode(&mut self) {
        (self.text, self.starts) = encoding::in_utf8(self.cells().iter());
        self.row = Found::Text;
    }

    /// Reads on, behind what is left of the block.
    fn fill(&mut self) -> Result<(), CutError> {
        self.block.copy_within(self.next..self.filled, 0);
        self.filled -= self.next;
        self.next = 0;
        if self.filled == self.block.len() {
            if self.filled > ROW_MAX {
                self.line = self.next_line;
                return Err(CutError::TooLong);
            }
            self.block.resize(self.block.len() * 2, 0);
        }
        let room = self.block.get_mut(self.filled..).unwrap_or_default();
        loop {
            match self.reader.read(room) {
                Ok(count) => {
                    self.is_at_end = count == 0;
                    self.filled += count;
                    self.look_through();
                    return Ok(());
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.line = self.next_line;
                    return Err(CutError::Io(error));
                }
            }
        }
    }

    /// Looks for marks, and for what is not UTF-8, in the block that was filled from its beginning on: that of many rows at once is
    /// soon done, and rows end with whole characters.
    fn look_through(&mut self) {
        self.list();
        self.text_until = text_until(self.block.get(..self.filled).unwrap_or_default());
    }
}

/// How many bytes are looked at at once for whether they are ASCII.
const AT_ONCE: usize = 4_096;

/// Up to where bytes are UTF-8 from their beginning on: as `str::from_utf8` says, but sooner where nearly all of it is ASCII.
fn text_until(bytes: &[u8]) -> usize {
    let mut until = 0;
    loop {
        let rest = bytes.get(until..).unwrap_or_default();
        let some = rest.get(..AT_ONCE).unwrap_or(rest);
        if some.is_empty() {
            return until;
        }
        match if some.is_ascii() { Ok("") } else { std::str::from_utf8(some) } {
            Ok(_) => until += some.len(),
            // The last character of these bytes may go on behind them.
            Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => {
                until += error.valid_up_to();
            }
            Err(error) => return until + error.valid_up_to(),
        }
    }
}

/// A place in a block, which machine words have room for.
#[inline]
fn place(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

/// The length of the text of a row, of which a block has some.
fn length(text: &[u8]) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX - 1)
}

enum Unquoted {
    /// The row, with the end of its line, has so many bytes and ends of lines.
    End { length: usize, lines: u64 },
    /// It ends with the bytes, or further on; inside quotation marks or not, with so many ends of lines in its last cell.
    Open { is_quoted: bool, lines: u64 },
}

/// Where in a row a byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    CellStart,
    Plain,
    Quoted,
    /// Behind a quotation mark that closes the cell, or is the first of two.
    Closing,
}

/// Writes the row that begins here without its quotation marks.
fn unquoted(bytes: &[u8], separator: u8, text: &mut Vec<u8>, starts: &mut Vec<u32>) -> Unquoted {
    text.clear();
    starts.clear();
    starts.push(0);
    let (mut state, mut lines, mut lines_before) = (State::CellStart, 0, 0);
    for (at, byte) in bytes.iter().enumerate() {
        state = match (state, *byte) {
            (State::CellStart, b'"') => State::Quoted,
            (State::Quoted, b'"') => State::Closing,
            (State::Quoted, byte) => {
                lines += u64::from(byte == b'\n');
                text.push(byte);
                State::Quoted
            }
            (State::Closing, b'"') => {
                text.push(b'"');
                State::Quoted
            }
            (_, byte) if byte == separator => {
                text.push(separator);
                starts.push(length(text));
                lines_before = lines;
                State::CellStart
            }
            (_, b'\n') => {
                starts.push(length(text) + 1);
                return Unquoted::End { length: at + 1, lines: lines + 1 };
            }
            (_, byte) => {
                text.push(byte);
                State::Plain
            }
        };
    }
    starts.push(length(text) + 1);
    Unquoted::Open { is_quoted: state == State::Quoted, lines: lines - lines_before }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A reader that hands out a few bytes at a time.
    struct Drops<'b>(&'b [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(buffer.len()).min(self.0.len());
            let (now, later) = self.0.split_at(count);
            buffer[..count].copy_from_slice(now);
            self.0 = later;
            Ok(count)
        }
    }

    fn rows(bytes: &[u8], drop: usize) -> Option<Vec<(u64, Vec<Vec<u8>>)>> {
        let mut cutter = Cutter::open(Drops(bytes, drop)).unwrap();
        let mut all = Vec::new();
        while cutter.advance().ok()? {
            let cells = cutter.cells();
            let bits = cells.are_byte(1..99, b'a');
            assert!(
                (1..cells.len().min(65)).all(|at| cells.is_byte(at, b'a') == (bits >> (at - 1) & 1 == 1))
            );
            assert!(bits.count_ones() <= u32::try_from(cells.len()).unwrap());
            all.push((cutter.line(), cells.iter().map(<[u8]>::to_vec).collect()));
        }
        Some(all)
    }

    /// The rows as the `csv` crate reads them.
    fn by_csv(bytes: &[u8]) -> Vec<Vec<Vec<u8>>> {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .terminator(csv::Terminator::Any(b'\n'))
            .from_reader(bytes);
        let cells = |row: csv::ByteRecord| row.iter().map(<[u8]>::to_vec).collect();
        reader.into_byte_records().map(|row| cells(row.unwrap())).collect()
    }

    proptest! {
        #[test]
        fn rows_are_those_of_the_csv_crate(text in "[ab,\"\n\r é]{0,60}", drop in 1usize..9) {
            let expected = by_csv(text.as_bytes());
            match rows(text.as_bytes(), drop) {
                Some(found) => prop_assert_eq!(found.into_iter().map(|(_, cells)| cells).collect::<Vec<_>>(), expected),
                // A mark that is never closed, in a row of several lines.
                None => prop_assert!(expected.last().unwrap().last().unwrap().contains(&b'\n')),
            }
        }

        #[test]
        fn texts_end_where_the_standard_library_says(
            before in 4_080usize..4_100, text in "[a\u{e9}\u{20ac}\u{1f600}]{0,12}", byte: u8, at in 0usize..30
        ) {
            let mut bytes = vec![b'x'; before];
            bytes.extend_from_slice(text.as_bytes());
            for is_broken in [false, true] {
                if is_broken {
                    bytes.insert(before + at.min(text.len()), byte);
                }
                let expected = std::str::from_utf8(&bytes).map_or_else(|error| error.valid_up_to(), str::len);
                prop_assert_eq!(text_until(&bytes), expected);
            }
        }

        #[test]
        fn a_byte_more_makes_other_rows(text in "[ab,\"\n]{1,40}", at in 0usize..40) {
            let Some(found) = rows(text.as_bytes(), 5) else { return Ok(()) };
            let mut other = text.clone();
            other.insert(at % (text.len() + 1), 'z');
            let others = rows(other.as_bytes(), 5);
            prop_assert_ne!(others, Some(found));
        }
    }

    #[test]
    fn cells_in_another_encoding_are_read_as_windows_1252() {
        for (bytes, expected) in [
            (&b"\xe9,\"\xc3\xa9\",a"[..], ["é", "é", "a"]),
            (b"\xc3,\xa9,\x80", ["Ã", "©", "€"]),
            (b"\"a\nb\",,\"\xfc, \"\"x\"\"\"", ["a\nb", "", "ü, \"x\""]),
        ] {
            let mut cutter = Cutter::open(bytes).unwrap();
            assert!(cutter.advance().unwrap() && !cutter.cells().is_text());
            cutter.reencode();
            assert!(cutter.cells().iter().eq(expected.iter().map(|cell| cell.as_bytes())));
        }
    }

    #[test]
    fn rows_know_their_lines() {
        let found = rows(b"a,b\n\n\"c\nd\",e\r\nf\n\n\ng", 3).unwrap();
        let lines: Vec<u64> = found.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 3, 5, 8]);
        assert_eq!(found[1].1, [&b"c\nd"[..], b"e\r"]);
    }

    #[test]
    fn rows_beyond_measure_are_refused() {
        let long = [vec![b'x'; 3 << 20], b"\n".to_vec()].concat();
        let mut cutter = Cutter::open(&long[..]).unwrap();
        assert!(matches!(cutter.advance(), Err(CutError::TooLong)));
        let mut cutter = Cutter::open(&b"a,\"b\nc\n"[..]).unwrap();
        assert!(matches!(cutter.advance(), Err(CutError::Unclosed)));
    }
}
