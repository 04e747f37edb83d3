//! Copies of the files that differ as revisions, spreadsheets and other software make them differ: read as what they are, or refused.

use adspend::check::{Report, Verdict};
use adspend::import::{Import, Mode, REPAIRS_MAX, SourceKind};
use adspend::ledger::LedgerBuilder;

use crate::{import, imported, refused, text};

const REPORT: &str = "FacebookAdLibraryReport_2025-07-13_AD_last_30_days_advertisers.csv";
const STATS: &str = "google-political-ads-advertiser-stats.csv";
const SNAP: &str = "ADID,Currency Code,Spend,StartDate,EndDate,PayingAdvertiserName\n";

#[test]
fn advertisers_without_a_count_of_ads_still_count() {
    let rows = "Page ID,Page name,Disclaimer,Amount spent (EUR)\n1,a,a,500\n2,b,b,≤100\n";
    for name in [REPORT, "AD2025-07-13ThisWeekSpending.csv", "report.csv"] {
        let (_, account) = import(SourceKind::Meta, &[text(name, rows)]);
        assert_eq!((account.totals.to_string().as_str(), account.uncounted), ("[500, 600] EUR", 0), "{name}");
    }
    for name in ["FacebookAdLibraryReport_2025-07-13_AD_last_30_days_East.csv", "a/regions/East.csv"] {
        let (_, account) = import(SourceKind::Meta, &[text(name, rows)]);
        assert_eq!((account.totals.to_string().as_str(), account.uncounted), ("nothing", 2), "{name}");
    }
}

#[test]
fn disclaimers_that_differ_in_a_blank_are_two() {
    let rows = "Page ID,Page name,Disclaimer,Amount spent (EUR),Number of ads in Library\n1,a,Of a,500,1\n1,a,Of a ,600,1\n1,a,Of a,700,1\n";
    let (ledger, account) = import(SourceKind::Meta, &[text(REPORT, rows)]);
    assert_eq!(account.totals.to_string(), "[1100, 1100] EUR");
    assert_eq!((account.set_aside.len(), account.set_aside[0].line), (1, 4));
    // They are one payer.
    assert_eq!(ledger.entries()[0].payer, ledger.entries()[1].payer);
}

#[test]
fn two_columns_of_one_name_or_currency_are_refused() {
    let help = "leave out the one that is not meant, or download the file again";
    for (kind, name, rows, columns) in [
        (
            SourceKind::Snap,
            "PoliticalAds.csv",
            "ADID,Spend,StartDate,EndDate,PayingAdvertiserName,spend\na,5,2020/01/29,,x,7\n",
            "2 and 6, `Spend` and `spend`",
        ),
        (
            SourceKind::Meta,
            REPORT,
            "Page ID,Page name,Disclaimer,Amount spent (EUR),Amount spent (USD)\n1,a,a,500,600\n",
            "4 and 5, `Amount spent (EUR)` and `Amount spent (USD)`",
        ),
        (
            SourceKind::Google,
            STATS,
            "Advertiser_ID,Advertiser_Name,Total_Spend_USD,Spend_USD\nAR1,x,100,100\n",
            "3 and 4, `Total_Spend_USD` and `Spend_USD`",
        ),
    ] {
        let message =
            format!("error[contradiction]: the columns {columns}, are of the same name or currency; {help}");
        assert_eq!(refused(kind, name, rows), format!("{name}:1:1: {message}"));
    }
    let import_csv = Import::new(SourceKind::Csv)
        .mapping("m.toml", "[columns]\namount = \"Cost\"\n[constants]\ncurrency = \"EUR\"\n");
    let twice = import_csv.run(&[text("a.csv", "Cost,Cost\n5,7\n")], &mut LedgerBuilder::new()).unwrap_err();
    let message = format!(
        "error[contradiction]: the columns 1 and 2, `Cost` and `Cost`, are of the same name or currency; {help}"
    );
    assert_eq!(twice.to_string(), format!("a.csv:1:1: {message}"));
    // Columns that nobody reads may be called as they like.
    let rows = "ADID,Spend,StartDate,EndDate,PayingAdvertiserName,note,note\na,5,2020/01/29,,x,7,8\n";
    assert_eq!(import(SourceKind::Snap, &[text("PoliticalAds.csv", rows)]).1.entries, 1);
}

#[test]
fn a_point_that_may_stand_between_thousands_is_not_repaired() {
    let rows = format!(
        "{SNAP}a,USD,26.776,2020/01/29,,x\nb,USD,1.50,2020/01/29,,x\nc,USD,\"1,234\",2020/01/29,,x\nd,USD,1.234.567,2020/01/29,,x\n"
    );
    let (_, account) =
        imported(&Import::new(SourceKind::Snap).mode(Mode::Tolerant), &[text("PoliticalAds.csv", &rows)]);
    assert_eq!(account.totals.to_string(), "[1235.5, 1235.5] USD");
    let asides: Vec<_> =
        account.set_aside.iter().map(|aside| (aside.text.as_str(), aside.money.is_some())).collect();
    assert_eq!(asides, [("26.776", false), ("1.234.567", false)]);
    let uk = "ECRef,RegulatedEntityName,TotalExpenditure\nES1,Example Party,£1.234\n";
    let (_, account) = import(SourceKind::UkEc, &[text("results.csv", uk)]);
    assert_eq!((account.entries, account.set_aside[0].money.is_none()), (0, true));
}

#[test]
fn the_dollar_counts_wherever_its_column_stands() {
    for header in ["Spend_USD,Spend_EUR,Spend_HRK", "Spend_EUR,Spend_HRK,Spend_USD"] {
        let cell = |name: &str, dollars: &str| match name {
            "Spend_USD" => dollars.to_owned(),
            "Spend_EUR" => "42450".to_owned(),
            _ => "318700".to_owned(),
        };
        let row = |id: &str, dollars: &str| {
            let cells: Vec<String> = header.split(',').map(|name| cell(name, dollars)).collect();
            format!("{id},x,{}\n", cells.join(","))
        };
        let rows = format!(
            "Advertiser_ID,Advertiser_Name,{header}\n{}{}",
            row("AR1", "48200"),
            // What cannot be read is no zero in one of two regions.
            row("AR2", "48.200")
        );
        let (_, account) = import(SourceKind::Google, &[text(STATS, &rows)]);
        assert_eq!(account.totals.to_string(), "[48150, 48250] USD", "{header}");
        assert_eq!(account.set_aside.len(), 1);
        assert_eq!(
            account.remarks[0],
            format!("{STATS}: its columns are the same money: USD counts, the others restate it")
        );
    }
}

#[test]
fn bounds_of_the_api_that_became_numbers_are_read_by_their_digits() {
    let ad = |id: u32, spend: &str| format!("{{\"id\":\"{id}\",\"currency\":\"EUR\",\"spend\":{spend}}}\n");
    let rows = [
        ad(1, "{\"lower_bound\":100,\"upper_bound\":199}"),
        ad(2, "{\"lower_bound\":100.0, \"upper_bound\" : 199.00 }"),
        ad(3, "{\"lower_bound\":\"100\",\"upper_bound\":null}"),
        ad(4, "{\"lower_bound\":0.1}"),
        ad(5, "{\"lower_bound\":1e2}"),
        ad(6, "{\"lower_bound\":-5}"),
        ad(7, "{\"lower_bound\":true}"),
        ad(8, "{\"lower_bound\":[1]}"),
        ad(9, "null"),
    ];
    let (ledger, account) = import(SourceKind::MetaApi, &[text("ads.ndjson", &rows.concat())]);
    let amounts: Vec<String> = ledger.entries().iter().map(|entry| entry.money.amount.to_string()).collect();
    assert_eq!(amounts, ["[100, 199]", "[100.0, 199.00]", ">=100", ">=0.1", "unknown"]);
    let asides: Vec<&str> = account.set_aside.iter().map(|aside| aside.reason.as_str()).collect();
    assert_eq!(
        asides,
        [
            "`1e2` is no bound of spend: digits with at most one point",
            "`-5` is no bound of spend: digits with at most one point",
            "this is no ad: the spend: invalid type: boolean `true`, expected a text or a whole number",
            "this is no ad: the spend: invalid type: sequence, expected a text or a whole number",
        ]
    );
}

#[test]
fn a_line_that_must_be_itemised_whole_is_at_least_its_items() {
    let filing = |reported: &str| {
        let mut form = vec![""; 60];
        (form[0], form[1], form[29]) = ("F3XN", "C00999001", reported);
        let item = |id: &str, amount: &str, memo: &str| {
            let mut fields = vec![""; 44];
            (fields[0], fields[1], fields[2], fields[20], fields[42]) =
                ("SA11AI", "C00999001", id, amount, memo);
            fields.join("\u{1c}")
        };
        format!(
            "HDR\u{1c}FEC\u{1c}8.3\u{1c}Example\u{1c}1\n{}\n{}\n{}\n",
            form.join("\u{1c}"),
            item("A1", "60.00", ""),
            item("A2", "7.00", "X")
        )
    };
    for (reported, verdict, remark) in [
        ("60.00", Verdict::Proven, None),
        (
            "75.00",
            Verdict::Proven,
            Some(
                "1: line 11(a)(i) must be itemised whole, and 15 of its 75 USD is not: an item SA11AI is missing, or the summary is wrong",
            ),
        ),
        ("59.99", Verdict::Inconsistent, None),
    ] {
        let (ledger, account) = import(SourceKind::Fec, &[text("1.fec", &filing(reported))]);
        let report = Report::of(&ledger);
        let verdicts: Vec<_> = report.checks.iter().map(|check| (check.id.as_str(), check.verdict)).collect();
        assert_eq!(verdicts, [("fec/1/SA11AI", verdict)], "{reported}");
        assert_eq!(account.remarks.first().map(String::as_str), remark, "{reported}");
    }
}

#[test]
fn a_file_of_repairs_alone_is_refused() {
    let mut rows = SNAP.to_owned();
    for at in 0..REPAIRS_MAX + 2 {
        rows.push_str(&format!("{at},USD,$5,2020/01/29,,x\n"));
    }
    let import = Import::new(SourceKind::Snap).mode(Mode::Tolerant);
    let error = import.run(&[text("PoliticalAds.csv", &rows)], &mut LedgerBuilder::new()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "PoliticalAds.csv:100002:1: error[limit]: more than 100000 cells had to be repaired, such as this: `$5`; \
         make sure that the file is of this source"
    );
}
