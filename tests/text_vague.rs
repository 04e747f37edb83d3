//! Amounts of which only the scale is told, scales before signs, and short forms.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use adspend::currency::Currency;
use adspend::text::{Language, Reader};

/// Each amount found, with its currency or how many share it.
fn found(language: &str, text: &str) -> String {
    let reader = Reader::new(language.parse::<Language>().unwrap());
    let mentions = reader.find(text);
    let amounts = mentions.iter().map(|mention| {
        let reading = mention.reading();
        let currency =
            reading.currency().map_or_else(|| "shared".to_owned(), |currency| currency.to_string());
        let bound =
            |end: Option<adspend::text::End>| end.map_or_else(String::new, |end| end.value.to_string());
        match reading.value() {
            Some(value) => format!("{value} {currency}"),
            None => format!("{}..{} {currency}", bound(reading.low()), bound(reading.high())),
        }
    });
    amounts.collect::<Vec<_>>().join("; ")
}

fn check(cases: &[(&str, &str, &str)]) {
    for (language, text, expected) in cases {
        assert_eq!(found(language, text), *expected, "{language} {text}");
    }
}

#[test]
fn several_of_a_scale_are_more_than_one() {
    check(&[
        ("en", "They gave several hundred dollars yesterday.", "100.. shared"),
        ("en", "a couple of thousand euros", "1000.. EUR"),
        ("fr", "Il a reçu quelques centaines de milliers d'euros.", "100000.. EUR"),
        ("fr", "quelques 5 millions d'euros", "5000000 EUR"),
        ("de", "ein paar Tausend Euro", "1000.. EUR"),
        ("de", "mehrere hunderttausend Euro", "100000.. EUR"),
        ("es", "varios miles de millones de euros", "1000000000.. EUR"),
        ("ru", "несколько миллионов рублей", "1000000.. RUB"),
        ("ru", "пару тысяч рублей", "1000.. RUB"),
    ]);
}

#[test]
fn chinese_tells_where_the_scale_ends() {
    check(&[
        ("zh", "花了几百万元", "1000000..10000000 CNY"),
        ("zh", "数十亿美元", "1000000000..10000000000 USD"),
        ("zh", "十几万元", "100000..200000 CNY"),
        ("zh", "三四百块", "300..400 CNY"),
        ("zh", "三五万元", "30000..50000 CNY"),
        ("zh", "1.2个亿元", "120000000 CNY"),
    ]);
}

#[test]
fn what_tells_no_scale_is_no_amount() {
    check(&[
        ("en", "a few dollars", ""),
        ("en", "dozens of dollars", ""),
        ("en", "up to several million dollars", ""),
        ("en", "several million people", ""),
        ("es", "un par de euros", ""),
        ("zh", "超过几百万元", ""),
        ("zh", "两三万到五万元", ""),
        ("zh", "一百几十万元", ""),
        ("zh", "人数百万元", ""),
        ("zh", "几元", ""),
    ]);
}

#[test]
fn two_numbers_side_by_side_are_a_range() {
    check(&[
        ("en", "two or three million dollars", "2000000..3000000 shared"),
        ("en", "€5 or €6 million", "5000000..6000000 EUR"),
        ("fr", "deux ou trois millions d'euros", "2000000..3000000 EUR"),
        ("en", "page 3 or 500 euros", "500 EUR"),
    ]);
}

#[test]
fn a_scale_before_a_sign_counts_or_nothing_does() {
    check(&[
        ("de", "Umsatz T€ 5 im Jahr", "5000 EUR"),
        ("de", "in Mio. € 5 und Mrd. EUR 6", "5000000 EUR; 6000000000 EUR"),
        ("fr", "un budget de M€ 12,5", "12500000 EUR"),
        ("en", "it cost k€ 5, and M$ 3", "5000 EUR; 3000000 shared"),
        ("en", "it cost T€ 5 then", ""),
        ("en", "Total$ 5", "5 shared"),
    ]);
}

#[test]
fn short_forms() {
    check(&[
        ("en", "$20 and 43c", "20.43 shared"),
        ("en", "section 43c", ""),
        ("und", "50.000đ", "50000 VND"),
        ("zh", "捅了30刀", ""),
        ("en", "They gave $500 CR to the fund.", "500 shared"),
        ("en", "They gave Rs 500 Cr.", "5000000000 shared"),
    ]);
    let reader = Reader::new(Language::Chinese).with_currencies([Currency::USD]);
    assert_eq!(reader.find("花了30刀")[0].reading().currency(), Some(Currency::USD));
}

#[test]
fn a_code_that_is_a_word_counts_within_a_sentence() {
    check(&[
        ("en", "We paid TRY 50 for the bus, and they spent MAD 2020.", "50 TRY; 2020 MAD"),
        ("en", "They spent CAD 2020 on it.", "2020 CAD"),
        ("en", "GOP TRY 5 TIMES", ""),
        ("en", "We use PHP 8 now.", ""),
        ("en", "CAD 2020 was fine.", ""),
        ("en", "the TOP 10 firms, and PLZ 10115", ""),
    ]);
}
