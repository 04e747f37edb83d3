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

/// An entry that fits a scope.
struct Found<'a> {
    /// Where it stands among all.
    at: usize,
    selected: Selected<'a>,
    /// Why it is left out, parts of what is taken aside.
    excluded: Option<Exclusion>,
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
    let mut found: Vec<Found<'_>> = Vec::new();
    let mut look_at = |at: usize| {
        let Some((entry, row)) = store.entries.get(at).zip(store.rows.get(at)) else { return };
        let completed =
            (parts == Parts::Kept).then(|| completed(ledger, store, at, &scope.entries)).flatten();
        let fit = match &completed {
            Some((entry, row)) => matcher.fit(ledger, entry, row),
            None => matcher.fit(ledger, entry, row),
        };
        let certainty = match fit {
            Fit::No => return,
            Fit::Perhaps => Certainty::Uncertain,
            Fit::Yes => Certainty::Certain,
        };
        let excluded = set_aside(store, &matcher, at, entry, scope, asked);
        found.push(Found { at, selected: Selected { entry, certainty }, excluded });
    };
    match store.lookup.candidates((ledger, store), &matcher, &scope.entries, parts) {
        Some(some) => some.into_iter().for_each(&mut look_at),
        None => (0..store.entries.len()).for_each(&mut look_at),
    }
    let is_taken = |at: usize| {
        let it = found.binary_search_by_key(&at, |it| it.at).ok().and_then(|at| found.get(at));
        it.is_some_and(|it| it.excluded.is_none())
    };
    let mut selection = Selection::default();
    for it in &found {
        let is_part_of_taken = || parts == Parts::LeftOut && store.links.wholes_of(it.at).any(is_taken);
        match it.excluded {
            Some(reason) => selection.excluded.push((it.selected.entry, reason)),
            None if is_part_of_taken() => selection.excluded.push((it.selected.entry, Exclusion::Detail)),
            None => selection.entries.push(it.selected),
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
