//! rates.
