//! `adspend import`.

use std::fs;

use serde_json::{Value, json};

use crate::run::{Folder, root, run};

fn example(name: &str) -> String {
    root().join("examples/import").join(name).display().to_string()
}

#[test]
fn the_account_is_json_of_the_documented_shape() {
    let folder = Folder::new();
    let out = folder.path("snap.toml");
    let ran = run(&["import", "snap", &example("snap"), "-o", &out, "--format", "json"]);
    assert_eq!(ran.status, 0);
    let set = |value: &str| json!({"lo": value, "lo_closed": true, "hi": value, "hi_closed": true});
    assert_eq!(
        ran.json(),
        json!({
            "rows": 6,
            "entries": 5,
            "set_aside": [{
                "file": "PoliticalAds-2020-02.csv", "line": 5, "column": 4,
                "reason": "the amount is not written as this source writes it: digits alone", "text": "1,050", "money": "1050 GBP"
            }],
            "repairs": [],
            "totals": {"CAD": set("77"), "EUR": set("480"), "USD": set("1261")},
            "records": 5, "uncounted": 1,
            "notes": [], "not_read": []
        })
    );
    assert_eq!(folder.names(), ["snap.entries.csv", "snap.toml"]);
    let tolerant =
        run(&["import", "snap", &example("snap"), "-o", &out, "--force", "--tolerant", "--format", "json"])
            .json();
    assert_eq!((&tolerant["entries"], &tolerant["set_aside"]), (&json!(6), &json!([])));
    assert_eq!(
        tolerant["repairs"],
        json!([{"file": "PoliticalAds-2020-02.csv", "line": 5, "column": 4, "found": "1,050", "read_as": "1050 GBP"}])
    );
}

#[test]
fn what_was_imported_is_checked_and_added_up() {
    let folder = Folder::new();
    let out = folder.path("meta");
    let ran = run(&["import", "meta", &example("meta"), "-o", &out]);
    let placeholder = "regions/FacebookAdLibraryReport_2025-07-13_AD_last_30_days_Unknown.csv";
    assert_eq!(
        (ran.status, ran.stdout.replace(&out, "meta"), ran.stderr.as_str()),
        (
            0,
            format!(
                "meta\n  14 rows of 4 files: 14 became entries, 0 set aside\n  14 entries in the ledger, 9 of them not counted (not spent, restated, memo, part of another, superseded)\n  \
                 5,600 to 5,800 EUR\n  note: locations without rows of their own, whose totals nothing checks: Unknown\n  not read: {placeholder}\n"
            ),
            ""
        )
    );
    assert_eq!(folder.names(), ["meta", "meta.entries.csv"]);
    let checked = run(&["check", &out, "--format", "json"]);
    assert_eq!((checked.status, checked.json()["verdict"].clone()), (0, json!("consistent")));
    let total = run(&["total", &out, "--format", "json"]).json();
    assert_eq!(total["groups"][0]["total"]["hi"], json!("5800"));
}

#[test]
fn what_is_refused_writes_nothing() {
    let folder = Folder::new();
    let out = folder.path("out.toml");
    let snap = example("snap/PoliticalAds-2020-02.csv");
    let ran = run(&["import", "meta", &snap, "-o", &out]);
    assert!(
        ran.refused(2).starts_with("error[missing-key]: this is not a file of Meta's Ad Library Report"),
        "{}",
        ran.stderr
    );
    assert_eq!(folder.names(), Vec::<String>::new());
    fs::write(&out, "mine").unwrap();
    let ran = run(&["import", "snap", &snap, "-o", &out]);
    assert_eq!(
        ran.refused(2).replace(&out, "out.toml"),
        "error[io]: `out.toml` is there already\n |\n = help: name another file, or add `--force`\n"
    );
    assert_eq!(fs::read_to_string(&out).unwrap(), "mine");
    let ran = run(&["import", "bank", &snap, "-o", &out]);
    assert!(ran.refused(2).contains("invalid value 'bank' for '<SOURCE>'"), "{}", ran.stderr);
}

#[test]
fn the_relation_of_columns_can_be_said() {
    let folder = Folder::new();
    let out = folder.path("g.toml");
    let totals = |arguments: &[&str]| -> Value {
        let google = example("google/2019-06");
        let all = [
            &["import", "google", google.as_str(), "-o", out.as_str(), "--force", "--format", "json"],
            arguments,
        ]
        .concat();
        run(&all).json()["totals"].clone()
    };
    let currencies = |totals: &Value| totals.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(currencies(&totals(&[])), ["USD"]);
    assert_eq!(currencies(&totals(&["--columns", "by-region"])), ["EUR", "GBP", "INR", "USD"]);
}

#[test]
fn where_no_row_became_an_entry_nothing_is_written() {
    let folder = Folder::new();
    let out = folder.path("out.toml");
    let header = "ADID,Currency Code,Spend,StartDate,EndDate,OrganizationName,PayingAdvertiserName\n";
    let row = "a,USD,5.5.5,2020/01/01,,,x\n";
    let snap = "`import snap` reads `PoliticalAds.csv`, or the ZIP archive that holds it";
    let api = "`import meta-api` reads answers of the Ad Library API as JSON: a list of ads, pages of `{\"data\": [ … ]}`, or an ad a line";
    let figure = "the amount is not written as this source writes it: digits alone";
    for (source, name, content, arguments, expected) in [
        (
            "snap",
            "none.csv",
            header.to_owned(),
            &[][..],
            format!(
                "error[missing-key]: none.csv has no row to make an entry of, and no ledger is written\n |\n = help: make sure that the file is whole; {snap}\n"
            ),
        ),
        (
            "snap",
            "one.csv",
            format!("{header}{row}"),
            &["--tolerant"],
            format!(
                "error[missing-key]: the only row was set aside, and no ledger is written: `5.5.5`: {figure}\n--> one.csv:2:3\n = help: correct it; {snap}\n"
            ),
        ),
        (
            "snap",
            "two.csv",
            format!("{header}{row}{row}"),
            &[],
            format!(
                "error[missing-key]: all 2 rows were set aside, and no ledger is written: the first, `5.5.5`: {figure}\n--> two.csv:2:3\n \
                 = help: correct it, or try `--tolerant`, which repairs what can be read in one way only; {snap}\n"
            ),
        ),
        (
            "meta-api",
            "none.json",
            String::new(),
            &[],
            format!(
                "error[missing-key]: none.json has no row to make an entry of, and no ledger is written\n |\n = help: make sure that the file is whole; {api}\n"
            ),
        ),
    ] {
        let file = folder.path(name);
        fs::write(&file, content).unwrap();
        let ran = run(&[&["import", source, &file, "-o", &out], arguments].concat());
        assert_eq!(ran.refused(2), expected, "{name}");
        fs::remove_file(file).unwrap();
        assert_eq!(folder.names(), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn the_account_counts_one_as_one_and_shows_cells_as_they_stand() {
    let folder = Folder::new();
    let out = folder.path("out.toml");
    let file = folder.write("ads.ndjson", "{\"id\":\"1\",\"currency\":\"EUR\",\"spend\":{\"lower_bound\":\"5\"}}\n{\"id\":\"\\u0007\u{202e}\"}\n");
    let ran = run(&["import", "meta-api", &file, "-o", &out]);
    assert_eq!(
        ran.stdout.replace(&out, "out.toml"),
        "out.toml\n  2 rows of 1 file: 1 became an entry, 1 set aside\n  5 or more EUR\n\nset aside\n  \
         ads.ndjson:2:1: the ad names no currency, and neither does the caller (`--currency`): `{\"id\":\"\\u0007\\u{202e}\"}`\n"
    );
}

#[test]
fn a_mistake_in_a_mapping_is_shown_where_it_stands() {
    let folder = Folder::new();
    let out = folder.path("out.toml");
    let csv = folder.write("spend.csv", "Day,Cost\n2019-08-03,5 EUR\n");
    let mapping = folder.write("m.toml", "[columns]\ndate = \"Day\"\namount = \"Csot\"\n");
    let ran = run(&["import", "csv", &csv, "--mapping", &mapping, "-o", &out]);
    assert_eq!(
        ran.refused(2).replace(&mapping, "m.toml"),
        "error[unknown-key]: spend.csv has no column `Csot`\n --> m.toml:3:10\n  |\n3 | amount = \"Csot\"\n  |          ^^^^^^\n  |\n  = help: the nearest is `Cost`\n"
    );
}
