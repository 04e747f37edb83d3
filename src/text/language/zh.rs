//! Chinese, simplified and traditional.

use super::families::{CENTIME, CROWN, DINAR, FRANC, KOPECK, LIRA, MARK, PENNY, PESO, POUND, RUBLE, RUPEE};
use super::{Blank, Joiner, Lexicon, Qualifier, zh_names};
use crate::text::cursor::Phrases;

pub(in crate::text) static CHINESE: Lexicon = Lexicon {
    currencies: &[WORDS, zh_names::NAMES],
    minors: MINORS,
    scales: SCALES,
    before: BEFORE,
    after: AFTER,
    joiners: JOINERS,
    blanks: BLANKS,
};

/// What only Chinese texts write: `5w` for 50,000.
pub(in crate::text) static CHINESE_ONLY: Lexicon = Lexicon { scales: &[("w", 4)], ..Lexicon::EMPTY };

/// The general unit word, which also follows amounts whose currency stands before them (`新台币177亿元`), …
pub(in crate::text) const UNIT_WORDS: [&str; 7] = ["元", "元整", "元正", "圆", "圆整", "圓", "圓整"];
/// … and the currencies that it can be a unit of.
pub(in crate::text) const UNIT_WORD_JOINS: &str = "CNY TWD HKD MOP USD SGD";

/// Short names, and names that CLDR does not spell.
#[rustfmt::skip]
static WORDS: Phrases<&str> = &[
    ("人民币元", "CNY"), ("人民幣元", "CNY"), ("令吉", "MYR"), ("元", "CNY"), ("元人民币", "CNY"),
    ("元人民幣", "CNY"), ("元整", "CNY"), ("元正", "CNY"), ("克朗", CROWN), ("兰特", "ZAR"), ("刀", "USD CAD AUD NZD"), ("加元", "CAD"),
    ("加币", "CAD"), ("卢布", RUBLE), ("卢比", RUPEE), ("印度卢布", "INR"), ("台币", "TWD"), ("台幣", "TWD"),
    ("圆", "CNY"), ("圆整", "CNY"), ("圓", "CNY"), ("圓整", "CNY"), ("块", "CNY"), ("块人民币", "CNY"),
    ("块钱", "CNY"), ("坡币", "SGD"), ("塊", "CNY"), ("塊錢", "CNY"), ("奈拉", "NGN"), ("奈拉币", "NGN"),
    ("披索", PESO), ("新台币元", "TWD"), ("新币", "SGD"), ("新幣", "SGD"), ("新臺幣", "TWD"), ("新西兰币", "NZD"),
    ("日圆", "JPY"), ("日币", "JPY"), ("日幣", "JPY"), ("林吉特", "MYR"), ("比索", PESO), ("法郎", FRANC),
    ("泰币", "THB"), ("泰幣", "THB"), ("港圆", "HKD"), ("港圓", "HKD"), ("港币", "HKD"), ("港纸", "HKD"),
    ("澳币", "AUD"), ("瑞郎", "CHF"), ("盧布", RUBLE), ("盧比", RUPEE), ("第納爾", DINAR), ("第纳尔", DINAR),
    ("纽元", "NZD"), ("美刀", "USD"), ("美圆", "USD"), ("美圓", "USD"), ("美金", "USD"), ("臺幣", "TWD"),
    ("蚊", "HKD MOP"), ("越盾", "VND"), ("里拉", LIRA), ("銖", "THB"), ("鎊", POUND), ("铢", "THB"), ("镑", POUND),
    ("雷亚尔", "BRL"), ("韓圓", "KRW"), ("韓幣", "KRW"), ("韩圆", "KRW"), ("韩圜", "KRW"), ("韩币", "KRW"),
    ("馬克", MARK), ("马克", MARK),
];

/// Minor units: the currencies that may have them, and how many decimals one of them is.
#[rustfmt::skip]
static MINORS: Phrases<(&str, u8)> = &[
    ("仙", ("HKD", 2)), ("便士", (PENNY, 2)), ("分", ("CNY HKD TWD MOP", 2)), ("分錢", ("CNY HKD TWD MOP", 2)),
    ("分钱", ("CNY", 2)), ("戈比", (KOPECK, 2)), ("日本銭", ("JPY", 2)), ("日本钱", ("JPY", 2)),
    ("欧元分", ("EUR", 2)), ("欧分", ("EUR", 2)), ("歐分", ("EUR", 2)), ("毛", ("CNY HKD TWD MOP", 1)),
    ("毛錢", ("CNY HKD TWD MOP", 1)), ("毛钱", ("CNY", 1)), ("毫", ("HKD MOP", 1)), ("生丁", (CENTIME, 2)),
    ("美分", ("USD", 2)), ("角", ("CNY HKD TWD MOP", 1)), ("角錢", ("CNY HKD TWD MOP", 1)), ("角钱", ("CNY", 1)),
];

/// Scale words and their powers of ten.
#[rustfmt::skip]
static SCALES: Phrases<i32> = &[
    ("万", 4), ("万万", 8), ("万亿", 12), ("个亿", 8), ("亿", 8), ("仟", 3), ("佰", 2), ("個億", 8), ("億", 8), ("兆", 12), ("十", 1),
    ("十万", 5), ("十亿", 9), ("十億", 9), ("十萬", 5), ("千", 3), ("千万", 7), ("千亿", 11),
    ("千億", 11), ("千萬", 7), ("拾", 1), ("百", 2), ("百万", 6), ("百亿", 10), ("百億", 10),
    ("百萬", 6), ("萬", 4), ("萬億", 12), ("萬萬", 8),
];

#[rustfmt::skip]
static BEFORE: Phrases<Qualifier> = &[
    ("不低于", Qualifier::AtLeast), ("不低於", Qualifier::AtLeast), ("不到", Qualifier::LessThan),
    ("不多于", Qualifier::AtMost), ("不多於", Qualifier::AtMost), ("不大于", Qualifier::AtMost),
    ("不大於", Qualifier::AtMost), ("不小于", Qualifier::AtLeast), ("不小於", Qualifier::AtLeast),
    ("不少于", Qualifier::AtLeast), ("不少於", Qualifier::AtLeast), ("不超过", Qualifier::AtMost),
    ("不超過", Qualifier::AtMost), ("不足", Qualifier::LessThan), ("不逾", Qualifier::AtMost),
    ("不高于", Qualifier::AtMost), ("不高於", Qualifier::AtMost), ("介于", Qualifier::Between),
    ("介於", Qualifier::Between), ("从", Qualifier::From), ("低于", Qualifier::LessThan),
    ("低於", Qualifier::LessThan), ("刚过", Qualifier::JustOver), ("剛過", Qualifier::JustOver),
    ("多于", Qualifier::MoreThan), ("多於", Qualifier::MoreThan), ("大于", Qualifier::MoreThan),
    ("大于或等于", Qualifier::AtLeast), ("大于或者等于", Qualifier::AtLeast), ("大于等于", Qualifier::AtLeast),
    ("大於", Qualifier::MoreThan), ("大於或等於", Qualifier::AtLeast), ("大於等於", Qualifier::AtLeast),
    ("大概", Qualifier::About), ("大約", Qualifier::About), ("大约", Qualifier::About), ("将近", Qualifier::Nearly),
    ("將近", Qualifier::Nearly), ("小于", Qualifier::LessThan), ("小于或等于", Qualifier::AtMost),
    ("小于或者等于", Qualifier::AtMost), ("小于等于", Qualifier::AtMost), ("小於", Qualifier::LessThan),
    ("小於或等於", Qualifier::AtMost), ("小於等於", Qualifier::AtMost), ("少于", Qualifier::LessThan),
    ("少於", Qualifier::LessThan), ("從", Qualifier::From), ("接近", Qualifier::Nearly), ("最多", Qualifier::AtMost),
    ("最多为", Qualifier::AtMost), ("最多有", Qualifier::AtMost), ("最多為", Qualifier::AtMost),
    ("最少", Qualifier::AtLeast), ("最少为", Qualifier::AtLeast), ("最少有", Qualifier::AtLeast),
    ("未满", Qualifier::LessThan), ("未滿", Qualifier::LessThan), ("略多于", Qualifier::JustOver),
    ("略多於", Qualifier::JustOver), ("略超", Qualifier::JustOver), ("略高于", Qualifier::JustOver),
    ("略高於", Qualifier::JustOver), ("約", Qualifier::About), ("約合", Qualifier::About), ("約為", Qualifier::About),
    ("约", Qualifier::About), ("约为", Qualifier::About), ("约合", Qualifier::About), ("至多", Qualifier::AtMost),
    ("至多为", Qualifier::AtMost), ("至多有", Qualifier::AtMost), ("至少", Qualifier::AtLeast),
    ("至少为", Qualifier::AtLeast), ("至少有", Qualifier::AtLeast), ("至少為", Qualifier::AtLeast),
    ("起码", Qualifier::AtLeast), ("起碼", Qualifier::AtLeast), ("超", Qualifier::MoreThan),
    ("超过", Qualifier::MoreThan), ("超过了", Qualifier::MoreThan), ("超過", Qualifier::MoreThan),
    ("超過了", Qualifier::MoreThan), ("近", Qualifier::Nearly), ("近乎", Qualifier::About),
    ("逾", Qualifier::MoreThan), ("高于", Qualifier::MoreThan), ("高於", Qualifier::MoreThan),
];

#[rustfmt::skip]
static AFTER: Phrases<Qualifier> = &[
    ("上下", Qualifier::About), ("之內", Qualifier::AtMost), ("之内", Qualifier::AtMost),
    ("以上", Qualifier::AtLeast), ("以下", Qualifier::AtMost), ("以內", Qualifier::AtMost),
    ("以内", Qualifier::AtMost), ("出头", Qualifier::AboutAbove), ("出頭", Qualifier::AboutAbove),
    ("及以上", Qualifier::AtLeast), ("及以下", Qualifier::AtMost), ("左右", Qualifier::About),
    ("或以上", Qualifier::AtLeast), ("或以下", Qualifier::AtMost), ("或更多", Qualifier::AtLeast),
    ("或更少", Qualifier::AtMost), ("或者更多", Qualifier::AtLeast), ("或者更少", Qualifier::AtMost),
    ("起", Qualifier::AtLeast),
];

#[rustfmt::skip]
static JOINERS: Phrases<Joiner> = &[
    ("与", Joiner::And), ("到", Joiner::To), ("和", Joiner::And), ("或", Joiner::Or), ("或者", Joiner::Or),
    ("至", Joiner::To), ("與", Joiner::And),
];

#[rustfmt::skip]
static BLANKS: Phrases<Blank> = &[
    ("不明", Blank::Undisclosed), ("不詳", Blank::Undisclosed), ("不详", Blank::Undisclosed),
    ("未公布", Blank::Undisclosed), ("未公开", Blank::Undisclosed), ("未公開", Blank::Undisclosed),
    ("未披露", Blank::Undisclosed), ("未知", Blank::Undisclosed), ("未說明", Blank::Undisclosed),
    ("未说明", Blank::Undisclosed), ("未透露", Blank::Undisclosed), ("金額不詳", Blank::Undisclosed),
    ("金额不详", Blank::Undisclosed),
];
