//! Whether a system has values, and the minimal sets of its sums that leave none.

use std::collections::{BTreeSet, VecDeque};

use super::system::{Core, Question, Solution, Steps, System};
use super::{simplex, tree};
use crate::amount::Interval;

/// How many conflicts are looked for.
const CONFLICTS_MAX: usize = 20;

/// How many sets of sums are looked at for conflicts.
const SETS_MAX: usize = 4_096;

/// A tree in two passes, anything else as a linear program: each connected part for itself.
pub(super) fn solve(system: &System, question: Question, steps: &mut Steps) -> Solution {
    let mut unknowns: Vec<Option<Interval>> = system.unknowns.iter().cloned().map(Some).collect();
    let mut rows: Vec<Option<Interval>> = vec![None; system.rows.len()];
    for chosen in system.components() {
        let (part, old) = system.part(&chosen);
        let solution = tree::solve(&part, question, steps)
            .or_else(|| refuted_alone(&part, steps).map(Solution::Infeasible))
            .unwrap_or_else(|| simplex::solve(&part, question, steps));
        match solution {
            Solution::Feasible { unknowns: of_part, rows: of_rows } => {
                put(&mut unknowns, &old, of_part);
                put(&mut rows, &chosen, of_rows);
            }
            Solution::Infeasible(core) => return Solution::Infeasible(core.renumbered(&old, &chosen)),
            Solution::Unknown => return Solution::Unknown,
        }
    }
    Solution::Feasible { unknowns, rows }
}

/// A sum that no values fit by itself, which is a tree and needs no program.
fn refuted_alone(system: &System, steps: &mut Steps) -> Option<Core> {
    (0..system.rows.len()).find_map(|row| {
        let (alone, old) = system.part(&[row]);
        match tree::solve(&alone, Question::Fits, steps) {
            Some(Solution::Infeasible(core)) => Some(core.renumbered(&old, &[row])),
            _ => None,
        }
    })
}

fn put(all: &mut [Option<Interval>], at: &[usize], sets: Vec<Option<Interval>>) {
    for (at, set) in at.iter().zip(sets) {
        if let Some(place) = all.get_mut(*at) {
            *place = set;
        }
    }
}

impl Core {
    fn renumbered(&self, unknowns: &[usize], rows: &[usize]) -> Self {
        let old = |list: &[usize], numbers: &[usize]| -> Vec<usize> {
            list.iter().filter_map(|at| numbers.get(*at)).copied().collect()
        };
        Self { unknowns: old(&self.unknowns, unknowns), rows: old(&self.rows, rows) }.sorted()
    }
}

/// Why these sums have no values: `Some(None)` where they have some, nothing where the budget ended.
fn why_not(system: &System, rows: &[usize], steps: &mut Steps) -> Option<Option<Core>> {
    let (part, old) = system.part(rows);
    match solve(&part, Question::Fits, steps) {
        Solution::Feasible { .. } => Some(None),
        Solution::Infeasible(core) => Some(Some(core.renumbered(&old, rows))),
        Solution::Unknown => None,
    }
}

/// The minimal sets of sums that leave no values, by size and number, each with unknowns whose sets are enough for that; and
/// whether that is all of them.
///
/// Whatever minimal set is left to be found lacks some sum of each that was found (Reiter, *A theory of diagnosis from first
/// principles*, 1987): so one sum of the last is left out, and then another.
pub(super) fn minimal(system: &System, steps: &mut Steps) -> (Vec<Core>, bool) {
    let mut found: Vec<Core> = Vec::new();
    let mut is_complete = true;
    for component in system.components() {
        is_complete &= minimal_of(system, &component, &mut found, steps).is_some();
    }
    found.sort_unstable_by(|a, b| (a.rows.len(), &a.rows).cmp(&(b.rows.len(), &b.rows)));
    (found, is_complete)
}

fn minimal_of(system: &System, rows: &[usize], found: &mut Vec<Core>, steps: &mut Steps) -> Option<()> {
    // Rows in ascending order.
    let mut seen: BTreeSet<Vec<usize>> = BTreeSet::new();
    let mut waiting: VecDeque<Vec<usize>> = VecDeque::from([Vec::new()]);
    while let Some(left_out) = waiting.pop_front() {
        let rows: Vec<usize> = rows.iter().filter(|row| !left_out.contains(row)).copied().collect();
        let known = found.iter().find(|core| core.rows.iter().all(|row| rows.contains(row))).cloned();
        let core = match known {
            Some(known) => known,
            None => match why_not(system, &rows, steps)? {
                None => continue,
                Some(core) => {
                    let core = shrunk(system, core, steps)?;
                    found.push(core.clone());
                    core
                }
            },
        };
        for row in core.rows {
            let mut more = left_out.clone();
            // It is in a core of the rows that were not left out.
            more.insert(more.partition_point(|other| *other < row), row);
            if seen.insert(more.clone()) {
                waiting.push_back(more);
            }
        }
        if found.len() > CONFLICTS_MAX || seen.len() > SETS_MAX {
            found.truncate(CONFLICTS_MAX);
            return None;
        }
    }
    Some(())
}

/// Leaves out every sum that is not needed: a deletion filter (Chinneck and Dravnieks, 1991).
fn shrunk(system: &System, mut core: Core, steps: &mut Steps) -> Option<Core> {
    let mut at = 0;
    while let Some(row) = core.rows.get(at).copied() {
        let others: Vec<usize> = core.rows.iter().filter(|other| **other != row).copied().collect();
        match why_not(system, &others, steps)? {
            None => at += 1,
            // All that were found to be needed are in every conflict among these.
            Some(smaller) => core = smaller,
        }
    }
    Some(core)
}
