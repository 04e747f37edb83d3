//! Pairs of single corrections: first of whole items and of the total's unit, then of any.

use super::bits::log2_hundredths;
use super::figures::{Digits, points, with_value};
use super::ranking::Chance;
use super::scale::{Scale, Shift, pairs_above};
use super::search::{Class, Edit, Hit, Search, Takes, figure};
use super::slips::for_each_slip;
use crate::amount::Amount;
use crate::check::TotalCheck;
use crate::check::family::Family;
use crate::check::items::Item;
use crate::exact::Ratio;

/// How many neighbours of a fitting pair are looked at before the rest is given up.
const LOOKS_MAX: u64 = 5_000_000;

/// A single correction.
#[derive(Clone, Copy)]
struct Single {
    shift: Shift,
    /// The place among the items in their order; that after the last for the total.
    owner: u32,
    family: Family,
    /// Units of the corrected figure, or places by which its point moves.
    figure: i128,
    distance: u32,
}

impl Single {
    const fn is_whole(&self) -> bool {
        matches!(self.family, Family::Omitted | Family::Doubled | Family::Sign)
    }
}

/// The rank of a pair of whole items, and of any other: more of them are tried.
const RANK_WHOLE: i64 = 1000;
const RANK_ANY: i64 = 1300;

pub(super) fn search(search: &mut Search<'_>, scale: &Scale, chance: &Chance) {
    let whole = whole_items(search, scale);
    run(search, scale, chance, RANK_WHOLE, whole);
    let digits = search
        .check
        .items
        .iter()
        .map(|item| &item.amount)
        .chain([&search.check.total])
        .filter_map(Digits::of);
    let slips: u64 = digits.map(|digits| digits.slips_max()).sum();
    if search.affords(slips) {
        let any = any(search, scale, usize::try_from(slips).unwrap_or(0));
        run(search, scale, chance, RANK_ANY, any);
    }
}

fn owner(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Items left out, counted twice or turned.
fn whole_items(search: &Search<'_>, scale: &Scale) -> Vec<Single> {
    let mut singles = Vec::new();
    for (place, (_, item)) in search.items().enumerate() {
        let Some(set) = scale.item(search, item) else { continue };
        let nothing = Shift { lo: 0, hi: 0 };
        let turned = set.to(set.turned());
        for (family, shift) in
            [(Family::Omitted, set.to(nothing)), (Family::Doubled, set), (Family::Sign, turned)]
        {
            singles.push(Single { shift, owner: owner(place), family, figure: 0, distance: 1 });
        }
    }
    singles.retain(|single| single.shift != Shift { lo: 0, hi: 0 });
    singles
}

/// Those and every figure that was slipped or shifted, the total's as well: about so many.
fn any(search: &Search<'_>, scale: &Scale, count: usize) -> Vec<Single> {
    let mut singles = Vec::with_capacity(count);
    let mut whole = whole_items(search, scale).into_iter().peekable();
    for (place, (_, item)) in search.items().enumerate() {
        while let Some(single) = whole.next_if(|single| single.owner == owner(place)) {
            singles.push(single);
        }
        let (Some(own), Some(factor)) = (scale.item(search, item), search.factor_of(item)) else { continue };
        let set_of = |amount: &Amount| {
            let other = Item { amount: amount.clone(), ..item.clone() };
            Some(own.to(scale.item(search, &other)?))
        };
        let step = Digits::of(&item.amount).and_then(|digits| scale.units(&(digits.unit() * factor)));
        figures(&item.amount, owner(place), step.filter(|_| item.certain), &set_of, &mut singles);
    }
    let last = owner(search.check.items.len());
    let set_of = |amount: &Amount| {
        let other =
            TotalCheck { total: amount.clone(), items: Vec::new(), rates: Vec::new(), ..*search.check };
        scale.of_total(&other.total_set()?)
    };
    figures(&search.check.total, last, None, &set_of, &mut singles);
    singles
}

/// The slips and shifts of one figure. Where one unit more moves both ends by `step`, whatever the figure, sets need not be worked
/// out.
fn figures(
    amount: &Amount,
    owner: u32,
    step: Option<i128>,
    shift_of: &impl Fn(&Amount) -> Option<Shift>,
    singles: &mut Vec<Single>,
) {
    let none = Shift { lo: 0, hi: 0 };
    let mut push = |shift: Option<Shift>, family, figure, distance| {
        if let Some(shift) = shift.filter(|shift| *shift != none) {
            singles.push(Single { shift, owner, family, figure, distance });
        }
    };
    let digits = Digits::of(amount);
    let step = step.filter(|_| digits.is_some_and(|digits| digits.is_even));
    for (places, moved) in points(amount) {
        let by = |step: i128| {
            let digits = digits.filter(Digits::is_exact)?;
            digits.moved(places)?.checked_sub(digits.units)?.checked_mul(step)
        };
        let shift = match step.and_then(by) {
            Some(by) => Some(Shift { lo: by, hi: by }),
            None => shift_of(&moved),
        };
        push(shift, Family::Shift, places.into(), 1);
    }
    let Some(digits) = digits else { return };
    for_each_slip(digits.units, |family, units, distance| {
        let by_step = step.filter(|_| units != 0 && digits.units != 0);
        let shift = match by_step.and_then(|step| (units - digits.units).checked_mul(step)) {
            Some(by) => Some(Shift { lo: by, hi: by }),
            None => digits.value(units).and_then(|value| shift_of(&with_value(amount, value)?)),
        };
        push(shift, family, units, distance);
    });
}

fn run(search: &mut Search<'_>, scale: &Scale, chance: &Chance, rank: i64, mut singles: Vec<Single>) {
    let count = u64::try_from(singles.len()).unwrap_or(u64::MAX);
    if !search.affords(count) {
        return;
    }
    singles.retain(|single| !scale.fits(single.shift));
    let is_new = |single: &Single| rank == RANK_ANY && single.is_whole();
    let whole: Vec<Single> = singles.iter().copied().filter(is_new).collect();
    // Pairs of whole items were tried before.
    let (all, before) = (Counted::of(&singles, scale), Counted::of(&whole, scale));
    let class = Class { rank, family: Family::Pair };
    search.tried(class, all.tried - before.tried);
    if chance.hits(search.tried_up_to(class), &Takes::AsBefore) >= Ratio::one() {
        search.counted(class, u128::try_from(all.fitting - before.fitting).unwrap_or(0));
    } else {
        list(search, scale, class, &singles);
    }
}

struct Counted {
    tried: u128,
    /// Below zero on the way, where pairs of one owner are in it.
    fitting: i128,
}

impl Counted {
    /// Of all pairs of corrections of different figures: `singles` in the order of their owners.
    fn of(singles: &[Single], scale: &Scale) -> Self {
        let mut all = Self::within(singles, scale);
        for same in singles.chunk_by(|a, b| a.owner == b.owner) {
            let same = Self::within(same, scale);
            all.tried -= same.tried;
            all.fitting -= same.fitting;
        }
        all
    }

    fn within(singles: &[Single], scale: &Scale) -> Self {
        let count = u128::try_from(singles.len()).unwrap_or(0);
        let tried = count * count.saturating_sub(1) / 2;
        // A pair fits unless its lower end rises too far or its upper end not far enough: never both, but where two corrections of one
        // owner narrow it twice. Such pairs are taken off again, as they were counted.
        let mut ends: Vec<i128> = singles.iter().map(|single| single.shift.lo).collect();
        ends.sort_unstable();
        let too_high = pairs_above(&ends, scale.lo_max);
        if singles.iter().all(|single| single.shift.lo == single.shift.hi) {
            ends.reverse();
            ends.iter_mut().for_each(|end| *end = -*end);
        } else {
            ends.clear();
            ends.extend(singles.iter().map(|single| -single.shift.hi));
            ends.sort_unstable();
        }
        let too_low = pairs_above(&ends, -scale.hi_min);
        let signed = |count: u128| i128::try_from(count).unwrap_or(i128::MAX);
        Self { tried, fitting: signed(tried) - signed(too_high) - signed(too_low) }
    }
}

fn list(search: &mut Search<'_>, scale: &Scale, class: Class, singles: &[Single]) {
    let mut sorted: Vec<(Shift, usize)> =
        singles.iter().enumerate().map(|(at, single)| (single.shift, at)).collect();
    sorted.sort_unstable();
    let width_max = singles.iter().map(|single| single.shift.hi - single.shift.lo).max().unwrap_or(0);
    let mut looks = 0;
    for (place, (shift, at)) in sorted.iter().enumerate() {
        let Some(one) = singles.get(*at) else { continue };
        let least = (scale.hi_min - shift.hi).saturating_sub(width_max);
        let others = sorted.get(place + 1..).unwrap_or_default();
        let from = others.partition_point(|(other, _)| other.lo < least);
        for (_, at) in others.iter().skip(from) {
            let Some(other) = singles.get(*at) else { continue };
            looks += 1;
            if other.shift.lo > scale.lo_max.saturating_sub(one.shift.lo) {
                break;
            }
            if looks > LOOKS_MAX {
                search.is_complete = false;
                return;
            }
            let are_new = class.rank == RANK_WHOLE || !(one.is_whole() && other.is_whole());
            if one.owner != other.owner && are_new && scale.fits(one.shift.plus(other.shift)) {
                let (one, other) = if one.owner < other.owner { (one, other) } else { (other, one) };
                if let Some(hit) = both(search, one, other) {
                    search.hit(class, hit);
                }
            }
        }
    }
}

/// The two as one correction.
fn both(search: &Search<'_>, one: &Single, other: &Single) -> Option<Hit> {
    let (first, second) = (single(search, one)?, single(search, other)?);
    let extra = first.extra + second.extra;
    let moved = |single: &Single| -> Option<Ratio> {
        let item = item_of(search, single)?.1;
        let value = search.contribution(item)?;
        match single.family {
            Family::Omitted => Some(value),
            Family::Doubled => Some(-value),
            _ => None,
        }
    };
    let pair = vec![first.correction(one.family), second.correction(other.family)];
    let entries: Vec<String> = first.entries.into_iter().chain(second.entries).collect();
    if let (Some(a), Some(b)) = (moved(one), moved(other)) {
        return Some(Hit { extra, pair, ..Hit::total(search.total_with(Some(a + b)), entries) });
    }
    Some(Hit {
        target: first.target.max(second.target),
        entries,
        from: format!("{}; {}", first.from, second.from),
        to: format!("{}; {}", first.to, second.to),
        extra,
        takes: Takes::AsBefore,
        edits: first.edits.into_iter().chain(second.edits).collect(),
        pair,
    })
}

fn item_of<'a>(search: &Search<'a>, single: &Single) -> Option<(usize, &'a Item)> {
    let at = *search.order.get(usize::try_from(single.owner).ok()?)?;
    Some((at, search.check.items.get(at)?))
}

/// One of a pair as a correction by itself.
fn single(search: &Search<'_>, single: &Single) -> Option<Hit> {
    let extra = single.family.prior() + log2_hundredths(single.distance.into());
    let corrected = |amount: &Amount| match single.family {
        Family::Shift => {
            points(amount).into_iter().find(|(places, _)| i128::from(*places) == single.figure).map(|it| it.1)
        }
        _ => with_value(amount, Digits::of(amount)?.value(single.figure)?),
    };
    let Some((at, item)) = item_of(search, single) else {
        let to = corrected(&search.check.total)?;
        let figures = (figure(&search.check.total), figure(&to));
        return Some(Hit { extra, ..Hit::total(figures, Vec::new()) });
    };
    let hit = match single.family {
        Family::Omitted => Hit::total(search.total_with(search.contribution(item)), vec![item.id.clone()]),
        Family::Doubled => {
            let less = search.contribution(item).map(|value| -value);
            Hit::total(search.total_with(less), vec![item.id.clone()])
        }
        Family::Sign => {
            let to =
                item.amount.printed().map_or_else(String::new, |printed| (-Ratio::from(printed)).to_string());
            Hit::item(at, item, to, Edit::Times(Ratio::from(-1)))
        }
        _ => {
            let amount = corrected(&item.amount)?;
            Hit::item(at, item, figure(&amount), Edit::Amount(amount))
        }
    };
    Some(Hit { extra, ..hit })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// One figure alone is known to ±4: a correction may leave it no such width, and two of it may narrow it twice.
        #[test]
        fn pairs_are_counted_as_one_by_one(
            singles in prop::collection::vec((0u32..4, -9i128..9, -4i128..5), 0..14), least in -9i128..9, width in 0i128..9
        ) {
            const WIDTH: i128 = 8;
            let mut singles: Vec<Single> = singles
                .into_iter()
                .map(|(owner, lo, wider)| {
                    let narrower = if owner == 0 { WIDTH } else { 0 };
                    let shift = Shift { lo, hi: lo + (wider * 2).max(-narrower) };
                    Single { shift, owner, family: Family::Shift, figure: 0, distance: 1 }
                })
                .collect();
            singles.sort_by_key(|single| single.owner);
            // The sum is as wide as that figure, and the total has a width of its own.
            let scale = Scale::within(least + WIDTH + width, least);
            let mut expected = (0, 0);
            for (at, one) in singles.iter().enumerate() {
                for other in singles.iter().skip(at + 1).filter(|other| other.owner != one.owner) {
                    expected.0 += 1;
                    expected.1 += i128::from(scale.fits(one.shift.plus(other.shift)));
                }
            }
            let counted = Counted::of(&singles, &scale);
            prop_assert_eq!((counted.tried, counted.fitting), expected);
        }
    }

    #[test]
    fn two_corrections_of_one_figure_may_miss_on_both_sides() {
        let narrower = |lo, hi| Single {
            shift: Shift { lo, hi },
            owner: 0,
            family: Family::Shift,
            figure: 0,
            distance: 1,
        };
        let other = Single { owner: 1, ..narrower(0, 0) };
        let counted = Counted::of(&[narrower(4, -4), narrower(4, -4), other], &Scale::within(5, -5));
        assert_eq!((counted.tried, counted.fitting), (2, 2));
    }
}
