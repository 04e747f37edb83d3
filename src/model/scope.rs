use super::{Jurisdiction, Role, Stage};
use crate::currency::Currency;
use crate::date::When;
use crate::id::{ActorId, CampaignId, EntryId, PlatformId, SourceId};

/// Which entries are meant: conditions that all hold. An empty list is no condition; of a longer one, any value fits.
///
/// Unless it says otherwise, a scope takes entries of stage [`Stage::Spent`] and role [`Role::Counted`]. Superseded
/// entries are left out always.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scope {
    /// The sponsor is one of these.
    pub sponsor: Vec<ActorId>,
    /// The sponsor is one of these or below one.
    pub sponsor_under: Vec<ActorId>,
    /// The payer is one of these.
    pub payer: Vec<ActorId>,
    /// The payee is one of these.
    pub payee: Vec<ActorId>,
    /// The platform is one of these.
    pub platform: Vec<PlatformId>,
    /// The platform is one of these or a part of one.
    pub platform_under: Vec<PlatformId>,
    /// The campaign is one of these.
    pub campaign: Vec<CampaignId>,
    /// The campaign is one of these or a part of one.
    pub campaign_under: Vec<CampaignId>,
    /// The entry's purpose, or its campaign's where it names none, is one of these.
    pub purpose: Vec<String>,
    /// The entry's jurisdiction, or its campaign's where it names none, is one of these or lies in one.
    pub jurisdiction: Vec<Jurisdiction>,
    /// The currency is one of these.
    pub currency: Vec<Currency>,
    /// The stage is one of these; empty means `spent`.
    pub stage: Vec<Stage>,
    /// The role is one of these; empty means `counted`.
    pub role: Vec<Role>,
    /// One of the entry's tags is one of these.
    pub tag: Vec<String>,
    /// The source is one of these.
    pub source: Vec<SourceId>,
    /// The entry's date lies within; an entry whose date only overlaps it is uncertain.
    pub during: Option<When>,
    /// The entry is one of these.
    pub entries: Vec<EntryId>,
}

impl Scope {
    /// The conditions by name, as ledger files and `adspend total --where` write them.
    pub const KEYS: &[&str] = &[
        "sponsor",
        "sponsor-under",
        "payer",
        "payee",
        "platform",
        "platform-under",
        "campaign",
        "campaign-under",
        "purpose",
        "jurisdiction",
        "currency",
        "stage",
        "role",
        "tag",
        "source",
        "during",
        "entries",
    ];

    /// Every entry that is spent and counted.
    #[must_use]
    pub fn all() -> Self {
        Self::default()
    }
}
