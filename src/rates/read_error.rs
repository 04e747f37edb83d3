//! What is wrong with a rate file: all of it, each with its place.

use std::fmt;
use std::sync::Arc;

use thiserror::Error;

use crate::currency::{Currency, CurrencyError};
use crate::date::{DateError, Day};
use crate::exact::NumeralError;
use crate::location::Place;

/// How many problems of one file are kept; further ones are counted.
pub const ERRORS_MAX: usize = 1_000;

/// One problem in a rate file. `Display` writes `file:line:column: what, and what was expected`.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{place}: {fault}")]
#[non_exhaustive]
pub struct RateFileError {
    /// Where, in the file itself or in the one inside the zip.
    pub place: Place,
    /// What is wrong.
    pub fault: RateFileFault,
}

/// What can be wrong in a rate file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RateFileFault {
    /// The file holds nothing.
    #[error("the file is empty; expected a header line, `Date,USD,JPY,…` or `date,base,quote,rate`")]
    Empty,
    /// The header is of no known format.
    #[error("the header `{found}` is of no rate file; expected `Date,USD,JPY,…` or `date,base,quote,rate`")]
    UnknownHeader {
        /// Its first characters.
        found: String,
    },
    /// The plain format lacks a column.
    #[error(
        "the header has no column `{column}`; expected date, base, quote and rate, and where needed units and source"
    )]
    MissingColumn {
        /// The column.
        column: &'static str,
    },
    /// The plain format has no such column.
    #[error("`{found}` is no column of a rate file; expected date, base, quote, rate, units and source")]
    UnknownColumn {
        /// The name.
        found: String,
    },
    /// A column occurs twice.
    #[error("the column `{found}` is there twice; keep one")]
    RepeatedColumn {
        /// The name.
        found: String,
    },
    /// The bytes are no UTF-8.
    #[error("these bytes are not UTF-8; save the file as UTF-8")]
    Encoding,
    /// The CSV cannot be split into fields.
    #[error("the line cannot be split into fields: {found}")]
    Csv {
        /// What the CSV reader says.
        found: String,
    },
    /// A line with too few or too many fields.
    #[error("the line has {found} fields; expected {expected}, as in the header")]
    FieldCount {
        /// How many it has.
        found: usize,
        /// How many it should have.
        expected: usize,
    },
    /// No day.
    #[error(transparent)]
    Date(#[from] DateError),
    /// No currency.
    #[error(transparent)]
    Currency(#[from] CurrencyError),
    /// No plain decimal number.
    #[error(transparent)]
    Number(#[from] NumeralError),
    /// A rate of 0 or below.
    #[error("the rate `{found}` is not above 0; where there is none, leave the field empty or write `N/A`")]
    NotPositive {
        /// The rate.
        found: String,
    },
    /// Units that are no whole number from 1 on.
    #[error("`{found}` is no count of units; expected 1, 100 or another whole number")]
    Units {
        /// What was found.
        found: String,
    },
    /// Units that differ from those of the same pair and source before.
    #[error(
        "{base}/{quote} is quoted for {found} units here and for {expected} in line {line}; use one of them throughout"
    )]
    UnitsDiffer {
        /// The base.
        base: Currency,
        /// The quote.
        quote: Currency,
        /// The units here.
        found: u32,
        /// The units there.
        expected: u32,
        /// The line there.
        line: u32,
    },
    /// A rate of a currency in itself.
    #[error("a rate from {currency} to {currency} says nothing; name two currencies")]
    SameCurrency {
        /// The currency.
        currency: Currency,
    },
    /// A column of pairs whose rates fit the built-in history only the other way round.
    #[error(
        "`{column}` is {found} on {day}, where the ECB has {known}, and {inverse} the other way round: such a column holds units of {quote} per \
         one {base}; name it `{base}/{quote}`, or write `date,base,quote,rate`, which says what is meant"
    )]
    Reversed {
        /// The column's name.
        column: String,
        /// A day on which it shows.
        day: Day,
        /// The rate there.
        found: String,
        /// The built-in rate of that day, rounded.
        known: String,
        /// That of the other direction.
        inverse: String,
        /// The currency that the column names second.
        base: Currency,
        /// The currency that it names first.
        quote: Currency,
    },
    /// Two different rates on one day.
    #[error("{base}/{quote} is {found} here and {other} in line {line}, on one day; keep one")]
    TwoRates {
        /// The base.
        base: Currency,
        /// The quote.
        quote: Currency,
        /// The rate here.
        found: String,
        /// The rate there.
        other: String,
        /// The line there.
        line: u32,
    },
    /// A zip archive that cannot be opened, or without the feature `zip`.
    #[error("the zip archive cannot be read: {found}")]
    Zip {
        /// Why.
        found: String,
    },
    /// Not exactly one CSV file in a zip archive.
    #[error("the zip archive holds {} CSV files; expected one{}", .found.len(), named(.found))]
    ZipMembers {
        /// Their names.
        found: Vec<String>,
    },
    /// A file in a zip archive that is too large.
    #[error(
        "`{found}` in the zip archive has more than {bytes_max} bytes; unzip it yourself if you trust it"
    )]
    ZipTooLarge {
        /// Its name.
        found: String,
        /// The limit.
        bytes_max: u64,
    },
}

fn named(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!(", found {}", names.join(", ")) }
}

/// Everything that is wrong with a rate file, at least one problem; `Display` writes one a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateFileErrors {
    errors: Vec<RateFileError>,
    further: usize,
}

impl RateFileErrors {
    /// The problems in the order of the file, at most [`ERRORS_MAX`].
    pub fn iter(&self) -> std::slice::Iter<'_, RateFileError> {
        self.errors.iter()
    }

    /// How many more there were.
    #[must_use]
    pub const fn further(&self) -> usize {
        self.further
    }

    /// One problem with the file as a whole.
    pub(super) fn whole(name: &str, fault: RateFileFault) -> Self {
        let place = Place { file: Arc::from(name), line: 1, column: 1, start: 0, end: 0 };
        Self { errors: vec![RateFileError { place, fault }], further: 0 }
    }

    /// `None` where there are no problems.
    pub(super) fn of(mut errors: Vec<RateFileError>) -> Option<Self> {
        errors.sort_by_key(|error| (error.place.start, error.place.end));
        let further = errors.len().saturating_sub(ERRORS_MAX);
        errors.truncate(ERRORS_MAX);
        (!errors.is_empty()).then_some(Self { errors, further })
    }
}

impl IntoIterator for RateFileErrors {
    type Item = RateFileError;
    type IntoIter = std::vec::IntoIter<RateFileError>;

    fn into_iter(self) -> Self::IntoIter {
        self.errors.into_iter()
    }
}

impl<'a> IntoIterator for &'a RateFileErrors {
    type Item = &'a RateFileError;
    type IntoIter = std::slice::Iter<'a, RateFileError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for RateFileErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::lines(f, &self.errors)?;
        if self.further == 0 { Ok(()) } else { write!(f, "\nand {} more", self.further) }
    }
}

impl std::error::Error for RateFileErrors {}
