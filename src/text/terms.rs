//! How a number, its scale words and its currencies make one term.

use std::ops::Range;

use super::between::is_of_next;
use super::characters::PARAGRAPH;
use super::currency_words::{Named, Side, currency};
use super::cursor::{Cursor, Phrases};
use super::error::{Problem, ReadError};
use super::grammar::{Grammar, Scene};
use super::homonyms::counts_things;
use super::language::Qualifier;
use super::minor::{below_tenths, cents_of_a_sign, minor};
use super::number::{Digits, is_vulgar_fraction};
use super::numbers::{Number, number};
use super::scale_words::{eat_scale, hyphen};
use super::scales::is_sign;
use super::term::{Surplus, Term};
use super::vocabulary::{CONNECTORS, HUNDREDS, Kind, MINUS};
use super::words::{AndWord, Exactness, and_a_half_of_unit, continued, is_numeral};
use crate::exact::Numeral;

/// Reads a term at the cursor and moves past it; `None`, the cursor unmoved, where no number is.
pub(super) fn term(
    cursor: &mut Cursor<'_, '_>,
    grammar: &Grammar<'_>,
    and: AndWord,
    beside: Beside,
) -> Result<Option<Term>, ReadError> {
    let start = cursor.at();
    let mut ahead = *cursor;
    let mut before = named(&mut ahead, grammar, Side::Before)?;
    let mut scale = before.as_ref().and_then(|named| named.scale);
    if before.is_some() && scale.is_none() && ahead.touches() {
        // `€m 5`: the scale touches the sign.
        scale = eat_scale(&mut ahead, grammar, true);
    }
    ahead.skip_blanks();
    if before.is_some() && ahead.eat(':') {
        ahead.skip_blanks();
    }
    let sign = if before.is_some() { sign(&mut ahead, grammar) } else { None };
    let opening = opening(&mut ahead, grammar, before.is_some());
    if before.is_none() && opening != Opening::None {
        before = named(&mut ahead, grammar, Side::Before)?;
        scale = before.as_ref().and_then(|named| named.scale);
        ahead.skip_blanks();
    }
    let number_at = ahead.at();
    let Some(Number { digits, unit, exactness }) = number(&mut ahead, grammar, and)? else {
        return Ok(None);
    };
    let mut term = Term {
        digits,
        unit,
        surplus: Surplus::of(exactness),
        negative: opening != Opening::None,
        is_rough: exactness == Exactness::About,
        currency: before,
        is_named_after: false,
        sign,
        span: start..start,
    };
    let is_named = beside == Beside::Named || term.currency.is_some();
    scale_words(&mut ahead, grammar, &mut term, scale, is_named);
    chain(&mut ahead, grammar, &mut term, number_at)?;
    if and == AndWord::Joins {
        lower_after_and(&mut ahead, grammar, &mut term);
    }
    parts_of_the_unit(&mut ahead, grammar, &mut term);
    if exactness == Exactness::Article && term.unit.is_none() && !is_name(kind_after(&ahead, grammar, &[])) {
        return Ok(None);
    }
    if opening == Opening::Bracket && grammar.scene == Scene::Running {
        // `($5)` in running text is a remark; only `(5) USD` and `USD (5)` are below zero.
        ahead.skip_blanks();
        if !ahead.eat(')') || term.unit.is_some() {
            return Ok(None);
        }
        name_after(&mut ahead, grammar, &mut term)?;
    } else {
        name_after(&mut ahead, grammar, &mut term)?;
        if opening == Opening::Bracket {
            ahead.skip_blanks();
            if !ahead.eat(')') {
                return Ok(None);
            }
            name_after(&mut ahead, grammar, &mut term)?;
        }
    }
    if term.negative {
        // One minus is enough.
    } else if let Some(end) = trailing_minus(&ahead, grammar) {
        term.negative = true;
        ahead.go_to(end);
        name_after(&mut ahead, grammar, &mut term)?;
    }
    if grammar.scene == Scene::Running && (runs_on(&ahead) || counts_things(&ahead, grammar, &term)) {
        return Ok(None);
    }
    *cursor = ahead;
    term.span = cursor.since(start);
    Ok(Some(term))
}

/// A qualifier that is a sign.
fn sign(cursor: &mut Cursor<'_, '_>, grammar: &Grammar<'_>) -> Option<(Qualifier, Range<usize>)> {
    let start = cursor.at();
    if !matches!(cursor.peek()?, '~' | '≈' | '≤' | '≥' | '<' | '>') {
        return None;
    }
    let (what, end) = cursor.phrase(&grammar.vocabulary.before)?;
    cursor.go_to(end);
    cursor.skip_blanks();
    Some((what, start..end))
}

/// Whether what the term is the other end of names a currency.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    Named,
    Nothing,
}

/// What stands before a number that is below zero.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    None,
    Minus,
    Bracket,
}

fn opening(cursor: &mut Cursor<'_, '_>, grammar: &Grammar<'_>, is_named: bool) -> Opening {
    let running = grammar.scene == Scene::Running;
    let mut ahead = *cursor;
    let opening = if ahead.eat('-') {
        Opening::Minus
    } else if ahead.eat_listed(MINUS).is_some() {
        ahead.skip_blanks();
        *cursor = ahead;
        return Opening::Minus;
    } else if ahead.eat('(') {
        Opening::Bracket
    } else {
        return Opening::None;
    };
    // "- 5 EUR" in running text is an item of a list, in a cell below zero; "EUR (5 …" opens a remark.
    let is_cell = grammar.scene == Scene::Whole || grammar.scene == Scene::Alone && grammar.takes_bare();
    if !is_cell && opening == Opening::Minus && !ahead.touches() {
        return Opening::None;
    }
    if running && opening == Opening::Bracket {
        let digit_follows = ahead.digit().is_some();
        if !digit_follows || (is_named && cursor.touches() && !ahead.touches()) {
            return Opening::None;
        }
    }
    ahead.skip_blanks();
    *cursor = ahead;
    opening
}

/// Where the minus ends that touches the end of a whole cell, as accounting tools print it: `1,234.50-`, `5.00- USD`.
fn trailing_minus(cursor: &Cursor<'_, '_>, grammar: &Grammar<'_>) -> Option<usize> {
    let mut ahead = *cursor;
    let before = cursor.at().checked_sub(1).and_then(|at| cursor.source().get(at));
    if !before.is_some_and(|c| c.is_alphanumeric() || !c.is_ascii()) || !ahead.eat('-') {
        return None;
    }
    let end = ahead.at();
    let is_line_end = |c: Option<char>| c.is_none_or(|c| c == '\n' || c == PARAGRAPH);
    if grammar.scene == Scene::Running {
        return (grammar.takes_bare() && is_line_end(ahead.peek())).then_some(end);
    }
    let mut named = ahead.past_blanks();
    let _ = currency(&mut named, grammar, Side::After);
    let named = named.past_blanks();
    (named.is_at_end() || named.peek() == Some(PARAGRAPH)).then_some(end)
}

/// Whether what was read as a number is the beginning of something else: `5th`, `5 %`, `5.`5.
fn runs_on(cursor: &Cursor<'_, '_>) -> bool {
    let before = cursor.at().checked_sub(1).and_then(|at| cursor.source().get(at));
    let ends_in_digit = before.is_some_and(|c| c.is_ascii_digit());
    let is_glued = before.is_some_and(is_sign)
        && cursor
            .at()
            .checked_sub(2)
            .and_then(|at| cursor.source().get(at))
            .is_some_and(|c| c.is_ascii_digit());
    match cursor.source().glyph(cursor.at()) {
        Some(next) if next.is_letter => ends_in_digit,
        Some(next) => {
            let is_digit = next.folded.is_ascii_digit();
            ends_in_digit
                && (matches!(next.folded, '%' | '‰' | '°' | '^')
                    || is_vulgar_fraction(next.folded)
                    || is_digit)
                || is_glued && is_digit
                || is_fraction(cursor, next.folded)
        }
        None => false,
    }
}

/// Whether a fraction goes on: 16分之5, 3又一千分之23, and 三十万多亿, of which nobody tells what 多 counts.
fn is_fraction(cursor: &Cursor<'_, '_>, next: char) -> bool {
    let ends_in = |ends: &str| {
        cursor.at().checked_sub(1).and_then(|at| cursor.source().get(at)).is_some_and(|c| ends.contains(c))
    };
    match next {
        ' ' | '分' => {
            let mut ahead = cursor.past_blanks();
            ahead.eat('分') && ahead.past_blanks().peek() == Some('之')
        }
        '多' | '余' | '餘' => ends_in("万萬亿億"),
        '又' => {
            cursor.peek_after(1).is_some_and(|c| is_numeral(c) || c.is_ascii_digit())
                && !ends_in("元角毛块塊圆圓")
        }
        '万' | '萬' | '亿' | '億' | '兆' => ends_in("多余餘几幾"),
        _ => false,
    }
}

fn named(cursor: &mut Cursor<'_, '_>, grammar: &Grammar<'_>, side: Side) -> Result<Option<Named>, ReadError> {
    let start = cursor.at();
    currency(cursor, grammar, side)
        .map_err(|problem| cursor.error(problem, start..cursor.at().max(start + 1)))
}

/// Whether it is a name, as an article needs one: `a dollar`.
const fn is_name(kind: Option<Kind>) -> bool {
    matches!(kind, Some(Kind::Word | Kind::Minor | Kind::Ideographs))
}

/// Reads what belongs to a number with a scale word: `et demi` after `2 millions`, `500 thousand` after `2 million`.
fn parts_of_the_unit(cursor: &mut Cursor<'_, '_>, grammar: &Grammar<'_>, term: &mut Term) {
    let (Some(unit), None) = (term.unit, term.surplus) else { return };
    let language = grammar.reader.language();
    if let Some(with_half) = and_a_half_of_unit(cursor, language, term.digits.numeral, unit) {
        term.digits = Digits { numeral: with_half, alternative: None, ..term.digits };
    } else if let Some((sum, end)) = lower_in_digits(cursor, grammar, term, unit) {
        term.digits = Digits { numeral: sum, alternative: None, ..term.digits };
        term.unit = None;
        *cursor = end;
    } else if let Some(sum) = continued(cursor, language, term.digits.numeral, unit) {
        term.digits = Digits { numeral: sum, alternative: None, ..term.digits };
        term.unit = None;
    }
}

/// Reads the lower part of `6 crore and two hundred rupees`, in words directly before the name of the currency.
fn lower_after_and(cursor: &mut Cursor<'_, '_>, grammar: &Grammar<'_>, term: &mut Term) {
    let (Some(unit), None, None) = (term.unit, term.surplus, term.currency.as_ref()) else { return };
    let mut ahead = cursor.past_blanks();
    if ahead.eat_listed(&[("and", ())]).is_none() || ahead.peek() != Some(' ') {
        return;
    }
    ahead.skip_blanks();
    let Ok(Some(lower)) = number(&mut ahead, grammar, AndWord::Joins) else { return };
    let (Ok(high), Ok(low)) =
        (term.digits.numeral.shifted(unit), lower.digits.numeral.shifted(lower.unit.unwrap_or(0)))
    else {
        return;
    };
    let fits = lower.digits.in_words
        && lower.exactness == Exactness::Stated
        && high.decimals() == 0
        && low.decimals() == 0
        && Numeral::power_of_ten(unit).is_some_and(|unit| low.cmp_value(unit).is_lt());
    let sum = high.mantissa().checked_add(low.mantissa()).and_then(|sum| Numeral::new(sum, 0).ok());
    if let Some(sum) = sum.filter(|_| fits && kind_after(&ahead, grammar, &[]) == Some(Kind::Word)) {
        term.digits = Digits { numeral: sum, alternative: None, ..term.digits };
        term.unit = None;
        *cursor = ahead;
    }
}

/// The lower part of `1 млн 200 тыс.`, `2 millones 300 mil 500` and `1 million 200 000 euros`, in digits: with its own scale, or
/// directly before the currency. The sum of all, and where it ends.
fn lower_in_digits<'s, 't>(
    cursor: &Cursor<'s, 't>,
    grammar: &Grammar<'_>,
    term: &Term,
    unit: i32,
) -> Option<(Numeral, Cursor<'s, 't>)> {
    let mut end = *cursor;
    let (mut total, mut unit, mut found) = (term.digits.numeral.shifted(unit).ok()?, unit, false);
    while unit > 0 {
        let mut ahead = end.past_blanks();
        if ahead.at() == end.at() || ahead.source().get(end.at()) != Some(' ') || ahead.digit().is_none() {
            break;
        }
        let Ok(Some(next)) = number(&mut ahead, grammar, AndWord::Separates) else { break };
        let scale = eat_scale(&mut ahead, grammar, false);
        let is_complete = scale.is_some()
            || kind_after(&ahead, grammar, CONNECTORS).is_some_and(|kind| kind != Kind::Minor);
        let value = next.digits.numeral.shifted(scale.unwrap_or(0)).ok()?;
        let below = Numeral::power_of_ten(unit)?;
        let fits =
            next.digits.alternative.is_none() && value.decimals() == 0 && value.cmp_value(below).is_lt();
        if !is_complete || !fits || scale.is_some_and(|scale| scale >= unit) || total.decimals() > 0 {
            break;
        }
        total = Numeral::new(total.mantissa().checked_add(value.mantissa())?, 0).ok()?;
        (unit, found, end) = (scale.unwrap_or(0), true, ahead);
    }
    found.then_some((total, end))
}

/// The kind of the currency that follows a number, past what may stand between them.
fn kind_after(cursor: &Cursor<'_, '_>, grammar: &Grammar<'_>, connectors: Phrases<()>) -> Option<Kind> {
    let mut ahead = hyphen(cursor).unwrap_or_else(|| cursor.past_blanks());
    if ahead.eat_listed(connectors).is_some() {
        ahead.skip_blanks();
    }
    currency(&mut ahead, grammar, Side::After).ok()?.map(|named| named.kind)
}

/// Whether the French `cent` after a number in digits is the numeral, which has no plural in `3 cent un`.
fn is_french_hundred(cursor: &Cursor<'_, '_>, grammar: &Grammar<'_>, after: &Named, term: &Term) -> bool {
    let word: String = after.span.clone().filter_map(|at| Some(cursor.source().glyph(at)?.lower)).collect();
    grammar.reader.language().is_french()
        && word == "cent"
        && term.digits.numeral.cmp_value(Numeral::from(2u8)).is_ge()
}

/// The hundreds of `3 cents euros`, where the word stands before the name of the currency and counts no coins.
fn hundreds<'s, 't>(cursor: &Cursor<'s, 't>, grammar: &Grammar<'_>, term: &Term) -> Option<Cursor<'s, 't>> {
    let is_french = grammar.reader.language().is_french();
    let count = term.digits.numeral;
    let is_count = count.decimals() == 0 && (2..20).contains(&count.mantissa()) && !term.digits.in_words;
    let mut ahead = cursor.past_blanks();
    if !is_french || !is_count || ahead.eat_listed(HUNDREDS).is_none() {
        return None;
    }
    let is_name = currency(&mut ahead.past_blanks(), grammar, Side::After)
        .is_ok_and(|named| named.is_some_and(|named| named.kind == Kind::Word));
    (is_name && ahead.peek() == Some(' ')).then_some(ahead)
}

/// Reads the scale words after a number, with 多 or 余 before or after them.
fn scale_words(
    cursor: &mut Cursor<'_, '_>,
    grammar: &Grammar<'_>,
    term: &mut Term,
    prefixed: Option<i32>,
    is_named: bool,
) {
    let surplus_before = term.surplus.is_none() && (eat_surplus(cursor) || eat_some(cursor));
    if term.unit.is_none() {
        let from = *cursor;
        if let Some(end) = hundreds(cursor, grammar, term) {
            (*cursor, term.unit) = (end, Some(2));
            return;
        }
        term.unit = prefixed.or_else(|| eat_scale(cursor, grammar, is_named));
        if prefixed.is_none() && is_credit(&from, cursor, grammar, term) {
            *cursor = from;
            term.unit = None;
        }
    }
    let unit = term.unit.unwrap_or(0);
    if surplus_before {
        let place = term.digits.numeral.last_nonzero_place().unwrap_or(0) + unit;
        term.surplus = Some(Surplus::Place(place));
    } else if term.unit.is_some() && term.surplus.is_none() && eat_surplus(cursor) {
        term.surplus = Some(Surplus::Place(unit));
    }
}

fn eat_surplus(cursor: &mut Cursor<'_, '_>) -> bool {
    ['多', '余', '餘'].iter().any(|more| cursor.eat(*more))
}

/// 十几万, 10几万; but what 100几十万 counts is not told by its first number.
fn eat_some(cursor: &mut Cursor<'_, '_>) -> bool {
    let counts_tens = matches!(cursor.peek_after(1), Some('十' | '拾' | '百' | '千'));
    !counts_tens && ['几', '幾'].iter().any(|some| cursor.eat(*some))
}

/// Whether the scale word between two positions is the `CR` of `$500 CR`: crores are of rupees, and else it is a credit.
fn is_credit(from: &Cursor<'_, '_>, end: &Cursor<'_, '_>, grammar: &Grammar<'_>, term: &Term) -> bool {
    let letter = |at: usize| end.source().get(at);
    let start = from.past_blanks().at();
    let is_short = letter(start) == Some('C')
        && letter(start + 1) == Some('R')
        && !end.source().glyph(start + 2).is_some_and(|glyph| glyph.is_letter);
    let is_rupee = |named: &Named| {
        named
            .candidates
            .iter()
            .any(|currency| matches!(currency.as_str(), "INR" | "PKR" | "NPR" | "LKR" | "BDT"))
    };
    let mut after = end.past_blanks();
    let mut follows = || {
        after.eat_listed(CONNECTORS);
        after.skip_blanks();
        currency(&mut after, grammar, Side::After).ok().flatten().is_some_and(|named| is_rupee(&named))
    };
    is_short
        && end.at() > start
        && match &term.currency {
            Some(named) => !is_rupee(named),
            None => grammar.scene == Scene::Running && !follows(),
        }
}

/// Joins what follows a Chinese unit word: `3亿5000万`, `1万2345`.
fn chain(
    cursor: &mut Cursor<'_, '_>,
    grammar: &Grammar<'_>,
    term: &mut Term,
    from: usize,
) -> Result<(), ReadError> {
    while let (Some(unit), None) = (term.unit, term.surplus) {
        let mut ahead = *cursor;
        // 1千零20
        let has_zero = ahead.eat('零') || ahead.eat('〇');
        if ahead.digit().is_none() {
            return Ok(());
        }
        let start = ahead.at();
        let Some(next) = number(&mut ahead, grammar, AndWord::Separates)? else { return Ok(()) };
        let length = ahead.at() - start;
        let next_unit = eat_scale(&mut ahead, grammar, term.currency.is_some());
        // A bare rest is complete only if it fills the unit: `1万5` is 15,000 to some and 10,005 to others; 7百3十 tells its units.
        let is_complete = has_zero || next.digits.in_words || unit == 4 && length == 4;
        if next_unit.is_none() && !is_complete {
            return Ok(());
        }
        let Some(sum) = sum(term.digits.numeral, unit, next.digits.numeral, next_unit.unwrap_or(0)) else {
            return Err(cursor.error(
                Problem::Grouping { found: cursor.source().excerpt(from..ahead.at()) },
                from..ahead.at(),
            ));
        };
        term.digits = Digits { numeral: sum, ..term.digits };
        term.unit = next_unit;
        *cursor = ahead;
    }
    Ok(())
}

/// `high` × 10^`high_unit` + `low` × 10^`low_unit`, in units of the latter; `None` unless `low` fits below the
/// higher unit.
fn sum(high: Numeral, high_unit: i32, low: Numeral, low_unit: i32) -> Option<Numeral> {
    let lifted = high.shifted(high_unit.checked_sub(low_unit).filter(|steps| *steps > 0)?).ok()?;
    let ceiling = Numeral::power_of_ten(high_unit - low_unit)?;
    if high.decimals() > 0 || low.cmp_value(ceiling).is_ge() {
        return None;
    }
    let finer = 10i128.checked_pow(u32::from(low.decimals()))?;
    Numeral::new(lifted.mantissa().checked_mul(finer)?.checked_add(low.mantissa())?, low.decimals()).ok()
}

/// Reads the currency after a number, a scale that stands after it (`75 USD million`), and minor units after it.
fn name_after(cursor: &mut Cursor<'_, '_>, grammar: &Grammar<'_>, term: &mut Term) -> Result<(), ReadError> {
    let hyphenated = hyphen(cursor);
    let mut ahead = hyphenated.unwrap_or_else(|| cursor.past_blanks());
    let connected = ahead.eat_listed(CONNECTORS).is_some();
    ahead.skip_blanks();
    let Some(after) = named(&mut ahead, grammar, Side::After)? else {
        if let Some(major) = term.currency.as_ref().filter(|_| term.unit.is_none())
            && let Some(numeral) = cents_of_a_sign(cursor, grammar, major, term.digits)
        {
            term.digits = Digits { numeral, alternative: None, ..term.digits };
        }
        return Ok(());
    };
    if ahead.past_blanks().digit().is_some()
        && is_of_next(cursor, &ahead, grammar, (term, &after), hyphenated.is_some())
    {
        return Ok(());
    }
    let fits = term.currency.as_ref().is_none_or(|before| before.agrees_with(&after));
    let is_name = matches!(after.kind, Kind::Word | Kind::Minor);
    // "20 of €5"
    let is_loose = connected && !is_name && term.unit.is_none();
    if is_loose || (grammar.scene == Scene::Running && !fits) {
        return Ok(());
    }
    // `3 cent` is no sum in euros, nor hundreds of anything.
    if after.kind == Kind::Minor && is_french_hundred(cursor, grammar, &after, term) {
        return Ok(());
    }
    // Cents of a million are no money; `$5 cents` neither, and several of them are not looked at.
    if after.kind == Kind::Minor
        && (term.surplus.is_some() || term.unit.is_some_and(|unit| unit > 3) || term.currency.is_some())
    {
        return Ok(());
    }
    if after.kind == Kind::Minor {
        let hundredths = after.scale.unwrap_or(0) + term.unit.unwrap_or(0);
        term.unit = None;
        if let Ok(shifted) = term.digits.numeral.shifted(hundredths) {
            term.digits = Digits { numeral: shifted, ..term.digits };
        }
        let mut after = after;
        after.scale = None;
        *cursor = ahead;
        term.is_named_after = true;
        term.name(cursor, after)?;
        // 两毛五, 三角五分
        if let Some(major) = term.currency.as_ref().filter(|_| hundredths == -1)
            && let Some(numeral) = below_tenths(cursor, grammar, major, term.digits.numeral)
        {
            term.digits = Digits { numeral, alternative: None, ..term.digits };
        }
        return Ok(());
    }
    *cursor = ahead;
    term.is_named_after = true;
    term.name(cursor, after)?;
    if term.unit.is_none() {
        let scale = eat_scale(&mut ahead, grammar, true);
        if is_credit(cursor, &ahead, grammar, term) {
            return Ok(());
        }
        // `5 $b` are dollars of something; `75 USD million`.
        if scale.is_some() && ahead.at() > cursor.past_blanks().at() + 1 {
            *cursor = ahead;
            term.unit = scale;
        }
    }
    // `two hundred thousand roubles and fifty kopecks`: words are one number, but `2 million dollars 50` is none.
    let unit = if term.digits.in_words { term.unit.unwrap_or(0) } else { 0 };
    if (term.unit.is_none() || term.digits.in_words)
        && term.surplus.is_none()
        && let Ok(whole) = term.digits.numeral.shifted(unit)
        && whole.decimals() == 0
        && let Some(major) = term.currency.as_ref()
        && let Some(with_minor) = minor(cursor, grammar, major, whole)
    {
        term.digits = Digits { numeral: with_minor, alternative: None, ..term.digits };
        term.unit = None;
    }
    Ok(())
}
