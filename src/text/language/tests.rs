use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::*;
use crate::currency::Currency;
use crate::text::characters::{Source, fold, lower};
use crate::text::cursor::{Cursor, PHRASE_CHARS_MAX};

fn folded(text: &str) -> String {
    text.chars().filter_map(fold).map(lower).collect()
}

fn sound<T>(name: &str, table: Phrases<T>) {
    for pair in table.windows(2) {
        let [(a, _), (b, _)] = pair else { continue };
        assert!(a < b, "{name} is not sorted, or has a phrase twice: {a}, {b}");
    }
    for (phrase, _) in table {
        assert_eq!(*phrase, folded(phrase), "{name}");
        assert!(
            phrase.chars().count() <= PHRASE_CHARS_MAX && phrase.trim() == *phrase && !phrase.contains("  "),
            "{name}: {phrase}"
        );
        assert!(!phrase.is_empty(), "{name}");
    }
}

fn listed(phrase: &str, codes: &str) {
    let codes: Vec<Currency> = codes.split(' ').map(|code| code.parse().unwrap()).collect();
    let mut once = codes.clone();
    once.sort_unstable();
    once.dedup();
    assert!(!codes.is_empty() && once.len() == codes.len(), "{phrase}");
}

const LEXICONS: [(&str, &Lexicon); 9] = [
    ("en", &en::ENGLISH),
    ("fr", &fr::FRENCH),
    ("fr of Europe", &fr::FRENCH_EUROPE),
    ("fr of Canada", &fr::FRENCH_CANADA),
    ("de", &de::GERMAN),
    ("es", &es::SPANISH),
    ("ru", &ru::RUSSIAN),
    ("zh", &zh::CHINESE),
    ("zh only", &zh::CHINESE_ONLY),
];

#[test]
fn tables_are_sorted_folded_and_name_listed_currencies() {
    sound("signs", SIGNS);
    SIGNS.iter().for_each(|(sign, codes)| listed(sign, codes));
    for (name, lexicon) in LEXICONS {
        for table in lexicon.currencies {
            sound(&format!("{name} names"), table);
            table.iter().for_each(|(phrase, codes)| listed(phrase, codes));
        }
        sound(&format!("{name} minors"), lexicon.minors);
        for (phrase, (codes, digits)) in lexicon.minors {
            listed(phrase, codes);
            assert!((1..=2).contains(digits), "{phrase}");
        }
        sound(&format!("{name} scales"), lexicon.scales);
        assert!(lexicon.scales.iter().all(|(_, exponent)| (1..=18).contains(exponent)), "{name}");
        sound(&format!("{name} before"), lexicon.before);
        sound(&format!("{name} after"), lexicon.after);
        sound(&format!("{name} joiners"), lexicon.joiners);
        sound(&format!("{name} blanks"), lexicon.blanks);
    }
    for letter in LETTERS {
        assert!(SIGNS.iter().any(|(sign, _)| *sign == letter));
    }
}

#[test]
fn signs_told_by_case_are_signs_with_the_same_codes() {
    sound("cased", CASED);
    for (sign, forms) in CASED {
        let (_, codes) = SIGNS.iter().find(|(found, _)| found == sign).unwrap();
        let mut of_forms: Vec<&str> = forms.iter().flat_map(|(_, codes)| codes.split(' ')).collect();
        let mut of_sign: Vec<&str> = codes.split(' ').collect();
        of_forms.sort_unstable();
        of_sign.sort_unstable();
        assert_eq!(of_forms, of_sign, "{sign}");
        assert!(forms.iter().all(|(form, _)| folded(form) == *sign && form != sign), "{sign}");
    }
}

/// One phrase in two tables of a language: each is looked for in its own place, and none where both fit.
#[test]
fn phrases_of_two_tables_are_known() {
    let mut found: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for (name, lexicon) in LEXICONS {
        let words = |phrases: Vec<&'static str>| phrases.into_iter().collect::<BTreeSet<_>>();
        let tables = [
            ("currencies", words(lexicon.currencies.iter().flat_map(|t| t.iter().map(|p| p.0)).collect())),
            ("signs", words(SIGNS.iter().map(|p| p.0).collect())),
            ("minors", words(lexicon.minors.iter().map(|p| p.0).collect())),
            ("scales", words(lexicon.scales.iter().map(|p| p.0).collect())),
            ("before", words(lexicon.before.iter().map(|p| p.0).collect())),
            ("joiners", words(lexicon.joiners.iter().map(|p| p.0).collect())),
            ("blanks", words(lexicon.blanks.iter().map(|p| p.0).collect())),
        ];
        for (at, (first, phrases)) in tables.iter().enumerate() {
            for (second, others) in tables.iter().skip(at + 1) {
                if (*first, *second) != ("currencies", "signs") {
                    for phrase in phrases.intersection(others) {
                        found.entry((name, phrase)).or_default().push(second);
                    }
                }
            }
        }
    }
    let found: Vec<String> = found
        .iter()
        .map(|((name, phrase), tables)| format!("{name}: {phrase}: {}", tables.join(" ")))
        .collect();
    assert_eq!(found, PHRASES_OF_TWO_TABLES);
}

/// Name of the language, phrase, and the tables beside the first.
#[rustfmt::skip]
const PHRASES_OF_TWO_TABLES: &[&str] = &[
    "de: -: blanks", "de: --: blanks", "de: bis: joiners", "de: bis zu: joiners", "de: k: scales",
    "de: p: minors", "de: ~: joiners", "de: —: blanks", "de: ——: blanks", "en: -: blanks", "en: --: blanks",
    "en: k: scales", "en: l: scales", "en: p: minors", "en: up to: joiners", "en: ~: joiners",
    "en: —: blanks", "en: ——: blanks", "es: -: blanks", "es: --: blanks", "es: hasta: joiners",
    "es: k: scales", "es: p: minors", "es: ~: joiners", "es: —: blanks", "es: ——: blanks", "fr: -: blanks",
    "fr: --: blanks", "fr: jusqu'à: joiners", "fr: k: scales", "fr: p: minors", "fr: ~: joiners",
    "fr: —: blanks", "fr: ——: blanks", "ru: -: blanks", "ru: --: blanks", "ru: k: scales", "ru: ~: joiners",
    "ru: до: joiners", "ru: —: blanks", "ru: ——: blanks",
];

/// A name in a language means what the same sign means in all, or the sign's wider meaning is listed.
#[test]
fn names_and_signs_agree() {
    let mut found = Vec::new();
    for (name, lexicon) in LEXICONS {
        let mut first: BTreeMap<&str, &str> = SIGNS.iter().copied().collect();
        for (phrase, codes) in lexicon.currencies.iter().flat_map(|table| table.iter()) {
            let known = first.entry(phrase).or_insert(codes);
            if known != codes {
                found.push(format!("{name}: {phrase}: {known}, not {codes}"));
            }
        }
    }
    assert_eq!(found, WIDER_THAN_CLDR);
}

/// What is read, and what CLDR or another table says.
const WIDER_THAN_CLDR: &[&str] = &[
    "fr: cedi: GHS GHC, not GHC",
    "fr: cordoba: NIO NIC, not NIC",
    "fr: cédi: GHS GHC, not GHC",
    "de: kwacha: ZMW MWK, not ZMW",
    "ru: злотый: PLN PLZ, not PLZ",
    "ru: лев: BGN BGL, not BGL",
];

fn cldr(file: &str) -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/vectors/tables").join(file);
    match std::fs::read_to_string(path) {
        Ok(text) => Some(serde_json::from_str(&text).unwrap()),
        Err(_) => {
            eprintln!("SKIPPED: the tables of CLDR are not beside this folder: {file}");
            None
        }
    }
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect()
}

#[test]
fn names_of_cldr_mean_their_codes() {
    for (language, lexicon) in LEXICONS.iter().filter(|(name, _)| name.len() == 2) {
        let Some(names) = cldr(&format!("names_{language}.json")) else { return };
        let mut differ = Vec::new();
        for (spelling, codes) in names.as_object().unwrap() {
            let phrase = folded(spelling);
            let codes = strings(codes);
            let found = lexicon.currencies.iter().find_map(|table| {
                table.iter().find(|(candidate, _)| *candidate == phrase).map(|(_, codes)| *codes)
            });
            let is_money = !codes.iter().any(|code| ["XTS", "XXX"].contains(code))
                && (phrase.contains(' ')
                    || !codes.iter().any(|code| ["XAG", "XAU", "XPD", "XPT"].contains(code)));
            let found: BTreeSet<&str> = found.into_iter().flat_map(|found| found.split(' ')).collect();
            let wanted: BTreeSet<&str> = if is_money { codes.into_iter().collect() } else { BTreeSet::new() };
            if found != wanted && !WIDENED.contains(&(language, phrase.as_str())) {
                differ.push(format!("{language}: {phrase}: {found:?}, not {wanted:?}"));
            }
            assert!(found.is_superset(&wanted), "{phrase}");
        }
        assert!(differ.is_empty(), "{}", differ.join("\n"));
    }
}

/// Spellings that CLDR gives to one code and people to several.
const WIDENED: &[(&str, &str)] =
    &[("de", "kwacha"), ("fr", "cordoba"), ("fr", "cédi"), ("ru", "злотый"), ("ru", "лев")];

#[test]
fn symbols_of_cldr_mean_their_codes_and_perhaps_more() {
    let Some(symbols) = cldr("symbols.json") else { return };
    let mut unread = Vec::new();
    for (symbol, meaning) in symbols.as_object().unwrap() {
        let candidates = strings(&meaning["candidates"]);
        // A code is read as itself: CLDR also gives `ILS` to ILR and `MRU` to MRO.
        if symbol.parse::<Currency>().is_ok_and(Currency::is_listed) && candidates.contains(&symbol.as_str())
        {
            continue;
        }
        let phrase = folded(symbol);
        let cased = CASED.iter().find(|(sign, _)| *sign == phrase).map(|(_, forms)| *forms);
        let table: &[(&str, &str)] = cased.unwrap_or(SIGNS);
        let wanted = if cased.is_some() { symbol.as_str() } else { phrase.as_str() };
        let found = table.iter().find(|(sign, _)| *sign == wanted).map_or("", |(_, codes)| *codes);
        let found: Vec<&str> = found.split(' ').collect();
        if !candidates.iter().all(|code| found.contains(code)) {
            unread.push(symbol.as_str());
        }
    }
    unread.sort_unstable();
    // The reasons stand above the table of signs.
    assert_eq!(unread, ["F", "FB", "XXXX", "p.", "¤", "р."]);
}

#[test]
fn scale_words_of_cldr_mean_their_powers() {
    let Some(scales) = cldr("scales_cldr.json") else { return };
    for words in scales.as_object().unwrap().values() {
        for (word, meaning) in words.as_object().unwrap() {
            let exponent = i32::try_from(meaning["exp"][0].as_i64().unwrap()).unwrap();
            for tag in strings(&meaning["locales"]) {
                let language: Language = tag.parse().unwrap();
                // CLDR's blanks are left out in the list: `milM`, `lakhcrore`.
                let found = language.lexicons().iter().find_map(|lexicon| {
                    let means = |(phrase, _): &&(&str, i32)| phrase.replace(' ', "") == folded(word);
                    lexicon.scales.iter().find(means).map(|(_, exponent)| *exponent)
                });
                assert_eq!(found, Some(exponent), "{tag}: {word}");
            }
        }
    }
}

#[test]
fn traps_of_scale_words() {
    let scale = |language: Language, word: &str| {
        language
            .lexicons()
            .iter()
            .find_map(|lexicon| lexicon.scales.iter().find(|(phrase, _)| *phrase == word))
            .map(|(_, exponent)| *exponent)
    };
    assert_eq!(scale(Language::English, "bn"), Some(9));
    assert_eq!(scale(Language::French, "bn"), Some(12));
    assert_eq!(scale(Language::FrenchSwitzerland, "bn"), Some(12));
    assert_eq!(scale(Language::FrenchCanada, "bn"), None);
    assert_eq!(scale(Language::FrenchCanada, "t"), Some(12));
    assert_eq!(scale(Language::French, "t"), None);
    assert_eq!(scale(Language::French, "billion"), Some(12));
    assert_eq!(scale(Language::German, "billion"), Some(12));
    assert_eq!(scale(Language::German, "t"), Some(3));
    assert_eq!(scale(Language::Spanish, "b"), Some(12));
    assert_eq!(scale(Language::Spanish, "mil millones"), Some(9));
    assert_eq!(scale(Language::Russian, "трлн"), Some(12));
}

#[test]
fn elided_words_end_at_their_apostrophe() {
    let found = |text: &str| {
        let source = Source::new(text);
        Cursor::new(&source).listed(fr::FRENCH.before)
    };
    assert_eq!(found("plus d’un million"), Some((Qualifier::MoreThan, 7)));
    assert_eq!(found("de l’ordre d’un million"), Some((Qualifier::About, 13)));
    assert_eq!(found("un peu moins d'un million"), Some((Qualifier::Nearly, 15)));
    assert_eq!(found("d’un million"), Some((Qualifier::OfRange, 2)));
    assert_eq!(found("plus d"), None);
}

#[test]
fn tags_read_back() {
    for language in Language::ALL {
        assert_eq!(language.to_string().parse(), Ok(language));
    }
    assert_eq!("ZH-hans-SG".parse(), Ok(Language::Chinese));
    for tag in ["", "english", "en_GB", "en-", "it", "zho"] {
        assert!(tag.parse::<Language>().is_err(), "{tag}");
    }
}
