//! The totals and parts of a ledger that share entries, at once.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::outcome::{Conflict, JointOutcome, Together};
use super::system::Sets;
use super::{JointCheck, JointClaim, JointTotal};
use crate::amount::Interval;
use crate::check::gather::Gathered;
use crate::check::posed::{Records, whole_of};
use crate::check::report::{Budget, Check, CheckKind};
use crate::check::verdict::{Reason, Verdict};
use crate::currency::Currency;
use crate::ledger::Ledger;
use crate::model::Relation;

/// One check for each two or more of a ledger's totals and parts that share entries, those through others included.
pub(in crate::check) fn checks(ledger: &Ledger, checks: &[Check]) -> Vec<Check> {
    let sums: Vec<&Check> = checks.iter().filter(|check| is_sum(check)).collect();
    let groups = sharing(&sums);
    if groups.is_empty() {
        return Vec::new();
    }
    let records = Records::new(ledger);
    groups.iter().map(|group| at_once(&records, group)).collect()
}

/// Whether a check says something about a sum. One whose total was not disclosed does: that there is one.
fn is_sum(check: &Check) -> bool {
    matches!(check.kind, CheckKind::Total | CheckKind::Parts)
        && check.verdict != Verdict::Malformed
        && matches!(check.reason, None | Some(Reason::UnknownTotal))
        && !check.lines.is_empty()
        && check.total.is_some()
}

/// The checks in groups of two or more that share entries.
fn sharing<'c>(sums: &[&'c Check]) -> Vec<Vec<&'c Check>> {
    let mut sets = Sets::new(sums.len());
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (at, check) in sums.iter().enumerate() {
        for id in check.lines.iter().map(|line| line.id.as_str()).chain(whole_of(check)) {
            sets.join(at, *first.entry(id).or_insert(at));
        }
    }
    let mut groups: BTreeMap<usize, Vec<&Check>> = BTreeMap::new();
    for (at, check) in sums.iter().enumerate() {
        groups.entry(sets.find(at)).or_default().push(check);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// A joint check under construction. What is no entry has a name with a space, which no id has.
#[derive(Default)]
struct Joint {
    unknowns: BTreeMap<String, Interval>,
    claims: Vec<JointClaim>,
    /// By entry that is certainly in scope: what it says itself, and in which currency.
    known: BTreeMap<String, Interval>,
    currencies: BTreeMap<String, Currency>,
    exact: bool,
}

impl Joint {
    fn add(&mut self, check: &Check, gathered: &Gathered) -> Option<()> {
        let mut terms = Vec::with_capacity(gathered.items.len());
        for (item, line) in gathered.items.iter().zip(&gathered.lines) {
            let set = item.set()?;
            let mut unknown = item.id.clone();
            if item.certain {
                self.know(&item.id, &set, line.currency);
            } else {
                self.exact = false;
                unknown = format!("{unknown} in {}", check.id);
            }
            let Some(at) = item.rate else {
                self.unknowns.insert(unknown.clone(), set);
                terms.push((unknown, item.weight.clone()));
                continue;
            };
            let rate = gathered.rates.get(at)?;
            let when = gathered.used.get(at)?.rate.when();
            let rate_name = format!("rate {} {} {when}", line.currency, gathered.currency);
            if let Some(rate) = rate.as_point() {
                self.unknowns.insert(unknown.clone(), set);
                terms.push((unknown, &item.weight * rate));
            } else if let Some(amount) = set.as_point() {
                self.unknowns.insert(rate_name.clone(), rate.clone());
                terms.push((rate_name, &item.weight * amount));
            } else {
                self.exact = false;
                let name = format!("{unknown} {rate_name}");
                self.unknowns.insert(name.clone(), set.product(rate));
                terms.push((name, item.weight.clone()));
            }
        }
        let relation = check.relation.unwrap_or(Relation::Equal);
        let total = match whole_of(check) {
            None => JointTotal::Set(check.total.clone()?),
            Some(whole) => {
                let set = check.total.clone()?;
                self.know(whole, &set, gathered.currency);
                self.unknowns.insert(whole.to_owned(), set);
                JointTotal::Entry(whole.to_owned())
            }
        };
        self.claims.push(JointClaim { id: named(check), relation, total, terms });
        Some(())
    }

    fn know(&mut self, entry: &str, set: &Interval, currency: Currency) {
        self.known.insert(entry.to_owned(), set.clone());
        self.currencies.insert(entry.to_owned(), currency);
    }

    fn run(self) -> Option<JointOutcome> {
        let entries = self.unknowns.into_iter().collect();
        JointCheck { entries, claims: self.claims, ..JointCheck::new() }.run().ok()
    }
}

/// A claim may have the id that the parts of an entry have: the kind tells them apart.
fn named(check: &Check) -> String {
    format!("{} {}", check.id, check.kind)
}

fn id_of(name: &str) -> &str {
    name.rsplit_once(' ').map_or(name, |(id, _)| id)
}

/// Checks that share entries, at once. One that cannot even hold alone is a conflict of its own, and left out of the others.
fn at_once(records: &Records<'_>, group: &[&Check]) -> Check {
    let mut joint = Joint { exact: true, ..Joint::default() };
    let mut conflicts: Vec<Conflict> = Vec::new();
    let mut entries: HashSet<&str> = HashSet::new();
    for check in group {
        entries.extend(check.lines.iter().map(|line| line.id.as_str()).chain(whole_of(check)));
        if check.verdict == Verdict::Inconsistent {
            conflicts.push(Conflict { claims: vec![check.id.clone()], entries: Vec::new() });
        } else if let Some(gathered) = records.posed(check).and_then(|posed| posed.gathered().ok()) {
            // What a check could be made of has a set for every item.
            let _added = joint.add(check, &gathered);
        }
    }
    let exact = joint.exact;
    let (known, currencies) = (std::mem::take(&mut joint.known), std::mem::take(&mut joint.currencies));
    let id = format!("joint/{}", group.first().map_or("", |check| check.id.as_str()));
    // All ids are there, and none is there twice.
    let Some(outcome) = joint.run() else { return Check::unchecked(id, CheckKind::Joint, Reason::TooLarge) };
    conflicts.extend(outcome.conflicts.iter().map(|conflict| Conflict {
        claims: conflict.claims.iter().map(|name| id_of(name).to_owned()).collect(),
        entries: conflict.entries.iter().map(|name| without_rate(name)).collect(),
    }));
    conflicts.sort_unstable_by(|a, b| (a.claims.len(), &a.claims).cmp(&(b.claims.len(), &b.claims)));
    let are_refuted = !conflicts.is_empty() || outcome.verdict == Verdict::Inconsistent;
    let verdict = match outcome.verdict {
        _ if are_refuted => Verdict::Inconsistent,
        Verdict::Consistent if group.iter().all(|check| check.verdict == Verdict::Proven) => Verdict::Proven,
        verdict => verdict,
    };
    let left = match verdict {
        Verdict::Consistent | Verdict::Proven => Left::of(&outcome, &known, currencies, group),
        _ => Left::default(),
    };
    let common = group.first().and_then(|check| currency(check));
    Check {
        reason: outcome.reason.filter(|_| verdict == Verdict::Unchecked),
        currency: common.filter(|common| group.iter().all(|check| currency(check) == Some(*common))),
        items: entries.len(),
        conflicts: conflicts.iter().map(|conflict| conflict.claims.clone()).collect(),
        tightened: left.sets,
        budget: Budget { tried: outcome.steps, complete: outcome.complete },
        together: Some(Together {
            checks: group.iter().map(|check| check.id.clone()).collect(),
            conflicts,
            narrower: left.narrower,
            currencies: left.currencies,
            exact,
        }),
        ..Check::of(id, CheckKind::Joint, verdict)
    }
}

fn currency(check: &Check) -> Option<Currency> {
    check.currency.or_else(|| check.lines.first().map(|line| line.currency))
}

/// A rate by its own name, the product of an amount and a rate, and what may be in scope, by the entry's.
fn without_rate(name: &str) -> String {
    match name.split_once(' ') {
        None | Some(("rate", _)) => name.to_owned(),
        Some((entry, _)) => entry.to_owned(),
    }
}

/// What is left of entries and, beside them, of the totals of claims, by id.
#[derive(Default)]
struct Left {
    sets: BTreeMap<String, Interval>,
    narrower: Vec<String>,
    currencies: BTreeMap<String, Currency>,
}

impl Left {
    fn of(
        outcome: &JointOutcome,
        known: &BTreeMap<String, Interval>,
        currencies: BTreeMap<String, Currency>,
        group: &[&Check],
    ) -> Self {
        let mut left = Self { currencies, ..Self::default() };
        for (id, own) in known {
            // Of what was not worked out, such as an amount and its rate that both vary, what the entry says itself is left.
            let set = outcome.entries.get(id).unwrap_or(own);
            left.add(id.clone(), set, own);
        }
        for check in group.iter().filter(|check| check.kind != CheckKind::Parts) {
            let Some(own) = &check.total else { continue };
            let id =
                if known.contains_key(&check.id) { format!("claim/{}", check.id) } else { check.id.clone() };
            left.currencies.extend(currency(check).map(|currency| (id.clone(), currency)));
            left.add(id, outcome.claims.get(&named(check)).unwrap_or(own), own);
        }
        left.narrower.sort_unstable();
        left
    }

    fn add(&mut self, id: String, set: &Interval, own: &Interval) {
        if set != own {
            self.narrower.push(id.clone());
        }
        self.sets.insert(id, set.clone());
    }
}
