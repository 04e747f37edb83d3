//! Regulation (EC) No 1103/97: between the currencies that the euro replaced.

use thiserror::Error;

use super::FixedConversion;
use crate::currency::Currency;
use crate::date::Day;
use crate::exact::{Ratio, Rounding};

/// What becomes of the euro amount on the way from one legacy currency to another; a closed set.
///
/// Regulation (EC) No 1103/97, Article 4(4), allows it to be rounded to not less than three decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EuroStep {
    /// It is not rounded.
    Unrounded,
    /// It is rounded to this many decimals, halves up; at least 3.
    Decimals(u8),
}

/// An amount converted by Regulation (EC) No 1103/97.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LegacyConversion {
    /// The amount in euros, rounded if the step says so.
    pub euros: Ratio,
    /// The result, rounded to the minor digits of the target, halves up (Article 5).
    pub result: Ratio,
    /// The conversion of the source currency; `None` for the euro itself.
    pub from: Option<&'static FixedConversion>,
    /// The conversion of the target currency; `None` for the euro itself.
    pub to: Option<&'static FixedConversion>,
}

/// Why the regulation does not apply.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RegulationError {
    /// Neither the euro nor a currency that it replaced.
    #[error(
        "Regulation (EC) No 1103/97 does not apply to {currency}: name the euro or a currency that it replaced"
    )]
    NotLegacy {
        /// The currency.
        currency: Currency,
    },
    /// The euro had not yet replaced it.
    #[error("the euro replaced {currency} from {from} on, not yet on {on}; look up a rate of that day")]
    NotYet {
        /// The currency.
        currency: Currency,
        /// The first day of the fixed conversion.
        from: Day,
        /// The day asked for.
        on: Day,
    },
    /// Fewer than three decimals for the euro amount.
    #[error(
        "the euro amount may not be rounded to {decimals} decimals: Regulation (EC) No 1103/97, Article 4(4), asks for at least 3"
    )]
    TooFewDecimals {
        /// The decimals asked for.
        decimals: u8,
    },
}

/// Converts between the euro and the currencies that it replaced, or between two of these, as Regulation (EC) No 1103/97 demands:
/// through the euro, with the rates as adopted and never with inverses derived from them, rounded at the end.
///
/// # Rounding
///
/// Halves up, to the minor digits of `to` (Article 5); before that the euro amount by `step`.
///
/// # Errors
///
/// [`RegulationError`]: another currency, a day before its fixed conversion, fewer than three decimals.
///
/// # Example
///
/// ```
/// use adspend::currency::Currency;
/// use adspend::exact::Ratio;
/// use adspend::rates::{EuroStep, convert_legacy};
///
/// let (mark, franc, day) = (Currency::DEM, Currency::FRF, "1999-06-01".parse().unwrap());
/// let francs = |step| convert_legacy(&Ratio::from(1000), mark, franc, day, step).unwrap().result.to_string();
/// assert_eq!(francs(EuroStep::Decimals(3)), "3353.86");
/// assert_eq!(francs(EuroStep::Unrounded), "3353.85");
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::currency::Currency;
/// use adspend::exact::Ratio;
/// use adspend::rates::{EuroStep, convert_legacy};
///
/// let (mark, franc, day) = (Currency::DEM, Currency::FRF, "1999-06-01".parse().unwrap());
/// assert_eq!(
///     convert_legacy(&Ratio::from(1000), mark, franc, day, EuroStep::Decimals(2)).unwrap_err().to_string(),
///     "the euro amount may not be rounded to 2 decimals: Regulation (EC) No 1103/97, Article 4(4), asks for at least 3"
/// );
/// ```
pub fn convert_legacy(
    amount: &Ratio,
    from: Currency,
    to: Currency,
    on: Day,
    step: EuroStep,
) -> Result<LegacyConversion, RegulationError> {
    let (from, to_rule) = (rule(from, on)?, rule(to, on)?);
    let units = |rule: Option<&FixedConversion>| rule.map_or_else(Ratio::one, |rule| Ratio::from(rule.rate));
    // No rate is 0.
    let exact = amount.checked_div(&units(from)).unwrap_or_else(Ratio::zero);
    let euros = match step {
        EuroStep::Unrounded => exact,
        EuroStep::Decimals(decimals @ 0..3) => return Err(RegulationError::TooFewDecimals { decimals }),
        EuroStep::Decimals(decimals) => exact.round_to_decimals(decimals, Rounding::HalfUp).value,
    };
    let digits = to.minor_digits().ok_or(RegulationError::NotLegacy { currency: to })?;
    let result = (&euros * &units(to_rule)).round_to_decimals(digits, Rounding::HalfUp).value;
    Ok(LegacyConversion { euros, result, from, to: to_rule })
}

fn rule(currency: Currency, on: Day) -> Result<Option<&'static FixedConversion>, RegulationError> {
    if currency == Currency::EUR {
        return Ok(None);
    }
    let rule = FixedConversion::of_legacy(currency).ok_or(RegulationError::NotLegacy { currency })?;
    if on < rule.from {
        return Err(RegulationError::NotYet { currency, from: rule.from, on });
    }
    Ok(Some(rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(amount: &str, from: Currency, to: Currency, on: &str) -> Result<String, String> {
        let amount = amount.parse().unwrap();
        convert_legacy(&amount, from, to, on.parse().unwrap(), EuroStep::Unrounded)
            .map(|done| done.result.to_string())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn euros_are_a_side_like_any_other_and_halves_go_up() {
        assert_eq!(converted("100", Currency::EUR, Currency::DEM, "1999-01-01").unwrap(), "195.58");
        assert_eq!(converted("1.95583", Currency::DEM, Currency::EUR, "1999-01-01").unwrap(), "1");
        // 0.5 lira of 1 lira: liras have no minor unit.
        assert_eq!(converted("0.5", Currency::ITL, Currency::ITL, "1999-01-01").unwrap(), "1");
        assert_eq!(converted("-0.5", Currency::ITL, Currency::ITL, "1999-01-01").unwrap(), "0");
    }

    #[test]
    fn other_currencies_and_earlier_days_are_refused() {
        assert_eq!(
            converted("1", Currency::GBP, Currency::DEM, "1999-01-01").unwrap_err(),
            "Regulation (EC) No 1103/97 does not apply to GBP: name the euro or a currency that it replaced"
        );
        assert_eq!(
            converted("1", Currency::DEM, Currency::HRK, "2022-12-31").unwrap_err(),
            "the euro replaced HRK from 2023-01-01 on, not yet on 2022-12-31; look up a rate of that day"
        );
    }
}
