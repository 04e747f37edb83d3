//! What a row of schedule E says, before anything is made of it: read alike by the survey and by the pass that makes entries.

use crate::amount::Amount;
use crate::currency::Currency;
use crate::date::{Day, When};
use crate::error::Problem;
use crate::exact::Numeral;
use crate::import::Mode;
use crate::import::cells::{self, Figures};
use crate::import::table::{Column, Fault, Header, Row};
use crate::money::Money;

pub(super) const TABLE: &str = "the FEC's independent expenditures (schedule E in bulk)";
const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/// The columns that are read.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    pub(super) candidate: Column,
    pub(super) candidate_name: Column,
    pub(super) spender: Column,
    pub(super) spender_name: Column,
    pub(super) state: Option<Column>,
    pub(super) amount: Column,
    pub(super) date: Column,
    pub(super) stance: Option<Column>,
    pub(super) purpose: Option<Column>,
    pub(super) payee: Option<Column>,
    pub(super) filing: Column,
    pub(super) transaction: Column,
    pub(super) received: Option<Column>,
    pub(super) previous: Column,
    pub(super) dissemination: Option<Column>,
}

impl Columns {
    pub(super) fn of(header: &Header) -> Result<Self, Box<Problem>> {
        let require = |names: &[&str]| header.require(names, TABLE);
        Ok(Self {
            candidate: require(&["cand id"])?,
            candidate_name: require(&["cand name"])?,
            spender: require(&["spe id"])?,
            spender_name: require(&["spe nam"])?,
            state: header.find(&["can office state"]),
            amount: require(&["exp amo"])?,
            date: require(&["exp date"])?,
            stance: header.find(&["sup opp"]),
            purpose: header.find(&["pur"]),
            payee: header.find(&["pay"]),
            filing: require(&["file num"])?,
            transaction: require(&["tran id"])?,
            received: header.find(&["receipt dat"]),
            previous: require(&["prev file num"])?,
            dissemination: header.find(&["dissem dt"]),
        })
    }
}

/// A day of `15-MAY-26`, also with four digits of the year, or as `2026-05-15`; years of two digits are of 1970 to 2069.
fn day(cell: &[u8]) -> Option<Day> {
    if let [a @ b'0'..=b'9', b @ b'0'..=b'9', b'-', x, y, z, b'-', c @ b'0'..=b'9', d @ b'0'..=b'9'] = cell {
        let number = |tens: &u8, ones: &u8| u32::from(tens - b'0') * 10 + u32::from(ones - b'0');
        let letters = [*x, *y, *z];
        let month = (1..).zip(MONTHS).find(|(_, name)| name.as_bytes().first_chunk() == Some(&letters));
        if let Some((month, _)) = month {
            let year = i32::try_from(number(c, d)).ok()?;
            return Day::new(if year < 70 { 2_000 + year } else { 1_900 + year }, month, number(a, b)).ok();
        }
    }
    let text = std::str::from_utf8(cell).ok()?;
    let mut parts = text.split('-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let Some(month) = MONTHS.iter().position(|name| month.eq_ignore_ascii_case(name)) else {
        return cells::day(cell);
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || !digits(day) || !digits(year) {
        return None;
    }
    let year = match year.len() {
        2 => year.parse::<i32>().ok().map(|year| if year < 70 { 2_000 + year } else { 1_900 + year })?,
        4 => year.parse().ok()?,
        _ => return None,
    };
    Day::new(year, u32::try_from(month + 1).ok()?, day.parse().ok()?).ok()
}

pub(super) fn number(cell: &[u8]) -> Option<u64> {
    std::str::from_utf8(cell).ok()?.parse().ok()
}

/// What the row's own cells say.
pub(super) struct Reading<'r> {
    pub(super) filing: u64,
    pub(super) transaction: &'r str,
    pub(super) amount: Numeral,
    pub(super) when: Option<When>,
    pub(super) received: Option<Day>,
}

/// Cells that are not written as they should be, and what they are read as.
pub(super) type Repairs = Vec<(Column, String)>;

/// The cells of a row that decide whether it becomes an entry, read alike in both passes: what is set aside takes no other's place.
pub(super) fn reading<'r>(
    row: Row<'r>,
    columns: &Columns,
    mode: Mode,
) -> Result<(Reading<'r>, Repairs), Fault> {
    let mut repairs = Vec::new();
    let (amount, is_repaired) = cells::figure_in(row, columns.amount, Figures::Signed, Currency::USD, mode)?;
    if is_repaired {
        repairs.push((columns.amount, format!("{amount} {}", Currency::USD)));
    }
    let with_money = |fault: Fault| fault.with_money(Some(Money::new(Amount::exact(amount), Currency::USD)));
    let filing = number(row.cell(columns.filing))
        .ok_or_else(|| with_money(row.fault(columns.filing, "this is no number of a filing")))?;
    let transaction = row.text(columns.transaction).map_err(with_money)?;
    let mut date = |column: Option<Column>| -> Result<Option<Day>, Fault> {
        let Some(column) = column.filter(|column| !row.cell(*column).is_empty()) else { return Ok(None) };
        match day(row.cell(column)) {
            Some(day) => Ok(Some(day)),
            None if mode == Mode::Tolerant => {
                repairs.push((column, "no date".to_owned()));
                Ok(None)
            }
            None => Err(with_money(row.fault(column, "this is no date such as `15-MAY-26`"))),
        }
    };
    let (spent, shown) = (date(Some(columns.date))?, date(columns.dissemination)?);
    let received = date(columns.received)?;
    let when = spent.or(shown).map(When::from);
    Ok((Reading { filing, transaction, amount, when, received }, repairs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_the_month_in_letters() {
        for (cell, expected) in [
            ("15-MAY-26", Some("2026-05-15")),
            ("1-jan-99", Some("1999-01-01")),
            ("01-DEC-2024", Some("2024-12-01")),
            ("2024-12-01", Some("2024-12-01")),
            ("31-FEB-26", None),
            ("15-MAI-26", None),
            ("15-MAY-126", None),
            ("15-MAY", None),
            ("", None),
        ] {
            assert_eq!(day(cell.as_bytes()).map(|day| day.to_string()).as_deref(), expected, "{cell}");
        }
    }
}
