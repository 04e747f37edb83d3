use std::fmt;

use serde::{Serialize, Serializer};

/// What a check finds; a closed set, ordered from best to worst.
///
/// Of several checks together the worst counts: `max`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Whatever the items really are, what was printed is right.
    Proven,
    /// It cannot be refuted at the precision given.
    Consistent,
    /// It could not be checked; the reason says why. Never a pass.
    Unchecked,
    /// No values fit.
    Inconsistent,
    /// An amount's set is empty, or an amount has more digits than its step allows.
    Malformed,
}

impl Verdict {
    /// The word as it is printed: `proven`, `consistent`, `unchecked`, `inconsistent`, `malformed`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Consistent => "consistent",
            Self::Unchecked => "unchecked",
            Self::Inconsistent => "inconsistent",
            Self::Malformed => "malformed",
        }
    }

    /// Whether what was claimed can be true: proven or consistent.
    #[must_use]
    pub const fn holds(self) -> bool {
        matches!(self, Self::Proven | Self::Consistent)
    }

    /// The verdict of a check that could be made.
    pub(super) const fn of(can: bool, must: bool) -> Self {
        match (can, must) {
            (false, _) => Self::Inconsistent,
            (true, true) => Self::Proven,
            (true, false) => Self::Consistent,
        }
    }
}

/// Why a check could not be made; an open set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The total itself was not disclosed.
    UnknownTotal,
    /// The scope matches no entry, and nothing says that its list is complete.
    NoItems,
    /// No source that is complete covers the scope, so silence proves nothing.
    NotCovered,
    /// An amount would have to be converted, and no rate of its day or period is at hand.
    NoRate,
    /// Its entries are in several currencies, and neither the claim nor the ledger says in which they are added.
    NoCurrency,
    /// A partial or overlapping list bounds its total only where nothing is below zero.
    Signed,
    /// Nothing that was disclosed bears on the claim.
    Unknown,
    /// Amounts that include different things (net, with tax, with fees) do not add.
    MixedBasis,
    /// The part names entries that the whole does not have.
    PartOutsideWhole,
    /// The date that the claim refers to is not stated.
    NoDate,
    /// Two sources of its entries cover the same ground: adding them would count money twice.
    OverlappingSources,
    /// Claims and entries together are more than the work that is spent on them.
    TooLarge,
}

impl Reason {
    /// The word as it is printed: `no-items`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownTotal => "unknown-total",
            Self::NoItems => "no-items",
            Self::NotCovered => "not-covered",
            Self::NoRate => "no-rate",
            Self::NoCurrency => "no-currency",
            Self::Signed => "signed",
            Self::Unknown => "unknown",
            Self::MixedBasis => "mixed-basis",
            Self::PartOutsideWhole => "part-outside-whole",
            Self::NoDate => "no-date",
            Self::OverlappingSources => "overlapping-sources",
            Self::TooLarge => "too-large",
        }
    }

    /// The reason as a sentence, without a full stop.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::UnknownTotal => "the total itself was not disclosed",
            Self::NoItems => "no entry is in its scope, and nothing says that the list is complete",
            Self::NotCovered => "no complete source covers its scope, so silence proves nothing",
            Self::NoRate => {
                "an amount would have to be converted, and no rate of its day or period is at hand"
            }
            Self::NoCurrency => "nothing says in which currency its entries are added",
            Self::Signed => "a partial or overlapping list bounds its total only where nothing is below zero",
            Self::Unknown => "nothing that was disclosed bears on it",
            Self::MixedBasis => {
                "its amounts include different things (net, with tax, with fees) and do not add"
            }
            Self::PartOutsideWhole => "the part has entries that the whole does not have",
            Self::NoDate => "the date that it refers to is not stated",
            Self::OverlappingSources => {
                "two sources of its entries cover the same ground, and adding them would count money twice"
            }
            Self::TooLarge => "its claims and entries together are more than the work that is spent on them",
        }
    }
}

macro_rules! as_word {
    ($($type:ty),*) => {$(
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    )*};
}
as_word!(Verdict, Reason);
