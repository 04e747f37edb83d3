//! How far before its currency an amount may begin: back over the words that amounts consist of.

use super::characters::{fold, is_blank, is_ideograph, is_ideographic_sign, is_word_letter, lower};
use super::sieve::{Sieve, spelling};
use super::words::{self, unaccented};

/// The letters before a currency that can belong to the same amount.
///
/// The longest is a range of two numbers in words with its qualifier.
const REACH: usize = 256;

/// The words that may stand inside an amount before its currency, by their first three letters: a word that it does not
/// know is not among them.
pub(super) struct Interior {
    words: Sieve,
    /// The bytes that a letter takes.
    letter_bytes: usize,
}

/// Stands for the end of a word, as which no character can be mistaken.
const END: char = '\0';
/// Ideographs of amounts that are in no table: 500多万, 半个亿, 六点五亿.
const IDEOGRAPHS: &str = "多余餘个個点點又几幾数數";

/// Where an amount may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Beginning {
    pub(super) at: usize,
    /// Whether a paragraph begins there.
    pub(super) opens_paragraph: bool,
}

impl Interior {
    /// The words of these phrases, folded and in lower case.
    pub(super) fn new<'p>(phrases: impl IntoIterator<Item = &'p str>, letter_bytes: usize) -> Self {
        let mut interior = Self { words: Sieve::new(), letter_bytes };
        for phrase in phrases {
            for word in phrase.split(|c| !is_word_letter(c)).filter(|word| !word.is_empty()) {
                interior.words.insert(key(word.chars()));
            }
            phrase
                .chars()
                .filter(|c| is_ideograph(*c))
                .for_each(|c| interior.words.insert(spelling([c, END, END])));
        }
        IDEOGRAPHS.chars().for_each(|c| interior.words.insert(spelling([c, END, END])));
        interior
    }

    /// So many letters in bytes, at most.
    pub(super) const fn reach(&self, letters: usize) -> usize {
        letters * self.letter_bytes
    }

    /// The earliest place, not before `from`, at which an amount may begin whose currency stands at `mark`.
    ///
    /// # Complexity
    ///
    /// Linear in the length of an amount, which is bounded, and in the one word before it.
    pub(super) fn beginning(&self, text: &str, from: usize, mark: usize) -> Beginning {
        let earliest = text.ceil_char_boundary(from.max(mark.saturating_sub(self.reach(REACH))));
        let mut at = mark;
        let mut word_end = None;
        // Where the line begins in which only blanks were met so far.
        let mut blank_line = None;
        loop {
            let before = text.get(..at).and_then(|part| part.chars().next_back());
            // Beyond the earliest place only the end of the paragraph before is looked for.
            let before =
                before.filter(|c| at > earliest || blank_line.is_some() && fold(*c).is_none_or(is_blank));
            let folded = before.map(fold);
            if let (Some(c), Some(None)) = (before, folded) {
                at -= c.len_utf8();
                continue;
            }
            let folded = folded.flatten();
            if let Some(c) = before.filter(|_| folded.is_some_and(is_word_letter)) {
                blank_line = None;
                word_end.get_or_insert(at);
                at -= c.len_utf8();
                continue;
            }
            if let Some(end) = word_end.take()
                && !self.knows(text.get(at..end).unwrap_or_default())
            {
                return Beginning { at: end, opens_paragraph: false };
            }
            let (Some(c), Some(folded)) = (before, folded) else {
                return Beginning { at: at.max(earliest), opens_paragraph: at == 0 };
            };
            let is_half_of_crlf = c == '\r' && text.get(at..).is_some_and(|rest| rest.starts_with('\n'));
            if folded == '\n' && c != '\t' && !is_half_of_crlf {
                if let Some(at) = blank_line {
                    return Beginning { at, opens_paragraph: true };
                }
                blank_line = Some(at);
            } else if !is_blank(folded) {
                blank_line = None;
            }
            if is_ideograph(folded) && !is_ideographic_sign(folded) && !self.knows_ideograph(folded) {
                return Beginning { at, opens_paragraph: false };
            }
            at -= c.len_utf8();
        }
    }

    fn knows_ideograph(&self, c: char) -> bool {
        words::is_numeral(c) || self.words.may_hold(spelling([c, END, END]))
    }

    fn knows(&self, word: &str) -> bool {
        self.words.may_hold(key(word.chars().filter_map(fold).map(lower)))
    }
}

/// The first three letters of a word, in lower case and without accents.
fn key(letters: impl Iterator<Item = char>) -> u32 {
    let mut letters = letters.map(unaccented);
    spelling(std::array::from_fn(|_| letters.next().unwrap_or(END)))
}
