//! Each kind of claim, held against the entries in its scope.

use super::explain::Explanations;
use super::explain::ledger::{Asked, Claimed, Valued, explain};
use super::gather::{Gathered, cause, gather, selected, selected_with_weights, silence_is_zero};
use super::report::{BlindEntries, Check, CheckKind};
use super::total::TotalCheck;
use super::verdict::{Reason, Verdict};
use super::{conversion, none, relative};
use crate::exact::Numeral;
use crate::id::EntryId;
use crate::ledger::{Ledger, Selected};
use crate::model::{Claim, ClaimKind, Comparand, Entry, Relation, Scope};
use crate::money::Money;

/// Holds one claim against the ledger; explains an inconsistent total where that is asked.
pub(super) fn check(ledger: &Ledger, claim: &Claim, asked: Option<Asked<'_>>) -> Check {
    match &claim.kind {
        ClaimKind::Total { amount, relation, weights } => {
            total(ledger, claim, (amount, *relation, weights), asked)
        }
        ClaimKind::Share { of, is } => relative::share(ledger, claim, of, is),
        ClaimKind::Change { than, is } => {
            relative::against_scope(ledger, claim, CheckKind::Change, than, relative::likeness(*is))
        }
        ClaimKind::Comparison { than: Comparand::Scope(than), is } => {
            relative::against_scope(ledger, claim, CheckKind::Comparison, than, *is)
        }
        ClaimKind::Comparison { than: Comparand::Amount(than), is } => {
            relative::against_amount(ledger, claim, than, *is)
        }
        ClaimKind::Conversion { amount, gloss, on } => conversion::check(ledger, claim, amount, gloss, *on),
        ClaimKind::None => none::claim(ledger, claim),
    }
}

fn total(
    ledger: &Ledger,
    claim: &Claim,
    (amount, relation, weights): (&Money, Option<Relation>, &[(EntryId, Numeral)]),
    asked: Option<Asked<'_>>,
) -> Check {
    let entries = selected_with_weights(ledger, &claim.scope, weights);
    let relation = relation.unwrap_or_else(|| claim.list.unwrap_or(ledger.settings().list).into());
    let mut check = match gather(ledger, &entries, amount.currency, weights) {
        Err(reason) => {
            let unchecked = Check::unchecked(claim.id.as_str(), CheckKind::Total, reason);
            let cause = cause(ledger, &entries, amount.currency, reason);
            Check { currency: Some(amount.currency), items: entries.len(), cause, ..unchecked }
        }
        Ok(gathered) => {
            let total = printed_total(ledger, claim, amount, relation);
            let (id, scope, source) = (claim.id.as_str(), &claim.scope, claim.source.as_ref());
            let claimed = Claimed { ledger, id, scope, weights, source, entries: &entries };
            of_total(CheckKind::Total, total, gathered, &claimed, asked)
        }
    };
    let says_nothing = entries.is_empty() && !silence_is_zero(ledger, claim.list, &claim.scope);
    if says_nothing && check.verdict != Verdict::Malformed && check.reason.is_none() {
        // Nothing adds up to no figure: only what was claimed is shown.
        let total = check.total.take();
        check = Check { total, ..Check::unchecked(claim.id.as_str(), CheckKind::Total, Reason::NoItems) };
        check.currency = Some(amount.currency);
    }
    check.claimed = Some(amount.to_string());
    check.relation = Some(relation);
    check.own_tolerance = claim.tolerance;
    check
}

/// What a claim prints, without the items.
fn printed_total(ledger: &Ledger, claim: &Claim, amount: &Money, relation: Relation) -> TotalCheck {
    let domain = claim.domain.unwrap_or(ledger.settings().domain);
    let total = TotalCheck::new(amount.amount.clone(), domain).relation(relation);
    match claim.tolerance {
        Some(tolerance) => total.tolerance(tolerance),
        None => total,
    }
}

/// A total with its items and their rates.
fn with_items(mut total: TotalCheck, gathered: &Gathered) -> TotalCheck {
    for rate in &gathered.rates {
        // Rates of a table are above 0; one that is not leaves its items without a rate, hence malformed.
        let _number = total.add_rate(rate.clone());
    }
    total.items(gathered.items.iter().cloned())
}

/// The totals of a ledger that can be held against their items: those claimed, and the wholes of parts.
pub(super) fn totals(ledger: &Ledger) -> Vec<(String, TotalCheck)> {
    let mut totals = Vec::new();
    for claim in ledger.claims() {
        let ClaimKind::Total { amount, relation, weights } = &claim.kind else { continue };
        let relation = relation.unwrap_or_else(|| claim.list.unwrap_or(ledger.settings().list).into());
        let entries = selected_with_weights(ledger, &claim.scope, weights);
        if let Ok(gathered) = gather(ledger, &entries, amount.currency, weights) {
            let total = printed_total(ledger, claim, amount, relation);
            totals.push((claim.id.to_string(), with_items(total, &gathered)));
        }
    }
    for whole in ledger.entries() {
        let Some(scope) = scope_of_parts(ledger, whole) else { continue };
        let entries = selected(ledger, &scope);
        if let Ok(gathered) = gather(ledger, &entries, whole.money.currency, &[]) {
            totals
                .push((format!("parts/{}", whole.id), with_items(whole_of_parts(ledger, whole), &gathered)));
        }
    }
    totals
}

/// A total and its gathered items as a check.
fn of_total(
    kind: CheckKind,
    total: TotalCheck,
    gathered: Gathered,
    claimed: &Claimed<'_>,
    asked: Option<Asked<'_>>,
) -> Check {
    let id = claimed.id;
    let ids: Vec<String> = gathered.items.iter().map(|item| item.id.clone()).collect();
    let total = with_items(total, &gathered);
    let outcome = total.run();
    let found = match asked.filter(|_| outcome.verdict == Verdict::Inconsistent) {
        Some(asked) => explain(asked, claimed, &Valued::of(&gathered), &total),
        None => Explanations::none_tried(outcome.verdict),
    };
    let names = |indices: Vec<usize>| indices.into_iter().filter_map(|at| ids.get(at).cloned()).collect();
    let implied = ids.iter().zip(outcome.implied).filter_map(|(id, set)| Some((id.clone(), set?))).collect();
    Check {
        reason: outcome.reason,
        currency: Some(gathered.currency),
        items: ids.len(),
        difference: outcome.difference,
        tolerance: outcome.tolerance,
        sum: outcome.sum,
        total: outcome.total,
        gap: outcome.gap,
        implied,
        uncertain: gathered.uncertain,
        blind_to: BlindEntries {
            omission: names(outcome.blind_to.omission),
            doubling: names(outcome.blind_to.doubling),
            sign: names(outcome.blind_to.sign),
        },
        needs_step: outcome.needs_step,
        plausibility_log2: outcome.plausibility_log2,
        lines: gathered.lines,
        rates: gathered.used,
        explanations: found.explanations,
        shared: found.shared,
        also_possible: found.also_possible,
        budget: found.budget,
        ..Check::of(id, kind, outcome.verdict)
    }
}

/// The scope of an entry's parts; `None` where it has none, or counts no longer.
fn scope_of_parts(ledger: &Ledger, whole: &Entry) -> Option<Scope> {
    let entries: Vec<EntryId> = ledger.parts_of(&whole.id).map(|part| part.id.clone()).collect();
    if entries.is_empty() || ledger.superseded_by(&whole.id, None).is_some() {
        return None;
    }
    Some(Scope { entries, stage: vec![whole.stage], role: vec![whole.role], ..Scope::all() })
}

/// What an entry prints, as the total of its parts.
fn whole_of_parts(ledger: &Ledger, whole: &Entry) -> TotalCheck {
    let relation: Relation = ledger.settings().list.into();
    TotalCheck::new(whole.money.amount.clone(), whole.domain).relation(relation)
}

/// The parts of an entry that count where the entry does; none where it is superseded.
pub(super) fn parts_of<'a>(ledger: &'a Ledger, whole: &Entry) -> Vec<Selected<'a>> {
    scope_of_parts(ledger, whole).map(|scope| selected(ledger, &scope)).unwrap_or_default()
}

/// An entry against its parts.
pub(super) fn parts(ledger: &Ledger, whole: &Entry, asked: Option<Asked<'_>>) -> Option<Check> {
    let scope = scope_of_parts(ledger, whole)?;
    let entries: Vec<Selected<'_>> = selected(ledger, &scope);
    if entries.is_empty() {
        return None;
    }
    let id = format!("parts/{}", whole.id);
    let mut check = match gather(ledger, &entries, whole.money.currency, &[]) {
        Err(reason) => {
            let cause = cause(ledger, &entries, whole.money.currency, reason);
            Check { items: entries.len(), cause, ..Check::unchecked(id, CheckKind::Parts, reason) }
        }
        Ok(gathered) => {
            let source = whole.source.as_ref();
            let claimed = Claimed { ledger, id: &id, scope: &scope, weights: &[], source, entries: &entries };
            of_total(CheckKind::Parts, whole_of_parts(ledger, whole), gathered, &claimed, asked)
        }
    };
    check.claimed = Some(whole.money.to_string());
    check.relation = Some(ledger.settings().list.into());
    Some(check)
}
