//! Tables of pairs, as the exchange-rate service of the University of British Columbia gives them.
//!
//! `"Jul.Day","YYYY/MM/DD","Wdy","RUB/USD"`: a line a day, and one or more columns named `QUOTE/BASE`, units of the first currency
//! per one of the second. The day stands in the column called `YYYY/MM/DD` or `date`; other columns are not read.

use super::read::{Line, Read, Sheet};
use super::read_error::RateFileFault;
use super::series::Series;
use crate::currency::Currency;
use crate::date::Day;

/// The pair that a column's name says, base first.
pub(super) fn pair(name: &str) -> Option<(Currency, Currency)> {
    let (quote, base) = name.split_once('/')?;
    Some((Currency::from_code(base).ok()?, Currency::from_code(quote).ok()?))
}

/// Whether a column of this name holds the day.
pub(super) fn is_day(name: &str) -> bool {
    ["yyyy/mm/dd", "yyyy-mm-dd", "date"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

pub(super) fn series(sheet: &mut Sheet<'_>, header: &Line) -> Vec<Series> {
    let Some(day_at) = header.fields().position(is_day) else {
        let found = header.record.iter().collect::<Vec<_>>().join(",").chars().take(60).collect();
        sheet.fault(header, 0, RateFileFault::UnknownHeader { found });
        return Vec::new();
    };
    let mut columns: Vec<(usize, Currency, Currency, Vec<Read>)> = Vec::new();
    for (index, name) in header.fields().enumerate() {
        let Some((base, quote)) = pair(name) else { continue };
        if base == quote {
            sheet.fault(header, index, RateFileFault::SameCurrency { currency: base });
        } else if columns.iter().any(|(_, other, against, _)| (*other, *against) == (base, quote)) {
            sheet.fault(header, index, RateFileFault::RepeatedColumn { found: name.to_owned() });
        } else {
            columns.push((index, base, quote, Vec::new()));
        }
    }
    let width = header.record.len();
    let mut line = header.clone();
    while sheet.read_into(&mut line) {
        if !sheet.has_fields(&line, width) {
            continue;
        }
        let day = line.field(day_at).replace('/', "-").parse::<Day>();
        let Some(day) = sheet.kept(&line, day_at, day) else { continue };
        for (index, _, _, rates) in &mut columns {
            if let Some(rate) = sheet.rate(&line, *index) {
                rates.push(Read { day, rate, line: line.number, bytes: Sheet::bytes(&line, *index) });
            }
        }
    }
    let origin = sheet.origin(sheet.name(), None);
    let mut all = Vec::new();
    for (_, base, quote, rates) in columns {
        let mut series = Series::empty(origin.clone(), base, quote, 1);
        sheet.fill(&mut series, rates);
        all.push(series);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::{Terms, read};
    use super::*;

    #[test]
    fn a_table_of_pairs_is_read_in_its_direction() {
        let text = b"\"Jul.Day\",\"YYYY/MM/DD\",\"Wdy\",\"RUB/USD\"\n2457025,\"2015/01/02\",\"Fri\",58.787\n2457028,\"2015/01/05\",\"Mon\",60.169\n";
        let table = read(text, "pairs.csv").unwrap();
        let day = "2015-01-04".parse().unwrap();
        let rate = table.rate_on(Currency::USD, Currency::RUB, day, &Terms::default()).unwrap();
        assert_eq!((rate.factor().to_string().as_str(), rate.stale_days()), ("58.787", 2));
    }

    #[test]
    fn what_is_wrong_with_a_table_of_pairs_is_said() {
        let errors = read(b"date,RUB/USD,RUB/USD\n2015/02/30,1,1\n", "pairs.csv").unwrap_err().to_string();
        assert!(
            errors.contains("pairs.csv:1:14: ") && errors.contains("pairs.csv:2:1: `2015-02-30`"),
            "{errors}"
        );
        let errors = read(b"when,RUB/USD\n2015/02/03,1\n", "pairs.csv").unwrap_err().to_string();
        assert!(errors.starts_with("pairs.csv:1:1: "), "{errors}");
    }
}
