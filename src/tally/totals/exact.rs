//! Sums as fractions: where a bound of what integers cut off leaves two figures, and where entries of their own join.

use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroUsize;

use super::factors::Factors;
use super::kernel::shares;
use super::lines::Line;
use super::question::{PeriodDays, Question};
use super::{ELSEWHERE, own};
use crate::amount::Interval;
use crate::exact::Ratio;
use crate::tally::evaluate;
use crate::threads::on_threads;

/// A group by its period and key.
pub(super) type Place = (u32, u32);

/// The most keys that have a mark.
const MARKS_MAX: usize = 1 << 24;

/// The digits of one group, added up by batch, day and unit.
type Digits = BTreeMap<(usize, usize, u8), i128>;

/// A line worked out.
pub(super) struct Open {
    /// Which of the lines.
    pub(super) index: usize,
    pub(super) figure: Option<Ratio>,
    /// Every value that the exact sum may have, where that is more than one.
    pub(super) set: Option<Interval>,
    /// How many entries of their own it has.
    pub(super) own_count: u64,
}

/// The lines that are open, or have entries of their own, in order.
pub(super) fn open(
    question: &Question<'_>,
    factors: &Factors,
    lines: &[Line],
    own: &own::Groups,
    threads: NonZeroUsize,
) -> Vec<Open> {
    let mut joined: HashMap<Place, &own::Group> = HashMap::new();
    for group in &own.all {
        let values: Vec<Option<&str>> = group.values.iter().map(Option::as_deref).collect();
        joined.extend(question.find(&values, group.currency).map(|place| (place, group)));
    }
    let place = |line: &Line| (line.period, line.key);
    let is_open = |line: &Line| line.figure == ELSEWHERE || joined.contains_key(&place(line));
    let all: Vec<(usize, &Line)> = lines.iter().enumerate().filter(|(_, line)| is_open(line)).collect();
    if all.is_empty() {
        return Vec::new();
    }
    let mut keys: HashMap<u32, Vec<u32>> = HashMap::new();
    for (_, line) in &all {
        keys.entry(line.period).or_default().push(line.key);
    }
    let asked: Vec<(&PeriodDays, &[u32])> = question
        .periods()
        .iter()
        .filter_map(|period| Some((period, keys.get(&period.rank)?.as_slice())))
        .collect();
    let weights = asked.iter().map(|(period, _)| question.row_count(&period.days)).collect();
    let parts = on_threads(shares(weights, threads), |range| {
        digits_of(question, asked.get(range).unwrap_or_default())
    });
    let mut digits: HashMap<Place, Digits> = parts.into_iter().flatten().collect();
    let figure = |(index, line): (usize, &Line)| {
        let place = place(line);
        let digits = digits.remove(&place).unwrap_or_default();
        // Columns have no amounts in units without minor digits.
        let minor = question.currency(place.1)?.minor_digits();
        let product = |((batch, day, unit), sum): ((usize, usize, u8), i128)| {
            Some(&Ratio::new(sum, 1)? * &factors.exact(batch, day, unit)?)
        };
        let sum = evaluate::sum(digits.into_iter().map(product).collect::<Option<Vec<_>>>()?);
        let sum = &sum * &Ratio::power_of_ten(-i32::from(minor.unwrap_or_default()));
        let group = joined.get(&place);
        let set = group.and_then(|group| Some(group.set.as_ref()?.plus(&Interval::point(sum.clone()))));
        let figure = match group {
            Some(group) => group.printed.as_ref().map(|printed| &sum + printed),
            None => Some(sum),
        };
        let rounded = |sum: Ratio| match minor {
            Some(minor) => sum.round_to_decimals(minor, question.rounding()).value,
            None => sum,
        };
        let figure = figure.map(rounded);
        Some(Open { index, figure, set, own_count: group.map_or(0, |group| group.count) })
    };
    all.into_iter().filter_map(figure).collect()
}

/// The digits of the groups with these keys of some periods.
fn digits_of(question: &Question<'_>, asked: &[(&PeriodDays, &[u32])]) -> HashMap<Place, Digits> {
    let mut digits: HashMap<Place, Digits> = HashMap::new();
    // A mark for each key saves most look-ups; keys beyond are all looked up.
    let mut is_open = vec![false; question.key_count().min(MARKS_MAX)];
    let index = |key: u32| usize::try_from(key).unwrap_or(usize::MAX);
    for (period, keys) in asked {
        digits.extend(keys.iter().map(|key| ((period.rank, *key), Digits::new())));
        mark(&mut is_open, keys, true);
        for (at, batch) in question.batches().iter().enumerate() {
            let may_be_open = |key: u32| is_open.get(index(key)) != Some(&false);
            batch.each_row_with_key(&period.days, may_be_open, |day, mantissa, unit, key| {
                if let Some(digits) = digits.get_mut(&(period.rank, key)) {
                    *digits.entry((at, day, unit)).or_default() += i128::from(mantissa);
                }
            });
        }
        mark(&mut is_open, keys, false);
    }
    digits
}

fn mark(is_open: &mut [bool], keys: &[u32], value: bool) {
    for key in keys {
        if let Some(slot) = usize::try_from(*key).ok().and_then(|key| is_open.get_mut(key)) {
            *slot = value;
        }
    }
}

/// Adds lines for groups that only entries of their own have to those of their periods.
pub(super) fn add_missing(question: &Question<'_>, periods: &mut Vec<Vec<Line>>, own: &own::Groups) {
    for group in &own.all {
        let values: Vec<Option<&str>> = group.values.iter().map(Option::as_deref).collect();
        let Some((period, key)) = question.find(&values, group.currency) else { continue };
        let line = Line { period, key, figure: ELSEWHERE, count: 0 };
        match periods.iter_mut().find(|lines| lines.first().is_some_and(|first| first.period == period)) {
            Some(lines) => {
                if let Err(place) = lines.binary_search_by_key(&key, |known| known.key) {
                    lines.insert(place, line);
                }
            }
            None => periods.push(vec![line]),
        }
    }
}
