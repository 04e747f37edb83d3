//! How the columns of several currencies relate, and to which steps their amounts are rounded: found by a first pass over the
//! file.

use crate::currency::Currency;
use crate::error::Problem;
use crate::exact::Numeral;
use crate::import::cells::{self, Figures};
use crate::import::input::Part;
use crate::import::met::Repeats;
use crate::import::table::{Column, Row, Rows};

use super::row::others;
use super::view::{Columns, Key, Money};

/// How the columns of several currencies relate; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnRelation {
    /// They are the same money at one fixed rate (2019): the first counts, the others restate it.
    SameMoney,
    /// Each is the money of a region (since 2021): EUR is the whole of the EU, of which the currencies of its members outside the euro
    /// restate a part; the others add.
    ByRegion,
}

/// A word for no [`ColumnRelation`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no relation of columns: write same-money or by-region")]
pub struct UnknownRelation {
    /// What was found.
    pub found: String,
}

impl std::str::FromStr for ColumnRelation {
    type Err = UnknownRelation;

    fn from_str(text: &str) -> Result<Self, UnknownRelation> {
        match text {
            "same-money" => Ok(Self::SameMoney),
            "by-region" => Ok(Self::ByRegion),
            _ => Err(UnknownRelation { found: text.chars().take(60).collect() }),
        }
    }
}

impl std::fmt::Display for ColumnRelation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Self::SameMoney => "same-money",
            Self::ByRegion => "by-region",
        })
    }
}

impl ColumnRelation {
    /// The tag of the entries.
    pub(super) const fn tag(self) -> &'static str {
        match self {
            Self::SameMoney => "columns same-money",
            Self::ByRegion => "columns by-region",
        }
    }
}

/// The steps to which amounts were found to be rounded, the later revision first, in whole units. Sources: the bundles of 2018 and
/// 2019, and that of 2025 (greatest common divisors of all amounts of a column).
const STEPS: &[(Currency, &[i64])] = &[
    (Currency::ARS, &[15_000]),
    (Currency::AUD, &[150]),
    (Currency::BGN, &[100, 25]),
    (Currency::BRL, &[500]),
    (Currency::CZK, &[1_500, 1_000]),
    (Currency::DKK, &[500]),
    (Currency::EUR, &[50]),
    (Currency::GBP, &[50]),
    (Currency::HRK, &[100]),
    (Currency::HUF, &[20_000, 7_500]),
    (Currency::ILS, &[250]),
    (Currency::INR, &[250]),
    (Currency::MXN, &[1_000]),
    (Currency::NZD, &[200]),
    (Currency::PLN, &[250, 100]),
    (Currency::RON, &[250, 75]),
    (Currency::SEK, &[1_000, 750]),
    (Currency::USD, &[100]),
];

/// Currencies of members of the EU outside the euro, now or before they joined it: parts of what EUR has.
pub(super) const WITHIN_EUR: &[Currency] = &[
    Currency::BGN,
    Currency::CZK,
    Currency::DKK,
    Currency::HRK,
    Currency::HUF,
    Currency::PLN,
    Currency::RON,
    Currency::SEK,
];

/// From how many amounts on their greatest common divisor is taken for the step itself.
const AMOUNTS_TELLING: u64 = 8;
/// How many rows are looked at before the columns are said to be the same money.
const ROWS_MAX: u64 = 200_000;
/// From how many dollars, euros or pounds on no other column can be rounded to zero if it is the same money.
const TELLING: i128 = 10_000;

/// What a first pass over a file shows.
#[derive(Default)]
pub(super) struct Survey {
    /// The keys that stand in it several times.
    pub(super) repeats: Repeats,
    columns: Vec<Seen>,
    rows: u64,
    /// Rows with a large amount of dollars, euros or pounds, and none in another column.
    apart: u64,
    /// Rows with a large amount of dollars, euros or pounds, and some in every column.
    together: u64,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    currency: Currency,
    divisor: i128,
    amounts: u64,
}

impl Survey {
    /// Reads the keys and amounts of a file; the amounts of as many of its rows as are telling where they are ranges, which are not
    /// rounded.
    pub(super) fn of(part: &Part, columns: &Columns) -> Result<Self, Box<Problem>> {
        let seen = |money: &Money| Seen { currency: money.currency(), divisor: 0, amounts: 0 };
        let mut survey = Self {
            repeats: Repeats::of_file(part.size),
            columns: columns.money.iter().map(seen).collect(),
            ..Self::default()
        };
        let is_range = columns.money.iter().any(|money| matches!(money, Money::Range(..)));
        let mut key = Key::default();
        part.read(|reader| {
            let mut rows = Rows::open(&part.name, reader)?;
            while let Some(row) = rows.next()? {
                columns.write_key(row, None, &mut key);
                survey.repeats.note(key.bytes());
                if !is_range || survey.rows < ROWS_MAX {
                    survey.row(row, columns);
                }
            }
            Ok(())
        })?;
        survey.repeats.end();
        Ok(survey)
    }

    fn row(&mut self, row: Row<'_>, columns: &Columns) {
        self.rows += 1;
        let plain = columns.figures().map_or(0, |figures| row.zeros(figures));
        let (mut is_telling, mut zeros, mut other_count) = (false, plain.count_ones(), 0_u32);
        let mut is_readable = true;
        for (at, money) in others(&columns.money, plain) {
            let Some(seen) = self.columns.get_mut(at) else { continue };
            let Some(value) = whole(row, money.column()) else {
                is_readable = false;
                continue;
            };
            if value != 0 {
                seen.divisor = common(seen.divisor, value);
                seen.amounts += 1;
            }
            let is_large_unit = matches!(seen.currency, Currency::USD | Currency::EUR | Currency::GBP);
            is_telling |= is_large_unit && value >= TELLING;
            if value == 0 {
                zeros += 1;
            } else {
                other_count += 1;
            }
        }
        // What cannot be read is no zero, and tells nothing.
        is_telling &= is_readable;
        if is_telling && zeros > 0 {
            self.apart += 1;
        } else if is_telling && other_count > 1 {
            self.together += 1;
        }
    }

    /// The relation that the amounts show; `None` where no row is telling, or there is one column only.
    pub(super) fn relation(&self) -> Option<ColumnRelation> {
        match (self.apart, self.together) {
            (0, 0) => None,
            (0, _) => Some(ColumnRelation::SameMoney),
            _ => Some(ColumnRelation::ByRegion),
        }
    }

    /// Where no row is telling: the columns of 2019 are the same money, any others by region.
    pub(super) fn relation_by_columns(&self) -> ColumnRelation {
        let has = |currency: Currency| self.columns.iter().any(|seen| seen.currency == currency);
        let is_of_2019 = has(Currency::HRK) && !has(Currency::BRL) && !has(Currency::NZD);
        if is_of_2019 { ColumnRelation::SameMoney } else { ColumnRelation::ByRegion }
    }

    /// The step of a column, and whether it is taken from its amounts for want of better; `None` where it has none.
    pub(super) fn step(&self, at: usize) -> Option<(Numeral, bool)> {
        let Seen { currency, divisor, amounts } = *self.columns.get(at)?;
        let known = STEPS.iter().find(|(listed, _)| *listed == currency).map_or(&[][..], |(_, steps)| *steps);
        let whole = |value: i128| Numeral::new(value, 0).ok();
        if divisor == 0 {
            return known.first().and_then(|step| Some((whole((*step).into())?, false)));
        }
        if let Some(step) = known.iter().find(|step| divisor % i128::from(**step) == 0) {
            return Some((whole((*step).into())?, false));
        }
        let step = if amounts >= AMOUNTS_TELLING { divisor } else { largest_round(divisor) };
        Some((whole(step)?, true))
    }
}

/// The greatest common divisor of two numbers, 0 leaving the other.
fn common(divisor: i128, value: i128) -> i128 {
    match (u64::try_from(divisor), u64::try_from(value)) {
        // Nearly always, and soon told of machine words.
        (Ok(divisor @ 1..), Ok(value)) if value % divisor == 0 => divisor.into(),
        _ => num_integer::gcd(divisor, value),
    }
}

/// The largest of 1, 1.5, 2, 2.5, 3, 5 and 7.5 times a power of ten that divides a number above 0. The common divisor of few amounts is
/// a multiple of their step.
fn largest_round(divisor: i128) -> i128 {
    let mut largest = 1;
    let mut power = 1_i128;
    while power <= divisor {
        for tenths in [10, 15, 20, 25, 30, 50, 75] {
            let step = power * tenths / 10;
            if power * tenths % 10 == 0 && divisor % step == 0 {
                largest = largest.max(step);
            }
        }
        power = power.saturating_mul(10);
    }
    largest
}

/// The whole number in a cell, as it is written or meant, an empty one being 0; `None` where it is none.
fn whole(row: Row<'_>, column: Column) -> Option<i128> {
    if row.is_zero(column) {
        return Some(0);
    }
    let cell = row.cell(column);
    if matches!(cell, [b'0'] | []) {
        return Some(0);
    }
    let value = cells::numeral(cell, Figures::Whole).or_else(|| cells::meant(cell, None));
    value.filter(|value| value.decimals() == 0 && !value.is_negative()).map(Numeral::mantissa)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_amounts_have_a_round_step() {
        for (divisor, step) in [(438_000, 3_000), (100, 100), (600, 300), (7, 1), (15_000, 15_000), (73, 1)] {
            assert_eq!(largest_round(divisor), step, "{divisor}");
        }
    }

    #[test]
    fn steps_are_sorted_by_currency_and_above_zero() {
        assert!(STEPS.is_sorted_by_key(|(currency, _)| *currency));
        assert!(STEPS.iter().all(|(_, steps)| steps.iter().all(|step| *step > 0)));
    }
}
