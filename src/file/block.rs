//! Single records as text, for what writes a ledger file piece by piece.

use std::collections::BTreeSet;

use super::amounts::amount_table;
use super::comments::Comments;
use super::env::Env;
use super::print;
use super::tree::{Node, Table, Value};
use super::write;
use crate::amount::Amount;
use crate::ledger::Settings;
use crate::model::{Actor, Campaign, Claim, Coverage, Platform, Source};

/// A record that a ledger file has a table for.
#[derive(Clone, Copy)]
pub(crate) enum Block<'a> {
    Source(&'a Source),
    Actor(&'a Actor),
    Platform(&'a Platform),
    Campaign(&'a Campaign),
    Coverage(&'a Coverage),
    Claim(&'a Claim),
}

/// The record as a table of TOML in canonical form, with its header; it stands as well behind any other.
pub(crate) fn block(block: Block<'_>) -> String {
    let (key, table) = match block {
        Block::Source(source) => ("source", write::source_table(source)),
        Block::Actor(actor) => ("actor", write::actor_table(actor)),
        Block::Platform(platform) => ("platform", write::platform_table(platform)),
        Block::Campaign(campaign) => ("campaign", write::campaign_table(campaign)),
        Block::Coverage(coverage) => ("coverage", write::coverage_table(coverage)),
        Block::Claim(claim) => {
            let env = Env::new(Settings::default(), BTreeSet::new());
            ("claim", write::claim_table(claim, &env))
        }
    };
    let mut root = Table::default();
    root.push(key, Value::List(vec![Node::new(Value::Table(table))]));
    print::print(&root, &Comments::default())
}

/// The top of a ledger file: the names of its files of entries, and its settings.
pub(crate) fn head(entries: &[String], settings: &Settings) -> String {
    let mut root = Table::default();
    root.push_one_or_more("entries", entries);
    root.push("ledger", Value::Table(write::settings_table(settings)));
    print::print(&root, &Comments::default())
}

/// An amount as a table of TOML on one line, without its currency.
pub(crate) fn inline_amount(amount: &Amount) -> String {
    print::inline("amount", &Node::new(Value::Table(amount_table(amount, None))))
}
