//! Sums as fractions: where a bound of what integers cut off leaves two figures, and where entries of their own join.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::factors::Factors;
use super::kernel::Line;
use super::question::Question;
use super::{ELSEWHERE, own};
use crate::exact::Ratio;
use crate::tally::evaluate;

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
    /// How many entries of their own it has.
    pub(super) own_count: u64,
}

/// The lines that are open, or have entries of their own, in order.
pub(super) fn open(
    question: &Question<'_>,
    factors: &Factors,
    lines: &[Line],
    own: &own::Groups,
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
    let mut digits: HashMap<Place, Digits> =
        all.iter().map(|(_, line)| (place(line), Digits::new())).collect();
    let mut keys: HashMap<u32, Vec<u32>> = HashMap::new();
    for (period, key) in digits.keys() {
        keys.entry(*period).or_default().push(*key);
    }
    // A mark for each key saves most look-ups; keys beyond are all looked up.
    let mut is_open = vec![false; question.key_count().min(MARKS_MAX)];
    let index = |key: u32| usize::try_from(key).unwrap_or(usize::MAX);
    for period in question.periods() {
        let Some(keys) = keys.get(&period.rank) else { continue };
        for key in keys {
            is_open.get_mut(index(*key)).into_iter().for_each(|slot| *slot = true);
        }
        for (at, batch) in question.batches().iter().enumerate() {
            batch.each_row(&period.days, |day, row, mantissa, unit| {
                let key = batch.key(row, unit);
                if is_open.get(index(key)) != Some(&false)
                    && let Some(digits) = digits.get_mut(&(period.rank, key))
                {
                    *digits.entry((at, day, unit)).or_default() += i128::from(mantissa);
                }
            });
        }
        for key in keys {
            is_open.get_mut(index(*key)).into_iter().for_each(|slot| *slot = false);
        }
    }
    let figure = |(index, line): (usize, &Line)| {
        let place = place(line);
        let digits = digits.remove(&place)?;
        let minor = question.currency(place.1)?.minor_digits()?;
        let product = |((batch, day, unit), sum): ((usize, usize, u8), i128)| {
            Some(&Ratio::new(sum, 1)? * &factors.exact(batch, day, unit)?)
        };
        let sum = evaluate::sum(digits.into_iter().map(product).collect::<Option<Vec<_>>>()?);
        let mut sum = &sum * &Ratio::power_of_ten(-i32::from(minor));
        let group = joined.get(&place);
        let printed = group.map(|group| group.printed.clone());
        let figure = match printed {
            Some(None) => None,
            Some(Some(printed)) => {
                sum = &sum + &printed;
                Some(sum)
            }
            None => Some(sum),
        };
        let rounded = figure.map(|sum| sum.round_to_decimals(minor, question.rounding()).value);
        Some(Open { index, figure: rounded, own_count: group.map_or(0, |group| group.count) })
    };
    all.into_iter().filter_map(figure).collect()
}

/// Lines for groups that only entries of their own have.
pub(super) fn missing(question: &Question<'_>, lines: &[Vec<Line>], own: &own::Groups) -> Vec<Line> {
    let mut missing = Vec::new();
    if own.all.is_empty() {
        return missing;
    }
    let known: HashSet<Place> = lines.iter().flatten().map(|line| (line.period, line.key)).collect();
    for group in &own.all {
        let values: Vec<Option<&str>> = group.values.iter().map(Option::as_deref).collect();
        if let Some((period, key)) = question.find(&values, group.currency)
            && !known.contains(&(period, key))
        {
            missing.push(Line { period, key, figure: ELSEWHERE, count: 0 });
        }
    }
    missing
}
