//! Tallies: exact sums of a ledger's entries, grouped, converted where that is asked for, and ready to be merged.
//!
//! | type | what it is |
//! |---|---|
//! | [`Query`] | which entries, grouped by what, in which currency, rounded how |
//! | [`Tally`] | the sums: they merge with those of other ledgers and serialise |
//! | [`Row`] | one group of a tally: its exact set, printed sum, roundings, band, counts |
//! | [`RollUp`] | every node of a hierarchy with the sum of itself and all below it |
//! | [`TallyReport`] | what the command `total` prints as JSON |
//! | `Totals` | the rounded totals alone, of ten million entries in columns (feature `file`) |
//!
//! # Rules
//!
//! - Amounts of different currencies never add unless a target is named; amounts of different [bases](crate::model::Basis) never add.
//! - An entry that cannot be converted is neither dropped nor passed through: it is listed with the reason, and its group counts it.
//! - An entry whose date only overlaps the window of the scope counts for anything from nothing to all of it, and is listed.
//! - Groups keep one exact sum per rate. Merging adds these; nothing is rounded before the last step.
//!
//! # Example
//!
//! ```
//! use adspend::amount::Amount;
//! use adspend::currency::Currency;
//! use adspend::ledger::LedgerBuilder;
//! use adspend::model::{Entry, Scope};
//! use adspend::money::Money;
//! use adspend::rates::{RateTable, Series};
//! use adspend::tally::{Query, Target, tally};
//!
//! let mut builder = LedgerBuilder::new();
//! for (id, pounds) in [("a", "3392.51"), ("b", "10.00")] {
//!     let mut entry = Entry::new(id.parse()?, Money::new(pounds.parse()?, Currency::GBP));
//!     entry.when = Some("2019-08-05".parse()?);
//!     builder.entry(entry);
//! }
//! let rates = Series::builder("own", Currency::GBP, Currency::USD).observe("2019-08-05".parse()?, "1.2154".parse()?);
//! let rates = RateTable::new([rates.build()?])?;
//! let tally = tally(&builder.build()?, &Query::new(Scope::all()).to(Target::new(Currency::USD)), &rates)?;
//! let rows = tally.rows();
//! assert_eq!(rows[0].printed().unwrap().to_string(), "4135.410654");
//! assert_eq!(rows[0].rounded().unwrap().to_string(), "4135.41");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod collect;
mod dimension;
mod error;
mod evaluate;
mod group;
#[cfg(feature = "file")]
mod in_columns;
mod key;
mod largest;
mod query;
mod record;
mod report;
mod roll_up;
mod row;
mod shape;
mod sums;
#[cfg(feature = "file")]
mod totals;
mod used;

pub use collect::tally;
pub use dimension::{Dimension, UnknownDimension};
pub use error::{MergeError, TallyError};
pub use key::Key;
pub use query::{Order, Query, Target, UnknownOrder};
pub use report::{GroupReport, RatesReport, TallyReport};
pub use roll_up::{RollUp, roll_up};
pub use row::Row;
pub use shape::{RateSource, Shape};
pub use sums::{Conversions, Malformed, Tally, Unconverted, UnconvertedReason};
#[cfg(feature = "file")]
pub use totals::{Converted, Total, Totals, totals};
pub use used::{UsedLeg, UsedRate};
