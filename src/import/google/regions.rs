//! Where advertisers ran ads: what one file of a bundle says of the rows of another.

use std::collections::{BTreeMap, HashMap};

use crate::error::Problem;
use crate::import::input::Part;
use crate::import::met::{AsItIs, Hashing};
use crate::import::table::Rows;

use super::view::Columns;

/// The regions of the advertisers of a bundle, by their ids: some 24 bytes each.
#[derive(Default)]
pub(super) struct Regions {
    hashing: Hashing,
    of: HashMap<u128, usize, AsItIs>,
    /// The lists of regions, of which there are few.
    texts: Vec<String>,
}

impl Regions {
    /// Reads them from a file that has them.
    pub(super) fn of(part: &Part, columns: &Columns) -> Result<Self, Box<Problem>> {
        let mut all = Self::default();
        let (Some(advertiser), Some(regions)) = (columns.advertiser, columns.regions) else { return Ok(all) };
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        part.read(|reader| {
            let mut rows = Rows::open(&part.name, reader)?;
            while let Some(row) = rows.next()? {
                let Ok(text) = row.text(regions) else { continue };
                let at = known.get(text).copied().unwrap_or_else(|| {
                    all.texts.push(text.to_owned());
                    known.insert(text.to_owned(), known.len());
                    all.texts.len() - 1
                });
                all.of.insert(all.hashing.hash(row.cell(advertiser)), at);
            }
            Ok(())
        })?;
        Ok(all)
    }

    /// Where the list of an advertiser's regions is.
    pub(super) fn find(&self, advertiser: &[u8]) -> Option<usize> {
        self.of.get(&self.hashing.hash(advertiser)).copied()
    }

    /// The list that is there; nothing where there is none.
    pub(super) fn text(&self, at: Option<usize>) -> &str {
        at.and_then(|at| self.texts.get(at)).map_or("", String::as_str)
    }
}
