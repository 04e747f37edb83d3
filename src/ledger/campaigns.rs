//! The campaigns of a ledger: records, or no more than the names that entries have for them.

#[cfg(feature = "file")]
use std::sync::OnceLock;

#[cfg(feature = "file")]
use super::bulk::Bulk;
use super::hierarchy::{CampaignRef, CycleIds, Hierarchy};
use crate::model::Campaign;
#[cfg(feature = "file")]
use crate::model::Entry;

/// The campaigns of a ledger; a closed set.
#[derive(Clone, Debug)]
pub(super) enum Campaigns {
    /// Those that were declared.
    Declared(Hierarchy<Campaign>),
    /// Of entries that come without records, each name is a campaign. In a list of ads there may be as many as entries: their records
    /// are made when somebody asks for one.
    #[cfg(feature = "file")]
    Named {
        /// Those of the entries that are kept one by one.
        own: Hierarchy<Campaign>,
        /// The same, and behind them those that only columns name.
        all: OnceLock<Hierarchy<Campaign>>,
    },
}

impl Campaigns {
    /// Those that were declared.
    ///
    /// # Errors
    ///
    /// As [`Hierarchy::link`].
    pub(super) fn declared(records: Vec<Campaign>) -> Result<Self, Vec<CycleIds>> {
        Hierarchy::link(records).map(Self::Declared)
    }

    /// Those that entries name; these are the entries that are kept one by one.
    #[cfg(feature = "file")]
    pub(super) fn named_by(entries: &[Entry]) -> Self {
        let mut known = crate::hash::HashSet::default();
        let names = entries.iter().filter_map(|entry| entry.campaign.as_ref()).filter(|id| known.insert(*id));
        let records = names.cloned().map(Campaign::new).collect();
        Self::Named { own: Hierarchy::of_unlinked(records), all: OnceLock::new() }
    }

    /// Those that entries name which are kept one by one, and perhaps others.
    pub(super) const fn of_own(&self) -> &Hierarchy<Campaign> {
        match self {
            Self::Declared(all) => all,
            #[cfg(feature = "file")]
            Self::Named { own, .. } => own,
        }
    }

    /// All of them; made at the first call where they are names.
    #[cfg(feature = "file")]
    pub(super) fn all(&self, bulk: &Bulk) -> &Hierarchy<Campaign> {
        match self {
            Self::Declared(all) => all,
            Self::Named { own, all } => all.get_or_init(|| {
                let mut records = own.records().to_vec();
                let others = bulk.names(super::Field::Campaign).filter(|name| own.find(name).is_none());
                // What columns keep of a name is an id: that was seen to when they were filled.
                records.extend(others.filter_map(|name| Some(Campaign::new(name.parse().ok()?))));
                Hierarchy::of_unlinked(records)
            }),
        }
    }

    /// The record of a campaign that was found.
    pub(super) fn get(&self, at: CampaignRef) -> Option<&Campaign> {
        match self {
            Self::Declared(all) => all.get(at),
            #[cfg(feature = "file")]
            Self::Named { own, all } => own.get(at).or_else(|| all.get()?.get(at)),
        }
    }
}

#[cfg(feature = "file")]
#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use crate::amount::{Amount, Domain};
    use crate::currency::Currency;
    use crate::ledger::{Batch, Batches, LedgerBuilder, NameColumn};
    use crate::model::Entry;
    use crate::money::Money;

    /// Two entries in columns, and one of its own that is said to be part of another.
    fn builder(whole: &str) -> LedgerBuilder {
        let days = ["2019-05-02".parse().unwrap(); 2];
        let batch = Batch::new(&days, &[5, 7], 0, Currency::EUR);
        let batch = batch.campaigns(NameColumn::Each(&[Some("ad-1"), Some("ad-2")]));
        let mut batches = Batches::new("ads", Domain::Gross).unwrap();
        batches.push(&batch).unwrap();
        let mut builder = LedgerBuilder::new();
        builder.names_campaigns = true;
        let mut entry = Entry::new("own".parse().unwrap(), Money::new(Amount::exact(5), Currency::EUR));
        entry.campaign = Some("ad-3".parse().unwrap());
        entry.detail_of = Some(whole.parse().unwrap());
        builder.entry(entry).batches(batches, NonZeroUsize::MIN);
        builder
    }

    #[test]
    fn a_campaign_that_only_columns_name_is_told_from_an_entry() {
        for name in ["ad-2", "ad-3"] {
            let problems = builder(name).build().unwrap_err().to_string();
            assert!(problems.contains("is a campaign, and an entry is meant here"), "{problems}");
        }
        let problems = builder("ad-4").build().unwrap_err().to_string();
        assert!(!problems.contains("is a campaign"), "{problems}");
    }

    #[test]
    fn those_of_entries_of_their_own_come_first() {
        let ledger = builder("ads/1").build().unwrap();
        let ids: Vec<&str> = ledger.campaigns().iter().map(|campaign| campaign.id.as_str()).collect();
        assert_eq!(ids, ["ad-3", "ad-1", "ad-2"]);
        for id in ids {
            assert_eq!(ledger.campaign(&id.parse().unwrap()).unwrap().id.as_str(), id);
        }
        assert_eq!(ledger.campaign(&"ad-4".parse().unwrap()), None);
    }
}
