//! English.

use super::families::{
    BOLIVAR, CENT, CENTAVO, CENTIME, CFA, COLON, CROWN, DINAR, DIRHAM, DOLLAR, ESCUDO, FRANC, KOPECK, KWACHA,
    LEU, LIRA, MANAT, MARK, PENNY, PESETA, PESO, POUND, RIAL, RIYAL, RUBLE, RUPEE, SHILLING, SOM, WON,
};
use super::{Blank, Joiner, Lexicon, Qualifier, en_names};
use crate::text::cursor::Phrases;

pub(in crate::text) static ENGLISH: Lexicon = Lexicon {
    currencies: &[WORDS, en_names::NAMES],
    minors: MINORS,
    scales: SCALES,
    before: BEFORE,
    after: AFTER,
    joiners: JOINERS,
    blanks: BLANKS,
};

/// What only a text that is known to be English means so: `mil` is a thousand in Spanish.
pub(in crate::text) static ENGLISH_ALONE: Lexicon =
    Lexicon { scales: &[("mil", 6), ("mil.", 6), ("mill", 6), ("mill.", 6), ("thou.", 3)], ..Lexicon::EMPTY };

/// Names without a country, and names that CLDR does not spell.
#[rustfmt::skip]
static WORDS: Phrases<&str> = &[
    ("american dollar", "USD"), ("american dollars", "USD"), ("baht", "THB"), ("bahts", "THB"),
    ("birr", "ETB"), ("birrs", "ETB"), ("bolivar", BOLIVAR), ("bolivares", BOLIVAR), ("bolivars", BOLIVAR),
    ("boliviano", "BOB"), ("bolivianos", "BOB"), ("bolívar", BOLIVAR), ("bolívares", BOLIVAR),
    ("bolívars", BOLIVAR), ("buck", DOLLAR), ("bucks", DOLLAR), ("cedi", "GHS"), ("cedis", "GHS"),
    ("cfa franc", CFA), ("cfa francs", CFA), ("chinese renminbi", "CNY"), ("colon", COLON),
    ("colones", COLON), ("colons", COLON), ("colón", COLON), ("colóns", COLON), ("crown", CROWN),
    ("crowns", CROWN), ("deutsche mark", "DEM"), ("deutsche marks", "DEM"), ("deutschemarks", "DEM"),
    ("deutschmark", "DEM"), ("deutschmarks", "DEM"), ("dinar", DINAR), ("dinars", DINAR), ("dirham", DIRHAM),
    ("dirhams", DIRHAM), ("dollar", DOLLAR), ("dollars", DOLLAR), ("dong", "VND"), ("dongs", "VND"),
    ("drachma", "GRD"), ("drachmas", "GRD"), ("dram", "AMD"), ("drams", "AMD"), ("ecu", "XEU"),
    ("ecus", "XEU"), ("egyptianpound", "EGP"), ("egyptianpounds", "EGP"), ("english pounds", "GBP"),
    ("escudo", ESCUDO), ("escudos", ESCUDO), ("forint", "HUF"), ("forints", "HUF"), ("franc", FRANC),
    ("franc cfa", CFA), ("francs", FRANC), ("francs cfa", CFA), ("guarani", "PYG"), ("guaranis", "PYG"),
    ("guilder", "NLG ANG XCG SRG"), ("guilders", "NLG ANG XCG SRG"), ("hryvnia", "UAH"), ("hryvnias", "UAH"),
    ("hryvnya", "UAH"), ("korean won", WON), ("koruna", "CZK SKK"), ("korunas", "CZK SKK"), ("krona", CROWN),
    ("krone", CROWN), ("kroner", CROWN), ("kronor", CROWN), ("króna", CROWN), ("krónur", CROWN),
    ("kuna", "HRK"), ("kunas", "HRK"), ("kwacha", KWACHA), ("kwachas", KWACHA), ("kyat", "MMK"),
    ("kyats", "MMK"), ("lari", "GEL"), ("laris", "GEL"), ("lei", LEU), ("lempira", "HNL"),
    ("lempiras", "HNL"), ("leu", LEU), ("lev", "BGN"), ("leva", "BGN"), ("levs", "BGN"), ("lira", LIRA),
    ("liras", LIRA), ("lire", LIRA), ("malaysia ringgit", "MYR"), ("malaysia ringgits", "MYR"),
    ("manat", MANAT), ("manats", MANAT), ("mark", MARK), ("marks", MARK), ("naira", "NGN"),
    ("nairas", "NGN"), ("new shekel", "ILS"), ("new shekels", "ILS"), ("peseta", PESETA),
    ("pesetas", PESETA), ("peso", PESO), ("pesos", PESO), ("pound", POUND), ("pound sterling", "GBP"),
    ("pounds", POUND), ("pounds sterling", "GBP"), ("quetzal", "GTQ"), ("quetzales", "GTQ"),
    ("quetzals", "GTQ"), ("quid", "GBP"), ("rand", "ZAR"), ("rands", "ZAR"), ("reais", "BRL"),
    ("real", "BRL"), ("reals", "BRL"), ("renminbi", "CNY"), ("renminbis", "CNY"), ("rial", RIAL),
    ("rials", RIAL), ("riel", "KHR"), ("riels", "KHR"), ("ringgit", "MYR"), ("ringgits", "MYR"),
    ("riyal", RIYAL), ("riyals", RIYAL), ("rouble", RUBLE), ("roubles", RUBLE), ("ruble", RUBLE),
    ("rubles", RUBLE), ("rupee", RUPEE), ("rupees", RUPEE), ("rupiah", "IDR"), ("rupiahs", "IDR"),
    ("schilling", "ATS"), ("schillings", "ATS"), ("shekel", "ILS"), ("shekels", "ILS"),
    ("shilling", SHILLING), ("shillings", SHILLING), ("singaporean dollar", "SGD"),
    ("singaporean dollars", "SGD"), ("sol", "PEN"), ("soles", "PEN"), ("som", SOM), ("soms", SOM),
    ("sterling", "GBP"), ("sterlings", "GBP"), ("taiwan dollar", "TWD"), ("taiwan dollars", "TWD"), ("taiwanese dollar", "TWD"),
    ("taiwanese dollars", "TWD"), ("taka", "BDT"), ("takas", "BDT"), ("tenge", "KZT"), ("tenges", "KZT"),
    ("tugrik", "MNT"), ("tugriks", "MNT"), ("u.s. dollar", "USD"), ("u.s. dollars", "USD"),
    ("uk pound", "GBP"), ("uk pounds", "GBP"), ("united states dollar", "USD"),
    ("united states dollars", "USD"), ("won", WON), ("yen", "JPY"), ("yuan", "CNY"), ("yuans", "CNY"),
    ("zlote", "PLN"), ("zloties", "PLN"), ("zloty", "PLN"), ("zlotys", "PLN"), ("złoty", "PLN"),
    ("złotys", "PLN"),
];

/// Minor units: the currencies that may have them, and how many decimals one of them is.
#[rustfmt::skip]
static MINORS: Phrases<(&str, u8)> = &[
    ("cent", (CENT, 2)), ("centavo", (CENTAVO, 2)), ("centavos", (CENTAVO, 2)), ("centime", (CENTIME, 2)),
    ("centimes", (CENTIME, 2)), ("cents", (CENT, 2)), ("ct", (CENT, 2)), ("cts", (CENT, 2)), ("euro cent", ("EUR", 2)),
    ("euro cents", ("EUR", 2)), ("eurocent", ("EUR", 2)), ("eurocents", ("EUR", 2)), ("fen", ("CNY", 2)),
    ("jiao", ("CNY", 1)), ("kopeck", (KOPECK, 2)), ("kopecks", (KOPECK, 2)), ("kopek", (KOPECK, 2)),
    ("kopeks", (KOPECK, 2)), ("kopiyka", ("UAH", 2)), ("kopiykas", ("UAH", 2)), ("ore", ("SEK NOK DKK", 2)),
    ("p", (PENNY, 2)), ("paisa", ("INR PKR NPR", 2)), ("paise", ("INR PKR NPR", 2)), ("pence", (PENNY, 2)),
    ("pennies", (PENNY, 2)), ("penny", (PENNY, 2)), ("pfennig", ("DEM DDM", 2)), ("pfennigs", ("DEM DDM", 2)),
    ("rappen", ("CHF", 2)), ("sen", ("MYR JPY IDR", 2)), ("sens", ("MYR", 2)), ("us cent", ("USD", 2)),
    ("us cents", ("USD", 2)), ("¢", (CENT, 2)), ("öre", ("SEK NOK DKK", 2)), ("øre", ("SEK NOK DKK", 2)),
];

/// Scale words and their powers of ten. One letter is a scale only where it touches the number.
#[rustfmt::skip]
static SCALES: Phrases<i32> = &[
    ("b", 9), ("bil", 9), ("billion", 9), ("billions", 9), ("bln", 9), ("bn", 9), ("cr", 7), ("crore", 7),
    ("crores", 7), ("grand", 3), ("hundred", 2), ("hundred million", 8), ("hundred thousand", 5), ("k", 3),
    ("kcr", 10), ("l", 5), ("lac", 5), ("lacs", 5), ("lakh", 5), ("lakh crore", 12), ("lakh crores", 12),
    ("lakhcrore", 12), ("lakhs", 5), ("lcr", 12), ("m", 6), ("million", 6), ("millions", 6), ("mln", 6),
    ("mm", 6), ("mn", 6), ("t", 12), ("thou", 3), ("thousand", 3), ("thousand crore", 10),
    ("thousand crores", 10), ("thousand million", 9), ("thousands", 3), ("thsd", 3), ("tn", 12),
    ("trillion", 12), ("trillions", 12), ("trn", 12),
];

#[rustfmt::skip]
static BEFORE: Phrases<Qualifier> = &[
    ("<", Qualifier::LessThan), ("<=", Qualifier::AtMost), (">", Qualifier::MoreThan),
    (">=", Qualifier::AtLeast), ("a bit less than", Qualifier::Nearly),
    ("a bit more than", Qualifier::JustOver), ("a good", Qualifier::AboutAbove),
    ("a little less than", Qualifier::Nearly), ("a little more than", Qualifier::JustOver),
    ("a little over", Qualifier::JustOver), ("a little under", Qualifier::Nearly),
    ("a maximum of", Qualifier::AtMost), ("a minimum of", Qualifier::AtLeast), ("about", Qualifier::About),
    ("above", Qualifier::MoreThan), ("almost", Qualifier::Nearly), ("an estimated", Qualifier::About),
    ("approx", Qualifier::About), ("approx.", Qualifier::About), ("approximately", Qualifier::About),
    ("around", Qualifier::About), ("as much as", Qualifier::AtMost), ("at least", Qualifier::AtLeast),
    ("at least or equal to", Qualifier::AtLeast), ("at most", Qualifier::AtMost),
    ("at most or equal to", Qualifier::AtMost), ("below", Qualifier::LessThan),
    ("between", Qualifier::Between), ("bigger than", Qualifier::MoreThan), ("c.", Qualifier::About),
    ("ca", Qualifier::About), ("ca.", Qualifier::About), ("circa", Qualifier::About),
    ("close to", Qualifier::About), ("equal to or greater than", Qualifier::AtLeast),
    ("equal to or less than", Qualifier::AtMost), ("equal to or more than", Qualifier::AtLeast),
    ("est.", Qualifier::About), ("estimated", Qualifier::About), ("exceeding", Qualifier::MoreThan),
    ("fewer than", Qualifier::LessThan), ("from", Qualifier::From), ("from at least", Qualifier::AtLeast),
    ("greater than", Qualifier::MoreThan), ("greater than or equal to", Qualifier::AtLeast),
    ("higher or equal than", Qualifier::AtLeast), ("higher than", Qualifier::MoreThan),
    ("higher than or equal to", Qualifier::AtLeast), ("in excess of", Qualifier::MoreThan),
    ("in the order of", Qualifier::About), ("in the region of", Qualifier::About),
    ("just above", Qualifier::JustOver), ("just below", Qualifier::Nearly),
    ("just over", Qualifier::JustOver), ("just under", Qualifier::Nearly),
    ("larger than", Qualifier::MoreThan), ("less than", Qualifier::LessThan),
    ("less than or equal to", Qualifier::AtMost), ("lower or equal than", Qualifier::AtMost),
    ("lower than", Qualifier::LessThan), ("lower than or equal to", Qualifier::AtMost),
    ("max.", Qualifier::AtMost), ("maximum", Qualifier::AtMost), ("min.", Qualifier::AtLeast),
    ("minimum", Qualifier::AtLeast), ("more or less", Qualifier::About), ("more than", Qualifier::MoreThan),
    ("more than or equal to", Qualifier::AtLeast), ("nearly", Qualifier::Nearly),
    ("no fewer than", Qualifier::AtLeast), ("no greater than", Qualifier::AtMost),
    ("no higher than", Qualifier::AtMost), ("no larger than", Qualifier::AtMost),
    ("no less than", Qualifier::AtLeast), ("no lower than", Qualifier::AtLeast),
    ("no more than", Qualifier::AtMost), ("not exceeding", Qualifier::AtMost),
    ("not less than", Qualifier::AtLeast), ("not more than", Qualifier::AtMost),
    ("not over", Qualifier::AtMost), ("over", Qualifier::MoreThan), ("roughly", Qualifier::About),
    ("slightly less than", Qualifier::Nearly), ("slightly more than", Qualifier::JustOver),
    ("slightly over", Qualifier::JustOver), ("slightly under", Qualifier::Nearly),
    ("smaller than", Qualifier::LessThan), ("some", Qualifier::About), ("starting at", Qualifier::From),
    ("starting from", Qualifier::From), ("surpassing", Qualifier::MoreThan), ("under", Qualifier::LessThan),
    ("up to", Qualifier::AtMost), ("up to and including", Qualifier::AtMost),
    ("upward of", Qualifier::MoreThan), ("upwards of", Qualifier::MoreThan), ("~", Qualifier::About),
    ("≈", Qualifier::About), ("≤", Qualifier::AtMost), ("≥", Qualifier::AtLeast),
];

#[rustfmt::skip]
static AFTER: Phrases<Qualifier> = &[
    ("+", Qualifier::AtLeast), ("-plus", Qualifier::AtLeast), ("and above", Qualifier::AtLeast), ("and below", Qualifier::AtMost),
    ("and less", Qualifier::AtMost), ("and more", Qualifier::AtLeast), ("and over", Qualifier::AtLeast),
    ("and under", Qualifier::AtMost), ("and up", Qualifier::AtLeast), ("approx", Qualifier::About),
    ("approx.", Qualifier::About), ("approximately", Qualifier::About), ("at least", Qualifier::AtLeast),
    ("at most", Qualifier::AtMost), ("max", Qualifier::AtMost), ("max.", Qualifier::AtMost),
    ("maximum", Qualifier::AtMost), ("or above", Qualifier::AtLeast), ("or below", Qualifier::AtMost),
    ("or fewer", Qualifier::AtMost), ("or greater", Qualifier::AtLeast), ("or less", Qualifier::AtMost),
    ("or more", Qualifier::AtLeast), ("or over", Qualifier::AtLeast), ("or so", Qualifier::About),
    ("or under", Qualifier::AtMost), ("plus", Qualifier::AtLeast),
];

#[rustfmt::skip]
static JOINERS: Phrases<Joiner> = &[
    ("-", Joiner::To), ("--", Joiner::To), ("and", Joiner::And), ("or", Joiner::Or), ("through", Joiner::To),
    ("to", Joiner::To), ("up to", Joiner::To), ("~", Joiner::To), ("—", Joiner::To), ("——", Joiner::To),
];

#[rustfmt::skip]
static BLANKS: Phrases<Blank> = &[
    ("-", Blank::Undisclosed), ("--", Blank::Undisclosed), ("amount not disclosed", Blank::Undisclosed),
    ("amount undisclosed", Blank::Undisclosed), ("an undisclosed amount", Blank::Undisclosed),
    ("an undisclosed sum", Blank::Undisclosed), ("an unknown amount", Blank::Undisclosed),
    ("n.a", Blank::Undisclosed), ("n.a.", Blank::Undisclosed), ("n/a", Blank::Undisclosed),
    ("na", Blank::Undisclosed), ("nil", Blank::Nil), ("not available", Blank::Undisclosed),
    ("not disclosed", Blank::Undisclosed), ("not given", Blank::Undisclosed),
    ("not known", Blank::Undisclosed), ("not published", Blank::Undisclosed),
    ("not reported", Blank::Undisclosed), ("not specified", Blank::Undisclosed),
    ("not stated", Blank::Undisclosed), ("undisclosed", Blank::Undisclosed),
    ("undisclosed amount", Blank::Undisclosed), ("undisclosed sum", Blank::Undisclosed),
    ("unknown", Blank::Undisclosed), ("unknown amount", Blank::Undisclosed),
    ("unspecified", Blank::Undisclosed), ("unstated", Blank::Undisclosed), ("zero", Blank::Nil),
    ("—", Blank::Undisclosed), ("——", Blank::Undisclosed),
];
