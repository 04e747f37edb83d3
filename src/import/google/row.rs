//! What a row says, before anything is made of it: read alike in the first pass, which looks for what a later bundle takes the place
//! of, and in the second.

use std::rc::Rc;

use crate::amount::{Amount, Mode as Rounding};
use crate::currency::Currency;
use crate::date::{Day, When};
use crate::exact::{Numeral, Ratio};
use crate::import::Mode;
use crate::import::cells::{self, Figures};
use crate::import::meanings::Meanings;
use crate::import::table::{Column, Fault, Row};
use crate::money;

use super::regions::Regions;
use super::relation::{ColumnRelation, Survey, TELLING, is_telling_unit};
use super::view::{Columns, Money, View};
use super::weeks::{Week, Weeks};

/// The members of the EU, where Google accounts in euros.
pub(super) const EU: &[&str] = &[
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// The country whose money a column in a currency has, where columns are by region.
pub(super) fn region(currency: Currency) -> Option<&'static str> {
    let code = match currency {
        Currency::EUR => "EU",
        Currency::USD => "US",
        Currency::INR => "IN",
        Currency::BGN => "BG",
        Currency::HRK => "HR",
        Currency::CZK => "CZ",
        Currency::DKK => "DK",
        Currency::HUF => "HU",
        Currency::PLN => "PL",
        Currency::RON => "RO",
        Currency::SEK => "SE",
        Currency::GBP => "GB",
        Currency::NZD => "NZ",
        Currency::ILS => "IL",
        Currency::AUD => "AU",
        Currency::TWD => "TW",
        Currency::BRL => "BR",
        Currency::ARS => "AR",
        Currency::ZAR => "ZA",
        Currency::CLP => "CL",
        Currency::MXN => "MX",
        _ => return None,
    };
    Some(code)
}

/// Which columns of money have the currency of a country: a bit each.
#[derive(Clone, Debug)]
pub(super) struct Served {
    /// By the two letters of its code.
    by_code: Vec<u64>,
}

/// How many capital letters there are.
const LETTERS: usize = 26;

impl Served {
    pub(super) fn of(money: &[Money]) -> Self {
        let mut by_code = vec![0; LETTERS * LETTERS];
        for (at, money) in money.iter().enumerate() {
            let region = region(money.currency());
            let members = if region == Some("EU") { EU } else { &[] };
            for code in region.iter().chain(members) {
                if let Some(columns) = Self::place(code.as_bytes()).and_then(|place| by_code.get_mut(place)) {
                    *columns |= bit(at);
                }
            }
        }
        Self { by_code }
    }

    /// Those of any of these countries, between which there are commas.
    pub(super) fn columns(&self, countries: &str) -> u64 {
        let of = |code: &str| self.by_code.get(Self::place(code.trim().as_bytes())?).copied();
        countries.split(',').filter_map(of).fold(0, |all, columns| all | columns)
    }

    fn place(code: &[u8]) -> Option<usize> {
        let [first, second] = *code else { return None };
        let [first, second] = [first, second].map(|letter| usize::from(letter.wrapping_sub(b'A')));
        (first < LETTERS && second < LETTERS).then_some(first * LETTERS + second)
    }
}

/// A file of which the columns are known, and what they mean.
pub(super) struct Table {
    pub(super) view: View,
    pub(super) columns: Columns,
    pub(super) relation: Option<ColumnRelation>,
    /// The step of each column of money.
    pub(super) steps: Vec<Option<Numeral>>,
    /// The country of each column of money, where they are by region.
    countries: Vec<Option<&'static str>>,
    /// Which columns of money say something where a country is named.
    served: Served,
    /// What the ids of entries of each column of money end with: `/USD`.
    codes: Vec<String>,
    /// Where the advertisers of the file ran ads, where its rows do not say so themselves.
    pub(super) regions: Option<Rc<Regions>>,
}

impl Table {
    pub(super) fn new(
        view: View,
        columns: Columns,
        relation: Option<ColumnRelation>,
        survey: &Survey,
    ) -> Self {
        let steps = (0..columns.money.len()).map(|at| survey.step(at).map(|(step, _)| step)).collect();
        let is_by_region = relation == Some(ColumnRelation::ByRegion);
        let country = |money: &Money| if is_by_region { region(money.currency()) } else { None };
        let countries = columns.money.iter().map(country).collect();
        let codes = columns.money.iter().map(|money| format!("/{}", money.currency())).collect();
        let served = Served::of(&columns.money);
        Self { view, columns, relation, steps, countries, served, codes, regions: None }
    }

    /// What the ids of entries of a column end with.
    pub(super) fn code(&self, at: usize) -> &str {
        self.codes.get(at).map_or("", String::as_str)
    }

    /// The country whose money a column has, where its columns are by region.
    pub(super) fn country(&self, at: usize) -> Option<&'static str> {
        self.countries.get(at).copied().flatten()
    }

    /// The step of a column.
    pub(super) fn step(&self, at: usize) -> Option<Numeral> {
        self.steps.get(at).copied().flatten()
    }
}

/// The money of a row in which something is wrong: its first amount that is some, else its first.
fn money_of(row: Row<'_>, table: &Table, mode: Mode) -> Option<money::Money> {
    let mut nothing = None;
    for (at, money) in table.columns.money.iter().enumerate() {
        if let Ok(Some(found)) = cell(row, at, *money, table.step(at), mode, true) {
            let is_nothing = found.is_nothing;
            let amount = found.figure.amount(table.step(at));
            let money = money::Money::new(amount, money.currency());
            if !is_nothing {
                return Some(money);
            }
            nothing.get_or_insert(money);
        }
    }
    nothing
}

/// The same fault with the money of the row, where it has none of its own.
pub(super) fn with_money(fault: Fault, row: Row<'_>, table: &Table, mode: Mode) -> Fault {
    if fault.money.is_some() { fault } else { fault.with_money(money_of(row, table, mode)) }
}

/// The columns of money whose cell is `0` and nothing else, or the two `0` and digits or nothing: they can be read, and may say nothing. A bit each.
fn plain_zeros(row: Row<'_>, columns: &Columns) -> u64 {
    if let Some(figures) = columns.figures() {
        return row.zeros(figures);
    }
    let is_zero = |money: &Money| match *money {
        Money::Figure(_, column) => row.is_zero(column),
        Money::Range(_, low, high) => row.is_zero(low) && row.is_digits(high, 18),
    };
    (0..).zip(&columns.money).fold(0, |bits, (at, money)| if is_zero(money) { bits | bit(at) } else { bits })
}

/// An amount of a row, on its way: an `Amount` is several times as large.
#[derive(Clone, Debug)]
pub(super) enum Figure {
    /// One figure, as far as the step of its column tells.
    Printed(Numeral),
    Range(Numeral, Numeral),
    AtLeast(Numeral),
    /// A range in words, or what a figure can be that is no multiple of the step.
    Other(Box<Amount>),
}

impl Figure {
    /// The amount, in a column of this step.
    pub(super) fn amount(self, step: Option<Numeral>) -> Amount {
        match (self, step) {
            // Every amount of the column is a multiple of the step, which was made of them.
            (Self::Printed(value), Some(step)) => {
                Amount::rounded(value, step, Rounding::Nearest).unwrap_or_else(|_| Amount::exact(value))
            }
            (Self::Printed(value), None) if value.is_zero() => Amount::unknown(),
            (Self::Printed(value), None) => Amount::exact(value),
            (Self::Range(low, high), _) => Amount::range(low, high).unwrap_or_else(|_| Amount::unknown()),
            (Self::AtLeast(low), _) => Amount::at_least(low),
            (Self::Other(amount), _) => *amount,
        }
    }
}

/// What a column of money says in a row.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// Which of the columns of money.
    pub(super) at: usize,
    pub(super) figure: Figure,
    /// What the cell was read as, where it is not written as it should be.
    pub(super) repaired: Option<(Column, String)>,
    is_nothing: bool,
}

/// What a row says.
#[derive(Default)]
pub(super) struct Content {
    pub(super) cells: Vec<Cell>,
    pub(super) when: Option<When>,
    /// The columns of the same money that say nothing of it, and are left out.
    pub(super) left_out: Vec<Column>,
    /// Whether a spreadsheet rewrote a date.
    pub(super) is_rewritten: bool,
    /// The first day of the week, and how it is written in ids.
    pub(super) first: Option<Day>,
    pub(super) week: String,
    /// Whether all columns are 0, and nothing says of which region: the amount of the first of them stands for it.
    pub(super) is_unplaced: bool,
    weeks: Weeks,
    days: Meanings<10, Day>,
    /// The cell of the advertiser whose regions were looked up last, and these.
    advertiser: Vec<u8>,
    regions: Option<usize>,
}

/// Whether two texts are the same. To compare nothing with nothing, which files without these columns do in every row, takes some
/// processors a hundred times as long as to see that there is nothing: an empty text may point nowhere.
pub(super) fn is_same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && (one.is_empty() || one == other)
}

/// A column of money as a bit: there are at most 64.
pub(super) fn bit(at: usize) -> u64 {
    u32::try_from(at).ok().and_then(|at| 1_u64.checked_shl(at)).unwrap_or(0)
}

/// The columns of money that have no bit among these, in their order.
pub(super) fn others(money: &[Money], bits: u64) -> impl Iterator<Item = (usize, &Money)> {
    let mut left = !bits;
    std::iter::from_fn(move || {
        let at = usize::try_from(left.trailing_zeros()).unwrap_or_default();
        left &= left.wrapping_sub(1);
        Some((at, money.get(at)?))
    })
}

impl Content {
    /// Reads a row; what it had before is gone.
    pub(super) fn read(
        &mut self,
        row: Row<'_>,
        table: &Table,
        until: Option<When>,
        mode: Mode,
    ) -> Result<(), Fault> {
        self.cells.clear();
        self.first = None;
        self.left_out.clear();
        self.is_unplaced = false;
        self.is_rewritten = false;
        let columns = &table.columns;
        let is_by_region = table.relation == Some(ColumnRelation::ByRegion);
        // Of the columns of 20 regions most are 0: those become amounts only where they say something.
        let zeros = if is_by_region { plain_zeros(row, columns) } else { 0 };
        for (at, money) in others(&columns.money, zeros) {
            let is_optional = is_by_region || at > 0 && self.is_left_out(row, table, *money, mode);
            let read = cell(row, at, *money, table.step(at), mode, is_optional);
            self.cells.extend(read.map_err(|fault| with_money(fault, row, table, mode))?);
        }
        // Of columns by region the first may be empty where another has money.
        let first = columns.money.first().map(|money| money.column());
        let is_silent = is_by_region && self.cells.iter().all(|cell| cell.is_nothing);
        if let Some(first) = first.filter(|first| is_silent && row.cell(*first).is_empty()) {
            return Err(row.fault(first, "the cell of the amount is empty"));
        }
        let rest = self.keep_same(row, table, mode);
        let rest =
            rest.and_then(|()| self.keep_served(row, table, zeros, mode)).and_then(|()| match table.view {
                View::Weekly => self.week(row, columns),
                View::Creative => self.run_of(row, columns),
                _ => Ok(until),
            });
        self.when = rest.map_err(|fault| with_money(fault, row, table, mode))?;
        Ok(())
    }

    /// Whether the cell of a restatement is empty, and repairs are made: then there is none.
    fn is_left_out(&mut self, row: Row<'_>, table: &Table, money: Money, mode: Mode) -> bool {
        let is_same = table.relation == Some(ColumnRelation::SameMoney);
        let is_left_out = is_same && mode == Mode::Tolerant && row.cell(money.column()).is_empty();
        if is_left_out {
            self.left_out.push(money.column());
        }
        is_left_out
    }

    /// Finds the columns of the same money that have nothing where others have too much for it to be rounded to nothing.
    fn keep_same(&mut self, row: Row<'_>, table: &Table, mode: Mode) -> Result<(), Fault> {
        let nothing = self.cells.iter().find(|cell| cell.is_nothing);
        let (Some(ColumnRelation::SameMoney), Some(nothing)) = (table.relation, nothing) else {
            return Ok(());
        };
        let column = |cell: &Cell| table.columns.money.get(cell.at).copied();
        let is_large = |cell: &Cell| {
            let is_telling = |value: &Numeral| value.decimals() == 0 && value.mantissa() >= TELLING;
            column(cell).is_some_and(|money| is_telling_unit(money.currency()))
                && matches!(&cell.figure, Figure::Printed(value) if is_telling(value))
        };
        let Some(large) = self.cells.iter().find(|cell| is_large(cell)) else { return Ok(()) };
        // Where the column that counts has nothing, nobody knows how much that would be.
        if mode == Mode::Strict || nothing.at == 0 {
            let of = |cell: &Cell| column(cell).map_or(String::new(), |money| money.currency().to_string());
            let reason = format!(
                "there is nothing in {} where {} has much: the columns are the same money",
                of(nothing),
                of(large)
            );
            return Err(row.fault(column(nothing).map_or(0, Money::column), reason));
        }
        let left_out = self.cells.iter().filter(|cell| cell.is_nothing).filter_map(column);
        self.left_out.extend(left_out.map(Money::column));
        self.cells.retain(|cell| !cell.is_nothing);
        Ok(())
    }

    /// The fault of a row that was read, and is a copy of one before it.
    pub(super) fn copy(&self, row: Row<'_>, table: &Table) -> Fault {
        let columns = &table.columns;
        let (column, reason) = match table.view {
            View::Creative => (columns.ad, "the file has this ad of this advertiser already, further up"),
            _ => (columns.advertiser, "the row repeats another in every cell, further up"),
        };
        let first = self.cells.iter().find(|cell| !cell.is_nothing).or(self.cells.first());
        let money = first.and_then(|cell| {
            let money = columns.money.get(cell.at)?;
            Some(money::Money::new(cell.figure.clone().amount(table.step(cell.at)), money.currency()))
        });
        row.fault(column.unwrap_or(0), reason).with_money(money)
    }

    /// Leaves out what says nothing: a zero in the currency of a region where the advertiser ran no ad. One amount is left. Of
    /// the columns that are plain zeros, there are no cells yet.
    fn keep_served(&mut self, row: Row<'_>, table: &Table, zeros: u64, mode: Mode) -> Result<(), Fault> {
        if table.relation != Some(ColumnRelation::ByRegion) {
            return Ok(());
        }
        let regions = match &table.regions {
            Some(regions) => self.regions_of(row, table, regions),
            None => row.optional(table.columns.regions)?,
        };
        let place = row.optional(table.columns.place)?;
        let money = &table.columns.money;
        let served = table.served.columns(regions) | table.served.columns(place);
        let mut told = zeros & served;
        let says = |cell: &Cell| !cell.is_nothing || served & bit(cell.at) != 0;
        if told == 0 && !self.cells.iter().any(says) {
            self.is_unplaced = true;
            let first_zero = usize::try_from(zeros.trailing_zeros()).unwrap_or_default();
            if self.cells.first().is_some_and(|cell| zeros == 0 || cell.at < first_zero) {
                self.cells.truncate(1);
                return Ok(());
            }
            told = bit(first_zero);
        }
        self.cells.retain(says);
        while told != 0 {
            let at = usize::try_from(told.trailing_zeros()).unwrap_or_default();
            told &= told - 1;
            if let Some(money) = money.get(at) {
                self.cells.extend(cell(row, at, *money, table.step(at), mode, false)?);
            }
        }
        self.cells.sort_by_key(|cell| cell.at);
        Ok(())
    }

    /// Where the advertiser of the row ran ads; nothing where that is not known.
    fn regions_of<'t>(&mut self, row: Row<'_>, table: &Table, regions: &'t Regions) -> &'t str {
        let cell = table.columns.advertiser.map_or(&[][..], |column| row.cell(column));
        if self.advertiser != cell {
            self.advertiser.clear();
            self.advertiser.extend_from_slice(cell);
            self.regions = regions.find(cell);
        }
        regions.text(self.regions)
    }

    fn week(&mut self, row: Row<'_>, columns: &Columns) -> Result<Option<When>, Fault> {
        let Some(column) = columns.week else { return Ok(None) };
        let other;
        let week = match self.weeks.of(row.cell(column)) {
            Some(week) => week,
            None => {
                other = Week::new(columns.dates.read(row, column, &mut self.is_rewritten)?);
                &other
            }
        };
        if week.days.is_none() {
            return Err(row.fault(column, "the week ends after the last day of the calendar"));
        }
        self.first = Some(week.first);
        self.week.clear();
        self.week.push_str(&week.text);
        Ok(week.days)
    }

    /// From the first to the last day on which an ad ran.
    fn run_of(&mut self, row: Row<'_>, columns: &Columns) -> Result<Option<When>, Fault> {
        let (Some(first), Some(last)) = (columns.first, columns.last) else { return Ok(None) };
        if row.cell(first).is_empty() {
            return Ok(None);
        }
        let mut day = |column| match self.days.of(row.cell(column), cells::day) {
            Some(day) => Ok(*day),
            None => columns.dates.read(row, column, &mut self.is_rewritten),
        };
        let (begin, end) = (day(first)?, day(last)?);
        When::between(begin, end).map(Some).map_err(|error| row.fault(last, error.to_string()))
    }
}

fn cell(
    row: Row<'_>,
    at: usize,
    money: Money,
    step: Option<Numeral>,
    mode: Mode,
    is_optional: bool,
) -> Result<Option<Cell>, Fault> {
    let currency = money.currency();
    let (column, ceiling) = match money {
        Money::Figure(_, column) => (column, None),
        Money::Range(_, low, high) => (low, Some(high)),
    };
    let text = row.cell(column);
    if is_optional && text.is_empty() {
        return Ok(None);
    }
    let (low, repaired) = match cells::numeral(text, Figures::Whole) {
        Some(low) => (low, false),
        // The ads of 2018 to 2020 have ranges in words.
        None => match bucket(text) {
            Some((amount, is_nothing)) => {
                let figure = Figure::Other(Box::new(amount));
                return Ok(Some(Cell { at, figure, repaired: None, is_nothing }));
            }
            None => cells::figure_in(row, column, Figures::Whole, currency, mode)?,
        },
    };
    let mut repaired = repaired.then(|| (column, format!("{low} {currency}")));
    let figure = match ceiling {
        None => match step.filter(|step| !low.is_multiple_of(*step)) {
            None => Figure::Printed(low),
            // A slip, or an amount that is not rounded for once.
            Some(step) if mode == Mode::Tolerant => {
                let amount = around(low, step);
                repaired = Some((column, format!("{amount} {currency}")));
                Figure::Other(Box::new(amount))
            }
            Some(step) => {
                let reason = format!("the amount is no multiple of {step}, to which the column is rounded");
                let money = money::Money::new(Amount::exact(low), currency);
                return Err(row.fault(column, reason).with_money(Some(money)));
            }
        },
        // No ceiling: the highest range is open.
        Some(high) if row.cell(high).is_empty() => Figure::AtLeast(low),
        Some(high) => {
            let (top, _) = cells::figure_in(row, high, Figures::Whole, currency, mode)?;
            Amount::range(low, top).map_err(|error| row.fault(high, error.to_string()))?;
            Figure::Range(low, top)
        }
    };
    Ok(Some(Cell { at, figure, repaired, is_nothing: low.is_zero() }))
}

/// What an amount can be that is no multiple of its step: from half a step below to half a step above.
fn around(value: Numeral, step: Numeral) -> Amount {
    let Ok(half) = Numeral::new(step.mantissa().saturating_mul(5), 1) else { return Amount::exact(value) };
    let (value_exactly, half) = (Ratio::from(value), Ratio::from(half));
    let low = (&value_exactly - &half).max(Ratio::from(0)).to_numeral();
    let high = (&value_exactly + &half).to_numeral();
    let range = low.zip(high).and_then(|(low, high)| Amount::range(low, high).ok());
    range.unwrap_or_else(|| Amount::exact(value))
}

/// A range in words, `≤ 100`, `100-1k` or `> 100k`, and whether it is the lowest.
fn bucket(cell: &[u8]) -> Option<(Amount, bool)> {
    let text = std::str::from_utf8(cell).ok()?;
    let number = |text: &str| -> Option<Numeral> {
        let text = text.trim();
        let (digits, unit) = match text.strip_suffix(['k', 'K', 'M']) {
            Some(digits) => (digits, if text.ends_with('M') { 6 } else { 3 }),
            None => (text, 0),
        };
        cells::numeral(digits.as_bytes(), Figures::Decimal)?.shifted(unit).ok()
    };
    if let Some(bound) = text.strip_prefix('≤') {
        return Some((Amount::at_most(number(bound)?), true));
    }
    if let Some(bound) = text.strip_prefix(['>', '≥']) {
        let bound = number(bound)?;
        return Some((
            if text.starts_with('>') { Amount::more_than(bound) } else { Amount::at_least(bound) },
            false,
        ));
    }
    let (low, high) = text.split_once('-')?;
    let low = number(low)?;
    Some((Amount::range(low, number(high)?).ok()?, low.is_zero()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::dates::DateOrder;
    use crate::import::table::Rows;

    /// The first day of a week, as ids have it, beside the cell read and printed anew.
    fn week(cell: &str) -> (Option<String>, Option<String>) {
        let csv = format!("week_start_date,spend_usd\n{cell},5\n");
        let mut rows = Rows::open(&"a.csv".into(), csv.as_bytes()).unwrap();
        let mut columns = Columns::of(&rows.header, View::Geo).unwrap();
        columns.week = Some(0);
        columns.dates = DateOrder::MonthFirst;
        let row = rows.next().unwrap().unwrap();
        let mut content = Content::default();
        let read = content.week(row, &columns).is_ok();
        let day = columns.dates.read(row, 0, &mut false).ok().map(|day| day.to_string());
        (read.then_some(content.week), day)
    }

    proptest! {
            #[test]
            fn weeks_stand_in_ids_as_days_do(year in 1_000i32..9_999, month in 1u32..14, day in 1u32..33) {
                for cell in [format!("{year:04}-{month:02}-{day:02}"), format!("{year:04}/{month:02}/{day:02}"), format!("{month}/{day}/{year:04}")] {
                    let (week, printed) = week(&cell);
                    prop_assert_eq!(&week, &printed, "{}", cell);
    prop_assert_eq!(week.is_some(), Day::new(year, month, day).is_ok(), "{}", cell);
                }
            }
        }

    #[test]
    fn ranges_in_words() {
        let read =
            |text: &str| bucket(text.as_bytes()).map(|(amount, is_lowest)| (amount.to_string(), is_lowest));
        for (text, amount, is_lowest) in [
            ("≤ 100", "<=100", true),
            ("100-1k", "[100, 1000]", false),
            ("1k-50k", "[1000, 50000]", false),
            ("> 100k", ">100000", false),
        ] {
            assert_eq!(read(text), Some((amount.to_owned(), is_lowest)), "{text}");
        }
        for text in ["100", "-5", "", "5-1", "a-b", "≤"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn regions_have_their_currencies() {
        let money = [Currency::EUR, Currency::SEK, Currency::USD].map(|currency| Money::Figure(currency, 0));
        let served = Served::of(&money);
        for (countries, columns) in [
            ("AT, SE", 0b011),
            ("EU", 0b001),
            ("US", 0b100),
            ("US,AT", 0b101),
            ("AT,\u{a0}US", 0b101),
            ("", 0),
            ("us, CH, SWE, 1", 0),
        ] {
            assert_eq!(served.columns(countries), columns, "{countries}");
        }
    }
}
