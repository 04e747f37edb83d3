//! Words for parts of a whole, which are ordinals too: `two thirds`, `vingt-cinquième`. A number directly before one is no number
//! by itself, nor is the one that is parted: `two thirds of a million`.

use super::vocabulary::{Tongue, Vocabulary, Word, past_blanks, plain, words};
use crate::text::characters::is_word_letter;
use crate::text::cursor::Cursor;

/// The longest word that is looked at.
const LETTERS_MAX: usize = 24;
/// More blanks than these lie between cells, not between words.
const BLANKS_MAX: usize = 3;

/// English, in the singular.
#[rustfmt::skip]
const ENGLISH: [&str; 37] = [
    "first", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "thirtieth",
    "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth", "hundredth", "thousandth", "millionth",
    "billionth", "trillionth", "lakhth", "croreth", "quarter", "dozen", "doz", "half",
];

#[rustfmt::skip]
const GERMAN: [&str; 12] = [
    "drittel", "viertel", "fuenftel", "fünftel", "sechstel", "siebtel", "achtel", "neuntel", "zehntel", "halbe", "halbes", "halben",
];

/// In the masculine singular.
#[rustfmt::skip]
const SPANISH: [&str; 11] = [
    "medio", "tercio", "cuarto", "quinto", "sexto", "septimo", "octavo", "noveno", "decimo", "docena", "mitad",
];

#[rustfmt::skip]
const RUSSIAN: [&str; 30] = [
    "треть", "трети", "третей", "третья", "третьих", "третью", "четверть", "четверти", "четвертей", "половина", "половины", "половину",
    "вторых", "вторая", "четвертых", "четвертая", "пятых", "пятая", "пятую", "шестых", "седьмых", "восьмых", "девятых", "десятых",
    "десятая", "десятую", "сотых", "сотая", "сотую", "тысячных",
];

/// Whether a word, in the form of [`plain`], is a part of a whole.
fn is_share(tongue: Tongue, word: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    match tongue {
        Tongue::English => ENGLISH.contains(&singular) || word == "halves",
        Tongue::French => {
            singular.ends_with("ieme")
                || matches!(word, "tiers" | "quart" | "quarts" | "demi" | "demis" | "douzaine" | "douzaines")
        }
        Tongue::German => {
            GERMAN.contains(&word)
                || ["zigstel", "zehntel", "ertstel", "endstel", "ionstel", "ardstel"]
                    .iter()
                    .any(|ending| word.ends_with(ending))
        }
        Tongue::Spanish => {
            let masculine = singular.strip_suffix('a').map(|stem| format!("{stem}o"));
            let is_listed =
                |word: &str| SPANISH.contains(&word) || word.ends_with("esimo") || word.ends_with("avo");
            is_listed(singular) || masculine.is_some_and(|word| is_listed(&word))
        }
        Tongue::Russian => RUSSIAN.contains(&word),
    }
}

/// Where the part of a whole ends that follows a number, after blanks or a hyphen.
pub(super) fn share_after<'s, 't>(
    vocabulary: &Vocabulary,
    cursor: &Cursor<'s, 't>,
) -> Option<Cursor<'s, 't>> {
    share_at(vocabulary, &vocabulary.joint(cursor)?)
}

/// Where the part of a whole at the cursor ends.
pub(super) fn share_at<'s, 't>(vocabulary: &Vocabulary, cursor: &Cursor<'s, 't>) -> Option<Cursor<'s, 't>> {
    let letter = |ahead: usize| cursor.peek_after(ahead).filter(|c| is_word_letter(*c));
    let word: String = (0..=LETTERS_MAX).map_while(letter).map(plain).collect();
    let end = cursor.to(cursor.at() + word.chars().count());
    is_share(vocabulary.tongue, &word).then_some(end)
}

/// Words between a part and its whole.
const OF: [&str; 6] = ["of", "d", "de", "del", "von", "из"];

/// Whether the number at the cursor is the whole of which a part is told before it.
pub(super) fn is_parted(vocabulary: &Vocabulary, cursor: &Cursor<'_, '_>) -> bool {
    let (word, at) = word_before(cursor, cursor.at());
    let word = if OF.contains(&word.as_str()) { word_before(cursor, at).0 } else { word };
    // `A year and a half a million dollars` is found by its own words.
    is_share(vocabulary.tongue, &word) && !matches!(word.as_str(), "first" | "half" | "medio" | "medios")
}

/// The word before a position, in the form of [`plain`], and where it begins; empty where there is none.
pub(super) fn word_before(cursor: &Cursor<'_, '_>, at: usize) -> (String, usize) {
    let before = |at: usize| at.checked_sub(1).and_then(|at| cursor.source().get(at));
    let mut end = at;
    for _ in 0..BLANKS_MAX {
        if matches!(before(end), Some(' ' | '\'')) {
            end -= 1;
        }
    }
    let mut start = end;
    while end - start < LETTERS_MAX && before(start).is_some_and(is_word_letter) {
        start -= 1;
    }
    ((start..end).filter_map(|at| cursor.source().get(at)).map(plain).collect(), start)
}

/// Whether the number in words between two positions is a part of one that is not read: `siete con cincuenta`, which Spanish
/// says for decimals, `un billón y medio millón`, and `three hundred and two dozens`.
pub(super) fn is_cut(vocabulary: &Vocabulary, start: &Cursor<'_, '_>, end: &Cursor<'_, '_>) -> bool {
    let (joiner, at) = word_before(start, start.at());
    let number_before = || {
        let (word, at) = word_before(start, at);
        let token = if word.is_empty() { None } else { vocabulary.token(&start.to(at)) };
        token.map(|token| token.word)
    };
    match vocabulary.tongue {
        Tongue::English => {
            joiner == "and"
                && matches!(word_before(end, end.at()).0.as_str(), "dozen" | "dozens")
                && number_before().is_some()
        }
        Tongue::Spanish => {
            let next = past_blanks(end).and_then(|next| words(&next, &["con"]));
            let number_after = || next.and_then(|next| vocabulary.token(&past_blanks(&next)?));
            joiner == "con" && number_before().is_some()
                || joiner == "y" && matches!(number_before(), Some(Word::Scale(..)))
                || number_after().is_some()
        }
        Tongue::French | Tongue::German | Tongue::Russian => false,
    }
}
