//! Where in a long text an amount may be: near a sign or word for a currency.
//!
//! A newspaper archive is mostly text without money. One pass over its bytes marks the places at which a currency may be
//! named; only what lies around these is read closely. The marks are too many rather than too few: a place that is
//! marked for nothing costs time, and no more.

use std::ops::Range;

/// The bytes before a currency and after it that can belong to the same amount.
///
/// The longest is a range of two numbers in words with its qualifier, in Cyrillic.
const REACH_BEFORE: usize = 400;
const REACH_AFTER: usize = 400;

/// The two, three or four bytes with which a phrase for a currency may begin, as sets of bits: letters by four, what
/// takes three bytes a character by three, anything else by two.
pub(super) struct Anchors {
    pairs: Box<[u64]>,
    triples: Box<[u64]>,
    quads: Box<[u64]>,
}

/// How many bits a set has.
const SLOTS: usize = 1 << 16;

impl Anchors {
    /// The places at which one of these phrases, folded and in lower case, may begin; and those of codes.
    pub(super) fn new<'p>(phrases: impl IntoIterator<Item = &'p str>) -> Self {
        let empty = || vec![0; SLOTS / 64].into();
        let mut anchors = Self { pairs: empty(), triples: empty(), quads: empty() };
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
        let is_letter = |byte: u8| byte.is_ascii_alphabetic() || byte >= 0x80;
        match phrase.to_ascii_lowercase().as_slice() {
            [a, b, c, ..] if *a >= 0xE0 => set(&mut self.triples, slot([*a, *b, *c, 0])),
            [a, b, c, d, ..] if [a, b, c, d].into_iter().all(|byte| is_letter(*byte)) => {
                set(&mut self.quads, slot([*a, *b, *c, *d]));
            }
            // A letter that is a sign stands before digits.
            [a] if is_letter(*a) => (b'0'..=b'9').for_each(|b| set(&mut self.pairs, slot([*a, b, 0, 0]))),
            // A blank or an apostrophe has many forms.
            [a] | [a, b' ' | b'\'', ..] => {
                let parting = (0..=u8::MAX).filter(|b| !b.is_ascii_alphabetic() || !is_letter(*a));
                parting.for_each(|b| set(&mut self.pairs, slot([*a, b, 0, 0])));
            }
            [a, b, ..] => set(&mut self.pairs, slot([*a, *b, 0, 0])),
            [] => {}
        }
    }

    /// The stretches of a text that lie around the places marked, apart from one another, on boundaries of characters.
    pub(super) fn stretches(&self, text: &str) -> Vec<Range<usize>> {
        let mut stretches: Vec<Range<usize>> = Vec::new();
        let bytes = text.as_bytes();
        let mut was_letter = false;
        let mut skip_to = 0;
        for (at, window) in windows(bytes) {
            let [first, ..] = window;
            let is_letter = first.is_ascii_alphabetic();
            let starts = !(is_continuation(first) || is_letter && was_letter);
            was_letter = is_letter;
            if at < skip_to || !starts || !self.is_marked(window) {
                continue;
            }
            // Until then a further mark changes the stretch's end only.
            skip_to = at + REACH_AFTER / 4;
            let start = boundary_before(text, at.saturating_sub(REACH_BEFORE));
            let end = boundary_after(text, at.saturating_add(REACH_AFTER + REACH_AFTER / 4));
            match stretches.last_mut() {
                Some(last) if last.end >= start => last.end = end,
                _ => stretches.push(start..end),
            }
        }
        stretches
    }

    fn is_marked(&self, [a, b, c, d]: [u8; 4]) -> bool {
        let is_upper = |bytes: [u8; 3]| bytes.iter().all(u8::is_ascii_uppercase);
        let [la, lb, lc, ld] = [a, b, c, d].map(|byte| byte.to_ascii_lowercase());
        get(&self.pairs, slot([la, lb, 0, 0]))
            || get(&self.quads, slot([la, lb, lc, ld]))
            || (a >= 0xE0 && get(&self.triples, slot([a, b, c, 0])))
            // Fullwidth signs.
            || a == 0xEF
            // `EUR`, `kEUR`.
            || is_upper([b, c, d])
            || is_upper([a, b, c])
    }
}

/// Every byte with the three after it, zeros beyond the end.
fn windows(bytes: &[u8]) -> impl Iterator<Item = (usize, [u8; 4])> {
    let after = |ahead: usize| bytes.iter().skip(ahead).copied().chain(std::iter::repeat(0));
    let firsts = bytes.iter().copied().enumerate();
    firsts.zip(after(1)).zip(after(2)).zip(after(3)).map(|((((at, a), b), c), d)| (at, [a, b, c, d]))
}

const fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

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
