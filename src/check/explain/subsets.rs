//! Sets of three items or more that the total leaves out: any set of 40 items, by sums of the halves; of more, any three.

use super::ranking::Chance;
use super::scale::{Scale, Shift, pairs_above, pairs_across_above};
use super::search::{Class, Hit, Search, Takes};
use crate::check::family::Family;
use crate::check::items::Item;
use crate::exact::Ratio;

/// Of how many items all sets are tried.
const ITEMS_MAX: usize = 40;
/// The fewest items of a set: one is a family of its own, two are a pair.
const SIZE_MIN: usize = 3;
/// How many sums near a fitting one are looked at before the rest is given up.
const LOOKS_MAX: u64 = 5_000_000;

pub(super) fn search(search: &mut Search<'_>, scale: &Scale, chance: &Chance) {
    let nothing = Shift { lo: 0, hi: 0 };
    let mut items: Vec<(Shift, usize)> = Vec::new();
    for (place, (_, item)) in search.items().enumerate() {
        match scale.item(search, item) {
            Some(set) if set == nothing => {}
            Some(set) => items.push((set.to(nothing), place)),
            None => search.is_complete = false,
        }
    }
    if items.len() < SIZE_MIN {
        return;
    }
    let count = u64::try_from(items.len()).unwrap_or(u64::MAX);
    if items.len() <= ITEMS_MAX {
        if search.affords(4 << (count / 2)) {
            Halves::of(&items).search(search, scale, chance, &items);
        }
    } else if search.affords(count.saturating_mul(count) / 2) {
        threes(search, scale, chance, items);
    }
}

const fn class(size: i64) -> Class {
    Class { rank: 600 + 200 * size, family: Family::Subset }
}

/// How many sets of `size` there are.
fn choose(count: usize, size: usize) -> u128 {
    (0..size).fold(1u128, |sets, at| {
        let (of, by) = (u128::try_from(count.saturating_sub(at)), u128::try_from(at + 1));
        sets.saturating_mul(of.unwrap_or(0)) / by.unwrap_or(1)
    })
}

/// Whether hits of a class would be told one by one, its hypotheses counted.
fn are_told(search: &mut Search<'_>, chance: &Chance, class: Class, tried: u128) -> bool {
    search.tried(class, tried);
    chance.hits(search.tried_up_to(class), &Takes::AsBefore) < Ratio::one()
}

/// The items by their places in the order of the search.
fn hit(search: &Search<'_>, mut items: Vec<usize>) -> Hit {
    let extra = Family::Omitted.prior() * i64::try_from(items.len()).unwrap_or(i64::MAX / 1000);
    items.sort_unstable();
    let item = |place: usize| search.check.items.get(*search.order.get(place)?);
    let items: Vec<&Item> = items.into_iter().filter_map(item).collect();
    let more = items.iter().map(|item| search.contribution(item)).sum::<Option<Ratio>>();
    let entries = items.iter().map(|item| item.id.clone()).collect();
    Hit { extra, ..Hit::total(search.total_with(more), entries) }
}

/// The sum of some items of a half.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    sum: Shift,
    /// Which: the first item is the lowest bit.
    members: u32,
}

/// The sums of all sets of each half of the items, by the size of the set.
struct Halves {
    first: Vec<Half>,
    second: Vec<Half>,
    first_length: usize,
}

/// The sets of one size of a half.
#[derive(Default)]
struct Half {
    parts: Vec<Part>,
    /// Their lower ends, and their upper ends with the other sign, sorted.
    lows: Vec<i128>,
    highs: Vec<i128>,
}

impl Halves {
    fn of(items: &[(Shift, usize)]) -> Self {
        let (first, second) = items.split_at(items.len() / 2);
        Self { first: half(first), second: half(second), first_length: first.len() }
    }

    fn search(&self, search: &mut Search<'_>, scale: &Scale, chance: &Chance, items: &[(Shift, usize)]) {
        let mut looks = 0;
        for size in SIZE_MIN..=items.len() {
            let class = class(i64::try_from(size).unwrap_or(i64::MAX / 1000));
            let are_told = are_told(search, chance, class, choose(items.len(), size));
            for (of_first, first) in self.first.iter().enumerate() {
                let Some(second) = size.checked_sub(of_first).and_then(|rest| self.second.get(rest)) else {
                    continue;
                };
                if are_told {
                    for members in fitting(first, second, scale, &mut looks) {
                        let sets = self.items(members, items);
                        let hit = hit(search, sets);
                        search.hit(class, hit);
                    }
                } else {
                    search.counted(class, count(first, second, scale));
                }
            }
            if looks > LOOKS_MAX {
                search.is_complete = false;
                return;
            }
        }
    }

    fn items(&self, (first, second): (u32, u32), items: &[(Shift, usize)]) -> Vec<usize> {
        let is_in = |place: usize| match place.checked_sub(self.first_length) {
            None => first >> place & 1 == 1,
            Some(place) => second >> place & 1 == 1,
        };
        items.iter().enumerate().filter(|(place, _)| is_in(*place)).map(|(_, (_, at))| *at).collect()
    }
}

fn half(items: &[(Shift, usize)]) -> Vec<Half> {
    let mut parts = vec![Part { sum: Shift { lo: 0, hi: 0 }, members: 0 }];
    for (at, (shift, _)) in items.iter().enumerate() {
        let with = |part: &Part| Part { sum: part.sum.plus(*shift), members: part.members | 1 << at };
        let more: Vec<Part> = parts.iter().map(with).collect();
        parts.extend(more);
    }
    let mut halves: Vec<Half> = std::iter::repeat_with(Half::default).take(items.len() + 1).collect();
    for part in parts {
        let size = usize::try_from(part.members.count_ones()).unwrap_or(0);
        if let Some(half) = halves.get_mut(size) {
            half.parts.push(part);
        }
    }
    for half in &mut halves {
        half.parts.sort_unstable();
        half.lows = half.parts.iter().map(|part| part.sum.lo).collect();
        half.highs = half.parts.iter().map(|part| -part.sum.hi).collect();
        half.highs.sort_unstable();
    }
    halves
}

fn fitting(first: &Half, second: &Half, scale: &Scale, looks: &mut u64) -> Vec<(u32, u32)> {
    let width_max = second.parts.iter().map(|part| part.sum.hi - part.sum.lo).max().unwrap_or(0);
    let mut found = Vec::new();
    // The larger the one, the smaller the other: the place from which on others are large enough only moves back.
    let mut from = second.parts.len();
    let by_high = |part: &Part| Part { sum: Shift { lo: part.sum.hi, hi: part.sum.lo }, ..*part };
    let mut firsts: Vec<Part> = first.parts.iter().map(by_high).collect();
    firsts.sort_unstable();
    for part in firsts.iter().map(by_high) {
        let least = (scale.hi_min - part.sum.hi).saturating_sub(width_max);
        while let Some(before) = from.checked_sub(1) {
            match second.parts.get(before) {
                Some(other) if other.sum.lo >= least => from = before,
                _ => break,
            }
        }
        for other in second.parts.iter().skip(from) {
            *looks += 1;
            if *looks > LOOKS_MAX || part.sum.lo.saturating_add(other.sum.lo) > scale.lo_max {
                break;
            }
            if scale.fits(part.sum.plus(other.sum)) {
                found.push((part.members, other.members));
            }
        }
    }
    found
}

fn count(first: &Half, second: &Half, scale: &Scale) -> u128 {
    let all =
        u128::try_from(first.parts.len()).unwrap_or(0) * u128::try_from(second.parts.len()).unwrap_or(0);
    let too_high = pairs_across_above(&first.lows, &second.lows, scale.lo_max);
    let too_low = pairs_across_above(&first.highs, &second.highs, -scale.hi_min);
    all - too_high - too_low
}

/// Any three of many items.
fn threes(search: &mut Search<'_>, scale: &Scale, chance: &Chance, mut items: Vec<(Shift, usize)>) {
    let class = class(3);
    let all = choose(items.len(), 3);
    if !are_told(search, chance, class, all) {
        let lows: Vec<i128> = items.iter().map(|(shift, _)| shift.lo).collect();
        let highs: Vec<i128> = items.iter().map(|(shift, _)| -shift.hi).collect();
        let unfit = threes_above(lows, scale.lo_max) + threes_above(highs, -scale.hi_min);
        search.counted(class, all - unfit);
        return;
    }
    items.sort_unstable();
    let width_max = items.iter().map(|(shift, _)| shift.hi - shift.lo).max().unwrap_or(0);
    let mut looks = 0;
    for (i, (one, first)) in items.iter().enumerate() {
        for (j, (other, second)) in items.iter().enumerate().skip(i + 1) {
            let two = one.plus(*other);
            let least = (scale.hi_min - two.hi).saturating_sub(width_max);
            let rest = items.get(j + 1..).unwrap_or_default();
            let from = rest.partition_point(|(shift, _)| shift.lo < least);
            for (shift, third) in rest.iter().skip(from) {
                looks += 1;
                if looks > LOOKS_MAX {
                    search.is_complete = false;
                    return;
                }
                if two.lo.saturating_add(shift.lo) > scale.lo_max {
                    break;
                }
                if scale.fits(two.plus(*shift)) {
                    let hit = hit(search, vec![*first, *second, *third]);
                    search.hit(class, hit);
                }
            }
        }
    }
}

fn threes_above(mut values: Vec<i128>, limit: i128) -> u128 {
    values.sort_unstable();
    let rest = |at: usize| values.get(at + 1..).unwrap_or_default();
    let above = |(at, value): (usize, &i128)| pairs_above(rest(at), limit.saturating_sub(*value));
    values.iter().enumerate().map(above).sum()
}
