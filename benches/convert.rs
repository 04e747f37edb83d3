//! Look-ups in the built-in history of the ECB: a cross of a day, the mean of a month.

#![expect(clippy::unwrap_used, reason = "a benchmark that panics has failed")]

use adspend::currency::Currency;
use adspend::date::{Day, When};
use adspend::exact::Ratio;
use adspend::rates::{RateTable, Terms};
use divan::black_box;

fn main() {
    // Read once, before anything is measured.
    assert!(RateTable::ecb().first_day().is_some());
    divan::main();
}

#[divan::bench]
fn the_cross_of_a_day() -> Ratio {
    let day: Day = Day::new(2020, 10, 26).unwrap();
    let terms = Terms::default();
    let rate = RateTable::ecb().rate_on(black_box(Currency::CNY), Currency::USD, black_box(day), &terms);
    rate.unwrap().convert_exact(&Ratio::from(45_150_000)).unwrap()
}

#[divan::bench]
fn the_rate_of_a_day_against_the_euro() -> Ratio {
    let day: Day = Day::new(2020, 10, 26).unwrap();
    let terms = Terms::default();
    let rate = RateTable::ecb().rate_on(black_box(Currency::EUR), Currency::USD, black_box(day), &terms);
    rate.unwrap().convert_exact(&Ratio::from(45_150_000)).unwrap()
}

#[divan::bench]
fn the_mean_of_a_month() -> Ratio {
    let month: When = black_box("2019-08").parse().unwrap();
    let rate = RateTable::ecb().rate(black_box(Currency::CNY), Currency::USD, month, &Terms::default());
    rate.unwrap().convert_exact(&Ratio::from(45_150_000)).unwrap()
}
