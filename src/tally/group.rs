//! What is kept of the entries of one group: exact sums by rate, so that groups merge.

use std::collections::btree_map::{self, BTreeMap};

use serde::{Deserialize, Serialize};

use crate::amount::{AmountSum, Defect, Interval};
use crate::currency::Currency;
use crate::exact::{Numeral, Ratio, Sum};
use crate::ledger::Certainty;
use crate::model::Entry;

/// What sets a group apart: the values of the dimensions, then of the period, in the order of the query.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupKey {
    pub(super) values: Vec<Option<String>>,
    pub(super) currency: Currency,
    pub(super) basis: String,
}

/// Entries that were converted at one rate, or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    /// The entries that are certainly in scope.
    certain: AmountSum,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    doubt: Option<Box<Doubt>>,
}

/// Entries that may not be in scope at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Doubt {
    /// The sum of what each may contribute, 0 included.
    set: Interval,
    bounded_count: u64,
    unknown_count: u64,
}

impl Part {
    /// So many entries that are certainly in scope and known to the digit, which add up to this.
    #[cfg(feature = "file")]
    pub(super) fn of_exact(sum: Numeral, count: u64) -> Self {
        let mut certain = AmountSum::new();
        certain.add_exactly(sum, count);
        Self { certain, doubt: None }
    }

    /// Adds an entry; it stays as it was where the amount is malformed.
    pub(super) fn add(&mut self, entry: &Entry, certainty: Certainty) -> Result<(), Defect> {
        if certainty == Certainty::Certain {
            return self.certain.add(&entry.money.amount, entry.domain);
        }
        let amount = &entry.money.amount;
        if let Some(defect) = amount.defect(entry.domain) {
            return Err(defect);
        }
        let contradiction = || Defect::Contradiction { amount: amount.to_string() };
        let nothing = Interval::point(Ratio::zero());
        let set = amount.outer(entry.domain).ok_or_else(contradiction)?.hull(&nothing);
        let unknown_count = u64::from(amount.is_unknown());
        self.merge_doubt(&Doubt { set, bounded_count: 1 - unknown_count, unknown_count });
        Ok(())
    }

    fn merge_doubt(&mut self, other: &Doubt) {
        match &mut self.doubt {
            Some(doubt) => {
                doubt.set = doubt.set.plus(&other.set);
                doubt.bounded_count = doubt.bounded_count.saturating_add(other.bounded_count);
                doubt.unknown_count = doubt.unknown_count.saturating_add(other.unknown_count);
            }
            None => self.doubt = Some(Box::new(other.clone())),
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.certain.merge(&other.certain);
        if let Some(doubt) = &other.doubt {
            self.merge_doubt(doubt);
        }
    }

    /// Every value that the sum may have, before conversion.
    pub(super) fn set(&self) -> Interval {
        let certain = self.certain.set();
        self.doubt.as_ref().map_or_else(|| certain.clone(), |doubt| certain.plus(&doubt.set))
    }

    /// The values of the entries that printed one, with every value that each of the others may have.
    pub(super) fn printed_set(&self) -> Interval {
        let certain = self.certain.printed_set();
        self.doubt.as_ref().map_or_else(|| certain.clone(), |doubt| certain.plus(&doubt.set))
    }

    /// The sum of the printed values; `None` where an entry printed none or may not be in scope.
    pub(super) fn printed(&self) -> Option<Ratio> {
        if self.doubt.is_some() { None } else { self.certain.printed() }
    }

    /// Whether there is one.
    pub(super) fn is_printed(&self) -> bool {
        self.doubt.is_none() && self.certain.is_printed()
    }

    /// The same as a decimal, where that is at hand.
    pub(super) fn printed_decimal(&self) -> Option<Numeral> {
        if self.doubt.is_some() { None } else { self.certain.printed_decimal() }
    }

    pub(super) fn exact_count(&self) -> u64 {
        self.certain.exact_count()
    }

    pub(super) fn bounded_count(&self) -> u64 {
        let doubt = self.doubt.as_ref().map_or(0, |doubt| doubt.bounded_count);
        self.certain.bounded_count().saturating_add(doubt)
    }

    pub(super) fn unknown_count(&self) -> u64 {
        let doubt = self.doubt.as_ref().map_or(0, |doubt| doubt.unknown_count);
        self.certain.unknown_count().saturating_add(doubt)
    }

    pub(super) fn count(&self) -> u64 {
        self.exact_count().saturating_add(self.bounded_count()).saturating_add(self.unknown_count())
    }
}

/// Which of the rates of its tally entries were converted at; `None` for entries that are in the group's currency already.
pub(super) type RateNumber = Option<usize>;

/// The entries of one group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) parts: BTreeMap<RateNumber, Part>,
    /// The printed values that have a converted value, each rounded at the currency's minor digits, added.
    pub(super) each: Sum,
    /// The entries that fit the scope but are not counted, by reason.
    pub(super) excluded: BTreeMap<String, u64>,
    pub(super) unconverted_count: u64,
    pub(super) malformed_count: u64,
}

impl Group {
    pub(super) fn merge(&mut self, other: &Self) {
        for (rate, part) in &other.parts {
            self.parts.entry(*rate).or_default().merge(part);
        }
        self.each.merge(&other.each);
        for (reason, count) in &other.excluded {
            let slot = self.excluded.entry(reason.clone()).or_default();
            *slot = slot.saturating_add(*count);
        }
        self.unconverted_count = self.unconverted_count.saturating_add(other.unconverted_count);
        self.malformed_count = self.malformed_count.saturating_add(other.malformed_count);
    }

    /// The same, where each rate has the number that stands in the place of its own; several may become one.
    pub(super) fn renumbered(mut self, numbers: &[usize]) -> Self {
        for (number, part) in std::mem::take(&mut self.parts) {
            match self.parts.entry(number.and_then(|number| numbers.get(number)).copied()) {
                btree_map::Entry::Vacant(place) => drop(place.insert(part)),
                btree_map::Entry::Occupied(mut own) => own.get_mut().merge(&part),
            }
        }
        self
    }

    /// Whether any entry is asked for here, and not only left out.
    pub(super) fn is_asked(&self) -> bool {
        !self.parts.is_empty() || self.unconverted_count > 0 || self.malformed_count > 0
    }
}
