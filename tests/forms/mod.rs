//! How each language writes amounts, for the tests that write them.

use adspend::text::Stated;

/// How one language writes amounts.
#[derive(Debug)]
pub(crate) struct Form {
    pub(crate) tag: &'static str,
    pub(crate) decimal: char,
    pub(crate) group: char,
    /// Scale words with the blank before them, and their powers of ten.
    pub(crate) scales: &'static [(&'static str, u8)],
    /// What stands before and after a number, after a number with a scale word, and the code.
    pub(crate) currencies: &'static [(&'static str, &'static str, &'static str, &'static str)],
    pub(crate) qualifiers: &'static [(&'static str, Stated)],
    pub(crate) ranges: &'static [(&'static str, &'static str)],
    /// A sentence round an amount.
    pub(crate) frame: (&'static str, &'static str),
}

use Stated::{About, AtLeast, AtMost, LessThan, MoreThan, Nearly};

pub(crate) const ENGLISH: Form = Form {
    tag: "en",
    decimal: '.',
    group: ',',
    scales: &[(" thousand", 3), (" million", 6), (" billion", 9), (" trillion", 12)],
    currencies: &[
        ("", " euros", " euros", "EUR"),
        ("€", "", "", "EUR"),
        ("US$", "", "", "USD"),
        ("", " US dollars", " US dollars", "USD"),
        ("GBP ", "", "", "GBP"),
        ("", " yuan", " yuan", "CNY"),
        ("", " Swiss francs", " Swiss francs", "CHF"),
    ],
    qualifiers: &[
        ("about ", About),
        ("nearly ", Nearly),
        ("at least ", AtLeast),
        ("more than ", MoreThan),
        ("up to ", AtMost),
        ("less than ", LessThan),
    ],
    ranges: &[("between ", " and "), ("from ", " to "), ("", "–")],
    frame: ("On 3 May they said that ", " were gone by 10:30."),
};

const FRENCH: Form = Form {
    tag: "fr",
    decimal: ',',
    group: '\u{202F}',
    scales: &[(" millions", 6), (" milliards", 9)],
    currencies: &[
        ("", " euros", " d’euros", "EUR"),
        ("", "\u{A0}€", "\u{A0}€", "EUR"),
        ("", " yuans", " de yuans", "CNY"),
        ("", " dollars américains", " de dollars américains", "USD"),
        ("", " francs suisses", " de francs suisses", "CHF"),
        ("", " CAD", " CAD", "CAD"),
    ],
    qualifiers: &[
        ("environ ", About),
        ("près de ", Nearly),
        ("au moins ", AtLeast),
        ("plus de ", MoreThan),
        ("jusqu’à ", AtMost),
        ("moins de ", LessThan),
    ],
    ranges: &[("entre ", " et "), ("de ", " à "), ("", "-")],
    frame: ("Le 3 mai, ils ont dit que ", " manquaient à 10 h 30."),
};

const GERMAN: Form = Form {
    tag: "de",
    decimal: ',',
    group: '.',
    scales: &[(" Tsd.", 3), (" Millionen", 6), (" Mio.", 6), (" Milliarden", 9), (" Mrd.", 9)],
    currencies: &[
        ("", " Euro", " Euro", "EUR"),
        ("", "\u{A0}€", "\u{A0}€", "EUR"),
        ("", " US-Dollar", " US-Dollar", "USD"),
        ("", " Yuan", " Yuan", "CNY"),
        ("", " Schweizer Franken", " Schweizer Franken", "CHF"),
    ],
    qualifiers: &[
        ("rund ", About),
        ("knapp ", Nearly),
        ("mindestens ", AtLeast),
        ("mehr als ", MoreThan),
        ("bis zu ", AtMost),
        ("weniger als ", LessThan),
    ],
    ranges: &[("zwischen ", " und "), ("", " bis ")],
    frame: ("Am 3. Mai hieß es, dass ", " um 10:30 Uhr fehlten."),
};

const SPANISH: Form = Form {
    tag: "es",
    decimal: ',',
    group: '.',
    scales: &[(" mil", 3), (" millones", 6), (" mil millones", 9)],
    currencies: &[
        ("", " euros", " de euros", "EUR"),
        ("", " €", " €", "EUR"),
        ("", " dólares estadounidenses", " de dólares estadounidenses", "USD"),
        ("", " yuanes", " de yuanes", "CNY"),
        ("", " francos suizos", " de francos suizos", "CHF"),
    ],
    qualifiers: &[
        ("unos ", About),
        ("casi ", Nearly),
        ("al menos ", AtLeast),
        ("más de ", MoreThan),
        ("hasta ", AtMost),
        ("menos de ", LessThan),
    ],
    ranges: &[("entre ", " y "), ("de ", " a ")],
    frame: ("El 3 de mayo dijeron que ", " faltaban a las 10:30."),
};

const RUSSIAN: Form = Form {
    tag: "ru",
    decimal: ',',
    group: '\u{A0}',
    scales: &[(" тыс.", 3), (" млн", 6), (" млрд", 9)],
    currencies: &[
        ("", " евро", " евро", "EUR"),
        ("", " €", " €", "EUR"),
        ("", " долларов США", " долларов США", "USD"),
        ("", " юаней", " юаней", "CNY"),
        ("", " швейцарских франков", " швейцарских франков", "CHF"),
        ("", " рублей", " рублей", "RUB"),
    ],
    qualifiers: &[
        ("около ", About),
        ("почти ", Nearly),
        ("не менее ", AtLeast),
        ("более ", MoreThan),
        ("не более ", AtMost),
        ("менее ", LessThan),
    ],
    ranges: &[("от ", " до "), ("", "–")],
    frame: ("Третьего мая сказали, что ", " не хватало в 10:30."),
};

const CHINESE: Form = Form {
    tag: "zh",
    decimal: '.',
    group: ',',
    scales: &[("万", 4), ("亿", 8)],
    currencies: &[
        ("", "元", "元", "CNY"),
        ("", "欧元", "欧元", "EUR"),
        ("", "美元", "美元", "USD"),
        ("", "瑞士法郎", "瑞士法郎", "CHF"),
        ("人民币", "元", "元", "CNY"),
    ],
    qualifiers: &[
        ("约", About),
        ("近", Nearly),
        ("至少", AtLeast),
        ("超过", MoreThan),
        ("不超过", AtMost),
        ("不到", LessThan),
    ],
    ranges: &[("", "至"), ("从", "到")],
    frame: ("5月3日有人说，", "在10点30分不见了。"),
};

/// The forms of countries, by what differs.
pub(crate) const FORMS: [Form; 11] = [
    ENGLISH,
    FRENCH,
    GERMAN,
    SPANISH,
    RUSSIAN,
    CHINESE,
    Form { tag: "fr-CH", decimal: '.', group: '’', ..FRENCH },
    Form { tag: "fr-CA", group: '\u{A0}', ..FRENCH },
    Form { tag: "de-CH", decimal: '.', group: '’', ..GERMAN },
    Form { tag: "es-MX", decimal: '.', group: ',', ..SPANISH },
    Form {
        tag: "zh-Hant",
        scales: &[("萬", 4), ("億", 8)],
        currencies: &[
            ("", "歐元", "歐元", "EUR"),
            ("", "美元", "美元", "USD"),
            ("", "瑞士法郎", "瑞士法郎", "CHF"),
            ("", "港元", "港元", "HKD"),
        ],
        qualifiers: &[
            ("約", About),
            ("近", Nearly),
            ("至少", AtLeast),
            ("超過", MoreThan),
            ("不超過", AtMost),
            ("不到", LessThan),
        ],
        ranges: &[("", "至"), ("從", "到")],
        frame: ("5月3日有人說，", "在10點30分不見了。"),
        ..CHINESE
    },
];
