//! Texts that are close to others and mean something else: what is read of the one, and what of the other; an amount that would be
//! wrong is left unread.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use adspend::text::{End, Language, Mention, Reader};

/// What each amount found says, and the text that it takes.
fn said(text: &str, mentions: &[Mention]) -> String {
    let said = |mention: &Mention| {
        let reading = mention.reading();
        let bound = |end: Option<End>, closed: &str, open: &str| match end {
            Some(End { value, is_closed: true }) => format!("{closed}{value}"),
            Some(End { value, is_closed: false }) => format!("{open}{value}"),
            None => String::new(),
        };
        let value = match reading.value() {
            Some(value) => value.to_string(),
            None => bound(reading.low(), ">=", ">") + &bound(reading.high(), "<=", "<"),
        };
        format!("{value} `{}`", text.get(reading.span()).unwrap())
    };
    mentions.iter().map(said).collect::<Vec<_>>().join("; ")
}

fn check(cases: &[(&str, &str, &str)]) {
    for (language, text, expected) in cases {
        let reader = Reader::new(language.parse::<Language>().unwrap());
        assert_eq!(said(text, &reader.find(text)), *expected, "{language}: {text}");
    }
}

fn check_bare(cases: &[(&str, &str, &str)]) {
    for (language, text, expected) in cases {
        let reader = Reader::new(language.parse::<Language>().unwrap());
        assert_eq!(said(text, &reader.find_bare(text)), *expected, "{language}: {text}");
    }
}

#[test]
fn a_bound_before_the_next_amount_does_not_bound_this_one() {
    check(&[
        ("en", "more than €40 and less than €100", ">40 `more than €40`; <100 `less than €100`"),
        ("en", "above €1000 and below €1500", ">1000 `above €1000`; <1500 `below €1500`"),
        ("en", "no less than €194 or more than €212", ">=194 `no less than €194`; >212 `more than €212`"),
        ("fr", "plus de 40 euros et moins de 100 euros", ">40 `plus de 40 euros`; <100 `moins de 100 euros`"),
        (
            "de",
            "mehr als 40 Euro und weniger als 100 Euro",
            ">40 `mehr als 40 Euro`; <100 `weniger als 100 Euro`",
        ),
        ("es", "más de 40 euros y menos de 100 euros", ">40 `más de 40 euros`; <100 `menos de 100 euros`"),
        ("ru", "более 40 рублей и менее 100 рублей", ">40 `более 40 рублей`; <100 `менее 100 рублей`"),
        // Where no amount follows, the bound belongs to the one before.
        ("en", "€40 and less", "<=40 `€40 and less`"),
        ("en", "€5000 or more than that", ">=5000 `€5000 or more`"),
        ("fr", "40 euros et moins", "<=40 `40 euros et moins`"),
        ("ru", "40 рублей и менее", "<=40 `40 рублей и менее`"),
    ]);
}

#[test]
fn a_currency_between_two_numbers_is_that_of_the_one_to_which_it_belongs() {
    check(&[
        ("en", "In 2016 USD 274,100 were spent.", "274100 `USD 274,100`"),
        ("en", "In 2016 USD was strong.", "2016 `2016 USD`"),
        ("en", "between 2019 and 2020 EUR 5 million", "5000000 `EUR 5 million`"),
        ("en", "(2019) EUR 60 million", "60000000 `EUR 60 million`"),
        ("de", "In 2019 € 60 Mio.", "60000000 `€ 60 Mio.`"),
        ("en", "EUR 10 million EUR 20 million", "10000000 `EUR 10 million`; 20000000 `EUR 20 million`"),
        ("en", "€10 €20", "10 `€10`; 20 `€20`"),
        ("en", "EUR 10 EUR 20", "10 `EUR 10`; 20 `EUR 20`"),
        ("en", "12€50", "12.50 `12€50`"),
        ("en", "15 EUR 50", "15.50 `15 EUR 50`"),
        ("en", "100 EUR 200 EUR", "100 `100 EUR`; 200 `200 EUR`"),
        ("en", "They paid 50 EUR 3 times.", "50 `50 EUR`"),
        // A year is one where an amount follows: small numbers, dates and other amounts are none of it.
        ("en", "He paid 2000 EUR 3 times.", "2000 `2000 EUR`"),
        ("en", "2000 EUR 3000 USD", "2000 `2000 EUR`; 3000 `3000 USD`"),
        ("en", "1500-2000 EUR 3 times a year", ">=1500<=2000 `1500-2000 EUR`"),
        ("en", "a 2000 EUR 10% discount", "2000 `2000 EUR`"),
        ("en", "a 2000 USD 2.5% discount", "2000 `2000 USD`"),
        ("en", "He paid 2000 EUR 12,000 times.", "2000 `2000 EUR`"),
        ("en", "2000 EUR 5 million USD", "2000 `2000 EUR`; 5000000 `5 million USD`"),
        ("de", "Im Jahr 2016 EUR 500", "500 `EUR 500`"),
        ("fr", "1999€99", "1999.99 `1999€99`"),
        ("de", "1999 € 50 Cent", "1999.50 `1999 € 50 Cent`"),
        ("zh", "2000USD 3次", "2000 `2000USD`"),
        ("en", "In 2019 EUR 60 was spent.", "60 `EUR 60`"),
        // A code behind an amount with a sign says which sign it is.
        ("en", "It costs A$1,234.56 AUD 3 times a year.", "1234.56 `A$1,234.56 AUD`"),
        // The end of a line tells which.
        ("en", "EUR 1,000\nEUR 2,000", "1000 `EUR 1,000`; 2000 `EUR 2,000`"),
        ("en", "50 EUR\n60 EUR", "50 `50 EUR`; 60 `60 EUR`"),
        ("en", "500 €\n€600", "500 `500 €`; 600 `€600`"),
        ("en", "1,823\tUSD 274,100", "274100 `USD 274,100`"),
    ]);
    for text in ["€10 €20", "50 EUR CR"] {
        assert!(
            Reader::english().read(text).unwrap_err().to_string().contains("is not understood"),
            "{text}"
        );
    }
    assert_eq!(Reader::english().read("50 BDT CR").unwrap().amount().to_string(), "500000000 to 10000000");
}

#[test]
fn no_amount_reaches_from_one_cell_or_item_of_a_list_to_the_next() {
    check(&[
        ("en", "- €50\n- €100\n- €200", "50 `€50`; 100 `€100`; 200 `€200`"),
        ("en", "-50 EUR\n-100 EUR", "-50 `-50 EUR`; -100 `-100 EUR`"),
        ("en", "€50 - €100", ">=50<=100 `€50 - €100`"),
        ("en", "between €3 million\n– €5 million", ">=3000000<=5000000 `between €3 million\n– €5 million`"),
        // Where a line is full, the dash ends it.
        ("en", "between €3 –\n€5 million", ">=3000000<=5000000 `between €3 –\n€5 million`"),
    ]);
    check_bare(&[
        ("en", "1,234\n–\n5,678", "1234 `1,234`; 5678 `5,678`"),
        ("en", "50\n-100", "50 `50`; -100 `-100`"),
        ("en", "50-100", ">=50<=100 `50-100`"),
        ("en", "€100\n(€50)", "100 `€100`; -50 `(€50)`"),
        ("en", "100\t(50)\t- 20", "100 `100`; -50 `(50)`; -20 `- 20`"),
        ("en", "50\nEUR 60\nEUR 70", "50 `50`; 60 `EUR 60`; 70 `EUR 70`"),
        ("en", "12\n€50", "12 `12`; 50 `€50`"),
        ("en", "Rent\n-40.50 EUR, paid 3 May", "-40.50 `-40.50 EUR`; 3 `3`"),
        ("en", "2019-05-01\n50", "50 `50`"),
    ]);
}

#[test]
fn digits_count_the_units_within_ten_thousands_as_ideographs_do() {
    check(&[
        ("zh", "1亿2千3百万元", "123000000 `1亿2千3百万元`"),
        ("zh", "一亿二千三百万元", "123000000 `一亿二千三百万元`"),
        ("zh", "1千5百万美元", "15000000 `1千5百万美元`"),
        ("zh", "2千3百元", "2300 `2千3百元`"),
        ("zh", "3百万元", "3000000 `3百万元`"),
        ("zh", "1百2十3万元", "1230000 `1百2十3万元`"),
        ("zh", "1百零3万元", "1030000 `1百零3万元`"),
        ("zh", "1千2百到1千5百万元", ">=12000000<=15000000 `1千2百到1千5百万元`"),
        ("zh", "1千到2千元", ">=1000<=2000 `1千到2千元`"),
        ("zh", "1万5千到2万元", ">=15000<=20000 `1万5千到2万元`"),
        ("zh", "1百2十3元", "123 `1百2十3元`"),
        // Out of their order, or of more digits, nobody tells.
        ("zh", "5百2千万元", ""),
        ("zh", "12千3百万元", ""),
    ]);
}

#[test]
fn a_share_is_no_amount_however_it_is_written() {
    check_bare(&[
        ("de", "12 %", ""),
        ("de", "12\u{202f}%", ""),
        ("de", "12 ‰", ""),
        ("de", "12 Prozent", ""),
        ("ru", "12 процентов", ""),
        ("en", "1,234 (12 %)", "1234 `1,234`"),
        ("en", "12 prizes", "12 `12`"),
    ]);
}

#[test]
fn one_letter_beside_a_sum_is_its_scale() {
    check(&[
        ("en", "It cost EUR 5 m.", "5000000 `EUR 5 m`"),
        ("en", "It cost EUR 12.5 m (USD 13 m).", "12500000 `EUR 12.5 m`; 13000000 `USD 13 m`"),
        ("en", "EUR 5 m\nEUR 6 m", "5000000 `EUR 5 m`; 6000000 `EUR 6 m`"),
        ("en", "€5 m/€6 m", "5000000 `€5 m`; 6000000 `€6 m`"),
        ("en", "€5 m in 2019", "5000000 `€5 m`"),
        ("en", "It is 5 m long.", ""),
        ("en", "It cost €5 m away.", "5 `€5`"),
        ("en", "It cost £2½m, or €2–3½m, or £2⅔ million.", ""),
    ]);
}

#[test]
fn a_bound_that_is_denied_is_the_opposite() {
    check(&[
        ("en", "It was not above €5 million.", "<=5000000 `not above €5 million`"),
        ("en", "It was above €5 million.", ">5000000 `above €5 million`"),
        ("en", "no greater than €5, no lower than €3", "<=5 `no greater than €5`; >=3 `no lower than €3`"),
        ("fr", "jamais plus de 5 euros", "<=5 `jamais plus de 5 euros`"),
        ("de", "nie mehr als 5 Euro", "<=5 `nie mehr als 5 Euro`"),
        ("es", "nunca menos de 5 euros", ">=5 `nunca menos de 5 euros`"),
        ("ru", "не превысил 5 млн рублей", "<=5000000 `не превысил 5 млн рублей`"),
        ("ru", "превысил 5 млн рублей", ">5000000 `превысил 5 млн рублей`"),
        ("zh", "未超过500万元", "<=5000000 `未超过500万元`"),
        ("zh", "没有超过500万元", "<=5000000 `没有超过500万元`"),
        ("zh", "超过500万元", ">5000000 `超过500万元`"),
        ("zh", "不小于30元", ">=30 `不小于30元`"),
        ("zh", "小于等于30元", "<=30 `小于等于30元`"),
        ("fr", "au moins de 194 euros", ">=194 `au moins de 194 euros`"),
    ]);
}

#[test]
fn a_part_of_a_million_is_no_million() {
    check(&[
        ("en", "two thirds of a million euros", ""),
        ("en", "a tenth of one million euros", ""),
        ("en", "a million euros", "1000000 `a million euros`"),
        ("en", "three quarters of a million euros", "750000 `three quarters of a million euros`"),
        ("en", "two thirds of €5 million", "5000000 `€5 million`"),
        ("fr", "deux tiers d'un million d'euros", ""),
        ("de", "ein Drittel einer Million Euro", ""),
        ("es", "un tercio de un millón de euros", ""),
        ("es", "un billón y medio millón de euros", ""),
        ("ru", "две трети миллиона рублей", ""),
        ("zh", "一百分之2元", ""),
        ("zh", "三百又二分之一元", ""),
    ]);
}

#[test]
fn all_of_a_number_is_read_or_nothing() {
    check(&[
        ("en", "1 point 5 million euros", "1500000 `1 point 5 million euros`"),
        ("en", "1 point five million euros", "1500000 `1 point five million euros`"),
        ("fr", "1 virgule 5 million d'euros", "1500000 `1 virgule 5 million d'euros`"),
        ("de", "1 Komma 5 Millionen Euro", "1500000 `1 Komma 5 Millionen Euro`"),
        ("es", "1 coma 5 millones de euros", "1500000 `1 coma 5 millones de euros`"),
        ("en", "At this point 5 million euros were paid", "5000000 `5 million euros`"),
        ("en", "6 crore and two hundred rupees", "60000200 `6 crore and two hundred rupees`"),
        ("en", "€6 million and two hundred people", "6000000 `€6 million`"),
        ("en", "negative €5 million", "-5000000 `negative €5 million`"),
        ("en", "3 dozen euros, three dozens euros", "36 `3 dozen euros`; 36 `three dozens euros`"),
        ("fr", "3 douzaines d'euros", "36 `3 douzaines d'euros`"),
        ("en", "three hundred and two dozens euros", ""),
        ("fr", "3 cents euros, 3 cents", "300 `3 cents euros`; 0.03 `3 cents`"),
        ("es", "siete con cincuenta euros", ""),
        ("ru", "$20 и 43ц", "20.43 `$20 и 43ц`"),
        ("und", "1250€60", "1250.60 `1250€60`"),
        ("und", "1250€600", ""),
        ("und", "$.75", "0.75 `$.75`"),
        ("und", "$.750.30", ""),
        ("en", "3 USD50 cards", "50 `USD50`"),
        ("en", "3 USD and 50 cards", "3 `3 USD`"),
        ("en", "the price--500 euros--was paid", "500 `500 euros`"),
        ("en", "50p", "0.50 `50p`"),
        ("en", "50 P", ""),
    ]);
}

#[test]
fn all_of_a_chinese_number_is_read_or_nothing() {
    check(&[
        ("zh", "两毛五", "0.25 `两毛五`"),
        ("zh", "三角五分", "0.35 `三角五分`"),
        ("zh", "三角", "0.3 `三角`"),
        ("zh", "七毫八", "0.78 `七毫八`"),
        ("zh", "五蚊六毫至五蚊七毫八", ">=5.6<=5.78 `五蚊六毫至五蚊七毫八`"),
        ("zh", "1千零20元", "1020 `1千零20元`"),
        ("zh", "3万零500元", "30500 `3万零500元`"),
        ("zh", "10万万元", "1000000000 `10万万元`"),
        ("zh", "三千八百元", "3800 `三千八百元`"),
        ("zh", "三千 八百元", ""),
        ("zh", "五百 余万元", ""),
        ("zh", "三十万多亿元", ""),
        ("zh", "$20，300美元", "20300 `$20，300美元`"),
        ("zh", "20和30元之间", ">=20<=30 `20和30元之间`"),
        ("zh", "20元和30元", "20 `20元`; 30 `30元`"),
    ]);
}

#[test]
fn a_code_that_is_a_word_needs_more_than_a_small_number() {
    check(&[
        ("en", "CAD 50 was paid.", "50 `CAD 50`"),
        ("en", "CAD 2020 was released.", ""),
        ("en", "CAD 5 was released.", ""),
        ("en", "TRY 50 was paid", ""),
        ("en", "we paid TRY 50", "50 `TRY 50`"),
        // No letters for a scale and a code that nobody lists, and one letter is a currency only where the caller expects it (`P` is pence here).
        ("en", "MMUSD 5, P50, K50, L50, R50 and Q50", ""),
        ("en", "€bn 5, bn € 5", "5000000000 `€bn 5`; 5000000000 `bn € 5`"),
        // An alternative, and no range.
        ("en", "one or ten million euros", "10000000 `ten million euros`"),
        ("en", "one or two million euros", ">=1000000<=2000000 `one or two million euros`"),
    ]);
    let text = "P50, K50, L50, R50 and Q50";
    for (code, found) in [("ZMW", "K50"), ("HNL", "L50"), ("ZAR", "R50"), ("GTQ", "Q50")] {
        let reader = Reader::english().with_currencies([code.parse().unwrap()]);
        assert_eq!(said(text, &reader.find(text)), format!("50 `{found}`"), "{code}");
    }
}

#[test]
fn a_number_of_a_cell_that_is_a_part_of_something_is_not_read() {
    check_bare(&[
        ("en", "three fifths", ""),
        ("en", "three and one fourth", ""),
        ("en", "forty two and a third", ""),
        ("en", "a twenty-first", ""),
        ("en", "one-eighth", ""),
        ("en", "1 over 3", ""),
        ("en", "2 out of five", ""),
        ("en", "6 crore and two hundred", ""),
        ("en", "fifty - two", ""),
        ("en", "1,674.5 G", ""),
        ("en", "2 1/4", ""),
        ("en", "2^-1 and 1.1^+23", ""),
        ("en", "12.32e+14", ""),
        ("en", "Which one do you prefer?", ""),
        ("fr", "un vingt-cinquième", ""),
        ("fr", "une vingt et unième", ""),
        ("fr", "un sur trois", ""),
        ("fr", "3 cent un", ""),
        ("es", "cinco medios", ""),
        ("es", "uno sobre veinte", ""),
        ("es", "siete con cincuenta", ""),
        ("de", "zwei Drittel", ""),
        ("zh", "这不是四川", ""),
        ("zh", "16分之5", ""),
        ("zh", "3又一千分之23", ""),
        ("zh", "十几万多亿", ""),
    ]);
    // Their twins, which are numbers.
    check_bare(&[
        ("en", "three fingers", "3 `three`"),
        ("en", "three and two", "3 `three`; 2 `two`"),
        ("en", "1 under 3", "1 `1`; <3 `under 3`"),
        ("en", "3000 in 2009", "3000 `3000`; 2009 `2009`"),
        ("en", "1,674.5", "1674.5 `1,674.5`"),
        ("en", "2 1", "2 `2`; 1 `1`"),
        ("fr", "vingt-cinq", "25 `vingt-cinq`"),
        ("fr", "trois cent un", "301 `trois cent un`"),
        ("es", "cinco perros", "5 `cinco`"),
        ("de", "zwei Dritte", "2 `zwei`"),
        ("zh", "五个", "5 `五`"),
        ("zh", "16分", "0.16 `16分`"),
    ]);
}

#[test]
fn a_year_or_a_day_is_no_lower_end() {
    check(&[
        ("en", "rose from 2019 to $7 million", "7000000 `$7 million`"),
        ("en", "in 2019 – $7 million", "7000000 `$7 million`"),
        ("en", "from January 2018 to $5 million", "5000000 `$5 million`"),
        ("en", "in 2019 - 500 euros", "500 `500 euros`"),
        ("en", "in 2019 - 7,000 euros", "7000 `7,000 euros`"),
        ("en", "Nov. 3 - $500", "500 `$500`"),
        ("en", "on page 3 – $500", "500 `$500`"),
        // Their twins.
        ("en", "$1950-2000", ">=1950<=2000 `$1950-2000`"),
        ("en", "1,950 to 2,000 dollars", ">=1950<=2000 `1,950 to 2,000 dollars`"),
        ("en", "from 2000 to 2500 euros", ">=2000<=2500 `from 2000 to 2500 euros`"),
        ("en", "2000 to 10,000 euros", ">=2000<=10000 `2000 to 10,000 euros`"),
        ("en", "In all 2000-3000 million euros", ">=2000000000<=3000000000 `2000-3000 million euros`"),
        ("en", "1800 to $7 million", ">=1800<=7000000 `1800 to $7 million`"),
        ("en", "about 3 - $500", ">=3<=500 `about 3 - $500`"),
        ("en", "In May 3 to 5 million euros", ">=3000000<=5000000 `3 to 5 million euros`"),
    ]);
}

#[test]
fn what_rises_or_falls_is_two_amounts() {
    check(&[
        ("en", "rose from $5 million to $7 million", "5000000 `$5 million`; 7000000 `$7 million`"),
        ("en", "increased from $5m to $7m", "5000000 `$5m`; 7000000 `$7m`"),
        ("en", "grew from about $5m to $7m", "5000000 `about $5m`; 7000000 `$7m`"),
        ("en", "fell from $7 to $5 million", "7000000 `$7`; 5000000 `$5 million`"),
        ("en", "rose from $900 to $1.2 million", "900 `$900`; 1200000 `$1.2 million`"),
        ("en", "€2m, up from £850,000", "2000000 `€2m`; 850000 `£850,000`"),
        ("en", "down from €3m", "3000000 `€3m`"),
        ("fr", "passé de 5 à 7 millions d'euros", "5000000 `5`; 7000000 `7 millions d'euros`"),
        ("es", "aumentó de 5 a 7 millones de euros", "5000000 `5`; 7000000 `7 millones de euros`"),
        ("ru", "вырос с 5 млн рублей до 7 млн рублей", "5000000 `5 млн рублей`; 7000000 `7 млн рублей`"),
        ("zh", "从500万元增至700万元", "5000000 `500万元`; 7000000 `700万元`"),
        ("de", "von 5 Mio. Euro auf 7 Mio. Euro", "5000000 `5 Mio. Euro`; 7000000 `7 Mio. Euro`"),
        // Their twins.
        ("en", "costs from $5 million to $7 million", ">=5000000<=7000000 `from $5 million to $7 million`"),
        ("en", "available from £850,000", ">=850000 `from £850,000`"),
        (
            "en",
            "rose from $5-6 million to $7-8 million",
            ">=5000000<=6000000 `from $5-6 million`; >=7000000<=8000000 `$7-8 million`",
        ),
        (
            "en",
            "rose from two or three million euros",
            ">=2000000<=3000000 `from two or three million euros`",
        ),
        ("en", "they went $5 to $7", ">=5<=7 `$5 to $7`"),
        ("fr", "coûte de 5 à 7 millions d'euros", ">=5000000<=7000000 `de 5 à 7 millions d'euros`"),
        ("es", "un aumento de 5 a 7 millones de euros", ">=5000000<=7000000 `de 5 a 7 millones de euros`"),
        ("ru", "от 5 млн рублей до 7 млн рублей", ">=5000000<=7000000 `от 5 млн рублей до 7 млн рублей`"),
        ("zh", "从500万元至700万元", ">=5000000<=7000000 `从500万元至700万元`"),
    ]);
}

#[test]
fn from_bounds_nothing_that_goes_on_to_another_amount() {
    check(&[
        ("en", "from $5 million in 2019 to $7 million", "5000000 `$5 million`; 7000000 `$7 million`"),
        (
            "fr",
            "de 5 millions d'euros en 2019 à 7 millions d'euros",
            "5000000 `5 millions d'euros`; 7000000 `7 millions d'euros`",
        ),
        ("es", "aumentó de 5 millones de euros en 2019 a 7 millones", "5000000 `5 millones de euros`"),
        // Their twins.
        (
            "en",
            "from $5 million, compared to $7 million",
            ">=5000000 `from $5 million`; 7000000 `$7 million`",
        ),
        (
            "en",
            "from $5 million and up to $7 million",
            ">=5000000 `from $5 million`; <=7000000 `up to $7 million`",
        ),
        ("en", "from $5 million in 2019 to 7 people", ">=5000000 `from $5 million`"),
    ]);
}

#[test]
fn plus_after_a_hyphen_is_at_least() {
    check(&[
        ("en", "a $2bn-plus deal", ">=2000000000 `$2bn-plus`"),
        ("en", "$5 million-plus", ">=5000000 `$5 million-plus`"),
        ("en", "$5 million plus expenses", "5000000 `$5 million`"),
        ("en", "$5 million-plussed", "5000000 `$5 million`"),
    ]);
}
