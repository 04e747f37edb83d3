//! Currency signs and short forms that every language writes alike.
//!
//! Which codes share a sign is CLDR 48's choice, widened where people use a sign for more (`C$`, `Rs`, `K`, `FCFA`); the
//! codes stand by how often they are met. The commonest codes are also read in lower case.
//!
//! Of CLDR's 304 symbols these are not read: `F` (FRF), which beside a number is mostly something else; `FB` (BEF), which is
//! Facebook; `p.` (BYN), which is a page; `¤` and `XXXX`, which are no currency. `р.` (in CLDR BYN and RUR) is RUB, as
//! in the texts of today, and a word of Russian only.

use crate::text::cursor::Phrases;

/// Signs that are one letter, read only before a number and in upper case: after it a letter is a scale.
pub(in crate::text) const LETTERS: [&str; 5] = ["r", "k", "l", "q", "p"];

/// Signs and short forms that are read only after a number: before it they are mostly a football club,
/// a country, a river, and 元 is the end of another word (公元2016年, 二单元201室).
pub(in crate::text) const ONLY_AFTER: [&str; 15] =
    ["cf", "fc", "fg", "fr", "lt", "rf", "um", "đ", "р", "р.", "元", "圆", "圓", "块", "塊"];

/// Signs that are read only as they are written here, because in other case they are a unit of measure, a word or
/// another sign: `KM` is a mark, `km` is a kilometre. By their spelling in [`SIGNS`].
#[rustfmt::skip]
pub(in crate::text) static CASED: Phrases<&[(&str, &str)]> = &[
    ("ar", &[("Ar", "MGA")]), ("bgj", &[("BGJ", "BGO")]), ("bgk", &[("BGK", "BGM")]),
    ("cf", &[("CF", "KMF")]), ("cfp", &[("CFP", "XPF")]), ("cg", &[("Cg", "XCG")]),
    ("cg.", &[("Cg.", "XCG")]), ("db", &[("Db", "STN")]), ("dm", &[("DM", "DEM")]),
    ("f.g.", &[("F.G.", "GNF")]), ("f.rw", &[("F.Rw", "RWF")]), ("fc", &[("FC", "KMF")]),
    ("fg", &[("FG", "GNF")]), ("fr", &[("FR", "RWF")]), ("ft", &[("Ft", "HUF")]), ("gs", &[("Gs", "PYG")]),
    ("gs.", &[("Gs.", "PYG")]), ("km", &[("KM", "BAM")]), ("kw", &[("Kw", "ZMW")]), ("kz", &[("Kz", "AOA")]),
    ("ls", &[("Ls", "LVL")]), ("lt", &[("LT", "TRY"), ("Lt", "LTL")]), ("rf", &[("RF", "RWF")]),
    ("um", &[("UM", "MRU")]), ("zk", &[("ZK", "ZMW")]),
];

#[rustfmt::skip]
pub(in crate::text) static SIGNS: Phrases<&str> = &[
   
    ("$", "USD CAD AUD MXN HKD SGD NZD TWD ARS CLP COP BBD BMD BND BSD BZD CUC CUP DOP FJD GYD JMD KYD LRD NAD SBD SRD TTD UYU XCD"),
    ("$ ar", "ARS"), ("$ au", "AUD"), ("$ ca", "CAD"), ("$ can", "CAD"), ("$ cl", "CLP"), ("$ co", "COP"),
    ("$ hk", "HKD"), ("$ mx", "MXN"), ("$ nz", "NZD"), ("$ sg", "SGD"), ("$ tw", "TWD"), ("$ u.s.", "USD"),
    ("$ us", "USD"), ("$ usa", "USD"), ("$ar", "ARS"), ("$au", "AUD"), ("$bm", "BMD"), ("$bn", "BND"),
    ("$bz", "BZD"), ("$c", "NIO"), ("$ca", "CAD"), ("$can", "CAD"), ("$cl", "CLP"), ("$co", "COP"),
    ("$fj", "FJD"), ("$hk", "HKD"), ("$mx", "MXN"), ("$na", "NAD"), ("$nz", "NZD"), ("$rh", "RHD"),
    ("$sb", "SBD"), ("$sg", "SGD"), ("$sr", "SRD"), ("$t", "TOP"), ("$tt", "TTD"), ("$tw", "TWD"),
    ("$u", "UYU"), ("$us", "USD"), ("$usa", "USD"), ("$uy", "UYU"), ("$ws", "WST"), ("a$", "AUD"),
    ("afl", "AWG"), ("afl.", "AWG"), ("ar", "MGA"), ("ar$", "ARS"), ("ars$", "ARS"), ("au$", "AUD"),
    ("aud", "AUD"), ("aud$", "AUD"), ("b$", "BSD BND"), ("b/.", "PAB"), ("bd$", "BBD"), ("bds$", "BBD"),
    ("bgj", "BGO"), ("bgk", "BGM"), ("br", "ETB BYN"), ("brl", "BRL"), ("bs", "BOB VES VEF"),
    ("bs.", "BOB VES VEF"), ("bs.d", "VED"), ("bs.f", "VEF"), ("bs.s", "VES"), ("bsf", "VEF"),
    ("bss", "VES"), ("bz$", "BZD"), ("c$", "CAD NIO"), ("ca$", "CAD"), ("cad", "CAD"), ("cad$", "CAD"),
    ("can$", "CAD"), ("cdn$", "CAD"), ("cf", "KMF"), ("cfa", "XAF XOF"), ("cfp", "XPF"), ("cfpf", "XPF"),
    ("cg", "XCG"), ("cg.", "XCG"), ("chf", "CHF"), ("ci$", "KYD"), ("clp$", "CLP"), ("cny", "CNY"),
    ("cny¥", "CNY"), ("cn¥", "CNY"), ("col$", "COP"), ("cop$", "COP"), ("cub$", "CUC"), ("czk", "CZK"),
    ("db", "STN"), ("dh", "MAD AED"), ("dhs", "AED MAD"), ("din.", "RSD"), ("dkk", "DKK"), ("dkr", "DKK"),
    ("dkr.", "DKK"), ("dm", "DEM"), ("ec$", "XCD"), ("eur", "EUR"), ("e£", "EGP"), ("f cfa", "XAF XOF"),
    ("f cfp", "XPF"), ("f.g.", "GNF"), ("f.rw", "RWF"), ("fc", "KMF"), ("fcfa", "XAF XOF"), ("fcfp", "XPF"),
    ("fg", "GNF"), ("fj$", "FJD"), ("fk£", "FKP"), ("fl£", "FKP"), ("fr", "RWF"), ("ft", "HUF"),
    ("gbp", "GBP"), ("gb£", "GBP"), ("gh₵", "GHS"), ("gs", "PYG"), ("gs.", "PYG"), ("hk$", "HKD"),
    ("hkd", "HKD"), ("hkd$", "HKD"), ("huf", "HUF"), ("ikr", "ISK"), ("inr", "INR"), ("ir£", "IEP"),
    ("j$", "JMD"), ("ja$", "JMD"), ("jpy", "JPY"), ("jp¥", "JPY"), ("k", "MMK PGK ZMW"), ("kc", "CZK"),
    ("km", "BAM"), ("kn", "HRK"), ("kr", "SEK NOK DKK ISK"), ("kr.", "SEK NOK DKK ISK"), ("krw", "KRW"),
    ("ksh", "KES"), ("ksh.", "KES"), ("kshs", "KES"), ("kw", "ZMW"), ("kz", "AOA"), ("kč", "CZK"),
    ("l", "HNL RON"), ("l.e.", "EGP"), ("lei", "RON MDL"), ("ls", "LVL"), ("lt", "TRY LTL"), ("l£", "LBP"),
    ("m$n", "ARS"), ("mex$", "MXN"), ("mop$", "MOP"), ("mx$", "MXN"), ("mxn", "MXN"), ("mxn$", "MXN"),
    ("n$", "NAD"), ("nafl", "ANG"), ("nis", "ILS"), ("nkr", "NOK"), ("nkr.", "NOK"), ("nok", "NOK"),
    ("nt$", "TWD"), ("nz$", "NZD"), ("nzd", "NZD"), ("nzd$", "NZD"), ("p", "BWP PHP"), ("pln", "PLN"),
    ("q", "GTQ"), ("r", "ZAR"), ("r$", "BRL"), ("rd$", "DOP"), ("rf", "RWF"), ("rm", "MYR"), ("rmb", "CNY"),
    ("rmb¥", "CNY"), ("rp", "IDR"), ("rp.", "IDR"), ("rs", "INR PKR LKR NPR MUR SCR"),
    ("rs.", "INR PKR LKR NPR MUR SCR"), ("rub", "RUB"), ("s$", "SGD"), ("s/", "PEN"), ("s/.", "PEN"),
    ("sek", "SEK"), ("sfr", "CHF"), ("sfr.", "CHF"), ("sg$", "SGD"), ("sgd", "SGD"), ("sgd$", "SGD"),
    ("si$", "SBD"), ("skr", "SEK"), ("skr.", "SEK"), ("so'm", "UZS"), ("stg£", "GBP"), ("t$", "TOP"),
    ("tk", "BDT"), ("tl", "TRY"), ("tsh", "TZS"), ("tsh.", "TZS"), ("tshs", "TZS"), ("tt$", "TTD"),
    ("tw$", "TWD"), ("twd", "TWD"), ("twd$", "TWD"), ("u$d", "USD"), ("u$s", "USD"), ("u.s. $", "USD"),
    ("u.s.$", "USD"), ("uah", "UAH"), ("uk£", "GBP"), ("um", "MRU"), ("us $", "USD"), ("us$", "USD"),
    ("usd", "USD"), ("usd$", "USD"), ("ush", "UGX"), ("ush.", "UGX"), ("ushs", "UGX"), ("ws$", "WST"),
    ("zar", "ZAR"), ("zk", "ZMW"), ("zl", "PLN"), ("zl.", "PLN"), ("zł", "PLN"), ("zł.", "PLN"),
    ("£", "GBP EGP FKP GIP SHP SSP SYP"), ("£cy", "CYP"), ("£e", "EGP"), ("£fk", "FKP"), ("£gb", "GBP"),
    ("£gi", "GIP"), ("£ie", "IEP"), ("£il", "ILP"), ("£it", "ITL"), ("£l", "LBP"), ("£lb", "LBP"),
    ("£mt", "MTP"), ("£stg", "GBP"), ("¥", "CNY JPY"), ("¥rmb", "CNY"), ("ös", "ATS"), ("đ", "VND"),
    ("ƒ", "ANG AWG XCG NLG"), ("грн", "UAH"), ("грн.", "UAH"), ("ден", "MKD"), ("ден.", "MKD"),
    ("лв", "BGN"), ("лв.", "BGN"), ("тг", "KZT"), ("тг.", "KZT"), ("тмт", "TMT"), ("֏", "AMD"), ("؋", "AFN"),
    ("৳", "BDT"), ("฿", "THB"), ("ლ", "GEL"), ("៛", "KHR"), ("₡", "CRC"), ("₢", "BRC"), ("₣", "FRF CHF"),
    ("₦", "NGN"), ("₧", "ESP"), ("₨", "INR PKR LKR NPR MUR SCR"), ("₩", "KRW KPW"), ("₪", "ILS"),
    ("₫", "VND"), ("€", "EUR"), ("₭", "LAK"), ("₮", "MNT"), ("₯", "GRD"), ("₱", "PHP CUP"), ("₲", "PYG"),
    ("₳", "ARA"), ("₴", "UAH"), ("₵", "GHS"), ("₸", "KZT"), ("₹", "INR"), ("₺", "TRY"), ("₼", "AZN"),
    ("₽", "RUB"), ("₾", "GEL"), ("⃀", "KGS"), ("⃁", "SAR"), ("円", "JPY"), ("원", "KRW"),
    ("﷼", "IRR SAR YER OMR QAR"),
];
