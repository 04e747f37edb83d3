//! Amounts of running text whose numbers have more digits than are held exactly: they are found, and unknown.

use std::ops::Range;

use super::currency_words::{Named, Side, currency};
use super::cursor::Cursor;
use super::error::{Problem, ReadError};
use super::grammar::{Grammar, Missing};
use super::parts::settle;
use super::reading::Reading;
use super::stated::{Bounds, Stated};
use super::vocabulary::CONNECTORS;
use crate::amount::Amount;
use crate::exact::NumeralError;

/// The longest number that is looked at, in characters; no amount reaches farther.
const CHARS_MAX: usize = 120;

/// The amount at the cursor, past which it moves, where the error tells that its number is beyond what can be held, and a currency
/// is named beside it.
pub(super) fn beyond(
    cursor: &mut Cursor<'_, '_>,
    grammar: &Grammar<'_>,
    error: &ReadError,
) -> Option<Reading> {
    let Problem::Number { error, .. } = error.problem() else { return None };
    let start = cursor.at();
    let mut ahead = *cursor;
    let before = currency(&mut ahead, grammar, Side::Before).ok()?;
    ahead.skip_blanks();
    ahead.eat('-');
    if !number(&mut ahead) {
        return None;
    }
    let end = ahead.at();
    let mut after = ahead.past_blanks();
    let scaled = after.eat_phrase(&grammar.vocabulary.scales).map(|_| after);
    let mut after = scaled.unwrap_or(ahead).past_blanks();
    after.eat_listed(CONNECTORS);
    after.skip_blanks();
    let named_after = currency(&mut after, grammar, Side::After).ok()?;
    let end = match (&named_after, scaled) {
        (Some(_), _) => after.at(),
        (None, Some(scaled)) => scaled.at(),
        (None, None) => end,
    };
    let named = named_after.or(before)?;
    let reading = unknown(&ahead, grammar, named, start..end, error)?;
    cursor.go_to(end);
    Some(reading)
}

/// Moves past digits and the signs between them.
fn number(cursor: &mut Cursor<'_, '_>) -> bool {
    let start = cursor.at();
    while cursor.digit().is_some()
        || cursor.peek().is_some_and(|c| matches!(c, '.' | ',' | '\'' | ' '))
            && cursor.peek_after(1).is_some_and(|c| c.is_ascii_digit())
    {
        cursor.bump();
    }
    (1..=CHARS_MAX).contains(&(cursor.at() - start))
}

/// A reading of which only the currency is known.
pub(super) fn unknown(
    cursor: &Cursor<'_, '_>,
    grammar: &Grammar<'_>,
    named: Named,
    span: Range<usize>,
    error: &NumeralError,
) -> Option<Reading> {
    let (currency, candidates) = settle(grammar, cursor, Some(&named), Missing::Refused, &span).ok()?;
    let source = cursor.source();
    Some(Reading {
        amount: Amount::unknown(),
        currency,
        candidates,
        stated: Stated::Plainly,
        bounds: Bounds { value: None, low: None, high: None },
        steps: None,
        readings: Vec::new(),
        beyond: Some(error.clone()),
        currency_span: Some(source.bytes(named.span)),
        qualifier_spans: Vec::new(),
        span: source.bytes(span),
    })
}
