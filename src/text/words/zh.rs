//! Chinese numerals: `六百五十万`, `叁拾萬`, `二〇二〇`, `六点五亿`, `半个亿`.

use super::{Exactness, Spoken, power};
use crate::exact::Numeral;
use crate::text::cursor::Cursor;

/// 万兆, the highest that anyone writes.
const SCALE_MAX: i32 = 16;
/// This many characters hold every numeral within the limits of exact numbers.
const LENGTH_MAX: usize = 39;

/// What a Chinese numeral character means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ideograph {
    Zero,
    Digit(u8),
    /// 两, which is 2 only before a unit word or a noun.
    Pair,
    /// 廿, 卅: tens in one character.
    Tens(u8),
    /// 十, 百, 千, as powers of ten.
    Inner(i32),
    /// 万, 亿, 兆, as powers of ten.
    Outer(i32),
}

use Ideograph::{Digit, Inner, Outer, Pair, Tens, Zero};

fn ideograph(c: char) -> Option<Ideograph> {
    if c < '〇' {
        return None;
    }
    Some(match c {
        '零' | '〇' => Zero,
        '一' | '壹' => Digit(1),
        '二' | '贰' | '貳' => Digit(2),
        '两' | '兩' => Pair,
        '三' | '叁' | '叄' | '參' => Digit(3),
        '四' | '肆' => Digit(4),
        '五' | '伍' => Digit(5),
        '六' | '陆' | '陸' => Digit(6),
        '七' | '柒' => Digit(7),
        '八' | '捌' => Digit(8),
        '九' | '玖' => Digit(9),
        '廿' => Tens(2),
        '卅' => Tens(3),
        '十' | '拾' => Inner(1),
        '百' | '佰' => Inner(2),
        '千' | '仟' => Inner(3),
        '万' | '萬' => Outer(4),
        '亿' | '億' => Outer(8),
        '兆' => Outer(12),
        _ => return None,
    })
}

/// What stands for some, before 十百千 or 万亿: 几百万, 数千元.
const SOME: [char; 4] = ['几', '幾', '数', '數'];

/// What before 数 makes it the end of another word: 人数百万, 总数, 无数百万, 多数.
const BEFORE_NO_SOME: &str = "人总總次基倍指参參函个個单單复複多少无無岁歲户戶件票分系";

/// Whether a numeral can begin with a character.
pub(super) fn may_begin(c: char) -> bool {
    c == '半' || SOME.contains(&c) || ideograph(c).is_some()
}

/// Reads a numeral at the cursor and moves past it.
pub(super) fn chinese(cursor: &mut Cursor<'_, '_>) -> Option<Spoken> {
    let first = cursor.peek()?;
    if SOME.contains(&first) {
        return some(cursor);
    }
    let meaning = ideograph(first);
    if (first != '半' && meaning.is_none()) || !may_stand(cursor, meaning) {
        return None;
    }
    let mut ahead = *cursor;
    let read = if ahead.eat('半') { half(&mut ahead) } else { numeral(&mut ahead) }?;
    if !may_end(&ahead, &read) {
        return None;
    }
    *cursor = ahead;
    Some(read)
}

/// Reads the `2千3百` of `2千3百万` at the cursor and moves past it: digits that count thousands, hundreds, tens and ones of what follows,
/// of which some may be written in ideographs, `9千八百零7`.
pub(in crate::text) fn digits_with_units(cursor: &mut Cursor<'_, '_>) -> Option<Numeral> {
    let start = cursor.at();
    let before = start.checked_sub(1).and_then(|at| cursor.source().get(at));
    let mut ahead = *cursor;
    let (mut value, mut below, mut count) = (0, SECTION, 0_u32);
    // What is in ideographs alone is a numeral in words.
    let (mut has_figures, mut is_whole) = (false, true);
    while below > 0 {
        let has_zero = count > 0 && ahead.eat('零');
        is_whole = !has_zero;
        let Some((digit, is_figure)) = ahead.peek().and_then(single_digit) else { break };
        match ahead.peek_after(1).and_then(ideograph) {
            Some(Inner(exponent)) if exponent >= below => return None,
            Some(Inner(exponent)) if digit > 0 => {
                value += i64::from(digit) * 10_i64.pow(exponent.unsigned_abs());
                below = exponent;
                ahead.bump();
            }
            // The ones: of `1千5` nobody tells whether it is 1005 or 1500.
            _ if count > 0 && (has_zero || below == 1) => (value, below) = (value + i64::from(digit), 0),
            _ => break,
        }
        ahead.bump();
        (count, has_figures, is_whole) = (count + 1, has_figures || is_figure, true);
    }
    let next = ahead.peek();
    let is_outer = matches!(next.and_then(ideograph), Some(Outer(_)));
    let is_counted = is_outer || next.is_some_and(|c| BEGIN_NAMES.contains(c));
    // One unit alone is a scale: 3百万; but of 1千到1千5百万 it counts what is named at the end.
    let follows_unit = before.and_then(ideograph).is_some();
    let is_first = matches!(next, Some('到' | '至' | '-' | '~'))
        && ahead.peek_after(1).is_some_and(|c| c.is_ascii_digit())
        && !follows_unit;
    (has_figures && is_whole && (count > 1 && is_counted || count > 0 && is_first)).then(|| {
        *cursor = ahead;
        Numeral::from(value)
    })
}

/// The digit that a character is, and whether it is a figure.
fn single_digit(c: char) -> Option<(u8, bool)> {
    match ideograph(c) {
        Some(Digit(digit)) => Some((digit, false)),
        Some(Pair) => Some((2, false)),
        Some(_) => None,
        None => Some((u8::try_from(c.to_digit(10)?).ok()?, true)),
    }
}

/// With which characters the names of currencies begin that stand behind such a number.
const BEGIN_NAMES: &str = "元圆圓块塊美欧歐日港";

/// 万: what stands before it has four places.
const SECTION: i32 = 4;

/// Whether a numeral may follow the character before: not within 几十万, 数十万, 第五, 百分之五, and not within a numeral.
fn may_stand(cursor: &Cursor<'_, '_>, first: Option<Ideograph>) -> bool {
    let before = |back: usize| cursor.at().checked_sub(back).and_then(|at| cursor.source().get(at));
    match before(1) {
        Some('几' | '幾' | '数' | '數') => first != Some(Inner(1)),
        Some('第' | '点' | '點') => false,
        Some('之') => before(2) != Some('分'),
        // 三千 八百: a numeral with blanks inside is not read, and no part of it.
        Some(' ') => before(2).is_none_or(|c| ideograph(c).is_none()),
        Some('又') => !before(2).is_some_and(|c| ideograph(c).is_some() || c.is_ascii_digit()),
        Some(c) => ideograph(c).is_none(),
        None => true,
    }
}

/// 几百万, 数十亿: more than one of the unit and fewer than ten, as ten of it have a name of their own.
fn some(cursor: &mut Cursor<'_, '_>) -> Option<Spoken> {
    let before = cursor.at().checked_sub(1).and_then(|at| cursor.source().get(at));
    if before.is_some_and(|c| ideograph(c).is_some() || c.is_ascii_digit() || BEFORE_NO_SOME.contains(c)) {
        return None;
    }
    let mut ahead = *cursor;
    ahead.bump();
    let inner = match ahead.peek().and_then(ideograph) {
        Some(Inner(exponent)) => {
            ahead.bump();
            exponent
        }
        _ => 0,
    };
    let unit = inner + outer(&mut ahead).unwrap_or(0);
    let spoken = Spoken { exactness: Exactness::FewerThanTen, ..Spoken::new(Numeral::ONE, Some(unit)) };
    if unit == 0 || !may_end(&ahead, &spoken) {
        return None;
    }
    *cursor = ahead;
    Some(spoken)
}

/// Whether a numeral may end before the character at the cursor: not in 一百几十, 三百来 and 三分之一, and not within a
/// numeral. What follows decimals may be a scale word of its own.
fn may_end(cursor: &Cursor<'_, '_>, read: &Spoken) -> bool {
    match cursor.peek() {
        // 十几万; what the unit of 一百几十 is, nobody reads here.
        Some('几' | '幾') => {
            let last = cursor.at().checked_sub(1).and_then(|at| cursor.source().get(at)).and_then(ideograph);
            let next = cursor.peek_after(1).and_then(ideograph);
            matches!(last, Some(Inner(1) | Tens(_))) && !matches!(next, Some(Inner(_)))
        }
        Some('来' | '來') => false,
        Some('分') => cursor.peek_after(1) != Some('之'),
        Some('百' | '千') => read.digits.numeral.decimals() > 0,
        // 三千 八百, 五百 余万
        Some(' ') => {
            !cursor.peek_after(1).is_some_and(|c| ideograph(c).is_some() || "余餘多几幾又".contains(c))
        }
        Some('又') => cursor.peek_after(1).is_none_or(|c| ideograph(c).is_none()),
        Some(c) => ideograph(c).is_none(),
        None => true,
    }
}

/// 半亿, 半个亿.
fn half(ahead: &mut Cursor<'_, '_>) -> Option<Spoken> {
    if !ahead.eat('个') {
        ahead.eat('個');
    }
    let unit = outer(ahead)?;
    Some(Spoken::new(Numeral::new(5, 1).ok()?, Some(unit)))
}

/// 万, 亿 and 兆 at the cursor, multiplied.
fn outer(ahead: &mut Cursor<'_, '_>) -> Option<i32> {
    let mut unit = 0;
    while let Some(Outer(exponent)) = ahead.peek().and_then(ideograph) {
        unit += exponent;
        ahead.bump();
    }
    (1..=SCALE_MAX).contains(&unit).then_some(unit)
}

/// The characters of a numeral.
struct Run {
    characters: [Ideograph; LENGTH_MAX],
    length: usize,
}

impl Run {
    fn at(cursor: &Cursor<'_, '_>) -> Option<Self> {
        let mut run = Self { characters: [Zero; LENGTH_MAX], length: 0 };
        while let Some(character) = cursor.peek_after(run.length).and_then(ideograph) {
            *run.characters.get_mut(run.length)? = character;
            run.length += 1;
        }
        Some(run)
    }

    fn characters(&self) -> &[Ideograph] {
        self.characters.get(..self.length).unwrap_or_default()
    }
}

fn numeral(ahead: &mut Cursor<'_, '_>) -> Option<Spoken> {
    let run = Run::at(ahead)?;
    let characters = run.characters();
    if !matches!(characters.first()?, Zero | Digit(_) | Pair | Tens(_) | Inner(1)) {
        return None;
    }
    ahead.go_to(ahead.at() + characters.len());
    let in_row = characters.iter().all(|c| matches!(c, Zero | Digit(_)));
    if let Some((fraction, places)) = decimals(ahead) {
        let whole = if in_row { row(characters) } else { groups(characters)?.total() }?;
        let lifted = whole.checked_mul(power(places.into())?)?.checked_add(fraction)?;
        return Some(Spoken::new(Numeral::new(lifted, places).ok()?, after_decimals(ahead)));
    }
    if let Some(range) = neighbours(characters) {
        return range;
    }
    let spoken = if in_row {
        Spoken::new(Numeral::new(row(characters)?, 0).ok()?, None)
    } else {
        groups(characters)?.spoken()?
    };
    counted(ahead, spoken)
}

/// 三四百, 二十三四万, 三五元: two digits side by side are the ends of a range. `None` where there are no two, or a row of digits.
fn neighbours(characters: &[Ideograph]) -> Option<Option<Spoken>> {
    let digit = |at: usize| match characters.get(at) {
        Some(Digit(digit)) => Some(*digit),
        Some(Pair) => Some(2),
        _ => None,
    };
    let is_row = characters.len() > 2 && characters.iter().all(|c| matches!(c, Zero | Digit(_)));
    let at = (0..characters.len()).find(|at| digit(*at).is_some() && digit(at + 1).is_some())?;
    if is_row {
        return None;
    }
    let without = |skipped: usize| -> Vec<Ideograph> {
        characters.iter().enumerate().filter(|(at, _)| *at != skipped).map(|(_, c)| *c).collect()
    };
    let follows = matches!((digit(at)?, digit(at + 1)?), (a, b) if b == a + 1 || (a, b) == (3, 5));
    let range = || {
        let (low, high) = (groups(&without(at + 1))?.spoken()?, groups(&without(at))?.spoken()?);
        let is_one_scale = low.unit == high.unit && low.digits.numeral.cmp_value(high.digits.numeral).is_lt();
        is_one_scale.then_some(Spoken { exactness: Exactness::Upto(high.digits.numeral), ..low })
    };
    Some(if follows { range() } else { None })
}

/// 两个亿, 一个半亿: the measure word that speakers put before 亿.
fn counted(ahead: &mut Cursor<'_, '_>, spoken: Spoken) -> Option<Spoken> {
    let mut next = *ahead;
    let has_measure = spoken.unit.is_none() && (next.eat('个') || next.eat('個'));
    let has_half = has_measure && next.eat('半');
    if !has_measure || !(next.eat('亿') || next.eat('億')) {
        return Some(spoken);
    }
    *ahead = next;
    let whole = spoken.digits.numeral;
    let numeral = if has_half { super::plus(whole, 50)? } else { whole };
    Some(Spoken::new(numeral, Some(8)))
}

/// The value of the numeral at the cursor that continues one before it: 五千万 in `3亿五千万`.
pub(super) fn lower(cursor: &mut Cursor<'_, '_>) -> Option<i128> {
    let run = Run::at(cursor)?;
    let characters = run.characters();
    let has_unit = characters.iter().any(|c| matches!(c, Inner(_) | Outer(_)));
    let value = groups(characters).filter(|_| has_unit)?.total()?;
    cursor.go_to(cursor.at() + characters.len());
    Some(value)
}

/// 二〇二〇.
fn row(characters: &[Ideograph]) -> Option<i128> {
    characters.iter().try_fold(0i128, |number, c| {
        let digit = if let Digit(digit) = c { *digit } else { 0 };
        number.checked_mul(10)?.checked_add(digit.into())
    })
}

/// 点五, and how many decimals it has.
fn decimals(ahead: &mut Cursor<'_, '_>) -> Option<(i128, u8)> {
    if !matches!(ahead.peek(), Some('点' | '點')) {
        return None;
    }
    let (mut fraction, mut places) = (0i128, 0u8);
    while let Some(c @ (Zero | Digit(_))) = ahead.peek_after(usize::from(places) + 1).and_then(ideograph) {
        fraction = fraction.checked_mul(10)?.checked_add(row(&[c])?)?;
        places += 1;
    }
    if places == 0 {
        return None;
    }
    ahead.go_to(ahead.at() + 1 + usize::from(places));
    Some((fraction, places))
}

/// 亿 or 千万 after decimals. A lone 十 is none: 六点五十 is a time.
fn after_decimals(ahead: &mut Cursor<'_, '_>) -> Option<i32> {
    let mut next = *ahead;
    let inner = match next.peek().and_then(ideograph) {
        Some(Inner(exponent)) => exponent,
        _ => 0,
    };
    if inner > 0 {
        next.bump();
    }
    let unit = outer(&mut next)? + inner;
    *ahead = next;
    Some(unit)
}

/// A numeral with 十百千 and 万亿兆: the sections before each of the latter, and the one at the end.
struct Groups {
    done: Vec<(i128, i32)>,
    section: i128,
}

impl Groups {
    fn total(&self) -> Option<i128> {
        self.done.iter().try_fold(self.section, |sum, (number, scale)| {
            sum.checked_add(number.checked_mul(power(*scale)?)?)
        })
    }

    fn spoken(&self) -> Option<Spoken> {
        if let ([(number, scale)], 0) = (self.done.as_slice(), self.section) {
            return Some(Spoken::new(Numeral::new(*number, 0).ok()?, Some(*scale)));
        }
        Some(Spoken::new(Numeral::new(self.total()?, 0).ok()?, None))
    }

    /// Puts the section before 万, 亿 or 兆; a unit right after another multiplies it (万亿), a larger one takes all
    /// before.
    fn close(&mut self, exponent: i32, before: Option<Ideograph>) -> Option<()> {
        if matches!(before, Some(Outer(_))) && self.section == 0 {
            let (number, scale) = self.done.pop()?;
            self.done.push((number, scale + exponent));
            return (scale + exponent <= SCALE_MAX).then_some(());
        }
        let mut section = Some(std::mem::take(&mut self.section)).filter(|section| *section > 0)?;
        while let Some((number, scale)) = self.done.pop_if(|(_, scale)| *scale <= exponent) {
            if scale == exponent {
                return None;
            }
            section = section.checked_add(number.checked_mul(power(scale)?)?)?;
        }
        self.done.push((section, exponent));
        Some(())
    }
}

/// A last digit without a unit counts the next lower one: 三万五 is 35,000.
fn groups(characters: &[Ideograph]) -> Option<Groups> {
    let mut groups = Groups { done: Vec::new(), section: 0 };
    let mut digit: Option<i128> = None;
    // What stood before the digit, and the lowest of 十百千 in this section.
    let (mut before, mut lowest) = (None, 4);
    for c in characters {
        match *c {
            Zero if digit.is_some() => return None,
            Zero => {}
            Digit(_) | Pair if digit.is_some() => return None,
            Digit(number) => digit = Some(number.into()),
            Pair => digit = Some(2),
            Tens(number) if digit.is_none() && lowest > 1 => {
                groups.section += i128::from(number) * 10;
                lowest = 1;
            }
            Inner(exponent) if exponent < lowest => {
                let count = digit.take().or((exponent == 1).then_some(1))?;
                groups.section += count * power(exponent)?;
                lowest = exponent;
            }
            Tens(_) | Inner(_) => return None,
            Outer(exponent) => {
                groups.section += digit.take().unwrap_or(0);
                groups.close(exponent, before)?;
                lowest = 4;
            }
        }
        if digit.is_none() {
            before = Some(*c);
        }
    }
    if let Some(last) = digit {
        groups.section += match before {
            Some(Inner(unit) | Outer(unit)) => last * power(unit - 1)?,
            _ => last,
        };
    }
    Some(groups)
}
