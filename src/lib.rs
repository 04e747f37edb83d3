//! An exact ledger of political-advertising spend.

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod amount;
pub mod check;
pub mod currency;
pub mod date;
pub mod error;
pub mod exact;
#[cfg(feature = "file")]
pub mod export;
#[cfg(feature = "file")]
pub mod file;
pub mod id;
pub mod ledger;
pub mod location;
pub mod model;
pub mod money;
pub mod rates;
#[cfg(feature = "proptest")]
pub mod strategies;
pub mod tally;
#[cfg(feature = "text")]
pub mod text;
