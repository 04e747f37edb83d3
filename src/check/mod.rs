//! Can what is reported be true? Claims held against the entries in their scope.
//!
//! A check never says "close enough". It knows the exact set of values that the entries may sum to, and the set that a
//! claim allows, and it says whether the claim is [`Verdict::Proven`], [`Verdict::Consistent`] (not refuted at the
//! precision given), [`Verdict::Inconsistent`], [`Verdict::Malformed`] or [`Verdict::Unchecked`], with the evidence.

mod items;
mod plausibility;
mod total;
mod verdict;

pub use items::Item;
pub use total::{BlindTo, TotalCheck, TotalOutcome};
pub use verdict::{Reason, Verdict};
