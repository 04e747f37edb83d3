//! The names of one column, each once.

use super::keyed::{Key, Keyed};
use crate::hash::HashMap;

/// What stands for the absence of a name.
pub(crate) const ABSENT: u32 = 0;

/// What stands for a name that is too long to be packed.
pub(crate) const LONG: u128 = u128::MAX;

/// The names that fit a key of 16 bytes with their length.
const SHORT_MAX: usize = 15;

/// How many bytes of a longer name its first piece has, and how many each of the others has at most.
const HEAD: usize = SHORT_MAX;
const PIECE_MAX: usize = 11;
/// The names that are taken to pieces: four at most, each of which takes a slot.
const PIECED_MAX: usize = HEAD + 3 * PIECE_MAX;

/// Names by number, from 1 on in the order in which they were first met; 0 is no name.
///
/// A name of 16 to 48 bytes is told by its pieces, each by its bytes and the number of what stands before it, so that names of many
/// lengths are found by keys of one: one of 38 bytes is a head of 15, two pieces of 11, and a last one of 1. The head has a number,
/// the head with the next piece another, and the last piece with the number of all before it that of the name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// What tells each name, in the order of their numbers: a short one itself, one in pieces by its last; nothing a longer one.
    keys: Vec<Key>,
    /// The names that are not short: their numbers, and where each ends in the text.
    longer: Vec<(u32, usize)>,
    text: String,
    /// The numbers of short names.
    short: Keyed,
    /// The numbers of what names in pieces begin with: the first piece, or more that are not the last.
    begun: Keyed,
    begun_keys: Vec<Key>,
    /// The numbers of names in pieces, by their last.
    pieced: Keyed,
    /// The numbers of names that are longer still, and of the empty one.
    long: HashMap<Box<str>, u32>,
}

impl Names {
    /// How many numbers there are, that of absence included.
    pub(crate) const fn code_count(&self) -> usize {
        self.keys.len() + 1
    }

    /// The name of a number; `None` for absence.
    pub(crate) fn name(&self, code: u32) -> Option<&str> {
        let key = self.keys.get(usize::try_from(code).ok()?.checked_sub(1)?)?;
        if self.longer.is_empty() {
            return short_name(key);
        }
        match self.among_longer(code) {
            Some(at) => self.longer_name(at),
            None => short_name(key),
        }
    }

    /// Which of the names that are not short has a number. Where none is short, it is the one of that number: of those before it as many
    /// are missing as short names are there at most.
    fn among_longer(&self, code: u32) -> Option<usize> {
        let last = usize::try_from(code).ok()?.checked_sub(1)?;
        let first = last.saturating_sub(self.keys.len() - self.longer.len());
        let some = self.longer.get(first..(last + 1).min(self.longer.len()))?;
        some.binary_search_by_key(&code, |(code, _)| *code).ok().map(|at| first + at)
    }

    /// The names, in the order of their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        let mut longer = self.longer.iter().zip(0..).peekable();
        (1..).zip(&self.keys).filter_map(move |(code, key)| {
            match longer.next_if(|((longer, _), _)| *longer == code) {
                Some((_, at)) => self.longer_name(at),
                None => short_name(key),
            }
        })
    }

    /// One of those that are not short.
    fn longer_name(&self, at: usize) -> Option<&str> {
        let end = |at: usize| self.longer.get(at).map(|(_, end)| *end);
        let start = at.checked_sub(1).map_or(Some(0), end)?;
        self.text.get(start..end(at)?)
    }

    /// The number of a name that is known.
    pub(crate) fn find(&self, name: &[u8]) -> Option<u32> {
        let code = match Form::of(name) {
            Form::Short(key) => self.short.find(&self.keys, key),
            Form::Pieced(Pieces { head, middle, last }) => {
                let find = |key| self.begun.find(&self.begun_keys, key);
                let begun = middle.fold(find(head), |before, piece| find(piece.behind(before)));
                self.pieced.find(&self.keys, last.behind(begun))
            }
            Form::Long => return self.long.get(std::str::from_utf8(name).ok()?).copied(),
        };
        Some(code).filter(|code| *code != ABSENT)
    }

    /// The numbers of names in pieces, each with where in `codes` its number belongs; [`ABSENT`] for what is not known, and for all of
    /// other lengths.
    fn find_pieced<'n>(&self, names: &[(usize, &'n [u8])], codes: &mut [u32]) {
        let (mut keys, mut begun, mut found) = (Vec::new(), Vec::new(), Vec::new());
        let pieces = |(at, name): &(usize, &'n [u8])| Some((*at, Pieces::of(name)?));
        let mut pieces: Vec<(usize, Pieces<'n>)> = names.iter().filter_map(pieces).collect();
        keys.extend(pieces.iter().map(|(_, pieces)| pieces.head));
        self.begun.find_all(&self.begun_keys, &keys, &mut begun);
        // Piece by piece of all of them, so that many are looked up at once.
        loop {
            keys.clear();
            let mut is_any = false;
            keys.extend(pieces.iter_mut().zip(&begun).map(
                |((_, pieces), before)| match pieces.middle.next() {
                    Some(piece) => {
                        is_any = true;
                        piece.behind(*before)
                    }
                    None => LONG,
                },
            ));
            if !is_any {
                break;
            }
            self.begun.find_all(&self.begun_keys, &keys, &mut found);
            for ((begun, found), key) in begun.iter_mut().zip(&found).zip(&keys) {
                if *key != LONG {
                    *begun = *found;
                }
            }
        }
        keys.clear();
        keys.extend(pieces.iter().zip(&begun).map(|((_, pieces), begun)| pieces.last.behind(*begun)));
        self.pieced.find_all(&self.keys, &keys, &mut found);
        for ((at, _), found) in pieces.iter().zip(found) {
            if let Some(code) = codes.get_mut(*at) {
                *code = found;
            }
        }
    }

    /// The numbers of names, in place of those in `codes`: new ones, in their order, where they are not known and may be taken, or else
    /// [`ABSENT`], as for empty names. Whether all others have one.
    ///
    /// `keys` are the names as [`packed`] gives them, 0 for an empty one, [`LONG`] for one that is too long.
    ///
    /// All that are known are looked up first, and nothing else in between: the processor waits for many of them at once.
    pub(crate) fn intern_all<'n, N: Iterator<Item = &'n [u8]>>(
        &mut self,
        keys: &[u128],
        names: impl Fn() -> N,
        codes: &mut Vec<u32>,
        may_be_taken: impl Fn(&str) -> bool,
    ) -> bool {
        // Numbers are given in the order of the names, whichever of them are looked at together.
        if !keys.contains(&LONG) {
            let may_be_taken = |key: &Key| short_name(key).is_some_and(&may_be_taken);
            return self.short.intern_all(&mut self.keys, keys, codes, may_be_taken);
        }
        self.short.find_all(&self.keys, keys, codes);
        let lengths = SHORT_MAX + 1..=PIECED_MAX;
        let pieced = names().enumerate().filter(|(_, name)| lengths.contains(&name.len()));
        self.find_pieced(&pieced.collect::<Vec<_>>(), codes);
        let mut have_all = true;
        let others =
            codes.iter_mut().zip(keys).zip(names()).filter(|((code, key), _)| **code == ABSENT && **key != 0);
        for ((code, _), name) in others {
            *code = self.intern_if(name, &may_be_taken).unwrap_or(ABSENT);
            have_all &= *code != ABSENT;
        }
        have_all
    }

    /// The number of a name, a new one where it is not known; `None` where numbers have run out.
    pub(crate) fn intern(&mut self, name: &str) -> Option<u32> {
        self.intern_if(name.as_bytes(), |_| true)
    }

    /// The numbers of another's names by their numbers there, that of absence first; as [`Self::intern`].
    pub(crate) fn intern_names(&mut self, others: &Self) -> Option<Vec<u32>> {
        let mut codes = Vec::with_capacity(others.code_count());
        codes.push(ABSENT);
        let mut others = others.iter().map(str::as_bytes);
        let (mut names, mut keys, mut found) = (Vec::new(), Vec::new(), Vec::new());
        loop {
            names.clear();
            names.extend(others.by_ref().take(SOME));
            if names.is_empty() {
                return Some(codes);
            }
            keys.clear();
            // The empty name is one, too.
            keys.extend(names.iter().map(|name| packed(name).filter(|key| *key != 0).unwrap_or(LONG)));
            if !self.intern_all(&keys, || names.iter().copied(), &mut found, |_| true) {
                return None;
            }
            codes.extend_from_slice(&found);
        }
    }

    /// As [`Self::intern`], but no name that is not known and not to be taken.
    pub(crate) fn intern_if(&mut self, name: &[u8], may_be_taken: impl FnOnce(&str) -> bool) -> Option<u32> {
        if let Some(known) = self.find(name) {
            return Some(known);
        }
        let text = std::str::from_utf8(name).ok().filter(|name| may_be_taken(name))?;
        let code = match Form::of(name) {
            Form::Short(key) => return self.short.push(&mut self.keys, key, |_| true),
            Form::Pieced(Pieces { head, mut middle, last }) => {
                let first = self.begin(head)?;
                let begun = middle.try_fold(first, |before, piece| self.begin(piece.behind(before)))?;
                self.pieced.push(&mut self.keys, last.behind(begun), |_| true)?
            }
            Form::Long => {
                let code = u32::try_from(self.code_count()).ok()?;
                self.keys.push(LONG.to_le_bytes());
                self.long.insert(text.into(), code);
                code
            }
        };
        self.text.push_str(text);
        self.longer.push((code, self.text.len()));
        Some(code)
    }

    /// The number of what a name in pieces begins with, a new one where it is not known; `None` where numbers have run out.
    fn begin(&mut self, key: u128) -> Option<u32> {
        match self.begun.find(&self.begun_keys, key) {
            ABSENT => self.begun.push(&mut self.begun_keys, key, |_| true),
            known => Some(known),
        }
    }
}

/// How many names of another list are looked up together.
const SOME: usize = 1 << 12;

/// How a name is told from others.
enum Form<'n> {
    /// By a key that is its own.
    Short(u128),
    /// By keys of its pieces.
    Pieced(Pieces<'n>),
    /// As a text: it is longer, or empty, which as a key is no name.
    Long,
}

impl<'n> Form<'n> {
    fn of(name: &'n [u8]) -> Self {
        match packed(name).filter(|key| *key != 0) {
            Some(key) => Self::Short(key),
            None => Pieces::of(name).map_or(Self::Long, Self::Pieced),
        }
    }
}

/// The name that a key is of; `None` where it is no text.
fn short_name(key: &Key) -> Option<&str> {
    let (length, bytes) = key.split_last()?;
    std::str::from_utf8(bytes.get(..usize::from(*length))?).ok()
}

/// The pieces of a name of 16 to 48 bytes.
#[derive(Clone, Debug)]
struct Pieces<'n> {
    /// The key of the first.
    head: u128,
    middle: Middle<'n>,
    last: Piece,
}

/// A piece that is not the first.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Its bytes, behind the place of the number of what stands before it.
    bytes: u128,
    length: usize,
}

/// The pieces between the first and the last.
#[derive(Clone, Debug)]
struct Middle<'n> {
    name: &'n [u8],
    at: usize,
}

impl<'n> Pieces<'n> {
    /// Those of a name; `None` where it is shorter or longer.
    fn of(name: &'n [u8]) -> Option<Self> {
        if name.len() > PIECED_MAX {
            return None;
        }
        let (first, last) = (name.first_chunk()?, name.last_chunk()?);
        let head = packed_in(*first, HEAD)?;
        let length = (name.len() - HEAD - 1) % PIECE_MAX + 1;
        // The bytes of the last piece are the last ones of these.
        let bytes = (u128::from_le_bytes(*last) >> (8 * (16 - length))) << u32::BITS;
        Some(Self { head, middle: Middle { name, at: HEAD }, last: Piece { bytes, length } })
    }
}

impl Iterator for Middle<'_> {
    type Item = Piece;

    #[inline]
    fn next(&mut self) -> Option<Piece> {
        // At least one byte is left for the last piece.
        let next = self.at + PIECE_MAX;
        let bytes = self.name.get(self.at - size_of::<u32>()..=next)?.first_chunk()?;
        self.at = next;
        // The first four are those of the piece before, the last that of the next.
        let bytes = u128::from_le_bytes(*bytes) << u8::BITS >> (u8::BITS + u32::BITS) << u32::BITS;
        Some(Piece { bytes, length: PIECE_MAX })
    }
}

impl Piece {
    /// Its key behind what has this number.
    #[inline]
    fn behind(self, before: u32) -> u128 {
        with_length(self.bytes | u128::from(before), self.length)
    }
}

/// A name of at most 15 bytes as one number: its bytes, and its length behind them.
#[inline]
pub(crate) fn packed(name: &[u8]) -> Option<u128> {
    let mut row = [0; 16];
    row.get_mut(..name.len()).filter(|_| name.len() <= SHORT_MAX)?.copy_from_slice(name);
    Some(with_length(u128::from_le_bytes(row), name.len()))
}

/// As [`packed`], of a name that begins a row of 16 bytes.
#[inline]
pub(crate) fn packed_in(row: [u8; 16], length: usize) -> Option<u128> {
    /// For each length the bits of so many bytes: looked up sooner than shifted.
    #[expect(clippy::indexing_slicing, reason = "what is out of bounds does not compile")]
    const MASKS: [u128; SHORT_MAX + 1] = {
        let mut masks = [0; SHORT_MAX + 1];
        let mut length = 1;
        while length <= SHORT_MAX {
            masks[length] = masks[length - 1] << 8 | 0xFF;
            length += 1;
        }
        masks
    };
    Some(with_length(u128::from_le_bytes(row) & MASKS.get(length)?, length))
}

#[inline]
fn with_length(bytes: u128, length: usize) -> u128 {
    // At most 15: it fits the last byte.
    bytes | u128::try_from(length).unwrap_or_default() << 120
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Names that begin alike, of one piece, several, or more than are looked up.
    const NAME: &str = "a{0,15}[ab\0]{0,4}(a{10}[ab]){0,3}[ab]{0,3}";

    #[test]
    fn names_have_numbers_from_one_on() {
        let mut names = Names::default();
        let long = "a-name-longer-than-fifteen-bytes";
        assert_eq!((names.intern("x"), names.intern(long), names.intern("x")), (Some(1), Some(2), Some(1)));
        assert_eq!(
            (names.name(0), names.name(1), names.name(2), names.name(3)),
            (None, Some("x"), Some(long), None)
        );
        assert_eq!(names.iter().collect::<Vec<_>>(), ["x", long]);
        assert_eq!((names.find(b"x"), names.find(b"y"), names.find(b"x\0")), (Some(1), None, None));
        assert_eq!(names.code_count(), 3);
    }

    proptest! {
        #[test]
        fn every_name_is_found_again_and_no_other(list in prop::collection::vec(NAME, 0..40), other in NAME) {
            let mut names = Names::default();
            let codes: Vec<_> = list.iter().map(|name| names.intern(name).unwrap()).collect();
            for (name, code) in list.iter().zip(codes) {
                prop_assert_eq!(names.name(code), Some(name.as_str()));
                prop_assert_eq!(names.find(name.as_bytes()), Some(code));
            }
            prop_assert_eq!(names.find(other.as_bytes()).is_some(), list.contains(&other));
        }

        #[test]
        fn names_of_two_lists_are_one_by_one_those_of_both(
            first in prop::collection::vec(NAME, 0..40), second in prop::collection::vec(NAME, 0..40)
        ) {
            let (mut names, mut others) = (Names::default(), Names::default());
            first.iter().for_each(|name| assert!(names.intern(name).is_some()));
            second.iter().for_each(|name| assert!(others.intern(name).is_some()));
            let mut expected = names.clone();
            let codes = names.intern_names(&others).unwrap();
            prop_assert_eq!(codes.len(), others.code_count());
            prop_assert_eq!(codes.first(), Some(&ABSENT));
            for (code, name) in codes.iter().skip(1).zip(others.iter()) {
                prop_assert_eq!(Some(*code), expected.intern(name));
                prop_assert_eq!(names.name(*code), Some(name));
            }
            prop_assert_eq!(names.code_count(), expected.code_count());
        }

        #[test]
        fn names_in_pieces_are_found_together_as_one_by_one(
            known in prop::collection::vec(NAME, 1..40), others in prop::collection::vec(NAME, 0..40)
        ) {
            // What is known, what is not, and what begins as something known does.
            let cut = |name: &String| name.get(..name.len().saturating_sub(1)).map(str::to_owned);
            let asked: Vec<String> = known.iter().cloned().chain(known.iter().filter_map(cut)).chain(others).collect();
            let mut names = Names::default();
            known.iter().for_each(|name| assert!(names.intern(name).is_some()));
            let lengths = SHORT_MAX + 1..=PIECED_MAX;
            let pieced = asked.iter().map(String::as_bytes).enumerate().filter(|(_, name)| lengths.contains(&name.len()));
            let pieced: Vec<_> = pieced.collect();
            let mut codes = vec![u32::MAX; asked.len()];
            names.find_pieced(&pieced, &mut codes);
            for (name, code) in asked.iter().zip(codes) {
                let found = || names.find(name.as_bytes()).unwrap_or(ABSENT);
                let expected = if lengths.contains(&name.len()) { found() } else { u32::MAX };
                prop_assert_eq!(code, expected, "{}", name);
            }
        }

        #[test]
        fn names_together_are_numbered_as_one_by_one(
            known in prop::collection::vec(NAME, 0..40), asked in prop::collection::vec(NAME, 0..200), is_taken in any::<bool>()
        ) {
            let may_be_taken = |name: &str| is_taken || name.len().is_multiple_of(2);
            let mut names = Names::default();
            known.iter().for_each(|name| assert!(names.intern(name).is_some()));
            let mut twin = names.clone();
            let keys: Vec<u128> = asked.iter().map(|name| packed(name.as_bytes()).unwrap_or(LONG)).collect();
            let mut codes = vec![7];
            let have_all = names.intern_all(&keys, || asked.iter().map(String::as_bytes), &mut codes, may_be_taken);
            let one = |name: &String| match name.is_empty() {
                true => ABSENT,
                false => twin.intern_if(name.as_bytes(), may_be_taken).unwrap_or(ABSENT),
            };
            let expected: Vec<u32> = asked.iter().map(one).collect();
            prop_assert_eq!(have_all, asked.iter().zip(&expected).all(|(name, code)| *code != ABSENT || name.is_empty()));
            prop_assert_eq!(codes, expected);
        }

        #[test]
        fn both_ways_to_pack_agree(row in any::<[u8; 16]>(), length in 0usize..=16) {
            prop_assert_eq!(packed_in(row, length), packed(&row[..length]));
        }
    }
}
