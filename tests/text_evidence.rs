//! Running text: codes and names that are words too, what is beyond the digits held, and what restates what.

#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test that cannot go on fails")]

use adspend::currency::Currency;
use adspend::text::{Mention, Reader};

/// What each mention spans and is, and of which one it is a gloss.
fn found(reader: &Reader, text: &str) -> Vec<String> {
    let shown = |mention: &Mention| {
        let reading = mention.reading();
        let of = mention.gloss_of().map_or_else(String::new, |of| format!(" of {of}"));
        format!("{} = {}{of}", &text[reading.span()], reading.amount())
    };
    reader.find(text).iter().map(shown).collect()
}

#[test]
fn a_code_that_is_a_word_needs_more_than_a_small_bare_number() {
    let reader = Reader::english();
    for text in [
        "COP 21", "COP26", "TOP 10", "TRY 5", "ALL 3", "PHP 7.4", "CUP 3", "MOP 2", "LAK 40", "MAD 2020",
        "TOP 500",
    ] {
        assert_eq!(found(&reader, &format!("At {text} they met.")), [""; 0], "{text}");
    }
    for (text, amount) in [
        ("COP 21,000,000", "21000000 to 1|10|100|1000|10000|100000|1000000"),
        ("21 000 COP", "21000 to 1|10|100|1000"),
        ("PHP 500", "500 to 1|10|100"),
        ("PHP 7.40", "7.40 to 0.01"),
        ("TRY 5m", "5000000 to 1000000"),
        ("TRY 30–50 million", "[30000000, 50000000]"),
        ("COP$ 21", "21 to 1"),
        ("USD 21", "21 to 1"),
    ] {
        assert_eq!(found(&reader, &format!("They got {text} for it.")), [format!("{text} = {amount}")]);
    }
    let expecting = Reader::english().with_currencies([Currency::from_code("PHP").unwrap()]);
    assert_eq!(found(&expecting, "It costs PHP 50 there."), ["PHP 50 = 50 to 1|10"]);
}

#[test]
fn the_second_of_a_pair_counts_nothing() {
    let reader = Reader::english();
    for text in ["EUR/USD 1.18 it was", "It was 1.18 EUR/USD then", "USD/CNY 7.1"] {
        assert_eq!(found(&reader, text), [""; 0], "{text}");
    }
    assert_eq!(found(&reader, "at 50 EUR/t of it"), ["50 EUR = 50 to 1|10"]);
    assert_eq!(found(&reader, "for US$5/€4 each"), ["US$5 = 5 to 1", "€4 = 4 to 1 of 0"]);
}

#[test]
fn pounds_are_weights_where_something_says_so() {
    let reader = Reader::english();
    for text in [
        "He weighs 150 pounds.",
        "She lost 20 pounds in a month.",
        "a 200-pound man",
        "3 pounds heavier than",
    ] {
        assert_eq!(found(&reader, text), [""; 0], "{text}");
    }
    for (text, amount) in [
        ("He earned 150 pounds.", "150 pounds = 150 to 1|10"),
        ("They lost 20 million pounds.", "20 million pounds = 20000000 to 1000000"),
        ("a 50-pound note", "50-pound = 50 to 1|10"),
    ] {
        assert_eq!(found(&reader, text), [amount], "{text}");
    }
}

#[test]
fn what_is_beyond_all_digits_is_found_and_unknown() {
    let digits = "9".repeat(40);
    let text = format!("They owe about €{digits} or {digits} million yuan, and €5.");
    let reader = Reader::english();
    assert_eq!(
        found(&reader, &text),
        [
            format!("€{digits} = unknown"),
            format!("{digits} million yuan = unknown"),
            "€5 = 5 to 1".to_owned()
        ]
    );
    assert_eq!(
        reader.certain(&text, reader.find(&text)).unwrap_err().to_string(),
        format!("`€{digits}`: a number of 40 digits is too long: at most 38 can be held exactly")
    );
}

#[test]
fn words_between_an_amount_and_what_restates_it() {
    for (tag, text) in [
        ("en", "6.5 million yuan (= US$1 million)"),
        ("en", "6.5 million yuan, then worth about US$1 million"),
        ("es", "6,5 millones de yuanes, es decir, unos 900.000 euros"),
        ("ru", "6,5 млн юаней — это около 1 млн евро"),
        ("fr", "6,5 millions de yuans, ce qui représente 900 000 euros"),
        ("de", "6,5 Millionen Yuan (damals 900.000 Euro)"),
        ("zh", "650万元（折合人民币约90万美元）"),
    ] {
        let mentions = Reader::for_tag(tag).unwrap().find(text);
        let glosses: Vec<Option<usize>> = mentions.iter().map(Mention::gloss_of).collect();
        assert_eq!(glosses, [None, Some(0)], "{text}");
    }
    for text in ["6.5 million yuan was US$1 million", "6.5 million yuan, then US$1 million", "€5 — $4"] {
        let mentions = Reader::english().find(text);
        assert!(mentions.iter().all(|mention| mention.gloss_of().is_none()), "{text}");
    }
}

#[test]
fn further_short_forms_of_scales() {
    for (tag, text, amount) in [
        ("en", "€1.5 mil", "1500000 to 100000"),
        ("en", "€500 thou", "500000 to 1000"),
        ("de", "TEUR 5", "5000 to 1000"),
        ("fr", "5 MdsEUR", "5000000000 to 1000000000"),
        ("ru", "50 т.р.", "50000 to 1000"),
        ("es", "20 mdp", "20000000 to 1000000"),
        ("zh", "壹佰贰拾叁元肆角伍分", "123.45 to 0.01"),
        ("fr", "45,15 M de yuans", "45150000 to 10000"),
        ("fr", "250 k d'euros", "250000 to 1000"),
        ("es", "5 M de euros", "5000000 to 1000000"),
        ("en", "5M of euros", "5000000 to 1000000"),
    ] {
        assert_eq!(found(&Reader::for_tag(tag).unwrap(), text), [format!("{text} = {amount}")]);
    }
    assert_eq!(found(&Reader::for_tag("zh").unwrap(), "1万5元"), [""; 0]);
    // Of metres and houses, and of a letter for trillions in nobody's French.
    for text in ["courir 10 m de francs", "5 M de maisons", "3 B de dollars"] {
        assert_eq!(found(&Reader::for_tag("fr").unwrap(), text), [""; 0], "{text}");
    }
}

/// A sign with one, two or four digits behind it, or repeated, tells what the same sign means elsewhere; one group by the language does not.
#[test]
fn other_amounts_tell_what_a_sign_means() {
    let reader = Reader::english();
    for (text, first) in [
        ("They paid €1.234 and €2.345.678.", "€1.234 = 1234 to 1"),
        ("They paid €1.234 and €12.50.", "€1.234 = 1.234 to 0.001"),
        ("They paid €1.234 and €1,234.50.", "€1.234 = 1.234 to 0.001"),
        ("They paid €1.234 and €2,345,678.", "€1.234 = 1.234 to 0.001"),
        ("They paid €1.234 and ₹2,50,000.", "€1.234 = 1.234 to 0.001"),
    ] {
        assert_eq!(found(&reader, text)[0], first, "{text}");
        assert!(reader.certain(text, reader.find(text)).is_ok(), "{text}");
    }
    let cells = "€1.234\n€12.50";
    assert_eq!(reader.find_bare(cells)[0].reading().amount().to_string(), "1.234 to 0.001");
    let text = "They paid €1.234 and €2,500.";
    assert_eq!(found(&reader, text), ["€1.234 = 1234 to 1", "€2,500 = 2500 to 1|10|100"]);
    assert!(reader.certain(text, reader.find(text)).is_err());
}
