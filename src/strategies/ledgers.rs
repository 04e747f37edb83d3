use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::amounts::{amounts, few_currencies};
use super::dates::{close_days, close_whens};
use crate::amount::Domain;
use crate::date::{Day, When};
use crate::id::{ActorId, CampaignId, EntryId, PlatformId, SourceId};
use crate::ledger::{Ledger, LedgerBuilder};
use crate::model::{
    Actor, Campaign, Entry, Jurisdiction, Platform, Role, Source, Stage, Supersession, SupersessionKind,
};
use crate::money::Money;

/// Actors and platforms share one space of ids; every other space reuses the same few names, so that a mix-up of spaces
/// shows.
const ACTORS: [&str; 5] = ["a", "b", "c", "d", "e"];
const PLATFORMS: [&str; 4] = ["f", "g", "h", "i"];
const CAMPAIGNS: [&str; 3] = ["a", "b", "f"];
const SOURCES: [&str; 2] = ["a", "b"];
const ENTRIES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
pub(super) const WORDS: [&str; 3] = ["a", "b", "c"];
pub(super) const PLACES: [&str; 3] = ["FR", "CN", "CN-HA"];

fn ids<T: std::str::FromStr>(names: &[&str]) -> Vec<T> {
    names.iter().filter_map(|name| name.parse().ok()).collect()
}

fn one_of<T>(names: &[&str]) -> impl Strategy<Value = Option<T>>
where
    T: std::str::FromStr + Clone + std::fmt::Debug + 'static,
{
    prop::option::weighted(0.8, select(ids::<T>(names)))
}

/// For each record but the first, perhaps one before it.
fn parents(count: usize) -> impl Strategy<Value = Vec<Option<Index>>> {
    prop::collection::vec(prop::option::weighted(0.6, any::<Index>()), count)
}

fn above<T: Clone>(all: &[T], at: usize, parent: Option<&Index>) -> Option<T> {
    let parent = parent.filter(|_| at > 0)?;
    all.get(parent.index(at)).cloned()
}

fn actors() -> impl Strategy<Value = Vec<Actor>> {
    let same = prop::option::weighted(0.3, 0..ACTORS.len() - 1);
    (parents(ACTORS.len()), same)
        .prop_map(|(parents, same)| {
            let all: Vec<ActorId> = ids(&ACTORS);
            let mut actors: Vec<Actor> = all.iter().cloned().map(Actor::new).collect();
            for (at, (actor, parent)) in actors.iter_mut().zip(&parents).enumerate() {
                actor.parent = above(&all, at, parent.as_ref());
            }
            if let (Some(last), Some(same)) = (actors.last_mut(), same) {
                last.same_as = all.get(same).cloned();
            }
            actors
        })
        .prop_shuffle()
}

fn platforms() -> impl Strategy<Value = Vec<Platform>> {
    parents(PLATFORMS.len())
        .prop_map(|parents| {
            let all: Vec<PlatformId> = ids(&PLATFORMS);
            let with_parent = |(at, parent): (usize, &Option<Index>)| {
                let mut platform = Platform::new(all.get(at)?.clone());
                platform.parent = above(&all, at, parent.as_ref());
                Some(platform)
            };
            parents.iter().enumerate().filter_map(with_parent).collect::<Vec<_>>()
        })
        .prop_shuffle()
}

fn campaigns() -> impl Strategy<Value = Vec<Campaign>> {
    let own = (one_of::<String>(&WORDS), one_of::<Jurisdiction>(&PLACES));
    (parents(CAMPAIGNS.len()), prop::collection::vec(own, CAMPAIGNS.len()))
        .prop_map(|(parents, own)| {
            let all: Vec<CampaignId> = ids(&CAMPAIGNS);
            let with_parent = |(at, (parent, (purpose, place))): (usize, (&Option<Index>, _))| {
                let mut campaign = Campaign::new(all.get(at)?.clone());
                campaign.parent = above(&all, at, parent.as_ref());
                (campaign.purpose, campaign.jurisdiction) = (purpose, place);
                Some(campaign)
            };
            parents.iter().zip(own).enumerate().filter_map(with_parent).collect::<Vec<_>>()
        })
        .prop_shuffle()
}

/// Who, where and for what.
type Dimensions = (
    (Option<ActorId>, Option<ActorId>, Option<ActorId>),
    Option<PlatformId>,
    Option<CampaignId>,
    Option<String>,
    Option<Jurisdiction>,
    Option<SourceId>,
    Vec<String>,
);

/// How much, when and in which state.
type Facts = (Money, Domain, Option<When>, Stage, Role, Option<Day>);

fn dimensions() -> impl Strategy<Value = Dimensions> {
    (
        (one_of(&ACTORS), one_of(&ACTORS), one_of(&ACTORS)),
        one_of(&PLATFORMS),
        one_of(&CAMPAIGNS),
        prop::option::weighted(0.4, select(ids::<String>(&WORDS))),
        prop::option::weighted(0.4, select(ids::<Jurisdiction>(&PLACES))),
        one_of(&SOURCES),
        prop::sample::subsequence(ids::<String>(&WORDS), 0..=2),
    )
}

fn facts() -> impl Strategy<Value = Facts> {
    let domain = prop_oneof![4 => Just(Domain::Gross), 1 => Just(Domain::Signed)];
    let money = (amounts(Domain::Gross), amounts(Domain::Signed), few_currencies(), domain).prop_map(
        |(gross, signed, currency, domain)| {
            let amount = if domain == Domain::Gross { gross } else { signed };
            (Money::new(amount, currency), domain)
        },
    );
    let stage = prop_oneof![3 => Just(Stage::Spent), 1 => select(Stage::ALL)];
    let role = prop_oneof![4 => Just(Role::Counted), 1 => select(Role::ALL)];
    let when = prop::option::weighted(0.85, close_whens());
    (money, when, stage, role, prop::option::of(close_days())).prop_map(
        |((money, domain), when, stage, role, recorded)| (money, domain, when, stage, role, recorded),
    )
}

/// Perhaps the entry that this one takes the place of, and the whole that it is part of.
type Links = (Option<(Index, Option<SupersessionKind>)>, Option<Index>);

fn links() -> impl Strategy<Value = Links> {
    let kind = prop::option::of(select(SupersessionKind::ALL));
    (prop::option::weighted(0.25, (any::<Index>(), kind)), prop::option::weighted(0.25, any::<Index>()))
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec((dimensions(), facts(), links()), 0..=ENTRIES.len())
        .prop_map(|drawn| {
            let mut entries: Vec<Entry> = Vec::new();
            let mut superseded = Vec::new();
            for (name, (dimensions, facts, links)) in ENTRIES.iter().zip(drawn) {
                if let Ok(id) = name.parse() {
                    let mut entry = filled(id, dimensions, facts);
                    link(&mut entry, &entries, &mut superseded, links);
                    entries.push(entry);
                }
            }
            entries
        })
        .prop_shuffle()
}

fn filled(id: EntryId, dimensions: Dimensions, facts: Facts) -> Entry {
    let mut entry = Entry::new(id, facts.0);
    ((entry.sponsor, entry.payer, entry.payee), entry.platform, entry.campaign, ..) =
        (dimensions.0, dimensions.1, dimensions.2);
    (entry.purpose, entry.jurisdiction) = (dimensions.3, dimensions.4);
    (entry.source, entry.tags) = (dimensions.5, dimensions.6);
    (entry.domain, entry.when, entry.stage, entry.role, entry.recorded) =
        (facts.1, facts.2, facts.3, facts.4, facts.5);
    entry
}

/// Links an entry to some before it; none is superseded twice.
fn link(entry: &mut Entry, before: &[Entry], superseded: &mut Vec<usize>, (earlier, whole): Links) {
    if before.is_empty() {
        return;
    }
    if let Some((earlier, kind)) = earlier {
        let at = earlier.index(before.len());
        if let Some(earlier) = before.get(at).filter(|_| !superseded.contains(&at)) {
            superseded.push(at);
            entry.supersedes.push(Supersession { id: earlier.id.clone(), kind });
            // What takes the place of a part is a part.
            entry.detail_of.clone_from(&earlier.detail_of);
        }
    }
    let whole = whole.and_then(|whole| before.get(whole.index(before.len())));
    let replaces = |whole: &&Entry| entry.supersedes.iter().any(|earlier| earlier.id == whole.id);
    if let Some(whole) = whole.filter(|whole| !replaces(whole)) {
        entry.detail_of = Some(whole.id.clone());
    }
}

/// The records of small ledgers, in any order: 5 actors, 4 platforms and 3 campaigns in hierarchies, one actor perhaps
/// another record of another, and up to 12 entries of every stage and role, with dates of every precision about the
/// year 2019, that supersede or detail one another.
///
/// Few values recur everywhere, and one name stands for records of several kinds, so that whatever is confused shows.
pub fn ledger_builders() -> impl Strategy<Value = LedgerBuilder> {
    (actors(), platforms(), campaigns(), entries()).prop_filter_map(
        "no actor above itself",
        |(actors, platforms, campaigns, entries)| {
            let mut builder = LedgerBuilder::new();
            for id in ids(&SOURCES) {
                builder.source(Source::new(id));
            }
            for actor in actors {
                builder.actor(actor);
            }
            for platform in platforms {
                builder.platform(platform);
            }
            for campaign in campaigns {
                builder.campaign(campaign);
            }
            for entry in entries {
                builder.entry(entry);
            }
            builder.problems().is_empty().then_some(builder)
        },
    )
}

/// The ledgers of [`ledger_builders`].
///
/// # Example
///
/// ```
/// use adspend::model::Scope;
/// use adspend::strategies::{ledgers, scopes_of};
/// use proptest::prelude::*;
///
/// let asked = ledgers().prop_flat_map(|ledger| (scopes_of(&ledger), Just(ledger)));
/// proptest!(|((scope, ledger) in asked)| {
///     // A narrower scope takes no entry that the widest does not look at.
///     let (all, some) = (ledger.select(&Scope::all(), None).unwrap(), ledger.select(&scope, None).unwrap());
///     let looked_at = |entries: usize, excluded: usize| entries + excluded;
///     prop_assert!(looked_at(some.entries.len(), some.excluded.len()) <= looked_at(all.entries.len(), all.excluded.len()));
/// });
/// ```
pub fn ledgers() -> impl Strategy<Value = Ledger> {
    ledger_builders().prop_filter_map("no problems", |builder| builder.build().ok())
}
