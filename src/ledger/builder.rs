#[cfg(feature = "file")]
use super::Columns;
use super::{Ledger, Settings, Valuation, validate};
use crate::error::{Problem, Problems};
#[cfg(feature = "file")]
use crate::id::CampaignId;
use crate::model::{Actor, Campaign, Claim, Coverage, Entry, Platform, Restriction, Source};

/// Collects the records of a ledger, in any order, and builds it once all problems are out of the way.
///
/// `build` reports every problem at once; none hides another.
#[derive(Clone, Debug, Default)]
pub struct LedgerBuilder {
    pub(super) settings: Settings,
    pub(super) valuation: Valuation,
    pub(crate) sources: Vec<Source>,
    pub(crate) actors: Vec<Actor>,
    pub(crate) platforms: Vec<Platform>,
    pub(crate) campaigns: Vec<Campaign>,
    pub(crate) restrictions: Vec<Restriction>,
    pub(crate) coverages: Vec<Coverage>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) claims: Vec<Claim>,
    /// Whether no campaign is declared, and each is one that an entry names.
    #[cfg(feature = "file")]
    pub(crate) names_campaigns: bool,
    #[cfg(feature = "file")]
    pub(super) bulk: super::bulk::Bulk,
}

impl LedgerBuilder {
    /// An empty ledger with default settings.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the settings.
    pub fn settings(&mut self, settings: Settings) -> &mut Self {
        self.settings = settings;
        self
    }

    /// Sets the rates and how they are to be used.
    pub fn valuation(&mut self, valuation: Valuation) -> &mut Self {
        self.valuation = valuation;
        self
    }

    /// Adds a source.
    pub fn source(&mut self, source: Source) -> &mut Self {
        self.sources.push(source);
        self
    }

    /// Adds an actor.
    pub fn actor(&mut self, actor: Actor) -> &mut Self {
        self.actors.push(actor);
        self
    }

    /// Adds a platform.
    pub fn platform(&mut self, platform: Platform) -> &mut Self {
        self.platforms.push(platform);
        self
    }

    /// Adds a campaign.
    pub fn campaign(&mut self, campaign: Campaign) -> &mut Self {
        self.campaigns.push(campaign);
        self
    }

    /// Adds a restriction.
    pub fn restriction(&mut self, restriction: Restriction) -> &mut Self {
        self.restrictions.push(restriction);
        self
    }

    /// Adds a coverage.
    pub fn coverage(&mut self, coverage: Coverage) -> &mut Self {
        self.coverages.push(coverage);
        self
    }

    /// Adds an entry.
    pub fn entry(&mut self, entry: Entry) -> &mut Self {
        self.entries.push(entry);
        self
    }

    /// Adds a claim.
    pub fn claim(&mut self, claim: Claim) -> &mut Self {
        self.claims.push(claim);
        self
    }

    /// How many entries were added one by one.
    #[must_use]
    pub fn entry_count(&self) -> usize {
        self.entries.len()
    }

    /// Adds entries in columns behind the first `at` entries. Those after these belong among them: the `side` numbers say where.
    #[cfg(feature = "file")]
    pub(crate) fn columns(&mut self, columns: Columns, at: usize, side: Vec<u32>) -> &mut Self {
        self.bulk.push(columns, at, side);
        self
    }

    /// Leaves out the campaigns of entries kept one by one, and all records of campaigns, of a list that has no other records.
    #[cfg(feature = "file")]
    pub(crate) fn leave_out_campaigns(&mut self) {
        self.entries.iter_mut().for_each(|entry| entry.campaign = None);
        self.campaigns.clear();
    }

    /// The campaigns that are none but for entries, kept one by one, that name them.
    #[cfg(feature = "file")]
    pub(super) fn campaigns_named(&self) -> impl Iterator<Item = &str> {
        let entries = self.entries.iter().filter(|_| self.names_campaigns);
        entries.filter_map(|entry| entry.campaign.as_ref()).map(CampaignId::as_str)
    }

    /// Whether it is a campaign that is none but for entries in columns that name it.
    #[cfg(feature = "file")]
    pub(super) fn is_campaign_of_columns(&self, id: &str) -> bool {
        self.names_campaigns && self.bulk.names(super::Field::Campaign).any(|name| name == id)
    }

    /// Everything that is wrong, by the record and key it is about.
    ///
    /// Behind a thousand problems an id that nothing has is told once, with how many more records name it; what is meant is sought for the
    /// first of very many.
    ///
    /// # Complexity
    ///
    /// Linear in the records, and for each unknown id linear in the ids of its kind, two million of them compared at most.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        validate::problems(self)
    }

    /// The ledger.
    ///
    /// # Errors
    ///
    /// All [`Problems`]: unknown and duplicate ids, cycles, an entry superseded twice, periods that end before they
    /// begin, statements that contradict themselves.
    pub fn build(self) -> Result<Ledger, Problems> {
        #[cfg(feature = "file")]
        let this = self.with_named_written_out();
        #[cfg(not(feature = "file"))]
        let this = self;
        this.built()
    }

    /// The ledger of records in which [`LedgerBuilder::problems`] found nothing.
    #[cfg(feature = "file")]
    pub(crate) fn build_checked(self) -> Result<Ledger, Problems> {
        Ledger::link(self)
    }

    fn built(self) -> Result<Ledger, Problems> {
        Problems::check(self.problems(), Vec::new())?;
        Ledger::link(self)
    }
}
