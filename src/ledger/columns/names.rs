//! The names of one column, each once.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// What stands for the absence of a name.
pub(crate) const ABSENT: u32 = 0;

/// The names that fit a key of 16 bytes with their length.
const SHORT_MAX: usize = 15;

/// Names by number, from 1 on in the order in which they were first met; 0 is no name.
///
/// Hashes are seeded at random for each process, so that nobody can write a file of names that collide.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    text: String,
    ends: Vec<usize>,
    short: HashMap<u128, u32, RandomState>,
    long: HashMap<Box<str>, u32, RandomState>,
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
            Some(key) => self.short.get(&key).copied(),
            None => std::str::from_utf8(name).ok().and_then(|name| self.long.get(name)).copied(),
        }
    }

    /// The number of a short name that is known, by its bytes in a row of 16.
    #[inline]
    pub(crate) fn find_packed(&self, key: u128) -> Option<u32> {
        self.short.get(&key).copied()
    }

    /// The number of a name, a new one where it is not known; `None` where numbers have run out.
    pub(crate) fn intern(&mut self, name: &str) -> Option<u32> {
        if let Some(known) = self.find(name.as_bytes()) {
            return Some(known);
        }
        let code = u32::try_from(self.code_count()).ok()?;
        match packed(name.as_bytes()) {
            Some(key) => self.short.insert(key, code),
            None => self.long.insert(name.into(), code),
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
    if length > SHORT_MAX {
        return None;
    }
    let mask = (1u128 << (8 * length)) - 1;
    Some(with_length(u128::from_le_bytes(row) & mask, length))
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
        fn both_ways_to_pack_agree(row in any::<[u8; 16]>(), length in 0usize..=16) {
            prop_assert_eq!(packed_in(row, length), packed(&row[..length]));
        }
    }
}
