//! tally.
