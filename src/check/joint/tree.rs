//! Trees of sub-totals: two passes, exact.
//!
//! A sum whose items are all items of a larger sum stands in it for them. If then no two sums are joined in two ways, what one part
//! of the system says to the other passes through one unknown, as a set. From the leaves to a root, and back, is all there is to
//! know.

use std::collections::BTreeMap;

use super::super::ends::{Ends, Side, between};
use super::system::{Core, Question, Sets, Solution, Steps, System};
use crate::amount::Interval;
use crate::exact::Ratio;

/// The same as of a linear program, in linear time; `None` where the system is no forest.
///
/// Of a forest all ranges are known as soon as it is known that values fit, so that no budget can end between the two.
pub(super) fn solve(system: &System, question: Question, steps: &mut Steps) -> Option<Solution> {
    let mut forest = Forest::new(system)?;
    let terms: usize = forest.equations.iter().map(Vec::len).sum();
    if !steps.take(terms) {
        return Some(Solution::Unknown);
    }
    let order = forest.order();
    for (equation, root) in order.iter().rev() {
        if let Err(core) = forest.inform(*equation, |unknown| unknown == *root) {
            return Some(Solution::Infeasible(core));
        }
    }
    if question == Question::Ranges {
        steps.take(terms);
        for (equation, root) in &order {
            // Values fit, so that no set becomes empty any more.
            let _fits = forest.inform(*equation, |unknown| unknown != *root);
        }
    }
    let mut unknowns: Vec<Option<Interval>> = forest.sets.into_iter().map(Some).collect();
    let rows = unknowns.split_off(forest.unknown_count);
    Some(Solution::Feasible { unknowns, rows })
}

/// Unknowns, after them the sums, and equations `Σ weight × unknown = 0` that join no two of them in two ways.
struct Forest {
    unknown_count: usize,
    sets: Vec<Interval>,
    /// For each set's lower and upper end the equation that it follows from; none where it is its own.
    causes: Vec<[Option<usize>; 2]>,
    equations: Vec<Vec<(usize, Ratio)>>,
}

impl Forest {
    fn new(system: &System) -> Option<Self> {
        let unknown_count = system.unknowns.len();
        let sets: Vec<Interval> =
            system.unknowns.iter().chain(system.rows.iter().map(|row| &row.range)).cloned().collect();
        let equations = nested(system);
        let mut joined = Sets::new(sets.len());
        for equation in &equations {
            let ((first, _), others) = equation.split_first()?;
            if !others.iter().all(|(other, _)| joined.join(*first, *other)) {
                return None;
            }
        }
        let causes = vec![[None, None]; sets.len()];
        Some(Self { unknown_count, sets, causes, equations })
    }

    /// The equations from a root of each tree on, each with the one of its unknowns that is nearest to the root.
    fn order(&self) -> Vec<(usize, usize)> {
        let mut of_unknown: Vec<Vec<usize>> = vec![Vec::new(); self.sets.len()];
        for (at, equation) in self.equations.iter().enumerate() {
            for (unknown, _) in equation {
                if let Some(equations) = of_unknown.get_mut(*unknown) {
                    equations.push(at);
                }
            }
        }
        let mut order: Vec<(usize, usize)> = Vec::with_capacity(self.equations.len());
        let mut is_taken = vec![false; self.equations.len()];
        // From the sums: the largest of nested sums are the last.
        for root in (0..self.sets.len()).rev() {
            let mut waiting = vec![root];
            while let Some(unknown) = waiting.pop() {
                for equation in of_unknown.get(unknown).into_iter().flatten() {
                    match is_taken.get_mut(*equation) {
                        Some(taken) if !*taken => *taken = true,
                        _ => continue,
                    }
                    order.push((*equation, unknown));
                    let others = self.equations.get(*equation).into_iter().flatten().map(|(other, _)| *other);
                    waiting.extend(others.filter(|other| *other != unknown));
                }
            }
        }
        order
    }

    /// Narrows some unknowns of an equation to what all its others leave them.
    fn inform(&mut self, equation: usize, is_asked: impl Fn(usize) -> bool) -> Result<(), Core> {
        let Some(terms) = self.equations.get(equation) else { return Ok(()) };
        let weighted: Vec<Interval> = terms
            .iter()
            .filter_map(|(unknown, weight)| Some(self.sets.get(*unknown)?.times(weight)))
            .collect();
        let [lower, upper] = Side::BOTH.map(|side| Ends::of(side, &weighted));
        let mut left: Vec<(usize, Interval)> = Vec::new();
        for ((unknown, weight), own) in terms.iter().zip(&weighted) {
            if is_asked(*unknown) {
                let others = between(lower.without(own), upper.without(own));
                // No weight is 0.
                let share = weight.recip().map_or_else(Ratio::zero, |share| -share);
                left.push((*unknown, others.times(&share)));
            }
        }
        left.into_iter().try_for_each(|(unknown, left)| self.narrow(unknown, &left, equation))
    }

    fn narrow(&mut self, unknown: usize, to: &Interval, equation: usize) -> Result<(), Core> {
        let (Some(set), Some(causes)) = (self.sets.get_mut(unknown), self.causes.get_mut(unknown)) else {
            return Ok(());
        };
        let ends = Side::BOTH.map(|side| {
            let half = |set: &Interval| side.from(side.end(set).clone());
            let both = half(set).intersect(&half(to)).unwrap_or_else(|| half(set));
            side.end(&both).clone()
        });
        for ((side, end), cause) in Side::BOTH.into_iter().zip(&ends).zip(causes) {
            if side.end(set) != end {
                *cause = Some(equation);
            }
        }
        let [lo, hi] = ends;
        match Interval::new(lo, hi) {
            Some(narrowed) => {
                *set = narrowed;
                Ok(())
            }
            None => Err(self.core(unknown)),
        }
    }

    /// What the two ends of an unknown, which leave nothing between them, follow from.
    fn core(&self, unknown: usize) -> Core {
        let mut core = Core::default();
        let mut waiting: Vec<(usize, Side)> = Side::BOTH.map(|side| (unknown, side)).to_vec();
        while let Some((unknown, side)) = waiting.pop() {
            let [lower, upper] = self.causes.get(unknown).copied().unwrap_or_default();
            let cause = if side == Side::Lower { lower } else { upper };
            match (
                cause.and_then(|equation| self.equations.get(equation)),
                unknown.checked_sub(self.unknown_count),
            ) {
                (None, None) => core.unknowns.push(unknown),
                (None, Some(row)) => core.rows.push(row),
                (Some(terms), _) => {
                    let own = terms
                        .iter()
                        .find(|(other, _)| *other == unknown)
                        .is_some_and(|(_, own)| own.is_negative());
                    for (other, weight) in terms.iter().filter(|(other, _)| *other != unknown) {
                        // own × unknown = −Σ weight × other
                        let is_same = own != weight.is_negative();
                        waiting.push((*other, if is_same { side } else { side.other() }));
                    }
                }
            }
        }
        core.sorted()
    }
}

/// One equation for each sum, in which smaller sums stand for the items that they are of.
fn nested(system: &System) -> Vec<Vec<(usize, Ratio)>> {
    let count = system.unknowns.len();
    let mut by_size: Vec<usize> = (0..system.rows.len()).collect();
    by_size.sort_by_key(|row| system.rows.get(*row).map_or(0, |row| row.terms.len()));
    // The last sum that an unknown was made an item of, and its place in that order.
    let mut above: Vec<Option<(usize, usize)>> = vec![None; count + system.rows.len()];
    let mut equations: Vec<Vec<(usize, Ratio)>> = vec![Vec::new(); system.rows.len()];
    for (rank, row) in by_size.into_iter().enumerate() {
        let Some(terms) = system.rows.get(row).map(|row| &row.terms) else { continue };
        let mut left: BTreeMap<usize, Ratio> = terms.iter().cloned().collect();
        // By rank, so the smaller sums first: they may be items of the larger ones.
        let mut waiting: BTreeMap<usize, usize> =
            terms.iter().filter_map(|(unknown, _)| above.get(*unknown).copied().flatten()).collect();
        while let Some((_, sum)) = waiting.pop_first() {
            let items =
                sum.checked_sub(count).and_then(|sum| equations.get(sum)).map_or(&[][..], |items| items);
            if let Some(share) = share_of(&left, items, sum) {
                for (item, _) in items {
                    left.remove(item);
                }
                left.insert(sum, share);
                waiting.extend(above.get(sum).copied().flatten());
            }
        }
        for unknown in left.keys() {
            if let Some(above) = above.get_mut(*unknown) {
                *above = Some((rank, count + row));
            }
        }
        left.insert(count + row, -Ratio::one());
        if let Some(equation) = equations.get_mut(row) {
            *equation = left.into_iter().collect();
        }
    }
    equations
}

/// How often the sum of `items` is in `terms`: all of them, with weights in one proportion. An equation has the sum itself, too.
fn share_of(terms: &BTreeMap<usize, Ratio>, items: &[(usize, Ratio)], sum: usize) -> Option<Ratio> {
    let mut share: Option<Ratio> = None;
    for (item, weight) in items.iter().filter(|(item, _)| *item != sum) {
        let own = terms.get(item)?.checked_div(weight)?;
        if share.get_or_insert_with(|| own.clone()) != &own {
            return None;
        }
    }
    share
}
