use crate::date::When;
use crate::id::SourceId;

/// On whose word a fact stands. The text of a source is never copied: a locator and the figure are enough.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Source {
    /// The id.
    pub id: SourceId,
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published: the end of the window in which implied rates look for matching days.
    pub published: Option<When>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// Where to find it.
    pub locator: Option<String>,
    /// The source that this one restates, as a filing's amendment does; it may be one that this ledger does not have.
    pub amends: Option<SourceId>,
    /// A remark.
    pub note: Option<String>,
}

impl Source {
    /// A source of which only the id is known.
    #[must_use]
    pub fn new(id: SourceId) -> Self {
        Self {
            id,
            title: None,
            publisher: None,
            published: None,
            language: None,
            locator: None,
            amends: None,
            note: None,
        }
    }
}
