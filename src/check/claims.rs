//! Each kind of claim, held against the entries in its scope.

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

/// Holds one claim against the ledger.
pub(super) fn check(ledger: &Ledger, claim: &Claim) -> Check {
    match &claim.kind {
        ClaimKind::Total { amount, relation, weights } => total(ledger, claim, amount, *relation, weights),
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
    amount: &Money,
    relation: Option<Relation>,
    weights: &[(EntryId, Numeral)],
) -> Check {
    let entries = selected_with_weights(ledger, &claim.scope, weights);
    let relation = relation.unwrap_or_else(|| claim.list.unwrap_or(ledger.settings().list).into());
    let domain = claim.domain.unwrap_or(ledger.settings().domain);
    let mut check = match gather(ledger, &entries, amount.currency, weights) {
        Err(reason) => {
            let unchecked = Check::unchecked(claim.id.as_str(), CheckKind::Total, reason);
            let cause = cause(ledger, &entries, amount.currency, reason);
            Check { currency: Some(amount.currency), items: entries.len(), cause, ..unchecked }
        }
        Ok(gathered) => {
            let mut total = TotalCheck::new(amount.amount.clone(), domain).relation(relation);
            if let Some(tolerance) = claim.tolerance {
                total = total.tolerance(tolerance);
            }
            of_total(claim.id.as_str(), CheckKind::Total, total, gathered)
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

/// A total and its gathered items as a check.
fn of_total(id: &str, kind: CheckKind, mut total: TotalCheck, gathered: Gathered) -> Check {
    for rate in gathered.rates {
        // Rates of a table are above 0; one that is not leaves its items without a rate, hence malformed.
        let _number = total.add_rate(rate);
    }
    let ids: Vec<String> = gathered.items.iter().map(|item| item.id.clone()).collect();
    let total = total.items(gathered.items);
    let outcome = total.run();
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
        ..Check::of(id, kind, outcome.verdict)
    }
}

/// The parts of an entry that count where the entry does; none where it is superseded.
pub(super) fn parts_of<'a>(ledger: &'a Ledger, whole: &Entry) -> Vec<Selected<'a>> {
    let scope = Scope {
        entries: ledger.parts_of(&whole.id).map(|part| part.id.clone()).collect(),
        stage: vec![whole.stage],
        role: vec![whole.role],
        ..Scope::all()
    };
    if scope.entries.is_empty() || ledger.superseded_by(&whole.id, None).is_some() {
        return Vec::new();
    }
    selected(ledger, &scope)
}

/// An entry against its parts.
pub(super) fn parts(ledger: &Ledger, whole: &Entry) -> Option<Check> {
    let entries = parts_of(ledger, whole);
    if entries.is_empty() {
        return None;
    }
    let id = format!("parts/{}", whole.id);
    let relation: Relation = ledger.settings().list.into();
    let mut check = match gather(ledger, &entries, whole.money.currency, &[]) {
        Err(reason) => {
            let cause = cause(ledger, &entries, whole.money.currency, reason);
            Check { items: entries.len(), cause, ..Check::unchecked(id, CheckKind::Parts, reason) }
        }
        Ok(gathered) => {
            let total = TotalCheck::new(whole.money.amount.clone(), whole.domain).relation(relation);
            of_total(&id, CheckKind::Parts, total, gathered)
        }
    };
    check.claimed = Some(whole.money.to_string());
    check.relation = Some(relation);
    Some(check)
}
