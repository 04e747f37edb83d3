//! Groups in the order of their size.

use std::cmp::Reverse;
use std::ops::Bound;

use super::{Row, Tally};
use crate::amount::Interval;
use crate::currency::Currency;
use crate::exact::Ratio;

impl Tally {
    /// The groups as [`Tally::rows`] has them, of each currency the largest first: by the figure, or, where there is none, by the least
    /// that the exact total may be. Those that have neither stand last; equals stay in the order of their keys.
    ///
    /// # Example
    ///
    /// ```
    /// use adspend::currency::Currency;
    /// use adspend::ledger::LedgerBuilder;
    /// use adspend::model::{Actor, Entry, Scope};
    /// use adspend::money::Money;
    /// use adspend::rates::RateTable;
    /// use adspend::tally::{Dimension, Query, tally};
    ///
    /// let mut builder = LedgerBuilder::new();
    /// for (sponsor, amount) in [("a", "5"), ("b", "<=100"), ("c", "70"), ("d", ">=30")] {
    ///     let mut entry = Entry::new(format!("entry-{sponsor}").parse()?, Money::new(amount.parse()?, Currency::EUR));
    ///     entry.sponsor = Some(sponsor.parse()?);
    ///     builder.actor(Actor::new(sponsor.parse()?)).entry(entry);
    /// }
    /// let tally = tally(&builder.build()?, &Query::new(Scope::all()).by([Dimension::Sponsor]), &RateTable::default())?;
    /// let sponsors: Vec<String> = tally.rows_largest_first().iter().map(|row| row.key().to_string()).collect();
    /// assert_eq!(sponsors, ["sponsor = c", "sponsor = d", "sponsor = a", "sponsor = b"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn rows_largest_first(&self) -> Vec<Row<'_>> {
        largest_first(self.rows(), |row| {
            let figure = row.figure().or_else(|| row.printed());
            let size = if row.has_no_figure() { None } else { figure.or_else(|| least(&row.total())) };
            (row.currency(), size)
        })
    }
}

#[cfg(feature = "file")]
impl super::Totals {
    /// The groups as [`Totals::rows`](super::Totals::rows) has them, of each currency the largest first, as
    /// [`Tally::rows_largest_first`] orders them.
    #[must_use]
    pub fn rows_largest_first(&self) -> Vec<super::Total<'_>> {
        largest_first(self.rows().collect(), |row| {
            (row.currency(), row.figure().or_else(|| least(row.set()?)))
        })
    }
}

/// The least of a set; `None` where it has none.
fn least(set: &Interval) -> Option<Ratio> {
    match set.lo() {
        Bound::Included(lo) | Bound::Excluded(lo) => Some(lo.clone()),
        Bound::Unbounded => None,
    }
}

/// By currency, then by size from the largest on; what has no size is last.
fn largest_first<T>(mut rows: Vec<T>, of: impl Fn(&T) -> (Currency, Option<Ratio>)) -> Vec<T> {
    rows.sort_by_cached_key(|row| {
        let (currency, size) = of(row);
        // Nothing is less than any size.
        (currency, Reverse(size))
    });
    rows
}
