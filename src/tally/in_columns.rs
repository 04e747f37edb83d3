//! Tallies of ledgers in columns: entries are added up as integers, and written out only where they have to be named.

use super::collect::{NoRate, Run};
use super::evaluate::{Scaled, nearest_units, rounded_item};
use super::group::{Group, Part};
use super::key::UNSTATED;
use super::totals::own::Groups;
use super::totals::question::{PeriodDays, Question};
use super::{Query, Tally, TallyError, Unconverted};
use crate::currency::Currency;
use crate::date::When;
use crate::exact::{Numeral, Ratio, Rounding, small_power_of_ten};
use crate::hash::HashMap;
use crate::ledger::{Columns, Ledger};
use crate::model::Entry;
use crate::rates::RateTable;

/// The tally of a ledger, some of whose entries are in columns; `None` where columns do not have what is asked, or a sum is beyond 128
/// bits.
///
/// # Errors
///
/// As [`tally`](super::tally).
pub(super) fn tally(ledger: &Ledger, query: &Query, rates: &RateTable) -> Result<Option<Tally>, TallyError> {
    if ledger.columns().next().is_none() || !ledger.is_all_in_reach() {
        return Ok(None);
    }
    let Some(question) = Question::new(ledger, query, &Groups::default()) else { return Ok(None) };
    let selection = ledger.select_of_their_own(&query.scope, query.as_known_on)?;
    let mut run = Run::new(ledger, query, rates);
    run.add_all(&selection);
    let is_held =
        question.periods().iter().try_for_each(|period| add_period(&mut run, &question, period)).is_some();
    Ok(is_held.then(|| run.finish()))
}

/// Entries of one group that were converted at one rate and have as many decimals.
type CellKey = (u32, Option<usize>, u8);

/// Their sum.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    /// In units of their last decimal.
    sum: i128,
    /// That of the amounts converted and rounded one by one, in minor units of the group's currency.
    each: i128,
    count: u64,
}

impl Cell {
    /// Adds an amount by its digits and decimals; `None` where 128 bits do not hold it.
    fn add(
        &mut self,
        (mantissa, decimals): (i64, u8),
        item: &ItemRounding,
        rounding: Rounding,
    ) -> Option<()> {
        let amount = Numeral::new(mantissa.into(), decimals).ok()?;
        self.each = self.each.checked_add(item.units(amount, rounding)?)?;
        self.sum += amount.mantissa();
        self.count += 1;
        Some(())
    }
}

/// What becomes of the entries of a day in one unit.
#[derive(Clone, Debug)]
enum OfDay {
    /// They are added at the rate of this number, or as they are, and rounded one by one in this way.
    Added(Option<usize>, ItemRounding),
    /// There is no rate.
    LeftOut(NoRate),
}

/// How amounts are rounded one by one, to minor units of the group's currency; a closed set.
#[derive(Clone, Debug)]
enum ItemRounding {
    /// They are whole minor units: so many for a unit of their last decimal.
    Whole(i128),
    /// Times this rate, in 128 bits where these hold it, at so many minor digits.
    Rounded(Ratio, Option<Scaled>, u8),
    /// Not at all: the currency has no minor unit, or the rate is a set.
    Not,
}

impl ItemRounding {
    /// That of amounts with so many decimals of a group.
    fn of(run: &Run<'_>, question: &Question<'_>, (key, decimals): (u32, u8), number: Option<usize>) -> Self {
        let Some(minor) = question.currency(key).and_then(Currency::minor_digits) else { return Self::Not };
        let Some(number) = number else {
            let lift = minor.checked_sub(decimals).and_then(|places| small_power_of_ten(places.into()));
            return lift.map_or(Self::Rounded(Ratio::one(), Some(Scaled::ONE), minor), Self::Whole);
        };
        match run.rate(number).and_then(|used| Some((used.factor().as_point()?.clone(), used.scaled()))) {
            Some((rate, scaled)) => Self::Rounded(rate, scaled, minor),
            None => Self::Not,
        }
    }

    /// An amount, rounded; `None` where 128 bits do not hold it.
    fn units(&self, amount: Numeral, rounding: Rounding) -> Option<i128> {
        match self {
            Self::Whole(lift) => amount.mantissa().checked_mul(*lift),
            Self::Rounded(rate, scaled, minor) => {
                let fast = scaled.and_then(|rate| nearest_units(amount, rate, *minor, rounding));
                fast.or_else(|| {
                    let exact = rounded_item(amount, Some(rate), *minor, rounding);
                    i128::try_from(exact.scaled_integer(u32::from(*minor))?).ok()
                })
            }
            Self::Not => Some(0),
        }
    }
}

/// Adds the rows on the days of a period; `None` where a sum is beyond 128 bits.
fn add_period(run: &mut Run<'_>, question: &Question<'_>, period: &PeriodDays) -> Option<()> {
    let mut cells: HashMap<CellKey, Cell> = HashMap::default();
    let rounding = question.rounding();
    let mut is_held = true;
    for batch in question.batches() {
        let mut day_at_hand = None;
        let mut units: Vec<Option<OfDay>> = Vec::new();
        batch.each_row(&period.days, |day, row, mantissa, unit| {
            if day_at_hand != Some(day) {
                day_at_hand = Some(day);
                units.clear();
                units.resize(batch.columns.units().len(), None);
            }
            let number = usize::from(unit);
            let (Some(slot), Some(unit_of_row)) = (units.get_mut(number), batch.columns.units().get(number))
            else {
                // Every row has one of the units.
                return is_held = false;
            };
            let (currency, decimals) = (unit_of_row.currency, unit_of_row.decimals);
            let key = batch.key(row, unit);
            let of_day = slot.get_or_insert_with(|| {
                match run.look_up((currency, Some(When::from(batch.columns.day(day))))) {
                    Ok(number) => {
                        OfDay::Added(number, ItemRounding::of(run, question, (key, decimals), number))
                    }
                    Err(none) => OfDay::LeftOut(none),
                }
            });
            let added = match of_day {
                OfDay::Added(number, item) => {
                    let cell = cells.entry((key, *number, decimals)).or_default();
                    cell.add((mantissa, decimals), item, rounding)
                }
                OfDay::LeftOut(none) => {
                    leave_out(run, question, (period.rank, key), (batch.columns, row, day), none)
                }
            };
            is_held &= added.is_some();
        });
    }
    if !is_held {
        return None;
    }
    take(run, question, period.rank, cells)
}

/// Adds the sums of a period to their groups.
fn take(
    run: &mut Run<'_>,
    question: &Question<'_>,
    period: u32,
    cells: HashMap<CellKey, Cell>,
) -> Option<()> {
    let mut cells: Vec<(CellKey, Cell)> = cells.into_iter().collect();
    cells.sort_unstable_by_key(|(key, _)| *key);
    for of_group in cells.chunk_by(|((one, ..), _), ((other, ..), _)| one == other) {
        let ((key, ..), _) = *of_group.first()?;
        let minor = question.currency(key).and_then(Currency::minor_digits);
        let group = group(run, question, (period, key))?;
        for ((_, number, decimals), cell) in of_group {
            let part = Part::of_exact(Numeral::new(cell.sum, *decimals).ok()?, cell.count);
            group.parts.entry(*number).or_default().merge(&part);
            if let Some(minor) = minor {
                group.each.add(Numeral::new(cell.each, minor).ok()?);
            }
        }
    }
    Some(())
}

/// Says of an entry that it could not be converted.
fn leave_out(
    run: &mut Run<'_>,
    question: &Question<'_>,
    place: (u32, u32),
    (columns, row, day): (&Columns, usize, usize),
    (reason, message): &NoRate,
) -> Option<()> {
    let Entry { id, money, .. } = columns.entry(row, day).ok()?;
    run.tally.unconverted.push(Unconverted { entry: id, money, reason: *reason, message: message.clone() });
    let count = &mut group(run, question, place)?.unconverted_count;
    *count = count.saturating_add(1);
    Some(())
}

/// What is kept of a group of a period; entries in columns state no basis.
fn group<'r>(
    run: &'r mut Run<'_>,
    question: &Question<'_>,
    (period, key): (u32, u32),
) -> Option<&'r mut Group> {
    let values = question.values(period, key).into_iter().map(|value| value.map(|it| it.to_owned().into()));
    Some(run.group_of((values.collect(), question.currency(key)?, UNSTATED)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::Ratio;
    use crate::file::LedgerFiles;
    use crate::model::Scope;
    use crate::rates::Series;
    use crate::tally::collect::one_by_one;
    use crate::tally::{Dimension, Target};

    fn ledger() -> Ledger {
        let list =
            "when,sponsor,amount,currency\n2019-08-05,a,999999999999999.99,GBP\n2019-08-05,b,5.00,USD\n";
        let head =
            "entries = \"list.csv\"\n[ledger]\nformat = 1\n[[actor]]\nid = \"a\"\n[[actor]]\nid = \"b\"\n";
        LedgerFiles::new().text("a.toml", head, |_| Ok(list.as_bytes().to_vec())).read().unwrap()
    }

    #[test]
    fn columns_answer_what_they_have() {
        let (ledger, rates) = (ledger(), RateTable::default());
        for (by, is_answered) in
            [(Dimension::Sponsor, true), (Dimension::Currency, true), (Dimension::Tag, false)]
        {
            let query = Query::new(Scope::all()).by([by]);
            let found = tally(&ledger, &query, &rates).unwrap();
            assert_eq!(found.is_some(), is_answered, "{by}");
            let expected = one_by_one(&ledger, &query, &rates).unwrap();
            assert_eq!(found.unwrap_or_else(|| expected.clone()), expected);
        }
    }

    #[test]
    fn what_128_bits_do_not_hold_is_left_to_others() {
        let ledger = ledger();
        let query = Query::new(Scope::all()).to(Target::new(Currency::USD));
        for (rate, is_answered) in [("1000000000000", true), ("1000000000000000000000000", false)] {
            let series = Series::builder("own", Currency::GBP, Currency::USD)
                .observe("2019-08-05".parse().unwrap(), rate.parse().unwrap());
            let rates = RateTable::new([series.build().unwrap()]).unwrap();
            assert_eq!(tally(&ledger, &query, &rates).unwrap().is_some(), is_answered, "{rate}");
            let found = crate::tally::tally(&ledger, &query, &rates).unwrap();
            assert_eq!(found, one_by_one(&ledger, &query, &rates).unwrap());
            let pounds = &"999999999999999.99".parse::<Ratio>().unwrap() * &rate.parse::<Ratio>().unwrap();
            assert_eq!(found.rows()[0].rounded_each(), Some(pounds + Ratio::from(5)));
        }
    }
}
