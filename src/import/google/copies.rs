//! Rows that stand in a file twice.

use crate::import::met::Met;
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
    /// Whether a row before, of those that were asked about, has this key, and the same in all cells; of ads the key suffices. Every row is
    /// kept: nobody need ask about one whose key no other has.
    pub(super) fn has(&mut self, row: Row<'_>, table: &Table, key: &[u8]) -> bool {
        if table.view == View::Creative {
            return !self.met.insert(key);
        }
        self.whole.clear();
        row.write_whole(&mut self.whole);
        !self.met.insert(&self.whole)
    }
}
