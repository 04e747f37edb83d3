//! A currency between two numbers: of which of them it is.

use std::ops::Range;

use super::counted::counts_no_money;
use super::currency_words::Named;
use super::cursor::Cursor;
use super::grammar::Grammar;
use super::term::Term;
use super::vocabulary::Kind;

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
        None => counts_no_money(term, number_end, end, grammar, is_parted(before)),
    }
}
