//! Pairs of currencies, whose number is a rate: `EUR/USD 1.18`.

use super::cursor::Cursor;
use crate::currency::Currency;

/// Whether a code or sign that ends here is the second of a pair, whose number is a rate: `EUR/USD 1.18`.
pub(super) fn ends_pair(cursor: &Cursor<'_, '_>) -> bool {
    let source = cursor.source();
    let before = |back: usize| cursor.at().checked_sub(back).and_then(|at| source.get(at));
    before(1) == Some('/')
        && before(2).is_some_and(|c| {
            matches!(c, '$' | '€' | '£' | '¥')
                || (c.is_ascii_uppercase() && is_code(cursor, cursor.at().saturating_sub(4)))
        })
}

/// Whether a code or sign that ends at the cursor is the first of a pair: `1.18 EUR/USD`.
pub(super) fn begins_pair(cursor: &Cursor<'_, '_>) -> bool {
    cursor.peek() == Some('/')
        && (cursor.peek_after(1).is_some_and(|c| matches!(c, '$' | '€' | '£' | '¥'))
            && !cursor.peek_after(2).is_some_and(|c| c.is_ascii_digit() || c == ' ')
            || is_code(cursor, cursor.at() + 1))
}

/// Whether a listed code stands at a position, as a whole word without digits after it.
fn is_code(cursor: &Cursor<'_, '_>, at: usize) -> bool {
    let source = cursor.source();
    let letters: Option<String> =
        (at..at + 3).map(|at| source.get(at).filter(char::is_ascii_uppercase)).collect();
    let is_letter =
        |at: Option<usize>| at.and_then(|at| source.glyph(at)).is_some_and(|glyph| glyph.is_letter);
    let next = cursor.to(at + 3).past_blanks();
    !is_letter(at.checked_sub(1))
        && !is_letter(Some(at + 3))
        && (at < cursor.at() || next.digit().is_none())
        && letters.is_some_and(|letters| Currency::from_code(&letters).is_ok())
}
