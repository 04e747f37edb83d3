//! The Facebook ads of 2015 to 2017 that the US House Intelligence Committee published, transcribed as CSV, a file a quarter.
//!
//! A row is an ad `house-ads/AD-ID`, dated on the day on which it was created, its spend in roubles or dollars. Ids repeat among different ads: the
//! second is `house-ads/AD-ID/FILE-line-N`, and counts, unless it repeats another row in every cell, whatever ends their lines: then a file or a part of it was given twice, and
//! the row is set aside. `None` and `0` stand where an ad was never shown: nothing was spent.
//!
//! Well formed is `9,999.99 RUB`. What the transcription made of others is repaired in tolerant mode alone, where it can be read in one way only:
//! points and semicolons between thousands (`9.999.99 RUB`, `120;950.66 RUB`), currencies with blanks or a letter off (`R U B`, `USO`), a slash that
//! became a one (`02/21117`). A date that cannot be read is read as none. Strictly the row is set aside, with its money.

use super::account::counted;
use super::cells;
use super::input::Part;
use super::keys::Keys;
use super::last_row::LastRow;
use super::record::Record;
use super::run::{Run, Standing, no_slug};
use super::slug;
use super::table::{self, Column, Fault, Header, Row, Stop};
use super::tables;
use crate::amount::Amount;
use crate::currency::Currency;
use crate::date::{Day, When};
use crate::error::{Code, Problem};
use crate::exact::Numeral;
use crate::model::{Platform, PlatformKind};
use crate::money::Money;

const TABLE: &str = "the House Intelligence Committee's Facebook ads";

/// The columns that are read.
struct Columns {
    id: Column,
    spend: Column,
    created: Column,
}

impl Columns {
    fn of(header: &Header) -> Result<Self, Box<Problem>> {
        Ok(Self {
            id: header.require(&["ad id", "adid"], TABLE)?,
            spend: header.require(&["ad spend", "adspend"], TABLE)?,
            created: header.require(&["ad creation date", "adcreationdate"], TABLE)?,
        })
    }
}

/// What a cell of spend says; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spend {
    /// Money, as the committee writes it.
    Stated(Numeral, Currency),
    /// Money, but not written so.
    Meant(Numeral, Currency),
    /// Nothing was spent.
    Nothing,
    /// No money that can be read in one way only.
    Unreadable,
}

impl Spend {
    fn of(cell: &str) -> Self {
        if matches!(cell, "None" | "0") {
            return Self::Nothing;
        }
        let digits = cell.trim_end_matches(|character: char| !character.is_ascii_digit());
        let Some(unit) = cell.strip_prefix(digits) else { return Self::Unreadable };
        let letters: String = unit.chars().filter(char::is_ascii_alphabetic).collect();
        let currency = match letters.to_ascii_uppercase().as_str() {
            "RUB" => Currency::RUB,
            // The scan's O for D.
            "USD" | "USO" => Currency::USD,
            _ => return Self::Unreadable,
        };
        let is_unit_stray = unit
            .chars()
            .any(|character| !character.is_ascii_alphabetic() && !matches!(character, ' ' | '.' | ','));
        let Some(value) = value(digits).filter(|_| !is_unit_stray) else { return Self::Unreadable };
        let is_well_formed = unit.strip_prefix(' ') == Some(currency.as_str()) && is_grouped(digits);
        if is_well_formed { Self::Stated(value, currency) } else { Self::Meant(value, currency) }
    }
}

/// Whether thousands stand between commas, or run on, and a point is before the cents.
fn is_grouped(digits: &str) -> bool {
    let (whole, cents) = digits.split_once('.').unwrap_or((digits, "00"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let runs_on = is_digits(whole);
    let is_split =
        is_digits(first) && first.len() <= 3 && groups.all(|group| group.len() == 3 && is_digits(group));
    cents.len() == 2 && is_digits(cents) && (runs_on || is_split)
}

/// The number of groups of three digits between any marks, and of two digits, the cents, behind the last one.
fn value(digits: &str) -> Option<Numeral> {
    let groups: Vec<&str> =
        digits.split([',', '.', ';', ':', ' ', '\'']).filter(|group| !group.is_empty()).collect();
    let (cents, whole) = match groups.split_last()? {
        (last, whole) if last.len() == 2 && !whole.is_empty() => (*last, whole),
        // Without cents nothing but a comma is sure to stand between thousands.
        _ if digits.contains(['.', ';', ':']) => return None,
        _ => ("", groups.as_slice()),
    };
    let (first, rest) = whole.split_first()?;
    let fits = rest.iter().all(|group| group.len() == 3) && (rest.is_empty() || first.len() <= 3);
    let all: String = whole.concat();
    if !fits || !all.bytes().chain(cents.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if cents.is_empty() { all.parse().ok() } else { format!("{all}.{cents}").parse().ok() }
}

/// What a cell of a date says; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Created {
    /// A day, as the committee writes it.
    Stated(Day),
    /// A day, but not written so.
    Meant(Day),
    /// None is given.
    Nothing,
    /// No day.
    Unreadable,
}

impl Created {
    /// `06/10/15 05:05:37 AM PDT`: month, day, year of this century.
    fn of(cell: &str) -> Self {
        if matches!(cell, "" | "N/A" | "None") {
            return Self::Nothing;
        }
        let first = cell.split(' ').next().unwrap_or_default();
        let date = first.strip_suffix(',').unwrap_or(first);
        match Self::of_date(date) {
            Self::Stated(day) if date != first => Self::Meant(day),
            created => created,
        }
    }

    fn of_date(date: &str) -> Self {
        // Copies that a spreadsheet saved.
        if let Some(day) = cells::day(date.as_bytes()).or_else(|| with_century(date)) {
            return Self::Meant(day);
        }
        let part = |from: usize| {
            let text = date.get(from..from + 2).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
            text.and_then(|text| text.parse::<u32>().ok())
        };
        let mark = |at: usize| date.as_bytes().get(at).copied().unwrap_or_default();
        let whole = (part(0), part(3), part(6), date.len());
        let (Some(month), Some(day), Some(year), 8) = whole else {
            return short(date).map_or(Self::Unreadable, Self::Meant);
        };
        let Some(read) = i32::try_from(2_000 + year).ok().and_then(|year| Day::new(year, month, day).ok())
        else {
            return Self::Unreadable;
        };
        let marks = [mark(2), mark(5)];
        if marks == [b'/'; 2] {
            return Self::Stated(read);
        }
        let is_slip = marks.iter().all(|mark| matches!(mark, b'/' | b'1' | b'I' | b'l' | b'|' | b'.' | b'-'));
        if is_slip { Self::Meant(read) } else { Self::Unreadable }
    }
}

/// A day of `6/10/15`, as spreadsheets write it.
fn short(date: &str) -> Option<Day> {
    let (month_and_day, year) = date.rsplit_once('/')?;
    let is_year = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
    let whole = is_year.then(|| format!("{month_and_day}/20{year}"))?;
    cells::day_of_numbers(whole.as_bytes(), [2, 0, 1])
}

/// A day of `06/10/2015`, month first as in all of the committee's dates.
fn with_century(date: &str) -> Option<Day> {
    let year_begins = date.rfind('/')? + 1;
    cells::day_of_numbers(date.as_bytes(), [2, 0, 1]).filter(|_| date.len() == year_begins + 4)
}

pub(super) fn import(parts: &[Part], run: &mut Run<'_>) -> Result<(), Box<Problem>> {
    let mut platform = Platform::new("facebook".parse().map_err(no_slug)?);
    platform.name = Some("Facebook".to_owned());
    platform.kind = Some(PlatformKind::SocialNetwork);
    run.platform(platform)?;
    let tables = tables::of_kind(parts, &["csv"], run, |header| Columns::of(header).map(drop))?;
    if tables.is_empty() {
        let problem = Problem::new(Code::MissingKey, format!("there is no CSV file to read as {TABLE}"));
        return Err(problem.help("name the files of the quarters, or the folder that holds them").into());
    }
    let id = |_: &Part, header: &Header| Ok(Columns::of(header)?.id);
    let key = |id: &Column, row: Row<'_>, key: &mut Vec<u8>| key.extend_from_slice(row.cell(*id));
    let met = Keys::of_tables(&tables, id, key)?;
    let whole = |_: &(), row: Row<'_>, key: &mut Vec<u8>| row.write_whole(key);
    let rows = Keys::of_tables(&tables, |_, _| Ok(()), whole)?;
    let mut ads = Ads { met, rows, ..Ads::default() };
    for part in tables {
        ads.read(part, run)?;
    }
    if ads.again > 0 {
        let ads = counted(ads.again, "ad has", "ads have");
        run.account.remarks.push(format!("{ads} the id of another ad further up: all count"));
    }
    Ok(())
}

/// What is kept from row to row.
#[derive(Default)]
struct Ads {
    met: Keys,
    /// All rows, by all of their cells.
    rows: Keys,
    row: Vec<u8>,
    id: String,
    source: String,
    file: String,
    last: LastRow,
    again: u64,
}

impl Ads {
    fn read(&mut self, part: &Part, run: &mut Run<'_>) -> Result<(), Box<Problem>> {
        let words = ["Social media advertisements", "US House Permanent Select Committee on Intelligence"];
        self.source = run.source_of_file("house-ads", part, words)?;
        self.file = self.source.trim_start_matches("house-ads/").to_owned();
        self.last = LastRow::default();
        table::read(part, run, |run, rows| {
            let columns = Columns::of(&rows.header)?;
            rows.each(run, &mut |run, row| self.row(run, row, &columns))
        })?;
        run.account.remarks.extend(self.last.remark(&part.name));
        Ok(())
    }

    fn row(&mut self, run: &mut Run<'_>, row: Row<'_>, columns: &Columns) -> Result<(), Stop> {
        let money = spend(run, row, columns.spend)?;
        let with_money = |fault: Fault| fault.with_money(Some(money.clone()));
        let when = created(run, row, columns.created).map_err(with_money)?;
        let ad = row.text(columns.id).map_err(with_money)?;
        self.row.clear();
        row.write_whole(&mut self.row);
        if !self.rows.insert(&self.row) {
            let fault =
                row.fault(columns.id, "the row repeats another in every cell, further up or in another file");
            return Err(with_money(fault).into());
        }
        slug::of_id(&mut self.id, "house-ads", if ad.is_empty() { "none" } else { ad });
        if ad.is_empty() || !self.met.insert(ad.as_bytes()) {
            self.id.push_str(&format!("/{}-line-{}", self.file, row.line));
            self.again += 1;
        }
        let mut record = Record::new(&self.id, money.amount.clone(), money.currency, row.spot(columns.spend));
        record.platform = Some("facebook");
        record.when = when;
        record.source = Some(&self.source);
        record.note = (row.cell(columns.spend) == b"None").then_some("the spend reads `None`");
        run.entry(&record, Standing::Current)?;
        self.last.note(row.line, money.currency, money.amount.printed());
        Ok(())
    }
}

fn spend(run: &mut Run<'_>, row: Row<'_>, column: Column) -> Result<Money, Fault> {
    let money = |value: Numeral, currency| Money::new(Amount::exact(value), currency);
    match Spend::of(row.text(column)?) {
        Spend::Stated(value, currency) => Ok(money(value, currency)),
        Spend::Nothing => Ok(money(Numeral::from(0), Currency::RUB)),
        Spend::Meant(value, currency) if run.is_tolerant() => {
            run.repair(row, column, format!("{value} {currency}"));
            Ok(money(value, currency))
        }
        Spend::Meant(value, currency) => {
            let fault = row.fault(column, "this is no spend such as `9,999.99 RUB`");
            Err(fault.with_money(Some(money(value, currency))))
        }
        Spend::Unreadable => Err(row.fault(
            column,
            "this is no spend such as `9,999.99 RUB`, nor can it be read as one in one way only",
        )),
    }
}

fn created(run: &mut Run<'_>, row: Row<'_>, column: Column) -> Result<Option<When>, Fault> {
    match Created::of(row.text(column)?) {
        Created::Stated(day) => Ok(Some(When::from(day))),
        Created::Nothing => Ok(None),
        Created::Meant(day) if run.is_tolerant() => {
            run.repair(row, column, day.to_string());
            Ok(Some(When::from(day)))
        }
        Created::Unreadable if run.is_tolerant() => {
            run.repair(row, column, "no date".to_owned());
            Ok(None)
        }
        Created::Meant(_) | Created::Unreadable => {
            Err(row.fault(column, "this is no date such as `06/10/15 05:05:37 AM PDT`"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spend_is_stated_meant_or_none() {
        let number = |text: &str| text.parse::<Numeral>().unwrap();
        for (cell, expected) in [
            ("999.99 RUB", Spend::Stated(number("999.99"), Currency::RUB)),
            ("9,999.99 RUB", Spend::Stated(number("9999.99"), Currency::RUB)),
            ("1,234,567.89 RUB", Spend::Stated(number("1234567.89"), Currency::RUB)),
            ("74.00 USD", Spend::Stated(number("74.00"), Currency::USD)),
            ("None", Spend::Nothing),
            ("0", Spend::Nothing),
            ("9.999.99 RUB", Spend::Meant(number("9999.99"), Currency::RUB)),
            ("99.999.99 RUB", Spend::Meant(number("99999.99"), Currency::RUB)),
            ("120;950.66 RUB", Spend::Meant(number("120950.66"), Currency::RUB)),
            ("331.79 R U B", Spend::Meant(number("331.79"), Currency::RUB)),
            ("53.40 USO", Spend::Meant(number("53.40"), Currency::USD)),
            ("53.40USD", Spend::Meant(number("53.40"), Currency::USD)),
            ("9, 999.99 RUB", Spend::Meant(number("9999.99"), Currency::RUB)),
            ("9.999 RUB", Spend::Unreadable),
            ("9.9.99 RUB", Spend::Unreadable),
            ("99.99 EUR", Spend::Unreadable),
            ("99.99", Spend::Unreadable),
            ("", Spend::Unreadable),
            ("-5.00 RUB", Spend::Unreadable),
        ] {
            assert_eq!(Spend::of(cell), expected, "{cell}");
        }
    }

    #[test]
    fn days_of_this_century() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        for (cell, expected) in [
            ("06/10/15 05:05:37 AM PDT", Created::Stated(day("2015-06-10"))),
            ("02/21117 05:05:37 AM PST", Created::Meant(day("2017-02-21"))),
            ("N/A", Created::Nothing),
            ("", Created::Nothing),
            ("13/10/15", Created::Unreadable),
            ("06/10/2015", Created::Meant(day("2015-06-10"))),
            ("6/1/2015 05:05", Created::Meant(day("2015-06-01"))),
            ("2015-06-10", Created::Meant(day("2015-06-10"))),
            ("2015-06-10T05:05:37", Created::Meant(day("2015-06-10"))),
            ("13/10/2015", Created::Unreadable),
            ("06/10/12015", Created::Unreadable),
            ("06x10/15", Created::Unreadable),
            ("6/10/15 5:05", Created::Meant(day("2015-06-10"))),
            ("06/1/15", Created::Meant(day("2015-06-01"))),
            ("06/10/15, 05:05:37 AM PDT", Created::Meant(day("2015-06-10"))),
            ("6/10/2015, 05:05", Created::Meant(day("2015-06-10"))),
            ("13/1/15", Created::Unreadable),
            ("6/31/15", Created::Unreadable),
            ("6/15", Created::Unreadable),
            ("6/10/1", Created::Unreadable),
        ] {
            assert_eq!(Created::of(cell), expected, "{cell}");
        }
    }
}
