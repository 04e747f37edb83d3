//! The entries of one name.

use super::codes::Codes;
use super::row;

/// For each number of a name, the rows that have it, in order.
///
/// # Complexity
///
/// 4 bytes a row and a name; made in linear time.
#[derive(Clone, Debug)]
pub(crate) struct Postings {
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl Postings {
    pub(super) fn new(codes: &Codes, rows: usize, code_count: usize) -> Self {
        let code = |at: usize| usize::try_from(codes.get(at)).unwrap_or(usize::MAX);
        let mut starts = vec![0u32; code_count + 1];
        for at in 0..rows {
            if let Some(slot) = starts.get_mut(code(at) + 1) {
                *slot += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut all = vec![0u32; rows];
        for (at, number) in (0..rows).zip(0u32..) {
            if let Some(place) = next.get_mut(code(at)) {
                if let Some(slot) = all.get_mut(row(*place)) {
                    *slot = number;
                }
                *place += 1;
            }
        }
        Self { starts, rows: all }
    }

    /// The rows that have this number.
    pub(crate) fn of(&self, code: u32) -> &[u32] {
        let at = |code: usize| self.starts.get(code).copied().map(row);
        let range = usize::try_from(code).ok().and_then(|code| Some(at(code)?..at(code + 1)?));
        range.and_then(|range| self.rows.get(range)).unwrap_or_default()
    }
}
