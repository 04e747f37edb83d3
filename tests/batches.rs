//! Entries in batches are the entries that are added one by one.

#![cfg(feature = "file")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use std::num::NonZeroUsize;

use adspend::amount::{Amount, Domain};
use adspend::currency::Currency;
use adspend::date::{Day, When};
use adspend::exact::Numeral;
use adspend::ledger::{Batch, BatchError, Batches, Ledger, LedgerBuilder, NameColumn};
use adspend::model::{Actor, Entry, Platform};
use adspend::money::Money;
use proptest::prelude::*;

const SPONSORS: [&str; 3] = ["a", "b/c", "a-sponsor-with-a-long-name"];

/// A row: day, cents, currency, sponsor, platform.
type Row = (i32, i64, Currency, Option<u32>, bool);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let currency = prop::sample::select(vec![Currency::USD, Currency::EUR, Currency::JPY]);
    let row = (17_000i32..17_030, -500i64..1_000_000, currency, prop::option::of(0u32..3), any::<bool>());
    prop::collection::vec(row, 0..40)
}

fn builder() -> LedgerBuilder {
    let mut builder = LedgerBuilder::new();
    for id in SPONSORS {
        builder.actor(Actor::new(id.parse().unwrap()));
    }
    builder.platform(Platform::new("p".parse().unwrap()));
    builder
}

fn day(row: &Row) -> Day {
    Day::from_epoch_days(row.0).unwrap()
}

/// The rows in batches of so many.
fn in_batches(rows: &[Row], at_once: usize, is_coded: bool) -> Ledger {
    let mut batches = Batches::new("rows", Domain::Signed).unwrap();
    for rows in rows.chunks(at_once) {
        let days: Vec<Day> = rows.iter().map(day).collect();
        let cents: Vec<i64> = rows.iter().map(|row| row.1).collect();
        let currencies: Vec<Currency> = rows.iter().map(|row| row.2).collect();
        let codes: Vec<Option<u32>> = rows.iter().map(|row| row.3).collect();
        let sponsors: Vec<Option<&str>> =
            codes.iter().map(|code| Some(SPONSORS[(*code)? as usize])).collect();
        let platforms: Vec<Option<&str>> = rows.iter().map(|row| row.4.then_some("p")).collect();
        let sponsors = match is_coded {
            true => NameColumn::Coded { names: &SPONSORS, codes: &codes },
            false => NameColumn::Each(&sponsors),
        };
        let batch = Batch::new(&days, &cents, 2, &*currencies);
        batches.push(&batch.sponsors(sponsors).platforms(NameColumn::Each(&platforms))).unwrap();
    }
    assert_eq!(batches.len(), rows.len());
    let mut builder = builder();
    builder.batches(batches, NonZeroUsize::new(2).unwrap());
    builder.build().unwrap()
}

fn one_by_one(rows: &[Row]) -> Vec<Entry> {
    let entry = |(row, number): (&Row, usize)| {
        let amount = Amount::exact(Numeral::new(row.1.into(), 2).unwrap());
        let id = format!("rows/{number}").parse().unwrap();
        let mut entry = Entry::new(id, Money::new(amount, row.2));
        entry.when = Some(When::from(day(row)));
        entry.sponsor = row.3.map(|code| SPONSORS[code as usize].parse().unwrap());
        entry.platform = row.4.then(|| "p".parse().unwrap());
        entry.domain = Domain::Signed;
        entry
    };
    rows.iter().zip(1..).map(entry).collect()
}

proptest! {
    #[test]
    fn entries_in_batches_are_those_added_one_by_one(rows in rows(), at_once in 1usize..50, is_coded in any::<bool>()) {
        let ledger = in_batches(&rows, at_once, is_coded);
        prop_assert_eq!(ledger.columns().map(adspend::ledger::Columns::len).sum::<usize>(), rows.len());
        prop_assert_eq!(ledger.entries(), one_by_one(&rows));
    }

    #[test]
    fn another_row_is_another_ledger(rows in rows(), at in any::<prop::sample::Index>(), what in 0u8..5) {
        prop_assume!(!rows.is_empty());
        let mut others = rows.clone();
        let other = at.get_mut(&mut others);
        match what {
            0 => other.0 += 1,
            1 => other.1 += 1,
            2 => other.2 = if other.2 == Currency::USD { Currency::EUR } else { Currency::USD },
            3 => other.3 = if other.3.is_none() { Some(0) } else { None },
            _ => other.4 ^= true,
        }
        let ledger = in_batches(&rows, 7, true);
        prop_assert_ne!(ledger.entries(), one_by_one(&others));
    }
}

#[test]
fn a_batch_with_an_error_adds_nothing() {
    let days = [Day::new(2024, 5, 1).unwrap(), Day::new(2024, 5, 2).unwrap()];
    let batch = Batch::new(&days, &[1, 2], 2, Currency::USD);
    let long = [1, i64::pow(10, 18)];
    let cases = [
        (
            Batch::new(&days, &[1], 2, Currency::USD),
            "the column `amount` of the batch has 1 rows, where there are 2 days: give one for each",
        ),
        (
            Batch::new(&days, &[1, 2], 2, &[Currency::USD][..]),
            "the column `currency` of the batch has 1 rows, where there are 2 days: give one for each",
        ),
        (
            batch.payees(NameColumn::Each(&[None])),
            "the column `payee` of the batch has 1 rows, where there are 2 days: give one for each",
        ),
        (
            Batch::new(&days, &[1, 2], 8, Currency::USD),
            "the amounts of the batch have 8 decimals, where columns hold at most 7: add such amounts as entries \
             (`LedgerBuilder::entry`)",
        ),
        (
            Batch::new(&days, &long, 2, Currency::USD),
            "row 2 of the batch has the amount 1000000000000000000, where columns hold at most 18 digits: add it as an entry \
             (`LedgerBuilder::entry`)",
        ),
        (
            Batch::new(&days, &[1, -2], 2, Currency::USD),
            "row 2 of the batch has an amount below zero, where gross spend is none: make the batches `Domain::Signed` where \
             refunds are among them",
        ),
        (
            batch.payers(NameColumn::Coded { names: &["a"], codes: &[Some(0), Some(1)] }),
            "row 2 of the batch has the code 1 as its payer, and there is no such name: codes are counted from 0 on",
        ),
        (
            batch.campaigns(NameColumn::Each(&[Some("a b"), None])),
            "row 1 of the batch has as its campaign what is no id: `a b` is no id: use ASCII letters, digits, `-`, `_` and `.`, \
             in parts joined with `/`, at most 200 in all",
        ),
    ];
    let mut batches = Batches::new("rows", Domain::Gross).unwrap();
    for (batch, expected) in cases {
        assert_eq!(
            batches.push(&batch).map_err(|error: BatchError| error.to_string()),
            Err(expected.to_owned())
        );
        assert!(batches.is_empty());
    }
    batches.push(&batch).unwrap();
    assert_eq!(batches.len(), 2);
    assert!(Batches::new("no id", Domain::Gross).is_err());
}

#[test]
fn names_and_ids_are_checked_with_those_of_the_ledger() {
    let days = [Day::new(2024, 5, 1).unwrap()];
    let batches = |sponsor| {
        let mut batches = Batches::new("rows", Domain::Gross).unwrap();
        let sponsors = [Some(sponsor)];
        let batch = Batch::new(&days, &[1], 2, Currency::USD).sponsors(NameColumn::Each(&sponsors));
        batches.push(&batch).unwrap();
        batches
    };
    let one = NonZeroUsize::MIN;
    let mut unknown = builder();
    unknown.batches(batches("nobody"), one);
    let problems = unknown.build().unwrap_err().to_string();
    assert!(problems.contains("nobody") && problems.contains("rows/1"), "{problems}");

    let mut twice = builder();
    twice.batches(batches("a"), one).batches(batches("a"), one);
    let problems = twice.build().unwrap_err().to_string();
    assert!(problems.contains("two batches of entries are named `rows`"), "{problems}");

    let mut beside = builder();
    let money = Money::new(Amount::exact(Numeral::new(5, 0).unwrap()), Currency::USD);
    beside.entry(Entry::new("rows/1".parse().unwrap(), money)).batches(batches("a"), one);
    let problems = beside.build().unwrap_err().to_string();
    assert!(problems.contains("rows/1"), "{problems}");
}
