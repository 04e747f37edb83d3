//! The numbers of filings, and which of two filings is older.

use std::fmt;

use crate::import::Mode;
use crate::import::cells;

/// The number of a filing. Those that came on paper the FEC counts below zero.
///
/// A filing is older than another if it has the smaller number; what came on paper is older than what did not, so that the older of any two
/// is known and no filings amend one another in a circle.
///
/// Kept in one word, since there may be millions: the number without its sign, behind a bit that is set where it came electronically.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Filing(u64);

/// The bit of a filing that came electronically.
const ELECTRONIC: u64 = 1 << 63;

impl Filing {
    /// The number in a cell, of at most 63 bits.
    pub(super) fn plain(cell: &[u8]) -> Option<Self> {
        match cell {
            [b'-', number @ ..] if number.first() != Some(&b'+') => Some(Self(whole(number)?)),
            number => Some(Self(whole(number)? | ELECTRONIC)),
        }
    }

    /// The same, in tolerant mode also as programs print it that take a column with empty cells for fractions: `1005.0`.
    pub(super) fn of(cell: &[u8], mode: Mode) -> Option<Self> {
        let without_zeros = || {
            let (number, zeros) = cell.split_at(cell.iter().position(|byte| *byte == b'.')?);
            let is_whole = zeros.len() > 1 && zeros.iter().skip(1).all(|byte| *byte == b'0');
            Self::plain(number).filter(|_| is_whole)
        };
        Self::plain(cell).or_else(|| if mode == Mode::Tolerant { without_zeros() } else { None })
    }

    const fn number(self) -> u64 {
        self.0 & !ELECTRONIC
    }

    /// Whether it stands for none: no filing has the number 0.
    pub(super) const fn is_none(self) -> bool {
        self.number() == 0
    }

    /// Whether it came electronically: an amendment then holds all of what it amends (11 CFR 104.18(f)), where one on paper may hold no more
    /// than what has changed.
    pub(super) const fn is_electronic(self) -> bool {
        self.0 & ELECTRONIC != 0
    }

    /// Bytes that are those of no other.
    pub(super) const fn bytes(self) -> [u8; 8] {
        self.0.to_le_bytes()
    }
}

impl fmt::Display for Filing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad_integral(self.is_electronic(), "", &self.number().to_string())
    }
}

fn whole(cell: &[u8]) -> Option<u64> {
    if cell.is_empty() {
        return None;
    }
    // Others than digits, such as `+5`, take the long way.
    let number = cells::whole_number(cell).or_else(|| std::str::from_utf8(cell).ok()?.parse().ok())?;
    Some(number).filter(|number| *number < ELECTRONIC)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_number_of_a_filing_is_a_whole_number(cell in "[+-]{0,2}[0-9]{0,21}x?") {
            let expected = cell.parse::<i128>().ok().filter(|number| number.unsigned_abs() < ELECTRONIC.into());
            let found = Filing::plain(cell.as_bytes());
            prop_assert_eq!(found.map(|it| it.to_string().parse().unwrap()), expected);
            let longer = Filing::plain(format!("{cell}1").as_bytes());
            prop_assert!(longer.is_none() || longer != found);
        }

        #[test]
        fn of_two_filings_one_is_older(one in -9i64..9, other in -9i64..9) {
            let filing = |number: i64| Filing::plain(number.to_string().as_bytes()).unwrap();
            let expected = match (one < 0, other < 0) {
                (true, true) => one > other,
                (false, false) => one < other,
                (is_paper, _) => is_paper,
            };
            prop_assert_eq!(filing(one) < filing(other), expected);
            prop_assert_eq!(filing(one).bytes() == filing(other).bytes(), one == other);
        }
    }

    #[test]
    fn fractions_of_nothing_are_read_in_tolerant_mode() {
        let read = |cell: &str, mode| Filing::of(cell.as_bytes(), mode).map(|it| it.to_string());
        assert_eq!(read("1005.0", Mode::Tolerant).as_deref(), Some("1005"));
        assert_eq!(read("-7.00", Mode::Tolerant).as_deref(), Some("-7"));
        assert_eq!(read("-7", Mode::Strict).as_deref(), Some("-7"));
        for refused in ["1005.0", "1005.", "--7", "-+7", "-", "", "7-", "7 "] {
            assert_eq!(read(refused, Mode::Strict), None, "{refused}");
        }
        for refused in ["1005.5", "1005.", ".0", "-.0"] {
            assert_eq!(read(refused, Mode::Tolerant), None, "{refused}");
        }
    }
}
