use std::fmt;

use num_bigint::BigInt;
use num_traits::Zero;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{DECIMALS_MAX, Numeral, Ratio, power_of_ten, small_power_of_ten};

/// The finest scale a sum holds: one place below a numeral's, for halves of a numeral's last place.
const SCALE_MAX: u8 = DECIMALS_MAX + 1;

/// A running sum of decimals: exact, independent of order and grouping, without overflow.
///
/// Partial sums computed anywhere merge into the same value, so `+` over shards, threads or machines cannot change
/// a digit. The fast path is one `i128` at the finest scale met so far; what would overflow moves to a big integer.
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
#[derive(Clone, Default)]
pub struct Sum {
    fast: i128,
    scale: u8,
    /// In units of 10^−29.
    spilled: BigInt,
}

impl Sum {
    /// The empty sum, 0.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a numeral.
    pub fn add(&mut self, numeral: Numeral) {
        self.add_scaled(numeral.mantissa(), numeral.decimals());
    }

    /// Subtracts a numeral.
    pub fn subtract(&mut self, numeral: Numeral) {
        self.add(numeral.negated());
    }

    /// Adds `mantissa` × 10^−`scale`, with `scale` at most 29.
    pub(crate) fn add_scaled(&mut self, mantissa: i128, scale: u8) {
        debug_assert!(scale <= SCALE_MAX);
        if scale == self.scale {
            match self.fast.checked_add(mantissa) {
                Some(sum) => self.fast = sum,
                None => self.spill(mantissa, scale),
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
                    self.spill(self.fast, self.scale);
                    self.fast = 0;
                }
            }
            self.scale = scale;
        }
        match lifted(mantissa, self.scale - scale).and_then(|lifted| self.fast.checked_add(lifted)) {
            Some(sum) => self.fast = sum,
            None => self.spill(mantissa, scale),
        }
    }

    fn spill(&mut self, mantissa: i128, scale: u8) {
        self.spilled += BigInt::from(mantissa) * power_of_ten(u32::from(SCALE_MAX - scale));
    }

    /// Adds another sum: associative, commutative, with [`Sum::new`] as identity.
    pub fn merge(&mut self, other: &Self) {
        self.add_scaled(other.fast, other.scale);
        self.spilled += &other.spilled;
    }

    /// The exact value.
    #[must_use]
    pub fn value(&self) -> Ratio {
        let fast = Ratio::from_scaled(BigInt::from(self.fast), u32::from(self.scale));
        if self.spilled.is_zero() {
            return fast;
        }
        &fast + &Ratio::from_scaled(self.spilled.clone(), u32::from(SCALE_MAX))
    }

    /// The exact value in units of 10^−29: what two sums are compared by.
    fn units(&self) -> BigInt {
        BigInt::from(self.fast) * power_of_ten(u32::from(SCALE_MAX - self.scale)) + &self.spilled
    }

    /// Whether the value is 0.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.units().is_zero()
    }
}

fn lifted(mantissa: i128, places: u8) -> Option<i128> {
    mantissa.checked_mul(small_power_of_ten(u32::from(places))?)
}

impl PartialEq for Sum {
    fn eq(&self, other: &Self) -> bool {
        self.units() == other.units()
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
        let value = Ratio::deserialize(deserializer)?;
        let spilled = value.scaled_integer(u32::from(SCALE_MAX)).ok_or_else(|| {
            de::Error::custom(format!("`{value}` is no sum of decimals with at most {SCALE_MAX} places"))
        })?;
        Ok(Self { spilled, ..Self::default() })
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

    fn oracle(numerals: &[Numeral]) -> Ratio {
        numerals.iter().fold(Ratio::zero(), |sum, numeral| &sum + &Ratio::from(*numeral))
    }

    #[test]
    fn overflow_moves_to_the_big_integer_and_back() {
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
    fn what_is_no_sum_is_refused() {
        assert_eq!(
            serde_json::from_str::<Sum>("\"1/3\"").unwrap_err().to_string(),
            "`1/3` is no sum of decimals with at most 29 places"
        );
    }

    proptest! {
        #[test]
        fn sums_equal_the_sum_of_ratios_in_any_order(list in numerals(), seed in any::<u64>()) {
            let sum: Sum = list.iter().copied().collect();
            prop_assert_eq!(sum.value(), oracle(&list));
            let mut shuffled = list.clone();
            shuffled.sort_by_key(|numeral| (numeral.mantissa() as u64).wrapping_mul(seed | 1));
            prop_assert_eq!(&shuffled.into_iter().collect::<Sum>(), &sum);
            prop_assert_eq!(&serde_json::from_str::<Sum>(&serde_json::to_string(&sum).unwrap()).unwrap(), &sum);
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
