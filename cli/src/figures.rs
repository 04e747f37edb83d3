//! Numbers as people read them: grouped, and marked `≈` where digits were left out for display only.

use std::ops::Bound;

use adspend::amount::Interval;
use adspend::exact::{Ratio, Rounding};

/// The digits grouped by commas: `-1234567.891` is `-1,234,567.891`.
pub(crate) fn grouped(plain: &str) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut text = sign.to_owned();
    let count = whole.chars().count();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (count - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// A number with at most so many decimals, `≈` in front where it has more.
pub(crate) fn number(value: &Ratio, decimals: u8) -> String {
    let rounded = value.round_to_decimals(decimals, Rounding::HalfAway);
    if rounded.dropped.is_zero() {
        return grouped(&value.to_string());
    }
    let text = rounded.value.to_fixed(decimals).unwrap_or_else(|| rounded.value.to_string());
    format!("≈{}", grouped(&text))
}

/// How many decimals a number may have to be shown in full.
const DECIMALS_SHOWN_MAX: u8 = 4;

/// A sum of money: in full where it has few decimals; else with two, or none from a thousand on.
pub(crate) fn money(value: &Ratio) -> String {
    money_to(value, if value.abs() < Ratio::from(1_000) { 2 } else { 0 })
}

fn money_to(value: &Ratio, decimals: u8) -> String {
    let is_short = value.to_numeral().is_some_and(|numeral| numeral.decimals() <= DECIMALS_SHOWN_MAX);
    if is_short { grouped(&value.to_string()) } else { number(value, decimals) }
}

/// A set of sums of money: with so many decimals that its ends do not look like one.
pub(crate) fn money_set(interval: &Interval) -> String {
    let decimals = match interval.width() {
        Some(width) if width.is_zero() || width >= Ratio::from(100) => None,
        Some(width) if width >= Ratio::one() => Some(2),
        Some(width) if width >= Ratio::power_of_ten(-2) => Some(4),
        Some(_) => Some(8),
        None => None,
    };
    set(interval, |value| decimals.map_or_else(|| money(value), |decimals| money_to(value, decimals)))
}

/// A rate: at most six decimals, more for small ones.
pub(crate) fn rate(value: &Ratio) -> String {
    let small = value.abs() < Ratio::power_of_ten(-2);
    number(value, if small { 10 } else { 6 })
}

/// A set in words, its ends written by `write`: `5`, `3 to 5`, `3 to under 5`, `over 3`, `5 or less`.
pub(crate) fn set(set: &Interval, write: impl Fn(&Ratio) -> String) -> String {
    if let Some(point) = set.as_point() {
        return write(point);
    }
    match (set.lo(), set.hi()) {
        (Bound::Unbounded, Bound::Unbounded) => "any value".to_owned(),
        (Bound::Unbounded, Bound::Included(hi)) => format!("{} or less", write(hi)),
        (Bound::Unbounded, Bound::Excluded(hi)) => format!("under {}", write(hi)),
        (Bound::Included(lo), Bound::Unbounded) => format!("{} or more", write(lo)),
        (Bound::Excluded(lo), Bound::Unbounded) => format!("over {}", write(lo)),
        (Bound::Included(lo), Bound::Included(hi)) => format!("{} to {}", write(lo), write(hi)),
        (Bound::Included(lo), Bound::Excluded(hi)) => format!("{} to under {}", write(lo), write(hi)),
        (Bound::Excluded(lo), Bound::Included(hi)) => format!("over {} to {}", write(lo), write(hi)),
        (Bound::Excluded(lo), Bound::Excluded(hi)) => format!("over {} to under {}", write(lo), write(hi)),
    }
}

/// How far a value lies from a reference above 0: `≈4.5 % above`, `2 % below`, `the same`.
pub(crate) fn apart(value: &Ratio, reference: &Ratio) -> Option<String> {
    let ratio = value.checked_div(reference)?;
    let percent = (ratio - Ratio::one()) * Ratio::from(100);
    if percent.is_zero() {
        return Some("the same".to_owned());
    }
    let side = if percent.is_negative() { "below" } else { "above" };
    let size = percent.abs();
    let decimals = if size < Ratio::from(1) { 2 } else { 1 };
    Some(format!("{} % {side}", number(&size, decimals)))
}

/// `1 entry`, `2 entries`.
pub(crate) fn count(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(&count.to_string())) }
}

/// The first of a list, and how many more there are.
pub(crate) fn listed<T: AsRef<str>>(all: &[T], shown_max: usize) -> String {
    let shown: Vec<&str> = all.iter().take(shown_max).map(AsRef::as_ref).collect();
    match all.len().saturating_sub(shown_max) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn r(text: &str) -> Ratio {
        text.parse().unwrap()
    }

    #[test]
    fn digits_are_grouped_and_none_are_lost_in_silence() {
        for (value, text) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("-1234567.5", "-1,234,567.5"),
            ("0.125", "0.125"),
            ("0.12345", "≈0.12"),
            ("1234.12345", "≈1,234"),
            ("1/3", "≈0.33"),
            ("20000/3", "≈6,667"),
        ] {
            assert_eq!(money(&r(value)), text, "{value}");
        }
        assert_eq!(rate(&r("7.9342")), "7.9342");
        assert_eq!(rate(&r("1/3")), "≈0.333333");
        assert_eq!(rate(&r("1/300")), "≈0.0033333333");
    }

    #[test]
    fn sets_are_words_that_keep_open_ends_apart() {
        use std::ops::Bound::{Excluded, Included, Unbounded};
        let words = |lo, hi| set(&Interval::new(lo, hi).unwrap(), money);
        assert_eq!(words(Included(r("3")), Included(r("3"))), "3");
        assert_eq!(words(Included(r("3")), Excluded(r("5000"))), "3 to under 5,000");
        assert_eq!(words(Excluded(r("3")), Excluded(r("5"))), "over 3 to under 5");
        assert_eq!(words(Included(r("3")), Unbounded), "3 or more");
        assert_eq!(words(Unbounded, Excluded(r("3"))), "under 3");
        assert_eq!(words(Unbounded, Unbounded), "any value");
    }

    #[test]
    fn the_ends_of_a_narrow_set_can_be_told_apart() {
        let words = |lo, hi| money_set(&Interval::closed(r(lo), r(hi)).unwrap());
        assert_eq!(words("999.995", "1000.005"), "999.995 to 1,000.005");
        assert_eq!(words("10000/3", "10001/3"), "≈3,333.3333 to ≈3,333.6667");
        assert_eq!(words("10000/3", "20000/3"), "≈3,333 to ≈6,667");
        assert_eq!(words("10000/3", "10000/3"), "≈3,333");
    }

    #[test]
    fn distances_name_their_side() {
        assert_eq!(apart(&r("110"), &r("100")).unwrap(), "10 % above");
        assert_eq!(apart(&r("2"), &r("3")).unwrap(), "≈33.3 % below");
        assert_eq!(apart(&r("2"), &r("2")).unwrap(), "the same");
        assert_eq!(apart(&r("2"), &r("0")), None);
    }

    #[test]
    fn lists_are_cut_with_a_count() {
        assert_eq!(listed(&["a", "b", "c"], 2), "a, b and 1 more");
        assert_eq!(listed(&["a", "b"], 2), "a, b");
    }
}
