//! The ECB's history of euro reference rates.
//!
//! `Date,USD,JPY,…`, a line a day, units per euro. The ECB's own file has the newest day first, `N/A` where there is no rate, zeros cut
//! at the end of a rate and a comma at the end of every line; other editions are ascending and leave fields empty.

use super::SeriesState;
use super::read::{Line, Read, Sheet};
use super::read_error::RateFileFault;
use super::series::Series;
use crate::currency::Currency;
use crate::date::Day;

/// The name of the source.
const ECB: &str = "ECB";

pub(super) fn series(sheet: &mut Sheet<'_>, header: &Line) -> Vec<Series> {
    let width = if header.field(header.record.len() - 1).is_empty() {
        header.record.len() - 1
    } else {
        header.record.len()
    };
    let columns = columns(sheet, header, width);
    let mut rates: Vec<Vec<Read>> = columns.iter().map(|_| Vec::new()).collect();
    let mut line = header.clone();
    while sheet.read_into(&mut line) {
        if !sheet.has_fields(&line, width) {
            continue;
        }
        let day = line.field(0).parse::<Day>();
        let day = sheet.kept(&line, 0, day);
        for ((index, _), rates) in columns.iter().zip(&mut rates) {
            if let (Some(rate), Some(day)) = (sheet.rate(&line, *index), day) {
                rates.push(Read { day, rate, line: line.number, bytes: Sheet::bytes(&line, *index) });
            }
        }
    }
    let origin = sheet.origin(ECB, Some(Currency::EUR));
    let mut all = Vec::new();
    for ((_, currency), rates) in columns.iter().zip(rates) {
        let mut series = Series::empty(origin.clone(), Currency::EUR, *currency, 1);
        sheet.fill(&mut series, rates);
        series.states.extend(state(&series));
        all.push(series);
    }
    all
}

/// The index and currency of every column but the first.
fn columns(sheet: &mut Sheet<'_>, header: &Line, width: usize) -> Vec<(usize, Currency)> {
    let mut columns: Vec<(usize, Currency)> = Vec::new();
    for (index, code) in header.fields().enumerate().take(width).skip(1) {
        let Some(currency) = sheet.kept(header, index, Currency::from_code(code)) else { continue };
        if currency == Currency::EUR {
            sheet.fault(header, index, RateFileFault::SameCurrency { currency });
        } else if columns.iter().any(|(_, other)| *other == currency) {
            sheet.fault(header, index, RateFileFault::RepeatedColumn { found: code.to_owned() });
        } else {
            columns.push((index, currency));
        }
    }
    columns
}

/// What the ECB announced: no rates of the rouble after 2022-03-01 until further notice, none of the Icelandic króna from 2008-12-10 to
/// 2018-01-31. A file that has rates there anyway is believed.
fn state(series: &Series) -> Option<SeriesState> {
    let day = |year, month, day| Day::new(year, month, day).ok();
    match series.quote {
        Currency::RUB => {
            let after = day(2022, 3, 1)?;
            series.first_after(after).is_none().then_some(SeriesState::Suspended { after })
        }
        Currency::ISK => {
            let (first, last) = (day(2008, 12, 10)?, day(2018, 1, 31)?);
            let inside = series.latest(last).is_some_and(|stored| stored.day >= first);
            (!inside).then_some(SeriesState::Hole { first, last })
        }
        _ => None,
    }
}
