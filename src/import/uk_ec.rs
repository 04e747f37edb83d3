//! The UK Electoral Commission's register of campaign spending, exported as CSV.
//!
//! A row is a payment `uk-ec/ECREF` in pounds sterling, with the shares for England, Scotland, Wales and Northern Ireland as parts of it
//! (`uk-ec/ECREF/england`, …). A ledger holds the parts of an entry against the whole, so every row is a check of its own:
//! TotalExpenditure is the sum of its four shares. A share of nothing, or an empty one, is left out, unless all four are nothing; a row of
//! which all four are empty has no parts. The regulated entity is the
//! sponsor, the supplier the payee, the reporting period (an election or referendum) the campaign, the category of the expense
//! the purpose. The day is that on which the expense was incurred, else the one on which it was paid.
//!
//! Amounts are `£1,234.56`, with or without the sign and the commas, and `-` before or behind the sign below zero.

use super::account::counted;
use super::cells;
use super::input::Part;
use super::keys::{Again, Keys};
use super::last_row::LastRow;
use super::record::Record;
use super::run::{Run, Standing};
use super::slug::{self, Names};
use super::table::{self, Column, Fault, Header, Row, Stop};
use super::tables;
use crate::amount::{Amount, Domain};
use crate::currency::Currency;
use crate::date::{Day, When};
use crate::error::{Code, Problem};
use crate::exact::Numeral;
use crate::model::ActorKind;
use crate::money::Money;

const TABLE: &str = "the Electoral Commission's spending";
/// The shares: the part of the id, the jurisdiction, and the column.
const SHARES: [(&str, &str, [&str; 2]); 4] = [
    ("england", "GB-ENG", ["amountinengland", "amount in england"]),
    ("scotland", "GB-SCT", ["amountinscotland", "amount in scotland"]),
    ("wales", "GB-WLS", ["amountinwales", "amount in wales"]),
    ("northern-ireland", "GB-NIR", ["amountinnorthernireland", "amount in northern ireland"]),
];

/// The columns that are read.
struct Columns {
    reference: Column,
    entity: Column,
    entity_id: Option<Column>,
    entity_type: Option<Column>,
    supplier: Option<Column>,
    supplier_id: Option<Column>,
    category: Option<Column>,
    period: Option<Column>,
    total: Column,
    shares: [Option<Column>; 4],
    incurred: Option<Column>,
    paid: Option<Column>,
}

impl Columns {
    fn of(header: &Header) -> Result<Self, Box<Problem>> {
        Ok(Self {
            reference: header.require(&["ecref", "ec ref"], TABLE)?,
            entity: header.require(&["regulatedentityname", "regulated entity name"], TABLE)?,
            entity_id: header.find(&["regulatedentityid", "regulated entity id"]),
            entity_type: header.find(&["regulatedentitytype", "regulated entity type"]),
            supplier: header.find(&["suppliername", "supplier name"]),
            supplier_id: header.find(&["supplierid", "supplier id"]),
            category: header.find(&["expensecategoryname", "expense category name"]),
            period: header.find(&["reportingperiodname", "reporting period name"]),
            total: header.require(&["totalexpenditure", "total expenditure"], TABLE)?,
            shares: SHARES.map(|(_, _, names)| header.find(&names)),
            incurred: header.find(&["dateincurred", "date incurred"]),
            paid: header.find(&["datepaid", "date paid"]),
        })
    }
}

/// An amount as the Commission writes it.
fn pounds(cell: &[u8]) -> Option<Numeral> {
    // A file that was saved in Latin-1 has the sign in one byte.
    let unsigned = |cell: &[u8]| {
        let rest = cell.strip_prefix("£".as_bytes()).or_else(|| cell.strip_prefix(b"\xa3")).unwrap_or(cell);
        rest.to_vec()
    };
    let (is_negative, digits) = match cell.strip_prefix(b"-") {
        Some(rest) => (true, unsigned(rest)),
        None => {
            let rest = unsigned(cell);
            match rest.strip_prefix(b"-") {
                Some(digits) => (true, digits.to_vec()),
                None => (false, rest),
            }
        }
    };
    if !digits.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let value = cells::meant(&digits, None)?;
    let is_plain = digits.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
    is_plain.then_some(if is_negative { value.negated() } else { value })
}

/// A day of `dd/mm/yyyy` or `yyyy-mm-dd`, a time behind it left out.
fn day(cell: &[u8]) -> Option<Day> {
    if let Some(day) = cells::day(cell) {
        return Some(day);
    }
    let date = cell.split(|byte| *byte == b' ').next()?;
    cells::day_of_numbers(date, [2, 1, 0])
}

pub(super) fn import(parts: &[Part], run: &mut Run<'_>) -> Result<(), Box<Problem>> {
    let tables = tables::of_kind(parts, &["csv"], run, |header| Columns::of(header).map(drop))?;
    if tables.is_empty() {
        let problem = Problem::new(Code::MissingKey, format!("there is no CSV file to read as {TABLE}"));
        return Err(problem.help("name the export of the Commission's search of spending").into());
    }
    let reference = |_: &Part, header: &Header| Ok(Columns::of(header)?.reference);
    let key = |reference: &Column, row: Row<'_>, key: &mut Vec<u8>| {
        key.extend_from_slice(row.cell(*reference));
    };
    let mut spending = Spending { met: Keys::of_tables(&tables, reference, key)?, ..Spending::default() };
    for part in tables {
        spending.read(part, run)?;
    }
    Ok(())
}

/// What is kept from row to row.
struct Spending {
    met: Keys,
    last: LastRow,
    /// How many rows of the file at hand have no share at all.
    undivided: u64,
    entities: Names,
    suppliers: Names,
    periods: Names,
    source: String,
    id: String,
    part: String,
    entity: String,
    supplier: String,
    period: String,
}

impl Default for Spending {
    fn default() -> Self {
        Self {
            met: Keys::default(),
            last: LastRow::default(),
            undivided: 0,
            entities: Names::new("uk-ec/name"),
            suppliers: Names::new("uk-ec/supplier-name"),
            periods: Names::new("uk-ec/period"),
            source: String::new(),
            id: String::new(),
            part: String::new(),
            entity: String::new(),
            supplier: String::new(),
            period: String::new(),
        }
    }
}

/// The figures of a row.
struct Figures {
    total: Numeral,
    shares: [Option<(Column, Numeral)>; 4],
    when: Option<When>,
}

impl Spending {
    fn read(&mut self, part: &Part, run: &mut Run<'_>) -> Result<(), Box<Problem>> {
        self.source = run.source_of_file("uk-ec", part, ["Campaign spending", "The Electoral Commission"])?;
        table::read(part, run, |run, rows| {
            let columns = Columns::of(&rows.header)?;
            if columns.shares.iter().any(Option::is_none) {
                let remark = format!(
                    "{} lacks columns of England, Scotland, Wales or Northern Ireland: its totals are not checked against their shares",
                    part.name
                );
                run.account.remarks.push(remark);
            }
            rows.each(run, &mut |run, row| self.row(run, row, &columns))
        })?;
        run.account.remarks.extend(std::mem::take(&mut self.last).remark(&part.name));
        let undivided = std::mem::take(&mut self.undivided);
        if undivided > 0 {
            let rows = counted(undivided, "row has", "rows have");
            let remark = format!("{}: {rows} no share at all: nothing checks the total", part.name);
            run.account.remarks.push(remark);
        }
        Ok(())
    }

    fn row(&mut self, run: &mut Run<'_>, row: Row<'_>, columns: &Columns) -> Result<(), Stop> {
        let figures = figures(run, row, columns)?;
        let money = Money::new(Amount::exact(figures.total), Currency::GBP);
        let with_money = |fault: Fault| fault.with_money(Some(money.clone()));
        let reference = row.text(columns.reference).map_err(with_money)?;
        if reference.is_empty() {
            return Err(with_money(row.fault(columns.reference, "the row has no reference")).into());
        }
        let category = row.optional(columns.category).map_err(with_money)?;
        self.parties(run, row, columns, with_money)?;
        let reason = match self.met.meet(reference.as_bytes(), money.to_string().as_bytes()) {
            Again::New => None,
            Again::Same => Some("the reference stands further up already"),
            Again::Other => Some("the reference stands further up already, with another amount"),
        };
        if let Some(reason) = reason {
            return Err(with_money(row.fault(columns.reference, reason)).into());
        }
        slug::of_id(&mut self.id, "uk-ec", reference);

        let mut record =
            Record::new(&self.id, Amount::exact(figures.total), Currency::GBP, row.spot(columns.total));
        record.domain = domain(figures.total);
        record.sponsor = (!self.entity.is_empty()).then_some(self.entity.as_str());
        record.payee = (!self.supplier.is_empty()).then_some(self.supplier.as_str());
        record.campaign = (!self.period.is_empty()).then_some(self.period.as_str());
        record.jurisdiction = Some("GB");
        record.purpose = (!category.is_empty()).then_some(category);
        record.when = figures.when;
        record.source = Some(&self.source);
        run.entry(&record, Standing::Current)?;
        self.last.note(row.line, Currency::GBP, Some(figures.total));

        if columns.shares.iter().any(Option::is_none) {
            return Ok(());
        }
        if figures.shares.iter().all(Option::is_none) {
            self.undivided += 1;
            return Ok(());
        }
        // Beside others an empty share is one of nothing. Of a total without any share, one of nothing says that they do not add up to it.
        let has_any = figures.shares.iter().flatten().any(|(_, value)| !value.is_zero());
        let given = SHARES.iter().zip(&figures.shares).zip(columns.shares.into_iter().flatten());
        let shown = given
            .map(|((share, figure), column)| {
                (share, figure.map_or_else(|| Numeral::from(0), |(_, value)| value), column)
            })
            .filter(|(_, value, _)| !has_any || !value.is_zero());
        for ((name, place, _), value, column) in shown.take(if has_any { 4 } else { 1 }) {
            self.part.clone_from(&self.id);
            self.part.push('/');
            self.part.push_str(name);
            let mut record = Record { id: &self.part, ..record.clone() };
            record.amount = Amount::exact(value);
            record.domain = domain(value);
            record.jurisdiction = Some(place);
            record.detail_of = Some(&self.id);
            record.spot = row.spot(column);
            run.entry(&record, Standing::Current)?;
        }
        Ok(())
    }

    /// Writes who spent, who was paid and in which period, and pushes the ones that are new.
    fn parties(
        &mut self,
        run: &mut Run<'_>,
        row: Row<'_>,
        columns: &Columns,
        with_money: impl Fn(Fault) -> Fault,
    ) -> Result<(), Stop> {
        let text = |column: Option<Column>| row.optional(column).map_err(&with_money);
        let (name, id, kind) =
            (text(Some(columns.entity))?, text(columns.entity_id)?, text(columns.entity_type)?);
        write_id(&mut self.entity, &mut self.entities, "uk-ec/entity", id, name);
        if !self.entity.is_empty() {
            run.actor(&self.entity, |mut actor| {
                actor.name = (!name.is_empty()).then(|| name.to_owned());
                actor.kind = kind.eq_ignore_ascii_case("Political Party").then_some(ActorKind::Party);
                actor
            })?;
        }
        let (name, id) = (text(columns.supplier)?, text(columns.supplier_id)?);
        write_id(&mut self.supplier, &mut self.suppliers, "uk-ec/supplier", id, name);
        if !self.supplier.is_empty() {
            run.actor(&self.supplier, |mut actor| {
                actor.name = (!name.is_empty()).then(|| name.to_owned());
                actor
            })?;
        }
        let period = text(columns.period)?;
        write_id(&mut self.period, &mut self.periods, "", "", period);
        if !self.period.is_empty() {
            run.campaign(&self.period, |mut campaign| {
                campaign.name = Some(period.to_owned());
                campaign
            })?;
        }
        Ok(())
    }
}

/// Writes the slug of an id, else of a name; nothing where there is neither.
fn write_id(slug: &mut String, names: &mut Names, prefix: &str, id: &str, name: &str) {
    match (id, name) {
        ("" | "0", "") => slug.clear(),
        ("" | "0", name) => names.write(slug, name),
        (id, _) => slug::of_id(slug, prefix, id),
    }
}

const fn domain(value: Numeral) -> Domain {
    if value.is_negative() { Domain::Signed } else { Domain::Gross }
}

fn figures(run: &mut Run<'_>, row: Row<'_>, columns: &Columns) -> Result<Figures, Fault> {
    let total = figure(run, row, columns.total, None)?;
    let mut shares = [None; 4];
    for (share, column) in shares.iter_mut().zip(columns.shares) {
        if let Some(column) = column.filter(|column| !row.cell(*column).is_empty()) {
            *share = Some((column, figure(run, row, column, Some(total))?));
        }
    }
    // The first date that is given.
    let is_given = |column: &Column| !row.cell(*column).is_empty();
    let mut dates = [columns.incurred, columns.paid].into_iter().flatten().filter(is_given);
    let Some(column) = dates.next() else {
        return Ok(Figures { total, shares, when: None });
    };
    if let Some(day) = day(row.cell(column)) {
        return Ok(Figures { total, shares, when: Some(When::from(day)) });
    }
    if !run.is_tolerant() {
        let money = Some(Money::new(Amount::exact(total), Currency::GBP));
        return Err(row.fault(column, "this is no date such as `31/12/2019`").with_money(money));
    }
    let paid = dates.find_map(|column| day(row.cell(column)));
    run.repair(row, column, paid.map_or_else(|| "no date".to_owned(), |day| day.to_string()));
    Ok(Figures { total, shares, when: paid.map(When::from) })
}

/// An amount; of a share, the money of the row is the total.
fn figure(run: &mut Run<'_>, row: Row<'_>, column: Column, total: Option<Numeral>) -> Result<Numeral, Fault> {
    let cell = row.cell(column);
    if let Some(value) = pounds(cell) {
        return Ok(value);
    }
    let meant = cells::meant(cell, Some(Currency::GBP));
    if let (true, Some(value)) = (run.is_tolerant(), meant) {
        run.repair(row, column, format!("{value} GBP"));
        return Ok(value);
    }
    let reason = if cell.is_empty() {
        "the cell of the amount is empty"
    } else {
        "this is no amount such as `£1,234.56`"
    };
    let money = total.or(meant).map(|value| Money::new(Amount::exact(value), Currency::GBP));
    Err(row.fault(column, reason).with_money(money))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pounds_are_read_with_and_without_sign_and_commas() {
        for (cell, expected) in [
            ("£1,234.56", Some("1234.56")),
            ("1234.5", Some("1234.5")),
            ("£0", Some("0")),
            ("-£12.00", Some("-12.00")),
            ("£-12.00", Some("-12.00")),
            ("£12,34.00", None),
            ("$5", None),
            ("£1.234,56", None),
            ("£1 234", None),
            ("--£5", None),
            ("£", None),
            ("", None),
        ] {
            assert_eq!(pounds(cell.as_bytes()).map(|value| value.to_string()).as_deref(), expected, "{cell}");
        }
        assert_eq!(pounds(b"\xa35.00").map(|value| value.to_string()).as_deref(), Some("5.00"));
    }

    #[test]
    fn the_day_comes_first() {
        assert_eq!(day(b"31/12/2019").map(|day| day.to_string()).as_deref(), Some("2019-12-31"));
        assert_eq!(day(b"31/12/2019 00:00:00").map(|day| day.to_string()).as_deref(), Some("2019-12-31"));
        assert_eq!(day(b"2019-12-31").map(|day| day.to_string()).as_deref(), Some("2019-12-31"));
        assert_eq!(day(b"12/31/2019"), None);
        assert_eq!(day(b"2019-31-12"), None);
    }
}
