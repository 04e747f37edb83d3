//! Where an amount may begin.

use super::currency_words::may_be_code;
use super::cursor::Cursor;
use super::grammar::Grammar;
use super::scales::may_be_scaled;
use super::words;

/// Whether an amount in running text may begin at the cursor, with a qualifier or without.
pub(super) fn opens_amount(cursor: &Cursor<'_, '_>, grammar: &Grammar<'_>) -> bool {
    opens_number(cursor, grammar) || grammar.vocabulary.amounts.may_begin(cursor)
}

/// Whether a number or a currency before one may begin at the cursor.
pub(super) fn opens_term(cursor: &Cursor<'_, '_>, grammar: &Grammar<'_>) -> bool {
    opens_number(cursor, grammar) || grammar.vocabulary.terms.may_begin(cursor)
}

fn opens_number(cursor: &Cursor<'_, '_>, grammar: &Grammar<'_>) -> bool {
    match cursor.peek() {
        Some('0'..='9' | '-') => true,
        Some('.' | ',' | '(') => cursor.peek_after(1).is_some_and(|c| c.is_ascii_digit()),
        Some(c) => may_be_code(cursor, grammar) || may_be_scaled(cursor) || words::is_numeral(c),
        None => false,
    }
}
