//! What a printed amount may stand for.
//!
//! A figure in a report is rarely one number: it is rounded, bounded, hedged, withheld, or printed twice. An
//! [`Amount`] keeps what was printed, and denotes two sets of exact values:
//!
//! - *outer*: every value that the print may stand for. A check refutes with it.
//! - *inner*: the values that it certainly describes. A check proves with it.
//!
//! Both are [`Interval`]s with open, closed or infinite ends, cut with the [`Domain`]. An amount has no currency here;
//! [`crate::money`] adds it.

#[expect(clippy::module_inception, reason = "one file a noun, and the noun is the amount")]
mod amount;
mod interval;
mod notation;
mod precision;
mod sum;

pub use amount::{Amount, AmountError, Defect, Domain, Form, Hedge};
pub use interval::{EmptyInterval, Interval};
pub use notation::NotationError;
pub use precision::{Mode, Steps, UnknownMode};
pub use sum::AmountSum;

#[cfg(test)]
mod tests;
