//! Where an amount may begin: what refuses most words of a text in a few steps.

use super::characters::{Glyph, is_word_letter};
use super::currency_words::may_be_code;
use super::cursor::Cursor;
use super::grammar::Grammar;
use super::words::{self, unaccented};

/// The first characters of phrases, three at most and without accents, as a set of bits: a phrase that it does not know is not there.
pub(super) struct Openings(Box<[u64]>);

/// How many bits a set has.
const SLOTS: usize = 1 << 16;
/// Stands for the end of a word, as which no character can be mistaken.
const END: char = '\0';
/// Stands for any character.
const ANY: char = '\u{1}';

impl Openings {
    /// The set of the first characters of these phrases.
    pub(super) fn new<'p>(phrases: impl IntoIterator<Item = &'p str>) -> Self {
        let mut bits: Box<[u64]> = vec![0; SLOTS / 64].into();
        for phrase in phrases {
            let mut rest = phrase.chars().map(unaccented);
            let Some(first) = rest.next() else { continue };
            let end = |last: char| if is_word_letter(last) { END } else { ANY };
            let key = match (rest.next(), rest.next()) {
                (None, _) => [first, end(first), ANY],
                // A blank may be several.
                (Some(' '), _) => [first, ' ', ANY],
                (Some(second), None) => [first, second, end(second)],
                (Some(second), Some(third)) => [first, second, third],
            };
            let slot = slot(key);
            if let Some(word) = bits.get_mut(slot / 64) {
                *word |= 1 << (slot % 64);
            }
        }
        Self(bits)
    }

    /// Whether one of the phrases may stand at the cursor.
    fn may_begin(&self, cursor: &Cursor<'_, '_>) -> bool {
        let glyph = |ahead: usize| cursor.source().glyph(cursor.at().saturating_add(ahead));
        let Some(first) = glyph(0) else { return false };
        let letter = |glyph: Option<&Glyph>| {
            glyph.map_or((END, false), |glyph| (unaccented(glyph.lower), glyph.is_letter))
        };
        let (second, is_second_letter) = letter(glyph(1));
        let (third, is_third_letter) = letter(glyph(2));
        let start = unaccented(first.lower);
        self.has([start, second, third])
            || (!is_third_letter && self.has([start, second, END]))
            || (!is_second_letter && self.has([start, second, ANY]))
            || (!is_second_letter && first.is_letter && self.has([start, END, ANY]))
            || (!first.is_letter && self.has([start, ANY, ANY]))
    }

    fn has(&self, key: [char; 3]) -> bool {
        let slot = slot(key);
        self.0.get(slot / 64).is_some_and(|word| word & 1 << (slot % 64) != 0)
    }
}

fn slot([first, second, third]: [char; 3]) -> usize {
    // Odd constants from the fraction of the golden ratio spread neighbouring spellings over the set.
    let mixed = u32::from(first).wrapping_mul(0x9E37_79B9)
        ^ u32::from(second).wrapping_mul(0x85EB_CA6B).rotate_left(8)
        ^ u32::from(third).wrapping_mul(0xC2B2_AE35).rotate_left(16);
    usize::try_from(mixed.wrapping_mul(0x9E37_79B9) >> 16).unwrap_or_default() % SLOTS
}

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
        Some(c) => may_be_code(cursor, grammar) || words::is_numeral(c),
        None => false,
    }
}
