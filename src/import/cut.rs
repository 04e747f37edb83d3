//! Where rows and cells end: a file in one buffer, cut into one row at a time.
//!
//! Quotation marks are read as RFC 4180 has them, and as most readers forgive: a cell that begins with one is quoted up to the
//! next that is not doubled; what stands behind that belongs to the cell; elsewhere they are characters like others.

use std::io::{self, ErrorKind, Read};

use super::encoding;

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
    marks: Marks,
    /// The row at hand.
    row: Found,
    ends: Vec<usize>,
    /// Its text, where it has quotation marks that are more than a pair around a cell.
    text: Vec<u8>,
    line: u64,
}

/// Where the text of a row is.
#[derive(Clone, Copy)]
enum Found {
    /// In the block, from here to there.
    Block(usize, usize),
    /// In a text of its own, its quotation marks left out.
    Text,
}

/// The cells of a row: a byte lies between two of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cells<'r> {
    text: &'r [u8],
    ends: &'r [usize],
    marks: QuotationMarks,
}

/// Whether a text has the quotation marks around its cells; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum QuotationMarks {
    Kept,
    LeftOut,
}

impl<'r> Cells<'r> {
    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// How many bytes they have together.
    pub(super) const fn length(&self) -> usize {
        (self.text.len() + 1).saturating_sub(self.len())
    }

    /// Whether all of them are UTF-8. What stands between them is ASCII.
    pub(super) fn is_text(&self) -> bool {
        std::str::from_utf8(self.text).is_ok()
    }

    /// A cell, from 0.
    #[inline]
    pub(super) fn get(&self, at: usize) -> Option<&'r [u8]> {
        let end = *self.ends.get(at)?;
        let start = match at.checked_sub(1) {
            Some(before) => *self.ends.get(before)? + 1,
            None => 0,
        };
        match self.text.get(start..end)? {
            [b'"', inner @ .., b'"'] if self.marks == QuotationMarks::Kept => Some(inner),
            cell => Some(cell),
        }
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
            marks: Marks::new(b','),
            row: Found::Text,
            ends: Vec::new(),
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

    /// Says what separates the columns, and that so many bytes stand before the first row.
    pub(super) fn begin(&mut self, separator: u8, skipped: usize) {
        self.marks = Marks::new(separator);
        self.next = skipped.min(self.filled);
    }

    /// The line on which the row at hand begins, from 1.
    pub(super) const fn line(&self) -> u64 {
        self.line
    }

    /// The cells of the row at hand.
    #[inline]
    pub(super) fn cells(&self) -> Cells<'_> {
        let (text, marks) = match self.row {
            Found::Block(start, end) => {
                (self.block.get(start..end).unwrap_or_default(), QuotationMarks::Kept)
            }
            Found::Text => (self.text.as_slice(), QuotationMarks::LeftOut),
        };
        Cells { text, ends: &self.ends, marks }
    }

    /// Goes on to the next row; `false` behind the last. Lines of nothing are none.
    #[inline]
    pub(super) fn advance(&mut self) -> Result<bool, CutError> {
        loop {
            let bytes = self.block.get(self.next..self.filled).unwrap_or_default();
            let Some(length) = cut(bytes, self.marks, &mut self.ends) else {
                if self.is_at_end || bytes.contains(&b'"') {
                    return self.advance_slowly();
                }
                self.fill()?;
                continue;
            };
            self.line = self.next_line;
            self.next_line += 1;
            let start = self.next;
            self.next += length + 1;
            if length > 0 {
                self.row = Found::Block(start, start + length);
                return Ok(true);
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
            match unquoted(bytes, self.marks.separator, &mut self.text, &mut self.ends) {
                Unquoted::End { length, lines } => {
                    self.next += length;
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
                    self.next = self.filled;
                    self.row = Found::Text;
                    return Ok(true);
                }
            }
        }
    }

    /// Reads the cells of the row at hand that are not in UTF-8 as Windows-1252.
    pub(super) fn reencode(&mut self) {
        (self.text, self.ends) = encoding::in_utf8(self.cells().iter());
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
}

/// The bytes that are looked for, each in all eight places of a word.
#[derive(Clone, Copy)]
struct Marks {
    separator: u8,
    separators: u64,
}

const EACH: u64 = 0x0101_0101_0101_0101;
const LOW: u64 = 0x7F * EACH;

impl Marks {
    fn new(separator: u8) -> Self {
        Self { separator, separators: u64::from(separator) * EACH }
    }

    /// The highest bit of each byte of a word that is a separator, the end of a line or a quotation mark.
    #[inline]
    fn of(self, word: u64) -> u64 {
        // The bits of a byte are all zero exactly where neither its seven low ones carry into the highest, nor that is set.
        let differs = |marks: u64| {
            let difference = word ^ marks;
            ((difference & LOW) + LOW) | difference
        };
        let none = differs(self.separators) & differs(EACH * 0x0A) & differs(EACH * 0x22);
        !none & !LOW
    }
}

/// The length of the row that begins here; the ends of its cells are noted. `None` where its end is not here, or a cell in quotation marks has
/// some inside, or ends of lines, or more behind it.
#[inline]
fn cut(bytes: &[u8], marks: Marks, ends: &mut Vec<usize>) -> Option<usize> {
    ends.clear();
    let (mut at, mut cell, mut is_quoted) = (0, 0, false);
    loop {
        let rest = bytes.get(at..)?;
        let word = match rest.first_chunk() {
            Some(word) => *word,
            None => {
                let mut word = [0; 8];
                word.get_mut(..rest.len())?.copy_from_slice(rest);
                word
            }
        };
        let mut found = marks.of(u64::from_le_bytes(word));
        while found != 0 {
            let here = at + usize::try_from(found.trailing_zeros() / 8).unwrap_or_default();
            found &= found - 1;
            match *bytes.get(here)? {
                b'"' if is_quoted => {
                    let is_end =
                        bytes.get(here + 1).is_some_and(|next| *next == marks.separator || *next == b'\n');
                    if !is_end {
                        return None;
                    }
                    is_quoted = false;
                }
                // Elsewhere it is a character like others.
                b'"' => is_quoted = here == cell,
                b'\n' if is_quoted => return None,
                b'\n' => {
                    ends.push(here);
                    return Some(here);
                }
                _ if is_quoted => {}
                _ => {
                    ends.push(here);
                    cell = here + 1;
                }
            }
        }
        if rest.len() < 8 {
            return None;
        }
        at += 8;
    }
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
fn unquoted(bytes: &[u8], separator: u8, text: &mut Vec<u8>, ends: &mut Vec<usize>) -> Unquoted {
    text.clear();
    ends.clear();
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
                ends.push(text.len());
                text.push(separator);
                lines_before = lines;
                State::CellStart
            }
            (_, b'\n') => {
                ends.push(text.len());
                return Unquoted::End { length: at + 1, lines: lines + 1 };
            }
            (_, byte) => {
                text.push(byte);
                State::Plain
            }
        };
    }
    ends.push(text.len());
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
            all.push((cutter.line(), cutter.cells().iter().map(<[u8]>::to_vec).collect()));
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
