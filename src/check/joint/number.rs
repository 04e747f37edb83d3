//! Fractions that stay in two machine words while they fit, and values next to a fraction.

use std::cmp::Ordering;

use num_integer::Integer;
use num_traits::ToPrimitive;

use crate::exact::Ratio;

/// An exact fraction. The pivots of a tableau are sums and products of small fractions, nearly all of them whole: on these it is
/// many times as fast as a [`Ratio`], which it falls back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// In lowest terms, the denominator above 0.
    Small(i64, i64),
    /// Only what does not fit into the other form.
    Large(Ratio),
}

impl Number {
    pub(super) const ZERO: Self = Self::Small(0, 1);
    pub(super) const ONE: Self = Self::Small(1, 1);

    pub(super) const fn is_zero(&self) -> bool {
        matches!(self, Self::Small(0, _))
    }

    /// How many steps an operation on it counts as: that on a large one grows with the square of its words, for it is reduced.
    pub(super) fn work(&self) -> usize {
        match self {
            Self::Small(..) => 1,
            Self::Large(ratio) => {
                let words = (ratio.numerator().bits() + ratio.denominator().bits()) / 64 + 1;
                usize::try_from(words.saturating_mul(words).saturating_mul(8)).unwrap_or(usize::MAX)
            }
        }
    }

    pub(super) fn is_negative(&self) -> bool {
        match self {
            Self::Small(above, _) => *above < 0,
            Self::Large(ratio) => ratio.is_negative(),
        }
    }

    pub(super) fn ratio(&self) -> Ratio {
        match self {
            // The denominator is not 0.
            Self::Small(above, below) => {
                Ratio::new(i128::from(*above), i128::from(*below)).unwrap_or_else(Ratio::zero)
            }
            Self::Large(ratio) => ratio.clone(),
        }
    }

    /// A fraction whose denominator is above 0, brought to lowest terms.
    fn reduced(above: i128, below: i128) -> Self {
        let common = if below == 1 { 1 } else { above.unsigned_abs().gcd(&below.unsigned_abs()) };
        let common = i128::try_from(common).unwrap_or(1).max(1);
        match (i64::try_from(above / common), i64::try_from(below / common)) {
            (Ok(above), Ok(below)) => Self::Small(above, below),
            _ => Self::Large(Ratio::new(above, below).unwrap_or_else(Ratio::zero)),
        }
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        if let (Self::Small(a, b), Self::Small(c, d)) = (self, other) {
            let (a, b, c, d) = (i128::from(*a), i128::from(*b), i128::from(*c), i128::from(*d));
            if b == d {
                return Self::reduced(a + c, b);
            }
            if let Some(above) = (a * d).checked_add(c * b) {
                return Self::reduced(above, b * d);
            }
        }
        Self::from(&(self.ratio() + other.ratio()))
    }

    pub(super) fn minus(&self, other: &Self) -> Self {
        self.plus(&other.negated())
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        if let (Self::Small(a, b), Self::Small(c, d)) = (self, other) {
            return Self::reduced(i128::from(*a) * i128::from(*c), i128::from(*b) * i128::from(*d));
        }
        Self::from(&(self.ratio() * other.ratio()))
    }

    pub(super) fn negated(&self) -> Self {
        match self {
            Self::Small(above, below) => above
                .checked_neg()
                .map_or_else(|| Self::Large(-self.ratio()), |above| Self::Small(above, *below)),
            Self::Large(ratio) => Self::from(&-ratio),
        }
    }

    /// 1 / the number; 0 for 0, of which it is never asked.
    pub(super) fn inverse(&self) -> Self {
        match self {
            Self::Small(0, _) => Self::ZERO,
            Self::Small(above, below) => {
                let (above, below) = (i128::from(*above), i128::from(*below));
                if above < 0 { Self::reduced(-below, -above) } else { Self::reduced(below, above) }
            }
            Self::Large(ratio) => ratio.recip().map_or(Self::ZERO, |ratio| Self::from(&ratio)),
        }
    }
}

impl From<&Ratio> for Number {
    fn from(ratio: &Ratio) -> Self {
        match (ratio.numerator().to_i64(), ratio.denominator().to_i64()) {
            (Some(above), Some(below)) => Self::Small(above, below),
            _ => Self::Large(ratio.clone()),
        }
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Self::Small(a, b), Self::Small(c, d)) = (self, other) {
            return (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b)));
        }
        self.ratio().cmp(&other.ratio())
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// `value` + `steps` × ε, with ε above 0 and below every fraction that is. An open end at v is the closed end v ± ε: what a
/// program with such ends has for its optimum is attained exactly where no ε is left in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Near {
    pub(super) value: Number,
    pub(super) steps: Number,
}

impl Near {
    pub(super) const ZERO: Self = Self { value: Number::ZERO, steps: Number::ZERO };

    pub(super) fn plus(&self, other: &Self) -> Self {
        Self { value: self.value.plus(&other.value), steps: self.steps.plus(&other.steps) }
    }

    pub(super) fn minus(&self, other: &Self) -> Self {
        Self { value: self.value.minus(&other.value), steps: self.steps.minus(&other.steps) }
    }

    pub(super) fn times(&self, factor: &Number) -> Self {
        Self { value: self.value.times(factor), steps: self.steps.times(factor) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts() -> impl Strategy<Value = i128> {
        prop_oneof![
            -20i128..20,
            -1_000_000_000..1_000_000_000i128,
            Just(i128::from(i64::MIN)),
            Just(i128::from(i64::MAX))
        ]
    }

    fn ratios() -> impl Strategy<Value = Ratio> {
        (parts(), parts()).prop_filter_map("a denominator", |(above, below)| Ratio::new(above, below))
    }

    proptest! {
        #[test]
        fn numbers_are_ratios(a in ratios(), b in ratios()) {
            let (x, y) = (Number::from(&a), Number::from(&b));
            // One value has one form, so that equality is that of values.
            prop_assert_eq!(x.plus(&y), Number::from(&(&a + &b)));
            prop_assert_eq!(x.minus(&y), Number::from(&(&a - &b)));
            prop_assert_eq!(x.times(&y), Number::from(&(&a * &b)));
            prop_assert_eq!(x.inverse(), Number::from(&a.recip().unwrap_or_else(Ratio::zero)));
            prop_assert_eq!(x.cmp(&y), a.cmp(&b));
            prop_assert_eq!(x.ratio(), a.clone());
            prop_assert_eq!((x.is_zero(), x.is_negative()), (a.is_zero(), a.is_negative()));
        }
    }

    #[test]
    fn what_lies_next_to_a_value_is_beyond_it_by_less_than_anything() {
        let near =
            |value: i64, steps: i64| Near { value: Number::Small(value, 1), steps: Number::Small(steps, 1) };
        assert!(near(1, 5) > near(1, 0));
        assert!(near(1, 1_000_000) < near(2, -1_000_000));
        assert_eq!(near(1, 2).plus(&near(3, -2)), near(4, 0));
    }
}
