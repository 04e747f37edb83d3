//! The built command, run as a process: what it prints, where, and with which exit status.

mod check;
mod convert;
mod fmt;
mod rates;
mod refusals;
mod run;
mod total;
mod vectors;
