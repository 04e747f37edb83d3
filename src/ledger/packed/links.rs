//! Which packed entries take the place of which.

use crate::hash::HashSet;

/// One entry that takes the place of another, by the hashes of their ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Link {
    earlier: u64,
    later: u64,
}

/// The links among packed entries: all of them, or none, for links that need a closer look are looked at among entries that are kept
/// one by one.
#[derive(Clone, Debug, Default)]
pub(super) struct Links(Vec<Link>);

impl Links {
    /// Notes that an entry takes the place of another.
    pub(super) fn push(&mut self, earlier: u64, later: u64) {
        self.0.push(Link { earlier, later });
    }

    /// Whether nothing can be wrong with them: every earlier entry is one of `ids`, which are in order and each there once; it is
    /// replaced once; none replaces itself by way of others; and nobody else names one of them.
    pub(super) fn hold(&mut self, ids: &[u64], mut named: impl Iterator<Item = u64>) -> bool {
        self.0.sort_unstable();
        self.are_known(ids) && self.are_single() && !self.have_cycle() && {
            let ends = self.ends();
            !named.any(|id| ends.contains(&id))
        }
    }

    /// Takes all of them out: the hashes of the ids of their entries.
    pub(super) fn take_ends(&mut self) -> HashSet<u64> {
        let ends = self.ends();
        self.0 = Vec::new();
        ends
    }

    fn ends(&self) -> HashSet<u64> {
        self.0.iter().flat_map(|link| [link.earlier, link.later]).collect()
    }

    /// Whether every earlier entry is there.
    fn are_known(&self, ids: &[u64]) -> bool {
        // Both are in order, so that one look through the ids is enough.
        let mut ids = ids.iter();
        let mut id = ids.next();
        self.0.iter().all(|link| {
            while id.is_some_and(|id| *id < link.earlier) {
                id = ids.next();
            }
            id == Some(&link.earlier)
        })
    }

    fn are_single(&self) -> bool {
        self.0.is_sorted_by(|one, next| one.earlier < next.earlier)
    }

    /// Whether an entry takes its own place by way of others; of links each of which is the only one of its earlier entry.
    fn have_cycle(&self) -> bool {
        // For each link, from which one on it was gone through first.
        let mut way = vec![usize::MAX; self.0.len()];
        (0..self.0.len()).any(|first| {
            let mut at = first;
            loop {
                match way.get_mut(at) {
                    Some(way) if *way == usize::MAX => *way = first,
                    Some(way) => return *way == first,
                    None => return false,
                }
                let next = self
                    .0
                    .get(at)
                    .and_then(|link| self.0.binary_search_by_key(&link.later, |next| next.earlier).ok());
                match next {
                    Some(next) => at = next,
                    None => return false,
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hold(links: &[(u64, u64)], count: u64, named: &[u64]) -> bool {
        let mut all = Links::default();
        links.iter().for_each(|(earlier, later)| all.push(*earlier, *later));
        all.hold(&(0..count).collect::<Vec<_>>(), named.iter().copied())
    }

    /// The same, one link after the other.
    fn hold_one_by_one(links: &[(u64, u64)], count: u64) -> bool {
        let later = |id: u64| links.iter().find(|(earlier, _)| *earlier == id).map(|(_, later)| *later);
        let is_cyclic =
            |id: u64| std::iter::successors(later(id), |at| later(*at)).take(99).any(|at| at == id);
        links.iter().enumerate().all(|(at, (earlier, _))| {
            *earlier < count
                && !is_cyclic(*earlier)
                && !links[..at].iter().any(|(before, _)| before == earlier)
        })
    }

    proptest! {
        #[test]
        fn links_hold_as_they_do_one_by_one(links in prop::collection::vec((0u64..12, 0u64..12), 0..8), count in 9u64..13) {
            prop_assert_eq!(hold(&links, count, &[]), hold_one_by_one(&links, count));
        }

        #[test]
        fn links_of_a_chain_hold_until_one_is_bent(length in 1u64..12, at in 0u64..12, to in 0u64..14) {
            let mut links: Vec<(u64, u64)> = (0..length).map(|at| (at, at + 1)).collect();
            prop_assert!(hold(&links, length + 1, &[length + 1]));
            prop_assert!(!hold(&links, length - 1, &[]), "an entry is not there");
            prop_assert!(!hold(&links, length + 1, &[at % (length + 1)]), "another names one of them");
            let (at, to) = (at % length, to % length);
            links.push((length - 1, to));
            prop_assert!(!hold(&links, length + 1, &[]), "one is replaced twice");
            links.pop();
            links[usize::try_from(at).unwrap()].1 = at.min(to);
            prop_assert!(!hold(&links, length + 1, &[]), "a circle");
        }
    }
}
