//! The advertisers of bundles: whether Google numbered them anew from one bundle to the next.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Code, Problem};
use crate::import::account::counted;
use crate::import::input::refused;

use super::bundle::Bundle;

/// The advertisers of a bundle: the ids that each name has.
#[derive(Default)]
pub(super) struct Advertisers(BTreeMap<String, BTreeSet<Vec<u8>>>);

impl Advertisers {
    /// Notes an advertiser; one without a name cannot be found again under another id.
    pub(super) fn note(&mut self, id: &[u8], name: &str) {
        if name.is_empty() {
            return;
        }
        match self.0.get_mut(name) {
            Some(ids) if ids.contains(id) => {}
            Some(ids) => {
                ids.insert(id.to_owned());
            }
            None => {
                self.0.insert(name.to_owned(), BTreeSet::from([id.to_owned()]));
            }
        }
    }
}

/// Refuses bundles of which a later one has most advertisers that an earlier one has, too, under other ids: nothing tells what of the earlier the
/// later restates.
pub(super) fn refuse_renumbered(bundles: &[Bundle<'_>], all: &[Advertisers]) -> Result<(), Box<Problem>> {
    for (at, (later, its)) in bundles.iter().zip(all).enumerate() {
        for (earlier, those) in bundles.iter().zip(all).take(at) {
            let both = its.0.iter().filter_map(|(name, ids)| Some((name, ids, those.0.get(name)?)));
            let (same, other): (Vec<_>, Vec<_>) = both.partition(|(_, ids, before)| !ids.is_disjoint(before));
            let Some((name, ..)) = other.first().filter(|_| other.len() > same.len()) else { continue };
            let count = u64::try_from(other.len()).unwrap_or(u64::MAX);
            let message = format!(
                "{} in `{}` and `{}` under other ids, such as `{}`: Google numbered them anew, and added up, the two would count their money \
                 twice",
                counted(count, "advertiser is", "advertisers are"),
                earlier.source(),
                later.source(),
                name.chars().take(60).collect::<String>(),
            );
            let file = later.files.first().map_or("", |file| &*file.part.name);
            let help = "import the later alone, or each into a ledger of its own, which are not added";
            return Err(refused(file, Code::Contradiction, message).help(help).into());
        }
    }
    Ok(())
}
