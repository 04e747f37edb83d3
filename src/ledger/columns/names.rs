//! The names of one column, each once.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;

use crate::hash::HashMap;

/// What stands for the absence of a name.
pub(crate) const ABSENT: u32 = 0;

/// What stands for a name that is too long to be packed.
pub(crate) const LONG: u128 = u128::MAX;

/// The names that fit a key of 16 bytes with their length.
const SHORT_MAX: usize = 15;

/// Names by number, from 1 on in the order in which they were first met; 0 is no name.
///
/// Hashes are seeded at random for each process, so that nobody can write a file of names that collide.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    text: String,
    ends: Vec<usize>,
    short: Short,
    long: HashMap<Box<str>, u32>,
}

/// The numbers of short names, by open addressing.
///
/// Names are looked up tens of millions of times, at random, and most of that time is spent waiting for memory: a name stands beside its
/// number, so that one look tells, and many names at once are looked up without a branch between them.
#[derive(Clone, Debug, Default)]
struct Short {
    /// Each name at or behind the place of its hash; a power of two of slots, at most half of them full.
    slots: Vec<Slot>,
    count: usize,
    hasher: RandomState,
}

/// A short name and its number, or [`ABSENT`].
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The halves of the name as one number, the lower first.
    key: [u64; 2],
    code: u32,
}

/// How many names are looked up at once: as many as a machine word has bits.
const AT_ONCE: usize = 64;

impl Short {
    /// The number of a name; [`ABSENT`] where it is not known.
    fn find(&self, key: u128) -> u32 {
        // Half of the slots are empty, so that one of them ends the search.
        let mut at = self.place(key);
        loop {
            let slot = self.slot(at);
            if slot.code == ABSENT || slot.key == halves(key) {
                return slot.code;
            }
            at = self.behind(at);
        }
    }

    /// The numbers of names, each as [`Self::find`] gives it, in place of those in `codes`; whether all but absences are known.
    fn find_all(&self, keys: &[u128], codes: &mut Vec<u32>) -> bool {
        codes.clear();
        let mut are_known = true;
        for keys in keys.chunks(AT_ONCE) {
            // Memory is asked for the next before it has answered for the last.
            let mut found = [ABSENT; AT_ONCE];
            let mut others = 0u64;
            for (at, (code, key)) in found.iter_mut().zip(keys).enumerate() {
                let slot = self.slot(self.place(*key));
                *code = slot.code;
                others |= u64::from(slot.key != halves(*key)) << at;
            }
            while others != 0 {
                let at = usize::try_from(others.trailing_zeros()).unwrap_or_default();
                if let (Some(code), Some(key)) = (found.get_mut(at), keys.get(at)) {
                    *code = self.find(*key);
                    are_known &= *code != ABSENT || *key == 0;
                }
                others &= others - 1;
            }
            codes.extend_from_slice(found.get(..keys.len()).unwrap_or_default());
        }
        are_known
    }

    /// What stands at a place; an empty slot where nothing does.
    fn slot(&self, at: usize) -> Slot {
        self.slots.get(at).copied().unwrap_or_default()
    }

    /// Where the search for a name begins.
    fn place(&self, key: u128) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        usize::try_from(self.hasher.hash_one(key) & u64::try_from(mask).unwrap_or(u64::MAX))
            .unwrap_or_default()
    }

    fn behind(&self, at: usize) -> usize {
        (at + 1) & self.slots.len().wrapping_sub(1)
    }

    /// Gives a number to a name that is not known yet.
    fn push(&mut self, key: u128, code: u32) {
        self.count += 1;
        if self.count * 2 > self.slots.len() {
            let slots = vec![Slot::default(); (self.count * 4).next_power_of_two()];
            for slot in std::mem::replace(&mut self.slots, slots) {
                if slot.code != ABSENT {
                    self.enter(slot);
                }
            }
        }
        self.enter(Slot { key: halves(key), code });
    }

    fn enter(&mut self, slot: Slot) {
        let [low, high] = slot.key.map(u128::from);
        let mut at = self.place(low | high << u64::BITS);
        while self.slot(at).code != ABSENT {
            at = self.behind(at);
        }
        if let Some(empty) = self.slots.get_mut(at) {
            *empty = slot;
        }
    }
}

/// The halves of a name as one number, the lower first.
#[inline]
fn halves(key: u128) -> [u64; 2] {
    [key & u128::from(u64::MAX), key >> u64::BITS].map(|half| u64::try_from(half).unwrap_or_default())
}

impl Names {
    /// How many numbers there are, that of absence included.
    pub(crate) const fn code_count(&self) -> usize {
        self.ends.len() + 1
    }

    /// The name of a number; `None` for absence.
    pub(crate) fn name(&self, code: u32) -> Option<&str> {
        let index = usize::try_from(code).ok()?.checked_sub(1)?;
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(start..*self.ends.get(index)?)
    }

    /// The names, in the order of their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).filter_map(|(start, end)| self.text.get(start..*end))
    }

    /// The number of a name that is known.
    pub(crate) fn find(&self, name: &[u8]) -> Option<u32> {
        match packed(name) {
            Some(key) => Some(self.short.find(key)).filter(|code| *code != ABSENT),
            None => std::str::from_utf8(name).ok().and_then(|name| self.long.get(name)).copied(),
        }
    }

    /// The numbers of short names, packed, in place of those in `codes`: [`ABSENT`] for what is not known. Whether all but absences are.
    pub(crate) fn find_all(&self, keys: &[u128], codes: &mut Vec<u32>) -> bool {
        self.short.find_all(keys, codes)
    }

    /// The number of a name, a new one where it is not known; `None` where numbers have run out.
    pub(crate) fn intern(&mut self, name: &str) -> Option<u32> {
        self.intern_if(name.as_bytes(), |_| true)
    }

    /// The numbers of another's names by their numbers there, that of absence first; as [`Self::intern`].
    pub(crate) fn intern_names(&mut self, others: &Self) -> Option<Vec<u32>> {
        let mut codes = Vec::with_capacity(others.code_count());
        // Absence is no name, and long ones have no key.
        let keys = others.iter().map(|name| packed(name.as_bytes()).unwrap_or(LONG));
        let keys: Vec<u128> = std::iter::once(LONG).chain(keys).collect();
        self.find_all(&keys, &mut codes);
        for (code, name) in codes.iter_mut().skip(1).zip(others.iter()) {
            if *code == ABSENT {
                *code = self.intern(name)?;
            }
        }
        Some(codes)
    }

    /// As [`Self::intern`], but no name that is not known and not to be taken.
    pub(crate) fn intern_if(&mut self, name: &[u8], may_be_taken: impl FnOnce(&str) -> bool) -> Option<u32> {
        if let Some(known) = self.find(name) {
            return Some(known);
        }
        let name = std::str::from_utf8(name).ok().filter(|name| may_be_taken(name))?;
        let code = u32::try_from(self.code_count()).ok()?;
        match packed(name.as_bytes()) {
            Some(key) => self.short.push(key, code),
            None => {
                self.long.insert(name.into(), code);
            }
        };
        self.text.push_str(name);
        self.ends.push(self.text.len());
        Some(code)
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
        fn every_name_is_found_again_and_no_other(list in prop::collection::vec("[a-c\0]{0,18}", 0..40), other in "[a-d\0]{0,18}") {
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
            first in prop::collection::vec("[a-c]{0,18}", 0..40), second in prop::collection::vec("[a-c]{0,18}", 0..40)
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
        fn both_ways_to_pack_agree(row in any::<[u8; 16]>(), length in 0usize..=16) {
            prop_assert_eq!(packed_in(row, length), packed(&row[..length]));
        }
    }
}
