//! What tells pages and their rows apart.

use crate::error::Problem;
use crate::import::input::Part;
use crate::import::keys::Keys;
use crate::import::table::Header;

/// What the column of pages' ids is called.
pub(super) const PAGE_ID: &[&str] = &["page id"];

/// The ids of the pages of files, which many of them repeat.
pub(super) fn of_all(files: &[&Part]) -> Result<Keys, Box<Problem>> {
    let id = |_: &Part, header: &Header| Ok(header.find(PAGE_ID));
    Keys::of_tables(files, id, |id, row, key| {
        key.extend(id.map(|id| row.cell(id)).filter(|id| is_known_page(id)).unwrap_or_default());
    })
}

/// Whether an id is that of one page: deleted pages share one, and pages of 2019 have none.
pub(super) fn is_known_page(id: &[u8]) -> bool {
    !matches!(id, b"" | b"0")
}

/// Writes what tells a row from the others of its file: nothing where the page has no id of its own. Equal names do not make two pages one.
pub(super) fn write_key(key: &mut Vec<u8>, cells: [&[u8]; 3]) {
    key.clear();
    if is_known_page(cells[0]) {
        for cell in cells {
            key.extend_from_slice(cell);
            key.push(0);
        }
    }
}
