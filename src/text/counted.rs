//! Numbers before a currency that count no money: `In 2016 USD 274,100 were spent`, `March 5 EUR 500`, `page 12 EUR 50`.

use super::characters::PARAGRAPH;
use super::currency_words::{Side, currency};
use super::cursor::Cursor;
use super::dates::{YEARS, digits_at, is_month};
use super::grammar::Grammar;
use super::number::{Digits, digits};
use super::scale_words::eat_scale;
use super::term::Term;
use super::vocabulary::CONNECTORS;
use super::words::word_before;

/// What stands before a year, and hardly before an amount.
#[rustfmt::skip]
const BEFORE_YEARS: &[&str] = &[
    "an", "anfang", "année", "año", "depuis", "desde", "durante", "during", "early", "en", "ende", "fiscal", "fy", "im", "in", "jahr", "jahre",
    "late", "mitte", "seit", "since", "year", "года", "году",
];

/// What joins two years.
const BETWEEN_YEARS: &[&str] = &["a", "and", "bis", "et", "or", "to", "und", "y", "à", "и", "по"];

/// What is told apart by a number.
const NUMBERED: &[&str] =
    &["article", "artikel", "chapter", "item", "lot", "page", "pages", "phase", "section", "seite", "step"];

/// The same, with a stop behind it.
const NUMBERED_SHORT: &[&str] = &["abs", "art", "no", "nr", "p", "pp", "s", "sec", "sect"];

/// What makes it a price of each: `per page 20 EUR`.
const EACH: &[&str] = &["each", "je", "par", "per", "por", "pro"];

/// What the text before a number tells of it; a closed set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// A page, an article.
    Number,
    /// A day or a year.
    DayOrYear,
    Year,
    Nothing,
}

/// Whether the number of a term, which ends at `number_end`, is no amount in the currency behind it, which ends at `end`.
///
/// A year is one by the word before it, `in 2016`; by another year, `between 2016 and 2017`; by an amount with a scale that follows, `2016 EUR 5
/// million`; and by one of a thousand or more that nothing follows which it could count. `2000 EUR 3 times`, `2000 EUR 12,000 people`, `Laptop 1999
/// EUR 100` and `2000 EUR 5 million USD` are amounts of 2000. A number in brackets is that of an item where it is small: `(1) EUR 500`, not `(500) EUR`.
pub(super) fn counts_no_money(
    term: &Term,
    number_end: &Cursor<'_, '_>,
    end: &Cursor<'_, '_>,
    grammar: &Grammar<'_>,
    is_parted: bool,
) -> bool {
    if term.unit.is_some() || !is_plain(&term.digits) {
        return false;
    }
    let value = term.digits.numeral.mantissa();
    if term.negative {
        let is_bracketed = number_end.at().checked_sub(1).and_then(|at| end.source().get(at)) == Some(')');
        let is_small = (1..=99).contains(&value);
        let ahead = amount_ahead(end, grammar).filter(|_| is_bracketed && !is_parted);
        return ahead.is_some_and(|ahead| is_small || YEARS.contains(&value) && ahead.is_scaled);
    }
    let is_year = YEARS.contains(&value);
    match told(term.span.start, number_end) {
        Told::Number if !is_year => (1..=999).contains(&value),
        Told::DayOrYear if (1..=31).contains(&value) => amount_ahead(end, grammar).is_some(),
        _ if !is_year => false,
        Told::Year | Told::DayOrYear => true,
        Told::Number | Told::Nothing => {
            !is_parted && amount_ahead(end, grammar).is_some_and(|ahead| ahead.is_scaled || ahead.is_last)
        }
    }
}

/// Whether a number is digits and nothing else.
fn is_plain(digits: &Digits) -> bool {
    let Digits { numeral, alternative, group_mark, in_words, .. } = digits;
    alternative.is_none() && group_mark.is_none() && !in_words && numeral.decimals() == 0
}

/// What the word, or the sign, before a number that begins at `start` tells of it.
fn told(start: usize, cursor: &Cursor<'_, '_>) -> Told {
    let before = |at: usize| at.checked_sub(1).and_then(|at| cursor.source().get(at));
    match before(start) {
        Some('在' | '于' | '從' | '从' | '自' | '到' | '至') => return Told::Year,
        Some('-' | '/') if ends_in_year(cursor, start - 1) => return Told::Year,
        Some(' ') => {}
        _ => return Told::Nothing,
    }
    let mut at = start - 1;
    let is_short = before(at) == Some('.');
    match before(at) {
        // "March 3, 2018"
        Some(',') if before(at - 1).is_some_and(|c| c.is_ascii_digit()) => return Told::Year,
        // "Q1 2018"
        Some('1'..='4') if matches!(before(at - 1), Some('Q' | 'H' | 'q')) => return Told::Year,
        Some('.') => at -= 1,
        _ => {}
    }
    let (word, from) = word_before(cursor, at);
    let is = |words: &[&str]| words.contains(&word.as_str());
    if is(BETWEEN_YEARS) && ends_in_year(cursor, from) || is(BEFORE_YEARS) {
        Told::Year
    } else if is_month(&word) || word == "de" && is_month(&word_before(cursor, from).0) {
        Told::DayOrYear
    } else if (is(NUMBERED) || is_short && is(NUMBERED_SHORT))
        && !EACH.contains(&word_before(cursor, from).0.as_str())
    {
        Told::Number
    } else {
        Told::Nothing
    }
}

/// Whether a year stands before a position, blanks between them allowed.
fn ends_in_year(cursor: &Cursor<'_, '_>, at: usize) -> bool {
    let before = |at: usize| at.checked_sub(1).and_then(|at| cursor.source().get(at));
    let end = if before(at) == Some(' ') { at - 1 } else { at };
    let Some(start) = end.checked_sub(4) else { return false };
    let is_whole = !before(start).is_some_and(|c| c.is_ascii_digit());
    is_whole && digits_at(cursor, start, 4).is_some_and(|year| YEARS.contains(&year))
}

/// What follows a currency.
struct Ahead {
    is_scaled: bool,
    /// Whether it is of a thousand or more and no year, and nothing follows that it could count.
    is_last: bool,
}

/// The amount behind a currency, where a number of three digits or more, with two decimals or with a scale follows, and no currency behind that.
fn amount_ahead(end: &Cursor<'_, '_>, grammar: &Grammar<'_>) -> Option<Ahead> {
    let mut ahead = end.past_blanks();
    let found = digits(&mut ahead, grammar.reader.language().decimal_sign())?.ok()?;
    let is_scaled = eat_scale(&mut ahead, grammar, true).is_some();
    let is_long = found.numeral.decimals() == 2
        || found.alternative.is_some()
        || found.numeral.mantissa() >= 100 && found.numeral.decimals() == 0;
    let mut after = ahead.past_blanks();
    after.eat_listed(CONNECTORS);
    after.skip_blanks();
    let is_named = !matches!(currency(&mut after, grammar, Side::After), Ok(None));
    let is_year = is_plain(&found) && YEARS.contains(&found.numeral.mantissa());
    let is_large =
        found.alternative.is_some() || found.group_mark.is_some() || found.numeral.mantissa() >= 1000;
    let ends = ahead
        .peek()
        .is_none_or(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '\n' | '。' | PARAGRAPH));
    let is_last = ends && is_large && !is_year;
    ((is_scaled || is_long) && !is_named).then_some(Ahead { is_scaled, is_last })
}
