//! A scope with its ids resolved, ready to be held against many entries.

use super::Ledger;
#[cfg(feature = "file")]
use super::columns::Names;
use super::field::Field;
use super::hierarchy::{Handle, Hierarchy, Node};
use super::links::EntryRow;
use crate::currency::Currency;
use crate::date::When;
use crate::error::{Code, Problem, Problems, nearest};
use crate::id::{EntryId, SourceId};
use crate::model::{Actor, Campaign, Entry, Jurisdiction, Platform, Role, Scope, Stage};

/// The conditions of a scope, except those on which an entry is set aside with a reason (stage, role).
pub(super) struct Matcher<'a> {
    sponsor: Option<Vec<Handle<Actor>>>,
    sponsor_under: Option<Vec<Handle<Actor>>>,
    payer: Option<Vec<Handle<Actor>>>,
    payee: Option<Vec<Handle<Actor>>>,
    platform: Option<Vec<Handle<Platform>>>,
    platform_under: Option<Vec<Handle<Platform>>>,
    campaign: Option<Vec<Handle<Campaign>>>,
    campaign_under: Option<Vec<Handle<Campaign>>>,
    purpose: &'a [String],
    jurisdiction: &'a [Jurisdiction],
    currency: &'a [Currency],
    tag: &'a [String],
    source: &'a [SourceId],
    entries: &'a [EntryId],
    during: Option<When>,
    stages: &'a [Stage],
    roles: &'a [Role],
}

/// Whether an entry is in a scope.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    No,
    /// Its date overlaps the scope's window without lying in it.
    Perhaps,
    Yes,
}

impl<'a> Matcher<'a> {
    pub(super) fn new(ledger: &Ledger, scope: &'a Scope) -> Result<Self, Problems> {
        let mut problems = Vec::new();
        let mut actor = |ids: &[crate::id::ActorId]| {
            resolve(
                || &ledger.actors,
                "actor",
                ids.iter().map(super::super::id::ActorId::as_str),
                &mut problems,
            )
        };
        let (sponsor, sponsor_under) = (actor(&scope.sponsor), actor(&scope.sponsor_under));
        let (payer, payee) = (actor(&scope.payer), actor(&scope.payee));
        let mut platform = |ids: &[crate::id::PlatformId]| {
            resolve(
                || &ledger.platforms,
                "platform",
                ids.iter().map(super::super::id::PlatformId::as_str),
                &mut problems,
            )
        };
        let (platform, platform_under) = (platform(&scope.platform), platform(&scope.platform_under));
        let mut campaign = |ids: &[crate::id::CampaignId]| {
            resolve(
                || ledger.all_campaigns(),
                "campaign",
                ids.iter().map(super::super::id::CampaignId::as_str),
                &mut problems,
            )
        };
        let (campaign, campaign_under) = (campaign(&scope.campaign), campaign(&scope.campaign_under));
        for id in scope.source.iter().filter(|id| !ledger.source_index.contains_key(*id)) {
            problems.push(unknown(
                "source",
                id.as_str(),
                ledger.sources.iter().map(|source| source.id.as_str()),
            ));
        }
        for id in &scope.entries {
            let store = ledger.store();
            if !store.index.contains_key(id) {
                let known = store.entries.iter().map(|entry| entry.id.as_str());
                problems.push(unknown("entry", id.as_str(), known));
            }
        }
        Problems::check(problems, Vec::new())?;
        Ok(Self {
            sponsor,
            sponsor_under,
            payer,
            payee,
            platform,
            platform_under,
            campaign,
            campaign_under,
            purpose: &scope.purpose,
            jurisdiction: &scope.jurisdiction,
            currency: &scope.currency,
            tag: &scope.tag,
            source: &scope.source,
            entries: &scope.entries,
            during: scope.during,
            stages: if scope.stage.is_empty() { &[Stage::Spent] } else { &scope.stage },
            roles: if scope.role.is_empty() { &[Role::Counted] } else { &scope.role },
        })
    }

    pub(super) fn takes_stage(&self, stage: Stage) -> bool {
        self.stages.contains(&stage)
    }

    pub(super) fn takes_role(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// The numbers of the records of which an entry must name one in a field; `None` where it may name any, or one under another.
    pub(super) fn numbers(&self, ledger: &Ledger, field: Field) -> Option<Vec<u32>> {
        fn of<T>(wanted: Option<&[Handle<T>]>) -> Option<Vec<u32>> {
            wanted.map(|wanted| wanted.iter().map(|handle| handle.number()).collect())
        }
        match field {
            Field::Sponsor => of(self.sponsor.as_deref()),
            Field::Payer => of(self.payer.as_deref()),
            Field::Payee => of(self.payee.as_deref()),
            Field::Platform => of(self.platform.as_deref()),
            Field::Campaign => of(self.campaign.as_deref()),
            Field::Source if self.source.is_empty() => None,
            Field::Source => Some(self.source.iter().filter_map(|id| ledger.source_number(id)).collect()),
        }
    }

    /// Whether anything is asked of a field.
    #[cfg(feature = "file")]
    pub(super) fn asks(&self, field: Field) -> bool {
        match field {
            Field::Sponsor => self.sponsor.is_some() || self.sponsor_under.is_some(),
            Field::Payer => self.payer.is_some(),
            Field::Payee => self.payee.is_some(),
            Field::Platform => self.platform.is_some() || self.platform_under.is_some(),
            Field::Campaign => self.campaign.is_some() || self.campaign_under.is_some(),
            Field::Source => !self.source.is_empty(),
        }
    }

    /// The numbers of the names that fit, each once, where these are few names that were asked for as such; `None` where every name is
    /// to be looked at.
    #[cfg(feature = "file")]
    pub(super) fn named_codes(&self, ledger: &Ledger, field: Field, names: &Names) -> Option<Vec<u32>> {
        const FEW: usize = 8;
        let codes = |ids: Vec<&str>| {
            let mut codes: Vec<u32> = ids.iter().filter_map(|id| names.find(id.as_bytes())).collect();
            // Who asks for a name twice means it once.
            codes.sort_unstable();
            codes.dedup();
            (ids.len() <= FEW).then_some(codes)
        };
        fn ids<'r, T: Node>(records: &'r Hierarchy<T>, wanted: &[Handle<T>]) -> Vec<&'r str> {
            wanted.iter().filter_map(|at| records.get(*at)).map(Node::id).collect()
        }
        let actors = |wanted: &Option<Vec<Handle<Actor>>>| {
            // Another record of an actor has another name.
            codes(ids(&ledger.actors, wanted.as_deref().filter(|_| !ledger.actors.has_others())?))
        };
        match field {
            Field::Sponsor if self.sponsor_under.is_none() => actors(&self.sponsor),
            Field::Payer => actors(&self.payer),
            Field::Payee => actors(&self.payee),
            Field::Platform if self.platform_under.is_none() => {
                codes(ids(&ledger.platforms, self.platform.as_deref()?))
            }
            Field::Campaign if self.campaign_under.is_none() => {
                codes(ids(ledger.all_campaigns(), self.campaign.as_deref()?))
            }
            Field::Source => codes(self.source.iter().map(SourceId::as_str).collect()),
            _ => None,
        }
    }

    /// Whether entries with this name in a field fit what is asked of it.
    #[cfg(feature = "file")]
    pub(super) fn takes_name(&self, ledger: &Ledger, field: Field, name: &str) -> bool {
        let (actors, platforms) = (&ledger.actors, &ledger.platforms);
        match field {
            Field::Sponsor => {
                let at = actors.find(name);
                is_one(self.sponsor.as_deref(), at) && is_under(|| actors, self.sponsor_under.as_deref(), at)
            }
            Field::Payer => is_one(self.payer.as_deref(), actors.find(name)),
            Field::Payee => is_one(self.payee.as_deref(), actors.find(name)),
            Field::Platform => {
                let at = platforms.find(name);
                is_one(self.platform.as_deref(), at)
                    && is_under(|| platforms, self.platform_under.as_deref(), at)
            }
            Field::Campaign => {
                let campaigns = ledger.all_campaigns();
                let at = campaigns.find(name);
                is_one(self.campaign.as_deref(), at)
                    && is_under(|| campaigns, self.campaign_under.as_deref(), at)
            }
            Field::Source => self.source.iter().any(|source| source.as_str() == name),
        }
    }

    /// Whether it asks for what entries in columns do not have: a purpose, a place, a tag, an id.
    #[cfg(feature = "file")]
    pub(super) const fn asks_words(&self) -> bool {
        !(self.purpose.is_empty()
            && self.jurisdiction.is_empty()
            && self.tag.is_empty()
            && self.entries.is_empty())
    }

    #[cfg(feature = "file")]
    pub(super) fn takes_currency(&self, currency: Currency) -> bool {
        self.currency.is_empty() || self.currency.contains(&currency)
    }

    /// Whether the entry fits, its stage and role not looked at.
    pub(super) fn fit(&self, ledger: &Ledger, entry: &Entry, row: &EntryRow) -> Fit {
        let fits = is_one(self.sponsor.as_deref(), row.sponsor)
            && is_one(self.payer.as_deref(), row.payer)
            && is_one(self.payee.as_deref(), row.payee)
            && is_one(self.platform.as_deref(), row.platform)
            && is_one(self.campaign.as_deref(), row.campaign)
            && is_under(|| &ledger.actors, self.sponsor_under.as_deref(), row.sponsor)
            && is_under(|| &ledger.platforms, self.platform_under.as_deref(), row.platform)
            && is_under(|| ledger.all_campaigns(), self.campaign_under.as_deref(), row.campaign)
            && self.fits_words(ledger, entry, row);
        if fits { self.fit_date(entry.when) } else { Fit::No }
    }

    fn fits_words(&self, ledger: &Ledger, entry: &Entry, row: &EntryRow) -> bool {
        let campaign = row.campaign.and_then(|at| ledger.campaigns.get(at));
        let purpose =
            || entry.purpose.as_ref().or_else(|| campaign.and_then(|campaign| campaign.purpose.as_ref()));
        let place = || {
            entry
                .jurisdiction
                .as_ref()
                .or_else(|| campaign.and_then(|campaign| campaign.jurisdiction.as_ref()))
        };
        (self.entries.is_empty() || self.entries.contains(&entry.id))
            && (self.currency.is_empty() || self.currency.contains(&entry.money.currency))
            && (self.source.is_empty()
                || entry.source.as_ref().is_some_and(|source| self.source.contains(source)))
            && (self.tag.is_empty() || entry.tags.iter().any(|tag| self.tag.contains(tag)))
            && (self.purpose.is_empty() || purpose().is_some_and(|purpose| self.purpose.contains(purpose)))
            && (self.jurisdiction.is_empty()
                || place().is_some_and(|place| self.jurisdiction.iter().any(|wanted| wanted.contains(place))))
    }

    fn fit_date(&self, when: Option<When>) -> Fit {
        match (self.during, when) {
            (None, _) => Fit::Yes,
            // An entry without a date may lie anywhere.
            (Some(_), None) => Fit::Perhaps,
            (Some(during), Some(when)) if when.definitely_within(&during) => Fit::Yes,
            (Some(during), Some(when)) if when.possibly_overlaps(&during) => Fit::Perhaps,
            _ => Fit::No,
        }
    }
}

fn is_one<T>(wanted: Option<&[Handle<T>]>, found: Option<Handle<T>>) -> bool {
    wanted.is_none_or(|wanted| found.is_some_and(|found| wanted.contains(&found)))
}

fn is_under<'r, T: Node + 'r>(
    hierarchy: impl FnOnce() -> &'r Hierarchy<T>,
    wanted: Option<&[Handle<T>]>,
    found: Option<Handle<T>>,
) -> bool {
    wanted.is_none_or(|wanted| hierarchy().chain(found).any(|at| wanted.contains(&at)))
}

fn resolve<'i, 'r, T: Node + 'r>(
    hierarchy: impl FnOnce() -> &'r Hierarchy<T>,
    noun: &str,
    ids: impl ExactSizeIterator<Item = &'i str>,
    problems: &mut Vec<Problem>,
) -> Option<Vec<Handle<T>>> {
    if ids.len() == 0 {
        return None;
    }
    let hierarchy = hierarchy();
    let mut handles = Vec::new();
    for id in ids {
        match hierarchy.find(id) {
            Some(handle) => handles.push(handle),
            None => problems.push(unknown(noun, id, hierarchy.records().iter().map(Node::id))),
        }
    }
    Some(handles)
}

fn unknown<'a>(noun: &str, id: &str, known: impl Iterator<Item = &'a str>) -> Problem {
    let problem = Problem::new(Code::UnknownId, format!("no {noun} of the ledger has the id `{id}`"));
    match nearest(id, known) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem,
    }
}
