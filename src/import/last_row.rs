//! Whether a table ends with its own total, which would count everything twice.

use std::collections::BTreeMap;

use crate::currency::Currency;
use crate::exact::{Numeral, Sum};

/// The fewest rows above a total: one alone is often repeated.
const ROWS_MIN: u64 = 2;

/// The amounts of the rows so far, and whether the last of them is that of all above it.
#[derive(Clone, Debug, Default)]
pub(super) struct LastRow {
    sums: BTreeMap<Currency, (Sum, u64)>,
    /// The last row, where it is: its line, and how many are above it.
    total: Option<(u64, u64)>,
}

impl LastRow {
    /// Notes the printed amount of a row; of one that printed none, nothing.
    pub(super) fn note(&mut self, line: u64, currency: Currency, printed: Option<Numeral>) {
        self.total = None;
        let Some(amount) = printed else { return };
        let (sum, count) = self.sums.entry(currency).or_default();
        let is_total = *count >= ROWS_MIN
            && !amount.is_zero()
            && sum.to_numeral().is_some_and(|sum| sum.cmp_value(amount).is_eq());
        self.total = is_total.then_some((line, *count));
        sum.add(amount);
        *count += 1;
    }

    /// The remark about the last row of all, where it may be a total.
    pub(super) fn remark(&self, file: &str) -> Option<String> {
        let (line, count) = self.total?;
        Some(format!(
            "{file}: the amount of the last row, in line {line}, is that of the {count} above it together, and counts beside them: where it is their \
             total, take the row out"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the last of these amounts is noticed.
    fn is_noticed(amounts: &[&str]) -> bool {
        let mut last = LastRow::default();
        for (line, amount) in (2..).zip(amounts) {
            last.note(line, Currency::EUR, amount.parse().ok());
        }
        last.remark("a.csv").is_some()
    }

    #[test]
    fn a_total_at_the_end_is_noticed_and_none_before() {
        assert!(is_noticed(&["5", "6.50", "11.5"]) && is_noticed(&["5", "-1", "0", "4"]));
        for amounts in [
            &[][..],
            &["5", "5"],
            &["5", "6", "11", "1"],
            &["5", "6", "11", ""],
            &["1", "-1", "0"],
            &["5", "6", "11.01"],
        ] {
            assert!(!is_noticed(amounts), "{amounts:?}");
        }
        let mut last = LastRow::default();
        for (line, currency) in (2..).zip([Currency::EUR, Currency::EUR, Currency::USD]) {
            last.note(line, currency, Some(Numeral::from(line - 1)));
        }
        assert_eq!(last.remark("a.csv"), None, "of another currency");
    }
}
