//! Entries in the order of their days.

use std::num::NonZeroUsize;

use crate::threads::on_threads;

/// Where entries that come in parts belong, those of one day in the order in which they come.
#[derive(Debug)]
pub(super) struct Order {
    pub(super) first_day: i32,
    /// Where the entries of each day begin, from the first day on, and where those of the last end.
    pub(super) starts: Vec<u32>,
    /// For each part the place of each of its entries; `None` where all are in order.
    pub(super) places: Option<Vec<Vec<u32>>>,
}

impl Order {
    /// The order of entries with these days.
    ///
    /// # Complexity
    ///
    /// Linear: a counting sort. Each part is counted and placed by a thread of its own, unless there is only one.
    pub(super) fn of(days: Vec<Vec<i32>>, threads: NonZeroUsize) -> Self {
        let all = || days.iter().flatten().copied();
        let first_day = all().min().unwrap_or(0);
        let index = |day: i32| usize::try_from(i64::from(day) - i64::from(first_day)).unwrap_or_default();
        let day_count = all().max().map_or(0, |last| index(last) + 1);
        let count = |days: &Vec<i32>| {
            let mut counts = vec![0u32; day_count];
            for day in days {
                if let Some(count) = counts.get_mut(index(*day)) {
                    *count += 1;
                }
            }
            (counts, days.is_sorted())
        };
        let (mut next, is_sorted): (Vec<Vec<u32>>, Vec<bool>) =
            each(&days, threads, count).into_iter().unzip();
        let ends: Vec<[i32; 2]> =
            days.iter().filter_map(|days| Some([*days.first()?, *days.last()?])).collect();
        let is_sorted = is_sorted.iter().all(|it| *it) && ends.as_flattened().is_sorted();
        let starts = starts(day_count, &mut next);
        let places = (!is_sorted).then(|| {
            each(days.into_iter().zip(next), threads, |(days, mut next)| {
                let place = |day: i32| match next.get_mut(index(day)) {
                    Some(slot) => {
                        *slot += 1;
                        *slot - 1
                    }
                    // Every day has a slot.
                    None => u32::MAX,
                };
                // In the memory of the days.
                days.into_iter().map(place).collect()
            })
        });
        Self { first_day, starts, places }
    }
}

/// Where each day begins, and the last ends; of how many entries a part has of a day becomes where the first of them belongs.
fn starts(day_count: usize, counts: &mut [Vec<u32>]) -> Vec<u32> {
    let mut sum = 0;
    let mut starts = vec![sum];
    for day in 0..day_count {
        for count in counts.iter_mut().filter_map(|counts| counts.get_mut(day)) {
            sum += std::mem::replace(count, sum);
        }
        starts.push(sum);
    }
    starts
}

fn each<P: Send, T: Send>(
    parts: impl IntoIterator<Item = P>,
    threads: NonZeroUsize,
    of: impl Fn(P) -> T + Sync,
) -> Vec<T> {
    match threads.get() {
        1 => parts.into_iter().map(of).collect(),
        _ => on_threads(parts, of),
    }
}

/// The values of all parts, each at its place; in their order where there are no places.
pub(super) fn placed<V, T: Copy + Default>(
    parts: impl Iterator<Item = impl Iterator<Item = V>>,
    places: Option<&[Vec<u32>]>,
    count: usize,
    narrow: impl Fn(V) -> T,
) -> Vec<T> {
    let Some(places) = places else {
        let mut all = Vec::with_capacity(count);
        parts.for_each(|part| all.extend(part.map(&narrow)));
        return all;
    };
    let mut all = vec![T::default(); count];
    for (part, places) in parts.zip(places) {
        part.zip(places).for_each(|(value, place)| {
            if let Some(slot) = usize::try_from(*place).ok().and_then(|place| all.get_mut(place)) {
                *slot = narrow(value);
            }
        });
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sorted(parts: &[Vec<i32>], threads: usize) -> (Order, Vec<(i32, u32)>) {
        let count = parts.iter().map(Vec::len).sum();
        let mut numbers = 0..;
        let numbered: Vec<Vec<(i32, u32)>> =
            parts.iter().map(|days| days.iter().copied().zip(numbers.by_ref()).collect()).collect();
        let order = Order::of(parts.to_vec(), NonZeroUsize::new(threads).unwrap());
        let values = numbered.iter().map(|part| part.iter().copied());
        let all = placed(values, order.places.as_deref(), count, |value| value);
        (order, all)
    }

    proptest! {
        #[test]
        fn entries_are_sorted_by_day_and_stay_in_order(
            parts in prop::collection::vec(prop::collection::vec(-5i32..5, 0..20), 0..4), threads in 1usize..3
        ) {
            let (order, all) = sorted(&parts, threads);
            let mut expected: Vec<(i32, u32)> = parts.iter().flatten().copied().zip(0..).collect();
            expected.sort();
            prop_assert_eq!(&all, &expected);
            prop_assert_eq!(order.places.is_none(), parts.iter().flatten().is_sorted());
            for ((day, ends), at) in (order.first_day..).zip(order.starts.windows(2)).zip(0..) {
                prop_assert_eq!(all.iter().filter(|it| it.0 == day).count(), (ends[1] - ends[0]) as usize, "day {}", at);
            }
        }

        #[test]
        fn another_day_is_another_order(days in prop::collection::vec(-5i32..5, 2..20), at in any::<prop::sample::Index>()) {
            let before = sorted(std::slice::from_ref(&days), 1).1;
            let mut others = days;
            *at.get_mut(&mut others) += 20;
            prop_assert_ne!(sorted(&[others], 1).1, before);
        }
    }
}
