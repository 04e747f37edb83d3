//! The five cases: every verdict that they must show, and what a change of one figure does to it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on fails"
)]

use std::path::Path;

use adspend::amount::Amount;
use adspend::check::{Assumption, Check, Report, Verdict};
use adspend::exact::{Ratio, Rounding};
use adspend::file;
use adspend::ledger::{Ledger, Valuation};
use adspend::rates::{RateTable, Terms};

fn path(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cases").join(name)
}

fn with_ecb(ledger: Ledger) -> Ledger {
    ledger.with_valuation(Valuation::new(RateTable::ecb().clone(), Terms::default()))
}

fn case(name: &str) -> Ledger {
    with_ecb(file::read(path(name)).unwrap_or_else(|problems| panic!("{problems}")))
}

/// The case with its text changed first; every change must find its place.
fn changed(name: &str, changes: &[(&str, &str)]) -> Ledger {
    let mut text = std::fs::read_to_string(path(name)).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{from} is not in {name}");
        text = text.replace(from, to);
    }
    let none = &mut |file: &str| Err(std::io::Error::other(format!("{file} is not expected")));
    with_ecb(file::read_text(name, text.as_bytes(), none).unwrap_or_else(|problems| panic!("{problems}")))
}

fn found(report: &Report, id: &str) -> Check {
    report.checks.iter().find(|check| check.id == id).unwrap_or_else(|| panic!("no check {id}")).clone()
}

fn verdicts(ledger: &Ledger) -> Vec<String> {
    let show = |check: &Check| match check.reason {
        Some(reason) => format!("{} {} {} {}", check.id, check.kind, check.verdict, reason),
        None => format!("{} {} {}", check.id, check.kind, check.verdict),
    };
    Report::of(ledger).checks.iter().map(show).collect()
}

/// Every figure of the case taken to the digit.
const EXACT: &[(&str, &str)] = &[
    ("[[entry]]", "[[entry]]\nexact = true"),
    ("amount = \"45.15 million yuan\"", "amount = { exact = \"45150000\", currency = \"CNY\" }"),
];

#[test]
fn verdicts_of_all_cases() {
    assert_eq!(
        verdicts(&case("luoyang.toml")),
        ["total total consistent", "with-contract comparison consistent", "roll-up comparison proven"]
    );
    assert_eq!(
        verdicts(&case("rt_twitter.toml")),
        [
            "rt-offer-too-dear comparison unchecked unknown",
            "rt-offer-not-taken none unchecked not-covered",
            "rt-us-ads-2016 total unchecked no-items",
            "rt-mostly-audience share unchecked no-items",
            "rt-little-election share unchecked no-items",
            "rt-cut-2017 change unchecked no-items",
        ]
    );
    assert_eq!(
        verdicts(&case("france_twitter.toml")),
        ["fr-no-registration none proven", "x-ban-fr restriction proven"]
    );
    assert_eq!(
        verdicts(&case("commission_x.toml")),
        [
            "eu-none-since none unchecked not-covered",
            "eu-total-x total unchecked unknown-total",
            "eu-pause restriction unchecked not-covered"
        ]
    );
    assert_eq!(
        verdicts(&case("trump_x.toml")),
        ["trump-no-ad-spend none unchecked not-covered", "x-account-ban restriction unchecked not-covered"]
    );
}

#[test]
fn all_cases_together_are_one_ledger() {
    let names =
        ["luoyang.toml", "rt_twitter.toml", "france_twitter.toml", "commission_x.toml", "trump_x.toml"];
    let ledger = file::read_many(names.map(path)).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(Report::of(&ledger).checks.len(), 3 + 6 + 2 + 3 + 2);
}

#[test]
fn luoyang_adds_up() {
    let total = found(&Report::of(&case("luoyang.toml")), "total");
    assert_eq!((total.verdict, total.items), (Verdict::Consistent, 9));
    assert_eq!(total.difference.unwrap(), Ratio::zero());
    assert_eq!(total.tolerance.unwrap().to_string(), "1540000");
    assert_eq!(total.sum.unwrap().to_string(), "[44385000, 45915000]");
    assert_eq!(total.total.unwrap().to_string(), "[45145000, 45155000]");
    let exact = found(&Report::of(&changed("luoyang.toml", EXACT)), "total");
    assert_eq!(exact.verdict, Verdict::Proven);
}

#[test]
fn the_contract_does_not_belong_to_the_total() {
    let scope = (
        "scope = { sponsor-under = \"cn/luoyang\", campaign = \"media-centres\" }",
        "scope = { sponsor-under = \"cn/luoyang\", stage = [\"spent\", \"committed\"] }",
    );
    let printed = found(&Report::of(&changed("luoyang.toml", &[scope])), "total");
    assert_eq!(
        (printed.verdict, printed.difference.unwrap().to_string().as_str()),
        (Verdict::Consistent, "-250000")
    );
    assert_eq!(printed.sum.unwrap().to_string(), "[44630000, 46170000]");
    let exact = found(&Report::of(&changed("luoyang.toml", &[&[scope], EXACT].concat())), "total");
    assert_eq!(
        (exact.verdict, exact.gap.unwrap().to_string().as_str()),
        (Verdict::Inconsistent, "[-250000, -250000]")
    );
}

#[test]
fn every_single_figure_matters_once_all_are_exact() {
    let ledger = changed("luoyang.toml", EXACT);
    let entries: Vec<_> =
        ledger.entries().iter().filter(|entry| entry.stage == adspend::model::Stage::Spent).collect();
    assert_eq!(entries.len(), 9);
    for entry in entries {
        let words = entry.money.words.as_deref().unwrap();
        let value = Ratio::from(entry.money.amount.printed().unwrap());
        for change in [50_000, -50_000] {
            let other = &value + &Ratio::from(change);
            let millions = other.checked_div(&Ratio::from(1_000_000)).unwrap();
            let shifted = (words, &*format!("{millions} million yuan"));
            let mutated = changed("luoyang.toml", &[EXACT, &[shifted]].concat());
            // The same words may stand for several centres: then all of them change.
            let times = ledger.entries().iter().filter(|it| it.money.words.as_deref() == Some(words)).count();
            let total = found(&Report::of(&mutated), "total");
            assert_eq!(total.verdict, Verdict::Inconsistent, "{} by {change}", entry.id);
            let expected = Ratio::from(-change) * Ratio::from(times);
            assert_eq!(total.difference.unwrap(), expected, "{} by {change}", entry.id);
        }
    }
}

#[test]
fn luoyang_implies_its_rates() {
    let report = Report::of(&case("luoyang.toml"));
    let [printed, exact, unknown] = &report.implied_rates[..] else { panic!("three assumptions") };
    assert_eq!([printed, exact, unknown].map(|it| it.assumption), Assumption::ALL);
    let six = |end: Option<&Ratio>| {
        end.unwrap().round_to_decimals(6, Rounding::HalfAway).value.to_fixed(6).unwrap()
    };
    let ends = |it: &adspend::check::ImpliedRates| {
        let common = it.common.as_ref().unwrap();
        (six(common.inf()), six(common.sup()))
    };
    assert_eq!(printed.groups[0].len(), 3);
    assert_eq!(ends(printed), ("6.693106".to_owned(), "6.704529".to_owned()));
    assert_eq!(exact.outliers, ["mengjin"]);
    assert_eq!(exact.groups[0].len(), 2);
    assert_eq!(exact.days.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2020-10-09", "2020-10-16"]);
    assert_eq!(unknown.groups[0].len(), 3);
    assert_eq!(ends(unknown), ("6.688889".to_owned(), "6.694130".to_owned()));
}

#[test]
fn a_planted_entry_breaches_the_ban_unless_it_encourages_turnout() {
    let planted = |purpose: &str| {
        let entry = format!(
            "\n[[entry]]\nid = \"planted\"\nsponsor = \"fr/government\"\nplatform = \"x\"\njurisdiction = \"FR\"\npurpose = \"{purpose}\"\n\
             when = \"2019-05\"\namount = \"1000 EUR\"\n"
        );
        let text = std::fs::read_to_string(path("france_twitter.toml")).unwrap() + &entry;
        let none = &mut |file: &str| Err(std::io::Error::other(format!("{file} is not expected")));
        file::read_text("planted.toml", text.as_bytes(), none).unwrap_or_else(|problems| panic!("{problems}"))
    };
    let breached = found(&Report::of(&planted("image")), "x-ban-fr");
    assert_eq!(
        (breached.verdict, &breached.breaches[..]),
        (Verdict::Inconsistent, &["planted".to_owned()][..])
    );
    let exempt = found(&Report::of(&planted("turnout")), "x-ban-fr");
    assert_eq!(exempt.verdict, Verdict::Proven);
}

#[test]
fn one_platform_under_two_names() {
    let ledger = case("commission_x.toml");
    let total = found(&Report::of(&ledger), "eu-total-x");
    assert_eq!(total.items, 2);
    let platform = ledger.platform(&"x".parse().unwrap()).unwrap();
    assert!(platform.aliases.iter().any(|alias| alias.name == "Twitter" && alias.until.is_some()));
}

#[test]
fn reach_in_kind_is_shown_as_unknown_and_never_counted() {
    let ledger = case("trump_x.toml");
    let interview = ledger.entry(&"interview".parse().unwrap()).unwrap();
    assert_eq!(
        (interview.stage, &interview.money.amount),
        (adspend::model::Stage::InKind, &Amount::unknown())
    );
    assert_eq!(found(&Report::of(&ledger), "trump-no-ad-spend").items, 0);
}
