//! The law: a number spelled out in words reads back as the same number, in each language.

use proptest::prelude::*;

use super::tests::read;
use super::{AndWord, Language};

/// Each language's small numbers: 0 to 19, then tens, then hundreds where they are words of their own.
fn words(list: &str, index: u64) -> &str {
    list.split(' ').nth(usize::try_from(index).unwrap()).unwrap()
}

const EN: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
const EN_TENS: &str = "- - twenty thirty forty fifty sixty seventy eighty ninety";
const FR: &str = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf";
const FR_TENS: &str = "- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt";
const DE: &str = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn";
const DE_TENS: &str = "- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig";
const ES: &str = "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve";
const ES_TENS: &str = "- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa";
const ES_HUNDREDS: &str = "- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos";
const RU: &str = "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать";
const RU_TENS: &str = "- - двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто";
const RU_HUNDREDS: &str = "- сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот";
const ZH: &str = "零 一 二 三 四 五 六 七 八 九";

fn joined(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

/// 1 to 999.
fn below_thousand(language: Language, number: u64) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    let (tens, unit) = (rest / 10, rest % 10);
    let small = match language {
        _ if rest == 0 => String::new(),
        Language::English if rest < 20 => words(EN, rest).into(),
        Language::English if unit == 0 => words(EN_TENS, tens).into(),
        Language::English => format!("{}-{}", words(EN_TENS, tens), words(EN, unit)),
        Language::French if rest < 20 => words(FR, rest).into(),
        Language::French => {
            let left = rest
                - if tens >= 8 {
                    80
                } else if tens >= 6 {
                    60
                } else {
                    tens * 10
                };
            let joint = if left == 1 && tens < 8 || rest == 71 { " et " } else { "-" };
            match left {
                0 => words(FR_TENS, tens).into(),
                left => format!("{}{joint}{}", words(FR_TENS, tens), words(FR, left)),
            }
        }
        Language::German if rest < 20 => words(DE, rest).into(),
        Language::German if unit == 0 => words(DE_TENS, tens).into(),
        Language::German => format!("{}und{}", words(DE, unit), words(DE_TENS, tens)),
        Language::Spanish if rest < 30 => words(ES, rest).into(),
        Language::Spanish if unit == 0 => words(ES_TENS, tens).into(),
        Language::Spanish => format!("{} y {}", words(ES_TENS, tens), words(ES, unit)),
        _ if rest < 20 => words(RU, rest).into(),
        _ if unit == 0 => words(RU_TENS, tens).into(),
        _ => format!("{} {}", words(RU_TENS, tens), words(RU, unit)),
    };
    let high = match (language, hundreds) {
        (_, 0) => String::new(),
        (Language::English, _) => format!("{} hundred", words(EN, hundreds)),
        (Language::French, 1) => "cent".into(),
        (Language::French, _) => format!("{} cent", words(FR, hundreds)),
        (Language::German, _) => return format!("{}hundert{small}", words(DE, hundreds)),
        (Language::Spanish, 1) if rest == 0 => "cien".into(),
        (Language::Spanish, _) => words(ES_HUNDREDS, hundreds).into(),
        _ => words(RU_HUNDREDS, hundreds).into(),
    };
    joined(&[high, small])
}

/// 1 to 999,999.
fn below_million(language: Language, number: u64) -> String {
    let (thousands, rest) = (number / 1_000, number % 1_000);
    let rest = if rest == 0 { String::new() } else { below_thousand(language, rest) };
    let count = if thousands == 0 { String::new() } else { below_thousand(language, thousands) };
    match (language, thousands) {
        (_, 0) => rest,
        (Language::German, _) => format!("{count}tausend{rest}"),
        (Language::French, 1) => joined(&["mille".into(), rest]),
        (Language::Spanish, 1) => joined(&["mil".into(), rest]),
        (Language::English, _) => joined(&[count, "thousand".into(), rest]),
        (Language::French, _) => joined(&[count, "mille".into(), rest]),
        (Language::Spanish, _) => joined(&[count, "mil".into(), rest]),
        _ => joined(&[count, "тысяч".into(), rest]),
    }
}

fn chinese_section(number: u64) -> String {
    let mut text = String::new();
    let mut skipped = false;
    for (worth, unit) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / worth % 10;
        if digit == 0 {
            skipped = !text.is_empty();
            continue;
        }
        if skipped && !text.is_empty() {
            text.push('零');
        }
        skipped = false;
        text += words(ZH, digit);
        text += unit;
    }
    text
}

/// 0 to 999,999,999,999.
fn spelled(language: Language, number: u64) -> String {
    if language == Language::Chinese {
        let mut text = String::new();
        for (worth, unit) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
            let section = number / worth % 10_000;
            if section > 0 {
                let zero = if !text.is_empty() && section < 1_000 { "零" } else { "" };
                text += &format!("{zero}{}{unit}", chinese_section(section));
            }
        }
        return if text.is_empty() { "零".into() } else { text };
    }
    let (millions, rest) = (number / 1_000_000, number % 1_000_000);
    let rest = match (rest, number) {
        (0, 0) => words(
            match language {
                Language::English => EN,
                Language::French => FR,
                Language::German => DE,
                Language::Spanish => ES,
                _ => RU,
            },
            0,
        )
        .into(),
        (0, _) => String::new(),
        (rest, _) => below_million(language, rest),
    };
    let scaled = |count: u64, scale: &str| match count {
        0 => String::new(),
        count => format!("{} {scale}", below_million(language, count)),
    };
    let (milliards, below) = (millions / 1_000, millions % 1_000);
    match language {
        Language::English => joined(&[scaled(milliards, "billion"), scaled(below, "million"), rest]),
        Language::French => joined(&[scaled(milliards, "milliards"), scaled(below, "millions"), rest]),
        Language::German => joined(&[scaled(milliards, "Milliarden"), scaled(below, "Millionen"), rest]),
        Language::Spanish => joined(&[scaled(millions, "millones"), rest]),
        _ => joined(&[scaled(milliards, "миллиардов"), scaled(below, "миллионов"), rest]),
    }
}

const LANGUAGES: [Language; 6] = [
    Language::English,
    Language::French,
    Language::German,
    Language::Spanish,
    Language::Russian,
    Language::Chinese,
];

/// The value read from a whole text, or `None`.
fn value(language: Language, text: &str) -> Option<u128> {
    let found = read(language, text, AndWord::Joins);
    let found = found.strip_suffix('?').unwrap_or(&found);
    let (number, unit) = found.split_once('e').unwrap_or((found, "0"));
    number.parse::<u128>().ok()?.checked_mul(10u128.checked_pow(unit.parse().ok()?)?)
}

#[test]
fn all_below_ten_thousand_read_back() {
    for language in LANGUAGES {
        for number in 0..10_000 {
            let text = spelled(language, number);
            assert_eq!(value(language, &text), Some(number.into()), "{language}: {text}");
        }
    }
}

proptest! {
    #[test]
    fn numbers_with_scales_read_back(high in 0..1_000u64, middle in 0..1_000u64, low in 0..1_000_000u64) {
        let number = high * 1_000_000_000 + middle * 1_000_000 + low;
        for language in LANGUAGES {
            let text = spelled(language, number);
            prop_assert_eq!(value(language, &text), Some(number.into()), "{}: {}", language, text);
        }
    }

    /// The twin: neither scales in the wrong order nor a scale twice read as the number, or as any other.
    #[test]
    fn a_wrong_order_is_not_read(middle in 2..1_000u64, low in 1..1_000u64) {
        let number = middle * 1_000_000 + low * 1_000;
        for language in LANGUAGES {
            let (scale, thousand) = match language {
                Language::English => ("million", "thousand"),
                Language::French => ("millions", "mille"),
                Language::German => ("Millionen", "tausend"),
                Language::Spanish => ("millones", "mil"),
                Language::Russian => ("миллионов", "тысяч"),
                _ => ("亿", "万"),
            };
            let chinese = language == Language::Chinese;
            let blank = if chinese { "" } else { " " };
            let count = |count: u64| if chinese { chinese_section(count) } else { below_thousand(language, count) };
            let (first, second) = (count(middle), count(low));
            let twice = format!("{first}{blank}{scale}{blank}{second}{blank}{scale}");
            prop_assert_eq!(value(language, &twice), None, "{}", twice);
            let swapped = format!("{second}{blank}{thousand}{blank}{first}{blank}{scale}");
            prop_assert_ne!(value(language, &swapped), Some(number.into()), "{}", swapped);
        }
    }
}
