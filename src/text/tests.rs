use proptest::prelude::*;

use super::*;
use crate::amount::Form;
use crate::currency::Currency;
use crate::exact::Numeral;

fn reader() -> Reader {
    Reader::english().with_currencies([Currency::USD, Currency::GBP])
}

/// The amount in its notation, with the code.
fn shown(reader: &Reader, text: &str) -> String {
    match reader.read(text) {
        Ok(reading) => {
            let code = reading.currency().map_or_else(|| "-".to_owned(), |currency| currency.to_string());
            format!("{} {code}", reading.amount())
        }
        Err(error) => format!("error: {error}"),
    }
}

fn read(text: &str) -> String {
    shown(&reader(), text)
}

fn refused(reader: &Reader, text: &str) -> (String, std::ops::Range<usize>) {
    let error = reader.read(text).unwrap_err();
    (error.to_string(), error.span())
}

#[test]
fn figures() {
    for (text, amount) in [
        ("6.5 million yuan", "6500000 to 100000 CNY"),
        ("about 972,000 dollars", "about 972000 to 1|10|100|1000 USD"),
        ("$1.2bn", "1200000000 to 100000000 USD"),
        ("US$ 1.2 bn", "1200000000 to 100000000 USD"),
        ("1.2 billion Canadian dollars", "1200000000 to 100000000 CAD"),
        ("4515万元", "45150000 to 10000 CNY"),
        ("0.45亿 CNY", "45000000 to 1000000 CNY"),
        ("EUR5", "5 to 1 EUR"),
        ("5 EUR", "5 to 1 EUR"),
        ("50 MUSD", "50000000 to 1000000 USD"),
        ("MEUR 5", "5000000 to 1000000 EUR"),
        ("€m 45.15", "45150000 to 10000 EUR"),
        ("45.15 EURm", "45150000 to 10000 EUR"),
        ("75 USD million", "75000000 to 1000000 USD"),
        ("usd$ 15", "15 to 1 USD"),
        ("CAD$15", "15 to 1 CAD"),
        ("A$5k", "5000 to 1000 AUD"),
        ("ca$5k", "5000 to 1000 CAD"),
        (
            "Rs. 5 EUR",
            "error: `Rs.` and `EUR` are different currencies in one amount: keep one of them, and write the same amount in another currency as `gloss`",
        ),
        ("₹1.5 crore", "15000000 to 1000000 INR"),
        ("INR 2.5L", "250000 to 10000 INR"),
        ("4 lakh crore Indian rupees", "4000000000000 to 1000000000000 INR"),
        ("half a million pounds", "500000 to 100000 GBP"),
        ("one and a half million euros", "1500000 to 100000 EUR"),
        ("two hundred thousand euros", "200000 to 1000 EUR"),
        ("a grand EUR", "1000 to 1000 EUR"),
        ("6.5 million of yuan", "6500000 to 100000 CNY"),
        ("0 EUR", "0 to 1 EUR"),
        ("nil EUR", "0 EUR"),
        ("45150000.00 EUR", "45150000.00 to 0.01 EUR"),
        ("€1,234", "1234 to 1 EUR"),
        ("KWD 1.234", "1.234 to 0.001 KWD"),
        ("€1.234 million", "1234000 to 1000 EUR"),
        ("€1.234.567,89", "1234567.89 to 0.01 EUR"),
    ] {
        assert_eq!(read(text), amount, "{text}");
    }
}

#[test]
fn bounds_hedges_and_ranges() {
    for (text, amount) in [
        ("circa €3m", "about 3000000 to 1000000 EUR"),
        ("~€3M", "about 3000000 to 1000000 EUR"),
        ("nearly €3 million", "near <3000000 EUR"),
        ("just over €3 million", "near >3000000 EUR"),
        ("at least €3 million", ">=3000000 EUR"),
        ("from €1", ">=1 EUR"),
        ("€3 million or more", ">=3000000 EUR"),
        ("$1M+", ">=1000000 USD"),
        ("over €3 million", ">3000000 EUR"),
        ("in excess of 5 EUR", ">5 EUR"),
        (">= 5 EUR", ">=5 EUR"),
        ("≤100 EUR", "<=100 EUR"),
        ("no more than 100 EUR", "<=100 EUR"),
        ("100 EUR or less", "<=100 EUR"),
        ("up to about 100 EUR", "about <=100 EUR"),
        ("<100 EUR", "<100 EUR"),
        ("3–5 million yuan", "[3000000, 5000000] CNY"),
        ("between 3 and 5 million dollars", "[3000000, 5000000] USD"),
        ("between one hundred and two hundred dollars", "[100, 200] USD"),
        ("from 3 to 5 EUR", "[3, 5] EUR"),
        ("around 10-20 dollars", "about [10, 20] USD"),
        ("€250–300K", "[250000, 300000] EUR"),
        ("€100,000–€199,999", "[100000, 199999] EUR"),
        ("800,000 to 1.2 million EUR", "[800000, 1200000] EUR"),
        ("300 euros to 5 million euros", "[300, 5000000] EUR"),
        ("-5 EUR", "-5 to 1 EUR"),
        ("−€5", "-5 to 1 EUR"),
        ("EUR -5", "-5 to 1 EUR"),
        ("(7.92) USD", "-7.92 to 0.01 USD"),
        ("(USD 7.92)", "-7.92 to 0.01 USD"),
        ("$(7.92)", "-7.92 to 0.01 USD"),
        ("-5 to -3 EUR", "[-5, -3] EUR"),
        ("undisclosed", "unknown -"),
        ("N/A", "unknown -"),
        ("–", "unknown -"),
        ("n/a EUR", "unknown EUR"),
        ("EUR n/a", "unknown EUR"),
    ] {
        assert_eq!(read(text), amount, "{text}");
    }
}

#[test]
fn words_before_ranges_of_running_text_are_kept() {
    for (text, amount) in [
        ("It cost nearly 3 to 5 million euros.", "about [3000000, 5000000]"),
        ("It cost just over 3 to 5 million euros.", "about [3000000, 5000000]"),
        ("It cost up to 3 to 5 million euros.", "<=5000000"),
        ("It cost less than 3 to 5 million euros.", "<5000000"),
        ("It cost at least 3 to 5 million euros.", ">=3000000"),
        ("It cost more than 3 to 5 million euros.", ">3000000"),
        ("It costs from €1 to 2.", "[1, 2]"),
    ] {
        let found: Vec<String> =
            reader().find(text).iter().map(|mention| mention.reading().amount().to_string()).collect();
        assert_eq!(found, [amount], "{text}");
    }
}

/// The amounts found in a text, with their currencies or how many share the sign.
fn found(language: Language, text: &str) -> String {
    let shown = |mention: &Mention| {
        let reading = mention.reading();
        let currency =
            reading.currency().map_or_else(|| "shared".to_owned(), |currency| currency.to_string());
        format!("{} {currency}", reading.amount())
    };
    Reader::new(language).find(text).iter().map(shown).collect::<Vec<_>>().join("; ")
}

#[test]
fn one_letter_is_a_scale_only_where_it_is_no_word() {
    for (language, text, amounts) in [
        (Language::English, "volunteers got a €20 T-shirt", "20 to 1|10 EUR"),
        (Language::English, "a €5 B-side and €9 M&M", "5 to 1 EUR; 9 to 1 EUR"),
        (Language::English, "paid €5 K Street", "5 to 1 EUR"),
        (Language::English, "a €15 L-shaped desk", "15 to 1 EUR"),
        (Language::English, "a\t€5\tb\t€6\n", "5 to 1 EUR; 6 to 1 EUR"),
        (Language::English, "charged €5 b) and €6 c)", "5 to 1 EUR; 6 to 1 EUR"),
        (Language::Russian, "дал €5 к празднику", "5 to 1 EUR"),
        (Language::English, "It cost €5 M for them.", "5000000 to 1000000 EUR"),
        (Language::English, "It cost €5 M.", "5000000 to 1000000 EUR"),
        (Language::English, "It cost €5M, they say", "5000000 to 1000000 EUR"),
        (Language::French, "un prêt de 7,1 M € au titre", "7100000 to 100000 EUR"),
    ] {
        assert_eq!(found(language, text), amounts, "{text}");
    }
}

#[test]
fn all_parts_of_an_amount_are_read() {
    for (language, text, amounts) in [
        (Language::Russian, "1 млн 200 тыс. рублей", "1200000 to 1|10|100|1000|10000|100000 RUB"),
        (
            Language::Russian,
            "2 млрд 300 млн рублей",
            "2300000000 to 1|10|100|1000|10000|100000|1000000|10000000|100000000 RUB",
        ),
        (Language::Russian, "5 тысяч 300 рублей", "5300 to 1|10|100 RUB"),
        (Language::Spanish, "unos 2 millones 300 mil 500 euros", "about 2300500 to 1|10|100 EUR"),
        (Language::French, "1 million 200 000 euros", "1200000 to 1|10|100|1000|10000|100000 EUR"),
        (
            Language::German,
            "3 Mrd. 200 Mio. Euro",
            "3200000000 to 1|10|100|1000|10000|100000|1000000|10000000|100000000 EUR",
        ),
        (Language::English, "€5 million 200 people came", "5000000 to 1000000 EUR"),
        (Language::English, "He paid €20 and 43 cents.", "20.43 to 0.01 EUR"),
        (Language::English, "He paid €20 43 cents.", "20.43 to 0.01 EUR"),
        (Language::English, "He paid €20 and 43 came.", "20 to 1|10 EUR"),
        (Language::Chinese, "三块二毛五", "3.25 to 0.01 CNY"),
        (Language::Chinese, "5块5", "5.5 to 0.1 CNY"),
        (Language::English, "minus €5", "-5 to 1 EUR"),
        (Language::Russian, "минус 5 рублей", "-5 to 1 RUB"),
        (Language::Chinese, "亏损，负500元", "-500 to 1|10|100 CNY"),
    ] {
        assert_eq!(found(language, text), amounts, "{text}");
    }
}

#[test]
fn a_fall_has_two_amounts() {
    for (language, text) in [
        (Language::English, "cut from €5 million to €3 million"),
        (Language::English, "€5 million–€3 million"),
        (Language::French, "de 5 millions d’euros à 3 millions d’euros"),
        (Language::German, "von 5 Millionen Euro bis 3 Millionen Euro"),
        (Language::Chinese, "从500万欧元到300万欧元"),
    ] {
        let amounts = found(language, text);
        assert!(amounts.starts_with("5000000 to"), "{text}: {amounts}");
        assert!(amounts.contains(" EUR; 3000000 to"), "{text}: {amounts}");
    }
    for (language, text) in [
        (Language::German, "von CHF 17.711 bis 93.773"),
        (Language::English, "from CHF 17,711 to 93,773"),
        (Language::French, "de CHF 17 711 à 93 773"),
    ] {
        assert_eq!(found(language, text), "[17711, 93773] CHF", "{text}");
    }
}

#[test]
fn what_only_looks_like_a_currency() {
    for (language, text) in [
        (Language::English, "It starts at 3 p.m. and ends at 5 P.M."),
        (Language::English, "from 3 p.m. to 5 p.m."),
        (Language::English, "a 1080P screen"),
        (Language::French, "à 8 p. 100"),
        (Language::French, "voir 12 p"),
        (Language::French, "12 francs-tireurs et 200 francs-maçons"),
        (Language::Chinese, "1月1日元旦放假，12日元首会晤"),
        (Language::Chinese, "公元2016年，二单元201室，状元3人"),
        (Language::Chinese, "一元二次方程，二元一次方程，一元论，三元组，第3元素，3欧元素"),
    ] {
        assert_eq!(found(language, text), "", "{text}");
    }
    assert_eq!(found(Language::English, "sold at 50p, then"), "0.50 to 0.01 shared");
    let find = |text| Reader::new(Language::French).find(text).remove(0);
    let quebec = find("7,1 M $ au titre de 2021");
    assert_eq!((quebec.reading().currency(), quebec.reading().span()), (None, 0..7));
    assert_eq!(find("5 $ CA en tout").reading().currency(), Some(Currency::CAD));
    let read = |text| Reader::new(Language::French).read(text).unwrap().amount().to_string();
    assert_eq!(read("cent vingt euros"), "120 to 1|10");
    assert_eq!(read("cent cinquante mille euros"), "150000 to 1000");
}

#[test]
fn brackets_are_below_zero_whatever_the_sign() {
    for text in ["($5)", "(€5.20)", "(USD 1,234.50)", "($1,234.50)"] {
        let found = found(Language::English, text);
        assert!(found.starts_with('-'), "{text}: {found}");
    }
}

#[test]
fn chinese() {
    for (text, amount) in [
        ("4，515万元", "45150000 to 10000 CNY"),
        ("约4515万元", "about 45150000 to 10000 CNY"),
        ("500万元左右", "about 5000000 to 10000 CNY"),
        ("超过500万元", ">5000000 CNY"),
        ("不超过500万元", "<=5000000 CNY"),
        ("至少500万元", ">=5000000 CNY"),
        ("500万元以下", "<=5000000 CNY"),
        ("不到500万元", "<5000000 CNY"),
        ("近700万元", "near <7000000 CNY"),
        ("300-500万元", "[3000000, 5000000] CNY"),
        ("1万元--5万元", "[10000, 50000] CNY"),
        ("从8500到3万港元", "[8500, 30000] HKD"),
        ("六百五十万元", "6500000 to 10000 CNY"),
        ("人民币6.5亿元", "650000000 to 10000000 CNY"),
        ("新台币177亿元", "17700000000 to 100000000 TWD"),
        ("8亿元人民币", "800000000 to 100000000 CNY"),
        ("¥500元", "500 to 1|10|100 CNY"),
        ("3亿5000万元", "350000000 to 10000 CNY"),
        ("1万2345元", "12345 to 1 CNY"),
        ("3千万元", "30000000 to 10000000 CNY"),
        ("五元三角", "5.3 to 0.1 CNY"),
        ("一百三十五块六角七分钱", "135.67 to 0.01 CNY"),
        ("500多万元", "(>5000000 & <6000000) CNY"),
        ("500万余元", "(>5000000 & <5010000) CNY"),
        ("0多元", "(>0 & <1) CNY"),
        ("未披露", "unknown -"),
        ("674万美金", "6740000 to 10000 USD"),
    ] {
        let chinese = Reader::new(Language::Chinese);
        assert_eq!(shown(&chinese, text), amount, "{text}");
        assert_eq!(shown(&reader().with_currencies([Currency::CNY]), text), amount, "{text}, in English");
    }
    assert_eq!(shown(&Reader::new(Language::Chinese), "¥4515万"), "45150000 to 10000 CNY");
    assert_eq!(shown(&Reader::new(Language::Chinese), "15w元"), "150000 to 10000 CNY");
}

#[test]
fn every_message() {
    let plain = Reader::english();
    let two = Reader::english().with_currencies([Currency::USD, Currency::CAD, Currency::EUR]);
    for (reader, text, message, span) in [
        (
            &plain,
            " \t",
            "there is no amount here: write one such as `6.5 million yuan`, or `undisclosed`",
            2..2,
        ),
        (
            &plain,
            "about EUR",
            "`about EUR` has no number where one is expected: write an amount such as `6.5 million yuan`, `undisclosed` where \
             it is not known, or `nil EUR` where it is zero",
            9..9,
        ),
        (
            &plain,
            "6.5 milion yuan",
            "`milion` in `6.5 milion yuan` is not understood; the nearest known word is `million`",
            4..10,
        ),
        (
            &plain,
            "88 million people",
            "`people` in `88 million people` is not understood: write one amount, such as `about 6.5 million yuan`, and nothing else",
            11..17,
        ),
        (
            &plain,
            "5 EUR (about 6 USD)",
            "`(` in `5 EUR (about 6 USD)` is not understood: an amount is one figure; write the same amount in another \
             currency as `gloss`",
            6..7,
        ),
        (
            &plain,
            "between 3 million EUR",
            "`between 3 million EUR` names one end of a range: write `between 3 and 5 million EUR`, or `at least 3 million EUR`",
            0..21,
        ),
        (
            &plain,
            "over 5 EUR or less",
            "`over` and `or less` bound one amount twice: keep one of them",
            11..18,
        ),
        (
            &plain,
            "5 million",
            "`5 million` names no currency: add a code, as in `5 EUR`, or set a default `currency`",
            0..9,
        ),
        (
            &plain,
            "nil",
            "`nil` names no currency: add a code, as in `5 EUR`, or set a default `currency`",
            0..3,
        ),
        (
            &plain,
            "¥500",
            "`¥` may be CNY or JPY: write the code, as in `5 CNY`, or let `currencies` hold exactly one of them",
            0..2,
        ),
        (
            &two,
            "5 dollars",
            "`dollars` may be USD or CAD, which `currencies` lists: write the code, as in `5 USD`",
            2..9,
        ),
        (&plain, "5 EUX", "`EUX` is not a listed currency code; the nearest is `EUR`", 2..5),
        (
            &plain,
            "5 QQQQQ",
            "`QQQQQ` is not a listed currency code; write an ISO 4217 code such as `EUR`",
            2..7,
        ),
        (
            &plain,
            "3 EUR to 5 USD",
            "`EUR` and `USD` are different currencies in one amount: keep one of them, and write the same amount in another \
             currency as `gloss`",
            11..14,
        ),
        (
            &plain,
            "1.234 EUR",
            "`1.234 EUR` may be 1234 or 1.234: write `1234` for the first, and `01.234` for the second",
            0..9,
        ),
        (
            &plain,
            "-1.234 EUR",
            "`-1.234 EUR` may be -1234 or -1.234: write `-1234` for the first, and `-01.234` for the second",
            0..10,
        ),
        (
            &plain,
            "八到九百亿元",
            "`八到九百亿元` may begin at 80000000000 or at 800000000: write the scale at both ends",
            0..18,
        ),
        (
            &plain,
            "1,23,4 EUR",
            "the separators in `1,23,4` make no number: write `1,234,567.89`, or plain digits with at most one point",
            0..6,
        ),
        (
            &plain,
            "999999999999999999999999999999999 million EUR",
            "`999999999999999999999999999999999 million EUR`: a number of 39 digits is too long: at most 38 can be held exactly",
            0..45,
        ),
        (&plain, "5 to 3 EUR", "`5 to 3 EUR` runs from 5 down to 3: write the lower end first", 0..10),
    ] {
        assert_eq!(refused(reader, text), (message.to_owned(), span), "{text}");
    }
}

#[test]
fn one_of_the_currencies_settles_a_shared_sign() {
    let with = |codes: &[Currency]| Reader::english().with_currencies(codes.iter().copied());
    assert_eq!(with(&[Currency::CAD, Currency::CNY]).read("$5").unwrap().currency(), Some(Currency::CAD));
    assert_eq!(with(&[Currency::CAD, Currency::CAD]).read("$5").unwrap().currency(), Some(Currency::CAD));
    assert_eq!(with(&[Currency::SEK]).read("5 kr").unwrap().currency(), Some(Currency::SEK));
    // Explicit names win over the list, and the default settles nothing.
    assert_eq!(with(&[Currency::CAD]).read("US$5").unwrap().currency(), Some(Currency::USD));
    assert!(Reader::english().with_default_currency(Currency::USD).read("$5").is_err());
    let traditional = Reader::new(Language::ChineseTraditional);
    let error = traditional.read("500元").unwrap_err();
    let expected = vec![Currency::CNY, Currency::TWD, Currency::HKD, Currency::MOP];
    assert_eq!(
        *error.problem(),
        Problem::SharedCurrency { found: "元".into(), candidates: expected, listed: vec![] }
    );
}

#[test]
fn the_default_is_for_amounts_that_name_none() {
    let reader = Reader::english().with_default_currency(Currency::EUR);
    assert_eq!(shown(&reader, "≤100"), "<=100 EUR");
    assert_eq!(shown(&reader, "≤100 USD"), "<=100 USD");
    assert_eq!(shown(&reader, "undisclosed"), "unknown EUR");
    assert_eq!(Reader::english().read_cell("≤100").unwrap().currency(), None);
    assert_eq!(
        Reader::english().read_cell("1.234").unwrap_err().to_string(),
        "`1.234` may be 1234 or 1.234: write `1234` for the first, and `01.234` for the second"
    );
}

#[test]
fn further_codes() {
    let token = Currency::unlisted("USDT").unwrap();
    let numbered = Currency::unlisted("P2P").unwrap();
    let reader = Reader::english().with_codes([token, numbered]);
    assert_eq!(reader.read("5 USDT").unwrap().currency(), Some(token));
    assert_eq!(reader.read("P2P 5").unwrap().currency(), Some(numbered));
    assert_eq!(reader.read("1.234 USDT").unwrap().amount().to_string(), "1.234 to 0.001");
    assert!(Reader::english().read("5 USDT").is_err());
}

#[test]
fn places_in_the_source() {
    let reading = reader().read("  约４５１５万元 ").unwrap();
    assert_eq!(reading.span(), 2..23);
    assert_eq!(reading.qualifier_spans().first(), Some(&(2..5)));
    assert_eq!(reading.qualifier_spans().len(), 1);
    assert_eq!(reading.currency_span(), Some(20..23));
    assert_eq!(reader().with_default_currency(Currency::EUR).read("5").unwrap().currency_span(), None);
}

#[test]
fn not_money() {
    for text in [
        "none",
        "5%",
        "2020-10-26",
        "26 October 2020",
        "5 m EUR",
        "5l EUR",
        "5m2",
        "12:30",
        "+5 EUR",
        "5 EUR.",
        "5 5 EUR",
        "1万5元",
        "EUR",
        "about",
        "to",
        "-",
        "()",
        "(5 EUR",
        "5 EUR)",
        "--5 EUR",
        "1e5 EUR",
    ] {
        let result = Reader::english().with_default_currency(Currency::EUR).read(text);
        assert!(result.is_err() || text == "-", "{text}: {result:?}");
    }
}

#[test]
fn a_long_text_is_read_in_linear_time() {
    for unit in ["9", " ", ",1", "1,", "USD ", "$", "about ", "(", "-", "万", "九", "a", "é", "1万", "to 1 "]
    {
        let text = unit.repeat(1_000_000 / unit.len());
        let started = std::time::Instant::now();
        let error = reader().read(&text).unwrap_err();
        assert!(error.to_string().len() < 1000, "{unit}");
        assert!(started.elapsed().as_secs() < 5, "{unit}: {:?}", started.elapsed());
    }
}

const PARTS: &str = "([0-9]{1,4}|[.,'() %+~<>=-]|\u{A0}|１|２|–|—|≤|€|\\$|¥|万|亿|元|多|五|十|点|角|about|between|and|to|from|million|half a|k|m|bn|EUR|MUSD|n/a|or more|左右){0,9}";

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}", parts in PARTS) {
        for text in [text, parts] {
            match reader().read_cell(&text) {
                Ok(reading) => prop_assert!(text.get(reading.span()).is_some_and(|span| span == span.trim())),
                Err(error) => prop_assert!(text.get(error.span()).is_some(), "{error}"),
            }
        }
    }

    #[test]
    fn kinds_of_blanks_and_digits_are_one(
        parts in PARTS,
        blank in prop::sample::select(vec!['\u{A0}', '\u{202F}', '\u{2009}', '\u{3000}']),
    ) {
        let other: String = parts
            .chars()
            .map(|c| match c {
                ' ' => blank,
                '0'..='9' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
                c => c,
            })
            .collect();
        match (reader().read_cell(&parts), reader().read_cell(&other)) {
            (Ok(a), Ok(b)) => prop_assert_eq!((a.amount(), a.currency()), (b.amount(), b.currency())),
            (a, b) => prop_assert_eq!(a.is_err(), b.is_err()),
        }
    }

    /// A grouped number with a code reads back, and one with another digit reads as another amount.
    #[test]
    fn what_is_written_is_read(
        cents in 0i128..10_000_000_000_000,
        decimals in prop::sample::select(vec![0u8, 1, 2, 4]),
        sign in 0usize..5,
        bound in 0usize..4,
        place in 0u32..12,
        code in prop::sample::select(vec!["EUR", "USD", "JPY", "KWD"]),
    ) {
        let numeral = Numeral::new(cents, decimals).unwrap();
        let group = [",", " ", "\u{A0}", "\u{202F}", "'"][sign];
        let word = ["", "about ", "at least ", "<"][bound];
        let write = |numeral: Numeral| format!("{word}{} {code}", grouped(numeral, group));
        let value = |text: &str| {
            let reading = Reader::english().read(text).unwrap();
            assert_eq!(reading.currency().unwrap().as_str(), code);
            match (reading.amount().form(), bound) {
                (Form::Rounded { value, .. }, 0 | 1) | (Form::AtLeast(value), 2) | (Form::LessThan(value), 3) => *value,
                other => panic!("{text}: {other:?}"),
            }
        };
        prop_assert_eq!(value(&write(numeral)), numeral);
        let factor = 10i128.pow(place);
        let digit = cents / factor % 10;
        let other = if digit == 9 { cents - factor } else { cents + factor };
        let changed = Numeral::new(other, decimals).unwrap();
        prop_assert_ne!(value(&write(changed)), numeral);
    }
}

fn grouped(numeral: Numeral, group: &str) -> String {
    let text = numeral.to_string();
    let (whole, decimals) =
        text.split_once('.').map_or((text.as_str(), None), |(whole, decimals)| (whole, Some(decimals)));
    let mut written = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            written.push_str(group);
        }
        written.push(digit);
    }
    decimals.map_or(written.clone(), |decimals| format!("{written}.{decimals}"))
}
