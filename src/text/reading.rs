//! An amount as it was read.

use std::ops::Range;

use super::stated::{Bounds, End, Stated};
use crate::amount::Amount;
use crate::currency::Currency;
use crate::exact::{Numeral, NumeralError};

/// One amount as it was read, and where it stood in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub(super) amount: Amount,
    pub(super) currency: Option<Currency>,
    pub(super) candidates: Vec<Currency>,
    pub(super) stated: Stated,
    pub(super) bounds: Bounds,
    pub(super) steps: Option<(Numeral, Numeral)>,
    pub(super) readings: Vec<Numeral>,
    pub(super) beyond: Option<NumeralError>,
    pub(super) span: Range<usize>,
    pub(super) currency_span: Option<Range<usize>>,
    pub(super) qualifier_spans: Vec<Range<usize>>,
}

impl Reading {
    /// The amount.
    #[must_use]
    pub const fn amount(&self) -> &Amount {
        &self.amount
    }

    /// The currency: the one that the text names, else the reader's default; `None` where there is neither, or where
    /// several share what the text names.
    #[must_use]
    pub const fn currency(&self) -> Option<Currency> {
        self.currency
    }

    /// The currencies that share the sign or word of the text, where nothing settles which is meant; else none.
    #[must_use]
    pub fn candidates(&self) -> &[Currency] {
        &self.candidates
    }

    /// How the text states the amount.
    #[must_use]
    pub const fn stated(&self) -> Stated {
        self.stated
    }

    /// The value named, where it is one; of a bound or a range none.
    #[must_use]
    pub const fn value(&self) -> Option<Numeral> {
        self.bounds.value
    }

    /// The lower end named.
    #[must_use]
    pub const fn low(&self) -> Option<End> {
        self.bounds.low
    }

    /// The upper end named.
    #[must_use]
    pub const fn high(&self) -> Option<End> {
        self.bounds.high
    }

    /// The step of the last digit written, and that of the last digit of the integer part that is not zero: 1 and 1000 for
    /// `972 000`. Of a range, those of its lower end.
    #[must_use]
    pub const fn steps(&self) -> Option<(Numeral, Numeral)> {
        self.steps
    }

    /// The values that the number may have where its only sign may group or begin decimals, or where a range may
    /// share its scale or not; the preferred first. Empty where nothing is ambiguous.
    #[must_use]
    pub fn readings(&self) -> &[Numeral] {
        &self.readings
    }

    /// Why the number of a running text cannot be held exactly; then the amount is unknown, and no value or end is named.
    ///
    /// ```
    /// use adspend::text::Reader;
    ///
    /// let text = "They owe 2000000000000000000000000000000000000000 euros.";
    /// let found = Reader::english().find(text);
    /// let reading = found[0].reading();
    /// assert_eq!((reading.value(), reading.amount().to_string().as_str()), (None, "unknown"));
    /// assert_eq!(
    ///     reading.beyond().unwrap().to_string(),
    ///     "a number of 40 digits is too long: at most 38 can be held exactly"
    /// );
    /// ```
    #[must_use]
    pub const fn beyond(&self) -> Option<&NumeralError> {
        self.beyond.as_ref()
    }

    /// The bytes of the text that the amount takes, its qualifiers included, without blanks around it.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The bytes that name the currency; `None` where the text names none.
    #[must_use]
    pub fn currency_span(&self) -> Option<Range<usize>> {
        self.currency_span.clone()
    }

    /// The bytes of the words and signs that bound or hedge the amount, such as `about`.
    #[must_use]
    pub fn qualifier_spans(&self) -> &[Range<usize>] {
        &self.qualifier_spans
    }

    /// The amount alone.
    #[must_use]
    pub fn into_amount(self) -> Amount {
        self.amount
    }
}
