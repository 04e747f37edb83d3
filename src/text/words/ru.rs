//! Russian, in all cases, with `е` for `ё`.

use super::power;
use super::vocabulary::{
    Alone, Counting, Group, Part, PartOf, Tongue, Vocabulary, Word, initials, past_blanks, words,
};
use super::{AndWord, Upto, cardinal};
use crate::text::cursor::Cursor;

pub(super) static RUSSIAN: Vocabulary = Vocabulary {
    tongue: Tongue::Russian,
    words: WORDS,
    parts: PARTS,
    initials: initials(WORDS, PARTS),
    and: "",
    points: &["целых", "целая", "целые", "целой", "целую"],
    halves: &[(&["с", "половиной"], 50), (&["с", "четвертью"], 25)],
    of: "",
    vague: &["несколько", "нескольких", "пара", "пару", "много", "сколько"],
    several: SEVERAL,
};

#[rustfmt::skip]
const SEVERAL: &[(&[&str], i32)] = &[
    (&["несколько", "сотен"], 2),
    (&["несколько", "десятков"], 1),
    (&["несколько"], 0),
    (&["нескольких", "сотен"], 2),
    (&["нескольких", "десятков"], 1),
    (&["нескольких"], 0),
    (&["пара", "сотен"], 2),
    (&["пара"], 0),
    (&["пару", "сотен"], 2),
    (&["пару", "десятков"], 1),
    (&["пару"], 0),
];

/// The decimals after `целых`: `пять десятых`, `и две сотых`.
pub(super) fn tenths<'s, 't>(
    vocabulary: &Vocabulary,
    cursor: &Cursor<'s, 't>,
) -> Option<(i128, u8, Cursor<'s, 't>)> {
    let at = words(cursor, &["и"]).and_then(|after| past_blanks(&after)).unwrap_or(*cursor);
    let (number, end) = cardinal(vocabulary, &at, AndWord::Separates, Upto::All)?;
    let fraction = number.total().filter(|_| number.is_plain() && !number.has_half)?;
    let next = past_blanks(&end)?;
    let (places, end) = TENTHS.iter().find_map(|(word, places)| Some((*places, words(&next, &[word])?)))?;
    (fraction < power(places.into())?).then_some((fraction, places, end))
}

const TENTHS: [(&str, u8); 12] = [
    ("десятых", 1),
    ("десятая", 1),
    ("десятые", 1),
    ("десятую", 1),
    ("сотых", 2),
    ("сотая", 2),
    ("сотые", 2),
    ("сотую", 2),
    ("тысячных", 3),
    ("тысячная", 3),
    ("тысячные", 3),
    ("тысячную", 3),
];

const COUNTS: Alone = Alone::Counts;
const NEVER: Alone = Alone::Never;
const AFTER: Alone = Alone::AfterPreposition;

const fn group(worth: u32, counting: Counting) -> Word {
    Word::Group(Group { worth, counting })
}

const LONE_TEN: Word = group(10, Counting::Alone);
const TEN: Word = group(10, Counting::Exact);
const LONE_DOZEN: Word = group(12, Counting::Alone);
const DOZEN: Word = group(12, Counting::Exact);
const HALF_HUNDRED: Word = group(50, Counting::Alone);
const LONE_HUNDRED: Word = group(100, Counting::Alone);
const HUNDRED: Word = group(100, Counting::Exact);

#[rustfmt::skip]
const WORDS: &[(&str, Word)] = &[
    ("восемнадцати", Word::Teen(18)), ("восемнадцать", Word::Teen(18)), ("восемнадцатью", Word::Teen(18)),
    ("восемь", Word::Unit(8)), ("восемьдесят", Word::Tens(80)), ("восемьсот", Word::Hundreds(800)),
    ("восемью", Word::Unit(8)), ("восемьюдесятью", Word::Tens(80)), ("восемьюстами", Word::Hundreds(800)),
    ("восьми", Word::Unit(8)), ("восьмидесяти", Word::Tens(80)), ("восьмисот", Word::Hundreds(800)),
    ("восьмистам", Word::Hundreds(800)), ("восьмистах", Word::Hundreds(800)), ("восьмью", Word::Unit(8)),
    ("восьмьюдесятью", Word::Tens(80)), ("два", Word::Unit(2)), ("двадцати", Word::Tens(20)),
    ("двадцать", Word::Tens(20)), ("двадцатью", Word::Tens(20)), ("две", Word::Unit(2)),
    ("двенадцати", Word::Teen(12)), ("двенадцать", Word::Teen(12)), ("двенадцатью", Word::Teen(12)),
    ("двести", Word::Hundreds(200)), ("двум", Word::Unit(2)), ("двумстам", Word::Hundreds(200)),
    ("двумя", Word::Unit(2)), ("двумястами", Word::Hundreds(200)), ("двух", Word::Unit(2)),
    ("двухсот", Word::Hundreds(200)), ("двухстах", Word::Hundreds(200)), ("девяноста", Word::Tens(90)),
    ("девяносто", Word::Tens(90)), ("девяти", Word::Unit(9)), ("девятисот", Word::Hundreds(900)),
    ("девятистам", Word::Hundreds(900)), ("девятистах", Word::Hundreds(900)),
    ("девятнадцати", Word::Teen(19)), ("девятнадцать", Word::Teen(19)), ("девятнадцатью", Word::Teen(19)),
    ("девять", Word::Unit(9)), ("девятьсот", Word::Hundreds(900)), ("девятью", Word::Unit(9)),
    ("девятьюстами", Word::Hundreds(900)), ("десяти", Word::Teen(10)), ("десятка", TEN), ("десятков", TEN),
    ("десяток", LONE_TEN), ("десять", Word::Teen(10)), ("десятью", Word::Teen(10)), ("дюжин", DOZEN),
    ("дюжина", LONE_DOZEN), ("дюжину", LONE_DOZEN), ("дюжины", DOZEN), ("миллиард", Word::Scale(9, COUNTS)),
    ("миллиарда", Word::Scale(9, COUNTS)), ("миллиардам", Word::Scale(9, NEVER)),
    ("миллиардами", Word::Scale(9, NEVER)), ("миллиардах", Word::Scale(9, NEVER)),
    ("миллиарде", Word::Scale(9, COUNTS)), ("миллиардов", Word::Scale(9, NEVER)),
    ("миллиардом", Word::Scale(9, COUNTS)), ("миллиарду", Word::Scale(9, COUNTS)),
    ("миллиарды", Word::Scale(9, NEVER)), ("миллион", Word::Scale(6, COUNTS)),
    ("миллиона", Word::Scale(6, COUNTS)), ("миллионам", Word::Scale(6, NEVER)),
    ("миллионами", Word::Scale(6, NEVER)), ("миллионах", Word::Scale(6, NEVER)),
    ("миллионе", Word::Scale(6, COUNTS)), ("миллионов", Word::Scale(6, NEVER)),
    ("миллионом", Word::Scale(6, COUNTS)), ("миллиону", Word::Scale(6, COUNTS)),
    ("миллионы", Word::Scale(6, NEVER)), ("ноль", Word::Zero), ("ноля", Word::Zero), ("нуль", Word::Zero),
    ("нуля", Word::Zero), ("один", Word::One), ("одиннадцати", Word::Teen(11)),
    ("одиннадцать", Word::Teen(11)), ("одиннадцатью", Word::Teen(11)), ("одна", Word::One),
    ("одним", Word::One), ("одно", Word::One), ("одного", Word::One), ("одной", Word::One),
    ("одном", Word::One), ("одному", Word::One), ("одну", Word::One), ("полсотни", HALF_HUNDRED),
    ("полтора", Word::OneAndHalf), ("полторы", Word::OneAndHalf), ("полутора", Word::OneAndHalf),
    ("пяти", Word::Unit(5)), ("пятидесяти", Word::Tens(50)), ("пятисот", Word::Hundreds(500)),
    ("пятистам", Word::Hundreds(500)), ("пятистах", Word::Hundreds(500)), ("пятнадцати", Word::Teen(15)),
    ("пятнадцать", Word::Teen(15)), ("пятнадцатью", Word::Teen(15)), ("пять", Word::Unit(5)),
    ("пятьдесят", Word::Tens(50)), ("пятьсот", Word::Hundreds(500)), ("пятью", Word::Unit(5)),
    ("пятьюдесятью", Word::Tens(50)), ("пятьюстами", Word::Hundreds(500)), ("семи", Word::Unit(7)),
    ("семидесяти", Word::Tens(70)), ("семисот", Word::Hundreds(700)), ("семистам", Word::Hundreds(700)),
    ("семистах", Word::Hundreds(700)), ("семнадцати", Word::Teen(17)), ("семнадцать", Word::Teen(17)),
    ("семнадцатью", Word::Teen(17)), ("семь", Word::Unit(7)), ("семьдесят", Word::Tens(70)),
    ("семьсот", Word::Hundreds(700)), ("семью", Word::Unit(7)), ("семьюдесятью", Word::Tens(70)),
    ("семьюстами", Word::Hundreds(700)), ("сорок", Word::Tens(40)), ("сорока", Word::Tens(40)),
    ("сотен", HUNDRED), ("сотни", HUNDRED), ("сотню", LONE_HUNDRED), ("сотня", LONE_HUNDRED),
    ("ста", Word::Hundreds(100)), ("сто", Word::Hundreds(100)), ("трем", Word::Unit(3)),
    ("тремстам", Word::Hundreds(300)), ("тремя", Word::Unit(3)), ("тремястами", Word::Hundreds(300)),
    ("трех", Word::Unit(3)), ("трехсот", Word::Hundreds(300)), ("трехстах", Word::Hundreds(300)),
    ("три", Word::Unit(3)), ("тридцати", Word::Tens(30)), ("тридцать", Word::Tens(30)),
    ("тридцатью", Word::Tens(30)), ("триллион", Word::Scale(12, COUNTS)),
    ("триллиона", Word::Scale(12, COUNTS)), ("триллионам", Word::Scale(12, NEVER)),
    ("триллионами", Word::Scale(12, NEVER)), ("триллионах", Word::Scale(12, NEVER)),
    ("триллионе", Word::Scale(12, COUNTS)), ("триллионов", Word::Scale(12, NEVER)),
    ("триллионом", Word::Scale(12, COUNTS)), ("триллиону", Word::Scale(12, COUNTS)),
    ("триллионы", Word::Scale(12, NEVER)), ("тринадцати", Word::Teen(13)), ("тринадцать", Word::Teen(13)),
    ("тринадцатью", Word::Teen(13)), ("триста", Word::Hundreds(300)), ("тысяч", Word::Scale(3, NEVER)),
    ("тысяча", Word::Scale(3, COUNTS)), ("тысячам", Word::Scale(3, NEVER)),
    ("тысячами", Word::Scale(3, NEVER)), ("тысячах", Word::Scale(3, NEVER)),
    ("тысяче", Word::Scale(3, COUNTS)), ("тысячей", Word::Scale(3, COUNTS)),
    ("тысячи", Word::Scale(3, AFTER)), ("тысячу", Word::Scale(3, COUNTS)),
    ("тысячью", Word::Scale(3, COUNTS)), ("четыре", Word::Unit(4)), ("четырем", Word::Unit(4)),
    ("четыремстам", Word::Hundreds(400)), ("четыреста", Word::Hundreds(400)), ("четырех", Word::Unit(4)),
    ("четырехсот", Word::Hundreds(400)), ("четырехстах", Word::Hundreds(400)),
    ("четырнадцати", Word::Teen(14)), ("четырнадцать", Word::Teen(14)), ("четырнадцатью", Word::Teen(14)),
    ("четырьмя", Word::Unit(4)), ("четырьмястами", Word::Hundreds(400)), ("шести", Word::Unit(6)),
    ("шестидесяти", Word::Tens(60)), ("шестисот", Word::Hundreds(600)), ("шестистам", Word::Hundreds(600)),
    ("шестистах", Word::Hundreds(600)), ("шестнадцати", Word::Teen(16)), ("шестнадцать", Word::Teen(16)),
    ("шестнадцатью", Word::Teen(16)), ("шесть", Word::Unit(6)), ("шестьдесят", Word::Tens(60)),
    ("шестьсот", Word::Hundreds(600)), ("шестью", Word::Unit(6)), ("шестьюдесятью", Word::Tens(60)),
    ("шестьюстами", Word::Hundreds(600)),
];

#[rustfmt::skip]
const PARTS: &[Part] = &[
    Part { words: &["полмиллиона"], hundredths: 50, of: PartOf::Power(6) },
    Part { words: &["полумиллиона"], hundredths: 50, of: PartOf::Power(6) },
    Part { words: &["полмиллиарда"], hundredths: 50, of: PartOf::Power(9) },
    Part { words: &["полумиллиарда"], hundredths: 50, of: PartOf::Power(9) },
    Part { words: &["полтриллиона"], hundredths: 50, of: PartOf::Power(12) },
    Part { words: &["полутриллиона"], hundredths: 50, of: PartOf::Power(12) },
    Part { words: &["полтысячи"], hundredths: 50, of: PartOf::Power(3) },
    Part { words: &["полутысячи"], hundredths: 50, of: PartOf::Power(3) },
    Part { words: &["три", "четверти"], hundredths: 75, of: PartOf::Scale },
    Part { words: &["четверть"], hundredths: 25, of: PartOf::Scale },
    Part { words: &["четверти"], hundredths: 25, of: PartOf::Scale },
    Part { words: &["пол"], hundredths: 50, of: PartOf::Scale },
    Part { words: &["половина"], hundredths: 50, of: PartOf::Scale },
    Part { words: &["половину"], hundredths: 50, of: PartOf::Scale },
    Part { words: &["половины"], hundredths: 50, of: PartOf::Scale },
];
