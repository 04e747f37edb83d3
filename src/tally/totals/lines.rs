//! The groups of a question, in their order.

use std::num::NonZeroUsize;
use std::thread;

use super::ELSEWHERE;

/// The fewest lines that are shared among threads: to start one takes as long as to put these in order.
const SHARED_MIN: usize = if cfg!(test) { 4 } else { 1 << 14 };

/// About how many lines are put in their places together: 200 KB.
const TOGETHER: usize = if cfg!(test) { 3 } else { 1 << 13 };

/// One group of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) period: u32,
    pub(super) key: u32,
    /// In minor units; [`ELSEWHERE`] where it is open.
    pub(super) figure: i64,
    pub(super) count: u64,
}

/// The lines in the order of their keys, then periods, then currencies; those of one period are together, by key.
pub(super) fn sorted(
    mut periods: Vec<Vec<Line>>,
    key_count: usize,
    currency_count: u32,
    threads: NonZeroUsize,
) -> Vec<Line> {
    let count: usize = periods.iter().map(Vec::len).sum();
    if count < key_count / 8 {
        let by = |line: &Line| (line.key / currency_count, line.period, line.key % currency_count);
        let mut all: Vec<Line> = periods.into_iter().flatten().collect();
        all.sort_unstable_by_key(by);
        return all;
    }
    periods.sort_by_key(|lines| lines.first().map(|line| line.period));
    let threads = if count < SHARED_MIN { NonZeroUsize::MIN } else { threads };
    match currency_count {
        1 => merged(&periods, key_count, index, threads),
        // Keys of one group differ in the currency only.
        _ => {
            let group_of = |key| index(key / currency_count);
            merged(&periods, key_count.div_ceil(index(currency_count)), group_of, threads)
        }
    }
}

/// The lines of all periods by group: a counting sort.
///
/// The lines of many small stretches of groups are put in their places one stretch after the other, so that all places of a
/// stretch are near each other in memory.
fn merged(
    periods: &[Vec<Line>],
    group_count: usize,
    group_of: impl Fn(u32) -> usize + Copy + Send,
    threads: NonZeroUsize,
) -> Vec<Line> {
    let mut starts = vec![0usize; group_count + 1];
    for line in periods.iter().flatten() {
        if let Some(slot) = starts.get_mut(group_of(line.key) + 1) {
            *slot += 1;
        }
    }
    let mut count = 0;
    for slot in &mut starts {
        count += *slot;
        *slot = count;
    }
    let mut merged = vec![Line { period: 0, key: 0, figure: ELSEWHERE, count: 0 }; count];
    thread::scope(|scope| {
        let mut rest = merged.as_mut_slice();
        let mut groups = 0..0;
        for thread in 1..=threads.get() {
            groups = groups.end..starts.partition_point(|start| *start < count / threads.get() * thread);
            if thread == threads.get() {
                groups.end = group_count;
            }
            let begin = starts.get(groups.start).copied().unwrap_or(count);
            let end = starts.get(groups.end).copied().unwrap_or(count);
            let (own, others) = rest.split_at_mut(end.saturating_sub(begin));
            rest = others;
            let starts = starts.get(groups.clone()).unwrap_or_default().to_vec();
            let stretch = Stretch { first: groups.start, begin, next: starts };
            let run = move || stretch.fill(periods, group_of, own);
            if thread == threads.get() {
                run();
            } else {
                scope.spawn(run);
            }
        }
    });
    merged
}

/// Groups that follow each other.
struct Stretch {
    first: usize,
    /// Where the first of them begins among all lines.
    begin: usize,
    /// Where the next line of each of them goes.
    next: Vec<usize>,
}

impl Stretch {
    /// Puts the lines of these groups in their places.
    fn fill(mut self, periods: &[Vec<Line>], group_of: impl Fn(u32) -> usize, own: &mut [Line]) {
        let starts = self.next.clone();
        let lines_of = |lines: &Vec<Line>| lines.partition_point(|line| group_of(line.key) < self.first);
        let mut cursors: Vec<usize> = periods.iter().map(lines_of).collect();
        let mut done = 0;
        while done < starts.len() {
            let from = starts.get(done).copied().unwrap_or_default();
            let end = starts.partition_point(|start| *start < from + TOGETHER).max(done + 1);
            for (lines, cursor) in periods.iter().zip(&mut cursors) {
                for line in lines.get(*cursor..).unwrap_or_default() {
                    let group = group_of(line.key) - self.first;
                    if group >= end {
                        break;
                    }
                    if let Some(next) = self.next.get_mut(group) {
                        if let Some(slot) = own.get_mut(*next - self.begin) {
                            *slot = *line;
                        }
                        *next += 1;
                    }
                    *cursor += 1;
                }
            }
            done = end;
        }
    }
}

fn index(key: u32) -> usize {
    usize::try_from(key).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The lines of periods with these keys, whose groups have so many currencies, as they ought to be sorted and as they are.
    fn both(keys: &[Vec<u32>], key_count: usize, currencies: u32, threads: usize) -> [Vec<Line>; 2] {
        let mut periods: Vec<Vec<Line>> = Vec::new();
        for (keys, period) in keys.iter().zip(0..) {
            let mut keys = keys.clone();
            keys.sort_unstable();
            keys.dedup();
            let lines = keys.into_iter().map(|key| Line { period, key, figure: i64::from(key), count: 1 });
            periods.push(lines.collect());
        }
        let mut expected: Vec<Line> = periods.iter().flatten().copied().collect();
        expected.sort_by_key(|line| (line.key / currencies, line.period, line.key % currencies));
        periods.reverse();
        [expected, sorted(periods, key_count, currencies, NonZeroUsize::new(threads).unwrap())]
    }

    #[test]
    fn lines_are_sorted_by_key_then_period_then_currency() {
        let order = |lines: &[Line]| lines.iter().map(|line| (line.key, line.period)).collect::<Vec<_>>();
        let [expected, found] = both(&[vec![2, 1, 0], vec![1, 2]], 3, 1, 2);
        assert_eq!((order(&found), expected), (vec![(0, 0), (1, 0), (1, 1), (2, 0), (2, 1)], found));
        // Two currencies: the keys 0 and 1, and 2 and 3, differ only in it.
        let [expected, found] = both(&[vec![2, 1, 0], vec![1, 2]], 4, 2, 2);
        assert_eq!((order(&found), expected), (vec![(0, 0), (1, 0), (1, 1), (2, 0), (2, 1)], found));
        let [_, found] = both(&[vec![1], vec![0]], 2, 2, 1);
        assert_eq!(order(&found), [(1, 0), (0, 1)]);
    }

    proptest! {
        #[test]
        fn all_ways_to_sort_agree(
            keys in prop::collection::vec(prop::collection::vec(0u32..40, 0..30), 0..6), currencies in 1u32..4,
            threads in 1usize..5, is_sparse in any::<bool>(),
        ) {
            let [expected, found] = both(&keys, if is_sparse { 4000 } else { 40 }, currencies, threads);
            prop_assert_eq!(found, expected);
        }
    }
}
