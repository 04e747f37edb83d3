//! Several totals at once: can they all be true together?

mod conflicts;
mod number;
mod of_ledger;
mod outcome;
mod simplex;
mod system;
mod tree;

use std::collections::{BTreeMap, HashMap};

use self::conflicts::{minimal, solve};
pub(super) use self::of_ledger::checks;
pub use self::outcome::{Conflict, JointError, JointOutcome, Together};
use self::system::{Core, Question, Row, Solution, Steps, System};
use super::relation::{sums_allowed, totals_reached};
use super::verdict::{Reason, Verdict};
use crate::amount::Interval;
use crate::exact::Ratio;
use crate::model::Relation;

/// Claims about sums of the same entries, held against all of them at once.
///
/// Each claim says that its total equals, is at least, or is at most `Σ weight × entry`. Each may hold alone while no values
/// of the entries make all of them true. What is decided is exact, whether ends are closed, open or infinite:
///
/// - whether any values fit: [`Verdict::Consistent`] or [`Verdict::Inconsistent`], never more, since that nothing can be wrong is
///   for each claim to be shown by itself ([`TotalCheck`](super::TotalCheck));
/// - where none do, the minimal sets of claims that cannot hold together, and for each of them entries without which they could;
/// - where some do, all that is left to each entry and each total.
///
/// An entry is any unknown number: a rate, too, of which a claim has as many as the amount that it converts.
///
/// The order in which entries, claims and terms are given has no influence on the outcome.
///
/// # Complexity
///
/// Sub-totals that form a tree: two passes, linear in the number of terms. Otherwise an exact linear program, which takes up to
/// [`JointCheck::steps_max`] steps. If it is not known by then whether values fit, the verdict is [`Verdict::Unchecked`]
/// ([`Reason::TooLarge`]); if it is, the verdict stands, and [`JointOutcome::complete`] says that there may be more conflicts or
/// narrower sets.
///
/// # Example
///
/// ```
/// use adspend::amount::Interval;
/// use adspend::check::{JointCheck, Verdict};
/// use adspend::exact::Ratio;
/// use adspend::model::Relation;
///
/// let set = |lo: i64, hi: i64| Interval::closed(lo.into(), hi.into()).unwrap();
/// let outcome = JointCheck::new()
///     .entry("online", set(95, 105))
///     .entry("print", set(195, 205))
///     .entry("radio", set(90, 110))
///     .claim("press", Relation::Equal, set(310, 310), [("online", Ratio::one()), ("print", Ratio::one())])
///     .claim("on-air", Relation::Equal, set(200, 200), [("online", Ratio::one()), ("radio", Ratio::one())])
///     .run()?;
/// assert_eq!(outcome.verdict, Verdict::Consistent);
/// assert_eq!(outcome.entries["online"].to_string(), "[105, 105]");
/// assert_eq!(outcome.entries["radio"].to_string(), "[95, 95]");
/// # Ok::<(), adspend::check::JointError>(())
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::amount::Interval;
/// use adspend::check::{JointCheck, Verdict};
/// use adspend::exact::Ratio;
/// use adspend::model::Relation;
///
/// let set = |lo: i64, hi: i64| Interval::closed(lo.into(), hi.into()).unwrap();
/// let one = Ratio::one();
/// let check = JointCheck::new()
///     .entry("a", set(115, 125))
///     .entry("b", set(125, 135))
///     .entry("half", set(255, 265))
///     .entry("c", set(295, 305))
///     // 240 to 260 meets 255 to 265, and 550 to 570 holds 567; but with a half of no more than 260, 567 is out of reach.
///     .parts("parts", Relation::Equal, "half", [("a", one.clone()), ("b", one.clone())])
///     .claim("all", Relation::Equal, set(567, 567), [("half", one.clone()), ("c", one.clone())]);
/// assert_eq!(check.run()?.verdict, Verdict::Inconsistent);
/// assert_eq!(check.run()?.conflicts[0].to_string(), "all and parts, through a, b and c");
///
/// let message = check.claim("none", Relation::Equal, set(1, 1), [("d", one)]).run().unwrap_err().to_string();
/// assert_eq!(message, "the claim `none` counts `d`, which is no entry here: add it with its set");
/// # Ok::<(), adspend::check::JointError>(())
/// ```
#[derive(Clone, Debug)]
pub struct JointCheck {
    entries: Vec<(String, Interval)>,
    claims: Vec<JointClaim>,
    steps_max: u64,
}

/// A claim of a joint check.
#[derive(Clone, Debug)]
struct JointClaim {
    id: String,
    relation: Relation,
    total: JointTotal,
    terms: Vec<(String, Ratio)>,
}

/// What a claim holds its sum against.
#[derive(Clone, Debug)]
enum JointTotal {
    Set(Interval),
    Entry(String),
}

impl Default for JointCheck {
    fn default() -> Self {
        Self::new()
    }
}

impl JointCheck {
    /// The steps that are taken at most unless the caller says otherwise: up to some seconds of a processor's time.
    pub const STEPS_MAX: u64 = 1_000_000;

    /// A check without entries or claims.
    #[must_use]
    pub const fn new() -> Self {
        Self { entries: Vec::new(), claims: Vec::new(), steps_max: Self::STEPS_MAX }
    }

    /// Adds an entry and every value that it may have.
    #[must_use]
    pub fn entry(mut self, id: impl Into<String>, set: Interval) -> Self {
        self.entries.push((id.into(), set));
        self
    }

    /// Adds a claim: `total`, every value that it may have, relates so to Σ weight × entry over the terms.
    #[must_use]
    pub fn claim<S: Into<String>>(
        self,
        id: impl Into<String>,
        relation: Relation,
        total: Interval,
        terms: impl IntoIterator<Item = (S, Ratio)>,
    ) -> Self {
        self.with(id.into(), relation, JointTotal::Set(total), terms)
    }

    /// Adds a claim whose total is itself an entry: that it relates so to Σ weight × entry over the terms, its parts.
    #[must_use]
    pub fn parts<S: Into<String>>(
        self,
        id: impl Into<String>,
        relation: Relation,
        whole: impl Into<String>,
        terms: impl IntoIterator<Item = (S, Ratio)>,
    ) -> Self {
        self.with(id.into(), relation, JointTotal::Entry(whole.into()), terms)
    }

    fn with<S: Into<String>>(
        mut self,
        id: String,
        relation: Relation,
        total: JointTotal,
        terms: impl IntoIterator<Item = (S, Ratio)>,
    ) -> Self {
        let terms = terms.into_iter().map(|(entry, weight)| (entry.into(), weight)).collect();
        self.claims.push(JointClaim { id, relation, total, terms });
        self
    }

    /// How many steps to take at most: terms looked at in a pass, or numbers changed in a pivot, a large one counting as
    /// many more.
    #[must_use]
    pub const fn steps_max(mut self, steps_max: u64) -> Self {
        self.steps_max = steps_max;
        self
    }

    /// Holds all claims against the entries at once.
    ///
    /// # Errors
    ///
    /// [`JointError`] where two entries or claims share an id, or a claim counts what is no entry.
    pub fn run(&self) -> Result<JointOutcome, JointError> {
        let posed = Posed::new(self)?;
        let mut steps = Steps { taken: 0, most: self.steps_max };
        let solution = solve(&posed.system, Question::Ranges, &mut steps);
        let mut outcome = JointOutcome {
            verdict: Verdict::Consistent,
            reason: None,
            conflicts: Vec::new(),
            entries: BTreeMap::new(),
            claims: BTreeMap::new(),
            steps: 0,
            complete: true,
        };
        match solution {
            Solution::Unknown => {
                outcome.verdict = Verdict::Unchecked;
                outcome.reason = Some(Reason::TooLarge);
                outcome.complete = false;
            }
            Solution::Infeasible(_) => {
                outcome.verdict = Verdict::Inconsistent;
                let (cores, complete) = minimal(&posed.system, &mut steps);
                outcome.conflicts = cores.iter().map(|core| posed.conflict(core)).collect();
                outcome.complete = complete;
            }
            Solution::Feasible { unknowns, rows } => {
                outcome.complete = unknowns.iter().chain(&rows).all(Option::is_some);
                outcome.entries = posed.entries_left(unknowns);
                outcome.claims = posed.totals_left(rows);
            }
        }
        outcome.steps = steps.taken;
        Ok(outcome)
    }
}

/// The system of a joint check: entries and claims in the order of their ids.
struct Posed<'a> {
    entries: Vec<&'a (String, Interval)>,
    claims: Vec<&'a JointClaim>,
    system: System,
}

impl<'a> Posed<'a> {
    fn new(check: &'a JointCheck) -> Result<Self, JointError> {
        let mut entries: Vec<&(String, Interval)> = check.entries.iter().collect();
        entries.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut claims: Vec<&JointClaim> = check.claims.iter().collect();
        claims.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        let twice = |ids: &[&str]| {
            ids.windows(2)
                .find(|pair| pair.first() == pair.last())
                .and_then(|pair| Some((*pair.first()?).to_owned()))
        };
        if let Some(id) = twice(&entries.iter().map(|entry| entry.0.as_str()).collect::<Vec<_>>()) {
            return Err(JointError::EntryTwice { id });
        }
        if let Some(id) = twice(&claims.iter().map(|claim| claim.id.as_str()).collect::<Vec<_>>()) {
            return Err(JointError::ClaimTwice { id });
        }
        let numbers: HashMap<&str, usize> =
            entries.iter().enumerate().map(|(at, entry)| (entry.0.as_str(), at)).collect();
        let rows = claims.iter().map(|claim| row(claim, &numbers)).collect::<Result<_, _>>()?;
        let unknowns = entries.iter().map(|entry| entry.1.clone()).collect();
        Ok(Self { entries, claims, system: System { unknowns, rows } })
    }

    fn conflict(&self, core: &Core) -> Conflict {
        Conflict {
            claims: core.rows.iter().filter_map(|row| Some(self.claims.get(*row)?.id.clone())).collect(),
            entries: core.unknowns.iter().filter_map(|at| Some(self.entries.get(*at)?.0.clone())).collect(),
        }
    }

    fn entries_left(&self, sets: Vec<Option<Interval>>) -> BTreeMap<String, Interval> {
        let left = |((id, known), set): (&&(String, Interval), Option<Interval>)| {
            (id.clone(), set.unwrap_or_else(|| known.clone()))
        };
        self.entries.iter().zip(sets).map(left).collect()
    }

    /// The totals of claims, which are not entries themselves, from what their sums can be.
    fn totals_left(&self, sums: Vec<Option<Interval>>) -> BTreeMap<String, Interval> {
        let left = |(claim, sum): (&&JointClaim, Option<Interval>)| {
            let JointTotal::Set(known) = &claim.total else { return None };
            let reached = sum.map_or_else(Interval::all, |sum| totals_reached(claim.relation, &sum));
            // Values fit, so that the two meet.
            Some((claim.id.clone(), reached.intersect(known).unwrap_or_else(|| known.clone())))
        };
        self.claims.iter().zip(sums).filter_map(left).collect()
    }
}

/// A claim as a sum that lies in a set: an entry that is its total is taken off the sum.
fn row(claim: &JointClaim, numbers: &HashMap<&str, usize>) -> Result<Row, JointError> {
    let number = |entry: &str| {
        numbers
            .get(entry)
            .copied()
            .ok_or_else(|| JointError::NoEntry { claim: claim.id.clone(), entry: entry.to_owned() })
    };
    let mut terms: BTreeMap<usize, Ratio> = BTreeMap::new();
    let mut add = |entry: &str, weight: &Ratio| {
        let sum = terms.entry(number(entry)?).or_insert_with(Ratio::zero);
        *sum = &*sum + weight;
        Ok(())
    };
    claim.terms.iter().try_for_each(|(entry, weight)| add(entry, weight))?;
    let total = match &claim.total {
        JointTotal::Set(set) => set.clone(),
        JointTotal::Entry(whole) => {
            add(whole, &-Ratio::one())?;
            Interval::point(Ratio::zero())
        }
    };
    terms.retain(|_, weight| !weight.is_zero());
    Ok(Row { terms: terms.into_iter().collect(), range: sums_allowed(claim.relation, &total) })
}

#[cfg(test)]
mod tests;
