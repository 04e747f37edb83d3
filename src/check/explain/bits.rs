//! Description lengths and chances, without floating point.

use num_bigint::BigUint;

use crate::exact::{Numeral, Ratio, Rounding};

/// log2 of a count in hundredths of a bit, correctly rounded; 0 for 0.
pub(super) fn log2_hundredths(count: u128) -> i64 {
    // ⌊200·log2 n⌋ = ⌊log2 n^200⌋ is one less than the length of n^200 in bits.
    let length = BigUint::from(count).pow(200).bits();
    let halves = i64::try_from(length.saturating_sub(1)).unwrap_or(i64::MAX);
    halves / 2 + halves % 2
}

/// Hundredths of a bit as a number of bits.
pub(super) fn bits(hundredths: i64) -> Numeral {
    Numeral::new(hundredths.into(), 2).unwrap_or_else(|_| Numeral::from(i64::MAX))
}

/// `tried` × `acceptance` ÷ `spread`: how many of so many hypotheses fit by chance. No more than all of them do.
pub(super) fn chance_hits(tried: u128, acceptance: Option<&Ratio>, spread: &Ratio) -> Ratio {
    let all = || i128::try_from(tried).map_or_else(|_| Ratio::power_of_ten(39), Ratio::from);
    match acceptance.and_then(|width| width.checked_div(spread)) {
        Some(share) if share < Ratio::one() => all() * share,
        _ => all(),
    }
}

/// Two significant digits, rounded up, and no more than 28 decimals.
pub(super) fn two_digits(value: &Ratio) -> Numeral {
    for decimals in 0..=28u8 {
        let rounded = value.round_to_decimals(decimals, Rounding::Ceiling).value;
        let is_precise = &rounded * &Ratio::power_of_ten(decimals.into()) >= Ratio::from(10);
        if let Some(numeral) = rounded.to_numeral().filter(|_| is_precise || decimals == 28) {
            return numeral;
        }
    }
    Numeral::new(i128::MAX / 10, 0).unwrap_or_else(|_| Numeral::from(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_correctly_rounded() {
        for (count, hundredths) in
            [(0, 0), (1, 0), (2, 100), (3, 158), (10, 332), (1000, 997), (1 << 90, 9000)]
        {
            assert_eq!(log2_hundredths(count), hundredths, "{count}");
        }
        // The known frequencies of digit slips, of 152 together: log2 152 = 7.2479…
        let slip = |count: u128| log2_hundredths(152 * 1_000_000 / count) - log2_hundredths(1_000_000);
        assert_eq!([112, 15, 14, 11].map(slip), [44, 334, 344, 379]);
        assert_eq!(bits(1234).to_string(), "12.34");
    }

    #[test]
    fn chances_are_never_understated() {
        let chance = |tried, width: Option<i64>, spread: i64| {
            two_digits(&chance_hits(tried, width.map(Ratio::from).as_ref(), &spread.into())).to_string()
        };
        assert_eq!(chance(9, Some(1), 700_000), "0.000013");
        assert_eq!(chance(9, Some(900), 45_000), "0.18");
        assert_eq!(chance(1000, Some(1), 3), "334");
        assert_eq!(chance(9, None, 5), "9");
        assert_eq!(chance(9, Some(5), 0), "9");
    }
}
