//! Which entries a scope may take at all, by what it names: thousands of claims each look at their own entries, not at all of them.

use std::sync::OnceLock;

use super::Ledger;
use super::field::{Field, PerField};
use super::hierarchy::Handle;
use super::postings::Postings;
use super::scope::Matcher;
use super::select::Parts;
use super::store::Store;
use crate::id::EntryId;

/// For every field the entries that name a record in it, each list made when it is first asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Lookup(PerField<OnceLock<Postings>>);

impl Lookup {
    /// Entries among which are all that a scope takes, in their order; `None` where that is as soon told of all entries.
    pub(super) fn candidates(
        &self,
        (ledger, store): (&Ledger, &Store),
        matcher: &Matcher<'_>,
        named: &[EntryId],
        parts: Parts,
    ) -> Option<Vec<usize>> {
        let mut found: Vec<usize> = if named.is_empty() {
            let lists = |field| {
                let numbers = matcher.numbers(ledger, field)?;
                let postings = self.of(ledger, store, field);
                Some(numbers.into_iter().map(|number| postings.of(number)).collect::<Vec<_>>())
            };
            let length = |lists: &Vec<&[u32]>| lists.iter().map(|list| list.len()).sum::<usize>();
            let shortest = Field::ALL.into_iter().filter_map(lists).min_by_key(length)?;
            shortest.into_iter().flatten().filter_map(|at| usize::try_from(*at).ok()).collect()
        } else {
            named.iter().filter_map(|id| store.index.get(id).copied()).collect()
        };
        if parts == Parts::Kept {
            // What a part does not say it has from its whole.
            found.extend(store.links.all_parts());
        }
        if found.len() > store.entries.len() / 2 {
            return None;
        }
        found.sort_unstable();
        found.dedup();
        Some(found)
    }

    fn of(&self, ledger: &Ledger, store: &Store, field: Field) -> &Postings {
        self.0.of(field).get_or_init(|| {
            let number = |at: usize| {
                let (entry, row) = (store.entries.get(at)?, store.rows.get(at)?);
                match field {
                    Field::Sponsor => row.sponsor.map(Handle::number),
                    Field::Payer => row.payer.map(Handle::number),
                    Field::Payee => row.payee.map(Handle::number),
                    Field::Platform => row.platform.map(Handle::number),
                    Field::Campaign => row.campaign.map(Handle::number),
                    Field::Source => entry.source.as_ref().and_then(|id| ledger.source_number(id)),
                }
            };
            let numbers = (0..store.entries.len()).filter_map(number);
            let count = numbers.max().map_or(0, |number| usize::try_from(number).unwrap_or(usize::MAX) + 1);
            Postings::new(store.entries.len(), count, number)
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::amount::Amount;
    use crate::currency::Currency;
    use crate::ledger::LedgerBuilder;
    use crate::ledger::part::completed;
    use crate::ledger::scope::Fit;
    use crate::model::{Actor, Entry, Scope, Source};
    use crate::money::Money;

    /// An entry: its sponsor and its source by number, and whether it is a part of the one before.
    type Row = (Option<u8>, Option<u8>, bool);

    fn ledger(rows: &[Row]) -> Ledger {
        let mut builder = LedgerBuilder::new();
        for number in 0..4 {
            builder.actor(Actor::new(format!("a{number}").parse().unwrap()));
            builder.source(Source::new(format!("s{number}").parse().unwrap()));
        }
        for (at, (sponsor, source, is_part)) in rows.iter().enumerate() {
            let money = Money::new(Amount::exact(1), Currency::EUR);
            let mut entry = Entry::new(format!("e{at}").parse().unwrap(), money);
            entry.sponsor = sponsor.map(|number| format!("a{number}").parse().unwrap());
            entry.source = source.map(|number| format!("s{number}").parse().unwrap());
            entry.detail_of = (*is_part && at > 0).then(|| format!("e{}", at - 1).parse().unwrap());
            builder.entry(entry);
        }
        builder.build().unwrap()
    }

    /// The entries that fit, each looked at, and those among which they are looked for.
    fn found(ledger: &Ledger, scope: &Scope, parts: Parts) -> (Vec<usize>, Option<Vec<usize>>) {
        let (store, matcher) = (ledger.store(), Matcher::new(ledger, scope).unwrap());
        let fits = |at: &usize| {
            let whole =
                (parts == Parts::Kept).then(|| completed(ledger, store, *at, &scope.entries)).flatten();
            let (entry, row) = whole.unwrap_or_else(|| (store.entries[*at].clone(), store.rows[*at]));
            matcher.fit(ledger, &entry, &row) != Fit::No
        };
        let candidates = store.lookup.candidates((ledger, store), &matcher, &scope.entries, parts);
        ((0..store.entries.len()).filter(fits).collect(), candidates)
    }

    proptest! {
        #[test]
        fn every_entry_that_fits_is_looked_at(
            rows in prop::collection::vec((prop::option::of(0u8..4), prop::option::of(0u8..4), any::<bool>()), 1..40),
            sponsors in prop::collection::vec(0u8..4, 0..3), sources in prop::collection::vec(0u8..4, 0..3),
            entries in prop::collection::vec(any::<prop::sample::Index>(), 0..3), keep_parts: bool,
        ) {
            let ledger = ledger(&rows);
            let scope = Scope {
                sponsor: sponsors.iter().map(|number| format!("a{number}").parse().unwrap()).collect(),
                source: sources.iter().map(|number| format!("s{number}").parse().unwrap()).collect(),
                entries: entries.iter().map(|at| format!("e{}", at.index(rows.len())).parse().unwrap()).collect(),
                ..Scope::all()
            };
            let parts = if keep_parts { Parts::Kept } else { Parts::LeftOut };
            if let (fitting, Some(candidates)) = found(&ledger, &scope, parts) {
                prop_assert!(candidates.is_sorted_by(|a, b| a < b));
                prop_assert!(fitting.iter().all(|at| candidates.contains(at)), "{fitting:?} {candidates:?}");
            }
        }
    }

    #[test]
    fn few_entries_are_looked_at_and_all_where_most_fit() {
        let rows = [
            (Some(0), Some(1), false),
            (Some(1), Some(1), false),
            (Some(2), Some(1), false),
            (None, None, true),
        ];
        let ledger = ledger(&rows);
        let of = |sponsor: &str, source: &str| Scope {
            sponsor: sponsor.split_terminator(' ').map(|id| id.parse().unwrap()).collect(),
            source: source.split_terminator(' ').map(|id| id.parse().unwrap()).collect(),
            ..Scope::all()
        };
        let candidates = |scope: &Scope, parts| found(&ledger, scope, parts).1;
        assert_eq!(candidates(&of("a1", ""), Parts::LeftOut), Some(vec![1]));
        assert_eq!(candidates(&of("a1", "s1"), Parts::LeftOut), Some(vec![1]));
        assert_eq!(candidates(&of("a3", "s1"), Parts::LeftOut), Some(vec![]));
        // The part of the third may be the sponsor's by its whole.
        assert_eq!(candidates(&of("a1", ""), Parts::Kept), Some(vec![1, 3]));
        assert_eq!(found(&ledger, &of("a2", ""), Parts::Kept).0, [2, 3]);
        assert_eq!(candidates(&of("", "s1"), Parts::LeftOut), None);
        assert_eq!(candidates(&of("", ""), Parts::LeftOut), None);
    }
}
