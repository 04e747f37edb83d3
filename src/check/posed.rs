//! The totals of a ledger, with what they are held against.

use std::borrow::Cow;
use std::collections::HashMap;

use super::gather::{Gathered, cause, gather, selected, selected_with_weights};
use super::report::{BlindEntries, Budget, Check, CheckKind};
use super::total::TotalCheck;
use super::verdict::{Reason, Verdict};
use crate::amount::Domain;
use crate::exact::Numeral;
use crate::id::EntryId;
#[cfg(feature = "explain")]
use crate::id::SourceId;
use crate::ledger::{Ledger, Selected};
use crate::model::{Claim, ClaimKind, Entry, Relation, Scope};
use crate::money::Money;

/// A total that is claimed, or that an entry prints for its parts, and the entries that it is held against.
pub(super) struct Posed<'a> {
    pub(super) ledger: &'a Ledger,
    kind: CheckKind,
    pub(super) id: String,
    pub(super) scope: Cow<'a, Scope>,
    pub(super) weights: &'a [(EntryId, Numeral)],
    #[cfg(feature = "explain")]
    pub(super) source: Option<&'a SourceId>,
    pub(super) entries: Vec<Selected<'a>>,
    pub(super) money: &'a Money,
    pub(super) relation: Relation,
    domain: Domain,
    tolerance: Option<Numeral>,
}

impl<'a> Posed<'a> {
    /// `None` where the claim is of no total.
    pub(super) fn of_claim(ledger: &'a Ledger, claim: &'a Claim) -> Option<Self> {
        let ClaimKind::Total { amount, relation, weights } = &claim.kind else { return None };
        Some(Self::of_total(ledger, claim, (amount, *relation, weights)))
    }

    /// A claim of this total, with what it says of the list and of its items.
    pub(super) fn of_total(
        ledger: &'a Ledger,
        claim: &'a Claim,
        (money, relation, weights): (&'a Money, Option<Relation>, &'a [(EntryId, Numeral)]),
    ) -> Self {
        Self {
            ledger,
            kind: CheckKind::Total,
            id: claim.id.to_string(),
            scope: Cow::Borrowed(&claim.scope),
            weights,
            #[cfg(feature = "explain")]
            source: claim.source.as_ref(),
            entries: selected_with_weights(ledger, &claim.scope, weights),
            money,
            relation: relation.unwrap_or_else(|| claim.list.unwrap_or(ledger.settings().list).into()),
            domain: claim.domain.unwrap_or(ledger.settings().domain),
            tolerance: claim.tolerance,
        }
    }

    /// An entry and its parts that count where it does; `None` where there are none, or the entry counts no longer.
    pub(super) fn of_parts(ledger: &'a Ledger, whole: &'a Entry) -> Option<Self> {
        let parts: Vec<EntryId> = ledger.parts_of(&whole.id).map(|part| part.id.clone()).collect();
        if parts.is_empty() || ledger.superseded_by(&whole.id, None).is_some() {
            return None;
        }
        let scope =
            Scope { entries: parts, stage: vec![whole.stage], role: vec![whole.role], ..Scope::all() };
        let entries = selected(ledger, &scope);
        (!entries.is_empty()).then(|| Self {
            ledger,
            kind: CheckKind::Parts,
            id: format!("parts/{}", whole.id),
            scope: Cow::Owned(scope),
            weights: &[],
            #[cfg(feature = "explain")]
            source: whole.source.as_ref(),
            entries,
            money: &whole.money,
            relation: ledger.settings().list.into(),
            domain: whole.domain,
            tolerance: None,
        })
    }

    /// The entries as items, in the currency of the total.
    pub(super) fn gathered(&self) -> Result<Gathered, Reason> {
        gather(self.ledger, &self.entries, self.money.currency, self.weights)
    }

    /// The total with its items and their rates.
    pub(super) fn with_items(&self, gathered: &Gathered) -> TotalCheck {
        let mut total = TotalCheck::new(self.money.amount.clone(), self.domain).relation(self.relation);
        if let Some(tolerance) = self.tolerance {
            total = total.tolerance(tolerance);
        }
        for rate in &gathered.rates {
            // Rates of a table are above 0; one that is not leaves its items without a rate, hence malformed.
            let _number = total.add_rate(rate.clone());
        }
        total.items(gathered.items.iter().cloned())
    }

    /// What is found of it, without what was printed.
    pub(super) fn check(&self) -> Check {
        let gathered = match self.gathered() {
            Ok(gathered) => gathered,
            Err(reason) => {
                let cause = cause(self.ledger, &self.entries, self.money.currency, reason);
                // A total has the currency of its claim; parts have none where nothing was added.
                let currency = (self.kind == CheckKind::Total).then_some(self.money.currency);
                let items = self.entries.len();
                return Check {
                    currency,
                    items,
                    cause,
                    ..Check::unchecked(self.id.as_str(), self.kind, reason)
                };
            }
        };
        let ids: Vec<String> = gathered.items.iter().map(|item| item.id.clone()).collect();
        let outcome = self.with_items(&gathered).run();
        let names = |indices: Vec<usize>| indices.into_iter().filter_map(|at| ids.get(at).cloned()).collect();
        let implied =
            ids.iter().zip(outcome.implied).filter_map(|(id, set)| Some((id.clone(), set?))).collect();
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
            // No explanation was looked for: that is all there are only where nothing is to be explained.
            budget: Budget { tried: 0, complete: outcome.verdict != Verdict::Inconsistent },
            ..Check::of(self.id.as_str(), self.kind, outcome.verdict)
        }
    }
}

/// The records of a ledger that checks are of, by id.
pub(super) struct Records<'a> {
    pub(super) ledger: &'a Ledger,
    claims: HashMap<&'a str, &'a Claim>,
    entries: HashMap<&'a str, &'a Entry>,
}

impl<'a> Records<'a> {
    pub(super) fn new(ledger: &'a Ledger) -> Self {
        Self {
            ledger,
            claims: ledger.claims().iter().map(|claim| (claim.id.as_str(), claim)).collect(),
            entries: ledger.entries().iter().map(|entry| (entry.id.as_str(), entry)).collect(),
        }
    }

    /// The total that a check is of; `None` where it is of none.
    pub(super) fn posed(&self, check: &Check) -> Option<Posed<'a>> {
        match check.kind {
            CheckKind::Total => Posed::of_claim(self.ledger, self.claims.get(check.id.as_str())?),
            CheckKind::Parts => Posed::of_parts(self.ledger, self.entries.get(whole_of(check)?)?),
            _ => None,
        }
    }
}

/// The id of the entry that a check of parts is about.
pub(super) fn whole_of(check: &Check) -> Option<&str> {
    (check.kind == CheckKind::Parts).then(|| check.id.strip_prefix("parts/")).flatten()
}
