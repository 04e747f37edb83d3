//! How far before its currency an amount may begin: back over the words that amounts consist of.

use super::characters::{fold, is_blank, is_ideograph, is_word_letter, lower};
use super::words::{self, unaccented};

/// The letters before a currency that can belong to the same amount.
///
/// The longest is a range of two numbers in words with its qualifier.
const REACH: usize = 256;

/// The words that may stand inside an amount before its currency, by their first three letters: a word that it does not
/// know is not among them.
pub(super) struct Interior {
    bits: Box<[u64]>,
    /// The bytes that a letter takes.
    letter_bytes: usize,
}

/// How many bits the set has.
const SLOTS: usize = 1 << 16;
/// Stands for the end of a word, as which no character can be mistaken.
const END: char = '\0';
/// Ideographs of amounts that are in no table: 500多万, 半个亿, 六点五亿.
const IDEOGRAPHS: &str = "多余餘个個点點又";

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
        let mut interior = Self { bits: vec![0; SLOTS / 64].into(), letter_bytes };
        for phrase in phrases {
            for word in phrase.split(|c| !is_word_letter(c)).filter(|word| !word.is_empty()) {
                interior.add(key(word.chars()));
            }
            phrase.chars().filter(|c| is_ideograph(*c)).for_each(|c| interior.add([c, END, END]));
        }
        IDEOGRAPHS.chars().for_each(|c| interior.add([c, END, END]));
        interior
    }

    /// The letters of words that may decide how an amount is read, before it and after its currency, in bytes.
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
            if is_ideograph(folded) && !is_sign(folded) && !self.knows_ideograph(folded) {
                return Beginning { at, opens_paragraph: false };
            }
            at -= c.len_utf8();
        }
    }

    fn knows_ideograph(&self, c: char) -> bool {
        words::is_numeral(c) || self.has([c, END, END])
    }

    fn knows(&self, word: &str) -> bool {
        self.has(key(word.chars().filter_map(fold).map(lower)))
    }

    fn add(&mut self, key: [char; 3]) {
        let slot = slot(key);
        if let Some(word) = self.bits.get_mut(slot / 64) {
            *word |= 1 << (slot % 64);
        }
    }

    fn has(&self, key: [char; 3]) -> bool {
        let slot = slot(key);
        self.bits.get(slot / 64).is_some_and(|word| word & 1 << (slot % 64) != 0)
    }
}

/// Whether an ideograph of the tables is a sign: 、。「」.
const fn is_sign(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}')
}

/// The first three letters of a word, in lower case and without accents.
fn key(letters: impl Iterator<Item = char>) -> [char; 3] {
    let mut letters = letters.map(unaccented);
    std::array::from_fn(|_| letters.next().unwrap_or(END))
}

fn slot([first, second, third]: [char; 3]) -> usize {
    // Odd constants from the fraction of the golden ratio spread neighbouring spellings over the set.
    let mixed = u32::from(first).wrapping_mul(0x9E37_79B9)
        ^ u32::from(second).wrapping_mul(0x85EB_CA6B).rotate_left(8)
        ^ u32::from(third).wrapping_mul(0xC2B2_AE35).rotate_left(16);
    usize::try_from(mixed.wrapping_mul(0x9E37_79B9) >> 16).unwrap_or_default() % SLOTS
}
