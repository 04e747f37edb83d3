use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use num_bigint::BigInt;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use super::{Ratio, power_of_ten, small_power_of_ten};

/// The most digits a numeral may have, leading zeros not counted: SQL's `DECIMAL(38, s)`, and what an `i128` holds.
pub const DIGITS_MAX: usize = 38;
/// The most decimals a numeral may have: those of [`rust_decimal::Decimal`].
pub const DECIMALS_MAX: u8 = 28;

/// A decimal number exactly as it was written: its digits and how many of them are decimals.
///
/// `45.0` and `45.00` have one value and are two numerals, because the zeros tell how far a figure was
/// rounded. `==` therefore compares what was written; compare values with [`Numeral::cmp_value`].
/// The order of `Ord` is by value first and by the number of decimals among equal values.
///
/// # Syntax
///
/// `-? digit+ ('.' digit+)?` with ASCII digits: no `+`, no exponent, no separators, no spaces. Leading zeros are
/// read and not kept; `-0` is `0`.
///
/// # Range
///
/// At most [`DIGITS_MAX`] significant digits and [`DECIMALS_MAX`] decimals.
///
/// # Example
///
/// ```
/// use adspend::exact::Numeral;
///
/// let printed: Numeral = "45.00".parse()?;
/// assert_eq!(printed.to_string(), "45.00");
/// assert_eq!(printed.decimals(), 2);
/// # Ok::<(), adspend::exact::NumeralError>(())
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::exact::Numeral;
///
/// let message = "1e5".parse::<Numeral>().unwrap_err().to_string();
/// assert_eq!(message, "`1e5` is not a plain decimal number: write digits with at most one point, as in `-1234.50`");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Numeral {
    mantissa: i128,
    scale: u8,
}

/// Why a text or a pair of mantissa and scale is no [`Numeral`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NumeralError {
    /// The text is not of the form that [`Numeral`] documents.
    #[error("`{found}` is not a plain decimal number: write digits with at most one point, as in `-1234.50`")]
    Syntax {
        /// The text, cut after 40 characters.
        found: String,
    },
    /// More than [`DIGITS_MAX`] digits.
    #[error("a number of {digits} digits is too long: at most {DIGITS_MAX} can be held exactly")]
    TooManyDigits {
        /// How many there were.
        digits: usize,
    },
    /// More than [`DECIMALS_MAX`] decimals.
    #[error("a number with {decimals} decimals is too fine: at most {DECIMALS_MAX} can be held exactly")]
    TooManyDecimals {
        /// How many there were.
        decimals: usize,
    },
    /// The value does not fit a [`Decimal`], whose mantissa has 96 bits.
    #[error("{numeral} does not fit the 96 bits of `Decimal`: keep it as a `Numeral` or a `Ratio`")]
    BeyondDecimal {
        /// The numeral.
        numeral: Numeral,
    },
}

impl Numeral {
    /// The number 0, without decimals.
    pub const ZERO: Self = Self { mantissa: 0, scale: 0 };
    /// The number 1, without decimals.
    pub const ONE: Self = Self { mantissa: 1, scale: 0 };

    /// The numeral `mantissa` × 10^−`scale`.
    ///
    /// # Errors
    ///
    /// [`NumeralError::TooManyDecimals`] above 28, [`NumeralError::TooManyDigits`] from 10^38 on.
    pub fn new(mantissa: i128, scale: u8) -> Result<Self, NumeralError> {
        if scale > DECIMALS_MAX {
            return Err(NumeralError::TooManyDecimals { decimals: usize::from(scale) });
        }
        // A machine word has fewer digits, and to count them takes divisions.
        if i64::try_from(mantissa).is_ok() {
            return Ok(Self { mantissa, scale });
        }
        match mantissa.unsigned_abs().checked_ilog10() {
            Some(log) if log >= 38 => Err(NumeralError::TooManyDigits { digits: 39 }),
            _ => Ok(Self { mantissa, scale }),
        }
    }

    /// 10^`exponent` as it is written: `1000`, `1`, `0.01`; `None` outside −28..=37.
    #[must_use]
    pub fn power_of_ten(exponent: i32) -> Option<Self> {
        match u32::try_from(exponent) {
            Ok(zeros) => Self::new(small_power_of_ten(zeros)?, 0).ok(),
            Err(_) => Self::new(1, u8::try_from(exponent.unsigned_abs()).ok()?).ok(),
        }
    }

    /// The digits without the point, with the sign.
    #[must_use]
    pub const fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// How many digits stand after the point, 0 to 28.
    #[must_use]
    pub const fn decimals(self) -> u8 {
        self.scale
    }

    /// Whether the value is 0.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// Whether the value is below 0.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The same digits with the other sign.
    #[must_use]
    pub const fn negated(self) -> Self {
        // At most 38 digits: far from `i128::MIN`.
        Self { mantissa: -self.mantissa, scale: self.scale }
    }

    /// The value × 10^`exponent`, digits kept: `45.15` by 6 is `45150000`, `25` by −3 is `0.025`.
    ///
    /// # Errors
    ///
    /// As [`Numeral::new`], when the result has too many digits or decimals.
    pub fn shifted(self, exponent: i32) -> Result<Self, NumeralError> {
        let scale = i64::from(self.scale) - i64::from(exponent);
        if let Ok(scale) = usize::try_from(scale) {
            let fits = u8::try_from(scale).map_err(|_| NumeralError::TooManyDecimals { decimals: scale })?;
            return Self::new(self.mantissa, fits);
        }
        let zeros = u32::try_from(scale.unsigned_abs()).unwrap_or(u32::MAX);
        let digits = self.digits().saturating_add(usize::try_from(zeros).unwrap_or(usize::MAX));
        small_power_of_ten(zeros)
            .and_then(|factor| self.mantissa.checked_mul(factor))
            .and_then(|mantissa| Self::new(mantissa, 0).ok())
            .ok_or(NumeralError::TooManyDigits { digits })
    }

    /// How many zeros end a number written without decimals: 4 for `45150000`, 0 for `1.50`, for `0` and for `7`.
    ///
    /// They are the places to which the number may have been rounded.
    #[must_use]
    pub fn trailing_zeros(self) -> u8 {
        if self.scale > 0 || self.mantissa == 0 {
            return 0;
        }
        let mut rest = self.mantissa;
        let mut zeros = 0;
        while rest % 10 == 0 {
            rest /= 10;
            zeros += 1;
        }
        zeros
    }

    /// The place of the last digit that is not 0, as a power of ten: 3 for `972000`, −2 for `1.050`;
    /// `None` for 0.
    #[must_use]
    pub fn last_nonzero_place(self) -> Option<i32> {
        if self.mantissa == 0 {
            return None;
        }
        let mut rest = self.mantissa;
        let mut place = -i32::from(self.scale);
        while rest % 10 == 0 {
            rest /= 10;
            place += 1;
        }
        Some(place)
    }

    /// Whether the value is a whole multiple of `step`; nothing but 0 is a multiple of 0.
    #[must_use]
    pub fn is_multiple_of(self, step: Self) -> bool {
        if let (true, Ok(value), Ok(step @ 1..)) =
            (self.scale == step.scale, u64::try_from(self.mantissa), u64::try_from(step.mantissa))
        {
            // As below; to divide words takes a tenth of the time.
            return value % step == 0;
        }
        match self.aligned(step) {
            Some((_, 0)) => self.is_zero(),
            Some((value, step)) => value % step == 0,
            None => Ratio::from(self).checked_div(&Ratio::from(step)).is_some_and(|steps| steps.is_integer()),
        }
    }

    /// Compares the values, whatever the number of decimals: `45.0` and `45.00` are equal here.
    #[must_use]
    pub fn cmp_value(self, other: Self) -> Ordering {
        if self.scale == other.scale {
            return self.mantissa.cmp(&other.mantissa);
        }
        match self.aligned(other) {
            Some((left, right)) => left.cmp(&right),
            None => self.big_at_finest().cmp(&other.big_at_finest()),
        }
    }

    fn digits(self) -> usize {
        self.mantissa.unsigned_abs().checked_ilog10().map_or(1, |log| usize::try_from(log).unwrap_or(0) + 1)
    }

    /// Both mantissas at the finer of the two scales, where `i128` holds them.
    fn aligned(self, other: Self) -> Option<(i128, i128)> {
        let scale = self.scale.max(other.scale);
        let lift = |n: Self| n.mantissa.checked_mul(small_power_of_ten(u32::from(scale - n.scale))?);
        Some((lift(self)?, lift(other)?))
    }

    fn big_at_finest(self) -> BigInt {
        BigInt::from(self.mantissa) * power_of_ten(u32::from(DECIMALS_MAX - self.scale))
    }
}

impl Ord for Numeral {
    fn cmp(&self, other: &Self) -> Ordering {
        self.cmp_value(*other).then(self.scale.cmp(&other.scale))
    }
}

impl PartialOrd for Numeral {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for Numeral {
    type Err = NumeralError;

    fn from_str(text: &str) -> Result<Self, NumeralError> {
        let syntax = || NumeralError::Syntax { found: text.chars().take(40).collect() };
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = match unsigned.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return Err(syntax()),
            None => (unsigned, ""),
        };
        let digits_only = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !digits_only(whole) || !digits_only(fraction) {
            return Err(syntax());
        }
        let scale = u8::try_from(fraction.len())
            .ok()
            .filter(|scale| *scale <= DECIMALS_MAX)
            .ok_or(NumeralError::TooManyDecimals { decimals: fraction.len() })?;
        let digits = whole.bytes().chain(fraction.bytes()).skip_while(|b| *b == b'0');
        let count = digits.clone().count();
        if count > DIGITS_MAX {
            return Err(NumeralError::TooManyDigits { digits: count });
        }
        // At most 38 digits: the largest is 10^38 − 1, and i128 ends above 1.7 × 10^38.
        let magnitude = digits.fold(0i128, |sum, digit| sum * 10 + i128::from(digit - b'0'));
        let mantissa = if text.starts_with('-') { -magnitude } else { magnitude };
        Ok(Self { mantissa, scale })
    }
}

impl fmt::Display for Numeral {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let magnitude = self.mantissa.unsigned_abs();
        // A machine word is written many times as fast as two.
        let mut text =
            u64::try_from(magnitude).map_or_else(|_| magnitude.to_string(), |word| word.to_string());
        let scale = usize::from(self.scale);
        if scale > 0 {
            let zeros = (scale + 1).saturating_sub(text.len());
            text.insert_str(0, &"0".repeat(zeros));
            text.insert(text.len() - scale, '.');
        }
        f.pad_integral(self.mantissa >= 0, "", &text)
    }
}

impl fmt::Debug for Numeral {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Numeral({self})")
    }
}

impl From<Decimal> for Numeral {
    /// Keeps digits and scale: a `Decimal` has at most 29 digits and 28 decimals.
    fn from(value: Decimal) -> Self {
        let scale = u8::try_from(value.scale()).unwrap_or(DECIMALS_MAX);
        Self { mantissa: value.mantissa(), scale }
    }
}

impl TryFrom<Numeral> for Decimal {
    type Error = NumeralError;

    fn try_from(numeral: Numeral) -> Result<Self, NumeralError> {
        Self::try_from_i128_with_scale(numeral.mantissa, u32::from(numeral.scale))
            .map_err(|_| NumeralError::BeyondDecimal { numeral })
    }
}

macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Numeral {
            fn from(value: $integer) -> Self {
                Self { mantissa: i128::from(value), scale: 0 }
            }
        }
    )*};
}
from_integers!(u8, u16, u32, u64, i8, i16, i32, i64);

impl Serialize for Numeral {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Numeral {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn n(text: &str) -> Numeral {
        text.parse().unwrap()
    }

    #[test]
    fn debug_shows_the_digits() {
        assert_eq!(format!("{:?}", n("-45.00")), "Numeral(-45.00)");
    }

    #[test]
    fn digits_are_kept_as_written() {
        for text in [
            "0",
            "45.00",
            "-0.05",
            "0.0000000000000000000000000001",
            "99999999999999999999999999999999999999",
        ] {
            assert_eq!(n(text).to_string(), text);
        }
        assert_eq!(n("007.50").to_string(), "7.50");
        assert_eq!(n("-0").to_string(), "0");
        assert_eq!(format!("{:>8}|{:<8}|", n("-1.5"), n("1.5")), "    -1.5|1.5     |");
    }

    #[test]
    fn what_decimal_would_take_is_refused() {
        for text in [
            "", "-", "+1", ".5", "1.", "1_000", "1,000", "1e5", "1E5", " 1", "1 ", "0x1", "١", "--1",
            "1.2.3", "NaN",
        ] {
            assert!(matches!(text.parse::<Numeral>(), Err(NumeralError::Syntax { .. })), "{text:?}");
        }
    }

    #[test]
    fn limits_are_exact() {
        assert_eq!(
            "100000000000000000000000000000000000000".parse::<Numeral>().unwrap_err().to_string(),
            "a number of 39 digits is too long: at most 38 can be held exactly"
        );
        assert_eq!(
            "0.00000000000000000000000000001".parse::<Numeral>().unwrap_err().to_string(),
            "a number with 29 decimals is too fine: at most 28 can be held exactly"
        );
        assert!(Numeral::new(10i128.pow(38), 0).is_err());
        assert!(Numeral::new(-(10i128.pow(38)), 0).is_err());
        assert!(Numeral::new(10i128.pow(38) - 1, 28).is_ok());
        assert!(Numeral::new(0, 29).is_err());
        assert_eq!(Numeral::power_of_ten(37).unwrap().to_string().len(), 38);
        assert_eq!(Numeral::power_of_ten(-28).unwrap().decimals(), 28);
        assert_eq!((Numeral::power_of_ten(38), Numeral::power_of_ten(-29)), (None, None));
    }

    #[test]
    fn places() {
        assert_eq!(n("45150000").trailing_zeros(), 4);
        assert_eq!(n("1.50").trailing_zeros(), 0);
        assert_eq!(n("0").trailing_zeros(), 0);
        assert_eq!(n("972000").last_nonzero_place(), Some(3));
        assert_eq!(n("1.050").last_nonzero_place(), Some(-2));
        assert_eq!(n("0.00").last_nonzero_place(), None);
        assert!(n("45.150").is_multiple_of(n("0.01")));
        assert!(!n("45.151").is_multiple_of(n("0.01")));
        assert!(n("0").is_multiple_of(n("0")) && !n("1").is_multiple_of(n("0")));
        let huge = n("99999999999999999999999999999999999999");
        assert!(huge.is_multiple_of(n("0.0000000000000000000000000001")));
        assert!(!n("0.0000000000000000000000000001").is_multiple_of(huge));
        assert_eq!(huge.cmp_value(n("0.0000000000000000000000000001")), Ordering::Greater);
    }

    #[test]
    fn shifting_moves_the_point() {
        assert_eq!(n("45.15").shifted(6).unwrap(), n("45150000"));
        assert_eq!(n("45.15").shifted(2).unwrap(), n("4515"));
        assert_eq!(n("45.15").shifted(1).unwrap(), n("451.5"));
        assert_eq!(n("25").shifted(-3).unwrap(), n("0.025"));
        assert_eq!(n("45").shifted(37).unwrap_err(), NumeralError::TooManyDigits { digits: 39 });
        assert_eq!(n("45").shifted(-29).unwrap_err(), NumeralError::TooManyDecimals { decimals: 29 });
    }

    #[test]
    fn order_is_by_value_then_decimals() {
        assert!(n("45.0") < n("45.00") && n("45.00") < n("45.1") && n("-2") < n("-1.5"));
        assert_eq!(n("45.0").cmp_value(n("45.00")), Ordering::Equal);
        assert_ne!(n("45.0"), n("45.00"));
    }

    #[test]
    fn to_decimal_and_back_or_refused() {
        let largest = n("79228162514264337593543950335");
        assert_eq!(Numeral::from(Decimal::try_from(largest).unwrap()), largest);
        let beyond = n("79228162514264337593543950336");
        assert_eq!(
            Decimal::try_from(beyond).unwrap_err().to_string(),
            "79228162514264337593543950336 does not fit the 96 bits of `Decimal`: keep it as a `Numeral` or a `Ratio`"
        );
    }

    proptest! {
        #[test]
        fn display_reads_back(mantissa in -(10i128.pow(38) - 1)..10i128.pow(38), scale in 0u8..=28) {
            let numeral = Numeral::new(mantissa, scale).unwrap();
            prop_assert_eq!(numeral.to_string().parse::<Numeral>().unwrap(), numeral);
            prop_assert_eq!(serde_json::from_str::<Numeral>(&serde_json::to_string(&numeral).unwrap()).unwrap(), numeral);
        }

        #[test]
        fn one_changed_character_changes_the_numeral(mantissa in 1i128..10i128.pow(12), scale in 0u8..=9, at in 0usize..12) {
            let text = Numeral::new(mantissa, scale).unwrap().to_string();
            let at = at % text.len();
            let mut bytes = text.clone().into_bytes();
            bytes[at] = if bytes[at] == b'9' { b'8' } else { b'9' };
            let changed = String::from_utf8(bytes).unwrap();
            prop_assert_ne!(changed.parse::<Numeral>().ok(), text.parse().ok());
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,60}") {
            if let Ok(numeral) = text.parse::<Numeral>() {
                prop_assert_eq!(numeral.to_string().parse::<Numeral>().unwrap(), numeral);
            }
        }

        #[test]
        fn value_order_is_the_order_of_ratios(a in any::<i64>(), s in 0u8..=28, b in any::<i64>(), t in 0u8..=28) {
            let (a, b) = (Numeral::new(a.into(), s).unwrap(), Numeral::new(b.into(), t).unwrap());
            prop_assert_eq!(a.cmp_value(b), Ratio::from(a).cmp(&Ratio::from(b)));
        }
    }
}
