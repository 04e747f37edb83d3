//! An entry on its way from a row to a ledger.

use crate::amount::{Amount, Domain};
use crate::currency::Currency;
use crate::date::{Day, When};
use crate::id::{ActorId, CampaignId, EntryId, IdError, PlatformId, SourceId};
use crate::model::{
    Basis, Entry, Jurisdiction, JurisdictionError, Role, Stage, Supersession, SupersessionKind,
};
use crate::money::Money;

/// Where a fact stands in a file of rows.
///
/// `Display` writes `file:line:column`, the locator of the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot<'a> {
    /// The file, as it is called inside what the caller gave.
    pub file: &'a str,
    /// The line on which the row begins, from 1.
    pub line: u64,
    /// The cell in the row, from 1.
    pub column: usize,
}

impl std::fmt::Display for Spot<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// An entry as an importer hands it on: a [`model::Entry`](Entry) whose texts are borrowed from the row, so that a sink which
/// keeps columns allocates nothing for it. All ids are slugs; who and what they name was pushed before.
#[derive(Clone, Debug)]
pub struct Record<'a> {
    /// The id.
    pub id: &'a str,
    /// On whose behalf.
    pub sponsor: Option<&'a str>,
    /// Who paid, where that is another.
    pub payer: Option<&'a str>,
    /// Who was paid.
    pub payee: Option<&'a str>,
    /// Where it ran.
    pub platform: Option<&'a str>,
    /// For which campaign.
    pub campaign: Option<&'a str>,
    /// What it was meant to do.
    pub purpose: Option<&'a str>,
    /// Where it was aimed, as an ISO 3166 code.
    pub jurisdiction: Option<&'a str>,
    /// The entry of which this is a part.
    pub detail_of: Option<&'a str>,
    /// When it happened.
    pub when: Option<When>,
    /// How much.
    pub amount: Amount,
    /// Of which currency.
    pub currency: Currency,
    /// Whether the amount may be below zero.
    pub domain: Domain,
    /// What the amount includes.
    pub basis: Option<Basis>,
    /// How far the spend got.
    pub stage: Stage,
    /// Whether it is money of its own.
    pub role: Role,
    /// The entries whose place this one takes.
    pub supersedes: &'a [(&'a str, Option<SupersessionKind>)],
    /// When it was recorded.
    pub recorded: Option<Day>,
    /// On whose word.
    pub source: Option<&'a str>,
    /// The cell of the amount.
    pub spot: Spot<'a>,
    /// Words of the importer's choice.
    pub tags: &'a [&'a str],
    /// A remark.
    pub note: Option<&'a str>,
    /// Whether it is known to say the same as the record before, of which a sink need not look at it again: all but its id, date,
    /// amount, line, and which entries' place it takes. Where it is not known, `false`.
    pub(crate) is_alike: bool,
}

impl<'a> Record<'a> {
    /// A gross spend, spent and counted, of which nothing else is known.
    #[must_use]
    pub const fn new(id: &'a str, amount: Amount, currency: Currency, spot: Spot<'a>) -> Self {
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
            amount,
            currency,
            domain: Domain::Gross,
            basis: None,
            stage: Stage::Spent,
            role: Role::Counted,
            supersedes: &[],
            recorded: None,
            source: None,
            spot,
            tags: &[],
            note: None,
            is_alike: false,
        }
    }

    /// Whether a total counts it: spent, money of its own, and no part of another entry.
    #[must_use]
    pub const fn is_counted(&self) -> bool {
        matches!((self.stage, self.role), (Stage::Spent, Role::Counted)) && self.detail_of.is_none()
    }

    /// The entry, its texts copied.
    ///
    /// # Errors
    ///
    /// [`NotAnEntry`] where an id is no slug or the jurisdiction no code: a defect of the importer that made the record.
    pub fn to_entry(&self) -> Result<Entry, NotAnEntry> {
        let mut entry =
            Entry::new(self.id.parse::<EntryId>()?, Money::new(self.amount.clone(), self.currency));
        let actor = |id: Option<&str>| id.map(str::parse::<ActorId>).transpose();
        entry.sponsor = actor(self.sponsor)?;
        entry.payer = actor(self.payer)?;
        entry.payee = actor(self.payee)?;
        entry.platform = self.platform.map(str::parse::<PlatformId>).transpose()?;
        entry.campaign = self.campaign.map(str::parse::<CampaignId>).transpose()?;
        entry.purpose = self.purpose.map(str::to_owned);
        entry.jurisdiction = self.jurisdiction.map(str::parse::<Jurisdiction>).transpose()?;
        entry.detail_of = self.detail_of.map(str::parse::<EntryId>).transpose()?;
        entry.when = self.when;
        entry.domain = self.domain;
        entry.basis.clone_from(&self.basis);
        entry.stage = self.stage;
        entry.role = self.role;
        for (id, kind) in self.supersedes {
            entry.supersedes.push(Supersession { id: id.parse()?, kind: *kind });
        }
        entry.recorded = self.recorded;
        entry.source = self.source.map(str::parse::<SourceId>).transpose()?;
        entry.locator = Some(self.spot.to_string());
        entry.tags = self.tags.iter().map(|tag| (*tag).to_owned()).collect();
        entry.note = self.note.map(str::to_owned);
        Ok(entry)
    }
}

/// A record that is no entry: a defect of the importer that made it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAnEntry {
    /// An id that is no slug.
    #[error(transparent)]
    Id(#[from] IdError),
    /// A jurisdiction that is no code.
    #[error(transparent)]
    Jurisdiction(#[from] JurisdictionError),
}
