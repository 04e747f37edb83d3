use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Numeral, Ratio, small_power_of_ten};

/// A running sum of decimals: exact, independent of order and grouping, without overflow.
///
/// Partial sums computed anywhere merge into the same value, so `+` over shards, threads or machines cannot change
/// a digit. The fast path is one `i128` at the finest scale met so far; what would overflow it moves to a [`Ratio`].
///
/// # Complexity
///
/// Adding is O(1) and allocates only past 38 digits.
///
/// # Example
///
/// ```
/// use adspend::exact::{Numeral, Sum};
///
/// let mut sum = Sum::new();
/// sum.add("7922816251426433759354395033".parse::<Numeral>()?);
/// sum.add("0.123".parse::<Numeral>()?);
/// // `Decimal::checked_add` gives ….1 here.
/// assert_eq!(sum.value().to_string(), "7922816251426433759354395033.123");
/// # Ok::<(), adspend::exact::NumeralError>(())
/// ```
#[derive(Clone)]
pub struct Sum {
    fast: i128,
    scale: u8,
    /// What did not fit, and what is no decimal.
    /// Nothing where it is 0, as nearly always.
    spilled: Option<Box<Ratio>>,
}

impl Sum {
    /// The empty sum, 0.
    #[must_use]
    pub fn new() -> Self {
        Self { fast: 0, scale: 0, spilled: None }
    }

    /// Adds a numeral.
    pub fn add(&mut self, numeral: Numeral) {
        self.add_scaled(numeral.mantissa(), numeral.decimals());
    }

    /// Subtracts a numeral.
    pub fn subtract(&mut self, numeral: Numeral) {
        self.add(numeral.negated());
    }

    /// Adds any exact value; decimals within a numeral's limits cost no more than [`Sum::add`] after their conversion.
    pub fn add_ratio(&mut self, value: &Ratio) {
        match value.to_numeral() {
            Some(numeral) => self.add(numeral),
            None => self.spill(value),
        }
    }

    fn add_scaled(&mut self, mantissa: i128, scale: u8) {
        if scale == self.scale {
            match self.fast.checked_add(mantissa) {
                Some(sum) => self.fast = sum,
                None => self.spill(&decimal(mantissa, scale)),
            }
        } else {
            self.add_at_other_scale(mantissa, scale);
        }
    }

    fn add_at_other_scale(&mut self, mantissa: i128, scale: u8) {
        if scale > self.scale {
            match lifted(self.fast, scale - self.scale) {
                Some(fast) => self.fast = fast,
                None => {
                    self.spill(&decimal(self.fast, self.scale));
                    self.fast = 0;
                }
            }
            self.scale = scale;
        }
        match lifted(mantissa, self.scale - scale).and_then(|lifted| self.fast.checked_add(lifted)) {
            Some(sum) => self.fast = sum,
            None => self.spill(&decimal(mantissa, scale)),
        }
    }

    fn spill(&mut self, value: &Ratio) {
        let sum = self.spilled.take().map_or_else(|| value.clone(), |spilled| &*spilled + value);
        self.spilled = (!sum.is_zero()).then(|| Box::new(sum));
    }

    /// Adds another sum: associative, commutative, with [`Sum::new`] as identity.
    pub fn merge(&mut self, other: &Self) {
        self.add_scaled(other.fast, other.scale);
        if let Some(spilled) = &other.spilled {
            self.spill(spilled);
        }
    }

    /// The exact value.
    #[must_use]
    pub fn value(&self) -> Ratio {
        let fast = decimal(self.fast, self.scale);
        match &self.spilled {
            Some(spilled) => &fast + spilled,
            None => fast,
        }
    }

    /// The sum as a decimal, where that is at hand.
    pub(crate) fn to_numeral(&self) -> Option<Numeral> {
        Numeral::new(self.fast, self.scale).ok().filter(|_| self.spilled.is_none())
    }

    /// Whether the value is 0.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.value().is_zero()
    }
}

fn decimal(mantissa: i128, scale: u8) -> Ratio {
    Ratio::from_scaled(mantissa.into(), u32::from(scale))
}

fn lifted(mantissa: i128, places: u8) -> Option<i128> {
    mantissa.checked_mul(small_power_of_ten(u32::from(places))?)
}

impl Default for Sum {
    fn default() -> Self {
        Self::new()
    }
}

impl PartialEq for Sum {
    fn eq(&self, other: &Self) -> bool {
        self.value() == other.value()
    }
}

impl Eq for Sum {}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value().fmt(f)
    }
}

impl fmt::Debug for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sum({})", self.value())
    }
}

impl Extend<Numeral> for Sum {
    fn extend<I: IntoIterator<Item = Numeral>>(&mut self, numerals: I) {
        for numeral in numerals {
            self.add(numeral);
        }
    }
}

impl FromIterator<Numeral> for Sum {
    fn from_iter<I: IntoIterator<Item = Numeral>>(numerals: I) -> Self {
        let mut sum = Self::new();
        sum.extend(numerals);
        sum
    }
}

impl Serialize for Sum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut sum = Self::new();
        sum.add_ratio(&Ratio::deserialize(deserializer)?);
        Ok(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numerals() -> impl Strategy<Value = Vec<Numeral>> {
        // Large magnitudes and mixed scales, so that the fast path overflows in many cases.
        let mantissa = prop_oneof![-(10i128.pow(38) - 1)..10i128.pow(38), -1000i128..1000];
        prop::collection::vec((mantissa, 0u8..=28), 0..24)
            .prop_map(|list| list.into_iter().map(|(m, s)| Numeral::new(m, s).unwrap()).collect())
    }

    #[test]
    fn shown_as_the_value() {
        let mut sum = Sum::new();
        sum.extend(["1.5".parse::<Numeral>().unwrap(), Numeral::ONE]);
        assert_eq!((sum.to_string(), format!("{sum:?}")), ("2.5".to_owned(), "Sum(2.5)".to_owned()));
    }

    fn oracle(numerals: &[Numeral]) -> Ratio {
        numerals.iter().fold(Ratio::zero(), |sum, numeral| &sum + &Ratio::from(*numeral))
    }

    #[test]
    fn overflow_moves_to_the_ratio_and_back() {
        let largest = Numeral::new(10i128.pow(38) - 1, 0).unwrap();
        let mut sum: Sum = [largest, largest].into_iter().collect();
        assert_eq!(sum.to_string(), "199999999999999999999999999999999999998");
        sum.subtract(largest);
        sum.subtract(largest);
        assert!(sum.is_zero());
        assert_eq!(sum, Sum::new());
        sum.add(Numeral::ONE);
        assert!(!sum.is_zero());
    }

    #[test]
    fn fractions_add_exactly() {
        let mut sum: Sum = [Numeral::ONE].into_iter().collect();
        let third = Ratio::new(1, 3).unwrap();
        sum.add_ratio(&third);
        sum.add_ratio(&third);
        assert_eq!(sum.to_string(), "5/3");
        sum.add_ratio(&third);
        assert_eq!(sum, [Numeral::from(2)].into_iter().collect());
        assert!(serde_json::from_str::<Sum>("\"1/0\"").is_err());
    }

    proptest! {
        #[test]
        fn sums_equal_the_sum_of_ratios_in_any_order(list in numerals(), seed in any::<u64>()) {
            let sum: Sum = list.iter().copied().collect();
            prop_assert_eq!(sum.value(), oracle(&list));
            let mut shuffled = list.clone();
            shuffled.sort_by_key(|numeral| numeral.mantissa().wrapping_mul(i128::from(seed | 1)));
            prop_assert_eq!(&shuffled.into_iter().collect::<Sum>(), &sum);
            let read: Sum = serde_json::from_str(&serde_json::to_string(&sum).unwrap()).unwrap();
            prop_assert_eq!(&read, &sum);
            // A decimal stays at hand.
            prop_assert!(sum.to_numeral().is_none() || read.to_numeral().is_some());
        }

        #[test]
        fn partial_sums_merge(a in numerals(), b in numerals(), c in numerals()) {
            let sum = |list: &[Numeral]| list.iter().copied().collect::<Sum>();
            let (mut left, mut right) = (sum(&a), sum(&b));
            left.merge(&sum(&b));
            left.merge(&sum(&c));
            right.merge(&sum(&c));
            let mut other = sum(&a);
            other.merge(&right);
            prop_assert_eq!(&left, &other);
            prop_assert_eq!(left.value(), oracle(&[a, b, c].concat()));
        }

        #[test]
        fn one_changed_item_changes_the_sum(list in numerals(), at in any::<prop::sample::Index>(), scale in 0u8..=28) {
            prop_assume!(!list.is_empty());
            let sum: Sum = list.iter().copied().collect();
            let mut other = sum.clone();
            other.subtract(list[at.index(list.len())]);
            other.add(list[at.index(list.len())]);
            prop_assert_eq!(&other, &sum);
            other.add(Numeral::new(1, scale).unwrap());
            prop_assert_ne!(&other, &sum);
        }
    }
}
