//! Entries in batches, a column at a time, as databases and data frames hand them out.

use std::num::NonZeroUsize;

use thiserror::Error;

use super::LedgerBuilder;
use super::columns::{ABSENT, DECIMALS_MAX, Draft, DraftRow, FIELD_COUNT, Field, MANTISSA_MAX, PerField};
use crate::amount::Domain;
use crate::currency::Currency;
use crate::date::Day;
use crate::id::{EntryId, IdError, is_slug};

/// Entries that are added in batches, and kept in columns: millions of them, in some 20 bytes each.
///
/// Each entry is what [`Columns`](super::Columns) hold: an exact amount on one day, and ids. It has an id of its own, the batches' name
/// and its number: `export/1` is the first row of the first batch.
///
/// # Example
///
/// ```
/// use std::num::NonZeroUsize;
///
/// use adspend::amount::Domain;
/// use adspend::currency::Currency;
/// use adspend::date::Day;
/// use adspend::ledger::{Batch, Batches, LedgerBuilder, NameColumn};
/// use adspend::model::Actor;
///
/// let days: [Day; 3] = ["2024-05-01".parse()?, "2024-05-01".parse()?, "2024-05-02".parse()?];
/// let sponsors = [Some("a-list"), None, Some("b-list")];
/// let mut batches = Batches::new("export", Domain::Gross)?;
/// // 12.50, 3.00 and 1,000.00 dollars.
/// let batch = Batch::new(&days, &[1_250, 300, 100_000], 2, Currency::USD).sponsors(NameColumn::Each(&sponsors));
/// batches.push(&batch)?;
///
/// let mut builder = LedgerBuilder::new();
/// builder.actor(Actor::new("a-list".parse()?)).actor(Actor::new("b-list".parse()?));
/// builder.batches(batches, NonZeroUsize::MIN);
/// let ledger = builder.build()?;
/// assert_eq!(ledger.entries()[2].id.as_str(), "export/3");
/// assert_eq!(ledger.entries()[2].money.to_string(), "1000.00 USD");
///
/// // A batch with an error adds nothing.
/// let mut batches = Batches::new("export", Domain::Gross)?;
/// let error = batches.push(&Batch::new(&days, &[1_250, 300, -5], 2, Currency::USD)).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "row 3 of the batch has an amount below zero, where gross spend is none: make the batches `Domain::Signed` where refunds are among them"
/// );
/// assert!(batches.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Batches {
    stem: String,
    domain: Domain,
    draft: Draft,
    count: u32,
}

/// Some entries, each a row of every column.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'b> {
    days: &'b [Day],
    amounts: &'b [i64],
    decimals: u8,
    currencies: Currencies<'b>,
    names: [Option<NameColumn<'b>>; FIELD_COUNT],
}

/// The currencies of a batch's amounts; a closed set.
#[derive(Clone, Copy, Debug)]
pub enum Currencies<'b> {
    /// All amounts are in this one.
    Of(Currency),
    /// One for each row.
    Each(&'b [Currency]),
}

impl From<Currency> for Currencies<'_> {
    fn from(currency: Currency) -> Self {
        Self::Of(currency)
    }
}

impl<'b> From<&'b [Currency]> for Currencies<'b> {
    fn from(currencies: &'b [Currency]) -> Self {
        Self::Each(currencies)
    }
}

/// The ids in one column of a batch; a closed set.
#[derive(Clone, Copy, Debug)]
pub enum NameColumn<'b> {
    /// One for each row, or none.
    Each(&'b [Option<&'b str>]),
    /// Each id once, and for each row which of them it has, counted from 0, or none: a dictionary, as data frames call it.
    Coded {
        /// The ids.
        names: &'b [&'b str],
        /// For each row one of them.
        codes: &'b [Option<u32>],
    },
}

impl<'b> NameColumn<'b> {
    const fn len(&self) -> usize {
        match self {
            Self::Each(names) => names.len(),
            Self::Coded { codes, .. } => codes.len(),
        }
    }

    /// The id of each row, or that its code is none.
    fn iter(self) -> impl Iterator<Item = Result<Option<&'b str>, u32>> {
        let len = self.len();
        (0..len).map(move |row| match self {
            Self::Each(names) => Ok(names.get(row).copied().flatten()),
            Self::Coded { names, codes } => {
                let Some(code) = codes.get(row).copied().flatten() else { return Ok(None) };
                let name = usize::try_from(code).ok().and_then(|code| names.get(code));
                name.map(|name| Some(*name)).ok_or(code)
            }
        })
    }
}

impl<'b> Batch<'b> {
    /// Amounts on days, as whole numbers of which the last so many digits are decimals: `1250` with 2 is 12.50.
    pub fn new(
        days: &'b [Day],
        amounts: &'b [i64],
        decimals: u8,
        currencies: impl Into<Currencies<'b>>,
    ) -> Self {
        Self { days, amounts, decimals, currencies: currencies.into(), names: [None; FIELD_COUNT] }
    }

    fn with(mut self, field: Field, names: NameColumn<'b>) -> Self {
        if let Some(column) = self.names.get_mut(field.index()) {
            *column = Some(names);
        }
        self
    }

    /// Who spent it.
    #[must_use]
    pub fn sponsors(self, names: NameColumn<'b>) -> Self {
        self.with(Field::Sponsor, names)
    }

    /// Who paid.
    #[must_use]
    pub fn payers(self, names: NameColumn<'b>) -> Self {
        self.with(Field::Payer, names)
    }

    /// Who was paid.
    #[must_use]
    pub fn payees(self, names: NameColumn<'b>) -> Self {
        self.with(Field::Payee, names)
    }

    /// Where the advertising ran.
    #[must_use]
    pub fn platforms(self, names: NameColumn<'b>) -> Self {
        self.with(Field::Platform, names)
    }

    /// What it was part of.
    #[must_use]
    pub fn campaigns(self, names: NameColumn<'b>) -> Self {
        self.with(Field::Campaign, names)
    }

    /// Who says so.
    #[must_use]
    pub fn sources(self, names: NameColumn<'b>) -> Self {
        self.with(Field::Source, names)
    }

    fn currency(&self, row: usize) -> Option<Currency> {
        match self.currencies {
            Currencies::Of(currency) => Some(currency),
            Currencies::Each(all) => all.get(row).copied(),
        }
    }

    /// Whether all columns have as many rows as there are days, and every row is one for columns.
    fn check(&self, domain: Domain) -> Result<(), BatchError> {
        let length = |column, found| match found == self.days.len() {
            true => Ok(()),
            false => Err(BatchError::Length { column, found, expected: self.days.len() }),
        };
        length("amount", self.amounts.len())?;
        if let Currencies::Each(all) = self.currencies {
            length("currency", all.len())?;
        }
        if self.decimals > DECIMALS_MAX {
            return Err(BatchError::Decimals { found: self.decimals });
        }
        for (row, amount) in (1..).zip(self.amounts) {
            if amount.unsigned_abs() > MANTISSA_MAX {
                return Err(BatchError::TooLarge { row, digits: *amount });
            }
            if *amount < 0 && domain == Domain::Gross {
                return Err(BatchError::BelowZero { row });
            }
        }
        for (field, names) in Field::ALL.into_iter().zip(self.names) {
            let Some(names) = names else { continue };
            let column = field.key();
            length(column, names.len())?;
            for (row, name) in (1..).zip(names.iter()) {
                match name {
                    Err(code) => return Err(BatchError::Code { row, column, code }),
                    Ok(Some(name)) if !is_slug(name) => {
                        let Err(reason) = name.parse::<EntryId>() else { continue };
                        return Err(BatchError::NotAnId { row, column, reason });
                    }
                    Ok(_) => {}
                }
            }
        }
        Ok(())
    }
}

/// Why a batch is not added; rows are counted from 1 on in the batch.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BatchError {
    /// A column has more or fewer rows than there are days.
    #[error(
        "the column `{column}` of the batch has {found} rows, where there are {expected} days: give one for each"
    )]
    Length {
        /// Its key in a ledger file.
        column: &'static str,
        /// How many it has.
        found: usize,
        /// How many days there are.
        expected: usize,
    },
    /// Amounts have more decimals than columns hold.
    #[error(
        "the amounts of the batch have {found} decimals, where columns hold at most 7: add such amounts as entries (`LedgerBuilder::entry`)"
    )]
    Decimals {
        /// How many.
        found: u8,
    },
    /// An amount has more digits than columns hold.
    #[error(
        "row {row} of the batch has the amount {digits}, where columns hold at most 18 digits: add it as an entry (`LedgerBuilder::entry`)"
    )]
    TooLarge {
        /// Which row.
        row: usize,
        /// Its digits.
        digits: i64,
    },
    /// An amount is negative, and the batches are of gross spend.
    #[error(
        "row {row} of the batch has an amount below zero, where gross spend is none: make the batches `Domain::Signed` \
         where refunds are among them"
    )]
    BelowZero {
        /// Which row.
        row: usize,
    },
    /// A code is none of a name.
    #[error(
        "row {row} of the batch has the code {code} as its {column}, and there is no such name: codes are counted from 0 on"
    )]
    Code {
        /// Which row.
        row: usize,
        /// Its key in a ledger file.
        column: &'static str,
        /// What stands there.
        code: u32,
    },
    /// A name has characters that ids have not.
    #[error("row {row} of the batch has as its {column} what is no id: {reason}")]
    NotAnId {
        /// Which row.
        row: usize,
        /// Its key in a ledger file.
        column: &'static str,
        /// What is wrong with it.
        reason: IdError,
    },
    /// There are 2^32 rows, or 255 pairs of a currency and decimals.
    #[error("the batches are full: begin others, with another name")]
    Full,
}

impl Batches {
    /// No batch yet; `stem` is the first part of the entries' ids, `domain` says whether amounts may be below zero.
    ///
    /// # Errors
    ///
    /// [`IdError`] where `stem` with a number behind it is no id.
    pub fn new(stem: &str, domain: Domain) -> Result<Self, IdError> {
        format!("{stem}/{}", u32::MAX).parse::<EntryId>()?;
        Ok(Self { stem: stem.to_owned(), domain, draft: Draft::with_capacity(0), count: 0 })
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        usize::try_from(self.count).unwrap_or(usize::MAX)
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Adds the entries of a batch, behind those that are there.
    ///
    /// # Errors
    ///
    /// [`BatchError`] for the first column or row that is wrong; nothing of the batch is added then.
    ///
    /// # Complexity
    ///
    /// Linear in the rows, with a look-up for each name of a row.
    pub fn push(&mut self, batch: &Batch<'_>) -> Result<(), BatchError> {
        batch.check(self.domain)?;
        let rows = u32::try_from(batch.days.len()).ok().and_then(|rows| self.count.checked_add(rows));
        let count = rows.ok_or(BatchError::Full)?;
        let units: Option<Vec<u8>> =
            (0..batch.days.len()).map(|row| self.draft.unit(batch.currency(row)?, batch.decimals)).collect();
        let units = units.ok_or(BatchError::Full)?;
        let mut codes = PerField::<Vec<u32>>::default();
        for (field, names) in Field::ALL.into_iter().zip(batch.names) {
            let known = self.draft.names_mut(field);
            let all = names.into_iter().flat_map(NameColumn::iter).map(|name| match name {
                Ok(Some(name)) => known.intern(name),
                _ => Some(ABSENT),
            });
            *codes.of_mut(field) = all.collect::<Option<_>>().ok_or(BatchError::Full)?;
        }
        for ((((number, day), mantissa), unit), row) in
            (self.count + 1..=u32::MAX).zip(batch.days).zip(batch.amounts).zip(units).zip(0..)
        {
            let mut of_row = [ABSENT; FIELD_COUNT];
            for (code, field) in of_row.iter_mut().zip(Field::ALL) {
                *code = codes.of(field).get(row).copied().unwrap_or(ABSENT);
            }
            self.draft.push(&DraftRow { number, day: *day, mantissa: *mantissa, unit, codes: of_row });
        }
        self.count = count;
        Ok(())
    }
}

impl LedgerBuilder {
    /// Adds the entries of all batches, behind the entries that are there, sorted by so many threads.
    ///
    /// Ids of theirs that another record has are reported by [`LedgerBuilder::build`], as are names that no record has.
    ///
    /// # Complexity
    ///
    /// Linear in the entries.
    pub fn batches(&mut self, batches: Batches, threads: NonZeroUsize) -> &mut Self {
        let Batches { stem, domain, draft, .. } = batches;
        let at = self.entry_count();
        self.columns(draft.finish(&stem, domain, threads), at, Vec::new())
    }
}
