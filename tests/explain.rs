//! Explanations of inconsistent totals: injected errors with all their single causes, totals that have nothing to do with
//! their items, and the laws.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on fails"
)]

use std::fs;
use std::path::Path;

use adspend::amount::{Amount, Domain};
use adspend::check::{ExplainContext, Explanation, Explanations, Family, Item, Target, TotalCheck, Verdict};
use adspend::exact::{Numeral, Ratio};
use serde_json::Value;

fn check(items: &[i64], total: i64) -> TotalCheck {
    let item = |(at, value): (usize, &i64)| Item::new(at.to_string(), Amount::exact(*value), Domain::Signed);
    TotalCheck::new(Amount::exact(total), Domain::Signed).items(items.iter().enumerate().map(item))
}

fn explain(check: &TotalCheck) -> Explanations {
    check.explain(&ExplainContext::new(), TotalCheck::TRIES_MAX)
}

/// Whether an explanation is of a cause as the vectors write it: `["item_shift+4", 0]`.
fn is_cause(explanation: &Explanation, cause: &Value) -> bool {
    let cause = cause.as_array().unwrap();
    let name = cause[0].as_str().unwrap();
    let entries: Vec<String> = cause[1..].iter().map(ToString::to_string).collect();
    let (name, places) =
        name.split_once(['+', '-']).map_or((name, None), |(name, places)| (name, Some(places)));
    let (target, family) = match name {
        "not_in_total" => (Target::Total, Family::Omitted),
        "twice_in_total" => (Target::Total, Family::Doubled),
        "sign_item" => (Target::Items, Family::Sign),
        "subtotal_in_list" => (Target::Items, Family::Subtotal),
        "duplicate_row" => (Target::Items, Family::Duplicate),
        "sign_total" => (Target::Total, Family::Sign),
        _ => {
            let (target, family) = name.split_once('_').unwrap();
            let target = if target == "total" { Target::Total } else { Target::Items };
            let family = match family {
                "transpose" => Family::Swap,
                "shift" => Family::Shift,
                "digit" => Family::Replace,
                "extra_digit" => Family::Insert,
                "missing_digit" | "lost_digit" => Family::Lose,
                other => panic!("no family for {other}"),
            };
            (target, family)
        }
    };
    let zeros = |text: &str| text.bytes().rev().take_while(|byte| *byte == b'0').count();
    let is_as_far = places.is_none_or(|places| {
        let (from, to) = (&explanation.from, &explanation.to);
        let apart = from.len().abs_diff(to.len()).max(zeros(from).abs_diff(zeros(to)));
        apart.to_string() == *places || to.contains('.')
    });
    (explanation.target, explanation.family, &explanation.entries) == (target, family, &entries) && is_as_far
}

#[test]
fn injected_errors_are_among_the_explanations() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/vectors/totals/gap_injected.json");
    let Ok(text) = fs::read_to_string(&file) else {
        eprintln!("skipped: there are no vectors of injected errors beside this folder");
        return;
    };
    let vectors: Vec<Value> = serde_json::from_str(&text).unwrap();
    let (mut named, mut of_one, mut first, mut ties, mut all_tied) = (0, 0, 0, 0, 0);
    for vector in &vectors {
        let items: Vec<i64> =
            vector["items"].as_array().unwrap().iter().map(|item| item.as_i64().unwrap()).collect();
        let check = check(&items, vector["total"].as_i64().unwrap());
        assert_eq!(check.run().verdict, Verdict::Inconsistent);
        let found = explain(&check).explanations;
        let is_named = found.iter().any(|it| is_cause(it, &vector["truth"]));
        named += usize::from(is_named);
        let causes = vector["explanations"].as_array().unwrap();
        if causes.len() == 1 {
            of_one += 1;
            let is_first = found.first().is_some_and(|it| is_cause(it, &vector["truth"]));
            first += usize::from(is_first);
            if !is_first {
                println!("not first: {vector}: {found:#?}");
            }
        } else {
            ties += 1;
            let are_all = causes.iter().all(|cause| found.iter().any(|it| is_cause(it, cause)));
            all_tied += usize::from(are_all);
            if !are_all {
                println!("not all: {vector}: {found:#?}");
            }
        }
    }
    println!(
        "named {named} of {}; first {first} of {of_one}; all tied ones {all_tied} of {ties}",
        vectors.len()
    );
    assert!(named * 100 >= vectors.len() * 99, "named {named} of {}", vectors.len());
    assert!(first * 100 >= of_one * 95, "first {first} of {of_one}");
    assert_eq!(all_tied, ties);
}

/// A small generator (D. H. Lehmer's, with the multiplier and modulus of Park and Miller), so that the trials are always the same.
struct Draws(u64);

impl Draws {
    fn next(&mut self) -> u64 {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        self.0
    }

    fn below(&mut self, end: u64) -> i64 {
        let wide = self.next() * 2_147_483_647 + self.next();
        i64::try_from(wide % end).unwrap()
    }
}

#[test]
fn unrelated_totals_are_hardly_ever_explained() {
    let hundredth: Ratio = "0.01".parse().unwrap();
    // Totals of the size of the sum: anything up to twice it, within a tenth of it, and of any size at all.
    for (name, seed) in [("to twice the sum", 1u64), ("near the sum", 2), ("any size", 3)] {
        let mut draws = Draws(seed);
        let mut explained = 0;
        let trials = 1_000;
        for _ in 0..trials {
            let items: Vec<i64> = (0..20)
                .map(|_| {
                    let digits = u32::try_from(4 + draws.below(4)).unwrap();
                    1 + draws.below(10u64.pow(digits))
                })
                .collect();
            let sum: i64 = items.iter().sum();
            let positive = u64::try_from(sum).unwrap();
            let total = match seed {
                1 => 1 + draws.below(2 * positive),
                2 => sum - sum / 10 + draws.below(positive / 5),
                _ => {
                    let digits = u32::try_from(5 + draws.below(5)).unwrap();
                    1 + draws.below(10u64.pow(digits))
                }
            };
            if total == sum {
                continue;
            }
            let found = explain(&check(&items, total)).explanations;
            let is_low = |it: &Explanation| Ratio::from(it.chance_hits) < hundredth;
            explained += usize::from(found.iter().any(is_low));
        }
        println!("totals {name}: {explained} of {trials} explained with fewer than 0.01 hits by chance");
        assert!(explained * 100 <= trials * 2, "{name}: {explained} of {trials}");
    }
}

/// Its negative twin: what is related to the items is explained so.
#[test]
fn related_totals_are_explained() {
    let items = [3_728_511, 1_565, 378_057, 46_176, 2_422_709, 1_155_153];
    let sum: i64 = items.iter().sum();
    let found = explain(&check(&items, sum - 378_057));
    let best = &found.explanations[0];
    assert_eq!((best.family, best.entries.clone()), (Family::Omitted, vec!["2".to_owned()]));
    assert!(Ratio::from(best.chance_hits) < "0.01".parse().unwrap());
    assert_eq!(Numeral::from(sum - 378_057).to_string(), best.from);
    assert_eq!(Numeral::from(sum).to_string(), best.to);
}
