//! Sums of many exact products: multiplied out, or rounded by integers with a proven bound.

use std::ops::Bound;

use num_bigint::BigInt;
use num_integer::Integer;

use crate::amount::Interval;
use crate::exact::{Numeral, Ratio, Rounding, Sum, power_of_ten, small_power_of_ten};

/// Decimals to which a rate is cut for the fast path: what is left of 38 digits holds sums of twenty digits.
const RATE_DECIMALS: u8 = 18;

/// The exact sum. Decimals add as integers, and only fractions by halves, so that they grow evenly.
pub(super) fn sum(values: Vec<Ratio>) -> Ratio {
    let mut decimals = Sum::new();
    let mut fractions = Vec::new();
    for value in values {
        match value.to_numeral() {
            Some(numeral) => decimals.add(numeral),
            None => fractions.push(value),
        }
    }
    if fractions.is_empty() { decimals.value() } else { decimals.value() + by_halves(&fractions) }
}

fn by_halves(values: &[Ratio]) -> Ratio {
    match values {
        [] => Ratio::zero(),
        [one] => one.clone(),
        _ => {
            let (left, right) = values.split_at(values.len() / 2);
            by_halves(left) + by_halves(right)
        }
    }
}

/// The Minkowski sum.
pub(super) fn sum_sets(sets: &[Interval]) -> Interval {
    let points: Option<Vec<Ratio>> = sets.iter().map(|set| set.as_point().cloned()).collect();
    if let Some(points) = points {
        return Interval::point(sum(points));
    }
    let (lo, hi) = (ends(sets.iter().map(Interval::lo)), ends(sets.iter().map(Interval::hi)));
    // The ends of non-empty sets, added on each side, are in order.
    Interval::new(lo, hi).unwrap_or_else(Interval::all)
}

fn ends<'s>(ends: impl Iterator<Item = &'s Bound<Ratio>>) -> Bound<Ratio> {
    let (mut values, mut open) = (Vec::new(), false);
    for end in ends {
        match end {
            Bound::Included(value) => values.push(value.clone()),
            Bound::Excluded(value) => {
                open = true;
                values.push(value.clone());
            }
            Bound::Unbounded => return Bound::Unbounded,
        }
    }
    if open { Bound::Excluded(sum(values)) } else { Bound::Included(sum(values)) }
}

/// A rate above 0 as an integer: `floor` ≤ rate × 10^18 < `floor` + 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scaled {
    floor: i128,
    /// Whether nothing was cut off.
    is_exact: bool,
}

impl Scaled {
    /// The rate 1.
    pub(super) const ONE: Self = Self { floor: 1_000_000_000_000_000_000, is_exact: true };

    /// `None` where 128 bits do not hold it.
    pub(super) fn of(rate: &Ratio) -> Option<Self> {
        let scaled = rate.numerator() * power_of_ten(u32::from(RATE_DECIMALS));
        let (floor, rest) = scaled.div_mod_floor(rate.denominator());
        Some(Self { floor: i128::try_from(floor).ok()?, is_exact: rest == BigInt::ZERO })
    }

    /// The least and the greatest value of `mantissa` × rate × 10^18.
    fn times(self, mantissa: i128) -> Option<(i128, i128)> {
        let cut = mantissa.checked_mul(self.floor)?;
        let error = if self.is_exact { 0 } else { mantissa };
        let other = cut.checked_add(error)?;
        Some((cut.min(other), cut.max(other)))
    }
}

/// Σ amount × rate, rounded at `decimals`: by 128-bit integers and a bound of what was cut off them. `None` where the
/// bound leaves more than one answer, or the integers overflow.
///
/// Every rounding is monotone: where both ends of the bound give one answer, so does the exact sum between them.
pub(super) fn rounded(terms: &[(Numeral, Scaled)], decimals: u8, rounding: Rounding) -> Option<Ratio> {
    let scale = terms.iter().map(|(amount, _)| amount.decimals()).max().unwrap_or(0);
    let (mut least, mut greatest) = (0i128, 0i128);
    for (amount, rate) in terms {
        let lift = small_power_of_ten(u32::from(scale - amount.decimals()))?;
        let (lo, hi) = rate.times(amount.mantissa().checked_mul(lift)?)?;
        least = least.checked_add(lo)?;
        greatest = greatest.checked_add(hi)?;
    }
    let step = power_of_ten(u32::from((scale + RATE_DECIMALS).checked_sub(decimals)?));
    let low = rounding.divide(&least.into(), &step);
    let same = least == greatest || low == rounding.divide(&greatest.into(), &step);
    same.then(|| Ratio::from_scaled(low, u32::from(decimals)))
}

/// One amount × a rate in units of the last of so many `decimals`, rounded to nearest, by 128-bit integers; `None` where these leave
/// more than one answer, a half is to be rounded, or they overflow, and for all other roundings.
#[cfg(feature = "file")]
pub(super) fn nearest_units(amount: Numeral, rate: Scaled, decimals: u8, rounding: Rounding) -> Option<i128> {
    if !rounding.is_to_nearest() {
        return None;
    }
    let (least, greatest) = rate.times(amount.mantissa())?;
    let cut = (amount.decimals() + RATE_DECIMALS).checked_sub(decimals).filter(|cut| *cut > 0)?;
    let step = small_power_of_ten(u32::from(cut))?;
    // The least value, were halves rounded down, and the greatest, were they rounded up.
    let least = least.checked_add(step / 2 - 1)?;
    let nearest = least.div_euclid(step);
    let above = greatest.checked_add(step / 2)?.checked_sub(nearest.checked_mul(step)?)?;
    (above < step).then_some(nearest)
}

/// One amount × a rate, rounded at `decimals`: exact.
pub(super) fn rounded_item(amount: Numeral, rate: Option<&Ratio>, decimals: u8, rounding: Rounding) -> Ratio {
    let (mut above, mut below) = (BigInt::from(amount.mantissa()), BigInt::from(1));
    if let Some(rate) = rate {
        above *= rate.numerator();
        below *= rate.denominator();
    }
    let (from, to) = (u32::from(amount.decimals()), u32::from(decimals));
    above *= power_of_ten(to.saturating_sub(from));
    below *= power_of_ten(from.saturating_sub(to));
    Ratio::from_scaled(rounding.divide(&above, &below), to)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn r(text: &str) -> Ratio {
        text.parse().unwrap()
    }

    fn n(text: &str) -> Numeral {
        text.parse().unwrap()
    }

    #[test]
    fn an_exact_tie_is_left_to_the_exact_sum_unless_the_rate_is_a_decimal() {
        let rate = r("29/22");
        let terms = [(n("3392.51"), Scaled::of(&rate).unwrap())];
        assert_eq!(rounded(&terms, 2, Rounding::HalfAway), None);
        assert_eq!(rounded(&terms, 1, Rounding::HalfAway), Some(r("4471.9")));
        let decimal = [(n("0.5"), Scaled::of(&r("0.09")).unwrap())];
        assert_eq!(rounded(&decimal, 2, Rounding::HalfEven), Some(r("0.04")));
        assert_eq!(rounded(&decimal, 2, Rounding::HalfUp), Some(r("0.05")));
    }

    #[test]
    fn too_large_numbers_are_left_to_the_exact_sum() {
        let huge = n("99999999999999999999999999999999999999");
        assert_eq!(rounded(&[(huge, Scaled::ONE)], 2, Rounding::HalfAway), None);
        assert_eq!(Scaled::of(&r("99999999999999999999999999")), None);
    }

    #[test]
    fn sets_add_by_their_ends() {
        let half_open = Interval::new(Bound::Included(r("1")), Bound::Excluded(r("2"))).unwrap();
        let all = [half_open.clone(), Interval::point(r("1/3")), Interval::point(r("0.5"))];
        assert_eq!(sum_sets(&all).to_string(), "[11/6, 17/6)");
        assert_eq!(sum_sets(&[half_open, Interval::at_least(r("3"))]).to_string(), "[4, +inf)");
        assert_eq!(sum_sets(&[]), Interval::point(Ratio::zero()));
    }

    fn terms() -> impl Strategy<Value = Vec<(Numeral, Ratio)>> {
        let amount = (-1_000_000i128..1_000_000, 0u8..6).prop_map(|(m, s)| Numeral::new(m, s).unwrap());
        let rate = (1i128..100_000, 1i128..100_000).prop_map(|(p, q)| Ratio::new(p, q).unwrap());
        prop::collection::vec((amount, rate), 0..12)
    }

    proptest! {
        #[test]
        fn the_fast_path_and_the_halves_equal_the_plain_sum(terms in terms(), decimals in 0u8..5, mode in 0usize..9) {
            let mode = Rounding::ALL[mode];
            let products: Vec<Ratio> = terms.iter().map(|(amount, rate)| &Ratio::from(*amount) * rate).collect();
            let plain: Ratio = products.iter().sum();
            prop_assert_eq!(&sum(products), &plain);
            let scaled: Vec<_> = terms.iter().map(|(amount, rate)| (*amount, Scaled::of(rate).unwrap())).collect();
            if let Some(fast) = rounded(&scaled, decimals, mode) {
                prop_assert_eq!(fast, plain.round_to_decimals(decimals, mode).value);
            }
        }

        #[cfg(feature = "file")]
        #[test]
        fn nearest_units_are_those_of_the_exact_product(terms in terms(), decimals in 0u8..5, mode in 0usize..9) {
            let mode = Rounding::ALL[mode];
            for (amount, rate) in terms {
                let found = nearest_units(amount, Scaled::of(&rate).unwrap(), decimals, mode);
                let exact = rounded_item(amount, Some(&rate), decimals, mode);
                if let Some(units) = found {
                    prop_assert_eq!(Ratio::from_scaled(units.into(), decimals.into()), exact);
                } else if mode.is_to_nearest() {
                    // Only a half is left to others.
                    let product = &(&Ratio::from(amount) * &rate) * &Ratio::power_of_ten(i32::from(decimals) + 1);
                    let tenths = product.to_i64().map(|tenths| tenths.rem_euclid(10));
                    prop_assert_eq!(tenths, Some(5));
                }
            }
        }

        #[test]
        fn one_item_is_rounded_as_its_exact_product(terms in terms(), decimals in 0u8..5, mode in 0usize..9) {
            let mode = Rounding::ALL[mode];
            for (amount, rate) in terms {
                let product = &Ratio::from(amount) * &rate;
                let expected = product.round_to_decimals(decimals, mode).value;
                prop_assert_eq!(rounded_item(amount, Some(&rate), decimals, mode), expected);
                let alone = Ratio::from(amount).round_to_decimals(decimals, mode).value;
                prop_assert_eq!(rounded_item(amount, None, decimals, mode), alone);
            }
        }
    }
}
