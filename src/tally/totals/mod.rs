//! Rounded totals of very many entries: from columns by machine integers with a proven bound, from everything else by a
//! [`Tally`](super::Tally).
//!
//! | file | what it does |
//! |---|---|
//! | `question` | what of a query columns can answer, and with which keys |
//! | `factors` | each day's rates as integers, and how far off they can be |
//! | `kernel` | the sums of a stretch of days |
//! | `figure` | a sum and its bound to a rounded figure, where they leave one |
//! | `lines` | the groups in their order |
//! | `exact` | the sums that the bound leaves open, as fractions |
//! | `own` | entries that are kept one by one |

mod exact;
mod factors;
mod figure;
mod kernel;
mod lines;
pub(super) mod own;
pub(super) mod question;

use std::num::NonZeroUsize;

use super::{Order, Query, Row, Tally, TallyError, tally};
use crate::amount::Interval;
use crate::currency::Currency;
use crate::exact::{Numeral, Ratio};
use crate::ledger::Ledger;
use crate::rates::RateTable;

use factors::Factors;
use lines::Line;
use question::{Place, Question, Values};

/// Where a figure stands that the integers do not hold, or that there is none.
const ELSEWHERE: i64 = i64::MIN;

/// What a report prints: for each group its key, its rounded figure and how many entries it is of.
///
/// Figures are those of [`Row::figure`](super::Row::figure), digit for digit, and exact sums in units without minor digits; exact sets, bands and the rates used are
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
#[derive(Clone, Debug)]
pub struct Totals {
    names: Vec<&'static str>,
    /// For each name of a key, the values that occur, sorted.
    values: Vec<Values>,
    currencies: Vec<Currency>,
    lines: Vec<Line>,
    keys: Keys,
    /// By the number of the line, where its figure is [`ELSEWHERE`].
    others: Vec<Other>,
    /// By the number of the line, where any is not 0.
    left_out: Vec<(usize, u64)>,
}

/// A figure that the integers of a line do not hold.
#[derive(Clone, Debug)]
struct Other {
    /// The number of the line.
    index: usize,
    figure: Option<Ratio>,
    /// As of [`Total::set`].
    set: Option<Interval>,
}

/// Which values and which currency a line has; a closed set.
#[derive(Clone, Debug)]
enum Keys {
    /// Its key is the sum of what each dimension adds, and of the number of the currency. A name without a place is that of the
    /// period.
    Placed(Vec<Option<Place>>),
    /// Its key is the number of the currency; which of the values, for each line and name.
    Listed(Vec<u32>),
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
        self.lines.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.lines.is_empty()
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
        let row_keys: Vec<_> = rows.iter().map(Row::key).collect();
        let mut names: Vec<&'static str> = tally.shape.names().collect();
        if row_keys.iter().any(|key| key.iter().count() > names.len()) {
            names.push(super::key::BASIS);
        }
        let values_of = |name: &&'static str| {
            let mut values: Vec<Option<String>> =
                row_keys.iter().map(|key| key.get(name).map(str::to_owned)).collect();
            values.sort_unstable();
            values.dedup();
            Values::from(values)
        };
        let values: Vec<Values> = names.iter().map(values_of).collect();
        let mut currencies: Vec<Currency> = rows.iter().map(Row::currency).collect();
        currencies.sort_unstable();
        currencies.dedup();
        let (mut lines, mut keys) = (Vec::new(), Vec::new());
        let (mut others, mut left_out) = (Vec::new(), Vec::new());
        let number = |found: Result<usize, usize>| {
            // It is there, and there are fewer rows than that.
            u32::try_from(found.unwrap_or_default()).unwrap_or(u32::MAX)
        };
        for (index, (row, key)) in rows.iter().zip(&row_keys).enumerate() {
            keys.extend(names.iter().zip(&values).map(|(name, values)| {
                number(values.binary_search_by(|value| value.as_deref().cmp(&key.get(name))))
            }));
            let currency = number(currencies.binary_search(&row.currency()));
            lines.push(Line { period: 0, key: currency, figure: ELSEWHERE, count: row.summed_count() });
            let figure = match row.currency().minor_digits() {
                Some(_) => row.figure(),
                None => row.printed(),
            };
            others.push(Other { index, figure, set: own::set(row) });
            let count = row.unconverted_count().saturating_add(row.malformed_count());
            if count > 0 {
                left_out.push((index, count));
            }
        }
        Self { names, values, currencies, lines, keys: Keys::Listed(keys), others, left_out }
    }
}

impl<'t> Total<'t> {
    /// The values of the key, by [`Totals::names`]; `None` where the entries have none.
    pub fn key(&self) -> impl Iterator<Item = Option<&'t str>> + use<'t> {
        let Totals { values, keys, .. } = self.totals;
        let (line, start) = (self.line(), self.index * values.len());
        values.iter().enumerate().map(move |(at, values)| {
            let value = match keys {
                Keys::Listed(keys) => *keys.get(start + at)?,
                Keys::Placed(places) => match places.get(at)? {
                    Some(place) => place.of(line?.key),
                    None => line?.period,
                },
            };
            values.get(usize::try_from(value).ok()?).and_then(Option::as_deref)
        })
    }

    fn line(&self) -> Option<&'t Line> {
        self.totals.lines.get(self.index)
    }

    /// The currency of the figure.
    #[must_use]
    pub fn currency(&self) -> Currency {
        let currencies = &self.totals.currencies;
        let at = self.line().and_then(|line| usize::try_from(line.key).ok()?.checked_rem(currencies.len()));
        // Every line has one of them.
        at.and_then(|at| currencies.get(at)).copied().unwrap_or(Currency::XXX)
    }

    /// The printed sum, rounded at the minor digits of the currency in the order that the query names, exact where the currency has none;
    /// `None` as for [`Row::printed`](super::Row::printed).
    #[must_use]
    pub fn figure(&self) -> Option<Ratio> {
        match self.line()?.figure {
            ELSEWHERE => self.other()?.figure.clone(),
            figure => {
                let decimals = self.currency().minor_digits()?;
                Ratio::new(figure.into(), 10i128.checked_pow(decimals.into())?)
            }
        }
    }

    /// Every value that the exact total may have, in the currency of the figure, where that is more than one: amounts were rounded,
    /// bounded or not disclosed, or may not be in scope; and the one value that bounds leave, which nobody printed. `None` where it is
    /// one value of which the figure is the rounding, and where no entry is in it.
    #[must_use]
    pub fn set(&self) -> Option<&'t Interval> {
        self.other()?.set.as_ref()
    }

    fn other(&self) -> Option<&'t Other> {
        let others = &self.totals.others;
        let at = others.binary_search_by_key(&self.index, |other| other.index).ok()?;
        others.get(at)
    }

    /// The figure with the minor digits of its currency; where it has none, as a decimal, or as `p/q` where no decimal is exact.
    #[must_use]
    pub fn printed(&self) -> Option<String> {
        let Some(decimals) = self.currency().minor_digits() else {
            return self.figure().map(|exact| exact.to_string());
        };
        match self.line()?.figure {
            ELSEWHERE => self.figure()?.to_fixed(decimals),
            // Whole minor units need no rounding.
            figure => Some(Numeral::new(figure.into(), decimals).ok()?.to_string()),
        }
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
        self.line().map_or(0, |line| line.count)
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
        ledger.columns().next().filter(|_| ledger.is_all_in_reach())?;
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
        if query.to != self.factors.target() || query.order != Order::Sum {
            return by_tally();
        }
        let Some(own) = own::groups(self.ledger, query, self.rates)? else { return by_tally() };
        let Some(question) = Question::new(self.ledger, query, &own) else {
            return by_tally();
        };
        let mut lines = kernel::lines(&question, &self.factors, threads);
        exact::add_missing(&question, &mut lines, &own);
        Ok(self.named(question, lines, &own, threads))
    }

    /// The lines with their names, the figures of those left open worked out.
    fn named(
        &self,
        question: Question<'_>,
        lines: Vec<Vec<Line>>,
        own: &own::Groups,
        threads: NonZeroUsize,
    ) -> Totals {
        let threads = if question.is_small() { NonZeroUsize::MIN } else { threads };
        let mut lines = lines::sorted(lines, question.key_count(), question.currency_count(), threads);
        let mut others = Vec::new();
        for open in exact::open(&question, &self.factors, &lines, own, threads) {
            if let Some(line) = lines.get_mut(open.index) {
                line.figure = ELSEWHERE;
                line.count = line.count.saturating_add(open.own_count);
                others.push(Other { index: open.index, figure: open.figure, set: open.set });
            }
        }
        let (names, currencies) = (question.names(), question.currencies());
        let (values, places) = question.into_values();
        Totals { names, values, currencies, lines, keys: Keys::Placed(places), others, left_out: Vec::new() }
    }
}

#[cfg(test)]
mod tests;
