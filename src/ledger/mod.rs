//! The ledger: records that were checked together, and questions to them.
//!
//! A [`LedgerBuilder`] collects records and reports everything that is wrong with them at once; a [`Ledger`] that it
//! builds is consistent: ids are known and unique, hierarchies end, no entry is superseded twice. What is superseded is
//! derived here, never stored.

mod amendments;
#[cfg(feature = "file")]
mod batches;
mod builder;
#[cfg(feature = "file")]
mod bulk;
mod campaigns;
#[cfg(feature = "file")]
mod columns;
mod coverage;
mod exclusion;
mod field;
mod hierarchy;
mod known;
mod links;
mod lookup;
#[cfg(feature = "import")]
mod packed;
mod part;
mod postings;
mod scope;
mod select;
mod settings;
mod store;
mod validate;
mod weights;

use crate::currency::Currency;
use crate::date::Day;
use crate::error::Problems;
use crate::hash::HashMap;
use crate::id::{ActorId, CampaignId, ClaimId, EntryId, PlatformId, RestrictionId, SourceId};
use crate::model::{Actor, Campaign, Claim, Coverage, Entry, Platform, Restriction, Scope, Source};

#[cfg(feature = "file")]
pub use batches::{Batch, BatchError, Batches, Currencies, NameColumn};
pub use builder::LedgerBuilder;
#[cfg(feature = "file")]
pub(crate) use bulk::Filter;
#[cfg(feature = "file")]
pub use columns::Columns;
#[cfg(feature = "parquet")]
pub(crate) use columns::MANTISSA_MAX;
#[cfg(feature = "file")]
pub(crate) use columns::{
    ABSENT, Codes, DECIMALS_MAX, Draft, DraftRow, DraftRows, FIELD_COUNT, Field, LONG, Names, packed_in, row,
};
pub use exclusion::Exclusion;
pub use hierarchy::{ActorRef, CampaignRef, PlatformRef};
#[cfg(feature = "import")]
pub(crate) use packed::{Packed, PackedRow};
pub use select::{Certainty, Selected, Selection};
pub use settings::{RateFile, Settings, StatedRate, Valuation};

use campaigns::Campaigns;
use hierarchy::Hierarchy;
use select::{Asked, Parts};
use store::Store;

/// Records of political-advertising spend that were checked together. Made by [`LedgerBuilder::build`]; never changed.
///
/// # Example
///
/// ```
/// use adspend::amount::Amount;
/// use adspend::currency::Currency;
/// use adspend::ledger::LedgerBuilder;
/// use adspend::model::{Actor, Entry, Scope};
/// use adspend::money::Money;
///
/// let mut builder = LedgerBuilder::new();
/// builder.actor(Actor::new("cn/luoyang".parse()?));
/// let mut entry = Entry::new("mengjin".parse()?, Money::new(Amount::exact(6_500_000), Currency::CNY));
/// entry.sponsor = Some("cn/luoyang".parse()?);
/// builder.entry(entry);
/// let ledger = builder.build()?;
/// assert_eq!(ledger.select(&Scope::all(), None)?.entries.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::amount::Amount;
/// use adspend::currency::Currency;
/// use adspend::ledger::LedgerBuilder;
/// use adspend::model::{Actor, Entry};
/// use adspend::money::Money;
///
/// let mut builder = LedgerBuilder::new();
/// builder.actor(Actor::new("cn/luoyang".parse()?));
/// let mut entry = Entry::new("mengjin".parse()?, Money::new(Amount::exact(6_500_000), Currency::CNY));
/// entry.sponsor = Some("cn/loyang".parse()?);
/// builder.entry(entry);
/// assert_eq!(
///     builder.build().unwrap_err().to_string(),
///     "entry `mengjin`, key `sponsor`: error[unknown-id]: no actor has the id `cn/loyang`; did you mean `cn/luoyang`?"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Ledger {
    settings: Settings,
    valuation: Valuation,
    sources: Vec<Source>,
    coverages: Vec<Coverage>,
    restrictions: Vec<Restriction>,
    claims: Vec<Claim>,
    /// The entries that are kept one by one.
    own: Store,
    #[cfg(feature = "file")]
    bulk: bulk::Bulk,
    source_index: HashMap<SourceId, usize>,
    claim_index: HashMap<ClaimId, usize>,
    actors: Hierarchy<Actor>,
    platforms: Hierarchy<Platform>,
    campaigns: Campaigns,
}

impl Ledger {
    /// The settings.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The rates, and how they are to be used.
    #[must_use]
    pub const fn valuation(&self) -> &Valuation {
        &self.valuation
    }

    /// The same ledger with other rates, or another use of them.
    #[must_use]
    pub fn with_valuation(self, valuation: Valuation) -> Self {
        Self { valuation, ..self }
    }

    /// Every entry, one by one. Those in columns are written out at the first call, and kept.
    #[cfg(feature = "file")]
    fn store(&self) -> &Store {
        self.bulk.written_out(self)
    }

    /// Every entry, one by one.
    #[cfg(not(feature = "file"))]
    const fn store(&self) -> &Store {
        &self.own
    }

    /// The entries, in the order in which they were added.
    ///
    /// # Complexity
    ///
    /// Constant; where entries are kept in columns or packed, the first call writes them out one by one, in some 500 bytes each.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.store().entries
    }

    /// The currencies of the entries, each once, in alphabetical order.
    #[must_use]
    pub fn currencies(&self) -> Vec<Currency> {
        let mut all: Vec<Currency> = self.own.entries.iter().map(|entry| entry.money.currency).collect();
        #[cfg(feature = "file")]
        all.extend(self.columns().flat_map(Columns::units).map(|unit| unit.currency));
        #[cfg(feature = "import")]
        all.extend(self.packed().flat_map(Packed::currencies));
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The claims, in the order in which they were added.
    #[must_use]
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// The restrictions, in the order in which they were added.
    #[must_use]
    pub fn restrictions(&self) -> &[Restriction] {
        &self.restrictions
    }

    /// The coverages, in the order in which they were added.
    #[must_use]
    pub fn coverages(&self) -> &[Coverage] {
        &self.coverages
    }

    /// The sources, in the order in which they were added.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The actors, in the order in which they were added.
    #[must_use]
    pub fn actors(&self) -> &[Actor] {
        self.actors.records()
    }

    /// The platforms, in the order in which they were added.
    #[must_use]
    pub fn platforms(&self) -> &[Platform] {
        self.platforms.records()
    }

    /// The campaigns, in the order in which they were added.
    ///
    /// # Complexity
    ///
    /// Constant; of a list of entries without records the first call makes a record for each campaign that entries name.
    #[must_use]
    pub fn campaigns(&self) -> &[Campaign] {
        self.all_campaigns().records()
    }

    /// The campaigns, all of them records.
    #[cfg(feature = "file")]
    fn all_campaigns(&self) -> &Hierarchy<Campaign> {
        self.campaigns.all(&self.bulk)
    }

    /// The campaigns, all of them records.
    #[cfg(not(feature = "file"))]
    const fn all_campaigns(&self) -> &Hierarchy<Campaign> {
        self.campaigns.of_own()
    }

    /// The entry of this id.
    #[must_use]
    pub fn entry(&self, id: &EntryId) -> Option<&Entry> {
        self.store().find(id)
    }

    /// The source of this id.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.source_index.get(id).and_then(|index| self.sources.get(*index))
    }

    /// The number of a source in the order in which they were added, from 0.
    fn source_number(&self, id: &SourceId) -> Option<u32> {
        self.source_index.get(id).and_then(|index| u32::try_from(*index).ok())
    }

    /// The actor of this id.
    #[must_use]
    pub fn actor(&self, id: &ActorId) -> Option<&Actor> {
        self.actors.find(id.as_str()).and_then(|at| self.actors.get(at))
    }

    /// The platform of this id.
    #[must_use]
    pub fn platform(&self, id: &PlatformId) -> Option<&Platform> {
        self.platforms.find(id.as_str()).and_then(|at| self.platforms.get(at))
    }

    /// The campaign of this id.
    ///
    /// # Complexity
    ///
    /// Constant, but for the first call, as of [`Ledger::campaigns`].
    #[must_use]
    pub fn campaign(&self, id: &CampaignId) -> Option<&Campaign> {
        let all = self.all_campaigns();
        all.find(id.as_str()).and_then(|at| all.get(at))
    }

    /// The claim of this id.
    #[must_use]
    pub fn claim(&self, id: &ClaimId) -> Option<&Claim> {
        self.claim_index.get(id).and_then(|index| self.claims.get(*index))
    }

    /// The restriction of this id.
    #[must_use]
    pub fn restriction(&self, id: &RestrictionId) -> Option<&Restriction> {
        self.restrictions.iter().find(|restriction| restriction.id == *id)
    }

    /// The actor's record and those above it, nearest first; another record of the same actor counts as that one.
    pub fn actor_and_above(&self, id: &ActorId) -> impl Iterator<Item = &Actor> {
        self.actors.chain(self.actors.find(id.as_str())).filter_map(|at| self.actors.get(at))
    }

    /// The entry that takes this one's place, among those known on a day (all, where none is named).
    #[must_use]
    pub fn superseded_by(&self, id: &EntryId, as_known_on: Option<Day>) -> Option<&Entry> {
        let store = self.store();
        let index = *store.index.get(id)?;
        store
            .links
            .superseded_by(index)
            .and_then(|later| store.entries.get(later))
            .filter(|later| is_known(later, as_known_on))
    }

    /// The parts of a whole, in the order in which they were added.
    pub fn parts_of(&self, id: &EntryId) -> impl Iterator<Item = &Entry> {
        let store = self.store();
        let parts = store.index.get(id).map(|index| store.links.parts_of(*index)).unwrap_or_default();
        parts.iter().filter_map(|index| store.entries.get(*index))
    }

    /// The entries that a scope takes, and those that fit all its conditions but are left out, with the reason.
    ///
    /// `as_known_on` leaves out what was recorded later; entries that do not say when they were recorded were always
    /// known.
    ///
    /// # Errors
    ///
    /// [`Problems`] where the scope names an id that the ledger does not have.
    ///
    /// # Complexity
    ///
    /// Linear in the number of entries; where the scope names entries, a source, actors, platforms or campaigns, in the number of
    /// entries that have one of these, but for the first such call, which lists them.
    pub fn select(&self, scope: &Scope, as_known_on: Option<Day>) -> Result<Selection<'_>, Problems> {
        select::select(self, self.store(), scope, Asked { as_known_on, parts: Parts::LeftOut, named: &[] })
    }

    /// As [`Ledger::select`], with the parts of what the scope takes beside it, for questions that add nothing up. A part has
    /// from its whole what it does not say itself.
    pub(crate) fn select_with_parts(&self, scope: &Scope) -> Result<Selection<'_>, Problems> {
        select::select(self, self.store(), scope, Asked { as_known_on: None, parts: Parts::Kept, named: &[] })
    }

    /// As [`Ledger::select`]; where the scope itself names no stage, or no role, those of the entries `named` fit too.
    pub(crate) fn select_with_named(
        &self,
        scope: &Scope,
        named: &[EntryId],
    ) -> Result<Selection<'_>, Problems> {
        select::select(self, self.store(), scope, Asked { as_known_on: None, parts: Parts::LeftOut, named })
    }
}

/// Whether an entry was on record on a day.
fn is_known(entry: &Entry, as_known_on: Option<Day>) -> bool {
    match (entry.recorded, as_known_on) {
        (Some(recorded), Some(day)) => recorded <= day,
        _ => true,
    }
}

#[cfg(test)]
mod tests;
