//! The items of a total, their exact sum, and the sum of all but one.

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
    /// Σ over groups before, and from, each group on.
    group_before: Vec<Interval>,
    group_from: Vec<Interval>,
}

struct Group {
    rate: Option<Interval>,
    /// The weighted sets.
    weighted: Vec<Interval>,
    /// Σ of the weighted sets before, and from, each item on.
    before: Vec<Interval>,
    from: Vec<Interval>,
}

impl Group {
    fn converted(&self, sum: &Interval) -> Interval {
        self.rate.as_ref().map_or_else(|| sum.clone(), |rate| sum.product(rate))
    }

    fn sum(&self) -> Interval {
        self.from.first().cloned().unwrap_or_else(nothing)
    }
}

fn nothing() -> Interval {
    Interval::point(Ratio::zero())
}

/// The sums before each element, and from each element on: one longer than the list.
fn running(sets: &[Interval]) -> (Vec<Interval>, Vec<Interval>) {
    let mut before = vec![nothing()];
    let mut sum = nothing();
    for set in sets {
        sum = sum.plus(set);
        before.push(sum.clone());
    }
    let mut from = vec![nothing()];
    let mut sum = nothing();
    for set in sets.iter().rev() {
        sum = sum.plus(set);
        from.push(sum.clone());
    }
    from.reverse();
    (before, from)
}

impl ItemSets {
    /// The sets of the items; `None` where one is malformed. `rates` are sets of positive rates.
    pub(super) fn new(items: &[Item], rates: &[Interval]) -> Option<Self> {
        let mut groups: Vec<Group> = Vec::new();
        let rates = std::iter::once(None).chain(rates.iter().cloned().map(Some));
        groups.extend(rates.map(|rate| Group {
            rate,
            weighted: Vec::new(),
            before: Vec::new(),
            from: Vec::new(),
        }));
        let mut places = Vec::with_capacity(items.len());
        for item in items {
            let at = item.rate.map_or(0, |rate| rate + 1);
            let group = groups.get_mut(at)?;
            places.push((at, group.weighted.len()));
            group.weighted.push(item.set()?.times(&item.weight));
        }
        for group in &mut groups {
            (group.before, group.from) = running(&group.weighted);
        }
        let sums: Vec<Interval> = groups.iter().map(|group| group.converted(&group.sum())).collect();
        let (group_before, group_from) = running(&sums);
        Some(Self { groups, places, group_before, group_from })
    }

    /// Every value that the sum may have.
    pub(super) fn sum(&self) -> Interval {
        self.group_from.first().cloned().unwrap_or_else(nothing)
    }

    /// The sum with the weight of one item multiplied by `factor`: 0 leaves it out, 2 doubles it, −1 turns its sign.
    pub(super) fn sum_with(&self, item: usize, factor: &Ratio) -> Option<Interval> {
        let (group, rest, own) = self.around(item)?;
        let within = rest.plus(&own.times(factor));
        Some(self.others(self.places.get(item)?.0)?.plus(&group.converted(&within)))
    }

    /// The values of one item, before its weight, that some values of the others and of the rates take into `sums`;
    /// `None` where there are none. The weight must not be 0.
    pub(super) fn solve(&self, item: usize, weight: &Ratio, sums: &Interval) -> Option<Interval> {
        let (group, rest, _) = self.around(item)?;
        let of_group = sums.minus(&self.others(self.places.get(item)?.0)?);
        let before_rate = match &group.rate {
            Some(rate) => of_group.quotient(rate)?,
            None => of_group,
        };
        Some(before_rate.minus(&rest).times(&weight.recip()?))
    }

    /// The item's group, the sum of the others in it, and its own weighted set.
    fn around(&self, item: usize) -> Option<(&Group, Interval, &Interval)> {
        let (group, at) = *self.places.get(item)?;
        let group = self.groups.get(group)?;
        let rest = group.before.get(at)?.plus(group.from.get(at + 1)?);
        Some((group, rest, group.weighted.get(at)?))
    }

    /// The sum of all groups but one.
    fn others(&self, group: usize) -> Option<Interval> {
        Some(self.group_before.get(group)?.plus(self.group_from.get(group + 1)?))
    }
}
