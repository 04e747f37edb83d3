//! A currency between two numbers: of which of them it is.

use std::ops::Range;

use super::currency_words::{Named, Side, currency};
use super::cursor::Cursor;
use super::ends::YEARS;
use super::grammar::Grammar;
use super::number::{Digits, digits};
use super::term::Term;
use super::vocabulary::{CONNECTORS, Kind};
use super::words::word_before;

/// What stands before a year, and hardly before an amount.
const IN: [&str; 12] =
    ["année", "año", "depuis", "desde", "during", "en", "im", "in", "jahr", "seit", "since", "year"];

/// Whether the sign or code between two numbers, `after`, which ends at `end`, is that of the second.
pub(super) fn is_of_next(
    number_end: &Cursor<'_, '_>,
    end: &Cursor<'_, '_>,
    grammar: &Grammar<'_>,
    (term, after): (&Term, &Named),
    is_hyphenated: bool,
) -> bool {
    // "US$1–US$2"
    if is_hyphenated {
        return term.currency.is_some();
    }
    if !matches!(after.kind, Kind::Sign | Kind::Code) {
        return false;
    }
    let is_parted =
        |positions: Range<usize>| positions.into_iter().any(|at| end.source().get(at) == Some('\n'));
    let (before, behind) = (number_end.at()..after.span.start, end.at()..end.past_blanks().at());
    if is_parted(before.clone()) != is_parted(behind.clone()) {
        // A list: "USD 5", and on the next line "USD 6".
        return is_parted(before);
    }
    match &term.currency {
        // "€ 10.00 € 8.00" and "EUR 10 EUR 8", but "$10 USD 8 times"
        Some(own) => after.kind == Kind::Sign || own.kind == Kind::Code,
        // "5 €6"
        None if !before.is_empty() && behind.is_empty() => true,
        // "In 2016 USD 274,100 were spent", and "(2016) USD 274,100"
        None => {
            !before.is_empty()
                && is_year(&term.digits)
                && term.unit.is_none()
                && (is_in(term, number_end) || has_scale(end, grammar))
        }
    }
}

/// Whether a number may be a year, of 1900 to 2099, as well as an amount: four digits and nothing else.
fn is_year(digits: &Digits) -> bool {
    let Digits { numeral, alternative, group_mark, in_words, .. } = digits;
    let is_plain = alternative.is_none() && group_mark.is_none() && !in_words && numeral.decimals() == 0;
    is_plain && YEARS.contains(&numeral.mantissa())
}

/// Whether the word before the number says that it is a year.
fn is_in(term: &Term, cursor: &Cursor<'_, '_>) -> bool {
    let Some(blank) = term.span.start.checked_sub(1) else { return false };
    cursor.source().get(blank) == Some(' ') && IN.contains(&word_before(cursor, blank).0.as_str())
}

/// Whether a number with a scale word follows a currency, and names no other behind it: `2000 EUR 3 times`, `2000 EUR 12,000 people` and
/// `2000 EUR 5 million USD` are amounts of 2000.
fn has_scale(end: &Cursor<'_, '_>, grammar: &Grammar<'_>) -> bool {
    let mut ahead = end.past_blanks();
    let Some(Ok(_)) = digits(&mut ahead, grammar.reader.language().decimal_sign()) else { return false };
    let at = ahead.past_blanks();
    let Some((_, behind)) = at.phrase(&grammar.vocabulary.scales) else { return false };
    // One letter must touch its number.
    let is_scale = behind > at.at() + 1 || ahead.touches();
    let mut after = at.to(behind).past_blanks();
    after.eat_listed(CONNECTORS);
    after.skip_blanks();
    is_scale && matches!(currency(&mut after, grammar, Side::After), Ok(None))
}
