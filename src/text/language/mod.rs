//! The languages of the reader, and the tables of each.

mod en;
mod en_names;
mod signs;
mod zh;
mod zh_names;

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::cursor::Phrases;
pub(super) use signs::{LETTERS, SIGNS};
pub(super) use zh::{UNIT_WORD_JOINS, UNIT_WORDS};

static ENGLISH_READS: &[&Lexicon] = &[&en::ENGLISH, &zh::CHINESE];
static CHINESE_READS: &[&Lexicon] = &[&zh::CHINESE, &en::ENGLISH, &zh::CHINESE_ONLY];

/// A language in which amounts are read. More will follow.
///
/// Either language reads the forms of the other too, as far as nothing in them means two things: `4515万元` in an English
/// file, `RMB 45.15 million` in a Chinese one. The language decides what `.`, `,`, `¥` and `元` mean.
///
/// # Syntax
///
/// A BCP 47 tag. `en` with any subtag is English; `zh` is simplified Chinese, and traditional Chinese with one
/// of the subtags `Hant`, `TW`, `HK`, `MO`. `Display` gives `en`, `zh` or `zh-Hant`.
///
/// # Example
///
/// ```
/// use adspend::text::Language;
///
/// assert_eq!("en-GB".parse(), Ok(Language::English));
/// assert_eq!("zh-TW".parse(), Ok(Language::ChineseTraditional));
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::text::Language;
///
/// assert_eq!(
///     "fr".parse::<Language>().unwrap_err().to_string(),
///     "amounts in the language `fr` cannot be read: write `en`, `zh` or `zh-Hant`, and amounts in that language or as tables"
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Language {
    /// English: `.` is the decimal sign.
    English,
    /// Simplified Chinese: `.` is the decimal sign, `¥` and `元` are `CNY`.
    Chinese,
    /// Traditional Chinese: `.` is the decimal sign, `¥` and `元` are shared by several currencies.
    ChineseTraditional,
}

/// A tag of a language in which amounts are not read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "amounts in the language `{}` cannot be read: write `en`, `zh` or `zh-Hant`, and amounts in that language or as tables",
    super::characters::printable(.found)
)]
pub struct UnsupportedLanguage {
    /// The tag, cut after 60 characters.
    pub found: String,
}

impl Language {
    /// The tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
            Self::ChineseTraditional => "zh-Hant",
        }
    }

    /// The sign before decimals.
    pub(super) const fn decimal_sign(self) -> char {
        match self {
            Self::English | Self::Chinese | Self::ChineseTraditional => '.',
        }
    }

    pub(super) fn lexicons(self) -> &'static [&'static Lexicon] {
        match self {
            Self::English => ENGLISH_READS,
            Self::Chinese | Self::ChineseTraditional => CHINESE_READS,
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
        let mut subtags = tag.split('-');
        let primary = subtags.next().unwrap_or_default();
        let well_formed = tag
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        let is_traditional = |subtag: &str| {
            ["Hant", "TW", "HK", "MO"].iter().any(|traditional| subtag.eq_ignore_ascii_case(traditional))
        };
        if well_formed && primary.eq_ignore_ascii_case("en") {
            Ok(Self::English)
        } else if well_formed && primary.eq_ignore_ascii_case("zh") {
            Ok(if subtags.any(is_traditional) { Self::ChineseTraditional } else { Self::Chinese })
        } else {
            Err(UnsupportedLanguage { found: super::characters::excerpt(tag) })
        }
    }
}

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
    AtMost,
    LessThan,
    /// Opens a range; without a second end it is "at least".
    From,
    /// Opens a range.
    Between,
}

/// What stands between the ends of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joiner {
    To,
    /// Joins only after [`Qualifier::Between`].
    And,
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
    /// Scale words and their powers of ten.
    pub(super) scales: Phrases<i32>,
    pub(super) before: Phrases<Qualifier>,
    pub(super) after: Phrases<Qualifier>,
    pub(super) joiners: Phrases<Joiner>,
    pub(super) blanks: Phrases<Blank>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::currency::Currency;
    use crate::text::characters::{fold, lower};
    use crate::text::cursor::PHRASE_CHARS_MAX;

    fn sound<T>(name: &str, table: Phrases<T>) {
        assert!(table.is_sorted_by(|(a, _), (b, _)| a < b), "{name} is not sorted, or has a phrase twice");
        for (phrase, _) in table {
            let folded: String = phrase.chars().filter_map(fold).map(lower).collect();
            assert_eq!(*phrase, folded, "{name}");
            assert!(
                phrase.chars().count() <= PHRASE_CHARS_MAX && phrase.trim() == *phrase,
                "{name}: {phrase}"
            );
        }
    }

    #[test]
    fn tables_are_sorted_folded_and_name_listed_currencies() {
        let currencies = |name: &str, table: Phrases<&str>| {
            sound(name, table);
            for (phrase, codes) in table {
                let codes: Vec<Currency> = codes.split(' ').map(|code| code.parse().unwrap()).collect();
                let mut once = codes.clone();
                once.sort_unstable();
                once.dedup();
                assert!(!codes.is_empty() && once.len() == codes.len(), "{phrase}");
            }
        };
        currencies("signs", SIGNS);
        for lexicon in [&en::ENGLISH, &zh::CHINESE, &zh::CHINESE_ONLY] {
            lexicon.currencies.iter().for_each(|table| currencies("names", table));
            sound("scales", lexicon.scales);
            sound("before", lexicon.before);
            sound("after", lexicon.after);
            sound("joiners", lexicon.joiners);
            sound("blanks", lexicon.blanks);
        }
        for letter in LETTERS {
            assert!(SIGNS.iter().any(|(sign, _)| *sign == letter));
        }
    }

    #[test]
    fn tags_read_back() {
        for language in [Language::English, Language::Chinese, Language::ChineseTraditional] {
            assert_eq!(language.to_string().parse(), Ok(language));
        }
        assert_eq!("ZH-hans-SG".parse(), Ok(Language::Chinese));
        for tag in ["", "english", "en_GB", "en-", "de", "zho"] {
            assert!(tag.parse::<Language>().is_err(), "{tag}");
        }
    }
}
