//! Checks of totals against an oracle in another language, which was written from the specification and shares no code
//! with the library: `tests/oracle/totals.py`, exact fractions in Python.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that panics has failed"
)]

#[path = "laws/cases.rs"]
mod cases;

use std::io::Write;
use std::ops::Bound;
use std::process::{Command, Stdio};

use adspend::amount::{Amount, Domain, Form, Interval};
use adspend::exact::Ratio;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use cases::{Case, any_cases};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/totals.py");

fn amount(amount: &Amount) -> Value {
    let value =
        |form: &str, value: &adspend::exact::Numeral| json!({"form": form, "value": value.to_string()});
    match amount.form() {
        Form::Exact(exact) => value("exact", exact),
        Form::Rounded { value, steps, mode } => {
            let steps: Vec<String> = steps.iter().map(|step| step.to_string()).collect();
            json!({"form": "rounded", "value": value.to_string(), "steps": steps, "mode": mode.name()})
        }
        Form::Range { low, high } => {
            json!({"form": "range", "low": low.to_string(), "high": high.to_string()})
        }
        Form::Bucket { from, below } => {
            json!({"form": "bucket", "low": from.to_string(), "high": below.to_string()})
        }
        Form::AtMost(most) => value("at-most", most),
        Form::LessThan(below) => value("less-than", below),
        Form::AtLeast(least) => value("at-least", least),
        Form::MoreThan(above) => value("more-than", above),
        Form::Unknown => json!({"form": "unknown"}),
        Form::AllOf(reports) => {
            json!({"form": "all", "reports": reports.iter().map(self::amount).collect::<Vec<_>>()})
        }
    }
}

fn domain(domain: Domain) -> &'static str {
    match domain {
        Domain::Gross => "gross",
        Domain::Signed => "signed",
    }
}

/// A ratio as Python's fractions read it: `p/q` or a decimal.
fn question(case: &Case) -> Value {
    let end = |end: &Bound<Ratio>| match end {
        Bound::Included(value) => json!([value.to_string(), true]),
        Bound::Excluded(value) => json!([value.to_string(), false]),
        Bound::Unbounded => Value::Null,
    };
    let items: Vec<Value> = case
        .items
        .iter()
        .map(|item| {
            json!({
                "amount": amount(&item.amount), "domain": domain(item.domain), "weight": item.weight.to_string(),
                "certain": item.certain, "rate": item.rate,
            })
        })
        .collect();
    json!({
        "domain": domain(case.domain), "relation": case.relation.as_str(),
        "tolerance": case.tolerance.map(|reach| reach.to_string()), "total": amount(&case.total), "items": items,
        "rates": case.rates.iter().map(|rate| json!([end(rate.lo()), end(rate.hi())])).collect::<Vec<_>>(),
    })
}

fn set(value: &Value) -> Option<Interval> {
    (!value.is_null()).then(|| serde_json::from_value(value.clone()).unwrap())
}

fn ratio(value: &Value) -> Option<Ratio> {
    value.as_str().map(|text| text.parse().unwrap())
}

fn places(value: &Value) -> Vec<usize> {
    value.as_array().unwrap().iter().map(|at| usize::try_from(at.as_u64().unwrap()).unwrap()).collect()
}

fn compare(case: &Case, answer: &Value) {
    let outcome = case.run();
    let asked = question(case);
    assert_eq!(outcome.verdict.as_str(), answer["verdict"].as_str().unwrap(), "{asked}");
    if answer["verdict"] == "malformed" {
        return;
    }
    assert_eq!(outcome.sum, set(&answer["sum"]), "sum: {asked}");
    assert_eq!(outcome.total, set(&answer["total"]), "total: {asked}");
    assert_eq!(outcome.gap, set(&answer["gap"]), "gap: {asked}");
    assert_eq!(outcome.tolerance, ratio(&answer["tolerance"]), "tolerance: {asked}");
    assert_eq!(outcome.difference, ratio(&answer["difference"]), "difference: {asked}");
    assert_eq!(outcome.implied_total, set(&answer["implied_total"]), "implied total: {asked}");
    let implied: Vec<Option<Interval>> = answer["implied"].as_array().unwrap().iter().map(set).collect();
    assert_eq!(outcome.implied, implied, "implied: {asked}");
    assert_eq!(outcome.needs_step.map(Ratio::from), ratio(&answer["needs_step"]), "needs step: {asked}");
    assert_eq!(outcome.plausibility_log2, answer["plausibility_log2"].as_i64(), "plausibility: {asked}");
    let blind = &answer["blind_to"];
    assert_eq!(outcome.blind_to.omission, places(&blind["omission"]), "omission: {asked}");
    assert_eq!(outcome.blind_to.doubling, places(&blind["doubling"]), "doubling: {asked}");
    assert_eq!(outcome.blind_to.sign, places(&blind["sign"]), "sign: {asked}");
}

/// The answers to these questions; `None` where there is no Python.
fn answers(questions: &[Value]) -> Option<Vec<Value>> {
    let found = Command::new("python3").arg("--version").output();
    if !found.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no python3");
        return None;
    }
    let mut oracle = Command::new("python3")
        .arg(SCRIPT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 was there a moment ago");
    let lines: String = questions.iter().map(|question| format!("{question}\n")).collect();
    let mut stdin = oracle.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()).unwrap());
    let output = oracle.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success(), "the oracle failed");
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

#[test]
fn an_oracle_in_python_agrees() {
    let mut runner = TestRunner::default();
    let count = usize::try_from(ProptestConfig::default().cases).unwrap() * 6;
    let strategy = any_cases();
    let mut cases: Vec<Case> =
        (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect();
    // Without rates, plausibility is given.
    let without_rates = cases.iter().take(count / 2).map(|case| {
        let mut plain = Case { rates: Vec::new(), ..case.clone() };
        plain.items.iter_mut().for_each(|item| item.rate = None);
        plain
    });
    cases.extend(without_rates.collect::<Vec<_>>());
    let questions: Vec<Value> = cases.iter().map(question).collect();
    let Some(answers) = answers(&questions) else { return };
    assert_eq!(answers.len(), cases.len());
    for (case, answer) in cases.iter().zip(&answers) {
        compare(case, answer);
    }
}
