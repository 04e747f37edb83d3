//! The entries of one name.

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
    /// Of so many rows, and names with numbers below `code_count`; a row without one is in no list.
    pub(super) fn new(rows: usize, code_count: usize, code: impl Fn(usize) -> Option<u32>) -> Self {
        let mut starts = vec![0_u32; code_count + 1];
        for code in (0..rows).filter_map(&code) {
            if let Some(slot) = starts.get_mut(index(code) + 1) {
                *slot += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut all = vec![0_u32; index(sum)];
        for (at, row) in (0..rows).zip(0_u32..) {
            if let Some(next) = code(at).and_then(|code| next.get_mut(index(code))) {
                if let Some(slot) = all.get_mut(index(*next)) {
                    *slot = row;
                }
                *next += 1;
            }
        }
        Self { starts, rows: all }
    }

    /// The rows that have this number.
    pub(crate) fn of(&self, code: u32) -> &[u32] {
        let at = |code: usize| self.starts.get(code).copied().map(index);
        let range = at(index(code)).zip(at(index(code) + 1)).map(|(start, end)| start..end);
        range.and_then(|range| self.rows.get(range)).unwrap_or_default()
    }
}

/// A number as an index: every target that has room for so many has the bits.
fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
