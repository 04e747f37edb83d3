//! Tallies on small ledgers whose answers can be worked out by hand.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod conversion;
mod groups;

use adspend::amount::Domain;
use adspend::currency::Currency;
use adspend::date::PeriodUnit;
use adspend::exact::{Ratio, Rounding};
use adspend::ledger::{Ledger, LedgerBuilder};
use adspend::model::{Actor, Campaign, Coverage, Entry, Role, Scope, Source, Stage, Supersession};
use adspend::money::Money;
use adspend::rates::{MaxAge, PartialPeriods, RateTable, Series, Terms, ValueDate};
use adspend::tally::{Dimension, MergeError, Order, Query, Row, Tally, TallyError, Target, roll_up, tally};
use serde_json::{Value, json};

/// `id when amount currency`, with `-` for no date.
fn entry(line: &str) -> Entry {
    let fields: Vec<&str> = line.splitn(4, ' ').collect();
    let [id, when, currency, amount] = fields[..] else { panic!("{line}") };
    let money = Money::new(amount.parse().unwrap(), Currency::unlisted(currency).unwrap());
    let mut entry = Entry::new(id.parse().unwrap(), money);
    entry.when = (when != "-").then(|| when.parse().unwrap());
    entry
}

fn ledger(entries: impl IntoIterator<Item = Entry>) -> Ledger {
    let mut builder = LedgerBuilder::new();
    for entry in entries {
        builder.entry(entry);
    }
    builder.build().unwrap()
}

fn ledger_of(lines: &[&str]) -> Ledger {
    ledger(lines.iter().map(|line| entry(line)))
}

/// `date base rate quote`
fn table(lines: &[&str]) -> RateTable {
    let one = |line: &&str| {
        let fields: Vec<&str> = line.split(' ').collect();
        let [day, base, rate, quote] = fields[..] else { panic!("{line}") };
        let of = |code| Currency::unlisted(code).unwrap();
        let builder = Series::builder("own", of(base), of(quote));
        builder.observe(day.parse().unwrap(), rate.parse().unwrap()).build().unwrap()
    };
    RateTable::new(lines.iter().map(one)).unwrap()
}

fn to(currency: &str) -> Query {
    Query::new(Scope::all()).to(Target::new(Currency::unlisted(currency).unwrap()))
}

fn on(query: Query, date: &str) -> Query {
    let target = query.to.unwrap();
    let terms = target.terms.with_value_date(date.parse().unwrap()).with_max_age(MaxAge::Unlimited);
    query.to(target.with_terms(terms))
}

fn run(ledger: &Ledger, query: &Query) -> Tally {
    tally(ledger, query, &RateTable::default()).unwrap()
}

fn text(value: Option<Ratio>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| value.to_string())
}

/// `key: total currency`, one a row.
fn shown(rows: &[Row<'_>]) -> Vec<String> {
    rows.iter().map(|row| format!("{}: {} {}", row.key(), row.total(), row.currency())).collect()
}
