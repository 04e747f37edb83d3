//! Numbers without a currency that are a part of something else: `three fifths`, `vingt-cinquième`, `1 out of 3`, `1,674.5 G`, 四川.
//!
//! A table cell may hold a bare number, so that one within a text is read too; what it would say wrong by itself is left unread. An
//! amount that names its currency is never looked at here.

use super::characters::{is_blank, is_ideograph, is_ideographic_sign};
use super::cursor::{Cursor, Phrases};
use super::grammar::Grammar;
use super::language::Language;
use super::parts::Parts;
use super::term::Term;
use super::terms::{Beside, term};
use super::vocabulary::HUNDREDS;
use super::words::{AndWord, is_numeral, share_after, share_at, word_before};
use crate::exact::Numeral;

/// What joins a fraction to the whole number before it.
static AND: Phrases<()> = &[("and", ()), ("con", ()), ("et", ()), ("und", ()), ("y", ())];
/// What may stand before a fraction.
static ARTICLES: Phrases<()> = &[("a", ()), ("ein", ()), ("one", ()), ("un", ()), ("une", ())];
/// What stands between the two numbers of a ratio.
static RATIOS: Phrases<()> = &[("in", ()), ("out of", ()), ("over", ()), ("sobre", ()), ("sur", ())];
/// Letters for a scale, which a blank may part from a number as well as name a unit or a class.
const SCALES: &str = "KMGBT";
/// What makes a number a share of another.
static PERCENT: Phrases<()> = &[
    ("%", ()),
    ("per cent", ()),
    ("percent", ()),
    ("por ciento", ()),
    ("pour cent", ()),
    ("prozent", ()),
    ("процент", ()),
    ("процента", ()),
    ("процентов", ()),
    ("‰", ()),
];
/// The greater number of `1 in 20` is at most this; `3000 in 2009` has a year.
const ODDS_MAX: u32 = 1_000;

/// Where the expression ends of which a number without a currency is a part; `None` where it is a number by itself.
pub(super) fn expression_end(parts: &Parts, end: &Cursor<'_, '_>, grammar: &Grammar<'_>) -> Option<usize> {
    let last = parts.second.as_ref().unwrap_or(&parts.first);
    let is_in_words = last.digits.in_words;
    if follows_ratio(parts, end) {
        return Some(end.at());
    }
    percent(end)
        .or_else(|| fraction(last, end, grammar))
        .or_else(|| ratio(last, end, grammar))
        .or_else(|| if is_in_words { compound(end) } else { None })
        .or_else(|| french_hundreds(end, grammar))
        .or_else(|| loose_letter(end))
        .or_else(|| mixed(end))
        .or_else(|| is_one_word(parts, end, grammar).then(|| end.at()))
}

/// `%` after `12 `, and `Prozent`.
fn percent(end: &Cursor<'_, '_>) -> Option<usize> {
    let mut ahead = end.past_blanks();
    ahead.eat_listed(PERCENT).map(|()| ahead.at())
}

/// `fifths` after `three`, `and a fifth`, `et trois quarts`; and `and two hundred` after a scale word.
fn fraction(last: &Term, end: &Cursor<'_, '_>, grammar: &Grammar<'_>) -> Option<usize> {
    let language = grammar.reader.language();
    if let Some(after) = share_after(end, language) {
        return Some(after.at());
    }
    let mut ahead = end.past_blanks();
    ahead.eat_listed(AND)?;
    let next = ahead.past_blanks();
    let mut article = next;
    let with_article = article.eat_listed(ARTICLES).and_then(|()| share_at(&article.past_blanks(), language));
    let with_number = || {
        let mut number = next;
        let found = term(&mut number, grammar, AndWord::Separates, Beside::Nothing).ok()??;
        let is_lower = last.unit.is_some() && found.digits.in_words;
        let end = if is_lower { Some(number) } else { share_after(&number, language) };
        end.filter(|_| found.currency.is_none())
    };
    let ordinal = share_at(&next, language);
    Some(ordinal.or(with_article).or_else(with_number)?.at())
}

/// `over 3` after `1`, `out of five` after `two`.
fn ratio(last: &Term, end: &Cursor<'_, '_>, grammar: &Grammar<'_>) -> Option<usize> {
    let mut ahead = end.past_blanks();
    let is_in = ahead.peek() == Some('i');
    ahead.eat_listed(RATIOS)?;
    ahead.skip_blanks();
    let of = term(&mut ahead, grammar, AndWord::Separates, Beside::Nothing).ok()??;
    let is_odds = of.digits.numeral.cmp_value(Numeral::from(ODDS_MAX)).is_lt()
        && last.digits.numeral.cmp_value(of.digits.numeral).is_lt();
    (of.currency.is_none() && (is_odds || !is_in)).then_some(ahead.at())
}

/// `un sur` before `trois`, where the first is an article to the reader.
fn follows_ratio(parts: &Parts, end: &Cursor<'_, '_>) -> bool {
    let (word, at) = word_before(end, parts.span.start);
    matches!(word.as_str(), "sur" | "sobre" | "over")
        && matches!(word_before(end, at).0.as_str(), "un" | "une" | "uno" | "una" | "one")
}

/// `-star` after `five`.
fn compound(end: &Cursor<'_, '_>) -> Option<usize> {
    let letter = |at: usize| end.source().glyph(at).is_some_and(|glyph| glyph.is_letter);
    let mut at = end.at();
    if end.peek() != Some('-') || !letter(at + 1) {
        return None;
    }
    at += 1;
    while letter(at) {
        at += 1;
    }
    Some(at)
}

/// `1/4` after `2`.
fn mixed(end: &Cursor<'_, '_>) -> Option<usize> {
    let mut next = end.past_blanks();
    let skip_digits = |cursor: &mut Cursor<'_, '_>| {
        let start = cursor.at();
        while cursor.digit().is_some() {
            cursor.bump();
        }
        cursor.at() > start
    };
    (skip_digits(&mut next) && next.eat('/') && skip_digits(&mut next)).then(|| next.at())
}

/// `322 cent` is no number that anybody writes.
fn french_hundreds(end: &Cursor<'_, '_>, grammar: &Grammar<'_>) -> Option<usize> {
    let mut ahead = end.past_blanks();
    ahead.eat_listed(HUNDREDS).filter(|()| grammar.reader.language().is_french())?;
    Some(ahead.at())
}

/// `M` in `1,674.5 M`.
fn loose_letter(end: &Cursor<'_, '_>) -> Option<usize> {
    let next = end.past_blanks();
    let is_letter = next.at() > end.at() && next.peek().is_some_and(|c| SCALES.contains(c));
    let ends = next.peek_after(1).is_none_or(|c| is_blank(c) || matches!(c, '.' | ',' | ';' | ')'));
    (is_letter && ends).then(|| next.at() + 1)
}

/// Whether the number is a word that is more often something else: `which one`, 一切, 四川, 放肆.
fn is_one_word(parts: &Parts, end: &Cursor<'_, '_>, grammar: &Grammar<'_>) -> bool {
    let first = &parts.first;
    if parts.second.is_some() || !first.digits.in_words || first.unit.is_some() || first.surplus.is_some() {
        return false;
    }
    let source = end.source();
    let is_english = matches!(grammar.reader.language(), Language::English | Language::Undetermined);
    let starts_in = |c: char| source.get(first.span.start) == Some(c);
    if is_english && first.digits.numeral == Numeral::ONE && (starts_in('o') || starts_in('O')) {
        return true;
    }
    let is_word =
        |c: Option<char>| c.is_some_and(|c| is_ideograph(c) && !is_ideographic_sign(c) && !is_numeral(c));
    let before = first.span.start.checked_sub(1).and_then(|at| source.get(at));
    let is_single = first.span.len() == 1 && source.get(first.span.start).is_some_and(is_numeral);
    is_single && (is_word(end.peek()) && !matches!(end.peek(), Some('个' | '個')) || is_word(before))
}
