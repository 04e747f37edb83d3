//! Numbers before an amount that count no money: years, days, pages, items of a list; and parts of numbers that are no amounts.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use adspend::text::{End, Language, Reader};

/// The amounts of a text, each with its currency.
fn amounts(language: &str, text: &str) -> String {
    let reader = Reader::new(language.parse::<Language>().unwrap());
    let said = reader.find(text).into_iter().map(|mention| {
        let reading = mention.reading();
        let end = |end: Option<End>| end.map_or_else(String::new, |end| end.value.to_string());
        let value = reading.value().map(|value| value.to_string());
        let value = value.unwrap_or_else(|| format!("{}..{}", end(reading.low()), end(reading.high())));
        let currency = reading.currency().map_or_else(|| "?".to_owned(), |currency| currency.to_string());
        format!("{value} {currency}")
    });
    said.collect::<Vec<_>>().join("; ")
}

fn check(cases: &[(&str, &str, &str)]) {
    for (language, text, expected) in cases {
        assert_eq!(amounts(language, text), *expected, "{language}: {text}");
    }
}

#[test]
fn a_year_a_day_and_a_page_before_a_currency_are_no_amounts() {
    check(&[
        ("en", "In March 2018 EUR 5,000 was paid", "5000 EUR"),
        ("en", "On 3 March 2018 EUR 5,000 was paid", "5000 EUR"),
        ("en", "On March 3, 2018 EUR 5,000 was paid", "5000 EUR"),
        ("en", "In late 2018 € 5,000 was paid", "5000 EUR"),
        ("en", "Q1 2018 EUR 5,000 was paid", "5000 EUR"),
        ("en", "Budget 2016 EUR 5,000.", "5000 EUR"),
        ("en", "2016 USD 5 m", "5000000 USD"),
        ("en", "March 5 EUR 500", "500 EUR"),
        ("en", "See p. 12 EUR 50", "50 EUR"),
        ("en", "Section 4 EUR 20", "20 EUR"),
        ("de", "Im März 2018 EUR 5.000 bezahlt", "5000 EUR"),
        ("de", "bis 2016 EUR 5.000", "5000 EUR"),
        ("fr", "En mars 2016 EUR 5 000 ont été", "5000 EUR"),
        ("es", "En marzo de 2016 EUR 5.000 se", "5000 EUR"),
        ("ru", "в марте 2016 USD 274 100", "274100 USD"),
        ("zh", "在2016 USD 274,100", "274100 USD"),
    ]);
    // The same numbers where they are amounts.
    check(&[
        ("en", "for 2016 EUR 3 times", "2016 EUR"),
        ("en", "2000 EUR 12,000 people", "2000 EUR"),
        ("en", "2000 EUR 5 million USD", "2000 EUR; 5000000 USD"),
        ("en", "March 32 EUR", "32 EUR"),
        ("en", "12 EUR for page 12", "12 EUR"),
        ("en", "2,018 EUR 5,000.", "2018 EUR"),
        ("fr", "15 EUR 50", "15.50 EUR"),
        ("en", "Laptop 1999 USD 100.", "1999 USD"),
        ("en", "for 2000 EUR 250 chairs", "2000 EUR"),
        ("de", "bis 2000 EUR 250 Plätze", "..2000 EUR"),
        ("en", "2000\tEUR\t12,500", "2000 EUR"),
        ("en", "1999\tEUR\n2000\tEUR\n2001\tEUR", "1999 EUR; 2000 EUR; 2001 EUR"),
        ("en", "price per page 20 EUR 100 pages", "20 EUR"),
        ("en", "In March 20 EUR 50 cents", "20.50 EUR"),
        ("en", "page 2016 EUR 5 million", "5000000 EUR"),
    ]);
}

#[test]
fn two_years_are_no_range_of_money() {
    check(&[
        ("en", "Between 2016 and 2017 EUR 5,000 was spent", "5000 EUR"),
        ("en", "From 2016 to 2017 EUR 5,000 was spent", "5000 EUR"),
        ("en", "In 2016-2017 EUR 5,000", "5000 EUR"),
        ("en", "In 2016–17 EUR 5 million was spent", "5000000 EUR"),
        ("en", "In 2016 and 2017 EUR 5,000 and EUR 6,000", "5000 EUR; 6000 EUR"),
        ("en", "between 2000 and 2500 euros", "2000..2500 EUR"),
        ("en", "2000–3000 million euros", "2000000000..3000000000 EUR"),
    ]);
}

#[test]
fn a_date_before_an_amount_is_no_range() {
    check(&[
        ("en", "2018-03-05 EUR 500", "500 EUR"),
        ("en", "paid on 2018-03-05 USD 1,200.50", "1200.50 USD"),
        ("de", "05-03-2018 EUR 500", "500 EUR"),
        ("en", "2018-03 EUR 500", "500 EUR"),
        ("zh", "2016-05-05 EUR 500万", "5000000 EUR"),
        ("en", "5-10 EUR", "5..10 EUR"),
        ("en", "100-200-300 EUR", "200..300 EUR"),
        // Neither a range nor a part of it.
        ("en", "2018-03-05,500 EUR", ""),
        ("en", "2000-25 EUR per night", "25 EUR"),
        ("en", "2018-2500 EUR", "2018..2500 EUR"),
    ]);
}

#[test]
fn numbers_of_items_are_neither_money_nor_below_zero() {
    check(&[
        ("en", "(1) EUR 500 for posters\n(2) EUR 600 for radio", "500 EUR; 600 EUR"),
        ("en", "Germany (83) EUR 5,000, France (67) EUR 4,000", "5000 EUR; 4000 EUR"),
        ("en", "Art. 5(2) EUR 500", "500 EUR"),
        ("en", "a loss of (5) USD", "-5 USD"),
        // Accounts below zero, and what follows them.
        ("de", "Lastschrift -25,00 EUR 1.234,50 EUR", "-25.00 EUR; 1234.50 EUR"),
        ("en", "Refund -25 USD 12/03/2019", "-25 USD"),
        ("en", "−500 EUR 600 EUR", "-500 EUR; 600 EUR"),
        ("en", "(500) EUR 600 EUR", "-500 EUR; 600 EUR"),
        ("en", "Loss (1,234) USD 2018", "-1234 USD"),
        ("en", "Balance (45) USD 2 days", "-45 USD"),
        // The low end of a range.
        ("en", "spend 100 - $499", "100..499 ?"),
        ("en", "20 million - €30 million", "20000000..30000000 EUR"),
        ("en", "0 - $99", "0..99 ?"),
        ("de", "zwischen 1950 und 2.500 Euro", "1950..2500 EUR"),
        ("en", "5–€10 million", "5000000..10000000 EUR"),
        ("en", "about 3 - $500", "3..500 ?"),
    ]);
}

#[test]
fn two_names_of_a_currency_between_two_numbers_are_one_for_each() {
    check(&[
        ("en", "50 EUR EUR 60", "50 EUR; 60 EUR"),
        ("en", "3 CHF CHF 8,716", "3 CHF; 8716 CHF"),
        ("en", "10 € € 20", "10 EUR; 20 EUR"),
        ("en", "10 CAD$ for all", "10 CAD"),
        ("fr", "5€50", "5.50 EUR"),
        ("fr", "100 $ CAD 250 $ CAD", "100 CAD; 250 CAD"),
        ("en", "50 $ USD 12 months", "50 USD"),
    ]);
}

#[test]
fn a_comma_behind_a_word_is_no_decimal_sign() {
    for language in ["und", "en", "zh"] {
        check(&[
            (language, "广告，500万元", "5000000 CNY"),
            (language, "共计，2万元。", "20000 CNY"),
            (language, "广告、5元", "5 CNY"),
            (language, "Ads,50 EUR", "50 EUR"),
            (language, "price.5 EUR", "5 EUR"),
        ]);
    }
    check(&[
        // Nor does it show how the others are written.
        ("und", "广告，25元，1,234.50元。", "25 CNY; 1234.50 CNY"),
        ("en", "it costs .50 EUR", "0.50 EUR"),
        ("fr", "il coûte ,50 EUR", "0.50 EUR"),
        ("en", "CPM EUR.50, CPC USD.35", "0.50 EUR; 0.35 USD"),
    ]);
}

#[test]
fn figures_and_ideographs_make_one_number_or_none() {
    check(&[
        ("zh", "花了4万2千7百3十元", "42730 CNY"),
        ("zh", "7万9千八百零7元", "79807 CNY"),
        ("zh", "2千万6千8百5十元", "20006850 CNY"),
        ("zh", "花了4亿2千万7千3百元", "420007300 CNY"),
        ("zh", "共6亿3千零3十万零4百零3元", "630300403 CNY"),
        ("zh", "4千零2十万元", "40200000 CNY"),
        ("zh", "三千5百万元", "35000000 CNY"),
        ("zh", "一百2十元", "120 CNY"),
        ("zh", "3百万元", "3000000 CNY"),
        ("zh", "播放10万 50488美元", "50488 USD"),
        ("zh", "曝光30万 2万元", "20000 CNY"),
        // What is not read is not cut either.
        ("zh", "1万5元", ""),
        ("zh", "一百5元", ""),
        ("zh", "1百2千元", ""),
    ]);
}

#[test]
fn an_m_behind_a_named_amount_is_a_million_and_no_metre() {
    check(&[
        ("en", "They spent EUR 5 m a year.", "5000000 EUR"),
        ("en", "EUR 5 m of funding", "5000000 EUR"),
        ("en", "EUR 5 m — a record", "5000000 EUR"),
        ("fr", "EUR 5 m par an", "5000000 EUR"),
        ("de", "Wir zahlten EUR 5 m.", "5000000 EUR"),
        // "m." is "with", and metres are told by what follows.
        ("de", "EUR 500 m. Porto", "500 EUR"),
        ("en", "€5 m wide", "5 EUR"),
        ("en", "EUR 5 m x 3 m", "5 EUR"),
        ("fr", "EUR 5 m de large", "5 EUR"),
        ("en", "a wall of 5 m €20", "20 EUR"),
    ]);
}
