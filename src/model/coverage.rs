use super::Jurisdiction;
use crate::currency::Currency;
use crate::date::When;
use crate::id::{PlatformId, SourceId};

/// What a source covers: platform × jurisdiction × currency × window.
///
/// Outside all coverage, "no entries" means *not covered*, never zero. Inside one that is `complete`, it means none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Coverage {
    /// The platform and what is below it; `None` for all.
    pub platform: Option<PlatformId>,
    /// The jurisdiction and what lies in it; `None` for all.
    pub jurisdiction: Option<Jurisdiction>,
    /// The currency of account; `None` for all.
    pub currency: Option<Currency>,
    /// The dates; `None` for all.
    pub window: Option<When>,
    /// The source.
    pub source: Option<SourceId>,
    /// Whether the source lists everything within.
    pub complete: bool,
    /// A remark.
    pub note: Option<String>,
}

impl Coverage {
    /// A coverage of everything by no named source, not complete.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}
