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
            "totals": {"CAD": set("77"), "EUR": set("480"), "USD": set("1261")}
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
                "meta\n  14 rows of 4 files: 14 became entries, 0 set aside\n  14 entries in the ledger, 9 of them not counted (restated, memo, part of another, superseded)\n  \
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
