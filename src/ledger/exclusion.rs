use std::fmt;

use serde::{Serialize, Serializer};

/// Why an entry that fits the conditions of a scope is not among its entries; an open set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Exclusion {
    /// It was recorded later than the day asked for.
    NotYetKnown,
    /// Another entry takes its place.
    Superseded,
    /// It is a part of an entry whose place another takes: what it details counts no longer.
    DetailOfSuperseded,
    /// Its stage is not among those asked for.
    Stage,
    /// Its role is not among those asked for.
    Role,
    /// It is a part of an entry that is counted.
    Detail,
}

impl Exclusion {
    /// The word as it is printed: `not-yet-known`, `superseded`, `detail-of-superseded`, `stage`, `role`, `detail`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotYetKnown => "not-yet-known",
            Self::Superseded => "superseded",
            Self::DetailOfSuperseded => "detail-of-superseded",
            Self::Stage => "stage",
            Self::Role => "role",
            Self::Detail => "detail",
        }
    }
}

impl fmt::Display for Exclusion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Exclusion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
