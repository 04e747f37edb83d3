//! By which rules a text is read.

use super::reader::Reader;
use super::vocabulary::Vocabulary;

/// What is read: a text that is one amount, or one that tells of amounts among other things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scene {
    /// The whole text is one amount, and anything else in it is an error.
    Whole,
    /// A paragraph that may be one amount: as the whole text, but no one asks what is wrong with it.
    Alone,
    /// Running text: what only looks like an amount is none.
    Running,
}

/// What happens to an amount without a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// It is refused, or in running text passed over.
    Refused,
    /// It is an amount without a currency.
    Allowed,
}

/// By which rules a text is read.
#[derive(Clone, Copy)]
pub(super) struct Grammar<'r> {
    pub(super) reader: &'r Reader,
    pub(super) vocabulary: &'static Vocabulary,
    pub(super) scene: Scene,
    pub(super) missing: Missing,
}

impl<'r> Grammar<'r> {
    pub(super) fn new(reader: &'r Reader, scene: Scene, missing: Missing) -> Self {
        Self { reader, vocabulary: Vocabulary::of(reader.language()), scene, missing }
    }

    /// Whether a number without a currency is an amount.
    pub(super) fn takes_bare(&self) -> bool {
        self.missing == Missing::Allowed || self.reader.default_currency().is_some()
    }
}
