//! The names of a column in alphabetical order.

use std::sync::Arc;

use super::names::Names;

/// The names sorted, absence first, and the place of each.
#[derive(Clone, Debug)]
pub(crate) struct Ranking {
    /// Absence, then the names in order.
    pub(crate) values: Arc<[Option<String>]>,
    /// For each number of a name its place among the values.
    pub(crate) ranks: Vec<u32>,
}

impl Ranking {
    pub(super) fn new(names: &Names) -> Self {
        let mut sorted: Vec<(&str, usize)> = names.iter().zip(1..).collect();
        sorted.sort_unstable();
        let mut ranks = vec![0; names.code_count()];
        for ((_, code), rank) in sorted.iter().zip(1..) {
            if let Some(slot) = ranks.get_mut(*code) {
                *slot = rank;
            }
        }
        let named = sorted.into_iter().map(|(name, _)| Some(name.to_owned()));
        Self { values: std::iter::once(None).chain(named).collect(), ranks }
    }
}
