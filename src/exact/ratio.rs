use std::fmt;
use std::iter;
use std::ops::{Add, Mul, Neg, Sub};
use std::str::FromStr;

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use super::{Numeral, NumeralError, Rounded, Rounding, power_of_ten, small_power_of_ten};

/// The longest text that is read as a ratio, in bytes: reading is quadratic in it.
const TEXT_LENGTH_MAX: usize = 20_000;

/// An exact fraction of any size, in lowest terms.
///
/// `Display` writes a plain decimal where the value is one, else `p/q`; `FromStr` reads both and gives the same value
/// back. `+`, `-` and `*` cannot fail; division is [`Ratio::checked_div`].
///
/// # Example
///
/// ```
/// use adspend::exact::{Ratio, Rounding};
///
/// let rate: Ratio = "7.8759".parse()?;
/// let yuan: Ratio = "45150000".parse()?;
/// let euros = yuan.checked_div(&rate).unwrap();
/// assert_eq!(euros.to_string(), "150500000000/26253");
/// assert_eq!(euros.round_to_decimals(2, Rounding::HalfAway).value.to_string(), "5732678.17");
/// # Ok::<(), adspend::exact::RatioError>(())
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::exact::Ratio;
///
/// let message = "1/0".parse::<Ratio>().unwrap_err().to_string();
/// assert_eq!(message, "`1/0` is no exact number: write a decimal such as `-1234.5`, or a fraction such as `2/3`");
/// assert_eq!(Ratio::from(1).checked_div(&Ratio::zero()), None);
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ratio(BigRational);

/// Why a text is no [`Ratio`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RatioError {
    /// Neither a decimal nor a fraction of two whole numbers.
    #[error("`{found}` is no exact number: write a decimal such as `-1234.5`, or a fraction such as `2/3`")]
    Syntax {
        /// The text, cut after 40 characters.
        found: String,
    },
    /// Longer than 20,000 bytes.
    #[error("a number of {length} bytes is too long to be read: at most {TEXT_LENGTH_MAX}")]
    TooLong {
        /// The length in bytes.
        length: usize,
    },
}

impl Ratio {
    /// 0.
    #[must_use]
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    /// 1.
    #[must_use]
    pub fn one() -> Self {
        Self(BigRational::one())
    }

    /// `numerator` / `denominator`, or `None` where the denominator is 0.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        (denominator != 0).then(|| Self(BigRational::new(numerator.into(), denominator.into())))
    }

    /// `mantissa` × 10^−`scale`.
    pub(crate) fn from_scaled(mantissa: BigInt, scale: u32) -> Self {
        if scale == 0 {
            return Self(BigRational::from_integer(mantissa));
        }
        Self(BigRational::new(mantissa, power_of_ten(scale)))
    }

    /// The value × 10^`scale`, where that is a whole number.
    pub(crate) fn scaled_integer(&self, scale: u32) -> Option<BigInt> {
        let (factor, rest) = power_of_ten(scale).div_rem(self.0.denom());
        rest.is_zero().then(|| self.0.numer() * factor)
    }

    /// 10^`exponent`.
    #[must_use]
    pub fn power_of_ten(exponent: i32) -> Self {
        let power = power_of_ten(exponent.unsigned_abs());
        if exponent >= 0 { Self(power.into()) } else { Self(BigRational::new_raw(BigInt::one(), power)) }
    }

    /// 1 / 2.
    #[must_use]
    pub fn half() -> Self {
        Self(BigRational::new_raw(BigInt::one(), 2.into()))
    }

    /// The numerator in lowest terms; it carries the sign.
    pub(crate) fn numerator(&self) -> &BigInt {
        self.0.numer()
    }

    /// The denominator in lowest terms, above 0.
    pub(crate) fn denominator(&self) -> &BigInt {
        self.0.denom()
    }

    /// Whether the value is 0.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether the value is below 0.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// Whether the value is above 0.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        self.0.is_positive()
    }

    /// Whether the value is a whole number.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        self.0.is_integer()
    }

    /// The value without its sign.
    #[must_use]
    pub fn abs(&self) -> Self {
        Self(self.0.abs())
    }

    /// 1 / value, or `None` for 0.
    #[must_use]
    pub fn recip(&self) -> Option<Self> {
        (!self.is_zero()).then(|| Self(self.0.recip()))
    }

    /// `self / divisor`, or `None` where the divisor is 0.
    #[must_use]
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        (!divisor.is_zero()).then(|| Self(&self.0 / &divisor.0))
    }

    /// The nearest multiple of `step` by the rule named, and what was dropped; `step` 0 leaves the value as it is.
    #[must_use]
    pub fn round_to_step(&self, step: &Self, rounding: Rounding) -> Rounded {
        let Some(steps) = self.checked_div(&step.abs()) else {
            return Rounded { value: self.clone(), dropped: Self::zero() };
        };
        let whole = rounding.divide(steps.numerator(), steps.denominator());
        let value = &Self(whole.into()) * &step.abs();
        let dropped = self - &value;
        Rounded { value, dropped }
    }

    /// The nearest value with at most `decimals` decimals by the rule named, and what was dropped.
    #[must_use]
    pub fn round_to_decimals(&self, decimals: u8, rounding: Rounding) -> Rounded {
        self.round_to_step(&Self::power_of_ten(-i32::from(decimals)), rounding)
    }

    /// The largest whole number not above the value.
    #[must_use]
    pub fn floor(&self) -> Self {
        Self(self.0.floor())
    }

    /// The smallest whole number not below the value.
    #[must_use]
    pub fn ceiling(&self) -> Self {
        Self(self.0.ceil())
    }

    /// The value as an `i64`, where it is a whole number in range.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        self.is_integer().then(|| i64::try_from(self.numerator()).ok()).flatten()
    }

    /// The value as text with exactly `decimals` decimals, or `None` where it has more.
    ///
    /// ```
    /// use adspend::exact::Ratio;
    ///
    /// assert_eq!(Ratio::from(6449794).to_fixed(2).as_deref(), Some("6449794.00"));
    /// assert_eq!(Ratio::new(1, 3).unwrap().to_fixed(2), None);
    /// ```
    #[must_use]
    pub fn to_fixed(&self, decimals: u8) -> Option<String> {
        let units = self.scaled_integer(u32::from(decimals))?;
        Some(with_point(&units, usize::from(decimals)))
    }

    /// The value as a numeral without superfluous zeros, where it is a decimal within a numeral's limits.
    #[must_use]
    pub fn to_numeral(&self) -> Option<Numeral> {
        let decimals = u8::try_from(self.decimals()?).ok()?;
        let units = self.scaled_integer(u32::from(decimals))?;
        Numeral::new(i128::try_from(units).ok()?, decimals).ok()
    }

    /// How many decimals write the value out, or `None` where no finite number does.
    fn decimals(&self) -> Option<u32> {
        let denominator = self.denominator().magnitude();
        let twos = denominator.trailing_zeros().unwrap_or(0);
        let mut rest: BigUint = denominator >> twos;
        let mut fives = 0u64;
        let five = BigUint::from(5u8);
        while !rest.is_one() {
            let (quotient, remainder) = rest.div_rem(&five);
            if !remainder.is_zero() {
                return None;
            }
            rest = quotient;
            fives += 1;
        }
        u32::try_from(twos.max(fives)).ok()
    }
}

fn with_point(units: &BigInt, decimals: usize) -> String {
    let sign = if units.sign() == Sign::Minus { "-" } else { "" };
    let digits = units.magnitude().to_string();
    if decimals == 0 {
        return format!("{sign}{digits}");
    }
    let padded = format!("{digits:0>width$}", width = decimals + 1);
    let (whole, fraction) = padded.split_at_checked(padded.len() - decimals).unwrap_or((&padded, ""));
    format!("{sign}{whole}.{fraction}")
}

// Most values are whole numbers, which have nothing to reduce: reducing takes many times as long as the operation.
macro_rules! operator {
    ($trait:ident, $method:ident, $fractions:expr) => {
        impl $trait for &Ratio {
            type Output = Ratio;
            fn $method(self, other: &Ratio) -> Ratio {
                if self.is_integer() && other.is_integer() {
                    return Ratio(self.0.numer().$method(other.0.numer()).into());
                }
                Ratio($fractions(&self.0, &other.0))
            }
        }
        impl $trait for Ratio {
            type Output = Self;
            fn $method(self, other: Self) -> Self {
                (&self).$method(&other)
            }
        }
    };
}
operator!(Add, add, |one, other| added(one, other, BigInt::add));
operator!(Sub, sub, |one, other| added(one, other, BigInt::sub));
operator!(Mul, mul, |one: &BigRational, other| one.clone() * other);

/// The sum, or the difference, of fractions in lowest terms.
///
/// What is to be reduced has no factor that the denominators do not have in common, so that numbers as long as the result are never
/// reduced (Knuth, The Art of Computer Programming, volume 2, 4.5.1).
fn added(one: &BigRational, other: &BigRational, add: impl Fn(BigInt, BigInt) -> BigInt) -> BigRational {
    let common = one.denom().gcd(other.denom());
    if common.is_one() {
        let above = add(one.numer() * other.denom(), other.numer() * one.denom());
        return BigRational::new_raw(above, one.denom() * other.denom());
    }
    let rest = one.denom() / &common;
    let above = add(one.numer() * (other.denom() / &common), other.numer() * &rest);
    let again = (&above % &common).gcd(&common);
    BigRational::new_raw(above / &again, rest * (other.denom() / again))
}

impl Neg for &Ratio {
    type Output = Ratio;
    fn neg(self) -> Ratio {
        Ratio(-&self.0)
    }
}

impl Neg for Ratio {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl iter::Sum for Ratio {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        values.fold(Self::zero(), |sum, value| sum + value)
    }
}

impl<'a> iter::Sum<&'a Self> for Ratio {
    fn sum<I: Iterator<Item = &'a Self>>(values: I) -> Self {
        values.fold(Self::zero(), |sum, value| &sum + value)
    }
}

impl From<Numeral> for Ratio {
    fn from(numeral: Numeral) -> Self {
        match small_power_of_ten(u32::from(numeral.decimals())) {
            Some(1) | None => Self(BigRational::from_integer(numeral.mantissa().into())),
            Some(power) => Self(BigRational::new(numeral.mantissa().into(), power.into())),
        }
    }
}

impl From<rust_decimal::Decimal> for Ratio {
    fn from(value: rust_decimal::Decimal) -> Self {
        Numeral::from(value).into()
    }
}

macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Ratio {
            fn from(value: $integer) -> Self {
                Self(BigRational::from_integer(value.into()))
            }
        }
    )*};
}
from_integers!(u8, u16, u32, u64, i8, i16, i32, i64, i128, usize);

impl FromStr for Ratio {
    type Err = RatioError;

    fn from_str(text: &str) -> Result<Self, RatioError> {
        if text.len() > TEXT_LENGTH_MAX {
            return Err(RatioError::TooLong { length: text.len() });
        }
        let syntax = || RatioError::Syntax { found: text.chars().take(40).collect() };
        match text.parse::<Numeral>() {
            Ok(numeral) => return Ok(numeral.into()),
            Err(NumeralError::Syntax { .. }) if !text.contains('/') => return Err(syntax()),
            Err(_) => {}
        }
        let whole = |part: &str| -> Option<BigInt> {
            let digits = part.strip_prefix('-').unwrap_or(part);
            let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| part.parse().ok()).flatten()
        };
        if let Some((numerator, denominator)) = text.split_once('/') {
            let denominator = whole(denominator).filter(BigInt::is_positive).ok_or_else(syntax)?;
            let numerator = whole(numerator).ok_or_else(syntax)?;
            return Ok(Self(BigRational::new(numerator, denominator)));
        }
        // A decimal longer than a numeral may be.
        let (front, fraction) = text.split_once('.').unwrap_or((text, ""));
        let mantissa = whole(&format!("{front}{fraction}")).ok_or_else(syntax)?;
        let scale = u32::try_from(fraction.len()).map_err(|_| RatioError::TooLong { length: text.len() })?;
        Ok(Self::from_scaled(mantissa, scale))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self.decimals().and_then(|decimals| Some((decimals, self.scaled_integer(decimals)?)))
        {
            Some((decimals, units)) => with_point(&units, usize::try_from(decimals).unwrap_or(usize::MAX)),
            None => format!("{}/{}", self.numerator(), self.denominator()),
        };
        f.pad(&text)
    }
}

impl fmt::Debug for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ratio({self})")
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn signs_and_sums() {
        let third: Ratio = "1/3".parse().unwrap();
        assert!(third.is_positive() && !third.is_negative());
        assert!(!(-third.clone()).is_positive() && (-third.clone()).is_negative());
        assert!(!Ratio::zero().is_positive() && !Ratio::zero().is_negative());
        assert_eq!((-third.clone()).to_string(), "-1/3");
        let list = [third.clone(), Ratio::from(2), -Ratio::from(4)];
        assert_eq!(list.iter().sum::<Ratio>().to_string(), "-5/3");
        assert_eq!(list.into_iter().sum::<Ratio>().to_string(), "-5/3");
        assert_eq!(format!("{third:?}"), "Ratio(1/3)");
        assert_eq!((third.denominator().to_string(), third.to_i64()), ("3".to_owned(), None));
        assert_eq!((Ratio::from(-7).to_i64(), Ratio::from(1).to_i64()), (Some(-7), Some(1)));
        let cents = "0.125".parse::<Ratio>().unwrap().round_to_decimals(2, Rounding::HalfEven);
        assert_eq!(
            (cents.value.to_string(), cents.dropped.to_string()),
            ("0.12".to_owned(), "0.005".to_owned())
        );
    }

    #[test]
    fn what_no_number_is() {
        for text in [
            ".5", "5.", "+5", "+5/3", "1_0/3", "1/1_0", "1/", "/3", "1/0", "1/-3", "1e5", "0x10/3", "", "-",
            "--1",
        ] {
            assert!(text.parse::<Ratio>().is_err(), "{text}");
        }
        let longest = "1".repeat(TEXT_LENGTH_MAX);
        assert!(longest.parse::<Ratio>().is_ok());
        assert_eq!(
            format!("{longest}1").parse::<Ratio>(),
            Err(RatioError::TooLong { length: TEXT_LENGTH_MAX + 1 })
        );
    }

    #[test]
    fn decimals_print_as_decimals_and_others_as_fractions() {
        for (p, q, text) in [
            (1, 3, "1/3"),
            (-1, 8, "-0.125"),
            (10, 4, "2.5"),
            (7, 1, "7"),
            (-7, 3, "-7/3"),
            (0, 9, "0"),
            (1, 1000, "0.001"),
        ] {
            let ratio = Ratio::new(p, q).unwrap();
            assert_eq!(ratio.to_string(), text);
            assert_eq!(text.parse::<Ratio>().unwrap(), ratio);
        }
        assert_eq!(Ratio::new(1, 0), None);
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "/", "1/", "/2", "1/-2", "1.5/2", "1//2", "a/2", "+1", "1 /2", "--1/2", "1e3"] {
            assert!(text.parse::<Ratio>().is_err(), "{text:?}");
        }
        let long = "1".repeat(20_001);
        assert_eq!(long.parse::<Ratio>(), Err(RatioError::TooLong { length: 20_001 }));
        let wide = format!("{}.{}", "1".repeat(40), "2".repeat(40));
        assert_eq!(wide.parse::<Ratio>().unwrap().to_string(), wide);
        assert!(format!("{}.{}x", "1".repeat(40), "2".repeat(40)).parse::<Ratio>().is_err());
    }

    #[test]
    fn conversions_to_fixed_and_numeral() {
        let r = |text: &str| text.parse::<Ratio>().unwrap();
        assert_eq!(r("-0.05").to_fixed(2).unwrap(), "-0.05");
        assert_eq!(r("-0.05").to_fixed(1), None);
        assert_eq!(r("0.5").to_numeral().unwrap().to_string(), "0.5");
        assert_eq!(r("1/3").to_numeral(), None);
        assert_eq!(Ratio::power_of_ten(38).to_numeral(), None);
        assert_eq!(Ratio::power_of_ten(-29).to_numeral(), None);
        assert_eq!(Ratio::power_of_ten(-28).to_numeral(), Numeral::power_of_ten(-28));
        assert_eq!((r("-2.5").floor(), r("-2.5").ceiling()), (r("-3"), r("-2")));
        assert_eq!(
            (r("-7").to_i64(), r("0.5").to_i64(), Ratio::power_of_ten(30).to_i64()),
            (Some(-7), None, None)
        );
        assert_eq!(r("0").recip(), None);
        assert_eq!(r("4").recip().unwrap(), r("0.25"));
        assert_eq!(r("2.7").round_to_step(&Ratio::zero(), Rounding::Floor).value, r("2.7"));
        assert_eq!(r("2.7").round_to_step(&r("-0.5"), Rounding::Floor).value, r("2.5"));
    }

    proptest! {
        #[test]
        fn sums_and_differences_are_in_lowest_terms(
            a in -5000i64..5000, b in 1i64..5000, c in -5000i64..5000, d in 1i64..5000, factor in 1i64..=1_000_000
        ) {
            // Denominators with nothing in common, with something, and the same.
            let of = |above: i64, below: i64| Ratio::new(above.into(), i128::from(below) * i128::from(factor)).unwrap();
            for (one, other) in [(of(a, b), of(c, d)), (of(a, b), of(c, b)), (of(a, b), of(-a, b))] {
                for (found, expected) in [(&one + &other, &one.0 + &other.0), (&one - &other, &one.0 - &other.0)] {
                    prop_assert_eq!((found.0.numer(), found.0.denom()), (expected.numer(), expected.denom()));
                }
            }
        }

        #[test]
        fn text_reads_back(p in any::<i128>(), q in 1i128..i128::MAX) {
            let ratio = Ratio::new(p, q).unwrap();
            prop_assert_eq!(ratio.to_string().parse::<Ratio>().unwrap(), ratio.clone());
            prop_assert_eq!(serde_json::from_str::<Ratio>(&serde_json::to_string(&ratio).unwrap()).unwrap(), ratio);
        }

        #[test]
        fn rounding_lands_on_the_step_and_within_reach(p in any::<i64>(), q in 1i64..100_000, step in 1i64..10_000, mode in 0usize..9) {
            let (value, step) = (Ratio::new(p.into(), q.into()).unwrap(), Ratio::new(step.into(), 100).unwrap());
            let mode = Rounding::ALL[mode];
            let rounded = value.round_to_step(&step, mode);
            prop_assert!(rounded.value.checked_div(&step).unwrap().is_integer());
            prop_assert_eq!(&rounded.value + &rounded.dropped, value);
            let directed = [Rounding::Floor, Rounding::Ceiling, Rounding::Truncate, Rounding::Away];
            let reach = if directed.contains(&mode) { step } else { step * Ratio::half() };
            prop_assert!(rounded.dropped.abs() <= reach);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[-0-9./a]{0,24}") {
            if let Ok(ratio) = text.parse::<Ratio>() {
                prop_assert_eq!(ratio.to_string().parse::<Ratio>().unwrap(), ratio);
            }
        }
    }
}
