//! The rates that restatements imply, in words.

use adspend::amount::Interval;
use adspend::check::{Assumption, ImpliedRate, ImpliedRates};
use adspend::ledger::Ledger;
use adspend::model::ClaimKind;

use crate::figures::{listed, rate, set};
use crate::output::{FAINT, HEADING, styled};
use crate::table::{Column, Table, clean, wrapped};

const DAYS_MAX: usize = 6;
const IDS_MAX: usize = 5;

/// All implied rates: by pair of currencies, then by assumption in the order in which the library gives them.
pub(crate) fn text(ledger: &Ledger, all: &[ImpliedRates]) -> String {
    let mut text = String::new();
    for of_pair in all.chunk_by(|a, b| (a.base, a.quote) == (b.base, b.quote)) {
        let Some(first) = of_pair.first() else { continue };
        let heading = format!("rates implied by restatements, {} per {}", first.quote, first.base);
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&format!("{} ", styled(HEADING, &heading)));
        text.push_str(&styled(FAINT, "(no verdict depends on them)"));
        text.push('\n');
        for implied in of_pair {
            assumption(&mut text, implied);
        }
        if let Some(sentence) = must_be_rounded(ledger, of_pair) {
            text.push_str(&wrapped("  ", &clean(&sentence)));
        }
    }
    text
}

/// What follows where all restatements share a rate as printed, and not with exact amounts: which amounts must be rounded. An
/// amount must be where its restatement, with the amount exact, shares no rate with all others as printed.
fn must_be_rounded(ledger: &Ledger, of_pair: &[ImpliedRates]) -> Option<String> {
    let under = |assumption| of_pair.iter().find(|implied| implied.assumption == assumption);
    let (printed, exact) = (under(Assumption::AsPrinted)?, under(Assumption::AmountsExact)?);
    let claims = |implied: &ImpliedRates| -> Vec<String> {
        implied.pairs.iter().map(|pair| pair.claim.clone()).collect()
    };
    let set = |pair: &'_ ImpliedRate| pair.set.clone();
    let (as_printed, as_exact): (Vec<_>, Vec<_>) =
        (printed.pairs.iter().map(set).collect(), exact.pairs.iter().map(set).collect());
    if claims(printed) != claims(exact) || !share_one(&as_printed) || share_one(&as_exact) {
        return None;
    }
    let alone = |at: usize| {
        let one = |(other, (printed, exact))| if other == at { exact } else { printed };
        !share_one(as_printed.iter().zip(&as_exact).enumerate().map(one))
    };
    let rounded: Vec<String> = exact
        .pairs
        .iter()
        .enumerate()
        .filter(|(at, _)| alone(*at))
        .map(|(_, pair)| match amount(ledger, &pair.claim) {
            Some(amount) => format!("{amount} ({})", pair.claim),
            None => pair.claim.clone(),
        })
        .collect();
    let which = match rounded.as_slice() {
        [] => "some of the amounts are themselves rounded".to_owned(),
        [one] => format!("{one} is itself a rounded figure"),
        several => format!("these are themselves rounded figures: {}", several.join(", ")),
    };
    Some(format!("So, with restatements rounded to nearest, one rate is possible only if {which}."))
}

/// Whether some rate is in all of the sets.
fn share_one<'s>(sets: impl IntoIterator<Item = &'s Interval>) -> bool {
    sets.into_iter().try_fold(Interval::all(), |common, set| common.intersect(set)).is_some()
}

/// The amount that an entry or a claim of a total restates, as printed.
fn amount(ledger: &Ledger, id: &str) -> Option<String> {
    if let Some(entry) = id.parse().ok().and_then(|id| ledger.entry(&id)) {
        return Some(entry.money.to_string());
    }
    let claim = id.parse().ok().and_then(|id| ledger.claim(&id))?;
    match &claim.kind {
        ClaimKind::Total { amount, .. } => Some(amount.to_string()),
        _ => None,
    }
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
