//! A ledger whose entries are packed is the one whose entries are kept one by one.

use std::collections::HashSet;

use adspend::import::{Import, Input, PackedLedger, SourceKind};
use adspend::ledger::{Ledger, LedgerBuilder};
use adspend::model::{Claim, ClaimKind, Comparand, Likeness, Scope};
use adspend::rates::RateTable;
use adspend::tally::{Dimension, Query, tally};
use proptest::prelude::*;

use crate::{example, import, ledger_file, text};

fn packed(kind: SourceKind, inputs: &[Input]) -> PackedLedger {
    let mut packed = PackedLedger::new();
    let account = Import::new(kind).run(inputs, &mut packed).unwrap();
    assert_eq!(account.records, u64::try_from(packed.len()).unwrap());
    packed
}

fn same(packed: &Ledger, built: &Ledger) {
    assert_eq!(packed.currencies(), built.currencies());
    ledger_file::same(packed, built);
    let query = Query::new(Scope::all()).by([Dimension::Sponsor, Dimension::Source]);
    let totals = |ledger: &Ledger| format!("{:?}", tally(ledger, &query, &RateTable::default()).unwrap());
    assert_eq!(totals(packed), totals(built));
}

#[test]
fn a_packed_ledger_is_the_one_kept_one_by_one() {
    for (kind, files) in [
        (SourceKind::Snap, "snap"),
        (SourceKind::Meta, "meta"),
        (SourceKind::MetaApi, "meta-api/ads.ndjson"),
        (SourceKind::Google, "google/2018-08"),
        (SourceKind::Google, "google/2019-06"),
        (SourceKind::Google, "google/2025"),
        (SourceKind::Fec, "fec"),
        (SourceKind::FecScheduleE, "fec-schedule-e"),
        (SourceKind::UkEc, "uk-ec"),
        (SourceKind::HouseAds, "house-ads"),
    ] {
        let packed = packed(kind, &[example(files)]);
        assert!(
            packed.packed_count() * 4 > packed.len(),
            "{files}: {} of {}",
            packed.packed_count(),
            packed.len()
        );
        same(&packed.into_builder().build().unwrap(), &import(kind, &[example(files)]).0);
    }
}

#[test]
fn an_entry_takes_few_bytes() {
    let mut csv =
        "cand_id,cand_name,spe_id,spe_nam,exp_amo,exp_date,file_num,tran_id,prev_file_num,pur,pay\n"
            .to_owned();
    for row in 0..20_000 {
        let (spender, filing) = (row % 300, 1_700_000 + row / 20);
        let (day, payee) = (row % 28 + 1, row % 900);
        csv.push_str(&format!(
            "S{},A CANDIDATE,C{spender:08},SPENDER {spender},{row}.25,{day:02}-MAY-24,{filing},SE.{row},,DIGITAL ADS,PAYEE {payee}\n",
            row % 40
        ));
    }
    let packed = packed(SourceKind::FecScheduleE, &[text("independent_expenditure_2024.csv", &csv)]);
    assert_eq!(packed.packed_count(), 20_000);
    let bytes = packed.byte_count() / packed.len();
    println!("{bytes} bytes an entry");
    assert!((10..60).contains(&bytes), "{bytes}");
}

/// A row of schedule E: filing, transaction, cents, day, whom it amends.
type Expenditure = (u8, u8, i32, u8, Option<u8>);

fn expenditures() -> impl Strategy<Value = Vec<Expenditure>> {
    let row = (1u8..9, 0u8..4, -500i32..5_000_000, 0u8..40, prop::option::weighted(0.3, 1u8..9));
    prop::collection::vec(row, 1..40)
}

fn schedule_e(rows: &[Expenditure]) -> Input {
    let mut csv = String::from(
        "cand_id,cand_name,spe_id,spe_nam,exp_amo,exp_date,file_num,tran_id,prev_file_num,pur,pay\n",
    );
    for (filing, transaction, cents, day, previous) in rows {
        let previous = previous.map(|previous| previous.to_string()).unwrap_or_default();
        let sign = if *cents < 0 { "-" } else { "" };
        let (units, cents) = (cents.abs() / 100, cents.abs() % 100);
        // Some days are none: their rows are set aside.
        csv.push_str(&format!(
            "S{transaction},\"DOE, {transaction}\",C{filing},C {filing},{sign}{units}.{cents:02},{day:02}-MAY-24,{filing},T{transaction},{previous},ads,P{}\n",
            day % 5
        ));
    }
    text("independent_expenditure_2024.csv", &csv)
}

/// A row of Google's weeks: advertiser, week, hundreds of dollars.
fn weeks() -> impl Strategy<Value = Vec<(u8, u8, u16)>> {
    prop::collection::vec((0u8..4, 1u8..5, 0u16..900), 1..40)
}

fn weekly(rows: &[(u8, u8, u16)]) -> Input {
    let mut csv = String::from("Advertiser_ID,Advertiser_Name,Election_Cycle,Week_Start_Date,Spend_USD\n");
    for (advertiser, week, hundreds) in rows {
        csv.push_str(&format!("AR{advertiser},A {advertiser},US,2019-01-0{week},{hundreds}00\n"));
    }
    text("google-political-ads-advertiser-weekly-spend.csv", &csv)
}

proptest! {
    #[test]
    fn packed_expenditures_are_those_kept_one_by_one(rows in expenditures(), at in 0usize..40) {
        let input = [schedule_e(&rows)];
        let packed = packed(SourceKind::FecScheduleE, &input).into_builder().build().unwrap();
        let built = import(SourceKind::FecScheduleE, &input).0;
        same(&packed, &built);
        let mut other = rows.clone();
        let at = at % rows.len();
        other[at].2 += 1;
        let is_read = rows[at].3 > 0 && rows[at].3 < 32;
        let other = import(SourceKind::FecScheduleE, &[schedule_e(&other)]).0;
        prop_assert!(!is_read || packed.entries() != other.entries());
    }

    #[test]
    fn packed_weeks_are_those_kept_one_by_one(rows in weeks(), at in 0usize..40) {
        let input = [weekly(&rows)];
        let packed = packed(SourceKind::Google, &input);
        // Copies of a row are set aside.
        prop_assert_eq!(packed.packed_count(), rows.iter().collect::<HashSet<_>>().len());
        let packed = packed.into_builder().build().unwrap();
        same(&packed, &import(SourceKind::Google, &input).0);
        let mut other = rows.clone();
        other[at % rows.len()].2 += 1;
        let other = import(SourceKind::Google, &[weekly(&other)]).0;
        prop_assert_ne!(packed.entries(), other.entries());
    }
}

#[test]
fn ids_that_stand_there_twice_are_reported_alike() {
    let (mut packed, mut builder) = (PackedLedger::new(), LedgerBuilder::new());
    let first = weekly(&[(1, 1, 5), (1, 2, 5), (2, 1, 7)]);
    let second = weekly(&[(1, 2, 5)]);
    for input in [first, second] {
        Import::new(SourceKind::Google).run(std::slice::from_ref(&input), &mut packed).unwrap();
        Import::new(SourceKind::Google).run(&[input], &mut builder).unwrap();
    }
    let problems = builder.build().unwrap_err().to_string();
    assert!(problems.contains("google/AR1/weekly/2019-01-02/US/USD"), "{problems}");
    assert_eq!(packed.into_builder().build().unwrap_err().to_string(), problems);
}

#[test]
fn a_packed_entry_may_be_named() {
    let rows = [(1, 1, 5), (1, 2, 5), (2, 1, 7)];
    let named = |id: &str, mut builder: LedgerBuilder| {
        let mut scope = Scope::all();
        scope.entries = vec![id.parse().unwrap()];
        let than = Comparand::Scope(Box::new(scope));
        builder.claim(Claim::new("c".parse().unwrap(), ClaimKind::Comparison { than, is: Likeness::Same }));
        builder.build()
    };
    let mut builder = LedgerBuilder::new();
    Import::new(SourceKind::Google).run(&[weekly(&rows)], &mut builder).unwrap();
    let id = "google/AR1/weekly/2019-01-02/US/USD";
    let packed = || packed(SourceKind::Google, &[weekly(&rows)]).into_builder();
    same(&named(id, packed()).unwrap(), &named(id, builder.clone()).unwrap());
    assert_eq!(
        named("google/none", packed()).unwrap_err().to_string().lines().count(),
        named("google/none", builder).unwrap_err().to_string().lines().count()
    );
}
