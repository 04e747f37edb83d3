//! What a row says, before anything is made of it: read alike in the first pass, which looks for what a later bundle takes the place
//! of, and in the second.

use crate::amount::{Amount, Mode as Rounding};
use crate::currency::Currency;
use crate::date::{Day, When};
use crate::exact::Numeral;
use crate::import::Mode;
use crate::import::cells::{self, Figures};
use crate::import::table::{Fault, Row};
use crate::money;

use super::relation::{ColumnRelation, Survey};
use super::view::{Columns, Money, View};

/// The members of the EU, where Google accounts in euros.
const EU: &[&str] = &[
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// The country whose money a column has, where its columns are by region.
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

/// Whether one of the regions of a row has this currency.
fn is_served(regions: &str, currency: Currency) -> bool {
    let mut codes = regions.split(',').map(str::trim);
    match region(currency) {
        Some("EU") => codes.any(|code| code == "EU" || EU.contains(&code)),
        Some(region) => codes.any(|code| code == region),
        None => false,
    }
}

/// A file of which the columns are known, and what they mean.
pub(super) struct Table {
    pub(super) view: View,
    pub(super) columns: Columns,
    pub(super) relation: Option<ColumnRelation>,
    /// The step of each column of money.
    pub(super) steps: Vec<Option<Numeral>>,
}

impl Table {
    pub(super) fn new(
        view: View,
        columns: Columns,
        relation: Option<ColumnRelation>,
        survey: &Survey,
    ) -> Self {
        let steps = (0..columns.money.len()).map(|at| survey.step(at).map(|(step, _)| step)).collect();
        Self { view, columns, relation, steps }
    }
}

/// An amount of a row.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// Which of the columns of money.
    pub(super) at: usize,
    pub(super) amount: Amount,
    /// What the cell was read as, where it is not written as it should be.
    pub(super) repaired: Option<(usize, Numeral)>,
    is_nothing: bool,
}

/// What a row says.
#[derive(Default)]
pub(super) struct Content {
    pub(super) cells: Vec<Cell>,
    pub(super) when: Option<When>,
    /// Whether a date is written month first.
    pub(super) is_month_first: bool,
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
        self.is_month_first = false;
        let columns = &table.columns;
        for (at, money) in columns.money.iter().enumerate() {
            let step = table.steps.get(at).copied().flatten();
            let is_optional = at > 0 && table.relation == Some(ColumnRelation::ByRegion);
            if let Some(cell) = cell(row, at, *money, step, mode, is_optional)? {
                self.cells.push(cell);
            }
        }
        let readable = self.cells.first().and_then(|cell| {
            Some(money::Money::new(cell.amount.clone(), columns.money.get(cell.at)?.currency()))
        });
        let with_money = |fault: Fault| fault.with_money(readable.clone());
        self.keep_served(row, table).map_err(with_money)?;
        self.when = match table.view {
            View::Weekly => self.week(row, columns).map_err(with_money)?,
            View::Creative => self.run_of(row, columns).map_err(with_money)?,
            _ => until,
        };
        Ok(())
    }

    /// Leaves out what says nothing: a zero in the currency of a region where the advertiser ran no ad. One amount is left.
    fn keep_served(&mut self, row: Row<'_>, table: &Table) -> Result<(), Fault> {
        if table.relation != Some(ColumnRelation::ByRegion) {
            return Ok(());
        }
        let regions = row.optional(table.columns.regions)?;
        let place = row.optional(table.columns.place)?;
        let money = &table.columns.money;
        let says = |cell: &Cell| {
            let currency = money.get(cell.at).map(|money| money.currency());
            let is_known =
                table.steps.get(cell.at).is_some_and(Option::is_some) || cell.amount.printed().is_none();
            !cell.is_nothing
                || (is_known
                    && currency
                        .is_some_and(|currency| is_served(regions, currency) || is_served(place, currency)))
        };
        if self.cells.iter().any(says) {
            self.cells.retain(says);
        } else {
            self.cells.truncate(1);
        }
        Ok(())
    }

    fn week(&mut self, row: Row<'_>, columns: &Columns) -> Result<Option<When>, Fault> {
        let Some(column) = columns.week else { return Ok(None) };
        let first = self.day(row, column)?;
        let week = first.checked_add_days(6).and_then(|last| When::between(first, last).ok());
        week.map(Some).ok_or_else(|| row.fault(column, "the week ends after the last day of the calendar"))
    }

    /// From the first to the last day on which an ad ran.
    fn run_of(&mut self, row: Row<'_>, columns: &Columns) -> Result<Option<When>, Fault> {
        let (Some(first), Some(last)) = (columns.first, columns.last) else { return Ok(None) };
        if row.cell(first).is_empty() {
            return Ok(None);
        }
        let (begin, end) = (self.day(row, first)?, self.day(row, last)?);
        When::between(begin, end).map(Some).map_err(|error| row.fault(last, error.to_string()))
    }

    fn day(&mut self, row: Row<'_>, column: usize) -> Result<Day, Fault> {
        if let Some(day) = cells::day(row.cell(column)) {
            return Ok(day);
        }
        // Copies that a spreadsheet saved.
        self.is_month_first = true;
        let day = cells::day_of_numbers(row.cell(column), [2, 0, 1]);
        day.ok_or_else(|| row.fault(column, "this is no date such as `2018-05-27`"))
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
    if is_optional && row.cell(column).is_empty() {
        return Ok(None);
    }
    // The ads of 2018 to 2020 have ranges in words.
    if let Some((amount, is_nothing)) = bucket(row.cell(column)) {
        return Ok(Some(Cell { at, amount, repaired: None, is_nothing }));
    }
    let (low, repaired) = cells::figure_in(row, column, Figures::Whole, currency, mode)?;
    let repaired = repaired.then_some((column, low));
    let is_nothing = low.is_zero();
    let amount = match ceiling {
        None => match step {
            // Every amount of the column is a multiple of the step, which was made of them.
            Some(step) => {
                Amount::rounded(low, step, Rounding::Nearest).unwrap_or_else(|_| Amount::exact(low))
            }
            None if is_nothing => Amount::unknown(),
            None => Amount::exact(low),
        },
        // No ceiling: the highest range is open.
        Some(high) if row.cell(high).is_empty() => Amount::at_least(low),
        Some(high) => {
            let (top, _) = cells::figure_in(row, high, Figures::Whole, currency, mode)?;
            Amount::range(low, top).map_err(|error| row.fault(high, error.to_string()))?
        }
    };
    Ok(Some(Cell { at, amount, repaired, is_nothing }))
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
    use super::*;

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
        assert!(is_served("AT, SE", Currency::EUR) && is_served("AT, SE", Currency::SEK));
        assert!(
            !is_served("US", Currency::EUR)
                && is_served("US", Currency::USD)
                && !is_served("", Currency::USD)
        );
    }
}
