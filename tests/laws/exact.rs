//! Sums and roundings against a twin written on plain big fractions.

use adspend::exact::{Numeral, Ratio, Rounding, Sum};
use adspend::strategies::{numerals, values};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use proptest::prelude::*;
use proptest::sample::select;

fn fraction(numeral: Numeral) -> BigRational {
    let ten = BigInt::from(10u8).pow(u32::from(numeral.decimals()));
    BigRational::new(numeral.mantissa().into(), ten)
}

/// The value that the text of a ratio writes: `12.5` or `p/q`.
fn written(ratio: &Ratio) -> BigRational {
    let text = ratio.to_string();
    if text.contains('/') {
        return text.parse().unwrap();
    }
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let digits: BigInt = text.replace('.', "").parse().unwrap();
    BigRational::new(digits, BigInt::from(10u8).pow(decimals.try_into().unwrap()))
}

/// The rule in its own words: of the two neighbours, the one that it names.
fn rounded(x: &BigRational, rule: Rounding) -> BigInt {
    let (below, above) = (x.floor().to_integer(), x.ceil().to_integer());
    if below == above {
        return below;
    }
    let one = |value: &BigInt| BigRational::from(value.clone());
    let (to_below, to_above) = ((x - one(&below)).abs(), (one(&above) - x).abs());
    let (inner, outer) =
        if x.is_negative() { (above.clone(), below.clone()) } else { (below.clone(), above.clone()) };
    match rule {
        Rounding::Floor => return below,
        Rounding::Ceiling => return above,
        Rounding::Truncate => return inner,
        Rounding::Away => return outer,
        _ => {}
    }
    if to_below != to_above {
        return if to_below < to_above { below } else { above };
    }
    match rule {
        Rounding::HalfUp => above,
        Rounding::HalfDown => below,
        Rounding::HalfAway => outer,
        Rounding::HalfTowardZero => inner,
        _ => {
            if (&below % 2u8).is_zero() {
                below
            } else {
                above
            }
        }
    }
}

proptest! {
    #[test]
    fn sums_agree_with_fractions(numerals in prop::collection::vec(numerals(), 0..30)) {
        let sum: Sum = numerals.iter().copied().collect();
        let naive = numerals.iter().fold(BigRational::zero(), |sum, numeral| sum + fraction(*numeral));
        prop_assert_eq!(written(&sum.value()), naive);
        // The twin: without any one that is not 0, it is another sum.
        for left_out in 0..numerals.len() {
            let others = numerals.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, numeral)| *numeral);
            prop_assert_eq!(others.collect::<Sum>() == sum, numerals[left_out].is_zero());
        }
    }

    #[test]
    fn roundings_agree_with_their_definition(
        value in prop_oneof![values(adspend::amount::Domain::Signed), numerals()],
        halves in -40i64..=40,
        step in values(adspend::amount::Domain::Gross).prop_filter("a step", |step| !step.is_zero()),
        rule in select(&Rounding::ALL[..]),
        tie in any::<bool>(),
    ) {
        // A tie in half of the cases.
        let x = if tie { Ratio::from(step) * Ratio::new(halves.into(), 2).unwrap() } else { value.into() };
        let found = x.round_to_step(&step.into(), rule);
        let steps = written(&x) / fraction(step);
        prop_assert_eq!(written(&found.value), BigRational::from(rounded(&steps, rule)) * fraction(step));
        prop_assert_eq!(&found.value + &found.dropped, x);
    }
}
