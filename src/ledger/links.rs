use super::hierarchy::{ActorRef, CampaignRef, PlatformRef};
use crate::hash::HashMap;
use crate::id::EntryId;
use crate::model::Entry;

/// An entry's references as handles: what scopes compare.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct EntryRow {
    pub(super) sponsor: Option<ActorRef>,
    pub(super) payer: Option<ActorRef>,
    pub(super) payee: Option<ActorRef>,
    pub(super) platform: Option<PlatformRef>,
    pub(super) campaign: Option<CampaignRef>,
}

/// How entries refer to one another: which take which's place, and which are parts of which.
#[derive(Clone, Debug, Default)]
pub(super) struct EntryLinks {
    superseded_by: Vec<Option<usize>>,
    whole: Vec<Option<usize>>,
    parts: HashMap<usize, Vec<usize>>,
}

/// What is wrong with the links, by the indices of entries.
#[derive(Default)]
pub(super) struct LinkFaults {
    /// Entries that supersede, or are part of, themselves through others.
    pub(super) cycles: Vec<(&'static str, Vec<usize>)>,
    /// An entry, the first that supersedes it, and a second.
    pub(super) superseded_twice: Vec<(usize, usize, usize)>,
}

impl EntryLinks {
    /// Links the entries; references to unknown ids count as absent: they are reported elsewhere.
    pub(super) fn link(entries: &[Entry], index: &HashMap<EntryId, usize>) -> (Self, LinkFaults) {
        let mut links = Self {
            superseded_by: vec![None; entries.len()],
            whole: vec![None; entries.len()],
            parts: HashMap::default(),
        };
        let mut faults = LinkFaults::default();
        for (at, entry) in entries.iter().enumerate() {
            for earlier in entry.supersedes.iter().filter_map(|earlier| index.get(&earlier.id).copied()) {
                match links.superseded_by.get_mut(earlier) {
                    Some(slot @ None) => *slot = Some(at),
                    Some(Some(first)) if *first != at => faults.superseded_twice.push((earlier, *first, at)),
                    _ => {}
                }
            }
            let whole = entry.detail_of.as_ref().and_then(|whole| index.get(whole).copied());
            if let (Some(whole), Some(slot)) = (whole, links.whole.get_mut(at)) {
                *slot = Some(whole);
                links.parts.entry(whole).or_default().push(at);
            }
        }
        faults.cycles.extend(cycles(&links.superseded_by).into_iter().map(|cycle| ("supersedes", cycle)));
        faults.cycles.extend(cycles(&links.whole).into_iter().map(|cycle| ("detail-of", cycle)));
        (links, faults)
    }

    pub(super) fn superseded_by(&self, entry: usize) -> Option<usize> {
        self.superseded_by.get(entry).copied().flatten()
    }

    pub(super) fn parts_of(&self, whole: usize) -> &[usize] {
        self.parts.get(&whole).map(Vec::as_slice).unwrap_or_default()
    }

    /// All entries that are parts of others, in no order.
    pub(super) fn all_parts(&self) -> impl Iterator<Item = usize> {
        self.parts.values().flatten().copied()
    }

    /// The entries that take an entry's place, one after the other, nearest first; without end where they are a cycle.
    pub(super) fn later_than(&self, entry: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.superseded_by(entry), |at| self.superseded_by(*at))
    }

    /// The wholes of which an entry is a part, nearest first.
    pub(super) fn wholes_of(&self, entry: usize) -> impl Iterator<Item = usize> {
        let above = |at: usize| self.whole.get(at).copied().flatten();
        std::iter::successors(above(entry), move |at| above(*at))
    }
}

/// The cycles of a graph in which every node has at most one successor: linear time.
pub(super) fn cycles(next: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut walk_of = vec![usize::MAX; next.len()];
    let mut found = Vec::new();
    for start in 0..next.len() {
        let mut at = Some(start);
        while let Some(node) = at
            && let Some(walk) = walk_of.get_mut(node)
        {
            if *walk == start {
                let further =
                    |at: &usize| next.get(*at).copied().flatten().filter(|further| *further != node);
                found.push(std::iter::successors(Some(node), further).collect());
                break;
            }
            if *walk != usize::MAX {
                break;
            }
            *walk = start;
            at = next.get(node).copied().flatten();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cycles_are_found_once_each() {
        assert_eq!(cycles(&[Some(1), Some(2), None]), Vec::<Vec<usize>>::new());
        assert_eq!(cycles(&[Some(0)]), vec![vec![0]]);
        assert_eq!(
            cycles(&[Some(1), Some(2), Some(1), Some(4), Some(3), Some(3)]),
            vec![vec![1, 2], vec![3, 4]]
        );
    }
}
