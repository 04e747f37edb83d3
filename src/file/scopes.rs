//! Scopes.

use super::env::Env;
use super::log::Log;
use super::record::Record;
use super::shape::SCOPE;
use super::term::Term;
use super::tree::{Node, Table, Value};
use crate::error::{Code, Problem};
use crate::model::Scope;

/// Reads a scope; conditions that cannot be read are reported and left out.
pub(crate) fn scope(log: &mut Log, env: &Env, key: &str, node: &Node) -> Option<Scope> {
    let mut record = Record::of(log, env, key, node, &SCOPE)?;
    let mut scope = Scope::all();
    scope.sponsor = values(&mut record, "sponsor");
    scope.sponsor_under = values(&mut record, "sponsor-under");
    scope.payer = values(&mut record, "payer");
    scope.payee = values(&mut record, "payee");
    scope.platform = values(&mut record, "platform");
    scope.platform_under = values(&mut record, "platform-under");
    scope.campaign = values(&mut record, "campaign");
    scope.campaign_under = values(&mut record, "campaign-under");
    scope.purpose = values(&mut record, "purpose");
    scope.jurisdiction = values(&mut record, "jurisdiction");
    scope.currency = values(&mut record, "currency");
    scope.stage = values(&mut record, "stage");
    scope.role = values(&mut record, "role");
    scope.tag = values(&mut record, "tag");
    scope.source = values(&mut record, "source");
    scope.during = record.term("during");
    scope.entries = values(&mut record, "entries");
    Some(scope)
}

/// The values of a condition; an empty list is no way to say that there is no condition.
fn values<T: Term>(record: &mut Record<'_>, key: &str) -> Vec<T> {
    if let Some(pair) = record.pair(key)
        && matches!(&pair.node.value, Value::List(nodes) if nodes.is_empty())
    {
        let problem = Problem::new(Code::WrongType, format!("the condition `{key}` has no value"));
        let help = "leave the key out where anything fits, or name one value at least";
        record.log.report(pair.node.spot, problem.help(help));
    }
    record.terms(key)
}

/// The table of a scope.
pub(crate) fn scope_table(scope: &Scope) -> Table {
    let mut table = Table::default();
    table.push_one_or_more("sponsor", &scope.sponsor);
    table.push_one_or_more("sponsor-under", &scope.sponsor_under);
    table.push_one_or_more("payer", &scope.payer);
    table.push_one_or_more("payee", &scope.payee);
    table.push_one_or_more("platform", &scope.platform);
    table.push_one_or_more("platform-under", &scope.platform_under);
    table.push_one_or_more("campaign", &scope.campaign);
    table.push_one_or_more("campaign-under", &scope.campaign_under);
    table.push_one_or_more("purpose", &scope.purpose);
    table.push_one_or_more("jurisdiction", &scope.jurisdiction);
    table.push_one_or_more("currency", &scope.currency);
    table.push_one_or_more("stage", &scope.stage);
    table.push_one_or_more("role", &scope.role);
    table.push_one_or_more("tag", &scope.tag);
    table.push_one_or_more("source", &scope.source);
    table.push_text("during", scope.during);
    table.push_texts("entries", &scope.entries);
    table
}
