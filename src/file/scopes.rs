//! Scopes.

use super::env::Env;
use super::log::Log;
use super::record::Record;
use super::shape::SCOPE;
use super::tree::{Node, Table};
use crate::model::Scope;

/// Reads a scope; conditions that cannot be read are reported and left out.
pub(crate) fn scope(log: &mut Log, env: &Env, key: &str, node: &Node) -> Option<Scope> {
    let mut record = Record::of(log, env, key, node, &SCOPE)?;
    let mut scope = Scope::all();
    scope.sponsor = record.terms("sponsor");
    scope.sponsor_under = record.terms("sponsor-under");
    scope.payer = record.terms("payer");
    scope.payee = record.terms("payee");
    scope.platform = record.terms("platform");
    scope.platform_under = record.terms("platform-under");
    scope.campaign = record.terms("campaign");
    scope.campaign_under = record.terms("campaign-under");
    scope.purpose = record.terms("purpose");
    scope.jurisdiction = record.terms("jurisdiction");
    scope.currency = record.terms("currency");
    scope.stage = record.terms("stage");
    scope.role = record.terms("role");
    scope.tag = record.terms("tag");
    scope.source = record.terms("source");
    scope.during = record.term("during");
    scope.entries = record.terms("entries");
    Some(scope)
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
