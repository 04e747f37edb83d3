//! One number with what belongs to it: a whole amount, or one end of a range.

use std::ops::Range;

use super::currency_words::{Named, join};
use super::cursor::Cursor;
use super::error::ReadError;
use super::language::Qualifier;
use super::number::Digits;
use super::words::Exactness;
use crate::exact::{Numeral, NumeralError};

/// One number as written, with what belongs to it.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub(super) digits: Digits,
    /// The power of ten of the scale words.
    pub(super) unit: Option<i32>,
    /// How far beyond the number the amount may be, where it tells of more than itself.
    pub(super) surplus: Option<Surplus>,
    pub(super) negative: bool,
    /// Whether the words of the number themselves say "about": `une dizaine`.
    pub(super) is_rough: bool,
    pub(super) currency: Option<Named>,
    /// Whether a currency stands after the number, so that the number is complete in itself.
    pub(super) is_named_after: bool,
    /// A sign between the currency and the number, as Swiss German writes it: `TRY≈250'000`.
    pub(super) sign: Option<(Qualifier, Range<usize>)>,
    pub(super) span: Range<usize>,
}

/// How far beyond its number an amount may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Surplus {
    /// 500多万: short of one more in the place with this power of ten.
    Place(i32),
    /// 几百万: short of ten times as much.
    Tenfold,
    /// `several million`: nobody knows how far.
    Unbounded,
    /// 三四百: up to this number, of the same scale.
    Upto(Numeral),
}

impl Surplus {
    pub(super) const fn of(exactness: Exactness) -> Option<Self> {
        match exactness {
            Exactness::Stated | Exactness::About | Exactness::Article => None,
            Exactness::FewerThanTen => Some(Self::Tenfold),
            Exactness::MoreThanOne => Some(Self::Unbounded),
            Exactness::Upto(number) => Some(Self::Upto(number)),
        }
    }
}

impl Term {
    /// The value, scale and sign included.
    pub(super) fn value(&self) -> Result<Numeral, NumeralError> {
        self.value_of(self.digits.numeral)
    }

    /// Another reading of the digits, scale and sign included.
    pub(super) fn value_of(&self, numeral: Numeral) -> Result<Numeral, NumeralError> {
        Ok(self.signed(numeral.shifted(self.unit.unwrap_or(0))?))
    }

    /// A numeral with the sign of the term.
    pub(super) const fn signed(&self, numeral: Numeral) -> Numeral {
        if self.negative { numeral.negated() } else { numeral }
    }

    pub(super) fn name(&mut self, cursor: &Cursor<'_, '_>, named: Named) -> Result<(), ReadError> {
        let span = named.span.clone();
        self.unit = self.unit.or(named.scale);
        self.currency = Some(match self.currency.take() {
            None => named,
            Some(before) => join(cursor, before, named).map_err(|problem| cursor.error(problem, span))?,
        });
        Ok(())
    }
}
