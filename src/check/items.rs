//! The items of a total, their exact sum, and what is asked of the sum of all but one.

use super::ends::{Ends, Side, between};
use crate::amount::{Amount, Domain, Form, Interval};
use crate::exact::Ratio;

/// One item of a total.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Item {
    /// Its name in the result: an entry's id.
    pub id: String,
    /// What was printed.
    pub amount: Amount,
    /// Whether it may be below zero.
    pub domain: Domain,
    /// How often it counts: 1; −1 for a refund within net spend.
    pub weight: Ratio,
    /// Whether it is in the scope at all: an item that may not be counts for anything from nothing to all of it.
    pub certain: bool,
    /// Which of the check's rates converts it into the total's currency; `None` where it is in that currency.
    pub rate: Option<usize>,
}

impl Item {
    /// An item that counts once, in the total's currency.
    pub fn new(id: impl Into<String>, amount: Amount, domain: Domain) -> Self {
        Self { id: id.into(), amount, domain, weight: Ratio::one(), certain: true, rate: None }
    }

    /// Every value that it may contribute before its weight and rate; `None` where it is malformed.
    pub(super) fn set(&self) -> Option<Interval> {
        if self.amount.defect(self.domain).is_some() {
            return None;
        }
        let set = self.amount.outer(self.domain)?;
        Some(if self.certain { set } else { set.hull(&Interval::point(Ratio::zero())) })
    }

    /// The printed value times the weight, where one was printed and the item certainly counts.
    pub(super) fn printed(&self) -> Option<Ratio> {
        let value = self.amount.printed().filter(|_| self.certain)?;
        Some(&Ratio::from(value) * &self.weight)
    }

    /// The width of the error of an amount that was rounded to nearest, 0 for an exact one; `None` for any other.
    pub(super) fn rounding_width(amount: &Amount) -> Option<Ratio> {
        match amount.form() {
            Form::Exact(_) => Some(Ratio::zero()),
            Form::Rounded { steps, mode, .. } if mode.is_to_nearest() => Some(steps.largest().into()),
            _ => None,
        }
    }
}

/// The items of a check as sets, grouped by the rate that they share.
pub(super) struct ItemSets {
    groups: Vec<Group>,
    /// For each item: its group and its place there.
    places: Vec<(usize, usize)>,
    lower: Ends,
    upper: Ends,
}

struct Group {
    rate: Option<Interval>,
    /// The weighted sets.
    weighted: Vec<Interval>,
    lower: Ends,
    upper: Ends,
    /// Σ of the weighted sets, in the total's currency.
    converted: Interval,
}

impl Group {
    fn new(rate: Option<Interval>, weighted: Vec<Interval>) -> Self {
        let (lower, upper) = both_ends(&weighted);
        let mut group = Self { rate, weighted, lower, upper, converted: nothing() };
        group.converted = group.convert(&between(group.lower.end(), group.upper.end()));
        group
    }

    fn convert(&self, sum: &Interval) -> Interval {
        self.rate.as_ref().map_or_else(|| sum.clone(), |rate| sum.product(rate))
    }

    /// The sum of the weighted sets but one.
    fn without(&self, own: &Interval) -> Interval {
        between(self.lower.without(own), self.upper.without(own))
    }
}

fn nothing() -> Interval {
    Interval::point(Ratio::zero())
}

/// Every value that the sum of these sets may have.
#[cfg(feature = "explain")]
pub(super) fn sum_of(sets: &[Interval]) -> Interval {
    let (lower, upper) = both_ends(sets);
    between(lower.end(), upper.end())
}

fn both_ends(sets: &[Interval]) -> (Ends, Ends) {
    let lower = Ends::of(Side::Lower, sets);
    let are_points = sets.iter().all(|set| set.as_point().is_some());
    let upper = if are_points { lower.turned() } else { Ends::of(Side::Upper, sets) };
    (lower, upper)
}

impl ItemSets {
    /// The sets of the items; `None` where one is malformed. `rates` are sets of positive rates.
    pub(super) fn new(items: &[Item], rates: &[Interval]) -> Option<Self> {
        let mut weighted: Vec<Vec<Interval>> = vec![Vec::new(); rates.len() + 1];
        let mut places = Vec::with_capacity(items.len());
        for item in items {
            let at = item.rate.map_or(0, |rate| rate + 1);
            let group = weighted.get_mut(at)?;
            places.push((at, group.len()));
            group.push(item.set()?.times(&item.weight));
        }
        let rates = std::iter::once(None).chain(rates.iter().cloned().map(Some));
        let groups: Vec<Group> =
            rates.zip(weighted).map(|(rate, weighted)| Group::new(rate, weighted)).collect();
        let sums: Vec<Interval> = groups.iter().map(|group| group.converted.clone()).collect();
        let (lower, upper) = both_ends(&sums);
        Some(Self { groups, places, lower, upper })
    }

    /// Every value that the sum may have.
    pub(super) fn sum(&self) -> Interval {
        between(self.lower.end(), self.upper.end())
    }

    /// Every value that the sum of all items but some, none of them named twice, may have.
    #[cfg(feature = "explain")]
    pub(super) fn sum_without(&self, items: &[usize]) -> Interval {
        let mut left_out: Vec<Vec<Interval>> = vec![Vec::new(); self.groups.len()];
        for (group, at) in items.iter().filter_map(|at| self.places.get(*at)) {
            let own = self.groups.get(*group).and_then(|group| group.weighted.get(*at));
            if let Some((left_out, own)) = left_out.get_mut(*group).zip(own) {
                left_out.push(own.clone());
            }
        }
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for (group, own) in self.groups.iter().zip(&left_out).filter(|(_, own)| !own.is_empty()) {
            let rest = between(group.lower.without_all(own), group.upper.without_all(own));
            before.push(group.converted.clone());
            after.push(group.convert(&rest));
        }
        let others = between(self.lower.without_all(&before), self.upper.without_all(&before));
        others.plus(&sum_of(&after))
    }

    /// Whether the sum, seen from these sides, meets `total` with the weight of one item multiplied by `factor`: 0 leaves it
    /// out, 2 doubles it, −1 turns its sign. From one side alone, the sum goes on without end on the other.
    pub(super) fn meets_with(
        &self,
        item: usize,
        factor: &Ratio,
        total: &Interval,
        sides: &[Side],
    ) -> Option<bool> {
        let (group, rest, own) = self.around(item)?;
        let of_group = group.convert(&rest.plus(&own.times(factor)));
        let meets = |side: &Side| {
            self.ends(*side).ask_without(&group.converted, |others| others.plus(&of_group).meets(total))
        };
        Some(sides.iter().all(meets))
    }

    /// The values in `set` of one item, before its weight, that some values of the others and of the rates take into `sums`;
    /// `None` where there are none. The weight must not be 0.
    pub(super) fn solve(
        &self,
        item: usize,
        weight: &Ratio,
        sums: &Interval,
        set: Interval,
    ) -> Option<Interval> {
        let (group, rest, _) = self.around(item)?;
        let share = weight.recip()?;
        // Rates are positive: each end of the others bounds the item on one side only.
        let mut set = set;
        for side in Side::BOTH {
            let other = side.other();
            let sums = other.from(other.end(sums).clone());
            set = self.ends(side).ask_without(&group.converted, |others| {
                let of_group = sums.minus(others);
                let before_rate = match &group.rate {
                    Some(rate) => of_group.quotient(rate)?,
                    None => of_group,
                };
                before_rate.minus(&rest).times(&share).intersect(&set)
            })?;
        }
        Some(set)
    }

    /// The item's group, the sum of the others in it, and its own weighted set.
    fn around(&self, item: usize) -> Option<(&Group, Interval, &Interval)> {
        let (group, at) = *self.places.get(item)?;
        let group = self.groups.get(group)?;
        let own = group.weighted.get(at)?;
        Some((group, group.without(own), own))
    }

    const fn ends(&self, side: Side) -> &Ends {
        match side {
            Side::Lower => &self.lower,
            Side::Upper => &self.upper,
        }
    }
}
