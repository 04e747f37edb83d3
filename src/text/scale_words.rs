//! Scale words after a number, and when one letter is one.

use super::characters::{Glyph, PARAGRAPH, is_blank, is_ideograph};
use super::currency_words::{Side, currency};
use super::cursor::Cursor;
use super::grammar::{Grammar, Scene};
use super::language::Language;
use super::scales::is_sign;
use super::vocabulary::CONNECTORS;

/// The scale word at the cursor, blanks before it allowed.
///
/// One letter is a scale only beside a currency: where it touches the number, or the sign or code that follows it, or its name behind `de`.
pub(super) fn eat_scale(cursor: &mut Cursor<'_, '_>, grammar: &Grammar<'_>, is_named: bool) -> Option<i32> {
    let ahead = hyphen(cursor).unwrap_or_else(|| cursor.past_blanks());
    let (exponent, end) = ahead.phrase(&grammar.vocabulary.scales)?;
    let last = cursor.source().get(end.checked_sub(1)?)?;
    let next = cursor.source().get(end);
    if last.is_alphabetic() && !is_ideograph(last) && next.is_some_and(|c| c.is_ascii_digit()) {
        // `5m2` is no money.
        return None;
    }
    if end == ahead.at() + 1 && !is_ideograph(last) {
        // `45,15 M yuans`, `45,15 M de yuans`.
        let mut after = cursor.to(end).past_blanks();
        if after.eat_listed(CONNECTORS).is_some() {
            after.skip_blanks();
        }
        let is_followed = currency(&mut after, grammar, Side::After).is_ok_and(|named| named.is_some());
        let touches = ahead.at() == cursor.at();
        // A tab or a line break parts cells.
        if grammar.scene == Scene::Running && cursor.source().get(cursor.at()) == Some('\n') {
            return None;
        }
        let stands_alone = touches && grammar.scene != Scene::Running;
        // `l` is a litre, `L` a lakh; `5 m` are metres, `5 M` millions, and `€5 m` are too.
        let is_unit_of_measure =
            last == 'l' || !touches && (matches!(last, 'g' | 't') || last == 'm' && !is_named);
        let is_loose = !touches && !is_followed && grammar.scene == Scene::Running;
        if is_unit_of_measure
            || !(is_followed || is_named || stands_alone)
            || is_loose && !stands_as_scale(cursor, end, grammar)
        {
            return None;
        }
    }
    cursor.go_to(end);
    Some(exponent)
}

/// Whether one letter after a blank is the scale of `$5 M for…`, and no word or part of one: `a €20 T-shirt`, `$5,000 K Street`,
/// `$5 B&B`, `дал $5 к празднику`.
fn stands_as_scale(cursor: &Cursor<'_, '_>, end: usize, grammar: &Grammar<'_>) -> bool {
    let source = cursor.source();
    let language = grammar.reader.language();
    let is_parted_by_blank = source.get(cursor.at()) == Some(' ');
    let is_scale = end
        .checked_sub(1)
        .and_then(|last| source.get(last))
        .is_some_and(|c| matches!(c, 'M' | 'm' | 'B' | 'K'));
    let after = cursor.to(end);
    let goes_on = match after.peek() {
        None | Some(',' | ';' | ':' | '!' | '?' | ')' | '"' | '»' | '…') => true,
        // German "m." is "with": `500 m. Porto`.
        Some('.') if source.get(end.saturating_sub(1)) == Some('m') && language == Language::German => {
            after.peek_after(1).is_none()
        }
        Some('.') => after.peek_after(1).is_none_or(is_blank),
        Some('/') => after.peek_after(1).is_some_and(is_sign),
        Some('\n') => true,
        Some(' ') if source.get(end.saturating_sub(1)) == Some('m') => goes_on_behind_m(&after.past_blanks()),
        Some(c) if is_blank(c) => {
            after.past_blanks().peek().is_none_or(|c| c.is_lowercase() || c == '(' || is_sign(c))
        }
        Some(c) => c == PARAGRAPH,
    };
    is_parted_by_blank && is_scale && goes_on
}

/// Words behind the `m` of metres: `€5 m wide`. Behind that of millions stands any other: `EUR 5 m a year`.
#[rustfmt::skip]
const BEHIND_METRES: [&str; 33] = [
    "above", "apart", "away", "breit", "cable", "carrés", "cuadrados", "dash", "de", "deep", "distance", "entfernt", "freestyle", "haut",
    "height", "high", "hoch", "kabel", "lang", "large", "length", "long", "radius", "rope", "sq", "tall", "tape", "thick", "tief", "weit",
    "wide", "width", "x",
];

fn goes_on_behind_m(cursor: &Cursor<'_, '_>) -> bool {
    let word: String = cursor.word().filter_map(|at| Some(cursor.source().glyph(at)?.lower)).collect();
    cursor.peek() != Some('×') && !BEHIND_METRES.contains(&word.as_str())
}

/// Past the hyphen of `5-million` and `one-yen`, whose words are one.
pub(super) fn hyphen<'s, 't>(cursor: &Cursor<'s, 't>) -> Option<Cursor<'s, 't>> {
    let mut ahead = *cursor;
    let is_letter = |glyph: Option<&Glyph>| glyph.is_some_and(|glyph| glyph.is_letter);
    (ahead.eat('-') && is_letter(cursor.source().glyph(ahead.at()))).then_some(ahead)
}
