//! Ids of publishers, and names, as slugs.
//!
//! A publisher's own id stands in the slug as it is (`snap/05b2aeb0`, `google/AR123`). A name without an id becomes what can be
//! read of it and 24 hexadecimal digits of its SHA-256: two names, however alike, have two slugs, and one name has the same slug
//! in every file.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use sha2::{Digest, Sha256};

/// The longest id that stands in a slug as it is, in bytes: room for what goes before it and behind.
const ID_LENGTH_MAX: usize = 100;
/// How much of a name can be read in its slug, in bytes.
const READABLE_MAX: usize = 40;
/// How many bytes of the hash stand in a slug: 96 bits, so that a collision takes 2^48 names.
const HASH_BYTES: usize = 12;

/// Whether a text can be a part of a slug as it is.
fn is_part(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    !text.is_empty() && text.len() <= ID_LENGTH_MAX && text.bytes().all(fits)
}

/// Writes `prefix/id`; an id that cannot stand in a slug is written as a name is.
pub(super) fn of_id(slug: &mut String, prefix: &str, id: &str) {
    if is_part(id) {
        slug.clear();
        slug.push_str(prefix);
        slug.push('/');
        slug.push_str(id);
    } else {
        of_name(slug, prefix, id);
    }
}

/// Writes `prefix/readable-hash` of a name.
pub(super) fn of_name(slug: &mut String, prefix: &str, name: &str) {
    slug.clear();
    slug.push_str(prefix);
    slug.push('/');
    let begin = slug.len();
    for character in name.chars() {
        if slug.len() >= begin + READABLE_MAX {
            break;
        }
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if slug.len() > begin && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.len() > begin && !slug.ends_with('-') {
        slug.push('-');
    }
    for byte in Sha256::digest(name.as_bytes()).iter().take(HASH_BYTES) {
        for half in [byte >> 4, byte & 15] {
            slug.extend(char::from_digit(half.into(), 16));
        }
    }
}

/// How many slugs of names are kept at hand.
const NAMES_KEPT: usize = 50_000;

/// How a slug is written: [`of_id`] or [`of_name`].
type Write = fn(&mut String, &str, &str);

/// The slugs of names or ids, each made once as long as it is at hand.
pub(super) struct Names {
    prefix: &'static str,
    write: Write,
    slugs: HashMap<Box<[u8]>, Box<str>, RandomState>,
}

/// Whether a name's slug was at hand, and so written before; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AtHand {
    Yes,
    No,
}

impl Names {
    /// Slugs of names, which begin with `prefix/`.
    pub(super) fn new(prefix: &'static str) -> Self {
        Self { prefix, write: of_name, slugs: HashMap::default() }
    }

    /// The same of ids.
    pub(super) fn of_ids(prefix: &'static str) -> Self {
        Self { prefix, write: of_id, slugs: HashMap::default() }
    }

    /// Writes the slug of a name.
    pub(super) fn write(&mut self, slug: &mut String, name: &str) {
        self.write_at_hand(slug, name);
    }

    /// As [`Names::write`]; says whether it was at hand.
    pub(super) fn write_at_hand(&mut self, slug: &mut String, name: &str) -> AtHand {
        if self.write_if_at_hand(slug, name.as_bytes()) == AtHand::Yes {
            return AtHand::Yes;
        }
        (self.write)(slug, self.prefix, name);
        if self.slugs.len() >= NAMES_KEPT {
            self.slugs.clear();
        }
        self.slugs.insert(name.as_bytes().into(), slug.as_str().into());
        AtHand::No
    }

    /// Writes the slug of a name where it is at hand, for which nobody need know that the name is UTF-8.
    pub(super) fn write_if_at_hand(&self, slug: &mut String, name: &[u8]) -> AtHand {
        let Some(known) = self.slugs.get(name) else { return AtHand::No };
        slug.clear();
        slug.push_str(known);
        AtHand::Yes
    }
}

/// A file's name as a part of a slug: letters and digits, all else `-`.
pub(super) fn of_file(name: &str) -> String {
    let stem = name.rsplit('/').next().unwrap_or(name);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let mut slug = String::new();
    if is_part(stem) {
        slug.push_str(stem);
    } else {
        of_name(&mut slug, "", stem);
        slug.remove(0);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::ActorId;

    fn name(name: &str) -> String {
        let mut slug = String::new();
        of_name(&mut slug, "a", name);
        slug
    }

    #[test]
    fn names_that_look_alike_have_slugs_of_their_own() {
        let all = ["A & B", "a b", "A-B", "A  B", "", "Ω", "ω", &"x".repeat(500), &"x".repeat(501)];
        let slugs: std::collections::HashSet<String> = all.iter().map(|text| name(text)).collect();
        assert_eq!(slugs.len(), all.len());
        for slug in &slugs {
            slug.parse::<ActorId>().unwrap();
        }
        assert_eq!(name("A & B"), "a/a-b-dff4ec67bd72f843cab64951");
        assert_eq!(name("A & B"), name("A & B"));
    }

    #[test]
    fn a_slug_is_at_hand_once_it_was_made() {
        let (mut names, mut ids, mut slug) = (Names::new("a"), Names::of_ids("a"), String::new());
        for at_hand in [AtHand::No, AtHand::Yes] {
            assert_eq!(names.write_at_hand(&mut slug, "A & B"), at_hand);
            assert_eq!(slug, name("A & B"));
            assert_eq!(ids.write_at_hand(&mut slug, "AB"), at_hand);
            assert_eq!(slug, "a/AB");
        }
        assert_eq!(names.write_at_hand(&mut slug, "AB"), AtHand::No);
        assert_ne!(slug, "a/AB");
    }

    #[test]
    fn ids_stand_as_they_are_where_they_can() {
        let mut slug = String::from("left over");
        of_id(&mut slug, "google", "AR1_2");
        assert_eq!(slug, "google/AR1_2");
        of_id(&mut slug, "google", "AR 1");
        assert!(slug.starts_with("google/ar-1-") && slug.parse::<ActorId>().is_ok());
        assert_eq!(of_file("a/b/Report-2020.csv"), "Report-2020");
        assert!(of_file("a/Nong Khai.csv").starts_with("nong-khai-"));
    }
}
