use super::Scope;
use super::words::closed_words;
use crate::amount::{Domain, Interval};
use crate::date::When;
use crate::exact::Numeral;
use crate::id::{ClaimId, EntryId, SourceId};
use crate::money::Money;

closed_words! {
    /// Whether the entries in a scope are all there are.
    ListKind, "kind of list" {
        /// All of them.
        Complete = "complete",
        /// Some are missing.
        Partial = "partial",
        /// Some count the same money twice.
        Overlapping = "overlapping",
    }
}

closed_words! {
    /// How a total relates to the sum of its items.
    Relation, "relation" {
        /// It is their sum.
        Equal = "equal",
        /// It is their sum or more: the list is partial.
        AtLeast = "at-least",
        /// It is their sum or less: items overlap.
        AtMost = "at-most",
    }
}

impl From<ListKind> for Relation {
    fn from(list: ListKind) -> Self {
        match list {
            ListKind::Complete => Self::Equal,
            ListKind::Partial => Self::AtLeast,
            ListKind::Overlapping => Self::AtMost,
        }
    }
}

closed_words! {
    /// How a sum changed against an earlier or other one.
    Ascent, "kind of change" {
        /// It is less.
        Less = "less",
        /// It is more.
        More = "more",
        /// It is the same.
        Same = "same",
    }
}

closed_words! {
    /// How a sum compares with an amount or another sum.
    Likeness, "comparison" {
        /// It is less.
        Less = "less",
        /// It is more.
        More = "more",
        /// It is the same.
        Same = "same",
        /// It is that or less: a cap.
        AtMost = "at-most",
        /// It is that or more: a floor.
        AtLeast = "at-least",
    }
}

/// What a share claim says; an open set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ShareOf {
    /// "most": (½, 1].
    Most,
    /// Between these ends.
    Between(Interval),
    /// A word without a number ("an insignificant part"), for which none is made up: never checked.
    Vague(String),
}

/// What a scope is compared with; a closed set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparand {
    /// An amount.
    Amount(Money),
    /// The sum of another scope.
    Scope(Box<Scope>),
}

/// The day, or the period, whose rate a conversion claim is held against; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConversionDay {
    /// This day, or the mean of this period.
    On(When),
    /// The day its source was published.
    Published,
    /// The date of the entry in its scope.
    Entry,
}

/// What a claim says; an open set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClaimKind {
    /// The sum of the entries in scope is, is at least, or is at most this.
    Total {
        /// The reported total.
        amount: Money,
        /// How it relates to the sum; follows from the list where absent.
        relation: Option<Relation>,
        /// Weights of single entries; 1 where absent. A weight names its entry: where the scope says nothing of stages, or of roles,
        /// the entry counts whatever its own. So net spend takes a refund with −1, without a word about stages. The scope's
        /// other conditions hold for it as for any entry, and a weight of an entry that they leave out is an error of the
        /// ledger.
        weights: Vec<(EntryId, Numeral)>,
    },
    /// The entries in scope are this share of another scope, which contains them.
    Share {
        /// The whole.
        of: Scope,
        /// The share.
        is: ShareOf,
    },
    /// The sum of the entries in scope is less, more or the same as that of another scope.
    Change {
        /// The other scope.
        than: Scope,
        /// How it changed.
        is: Ascent,
    },
    /// The sum of the entries in scope compares so with an amount or another scope.
    Comparison {
        /// With what.
        than: Comparand,
        /// How.
        is: Likeness,
    },
    /// An amount is worth another in a second currency.
    Conversion {
        /// The amount.
        amount: Money,
        /// What it is said to be worth.
        gloss: Money,
        /// The day, or the period, whose rate is meant.
        on: ConversionDay,
    },
    /// There is no counted spend in scope.
    None,
}

/// Something that a source says about the entries in a scope.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Claim {
    /// The id, in one space with those of restrictions.
    pub id: ClaimId,
    /// What is said.
    pub kind: ClaimKind,
    /// Of which entries.
    pub scope: Scope,
    /// The same total in other currencies, as the source restates it: claims of a rate.
    pub gloss: Vec<Money>,
    /// Whether the total may be below zero; the ledger's domain where absent.
    pub domain: Option<Domain>,
    /// Whether the entries in scope are all there are; the ledger's where absent.
    pub list: Option<ListKind>,
    /// The caller's own tolerance, in the total's currency: widens the total by this much each way, and is always shown.
    pub tolerance: Option<Numeral>,
    /// On whose word.
    pub source: Option<SourceId>,
    /// Where in the source.
    pub locator: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

impl Claim {
    /// A claim about every entry that is spent and counted.
    #[must_use]
    pub fn new(id: ClaimId, kind: ClaimKind) -> Self {
        Self {
            id,
            kind,
            scope: Scope::all(),
            gloss: Vec::new(),
            domain: None,
            list: None,
            tolerance: None,
            source: None,
            locator: None,
            note: None,
        }
    }

    /// A claim that the entries in `scope` sum to `amount`.
    #[must_use]
    pub fn total(id: ClaimId, scope: Scope, amount: Money) -> Self {
        let kind = ClaimKind::Total { amount, relation: None, weights: Vec::new() };
        Self { scope, ..Self::new(id, kind) }
    }
}
