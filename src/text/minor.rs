//! Minor units: `20 dollars and 43 cents`, `124 451 рубль 50 копеек`, 三块二毛五, `5€50`.

use super::characters::is_blank;
use super::currency_words::{Named, Side, currency};
use super::cursor::{Cursor, Phrases};
use super::grammar::Grammar;
use super::language::Language;
use super::number::Digits;
use super::numbers::{Number, number};
use super::vocabulary::Kind;
use super::words::AndWord;
use crate::exact::Numeral;

/// What may stand between a major and a minor unit: `two dollars and twenty cents`.
static MINOR_JOINERS: Phrases<()> =
    &[("and", ()), ("con", ()), ("et", ()), ("und", ()), ("y", ()), ("и", ()), ("零", ()), ("又", ())];

/// The number with the cents of `$20 and 43 cents`, past which it moves.
pub(super) fn cents_of_a_sign(
    cursor: &mut Cursor<'_, '_>,
    grammar: &Grammar<'_>,
    major: &Named,
    digits: Digits,
) -> Option<Numeral> {
    let whole = digits.numeral;
    if whole.decimals() > 0 || digits.in_words {
        return None;
    }
    let (count, decimals, end) = named_minor_part(cursor, grammar, major)?;
    let finer = 10i128.checked_pow(decimals.into())?;
    let mantissa = whole.mantissa().checked_mul(finer)?.checked_add(count)?;
    let numeral = Numeral::new(mantissa, decimals).ok()?;
    *cursor = end;
    Some(numeral)
}

/// Reads minor units after a whole number of major ones: `50 копеек`, 三角二分, and the `50` of `5€50`.
pub(super) fn minor(
    cursor: &mut Cursor<'_, '_>,
    grammar: &Grammar<'_>,
    major: &Named,
    whole: Numeral,
) -> Option<Numeral> {
    let mut total = whole;
    let mut found = false;
    while let Some((count, digits, end)) = minor_part(cursor, grammar, major) {
        if digits <= total.decimals() {
            break;
        }
        let finer = 10i128.checked_pow(u32::from(digits - total.decimals()))?;
        total = Numeral::new(total.mantissa().checked_mul(finer)?.checked_add(count)?, digits).ok()?;
        *cursor = end;
        found = true;
    }
    found.then_some(total)
}

/// The number with the hundredths after its tenths, past which it moves: 两毛五, 三角五分.
pub(super) fn below_tenths(
    cursor: &mut Cursor<'_, '_>,
    grammar: &Grammar<'_>,
    major: &Named,
    tenths: Numeral,
) -> Option<Numeral> {
    let named = named_minor_part(cursor, grammar, major);
    // 三角五星 is no money.
    let is_spoken = || cursor.at().checked_sub(1).and_then(|at| cursor.source().get(at)) != Some('角');
    let (count, decimals, end) = named.or_else(|| tenths_of_a_kuai(cursor).filter(|_| is_spoken()))?;
    let lifted = tenths.mantissa().checked_mul(10).filter(|_| decimals == 2 && tenths.decimals() == 1)?;
    *cursor = end;
    Numeral::new(lifted.checked_add(count)?, 2).ok()
}

/// One minor unit: how many, of how many decimals, and where it ends.
fn minor_part<'s, 't>(
    cursor: &Cursor<'s, 't>,
    grammar: &Grammar<'_>,
    major: &Named,
) -> Option<(i128, u8, Cursor<'s, 't>)> {
    let ahead = *cursor;
    if let Some((cents, end)) = cents_glued(&ahead).or_else(|| cents_at_the_end(&ahead, grammar, major)) {
        return Some((cents, 2, cursor.to(end)));
    }
    if let Some(found) = tenths_of_a_kuai(&ahead) {
        return Some(found);
    }
    named_minor_part(&ahead, grammar, major)
}

/// One minor unit by its name.
fn named_minor_part<'s, 't>(
    cursor: &Cursor<'s, 't>,
    grammar: &Grammar<'_>,
    major: &Named,
) -> Option<(i128, u8, Cursor<'s, 't>)> {
    let mut ahead = *cursor;
    ahead.skip_blanks();
    ahead.eat_listed(MINOR_JOINERS);
    ahead.skip_blanks();
    let Number { digits, unit: None, .. } = number(&mut ahead, grammar, AndWord::Separates).ok()?? else {
        return None;
    };
    if let Some(end) = after_letter(&ahead, grammar, major) {
        let count = digits.numeral.mantissa();
        return (digits.numeral.decimals() == 0 && (0..100).contains(&count)).then_some((count, 2, end));
    }
    ahead.skip_blanks();
    let unit = currency(&mut ahead, grammar, Side::After).ok()??;
    let decimals = u8::try_from(-unit.scale?).ok()?;
    let count = digits.numeral.mantissa();
    let fits = digits.numeral.decimals() == 0
        && (0..10i128.checked_pow(decimals.into())?).contains(&count)
        && unit.kind == Kind::Minor
        // "3 CHF 4 cents": a word of many countries is that of the currency before it.
        && (major.agrees_with(&unit) || unit.candidates.len() > 1);
    fits.then_some((count, decimals, ahead))
}

/// Where the `c` of `$20 and 43c` ends, in Russian the `ц`. By itself `43c` is a paragraph of a law or a temperature as often.
fn after_letter<'s, 't>(
    cursor: &Cursor<'s, 't>,
    grammar: &Grammar<'_>,
    major: &Named,
) -> Option<Cursor<'s, 't>> {
    let touches =
        cursor.at().checked_sub(1).and_then(|at| cursor.source().get(at)).is_some_and(|c| c.is_ascii_digit());
    let has_cents = major.candidates.iter().any(|candidate| CENTS.contains(&candidate.as_str()));
    let mut ahead = *cursor;
    let letter = match grammar.reader.language() {
        Language::English | Language::Undetermined => 'c',
        Language::Russian => 'ц',
        _ => return None,
    };
    (touches && has_cents && ahead.eat(letter) && !ahead.peek().is_some_and(char::is_alphanumeric))
        .then_some(ahead)
}

/// Currencies of whose cents `c` is short.
const CENTS: [&str; 6] = ["AUD", "CAD", "EUR", "NZD", "USD", "ZAR"];

/// The two digits of `15 dollars 50.`, where nothing follows that they could count, and where they end.
fn cents_at_the_end(cursor: &Cursor<'_, '_>, grammar: &Grammar<'_>, major: &Named) -> Option<(i128, usize)> {
    let mut ahead = cursor.past_blanks();
    ahead.eat_listed(MINOR_JOINERS);
    ahead.skip_blanks();
    let start = ahead.at();
    let is_parted = (cursor.at()..start).any(|at| cursor.source().get(at) == Some('\n'));
    if start == cursor.at() || is_parted || !matches!(major.kind, Kind::Word | Kind::Code) {
        return None;
    }
    let Number { digits, unit: None, .. } = number(&mut ahead, grammar, AndWord::Separates).ok()?? else {
        return None;
    };
    let count = digits.numeral.mantissa();
    let is_count = digits.numeral.decimals() == 0 && (1..100).contains(&count);
    let has_two = digits.in_words || ahead.at() == start + 2;
    let source = cursor.source();
    let is_stop = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '。');
    let ends = ahead.peek().is_none_or(|c| is_stop(c) && source.get(ahead.at() + 1).is_none_or(is_blank));
    (ends && is_count && has_two).then_some((count, ahead.at()))
}

/// 三块五, 三块零四: a digit after 块 counts tenths, and after a zero hundredths.
fn tenths_of_a_kuai<'s, 't>(cursor: &Cursor<'s, 't>) -> Option<(i128, u8, Cursor<'s, 't>)> {
    let before = cursor.at().checked_sub(1).and_then(|at| cursor.source().get(at))?;
    let decimals = match before {
        '块' | '塊' | '蚊' => 1,
        // 三块二毛五
        '毛' | '角' | '毫' => 2,
        _ => return None,
    };
    let mut ahead = *cursor;
    let decimals = if decimals == 1 && ahead.eat('零') { 2 } else { decimals };
    let written = ahead.peek()?;
    let digit = match written.to_digit(10) {
        Some(_) if ahead.peek_after(1).is_some_and(char::is_alphanumeric) => return None,
        Some(digit) => usize::try_from(digit).ok()?,
        None => "零一二三四五六七八九".chars().position(|digit| digit == written)?,
    };
    ahead.bump();
    let runs_on = ahead.peek().is_some_and(|c| "零一二三四五六七八九十百千万亿角毛毫分".contains(c));
    (digit > 0 && !runs_on).then_some((i128::try_from(digit).ok()?, decimals, ahead))
}

/// The two digits of `5€50`, and where they end.
fn cents_glued(cursor: &Cursor<'_, '_>) -> Option<(i128, usize)> {
    let before = cursor.at().checked_sub(1).and_then(|at| cursor.source().get(at))?;
    let digit = |ahead: usize| cursor.peek_after(ahead).and_then(|c| c.to_digit(10));
    let (tens, ones) = (digit(0)?, digit(1)?);
    let ends =
        !cursor.peek_after(2).is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '\'' | '%'));
    // `5EUR50` and 五元50 are two numbers, `$5 €50` was two amounts already.
    let is_sign = !before.is_alphanumeric() && !is_blank(before);
    (ends && is_sign).then_some((i128::from(tens * 10 + ones), cursor.at() + 2))
}
