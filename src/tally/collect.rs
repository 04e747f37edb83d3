use std::borrow::Cow;

use super::evaluate::rounded_item;
use super::group::{Group, GroupKey, Part};
#[cfg(feature = "file")]
use super::in_columns;
use super::key::{UNSTATED, period, value};
use super::{
    Dimension, Malformed, Query, Shape, Tally, TallyError, Target, Unconverted, UnconvertedReason, UsedRate,
};
use crate::currency::Currency;
use crate::date::When;
use crate::exact::Ratio;
use crate::hash::HashMap;
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

/// Why there is no rate, and in words.
pub(super) type NoRate = (UnconvertedReason, String);

/// A tally as it grows.
pub(super) struct Run<'a> {
    ledger: &'a Ledger,
    rates: &'a RateTable,
    pub(super) tally: Tally,
    /// Their rates have the numbers of those that were found.
    groups: HashMap<Borrowed<'a>, Group>,
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
            groups: HashMap::default(),
            looked_up: HashMap::default(),
            found: Vec::new(),
        }
    }

    /// Adds entries one by one.
    pub(super) fn add_all(&mut self, selection: &Selection<'a>) {
        for selected in &selection.entries {
            self.add(selected);
        }
        for (entry, reason) in &selection.excluded {
            let count = self.group(entry).excluded.entry(reason.to_string()).or_default();
            *count = count.saturating_add(1);
        }
    }

    fn add(&mut self, selected: &Selected<'a>) {
        let Selected { entry, certainty } = *selected;
        let mut part = Part::default();
        if let Err(defect) = part.add(entry, certainty) {
            let (id, money) = (entry.id.clone(), entry.money.clone());
            self.tally.malformed.push(Malformed { entry: id, money, message: defect.to_string() });
            let count = &mut self.group(entry).malformed_count;
            *count = count.saturating_add(1);
            return;
        }
        match self.look_up((entry.money.currency, entry.when)) {
            Ok(number) => {
                let each = self.rounded(entry, certainty, number);
                let group = self.group(entry);
                group.parts.entry(number).or_default().merge(&part);
                if let Some(each) = each {
                    group.each.add_ratio(&each);
                }
                if certainty == Certainty::Uncertain {
                    self.tally.uncertain.insert(entry.id.clone());
                }
            }
            Err((reason, message)) => {
                let (id, money) = (entry.id.clone(), entry.money.clone());
                self.tally.unconverted.push(Unconverted { entry: id, money, reason, message });
                let count = &mut self.group(entry).unconverted_count;
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

    fn group(&mut self, entry: &'a Entry) -> &mut Group {
        let shape = &self.tally.shape;
        let mut values: Vec<_> = shape.by.iter().map(|by| value(self.ledger, entry, *by)).collect();
        values.extend(shape.per.map(|unit| Some(Cow::Owned(period(entry.when, unit)))));
        let basis = entry.basis.as_ref().map_or(UNSTATED, |basis| basis.as_str());
        let key = (values, self.currency(entry), basis);
        self.group_of(key)
    }

    pub(super) fn group_of(&mut self, key: Borrowed<'a>) -> &mut Group {
        self.groups.entry(key).or_default()
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
        let mut found: Vec<_> =
            self.found.into_iter().zip(0_usize..).map(|(used, number)| (used.key(), number, used)).collect();
        found.sort_unstable_by(|(one, ..), (other, ..)| one.cmp(other));
        let mut numbers = vec![0; found.len()];
        for (key, number, used) in found {
            // Of dates that differ in how certain they are the rates are the same.
            if tally.rates.last().is_none_or(|last| last.key() != key) {
                tally.rates.push(used);
            }
            if let Some(new) = numbers.get_mut(number) {
                *new = tally.rates.len() - 1;
            }
        }
        let groups = self.groups.into_iter().map(|((values, currency, basis), group)| {
            let values = values.into_iter().map(|value| value.map(Cow::into_owned)).collect();
            (GroupKey { values, currency, basis: basis.to_owned() }, group.renumbered(&numbers))
        });
        tally.groups = groups.collect();
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
