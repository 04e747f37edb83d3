//! Exhaustive comparisons with chrono's calendar.

use adspend::date::{Day, Period, PeriodUnit, Precision, When};
use chrono::{Datelike, NaiveDate};

use crate::day;

#[test]
fn every_day_agrees_with_chrono() {
    let mut date = NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
    let mut next = Some(Day::MIN);
    while let Some(day) = next {
        assert_eq!((day.year(), day.month(), day.day()), (date.year(), date.month(), date.day()));
        assert_eq!(Day::new(date.year(), date.month(), date.day()), Ok(day));
        assert_eq!(NaiveDate::from(day), date);
        date = date.succ_opt().unwrap();
        next = day.succ();
    }
    assert_eq!(date, NaiveDate::from_ymd_opt(10_000, 1, 1).unwrap());
}

#[test]
fn every_day_of_the_rates_round_trips_and_lies_in_its_periods() {
    let mut day = day("1999-01-01");
    while day.year() < 2028 {
        let text = day.to_string();
        assert_eq!(text, NaiveDate::from(day).to_string());
        assert_eq!(text.parse(), Ok(day));
        assert_eq!(text.parse(), Ok(When::from(day)));
        for &unit in PeriodUnit::ALL {
            let period = Period::containing(day, unit);
            assert!(period.contains(day), "{period} {day}");
            assert_eq!(period, Period::containing(period.last_day(), unit));
            assert_eq!(period.to_string().parse(), Ok(period));
            assert_eq!(period.to_string(), chrono_period(day, unit));
        }
        day = day.succ().unwrap();
    }
}

/// The period as chrono's own parts write it.
fn chrono_period(day: Day, unit: PeriodUnit) -> String {
    let date = NaiveDate::from(day);
    match unit {
        PeriodUnit::Day => date.to_string(),
        PeriodUnit::Week => format!("{:?}", date.iso_week()),
        PeriodUnit::Month => format!("{}-{:02}", date.year(), date.month()),
        PeriodUnit::Quarter => format!("{}-Q{}", date.year(), date.quarter()),
        PeriodUnit::Year => date.year().to_string(),
    }
}

#[test]
fn a_day_is_read_if_and_only_if_the_calendar_has_it() {
    for year in [1900, 2000, 2019, 2020] {
        for month in 0..=13 {
            for day in 0..=32 {
                let text = format!("{year}-{month:02}-{day:02}");
                let exists = NaiveDate::from_ymd_opt(year, month, day).is_some();
                assert_eq!(text.parse::<Day>().is_ok(), exists, "{text}");
                assert_eq!(text.parse::<When>().is_ok(), exists, "{text}");
                assert_eq!(text.parse::<Period>().is_ok(), exists, "{text}");
                assert_eq!(Day::new(year, month, day).is_ok(), exists, "{text}");
            }
        }
    }
}

#[test]
fn every_part_of_a_year_is_a_month_a_quarter_or_refused() {
    for part in 0..=99 {
        let text = format!("2019-{part:02}");
        let expected = match part {
            1..=12 => Some(Precision::Month),
            33..=36 => Some(Precision::Quarter),
            _ => None,
        };
        assert_eq!(text.parse::<When>().ok().map(When::precision), expected, "{text}");
        assert_eq!(text.parse::<Period>().is_ok(), (1..=12).contains(&part), "{text}");
    }
}

#[test]
fn a_year_has_the_weeks_that_chrono_gives_it() {
    for year in 1..=9999 {
        for week in [0, 1, 52, 53, 54] {
            let monday = NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Mon);
            let read = format!("{year:04}-W{week:02}").parse::<Period>().ok();
            assert_eq!(read.map(|week| NaiveDate::from(week.first_day())), monday);
        }
    }
}
