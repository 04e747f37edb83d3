//! Cells that are what a program writes.

use crate::currency::Currency;
use crate::date::Day;
use crate::ledger::{DECIMALS_MAX, Draft};

use super::block::{Cell, WINDOW};

/// The most digits that a machine word surely holds.
const DIGITS_MAX: usize = 18;

/// The places of the dashes in the first eight bytes of `YYYY-MM-DD`.
const DASHES_ONLY: u64 = 0xFF00_00FF_0000_0000;

/// How many months differ in [`Days::place`].
const PLACES: usize = 99 * MONTHS + 99 + 1;
/// How many months a year has.
const MONTHS: usize = 12;

/// Months by their digits, each made once: at the place of each the last one that was met there.
pub(super) struct Days(Vec<Month>);

/// A month of the calendar, or digits that are none.
#[derive(Clone, Copy, Default)]
struct Month {
    /// The digits of its year and its number, in pairs.
    pairs: u64,
    /// How many days it has, of which this is the day before the first; none where it is no month.
    length: u64,
    before: i32,
}

impl Days {
    pub(super) fn new() -> Self {
        // What is all zeros is no month.
        Self(vec![Month::default(); PLACES])
    }

    /// The day of `YYYY-MM-DD`.
    #[inline]
    pub(super) fn read(&mut self, cell: Cell<'_>) -> Option<Day> {
        let [year_and_month, rest] = words(cell.window());
        if cell.len() != 10 || year_and_month & DASHES_ONLY != each(b'-') & DASHES_ONLY {
            return None;
        }
        // Without the dashes.
        let month = (year_and_month >> 40 & 0xFFFF) << 32;
        let pairs = pairs(year_and_month & 0xFFFF_FFFF | month | rest << 48)?;
        let (day, pairs) = (pairs >> 48, pairs & 0xFFFF_FFFF_FFFF);
        let month = self.0.get_mut(Self::place(pairs)?)?;
        if month.pairs != pairs {
            *month = Month::of(pairs);
        }
        if day == 0 || day > month.length {
            return None;
        }
        Day::from_epoch_days(month.before + i32::try_from(day).ok()?)
    }

    /// Where a month is kept: those of a century each at a place of its own.
    #[inline]
    fn place(pairs: u64) -> Option<usize> {
        let (year, month) = (pairs >> 16 & 0xFF, pairs >> 32);
        Some(usize::try_from(year).ok()? * MONTHS + usize::try_from(month).ok()?)
    }
}

impl Month {
    #[cold]
    fn of(pairs: u64) -> Self {
        let [century, year, month] = [0, 16, 32].map(|bits| pairs >> bits & 0xFF);
        let day = |day: u32| {
            let year = i32::try_from(century * 100 + year).ok()?;
            Day::new(year, u32::try_from(month).ok()?, day).ok()
        };
        let lengths = 28..=31;
        match (day(1), lengths.filter(|length| day(*length).is_some()).max()) {
            (Some(first), Some(length)) => {
                Self { pairs, length: length.into(), before: first.epoch_days() - 1 }
            }
            _ => Self { pairs, ..Self::default() },
        }
    }
}

/// The digits of a plain decimal number, and how many of them are decimals.
#[inline]
pub(super) fn digits(cell: Cell<'_>) -> Option<(i64, u8)> {
    few_digits(cell).or_else(|| any_digits(cell.text()))
}

/// As [`digits`] of at most sixteen bytes, at most seven of them decimals, as nearly all amounts have: all bytes at once, for numbers have
/// all lengths and a loop ends at none that the processor foresees.
#[inline]
fn few_digits(cell: Cell<'_>) -> Option<(i64, u8)> {
    const ZEROS: u128 = u128::from_le_bytes([b'0'; WINDOW]);
    let length = Some(cell.len()).filter(|length| (1..=WINDOW).contains(length))?;
    let bits = u8::BITS * u32::try_from(length).ok()?;
    // At the end of the window, behind zeros.
    let moved = u128::from_le_bytes(cell.window()) << (u128::BITS - bits);
    let [before, last] = words((moved | ZEROS.checked_shr(bits).unwrap_or(0)).to_le_bytes());
    // The top bit of each byte that is a point.
    let points = {
        let differs = last ^ each(b'.');
        !((differs & each(0x7F)).wrapping_add(each(0x7F)) | differs) & each(0x80)
    };
    // How many bits stand before it.
    let bits_before = points.trailing_zeros() & !7;
    let (head, tail, decimals) = if points == 0 {
        (before, last, 0)
    } else {
        let below = (1 << bits_before) - 1;
        // What stands before the point moves over it.
        let tail = last & !below & !(0xFF << bits_before) | (last & below) << 8 | before >> 56;
        let decimals = u8::try_from(7 - bits_before / 8).ok()?;
        // Digits on both sides.
        if decimals == 0 || usize::from(decimals) + 2 > cell.len() {
            return None;
        }
        (before << 8 | u64::from(b'0'), tail, decimals)
    };
    let mut digits = eight_digits(tail)?;
    if head != each(b'0') {
        digits += eight_digits(head)? * 100_000_000;
    }
    Some((i64::try_from(digits).ok()?, decimals))
}

/// A byte in each place of a word.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The halves of a window.
#[inline]
fn words(window: [u8; WINDOW]) -> [u64; 2] {
    let (halves, _) = window.as_chunks();
    match halves {
        [first, second] => [u64::from_le_bytes(*first), u64::from_le_bytes(*second)],
        // A window has two halves.
        _ => [0; 2],
    }
}

/// The value of eight digits, the first in the lowest byte: of pairs, then of pairs of pairs, then of both halves. `None` where any byte
/// is no digit.
#[inline]
fn eight_digits(word: u64) -> Option<u64> {
    let pairs = pairs(word)?;
    let fours = (pairs.wrapping_mul(100) + (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    Some((fours.wrapping_mul(10_000) + (fours >> 32)) & 0xFFFF_FFFF)
}

/// The values of four pairs of digits, the first in the lowest place; as [`eight_digits`].
#[inline]
fn pairs(word: u64) -> Option<u64> {
    let digits = word & each(0x0F);
    if word & each(0xF0) != each(b'0') || (digits + each(0x06)) & each(0xF0) != 0 {
        return None;
    }
    Some((digits.wrapping_mul(10) + (digits >> 8)) & 0x00FF_00FF_00FF_00FF)
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
pub(super) struct Units {
    /// By the bits of three letters, behind the number of decimals.
    of_code: Vec<u8>,
    /// That of the default, by decimals.
    of_none: [u8; DECIMALS],
}

/// Not looked up yet.
const UNKNOWN: u8 = u8::MAX;
/// How many bits tell a capital letter from the others.
const LETTER_BITS: u32 = 5;
/// The other bits, of three bytes, and what they are in capital letters. A few other bytes have them, too, but are in no code.
const SHARED_BITS: u64 = 0xE0_E0_E0;
const CAPITALS: u64 = 0x40_40_40;
/// How many codes differ in the bits that tell letters.
const CODES: usize = 1 << (3 * LETTER_BITS);
/// How many numbers of decimals there are.
#[expect(clippy::as_conversions, reason = "a constant that fits")]
const DECIMALS: usize = DECIMALS_MAX as usize + 1;

impl Units {
    pub(super) fn new() -> Self {
        Self { of_code: vec![UNKNOWN; CODES * DECIMALS], of_none: [UNKNOWN; DECIMALS] }
    }

    /// The number of a unit in a draft; of an empty code, that of the default.
    #[inline]
    pub(super) fn read(
        &mut self,
        code: Cell<'_>,
        decimals: u8,
        default: Option<Currency>,
        draft: &mut Draft,
    ) -> Option<u8> {
        let slot = match code.len() {
            0 => self.of_none.get_mut(usize::from(decimals))?,
            3 => {
                let [word, _] = words(code.window());
                if word & SHARED_BITS != CAPITALS {
                    return None;
                }
                let letter =
                    |place: u32| usize::try_from(word >> (u8::BITS * place) & 0x1F).unwrap_or_default();
                let at = (0..3).fold(usize::from(decimals), |at, place| at << LETTER_BITS | letter(place));
                self.of_code.get_mut(at)?
            }
            _ => return None,
        };
        if *slot == UNKNOWN {
            let listed = || Currency::find(std::str::from_utf8(code.text()).ok()?);
            let currency = if code.len() == 0 { default } else { listed() };
            *slot = draft.unit(currency?, decimals)?;
        }
        Some(*slot)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::exact::Numeral;

    /// What is read of a text of which so many bytes follow in the file.
    fn read<T>(text: &str, following: usize, cell: impl FnOnce(Cell<'_>) -> T) -> T {
        let bytes = [text.as_bytes(), &b",2019-08-05,99.50"[..following]].concat();
        cell(Cell::of(&bytes, 0, u32::try_from(text.len()).unwrap()))
    }

    #[test]
    fn days_and_digits_are_read_as_programs_write_them() {
        let mut days = Days::new();
        for day in ["2019-08-05", "1919-08-05", "1989-12-31", "0001-01-01", "2024-02-29", "9999-12-31"] {
            assert_eq!(read(day, 7, |cell| days.read(cell)), day.parse().ok(), "{day}");
            assert_eq!(read(day, 7, |cell| days.read(cell)), day.parse().ok(), "{day}");
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
            assert_eq!(read(refused, 7, |cell| days.read(cell)), None, "{refused}");
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
            assert_eq!(read(text, 0, digits), expected, "{text}");
        }
        for refused in ["", "-", ".5", "5.", "1,5", "+1", "1e5", " 1", "1.2.3", "--1", "1-", "USD"] {
            assert_eq!(read(refused, 0, digits), None, "{refused}");
        }
    }

    #[test]
    fn units_are_read_of_listed_codes_only_whatever_was_read_before() {
        let mut draft = Draft::with_capacity(0);
        let mut units = Units::new();
        let mut unit = |code: &str, decimals, default| {
            let known = read(code, 16, |cell| units.read(cell, decimals, default, &mut draft));
            known.map(|unit| unit + 1)
        };
        assert_eq!(unit("USD", 2, None), Some(1));
        for refused in ["usd", "USDT", "US", "U[D", "@@@", "USd", "X", ""] {
            assert_eq!(unit(refused, 2, None), None, "{refused}");
        }
        let sterling = Some(Currency::GBP);
        assert_eq!(
            [unit("EUR", 2, None), unit("USD", 0, None), unit("", 2, sterling)],
            [Some(2), Some(3), Some(4)]
        );
        for refused in ["usd", "@@@", "   "] {
            assert_eq!(unit(refused, 2, sterling), None, "{refused}");
        }
        assert_eq!(
            [unit("", 2, sterling), unit("GBP", 2, None), unit("USD", 2, None)],
            [Some(4), Some(4), Some(1)]
        );
        assert_eq!(
            [unit("USD", 7, None), unit("USD", 8, None), unit("", 8, sterling)],
            [Some(5), None, None]
        );
    }

    proptest! {
        #[test]
        fn digits_are_those_of_a_numeral(text in "-?[0-9]{0,12}[.:/]?[0-9.]{0,9}", following in 0usize..17) {
            let expected = text.parse::<Numeral>().ok().and_then(|it| Some((i64::try_from(it.mantissa()).ok()?, it.decimals())));
            let found = read(&text, following, digits);
            // Only what is too long for a machine word may be left to others.
            prop_assert!(found == expected || found.is_none() && text.len() > DIGITS_MAX);
        }
    }
}
