//! Exact numbers: decimals as written, ratios, sums that no order can change, and roundings with names.
//!
//! This module knows nothing of money. There is no binary floating point in it, no rounding that the
//! caller did not name, and no operation that wraps: where a result cannot be held, a typed error says so,
//! and where the type can grow ([`Ratio`], [`Sum`]) there is nothing to overflow.
//!
//! | type | holds | use it for |
//! |---|---|---|
//! | [`Numeral`] | digits and scale as they were written, at most 38 digits, 28 of them decimals | what a person or a file wrote |
//! | [`Ratio`] | any fraction, in lowest terms | everything computed from numerals |
//! | [`Sum`] | a running sum of numerals | adding millions of them in any order, on any number of threads |
//! | [`Rounding`] | one of nine rules, named | every step from a ratio back to digits |

mod numeral;
mod ratio;
mod rounding;
mod sum;

pub use numeral::{DECIMALS_MAX, DIGITS_MAX, Numeral, NumeralError};
pub use ratio::{Ratio, RatioError};
pub use rounding::{Rounded, Rounding, UnknownRounding};
pub use sum::Sum;

use num_bigint::BigInt;

/// 10^exponent as a big integer.
pub(crate) fn power_of_ten(exponent: u32) -> BigInt {
    BigInt::from(10u8).pow(exponent)
}

/// 10^exponent, or `None` from 39 on, where `i128` ends.
pub(crate) fn small_power_of_ten(exponent: u32) -> Option<i128> {
    10i128.checked_pow(exponent)
}
