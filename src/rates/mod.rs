//! Exchange rates: series as published, look-up by day, means over periods, and conversion with nothing rounded.
//!
//! | type | what it is |
//! |---|---|
//! | [`Series`] | the rates of one pair from one source, by day, digits as published |
//! | [`RateTable`] | several series and the [fixed conversions](FixedConversion), ready to be looked up |
//! | [`Terms`] | everything that a conversion decides, each with a name and a default |
//! | [`Rate`] | what was found: the exact factor, its legs, how stale, other paths, over a period the band |
//!
//! # Rules
//!
//! - The rate of a day is the last one published on or before it, at most [`MaxAge::DEFAULT`] old; else a typed [`NoRate`].
//! - A cross inside one source that has a pivot takes both legs from one day, the latest on which both exist, and is the exact fraction of
//!   the two. In a plain file, which has none, each leg is the latest of its own.
//! - Among several paths the [`Policy`] chooses; paths of one rank that differ are an error.
//! - A period has the mean over the days published in it, always with the band from the least rate to the greatest.
//! - Conversions fixed by law hold from their day on, and replace the series of the currency that the euro replaced.
//!
//! # Example
//!
//! ```
//! # #[cfg(feature = "ecb")] {
//! use adspend::currency::Currency;
//! use adspend::exact::{Ratio, Rounding};
//! use adspend::rates::{RateTable, Terms};
//!
//! let day = "2020-10-26".parse().unwrap();
//! let rate = RateTable::ecb().rate_on(Currency::CNY, Currency::USD, day, &Terms::default()).unwrap();
//! let dollars = rate.convert_exact(&Ratio::from(45_150_000)).unwrap();
//! assert_eq!(dollars.round_to_decimals(0, Rounding::HalfAway).value.to_string(), "6725667");
//! assert_eq!(rate.legs()[0].to_string(), "EUR/CNY 7.9342 of 2020-10-26 (ECB), inverse");
//! # }
//! ```

#[cfg(feature = "zip")]
mod archive;
#[cfg(feature = "ecb")]
mod ecb;
mod error;
mod fixed;
mod leg;
mod mean;
mod network;
mod path;
mod rate;
mod reach;
#[cfg(feature = "csv")]
mod read;
#[cfg(feature = "csv")]
mod read_ecb;
#[cfg(feature = "csv")]
mod read_error;
#[cfg(feature = "csv")]
mod read_pairs;
#[cfg(feature = "csv")]
mod read_plain;
mod regulation;
mod series;
mod table;
mod terms;
mod track;

use std::fmt;

#[cfg(feature = "zip")]
pub use archive::UNZIPPED_BYTES_MAX;
pub use error::{ConversionError, NoRate, NoRateReason, RateError, RateErrors};
pub use fixed::FixedConversion;
pub use leg::{Basis, Candidate, Factor, Leg};
pub use mean::Mean;
pub use path::LEGS_MAX;
pub use rate::Rate;
#[cfg(feature = "csv")]
pub use read::{RateFormat, read, read_as};
#[cfg(feature = "csv")]
pub use read_error::{ERRORS_MAX, RateFileError, RateFileErrors, RateFileFault};
pub use regulation::{EuroStep, LegacyConversion, RegulationError, convert_legacy};
pub use series::{Quotation, Series, SeriesBuilder, SeriesState};
pub use table::{FixedConversions, RateTable, Source};
pub use terms::{MaxAge, MeanOf, OffshoreYuan, PartialPeriods, Policy, Terms, UnknownTerm, ValueDate};

/// Writes each on a line of its own.
fn lines<T: fmt::Display>(f: &mut fmt::Formatter<'_>, all: &[T]) -> fmt::Result {
    for (index, one) in all.iter().enumerate() {
        write!(f, "{}{one}", if index == 0 { "" } else { "\n" })?;
    }
    Ok(())
}
