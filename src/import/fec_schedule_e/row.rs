//! What a row of schedule E says, before anything is made of it: read alike by the survey and by the pass that makes entries.

use crate::amount::Amount;
use crate::currency::Currency;
use crate::date::{Day, When};
use crate::error::Problem;
use crate::exact::Numeral;
use crate::import::Mode;
use crate::import::cells::{self, Figures};
use crate::import::meanings::Meanings;
use crate::import::table::{Column, Fault, Header, Row};
use crate::money::Money;

use super::filing::Filing;

pub(super) const TABLE: &str = "the FEC's independent expenditures (schedule E in bulk)";

/// The columns of the FEC's own file, each as it was called first, too. What somebody added to them, such as a number of the row, tells no
/// row from its copy.
const NAMES: [&[&str]; 23] = [
    CANDIDATE,
    CANDIDATE_NAME,
    &["spe id"],
    &["spe nam"],
    &["ele type", "ele typ"],
    STATE,
    &["can office dis", "can off dis"],
    &["can office", "can off"],
    &["cand pty aff", "can par aff"],
    &["exp amo"],
    DATE,
    &["agg amo"],
    &["sup opp"],
    &["pur"],
    &["pay"],
    &["file num"],
    AMENDMENT,
    TRANSACTION,
    &["image num", "ima num"],
    RECEIVED,
    ELECTION_YEAR,
    &["prev file num"],
    &["dissem dt"],
];
const CANDIDATE: &[&str] = &["cand id", "can id"];
const CANDIDATE_NAME: &[&str] = &["cand name", "can nam"];
const STATE: &[&str] = &["can office state", "can off sta"];
const DATE: &[&str] = &["exp date", "exp dat"];
const AMENDMENT: &[&str] = &["amndt ind", "amn ind"];
const TRANSACTION: &[&str] = &["tran id", "tra id"];
const RECEIVED: &[&str] = &["receipt dat", "rec dat"];
const ELECTION_YEAR: &[&str] = &["fec election yr"];

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
    /// The even year in which a cycle of two years ends.
    pub(super) election_year: Option<Column>,
    /// Whether the filing is an amendment: `A1`, or `N` for an original.
    pub(super) amendment: Option<Column>,
    pub(super) previous: Column,
    pub(super) dissemination: Option<Column>,
    /// How many columns there are.
    pub(super) width: usize,
    /// Those that are the FEC's own, a bit each.
    own: u128,
}

impl Columns {
    /// The columns in which copies of a row are equal: those of the FEC's own file.
    pub(super) fn compared(&self) -> impl Iterator<Item = Column> {
        let own = self.own;
        (0..128).filter(move |column| own >> *column & 1 == 1)
    }

    /// The columns that are not the FEC's, and their names.
    pub(super) fn others(&self, header: &Header) -> Vec<(Column, String)> {
        let is_own = |at: usize| self.compared().any(|column| column == at);
        let all = header.names.iter().enumerate();
        all.filter(|(at, _)| !is_own(*at)).map(|(at, name)| (at, name.clone())).collect()
    }

    pub(super) fn of(header: &Header) -> Result<Self, Box<Problem>> {
        let require = |names: &[&str]| header.require(names, TABLE);
        Ok(Self {
            candidate: require(CANDIDATE)?,
            candidate_name: require(CANDIDATE_NAME)?,
            spender: require(&["spe id"])?,
            spender_name: require(&["spe nam"])?,
            state: header.find(STATE),
            amount: require(&["exp amo"])?,
            date: require(DATE)?,
            stance: header.find(&["sup opp"]),
            purpose: header.find(&["pur"]),
            payee: header.find(&["pay"]),
            filing: require(&["file num"])?,
            transaction: require(TRANSACTION)?,
            received: header.find(RECEIVED),
            election_year: header.find(ELECTION_YEAR),
            amendment: header.find(AMENDMENT),
            previous: require(&["prev file num"])?,
            dissemination: header.find(&["dissem dt"]),
            width: header.len(),
            own: NAMES
                .iter()
                .filter_map(|names| header.find(names))
                .filter(|at| *at < 128)
                .fold(0, |own, at| own | 1 << at),
        })
    }
}

/// A day of `15-MAY-26`, also with four digits of the year, or as `2026-05-15`; years of two digits are of 1970 to 2069.
fn day(cell: &[u8]) -> Option<Day> {
    match plain_day(cell) {
        Some((year, month, day)) => Day::new(year, month, day).ok(),
        None => any_day(cell),
    }
}

/// Year, month and day of a cell as the FEC prints nearly all: `15-MAY-26`.
fn plain_day(cell: &[u8]) -> Option<(i32, u32, u32)> {
    let [a @ b'0'..=b'9', b @ b'0'..=b'9', b'-', x, y, z, b'-', c @ b'0'..=b'9', d @ b'0'..=b'9'] = cell
    else {
        return None;
    };
    let month = month([*x, *y, *z])?;
    let number = |tens: u8, ones: u8| (tens - b'0') * 10 + (ones - b'0');
    Some((of_two_digits(number(*c, *d).into()), month, number(*a, *b).into()))
}

/// The number of a month by its name in capitals.
fn month(name: [u8; 3]) -> Option<u32> {
    Some(match &name {
        b"JAN" => 1,
        b"FEB" => 2,
        b"MAR" => 3,
        b"APR" => 4,
        b"MAY" => 5,
        b"JUN" => 6,
        b"JUL" => 7,
        b"AUG" => 8,
        b"SEP" => 9,
        b"OCT" => 10,
        b"NOV" => 11,
        b"DEC" => 12,
        _ => return None,
    })
}

fn of_two_digits(year: i32) -> i32 {
    if year < 70 { 2_000 + year } else { 1_900 + year }
}

fn any_day(cell: &[u8]) -> Option<Day> {
    let text = std::str::from_utf8(cell).ok()?;
    let mut parts = text.split('-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let name: Option<[u8; 3]> = month.to_ascii_uppercase().into_bytes().try_into().ok();
    let Some(month) = name.and_then(self::month) else { return cells::day(cell) };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || !digits(day) || !digits(year) {
        return None;
    }
    let year = match year.len() {
        2 => of_two_digits(year.parse().ok()?),
        4 => year.parse().ok()?,
        _ => return None,
    };
    Day::new(year, month, day.parse().ok()?).ok()
}

/// The days of cells as the FEC prints nearly all of them.
#[derive(Default)]
pub(super) struct Days(Meanings<9, Day>);

impl Days {
    pub(super) fn of(&mut self, cell: &[u8]) -> Option<Day> {
        self.0.of(cell, day).copied().or_else(|| day(cell))
    }
}

/// What the row's own cells say.
pub(super) struct Reading<'r> {
    pub(super) filing: Filing,
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
    days: &mut Days,
) -> Result<(Reading<'r>, Repairs), Fault> {
    let mut repairs = Vec::new();
    let (amount, is_repaired) = cells::figure_in(row, columns.amount, Figures::Signed, Currency::USD, mode)?;
    if is_repaired {
        repairs.push((columns.amount, format!("{amount} {}", Currency::USD)));
    }
    let with_money = |fault: Fault| fault.with_money(Some(Money::new(Amount::exact(amount), Currency::USD)));
    let mut filing_in = |column: Column| -> Result<Filing, Fault> {
        let cell = row.cell(column);
        let filing = Filing::of(cell, mode)
            .ok_or_else(|| with_money(row.fault(column, "this is no number of a filing")))?;
        if Filing::plain(cell).is_none() {
            repairs.push((column, filing.to_string()));
        }
        Ok(filing)
    };
    let filing = filing_in(columns.filing)?;
    if !row.cell(columns.previous).is_empty() {
        filing_in(columns.previous)?;
    }
    let transaction = row.text(columns.transaction).map_err(with_money)?;
    let mut date = |column: Option<Column>| -> Result<Option<Day>, Fault> {
        let Some((column, cell)) = column.map(|column| (column, row.cell(column))) else { return Ok(None) };
        if cell.is_empty() {
            return Ok(None);
        }
        match days.of(cell) {
            Some(day) => Ok(Some(day)),
            None if mode == Mode::Tolerant => {
                let meant = day(cells::before_clock(cell)).or_else(|| cells::meant_day(cell));
                repairs.push((column, meant.map_or_else(|| "no date".to_owned(), |day| day.to_string())));
                Ok(meant)
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
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn both_ways_to_read_a_day_agree(cell in "[0-9]{2}-(JAN|FEB|MAY|SEP|DEC|Dec|XYZ)-[0-9]{2}", more in "[0-9x-]") {
            prop_assert_eq!(day(cell.as_bytes()), any_day(cell.as_bytes()));
            // One byte more, and it is none of the plain ones.
            prop_assert_eq!(plain_day(format!("{cell}{more}").as_bytes()), None);
        }
    }

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
