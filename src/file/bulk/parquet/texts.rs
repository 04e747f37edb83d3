//! A column of texts: each text of a page is looked at once, and rows say which theirs is.
//!
//! Where the texts stand in the file as they are, or in a dictionary, as most writers have them, the pages are handed to the crate
//! as pages of the texts' numbers: it reads levels, runs and packed bits, and no text is copied. In any other encoding it
//! hands out the texts.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use bytes::Bytes;
use parquet::basic::{Encoding, Type as Physical};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::column::reader::ColumnReaderImpl;
use parquet::data_type::{ByteArrayType, Int32Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::RowGroupReader;
use parquet::schema::types::{ColumnDescriptor, ColumnPath, Type};

use super::super::block::Cell;
use super::column::Values;
use super::pages::{is_of_dictionary, pages};

/// The number of the text of a row that has none.
const NONE: i32 = -1;

/// A column of texts under way.
pub(super) struct Texts {
    source: Source,
    /// The pages that rows at hand may have texts of.
    pages: Vec<TextPage>,
    /// For each row at hand the number of its text.
    rows: Vec<i32>,
}

/// Where texts come from.
enum Source {
    /// Numbers of texts, and the pages that they are in.
    Numbered(Values<Int32Type>, Receiver<TextPage>),
    /// Texts as the crate hands them out.
    HandedOut(Values<ByteArrayType>),
}

impl Texts {
    /// The texts of a column of a group of rows.
    pub(super) fn new(group: &dyn RowGroupReader, at: usize) -> Result<Self> {
        let metadata = group.metadata().column(at);
        let level_max = metadata.column_descr().max_def_level();
        let pages = pages(group, at)?;
        let source = if metadata.encodings().all(is_numbered) {
            let (sender, receiver) = channel();
            let numbers = Type::primitive_type_builder("number", Physical::INT32).build()?;
            let path = ColumnPath::new(vec!["number".to_owned()]);
            let column = ColumnDescriptor::new(Arc::new(numbers), level_max, 0, path);
            let pages = Numbered { pages, sender, texts: 0, has_levels: level_max > 0 };
            let reader = ColumnReaderImpl::new(Arc::new(column), Box::new(pages));
            Source::Numbered(Values::new(reader, level_max), receiver)
        } else {
            let reader = ColumnReaderImpl::new(metadata.column_descr_ptr(), pages);
            Source::HandedOut(Values::new(reader, level_max))
        };
        Ok(Self { source, pages: Vec::new(), rows: Vec::new() })
    }

    /// Reads so many rows, instead of those that were read before.
    pub(super) fn read(&mut self, count: usize) -> Result<()> {
        self.rows.clear();
        match &mut self.source {
            Source::Numbered(values, pages) => {
                // The rows to come have texts of the dictionary, of the page under way, and of those behind it.
                let under_way = self.pages.last().map(|page| page.first);
                self.pages.retain(|page| page.is_dictionary || Some(page.first) == under_way);
                values.read(count)?;
                self.pages.extend(pages.try_iter());
                self.rows.extend(values.iter().map(|number| number.copied().unwrap_or(NONE)));
            }
            Source::HandedOut(values) => {
                values.read(count)?;
                let mut page = TextPage::default();
                let mut bytes = Vec::new();
                for text in values.iter() {
                    let Some(text) = text else {
                        self.rows.push(NONE);
                        continue;
                    };
                    let start = bytes.len();
                    bytes.extend_from_slice(text.data());
                    self.rows.push(page.push(start, bytes.len())?);
                }
                page.bytes = Bytes::from(bytes);
                self.pages = vec![page];
            }
        }
        Ok(())
    }

    /// The cell of each row; an empty one where it has no text.
    pub(super) fn iter(&self) -> impl Iterator<Item = Cell<'_>> {
        self.rows.iter().map(|number| {
            let found = self.page_of(*number).and_then(|(page, at)| page.get(at));
            found.unwrap_or_default()
        })
    }

    /// Calls once for all texts of each page that is new, to give each of them a number of its own kind.
    pub(super) fn code(&mut self, mut of: impl FnMut(&TextPage, &mut Vec<u32>)) {
        for page in &mut self.pages {
            if page.codes.len() < page.ends.len() {
                let mut codes = std::mem::take(&mut page.codes);
                of(page, &mut codes);
                page.codes = codes;
            }
        }
    }

    /// For each row what [`Self::code`] gave its text; `none` where it has none.
    pub(super) fn codes(&self, none: u32) -> impl Iterator<Item = u32> {
        let code = |number: i32| self.page_of(number).and_then(|(page, at)| page.codes.get(at)).copied();
        self.rows.iter().map(move |number| code(*number).unwrap_or(none))
    }

    /// The page that has the text of a number, and which of it that is.
    #[inline]
    fn page_of(&self, number: i32) -> Option<(&TextPage, usize)> {
        let page = self.pages.iter().rev().find(|page| page.first <= number)?;
        Some((page, usize::try_from(number - page.first).ok()?))
    }
}

/// Whether pages in this encoding, as a file tells it, can be read as numbers of texts.
fn is_numbered(encoding: Encoding) -> bool {
    #[expect(deprecated, reason = "files have it, if only as that of levels that are not there")]
    const BIT_PACKED: Encoding = Encoding::BIT_PACKED;
    matches!(encoding, Encoding::PLAIN | Encoding::RLE | BIT_PACKED) || is_of_dictionary(encoding)
}

/// The texts of a page.
#[derive(Debug, Default)]
pub(super) struct TextPage {
    /// The number of its first text.
    first: i32,
    is_dictionary: bool,
    bytes: Bytes,
    /// Where each text begins and ends.
    ends: Vec<(u32, u32)>,
    /// What [`Texts::code`] gave each text.
    codes: Vec<u32>,
}

impl TextPage {
    /// The texts in `bytes`, at most so many, each behind its length in four bytes, the lowest first (Parquet's encoding `PLAIN`).
    fn read(bytes: Bytes, count: u32, first: i32) -> Result<Self> {
        let mut page = Self { first, ..Self::default() };
        let mut rest = &*bytes;
        for _ in 0..count {
            let Some((length, behind)) = rest.split_first_chunk() else { break };
            let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX);
            let Some(next) = behind.get(length..) else {
                return Err(ParquetError::EOF(format!(
                    "a text of {length} bytes is announced where a page has {} more",
                    behind.len()
                )));
            };
            let end = bytes.len() - next.len();
            page.push(end - length, end)?;
            rest = next;
        }
        page.bytes = bytes;
        Ok(page)
    }

    /// Notes where the next text stands, and gives its number.
    fn push(&mut self, start: usize, end: usize) -> Result<i32> {
        let number = i32::try_from(self.ends.len()).ok().and_then(|at| self.first.checked_add(at));
        // There is a number behind the last.
        let number = number.filter(|number| *number < i32::MAX);
        let (Some(number), Ok(start), Ok(end)) = (number, u32::try_from(start), u32::try_from(end)) else {
            return Err(ParquetError::General(
                "a column has more texts, or longer ones, than 2^31".to_owned(),
            ));
        };
        self.ends.push((start, end));
        Ok(number)
    }

    /// How many there are.
    fn len(&self) -> i32 {
        i32::try_from(self.ends.len()).unwrap_or(i32::MAX)
    }

    /// Their numbers as Parquet has them in a page, behind these bytes.
    fn numbers(&self, before: &[u8]) -> Bytes {
        let mut page = Vec::with_capacity(before.len() + self.ends.len() * size_of::<i32>());
        page.extend_from_slice(before);
        for number in self.first..self.first + self.len() {
            page.extend_from_slice(&number.to_le_bytes());
        }
        page.into()
    }

    fn get(&self, at: usize) -> Option<Cell<'_>> {
        let (start, end) = *self.ends.get(at)?;
        Some(Cell::of(&self.bytes, start, end - start))
    }

    /// All texts.
    pub(super) fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.ends.len()).filter_map(|at| self.get(at))
    }
}

/// Pages of texts, as pages of their numbers.
struct Numbered {
    pages: Box<dyn PageReader>,
    /// Where the texts go.
    sender: Sender<TextPage>,
    /// How many there were.
    texts: i32,
    /// Whether rows may have no value.
    has_levels: bool,
}

impl Numbered {
    /// Takes the texts of a page, and gives their numbers; what stands before them is kept.
    fn take(&mut self, buffer: &Bytes, before: usize, count: u32, is_dictionary: bool) -> Result<Bytes> {
        let levels = buffer.get(..before).ok_or_else(|| ParquetError::EOF("a page ends early".to_owned()))?;
        let page = TextPage::read(buffer.slice(before..), count, self.texts)?;
        let numbers = page.numbers(levels);
        self.texts += page.len();
        // Where nobody waits for them any more, nobody reads on.
        _ = self.sender.send(TextPage { is_dictionary, ..page });
        Ok(numbers)
    }

    /// How many bytes the levels of a page of the first version take.
    fn level_length(&self, buffer: &Bytes, encoding: Encoding, count: u32) -> Result<usize> {
        let length = match encoding {
            _ if !self.has_levels => Some(0),
            Encoding::RLE => buffer
                .first_chunk()
                .and_then(|length| usize::try_from(u32::from_le_bytes(*length)).ok()?.checked_add(4)),
            // A bit for each row: it has a value, or none.
            _ => usize::try_from(count.div_ceil(8)).ok(),
        };
        length.ok_or_else(|| ParquetError::EOF("a page ends within its levels".to_owned()))
    }
}

impl PageReader for Numbered {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let Some(mut page) = self.pages.get_next_page()? else { return Ok(None) };
        match &mut page {
            Page::DictionaryPage { buf, num_values, .. } => *buf = self.take(buf, 0, *num_values, true)?,
            Page::DataPage { buf, num_values, encoding: Encoding::PLAIN, def_level_encoding, .. } => {
                let before = self.level_length(buf, *def_level_encoding, *num_values)?;
                *buf = self.take(buf, before, *num_values, false)?;
            }
            Page::DataPageV2 {
                buf,
                num_values,
                encoding: Encoding::PLAIN,
                def_levels_byte_len,
                rep_levels_byte_len,
                ..
            } => {
                let before = usize::try_from(def_levels_byte_len.saturating_add(*rep_levels_byte_len));
                *buf = self.take(buf, before.unwrap_or(usize::MAX), *num_values, false)?;
            }
            Page::DataPage { encoding, .. } | Page::DataPageV2 { encoding, .. }
                if is_of_dictionary(*encoding) => {}
            Page::DataPage { encoding, .. } | Page::DataPageV2 { encoding, .. } => {
                let message = format!("a page is encoded as {encoding}, which its column does not tell");
                return Err(ParquetError::General(message));
            }
        }
        Ok(Some(page))
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }
}

impl Iterator for Numbered {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}
