//! What of a query columns can answer.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::own;
use crate::currency::Currency;
use crate::date::{Day, Period, When};
use crate::exact::Rounding;
use crate::ledger::{Codes, Columns, Field, Filter, Ledger, row};
use crate::model::{Role, Stage};
use crate::tally::key::{PERIOD, period};
use crate::tally::{Dimension, Query};

/// The days of one period.
#[derive(Clone, Debug)]
pub(in crate::tally) struct PeriodDays {
    /// In days since 1970-01-01.
    pub(in crate::tally) days: Range<i32>,
    /// Its place among the periods, sorted by name.
    pub(in crate::tally) rank: u32,
}

/// One batch of columns, ready to be grouped.
pub(in crate::tally) struct Batch<'l> {
    pub(in crate::tally) columns: &'l Columns,
    /// For each dimension, what each name adds to a key.
    weights: Vec<(Field, Vec<u32>)>,
    /// What each unit adds to a key.
    unit_weights: Vec<u32>,
    has_unit_weights: bool,
    filter: Filter,
}

/// The values of a name of a key, sorted.
pub(in crate::tally) type Values = Arc<[Option<String>]>;

/// A query with its names numbered: a key is the sum of what each name of a row adds.
pub(in crate::tally) struct Question<'l> {
    names: Vec<&'static str>,
    /// For each name of a key, its values, sorted, and the factor of its place in the key; the period has none.
    values: Vec<(Values, Option<Place>)>,
    currencies: Vec<Currency>,
    key_count: usize,
    periods: Vec<PeriodDays>,
    batches: Vec<Batch<'l>>,
    rounding: Rounding,
    is_small: bool,
}

/// Where a dimension stands in a key: key ÷ `stride` mod `count`.
#[derive(Clone, Copy, Debug)]
pub(in crate::tally) struct Place {
    stride: u32,
    count: u32,
}

impl Place {
    /// Which of the values a key has there.
    pub(in crate::tally) const fn of(self, key: u32) -> u32 {
        key / self.stride % self.count
    }
}

impl<'l> Question<'l> {
    /// `None` where columns do not have what is asked.
    pub(in crate::tally) fn new(ledger: &'l Ledger, query: &Query, own: &own::Groups) -> Option<Self> {
        let scope = &query.scope;
        let takes_spent = scope.stage.is_empty() || scope.stage.contains(&Stage::Spent);
        let takes_counted = scope.role.is_empty() || scope.role.contains(&Role::Counted);
        if !takes_spent || !takes_counted || ledger.may_count_twice() {
            return None;
        }
        let filters = ledger.filters(scope)?;
        let mut by = Vec::new();
        for dimension in &query.by {
            if !by.contains(dimension) {
                by.push(*dimension);
            }
        }
        let sources: Vec<Source> =
            by.iter().map(|dimension| Source::of(*dimension)).collect::<Option<_>>()?;
        let currencies = match query.to {
            Some(target) => vec![target.currency],
            None => all_currencies(ledger, own),
        };
        let mut values: Vec<(Values, Option<Place>)> = Vec::new();
        for (index, source) in sources.iter().enumerate() {
            let values_of_own = own.values(index).map(|it| it.map(str::to_owned));
            values.push((source.values(ledger, values_of_own.collect()), None));
        }
        let mut stride = u32::try_from(currencies.len()).ok()?;
        for (all, place) in values.iter_mut().rev() {
            let count = u32::try_from(all.len()).ok()?;
            *place = Some(Place { stride, count });
            stride = stride.checked_mul(count.max(1))?;
        }
        let key_count = usize::try_from(stride).ok()?;
        let mut batches = Vec::new();
        for (columns, filter) in ledger.columns().zip(filters) {
            batches.push(Batch::new(
                ledger,
                columns,
                filter,
                &sources,
                &values,
                query.to.is_none().then_some(&currencies),
            ));
        }
        let mut names: Vec<&'static str> = by.iter().map(|dimension| dimension.as_str()).collect();
        let (periods, labels) = periods(query, &batches, own);
        if let Some(labels) = labels {
            names.push(PERIOD);
            values.push((labels.into(), None));
        }
        let is_small = batches.iter().all(|batch| batch.filter.few_rows(batch.columns).is_some());
        Some(Self {
            names,
            values,
            currencies,
            key_count,
            periods,
            batches,
            rounding: query.rounding,
            is_small,
        })
    }

    pub(in crate::tally) fn names(&self) -> Vec<&'static str> {
        self.names.clone()
    }

    /// For each name of a key, its values, and where they stand in a key; the period has no place there.
    pub(in crate::tally) fn into_values(self) -> (Vec<Values>, Vec<Option<Place>>) {
        self.values.into_iter().unzip()
    }

    pub(in crate::tally) fn currencies(&self) -> Vec<Currency> {
        self.currencies.clone()
    }

    pub(in crate::tally) const fn key_count(&self) -> usize {
        self.key_count
    }

    /// How many keys differ in the currency only.
    pub(in crate::tally) fn currency_count(&self) -> u32 {
        u32::try_from(self.currencies.len()).unwrap_or(u32::MAX).max(1)
    }

    pub(in crate::tally) fn periods(&self) -> &[PeriodDays] {
        &self.periods
    }

    pub(in crate::tally) fn batches(&self) -> &[Batch<'l>] {
        &self.batches
    }

    pub(in crate::tally) const fn rounding(&self) -> Rounding {
        self.rounding
    }

    /// Whether so few rows are asked for that threads do not pay.
    pub(in crate::tally) const fn is_small(&self) -> bool {
        self.is_small
    }

    /// How many rows lie on these days.
    pub(in crate::tally) fn row_count(&self, days: &Range<i32>) -> usize {
        let of = |batch: &Batch<'_>| {
            let days = batch.days(days);
            batch.columns.rows_of_day(days.end).start - batch.columns.rows_of_day(days.start).start
        };
        self.batches.iter().map(of).sum()
    }

    /// The period and key of a group that is known by its values.
    pub(in crate::tally) fn find(&self, values: &[Option<&str>], currency: Currency) -> Option<(u32, u32)> {
        let mut key = u32::try_from(self.currencies.iter().position(|known| *known == currency)?).ok()?;
        let mut period = 0;
        for (value, (all, place)) in values.iter().zip(&self.values) {
            let rank = u32::try_from(all.binary_search_by(|known| known.as_deref().cmp(value)).ok()?).ok()?;
            match place {
                Some(place) => key += rank * place.stride,
                None => period = rank,
            }
        }
        Some((period, key))
    }

    /// The values of a group, by the names of its key.
    pub(in crate::tally) fn values(&self, period: u32, key: u32) -> Vec<Option<&str>> {
        let rank = |place: Option<Place>| place.map_or(period, |place| place.of(key));
        let values = self.values.iter().map(|(all, place)| (all, usize::try_from(rank(*place)).ok()));
        values.map(|(all, rank)| all.get(rank?)?.as_deref()).collect()
    }

    pub(in crate::tally) fn currency(&self, key: u32) -> Option<Currency> {
        self.currencies.get(usize::try_from(key % self.currency_count()).ok()?).copied()
    }
}

impl<'l> Batch<'l> {
    fn new(
        ledger: &'l Ledger,
        columns: &'l Columns,
        filter: Filter,
        sources: &[Source],
        values: &[(Values, Option<Place>)],
        currencies: Option<&Vec<Currency>>,
    ) -> Self {
        let mut weights = Vec::new();
        let mut unit_weights = vec![0; columns.units().len()];
        if let Some(currencies) = currencies {
            for (weight, unit) in unit_weights.iter_mut().zip(columns.units()) {
                let at = currencies.iter().position(|known| *known == unit.currency).unwrap_or_default();
                *weight += u32::try_from(at).unwrap_or(u32::MAX);
            }
        }
        for (source, (all, place)) in sources.iter().zip(values) {
            let Some(place) = place else { continue };
            let weight = |name: Option<&str>| {
                let rank = all.binary_search_by(|known| known.as_deref().cmp(&name)).unwrap_or_default();
                // Ranks times strides are below the number of keys.
                u32::try_from(rank).unwrap_or(u32::MAX) * place.stride
            };
            match source {
                Source::Currency => {
                    for (own, unit) in unit_weights.iter_mut().zip(columns.units()) {
                        *own += weight(Some(unit.currency.as_str()));
                    }
                }
                Source::Field(field) => {
                    let ranking = columns.ranking(*field);
                    // Mostly the values are the names of this batch.
                    let own = if Arc::ptr_eq(all, &ranking.values) {
                        ranking.ranks.iter().map(|rank| rank * place.stride).collect()
                    } else {
                        source.names(ledger, columns).map(weight).collect()
                    };
                    weights.push((*field, own));
                }
            }
        }
        let has_unit_weights = unit_weights.iter().any(|weight| *weight > 0);
        Self { columns, weights, unit_weights, has_unit_weights, filter }
    }

    /// The columns' days among these, counted from their first.
    pub(in crate::tally) fn days(&self, days: &Range<i32>) -> Range<usize> {
        let day = |day: i32| Day::from_epoch_days(day);
        self.columns.days_between(day(days.start), day(days.end.saturating_sub(1)))
    }

    pub(in crate::tally) const fn has_conditions(&self) -> bool {
        self.filter.has_conditions()
    }

    /// The codes and weights of the only dimension.
    pub(in crate::tally) fn only_weights(&self) -> Option<(&Codes, &[u32])> {
        match self.weights.as_slice() {
            _ if self.has_unit_weights => None,
            [(field, weights)] => Some((self.columns.codes(*field), weights)),
            [] => Some((&Codes::Absent, &[])),
            _ => None,
        }
    }

    /// The key of a row.
    #[inline]
    pub(in crate::tally) fn key(&self, row: usize, unit: u8) -> u32 {
        let mut key = self.unit_weights.get(usize::from(unit)).copied().unwrap_or(0);
        for (field, weights) in &self.weights {
            let code = usize::try_from(self.columns.codes(*field).get(row)).unwrap_or(usize::MAX);
            key += weights.get(code).copied().unwrap_or(0);
        }
        key
    }

    /// The rows on these days that meet the conditions and have one of some keys: with the day, counted from the columns' first,
    /// digits, unit and key.
    pub(in crate::tally) fn each_row_with_key(
        &self,
        days: &Range<i32>,
        is_asked: impl Fn(u32) -> bool,
        mut each: impl FnMut(usize, i64, u8, u32),
    ) {
        if let (false, Some((codes, weights))) = (self.has_conditions(), self.only_weights()) {
            // Few rows of many are asked for: most are told apart by the number of their name alone.
            // Without a dimension there is one key, of the number of absence.
            let weights = if weights.is_empty() { &[0] } else { weights };
            let is_asked: Vec<bool> = weights.iter().map(|weight| is_asked(*weight)).collect();
            let (mantissas, units) = (self.columns.mantissas(), self.columns.unit_codes());
            for day in self.days(days) {
                codes.each_of(self.columns.rows_of_day(day), &is_asked, |row, code| {
                    if let (Some(mantissa), Some(unit)) = (mantissas.get(row), units.get(row)) {
                        each(day, *mantissa, *unit, weights.get(code).copied().unwrap_or(0));
                    }
                });
            }
            return;
        }
        self.each_row(days, |day, row, mantissa, unit| {
            let key = self.key(row, unit);
            if is_asked(key) {
                each(day, mantissa, unit, key);
            }
        });
    }

    /// The rows on these days that meet the conditions: with the day, counted from the columns' first, digits and unit.
    pub(in crate::tally) fn each_row(&self, days: &Range<i32>, mut each: impl FnMut(usize, usize, i64, u8)) {
        let days = self.days(days);
        let (mantissas, units) = (self.columns.mantissas(), self.columns.unit_codes());
        let mut take = |day: usize, row: usize| {
            if let (Some(mantissa), Some(unit)) = (mantissas.get(row), units.get(row))
                && self.filter.fits(self.columns, row, *unit)
            {
                each(day, row, *mantissa, *unit);
            }
        };
        let rows = self.columns.rows_of_day(days.start).start..self.columns.rows_of_day(days.end).start;
        // To look for a name takes as long as to look at several rows.
        let few = self.filter.few_rows(self.columns).filter(|(_, codes)| codes.len() * 4 < rows.len());
        if let Some((field, codes)) = few {
            for code in codes {
                let list = self.columns.postings(field).of(*code);
                let first = list.partition_point(|at| row(*at) < rows.start);
                let listed = list.get(first..).unwrap_or_default().iter().map(|at| row(*at));
                let mut day = days.start;
                for at in listed.take_while(|at| *at < rows.end) {
                    if at >= self.columns.rows_of_day(day).end {
                        day = self.columns.day_of_row(at);
                    }
                    take(day, at);
                }
            }
            return;
        }
        for day in days {
            self.columns.rows_of_day(day).for_each(|row| take(day, row));
        }
    }
}

/// Where the values of a dimension come from.
#[derive(Clone, Copy)]
enum Source {
    Currency,
    Field(Field),
}

impl Source {
    const fn of(dimension: Dimension) -> Option<Self> {
        match dimension {
            Dimension::Sponsor => Some(Self::Field(Field::Sponsor)),
            Dimension::Payer => Some(Self::Field(Field::Payer)),
            Dimension::Payee => Some(Self::Field(Field::Payee)),
            Dimension::Platform => Some(Self::Field(Field::Platform)),
            Dimension::Campaign => Some(Self::Field(Field::Campaign)),
            Dimension::Source => Some(Self::Field(Field::Source)),
            Dimension::Currency => Some(Self::Currency),
            _ => None,
        }
    }

    /// The values of all batches and of entries of their own, sorted.
    fn values(self, ledger: &Ledger, own: BTreeSet<Option<String>>) -> Values {
        let mut batches = ledger.columns();
        if let (Self::Field(field), Some(only), None) = (self, batches.next(), batches.next())
            && own.is_empty()
            && !(self.is_actor() && ledger.has_other_actors())
        {
            return only.ranking(field).values.clone();
        }
        let mut all = own;
        for columns in ledger.columns() {
            all.extend(self.names(ledger, columns).map(|it| it.map(str::to_owned)));
        }
        all.into_iter().collect()
    }

    const fn is_actor(self) -> bool {
        matches!(self, Self::Field(Field::Sponsor | Field::Payer | Field::Payee))
    }

    /// The values that columns have, by number of the name, absence first; another record of an actor counts as that one.
    fn names<'l>(
        self,
        ledger: &'l Ledger,
        columns: &'l Columns,
    ) -> Box<dyn Iterator<Item = Option<&'l str>> + 'l> {
        let Self::Field(field) = self else {
            return Box::new(columns.units().iter().map(|unit| Some(unit.currency.as_str())));
        };
        let is_actor = self.is_actor() && ledger.has_other_actors();
        let canonical = move |name: &'l str| if is_actor { ledger.canonical_actor(name) } else { name };
        let names = columns.names(field).iter().map(canonical).map(Some);
        Box::new(std::iter::once(None).chain(names))
    }
}

fn all_currencies(ledger: &Ledger, own: &own::Groups) -> Vec<Currency> {
    let mut all: Vec<Currency> =
        ledger.columns().flat_map(Columns::units).map(|unit| unit.currency).collect();
    all.extend(own.currencies());
    all.sort_unstable();
    all.dedup();
    all
}

/// The periods on whose days the batches have entries in scope, and all names of periods.
fn periods(
    query: &Query,
    batches: &[Batch<'_>],
    own: &own::Groups,
) -> (Vec<PeriodDays>, Option<Vec<Option<String>>>) {
    let ends = batches.iter().filter(|batch| !batch.columns.is_empty()).map(|batch| {
        let last = batch.columns.day_count().saturating_sub(1);
        (batch.columns.day(0).epoch_days(), batch.columns.day(last).epoch_days())
    });
    let ends = ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    let (from, until) =
        query.scope.during.map_or((None, None), |during| (during.earliest(), during.latest()));
    let (mut first, last) = match ends {
        Some((first, last)) => (
            from.map_or(first, |from| first.max(from.epoch_days())),
            until.map_or(last, |until| last.min(until.epoch_days())),
        ),
        None => (0, -1),
    };
    let Some(unit) = query.per else {
        return (vec![PeriodDays { days: first..last.saturating_add(1).max(first), rank: 0 }], None);
    };
    let mut spans = Vec::new();
    while first <= last
        && let Some(day) = Day::from_epoch_days(first)
    {
        let end = Period::containing(day, unit).last_day().epoch_days().min(last);
        spans.push((first..end + 1, Some(period(Some(When::from(day)), unit))));
        first = end + 1;
    }
    let own_labels = own.periods().map(|label| label.map(str::to_owned));
    let labels: BTreeSet<Option<String>> =
        spans.iter().map(|(_, label)| label.clone()).chain(own_labels).collect();
    let labels: Vec<_> = labels.into_iter().collect();
    let rank = |label| u32::try_from(labels.binary_search(label).unwrap_or_default()).unwrap_or(u32::MAX);
    let periods =
        spans.iter().map(|(days, label)| PeriodDays { days: days.clone(), rank: rank(label) }).collect();
    (periods, Some(labels))
}
