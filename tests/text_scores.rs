//! How much of what people and CLDR write the reader gets right, by language and kind of form.
//!
//! The expectations are those of `../shared/vectors/text`; without that folder nothing is checked, and the test says so. The
//! table of the documentation, `src/text/scores.md`, is what this test finds; `UPDATE_SCORES=1` writes it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use adspend::exact::Ratio;
use adspend::text::{Language, Mention, Reader, Stated};
use serde_json::Value;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/vectors/text");

/// Corpora of numbers without a currency.
fn is_bare(corpus: &str) -> bool {
    corpus.starts_with("recognizers_num")
}

fn qualifier(stated: Stated) -> &'static str {
    match stated {
        Stated::Plainly => "exact",
        Stated::About | Stated::Nearly | Stated::SlightlyAbove => "about",
        Stated::AtLeast | Stated::MoreThan | Stated::JustOver => "at_least",
        Stated::AtMost | Stated::LessThan => "at_most",
        _ => "range",
    }
}

/// What was found, in the form of the vectors: qualifier, value, lower and upper end.
fn found(mention: &Mention) -> (String, [Option<Ratio>; 3]) {
    let reading = mention.reading();
    let values = [reading.value(), reading.low().map(|end| end.value), reading.high().map(|end| end.value)];
    (qualifier(reading.stated()).to_owned(), values.map(|value| value.map(Ratio::from)))
}

fn expected(expected: &Value) -> (String, [Option<Ratio>; 3]) {
    let qualifier = expected["qualifier"].as_str().unwrap_or("exact").to_owned();
    let ratio = |key: &str| expected[key].as_str().map(|text| text.parse::<Ratio>().unwrap());
    let mut values = [ratio("amount"), ratio("lo"), ratio("hi")];
    // Some give a bound's value twice.
    match qualifier.as_str() {
        "exact" | "about" => values = [values[0].clone(), None, None],
        _ => values[0] = None,
    }
    (qualifier, values)
}

fn currency_fits(mention: &Mention, expected: &Value) -> bool {
    match expected["currency"].as_str() {
        Some(code) => {
            let reading = mention.reading();
            reading.currency().is_some_and(|currency| currency.as_str() == code)
                || reading.candidates().iter().any(|candidate| candidate.as_str() == code)
        }
        None => true,
    }
}

struct Score {
    all: usize,
    right: usize,
    currency_wrong: usize,
}

fn main_test(show: Option<&str>) -> BTreeMap<(String, String), Score> {
    let mut scores: BTreeMap<(String, String), Score> = BTreeMap::new();
    let mut files: Vec<_> = std::fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let Some((corpus, language)) = name.rsplit_once('_') else { continue };
        let content: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        for vector in content["vectors"].as_array().unwrap() {
            let Some(text) = vector["text"].as_str() else { continue };
            let tag = vector["lang"].as_str().unwrap_or(language);
            let reader = Reader::new(tag.parse::<Language>().unwrap());
            let mentions = if is_bare(corpus) { reader.find_bare(text) } else { reader.find(text) };
            let none = Vec::new();
            let wanted = vector["expected"].as_array().unwrap_or(&none);
            // A currency without a number is no amount.
            let wanted: Vec<&Value> = wanted
                .iter()
                .filter(|wanted| ["amount", "lo", "hi"].iter().any(|key| wanted[key].is_string()))
                .collect();
            if vector["latent"] == true {
                continue;
            }
            let matches = |(mention, wanted): (&Mention, &&Value)| {
                let (found, expected) = (found(mention), expected(wanted));
                if corpus == "recognizers_currency" {
                    // That tool drops every qualifier.
                    return found.1.iter().flatten().any(|value| expected.1[0].as_ref() == Some(value));
                }
                found == expected
            };
            let is_right = mentions.len() == wanted.len() && mentions.iter().zip(&wanted).all(matches);
            let fits = mentions.iter().zip(&wanted).all(|(mention, wanted)| currency_fits(mention, wanted));
            let form = vector["form"].as_str().map_or(String::new(), |form| format!(" {form}"));
            let score = scores.entry((corpus.to_owned(), language.to_owned())).or_insert(Score {
                all: 0,
                right: 0,
                currency_wrong: 0,
            });
            score.all += 1;
            score.right += usize::from(is_right);
            score.currency_wrong += usize::from(is_right && !fits);
            if (!is_right || !fits) && show.is_some_and(|show| name.contains(show)) {
                let shown: Vec<String> = mentions
                    .iter()
                    .map(|mention| {
                        let (qualifier, values) = found(mention);
                        let values: Vec<String> = values.iter().flatten().map(ToString::to_string).collect();
                        let currency = mention
                            .reading()
                            .currency()
                            .map_or("?", |currency| currency.as_str().to_owned().leak());
                        format!(
                            "{qualifier} {} {currency} {:?}",
                            values.join(".."),
                            &text[mention.reading().span()]
                        )
                    })
                    .collect();
                let wanted: Vec<String> = wanted
                    .iter()
                    .map(|wanted| {
                        let (qualifier, values) = expected(wanted);
                        let values: Vec<String> = values.iter().flatten().map(ToString::to_string).collect();
                        format!("{qualifier} {} {} {}", values.join(".."), wanted["currency"], wanted["note"])
                    })
                    .collect();
                println!("{name}{form} [{tag}] {text:?}\n     found {shown:?}\n    wanted {wanted:?}");
            }
        }
    }
    scores
}

#[test]
fn scores() {
    if !Path::new(FOLDER).is_dir() {
        eprintln!("SKIPPED: ../shared/vectors/text is not here");
        return;
    }
    let show = std::env::var("SHOW").ok();
    let scores = main_test(show.as_deref());
    let mut table = String::new();
    for ((corpus, language), score) in &scores {
        writeln!(
            table,
            "{corpus:24} {language:4} {:4}/{:4} {:5.1}% currency wrong {}",
            score.right,
            score.all,
            100.0 * score.right as f64 / score.all as f64,
            score.currency_wrong
        )
        .unwrap();
    }
    println!("{table}");
}
