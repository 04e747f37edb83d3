//! Where in a long text an amount may be: near a sign or word for a currency.
//!
//! A newspaper archive is mostly text without money. One pass over its bytes marks the places at which a currency may be
//! named; only what lies around these is read closely. The marks are too many rather than too few: a place that is
//! marked for nothing costs time, and no more.

use super::characters::{fold, is_blank, is_word_letter, lower};
use super::sieve::Sieve;
use super::trie::Trie;
use crate::currency::Currency;

/// The two, three or four bytes with which a phrase for a currency may begin, as sets: letters by four, what
/// takes three bytes a character by three, anything else by two.
pub(super) struct Anchors {
    pairs: Sieve,
    triples: Sieve,
    quads: Sieve,
}

impl Anchors {
    /// The places at which one of these phrases, folded and in lower case, may begin; and those of codes. With each phrase,
    /// whether it stands before numbers only.
    pub(super) fn new<'p>(phrases: impl IntoIterator<Item = (&'p str, bool)>) -> Self {
        let mut anchors = Self { pairs: Sieve::new(), triples: Sieve::new(), quads: Sieve::new() };
        for (phrase, stands_before) in phrases {
            let capital: String = {
                let mut rest = phrase.chars();
                rest.next().map(char::to_uppercase).into_iter().flatten().chain(rest).collect()
            };
            for spelling in [phrase.to_owned(), capital, phrase.to_uppercase()] {
                anchors.add(spelling.as_bytes(), stands_before);
            }
        }
        anchors
    }

    fn add(&mut self, phrase: &[u8], stands_before: bool) {
        match phrase.to_ascii_lowercase().as_slice() {
            [a, b, c, ..] if *a >= 0xE0 => self.triples.insert(u32::from_le_bytes([*a, *b, *c, 0])),
            // A blank or an apostrophe has many forms. A letter that is a sign before numbers is none in `l'`, `p.`, `k,`.
            [a] | [a, b' ' | b'\'', ..] => {
                let is_sign = stands_before && phrase.len() == 1;
                let after = (0..=u8::MAX)
                    .filter(|b| !begins_word(*a) || ends(*b))
                    .filter(|b| !is_sign || !matches!(b, b'\'' | b'.' | b','));
                after.for_each(|b| self.pairs.insert(u32::from_le_bytes([*a, b, 0, 0])));
            }
            [a, b, rest @ ..] if begins_word(*a) && !ends(*b) => {
                let key = match rest {
                    [c, d, ..] if !ends(*c) && !ends(*d) => [*a, *b, *c, *d],
                    [c, ..] if !ends(*c) => [*a, *b, *c, END],
                    _ => [*a, *b, END, END],
                };
                self.quads.insert(u32::from_le_bytes(key));
            }
            [a, b, ..] => self.pairs.insert(u32::from_le_bytes([*a, *b, 0, 0])),
            [] => {}
        }
    }

    /// Calls for every place of a text at which a currency is named, in their order.
    ///
    /// `is_word` tells of the meaning of a phrase whether it stands for a currency before a number only where digits touch it.
    ///
    /// # Complexity
    ///
    /// Linear: a phrase has a bounded length.
    pub(super) fn each<T: Copy>(
        &self,
        text: &str,
        phrases: &Trie<T>,
        is_word: impl Fn(T) -> bool,
        mut call: impl FnMut(Mark),
    ) {
        self.starts(text.as_bytes(), |at, window| {
            if self.is_marked(window)
                && let Some(is_word) = names(text, at, phrases, &is_word)
            {
                call(Mark { at, is_word });
            }
        });
    }

    /// Calls for every byte at which a phrase may begin, with the four bytes there, zeros after the text's end.
    fn starts(&self, bytes: &[u8], mut call: impl FnMut(usize, [u8; 4])) {
        // Whether the last byte of the block before was a letter's first one, and whether it belonged to a letter.
        let (mut was_lead, mut was_letter) = (0, 0);
        for (number, block) in bytes.chunks(BLOCK).enumerate() {
            let (mut letters, mut rests, mut others) = (0u64, 0u64, 0u64);
            for (place, byte) in block.iter().enumerate() {
                let class = CLASSES.get(usize::from(*byte)).copied().unwrap_or(OTHER);
                letters |= u64::from(class & LETTER) << place;
                rests |= u64::from((class & REST) >> 1) << place;
                others |= u64::from((class & OTHER) >> 2) << place;
            }
            // The second bytes of letters are letters too.
            let of_letters = letters | rests & (letters << 1 | was_lead);
            let mut starts = others | letters & !(of_letters << 1 | was_letter);
            (was_lead, was_letter) = (letters >> (BLOCK - 1), of_letters >> (BLOCK - 1));
            while starts != 0 {
                let place = starts.trailing_zeros();
                starts &= starts - 1;
                let at = number * BLOCK + usize::try_from(place).unwrap_or_default();
                let window = bytes.get(at..).and_then(<[u8]>::first_chunk::<4>).copied();
                call(at, window.unwrap_or_else(|| last_window(bytes, at)));
            }
        }
    }

    fn is_marked(&self, [a, b, c, d]: [u8; 4]) -> bool {
        if a >= 0xE0 {
            return self.triples.may_hold(u32::from_le_bytes([a, b, c, 0])) || varies([a, b, c]);
        }
        if !begins_word(a) || ends(b) {
            let lead = b;
            let [a, b] = [a, b].map(|byte| byte.to_ascii_lowercase());
            return self.pairs.may_hold(u32::from_le_bytes([a, b, 0, 0])) || varies([lead, c, d]);
        }
        let key = match [a, b, c, d].map(|byte| byte.to_ascii_lowercase()) {
            [a, b, ..] if ends(c) => [a, b, END, END],
            [a, b, c, _] if ends(d) => [a, b, c, END],
            letters => letters,
        };
        let is_hidden = |byte: u8| matches!(byte, 0xC2 | 0xE2 | 0xEF);
        self.quads.may_hold(u32::from_le_bytes(key))
            // `EUR`, `kEUR`, `MioEUR`.
            || (a.is_ascii_alphabetic() && [b, c, d].iter().any(u8::is_ascii_uppercase))
            // A character without width in the word, or one of another width.
            || [c, d].into_iter().any(is_hidden)
    }
}

/// A place at which a currency is named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) at: usize,
    /// Whether it is a name that stands for a currency before a number only where digits touch it.
    pub(super) is_word: bool,
}

/// How many bytes are looked at together: one for each bit of a number.
const BLOCK: usize = 64;

/// The bytes at the end of a text, where fewer than four are left.
fn last_window(bytes: &[u8], at: usize) -> [u8; 4] {
    std::array::from_fn(|ahead| bytes.get(at + ahead).copied().unwrap_or(0))
}

/// Stands for the end of a word.
const END: u8 = 1;

/// Whether a byte belongs to a letter, or to any character that is not of ASCII.
const fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0x80
}

/// Whether a byte begins a letter of a word that ends only where letters end.
fn begins_word(byte: u8) -> bool {
    CLASSES.get(usize::from(byte)) == Some(&LETTER)
}

/// Whether a byte may begin what is no letter: the digits of Arabic and Persian and the apostrophes `ʻ`, `ʼ` too.
const fn ends(byte: u8) -> bool {
    !is_letter(byte) || byte >= 0xE0 || matches!(byte, 0xC2 | 0xCA | 0xD9 | 0xDB)
}

/// A byte that begins a letter: no phrase begins after another one.
const LETTER: u8 = 1;
/// The rest of a character.
const REST: u8 = 2;
/// Anything else with which a phrase may begin.
const OTHER: u8 = 4;

/// What each byte begins; 0 for a blank, a digit or a sign of which no phrase begins.
///
/// Latin and Cyrillic letters of two bytes begin with C3 to C9 and D0 to D3.
static CLASSES: [u8; 256] = {
    let mut classes = [OTHER; 256];
    let (mut rest, mut byte) = (classes.as_mut_slice(), 0u8);
    while let [class, tail @ ..] = rest {
        *class = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | 0xC3..=0xC9 | 0xD0..=0xD3 => LETTER,
            0x80..=0xBF => REST,
            b'0'..=b'9' | 0..=b' ' | b'.' | b',' | b'\'' => 0,
            _ => OTHER,
        };
        byte = byte.wrapping_add(1);
        rest = tail;
    }
    classes
};

/// Whether a character begins with these bytes that has no width, or that stands for another one: `p．` for `p.`, `₤` for `£`.
/// The quotation marks, dashes and the ellipsis of most texts do not.
const fn varies([a, b, c]: [u8; 3]) -> bool {
    match a {
        0xC2 => b == 0xAD,
        0xE2 => !(b == 0x80 && matches!(c, 0x93 | 0x94 | 0x98 | 0x99 | 0x9C | 0x9D | 0xA6)),
        0xEF => true,
        _ => false,
    }
}

/// Whether the text at a byte names a currency, by a phrase or a code; and if so, whether by words only.
fn names<T: Copy>(text: &str, at: usize, phrases: &Trie<T>, is_word: impl Fn(T) -> bool) -> Option<bool> {
    let (before, rest) = text.split_at_checked(at)?;
    // What follows a character without width is looked at by itself.
    fold(rest.chars().next()?)?;
    if is_inside_word(before, rest) {
        return None;
    }
    if names_code(rest) {
        return Some(false);
    }
    names_phrase(rest, phrases, is_word)
}

/// Whether a letter stands after another one and a character without width, which the pass over the bytes takes for a word's end.
fn is_inside_word(before: &str, rest: &str) -> bool {
    !before.as_bytes().last().is_none_or(u8::is_ascii)
        && before.chars().rev().find_map(fold).is_some_and(is_word_letter)
        && rest.chars().find_map(fold).is_some_and(is_word_letter)
}

/// Whether phrases stand at the beginning, as [`super::cursor::Cursor::phrase`] finds them, and if so, whether all are words.
fn names_phrase<T: Copy>(text: &str, phrases: &Trie<T>, is_word: impl Fn(T) -> bool) -> Option<bool> {
    let mut stem = phrases.root();
    let mut folded = text.chars().filter_map(fold).peekable();
    let mut are_words = None;
    while let Some(c) = folded.next() {
        let c = if is_blank(c) { ' ' } else { lower(c) };
        let Some(next) = phrases.step(stem, c) else { break };
        stem = next;
        if c == ' ' {
            while folded.next_if(|next| is_blank(*next)).is_some() {}
        }
        let runs_on = is_word_letter(c) && folded.peek().is_some_and(|next| is_word_letter(*next));
        if let Some(meaning) = phrases.meaning(stem).filter(|_| !runs_on) {
            are_words = Some(are_words.unwrap_or(true) && is_word(meaning));
        }
    }
    are_words
}

/// Whether a code stands at the beginning, alone or with a scale that touches it: `EUR`, `kEUR`, `EURbn`.
fn names_code(text: &str) -> bool {
    let mut letters = [0u8; CODE_AND_SCALE_MAX];
    let mut length = 0;
    for c in text.chars().filter_map(fold).take_while(char::is_ascii_alphabetic) {
        let (Some(letter), Ok(c)) = (letters.get_mut(length), u8::try_from(c)) else { return false };
        *letter = c;
        length += 1;
    }
    let letters = letters.get(..length).unwrap_or_default();
    let is_code = |code: Option<&[u8; 3]>| {
        code.filter(|code| code.iter().all(u8::is_ascii_uppercase))
            .and_then(|code| str::from_utf8(code).ok())
            .is_some_and(|code| Currency::from_code(code).is_ok())
    };
    is_code(letters.first_chunk()) || is_code(letters.last_chunk())
}

/// The longest code with a scale that touches it, in letters.
const CODE_AND_SCALE_MAX: usize = 6;
