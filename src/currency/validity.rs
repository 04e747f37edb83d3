//! When a currency was legal tender.

use chrono::NaiveDate;

/// The days, where known, from which and until which a currency was legal tender; both days count.
///
/// This is information, and never blocks a conversion by itself: books are kept, budgets compared and
/// debts paid in a currency long before it is cash and long after it stopped being so.
///
/// # Range
///
/// The days are those of CLDR 48 for the region that issued the currency, which now and then names the
/// successor's first day as the last one. For currencies replaced by the euro `until` is the end of the
/// cash changeover, when old and new money no longer circulated together; their *rate* was fixed earlier
/// (for `DEM` on 1999-01-01). `None` means not known, or, for `until`, not withdrawn.
///
/// # Example
///
/// ```
/// use adspend::currency::Currency;
/// use chrono::NaiveDate;
///
/// let drachma = Currency::GRD.validity();
/// assert_eq!(drachma.from(), NaiveDate::from_ymd_opt(1954, 5, 1));
/// assert_eq!(drachma.until(), NaiveDate::from_ymd_opt(2002, 2, 28));
/// assert_eq!(Currency::EUR.validity().until(), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Validity {
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl Validity {
    pub(super) const fn new(from: Option<NaiveDate>, until: Option<NaiveDate>) -> Self {
        Self { from, until }
    }

    /// The first day as legal tender, if known.
    #[must_use]
    pub const fn from(self) -> Option<NaiveDate> {
        self.from
    }

    /// The last day as legal tender, if known; `None` also for a currency that was not withdrawn.
    #[must_use]
    pub const fn until(self) -> Option<NaiveDate> {
        self.until
    }
}
