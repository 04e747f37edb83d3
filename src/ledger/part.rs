//! Parts of entries: what they leave unsaid they have from their whole.

use super::Ledger;
use super::links::EntryRow;
use super::store::Store;
use crate::date::When;
use crate::id::EntryId;
use crate::model::{Campaign, Entry};

/// An entry with what it leaves unsaid taken from its wholes, the nearest first; `None` where it is no part.
///
/// It goes by the name of its whole where only that is among those `named`.
pub(super) fn completed(
    ledger: &Ledger,
    store: &Store,
    at: usize,
    named: &[EntryId],
) -> Option<(Entry, EntryRow)> {
    store.links.wholes_of(at).next()?;
    let (mut entry, mut row) = (store.entries.get(at)?.clone(), *store.rows.get(at)?);
    for above in store.links.wholes_of(at) {
        let (whole, whole_row) = (store.entries.get(above)?, store.rows.get(above)?);
        let campaign = |row: &EntryRow| row.campaign.and_then(|at| ledger.campaigns.get(at));
        let stated = |own: Option<&Campaign>| {
            (own.and_then(|it| it.purpose.clone()), own.and_then(|it| it.jurisdiction.clone()))
        };
        let ((purpose, place), (whole_purpose, whole_place)) =
            (stated(campaign(&row)), stated(campaign(whole_row)));
        entry.purpose = entry.purpose.or(purpose).or(whole.purpose.clone()).or(whole_purpose);
        entry.jurisdiction = entry.jurisdiction.or(place).or(whole.jurisdiction.clone()).or(whole_place);
        row = EntryRow {
            sponsor: row.sponsor.or(whole_row.sponsor),
            payer: row.payer.or(whole_row.payer),
            payee: row.payee.or(whole_row.payee),
            platform: row.platform.or(whole_row.platform),
            campaign: row.campaign.or(whole_row.campaign),
        };
        entry.when = entry.when.or(whole.when);
        entry.source = entry.source.or_else(|| whole.source.clone());
        if entry.tags.is_empty() {
            entry.tags.clone_from(&whole.tags);
        }
        if !named.contains(&entry.id) && named.contains(&whole.id) {
            entry.id = whole.id.clone();
        }
    }
    Some((entry, row))
}

impl Ledger {
    /// When an entry happened: where a part does not say, that of its whole.
    pub(crate) fn date_of(&self, entry: &Entry) -> Option<When> {
        let store = self.store();
        let wholes = || {
            let at = store.index.get(&entry.id).copied();
            at.into_iter()
                .flat_map(|at| store.links.wholes_of(at))
                .filter_map(|above| store.entries.get(above))
        };
        entry.when.or_else(|| wholes().find_map(|whole| whole.when))
    }
}
