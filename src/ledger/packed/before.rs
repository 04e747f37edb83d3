//! What entries before had in their ids, so that it need not be written again.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::RandomState;

use crate::id::{ID_LENGTH_MAX, is_slug};

use super::bytes::{push_number, push_text, take_number, take_text};

/// How many ends of ids are kept as numbers: a power of two.
const RECENT: usize = 1 << 12;
const RECENT_MASK: u64 = (1 << 12) - 1;

/// What was written before, as writer and reader both know it.
#[derive(Clone, Debug)]
pub(super) struct Before {
    pub(super) line: u64,
    /// What stood behind sponsors in ids.
    recent: Vec<String>,
    /// The last id that does not begin with its sponsor's.
    id: String,
}

impl Default for Before {
    fn default() -> Self {
        Self { line: 0, recent: vec![String::new(); RECENT], id: String::new() }
    }
}

pub(super) fn hashed(hashing: &RandomState, text: &str) -> u64 {
    let mut hasher = hashing.build_hasher();
    hasher.write(text.as_bytes());
    hasher.finish()
}

impl Before {
    pub(super) fn slot(hashing: &RandomState, end: &str) -> usize {
        // The low bits: they fit every target's word.
        usize::try_from(hashed(hashing, end) & RECENT_MASK).unwrap_or_default()
    }

    /// Whether this end was met last in its slot.
    pub(super) fn has(&self, at: usize, end: &str) -> bool {
        self.recent.get(at).is_some_and(|known| known == end)
    }

    pub(super) fn push_end(&mut self, at: usize, bytes: &mut Vec<u8>, end: &str) {
        let Some(slot) = self.recent.get_mut(at) else { return };
        if slot == end {
            push_number(bytes, u64::try_from(at).unwrap_or_default() + 1);
        } else {
            slot.clear();
            slot.push_str(end);
            bytes.push(0);
            push_text(bytes, end);
        }
    }

    pub(super) fn take_end(&mut self, hashing: &RandomState, bytes: &mut &[u8]) -> Option<&str> {
        let at = match take_number(bytes)?.checked_sub(1) {
            Some(at) => usize::try_from(at).ok()?,
            None => {
                let end = take_text(bytes)?;
                let at = Self::slot(hashing, end);
                let slot = self.recent.get_mut(at)?;
                slot.clear();
                slot.push_str(end);
                at
            }
        };
        self.recent.get(at).map(String::as_str)
    }
}

impl Before {
    /// Writes how many bytes an id has in common with the one before, and the rest of it.
    pub(super) fn push_id(&mut self, bytes: &mut Vec<u8>, id: &str) {
        let common = common(self.id.as_bytes(), id.as_bytes());
        push_number(bytes, u64::try_from(common).unwrap_or_default());
        // Ids are ASCII.
        let rest = id.get(common..).unwrap_or_default();
        push_text(bytes, rest);
        self.id.truncate(common);
        self.id.push_str(rest);
    }

    /// Whether an id is a slug; parts that it has in common with the last one, which was, are not looked at again.
    pub(super) fn makes_slug(&self, id: &str) -> bool {
        let alike = id.as_bytes().get(..common(self.id.as_bytes(), id.as_bytes())).unwrap_or_default();
        let parts = alike.iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
        id.len() <= ID_LENGTH_MAX && id.get(parts..).is_some_and(is_slug)
    }

    pub(super) fn take_id(&mut self, bytes: &mut &[u8]) -> Option<&str> {
        self.id.truncate(usize::try_from(take_number(bytes)?).ok()?);
        self.id.push_str(take_text(bytes)?);
        Some(&self.id)
    }
}

/// How many bytes two texts begin with alike: eight at a time, as long as they are.
fn common(one: &[u8], other: &[u8]) -> usize {
    let words = one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0);
    let alike = 8 * words.take_while(|(one, other)| one == other).count();
    let rests = one.iter().skip(alike).zip(other.iter().skip(alike));
    alike + rests.take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn texts_begin_alike_as_byte_for_byte(same in "[ab]{0,40}", one in "[ab]{0,20}", other in "[ab]{0,20}") {
            let (one, other) = (format!("{same}{one}"), format!("{same}{other}"));
            let expected = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
            prop_assert_eq!(common(one.as_bytes(), other.as_bytes()), expected);
        }

        #[test]
        fn behind_any_other_id_a_slug_is_a_slug(before in "[a-c]{1,3}(/[a-c]{1,3}){0,4}", cut in 0usize..12, end in "[a-c/ é]{0,4}") {
            let known = Before { id: before.clone(), ..Before::default() };
            let id = format!("{}{end}", before.get(..cut).unwrap_or(&before));
            prop_assert_eq!(known.makes_slug(&id), is_slug(&id), "{} {}", before, id);
        }

        #[test]
        fn an_id_too_long_is_none(length in 180usize..220) {
            let known = Before { id: "a/b".to_owned(), ..Before::default() };
            prop_assert_eq!(known.makes_slug(&format!("a/{}", "b".repeat(length))), length + 2 <= ID_LENGTH_MAX);
        }
    }
}
