//! Tables of pairs, as the exchange-rate service of the University of British Columbia gives them.
//!
//! `"Jul.Day","YYYY/MM/DD","Wdy","RUB/USD"`: a line a day, and one or more columns named `QUOTE/BASE`, units of the first currency
//! per one of the second. The day stands in the column called `YYYY/MM/DD` or `date`; other columns are not read.

use super::read::{Line, Read, Sheet};
use super::read_error::RateFileFault;
use super::series::Series;
#[cfg(feature = "ecb")]
use super::{RateTable, Terms};
use crate::currency::Currency;
use crate::date::Day;
#[cfg(feature = "ecb")]
use crate::exact::{Ratio, Rounding};

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
    for (index, base, quote, rates) in columns {
        if let Some(fault) = reversed(header.field(index), base, quote, &rates) {
            sheet.fault(header, index, fault);
        }
        let mut series = Series::empty(origin.clone(), base, quote, 1);
        sheet.fill(&mut series, rates);
        all.push(series);
    }
    all
}

/// Without a history nothing is known of directions.
#[cfg(not(feature = "ecb"))]
const fn reversed(_: &str, _: Currency, _: Currency, _: &[Read]) -> Option<RateFileFault> {
    None
}

/// How many rates of a column are compared with the built-in history.
#[cfg(feature = "ecb")]
const COMPARED_MAX: usize = 16;

/// The fault of a column that is the other way round: traders write `EUR/USD` for dollars per euro, and a column of that name holds euros
/// per dollar here. Told by the built-in history, where it has both currencies, on days on which rate and inverse are more than 5 % apart:
/// on most of these the column is within 2 % of the inverse, and on none within 2 % of the rate. Days near parity tell nothing, and neither
/// do rates of one's own that meet the inverse on some day.
#[cfg(feature = "ecb")]
fn reversed(column: &str, base: Currency, quote: Currency, rates: &[Read]) -> Option<RateFileFault> {
    let is_within = |found: &Ratio, expected: &Ratio, percent: i64| {
        (found - expected).abs() * Ratio::from(100) <= expected * &Ratio::from(percent)
    };
    let (mut first, mut reversed_count, mut compared_count) = (None, 0_usize, 0_usize);
    for read in rates.iter().step_by(rates.len().div_ceil(COMPARED_MAX).max(1)) {
        let known = RateTable::ecb().rate_on(base, quote, read.day, &Terms::default()).ok();
        let Some(known) = known.as_ref().and_then(|rate| rate.factor().as_exact()) else { continue };
        let (found, inverse) = (Ratio::from(read.rate), known.recip()?);
        if is_within(&inverse, known, 5) {
            continue;
        }
        compared_count += 1;
        if is_within(&found, &inverse, 2) {
            reversed_count += 1;
            first = first.or_else(|| Some((read, known.clone(), inverse)));
        } else if is_within(&found, known, 2) {
            return None;
        }
    }
    let (read, known, inverse) = first.filter(|_| reversed_count * 2 > compared_count)?;
    let rounded = |rate: &Ratio| format!("≈{}", rate.round_to_decimals(6, Rounding::HalfAway).value);
    Some(RateFileFault::Reversed {
        column: column.to_owned(),
        day: read.day,
        found: read.rate.to_string(),
        known: rounded(&known),
        inverse: rounded(&inverse),
        base,
        quote,
    })
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

    #[cfg(feature = "ecb")]
    #[test]
    fn a_column_that_is_the_other_way_round_is_told_by_the_built_in_history() {
        // 1.1819 dollars for a euro, as traders write it.
        let errors = read(b"date,EUR/USD\n2020-10-26,1.1819\n", "pairs.csv").unwrap_err().to_string();
        assert_eq!(
            errors,
            "pairs.csv:1:6: `EUR/USD` is 1.1819 on 2020-10-26, where the ECB has ≈0.846095, and ≈1.1819 the other way round: such a column \
             holds units of EUR per one USD; name it `USD/EUR`, or write `date,base,quote,rate`, which says what is meant"
        );
        for (text, why) in [
            ("date,USD/EUR\n2020-10-26,1.1819\n", "it is dollars per euro"),
            ("date,EUR/USD\n2020-10-26,0.8462\n", "it is euros per dollar"),
            ("date,EUR/USD\n2022-09-01,1.0001\n", "near parity both fit"),
            ("date,EUR/USD\n2020-10-26,1.5\n", "neither fits: a rate of one's own"),
            ("date,EUR/USD\n2020-10-26,1.1819\n2020-10-27,0.8462\n", "a day on which it fits as it is named"),
            (
                "date,EUR/USD\n2020-10-26,1.1819\n2020-10-27,1.5\n",
                "on one day of two it meets the inverse by chance",
            ),
            ("date,RUB/USD\n2024-10-26,0.0103\n", "the ECB has no rubles then"),
            ("date,base,quote,rate\n2020-10-26,USD,EUR,1.1819\n", "a plain file says which is which"),
        ] {
            assert!(read(text.as_bytes(), "pairs.csv").is_ok(), "{why}");
        }
        // Days near parity are not compared.
        let parity = "date,EUR/USD\n2022-09-01,1.0001\n2022-09-02,1.0\n2020-10-26,1.1819\n";
        assert!(
            read(parity.as_bytes(), "pairs.csv").unwrap_err().to_string().contains("the other way round")
        );
        let most = "date,EUR/USD\n2020-10-26,1.1819\n2020-10-27,1.5\n2020-10-28,1.17\n";
        assert!(read(most.as_bytes(), "pairs.csv").unwrap_err().to_string().contains("the other way round"));
        // Of many days, not only the first.
        let days = (1..29).map(|day| format!("2021-02-{day:02},{}\n", if day < 3 { "N/A" } else { "1.21" }));
        let text = std::iter::once("date,EUR/USD\n".to_owned()).chain(days).collect::<String>();
        assert!(read(text.as_bytes(), "pairs.csv").unwrap_err().to_string().contains("the other way round"));
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
