//! The rates that restatements imply, in words.

use adspend::check::{Assumption, ImpliedRates};

use crate::figures::{listed, rate, set};
use crate::output::{FAINT, HEADING, styled};
use crate::table::{Column, Table, wrapped};

const DAYS_MAX: usize = 6;
const IDS_MAX: usize = 5;

/// All implied rates: by pair of currencies, then by assumption in the order in which the library gives them.
pub(crate) fn text(all: &[ImpliedRates]) -> String {
    let mut text = String::new();
    let mut last = None;
    for implied in all {
        let pair = (implied.base, implied.quote);
        if last != Some(pair) {
            let heading = format!("rates implied by restatements, {} per {}", implied.quote, implied.base);
            if last.is_some() {
                text.push('\n');
            }
            text.push_str(&format!("{} ", styled(HEADING, &heading)));
            text.push_str(&styled(FAINT, "(no verdict depends on them)"));
            text.push('\n');
            last = Some(pair);
        }
        assumption(&mut text, implied);
    }
    text
}

fn assumption(text: &mut String, implied: &ImpliedRates) {
    let assumed = match implied.assumption {
        Assumption::AsPrinted => "both sides with the precision of their digits",
        Assumption::AmountsExact => "the amounts exact, the restatements rounded to nearest",
        Assumption::ModeUnknown => "the amounts exact, the restatements rounded by a rule not known",
    };
    text.push_str(&wrapped("  ", &format!("{}: {assumed}", implied.assumption.as_str())));
    let mut table = Table::new([Column::Ids, Column::Figures]);
    for pair in &implied.pairs {
        table.row([pair.claim.clone(), set(&pair.set, rate)]);
    }
    for line in table.lines(4) {
        text.push_str(&line);
        text.push('\n');
    }
    if implied.pairs.len() > 1 {
        for group in implied.groups.iter().filter(|group| group.len() > 1).take(IDS_MAX) {
            text.push_str(&wrapped("    ", &format!("share a rate: {}", listed(group, IDS_MAX))));
        }
        if implied.groups.iter().all(|group| group.len() < 2) {
            text.push_str(&wrapped("    ", "no two share a rate"));
        }
    }
    if let Some(common) = implied.common.as_ref().filter(|_| implied.pairs.len() > 1) {
        text.push_str(&wrapped("    ", &format!("in common: {}", set(common, rate))));
    }
    if !implied.outliers.is_empty() {
        text.push_str(&wrapped("    ", &format!("apart: {}", listed(&implied.outliers, IDS_MAX))));
    }
    if !implied.days.is_empty() {
        let days: Vec<String> = implied.days.iter().map(ToString::to_string).collect();
        let window = if implied.unpublished { ", publication not dated, so of all days" } else { "" };
        text.push_str(&wrapped(
            "    ",
            &format!("days with such a rate{window}: {}", listed(&days, DAYS_MAX)),
        ));
    }
}
