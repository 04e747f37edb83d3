//! How the columns of several currencies relate, and to which steps their amounts are rounded: found by a first pass over the
//! file.

use crate::currency::Currency;
use crate::error::Problem;
use crate::exact::Numeral;
use crate::import::cells::{self, Figures};
use crate::import::input::Part;
use crate::import::met::Repeats;
use crate::import::table::{Column, Row, Rows};

use super::row::{Served, bit, others, region};
use super::view::{Columns, Key, Money};
use crate::import::dates::DatesSeen;

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
pub(super) const TELLING: i128 = 10_000;
/// From how many dollars, euros or pounds on none of the other two, which are rounded to 100 at most, can be rounded to zero if it is the same
/// money.
const TELLING_OF_THREE: i128 = 200;
/// How many steps of any other currency are so much that no dollars, euros and pounds at all are not the same money.
const TELLING_STEPS: i128 = 100;
/// Up to which share of the rows that tell are slips: one in so many.
const SLIPS: u64 = 10;
/// Up to which share of the amounts that are no multiples of the step are slips: one in so many, and one in any case.
const SLIPS_OF_STEP: u64 = 4;
/// How many times as large as the other the same money in dollars, euros and pounds can be.
const RATE_MAX: i128 = 2;

/// What a first pass over a file shows.
#[derive(Default)]
pub(super) struct Survey {
    /// The keys that stand in it several times.
    pub(super) repeats: Repeats,
    /// What its dates show of the order of their numbers.
    pub(super) dates: DatesSeen,
    columns: Vec<Seen>,
    rows: u64,
    /// Which columns have the money of a country, by region.
    served: Option<Served>,
    /// Which of them are of dollars, euros or pounds: a bit each.
    of_three: u64,
    /// Rows with a large amount of dollars, euros or pounds, and none in another column.
    apart: u64,
    /// Rows with a large amount of dollars, euros or pounds, and as much in every column; or with money in the column of a region in which
    /// nothing was spent.
    together: u64,
}

/// The amounts of a column.
#[derive(Clone, Copy, Debug)]
struct Seen {
    currency: Currency,
    divisor: i128,
    amounts: u64,
    /// The steps that are known of the currency, and how many of the amounts are no multiples of each.
    steps: &'static [i64],
    off: [u64; 2],
}

impl Seen {
    fn of(money: &Money) -> Self {
        let currency = money.currency();
        let steps = STEPS.iter().find(|(listed, _)| *listed == currency).map_or(&[][..], |(_, steps)| *steps);
        Self { currency, divisor: 0, amounts: 0, steps, off: [0; 2] }
    }

    /// Notes an amount above 0.
    fn add(&mut self, value: Numeral) {
        self.divisor = common(self.divisor, value.mantissa());
        self.amounts += 1;
        for (step, off) in self.steps.iter().zip(&mut self.off) {
            *off += u64::from(!value.is_multiple_of(Numeral::from(*step)));
        }
    }

    /// The known step of which nearly all amounts are multiples.
    fn known_step(&self) -> Option<i64> {
        let (step, off) = self.steps.iter().zip(self.off).min_by_key(|(_, off)| *off)?;
        let fits = off == 0 || off < self.amounts && off <= (self.amounts / SLIPS_OF_STEP).max(1);
        fits.then_some(*step)
    }
}

/// What the cells of a row show: columns as bits, and the least and the most of dollars, euros and pounds.
#[derive(Clone, Copy, Debug)]
struct Shown {
    zeros: u64,
    others: u64,
    least: i128,
    most: i128,
    is_readable: bool,
    has_blank: bool,
    /// Whether there is much of any currency.
    is_much: bool,
}

impl Default for Shown {
    fn default() -> Self {
        Self {
            zeros: 0,
            others: 0,
            least: i128::MAX,
            most: 0,
            is_readable: false,
            has_blank: false,
            is_much: false,
        }
    }
}

/// What the rows of a file say of its columns; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Nothing: no row tells, or there is one column only.
    Nothing,
    /// All that tell, but for so many, that they relate so.
    Relation(ColumnRelation, u64),
    /// Some that they are the same money, some that they are not: how many of each.
    Both(u64, u64),
}

impl Survey {
    /// Reads the keys and amounts of a file; the amounts of as many of its rows as are telling where they are ranges, which are not
    /// rounded.
    pub(super) fn of(part: &Part, columns: &Columns) -> Result<Self, Box<Problem>> {
        let mut survey = Self {
            repeats: Repeats::of_file(part.size),
            columns: columns.money.iter().map(Seen::of).collect(),
            served: names_places(columns).then(|| Served::of(&columns.money)),
            of_three: bits_of(&columns.money, is_telling_unit),
            ..Self::default()
        };
        let is_range = columns.money.iter().any(|money| matches!(money, Money::Range(..)));
        let dates = columns.of_dates();
        let mut key = Key::default();
        part.read(|reader| {
            let mut rows = Rows::open(&part.name, reader)?;
            while let Some(row) = rows.next()? {
                columns.write_key(row, None, &mut key);
                survey.repeats.note(key.bytes());
                for (column, is_week) in &dates {
                    survey.dates.note(row.cell(*column), *is_week);
                }
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
        let mut shown = Shown { zeros: plain, is_readable: true, ..Shown::default() };
        for (at, money) in others(&columns.money, plain) {
            let Some(seen) = self.columns.get_mut(at) else { continue };
            if row.cell(money.column()).is_empty() {
                shown.has_blank = true;
                continue;
            }
            let Some(value) = whole(row, money.column()) else {
                shown.is_readable = false;
                continue;
            };
            if value.is_zero() {
                shown.zeros |= bit(at);
                continue;
            }
            shown.others |= bit(at);
            seen.add(value);
            let step = seen.steps.iter().copied().max().map(i128::from);
            shown.is_much |= step.is_some_and(|step| value.mantissa() >= step * TELLING_STEPS);
            if is_telling_unit(seen.currency) {
                let value = value.mantissa();
                (shown.least, shown.most) = (shown.least.min(value), shown.most.max(value));
            }
        }
        // What cannot be read is no zero, and tells nothing; nor does a column that stands alone, but beside places.
        let is_beside = self.columns.len() > 1 || self.served.is_some();
        if is_beside && shown.is_readable && shown.others != 0 {
            let (apart, together) = self.tells(row, columns, &shown);
            self.apart += u64::from(apart);
            self.together += u64::from(together);
        }
    }

    /// Whether a row shows that its columns are not the same money, or that they are.
    fn tells(&self, row: Row<'_>, columns: &Columns, shown: &Shown) -> (bool, bool) {
        let of_three = self.of_three;
        let count = shown.others.count_ones();
        // An empty cell may be a zero only where the money stands alone.
        let is_apart = shown.most >= TELLING_OF_THREE && shown.zeros & of_three != 0
            || shown.is_much && shown.zeros & of_three != 0 && shown.others & of_three == 0
            || shown.most >= TELLING && (shown.zeros != 0 || count == 1 && shown.has_blank);
        if is_apart {
            return (true, false);
        }
        let is_as_much = shown.most >= TELLING
            && (shown.others & of_three).count_ones() > 1
            && shown.most <= shown.least.saturating_mul(RATE_MAX);
        (false, is_as_much || self.is_misplaced(row, columns, shown))
    }

    /// Whether a row that says where its ads ran has money in the columns of other regions.
    fn is_misplaced(&self, row: Row<'_>, columns: &Columns, shown: &Shown) -> bool {
        let Some(served) = &self.served else { return false };
        let countries =
            [columns.place, columns.regions].map(|column| row.optional(column).unwrap_or_default());
        let served = countries.iter().fold(0, |bits, countries| bits | served.columns(countries));
        let columns_of = |is: fn(Currency) -> bool| bits_of(&columns.money, is);
        // What is spent within the EU may be restated in any currency of it.
        let is_within_eu =
            served & columns_of(|currency| currency == Currency::EUR || WITHIN_EUR.contains(&currency)) != 0;
        let served = if is_within_eu {
            served | columns_of(|currency| WITHIN_EUR.contains(&currency))
        } else {
            served
        };
        let elsewhere = shown.others & !served & columns_of(|currency| region(currency).is_some());
        served != 0 && elsewhere != 0
    }

    /// What the amounts say of how the columns relate: what nearly all rows say that tell.
    pub(super) fn told(&self) -> Told {
        let (apart, together) = (self.apart, self.together);
        let slips = (apart + together) / SLIPS;
        match (apart, together) {
            (0, 0) => Told::Nothing,
            _ if apart <= slips => Told::Relation(ColumnRelation::SameMoney, apart),
            _ if together <= slips => Told::Relation(ColumnRelation::ByRegion, together),
            _ => Told::Both(together, apart),
        }
    }

    /// The relation that the amounts show.
    pub(super) fn relation(&self) -> Option<ColumnRelation> {
        match self.told() {
            Told::Relation(relation, _) => Some(relation),
            Told::Nothing | Told::Both(..) => None,
        }
    }

    /// Where no row is telling: the columns of 2019 and 2020 are the same money, any others by region.
    pub(super) fn relation_by_columns(&self) -> ColumnRelation {
        let has = |currency: Currency| self.columns.iter().any(|seen| seen.currency == currency);
        let is_later = [Currency::AUD, Currency::BRL, Currency::TWD].into_iter().any(has);
        let is_of_2019 = has(Currency::HRK) && !is_later;
        if is_of_2019 { ColumnRelation::SameMoney } else { ColumnRelation::ByRegion }
    }

    /// The step of a column, and whether it is taken from its amounts for want of better; `None` where it has none.
    pub(super) fn step(&self, at: usize) -> Option<(Numeral, bool)> {
        let seen = self.columns.get(at)?;
        let Seen { divisor, amounts, .. } = *seen;
        let whole = |value: i128| Numeral::new(value, 0).ok();
        if let Some(step) = seen.known_step() {
            return Some((whole(step.into())?, false));
        }
        if divisor == 0 {
            return None;
        }
        let step = if amounts >= AMOUNTS_TELLING { divisor } else { largest_round(divisor) };
        Some((whole(step)?, true))
    }
}

/// Whether rows say where their ads ran.
const fn names_places(columns: &Columns) -> bool {
    columns.place.is_some() || columns.regions.is_some()
}

/// The columns whose currencies are such: a bit each.
fn bits_of(money: &[Money], is: impl Fn(Currency) -> bool) -> u64 {
    let such = (0..).zip(money).filter(|(_, money)| is(money.currency()));
    such.fold(0, |bits, (at, _)| bits | bit(at))
}

/// Whether so much is much of a currency as it is of dollars.
pub(super) const fn is_telling_unit(currency: Currency) -> bool {
    matches!(currency, Currency::USD | Currency::EUR | Currency::GBP)
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

/// The whole number in a cell, as it is written or meant; `None` where it is none.
fn whole(row: Row<'_>, column: Column) -> Option<Numeral> {
    if row.is_zero(column) {
        return Some(Numeral::from(0));
    }
    let cell = row.cell(column);
    let value = cells::numeral(cell, Figures::Whole).or_else(|| cells::meant(cell, None));
    value.filter(|value| value.decimals() == 0 && !value.is_negative())
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
