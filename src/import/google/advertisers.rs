//! The advertisers of bundles: whether Google numbered them anew from one bundle to the next.

use std::collections::BTreeSet;

use crate::error::{Code, Problem};
use crate::import::account::counted;
use crate::import::input::refused;

use super::bundle::Bundle;

/// The advertisers of a bundle.
#[derive(Default)]
pub(super) struct Advertisers {
    ids: BTreeSet<Vec<u8>>,
    names: BTreeSet<String>,
}

impl Advertisers {
    /// Notes an advertiser; one without a name has its id alone.
    pub(super) fn note(&mut self, id: &[u8], name: &str) {
        if !self.ids.contains(id) {
            self.ids.insert(id.to_owned());
        }
        if !name.is_empty() && !self.names.contains(name) {
            self.names.insert(name.to_owned());
        }
    }
}

/// Refuses bundles of which a later one has advertisers of an earlier one under their names, and none under its id: nothing tells what of
/// the earlier the later restates.
pub(super) fn refuse_renumbered(bundles: &[Bundle<'_>], all: &[Advertisers]) -> Result<(), Box<Problem>> {
    for (at, (later, its)) in bundles.iter().zip(all).enumerate() {
        for (earlier, those) in bundles.iter().zip(all).take(at) {
            if !its.ids.is_disjoint(&those.ids) {
                continue;
            }
            let mut both = its.names.intersection(&those.names);
            let Some(name) = both.next() else { continue };
            let count = u64::try_from(both.count()).unwrap_or(u64::MAX).saturating_add(1);
            let message = format!(
                "no advertiser of `{}` has its id in `{}`, and {}, such as `{}`: Google numbered them anew, and added up, the two would count \
                 their money twice",
                earlier.source(),
                later.source(),
                counted(count, "has its name there", "have their names there"),
                name.chars().take(60).collect::<String>(),
            );
            let file = later.files.first().map_or("", |file| &*file.part.name);
            let help = "import the later alone, or each into a ledger of its own, which are not added";
            return Err(refused(file, Code::Contradiction, message).help(help).into());
        }
    }
    Ok(())
}
