use super::ends::{Side, sum};
use super::items::{Item, ItemSets};
use super::plausibility::plausibility_log2;
use super::relation::{sums_allowed, totals_reached};
use super::verdict::{Reason, Verdict};
use crate::amount::{Amount, Domain, Interval, Mode};
use crate::exact::{DECIMALS_MAX, Numeral, Ratio};
use crate::model::Relation;

/// A reported total held against its items.
///
/// With S the exact sum of weight × outer set (× rate) over the items, and T the total:
///
/// | relation | can | must |
/// |---|---|---|
/// | equal | S meets outer(T) | S lies in inner(T) |
/// | at least | some t in outer(T) is not below some s in S | none is below any |
/// | at most | some t is not above some s | none is above any |
///
/// Both give [`Verdict::Proven`], only the first [`Verdict::Consistent`], neither [`Verdict::Inconsistent`].
///
/// # Complexity
///
/// Linear in the number of items. Converted at rates of many days, their exact sum has as many digits as the days' denominators
/// together; it is reduced a few times over, and once more for every item whose implied set it bounds anew.
///
/// # Example
///
/// ```
/// use adspend::amount::{Amount, Domain};
/// use adspend::check::{Item, TotalCheck, Verdict};
///
/// // "3.05 million" and "6.5 million" against "9.55 million"
/// let million = |digits: &str| Amount::written(digits.parse().unwrap(), Some(6)).unwrap();
/// let check = TotalCheck::new(million("9.55"), Domain::Gross)
///     .item(Item::new("a", million("3.05"), Domain::Gross))
///     .item(Item::new("b", million("6.5"), Domain::Gross));
/// let outcome = check.run();
/// assert_eq!(outcome.verdict, Verdict::Consistent);
/// assert_eq!(outcome.difference.unwrap().to_string(), "0");
/// assert_eq!(outcome.sum.unwrap().to_string(), "[9495000, 9605000]");
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::amount::{Amount, Domain};
/// use adspend::check::{Item, TotalCheck, Verdict};
///
/// let check = TotalCheck::new(Amount::exact(30), Domain::Gross)
///     .item(Item::new("a", Amount::exact(10), Domain::Gross))
///     .item(Item::new("b", Amount::exact(19), Domain::Gross));
/// let outcome = check.run();
/// assert_eq!(outcome.verdict, Verdict::Inconsistent);
/// assert_eq!(outcome.gap.unwrap().to_string(), "[1, 1]");
/// ```
#[derive(Clone, Debug)]
pub struct TotalCheck {
    pub(super) total: Amount,
    pub(super) domain: Domain,
    pub(super) relation: Relation,
    pub(super) tolerance: Option<Numeral>,
    pub(super) items: Vec<Item>,
    pub(super) rates: Vec<Interval>,
}

/// What holding a total against its items gives.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TotalOutcome {
    /// The verdict.
    pub verdict: Verdict,
    /// Why it is [`Verdict::Unchecked`], where it is.
    pub reason: Option<Reason>,
    /// The printed total less the sum of the printed values; `None` where one printed no value.
    pub difference: Option<Ratio>,
    /// The width of S and of outer(T) together, twice the ± figure; `None` where infinite.
    pub tolerance: Option<Ratio>,
    /// S; `None` where an item is malformed.
    pub sum: Option<Interval>,
    /// outer(T), widened by the caller's tolerance; `None` where the total is malformed.
    pub total: Option<Interval>,
    /// outer(T) − S.
    pub gap: Option<Interval>,
    /// For each item, in order, the values that fit all the others and the total, before its weight and rate (in its own
    /// currency); `None` where none do, or the weight is 0.
    pub implied: Vec<Option<Interval>>,
    /// The values of the total that fit the items.
    pub implied_total: Option<Interval>,
    /// Items whose error the check cannot see.
    pub blind_to: BlindTo,
    /// For an inconsistent check: the smallest power of ten, dividing the printed total, to which it would have to be
    /// rounded to be consistent.
    pub needs_step: Option<Numeral>,
    /// The base-2 logarithm, rounded up, of a bound on the probability of a difference this large among independent
    /// rounding errors; at most 0.
    pub plausibility_log2: Option<i64>,
}

/// The items, by index, whose error would leave a check that holds as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BlindTo {
    /// Those that could be left out.
    pub omission: Vec<usize>,
    /// Those that could be counted twice.
    pub doubling: Vec<usize>,
    /// Those whose sign could be turned.
    pub sign: Vec<usize>,
}

impl TotalCheck {
    /// A total that is the sum of no items yet, of which the list is complete.
    #[must_use]
    pub const fn new(total: Amount, domain: Domain) -> Self {
        Self {
            total,
            domain,
            relation: Relation::Equal,
            tolerance: None,
            items: Vec::new(),
            rates: Vec::new(),
        }
    }

    /// How the total relates to the sum.
    #[must_use]
    pub const fn relation(mut self, relation: Relation) -> Self {
        self.relation = relation;
        self
    }

    /// The caller's own tolerance: it widens the total by this much each way.
    #[must_use]
    pub const fn tolerance(mut self, tolerance: Numeral) -> Self {
        self.tolerance = Some(tolerance);
        self
    }

    /// Adds an item.
    #[must_use]
    pub fn item(mut self, item: Item) -> Self {
        self.items.push(item);
        self
    }

    /// Adds items.
    #[must_use]
    pub fn items(mut self, items: impl IntoIterator<Item = Item>) -> Self {
        self.items.extend(items);
        self
    }

    /// Adds the set of values that one rate may have, in units of the total's currency per unit of an item's, and gives
    /// the number by which [`Item::rate`] refers to it. Items that refer to one rate share its value.
    ///
    /// Returns `None` where the set holds a value that is not above 0.
    #[must_use]
    pub fn add_rate(&mut self, rate: Interval) -> Option<usize> {
        let positive = Interval::more_than(Ratio::zero());
        if !rate.is_subset_of(&positive) {
            return None;
        }
        self.rates.push(rate);
        Some(self.rates.len() - 1)
    }

    /// The items.
    #[must_use]
    pub fn item_list(&self) -> &[Item] {
        &self.items
    }

    /// Holds the total against the items.
    #[must_use]
    pub fn run(&self) -> TotalOutcome {
        let total = self.total_set();
        let sets = ItemSets::new(&self.items, &self.rates);
        let sum = sets.as_ref().map(ItemSets::sum);
        let mut outcome = TotalOutcome {
            verdict: Verdict::Malformed,
            reason: None,
            difference: self.difference(),
            tolerance: None,
            gap: None,
            implied: vec![None; self.items.len()],
            implied_total: None,
            blind_to: BlindTo::default(),
            needs_step: None,
            plausibility_log2: None,
            sum,
            total,
        };
        let (Some(sets), Some(sum), Some(total)) = (&sets, &outcome.sum, &outcome.total) else {
            return outcome;
        };
        outcome.gap = Some(total.minus(sum));
        outcome.tolerance = sum.width().zip(total.width()).map(|(a, b)| a + b);
        outcome.reason = self.reason();
        outcome.verdict = match outcome.reason {
            Some(_) => Verdict::Unchecked,
            None => Verdict::of(self.can(sum, total), self.must(sum, total)),
        };
        outcome.implied_total = totals_reached(self.relation, sum).intersect(total);
        outcome.implied = (0..self.items.len()).map(|at| self.implied(sets, at, total)).collect();
        match outcome.verdict {
            Verdict::Proven | Verdict::Consistent => outcome.blind_to = self.blind_to(sets, total),
            Verdict::Inconsistent => outcome.needs_step = self.needs_step(sum),
            _ => {}
        }
        outcome.plausibility_log2 = self.plausibility(outcome.difference.as_ref());
        outcome
    }

    /// Whether some values fit.
    #[cfg(feature = "explain")]
    pub(super) fn holds(&self) -> bool {
        let sum = ItemSets::new(&self.items, &self.rates).map(|sets| sets.sum());
        let sets = sum.zip(self.total_set()).filter(|_| self.reason().is_none());
        sets.is_some_and(|(sum, total)| self.can(&sum, &total))
    }

    /// outer(T), widened by the caller's tolerance; `None` where it is malformed.
    pub(super) fn total_set(&self) -> Option<Interval> {
        if self.total.defect(self.domain).is_some() {
            return None;
        }
        let outer = self.total.outer(self.domain)?;
        match self.tolerance {
            Some(tolerance) => outer.widened(&tolerance.into()).intersect(&self.domain.interval()),
            None => Some(outer),
        }
    }

    fn difference(&self) -> Option<Ratio> {
        let converted = |item: &Item| {
            let printed = item.printed()?;
            Some(match item.rate {
                None => printed,
                Some(rate) => &printed * self.rates.get(rate)?.as_point()?,
            })
        };
        let values: Vec<Ratio> = self.items.iter().map(converted).collect::<Option<_>>()?;
        Some(Ratio::from(self.total.printed()?) - sum(&values.iter().collect::<Vec<_>>()))
    }

    pub(super) fn reason(&self) -> Option<Reason> {
        let below_zero = |item: &Item| {
            item.domain == Domain::Signed || item.weight.is_negative() || self.domain == Domain::Signed
        };
        if self.total.is_unknown() {
            Some(Reason::UnknownTotal)
        } else if self.relation != Relation::Equal && self.items.iter().any(below_zero) {
            Some(Reason::Signed)
        } else {
            None
        }
    }

    pub(super) fn can(&self, sum: &Interval, total: &Interval) -> bool {
        totals_reached(self.relation, sum).meets(total)
    }

    /// The sides from which the sum bounds the total.
    const fn sides(&self) -> &'static [Side] {
        match self.relation {
            Relation::Equal => &Side::BOTH,
            Relation::AtLeast => &[Side::Lower],
            Relation::AtMost => &[Side::Upper],
        }
    }

    fn must(&self, sum: &Interval, total: &Interval) -> bool {
        match self.relation {
            Relation::Equal => self.total.inner(self.domain).is_some_and(|inner| sum.is_subset_of(&inner)),
            Relation::AtLeast => total.inf().zip(sum.sup()).is_some_and(|(total, sum)| total >= sum),
            Relation::AtMost => total.sup().zip(sum.inf()).is_some_and(|(total, sum)| total <= sum),
        }
    }

    fn implied(&self, sets: &ItemSets, at: usize, total: &Interval) -> Option<Interval> {
        let item = self.items.get(at).filter(|item| !item.weight.is_zero())?;
        sets.solve(at, &item.weight, &sums_allowed(self.relation, total), item.set()?)
    }

    fn blind_to(&self, sets: &ItemSets, total: &Interval) -> BlindTo {
        let unseen = |factor: &Ratio| {
            let holds = |at: &usize| sets.meets_with(*at, factor, total, self.sides()) == Some(true);
            (0..self.items.len()).filter(holds).collect()
        };
        BlindTo {
            omission: unseen(&Ratio::zero()),
            doubling: unseen(&Ratio::from(2)),
            sign: unseen(&Ratio::from(-1)),
        }
    }

    fn needs_step(&self, sum: &Interval) -> Option<Numeral> {
        let printed = self.total.printed()?;
        (-i32::from(DECIMALS_MAX)..=37)
            .filter_map(Numeral::power_of_ten)
            .take_while(|step| printed.is_multiple_of(*step))
            .find(|step| {
                let rounded = Amount::rounded(printed, *step, Mode::Nearest);
                rounded.is_ok_and(|total| {
                    let check = Self { total, items: Vec::new(), rates: Vec::new(), ..*self };
                    check.total_set().is_some_and(|total| check.can(sum, &total))
                })
            })
    }

    fn plausibility(&self, difference: Option<&Ratio>) -> Option<i64> {
        if self.relation != Relation::Equal || !self.rates.is_empty() {
            return None;
        }
        let mut squares = Item::rounding_width(&self.total).map(|width| &width * &width)?;
        for item in &self.items {
            let width = Item::rounding_width(&item.amount)? * item.weight.abs();
            squares = squares + &width * &width;
        }
        plausibility_log2(difference?, &squares)
    }
}
