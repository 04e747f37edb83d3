//! Means over periods, and the cross of a pair day by day.

use std::borrow::Cow;
use std::iter::successors;
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::network::{Direction, Edge, Network, Reading};
use super::path::{Kind, LEGS_MAX, STEPS_MAX, agreed, rank};
use super::table::{Source, Strand};
use super::{
    Basis, Candidate, ConversionError, Factor, FixedConversion, Leg, MeanOf, PartialPeriods, Rate, RateTable,
    Terms,
};
use crate::amount::Interval;
use crate::currency::Currency;
use crate::date::{Day, When};
use crate::exact::Ratio;

/// What the mean of a period is made of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Mean {
    /// On how many days of the period every leg had a rate: the days that the mean is of.
    pub days: u32,
    /// On how many days of the period the sources of the legs published anything at all; for the part of a period that lies before
    /// a source's first or after its last day, the weekdays but 25 December and 1 January.
    pub of: u32,
    /// Which way round the mean was taken.
    pub mean_of: MeanOf,
    /// From the least of the days' crosses to the greatest, target units per source unit.
    pub band: Interval,
}

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
struct Track<'t> {
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
    fn covered(&self) -> Option<(Day, Day, u32)> {
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
    fn expected(&self) -> u32 {
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

    fn crosses(self) -> impl Iterator<Item = (Day, Factor)> + use<'t> {
        self.days().filter_map(move |day| Some((day, Factor::of(&self.on(day)?))))
    }

    /// The mean and the band of the days covered.
    fn mean(&self, mean_of: MeanOf) -> Option<(Factor, Interval)> {
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

    fn rank(&self, terms: &Terms, days: u32) -> [i64; 3] {
        let kind = Kind::of(self.hops.len(), self.hops.first().and_then(Hop::direction));
        rank(terms.policy, kind, self.hops.len(), i32::try_from(days).unwrap_or(i32::MAX))
    }

    fn legs(&self, first: Day, last: Day) -> Vec<Leg> {
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
fn tracks<'t>(
    network: &'t Network,
    ends: (usize, usize),
    legs: usize,
    window: (Day, Day),
) -> Result<Vec<Track<'t>>, u32> {
    let mut complete = Vec::new();
    let mut open = vec![(vec![ends.0], Vec::<Hop<'t>>::new())];
    let mut steps = 0;
    while let Some((visited, hops)) = open.pop() {
        let Some(at) = visited.last() else { continue };
        for edge in network.edges(*at) {
            let arrives = edge.to == ends.1;
            if arrives != (hops.len() + 1 == legs) || visited.contains(&edge.to) {
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

/// A path over a window; the first and last day that it covers, and how many.
type Covered<'t> = (Track<'t>, (Day, Day, u32));

impl RateTable {
    /// The paths over a window that cover any day, best first: of one and two legs, else of three, else of four.
    fn tracks_over(
        &self,
        base: Currency,
        quote: Currency,
        when: When,
        window: (Day, Day),
        terms: &Terms,
    ) -> Result<Vec<Covered<'_>>, ConversionError> {
        let ends = self.ends(base, quote, when, terms)?;
        let mut found = Vec::new();
        for legs in 1..=LEGS_MAX {
            if legs > 2 && !found.is_empty() {
                break;
            }
            let all = tracks(&self.network, ends, legs, window);
            for track in all.map_err(|steps| ConversionError::TooManyPaths { base, quote, steps })? {
                found.extend(track.covered().map(|covered| (track, covered)));
            }
        }
        if found.is_empty() {
            return Err(self.no_rate(base, quote, when, window.1, terms).into());
        }
        found.sort_by_key(|(track, covered)| track.rank(terms, covered.2));
        Ok(found)
    }

    /// The mean over a closed period.
    pub(super) fn rate_over(
        &self,
        base: Currency,
        quote: Currency,
        when: When,
        window: (Day, Day),
        terms: &Terms,
    ) -> Result<Rate, ConversionError> {
        if base == quote {
            return Ok(Rate::identity(base, when, terms));
        }
        let found = self.tracks_over(base, quote, when, window, terms)?;
        let no_rate = || ConversionError::from(self.no_rate(base, quote, when, window.1, terms));
        let (best, (_, _, days)) = found.first().ok_or_else(no_rate)?;
        let (days, of) = (*days, best.expected());
        if days < of && terms.partial_periods == PartialPeriods::Refused {
            return Err(ConversionError::PartialPeriod { base, quote, when, n: days, of });
        }
        let measure = |(track, (first, last, _)): &Covered<'_>| {
            let (factor, band) = track.mean(terms.mean_of)?;
            Some((Candidate { legs: track.legs(*first, *last), factor }, band))
        };
        let mut candidates: Vec<(Candidate, Interval)> = found.iter().filter_map(measure).collect();
        let ties = candidates.get(..ties(&found, terms)).unwrap_or_default();
        agreed(
            ties,
            |(candidate, _)| &candidate.factor,
            || {
                let candidates = ties.iter().map(|(candidate, _)| candidate.clone()).collect();
                ConversionError::Conflicting { base, quote, when, candidates }
            },
        )?;
        let alternatives = candidates.split_off(1.min(candidates.len()));
        let (Candidate { legs, factor }, band) = candidates.pop().ok_or_else(no_rate)?;
        let mean = Some(Mean { days, of, mean_of: terms.mean_of, band });
        let alternatives = alternatives.into_iter().map(|(candidate, _)| candidate).collect();
        Ok(Rate { base, quote, when, terms: *terms, factor, legs, stale_days: 0, mean, alternatives })
    }

    /// The cross of a pair, in `quote` per `base`, on every day of a window on which all its legs have a rate; nothing is carried
    /// forward. The path is the one that a mean over the window takes; of the terms, only the policy counts.
    ///
    /// Nothing where the two are one currency.
    ///
    /// # Errors
    ///
    /// [`ConversionError`]: nothing joins the currencies in the window, or paths of equal rank contradict one another.
    ///
    /// # Complexity
    ///
    /// O(log n) a day.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "ecb")] {
    /// use adspend::amount::Interval;
    /// use adspend::currency::Currency;
    /// use adspend::rates::{RateTable, Terms};
    ///
    /// // 45.15 million yuan are "about 6.74 million dollars", and 250,000 yuan are "about 37,300": on which days?
    /// let common = Interval::closed("6.693847".parse().unwrap(), "6.703786".parse().unwrap()).unwrap();
    /// let year = "2019-10-27".parse().unwrap()..="2020-10-26".parse().unwrap();
    /// let crosses = RateTable::ecb().crosses(Currency::USD, Currency::CNY, year, &Terms::default()).unwrap();
    /// let days: Vec<String> = crosses.filter(|(_, rate)| rate.meets(&common)).map(|(day, _)| day.to_string()).collect();
    /// assert_eq!(days, ["2020-10-09", "2020-10-16"]);
    /// # }
    /// ```
    pub fn crosses<'t>(
        &'t self,
        base: Currency,
        quote: Currency,
        window: RangeInclusive<Day>,
        terms: &Terms,
    ) -> Result<impl Iterator<Item = (Day, Factor)> + use<'t>, ConversionError> {
        let window = window.into_inner();
        let when = When::between(window.0, window.1).unwrap_or_else(|_| When::from(window.0));
        let found =
            if base == quote { Vec::new() } else { self.tracks_over(base, quote, when, window, terms)? };
        let ties = found.get(..ties(&found, terms)).unwrap_or_default();
        let all: Vec<Vec<(Day, Factor)>> = match ties {
            [_] => Vec::new(),
            several => several.iter().map(|(track, _)| track.clone().crosses().collect()).collect(),
        };
        if all.windows(2).any(|pair| pair.first() != pair.last()) {
            let candidate = |(track, (first, last, _)): &Covered<'_>| {
                let (factor, _) = track.mean(MeanOf::QuotePerBase)?;
                Some(Candidate { legs: track.legs(*first, *last), factor })
            };
            let candidates = ties.iter().filter_map(candidate).collect();
            return Err(ConversionError::Conflicting { base, quote, when, candidates });
        }
        let best = found.into_iter().next();
        Ok(best.into_iter().flat_map(|(track, _)| track.crosses()))
    }
}

/// How many paths share the best rank.
fn ties(found: &[Covered<'_>], terms: &Terms) -> usize {
    let mut ranks = found.iter().map(|(track, covered)| track.rank(terms, covered.2));
    let best = ranks.next();
    usize::from(best.is_some()) + ranks.take_while(|rank| Some(*rank) == best).count()
}
