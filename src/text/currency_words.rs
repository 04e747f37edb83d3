//! Currencies as they stand beside a number: codes, signs, names.

use std::ops::Range;

use super::characters::{is_word_letter, lower};
use super::cursor::Cursor;
use super::error::Problem;
use super::language::{CASED, LETTERS, ONLY_AFTER, SIGNS, UNIT_WORD_JOINS, UNIT_WORDS};
use super::reader::Reader;
use crate::currency::Currency;

/// How many tokens of one currency may stand side by side.
const TOKENS_MAX: usize = 3;

/// Where a currency stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

/// A currency as written.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// The currencies that it may be.
    pub(super) candidates: Vec<Currency>,
    /// What it may be together with another token of the same amount: `元` in `新台币177亿元`.
    joins: Vec<Currency>,
    /// The positions of the token that says most.
    pub(super) span: Range<usize>,
    /// The power of ten that is part of the token: 6 for `MEUR`.
    pub(super) scale: Option<i32>,
}

impl Named {
    fn new(candidates: Vec<Currency>, span: Range<usize>) -> Self {
        Self { joins: candidates.clone(), candidates, span, scale: None }
    }

    /// Both tokens of one amount taken together, or `None` where no currency fits both.
    pub(super) fn and(self, other: Self) -> Option<Self> {
        let both = |a: &[Currency], b: &[Currency]| -> Vec<Currency> {
            a.iter().copied().filter(|currency| b.contains(currency)).collect()
        };
        let joins = both(&self.joins, &other.joins);
        let candidates = both(&self.candidates, &other.candidates);
        if joins.is_empty() {
            return None;
        }
        let candidates = if candidates.is_empty() { joins.clone() } else { candidates };
        let says_more = self.candidates.len() <= other.candidates.len();
        Some(Self {
            candidates,
            joins,
            span: if says_more { self.span } else { other.span },
            scale: self.scale.or(other.scale),
        })
    }

    /// The one currency meant, by the caller's list where several share the token.
    pub(super) fn resolve(&self, reader: &Reader, cursor: &Cursor<'_, '_>) -> Result<Currency, Problem> {
        if let [only] = self.candidates.as_slice() {
            return Ok(*only);
        }
        let mut listed: Vec<Currency> = Vec::new();
        for currency in reader.currencies() {
            if self.candidates.contains(currency) && !listed.contains(currency) {
                listed.push(*currency);
            }
        }
        match listed.as_slice() {
            [only] => Ok(*only),
            _ => Err(Problem::SharedCurrency {
                found: cursor.source().excerpt(self.span.clone()),
                candidates: self.candidates.clone(),
                listed,
            }),
        }
    }
}

/// Reads the currency at the cursor, one token or several that agree (`CAD$`), and moves past it.
pub(super) fn currency(
    cursor: &mut Cursor<'_, '_>,
    reader: &Reader,
    side: Side,
) -> Result<Option<Named>, Problem> {
    let Some(mut named) = token(cursor, reader, side) else { return Ok(None) };
    let mut ahead = cursor.past_blanks();
    for _ in 1..TOKENS_MAX {
        let Some(next) = token(&mut ahead, reader, side) else { break };
        named = join(cursor, named, next)?;
        *cursor = ahead;
        ahead.skip_blanks();
    }
    Ok(Some(named))
}

/// Two tokens of one amount taken together.
pub(super) fn join(cursor: &Cursor<'_, '_>, first: Named, second: Named) -> Result<Named, Problem> {
    let excerpt = |named: &Named| cursor.source().excerpt(named.span.clone());
    let names = (excerpt(&first), excerpt(&second));
    first.and(second).ok_or(Problem::TwoCurrencies { first: names.0, second: names.1 })
}

fn token(cursor: &mut Cursor<'_, '_>, reader: &Reader, side: Side) -> Option<Named> {
    let start = cursor.at();
    let spelled = spelled(cursor, reader, side);
    let coded = coded(cursor, reader);
    let (end, mut named) = match (spelled, coded) {
        (Some(spelled), Some(coded)) if spelled.0 > coded.0 => spelled,
        (spelled, coded) => coded.or(spelled)?,
    };
    cursor.go_to(end);
    named.span = cursor.since(start);
    Some(named)
}

/// The longest sign or name at the cursor, and where it ends.
fn spelled(cursor: &Cursor<'_, '_>, reader: &Reader, side: Side) -> Option<(usize, Named)> {
    let start = cursor.at();
    let names = reader.language().lexicons().iter().flat_map(|lexicon| lexicon.currencies.iter().copied());
    let (codes, end) = cursor.phrase(std::iter::once(SIGNS).chain(names))?;
    let spelling: String =
        (start..end).filter_map(|position| cursor.source().get(position)).map(lower).collect();
    if LETTERS.contains(&spelling.as_str())
        && (side == Side::After || !cursor.peek().is_some_and(char::is_uppercase))
    {
        return None;
    }
    if side == Side::Before && ONLY_AFTER.contains(&spelling.as_str()) {
        return None;
    }
    let codes = match CASED.iter().find(|(lower, _)| *lower == spelling) {
        Some((_, forms)) => {
            let written: String = (start..end).filter_map(|position| cursor.source().get(position)).collect();
            forms.iter().find(|(form, _)| *form == written).map(|(_, codes)| *codes)?
        }
        None => reader.language().own_meaning(&spelling).unwrap_or(codes),
    };
    let mut named = Named::new(currencies(codes), start..end);
    if UNIT_WORDS.contains(&spelling.as_str()) {
        named.joins = currencies(UNIT_WORD_JOINS);
    } else if spelling == "¥" {
        named.joins = vec![Currency::CNY, Currency::JPY];
    }
    Some((end, named))
}

fn currencies(codes: &str) -> Vec<Currency> {
    codes.split(' ').filter_map(|code| Currency::from_code(code).ok()).collect()
}

/// The code at the cursor, alone or with a scale touching it (`MEUR`, `EURm`), and where it ends.
fn coded(cursor: &Cursor<'_, '_>, reader: &Reader) -> Option<(usize, Named)> {
    let start = cursor.at();
    let letters = run_of(cursor, |c| c.is_ascii_alphabetic());
    let longest = run_of(cursor, |c| c.is_ascii_alphanumeric());
    let next = cursor.source().get(start + letters.len());
    let single = |end: usize, currency: Currency, scale: Option<i32>| {
        Some((end, Named { scale, ..Named::new(vec![currency], start..end) }))
    };
    for run in [&longest, &letters] {
        if let Some(extra) = reader.codes().iter().find(|extra| extra.as_str() == run)
            && !cursor.source().get(start + run.len()).is_some_and(is_word_letter)
        {
            return single(start + run.len(), *extra, None);
        }
    }
    if next.is_some_and(is_word_letter) {
        return None;
    }
    let end = start + letters.len();
    if let Some(listed) = listed(&letters) {
        return single(end, listed, None);
    }
    let (before, code) = letters.split_at_checked(letters.len().checked_sub(3)?)?;
    if let (Some(scale), Some(listed)) = (touching_scale(before), listed(code)) {
        return single(end, listed, Some(scale));
    }
    let (code, after) = letters.split_at_checked(3)?;
    let (scale, listed) = (touching_scale(after)?, listed(code)?);
    single(end, listed, Some(scale))
}

fn listed(code: &str) -> Option<Currency> {
    if code.len() == 3 { Currency::from_code(code).ok() } else { None }
}

/// Scales that touch a code: `MUSD`, `kEUR`, `EURbn`. `T` is left out: it is a thousand to some and 10^12 to
/// others.
fn touching_scale(letters: &str) -> Option<i32> {
    match letters {
        "k" | "K" => Some(3),
        "m" | "M" | "mn" | "Mn" | "mln" | "Mio" => Some(6),
        "bn" | "Bn" => Some(9),
        _ => None,
    }
}

/// The run of characters of a kind at the cursor, up to a length that no code has.
fn run_of(cursor: &Cursor<'_, '_>, kind: impl Fn(char) -> bool) -> String {
    (0..=Currency::CODE_LEN_MAX).map_while(|ahead| cursor.peek_after(ahead).filter(|c| kind(*c))).collect()
}
