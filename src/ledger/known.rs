//! The ids that references may name.

use std::cell::{Cell, OnceCell};

use super::LedgerBuilder;
use crate::error::{Code, Problem, nearest};
use crate::hash::HashSet;
use crate::model::Alias;

/// How many ids are compared with unknown ones, all told: where thousands are unknown, the first ones show what is wrong.
const COMPARED_MAX: usize = 2_000_000;

/// The ids of each space.
pub(super) struct Known<'a> {
    pub(super) sources: Space<'a>,
    pub(super) actors: Space<'a>,
    pub(super) platforms: Space<'a>,
    pub(super) campaigns: Space<'a>,
    pub(super) entries: Space<'a>,
    /// Actors and platforms; few records name one of them.
    parties: OnceCell<Space<'a>>,
    /// How many ids were compared with unknown ones.
    compared: Cell<usize>,
    pub(super) builder: &'a LedgerBuilder,
}

/// The ids of records of one kind.
pub(super) struct Space<'a> {
    /// How messages call such a record.
    noun: &'static str,
    /// The table under which one is added.
    table: &'static str,
    ids: HashSet<&'a str>,
    sorted: OnceCell<Vec<&'a str>>,
    /// The names of those that have any, each with the id.
    names: Vec<(&'a str, &'a str)>,
}

impl<'a> Space<'a> {
    fn new(table: &'static str, ids: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            noun: table,
            table,
            ids: ids.into_iter().collect(),
            sorted: OnceCell::new(),
            names: Vec::new(),
        }
    }

    fn named(mut self, names: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        self.names.extend(names);
        self
    }

    /// How messages call such a record.
    pub(super) const fn noun(&self) -> &'static str {
        self.noun
    }

    /// Whether a record has this id.
    pub(super) fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// How many ids there are.
    pub(super) fn count(&self) -> usize {
        self.ids.len()
    }

    /// The id next to one that nothing has; ties go to the first in alphabetical order.
    fn nearest(&self, id: &str) -> Option<&'a str> {
        let sorted = self.sorted.get_or_init(|| {
            let mut ids: Vec<&str> = self.ids.iter().copied().collect();
            ids.sort_unstable();
            ids
        });
        nearest(id, sorted.iter().copied())
    }
}

impl<'a> Known<'a> {
    pub(super) fn of(builder: &'a LedgerBuilder) -> Self {
        let campaigns = || builder.campaigns.iter();
        let campaign_names = campaigns().flat_map(|it| names(it.id.as_str(), it.name.as_ref(), &[]));
        let campaign_ids = campaigns().map(|it| it.id.as_str());
        #[cfg(feature = "file")]
        let campaign_ids = campaign_ids.chain(builder.campaigns_named());
        Self {
            sources: Space::new("source", builder.sources.iter().map(|source| source.id.as_str())),
            actors: Space::new("actor", actors(builder)).named(actor_names(builder)),
            platforms: Space::new("platform", platforms(builder)).named(platform_names(builder)),
            campaigns: Space::new("campaign", campaign_ids).named(campaign_names),
            entries: Space::new("entry", builder.entries.iter().map(|entry| entry.id.as_str())),
            parties: OnceCell::new(),
            compared: Cell::new(0),
            builder,
        }
    }

    /// Whether no actor or platform has the id of another.
    pub(super) fn has_each_party_once(&self) -> bool {
        let Self { actors, platforms, builder, .. } = self;
        let is_alone = |id: &&str| !actors.has(id);
        actors.count() == builder.actors.len()
            && platforms.count() == builder.platforms.len()
            && platforms.ids.iter().all(is_alone)
    }

    /// Actors and platforms.
    pub(super) fn parties(&self) -> &Space<'a> {
        self.parties.get_or_init(|| {
            let parties = Space::new("actor", actors(self.builder).chain(platforms(self.builder)));
            let names = actor_names(self.builder).chain(platform_names(self.builder));
            Space { noun: "actor or platform", ..parties }.named(names)
        })
    }

    /// The problem of an id that a space does not have, with what is likely to be meant.
    pub(super) fn unknown(&self, space: &Space<'_>, id: &str) -> Problem {
        let noun = space.noun;
        let problem = Problem::new(Code::UnknownId, format!("no {noun} has the id `{id}`"));
        if let Some((_, meant)) = space.names.iter().rev().find(|(name, _)| *name == id) {
            return problem.help(format!("`{id}` is a name: write the id, `{meant}`"));
        }
        let all = [&self.actors, &self.platforms, &self.campaigns, &self.entries, &self.sources];
        let other = all.into_iter().find(|other| other.has(id));
        #[cfg(feature = "file")]
        let other = other.or_else(|| self.builder.is_campaign_of_columns(id).then_some(&self.campaigns));
        if let Some(other) = other {
            let article = |noun: &str| if noun.starts_with(['a', 'e']) { "an" } else { "a" };
            let (a, an, other) = (article(other.noun), article(noun), other.noun);
            return problem.help(format!("`{id}` is {a} {other}, and {an} {noun} is meant here"));
        }
        let compared = self.compared.get();
        self.compared.set(compared.saturating_add(space.count()));
        let near = if compared < COMPARED_MAX { space.nearest(id) } else { None };
        match near {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None => problem.help(format!("add a [[{}]] with this id, or correct it", space.table)),
        }
    }
}

fn actors(builder: &LedgerBuilder) -> impl Iterator<Item = &str> {
    builder.actors.iter().map(|actor| actor.id.as_str())
}

fn platforms(builder: &LedgerBuilder) -> impl Iterator<Item = &str> {
    builder.platforms.iter().map(|platform| platform.id.as_str())
}

fn actor_names(builder: &LedgerBuilder) -> impl Iterator<Item = (&str, &str)> {
    builder.actors.iter().flat_map(|it| names(it.id.as_str(), it.name.as_ref(), &it.aliases))
}

fn platform_names(builder: &LedgerBuilder) -> impl Iterator<Item = (&str, &str)> {
    builder.platforms.iter().flat_map(|it| names(it.id.as_str(), it.name.as_ref(), &it.aliases))
}

/// The names of a record, each with its id.
fn names<'a>(
    id: &'a str,
    name: Option<&'a String>,
    aliases: &'a [Alias],
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let aliases = aliases.iter().map(|alias| &alias.name);
    name.into_iter().chain(aliases).map(move |name| (name.as_str(), id))
}
