//! A position in a text, and the longest phrase of a table that begins there.

use std::ops::Range;

use super::characters::{Source, is_word_letter, lower};
use super::error::{Problem, ReadError};

/// The longest phrase of any table, in characters.
pub(super) const PHRASE_CHARS_MAX: usize = 60;

/// A table of phrases, sorted by phrase: folded, lower case, one blank between words.
pub(super) type Phrases<T> = &'static [(&'static str, T)];

#[derive(Clone, Copy)]
pub(super) struct Cursor<'s, 't> {
    source: &'s Source<'t>,
    at: usize,
}

impl<'s, 't> Cursor<'s, 't> {
    pub(super) fn new(source: &'s Source<'t>) -> Self {
        Self { source, at: 0 }
    }

    pub(super) fn source(&self) -> &'s Source<'t> {
        self.source
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.source.get(self.at)
    }

    pub(super) fn peek_after(&self, ahead: usize) -> Option<char> {
        self.source.get(self.at.saturating_add(ahead))
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.source.len()
    }

    /// Whether the next character touches the one before.
    pub(super) fn touches(&self) -> bool {
        self.peek() != Some(' ')
    }

    pub(super) fn bump(&mut self) {
        self.at = self.at.saturating_add(1).min(self.source.len());
    }

    pub(super) fn go_to(&mut self, at: usize) {
        self.at = at.min(self.source.len());
    }

    pub(super) fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.bump();
        }
        found
    }

    pub(super) fn skip_blanks(&mut self) {
        while self.eat(' ') {}
    }

    /// The same cursor after any blanks.
    pub(super) fn past_blanks(mut self) -> Self {
        self.skip_blanks();
        self
    }

    /// The digit at the cursor.
    pub(super) fn digit(&self) -> Option<char> {
        self.peek().filter(char::is_ascii_digit)
    }

    /// The positions from `start` to the cursor.
    pub(super) fn since(&self, start: usize) -> Range<usize> {
        start..self.at.max(start)
    }

    /// An error about a run of positions.
    pub(super) fn error(&self, problem: Problem, positions: Range<usize>) -> ReadError {
        ReadError::new(problem, self.source.bytes(positions))
    }

    /// The run of letters of one word, or else the one character, at the cursor.
    pub(super) fn word(&self) -> Range<usize> {
        let letters = (self.at..self.source.len())
            .take(PHRASE_CHARS_MAX)
            .take_while(|position| self.source.get(*position).is_some_and(is_word_letter))
            .count();
        self.at..self.at.saturating_add(letters.max(1)).min(self.source.len())
    }

    /// The phrase beginning at the cursor that is in one of the tables, the longest of all, and where it ends.
    ///
    /// A phrase that ends with a letter ends only where the word ends. Time: bounded by the longest phrase.
    pub(super) fn phrase<T: Copy + 'static>(
        &self,
        tables: impl IntoIterator<Item = Phrases<T>>,
    ) -> Option<(T, usize)> {
        let (key, ends) = self.key();
        let mut longest: Option<(T, usize)> = None;
        for table in tables {
            let found = ends.iter().rev().find_map(|(length, end)| {
                let phrase = key.get(..*length)?;
                let index = table.binary_search_by(|(candidate, _)| (*candidate).cmp(phrase)).ok()?;
                table.get(index).map(|(_, meaning)| (*meaning, *end))
            });
            if let Some((meaning, end)) = found
                && longest.is_none_or(|(_, before)| end > before)
            {
                longest = Some((meaning, end));
            }
        }
        longest
    }

    /// Moves past the phrase found, if one was.
    pub(super) fn eat_phrase<T: Copy + 'static>(
        &mut self,
        tables: impl IntoIterator<Item = Phrases<T>>,
    ) -> Option<T> {
        let (meaning, end) = self.phrase(tables)?;
        self.at = end;
        Some(meaning)
    }

    /// What stands at the cursor, in the form of the tables, with the lengths at which a phrase may end there
    /// and the position after each.
    fn key(&self) -> (String, Vec<(usize, usize)>) {
        let (mut key, mut ends) = (String::new(), Vec::new());
        let mut position = self.at;
        for _ in 0..PHRASE_CHARS_MAX {
            let Some(c) = self.source.get(position) else { break };
            key.push(lower(c));
            position += 1;
            while c == ' ' && self.source.get(position) == Some(' ') {
                position += 1;
            }
            let next_is_letter = self.source.get(position).is_some_and(is_word_letter);
            if !(is_word_letter(c) && next_is_letter) {
                ends.push((key.len(), position));
            }
        }
        (key, ends)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static TABLE: Phrases<u8> = &[("at", 1), ("at least", 2), ("us$", 3), ("万", 4)];

    fn found(text: &str) -> Option<(u8, usize)> {
        Cursor::new(&Source::new(text)).phrase([TABLE])
    }

    #[test]
    fn the_longest_phrase_that_ends_with_its_word() {
        assert_eq!(found("at least 5"), Some((2, 8)));
        assert_eq!(found("At\u{A0} LEAST 5"), Some((2, 9)));
        assert_eq!(found("at leasts"), Some((1, 2)));
        assert_eq!(found("atleast"), None);
        assert_eq!(found("US$5"), Some((3, 3)));
        assert_eq!(found("万元"), Some((4, 1)));
        assert_eq!(found(""), None);
    }
}
