use thiserror::Error;

use super::Dimension;
use crate::error::Problems;
use crate::id::SourceId;

/// Why there is no tally.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TallyError {
    /// The scope names ids that the ledger does not have.
    #[error(transparent)]
    Scope(#[from] Problems),
    /// Two sources of the entries cover the same ground: two report windows, or two snapshots.
    #[error(
        "`{first}` and `{second}` cover the same ground, so that adding their entries would count some money twice: name one source \
         in the scope, or group by source; of two snapshots the later counts where they are imported together"
    )]
    Overlapping {
        /// One source.
        first: SourceId,
        /// The other.
        second: SourceId,
    },
    /// One of two sources of the entries amends the other, or both amend a third, and no entry of either supersedes one of the
    /// other: a filing and its amendment that were imported apart.
    #[error(
        "`{first}` and `{second}` restate the same money, one being an amendment, and no entry of either supersedes one of the \
         other, so that adding them would count it twice: import the two together, or name one source in the scope"
    )]
    Restated {
        /// One source.
        first: SourceId,
        /// The other.
        second: SourceId,
    },
    /// A roll-up along a dimension that has nothing above and below.
    #[error("{dimension} has no hierarchy to roll up along: name sponsor, platform or campaign")]
    NoHierarchy {
        /// The dimension.
        dimension: Dimension,
    },
    /// A roll-up of a tally that is not grouped by the dimension.
    #[error(
        "the tally is not grouped by {dimension}, so that it cannot be rolled up along it: add it to the query"
    )]
    NotGrouped {
        /// The dimension.
        dimension: Dimension,
    },
}

/// Why two tallies do not add.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum MergeError {
    /// They answer different questions.
    #[error("tallies of different {what} do not add: {left} here, {right} there; ask both the same question")]
    Shape {
        /// What differs.
        what: &'static str,
        /// Here.
        left: String,
        /// There.
        right: String,
    },
    /// They converted one currency for one date at different rates.
    #[error(
        "the tallies converted {from} for {on} at different rates, {left} here and {right} there: use one table"
    )]
    Rates {
        /// The currency that was converted.
        from: String,
        /// The day or period.
        on: String,
        /// The factor here.
        left: String,
        /// The factor there.
        right: String,
    },
}
