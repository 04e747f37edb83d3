//! One path over a window of time, the same on all its days.

use std::borrow::Cow;
use std::iter::successors;
use std::sync::Arc;

use super::network::{Direction, Edge, Network, Reading};
use super::path::{Kind, STEPS_MAX, rank};
use super::table::{Source, Strand};
use super::{Basis, Factor, FixedConversion, Leg, MeanOf, Policy};
use crate::amount::Interval;
use crate::date::Day;
use crate::exact::Ratio;

/// The way from one currency to the next on a path: over one series and the fixed conversion that takes its place, or either.
#[derive(Clone, Copy, Debug)]
struct Hop<'t> {
    fixed: Option<(&'static FixedConversion, Direction)>,
    strand: Option<(&'t Arc<Strand>, Direction)>,
    replaced_from: Option<Day>,
}

impl<'t> Hop<'t> {
    /// What it holds on this very day.
    fn on(&self, day: Day) -> Option<Reading<'t>> {
        if let Some((rule, direction)) = self.fixed
            && rule.from <= day
        {
            return Some(Reading::Fixed(rule, direction));
        }
        if self.replaced_from.is_some_and(|from| from <= day) {
            return None;
        }
        let (strand, direction) = self.strand?;
        Some(Reading::Observed(strand, strand.series.stored_on(day)?, direction))
    }

    fn direction(&self) -> Option<Direction> {
        self.strand.map(|(_, direction)| direction).or(self.fixed.map(|(_, direction)| direction))
    }
}

/// One path over a period, the same on all its days.
#[derive(Clone, Debug)]
pub(super) struct Track<'t> {
    hops: Vec<Hop<'t>>,
    first: Day,
    last: Day,
}

impl<'t> Track<'t> {
    fn sources(&self) -> Vec<&'t Source> {
        let mut sources: Vec<&Source> = Vec::new();
        for (strand, _) in self.hops.iter().filter_map(|hop| hop.strand) {
            if !sources.iter().any(|source| std::ptr::eq(*source, strand.source.as_ref())) {
                sources.push(&strand.source);
            }
        }
        sources
    }

    /// The days of the window on which a source of the path published anything; every day where the path has only fixed legs.
    fn days(&self) -> Box<dyn Iterator<Item = Day> + 't> {
        let (first, last) = (self.first, self.last);
        let days: Cow<'t, [Day]> = match self.sources().as_slice() {
            [] => {
                return Box::new(
                    successors(Some(first), |day| day.succ()).take_while(move |day| *day <= last),
                );
            }
            [source] => Cow::Borrowed(window(&source.published, first, last)),
            several => {
                let mut days: Vec<Day> = several
                    .iter()
                    .flat_map(|source| window(&source.published, first, last))
                    .copied()
                    .collect();
                days.sort();
                days.dedup();
                Cow::Owned(days)
            }
        };
        match days {
            Cow::Borrowed(days) => Box::new(days.iter().copied()),
            Cow::Owned(days) => Box::new(days.into_iter()),
        }
    }

    fn on(&self, day: Day) -> Option<Vec<Reading<'t>>> {
        self.hops.iter().map(|hop| hop.on(day)).collect()
    }

    /// The days on which every leg has a rate.
    pub(super) fn covered(&self) -> Option<(Day, Day, u32)> {
        if self.sources().is_empty() {
            let from = self.hops.iter().filter_map(|hop| hop.fixed).map(|(rule, _)| rule.from).max();
            let first = from.map_or(self.first, |from| from.max(self.first));
            let days = self.last.days_since(first);
            return (days >= 0).then(|| (first, self.last, days.unsigned_abs() + 1));
        }
        let mut covered = None;
        for day in self.days().filter(|day| self.hops.iter().all(|hop| hop.on(*day).is_some())) {
            let (first, _, count) = covered.unwrap_or((day, day, 0));
            covered = Some((first, day, count + 1));
        }
        covered
    }

    /// How many days should be covered: see [`Mean::of`].
    pub(super) fn expected(&self) -> u32 {
        let sources = self.sources();
        let ends = sources.iter().filter_map(|source| source.first_day()).min();
        let ends = ends.zip(sources.iter().filter_map(|source| source.last_day()).max());
        let Some((first, last)) = ends else {
            return self.last.days_since(self.first).unsigned_abs() + 1;
        };
        let published = u32::try_from(self.days().count()).unwrap_or(u32::MAX);
        let outside = |from: Day, to: Day| {
            let days = successors(Some(from), |day| day.succ()).take_while(|day| *day <= to);
            u32::try_from(days.filter(|day| is_business_day(*day)).count()).unwrap_or(u32::MAX)
        };
        let before = first.pred().map_or(0, |end| outside(self.first, end.min(self.last)));
        let after = last.succ().map_or(0, |start| outside(start.max(self.first), self.last));
        published.saturating_add(before).saturating_add(after)
    }

    pub(super) fn crosses(self) -> impl Iterator<Item = (Day, Factor)> + use<'t> {
        self.days().filter_map(move |day| Some((day, Factor::of(&self.on(day)?))))
    }

    /// The mean and the band of the days covered.
    pub(super) fn mean(&self, mean_of: MeanOf) -> Option<(Factor, Interval)> {
        if self.sources().is_empty() {
            let factor = Factor::of(&self.on(self.last)?);
            let band = factor.set();
            return Some((factor, band));
        }
        let crosses: Vec<Factor> =
            self.days().filter_map(|day| self.on(day)).map(|readings| Factor::of(&readings)).collect();
        let band = band(&crosses)?;
        let mean = match mean_of {
            MeanOf::QuotePerBase => arithmetic_mean(&crosses)?,
            MeanOf::BasePerQuote => {
                let inverse: Vec<Factor> = crosses.iter().map(Factor::inverse).collect();
                arithmetic_mean(&inverse)?.inverse()
            }
        };
        Some((mean, band))
    }

    pub(super) fn rank(&self, policy: Policy, days: u32) -> [i64; 3] {
        let kind = Kind::of(self.hops.len(), self.hops.first().and_then(Hop::direction));
        rank(policy, kind, self.hops.len(), i32::try_from(days).unwrap_or(i32::MAX))
    }

    pub(super) fn legs(&self, first: Day, last: Day) -> Vec<Leg> {
        self.hops
            .iter()
            .filter_map(|hop| match hop.on(first) {
                Some(Reading::Observed(strand, _, direction)) => {
                    let inverse = direction == Direction::Inverse;
                    Some(Leg::on_strand(strand, inverse, Basis::Averaged { first, last }))
                }
                reading => reading.as_ref().map(Leg::of),
            })
            .collect()
    }
}

/// From the least to the greatest.
fn band(crosses: &[Factor]) -> Option<Interval> {
    let exact: Option<Vec<&Ratio>> = crosses.iter().map(Factor::as_exact).collect();
    if let Some(exact) = exact {
        return Interval::closed(
            exact.iter().min().map(|least| (*least).clone())?,
            (*exact.iter().max()?).clone(),
        );
    }
    crosses.iter().map(Factor::set).reduce(|all, one| all.hull(&one))
}

fn arithmetic_mean(factors: &[Factor]) -> Option<Factor> {
    let count = Ratio::from(factors.len()).recip()?;
    let exact: Option<Vec<&Ratio>> = factors.iter().map(Factor::as_exact).collect();
    if let Some(exact) = exact {
        return Some(Factor::Exact(sum(&exact) * count));
    }
    let total = factors.iter().map(Factor::set).reduce(|all, one| all.plus(&one))?;
    Some(Factor::Set(total.times(&count)))
}

/// The sum by halves: the fractions grow evenly, so that a year costs little more than a month.
fn sum(values: &[&Ratio]) -> Ratio {
    match values {
        [] => Ratio::zero(),
        [one] => (*one).clone(),
        _ => {
            let (left, right) = values.split_at(values.len() / 2);
            sum(left) + sum(right)
        }
    }
}

fn window(days: &[Day], first: Day, last: Day) -> &[Day] {
    let start = days.partition_point(|day| *day < first);
    let end = days.partition_point(|day| *day <= last);
    days.get(start..end).unwrap_or_default()
}

/// Monday to Friday, without 25 December and 1 January, on which hardly any source publishes.
fn is_business_day(day: Day) -> bool {
    // 1970-01-01 was a Thursday.
    let weekday = (day.epoch_days() + 3).rem_euclid(7);
    weekday < 5 && !matches!((day.month(), day.day()), (12, 25) | (1, 1))
}

/// All paths of a number of legs. `Err` holds the steps taken, where there are too many.
pub(super) fn tracks<'t>(
    network: &'t Network,
    ends: (usize, usize),
    legs: usize,
    window: (Day, Day),
) -> Result<Vec<Track<'t>>, u32> {
    let mut complete = Vec::new();
    let distances = network.distances(ends.1);
    let mut open = vec![(vec![ends.0], Vec::<Hop<'t>>::new())];
    let mut steps = 0;
    while let Some((visited, hops)) = open.pop() {
        let Some(at) = visited.last() else { continue };
        for edge in network.edges(*at) {
            let arrives = edge.to == ends.1;
            let left = legs - hops.len() - 1;
            let near = distances.get(edge.to).copied().flatten().is_some_and(|distance| distance <= left);
            if arrives != (left == 0) || visited.contains(&edge.to) || !near {
                continue;
            }
            for hop in edge_hops(edge, window.0) {
                steps += 1;
                if steps > STEPS_MAX {
                    return Err(steps);
                }
                let mut hops = hops.clone();
                hops.push(hop);
                if arrives {
                    complete.push(Track { hops, first: window.0, last: window.1 });
                } else {
                    let mut visited = visited.clone();
                    visited.push(edge.to);
                    open.push((visited, hops));
                }
            }
        }
    }
    Ok(complete)
}

/// One hop for each series that is not replaced before the window begins; else one for the fixed conversion.
fn edge_hops(edge: &Edge, first: Day) -> impl Iterator<Item = Hop<'_>> {
    let live = if edge.has_series_on(first) { edge.strands.as_slice() } else { &[] };
    let (fixed, replaced_from) = (edge.fixed, edge.replaced_from());
    let only_fixed = (live.is_empty() && fixed.is_some()).then_some(None);
    let strands = live.iter().map(|(strand, direction)| Some((strand, *direction))).chain(only_fixed);
    strands.map(move |strand| Hop { fixed, strand, replaced_from })
}
