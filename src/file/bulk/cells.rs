//! Cells that are what a program writes.

use crate::currency::Currency;
use crate::date::Day;
use crate::ledger::{DECIMALS_MAX, Draft};

use super::block::Cell;

/// The most digits that a machine word surely holds.
const DIGITS_MAX: usize = 18;
/// The first year whose days are kept ready, and how many years there are.
const YEAR_MIN: u32 = 1990;
const YEARS: u32 = 100;

/// The places of the dashes in the first eight bytes of `YYYY-MM-DD`.
const DASHES_ONLY: u64 = 0xFF00_00FF_0000_0000;

/// Days by their year, month and day of the month, each made once.
pub(super) struct Days(Vec<Option<Day>>);

impl Days {
    pub(super) fn new() -> Self {
        Self(vec![None; usize::try_from(YEARS * 12 * 31).unwrap_or_default()])
    }

    /// The day of `YYYY-MM-DD`.
    #[inline]
    pub(super) fn read(&mut self, cell: &[u8]) -> Option<Day> {
        let (first, rest) = cell.split_first_chunk()?;
        let (year_and_month, [tens, ones]) = (u64::from_le_bytes(*first), rest) else { return None };
        if year_and_month & DASHES_ONLY != each(b'-') & DASHES_ONLY {
            return None;
        }
        // Without the dashes.
        let month = (year_and_month >> 40 & 0xFFFF) << 32;
        let word = year_and_month & 0xFFFF_FFFF | month | u64::from(u16::from_le_bytes([*tens, *ones])) << 48;
        let number = u32::try_from(eight_digits(word)?).ok()?;
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        let is_ready = (YEAR_MIN..YEAR_MIN + YEARS).contains(&year)
            && (1..=12).contains(&month)
            && (1..=31).contains(&day);
        if !is_ready {
            return made(year, month, day);
        }
        let index = (year - YEAR_MIN) * 372 + (month - 1) * 31 + (day - 1);
        let slot = self.0.get_mut(usize::try_from(index).ok()?)?;
        if slot.is_none() {
            *slot = made(year, month, day);
        }
        *slot
    }
}

fn made(year: u32, month: u32, day: u32) -> Option<Day> {
    Day::new(i32::try_from(year).ok()?, month, day).ok()
}

/// The digits of a plain decimal number, and how many of them are decimals.
#[inline]
pub(super) fn digits(cell: Cell<'_>) -> Option<(i64, u8)> {
    cell.window.and_then(|window| few_digits(window, cell.text.len())).or_else(|| any_digits(cell.text))
}

/// A byte in each place of a word.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// As [`digits`] of the first bytes of a window, at most eight, as nearly all amounts have: all of them at once, for numbers have
/// all lengths and a loop ends at none that the processor foresees.
#[inline]
fn few_digits(window: [u8; 16], length: usize) -> Option<(i64, u8)> {
    let length = u32::try_from(length).ok().filter(|length| (1..=8).contains(length))?;
    let shift = u64::BITS - 8 * length;
    let (first, _) = window.as_chunks();
    let filled =
        u64::from_le_bytes(*first.first()?) << shift | each(b'0').checked_shr(8 * length).unwrap_or(0);
    // The top bit of each byte that is a point.
    let points = {
        let differs = filled ^ each(b'.');
        !((differs & each(0x7F)).wrapping_add(each(0x7F)) | differs) & each(0x80)
    };
    let (digits, decimals) = if points == 0 {
        (filled, 0)
    } else {
        let bits = points.trailing_zeros() & !7;
        let below = (1 << bits) - 1;
        // What stands before the point moves over it.
        let digits = filled & !below & !(0xFF << bits) | (filled & below) << 8 | u64::from(b'0');
        let decimals = 7 - bits / 8;
        let is_inside = decimals > 0 && bits > shift;
        (digits, u8::try_from(decimals).ok().filter(|_| is_inside && points & (points - 1) == 0)?)
    };
    Some((i64::try_from(eight_digits(digits)?).ok()?, decimals))
}

/// The value of eight digits, the first in the lowest byte: of pairs, then of pairs of pairs, then of both halves. `None` where any byte
/// is no digit.
#[inline]
fn eight_digits(word: u64) -> Option<u64> {
    let digits = word & each(0x0F);
    if word & each(0xF0) != each(b'0') || (digits + each(0x06)) & each(0xF0) != 0 {
        return None;
    }
    let pairs = (digits.wrapping_mul(10) + (digits >> 8)) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs.wrapping_mul(100) + (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    Some((fours.wrapping_mul(10_000) + (fours >> 32)) & 0xFFFF_FFFF)
}

fn any_digits(cell: &[u8]) -> Option<(i64, u8)> {
    let (is_negative, cell) = match cell {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, cell),
    };
    if cell.is_empty() || cell.len() > DIGITS_MAX + 1 {
        return None;
    }
    let mut mantissa = 0i64;
    let mut point = None;
    for (at, byte) in cell.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 {
            // At most 19 bytes, 18 of them digits where one is a point.
            mantissa = mantissa.wrapping_mul(10).wrapping_add(i64::from(digit));
        } else if *byte == b'.' && point.is_none() {
            point = Some(at);
        } else {
            return None;
        }
    }
    let decimals = match point {
        None if cell.len() > DIGITS_MAX => return None,
        None => 0,
        // Digits on both sides.
        Some(0) => return None,
        Some(at) => u8::try_from(cell.len() - at - 1).ok().filter(|decimals| *decimals > 0)?,
    };
    Some((if is_negative { -mantissa } else { mantissa }, decimals))
}

/// Units by code and decimals, each looked up once.
pub(super) struct Units(Vec<u8>);

/// Not looked up yet.
const UNKNOWN: u8 = u8::MAX;
const LETTERS: usize = 26;
/// How many numbers of decimals there are.
#[expect(clippy::as_conversions, reason = "a constant that fits")]
const DECIMALS: usize = DECIMALS_MAX as usize + 1;

impl Units {
    pub(super) fn new() -> Self {
        Self(vec![UNKNOWN; LETTERS * LETTERS * LETTERS * DECIMALS])
    }

    /// The number of a unit in a draft; of an empty code, that of the default.
    #[inline]
    pub(super) fn read(
        &mut self,
        code: &[u8],
        decimals: u8,
        default: Option<Currency>,
        draft: &mut Draft,
    ) -> Option<u8> {
        let &[a, b, c] = code else {
            return default.filter(|_| code.is_empty()).and_then(|currency| draft.unit(currency, decimals));
        };
        let [a, b, c] = [a, b, c].map(|letter| usize::from(letter.wrapping_sub(b'A')));
        if a >= LETTERS || b >= LETTERS || c >= LETTERS || usize::from(decimals) >= DECIMALS {
            return None;
        }
        let index = ((a * LETTERS + b) * LETTERS + c) * DECIMALS + usize::from(decimals);
        let slot = self.0.get_mut(index)?;
        if *slot == UNKNOWN {
            let currency = Currency::from_code(std::str::from_utf8(code).ok()?).ok()?;
            *slot = draft.unit(currency, decimals)?;
        }
        Some(*slot)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::exact::Numeral;

    /// The cell of a text of which so many bytes follow in the file.
    fn cell(text: &str, following: usize) -> Cell<'_> {
        let bytes = [text.as_bytes(), &b",2019-08-05,99.50"[..following]].concat();
        Cell { text: text.as_bytes(), window: bytes.first_chunk().copied() }
    }

    #[test]
    fn days_and_digits_are_read_as_programs_write_them() {
        let mut days = Days::new();
        for day in ["2019-08-05", "1989-12-31", "0001-01-01", "2024-02-29", "2090-01-01"] {
            assert_eq!(days.read(day.as_bytes()), day.parse().ok(), "{day}");
            assert_eq!(days.read(day.as_bytes()), day.parse().ok(), "{day}");
        }
        for refused in [
            "2023-02-29",
            "2019-8-5",
            "2019-08",
            "2019-13-01",
            "2019-00-01",
            "2019/08/05",
            "0000-01-01",
            "２019-08-05",
        ] {
            assert_eq!(days.read(refused.as_bytes()), None, "{refused}");
        }
        for (text, expected) in [
            ("0", Some((0, 0))),
            ("12.50", Some((1250, 2))),
            ("-0.5", Some((-5, 1))),
            ("999999999999999999", Some((999_999_999_999_999_999, 0))),
            ("9999999999999999.99", Some((999_999_999_999_999_999, 2))),
            ("1000000000000000000", None),
            ("1234567890123456789.", None),
        ] {
            assert_eq!(digits(cell(text, 0)), expected, "{text}");
        }
        for refused in ["", "-", ".5", "5.", "1,5", "+1", "1e5", " 1", "1.2.3", "--1", "1-", "USD"] {
            assert_eq!(digits(cell(refused, 0)), None, "{refused}");
        }
    }

    proptest! {
        #[test]
        fn digits_are_those_of_a_numeral(text in "-?[0-9]{0,12}[.:/]?[0-9.]{0,9}", following in 0usize..17) {
            let expected = text.parse::<Numeral>().ok().and_then(|it| Some((i64::try_from(it.mantissa()).ok()?, it.decimals())));
            let found = digits(cell(&text, following));
            // Only what is too long for a machine word may be left to others.
            prop_assert!(found == expected || found.is_none() && text.len() > DIGITS_MAX);
        }
    }
}
