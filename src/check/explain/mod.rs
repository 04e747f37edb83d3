//! What single slips, and small sets of them, explain an inconsistent total.

mod bits;
mod context;
mod figures;
mod in_own_currency;
mod ledger;
mod pairs;
mod printed_total;
mod ranking;
mod scale;
mod search;
mod slips;
mod subsets;
mod whole_items;
mod whole_record;

pub use context::ExplainContext;

use ranking::{Chance, explanations, is_explained};
use scale::Scale;
use search::Search;

use super::report::{Budget, Explanation};
use super::total::TotalCheck;

/// What could explain an inconsistent total.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explanations {
    /// The explanations, the best first: those that chance would give less than once.
    pub explanations: Vec<Explanation>,
    /// Entries that all the best explanations share.
    pub shared: Vec<String>,
    /// How many more hypotheses fit, of kinds of which chance would give one or more.
    pub also_possible: u64,
    /// How far explanations were looked for.
    pub budget: Budget,
}

impl TotalCheck {
    /// How many hypotheses [`TotalCheck::explain`] may work out where nobody names another number.
    pub const TRIES_MAX: u64 = 20_000_000;

    /// Looks for the slips that would explain an inconsistent total, and ranks them. Nothing is corrected.
    ///
    /// A hypothesis explains where the check, with what it corrects, is no longer inconsistent. Each family of single
    /// corrections is tried ([`Family`](super::Family)); where none of them explains with fewer than 0.01 hits by chance,
    /// pairs of corrections and sets of omitted items follow. Every other verdict has no explanations, and has tried nothing.
    ///
    /// `bits` is the length of the description: the family's prior, log2 of the hypotheses tried in it, and log2 of what is
    /// free beside. `chance_hits` is the expected number of hits among hypotheses that have nothing to do with the total: those
    /// tried in this and all likelier families × the width within which a total is accepted ÷ the size of the total
    /// or sum. Where that is 1 or more, hits are only counted (`also_possible`).
    ///
    /// # Guarantees
    ///
    /// The same answer on every run and, but for `subtotal` (which looks at the items before), for every order of the items. A
    /// kind of hypotheses that the rest of `tries_max` does not cover is left out as a whole, and `complete` is `false`.
    /// Pairs and subsets that are found by sorting cost as many tries as there are figures to sort.
    ///
    /// # Complexity
    ///
    /// Linear in the items times their slips (about 200 each) for single corrections; n·log n of these for pairs; 2^(n/2) for
    /// subsets of n ≤ 40 items.
    ///
    /// # Example
    ///
    /// ```
    /// use adspend::amount::{Amount, Domain};
    /// use adspend::check::{ExplainContext, Family, Item, TotalCheck};
    ///
    /// // 373,470 was printed as 337,470.
    /// let check = TotalCheck::new(Amount::exact(2_187_403), Domain::Gross).items(
    ///     [("a", 343_980), ("b", 1_425_609), ("c", 337_470), ("d", 44_344)]
    ///         .map(|(id, value)| Item::new(id, Amount::exact(value), Domain::Gross)),
    /// );
    /// let found = check.explain(&ExplainContext::new(), TotalCheck::TRIES_MAX);
    /// let best = &found.explanations[0];
    /// assert_eq!((best.family, best.entries.as_slice()), (Family::Swap, ["c".to_owned()].as_slice()));
    /// assert_eq!((best.from.as_str(), best.to.as_str()), ("337470", "373470"));
    /// assert!(found.budget.complete);
    /// ```
    ///
    /// # Example: nothing found
    ///
    /// ```
    /// use adspend::amount::{Amount, Domain};
    /// use adspend::check::{ExplainContext, Item, TotalCheck};
    ///
    /// let items = [("a", 343_980), ("b", 1_415_609)];
    /// let items = items.map(|(id, value)| Item::new(id, Amount::exact(value), Domain::Gross));
    /// let unrelated = TotalCheck::new(Amount::exact(9_284_417), Domain::Gross).items(items.clone());
    /// assert!(unrelated.explain(&ExplainContext::new(), TotalCheck::TRIES_MAX).explanations.is_empty());
    /// // What holds needs no explanation, and nothing is tried.
    /// let holds = TotalCheck::new(Amount::exact(1_759_589), Domain::Gross).items(items);
    /// assert_eq!(holds.explain(&ExplainContext::new(), TotalCheck::TRIES_MAX).budget.tried, 0);
    /// ```
    #[must_use]
    pub fn explain(&self, context: &ExplainContext, tries_max: u64) -> Explanations {
        let Some(mut search) = Search::new(self, tries_max) else { return Explanations::default() };
        printed_total::search(&mut search);
        whole_items::search(&mut search, context);
        figures::search(&mut search);
        whole_record::search(&mut search, context);
        let chance = Chance::of(&search);
        if !is_explained(&search, &chance) {
            in_own_currency::with_groups(&mut search, context, &chance);
            match Scale::of(&search) {
                Some(scale) => {
                    pairs::search(&mut search, &scale, &chance);
                    subsets::search(&mut search, &scale, &chance);
                }
                None => search.is_complete = false,
            }
        }
        explanations(&search, context, &chance)
    }
}
