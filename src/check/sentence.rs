//! A check in one sentence, for people.

use std::fmt;

use super::family::{Family, Target};
use super::report::{Check, CheckKind, Correction, Explanation};
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
        let what = match self.pair.as_slice() {
            [one, other] => match miscounted(one, other) {
                Some(what) => what,
                None => return format!("{}; and {}", one.sentence(), other.sentence()),
            },
            _ => what_is_wrong(self.target, self.family, &self.entries),
        };
        would_be(&what, &self.from, &self.to)
    }
}

impl Correction {
    /// What is corrected, as a clause.
    #[must_use]
    pub fn sentence(&self) -> String {
        would_be(&what_is_wrong(self.target, self.family, &self.entries), &self.from, &self.to)
    }
}

fn would_be(what: &str, from: &str, to: &str) -> String {
    format!("{what}: {from} would be {to}")
}

/// Two items that the total leaves out or counts twice: it is corrected once, for both.
fn miscounted(one: &Correction, other: &Correction) -> Option<String> {
    let (a, b) = (quoted(&one.entries), quoted(&other.entries));
    Some(match (one.family, other.family) {
        (Family::Omitted, Family::Omitted) => format!("the total leaves out {a} and {b}"),
        (Family::Doubled, Family::Doubled) => format!("the total counts {a} and {b} twice"),
        (Family::Omitted, Family::Doubled) => format!("the total leaves out {a} and counts {b} twice"),
        (Family::Doubled, Family::Omitted) => format!("the total counts {a} twice and leaves out {b}"),
        _ => return None,
    })
}

/// The ids as a list: "`a`, `b` and `c`".
fn quoted(ids: &[String]) -> String {
    let more = ids.len().saturating_sub(IDS_MAX);
    let mut words: Vec<String> = ids.iter().take(IDS_MAX).map(|id| format!("`{id}`")).collect();
    if more > 0 {
        words.push(format!("{more} more"));
    }
    match words.split_last() {
        Some((last, front)) if !front.is_empty() => format!("{} and {last}", front.join(", ")),
        _ => words.concat(),
    }
}

fn what_is_wrong(target: Target, family: Family, entries: &[String]) -> String {
    let ids = quoted(entries);
    let what = match target {
        Target::Total => "the total",
        Target::Items => ids.as_str(),
    };
    let (are, were) = if entries.len() == 1 { ("is", "was") } else { ("are", "were") };
    match family {
        Family::Omitted | Family::Group | Family::Subset => format!("the total leaves out {ids}"),
        Family::Doubled => format!("the total counts {ids} twice"),
        Family::Duplicate => format!("one of {ids} is there twice"),
        Family::Subtotal => format!("{ids} is the sum of the items before it"),
        Family::Outside => format!("the total counts {ids}, which {are} outside the scope"),
        Family::Sign => format!("{what} has the wrong sign"),
        Family::Shift => format!("the point of {what} stands off"),
        Family::Unit => format!("{what} is in another unit"),
        Family::Swap => format!("two digits of {what} were swapped"),
        Family::Insert => format!("{what} has a digit too many"),
        Family::Lose => format!("{what} lacks a digit"),
        Family::Replace => format!("a digit of {what} is wrong"),
        Family::Currency => format!("{ids} {are} in another currency"),
        Family::Rate => format!("{ids} {were} converted at another rate"),
        Family::Factor => "the total has another tax or fee".to_owned(),
        Family::Mode => match entries.len() {
            0 | 1 => format!("{what} was rounded or bounded otherwise"),
            _ => format!("{what} were rounded or bounded otherwise"),
        },
        // The two are told by themselves.
        Family::Pair => "two figures are wrong".to_owned(),
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
