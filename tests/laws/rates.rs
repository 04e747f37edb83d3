//! Look-ups in the built-in history and in random tables against a linear scan of what was published.

use adspend::amount::Interval;
use adspend::currency::Currency;
use adspend::date::{Day, Period, PeriodUnit, When};
use adspend::exact::Ratio;
use adspend::rates::{PartialPeriods, RateTable, Terms};
use adspend::strategies::{days_between, rate_tables};
use proptest::prelude::*;
use proptest::sample::select;

const AGE_DAYS_MAX: i32 = 7;

/// What was published for a euro on this very day.
fn per_euro(table: &RateTable, currency: Currency, day: Day) -> Option<Ratio> {
    if currency == Currency::EUR {
        return Some(Ratio::one());
    }
    let series =
        table.series().find(|series| (series.base(), series.quote()) == (Currency::EUR, currency))?;
    let found = series.observations().find(|(on, _)| *on == day)?;
    Some(found.1.as_exact().unwrap().into())
}

/// The cross of this very day.
fn cross(table: &RateTable, (from, to): (Currency, Currency), day: Day) -> Option<Ratio> {
    per_euro(table, to, day)?.checked_div(&per_euro(table, from, day)?)
}

/// The youngest cross of a week, with its age in days.
fn youngest(table: &RateTable, pair: (Currency, Currency), day: Day) -> Option<(Ratio, i32)> {
    (0..=AGE_DAYS_MAX).find_map(|age| Some((cross(table, pair, day.checked_add_days(-age)?)?, age)))
}

fn pairs(currencies: &'static [&'static str]) -> impl Strategy<Value = (Currency, Currency)> {
    let one = || select(currencies).prop_map(|code| code.parse::<Currency>().unwrap());
    (one(), one()).prop_filter("two currencies", |(from, to)| from != to)
}

/// Those of the history without a fixed conversion.
fn ecb_pairs() -> impl Strategy<Value = (Currency, Currency)> {
    pairs(&["EUR", "USD", "JPY", "GBP", "CHF", "CNY", "SEK", "CAD"])
}

/// Of a table without a pivot only rates of the euro are those of one day for certain.
fn drawn_pairs() -> impl Strategy<Value = (Currency, Currency)> {
    let euro = |(other, inverse): (Currency, bool)| {
        if inverse { (other, Currency::EUR) } else { (Currency::EUR, other) }
    };
    (select(vec![Currency::USD, Currency::CNY, Currency::GBP]), any::<bool>()).prop_map(euro)
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn agree(table: &RateTable, pair: (Currency, Currency), on: Day) -> Result<(), TestCaseError> {
    let found = table.rate_on(pair.0, pair.1, on, &Terms::default());
    let naive = youngest(table, pair, on);
    let rate = found.as_ref().ok().map(|rate| (rate.factor().as_exact().unwrap().clone(), rate.stale_days()));
    prop_assert_eq!(
        rate,
        naive.map(|(rate, age)| (rate, age.unsigned_abs())),
        "{} {} {}",
        pair.0,
        pair.1,
        on
    );
    // Converting to the same currency is the identity.
    let same = table.rate_on(pair.0, pair.0, on, &Terms::default()).unwrap();
    prop_assert_eq!(same.convert_exact(&Ratio::from(7)), Some(Ratio::from(7)));
    // There and back is the identity, too; the twin: there and there again is not.
    if let (Ok(there), Ok(back)) = (&found, table.rate_on(pair.1, pair.0, on, &Terms::default())) {
        let amount = Ratio::from(1001);
        let once = there.convert_exact(&amount).unwrap();
        prop_assert_eq!(back.convert_exact(&once), Some(amount.clone()));
        prop_assert_eq!(
            there.convert_exact(&once) == Some(amount),
            there.factor().as_exact() == Some(&Ratio::one())
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, ..ProptestConfig::default() })]

    #[test]
    fn the_history_gives_the_youngest_cross_of_a_week(pair in ecb_pairs(), on in days_between(day("1998-12-01"), day("2026-12-31"))) {
        let table = RateTable::ecb();
        if table.last_day() < Some(on) {
            let late = table.rate_on(pair.0, pair.1, on, &Terms::default());
            prop_assert!(late.is_err(), "{} {} {on}", pair.0, pair.1);
        } else {
            agree(table, pair, on)?;
        }
    }

    #[test]
    fn a_month_of_the_history_is_the_mean_of_its_days(pair in ecb_pairs(), in_month in days_between(day("1999-02-01"), day("2026-09-30"))) {
        let table = RateTable::ecb();
        let month = Period::containing(in_month, PeriodUnit::Month);
        let days = (month.first_day().epoch_days()..=month.last_day().epoch_days()).filter_map(Day::from_epoch_days);
        let mut crosses: Vec<Ratio> = days.filter_map(|day| cross(table, pair, day)).collect();
        crosses.sort();
        let Ok(rate) = table.rate(pair.0, pair.1, When::from(month), &Terms::default()) else {
            let allowed = Terms::default().with_partial_periods(PartialPeriods::Allowed);
            let partial = table.rate(pair.0, pair.1, When::from(month), &allowed);
            prop_assert_eq!(partial.is_ok(), !crosses.is_empty());
            return Ok(());
        };
        let count = Ratio::from(i64::try_from(crosses.len()).unwrap());
        let mean = crosses.iter().sum::<Ratio>().checked_div(&count).unwrap();
        prop_assert_eq!(rate.factor().as_exact(), Some(&mean));
        let band = Interval::closed(crosses[0].clone(), crosses[crosses.len() - 1].clone()).unwrap();
        prop_assert_eq!(&rate.mean().unwrap().band, &band);
        prop_assert_eq!(rate.convert_band(&Interval::point(Ratio::from(100))), band.times(&Ratio::from(100)));
        // The twin: without one of its days it is another mean, unless the day's cross is the mean.
        let fewer = crosses[1..].iter().sum::<Ratio>().checked_div(&(&count - &Ratio::one()));
        prop_assert_eq!(fewer == Some(mean.clone()), crosses[0] == mean);
    }

    #[test]
    fn random_tables_give_the_youngest_cross_of_a_week(table in rate_tables(), pair in drawn_pairs(), on in days_between(day("2018-12-01"), day("2020-02-01"))) {
        agree(&table, pair, on)?;
        // On the days on which something was published, too.
        if let (Some(first), Some(last)) = (table.first_day(), table.last_day()) {
            agree(&table, pair, first)?;
            agree(&table, pair, last)?;
        }
    }
}
