//! All entries as the bulk CSV of a ledger file.

use std::io::{self, Write};

use crate::amount::{Form, Hedge};
use crate::file::{ENTRY, Node, Table, Value, entry_table, env, inline, join};
use crate::ledger::Ledger;
use crate::model::Entry;

/// Writes all entries as CSV: a file that a ledger file with the same settings names with `entries = "…"` and reads as equal
/// entries. Columns that no entry fills are left out, but for the id,
/// the amount and its currency.
///
/// Exact amounts are plain digits with the currency beside them, other amounts their words, or a table of TOML in the cell.
///
/// # Errors
///
/// Those of the writer.
///
/// # Example
///
/// ```
/// use adspend::amount::Amount;
/// use adspend::currency::Currency;
/// use adspend::ledger::LedgerBuilder;
/// use adspend::model::Entry;
/// use adspend::money::Money;
///
/// let mut builder = LedgerBuilder::new();
/// builder.entry(Entry::new("ad/1".parse()?, Money::new(Amount::exact(46), Currency::USD)));
/// let mut file = Vec::new();
/// adspend::export::csv(&builder.build()?, &mut file)?;
/// assert_eq!(String::from_utf8(file)?, "id,amount,currency\nad/1,46,USD\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn csv(ledger: &Ledger, to: impl Write) -> io::Result<()> {
    let env = env(ledger);
    let table = |entry: &Entry| cells(entry, entry_table(entry, &env));
    let mut used: Vec<bool> =
        ENTRY.keys.iter().map(|key| matches!(*key, "id" | "amount" | "currency")).collect();
    for entry in ledger.entries() {
        let table = table(entry);
        for (used, key) in used.iter_mut().zip(ENTRY.keys) {
            *used = *used || table.get(key).is_some();
        }
    }
    let columns = || ENTRY.keys.iter().zip(&used).filter(|(_, used)| **used).map(|(key, _)| *key);
    let mut writer = ::csv::Writer::from_writer(to);
    writer.write_record(columns()).map_err(io::Error::other)?;
    for entry in ledger.entries() {
        let table = table(entry);
        let row = columns().map(|key| table.get(key).map(|pair| cell(key, &pair.node)).unwrap_or_default());
        writer.write_record(row).map_err(io::Error::other)?;
    }
    writer.flush()
}

/// The keys of an entry as cells take them: plain digits are exact there.
fn cells(entry: &Entry, mut table: Table) -> Table {
    let amount = &entry.money.amount;
    if let (Form::Exact(value), Hedge::Plain) = (amount.form(), amount.hedge()) {
        table.pairs.retain(|pair| !matches!(pair.key.as_str(), "amount" | "currency" | "exact"));
        table.push_text("amount", Some(value));
        table.push_text("currency", Some(entry.money.currency));
        return table;
    }
    // Words that are plain digits would be taken as exact.
    let is_text = table.get("amount").is_some_and(|pair| matches!(pair.node.value, Value::Text(_)));
    if is_text && table.get("exact").is_none() {
        table.push("exact", Value::Flag(false));
    }
    table
}

fn cell(key: &str, node: &Node) -> String {
    match &node.value {
        Value::List(nodes) => join(nodes.iter().map(|node| item(key, node))),
        _ => item(key, node),
    }
}

fn item(key: &str, node: &Node) -> String {
    match &node.value {
        Value::Text(text) | Value::Integer(text) | Value::Float(text) | Value::Date(text) => text.clone(),
        Value::Flag(flag) => flag.to_string(),
        Value::Table(table) if key == "supersedes" => {
            let text = |key: &str| table.get(key).map(|pair| item(key, &pair.node)).unwrap_or_default();
            format!("{}:{}", text("how"), text("id"))
        }
        Value::List(_) | Value::Table(_) => inline(key, node),
    }
}
