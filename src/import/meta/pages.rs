//! What tells pages and their rows apart.

use crate::error::Problem;
use crate::import::account::counted;
use crate::import::input::Part;
use crate::import::keys::Keys;
use crate::import::table::{Column, Header, Row};

/// What the column of pages' ids is called.
pub(super) const PAGE_ID: &[&str] = &["page id"];

/// The ids of the pages of files, which many of them repeat.
pub(super) fn of_all(files: &[&Part]) -> Result<Keys, Box<Problem>> {
    let id = |_: &Part, header: &Header| Ok(header.find(PAGE_ID));
    Keys::of_tables(files, id, |id, row, key| {
        key.extend(id.map(|id| row.cell(id)).filter(|id| is_known_page(id)).unwrap_or_default());
    })
}

/// Whether an id is that of one page: deleted pages share one, pages of 2019 have none, and a spreadsheet makes one of many.
pub(super) fn is_known_page(id: &[u8]) -> bool {
    !matches!(id, b"" | b"0") && !is_rounded(id)
}

/// Whether an id is what a spreadsheet makes of a long number, `1.00064E+14`, as it makes of all that begin so.
pub(super) fn is_rounded(id: &[u8]) -> bool {
    let Some(at) = id.iter().position(|byte| matches!(byte, b'E' | b'e')) else { return false };
    let (digits, power) = id.split_at(at);
    let are_digits = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    digits.splitn(2, |byte| matches!(byte, b'.' | b',')).all(are_digits)
        && power.get(1..).and_then(|power| power.strip_prefix(b"+")).is_some_and(are_digits)
}

/// Writes what tells a row from the others of its file, of the columns of id, name and disclaimer: nothing where the page has no id of its own.
/// Equal names do not make two pages one. A disclaimer with a blank behind it is another one to Meta, and a row of its own.
pub(super) fn write_key(key: &mut Vec<u8>, row: Row<'_>, columns: [Option<Column>; 3]) {
    key.clear();
    let [id, rest @ ..] = columns;
    let Some(id) = id.map(|id| row.cell(id)).filter(|id| is_known_page(id)) else { return };
    key.extend_from_slice(id);
    for column in rest.into_iter().flatten() {
        key.push(0);
        key.extend_from_slice(row.raw(column));
    }
}

/// The ids of a file that a spreadsheet rounded.
#[derive(Default)]
pub(super) struct Rounded {
    count: u64,
    last: String,
}

impl Rounded {
    /// Notes one.
    pub(super) fn note(&mut self, id: &str) {
        self.count += 1;
        id.clone_into(&mut self.last);
    }

    /// Says how many there were, and begins anew.
    pub(super) fn remark(&mut self, file: &str) -> Option<String> {
        let Self { count: count @ 1.., last } = std::mem::take(self) else { return None };
        let rows = counted(count, "row has", "rows have");
        Some(format!(
            "{file}: {rows} the id of a page as a spreadsheet rounded it, such as `{last}`: those pages are told apart by their names"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_a_spreadsheet_rounded_are_known() {
        for id in ["1.00064E+14", "1,00064E+14", "1E+14"] {
            assert!(is_rounded(id.as_bytes()) && !is_known_page(id.as_bytes()), "{id}");
        }
        for id in ["100064123456789", "p1E", "E+14", "1.E+14", "1E14", "1.2.3E+4", "e"] {
            assert!(!is_rounded(id.as_bytes()) && is_known_page(id.as_bytes()), "{id}");
        }
    }
}
