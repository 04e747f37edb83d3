//! Days, calendar periods, and dates as vague as their source left them.
//!
//! | type | what it is | text |
//! |---|---|---|
//! | [`Day`] | one day of the Gregorian calendar | `2019-08-03` |
//! | [`Period`] | one day, ISO week, month, quarter or year, to group by | `2019-W31`, `2019-Q3` |
//! | [`When`] | what a source says about a date: EDTF | `2019-08~`, `2019-35`, `../2019-03-31` |
//!
//! "August 2019" is the [`When`] `2019-08`, never silently 1 August. [`When`] therefore has no `<`:
//! it has [`When::definitely_before`], [`When::possibly_overlaps`] and [`When::definitely_within`].
//!
//! Every type reads exactly the texts that it writes: digits are ASCII, years have four of them, and white
//! space, missing zeros and other separators are refused with a [`DateError`] that says what to write
//! instead.
//!
//! ```
//! use adspend::date::{Day, Period, PeriodUnit, When};
//!
//! let august: When = "2019-08".parse()?;
//! let invoice: Day = "2019-08-03".parse()?;
//! assert!(august.contains(invoice));
//! assert_eq!(august.as_day(), None);
//! assert_eq!(Period::containing(invoice, PeriodUnit::Week).to_string(), "2019-W31");
//! # Ok::<(), adspend::date::DateError>(())
//! ```

mod day;
mod edtf;
mod error;
mod period;
mod when;
mod words;

pub use day::Day;
pub use error::{DateError, Unsupported};
pub use period::{Period, PeriodUnit};
pub use when::When;
pub use words::{Precision, Qualifier};

/// Serde as the text of `Display` and `FromStr`, and `Debug` as that text inside the type's name.
macro_rules! as_text {
    ($type:ident, $expecting:literal) => {
        impl ::std::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, concat!(stringify!($type), "({})"), self)
            }
        }

        crate::date::serde_as_text!($type, $expecting);
    };
}

/// Serde as the text of `Display` and `FromStr`.
macro_rules! serde_as_text {
    ($type:ident, $expecting:expr) => {
        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;

                impl ::serde::de::Visitor<'_> for Text {
                    type Value = $type;

                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_str<E: ::serde::de::Error>(self, text: &str) -> Result<$type, E> {
                        text.parse().map_err(E::custom)
                    }
                }

                deserializer.deserialize_str(Text)
            }
        }
    };
}

use {as_text, serde_as_text};

/// The number that these bytes write, if there is at least one, at most nine, and all are ASCII digits.
fn number(bytes: &[u8]) -> Option<u32> {
    if bytes.is_empty() || bytes.len() > 9 {
        return None;
    }
    bytes.iter().try_fold(0_u32, |sum, byte| {
        byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte.wrapping_sub(b'0')))
    })
}

/// The year that four bytes write, from `0000` to `9999`; whether it is in range is [`Day::new`]'s to say.
fn year(bytes: &[u8]) -> Option<i32> {
    i32::try_from(number(bytes)?).ok()
}
