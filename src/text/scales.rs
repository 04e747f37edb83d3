//! Scales that stand before a currency: `MUSD`, `T€ 5`, `Mio. € 5`.

use super::cursor::Cursor;
use super::language::Language;

/// Scales that touch a code: `MUSD`, `kEUR`, `EURbn`. `T` is a thousand in German (`TEUR`), and else left out: to some it is
/// 10^12.
pub(super) fn touching_scale(letters: &str, language: Language) -> Option<i32> {
    match letters {
        "k" | "K" => Some(3),
        "T" if language.is_german() => Some(3),
        "m" | "M" | "mn" | "Mn" | "mln" | "Mio" => Some(6),
        "bn" | "Bn" | "Md" | "Mds" | "Mrd" => Some(9),
        _ => None,
    }
}

/// Scales that stand before a sign or code, beside those that touch codes: `Mio. € 5`, `Tsd. EUR 12`.
const ABBREVIATIONS: [&str; 9] = ["Md", "Mds", "Mio", "Mln", "Mrd", "Tsd", "bn", "mln", "mn"];

/// The words that may be scales before signs, in lower case.
pub(super) const SCALES_OF_SIGNS: [&str; 15] =
    ["b", "bn", "k", "m", "md", "mds", "mio", "mln", "mn", "mrd", "t", "tsd", "mm", "mill", "tn"];

/// The power of ten of letters before a sign.
pub(super) fn scale_of_sign(letters: &str, language: Language) -> Option<i32> {
    match letters {
        "Mln" => Some(6),
        "Tsd" => Some(3),
        "b" | "B" if matches!(language, Language::English) => Some(9),
        _ => touching_scale(letters, language),
    }
}

/// Whether letters that may be a scale stand at the cursor, and close after them a sign or code.
pub(super) fn may_be_scaled(cursor: &Cursor<'_, '_>) -> bool {
    if !matches!(cursor.peek(), Some('k' | 'K' | 'm' | 'M' | 'b' | 'B' | 'T')) {
        return false;
    }
    let letters =
        (1..=3).take_while(|ahead| cursor.peek_after(*ahead).is_some_and(char::is_alphabetic)).count();
    let mut after = cursor.to(cursor.at() + letters + 1);
    if after.peek().is_some_and(is_sign) {
        return true;
    }
    after.eat('.');
    after.skip_blanks();
    letters > 0 && after.peek().is_some_and(|c| is_sign(c) || c.is_ascii_uppercase())
}

/// Whether letters before the cursor are a scale of the sign at the cursor, which without it would be another amount: a thousand
/// times as much, or a million.
pub(super) fn follows_scale(cursor: &Cursor<'_, '_>) -> bool {
    let source = cursor.source();
    let before = |back: usize| cursor.at().checked_sub(back).and_then(|at| source.get(at));
    if !cursor.peek().is_some_and(is_sign) || !before(1).is_some_and(|c| c.is_ascii_alphabetic()) {
        return false;
    }
    let letters = (1..=5).take_while(|back| before(*back).is_some_and(|c| c.is_ascii_alphabetic())).count();
    let word: String = (1..=letters).rev().filter_map(before).map(|c| c.to_ascii_lowercase()).collect();
    !before(letters + 1).is_some_and(|c| c.is_alphabetic() || c.is_ascii_digit())
        && SCALES_OF_SIGNS.contains(&word.as_str())
}

/// Whether a character is a sign for money, and nothing else.
pub(super) const fn is_sign(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩' | '₺' | '₴')
}

/// Whether a blank may part the letters from the sign.
pub(super) fn is_abbreviation(letters: &str) -> bool {
    ABBREVIATIONS.contains(&letters)
}
