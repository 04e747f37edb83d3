//! Numbers by keys of 16 bytes.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;

use super::names::ABSENT;

/// Numbers by their keys, by open addressing.
///
/// Names are looked up tens of millions of times, at random, and most of that time is spent waiting for memory: a key stands beside its
/// number, so that one look tells, and many at once are looked up without a branch between them.
///
/// Hashes are seeded at random for each process, so that nobody can write a file of names that collide.
#[derive(Clone, Debug, Default)]
pub(super) struct Keyed {
    /// Each key at or behind the place of its hash; a power of two of slots, at most half of them full.
    slots: Vec<Slot>,
    count: usize,
    hasher: RandomState,
}

/// A key and its number, or [`ABSENT`].
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The halves of the key, the lower first.
    key: [u64; 2],
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
    /// The number of a key; [`ABSENT`] where it is not known.
    pub(super) fn find(&self, key: u128) -> u32 {
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

    /// The numbers of keys, each as [`Self::find`] gives it, in place of those in `codes`; whether all but the key 0 are known.
    pub(super) fn find_all(&self, keys: &[u128], codes: &mut Vec<u32>) -> bool {
        codes.clear();
        let mut are_known = true;
        for keys in keys.chunks(AT_ONCE) {
            let Looked { mut found, others } = self.look(keys);
            for at in others {
                if let (Some(code), Some(key)) = (found.get_mut(at), keys.get(at)) {
                    *code = self.find(*key);
                    are_known &= *code != ABSENT || *key == 0;
                }
            }
            codes.extend_from_slice(found.get(..keys.len()).unwrap_or_default());
        }
        are_known
    }

    /// As [`Self::find_all`]; to each key but 0 that is not known `number` gives one, or `None`, in their order.
    pub(super) fn intern_all(
        &mut self,
        keys: &[u128],
        codes: &mut Vec<u32>,
        mut number: impl FnMut(u128) -> Option<u32>,
    ) -> bool {
        codes.clear();
        let mut are_known = true;
        for keys in keys.chunks(AT_ONCE) {
            let Looked { mut found, others } = self.look(keys);
            for at in others {
                let (Some(code), Some(key)) = (found.get_mut(at), keys.get(at)) else { continue };
                *code = self.find(*key);
                if *code == ABSENT && *key != 0 {
                    match number(*key) {
                        Some(new) => {
                            self.push(*key, new);
                            *code = new;
                        }
                        None => are_known = false,
                    }
                }
            }
            codes.extend_from_slice(found.get(..keys.len()).unwrap_or_default());
        }
        are_known
    }

    /// What stands at the first places of so many keys: memory is asked for the next before it has answered for the last.
    #[inline]
    fn look(&self, keys: &[u128]) -> Looked {
        let mut found = [ABSENT; AT_ONCE];
        let mut others = 0u64;
        for (at, (code, key)) in found.iter_mut().zip(keys).enumerate() {
            let slot = self.slot(self.place(*key));
            *code = slot.code;
            others |= u64::from(slot.key != halves(*key)) << at;
        }
        Looked { found, others: Others(others) }
    }

    /// What stands at a place; an empty slot where nothing does.
    fn slot(&self, at: usize) -> Slot {
        self.slots.get(at).copied().unwrap_or_default()
    }

    /// Where the search for a key begins.
    fn place(&self, key: u128) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        usize::try_from(self.hasher.hash_one(key) & u64::try_from(mask).unwrap_or(u64::MAX))
            .unwrap_or_default()
    }

    fn behind(&self, at: usize) -> usize {
        (at + 1) & self.slots.len().wrapping_sub(1)
    }

    /// Gives a number, which is not [`ABSENT`], to a key that is not known yet.
    pub(super) fn push(&mut self, key: u128, code: u32) {
        self.count += 1;
        if self.count * 2 > self.slots.len() {
            let slots = vec![Slot::default(); (self.count * 2).next_power_of_two()];
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

/// The halves of a key, the lower first.
#[inline]
fn halves(key: u128) -> [u64; 2] {
    [key & u128::from(u64::MAX), key >> u64::BITS].map(|half| u64::try_from(half).unwrap_or_default())
}
