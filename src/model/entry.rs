use super::Jurisdiction;
use super::words::{closed_words, open_words};
use crate::amount::Domain;
use crate::date::{Day, When};
use crate::id::{ActorId, CampaignId, EntryId, PlatformId, SourceId};
use crate::money::Money;

closed_words! {
    /// How far a spend got.
    Stage, "stage" {
        /// The platform, or somebody else, offered it.
        Offered = "offered",
        /// The sponsor declined it.
        Declined = "declined",
        /// The platform refused it.
        Refused = "refused",
        /// A contract or plan; not yet, or not known to be, paid.
        Committed = "committed",
        /// Spent: the only stage that a scope takes unless it names others.
        Spent = "spent",
        /// Interrupted.
        Suspended = "suspended",
        /// Called off.
        Cancelled = "cancelled",
        /// Paid back: a positive amount, counted only where it is named; net spend takes it with weight −1.
        Refunded = "refunded",
        /// Given in kind: reach, air time, work.
        InKind = "in-kind",
    }
}

closed_words! {
    /// Whether an entry's money is money of its own.
    Role, "role" {
        /// Counted.
        Counted = "counted",
        /// Shown, never added: an FEC memo item (memo code X), for one.
        Memo = "memo",
        /// The same money in another currency column or report.
        Restatement = "restatement",
    }
}

closed_words! {
    /// What becomes of an entry that a later one supersedes.
    SupersessionKind, "kind of supersession" {
        /// The later entry restates the earlier in full, as an amended filing does.
        Amends = "amends",
        /// The later entry puts an error right.
        Corrects = "corrects",
        /// The two are one and the same.
        Duplicates = "duplicates",
        /// The later entry calls the earlier off.
        Cancels = "cancels",
    }
}

open_words! {
    /// What an amount includes: unlike bases never add silently.
    Basis {
        /// Without tax and fees.
        Net = "net",
        /// With value-added or sales tax.
        GrossOfTax = "gross-of-tax",
        /// With the agency's or platform's fees.
        WithFees = "with-fees",
        /// The price list's value, not the price paid.
        ListValue = "list-value",
        /// An estimate.
        Estimate = "estimate",
    }
}

/// That one entry takes the place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supersession {
    /// The entry that counts no longer.
    pub id: EntryId,
    /// How it is superseded, where that is said.
    pub kind: Option<SupersessionKind>,
}

/// One spend: who paid whom, on which platform, for which campaign, when, how much, on whose word.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// The id.
    pub id: EntryId,
    /// On whose behalf.
    pub sponsor: Option<ActorId>,
    /// Who paid, where that is another.
    pub payer: Option<ActorId>,
    /// Who was paid: the service provider.
    pub payee: Option<ActorId>,
    /// Where it ran.
    pub platform: Option<PlatformId>,
    /// For which campaign.
    pub campaign: Option<CampaignId>,
    /// What it was meant to do; the campaign's purpose where absent.
    pub purpose: Option<String>,
    /// Where it was aimed; the campaign's jurisdiction where absent.
    pub jurisdiction: Option<Jurisdiction>,
    /// The entry of which this is a part: never added beside its whole.
    pub detail_of: Option<EntryId>,
    /// When it happened; `None` where the source does not say.
    pub when: Option<When>,
    /// How much.
    pub money: Money,
    /// Whether the amount may be below zero.
    pub domain: Domain,
    /// The same money in other currencies, as the source restates it: claims of a rate, never spend.
    pub gloss: Vec<Money>,
    /// What the amount includes.
    pub basis: Option<Basis>,
    /// How far the spend got.
    pub stage: Stage,
    /// Whether it is money of its own.
    pub role: Role,
    /// The entries whose place this one takes.
    pub supersedes: Vec<Supersession>,
    /// When it was recorded; a query "as known on" an earlier day leaves it out.
    pub recorded: Option<Day>,
    /// On whose word.
    pub source: Option<SourceId>,
    /// Where in the source.
    pub locator: Option<String>,
    /// Words of the author's choice.
    pub tags: Vec<String>,
    /// A remark.
    pub note: Option<String>,
}

impl Entry {
    /// A gross spend, spent and counted, of which nothing else is known.
    #[must_use]
    pub fn new(id: EntryId, money: Money) -> Self {
        Self {
            id,
            sponsor: None,
            payer: None,
            payee: None,
            platform: None,
            campaign: None,
            purpose: None,
            jurisdiction: None,
            detail_of: None,
            when: None,
            money,
            domain: Domain::Gross,
            gloss: Vec::new(),
            basis: None,
            stage: Stage::Spent,
            role: Role::Counted,
            supersedes: Vec::new(),
            recorded: None,
            source: None,
            locator: None,
            tags: Vec::new(),
            note: None,
        }
    }
}
