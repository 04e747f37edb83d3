//! Closed and open lists of words, read and written alike in files, on the command line and in JSON.

use thiserror::Error;

/// A word that a closed list does not have.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{found}` is no {noun}: write {expected}")]
pub struct UnknownWord {
    /// What was found.
    pub found: String,
    /// What it was to be.
    pub noun: &'static str,
    /// The words of the list.
    pub expected: String,
}

impl UnknownWord {
    pub(super) fn new(found: &str, noun: &'static str, words: &[&str]) -> Self {
        let expected = match words.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, front)) => format!("{} or {last}", front.join(", ")),
            None => String::new(),
        };
        Self { found: found.chars().take(60).collect(), noun, expected }
    }
}

/// A closed enum whose variants are words.
macro_rules! closed_words {
    (
        $(#[$doc:meta])* $name:ident, $noun:literal {
            $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)*
        }
    ) => {
        $(#[$doc])*
        ///
        /// A closed set; `Display`, `FromStr` and serde use the words of the ledger file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// All of them, in the order of their definition.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word as it is written in files.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::UnknownWord;

            fn from_str(text: &str) -> Result<Self, $crate::model::UnknownWord> {
                match text {
                    $($word => Ok(Self::$variant),)*
                    _ => Err($crate::model::UnknownWord::new(text, $noun, &[$($word),*])),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

/// An open list of words: known ones are variants, any other slug is kept as it is.
macro_rules! open_words {
    (
        $(#[$doc:meta])* $name:ident {
            $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)*
        }
    ) => {
        $(#[$doc])*
        ///
        /// An open set: any other word is kept as [`Self::Other`]. `Display`, `FromStr` and serde use the words of the
        /// ledger file.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
            /// A kind that this list does not name.
            Other(Box<str>),
        }

        impl $name {
            /// The word as it is written in files.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self { $(Self::$variant => $word,)* Self::Other(word) => word }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text { $($word => Self::$variant,)* _ => Self::Other(text.into()) }
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(text.into())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
                Ok((*text).into())
            }
        }
    };
}

pub(super) use {closed_words, open_words};
