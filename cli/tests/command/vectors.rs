//! Look-ups as other ledger tools' tests have them, through the command.

use adspend::exact::{Ratio, Rounding};
use serde_json::Value;

use crate::run::{Folder, Ran, run};

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap()
}

fn policy(name: Option<&str>) -> &'static str {
    match name {
        Some("prefer_declared_direction") => "declared-direction",
        Some("shortest_path") => "shortest-path",
        _ => "freshest-path",
    }
}

#[test]
fn the_shared_cases_through_total() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/vectors/rates/cases.json");
    let Ok(file) = std::fs::read_to_string(path) else {
        eprintln!("skipped: ../shared/vectors/rates/cases.json is not there");
        return;
    };
    let cases: Vec<Value> = serde_json::from_str(&file).unwrap();
    let (mut asked, mut reconciled) = (0, 0);
    for case in &cases {
        let folder = Folder::new();
        let mut rates = "date,base,quote,rate\n".to_owned();
        for price in case["prices"].as_array().unwrap() {
            rates += &["date", "base", "quote", "rate"].map(|key| text(price, key)).join(",");
            rates += "\n";
        }
        let rates = folder.write("rates.csv", rates);
        for query in case["queries"].as_array().unwrap() {
            match text(query, "valuation") {
                "at_date" => {
                    valued(&folder, case, query, &rates);
                    asked += 1;
                }
                _ => {
                    reconcile(&folder, case, query);
                    reconciled += 1;
                }
            }
        }
    }
    assert_eq!((asked, reconciled), (20, 6));
}

fn entries(case: &Value) -> String {
    let mut ledger = "[ledger]\nformat = 1\n".to_owned();
    for entry in case["entries"].as_array().unwrap() {
        let (amount, currency) = (text(entry, "amount"), text(entry, "currency"));
        ledger += &format!("[[entry]]\namount = {{ exact = \"{amount}\", currency = \"{currency}\" }}\n");
    }
    ledger
}

fn valued(folder: &Folder, case: &Value, query: &Value, rates: &str) {
    let ledger = folder.write("ledger.toml", entries(case));
    let (id, to, on) = (text(case, "id"), text(query, "target"), text(query, "date"));
    let ran: Ran = run(&[
        "total",
        &ledger,
        "--to",
        to,
        "--on",
        on,
        "--rates",
        rates,
        "--max-age",
        "none",
        "--policy",
        policy(query["policy"].as_str()),
        "--format",
        "json",
    ]);
    // DIFFERENCE: two rates of one day, and a rate of 0, are errors here; tools take the last, or leave the amount.
    if matches!(id, "C02" | "C15") {
        assert!(ran.refused(2).starts_with("error[bad-rate]: "), "{id}: {ran:?}");
        return;
    }
    let Some(expected) = query["expected"].as_str() else {
        assert_eq!(ran.status, 1, "{id}");
        assert_eq!(ran.json()["converted_share"], "0", "{id}");
        return;
    };
    assert_eq!(ran.status, 0, "{id}: {ran:?}");
    let json = ran.json();
    let group = &json["groups"][0];
    let ratio = |text: &str| -> Ratio { text.parse().unwrap() };
    let found = if query["policy"] == "round_each_then_sum" {
        // Our order rounds each entry; this query rounds each entry, too.
        ratio(text(group, "rounded_each"))
    } else {
        ratio(text(group, "printed"))
    };
    let found = match query["round_dp"].as_u64() {
        Some(places) => found.round_to_decimals(u8::try_from(places).unwrap(), Rounding::HalfAway).value,
        None => found,
    };
    assert_eq!(found, ratio(expected), "{id}: {query}");
}

/// A stated total with a tolerance is a claim.
fn reconcile(folder: &Folder, case: &Value, query: &Value) {
    let (stated, tolerance) = (text(query, "stated"), text(query, "tolerance"));
    let claim = format!(
        "[[claim]]\nid = \"t\"\namount = {{ exact = \"{stated}\", currency = \"USD\" }}\ntolerance = \"{tolerance}\"\n"
    );
    let ledger = folder.write("ledger.toml", entries(case) + &claim);
    let ran = run(&["check", &ledger, "--format", "json"]);
    let passes = text(query, "expected") == "pass";
    assert_eq!(ran.status, if passes { 0 } else { 1 }, "{stated} ± {tolerance}: {ran:?}");
}
