use std::borrow::Borrow;
use std::hash::Hash;
use std::marker::PhantomData;

use super::links;
use crate::hash::HashMap;
use crate::id::{ActorId, CampaignId, PlatformId};
use crate::model::{Actor, Campaign, Platform};

/// A record that has an id, may have a parent, and may be another record of the same thing.
pub(super) trait Node {
    type Id: Clone + Eq + Hash + Borrow<str>;

    fn own_id(&self) -> &Self::Id;
    fn id(&self) -> &str {
        self.own_id().borrow()
    }
    fn parent(&self) -> Option<&str>;
    fn same_as(&self) -> Option<&str> {
        None
    }
}

impl Node for Actor {
    type Id = ActorId;

    fn own_id(&self) -> &ActorId {
        &self.id
    }
    fn parent(&self) -> Option<&str> {
        self.parent.as_ref().map(ActorId::as_str)
    }
    fn same_as(&self) -> Option<&str> {
        self.same_as.as_ref().map(ActorId::as_str)
    }
}

impl Node for Platform {
    type Id = PlatformId;

    fn own_id(&self) -> &PlatformId {
        &self.id
    }
    fn parent(&self) -> Option<&str> {
        self.parent.as_ref().map(PlatformId::as_str)
    }
}

impl Node for Campaign {
    type Id = CampaignId;

    fn own_id(&self) -> &CampaignId {
        &self.id
    }
    fn parent(&self) -> Option<&str> {
        self.parent.as_ref().map(CampaignId::as_str)
    }
}

/// A record of one kind inside one ledger: 4 bytes in place of an id.
pub struct Handle<T> {
    index: u32,
    kind: PhantomData<fn() -> T>,
}

/// An actor of a ledger.
pub type ActorRef = Handle<Actor>;
/// A platform of a ledger.
pub type PlatformRef = Handle<Platform>;
/// A campaign of a ledger.
pub type CampaignRef = Handle<Campaign>;

impl<T> Clone for Handle<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Handle<T> {}
impl<T> PartialEq for Handle<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Handle<T> {}
impl<T> Hash for Handle<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}
impl<T> std::fmt::Debug for Handle<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.index)
    }
}

impl<T> Handle<T> {
    fn new(index: usize) -> Option<Self> {
        u32::try_from(index).ok().map(|index| Self { index, kind: PhantomData })
    }

    /// Its number among the records of its kind, from 0.
    pub(super) const fn number(self) -> u32 {
        self.index
    }

    fn index(self) -> usize {
        // A handle is made from a `usize`, so it fits one on every target of at least 32 bits.
        usize::try_from(self.index).unwrap_or(usize::MAX)
    }
}

/// The records of one kind, what is above each, and which are one.
#[derive(Clone, Debug)]
pub(super) struct Hierarchy<T: Node> {
    records: Vec<T>,
    index: HashMap<T::Id, Handle<T>>,
    /// The record that stands for each: itself, unless it is the same as another.
    canonical: Vec<Handle<T>>,
    parent: Vec<Option<Handle<T>>>,
    #[cfg(feature = "file")]
    has_others: bool,
}

/// Ids that lead back to themselves, in order, the first not repeated.
pub(super) type CycleIds = Vec<String>;

impl<T: Node> Hierarchy<T> {
    /// Links the records; ids must be unique. References to unknown ids count as absent: they are reported elsewhere.
    ///
    /// # Errors
    ///
    /// The cycles, each once.
    pub(super) fn link(records: Vec<T>) -> Result<Self, Vec<CycleIds>> {
        let is_linked = |record: &T| record.parent().is_some() || record.same_as().is_some();
        if !records.iter().any(is_linked) {
            return Ok(Self::of_unlinked(records));
        }
        let index = index(&records);
        let find = |id: Option<&str>| id.and_then(|id| index.get(id).copied());
        let same: Vec<_> = records.iter().map(|record| find(record.same_as())).collect();
        let mut cycles = cycles(&records, &same);
        let written: Vec<_> = records.iter().map(|record| find(record.parent())).collect();
        cycles.extend(self::cycles(&records, &written));
        if !cycles.is_empty() {
            return Err(cycles);
        }
        let canonical: Vec<Handle<T>> =
            (0..records.len()).filter_map(|at| Some(last(Handle::new(at)?, &same))).collect();
        // The parent of one record is the parent of all records of the same thing: the canonical one's, if it has one.
        let mut parent: Vec<Option<Handle<T>>> = vec![None; records.len()];
        for own_first in [true, false] {
            for (at, to) in canonical.iter().enumerate() {
                let above = written
                    .get(at)
                    .copied()
                    .flatten()
                    .and_then(|above| canonical.get(above.index()).copied());
                if let Some(slot) = parent.get_mut(to.index())
                    && slot.is_none()
                    && (to.index() == at) == own_first
                {
                    *slot = above.filter(|above| above != to);
                }
            }
        }
        let joined = self::cycles(&records, &parent);
        if !joined.is_empty() {
            return Err(joined);
        }
        Ok(Self {
            #[cfg(feature = "file")]
            has_others: same.iter().any(Option::is_some),
            records,
            index,
            canonical,
            parent,
        })
    }

    /// Records of which none has a parent, or is another record of the same thing, as those that are declared for the names of entries.
    pub(super) fn of_unlinked(records: Vec<T>) -> Self {
        Self {
            #[cfg(feature = "file")]
            has_others: false,
            index: index(&records),
            canonical: (0..records.len()).filter_map(Handle::new).collect(),
            parent: vec![None; records.len()],
            records,
        }
    }

    pub(super) fn records(&self) -> &[T] {
        &self.records
    }

    pub(super) fn get(&self, at: Handle<T>) -> Option<&T> {
        self.records.get(at.index())
    }

    /// The record that stands for the thing of this id.
    pub(super) fn find(&self, id: &str) -> Option<Handle<T>> {
        self.index.get(id).and_then(|at| self.canonical.get(at.index())).copied()
    }

    /// Whether any record is another record of the same thing.
    #[cfg(feature = "file")]
    pub(super) const fn has_others(&self) -> bool {
        self.has_others
    }

    /// The record and all above it, nearest first.
    pub(super) fn chain(&self, at: Option<Handle<T>>) -> impl Iterator<Item = Handle<T>> {
        std::iter::successors(at, |at| self.parent.get(at.index()).copied().flatten())
    }
}

/// Where the record of each id stands. Of records with one id, which is reported elsewhere, the first counts.
fn index<T: Node>(records: &[T]) -> HashMap<T::Id, Handle<T>> {
    let mut index = HashMap::default();
    index.reserve(records.len());
    for (at, record) in records.iter().enumerate() {
        if let Some(handle) = Handle::new(at) {
            index.entry(record.own_id().clone()).or_insert(handle);
        }
    }
    index
}

fn last<T>(at: Handle<T>, next: &[Option<Handle<T>>]) -> Handle<T> {
    let mut at = at;
    while let Some(further) = next.get(at.index()).copied().flatten() {
        at = further;
    }
    at
}

/// The cycles among the successors, as ids.
fn cycles<T: Node>(records: &[T], next: &[Option<Handle<T>>]) -> Vec<CycleIds> {
    let next: Vec<Option<usize>> = next.iter().map(|next| next.map(Handle::index)).collect();
    let ids = |cycle: Vec<usize>| {
        cycle.iter().filter_map(|at| records.get(*at)).map(|it| it.id().to_owned()).collect()
    };
    links::cycles(&next).into_iter().map(ids).collect()
}
