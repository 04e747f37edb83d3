use proptest::prelude::*;
use proptest::sample::select;

use crate::date::{Day, Period, PeriodUnit, Qualifier, When};

/// 2018-12-20 and 2020-01-10, in days since 1970-01-01: close to the year 2019, in which dates of [`days`] and
/// [`whens`] collide.
const CLOSE: (i32, i32) = (17_885, 18_271);

/// Days: half of them from anywhere in the calendar, half from 2018-12-20 to 2020-01-10, so that they collide.
pub fn days() -> impl Strategy<Value = Day> {
    let any = Day::MIN.epoch_days()..=Day::MAX.epoch_days();
    prop_oneof![any.prop_filter_map("in the calendar", Day::from_epoch_days), close_days()]
}

/// Days from one to another, both included; both the first where they are the wrong way round.
pub fn days_between(first: Day, last: Day) -> impl Strategy<Value = Day> {
    (first.epoch_days()..=last.epoch_days().max(first.epoch_days()))
        .prop_filter_map("in the calendar", Day::from_epoch_days)
}

/// Periods of every unit, weeks included, that hold a day of [`days`].
pub fn periods() -> impl Strategy<Value = Period> {
    (days(), select(PeriodUnit::ALL)).prop_map(|(day, unit)| Period::containing(day, unit))
}

/// Dates as sources state them: days, months, quarters, years, intervals and open intervals, qualified or not, about
/// days of [`days`].
pub fn whens() -> impl Strategy<Value = When> {
    of_days(days().boxed())
}

/// Such dates about days from one to another: a date that holds one of them, or an interval between two such dates.
pub fn whens_between(first: Day, last: Day) -> impl Strategy<Value = When> {
    of_days(days_between(first, last).boxed())
}

/// The days close to the year 2019.
pub(super) fn close_days() -> impl Strategy<Value = Day> {
    (CLOSE.0..=CLOSE.1).prop_filter_map("in the calendar", Day::from_epoch_days)
}

/// Dates about them.
pub(super) fn close_whens() -> impl Strategy<Value = When> {
    of_days(close_days().boxed())
}

fn of_days(days: BoxedStrategy<Day>) -> impl Strategy<Value = When> {
    let unit = select(vec![PeriodUnit::Day, PeriodUnit::Month, PeriodUnit::Quarter, PeriodUnit::Year]);
    let qualifier = prop_oneof![3 => Just(Qualifier::Certain), 2 => select(Qualifier::ALL)];
    let single = (days, unit, qualifier).prop_map(|(day, unit, qualifier)| {
        let one =
            if unit == PeriodUnit::Day { day.into() } else { When::from(Period::containing(day, unit)) };
        one.qualified(qualifier)
    });
    let single = single.boxed();
    prop_oneof![
        4 => single.clone(),
        1 => single.clone().prop_filter_map("in the calendar", |from| format!("{from}/..").parse().ok()),
        1 => single.clone().prop_filter_map("in the calendar", |until| format!("../{until}").parse().ok()),
        2 => (single.clone(), single).prop_filter_map("an interval", |(a, b)| {
            // Whichever order is none that is reversed.
            format!("{a}/{b}").parse().or_else(|_| format!("{b}/{a}").parse()).ok()
        }),
    ]
}
