//! The built-in history of euro reference rates.

use std::sync::OnceLock;

use super::{RateFormat, RateTable, read_as};

/// Source: ECB. The history of the euro reference rates as published, ascending by day.
const HISTORY: &[u8] = include_bytes!("ecb.csv");

impl RateTable {
    /// The ECB's euro reference rates for 41 currencies from 1999-01-04 to 2026-10-30. Source: ECB.
    ///
    /// The rates are "for information purposes only", as the ECB says: nobody needs to have dealt at them.
    ///
    /// # Complexity
    ///
    /// The first call reads the file, some 20 ms; later ones cost nothing.
    ///
    /// ```
    /// use adspend::rates::RateTable;
    ///
    /// let ecb = RateTable::ecb();
    /// assert_eq!(ecb.first_day().unwrap().to_string(), "1999-01-04");
    /// assert_eq!(ecb.last_day().unwrap().to_string(), "2026-10-30");
    /// assert_eq!(ecb.currencies().len(), 42);
    /// ```
    #[must_use]
    pub fn ecb() -> &'static Self {
        static TABLE: OnceLock<RateTable> = OnceLock::new();
        // A test reads the same bytes and checks that nothing is wrong with them.
        TABLE.get_or_init(|| read_as(HISTORY, "ecb.csv", RateFormat::Ecb).unwrap_or_default())
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
