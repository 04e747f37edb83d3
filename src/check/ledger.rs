//! All checks of a ledger.

use super::implied::{Restatement, implied_rates};
use super::report::{Check, Report};
use super::valuation::days_within;
use super::verdict::Verdict;
use super::{claims, joint, none};
use crate::date::{Day, When};
use crate::id::SourceId;
use crate::ledger::Ledger;
use crate::model::{Claim, ClaimKind};

impl Report {
    /// Holds every claim and restriction of a ledger, and the parts of every entry, against the ledger; and all totals and
    /// parts that share entries at once, which may fail where each of them holds.
    ///
    /// Amounts are converted at the rates, and on the terms, of [`Ledger::valuation`]: those that the ledger's file names or
    /// states. A ledger without any has none, not even the built-in ones, and a check that needs a rate is unchecked,
    /// [`Reason::NoRate`](super::Reason::NoRate); [`Ledger::with_valuation`] gives it others. [`Check::rates`] has those used.
    ///
    /// In `implied`, sets are in the currency of each entry, all others in that of the check.
    ///
    /// # Complexity
    ///
    /// Linear in the number of entries for each claim; for those that share entries see [`JointCheck`](super::JointCheck).
    #[must_use]
    pub fn of(ledger: &Ledger) -> Self {
        let mut checks: Vec<Check> =
            ledger.claims().iter().map(|claim| claims::check(ledger, claim)).collect();
        checks.extend(ledger.restrictions().iter().map(|restriction| none::restriction(ledger, restriction)));
        checks.extend(ledger.entries().iter().filter_map(|entry| claims::parts(ledger, entry)));
        checks.extend(joint::checks(ledger, &checks));
        let days = |pair, window, set: &_| days_within(ledger, pair, window, set);
        let implied_rates = implied_rates(&restatements(ledger), &days);
        let verdict = checks.iter().map(|check| check.verdict).max().unwrap_or(Verdict::Proven);
        Self { format: 1, verdict, checks, implied_rates }
    }
}

/// Holds one claim against a ledger, which need not have it among its own.
#[must_use]
pub fn check_claim(ledger: &Ledger, claim: &Claim) -> Check {
    claims::check(ledger, claim)
}

/// What the entries and total claims of a ledger restate in other currencies, in its order.
fn restatements(ledger: &Ledger) -> Vec<Restatement> {
    let published = |source: Option<&SourceId>| -> Option<Day> {
        source.and_then(|id| ledger.source(id)).and_then(|source| source.published).and_then(When::latest)
    };
    let mut found = Vec::new();
    for entry in ledger.entries() {
        for gloss in &entry.gloss {
            let it = Restatement::new(entry.id.as_str(), entry.money.clone(), gloss.clone());
            found.push(Restatement { published: published(entry.source.as_ref()), ..it });
        }
    }
    for claim in ledger.claims() {
        if let ClaimKind::Total { amount, .. } = &claim.kind {
            for gloss in &claim.gloss {
                let it = Restatement::new(claim.id.as_str(), amount.clone(), gloss.clone());
                found.push(Restatement { published: published(claim.source.as_ref()), ..it });
            }
        }
    }
    found
}
