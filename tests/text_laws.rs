//! Laws of the reader of money: what is written in a language's form reads back, offsets delimit what they claim, kinds of
//! blanks and of digits do not matter, paragraphs do not know each other, and no input panics.
//!
//! Every law has its negative twin: what it does not promise does not hold either.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on fails"
)]

mod forms;

use std::ops::Range;

use adspend::currency::Currency;
use adspend::exact::{Numeral, Ratio};
use adspend::text::{Language, Mention, Reader, Reading, Stated};
use forms::{ENGLISH, FORMS, Form};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Digits, and after how many of them the decimals begin.
#[derive(Clone, Copy, Debug)]
struct Number {
    mantissa: u64,
    decimals: u8,
}

/// An amount to be written in a form.
#[derive(Clone, Debug)]
struct Spoken {
    number: Number,
    /// How much higher the upper end of a range is.
    rise: Option<u32>,
    scale: Option<Index>,
    currency: Index,
    qualifier: Option<Index>,
    range: Index,
    grouped: bool,
}

fn spoken() -> impl Strategy<Value = Spoken> {
    let mantissa = prop_oneof![1u64..1_000, 1u64..10_000_000, select(vec![1_000u64, 250_000, 972_000])];
    let index = || any::<Index>();
    (
        (mantissa, 0u8..3),
        proptest::option::weighted(0.3, 1u32..9_000),
        proptest::option::of(index()),
        index(),
        proptest::option::of(index()),
        index(),
        any::<bool>(),
    )
        .prop_map(|((mantissa, decimals), rise, scale, currency, qualifier, range, grouped)| Spoken {
            number: Number { mantissa, decimals },
            rise,
            scale,
            currency,
            qualifier,
            range,
            grouped,
        })
}

fn form() -> impl Strategy<Value = &'static Form> {
    static FORMS_OF_ALL: [Form; 11] = FORMS;
    (0..FORMS_OF_ALL.len()).prop_map(|at| &FORMS_OF_ALL[at])
}

impl Number {
    fn plain(self) -> Numeral {
        Numeral::new(self.mantissa.into(), self.decimals).unwrap()
    }

    fn written(self, form: &Form, grouped: bool) -> String {
        let unit = 10u64.pow(self.decimals.into());
        let digits = (self.mantissa / unit).to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if grouped && at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(form.group);
            }
            text.push(digit);
        }
        if self.decimals > 0 {
            text.push(form.decimal);
            text += &format!("{:0width$}", self.mantissa % unit, width = self.decimals.into());
        }
        text
    }
}

/// What a reading is to say: how, the value or the ends, and the currency.
type Meaning = (Stated, Vec<Ratio>, String);

impl Spoken {
    fn upper(&self) -> Option<Number> {
        self.rise.map(|rise| Number { mantissa: self.number.mantissa + u64::from(rise), ..self.number })
    }

    fn written(&self, form: &Form) -> String {
        let scale = self.scale.map_or("", |scale| scale.get(form.scales).0);
        let (before, after, after_scale, _) = self.currency.get(form.currencies);
        let after = if scale.is_empty() { after } else { after_scale };
        let number = self.number.written(form, self.grouped);
        match self.upper() {
            Some(upper) => {
                let (open, join) = self.range.get(form.ranges);
                let upper = upper.written(form, self.grouped);
                // A sign before a number stands before both ends.
                format!("{open}{before}{number}{join}{before}{upper}{scale}{after}")
            }
            None => {
                let qualifier = self.qualifier.map_or("", |word| word.get(form.qualifiers).0);
                format!("{qualifier}{before}{number}{scale}{after}")
            }
        }
    }

    fn meaning(&self, form: &Form) -> Meaning {
        let exponent = self.scale.map_or(0, |scale| scale.get(form.scales).1);
        let value = |number: Number| Ratio::from(number.plain().shifted(exponent.into()).unwrap());
        let code = self.currency.get(form.currencies).3.to_owned();
        let qualified = self.qualifier.map_or(Stated::Plainly, |word| word.get(form.qualifiers).1);
        match self.upper() {
            Some(upper) => (Stated::Range, vec![value(self.number), value(upper)], code),
            None => (qualified, vec![value(self.number)], code),
        }
    }
}

fn meaning(reading: &Reading) -> Meaning {
    let ends = [reading.low(), reading.high()].into_iter().flatten().map(|end| end.value);
    let values = reading.value().into_iter().chain(ends).map(Ratio::from).collect();
    let currency = reading.currency().map_or_else(String::new, |currency| currency.to_string());
    (reading.stated(), values, currency)
}

fn reader(form: &Form) -> Reader {
    Reader::for_tag(form.tag).unwrap().with_currencies([Currency::from_code("RUB").unwrap()])
}

/// All that a mention says but where it stands.
fn said(mention: &Mention) -> (Meaning, Vec<Currency>, Vec<Numeral>, String) {
    let reading = mention.reading();
    let amount = reading.amount().to_string();
    (meaning(reading), reading.candidates().to_vec(), reading.readings().to_vec(), amount)
}

fn shifted(span: Range<usize>, by: usize) -> Range<usize> {
    span.start + by..span.end + by
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_language_writes_reads_back(form in form(), amount in spoken()) {
        let text = amount.written(form);
        let reading = reader(form).read(&text);
        prop_assert!(reading.is_ok(), "{}: {text}: {}", form.tag, reading.unwrap_err());
        prop_assert_eq!(meaning(&reading.unwrap()), amount.meaning(form), "{}: {}", form.tag, text);
    }

    /// The sign that groups in one language begins the decimals of another: there the number is ambiguous.
    #[test]
    fn the_group_sign_of_another_language_is_doubtful(
        thousands in 1u64..1_000,
        rest in 0u64..1_000,
        pair in select(vec![(",", "en", "fr"), (",", "zh", "ru"), (".", "de", "en"), (".", "es", "es-MX"), (".", "de", "fr-CH")]),
    ) {
        let (sign, own, other) = pair;
        let text = format!("{thousands}{sign}{rest:03} EUR");
        let value = Ratio::from(Numeral::new((thousands * 1_000 + rest).into(), 0).unwrap());
        let read = |tag: &str| Reader::for_tag(tag).unwrap().read(&text);
        prop_assert_eq!(meaning(&read(own).unwrap()).1, vec![value]);
        prop_assert!(read(other).is_err(), "{text} in {other}");
        let found = Reader::for_tag(other).unwrap().find(&text);
        prop_assert_eq!(found[0].reading().readings().len(), 2);
    }

    #[test]
    fn an_amount_in_a_sentence_is_found_and_its_span_reads_alike(form in form(), amount in spoken()) {
        let written = amount.written(form);
        let text = format!("{}{written}{}", form.frame.0, form.frame.1);
        let found = reader(form).without_evidence().find(&text);
        prop_assert_eq!(found.len(), 1, "{}: {}: {:?}", form.tag, text, found);
        let reading = found[0].reading();
        prop_assert_eq!(meaning(reading), amount.meaning(form), "{}: {}", form.tag, text);
        // "de 3 millions" opens no range, but nor does it belong to anything else.
        prop_assert_eq!(&text[reading.span()], written.as_str());
        let alone = reader(form).read(&text[reading.span()]).unwrap();
        prop_assert_eq!(alone.amount(), reading.amount());
        prop_assert_eq!(meaning(&alone), meaning(reading));
        for part in reading.currency_span().iter().chain(reading.qualifier_spans()) {
            prop_assert!(reading.span().start <= part.start && part.end <= reading.span().end);
            let moved = part.start - reading.span().start..part.end - reading.span().start;
            let of_alone = alone.currency_span().into_iter().chain(alone.qualifier_spans().iter().cloned());
            prop_assert!(of_alone.into_iter().any(|part| part == moved));
        }
    }

    /// The negative twin: the span without its last character says something else, or nothing.
    #[test]
    fn less_than_the_span_reads_otherwise(amount in spoken()) {
        let written = amount.written(&ENGLISH);
        let cut = written.char_indices().next_back().unwrap().0;
        let whole = reader(&ENGLISH).read(&written).unwrap();
        if let Ok(reading) = reader(&ENGLISH).read(&written[..cut]) {
            // "5 euro", "5 US dollar" and "5 Swiss franc" are forms of their own.
            let differs = meaning(&reading) != meaning(&whole) || reading.steps() != whole.steps();
            prop_assert!(written.ends_with('s') || reading.stated() == Stated::Range || differs, "{written}");
        }
    }

    #[test]
    fn kinds_of_blanks_and_digits_are_one(
        form in form(),
        amount in spoken(),
        blanks in proptest::collection::vec(select(vec![' ', '\u{A0}', '\u{202F}', '\u{2009}', '\u{2007}', '\u{205F}', '\u{3000}']), 1..8),
        wide in any::<bool>(),
    ) {
        let text = format!("{}{}{}", form.frame.0, amount.written(form), form.frame.1);
        let is_blank = |c: char| matches!(c, ' ' | '\u{A0}' | '\u{202F}');
        let mut kinds = blanks.iter().cycle();
        let swapped: String = text
            .chars()
            .map(|c| match c {
                c if is_blank(c) => *kinds.next().unwrap(),
                '0'..='9' if wide => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
                c => c,
            })
            .collect();
        let reader = reader(form);
        let (plain, other) = (reader.find(&text), reader.find(&swapped));
        prop_assert_eq!(plain.iter().map(said).collect::<Vec<_>>(), other.iter().map(said).collect::<Vec<_>>(), "{}", swapped);
        for (a, b) in plain.iter().zip(&other) {
            let chars = |text: &str, span: Range<usize>| text[..span.start].chars().count()..text[..span.end].chars().count();
            prop_assert_eq!(chars(&text, a.reading().span()), chars(&swapped, b.reading().span()));
        }
    }

    /// The negative twin: no newline or tab groups digits.
    #[test]
    fn a_newline_or_a_tab_groups_nothing(thousands in 1u32..1_000, rest in 0u32..1_000, blank in select(vec!['\n', '\t'])) {
        let reader = Reader::new(Language::French);
        let written = |blank: char| format!("Voici {thousands}{blank}{rest:03} euros.");
        let value = Ratio::from(Numeral::from(thousands * 1_000 + rest));
        let values = |text: &str| reader.find(text).iter().flat_map(|found| meaning(found.reading()).1).collect::<Vec<_>>();
        prop_assert_eq!(values(&written(' ')), vec![value.clone()]);
        prop_assert!(!values(&written(blank)).contains(&value));
    }

    /// The negative twin: what only looks like a digit is none.
    #[test]
    fn other_figures_are_no_digits(digit in 1u32..10, zero in select(vec!['\u{2460}', '\u{2160}', '\u{2080}', '\u{2776}'])) {
        let reader = Reader::english();
        let written = |c: char| format!("They paid {c} euros.");
        let figure = char::from_u32(u32::from(zero) + digit - u32::from(zero != '\u{2080}')).unwrap();
        prop_assert_eq!(reader.find(&written(char::from_u32(0xFF10 + digit).unwrap())).len(), 1);
        prop_assert_eq!(reader.find(&written(figure)), [], "{}", figure);
    }

    /// A bound before the next amount is that one's; its negative twin, without a next amount, belongs to the one before.
    #[test]
    fn a_bound_belongs_to_the_amount_after_it(
        low in 1u32..100_000,
        rise in 1u32..100_000,
        words in select(vec![
            ("en", "more than ", " and less", " than "),
            ("fr", "plus de ", " et moins", " de "),
            ("de", "mehr als ", " und weniger", " als "),
            ("es", "más de ", " y menos", " de "),
            ("ru", "более ", " и менее", " "),
        ]),
    ) {
        let (tag, over, less, than) = words;
        let reader = Reader::for_tag(tag).unwrap();
        let value = |number: u32| vec![Ratio::from(Numeral::from(number))];
        let said = |text: &str| reader.find(text).iter().map(|found| meaning(found.reading())).collect::<Vec<_>>();
        let (euro, high) = ("EUR".to_owned(), low + rise);
        prop_assert_eq!(
            said(&format!("{over}{low} EUR{less}{than}{high} EUR")),
            vec![(Stated::MoreThan, value(low), euro.clone()), (Stated::LessThan, value(high), euro.clone())],
        );
        prop_assert_eq!(said(&format!("{low} EUR{less}.")), vec![(Stated::AtMost, value(low), euro)]);
    }

    #[test]
    fn paragraphs_do_not_know_each_other(
        form in form(),
        amounts in proptest::collection::vec(spoken(), 2..5),
        at in any::<Index>(),
        prose in any::<Index>(),
        is_long in any::<bool>(),
    ) {
        let lines: Vec<&str> = PROSE.iter().find(|(tag, _)| form.tag.starts_with(tag)).unwrap().1.lines().collect();
        let filler = if is_long { lines.join(" ") } else { (*prose.get(&lines)).to_owned() };
        let sentences: Vec<String> =
            amounts.iter().map(|amount| format!("{}{}{}", form.frame.0, amount.written(form), form.frame.1)).collect();
        let (a, b) = sentences.split_at(1 + at.index(sentences.len() - 1));
        let (a, b) = (format!("{} {filler}", a.join(" ")), format!("{filler} {}", b.join(" ")));
        let reader = reader(form).without_evidence();
        let both = reader.find(&format!("{a}\n\n{b}"));
        let (of_a, of_b) = (reader.find(&a), reader.find(&b));
        let place = |mention: &Mention, by: usize| (said(mention), shifted(mention.reading().span(), by));
        let apart: Vec<_> =
            of_a.iter().map(|found| place(found, 0)).chain(of_b.iter().map(|found| place(found, a.len() + 2))).collect();
        prop_assert_eq!(both.iter().map(|found| place(found, 0)).collect::<Vec<_>>(), apart);
        prop_assert!(both.len() >= amounts.len());
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any text of what amounts consist of: spans delimit what they claim, in order, and nothing panics.
    #[test]
    fn no_text_panics(tokens in proptest::collection::vec(select(TOKENS.to_vec()), 0..24), any in ".{0,6}", cut in any::<Index>()) {
        let mut text = tokens.concat();
        let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        text.insert_str(*cut.get(&boundaries), &any);
        check(&text);
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        check(&String::from_utf8_lossy(&bytes));
    }
}

const PROSE: [(&str, &str); 6] = [
    ("en", include_str!("prose/en.txt")),
    ("fr", include_str!("prose/fr.txt")),
    ("de", include_str!("prose/de.txt")),
    ("es", include_str!("prose/es.txt")),
    ("ru", include_str!("prose/ru.txt")),
    ("zh", include_str!("prose/zh.txt")),
];

#[rustfmt::skip]
const TOKENS: [&str; 110] = [
    " ", " ", " ", "\u{A0}", "\u{202F}", "\n", "\n\n", "\r\n", "\t", "0", "1", "5", "12", "250", "000", "1234", "2,5", "1.234",
    "1,234.56", "9999999999999999999", "²", "５", "٣", ".", ",", "'", "’", "-", "–", "—", "+", "~", "≈", "<", "≥", "(", ")", "（", "）",
    "/", ":", "%", "$", "€", "£", "¥", "US$", "R$", "kr", "EUR", "MEUR", "EURm", "CHF", "k", "K", "M", "m", "Bn", "G", "T", "L",
    "million", "millions", "milliard", "mille", "mil millones", "Mio.", "Tausend", "млн", "тысяч", "万", "亿", "兆", "多", "余", "十", "百",
    "三", "半", "元", "块", "角", "分", "人民币", "euros", "dollars", "de ", "d'", "yuans", "рублей", "копеек", "cents", "pounds",
    "about ", "environ ", "entre ", "et ", "au moins ", "bis ", "от ", "до ", "约", "至", "以上", "two hundred ", "deux cents ",
    "siebenhundert", "полтора ", "half a ", "\u{AD}",
];

fn check(text: &str) {
    let usd = Currency::from_code("USD").unwrap();
    for language in Language::ALL {
        let plain = Reader::new(language);
        for reader in [plain.clone(), plain.with_currencies([usd]).with_default_currency(usd)] {
            for mentions in [reader.find(text), reader.find_bare(text)] {
                let mut end = 0;
                for mention in &mentions {
                    let span = mention.reading().span();
                    assert!(end <= span.start && span.start < span.end, "{text:?}: {span:?}");
                    assert!(
                        text.get(span.clone()).is_some_and(|part| part.trim() == part),
                        "{text:?}: {span:?}"
                    );
                    let reading = mention.reading();
                    for part in reading.currency_span().iter().chain(reading.qualifier_spans()) {
                        assert!(
                            span.start <= part.start
                                && part.end <= span.end
                                && text.get(part.clone()).is_some()
                        );
                    }
                    end = span.end;
                }
                assert!(
                    reader.certain(text, mentions.clone()).is_ok_and(|same| same == mentions)
                        || mentions.iter().any(|mention| !mention.reading().readings().is_empty())
                );
            }
            for result in [reader.read(text), reader.read_cell(text)] {
                let span = result.map_or_else(|error| error.span(), |reading| reading.span());
                assert!(text.get(span).is_some(), "{text:?}");
            }
        }
    }
}

/// Ten thousand of what a reader could stumble on, in every language; a reader that is not linear does not come back.
#[test]
fn long_runs_are_read_or_refused() {
    for token in [
        "1",
        "1 ",
        "1,",
        "1.234 ",
        "(",
        "(5",
        "-",
        "万",
        "三",
        "三百",
        "$",
        "$5-",
        "5 $ ",
        "EUR",
        "EUR ",
        "de ",
        "about ",
        "two ",
        "million ",
        "hundert",
        "deux cent ",
        "сто ",
        "5 euros et ",
        "€5 (",
        "\n",
        "\n\n",
        "\r",
        "\u{AD}",
        "à ",
        "至",
        "5至",
        "约",
        "5元",
        "1\u{A0}000\u{A0}",
        "5 dollars 50 ",
        "between 3 and ",
    ] {
        let text = token.repeat(10_000);
        for language in Language::ALL {
            let reader = Reader::new(language).with_currencies([Currency::USD]);
            let mentions = [reader.find(&text), reader.find_bare(&text)];
            for mention in mentions.iter().flatten() {
                assert!(text.get(mention.reading().span()).is_some(), "{token}");
            }
            if let Err(error) = reader.read(&text) {
                assert!(text.get(error.span()).is_some() && error.to_string().len() < 2_000, "{token}");
            }
        }
    }
}

/// The negative twin of the law of paragraphs: one blank between two texts makes an amount of neither's.
#[test]
fn a_blank_joins_what_a_blank_line_parts() {
    let (a, b) = ("They counted 5 million", "euros are what they want.");
    let reader = Reader::english().without_evidence();
    assert_eq!((reader.find(a), reader.find(b)), (vec![], vec![]));
    assert_eq!(reader.find(&format!("{a}\n\n{b}")), []);
    assert_eq!(reader.find(&format!("{a} {b}")).len(), 1);
}
