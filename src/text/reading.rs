//! A whole amount: its qualifier, one term or two, and what they say together.

use std::ops::Range;

use super::characters::Source;
use super::currency_words::{Named, Side, currency, join};
use super::cursor::Cursor;
use super::error::{Problem, ReadError};
use super::language::{Blank, Joiner, Qualifier};
use super::nearest::not_understood;
use super::reader::Reader;
use super::term::{Term, term};
use super::words::AndWord;
use crate::amount::{Amount, Hedge};
use crate::currency::Currency;
use crate::exact::{Numeral, NumeralError};

/// One amount as it was read, and where it stood in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    amount: Amount,
    currency: Option<Currency>,
    span: Range<usize>,
    currency_span: Option<Range<usize>>,
    qualifier_spans: Vec<Range<usize>>,
}

impl Reading {
    /// The amount.
    #[must_use]
    pub const fn amount(&self) -> &Amount {
        &self.amount
    }

    /// The currency: the one that the text names, else the reader's default; `None` where there is neither.
    #[must_use]
    pub const fn currency(&self) -> Option<Currency> {
        self.currency
    }

    /// The bytes of the text that the amount takes, without blanks around it.
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

/// What happens to an amount without a currency.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    Refused,
    Allowed,
}

/// A word or sign that qualifies, and its positions.
#[derive(Clone)]
struct Qualified {
    what: Qualifier,
    span: Range<usize>,
}

pub(super) fn assemble(reader: &Reader, text: &str, missing: Missing) -> Result<Reading, ReadError> {
    let source = Source::new(text);
    let mut cursor = Cursor::new(&source).past_blanks();
    if cursor.is_at_end() {
        return Err(cursor.error(Problem::Empty, cursor.since(cursor.at())));
    }
    let start = cursor.at();
    if let Some(blank) = blank(&cursor, reader)? {
        return blank.finish(reader, &cursor, missing);
    }
    let before = qualifiers_before(&mut cursor, reader);
    let opens_between = before.iter().any(|word| word.what == Qualifier::Between);
    let and = if opens_between { AndWord::Separates } else { AndWord::Joins };
    let Some(first) = term(&mut cursor, reader, and)? else { return Err(no_number(&cursor, reader)) };
    let second = second_end(&mut cursor, reader, opens_between)?;
    if opens_between && second.is_none() {
        let problem = Problem::OpenRange { text: source.excerpt(start..cursor.at()) };
        return Err(cursor.error(problem, start..cursor.at()));
    }
    let after = qualifier_after(&mut cursor, reader);
    let end = cursor.at();
    cursor.skip_blanks();
    if !cursor.is_at_end() {
        return Err(not_understood(&cursor, reader));
    }
    Parts { before, first, second, after, span: start..end }.finish(reader, &cursor, missing)
}

/// Where a number was expected and is not: the word there is wrong, or nothing is there.
fn no_number(cursor: &Cursor<'_, '_>, reader: &Reader) -> ReadError {
    let ahead = cursor.past_blanks();
    let mut past_currency = ahead;
    let named = currency(&mut past_currency, reader, Side::Before);
    if ahead.is_at_end() || (matches!(named, Ok(Some(_))) && past_currency.past_blanks().is_at_end()) {
        let all = 0..cursor.source().len();
        let end = cursor.source().len();
        return cursor.error(Problem::NoNumber { text: cursor.source().excerpt(all) }, end..end);
    }
    not_understood(if matches!(named, Ok(Some(_))) { &past_currency } else { &ahead }, reader)
}

/// The whole text as a word for an amount without a number, with a currency or without.
struct Empty {
    what: Blank,
    currency: Option<Named>,
    span: Range<usize>,
}

fn blank(cursor: &Cursor<'_, '_>, reader: &Reader) -> Result<Option<Empty>, ReadError> {
    let start = cursor.at();
    let mut ahead = *cursor;
    let mut named = currency(&mut ahead, reader, Side::Before).unwrap_or(None);
    ahead.skip_blanks();
    let Some(what) = ahead.eat_phrase(reader.language().lexicons().iter().map(|lexicon| lexicon.blanks))
    else {
        return Ok(None);
    };
    let mut end = ahead.at();
    ahead.skip_blanks();
    if let Ok(Some(after)) = currency(&mut ahead, reader, Side::After) {
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
    fn finish(
        self,
        reader: &Reader,
        cursor: &Cursor<'_, '_>,
        missing: Missing,
    ) -> Result<Reading, ReadError> {
        let (amount, missing) = match self.what {
            Blank::Undisclosed => (Amount::unknown(), Missing::Allowed),
            Blank::Nil => (Amount::exact(Numeral::ZERO), missing),
        };
        let currency = settle(reader, cursor, self.currency.as_ref(), missing, &self.span)?;
        Ok(Reading {
            amount,
            currency,
            currency_span: self.currency.map(|named| cursor.source().bytes(named.span)),
            span: cursor.source().bytes(self.span),
            qualifier_spans: Vec::new(),
        })
    }
}

/// The qualifiers before a number: one, and `about` after a bound.
fn qualifiers_before(cursor: &mut Cursor<'_, '_>, reader: &Reader) -> Vec<Qualified> {
    let mut found: Vec<Qualified> = Vec::new();
    while let Some((what, end)) =
        cursor.phrase(reader.language().lexicons().iter().map(|lexicon| lexicon.before))
    {
        let mut as_currency = *cursor;
        let is_currency = matches!(currency(&mut as_currency, reader, Side::Before), Ok(Some(_)));
        let again = found.last().is_some_and(|_| what != Qualifier::About);
        if again || found.len() == 2 || (is_currency && as_currency.at() > end) {
            break;
        }
        let start = cursor.at();
        cursor.go_to(end);
        found.push(Qualified { what, span: cursor.since(start) });
        cursor.skip_blanks();
    }
    found
}

/// The joiner and the second end of a range, if a joiner stands at the cursor.
fn second_end(
    cursor: &mut Cursor<'_, '_>,
    reader: &Reader,
    opens_between: bool,
) -> Result<Option<Term>, ReadError> {
    let mut ahead = cursor.past_blanks();
    let joiner = ahead.eat_phrase(reader.language().lexicons().iter().map(|lexicon| lexicon.joiners));
    match joiner {
        Some(Joiner::To) => {}
        Some(Joiner::And) if opens_between => {}
        _ => return Ok(None),
    }
    ahead.skip_blanks();
    let Some(second) = term(&mut ahead, reader, AndWord::Joins)? else {
        return Err(no_number(&ahead, reader));
    };
    *cursor = ahead;
    Ok(Some(second))
}

fn qualifier_after(cursor: &mut Cursor<'_, '_>, reader: &Reader) -> Option<Qualified> {
    let mut ahead = cursor.past_blanks();
    let start = ahead.at();
    let what = ahead.eat_phrase(reader.language().lexicons().iter().map(|lexicon| lexicon.after))?;
    *cursor = ahead;
    Some(Qualified { what, span: cursor.since(start) })
}

/// What a text that is an amount consists of.
struct Parts {
    before: Vec<Qualified>,
    first: Term,
    second: Option<Term>,
    after: Option<Qualified>,
    span: Range<usize>,
}

impl Parts {
    fn finish(
        mut self,
        reader: &Reader,
        cursor: &Cursor<'_, '_>,
        missing: Missing,
    ) -> Result<Reading, ReadError> {
        self.share_scale(cursor)?;
        let named = self.named(cursor)?;
        let currency = settle(reader, cursor, named.as_ref(), missing, &self.span)?;
        for end in std::iter::once(&self.first).chain(&self.second) {
            self.refuse_ambiguous(end, currency, cursor)?;
        }
        let (bound, hedge) = self.bound(cursor)?;
        self.refuse_bounded_surplus(bound, cursor)?;
        let amount = self.amount(bound, cursor)?.hedged(hedge);
        let words = self.before.iter().chain(&self.after);
        Ok(Reading {
            amount,
            currency,
            currency_span: named.map(|named| cursor.source().bytes(named.span)),
            qualifier_spans: words.map(|word| cursor.source().bytes(word.span.clone())).collect(),
            span: cursor.source().bytes(self.span),
        })
    }

    /// `3–5 million`: the first end takes the scale of the second if it has none, nothing named after it, and
    /// fewer units.
    fn share_scale(&mut self, cursor: &Cursor<'_, '_>) -> Result<(), ReadError> {
        let Some(second) = &self.second else { return Ok(()) };
        let (first, upper) = (self.first.digits, second.digits);
        if self.first.unit.is_some() || self.first.is_named_after {
            return Ok(());
        }
        let number = |found: &Range<usize>, error| {
            let found_text = cursor.source().excerpt(found.clone());
            cursor.error(Problem::Number { found: found_text, error }, found.clone())
        };
        let is_digit = |numeral: Numeral| numeral.decimals() == 0 && (1..10).contains(&numeral.mantissa());
        let rounds = i32::from(upper.numeral.trailing_zeros());
        // 八到九百亿: 八百亿, or 八亿, or 八?
        if first.in_words
            && upper.in_words
            && is_digit(first.numeral)
            && rounds > 0
            && upper
                .numeral
                .shifted(-rounds)
                .is_ok_and(|digit| digit.mantissa() % 10i128.pow(digit.decimals().into()) == 0)
        {
            let unit = second.unit.unwrap_or(0);
            let shared =
                first.numeral.shifted(rounds + unit).map_err(|error| number(&self.first.span, error))?;
            let found = cursor.source().excerpt(self.span.clone());
            let problem = Problem::AmbiguousScale { found, shared, plain: first.numeral };
            return Err(cursor.error(problem, self.span.clone()));
        }
        if first.numeral.cmp_value(upper.numeral).is_lt() {
            self.first.unit = second.unit;
        }
        Ok(())
    }

    fn named(&self, cursor: &Cursor<'_, '_>) -> Result<Option<Named>, ReadError> {
        let second = self.second.as_ref().and_then(|second| second.currency.clone());
        match (self.first.currency.clone(), second) {
            (Some(first), Some(second)) => {
                let span = second.span.clone();
                join(cursor, first, second).map(Some).map_err(|problem| cursor.error(problem, span))
            }
            (first, second) => Ok(first.or(second)),
        }
    }

    /// `1.234` is decimal before a scale word and in a currency of three minor digits or none; else nobody
    /// knows.
    fn refuse_ambiguous(
        &self,
        end: &Term,
        currency: Option<Currency>,
        cursor: &Cursor<'_, '_>,
    ) -> Result<(), ReadError> {
        let (Some(grouped), None) = (end.digits.grouped, end.unit) else { return Ok(()) };
        let is_fine =
            currency.is_some_and(|currency| currency.minor_digits().is_none_or(|digits| digits >= 3));
        if is_fine {
            return Ok(());
        }
        let found = cursor.source().excerpt(end.span.clone());
        let problem = Problem::Ambiguous {
            found,
            grouped: end.signed(grouped),
            decimal: end.signed(end.digits.numeral),
        };
        Err(cursor.error(problem, end.span.clone()))
    }

    /// What the words before and after say together.
    fn bound(&self, cursor: &Cursor<'_, '_>) -> Result<(Option<Qualifier>, Hedge), ReadError> {
        let mut bound: Option<&Qualified> = None;
        let mut hedge = Hedge::Plain;
        for word in self.before.iter().chain(&self.after) {
            match word.what {
                Qualifier::About => hedge = Hedge::About,
                Qualifier::Between | Qualifier::OfRange => {}
                // The opening word of a range bounds nothing by itself.
                Qualifier::From if self.second.is_some() => {}
                _ if bound.is_some() || self.second.is_some() => {
                    let first = bound.map_or_else(|| self.span.clone(), |bound| bound.span.clone());
                    let problem = Problem::TwoBounds {
                        first: cursor.source().excerpt(first),
                        second: cursor.source().excerpt(word.span.clone()),
                    };
                    return Err(cursor.error(problem, word.span.clone()));
                }
                Qualifier::Nearly | Qualifier::JustOver | Qualifier::AboutAbove => {
                    bound = Some(word);
                    hedge = Hedge::Near;
                }
                _ => bound = Some(word),
            }
        }
        Ok((bound.map(|word| word.what), hedge))
    }

    /// 不超过500多万, 300多至500多万: the word bounds what is no one value.
    fn refuse_bounded_surplus(
        &self,
        bound: Option<Qualifier>,
        cursor: &Cursor<'_, '_>,
    ) -> Result<(), ReadError> {
        let is_bounded = bound.is_some() || self.second.is_some();
        let mut ends = std::iter::once(&self.first).chain(&self.second);
        let Some(end) = ends.find(|end| is_bounded && end.surplus.is_some()) else { return Ok(()) };
        let excerpt = |span: &Range<usize>| cursor.source().excerpt(span.clone());
        let problem = Problem::TwoBounds { first: excerpt(&self.span), second: excerpt(&end.span) };
        Err(cursor.error(problem, end.span.clone()))
    }

    fn amount(&self, bound: Option<Qualifier>, cursor: &Cursor<'_, '_>) -> Result<Amount, ReadError> {
        let number = |end: &Term, error| {
            let found = cursor.source().excerpt(end.span.clone());
            cursor.error(Problem::Number { found, error }, end.span.clone())
        };
        let value = |end: &Term| end.value().map_err(|error| number(end, error));
        let first = &self.first;
        if let Some(second) = &self.second {
            let (low, high) = (value(first)?, value(second)?);
            return Amount::range(low, high).map_err(|_| {
                let found = cursor.source().excerpt(self.span.clone());
                cursor.error(Problem::ReversedRange { found, low, high }, self.span.clone())
            });
        }
        Ok(match bound {
            Some(Qualifier::AtLeast | Qualifier::From) => Amount::at_least(value(first)?),
            Some(Qualifier::MoreThan | Qualifier::JustOver | Qualifier::AboutAbove) => {
                Amount::more_than(value(first)?)
            }
            Some(Qualifier::AtMost) => Amount::at_most(value(first)?),
            Some(Qualifier::LessThan | Qualifier::Nearly) => Amount::less_than(value(first)?),
            Some(Qualifier::About | Qualifier::Between | Qualifier::OfRange) | None => match first.surplus {
                Some(place) => surplus(value(first)?, place).map_err(|error| number(first, error))?,
                None => Amount::written(first.signed(first.digits.numeral), first.unit)
                    .map_err(|error| number(first, error))?,
            },
        })
    }
}

/// 500多万: beyond 500万 and short of 600万, the next in the place that 多 fills.
fn surplus(value: Numeral, place: i32) -> Result<Amount, NumeralError> {
    let step = Numeral::ONE.shifted(place + i32::from(value.decimals()))?.mantissa();
    let step = if value.is_negative() { -step } else { step };
    let next = Numeral::new(value.mantissa().saturating_add(step), value.decimals())?;
    let (low, high) = if value.is_negative() { (next, value) } else { (value, next) };
    let both = [Amount::more_than(low), Amount::less_than(high)];
    Ok(Amount::all_of(both).unwrap_or_else(|_| Amount::unknown()))
}

/// The currency of the amount: the one named, else the default.
fn settle(
    reader: &Reader,
    cursor: &Cursor<'_, '_>,
    named: Option<&Named>,
    missing: Missing,
    span: &Range<usize>,
) -> Result<Option<Currency>, ReadError> {
    match (named, reader.default_currency()) {
        (Some(named), _) => named
            .resolve(reader, cursor)
            .map(Some)
            .map_err(|problem| cursor.error(problem, named.span.clone())),
        (None, Some(currency)) => Ok(Some(currency)),
        (None, None) if missing == Missing::Allowed => Ok(None),
        (None, None) => {
            let text = cursor.source().excerpt(span.clone());
            Err(cursor.error(Problem::NoCurrency { text }, span.clone()))
        }
    }
}
