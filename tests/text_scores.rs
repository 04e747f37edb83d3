//! How much of what people and CLDR write the reader gets right, by language and kind of form.
//!
//! The expectations are those of `../shared/vectors/text`; without that folder nothing is checked, and the test says so. The
//! table of the documentation, `src/text/scores.md`, is what this test finds; `UPDATE_SCORES=1` writes it, and
//! `SHOW=cldr_fr` prints what fails in a file, with what was expected.

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
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/text/scores.md");

/// The rows of the table, and the share of each language, in percent, below which the test fails.
const KINDS: [(&str, usize); 5] = [
    ("amounts that CLDR 48 writes", 99),
    ("sentences of our own, with what is no money", 100),
    ("corpora of other readers of money", 90),
    ("prices of shops, language unknown", 60),
    ("numbers without a currency (cells)", 0),
];

fn kind(corpus: &str) -> Option<usize> {
    Some(match corpus {
        "cldr" => 0,
        "authored" | "case5" => 1,
        "price_parser" => 3,
        "recognizers_number" | "recognizers_numrange" => 4,
        // Spans without values.
        "jionlp_spans" => return None,
        _ => 2,
    })
}

/// Corpora that hold numbers without a currency.
fn is_bare(corpus: &str) -> bool {
    corpus.starts_with("recognizers_num") || corpus == "price_parser"
}

/// Qualifier, value, lower and upper end.
type Stating = (String, [Option<Ratio>; 3]);

fn found(mention: &Mention) -> Stating {
    let reading = mention.reading();
    let qualifier = match reading.stated() {
        Stated::Plainly => "exact",
        Stated::About | Stated::Nearly | Stated::SlightlyAbove => "about",
        Stated::AtLeast | Stated::MoreThan | Stated::JustOver => "at_least",
        Stated::AtMost | Stated::LessThan => "at_most",
        Stated::Range | Stated::AboutRange => "range",
    };
    let values = [reading.value(), reading.low().map(|end| end.value), reading.high().map(|end| end.value)];
    (qualifier.to_owned(), values.map(|value| value.map(Ratio::from)))
}

fn expected(wanted: &Value) -> Stating {
    let qualifier = wanted["qualifier"].as_str().unwrap_or("exact").to_owned();
    let ratio = |key: &str| wanted[key].as_str().map(|text| text.parse::<Ratio>().unwrap());
    let [amount, lo, hi] = ["amount", "lo", "hi"].map(ratio);
    match qualifier.as_str() {
        "exact" | "about" => (qualifier, [amount, None, None]),
        // Some give the value of a bound twice.
        _ => (qualifier, [None, lo, hi]),
    }
}

fn currency_fits(corpus: &str, mention: &Mention, wanted: &Value) -> bool {
    let reading = mention.reading();
    wanted["currency"].as_str().is_none_or(|code| {
        // A sign that others give to one country is shared here, by the specification.
        let is_strict = corpus == "authored" || corpus == "case5";
        let shared = if is_strict { &[] } else { reading.candidates() };
        let named = reading.currency().into_iter().chain(shared.iter().copied());
        named.map(|currency| currency.to_string()).any(|currency| currency == code)
    })
}

/// Why an expectation is not ours: where it contradicts the specification, or its note calls it a defect.
fn difference(corpus: &str, vector: &Value, mentions: &[Mention]) -> Option<&'static str> {
    let text = vector["text"].as_str()?.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let wanted: Vec<&Value> = vector["expected"].as_array().into_iter().flatten().collect();
    let noted = |words: &str| {
        wanted.iter().any(|wanted| wanted["note"].as_str().is_some_and(|note| note.contains(words)))
    };
    if vector["latent"] == true {
        return Some("latent, by its own mark");
    }
    if noted("no currency in the text") || noted("unknown currency") {
        return Some("no currency in the text");
    }
    if ["DEFECT", "loses digits", "drops the approximation", "kept as at_most"].into_iter().any(noted) {
        return Some("a defect, by its own note");
    }
    if corpus == "duckling" && has(&["nickel", "dime", "quarter", "grand"]) {
        return Some("a coin, and no currency");
    }
    if corpus == "recognizers_currency" && has(&["cent", "pence", "penny", "penique"]) {
        return Some("counted in minor units");
    }
    if has(&["bitcoin", "btc", "比特币", "pouloute"]) {
        return Some("no currency of ISO 4217");
    }
    let is_among = |reading: &Ratio| {
        let value =
            |wanted: &&&Value| wanted["amount"].as_str().map(|amount| amount.parse::<Ratio>().unwrap());
        wanted.iter().any(|wanted| value(&wanted) == Some(reading.clone()))
    };
    let readings = mentions.iter().flat_map(|mention| mention.reading().readings());
    readings
        .map(|reading| Ratio::from(*reading))
        .any(|reading| is_among(&reading))
        .then_some("ambiguous: among the readings")
}

#[derive(Default)]
struct Score {
    counted: usize,
    right: usize,
    differences: usize,
}

/// Reads one text as its corpus is meant, and says whether it is as expected.
fn judge(corpus: &str, tag: &str, vector: &Value) -> Option<(bool, Vec<Mention>)> {
    let text = vector["text"].as_str()?;
    let reader = Reader::new(tag.parse::<Language>().unwrap());
    let mentions = if is_bare(corpus) { reader.find_bare(text) } else { reader.find(text) };
    // A currency without a number is no amount.
    let has_number = |wanted: &&Value| ["amount", "lo", "hi"].iter().any(|key| wanted[key].is_string());
    let wanted: Vec<&Value> =
        vector["expected"].as_array().into_iter().flatten().filter(has_number).collect();
    let matches = |(mention, wanted): (&Mention, &&Value)| {
        let (found, expected) = (found(mention), expected(wanted));
        // That tool drops every qualifier.
        let is_value = corpus == "recognizers_currency"
            && found.1.iter().flatten().any(|value| expected.1[0].as_ref() == Some(value));
        (is_value || found == expected) && currency_fits(corpus, mention, wanted)
    };
    // One price a text, and the first of several.
    let is_count = mentions.len() == wanted.len() || (corpus == "price_parser" && !mentions.is_empty());
    Some((is_count && mentions.iter().zip(&wanted).all(matches), mentions))
}

fn show(name: &str, vector: &Value, mentions: &[Mention], difference: Option<&str>) {
    println!("{name} {} {}", vector["text"], difference.unwrap_or(""));
    for mention in mentions {
        let (qualifier, values) = found(mention);
        let values: Vec<String> = values.iter().flatten().map(ToString::to_string).collect();
        println!("     found {qualifier} {} {:?}", values.join(".."), mention.reading().currency());
    }
    for wanted in vector["expected"].as_array().into_iter().flatten() {
        let (qualifier, values) = expected(wanted);
        let values: Vec<String> = values.iter().flatten().map(ToString::to_string).collect();
        println!("    wanted {qualifier} {} {} {}", values.join(".."), wanted["currency"], wanted["note"]);
    }
}

#[test]
fn scores_by_language_and_kind_of_form() {
    if !Path::new(FOLDER).is_dir() {
        eprintln!("SKIPPED: ../shared/vectors/text is not here");
        return;
    }
    let shown = std::env::var("SHOW").ok();
    let mut scores: BTreeMap<(usize, String), Score> = BTreeMap::new();
    let mut differences: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut files: Vec<_> = std::fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let Some((corpus, language)) = name.rsplit_once('_') else { continue };
        let Some(kind) = kind(corpus) else { continue };
        let content: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        for vector in content["vectors"].as_array().unwrap() {
            let tag = vector["lang"].as_str().unwrap_or(language);
            let Some((is_right, mentions)) = judge(corpus, tag, vector) else { continue };
            let difference = if is_right { None } else { difference(corpus, vector, &mentions) };
            if !is_right && shown.as_ref().is_some_and(|shown| name.contains(shown)) {
                show(&name, vector, &mentions, difference);
            }
            let score = scores.entry((kind, language.to_owned())).or_default();
            if let Some(difference) = difference {
                *differences.entry(difference).or_default() += 1;
                score.differences += 1;
            } else {
                score.counted += 1;
                score.right += usize::from(is_right);
            }
        }
    }
    let table = table(&scores, &differences);
    println!("{table}");
    for ((kind, language), score) in &scores {
        let (name, least) = KINDS[*kind];
        assert!(
            100 * score.right >= least * score.counted,
            "{name}, {language}: {}/{}",
            score.right,
            score.counted
        );
    }
    if std::env::var_os("UPDATE_SCORES").is_some() {
        std::fs::write(TABLE, &table).unwrap();
    }
    assert_eq!(std::fs::read_to_string(TABLE).unwrap(), table, "UPDATE_SCORES=1 writes the table");
}

fn table(scores: &BTreeMap<(usize, String), Score>, differences: &BTreeMap<&'static str, usize>) -> String {
    let languages = ["de", "en", "es", "fr", "ru", "zh", "und"];
    let mut table =
        format!("| kind of form | {} |\n|---|{}\n", languages.join(" | "), "---|".repeat(languages.len()));
    for (kind, (name, _)) in KINDS.iter().enumerate() {
        write!(table, "| {name} |").unwrap();
        for language in languages {
            match scores.get(&(kind, language.to_owned())) {
                Some(score) => write!(table, " {}/{} |", score.right, score.counted).unwrap(),
                None => table.push_str(" |"),
            }
        }
        table.push('\n');
    }
    table.push_str("\nNot counted, because what is expected contradicts the specification: ");
    let named: Vec<String> = differences.iter().map(|(why, count)| format!("{why} ({count})")).collect();
    writeln!(table, "{}.", named.join("; ")).unwrap();
    table
}
