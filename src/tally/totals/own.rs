//! The entries that are kept one by one, beside those in columns.

use crate::amount::Interval;
use crate::currency::Currency;
use crate::exact::Ratio;
use crate::ledger::Ledger;
use crate::rates::RateTable;
use crate::tally::collect::tally_of;
use crate::tally::{Query, Row, TallyError};

/// One of their groups.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The values of its key, the period last.
    pub(super) values: Vec<Option<String>>,
    pub(super) currency: Currency,
    /// The exact sum; `None` where there is none.
    pub(super) printed: Option<Ratio>,
    /// Every value that it may have, where that is more than one.
    pub(super) set: Option<Interval>,
    pub(super) count: u64,
}

/// All of their groups.
#[derive(Clone, Debug, Default)]
pub(in crate::tally) struct Groups {
    pub(super) all: Vec<Group>,
    has_period: bool,
}

/// Their groups; `None` where they cannot stand beside those of columns: a group that is split by basis, or misses entries.
pub(super) fn groups(
    ledger: &Ledger,
    query: &Query,
    rates: &RateTable,
) -> Result<Option<Groups>, TallyError> {
    let has_period = query.per.is_some();
    if ledger.entries_of_their_own().is_empty() {
        return Ok(Some(Groups { all: Vec::new(), has_period }));
    }
    if ledger.entries_of_their_own().iter().any(|entry| entry.basis.is_some()) {
        return Ok(None);
    }
    let selection = ledger.select_of_their_own(&query.scope, query.as_known_on)?;
    let tally = tally_of(ledger, query, rates, &selection);
    if !tally.unconverted().is_empty() || !tally.malformed().is_empty() {
        return Ok(None);
    }
    let group = |row: &Row<'_>| Group {
        values: row.key().iter().map(|(_, value)| value.map(str::to_owned)).collect(),
        currency: row.currency(),
        printed: row.printed(),
        set: set(row),
        count: row.summed_count(),
    };
    Ok(Some(Groups { all: tally.rows().iter().map(group).collect(), has_period }))
}

/// Every value that the exact total of a row may have, where that is more than one, or the only one was not printed: a range may have
/// equal ends.
pub(super) fn set(row: &Row<'_>) -> Option<Interval> {
    let is_known = row.is_exact() || row.has_no_figure();
    (!is_known).then(|| row.total()).filter(|set| set.as_point().is_none() || row.printed().is_none())
}

impl Groups {
    /// The values of a dimension.
    pub(super) fn values(&self, dimension: usize) -> impl Iterator<Item = Option<&str>> {
        self.all.iter().filter_map(move |group| group.values.get(dimension)).map(Option::as_deref)
    }

    /// The names of periods.
    pub(super) fn periods(&self) -> impl Iterator<Item = Option<&str>> {
        self.all
            .iter()
            .filter(|_| self.has_period)
            .filter_map(|group| group.values.last())
            .map(Option::as_deref)
    }

    pub(super) fn currencies(&self) -> impl Iterator<Item = Currency> {
        self.all.iter().map(|group| group.currency)
    }
}
