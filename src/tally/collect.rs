use std::borrow::Cow;
use std::collections::HashMap;

use super::evaluate::rounded_item;
use super::group::{Group, GroupKey, Part};
#[cfg(feature = "file")]
use super::in_columns;
use super::key::{UNSTATED, period, value};
use super::used::RateKey;
use super::{
    Dimension, Malformed, Query, Shape, Tally, TallyError, Target, Unconverted, UnconvertedReason, UsedRate,
};
use crate::currency::Currency;
use crate::date::When;
use crate::exact::Ratio;
use crate::ledger::{Certainty, Ledger, Selected, Selection};
use crate::model::Entry;
use crate::rates::{ConversionError, RateTable, ValueDate};

/// The exact sums of the entries that a query asks for.
///
/// The table is looked up only where the query names a target; its terms are the target's.
///
/// # Errors
///
/// [`TallyError::Scope`] where the scope names ids that the ledger does not have; [`TallyError::Overlapping`] where two sources of
/// its entries cover the same ground, and [`TallyError::Restated`] where one amends the other, unless the query keeps sources apart.
///
/// # Complexity
///
/// Linear in the number of entries; one look-up for each currency and date. Entries in columns are added up as they stand there, and
/// written out only where they have no rate. Where columns do not have what is asked, all are written out: purposes, places, stages, roles,
/// tags and single entries, in the scope or to group by, and where the ledger states what its sources cover.
///
/// # Example: refused
///
/// ```
/// use adspend::ledger::LedgerBuilder;
/// use adspend::model::{Actor, Scope};
/// use adspend::rates::RateTable;
/// use adspend::tally::{Query, tally};
///
/// let mut builder = LedgerBuilder::new();
/// builder.actor(Actor::new("cn/luoyang".parse()?));
/// let mut scope = Scope::all();
/// scope.sponsor = vec!["cn/loyang".parse()?];
/// assert_eq!(
///     tally(&builder.build()?, &Query::new(scope), &RateTable::default()).unwrap_err().to_string(),
///     "error[unknown-id]: no actor of the ledger has the id `cn/loyang`; did you mean `cn/luoyang`?"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn tally(ledger: &Ledger, query: &Query, rates: &RateTable) -> Result<Tally, TallyError> {
    #[cfg(feature = "file")]
    if let Some(tally) = in_columns::tally(ledger, query, rates)? {
        return Ok(tally);
    }
    one_by_one(ledger, query, rates)
}

/// As [`tally`], every entry looked at by itself.
pub(super) fn one_by_one(ledger: &Ledger, query: &Query, rates: &RateTable) -> Result<Tally, TallyError> {
    let selection = ledger.select(&query.scope, query.as_known_on)?;
    if !query.by.contains(&Dimension::Source) {
        if let Some((first, second)) = ledger.overlapping_coverages(&selection.entries) {
            return Err(TallyError::Overlapping { first, second });
        }
        if let Some((first, second)) = ledger.unlinked_amendments(&selection.entries) {
            return Err(TallyError::Restated { first, second });
        }
    }
    Ok(tally_of(ledger, query, rates, &selection))
}

/// The exact sums of entries that were selected already.
pub(super) fn tally_of<'a>(
    ledger: &'a Ledger,
    query: &Query,
    rates: &'a RateTable,
    selection: &Selection<'a>,
) -> Tally {
    let mut run = Run::new(ledger, query, rates);
    run.add_all(selection);
    run.finish()
}

/// A key that borrows from the ledger where it can.
pub(super) type Borrowed<'a> = (Vec<Option<Cow<'a, str>>>, Currency, &'a str);

/// A group whose rates are numbered.
#[derive(Default)]
pub(super) struct Draft {
    /// By the number of the rate; `None` for entries that are in the group's currency already.
    pub(super) parts: HashMap<Option<usize>, Part>,
    pub(super) group: Group,
}

/// Why there is no rate, and in words.
pub(super) type NoRate = (UnconvertedReason, String);

/// A tally as it grows.
pub(super) struct Run<'a> {
    ledger: &'a Ledger,
    rates: &'a RateTable,
    pub(super) tally: Tally,
    drafts: HashMap<Borrowed<'a>, Draft>,
    /// The numbers of rates.
    looked_up: HashMap<(Currency, Option<When>), Result<usize, NoRate>>,
    found: Vec<UsedRate>,
}

impl<'a> Run<'a> {
    pub(super) fn new(ledger: &'a Ledger, query: &Query, rates: &'a RateTable) -> Self {
        Self {
            ledger,
            rates,
            tally: Tally::of_shape(Shape::new(query, rates)),
            drafts: HashMap::new(),
            looked_up: HashMap::new(),
            found: Vec::new(),
        }
    }

    /// Adds entries one by one.
    pub(super) fn add_all(&mut self, selection: &Selection<'a>) {
        for selected in &selection.entries {
            self.add(selected);
        }
        for (entry, reason) in &selection.excluded {
            let count = self.draft(entry).group.excluded.entry(reason.to_string()).or_default();
            *count = count.saturating_add(1);
        }
    }

    fn add(&mut self, selected: &Selected<'a>) {
        let Selected { entry, certainty } = *selected;
        let mut part = Part::default();
        if let Err(defect) = part.add(entry, certainty) {
            let (id, money) = (entry.id.clone(), entry.money.clone());
            self.tally.malformed.push(Malformed { entry: id, money, message: defect.to_string() });
            let count = &mut self.draft(entry).group.malformed_count;
            *count = count.saturating_add(1);
            return;
        }
        match self.look_up((entry.money.currency, entry.when)) {
            Ok(number) => {
                let each = self.rounded(entry, certainty, number);
                let draft = self.draft(entry);
                draft.parts.entry(number).or_default().merge(&part);
                if let Some(each) = each {
                    draft.group.each.add_ratio(&each);
                }
                if certainty == Certainty::Uncertain {
                    self.tally.uncertain.insert(entry.id.clone());
                }
            }
            Err((reason, message)) => {
                let (id, money) = (entry.id.clone(), entry.money.clone());
                self.tally.unconverted.push(Unconverted { entry: id, money, reason, message });
                let count = &mut self.draft(entry).group.unconverted_count;
                *count = count.saturating_add(1);
            }
        }
    }

    /// The entry's printed value, converted and rounded, where it has one.
    fn rounded(&self, entry: &Entry, certainty: Certainty, number: Option<usize>) -> Option<Ratio> {
        let value = entry.money.amount.printed().filter(|_| certainty == Certainty::Certain)?;
        let decimals = self.currency(entry).minor_digits()?;
        let rate = match number {
            Some(number) => Some(self.rate(number)?.factor().as_point()?),
            None => None,
        };
        Some(rounded_item(value, rate, decimals, self.tally.shape.rounding))
    }

    /// The rate of a number.
    pub(super) fn rate(&self, number: usize) -> Option<&UsedRate> {
        self.found.get(number)
    }

    /// The currency of the entry's group.
    fn currency(&self, entry: &Entry) -> Currency {
        self.tally.shape.to.map_or(entry.money.currency, |to| to.currency)
    }

    fn draft(&mut self, entry: &'a Entry) -> &mut Draft {
        let shape = &self.tally.shape;
        let mut values: Vec<_> = shape.by.iter().map(|by| value(self.ledger, entry, *by)).collect();
        values.extend(shape.per.map(|unit| Some(Cow::Owned(period(entry.when, unit)))));
        let basis = entry.basis.as_ref().map_or(UNSTATED, |basis| basis.as_str());
        let key = (values, self.currency(entry), basis);
        self.draft_of(key)
    }

    pub(super) fn draft_of(&mut self, key: Borrowed<'a>) -> &mut Draft {
        self.drafts.entry(key).or_default()
    }

    /// The number of the rate for entries in this currency of this date; `None` where they are in the group's currency already.
    pub(super) fn look_up(&mut self, asked: (Currency, Option<When>)) -> Result<Option<usize>, NoRate> {
        let Some(to) = self.tally.shape.to.filter(|to| to.currency != asked.0) else {
            return Ok(None);
        };
        if let Some(known) = self.looked_up.get(&asked) {
            return known.clone().map(Some);
        }
        let looked_up = rate(self.rates, asked, to).map(|used| {
            self.found.push(used);
            self.found.len() - 1
        });
        self.looked_up.insert(asked, looked_up.clone());
        looked_up.map(Some)
    }

    pub(super) fn finish(self) -> Tally {
        let mut tally = self.tally;
        let keys: Vec<RateKey> = self.found.iter().map(UsedRate::key).collect();
        // Numbers are compared sooner than keys.
        let mut sorted: Vec<&RateKey> = keys.iter().collect();
        sorted.sort_unstable();
        let ranks: Vec<usize> = keys.iter().map(|key| sorted.partition_point(|known| *known < key)).collect();
        let rank = |number: Option<usize>| ranks.get(number?).copied();
        for ((values, currency, basis), draft) in self.drafts {
            let values = values.into_iter().map(|value| value.map(Cow::into_owned)).collect();
            let mut group = draft.group;
            let mut parts: Vec<(Option<usize>, Part)> =
                draft.parts.into_iter().map(|(number, part)| (rank(number), part)).collect();
            parts.sort_unstable_by_key(|(rank, _)| *rank);
            let mut merged: Vec<(Option<usize>, Part)> = Vec::with_capacity(parts.len());
            for (rank, part) in parts {
                match merged.last_mut() {
                    Some((last, sum)) if *last == rank => sum.merge(&part),
                    _ => merged.push((rank, part)),
                }
            }
            let key = |rank: Option<usize>| sorted.get(rank?).map(|key| (*key).clone());
            group.parts = merged.into_iter().map(|(rank, part)| (key(rank), part)).collect();
            tally.groups.insert(GroupKey { values, currency, basis: basis.to_owned() }, group);
        }
        tally.rates.extend(keys.iter().cloned().zip(self.found));
        tally.sort();
        tally
    }
}

fn rate(rates: &RateTable, (from, when): (Currency, Option<When>), to: Target) -> Result<UsedRate, NoRate> {
    let found = match (when, to.terms.value_date) {
        (Some(when), _) => rates.rate(from, to.currency, when, &to.terms),
        // A named day needs no date of the entry.
        (None, ValueDate::On(day)) => rates.rate_on(from, to.currency, day, &to.terms),
        (None, _) => {
            let message = format!(
                "the entry has no date, so that there is no rate from {from} to {}; name a day as value date",
                to.currency
            );
            return Err((UnconvertedReason::Undated, message));
        }
    };
    found.map(|rate| UsedRate::new(&rate)).map_err(|error| (reason(&error), error.to_string()))
}

const fn reason(error: &ConversionError) -> UnconvertedReason {
    match error {
        ConversionError::NoRate(_) => UnconvertedReason::NoRate,
        ConversionError::Conflicting { .. } => UnconvertedReason::Conflicting,
        ConversionError::PartialPeriod { .. } => UnconvertedReason::PartialPeriod,
        ConversionError::OpenInterval { .. } => UnconvertedReason::OpenInterval,
        ConversionError::TooManyPaths { .. } => UnconvertedReason::TooManyPaths,
    }
}
