//! A text that is one amount.

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
use super::reading::Reading;
use super::stated::{Bounds, Stated};
use crate::amount::Amount;
use crate::currency::Currency;
use crate::exact::Numeral;

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
