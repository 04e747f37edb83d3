//! What tells pages and their rows apart.

use crate::error::Problem;
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

/// Whether an id is that of one page: deleted pages share one, and pages of 2019 have none.
pub(super) fn is_known_page(id: &[u8]) -> bool {
    !matches!(id, b"" | b"0")
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
