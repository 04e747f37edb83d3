//! Properties of random dates, each with its negative twin.

use std::collections::BTreeSet;
use std::str::FromStr;

use adspend::date::{DateError, Day, Period, PeriodUnit, Qualifier, When};
use adspend::strategies::{days, whens_between};
use chrono::{Datelike, Months, NaiveDate};
use proptest::prelude::*;

use crate::day;

/// A date without an interval: its text, and its first and last day as chrono reckons them.
fn dates(days: impl Strategy<Value = Day>) -> impl Strategy<Value = (String, NaiveDate, NaiveDate)> {
    (days, 0..4_u32, prop::sample::select(vec!["", "", "~", "?", "%"])).prop_map(|(day, precision, mark)| {
        let date = NaiveDate::from(day);
        let (year, month) = (date.year(), date.month());
        let (first_month, months) = match precision {
            0 => return (format!("{day}{mark}"), date, date),
            1 => (month, 1),
            2 => ((month - 1) / 3 * 3 + 1, 3),
            _ => (1, 12),
        };
        let text = match precision {
            1 => format!("{year:04}-{month:02}{mark}"),
            2 => format!("{year:04}-{:02}{mark}", 33 + (month - 1) / 3),
            _ => format!("{year:04}{mark}"),
        };
        let first = NaiveDate::from_ymd_opt(year, first_month, 1).unwrap();
        (text, first, first.checked_add_months(Months::new(months)).unwrap().pred_opt().unwrap())
    })
}

/// The text of a date or an interval that must be read, with its first and last day; or one that must not.
fn statements() -> impl Strategy<Value = (String, Option<NaiveDate>, Option<NaiveDate>)> {
    prop_oneof![
        dates(days()).prop_map(|(text, first, last)| (text, Some(first), Some(last))),
        dates(days()).prop_map(|(text, first, _)| (format!("{text}/.."), Some(first), None)),
        dates(days()).prop_map(|(text, _, last)| (format!("../{text}"), None, Some(last))),
        (dates(days()), dates(days())).prop_map(|(a, b)| (format!("{}/{}", a.0, b.0), Some(a.1), Some(b.2))),
    ]
}

/// Dates in and about 2019, so that every relation between two occurs often.
fn whens() -> impl Strategy<Value = When> {
    whens_between(day("2019-01-01"), day("2019-12-31"))
}

/// The possible days within a window that reaches beyond every bounded date of [`whens`].
fn naive(when: When) -> BTreeSet<Day> {
    let (first, last) = (day("2018-12-01"), day("2020-02-01"));
    let days = (first.epoch_days()..=last.epoch_days()).filter_map(Day::from_epoch_days);
    days.filter(|&day| when.contains(day)).collect()
}

/// What is read must be written back to the letter; what is not must be explained in bounded length.
fn read_back<T: FromStr<Err = DateError> + ToString>(text: &str) {
    match text.parse::<T>() {
        Ok(value) => assert_eq!(value.to_string(), text),
        Err(error) => assert!((20..600).contains(&error.to_string().len()), "{error}"),
    }
}

proptest! {
    #[test]
    fn day_arithmetic_agrees_with_chrono(day in days(), other in days(), step in -4_000_000..4_000_000_i32) {
        let (date, other_date) = (NaiveDate::from(day), NaiveDate::from(other));
        prop_assert_eq!(i64::from(day.days_since(other)), date.signed_duration_since(other_date).num_days());
        prop_assert_eq!(other.checked_add_days(day.days_since(other)), Some(day));
        prop_assert_eq!(day < other, date < other_date);
        let moved = date + chrono::TimeDelta::days(i64::from(step));
        prop_assert_eq!(day.checked_add_days(step), Day::try_from(moved).ok());
        prop_assert_eq!(Day::try_from(moved).is_ok(), (1..=9999).contains(&moved.year()));
    }

    #[test]
    fn days_and_periods_round_trip(day in days()) {
        prop_assert_eq!(day.to_string().parse(), Ok(day));
        for &unit in PeriodUnit::ALL {
            let period = Period::containing(day, unit);
            prop_assert_eq!(period.to_string().parse(), Ok(period));
            prop_assert!(period.contains(day));
            prop_assert_eq!(When::from(day).period(unit), Some(period));
            let whole = When::from(period);
            prop_assert_eq!(whole.earliest(), Some(period.first_day()));
            prop_assert_eq!(whole.latest(), Some(period.last_day()));
            prop_assert_eq!(whole.day_count(), Some(period.day_count()));
        }
    }

    #[test]
    fn a_statement_is_read_with_its_days_and_written_back((text, first, last) in statements()) {
        let days = |date: Option<NaiveDate>| date.map(|date| Day::try_from(date).unwrap());
        let (first, last) = (days(first), days(last));
        match text.parse::<When>() {
            Ok(when) => {
                prop_assert_eq!(when.to_string(), text);
                prop_assert_eq!((when.earliest(), when.latest()), (first, last));
                prop_assert_eq!(when.day_count().is_some(), first.is_some() && last.is_some());
            }
            // The only fault that the generator makes.
            Err(DateError::Reversed { start, end, .. }) => {
                prop_assert_eq!((Some(start), Some(end)), (first, last));
                prop_assert!(start > end);
            }
            Err(error) => prop_assert!(false, "{}", error),
        }
    }

    #[test]
    fn a_mutant_is_refused_or_means_what_it_says(
        (text, ..) in statements(),
        at in any::<prop::sample::Index>(),
        new in prop::sample::select("0123456789-/.~?% XTWQ٣".chars().collect::<Vec<_>>()),
        how in 0..3_u8,
    ) {
        let mut chars: Vec<char> = text.chars().collect();
        let at = at.index(chars.len());
        match how {
            0 => { chars.remove(at); }
            1 => chars.insert(at, new),
            _ => chars[at] = new,
        }
        let mutant: String = chars.into_iter().collect();
        read_back::<When>(&mutant);
        read_back::<Day>(&mutant);
        read_back::<Period>(&mutant);
        if mutant != text {
            // Two texts are never one value.
            let (mutant, original) = (mutant.parse::<When>(), text.parse::<When>());
            prop_assert!(mutant.is_err() || mutant.ok() != original.ok());
        }
    }

    #[test]
    fn garbage_is_refused_or_written_back(text in ".*", edtf in "[0-9XTZSWYPQE~?%/.:\\[\\]{}, +-]{0,24}") {
        for text in [text, edtf] {
            read_back::<Day>(&text);
            read_back::<Period>(&text);
            read_back::<When>(&text);
            prop_assert!(text.parse::<PeriodUnit>().is_err());
        }
    }

    #[test]
    fn relations_are_those_of_the_sets_of_days(a in whens(), b in whens()) {
        let (days_a, days_b) = (naive(a), naive(b));
        prop_assert_eq!(a.definitely_before(&b), days_a.last() < days_b.first());
        prop_assert_eq!(a.definitely_after(&b), days_a.first() > days_b.last());
        prop_assert_eq!(a.possibly_overlaps(&b), !days_a.is_disjoint(&days_b));
        prop_assert_eq!(a.definitely_within(&b), days_a.is_subset(&days_b));
        let holding = [a.definitely_before(&b), a.definitely_after(&b), a.possibly_overlaps(&b)];
        prop_assert_eq!(holding.into_iter().filter(|&holds| holds).count(), 1);
    }

    #[test]
    fn the_intersection_is_that_of_the_sets_of_days(a in whens(), b in whens()) {
        let common: BTreeSet<Day> = naive(a).intersection(&naive(b)).copied().collect();
        match (a.intersect(&b), b.intersect(&a)) {
            (Some(one), Some(other)) => {
                prop_assert_eq!(naive(one), common.clone());
                prop_assert_eq!(naive(other), common);
                prop_assert!(one.definitely_within(&a) && one.definitely_within(&b));
                prop_assert_eq!(one.to_string().parse(), Ok(one));
                prop_assert_eq!(one.intersect(&one), Some(one));
            }
            (None, None) => prop_assert!(common.is_empty()),
            (one, other) => prop_assert!(false, "{:?} but {:?}", one, other),
        }
    }

    #[test]
    fn periods_cover_exactly_the_days_of_a_date(
        when in whens(),
        unit in prop::sample::select(PeriodUnit::ALL),
    ) {
        let Some(periods) = when.periods(unit) else {
            prop_assert_eq!(when.day_count(), None);
            prop_assert_eq!(when.period(unit), None);
            return Ok(());
        };
        let periods: Vec<Period> = periods.collect();
        let within: BTreeSet<_> = naive(when).iter().map(|&day| Period::containing(day, unit)).collect();
        prop_assert!(periods.iter().eq(&within), "{:?} but {:?}", periods, within);
        prop_assert_eq!(when.period(unit), if let [only] = periods[..] { Some(only) } else { None });
        prop_assert_eq!(when.as_day().is_some(), when.day_count() == Some(1));
        prop_assert_eq!(when.day_count(), u32::try_from(naive(when).len()).ok());
    }

    #[test]
    fn a_qualifier_changes_no_day(when in whens(), qualifier in prop::sample::select(Qualifier::ALL)) {
        let qualified = when.qualified(qualifier);
        prop_assert_eq!(qualified.qualifier(), qualifier);
        prop_assert_eq!((qualified.earliest(), qualified.latest()), (when.earliest(), when.latest()));
        prop_assert_eq!(qualified.precision(), when.precision());
        prop_assert_eq!(qualified.to_string().parse(), Ok(qualified));
    }
}
