//! Any bytes as a list of entries, in CSV or, where they begin with its mark, in Parquet: read into columns as row by row, never a panic.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run entry_list`
#![no_main]

use std::num::NonZeroUsize;

use adspend::file::LedgerFiles;
use adspend::model::Entry;

/// Records that the rows may name; others are problems both ways.
const RECORDS: &str = "[ledger]\nformat = 1\n[[actor]]\nid = \"a\"\n[[actor]]\nid = \"b/c\"\n[[platform]]\nid = \"p\"\n";

libfuzzer_sys::fuzz_target!(
    // A panic of the crate `parquet` becomes an error: a finding is one that is not caught, not any at which a hook looks first.
    init: {
        drop(std::panic::take_hook());
    },
    |bytes: &[u8]| {
        let name = if bytes.starts_with(b"PAR1") { "list.parquet" } else { "list.csv" };
        let head = format!("entries = \"{name}\"\n{RECORDS}");
        let files = || LedgerFiles::new().text("ledger.toml", &head, |_| Ok(bytes.to_vec()));
        let in_columns = files().with_threads(NonZeroUsize::MIN).read();
        // Several ledger files are read row by row.
        let row_by_row = files().text("empty.toml", "[ledger]\nformat = 1\n", |_| Ok(Vec::new())).read();
        let entries = |ledger: adspend::ledger::Ledger| ledger.entries().iter().map(Entry::clone).collect::<Vec<_>>();
        match (in_columns, row_by_row) {
            (Ok(columns), Ok(rows)) => assert_eq!(entries(columns), entries(rows)),
            (Err(_), Err(_)) => {}
            (columns, rows) => panic!("in columns {:?}, row by row {:?}", columns.err(), rows.err()),
        }
    }
);
