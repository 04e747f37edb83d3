//! Sums of sets by their ends, from which one set after the other can be taken out again.
//!
//! Converted at the rates of a thousand days, amounts have a thousand denominators, and their exact sum has thousands of digits. To
//! ask a question of every item but one would take as many operations on such numbers. So an end is also known to lie between two
//! decimals: where a question has one answer at both, that is the answer, and only where it has two is the exact end worked out.

use std::ops::Bound;

use num_bigint::BigInt;
use num_integer::Integer;

use crate::amount::Interval;
use crate::exact::{Ratio, power_of_ten};

/// Decimals of the bounds of an end: sums of exact decimals with no more of them are their own bounds.
const DECIMALS: u32 = 40;

/// A side of a set; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Lower,
    Upper,
}

impl Side {
    pub(super) const BOTH: [Self; 2] = [Self::Lower, Self::Upper];

    pub(super) const fn other(self) -> Self {
        match self {
            Self::Lower => Self::Upper,
            Self::Upper => Self::Lower,
        }
    }

    /// The set's end on this side.
    pub(super) const fn end(self, set: &Interval) -> &Bound<Ratio> {
        match self {
            Self::Lower => set.lo(),
            Self::Upper => set.hi(),
        }
    }

    /// Everything from an end on, away from this side.
    pub(super) fn from(self, end: Bound<Ratio>) -> Interval {
        let half = match self {
            Self::Lower => Interval::new(end, Bound::Unbounded),
            Self::Upper => Interval::new(Bound::Unbounded, end),
        };
        half.unwrap_or_else(Interval::all)
    }
}

/// The set between two ends, which are known to be in order.
pub(super) fn between(lo: Bound<Ratio>, hi: Bound<Ratio>) -> Interval {
    Interval::new(lo, hi).unwrap_or_else(Interval::all)
}

/// The ends of sets on one side, added up.
#[derive(Clone)]
pub(super) struct Ends {
    side: Side,
    finite: Ratio,
    bounds: Bounds,
    open_count: usize,
    infinite_count: usize,
}

/// Whole numbers of 10^−[`DECIMALS`] at or below, and at or above, a value.
#[derive(Clone, Default)]
struct Bounds {
    low: BigInt,
    high: BigInt,
}

impl Bounds {
    fn of(value: &Ratio) -> Self {
        let (low, rest) = (value.numerator() * power_of_ten(DECIMALS)).div_mod_floor(value.denominator());
        let high = if rest == BigInt::ZERO { low.clone() } else { &low + 1 };
        Self { low, high }
    }
}

impl Ends {
    pub(super) fn of(side: Side, sets: &[Interval]) -> Self {
        let mut ends =
            Self { side, finite: Ratio::zero(), bounds: Bounds::default(), open_count: 0, infinite_count: 0 };
        let mut values = Vec::with_capacity(sets.len());
        for set in sets {
            match side.end(set) {
                Bound::Unbounded => ends.infinite_count += 1,
                Bound::Included(value) => values.push(value),
                Bound::Excluded(value) => {
                    ends.open_count += 1;
                    values.push(value);
                }
            }
        }
        for value in &values {
            let Bounds { low, high } = Bounds::of(value);
            ends.bounds.low += low;
            ends.bounds.high += high;
        }
        ends.finite = sum(&values);
        ends
    }

    /// The same ends of sets of one value each, on the other side.
    pub(super) fn turned(&self) -> Self {
        Self { side: self.side.other(), ..self.clone() }
    }

    /// The end of the sum.
    pub(super) fn end(&self) -> Bound<Ratio> {
        self.bound(self.infinite_count, self.open_count, || self.finite.clone())
    }

    /// The end of the sum of all sets but one.
    pub(super) fn without(&self, set: &Interval) -> Bound<Ratio> {
        let own = self.side.end(set);
        self.of_others(own, || match own {
            Bound::Included(value) | Bound::Excluded(value) => &self.finite - value,
            Bound::Unbounded => self.finite.clone(),
        })
    }

    /// The end of the sum of all sets but some of them.
    #[cfg(feature = "explain")]
    pub(super) fn without_all(&self, sets: &[Interval]) -> Bound<Ratio> {
        let own = Self::of(self.side, sets);
        let (infinite, open) = (self.infinite_count - own.infinite_count, self.open_count - own.open_count);
        self.bound(infinite, open, || &self.finite - &own.finite)
    }

    /// What a question that grows or shrinks with the half-line from the end of all sets but one on has as its answer.
    pub(super) fn ask_without<T: PartialEq>(&self, set: &Interval, question: impl Fn(&Interval) -> T) -> T {
        let own = self.side.end(set);
        let bounds = match own {
            Bound::Included(value) | Bound::Excluded(value) => Bounds::of(value),
            Bound::Unbounded => Bounds::default(),
        };
        let (low, high) = (&self.bounds.low - bounds.low, &self.bounds.high - bounds.high);
        if low == high {
            // The end is a decimal, and short.
            return question(&self.side.from(self.without(set)));
        }
        let at = |units: BigInt| {
            question(&self.side.from(self.of_others(own, || Ratio::from_scaled(units.clone(), DECIMALS))))
        };
        // The true end lies strictly between the two, so that it does not matter whether it is open.
        let answer = at(low);
        if answer == at(high) {
            return answer;
        }
        question(&self.side.from(self.without(set)))
    }

    fn of_others(&self, own: &Bound<Ratio>, value: impl FnOnce() -> Ratio) -> Bound<Ratio> {
        let infinite = usize::from(matches!(own, Bound::Unbounded));
        let open = usize::from(matches!(own, Bound::Excluded(_)));
        self.bound(self.infinite_count - infinite, self.open_count - open, value)
    }

    fn bound(&self, infinite: usize, open: usize, value: impl FnOnce() -> Ratio) -> Bound<Ratio> {
        match (infinite, open) {
            (0, 0) => Bound::Included(value()),
            (0, _) => Bound::Excluded(value()),
            _ => Bound::Unbounded,
        }
    }
}

/// The exact sum: brought to one denominator, and reduced once.
pub(super) fn sum(values: &[&Ratio]) -> Ratio {
    let mut common = BigInt::from(1);
    for value in values {
        let denominator = value.denominator();
        let rest = &common % denominator;
        if rest != BigInt::ZERO {
            common *= denominator / rest.gcd(denominator);
        }
    }
    let above: BigInt = values.iter().map(|value| value.numerator() * (&common / value.denominator())).sum();
    let whole = |number: BigInt| Ratio::from_scaled(number, 0);
    // The common denominator is above 0.
    whole(above).checked_div(&whole(common)).unwrap_or_else(Ratio::zero)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sets() -> impl Strategy<Value = Vec<Interval>> {
        let end = |value: Ratio, kind: u8| match kind {
            0 => Bound::Unbounded,
            1 => Bound::Excluded(value),
            _ => Bound::Included(value),
        };
        let one =
            (-500i128..500, 1i128..60, 0i128..300, 0u8..5, 0u8..5).prop_map(move |(p, q, width, lo, hi)| {
                let value = Ratio::new(p, q).unwrap();
                let above = &value + &Ratio::new(width, 7).unwrap();
                Interval::new(end(value.clone(), lo), end(above, hi))
                    .unwrap_or_else(|| Interval::point(value))
            });
        prop::collection::vec(one, 1..8)
    }

    proptest! {
        #[test]
        fn ends_are_those_of_the_sums_of_sets(sets in sets(), at in any::<prop::sample::Index>(), p in -2000i128..2000, q in 1i128..40) {
            let nothing = || Interval::point(Ratio::zero());
            let all = sets.iter().fold(nothing(), |sum, set| sum.plus(set));
            let at = at.index(sets.len());
            let others = sets.iter().enumerate().filter(|(other, _)| *other != at).fold(nothing(), |sum, (_, set)| sum.plus(set));
            for side in Side::BOTH {
                let ends = Ends::of(side, &sets);
                prop_assert_eq!(&ends.end(), side.end(&all));
                prop_assert_eq!(&ends.without(&sets[at]), side.end(&others));
                let rest = sets.iter().skip(at).fold(nothing(), |sum, set| sum.plus(set));
                prop_assert_eq!(&ends.without_all(&sets[..at]), side.end(&rest));
                let half = side.from(side.end(&others).clone());
                // At a value far off, and at the end itself, which no decimal between can tell.
                let mut values = vec![Ratio::new(p, q).unwrap()];
                if let Bound::Included(end) | Bound::Excluded(end) = side.end(&others) {
                    values.push(end.clone());
                }
                for value in values {
                    let asked = ends.ask_without(&sets[at], |half| half.contains(&value));
                    prop_assert_eq!(asked, half.contains(&value), "{} in {}", value, half);
                }
            }
        }

        #[test]
        fn sums_are_exact(values in prop::collection::vec((-10_000i128..10_000, 1i128..5_000), 0..12)) {
            let values: Vec<Ratio> = values.into_iter().map(|(p, q)| Ratio::new(p, q).unwrap()).collect();
            let expected: Ratio = values.iter().sum();
            prop_assert_eq!(sum(&values.iter().collect::<Vec<_>>()), expected);
        }
    }
}
