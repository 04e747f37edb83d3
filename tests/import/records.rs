//! The importers of filings and registers, and of any other CSV: what is wrong with a row, laws, and the real files where they are there.

use std::fmt::Write;

use adspend::check::{Report, Verdict};
use adspend::currency::Currency;
use adspend::exact::Ratio;
use adspend::import::{Import, Input, Mode, SourceKind};
use adspend::ledger::{Ledger, LedgerBuilder};
use proptest::prelude::*;

use crate::real::{real, real_text};
use crate::{MODES, asides, example, import, imported, refused, text};

const SCHEDULE_E: &str =
    "cand_id,cand_name,spe_id,spe_nam,exp_amo,exp_date,file_num,tran_id,prev_file_num,dissem_dt\n";
const UK: &str = "ECRef,RegulatedEntityName,AmountInEngland,AmountInScotland,AmountInWales,AmountInNorthernIreland,TotalExpenditure,DateIncurred\n";
const HOUSE: &str = "Ad ID,Ad Spend,Ad Creation Date\n";

/// The reasons for which rows were set aside, with their cells and money.
fn reasons(account: &adspend::import::Account) -> Vec<String> {
    let of = |aside: &adspend::import::SetAside| {
        let money = aside.money.as_ref().map_or("unreadable".to_owned(), ToString::to_string);
        format!("{}:{}: {} [{}] ({money})", aside.line, aside.column, aside.reason, aside.text)
    };
    account.set_aside.iter().map(of).collect()
}

fn verdicts(ledger: &Ledger) -> Verdicts {
    Report::of(ledger).checks.iter().map(|check| (check.id.to_string(), check.verdict)).collect()
}

/// A record of so many fields, those given by their numbers.
fn record(fields: &[(usize, &str)]) -> String {
    let width = fields.iter().map(|(number, _)| *number).max().unwrap_or_default();
    let field =
        |number: usize| fields.iter().find(|(given, _)| *given == number).map_or("", |(_, text)| text);
    (1..=width).map(field).collect::<Vec<_>>().join("\u{1c}")
}

/// A filing of form 3X, version 8.2, with these figures of its summary.
fn filing(header: &str, lines: &[(usize, &str)], items: &[String]) -> String {
    let mut form =
        vec![(1, "F3XN"), (2, "C00999001"), (3, "Example Committee"), (14, "20180501"), (15, "20180531")];
    form.extend(lines);
    format!("HDR\u{1c}FEC\u{1c}8.2\u{1c}Soft\u{1c}1{header}\n{}\n{}\n", record(&form), items.join("\n"))
}

/// An item of schedule B, line 21(b).
fn payment(id: &str, amount: &str, memo: &str) -> String {
    record(&[
        (1, "SB21B"),
        (2, "C00999001"),
        (3, id),
        (7, "Example Ltd"),
        (20, "20180507"),
        (21, amount),
        (42, memo),
    ])
}

#[test]
fn records_of_a_filing() {
    let items = [
        payment("B1", "10.00", ""),
        payment("B2", "$1,000.00", ""),
        payment("B3", "", ""),
        payment("B4", "5.00", "").replace("20180507", "20180532"),
        "ZZ9\u{1c}C00999001".to_owned(),
        "TEXT\u{1c}C00999001".to_owned(),
    ];
    let file = text("1.fec", &filing("", &[(49, "10.00")], &items));
    let (ledger, account) = import(SourceKind::Fec, std::slice::from_ref(&file));
    let figure = "the amount is not written as the FEC writes it: digits with at most one point, and `-` in front below zero";
    assert_eq!(
        reasons(&account),
        [
            format!("4:21: {figure} [$1,000.00] (1000.00 USD)"),
            "5:21: the field of the amount is empty [] (unreadable)".to_owned(),
            "6:20: this is no date such as `20180415` [20180532] (5.00 USD)".to_owned(),
            "7:1: no record of a filing begins so: expected a schedule, such as `SB17`, a form or `TEXT` [ZZ9] (unreadable)"
                .to_owned(),
        ]
    );
    assert_eq!(account.remarks, ["1: 1 record TEXT makes no entry: texts"]);
    assert_eq!(verdicts(&ledger), [("fec/1/SB21B".to_owned(), Verdict::Proven)]);
    let (ledger, account) = imported(&Import::new(SourceKind::Fec).mode(Mode::Tolerant), &[file]);
    assert_eq!((account.entries, account.set_aside.len(), account.repairs.len()), (3, 2, 2));
    // The repaired items are above what the line reports.
    assert_eq!(verdicts(&ledger), [("fec/1/SB21B".to_owned(), Verdict::Inconsistent)]);
}

#[test]
fn items_below_zero_bound_a_line_all_the_same() {
    for (reported, verdict) in
        [("60.00", Verdict::Proven), ("70.00", Verdict::Proven), ("59.99", Verdict::Inconsistent)]
    {
        let items = [payment("B1", "100.00", ""), payment("B2", "-40.00", ""), payment("B3", "7.00", "X")];
        let (ledger, account) =
            import(SourceKind::Fec, &[text("1.fec", &filing("", &[(49, reported)], &items))]);
        assert_eq!(account.totals.to_string(), "[60, 60] USD");
        assert_eq!(verdicts(&ledger), [("fec/1/SB21B".to_owned(), verdict)], "{reported}");
    }
}

/// Contributions to candidates (line 23) are itemised whatever their amounts, operating expenditures (line 21b) above 200 dollars.
#[test]
fn a_summary_that_reports_what_no_item_shows_is_noticed() {
    let items = [payment("B1", "10.00", "")];
    let notes = |form: &[(usize, &str)], items: &[String]| {
        import(SourceKind::Fec, &[text("1.fec", &filing("", form, items))]).1.remarks
    };
    assert_eq!(notes(&[(49, "30.00"), (52, "0.00")], &items), Vec::<String>::new());
    assert_eq!(
        notes(&[(49, "30.00"), (52, "40.00")], &items),
        [
            "1: no item is there of what the summary reports on line 23 (40.00 USD), of which every item must be: the filing ends too early, \
          or the summary is wrong"
        ]
    );
    // Line 21(b) alone may have none.
    let memo = [payment("B1", "10.00", "X")];
    assert_eq!(notes(&[(49, "150.00")], &memo), Vec::<String>::new());
}

#[test]
fn an_amendment_restates_a_filing_whole() {
    let original = filing("", &[(49, "30.00")], &[payment("B1", "10.00", ""), payment("B2", "20.00", "")]);
    let header = "\u{1c}FEC-7\u{1c}1";
    let amended = filing(header, &[(49, "12.00")], &[payment("B1", "11.00", ""), payment("B3", "1.00", "")]);
    // In whatever order they are given.
    for order in [[0, 1], [1, 0]] {
        let files = [text("7.fec", &original), text("FEC-9.fec", &amended)];
        let (ledger, account) = import(SourceKind::Fec, &order.map(|at: usize| files[at].clone()));
        assert_eq!(
            (account.rows, account.records, account.totals.to_string().as_str()),
            (4, 5, "[12, 12] USD")
        );
        assert_eq!(account.remarks, ["7 is superseded by its amendment 9"]);
        assert_eq!(verdicts(&ledger), [("fec/9/SB21B".to_owned(), Verdict::Proven)]);
        let later =
            |id: &str| ledger.superseded_by(&id.parse().unwrap(), None).map(|entry| entry.id.to_string());
        assert_eq!(later("fec/7/B1").as_deref(), Some("fec/9/B1"));
        assert_eq!(later("fec/7/B2").as_deref(), Some("fec/7/B2/dropped"));
        assert_eq!(later("fec/9/B3"), None);
    }
    let twice = [text("a/7.fec", &original), text("b/7.fec", &original)];
    let error = Import::new(SourceKind::Fec).run(&twice, &mut LedgerBuilder::new()).unwrap_err().to_string();
    assert_eq!(
        error,
        "b/7.fec:1:1: error[duplicate-id]: the filing `7` is given twice; give each filing once"
    );
}

#[test]
fn old_filings_are_separated_by_commas() {
    let block = "/* Header\nFEC_Ver_# = 2.02\nSchedule_Counts:\nSB29 = 00002\n/* End Header\n";
    let mut form = vec![""; 107];
    (form[0], form[1], form[2], form[52]) = ("F3XN", "C00999001", "\"Example, Inc PAC\"", "7.50");
    let mut item = vec![""; 31];
    (item[0], item[3], item[13], item[14], item[30]) = ("SB29", "\"Doe, Inc\"", "20000512", "7.50", "X.1");
    let file = format!("{block}{}\n{}\n", form.join(","), item.join(","));
    let (ledger, account) = import(SourceKind::Fec, &[text("3.fec", &file)]);
    assert_eq!(account.remarks, ["3: its header counts 2 records SB29, and it has 1"]);
    assert_eq!(verdicts(&ledger), [("fec/3/SB29".to_owned(), Verdict::Proven)]);
    assert_eq!(ledger.entries()[0].when.unwrap().to_string(), "2000-05-12");
    assert_eq!(
        ledger.actors().iter().find(|actor| actor.id.as_str() == "fec/C00999001").unwrap().label(),
        "Example, Inc PAC"
    );
}

#[test]
fn rows_of_schedule_e() {
    let rows = format!(
        "{SCHEDULE_E}H0,A,C1,X,\"1,000\",15-MAY-26,1,T1,,\nH0,A,C1,X,5,15-MAI-26,1,T2,,\nH0,A,C1,X,5,,x,T3,,\nH0,A,C1,X,,,1,T4,,\nH0,A,C1,X,5,,1,T5,,16-MAY-26\n"
    );
    let (ledger, account) = import(SourceKind::FecScheduleE, &[text("e.csv", &rows)]);
    let figure = "the amount is not written as this source writes it: digits with at most one point, and `-` in front below zero";
    assert_eq!(
        reasons(&account),
        [
            format!("2:5: {figure} [1,000] (1000 USD)"),
            "3:6: this is no date such as `15-MAY-26` [15-MAI-26] (5 USD)".to_owned(),
            "4:7: this is no number of a filing [x] (5 USD)".to_owned(),
            "5:5: the cell of the amount is empty [] (unreadable)".to_owned(),
        ]
    );
    assert_eq!(ledger.entries()[0].when.unwrap().to_string(), "2026-05-16");
}

#[test]
fn schedule_e_given_twice_counts_once() {
    let rows = format!(
        "{SCHEDULE_E}H0,A,C1,X,10,15-MAY-26,1,T1,,\nH0,A,C1,X,20,15-MAY-26,2,T1,1,\nH0,A,C1,X,3,15-MAY-26,2,T2,1,\n"
    );
    let (one, account) = import(SourceKind::FecScheduleE, &[text("a.csv", &rows)]);
    assert_eq!((one.entries().len(), account.totals.to_string().as_str()), (3, "[23, 23] USD"));
    let (two, account) = import(SourceKind::FecScheduleE, &[text("a.csv", &rows), text("b.csv", &rows)]);
    assert_eq!((two.entries().len(), account.totals.to_string().as_str()), (6, "[23, 23] USD"));
    assert_eq!(account.remarks[0], "3 rows repeat another row in every cell: superseded by it");
}

#[test]
fn rows_of_the_electoral_commission() {
    let rows = format!(
        "{UK}S1,P,£1.00,,,,£1.00,31/12/2019\nS2,P,£1.00,£2.00,,,£4.00,31/12/2019\nS3,P,£0.00,£0.00,£0.00,£0.00,£5.00,\nS4,P,,,,,1 GBP,31/12/2019\n\
         S5,P,x,,,,£5.00,31/12/2019\nS6,P,,,,,£5.00,12/31/2019\n,P,,,,,£5.00,31/12/2019\nS1,P,,,,,£5.00,31/12/2019\n"
    );
    let (ledger, account) = import(SourceKind::UkEc, &[text("results.csv", &rows)]);
    assert_eq!(
        reasons(&account),
        [
            "5:7: this is no amount such as `£1,234.56` [1 GBP] (1 GBP)",
            "6:3: this is no amount such as `£1,234.56` [x] (5.00 GBP)",
            "7:8: this is no date such as `31/12/2019` [12/31/2019] (5.00 GBP)",
            "8:1: the row has no reference [] (5.00 GBP)",
            "9:1: the reference stands further up already, with another amount [S1] (5.00 GBP)",
        ]
    );
    let found: Vec<Verdict> = verdicts(&ledger).into_iter().map(|(_, verdict)| verdict).collect();
    assert_eq!(found, [Verdict::Proven, Verdict::Inconsistent, Verdict::Inconsistent]);
    assert_eq!(account.totals.to_string(), "[10, 10] GBP");
}

#[test]
fn a_file_of_another_kind_says_so() {
    for (kind, expected) in [
        (
            SourceKind::Fec,
            "a.csv:1:1: error[syntax]: found `Name,Amount`, and expected `HDR` or `/* Header`, with which filings begin; download the filing again from the FEC",
        ),
        (
            SourceKind::FecScheduleE,
            "a.csv:1:1: error[missing-key]: this is not the FEC's independent expenditures (schedule E in bulk): no column is called `cand id`; its columns are: Name, Amount",
        ),
        (
            SourceKind::UkEc,
            "a.csv:1:1: error[missing-key]: this is not the Electoral Commission's spending: no column is called `ecref`; its columns are: Name, Amount",
        ),
        (
            SourceKind::HouseAds,
            "a.csv:1:1: error[missing-key]: this is not the House Intelligence Committee's Facebook ads: no column is called `ad id`; its columns are: Name, Amount",
        ),
        (
            SourceKind::Csv,
            "error[missing-key]: a CSV file of any other source is read as a mapping file says, and none is given; name one with `--mapping FILE`; the least that it says is which column has the amounts (its columns are: Name, Amount): a line `[columns]`, and below it `amount = \"…\"`",
        ),
    ] {
        assert_eq!(refused(kind, "a.csv", "Name,Amount\nx,5\n"), expected);
    }
}

/// A strict import of a CSV file with a mapping.
pub(crate) fn mapped(mapping: &str, rows: &str) -> Result<(Ledger, adspend::import::Account), String> {
    let import = Import::new(SourceKind::Csv).mapping("m.toml", mapping);
    let mut builder = LedgerBuilder::new();
    let account =
        import.run(&[text("a.csv", rows)], &mut builder).map_err(|problems| problems.to_string())?;
    Ok((builder.build().unwrap(), account))
}

/// A column of amounts is written in one way.
#[test]
fn a_point_that_stands_for_two_things_in_one_column_is_refused() {
    let mapping = |language: &str| {
        format!("language = \"{language}\"\n[columns]\namount = \"Cost\"\n[constants]\ncurrency = \"EUR\"\n")
    };
    let total = |language: &str, rows: &str| {
        mapped(&mapping(language), &format!("Cost\n{rows}")).map(|(_, account)| account.totals.to_string())
    };
    let mixed = "12.50\n1.125\n0.125\n";
    // In English `1.125` euros are set aside: it may be a slip for `1,125`.
    assert_eq!(total("en", mixed), Ok("[12.625, 12.625] EUR".to_owned()));
    assert_eq!(
        total("de", mixed).unwrap_err(),
        "a.csv:3:1: error[contradiction]: `1.125` was read with `.` for thousands, and in line 2, `12.50`, it stands for decimals: \
         1 amount is so doubtful; write all amounts in one way"
    );
    let signed = format!("signed = true\n{}", mapping("de"));
    assert!(
        mapped(&signed, "Cost\n12.50\n-1.125\n")
            .unwrap_err()
            .contains("`-1.125` was read with `.` for thousands")
    );
    // Behind a scale, nothing tells as what it was read.
    assert!(total("de", "1.125 Tsd.\n\"12,50\"\n").is_ok());
    // Also in another currency, of a hedged amount, at the ends of a range.
    for rows in
        ["12.50 USD\n1.125 EUR\n", "1.125\netwa 12.50\n", "1.125\n0.50 - 12.50\n", "1.125\n1 234.50\n"]
    {
        assert!(total("de", rows).unwrap_err().contains("it stands for decimals"), "{rows}");
    }
    assert_eq!(total("de", "\"12,50\"\n1.125\n"), Ok("[1137.5, 1137.5] EUR".to_owned()));
}

/// Exports of databases have a time of day behind each date.
#[test]
fn a_time_of_day_behind_a_date_is_no_fault() {
    let mapping = |format: &str| {
        format!("{format}[columns]\namount = \"Cost\"\ndate = \"Day\"\n[constants]\ncurrency = \"EUR\"\n")
    };
    for (format, day) in [
        ("", "2024-03-04T09:30:00Z"),
        ("", "2024-03-04 00:00:00"),
        ("date-format = \"dd.mm.yyyy\"\n", "04.03.2024 00:00"),
    ] {
        let (ledger, _) = mapped(&mapping(format), &format!("Cost,Day\n5,{day}\n")).unwrap();
        assert_eq!(ledger.entries()[0].when.unwrap().to_string(), "2024-03-04", "{day}");
    }
    let (_, account) =
        mapped(&mapping("date-format = \"dd.mm.yyyy\"\n"), "Cost,Day\n5,2024-03-04\n").unwrap();
    assert_eq!(asides(&account), ["2:2: this is no date as the mapping has them: dd.mm.yyyy (5 EUR)"]);
}

#[test]
fn a_mapping_names_what_is_there() {
    let error = mapped("[columns]\namount = \"Cots\"\n", "Name,Cost\nx,5\n").unwrap_err();
    assert_eq!(error, "m.toml:2:10: error[unknown-key]: a.csv has no column `Cots`; the nearest is `Cost`");
    let error =
        mapped("[columns]\namount = \"Cost\"\n[constants]\nplatform = \"Example Net\"\n", "Cost\n5\n")
            .unwrap_err();
    assert!(error.starts_with("m.toml:4:12: error[unknown-word]: "), "{error}");
    let error =
        mapped("[columns]\namount = \"Cost\"\n[constants]\nstage = \"spend\"\n", "Cost\n5\n").unwrap_err();
    assert!(error.contains("`spend`") && error.contains("spent"), "{error}");
    let parties =
        "[columns]\namount = \"Cost\"\n[constants]\ncurrency = \"EUR\"\nplatform = \"x\"\npayee = \"x\"\n";
    assert_eq!(
        mapped(parties, "Cost\n5\n").unwrap_err(),
        "m.toml:6:9: error[duplicate-id]: `x` is the platform already, and nobody has the id of one; write another id, such as `x-company`"
    );
}

#[test]
fn cells_are_read_as_the_mapping_says() {
    let mapping = "exact = false\n[columns]\namount = \"Cost\"\ncurrency = \"Cur\"\n";
    let (ledger, account) =
        mapped(mapping, "Cost,Cur\n1500,EUR\nabout $2 million,USD\n≤100,GBP\n5 EUR,USD\n5,\n-5,EUR\n")
            .unwrap();
    let shown: Vec<String> = ledger.entries().iter().map(|entry| entry.money.to_string()).collect();
    assert_eq!(shown.len(), 3, "{shown:?}");
    assert!(!ledger.entries()[0].money.amount.is_exact());
    assert_eq!(
        reasons(&account),
        [
            "5:1: the amount is in EUR, and the row in USD [5 EUR] (unreadable)",
            "6:1: neither the amount nor a column or constant of the mapping names its currency [5] (unreadable)",
            "7:1: the amount is below zero: where amounts may be that, the mapping says `signed = true` [-5] (-5 to 1 EUR)",
        ]
    );
    let (ledger, _) = mapped(
        "signed = true\n[columns]\namount = \"Cost\"\n[constants]\ncurrency = \"EUR\"\n",
        "Cost\n-5\n1500\n",
    )
    .unwrap();
    assert!(ledger.entries().iter().all(|entry| entry.money.amount.is_exact()));
}

#[test]
fn the_examples_of_house_ads_have_both_totals() {
    let (_, account) = import(SourceKind::HouseAds, &[example("house-ads")]);
    assert_eq!(
        (account.set_aside.len(), account.totals.to_string().as_str()),
        (4, "[3649.69, 3649.69] RUB + [74, 74] USD")
    );
}

#[test]
fn an_ad_whose_date_cannot_be_read_keeps_its_money() {
    let file = text("a.csv", &format!("{HOUSE}1,5.00 RUB,31/31/15 05:05:37 AM PDT\n2,6.00 RUB,02/21117\n"));
    let (_, strict) = import(SourceKind::HouseAds, std::slice::from_ref(&file));
    assert_eq!(
        reasons(&strict),
        [
            "2:3: this is no date such as `06/10/15 05:05:37 AM PDT` [31/31/15 05:05:37 AM PDT] (5.00 RUB)",
            "3:3: this is no date such as `06/10/15 05:05:37 AM PDT` [02/21117] (6.00 RUB)",
        ]
    );
    let (_, tolerant) = imported(&Import::new(SourceKind::HouseAds).mode(Mode::Tolerant), &[file]);
    let read: Vec<&str> = tolerant.repairs.iter().map(|repair| repair.read_as.as_str()).collect();
    assert_eq!((tolerant.totals.to_string().as_str(), read), ("[11, 11] RUB", vec!["no date", "2017-02-21"]));
}

#[test]
fn ads_of_the_house_given_twice_count_once() {
    let rows = format!("{HOUSE}1,5.00 RUB,06/10/15 05:05:37 AM PDT\n1,6.00 RUB,06/10/15 05:05:37 AM PDT\n");
    let files = [text("a/q.csv", &rows), text("b/q.csv", &rows.replace('\n', "\r\n"))];
    let (_, account) = import(SourceKind::HouseAds, &files);
    assert_eq!(account.totals.to_string(), "[11, 11] RUB");
    assert_eq!(
        reasons(&account),
        [
            "2:1: the row repeats another in every cell, further up or in another file [1] (5.00 RUB)",
            "3:1: the row repeats another in every cell, further up or in another file [1] (6.00 RUB)",
        ]
    );
    // Another ad of the same id counts.
    assert_eq!(account.remarks, ["1 ad has the id of another ad further up: all count"]);
    let Some(quarter) = real_text("ira-facebook/2017-Quarter-3.csv") else { return };
    let of = |count: usize| {
        let (_, account) = import(SourceKind::HouseAds, &vec![text("2017-Quarter-3.csv", &quarter); count]);
        account.totals.get(Currency::RUB).unwrap().set().to_string()
    };
    assert_eq!((of(1), of(2)), ("[38459.78, 38459.78]".to_owned(), "[38459.78, 38459.78]".to_owned()));
}

#[test]
fn every_payment_of_the_commission_that_is_divided_is_a_check() {
    let header = "ECRef,RegulatedEntityName,AmountInEngland,AmountInScotland,AmountInWales,AmountInNorthernIreland,TotalExpenditure,DateIncurred\n";
    for (row, verdict) in [
        // Without any share nothing is said of how the total is divided.
        ("S1,P,,,,,£10.00,31/12/2019", None),
        ("S1,P,,,,,£0.00,31/12/2019", None),
        // Beside others an empty share is one of nothing.
        ("S1,P,£0.00,,,,£10.00,31/12/2019", Some(Verdict::Inconsistent)),
        ("S1,P,£0.00,£0.00,£0.00,£0.00,£10.00,31/12/2019", Some(Verdict::Inconsistent)),
        ("S1,P,£6.00,,,,£10.00,31/12/2019", Some(Verdict::Inconsistent)),
        ("S1,P,,,£10.00,,£10.00,31/12/2019", Some(Verdict::Proven)),
    ] {
        let (ledger, account) = import(SourceKind::UkEc, &[text("results.csv", &format!("{header}{row}\n"))]);
        let found: Vec<Verdict> = verdicts(&ledger).into_iter().map(|(_, verdict)| verdict).collect();
        assert_eq!((account.entries, found), (1, Vec::from_iter(verdict)), "{row}");
        let undivided = "results.csv: 1 row has no share at all: nothing checks the total";
        assert_eq!(account.remarks.iter().any(|remark| remark == undivided), verdict.is_none(), "{row}");
    }
}

#[test]
fn days_of_the_house_in_other_forms_are_days() {
    let rows =
        format!("{HOUSE}1,5.00 RUB,2015-06-10\n2,5.00 RUB,06/10/2015\n3,5.00 RUB,06/10/15 05:05:37 AM PDT\n");
    let file = text("a.csv", &rows);
    let (_, strict) = import(SourceKind::HouseAds, std::slice::from_ref(&file));
    assert_eq!((strict.entries, strict.set_aside.len()), (1, 2));
    let (ledger, tolerant) = imported(&Import::new(SourceKind::HouseAds).mode(Mode::Tolerant), &[file]);
    let read: Vec<&str> = tolerant.repairs.iter().map(|repair| repair.read_as.as_str()).collect();
    assert_eq!(read, ["2015-06-10"; 2]);
    assert!(
        ledger.entries().iter().all(|entry| entry.when.is_some_and(|when| when.to_string() == "2015-06-10"))
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A line that reports what its items add up to is proven, and one cent less is refuted.
    #[test]
    fn a_line_is_the_sum_of_its_items(cents in prop::collection::vec((1_u32..9_999_999, any::<bool>()), 1..20)) {
        let shown = |cents: u64| format!("{}.{:02}", cents / 100, cents % 100);
        let items: Vec<String> = cents.iter().enumerate()
            .map(|(at, (cents, is_memo))| payment(&format!("B{at}"), &shown(u64::from(*cents)), if *is_memo { "X" } else { "" }))
            .collect();
        let sum: u64 = cents.iter().filter(|(_, is_memo)| !is_memo).map(|(cents, _)| u64::from(*cents)).sum();
        prop_assume!(sum > 0);
        for (reported, verdict) in [(sum, Verdict::Proven), (sum + 1, Verdict::Proven), (sum - 1, Verdict::Inconsistent)] {
            let file = text("1.fec", &filing("", &[(49, &shown(reported))], &items));
            let (ledger, account) = import(SourceKind::Fec, &[file]);
            prop_assert_eq!(account.rows, u64::try_from(items.len()).unwrap());
            prop_assert_eq!(verdicts(&ledger), [("fec/1/SB21B".to_owned(), verdict)]);
        }
    }

    /// Any bytes behind a header that is right give an account of every row, or an error.
    #[test]
    fn no_bytes_are_too_much_for_records(bytes in prop::collection::vec(any::<u8>(), 0..300), pick in any::<prop::sample::Index>()) {
        let start = filing("", &[(49, "1.00")], &[payment("B1", "1.00", "")]);
        let heads = [start.as_str(), "/* Header\nFEC_Ver_# = 2.02\n/* End Header\nF3XN,C1\nSB29,", SCHEDULE_E, UK, HOUSE];
        let mut whole = heads[pick.index(heads.len())].as_bytes().to_vec();
        whole.extend(bytes);
        for kind in [SourceKind::Fec, SourceKind::FecScheduleE, SourceKind::UkEc, SourceKind::HouseAds, SourceKind::Csv] {
            for mode in MODES {
                let mut sink = LedgerBuilder::new();
                let mapping = "[columns]\namount = \"Ad Spend\"\nid = \"Ad ID\"\ndate = \"Ad Creation Date\"\n";
                let import = Import::new(kind).mode(mode).mapping("m.toml", mapping);
                if let Ok(account) = import.run(&[Input::bytes("a.csv", whole.clone())], &mut sink) {
                    prop_assert_eq!(account.rows, account.entries + u64::try_from(account.set_aside.len()).unwrap());
                    prop_assert!(sink.build().is_ok());
                }
            }
        }
    }

    /// Rows of made-up cells, of which some are slips: the parts of what is set aside and what counts make the whole.
    #[test]
    fn every_ad_is_accounted_for(ads in prop::collection::vec((0_u32..100_000_000, 0_usize..4), 0..30)) {
        let mut rows = HOUSE.to_owned();
        let mut expected = [0_u64; 2];
        for (at, (cents, form)) in ads.iter().enumerate() {
            let (whole, rest) = (cents / 100, cents % 100);
            let (thousands, hundreds) = (whole / 1_000, whole % 1_000);
            let is_long = thousands > 0;
            let spend = match form {
                0 => format!("{whole}.{rest:02} RUB"),
                1 if is_long => format!("{thousands},{hundreds:03}.{rest:02} RUB"),
                2 if is_long => format!("{thousands}.{hundreds:03}.{rest:02} RUB"),
                3 => format!("{whole}.{rest:02} R U B"),
                _ => "None".to_owned(),
            };
            let is_slip = *form == 3 || *form == 2 && is_long;
            let value = if spend == "None" { 0 } else { u64::from(*cents) };
            expected[0] += if is_slip { 0 } else { value };
            expected[1] += value;
            writeln!(rows, "{at},\"{spend}\",06/10/15 05:05:37 AM PDT").unwrap();
        }
        for (mode, expected) in MODES.into_iter().zip(expected) {
            let (_, account) = imported(&Import::new(SourceKind::HouseAds).mode(mode), &[text("a.csv", &rows)]);
            prop_assert_eq!(account.rows, u64::try_from(ads.len()).unwrap());
            let found = account.totals.get(Currency::RUB).map_or(Ratio::from(0), |sum| sum.printed().unwrap());
            let expected: adspend::exact::Numeral = format!("{}.{:02}", expected / 100, expected % 100).parse().unwrap();
            prop_assert_eq!(found, Ratio::from(expected));
        }
    }
}

type Verdicts = Vec<(String, Verdict)>;

/// The verdicts of a real filing by line, how many rows it has, and how many became entries.
fn real_filing(name: &str) -> Option<(Verdicts, u64, u64)> {
    let file = real(&format!("fec/{name}.fec"))?;
    let (ledger, account) = import(SourceKind::Fec, &[file]);
    let short = |id: &str| id.rsplit('/').next().unwrap().to_owned();
    let verdicts = verdicts(&ledger).into_iter().map(|(id, verdict)| (short(&id), verdict)).collect();
    Some((verdicts, account.rows, account.entries))
}

#[test]
fn real_filings() {
    for (name, rows, lines) in [
        ("1229017", 233, "SA11AI SA11C SA14 SB17 SB20A SB21"),
        ("1238370", 5, "SA11AI SB21B SB22 SB29"),
        ("1238403", 2, "S2018-H-12-OH"),
        ("1238405", 1, "P2018-H-11-NY"),
        ("1238409", 8, "P2018-S-00-MT"),
        ("1238421", 64, "SA11AI SA11C SA16 SB21B SB23"),
        ("13360", 151, "SA11A1 SA17 SB23 SB29"),
        ("1550126", 19, "SA11AI SA13A SB17"),
    ] {
        let Some((verdicts, read, entries)) = real_filing(name) else { return };
        assert_eq!((read, entries), (rows, rows), "{name}");
        let found: Vec<&str> = verdicts.iter().map(|(line, _)| line.as_str()).collect();
        assert_eq!(found.join(" "), lines, "{name}");
        assert!(verdicts.iter().all(|(_, verdict)| *verdict == Verdict::Proven), "{name}: {verdicts:?}");
    }
    let Some((verdicts, ..)) = real_filing("1238420") else { return };
    let refuted: Vec<_> = verdicts.iter().filter(|(_, verdict)| *verdict != Verdict::Proven).collect();
    assert_eq!(refuted, [&("SA15".to_owned(), Verdict::Inconsistent)]);
}

#[test]
fn real_filings_that_are_broken() {
    for (name, expected) in [
        (
            "1613679_malformed",
            "found version `2.4` in an `HDR` record, and expected a `/* Header` block, with which filings of version 2 begin",
        ),
        (
            "filing_invalid_version",
            "found version `180.5`, and expected one of the electronic format from 2 to 8, such as `8.3`",
        ),
    ] {
        let Some(file) = real(&format!("fec/{name}.fec")) else { return };
        let error =
            Import::new(SourceKind::Fec).run(&[file], &mut LedgerBuilder::new()).unwrap_err().to_string();
        assert_eq!(
            error,
            format!("{name}.fec:1:1: error[syntax]: {expected}; download the filing again from the FEC")
        );
    }
}

#[test]
fn real_ads_of_the_house() {
    let quarters = ["2015-Quarter-2", "2016-Quarter-3", "2017-Quarter-3"];
    let files: Option<Vec<Input>> =
        quarters.iter().map(|name| real(&format!("ira-facebook/{name}.csv"))).collect();
    let Some(files) = files else { return };
    for (mode, entries, total) in [
        (Mode::Strict, 390, "[980952.12, 980952.12] RUB + [74, 74] USD"),
        (Mode::Tolerant, 405, "[1050924.31, 1050924.31] RUB + [74, 74] USD"),
    ] {
        let (_, account) = imported(&Import::new(SourceKind::HouseAds).mode(mode), &files);
        assert_eq!(
            (account.rows, account.entries, account.totals.to_string().as_str()),
            (405, entries, total)
        );
    }
}
