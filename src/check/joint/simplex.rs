//! An exact linear program by the simplex method with bounded variables.
//!
//! Every sum is a variable of its own, so that there are only equations `sum = Σ weight × unknown` and ends of single variables, as
//! in the general simplex of Dutertre and de Moura (*A fast linear-arithmetic solver for DPLL(T)*, 2006). Open ends are closed
//! ones at an infinitesimal distance ([`Near`]). The steepest way is tried first; after that Bland's rule (*New finite pivoting
//! rules for the simplex method*, 1977) chooses every pivot, so that it ends. Both choose in the same way each time.

use std::cmp::Ordering;
use std::ops::Bound;

use super::super::ends::between;
use super::number::{Near, Number};
use super::system::{Core, Question, Solution, Steps, System};
use crate::amount::Interval;
use crate::exact::Ratio;

/// How many times as many moves as there are variables take the steepest way before Bland's rule does.
const STEEP_MAX: usize = 2;

/// Whether any values fit a system and, where it is asked, what each unknown and sum can be.
pub(super) fn solve(system: &System, question: Question, steps: &mut Steps) -> Solution {
    let mut tableau = Tableau::new(system);
    tableau.approach(steps);
    match tableau.find_values(steps) {
        None => return Solution::Unknown,
        Some(Err(core)) => return Solution::Infeasible(core),
        Some(Ok(())) => {}
    }
    let count = tableau.values.len();
    let mut ranges: Vec<Option<Interval>> = match question {
        Question::Fits => vec![None; count],
        Question::Ranges => tableau.ranges(steps),
    };
    let rows = ranges.split_off(system.unknowns.len().min(ranges.len()));
    Solution::Feasible { unknowns: ranges, rows }
}

/// A side to which a variable moves; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Down,
    Up,
}

impl Way {
    const fn turned(self) -> Self {
        match self {
            Self::Down => Self::Up,
            Self::Up => Self::Down,
        }
    }

    /// The way in which `factor` × a variable that moves this way moves.
    fn by(self, factor: &Number) -> Self {
        if factor.is_negative() { self.turned() } else { self }
    }

    /// Whether `a` lies beyond `b` on this side.
    fn is_beyond(self, a: &Near, b: &Near) -> bool {
        a.cmp(b) == if self == Self::Up { Ordering::Greater } else { Ordering::Less }
    }
}

struct Tableau {
    unknown_count: usize,
    lower: Vec<Option<Near>>,
    upper: Vec<Option<Near>>,
    values: Vec<Near>,
    /// By variable: its factors of the others where it is basic.
    rows: Vec<Option<Factors>>,
}

/// Factors of variables, ascending by variable, none of them 0.
#[derive(Clone, Debug, Default)]
struct Factors(Vec<(usize, Number)>);

impl Factors {
    fn iter(&self) -> impl Iterator<Item = (usize, &Number)> {
        self.0.iter().map(|(variable, factor)| (*variable, factor))
    }

    fn get(&self, variable: usize) -> Option<&Number> {
        let at = self.0.binary_search_by_key(&variable, |(other, _)| *other).ok()?;
        self.0.get(at).map(|(_, factor)| factor)
    }

    /// Takes out one factor, which is 0 where there is none.
    fn remove(&mut self, variable: usize) -> Number {
        match self.0.binary_search_by_key(&variable, |(other, _)| *other) {
            Ok(at) => self.0.remove(at).1,
            Err(_) => Number::ZERO,
        }
    }

    /// These factors with `times` × others added.
    fn with(self, others: &Self, times: &Number) -> Self {
        let mut sum = Vec::with_capacity(self.0.len() + others.0.len());
        let mut own = self.0.into_iter().peekable();
        for (variable, factor) in &others.0 {
            while let Some(before) = own.next_if(|(other, _)| other < variable) {
                sum.push(before);
            }
            let more = factor.times(times);
            let factor = match own.next_if(|(other, _)| other == variable) {
                None => more,
                Some((_, factor)) => factor.plus(&more),
            };
            if !factor.is_zero() {
                sum.push((*variable, factor));
            }
        }
        sum.extend(own);
        Self(sum)
    }

    /// How many steps it takes to look at every factor.
    fn work(&self) -> usize {
        self.0.iter().map(|(_, factor)| factor.work()).sum()
    }
}

/// What stops a variable that moves; a closed set.
enum Stop {
    /// Its own end.
    Own,
    /// A basic variable, which meets an end of its own.
    Basic(usize),
    /// Nothing does.
    Never,
}

impl Tableau {
    fn new(system: &System) -> Self {
        let unknown_count = system.unknowns.len();
        let sets = || system.unknowns.iter().chain(system.rows.iter().map(|row| &row.range));
        let end = |bound: &Bound<Ratio>, open: Number| match bound {
            Bound::Unbounded => None,
            Bound::Included(value) => Some(Near { value: value.into(), steps: Number::ZERO }),
            Bound::Excluded(value) => Some(Near { value: value.into(), steps: open }),
        };
        let lower: Vec<_> = sets().map(|set| end(set.lo(), Number::ONE)).collect();
        let upper: Vec<_> = sets().map(|set| end(set.hi(), Number::ONE.negated())).collect();
        let start = |(lower, upper): (&Option<Near>, &Option<Near>)| {
            lower.clone().or_else(|| upper.clone()).unwrap_or(Near::ZERO)
        };
        let values: Vec<Near> = lower.iter().zip(&upper).map(start).collect();
        let mut tableau = Self { unknown_count, lower, upper, values, rows: vec![None; unknown_count] };
        for (at, row) in system.rows.iter().enumerate() {
            // The terms of a row are ascending by unknown, and no weight is 0.
            let factors =
                Factors(row.terms.iter().map(|(unknown, weight)| (*unknown, weight.into())).collect());
            let sum = factors
                .iter()
                .fold(Near::ZERO, |sum, (unknown, factor)| sum.plus(&tableau.value(unknown).times(factor)));
            if let Some(value) = tableau.values.get_mut(unknown_count + at) {
                *value = sum;
            }
            tableau.rows.push(Some(factors));
        }
        tableau
    }

    /// The basic variables, ascending, each with its factors.
    fn basic(&self) -> impl Iterator<Item = (usize, &Factors)> {
        self.rows.iter().enumerate().filter_map(|(variable, factors)| Some((variable, factors.as_ref()?)))
    }

    fn row(&self, variable: usize) -> Option<&Factors> {
        self.rows.get(variable)?.as_ref()
    }

    fn value(&self, variable: usize) -> &Near {
        self.values.get(variable).unwrap_or(&Near::ZERO)
    }

    fn end(&self, variable: usize, way: Way) -> Option<&Near> {
        let ends = if way == Way::Up { &self.upper } else { &self.lower };
        ends.get(variable)?.as_ref()
    }

    /// Whether a variable is short of its end on a side, so that it can move there.
    fn has_room(&self, variable: usize, way: Way) -> bool {
        self.end(variable, way).is_none_or(|end| way.is_beyond(end, self.value(variable)))
    }

    /// Whether it is beyond its end on a side.
    fn is_beyond(&self, variable: usize, way: Way) -> bool {
        self.end(variable, way).is_some_and(|end| way.is_beyond(self.value(variable), end))
    }

    /// Moves a variable that is not basic, and all basic ones with it.
    fn shift(&mut self, variable: usize, by: &Near) {
        for (factors, value) in self.rows.iter().zip(&mut self.values) {
            if let Some(factor) = factors.as_ref().and_then(|factors| factors.get(variable)) {
                *value = value.plus(&by.times(factor));
            }
        }
        if let Some(value) = self.values.get_mut(variable) {
            *value = value.plus(by);
        }
    }

    /// Makes `entering` basic in the place of `leaving`.
    fn pivot(&mut self, leaving: usize, entering: usize, steps: &mut Steps) -> bool {
        let Some(mut factors) = self.rows.get_mut(leaving).and_then(Option::take) else {
            return steps.is_within();
        };
        let inverse = factors.remove(entering).inverse();
        let solved = Factors(vec![(leaving, inverse.clone())]).with(&factors, &inverse.negated());
        let work = solved.work();
        let mut changed = work;
        for row in &mut self.rows {
            let Some(share) = row.as_mut().map(|factors| factors.remove(entering)) else { continue };
            if !share.is_zero() {
                changed += work;
                *row = row.take().map(|factors| factors.with(&solved, &share));
            }
        }
        if let Some(row) = self.rows.get_mut(entering) {
            *row = Some(solved);
        }
        steps.take(changed)
    }

    /// How many steps it takes to look at every factor.
    fn work(&self) -> usize {
        self.basic().map(|(_, factors)| factors.work()).sum()
    }

    /// The end that a basic variable is beyond, if it is beyond one.
    fn missed(&self, basic: usize) -> Option<Way> {
        [Way::Down, Way::Up].into_iter().find(|way| self.is_beyond(basic, *way))
    }

    /// Lessens what is missing to all ends that basic variables are beyond, in the steepest way, until nothing does or it has been
    /// tried often enough. That decides nothing, but what decides begins close to its aim.
    fn approach(&mut self, steps: &mut Steps) {
        for _ in 0..STEEP_MAX * self.values.len() {
            let mut slopes = Factors::default();
            for (basic, factors) in self.basic() {
                slopes = match self.missed(basic) {
                    None => slopes,
                    Some(Way::Down) => slopes.with(factors, &Number::ONE),
                    Some(Way::Up) => slopes.with(factors, &Number::ONE.negated()),
                };
            }
            if !steps.take(self.work()) {
                return;
            }
            let Some((entering, way)) = self.steepest(&slopes, Way::Up) else { return };
            let (by, stop) = self.reach(entering, way);
            match stop {
                Stop::Never => return,
                Stop::Own => self.shift(entering, &by),
                Stop::Basic(leaving) => {
                    self.shift(entering, &by);
                    if !self.pivot(leaving, entering, steps) {
                        return;
                    }
                }
            }
        }
    }

    /// The variable that has room to move a sum of these factors this way and moves it most, and its own way; of several the first.
    fn steepest(&self, factors: &Factors, way: Way) -> Option<(usize, Way)> {
        let mut best: Option<(usize, Way, Number)> = None;
        for (variable, factor) in factors.iter() {
            let own = way.by(factor);
            let size = if factor.is_negative() { factor.negated() } else { factor.clone() };
            if self.has_room(variable, own) && best.as_ref().is_none_or(|(.., most)| size > *most) {
                best = Some((variable, own, size));
            }
        }
        best.map(|(variable, way, _)| (variable, way))
    }

    /// Looks for values within all ends; the ends that leave none where there are none, and nothing where the budget ended.
    fn find_values(&mut self, steps: &mut Steps) -> Option<Result<(), Core>> {
        loop {
            let beyond =
                self.basic().find_map(|(basic, factors)| Some((basic, factors, self.missed(basic)?)));
            let Some((basic, factors, way)) = beyond else { return Some(Ok(())) };
            // Back across the end: each of the others can help if it has room on the side to which its factor points.
            let helps =
                |(variable, factor): &(usize, &Number)| self.has_room(*variable, way.turned().by(factor));
            let Some((entering, factor)) = factors.iter().find(helps) else {
                return Some(Err(self.core(basic, factors)));
            };
            let by = self.end(basic, way)?.minus(self.value(basic)).times(&factor.inverse());
            self.shift(entering, &by);
            if !self.pivot(basic, entering, steps) {
                return None;
            }
        }
    }

    /// A basic variable that no move of the others can bring back, and these: one equation, of which every part is needed.
    fn core(&self, basic: usize, factors: &Factors) -> Core {
        let mut core = Core::default();
        for variable in factors.iter().map(|(variable, _)| variable).chain([basic]) {
            match variable.checked_sub(self.unknown_count) {
                None => core.unknowns.push(variable),
                Some(row) => core.rows.push(row),
            }
        }
        core.sorted()
    }

    /// What each variable can be, from values that fit: an end that any values met on the way have attained is not asked again.
    fn ranges(&mut self, steps: &mut Steps) -> Vec<Option<Interval>> {
        let count = self.values.len();
        let mut attained = vec![[false; 2]; count];
        let mut ranges = Vec::with_capacity(count);
        for variable in 0..count {
            let mut ends = [Way::Down, Way::Up].map(|way| {
                self.note_attained(&mut attained);
                let is_known = attained
                    .get(variable)
                    .is_some_and(|ends| ends.get(usize::from(way == Way::Up)) == Some(&true));
                if is_known {
                    self.end(variable, way).cloned().map(Some)
                } else {
                    self.push(variable, way, steps)
                }
            });
            let bound = |end: Option<Near>| match end {
                None => Bound::Unbounded,
                Some(Near { value, steps }) if steps.is_zero() => Bound::Included(value.ratio()),
                Some(Near { value, .. }) => Bound::Excluded(value.ratio()),
            };
            let [lo, hi] = ends.each_mut().map(|end| end.take().map(bound));
            ranges.push(lo.zip(hi).map(|(lo, hi)| between(lo, hi)));
        }
        ranges
    }

    fn note_attained(&self, attained: &mut [[bool; 2]]) {
        for (variable, [down, up]) in attained.iter_mut().enumerate() {
            let is_at = |way| self.end(variable, way) == Some(self.value(variable));
            *down |= is_at(Way::Down);
            *up |= is_at(Way::Up);
        }
    }

    /// The last value that a variable can have on a side, `Some(None)` where it has none; nothing where the budget ended.
    fn push(&mut self, target: usize, way: Way, steps: &mut Steps) -> Option<Option<Near>> {
        // The steepest way is the shortest, but can go in circles; the first way cannot.
        let mut steep = STEEP_MAX * self.values.len();
        loop {
            steep = steep.saturating_sub(1);
            let own = self.row(target).map_or(1, Factors::work);
            if !steps.take(own) {
                return None;
            }
            if !self.has_room(target, way) {
                break;
            }
            let moved = match self.row(target) {
                None => Some((target, way)),
                Some(factors) if steep > 0 => self.steepest(factors, way),
                Some(factors) => factors
                    .iter()
                    .map(|(variable, factor)| (variable, way.by(factor)))
                    .find(|(variable, way)| self.has_room(*variable, *way)),
            };
            let Some((entering, way)) = moved else { break };
            let met = self.basic().filter_map(|(_, factors)| factors.get(entering));
            // Each is divided by and multiplied with, in a value and its infinitesimals.
            let work: usize = met.map(Number::work).sum();
            if !steps.take(work * 8) {
                return None;
            }
            let (by, stop) = self.reach(entering, way);
            match stop {
                Stop::Never => return Some(None),
                Stop::Own => self.shift(entering, &by),
                Stop::Basic(leaving) => {
                    self.shift(entering, &by);
                    if !self.pivot(leaving, entering, steps) {
                        return None;
                    }
                }
            }
        }
        Some(Some(self.value(target).clone()))
    }

    /// How far a variable that is not basic can move to a side, and what stops it: of several the first.
    fn reach(&self, entering: usize, way: Way) -> (Near, Stop) {
        let mut nearest: Option<(Near, usize)> = None;
        let mut stop = |by: Near, variable: usize| {
            let is_nearer = nearest
                .as_ref()
                .is_none_or(|(known, at)| by == *known && variable < *at || way.is_beyond(known, &by));
            if is_nearer {
                nearest = Some((by, variable));
            }
        };
        if let Some(end) = self.end(entering, way) {
            stop(end.minus(self.value(entering)), entering);
        }
        for (basic, factors) in self.basic() {
            let Some(factor) = factors.get(entering) else { continue };
            // Beyond an end, it is stopped where it comes back to it, and not at all on the way out.
            let own = way.by(factor);
            let at = match self.missed(basic) {
                None => Some(own),
                Some(missed) if missed == own => None,
                Some(missed) => Some(missed),
            };
            if let Some(end) = at.and_then(|at| self.end(basic, at)) {
                stop(end.minus(self.value(basic)).times(&factor.inverse()), basic);
            }
        }
        match nearest {
            None => (Near::ZERO, Stop::Never),
            Some((by, variable)) if variable == entering => (by, Stop::Own),
            Some((by, variable)) => (by, Stop::Basic(variable)),
        }
    }
}
