//! An amount that a text mentions.

use super::reading::Reading;

/// An amount that a text mentions, and the one that it restates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    reading: Reading,
    pub(super) gloss_of: Option<usize>,
}

impl Mention {
    pub(super) const fn new(reading: Reading) -> Self {
        Self { reading, gloss_of: None }
    }

    /// The amount, and where it stands.
    #[must_use]
    pub const fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The index, among the mentions of the text, of the amount that this one restates in another currency: a claim of a
    /// rate, and never a second spend.
    #[must_use]
    pub const fn gloss_of(&self) -> Option<usize> {
        self.gloss_of
    }
}
