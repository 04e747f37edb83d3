//! A number in digits or in words, with what belongs to it alone.

use super::cursor::Cursor;
use super::error::ReadError;
use super::grammar::{Grammar, Scene};
use super::number::{Digits, digits};
use super::words::{AndWord, Exactness, and_a_half, and_decimals, digits_with_units, dozens, spoken};

/// A number in digits or in words.
pub(super) struct Number {
    pub(super) digits: Digits,
    pub(super) unit: Option<i32>,
    pub(super) exactness: Exactness,
}

pub(super) fn number(
    cursor: &mut Cursor<'_, '_>,
    grammar: &Grammar<'_>,
    and: AndWord,
) -> Result<Option<Number>, ReadError> {
    let start = cursor.at();
    let language = grammar.reader.language();
    if let Some(numeral) = digits_with_units(cursor) {
        let digits = Digits::in_words(numeral);
        return Ok(Some(Number { digits, unit: None, exactness: Exactness::Stated }));
    }
    let mut number = match digits(cursor, language.decimal_sign()) {
        // `000 €` is the end of a number that a line break cuts.
        Some(Ok(digits))
            if grammar.scene == Scene::Running && digits.numeral.is_zero() && is_cut(cursor, start) =>
        {
            return Ok(None);
        }
        Some(Ok(mut digits)) => {
            eat_no_cents(cursor);
            let mut unit = None;
            if digits.alternative.is_none() {
                if let Some(numeral) = and_decimals(cursor, language, digits.numeral) {
                    digits.numeral = numeral;
                } else if let Some((numeral, scale)) = dozens(cursor, language, digits.numeral) {
                    (digits.numeral, unit) = (numeral, scale);
                }
            }
            Number { digits, unit, exactness: Exactness::Stated }
        }
        Some(Err(problem)) => return Err(cursor.error(problem, cursor.since(start))),
        None => match spoken(cursor, language, and) {
            Some(spoken) => Number { digits: spoken.digits, unit: spoken.unit, exactness: spoken.exactness },
            None => return Ok(None),
        },
    };
    if number.unit.is_none()
        && let Some(with_half) = and_a_half(cursor, language, number.digits.numeral)
    {
        number.digits = Digits { numeral: with_half, alternative: None, ..number.digits };
    }
    Ok(Some(number))
}

/// Whether a line break right before a number parts it from digits.
fn is_cut(cursor: &Cursor<'_, '_>, start: usize) -> bool {
    let before = |back: usize| start.checked_sub(back).and_then(|at| cursor.source().get(at));
    before(1) == Some('\n') && before(2).is_some_and(|c| c.is_ascii_digit())
}

/// Moves past the dash that stands for no cents: `1.899,-`.
fn eat_no_cents(cursor: &mut Cursor<'_, '_>) {
    let mut ahead = *cursor;
    if !(ahead.eat(',') || ahead.eat('.')) {
        return;
    }
    let dashes = (0..3).take_while(|_| ahead.eat('-') || ahead.eat('—')).count();
    if dashes > 0 && !ahead.peek().is_some_and(char::is_alphanumeric) {
        *cursor = ahead;
    }
}
