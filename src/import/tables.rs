//! Which files of a folder or archive are tables of a kind.

use super::input::Part;
use super::run::Run;
use super::table::{Header, header};
use crate::error::Problem;

/// The parts that are tables of a kind. One that the caller names is taken for one; of those in a folder or archive, `fits` tells by
/// the header, and the others are noted as not read.
///
/// # Errors
///
/// What `fits` finds wrong with the first, where it finds something wrong with all.
pub(super) fn of_kind<'p>(
    parts: &'p [Part],
    extensions: &[&str],
    run: &mut Run<'_>,
    fits: impl Fn(&Header) -> Result<(), Box<Problem>>,
) -> Result<Vec<&'p Part>, Box<Problem>> {
    let (mut tables, mut wrong) = (Vec::new(), Vec::new());
    for part in parts {
        if parts.len() > 1 && !extensions.iter().any(|extension| part.has_extension(extension)) {
            run.not_read(part);
        } else if part.is_named() {
            tables.push(part);
        } else {
            match header(part).and_then(|header| fits(&header)) {
                Ok(()) => tables.push(part),
                Err(problem) => wrong.push((part, problem)),
            }
        }
    }
    if tables.is_empty() && !wrong.is_empty() {
        return Err(wrong.swap_remove(0).1);
    }
    for (part, problem) in wrong {
        run.not_read(part);
        run.account.remarks.push(format!("{} is not read: {}", part.name, problem.message));
    }
    Ok(tables)
}
