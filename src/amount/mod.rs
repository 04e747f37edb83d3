//! amount.
