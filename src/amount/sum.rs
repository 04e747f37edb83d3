use std::ops::Bound;

use serde::{Deserialize, Serialize};

use super::{Amount, Defect, Domain, Form, Interval};
use crate::exact::{Numeral, Ratio, Sum};

/// The exact sum of amounts of one currency: the Minkowski sum of their outer sets, the sum of what was printed, and
/// how many of them were exact, bounded or unknown.
///
/// Sums merge: associative, commutative, with the empty sum {0} as identity. They serialise, so that parts computed
/// anywhere add up here.
///
/// # Complexity
///
/// Adding an exact amount is O(1) and allocates nothing; any other amount costs a few big-number operations.
///
/// # Example
///
/// ```
/// use adspend::amount::{Amount, AmountSum, Domain};
///
/// let mut sum = AmountSum::new();
/// sum.add(&Amount::exact(50), Domain::Gross)?;
/// sum.add(&Amount::at_most(100), Domain::Gross)?;
/// assert_eq!(sum.set().to_string(), "[50, 150]");
/// assert_eq!((sum.exact_count(), sum.bounded_count(), sum.unknown_count()), (1, 1, 0));
/// assert_eq!(sum.printed(), None); // "≤100" prints no value
/// # Ok::<(), adspend::amount::Defect>(())
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::amount::{Amount, AmountSum, Domain};
///
/// let mut sum = AmountSum::new();
/// assert!(sum.add(&Amount::exact(-5), Domain::Gross).is_err());
/// assert_eq!(sum, AmountSum::new());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Record", into = "Record")]
pub struct AmountSum {
    /// The exact items, which count for both ends and for the printed sum.
    exact: Sum,
    exact_count: u64,
    /// Nothing where there are none, as nearly always.
    others: Option<Box<Others>>,
}

/// The items that are not exact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Others {
    /// The printed values of those that printed one.
    printed: Sum,
    /// What these may be.
    lo: Ends,
    hi: Ends,
    /// What those may be that printed none.
    unprinted_lo: Ends,
    unprinted_hi: Ends,
    bounded_count: u64,
    unknown_count: u64,
    unprinted_count: u64,
}

/// A sum as it is serialised.
#[derive(Serialize, Deserialize)]
struct Record {
    exact: Sum,
    printed: Sum,
    lo: Ends,
    hi: Ends,
    unprinted_lo: Ends,
    unprinted_hi: Ends,
    exact_count: u64,
    bounded_count: u64,
    unknown_count: u64,
    unprinted_count: u64,
}

impl From<AmountSum> for Record {
    fn from(AmountSum { exact, exact_count, others }: AmountSum) -> Self {
        let Others {
            printed,
            lo,
            hi,
            unprinted_lo,
            unprinted_hi,
            bounded_count,
            unknown_count,
            unprinted_count,
        } = others.map(|others| *others).unwrap_or_default();
        Self {
            exact,
            printed,
            lo,
            hi,
            unprinted_lo,
            unprinted_hi,
            exact_count,
            bounded_count,
            unknown_count,
            unprinted_count,
        }
    }
}

impl From<Record> for AmountSum {
    fn from(record: Record) -> Self {
        let others = Others {
            printed: record.printed,
            lo: record.lo,
            hi: record.hi,
            unprinted_lo: record.unprinted_lo,
            unprinted_hi: record.unprinted_hi,
            bounded_count: record.bounded_count,
            unknown_count: record.unknown_count,
            unprinted_count: record.unprinted_count,
        };
        let others = (others != Others::default()).then(|| Box::new(others));
        Self { exact: record.exact, exact_count: record.exact_count, others }
    }
}

/// The ends of one side of the items that are not exact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Ends {
    sum: Sum,
    open_count: u64,
    infinite_count: u64,
}

impl Ends {
    fn add(&mut self, end: &Bound<Ratio>) {
        match end {
            Bound::Included(value) => self.sum.add_ratio(value),
            Bound::Excluded(value) => {
                self.sum.add_ratio(value);
                self.open_count += 1;
            }
            Bound::Unbounded => self.infinite_count += 1,
        }
    }

    fn merge(&mut self, other: &Self) {
        self.sum.merge(&other.sum);
        self.open_count += other.open_count;
        self.infinite_count += other.infinite_count;
    }

    fn total(&self, exact: &Ratio) -> Bound<Ratio> {
        let value = || exact + &self.sum.value();
        match (self.infinite_count, self.open_count) {
            (0, 0) => Bound::Included(value()),
            (0, _) => Bound::Excluded(value()),
            _ => Bound::Unbounded,
        }
    }
}

impl Others {
    fn merge(&mut self, other: &Self) {
        self.printed.merge(&other.printed);
        self.lo.merge(&other.lo);
        self.hi.merge(&other.hi);
        self.unprinted_lo.merge(&other.unprinted_lo);
        self.unprinted_hi.merge(&other.unprinted_hi);
        self.bounded_count += other.bounded_count;
        self.unknown_count += other.unknown_count;
        self.unprinted_count += other.unprinted_count;
    }

    /// Both ends of what all of them add up to, beside a value.
    fn set(&self, exact: &Ratio) -> Interval {
        let total = |printed: &Ends, unprinted: &Ends| {
            if self.unprinted_count == 0 {
                return printed.total(exact);
            }
            let mut all = printed.clone();
            all.merge(unprinted);
            all.total(exact)
        };
        between(total(&self.lo, &self.unprinted_lo), total(&self.hi, &self.unprinted_hi))
    }
}

/// The ends of non-empty sets, added on each side, are in order.
fn between(lo: Bound<Ratio>, hi: Bound<Ratio>) -> Interval {
    Interval::new(lo, hi).unwrap_or_else(Interval::all)
}

impl AmountSum {
    /// The empty sum, {0}.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an amount as it may be in its domain.
    ///
    /// # Errors
    ///
    /// The amount's [`Defect`]; the sum stays as it was.
    pub fn add(&mut self, amount: &Amount, domain: Domain) -> Result<(), Defect> {
        if let Some(defect) = amount.defect(domain) {
            return Err(defect);
        }
        if let Form::Exact(value) = amount.form() {
            self.add_exact(*value);
            return Ok(());
        }
        let contradiction = || Defect::Contradiction { amount: amount.to_string() };
        let set = amount.outer(domain).ok_or_else(contradiction)?;
        self.add_set(&set, amount.printed(), amount.is_unknown());
        Ok(())
    }

    /// Adds a value that is known to the digit.
    pub fn add_exact(&mut self, value: Numeral) {
        self.exact.add(value);
        self.exact_count += 1;
    }

    /// Adds so many exact amounts that add up to this.
    #[cfg(feature = "file")]
    pub(crate) fn add_exactly(&mut self, sum: Numeral, count: u64) {
        self.exact.add(sum);
        self.exact_count += count;
    }

    /// Adds so many values at once, given their sum, that were rounded to nearest at one step and are at least half of it.
    #[cfg(feature = "import")]
    pub(crate) fn add_rounded_to_nearest(&mut self, values: &Sum, step: Numeral, count: u64) {
        let margin = Ratio::from(step) * Ratio::half() * Ratio::from(i128::from(count));
        let others = self.others_mut();
        for (ends, margin) in [(&mut others.lo, -margin.clone()), (&mut others.hi, margin)] {
            ends.sum.merge(values);
            ends.sum.add_ratio(&margin);
        }
        others.printed.merge(values);
        others.bounded_count += count;
    }

    /// Adds an amount between two values, both included.
    #[cfg(feature = "import")]
    pub(crate) fn add_range(&mut self, low: Numeral, high: Numeral) {
        let others = self.others_mut();
        others.unprinted_lo.sum.add(low);
        others.unprinted_hi.sum.add(high);
        others.unprinted_count += 1;
        others.bounded_count += 1;
    }

    fn add_set(&mut self, set: &Interval, printed: Option<Numeral>, unknown: bool) {
        let others = self.others_mut();
        let (lo, hi) = if let Some(value) = printed {
            others.printed.add(value);
            (&mut others.lo, &mut others.hi)
        } else {
            others.unprinted_count += 1;
            (&mut others.unprinted_lo, &mut others.unprinted_hi)
        };
        lo.add(set.lo());
        hi.add(set.hi());
        if unknown {
            others.unknown_count += 1;
        } else {
            others.bounded_count += 1;
        }
    }

    /// Adds another sum.
    pub fn merge(&mut self, other: &Self) {
        self.exact.merge(&other.exact);
        self.exact_count += other.exact_count;
        if let Some(theirs) = &other.others {
            self.others_mut().merge(theirs);
        }
    }

    fn others_mut(&mut self) -> &mut Others {
        self.others.get_or_insert_default()
    }

    /// Every value that the sum may have.
    #[must_use]
    pub fn set(&self) -> Interval {
        let exact = self.exact.value();
        match &self.others {
            Some(others) => others.set(&exact),
            None => Interval::point(exact),
        }
    }

    /// The values of the items that printed one, with every value that each of the others may have.
    ///
    /// ```
    /// use adspend::amount::{Amount, AmountSum, Domain};
    ///
    /// let mut sum = AmountSum::new();
    /// for amount in ["1000 to 1000", "[100, 200]"] {
    ///     sum.add(&amount.parse()?, Domain::Gross)?;
    /// }
    /// assert_eq!(sum.printed_set().to_string(), "[1100, 1200]");
    /// assert_eq!(sum.set().to_string(), "[600, 1700]");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn printed_set(&self) -> Interval {
        let exact = self.exact.value();
        match &self.others {
            Some(others) => {
                let printed = exact + others.printed.value();
                between(others.unprinted_lo.total(&printed), others.unprinted_hi.total(&printed))
            }
            None => Interval::point(exact),
        }
    }

    /// The sum of the printed values, or `None` where an item printed none.
    #[must_use]
    pub fn printed(&self) -> Option<Ratio> {
        let exact = self.is_printed().then(|| self.exact.value())?;
        Some(self.others.iter().fold(exact, |sum, others| sum + others.printed.value()))
    }

    /// Whether every item printed a value.
    pub(crate) fn is_printed(&self) -> bool {
        self.others.as_ref().is_none_or(|others| others.unprinted_count == 0)
    }

    /// The [printed](Self::printed) sum as a decimal, where that is at hand.
    pub(crate) fn printed_decimal(&self) -> Option<Numeral> {
        let Some(others) = &self.others else { return self.exact.to_numeral() };
        if !self.is_printed() {
            return None;
        }
        let mut sum = self.exact.clone();
        sum.merge(&others.printed);
        sum.to_numeral()
    }

    /// How many items are known to the digit.
    #[must_use]
    pub const fn exact_count(&self) -> u64 {
        self.exact_count
    }

    /// How many items are rounded, ranges or bounds.
    #[must_use]
    pub fn bounded_count(&self) -> u64 {
        self.others.as_ref().map_or(0, |others| others.bounded_count)
    }

    /// How many items were not disclosed.
    #[must_use]
    pub fn unknown_count(&self) -> u64 {
        self.others.as_ref().map_or(0, |others| others.unknown_count)
    }

    /// How many items there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.exact_count + self.bounded_count() + self.unknown_count()
    }
}
