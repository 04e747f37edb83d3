//! Where in a long text an amount may be: near a sign or word for a currency.
//!
//! A newspaper archive is mostly text without money. One pass over its bytes marks the places at which a currency may be
//! named; only what lies around these is read closely. The marks are too many rather than too few: a place that is
//! marked for nothing costs time, and no more.

use std::ops::Range;

use super::characters::{fold, is_blank, is_word_letter, lower};
use super::trie::Trie;
use crate::currency::Currency;

/// The letters before a currency and after it that can belong to the same amount.
///
/// The longest is a range of two numbers in words with its qualifier, which stands before the currency.
const REACH_BEFORE: usize = 256;
const REACH_AFTER: usize = 192;

/// The two, three or four bytes with which a phrase for a currency may begin, as sets of bits: letters by four, what
/// takes three bytes a character by three, anything else by two.
pub(super) struct Anchors {
    pairs: Box<[u64]>,
    triples: Box<[u64]>,
    quads: Box<[u64]>,
    /// The bytes that a letter takes.
    letter_bytes: usize,
}

/// How many bits a set has.
const SLOTS: usize = 1 << 16;

impl Anchors {
    /// The places at which one of these phrases, folded and in lower case, may begin; and those of codes.
    pub(super) fn new<'p>(phrases: impl IntoIterator<Item = &'p str>, letter_bytes: usize) -> Self {
        let empty = || vec![0; SLOTS / 64].into();
        let mut anchors = Self { pairs: empty(), triples: empty(), quads: empty(), letter_bytes };
        for phrase in phrases {
            let capital: String = {
                let mut rest = phrase.chars();
                rest.next().map(char::to_uppercase).into_iter().flatten().chain(rest).collect()
            };
            for spelling in [phrase.to_owned(), capital, phrase.to_uppercase()] {
                anchors.add(spelling.as_bytes());
            }
        }
        anchors
    }

    fn add(&mut self, phrase: &[u8]) {
        match phrase.to_ascii_lowercase().as_slice() {
            [a, b, c, ..] if *a >= 0xE0 => set(&mut self.triples, slot([*a, *b, *c, 0])),
            [a, b, ..] if *a == 0xC2 => set(&mut self.pairs, slot([*a, *b, 0, 0])),
            // A letter that is a sign stands before digits, or before a blank of any kind.
            [a] if is_letter(*a) => {
                let before_digits = (b'0'..=b'9').chain([b' ', 0xC2, 0xE2]);
                before_digits.for_each(|b| set(&mut self.pairs, slot([*a, b, 0, 0])));
            }
            // A blank or an apostrophe has many forms.
            [a] | [a, b' ' | b'\'', ..] => {
                let after = (0..=u8::MAX).filter(|b| !is_letter(*a) || ends(*b));
                after.for_each(|b| set(&mut self.pairs, slot([*a, b, 0, 0])));
            }
            [a, b, rest @ ..] if is_letter(*a) && is_letter(*b) => {
                let key = match rest {
                    [c, d, ..] if is_letter(*c) && is_letter(*d) => [*a, *b, *c, *d],
                    [c, ..] if is_letter(*c) => [*a, *b, *c, END],
                    _ => [*a, *b, END, END],
                };
                set(&mut self.quads, slot(key));
            }
            [a, b, ..] => set(&mut self.pairs, slot([*a, *b, 0, 0])),
            [] => {}
        }
    }

    /// The stretches of a text that lie around the currencies named, apart from one another, on boundaries of characters.
    ///
    /// # Complexity
    ///
    /// Linear: a phrase has a bounded length.
    pub(super) fn stretches<T: Copy>(&self, text: &str, phrases: &Trie<T>) -> Vec<Range<usize>> {
        let mut stretches: Vec<Range<usize>> = Vec::new();
        let (before, after) = (REACH_BEFORE * self.letter_bytes, REACH_AFTER * self.letter_bytes);
        let mut skip_to = 0;
        self.marks(text.as_bytes(), |at| {
            if at < skip_to || !names(text, at, phrases) {
                return;
            }
            // Until then a further mark changes the stretch's end only.
            skip_to = at + after / 4;
            let start = boundary_before(text, at.saturating_sub(before));
            let end = boundary_after(text, at.saturating_add(after + after / 4));
            match stretches.last_mut() {
                Some(last) if last.end >= start => last.end = end,
                _ => stretches.push(start..end),
            }
        });
        stretches
    }

    /// Calls for every byte at which a currency may be named.
    fn marks(&self, bytes: &[u8], mut mark: impl FnMut(usize)) {
        let mut was_letter = false;
        let mut look = |at: usize, window: [u8; 4]| {
            let class = CLASSES.get(usize::from(window[0])).copied().unwrap_or(Class::Other);
            if class == Class::Continuation {
                return;
            }
            let starts = class == Class::Other || (class == Class::Letter && !was_letter);
            was_letter = class == Class::Letter;
            if starts && self.is_marked(window) {
                mark(at);
            }
        };
        for (at, window) in bytes.windows(4).enumerate() {
            if let [a, b, c, d] = *window {
                look(at, [a, b, c, d]);
            }
        }
        for at in bytes.len().saturating_sub(3)..bytes.len() {
            let byte = |ahead: usize| bytes.get(at + ahead).copied().unwrap_or(0);
            look(at, [byte(0), byte(1), byte(2), byte(3)]);
        }
    }

    fn is_marked(&self, [a, b, c, d]: [u8; 4]) -> bool {
        if a >= 0xE0 {
            return get(&self.triples, slot([a, b, c, 0])) || hides([a, b, c]);
        }
        let [la, lb, lc, ld] = [a, b, c, d].map(|byte| byte.to_ascii_lowercase());
        if !is_letter(a) || ends(b) || a == 0xC2 {
            return get(&self.pairs, slot([la, lb, 0, 0])) || hides([a, b, c]);
        }
        let quad = |c, d| get(&self.quads, slot([la, lb, c, d]));
        quad(lc, ld)
            || (ends(d) && quad(lc, END))
            || (ends(c) && quad(END, END))
            // `EUR`, `kEUR`, `MioEUR`.
            || (a.is_ascii_alphabetic()
                && (b.is_ascii_uppercase() || c.is_ascii_uppercase() || d.is_ascii_uppercase()))
            // A character without width in the word.
            || matches!(b, 0xC2 | 0xE2) || matches!(c, 0xC2 | 0xE2) || matches!(d, 0xC2 | 0xE2)
    }
}

/// Stands for the end of a word.
const END: u8 = 1;

/// Whether a byte belongs to a letter, or to any character that is not of ASCII.
const fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0x80
}

/// Whether a byte may begin what is no letter.
const fn ends(byte: u8) -> bool {
    !is_letter(byte) || byte >= 0xE0 || byte == 0xC2
}

/// What a byte begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A letter: no phrase begins after another one.
    Letter,
    /// The rest of a character.
    Continuation,
    /// A blank, a digit or a sign of which no phrase begins.
    Nothing,
    Other,
}

/// The classes of all bytes. Latin and Cyrillic letters of two bytes begin with C3 to C9 and D0 to D3.
static CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let (mut rest, mut byte) = (classes.as_mut_slice(), 0u8);
    while let [class, tail @ ..] = rest {
        *class = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | 0xC3..=0xC9 | 0xD0..=0xD3 => Class::Letter,
            0x80..=0xBF => Class::Continuation,
            b'0'..=b'9' | 0..=b' ' | b'.' | b',' | b'\'' => Class::Nothing,
            _ => Class::Other,
        };
        byte = byte.wrapping_add(1);
        rest = tail;
    }
    classes
};

/// Whether a character without width begins with these bytes, or a fullwidth one: of words with such in them the bytes are others.
const fn hides([a, b, c]: [u8; 3]) -> bool {
    match a {
        0xC2 => b == 0xAD,
        0xE2 => (b == 0x80 && c >= 0x8B && c <= 0x8F) || (b == 0x81 && c >= 0xA0 && c <= 0xA4),
        0xEF => true,
        _ => false,
    }
}

/// Whether the text at a byte names a currency: by a phrase, a code, or letters with a character in them that hides it.
fn names<T: Copy>(text: &str, at: usize, phrases: &Trie<T>) -> bool {
    let Some(rest) = text.get(at..) else { return false };
    let bytes = rest.as_bytes();
    if let [a, b, c, ..] = bytes
        && hides([*a, *b, *c])
    {
        return true;
    }
    names_code(bytes) || names_phrase(rest, phrases)
}

/// Whether one of the phrases stands at the beginning, as [`super::cursor::Cursor::phrase`] finds it.
fn names_phrase<T: Copy>(text: &str, phrases: &Trie<T>) -> bool {
    let mut stem = phrases.root();
    let mut folded = text.chars().filter_map(fold).peekable();
    while let Some(c) = folded.next() {
        let c = if is_blank(c) { ' ' } else { lower(c) };
        let Some(next) = phrases.step(stem, c) else { return false };
        stem = next;
        if c == ' ' {
            while folded.next_if(|next| is_blank(*next)).is_some() {}
        }
        let runs_on = is_word_letter(c) && folded.peek().is_some_and(|next| is_word_letter(*next));
        if !runs_on && phrases.meaning(stem).is_some() {
            return true;
        }
    }
    false
}

/// Whether a code stands at the beginning, alone or with a scale that touches it: `EUR`, `kEUR`, `EURbn`.
fn names_code(bytes: &[u8]) -> bool {
    let length =
        bytes.iter().take(CODE_AND_SCALE_MAX + 1).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let Some(letters) = bytes.get(..length).filter(|_| length <= CODE_AND_SCALE_MAX) else { return false };
    let is_code = |code: Option<&[u8]>| {
        code.is_some_and(|code| {
            code.iter().all(u8::is_ascii_uppercase)
                && str::from_utf8(code).is_ok_and(|code| Currency::from_code(code).is_ok())
        })
    };
    is_code(letters.first_chunk::<3>().map(<[u8; 3]>::as_slice))
        || is_code(letters.last_chunk::<3>().map(<[u8; 3]>::as_slice))
}

/// The longest code with a scale that touches it, in letters.
const CODE_AND_SCALE_MAX: usize = 6;

fn boundary_before(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn boundary_after(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

fn slot(bytes: [u8; 4]) -> usize {
    // The golden ratio spreads neighbouring spellings over the set.
    let mixed = u32::from_le_bytes(bytes).wrapping_mul(0x9E37_79B9) >> 16;
    usize::try_from(mixed).unwrap_or_default() % SLOTS
}

fn set(bits: &mut [u64], slot: usize) {
    if let Some(word) = bits.get_mut(slot / 64) {
        *word |= 1 << (slot % 64);
    }
}

fn get(bits: &[u64], slot: usize) -> bool {
    bits.get(slot / 64).is_some_and(|word| word & 1 << (slot % 64) != 0)
}
