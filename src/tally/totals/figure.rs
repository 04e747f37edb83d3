//! From a sum in integers and a bound of what they cut off to the rounded figure.

use crate::exact::Rounding;

/// The figure, in minor units, of a sum that lies within `error` of `sum` × 2^−`shift`, where every value there is rounded
/// alike; `None` where the bound leaves two answers.
///
/// # Range
///
/// `shift` is 1 to 120, and `error` below 2^(`shift` − 2).
pub(super) fn figure(sum: i128, error: i128, shift: u32, rounding: Rounding) -> Option<i64> {
    let unit = 1i128 << shift;
    if rounding.is_to_nearest() {
        // The least of these values, were halves rounded down, and the greatest, were they rounded up: where both give one figure, all do.
        // No branch asks in which half a sum lies, for none could be foreseen.
        let half = unit >> 1;
        let least = (sum - error + half - 1) >> shift;
        let greatest = (sum + error + half) >> shift;
        return i64::try_from(least).ok().filter(|figure| least == greatest && *figure != i64::MIN);
    }
    let floor = sum >> shift;
    let rest = sum - (floor << shift);
    if error == 0 && rest == 0 {
        return i64::try_from(floor).ok();
    }
    if rest <= error || rest + error >= unit {
        return None;
    }
    let above = match rounding {
        Rounding::Floor => false,
        Rounding::Ceiling => true,
        Rounding::Truncate => floor < 0,
        _ => floor >= 0,
    };
    i64::try_from(floor + i128::from(above)).ok().filter(|figure| *figure != i64::MIN)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::exact::Ratio;

    fn rounded(sum: i128, shift: u32, rounding: Rounding) -> i64 {
        let value = Ratio::new(sum, 1 << shift).unwrap();
        value.round_to_decimals(0, rounding).value.to_i64().unwrap()
    }

    /// Sums in units of 1/1024, with their bounds: many of them reach just to a half or a whole, or not quite.
    fn sums() -> impl Strategy<Value = (i128, i128)> {
        let part = prop_oneof![0i128..1024, Just(0), Just(512)];
        (-5i128..5, part, 0i128..250, -1i128..=1, -1i128..=1)
            .prop_map(|(whole, part, error, side, off)| (whole * 1024 + part + side * error + off, error))
    }

    proptest! {
        #[test]
        fn a_figure_is_that_of_every_sum_within_the_bound((sum, error) in sums(), within in -250i128..=250, mode in 0usize..9) {
            let mode = Rounding::ALL[mode];
            if let Some(figure) = figure(sum, error, 10, mode) {
                for near in [-error, within.clamp(-error, error), error] {
                    prop_assert_eq!(figure, rounded(sum + near, 10, mode));
                }
            }
        }

        #[test]
        fn none_is_given_only_where_the_bound_leaves_two(sum in -5000i128..5000, error in 1i128..250, mode in 0usize..9) {
            let mode = Rounding::ALL[mode];
            let answers: std::collections::BTreeSet<i64> =
                (sum - error..=sum + error).map(|near| rounded(near, 10, mode)).collect();
            prop_assert!(figure(sum, error, 10, mode).is_some() || answers.len() > 1 || is_near_edge(sum, error));
        }
    }

    /// Whether the bound touches a boundary that belongs to one of its sides.
    fn is_near_edge(sum: i128, error: i128) -> bool {
        (sum - error..=sum + error).any(|near| near.rem_euclid(512) == 0)
    }
}
