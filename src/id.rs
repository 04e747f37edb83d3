//! Typed ids: one type for each kind of record, so that one can't stand for another.

use thiserror::Error;

/// The longest id, in bytes.
pub const ID_LENGTH_MAX: usize = 200;

/// A text that is no id.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{found}` is no id: use ASCII letters, digits, `-`, `_` and `.`, in parts joined with `/`, at most {ID_LENGTH_MAX} in all"
)]
pub struct IdError {
    /// The text, cut after 60 characters.
    pub found: String,
}

/// Whether the text is a slug, as ids of all kinds are.
pub(crate) fn is_slug(text: &str) -> bool {
    // As a part that is empty, between two marks or at an end.
    let mut before = b'/';
    for byte in text.bytes() {
        let fits = match byte {
            b'/' => before != b'/',
            byte => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'),
        };
        if !fits {
            return false;
        }
        before = byte;
    }
    before != b'/' && text.len() <= ID_LENGTH_MAX
}

macro_rules! typed_ids {
    ($($(#[$doc:meta])* $name:ident = $noun:literal,)*) => {$(
        $(#[$doc])*
        ///
        /// # Syntax
        ///
        /// ASCII letters, digits, `-`, `_` and `.`, in parts joined with `/`; at most 200 bytes.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(std::sync::Arc<str>);

        impl $name {
            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::id::IdError;

            fn from_str(text: &str) -> Result<Self, $crate::id::IdError> {
                if is_slug(text) {
                    Ok(Self(text.into()))
                } else {
                    Err($crate::id::IdError { found: text.chars().take(60).collect() })
                }
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $crate::id::IdError;

            fn try_from(text: &str) -> Result<Self, $crate::id::IdError> {
                text.parse()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{} `{}`", $noun, self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

typed_ids! {
    /// The id of an actor: `cn/henan/luoyang`.
    ActorId = "actor",
    /// The id of a platform: `x`.
    PlatformId = "platform",
    /// The id of a campaign: `media-centres`.
    CampaignId = "campaign",
    /// The id of an entry: `mengjin`, or `entry/3` where the author gave none.
    EntryId = "entry",
    /// The id of a source: `article-2020-10`.
    SourceId = "source",
    /// The id of a claim: `total`.
    ClaimId = "claim",
    /// The id of a restriction: `ban-fr`.
    RestrictionId = "restriction",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_read_and_everything_else_refused() {
        for slug in ["x", "cn/henan/luoyang", "entries.csv/12", "A_b-c.9"] {
            assert_eq!(slug.parse::<ActorId>().unwrap().as_str(), slug);
        }
        for other in ["", "/", "a/", "/a", "a//b", "a b", "é", "a\n", "xin'an", &"a".repeat(201)] {
            assert!(other.parse::<ActorId>().is_err(), "{other:?}");
        }
        assert_eq!(
            "xin'an".parse::<EntryId>().unwrap_err().to_string(),
            "`xin'an` is no id: use ASCII letters, digits, `-`, `_` and `.`, in parts joined with `/`, at most 200 in all"
        );
    }
}
