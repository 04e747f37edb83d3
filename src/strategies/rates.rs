use std::collections::BTreeMap;

use proptest::prelude::*;

use super::dates::close_days;
use crate::currency::Currency;
use crate::date::Day;
use crate::exact::Numeral;
use crate::rates::{RateTable, Series};

/// The quote currencies: those of [`few_currencies`](super::few_currencies) but the euro, and one more.
const QUOTES: [Currency; 3] = [Currency::USD, Currency::CNY, Currency::GBP];

/// Tables of one source, `drawn`, of rates of the euro in USD, CNY and GBP on some days about the year 2019: each between
/// 0.0001 and 9.9999, digits as drawn. Any pair may have gaps or no rate at all.
pub fn rate_tables() -> impl Strategy<Value = RateTable> {
    let observation = (0..QUOTES.len(), close_days(), 1i64..=99_999);
    prop::collection::vec(observation, 0..60).prop_filter_map("a table", |observations| {
        let rates: BTreeMap<(usize, Day), i64> =
            observations.into_iter().map(|(quote, day, rate)| ((quote, day), rate)).collect();
        let series = QUOTES.iter().enumerate().map(|(quote, currency)| {
            let of_quote = rates.range((quote, Day::MIN)..=(quote, Day::MAX));
            let mut series = Series::builder("drawn", Currency::EUR, *currency);
            for ((_, day), rate) in of_quote {
                series = series.observe(*day, Numeral::new(i128::from(*rate), 4).unwrap_or(Numeral::ONE));
            }
            series.build()
        });
        RateTable::new(series.collect::<Result<Vec<_>, _>>().ok()?).ok()
    })
}
