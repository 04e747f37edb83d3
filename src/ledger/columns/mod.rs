//! Entries in columns: what ten million rows are kept in.
//!
//! | file | what it does |
//! |---|---|
//! | `names` | the names of one column, each once |
//! | `keyed` | their numbers, by keys of 16 bytes |
//! | `codes` | their numbers, in as few bytes as they need |
//! | `draft` | entries as they come |
//! | `order` | their order by day |
//! | `ranking` | the names in alphabetical order |

mod codes;
mod draft;
mod keyed;
mod names;
mod order;
mod ranking;

use std::ops::Range;
use std::sync::OnceLock;

pub(crate) use super::field::{FIELD_COUNT, Field, PerField};
use super::postings::Postings;
use crate::amount::{Amount, Domain};
use crate::currency::Currency;
use crate::date::{Day, When};
use crate::exact::Numeral;
use crate::id::{EntryId, IdError};
use crate::model::Entry;
use crate::money::Money;

pub(crate) use codes::Codes;
pub(crate) use draft::{Draft, DraftRow, DraftRows};
pub(crate) use names::{ABSENT, LONG, Names, packed_in};
pub(crate) use ranking::Ranking;

/// The greatest digits of an amount, of 18 nines.
pub(crate) const MANTISSA_MAX: u64 = 999_999_999_999_999_999;

/// The most of them that are decimals.
pub(crate) const DECIMALS_MAX: u8 = 7;

/// A currency, and how many decimals its amounts are written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) currency: Currency,
    pub(crate) decimals: u8,
}

/// Entries in columns, sorted by day: amounts as machine words, names as numbers.
///
/// An entry is here if all that is known of it is a day, an exact amount of at most 18 digits, and the ids of sponsor, payer,
/// payee, platform, campaign and source; it is spent and counted, and has no id but its number. Every other is an
/// [`Entry`](crate::model::Entry) of its own.
///
/// # Complexity
///
/// 13 bytes an entry, and 1, 2 or 4 for each of the six ids that any entry has: 1 where there are fewer than 256 names, 2 where
/// there are fewer than 65,536.
#[derive(Clone, Debug)]
pub struct Columns {
    stem: String,
    domain: Domain,
    units: Vec<Unit>,
    names: PerField<Names>,
    /// In days since 1970-01-01.
    first_day: i32,
    /// The first row of each day, and the end of the last.
    starts: Vec<u32>,
    mantissas: Vec<i64>,
    unit_of: Vec<u8>,
    numbers: Vec<u32>,
    codes: PerField<Codes>,
    /// The sum of the mantissas without their signs, and the greatest of them.
    magnitude: u128,
    largest: u64,
    postings: PerField<OnceLock<Postings>>,
    rankings: PerField<OnceLock<Ranking>>,
}

impl Columns {
    /// How many entries there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.mantissas.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.mantissas.is_empty()
    }

    /// The bytes that the columns take: names and lists of the entries of a name not counted.
    #[must_use]
    pub fn byte_count(&self) -> usize {
        let codes: usize = self.codes.iter().map(Codes::byte_count).sum();
        self.mantissas.capacity() * 8
            + self.unit_of.capacity()
            + self.numbers.capacity() * 4
            + self.starts.capacity() * 4
            + codes
    }

    pub(crate) fn stem(&self) -> &str {
        &self.stem
    }

    pub(crate) fn units(&self) -> &[Unit] {
        &self.units
    }

    pub(crate) fn mantissas(&self) -> &[i64] {
        &self.mantissas
    }

    pub(crate) fn unit_codes(&self) -> &[u8] {
        &self.unit_of
    }

    pub(crate) const fn magnitude(&self) -> u128 {
        self.magnitude
    }

    pub(crate) const fn largest(&self) -> u64 {
        self.largest
    }

    pub(crate) const fn names(&self, field: Field) -> &Names {
        self.names.of(field)
    }

    pub(crate) const fn codes(&self, field: Field) -> &Codes {
        self.codes.of(field)
    }

    /// The entries of each name of a field, made at the first call.
    pub(crate) fn postings(&self, field: Field) -> &Postings {
        self.postings.of(field).get_or_init(|| {
            let code = |row| Some(self.codes(field).get(row));
            Postings::new(self.len(), self.names(field).code_count(), code)
        })
    }

    /// The names of a field in order, sorted at the first call.
    pub(crate) fn ranking(&self, field: Field) -> &Ranking {
        self.rankings.of(field).get_or_init(|| Ranking::new(self.names(field)))
    }

    /// How many days there are from the first that has an entry to the last.
    pub(crate) fn day_count(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// A day, counted from the first that has an entry.
    pub(crate) fn day(&self, index: usize) -> Day {
        let days = i32::try_from(index).unwrap_or(i32::MAX).saturating_add(self.first_day);
        // Days of entries and those between are days.
        Day::from_epoch_days(days).unwrap_or(Day::MAX)
    }

    /// The rows of a day, counted from the first that has an entry.
    pub(crate) fn rows_of_day(&self, index: usize) -> Range<usize> {
        let start = |index: usize| self.starts.get(index).map_or(self.len(), |start| row(*start));
        start(index)..start(index + 1)
    }

    /// The day of a row, counted from the first that has an entry.
    pub(crate) fn day_of_row(&self, at: usize) -> usize {
        self.starts.partition_point(|start| row(*start) <= at).saturating_sub(1)
    }

    /// The days from one to another, both included, counted from the first that has an entry.
    pub(crate) fn days_between(&self, first: Option<Day>, last: Option<Day>) -> Range<usize> {
        let index = |day: i32| usize::try_from(day.saturating_sub(self.first_day)).unwrap_or(0);
        let start = first.map_or(0, |day| index(day.epoch_days()));
        let end = last.map_or(usize::MAX, |day| index(day.epoch_days().saturating_add(1)));
        let end = end.min(self.day_count());
        start.min(end)..end
    }

    /// The number of the first entry, in the order of days, that has this name.
    pub(crate) fn first_number(&self, field: Field, code: u32) -> u32 {
        let codes = self.codes(field);
        let row = (0..self.len()).find(|row| codes.get(*row) == code);
        row.and_then(|row| self.numbers.get(row).copied()).unwrap_or(0)
    }

    /// The entries, in the order of their source.
    ///
    /// # Errors
    ///
    /// [`IdError`] where a name is no id: what built the columns had to see to it.
    pub(crate) fn entries(&self) -> Result<Vec<(u32, Entry)>, IdError> {
        let mut rows: Vec<(u32, usize, usize)> = Vec::with_capacity(self.len());
        for day in 0..self.day_count() {
            rows.extend(
                self.rows_of_day(day).map(|row| (self.numbers.get(row).copied().unwrap_or(0), row, day)),
            );
        }
        rows.sort_unstable();
        rows.into_iter().map(|(number, row, day)| Ok((number, self.entry(row, day)?))).collect()
    }

    /// The entry of a row on this day, counted from the first.
    ///
    /// # Errors
    ///
    /// As [`Self::entries`].
    pub(crate) fn entry(&self, row: usize, day: usize) -> Result<Entry, IdError> {
        let unit = self.unit_of.get(row).and_then(|unit| self.units.get(usize::from(*unit)));
        let Unit { currency, decimals } =
            unit.copied().unwrap_or(Unit { currency: Currency::XXX, decimals: 0 });
        let mantissa = self.mantissas.get(row).copied().unwrap_or(0);
        let digits = Numeral::new(mantissa.into(), decimals).unwrap_or(Numeral::ZERO);
        let id: EntryId = format!("{}/{}", self.stem, self.numbers.get(row).copied().unwrap_or(0)).parse()?;
        let mut entry = Entry::new(id, Money::new(Amount::exact(digits), currency));
        let name = |field| self.names(field).name(self.codes(field).get(row));
        entry.sponsor = name(Field::Sponsor).map(str::parse).transpose()?;
        entry.payer = name(Field::Payer).map(str::parse).transpose()?;
        entry.payee = name(Field::Payee).map(str::parse).transpose()?;
        entry.platform = name(Field::Platform).map(str::parse).transpose()?;
        entry.campaign = name(Field::Campaign).map(str::parse).transpose()?;
        entry.source = name(Field::Source).map(str::parse).transpose()?;
        entry.when = Some(When::from(self.day(day)));
        entry.domain = self.domain;
        Ok(entry)
    }
}

/// A row as an index.
pub(crate) fn row(row: u32) -> usize {
    // Rows are counted in 32 bits, which every target has that columns of this length fit.
    usize::try_from(row).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests;
