//! A check in one sentence, for people.

use std::fmt;

use super::explain::{Family, Target};
use super::report::{Check, CheckKind, Explanation};
use super::verdict::{Reason, Verdict};
use crate::currency::Currency;

/// How many ids a sentence names before it counts the others.
const IDS_MAX: usize = 5;

impl CheckKind {
    /// The word as it is printed: `total`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Share => "share",
            Self::Change => "change",
            Self::Comparison => "comparison",
            Self::None => "none",
            Self::Restriction => "restriction",
            Self::Conversion => "conversion",
            Self::Parts => "parts",
            Self::Joint => "joint",
        }
    }
}

impl fmt::Display for CheckKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Verdict {
    /// What the verdict means, as a sentence without a full stop.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Proven => "whatever the items really are, it is right",
            Self::Consistent => "it cannot be refuted at the precision given",
            Self::Unchecked => "it could not be checked",
            Self::Inconsistent => "no values fit",
            Self::Malformed => "an amount contradicts itself",
        }
    }
}

impl Explanation {
    /// What would explain the gap, as a clause: "the total leaves out `x`: 45150000 would be 48050000".
    #[must_use]
    pub fn sentence(&self) -> String {
        let Self { from, to, .. } = self;
        let quoted: Vec<String> = self.entries.iter().take(IDS_MAX).map(|id| format!("`{id}`")).collect();
        let more = self.entries.len().saturating_sub(IDS_MAX);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let ids = format!("{}{more}", quoted.join(", "));
        let what = match self.target {
            Target::Total => "the total".to_owned(),
            Target::Items => ids.clone(),
        };
        let would_be = format!("{from} would be {to}");
        let (are, were) = if self.entries.len() == 1 { ("is", "was") } else { ("are", "were") };
        match self.family {
            Family::Omitted | Family::Group | Family::Subset => {
                format!("the total leaves out {ids}: {would_be}")
            }
            Family::Doubled => format!("the total counts {ids} twice: {would_be}"),
            Family::Duplicate => format!("one of {ids} is there twice: {would_be}"),
            Family::Subtotal => format!("{ids} is the sum of the items before it: {would_be}"),
            Family::Outside => format!("the total counts {ids}, which {are} outside the scope: {would_be}"),
            Family::Sign => format!("{what} has the wrong sign: {would_be}"),
            Family::Shift => format!("the point of {what} stands off: {would_be}"),
            Family::Unit => format!("{what} is in another unit: {would_be}"),
            Family::Swap => format!("two digits of {what} were swapped: {would_be}"),
            Family::Insert => format!("{what} has a digit too many: {would_be}"),
            Family::Lose => format!("{what} lacks a digit: {would_be}"),
            Family::Replace => format!("a digit of {what} is wrong: {would_be}"),
            Family::Currency => format!("{ids} {are} in another currency: {would_be}"),
            Family::Rate => format!("{ids} {were} converted at another rate: {would_be}"),
            Family::Factor => format!("the total has another tax or fee: {would_be}"),
            Family::Mode => format!("{what} was rounded or bounded otherwise: {would_be}"),
            Family::Pair => match ids.as_str() {
                "" => format!("two corrections of the total: {would_be}"),
                ids => format!("two corrections, of {ids}: {would_be}"),
            },
        }
    }
}

impl Check {
    /// Why it could not be made, as a sentence without a full stop, with the names concerned and the next step; `None` where it was.
    #[must_use]
    pub fn why(&self) -> Option<String> {
        let reason = self.reason?;
        if let Some(word) = &self.vague {
            let word = format!(
                "`{word}` is a word without a number; write `is = {{ low = …, high = … }}` to have it checked"
            );
            return Some(match reason {
                Reason::Unknown => word,
                other => format!("{}; and {word}", other.sentence()),
            });
        }
        Some(match (reason, self.currencies.as_slice()) {
            (Reason::NoCurrency, [first, .., last]) => {
                let front: Vec<&str> = self.currencies.iter().map(Currency::as_str).collect();
                let front = front.split_last().map_or(String::new(), |(_, front)| front.join(", "));
                format!(
                    "its entries are in {front} and {last}, and nothing says in which of them they are added; \
                     write `currency = \"{first}\"` in [ledger]"
                )
            }
            (Reason::NotCovered, _) => format!(
                "{}; if nothing is missing, write `list = \"complete\"` on it, or a `[[coverage]]` of a source that is complete",
                reason.sentence()
            ),
            _ => reason.sentence().to_owned(),
        })
    }

    /// What the claim's own tolerance has to do with the verdict, without the figure.
    #[must_use]
    pub const fn own_tolerance_as(&self) -> &'static str {
        match self.verdict {
            Verdict::Proven | Verdict::Consistent => "within the claim's own tolerance",
            Verdict::Inconsistent => "even with the claim's own tolerance",
            Verdict::Unchecked | Verdict::Malformed => "with the claim's own tolerance",
        }
    }

    /// What was found, as a clause.
    fn finding(&self) -> String {
        let absence = matches!(self.kind, CheckKind::None | CheckKind::Restriction);
        match (self.reason, self.verdict) {
            (Some(reason), _) => reason.sentence().to_owned(),
            (None, Verdict::Inconsistent) if absence => {
                format!("spent in spite of it: {}", self.breaches.join(", "))
            }
            (None, Verdict::Consistent) if absence => {
                format!("may have been spent in spite of it: {}", self.uncertain.join(", "))
            }
            (None, Verdict::Proven) if absence => "nothing was spent".to_owned(),
            (None, Verdict::Inconsistent) if self.kind == CheckKind::Joint => {
                let conflicts = self.together.iter().flat_map(|together| &together.conflicts);
                let conflicts: Vec<String> = conflicts.map(ToString::to_string).collect();
                format!("cannot hold together: {}", conflicts.join("; "))
            }
            (None, verdict) => verdict.sentence().to_owned(),
        }
    }
}

/// One line: `total (total): consistent, it cannot be refuted at the precision given; 9 items; difference 0 CNY`.
impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}, ", self.id, self.kind, self.verdict)?;
        f.write_str(&self.finding())?;
        if matches!(self.kind, CheckKind::Total | CheckKind::Parts) {
            write!(f, "; {} item{}", self.items, if self.items == 1 { "" } else { "s" })?;
        }
        let unit = self.currency.map_or(String::new(), |currency| format!(" {currency}"));
        if let Some(difference) = &self.difference {
            write!(f, "; difference {difference}{unit}")?;
        }
        if let Some(tolerance) = self.own_tolerance {
            write!(f, "; {} of ±{tolerance}{unit}", self.own_tolerance_as())?;
        }
        if let Some(cause) = &self.cause {
            write!(f, "; {cause}")?;
        }
        match &self.gap {
            Some(gap) if self.verdict == Verdict::Inconsistent => write!(f, "; gap {gap}{unit}"),
            _ => Ok(()),
        }
    }
}
