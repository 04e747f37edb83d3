use super::part::completed;
use super::scope::{Fit, Matcher};
use super::store::Store;
use super::{Exclusion, Ledger, is_known};
use crate::date::Day;
use crate::error::Problems;
use crate::id::EntryId;
use crate::model::{Entry, Scope};

/// Whether an entry lies in a scope's window; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// It does.
    Certain,
    /// Its date only overlaps the window, or is not known: it counts for anything from nothing to all of it.
    Uncertain,
}

/// An entry that a scope takes.
#[derive(Clone, Copy, Debug)]
pub struct Selected<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// Whether it lies in the scope's window.
    pub certainty: Certainty,
}

/// The entries of a scope.
#[derive(Clone, Debug, Default)]
pub struct Selection<'a> {
    /// Those that it takes, in the ledger's order.
    pub entries: Vec<Selected<'a>>,
    /// Those that fit its other conditions and are left out, with the reason, in the ledger's order.
    pub excluded: Vec<(&'a Entry, Exclusion)>,
}

/// What becomes of the parts of an entry that is taken itself; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parts {
    /// They are left out: their whole counts.
    LeftOut,
    /// They are taken beside it. Nothing may be added then.
    Kept,
}

/// What is asked beside the scope.
#[derive(Clone, Copy)]
pub(super) struct Asked<'q> {
    pub(super) as_known_on: Option<Day>,
    pub(super) parts: Parts,
    /// Entries that the default stage and role do not keep out.
    pub(super) named: &'q [EntryId],
}

pub(super) fn select<'a>(
    ledger: &'a Ledger,
    store: &'a Store,
    scope: &Scope,
    asked: Asked<'_>,
) -> Result<Selection<'a>, Problems> {
    let parts = asked.parts;
    let matcher = Matcher::new(ledger, scope)?;
    let mut selection = Selection::default();
    let mut taken: Vec<bool> = vec![false; store.entries.len()];
    let mut candidates = Vec::new();
    for (at, (entry, row)) in store.entries.iter().zip(&store.rows).enumerate() {
        let completed =
            (parts == Parts::Kept).then(|| completed(ledger, store, at, &scope.entries)).flatten();
        let fit = match &completed {
            Some((entry, row)) => matcher.fit(ledger, entry, row),
            None => matcher.fit(ledger, entry, row),
        };
        if fit == Fit::No {
            continue;
        }
        let excluded = set_aside(store, &matcher, at, entry, scope, asked);
        if let (None, Some(slot)) = (excluded, taken.get_mut(at)) {
            *slot = true;
        }
        candidates.push((at, entry, fit, excluded));
    }
    for (at, entry, fit, excluded) in candidates {
        let part_of_taken = || {
            parts == Parts::LeftOut && store.links.wholes_of(at).any(|whole| taken.get(whole) == Some(&true))
        };
        match excluded {
            Some(reason) => selection.excluded.push((entry, reason)),
            None if part_of_taken() => selection.excluded.push((entry, Exclusion::Detail)),
            None => {
                let certainty = if fit == Fit::Yes { Certainty::Certain } else { Certainty::Uncertain };
                selection.entries.push(Selected { entry, certainty });
            }
        }
    }
    Ok(selection)
}

fn set_aside(
    store: &Store,
    matcher: &Matcher<'_>,
    at: usize,
    entry: &Entry,
    scope: &Scope,
    Asked { as_known_on, named, .. }: Asked<'_>,
) -> Option<Exclusion> {
    let is_named = named.contains(&entry.id);
    let superseded = |at: usize| {
        let later = store.links.superseded_by(at).and_then(|later| store.entries.get(later));
        later.is_some_and(|later| is_known(later, as_known_on))
    };
    if !is_known(entry, as_known_on) {
        Some(Exclusion::NotYetKnown)
    } else if superseded(at) {
        Some(Exclusion::Superseded)
    } else if store.links.wholes_of(at).any(superseded) {
        Some(Exclusion::DetailOfSuperseded)
    } else if !(matcher.takes_stage(entry.stage) || is_named && scope.stage.is_empty()) {
        Some(Exclusion::Stage)
    } else if !(matcher.takes_role(entry.role) || is_named && scope.role.is_empty()) {
        Some(Exclusion::Role)
    } else {
        None
    }
}
