//! The country of a reader's texts.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::characters::excerpt;
use crate::currency::Currency;

/// A country, by its code of two letters (ISO 3166-1).
///
/// # Example
///
/// ```
/// use adspend::currency::Currency;
/// use adspend::text::Country;
///
/// let canada: Country = "CA".parse()?;
/// assert_eq!(canada.tender(), Some(Currency::CAD));
/// # Ok::<(), adspend::text::UnknownCountry>(())
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::text::Country;
///
/// assert_eq!(
///     "Canada".parse::<Country>().unwrap_err().to_string(),
///     "`Canada` is no country code of two letters (ISO 3166-1): write one such as `CA`"
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country(iso_currency::Country);

/// Letters that are no country code.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{}` is no country code of two letters (ISO 3166-1): write one such as `CA`", super::characters::printable(.found))]
pub struct UnknownCountry {
    /// The text, cut after 60 characters.
    pub found: String,
}

impl Country {
    /// The country of a language tag (BCP 47), the first subtag of two letters that is one: `CA` of `fr-CA` and of `fr-Latn-ca`.
    ///
    /// ```
    /// use adspend::text::Country;
    ///
    /// assert_eq!(Country::of_tag("fr-CA"), "CA".parse().ok());
    /// assert_eq!(Country::of_tag("zh-Hant"), None);
    /// ```
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        // What follows a subtag of one letter belongs to an extension.
        let subtags = tag.split('-').skip(1).take_while(|subtag| subtag.len() > 1);
        subtags.filter(|subtag| subtag.len() == 2).find_map(|subtag| subtag.to_ascii_uppercase().parse().ok())
    }

    /// The currency that is legal tender there today (ISO 4217); the first of several.
    #[must_use]
    pub fn tender(self) -> Option<Currency> {
        let tender = iso_currency::Currency::from_country(self.0);
        tender.first().and_then(|currency| Currency::from_code(currency.code()).ok())
    }
}

impl FromStr for Country {
    type Err = UnknownCountry;

    fn from_str(code: &str) -> Result<Self, UnknownCountry> {
        let is_code = code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_uppercase());
        let country = if is_code { code.parse().ok() } else { None };
        country.map(Self).ok_or_else(|| UnknownCountry { found: excerpt(code) })
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}
