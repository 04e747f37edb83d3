//! Keys that were met before: as their hashes under keys drawn at random, however long they are.

use std::collections::HashSet;
use std::hash::{BuildHasher, Hasher};

use foldhash::quality::RandomState;

/// What makes hashes of 128 bits. Nobody who writes a file knows the seeds, and so cannot write keys that collide.
#[derive(Clone, Default)]
pub(super) struct Hashing([RandomState; 2]);

impl Hashing {
    /// The hash of a key.
    #[inline]
    pub(super) fn hash(&self, key: &[u8]) -> u128 {
        let [first, second] = &self.0;
        u128::from(hashed(first, key)) << 64 | u128::from(hashed(second, key))
    }

    /// Half of it: where two keys in 2^64 may be taken for one.
    #[inline]
    pub(super) fn half(&self, key: &[u8]) -> u64 {
        hashed(&self.0[0], key)
    }
}

fn hashed(state: &RandomState, key: &[u8]) -> u64 {
    let mut hasher = state.build_hasher();
    hasher.write(key);
    hasher.finish()
}

/// A set of hashes, which need not be hashed again.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct AsItIs;

/// Hands on the last number that it was given.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Last(u64);

impl Hasher for Last {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    fn write_u128(&mut self, number: u128) {
        self.0 = u64::try_from(number >> 64).unwrap_or_default();
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl BuildHasher for AsItIs {
    type Hasher = Last;

    fn build_hasher(&self) -> Last {
        Last::default()
    }
}

/// Ids and other keys that were met: 16 bytes each.
#[derive(Default)]
pub(super) struct Met {
    hashes: HashSet<u128, AsItIs>,
    hashing: Hashing,
}

impl Met {
    /// The hash of a key.
    pub(super) fn hash(&self, key: &[u8]) -> u128 {
        self.hashing.hash(key)
    }

    /// Whether the key is new.
    pub(super) fn insert(&mut self, key: &[u8]) -> bool {
        let hash = self.hash(key);
        self.hashes.insert(hash)
    }
}

/// The most bytes that finding repeated keys takes, those of the keys found not counted.
const FILTER_MAX: u64 = 64 << 20;
/// How many bytes of a file have a byte of the filter: at 60 bytes a row, 15 bits a key, of which 4 are set.
const FILE_PER_FILTER: u64 = 32;
/// The words of the filter in which one key has its bits: a line of the cache.
const LINE: usize = 8;

/// How many bits the second pass has for a key under suspicion: of sixteen other keys fifteen have nothing there.
const BITS_PER_SUSPECT: usize = 16;

/// How many keys are put into the filter at once.
const AT_ONCE: usize = 64;

/// Where the bit of half a hash is among so many words: a power of two.
#[inline]
fn place(half: u64, words: usize) -> (usize, u64) {
    (usize::try_from(half >> 6).unwrap_or(usize::MAX) & words.wrapping_sub(1), 1 << (half & 63))
}

/// Which keys stand in a file more than once: found in a first pass over all of its keys, in a few bits a key (a Bloom filter whose bits of one
/// key lie together), exact in the second.
///
/// The first pass suspects every key that stands there again, and one in some hundred of the others. Only those are remembered.
pub(super) struct Repeats {
    hashing: Hashing,
    filter: Vec<u64>,
    /// Halves of hashes of keys of the first pass that are not in the filter yet.
    pending: Vec<u64>,
    /// Behind the first pass: a bit for each key under suspicion, and so none for nearly all others.
    suspected: Vec<u64>,
    /// Halves of the hashes of keys under suspicion; a key that has only its half in common with another is told from it by `met`.
    suspects: HashSet<u64, AsItIs>,
    /// Those of them that were met in the second pass.
    met: HashSet<u128, AsItIs>,
}

impl Default for Repeats {
    /// Of a file without keys.
    fn default() -> Self {
        Self::of_file(0)
    }
}

impl Repeats {
    /// For a file of about so many bytes.
    pub(super) fn of_file(length: u64) -> Self {
        let bytes = (length / FILE_PER_FILTER).clamp(1 << 12, FILTER_MAX).next_power_of_two();
        let filter = vec![0; usize::try_from(bytes / 8).unwrap_or(LINE)];
        Self {
            hashing: Hashing::default(),
            filter,
            pending: Vec::with_capacity(AT_ONCE),
            suspected: Vec::new(),
            suspects: HashSet::default(),
            met: HashSet::default(),
        }
    }

    /// First pass: notes a key.
    #[inline]
    pub(super) fn note(&mut self, key: &[u8]) {
        self.pending.push(self.hashing.half(key));
        if self.pending.len() == AT_ONCE {
            self.filter_pending();
        }
    }

    /// Puts the keys that were noted into the filter: many at once, so that memory is asked for the next before it has answered for the
    /// last.
    fn filter_pending(&mut self) {
        let Self { filter, pending, suspects, .. } = self;
        let lines = filter.len() / LINE;
        for half in pending.drain(..) {
            let at = usize::try_from(half).unwrap_or(usize::MAX) & lines.saturating_sub(1);
            let Some(line) = filter.get_mut(at * LINE..at * LINE + LINE) else { continue };
            let mut is_known = true;
            // Four bits, each by nine bits of the hash: which of eight words, which of its 64 bits.
            for part in [28, 37, 46, 55] {
                let bits = half >> part;
                let mask = 1 << (bits & 63);
                if let Some(word) = line.get_mut(usize::try_from(bits >> 6 & 7).unwrap_or(0)) {
                    is_known &= *word & mask != 0;
                    *word |= mask;
                }
            }
            if is_known {
                suspects.insert(half);
            }
        }
    }

    /// Ends the first pass.
    pub(super) fn end(&mut self) {
        self.filter_pending();
        self.filter = Vec::new();
        let words = (self.suspects.len() * BITS_PER_SUSPECT).div_ceil(64).next_power_of_two();
        self.suspected = vec![0; words];
        for suspect in &self.suspects {
            let (word, bit) = place(*suspect, words);
            if let Some(word) = self.suspected.get_mut(word) {
                *word |= bit;
            }
        }
    }

    /// Whether the first pass suspects any key.
    pub(super) fn has_suspects(&self) -> bool {
        !self.suspects.is_empty()
    }

    /// After the first pass: the key, where it may stand there several times.
    #[inline]
    pub(super) fn suspect(&self, key: &[u8]) -> Option<Suspect> {
        if !self.has_suspects() {
            return None;
        }
        let half = self.hashing.half(key);
        let (word, bit) = place(half, self.suspected.len());
        if self.suspected.get(word).is_none_or(|word| word & bit == 0) || !self.suspects.contains(&half) {
            return None;
        }
        Some(Suspect(self.hashing.hash(key)))
    }

    /// Second pass: whether the key was met in it before.
    #[inline]
    pub(super) fn is_met(&mut self, key: &[u8]) -> bool {
        self.suspect(key).is_some_and(|suspect| self.is_met_again(suspect))
    }

    /// Second pass: as [`Self::is_met`], and whether what stands beside the key was met with it, `both` being the two.
    pub(super) fn is_met_with(&mut self, key: &[u8], both: &[u8]) -> Option<bool> {
        let suspect = self.suspect(key)?;
        let both = self.hashing.hash(both);
        let is_same = !self.met.insert(both);
        self.is_met_again(suspect).then_some(is_same)
    }

    /// Second pass: whether a key under suspicion was met in it before.
    pub(super) fn is_met_again(&mut self, suspect: Suspect) -> bool {
        !self.met.insert(suspect.0)
    }
}

/// A key that may stand in a file several times.
#[derive(Clone, Copy, Debug)]
pub(super) struct Suspect(u128);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Whether each key stood before it.
    fn found(keys: &[u32]) -> Vec<bool> {
        let mut repeats = Repeats::of_file(0);
        keys.iter().for_each(|key| repeats.note(&key.to_le_bytes()));
        repeats.end();
        keys.iter().map(|key| repeats.is_met(&key.to_le_bytes())).collect()
    }

    proptest! {
        #[test]
        fn repeated_keys_are_found_and_no_others(keys in prop::collection::vec(0u32..400, 0..300)) {
            let expected: Vec<bool> = (0..keys.len()).map(|at| keys[..at].contains(&keys[at])).collect();
            prop_assert_eq!(found(&keys), expected);
        }

        #[test]
        fn a_key_that_is_repeated_no_more_is_found_no_more(
            keys in prop::collection::vec(0u32..40, 1..60), at in any::<prop::sample::Index>()
        ) {
            let last = |last: u32| found(&[keys.as_slice(), &[last]].concat()).pop();
            prop_assert_eq!(last(*at.get(&keys)), Some(true));
            prop_assert_eq!(last(1_000), Some(false));
        }
    }

    #[test]
    fn a_filter_that_is_full_suspects_all_and_finds_the_same() {
        // Far more keys than a filter of 4 KiB has room for.
        let keys: Vec<u32> = (0..100_000).chain(50_000..50_010).collect();
        assert_eq!(found(&keys).iter().filter(|is_met| **is_met).count(), 10);
    }

    #[test]
    fn keys_are_met_once() {
        let mut met = Met::default();
        assert!(met.insert(b"a") && met.insert(b"b") && !met.insert(b"a"));
        assert_ne!(met.hash(b"a"), met.hash(b"b"));
    }
}
