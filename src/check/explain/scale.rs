//! The ends of sets as whole numbers of one small unit, so that sums of a few are quickly compared.

use std::ops::Bound;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive};

use super::search::Search;
use crate::amount::Interval;
use crate::check::items::Item;
use crate::exact::Ratio;
use crate::model::Relation;

/// An open end lies this part of the unit inside: closer than any other value, also where so many open ends are added.
const HAIRS: i128 = 1 << 24;
/// No figure of a hypothesis may be larger, so that three of them add up without overflow.
const SIZE_MAX: i128 = 1 << 124;
/// Decimals to which a figure with its point put right may go.
const DECIMALS_CENT: i32 = 2;

/// By how much a hypothesis moves the lower and the upper end of the sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shift {
    pub(super) lo: i128,
    pub(super) hi: i128,
}

/// The unit, and what a hypothesis must do for the check to hold.
pub(super) struct Scale {
    per_one: BigInt,
    total: Shift,
    /// The lower end may rise by no more.
    pub(super) lo_max: i128,
    /// The upper end must rise by no less.
    pub(super) hi_min: i128,
}

impl Scale {
    /// One in which the lower end may rise by so much, and the upper end must by so much.
    #[cfg(test)]
    pub(super) fn within(lo_max: i128, hi_min: i128) -> Self {
        Self { per_one: BigInt::from(1), total: Shift { lo: 0, hi: 0 }, lo_max, hi_min }
    }

    /// `None` where a set has no end or a rate not one value, or the numbers are too long.
    pub(super) fn of(search: &Search<'_>) -> Option<Self> {
        let mut common = BigInt::from(200);
        let mut include = |value: &Ratio| {
            if !common.is_multiple_of(value.denominator()) {
                common = common.lcm(value.denominator());
            }
            // Far beyond what an i128 holds, the rest need not be worked out.
            common.bits() < 100
        };
        for item in &search.check.items {
            let factor = search.factor_of(item)?;
            let set = item.set()?.times(&factor);
            let decimals = item.amount.printed().map_or(0, |printed| i32::from(printed.decimals()));
            // Half a step of the last decimal.
            let finest = factor * Ratio::power_of_ten(-decimals.max(DECIMALS_CENT)) * Ratio::half();
            if ![set.inf()?, set.sup()?, &finest].into_iter().all(&mut include) {
                return None;
            }
        }
        if ![search.total.inf()?, search.total.sup()?].into_iter().all(&mut include) {
            return None;
        }
        let per_one = common * HAIRS;
        let mut scale = Self { per_one, total: Shift { lo: 0, hi: 0 }, lo_max: SIZE_MAX, hi_min: -SIZE_MAX };
        let total = scale.ends(&search.total)?;
        let sum = scale.ends(&search.sum)?;
        scale.total = total;
        if search.check.relation != Relation::AtMost {
            scale.lo_max = total.hi - sum.lo;
        }
        if search.check.relation != Relation::AtLeast {
            scale.hi_min = total.lo - sum.hi;
        }
        Some(scale)
    }

    /// The ends of a set in units; `None` where they are infinite, too large, or no whole numbers of them.
    pub(super) fn ends(&self, set: &Interval) -> Option<Shift> {
        let end = |end: &Bound<Ratio>, inwards: i128| match end {
            Bound::Included(value) => self.units(value),
            Bound::Excluded(value) => Some(self.units(value)? + inwards),
            Bound::Unbounded => None,
        };
        Some(Shift { lo: end(set.lo(), 1)?, hi: end(set.hi(), -1)? })
    }

    /// A value in units.
    pub(super) fn units(&self, value: &Ratio) -> Option<i128> {
        let (units, rest) = (value.numerator() * &self.per_one).div_rem(value.denominator());
        let is_whole = rest == BigInt::ZERO && units.abs().bits() < 124;
        units.to_i128().filter(|_| is_whole)
    }

    /// What an item contributes.
    pub(super) fn item(&self, search: &Search<'_>, item: &Item) -> Option<Shift> {
        self.ends(&item.set()?.times(&search.factor_of(item)?))
    }

    /// What another total does.
    pub(super) fn of_total(&self, total: &Interval) -> Option<Shift> {
        let other = self.ends(total)?;
        Some(Shift { lo: self.total.hi - other.hi, hi: self.total.lo - other.lo })
    }

    /// Whether a hypothesis that moves the ends so explains.
    pub(super) const fn fits(&self, shift: Shift) -> bool {
        shift.lo <= self.lo_max && shift.hi >= self.hi_min
    }
}

impl Shift {
    pub(super) const fn plus(self, other: Self) -> Self {
        Self { lo: self.lo.saturating_add(other.lo), hi: self.hi.saturating_add(other.hi) }
    }

    /// From what is there to what would be.
    pub(super) const fn to(self, other: Self) -> Self {
        Self { lo: other.lo.saturating_sub(self.lo), hi: other.hi.saturating_sub(self.hi) }
    }

    /// −1 times the set.
    pub(super) const fn turned(self) -> Self {
        Self { lo: -self.hi, hi: -self.lo }
    }
}

/// How many pairs, of different places in a sorted list, add up to more than this.
pub(super) fn pairs_above(sorted: &[i128], limit: i128) -> u128 {
    let mut count = 0u128;
    let (mut low, mut high) = (0, sorted.len().saturating_sub(1));
    while let (true, Some(a), Some(b)) = (low < high, sorted.get(low), sorted.get(high)) {
        if a.saturating_add(*b) > limit {
            count += u128::try_from(high - low).unwrap_or(0);
            high -= 1;
        } else {
            low += 1;
        }
    }
    count
}

/// How many pairs, one of each sorted list, add up to more than this.
pub(super) fn pairs_across_above(one: &[i128], other: &[i128], limit: i128) -> u128 {
    let mut count = 0u128;
    let mut above = other.len();
    for value in one {
        // The larger the one, the more of the others.
        while let Some(last) = above.checked_sub(1) {
            if other.get(last).is_some_and(|other| value.saturating_add(*other) > limit) {
                above = last;
            } else {
                break;
            }
        }
        count += u128::try_from(other.len() - above).unwrap_or(0);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pairs_are_counted_as_one_by_one(
            mut one in prop::collection::vec(-50i128..50, 0..12),
            mut other in prop::collection::vec(-50i128..50, 0..12),
            limit in -60i128..60,
        ) {
            one.sort_unstable();
            other.sort_unstable();
            let within = (0..one.len()).flat_map(|i| (0..i).map(move |j| (i, j)));
            let within = within.filter(|(i, j)| one[*i] + one[*j] > limit).count();
            prop_assert_eq!(pairs_above(&one, limit), within as u128);
            let across = one.iter().flat_map(|a| other.iter().map(move |b| a + b));
            let across = across.filter(|sum| *sum > limit).count();
            prop_assert_eq!(pairs_across_above(&one, &other, limit), across as u128);
        }
    }
}
