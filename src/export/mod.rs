//! Ledgers for other programs: CSV of all entries, JSON of everything.

mod csv;

pub use self::csv::csv;

use std::io::{self, Write};

use crate::ledger::Ledger;

/// Writes the whole ledger as JSON: [`crate::file::write_json`].
///
/// # Errors
///
/// Those of the writer.
pub fn json(ledger: &Ledger, mut to: impl Write) -> io::Result<()> {
    to.write_all(crate::file::write_json(ledger).as_bytes())
}
