//! A ledger to the tree.

use std::collections::BTreeSet;
use std::ops::Bound;

use super::amounts::{Precision, amount_table, words_of};
use super::env::Env;
use super::head::{FORMAT, units};
use super::scopes::scope_table;
use super::tree::{Node, Table, Value};
use crate::amount::{Domain, Interval};
use crate::currency::Currency;
use crate::exact::Ratio;
use crate::ledger::{Ledger, Settings, Valuation};
use crate::model::{
    Actor, Alias, Campaign, Claim, ClaimKind, Comparand, ConversionDay, Coverage, Entry, Event, ListKind,
    Platform, Restriction, Role, Scope, ShareOf, Source, Stage, Supersession,
};
use crate::money::Money;
use crate::rates::{MaxAge, Terms};
use crate::text::Language;

/// The tree of a ledger, in canonical order, without keys that say what is so anyway.
pub(crate) fn ledger_table(ledger: &Ledger) -> Table {
    let env = env(ledger);
    let mut root = Table::default();
    root.push("ledger", Value::Table(settings_table(ledger.settings())));
    push_tables(&mut root, "source", ledger.sources(), source_table);
    push_tables(&mut root, "actor", ledger.actors(), actor_table);
    push_tables(&mut root, "platform", ledger.platforms(), platform_table);
    push_tables(&mut root, "campaign", ledger.campaigns(), campaign_table);
    push_tables(&mut root, "restriction", ledger.restrictions(), restriction_table);
    push_tables(&mut root, "coverage", ledger.coverages(), coverage_table);
    push_rates(&mut root, ledger.valuation());
    push_tables(&mut root, "entry", ledger.entries(), |entry| entry_table(entry, &env));
    push_tables(&mut root, "claim", ledger.claims(), |claim| claim_table(claim, &env));
    root
}

/// What a ledger's own file is read by.
pub(crate) fn env(ledger: &Ledger) -> Env {
    let units: BTreeSet<Currency> = units(ledger.valuation());
    Env::new(ledger.settings().clone(), units)
}

fn push_tables<T>(root: &mut Table, key: &str, records: &[T], table: impl Fn(&T) -> Table) {
    if !records.is_empty() {
        let nodes = records.iter().map(|record| Node::new(Value::Table(table(record)))).collect();
        root.push(key, Value::List(nodes));
    }
}

pub(crate) fn settings_table(settings: &Settings) -> Table {
    let mut table = Table::default();
    table.push("format", Value::Integer(FORMAT.to_string()));
    table.push_text("title", settings.title.as_ref());
    table.push_text("currency", settings.currency);
    table.push_texts("currencies", &settings.currencies);
    let is_english = settings.language == Language::English.to_string();
    table.push_text("language", (!is_english).then_some(&settings.language));
    table.push_text("domain", (settings.domain == Domain::Signed).then_some("signed"));
    table.push_text("list", (settings.list != ListKind::Complete).then_some(settings.list));
    table.push_text("note", settings.note.as_ref());
    table
}

pub(crate) fn source_table(source: &Source) -> Table {
    let mut table = Table::default();
    table.push_text("id", Some(&source.id));
    table.push_text("title", source.title.as_ref());
    table.push_text("publisher", source.publisher.as_ref());
    table.push_text("published", source.published);
    table.push_text("language", source.language.as_ref());
    table.push_text("locator", source.locator.as_ref());
    table.push_text("amends", source.amends.as_ref());
    table.push_text("note", source.note.as_ref());
    table
}

fn push_aliases(table: &mut Table, aliases: &[Alias]) {
    if aliases.is_empty() {
        return;
    }
    let node = |alias: &Alias| {
        if alias.from.is_none() && alias.until.is_none() {
            return Node::text(&alias.name);
        }
        let mut table = Table::default();
        table.push_text("name", Some(&alias.name));
        table.push_text("from", alias.from);
        table.push_text("until", alias.until);
        Node::new(Value::Table(table))
    };
    table.push("aliases", Value::List(aliases.iter().map(node).collect()));
}

pub(crate) fn actor_table(actor: &Actor) -> Table {
    let mut table = Table::default();
    table.push_text("id", Some(&actor.id));
    table.push_text("name", actor.name.as_ref());
    push_aliases(&mut table, &actor.aliases);
    table.push_text("kind", actor.kind.as_ref());
    table.push_text("jurisdiction", actor.jurisdiction.as_ref());
    table.push_text("parent", actor.parent.as_ref());
    table.push_text("same-as", actor.same_as.as_ref());
    table.push_text("note", actor.note.as_ref());
    table
}

pub(crate) fn platform_table(platform: &Platform) -> Table {
    let mut table = Table::default();
    table.push_text("id", Some(&platform.id));
    table.push_text("name", platform.name.as_ref());
    push_aliases(&mut table, &platform.aliases);
    table.push_text("kind", platform.kind.as_ref());
    table.push_text("owner", platform.owner.as_ref());
    table.push_text("parent", platform.parent.as_ref());
    table.push_text("note", platform.note.as_ref());
    table
}

pub(crate) fn campaign_table(campaign: &Campaign) -> Table {
    let mut table = Table::default();
    table.push_text("id", Some(&campaign.id));
    table.push_text("name", campaign.name.as_ref());
    table.push_texts("sponsors", &campaign.sponsors);
    table.push_texts("platforms", &campaign.platforms);
    table.push_text("purpose", campaign.purpose.as_ref());
    table.push_text("jurisdiction", campaign.jurisdiction.as_ref());
    table.push_text("parent", campaign.parent.as_ref());
    if !campaign.timeline.is_empty() {
        let node = |event: &Event| Node::new(Value::Table(event_table(event)));
        table.push("timeline", Value::List(campaign.timeline.iter().map(node).collect()));
    }
    table.push_text("note", campaign.note.as_ref());
    table
}

fn event_table(event: &Event) -> Table {
    let mut table = Table::default();
    table.push_text("when", Some(event.when));
    table.push_text("event", Some(event.kind));
    table.push_text("by", event.by.as_ref());
    table.push_text("source", event.source.as_ref());
    table.push_text("note", event.note.as_ref());
    table
}

fn restriction_table(restriction: &Restriction) -> Table {
    let mut table = Table::default();
    table.push_text("id", Some(&restriction.id));
    table.push_text("by", restriction.by.as_ref());
    table.push("forbids", Value::Table(scope_table(&restriction.forbids)));
    if !restriction.except.is_empty() {
        let node = |scope: &Scope| Node::new(Value::Table(scope_table(scope)));
        table.push("except", Value::List(restriction.except.iter().map(node).collect()));
    }
    table.push_text("from", restriction.from);
    table.push_text("until", restriction.until);
    table.push_text("source", restriction.source.as_ref());
    table.push_text("list", restriction.list);
    table.push_text("note", restriction.note.as_ref());
    table
}

pub(crate) fn coverage_table(coverage: &Coverage) -> Table {
    let mut table = Table::default();
    table.push_text("platform", coverage.platform.as_ref());
    table.push_text("jurisdiction", coverage.jurisdiction.as_ref());
    table.push_text("currency", coverage.currency);
    table.push_text("window", coverage.window);
    table.push_text("source", coverage.source.as_ref());
    if coverage.complete {
        table.push("complete", Value::Flag(true));
    }
    table.push_text("note", coverage.note.as_ref());
    table
}

fn push_rates(root: &mut Table, valuation: &Valuation) {
    let terms = valuation.terms;
    let mut table = Table::default();
    let paths: Vec<&String> = valuation.files.iter().map(|file| &file.path).collect();
    table.push_one_or_more("file", &paths);
    // Of several formats none is written: headers tell them.
    let first = valuation.files.first().and_then(|file| file.format.as_ref());
    let is_shared = valuation.files.iter().all(|file| file.format.as_ref() == first);
    table.push_text("format", first.filter(|_| is_shared));
    let default = Terms::default();
    match terms.max_age {
        age if age == default.max_age => {}
        MaxAge::Days(days) => table.push("max-age", Value::Integer(days.to_string())),
        unlimited @ MaxAge::Unlimited => table.push_text("max-age", Some(unlimited)),
    }
    table.push_text("policy", (terms.policy != default.policy).then_some(terms.policy));
    table.push_text("value-date", (terms.value_date != default.value_date).then_some(terms.value_date));
    table.push_text("mean", (terms.mean_of != default.mean_of).then(|| terms.mean_of.name()));
    let partial = terms.partial_periods;
    table.push_text("partial-periods", (partial != default.partial_periods).then(|| partial.name()));
    let offshore = terms.offshore_yuan;
    table.push_text("offshore-yuan", (offshore != default.offshore_yuan).then(|| offshore.name()));
    table.push_text("note", valuation.note.as_ref());
    if !table.pairs.is_empty() {
        root.push("rates", Value::Table(table));
    }
    push_tables(root, "rate", &valuation.stated, |stated| {
        let mut table = Table::default();
        table.push("date", Value::Date(stated.date.to_string()));
        table.push_text("base", Some(stated.base));
        table.push_text("quote", Some(stated.quote));
        match stated.rate.form() {
            crate::amount::Form::Exact(rate) if stated.rate.hedge() == crate::amount::Hedge::Plain => {
                table.push_text("rate", Some(rate));
            }
            _ => table.push("rate", Value::Table(amount_table(&stated.rate, None))),
        }
        table.push_text("source", stated.source.as_ref());
        table.push_text("note", stated.note.as_ref());
        table
    });
}

/// The keys that say an entry's amount; a closed set.
pub(crate) struct WrittenAmount {
    pub(crate) value: Value,
    pub(crate) currency: Option<Currency>,
    pub(crate) precision: Precision,
}

/// An entry's amount: its words where they read back, else a table.
pub(crate) fn written_amount(money: &Money, env: &Env) -> WrittenAmount {
    for currency in [None, Some(money.currency)] {
        if let Some((words, precision)) = words_of(money, env, currency) {
            return WrittenAmount { value: Value::Text(words.to_owned()), currency, precision };
        }
    }
    let value = Value::Table(amount_table(&money.amount, Some(money.currency)));
    WrittenAmount { value, currency: None, precision: Precision::AsPrinted }
}

/// Money where no key beside it names the currency or marks it as exact.
pub(crate) fn money_value(money: &Money, env: &Env) -> Value {
    match words_of(money, env, None) {
        Some((words, Precision::AsPrinted)) => Value::Text(words.to_owned()),
        _ => Value::Table(amount_table(&money.amount, Some(money.currency))),
    }
}

fn push_gloss(table: &mut Table, gloss: &[Money], env: &Env) {
    if !gloss.is_empty() {
        let nodes = gloss.iter().map(|gloss| Node::new(money_value(gloss, env))).collect();
        table.push("gloss", Value::List(nodes));
    }
}

pub(crate) fn entry_table(entry: &Entry, env: &Env) -> Table {
    let mut table = Table::default();
    table.push_text("id", Some(&entry.id));
    table.push_text("sponsor", entry.sponsor.as_ref());
    table.push_text("payer", entry.payer.as_ref());
    table.push_text("payee", entry.payee.as_ref());
    table.push_text("platform", entry.platform.as_ref());
    table.push_text("campaign", entry.campaign.as_ref());
    table.push_text("purpose", entry.purpose.as_ref());
    table.push_text("jurisdiction", entry.jurisdiction.as_ref());
    table.push_text("detail-of", entry.detail_of.as_ref());
    table.push_text("when", entry.when);
    let written = written_amount(&entry.money, env);
    table.push("amount", written.value);
    table.push_text("currency", written.currency);
    if written.precision == Precision::Exact {
        table.push("exact", Value::Flag(true));
    }
    if entry.domain != env.settings.domain {
        table.push("signed", Value::Flag(entry.domain == Domain::Signed));
    }
    push_gloss(&mut table, &entry.gloss, env);
    table.push_text("basis", entry.basis.as_ref());
    table.push_text("stage", (entry.stage != Stage::Spent).then_some(entry.stage));
    table.push_text("role", (entry.role != Role::Counted).then_some(entry.role));
    if !entry.supersedes.is_empty() {
        table.push("supersedes", Value::List(entry.supersedes.iter().map(supersession_node).collect()));
    }
    if let Some(recorded) = entry.recorded {
        table.push("recorded", Value::Date(recorded.to_string()));
    }
    table.push_text("source", entry.source.as_ref());
    table.push_text("locator", entry.locator.as_ref());
    table.push_texts("tags", &entry.tags);
    table.push_text("note", entry.note.as_ref());
    table
}

fn supersession_node(supersession: &Supersession) -> Node {
    let Some(kind) = supersession.kind else { return Node::text(supersession.id.as_str()) };
    let mut table = Table::default();
    table.push_text("id", Some(&supersession.id));
    table.push_text("how", Some(kind));
    Node::new(Value::Table(table))
}

pub(crate) fn claim_table(claim: &Claim, env: &Env) -> Table {
    let mut table = Table::default();
    table.push_text("id", Some(&claim.id));
    let kind = match &claim.kind {
        ClaimKind::Total { .. } => None,
        ClaimKind::Share { .. } => Some("share"),
        ClaimKind::Change { .. } => Some("change"),
        ClaimKind::Comparison { .. } => Some("comparison"),
        ClaimKind::Conversion { .. } => Some("conversion"),
        ClaimKind::None => Some("none"),
    };
    table.push_text("kind", kind);
    if claim.scope != Scope::all() {
        table.push("scope", Value::Table(scope_table(&claim.scope)));
    }
    push_kind(&mut table, claim, env);
    table.push_text("list", claim.list);
    if let ClaimKind::Total { weights, .. } = &claim.kind
        && !weights.is_empty()
    {
        let mut all = Table::default();
        for (id, weight) in weights {
            let is_whole = weight.decimals() == 0 && i64::try_from(weight.mantissa()).is_ok();
            let text = weight.to_string();
            all.push(id.as_str(), if is_whole { Value::Integer(text) } else { Value::Text(text) });
        }
        table.push("weights", Value::Table(all));
    }
    table.push_text("tolerance", claim.tolerance);
    table.push_text("source", claim.source.as_ref());
    table.push_text("locator", claim.locator.as_ref());
    table.push_text("note", claim.note.as_ref());
    table
}

fn push_kind(table: &mut Table, claim: &Claim, env: &Env) {
    if let ClaimKind::Total { amount, relation, .. } = &claim.kind {
        table.push_text("relation", *relation);
        table.push("amount", money_value(amount, env));
    }
    if let ClaimKind::Conversion { amount, .. } = &claim.kind {
        table.push("amount", money_value(amount, env));
    }
    if let Some(domain) = claim.domain {
        table.push("signed", Value::Flag(domain == Domain::Signed));
    }
    match &claim.kind {
        ClaimKind::Total { .. } => push_gloss(table, &claim.gloss, env),
        ClaimKind::Share { of, is } => {
            table.push("of", Value::Table(scope_table(of)));
            table.push("is", share_value(is));
        }
        ClaimKind::Change { than, is } => {
            table.push("than", Value::Table(scope_table(than)));
            table.push_text("is", Some(is));
        }
        ClaimKind::Comparison { than, is } => {
            table.push(
                "than",
                match than {
                    Comparand::Amount(money) => money_value(money, env),
                    Comparand::Scope(scope) => Value::Table(scope_table(scope)),
                },
            );
            table.push_text("is", Some(is));
        }
        ClaimKind::Conversion { gloss, on, .. } => {
            table.push("gloss", money_value(gloss, env));
            table.push_text(
                "on",
                Some(match on {
                    ConversionDay::On(when) => when.to_string(),
                    ConversionDay::Published => "published".to_owned(),
                    ConversionDay::Entry => "entry".to_owned(),
                }),
            );
        }
        ClaimKind::None => {}
    }
}

fn share_value(share: &ShareOf) -> Value {
    match share {
        ShareOf::Most => Value::Text("most".to_owned()),
        ShareOf::Vague(words) => Value::Text(words.clone()),
        ShareOf::Between(set) => Value::Table(share_table(set)),
    }
}

fn share_table(set: &Interval) -> Table {
    let mut table = Table::default();
    push_end(&mut table, "low", "low-open", set.lo());
    push_end(&mut table, "high", "high-open", set.hi());
    table
}

fn push_end(table: &mut Table, key: &str, open_key: &str, end: &Bound<Ratio>) {
    match end {
        Bound::Unbounded => {}
        Bound::Included(value) => table.push_text(key, Some(value)),
        Bound::Excluded(value) => {
            table.push_text(key, Some(value));
            table.push(open_key, Value::Flag(true));
        }
    }
}
