//! Currency signs and short forms that every language writes alike.
//!
//! Which codes share a sign is CLDR 48's choice, widened where people use a sign for more (`C$`, `Rs`, `K`,
//! `FCFA`); the codes stand by how often they are met. The commonest codes are also read in lower case.

use crate::text::cursor::Phrases;

/// Signs that are one letter, read only before a number and in upper case: after it a letter is a scale.
pub(in crate::text) const LETTERS: [&str; 5] = ["r", "k", "l", "q", "p"];

#[rustfmt::skip]
pub(in crate::text) static SIGNS: Phrases<&str> = &[
    ("$", "USD CAD AUD MXN HKD SGD NZD TWD ARS CLP COP BBD BMD BND BSD BZD CUC CUP DOP FJD GYD JMD KYD LRD NAD SBD SRD TTD UYU XCD"),
    ("$ au", "AUD"), ("$ ca", "CAD"), ("$ hk", "HKD"), ("$ nz", "NZD"), ("$ sg", "SGD"), ("$ us", "USD"),
    ("$ar", "ARS"), ("$au", "AUD"), ("$bz", "BZD"), ("$c", "NIO"), ("$ca", "CAD"), ("$can", "CAD"),
    ("$cl", "CLP"), ("$co", "COP"), ("$fj", "FJD"), ("$hk", "HKD"), ("$mx", "MXN"), ("$na", "NAD"),
    ("$nz", "NZD"), ("$sb", "SBD"), ("$sg", "SGD"), ("$t", "TOP"), ("$tt", "TTD"), ("$u", "UYU"),
    ("$us", "USD"), ("$uy", "UYU"), ("$ws", "WST"), ("a$", "AUD"), ("ar$", "ARS"), ("au$", "AUD"),
    ("aud", "AUD"), ("b$", "BSD BND"), ("bd$", "BBD"), ("bds$", "BBD"), ("br", "ETB BYN"),
    ("brl", "BRL"), ("bs", "BOB VES VEF"), ("bs.", "BOB VES VEF"), ("bz$", "BZD"), ("c$", "CAD NIO"),
    ("ca$", "CAD"), ("cad", "CAD"), ("can$", "CAD"), ("cdn$", "CAD"), ("cfa", "XAF XOF"),
    ("cfpf", "XPF"), ("chf", "CHF"), ("ci$", "KYD"), ("cny", "CNY"), ("cny¥", "CNY"), ("cn¥", "CNY"),
    ("col$", "COP"), ("czk", "CZK"), ("dkk", "DKK"), ("dm", "DEM"), ("ec$", "XCD"), ("eur", "EUR"),
    ("e£", "EGP"), ("f cfa", "XAF XOF"), ("f cfp", "XPF"), ("fcfa", "XAF XOF"), ("fcfp", "XPF"),
    ("fj$", "FJD"), ("fk£", "FKP"), ("gbp", "GBP"), ("gb£", "GBP"), ("gh₵", "GHS"), ("hk$", "HKD"),
    ("hkd", "HKD"), ("huf", "HUF"), ("inr", "INR"), ("ir£", "IEP"), ("j$", "JMD"), ("ja$", "JMD"),
    ("jpy", "JPY"), ("jp¥", "JPY"), ("k", "MMK PGK ZMW"), ("kr", "SEK NOK DKK ISK"),
    ("kr.", "SEK NOK DKK ISK"), ("krw", "KRW"), ("ksh", "KES"), ("kshs", "KES"), ("kč", "CZK"),
    ("l", "HNL RON"), ("l£", "LBP"), ("mex$", "MXN"), ("mop$", "MOP"), ("mx$", "MXN"), ("mxn", "MXN"),
    ("n$", "NAD"), ("nis", "ILS"), ("nok", "NOK"), ("nt$", "TWD"), ("nz$", "NZD"), ("nzd", "NZD"),
    ("p", "BWP PHP"), ("pln", "PLN"), ("q", "GTQ"), ("r", "ZAR"), ("r$", "BRL"), ("rd$", "DOP"),
    ("rm", "MYR"), ("rmb", "CNY"), ("rmb¥", "CNY"), ("rp", "IDR"), ("rp.", "IDR"),
    ("rs", "INR PKR LKR NPR MUR SCR"), ("rs.", "INR PKR LKR NPR MUR SCR"), ("rub", "RUB"), ("s$", "SGD"),
    ("s/", "PEN"), ("s/.", "PEN"), ("sek", "SEK"), ("sfr", "CHF"), ("sfr.", "CHF"), ("sg$", "SGD"),
    ("sgd", "SGD"), ("si$", "SBD"), ("stg£", "GBP"), ("t$", "TOP"), ("tk", "BDT"), ("tl", "TRY"),
    ("tsh", "TZS"), ("tshs", "TZS"), ("tt$", "TTD"), ("twd", "TWD"), ("u$s", "USD"), ("u.s. $", "USD"),
    ("u.s.$", "USD"), ("uah", "UAH"), ("uk£", "GBP"), ("us $", "USD"), ("us$", "USD"), ("usd", "USD"),
    ("ush", "UGX"), ("ushs", "UGX"), ("ws$", "WST"), ("zar", "ZAR"), ("zl", "PLN"), ("zł", "PLN"),
    ("£", "GBP EGP FKP GIP SHP SSP SYP"), ("£e", "EGP"), ("£fk", "FKP"), ("£gb", "GBP"), ("£ie", "IEP"),
    ("£l", "LBP"), ("£lb", "LBP"), ("£stg", "GBP"), ("¥", "CNY JPY"), ("¥rmb", "CNY"), ("֏", "AMD"),
    ("؋", "AFN"), ("৳", "BDT"), ("฿", "THB"), ("៛", "KHR"), ("₡", "CRC"), ("₦", "NGN"), ("₧", "ESP"),
    ("₨", "INR PKR LKR NPR MUR SCR"), ("₩", "KRW KPW"), ("₪", "ILS"), ("₫", "VND"), ("€", "EUR"),
    ("₭", "LAK"), ("₮", "MNT"), ("₱", "PHP CUP"), ("₲", "PYG"), ("₴", "UAH"), ("₵", "GHS"), ("₸", "KZT"),
    ("₹", "INR"), ("₺", "TRY"), ("₼", "AZN"), ("₽", "RUB"), ("₾", "GEL"), ("⃀", "KGS"), ("円", "JPY"),
];
