//! A ledger of political-advertising spend: who paid whom, on which platform, for which campaign, when, how much, in
//! which currency, and on whose word. It converts and adds such spend exactly, and it decides whether the totals that
//! people *report* can be true of the items behind them.
//!
//! ```
//! use adspend::amount::{Amount, Domain};
//! use adspend::check::{Item, TotalCheck, Verdict};
//!
//! // An article lists 6.5, 2.9 and 10 million yuan, and states a total of 19.4 million.
//! let million = |digits: &str| Amount::written(digits.parse().unwrap(), Some(6)).unwrap();
//! let items = ["6.5", "2.9", "10"].map(|digits| Item::new(digits, million(digits), Domain::Gross));
//! let outcome = TotalCheck::new(million("19.4"), Domain::Gross).items(items.clone()).run();
//! assert_eq!(outcome.verdict, Verdict::Consistent);
//! assert_eq!(outcome.difference.unwrap().to_string(), "0");
//!
//! // "10 million" may be anything from 9.5 to 10.5: a total of 20 million cannot be refuted, one of 21 can.
//! assert_eq!(TotalCheck::new(million("20"), Domain::Gross).items(items.clone()).run().verdict, Verdict::Consistent);
//! assert_eq!(TotalCheck::new(million("21"), Domain::Gross).items(items).run().verdict, Verdict::Inconsistent);
//! ```
//!
//! # The way of a figure
//!
//! ```text
//! print ──text──▶ amount ─┐
//!                         ├─▶ money ─▶ entry ─▶ LEDGER ─▶ tally ─▶ check ─▶ verdict
//! file ───────────────────┘      rates ───────────────────────▲
//! ```
//!
//! | to … | start at |
//! |---|---|
//! | say what a printed figure may stand for | [`amount::Amount`] |
//! | hold a total against its items | [`check::TotalCheck`] |
//! | convert at a named rate, with its provenance | [`rates::RateTable`] |
//! | put records together, and hear all that is wrong with them | [`ledger::LedgerBuilder`] |
//! | read a ledger file, with all that is wrong with it | `file::read`, or `file::LedgerFiles` for several (feature `file`) |
//! | hold every claim of a ledger against its entries | [`check::Report::of`] |
//! | hear why a total does not add up | `check::TotalCheck::explain`, `check::Report::explained` (feature `explain`) |
//! | add up its entries, grouped and converted | [`tally::tally`] |
//! | import the files of a platform or regulator | `import::Import` (feature `import`) |
//! | convert at the built-in history | `rates::RateTable::ecb` (feature `ecb`) |
//!
//! # Guarantees
//!
//! - No binary floating point anywhere near money; no rounding, default currency, default date or fallback rate that
//!   the caller did not name; nothing is dropped without being counted and given its reason.
//! - Sums are exact and independent of order and grouping; printed cents are the true rounding of the exact total.
//! - No `unsafe`; no panic on any input.
//!
//! # Limits
//!
//! Input numbers have at most 38 digits, 28 of them decimals, and no exponent. Days run from 0001-01-01 to 9999-12-31.
//!
//! # Features
//!
//! None is on by default.
//!
//! | feature | adds |
//! |---|---|
//! | `explain` | what would explain a total that does not add up |
//! | `text` | `text`: the reader of printed amounts |
//! | `csv` | readers of rate files |
//! | `ecb` | the built-in history of ECB euro reference rates, 1999-01-04 to 2026-10-30 (Source: ECB) |
//! | `zip` | rate files inside a zip archive |
//! | `file` | `file` and `export`: ledger files |
//! | `parquet` | lists of entries in Parquet |
//! | `import` | `import`: the files of platforms and regulators, also zipped |
//! | `proptest` | `strategies`: for your own property tests |

#![forbid(unsafe_code)]

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
mod hash;
pub mod id;
#[cfg(feature = "import")]
pub mod import;
pub mod ledger;
pub mod location;
#[cfg(feature = "file")]
mod marks;
pub mod model;
pub mod money;
pub mod rates;
#[cfg(feature = "proptest")]
pub mod strategies;
pub mod tally;
#[cfg(feature = "text")]
pub mod text;
#[cfg(feature = "file")]
mod threads;

/// The examples of the README run as tests.
#[cfg(all(doctest, feature = "file", feature = "ecb"))]
#[doc = include_str!("../README.md")]
struct Readme;
