//! The first characters of phrases, by which most words of a text are refused in a few steps.

use super::characters::{Glyph, is_word_letter};
use super::cursor::Cursor;
use super::sieve::{Sieve, spelling};
use super::words::unaccented;

/// The first characters of phrases, three at most and without accents, as a set: a phrase that it does not know is not there.
pub(super) struct Openings(Sieve);

/// Stands for the end of a word, as which no character can be mistaken.
const END: char = '\0';
/// Stands for any character.
const ANY: char = '\u{1}';

impl Openings {
    /// The set of the first characters of these phrases.
    pub(super) fn new<'p>(phrases: impl IntoIterator<Item = &'p str>) -> Self {
        let mut sieve = Sieve::new();
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
            sieve.insert(spelling(key));
        }
        Self(sieve)
    }

    /// Whether one of the phrases may stand at the cursor.
    pub(super) fn may_begin(&self, cursor: &Cursor<'_, '_>) -> bool {
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
        self.0.may_hold(spelling(key))
    }
}
