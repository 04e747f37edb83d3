//! Numbers in words: `half a million`, `two hundred thousand`, `六百五十万`.

use super::cursor::{Cursor, Phrases};
use super::language::Language;
use super::number::Digits;
use crate::exact::Numeral;

/// Whether `and` may stand inside a number; in `between one hundred and two hundred` it may not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum AndWord {
    Joins,
    Separates,
}

/// A number in words, with the power of ten of its unit word if it ends with the only one.
pub(super) type Spoken = (Digits, Option<i32>);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    /// `a`, which is 1 before a hundred or a scale.
    Article,
    /// 1 to 19.
    Small(u16),
    /// 20, 30, … 90.
    Tens(u16),
    Hundred,
    Scale(i32),
}

#[rustfmt::skip]
static WORDS: Phrases<Word> = &[
    ("a", Word::Article), ("an", Word::Article), ("billion", Word::Scale(9)), ("crore", Word::Scale(7)),
    ("crores", Word::Scale(7)), ("eight", Word::Small(8)), ("eighteen", Word::Small(18)),
    ("eighty", Word::Tens(80)), ("eleven", Word::Small(11)), ("fifteen", Word::Small(15)),
    ("fifty", Word::Tens(50)), ("five", Word::Small(5)), ("forty", Word::Tens(40)),
    ("four", Word::Small(4)), ("fourteen", Word::Small(14)), ("hundred", Word::Hundred),
    ("lakh", Word::Scale(5)), ("lakhs", Word::Scale(5)), ("million", Word::Scale(6)),
    ("nine", Word::Small(9)), ("nineteen", Word::Small(19)), ("ninety", Word::Tens(90)),
    ("one", Word::Small(1)), ("seven", Word::Small(7)), ("seventeen", Word::Small(17)),
    ("seventy", Word::Tens(70)), ("six", Word::Small(6)), ("sixteen", Word::Small(16)),
    ("sixty", Word::Tens(60)), ("ten", Word::Small(10)), ("thirteen", Word::Small(13)),
    ("thirty", Word::Tens(30)), ("thousand", Word::Scale(3)), ("three", Word::Small(3)),
    ("trillion", Word::Scale(12)), ("twelve", Word::Small(12)), ("twenty", Word::Tens(20)),
    ("two", Word::Small(2)),
];

static HALF: Phrases<()> = &[("a half", ()), ("half", ()), ("half a", ()), ("half an", ())];
static AND_A_HALF: Phrases<()> = &[("and a half", ())];
static AND: Phrases<()> = &[("and", ())];

/// Reads a number in words at the cursor and moves past it; `None` where there is none.
pub(super) fn spoken(cursor: &mut Cursor<'_, '_>, _language: Language, and: AndWord) -> Option<Spoken> {
    chinese(cursor).or_else(|| half(cursor)).or_else(|| english(cursor, and))
}

fn half(cursor: &mut Cursor<'_, '_>) -> Option<Spoken> {
    cursor.eat_listed(HALF)?;
    Some((Digits::in_words(Numeral::new(5, 1).ok()?), None))
}

/// Reads `and a half` after a whole number.
pub(super) fn and_a_half(cursor: &mut Cursor<'_, '_>, whole: Numeral) -> Option<Numeral> {
    let mut ahead = cursor.past_blanks();
    ahead.eat_listed(AND_A_HALF)?;
    if whole.decimals() > 0 {
        return None;
    }
    let half = whole.mantissa().checked_mul(10)?.checked_add(5)?;
    *cursor = ahead;
    Numeral::new(half, 1).ok()
}

/// The groups of a number in words: each a number below 10,000 before its scale, scales descending.
#[derive(Default)]
struct Groups {
    done: Vec<(u16, i32)>,
    open: Option<u16>,
}

impl Groups {
    /// Takes the next word, or `false` where it cannot follow.
    fn take(&mut self, word: Word, after: Option<Word>) -> bool {
        let before = self.open;
        let lowest = self.done.last().map_or(i32::MAX, |(_, scale)| *scale);
        match word {
            Word::Article => {
                let counts = matches!(after, Some(Word::Hundred | Word::Scale(_)));
                let first = before.is_none() && self.done.is_empty();
                self.open = if counts && first { Some(1) } else { before };
                counts && first
            }
            Word::Small(number) | Word::Tens(number) => {
                let sum = match before {
                    None => Some(number),
                    Some(open) if open % 100 == 0 => Some(open + number),
                    Some(open) if number < 10 && open % 10 == 0 && open % 100 >= 20 => Some(open + number),
                    Some(_) => None,
                };
                self.open = sum.or(before);
                sum.is_some()
            }
            Word::Hundred => {
                let hundreds = before.filter(|open| *open < 100).map(|open| open * 100);
                self.open = hundreds.or(before);
                hundreds.is_some()
            }
            Word::Scale(scale) => match before {
                Some(open) if scale < lowest => {
                    self.done.push((open, scale));
                    self.open = None;
                    true
                }
                _ => false,
            },
        }
    }

    fn finish(self) -> Option<Spoken> {
        if let ([(number, scale)], None) = (self.done.as_slice(), self.open) {
            return Some((Digits::in_words(Numeral::from(*number)), Some(*scale)));
        }
        let mut sum = i128::from(self.open.unwrap_or(0));
        for (number, scale) in &self.done {
            sum = sum.checked_add(i128::from(*number).checked_mul(power(*scale)?)?)?;
        }
        Some((Digits::in_words(Numeral::new(sum, 0).ok()?), None))
    }
}

/// 万兆, the highest that anyone writes.
const SCALE_MAX: i32 = 16;

fn power(exponent: i32) -> Option<i128> {
    10i128.checked_pow(u32::try_from(exponent).ok()?)
}

fn english(cursor: &mut Cursor<'_, '_>, and: AndWord) -> Option<Spoken> {
    let mut groups = Groups::default();
    let mut ahead = *cursor;
    let mut any = false;
    while let Some((word, end)) = ahead.listed(WORDS) {
        ahead.go_to(end);
        let after = ahead.past_blanks().listed(WORDS).map(|(word, _)| word);
        if !groups.take(word, after) {
            break;
        }
        any = true;
        *cursor = ahead;
        if !ahead.eat('-') {
            ahead.skip_blanks();
        }
        let may_add = groups.open.is_none_or(|open| open % 100 == 0);
        if and == AndWord::Joins && may_add && ahead.eat_listed(AND).is_some() {
            ahead.skip_blanks();
        }
    }
    if any { groups.finish() } else { None }
}

/// What a Chinese numeral character means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ideograph {
    Zero,
    Digit(u8),
    /// 十, 百, 千, as powers of ten.
    Inner(i32),
    /// 万, 亿, 兆, as powers of ten.
    Outer(i32),
}

fn ideograph(c: char) -> Option<Ideograph> {
    use Ideograph::{Digit, Inner, Outer, Zero};
    Some(match c {
        '零' | '〇' => Zero,
        '一' | '壹' => Digit(1),
        '二' | '两' | '兩' | '贰' | '貳' => Digit(2),
        '三' | '叁' | '參' => Digit(3),
        '四' | '肆' => Digit(4),
        '五' | '伍' => Digit(5),
        '六' | '陆' | '陸' => Digit(6),
        '七' | '柒' => Digit(7),
        '八' | '捌' => Digit(8),
        '九' | '玖' => Digit(9),
        '十' | '拾' => Inner(1),
        '百' | '佰' => Inner(2),
        '千' | '仟' => Inner(3),
        '万' | '萬' => Outer(4),
        '亿' | '億' => Outer(8),
        '兆' => Outer(12),
        _ => return None,
    })
}

fn chinese(cursor: &mut Cursor<'_, '_>) -> Option<Spoken> {
    // 39 characters hold every numeral within the limits of exact numbers.
    let run: Vec<Ideograph> =
        (0..39).map_while(|ahead| cursor.peek_after(ahead).and_then(ideograph)).collect();
    let starts = matches!(run.first()?, Ideograph::Zero | Ideograph::Digit(_) | Ideograph::Inner(1));
    if !starts {
        return None;
    }
    let mut ahead = *cursor;
    ahead.go_to(cursor.at() + run.len());
    let in_row = run.iter().all(|c| matches!(c, Ideograph::Zero | Ideograph::Digit(_)));
    let read = if in_row { in_row_digits(&run, &mut ahead) } else { chinese_groups(&run) }?;
    *cursor = ahead;
    Some(read)
}

/// `二〇`, and with decimals `六点五`; a unit word may follow.
fn in_row_digits(run: &[Ideograph], ahead: &mut Cursor<'_, '_>) -> Option<Spoken> {
    let digit = |c: &Ideograph| match c {
        Ideograph::Zero => Some('0'),
        Ideograph::Digit(digit) => char::from_digit(u32::from(*digit), 10),
        _ => None,
    };
    let mut text: String = run.iter().filter_map(digit).collect();
    if matches!(ahead.peek(), Some('点' | '點')) {
        let decimals: String = (1..=28)
            .map_while(|after| ahead.peek_after(after).and_then(ideograph).as_ref().and_then(digit))
            .collect();
        if !decimals.is_empty() {
            ahead.go_to(ahead.at() + 1 + decimals.chars().count());
            text = format!("{text}.{decimals}");
        }
    }
    Some((Digits::in_words(text.parse().ok()?), None))
}

/// Numerals with 十百千 and 万亿兆. A last digit without a unit counts the next lower one: 三万五 is 35,000.
fn chinese_groups(run: &[Ideograph]) -> Option<Spoken> {
    let mut done: Vec<(i128, i32)> = Vec::new();
    let (mut section, mut digit): (i128, Option<i128>) = (0, None);
    let mut before: Option<Ideograph> = None;
    for c in run {
        match *c {
            Ideograph::Zero => section += digit.take().unwrap_or(0),
            Ideograph::Digit(_) if digit.is_some() => return None,
            Ideograph::Digit(number) => digit = Some(i128::from(number)),
            Ideograph::Inner(exponent) => {
                let count = digit.take().or((exponent == 1).then_some(1))?;
                section += count * power(exponent)?;
            }
            Ideograph::Outer(exponent) => {
                section += digit.take().unwrap_or(0);
                close_section(&mut done, section, exponent, before)?;
                section = 0;
            }
        }
        if digit.is_none() || before.is_none() {
            before = Some(*c);
        }
    }
    if let Some(last) = digit {
        section += match before {
            Some(Ideograph::Inner(unit) | Ideograph::Outer(unit)) => last * power(unit - 1)?,
            _ => last,
        };
    }
    if let ([(number, scale)], 0) = (done.as_slice(), section) {
        return Some((Digits::in_words(Numeral::new(*number, 0).ok()?), Some(*scale)));
    }
    let mut sum = section;
    for (number, scale) in done {
        sum = sum.checked_add(number.checked_mul(power(scale)?)?)?;
    }
    Some((Digits::in_words(Numeral::new(sum, 0).ok()?), None))
}

/// Puts a section before 万, 亿 or 兆; a unit right after another multiplies it (万亿), a larger one takes all
/// before.
fn close_section(
    done: &mut Vec<(i128, i32)>,
    mut section: i128,
    exponent: i32,
    before: Option<Ideograph>,
) -> Option<()> {
    if matches!(before, Some(Ideograph::Outer(_))) {
        let (number, scale) = done.pop()?;
        done.push((number, scale + exponent));
        return (scale + exponent <= SCALE_MAX).then_some(());
    }
    while let Some((number, scale)) = done.pop_if(|(_, scale)| *scale <= exponent) {
        section = section.checked_add(number.checked_mul(power(scale)?)?)?;
    }
    done.push((section, exponent));
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::characters::Source;

    fn read(text: &str, and: AndWord) -> Option<String> {
        let source = Source::new(text);
        let mut cursor = Cursor::new(&source);
        let (digits, unit) = spoken(&mut cursor, Language::English, and)?;
        let rest = source.excerpt(cursor.at()..source.len());
        let unit = unit.map_or_else(String::new, |unit| format!("e{unit}"));
        Some(format!("{}{unit}{}{rest}", digits.numeral, if rest.is_empty() { "" } else { " | " }))
    }

    #[test]
    fn english_words() {
        for (text, value) in [
            ("two million", "2e6"),
            ("three hundred thousand", "300e3"),
            ("a hundred thousand", "100e3"),
            ("a million", "1e6"),
            ("two hundred", "200"),
            ("twenty-five", "25"),
            ("fifteen hundred", "1500"),
            ("half a million", "0.5 |  million"),
            ("two million five hundred thousand", "2500000"),
            ("one thousand and five", "1005"),
            ("one hundred and twenty-two", "122"),
            ("eighteen thousand nine hundred three", "18903"),
            ("five ten", "5 |  ten"),
            ("twenty thirteen", "20 |  thirteen"),
            ("two thousand million", "2e3 |  million"),
            ("five lakh", "5e5"),
            ("one-yen", "1 | -yen"),
        ] {
            assert_eq!(read(text, AndWord::Joins).as_deref(), Some(value), "{text}");
        }
        assert_eq!(
            read("one hundred and two hundred", AndWord::Separates).as_deref(),
            Some("100 |  and two hundred")
        );
        assert_eq!(read("a dollar", AndWord::Joins), None);
        assert_eq!(read("million", AndWord::Joins), None);
    }

    #[test]
    fn chinese_numerals() {
        for (text, value) in [
            ("六百五十万", "650e4"),
            ("五", "5"),
            ("十", "10"),
            ("十二", "12"),
            ("一百零五", "105"),
            ("一百五", "150"),
            ("三万五", "35000"),
            ("一万二千", "12000"),
            ("一万零五", "10005"),
            ("三亿五千万", "350000000"),
            ("两百亿", "200e8"),
            ("三万亿", "3e12"),
            ("二〇二〇", "2020"),
            ("六点五亿", "6.5 | 亿"),
            ("肆佰叁拾萬", "430e4"),
            ("十二万三千亿", "123000e8"),
            ("一百三十五块", "135 | 块"),
            ("二十五万", "25e4"),
            ("壹万二千三百四十五", "12345"),
        ] {
            assert_eq!(read(text, AndWord::Joins).as_deref(), Some(value), "{text}");
        }
        for text in ["万", "百元", "二三百", "元"] {
            assert_eq!(read(text, AndWord::Joins), None, "{text}");
        }
        assert_eq!(read(&"九".repeat(39), AndWord::Joins), None);
        assert_eq!(read(&format!("九{}", "兆".repeat(30)), AndWord::Joins), None);
    }
}
