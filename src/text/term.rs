//! One number with its scale words and currencies: a whole amount, or one end of a range.

use std::ops::Range;

use super::currency_words::{Named, Side, currency, join};
use super::cursor::{Cursor, Phrases};
use super::error::{Problem, ReadError};
use super::number::{Digits, digits};
use super::reader::Reader;
use super::words::{AndWord, Exactness, and_a_half, spoken};
use crate::exact::{Numeral, NumeralError};

static OF: Phrases<()> = &[("of", ())];

/// One number as written, with what belongs to it.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub(super) digits: Digits,
    /// The power of ten of the scale words.
    pub(super) unit: Option<i32>,
    /// 500多万: the power of ten of the place that "and some more" fills.
    pub(super) surplus: Option<i32>,
    pub(super) negative: bool,
    pub(super) currency: Option<Named>,
    /// Whether a currency stands after the number, so that the number is complete in itself.
    pub(super) is_named_after: bool,
    pub(super) span: Range<usize>,
}

impl Term {
    /// The value, scale and sign included.
    pub(super) fn value(&self) -> Result<Numeral, NumeralError> {
        Ok(self.signed(self.digits.numeral.shifted(self.unit.unwrap_or(0))?))
    }

    /// A numeral with the sign of the term.
    pub(super) const fn signed(&self, numeral: Numeral) -> Numeral {
        if self.negative { numeral.negated() } else { numeral }
    }

    fn name(&mut self, cursor: &Cursor<'_, '_>, named: Option<Named>) -> Result<(), ReadError> {
        let Some(named) = named else { return Ok(()) };
        let span = named.span.clone();
        self.unit = self.unit.or(named.scale);
        self.currency = Some(match self.currency.take() {
            None => named,
            Some(before) => join(cursor, before, named).map_err(|problem| cursor.error(problem, span))?,
        });
        Ok(())
    }
}

/// Reads a term at the cursor and moves past it; `None`, the cursor unmoved, where no number is.
pub(super) fn term(
    cursor: &mut Cursor<'_, '_>,
    reader: &Reader,
    and: AndWord,
) -> Result<Option<Term>, ReadError> {
    let start = cursor.at();
    let mut ahead = *cursor;
    let mut before = named(&mut ahead, reader, Side::Before)?;
    let mut scale = before.as_ref().and_then(|named| named.scale);
    if before.is_some() && scale.is_none() && ahead.touches() {
        // `€m 5`: the scale touches the sign.
        scale = eat_scale(&mut ahead, reader);
    }
    ahead.skip_blanks();
    let minus = ahead.eat('-');
    ahead.skip_blanks();
    let bracket = !minus && ahead.eat('(');
    ahead.skip_blanks();
    if before.is_none() && (minus || bracket) {
        before = named(&mut ahead, reader, Side::Before)?;
        scale = before.as_ref().and_then(|named| named.scale);
        ahead.skip_blanks();
    }
    let number_at = ahead.at();
    let Some((digits, spoken_unit)) = number(&mut ahead, reader, and)? else { return Ok(None) };
    let mut term = Term {
        digits,
        unit: spoken_unit,
        surplus: None,
        negative: minus || bracket,
        currency: before,
        is_named_after: false,
        span: start..start,
    };
    scale_words(&mut ahead, reader, &mut term, scale);
    chain(&mut ahead, reader, &mut term, number_at)?;
    name_after(&mut ahead, reader, &mut term)?;
    if bracket {
        ahead.skip_blanks();
        if !ahead.eat(')') {
            return Ok(None);
        }
        name_after(&mut ahead, reader, &mut term)?;
    }
    *cursor = ahead;
    term.span = cursor.since(start);
    Ok(Some(term))
}

fn named(cursor: &mut Cursor<'_, '_>, reader: &Reader, side: Side) -> Result<Option<Named>, ReadError> {
    let start = cursor.at();
    currency(cursor, reader, side).map_err(|problem| cursor.error(problem, start..cursor.at().max(start + 1)))
}

fn number(
    cursor: &mut Cursor<'_, '_>,
    reader: &Reader,
    and: AndWord,
) -> Result<Option<(Digits, Option<i32>)>, ReadError> {
    let start = cursor.at();
    let (mut digits, unit) = match digits(cursor, reader.language().decimal_sign()) {
        Some(Ok(digits)) => (digits, None),
        Some(Err(problem)) => return Err(cursor.error(problem, cursor.since(start))),
        None => match spoken(cursor, reader.language(), and) {
            Some(spoken) if spoken.exactness != Exactness::Article => (spoken.digits, spoken.unit),
            _ => return Ok(None),
        },
    };
    if unit.is_none()
        && let Some(with_half) = and_a_half(cursor, reader.language(), digits.numeral)
    {
        digits = Digits { numeral: with_half, grouped: None, ..digits };
    }
    Ok(Some((digits, unit)))
}

/// The scale word at the cursor, blanks before it allowed unless it is one letter.
fn eat_scale(cursor: &mut Cursor<'_, '_>, reader: &Reader) -> Option<i32> {
    let ahead = cursor.past_blanks();
    let (exponent, end) = ahead.phrase(reader.language().lexicons().iter().map(|lexicon| lexicon.scales))?;
    let last = cursor.source().get(end.checked_sub(1)?)?;
    let next_is_digit = cursor.source().get(end).is_some_and(|c| c.is_ascii_digit());
    if last.is_ascii_alphabetic() {
        let is_letter = end == ahead.at() + 1;
        // One letter after a blank is a word of its own; `l` is a litre, `L` a lakh; `5m2` is no money.
        if next_is_digit || (is_letter && (ahead.at() != cursor.at() || last == 'l')) {
            return None;
        }
    }
    cursor.go_to(end);
    Some(exponent)
}

/// Reads the scale words after a number, with 多 or 余 before or after them.
fn scale_words(cursor: &mut Cursor<'_, '_>, reader: &Reader, term: &mut Term, prefixed: Option<i32>) {
    let surplus_before = eat_surplus(cursor);
    if term.unit.is_none() {
        term.unit = prefixed.or_else(|| eat_scale(cursor, reader));
    }
    let unit = term.unit.unwrap_or(0);
    if surplus_before {
        term.surplus = Some(term.digits.numeral.last_nonzero_place().unwrap_or(0) + unit);
    } else if term.unit.is_some() && eat_surplus(cursor) {
        term.surplus = Some(unit);
    }
}

fn eat_surplus(cursor: &mut Cursor<'_, '_>) -> bool {
    ['多', '余', '餘'].iter().any(|more| cursor.eat(*more))
}

/// Joins what follows a Chinese unit word: `3亿5000万`, `1万2345`.
fn chain(
    cursor: &mut Cursor<'_, '_>,
    reader: &Reader,
    term: &mut Term,
    from: usize,
) -> Result<(), ReadError> {
    while let (Some(unit), Some(_), None) = (term.unit, cursor.digit(), term.surplus) {
        let mut ahead = *cursor;
        let start = ahead.at();
        let Some((next, _)) = number(&mut ahead, reader, AndWord::Separates)? else { return Ok(()) };
        let length = ahead.at() - start;
        let next_unit = eat_scale(&mut ahead, reader);
        // A bare rest is complete only if it fills the unit: `1万5` is 15,000 to some and 10,005 to others.
        if next_unit.is_none() && !(unit == 4 && length == 4) {
            return Ok(());
        }
        let Some(sum) = sum(term.digits.numeral, unit, next.numeral, next_unit.unwrap_or(0)) else {
            return Err(cursor.error(
                Problem::Grouping { found: cursor.source().excerpt(from..ahead.at()) },
                from..ahead.at(),
            ));
        };
        term.digits = Digits { numeral: sum, ..term.digits };
        term.unit = next_unit;
        *cursor = ahead;
    }
    Ok(())
}

/// `high` × 10^`high_unit` + `low` × 10^`low_unit`, in units of the latter; `None` unless `low` fits below the
/// higher unit.
fn sum(high: Numeral, high_unit: i32, low: Numeral, low_unit: i32) -> Option<Numeral> {
    let lifted = high.shifted(high_unit.checked_sub(low_unit).filter(|steps| *steps > 0)?).ok()?;
    let ceiling = Numeral::power_of_ten(high_unit - low_unit)?;
    if high.decimals() > 0 || low.cmp_value(ceiling).is_ge() {
        return None;
    }
    let finer = 10i128.checked_pow(u32::from(low.decimals()))?;
    Numeral::new(lifted.mantissa().checked_mul(finer)?.checked_add(low.mantissa())?, low.decimals()).ok()
}

/// Reads the currency after a number, a scale that stands after it (`75 USD million`), and 角 and 分 after 元.
fn name_after(cursor: &mut Cursor<'_, '_>, reader: &Reader, term: &mut Term) -> Result<(), ReadError> {
    let mut ahead = cursor.past_blanks();
    if ahead.eat_phrase([OF]).is_some() {
        ahead.skip_blanks();
    }
    let Some(after) = named(&mut ahead, reader, Side::After)? else { return Ok(()) };
    *cursor = ahead;
    term.is_named_after = true;
    term.name(cursor, Some(after))?;
    if term.unit.is_none() {
        term.unit = eat_scale(cursor, reader);
    }
    if term.unit.is_none()
        && term.digits.numeral.decimals() == 0
        && let Some(with_minor) = minor(cursor, reader, term.digits.numeral)
    {
        term.digits = Digits::certain(with_minor);
    }
    Ok(())
}

/// Reads 角 and 分 after a whole number of 元.
fn minor(cursor: &mut Cursor<'_, '_>, reader: &Reader, whole: Numeral) -> Option<Numeral> {
    let mut ahead = *cursor;
    let (mut cents, mut decimals) = (0i128, 0u8);
    for (units, worth, places) in [(['角', '毛'], 10, 1), (['分', '分'], 1, 2)] {
        let mut part = ahead;
        let Ok(Some((digits, None))) = number(&mut part, reader, AndWord::Separates) else { break };
        let count = digits.numeral.mantissa();
        if !units.iter().any(|unit| part.eat(*unit))
            || digits.numeral.decimals() > 0
            || !(0..=9).contains(&count)
        {
            continue;
        }
        cents += count * worth;
        decimals = places;
        ahead = part;
    }
    if decimals == 0 {
        return None;
    }
    ahead.eat('钱');
    *cursor = ahead;
    let minor = if decimals == 1 { cents / 10 } else { cents };
    let factor = if decimals == 1 { 10 } else { 100 };
    Numeral::new(whole.mantissa().checked_mul(factor)?.checked_add(minor)?, decimals).ok()
}
