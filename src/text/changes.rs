//! What rises and falls: `rose from $5 million to $7 million` tells of two amounts, and of no range.

use super::characters::PARAGRAPH;
use super::cursor::{Cursor, Phrases};
use super::grammar::Grammar;
use super::language::Joiner;
use super::scales::is_sign;
use super::term::Term;
use super::terms::{Beside, term};
use super::words::{AndWord, word_before};

/// Where a change leads, as far as its word tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Fall,
    /// A rise, or any other change.
    Other,
}

/// What says `from` before an amount that changes. Of German no word is here: `von … auf` joins no range.
const OPENERS: [&str; 6] = ["d", "de", "desde", "from", "с", "со"];

/// Words of change, in lower case. The nouns are none of them: `un aumento de 5 a 7 millones` lies between the two; nor is
/// `augmenté de`, which tells by how much.
#[rustfmt::skip]
static CHANGES: Phrases<Change> = &[
    ("aumentaron", Change::Other), ("aumentó", Change::Other), ("bajaron", Change::Fall), ("bajó", Change::Fall),
    ("ballooned", Change::Other), ("boosted", Change::Other), ("cayeron", Change::Fall), ("cayó", Change::Fall),
    ("changed", Change::Other), ("climbed", Change::Other), ("crecieron", Change::Other), ("creció", Change::Other),
    ("cut", Change::Fall), ("declined", Change::Fall), ("decreased", Change::Fall), ("descendió", Change::Fall),
    ("disminuyeron", Change::Fall), ("disminuyó", Change::Fall), ("doubled", Change::Other), ("down", Change::Fall),
    ("drop", Change::Fall), ("dropped", Change::Fall), ("drops", Change::Fall), ("dwindled", Change::Fall),
    ("fallen", Change::Fall), ("falling", Change::Fall), ("falls", Change::Fall), ("fell", Change::Fall),
    ("gone", Change::Other), ("grew", Change::Other), ("grown", Change::Other), ("increased", Change::Other),
    ("increasing", Change::Other), ("jumped", Change::Other), ("lowered", Change::Fall), ("moved", Change::Other),
    ("pasa", Change::Other), ("pasado", Change::Other), ("pasar", Change::Other), ("pasaron", Change::Other),
    ("passait", Change::Other), ("passant", Change::Other), ("passe", Change::Other), ("passent", Change::Other),
    ("passer", Change::Other), ("passera", Change::Other), ("passé", Change::Other), ("passée", Change::Other),
    ("passées", Change::Other), ("passés", Change::Other), ("pasó", Change::Other), ("plunged", Change::Fall),
    ("raised", Change::Other), ("reduced", Change::Fall), ("redujeron", Change::Fall), ("redujo", Change::Fall),
    ("risen", Change::Other), ("rises", Change::Other), ("rising", Change::Other), ("rose", Change::Other),
    ("sank", Change::Fall), ("shrank", Change::Fall), ("shrunk", Change::Fall), ("slashed", Change::Fall),
    ("slid", Change::Fall), ("soared", Change::Other), ("subieron", Change::Other), ("subió", Change::Other),
    ("surged", Change::Other), ("swelled", Change::Other), ("tombé", Change::Fall), ("tombée", Change::Fall),
    ("tombées", Change::Fall), ("tombés", Change::Fall), ("tripled", Change::Other), ("tumbled", Change::Fall),
    ("up", Change::Other), ("upped", Change::Other), ("went", Change::Other), ("возрос", Change::Other),
    ("возросла", Change::Other), ("возросли", Change::Other), ("возросло", Change::Other), ("вырос", Change::Other),
    ("выросла", Change::Other), ("выросли", Change::Other), ("выросло", Change::Other), ("поднялась", Change::Other),
    ("поднялись", Change::Other), ("поднялось", Change::Other), ("поднялся", Change::Other), ("снизил", Change::Fall),
    ("снизила", Change::Fall), ("снизилась", Change::Fall), ("снизили", Change::Fall), ("снизились", Change::Fall),
    ("снизилось", Change::Fall), ("снизился", Change::Fall), ("сократил", Change::Fall), ("сократила", Change::Fall),
    ("сократилась", Change::Fall), ("сократили", Change::Fall), ("сократились", Change::Fall), ("сократилось", Change::Fall),
    ("сократился", Change::Fall), ("увеличен", Change::Other), ("увеличена", Change::Other), ("увеличены", Change::Other),
    ("увеличил", Change::Other), ("увеличила", Change::Other), ("увеличилась", Change::Other), ("увеличили", Change::Other),
    ("увеличились", Change::Other), ("увеличилось", Change::Other), ("увеличился", Change::Other),
    ("уменьшилась", Change::Fall), ("уменьшились", Change::Fall), ("уменьшилось", Change::Fall), ("уменьшился", Change::Fall),
    ("упал", Change::Fall), ("упала", Change::Fall), ("упали", Change::Fall), ("упало", Change::Fall),
];

/// What says in Chinese, between the two amounts, that the one became the other: 从500万元增至700万元.
#[rustfmt::skip]
static BECAME: Phrases<()> = &[
    ("上升到", ()), ("上升至", ()), ("上涨到", ()), ("上涨至", ()), ("上調至", ()), ("上调至", ()), ("下调至", ()), ("下跌到", ()), ("下跌至", ()),
    ("下降到", ()), ("下降至", ()), ("减少到", ()), ("减少至", ()), ("升到", ()), ("升至", ()), ("增加到", ()), ("增加至", ()), ("增至", ()),
    ("增長到", ()), ("增長至", ()), ("增长到", ()), ("增长至", ()), ("提升到", ()), ("提升至", ()), ("提高到", ()), ("提高至", ()), ("涨到", ()),
    ("涨至", ()), ("減少到", ()), ("減少至", ()), ("漲到", ()), ("漲至", ()), ("缩减至", ()), ("跌到", ()), ("跌至", ()), ("降低到", ()), ("降低至", ()),
    ("降到", ()), ("降至", ()),
];

/// How far after `from $5 million` its `to` may stand, in characters: `in the year before to`.
const APART_CHARS_MAX: usize = 32;

/// Where the word begins, directly before a position, that says `from`.
pub(super) fn opener_before(cursor: &Cursor<'_, '_>, at: usize) -> Option<usize> {
    let (word, start) = word_before(cursor, at);
    OPENERS.contains(&word.as_str()).then_some(start)
}

/// The change of which a word directly before a position tells.
pub(super) fn change_at(cursor: &Cursor<'_, '_>, at: usize) -> Option<Change> {
    let (_, start) = word_before(cursor, at);
    let glyphs = (start..at).filter_map(|at| cursor.source().glyph(at)).filter(|glyph| glyph.is_letter);
    let word: String = glyphs.map(|glyph| glyph.lower).collect();
    let found = CHANGES.binary_search_by(|(listed, _)| (*listed).cmp(word.as_str())).ok()?;
    CHANGES.get(found).map(|(_, change)| *change)
}

/// Whether the text goes on from an amount to another, so that `from` did not bound it: `from $5 million in 2019 to $7 million`,
/// 从500万元增至700万元; but `from $5 million, compared to $7 million`.
pub(super) fn goes_on(cursor: &Cursor<'_, '_>, grammar: &Grammar<'_>) -> bool {
    let mut ahead = cursor.past_blanks();
    if ahead.listed(BECAME).is_some() {
        return true;
    }
    let end = ahead.at() + APART_CHARS_MAX;
    while let Some(c) = ahead.peek().filter(|_| ahead.at() < end) {
        if is_sign(c) || matches!(c, PARAGRAPH | '.' | ',' | ';' | ':' | '!' | '?' | '(' | '，' | '。') {
            return false;
        }
        let begins_word = ahead.at().checked_sub(1).and_then(|at| ahead.source().get(at)) == Some(' ');
        if !begins_word || !c.is_alphabetic() {
            ahead.bump();
        } else if let Some((_, past)) = ahead.phrase(&grammar.vocabulary.before) {
            // `up to $7 million`
            ahead.go_to(past);
        } else if ahead.eat_phrase(&grammar.vocabulary.joiners) == Some(Joiner::To) {
            ahead.skip_blanks();
            let next = term(&mut ahead, grammar, AndWord::Joins, Beside::Nothing);
            return matches!(next, Ok(Some(next)) if next.currency.is_some());
        } else {
            ahead.bump();
        }
    }
    false
}

impl Term {
    /// Takes the scale and the currency of the amount that this one became, where it has none: `rose from 5 to 7 million euros`,
    /// `fell from $7 to $5 million`.
    pub(super) fn take_from(&mut self, second: &Self, change: Change) {
        let is_fewer = self.digits.numeral.cmp_value(second.digits.numeral).is_lt();
        let is_below = || matches!((self.value(), second.value()), (Ok(a), Ok(b)) if a.cmp_value(b).is_lt());
        if self.unit.is_none() && !self.is_named_after && (is_fewer || change == Change::Fall && is_below()) {
            self.unit = second.unit;
        }
        self.currency = self.currency.take().or_else(|| second.currency.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_as_they_are_searched() {
        assert!(CHANGES.is_sorted_by(|(a, _), (b, _)| a < b));
        assert!(BECAME.is_sorted_by(|(a, ()), (b, ())| a < b));
        // A table out of order would be found out.
        let swapped: Vec<_> = CHANGES.iter().rev().collect();
        assert!(!swapped.is_sorted_by(|(a, _), (b, _)| a < b));
    }
}
