//! A set that refuses at once most of what is not in it.

/// How many bits the set has.
const SLOTS: usize = 1 << 16;

/// A set of keys by one bit each: what it does not hold was never put in, what it holds may share its bit with what was.
pub(super) struct Sieve(Box<[u64]>);

impl Sieve {
    /// The empty set.
    pub(super) fn new() -> Self {
        Self(vec![0; SLOTS / 64].into())
    }

    pub(super) fn insert(&mut self, key: u32) {
        let slot = slot(key);
        if let Some(word) = self.0.get_mut(slot / 64) {
            *word |= 1 << (slot % 64);
        }
    }

    pub(super) fn may_hold(&self, key: u32) -> bool {
        let slot = slot(key);
        self.0.get(slot / 64).is_some_and(|word| word & 1 << (slot % 64) != 0)
    }
}

/// The key of three characters.
pub(super) fn spelling([first, second, third]: [char; 3]) -> u32 {
    // Odd constants from fractions that never repeat spread neighbouring spellings over the set.
    u32::from(first).wrapping_mul(0x9E37_79B9)
        ^ u32::from(second).wrapping_mul(0x85EB_CA6B).rotate_left(8)
        ^ u32::from(third).wrapping_mul(0xC2B2_AE35).rotate_left(16)
}

fn slot(key: u32) -> usize {
    // The golden ratio spreads neighbouring keys.
    let mixed = key.wrapping_mul(0x9E37_79B9) >> 16;
    usize::try_from(mixed).unwrap_or_default() % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_held_and_most_else_is_not() {
        let mut sieve = Sieve::new();
        let keys = ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| [a, b, '\0']));
        keys.clone().for_each(|key| sieve.insert(spelling(key)));
        assert!(keys.clone().all(|key| sieve.may_hold(spelling(key))));
        let others = keys.filter(|[a, b, _]| sieve.may_hold(spelling([*a, *b, 'x']))).count();
        assert!(others < 26, "{others} of 676");
    }
}
