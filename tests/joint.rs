//! Several totals at once: laws, the shared vectors, and the way through a ledger.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on fails"
)]

use std::collections::BTreeMap;
use std::ops::Bound;

use adspend::amount::{Amount, Domain, Interval};
use adspend::check::{
    Check, CheckKind, Item, JointCheck, JointError, JointOutcome, Reason, Report, TotalCheck, Verdict,
};
use adspend::exact::Ratio;
use adspend::file;
use adspend::model::Relation;
use proptest::prelude::*;
use serde_json::Value;

/// Id, relation, total and terms.
type Claimed = (String, Relation, Interval, Vec<(String, Ratio)>);

/// A joint check in parts, to be put together in any order and in part.
#[derive(Clone, Debug)]
struct Parts {
    entries: Vec<(String, Interval)>,
    claims: Vec<Claimed>,
    values: Vec<i64>,
}

impl Parts {
    fn check(&self) -> JointCheck {
        let mut check = JointCheck::new();
        for (id, set) in &self.entries {
            check = check.entry(id, set.clone());
        }
        for (id, relation, total, terms) in &self.claims {
            check = check.claim(id, *relation, total.clone(), terms.iter().cloned());
        }
        check
    }

    fn run(&self) -> JointOutcome {
        self.check().run().unwrap()
    }

    fn keeping(&self, claims: &[String]) -> Self {
        let mut kept = self.clone();
        kept.claims.retain(|claim| claims.contains(&claim.0));
        kept
    }
}

fn around(value: i64, (below, above): (i64, i64), (lo, hi): (u8, u8)) -> Interval {
    let end = |at: i64, kind: u8| match kind {
        0 => Bound::Unbounded,
        1 | 2 if at != value => Bound::Excluded(Ratio::from(at)),
        _ => Bound::Included(Ratio::from(at)),
    };
    Interval::new(end(value - below, lo), end(value + above, hi)).unwrap()
}

fn relations() -> impl Strategy<Value = Relation> {
    prop_oneof![4 => Just(Relation::Equal), 1 => Just(Relation::AtLeast), 1 => Just(Relation::AtMost)]
}

/// Up to 6 entries and 5 claims that their `values` make true.
fn true_claims() -> impl Strategy<Value = Parts> {
    let shape = || ((0i64..3, 0i64..3), (0u8..9, 0u8..9));
    let entries = prop::collection::vec((-9i64..=9, shape()), 1..7);
    let claims =
        prop::collection::vec((relations(), shape(), 0i64..3, prop::collection::vec(-1i64..=2, 6)), 1..6);
    (entries, claims).prop_map(|(entries, claims)| {
        let values: Vec<i64> = entries.iter().map(|(value, _)| *value).collect();
        let entry = |(at, (value, (reach, kinds))): (usize, (i64, _))| {
            (format!("e{at}"), around(value, reach, kinds))
        };
        let claim =
            |(at, (relation, (reach, kinds), missing, weights)): (usize, (Relation, _, i64, Vec<i64>))| {
                let sum: i64 = weights.iter().zip(&values).map(|(weight, value)| weight * value).sum();
                let total = match relation {
                    Relation::Equal => sum,
                    Relation::AtLeast => sum + missing,
                    Relation::AtMost => sum - missing,
                };
                let terms = weights.iter().take(values.len()).enumerate();
                let terms = terms.map(|(at, weight)| (format!("e{at}"), Ratio::from(*weight))).collect();
                (format!("c{at}"), relation, around(total, reach, kinds), terms)
            };
        Parts {
            entries: entries.into_iter().enumerate().map(entry).collect(),
            claims: claims.into_iter().enumerate().map(claim).collect(),
            values,
        }
    })
}

/// The same, with totals moved so that they may be false.
fn claims_in_doubt() -> impl Strategy<Value = Parts> {
    (true_claims(), prop::collection::vec(-9i64..=9, 5)).prop_map(|(mut parts, moves)| {
        for (claim, by) in parts.claims.iter_mut().zip(moves) {
            claim.2 = claim.2.plus(&Interval::point(Ratio::from(by)));
        }
        parts
    })
}

proptest! {
    #[test]
    fn what_is_true_is_never_refuted_and_stays_in_every_range(parts in true_claims()) {
        let outcome = parts.run();
        prop_assert_eq!(outcome.verdict, Verdict::Consistent);
        prop_assert!(outcome.complete && outcome.conflicts.is_empty());
        for ((id, set), value) in parts.entries.iter().zip(&parts.values) {
            let left = &outcome.entries[id];
            prop_assert!(left.contains(&Ratio::from(*value)) && left.is_subset_of(set));
        }
        for (id, _, total, _) in &parts.claims {
            prop_assert!(outcome.claims[id].is_subset_of(total));
        }
    }

    #[test]
    fn order_changes_nothing(parts in claims_in_doubt(), seed in any::<u64>()) {
        let mut shuffled = parts.clone();
        let turn = |count: usize| usize::try_from(seed % u64::try_from(count.max(1)).unwrap()).unwrap();
        let by = turn(shuffled.entries.len());
        shuffled.entries.rotate_left(by);
        shuffled.entries.reverse();
        let by = turn(shuffled.claims.len());
        shuffled.claims.rotate_left(by);
        for claim in &mut shuffled.claims {
            claim.3.reverse();
        }
        prop_assert_eq!(shuffled.run(), parts.run());
    }

    #[test]
    fn conflicts_are_all_the_minimal_ones(parts in claims_in_doubt()) {
        let outcome = parts.run();
        let holds = |claims: &[String]| parts.keeping(claims).run().verdict == Verdict::Consistent;
        let ids: Vec<String> = parts.claims.iter().map(|claim| claim.0.clone()).collect();
        let subset = |mask: u32| -> Vec<String> {
            ids.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1).map(|(_, id)| id.clone()).collect()
        };
        // The deliberately stupid twin: every set of claims.
        let refuted: Vec<Vec<String>> = (0..1u32 << ids.len()).map(subset).filter(|claims| !holds(claims)).collect();
        let is_minimal = |claims: &&Vec<String>| {
            !refuted.iter().any(|other| other != *claims && other.iter().all(|id| claims.contains(id)))
        };
        let mut expected: Vec<Vec<String>> = refuted.iter().filter(is_minimal).cloned().collect();
        expected.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        prop_assert!(outcome.complete);
        prop_assert_eq!(outcome.conflicts.iter().map(|conflict| conflict.claims.clone()).collect::<Vec<_>>(), expected);
        for conflict in &outcome.conflicts {
            let with_sets_of = |entries: &[String]| {
                let mut kept = parts.keeping(&conflict.claims);
                for (id, set) in &mut kept.entries {
                    if !entries.contains(id) {
                        *set = Interval::all();
                    }
                }
                kept.run().verdict
            };
            prop_assert_eq!(with_sets_of(&conflict.entries), Verdict::Inconsistent);
            for left_out in &conflict.entries {
                let others: Vec<String> = conflict.entries.iter().filter(|id| *id != left_out).cloned().collect();
                prop_assert_eq!(with_sets_of(&others), Verdict::Consistent, "without {}", left_out);
            }
        }
    }
}

fn shared(name: &str) -> Option<Vec<Value>> {
    let path = format!("{}/../shared/vectors/totals/{name}", env!("CARGO_MANIFEST_DIR"));
    let Ok(file) = std::fs::read_to_string(path) else {
        eprintln!("skipped: ../shared/vectors/totals/{name} is not there");
        return None;
    };
    Some(serde_json::from_str(&file).unwrap())
}

fn ratio(value: &Value) -> Ratio {
    value.as_str().unwrap().parse().unwrap()
}

fn set_of(value: &Value) -> Interval {
    let end = |key: &str, closed: &str| match (&value[key], &value[closed]) {
        (Value::Null, _) => Bound::Unbounded,
        (end, Value::Bool(true)) => Bound::Included(ratio(end)),
        (end, _) => Bound::Excluded(ratio(end)),
    };
    Interval::new(end("lo", "lo_in"), end("hi", "hi_in")).unwrap()
}

fn ids_of(values: &Value) -> Vec<&str> {
    values.as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect()
}

#[test]
fn the_shared_systems() {
    for vector in shared("joint_systems.json").unwrap_or_default() {
        let id = &vector["id"];
        let mut check = JointCheck::new();
        for (name, set) in vector["vars"].as_object().unwrap() {
            check = check.entry(name, set_of(set));
        }
        for (at, sum) in vector["sums"].as_array().unwrap().iter().enumerate() {
            let terms = ids_of(&sum["items"]).into_iter().map(|item| (item, Ratio::one()));
            check = check.parts(format!("{at}"), Relation::Equal, sum["total"].as_str().unwrap(), terms);
        }
        let outcome = check.run().unwrap();
        let feasible = vector["jointly_feasible"].as_bool().unwrap();
        assert_eq!(outcome.verdict == Verdict::Consistent, feasible, "{id}");
        let conflicts: Vec<Vec<u64>> = serde_json::from_value(vector["minimal_conflicts"].clone()).unwrap();
        let found = outcome
            .conflicts
            .iter()
            .map(|conflict| conflict.claims.iter().map(|at| at.parse().unwrap()).collect());
        assert_eq!(found.collect::<Vec<Vec<u64>>>(), conflicts, "{id}");
        for (name, ends) in vector["tightened"].as_object().unwrap() {
            let left = &outcome.entries[name];
            assert_eq!(
                [left.inf().cloned(), left.sup().cloned()],
                [0, 1].map(|at| ends[at].as_str().map(|end| end.parse().unwrap())),
                "{id}: {name}"
            );
        }
    }
}

#[test]
fn the_shared_sums_at_uncertain_rates() {
    let amount = |set: &Interval| set.to_string().replace("-inf", "").replace("+inf", "").parse::<Amount>();
    for vector in shared("fx_sums.json").unwrap_or_default() {
        let total = amount(&set_of(&vector["total"])).unwrap();
        let mut check = TotalCheck::new(total, Domain::Signed);
        let mut rates: BTreeMap<&str, usize> = BTreeMap::new();
        for (name, set) in vector["rates_to_base"].as_object().unwrap() {
            rates.insert(name, check.add_rate(set_of(set)).unwrap());
        }
        for item in vector["items"].as_array().unwrap() {
            let mut converted = Item::new("", amount(&set_of(item)).unwrap(), Domain::Signed);
            converted.rate = rates.get(item["currency"].as_str().unwrap()).copied();
            check = check.item(converted);
        }
        let expected = match vector["verdict"].as_str().unwrap() {
            "certain" => Verdict::Proven,
            "possible" => Verdict::Consistent,
            _ => Verdict::Inconsistent,
        };
        assert_eq!(check.run().verdict, expected, "{}", vector["id"]);
    }
}

fn report(text: &str) -> Report {
    let none = &mut |name: &str| Err(std::io::Error::other(format!("{name} is not expected")));
    let ledger = file::read_text("ledger.toml", text, none).unwrap_or_else(|problems| panic!("{problems}"));
    Report::of(&ledger)
}

fn joint(report: &Report) -> Option<&Check> {
    report.checks.iter().find(|check| check.kind == CheckKind::Joint)
}

/// Sub-totals as entries with parts, in the words of a ledger file.
fn halves(total: &str) -> String {
    let range = |id: &str, low: &str, high: &str, more: &str| {
        format!("[[entry]]\nid = \"{id}\"\namount = {{ low = \"{low}\", high = \"{high}\" }}\n{more}")
    };
    let part = "detail-of = \"s\"\n";
    "[ledger]\nformat = 1\ncurrency = \"EUR\"\n".to_owned()
        + &range("a", "11.5", "12.5", part)
        + &range("b", "12.5", "13.5", part)
        + &range("s", "25.5", "26.5", "")
        + &range("c", "29.5", "30.5", "")
        + &format!("[[claim]]\nid = \"t\"\nscope = {{ entries = [\"s\", \"c\"] }}\namount = {total}\n")
}

#[test]
fn a_ledger_whose_totals_hold_only_one_by_one() {
    let report = report(&halves("{ exact = \"56.7\" }"));
    let verdicts: Vec<(&str, Verdict)> =
        report.checks.iter().map(|check| (check.id.as_str(), check.verdict)).collect();
    assert_eq!(
        verdicts,
        [("t", Verdict::Consistent), ("parts/s", Verdict::Consistent), ("joint/t", Verdict::Inconsistent)]
    );
    assert_eq!(report.verdict, Verdict::Inconsistent);
    let check = joint(&report).unwrap();
    assert_eq!(check.conflicts, [["parts/s", "t"]]);
    assert_eq!(check.items, 4);
    assert_eq!(
        check.to_string(),
        "joint/t (joint): inconsistent, cannot hold together: parts/s and t, through a, b and c"
    );
    let together = check.together.as_ref().unwrap();
    assert_eq!((&together.checks[..], together.exact), (&["t".to_owned(), "parts/s".to_owned()][..], true));
}

#[test]
fn a_ledger_whose_totals_hold_together_and_leave_less() {
    let report = report(&halves("{ low = \"56.5\", high = \"57.5\" }"));
    let check = joint(&report).unwrap();
    assert_eq!((check.verdict, report.verdict), (Verdict::Consistent, Verdict::Consistent));
    let left: Vec<(&str, String)> =
        check.tightened.iter().map(|(id, set)| (id.as_str(), set.to_string())).collect();
    let point = |value: &str| format!("[{value}, {value}]");
    let expected = [("a", "12.5"), ("b", "13.5"), ("c", "30.5"), ("s", "26"), ("t", "56.5")];
    assert_eq!(left, expected.map(|(id, value)| (id, point(value))));
    assert_eq!(check.together.as_ref().unwrap().narrower, expected.map(|(id, _)| id));
    // With room everywhere nothing is narrower, and all of it is still there; a claim that has an entry's id is told from it.
    let wide = halves("{ low = \"50\", high = \"60\" }").replace("id = \"t\"", "id = \"c\"");
    let report = self::report(&wide);
    let check = joint(&report).unwrap();
    let left: Vec<(&str, String)> =
        check.tightened.iter().map(|(id, set)| (id.as_str(), set.to_string())).collect();
    let expected = [
        ("a", "[12, 12.5]"),
        ("b", "[13, 13.5]"),
        ("c", "[29.5, 30.5]"),
        ("claim/c", "[55, 56.5]"),
        ("s", "[25.5, 26]"),
    ];
    assert_eq!(left, expected.map(|(id, set)| (id, set.to_owned())));
    assert_eq!(check.together.as_ref().unwrap().narrower, ["a", "b", "claim/c", "s"]);
}

#[test]
fn a_total_that_fails_alone_is_a_conflict_of_its_own() {
    let more = "[[claim]]\nid = \"u\"\nscope = { entries = [\"c\"] }\namount = { exact = \"40\" }\n";
    let report = report(&(halves("{ exact = \"56.7\" }") + more));
    let check = joint(&report).unwrap();
    assert_eq!(check.conflicts, [vec!["u"], vec!["parts/s", "t"]]);
}

#[test]
fn totals_that_share_no_entry_are_not_held_against_each_other() {
    let entry = |id: &str| format!("[[entry]]\nid = \"{id}\"\namount = {{ exact = \"1\" }}\n");
    let claim = |id: &str, scope: &str| {
        format!("[[claim]]\nid = \"{id}\"\nscope = {{ entries = [{scope}] }}\namount = {{ exact = \"1\" }}\n")
    };
    let head = "[ledger]\nformat = 1\ncurrency = \"EUR\"\n".to_owned() + &entry("a") + &entry("b");
    assert_eq!(joint(&report(&(head.clone() + &claim("t", "\"a\"") + &claim("u", "\"b\"")))), None);
    let proven = report(&(head + &claim("t", "\"a\"") + &claim("u", "\"a\"")));
    assert_eq!(joint(&proven).unwrap().verdict, Verdict::Proven);
}

/// Two totals in yuan of dollars of one period: at one rate, whatever it is, the second is twice the first.
fn at_one_rate(twice: &str, amount: &str) -> String {
    let dollars = |id: &str, amount: &str| {
        format!("[[entry]]\nid = \"{id}\"\nwhen = \"2020-10\"\namount = {{ {amount}, currency = \"USD\" }}\n")
    };
    let claim = |id: &str, entries: &str, amount: &str| {
        format!(
            "[[claim]]\nid = \"{id}\"\nscope = {{ entries = [{entries}] }}\namount = {{ exact = \"{amount}\", currency = \"CNY\" }}\n"
        )
    };
    let rate = |day: &str, rate: &str| {
        format!("[[rate]]\ndate = {day}\nbase = \"USD\"\nquote = \"CNY\"\nrate = \"{rate}\"\n")
    };
    "[ledger]\nformat = 1\ncurrency = \"USD\"\n".to_owned()
        + &dollars("a", amount)
        + &dollars("b", "exact = \"100\"")
        + &dollars("c", "exact = \"100\"")
        + &claim("one", "\"a\"", "670")
        + &claim("two", "\"a\", \"b\", \"c\"", twice)
        + "[rates]\npartial-periods = \"allowed\"\n"
        + &rate("2020-10-01", "6.6")
        + &rate("2020-10-30", "6.8")
}

#[test]
fn one_rate_behind_several_conversions() {
    let of = |twice: &str, amount: &str| {
        let report = report(&at_one_rate(twice, amount));
        let alone: Vec<Verdict> = report
            .checks
            .iter()
            .filter(|check| check.kind == CheckKind::Total)
            .map(|check| check.verdict)
            .collect();
        assert_eq!(alone, [Verdict::Consistent; 2], "{twice}");
        let check = joint(&report).unwrap();
        (check.verdict, check.together.as_ref().unwrap().exact)
    };
    assert_eq!(of("2010", "exact = \"100\""), (Verdict::Consistent, true));
    assert_eq!(of("2011", "exact = \"100\""), (Verdict::Inconsistent, true));
    // Where the amount varies with the rate, their product is a number of its own: less is refuted, and it says so.
    assert_eq!(of("2011", "low = \"99\", high = \"101\""), (Verdict::Consistent, false));
}

#[test]
fn what_is_too_large_is_not_checked_and_says_so() {
    let set = |lo: i64, hi: i64| Interval::closed(lo.into(), hi.into()).unwrap();
    let names = |ids: [&'static str; 2]| ids.map(|id| (id, Ratio::one()));
    let mut check = JointCheck::new();
    for id in ["a", "b", "c", "d"] {
        check = check.entry(id, set(0, 9));
    }
    for (id, items) in [("r1", ["a", "b"]), ("r2", ["c", "d"]), ("c1", ["a", "c"]), ("c2", ["b", "d"])] {
        check = check.claim(id, Relation::Equal, set(5, 5), names(items));
    }
    assert_eq!(check.run().unwrap().verdict, Verdict::Consistent);
    let stopped = check.steps_max(3).run().unwrap();
    assert_eq!((stopped.verdict, stopped.reason), (Verdict::Unchecked, Some(Reason::TooLarge)));
    assert!(!stopped.complete);
}

#[test]
fn ids_that_are_there_twice_are_refused() {
    let all = Interval::all;
    let twice = JointCheck::new().entry("a", all()).entry("a", all()).run().unwrap_err();
    assert_eq!(twice.to_string(), "two entries have the id `a`: give each an id of its own");
    let none: [(&str, Ratio); 0] = [];
    let claims = JointCheck::new().claim("t", Relation::Equal, all(), none.clone()).claim(
        "t",
        Relation::Equal,
        all(),
        none,
    );
    assert_eq!(claims.run().unwrap_err(), JointError::ClaimTwice { id: "t".to_owned() });
    assert_eq!(
        claims.run().unwrap_err().to_string(),
        "two claims have the id `t`: give each an id of its own"
    );
}
