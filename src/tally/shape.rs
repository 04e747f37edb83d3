use std::fmt;

use serde::{Deserialize, Serialize};

use super::key::PERIOD;
use super::{Dimension, MergeError, Order, Query, Target};
use crate::date::PeriodUnit;
use crate::exact::Rounding;
use crate::rates::RateTable;

/// Where rates came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RateSource {
    /// The source's name.
    pub name: String,
    /// The SHA-256 of the file's bytes, where there was a file.
    pub sha256: Option<String>,
}

/// The question that a tally answers, but for its scope: tallies of one shape add.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Shape {
    /// The dimensions, each once.
    pub by: Vec<Dimension>,
    /// The periods.
    pub per: Option<PeriodUnit>,
    /// The currency and terms of the conversion.
    pub to: Option<Target>,
    /// The sources of the rates, by name; none where nothing is to be converted.
    pub sources: Vec<RateSource>,
    /// Which rounded figure is the figure of a group.
    pub order: Order,
    /// How figures are rounded.
    pub rounding: Rounding,
}

impl Shape {
    pub(super) fn new(query: &Query, rates: &RateTable) -> Self {
        let mut by = Vec::new();
        for dimension in &query.by {
            if !by.contains(dimension) {
                by.push(*dimension);
            }
        }
        let source = |source: &crate::rates::Source| RateSource {
            name: source.name().to_owned(),
            sha256: source.sha256().map(str::to_owned),
        };
        let mut sources: Vec<RateSource> =
            if query.to.is_some() { rates.sources().map(source).collect() } else { Vec::new() };
        sources.sort();
        sources.dedup();
        Self { by, per: query.per, to: query.to, sources, order: query.order, rounding: query.rounding }
    }

    /// The names of a key's values, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        let period = self.per.map(|_| PERIOD);
        self.by.iter().map(|dimension| dimension.as_str()).chain(period)
    }

    pub(super) fn check(&self, other: &Self) -> Result<(), MergeError> {
        differ("dimensions", &list(&self.by), &list(&other.by))?;
        differ("periods", &word(self.per), &word(other.per))?;
        let currency = |shape: &Self| word(shape.to.map(|to| to.currency));
        differ("target currencies", &currency(self), &currency(other))?;
        differ("terms of conversion", &terms(self.to), &terms(other.to))?;
        differ("sources of rates", &sources(&self.sources), &sources(&other.sources))?;
        differ("orders of rounding", &self.order, &other.order)?;
        differ("roundings", &self.rounding, &other.rounding)
    }
}

fn differ(what: &'static str, left: &impl ToString, right: &impl ToString) -> Result<(), MergeError> {
    let (left, right) = (left.to_string(), right.to_string());
    if left == right { Ok(()) } else { Err(MergeError::Shape { what, left, right }) }
}

fn word(value: Option<impl fmt::Display>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| value.to_string())
}

fn list(values: &[impl ToString]) -> String {
    if values.is_empty() {
        return "none".to_owned();
    }
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn terms(to: Option<Target>) -> String {
    let Some(Target { terms, .. }) = to else { return "none".to_owned() };
    format!(
        "value date {}, at most {} days old, {}, mean {}, partial periods {}, CNH {}",
        terms.value_date,
        terms.max_age,
        terms.policy,
        terms.mean_of,
        terms.partial_periods,
        terms.offshore_yuan
    )
}

fn sources(sources: &[RateSource]) -> String {
    let text = |source: &RateSource| match &source.sha256 {
        Some(hash) => format!("{} (SHA-256 {hash})", source.name),
        None => source.name.clone(),
    };
    list(&sources.iter().map(text).collect::<Vec<_>>())
}
