//! The shape of a report as JSON: every key that programs were promised, and no other.

use std::collections::BTreeSet;

use adspend::amount::{Amount, Interval};
use adspend::check::{Report, Verdict};
use adspend::currency::Currency;
use adspend::exact::Ratio;
use adspend::ledger::{Ledger, LedgerBuilder};
use adspend::model::{
    Ascent, Claim, ClaimKind, Comparand, ConversionDay, Entry, Likeness, Restriction, Scope, ShareOf,
};
use adspend::money::Money;
use adspend::strategies::{ledger_builders, values};
use proptest::prelude::*;
use serde_json::Value;

const REPORT: [&str; 4] = ["format", "verdict", "checks", "implied_rates"];
const CHECK: [&str; 23] = [
    "id",
    "kind",
    "verdict",
    "reason",
    "currency",
    "items",
    "difference",
    "tolerance",
    "sum",
    "total",
    "gap",
    "implied",
    "uncertain",
    "breaches",
    "conflicts",
    "tightened",
    "blind_to",
    "needs_step",
    "plausibility_log2",
    "explanations",
    "shared",
    "also_possible",
    "budget",
];
const SET: [&str; 4] = ["lo", "lo_closed", "hi", "hi_closed"];
const IMPLIED_RATES: [&str; 8] =
    ["base", "quote", "assumption", "pairs", "groups", "common", "outliers", "days"];

fn has_keys(value: &Value, keys: &[&str]) {
    let found: BTreeSet<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(found, keys.iter().copied().collect());
}

fn for_each(keys: &[&str], holds: impl FnMut(&&str)) {
    keys.iter().for_each(holds);
}

fn is_set(value: &Value) {
    if value.is_null() {
        return;
    }
    has_keys(value, &SET);
    for (end, closed) in [("lo", "lo_closed"), ("hi", "hi_closed")] {
        assert!(value[end].is_string() || (value[end].is_null() && value[closed] == false), "{value}");
        assert!(value[closed].is_boolean());
    }
    let set: Interval = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(&serde_json::to_value(&set).unwrap(), value);
}

fn is_text_or_null(value: &Value) {
    assert!(value.is_string() || value.is_null(), "{value}");
}

fn is_list_of_texts(value: &Value) {
    assert!(value.as_array().unwrap().iter().all(Value::is_string), "{value}");
}

fn is_check(check: &Value) {
    has_keys(check, &CHECK);
    let kinds =
        ["total", "share", "change", "comparison", "none", "restriction", "conversion", "parts", "joint"];
    assert!(kinds.contains(&check["kind"].as_str().unwrap()));
    let verdicts = ["proven", "consistent", "inconsistent", "malformed", "unchecked"];
    assert!(verdicts.contains(&check["verdict"].as_str().unwrap()));
    assert_eq!(check["reason"].is_string(), check["verdict"] == "unchecked", "{check}");
    assert!(check["id"].is_string() && check["items"].is_u64());
    for_each(&["currency", "difference", "tolerance", "needs_step"], |key| is_text_or_null(&check[*key]));
    for_each(&["sum", "total", "gap"], |key| is_set(&check[*key]));
    for_each(&["implied", "tightened"], |key| check[*key].as_object().unwrap().values().for_each(is_set));
    for_each(&["uncertain", "breaches", "shared"], |key| is_list_of_texts(&check[*key]));
    check["conflicts"].as_array().unwrap().iter().for_each(is_list_of_texts);
    has_keys(&check["blind_to"], &["omission", "doubling", "sign"]);
    for_each(&["omission", "doubling", "sign"], |key| is_list_of_texts(&check["blind_to"][*key]));
    assert!(check["plausibility_log2"].is_i64() || check["plausibility_log2"].is_null());
    for explanation in check["explanations"].as_array().unwrap() {
        has_keys(explanation, &["target", "family", "entries", "from", "to", "bits", "chance_hits"]);
    }
    assert!(check["also_possible"].is_u64());
    has_keys(&check["budget"], &["tried", "complete"]);
    assert!(check["budget"]["tried"].is_u64() && check["budget"]["complete"].is_boolean());
}

fn is_report(report: &Value) {
    has_keys(report, &REPORT);
    assert_eq!(report["format"], 1);
    report["checks"].as_array().unwrap().iter().for_each(is_check);
    for rates in report["implied_rates"].as_array().unwrap() {
        has_keys(rates, &IMPLIED_RATES);
        is_set(&rates["common"]);
        for_each(&["outliers", "days"], |key| is_list_of_texts(&rates[*key]));
        rates["groups"].as_array().unwrap().iter().for_each(is_list_of_texts);
        for pair in rates["pairs"].as_array().unwrap() {
            has_keys(pair, &["claim", "set"]);
            is_set(&pair["set"]);
        }
    }
}

fn euros(value: &str) -> Money {
    Money::new(value.parse().unwrap(), Currency::EUR)
}

fn entry(id: &str, amount: &str) -> Entry {
    Entry::new(id.parse().unwrap(), euros(amount))
}

/// A claim of every kind over the entries that a builder has; each of them is about all of these.
fn with_claims(mut builder: LedgerBuilder, total: &str) -> Ledger {
    let kinds = [
        ClaimKind::Total { amount: euros(total), relation: None, weights: Vec::new() },
        ClaimKind::Share { of: Scope::all(), is: ShareOf::Most },
        ClaimKind::Share { of: Scope::all(), is: ShareOf::Vague("an insignificant part".to_owned()) },
        ClaimKind::Change { than: Scope::all(), is: Ascent::Less },
        ClaimKind::Comparison { than: Comparand::Amount(euros(total)), is: Likeness::AtMost },
        ClaimKind::Comparison { than: Comparand::Scope(Box::new(Scope::all())), is: Likeness::Same },
        ClaimKind::Conversion {
            amount: euros(total),
            gloss: Money::new(Amount::exact(7), Currency::USD),
            on: ConversionDay::Entry,
        },
        ClaimKind::None,
    ];
    for (at, kind) in kinds.into_iter().enumerate() {
        let mut claim = Claim::new(format!("claim{at}").parse().unwrap(), kind);
        if at == 0 {
            claim.gloss.push(Money::new("110 to 10".parse().unwrap(), Currency::USD));
        }
        builder.claim(claim);
    }
    builder.restriction(Restriction::new("ban".parse().unwrap(), Scope::all()));
    builder.build().unwrap()
}

#[test]
fn every_key_is_there_for_every_kind_of_check() {
    for total in ["100", "100 to 10", "99", "unknown", ">=5", "-1", "(1 & 2)"] {
        let mut builder = LedgerBuilder::new();
        let mut part = entry("part", "30 to 10");
        part.detail_of = Some("whole".parse().unwrap());
        builder.entry(entry("whole", "60")).entry(part).entry(entry("other", "40 to 1|10"));
        let report = Report::of(&with_claims(builder, total));
        let json = serde_json::to_value(&report).unwrap();
        is_report(&json);
        let kinds: BTreeSet<&str> =
            json["checks"].as_array().unwrap().iter().map(|check| check["kind"].as_str().unwrap()).collect();
        // A total that no value has is held against nothing together with others.
        let is_malformed = report.checks.iter().any(|check| check.verdict == Verdict::Malformed);
        assert_eq!(kinds.len(), if is_malformed { 8 } else { 9 }, "{total}: {kinds:?}");
        // The worst verdict counts.
        let worst = report.checks.iter().map(|check| check.verdict).max();
        assert_eq!(Some(report.verdict), worst);
    }
}

#[test]
fn numbers_are_texts_that_read_back() {
    let mut builder = LedgerBuilder::new();
    builder.entry(entry("a", "33.50"));
    let json = serde_json::to_value(Report::of(&with_claims(builder, "33.5"))).unwrap();
    assert_eq!(json["checks"][0]["sum"]["lo"], "33.5");
    assert_eq!(json["checks"][0]["difference"], "0");
    assert_eq!(json["checks"][0]["total"]["lo_closed"], true);
    // A rate that no decimal writes: 33.5 EUR = 110 to 10 USD.
    let rates = &json["implied_rates"][0]["pairs"][0];
    assert_eq!(rates["claim"], "claim0");
    assert_eq!(
        rates["set"]["hi"].as_str().unwrap().parse::<Ratio>().unwrap().to_string(),
        rates["set"]["hi"].as_str().unwrap()
    );
}

proptest! {
    #[test]
    fn random_ledgers_have_reports_of_this_shape(builder in ledger_builders(), total in values(adspend::amount::Domain::Gross)) {
        let ledger = with_claims(builder, &total.to_string());
        let report = Report::of(&ledger);
        is_report(&serde_json::to_value(&report).unwrap());
        // As many entries as are in scope, each named at most once.
        for check in &report.checks {
            let known = |id: &String| ledger.entries().iter().any(|entry| entry.id.as_str() == id);
            let named = check.implied.keys().chain(&check.uncertain).chain(&check.breaches);
            prop_assert!(named.chain(&check.blind_to.omission).all(known));
            prop_assert!(check.implied.len() <= check.items);
        }
    }
}
