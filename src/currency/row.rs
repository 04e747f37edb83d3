//! One row of the table, and how a row is found.

use chrono::NaiveDate;
use iso_currency::Currency as Iso;

use super::listed::LISTED;
use super::{Currency, Validity};

/// What the table knows of one code.
pub(super) struct Row {
    pub(super) currency: Currency,
    iso: Option<Iso>,
    /// A name of ours; it goes before the one of `iso`.
    name: Option<&'static str>,
    /// Digits of ours, for codes without `iso`.
    minor_digits: Option<u8>,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    pub(super) successor: Option<Currency>,
}

/// A row whose name and digits come from `iso_currency`.
pub(super) const fn iso(letters: &[u8; 3], iso: Iso) -> Row {
    Row { iso: Some(iso), ..bare(letters) }
}

/// A row whose name and digits are ours.
pub(super) const fn own(letters: &[u8; 3], name: &'static str, minor_digits: u8) -> Row {
    Row { name: Some(name), minor_digits: Some(minor_digits), ..bare(letters) }
}

/// A row of ours for a unit of account without a minor unit.
pub(super) const fn unit(letters: &[u8; 3], name: &'static str) -> Row {
    Row { name: Some(name), ..bare(letters) }
}

const fn bare(letters: &[u8; 3]) -> Row {
    let currency = Currency::listed(letters);
    Row { currency, iso: None, name: None, minor_digits: None, from: None, until: None, successor: None }
}

impl Row {
    pub(super) const fn named(self, name: &'static str) -> Self {
        Self { name: Some(name), ..self }
    }

    pub(super) const fn since(self, year: i32, month: u32, day: u32) -> Self {
        Self { from: NaiveDate::from_ymd_opt(year, month, day), ..self }
    }

    pub(super) const fn until(self, year: i32, month: u32, day: u32) -> Self {
        Self { until: NaiveDate::from_ymd_opt(year, month, day), ..self }
    }

    pub(super) const fn then(self, letters: &[u8; 3]) -> Self {
        Self { successor: Some(Currency::listed(letters)), ..self }
    }

    pub(super) fn name(&'static self) -> Option<&'static str> {
        self.name.or_else(|| self.iso.as_ref().map(Iso::name))
    }

    pub(super) fn minor_digits(&self) -> Option<u8> {
        match self.iso {
            Some(iso) => iso.exponent().and_then(|digits| u8::try_from(digits).ok()),
            None => self.minor_digits,
        }
    }

    pub(super) const fn validity(&self) -> Validity {
        Validity::new(self.from, self.until)
    }
}

/// The row of a code; constant time, no allocation.
pub(super) fn find(code: &[u8]) -> Option<&'static Row> {
    let &[first, second, third] = code else { return None };
    let pair = pair(first, second);
    let (from, to) = (*STARTS.get(pair)?, *STARTS.get(pair + 1)?);
    let sought = Currency::listed(&[first, second, third]);
    LISTED.get(usize::from(from)..usize::from(to))?.iter().find(|row| row.currency == sought)
}

/// A number for the first two letters of a code, ascending in alphabetical order. Other bytes give a
/// number too, possibly one that a pair of letters has: whole codes are compared in the end.
const fn pair(first: u8, second: u8) -> usize {
    first.wrapping_sub(b'A') as usize * LETTERS + second.wrapping_sub(b'A') as usize
}

const LETTERS: usize = 26;

/// Where in [`LISTED`] the codes of each pair of first letters start; those of the next pair start where
/// they end.
static STARTS: [u16; LETTERS * LETTERS + 1] = starts();

#[expect(
    clippy::indexing_slicing,
    reason = "evaluated by the compiler only, which refuses an index out of bounds"
)]
const fn starts() -> [u16; LETTERS * LETTERS + 1] {
    let mut starts = [0; LETTERS * LETTERS + 1];
    let mut row = 0;
    while row < LISTED.len() {
        let [first, second, ..] = LISTED[row].currency.letters;
        starts[pair(first, second) + 1] += 1;
        row += 1;
    }
    let mut pair = 0;
    while pair + 1 < starts.len() {
        starts[pair + 1] += starts[pair];
        pair += 1;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_alphabetical_and_each_is_found() {
        assert!(LISTED.is_sorted_by(|a, b| a.currency.as_str() < b.currency.as_str()));
        for row in &LISTED {
            let found = find(row.currency.as_str().as_bytes()).unwrap();
            assert!(std::ptr::eq(found, row), "{}", row.currency);
        }
    }

    #[test]
    fn every_three_ascii_bytes_are_found_exactly_if_listed() {
        let mut found = 0;
        for a in 0..=127 {
            for b in 0..=127 {
                for c in 0..=127 {
                    if let Some(row) = find(&[a, b, c]) {
                        assert_eq!(row.currency.as_str().as_bytes(), [a, b, c]);
                        found += 1;
                    }
                }
            }
        }
        assert_eq!(found, LISTED.len());
        assert!(find(b"").is_none() && find(b"EU").is_none() && find(b"EURO").is_none());
        assert!(find("ЕUR".as_bytes()).is_none(), "a Cyrillic letter is not a Latin one");
    }

    #[test]
    fn rows_agree_with_iso_currency() {
        for row in &LISTED {
            let theirs = Iso::from_code(row.currency.as_str());
            assert_eq!(row.iso, theirs, "{}: the row and its variant", row.currency);
            if let Some(theirs) = theirs {
                assert_eq!(row.minor_digits().map(u16::from), theirs.exponent(), "{}", row.currency);
                assert!(row.minor_digits.is_none(), "{}: digits come from one place", row.currency);
            }
        }
    }

    #[test]
    fn only_these_names_differ_from_iso_currency() {
        let ours: Vec<&str> = LISTED
            .iter()
            .filter(|row| row.iso.is_some_and(|iso| row.name() != Some(iso.name())))
            .map(|row| row.currency.as_str())
            .collect();
        assert_eq!(ours, ["SLL", "VED", "XCG", "ZWL"]);
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<&str> = LISTED.iter().map(|row| row.name().unwrap()).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
