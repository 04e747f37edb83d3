//! A stated conversion against the rates of its day.

use super::gather::selected;
use super::report::{Check, CheckKind, CheckRate};
use super::valuation::rate_of;
use super::verdict::{Reason, Verdict};
use crate::amount::{Amount, Domain, Interval};
use crate::date::When;
use crate::ledger::Ledger;
use crate::model::{Claim, ConversionDay};
use crate::money::Money;

/// Holds "`amount` is `gloss`" against the table's rate of the day meant: consistent where they meet, proven where every
/// value that the amount may have, converted, prints the gloss.
pub(super) fn check(
    ledger: &Ledger,
    claim: &Claim,
    amount: &Money,
    gloss: &Money,
    on: ConversionDay,
) -> Check {
    let mut check = Check::of(claim.id.as_str(), CheckKind::Conversion, Verdict::Malformed);
    check.claimed = Some(format!("{amount} = {gloss}"));
    check.items = 1;
    check.currency = Some(gloss.currency);
    let domain = claim.domain.unwrap_or(ledger.settings().domain);
    let set = |amount: &Amount| amount.outer(domain).filter(|_| amount.defect(domain).is_none());
    let (Some(from), Some(stated)) = (set(&amount.amount), set(&gloss.amount)) else { return check };
    let rate = match day_meant(ledger, claim, on) {
        None => Err(Reason::NoDate),
        Some(when) => rate_of(ledger, amount.currency, gloss.currency, Some(when)),
    };
    let rate = match rate {
        Ok(valued) => {
            check.rates.push(CheckRate { rate: valued.rate, entries: Vec::new() });
            valued.set
        }
        Err(reason) => return Check { verdict: Verdict::Unchecked, reason: Some(reason), ..check },
    };
    let converted = from.product(&rate);
    check.verdict = Verdict::of(converted.meets(&stated), prints(&converted, &gloss.amount, domain));
    check.budget.complete = check.verdict != Verdict::Inconsistent;
    check.with_sets(Some(gloss.currency), converted, stated)
}

fn prints(converted: &Interval, gloss: &Amount, domain: Domain) -> bool {
    gloss.inner(domain).is_some_and(|inner| converted.is_subset_of(&inner))
}

/// The day or period whose rate is meant; `None` where it is not stated, or entries of several dates are in scope.
fn day_meant(ledger: &Ledger, claim: &Claim, on: ConversionDay) -> Option<When> {
    match on {
        ConversionDay::On(when) => Some(when),
        ConversionDay::Published => {
            claim.source.as_ref().and_then(|id| ledger.source(id)).and_then(|source| source.published)
        }
        ConversionDay::Entry => {
            let entries = selected(ledger, &claim.scope);
            let mut dates = entries.iter().map(|it| it.entry.when);
            let first = dates.next()??;
            dates.all(|date| date == Some(first)).then_some(first)
        }
    }
}
