//! Figures of the case files and of the ECB's history, computed by hand or with exact fractions elsewhere.

// A test may panic, also in its helpers.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap
)]

use adspend::amount::Interval;
use adspend::currency::Currency;
use adspend::date::{Day, When};
use adspend::exact::{Ratio, Rounding};
use adspend::rates::{
    ConversionError, FixedConversions, MaxAge, MeanOf, NoRateReason, OffshoreYuan, PartialPeriods, RateTable,
    Terms, ValueDate,
};

const CNY: Currency = Currency::CNY;
const USD: Currency = Currency::USD;
const EUR: Currency = Currency::EUR;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn when(text: &str) -> When {
    text.parse().unwrap()
}

fn ratio(text: &str) -> Ratio {
    text.parse().unwrap()
}

fn rounded(value: &Ratio, decimals: u8) -> String {
    value.round_to_decimals(decimals, Rounding::HalfAway).value.to_string()
}

fn ecb() -> &'static RateTable {
    RateTable::ecb()
}

fn refused(base: Currency, quote: Currency, date: &str, terms: &Terms) -> String {
    ecb().rate(base, quote, when(date), terms).unwrap_err().to_string()
}

#[test]
fn the_cross_of_one_day_is_the_fraction_of_two_published_rates() {
    let rate = ecb().rate(USD, CNY, day("2020-10-26"), &Terms::default()).unwrap();
    let exact = rate.factor().as_exact().unwrap();
    assert_eq!(rounded(exact, 6), "6.713089");
    assert_eq!(*exact, ratio("7.9342").checked_div(&ratio("1.1819")).unwrap());
    assert_eq!(rate.stale_days(), 0);
    let legs: Vec<String> = rate.legs().iter().map(ToString::to_string).collect();
    assert_eq!(legs, ["EUR/USD 1.1819 of 2020-10-26 (ECB), inverse", "EUR/CNY 7.9342 of 2020-10-26 (ECB)"]);
    assert!(rate.alternatives().is_empty() && rate.mean().is_none());
}

#[test]
fn august_2019_has_22_days() {
    let rate = ecb().rate(USD, CNY, when("2019-08"), &Terms::default()).unwrap();
    let mean = rate.mean().unwrap();
    assert_eq!((mean.days, mean.of), (22, 22));
    assert_eq!(rounded(rate.factor().as_exact().unwrap(), 6), "7.062691");
    assert_eq!(rounded(mean.band.inf().unwrap(), 4), "6.902");
    assert_eq!(rounded(mean.band.sup().unwrap(), 4), "7.1613");
    assert_eq!(rate.legs()[1].to_string(), "EUR/CNY of 2019-08-01 to 2019-08-30 (ECB)");
}

const COUNTIES: [(&str, &str); 9] = [
    ("6500000", "2019-08"),
    ("2900000", "2019-09"),
    ("10000000", "2018-12"),
    ("3050000", "2018-12"),
    ("3450000", "2019-05"),
    ("4500000", "2019-09"),
    ("8050000", "2020-02"),
    ("3300000", "2019-09"),
    ("3400000", "2019-09"),
];

fn counties(terms: &Terms) -> (Ratio, Interval) {
    let mut total = Ratio::zero();
    let mut band = Interval::point(Ratio::zero());
    for (amount, month) in COUNTIES {
        let rate = ecb().rate(CNY, USD, when(month), terms).unwrap();
        total = &total + &rate.convert_exact(&ratio(amount)).unwrap();
        band = band.plus(&rate.convert_band(&Interval::point(ratio(amount))));
    }
    (total, band)
}

#[test]
fn nine_county_items_in_dollars() {
    let (total, band) = counties(&Terms::default());
    assert_eq!(rounded(&total, 0), "6449794");
    assert_eq!(
        (rounded(band.inf().unwrap(), 0), rounded(band.sup().unwrap(), 0)),
        ("6402923".into(), "6513539".into())
    );
    let (total, other_band) = counties(&Terms::default().with_mean_of(MeanOf::BasePerQuote));
    assert_eq!(rounded(&total, 0), "6449623");
    assert_eq!(other_band, band);
    let (total, point) = counties(&Terms::default().with_value_date(ValueDate::On(day("2020-10-26"))));
    assert_eq!(rounded(&total, 0), "6725667");
    assert_eq!(point.as_point(), Some(&total));
}

#[test]
fn a_year_of_the_rouble_has_a_wide_band() {
    let rate = ecb().rate(Currency::RUB, USD, when("2015"), &Terms::default()).unwrap();
    let (mean, factor) = (rate.mean().unwrap(), rate.factor().as_exact().unwrap());
    assert_eq!((mean.days, mean.of), (256, 256));
    let percent =
        |end: &Ratio| rounded(&(&(end - factor).checked_div(factor).unwrap() * &Ratio::from(100)), 0);
    assert_eq!(
        (percent(mean.band.inf().unwrap()), percent(mean.band.sup().unwrap())),
        ("-18".into(), "23".into())
    );
    let other = ecb().rate(USD, Currency::RUB, when("2015"), &Terms::default()).unwrap();
    let (mean, factor) = (other.mean().unwrap(), other.factor().as_exact().unwrap());
    let percent =
        |end: &Ratio| rounded(&(&(end - factor).checked_div(factor).unwrap() * &Ratio::from(100)), 0);
    assert_eq!(
        (percent(mean.band.inf().unwrap()), percent(mean.band.sup().unwrap())),
        ("-20".into(), "21".into())
    );
}

#[test]
fn value_dates_choose_the_day() {
    let at = |value_date| {
        let terms = Terms::default().with_value_date(value_date);
        ecb().rate(EUR, USD, when("2019-08"), &terms).unwrap()
    };
    assert_eq!(at(ValueDate::EntryStart).factor().to_string(), "1.1037");
    let end = at(ValueDate::EntryEnd);
    assert_eq!((end.factor().to_string().as_str(), end.stale_days()), ("1.1036", 1));
    assert_eq!(end.when(), when("2019-08-31"));
    assert_eq!(at(ValueDate::On(day("2020-10-26"))).factor().to_string(), "1.1819");
}

#[test]
fn nothing_is_guessed_outside_the_history() {
    let terms = Terms::default();
    assert!(ecb().rate(CNY, USD, day("2026-10-30"), &terms).is_ok());
    // The day after the last, a Saturday; and whatever age is allowed.
    for (terms, date) in [(terms, "2026-10-31"), (terms.with_max_age(MaxAge::Unlimited), "2050-01-01")] {
        assert_eq!(
            refused(CNY, USD, date, &terms),
            format!(
                "no rate from CNY to USD for {date}: the history of ECB ends on 2026-10-30; name a day up to then, or use a \
                 file of rates that goes on"
            )
        );
        // What the law fixes goes on.
        assert!(ecb().rate(Currency::EUR, Currency::HRK, day(date), &terms).is_ok());
    }
    let month = ecb().rate(CNY, USD, when("2026-11"), &terms).unwrap_err();
    let last = day("2026-10-30");
    assert_eq!(month.no_rate().unwrap().reason, NoRateReason::Ended { source: "ECB".to_owned(), last });
    assert_eq!(
        (month.no_rate().unwrap().last_before, month.no_rate().unwrap().first_after),
        (Some(last), None)
    );
    // The same rates from a file, of which nobody knows where they end.
    let text = "date,base,quote,rate\n2026-10-30,CNY,USD,0.14\n";
    let file = adspend::rates::read(text.as_bytes(), "own.csv").unwrap();
    assert!(file.rate(CNY, USD, day("2026-11-06"), &terms).is_ok());
    assert!(file.rate(CNY, USD, day("2026-11-07"), &terms).is_err());
    assert_eq!(
        refused(CNY, USD, "2005-03-31", &terms.with_max_age(MaxAge::Unlimited)),
        "no rate from CNY to USD for 2005-03-31: none before, the first after on 2005-04-01; name another day or add rates"
    );
    assert_eq!(
        refused(Currency::VND, USD, "2020-01-01", &terms),
        "no rate from VND to USD for 2020-01-01: no series has VND; add one"
    );
    assert_eq!(
        refused(Currency::PEI, USD, "2020-01-01", &terms),
        "no rate from PEI to USD for 2020-01-01: no chain of at most 4 rates joins the two; add a series that does"
    );
}

#[test]
fn a_suspension_and_a_hole_are_states_not_gaps() {
    let terms = Terms::default();
    assert!(ecb().rate(Currency::RUB, USD, day("2022-03-01"), &terms).is_ok());
    let any_age = terms.with_max_age(MaxAge::Unlimited);
    assert_eq!(
        refused(Currency::RUB, USD, "2022-03-02", &any_age),
        "no rate from RUB to USD for 2022-03-02: the series EUR/RUB of ECB is suspended after 2022-03-01; name a day \
         outside, or add another source"
    );
    let error = ecb().rate(EUR, Currency::ISK, day("2012-06-01"), &any_age).unwrap_err();
    let no_rate = error.no_rate().unwrap();
    assert_eq!(
        (no_rate.last_before, no_rate.first_after),
        (Some(day("2008-12-09")), Some(day("2018-02-01")))
    );
    assert!(matches!(no_rate.reason, NoRateReason::State { .. }));
    assert_eq!(
        error.to_string(),
        "no rate from EUR to ISK for 2012-06-01: the series EUR/ISK of ECB has a hole from 2008-12-10 to 2018-01-31; \
         name a day outside, or add another source"
    );
}

#[test]
fn part_of_a_period_is_said_and_allowed_only_by_name() {
    let terms = Terms::default();
    assert_eq!(
        refused(Currency::RUB, USD, "2022", &terms),
        "RUB to USD has rates on 42 of the 257 days of 2022; allow a partial mean, or name a day as value date"
    );
    let rate = ecb()
        .rate(Currency::RUB, USD, when("2022"), &terms.with_partial_periods(PartialPeriods::Allowed))
        .unwrap();
    assert_eq!((rate.mean().unwrap().days, rate.mean().unwrap().of), (42, 257));
    // The history ends on 30 October 2026, a Friday: November has no days, the year too few.
    assert!(ecb().rate(CNY, USD, when("2026-10"), &terms).is_ok());
    let error = ecb().rate(CNY, USD, when("2026"), &terms).unwrap_err();
    assert!(matches!(error, ConversionError::PartialPeriod { n: 213, of: 256, .. }), "{error}");
    assert!(ecb().rate(CNY, USD, when("2026-11"), &terms).unwrap_err().no_rate().is_some());
    // It begins on Monday 4 January 1999, after New Year's Day.
    assert!(ecb().rate(Currency::JPY, USD, when("1999"), &terms).is_ok());
    assert!(matches!(
        ecb().rate(CNY, USD, when("2005"), &terms),
        Err(ConversionError::PartialPeriod { n: 195, of: 257, .. })
    ));
    assert_eq!(
        refused(CNY, USD, "2019-08/..", &terms),
        "2019-08/.. has an open end, so that there is no rate for it; name a day as value date"
    );
    assert!(ecb().rate(CNY, USD, when("2019-08/.."), &terms.with_value_date(ValueDate::EntryStart)).is_ok());
    assert!(ecb().rate(CNY, USD, when("2019-08/.."), &terms.with_value_date(ValueDate::EntryEnd)).is_err());
}

#[test]
fn fixed_conversions_replace_series_from_their_day_on() {
    let kuna = |date: &str| ecb().rate(EUR, Currency::HRK, day(date), &Terms::default()).unwrap();
    assert_eq!(kuna("2022-12-31").legs()[0].to_string(), "EUR/HRK 7.5365 of 2022-12-30 (ECB)");
    let fixed = kuna("2023-01-01");
    assert_eq!(
        fixed.legs()[0].to_string(),
        "EUR/HRK 7.53450 from 2023-01-01 (Council Regulation (EU) 2022/1208)"
    );
    assert_eq!((fixed.stale_days(), fixed.legs()[0].rule()), (0, Some("Council Regulation (EU) 2022/1208")));
    let dollars = ecb().rate(Currency::HRK, USD, day("2023-01-01"), &Terms::default()).unwrap();
    assert_eq!(dollars.stale_days(), 2);
    // Without the rule the last published rate runs out.
    let bare = ecb().clone().with_fixed(FixedConversions::LeftOut);
    assert_eq!(
        bare.rate(EUR, Currency::HRK, day("2023-01-01"), &Terms::default()).unwrap().factor().to_string(),
        "7.5365"
    );
    assert!(bare.rate(EUR, Currency::HRK, day("2023-02-01"), &Terms::default()).is_err());
    // A month on both sides takes each day's rule.
    let over = ecb().rate(Currency::HRK, USD, when("2022-12/2023-01"), &Terms::default()).unwrap();
    assert_eq!(over.mean().unwrap().days, over.mean().unwrap().of);
    let marks =
        RateTable::default().rate(Currency::DEM, Currency::FRF, when("1999-06"), &Terms::default()).unwrap();
    assert_eq!(*marks.factor().as_exact().unwrap(), ratio("6.55957").checked_div(&ratio("1.95583")).unwrap());
    assert_eq!((marks.mean().unwrap().days, marks.mean().unwrap().of), (30, 30));
    let early = RateTable::default().rate(Currency::DEM, Currency::FRF, day("1998-12-31"), &Terms::default());
    assert_eq!(early.unwrap_err().no_rate().unwrap().first_after, Some(day("1999-01-01")));
}

#[test]
fn redenominations_lead_on_from_their_day() {
    let rate = ecb().rate(Currency::TRL, USD, day("2010-06-01"), &Terms::default()).unwrap();
    assert_eq!(rate.legs().len(), 3);
    assert_eq!(rate.legs()[0].to_string(), "TRY/TRL 1000000 from 2005-01-01 (redenomination), inverse");
    let new = ecb().rate(Currency::TRY, USD, day("2010-06-01"), &Terms::default()).unwrap();
    let million = rate.convert_exact(&Ratio::from(1_000_000)).unwrap();
    assert_eq!(Some(&million), new.factor().as_exact());
    // The first days of 2005 are a weekend: the last rate of the old lira still tells the new one's.
    let weekend = ecb().rate(Currency::TRY, EUR, day("2005-01-02"), &Terms::default()).unwrap();
    assert_eq!(weekend.stale_days(), 2);
    assert!(ecb().rate(Currency::TRY, EUR, day("2004-12-31"), &Terms::default()).is_err());
    let four = ecb().rate(Currency::TRL, Currency::ROL, day("2010-06-01"), &Terms::default()).unwrap();
    assert_eq!(four.legs().len(), 4);
}

#[test]
fn offshore_yuan_is_yuan_only_where_asked_for() {
    let terms = Terms::default();
    let cnh = Currency::CNH;
    assert!(
        ecb()
            .rate(cnh, USD, day("2020-10-26"), &terms)
            .unwrap_err()
            .to_string()
            .contains("no series has CNH")
    );
    let asked = terms.with_offshore_yuan(OffshoreYuan::AsOnshore);
    let rate = ecb().rate(cnh, USD, day("2020-10-26"), &asked).unwrap();
    let onshore = ecb().rate(CNY, USD, day("2020-10-26"), &asked).unwrap();
    assert_eq!((rate.factor(), rate.base()), (onshore.factor(), cnh));
    assert_eq!(rate.legs()[0].rule(), Some("CNH as CNY, as asked for"));
    let same = ecb().rate(cnh, CNY, day("2020-10-26"), &asked).unwrap();
    assert_eq!((same.factor().to_string().as_str(), same.legs().len()), ("1", 1));
}

#[test]
fn crosses_are_those_of_every_published_day() {
    let window = day("2019-10-27")..=day("2020-10-26");
    let crosses: Vec<_> = ecb().crosses(USD, CNY, window, &Terms::default()).unwrap().collect();
    assert_eq!(crosses.len(), 255);
    for (at, factor) in &crosses {
        let rate = ecb().rate(USD, CNY, *at, &Terms::default().with_max_age(MaxAge::Days(0))).unwrap();
        assert_eq!(rate.factor(), factor);
    }
    let common = Interval::closed(ratio("6.693847"), ratio("6.703786")).unwrap();
    let days: Vec<String> =
        crosses.iter().filter(|(_, factor)| factor.meets(&common)).map(|(day, _)| day.to_string()).collect();
    assert_eq!(days, ["2020-10-09", "2020-10-16"]);
    let identity = ecb().crosses(USD, USD, day("2020-01-01")..=day("2020-02-01"), &Terms::default()).unwrap();
    assert_eq!(identity.count(), 0);
}

/// A series that is suspended is the reason only for its own currency.
#[test]
fn a_suspended_series_says_nothing_of_other_currencies() {
    let day = "2030-01-01".parse::<Day>().unwrap();
    let message =
        |from, to| RateTable::ecb().rate_on(from, to, day, &Terms::default()).unwrap_err().to_string();
    assert!(
        !message(Currency::EUR, Currency::USD).contains("suspended"),
        "{}",
        message(Currency::EUR, Currency::USD)
    );
    assert!(message(Currency::RUB, Currency::USD).contains("suspended"));
}
