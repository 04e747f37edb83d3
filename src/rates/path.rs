//! All paths between two currencies on one day, and the choice among them.

use std::cell::OnceCell;
use std::sync::Arc;

use super::network::{Direction, Edge, Network, Reading};
use super::{Factor, Policy};
use crate::date::Day;

/// The most legs that a path may have: from one redenominated currency to another through a pivot.
pub const LEGS_MAX: usize = 4;

/// How many steps a search may take before the table counts as too dense.
pub(super) const STEPS_MAX: u32 = 200_000;

/// One path on one day.
#[derive(Clone, Debug)]
pub(super) struct Path<'t> {
    pub(super) readings: Vec<Reading<'t>>,
    /// The day of the oldest leg; the day asked for where all legs are fixed.
    pub(super) oldest: Day,
    /// Worked out when it is asked for.
    factor: OnceCell<Factor>,
}

/// Direct, inverse, or over other currencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Direct,
    Inverse,
    Chain,
}

impl Kind {
    pub(super) const fn of(legs: usize, first: Option<Direction>) -> Self {
        match (legs, first) {
            (1, Some(Direction::Direct)) => Self::Direct,
            (1, Some(Direction::Inverse)) => Self::Inverse,
            _ => Self::Chain,
        }
    }
}

/// What a policy orders paths by; the least is taken. `freshness` grows with what is preferred.
pub(super) fn rank(policy: Policy, kind: Kind, legs: usize, freshness: i32) -> [i64; 3] {
    let fresh = -i64::from(freshness);
    let legs = i64::try_from(legs).unwrap_or(i64::MAX);
    let kind = match kind {
        Kind::Direct => 0,
        Kind::Inverse => 1,
        Kind::Chain => 2,
    };
    match policy {
        Policy::FreshestPath => [fresh, kind, legs],
        Policy::ShortestPath => [legs, kind, fresh],
        Policy::DeclaredDirection => [kind, fresh, legs],
    }
}

impl<'t> Path<'t> {
    /// The path of these readings, legs of one source on one day; `None` where they do not make one.
    fn new(mut readings: Vec<Reading<'t>>, on: Day, floor: Day) -> Option<Self> {
        settle(&mut readings, floor)?;
        let oldest = readings.iter().filter_map(Reading::day).min().unwrap_or(on);
        Some(Self { readings, oldest, factor: OnceCell::new() })
    }

    pub(super) fn factor(&self) -> &Factor {
        self.factor.get_or_init(|| Factor::of(&self.readings))
    }

    pub(super) fn kind(&self) -> Kind {
        Kind::of(self.readings.len(), self.readings.first().map(Reading::direction))
    }

    pub(super) fn rank(&self, policy: Policy) -> [i64; 3] {
        rank(policy, self.kind(), self.readings.len(), self.oldest.epoch_days())
    }
}

/// Moves the legs of each source that has a pivot back to the latest day on which all of them have a rate: it has a cross only on
/// such a day. Of other sources each leg is on its own latest day, as of a chain of several sources.
fn settle(readings: &mut [Reading<'_>], floor: Day) -> Option<()> {
    for at in 0..readings.len() {
        let Some(Reading::Observed(first, ..)) = readings.get(at).copied() else { continue };
        let same = |reading: &Reading<'_>| matches!(reading, Reading::Observed(other, ..) if Arc::ptr_eq(&other.source, &first.source));
        let earlier = readings.get(..at).is_some_and(|before| before.iter().any(same));
        let has_pivot = first.source.origin.pivot.is_some();
        if !has_pivot || earlier || readings.iter().filter(|reading| same(reading)).count() < 2 {
            continue;
        }
        let day = common_day(&readings.iter().filter(|reading| same(reading)), floor)?;
        readings.iter_mut().filter(|reading| same(reading)).for_each(|reading| {
            if let Reading::Observed(strand, stored, _) = reading
                && let Some(moved) = strand.series.stored_on(day)
            {
                *stored = moved;
            }
        });
    }
    Some(())
}

/// The latest day, not before `floor`, on which every series has a rate.
fn common_day<'r, 't: 'r>(
    readings: &(impl Iterator<Item = &'r Reading<'t>> + Clone),
    floor: Day,
) -> Option<Day> {
    let mut day = readings.clone().filter_map(Reading::day).min()?;
    loop {
        if day < floor {
            return None;
        }
        let mut least = day;
        for reading in readings.clone() {
            if let Reading::Observed(strand, ..) = reading {
                least = least.min(strand.series.latest(day)?.day);
            }
        }
        if least == day {
            return Some(day);
        }
        day = least;
    }
}

/// The paths that may give the rate, best first, and how many of them share the best rank.
#[derive(Debug)]
pub(super) struct Found<'t> {
    pub(super) paths: Vec<Path<'t>>,
    pub(super) best: usize,
}

/// A search on one day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Search<'t> {
    pub(super) network: &'t Network,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) on: Day,
    pub(super) floor: Day,
    pub(super) policy: Policy,
}

impl<'t> Search<'t> {
    /// All paths of one or two legs, and longer ones where the policy could prefer them. `Err` holds the steps taken.
    pub(super) fn run(self) -> Result<Found<'t>, u32> {
        if let Some((first, last)) = self.network.only_path(self.from, self.to) {
            let one = |edge: &'t Edge| edge.readings(self.on, self.floor).next();
            let readings = match last {
                None => one(first).map(|reading| vec![reading]),
                Some(last) => one(first).zip(one(last)).map(|(first, last)| vec![first, last]),
            };
            let path = readings.and_then(|readings| Path::new(readings, self.on, self.floor));
            return Ok(self.ranked(path.into_iter().collect()));
        }
        let mut walk =
            Walk { search: self, floor: self.floor, bounds: Vec::new(), paths: Vec::new(), steps: 0 };
        walk.legs(1)?;
        walk.legs(2)?;
        for legs in 3..=LEGS_MAX {
            let Some(floor) = walk.worthwhile() else { break };
            if walk.bounds.is_empty() {
                walk.bounds = self.bounds();
            }
            walk.floor = floor;
            walk.legs(legs)?;
        }
        Ok(self.ranked(walk.paths))
    }

    /// For every number of legs and every node, the best day that the oldest leg of such a path to the target can have.
    fn bounds(&self) -> Vec<Vec<Option<Day>>> {
        let mut bounds: Vec<Vec<Option<Day>>> = Vec::new();
        bounds.push((0..self.network.len()).map(|node| (node == self.to).then_some(Day::MAX)).collect());
        for _ in 1..LEGS_MAX {
            let Some(shorter) = bounds.last() else { break };
            let through = |edge: &Edge| {
                let rest = shorter.get(edge.to).copied().flatten()?;
                let day = edge
                    .readings(self.on, self.floor)
                    .map(|reading| reading.day().unwrap_or(self.on))
                    .max()?;
                Some(day.min(rest))
            };
            let best = |node| self.network.edges(node).iter().filter_map(through).max();
            bounds.push((0..self.network.len()).map(best).collect());
        }
        bounds
    }

    fn ranked(&self, mut paths: Vec<Path<'t>>) -> Found<'t> {
        paths.sort_by_key(|path| path.rank(self.policy));
        let first = paths.first().map(|path| path.rank(self.policy));
        let best = paths.iter().take_while(|path| Some(path.rank(self.policy)) == first).count();
        Found { paths, best }
    }
}

struct Walk<'t> {
    search: Search<'t>,
    floor: Day,
    /// See [`Search::bounds`]; empty while every path is wanted.
    bounds: Vec<Vec<Option<Day>>>,
    paths: Vec<Path<'t>>,
    steps: u32,
}

impl<'t> Walk<'t> {
    /// From which day on the legs of a longer path must be for it to win; `None` where none can.
    fn worthwhile(&self) -> Option<Day> {
        let Some(freshest) = self.paths.iter().map(|path| path.oldest).max() else { return Some(self.floor) };
        let settled = match self.search.policy {
            Policy::FreshestPath => false,
            Policy::ShortestPath => true,
            Policy::DeclaredDirection => self.paths.iter().any(|path| path.kind() != Kind::Chain),
        };
        if settled || freshest >= self.search.on {
            return None;
        }
        // The first and the last leg must both be fresher.
        let floor = freshest.succ()?;
        let has = |node| {
            let mut edges = self.search.network.edges(node).iter();
            edges.any(|edge| edge.readings(self.search.on, floor).next().is_some())
        };
        (has(self.search.from) && has(self.search.to)).then_some(floor)
    }

    /// Whether a path of so many legs from the node can be as fresh as is wanted.
    fn can_arrive(&self, node: usize, legs: usize) -> bool {
        let Some(bounds) = self.bounds.get(legs) else { return true };
        bounds.get(node).copied().flatten().is_some_and(|day| day >= self.floor)
    }

    fn legs(&mut self, legs: usize) -> Result<(), u32> {
        self.step(self.search.from, legs, &mut Vec::new(), &mut vec![self.search.from])
    }

    fn count(&mut self) -> Result<(), u32> {
        self.steps += 1;
        if self.steps > STEPS_MAX { Err(self.steps) } else { Ok(()) }
    }

    fn step(
        &mut self,
        at: usize,
        left: usize,
        readings: &mut Vec<Reading<'t>>,
        visited: &mut Vec<usize>,
    ) -> Result<(), u32> {
        let network: &'t Network = self.search.network;
        for edge in network.edges(at) {
            self.count()?;
            let arrives = edge.to == self.search.to;
            if arrives != (left == 1) || visited.contains(&edge.to) || !self.can_arrive(edge.to, left - 1) {
                continue;
            }
            for reading in edge.readings(self.search.on, self.floor) {
                self.count()?;
                readings.push(reading);
                if arrives {
                    let path = Path::new(readings.clone(), self.search.on, self.search.floor);
                    self.paths.extend(path.filter(|path| path.oldest >= self.floor));
                } else {
                    visited.push(edge.to);
                    self.step(edge.to, left - 1, readings, visited)?;
                    visited.pop();
                }
                readings.pop();
            }
        }
        Ok(())
    }
}
