//! The entries of a scope as items of a check.

use std::collections::HashMap;

use super::items::{Item, ItemSets};
use super::report::{CheckRate, Line};
use super::valuation::{RateKey, no_rate, rate_of};
use super::verdict::Reason;
use crate::amount::Interval;
use crate::currency::Currency;
use crate::date::When;
use crate::exact::{Numeral, Ratio};
use crate::id::EntryId;
use crate::ledger::{Certainty, Ledger, Selected};
use crate::model::{Basis, Entry, ListKind, Scope};

/// The entries of a scope, as items in one currency.
pub(super) struct Gathered {
    pub(super) currency: Currency,
    pub(super) items: Vec<Item>,
    pub(super) rates: Vec<Interval>,
    /// What these rest on, in the same order.
    pub(super) used: Vec<CheckRate>,
    pub(super) lines: Vec<Line>,
    pub(super) uncertain: Vec<String>,
}

impl Gathered {
    /// Every value that the sum may have; `None` where an amount is malformed.
    pub(super) fn sum(&self) -> Option<Interval> {
        ItemSets::new(&self.items, &self.rates).map(|sets| sets.sum())
    }
}

/// The entries that a scope of the ledger's own takes.
pub(super) fn selected<'a>(ledger: &'a Ledger, scope: &Scope) -> Vec<Selected<'a>> {
    // The ids in a ledger's own scopes were checked when it was built.
    ledger.select(scope, None).map(|selection| selection.entries).unwrap_or_default()
}

/// The entries that a scope of the ledger's own takes, those with a weight whatever their stage and role, unless the scope
/// names stages or roles.
pub(super) fn selected_with_weights<'a>(
    ledger: &'a Ledger,
    scope: &Scope,
    weights: &[(EntryId, Numeral)],
) -> Vec<Selected<'a>> {
    let named: Vec<EntryId> = weights.iter().map(|(id, _)| id.clone()).collect();
    ledger.select_with_named(scope, &named).map(|selection| selection.entries).unwrap_or_default()
}

/// The entries that a scope of the ledger's own takes, and their parts beside them: for checks that add nothing up.
pub(super) fn selected_with_parts<'a>(ledger: &'a Ledger, scope: &Scope) -> Vec<Selected<'a>> {
    ledger.select_with_parts(scope).map(|selection| selection.entries).unwrap_or_default()
}

/// Whether an empty scope means zero: where its list is said, on the very claim, to be complete, or a complete source
/// covers it.
pub(super) fn silence_is_zero(ledger: &Ledger, list: Option<ListKind>, scope: &Scope) -> bool {
    list == Some(ListKind::Complete) || ledger.is_covered(scope, None)
}

/// Whether the entries may be added at all.
///
/// # Errors
///
/// [`Reason::MixedBasis`], [`Reason::OverlappingSources`].
pub(super) fn addable(ledger: &Ledger, entries: &[Selected<'_>]) -> Result<(), Reason> {
    if mixed_basis(entries) {
        return Err(Reason::MixedBasis);
    }
    if ledger.overlapping_sources(entries).is_some() {
        return Err(Reason::OverlappingSources);
    }
    Ok(())
}

/// The entries as items in `currency`.
///
/// # Errors
///
/// [`Reason::MixedBasis`], [`Reason::OverlappingSources`], [`Reason::NoRate`], [`Reason::NoDate`].
pub(super) fn gather(
    ledger: &Ledger,
    entries: &[Selected<'_>],
    currency: Currency,
    weights: &[(EntryId, Numeral)],
) -> Result<Gathered, Reason> {
    addable(ledger, entries)?;
    let mut gathered = Gathered {
        currency,
        items: Vec::new(),
        rates: Vec::new(),
        used: Vec::new(),
        lines: Vec::new(),
        uncertain: Vec::new(),
    };
    let mut found: HashMap<(Currency, Option<When>), usize> = HashMap::new();
    let mut variables: HashMap<RateKey, usize> = HashMap::new();
    for Selected { entry, certainty } in entries {
        let weight = weights
            .iter()
            .find(|(id, _)| *id == entry.id)
            .map_or_else(Ratio::one, |(_, weight)| (*weight).into());
        let mut item = Item::new(entry.id.as_str(), entry.money.amount.clone(), entry.domain);
        item.weight = weight.clone();
        item.certain = *certainty == Certainty::Certain;
        if entry.money.currency != currency {
            let asked = (entry.money.currency, entry.when);
            let at = match found.get(&asked) {
                Some(at) => *at,
                None => {
                    let valued = rate_of(ledger, asked.0, currency, asked.1)?;
                    *variables.entry(valued.key).or_insert_with(|| {
                        gathered.rates.push(valued.set);
                        gathered.used.push(CheckRate { rate: valued.rate, entries: Vec::new() });
                        gathered.rates.len() - 1
                    })
                }
            };
            found.insert(asked, at);
            if let Some(used) = gathered.used.get_mut(at) {
                used.entries.push(entry.id.to_string());
            }
            item.rate = Some(at);
        }
        if !item.certain {
            gathered.uncertain.push(entry.id.to_string());
        }
        gathered.lines.push(line(ledger, entry, &item));
        gathered.items.push(item);
    }
    Ok(gathered)
}

/// Why the first of the entries that cannot be converted cannot, where that is the reason.
pub(super) fn cause(
    ledger: &Ledger,
    entries: &[Selected<'_>],
    currency: Currency,
    reason: Reason,
) -> Option<String> {
    let foreign = |it: &&Selected<'_>| it.entry.money.currency != currency;
    entries.iter().filter(foreign).filter(|_| reason == Reason::NoRate).find_map(|it| {
        let entry = it.entry;
        let why = no_rate(ledger, entry.money.currency, currency, entry.when)?;
        Some(format!("`{}` ({}): {why}", entry.id, entry.money))
    })
}

fn line(ledger: &Ledger, entry: &Entry, item: &Item) -> Line {
    // A receipt has nobody on whose behalf it is, but somebody who paid.
    let party = entry.sponsor.as_ref().or(entry.payer.as_ref()).and_then(|id| ledger.actor(id));
    Line {
        id: entry.id.to_string(),
        label: party.map(|party| party.label().to_owned()),
        printed: entry.money.to_string(),
        set: item.set(),
        currency: entry.money.currency,
        weight: (item.weight != Ratio::one()).then(|| item.weight.clone()),
    }
}

/// Whether two entries say that they include different things.
fn mixed_basis(entries: &[Selected<'_>]) -> bool {
    let mut stated = entries.iter().filter_map(|it| it.entry.basis.as_ref());
    let first: Option<&Basis> = stated.next();
    stated.any(|basis| Some(basis) != first)
}

/// The currencies of the entries, sorted.
pub(super) fn currencies<'a>(entries: impl IntoIterator<Item = &'a Selected<'a>>) -> Vec<Currency> {
    let mut all: Vec<Currency> = entries.into_iter().map(|it| it.entry.money.currency).collect();
    all.sort();
    all.dedup();
    all
}

/// The one currency of the entries, or the ledger's where they differ; `None` where neither settles it.
pub(super) fn common_currency<'a>(
    ledger: &Ledger,
    entries: impl IntoIterator<Item = &'a Selected<'a>>,
) -> Option<Currency> {
    let mut currencies = entries.into_iter().map(|it| it.entry.money.currency);
    let Some(first) = currencies.next() else { return ledger.settings().currency };
    if currencies.all(|currency| currency == first) { Some(first) } else { ledger.settings().currency }
}
