//! How far rates reach, where there is none: what [`NoRate`] tells.

use super::network::{Edge, Network};
use super::{LEGS_MAX, NoRate, NoRateReason, RateTable, SeriesState, Terms};
use crate::currency::Currency;
use crate::date::{Day, When};

impl RateTable {
    /// Why there is no rate between two known currencies.
    pub(super) fn no_rate(
        &self,
        base: Currency,
        quote: Currency,
        when: When,
        on: Day,
        terms: &Terms,
    ) -> NoRate {
        let (from, to) = (self.network.find(base), self.network.find(quote));
        let reach =
            |of: &dyn Fn(&Edge) -> Option<Day>, worse: fn(Day, Day) -> Day, better: fn(Day, Day) -> Day| {
                from.zip(to).and_then(|(from, to)| widest(&self.network, from, to, of, worse, better))
            };
        let last_before = reach(&|edge| last_before(edge, on), Day::min, Day::max);
        let first_after = reach(&|edge| first_after(edge, on), Day::max, Day::min);
        let state = from.into_iter().chain(to).find_map(|node| self.state_at(node, on));
        let reason = match (state, last_before, first_after) {
            (Some(state), ..) => state,
            (None, None, None) => NoRateReason::NoPath,
            _ => NoRateReason::TooOld,
        };
        NoRate { base, quote, when, last_before, first_after, max_age: terms.max_age, reason }
    }

    /// The state of a currency of which no series goes on; one among others that do says nothing.
    fn state_at(&self, node: usize, on: Day) -> Option<NoRateReason> {
        let edges = self.network.edges(node).iter().filter(|edge| edge.has_series_on(on));
        let mut strands = edges.flat_map(|edge| edge.strands.iter().map(|(strand, _)| &strand.series));
        let states: Option<Vec<_>> =
            strands.by_ref().map(|series| Some((series, series.state_on(on)?))).collect();
        let (series, state) = states?.into_iter().next()?;
        let source = series.source().to_owned();
        if let SeriesState::Ended { last } = state {
            return Some(NoRateReason::Ended { source, last });
        }
        Some(NoRateReason::State { source, base: series.base, quote: series.quote, state })
    }
}

/// The last day on or before `on` to which the edge has a rate.
fn last_before(edge: &Edge, on: Day) -> Option<Day> {
    if edge.fixed_on(on).is_some() {
        return Some(on);
    }
    if !edge.has_series_on(on) {
        return None;
    }
    edge.strands.iter().filter_map(|(strand, _)| Some(strand.series.latest(on)?.day)).max()
}

/// The first day after `on` from which the edge has a rate.
fn first_after(edge: &Edge, on: Day) -> Option<Day> {
    let next = on.succ()?;
    let fixed = edge.fixed.map(|(rule, _)| rule.from.max(next));
    let observed = edge.strands.iter().filter_map(|(strand, _)| Some(strand.series.first_after(on)?.day));
    let observed = observed.filter(|day| edge.has_series_on(*day));
    observed.chain(fixed).min()
}

/// The best over all paths of at most [`LEGS_MAX`] legs of the worst over the path's legs.
fn widest(
    network: &Network,
    from: usize,
    to: usize,
    of: &dyn Fn(&Edge) -> Option<Day>,
    worse: fn(Day, Day) -> Day,
    better: fn(Day, Day) -> Day,
) -> Option<Day> {
    let mut reached: Vec<Option<Day>> = vec![None; network.len()];
    let mut ends = vec![(from, None::<Day>)];
    for _ in 0..LEGS_MAX {
        let mut next = Vec::new();
        for (node, so_far) in ends {
            for edge in network.edges(node).iter().filter(|edge| edge.to != from) {
                let Some(day) = of(edge) else { continue };
                let day = so_far.map_or(day, |so_far| worse(so_far, day));
                let Some(known) = reached.get_mut(edge.to) else { continue };
                let best = known.map_or(day, |known| better(known, day));
                if *known != Some(best) {
                    *known = Some(best);
                    next.push((edge.to, Some(best)));
                }
            }
        }
        ends = next;
    }
    reached.get(to).copied().flatten()
}
