use std::collections::BTreeMap;

use super::evaluate::{self, Scaled};
use super::group::{Group, GroupKey, Part};
use super::key::BASIS;
use super::{Key, Order, Tally, UsedRate};
use crate::amount::Interval;
use crate::currency::Currency;
use crate::exact::{Numeral, Ratio, Rounding};

/// One group of a [`Tally`]. Figures are computed when they are asked for.
///
/// # Complexity
///
/// Each figure is linear in the number of different rates of the group, times the length of the exact numbers. [`Row::rounded`] needs
/// these only where a bound of what integers cut off straddles a rounding boundary.
#[derive(Clone, Debug)]
pub struct Row<'t> {
    tally: &'t Tally,
    key: &'t GroupKey,
    /// Whether the basis is part of the key: other groups differ in it only.
    has_basis: bool,
    groups: Vec<&'t Group>,
    /// Every part with its rate.
    valued: Vec<(Option<&'t UsedRate>, &'t Part)>,
}

/// Groups that agree in all but the basis are one row, unless several bases have entries.
pub(super) fn rows_of<'t>(tally: &'t Tally, groups: &'t BTreeMap<GroupKey, Group>) -> Vec<Row<'t>> {
    let all: Vec<(&GroupKey, &Group)> = groups.iter().collect();
    let mut rows = Vec::new();
    for same in all.chunk_by(|a, b| a.0.values == b.0.values && a.0.currency == b.0.currency) {
        let has_basis = same.iter().filter(|(_, group)| group.is_asked()).count() > 1;
        if has_basis {
            rows.extend(same.iter().map(|(key, group)| Row::new(tally, key, has_basis, vec![group])));
        } else if let Some((key, _)) = same.first() {
            let groups = same.iter().map(|(_, group)| *group).collect();
            rows.push(Row::new(tally, key, has_basis, groups));
        }
    }
    rows
}

impl<'t> Row<'t> {
    fn new(tally: &'t Tally, key: &'t GroupKey, has_basis: bool, groups: Vec<&'t Group>) -> Self {
        // The rates of a tally hold all that its groups name.
        let parts = groups.iter().flat_map(|group| &group.parts);
        let valued =
            parts.map(|(number, part)| (number.and_then(|number| tally.rates.get(number)), part)).collect();
        Self { tally, key, has_basis, groups, valued }
    }

    /// What the entries share.
    #[must_use]
    pub fn key(&self) -> Key {
        let values = self.tally.shape.names().zip(self.key.values.iter().cloned());
        let basis = self.has_basis.then(|| (BASIS, Some(self.key.basis.clone())));
        Key(values.chain(basis).collect())
    }

    /// The currency of every figure of the row.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.key.currency
    }

    fn valued(&self) -> impl Iterator<Item = (Option<&'t UsedRate>, &'t Part)> {
        self.valued.iter().copied()
    }

    /// Whether every entry in the sums is known to the digit, certainly in scope, and converted at a rate that is one value, and there is
    /// a figure: the exact total is then one value, the [printed](Row::printed) sum. Nothing is added up to see this.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        let is_point = |used: &UsedRate| used.factor().as_point().is_some();
        let is_exact = |(used, part): (Option<&UsedRate>, &Part)| {
            part.count() == part.exact_count() && used.is_none_or(is_point)
        };
        !self.has_no_figure() && self.valued().all(is_exact)
    }

    /// Every value that the exact total may have.
    #[must_use]
    pub fn total(&self) -> Interval {
        let converted = |(used, part): (Option<&UsedRate>, &Part)| match used {
            Some(used) => times(&part.set(), used.factor()),
            None => part.set(),
        };
        evaluate::sum_sets(&self.valued().map(converted).collect::<Vec<_>>())
    }

    /// How many entries are in the sums.
    #[must_use]
    pub fn summed_count(&self) -> u64 {
        self.count(Part::count)
    }

    /// Whether entries were asked for and none of them is in the sums, so that there is no figure: not even 0.
    #[must_use]
    pub fn has_no_figure(&self) -> bool {
        self.summed_count() == 0 && (self.unconverted_count() > 0 || self.malformed_count() > 0)
    }

    /// The exact sum of the printed values; `None` where an entry printed none, may not be in scope, or was converted at a rate
    /// that is a set, and where [no entry](Row::has_no_figure) could be converted.
    #[must_use]
    pub fn printed(&self) -> Option<Ratio> {
        if self.has_no_figure() {
            return None;
        }
        let converted = |(used, part): (Option<&UsedRate>, &Part)| {
            let printed = part.printed()?;
            match used {
                Some(used) => Some(&printed * used.factor().as_point()?),
                None => Some(printed),
            }
        };
        Some(evaluate::sum(self.valued().map(converted).collect::<Option<Vec<_>>>()?))
    }

    /// The printed sum, rounded once at the minor digits of the currency; `None` where there is no printed sum, or the currency has
    /// no minor unit.
    ///
    /// The digits are those of the exact rational sum.
    #[must_use]
    pub fn rounded(&self) -> Option<Ratio> {
        let (decimals, rounding) = (self.currency().minor_digits()?, self.tally.shape.rounding);
        if self.has_no_figure() {
            return None;
        }
        self.rounded_fast(decimals, rounding)
            .or_else(|| Some(self.printed()?.round_to_decimals(decimals, rounding).value))
    }

    fn rounded_fast(&self, decimals: u8, rounding: Rounding) -> Option<Ratio> {
        let term = |(used, part): (Option<&UsedRate>, &Part)| -> Option<(Numeral, Scaled)> {
            Some((part.printed_decimal()?, used.map_or(Some(Scaled::ONE), UsedRate::scaled)?))
        };
        evaluate::rounded(&self.valued().map(term).collect::<Option<Vec<_>>>()?, decimals, rounding)
    }

    /// The sum of the printed values, each converted and rounded at the minor digits of the currency; `None` as for
    /// [`Row::rounded`].
    #[must_use]
    pub fn rounded_each(&self) -> Option<Ratio> {
        self.currency().minor_digits()?;
        let is_point = |used: &UsedRate| used.factor().as_point().is_some();
        let is_whole =
            |(used, part): (Option<&UsedRate>, &Part)| part.is_printed() && used.is_none_or(is_point);
        let sums = self.groups.iter().map(|group| group.each.value());
        (!self.has_no_figure() && self.valued().all(is_whole)).then(|| sums.sum())
    }

    /// The rounded figure that the query's order names: [`Row::rounded`], or [`Row::rounded_each`].
    #[must_use]
    pub fn figure(&self) -> Option<Ratio> {
        match self.tally.shape.order {
            Order::Sum => self.rounded(),
            Order::Each => self.rounded_each(),
        }
    }

    /// Where entries were converted at means of periods: from the printed sum at the least rates of these periods to that at the
    /// greatest; entries that printed no value, or may not be in scope, count with every value they may have, and they alone.
    #[must_use]
    pub fn band(&self) -> Option<Interval> {
        self.valued().find_map(|(used, _)| used?.band())?;
        let converted = |(used, part): (Option<&UsedRate>, &Part)| {
            let set = part.printed_set();
            match used {
                Some(used) => times(&set, used.band().unwrap_or_else(|| used.factor())),
                None => set,
            }
        };
        Some(evaluate::sum_sets(&self.valued().map(converted).collect::<Vec<_>>()))
    }

    fn count(&self, of: impl Fn(&Part) -> u64) -> u64 {
        self.valued().fold(0, |sum, (_, part)| sum.saturating_add(of(part)))
    }

    /// How many entries are known to the digit, and certainly in scope.
    #[must_use]
    pub fn exact_count(&self) -> u64 {
        self.count(Part::exact_count)
    }

    /// How many entries are rounded, ranges or bounds, or may not be in scope.
    #[must_use]
    pub fn bounded_count(&self) -> u64 {
        self.count(Part::bounded_count)
    }

    /// How many entries did not disclose an amount.
    #[must_use]
    pub fn unknown_count(&self) -> u64 {
        self.count(Part::unknown_count)
    }

    /// How many entries are not in the sums because they could not be converted: the figures miss them.
    #[must_use]
    pub fn unconverted_count(&self) -> u64 {
        self.groups.iter().fold(0, |sum, group| sum.saturating_add(group.unconverted_count))
    }

    /// How many entries are not in the sums because their amounts have no meaning: the figures miss them.
    #[must_use]
    pub fn malformed_count(&self) -> u64 {
        self.groups.iter().fold(0, |sum, group| sum.saturating_add(group.malformed_count))
    }

    /// How many entries are not in the sums, by reason: the words of [`Exclusion`](crate::ledger::Exclusion), `unconverted` and
    /// `malformed`.
    #[must_use]
    pub fn excluded(&self) -> BTreeMap<&'t str, u64> {
        let mut all: BTreeMap<&str, u64> = BTreeMap::new();
        for group in &self.groups {
            let reasons = group.excluded.iter().map(|(reason, count)| (reason.as_str(), *count));
            let own = [("unconverted", group.unconverted_count), ("malformed", group.malformed_count)];
            for (reason, count) in reasons.chain(own.into_iter().filter(|(_, count)| *count > 0)) {
                let slot = all.entry(reason).or_default();
                *slot = slot.saturating_add(count);
            }
        }
        all
    }
}

/// { a × rate }, for a rate that is mostly one point.
fn times(set: &Interval, rate: &Interval) -> Interval {
    rate.as_point().map_or_else(|| set.product(rate), |rate| set.times(rate))
}
