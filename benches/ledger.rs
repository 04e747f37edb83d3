//! Selecting from 100,000 entries.

#![expect(clippy::unwrap_used, reason = "a benchmark that panics has failed")]

use std::sync::LazyLock;

use adspend::amount::{Amount, AmountSum};
use adspend::currency::Currency;
use adspend::ledger::{Ledger, LedgerBuilder};
use adspend::model::{Actor, Entry, Scope};
use adspend::money::Money;

const COUNT: i64 = 100_000;

static LEDGER: LazyLock<Ledger> = LazyLock::new(|| {
    let mut builder = LedgerBuilder::new();
    let region = |at: i64| format!("cn/{}", at % 30);
    builder.actor(Actor::new("cn".parse().unwrap()));
    for at in 0..30 {
        let mut actor = Actor::new(region(at).parse().unwrap());
        actor.parent = Some("cn".parse().unwrap());
        builder.actor(actor);
    }
    for at in 0..COUNT {
        let money = Money::new(Amount::exact(at * 48_271 % 1_000_003), Currency::CNY);
        let mut entry = Entry::new(format!("entry/{at}").parse().unwrap(), money);
        entry.sponsor = Some(region(at).parse().unwrap());
        let (year, month, day) = (2015 + at % 5, at % 12 + 1, at % 28 + 1);
        let when =
            if at % 3 == 0 { format!("{year}-{month:02}") } else { format!("{year}-{month:02}-{day:02}") };
        entry.when = Some(when.parse().unwrap());
        builder.entry(entry);
    }
    builder.build().unwrap()
});

fn main() {
    // Built once, before anything is measured.
    assert_eq!(i64::try_from(LEDGER.entries().len()), Ok(COUNT));
    divan::main();
}

fn scope(during: Option<&str>) -> Scope {
    let mut scope = Scope::all();
    scope.sponsor_under = vec!["cn".parse().unwrap()];
    scope.during = during.map(|during| during.parse().unwrap());
    scope
}

#[divan::bench]
fn everything_under_an_actor() -> usize {
    LEDGER.select(&scope(None), None).unwrap().entries.len()
}

#[divan::bench]
fn two_months_under_an_actor() -> usize {
    LEDGER.select(&scope(Some("2017-03/2017-04")), None).unwrap().entries.len()
}

#[divan::bench]
fn the_sum_of_everything() -> u64 {
    let selection = LEDGER.select(&Scope::all(), None).unwrap();
    let mut sum = AmountSum::new();
    for it in &selection.entries {
        sum.add(&it.entry.money.amount, it.entry.domain).unwrap();
    }
    sum.count()
}
