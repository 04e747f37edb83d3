//! A position in a text, and the longest phrase of a table that begins there.

use std::ops::Range;

use super::characters::{Source, is_blank, is_word_letter};
use super::error::{Problem, ReadError};
use super::trie::Trie;

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
        !self.peek().is_some_and(is_blank)
    }

    pub(super) fn bump(&mut self) {
        self.at = self.at.saturating_add(1).min(self.source.len());
    }

    pub(super) fn go_to(&mut self, at: usize) {
        self.at = at.min(self.source.len());
    }

    /// The same cursor at another position.
    pub(super) fn to(mut self, at: usize) -> Self {
        self.go_to(at);
        self
    }

    pub(super) fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.bump();
        }
        found
    }

    pub(super) fn skip_blanks(&mut self) {
        while self.peek().is_some_and(is_blank) {
            self.bump();
        }
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

    /// The phrase beginning at the cursor, the longest of all, and where it ends.
    ///
    /// A phrase that ends with a letter ends only where the word ends. Time: linear in the phrase's length.
    pub(super) fn phrase<T: Copy>(&self, trie: &Trie<T>) -> Option<(T, usize)> {
        self.phrase_where(trie, |_| true)
    }

    /// The longest phrase beginning at the cursor that may end where it does.
    pub(super) fn phrase_where<T: Copy>(
        &self,
        trie: &Trie<T>,
        may_end: impl Fn(usize) -> bool,
    ) -> Option<(T, usize)> {
        let (mut stem, mut position) = (trie.root(), self.at);
        let mut longest = None;
        while let Some(glyph) = self.source.glyph(position) {
            let Some(next) = trie.step(stem, glyph.lower) else { break };
            stem = next;
            position += 1;
            while glyph.lower == ' ' && self.source.glyph(position).is_some_and(|next| next.lower == ' ') {
                position += 1;
            }
            if let Some(meaning) = trie.meaning(stem)
                && !(glyph.is_letter && self.source.glyph(position).is_some_and(|next| next.is_letter))
                && may_end(position)
            {
                longest = Some((meaning, position));
            }
        }
        longest
    }

    /// Moves past the phrase found, if one was.
    pub(super) fn eat_phrase<T: Copy>(&mut self, trie: &Trie<T>) -> Option<T> {
        let (meaning, end) = self.phrase(trie)?;
        self.at = end;
        Some(meaning)
    }

    /// The phrase beginning at the cursor that is in a short sorted table, the longest of all, and where it ends.
    pub(super) fn listed<T: Copy>(&self, table: Phrases<T>) -> Option<(T, usize)> {
        let first = self.source.glyph(self.at)?.lower;
        let from = table.partition_point(|(phrase, _)| phrase.chars().next() < Some(first));
        let candidates = table.get(from..)?.iter().take_while(|(phrase, _)| phrase.starts_with(first));
        candidates
            .filter_map(|(phrase, meaning)| Some((*meaning, self.matches(phrase)?)))
            .max_by_key(|(_, end)| *end)
    }

    /// Moves past the phrase of a short sorted table, if one is at the cursor.
    pub(super) fn eat_listed<T: Copy>(&mut self, table: Phrases<T>) -> Option<T> {
        let (meaning, end) = self.listed(table)?;
        self.at = end;
        Some(meaning)
    }

    /// Where a phrase of the tables that stands at the cursor ends.
    fn matches(&self, phrase: &str) -> Option<usize> {
        let mut position = self.at;
        let mut ends_in_letter = false;
        for c in phrase.chars() {
            let glyph = self.source.glyph(position)?;
            if glyph.lower != c {
                return None;
            }
            position += 1;
            while c == ' ' && self.source.glyph(position).is_some_and(|next| next.lower == ' ') {
                position += 1;
            }
            ends_in_letter = glyph.is_letter;
        }
        let runs_on = ends_in_letter && self.source.glyph(position).is_some_and(|next| next.is_letter);
        (!runs_on).then_some(position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static TABLE: Phrases<u8> = &[("at", 1), ("at least", 2), ("us$", 3), ("万", 4)];

    fn found(text: &str) -> Option<(u8, usize)> {
        let source = Source::new(text);
        let found = Cursor::new(&source).listed(TABLE);
        assert_eq!(Cursor::new(&source).phrase(&Trie::new(TABLE.iter().copied())), found, "{text}");
        found
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
