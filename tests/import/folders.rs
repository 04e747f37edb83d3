//! Folders and archives that hold more than what is imported, other revisions of the same files, and how dates of bundles are found.

use std::fs;
use std::path::PathBuf;

use adspend::check::{Report, Verdict};
use adspend::import::{Import, Input, Mode, SourceKind};
use adspend::ledger::LedgerBuilder;

use crate::{import, imported, refused, text};

/// A folder of its own for a test, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("adspend-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, content: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn input(&self) -> Input {
        Input::path(&self.0)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left in a folder for temporary files does no harm.
        let _ = fs::remove_dir_all(&self.0);
    }
}

const HOUSE: &str = "Ad ID,Ad Spend,Ad Creation Date\n1,5.00 RUB,06/10/15 05:05:37 AM PDT\n";
const RATES: &str = "Jul.Day,YYYY/MM/DD,Wdy,RUB/USD\n2457024,2015/01/01,Thu,59.5\n";

/// Shells complete the name of a folder with a stroke behind it.
#[test]
fn a_folder_is_the_same_with_a_stroke_behind_its_name() {
    let folder = Folder::new("strokes");
    let snap = |spend: u32| {
        let header = "ADID,Currency Code,Spend,StartDate,EndDate,OrganizationName,PayingAdvertiserName";
        format!("{header}\na,USD,{spend},2020/01/29 15:00:00Z,,X,Y\n")
    };
    folder.write("2020-02-01/PoliticalAds.csv", &snap(150));
    folder.write("2020-01-15/PoliticalAds.csv", &snap(100));
    for stroke in ["", "/"] {
        let inputs = ["2020-02-01", "2020-01-15"]
            .map(|name| Input::path(format!("{}{stroke}", folder.0.join(name).display())));
        let (ledger, account) = import(SourceKind::Snap, &inputs);
        assert_eq!(account.totals.to_string(), "[150, 150] USD", "{stroke}");
        let ids: Vec<_> = ledger.sources().iter().map(|source| source.id.as_str()).collect();
        assert_eq!(ids, ["snap/2020-01-15-PoliticalAds", "snap/2020-02-01-PoliticalAds"], "{stroke}");
    }
}

#[test]
fn other_tables_of_a_folder_are_named_and_not_read() {
    let folder = Folder::new("house");
    folder.write("2015-Quarter-2.csv", HOUSE);
    folder.write("rub-usd.csv", RATES);
    let (_, account) = import(SourceKind::HouseAds, &[folder.input()]);
    assert_eq!(
        (account.rows, account.read, account.not_read),
        (1, vec!["2015-Quarter-2.csv".to_owned()], vec!["rub-usd.csv".to_owned()])
    );
    assert_eq!(
        account.remarks,
        [
            "rub-usd.csv is not read: this is not the House Intelligence Committee's Facebook ads: no column is called `ad id`"
        ]
    );
}

#[test]
fn a_table_that_is_named_or_alone_must_be_of_the_kind() {
    let message = refused(SourceKind::HouseAds, "rub-usd.csv", RATES);
    assert!(message.starts_with("rub-usd.csv:1:1: error[missing-key]: this is not the House"), "{message}");
    let named = [text("a.csv", HOUSE), text("rub-usd.csv", RATES)];
    assert!(Import::new(SourceKind::HouseAds).run(&named, &mut LedgerBuilder::new()).is_err());
    let folder = Folder::new("alone");
    folder.write("rub-usd.csv", RATES);
    folder.write("README.txt", "rates");
    let error =
        Import::new(SourceKind::HouseAds).run(&[folder.input()], &mut LedgerBuilder::new()).unwrap_err();
    assert!(
        error.to_string().starts_with("rub-usd.csv:1:1: error[missing-key]: this is not the House"),
        "{error}"
    );
}

#[test]
fn a_report_of_meta_may_lie_beside_other_tables() {
    let folder = Folder::new("meta");
    let name = "FacebookAdLibraryReport_2023-03-31_GB_last_90_days";
    folder.write(&format!("{name}_advertisers.csv"), "Page ID,Page name,Disclaimer,Amount spent (GBP),Number of ads in Library\n1,a,a,≤100,1\n2,b,b,500,1\n");
    folder.write(
        &format!("{name}_locations.csv"),
        "Location name,Amount spent (GBP)\nEngland,500\nScotland,≤100\n",
    );
    folder.write("notes.csv", "who,what\nx,y\n");
    let (ledger, account) = import(SourceKind::Meta, &[folder.input()]);
    assert_eq!((account.rows, account.not_read.as_slice()), (4, ["notes.csv".to_owned()].as_slice()));
    assert!(
        account.remarks[0].starts_with("notes.csv is not read: this is not a file of Meta's"),
        "{:?}",
        account.remarks
    );
    assert_eq!(ledger.entries()[0].when.unwrap().to_string(), "2023-01-01/2023-03-31");
}

/// The verdicts of the claims that a report of three advertisers makes, its second in this cell.
fn held_with(cell: &str) -> Vec<(String, Verdict)> {
    let name = "FacebookAdLibraryReport_2023-03-31_GB_last_90_days";
    let header = "Page ID,Page name,Disclaimer,Amount spent (GBP)";
    let advertisers =
        format!("{header},Number of ads in Library\n1,a,a,400,1\n2,b,b,{cell},1\n3,c,c,700,1\n");
    let england = format!("{header}\n1,a,a,400\n2,b,b,{cell}\n");
    let files = [
        text(&format!("{name}_advertisers.csv"), &advertisers),
        text(&format!("{name}_England.csv"), &england),
        text(&format!("{name}_locations.csv"), "Location name,Amount spent (GBP)\nEngland,900\nWales,700\n"),
    ];
    let (ledger, _) = import(SourceKind::Meta, &files);
    let short = |id: &str| id.rsplit('/').next().unwrap().to_owned();
    Report::of(&ledger).checks.iter().map(|check| (short(&check.id), check.verdict)).collect()
}

#[test]
fn what_was_set_aside_refutes_no_total_that_may_hold() {
    let all = |verdict: Verdict| vec![("England".to_owned(), verdict), ("all-locations".to_owned(), verdict)];
    assert_eq!(held_with("500"), all(Verdict::Proven));
    assert_eq!(held_with("499"), all(Verdict::Inconsistent));
    // The missing 500 may be what could not be read.
    assert_eq!(held_with("5OO"), all(Verdict::Proven));
    // Locations alone have nothing that they could be held against.
    let alone = text(
        "FacebookAdLibraryReport_2023-03-31_GB_last_90_days_locations.csv",
        "Location name,Amount spent (GBP)\nEngland,900\n",
    );
    let (ledger, account) = import(SourceKind::Meta, &[alone]);
    assert_eq!((account.entries, ledger.claims().len()), (1, 0));
}

/// The verdicts of a bundle whose lifetime and weekly files have these amounts of dollars, the last of each a cell.
fn bundle(lifetime: &str, weekly: &str) -> (Vec<Verdict>, Vec<String>) {
    let files = [
        text(
            "google-political-ads-advertiser-stats.csv",
            &format!(
                "Advertiser_ID,Advertiser_Name,Regions,Total_Creatives,Spend_USD,Spend_EUR,Spend_BRL,Spend_NZD\nAR1,x,US,1,20000,0,0,0\nAR2,y,US,1,{lifetime},0,0,0\n"
            ),
        ),
        text(
            "google-political-ads-advertiser-weekly-spend.csv",
            &format!(
                "Advertiser_ID,Advertiser_Name,Week_Start_Date,Spend_USD,Spend_EUR,Spend_BRL,Spend_NZD\nAR1,x,2025-01-05,20000,0,0,0\nAR2,y,2025-01-05,{weekly},0,0,0\n"
            ),
        ),
    ];
    let (ledger, account) = import(SourceKind::Google, &files);
    (Report::of(&ledger).checks.iter().map(|check| check.verdict).collect(), account.remarks)
}

#[test]
fn views_of_a_bundle_are_held_against_one_another_as_far_as_they_go() {
    // Of the currencies that nobody spent there is no claim.
    assert_eq!(bundle("5000", "5000").0, [Verdict::Consistent]);
    assert_eq!(bundle("5000", "7000").0, [Verdict::Inconsistent]);
    // What cannot be read may be the difference, in one direction.
    let (verdicts, remarks) = bundle("5000", "x");
    assert_eq!(verdicts, [Verdict::Proven]);
    assert!(
        remarks.contains(&"rows of weekly were set aside: they may be the difference".to_owned()),
        "{remarks:?}"
    );
    assert_eq!(bundle("x", "5000").0, [Verdict::Proven]);
    assert_eq!(bundle("x", "x").0, []);
}

#[test]
fn a_text_in_a_folder_of_filings_is_no_filing() {
    let folder = Folder::new("fec");
    let filing = "HDR\u{1c}FEC\u{1c}8.3\u{1c}Soft\nF3XN\u{1c}C00999001\nTEXT\u{1c}C00999001\n";
    folder.write("1.fec", filing);
    folder.write("README.txt", "filings of one committee");
    let (_, account) = import(SourceKind::Fec, &[folder.input()]);
    assert_eq!((account.read, account.not_read), (vec!["1.fec".to_owned()], vec!["README.txt".to_owned()]));
    folder.write("2.fec", "no filing");
    let error = Import::new(SourceKind::Fec).run(&[folder.input()], &mut LedgerBuilder::new()).unwrap_err();
    assert!(error.to_string().starts_with("2.fec:1:1: error[syntax]: found `no filing`"), "{error}");
    folder.write("3.fec", "");
    let error = Import::new(SourceKind::Fec)
        .run(&[folder.input()], &mut LedgerBuilder::new())
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("with which filings begin (1 other filing is broken, too: 3.fec); download"),
        "{error}"
    );
}

#[test]
fn a_bundle_of_google_is_dated_by_the_file_that_says_so() {
    let stats = "Advertiser_ID,Advertiser_Name,Total_Creatives,Spend_USD\nAR1,x,1,100\n";
    for (name, content, expected) in [
        ("google-political-ads-updated.csv", "Report_Data_Updated_Date\n2020-11-03\n", "2020-11-03"),
        ("google-political-ads-updated.txt", "Last updated: 2018-08-20", "2018-08-20"),
        ("google-political-ads-updated.csv", "Report_Data_Updated_Date\n11/3/2020\n", "2020-11-03"),
    ] {
        let folder = Folder::new("google");
        folder.write("google-political-ads-advertiser-stats.csv", stats);
        folder.write(name, content);
        let (ledger, account) = import(SourceKind::Google, &[folder.input()]);
        assert_eq!(account.not_read, Vec::<String>::new());
        assert_eq!(ledger.entries()[0].recorded.unwrap().to_string(), expected, "{name}");
    }
}

#[test]
fn cells_behind_the_last_column_may_be_empty_and_no_more() {
    let header = "ADID,Currency Code,Spend,StartDate,EndDate,OrganizationName,PayingAdvertiserName\n";
    let rows = format!("{header}a,USD,5,2020/01/01,,,x,,\nb,USD,6,2020/01/01,,,x,y\nc,USD,7,2020/01/01,,\n");
    let (_, account) = import(SourceKind::Snap, &[text("PoliticalAds.csv", &rows)]);
    assert_eq!((account.entries, account.totals.to_string().as_str()), (1, "[5, 5] USD"));
    let reasons: Vec<&str> = account.set_aside.iter().map(|aside| aside.reason.as_str()).collect();
    assert_eq!(reasons, ["the header has 7 cells, and this row 8", "the header has 7 cells, and this row 6"]);
}

#[test]
fn names_in_another_encoding_lose_no_row() {
    let header =
        "cand_id,cand_name,spe_id,spe_nam,exp_amo,exp_date,file_num,tran_id,prev_file_num,dissem_dt\n";
    let mut bytes = header.as_bytes().to_vec();
    bytes.extend(b"H0,PE\xd1A,C1,X,.5,15-MAY-26,1,T1,,\nH0,PE\xc3\x91A,C1,X,-.25,15-MAY-26,1,T2,,\n");
    let (ledger, account) = import(SourceKind::FecScheduleE, &[Input::bytes("e.csv", bytes)]);
    assert_eq!((account.entries, account.totals.to_string().as_str()), (2, "[0.25, 0.25] USD"));
    assert_eq!(account.remarks, ["e.csv: 1 row is not in UTF-8, and read as Windows-1252"]);
    assert_eq!(ledger.campaigns()[0].name.as_deref(), Some("PEÑA"));
}

#[test]
fn bounds_of_meta_that_a_spreadsheet_changed_are_repaired() {
    let rows = "Page ID,Page name,Disclaimer,Amount spent (EUR),Number of ads in Library\n1,a,a,=100,1\n2,b,b,?100,1\n3,c,c,101,1\n";
    let file = text("FacebookAdLibraryReport_2025-07-13_AD_last_30_days_advertisers.csv", rows);
    let (_, strict) = import(SourceKind::Meta, std::slice::from_ref(&file));
    assert_eq!((strict.entries, strict.set_aside.len()), (1, 2));
    let (_, tolerant) = imported(&Import::new(SourceKind::Meta).mode(Mode::Tolerant), &[file]);
    assert_eq!((tolerant.repairs.len(), tolerant.totals.to_string().as_str()), (2, "[101, 301] EUR"));
}

#[test]
fn answers_of_the_api_come_in_lists_of_pages_and_with_slips() {
    let ad = |id: u32, low: &str, high: &str| {
        format!(
            "{{\"id\":\"{id}\",\"currency\":\"EUR\",\"spend\":{{\"lower_bound\":\"{low}\",\"upper_bound\":\"{high}\"}}}}"
        )
    };
    let pages = format!(
        "[{{\"data\":[{},{}],\"paging\":{{\"next\":\"x\"}}}},{{\"data\":[{}]}}]",
        ad(1, "0", "99"),
        ad(2, "100", "199"),
        ad(3, "1,000", "1,499")
    );
    let file = text("pages.json", &pages);
    let (_, strict) = import(SourceKind::MetaApi, std::slice::from_ref(&file));
    assert_eq!((strict.rows, strict.totals.to_string().as_str()), (3, "[100, 298] EUR"));
    let aside = &strict.set_aside[0];
    assert_eq!(
        (aside.reason.as_str(), aside.money.as_ref().unwrap().to_string().as_str()),
        ("`1,000` is no bound of spend: digits with at most one point", "[1000, 1499] EUR")
    );
    let (_, tolerant) = imported(&Import::new(SourceKind::MetaApi).mode(Mode::Tolerant), &[file]);
    assert_eq!((tolerant.repairs.len(), tolerant.totals.to_string().as_str()), (2, "[1100, 1797] EUR"));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_is_called_one() {
    let (folder, other) = (Folder::new("link"), Folder::new("linked"));
    folder.write("2015-Quarter-2.csv", HOUSE);
    other.write("2015-Quarter-3.csv", HOUSE);
    std::os::unix::fs::symlink(&other.0, folder.0.join("more")).unwrap();
    let import = Import::new(SourceKind::HouseAds);
    let error = import.run(&[folder.input()], &mut LedgerBuilder::new()).unwrap_err().to_string();
    let expected = "error[io]: `more` is a link to a folder, and links are not followed; name the folder itself, too, or leave the link out";
    assert!(error.ends_with(expected), "{error}");
}
