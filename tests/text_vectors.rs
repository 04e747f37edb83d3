//! The reader of amounts against tables of printed amounts: the precision that digits give away, amounts
//! written by people, and amounts written by CLDR.

#![cfg(feature = "text")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that panics has failed"
)]

use std::path::PathBuf;

use adspend::amount::{Amount, Domain, Form, Hedge};
use adspend::currency::Currency;
use adspend::exact::Numeral;
use adspend::text::{Problem, Reader, Reading};
use serde_json::Value;

/// Each row: a text, its amount in the ledger's notation, and both sets for gross spend.
#[test]
fn precision_of_the_digits_written() {
    let mut rows = 0;
    for record in csv::Reader::from_reader(include_str!("vectors/text_precision.csv").as_bytes()).records() {
        let record = record.unwrap();
        let [text, notation, outer, inner] = [0, 1, 2, 3].map(|column| record.get(column).unwrap());
        let reading = read_in_dollars("en", text).unwrap();
        let amount = reading.amount();
        assert_eq!(*amount, notation.parse::<Amount>().unwrap(), "{text}");
        assert_eq!(amount.outer(Domain::Gross).unwrap().to_string(), outer, "{text}");
        assert_eq!(amount.inner(Domain::Gross).unwrap().to_string(), inner, "{text}");
        rows += 1;
    }
    assert_eq!(rows, 47);
}

fn read_in_dollars(language: &str, text: &str) -> Result<Reading, adspend::text::ReadError> {
    Reader::for_tag(language).unwrap().with_currencies([Currency::USD]).read_cell(text)
}

/// A shared table, or `None` where the tables are not at hand.
fn shared(path: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/vectors").join(path);
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(_) => {
            eprintln!("SKIPPED: {} is not there", path.display());
            None
        }
    }
}

/// Our table differs from the shared one only in these texts.
#[test]
fn precision_agrees_with_the_shared_table() {
    // A unit word gives one step, and zero is cut with the domain of gross spend.
    const DIFFERENCES: [&str; 2] = ["650万", "0"];
    let Some(table) = shared("totals/text_precision.csv") else { return };
    let mut differing = Vec::new();
    for record in csv::Reader::from_reader(table.as_bytes()).records() {
        let record = record.unwrap();
        let [text, outer, inner] = [0, 4, 5].map(|column| record.get(column).unwrap());
        let amount = read_in_dollars("en", text).unwrap().into_amount();
        let sets = (
            amount.outer(Domain::Gross).unwrap().to_string(),
            amount.inner(Domain::Gross).unwrap().to_string(),
        );
        if sets != (outer.to_owned(), inner.to_owned()) {
            differing.push(text.to_owned());
        }
    }
    assert_eq!(differing, DIFFERENCES);
}

/// What a vector expects of its amount, and what the reading gives, in one form.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    qualifier: String,
    low: Option<Numeral>,
    high: Option<Numeral>,
    strict: bool,
}

fn expected(vector: &Value) -> Said {
    let number = |key: &str| vector[key].as_str().map(|text| trimmed(text.parse().unwrap()));
    let qualifier = vector["qualifier"].as_str().unwrap().to_owned();
    let strict = vector["strict"].as_bool().unwrap_or(false);
    let value = number("amount");
    match qualifier.as_str() {
        "exact" | "about" => Said { qualifier, low: value, high: value, strict },
        _ => Said { qualifier, low: number("lo"), high: number("hi"), strict },
    }
}

fn said(amount: &Amount) -> Said {
    let say = |qualifier: &str, low: Option<Numeral>, high: Option<Numeral>, strict| Said {
        qualifier: qualifier.to_owned(),
        low: low.map(trimmed),
        high: high.map(trimmed),
        strict,
    };
    match amount.form() {
        Form::Rounded { value, .. } if amount.hedge() == Hedge::About => {
            say("about", Some(*value), Some(*value), false)
        }
        Form::Rounded { value, .. } => say("exact", Some(*value), Some(*value), false),
        Form::Range { low, high } => say("range", Some(*low), Some(*high), false),
        Form::AtLeast(value) => say("at_least", Some(*value), None, false),
        Form::MoreThan(value) => say("at_least", Some(*value), None, true),
        Form::AtMost(value) => say("at_most", None, Some(*value), false),
        Form::LessThan(value) => say("at_most", None, Some(*value), true),
        Form::AllOf(both) => {
            let (low, high) = (said(&both[0]), said(&both[1]));
            say("range", low.low, high.high, low.strict && high.strict)
        }
        other => panic!("{other:?}"),
    }
}

/// Without trailing zeros after the point, so that equal values are equal numerals.
fn trimmed(numeral: Numeral) -> Numeral {
    let (mut mantissa, mut decimals) = (numeral.mantissa(), numeral.decimals());
    while decimals > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        decimals -= 1;
    }
    Numeral::new(mantissa, decimals).unwrap()
}

/// The vector takes a shared sign for the one of its locale, which the reader does not; nothing else differs.
const OWN_SIGN: &str = "own sign";

/// What differs from the vector, or `None` if nothing does.
fn difference(vector: &Value, language: &str) -> Option<String> {
    let text = vector["text"].as_str().unwrap();
    let amounts = vector["expected"].as_array().unwrap();
    let reader = Reader::for_tag(vector["lang"].as_str().unwrap_or(language)).unwrap();
    let result = reader.read(text);
    let [amount] = amounts.as_slice() else {
        // No amount, or several: not one amount.
        return result.is_ok().then(|| format!("{text}: read as {}", result.unwrap().amount()));
    };
    let currency = amount["currency"].as_str();
    let (reading, named) = match result {
        Ok(reading) => {
            let named = reading.currency().map(|currency| currency.to_string());
            (reading, named)
        }
        Err(error) => {
            let Problem::SharedCurrency { candidates, .. } = error.problem() else {
                return Some(format!("{text}: {error}"));
            };
            // The shared table lists by locale; every code that it lists shares the sign here.
            let listed = amount["candidates"].as_array().cloned().unwrap_or_default();
            let unknown = |code: &str| candidates.iter().all(|candidate| candidate.as_str() != code);
            if listed.iter().any(|code| unknown(code.as_str().unwrap())) || currency.is_some_and(unknown) {
                return Some(format!("{text}: {error}"));
            }
            let settled = currency.map_or(candidates[0], |code| code.parse().unwrap());
            let reading = reader.with_currencies([settled]).read(text).unwrap();
            if currency.is_some() && said(reading.amount()) == expected(amount) {
                return Some(OWN_SIGN.to_owned());
            }
            (reading, None)
        }
    };
    let (wanted, found) = (expected(amount), said(reading.amount()));
    if reading.span() != (0..text.len()) {
        return Some(format!("{text}: only {:?} was read", reading.span()));
    }
    (wanted != found || currency != named.as_deref())
        .then(|| format!("{text}: {} {named:?}", reading.amount()))
}

fn differences(path: &str, count: usize) -> Option<Vec<String>> {
    let vectors: Value = serde_json::from_str(&shared(path)?).unwrap();
    let vectors = vectors["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), count, "{path}");
    Some(vectors.iter().filter_map(|vector| difference(vector, "en")).collect())
}

#[test]
fn amounts_as_people_write_them() {
    if let Some(differing) = differences("text/authored_en.json", 32) {
        // The vector prefers the grouping reading and flags it; a ledger file needs one meaning.
        assert_eq!(
            differing,
            [
                "€1.234: `€1.234` may be 1234 or 1.234: write `1234` for the first, and `01.234` for the second"
            ]
        );
    }
    if let Some(differing) = differences("text/authored_zh.json", 19) {
        assert_eq!(differing, [""; 0]);
    }
}

#[test]
fn amounts_as_cldr_writes_them() {
    for (path, count, own_signs) in [("text/cldr_en.json", 300, 20), ("text/cldr_zh.json", 300, 12)] {
        let Some(differing) = differences(path, count) else { continue };
        let (own, others): (Vec<String>, Vec<String>) =
            differing.into_iter().partition(|text| text == OWN_SIGN);
        assert_eq!(others, [""; 0], "{path}");
        assert_eq!(own.len(), own_signs, "{path}");
    }
}
