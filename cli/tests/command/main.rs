//! The built command, run as a process: what it prints, where, and with which exit status.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

mod check;
mod convert;
mod fmt;
mod import;
mod import_usage;
mod rates;
mod read;
mod readme;
mod refusals;
mod run;
mod total;
mod vectors;
