//! Which filing amends which of those that are imported together.

use std::collections::{HashMap, HashSet};

use super::Filing;
use crate::error::{Code, Problem};
use crate::import::input::refused;
use crate::import::met::Met;

/// Links each filing with the one before and the one behind it: those of one original, in the order of their amendment
/// numbers, then of their own.
pub(super) fn link(filings: &mut [Filing<'_>]) -> Result<(), Box<Problem>> {
    let mut slugs = HashSet::new();
    for filing in filings.iter() {
        if !slugs.insert(filing.slug.as_str()) {
            let message = format!("the filing `{}` is given twice", filing.slug);
            return Err(refused(&filing.part.name, Code::DuplicateId, message)
                .help("give each filing once")
                .into());
        }
    }
    let roots = roots(filings);
    let mut groups: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, root) in roots.into_iter().enumerate() {
        groups.entry(root).or_default().push(at);
    }
    for group in groups.values_mut() {
        group.sort_by_key(|at| filings.get(*at).map(|filing| (filing.head.amendment, filing.number)));
        for pair in group.windows(2) {
            let [earlier, later] = *pair else { continue };
            if let Some(filing) = filings.get_mut(earlier) {
                filing.later = Some(later);
            }
            if let Some(filing) = filings.get_mut(later) {
                filing.earlier = Some(earlier);
            }
        }
    }
    Ok(())
}

/// The filing whose amendments each is one of, by its index; its own where it amends none of those that are there.
fn roots(filings: &[Filing<'_>]) -> Vec<usize> {
    let by_number: HashMap<u64, usize> =
        filings.iter().enumerate().filter_map(|(at, filing)| Some((filing.number?, at))).collect();
    let mut first_of: HashMap<&str, usize> = HashMap::new();
    let mut roots: Vec<usize> = (0..filings.len()).collect();
    for (at, filing) in filings.iter().enumerate() {
        let Some(original) = filing.head.original.as_deref() else { continue };
        // Amendments of an original that is not there are ordered among one another all the same.
        let known = original.parse().ok().and_then(|number| by_number.get(&number)).copied();
        let root =
            known.filter(|known| *known != at).unwrap_or_else(|| *first_of.entry(original).or_insert(at));
        if let Some(slot) = roots.get_mut(at) {
            *slot = root;
        }
    }
    // An amendment may name another amendment as what it amends.
    for at in 0..roots.len() {
        let mut root = at;
        for _ in 0..roots.len() {
            match roots.get(root) {
                Some(next) if *next != root => root = *next,
                _ => break,
            }
        }
        if let Some(slot) = roots.get_mut(at) {
            *slot = root;
        }
    }
    roots
}

/// The transactions of the filings that amend one another, 16 bytes each.
#[derive(Default)]
pub(super) struct Transactions {
    met: Met,
    hashes: HashSet<u128>,
    key: Vec<u8>,
}

impl Transactions {
    fn key(&mut self, filing: usize, id: &str) -> u128 {
        self.key.clear();
        self.key.extend_from_slice(&filing.to_le_bytes());
        self.key.extend_from_slice(id.as_bytes());
        self.met.hash(&self.key)
    }

    pub(super) fn insert(&mut self, filing: usize, id: &str) {
        let key = self.key(filing, id);
        self.hashes.insert(key);
    }

    /// Whether the filing has the transaction; `None` is none.
    pub(super) fn has(&mut self, filing: Option<usize>, id: &str) -> bool {
        filing.is_some_and(|filing| {
            let key = self.key(filing, id);
            self.hashes.contains(&key)
        })
    }
}
