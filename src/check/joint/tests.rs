use std::ops::Bound;

use proptest::prelude::*;

use super::conflicts::solve;
use super::system::{Question, Row, Solution, Steps, System};
use super::{simplex, tree};
use crate::amount::Interval;
use crate::exact::Ratio;

const fn enough() -> Steps {
    Steps { taken: 0, most: u64::MAX }
}

/// A set around a value, of which each end is closed, open or infinite, and never the value itself where open.
fn around(value: i64, (below, above): (i64, i64), (lo, hi): (u8, u8)) -> Interval {
    let end = |at: i64, kind: u8| match kind {
        0 => Bound::Unbounded,
        1 | 2 if at != value => Bound::Excluded(Ratio::from(at)),
        _ => Bound::Included(Ratio::from(at)),
    };
    Interval::new(end(value - below, lo), end(value + above, hi)).unwrap()
}

fn drawn() -> impl Strategy<Value = (i64, Interval)> {
    (-9i64..=9, (0i64..4, 0i64..4), (0u8..7, 0u8..7))
        .prop_map(|(value, reach, kinds)| (value, around(value, reach, kinds)))
}

/// A system of up to 6 unknowns and 5 sums with values that fit it, of which `off` of the sums may be moved.
fn systems() -> impl Strategy<Value = (System, Vec<i64>)> {
    let sums = prop::collection::vec(
        (prop::collection::vec(-2i64..=2, 6), (0i64..3, 0i64..3), (0u8..7, 0u8..7)),
        1..6,
    );
    (prop::collection::vec(drawn(), 1..7), sums).prop_map(|(unknowns, sums)| {
        let values: Vec<i64> = unknowns.iter().map(|(value, _)| *value).collect();
        let row = |(weights, reach, kinds): (Vec<i64>, (i64, i64), (u8, u8))| {
            let sum = weights.iter().zip(&values).map(|(weight, value)| weight * value).sum();
            let terms = weights.iter().enumerate().take(values.len()).filter(|(_, weight)| **weight != 0);
            let terms = terms.map(|(at, weight)| (at, Ratio::from(*weight))).collect();
            Row { terms, range: around(sum, reach, kinds) }
        };
        let rows = sums.into_iter().map(row).collect();
        (System { unknowns: unknowns.into_iter().map(|(_, set)| set).collect(), rows }, values)
    })
}

/// Nested sums: the items of each are the first of the next, or a run of their own; every one of them exactly in order.
fn trees() -> impl Strategy<Value = (System, Vec<i64>)> {
    let sums =
        prop::collection::vec((0usize..8, 1usize..8, -2i64..=2, (0i64..3, 0i64..3), (0u8..7, 0u8..7)), 1..7);
    (prop::collection::vec((drawn(), 1i64..3), 8), sums).prop_map(|(unknowns, sums)| {
        let values: Vec<i64> = unknowns.iter().map(|((value, _), _)| *value).collect();
        let mut runs: Vec<(usize, usize)> = Vec::new();
        let mut rows = Vec::new();
        for (start, length, factor, reach, kinds) in sums {
            let run = (start, (start + length).min(8));
            let is_nested = |other: &(usize, usize)| {
                run.1 <= other.0
                    || other.1 <= run.0
                    || run.0 <= other.0 && other.1 <= run.1
                    || other.0 <= run.0 && run.1 <= other.1
            };
            if !runs.iter().all(is_nested) {
                continue;
            }
            runs.push(run);
            let factor = if factor == 0 { 1 } else { factor };
            let terms: Vec<(usize, i64)> = (run.0..run.1).map(|at| (at, factor * unknowns[at].1)).collect();
            let sum = terms.iter().map(|(at, weight)| weight * values[*at]).sum();
            let terms = terms.into_iter().map(|(at, weight)| (at, Ratio::from(weight))).collect();
            rows.push(Row { terms, range: around(sum, reach, kinds) });
        }
        (System { unknowns: unknowns.into_iter().map(|((_, set), _)| set).collect(), rows }, values)
    })
}

/// The same system with some of its sums moved by a little, so that values may fit or not.
fn moved(system: &System, by: &[i64]) -> System {
    let shift = |set: &Interval, by: i64| set.plus(&Interval::point(Ratio::from(by)));
    let rows = system.rows.iter().zip(by.iter().cycle());
    let rows =
        rows.map(|(row, by)| Row { terms: row.terms.clone(), range: shift(&row.range, *by) }).collect();
    System { unknowns: system.unknowns.clone(), rows }
}

fn fits(solution: &Solution) -> bool {
    matches!(solution, Solution::Feasible { .. })
}

/// Whether values fit when only the sets of these unknowns and sums count.
fn fits_only(system: &System, unknowns: &[usize], rows: &[usize]) -> bool {
    let keep = |at: usize, kept: &[usize], set: &Interval| {
        if kept.contains(&at) { set.clone() } else { Interval::all() }
    };
    let cut = System {
        unknowns: system.unknowns.iter().enumerate().map(|(at, set)| keep(at, unknowns, set)).collect(),
        rows: system
            .rows
            .iter()
            .enumerate()
            .map(|(at, row)| Row { terms: row.terms.clone(), range: keep(at, rows, &row.range) })
            .collect(),
    };
    fits(&simplex::solve(&cut, Question::Fits, &mut enough()))
}

fn without(list: &[usize], left_out: usize) -> Vec<usize> {
    list.iter().copied().filter(|at| *at != left_out).collect()
}

proptest! {
    #[test]
    fn values_that_fit_are_in_every_range((system, values) in systems()) {
        let Solution::Feasible { unknowns, rows } = solve(&system, Question::Ranges, &mut enough()) else {
            return Err(TestCaseError::fail(format!("{values:?} fit {system:?}")));
        };
        for (set, value) in unknowns.iter().zip(&values) {
            prop_assert!(set.as_ref().unwrap().contains(&Ratio::from(*value)));
        }
        for (set, row) in rows.iter().zip(&system.rows) {
            let sum: Ratio = row.terms.iter().map(|(at, weight)| weight * &Ratio::from(values[*at])).sum();
            prop_assert!(set.as_ref().unwrap().contains(&sum));
            prop_assert!(set.as_ref().unwrap().is_subset_of(&row.range));
        }
    }

    #[test]
    fn a_range_holds_what_values_can_be_and_nothing_else(
        (system, _) in systems(),
        by in prop::collection::vec(-3i64..=3, 5),
        at in any::<prop::sample::Index>(),
        half in -20i64..20,
    ) {
        let system = moved(&system, &by);
        let at = at.index(system.unknowns.len());
        let Solution::Feasible { unknowns, .. } = solve(&system, Question::Ranges, &mut enough()) else { return Ok(()) };
        let range = unknowns[at].clone().unwrap();
        // Ask for the ends themselves and for a value anywhere.
        let mut asked = vec![Ratio::new(i128::from(half), 2).unwrap()];
        asked.extend(range.inf().cloned());
        asked.extend(range.sup().cloned());
        for value in asked {
            let mut fixed = system.clone();
            let Some(point) = Interval::point(value.clone()).intersect(&fixed.unknowns[at]) else {
                prop_assert!(!range.contains(&value));
                continue;
            };
            fixed.unknowns[at] = point;
            prop_assert_eq!(fits(&simplex::solve(&fixed, Question::Fits, &mut enough())), range.contains(&value), "{} in {}", value, range);
        }
    }

    #[test]
    fn a_core_has_no_values_and_every_part_of_it_has((system, _) in systems(), by in prop::collection::vec(-6i64..=6, 5)) {
        let system = moved(&system, &by);
        if let Solution::Infeasible(core) = simplex::solve(&system, Question::Fits, &mut enough()) {
            prop_assert!(!fits_only(&system, &core.unknowns, &core.rows));
            for at in &core.unknowns {
                prop_assert!(fits_only(&system, &without(&core.unknowns, *at), &core.rows));
            }
            for at in &core.rows {
                prop_assert!(fits_only(&system, &core.unknowns, &without(&core.rows, *at)));
            }
        }
    }

    #[test]
    fn two_passes_find_what_the_program_finds((system, _) in trees(), by in prop::collection::vec(-6i64..=6, 7), moves in any::<bool>()) {
        let system = if moves { moved(&system, &by) } else { system };
        let passes = tree::solve(&system, Question::Ranges, &mut enough());
        let passes = passes.ok_or_else(|| TestCaseError::fail("nested sums are a tree"))?;
        match (passes, simplex::solve(&system, Question::Ranges, &mut enough())) {
            (Solution::Infeasible(core), Solution::Infeasible(_)) => {
                prop_assert!(!fits_only(&system, &core.unknowns, &core.rows));
                for at in &core.unknowns {
                    prop_assert!(fits_only(&system, &without(&core.unknowns, *at), &core.rows));
                }
                for at in &core.rows {
                    prop_assert!(fits_only(&system, &core.unknowns, &without(&core.rows, *at)));
                }
            }
            (passes, program) => prop_assert_eq!(passes, program),
        }
    }
}

#[test]
fn open_ends_that_touch_leave_nothing_and_closed_ones_a_point() {
    let run = |end: fn(Ratio) -> Bound<Ratio>| {
        let unknowns = vec![
            Interval::new(Bound::Included(Ratio::zero()), end(Ratio::from(3))).unwrap(),
            Interval::at_most(Ratio::from(2)),
        ];
        let row = |terms: &[(usize, i64)], range| Row {
            terms: terms.iter().map(|(at, weight)| (*at, Ratio::from(*weight))).collect(),
            range,
        };
        let rows = vec![
            row(&[(0, 1), (1, 1)], Interval::at_least(Ratio::from(5))),
            row(&[(0, 1), (1, -1)], Interval::all()),
        ];
        simplex::solve(&System { unknowns, rows }, Question::Ranges, &mut enough())
    };
    assert!(!fits(&run(Bound::Excluded)));
    let Solution::Feasible { unknowns, rows } = run(Bound::Included) else { panic!("3 + 2 is 5") };
    let shown = |sets: Vec<Option<Interval>>| {
        sets.into_iter().map(|set| set.unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(shown(unknowns), ["[3, 3]", "[2, 2]"]);
    assert_eq!(shown(rows), ["[5, 5]", "[1, 1]"]);
}

#[test]
fn what_is_no_tree_is_left_to_the_program_and_a_budget_ends_both() {
    let one = Ratio::one;
    let row = |items: [usize; 2]| Row { terms: items.map(|at| (at, one())).to_vec(), range: Interval::all() };
    let square = System {
        unknowns: vec![Interval::all(); 4],
        rows: vec![row([0, 1]), row([2, 3]), row([0, 2]), row([1, 3])],
    };
    assert_eq!(tree::solve(&square, Question::Fits, &mut enough()), None);
    let path = System { rows: square.rows[..3].to_vec(), ..square.clone() };
    assert!(tree::solve(&path, Question::Fits, &mut enough()).is_some());
    let none = || Steps { taken: 0, most: 0 };
    assert_eq!(solve(&path, Question::Ranges, &mut none()), Solution::Unknown);
    // That values fit needs no step here, what they can be does.
    let unasked = Solution::Feasible { unknowns: vec![None; 4], rows: vec![None; 4] };
    assert_eq!(solve(&square, Question::Ranges, &mut none()), unasked);
}
