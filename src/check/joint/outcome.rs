use std::collections::BTreeMap;
use std::fmt;

use thiserror::Error;

use super::super::verdict::{Reason, Verdict};
use crate::amount::Interval;
use crate::currency::Currency;

/// What holding several claims against the entries at once gives.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct JointOutcome {
    /// [`Verdict::Inconsistent`] where no values fit, [`Verdict::Consistent`] where some do, [`Verdict::Unchecked`] where the
    /// steps did not suffice to tell.
    pub verdict: Verdict,
    /// Why it is unchecked, where it is.
    pub reason: Option<Reason>,
    /// Where no values fit: the minimal sets of claims that cannot hold together, the smaller ones first, those of one size in
    /// the order of their ids.
    pub conflicts: Vec<Conflict>,
    /// Where some do: by entry, all the values that it can have; those of its own set where the steps did not suffice for less.
    pub entries: BTreeMap<String, Interval>,
    /// Where some do: by claim, all the values that its total can have; likewise. A total that is itself an entry is among the
    /// entries.
    pub claims: BTreeMap<String, Interval>,
    /// The steps taken.
    pub steps: u64,
    /// Whether the conflicts are all there are, and every set is as narrow as it can be. Otherwise there may be more conflicts, or
    /// fewer values: what is given is right.
    pub complete: bool,
}

/// Claims that cannot hold together, although any of them could be left out to let values fit the others.
///
/// `Display` names both: `all and half, through c`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Conflict {
    /// The claims, by id; without any one of them the others can hold, with all entries as they are.
    pub claims: Vec<String>,
    /// Entries whose sets are enough for that, by id: without the set of any one of them these claims could hold. There may be
    /// other such entries.
    pub entries: Vec<String>,
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&listed(&self.claims))?;
        if self.entries.is_empty() { Ok(()) } else { write!(f, ", through {}", listed(&self.entries)) }
    }
}

fn listed(ids: &[String]) -> String {
    match ids.split_last() {
        Some((last, front)) if !front.is_empty() => format!("{} and {last}", front.join(", ")),
        _ => ids.concat(),
    }
}

/// The checks of a ledger that share entries, held against these at once.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Together {
    /// The checks, by id, in the ledger's order.
    pub checks: Vec<String>,
    /// Those that cannot hold together, and the entries through which; no entries of a check that cannot even hold alone.
    pub conflicts: Vec<Conflict>,
    /// The entries and claims, by id, of which less is left than they say themselves.
    pub narrower: Vec<String>,
    /// By entry and claim, the currency of what is left of it.
    pub currencies: BTreeMap<String, Currency>,
    /// Whether what is found is exact. Otherwise an amount and its rate both vary, or an entry may be in scope or not, and each
    /// such product or contribution was taken as a number of its own: what is refuted is refuted, but more might be, and what is
    /// left of an amount might be less.
    pub exact: bool,
}

/// Why several claims could not be held against the entries at once; an open set.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum JointError {
    /// Two entries have one id.
    #[error("two entries have the id `{id}`: give each an id of its own")]
    EntryTwice {
        /// The id.
        id: String,
    },
    /// Two claims have one id.
    #[error("two claims have the id `{id}`: give each an id of its own")]
    ClaimTwice {
        /// The id.
        id: String,
    },
    /// A claim counts what is no entry.
    #[error("the claim `{claim}` counts `{entry}`, which is no entry here: add it with its set")]
    NoEntry {
        /// The claim.
        claim: String,
        /// What it counts.
        entry: String,
    },
}
