//! Rounded totals of very many entries: from columns by machine integers with a proven bound, from everything else by a
//! [`Tally`](super::Tally).
//!
//! | file | what it does |
//! |---|---|
//! | `question` | what of a query columns can answer, and with which keys |
//! | `factors` | each day's rates as integers, and how far off they can be |
//! | `kernel` | the sums of a stretch of days |
//! | `figure` | a sum and its bound to a rounded figure, where they leave one |
//! | `exact` | the sums that the bound leaves open, as fractions |
//! | `own` | entries that are kept one by one |

mod exact;
mod factors;
mod figure;
mod kernel;
mod own;
mod question;

use std::num::NonZeroUsize;

use super::{Query, Row, Tally, TallyError, tally};
use crate::currency::Currency;
use crate::exact::Ratio;
use crate::ledger::Ledger;
use crate::rates::RateTable;

use factors::Factors;
use kernel::Lines;
use question::{Question, Values};

/// Where a figure stands that the integers do not hold, or that there is none.
const ELSEWHERE: i64 = i64::MIN;

/// What a report prints: for each group its key, its rounded figure and how many entries it is of.
///
/// Figures are those of [`Row::rounded`](super::Row::rounded), digit for digit; exact sets, bands and the rates used are
/// in the [`Tally`](super::Tally) of the same query.
///
/// # Example
///
/// ```
/// use std::num::NonZeroUsize;
///
/// use adspend::currency::Currency;
/// use adspend::ledger::LedgerBuilder;
/// use adspend::model::{Entry, Scope};
/// use adspend::money::Money;
/// use adspend::rates::RateTable;
/// use adspend::tally::{Dimension, Query, totals};
///
/// let mut builder = LedgerBuilder::new();
/// for (id, pounds) in [("a", "3392.51"), ("b", "10.00")] {
///     builder.entry(Entry::new(id.parse()?, Money::new(pounds.parse()?, Currency::GBP)));
/// }
/// let query = Query::new(Scope::all()).by([Dimension::Currency]);
/// let totals = totals(&builder.build()?, &query, &RateTable::default(), NonZeroUsize::MIN)?;
/// let shown: Vec<_> = totals.rows().map(|row| format!("{:?} {}", row.key().next(), row.figure().unwrap())).collect();
/// assert_eq!(shown, [r#"Some(Some("GBP")) 3402.51"#]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Totals {
    names: Vec<&'static str>,
    /// For each name of a key, the values that occur, sorted.
    values: Vec<Values>,
    currencies: Vec<Currency>,
    /// For each row and name, which of the values.
    keys: Vec<u32>,
    currency_of: Vec<u8>,
    /// In minor units; [`ELSEWHERE`] where it is among the others.
    figures: Vec<i64>,
    others: Vec<(usize, Option<Ratio>)>,
    counts: Vec<u64>,
    /// By row, where any is not 0.
    left_out: Vec<(usize, u64)>,
}

/// One group of [`Totals`].
#[derive(Clone, Copy, Debug)]
pub struct Total<'t> {
    totals: &'t Totals,
    index: usize,
}

impl Totals {
    /// The names of a key's values: the dimensions of the query, then `period`, then `basis` where groups differ in it.
    #[must_use]
    pub fn names(&self) -> &[&'static str] {
        &self.names
    }

    /// How many groups there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.figures.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.figures.is_empty()
    }

    /// How many entries were asked for and are in no figure.
    #[must_use]
    pub fn left_out_count(&self) -> u64 {
        self.left_out.iter().fold(0, |sum, (_, count)| sum.saturating_add(*count))
    }

    /// The groups, sorted by the values of their keys, then by currency.
    #[must_use]
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Total<'_>> {
        (0..self.len()).map(|index| Total { totals: self, index })
    }

    /// The rows of a tally.
    fn of(tally: &Tally) -> Self {
        let rows = tally.rows();
        let mut totals = Self::default();
        let keys: Vec<_> = rows.iter().map(Row::key).collect();
        totals.names = tally.shape.names().collect();
        if keys.iter().any(|key| key.iter().count() > totals.names.len()) {
            totals.names.push(super::key::BASIS);
        }
        for name in &totals.names {
            let mut values: Vec<Option<String>> =
                keys.iter().map(|key| key.get(name).map(str::to_owned)).collect();
            values.sort_unstable();
            values.dedup();
            totals.values.push(values.into());
        }
        for (row, key) in rows.iter().zip(&keys) {
            for (name, values) in totals.names.iter().zip(&totals.values) {
                let found = values.binary_search_by(|value| value.as_deref().cmp(&key.get(name)));
                totals.keys.push(u32::try_from(found.unwrap_or_default()).unwrap_or(u32::MAX));
            }
            let index = totals.figures.len();
            totals.others.push((index, row.rounded()));
            totals.figures.push(ELSEWHERE);
            totals.counts.push(row.summed_count());
            let left_out = row.unconverted_count().saturating_add(row.malformed_count());
            if left_out > 0 {
                totals.left_out.push((index, left_out));
            }
            totals.push_currency(row.currency());
        }
        totals
    }

    fn push_currency(&mut self, currency: Currency) {
        let known = self.currencies.iter().position(|known| *known == currency);
        let at = known.unwrap_or_else(|| {
            self.currencies.push(currency);
            self.currencies.len() - 1
        });
        // There are fewer currencies than that.
        self.currency_of.push(u8::try_from(at).unwrap_or(u8::MAX));
    }
}

impl<'t> Total<'t> {
    /// The values of the key, by [`Totals::names`]; `None` where the entries have none.
    pub fn key(&self) -> impl Iterator<Item = Option<&'t str>> + use<'t> {
        let Totals { names, values, keys, .. } = self.totals;
        let start = self.index * names.len();
        let own = keys.get(start..start + names.len()).unwrap_or_default();
        own.iter().zip(values).map(|(at, values)| {
            values.get(usize::try_from(*at).unwrap_or(usize::MAX)).and_then(Option::as_deref)
        })
    }

    /// The currency of the figure.
    #[must_use]
    pub fn currency(&self) -> Currency {
        let at = self.totals.currency_of.get(self.index).copied().map(usize::from);
        at.and_then(|at| self.totals.currencies.get(at)).copied().unwrap_or(Currency::XXX)
    }

    /// The printed sum, rounded once at the minor digits of the currency; `None` as for [`Row::rounded`](super::Row::rounded).
    #[must_use]
    pub fn figure(&self) -> Option<Ratio> {
        match self.totals.figures.get(self.index).copied() {
            Some(ELSEWHERE) | None => {
                let others = &self.totals.others;
                let at = others.binary_search_by_key(&self.index, |(at, _)| *at).ok()?;
                others.get(at)?.1.clone()
            }
            Some(figure) => {
                let decimals = self.currency().minor_digits()?;
                Ratio::new(figure.into(), 10i128.checked_pow(decimals.into())?)
            }
        }
    }

    /// The figure with the minor digits of its currency.
    #[must_use]
    pub fn printed(&self) -> Option<String> {
        self.figure()?.to_fixed(self.currency().minor_digits()?)
    }

    /// How many entries were asked for and are not in the figure: they could not be converted, or their amounts have no meaning.
    #[must_use]
    pub fn left_out_count(&self) -> u64 {
        let all = &self.totals.left_out;
        let at = all.binary_search_by_key(&self.index, |(at, _)| *at).ok();
        at.and_then(|at| all.get(at)).map_or(0, |(_, count)| *count)
    }

    /// How many entries it is of.
    #[must_use]
    pub fn entry_count(&self) -> u64 {
        self.totals.counts.get(self.index).copied().unwrap_or(0)
    }
}

/// The rounded totals of the entries that a query asks for, by so many threads; the same for every number of them.
///
/// # Errors
///
/// As [`tally`].
///
/// # Complexity
///
/// Linear in the number of entries in columns that lie in the scope's window, at some nanoseconds each; those of one actor or
/// other name are found without looking at the rest, from the second call on. Queries that columns cannot answer (by
/// purpose, with a tag, each entry rounded), and currencies without rates, are answered by [`tally`].
pub fn totals(
    ledger: &Ledger,
    query: &Query,
    rates: &RateTable,
    threads: NonZeroUsize,
) -> Result<Totals, TallyError> {
    match Converted::new(ledger, query, rates, threads) {
        Some(converted) => converted.totals(query, threads),
        None => Ok(Totals::of(&tally(ledger, query, rates)?)),
    }
}

/// A ledger with each day's rates to one currency looked up, for many queries.
#[derive(Clone, Debug)]
pub struct Converted<'l> {
    ledger: &'l Ledger,
    rates: &'l RateTable,
    factors: Factors,
}

impl<'l> Converted<'l> {
    /// Looks up the rates that a query needs, for every day on which the ledger has an entry in columns; `None` where
    /// columns cannot answer it.
    #[must_use]
    pub fn new(
        ledger: &'l Ledger,
        query: &Query,
        rates: &'l RateTable,
        threads: NonZeroUsize,
    ) -> Option<Self> {
        ledger.columns().next()?;
        let factors = Factors::new(ledger, query.to, rates, threads)?;
        Some(Self { ledger, rates, factors })
    }

    /// The rounded totals of a query with the same target.
    ///
    /// # Errors
    ///
    /// As [`tally`].
    pub fn totals(&self, query: &Query, threads: NonZeroUsize) -> Result<Totals, TallyError> {
        let by_tally = || Ok(Totals::of(&tally(self.ledger, query, self.rates)?));
        // What is wrong with the scope is told by a tally.
        if query.to != self.factors.target() {
            return by_tally();
        }
        let Some(own) = own::groups(self.ledger, query, self.rates)? else { return by_tally() };
        let Some(question) = Question::new(self.ledger, query, &own) else {
            return by_tally();
        };
        let mut lines = kernel::lines(&question, &self.factors, threads);
        exact::add_missing(&question, &mut lines.all, &own);
        Ok(self.named(question, lines, &own))
    }

    /// The lines with their keys and figures, those left open worked out.
    fn named(&self, question: Question<'_>, lines: Lines, own: &own::Groups) -> Totals {
        let lines = lines.sorted(question.key_count(), question.currency_count());
        let open = exact::open(&question, &self.factors, &lines, own);
        let names = question.names();
        let mut totals = Totals {
            currencies: question.currencies(),
            keys: Vec::with_capacity(lines.len() * names.len()),
            currency_of: lines.iter().map(|line| question.currency_code(line.key)).collect(),
            figures: lines.iter().map(|line| line.figure).collect(),
            counts: lines.iter().map(|line| line.count).collect(),
            others: Vec::new(),
            left_out: Vec::new(),
            names,
            values: Vec::new(),
        };
        for (index, line) in lines.iter().enumerate() {
            question.push_key(line, &mut totals.keys);
            if line.figure != ELSEWHERE && open.is_empty() {
                continue;
            }
            if let Some((figure, count)) = open.get(&(line.period, line.key)) {
                totals.others.push((index, figure.clone()));
                if let (Some(slot), Some(own)) = (totals.figures.get_mut(index), totals.counts.get_mut(index))
                {
                    *slot = ELSEWHERE;
                    *own = own.saturating_add(*count);
                }
            }
        }
        totals.values = question.into_values();
        totals
    }
}

#[cfg(test)]
mod tests;
