//! Which two terms with a joiner between them are the ends of one range.

use super::cursor::Cursor;
use super::dates::{YEARS, is_month};
use super::term::Term;
use super::words::word_before;
use crate::exact::Numeral;

/// Whether two numbers lie so close together that `or` makes them one amount: `two or three million`, and not `page 3 or 500 euros`.
pub(super) fn are_neighbours(first: &Term, second: &Term) -> bool {
    let [low, high] = [first, second].map(|term| term.digits.numeral);
    let twice = low.mantissa().checked_mul(2).and_then(|twice| Numeral::new(twice, low.decimals()).ok());
    first.surplus.is_none()
        && second.surplus.is_none()
        && second.currency.is_some()
        && (first.currency.is_none() || second.unit.is_some())
        && low.cmp_value(high).is_lt()
        && twice.is_some_and(|twice| high.cmp_value(twice).is_le())
}

/// Whether the second of two terms is below the first, whatever scale they may share.
pub(super) fn is_lower(second: &Term, first: &Term) -> bool {
    let takes_scale = first.unit.is_none()
        && !first.is_named_after
        && first.digits.numeral.cmp_value(second.digits.numeral).is_lt();
    let values = (second.value(), first.value());
    !takes_scale && matches!(values, (Ok(second), Ok(first)) if second.cmp_value(first).is_lt())
}

/// Whether, in running text, two terms with a joiner between them are the ends of one range.
pub(super) fn is_range(first: &Term, second: &Term, is_joined_closely: bool) -> bool {
    match (&first.currency, &second.currency) {
        (Some(a), Some(b)) => a.agrees_with(b),
        // "5 euros to 10 people"
        (Some(_), None) => !first.is_named_after && (is_joined_closely || second.unit.is_some()),
        (None, _) => true,
    }
}

/// Whether the first of two terms is a year, a day or a page, which is no end of a range: `in 2019 – $7 million`, `Nov. 3 - $500`,
/// `page 3 to €5`; but `2000 to 2500 euros` and `2000–3000 million euros` are ranges.
pub(super) fn is_time(first: &Term, second: &Term, cursor: &Cursor<'_, '_>) -> bool {
    let number = first.digits;
    if first.currency.is_some() || first.unit.is_some() || number.in_words || number.numeral.decimals() > 0 {
        return false;
    }
    let is_named_before = second.currency.is_some() && !second.is_named_after;
    let digits = first.span.len();
    if digits == 4 && YEARS.contains(&number.numeral.mantissa()) {
        let below_ten_thousand = second.digits.numeral.cmp_value(Numeral::from(10_000u32)).is_lt();
        // Whoever groups the thousands of the one end groups those of the other.
        let is_grouped = second.digits.group_mark.is_some() || second.digits.alternative.is_some();
        let has_four = second.digits.group_mark.is_none()
            && second.digits.numeral.decimals() == 0
            && second.digits.numeral.cmp_value(Numeral::from(1_000u32)).is_ge();
        return is_named_before
            || second.unit.is_some() && !has_four
            || is_grouped && below_ten_thousand
            || second.digits.numeral.cmp_value(number.numeral).is_lt();
    }
    let before = |at: usize| at.checked_sub(1).and_then(|at| cursor.source().get(at));
    let past_stop = |at: usize| if before(at) == Some('.') { at - 1 } else { at };
    let at =
        if before(first.span.start) == Some(' ') { past_stop(first.span.start - 1) } else { return false };
    let is_counted = |word: String| is_month(&word) || matches!(word.as_str(), "page" | "pages");
    digits <= 3 && is_named_before && is_counted(word_before(cursor, at).0)
}
