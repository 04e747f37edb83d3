//! The known word nearest to one that is not understood.

use super::characters::lower;
use super::cursor::Cursor;
use super::error::{Problem, ReadError};
use super::grammar::Grammar;
use super::language::SIGNS;
use crate::currency::{Currency, CurrencyError};

/// The longest word that a nearest one is looked for.
const WORD_CHARS_MAX: usize = 24;

/// The error about the word, or else the character, at the cursor.
pub(super) fn not_understood(cursor: &Cursor<'_, '_>, grammar: &Grammar<'_>) -> ReadError {
    let source = cursor.source();
    let span = cursor.past_blanks().word();
    let letters: String = span.clone().filter_map(|position| source.get(position)).collect();
    let found = source.excerpt(span.clone());
    let is_code = (3..=Currency::CODE_LEN_MAX).contains(&letters.len())
        && letters.bytes().all(|letter| letter.is_ascii_uppercase());
    let codes = if is_code { nearest_codes(&letters) } else { Vec::new() };
    let word = if codes.is_empty() { nearest(&letters, grammar) } else { None };
    // A code that is known stands in the wrong place.
    let is_unknown = is_code && Currency::from_code(&letters).is_err();
    let problem = if is_unknown && word.is_none() {
        Problem::UnknownCurrencyCode { found, nearest: codes }
    } else {
        Problem::NotUnderstood { found, text: source.excerpt(0..source.len()), nearest: word }
    };
    cursor.error(problem, span)
}

fn nearest_codes(letters: &str) -> Vec<Currency> {
    match Currency::from_code(letters) {
        Err(CurrencyError::Unknown { nearest, .. }) => nearest,
        _ => Vec::new(),
    }
}

/// The single word of the tables with the fewest edits: one for words of three and four letters, one or two for
/// longer. A word that is known stands in the wrong place; it has no nearest one.
fn nearest(word: &str, grammar: &Grammar<'_>) -> Option<String> {
    let word: Vec<char> = word.chars().map(lower).collect();
    let (edits_max, letters_max) = match word.len() {
        3 | 4 => (1, 2),
        5..=WORD_CHARS_MAX => (2, 4),
        _ => return None,
    };
    let lexicons = grammar.reader.language().lexicons();
    let names = lexicons.iter().flat_map(|lexicon| lexicon.currencies.iter().copied()).chain([SIGNS]);
    let scales = lexicons.iter().flat_map(|lexicon| lexicon.scales.iter().map(|(word, _)| *word));
    let before = lexicons.iter().flat_map(|lexicon| lexicon.before.iter().map(|(word, _)| *word));
    let blanks = lexicons.iter().flat_map(|lexicon| lexicon.blanks.iter().map(|(word, _)| *word));
    let candidates = scales
        .chain(before)
        .chain(blanks)
        .chain(names.flat_map(|table| table.iter().map(|(word, _)| *word)))
        .flat_map(|phrase| phrase.split(' '));
    let kinds = kinds(word.iter().copied());
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let length = candidate.chars().count();
        // An edit changes two letters at most: what differs in more is passed over without counting edits.
        let is_far = length < 3
            || length.abs_diff(word.len()) > edits_max
            || (kinds ^ self::kinds(candidate.chars())).count_ones() > letters_max;
        if is_far || !candidate.chars().all(char::is_alphabetic) {
            continue;
        }
        let edits = edits(&word, candidate);
        if edits == 0 {
            return None;
        }
        if edits <= edits_max && best.is_none_or(|(fewest, _)| edits < fewest) {
            best = Some((edits, candidate));
        }
    }
    best.map(|(_, candidate)| candidate.to_owned())
}

/// A bit for each kind of letter in a word, of which several share one.
fn kinds(word: impl Iterator<Item = char>) -> u64 {
    word.fold(0, |kinds, letter| kinds | 1 << (u32::from(letter) % 64))
}

/// How many letters replaced, left out or added, or neighbours swapped, turn one word into the other.
fn edits(word: &[char], candidate: &str) -> usize {
    let mut two_rows_ago: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=word.len()).collect();
    let mut before: Option<char> = None;
    for (index, c) in candidate.chars().enumerate() {
        let mut next = vec![index + 1];
        let mut left = index + 1;
        let mut previous: Option<char> = None;
        for (column, w) in word.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
            let mut fewest =
                (at(&row, column) + usize::from(*w != c)).min(at(&row, column + 1) + 1).min(left + 1);
            if previous == Some(c) && before == Some(*w) {
                fewest =
                    fewest.min(column.checked_sub(1).map_or(usize::MAX, |two| at(&two_rows_ago, two) + 1));
            }
            next.push(fewest);
            left = fewest;
            previous = Some(*w);
        }
        two_rows_ago = std::mem::replace(&mut row, next);
        before = Some(c);
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_between_words() {
        let count = |a: &str, b: &str| edits(&a.chars().collect::<Vec<_>>(), b);
        for (a, b, expected) in [
            ("", "", 0),
            ("milion", "million", 1),
            ("yaun", "yuan", 1),
            ("abuot", "about", 1),
            ("kitten", "sitting", 3),
            ("", "ab", 2),
            ("abc", "", 3),
        ] {
            assert_eq!(count(a, b), expected, "{a} {b}");
        }
    }
}
