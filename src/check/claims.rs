//! Each kind of claim, held against the entries in its scope.

use super::gather::silence_is_zero;
use super::posed::Posed;
use super::report::{Check, CheckKind};
use super::verdict::{Reason, Verdict};
use super::{conversion, none, relative};
use crate::ledger::Ledger;
use crate::model::{Claim, ClaimKind, Comparand, Entry};

/// Holds one claim against the ledger.
pub(super) fn check(ledger: &Ledger, claim: &Claim) -> Check {
    match &claim.kind {
        ClaimKind::Total { amount, relation, weights } => {
            total(claim, &Posed::of_total(ledger, claim, (amount, *relation, weights)))
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

fn total(claim: &Claim, posed: &Posed<'_>) -> Check {
    let mut check = posed.check();
    let says_nothing = posed.entries.is_empty() && !silence_is_zero(posed.ledger, claim.list, &posed.scope);
    if says_nothing && check.verdict != Verdict::Malformed && check.reason.is_none() {
        // Nothing adds up to no figure: only what was claimed is shown.
        let total = check.total.take();
        check = Check { total, ..Check::unchecked(claim.id.as_str(), CheckKind::Total, Reason::NoItems) };
        check.currency = Some(posed.money.currency);
    }
    check.claimed = Some(posed.money.to_string());
    check.relation = Some(posed.relation);
    check.own_tolerance = claim.tolerance;
    check
}

/// An entry against its parts; `None` where it has none.
pub(super) fn parts(ledger: &Ledger, whole: &Entry) -> Option<Check> {
    let posed = Posed::of_parts(ledger, whole)?;
    let mut check = posed.check();
    check.claimed = Some(posed.money.to_string());
    check.relation = Some(posed.relation);
    Some(check)
}
