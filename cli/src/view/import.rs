//! What an import made of the rows.

use std::collections::BTreeMap;

use adspend::amount::{Domain, Interval};
use adspend::import::{Account, Repair, SetAside};
use adspend::money::Money;
use serde::Serialize;

use crate::figures::{count, grouped, listed, money_set};
use crate::output::{BAD, FAINT, HEADING, OPEN, styled};
use crate::table::{clean, escaped};

/// How many rows set aside, and how many repairs, are shown to people; programs get all.
const SHOWN_MAX: usize = 20;

/// The account as JSON: what was agreed on, then how many records the ledger has, how many of them do not count, what else a reader
/// should know, and the files that are none of these.
#[derive(Serialize)]
pub(crate) struct Json<'a> {
    rows: u64,
    entries: u64,
    set_aside: Vec<Aside<'a>>,
    repairs: &'a [Repair],
    totals: BTreeMap<String, Interval>,
    records: u64,
    uncounted: u64,
    notes: &'a [String],
    not_read: &'a [String],
}

/// A row set aside; beside money that is no plain decimal, such as a bound or a rounded amount, the set of what it may be.
#[derive(Serialize)]
struct Aside<'a> {
    #[serde(flatten)]
    aside: &'a SetAside,
    #[serde(skip_serializing_if = "Option::is_none")]
    money_set: Option<Interval>,
}

impl<'a> Aside<'a> {
    fn of(aside: &'a SetAside) -> Self {
        let money = aside.money.as_ref().filter(|money| !money.amount.is_exact());
        Self { aside, money_set: money.and_then(|money| money.amount.outer(Domain::Signed)) }
    }
}

pub(crate) fn json(account: &Account) -> Json<'_> {
    Json {
        rows: account.rows,
        entries: account.entries,
        set_aside: account.set_aside.iter().map(Aside::of).collect(),
        repairs: &account.repairs,
        totals: account.totals.iter().map(|(currency, sum)| (currency.to_string(), sum.set())).collect(),
        records: account.records,
        uncounted: account.uncounted,
        notes: &account.remarks,
        not_read: &account.not_read,
    }
}

fn number(number: u64, one: &str, many: &str) -> String {
    count(usize::try_from(number).unwrap_or(usize::MAX), one, many)
}

/// The account for people.
pub(crate) fn text(account: &Account, ledger: &str) -> String {
    let mut text = format!("{}\n", styled(HEADING, ledger));
    let rows = number(account.rows, "row", "rows");
    let files = count(account.read.len(), "file", "files");
    let entries = number(account.entries, "became an entry", "became entries");
    text.push_str(&format!(
        "  {rows} of {files}: {entries}, {} set aside\n",
        grouped(&account.set_aside.len().to_string())
    ));
    if account.records != account.entries || account.uncounted > 0 {
        let (records, uncounted) =
            (number(account.records, "entry", "entries"), grouped(&account.uncounted.to_string()));
        text.push_str(&format!("  {records} in the ledger, {uncounted} of them not counted (not spent, restated, memo, part of another, superseded)\n"));
    }
    for (currency, sum) in account.totals.iter() {
        text.push_str(&format!("  {} {currency}\n", money_set(&sum.set())));
    }
    for remark in &account.remarks {
        text.push_str(&format!("  note: {}\n", clean(remark)));
    }
    if !account.not_read.is_empty() {
        let files = clean(&listed(&account.not_read, 8));
        text.push_str(&styled(FAINT, &format!("  not read: {files}")));
        text.push('\n');
    }
    asides(&mut text, &account.set_aside);
    repairs(&mut text, &account.repairs);
    text
}

/// Money as its set, which reads better than the form of its amount.
fn in_words(money: &Money) -> String {
    match money.amount.outer(Domain::Signed) {
        Some(set) => format!("{} {}", money_set(&set), money.currency),
        None => money.to_string(),
    }
}

fn asides(text: &mut String, all: &[SetAside]) {
    if all.is_empty() {
        return;
    }
    text.push_str(&format!("\n{}\n", styled(BAD, "set aside")));
    for aside in all.iter().take(SHOWN_MAX) {
        let money =
            aside.money.as_ref().map(|money| format!(" (money: {})", in_words(money))).unwrap_or_default();
        let SetAside { file, line, column, reason, text: found, .. } = aside;
        let (file, reason) = (clean(file), clean(reason));
        text.push_str(&format!("  {file}:{line}:{column}: {reason}: `{}`{money}\n", escaped(found)));
    }
    more(text, all.len());
}

fn repairs(text: &mut String, all: &[Repair]) {
    if all.is_empty() {
        return;
    }
    text.push_str(&format!("\n{}\n", styled(OPEN, "repaired")));
    for Repair { file, line, column, found, read_as, .. } in all.iter().take(SHOWN_MAX) {
        text.push_str(&format!(
            "  {}:{line}:{column}: `{}` read as {read_as}\n",
            clean(file),
            escaped(found)
        ));
    }
    more(text, all.len());
}

fn more(text: &mut String, total: usize) {
    if total > SHOWN_MAX {
        text.push_str(&format!("  … and {} more: `--format json` lists all\n", total - SHOWN_MAX));
    }
}
