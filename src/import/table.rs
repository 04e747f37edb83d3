//! Rows of CSV files: read one at a time into one buffer, with a limit on everything.

use std::cell::Cell;
use std::io::Read;
use std::ops::Range;
use std::sync::Arc;

use super::account::counted;
use super::cut::{Cells, CutError, Cutter, ROW_MAX};
use super::input::{Part, at_line, no_text, refused};
use super::record::Spot;
use super::run::Run;
use crate::error::{Code, Problem};
use crate::money::Money;

/// The longest row, in bytes: a thousand times that of any publisher.
pub(super) const ROW_LENGTH_MAX: u64 = 1 << 20;
/// The most columns a row may have.
pub(super) const COLUMNS_MAX: usize = 1_024;

/// The column of a table, from 0.
pub(super) type Column = usize;

/// Why a row becomes no entry.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// The cell to blame, from 0.
    pub(super) column: Column,
    /// One sentence without a full stop.
    pub(super) reason: String,
    /// The cell.
    pub(super) text: String,
    /// The row's money, where it can be read.
    pub(super) money: Option<Box<Money>>,
}

impl Fault {
    /// The same fault of a row whose money is this.
    pub(super) fn with_money(self, money: Option<Money>) -> Self {
        Self { money: money.map(Box::new), ..self }
    }
}

/// What ends the reading of a row: its own fault, after which the next is read, or the end of the import.
pub(super) enum Stop {
    /// Boxed, because rows without a fault would carry the room for one about.
    Row(Box<Fault>),
    Import(Box<Problem>),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Row(fault.into())
    }
}

impl From<Box<Problem>> for Stop {
    fn from(problem: Box<Problem>) -> Self {
        Self::Import(problem)
    }
}

/// The names of a table's columns.
#[derive(Clone, Debug)]
pub(super) struct Header {
    file: Arc<str>,
    /// On which line it stands, from 1.
    line: u64,
    /// As they are written, blanks around them left out.
    pub(super) names: Vec<String>,
    plain: Vec<String>,
    /// The first column that was asked for and stands there twice, with the second.
    asked_twice: Cell<Option<[Column; 2]>>,
}

/// A column's name for comparison: lower case, runs of all but letters and digits as one blank. `Amount Spent (EUR)` and
/// `amount_spent_eur` are one.
fn plain(name: &str) -> String {
    let words = name.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

impl Header {
    /// The first column that has one of these names, written in lower case with blanks. Where two have it, no row is read
    /// ([`Rows::each`]).
    pub(super) fn find(&self, names: &[&str]) -> Option<Column> {
        let found = names.iter().find_map(|name| self.plain.iter().position(|plain| plain == name))?;
        if let (Some(second), None) = (self.second(found), self.asked_twice.get()) {
            self.asked_twice.set(Some([found, second]));
        }
        Some(found)
    }

    /// The next column that is called as this one.
    fn second(&self, first: Column) -> Option<Column> {
        let behind = self.plain.iter().skip(first + 1);
        let name = self.plain.get(first);
        behind.zip(first + 1..).find(|(plain, _)| Some(*plain) == name).map(|(_, at)| at)
    }

    /// The columns with what their names have behind `prefix`, in lower case: `spend` gives `usd` of `Spend_USD`.
    pub(super) fn with_prefix<'h>(&'h self, prefix: &'h str) -> impl Iterator<Item = (Column, &'h str)> {
        let rest = move |plain: &'h String| plain.strip_prefix(prefix).map(str::trim_start);
        self.plain.iter().enumerate().filter_map(move |(at, plain)| Some((at, rest(plain)?)))
    }

    /// As [`Header::find`].
    ///
    /// # Errors
    ///
    /// The problem of a file that lacks the column, and so is not of the kind that `table` says, or has two that are called so.
    pub(super) fn require(&self, names: &[&str], table: &str) -> Result<Column, Box<Problem>> {
        let found = self.find(names).ok_or_else(|| {
            let wanted = names.first().copied().unwrap_or_default();
            let found: String = self.names.join(", ").chars().take(200).collect();
            let message = format!("this is not {table}: no column is called `{wanted}`");
            let problem = at_line(&self.file, self.line, Code::MissingKey, message);
            Box::new(problem.help(format!("its columns are: {found}")))
        })?;
        match self.second(found) {
            Some(second) => Err(self.twice(found, second)),
            None => Ok(found),
        }
    }

    /// The problem of two columns that say the same of a row: nobody knows which of them is meant.
    pub(super) fn twice(&self, first: Column, second: Column) -> Box<Problem> {
        let name = |column: Column| self.names.get(column).map_or("", String::as_str);
        let message = format!(
            "the columns {} and {}, `{}` and `{}`, are of the same name or currency",
            first + 1,
            second + 1,
            name(first),
            name(second)
        );
        let problem = at_line(&self.file, self.line, Code::Contradiction, message);
        problem.help("leave out the one that is not meant, or download the file again").into()
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }
}

/// A row of a table.
#[derive(Clone, Copy)]
pub(super) struct Row<'r> {
    cells: Cells<'r>,
    /// The file.
    pub(super) file: &'r str,
    /// The line on which it begins, from 1.
    pub(super) line: u64,
    /// Which row of the file it is, from 1, the header not counted.
    pub(super) number: u64,
}

impl<'r> Row<'r> {
    /// The cell, without the blanks around it; empty where the row has no such cell.
    #[inline]
    pub(super) fn cell(&self, column: Column) -> &'r [u8] {
        let cell = self.cells.get(column).unwrap_or_default();
        if has_blanks(cell) { cell.trim_ascii() } else { cell }
    }

    /// Whether the cell is `0`, which most cells of wide tables are, and nothing around it: sooner told than what the cell is.
    #[inline]
    pub(super) fn is_zero(&self, column: Column) -> bool {
        self.cells.is_byte(column, b'0')
    }

    /// Which of these columns are [zero](Self::is_zero): a bit each, of the first 64.
    pub(super) fn zeros(&self, columns: Range<Column>) -> u64 {
        self.cells.are_byte(columns, b'0')
    }

    /// Whether the cell is digits as they stand in the file, at most so many, or empty.
    pub(super) fn is_digits(&self, column: Column, count_max: usize) -> bool {
        self.cells
            .get(column)
            .is_some_and(|cell| cell.len() <= count_max && cell.iter().all(u8::is_ascii_digit))
    }

    /// The cell as it is, the blanks around it too.
    pub(super) fn raw(&self, column: Column) -> &'r [u8] {
        self.cells.get(column).unwrap_or_default()
    }

    /// Writes what tells the row from all that differ in any cell: not in how lines end, nor in empty cells behind the last.
    pub(super) fn write_whole(&self, key: &mut Vec<u8>) {
        let width = (0..self.width()).rev().find(|column| !self.cell(*column).is_empty());
        for column in width.into_iter().flat_map(|last| 0..=last) {
            let cell = self.cell(column);
            let begin = key.len();
            key.extend_from_slice(&[0; size_of::<usize>()]);
            let mut lines = cell.split(|byte| *byte == b'\n').peekable();
            while let Some(line) = lines.next() {
                let is_last = lines.peek().is_none();
                key.extend_from_slice(if is_last { line } else { line.strip_suffix(b"\r").unwrap_or(line) });
                key.extend_from_slice(if is_last { b"" } else { b"\n" });
            }
            let length = (key.len() - begin - size_of::<usize>()).to_le_bytes();
            if let Some(room) = key.get_mut(begin..begin + length.len()) {
                room.copy_from_slice(&length);
            }
        }
    }

    /// How many cells the row has.
    pub(super) const fn width(&self) -> usize {
        self.cells.len()
    }

    /// Whether the row has as many cells as the header, or more of which none says anything.
    pub(super) fn fits(&self, width: usize) -> bool {
        self.width() >= width && (width..self.width()).all(|column| self.cell(column).is_empty())
    }

    /// The cell as text.
    ///
    /// # Errors
    ///
    /// The fault of a cell that is not UTF-8.
    pub(super) fn text(&self, column: Column) -> Result<&'r str, Fault> {
        let cell = self.cell(column);
        std::str::from_utf8(cell).map_err(|_| self.fault(column, "the cell is not UTF-8"))
    }

    /// The cell as text where the table has the column; empty where it has not.
    pub(super) fn optional(&self, column: Option<Column>) -> Result<&'r str, Fault> {
        column.map_or(Ok(""), |column| self.text(column))
    }

    /// Where the cell stands.
    pub(super) fn spot(&self, column: Column) -> Spot<'r> {
        Spot { file: self.file, line: self.line, column: column + 1 }
    }

    /// What is wrong with a cell.
    pub(super) fn fault(&self, column: Column, reason: impl Into<String>) -> Fault {
        let text = String::from_utf8_lossy(self.cell(column)).chars().take(80).collect();
        Fault { column, reason: reason.into(), text, money: None }
    }
}

/// Whether there may be blanks around a cell, which nearly none has: those are all below the letters.
#[inline]
fn has_blanks(cell: &[u8]) -> bool {
    let is_blank = |byte: Option<&u8>| byte.is_some_and(|byte| *byte <= b' ');
    is_blank(cell.first()) || is_blank(cell.last())
}

/// A table that is being read.
pub(super) struct Rows<'r> {
    cutter: Cutter<'r>,
    file: Arc<str>,
    number: u64,
    /// How many rows were not in UTF-8.
    reencoded: u64,
    pub(super) header: Header,
}

impl<'r> Rows<'r> {
    /// Reads the header of a table whose columns commas, semicolons or tabs separate, or what a line `sep=` before it names.
    ///
    /// # Errors
    ///
    /// A file without a header, in UTF-16, with a row or number of columns beyond all measure, or that cannot be read.
    pub(super) fn open(file: &Arc<str>, reader: impl Read + 'r) -> Result<Self, Box<Problem>> {
        let mut cutter = Cutter::open(reader).map_err(|error| broken(file, 1, &error))?;
        let head = cutter.head();
        if let Some((code, message, help)) = no_text(head) {
            return Err(refused(file, code, message).help(help).into());
        }
        let mark = head.strip_prefix(b"\xEF\xBB\xBF").map_or(0, |rest| head.len() - rest.len());
        let (separator, skipped) = match named_separator(head.get(mark..).unwrap_or_default()) {
            Some((separator, length)) => (separator, mark + length),
            None => (separator(head), mark),
        };
        cutter.begin(separator, skipped);
        let header = Header {
            file: file.clone(),
            line: 1,
            names: Vec::new(),
            plain: Vec::new(),
            asked_twice: Cell::new(None),
        };
        let mut rows = Self { cutter, file: file.clone(), number: 0, reencoded: 0, header };
        if !rows.advance()? {
            let problem = refused(file, Code::MissingKey, "the file is empty: it has no header row");
            return Err(problem.help("download it again").into());
        }
        let name =
            |cell: &[u8]| String::from_utf8_lossy(cell).trim_start_matches('\u{feff}').trim().to_owned();
        rows.header.line = rows.cutter.line();
        rows.header.names = rows.cutter.cells().iter().map(name).collect();
        rows.header.plain = rows.header.names.iter().map(|name| plain(name)).collect();
        Ok(rows)
    }

    /// Goes on to the next row; rows without anything in them are passed over, as empty lines.
    #[inline]
    fn advance(&mut self) -> Result<bool, Box<Problem>> {
        loop {
            let found =
                self.cutter.advance().map_err(|error| broken(&self.file, self.cutter.line(), &error))?;
            if !found {
                return Ok(false);
            }
            let cells = self.cutter.cells();
            if cells.length() > ROW_MAX {
                return Err(broken(&self.file, self.cutter.line(), &CutError::TooLong));
            }
            if cells.len() > COLUMNS_MAX {
                let message =
                    format!("a row has {} columns, and at most {COLUMNS_MAX} are read", cells.len());
                let problem = at_line(&self.file, self.cutter.line(), Code::Limit, message);
                return Err(problem.help("make sure that this is the file").into());
            }
            if cells.len() > 1 || !cells.get(0).unwrap_or_default().trim_ascii().is_empty() {
                if !cells.is_text() {
                    self.cutter.reencode();
                    self.reencoded += 1;
                }
                return Ok(true);
            }
        }
    }

    /// The next row, as many cells as it may have.
    pub(super) fn next(&mut self) -> Result<Option<Row<'_>>, Box<Problem>> {
        if !self.advance()? {
            return Ok(None);
        }
        self.number += 1;
        Ok(Some(Row {
            cells: self.cutter.cells(),
            file: &self.file,
            line: self.cutter.line(),
            number: self.number,
        }))
    }

    /// Reads all rows: each is counted, and either `make` makes at least one entry of it, or it is set aside with the fault that
    /// `make` finds, or because it has not as many cells as the header.
    pub(super) fn each(
        &mut self,
        run: &mut Run<'_>,
        make: &mut dyn FnMut(&mut Run<'_>, Row<'_>) -> Result<(), Stop>,
    ) -> Result<(), Box<Problem>> {
        if let Some([first, second]) = self.header.asked_twice.get() {
            return Err(self.header.twice(first, second));
        }
        let width = self.header.len();
        while let Some(row) = self.next()? {
            run.begin_row()?;
            if !row.fits(width) {
                let found = row.width();
                let reason = format!("the header has {width} cells, and this row {found}");
                let column = found.min(width).saturating_sub(1);
                run.set_aside(row, row.fault(column, reason))?;
                continue;
            }
            match make(run, row) {
                Ok(()) => {}
                Err(Stop::Row(fault)) => run.set_aside(row, *fault)?,
                Err(Stop::Import(problem)) => return Err(problem),
            }
        }
        if self.reencoded > 0 {
            let rows = counted(self.reencoded, "row is", "rows are");
            let remark = format!("{}: {rows} not in UTF-8, and read as Windows-1252", self.file);
            run.account.remarks.push(remark);
        }
        run.end_row()
    }
}

/// Reads a part as a table: `each` gets the rows behind the header.
pub(super) fn read<T>(
    part: &Part,
    run: &mut Run<'_>,
    each: impl FnOnce(&mut Run<'_>, &mut Rows<'_>) -> Result<T, Box<Problem>>,
) -> Result<T, Box<Problem>> {
    run.begin_file(part);
    part.read(|reader| {
        let counted = run.counted(reader);
        each(run, &mut Rows::open(&part.name, counted)?)
    })
}

/// The header of a part, read for its columns alone.
pub(super) fn header(part: &Part) -> Result<Header, Box<Problem>> {
    part.read(|reader| Ok(Rows::open(&part.name, reader)?.header))
}

/// The separator that a line before the header names for Excel, `sep=;`, and how long that line is.
fn named_separator(head: &[u8]) -> Option<(u8, usize)> {
    let (name, rest) = head.split_first_chunk::<4>()?;
    let (separator, rest) = rest.split_first()?;
    let behind = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    let is_named = name.eq_ignore_ascii_case(b"sep=") && matches!(separator, b',' | b';' | b'\t' | b'|');
    is_named.then_some((*separator, head.len() - behind.len()))
}

/// What separates the columns of the first line.
fn separator(head: &[u8]) -> u8 {
    let line =
        head.split(|byte| matches!(byte, b'\n' | b'\r')).find(|line| !line.is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    for byte in line {
        quoted ^= *byte == b'"';
        for (mark, count) in &mut counts {
            *count += usize::from(!quoted && byte == mark);
        }
    }
    // Of equals the first: a comma where there is none at all.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(mark, _)| *mark)
}

fn broken(file: &str, line: u64, error: &CutError) -> Box<Problem> {
    let problem = match error {
        CutError::Io(error) => at_line(file, line, Code::Io, format!("the file cannot be read on: {error}"))
            .help("download it again"),
        CutError::TooLong => {
            at_line(file, line, Code::Limit, format!("the row is longer than {ROW_LENGTH_MAX} bytes"))
                .help("look for a quotation mark that is never closed, or make sure that this is the file")
        }
        CutError::Unclosed => {
            at_line(file, line, Code::Syntax, "a quotation mark is opened in this row and never closed")
                .help("close it, or double it inside a quoted cell")
        }
    };
    problem.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        let mut rows = Rows::open(&"a.csv".into(), text.as_bytes()).unwrap();
        let mut all = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            let cells = |row: Row<'_>| {
                (0..row.width()).map(|at| row.text(at).unwrap().to_owned()).collect::<Vec<_>>()
            };
            all.push((row.line, cells(row)));
        }
        all
    }

    #[test]
    fn a_line_for_excel_names_the_separator() {
        for text in ["sep=;\nh;i,j\n1;a,b\n", "\u{feff}SEP=;\r\nh;i,j\r\n1;a,b\r\n"] {
            assert_eq!(rows(text), [(3, ["1", "a,b"].map(str::to_owned).to_vec())], "{text:?}");
        }
        let header = Rows::open(&"a.csv".into(), &b"sep=;\nh;i\n"[..]).unwrap().header;
        assert_eq!(header.require(&["j"], "a table").unwrap_err().place.unwrap().line, 2);
        // A column may be called so.
        let other = rows("sep=,i\n1,a\n");
        assert_eq!(other, [(2, ["1", "a"].map(str::to_owned).to_vec())]);
    }

    #[test]
    fn rows_know_their_lines() {
        for text in [
            "h,i\n1,a\n2,\"b\nc\"\n\n3,d",
            "h,i\r\n1,a\r\n2,\"b\nc\"\r\n\r\n3,d\r\n",
            "\u{feff}h;i\n1;a\n2;\"b\nc\"\n\n3;d\n",
        ] {
            let found = rows(text);
            let expected = [(2, ["1", "a"]), (3, ["2", "b\nc"]), (6, ["3", "d"])];
            assert_eq!(
                found,
                expected.map(|(line, cells)| (line, cells.map(str::to_owned).to_vec())),
                "{text:?}"
            );
        }
    }

    #[test]
    fn headers_are_found_whatever_their_spelling() {
        let rows =
            Rows::open(&"a.csv".into(), "\u{feff}Page ID,Amount Spent (EUR),Spend_USD\n".as_bytes()).unwrap();
        assert_eq!(rows.header.find(&["page id"]), Some(0));
        assert_eq!(rows.header.find(&["amount", "amount spent eur"]), Some(1));
        assert_eq!(rows.header.with_prefix("spend").collect::<Vec<_>>(), [(2, "usd")]);
    }

    #[test]
    fn cells_of_another_encoding_are_read_cell_by_cell() {
        let mut rows =
            Rows::open(&"a.csv".into(), &b"h,i\nPe\xf1a,\x80 5 \x96 \xc3\xa9\n\xc3\xa9,x\n"[..]).unwrap();
        let mut all = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            all.push([0, 1].map(|at| row.text(at).unwrap().to_owned()));
        }
        let expected = [["Peña", "€ 5 – Ã©"], ["é", "x"]];
        assert_eq!(all, expected.map(|row| row.map(str::to_owned)));
        assert_eq!(rows.reencoded, 1);
    }

    #[test]
    fn what_is_beyond_measure_is_refused() {
        let message = |bytes: &[u8]| -> String {
            let rows = Rows::open(&"a.csv".into(), bytes);
            let error = rows.and_then(|mut rows| {
                while rows.next()?.is_some() {}
                Ok(())
            });
            error.unwrap_err().to_string()
        };
        let long = [b"a,b\n1,2\n3,\"".to_vec(), vec![b'x'; 3 << 20]].concat();
        assert_eq!(
            message(&long),
            "a.csv:3:1: error[limit]: the row is longer than 1048576 bytes; \
             look for a quotation mark that is never closed, or make sure that this is the file"
        );
        assert_eq!(
            message(&vec![b','; 2_000]),
            "a.csv:1:1: error[limit]: a row has 2001 columns, and at most 1024 are read; make sure that this is the file"
        );
        assert_eq!(
            message(b""),
            "a.csv:1:1: error[missing-key]: the file is empty: it has no header row; download it again"
        );
        assert_eq!(
            message(&[0xFF, 0xFE, b'a', 0]),
            "a.csv:1:1: error[encoding]: the file is in UTF-16; save it as UTF-8"
        );
    }
}
