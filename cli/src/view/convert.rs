//! A conversion: in words, and as JSON.

use adspend::amount::Interval;
use adspend::rates::{Mean, Rate};
use serde::Serialize;

use super::leg::{self, JsonCandidate, JsonLeg};
use crate::command::Conversion;
use crate::figures::{count, grouped, money, money_set, rate, set};
use crate::output::{FAINT, HEADING, styled};
use crate::table::{clean, wrapped};

/// What `convert --format json` prints.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Json {
    amount: Interval,
    rounded: Option<String>,
    mean: Option<JsonMean>,
    legs: Vec<JsonLeg>,
    policy: String,
    stale_days: u32,
    alternatives: Vec<JsonCandidate>,
    band: Option<Interval>,
}

/// The mean of a period as JSON has it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct JsonMean {
    days: u32,
    of: u32,
    rate: String,
    low: Option<String>,
    high: Option<String>,
}

impl JsonMean {
    pub(crate) fn of(rate: &Rate, mean: &Mean) -> Self {
        let (low, high) = (mean.band.inf(), mean.band.sup());
        Self {
            days: mean.days,
            of: mean.of,
            rate: rate.factor().to_string(),
            low: low.map(ToString::to_string),
            high: high.map(ToString::to_string),
        }
    }
}

impl Json {
    pub(crate) fn of(conversion: &Conversion) -> Self {
        let rate = &conversion.rate;
        Self {
            amount: rate.convert(&conversion.outer),
            rounded: conversion.rounded(),
            mean: rate.mean().map(|mean| JsonMean::of(rate, mean)),
            legs: rate.legs().iter().map(JsonLeg::of).collect(),
            policy: rate.terms().policy.to_string(),
            stale_days: rate.stale_days(),
            alternatives: rate.alternatives().iter().map(JsonCandidate::of).collect(),
            band: conversion.band(),
        }
    }
}

/// The conversion in words.
pub(crate) fn text(conversion: &Conversion, given: &str) -> String {
    let found = &conversion.rate;
    let (from, to) = (conversion.from, found.quote());
    let mut text = String::new();
    let result = match (conversion.rounded(), conversion.printed()) {
        (Some(rounded), _) => format!("{} {to}", grouped(&rounded)),
        (None, Some(exact)) => format!("{} {to}", money(&exact)),
        (None, None) => format!("{} {to}", money_set(&found.convert(&conversion.outer))),
    };
    text.push_str(&styled(HEADING, &format!("{} = {result}", clean(given))));
    text.push('\n');
    let mut line = |name: &str, words: &str| text.push_str(&wrapped(&format!("  {name:<10}  "), words));
    line("read as", &format!("{from} {}", money_set(&conversion.outer)));
    line("may be", &format!("{to} {}", money_set(&found.convert(&conversion.outer))));
    line("for", &found.when().to_string());
    about(found, &mut line);
    if let Some(band) = conversion.band() {
        line("band", &format!("{to} {} at the least and the greatest rate", money_set(&band)));
    }
    if conversion.printed().is_some() {
        line("rounded", &format!("{}, once, at the end", conversion.rounding));
    }
    line("rates", &conversion.used.describe());
    text
}

/// A rate with everything it rests on: one call of `line` a line, with its name and words.
pub(crate) fn about(found: &Rate, line: &mut impl FnMut(&str, &str)) {
    let (from, to) = (found.base(), found.quote());
    line("rate", &format!("{} {to} per {from}", set(&found.factor().set(), rate)));
    if found.legs().is_empty() {
        line("legs", "none: the two currencies are one");
    }
    for (index, leg) in leg::lines(found.legs(), 0).iter().enumerate() {
        line(if index == 0 { "legs" } else { "" }, leg);
    }
    if let Some(mean) = found.mean() {
        let days = format!("{} of {}", mean.days, count_of(mean.of));
        line("mean", &format!("of the rates of {days}, {}", mean.mean_of));
        line("from", &format!("{} {to} per {from}", set(&mean.band, rate)));
    }
    let stale = found.stale_days();
    if found.legs().iter().any(|leg| leg.day().is_some()) {
        let age = match stale {
            0 => "of the day itself".to_owned(),
            1 => "1 day old".to_owned(),
            days => format!("{days} days old"),
        };
        line("age", &format!("{age}; at most {} allowed", age_max(found)));
    }
    line("policy", found.terms().policy.name());
    for (index, other) in found.alternatives().iter().take(5).enumerate() {
        let name = if index == 0 { "otherwise" } else { "" };
        let legs: Vec<String> = other.legs.iter().map(ToString::to_string).collect();
        line(name, &format!("{} by {}", set(&other.factor.set(), rate), legs.join(" and ")));
    }
    if let Some(more @ 1..) = found.alternatives().len().checked_sub(5) {
        line("", &styled(FAINT, &format!("and {}", count(more, "more path", "more paths"))));
    }
}

fn count_of(days: u32) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

fn age_max(rate: &Rate) -> String {
    match rate.terms().max_age {
        adspend::rates::MaxAge::Unlimited => "any age".to_owned(),
        limit @ adspend::rates::MaxAge::Days(_) => format!("{limit} days"),
    }
}
