//! A currency between two numbers: of which of them it is.

use std::ops::Range;

use super::currency_words::Named;
use super::cursor::Cursor;
use super::ends::YEARS;
use super::number::Digits;
use super::term::Term;
use super::vocabulary::Kind;

/// Whether the sign or code between two numbers, `after`, which ends at `end`, is that of the second.
pub(super) fn is_of_next(
    number_end: &Cursor<'_, '_>,
    end: &Cursor<'_, '_>,
    term: &Term,
    after: &Named,
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
    // "€ 10.00 € 8.00", "5 €6"
    term.currency.is_some()
        || !before.is_empty() && behind.is_empty()
        // "In 2016 USD 274,100 were spent", and "(2016) USD 274,100"
        || is_year(term)
}

/// Whether a number may be a year, of 1900 to 2099, as well as an amount: four digits and nothing else.
fn is_year(term: &Term) -> bool {
    let Digits { numeral, alternative, group_mark, in_words, .. } = term.digits;
    let is_plain = alternative.is_none() && group_mark.is_none() && !in_words && numeral.decimals() == 0;
    is_plain && term.unit.is_none() && YEARS.contains(&numeral.mantissa())
}
