use crate::exact::{Ratio, Rounding};

/// log2(e) to 60 decimals, cut off; the next digit is not 9, so the true value lies below the last place raised by 1.
const LOG2_E: &str = "1.442695040888963407359924681001892137426645954152985934135449";

/// The base-2 logarithm, rounded up and at most 0, of Hoeffding's bound 2·exp(−2t²/Σu²) on the probability that
/// independent rounding errors of widths u add up to t or more; `None` where nothing was rounded (Σu² = 0).
///
/// Source: W. Hoeffding, "Probability Inequalities for Sums of Bounded Random Variables", JASA 58 (1963), Theorem 2.
pub(super) fn plausibility_log2(difference: &Ratio, squares_of_widths: &Ratio) -> Option<i64> {
    let exponent = (&Ratio::from(2) * &(difference * difference)).checked_div(squares_of_widths)?;
    let log2_e: Ratio = LOG2_E.parse().ok()?;
    // Too small a log2(e) gives too large a bound: the safe side.
    let log2 = Ratio::one() - exponent * log2_e;
    let ceiling = log2.round_to_decimals(0, Rounding::Ceiling).value;
    Some(ceiling.to_i64().unwrap_or(i64::MIN).min(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_a_thousand_thousands() {
        // 1,000 items of 1,000 at step 1,000 against 1,200,000 (exact): t = 200,000, Σu² = 10^9, 2t²/Σu² = 80.
        let bound = |t: i64, squares: i64| plausibility_log2(&t.into(), &squares.into());
        // log2(2e^−80) = 1 − 80·1.4427 = −114.4…
        assert_eq!(bound(200_000, 1_000_000_000), Some(-114));
        assert_eq!(bound(-200_000, 1_000_000_000), Some(-114));
        assert_eq!(bound(0, 1), Some(0));
        assert_eq!(bound(1, 1), Some(-1)); // 1 − 2·1.4427 = −1.885
        assert_eq!(bound(5, 0), None);
    }
}
