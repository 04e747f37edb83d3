//! Can what is reported be true? Claims held against the entries in their scope.
//!
//! A check never says "close enough". It knows the exact set of values that the entries may sum to, and the set that a
//! claim allows, and it says whether the claim is [`Verdict::Proven`], [`Verdict::Consistent`] (not refuted at the
//! precision given), [`Verdict::Inconsistent`], [`Verdict::Malformed`] or [`Verdict::Unchecked`], with the evidence.

mod claims;
mod conversion;
mod ends;
#[cfg(feature = "explain")]
mod explain;
mod family;
mod gather;
mod implied;
mod items;
mod joint;
mod ledger;
mod none;
mod plausibility;
mod posed;
mod relation;
mod relative;
mod report;
mod sentence;
mod total;
mod valuation;
mod verdict;

#[cfg(feature = "explain")]
pub use explain::{ExplainContext, Explanations};
pub use family::{Family, Target};
pub use implied::Restatement;
pub use items::Item;
pub use joint::{Conflict, JointCheck, JointError, JointOutcome, Together};
pub use ledger::check_claim;
pub use report::{
    Assumption, BlindEntries, Budget, Check, CheckKind, CheckRate, Correction, Explanation, ImpliedRate,
    ImpliedRates, Line, Report,
};
pub use total::{BlindTo, TotalCheck, TotalOutcome};
pub use verdict::{Reason, Verdict};
