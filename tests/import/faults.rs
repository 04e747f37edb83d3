//! What is wrong with a file or row, word for word.

use std::io::Write as _;

use adspend::import::{Import, Input, Mode, SourceKind};
use adspend::ledger::LedgerBuilder;

use crate::{example, import, imported, refused, text};

const SNAP: &str = "ADID,Currency Code,Spend,StartDate,EndDate,OrganizationName,PayingAdvertiserName\n";
const META: &str = "Page ID,Page name,Disclaimer,Amount spent (EUR),Number of ads in Library\n";
const REPORT: &str = "FacebookAdLibraryReport_2025-07-13_AD_last_30_days_advertisers.csv";
const GOOGLE: &str = "Advertiser_ID,Advertiser_Name,Total_Creatives,Spend_USD\n";

/// The reasons for which the rows of a text are set aside, with their money.
fn reasons(kind: SourceKind, name: &str, rows: &str) -> Vec<String> {
    let (_, account) = import(kind, &[text(name, rows)]);
    let of = |aside: &adspend::import::SetAside| {
        let money = aside.money.as_ref().map_or("unreadable".to_owned(), ToString::to_string);
        format!("{}:{}: {} [{}] ({money})", aside.line, aside.column, aside.reason, aside.text)
    };
    account.set_aside.iter().map(of).collect()
}

#[test]
fn rows_of_snap() {
    let rows = format!(
        "{SNAP}a,USD,\"1,050\",2020/01/01 00:00:00Z,,,x\nb,USX,5,2020/01/01 00:00:00Z,,,x\nc,USD,5,01.01.2020,,,x\n\
         ,USD,5,2020/01/01 00:00:00Z,,,x\n\
         d,USD,-5,2020/01/01 00:00:00Z,,,x\ne,USD\nf,USD,,2020/01/01 00:00:00Z,,,x\n\
         g,USD,1,2020/01/01 00:00:00Z,,,x\ng,USD,2,2020/01/01 00:00:00Z,,,x\n\
         h,USD,9.999.99,2020/01/01 00:00:00Z,,,x\n"
    );
    assert_eq!(
        reasons(SourceKind::Snap, "PoliticalAds.csv", &rows),
        [
            "2:3: the amount is not written as this source writes it: digits alone [1,050] (1050 USD)",
            "3:2: this is no code of a currency such as `USD` [USX] (unreadable)",
            "4:4: this is no date such as `2020/01/29 15:00:00Z` [01.01.2020] (5 USD)",
            "5:1: the ad has no id [] (5 USD)",
            "6:3: the amount -5 is below zero, and spend is not [-5] (-5 USD)",
            "7:2: the header has 7 cells, and this row 2 [USD] (unreadable)",
            "8:3: the cell of the amount is empty [] (unreadable)",
            "10:1: the file has this ad already, further up [g] (2 USD)",
            "11:3: the amount is not written as this source writes it: digits alone [9.999.99] (unreadable)",
        ]
    );
}

#[test]
fn rows_of_meta() {
    let rows = format!("{META}1,a,a,<=100,1\n1,a,b,≤x,1\n1,a,b,≤100,1\n1,a,b,101,1\n0,,,5,1\n0,,,6,1\n");
    assert_eq!(
        reasons(SourceKind::Meta, REPORT, &rows),
        [
            "2:4: the bound is not written with `≤` [<=100] (<=100 EUR)",
            "3:4: no whole number stands behind `≤` [≤x] (unreadable)",
            "5:2: the file has this page with this disclaimer already, further up [a] (101 EUR)",
        ]
    );
    let tolerant = Import::new(SourceKind::Meta).mode(Mode::Tolerant);
    let (_, account) = imported(&tolerant, &[text(REPORT, &rows)]);
    let repair = &account.repairs[0];
    assert_eq!(
        (repair.line, repair.column, repair.found.as_str(), repair.read_as.as_str()),
        (2, 4, "<=100", "≤100 EUR")
    );
    assert_eq!(account.totals.to_string(), "[11, 211] EUR");
}

#[test]
fn rows_of_google() {
    let rows = format!("{GOOGLE},x,1,100\nAR1,x,1,\nAR2,x,1,$300\n");
    assert_eq!(
        reasons(SourceKind::Google, "google-political-ads-advertiser-stats.csv", &rows),
        [
            "2:1: the row names no advertiser [] (100 to 100 USD)",
            "3:4: the cell of the amount is empty [] (unreadable)",
            "4:4: the amount is not written as this source writes it: digits alone [$300] (300 USD)",
        ]
    );
}

#[test]
fn ads_of_the_api() {
    let rows = "{\"id\":\"1\",\"currency\":\"EUR\",\"spend\":{\"lower_bound\":\"x\"}}\n{\"id\":\"2\"}\n{\"id\":3.5}\n\
                {\"id\":\"4\",\"currency\":\"EUR\",\"spend\":{\"lower_bound\":\"9\",\"upper_bound\":\"5\"}}\n\
                {\"currency\":\"EUR\",\"spend\":{\"lower_bound\":\"5\"},\"ad_snapshot_url\":\"?access_token=SECRET&x\"}\n\
                {\"id\":\"6\",\"currency\":\"EUR\",\"ad_delivery_start_time\":\"soon\"}\n";
    assert_eq!(
        reasons(SourceKind::MetaApi, "ads.ndjson", rows),
        [
            "1:1: `x` is no bound of spend: digits with at most one point [{\"id\":\"1\",\"currency\":\"EUR\",\"spend\":{\"lower_bound\":\"x\"}}] (unreadable)",
            "2:1: the ad names no currency, and neither does the caller (`--currency`) [{\"id\":\"2\"}] (unreadable)",
            "3:1: this is no ad: invalid type: floating point `3.5`, expected a text or a whole number [{\"id\":3.5}] (unreadable)",
            "4:1: 9 to 5 is no range: the lower end comes first [{\"id\":\"4\",\"currency\":\"EUR\",\"spend\":{\"lower_bound\":\"9\",\"upper_bound\":\"5\"}}] (unreadable)",
            "5:1: the ad has no id [{\"currency\":\"EUR\",\"spend\":{\"lower_bound\":\"5\"},\"ad_snapshot_url\":\"?access_token=R] (>=5 EUR)",
            "6:1: a date of its delivery is none such as `2020-01-29` [{\"id\":\"6\",\"currency\":\"EUR\",\"ad_delivery_start_time\":\"soon\"}] (unreadable)",
        ]
    );
}

#[test]
fn files_that_are_no_such_files() {
    for (kind, name, rows, message) in [
        (
            SourceKind::Snap,
            "a.csv",
            "ADID,Spend\n",
            "a.csv:1:1: error[missing-key]: this is not Snap's Political Ads Library: no column is called `startdate`; its columns are: ADID, Spend",
        ),
        (
            SourceKind::Meta,
            "a.csv",
            "x\n1\n",
            "a.csv:1:1: error[missing-key]: this is not a file of Meta's Ad Library Report: no column is called `page name`; its columns are: x",
        ),
        (
            SourceKind::Meta,
            REPORT,
            "Page Name,Disclaimer,Amount Spent,Number of Ads in Library\nx,x,5,1\n",
            "FacebookAdLibraryReport_2025-07-13_AD_last_30_days_advertisers.csv:1:1: error[no-currency]: the file names no currency for its amounts; \
             name it: `--currency GBP` for a report of the United Kingdom",
        ),
        (
            SourceKind::Google,
            "a.csv",
            "Advertiser_ID,Name\n",
            "a.csv:1:1: error[missing-key]: there is no file to read of Google's political ads bundle; \
             name the archive as it was downloaded, its folder, or its CSV files",
        ),
        (
            SourceKind::MetaApi,
            "a.json",
            "{\"data\":[{\"id\":",
            "a.json:1:1: error[syntax]: the file ends before its JSON does; download it again",
        ),
    ] {
        assert_eq!(refused(kind, name, rows), message);
    }
}

#[test]
fn a_quotation_mark_that_is_never_closed_swallows_no_rows() {
    let unclosed = format!("{META}1,a,a,5,1\n2,\"b,b,6,1\n3,c,c,7,1\n");
    assert_eq!(
        refused(SourceKind::Meta, REPORT, &unclosed),
        "FacebookAdLibraryReport_2025-07-13_AD_last_30_days_advertisers.csv:3:1: error[syntax]: a quotation mark is opened in this \
         row and never closed; close it, or double it inside a quoted cell"
    );
    // A cell of two lines that closes is one, at the end of the file, too.
    let closed = format!("{META}1,a,a,5,1\n2,b,b,6,\"1\n\"\n");
    assert_eq!(reasons(SourceKind::Meta, REPORT, &closed).len(), 0);
}

#[test]
fn reports_that_overlap_are_refused_and_named() {
    let other = text(
        "FacebookAdLibraryReport_2025-07-10_AD_last_7_days_advertisers.csv",
        &format!("{META}1,a,a,5,1\n"),
    );
    let apart = text(
        "FacebookAdLibraryReport_2025-06-13_AD_last_30_days_advertisers.csv",
        &format!("{META}1,a,a,5,1\n"),
    );
    let elsewhere = text(
        "FacebookAdLibraryReport_2025-07-13_BE_last_30_days_advertisers.csv",
        &format!("{META}1,a,a,5,1\n"),
    );
    let mut sink = LedgerBuilder::new();
    let message = Import::new(SourceKind::Meta).run(&[example("meta"), other], &mut sink).unwrap_err();
    assert_eq!(
        message.iter().next().unwrap().message,
        "the windows of `meta/AD/2025-07-10/last-7-days` (2025-07-04/2025-07-10) and `meta/AD/2025-07-13/last-30-days` \
         (2025-06-14/2025-07-13) overlap: added up, they would count some money twice"
    );
    let (_, account) = import(SourceKind::Meta, &[example("meta"), apart, elsewhere]);
    assert_eq!(account.totals.to_string(), "[5610, 5810] EUR");
    let twice =
        Import::new(SourceKind::Meta).run(&[example("meta"), example("meta")], &mut LedgerBuilder::new());
    assert!(
        twice
            .unwrap_err()
            .to_string()
            .contains("is a file of the same report: added up, they would count it twice")
    );
    // Browsers number the copies that they save.
    for (name, content) in [
        ("advertisers", format!("{META}1,a,a,5,1\n")),
        ("locations", "Location name,Amount spent (EUR)\nHighlands,5\n".to_owned()),
    ] {
        let copy = |number: &str| {
            text(&format!("FacebookAdLibraryReport_2025-07-13_AD_last_30_days_{name}{number}.csv"), &content)
        };
        let twice = Import::new(SourceKind::Meta).run(&[copy(""), copy(" (1)")], &mut LedgerBuilder::new());
        assert!(twice.unwrap_err().to_string().contains("is a file of the same report"), "{name}");
    }
}

#[test]
fn money_of_another_sign_is_not_that_of_the_column() {
    let rows = format!("{META}1,a,a,$700,1\n2,b,b,£800,1\n3,c,c,¥900,1\n4,d,d,€100,1\n");
    let report = "FacebookAdLibraryReport_2025-07-13_AD_last_30_days_advertisers.csv";
    let (_, strict) = import(SourceKind::Meta, &[text(report, &rows)]);
    let money: Vec<Option<String>> =
        strict.set_aside.iter().map(|it| it.money.as_ref().map(ToString::to_string)).collect();
    assert_eq!(money, [None, None, None, Some("100 EUR".to_owned())]);
    let uk =
        "ECRef,RegulatedEntityName,TotalExpenditure\nES1,Example Party,$5.00\nES2,Example Party,£ 6.00\n";
    let stats = "Advertiser_ID,Advertiser_Name,Spend_USD\nAR1,x,£700\nAR2,x,$500\nAR3,x,100\n";
    for (kind, name, rows, total) in [
        (SourceKind::Meta, report, rows.as_str(), "[100, 100] EUR"),
        (SourceKind::UkEc, "results.csv", uk, "[6, 6] GBP"),
        (SourceKind::Google, "google-political-ads-advertiser-stats.csv", stats, "[500, 700] USD"),
    ] {
        let (_, account) = imported(&Import::new(kind).mode(Mode::Tolerant), &[text(name, rows)]);
        assert_eq!((account.totals.to_string().as_str(), account.repairs.len()), (total, 1), "{kind}");
    }
}

#[test]
fn what_is_no_table_says_what_it_is() {
    let utf_16: Vec<u8> = "Page ID,Page name\n1,a\n".bytes().flat_map(|byte| [byte, 0]).collect();
    for (content, message) in [
        (utf_16, "error[encoding]: the file is in UTF-16; save it as UTF-8"),
        (
            vec![0x1F, 0x8B, 8, 0, 0],
            "error[syntax]: the file is a gzip archive; unpack it, and name what is in it",
        ),
        (
            b"PK\x03\x04abc".to_vec(),
            "error[syntax]: the file is a ZIP archive; let its name end in `.zip`; where it lies in another archive, unpack that one",
        ),
    ] {
        let input = Input::bytes("a.csv", content);
        let problem =
            Import::new(SourceKind::Meta).run(&[input], &mut LedgerBuilder::new()).unwrap_err().to_string();
        assert_eq!(problem, format!("a.csv:1:1: {message}"));
    }
    let file = text("a.csv", &META.replace("EUR", "EUX"));
    let problem =
        Import::new(SourceKind::Meta).run(&[file], &mut LedgerBuilder::new()).unwrap_err().to_string();
    assert_eq!(
        problem,
        "a.csv:1:1: error[unknown-currency]: `EUX`, in the name of the column of amounts, is no code of a currency such as `EUR`; \
         correct the header, or download the file again"
    );
}

/// An archive of one file.
fn archive(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(bytes).unwrap();
    archive.finish().unwrap().into_inner()
}

/// What lies in an archive within an archive is not looked for; that it lies there is said, whatever is imported.
#[test]
fn an_archive_within_an_archive_is_to_be_unpacked() {
    let list = "Page ID,Page name,Disclaimer,Amount spent (EUR),Number of ads in Library\n1,a,a,500,1\n";
    let inner =
        archive("FacebookAdLibraryReport_2025-07-13_AD_last_30_days_advertisers.csv", list.as_bytes());
    let outer = archive("inner.zip", &inner);
    for kind in [SourceKind::Meta, SourceKind::Google, SourceKind::Fec, SourceKind::Snap] {
        let input = Input::bytes("outer.zip", outer.clone());
        let error = Import::new(kind).run(&[input], &mut LedgerBuilder::new()).unwrap_err().to_string();
        assert!(error.contains("inner.zip:1:1: error[syntax]: the file is a ZIP archive; "), "{error}");
        assert!(error.ends_with("where it lies in another archive, unpack that one"), "{error}");
    }
    let account = Import::new(SourceKind::Meta)
        .run(&[Input::bytes("inner.zip", inner)], &mut LedgerBuilder::new())
        .unwrap();
    assert_eq!(account.totals.to_string(), "[500, 500] EUR");
    let nothing = archive("notes.txt", b"x");
    let error = Import::new(SourceKind::Meta)
        .run(&[Input::bytes("a.zip", nothing)], &mut LedgerBuilder::new())
        .unwrap_err()
        .to_string();
    assert!(error.contains("there is no CSV file to read as a file of Meta's"), "{error}");
}
