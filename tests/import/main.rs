//! Importers: on the look-alike files of `examples/import`, on made-up rows, on any bytes, and on the real files where they are there.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

mod api;
mod countries;
mod dates;
mod doubts;
mod faults;
mod filings;
mod folders;
mod google;
mod laws;
mod ledger_file;
mod meta;
mod notices;
mod packed;
mod quotes;
mod real;
mod records;
mod revisions;
mod schedule_e;
mod snapshots;

use adspend::import::{Account, Import, Input, Mode, SourceKind};
use adspend::ledger::{Ledger, LedgerBuilder};

/// The ledger and account of a strict import.
fn import(kind: SourceKind, inputs: &[Input]) -> (Ledger, Account) {
    imported(&Import::new(kind), inputs)
}

fn imported(import: &Import<'_>, inputs: &[Input]) -> (Ledger, Account) {
    let mut builder = LedgerBuilder::new();
    let account = import.run(inputs, &mut builder).unwrap();
    assert_eq!(account.rows, account.entries + u64::try_from(account.set_aside.len()).unwrap());
    assert_eq!(account.records, u64::try_from(builder.entry_count()).unwrap());
    (builder.build().unwrap(), account)
}

/// The only problem of an import that is refused.
fn refused(kind: SourceKind, name: &str, text: &str) -> String {
    let input = Input::bytes(name, text.as_bytes());
    Import::new(kind).run(&[input], &mut LedgerBuilder::new()).unwrap_err().to_string()
}

/// What was set aside: line, column, reason and money.
fn asides(account: &Account) -> Vec<String> {
    let of = |aside: &adspend::import::SetAside| {
        let money = aside.money.as_ref().map_or("unreadable".to_owned(), ToString::to_string);
        format!("{}:{}: {} ({money})", aside.line, aside.column, aside.reason)
    };
    account.set_aside.iter().map(of).collect()
}

fn text(name: &str, text: &str) -> Input {
    Input::bytes(name, text.as_bytes())
}

/// A file of the examples.
fn example(name: &str) -> Input {
    Input::path(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/import").join(name))
}

/// Strict and tolerant.
const MODES: [Mode; 2] = [Mode::Strict, Mode::Tolerant];
