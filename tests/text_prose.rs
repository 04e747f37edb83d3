//! Running prose of our own: sentences without money, in which nothing is found, and sentences with amounts, checked in full.
//!
//! The sentences without money are in `tests/prose`, one a line: counts, dates, times, shares, telephone numbers, versions,
//! scores, addresses, pages, measures, people, and words that are the name of a currency elsewhere.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on fails"
)]

use adspend::currency::Currency;
use adspend::text::{Language, Mention, Reader, Stated};

const PROSE: [(&str, &str); 6] = [
    ("en", include_str!("prose/en.txt")),
    ("fr", include_str!("prose/fr.txt")),
    ("de", include_str!("prose/de.txt")),
    ("es", include_str!("prose/es.txt")),
    ("ru", include_str!("prose/ru.txt")),
    ("zh", include_str!("prose/zh.txt")),
];

/// Span, how it is stated, what it names, currency: `about 5 million euros = About 5000000 EUR`.
fn described(text: &str, mention: &Mention) -> String {
    let reading = mention.reading();
    let end = |end: Option<adspend::text::End>| end.map(|end| end.value);
    let values: Vec<String> = [reading.value(), end(reading.low()), end(reading.high())]
        .into_iter()
        .flatten()
        .map(|value| value.to_string())
        .collect();
    let codes: Vec<String> = match reading.currency() {
        Some(currency) => vec![currency.to_string()],
        None => reading.candidates().iter().map(ToString::to_string).collect(),
    };
    // The candidates of `$` fill a line.
    let codes = if codes.len() > 4 { format!("{}/…", codes[0]) } else { codes.join("/") };
    let gloss = mention.gloss_of().map_or_else(String::new, |of| format!(" of {of}"));
    let doubt = if reading.readings().is_empty() { "" } else { " ambiguous" };
    let stated = match reading.stated() {
        Stated::Plainly => String::new(),
        stated => format!("{stated:?} "),
    };
    format!("{} = {stated}{} {codes}{gloss}{doubt}", &text[reading.span()], values.join(".."))
}

fn found(tag: &str, text: &str) -> Vec<String> {
    let reader = Reader::for_tag(tag).unwrap();
    reader.find(text).iter().map(|mention| described(text, mention)).collect()
}

#[test]
fn nothing_is_found_where_there_is_no_money() {
    let mut failed = Vec::new();
    for (tag, prose) in PROSE {
        assert!(prose.lines().count() >= 20, "{tag}");
        for sentence in prose.lines() {
            let found = found(tag, sentence);
            if !found.is_empty() {
                failed.push(format!("{tag}: {sentence}: {found:?}"));
            }
        }
        // Nor where they follow one another.
        let paragraph = prose.replace('\n', " ");
        failed.extend(found(tag, &paragraph).into_iter().map(|found| format!("{tag}, all in one: {found}")));
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// The negative twin: the same sentences with the name of a currency behind their first number.
#[test]
fn the_same_sentences_with_a_currency_are_amounts() {
    for (tag, sentence, amount) in [
        ("en", "More than 400,000 euros have been paid since 3 May 2023.", "More than 400,000 euros"),
        ("fr", "Le parti compte plus de 400 000 euros sur ses comptes.", "plus de 400 000 euros"),
        ("de", "Der Kanal hat über 7,5 Millionen Euro, 12 % mehr als im Vorjahr.", "über 7,5 Millionen Euro"),
        ("es", "Unos dos mil euros aparecieron en una sola noche.", "Unos dos mil euros"),
        ("ru", "Около двух тысяч рублей появились за одну ночь.", "Около двух тысяч рублей"),
        ("zh", "三百万至五百万欧元改变了主人。", "三百万至五百万欧元"),
    ] {
        let mentions = Reader::for_tag(tag).unwrap().find(sentence);
        let spans: Vec<&str> = mentions.iter().map(|mention| &sentence[mention.reading().span()]).collect();
        assert_eq!(spans, [amount], "{sentence}");
    }
}

#[rustfmt::skip]
const AMOUNTS: &[(&str, &str, &[&str])] = &[
    ("en", "The party paid about $3.2 million (£2.5 million) for adverts in 2023.",
        &["about $3.2 million = About 3200000 USD/…", "£2.5 million = 2500000 GBP/… of 0"]),
    ("en", "Of the 45 contracts, 12 were worth more than €100,000 each.", &["more than €100,000 = MoreThan 100000 EUR"]),
    ("en", "Between 3 and 5 million euros went to 17 agencies.", &["Between 3 and 5 million euros = Range 3000000..5000000 EUR"]),
    ("en", "It cost US$1,250.50 in May and US$980 in June.", &["US$1,250.50 = 1250.50 USD", "US$980 = 980 USD"]),
    ("en", "At least half a million yuan was spent, the ministry said.", &["At least half a million yuan = AtLeast 500000 CNY"]),
    ("en", "They raised nearly 40,000 Swiss francs from 1,300 donors.", &["nearly 40,000 Swiss francs = Nearly 40000 CHF"]),
    ("en", "The budget of GBP 12m was cut by 15% to GBP 10.2m.", &["GBP 12m = 12000000 GBP", "GBP 10.2m = 10200000 GBP"]),
    ("en", "Fees run from €250–300K a year, up to EUR 1bn in all.", &["from €250–300K = Range 250000..300000 EUR", "up to EUR 1bn = AtMost 1000000000 EUR"]),
    ("en", "He owed two hundred thousand roubles and fifty kopecks.", &["two hundred thousand roubles and fifty kopecks = 200000.50 RUB"]),
    ("en", "RMB 45.15 million, or about $6.74 million, was paid in 2020.",
        &["RMB 45.15 million = 45150000 CNY", "about $6.74 million = About 6740000 USD/… of 0"]),
    ("fr", "Le groupe a versé 45,15 millions de yuans (environ 6,74 millions de dollars américains) en 2020.",
        &["45,15 millions de yuans = 45150000 CNY", "environ 6,74 millions de dollars américains = About 6740000 USD of 0"]),
    ("fr", "La campagne a coûté plus de 1,2 million d’euros, soit 3 % du total.", &["plus de 1,2 million d’euros = MoreThan 1200000 EUR"]),
    ("fr", "Les 250 000 euros promis aux 12 communes n'ont jamais été payés.", &["250 000 euros = 250000 EUR"]),
    ("fr", "En 2016 250 000 € ont été dépensés, contre 80 000 € en 2012.", &["250 000 € = 250000 EUR", "80 000 € = 80000 EUR"]),
    ("fr", "Il faudrait entre 3 et 5 millions d'euros et 18 mois.", &["entre 3 et 5 millions d'euros = Range 3000000..5000000 EUR"]),
    ("fr", "Un demi-million d'euros, au moins 15 % du budget, reste à trouver.", &["Un demi-million d'euros = 500000 EUR"]),
    ("fr", "Une amende de 1.250,50 euros a été prononcée le 3 mai.", &["1.250,50 euros = 1250.50 EUR"]),
    ("fr", "Près de deux milliards de francs CFA manquent dans les caisses.", &["Près de deux milliards de francs CFA = Nearly 2000000000 XAF/XOF"]),
    ("fr", "Le contrat, d'une valeur de 12,5 M€, court jusqu'en 2027.", &["12,5 M€ = 12500000 EUR"]),
    ("fr", "Jusqu'à 972 000 dollars canadiens auraient été versés par 3 sociétés.", &["Jusqu'à 972 000 dollars canadiens = AtMost 972000 CAD"]),
    ("de", "Die Partei gab rund 3,2 Mio. Euro für 45 Anzeigen aus.", &["rund 3,2 Mio. Euro = About 3200000 EUR"]),
    ("de", "Mehr als 100.000 Schweizer Franken flossen an 12 Agenturen.", &["Mehr als 100.000 Schweizer Franken = MoreThan 100000 CHF"]),
    ("de", "Zwischen 3 und 5 Millionen Euro fehlen im Haushalt 2026.", &["Zwischen 3 und 5 Millionen Euro = Range 3000000..5000000 EUR"]),
    ("de", "Der Preis stieg von 1.250,50 € im Mai um 4 Prozent.", &["1.250,50 € = 1250.50 EUR"]),
    ("de", "Mindestens eine halbe Million Euro ging an den Verein.", &["Mindestens eine halbe Million Euro = AtLeast 500000 EUR"]),
    ("de", "Siebenhundert Millionen Yuan wurden in 3 Jahren ausgegeben.", &["Siebenhundert Millionen Yuan = 700000000 CNY"]),
    ("de", "Für 45 Plakate zahlte er 972 US-Dollar und 50 Cent.", &["972 US-Dollar und 50 Cent = 972.50 USD"]),
    ("de", "Die Kosten lagen bei knapp 2 Mrd. EUR, also 12 % höher.", &["knapp 2 Mrd. EUR = Nearly 2000000000 EUR"]),
    ("de", "Bis zu 80 Euro kostet ein Platz für 2 Stunden.", &["Bis zu 80 Euro = AtMost 80 EUR"]),
    ("de", "Etwa 5 Tsd. Euro wurden am 3. Mai überwiesen.", &["Etwa 5 Tsd. Euro = About 5000 EUR"]),
    ("es", "El partido gastó unos 3,2 millones de euros en 45 anuncios.", &["unos 3,2 millones de euros = About 3200000 EUR"]),
    ("es", "Más de 100 000 francos suizos fueron a 12 agencias.", &["Más de 100 000 francos suizos = MoreThan 100000 CHF"]),
    ("es", "Entre 3 y 5 millones de euros faltan en 2026.", &["Entre 3 y 5 millones de euros = Range 3000000..5000000 EUR"]),
    ("es", "Pagó 1.250,50 € en mayo y 80 € en junio.", &["1.250,50 € = 1250.50 EUR", "80 € = 80 EUR"]),
    ("es", "La deuda alcanza 1200 millones de euros, el 4 % del total.", &["1200 millones de euros = 1200000000 EUR"]),
    ("es", "Al menos medio millón de yuanes se pagó en 2020.", &["Al menos medio millón de yuanes = AtLeast 500000 CNY"]),
    ("es", "Dos mil millones de dólares estadounidenses en 3 años, dijo.", &["Dos mil millones de dólares estadounidenses = 2000000000 USD"]),
    ("es", "Hasta 80 euros cuesta una plaza durante 2 horas.", &["Hasta 80 euros = AtMost 80 EUR"]),
    ("es", "La multa, de 45 mil pesos mexicanos, se redujo un 10 %.", &["45 mil pesos mexicanos = 45000 MXN"]),
    ("es", "Recibió casi 972 000 dólares canadienses de 3 empresas.", &["casi 972 000 dólares canadienses = Nearly 972000 CAD"]),
    ("ru", "Партия потратила около 3,2 млн евро на 45 объявлений.", &["около 3,2 млн евро = About 3200000 EUR"]),
    ("ru", "Более 100 000 швейцарских франков получили 12 агентств.", &["Более 100 000 швейцарских франков = MoreThan 100000 CHF"]),
    ("ru", "От 3 до 5 миллионов рублей не хватает в 2026 году.", &["От 3 до 5 миллионов рублей = Range 3000000..5000000 RUB"]),
    ("ru", "Билет стоил 124 451 рубль 50 копеек, а теперь на 4 % дороже.", &["124 451 рубль 50 копеек = 124451.50 RUB"]),
    ("ru", "Полтора миллиарда долларов США выделили на 3 года.", &["Полтора миллиарда долларов США = 1500000000 USD"]),
    ("ru", "Не менее 500 тыс. юаней перевели 3 мая.", &["Не менее 500 тыс. юаней = AtLeast 500000 CNY"]),
    ("ru", "Сто рублей за 2 часа — это дорого.", &["Сто рублей = 100 RUB"]),
    ("ru", "До 80 € стоит место на 2 часа.", &["До 80 € = AtMost 80 EUR"]),
    ("ru", "Штраф в 45 000 руб. отменили через 17 дней.", &["45 000 руб. = 45000 RUB"]),
    ("ru", "Почти 972 тысячи канадских долларов заплатили 3 компании.", &["Почти 972 тысячи канадских долларов = Nearly 972000 CAD"]),
    ("zh", "该党为45则广告花费约4515万元（约合674万美元）。", &["约4515万元 = About 45150000 CNY", "约合674万美元 = About 6740000 USD of 0"]),
    ("zh", "12家机构共收到超过10万瑞士法郎。", &["超过10万瑞士法郎 = MoreThan 100000 CHF"]),
    ("zh", "2026年还缺300万至500万元。", &["300万至500万元 = Range 3000000..5000000 CNY"]),
    ("zh", "5月支付了人民币6.5亿元，比去年多12%。", &["人民币6.5亿元 = 650000000 CNY"]),
    ("zh", "至少三亿五千万元用于3个项目。", &["至少三亿五千万元 = AtLeast 350000000 CNY"]),
    ("zh", "罚款500多万元，17天后缴清。", &["500多万元 = Range 5000000..6000000 CNY"]),
    ("zh", "停车2小时收费五元三角。", &["五元三角 = 5.3 CNY"]),
    ("zh", "他在3年里收到97.2万加元左右。", &["97.2万加元左右 = About 972000 CAD"]),
    ("zh", "不到80欧元就能租2小时。", &["不到80欧元 = LessThan 80 EUR"]),
    ("zh", "RMB45.15万是3家公司付的。", &["RMB45.15万 = 451500 CNY"]),
];

#[test]
fn amounts_in_prose_are_read_in_full() {
    let mut failed = Vec::new();
    for (tag, text, wanted) in AMOUNTS {
        let found = found(tag, text);
        if found != *wanted {
            failed.push(format!("{tag}: {text}\n    found {found:?}\n   wanted {wanted:?}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    for (tag, _) in PROSE {
        assert_eq!(AMOUNTS.iter().filter(|(of, ..)| *of == tag).count(), 10, "{tag}");
    }
}

/// The negative twin: in the tables of another language the sentence is not read in full.
#[test]
fn words_of_another_language_are_not_read() {
    for (tag, text) in [
        ("de", "Die Partei gab rund 3,2 Mio. Euro für 45 Anzeigen aus."),
        ("fr", "La campagne a coûté plus de 1,2 million d’euros, soit 3 % du total."),
        ("es", "Al menos medio millón de yuanes se pagó en 2020."),
        ("ru", "Партия потратила около 3,2 млн евро на 45 объявлений."),
    ] {
        let (_, _, wanted) = AMOUNTS.iter().find(|(_, sentence, _)| *sentence == text).unwrap();
        assert_eq!(found(tag, text), *wanted);
        assert_ne!(found("zh", text), *wanted);
        assert_ne!(found("en", text), *wanted);
    }
}

/// What the caller's currencies settle is settled in prose too, and in the false friends nothing is.
#[test]
fn listed_currencies_make_no_false_hit() {
    let listed = [Currency::USD, Currency::EUR, Currency::CNY, Currency::RUB];
    for (tag, prose) in PROSE {
        for sentence in prose.lines() {
            let reader = Reader::for_tag(tag).unwrap().with_currencies(listed);
            assert_eq!(reader.find(sentence), [], "{sentence}");
        }
    }
    let reader = Reader::new(Language::English).with_currencies(listed);
    let text = AMOUNTS[0].1;
    assert_eq!(reader.find(text)[0].reading().currency(), Some(Currency::USD));
}
