//! The built-in history of euro reference rates.

use std::sync::{Arc, OnceLock};

use super::{RateFormat, RateTable, read_as};

/// Source: ECB. The history of the euro reference rates as published, ascending by day.
const HISTORY: &[u8] = include_bytes!("ecb.csv");

impl RateTable {
    /// The ECB's euro reference rates for 41 currencies from 1999-01-04 to 2026-10-30. Source: ECB.
    ///
    /// The rates are "for information purposes only", as the ECB says: nobody needs to have dealt at them.
    ///
    /// What was published after its last day is not in it and not guessed: a look-up on a later day is a
    /// [`NoRate`](super::NoRate), whatever [`MaxAge`](super::MaxAge) is allowed. A table that is read from a file has no such end: its
    /// last rates serve as long as the greatest age allows.
    ///
    /// # Complexity
    ///
    /// The first call reads the file, some 20 ms; later ones cost nothing, nor does a clone, which shares the table.
    ///
    /// # Example
    ///
    /// ```
    /// use adspend::rates::RateTable;
    ///
    /// let ecb = RateTable::ecb();
    /// assert_eq!(ecb.first_day().unwrap().to_string(), "1999-01-04");
    /// assert_eq!(ecb.last_day().unwrap().to_string(), "2026-10-30");
    /// assert_eq!(ecb.currencies().len(), 42);
    /// ```
    ///
    /// # Example: refused
    ///
    /// ```
    /// use adspend::currency::Currency;
    /// use adspend::rates::{MaxAge, RateTable, Terms};
    ///
    /// let terms = Terms::default().with_max_age(MaxAge::Unlimited);
    /// let late = RateTable::ecb().rate_on(Currency::CNY, Currency::USD, "2026-10-31".parse().unwrap(), &terms);
    /// assert_eq!(
    ///     late.unwrap_err().to_string(),
    ///     "no rate from CNY to USD for 2026-10-31: the history of ECB ends on 2026-10-30; name a day up to then, or use a file of \
    ///      rates that goes on"
    /// );
    /// ```
    #[must_use]
    pub fn ecb() -> &'static Arc<Self> {
        static TABLE: OnceLock<Arc<RateTable>> = OnceLock::new();
        // A test reads the same bytes and checks that nothing is wrong with them.
        TABLE.get_or_init(|| {
            Arc::new(read_as(HISTORY, "ecb.csv", RateFormat::Ecb).unwrap_or_default().ended())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_history_is_read_without_a_problem() {
        let table = read_as(HISTORY, "ecb.csv", RateFormat::Ecb).unwrap();
        assert_eq!(table.series().len(), 41);
        assert_eq!(table.sources().next().unwrap().published().len(), 7126);
        assert_eq!(table.series().map(crate::rates::Series::len).sum::<usize>(), 221_702);
    }
}
