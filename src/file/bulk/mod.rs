//! Entries in CSV, millions of them: rows that columns can hold go there at once, every other is left for the reader that
//! knows all forms.
//!
//! A row is taken if it is what a program writes: plain digits, a day as `YYYY-MM-DD`, a currency's code, ids. Nothing is
//! judged here: a row that is anything else, or wrong, is set aside whole, with its number and line.
//!
//! | file | what it does |
//! |---|---|
//! | `header` | what each column is |
//! | `scan` | from bytes to rows |
//! | `rows` | where rows and cells stand |
//! | `block` | what columns hold of some rows |
//! | `cells` | days, digits and codes |
//! | `parquet` | the same from Parquet |

mod block;
mod cells;
mod header;
#[cfg(feature = "parquet")]
pub(crate) mod parquet;
mod rows;
mod scan;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::num::NonZeroUsize;
use std::path::Path;

use crate::amount::Domain;
use crate::currency::Currency;
use crate::file::log::FILE_LENGTH_MAX;
use crate::ledger::{Draft, Field};
use crate::threads::on_threads;

use header::Header;
use scan::Scan;

/// Files below this length are read by one thread: to start another takes longer.
const SHARE_MIN: u64 = 1 << 20;

/// A row that columns do not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SideRow {
    /// Which row of the file, from 1 on, below the header.
    pub(crate) number: u32,
    /// On which line it begins, from 1 on.
    pub(crate) line: u32,
    /// Its bytes, without the line's end.
    pub(crate) bytes: Vec<u8>,
}

/// What was read of a file.
#[derive(Debug)]
pub(crate) struct Taken {
    /// The header's line.
    pub(crate) header: Vec<u8>,
    pub(crate) draft: Draft,
    pub(crate) side: Vec<SideRow>,
    /// Whether it is too long to be read row by row.
    pub(crate) is_long: bool,
}

impl Taken {
    /// The header and the rows set aside, each on its line.
    pub(crate) fn side_text(&self) -> Vec<u8> {
        let mut text = self.header.clone();
        text.push(b'\n');
        let mut line = 2;
        for side in &self.side {
            while line < side.line {
                text.push(b'\n');
                line += 1;
            }
            text.extend(&side.bytes);
            text.push(b'\n');
            let ends = memchr::memchr_iter(b'\n', &side.bytes).count();
            line += 1 + u32::try_from(ends).unwrap_or(u32::MAX);
        }
        text
    }
}

/// What holds for all rows of a file, its currency and domain where a row does not say otherwise.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Defaults {
    pub(crate) currency: Option<Currency>,
    pub(crate) domain: Domain,
    /// A field whose ids are checked, and then left out.
    pub(crate) left_out: Option<Field>,
}

impl Defaults {
    /// The digits of an amount, where it may be below zero or is not.
    fn allowed(&self, digits: (i64, u8)) -> Option<(i64, u8)> {
        Some(digits).filter(|(mantissa, _)| *mantissa >= 0 || self.domain != Domain::Gross)
    }
}

/// The rows of a file on disk; `None` where its header, or something in its rows, is not for columns.
pub(crate) fn read_path(path: &Path, defaults: Defaults, threads: NonZeroUsize) -> io::Result<Option<Taken>> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let Some(header) = Header::read(&mut file)? else { return Ok(None) };
    let header = header.leaving_out(defaults.left_out);
    let shares = NonZeroUsize::new(usize::try_from(length / SHARE_MIN).unwrap_or(usize::MAX));
    let threads = shares.map_or(NonZeroUsize::MIN, |shares| shares.min(threads));
    let open = |at: u64| {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(at))?;
        Ok(file)
    };
    read(&header, length, defaults, threads, open)
}

/// The rows of a file that is in memory; as [`read_path`].
pub(crate) fn read_bytes(bytes: &[u8], defaults: Defaults) -> io::Result<Option<Taken>> {
    let Some(header) = Header::read(&mut io::Cursor::new(bytes))? else { return Ok(None) };
    let header = header.leaving_out(defaults.left_out);
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let open = |at: u64| Ok(bytes.get(usize::try_from(at).unwrap_or(usize::MAX)..).unwrap_or_default());
    read(&header, length, defaults, NonZeroUsize::MIN, open)
}

fn read<R: Read>(
    header: &Header,
    length: u64,
    defaults: Defaults,
    threads: NonZeroUsize,
    open: impl Fn(u64) -> io::Result<R> + Sync,
) -> io::Result<Option<Taken>> {
    let begin = header.end;
    let count = u64::try_from(threads.get()).unwrap_or(u64::MAX);
    let share = length.saturating_sub(begin) / count;
    let at = |part: u64| if part == count { length } else { begin + share * part };
    let part = |part: u64| {
        let expected = usize::try_from(share / 48).unwrap_or(0);
        let draft = Draft::with_capacity(expected);
        // A part begins behind the first line's end from the byte before it on.
        let from = if part == 0 { begin } else { at(part) - 1 };
        Scan::new(open(from)?, header, defaults, draft).run(from, part > 0, at(part + 1))
    };
    let mut parts = on_threads(0..count, part).into_iter();
    let Some(Some(mut all)) = parts.next().transpose()? else { return Ok(None) };
    for part in parts {
        // A part that began inside a cell: where rows begin can only be told from the file's beginning.
        let Some(part) = part?.filter(|part| part.begin == all.end) else {
            return read(header, length, defaults, NonZeroUsize::MIN, open);
        };
        if all.append(part).is_none() {
            return Ok(None);
        }
    }
    let is_long = usize::try_from(length).is_ok_and(|length| length > FILE_LENGTH_MAX);
    Ok(Some(Taken { header: header.line.clone(), draft: all.draft, side: all.side, is_long }))
}

#[cfg(test)]
mod tests;
