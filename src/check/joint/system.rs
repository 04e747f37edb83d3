//! Unknowns with the sets that they lie in, and weighted sums of them with theirs.

use std::collections::BTreeMap;

use crate::amount::Interval;
use crate::exact::Ratio;

/// A weighted sum of unknowns that lies in a set.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Unknowns by number, each once, in ascending order, with a weight that is not 0.
    pub(super) terms: Vec<(usize, Ratio)>,
    pub(super) range: Interval,
}

/// Unknowns and sums. All of both are numbered.
#[derive(Clone, Debug, Default)]
pub(super) struct System {
    pub(super) unknowns: Vec<Interval>,
    pub(super) rows: Vec<Row>,
}

/// What is found of a system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Solution {
    /// Values fit: all that each unknown, and each sum, can be; `None` where the budget ended before it was known.
    Feasible { unknowns: Vec<Option<Interval>>, rows: Vec<Option<Interval>> },
    /// None do, for which the sets of these unknowns and sums are enough: with any one of them gone, values fit the others.
    Infeasible(Core),
    /// The budget ended before either was known.
    Unknown,
}

/// Unknowns and sums whose sets leave no values, in ascending order; no part of them does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Core {
    pub(super) unknowns: Vec<usize>,
    pub(super) rows: Vec<usize>,
}

impl Core {
    pub(super) fn sorted(mut self) -> Self {
        for list in [&mut self.unknowns, &mut self.rows] {
            list.sort_unstable();
            list.dedup();
        }
        self
    }
}

/// What is asked of a system; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// Whether any values fit.
    Fits,
    /// Also what each unknown and sum can be.
    Ranges,
}

/// Steps that may be taken and those that were: numbers looked at in a pass, or changed in a pivot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Steps {
    pub(super) taken: u64,
    pub(super) most: u64,
}

impl Steps {
    /// Counts steps; `false` where they are more than may be taken.
    pub(super) fn take(&mut self, count: usize) -> bool {
        self.taken = self.taken.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
        self.is_within()
    }

    pub(super) const fn is_within(&self) -> bool {
        self.taken <= self.most
    }
}

impl System {
    /// The system of these sums only, and the unknowns in them: both renumbered in order, with their old numbers.
    pub(super) fn part(&self, rows: &[usize]) -> (Self, Vec<usize>) {
        let chosen: Vec<&Row> = rows.iter().filter_map(|row| self.rows.get(*row)).collect();
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        for (unknown, _) in chosen.iter().flat_map(|row| &row.terms) {
            numbers.insert(*unknown, 0);
        }
        for (new, number) in numbers.values_mut().enumerate() {
            *number = new;
        }
        let renumbered = |row: &&Row| {
            let term = |(unknown, weight): &(usize, Ratio)| Some((*numbers.get(unknown)?, weight.clone()));
            Row { terms: row.terms.iter().filter_map(term).collect(), range: row.range.clone() }
        };
        let rows = chosen.iter().map(renumbered).collect();
        let old: Vec<usize> = numbers.keys().copied().collect();
        let unknowns = old.iter().filter_map(|unknown| self.unknowns.get(*unknown)).cloned().collect();
        (Self { unknowns, rows }, old)
    }

    /// The sums in groups that share no unknown, each in ascending order, by their first.
    pub(super) fn components(&self) -> Vec<Vec<usize>> {
        let mut sets = Sets::new(self.unknowns.len());
        for row in &self.rows {
            if let Some(((first, _), others)) = row.terms.split_first() {
                for (other, _) in others {
                    sets.join(*first, *other);
                }
            }
        }
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut of_set: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, row) in self.rows.iter().enumerate() {
            let known = row.terms.first().map(|(unknown, _)| sets.find(*unknown));
            let group = known.map_or(groups.len(), |set| *of_set.entry(set).or_insert(groups.len()));
            if group == groups.len() {
                groups.push(Vec::new());
            }
            if let Some(group) = groups.get_mut(group) {
                group.push(at);
            }
        }
        groups
    }
}

/// Disjoint sets of numbers.
pub(super) struct Sets(Vec<usize>);

impl Sets {
    pub(super) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    pub(super) fn find(&mut self, mut at: usize) -> usize {
        while let Some(above) = self.0.get(at).copied().filter(|above| *above != at) {
            let next = self.0.get(above).copied().unwrap_or(above);
            if let Some(own) = self.0.get_mut(at) {
                *own = next;
            }
            at = next;
        }
        at
    }

    /// Joins the sets of two numbers; `false` where they are in one set.
    pub(super) fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.find(a), self.find(b));
        // The smaller number stands for both, whatever the order in which they were joined.
        if let Some(own) = self.0.get_mut(a.max(b)) {
            *own = a.min(b);
        }
        a != b
    }
}
