use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

/// A country, or a subdivision of one, by its ISO 3166 code: `FR`, `CN-HA`, `US-CA`.
///
/// The form is checked (ISO 3166-1 alpha-2, and ISO 3166-2 after the hyphen), not the register: codes are added and
/// withdrawn, and `EU` is in use.
///
/// # Example
///
/// ```
/// use adspend::model::Jurisdiction;
///
/// let henan: Jurisdiction = "CN-HA".parse()?;
/// assert!("CN".parse::<Jurisdiction>()?.contains(&henan));
/// # Ok::<(), adspend::model::JurisdictionError>(())
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::model::Jurisdiction;
///
/// assert_eq!(
///     "France".parse::<Jurisdiction>().unwrap_err().to_string(),
///     "`France` is no ISO 3166 code: write two capital letters for a country, as in `FR`, and a subdivision after a hyphen, \
///      as in `CN-HA`"
/// );
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Jurisdiction(Box<str>);

/// A text that has not the form of an ISO 3166 code.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{found}` is no ISO 3166 code: write two capital letters for a country, as in `FR`, and a subdivision after a hyphen, \
     as in `CN-HA`"
)]
pub struct JurisdictionError {
    /// The text, cut after 40 characters.
    pub found: String,
}

impl Jurisdiction {
    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The country's code.
    #[must_use]
    pub fn country(&self) -> &str {
        self.0.split_once('-').map_or(&*self.0, |(country, _)| country)
    }

    /// Whether `other` is this place or lies in it: a country contains its subdivisions.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self == other || *self.0 == *other.country()
    }
}

impl FromStr for Jurisdiction {
    type Err = JurisdictionError;

    fn from_str(text: &str) -> Result<Self, JurisdictionError> {
        let (country, division) = text.split_once('-').unwrap_or((text, "0"));
        let country_fits = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
        let division_fits = (1..=3).contains(&division.len())
            && division.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if country_fits && division_fits {
            Ok(Self(text.into()))
        } else {
            Err(JurisdictionError { found: text.chars().take(40).collect() })
        }
    }
}

impl fmt::Display for Jurisdiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Jurisdiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Jurisdiction({self})")
    }
}

impl Serialize for Jurisdiction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Jurisdiction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_their_containment() {
        let j = |text: &str| text.parse::<Jurisdiction>().unwrap();
        for code in ["FR", "EU", "CN-HA", "GB-ENG", "FR-75", "US-CA"] {
            assert_eq!(j(code).to_string(), code);
        }
        for other in ["", "F", "FRA", "fr", "FR-", "FR-ABCD", "FR-a", "-HA", "F1"] {
            assert!(other.parse::<Jurisdiction>().is_err(), "{other:?}");
        }
        assert!(j("CN").contains(&j("CN-HA")) && j("CN-HA").contains(&j("CN-HA")));
        assert!(!j("CN-HA").contains(&j("CN")) && !j("FR").contains(&j("CN-HA")));
    }
}
