//! The ledger file: TOML that a person writes, or the same in JSON, with CSV for bulk entries; read with all its problems
//! at once, written back in canonical form.
//!
//! # Reading
//!
//! [`read`] takes a path, [`read_many`] several that make one ledger, [`read_text`] a text, with a closure for the files
//! beside it; [`LedgerFiles`] combines them and takes exchange rates of the caller's. A file with any error gives no
//! ledger, but all its [`Problems`], each with file, line and column.
//!
//! - In several files, records with equal ids must be equal, and are kept once. The settings of the whole are those of the
//!   first file; amounts are read by the settings of their own, and what `domain` and `list` say holds for a file's own claims.
//! - An entry without an id is `entry/N`, the Nth `[[entry]]` of its file. Entries of two files that are only counted so
//!   are never taken for one.
//! - A unit that no standard lists is accepted where a rate of the file or of the caller names it.
//!
//! # Entries in CSV
//!
//! `entries = "entries.csv"` (or a list of files) above the first table. Columns are named as the keys of `[[entry]]`, in any
//! order; an empty cell is an absent key. Lists (`gloss`, `tags`, `supersedes`) are separated with `;`, which inside an item
//! is written `\;`; a supersession with its kind is `amends:entry-id`. Plain digits with at most one `.` are exact, unless
//! `exact` says `false`; anything else is read as in TOML, and a cell that begins with `{` as a table of TOML. An entry
//! without an id is `entries.csv/N`, the Nth row below the header. `sources = "sources.csv"` does the same for `[[source]]`.
//!
//! With the feature `parquet`, a list whose name ends in `.parquet` is read as the same columns in CSV: dates are `DATE` or text,
//! amounts `DECIMAL`, whole numbers or text, `signed` and `exact` may be `BOOLEAN`, everything else is text. A column of floating-point
//! numbers is refused; row N is told as line N + 1.
//!
//! # Writing
//!
//! [`write`](fn@write) and [`write_json`] give a file that reads as an equal ledger; [`format`](fn@format) puts a file that a
//! person wrote in canonical form, comments kept.

mod amounts;
mod assembly;
#[cfg(feature = "import")]
mod block;
mod bulk;
mod cells;
mod claims;
mod comments;
mod context;
mod entries;
mod env;
mod head;
mod input;
mod json;
mod load;
mod log;
mod print;
mod read;
mod record;
mod records;
mod scopes;
mod shape;
mod skeleton;
mod term;
mod toml;
mod tree;
mod write;

use comments::Comments;
use log::Log;

use crate::error::Problems;
use crate::ledger::Ledger;

pub use head::FORMAT;
pub use log::FILE_LENGTH_MAX;
pub use read::{LedgerFiles, read, read_json, read_many, read_text};
pub use skeleton::skeleton;

#[cfg(feature = "import")]
pub(crate) use block::{Block, block, head, inline_amount};
pub(crate) use cells::join;
pub(crate) use print::inline;
pub(crate) use shape::ENTRY;
pub(crate) use tree::{Node, Table, Value};
pub(crate) use write::{entry_table, env};

/// The ledger as TOML in canonical form: fixed order of tables and keys, defaults left out, amounts in their words where these
/// read back to the same, else as tables.
///
/// # Guarantees
///
/// [`read_text`] of it gives an equal ledger, given the same rate files beside it.
///
/// # Example
///
/// ```
/// use adspend::amount::Amount;
/// use adspend::currency::Currency;
/// use adspend::ledger::LedgerBuilder;
/// use adspend::model::Entry;
/// use adspend::money::Money;
///
/// let mut builder = LedgerBuilder::new();
/// builder.entry(Entry::new("mengjin".parse()?, Money::new(Amount::exact(6_500_000), Currency::CNY)));
/// assert_eq!(
///     adspend::file::write(&builder.build()?),
///     "[ledger]\nformat = 1\n\n[[entry]]\nid = \"mengjin\"\namount = { exact = \"6500000\", currency = \"CNY\" }\n"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn write(ledger: &Ledger) -> String {
    print::print(&write::ledger_table(ledger), &Comments::default())
}

/// The ledger as JSON: the structure of the TOML, dates as texts.
///
/// # Guarantees
///
/// [`read_json`] of it gives an equal ledger, given the same rate files beside it.
#[must_use]
pub fn write_json(ledger: &Ledger) -> String {
    json::write(&write::ledger_table(ledger))
}

/// A ledger file in canonical form, with everything that its author wrote: tables and keys in fixed order, a key a line,
/// comments kept with what they are about. The content is not judged: unknown keys stay, behind the known ones.
///
/// Comments above a table, key or list item stay above it, those at the end of a line at its end; those inside an inline
/// table go above the key. A first comment that a blank line sets apart stays at the top of the file.
///
/// # Guarantees
///
/// Formatting twice changes nothing more, and the file reads as before.
///
/// # Errors
///
/// [`Problems`] where the text is not TOML, or too long.
///
/// # Example
///
/// ```
/// assert_eq!(
///     adspend::file::format("[[source]]\ntitle='Budget' # of the city\nid=\"a\"\n[ledger]\nformat=1").unwrap(),
///     "[ledger]\nformat = 1\n\n[[source]]\nid = \"a\"\ntitle = \"Budget\" # of the city\n"
/// );
/// ```
///
/// # Example: refused
///
/// ```
/// assert_eq!(
///     adspend::file::format("[ledger\n").unwrap_err().to_string(),
///     "ledger:1:8: error[syntax]: this is not TOML: unclosed table, expected `]`; close the bracket"
/// );
/// ```
pub fn format(text: &str) -> Result<String, Problems> {
    let mut log = Log::default();
    let file = log.add("ledger", text.as_bytes().to_vec());
    let root = file.and_then(|file| Some((log.text(file), toml::read(&mut log, file)?)));
    log.finish()?;
    let (text, root) = root.unwrap_or_default();
    Ok(print::print(&root, &Comments::of(&text, &root)))
}
