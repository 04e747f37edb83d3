//! Sources that restate one another, whose entries nothing links.

use std::collections::BTreeSet;

use super::{Ledger, Selected};
use crate::hash::{HashMap, HashSet};
use crate::id::SourceId;
use crate::model::{Entry, SupersessionKind};

impl Ledger {
    /// Two sources of these entries of which one amends the other, or which amend the same, although no entry of either takes
    /// the place of one of the other: what two imports of a filing and its amendment are.
    pub(crate) fn unlinked_amendments(&self, entries: &[Selected<'_>]) -> Option<(SourceId, SourceId)> {
        if self.sources.iter().all(|source| source.amends.is_none()) {
            return None;
        }
        let used: BTreeSet<&SourceId> = entries.iter().filter_map(|it| stated_by(it.entry)).collect();
        let mut families: HashMap<&SourceId, Vec<&SourceId>> = HashMap::default();
        for source in used {
            families.entry(self.first_amended(source)).or_default().push(source);
        }
        families.retain(|_, members| members.len() > 1);
        if families.is_empty() {
            return None;
        }
        let links = self.links_of_sources();
        let apart = |members: &Vec<&SourceId>| {
            let (first, others) = members.split_first()?;
            let reached = reached(first, &links);
            let other = others.iter().find(|other| !reached.contains(*other))?;
            Some(((*first).clone(), (*other).clone()))
        };
        families.values().filter_map(apart).min()
    }

    /// What the source amends, and that, and so on: the last of them; the source itself where it amends nothing.
    fn first_amended<'l>(&'l self, source: &'l SourceId) -> &'l SourceId {
        let amended = |id: &&'l SourceId| self.source(id).and_then(|source| source.amends.as_ref());
        std::iter::successors(Some(source), amended).last().unwrap_or(source)
    }

    /// The sources of which an entry takes the place of another's, in both directions.
    fn links_of_sources(&self) -> HashMap<&SourceId, HashSet<&SourceId>> {
        let mut links: HashMap<&SourceId, HashSet<&SourceId>> = HashMap::default();
        for later in self.entries() {
            for earlier in later.supersedes.iter().filter_map(|it| self.entry(&it.id)) {
                if let (Some(a), Some(b)) = (&later.source, &earlier.source)
                    && a != b
                {
                    links.entry(a).or_default().insert(b);
                    links.entry(b).or_default().insert(a);
                }
            }
        }
        links
    }
}

/// The source that states the entry's amount; none where the entry only says that another is void.
fn stated_by(entry: &Entry) -> Option<&SourceId> {
    let cancels = entry.supersedes.iter().any(|it| it.kind == Some(SupersessionKind::Cancels));
    entry.source.as_ref().filter(|_| !cancels)
}

/// Everything to which links lead from a source, and the source.
fn reached<'l>(
    from: &'l SourceId,
    links: &HashMap<&'l SourceId, HashSet<&'l SourceId>>,
) -> HashSet<&'l SourceId> {
    let (mut reached, mut open) = (HashSet::default(), vec![from]);
    while let Some(source) = open.pop() {
        if reached.insert(source) {
            open.extend(links.get(source).into_iter().flatten());
        }
    }
    reached
}
