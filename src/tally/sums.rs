use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::group::{Group, GroupKey};
use super::record::TallyRecord;
use super::row::rows_of;
use super::used::Joined;
use super::{Dimension, MergeError, Query, Row, Shape, UsedRate};
use crate::exact::Ratio;
use crate::id::EntryId;
use crate::money::Money;
use crate::rates::RateTable;

/// Why an entry was not converted; an open set. serde: `no-rate`, `conflicting`, `partial-period`, `open-interval`,
/// `too-many-paths`, `undated`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum UnconvertedReason {
    /// There is no rate.
    NoRate,
    /// Paths of equal rank give different rates.
    Conflicting,
    /// There are rates on only part of its period.
    PartialPeriod,
    /// Its date has an open end.
    OpenInterval,
    /// The table is too dense for all paths to be looked at.
    TooManyPaths,
    /// It has no date.
    Undated,
}

/// An entry that was asked for and could not be converted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Unconverted {
    /// The entry.
    pub entry: EntryId,
    /// Its money, as printed.
    pub money: Money,
    /// The reason.
    pub reason: UnconvertedReason,
    /// The reason as a sentence, with what to do.
    pub message: String,
}

/// An entry that was asked for and whose amount has no meaning: a gross amount below zero, reports that contradict one another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Malformed {
    /// The entry.
    pub entry: EntryId,
    /// Its money, as printed.
    pub money: Money,
    /// What is wrong, as a sentence.
    pub message: String,
}

/// How many entries were asked for, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Conversions {
    /// Entries asked for, malformed ones left out.
    pub asked: u64,
    /// Those that are in the sums: converted, or in the target's currency already.
    pub converted: u64,
    /// Of these, those that were in the target's currency already; all of them without a target.
    pub already: u64,
    /// Of these, those converted at a rate published before the day asked for.
    pub stale: u64,
    /// Of these, those converted at the mean of a period, as if an equal part fell on each of its days.
    pub estimated: u64,
    /// Those that could not be converted.
    pub unconverted: u64,
}

impl Conversions {
    /// What part of the entries asked for was converted, counted by entries; 1 where none was asked for.
    #[must_use]
    pub fn converted_share(&self) -> Ratio {
        share(self.converted, self.asked).unwrap_or_else(Ratio::one)
    }

    /// What part was converted at a rate older than the day asked for; 0 where none was asked for.
    #[must_use]
    pub fn stale_share(&self) -> Ratio {
        share(self.stale, self.asked).unwrap_or_else(Ratio::zero)
    }

    /// What part was converted at the mean of a period; 0 where none was asked for.
    #[must_use]
    pub fn estimated_share(&self) -> Ratio {
        share(self.estimated, self.asked).unwrap_or_else(Ratio::zero)
    }
}

fn share(part: u64, whole: u64) -> Option<Ratio> {
    Ratio::new(part.into(), whole.into())
}

/// Exact sums of entries, in groups.
///
/// # Guarantees
///
/// Tallies of one [`Shape`] merge: associative, commutative, with [`Tally::empty`] as identity. No figure depends on the order of
/// entries or of merges. They serialise, so that parts computed anywhere add up here; the parts must share no entry.
///
/// # Rounding
///
/// None is stored but the sum of items that were rounded one by one ([`Row::rounded_each`]). Everything else is rounded once, when
/// a [`Row`] is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "TallyRecord", into = "TallyRecord")]
pub struct Tally {
    pub(super) shape: Shape,
    pub(super) groups: BTreeMap<GroupKey, Group>,
    /// Those of its groups, in the order of their keys.
    pub(super) rates: Vec<UsedRate>,
    pub(super) uncertain: BTreeSet<EntryId>,
    pub(super) unconverted: Vec<Unconverted>,
    pub(super) malformed: Vec<Malformed>,
}

impl Tally {
    /// The tally of no entries: what adds to any other of the same question and rates without changing it.
    #[must_use]
    pub fn empty(query: &Query, rates: &RateTable) -> Self {
        Self::of_shape(Shape::new(query, rates))
    }

    pub(super) const fn of_shape(shape: Shape) -> Self {
        Self {
            shape,
            groups: BTreeMap::new(),
            rates: Vec::new(),
            uncertain: BTreeSet::new(),
            unconverted: Vec::new(),
            malformed: Vec::new(),
        }
    }

    /// The question it answers.
    #[must_use]
    pub const fn shape(&self) -> &Shape {
        &self.shape
    }

    /// The groups, sorted by the values of their keys in the order of the query, then by currency, then by basis.
    ///
    /// Groups that agree in all but the basis of their entries stay apart, and only these have `basis` in their key.
    #[must_use]
    pub fn rows(&self) -> Vec<Row<'_>> {
        rows_of(self, &self.groups)
    }

    /// The rates used, by currency and date.
    #[must_use]
    pub fn rates(&self) -> impl ExactSizeIterator<Item = &UsedRate> {
        self.rates.iter()
    }

    /// How many entries were converted at each of the rates used, in the same order.
    #[must_use]
    pub fn rate_counts(&self) -> Vec<u64> {
        let mut counts = vec![0_u64; self.rates.len()];
        for (number, part) in self.groups.values().flat_map(|group| &group.parts) {
            if let Some(count) = number.and_then(|number| counts.get_mut(number)) {
                *count = count.saturating_add(part.count());
            }
        }
        counts
    }

    /// The entries that may not be in scope, by id: their date only overlaps its window, or is not known.
    #[must_use]
    pub fn uncertain(&self) -> impl ExactSizeIterator<Item = &EntryId> {
        self.uncertain.iter()
    }

    /// The entries that could not be converted, by id.
    #[must_use]
    pub fn unconverted(&self) -> &[Unconverted] {
        &self.unconverted
    }

    /// The entries whose amounts have no meaning, by id.
    #[must_use]
    pub fn malformed(&self) -> &[Malformed] {
        &self.malformed
    }

    /// How many entries were asked for, and what became of them; without a target, all count as converted.
    #[must_use]
    pub fn conversions(&self) -> Conversions {
        let mut all = Conversions::default();
        for group in self.groups.values() {
            for (number, part) in &group.parts {
                let count = part.count();
                let used = number.and_then(|number| self.rates.get(number));
                all.converted = all.converted.saturating_add(count);
                if number.is_none() {
                    all.already = all.already.saturating_add(count);
                }
                if used.is_some_and(|used| used.stale_days() > 0) {
                    all.stale = all.stale.saturating_add(count);
                }
                if used.is_some_and(|used| used.band().is_some()) {
                    all.estimated = all.estimated.saturating_add(count);
                }
            }
            all.unconverted = all.unconverted.saturating_add(group.unconverted_count);
        }
        all.asked = all.converted.saturating_add(all.unconverted);
        all
    }

    /// Adds a tally of the same shape. The two must share no entry: one that is in both counts twice.
    ///
    /// # Complexity
    ///
    /// Linear in the rates and the parts of both, one for each rate of each group; of this tally only in its rates, where the other brings
    /// none between them. So many small tallies are best merged with one another before they are merged with a large one.
    ///
    /// # Errors
    ///
    /// [`MergeError`] where the shapes differ, or one rate does; this tally stays as it was.
    ///
    /// # Example: refused
    ///
    /// ```
    /// use adspend::model::Scope;
    /// use adspend::rates::RateTable;
    /// use adspend::tally::{Dimension, Query, Tally};
    ///
    /// let rates = RateTable::default();
    /// let mut all = Tally::empty(&Query::new(Scope::all()), &rates);
    /// let by_sponsor = Tally::empty(&Query::new(Scope::all()).by([Dimension::Sponsor]), &rates);
    /// assert_eq!(
    ///     all.try_merge(&by_sponsor).unwrap_err().to_string(),
    ///     "tallies of different dimensions do not add: none here, sponsor there; ask both the same question"
    /// );
    /// ```
    pub fn try_merge(&mut self, other: &Self) -> Result<(), MergeError> {
        self.shape.check(&other.shape)?;
        let Joined { rates, first, second } = Joined::of(&self.rates, &other.rates)?;
        // New rates behind all others change no number.
        if !first.iter().copied().eq(0..self.rates.len()) {
            let groups = std::mem::take(&mut self.groups).into_iter();
            self.groups = groups.map(|(key, group)| (key, group.renumbered(&first))).collect();
        }
        self.rates = rates;
        for (key, group) in &other.groups {
            self.groups.entry(key.clone()).or_default().merge(&group.clone().renumbered(&second));
        }
        self.uncertain.extend(other.uncertain.iter().cloned());
        self.unconverted.extend(other.unconverted.iter().cloned());
        self.malformed.extend(other.malformed.iter().cloned());
        self.sort();
        Ok(())
    }

    /// Puts the lists into an order that no merge can change.
    pub(super) fn sort(&mut self) {
        self.unconverted.sort_by_cached_key(|it| {
            (it.entry.clone(), it.money.amount.to_string(), it.money.currency, it.reason, it.message.clone())
        });
        self.malformed.sort_by_cached_key(|it| {
            (it.entry.clone(), it.money.amount.to_string(), it.money.currency, it.message.clone())
        });
    }

    /// The margin over one dimension: the same entries, no longer grouped by it.
    ///
    /// Over sources, the caller answers for it that no two of them cover the same ground.
    #[must_use]
    pub fn without(&self, dimension: Dimension) -> Self {
        let Some(at) = self.shape.by.iter().position(|own| *own == dimension) else { return self.clone() };
        let mut shape = self.shape.clone();
        shape.by.remove(at);
        self.regrouped(shape, |values| drop(values.remove(at)))
    }

    /// The margin over the periods: the same entries, no longer grouped by them.
    #[must_use]
    pub fn without_periods(&self) -> Self {
        if self.shape.per.is_none() {
            return self.clone();
        }
        // The period is the last value of every key.
        self.regrouped(Shape { per: None, ..self.shape.clone() }, |values| drop(values.pop()))
    }

    fn regrouped(&self, shape: Shape, change: impl Fn(&mut Vec<Option<String>>)) -> Self {
        let mut groups: BTreeMap<GroupKey, Group> = BTreeMap::new();
        for (key, group) in &self.groups {
            let mut key = key.clone();
            change(&mut key.values);
            groups.entry(key).or_default().merge(group);
        }
        let (rates, uncertain) = (self.rates.clone(), self.uncertain.clone());
        let (unconverted, malformed) = (self.unconverted.clone(), self.malformed.clone());
        Self { shape, groups, rates, uncertain, unconverted, malformed }
    }
}
