//! What became of every row.

use serde::Serialize;

use crate::money::{Bag, Money};

/// How many rows may be set aside before the file is refused as a whole: it is then not what it was said to be, and the
/// list would not fit into memory.
pub const SET_ASIDE_MAX: usize = 100_000;

/// How many cells may be repaired before the file is refused as a whole, for the same reasons.
pub const REPAIRS_MAX: usize = 100_000;

/// How many there are of something, in words: `1 row`, `2 rows`.
pub(super) fn counted(count: u64, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// A row that became no entry, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SetAside {
    /// The file, as it is called inside what the caller gave.
    pub file: String,
    /// The line on which the row begins, from 1.
    pub line: u64,
    /// The cell to blame, from 1.
    pub column: usize,
    /// What is wrong with it: one sentence without a full stop.
    pub reason: String,
    /// The cell, cut after 80 characters.
    pub text: String,
    /// The money of the row, where it could be read.
    #[serde(serialize_with = "as_text")]
    pub money: Option<Money>,
}

/// A cell that was not as the format wants it, and what it was read as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Repair {
    /// The file, as it is called inside what the caller gave.
    pub file: String,
    /// The line on which the row begins, from 1.
    pub line: u64,
    /// The cell, from 1.
    pub column: usize,
    /// What stands there, cut after 80 characters.
    pub found: String,
    /// What it was read as.
    pub read_as: String,
}

#[expect(clippy::ref_option, reason = "serde hands fields on so")]
fn as_text<S: serde::Serializer>(money: &Option<Money>, serializer: S) -> Result<S::Ok, S::Error> {
    match money {
        Some(money) => serializer.collect_str(&format_args!("{} {}", money.amount, money.currency)),
        None => serializer.serialize_none(),
    }
}

/// The account of an import: every row that was read either became an entry or was set aside with its reason.
///
/// # Guarantees
///
/// `rows == entries + set_aside.len()`. A row whose money the publisher prints in several columns (Google's currencies, the
/// parts of a declared expense) becomes several records of the ledger, and counts as one entry here; [`Account::records`] counts
/// them all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Account {
    /// How many rows were read, headers not counted.
    pub rows: u64,
    /// How many of them became entries.
    pub entries: u64,
    /// How many entries the ledger has of them, restatements and parts included.
    pub records: u64,
    /// How many of these no total of spend counts: receipts and refunds, restatements, memo items, parts of another entry, and what
    /// a later report takes the place of.
    pub uncounted: u64,
    /// The rows that became no entry.
    pub set_aside: Vec<SetAside>,
    /// The cells that were repaired, in tolerant mode.
    pub repairs: Vec<Repair>,
    /// What counts, added up by currency.
    pub totals: Bag,
    /// The files that were read.
    pub read: Vec<String>,
    /// The files that were there, and are not of the kind that is imported: a README, a table of keywords.
    pub not_read: Vec<String>,
    /// What else a reader should know, such as a relation of columns that was detected.
    pub remarks: Vec<String>,
}
