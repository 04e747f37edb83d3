use super::{ListKind, Scope};
use crate::date::When;
use crate::id::{ActorId, RestrictionId, SourceId};

/// What somebody forbids: a platform's policy, a sponsor's own decision, a law. Counted spend inside it is a breach.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Restriction {
    /// The id, in one space with those of claims.
    pub id: RestrictionId,
    /// Who imposes it: the id of an actor or platform, which share one space.
    pub by: Option<ActorId>,
    /// What it forbids.
    pub forbids: Scope,
    /// What it nevertheless allows: of the stages and roles that it forbids, where an exception names none of its own.
    pub except: Vec<Scope>,
    /// Since when; `None` for as long as is known.
    pub from: Option<When>,
    /// Until when, that day included; `None` for until further notice.
    pub until: Option<When>,
    /// On whose word.
    pub source: Option<SourceId>,
    /// Whether the entries in its scope are all there are; only [`ListKind::Complete`] written here lets an empty scope
    /// prove anything.
    pub list: Option<ListKind>,
    /// A remark.
    pub note: Option<String>,
}

impl Restriction {
    /// A restriction without limits in time.
    #[must_use]
    pub fn new(id: RestrictionId, forbids: Scope) -> Self {
        Self {
            id,
            by: None,
            forbids,
            except: Vec::new(),
            from: None,
            until: None,
            source: None,
            list: None,
            note: None,
        }
    }

    /// The exceptions, each of the stages and roles that the restriction forbids where it names none.
    pub(crate) fn exceptions(&self) -> impl Iterator<Item = Scope> {
        self.except.iter().map(|except| {
            let mut scope = except.clone();
            if scope.stage.is_empty() {
                scope.stage.clone_from(&self.forbids.stage);
            }
            if scope.role.is_empty() {
                scope.role.clone_from(&self.forbids.role);
            }
            scope
        })
    }
}
