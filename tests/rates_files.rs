//! Rate files in their shapes, and every message of their readers.

// A test may panic, also in its helpers.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use adspend::amount::Interval;
use adspend::currency::Currency;
use adspend::date::Day;
use adspend::exact::Ratio;
use adspend::rates::{
    ConversionError, ERRORS_MAX, FixedConversions, Quotation, RateFormat, RateTable, Series, SeriesState,
    Terms, read, read_as,
};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn message(text: &str) -> String {
    read(text.as_bytes(), "f.csv").unwrap_err().to_string()
}

/// `base/quote units day rate` of every observation.
fn all(table: &RateTable) -> Vec<String> {
    let of = |series: &Series| {
        let head = format!("{}/{} {}", series.base(), series.quote(), series.units());
        series.observations().map(|(day, rate)| format!("{head} {day} {rate}")).collect::<Vec<_>>()
    };
    table.series().flat_map(of).collect()
}

#[test]
fn both_shapes_of_the_ecb_history_read_alike() {
    let ascending =
        "Date,USD,RUB\n2022-02-28,1.1199,117.201\n2022-03-01,1.1162,117.201\n2022-03-02,1.1106,\n";
    let theirs = "\u{feff}Date,USD,RUB,\r\n2022-03-02,1.1106,N/A,\r\n2022-03-01,1.1162,117.201,\r\n2022-02-28,1.1199,117.201,\r\n";
    let (one, two) = (read(ascending.as_bytes(), "a").unwrap(), read(theirs.as_bytes(), "b").unwrap());
    assert_eq!(all(&one), all(&two));
    assert_eq!(all(&one)[3..], ["EUR/RUB 1 2022-02-28 117.201", "EUR/RUB 1 2022-03-01 117.201"]);
    let source = one.sources().next().unwrap();
    assert_eq!((source.name(), source.pivot(), source.published().len()), ("ECB", Some(Currency::EUR), 3));
    assert_eq!(source.sha256().unwrap().len(), 64);
    assert_ne!(source.sha256(), two.sources().next().unwrap().sha256());
    let states: Vec<&[SeriesState]> = one.series().map(Series::states).collect();
    assert_eq!(states, [&[][..], &[SeriesState::Suspended { after: day("2022-03-01") }]]);
    // A file with rates after all is believed.
    let resumed = read(b"Date,RUB\n2022-03-01,117.201\n2027-01-04,90\n", "c").unwrap();
    assert!(resumed.series().next().unwrap().states().is_empty());
}

#[test]
fn every_missing_mark_is_none_and_no_other_text_is() {
    let table =
        read(b"Date,USD,JPY\n2020-01-01,N/A,NA\n2020-01-02,ND,.\n2020-01-03,-,\n2020-01-06,1,2\n", "f")
            .unwrap();
    assert_eq!(all(&table), ["EUR/USD 1 2020-01-06 1", "EUR/JPY 1 2020-01-06 2"]);
    assert_eq!(
        message("Date,USD\n2020-01-01,n/a\n2020-01-02,--\n"),
        "f.csv:2:12: `n/a` is not a plain decimal number: write digits with at most one point, as in `-1234.50`\n\
         f.csv:3:12: `--` is not a plain decimal number: write digits with at most one point, as in `-1234.50`"
    );
}

#[test]
fn the_plain_format_has_units_sources_and_units_of_its_own() {
    let text = "source,date,base,quote,rate,units\nCFETS,2020-10-26,JPY,CNY,6.3842,100\n,2020-10-26,HOOL,USD,7,\n,2020-10-27,HOOL,USD,N/A,\n";
    let table = read(text.as_bytes(), "own.csv").unwrap();
    assert_eq!(all(&table), ["JPY/CNY 100 2020-10-26 6.3842", "HOOL/USD 1 2020-10-26 7"]);
    let names: Vec<&str> = table.sources().map(adspend::rates::Source::name).collect();
    assert_eq!(names, ["CFETS", "own.csv"]);
    let rate = table.rate(Currency::JPY, Currency::CNY, day("2020-10-26"), &Terms::default()).unwrap();
    assert_eq!(rate.factor().to_string(), "0.063842");
    assert_eq!(rate.legs()[0].to_string(), "JPY/CNY 6.3842 of 2020-10-26 per 100 (CFETS)");
}

#[test]
fn all_problems_are_reported_at_once_with_their_places() {
    assert_eq!(
        message("Date,USD,JPY\n2020-01-01,1.5,0\n2020-02-30,1.5e3,2\n2020-01-03,1\n2020-01-01,1.6,-1\n"),
        "f.csv:2:16: the rate `0` is not above 0; where there is none, leave the field empty or write `N/A`\n\
         f.csv:3:1: `2020-02-30` is not a day: 2020-02 has 29 days\n\
         f.csv:3:12: `1.5e3` is not a plain decimal number: write digits with at most one point, as in `-1234.50`\n\
         f.csv:4:13: the line has 2 fields; expected 3, as in the header\n\
         f.csv:5:12: EUR/USD is 1.6 here and 1.5 in line 2, on one day; keep one\n\
         f.csv:5:16: the rate `-1` is not above 0; where there is none, leave the field empty or write `N/A`"
    );
    assert_eq!(
        message(
            "date,base,quote,rate,units\n2020-01-01,usd,USD,1,0\n2020-01-01,USD,USD,1,\n2020-01-01,USD,CAD,1,\n2020-01-02,USD,CAD,1,100\n"
        ),
        "f.csv:2:12: `usd` is not written as a currency code; write `USD`\n\
         f.csv:2:22: `0` is no count of units; expected 1, 100 or another whole number\n\
         f.csv:3:16: a rate from USD to USD says nothing; name two currencies\n\
         f.csv:5:22: USD/CAD is quoted for 100 units here and for 1 in line 4; use one of them throughout"
    );
    assert!(read(b"Date,USD\n2020-01-01,1.5\n2020-01-01,1.50\n", "f").is_ok(), "one value twice");
}

#[test]
fn headers_are_told_apart_or_refused() {
    assert_eq!(
        message(""),
        "f.csv:1:1: the file is empty; expected a header line, `Date,USD,JPY,…` or `date,base,quote,rate`"
    );
    assert_eq!(
        message("a;b\n"),
        "f.csv:1:1: the header `a;b` is of no rate file; expected `Date,USD,JPY,…` or `date,base,quote,rate`"
    );
    assert_eq!(
        message("date,base,quote,price,date\n"),
        "f.csv:1:1: the header has no column `rate`; expected date, base, quote and rate, and where needed units and source\n\
         f.csv:1:17: `price` is no column of a rate file; expected date, base, quote, rate, units and source\n\
         f.csv:1:23: the column `date` is there twice; keep one"
    );
    assert_eq!(
        message("Date,USD,USD,EUR,XYZ\n"),
        "f.csv:1:10: the column `USD` is there twice; keep one\n\
         f.csv:1:14: a rate from EUR to EUR says nothing; name two currencies\n\
         f.csv:1:18: `XYZ` is not a listed currency code; write an ISO 4217 code such as `EUR`; a unit that no \
         standard lists is named with `Currency::unlisted`"
    );
    let as_ecb = read_as(b"date,base,quote,rate\n", "f.csv", RateFormat::Ecb).unwrap_err();
    assert_eq!(as_ecb.iter().count(), 3);
    assert_eq!("plain".parse(), Ok(RateFormat::Plain));
    assert_eq!(
        "fed".parse::<RateFormat>().unwrap_err().to_string(),
        "`fed` is no format of a rate file; write ecb, plain or pairs"
    );
}

#[test]
fn other_encodings_and_endless_errors_are_kept_short() {
    let errors = read(b"Date,USD\n2020-01-01,1\xff\n", "f.csv").unwrap_err();
    assert_eq!(errors.to_string(), "f.csv:2:13: these bytes are not UTF-8; save the file as UTF-8");
    let text = format!("Date,USD\n{}", "x,1\n".repeat(ERRORS_MAX + 5));
    let errors = read(text.as_bytes(), "f.csv").unwrap_err();
    assert_eq!((errors.iter().count(), errors.further()), (ERRORS_MAX, 5));
    assert!(errors.to_string().ends_with("\nand 5 more"));
}

#[test]
fn series_are_refused_with_all_their_problems() {
    let series = Series::builder("own", Currency::USD, Currency::USD)
        .units(0)
        .observe(day("2020-01-01"), "0".parse().unwrap())
        .observe_within(day("2020-01-02"), Interval::at_least(Ratio::zero()), None);
    assert_eq!(
        series.build().unwrap_err().to_string(),
        "a rate from USD to USD says nothing; name two currencies\n\
         a rate of USD in USD for 0 units says nothing; name 1, 100 or another count\n\
         0 cannot be the rate USD/USD of 2020-01-01: a rate is above 0\n\
         [0, +inf) cannot be the rate USD/USD of 2020-01-02: a rate is above 0"
    );
    let yen = |units| Series::builder("own", Currency::JPY, Currency::CNY).units(units).build().unwrap();
    assert_eq!(
        RateTable::new([yen(1), yen(100)]).unwrap_err().to_string(),
        "JPY/CNY of own is quoted for 1 and for 100 units; use one of them throughout"
    );
}

#[test]
fn a_rate_within_bounds_gives_a_set() {
    let bounds = Interval::closed("6.71305".parse().unwrap(), "6.71315".parse().unwrap()).unwrap();
    let printed = "6.7131".parse().unwrap();
    assert_eq!(Quotation::within(bounds.clone(), Some(printed)).unwrap().to_string(), "6.7131");
    let series = Series::builder("press", Currency::USD, Currency::CNY);
    let series = series.observe_within(day("2020-10-26"), bounds.clone(), Some(printed)).build().unwrap();
    let table = RateTable::new([series]).unwrap();
    let rate = table.rate(Currency::USD, Currency::CNY, day("2020-10-26"), &Terms::default()).unwrap();
    assert_eq!((rate.factor().as_exact(), rate.factor().set()), (None, bounds.clone()));
    assert_eq!(rate.legs()[0].rate(), Some(printed));
    let dollars = table.rate(Currency::CNY, Currency::USD, day("2020-10-26"), &Terms::default()).unwrap();
    let amount = Interval::point(Ratio::from(45_150_000));
    let back = rate.convert(&dollars.convert(&amount));
    assert!(amount.is_subset_of(&back), "bounds widen, they never lose the value");
    let month = table.rate(
        Currency::CNY,
        Currency::USD,
        "2020-10".parse::<adspend::date::When>().unwrap(),
        &Terms::default(),
    );
    // The source has one day in all; the rest of the month is outside of it.
    assert!(matches!(month, Err(ConversionError::PartialPeriod { n: 1, of: 22, .. })));
}

#[test]
fn tables_join_and_contradictions_between_them_show() {
    let one = read(b"date,base,quote,rate,source\n2020-01-01,USD,CNY,7,a\n", "f").unwrap();
    let other = read(b"date,base,quote,rate,source\n2020-01-01,USD,CNY,8,b\n", "g").unwrap();
    let both = one.joined(&other).unwrap();
    let error = both.rate(Currency::USD, Currency::CNY, day("2020-01-01"), &Terms::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "2 rates from USD to CNY for 2020-01-01 have one rank and differ: 7 by USD/CNY 7 of 2020-01-01 (a), 8 by \
         USD/CNY 8 of 2020-01-01 (b); drop a source, or choose another policy"
    );
    assert!(one.joined(&one).is_ok());
    assert_eq!(RateTable::default().with_fixed(FixedConversions::LeftOut).currencies(), []);
}

/// Currencies that are all joined with one another, fresher the nearer their numbers are to the highest.
fn dense(count: i32) -> RateTable {
    let mut series = Vec::new();
    for a in 0..count {
        for b in 0..a {
            let on = Day::from_epoch_days(18_000 + a + b).unwrap();
            series.push(
                Series::builder("own", token(a), token(b)).observe(on, "1".parse().unwrap()).build().unwrap(),
            );
        }
    }
    series.push(
        Series::builder("own", token(-1), token(-2))
            .observe(day("2020-01-01"), "1".parse().unwrap())
            .build()
            .unwrap(),
    );
    RateTable::new(series).unwrap()
}

fn token(number: i32) -> Currency {
    Currency::unlisted(&format!("T{}", number + 100)).unwrap()
}

#[test]
fn a_dense_table_is_searched_in_good_time() {
    let (table, terms) = (dense(60), Terms::default().with_max_age(adspend::rates::MaxAge::Unlimited));
    let rate = table.rate(token(0), token(1), day("2022-01-01"), &terms).unwrap();
    // Over the freshest neighbour of both: 0 to 59 on day 59, 59 to 1 on day 60.
    assert_eq!((rate.legs().len(), rate.legs()[0].day()), (2, Day::from_epoch_days(18_059)));
    let error = table.rate(token(0), token(-1), day("2022-01-01"), &terms).unwrap_err();
    assert!(error.to_string().contains("no chain of at most 4 rates joins the two"), "{error}");
    let error = table
        .rate(token(0), token(-1), "2019-04".parse::<adspend::date::When>().unwrap(), &terms)
        .unwrap_err();
    assert!(error.no_rate().is_some(), "{error}");
}

#[test]
fn too_many_paths_of_one_rank_are_refused() {
    // Both ends hang on a leaf of their own, so that only paths of four legs join them: 700² of them.
    let one = "1".parse().unwrap();
    let mut series = Vec::new();
    for source in 0..700 {
        for (a, b) in [(1, 2), (2, 3)] {
            series.push(
                Series::builder(&format!("s{source}"), token(a), token(b))
                    .observe(day("2020-01-01"), one)
                    .build()
                    .unwrap(),
            );
        }
    }
    for (a, b) in [(0, 1), (3, 4)] {
        series.push(
            Series::builder("own", token(a), token(b)).observe(day("2020-01-01"), one).build().unwrap(),
        );
    }
    let table = RateTable::new(series).unwrap();
    let error = table.rate(token(0), token(4), day("2020-01-01"), &Terms::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "there are too many paths from T100 to T104: 200001 steps were taken; use fewer series, or add a direct one"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes, "f");
        let _ = read(&[b"PK\x03\x04".as_slice(), &bytes].concat(), "f");
    }

    #[test]
    fn what_is_written_plainly_reads_back(rates in prop::collection::btree_map(0i32..4000, (1u64.., 0u32..20), 0..30)) {
        let lines: String = rates
            .iter()
            .map(|(on, (mantissa, decimals))| {
                let rate = adspend::exact::Numeral::new(i128::from(*mantissa), u8::try_from(*decimals).unwrap()).unwrap();
                format!("{},USD,CNY,{rate}\n", Day::from_epoch_days(18_000 + on).unwrap())
            })
            .collect();
        let table = read(format!("date,base,quote,rate\n{lines}").as_bytes(), "f").unwrap();
        let again: String =
            table.series().flat_map(Series::observations).map(|(day, rate)| format!("{day},USD,CNY,{rate}\n")).collect();
        prop_assert_eq!(again, lines);
    }
}
