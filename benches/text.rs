//! Reading 10,000 amounts as people print them, and finding the amounts of running prose: 4 MB of sentences of our own, with one
//! amount in about 1,500 bytes, and with one in every sentence.

#![expect(clippy::unwrap_used, reason = "a benchmark that panics has failed")]

use adspend::currency::Currency;
use adspend::text::{Language, Reader};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

fn main() {
    divan::main();
}

const COUNT: u32 = 10_000;

fn texts() -> Vec<String> {
    (0..COUNT)
        .map(|at| match at % 5 {
            0 => format!("about {}.{:02} million yuan", at % 97, at % 100),
            1 => format!("€{},{:03},{:03}", at % 9 + 1, at % 1000, at * 7 % 1000),
            2 => format!("US${at}.50"),
            3 => format!("between {} and {} million euros", at % 50, at % 50 + 3),
            _ => format!("over {} thousand dollars", at % 800 + 1),
        })
        .collect()
}

#[divan::bench]
fn ten_thousand_amounts(bencher: Bencher<'_, '_>) {
    let reader = Reader::english().with_currencies([Currency::USD, Currency::CNY, Currency::EUR]);
    bencher.counter(ItemsCount::new(COUNT)).with_inputs(texts).bench_local_refs(|texts| {
        texts.iter().map(|text| reader.read(text).unwrap().amount().is_exact()).filter(|exact| *exact).count()
    });
}

/// Texts that are no amount: each error names the nearest word.
#[divan::bench]
fn a_thousand_refused(bencher: Bencher<'_, '_>) {
    let reader = Reader::new(Language::French);
    let words =
        ["6,5 milions yuans", "sans objet", "12 personnes", "une affaire classée", "3 euros ou presque tout"];
    let texts: Vec<&str> = words.into_iter().cycle().take(1_000).collect();
    bencher
        .counter(ItemsCount::new(texts.len()))
        .bench_local(|| texts.iter().filter(|text| reader.read(text).is_err()).count());
}

/// The size of a text in bytes.
const SIZE: usize = 4 << 20;

/// The bytes of prose between two sentences with an amount.
const BETWEEN_AMOUNTS: usize = 1_500;

/// A language, its sentences without money, and its sentences with one amount.
struct Prose {
    language: Language,
    plain: &'static str,
    /// How many of the sentences without money, the first, are full of numbers and of words that name a currency elsewhere.
    traps: usize,
    paid: &'static [&'static str],
}

const FRENCH: Prose = Prose {
    language: Language::French,
    plain: include_str!("../tests/prose/fr.txt"),
    traps: 31,
    paid: &[
        "Le groupe a versé 45,15 millions de yuans à trois sociétés de production.",
        "La campagne a coûté plus de 1,2 million d’euros, selon le rapporteur.",
        "Les 250 000 euros promis aux communes n'ont jamais été payés.",
        "Il faudrait entre 3 et 5 millions d'euros et deux ans de travail.",
        "Le contrat, signé pour 12,5 M€, court jusqu'en 2027.",
    ],
};

const ENGLISH: Prose = Prose {
    language: Language::English,
    plain: include_str!("../tests/prose/en.txt"),
    traps: 30,
    paid: &[
        "The party paid about $3.2 million for adverts in three regions.",
        "Of the contracts, a dozen were worth more than €100,000 each.",
        "Between 3 and 5 million euros went to agencies abroad.",
        "At least half a million yuan was spent, the ministry said.",
        "The budget of GBP 12m was cut before the summer.",
    ],
};

const RUSSIAN: Prose = Prose {
    language: Language::Russian,
    plain: include_str!("../tests/prose/ru.txt"),
    traps: 22,
    paid: &[
        "Партия потратила около 3,2 млн евро на объявления.",
        "От 3 до 5 миллионов рублей не хватает в бюджете.",
        "Билет стоил 124 451 рубль 50 копеек, а теперь дороже.",
        "Полтора миллиарда долларов США выделили на три года.",
    ],
};

const CHINESE: Prose = Prose {
    language: Language::Chinese,
    plain: include_str!("../tests/prose/zh.txt"),
    traps: 21,
    paid: &[
        "该党为广告花费约4515万元。",
        "多家机构共收到超过10万瑞士法郎。",
        "明年还缺300万至500万元。",
        "至少三亿五千万元用于三个项目。",
    ],
};

impl Prose {
    /// Prose with an amount in each so many bytes, in paragraphs; always the same.
    fn text(&self, between_amounts: usize, skipped: usize) -> String {
        let plain: Vec<&str> = self.plain.lines().skip(skipped).collect();
        let mut text = String::with_capacity(SIZE + 4_096);
        // The constants of Knuth's MMIX generator.
        let mut state = 1u64;
        let mut draw = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap() % below
        };
        let mut next_amount = between_amounts;
        while text.len() < SIZE {
            let sentences = if text.len() >= next_amount { self.paid } else { plain.as_slice() };
            if text.len() >= next_amount {
                next_amount += between_amounts;
            }
            text.push_str(sentences.get(draw(sentences.len())).unwrap());
            text.push_str(if draw(6) == 0 { "\n\n" } else { " " });
        }
        text
    }

    fn bench(&self, bencher: Bencher<'_, '_>, between_amounts: usize) {
        let text = self.text(between_amounts, self.traps);
        let reader = Reader::new(self.language);
        bencher.counter(BytesCount::of_str(&text)).bench_local(|| reader.find(&text).len());
    }
}

#[divan::bench]
fn find_in_french(bencher: Bencher<'_, '_>) {
    FRENCH.bench(bencher, BETWEEN_AMOUNTS);
}

#[divan::bench]
fn find_in_english(bencher: Bencher<'_, '_>) {
    ENGLISH.bench(bencher, BETWEEN_AMOUNTS);
}

#[divan::bench]
fn find_in_russian(bencher: Bencher<'_, '_>) {
    RUSSIAN.bench(bencher, BETWEEN_AMOUNTS);
}

#[divan::bench]
fn find_in_chinese(bencher: Bencher<'_, '_>) {
    CHINESE.bench(bencher, BETWEEN_AMOUNTS);
}

/// French with an amount in every other sentence.
#[divan::bench]
fn find_in_dense_french(bencher: Bencher<'_, '_>) {
    FRENCH.bench(bencher, 80);
}

/// Every number, also those that name no currency: the whole text is read closely.
#[divan::bench]
fn find_bare_in_french(bencher: Bencher<'_, '_>) {
    let text = FRENCH.text(BETWEEN_AMOUNTS, FRENCH.traps);
    let reader = Reader::new(FRENCH.language);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| reader.find_bare(&text).len());
}

/// The hard case: every third sentence is full of counts, dates, scores, and of `livre`, `sol`, `cent`, which name currencies too.
#[divan::bench]
fn find_in_french_with_traps(bencher: Bencher<'_, '_>) {
    let text = FRENCH.text(BETWEEN_AMOUNTS, 0);
    let reader = Reader::new(FRENCH.language);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| reader.find(&text).len());
}

/// No money and no mark of it: what the pass over the bytes alone costs.
#[divan::bench]
fn find_where_no_currency_is_named(bencher: Bencher<'_, '_>) {
    let text = "Le conseil a renvoyé l'examen du texte à la semaine suivante. ".repeat(SIZE / 64);
    let reader = Reader::new(Language::French);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| reader.find(&text).len());
}
