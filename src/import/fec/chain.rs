//! Which filing amends which of those that are imported together.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use super::Filing;
use crate::error::{Code, Problem};
use crate::import::input::{Part, refused, unreadable};
use crate::import::met::Met;
use crate::import::run::Run;

/// Refuses two filings of one name, whose entries would have one id.
pub(super) fn refuse_twice(filings: &[Filing<'_>]) -> Result<(), Box<Problem>> {
    let mut slugs = HashSet::new();
    for filing in filings {
        if !slugs.insert(filing.slug.as_str()) {
            let message = format!("the filing `{}` is given twice", filing.slug);
            return Err(refused(&filing.part.name, Code::DuplicateId, message)
                .help("give each filing once")
                .into());
        }
    }
    Ok(())
}

/// The filings without those that another is byte for byte, under whatever name: each with the number that stands for it.
pub(super) fn without_copies<'p>(
    filings: Vec<Filing<'p>>,
    run: &mut Run<'_>,
) -> Result<Vec<Filing<'p>>, Box<Problem>> {
    let mut alike: HashMap<(u64, String), u32> = HashMap::new();
    let key =
        |filing: &Filing<'_>| (filing.part.size, filing.head.form.iter().collect::<Vec<_>>().join("\u{1c}"));
    for filing in &filings {
        *alike.entry(key(filing)).or_default() += 1;
    }
    let mut kept: Vec<Filing<'p>> = Vec::new();
    let mut known: HashMap<Vec<u8>, usize> = HashMap::new();
    for mut filing in filings {
        if alike.get(&key(&filing)).is_some_and(|count| *count > 1) {
            match known.entry(digest(filing.part)?) {
                Entry::Vacant(entry) => {
                    entry.insert(kept.len());
                }
                Entry::Occupied(entry) => {
                    let Some(other) = kept.get_mut(*entry.get()) else { continue };
                    // The one whose name has its number is what amendments refer to.
                    if other.numbers.is_empty() {
                        std::mem::swap(other, &mut filing);
                    }
                    let (copy, first) = (&filing.part.name, &other.part.name);
                    let remark = format!("{copy} is {first} again, byte for byte: it is read once");
                    run.account.remarks.push(remark);
                    run.not_read(filing.part);
                    other.numbers.append(&mut filing.numbers);
                    continue;
                }
            }
        }
        kept.push(filing);
    }
    Ok(kept)
}

/// What tells a file from all others.
fn digest(part: &Part) -> Result<Vec<u8>, Box<Problem>> {
    part.read(|reader| {
        let (mut hash, mut block) = (Sha256::new(), vec![0; 1 << 16]);
        loop {
            let count = reader.read(&mut block).map_err(|error| unreadable(&part.name, &error))?;
            match block.get(..count) {
                Some(bytes) if !bytes.is_empty() => hash.update(bytes),
                _ => return Ok(hash.finalize().to_vec()),
            }
        }
    })
}

/// Links each filing with the one before and the one behind it: those of one original, in the order of their amendment
/// numbers, then of their own; whatever the numbers are, none before the one that it names.
pub(super) fn link(filings: &mut [Filing<'_>]) {
    let by_number: HashMap<u64, usize> = filings
        .iter()
        .enumerate()
        .flat_map(|(at, filing)| filing.numbers.iter().map(move |number| (*number, at)))
        .collect();
    let named: Vec<Option<usize>> = filings
        .iter()
        .enumerate()
        .map(|(at, filing)| {
            let number = filing.head.original.as_ref()?.parse().ok()?;
            let named = by_number.get(&number).copied().filter(|named| *named != at)?;
            // Nobody amends what another filed.
            filings.get(named).filter(|it| it.filer_id() == filing.filer_id()).map(|_| named)
        })
        .collect();
    let by_report = originals_by_report(filings, &named, &by_number);
    for (filing, original) in filings.iter_mut().zip(&by_report) {
        filing.by_report = *original;
    }
    let named: Vec<_> =
        named.into_iter().zip(by_report).map(|(named, original)| named.or(original)).collect();
    let mut groups: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, root) in roots(filings, &named).into_iter().enumerate() {
        groups.entry(root).or_default().push(at);
    }
    for group in groups.values_mut() {
        group.sort_by_cached_key(|at| {
            (rank(filings, &named, *at), filings.get(*at).and_then(|filing| filing.numbers.first().copied()))
        });
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
}

/// For each amendment whose header does not tell which filing it amends, the original: the only one by its committee on its form and days.
/// Where the header names a filing that is not there, that may be this one only if nothing says what the number of this one is.
fn originals_by_report(
    filings: &[Filing<'_>],
    named: &[Option<usize>],
    by_number: &HashMap<u64, usize>,
) -> Vec<Option<usize>> {
    let mut originals: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, filing) in filings.iter().enumerate().filter(|(_, filing)| !filing.head.is_amendment()) {
        originals.entry((filing.report(), filing.report_code())).or_default().push(at);
    }
    let original = |(filing, named): (&Filing<'_>, &Option<usize>)| {
        let report = filing.report().filter(|_| named.is_none() && filing.head.is_amendment());
        let [only] = originals.get(&(Some(report?), filing.report_code()))?.as_slice() else { return None };
        let other = filing.head.original.as_deref().filter(|number| !filing.is_number(number));
        // A filing that is there is not meant by another's number, whosever it is.
        let is_there = |number: &str| number.parse().is_ok_and(|number: u64| by_number.contains_key(&number));
        let may_be =
            |number: &str| filings.get(*only).is_some_and(|it| it.numbers.is_empty()) && !is_there(number);
        other.is_none_or(may_be).then_some(*only)
    };
    filings.iter().zip(named).map(original).collect()
}

/// The filing's amendment number, or more where the one that it names has as much.
fn rank(filings: &[Filing<'_>], named: &[Option<usize>], at: usize) -> u32 {
    let mut chain = vec![at];
    let mut last = at;
    while let Some(next) = named.get(last).copied().flatten() {
        if chain.contains(&next) {
            // Filings that name one another tell no order: their own numbers do.
            chain.truncate(1);
            break;
        }
        chain.push(next);
        last = next;
    }
    let numbers = chain.iter().rev().filter_map(|at| Some(filings.get(*at)?.head.amendment));
    numbers.reduce(|before, own| own.max(before.saturating_add(1))).unwrap_or_default()
}

/// The filing whose amendments each is one of, by its index; its own where it amends none of those that are there.
fn roots(filings: &[Filing<'_>], named: &[Option<usize>]) -> Vec<usize> {
    let mut first_of: HashMap<(&str, &str), usize> = HashMap::new();
    let mut roots: Vec<usize> = (0..filings.len()).collect();
    for ((at, filing), named) in filings.iter().enumerate().zip(named) {
        // Amendments of an original that is not there are ordered among one another all the same.
        let of_absent = || {
            let original = filing.head.original.as_deref()?;
            Some(*first_of.entry((filing.filer_id(), original)).or_insert(at))
        };
        let Some(root) = named.or_else(of_absent) else { continue };
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
