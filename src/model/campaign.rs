use super::Jurisdiction;
use super::words::closed_words;
use crate::date::When;
use crate::id::{ActorId, CampaignId, PlatformId, SourceId};

closed_words! {
    /// What happened to a campaign.
    EventKind, "event of a campaign" {
        /// The sponsor, or somebody for him, put it forward.
        Proposed = "proposed",
        /// The platform offered it.
        Offered = "offered",
        /// The sponsor declined the platform's offer.
        Declined = "declined",
        /// The platform refused the sponsor's proposal.
        Refused = "refused",
        /// A contract was made.
        Contracted = "contracted",
        /// It began.
        Started = "started",
        /// It was interrupted.
        Suspended = "suspended",
        /// It went on.
        Resumed = "resumed",
        /// Its occasion passed.
        Lapsed = "lapsed",
        /// It ended.
        Ended = "ended",
    }
}

/// One dated event of a campaign's timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// When it happened.
    pub when: When,
    /// What happened.
    pub kind: EventKind,
    /// By whom: the id of an actor or platform, which share one space.
    pub by: Option<ActorId>,
    /// On whose word.
    pub source: Option<SourceId>,
    /// A remark.
    pub note: Option<String>,
}

impl Event {
    /// An event by nobody named.
    #[must_use]
    pub const fn new(when: When, kind: EventKind) -> Self {
        Self { when, kind, by: None, source: None, note: None }
    }
}

/// What advertising is for, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Campaign {
    /// The id.
    pub id: CampaignId,
    /// The name to show.
    pub name: Option<String>,
    /// Who sponsors it.
    pub sponsors: Vec<ActorId>,
    /// Where it runs or was to run.
    pub platforms: Vec<PlatformId>,
    /// What it is meant to do, as a word of the author's choice: `turnout`, `tourism`.
    pub purpose: Option<String>,
    /// Where it is aimed.
    pub jurisdiction: Option<Jurisdiction>,
    /// The campaign of which it is a part.
    pub parent: Option<CampaignId>,
    /// What became of it, in the order written.
    pub timeline: Vec<Event>,
    /// A remark.
    pub note: Option<String>,
}

impl Campaign {
    /// A campaign of which only the id is known.
    #[must_use]
    pub fn new(id: CampaignId) -> Self {
        Self {
            id,
            name: None,
            sponsors: Vec::new(),
            platforms: Vec::new(),
            purpose: None,
            jurisdiction: None,
            parent: None,
            timeline: Vec::new(),
            note: None,
        }
    }

    /// The name to show: the name, or the id.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(self.id.as_str())
    }
}
