//! The entries of a ledger with what was derived from them.

use super::hierarchy::Hierarchy;
use super::links::{EntryLinks, EntryRow};
use super::lookup::Lookup;
use crate::hash::HashMap;
use crate::id::EntryId;
use crate::model::{Actor, Campaign, Entry, Platform};

/// Entries, in order, with their references resolved.
#[derive(Clone, Debug)]
pub(super) struct Store {
    pub(super) entries: Vec<Entry>,
    pub(super) rows: Vec<EntryRow>,
    pub(super) links: EntryLinks,
    pub(super) index: HashMap<EntryId, usize>,
    pub(super) lookup: Lookup,
}

impl Store {
    /// Links entries in which no problem was found.
    pub(super) fn link(
        entries: Vec<Entry>,
        actors: &Hierarchy<Actor>,
        platforms: &Hierarchy<Platform>,
        campaigns: &Hierarchy<Campaign>,
    ) -> Self {
        let index = entry_index(&entries);
        let (links, _) = EntryLinks::link(&entries, &index);
        let row = |entry: &Entry| EntryRow {
            sponsor: entry.sponsor.as_ref().and_then(|id| actors.find(id.as_str())),
            payer: entry.payer.as_ref().and_then(|id| actors.find(id.as_str())),
            payee: entry.payee.as_ref().and_then(|id| actors.find(id.as_str())),
            platform: entry.platform.as_ref().and_then(|id| platforms.find(id.as_str())),
            campaign: entry.campaign.as_ref().and_then(|id| campaigns.find(id.as_str())),
        };
        Self { rows: entries.iter().map(row).collect(), links, index, entries, lookup: Lookup::default() }
    }

    /// The entry of this id.
    pub(super) fn find(&self, id: &EntryId) -> Option<&Entry> {
        self.index.get(id).and_then(|index| self.entries.get(*index))
    }
}

/// The indices of entries by their ids.
pub(super) fn entry_index(entries: &[Entry]) -> HashMap<EntryId, usize> {
    // Of entries with one id, which is reported elsewhere, the first counts.
    let mut index = HashMap::default();
    index.reserve(entries.len());
    for (at, entry) in entries.iter().enumerate() {
        index.entry(entry.id.clone()).or_insert(at);
    }
    index
}
