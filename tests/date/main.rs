//! Days, calendar periods and EDTF dates against chrono, against naive sets of days, and against garbage.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

mod calendar;
mod laws;
mod refusals;

use adspend::date::{Day, Period, PeriodUnit, Precision, Qualifier, When};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn when(text: &str) -> When {
    text.parse().unwrap()
}

#[test]
fn dates_are_small_and_plain() {
    fn plain<T: Copy + Eq + std::hash::Hash + Send + Sync + 'static>(size: usize) {
        assert_eq!(size_of::<T>(), size, "{}", std::any::type_name::<T>());
    }
    plain::<Day>(4);
    plain::<Option<Day>>(8);
    plain::<Period>(8);
    plain::<Option<Period>>(8);
    plain::<When>(16);
    plain::<Option<When>>(16);
    plain::<PeriodUnit>(1);
    plain::<Precision>(1);
    plain::<Qualifier>(1);
}

#[test]
fn dates_mean_their_days() {
    for (text, earliest, latest, precision, qualifier) in [
        ("2019-08-03", "2019-08-03", "2019-08-03", Precision::Day, Qualifier::Certain),
        ("2019-08-03~", "2019-08-03", "2019-08-03", Precision::Day, Qualifier::Approximate),
        ("2020-02?", "2020-02-01", "2020-02-29", Precision::Month, Qualifier::Uncertain),
        ("2019-33", "2019-01-01", "2019-03-31", Precision::Quarter, Qualifier::Certain),
        ("2019-34", "2019-04-01", "2019-06-30", Precision::Quarter, Qualifier::Certain),
        ("2019-35", "2019-07-01", "2019-09-30", Precision::Quarter, Qualifier::Certain),
        ("2019-36%", "2019-10-01", "2019-12-31", Precision::Quarter, Qualifier::Both),
        ("2016", "2016-01-01", "2016-12-31", Precision::Year, Qualifier::Certain),
        ("0001", "0001-01-01", "0001-12-31", Precision::Year, Qualifier::Certain),
        ("../2019-03-31", "", "2019-03-31", Precision::Span, Qualifier::Certain),
        ("2019-04?/..", "2019-04-01", "", Precision::Span, Qualifier::Uncertain),
        ("2023-10-01/2023-10-10~", "2023-10-01", "2023-10-10", Precision::Span, Qualifier::Approximate),
        ("2018~/2019-33?", "2018-01-01", "2019-03-31", Precision::Span, Qualifier::Both),
        ("2019-08/2019-08", "2019-08-01", "2019-08-31", Precision::Span, Qualifier::Certain),
        ("2019-08-15/2019-08", "2019-08-15", "2019-08-31", Precision::Span, Qualifier::Certain),
        ("2019/2019-08-15", "2019-01-01", "2019-08-15", Precision::Span, Qualifier::Certain),
    ] {
        let when = when(text);
        let bound = |text: &str| (!text.is_empty()).then(|| day(text));
        assert_eq!((when.earliest(), when.latest()), (bound(earliest), bound(latest)), "{text}");
        assert_eq!((when.precision(), when.qualifier()), (precision, qualifier), "{text}");
        assert_eq!(when.to_string(), text);
        assert_eq!(format!("{when:?}"), format!("When({text})"));
    }
}

#[test]
fn equality_is_of_the_statement_not_of_the_days() {
    let (month, days) = (when("2019-08"), when("2019-08-01/2019-08-31"));
    assert_ne!(month, days);
    assert!(month.definitely_within(&days) && days.definitely_within(&month));
    assert_ne!(when("2019-08-03"), when("2019-08-03/2019-08-03"));
    assert_ne!(month, when("2019-08~"));
}

#[test]
fn periods_and_intervals_become_dates() {
    let text = |period: &str| When::from(period.parse::<Period>().unwrap()).to_string();
    assert_eq!(text("2019-08-03"), "2019-08-03");
    assert_eq!(text("2019-W31"), "2019-07-29/2019-08-04");
    assert_eq!(text("2019-08"), "2019-08");
    assert_eq!(text("2019-Q3"), "2019-35");
    assert_eq!(text("2019"), "2019");
    assert_eq!(When::since(day("2019-08-03")), when("2019-08-03/.."));
    assert_eq!(When::until(day("2019-08-03")), when("../2019-08-03"));
    assert_eq!(
        When::between(day("2019-08-03"), day("2019-08-02")).unwrap_err().to_string(),
        "the interval `2019-08-03/2019-08-02` is reversed: its start, 2019-08-03, is after its end, \
         2019-08-02; swap them"
    );
}

#[test]
fn serde_uses_the_text() {
    let json = serde_json::to_string(&(day("2019-08-03"), when("../2019-03-31~"), PeriodUnit::Week)).unwrap();
    assert_eq!(json, r#"["2019-08-03","../2019-03-31~","week"]"#);
    let back: (Day, When, PeriodUnit) = serde_json::from_str(&json).unwrap();
    assert_eq!(back, (day("2019-08-03"), when("../2019-03-31~"), PeriodUnit::Week));
    let period: Period = serde_json::from_str(r#""2019-Q3""#).unwrap();
    assert_eq!(serde_json::to_string(&period).unwrap(), r#""2019-Q3""#);
    assert_eq!(
        serde_json::from_str::<Day>(r#""2023-02-29""#).unwrap_err().to_string(),
        "`2023-02-29` is not a day: 2023-02 has 28 days at line 1 column 12"
    );
    assert_eq!(
        serde_json::from_str::<When>("2019").unwrap_err().to_string(),
        "invalid type: integer `2019`, expected a date as EDTF text, such as `2019-08` at line 1 column 4"
    );
    assert!(serde_json::from_str::<PeriodUnit>(r#""weekly""#).is_err());
}
