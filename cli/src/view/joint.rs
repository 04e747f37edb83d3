//! Totals that share entries, in words.

use adspend::check::{Check, Conflict, Verdict};

use crate::figures::{count, listed, money_set};

/// How many ids or sets are named before the others are counted.
const SHOWN_MAX: usize = 5;

/// What the verdict means for several totals at once.
pub(super) const fn sentence(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Proven => "Whatever the items really are, all of them are right.",
        Verdict::Consistent => "Taken together they cannot be refuted at the precision given.",
        Verdict::Unchecked | Verdict::Malformed => "Not checked.",
        Verdict::Inconsistent => {
            "No values of the entries fit all of them: they cannot all be true as stated."
        }
    }
}

/// The totals, what of them cannot hold together and through which entries, and what is left of amounts.
pub(super) fn evidence(line: &mut impl FnMut(String), check: &Check) {
    let Some(together) = &check.together else { return };
    line(format!("at once: {}", listed(&together.checks, SHOWN_MAX)));
    for conflict in together.conflicts.iter().take(SHOWN_MAX) {
        line(words(conflict));
    }
    let more = together.conflicts.len().saturating_sub(SHOWN_MAX);
    if more > 0 {
        line(format!("and {} more", count(more, "such set", "such sets")));
    }
    let narrower = || together.narrower.iter().filter_map(|id| check.tightened.get_key_value(id));
    for (id, set) in narrower().take(SHOWN_MAX) {
        let unit = together.currencies.get(id).map_or(String::new(), |currency| format!(" {currency}"));
        line(format!("together they leave {id} {}{unit}", money_set(set)));
    }
    let more = narrower().count().saturating_sub(SHOWN_MAX);
    if more > 0 {
        line(format!("and less to {}", count(more, "other amount", "other amounts")));
    }
    if !together.exact {
        line(
            "where an amount and its rate both vary, or an entry may be in scope or not, they were taken as \
             independent of the others: more might be refuted, nothing less"
                .to_owned(),
        );
    }
    if !check.budget.complete && check.verdict != Verdict::Unchecked {
        line("there may be more: the work that is spent on it was used up".to_owned());
    }
}

fn words(conflict: &Conflict) -> String {
    let claims = listed(&conflict.claims, SHOWN_MAX);
    match (conflict.claims.as_slice(), conflict.entries.as_slice()) {
        ([_], _) => format!("cannot hold even alone: {claims}"),
        (_, []) => format!("cannot hold together: {claims}"),
        (_, entries) => format!("cannot hold together: {claims}; through {}", listed(entries, SHOWN_MAX)),
    }
}
