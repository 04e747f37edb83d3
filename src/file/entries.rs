//! Entries.

use super::amounts::{bare_amount, money};
use super::env::Env;
use super::log::Log;
use super::record::Record;
use super::shape::{ENTRY, SUPERSESSION};
use super::term::wrong_type;
use super::tree::{Node, Pair, Spot, Table, Value};
use crate::amount::{Amount, Domain};
use crate::currency::Currency;
use crate::exact::Numeral;
use crate::id::EntryId;
use crate::model::{Entry, Role, Stage, Supersession};
use crate::money::Money;

/// Where an entry stands; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// In a table of the ledger file.
    Ledger,
    /// In a row of a CSV file, where plain digits are exact unless they say otherwise.
    Cells,
}

/// Reads an entry; without an id it has `fallback`.
pub(crate) fn entry(
    log: &mut Log,
    env: &Env,
    table: &Table,
    spot: Spot,
    fallback: EntryId,
    origin: Origin,
) -> Option<Entry> {
    let mut record = Record::open(log, env, table, spot, &ENTRY);
    let id = if record.has("id") { record.term("id") } else { Some(fallback.clone()) };
    let domain = match record.flag("signed") {
        Some(true) => Domain::Signed,
        Some(false) => Domain::Gross,
        None => env.settings.domain,
    };
    let currency = record.term("currency");
    // An amount whose currency cannot be read is not looked at.
    let is_readable = currency.is_some() || !record.has("currency");
    let amount = record.required("amount", "write the amount as printed, or `undisclosed` with a currency");
    let read = match amount {
        Some(pair) if is_readable => entry_money(&mut record, pair, currency, domain, origin),
        _ => None,
    };
    let gloss = gloss(&mut record, domain);
    // What is wrong with the amount was reported: the record stays, so that nothing else is reported for want of it.
    let placeholder = Money::new(Amount::unknown(), Currency::XXX);
    let mut entry = Entry::new(id.clone().unwrap_or(fallback), read.unwrap_or(placeholder));
    entry.domain = domain;
    entry.gloss = gloss;
    entry.sponsor = record.term("sponsor");
    entry.payer = record.term("payer");
    entry.payee = record.term("payee");
    entry.platform = record.term("platform");
    entry.campaign = record.term("campaign");
    entry.purpose = record.term("purpose");
    entry.jurisdiction = record.term("jurisdiction");
    entry.detail_of = record.term("detail-of");
    entry.when = record.term("when");
    entry.basis = record.term("basis");
    entry.stage = record.term("stage").unwrap_or(Stage::Spent);
    entry.role = record.term("role").unwrap_or(Role::Counted);
    entry.recorded = record.term("recorded");
    entry.source = record.term("source");
    entry.locator = record.term("locator");
    entry.tags = record.terms("tags");
    entry.note = record.term("note");
    for node in record.nodes("supersedes") {
        entry.supersedes.extend(supersession(&mut record, node));
    }
    if id.is_none() {
        record.log.lose_id();
    }
    id.map(|_| entry)
}

/// The restatements of an amount in other currencies.
pub(crate) fn gloss(record: &mut Record<'_>, domain: Domain) -> Vec<Money> {
    let mut all = Vec::new();
    for node in record.nodes("gloss") {
        all.extend(money(record.log, record.env, "gloss", node, None, domain));
    }
    all
}

fn entry_money(
    record: &mut Record<'_>,
    pair: &Pair,
    currency: Option<Currency>,
    domain: Domain,
    origin: Origin,
) -> Option<Money> {
    let exact = record.flag("exact");
    if origin == Origin::Cells
        && let Some(digits) = plain_digits(&pair.node)
    {
        return cell_money(record, pair, digits, currency.or(record.env.settings.currency), domain, exact);
    }
    if exact != Some(true) {
        return money(record.log, record.env, "amount", &pair.node, currency, domain);
    }
    // An exact figure has no steps of which it could fail to be a multiple: only its sign is looked at.
    let read =
        money(record.log, record.env, "amount", &pair.node, currency, Domain::Signed)?.taken_as_exact();
    super::amounts::report_defect(record.log, pair.node.spot, &read.amount, domain).then_some(read)
}

/// The text of a cell that is nothing but digits with at most one point, without the blanks around it.
fn plain_digits(node: &Node) -> Option<&str> {
    let Value::Text(text) = &node.value else { return None };
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (all_digits(whole) && all_digits(decimals)).then_some(text)
}

fn cell_money(
    record: &mut Record<'_>,
    pair: &Pair,
    digits: &str,
    currency: Option<Currency>,
    domain: Domain,
    exact: Option<bool>,
) -> Option<Money> {
    let Some(currency) = currency else {
        let problem = crate::error::Problem::new(
            crate::error::Code::NoCurrency,
            format!("`{digits}` names no currency"),
        );
        record.log.report(
            pair.node.spot,
            problem.help("fill in the column `currency`, or set `currency` in [ledger]"),
        );
        return None;
    };
    let node = Node { value: Value::Text(digits.to_owned()), spot: pair.node.spot };
    let value = bare_amount(record.log, record.env, "amount", &node)?.printed()?;
    let amount = if exact == Some(false) { written(value) } else { Amount::exact(value) };
    super::amounts::report_defect(record.log, pair.node.spot, &amount, domain)
        .then(|| Money::new(amount, currency))
}

/// A figure at the step that its digits give away; exact where that step is beyond what a numeral can say.
fn written(value: Numeral) -> Amount {
    Amount::written(value, None).unwrap_or_else(|_| Amount::exact(value))
}

fn supersession(record: &mut Record<'_>, node: &Node) -> Option<Supersession> {
    match &node.value {
        Value::Text(_) => Some(Supersession { id: record.read("supersedes", node)?, kind: None }),
        Value::Table(table) => {
            let mut inner = Record::open(record.log, record.env, table, node.spot, &SUPERSESSION);
            let id = inner.required_term("id", "name the entry whose place this one takes");
            let kind = inner.term("how");
            Some(Supersession { id: id?, kind })
        }
        _ => {
            let expected = "an id in quotation marks, or a table with `id` and `how`,";
            record.log.report(node.spot, wrong_type("supersedes", node, expected));
            None
        }
    }
}
