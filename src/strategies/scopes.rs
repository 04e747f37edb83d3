use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::amounts::few_currencies;
use super::dates::close_whens;
use super::ledgers::{PLACES, WORDS};
use crate::currency::Currency;
use crate::date::When;
use crate::id::{ActorId, CampaignId, EntryId, PlatformId, SourceId};
use crate::ledger::Ledger;
use crate::model::{Jurisdiction, Role, Scope, Stage};

/// One or two of these; most of the time none, which means any.
fn some<T: Clone + std::fmt::Debug + 'static>(all: Vec<T>, often: f64) -> BoxedStrategy<Vec<T>> {
    let most = all.len().min(2);
    if most == 0 {
        return Just(Vec::new()).boxed();
    }
    prop::option::weighted(often, subsequence(all, 1..=most)).prop_map(Option::unwrap_or_default).boxed()
}

type Parties = (Vec<ActorId>, Vec<ActorId>, Vec<ActorId>, Vec<ActorId>);
type Places = (Vec<PlatformId>, Vec<PlatformId>, Vec<CampaignId>, Vec<CampaignId>);
type Words = (Vec<String>, Vec<Jurisdiction>, Vec<Currency>, Vec<String>);
type State = (Vec<Stage>, Vec<Role>, Vec<SourceId>, Vec<EntryId>, Option<When>);

fn parties(ledger: &Ledger) -> impl Strategy<Value = Parties> + use<> {
    let actors: Vec<ActorId> = ledger.actors().iter().map(|actor| actor.id.clone()).collect();
    let one = |often| some(actors.clone(), often);
    (one(0.2), one(0.3), one(0.1), one(0.1))
}

fn places(ledger: &Ledger) -> impl Strategy<Value = Places> + use<> {
    let platforms: Vec<PlatformId> = ledger.platforms().iter().map(|platform| platform.id.clone()).collect();
    let campaigns: Vec<CampaignId> = ledger.campaigns().iter().map(|campaign| campaign.id.clone()).collect();
    (some(platforms.clone(), 0.1), some(platforms, 0.2), some(campaigns.clone(), 0.1), some(campaigns, 0.2))
}

fn words() -> impl Strategy<Value = Words> {
    let words: Vec<String> = WORDS.iter().map(ToString::to_string).collect();
    let places = PLACES.iter().filter_map(|place| place.parse().ok()).collect();
    let currencies = prop_oneof![
        4 => Just(Vec::new()),
        1 => prop::collection::vec(few_currencies(), 1..=2),
    ];
    (some(words.clone(), 0.15), some(places, 0.2), currencies, some(words, 0.15))
}

fn state(ledger: &Ledger) -> impl Strategy<Value = State> + use<> {
    let sources = ledger.sources().iter().map(|source| source.id.clone()).collect();
    let entries: Vec<EntryId> = ledger.entries().iter().map(|entry| entry.id.clone()).collect();
    let few = prop::option::weighted(0.2, prop::collection::vec(select_any(entries), 0..=6))
        .prop_map(|picked| picked.into_iter().flatten().flatten().collect());
    (
        some(Stage::ALL.to_vec(), 0.3),
        some(Role::ALL.to_vec(), 0.2),
        some(sources, 0.15),
        few,
        prop::option::weighted(0.4, close_whens()),
    )
}

/// One of these, where there are any.
fn select_any<T: Clone + std::fmt::Debug + 'static>(all: Vec<T>) -> BoxedStrategy<Option<T>> {
    if all.is_empty() { Just(None).boxed() } else { select(all).prop_map(Some).boxed() }
}

/// Scopes over the ids of a ledger: each key is now and then given, so that conditions combine; words, places and dates
/// are those of [`ledgers`](super::ledgers).
pub fn scopes_of(ledger: &Ledger) -> impl Strategy<Value = Scope> + use<> {
    (parties(ledger), places(ledger), words(), state(ledger)).prop_map(|(parties, places, words, state)| {
        let (sponsor, sponsor_under, payer, payee) = parties;
        let (platform, platform_under, campaign, campaign_under) = places;
        let (purpose, jurisdiction, currency, tag) = words;
        let (stage, role, source, entries, during) = state;
        Scope {
            sponsor,
            sponsor_under,
            payer,
            payee,
            platform,
            platform_under,
            campaign,
            campaign_under,
            purpose,
            jurisdiction,
            currency,
            stage,
            role,
            tag,
            source,
            during,
            entries,
        }
    })
}
