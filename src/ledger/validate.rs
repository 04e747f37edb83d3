//! Everything that can be wrong with records that were collected.

use super::campaigns::Campaigns;
use super::hierarchy::{Hierarchy, Node};
use super::known::{Known, Space};
use super::links::{self, EntryLinks};
use super::store::{Store, entry_index};
use super::{Ledger, LedgerBuilder, weights};
use crate::date::When;
use crate::error::{Code, Problem, Problems, Subject};
use crate::hash::{HashMap, HashSet};
use crate::id::{EntryId, SourceId};
use crate::model::{Alias, Claim, ClaimKind, Comparand, Entry, Relation, Restriction, Scope, Source};
use crate::money::Money;

/// From how many problems on an id that nothing has is told once, with how many more records name it.
const REPEATED_MAX: usize = 1_000;

/// The record whose references are being looked at, and what was found so far.
struct Look<'a> {
    known: &'a Known<'a>,
    problems: Vec<Problem>,
    /// Unknown ids, each with the kind of record that it should be: which problem tells it, and how many more name it.
    told: HashMap<(&'static str, String), (usize, u64)>,
    table: &'static str,
    index: usize,
    id: Option<String>,
}

impl Look<'_> {
    fn of(&mut self, table: &'static str, index: usize, id: Option<&str>) {
        self.table = table;
        self.index = index;
        self.id = id.map(str::to_owned);
    }

    fn report(&mut self, key: &'static str, problem: Problem) {
        let subject = Subject { table: self.table, index: self.index, id: self.id.clone(), key: Some(key) };
        self.problems.push(problem.of(subject));
    }

    /// Reports an id that its space does not have.
    fn known(&mut self, key: &'static str, space: &Space<'_>, id: &str) {
        if space.has(id) {
            return;
        }
        if self.problems.len() >= REPEATED_MAX {
            let told = self.told.entry((space.noun(), id.to_owned()));
            let (_, more) = told.and_modify(|(_, more)| *more += 1).or_insert((self.problems.len(), 0));
            if *more > 0 {
                return;
            }
        }
        self.report(key, self.known.unknown(space, id));
    }

    /// What was found.
    fn into_problems(mut self) -> Vec<Problem> {
        for (at, more) in self.told.into_values().filter(|(_, more)| *more > 0) {
            if let Some(problem) = self.problems.get_mut(at) {
                let records = if more == 1 { "record names" } else { "records name" };
                problem.message.push_str(&format!(", and {more} more {records} it"));
            }
        }
        self.problems
    }

    fn source(&mut self, key: &'static str, id: Option<&SourceId>) {
        if let Some(id) = id {
            self.known(key, &self.known.sources, id.as_str());
        }
    }

    fn period(&mut self, key: &'static str, from: Option<When>, until: Option<When>) {
        if let (Some(from), Some(until)) = (from, until)
            && until.definitely_before(&from)
        {
            let problem =
                Problem::new(Code::ReversedPeriod, format!("it ends `{until}`, before it begins {from}"));
            self.report(key, problem.help("swap the two dates, or correct one"));
        }
    }

    fn aliases(&mut self, aliases: &[Alias]) {
        for alias in aliases {
            self.period("aliases", alias.from, alias.until);
        }
    }

    fn gloss(&mut self, amount: &Money, gloss: &[Money]) {
        for gloss in gloss.iter().filter(|gloss| gloss.currency == amount.currency) {
            let message =
                format!("the gloss `{gloss}` is in {}, as is the amount that it restates", gloss.currency);
            let problem = Problem::new(Code::Contradiction, message);
            self.report("gloss", problem.help("a gloss restates an amount in another currency"));
        }
    }

    fn scope(&mut self, key: &'static str, scope: &Scope) {
        let known = self.known;
        for id in scope.sponsor.iter().chain(&scope.sponsor_under).chain(&scope.payer).chain(&scope.payee) {
            self.known(key, &known.actors, id.as_str());
        }
        for id in scope.platform.iter().chain(&scope.platform_under) {
            self.known(key, &known.platforms, id.as_str());
        }
        for id in scope.campaign.iter().chain(&scope.campaign_under) {
            self.known(key, &known.campaigns, id.as_str());
        }
        for id in &scope.source {
            self.known(key, &known.sources, id.as_str());
        }
        for id in &scope.entries {
            self.known(key, &known.entries, id.as_str());
        }
    }
}

/// All problems of the records collected.
pub(super) fn problems(builder: &LedgerBuilder) -> Vec<Problem> {
    let known = &Known::of(builder);
    let (problems, told) = (duplicates(builder, known), HashMap::default());
    let mut look = Look { known, problems, told, table: "", index: 0, id: None };
    for (index, actor) in builder.actors.iter().enumerate() {
        look.of("actor", index, Some(actor.id.as_str()));
        for (key, id) in [("parent", &actor.parent), ("same-as", &actor.same_as)] {
            if let Some(id) = id {
                look.known(key, &known.actors, id.as_str());
            }
        }
        look.aliases(&actor.aliases);
    }
    for (index, platform) in builder.platforms.iter().enumerate() {
        look.of("platform", index, Some(platform.id.as_str()));
        if let Some(owner) = &platform.owner {
            look.known("owner", &known.actors, owner.as_str());
        }
        if let Some(parent) = &platform.parent {
            look.known("parent", &known.platforms, parent.as_str());
        }
        look.aliases(&platform.aliases);
    }
    campaigns(&mut look, builder);
    for (index, coverage) in builder.coverages.iter().enumerate() {
        look.of("coverage", index, None);
        if let Some(platform) = &coverage.platform {
            look.known("platform", &known.platforms, platform.as_str());
        }
        look.source("source", coverage.source.as_ref());
    }
    for (index, restriction) in builder.restrictions.iter().enumerate() {
        look.of("restriction", index, Some(restriction.id.as_str()));
        self::restriction(&mut look, restriction);
    }
    for (index, entry) in builder.entries.iter().enumerate() {
        look.of("entry", index, Some(entry.id.as_str()));
        self::entry(&mut look, entry);
    }
    for (index, claim) in builder.claims.iter().enumerate() {
        look.of("claim", index, Some(claim.id.as_str()));
        self::claim(&mut look, claim);
    }
    let mut problems = look.into_problems();
    #[cfg(feature = "file")]
    problems.extend(builder.bulk.problems(known));
    problems.extend(tangles(builder));
    problems.extend(idle_weights(builder, &problems));
    problems
}

/// Weights without effect: which entries a scope takes can be told only of records in which nothing else is wrong.
fn idle_weights(builder: &LedgerBuilder, others: &[Problem]) -> Vec<Problem> {
    let is_weighted =
        |claim: &Claim| matches!(&claim.kind, ClaimKind::Total { weights, .. } if !weights.is_empty());
    if !others.is_empty() || !builder.claims.iter().any(is_weighted) {
        return Vec::new();
    }
    Ledger::link(builder.clone()).map_or_else(|_| Vec::new(), |ledger| weights::without_effect(&ledger))
}

fn campaigns(look: &mut Look<'_>, builder: &LedgerBuilder) {
    let known = look.known;
    for (index, campaign) in builder.campaigns.iter().enumerate() {
        look.of("campaign", index, Some(campaign.id.as_str()));
        for sponsor in &campaign.sponsors {
            look.known("sponsors", &known.actors, sponsor.as_str());
        }
        for platform in &campaign.platforms {
            look.known("platforms", &known.platforms, platform.as_str());
        }
        if let Some(parent) = &campaign.parent {
            look.known("parent", &known.campaigns, parent.as_str());
        }
        for event in &campaign.timeline {
            if let Some(by) = &event.by {
                look.known("timeline", known.parties(), by.as_str());
            }
            look.source("timeline", event.source.as_ref());
        }
    }
}

fn restriction(look: &mut Look<'_>, restriction: &Restriction) {
    if let Some(by) = &restriction.by {
        look.known("by", look.known.parties(), by.as_str());
    }
    look.scope("forbids", &restriction.forbids);
    for except in &restriction.except {
        look.scope("except", except);
    }
    look.period("until", restriction.from, restriction.until);
    look.source("source", restriction.source.as_ref());
}

fn entry(look: &mut Look<'_>, entry: &Entry) {
    let known = look.known;
    for (key, actor) in [("sponsor", &entry.sponsor), ("payer", &entry.payer), ("payee", &entry.payee)] {
        if let Some(actor) = actor {
            look.known(key, &known.actors, actor.as_str());
        }
    }
    if let Some(platform) = &entry.platform {
        look.known("platform", &known.platforms, platform.as_str());
    }
    if let Some(campaign) = &entry.campaign {
        look.known("campaign", &known.campaigns, campaign.as_str());
    }
    if let Some(whole) = &entry.detail_of {
        look.known("detail-of", &known.entries, whole.as_str());
    }
    for (at, earlier) in entry.supersedes.iter().enumerate() {
        look.known("supersedes", &known.entries, earlier.id.as_str());
        if entry.supersedes.iter().take(at).any(|before| before.id == earlier.id) {
            let message = format!("this entry names `{}` twice", earlier.id);
            look.report(
                "supersedes",
                Problem::new(Code::SupersededTwice, message).help("keep one of the two"),
            );
        }
    }
    look.source("source", entry.source.as_ref());
    look.gloss(&entry.money, &entry.gloss);
}

fn claim(look: &mut Look<'_>, claim: &Claim) {
    look.scope("scope", &claim.scope);
    look.source("source", claim.source.as_ref());
    match &claim.kind {
        ClaimKind::Total { amount, relation, weights } => {
            for (id, _) in weights {
                look.known("weights", &look.known.entries, id.as_str());
            }
            look.gloss(amount, &claim.gloss);
            if let (Some(relation), Some(list)) = (relation, claim.list)
                && Relation::from(list) != *relation
            {
                let message = format!("relation `{relation}` disagrees with the list, which is `{list}`");
                let problem = Problem::new(Code::Contradiction, message);
                look.report("relation", problem.help("write one of the two: the other follows from it"));
            }
        }
        ClaimKind::Share { of, .. } => look.scope("of", of),
        ClaimKind::Change { than, .. } => look.scope("than", than),
        ClaimKind::Comparison { than: Comparand::Scope(than), .. } => look.scope("than", than),
        ClaimKind::Conversion { amount, gloss, .. } => look.gloss(amount, std::slice::from_ref(gloss)),
        ClaimKind::Comparison { .. } | ClaimKind::None => {}
    }
}

/// Ids that two records of one space have.
fn duplicates(builder: &LedgerBuilder, known: &Known<'_>) -> Vec<Problem> {
    type Listed<'a> = Box<dyn Iterator<Item = (&'static str, usize, &'a str)> + 'a>;
    fn listed<'a>(table: &'static str, ids: impl Iterator<Item = &'a str> + 'a) -> Listed<'a> {
        Box::new(ids.enumerate().map(move |(index, id)| (table, index, id)))
    }
    let parties = || {
        let actors = listed("actor", builder.actors.iter().map(|it| it.id.as_str()));
        actors.chain(listed("platform", builder.platforms.iter().map(|it| it.id.as_str())))
    };
    let statements = || {
        let claims = listed("claim", builder.claims.iter().map(|it| it.id.as_str()));
        claims.chain(listed("restriction", builder.restrictions.iter().map(|it| it.id.as_str())))
    };
    // Each with whether no two of its records have one id, as far as is known.
    let spaces: [(bool, Listed<'_>); 5] = [
        (
            known.sources.count() == builder.sources.len(),
            listed("source", builder.sources.iter().map(|it| it.id.as_str())),
        ),
        (known.has_each_party_once(), Box::new(parties())),
        (
            known.campaigns.count() == builder.campaigns.len(),
            listed("campaign", builder.campaigns.iter().map(|it| it.id.as_str())),
        ),
        (
            known.entries.count() == builder.entries.len(),
            listed("entry", builder.entries.iter().map(|it| it.id.as_str())),
        ),
        (false, Box::new(statements())),
    ];
    let mut problems = Vec::new();
    // The check of an entry's parts has an id of its own beside those of claims and restrictions.
    let wholes: HashSet<String> =
        builder.entries.iter().filter_map(|it| Some(format!("parts/{}", it.detail_of.as_ref()?))).collect();
    for (table, index, id) in statements().filter(|(.., id)| wholes.contains(*id)) {
        let message = format!("the check of an entry against its parts has the id already: `{id}`");
        let subject = Subject { table, index, id: Some(id.to_owned()), key: Some("id") };
        problems.push(Problem::new(Code::DuplicateId, message).help("choose another id").of(subject));
    }
    for (_, space) in spaces.into_iter().filter(|(is_each_once, _)| !is_each_once) {
        let mut first: HashMap<&str, (&'static str, usize)> = HashMap::default();
        for (table, index, id) in space {
            if let Some((before, at)) = first.get(id) {
                let message = format!("the id `{id}` is taken already, by {before} {}", at + 1);
                let subject = Subject { table, index, id: Some(id.to_owned()), key: Some("id") };
                problems.push(
                    Problem::new(Code::DuplicateId, message)
                        .help("give each record an id of its own")
                        .of(subject),
                );
            } else {
                first.insert(id, (table, index));
            }
        }
    }
    problems
}

/// Cycles, and entries superseded twice.
fn tangles(builder: &LedgerBuilder) -> Vec<Problem> {
    let mut problems = Vec::new();
    problems.extend(hierarchy_cycles("actor", &builder.actors));
    problems.extend(hierarchy_cycles("platform", &builder.platforms));
    problems.extend(hierarchy_cycles("campaign", &builder.campaigns));
    problems.extend(amendment_cycles(&builder.sources));
    let index = entry_index(&builder.entries);
    let (links, faults) = EntryLinks::link(&builder.entries, &index);
    let id = |at: usize| builder.entries.get(at).map(|entry| entry.id.to_string()).unwrap_or_default();
    if faults.cycles.is_empty() {
        for (at, entry) in builder.entries.iter().enumerate() {
            problems.extend(replaced_parts(builder, &index, &links, at, entry));
        }
    }
    for (key, cycle) in faults.cycles {
        let Some(first) = cycle.iter().copied().min() else { continue };
        let ids = cycle.iter().map(|at| id(*at)).collect();
        let subject = Subject { table: "entry", index: first, id: Some(id(first)), key: Some(key) };
        problems.push(cycle_problem(ids, key).of(subject));
    }
    for (earlier, first, second) in faults.superseded_twice {
        let message = format!("`{}` already supersedes `{}`", id(first), id(earlier));
        let subject =
            Subject { table: "entry", index: second, id: Some(id(second)), key: Some("supersedes") };
        let help = format!("name the one that counts, or let `{}` supersede `{}`", id(second), id(first));
        problems.push(Problem::new(Code::SupersededTwice, message).help(help).of(subject));
    }
    problems
}

/// Entries that take the place of a part without being one, so that they would count beside the whole; and parts that take
/// the place of their own whole, so that neither would count.
fn replaced_parts(
    builder: &LedgerBuilder,
    index: &HashMap<EntryId, usize>,
    links: &EntryLinks,
    at: usize,
    entry: &Entry,
) -> Vec<Problem> {
    let id = |at: usize| builder.entries.get(at).map(|entry| entry.id.to_string()).unwrap_or_default();
    let report = |key: &'static str, message: String, help: String| {
        let subject = Subject { table: "entry", index: at, id: Some(entry.id.to_string()), key: Some(key) };
        Problem::new(Code::Contradiction, message).help(help).of(subject)
    };
    let takes_place_of = |whole: usize| links.later_than(whole).any(|later| later == at);
    let mut problems = Vec::new();
    if let Some(whole) = links.wholes_of(at).find(|whole| takes_place_of(*whole)) {
        let message = format!(
            "`{}` takes the place of `{}`, of which it is a part, so that neither counts",
            id(at),
            id(whole)
        );
        problems.push(report("detail-of", message, "leave out `detail-of` or the supersession".to_owned()));
    }
    if entry.detail_of.is_some() {
        return problems;
    }
    for part in entry.supersedes.iter().filter_map(|earlier| index.get(&earlier.id).copied()) {
        let Some(whole) = links.wholes_of(part).next() else { continue };
        if links.wholes_of(part).any(takes_place_of) {
            continue;
        }
        // The whole may have been replaced itself.
        let whole = links.later_than(whole).last().unwrap_or(whole);
        let message = format!(
            "`{}` is no part of `{}`, and would count beside it: it takes the place of one of its parts, `{}`",
            id(at),
            id(whole),
            id(part)
        );
        problems.push(report("supersedes", message, format!("write `detail-of = \"{}\"` on it", id(whole))));
    }
    problems
}

fn hierarchy_cycles<T: Node + Clone>(table: &'static str, records: &[T]) -> Vec<Problem> {
    let is_linked = |record: &T| record.parent().is_some() || record.same_as().is_some();
    if !records.iter().any(is_linked) {
        return Vec::new();
    }
    let Err(cycles) = Hierarchy::link(records.to_vec()) else { return Vec::new() };
    let problem = |ids: Vec<String>| {
        let index = records.iter().position(|record| ids.iter().any(|id| id == record.id())).unwrap_or(0);
        let record = records.get(index);
        let by_parent = record.is_none_or(|record| record.parent().is_some());
        let key = if by_parent { "parent" } else { "same-as" };
        let id = record.map(|record| record.id().to_owned());
        cycle_problem(ids, key).of(Subject { table, index, id, key: Some(key) })
    };
    cycles.into_iter().map(problem).collect()
}

fn amendment_cycles(sources: &[Source]) -> Vec<Problem> {
    let index: HashMap<&SourceId, usize> =
        sources.iter().enumerate().map(|(at, source)| (&source.id, at)).collect();
    let amended: Vec<Option<usize>> =
        sources.iter().map(|source| index.get(source.amends.as_ref()?).copied()).collect();
    let id = |at: usize| sources.get(at).map(|source| source.id.to_string()).unwrap_or_default();
    let problem = |cycle: Vec<usize>| {
        let first = cycle.iter().copied().min().unwrap_or_default();
        let subject = Subject { table: "source", index: first, id: Some(id(first)), key: Some("amends") };
        cycle_problem(cycle.into_iter().map(id).collect(), "amends").of(subject)
    };
    links::cycles(&amended).into_iter().map(problem).collect()
}

fn cycle_problem(mut ids: Vec<String>, key: &str) -> Problem {
    // Named from its smallest id on, so that the message does not depend on the order of the records.
    let least = ids.iter().enumerate().min_by_key(|(_, id)| id.as_str()).map_or(0, |(at, _)| at);
    ids.rotate_left(least);
    ids.extend(ids.first().cloned());
    let path = ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" → ");
    Problem::new(Code::Cycle, format!("`{key}` leads back to where it began: {path}"))
        .help("take one of these links out")
}

impl Ledger {
    /// Links records in which no problem was found.
    pub(super) fn link(builder: LedgerBuilder) -> Result<Self, Problems> {
        let unlinked = |cycles: Vec<Vec<String>>| {
            let ids = cycles.into_iter().next().unwrap_or_default();
            Problems::from(cycle_problem(ids, "parent"))
        };
        let actors = Hierarchy::link(builder.actors).map_err(unlinked)?;
        let platforms = Hierarchy::link(builder.platforms).map_err(unlinked)?;
        #[cfg(feature = "file")]
        let campaigns = match builder.names_campaigns {
            true => Campaigns::named_by(&builder.entries),
            false => Campaigns::declared(builder.campaigns).map_err(unlinked)?,
        };
        #[cfg(not(feature = "file"))]
        let campaigns = Campaigns::declared(builder.campaigns).map_err(unlinked)?;
        Ok(Self {
            own: Store::link(builder.entries, &actors, &platforms, campaigns.of_own()),
            #[cfg(feature = "file")]
            bulk: builder.bulk,
            source_index: builder.sources.iter().map(|source| source.id.clone()).zip(0..).collect(),
            claim_index: builder.claims.iter().map(|claim| claim.id.clone()).zip(0..).collect(),
            settings: builder.settings,
            valuation: builder.valuation,
            sources: builder.sources,
            coverages: builder.coverages,
            restrictions: builder.restrictions,
            claims: builder.claims,
            actors,
            platforms,
            campaigns,
        })
    }
}
