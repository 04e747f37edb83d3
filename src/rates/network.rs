//! Which currencies a table joins, and by what.

use std::collections::HashMap;
use std::sync::Arc;

use super::series::Stored;
use super::table::Strand;
use super::{FixedConversion, FixedConversions};
use crate::currency::Currency;
use crate::date::Day;

/// The currencies of a table as nodes, numbered in the order in which they were met.
#[derive(Clone, Debug)]
pub(super) struct Network {
    numbers: HashMap<Currency, usize>,
    nodes: Vec<Node>,
}

#[derive(Clone, Debug, Default)]
struct Node {
    edges: Vec<Edge>,
}

/// Everything that joins one currency with another.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    pub(super) to: usize,
    pub(super) fixed: Option<(&'static FixedConversion, Direction)>,
    pub(super) strands: Vec<(Arc<Strand>, Direction)>,
    /// From this day on, the strands no longer count.
    replaced_from: Option<Day>,
}

/// How an edge uses a rate: as quoted, or the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Direction {
    Direct,
    Inverse,
}

/// What an edge holds on a day.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reading<'t> {
    Fixed(&'static FixedConversion, Direction),
    Observed(&'t Arc<Strand>, &'t Stored, Direction),
}

impl Reading<'_> {
    pub(super) const fn direction(&self) -> Direction {
        match self {
            Self::Fixed(_, direction) | Self::Observed(_, _, direction) => *direction,
        }
    }

    /// The day of the observation; `None` where the rate is fixed.
    pub(super) const fn day(&self) -> Option<Day> {
        match self {
            Self::Fixed(..) => None,
            Self::Observed(_, stored, _) => Some(stored.day),
        }
    }
}

impl Network {
    pub(super) fn new(strands: &[Arc<Strand>], fixed: FixedConversions) -> Self {
        let mut network = Self { numbers: HashMap::new(), nodes: Vec::new() };
        for strand in strands {
            let (base, quote) = (network.number(strand.series.base), network.number(strand.series.quote));
            network.edge(base, quote, |edge| edge.strands.push((strand.clone(), Direction::Direct)));
            network.edge(quote, base, |edge| edge.strands.push((strand.clone(), Direction::Inverse)));
        }
        if fixed == FixedConversions::InForce {
            for rule in FixedConversion::all() {
                network.fix(rule);
            }
        }
        network
    }

    fn fix(&mut self, rule: &'static FixedConversion) {
        let (base, quote) = (self.number(rule.base), self.number(rule.quote));
        self.edge(base, quote, |edge| edge.fixed = Some((rule, Direction::Direct)));
        self.edge(quote, base, |edge| edge.fixed = Some((rule, Direction::Inverse)));
        if !rule.replaces_series {
            self.edge(base, quote, |edge| edge.replaced_from = Some(rule.from));
            self.edge(quote, base, |edge| edge.replaced_from = Some(rule.from));
            return;
        }
        for (at, node) in self.nodes.iter_mut().enumerate() {
            for edge in &mut node.edges {
                if at == quote || edge.to == quote {
                    edge.replaced_from = Some(edge.replaced_from.map_or(rule.from, |day| day.min(rule.from)));
                }
            }
        }
    }

    fn number(&mut self, currency: Currency) -> usize {
        let next = self.nodes.len();
        let number = *self.numbers.entry(currency).or_insert(next);
        if number == next {
            self.nodes.push(Node::default());
        }
        number
    }

    fn edge(&mut self, from: usize, to: usize, change: impl FnOnce(&mut Edge)) {
        let Some(node) = self.nodes.get_mut(from) else { return };
        let at = node.edges.iter().position(|edge| edge.to == to);
        match at.and_then(|at| node.edges.get_mut(at)) {
            Some(edge) => change(edge),
            None => {
                let mut edge = Edge { to, fixed: None, strands: Vec::new(), replaced_from: None };
                change(&mut edge);
                node.edges.push(edge);
            }
        }
    }

    pub(super) fn find(&self, currency: Currency) -> Option<usize> {
        self.numbers.get(&currency).copied()
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn edges(&self, node: usize) -> &[Edge] {
        self.nodes.get(node).map_or(&[], |node| node.edges.as_slice())
    }

    /// How many legs it takes at least from each node to a target; `None` where nothing leads there.
    pub(super) fn distances(&self, to: usize) -> Vec<Option<usize>> {
        let mut distances = vec![None; self.nodes.len()];
        let mut next = vec![to];
        for distance in 0..=self.nodes.len() {
            let reached = std::mem::take(&mut next);
            for node in reached {
                if let Some(known @ None) = distances.get_mut(node) {
                    *known = Some(distance);
                    next.extend(self.edges(node).iter().map(|edge| edge.to));
                }
            }
        }
        distances
    }

    pub(super) fn between(&self, from: usize, to: usize) -> Option<&Edge> {
        self.edges(from).iter().find(|edge| edge.to == to)
    }

    /// The edges of the only path between two currencies, where it can be told at once that there is only one: both hang on
    /// one pivot, or one on the other, each by a single series, and by nothing else that leads anywhere.
    pub(super) fn only_path(&self, from: usize, to: usize) -> Option<(&Edge, Option<&Edge>)> {
        let single = |node: usize| {
            let leads = |edge: &&Edge| edge.to == from || edge.to == to || self.edges(edge.to).len() > 1;
            let mut edges = self.edges(node).iter().filter(leads);
            edges.next().filter(|edge| edge.strands.len() <= 1 && edges.next().is_none())
        };
        let (first, last) = (single(from), single(to));
        match (first, last) {
            (Some(edge), _) if edge.to == to => Some((edge, None)),
            (_, Some(back)) if back.to == from => Some((self.between(from, to)?, None)),
            (Some(edge), Some(back)) if edge.to == back.to => Some((edge, Some(self.between(edge.to, to)?))),
            _ => None,
        }
    }
}

impl Edge {
    /// Whether the fixed conversion holds on the day.
    pub(super) fn fixed_on(&self, day: Day) -> Option<Reading<'_>> {
        let (rule, direction) = self.fixed?;
        (rule.from <= day).then_some(Reading::Fixed(rule, direction))
    }

    /// Whether rates of the series count on the day.
    pub(super) fn has_series_on(&self, day: Day) -> bool {
        self.replaced_from.is_none_or(|from| day < from)
    }

    pub(super) const fn replaced_from(&self) -> Option<Day> {
        self.replaced_from
    }

    /// What can be used on the day, not older than `floor`: the fixed conversion, or the last rate of each series.
    pub(super) fn readings(&self, on: Day, floor: Day) -> impl Iterator<Item = Reading<'_>> {
        let fixed = self.fixed_on(on);
        let strands = if fixed.is_none() && self.has_series_on(on) { self.strands.as_slice() } else { &[] };
        let observed = strands.iter().filter_map(move |(strand, direction)| {
            if strand.series.state_on(on).is_some() {
                return None;
            }
            let stored = strand.series.latest(on).filter(|stored| stored.day >= floor)?;
            Some(Reading::Observed(strand, stored, *direction))
        });
        fixed.into_iter().chain(observed)
    }
}
