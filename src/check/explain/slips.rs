//! The figures from which one slip of the pen makes a printed one.

use crate::check::family::Family;
use crate::exact::small_power_of_ten;

/// A digit with 10^place.
#[derive(Clone, Copy)]
struct Place {
    power: i128,
    digit: i128,
}

/// Calls `visit` with every whole number of which one slip makes the digits of `units`, the family of the slip, and how far
/// apart the two digits are (1 but for those swapped). No number begins with a 0, the sign stays, and no family names
/// one twice.
pub(super) fn for_each_slip(units: i128, mut visit: impl FnMut(Family, i128, u32)) {
    let Some(number) = units.checked_abs() else { return };
    let places = places(number);
    let mut signed = |family, value: i128, distance| {
        visit(family, if units < 0 { -value } else { value }, distance);
    };
    for (at, place) in places.iter().enumerate() {
        let Place { power, digit } = *place;
        let is_first = at + 1 == places.len();
        let above = places.get(at + 1).map(|place| place.digit);
        let below = at.checked_sub(1).and_then(|at| places.get(at)).map(|place| place.digit);
        for other in 0..=9 {
            if other != digit && !(is_first && other == 0 && at > 0) {
                let value = (other - digit).checked_mul(power).and_then(|change| number.checked_add(change));
                if let Some(value) = value {
                    signed(Family::Replace, value, 1);
                }
            }
        }
        let (high, low) = (number / power / 10, number % power);
        // A digit equal to the one above could as well be that; what is left is 0, or does not begin with it.
        let begins_with_zero = at > 1 && below == Some(0) || at == 0;
        if above != Some(digit) && !(is_first && begins_with_zero) {
            signed(Family::Insert, high * power + low, 1);
        }
        put_in(number, power, Some(digit), &mut signed);
        swaps(number, (at, *place), &places, &mut signed);
    }
    if let Some(power) = u32::try_from(places.len()).ok().and_then(small_power_of_ten).filter(|_| number > 0)
    {
        put_in(number, power, None, &mut signed);
    }
}

/// One digit put in below the place of this power, of which the digit is given; at the front where there is none.
fn put_in(number: i128, power: i128, digit: Option<i128>, visit: &mut impl FnMut(Family, i128, u32)) {
    let (high, low) = (number / power, number % power);
    if number == 0 {
        return;
    }
    for new in 0..=9 {
        // One equal to the digit above could as well stand above that.
        let is_known = digit == Some(new) || digit.is_none() && new == 0;
        let value = || high.checked_mul(10)?.checked_add(new)?.checked_mul(power)?.checked_add(low);
        if let Some(value) = value().filter(|_| !is_known) {
            visit(Family::Lose, value, 1);
        }
    }
}

fn swaps(
    number: i128,
    (at, low): (usize, Place),
    places: &[Place],
    visit: &mut impl FnMut(Family, i128, u32),
) {
    for (further, high) in places.iter().enumerate().skip(at + 1) {
        let begins_with_zero = further + 1 == places.len() && low.digit == 0;
        if low.digit == high.digit || begins_with_zero {
            continue;
        }
        let change = (low.digit - high.digit).checked_mul(high.power - low.power);
        if let Some(value) = change.and_then(|change| number.checked_add(change)) {
            visit(Family::Swap, value, u32::try_from(further - at).unwrap_or(1));
        }
    }
}

/// The digits of a number, the last first.
fn places(number: i128) -> Vec<Place> {
    let mut places = Vec::with_capacity(20);
    let (mut rest, mut power) = (number, 1i128);
    loop {
        places.push(Place { power, digit: rest % 10 });
        rest /= 10;
        match power.checked_mul(10) {
            Some(next) if rest > 0 => power = next,
            _ => return places,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use proptest::prelude::*;

    fn of(units: i128, asked: Family) -> Vec<i128> {
        let mut found = Vec::new();
        for_each_slip(units, |family, value, _| {
            if family == asked {
                found.push(value);
            }
        });
        found.sort_unstable();
        found
    }

    #[test]
    fn slips_by_family() {
        assert_eq!(of(120, Family::Swap), [102, 210]);
        assert_eq!(of(-120, Family::Swap), [-210, -102]);
        assert_eq!(of(112, Family::Insert), [11, 12]);
        assert_eq!(of(105, Family::Insert), [10, 15]);
        assert_eq!(of(7, Family::Insert), [0i128; 0]);
        assert_eq!(of(0, Family::Lose), [0i128; 0]);
        assert_eq!(of(0, Family::Replace), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(of(5, Family::Replace), [0, 1, 2, 3, 4, 6, 7, 8, 9]);
        assert_eq!(of(50, Family::Replace).len(), 8 + 9);
        assert_eq!(of(5, Family::Lose).len(), 18);
    }

    proptest! {
        /// Held against the texts: every text one slip away, of which none begins with 0.
        #[test]
        fn slips_are_those_of_the_text(units in prop_oneof![1i128..2000, 1i128..10i128.pow(9)]) {
            let text = units.to_string().into_bytes();
            let mut expected: [BTreeSet<Vec<u8>>; 4] = Default::default();
            for at in 0..text.len() {
                let (before, rest) = text.split_at(at);
                expected[0].insert([before, &rest[1..]].concat());
                for new in b'0'..=b'9' {
                    expected[1].insert([before, &[new], rest].concat());
                    expected[1].insert([before, &rest[..1], &[new], &rest[1..]].concat());
                    expected[2].insert([before, &[new], &rest[1..]].concat());
                }
                for further in at + 1..text.len() {
                    let mut swapped = text.clone();
                    swapped.swap(at, further);
                    expected[3].insert(swapped);
                }
            }
            for (family, expected) in [Family::Insert, Family::Lose, Family::Replace, Family::Swap].into_iter().zip(expected) {
                let mut expected: Vec<i128> = expected
                    .into_iter()
                    .filter(|other| *other != text && !other.is_empty() && (other[0] != b'0' || other.len() == 1))
                    .map(|other| String::from_utf8(other).unwrap().parse().unwrap())
                    .collect();
                expected.sort_unstable();
                prop_assert_eq!(of(units, family), expected, "{} of {}", family, units);
            }
        }
    }
}
