//! The sums of a stretch of days, in integers.

use std::num::NonZeroUsize;
use std::ops::Range;

use super::ELSEWHERE;
use super::factors::Factors;
use super::figure::figure;
use super::lines::Line;
use super::question::{Batch, PeriodDays, Question};
use crate::exact::Rounding;
use crate::hash::HashMap;
use crate::ledger::Codes;
use crate::threads::on_threads;

/// The most groups of a period for which a place is kept ready: above, a table finds them.
const READY_MAX: usize = 1 << 19;

/// How many bits a machine word has.
const WORD: usize = 64;

/// The most sums by name and unit that are kept for a day before they are converted.
const CELLS_MAX: usize = 512;

/// A sum as it grows: of digits times factors, each below 2^126 with all that come.
#[derive(Clone, Copy, Default)]
struct Cell {
    sum: i128,
    count: u64,
}

/// The sums of one period.
enum Sums {
    Ready(Ready),
    Found(HashMap<u32, Cell>),
}

/// A place for each key.
struct Ready {
    cells: Vec<Cell>,
    /// A bit for each key that has any, the first the lowest.
    touched: Vec<u64>,
    /// A bit for each of these words that is not 0, so that a period of few keys is soon looked through.
    touched_words: Vec<u64>,
}

impl Ready {
    fn new(key_count: usize) -> Self {
        let words = key_count.div_ceil(WORD);
        Self {
            cells: vec![Cell::default(); key_count],
            touched: vec![0; words],
            touched_words: vec![0; words.div_ceil(WORD)],
        }
    }

    #[inline]
    fn add(&mut self, key: u32, sum: i128, count: u64) {
        let key = usize::try_from(key).unwrap_or(usize::MAX);
        if let (Some(cell), Some(word)) = (self.cells.get_mut(key), self.touched.get_mut(key / WORD)) {
            if *word == 0
                && let Some(words) = self.touched_words.get_mut(key / WORD / WORD)
            {
                *words |= 1 << (key / WORD % WORD);
            }
            *word |= 1 << (key % WORD);
            // All amounts together times the greatest factor stay below 2^125.
            cell.sum += sum;
            cell.count += count;
        }
    }

    /// The sums with their keys, ascending; none is left.
    fn drain(&mut self, mut each: impl FnMut(u32, Cell)) {
        for (words, at) in self.touched_words.iter_mut().zip(0..) {
            for at in set_bits(std::mem::take(words)).map(|bit| at * WORD + bit) {
                let word = self.touched.get_mut(at).map_or(0, std::mem::take);
                for key in set_bits(word).map(|bit| at * WORD + bit) {
                    if let (Some(cell), Ok(key)) = (self.cells.get_mut(key), u32::try_from(key)) {
                        each(key, std::mem::take(cell));
                    }
                }
            }
        }
    }

    /// How many keys have any.
    fn count(&self) -> usize {
        let words = self.touched_words.iter().zip(0..);
        let touched = words.flat_map(|(words, at)| set_bits(*words).map(move |bit| at * WORD + bit));
        let ones = touched.filter_map(|at| self.touched.get(at)).map(|word| word.count_ones());
        usize::try_from(ones.sum::<u32>()).unwrap_or(0)
    }
}

/// Which bits of a word are set, the lowest first.
#[inline]
fn set_bits(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = usize::try_from(word.trailing_zeros()).ok().filter(|bit| *bit < WORD)?;
        word &= word - 1;
        Some(bit)
    })
}

impl Sums {
    fn new(key_count: usize) -> Self {
        if key_count <= READY_MAX {
            Self::Ready(Ready::new(key_count))
        } else {
            Self::Found(HashMap::default())
        }
    }

    /// How many groups have any.
    fn count(&self) -> usize {
        match self {
            Self::Ready(ready) => ready.count(),
            Self::Found(cells) => cells.len(),
        }
    }

    #[inline]
    fn add(&mut self, key: u32, sum: i128, count: u64) {
        match self {
            Self::Ready(ready) => ready.add(key, sum, count),
            Self::Found(cells) => {
                let cell = cells.entry(key).or_default();
                cell.sum += sum;
                cell.count += count;
            }
        }
    }

    /// As [`Ready::drain`].
    fn drain(&mut self, mut each: impl FnMut(u32, Cell)) {
        match self {
            Self::Ready(ready) => ready.drain(each),
            Self::Found(cells) => {
                let mut all: Vec<(u32, Cell)> = cells.drain().collect();
                all.sort_unstable_by_key(|(key, _)| *key);
                all.into_iter().for_each(|(key, cell)| each(key, cell));
            }
        }
    }
}

/// The groups of a question, by so many threads: those of each period by key.
pub(super) fn lines(question: &Question<'_>, factors: &Factors, threads: NonZeroUsize) -> Vec<Vec<Line>> {
    let periods = question.periods();
    if let [only] = periods {
        return vec![of_one(question, factors, only.days.clone(), only.rank, threads)];
    }
    let parts = shares(periods.iter().map(|period| question.row_count(&period.days)).collect(), threads);
    let part = |range: Range<usize>| {
        let mut sums = Sums::new(question.key_count());
        let of_period = |period: &PeriodDays| {
            add_days(question, factors, &period.days, &mut sums);
            take(&mut sums, period.rank, factors, question.rounding())
        };
        periods.get(range).unwrap_or_default().iter().map(of_period).collect::<Vec<_>>()
    };
    on_threads(parts, part).into_iter().flatten().collect()
}

/// The groups of a question without periods: each thread adds up some days, and their sums are added.
fn of_one(
    question: &Question<'_>,
    factors: &Factors,
    days: Range<i32>,
    rank: u32,
    threads: NonZeroUsize,
) -> Vec<Line> {
    let counts = days.clone().map(|day| question.row_count(&(day..day + 1))).collect();
    let threads = if question.is_small() { NonZeroUsize::MIN } else { threads };
    let part = |range: Range<usize>| {
        let mut sums = Sums::new(question.key_count());
        let at = |index: usize| days.start.saturating_add(i32::try_from(index).unwrap_or(i32::MAX));
        let days = at(range.start)..at(range.end);
        add_days(question, factors, &days, &mut sums);
        sums
    };
    let mut parts = on_threads(shares(counts, threads), part).into_iter();
    let mut sums = parts.next().unwrap_or_else(|| Sums::new(0));
    for mut other in parts {
        other.drain(|key, cell| sums.add(key, cell.sum, cell.count));
    }
    take(&mut sums, rank, factors, question.rounding())
}

/// Stretches of about equal weight, one for each thread.
pub(super) fn shares(weights: Vec<usize>, threads: NonZeroUsize) -> Vec<Range<usize>> {
    let total: usize = weights.iter().sum();
    let mut parts = Vec::new();
    let (mut start, mut sum) = (0, 0);
    let count = weights.len();
    for (index, weight) in weights.into_iter().enumerate() {
        sum += weight;
        let is_full = sum * threads.get() >= total * (parts.len() + 1);
        if is_full && parts.len() + 1 < threads.get() {
            parts.push(start..index + 1);
            start = index + 1;
        }
    }
    parts.push(start..count);
    parts
}

/// Adds the rows of these days to their groups.
fn add_days(question: &Question<'_>, factors: &Factors, days: &Range<i32>, sums: &mut Sums) {
    for (at, batch) in question.batches().iter().enumerate() {
        match (batch.only_weights(), &mut *sums) {
            (Some((codes, weights)), Sums::Ready(ready)) if !batch.has_conditions() => {
                for day in batch.days(days) {
                    add_whole_day(
                        batch,
                        (codes, weights),
                        factors.on(at, day),
                        batch.columns.rows_of_day(day),
                        ready,
                    );
                }
            }
            (_, sums) => batch.each_row(days, |day, row, mantissa, unit| {
                let factor = factors.on(at, day).get(usize::from(unit)).copied().unwrap_or(0);
                sums.add(batch.key(row, unit), i128::from(mantissa) * i128::from(factor), 1);
            }),
        }
    }
}

/// Adds all rows of a day to the groups of one field.
fn add_whole_day(
    batch: &Batch<'_>,
    (codes, weights): (&Codes, &[u32]),
    factors: &[u64],
    rows: Range<usize>,
    sums: &mut Ready,
) {
    let day = Day {
        mantissas: batch.columns.mantissas().get(rows.clone()).unwrap_or_default(),
        units: batch.columns.unit_codes().get(rows.clone()).unwrap_or_default(),
        weights,
        factors,
    };
    match codes {
        Codes::Absent => day.add(&vec![0u8; rows.len()], sums),
        Codes::Bytes(all) => day.add(all.get(rows).unwrap_or_default(), sums),
        Codes::Words(all) => day.add(all.get(rows).unwrap_or_default(), sums),
        Codes::Longs(all) => day.add(all.get(rows).unwrap_or_default(), sums),
    }
}

/// The rows of one day.
struct Day<'d> {
    mantissas: &'d [i64],
    units: &'d [u8],
    weights: &'d [u32],
    factors: &'d [u64],
}

impl Day<'_> {
    fn add<C: Copy>(&self, codes: &[C], sums: &mut Ready)
    where
        u32: From<C>,
    {
        let weight = |code: C| {
            let index = usize::try_from(u32::from(code)).unwrap_or(usize::MAX);
            self.weights.get(index).copied().unwrap_or(0)
        };
        let rows = || codes.iter().zip(self.mantissas).zip(self.units);
        let unit_count = self.factors.len();
        if self.weights.len().saturating_mul(unit_count) > CELLS_MAX {
            for ((code, mantissa), unit) in rows() {
                let factor = self.factors.get(usize::from(*unit)).copied().unwrap_or(0);
                sums.add(weight(*code), i128::from(*mantissa) * i128::from(factor), 1);
            }
            return;
        }
        // Few names: digits add up by name and unit first, and each sum is converted once.
        let mut cells = [(0i64, 0u32); CELLS_MAX];
        for ((code, mantissa), unit) in rows() {
            let index = usize::try_from(u32::from(*code)).unwrap_or(usize::MAX).saturating_mul(unit_count);
            if let Some(cell) = cells.get_mut(index + usize::from(*unit)) {
                // All amounts of the ledger together stay below 2^61.
                cell.0 += *mantissa;
                cell.1 += 1;
            }
        }
        let names = self.weights.len().max(1);
        for (row, code) in cells.chunks(unit_count.max(1)).zip(0..names) {
            let key = self.weights.get(code).copied().unwrap_or(0);
            for ((sum, count), factor) in row.iter().zip(self.factors) {
                if *count > 0 {
                    sums.add(key, i128::from(*sum) * i128::from(*factor), u64::from(*count));
                }
            }
        }
    }
}

/// The sums of a period as lines, by key; none is left.
fn take(sums: &mut Sums, period: u32, factors: &Factors, rounding: Rounding) -> Vec<Line> {
    let mut lines = Vec::with_capacity(sums.count());
    sums.drain(|key, cell| {
        let figure =
            figure(cell.sum, factors.error(cell.count), factors.shift, rounding).unwrap_or(ELSEWHERE);
        lines.push(Line { period, key, figure, count: cell.count });
    });
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_cover_everything_once() {
        for (weights, threads, expected) in [
            (vec![1, 1, 1, 1], 2, vec![0..2, 2..4]),
            (vec![9, 1, 1], 2, vec![0..1, 1..3]),
            (vec![1, 1], 3, vec![0..1, 1..2, 2..2]),
        ] {
            assert_eq!(shares(weights, NonZeroUsize::new(threads).unwrap()), expected);
        }
    }
}
