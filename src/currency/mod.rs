//! Currencies: their codes, minor digits and validity.
//!
//! [`Currency`] names a unit of money by its code. The table holds every code of ISO 4217 as the crate
//! `iso_currency` carries it, and the historic codes that old figures are still printed in (`DEM`, `TRL`,
//! `RUR`), which that crate lacks. What is in no table, a token or a scrip, can be named with
//! [`Currency::unlisted`], and only so.

mod constants;
mod error;
mod listed;
mod row;
mod validity;

use std::fmt;
use std::num::NonZeroU8;
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

pub use error::CurrencyError;
pub use validity::Validity;

use row::Row;

/// A unit of money, named by its code: eight bytes, and as many in an `Option`.
///
/// # Syntax
///
/// Text, `Display`, `FromStr` and serde are the code, exactly: `EUR`, never `eur`, `Euro` or `€`. The
/// order is alphabetical by code.
///
/// Reading accepts listed codes only. An [unlisted](Currency::unlisted) unit is written as its code too,
/// but read back only by the caller who names it as such: a misspelt code must not become a currency of
/// its own.
///
/// # Example
///
/// ```
/// use adspend::currency::Currency;
///
/// let yen: Currency = "JPY".parse()?;
/// assert_eq!(yen, Currency::JPY);
/// assert_eq!(yen.to_string(), "JPY");
/// assert_eq!(yen.minor_digits(), Some(0));
///
/// let mark: Currency = "DEM".parse()?;
/// assert!(mark.is_historic());
/// assert_eq!(mark.successor(), Some(Currency::EUR));
/// # Ok::<(), adspend::currency::CurrencyError>(())
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::currency::Currency;
///
/// let error = "usd".parse::<Currency>().unwrap_err();
/// assert_eq!(error.to_string(), "`usd` is not written as a currency code; write `USD`");
/// ```
// Letters go before the length, and unused places are zero, so that the derived order is the alphabetical
// one. The length cannot be zero, which gives `Option` its room.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    letters: [u8; Currency::CODE_LEN_MAX],
    len: NonZeroU8,
}

impl Currency {
    /// The length of the longest code, in characters.
    pub const CODE_LEN_MAX: usize = 7;

    /// The currency with a listed code.
    ///
    /// # Errors
    ///
    /// [`CurrencyError::Spelling`] if only case or surrounding white space is wrong, else
    /// [`CurrencyError::Unknown`] with the nearest codes.
    ///
    /// # Complexity
    ///
    /// Constant; nothing is allocated unless the code is refused.
    ///
    /// # Example
    ///
    /// ```
    /// use adspend::currency::Currency;
    ///
    /// assert_eq!(Currency::from_code("TRL"), Ok(Currency::TRL));
    /// ```
    ///
    /// # Example: refused
    ///
    /// ```
    /// use adspend::currency::Currency;
    ///
    /// assert_eq!(
    ///     Currency::from_code("RUX").unwrap_err().to_string(),
    ///     "`RUX` is not a listed currency code; the nearest are `RUB`, `RUR`; a unit that no standard \
    ///      lists is named with `Currency::unlisted`"
    /// );
    /// ```
    pub fn from_code(code: &str) -> Result<Self, CurrencyError> {
        Self::find(code).ok_or_else(|| CurrencyError::unknown(code))
    }

    /// A unit that no standard lists: a token, a scrip, a share.
    ///
    /// A listed code gives the listed currency.
    ///
    /// # Syntax
    ///
    /// 1 to 7 characters, the first `A` to `Z`, the others `A` to `Z` or `0` to `9`.
    ///
    /// # Errors
    ///
    /// [`CurrencyError::Malformed`] if the code has another form.
    ///
    /// # Example
    ///
    /// ```
    /// use adspend::currency::Currency;
    ///
    /// let token = Currency::unlisted("USDT")?;
    /// assert_eq!(token.as_str(), "USDT");
    /// assert!(!token.is_listed());
    /// assert_eq!(token.minor_digits(), None);
    /// assert_eq!(Currency::unlisted("EUR")?, Currency::EUR);
    /// # Ok::<(), adspend::currency::CurrencyError>(())
    /// ```
    ///
    /// # Example: refused
    ///
    /// ```
    /// use adspend::currency::Currency;
    ///
    /// assert_eq!(
    ///     Currency::unlisted("points").unwrap_err().to_string(),
    ///     "`points` cannot name an unlisted unit; write 1 to 7 of `A` to `Z` and `0` to `9`, a letter \
    ///      first"
    /// );
    /// ```
    pub fn unlisted(code: &str) -> Result<Self, CurrencyError> {
        Self::well_formed(code).ok_or_else(|| CurrencyError::malformed(code))
    }

    /// Every listed currency, alphabetical by code.
    ///
    /// # Example
    ///
    /// ```
    /// use adspend::currency::Currency;
    ///
    /// let historic_rubles: Vec<Currency> =
    ///     Currency::all().filter(|c| c.is_historic() && c.successor() == Some(Currency::RUB)).collect();
    /// assert_eq!(historic_rubles, [Currency::RUR]);
    /// ```
    #[must_use]
    pub fn all() -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator + Clone {
        listed::LISTED.iter().map(|row| row.currency)
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let code = self.letters.get(..usize::from(self.len.get())).unwrap_or_default();
        // A code is ASCII, so that there is no other case.
        std::str::from_utf8(code).unwrap_or_default()
    }

    /// Whether the table lists this code, as current or as historic.
    #[must_use]
    pub fn is_listed(self) -> bool {
        self.row().is_some()
    }

    /// Whether the currency was withdrawn for good.
    ///
    /// It answers for the table, not for a day: `BGN` is historic because Bulgaria uses the euro since
    /// 2026-01-01, also when an amount of 2019 is looked at. `VES` is not: `VED` stands beside it in ISO
    /// 4217. An unlisted unit is not historic.
    #[must_use]
    pub fn is_historic(self) -> bool {
        self.validity().until().is_some()
    }

    /// The number of decimal digits of the minor unit by ISO 4217: 2 for `EUR`, 0 for `JPY`, 3 for `KWD`,
    /// 4 for `CLF`.
    ///
    /// `None` where there is no minor unit: precious metals and units of account such as `XAU` and `XDR`,
    /// and unlisted units.
    ///
    /// These are the digits of accounts, not of cash or of custom. CLDR gives for some currencies fewer
    /// digits, as they are usually shown (`HUF` 0, `IDR` 0, `MRO` 0), or a rounding step for cash (`CHF`
    /// 0.05): neither is used here. Historic codes have the digits that ISO 4217 gave them (`ITL`, `ESP`,
    /// `TRL` 0); those withdrawn too early for its tables have 2, CLDR's default.
    #[must_use]
    pub fn minor_digits(self) -> Option<u8> {
        self.row()?.minor_digits()
    }

    /// The English name; `None` for an unlisted unit.
    ///
    /// ```
    /// use adspend::currency::Currency;
    ///
    /// assert_eq!(Currency::GBP.name(), Some("Pound sterling"));
    /// assert_eq!(Currency::RUR.name(), Some("Russian ruble (1991–1998)"));
    /// ```
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        self.row()?.name()
    }

    /// When it was legal tender, where known. Information only: it never blocks a conversion by itself.
    #[must_use]
    pub fn validity(self) -> Validity {
        self.row().map(Row::validity).unwrap_or_default()
    }

    /// The currency that took its place: `EUR` for `DEM`, `RUR` for `SUR`, `RUB` for `RUR`.
    ///
    /// Information only; no amount is converted by it. `None` for current currencies and unlisted units,
    /// and where there is no single successor (`CSK`).
    #[must_use]
    pub fn successor(self) -> Option<Self> {
        self.row()?.successor
    }

    /// The value for a code of the table; nothing is checked.
    const fn listed(letters: &[u8; 3]) -> Self {
        const THREE: NonZeroU8 = NonZeroU8::MIN.saturating_add(2);
        let [first, second, third] = *letters;
        Self { letters: [first, second, third, 0, 0, 0, 0], len: THREE }
    }

    pub(crate) fn find(code: &str) -> Option<Self> {
        row::find(code.as_bytes()).map(|row| row.currency)
    }

    fn row(self) -> Option<&'static Row> {
        row::find(self.as_str().as_bytes())
    }

    fn well_formed(code: &str) -> Option<Self> {
        let code = code.as_bytes();
        let is_code = code.first().is_some_and(u8::is_ascii_uppercase)
            && code.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        if !is_code {
            return None;
        }
        let mut letters = [0; Self::CODE_LEN_MAX];
        letters.get_mut(..code.len())?.copy_from_slice(code);
        let len = NonZeroU8::new(u8::try_from(code.len()).ok()?)?;
        Some(Self { letters, len })
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Currency({})", self.as_str())
    }
}

impl FromStr for Currency {
    type Err = CurrencyError;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::from_code(code)
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(CodeVisitor)
    }
}

struct CodeVisitor;

impl Visitor<'_> for CodeVisitor {
    type Value = Currency;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a currency code such as \"EUR\"")
    }

    fn visit_str<E: de::Error>(self, code: &str) -> Result<Currency, E> {
        Currency::from_code(code).map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_and_an_optional_one_are_eight_bytes() {
        assert_eq!(size_of::<Currency>(), 8);
        assert_eq!(size_of::<Option<Currency>>(), 8);
    }

    #[test]
    fn codes_are_patterns_and_constants() {
        const EURO: Currency = Currency::EUR;
        assert!(matches!("EUR".parse(), Ok(EURO)));
        assert_eq!(format!("{EURO:?}"), "Currency(EUR)");
        assert_eq!(format!("{EURO:>5}"), "  EUR");
    }

    #[test]
    fn minor_digits_are_those_of_iso_4217() {
        let some = |digits: u8, codes: &str| {
            for code in codes.split(' ') {
                assert_eq!(Currency::from_code(code).unwrap().minor_digits(), Some(digits), "{code}");
            }
        };
        some(0, "JPY KRW ISK UGX UYI ADP BEF BYB BYR ESP GRD ITL LUF MGF PTE ROL TPE TRL");
        some(2, "EUR USD CNY CNH HUF IDR CHF DEM FRF IEP RUR SUR MRO STD TMM ZMK ZWD SLL VEF XEU");
        some(3, "BHD IQD JOD KWD LYD OMR TND");
        some(4, "CLF UYW");
        for code in ["XAU", "XDR", "XXX", "XTS", "XFO", "XFU", "XRE"] {
            assert_eq!(Currency::from_code(code).unwrap().minor_digits(), None, "{code}");
        }
    }

    #[test]
    fn successors_are_listed_and_chains_end_in_a_current_currency() {
        for first in Currency::all() {
            let mut last = first;
            for _ in 0..10 {
                let Some(next) = last.successor() else { break };
                assert!(last.is_historic() && next.is_listed(), "{last} → {next}");
                last = next;
            }
            assert_eq!(last.successor(), None, "{first}: the chain is a circle or very long");
        }
        assert_eq!(Currency::SUR.successor(), Some(Currency::RUR));
        assert_eq!(Currency::TRL.successor(), Some(Currency::TRY));
        assert_eq!(Currency::CSK.successor(), None);
        assert_eq!(Currency::VES.successor(), None, "VED stands beside VES");
        assert!(!Currency::VES.is_historic() && !Currency::CNH.is_historic());
    }

    #[test]
    fn dates_run_forward() {
        for currency in Currency::all() {
            let validity = currency.validity();
            if let (Some(from), Some(until)) = (validity.from(), validity.until()) {
                assert!(from < until, "{currency}");
            }
        }
    }
}
