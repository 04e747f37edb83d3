//! The plain format: `date,base,quote,rate`, and where needed `units` and `source`.

use std::collections::HashMap;

use super::read::{Line, Read, Sheet};
use super::read_error::RateFileFault;
use super::series::Series;
use crate::currency::{Currency, CurrencyError};
use crate::date::Day;

/// Where each column stands.
struct Columns {
    date: usize,
    base: usize,
    quote: usize,
    rate: usize,
    units: Option<usize>,
    source: Option<usize>,
}

/// The rates of one pair and source, and the line of the first.
struct Group {
    source: String,
    base: Currency,
    quote: Currency,
    units: u32,
    line: u32,
    rates: Vec<Read>,
}

pub(super) fn series(sheet: &mut Sheet<'_>, header: &Line) -> Vec<Series> {
    let Some(columns) = columns(sheet, header) else { return Vec::new() };
    let width = header.record.len();
    let mut places: HashMap<(String, Currency, Currency), usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    let mut line = header.clone();
    while sheet.read_into(&mut line) {
        if !sheet.has_fields(&line, width) {
            continue;
        }
        let Some((source, base, quote, units, read)) = rate(sheet, &columns, &line) else { continue };
        let at = *places.entry((source.clone(), base, quote)).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) if group.units != units => {
                let (found, expected, line_there) = (units, group.units, group.line);
                let fault = RateFileFault::UnitsDiffer { base, quote, found, expected, line: line_there };
                sheet.fault(&line, columns.units.unwrap_or(columns.rate), fault);
            }
            Some(group) => group.rates.extend(read),
            None => {
                let rates = read.into_iter().collect();
                groups.push(Group { source, base, quote, units, line: line.number, rates });
            }
        }
    }
    let filled = |group: Group| {
        let origin = sheet.origin(&group.source, None);
        let mut series = Series::empty(origin, group.base, group.quote, group.units);
        sheet.fill(&mut series, group.rates);
        series
    };
    groups.into_iter().map(filled).collect()
}

fn columns(sheet: &mut Sheet<'_>, header: &Line) -> Option<Columns> {
    const KNOWN: [&str; 6] = ["date", "base", "quote", "rate", "units", "source"];
    let fields: Vec<String> = header.fields().map(str::to_owned).collect();
    let last = fields.len() - 1;
    for (index, field) in fields.iter().enumerate() {
        let trailing = index == last && field.is_empty();
        if !trailing && !KNOWN.contains(&field.as_str()) {
            sheet.fault(header, index, RateFileFault::UnknownColumn { found: field.clone() });
        } else if fields.iter().take(index).any(|other| other == field) {
            sheet.fault(header, index, RateFileFault::RepeatedColumn { found: field.clone() });
        }
    }
    let find = |name: &str| fields.iter().position(|field| field == name);
    let mut need = |column: &'static str| {
        let found = find(column);
        if found.is_none() {
            sheet.fault(header, 0, RateFileFault::MissingColumn { column });
        }
        found
    };
    let (date, base, quote, rate) = (need("date"), need("base"), need("quote"), need("rate"));
    Some(Columns {
        date: date?,
        base: base?,
        quote: quote?,
        rate: rate?,
        units: find("units"),
        source: find("source"),
    })
}

type Row = (String, Currency, Currency, u32, Option<Read>);

/// One line; all that is wrong with it is kept.
fn rate(sheet: &mut Sheet<'_>, columns: &Columns, line: &Line) -> Option<Row> {
    let day = line.field(columns.date).parse::<Day>();
    let day = sheet.kept(line, columns.date, day);
    let base = sheet.kept(line, columns.base, currency(line.field(columns.base)));
    let quote = sheet.kept(line, columns.quote, currency(line.field(columns.quote)));
    let number = sheet.rate(line, columns.rate);
    let units = units(sheet, columns, line);
    let source = columns.source.map(|index| line.field(index)).filter(|source| !source.is_empty());
    let source = source.unwrap_or(sheet.name()).to_owned();
    let (day, base, quote, units) = (day?, base?, quote?, units?);
    if base == quote {
        sheet.fault(line, columns.quote, RateFileFault::SameCurrency { currency: base });
        return None;
    }
    let bytes = Sheet::bytes(line, columns.rate);
    Some((source, base, quote, units, number.map(|rate| Read { day, rate, line: line.number, bytes })))
}

/// A listed currency, or a unit that no standard lists; a listed code in the wrong letters is an error.
fn currency(code: &str) -> Result<Currency, CurrencyError> {
    match Currency::from_code(code) {
        Err(CurrencyError::Unknown { .. }) => Currency::unlisted(code),
        other => other,
    }
}

fn units(sheet: &mut Sheet<'_>, columns: &Columns, line: &Line) -> Option<u32> {
    let Some((index, field)) =
        columns.units.map(|index| (index, line.field(index))).filter(|(_, field)| !field.is_empty())
    else {
        return Some(1);
    };
    let digits = field.bytes().all(|byte| byte.is_ascii_digit());
    let units = digits.then(|| field.parse().ok()).flatten().filter(|units| *units > 0);
    if units.is_none() {
        sheet.fault(line, index, RateFileFault::Units { found: field.to_owned() });
    }
    units
}
