//! Numbers in words: `half a million`, `deux millions et demi`, `siebenhundertfünfzigtausend`, `六百五十万`.
//!
//! Every language also reads Chinese numerals, and Chinese reads English words. A number is read only where all
//! its words make one number: neither `five ten` nor `one fifty-five` is read, nor any part of them. Words are
//! never joined across punctuation.
//!
//! | file | what it reads |
//! |---|---|
//! | `vocabulary` | words of numbers, and how they are found |
//! | `cardinal` | how they make one number |
//! | `en` `fr` `de` `es` `ru` | the words of each language |
//! | `shares` | words for parts of a whole, beside which no number is one by itself |
//! | `zh` | Chinese numerals |

mod cardinal;
mod de;
mod en;
mod es;
mod fr;
mod ru;
mod shares;
#[cfg(test)]
mod spellers;
#[cfg(test)]
mod tests;
mod vocabulary;
mod zh;

use super::cursor::Cursor;
use super::language::Language;
use super::number::Digits;
use crate::exact::Numeral;
use cardinal::{Cardinal, Upto, cardinal};
pub(super) use vocabulary::plain as unaccented;
use vocabulary::{Alone, Before, Counting, PartOf, Tongue, Vocabulary, Word, past_blanks, words};
pub(super) use zh::digits_with_units;

/// Whether `and` may stand inside a number; in `between one hundred and two hundred` it may not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum AndWord {
    Joins,
    Separates,
}

/// How much the words claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exactness {
    Stated,
    /// `une dizaine`, `un millier`.
    About,
    /// `a`, `un`, `eine`, `один`: 1 directly before the name of a currency, and else an article.
    Article,
    /// 几百万: more than one of these, and fewer than ten.
    FewerThanTen,
    /// `several million`: more than one of these.
    MoreThanOne,
    /// 三四百: from the number to this one, which has the same scale.
    Upto(Numeral),
}

/// A number in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spoken {
    pub(super) digits: Digits,
    /// The power of ten of the scale word, where the number is one number before one scale word, or before two that
    /// multiply each other (`mil millones`). Else all scale words are multiplied in.
    pub(super) unit: Option<i32>,
    pub(super) exactness: Exactness,
}

impl Spoken {
    const fn new(numeral: Numeral, unit: Option<i32>) -> Self {
        Self { digits: Digits::in_words(numeral), unit, exactness: Exactness::Stated }
    }
}

/// The highest power of ten of scale words together.
const SCALE_MAX: i32 = 18;

fn power(exponent: i32) -> Option<i128> {
    10i128.checked_pow(u32::try_from(exponent).ok()?)
}

const fn vocabulary(language: Language) -> &'static Vocabulary {
    match language {
        Language::Undetermined | Language::English | Language::Chinese | Language::ChineseTraditional => {
            &en::ENGLISH
        }
        Language::French | Language::FrenchCanada | Language::FrenchSwitzerland => &fr::FRENCH,
        Language::German | Language::GermanSwitzerland => &de::GERMAN,
        Language::Spanish | Language::SpanishMexico => &es::SPANISH,
        Language::Russian => &ru::RUSSIAN,
    }
}

/// Reads a number in words at the cursor, where a word begins, and moves past it; `None`, the cursor unmoved, where
/// there is none.
///
/// # Complexity
///
/// Bounded: a number has at most 40 words. Nothing is allocated.
pub(super) fn spoken(cursor: &mut Cursor<'_, '_>, language: Language, and: AndWord) -> Option<Spoken> {
    if !cursor.peek()?.is_ascii() {
        let chinese = zh::chinese(cursor);
        if chinese.is_some() {
            return chinese;
        }
    }
    let vocabulary = vocabulary(language);
    if let Some((several, end)) = several(vocabulary, cursor) {
        *cursor = end;
        return Some(several);
    }
    if !vocabulary.may_begin(cursor) {
        return None;
    }
    let read = part(vocabulary, cursor).or_else(|| number(vocabulary, cursor, and))?;
    if is_followed(vocabulary, &read.end)
        || !may_stand(vocabulary, cursor, read.first)
        || shares::is_cut(vocabulary, cursor, &read.end)
    {
        return None;
    }
    *cursor = read.end;
    Some(read.spoken)
}

/// Whether a number of which only the scale is told stands at the cursor: `several million`, `quelques milliers`.
pub(super) fn is_vague(cursor: &Cursor<'_, '_>, language: Language) -> bool {
    several(vocabulary(language), cursor).is_some()
}

/// More than one of a scale: `a few million`, `несколько сотен тысяч`.
fn several<'s, 't>(vocabulary: &Vocabulary, cursor: &Cursor<'s, 't>) -> Option<(Spoken, Cursor<'s, 't>)> {
    vocabulary.several.iter().find_map(|(phrase, power)| {
        let after = words(cursor, phrase)?;
        let (unit, end) = match vocabulary.scale(&after) {
            Some((scale, end)) => (power + scale, end),
            None if *power > 0 => (*power, after),
            None => return None,
        };
        let stands = !is_followed(vocabulary, &end) && may_stand(vocabulary, cursor, None);
        let spoken = Spoken { exactness: Exactness::MoreThanOne, ..Spoken::new(Numeral::ONE, Some(unit)) };
        (stands && unit <= SCALE_MAX).then_some((spoken, end))
    })
}

/// How English says the zero in decimals: `point o six`.
const ZERO_AS_LETTER: [&str; 2] = ["o", "oh"];

/// The words with which a number of a language can begin, in the form of [`plain`].
pub(super) fn first_words(language: Language) -> impl Iterator<Item = &'static str> {
    let vocabulary = vocabulary(language);
    let words = vocabulary.words.iter().filter(|(_, word)| *word != Word::And).map(|(word, _)| *word);
    let several = vocabulary.several.iter().filter_map(|(words, _)| words.first().copied());
    words.chain(vocabulary.parts.iter().filter_map(|part| part.words.first().copied())).chain(several)
}

/// All words of which a number of a language consists, in the form of [`plain`](unaccented).
pub(super) fn number_words(language: Language) -> impl Iterator<Item = &'static str> {
    let vocabulary = vocabulary(language);
    let small = [vocabulary.and, vocabulary.of].into_iter();
    let parts = vocabulary.parts.iter().flat_map(|part| part.words);
    let halves = vocabulary.halves.iter().flat_map(|(words, _)| *words);
    let several = vocabulary.several.iter().flat_map(|(words, _)| *words);
    let others = parts
        .chain(halves)
        .chain(several)
        .chain(vocabulary.points)
        .chain(vocabulary.vague)
        .chain(&ZERO_AS_LETTER)
        .copied();
    vocabulary.words.iter().map(|(word, _)| *word).chain(others).chain(small)
}

/// Whether a Chinese numeral can begin with a character.
pub(super) fn is_numeral(c: char) -> bool {
    zh::may_begin(c)
}

/// Reads the decimals of `1 point 5` and `1 point five` after a whole number in digits.
pub(super) fn and_decimals(
    cursor: &mut Cursor<'_, '_>,
    language: Language,
    whole: Numeral,
) -> Option<Numeral> {
    let vocabulary = vocabulary(language);
    if whole.decimals() > 0 || vocabulary.tongue == Tongue::Russian {
        return None;
    }
    let (value, end) =
        decimals(vocabulary, whole, cursor).or_else(|| decimals_in_digits(vocabulary, whole, cursor))?;
    *cursor = end;
    Some(value)
}

/// The longest decimals in digits after `point`.
const DECIMALS_MAX: usize = 6;

fn decimals_in_digits<'s, 't>(
    vocabulary: &Vocabulary,
    whole: Numeral,
    cursor: &Cursor<'s, 't>,
) -> Option<(Numeral, Cursor<'s, 't>)> {
    let mut end = past_point(vocabulary, cursor)?;
    let digit = |ahead: usize| end.peek_after(ahead).and_then(|c| c.to_digit(10));
    let digits: Vec<u32> = (0..=DECIMALS_MAX).map_while(digit).collect();
    let places = u8::try_from(digits.len()).ok().filter(|places| (1..=6).contains(places))?;
    let fraction = digits.iter().fold(0i128, |fraction, digit| fraction * 10 + i128::from(*digit));
    end.go_to(end.at() + digits.len());
    let runs_on =
        end.peek().is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '\'' | ':' | '/'))
            && end.peek_after(1).is_some_and(char::is_alphanumeric);
    let lifted = whole.mantissa().checked_mul(power(places.into())?)?.checked_add(fraction)?;
    (!runs_on).then_some((Numeral::new(lifted, places).ok()?, end))
}

/// The cursor past `point` and the blanks around it.
fn past_point<'s, 't>(vocabulary: &Vocabulary, cursor: &Cursor<'s, 't>) -> Option<Cursor<'s, 't>> {
    let next = past_blanks(cursor)?;
    past_blanks(&vocabulary.points.iter().find_map(|point| words(&next, &[point]))?)
}

/// Reads `dozen` after a whole number in digits: how many they are, and the scale after it.
pub(super) fn dozens(
    cursor: &mut Cursor<'_, '_>,
    language: Language,
    count: Numeral,
) -> Option<(Numeral, Option<i32>)> {
    let hundredths = (count.decimals() == 0).then(|| count.mantissa().checked_mul(100))??;
    let (spoken, end) = group(vocabulary(language), cursor, hundredths, Word::Unit(0))?;
    *cursor = end;
    Some((spoken.digits.numeral, spoken.unit))
}

/// Where a part of a whole ends that follows a number: `fifths`, `-cinquième`.
pub(super) fn share_after<'s, 't>(cursor: &Cursor<'s, 't>, language: Language) -> Option<Cursor<'s, 't>> {
    shares::share_after(vocabulary(language), cursor)
}

/// Where a part of a whole at the cursor ends.
pub(super) fn share_at<'s, 't>(cursor: &Cursor<'s, 't>, language: Language) -> Option<Cursor<'s, 't>> {
    shares::share_at(vocabulary(language), cursor)
}

/// The word before a position, in lower case and without accents, and where it begins; empty where there is none.
pub(super) fn word_before(cursor: &Cursor<'_, '_>, at: usize) -> (String, usize) {
    shares::word_before(cursor, at)
}

/// Reads `and a half` after a whole number, before its scale word if it has one.
pub(super) fn and_a_half(cursor: &mut Cursor<'_, '_>, language: Language, whole: Numeral) -> Option<Numeral> {
    let (hundredths, end) = half(vocabulary(language), cursor)?;
    let sum = plus(whole, hundredths)?;
    *cursor = end;
    Some(sum)
}

/// Reads `and a half` after a whole number of units of 10^`unit`: `2 millions et demi`. It counts halves of the unit.
pub(super) fn and_a_half_of_unit(
    cursor: &mut Cursor<'_, '_>,
    language: Language,
    whole: Numeral,
    unit: i32,
) -> Option<Numeral> {
    let (hundredths, end) = half_of_unit(vocabulary(language), cursor, unit)?;
    let sum = plus(whole, hundredths)?;
    *cursor = end;
    Some(sum)
}

/// Reads the lower scales after a whole number of units of 10^`unit`, `500 thousand` after `2 million`, in words or in
/// digits before a scale word, and gives the sum of all.
///
/// What follows must end with a scale word: in `$5 million two years ago` nothing follows.
pub(super) fn continued(
    cursor: &mut Cursor<'_, '_>,
    language: Language,
    first: Numeral,
    unit: i32,
) -> Option<Numeral> {
    let vocabulary = vocabulary(language);
    let whole = (first.decimals() == 0 && !first.is_negative()).then(|| first.mantissa())?;
    let sum = whole.checked_mul(power(unit)?)?;
    let mut chinese = *cursor;
    if let Some(rest) = zh::lower(&mut chinese).filter(|rest| power(unit).is_some_and(|unit| *rest < unit)) {
        *cursor = chinese;
        return Numeral::new(sum.checked_add(rest)?, 0).ok();
    }
    let next = past_blanks(cursor)?;
    let (rest, end) = lower_in_digits(vocabulary, &next, unit).or_else(|| {
        let (rest, end) = cardinal(vocabulary, &next, AndWord::Separates, Upto::All)?;
        rest.single()?;
        Some((rest.total()?, end))
    })?;
    if is_followed(vocabulary, &end) || rest >= power(unit)? {
        return None;
    }
    *cursor = end;
    Numeral::new(sum.checked_add(rest)?, 0).ok()
}

/// `500 thousand`, and lower scales after it.
fn lower_in_digits<'s, 't>(
    vocabulary: &Vocabulary,
    cursor: &Cursor<'s, 't>,
    unit: i32,
) -> Option<(i128, Cursor<'s, 't>)> {
    let mut end = *cursor;
    let mut count = 0i128;
    for _ in 0..3 {
        let Some(digit) = end.digit().and_then(|digit| digit.to_digit(10)) else { break };
        count = count * 10 + i128::from(digit);
        end.bump();
    }
    let (scale, end) = vocabulary.scale(&end).filter(|(scale, _)| count > 0 && *scale < unit)?;
    let value = count.checked_mul(power(scale)?)?;
    let lower = past_blanks(&end).and_then(|next| lower_in_digits(vocabulary, &next, scale));
    Some(lower.map_or((value, end), |(rest, end)| (value + rest, end)))
}

/// A number, where it ends, and its first word, if that is not a part of a scale.
struct Read<'s, 't> {
    spoken: Spoken,
    first: Option<Word>,
    end: Cursor<'s, 't>,
}

/// `half a million`, `un quart de million`.
fn part<'s, 't>(vocabulary: &Vocabulary, cursor: &Cursor<'s, 't>) -> Option<Read<'s, 't>> {
    vocabulary.parts.iter().find_map(|part| {
        let after = words(cursor, part.words)?;
        let numeral = hundredths(part.hundredths)?;
        let (spoken, end) = match part.of {
            PartOf::Power(unit) => (Spoken::new(numeral, Some(unit)), after),
            PartOf::Scale | PartOf::Anything => {
                if let Some((unit, end)) = vocabulary.scale(&after) {
                    (Spoken::new(numeral, Some(unit)), end)
                } else if let Some(group) = group(vocabulary, &after, part.hundredths, Word::One) {
                    group
                } else if part.of == PartOf::Anything {
                    (Spoken::new(numeral, None), after)
                } else {
                    return None;
                }
            }
        };
        Some(Read { spoken, first: None, end })
    })
}

fn number<'s, 't>(vocabulary: &Vocabulary, cursor: &Cursor<'s, 't>, and: AndWord) -> Option<Read<'s, 't>> {
    let first = vocabulary.token(cursor)?;
    if let Word::Group(lone) = first.word {
        let worth = (lone.counting == Counting::Alone).then_some(i128::from(lone.worth))?;
        let (spoken, end) = scaled(vocabulary, whole(worth)?, &first.end);
        return Some(Read { spoken, first: Some(first.word), end });
    }
    let (cardinal, end) = cardinal(vocabulary, cursor, and, Upto::All)?;
    let (mut spoken, end) = if cardinal.is_plain() {
        plain(vocabulary, &cardinal, &end)?
    } else if let (Some(_), Some(total)) = (cardinal.open, cardinal.total()) {
        let total = whole(total)?;
        let (value, end) = decimals(vocabulary, total, &end).unwrap_or((total, end));
        (Spoken::new(value, None), end)
    } else {
        let read = cardinal.single();
        let half = read.and_then(|(_, unit)| half_of_unit(vocabulary, &end, unit));
        match (read, half) {
            (Some((count, unit)), Some((hundredths, end))) => {
                (Spoken::new(plus(whole(count)?, hundredths)?, Some(unit)), end)
            }
            (Some((count, unit)), None) => (Spoken::new(whole(count)?, Some(unit)), end),
            (None, _) => (Spoken::new(whole(cardinal.total()?)?, None), end),
        }
    };
    if spoken.unit.is_some_and(|unit| unit > SCALE_MAX) {
        return None;
    }
    if cardinal.is_rough {
        spoken.exactness = Exactness::About;
    }
    Some(Read { spoken, first: cardinal.first, end })
}

/// A number without scale words, and what may follow it: decimals, a half, a group, with a scale.
fn plain<'s, 't>(
    vocabulary: &Vocabulary,
    cardinal: &Cardinal,
    end: &Cursor<'s, 't>,
) -> Option<(Spoken, Cursor<'s, 't>)> {
    let number = whole(cardinal.open.unwrap_or(0).into())?;
    if cardinal.has_half {
        return Some(scaled(vocabulary, plus(number, 50)?, end));
    }
    let first = cardinal.first?;
    if first != Word::Article {
        if let Some((value, end)) = decimals(vocabulary, number, end) {
            return Some(scaled(vocabulary, value, &end));
        }
        if let Some((hundredths, end)) = half(vocabulary, end) {
            return Some(scaled(vocabulary, plus(number, hundredths)?, &end));
        }
    }
    let counts = if cardinal.count == 1 { first } else { Word::Unit(0) };
    if let Some(group) = group(vocabulary, end, number.mantissa().checked_mul(100)?, counts) {
        return Some(group);
    }
    let mut spoken = Spoken::new(number, None);
    if matches!(counts, Word::Article | Word::One) {
        spoken.exactness = Exactness::Article;
    }
    Some((spoken, *end))
}

/// A dozen after its count, which is in hundredths, and a scale after it.
fn group<'s, 't>(
    vocabulary: &Vocabulary,
    end: &Cursor<'s, 't>,
    count: i128,
    counts: Word,
) -> Option<(Spoken, Cursor<'s, 't>)> {
    let next = vocabulary.past_joint(end).and_then(|next| vocabulary.whole(&next))?;
    let Word::Group(group) = next.word else { return None };
    let is_rough = group.counting == Counting::Rough;
    if is_rough && counts != Word::One {
        return None;
    }
    // Three hundred and two dozens are 324 to some.
    let worth = Some(count)
        .filter(|count| *count < 10_000 || count % 10_000 == 0)?
        .checked_mul(group.worth.into())
        .filter(|worth| worth % 100 == 0 && *worth > 0)?;
    let (mut spoken, end) = scaled(vocabulary, whole(worth / 100)?, &next.end);
    if is_rough {
        spoken.exactness = Exactness::About;
    }
    Some((spoken, end))
}

/// The number with the scale that follows it, if one does.
fn scaled<'s, 't>(
    vocabulary: &Vocabulary,
    numeral: Numeral,
    end: &Cursor<'s, 't>,
) -> (Spoken, Cursor<'s, 't>) {
    match vocabulary.scale(end).filter(|(unit, _)| *unit <= SCALE_MAX) {
        Some((unit, end)) => (Spoken::new(numeral, Some(unit)), end),
        None => (Spoken::new(numeral, None), *end),
    }
}

/// Whether another number follows after blanks.
fn is_followed(vocabulary: &Vocabulary, end: &Cursor<'_, '_>) -> bool {
    let next = past_blanks(end).and_then(|next| vocabulary.token(&next));
    next.is_some_and(|next| is_strong(vocabulary, next.word))
}

/// Whether a word can only be one of a number.
fn is_strong(vocabulary: &Vocabulary, word: Word) -> bool {
    match word {
        Word::Zero | Word::Unit(_) | Word::Teen(_) | Word::Tens(_) | Word::Hundreds(_) | Word::Scale(..) => {
            true
        }
        // cinquante cents
        Word::Hundred => vocabulary.tongue != Tongue::French,
        Word::Article | Word::One | Word::Group(_) | Word::OneAndHalf | Word::AndHalf | Word::And => false,
    }
}

/// Whether a number that begins with this word may stand after the word before it.
fn may_stand(vocabulary: &Vocabulary, cursor: &Cursor<'_, '_>, first: Option<Word>) -> bool {
    // Two thirds of a million are no million.
    let is_whole = matches!(first, Some(Word::Article | Word::One | Word::Unit(1) | Word::Scale(..)));
    if is_whole && shares::is_parted(vocabulary, cursor) {
        return false;
    }
    let before = vocabulary.before(cursor);
    let is_bare = matches!(first, Some(Word::Hundred | Word::Scale(..) | Word::Group(_)));
    match before {
        Before::Other => !matches!(first, Some(Word::Scale(_, Alone::AfterPreposition))),
        Before::Preposition => true,
        Before::Digit | Before::Vague => !is_bare,
        Before::Number(word) => !(is_strong(vocabulary, word) || is_bare && word == Word::Article),
        // twenty-five, quatre-vingt-dix, and not two-three
        Before::Hyphen(word) => {
            let small = matches!(first, Some(Word::Unit(_) | Word::One));
            let french = vocabulary.tongue == Tongue::French;
            !vocabulary.hyphens_join()
                || match word {
                    Word::Tens(_) => !(small || french && matches!(first, Some(Word::Teen(_)))),
                    Word::Unit(4) => !(french && matches!(first, Some(Word::Tens(_)))),
                    Word::Teen(10) => !(french && small),
                    Word::Hundred => false,
                    _ => !is_bare,
                }
        }
    }
}

/// `and a half` at the cursor or after blanks, in hundredths.
fn half<'s, 't>(vocabulary: &Vocabulary, cursor: &Cursor<'s, 't>) -> Option<(i128, Cursor<'s, 't>)> {
    let next = past_blanks(cursor).unwrap_or(*cursor);
    vocabulary.halves.iter().find_map(|(phrase, hundredths)| Some((*hundredths, words(&next, phrase)?)))
}

/// `and a half` after a scale word.
///
/// Two thousand and a half is 2,500 to some and 2,000.5 to others, but in Russian it is 2,500. Before a further scale
/// (`un billón y medio millón`) it is no half of this one.
fn half_of_unit<'s, 't>(
    vocabulary: &Vocabulary,
    cursor: &Cursor<'s, 't>,
    unit: i32,
) -> Option<(i128, Cursor<'s, 't>)> {
    let (hundredths, end) = half(vocabulary, cursor)?;
    let is_clear = unit > 3 || vocabulary.tongue == Tongue::Russian;
    (is_clear && vocabulary.scale(&end).is_none()).then_some((hundredths, end))
}

/// The decimals after a whole number: `point two five`.
fn decimals<'s, 't>(
    vocabulary: &Vocabulary,
    number: Numeral,
    cursor: &Cursor<'s, 't>,
) -> Option<(Numeral, Cursor<'s, 't>)> {
    let after = past_point(vocabulary, cursor)?;
    let (fraction, places, end) = if vocabulary.tongue == Tongue::Russian {
        ru::tenths(vocabulary, &after)?
    } else {
        spelled_digits(vocabulary, &after)?
    };
    let lifted = number.mantissa().checked_mul(power(places.into())?)?;
    Some((Numeral::new(lifted.checked_add(fraction)?, places).ok()?, end))
}

/// `two five`, `zero five`, `twenty-five`: digits one by one, of which the last may be two in one number.
fn spelled_digits<'s, 't>(
    vocabulary: &Vocabulary,
    cursor: &Cursor<'s, 't>,
) -> Option<(i128, u8, Cursor<'s, 't>)> {
    let (mut fraction, mut places) = (0i128, 0u8);
    let (mut end, mut next) = (*cursor, Some(*cursor));
    for _ in 0..12 {
        let Some(at) = next else { break };
        let english_zero = (vocabulary.tongue == Tongue::English)
            .then(|| ZERO_AS_LETTER.iter().find_map(|letter| words(&at, &[letter])))
            .flatten();
        let (digit, after) = match english_zero {
            Some(after) => (0, after),
            None => match cardinal(vocabulary, &at, AndWord::Separates, Upto::Tens) {
                Some((number, after)) if !number.has_half && number.first != Some(Word::Article) => {
                    (number.open.unwrap_or(0), after)
                }
                _ => break,
            },
        };
        let width = if digit < 10 { 1 } else { 2 };
        if width == 2 && fraction > 0 {
            return None;
        }
        fraction = fraction * if width == 1 { 10 } else { 100 } + i128::from(digit);
        (places, end) = (places + width, after);
        next = past_blanks(&after).filter(|_| width == 1);
    }
    (places > 0).then_some((fraction, places, end))
}

fn whole(number: i128) -> Option<Numeral> {
    Numeral::new(number, 0).ok()
}

fn hundredths(number: i128) -> Option<Numeral> {
    if number % 10 == 0 { Numeral::new(number / 10, 1).ok() } else { Numeral::new(number, 2).ok() }
}

/// A whole number with a fraction in hundredths.
fn plus(number: Numeral, fraction: i128) -> Option<Numeral> {
    let lifted = (number.decimals() == 0).then(|| number.mantissa().checked_mul(100))??;
    hundredths(lifted.checked_add(fraction)?)
}
