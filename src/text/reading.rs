//! An amount as it was read.

use std::ops::Range;

use super::characters::{Source, is_blank};
use super::currency_words::{Named, Side, currency, join};
use super::cursor::Cursor;
use super::dates::is_date_or_time;
use super::error::{Problem, ReadError};
use super::grammar::{Grammar, Missing};
use super::language::Blank;
use super::nearest::not_understood;
use super::parts::{parts, settle};
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

/// Reads a text that is one amount.
pub(super) fn whole(grammar: &Grammar<'_>, text: &str) -> Result<Reading, ReadError> {
    let source = Source::new(text);
    let mut cursor = Cursor::new(&source).past_blanks();
    if cursor.is_at_end() {
        return Err(cursor.error(Problem::Empty, cursor.since(cursor.at())));
    }
    if let Some(blank) = blank(&cursor, grammar)? {
        return blank.finish(grammar, &cursor);
    }
    let all = 0..source.len();
    if is_date_or_time(&cursor) {
        return Err(cursor.error(Problem::DateOrTime { text: source.excerpt(all.clone()) }, all));
    }
    if let Some(side) = account_side(&source, grammar) {
        let problem = Problem::AccountSide { found: source.excerpt(side.clone()), text: source.excerpt(all) };
        return Err(cursor.error(problem, side));
    }
    let Some(parts) = parts(&mut cursor, grammar)? else { return Err(not_understood(&cursor, grammar)) };
    cursor.skip_blanks();
    if !cursor.is_at_end() {
        return Err(not_understood(&cursor, grammar));
    }
    parts.finish(grammar, &cursor)
}

/// The `CR` or `DR` at the end of a text without rupees, as accounting tools print it.
fn account_side(source: &Source<'_>, grammar: &Grammar<'_>) -> Option<Range<usize>> {
    let visible = |end: usize| (0..end).rev().find(|at| source.get(*at).is_some_and(|c| !is_blank(c)));
    let last = visible(source.len())?;
    let start = last.checked_sub(1)?;
    if !matches!((source.get(start), source.get(last)), (Some('C' | 'D'), Some('R'))) {
        return None;
    }
    let before = visible(start).and_then(|at| source.get(at))?;
    let reader = grammar.reader;
    let is_rupee =
        reader.currencies().contains(&Currency::INR) || reader.default_currency() == Some(Currency::INR);
    let names_rupees = || {
        let starts = |at: usize, name: &str| {
            name.chars()
                .enumerate()
                .all(|(ahead, c)| source.glyph(at + ahead).is_some_and(|glyph| glyph.lower == c))
        };
        (0..start).any(|at| ["₹", "₨", "rs", "inr", "rup"].into_iter().any(|name| starts(at, name)))
    };
    let follows_number = before.is_ascii_digit() || matches!(before, ')' | '€' | '$' | '£');
    (follows_number && !is_rupee && !names_rupees()).then_some(start..last + 1)
}

/// The whole text as a word for an amount without a number, with a currency or without.
struct Empty {
    what: Blank,
    currency: Option<Named>,
    span: Range<usize>,
}

fn blank(cursor: &Cursor<'_, '_>, grammar: &Grammar<'_>) -> Result<Option<Empty>, ReadError> {
    let start = cursor.at();
    let mut ahead = *cursor;
    let mut named = currency(&mut ahead, grammar, Side::Before).unwrap_or(None);
    ahead.skip_blanks();
    let Some(what) = ahead.eat_phrase(&grammar.vocabulary.blanks) else { return Ok(None) };
    let mut end = ahead.at();
    ahead.skip_blanks();
    if let Ok(Some(after)) = currency(&mut ahead, grammar, Side::After) {
        end = ahead.at();
        ahead.skip_blanks();
        let span = after.span.clone();
        named = Some(match named {
            None => after,
            Some(before) => join(cursor, before, after).map_err(|problem| cursor.error(problem, span))?,
        });
    }
    Ok(ahead.is_at_end().then_some(Empty { what, currency: named, span: start..end }))
}

impl Empty {
    fn finish(self, grammar: &Grammar<'_>, cursor: &Cursor<'_, '_>) -> Result<Reading, ReadError> {
        let (amount, value, missing) = match self.what {
            Blank::Undisclosed => (Amount::unknown(), None, Missing::Allowed),
            Blank::Nil => (Amount::exact(Numeral::ZERO), Some(Numeral::ZERO), grammar.missing),
        };
        let (currency, candidates) = settle(grammar, cursor, self.currency.as_ref(), missing, &self.span)?;
        Ok(Reading {
            amount,
            currency,
            candidates,
            stated: Stated::Plainly,
            bounds: Bounds { value, low: None, high: None },
            steps: None,
            readings: Vec::new(),
            beyond: None,
            currency_span: self.currency.map(|named| cursor.source().bytes(named.span)),
            span: cursor.source().bytes(self.span),
            qualifier_spans: Vec::new(),
        })
    }
}
