//! Currencies as a user of the library sees them: round trips, refusals, and the table against its sources.

use std::collections::BTreeSet;

use adspend::currency::{Currency, CurrencyError};
use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::Value;

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

#[test]
fn every_listed_code_round_trips_as_text_and_as_json() {
    for currency in Currency::all() {
        let code = currency.to_string();
        assert_eq!(code, currency.as_str());
        assert_eq!(code.parse(), Ok(currency));
        assert_eq!(Currency::unlisted(&code), Ok(currency));
        let json = serde_json::to_string(&currency).unwrap();
        assert_eq!(json, format!("\"{code}\""));
        assert_eq!(serde_json::from_str::<Currency>(&json).unwrap(), currency);
        assert!(currency.is_listed());
    }
}

#[test]
fn each_listed_code_is_refused_after_every_change_of_case_and_with_a_blank() {
    for currency in Currency::all() {
        let code = currency.as_str();
        let capital: String =
            code.chars().enumerate().map(|(i, c)| if i == 0 { c } else { c.to_ascii_lowercase() }).collect();
        for found in [code.to_ascii_lowercase(), capital, format!("{code} "), format!("\t{code}")] {
            let error = Currency::from_code(&found).unwrap_err();
            assert_eq!(error, CurrencyError::Spelling { found, code: currency });
        }
    }
}

#[test]
fn json_of_another_type_or_an_unknown_code_is_refused() {
    let refused = |json: &str| serde_json::from_str::<Currency>(json).unwrap_err().to_string();
    assert_eq!(
        refused("978"),
        "invalid type: integer `978`, expected a currency code such as \"EUR\" at line 1 column 3"
    );
    assert_eq!(
        refused("\"EURO\""),
        "`EURO` is not a listed currency code; the nearest is `EUR`; a unit that no standard lists is named \
         with `Currency::unlisted` at line 1 column 6"
    );
}

#[test]
fn required_historic_codes_are_listed_and_historic() {
    let codes = "ATS BEF BGN CYP DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MTL NLG PTE SIT SKK \
                 TRL ROL BYR RUR SUR YUM CSD ANG VEB VEF MRO STD ZMK GHC MZM AZM AFA TMM SDD ZWD ZWL SLL \
                 MXP PLZ BGL ARA BRR BRE BRC BRN ISJ UAK GEK XEU";
    for code in codes.split_whitespace() {
        assert!(Currency::from_code(code).unwrap().is_historic(), "{code}");
    }
    let euro = "ATS BEF BGN CYP DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MTL NLG PTE SIT SKK XEU";
    for code in euro.split_whitespace() {
        assert_eq!(Currency::from_code(code).unwrap().successor(), Some(Currency::EUR), "{code}");
    }
}

#[test]
fn euro_changeovers_end_with_the_dual_circulation() {
    let ends = [
        ("DEM", "2001-12-31"),
        ("NLG", "2002-01-28"),
        ("IEP", "2002-02-09"),
        ("FRF", "2002-02-17"),
        ("ATS BEF ESP FIM GRD ITL LUF PTE", "2002-02-28"),
        ("SIT", "2007-01-14"),
        ("CYP MTL", "2008-01-31"),
        ("SKK", "2009-01-16"),
        ("EEK", "2011-01-14"),
        ("LVL", "2014-01-14"),
        ("LTL", "2015-01-15"),
        ("HRK", "2023-01-14"),
        ("BGN", "2026-01-31"),
    ];
    for (codes, until) in ends {
        for code in codes.split(' ') {
            assert_eq!(Currency::from_code(code).unwrap().validity().until(), day(until), "{code}");
        }
    }
}

#[test]
fn the_table_agrees_with_cldr_but_for_named_exceptions() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/vectors/tables/cldr48_currencyData.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: {path} is not there");
        return;
    };
    let cldr: Value = serde_json::from_str(&text).unwrap();
    let regions = cldr["supplemental"]["currencyData"]["region"].as_object().unwrap();
    let mut codes = BTreeSet::new();
    let mut days = BTreeSet::new();
    for entry in regions.values().flat_map(|entries| entries.as_array().unwrap()) {
        for (code, dates) in entry.as_object().unwrap() {
            codes.insert(Currency::from_code(code).unwrap());
            for edge in ["_from", "_to"] {
                if let Some(text) = dates[edge].as_str() {
                    days.insert((code.as_str(), edge, day(text)));
                }
            }
        }
    }
    let only_ours: Vec<Currency> = Currency::all().filter(|currency| !codes.contains(currency)).collect();
    assert_eq!(only_ours, [Currency::ZWN]);

    let mut exceptions = BTreeSet::new();
    for currency in Currency::all() {
        let validity = currency.validity();
        for (edge, ours) in [("_from", validity.from()), ("_to", validity.until())] {
            if ours.is_some() && !days.contains(&(currency.as_str(), edge, ours)) {
                exceptions.insert(currency.to_string());
            }
        }
    }
    let named = ["DEM", "EEK", "LTL", "LVL", "NLG", "RUB", "SKK", "UAK", "VED", "ZWD", "ZWN"];
    assert!(exceptions.iter().eq(named), "{exceptions:?}");
}

proptest! {
    #[test]
    fn three_letters_are_a_currency_exactly_if_listed(code in "[A-Z]{3}") {
        let listed = Currency::all().find(|currency| currency.as_str() == code);
        prop_assert_eq!(Currency::from_code(&code).ok(), listed);
        let named = Currency::unlisted(&code).unwrap();
        prop_assert_eq!(named.is_listed(), listed.is_some());
        prop_assert_eq!(named.as_str(), code.as_str());
    }

    #[test]
    fn any_other_text_is_refused_and_never_panics(text in any::<String>()) {
        prop_assume!(Currency::all().all(|currency| currency.as_str() != text));
        prop_assert!(Currency::from_code(&text).is_err());
        let json = serde_json::to_string(&text).unwrap();
        prop_assert!(serde_json::from_str::<Currency>(&json).is_err());
    }

    #[test]
    fn unlisted_units_keep_their_code_and_sort_by_it(a in "[A-Z][A-Z0-9]{0,6}", b in "[A-Z][A-Z0-9]{0,6}") {
        let (first, second) = (Currency::unlisted(&a).unwrap(), Currency::unlisted(&b).unwrap());
        prop_assert_eq!(first.to_string(), a.clone());
        prop_assert_eq!(first.cmp(&second), a.cmp(&b));
        prop_assert_eq!(first == second, a == b);
        if !first.is_listed() {
            prop_assert!(Currency::from_code(&a).is_err());
            prop_assert_eq!((first.name(), first.minor_digits(), first.successor()), (None, None, None));
        }
    }

    #[test]
    fn malformed_units_are_refused(good in "[A-Z][A-Z0-9]{0,6}", at in 0_usize..8, bad in "[^A-Z0-9]") {
        let mut text = good.clone();
        text.insert_str(at.min(good.len()), &bad);
        prop_assert!(Currency::unlisted(&text).is_err());
        let digit_first = format!("1{good}");
        prop_assert!(Currency::unlisted(&digit_first).is_err());
        let too_long = format!("{good:A<8}");
        prop_assert!(Currency::unlisted(&too_long).is_err());
        prop_assert!(Currency::unlisted("").is_err());
    }
}
