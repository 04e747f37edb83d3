//! Weights of entries that a claim does not count.

use super::{Exclusion, Ledger};
use crate::error::{Code, Problem, Subject};
use crate::id::EntryId;
use crate::model::{Claim, ClaimKind};

/// Reports weights that change nothing, because the claim's scope leaves their entries out.
pub(super) fn without_effect(ledger: &Ledger) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, claim) in ledger.claims.iter().enumerate() {
        let ClaimKind::Total { weights, .. } = &claim.kind else { continue };
        let named: Vec<EntryId> = weights.iter().map(|(id, _)| id.clone()).collect();
        for id in &named {
            if let Some(why) = left_out(ledger, claim, &named, id) {
                let message = format!("the weight has no effect: {why} `{id}`");
                let subject =
                    Subject { table: "claim", index, id: Some(claim.id.to_string()), key: Some("weights") };
                let help = "widen the scope, or take the weight out";
                problems.push(Problem::new(Code::Contradiction, message).help(help).of(subject));
            }
        }
    }
    problems
}

/// Why the claim leaves an entry out, in words that its id ends.
fn left_out(ledger: &Ledger, claim: &Claim, named: &[EntryId], id: &EntryId) -> Option<&'static str> {
    let selection = ledger.select_with_named(&claim.scope, named).ok()?;
    if selection.entries.iter().any(|it| it.entry.id == *id) {
        return None;
    }
    let excluded = selection.excluded.iter().find(|(entry, _)| entry.id == *id);
    Some(match excluded.map(|(_, why)| why) {
        Some(Exclusion::Superseded) => "another entry takes the place of",
        Some(Exclusion::DetailOfSuperseded) => "another entry takes the place of the whole of",
        Some(Exclusion::Detail) => "the scope counts the whole of",
        Some(Exclusion::Stage) => "the scope names stages, and none of them is that of",
        Some(Exclusion::Role) => "the scope names roles, and none of them is that of",
        Some(Exclusion::NotYetKnown) | None => "the scope does not take",
    })
}
