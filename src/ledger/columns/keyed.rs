//! Numbers by keys of 16 bytes.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;

use super::names::ABSENT;

/// A key as it is kept: its bytes, the lowest first.
pub(super) type Key = [u8; 16];

/// Numbers by their keys, by open addressing. The keys are kept beside, in the order of the numbers.
///
/// Names are looked up tens of millions of times, at random, and most of that time is spent waiting for memory. So slots are small, and
/// many keys are looked up at once without a branch between them: first what stands in their slots, then whether these are their keys.
///
/// Hashes are seeded at random for each process, so that nobody can write a file of names that collide.
#[derive(Clone, Debug, Default)]
pub(super) struct Keyed {
    /// Each number at or behind the place of its key's hash; a power of two of slots, at most half of them full.
    slots: Vec<Slot>,
    count: usize,
    hasher: RandomState,
}

/// The hash of a key, and its number, or [`ABSENT`].
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    hash: u32,
    code: u32,
}

/// How many keys are looked up at once: as many as a machine word has bits.
const AT_ONCE: usize = 64;

/// What a first look at some keys found.
struct Looked {
    /// Their numbers, but those of the others.
    found: [u32; AT_ONCE],
    /// Those that stand elsewhere, or nowhere.
    others: Others,
}

/// Indices of keys that are looked at together, a bit for each.
struct Others(u64);

impl Iterator for Others {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let next = (self.0 != 0).then(|| usize::try_from(self.0.trailing_zeros()).unwrap_or_default());
        self.0 &= self.0.wrapping_sub(1);
        next
    }
}

impl Keyed {
    /// The number of a key; [`ABSENT`] where it is not known. `known` has the keys of all numbers, that of 1 first.
    pub(super) fn find(&self, known: &[Key], key: u128) -> u32 {
        let hash = self.hash(key);
        let mut at = self.place(hash);
        // Half of the slots are empty, so that one of them ends the search.
        loop {
            let slot = self.slot(at);
            if slot.code == ABSENT || slot.hash == hash && key_of(known, slot.code) == Some(key) {
                return slot.code;
            }
            at = self.behind(at);
        }
    }

    /// The numbers of keys, each as [`Self::find`] gives it, in place of those in `codes`; whether all but the key 0 are known.
    pub(super) fn find_all(&self, known: &[Key], keys: &[u128], codes: &mut Vec<u32>) -> bool {
        codes.clear();
        let mut are_known = true;
        for keys in keys.chunks(AT_ONCE) {
            let Looked { mut found, others } = self.look(known, keys);
            for at in others {
                if let (Some(code), Some(key)) = (found.get_mut(at), keys.get(at)) {
                    *code = self.find(known, *key);
                    are_known &= *code != ABSENT || *key == 0;
                }
            }
            codes.extend_from_slice(found.get(..keys.len()).unwrap_or_default());
        }
        are_known
    }

    /// As [`Self::find_all`]; each key but 0 that is not known is added to those `known` where `may_be_taken`, with the next number.
    pub(super) fn intern_all(
        &mut self,
        known: &mut Vec<Key>,
        keys: &[u128],
        codes: &mut Vec<u32>,
        may_be_taken: impl Fn(&Key) -> bool,
    ) -> bool {
        codes.clear();
        let mut are_known = true;
        for keys in keys.chunks(AT_ONCE) {
            let Looked { mut found, others } = self.look(known, keys);
            for at in others {
                let (Some(code), Some(key)) = (found.get_mut(at), keys.get(at)) else { continue };
                *code = self.find(known, *key);
                if *code == ABSENT && *key != 0 {
                    *code = self.push(known, *key, &may_be_taken).unwrap_or(ABSENT);
                    are_known &= *code != ABSENT;
                }
            }
            codes.extend_from_slice(found.get(..keys.len()).unwrap_or_default());
        }
        are_known
    }

    /// What stands at the first places of so many keys: memory is asked for the next before it has answered for the last.
    #[inline]
    fn look(&self, known: &[Key], keys: &[u128]) -> Looked {
        let mut found = [ABSENT; AT_ONCE];
        for (code, key) in found.iter_mut().zip(keys) {
            let hash = self.hash(*key);
            let slot = self.slot(self.place(hash));
            *code = if slot.hash == hash { slot.code } else { ABSENT };
        }
        let mut others = 0u64;
        for (at, (code, key)) in found.iter().zip(keys).enumerate() {
            // The key 0 is that of no name: it is not looked for.
            let is_found = key_of(known, *code).unwrap_or_default() == *key;
            others |= u64::from(!is_found) << at;
        }
        Looked { found, others: Others(others) }
    }

    /// What stands at a place; an empty slot where nothing does.
    #[inline]
    fn slot(&self, at: usize) -> Slot {
        self.slots.get(at).copied().unwrap_or_default()
    }

    #[inline]
    fn hash(&self, key: u128) -> u32 {
        // Its lower half.
        u32::try_from(self.hasher.hash_one(key) & u64::from(u32::MAX)).unwrap_or_default()
    }

    /// Where the search for a key with this hash begins.
    #[inline]
    fn place(&self, hash: u32) -> usize {
        usize::try_from(hash).unwrap_or_default() & self.slots.len().wrapping_sub(1)
    }

    fn behind(&self, at: usize) -> usize {
        (at + 1) & self.slots.len().wrapping_sub(1)
    }

    /// Adds a key, which is not known and not 0, to those `known`; its number. `None` where it may not be taken, or numbers have run out.
    pub(super) fn push(
        &mut self,
        known: &mut Vec<Key>,
        key: u128,
        may_be_taken: impl FnOnce(&Key) -> bool,
    ) -> Option<u32> {
        let code = u32::try_from(known.len() + 1).ok()?;
        let kept = key.to_le_bytes();
        if !may_be_taken(&kept) {
            return None;
        }
        known.push(kept);
        self.count += 1;
        if self.count * 2 > self.slots.len() {
            let slots = vec![Slot::default(); (self.count * 2).next_power_of_two()];
            for slot in std::mem::replace(&mut self.slots, slots) {
                if slot.code != ABSENT {
                    self.enter(slot);
                }
            }
        }
        self.enter(Slot { hash: self.hash(key), code });
        Some(code)
    }

    fn enter(&mut self, slot: Slot) {
        let mut at = self.place(slot.hash);
        while self.slot(at).code != ABSENT {
            at = self.behind(at);
        }
        if let Some(empty) = self.slots.get_mut(at) {
            *empty = slot;
        }
    }
}

/// The key of a number; `None` for [`ABSENT`].
#[inline]
fn key_of(known: &[Key], code: u32) -> Option<u128> {
    let at = usize::try_from(code).ok()?.wrapping_sub(1);
    known.get(at).map(|key| u128::from_le_bytes(*key))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many that some of them have one hash of 32 bits: some forty pairs.
    const MANY: u64 = 600_000;

    /// Keys without any order: of each seed another.
    fn key(seed: u64) -> u128 {
        let mixed = |seed: u64| {
            let mixed = (seed ^ (seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            u128::from(mixed ^ (mixed >> 31))
        };
        mixed(seed) << 64 | mixed(seed + MANY)
    }

    #[test]
    fn keys_of_one_hash_are_told_apart() {
        let (mut keyed, mut known, mut codes) = (Keyed::default(), Vec::new(), Vec::new());
        let keys: Vec<u128> = (1..=MANY).map(key).collect();
        // Some of the others have hashes of some that are known.
        let (own, others) = keys.split_at(keys.len() / 2);
        assert!(keyed.intern_all(&mut known, own, &mut codes, |_| true));
        assert!(codes.iter().copied().eq(1..=u32::try_from(own.len()).unwrap()));
        assert!(!keyed.find_all(&known, others, &mut codes));
        assert!(codes.iter().all(|code| *code == ABSENT));
        assert!(others.iter().all(|key| keyed.find(&known, *key) == ABSENT));
        assert!(keyed.find_all(&known, own, &mut codes));
        assert!(codes.iter().copied().eq(1..=u32::try_from(own.len()).unwrap()));
        assert!(own.iter().zip(1..).all(|(key, code)| keyed.find(&known, *key) == code));
        let mut hashes: Vec<u32> = keys.iter().map(|key| keyed.hash(*key)).collect();
        hashes.sort_unstable();
        assert!(hashes.windows(2).any(|pair| pair[0] == pair[1]), "none had the hash of another");
    }

    #[test]
    fn keys_that_may_not_be_taken_have_no_number() {
        let (mut keyed, mut known, mut codes) = (Keyed::default(), Vec::new(), Vec::new());
        let is_even = |key: &Key| key.first().is_some_and(|byte| byte % 2 == 0);
        assert!(!keyed.intern_all(&mut known, &[2, 3, 0, 4, 2, 3], &mut codes, is_even));
        assert_eq!(codes, [1, ABSENT, ABSENT, 2, 1, ABSENT]);
        assert!(keyed.intern_all(&mut known, &[4, 0, 2], &mut codes, |_| false));
        assert_eq!((codes, known.len()), (vec![2, 0, 1], 2));
    }
}
