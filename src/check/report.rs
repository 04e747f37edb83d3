//! The result of checking a ledger, and its JSON.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use super::family::{Family, Target};
use super::verdict::{Reason, Verdict};
use crate::amount::Interval;
use crate::currency::Currency;
use crate::date::Day;
use crate::exact::{Numeral, Ratio};
use crate::rates::Rate;

/// What kind of check it is; an open set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CheckKind {
    /// A total against its items.
    Total,
    /// A part against its whole.
    Share,
    /// A sum against an earlier or other one.
    Change,
    /// A sum against an amount or another sum.
    Comparison,
    /// That nothing was spent.
    None,
    /// A restriction against the spend that it forbids.
    Restriction,
    /// An amount against its restatement in another currency.
    Conversion,
    /// An entry against its parts.
    Parts,
    /// Totals and parts that share entries, all at once.
    Joint,
}

/// One check with its evidence. Serialises as the command's JSON has it.
///
/// Figures are in the check's `currency`; only `implied`, `tightened` and the items in `lines` are in the currency of each entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Check {
    /// The claim's or restriction's id; `parts/ID` for the parts of an entry, `joint/ID` for several checks at once, of which that
    /// one is the first.
    pub id: String,
    /// What kind of check it is.
    pub kind: CheckKind,
    /// The verdict.
    pub verdict: Verdict,
    /// Why it is unchecked, where it is.
    pub reason: Option<Reason>,
    /// The currency of `difference`, `tolerance`, `sum`, `total`, `gap` and `needs_step`: that of the claim. `None` where the sets
    /// are shares, or the check has no figures. What is said of one entry is in the entry's own currency.
    pub currency: Option<Currency>,
    /// How many entries are in scope.
    pub items: usize,
    /// The printed total less the sum of the printed values.
    pub difference: Option<Ratio>,
    /// The width of `sum` and `total` together.
    pub tolerance: Option<Ratio>,
    /// What the items may sum to.
    pub sum: Option<Interval>,
    /// What the claim allows.
    pub total: Option<Interval>,
    /// `total` − `sum`.
    pub gap: Option<Interval>,
    /// By entry, the values that fit all the others and the claim, in the entry's own currency; an entry that none fits is left
    /// out.
    pub implied: BTreeMap<String, Interval>,
    /// Entries that may or may not be in scope, because their date only overlaps its window.
    pub uncertain: Vec<String>,
    /// Entries that should not be there.
    pub breaches: Vec<String>,
    /// Of several checks at once: the minimal sets of them that cannot hold together. [`Check::together`] has the entries, too.
    pub conflicts: Vec<Vec<String>>,
    /// Of several checks that can hold at once: what is left of the amounts of all their entries that are certainly in scope, and of
    /// the totals of claims, by id. A claim whose id is that of an entry, too, is `claim/ID`. [`Check::together`] says of which that
    /// is less than they say themselves.
    pub tightened: BTreeMap<String, Interval>,
    /// Entries whose error would leave a check that holds as it is.
    pub blind_to: BlindEntries,
    /// The rounding at which an inconsistent total would hold.
    pub needs_step: Option<Numeral>,
    /// log2, rounded up, of a bound on the probability of the difference among independent rounding errors.
    pub plausibility_log2: Option<i64>,
    /// What could explain an inconsistent total.
    pub explanations: Vec<Explanation>,
    /// Entries that all best explanations share.
    pub shared: Vec<String>,
    /// How many more corrections fit, of kinds of which chance alone would give one or more.
    pub also_possible: u64,
    /// How far explanations were looked for; of several checks at once: the steps that were taken, and whether they sufficed.
    pub budget: Budget,
    /// The items and amounts, for those who print them.
    #[serde(skip)]
    pub lines: Vec<Line>,
    /// The rates that it converts at, each with the entries that it converts; a rate may be there once for each side of a comparison.
    #[serde(skip)]
    pub rates: Vec<CheckRate>,
    /// What the claim printed, where it printed an amount.
    #[serde(skip)]
    pub claimed: Option<String>,
    /// The word without a number, where a share is claimed in one: no check can be made of it.
    #[serde(skip)]
    pub vague: Option<String>,
    /// The currencies of the entries of a share, change or comparison of scopes that could not be made, sorted.
    #[serde(skip)]
    pub currencies: Vec<Currency>,
    /// In which way the total relates to its items.
    #[serde(skip)]
    pub relation: Option<crate::model::Relation>,
    /// The claim's own tolerance, by which its total was widened each way.
    #[serde(skip)]
    pub own_tolerance: Option<Numeral>,
    /// The first entry that could not be converted, and why, where the reason is that there is no rate.
    #[serde(skip)]
    pub cause: Option<String>,
    /// The checks that are held against their entries at once, where this is what they are together.
    #[serde(skip)]
    pub together: Option<super::joint::Together>,
}

/// An item of a check as it is shown to people.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Line {
    /// The entry's id.
    pub id: String,
    /// The sponsor's name, else the payer's, where there is one.
    pub label: Option<String>,
    /// What was printed.
    pub printed: String,
    /// What it may stand for, in `currency`.
    pub set: Option<Interval>,
    /// The currency that it was printed in, which may differ from that of the check.
    pub currency: Currency,
    /// The weight, where it is not 1.
    pub weight: Option<Ratio>,
}

/// A rate at which a check converts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckRate {
    /// The rate, with its legs, their days and sources. Over a period a check counts with its whole band.
    pub rate: Rate,
    /// The ids of the entries that it converts; none where the claim states the amount itself.
    pub entries: Vec<String>,
}

/// The entries whose error would leave a check that holds as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BlindEntries {
    /// Those that could be left out.
    pub omission: Vec<String>,
    /// Those that could be counted twice.
    pub doubling: Vec<String>,
    /// Those whose sign could be turned.
    pub sign: Vec<String>,
}

/// A correction that would make an inconsistent total hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// What is corrected.
    pub target: Target,
    /// The family of the correction.
    pub family: Family,
    /// The entries concerned.
    pub entries: Vec<String>,
    /// What was printed.
    pub from: String,
    /// What it would be.
    pub to: String,
    /// Its description length in bits, to two decimals.
    pub bits: Numeral,
    /// How many corrections that are as likely chance alone would give, to two digits, rounded up.
    pub chance_hits: Numeral,
    /// The other checks that it repairs as well, where others were given.
    #[serde(skip)]
    pub repairs: Vec<String>,
    /// Of a pair, the two corrections by themselves; else none.
    #[serde(skip)]
    pub pair: Vec<Correction>,
}

/// One of the two corrections of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Correction {
    /// What is corrected.
    pub target: Target,
    /// The family of the correction.
    pub family: Family,
    /// The entries concerned.
    pub entries: Vec<String>,
    /// What was printed.
    pub from: String,
    /// What it would be.
    pub to: String,
}

/// How far explanations were looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Budget {
    /// How many hypotheses were tried.
    pub tried: u64,
    /// Whether that was all of them.
    pub complete: bool,
}

impl Default for Budget {
    /// There was nothing to try.
    fn default() -> Self {
        Self { tried: 0, complete: true }
    }
}

impl Check {
    /// A check that could not be made.
    pub(super) fn unchecked(id: impl Into<String>, kind: CheckKind, reason: Reason) -> Self {
        Self { reason: Some(reason), ..Self::of(id, kind, Verdict::Unchecked) }
    }

    /// A check without figures.
    pub(super) fn of(id: impl Into<String>, kind: CheckKind, verdict: Verdict) -> Self {
        Self {
            id: id.into(),
            kind,
            verdict,
            reason: None,
            currency: None,
            items: 0,
            difference: None,
            tolerance: None,
            sum: None,
            total: None,
            gap: None,
            implied: BTreeMap::new(),
            uncertain: Vec::new(),
            breaches: Vec::new(),
            conflicts: Vec::new(),
            tightened: BTreeMap::new(),
            blind_to: BlindEntries::default(),
            needs_step: None,
            plausibility_log2: None,
            explanations: Vec::new(),
            shared: Vec::new(),
            also_possible: 0,
            // No hypothesis has been tried; that is all there are only where nothing is to be explained.
            budget: Budget { tried: 0, complete: verdict != Verdict::Inconsistent },
            lines: Vec::new(),
            rates: Vec::new(),
            claimed: None,
            vague: None,
            currencies: Vec::new(),
            relation: None,
            own_tolerance: None,
            cause: None,
            together: None,
        }
    }

    /// Adds entries that are in its scope perhaps; those that it has already, which lie in both sides, stay once.
    pub(super) fn add_uncertain(&mut self, ids: Vec<String>) {
        let known: HashSet<String> = self.uncertain.iter().cloned().collect();
        self.uncertain.extend(ids.into_iter().filter(|id| !known.contains(id)));
    }

    /// The same check with two sets of one currency held against each other.
    pub(super) fn with_sets(mut self, currency: Option<Currency>, sum: Interval, total: Interval) -> Self {
        self.currency = currency;
        self.gap = Some(total.minus(&sum));
        self.tolerance = sum.width().zip(total.width()).map(|(a, b)| a + b);
        self.sum = Some(sum);
        self.total = Some(total);
        self
    }
}

/// Everything that checking a ledger finds. Serialises as the command's JSON has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// The version of this format: 1.
    pub format: u32,
    /// The worst verdict; consistent ledgers without any check are [`Verdict::Proven`].
    pub verdict: Verdict,
    /// The checks: claims in the ledger's order, then restrictions, then the parts of entries, then what
    /// shares entries at once.
    pub checks: Vec<Check>,
    /// The rates that restatements imply.
    pub implied_rates: Vec<ImpliedRates>,
}

/// The precision with which both sides of a restatement are taken; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assumption {
    /// Both sides with the precision that their digits give.
    AsPrinted,
    /// The amount exact, the gloss rounded to nearest at its last non-zero digit.
    AmountsExact,
    /// The amount exact, the gloss rounded at its last non-zero digit by a rule not known.
    ModeUnknown,
}

impl Assumption {
    /// All three, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::AsPrinted, Self::AmountsExact, Self::ModeUnknown];

    /// The word as it is printed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AsPrinted => "as-printed",
            Self::AmountsExact => "amounts-exact",
            Self::ModeUnknown => "mode-unknown",
        }
    }
}

/// The rates that the restatements of a document imply, under one assumption: in units of `quote` per unit of `base`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ImpliedRates {
    /// The currency of the restatement.
    pub base: Currency,
    /// The currency of the amounts restated.
    pub quote: Currency,
    /// The precision assumed.
    pub assumption: Assumption,
    /// The set of rates that each restatement allows.
    pub pairs: Vec<ImpliedRate>,
    /// The largest groups that share a rate.
    pub groups: Vec<Vec<String>>,
    /// The rates that the one largest group shares; `None` where several groups are as large.
    pub common: Option<Interval>,
    /// The restatements that are in no largest group.
    pub outliers: Vec<String>,
    /// The days of the rate table whose rate lies in the common set, within the year that ends on the day of publication.
    pub days: Vec<Day>,
    /// Whether no source has a day of publication, so that `days` looks at the whole table.
    #[serde(skip)]
    pub unpublished: bool,
}

/// The set of rates that one restatement allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ImpliedRate {
    /// The claim or entry.
    pub claim: String,
    /// The rates.
    pub set: Interval,
}
