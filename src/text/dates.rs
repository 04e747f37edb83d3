//! Dates, times and fractions, whose numbers are no amounts: `2019-05-01`, `10:30`, `12/05/2019`, `1/2`.

use std::ops::Range;

use super::characters::{PARAGRAPH, Source, is_blank};
use super::cursor::Cursor;

/// Years that amounts of a text are told of.
pub(super) const YEARS: std::ops::RangeInclusive<i128> = 1900..=2099;

/// Names of months in lower case, behind which stand days, and years.
#[rustfmt::skip]
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
    "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember",
    "janvier", "février", "mars", "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
    "январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре", "октябре", "ноябре", "декабре",
];

/// Whether a word in lower case is the name of a month.
pub(super) fn is_month(word: &str) -> bool {
    MONTHS.contains(&word)
}

/// The number that so many digits write from a position on; `None` where other signs stand there.
pub(super) fn digits_at(cursor: &Cursor<'_, '_>, from: usize, count: usize) -> Option<i128> {
    let digit = |at| cursor.source().get(at)?.to_digit(10);
    (from..from + count).try_fold(0, |value, at| Some(value * 10 + i128::from(digit(at)?)))
}

/// Whether a text that is one cell is written like a date or a time: two or three numbers of one to four digits with one of
/// `-`, `/`, `:`, `.` between them, as `2019-05-01`, `12/05/2019`, `5.5.2019`, `10:30`, also `2019-05-01T10:30:00Z`.
pub(super) fn is_date_or_time(cursor: &Cursor<'_, '_>) -> bool {
    let mut ahead = *cursor;
    if !date_or_time(&mut ahead) {
        return false;
    }
    let blanks = ahead.past_blanks();
    if blanks.at() > ahead.at() || ahead.peek() == Some('T') {
        let mut time = blanks;
        time.eat('T');
        if date_or_time(&mut time) {
            ahead = time;
        }
    }
    ahead.eat('Z');
    let end = ahead.past_blanks();
    end.is_at_end() || end.peek() == Some(PARAGRAPH)
}

/// Where the date ends that begins at the cursor in running text, with dashes between its numbers: `2018-03-05`, `05-03-2018`, and the
/// month `2018-03` or the years `2018-19` where no name of a currency touches them.
pub(super) fn date_end(cursor: &Cursor<'_, '_>) -> Option<usize> {
    let mut ahead = *cursor;
    let first = number(&mut ahead)?;
    let second = joined_number(&mut ahead)?;
    let third = joined_number(&mut ahead);
    let is_date = match (first, second, third) {
        (4, 1 | 2, Some(1 | 2)) | (1 | 2, 1 | 2, Some(4)) => true,
        (4, 2, None) => {
            let (year, second) = (digits_at(cursor, cursor.at(), 4)?, digits_at(cursor, cursor.at() + 5, 2)?);
            YEARS.contains(&year) && ((1..=12).contains(&second) || second == (year + 1) % 100)
        }
        _ => false,
    };
    let goes_on = match ahead.peek() {
        // "2018-03-05,500 EUR"
        Some(',') if third.is_some() => false,
        Some('-' | '.' | ',') => ahead.peek_after(1).is_some_and(char::is_alphanumeric),
        Some(c) => c.is_alphanumeric() || c == '%',
        None => false,
    };
    (is_date && !goes_on).then_some(ahead.at())
}

/// How many digits stand behind the dash at the cursor, past which it moves.
fn joined_number(cursor: &mut Cursor<'_, '_>) -> Option<usize> {
    let mut ahead = *cursor;
    let count = if ahead.eat('-') { number(&mut ahead) } else { None }?;
    *cursor = ahead;
    Some(count)
}

fn date_or_time(cursor: &mut Cursor<'_, '_>) -> bool {
    let Some(first) = number(cursor) else { return false };
    let Some(sign) = cursor.peek().filter(|c| matches!(c, '-' | '/' | ':' | '.')) else { return false };
    cursor.bump();
    let Some(second) = number(cursor) else { return false };
    let third = if cursor.peek() == Some(sign) {
        cursor.bump();
        let Some(third) = number(cursor) else { return false };
        Some(third)
    } else {
        None
    };
    match (sign, third) {
        (':', _) => first <= 2 && second == 2 && third.is_none_or(|third| third == 2),
        // `1.234.567` is a number.
        ('.', Some(third)) => first <= 2 && second <= 2 && matches!(third, 2 | 4),
        ('.', None) => false,
        (_, Some(third)) => first <= 4 && second <= 2 && matches!(third, 1 | 2 | 4),
        // `05/2019`; `1/2` is a fraction, `100-200` a range.
        ('/', None) => first <= 4 && matches!(second, 1 | 2 | 4),
        (_, None) => false,
    }
}

/// How many digits stand at the cursor, past which it moves; `None` for none and for more than four.
fn number(cursor: &mut Cursor<'_, '_>) -> Option<usize> {
    let mut count = 0;
    while cursor.digit().is_some() {
        cursor.bump();
        count += 1;
    }
    (1..=4).contains(&count).then_some(count)
}

/// Whether a number without a currency is a part of a date, a time or a fraction: a sign between it and further digits.
pub(super) fn is_part(source: &Source<'_>, number: &Range<usize>) -> bool {
    let get = |at: Option<usize>| at.and_then(|at| source.get(at));
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let before = |back: usize| get(number.start.checked_sub(back));
    let after = |ahead: usize| get(number.end.checked_add(ahead));
    let begins_in_digit = is_digit(get(Some(number.start)));
    let joins = |c: Option<char>| matches!(c, Some('-' | '/' | ':'));
    // `3 1/2`
    let fraction_follows =
        after(0).is_some_and(is_blank) && is_digit(after(1)) && after(2) == Some('/') && is_digit(after(3));
    begins_in_digit && joins(before(1)) && is_digit(before(2))
        || joins(after(0)) && is_digit(after(1))
        || after(0) == Some('T') && is_digit(after(1))
        || before(1) == Some('T') && is_digit(before(2))
        || fraction_follows
}
