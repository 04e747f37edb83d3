//! Rows that stand in a file twice.

use crate::import::met::{Met, Repeats};
use crate::import::table::Row;

use super::row::Table;
use super::view::View;

/// The rows of a file whose keys may stand there again.
#[derive(Default)]
pub(super) struct Copies {
    met: Met,
    whole: Vec<u8>,
}

impl Copies {
    /// Whether a row before has this key, and the same in all cells; of ads the key suffices. Rows whose keys no other has are not kept.
    pub(super) fn has(&mut self, row: Row<'_>, table: &Table, key: &[u8], in_file: &Repeats) -> bool {
        if in_file.suspect(key).is_none() {
            return false;
        }
        if table.view == View::Creative {
            return !self.met.insert(key);
        }
        self.whole.clear();
        row.write_whole(&mut self.whole);
        !self.met.insert(&self.whole)
    }
}
