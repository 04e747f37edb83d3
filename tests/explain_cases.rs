//! Errors planted in lists as people have them: the nine counties of Luoyang, and ads in roubles and dollars.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on fails"
)]

#[path = "../examples/ads/list.rs"]
mod list;

use std::collections::BTreeSet;

use adspend::amount::{Amount, Domain};
use adspend::check::{Check, ExplainContext, Explanation, Family, Item, Report, Target, TotalCheck, Verdict};
use adspend::exact::{Numeral, Ratio};
use adspend::file;
use list::{Ad, Planted};

fn luoyang() -> Vec<(String, i64)> {
    let case = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/cases/luoyang.toml");
    let ledger = file::read(case).unwrap_or_else(|problems| panic!("{problems}"));
    let claim = ledger.claims().iter().find(|claim| claim.id.as_str() == "total").unwrap();
    let selection = ledger.select(&claim.scope, None).unwrap();
    let value = |amount: &Amount| amount.printed().unwrap().to_string().parse().unwrap();
    selection.entries.iter().map(|it| (it.entry.id.to_string(), value(&it.entry.money.amount))).collect()
}

fn explained(items: &[(String, i64)], total: i64) -> Vec<Explanation> {
    let item = |(id, value): &(String, i64)| Item::new(id, Amount::exact(*value), Domain::Gross);
    let check = TotalCheck::new(Amount::exact(total), Domain::Gross).items(items.iter().map(item));
    assert_eq!(check.run().verdict, Verdict::Inconsistent);
    check.explain(&ExplainContext::new(), TotalCheck::TRIES_MAX).explanations
}

/// The figure that one slip of a family would make, where it would: the first that is another.
fn slipped(value: i64, family: Family) -> Option<i64> {
    let digits = value.to_string().into_bytes();
    let (first, rest) = digits.split_first()?;
    let (second, after) = rest.split_first()?;
    let digits = match family {
        Family::Swap => [&[*second, *first], after].concat(),
        Family::Replace => [&[if *first == b'7' { b'8' } else { b'7' }], rest].concat(),
        Family::Lose => rest.to_vec(),
        Family::Insert => [b"7", digits.as_slice()].concat(),
        _ => [digits.as_slice(), b"00"].concat(),
    };
    let other: i64 = String::from_utf8(digits.clone()).unwrap().parse().unwrap();
    (digits[0] != b'0' && other != value).then_some(other)
}

#[test]
fn every_error_in_every_county_is_named() {
    let counties = luoyang();
    let right: i64 = counties.iter().map(|(_, value)| value).sum();
    assert_eq!((counties.len(), right), (9, 45_150_000));
    let mut planted = 0;
    for (at, (id, value)) in counties.iter().enumerate() {
        let mut named = |items: &[(String, i64)], total: i64, cause: (Target, Family), to: i64| {
            let found = explained(items, total);
            let is_it = |it: &Explanation| {
                (it.target, it.family) == cause && it.entries.contains(id) && it.to == to.to_string()
            };
            planted += 1;
            assert!(found.iter().any(is_it), "{id}, {cause:?}: {found:#?}");
        };
        named(&counties, right - value, (Target::Total, Family::Omitted), right);
        named(&counties, right + value, (Target::Total, Family::Doubled), right);
        let mut twice = counties.clone();
        twice.insert(at + 1, ("again".to_owned(), *value));
        named(&twice, right, (Target::Items, Family::Duplicate), 0);
        for family in [Family::Swap, Family::Replace, Family::Lose, Family::Insert, Family::Shift] {
            // What was printed came from the true figure by the slip: the words name what was printed.
            let Some(wrong) = slipped(*value, family) else { continue };
            let mut items = counties.clone();
            items[at].1 = wrong;
            named(&items, right, (Target::Items, family), *value);
        }
    }
    assert!(planted > 60, "{planted}");
}

/// The check of a list's published total, with what explains it.
fn published(ads: &[Ad], total: Numeral, rates: &[(String, String)]) -> Check {
    let none = &mut |name: &str| Err(std::io::Error::other(format!("{name} is not expected")));
    let ledger = file::read_text("ads.toml", list::ledger(ads, total, rates), none);
    let ledger = ledger.unwrap_or_else(|problems| panic!("{problems}"));
    Report::explained(&ledger, &ExplainContext::new(), TotalCheck::TRIES_MAX).checks.remove(0)
}

fn ids(ads: &[Ad], is_meant: impl Fn(&Ad) -> bool) -> BTreeSet<String> {
    ads.iter().filter(|ad| is_meant(ad)).map(|ad| format!("row-{:04}", ad.row)).collect()
}

/// Each cause of such lists planted, alone and both at once: the best explanation is of these rows and no other.
fn causes_are_found(ads: &[Ad], rates: &[(String, String)]) {
    let rate = |day: &str| -> Option<Ratio> {
        rates.iter().find(|(known, _)| known == day).and_then(|(_, rate)| rate.parse().ok())
    };
    let misprinted = ids(ads, |ad| ad.is_misprinted);
    let dollars = ids(ads, |ad| ad.currency == "USD");
    let both = misprinted.union(&dollars).cloned().collect();
    for (planted, family, rows) in [
        (Planted::MisprintsLeftOut, Family::Group, misprinted),
        (Planted::DollarsAsRoubles, Family::Currency, dollars),
        (Planted::Both, Family::Pair, both),
    ] {
        let check = published(ads, list::total(ads, planted, &rate).unwrap(), rates);
        assert_eq!(check.verdict, Verdict::Inconsistent, "{planted:?}");
        let best = &check.explanations[0];
        let named: BTreeSet<String> = best.entries.iter().cloned().collect();
        assert_eq!((best.family, named), (family, rows), "{planted:?}: {best:?}");
        assert!(Ratio::from(best.chance_hits) < "0.01".parse().unwrap(), "{planted:?}: {best:?}");
        println!("{planted:?}: {} bits, {} hits by chance", best.bits, best.chance_hits);
    }
    // The negative twins: nothing is wrong, and what is wrong has no cause in the list.
    let right = list::total(ads, Planted::Nothing, &rate).unwrap();
    assert_ne!(published(ads, right, rates).verdict, Verdict::Inconsistent);
    let off = Ratio::from(right) + "1234.57".parse::<Ratio>().unwrap();
    let found = published(ads, off.to_numeral().unwrap(), rates).explanations;
    assert!(found.iter().all(|it| Ratio::from(it.chance_hits) >= "0.01".parse().unwrap()), "{found:#?}");
}

#[test]
fn what_is_wrong_with_a_total_of_ads_is_found() {
    let ads = list::ads(include_str!("../examples/ads/made.csv"));
    let rates = [("2016-07-15", "63.125"), ("2016-09-12", "64.875")];
    causes_are_found(&ads, &rates.map(|(day, rate)| (day.to_owned(), rate.to_owned())));
}

#[test]
fn what_is_wrong_with_a_total_of_published_ads_is_found() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/ira-facebook");
    let read = |name: &str| std::fs::read(format!("{folder}/{name}")).ok();
    let files = ["2015-Quarter-2.csv", "2016-Quarter-3.csv", "2017-Quarter-3.csv"].map(read);
    let (Some(table), [Some(a), Some(b), Some(c)]) = (read("rub-usd.csv"), files) else {
        eprintln!("skipped: ../shared/data/ira-facebook is not there");
        return;
    };
    let mut ads = Vec::new();
    for (file, bytes) in [a, b, c].into_iter().enumerate() {
        ads.extend(
            list::ads(&String::from_utf8_lossy(&bytes))
                .into_iter()
                .map(|ad| Ad { row: 1_000 * file + ad.row, ..ad }),
        );
    }
    let table = String::from_utf8(table).unwrap();
    let rate = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        Some((cells.get(1)?.trim_matches('"').replace('/', "-"), cells.get(3)?.trim().to_owned()))
    };
    let known: Vec<(String, String)> = table.lines().skip(1).filter_map(rate).collect();
    // A dollar is worth what it was on the last day before that has a rate.
    let days: BTreeSet<&String> =
        ads.iter().filter(|ad| ad.currency == "USD").filter_map(|ad| ad.day.as_ref()).collect();
    let last = |day: &&String| known.iter().filter(|(other, _)| other <= *day).max().cloned();
    let rates: Vec<(String, String)> =
        days.iter().filter_map(|day| Some(((*day).clone(), last(day)?.1))).collect();
    let misprinted = ads.iter().filter(|ad| ad.is_misprinted).count();
    println!("{} amounts, {misprinted} misprinted, {} in dollars", ads.len(), days.len());
    assert!(misprinted > 10 && !rates.is_empty());
    causes_are_found(&ads, &rates);
}
