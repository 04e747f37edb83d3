//! `adspend import`: options and files that are refused, and what its JSON says beside the figures.

use std::fs;

use serde_json::{Value, json};

use crate::run::{Folder, root, run};

const SNAP: &str = "ADID,Currency Code,Spend,StartDate,EndDate,OrganizationName,PayingAdvertiserName\na,USD,5,2020/01/01,,,x\n";

/// A filing of a form and an item, each of fields given by their numbers.
fn filing(form: &[(usize, &str)], item: &[(usize, &str)]) -> String {
    let record = |fields: &[(usize, &str)]| {
        let width = fields.iter().map(|(number, _)| *number).max().unwrap_or_default();
        let field = |number: usize| fields.iter().find(|(at, _)| *at == number).map_or("", |(_, text)| text);
        (1..=width).map(field).collect::<Vec<_>>().join("\u{1c}")
    };
    format!("HDR\u{1c}FEC\u{1c}8.3\u{1c}Soft\u{1c}1\n{}\n{}\n", record(form), record(item))
}

#[test]
fn what_is_read_is_never_replaced() {
    let folder = Folder::new();
    let input = folder.write("in.txt", SNAP);
    let beside = folder.path("./in.txt");
    let inside = folder.path(".");
    for (read, out) in [(&input, &input), (&input, &beside), (&inside, &input)] {
        let ran = run(&["import", "snap", read, "-o", out, "--force"]);
        assert_eq!(
            ran.refused(2).replace(out, "in.txt"),
            "error[io]: `in.txt` is read, and would be replaced by the ledger\n |\n = help: name another file with `-o`\n"
        );
        assert_eq!(fs::read_to_string(&input).unwrap(), SNAP);
    }
    // The entries have a file of their own, which may be the one that is read.
    let entries = folder.write("x.entries.csv", SNAP);
    let ran = run(&["import", "snap", &entries, "-o", &folder.path("x.toml"), "--force"]);
    assert!(ran.refused(2).contains("is read, and would be replaced by the ledger"), "{ran:?}");
    assert_eq!(fs::read_to_string(&entries).unwrap(), SNAP);
    fs::remove_file(entries).unwrap();
    // A ledger of an earlier import is replaced.
    let out = folder.path("out.toml");
    for _ in 0..2 {
        assert_eq!(run(&["import", "snap", &input, "-o", &out, "--force"]).status, 0);
    }
    assert_eq!(folder.names(), ["in.txt", "out.entries.csv", "out.toml"]);
}

#[test]
fn a_ledger_has_the_name_of_one() {
    let folder = Folder::new();
    let input = folder.write("in.csv", SNAP);
    for extension in ["csv", "json", "parquet", "ZIP"] {
        let out = folder.path(&format!("x.{extension}"));
        let ran = run(&["import", "snap", &input, "-o", &out]);
        let format = extension.to_uppercase();
        assert_eq!(
            ran.refused(2).replace(&out, "x"),
            format!(
                "error[io]: `x` would be read as {format}, and an import writes TOML, and CSV beside it\n |\n = help: let its name end in `.toml`\n"
            )
        );
    }
    assert_eq!(folder.names(), ["in.csv"]);
}

#[test]
fn options_that_say_nothing_are_named() {
    let folder = Folder::new();
    let snap = folder.write("in.csv", SNAP);
    let mapping = folder.write("m.toml", "[columns]\namount = \"Spend\"\n");
    let house = root().join("examples/import/house-ads").display().to_string();
    let out = folder.path("x.toml");
    for (source, input, options, unused) in [
        (
            "snap",
            &snap,
            &["--mapping", mapping.as_str()][..],
            &["`--mapping` says nothing to `import snap`"][..],
        ),
        ("snap", &snap, &["--columns", "by-region"], &["`--columns` says nothing to `import snap`"]),
        (
            "house-ads",
            &house,
            &["--currency", "EUR", "--window", "2018"],
            &[
                "`--window` says nothing to `import house-ads`, and is not used: it is for `meta`, `meta-api`, `google`, `snap`",
                "`--currency` says nothing to `import house-ads`",
            ],
        ),
        ("snap", &snap, &["--window", "2020", "--currency", "EUR"], &[]),
    ] {
        let common = ["import", source, input.as_str(), "-o", &out, "--force", "--format", "json"];
        let ran = run(&[&common, options].concat()).json();
        let notes = ran["notes"].as_array().unwrap();
        let said: Vec<&str> =
            notes.iter().filter_map(Value::as_str).filter(|note| note.contains("says nothing to")).collect();
        assert_eq!(said.len(), unused.len(), "{notes:?}");
        for (said, unused) in said.iter().zip(unused) {
            assert!(said.starts_with(unused), "{said}");
        }
    }
}

#[test]
fn what_is_said_to_people_is_said_to_programs() {
    let folder = Folder::new();
    let out = folder.path("x.toml");
    let fec = root().join("examples/import/fec").display().to_string();
    let ran = run(&["import", "fec", &fec, "-o", &out, "--format", "json"]).json();
    assert_eq!(ran["notes"][0], json!("1000001 is superseded by its amendment 1000002"));
    assert_eq!((ran["rows"].clone(), ran["not_read"].clone()), (json!(17), json!([])));
    assert!(ran["records"].as_u64() > ran["entries"].as_u64() || ran["uncounted"].as_u64() > Some(0));
    let outliers = root().join("examples/import/fec-schedule-e").display().to_string();
    let ran = run(&["import", "fec-schedule-e", &outliers, "-o", &out, "--force", "--format", "json"]).json();
    let notes = ran["notes"].as_array().unwrap();
    assert!(notes.iter().any(|note| note.as_str().unwrap().starts_with("outlier: ")), "{notes:?}");
}

#[test]
fn a_form_that_itemises_nothing_is_not_called_broken() {
    let folder = Folder::new();
    let out = folder.path("x.toml");
    let file = folder.write("1.fec", filing(&[(1, "F1N"), (2, "C00999001")], &[(1, "TEXT")]));
    let ran = run(&["import", "fec", &file, "-o", &out, "--format", "json"]).json();
    assert_eq!(
        (ran["rows"].clone(), ran["entries"].clone(), ran["totals"].clone()),
        (json!(0), json!(0), json!({}))
    );
    assert_eq!(
        ran["notes"],
        json!(["1 is a form F1N without a record of money", "1: 1 record TEXT makes no entry: texts"])
    );
    let checked = run(&["check", &out, "--format", "json"]);
    assert_eq!((checked.status, checked.json()["note"].clone()), (0, json!("nothing-to-check")));
    let donation = [(1, "F132"), (2, "C00999001"), (3, "T1"), (18, "20250107"), (19, "500.00")];
    let file = folder.write("2.fec", filing(&[(1, "F13N"), (2, "C00999001"), (14, "500.00")], &donation));
    let ran = run(&["import", "fec", &file, "-o", &out, "--force", "--format", "json"]).json();
    assert_eq!((ran["rows"].clone(), ran["entries"].clone()), (json!(1), json!(1)));
}

#[test]
fn a_verdict_of_nothing_says_that_it_is_one() {
    let folder = Folder::new();
    let ledger = folder.write("a.toml", "[ledger]\nformat = 1\n[[entry]]\namount = \"5 EUR\"\n");
    let ran = run(&["check", &ledger, "--format", "json"]);
    assert_eq!((ran.status, ran.json()["note"].clone()), (0, json!("nothing-to-check")));
    let claimed = folder.write(
        "b.toml",
        "[ledger]\nformat = 1\n[[entry]]\namount = \"5 EUR\"\n[[claim]]\nid = \"t\"\namount = \"5 EUR\"\n",
    );
    assert_eq!(run(&["check", &claimed, "--format", "json"]).json().get("note"), None);
}
