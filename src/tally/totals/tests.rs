//! The laws stand in `tests/bulk.rs`: they need ledgers that were read.

use std::num::NonZeroUsize;

use super::*;
use crate::ledger::LedgerBuilder;
use crate::model::Scope;

#[test]
fn a_ledger_without_columns_is_answered_by_a_tally() {
    let ledger = LedgerBuilder::new().build().unwrap();
    let query = Query::new(Scope::all());
    assert!(Converted::new(&ledger, &query, &RateTable::default(), NonZeroUsize::MIN).is_none());
    assert!(totals(&ledger, &query, &RateTable::default(), NonZeroUsize::MIN).unwrap().is_empty());
}
