//! Entries in Parquet: the same columns as in CSV, under the same keys.
//!
//! Dates are `DATE` or text, amounts `DECIMAL`, whole numbers or text in any form that CSV may have, flags `BOOLEAN` or text; everything
//! else is text. A column of floating-point numbers is refused. Rows are taken into columns as those of CSV are; what columns do not hold is
//! written as a row of CSV, for the reader that knows all forms: row N, counted from 1 on, is told as line N + 1.
//!
//! The format is read by the crate `parquet` of the Apache Arrow project, compressed with Snappy or Zstandard or not at all.

mod column;
mod pages;
mod texts;

use std::fs::File;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::panic::AssertUnwindSafe;
use std::path::Path;

use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{ChunkReader, FileReader};
use ::parquet::file::serialized_reader::SerializedFileReader;
use bytes::Bytes;

use super::block::{Block, Cell, intern_all};
use super::cells::{Days, Units, digits};
use super::header::{Header, Role};
use super::scan::Scanned;
use super::{Defaults, SideRow, Taken};
use crate::date::Day;
use crate::error::{Code, Problem};
use crate::file::log::FILE_LENGTH_MAX;
use crate::ledger::{ABSENT, Draft, MANTISSA_MAX};
use crate::threads::on_threads;
use column::{Column, Form, wide};
use texts::Texts;

/// How many rows are read at once.
const ROWS_AT_ONCE: usize = 1 << 12;

/// A Parquet file: on disk, or in memory.
pub(crate) enum Stored<'p> {
    /// On disk.
    Path(&'p Path),
    /// In memory.
    Bytes(Vec<u8>),
}

/// Runs `$of` with the means to open the file.
macro_rules! opened {
    ($stored:expr, $of:expr) => {
        match $stored {
            Stored::Path(path) => $of(&|| File::open(path).map_err(ParquetError::from)),
            Stored::Bytes(bytes) => {
                let bytes = Bytes::from(bytes);
                $of(&move || Ok(bytes.clone()))
            }
        }
    };
}

/// The rows of a file as columns hold them; `None` where its columns are not for them.
///
/// # Errors
///
/// Where the file is not Parquet, or has a column that no cell can be read of.
pub(crate) fn read(
    name: &str,
    stored: Stored<'_>,
    defaults: Defaults,
    threads: NonZeroUsize,
) -> Result<Option<Taken>, Box<Problem>> {
    guarded(name, || opened!(stored, |open: &_| taken(name, open, defaults, threads)))
}

/// A file as CSV: all of its rows, or as many as are too many.
///
/// # Errors
///
/// As [`read`].
pub(crate) fn to_csv(name: &str, stored: Stored<'_>) -> Result<Vec<u8>, Box<Problem>> {
    guarded(name, || opened!(stored, |open: &_| written(name, open)))
}

/// What `of` gives. Of some files whose bytes were damaged, the crate that decodes them panics: that is an error of the file as any other.
fn guarded<T>(name: &str, of: impl FnOnce() -> Result<T, Box<Problem>>) -> Result<T, Box<Problem>> {
    // Nothing that is half done is looked at afterwards.
    std::panic::catch_unwind(AssertUnwindSafe(of)).unwrap_or_else(|_| {
        let message = "its decoder gave up where pages contradict one another".to_owned();
        Err(unreadable(name, &ParquetError::General(message)))
    })
}

fn taken<R: ChunkReader + 'static>(
    name: &str,
    open: &(impl Fn() -> Result<R, ParquetError> + Sync),
    defaults: Defaults,
    threads: NonZeroUsize,
) -> Result<Option<Taken>, Box<Problem>> {
    let file = Table::open(name, open)?;
    let Some(header) = file.header() else { return Ok(None) };
    let header = header.leaving_out(defaults.left_out);
    let of_part = |groups: Range<usize>| {
        Table::open(name, open)?.taken(groups, &header, defaults).map_err(|error| unreadable(name, &error))
    };
    let mut parts = on_threads(file.shares(threads), of_part).into_iter();
    let Some(Some(mut all)) = parts.next().transpose()? else { return Ok(None) };
    for part in parts {
        let Some(part) = part? else { return Ok(None) };
        if all.append(part).is_none() {
            return Ok(None);
        }
    }
    for side in &mut all.side {
        // Below the header, as in CSV.
        side.line = side.number.saturating_add(1);
    }
    let is_long = usize::try_from(all.row_count()).is_ok_and(|rows| rows * 40 > FILE_LENGTH_MAX);
    Ok(Some(Taken { header: header.line, draft: all.draft, side: all.side, is_long }))
}

fn written<R: ChunkReader + 'static>(
    name: &str,
    open: &impl Fn() -> Result<R, ParquetError>,
) -> Result<Vec<u8>, Box<Problem>> {
    let file = Table::open(name, open)?;
    let mut out = csv::Writer::from_writer(Vec::new());
    let general = |error: csv::Error| ParquetError::General(error.to_string());
    let unreadable = |error: ParquetError| unreadable(name, &error);
    out.write_record(file.forms.iter().map(|(key, _)| key)).map_err(general).map_err(unreadable)?;
    let mut number = 0u64;
    for group in 0..file.reader.num_row_groups() {
        let read = file.each_block(group, |columns, _| {
            for row in cells(columns) {
                number += 1;
                let row: Option<Vec<String>> = row.into_iter().collect();
                let not_text = || ParquetError::General(format!("row {number} has text that is not UTF-8"));
                out.write_record(row.ok_or_else(not_text)?).map_err(general)?;
            }
            Ok(out.get_ref().len() <= FILE_LENGTH_MAX)
        });
        if !read.map_err(unreadable)? {
            break;
        }
    }
    out.into_inner().map_err(|error| unreadable(ParquetError::General(error.to_string())))
}

/// All cells of the rows at hand.
fn cells(columns: &[Column]) -> impl Iterator<Item = Vec<Option<String>>> {
    let mut cells: Vec<_> = columns.iter().map(Column::cells).collect();
    std::iter::from_fn(move || cells.iter_mut().map(Iterator::next).collect())
}

fn unreadable(name: &str, error: &ParquetError) -> Box<Problem> {
    let message = format!("`{name}` cannot be read as Parquet: {error}");
    Problem::new(Code::Syntax, message)
        .help("write it again, compressed with Snappy, Zstandard or not at all")
        .into()
}

/// A file with what its columns hold.
struct Table<R: ChunkReader> {
    reader: SerializedFileReader<R>,
    /// The key of each column, and what it holds.
    forms: Vec<(String, Form)>,
}

impl<R: ChunkReader + 'static> Table<R> {
    fn open(name: &str, open: &impl Fn() -> Result<R, ParquetError>) -> Result<Self, Box<Problem>> {
        let reader = open().and_then(SerializedFileReader::new).map_err(|error| unreadable(name, &error))?;
        let schema = reader.metadata().file_metadata().schema_descr();
        let form = |column: &::parquet::schema::types::ColumnDescriptor| {
            let key = column.path().string();
            match Form::of(column) {
                Ok(form) => Ok((key, form)),
                Err(reason) => {
                    let (fault, help) = reason.split_once(": ").unwrap_or((reason, "write it as text"));
                    let message = format!("the column `{key}` of `{name}` cannot be read: {fault}");
                    Err(Box::new(Problem::new(Code::WrongType, message).help(help)))
                }
            }
        };
        let forms = schema.columns().iter().map(|column| form(column)).collect::<Result<_, _>>()?;
        Ok(Self { reader, forms })
    }

    fn header(&self) -> Option<Header> {
        let keys: Vec<&str> = self.forms.iter().map(|(key, _)| key.as_str()).collect();
        Header::of(format!("{}\n", keys.join(",")).as_bytes())
    }

    /// The groups of rows for each of so many threads.
    fn shares(&self, threads: NonZeroUsize) -> Vec<Range<usize>> {
        let count = self.reader.num_row_groups();
        let threads = threads.get().min(count.max(1));
        let at = |part: usize| count * part / threads;
        (0..threads).map(|part| at(part)..at(part + 1)).collect()
    }

    /// Calls for some rows of a group after the other, until `each` says no; whether it never did.
    fn each_block(
        &self,
        group: usize,
        mut each: impl FnMut(&mut [Column], usize) -> Result<bool, ParquetError>,
    ) -> Result<bool, ParquetError> {
        let group = self.reader.get_row_group(group)?;
        let mut columns = Vec::new();
        for (at, (_, form)) in self.forms.iter().enumerate() {
            columns.push(Column::new(&*group, at, *form)?);
        }
        let mut left = usize::try_from(group.metadata().num_rows())
            .map_err(|_| ParquetError::General("a group has fewer rows than none".to_owned()))?;
        while left > 0 {
            let count = left.min(ROWS_AT_ONCE);
            for column in &mut columns {
                column.read(count)?;
            }
            if !each(&mut columns, count)? {
                return Ok(false);
            }
            left -= count;
        }
        Ok(true)
    }

    /// The rows of some groups; `None` where there are too many names, currencies or rows.
    fn taken(
        &self,
        groups: Range<usize>,
        header: &Header,
        defaults: Defaults,
    ) -> Result<Option<Scanned>, ParquetError> {
        let rows = |group: usize| self.reader.metadata().row_group(group).num_rows();
        let expected: i64 = groups.clone().map(rows).sum();
        let mut taker = Taker {
            roles: &header.roles,
            defaults,
            days: Days::new(),
            units: Units::new(),
            block: Block::default(),
            // No more than a file of some size can hold, whatever it says.
            draft: Draft::with_capacity(usize::try_from(expected).unwrap_or(0).min(1 << 24)),
            side: Vec::new(),
            keys: Vec::new(),
            rows: 0,
        };
        for group in groups {
            if !self.each_block(group, |columns, count| Ok(taker.take(columns, count).is_some()))? {
                return Ok(None);
            }
        }
        Ok(Some(Scanned::of(taker.draft, taker.side, taker.rows)))
    }
}

/// Rows as they are taken into columns.
struct Taker<'h> {
    roles: &'h [Role],
    defaults: Defaults,
    days: Days,
    units: Units,
    block: Block,
    draft: Draft,
    side: Vec<SideRow>,
    rows: u32,
    /// Names as numbers.
    keys: Vec<u128>,
}

impl Taker<'_> {
    /// Takes the rows at hand; `None` where there are too many rows, or text that is not UTF-8.
    fn take(&mut self, columns: &mut [Column], count: usize) -> Option<()> {
        let Self { block, draft, days, units, defaults, .. } = self;
        block.begin(count);
        let mut currency: Option<&Texts> = None;
        for (column, role) in columns.iter_mut().zip(self.roles) {
            match (role, column) {
                (Role::Day, Column::Dates(values)) => {
                    block.read_days(values.iter().map(|days| Day::from_epoch_days(*days?)));
                }
                (Role::Day, Column::Texts(texts)) => {
                    block.read_days(texts.iter().map(|cell| days.read(cell)));
                }
                (Role::Amount, Column::Small(values, decimals)) => {
                    let amount = |digits: Option<&i32>| defaults.allowed((i64::from(*digits?), *decimals));
                    block.read_digits(values.iter().map(amount));
                }
                (Role::Amount, Column::Long(values, decimals)) => {
                    let amount = |digits: Option<&i64>| allowed(*defaults, (*digits?).into(), *decimals);
                    block.read_digits(values.iter().map(amount));
                }
                (Role::Amount, Column::Wide(values, decimals)) => {
                    block.read_digits(
                        values.iter().map(|digits| allowed(*defaults, wide(digits?)?, *decimals)),
                    );
                }
                (Role::Amount, Column::Texts(texts)) => {
                    block.read_digits(texts.iter().map(|cell| defaults.allowed(digits(cell)?)));
                }
                (Role::Name(field), Column::Texts(texts)) => {
                    let keys = &mut self.keys;
                    texts.code(|page, codes| {
                        intern_all(*field, draft, || page.cells(), keys, codes);
                    });
                    block.read_codes(*field, texts.codes(ABSENT));
                }
                (Role::LeftOut, Column::Texts(texts)) => block.keep(texts.iter().map(Cell::is_absent_or_id)),
                (Role::Currency, Column::Texts(texts)) => currency = Some(&*texts),
                // Of a column of something else no row has a day or an amount that is for columns, not even where it has nothing.
                (Role::Day | Role::Amount, _) => block.keep(std::iter::repeat_n(false, count)),
                // Anything else is for the reader that knows all forms, unless it is not there.
                (_, column) => {
                    block.keep(column.cells().map(|cell| cell.is_some_and(|cell| cell.is_empty())));
                }
            }
        }
        let unit_of = |code: Cell<'_>, decimals| units.read(code, decimals, defaults.currency, draft);
        match currency {
            Some(texts) => block.read_units(texts.iter(), unit_of),
            None => block.read_units(std::iter::repeat_n(Cell::default(), count), unit_of),
        }
        let first = self.rows;
        self.rows = first.checked_add(u32::try_from(count).ok()?)?;
        let number = |at: usize| first.checked_add(u32::try_from(at).ok()?)?.checked_add(1);
        let mut rows = None;
        self.block.take(&mut self.draft, number, |at| {
            let rows = rows.get_or_insert_with(|| (0..).zip(cells(columns)));
            let (_, cells) = rows.find(|(row, _)| *row == at)?;
            let cells = cells.into_iter().collect::<Option<Vec<String>>>()?;
            let mut line =
                csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
            line.write_record(cells).ok()?;
            let mut bytes = line.into_inner().ok()?;
            bytes.pop();
            self.side.push(SideRow { number: number(at)?, line: 0, bytes });
            Some(())
        })
    }
}

/// Digits that a machine word surely holds.
fn allowed(defaults: Defaults, digits: i128, decimals: u8) -> Option<(i64, u8)> {
    defaults.allowed((
        i64::try_from(digits).ok().filter(|digits| digits.unsigned_abs() <= MANTISSA_MAX)?,
        decimals,
    ))
}
