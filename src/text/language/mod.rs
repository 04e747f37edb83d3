//! The languages of the reader, and the tables of each.

mod de;
mod de_names;
mod en;
mod en_names;
mod es;
mod es_names;
mod families;
mod fr;
mod fr_names;
mod ru;
mod ru_names;
mod signs;
mod zh;
mod zh_names;

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::cursor::Phrases;
pub(super) use es::MILLIONS_OF;
pub(super) use signs::{CASED, LETTERS, ONLY_AFTER, SIGNS};
pub(super) use zh::{UNIT_WORD_JOINS, UNIT_WORDS};

/// A language in which amounts are read, with the country where that changes how its numbers are written.
///
/// Every language also reads what is written alike everywhere (ISO codes, signs, Chinese characters), and Chinese
/// reads English: `RMB 45.15 million` in a Chinese file. The language decides what `.`, `,`, `¥`, `元`, `billion`, `Bn` and
/// `B` mean.
///
/// # Syntax
///
/// A BCP 47 tag: `en`, `fr`, `de`, `es`, `ru`, `zh` with any subtags, of which those count that this enumeration
/// names, or `und` for a text whose language is not known. `Display` gives the shortest tag.
///
/// # Example
///
/// ```
/// use adspend::text::Language;
///
/// assert_eq!("en-GB".parse(), Ok(Language::English));
/// assert_eq!("zh-TW".parse(), Ok(Language::ChineseTraditional));
/// assert_eq!("fr-CH".parse(), Ok(Language::FrenchSwitzerland));
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::text::Language;
///
/// assert_eq!(
///     "it".parse::<Language>().unwrap_err().to_string(),
///     "amounts in the language `it` cannot be read: write `en`, `fr`, `de`, `es`, `ru`, `zh`, `zh-Hant` or `und`, and amounts in \
///      that language or as tables"
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Language {
    /// Not known: English words, the signs of all countries; neither `.` nor `,` is taken for the decimal sign without evidence.
    Undetermined,
    /// English: `.` is the decimal sign.
    English,
    /// French: `,` is the decimal sign.
    French,
    /// French of Canada: `,` is the decimal sign, `G` is 10^9 and `T` is 10^12.
    FrenchCanada,
    /// French of Switzerland: `.` is the decimal sign of money.
    FrenchSwitzerland,
    /// German: `,` is the decimal sign.
    German,
    /// German of Switzerland and Liechtenstein: `.` is the decimal sign.
    GermanSwitzerland,
    /// Spanish: `,` is the decimal sign.
    Spanish,
    /// Spanish of Mexico, the United States, and the countries of Latin America that write so: `.` is the decimal sign.
    SpanishMexico,
    /// Russian: `,` is the decimal sign.
    Russian,
    /// Simplified Chinese: `.` is the decimal sign, `¥` and `元` are `CNY`.
    Chinese,
    /// Traditional Chinese: `.` is the decimal sign, `¥` and `元` are shared by several currencies.
    ChineseTraditional,
}

/// A tag of a language in which amounts are not read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "amounts in the language `{}` cannot be read: write `en`, `fr`, `de`, `es`, `ru`, `zh`, `zh-Hant` or `und`, and amounts in that \
     language or as tables",
    super::characters::printable(.found)
)]
pub struct UnsupportedLanguage {
    /// The tag, cut after 60 characters.
    pub found: String,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Undetermined,
        Self::English,
        Self::French,
        Self::FrenchCanada,
        Self::FrenchSwitzerland,
        Self::German,
        Self::GermanSwitzerland,
        Self::Spanish,
        Self::SpanishMexico,
        Self::Russian,
        Self::Chinese,
        Self::ChineseTraditional,
    ];

    pub(in crate::text) const fn is_french(self) -> bool {
        matches!(self, Self::French | Self::FrenchCanada | Self::FrenchSwitzerland)
    }

    pub(in crate::text) const fn is_german(self) -> bool {
        matches!(self, Self::German | Self::GermanSwitzerland)
    }

    /// The tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Undetermined => "und",
            Self::English => "en",
            Self::French => "fr",
            Self::FrenchCanada => "fr-CA",
            Self::FrenchSwitzerland => "fr-CH",
            Self::German => "de",
            Self::GermanSwitzerland => "de-CH",
            Self::Spanish => "es",
            Self::SpanishMexico => "es-MX",
            Self::Russian => "ru",
            Self::Chinese => "zh",
            Self::ChineseTraditional => "zh-Hant",
        }
    }

    /// The sign before decimals of money (CLDR 48); `None` where the language is not known.
    pub(super) const fn decimal_sign(self) -> Option<char> {
        match self {
            Self::Undetermined => None,
            Self::English
            | Self::FrenchSwitzerland
            | Self::GermanSwitzerland
            | Self::SpanishMexico
            | Self::Chinese
            | Self::ChineseTraditional => Some('.'),
            Self::French | Self::FrenchCanada | Self::German | Self::Spanish | Self::Russian => Some(','),
        }
    }

    /// The tables of the language, the most particular first.
    pub(super) const fn lexicons(self) -> &'static [&'static Lexicon] {
        match self {
            Self::Undetermined => const { &[&en::ENGLISH, &zh::CHINESE, &NAMES_OF_ALL] },
            Self::English => const { &[&en::ENGLISH, &en::ENGLISH_ALONE, &zh::CHINESE] },
            Self::French | Self::FrenchSwitzerland => {
                const { &[&fr::FRENCH_EUROPE, &fr::FRENCH, &zh::CHINESE] }
            }
            Self::FrenchCanada => const { &[&fr::FRENCH_CANADA, &fr::FRENCH, &zh::CHINESE] },
            Self::German | Self::GermanSwitzerland => const { &[&de::GERMAN, &zh::CHINESE] },
            Self::Spanish | Self::SpanishMexico => const { &[&es::SPANISH, &zh::CHINESE] },
            Self::Russian => const { &[&ru::RUSSIAN, &zh::CHINESE] },
            Self::Chinese | Self::ChineseTraditional => {
                const { &[&zh::CHINESE, &en::ENGLISH, &zh::CHINESE_ONLY] }
            }
        }
    }

    /// What a spelling means in this language, where that differs from the tables.
    pub(super) fn own_meaning(self, spelling: &str) -> Option<&'static str> {
        match (self, spelling) {
            (Self::Chinese, "¥") => Some("CNY"),
            (Self::ChineseTraditional, "元" | "圓") => Some("CNY TWD HKD MOP"),
            _ => None,
        }
    }
}

impl FromStr for Language {
    type Err = UnsupportedLanguage;

    fn from_str(tag: &str) -> Result<Self, UnsupportedLanguage> {
        let is_well_formed = tag
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        let has_any = |subtags: &[&str]| {
            tag.split('-')
                .skip(1)
                .any(|found| subtags.iter().any(|subtag| found.eq_ignore_ascii_case(subtag)))
        };
        let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        Ok(match primary.as_str() {
            _ if !is_well_formed => {
                return Err(UnsupportedLanguage { found: super::characters::excerpt(tag) });
            }
            "und" => Self::Undetermined,
            "en" => Self::English,
            "fr" if has_any(&["CA"]) => Self::FrenchCanada,
            "fr" if has_any(&["CH"]) => Self::FrenchSwitzerland,
            "fr" => Self::French,
            "de" if has_any(&["CH", "LI"]) => Self::GermanSwitzerland,
            "de" => Self::German,
            "es" if has_any(SPANISH_WITH_POINT) => Self::SpanishMexico,
            "es" => Self::Spanish,
            "ru" => Self::Russian,
            "zh" if has_any(&["Hant", "TW", "HK", "MO"]) => Self::ChineseTraditional,
            "zh" => Self::Chinese,
            _ => return Err(UnsupportedLanguage { found: super::characters::excerpt(tag) }),
        })
    }
}

/// The names of currencies of all languages, for texts whose language is not known.
static NAMES_OF_ALL: Lexicon = Lexicon {
    currencies: &[
        fr::WORDS,
        de::WORDS,
        es::WORDS,
        ru::WORDS,
        fr_names::NAMES,
        de_names::NAMES,
        es_names::NAMES,
        ru_names::NAMES,
    ],
    ..Lexicon::EMPTY
};

/// Where Spanish is written with a decimal point (CLDR 48).
const SPANISH_WITH_POINT: &[&str] =
    &["419", "CU", "DO", "GT", "HN", "MX", "NI", "PA", "PE", "PR", "SV", "US"];

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.tag())
    }
}

/// What a word or sign beside an amount says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Qualifier {
    About,
    /// Close to the value, and below it.
    Nearly,
    AtLeast,
    MoreThan,
    /// Close to the value, and above it.
    JustOver,
    /// A little above the value, or the value: `gut 3 Millionen`, `3 millions et quelques`.
    AboutAbove,
    AtMost,
    LessThan,
    /// Opens a range; without a second end it is "at least".
    From,
    /// Opens a range, and is nothing without a second end: `de 3 à 5 millions`, but `de 3 millions`.
    OfRange,
    /// Opens a range.
    Between,
}

/// What stands between the ends of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joiner {
    To,
    /// Joins only after [`Qualifier::Between`].
    And,
    /// Joins two numbers of one scale that lie close together: `two or three million`.
    Or,
}

/// A text that stands for an amount without a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blank {
    Undisclosed,
    Nil,
}

/// The tables of one language, each sorted by phrase.
pub(super) struct Lexicon {
    /// Names of currencies, and the codes that share each.
    pub(super) currencies: &'static [Phrases<&'static str>],
    /// Names of minor units: the currencies that may have them, and how many decimals one of them is.
    pub(super) minors: Phrases<(&'static str, u8)>,
    /// Scale words and their powers of ten.
    pub(super) scales: Phrases<i32>,
    pub(super) before: Phrases<Qualifier>,
    pub(super) after: Phrases<Qualifier>,
    pub(super) joiners: Phrases<Joiner>,
    pub(super) blanks: Phrases<Blank>,
}

impl Lexicon {
    /// Nothing, to be filled in part.
    const EMPTY: Self = Self {
        currencies: &[],
        minors: &[],
        scales: &[],
        before: &[],
        after: &[],
        joiners: &[],
        blanks: &[],
    };
}

#[cfg(test)]
mod tests;
