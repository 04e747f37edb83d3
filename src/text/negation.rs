//! What denies the bound after it: `not above €5`, `n'a jamais dépassé`, 未超过.

use super::cursor::Cursor;
use super::language::Qualifier;
use super::words::word_before;

/// Words that deny, in lower case and without accents.
const DENIALS: [&str; 11] =
    ["not", "never", "no", "non", "pas", "jamais", "nicht", "nie", "nunca", "не", "никогда"];

/// Where the word begins that denies the bound at the cursor, and what is left of the bound: not more is at most.
///
/// The tables hold whole phrases with a denial, such as `no more than`; they are found first.
pub(super) fn denied(cursor: &Cursor<'_, '_>, bound: Qualifier) -> Option<(usize, Qualifier)> {
    let denied = match bound {
        Qualifier::MoreThan => Qualifier::AtMost,
        Qualifier::LessThan => Qualifier::AtLeast,
        _ => return None,
    };
    let at = cursor.at();
    let before = |back: usize| at.checked_sub(back).and_then(|at| cursor.source().get(at));
    let start = match (before(2), before(1)) {
        (Some('没' | '沒' | '未'), Some('有' | '曾')) => at - 2,
        (_, Some('不' | '没' | '沒' | '未')) => at - 1,
        _ => {
            let (word, start) = word_before(cursor, at);
            DENIALS.contains(&word.as_str()).then_some(start)?
        }
    };
    Some((start, denied))
}
