//! Reading rate files: which format, and what both formats share.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use csv::StringRecord;
use sha2::{Digest, Sha256};

use super::read_error::{RateFileError, RateFileErrors, RateFileFault};
use super::series::{Origin, Series};
use super::{Quotation, RateTable, UnknownTerm, read_ecb, read_pairs, read_plain};
use crate::currency::Currency;
use crate::date::Day;
use crate::exact::Numeral;
use crate::location::{Lines, Place};

/// What stands in a field where a source has no rate.
const MISSING: [&str; 6] = ["", "N/A", "NA", "ND", ".", "-"];

/// The formats of rate files. `Display` and `FromStr`: `ecb`, `plain`, `pairs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RateFormat {
    /// The ECB's history: `Date,USD,JPY,…`, a line a day in either order, units per euro.
    Ecb,
    /// `date,base,quote,rate`, and where needed `units` and `source`, in any order: units of quote per `units` (1) of base.
    Plain,
    /// A line a day, with a column `YYYY/MM/DD` or `date` and columns such as `RUB/USD`: units of the first currency per one of the second.
    ///
    /// With the feature `ecb` a column is refused that fits the built-in history only the other way round ([`RateFileFault::Reversed`]).
    Pairs,
}

impl RateFormat {
    /// The word that files and the command line use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ecb => "ecb",
            Self::Plain => "plain",
            Self::Pairs => "pairs",
        }
    }
}

impl fmt::Display for RateFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for RateFormat {
    type Err = UnknownTerm;

    fn from_str(text: &str) -> Result<Self, UnknownTerm> {
        let found = [Self::Ecb, Self::Plain, Self::Pairs].into_iter().find(|format| format.name() == text);
        found.ok_or_else(|| UnknownTerm::new(text, "format of a rate file", "ecb, plain or pairs"))
    }
}

/// Reads a rate file of either format, told by its header, or the one CSV inside a zip archive (feature `zip`).
///
/// `name` stands for the file in errors; a plain file without a column `source` is its own source under this name.
///
/// # Syntax
///
/// CSV in UTF-8, with or without a byte order mark, lines ended by LF or CRLF. Days are `YYYY-MM-DD`, rates plain decimals. No rate:
/// an empty field, `N/A`, `NA`, `ND`, `.` or `-`. A trailing comma is allowed where the header has one too. In the plain format a code
/// that is in no list names an unlisted unit.
///
/// # Errors
///
/// All problems at once.
///
/// # Example
///
/// ```
/// use adspend::currency::Currency;
/// use adspend::rates::{Terms, read};
///
/// let table = read(b"date,base,quote,rate\n2020-10-26,USD,CNY,6.7131\n", "own.csv").unwrap();
/// let rate = table.rate_on(Currency::USD, Currency::CNY, "2020-10-28".parse().unwrap(), &Terms::default()).unwrap();
/// assert_eq!((rate.factor().to_string().as_str(), rate.stale_days()), ("6.7131", 2));
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::rates::read;
///
/// let errors = read(b"date,base,quote,rate\n2020-1-26,USD,CNY,0\n", "own.csv").unwrap_err();
/// assert_eq!(
///     errors.to_string(),
///     "own.csv:2:1: `2020-1-26` is not a day: write YYYY-MM-DD, such as `2019-08-03`\n\
///      own.csv:2:19: the rate `0` is not above 0; where there is none, leave the field empty or write `N/A`"
/// );
/// ```
pub fn read(bytes: &[u8], name: &str) -> Result<RateTable, RateFileErrors> {
    read_any(bytes, name, None)
}

/// Reads a rate file of the format named.
///
/// # Errors
///
/// As [`read`].
pub fn read_as(bytes: &[u8], name: &str, format: RateFormat) -> Result<RateTable, RateFileErrors> {
    read_any(bytes, name, Some(format))
}

fn read_any(bytes: &[u8], name: &str, format: Option<RateFormat>) -> Result<RateTable, RateFileErrors> {
    let sha256: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let unzipped = unzip(bytes, name)?;
        return read_text(&unzipped, name, &sha256, format);
    }
    read_text(bytes, name, &sha256, format)
}

#[cfg(feature = "zip")]
fn unzip(bytes: &[u8], name: &str) -> Result<Vec<u8>, RateFileErrors> {
    super::archive::only_csv(bytes).map_err(|fault| RateFileErrors::whole(name, fault))
}

#[cfg(not(feature = "zip"))]
fn unzip(_: &[u8], name: &str) -> Result<Vec<u8>, RateFileErrors> {
    let found = "this build lacks the feature `zip`; unzip the file first".to_owned();
    Err(RateFileErrors::whole(name, RateFileFault::Zip { found }))
}

fn read_text(
    bytes: &[u8],
    name: &str,
    sha256: &str,
    format: Option<RateFormat>,
) -> Result<RateTable, RateFileErrors> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let valid = bytes
            .get(..error.valid_up_to())
            .and_then(|valid| std::str::from_utf8(valid).ok())
            .unwrap_or_default();
        let place = Place::in_text(&Arc::from(name), valid, valid.len(), valid.len());
        RateFileErrors::of(vec![RateFileError { place, fault: RateFileFault::Encoding }])
            .unwrap_or_else(|| RateFileErrors::whole(name, RateFileFault::Encoding))
    })?;
    let mut sheet = Sheet::new(text, name, sha256);
    let Some(header) = sheet.next() else {
        return Err(sheet.failed().unwrap_or_else(|| RateFileErrors::whole(name, RateFileFault::Empty)));
    };
    let series = match format.or_else(|| sniffed(&header)) {
        Some(RateFormat::Ecb) => read_ecb::series(&mut sheet, &header),
        Some(RateFormat::Plain) => read_plain::series(&mut sheet, &header),
        Some(RateFormat::Pairs) => read_pairs::series(&mut sheet, &header),
        None => {
            let found = header.record.iter().collect::<Vec<_>>().join(",").chars().take(60).collect();
            sheet.fault(&header, 0, RateFileFault::UnknownHeader { found });
            Vec::new()
        }
    };
    match sheet.failed() {
        Some(errors) => Err(errors),
        // The readers give one series a source and pair, so that nothing is left to contradict.
        None => RateTable::new(series)
            .map_err(|errors| RateFileErrors::whole(name, RateFileFault::Csv { found: errors.to_string() })),
    }
}

/// `date` and `base` in any order: plain. A day and a pair: pairs. A first field `Date` and then currency codes: the ECB's.
fn sniffed(header: &Line) -> Option<RateFormat> {
    let has = |name: &str| header.fields().any(|field| field == name);
    if has("base") || has("quote") || has("rate") {
        return Some(RateFormat::Plain);
    }
    if header.fields().any(|field| read_pairs::pair(field).is_some())
        && header.fields().any(read_pairs::is_day)
    {
        return Some(RateFormat::Pairs);
    }
    let mut fields = header.fields();
    let dated = fields.next().is_some_and(|field| field.eq_ignore_ascii_case("date"));
    (dated && fields.any(|field| Currency::from_code(field).is_ok())).then_some(RateFormat::Ecb)
}

/// One line of a file, and where it begins.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) record: StringRecord,
    start: usize,
    /// The number of the line, from 1.
    pub(super) number: u32,
}

impl Line {
    pub(super) fn fields(&self) -> impl Iterator<Item = &str> {
        self.record.iter().map(str::trim_ascii)
    }

    pub(super) fn field(&self, index: usize) -> &str {
        self.record.get(index).unwrap_or_default().trim_ascii()
    }
}

/// A rate with the line that it was read in.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub(super) day: Day,
    pub(super) rate: Numeral,
    pub(super) line: u32,
    pub(super) bytes: (usize, usize),
}

/// The lines of a file, and what is wrong with them.
pub(super) struct Sheet<'t> {
    text: &'t str,
    /// The length of the byte order mark, which places count.
    mark: usize,
    file: Arc<str>,
    sha256: Arc<str>,
    reader: csv::Reader<&'t [u8]>,
    errors: Vec<((usize, usize), RateFileFault)>,
}

impl<'t> Sheet<'t> {
    fn new(text: &'t str, name: &str, sha256: &str) -> Self {
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(body.as_bytes());
        let mark = text.len() - body.len();
        Self { text, mark, file: name.into(), sha256: sha256.into(), reader, errors: Vec::new() }
    }

    /// The next line; problems of the CSV itself are kept.
    pub(super) fn next(&mut self) -> Option<Line> {
        let mut line = Line { record: StringRecord::new(), start: 0, number: 0 };
        self.read_into(&mut line).then_some(line)
    }

    /// Whether there was another line.
    pub(super) fn read_into(&mut self, line: &mut Line) -> bool {
        match self.reader.read_record(&mut line.record) {
            Ok(true) => {
                if let Some(position) = line.record.position() {
                    line.start = usize::try_from(position.byte()).unwrap_or(usize::MAX) + self.mark;
                    line.number = u32::try_from(position.line()).unwrap_or(u32::MAX);
                }
                true
            }
            Ok(false) => false,
            Err(error) => {
                let start =
                    error.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
                self.errors.push(((start, start), RateFileFault::Csv { found: error.to_string() }));
                false
            }
        }
    }

    /// The bytes of a field in the file. Exact where no field before it on the line is quoted.
    pub(super) fn bytes(line: &Line, index: usize) -> (usize, usize) {
        // The record holds its fields one after the other, without the commas.
        let range = line.record.range(index).unwrap_or_default();
        (line.start + range.start + index, line.start + range.end + index)
    }

    pub(super) fn fault(&mut self, line: &Line, index: usize, fault: RateFileFault) {
        self.errors.push((Self::bytes(line, index), fault));
    }

    /// Keeps the error of a field, if it is one.
    pub(super) fn kept<T>(
        &mut self,
        line: &Line,
        index: usize,
        value: Result<T, impl Into<RateFileFault>>,
    ) -> Option<T> {
        value.map_err(|error| self.fault(line, index, error.into())).ok()
    }

    /// Whether the line has as many fields as the header; a trailing comma may be missing.
    pub(super) fn has_fields(&mut self, line: &Line, expected: usize) -> bool {
        let found = line.record.len();
        let fits = found == expected || (found == expected + 1 && line.field(expected).is_empty());
        if !fits {
            // The end of the line, or the first field too many.
            let end = Self::bytes(line, found.saturating_sub(1)).1;
            let at = if found < expected { (end, end) } else { Self::bytes(line, expected) };
            self.errors.push((at, RateFileFault::FieldCount { found, expected }));
        }
        fits
    }

    /// The rate in a field; `None` where it is marked as missing, or wrong.
    pub(super) fn rate(&mut self, line: &Line, index: usize) -> Option<Numeral> {
        let field = line.field(index);
        // Most fields are numbers or empty: only the others are compared with the marks.
        let rate: Numeral = match field.parse() {
            _ if field.is_empty() => return None,
            Err(_) if MISSING.contains(&field) => return None,
            read => self.kept(line, index, read)?,
        };
        if rate.is_zero() || rate.is_negative() {
            self.fault(line, index, RateFileFault::NotPositive { found: field.to_owned() });
            return None;
        }
        Some(rate)
    }

    pub(super) fn origin(&self, name: &str, pivot: Option<Currency>) -> Arc<Origin> {
        Arc::new(Origin { name: name.into(), sha256: Some(self.sha256.clone()), pivot })
    }

    /// The name of the file, as the caller gave it.
    pub(super) fn name(&self) -> &str {
        &self.file
    }

    /// Fills a series with rates in any order; two different ones on a day are a fault of the later line.
    pub(super) fn fill(&mut self, series: &mut Series, mut rates: Vec<Read>) {
        rates.sort_by_key(|read| (read.day, read.line));
        let mut kept: Option<Read> = None;
        for read in rates {
            if let Some(before) = kept.as_ref().filter(|before| before.day == read.day) {
                if before.rate.cmp_value(read.rate).is_ne() {
                    let (base, quote, line) = (series.base, series.quote, before.line);
                    let (found, other) = (read.rate.to_string(), before.rate.to_string());
                    self.errors
                        .push((read.bytes, RateFileFault::TwoRates { base, quote, found, other, line }));
                }
                continue;
            }
            if let Some(quotation) = Quotation::exact(read.rate) {
                series.push(read.day, quotation);
            }
            kept = Some(read);
        }
    }

    /// What was wrong.
    fn failed(&mut self) -> Option<RateFileErrors> {
        if self.errors.is_empty() {
            return None;
        }
        let lines = Lines::new(self.text);
        let errors = std::mem::take(&mut self.errors);
        let place = |(start, end): (usize, usize)| lines.place(&self.file, self.text, start, end);
        RateFileErrors::of(
            errors.into_iter().map(|(at, fault)| RateFileError { place: place(at), fault }).collect(),
        )
    }
}
