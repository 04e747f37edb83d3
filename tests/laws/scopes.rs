//! What a scope takes, against a deliberately stupid twin that scans everything for every question.

use adspend::date::{Day, When};
use adspend::id::EntryId;
use adspend::ledger::{Certainty, Exclusion, Ledger};
use adspend::model::{Actor, Entry, Jurisdiction, Role, Scope, Stage};
use adspend::strategies::{days_between, ledgers, scopes_of};
use proptest::prelude::*;

/// The id of the record that stands for this actor.
fn same_actor<'a>(ledger: &'a Ledger, id: &'a str) -> &'a str {
    let record = ledger.actors().iter().find(|actor| actor.id.as_str() == id).unwrap();
    record.same_as.as_ref().map_or(id, |same| same_actor(ledger, same.as_str()))
}

/// The actor above: the parent that its own record names, else the first that another record of it names.
fn above_actor<'a>(ledger: &'a Ledger, id: &'a str) -> Option<&'a str> {
    let own = |actor: &&Actor| actor.id.as_str() == id;
    let twin = |actor: &&Actor| !own(actor) && same_actor(ledger, actor.id.as_str()) == id;
    let records = ledger.actors().iter().filter(own).chain(ledger.actors().iter().filter(twin));
    let mut parents = records.filter_map(|actor| actor.parent.as_ref());
    parents.next().map(|parent| same_actor(ledger, parent.as_str())).filter(|parent| *parent != id)
}

fn is_actor<T: AsRef<str>>(ledger: &Ledger, wanted: &[T], found: Option<&str>) -> bool {
    let same = |wanted: &T, found: &str| same_actor(ledger, wanted.as_ref()) == same_actor(ledger, found);
    wanted.is_empty() || found.is_some_and(|found| wanted.iter().any(|wanted| same(wanted, found)))
}

fn is_actor_under(ledger: &Ledger, wanted: &[String], found: Option<&str>) -> bool {
    let Some(found) = found else { return wanted.is_empty() };
    let mut at = Some(same_actor(ledger, found));
    while let Some(id) = at {
        if is_actor(ledger, wanted, Some(id)) {
            return true;
        }
        at = above_actor(ledger, id);
    }
    false
}

/// The same for records that have no other records of themselves.
fn is_under(wanted: &[String], found: Option<String>, above: impl Fn(&str) -> Option<String>) -> bool {
    let mut at = found;
    while let Some(id) = at {
        if wanted.contains(&id) {
            return true;
        }
        at = above(&id);
    }
    wanted.is_empty()
}

fn texts<T: ToString>(ids: &[T]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

fn text<T: ToString>(id: Option<&T>) -> Option<String> {
    id.map(ToString::to_string)
}

fn one_of(wanted: &[String], found: Option<String>) -> bool {
    wanted.is_empty() || found.is_some_and(|found| wanted.contains(&found))
}

fn place_within(wanted: &[Jurisdiction], found: Option<&Jurisdiction>) -> bool {
    let inside = |outer: &str, inner: &str| inner == outer || inner.starts_with(&format!("{outer}-"));
    wanted.is_empty()
        || found.is_some_and(|found| wanted.iter().any(|wanted| inside(wanted.as_str(), found.as_str())))
}

/// `None`: out of the window; else whether it certainly lies in it.
fn dated(during: Option<When>, when: Option<When>) -> Option<bool> {
    let Some(during) = during else { return Some(true) };
    let Some(when) = when else { return Some(false) };
    let first = |when: When| when.earliest().unwrap_or(Day::MIN);
    let last = |when: When| when.latest().unwrap_or(Day::MAX);
    let outside = last(when) < first(during) || first(when) > last(during);
    let within = first(during) <= first(when) && last(when) <= last(during);
    // An open end reaches further than any day that is named.
    let reaches = (when.earliest().is_none() && during.earliest().is_some())
        || (when.latest().is_none() && during.latest().is_some());
    (!outside).then_some(within && !reaches)
}

/// Whether all conditions but stage and role hold; and if so, whether certainly.
fn fits(ledger: &Ledger, scope: &Scope, entry: &Entry) -> Option<bool> {
    let platform_above = |id: &str| {
        text(ledger.platforms().iter().find(|it| it.id.as_str() == id).and_then(|it| it.parent.as_ref()))
    };
    let campaign_above = |id: &str| {
        text(ledger.campaigns().iter().find(|it| it.id.as_str() == id).and_then(|it| it.parent.as_ref()))
    };
    let campaign = ledger.campaigns().iter().find(|it| Some(&it.id) == entry.campaign.as_ref());
    let purpose = entry.purpose.as_ref().or(campaign.and_then(|it| it.purpose.as_ref()));
    let place = entry.jurisdiction.as_ref().or(campaign.and_then(|it| it.jurisdiction.as_ref()));
    let actor = |wanted: &[adspend::id::ActorId], found: &Option<adspend::id::ActorId>| {
        is_actor(ledger, &texts(wanted), found.as_ref().map(adspend::id::ActorId::as_str))
    };
    let conditions = [
        actor(&scope.sponsor, &entry.sponsor),
        actor(&scope.payer, &entry.payer),
        actor(&scope.payee, &entry.payee),
        is_actor_under(ledger, &texts(&scope.sponsor_under), text(entry.sponsor.as_ref()).as_deref()),
        one_of(&texts(&scope.platform), text(entry.platform.as_ref())),
        is_under(&texts(&scope.platform_under), text(entry.platform.as_ref()), platform_above),
        one_of(&texts(&scope.campaign), text(entry.campaign.as_ref())),
        is_under(&texts(&scope.campaign_under), text(entry.campaign.as_ref()), campaign_above),
        one_of(&scope.purpose, purpose.cloned()),
        place_within(&scope.jurisdiction, place),
        one_of(&texts(&scope.currency), Some(entry.money.currency.to_string())),
        scope.tag.is_empty() || scope.tag.iter().any(|tag| entry.tags.contains(tag)),
        one_of(&texts(&scope.source), text(entry.source.as_ref())),
        one_of(&texts(&scope.entries), Some(entry.id.to_string())),
    ];
    if conditions.contains(&false) { None } else { dated(scope.during, entry.when) }
}

fn set_aside(ledger: &Ledger, scope: &Scope, entry: &Entry, on: Option<Day>) -> Option<Exclusion> {
    let known =
        |entry: &Entry| !matches!((entry.recorded, on), (Some(recorded), Some(day)) if day < recorded);
    let is_superseded = |id: &EntryId| {
        let takes_place = |later: &&Entry| later.supersedes.iter().any(|earlier| earlier.id == *id);
        ledger.entries().iter().filter(takes_place).any(known)
    };
    let wholes = std::iter::successors(entry.detail_of.as_ref(), |id| ledger.entry(id)?.detail_of.as_ref());
    let stages = if scope.stage.is_empty() { vec![Stage::Spent] } else { scope.stage.clone() };
    let roles = if scope.role.is_empty() { vec![Role::Counted] } else { scope.role.clone() };
    if !known(entry) {
        Some(Exclusion::NotYetKnown)
    } else if is_superseded(&entry.id) {
        Some(Exclusion::Superseded)
    } else if { wholes }.any(is_superseded) {
        Some(Exclusion::DetailOfSuperseded)
    } else if !stages.contains(&entry.stage) {
        Some(Exclusion::Stage)
    } else if !roles.contains(&entry.role) {
        Some(Exclusion::Role)
    } else {
        None
    }
}

type Found = (Vec<(String, bool)>, Vec<(String, Exclusion)>);

fn scan(ledger: &Ledger, scope: &Scope, on: Option<Day>) -> Found {
    let counts =
        |entry: &Entry| fits(ledger, scope, entry).is_some() && set_aside(ledger, scope, entry, on).is_none();
    let whole_of =
        |entry: &Entry| ledger.entries().iter().find(|whole| Some(&whole.id) == entry.detail_of.as_ref());
    let mut found = Found::default();
    for entry in ledger.entries() {
        let Some(certain) = fits(ledger, scope, entry) else { continue };
        let mut wholes = std::iter::successors(whole_of(entry), |whole| whole_of(whole));
        match set_aside(ledger, scope, entry, on) {
            Some(why) => found.1.push((entry.id.to_string(), why)),
            None if wholes.any(counts) => found.1.push((entry.id.to_string(), Exclusion::Detail)),
            None => found.0.push((entry.id.to_string(), certain)),
        }
    }
    found
}

fn select(ledger: &Ledger, scope: &Scope, on: Option<Day>) -> Found {
    let selection = ledger.select(scope, on).unwrap();
    (
        selection
            .entries
            .iter()
            .map(|it| (it.entry.id.to_string(), it.certainty == Certainty::Certain))
            .collect(),
        selection.excluded.iter().map(|(entry, why)| (entry.id.to_string(), *why)).collect(),
    )
}

fn asked() -> impl Strategy<Value = (Ledger, Scope, Option<Day>)> {
    let day = days_between("2018-12-01".parse().unwrap(), "2020-02-01".parse().unwrap()).boxed();
    ledgers().prop_flat_map(move |ledger| {
        let scope = scopes_of(&ledger);
        (Just(ledger), scope, prop::option::of(day.clone()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512.max(ProptestConfig::default().cases), ..ProptestConfig::default() })]

    #[test]
    fn combined_filters_equal_a_naive_scan((ledger, scope, on) in asked()) {
        prop_assert_eq!(select(&ledger, &scope, on), scan(&ledger, &scope, on), "{:?}", scope);
        prop_assert_eq!(select(&ledger, &Scope::all(), on), scan(&ledger, &Scope::all(), on));
    }

    /// The twin: no entry is taken that one of the conditions excludes.
    #[test]
    fn an_entry_is_never_taken_against_a_condition((ledger, scope, on) in asked()) {
        for it in ledger.select(&scope, on).unwrap().entries {
            let entry = it.entry;
            let takes = |change: &dyn Fn(&mut Scope)| {
                let mut other = scope.clone();
                change(&mut other);
                let selection = ledger.select(&other, on).unwrap();
                selection.entries.iter().any(|it| it.entry.id == entry.id)
            };
            prop_assert!(takes(&|_| ()));
            let others: Vec<_> = ledger.entries().iter().map(|it| it.id.clone()).filter(|id| *id != entry.id).collect();
            if !others.is_empty() {
                prop_assert!(!takes(&|scope| scope.entries = others.clone()));
            }
            let currencies = ["EUR", "USD", "CNY"].map(|code| code.parse().unwrap());
            prop_assert!(!takes(&|scope| scope.currency = currencies.into_iter().filter(|other| *other != entry.money.currency).collect()));
            prop_assert!(!takes(&|scope| scope.stage = Stage::ALL.iter().copied().filter(|stage| *stage != entry.stage).collect()));
            prop_assert!(!takes(&|scope| scope.role = Role::ALL.iter().copied().filter(|role| *role != entry.role).collect()));
            let sponsor = entry.sponsor.as_ref().map(|id| same_actor(&ledger, id.as_str()));
            let strangers: Vec<_> = ledger.actors().iter().map(|actor| actor.id.clone())
                .filter(|id| Some(same_actor(&ledger, id.as_str())) != sponsor).collect();
            prop_assert!(!takes(&|scope| scope.sponsor = strangers.clone()));
            if let Some(recorded) = entry.recorded {
                let before = ledger.select(&scope, recorded.pred()).unwrap();
                prop_assert!(!before.entries.iter().any(|it| it.entry.id == entry.id));
            }
        }
    }

    /// An entry is taken or set aside, never both; of an entry and what takes its place one counts at most, and of a
    /// whole and its parts either the one or the others.
    #[test]
    fn nothing_counts_twice((ledger, scope, on) in asked()) {
        let selection = ledger.select(&scope, on).unwrap();
        let taken = |id: &EntryId| selection.entries.iter().any(|it| it.entry.id == *id);
        for (entry, _) in &selection.excluded {
            prop_assert!(!taken(&entry.id));
        }
        for entry in ledger.entries() {
            let later = ledger.superseded_by(&entry.id, on);
            prop_assert!(!(taken(&entry.id) && later.is_some()));
            for part in ledger.parts_of(&entry.id) {
                prop_assert!(!(taken(&entry.id) && taken(&part.id)));
                // What takes the place of a whole does not count beside the parts of what it replaced.
                prop_assert!(!(taken(&part.id) && later.is_some()));
            }
        }
        // What is known grows with the days: on the last of them it is all that is known at all.
        prop_assert_eq!(select(&ledger, &scope, Some(Day::MAX)), select(&ledger, &scope, None));
    }
}
