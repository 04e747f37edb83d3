//! Sources, actors, platforms, campaigns, restrictions and coverages.

use super::env::Env;
use super::log::Log;
use super::record::Record;
use super::scopes::scope;
use super::shape::{ACTOR, ALIAS, CAMPAIGN, COVERAGE, EVENT, PLATFORM, RESTRICTION, SOURCE};
use super::tree::{Node, Spot, Table, Value};
use crate::date::When;
use crate::error::{Code, Problem};
use crate::model::{Actor, Alias, Campaign, Coverage, Event, Platform, Restriction, Scope, Source};

const ID_ADVICE: &str = "give it an id: letters, digits, `-`, `_`, `.`, in parts joined with `/`";

pub(crate) fn source(log: &mut Log, env: &Env, table: &Table, spot: Spot) -> Option<Source> {
    let mut record = Record::open(log, env, table, spot, &SOURCE);
    let id = record.required_term("id", ID_ADVICE);
    let title = record.term("title");
    let publisher = record.term("publisher");
    let published = record.term("published");
    let language = record.term("language");
    let locator = record.term("locator");
    let amends = record.term("amends");
    let note = record.term("note");
    Some(Source { title, publisher, published, language, locator, amends, note, ..Source::new(id?) })
}

pub(crate) fn actor(log: &mut Log, env: &Env, table: &Table, spot: Spot) -> Option<Actor> {
    let mut record = Record::open(log, env, table, spot, &ACTOR);
    let id = record.required_term("id", ID_ADVICE);
    let name = record.term("name");
    let kind = record.term("kind");
    let jurisdiction = record.term("jurisdiction");
    let parent = record.term("parent");
    let same_as = record.term("same-as");
    let note = record.term("note");
    let aliases = aliases(&mut record);
    Some(Actor { name, aliases, kind, jurisdiction, parent, same_as, note, ..Actor::new(id?) })
}

pub(crate) fn platform(log: &mut Log, env: &Env, table: &Table, spot: Spot) -> Option<Platform> {
    let mut record = Record::open(log, env, table, spot, &PLATFORM);
    let id = record.required_term("id", ID_ADVICE);
    let name = record.term("name");
    let kind = record.term("kind");
    let owner = record.term("owner");
    let parent = record.term("parent");
    let note = record.term("note");
    let aliases = aliases(&mut record);
    Some(Platform { name, aliases, kind, owner, parent, note, ..Platform::new(id?) })
}

/// Other names: texts, or tables with dates.
fn aliases(record: &mut Record<'_>) -> Vec<Alias> {
    let mut aliases = Vec::new();
    for node in record.nodes("aliases") {
        match &node.value {
            Value::Text(name) => aliases.push(Alias::new(name)),
            _ => aliases.extend(alias(record.log, record.env, node)),
        }
    }
    aliases
}

fn alias(log: &mut Log, env: &Env, node: &Node) -> Option<Alias> {
    let mut record = Record::of(log, env, "aliases", node, &ALIAS)?;
    let name: Option<String> = record.required_term("name", "");
    let (from, until): (Option<When>, Option<When>) = (record.term("from"), record.term("until"));
    Some(Alias { from, until, ..Alias::new(name?) })
}

pub(crate) fn campaign(log: &mut Log, env: &Env, table: &Table, spot: Spot) -> Option<Campaign> {
    let mut record = Record::open(log, env, table, spot, &CAMPAIGN);
    let id = record.required_term("id", ID_ADVICE);
    let name = record.term("name");
    let sponsors = record.terms("sponsors");
    let platforms = record.terms("platforms");
    let purpose = record.term("purpose");
    let jurisdiction = record.term("jurisdiction");
    let parent = record.term("parent");
    let note = record.term("note");
    let mut timeline = Vec::new();
    for node in record.nodes("timeline") {
        timeline.extend(event(record.log, record.env, node));
    }
    let campaign = Campaign::new(id?);
    Some(Campaign { name, sponsors, platforms, purpose, jurisdiction, parent, timeline, note, ..campaign })
}

fn event(log: &mut Log, env: &Env, node: &Node) -> Option<Event> {
    let mut record = Record::of(log, env, "timeline", node, &EVENT)?;
    let when = record.required_term("when", "say when it happened, as in `when = \"2016-04\"`");
    let kind = record.required_term("event", "say what happened, as in `event = \"offered\"`");
    let by = record.term("by");
    let source = record.term("source");
    let note = record.term("note");
    Some(Event { by, source, note, ..Event::new(when?, kind?) })
}

pub(crate) fn restriction(log: &mut Log, env: &Env, table: &Table, spot: Spot) -> Option<Restriction> {
    let mut record = Record::open(log, env, table, spot, &RESTRICTION);
    let id = record.required_term("id", ID_ADVICE);
    let by = record.term("by");
    let advice = "say what it forbids, as in `forbids = { platform = \"x\" }`; `{}` forbids all spend";
    let forbids: Option<Scope> = match record.required("forbids", advice) {
        Some(pair) => scope(record.log, record.env, "forbids", &pair.node),
        None => None,
    };
    let mut except = Vec::new();
    for node in record.nodes("except") {
        if matches!(&node.value, Value::Table(table) if table.pairs.is_empty()) {
            let problem = Problem::new(Code::WrongType, "an exception without conditions exempts everything");
            record.log.report(node.spot, problem.help("name what is exempt, or take the restriction out"));
        }
        except.extend(scope(record.log, record.env, "except", node));
    }
    let from = record.term("from");
    let until = record.term("until");
    let source = record.term("source");
    let list = record.term("list");
    let note = record.term("note");
    // What is wrong with `forbids` was reported: the record stays, so that nothing else is reported for want of it.
    let restriction = Restriction::new(id?, forbids.unwrap_or_default());
    Some(Restriction { by, except, from, until, source, list, note, ..restriction })
}

pub(crate) fn coverage(log: &mut Log, env: &Env, table: &Table, spot: Spot) -> Coverage {
    let mut record = Record::open(log, env, table, spot, &COVERAGE);
    let platform = record.term("platform");
    let jurisdiction = record.term("jurisdiction");
    let currency = record.term("currency");
    let window = record.term("window");
    let source = record.term("source");
    let complete = record.flag("complete").unwrap_or(false);
    let note = record.term("note");
    Coverage { platform, jurisdiction, currency, window, source, complete, note }
}
