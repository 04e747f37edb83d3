use std::sync::Arc;

use crate::amount::Interval;
use crate::check::TotalCheck;
use crate::exact::Ratio;

/// What is known beside a total and its items that may explain a gap; nothing by default.
///
/// Of a ledger's claims it is gathered from the ledger: [`Report::explained`](crate::check::Report::explained).
#[derive(Clone, Debug, Default)]
pub struct ExplainContext {
    pub(super) outside: Vec<Outside>,
    pub(super) groups: Vec<AttributeGroup>,
    pub(super) rates: Vec<OtherRate>,
    pub(super) currencies: Vec<(String, Interval)>,
    pub(super) factors: Vec<(String, Ratio)>,
    pub(super) others: Vec<(String, Arc<TotalCheck>)>,
    /// Which of the others are in the total's currency, sorted: an item left out here may have been counted there.
    pub(super) of_same_currency: Vec<String>,
}

/// An entry outside the scope of a total.
#[derive(Clone, Debug)]
pub(super) struct Outside {
    pub(super) id: String,
    /// In the total's currency.
    pub(super) set: Interval,
    pub(super) printed: Option<Ratio>,
    pub(super) reason: String,
}

/// The items that have one value of an attribute.
#[derive(Clone, Debug)]
pub(super) struct AttributeGroup {
    pub(super) name: String,
    pub(super) items: Vec<usize>,
}

/// Another set of values for one of a check's rates.
#[derive(Clone, Debug)]
pub(super) struct OtherRate {
    pub(super) name: String,
    pub(super) rate: usize,
    pub(super) set: Interval,
}

impl ExplainContext {
    /// Nothing but the total and its items.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An entry outside the scope that the total may count all the same, what it may stand for in the total's currency, and why
    /// it is outside: `memo`, `stage`, `period`.
    #[must_use]
    pub fn outside(self, id: impl Into<String>, set: Interval, reason: impl Into<String>) -> Self {
        let printed = set.as_point().cloned();
        self.outside_printed(id, set, printed, reason)
    }

    /// The same with the figure that was printed.
    pub(super) fn outside_printed(
        mut self,
        id: impl Into<String>,
        set: Interval,
        printed: Option<Ratio>,
        reason: impl Into<String>,
    ) -> Self {
        self.outside.push(Outside { id: id.into(), set, printed, reason: reason.into() });
        self
    }

    /// The items, by their places, that have one value of an attribute (`platform=x`), and may have been left out together.
    #[must_use]
    pub fn group(mut self, name: impl Into<String>, items: impl IntoIterator<Item = usize>) -> Self {
        let mut items: Vec<usize> = items.into_iter().collect();
        items.sort_unstable();
        items.dedup();
        self.groups.push(AttributeGroup { name: name.into(), items });
        self
    }

    /// Another value of one of the check's rates, by the number that [`TotalCheck::add_rate`] gave: that of another day.
    #[must_use]
    pub fn rate(mut self, name: impl Into<String>, rate: usize, set: Interval) -> Self {
        self.rates.push(OtherRate { name: name.into(), rate, set });
        self
    }

    /// A currency in which an item may have been printed, and what one unit of it is in the total's currency.
    #[must_use]
    pub fn currency(mut self, name: impl Into<String>, rate: Interval) -> Self {
        self.currencies.push((name.into(), rate));
        self
    }

    /// A factor above 0 by which the total may be too small, or too large: 1.2 for a value-added tax of 20 %.
    #[must_use]
    pub fn factor(mut self, name: impl Into<String>, factor: Ratio) -> Self {
        self.factors.push((name.into(), factor));
        self
    }

    /// Another check with items of the same ids. A correction of an item that breaks it is rejected, and one that repairs it says so.
    #[must_use]
    pub fn other(mut self, id: impl Into<String>, check: TotalCheck) -> Self {
        self.others.push((id.into(), Arc::new(check)));
        self
    }
}
