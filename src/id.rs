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

/// Whether a byte may stand in a part of an id, between slashes.
#[inline]
const fn fits(byte: u8) -> bool {
    // As compilers make vectors of it, which they do not of a list of patterns.
    let is_letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    let is_digit = byte.wrapping_sub(b'0') < 10;
    is_letter | is_digit | (byte == b'-') | (byte == b'.') | (byte == b'_')
}

/// Whether the first so many bytes may be a part of an id, or are none.
#[cfg(feature = "file")]
#[inline]
pub(crate) fn is_part(bytes: &[u8; 16], length: u8) -> bool {
    // Every byte is looked at, without a branch: compilers make vectors of it.
    bytes.iter().zip(0..).fold(true, |fit, (byte, at)| fit & (fits(*byte) | (at >= length)))
}

/// Whether the text is a slug, as ids of all kinds are.
pub(crate) fn is_slug(text: &str) -> bool {
    let bytes = text.as_bytes();
    // As in a part of it.
    let all_fit = bytes.iter().fold(true, |fit, byte| fit & (fits(*byte) | (*byte == b'/')));
    let behind = bytes.get(1..).unwrap_or_default();
    let has_empty_part =
        bytes.iter().zip(behind).fold(false, |has, (one, next)| has | ((*one == b'/') & (*next == b'/')));
    let is_open = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == b'/');
    let begins_or_ends_open = is_open(bytes.first()) || is_open(bytes.last());
    all_fit && !has_empty_part && !begins_or_ends_open && text.len() <= ID_LENGTH_MAX
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
    use proptest::prelude::*;

    use super::*;

    /// One byte after the other.
    fn is_slug_slowly(text: &str) -> bool {
        let is_part = |part: &str| {
            !part.is_empty()
                && part.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | '.'))
        };
        text.split('/').all(is_part) && text.len() <= ID_LENGTH_MAX
    }

    proptest! {
        #[test]
        fn slugs_are_those_that_are_read_slowly(text in "[a9Z_.@`\\[{:^~é /-]{0,8}", slug in "[a-z0-9._-]{1,30}(/[A-Z0-9._-]{1,30}){0,3}") {
            prop_assert_eq!(is_slug(&text), is_slug_slowly(&text));
            prop_assert!(is_slug(&slug));
            #[cfg(feature = "file")]
            for length in 0..=16u8 {
                let mut bytes = [b' '; 16];
                bytes.iter_mut().zip(text.bytes()).for_each(|(to, byte)| *to = byte);
                let part = bytes.get(..usize::from(length)).unwrap();
                let is_slow = part.is_empty() || std::str::from_utf8(part).is_ok_and(|it| !it.contains('/') && is_slug_slowly(it));
                prop_assert_eq!(is_part(&bytes, length), is_slow, "{}", length);
            }
            for other in [format!("{slug} "), format!("{slug}/"), format!("/{slug}"), format!("{slug}//a")] {
                prop_assert!(!is_slug(&other), "{}", other);
            }
        }
    }

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
