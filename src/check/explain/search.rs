//! What a search for explanations knows, and what it has found.

use std::ops::Bound;

use crate::amount::{Amount, Interval};
use crate::check::TotalCheck;
use crate::check::family::{Family, Target};
use crate::check::items::{Item, ItemSets};
use crate::check::relation::sums_allowed;
use crate::check::report::Correction;
use crate::exact::Ratio;

/// How many hits of a class are kept; more are counted.
const HITS_MAX: usize = 64;

/// Hypotheses that are counted together: those of a family; of pairs and subsets, those of one size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Class {
    /// The place among the classes, the likelier first: a prior in hundredths of a bit.
    pub(super) rank: i64,
    pub(super) family: Family,
}

impl From<Family> for Class {
    fn from(family: Family) -> Self {
        Self { rank: family.prior(), family }
    }
}

/// What was found in a class.
#[derive(Default)]
pub(super) struct Found {
    pub(super) tried: u128,
    pub(super) count: u128,
    pub(super) hits: Vec<Hit>,
}

/// A hypothesis that explains.
#[derive(Clone)]
pub(super) struct Hit {
    pub(super) target: Target,
    pub(super) entries: Vec<String>,
    pub(super) from: String,
    pub(super) to: String,
    /// Hundredths of a bit for what is free beside the choice among those tried.
    pub(super) extra: i64,
    pub(super) takes: Takes,
    pub(super) edits: Vec<(usize, Edit)>,
    /// Of a pair, the two.
    pub(super) pair: Vec<Correction>,
}

/// How much of the line a corrected sum and total take together; `None` stands for all of it.
#[derive(Clone)]
pub(super) enum Takes {
    /// As much as before.
    AsBefore,
    /// The total has another width.
    WithTotal(Option<Ratio>),
    /// The total counts what the sum does not, and nobody knows it better than to this width.
    WithMore(Option<Ratio>),
}

/// What a correction makes of an item.
#[derive(Clone)]
pub(super) enum Edit {
    /// Another amount.
    Amount(Amount),
    /// So many times what it is.
    Times(Ratio),
}

/// A search.
pub(super) struct Search<'a> {
    pub(super) check: &'a TotalCheck,
    pub(super) sets: ItemSets,
    pub(super) sum: Interval,
    pub(super) total: Interval,
    /// The places of the items in an order that does not depend on the record's.
    pub(super) order: Vec<usize>,
    /// What each item may be and fit, before its weight and rate; `None` where nothing fits or the weight is 0.
    pub(super) windows: Vec<Option<Interval>>,
    /// By class, in their order: there are few.
    found: Vec<(Class, Found)>,
    pub(super) tries_left: u64,
    pub(super) is_complete: bool,
}

impl<'a> Search<'a> {
    /// `None` where the check is not inconsistent.
    pub(super) fn new(check: &'a TotalCheck, tries_max: u64) -> Option<Self> {
        let total = check.total_set()?;
        let sets = ItemSets::new(&check.items, &check.rates)?;
        let sum = sets.sum();
        if check.reason().is_some() || check.can(&sum, &total) {
            return None;
        }
        let mut order: Vec<(String, String, usize)> = check
            .items
            .iter()
            .enumerate()
            .map(|(at, item)| (item.id.clone(), item.amount.to_string(), at))
            .collect();
        order.sort_unstable();
        let order = order.into_iter().map(|(.., at)| at).collect();
        let mut search = Self {
            check,
            sets,
            sum,
            total,
            order,
            windows: Vec::new(),
            found: Vec::new(),
            tries_left: tries_max,
            is_complete: true,
        };
        search.windows = (0..check.items.len()).map(|at| search.window(at)).collect();
        Some(search)
    }

    fn window(&self, at: usize) -> Option<Interval> {
        let item = self.check.items.get(at).filter(|item| !item.weight.is_zero())?;
        let sums = sums_allowed(self.check.relation, &self.total);
        let window = self.sets.solve(at, &item.weight, &sums, Interval::all())?;
        if item.certain {
            return Some(window);
        }
        // It counts for anything from nothing to all of it: what lies beyond the window reaches into it.
        match window.inf() {
            Some(inf) if !inf.is_negative() => Interval::new(window.lo().clone(), Bound::Unbounded),
            _ => Interval::new(Bound::Unbounded, window.hi().clone()),
        }
    }

    /// Whether what an item is, changed to this, lets the check hold.
    pub(super) fn fits(&self, at: usize, set: &Interval) -> bool {
        self.windows.get(at).and_then(Option::as_ref).is_some_and(|window| window.meets(set))
    }

    /// The items with their places, in an order that does not depend on the record's.
    pub(super) fn items(&self) -> impl Iterator<Item = (usize, &'a Item)> + use<'a> {
        let items = &self.check.items;
        self.order.clone().into_iter().filter_map(move |at| Some((at, items.get(at)?)))
    }

    /// Whether so many more hypotheses are within the budget; if so they are taken from it. What is not is left out as a whole,
    /// so that the answer does not depend on the order of the items.
    pub(super) fn affords(&mut self, tries: u64) -> bool {
        match self.tries_left.checked_sub(tries) {
            Some(left) => {
                self.tries_left = left;
                true
            }
            None => {
                self.is_complete = false;
                false
            }
        }
    }

    /// What was found, by class, the likelier first.
    pub(super) fn found(&self) -> &[(Class, Found)] {
        &self.found
    }

    /// What was found in a class, which gets its place where it is new.
    fn of_class(&mut self, class: Class) -> Option<&mut Found> {
        let at = self.found.partition_point(|(other, _)| *other < class);
        if self.found.get(at).is_none_or(|(other, _)| *other != class) {
            self.found.insert(at, (class, Found::default()));
        }
        self.found.get_mut(at).map(|(_, found)| found)
    }

    /// Counts hypotheses that were tried.
    pub(super) fn tried(&mut self, class: impl Into<Class>, count: u128) {
        if let Some(found) = self.of_class(class.into()) {
            found.tried = found.tried.saturating_add(count);
        }
    }

    /// How many hypotheses were tried in a class and all likelier ones.
    pub(super) fn tried_up_to(&self, class: Class) -> u128 {
        self.found.iter().take_while(|(other, _)| *other <= class).map(|(_, found)| found.tried).sum()
    }

    /// Counts hypotheses that explain, of which none is kept.
    pub(super) fn counted(&mut self, class: Class, count: u128) {
        if let Some(found) = self.of_class(class) {
            found.count = found.count.saturating_add(count);
        }
    }

    /// Keeps a hypothesis that explains, or counts it.
    pub(super) fn hit(&mut self, class: impl Into<Class>, hit: Hit) {
        if let Some(found) = self.of_class(class.into()) {
            found.count = found.count.saturating_add(1);
            if found.hits.len() < HITS_MAX {
                found.hits.push(hit);
            }
        }
    }

    /// What one unit of an item, before its weight, is worth in the sum; `None` where its rate is not one value.
    pub(super) fn factor_of(&self, item: &Item) -> Option<Ratio> {
        match item.rate {
            None => Some(item.weight.clone()),
            Some(rate) => Some(&item.weight * self.check.rates.get(rate)?.as_point()?),
        }
    }

    /// What an item contributes to the sum as it was printed.
    pub(super) fn contribution(&self, item: &Item) -> Option<Ratio> {
        Some(&Ratio::from(item.amount.printed()?) * &self.factor_of(item)?)
    }

    /// The printed total, and what it is with this added.
    pub(super) fn total_with(&self, more: Option<Ratio>) -> (String, String) {
        let printed = self.check.total.printed().map(Ratio::from);
        let from = printed.as_ref().map_or_else(|| self.check.total.to_string(), ToString::to_string);
        let to = match (printed, more) {
            (Some(printed), Some(more)) => (printed + more).to_string(),
            // Without a figure for every amount there is only what would fit.
            _ => self.sum.to_string(),
        };
        (from, to)
    }
}

impl Hit {
    /// A correction of the total.
    pub(super) fn total((from, to): (String, String), entries: Vec<String>) -> Self {
        let (extra, takes, edits, pair) = (0, Takes::AsBefore, Vec::new(), Vec::new());
        Self { target: Target::Total, entries, from, to, extra, takes, edits, pair }
    }

    /// A correction of one item.
    pub(super) fn item(at: usize, item: &Item, to: String, edit: Edit) -> Self {
        Self {
            target: Target::Items,
            entries: vec![item.id.clone()],
            from: figure(&item.amount),
            to,
            extra: 0,
            takes: Takes::AsBefore,
            edits: vec![(at, edit)],
            pair: Vec::new(),
        }
    }

    /// What it corrects, as one of a pair.
    pub(super) fn correction(&self, family: Family) -> Correction {
        let (entries, from, to) = (self.entries.clone(), self.from.clone(), self.to.clone());
        Correction { target: self.target, family, entries, from, to }
    }
}

/// The printed figure, or all of the amount where there is none.
pub(super) fn figure(amount: &Amount) -> String {
    amount.printed().map_or_else(|| amount.to_string(), |printed| Ratio::from(printed).to_string())
}
