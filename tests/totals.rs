//! Reported totals against their items: independent expectations, and the laws of the verdicts.
//!
//! `tests/vectors/totals.json` holds expectations that were made by hand, with exact fractions and with an SMT solver;
//! `tests/vectors/xbrl_calculations.json` those of XBRL Calculations 1.1, rounded and truncated, and
//! `tests/vectors/xbrl_intervals.txt` those of a viewer of such reports for its sets.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on fails"
)]

use adspend::amount::{Amount, Domain, Interval};
use adspend::check::{Item, Reason, TotalCheck, TotalOutcome, Verdict};
use adspend::exact::{Ratio, Rounding};
use adspend::model::Relation;
use serde_json::Value;

fn amount(text: &Value) -> Amount {
    text.as_str().unwrap().parse().unwrap()
}

fn check(vector: &Value, domain: Domain) -> TotalCheck {
    let weights = vector["weights"].as_array();
    let weight = |at: usize| weights.map_or(1, |weights| weights[at].as_i64().unwrap());
    let relation = vector["relation"].as_str().unwrap_or("equal").parse::<Relation>().unwrap();
    let items = vector["items"].as_array().unwrap().iter().enumerate().map(|(at, text)| {
        let mut item = Item::new(at.to_string(), amount(text), domain);
        item.weight = weight(at).into();
        item
    });
    TotalCheck::new(amount(&vector["total"]), domain).relation(relation).items(items)
}

fn vectors(text: &str) -> Vec<Value> {
    serde_json::from_str(text).unwrap()
}

fn shown(set: Option<&Interval>) -> Option<String> {
    set.map(ToString::to_string)
}

#[test]
fn totals_with_their_verdicts_sets_and_implied_values() {
    let vectors = vectors(include_str!("vectors/totals.json"));
    assert_eq!(vectors.len(), 43);
    for vector in vectors {
        let id = vector["id"].as_str().unwrap();
        let domain = if vector["signed"] == true { Domain::Signed } else { Domain::Gross };
        let outcome = check(&vector, domain).run();
        if let Some(difference) = vector["difference"].as_str() {
            println!("DIFFERENCE {id}: {difference}");
            assert_eq!(outcome.verdict, Verdict::Malformed, "{id}");
            continue;
        }
        assert_eq!(outcome.verdict.as_str(), vector["verdict"].as_str().unwrap(), "{id}");
        let text = |key: &str| vector[key].as_str().map(str::to_owned);
        assert_eq!(shown(outcome.sum.as_ref()), text("sum"), "{id}");
        assert_eq!(shown(outcome.total.as_ref()), text("total_set"), "{id}");
        assert_eq!(shown(outcome.gap.as_ref()), text("gap"), "{id}");
        assert_eq!(outcome.tolerance.map(|width| width.to_string()), text("width"), "{id}");
        if let Some(implied) = vector["implied"].as_object() {
            for (item, set) in implied {
                let found = shown(outcome.implied[item.parse::<usize>().unwrap()].as_ref());
                assert_eq!(found.as_deref(), set.as_str(), "{id}, item {item}");
            }
        }
    }
}

#[test]
fn xbrl_calculations_round_and_truncate() {
    let vectors = vectors(include_str!("vectors/xbrl_calculations.json"));
    assert_eq!(vectors.len(), 42);
    for vector in vectors {
        let id = vector["id"].as_str().unwrap();
        let outcome = check(&vector, Domain::Signed).run();
        match vector["verdict"].as_str().unwrap() {
            "consistent" => assert!(outcome.verdict.holds(), "{id}: {:?}", outcome.verdict),
            "inconsistent" => assert_eq!(outcome.verdict, Verdict::Inconsistent, "{id}"),
            "stopped" => assert_eq!(outcome.verdict, Verdict::Malformed, "{id}"),
            "not_bound" => assert_eq!(outcome.reason, Some(Reason::UnknownTotal), "{id}"),
            other => panic!("{id}: {other}"),
        }
        if let (Some(sum), Some(total)) = (vector["sum"].as_str(), vector["total_set"].as_str()) {
            assert_eq!(shown(outcome.sum.as_ref()).unwrap(), sum, "{id}");
            assert_eq!(shown(outcome.total.as_ref()).unwrap(), total, "{id}");
        }
    }
}

fn closed(text: &str) -> Interval {
    let ends = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap();
    let (lo, hi) = ends.split_once(", ").unwrap();
    Interval::closed(lo.parse().unwrap(), hi.parse().unwrap()).unwrap()
}

#[test]
fn xbrl_intervals_of_facts_and_of_their_reports() {
    let rows: Vec<&str> = include_str!("vectors/xbrl_intervals.txt").lines().collect();
    assert_eq!(rows.len(), 19);
    for row in rows {
        let (given, expected) = row.split_once(" = ").unwrap();
        let (operation, operands) = given.split_once("; ").unwrap();
        let operands: Vec<&str> = operands.split("; ").collect();
        let found = match (operation, operands[..].split_first().unwrap()) {
            ("fact", (fact, [])) => written(fact).outer(Domain::Signed),
            ("intersect", (first, others)) => {
                others.iter().try_fold(closed(first), |common, set| common.intersect(&closed(set)))
            }
            ("add", (a, [b])) => Some(closed(a).plus(&closed(b))),
            ("times", (set, [factor])) => Some(closed(set).times(&factor.parse().unwrap())),
            ("reports", _) => {
                Amount::all_of(operands.iter().map(|report| written(report))).unwrap().outer(Domain::Signed)
            }
            _ => panic!("{row}"),
        };
        if operation == "fact" && written(operands[0]).defect(Domain::Signed).is_some() {
            // Both build a set about it; here the amount is malformed besides, and so is any check of it.
            println!("DIFFERENCE {row}: the value is no multiple of its step");
            assert_eq!(operands, ["-20.123 to 10"]);
        }
        assert_eq!(shown(found.as_ref()).as_deref().unwrap_or("none"), expected, "{row}");
    }
}

#[test]
fn forward_roundings_in_nine_modes() {
    let rows: Vec<&str> = include_str!("vectors/roundings.csv").lines().skip(1).collect();
    assert_eq!(rows.len(), 198);
    for row in rows {
        let [value, decimals, rounding, rounded] = row.split(',').collect::<Vec<_>>()[..] else {
            panic!("{row}")
        };
        let value: Ratio = value.parse().unwrap();
        let rounding: Rounding = rounding.parse().unwrap();
        let found = value.round_to_decimals(decimals.parse().unwrap(), rounding).value;
        if rounding == Rounding::Away && found == value {
            // A multiple of the step is where it is: `(v−u, v]` prints v. The vectors' author moves it by a step.
            println!("DIFFERENCE {row}: {value} needs no rounding");
            assert!(["0", "2.7", "-2.7"].contains(&value.to_string().as_str()), "{row}");
            continue;
        }
        assert_eq!(found.to_string(), rounded, "{row}");
    }
}

fn exact(values: &[i64]) -> Vec<Item> {
    let item = |(at, value): (usize, &i64)| Item::new(at.to_string(), Amount::exact(*value), Domain::Gross);
    values.iter().enumerate().map(item).collect()
}

fn against(total: Amount, items: Vec<Item>) -> TotalOutcome {
    TotalCheck::new(total, Domain::Gross).items(items).run()
}

fn written(text: &str) -> Amount {
    text.parse().unwrap()
}

#[test]
fn edge_cases_decided_by_the_specification() {
    assert_eq!(against(written("0"), exact(&[])).verdict, Verdict::Proven);
    assert_eq!(against(written("0 to 1000"), exact(&[])).verdict, Verdict::Proven);
    assert_eq!(against(written("10"), exact(&[])).verdict, Verdict::Inconsistent);
    let unknown_total = against(Amount::unknown(), exact(&[]));
    assert_eq!(
        (unknown_total.verdict, unknown_total.reason),
        (Verdict::Unchecked, Some(Reason::UnknownTotal))
    );
    // An unknown item does not stop a check.
    let mut items = exact(&[80, 30]);
    items.push(Item::new("withheld", Amount::unknown(), Domain::Gross));
    assert_eq!(against(written("100"), items.clone()).verdict, Verdict::Inconsistent);
    let outcome = against(written("200"), items);
    assert_eq!(outcome.verdict, Verdict::Consistent);
    assert_eq!(shown(outcome.implied[2].as_ref()).unwrap(), "[90, 90]");
    assert_eq!(outcome.difference, None);
    // A total that is a range.
    assert_eq!(against(written("[100, 200]"), exact(&[80, 30])).verdict, Verdict::Proven);
    assert_eq!(against(written(">110"), exact(&[80, 30])).verdict, Verdict::Inconsistent);
    // A total printed twice.
    assert_eq!(against(written("(500 to 100 & 550 to 10)"), exact(&[547])).verdict, Verdict::Proven);
    assert_eq!(against(written("(500 to 100 & 560 to 10)"), exact(&[547])).verdict, Verdict::Malformed);
}

#[test]
fn a_tolerance_of_the_callers_own_widens_the_total() {
    let run = |stated: &str, tolerance: &str| {
        let item = Item::new("c", written("23.024"), Domain::Gross);
        let check = TotalCheck::new(written(stated), Domain::Gross).item(item);
        check.tolerance(tolerance.parse().unwrap()).run()
    };
    for (stated, tolerance, holds) in [
        ("23.022", "0.001", false),
        ("23.023", "0.001", true),
        ("23.024", "0.001", true),
        ("23.025", "0.001", true),
        ("23.026", "0.001", false),
        ("23.03", "0.01", true),
    ] {
        assert_eq!(run(stated, tolerance).verdict.holds(), holds, "{stated} ± {tolerance}");
    }
    assert_eq!(shown(run("23.023", "0.001").total.as_ref()).unwrap(), "[23.022, 23.024]");
    // Gross spend stays at or above 0.
    assert_eq!(shown(run("0.5", "1").total.as_ref()).unwrap(), "[0, 1.5]");
}

#[test]
fn what_a_check_cannot_see() {
    // 1 of 1,000,000 rounded to the thousand could be left out, doubled or turned unseen; the large item could not.
    let outcome = against(written("1000000 to 1000"), exact(&[999_999, 1]));
    assert_eq!(outcome.verdict, Verdict::Proven);
    let blind = &outcome.blind_to;
    assert_eq!((&blind.omission[..], &blind.doubling[..], &blind.sign[..]), (&[1][..], &[1][..], &[1][..]));
    let exact_total = against(written("1000000"), exact(&[999_999, 1]));
    assert_eq!(exact_total.blind_to, Default::default());
    // A zero can always go.
    assert_eq!(against(written("5"), exact(&[5, 0])).blind_to.omission, [1]);
    // A refuted check says nothing here.
    assert_eq!(against(written("6"), exact(&[5, 0])).blind_to, Default::default());
}

#[test]
fn the_step_at_which_a_refuted_total_would_hold() {
    let needs = |total: &str, items: &[i64]| {
        against(written(total), exact(items)).needs_step.map(|step| step.to_string())
    };
    assert_eq!(needs("45150000", &[45_149_000]).as_deref(), Some("10000"));
    assert_eq!(needs("45150000", &[45_149_600]).as_deref(), Some("1000"));
    assert_eq!(needs("45150000", &[45_160_000]), None);
    assert_eq!(needs("45150001", &[45_149_600]), None);
    assert_eq!(needs("45150000", &[45_150_000]), None);
    let cents = Item::new("a", written("29.96"), Domain::Gross);
    assert_eq!(against(written("30"), vec![cents]).needs_step.unwrap().to_string(), "0.1");
}

#[test]
fn items_at_a_rate_and_with_a_weight_count_so_in_the_difference() {
    let mut check = TotalCheck::new(written("100"), Domain::Gross);
    let rate = check.add_rate(Interval::point("7".parse().unwrap()));
    let mut converted = Item::new("yuan", written("5"), Domain::Gross);
    converted.rate = rate;
    converted.weight = Ratio::from(2);
    let check = check.item(converted).item(Item::new("own", written("29"), Domain::Gross));
    assert_eq!(check.item_list().iter().map(|item| item.id.as_str()).collect::<Vec<_>>(), ["yuan", "own"]);
    let outcome = check.run();
    // 2 × 5 × 7 + 29
    assert_eq!((outcome.difference, outcome.verdict), (Some(Ratio::from(1)), Verdict::Inconsistent));
}

#[test]
fn the_plausibility_of_many_roundings_that_all_go_one_way() {
    let thousand = || Item::new("a", written("1000 to 1000"), Domain::Gross);
    let outcome = against(written("1200000"), (0..1000).map(|_| thousand()).collect());
    assert_eq!(outcome.verdict, Verdict::Consistent);
    assert_eq!(outcome.difference.unwrap(), Ratio::from(200_000));
    assert_eq!(outcome.plausibility_log2, Some(-114));
    // Not where something is not rounded to nearest, or the list is partial.
    assert_eq!(
        against(written("1200"), vec![Item::new("a", written("<=100"), Domain::Gross)]).plausibility_log2,
        None
    );
    let partial =
        TotalCheck::new(written("1200000"), Domain::Gross).relation(Relation::AtLeast).item(thousand());
    assert_eq!(partial.run().plausibility_log2, None);
    // A weight widens the error: 2 × 100, and 2·exp(−2·200²/200²) is a little over a quarter.
    let mut twice = Item::new("twice", written("500 to 100"), Domain::Gross);
    twice.weight = Ratio::from(2);
    assert_eq!(against(written("1200"), vec![twice]).plausibility_log2, Some(-1));
    // The bound holds for errors that go either way: not for figures cut off or rounded by nobody knows which rule.
    for mode in ["floor", "truncate", "unknown"] {
        let items = vec![Item::new("a", written(&format!("1000 to 1000 {mode}")), Domain::Gross)];
        assert_eq!(against(written("1200"), items).plausibility_log2, None, "{mode}");
    }
}

#[test]
fn one_rate_is_one_variable() {
    let interval = |lo: &str, hi: &str| Interval::closed(lo.parse().unwrap(), hi.parse().unwrap()).unwrap();
    let converted = |items: &[&str], rate: Interval, total: &str| {
        let mut check = TotalCheck::new(written(total), Domain::Signed);
        let rate = check.add_rate(rate).unwrap();
        let items = items.iter().enumerate().map(|(at, text)| {
            let mut item = Item::new(at.to_string(), written(text), Domain::Signed);
            item.rate = Some(rate);
            item
        });
        check.items(items).run()
    };
    assert_eq!(
        converted(&["6740000"], interval("6.6938", "6.7038"), "45150000 to 10000").verdict,
        Verdict::Consistent
    );
    assert_eq!(
        converted(&["972000"], interval("6.6938", "6.7038"), "6500000 to 100000").verdict,
        Verdict::Proven
    );
    // A refund at the same rate: always 0, whatever the rate.
    let refund = converted(&["1000", "-1000"], interval("6.6", "6.8"), "0");
    assert_eq!((refund.verdict, shown(refund.sum.as_ref()).unwrap()), (Verdict::Proven, "[0, 0]".to_owned()));
    assert_eq!(
        converted(&["100"], Interval::more_than(Ratio::zero()), "-670").verdict,
        Verdict::Inconsistent
    );
    let implied = converted(&["unknown", "100"], interval("6", "7"), "1400");
    assert_eq!(shown(implied.implied[0].as_ref()).unwrap(), "[100, 400/3]");
    // A rate of 0 or less is none.
    let mut check = TotalCheck::new(written("1"), Domain::Gross);
    assert_eq!(check.add_rate(Interval::at_least(Ratio::zero())), None);
}

#[test]
fn partial_and_overlapping_lists_need_items_above_zero() {
    for relation in [Relation::AtLeast, Relation::AtMost] {
        let signed = TotalCheck::new(written("10"), Domain::Signed).relation(relation).items(exact(&[1]));
        assert_eq!(signed.run().reason, Some(Reason::Signed));
        let mut item = Item::new("refund", written("1"), Domain::Gross);
        item.weight = Ratio::from(-1);
        let weighted = TotalCheck::new(written("10"), Domain::Gross).relation(relation).item(item);
        assert_eq!(weighted.run().verdict, Verdict::Unchecked);
    }
    let relation = |relation, total: &str, values: &[i64]| {
        TotalCheck::new(written(total), Domain::Gross).relation(relation).items(exact(values)).run().verdict
    };
    assert_eq!(relation(Relation::AtLeast, "400", &[100, 50]), Verdict::Proven);
    assert_eq!(relation(Relation::AtLeast, "150", &[100, 50]), Verdict::Proven);
    assert_eq!(relation(Relation::AtLeast, "150 to 10", &[100, 50]), Verdict::Consistent);
    assert_eq!(relation(Relation::AtLeast, "<150", &[100, 50]), Verdict::Inconsistent);
    assert_eq!(relation(Relation::AtMost, "150", &[100, 50]), Verdict::Proven);
    assert_eq!(relation(Relation::AtMost, ">150", &[100, 50]), Verdict::Inconsistent);
    assert_eq!(relation(Relation::AtMost, "140", &[100, 50]), Verdict::Proven);
}
