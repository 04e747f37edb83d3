//! Several files of one thing: what a later one takes the place of, whatever could not be read of either.

use adspend::import::{Import, Input, Mode, SourceKind};
use adspend::ledger::LedgerBuilder;
use adspend::money::Bag;
use proptest::prelude::*;
use proptest::sample::select;

use crate::{MODES, import, text};

/// Imports the files: the ledger is one, and what counts in it comes to what the account says.
fn account_and_ledger_agree(kind: SourceKind, mode: Mode, inputs: &[Input]) -> Result<(), TestCaseError> {
    let mut builder = LedgerBuilder::new();
    let account = Import::new(kind).mode(mode).run(inputs, &mut builder);
    let account = account.map_err(|problems| TestCaseError::fail(problems.to_string()))?;
    let ledger = builder.build().map_err(|problems| TestCaseError::fail(problems.to_string()))?;
    let mut bag = Bag::new();
    for entry in ledger.entries() {
        let is_current = ledger.superseded_by(&entry.id, None).is_none();
        let counts = entry.stage == adspend::model::Stage::Spent
            && entry.role == adspend::model::Role::Counted
            && entry.detail_of.is_none();
        if is_current && counts {
            bag.add(&entry.money, entry.domain).unwrap();
        }
    }
    prop_assert_eq!(account.totals.to_string(), bag.to_string());
    Ok(())
}

/// However the dates in the names are written, and in whichever order the files are given.
#[test]
fn the_later_snapshot_is_the_one_whose_name_says_so() {
    let header = "ADID,Currency Code,Spend,StartDate,EndDate,OrganizationName,PayingAdvertiserName";
    let file = |date: &str, spend: u32| {
        text(
            &format!("PoliticalAds{date}.csv"),
            &format!("{header}\na,USD,{spend},2020/01/29 15:00:00Z,,X,Y\n"),
        )
    };
    for (earlier, later, note) in [
        ("_2020_01", "_2020_02", None),
        ("-2020-2", "-2020-11", None),
        ("-20-01-2020", "-15-02-2020", None),
        ("_20200131", "_20200201", None),
        ("-2019", "-2020-01", None),
        (
            "-2020",
            "-2020-12-31",
            Some(
                "the dates of `PoliticalAds-2020` and `PoliticalAds-2020-12-31` do not say which is the later: `PoliticalAds-2020-12-31` is taken as the later",
            ),
        ),
        (
            "",
            "-2020",
            Some(
                "not every file has a date in its name or its folder's: they are taken in the order given, the last as the latest",
            ),
        ),
    ] {
        let files = [file(earlier, 100), file(later, 200)];
        let (_, account) = import(SourceKind::Snap, &files);
        assert_eq!(account.totals.to_string(), "[200, 200] USD", "{earlier} {later}");
        assert_eq!(account.remarks.first().map(String::as_str), note, "{earlier} {later}");
        let [first, second] = files;
        let (_, account) = import(SourceKind::Snap, &[second, first]);
        let expected = if note.is_none() { "[200, 200] USD" } else { "[100, 100] USD" };
        assert_eq!(account.totals.to_string(), expected, "{later} {earlier}");
    }
}

/// Snap calls all its files alike: a folder tells when one was taken, and to when its ads were counted.
#[test]
fn a_snapshot_is_of_the_day_of_its_folder() {
    let file = |folder: &str, spend: u32| {
        let header = "ADID,Currency Code,Spend,StartDate,EndDate,OrganizationName,PayingAdvertiserName";
        let row = format!("a,USD,{spend},2020/01/29 15:00:00Z,,X,Y");
        text(&format!("{folder}/PoliticalAds.csv"), &format!("{header}\n{row}\n"))
    };
    for files in [
        [file("2020-02", 100), file("2020-03", 200)],
        [file("2020-03", 200), file("2020-02", 100)],
        [file("snap/2019", 100), file("2020-03", 200)],
    ] {
        let (ledger, account) = import(SourceKind::Snap, &files);
        assert_eq!(account.totals.to_string(), "[200, 200] USD");
        assert_eq!(account.remarks, [""; 0]);
        let window = ledger.coverages()[0].window.map(|window| window.to_string());
        assert_eq!(window.as_deref(), Some("../2020-03"));
        assert_eq!(ledger.sources()[1].id.as_str(), "snap/2020-03-PoliticalAds");
    }
    // In one folder, nothing tells.
    let (ledger, account) = import(SourceKind::Snap, &[file("ads", 200), file("ads", 100)]);
    assert_eq!(account.totals.to_string(), "[100, 100] USD");
    assert_eq!((account.remarks.len(), ledger.coverages()[0].window), (1, None));
}

/// Rows of cells picked from lists.
fn rows(columns: &[&'static [&'static str]], most: usize) -> impl Strategy<Value = String> + use<> {
    let cells: Vec<_> = columns.iter().map(|column| select(*column)).collect();
    prop::collection::vec(cells, 0..most)
        .prop_map(|rows| rows.iter().map(|row| format!("{}\n", row.join(","))).collect::<Vec<_>>().concat())
}

const FIGURES: &[&str] = &["10", "20", "x", "\"1,000\"", ""];

fn snapshot() -> impl Strategy<Value = String> {
    let columns: [&[&str]; 7] = [
        &["a", "b", "c", ""],
        &["USD", "EUR", "x"],
        FIGURES,
        &["2020/01/01", "bad"],
        &[""],
        &["", "O"],
        &["P", ""],
    ];
    let header = "ADID,Currency Code,Spend,StartDate,EndDate,OrganizationName,PayingAdvertiserName\n";
    rows(&columns, 8).prop_map(move |rows| format!("{header}{rows}"))
}

fn expenditures() -> impl Strategy<Value = String> {
    let columns: [&[&str]; 7] = [
        &["C1"],
        &["10", "-5", ".5", "x", "\"1,000\"", "100000000"],
        &["15-MAY-26", "", "bad"],
        &["1", "2", "3", "4", "x"],
        &["T1", "T2", ""],
        &["", "1", "2", "3", "9"],
        &["", "bad"],
    ];
    let header =
        "spe_id,exp_amo,exp_date,file_num,tran_id,prev_file_num,dissem_dt,cand_id,cand_name,spe_nam\n";
    rows(&columns, 14).prop_map(move |rows| format!("{header}{}", rows.replace('\n', ",H0,A,X\n")))
}

/// An amendment of version 8.3, or the original.
fn filing(header: &'static str) -> impl Strategy<Value = String> {
    let item = (
        select(&["SB21B", "SA11AI", "SA15", "SE", "SF", "H4", "SD10", "ZZ"][..]),
        select(&["t1", "t2", "t3", ""][..]),
        select(&["10.00", "-5", "x", "1,000"][..]),
        select(&["20180101", "", "bad"][..]),
        select(&["", "X"][..]),
    );
    prop::collection::vec(item, 0..8).prop_map(move |items| {
        let mut text = format!("HDR\u{1c}FEC\u{1c}8.3\u{1c}Soft\u{1c}1{header}\nF3XA\u{1c}C009\u{1c}PAC\n");
        for (form, id, amount, date, memo) in items {
            let mut fields = [""; 44];
            (fields[0], fields[1], fields[2]) = (form, "C009", id);
            (fields[18], fields[21], fields[27]) = (date, date, date);
            (fields[19], fields[20], fields[28]) = (amount, amount, amount);
            // Schedules E and A have the date where H4 has its amount.
            if form != "H4" {
                fields[19] = date;
            }
            (fields[41], fields[42]) = (memo, memo);
            text.push_str(&fields.join("\u{1c}"));
            text.push('\n');
        }
        text
    })
}

fn bundle(year: &'static str) -> impl Strategy<Value = Vec<(String, String)>> {
    let lifetime: [&[&str]; 5] = [&["AR1", "AR2", ""], &["US", "\"FR, SE\""], FIGURES, FIGURES, FIGURES];
    let weekly: [&[&str]; 4] =
        [&["AR1", "AR2"], &["2018-05-27", "5/27/2018", "2018-06-03", "bad"], FIGURES, FIGURES];
    let lifetime = rows(&lifetime, 6)
        .prop_map(|rows| format!("Advertiser_ID,Regions,Spend_USD,Spend_EUR,Spend_SEK\n{rows}"));
    let weekly = rows(&weekly, 6)
        .prop_map(|rows| format!("Advertiser_ID,Week_Start_Date,Spend_USD,Spend_EUR\n{rows}"));
    (lifetime, weekly).prop_map(move |(lifetime, weekly)| {
        let name = |what: &str| format!("bundle-{year}/google-political-ads-advertiser-{what}.csv");
        vec![(name("stats"), lifetime), (name("weekly-spend"), weekly)]
    })
}

fn inputs(files: &[(String, String)]) -> Vec<Input> {
    files.iter().map(|(name, content)| text(name, content)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    /// An ad that could not be read of one snapshot takes no other's place, and nothing takes its.
    #[test]
    fn snapshots_of_snap(all in prop::collection::vec(snapshot(), 1..4), mode in select(&MODES[..])) {
        let files: Vec<_> = all.into_iter().enumerate().map(|(at, file)| (format!("Ads-20{}.csv", 20 + at), file)).collect();
        account_and_ledger_agree(SourceKind::Snap, mode, &inputs(&files))?;
    }

    #[test]
    fn amended_expenditures(all in prop::collection::vec(expenditures(), 1..3), mode in select(&MODES[..])) {
        let files: Vec<_> = all.into_iter().enumerate().map(|(at, file)| (format!("e{at}.csv"), file)).collect();
        account_and_ledger_agree(SourceKind::FecScheduleE, mode, &inputs(&files))?;
    }

    #[test]
    fn amended_filings(
        first in filing(""),
        second in filing("\u{1c}FEC-1\u{1c}1"),
        third in filing("\u{1c}FEC-1\u{1c}2"),
        mode in select(&MODES[..]),
    ) {
        let files = [("1.fec", first), ("2.fec", second), ("3.fec", third)].map(|(name, file)| (name.to_owned(), file));
        account_and_ledger_agree(SourceKind::Fec, mode, &inputs(&files))?;
    }

    #[test]
    fn bundles_of_google(
        first in bundle("2018-08-01"),
        second in bundle("2018-09-01"),
        third in bundle("2018-10-01"),
        mode in select(&MODES[..]),
    ) {
        let files = [first, second, third].concat();
        account_and_ledger_agree(SourceKind::Google, mode, &inputs(&files))?;
    }
}

#[test]
fn a_slip_in_one_snapshot_leaves_the_other_as_it_is() {
    let header = "ADID,Currency Code,Spend,StartDate,EndDate,OrganizationName,PayingAdvertiserName\n";
    let row = |spend: &str| format!("{header}a,USD,{spend},2020/01/01,,,P\n");
    for (earlier, later, entries, total) in [
        ("10", "20", 2, "[20, 20] USD"),
        ("x", "20", 1, "[20, 20] USD"),
        // The later one says more, but nobody knows how much.
        ("10", "x", 1, "[10, 10] USD"),
    ] {
        let files = [text("Ads-2020.csv", &row(earlier)), text("Ads-2021.csv", &row(later))];
        let (ledger, account) = import(SourceKind::Snap, &files);
        assert_eq!(
            (ledger.entries().len(), account.totals.to_string().as_str()),
            (entries, total),
            "{earlier}, {later}"
        );
    }
}

#[test]
fn files_of_one_name_have_sources_of_their_own() {
    let uk = |reference: &str| format!("ECRef,RegulatedEntityName,TotalExpenditure\n{reference},P,£5.00\n");
    let ad = |id: &str| {
        format!(
            "{{\"id\":\"{id}\",\"currency\":\"EUR\",\"spend\":{{\"lower_bound\":\"5\",\"upper_bound\":\"5\"}}}}"
        )
    };
    let house =
        |day: &str| format!("Ad ID,Ad Spend,Ad Creation Date\n1,5.00 RUB,06/{day}/15 05:05:37 AM PDT\n");
    let header =
        "spe_id,exp_amo,exp_date,file_num,tran_id,prev_file_num,dissem_dt,cand_id,cand_name,spe_nam\n";
    let expenditure = |id: &str| format!("{header}C1,5,,{id},T1,,,H0,A,X\n");
    for (kind, name, contents, total) in [
        (SourceKind::UkEc, "results.csv", [uk("1"), uk("2"), uk("3")], "[15, 15] GBP"),
        (SourceKind::MetaApi, "ads.json", [ad("1"), ad("2"), ad("3")], "[15, 15] EUR"),
        // The ids of the committee's ads repeat, and all count.
        (SourceKind::HouseAds, "q.csv", [house("10"), house("11"), house("12")], "[15, 15] RUB"),
        (
            SourceKind::FecScheduleE,
            "e.csv",
            [expenditure("1"), expenditure("2"), expenditure("3")],
            "[15, 15] USD",
        ),
    ] {
        let files = ["a", "b", "c"].into_iter().zip(&contents);
        let files: Vec<Input> =
            files.map(|(folder, content)| text(&format!("{folder}/{name}"), content)).collect();
        let (ledger, account) = import(kind, &files);
        assert_eq!((ledger.entries().len(), ledger.sources().len()), (3, 3), "{kind}");
        let locators: std::collections::HashSet<_> =
            ledger.sources().iter().map(|source| source.locator.clone()).collect();
        assert_eq!((locators.len(), account.totals.to_string().as_str()), (3, total), "{kind}");
    }
}
