//! Several series together, ready to be looked up.

use std::collections::HashMap;
use std::sync::Arc;

#[cfg(feature = "ecb")]
use super::SeriesState;
use super::network::Network;
use super::series::{Origin, joined};
use super::{RateErrors, Series};
use crate::currency::Currency;
use crate::date::Day;

/// Who published rates: a name, the file's hash where there was a file, and the days on which it published any.
#[derive(Clone, Debug)]
pub struct Source {
    pub(super) origin: Arc<Origin>,
    pub(super) published: Vec<Day>,
}

impl Source {
    /// The name: `ECB`, or what a plain file or a ledger calls it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.origin.name
    }

    /// The SHA-256 of the bytes of the file that it was read from, as 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn sha256(&self) -> Option<&str> {
        self.origin.sha256.as_deref()
    }

    /// The currency that all its series share, where the source publishes against one: `EUR` for the ECB.
    #[must_use]
    pub fn pivot(&self) -> Option<Currency> {
        self.origin.pivot
    }

    /// The days on which it published any rate, in order.
    #[must_use]
    pub fn published(&self) -> &[Day] {
        &self.published
    }

    /// The first of them.
    #[must_use]
    pub fn first_day(&self) -> Option<Day> {
        self.published.first().copied()
    }

    /// The last of them.
    #[must_use]
    pub fn last_day(&self) -> Option<Day> {
        self.published.last().copied()
    }
}

/// A series with its source.
#[derive(Clone, Debug)]
pub(super) struct Strand {
    pub(super) series: Series,
    pub(super) source: Arc<Source>,
}

/// Rates of one or more sources, with the [fixed conversions](super::FixedConversion), ready to be looked up.
///
/// # Guarantees
///
/// Look-ups never interpolate, extrapolate, or pass an amount through unconverted. No result depends on the order in which
/// rates were given or on how a currency is spelt.
///
/// # Complexity
///
/// Building is O(n log n) in the number of rates. A look-up between two currencies that have one series each, to one pivot, as
/// in the ECB's history, is O(log n); otherwise all paths of two legs are compared, and longer ones where none is as fresh.
///
/// # Example
///
/// ```
/// use adspend::currency::Currency;
/// use adspend::exact::Ratio;
/// use adspend::rates::{RateTable, Series, Terms};
///
/// let series = Series::builder("own", Currency::EUR, Currency::USD).observe("2020-10-26".parse()?, "1.1819".parse()?);
/// let table = RateTable::new([series.build()?])?;
/// let rate = table.rate_on(Currency::USD, Currency::EUR, "2020-10-27".parse()?, &Terms::default())?;
/// assert_eq!(rate.stale_days(), 1);
/// assert_eq!(rate.convert_exact(&Ratio::from(11819)), Some(Ratio::from(10_000)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::currency::Currency;
/// use adspend::rates::{RateTable, Series, Terms};
///
/// let series = Series::builder("own", Currency::EUR, Currency::USD).observe("2020-10-26".parse()?, "1.1819".parse()?);
/// let table = RateTable::new([series.build()?])?;
/// let late = table.rate_on(Currency::USD, Currency::EUR, "2020-11-27".parse()?, &Terms::default());
/// assert_eq!(
///     late.unwrap_err().to_string(),
///     "no rate from USD to EUR for 2020-11-27 at most 7 days old: the last before on 2020-10-26, none after; \
///      name another day, allow a greater age, or add rates"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct RateTable {
    strands: Vec<Arc<Strand>>,
    sources: Vec<Arc<Source>>,
    pub(super) network: Network,
}

/// No series: the fixed conversions alone.
impl Default for RateTable {
    fn default() -> Self {
        Self {
            strands: Vec::new(),
            sources: Vec::new(),
            network: Network::new(&[], FixedConversions::InForce),
        }
    }
}

/// Whether the conversions fixed by law are part of a table; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FixedConversions {
    /// They are, and replace series from their day on.
    InForce,
    /// Only the series count.
    LeftOut,
}

impl RateTable {
    /// The table of these series; those of one source and pair are joined.
    ///
    /// # Errors
    ///
    /// All days on which one pair of one source has two different rates, and pairs with different units.
    pub fn new(series: impl IntoIterator<Item = Series>) -> Result<Self, RateErrors> {
        let mut place = HashMap::new();
        let mut groups: Vec<Vec<Series>> = Vec::new();
        for one in series {
            let key = (one.origin.clone(), one.base, one.quote);
            let at = *place.entry(key).or_insert(groups.len());
            match groups.get_mut(at) {
                Some(group) => group.push(one),
                None => groups.push(vec![one]),
            }
        }
        let mut errors = Vec::new();
        let series: Vec<Series> = groups.iter().filter_map(|group| joined(group, &mut errors)).collect();
        match RateErrors::of(errors) {
            Some(errors) => Err(errors),
            None => Ok(Self::of_distinct(series)),
        }
    }

    fn of_distinct(series: Vec<Series>) -> Self {
        let mut days: Vec<(Arc<Origin>, Vec<Day>)> = Vec::new();
        for one in &series {
            let at = days.iter().position(|(origin, _)| *origin == one.origin);
            let observed = one.stored().iter().map(|stored| stored.day);
            match at.and_then(|at| days.get_mut(at)) {
                Some((_, all)) => all.extend(observed),
                None => days.push((one.origin.clone(), observed.collect())),
            }
        }
        let sources: Vec<Arc<Source>> = days
            .into_iter()
            .map(|(origin, mut published)| {
                // Not `sort_unstable`: runs that are sorted already are merged, not sorted again.
                published.sort();
                published.dedup();
                Arc::new(Source { origin, published })
            })
            .collect();
        let strand = |series: Series| {
            let source = sources.iter().find(|source| source.origin == series.origin)?.clone();
            Some(Arc::new(Strand { series, source }))
        };
        let strands: Vec<Arc<Strand>> = series.into_iter().filter_map(strand).collect();
        let network = Network::new(&strands, FixedConversions::InForce);
        Self { strands, sources, network }
    }

    /// This table and another in one.
    ///
    /// # Errors
    ///
    /// As [`RateTable::new`], where both have a series of one source, file and pair.
    pub fn joined(&self, other: &Self) -> Result<Self, RateErrors> {
        let all = self.strands.iter().chain(&other.strands);
        Self::new(all.map(|strand| strand.series.clone()))
    }

    /// The same series, of which nothing is known after the table's last day: a look-up on a later day finds no rate, however old
    /// a rate may be. For a history that is shipped, and grows old with the program.
    #[cfg(feature = "ecb")]
    pub(super) fn ended(self) -> Self {
        let Some(last) = self.last_day() else { return self };
        let ended = |strand: &Arc<Strand>| {
            let mut series = strand.series.clone();
            series.states.push(SeriesState::Ended { last });
            series
        };
        Self::of_distinct(self.strands.iter().map(ended).collect())
    }

    /// The same series with or without the conversions fixed by law.
    #[must_use]
    pub fn with_fixed(mut self, fixed: FixedConversions) -> Self {
        self.network = Network::new(&self.strands, fixed);
        self
    }

    /// The sources, in the order in which they were met.
    #[must_use]
    pub fn sources(&self) -> impl ExactSizeIterator<Item = &Source> {
        self.sources.iter().map(AsRef::as_ref)
    }

    /// The series, in the order in which they were met.
    #[must_use]
    pub fn series(&self) -> impl ExactSizeIterator<Item = &Series> {
        self.strands.iter().map(|strand| &strand.series)
    }

    /// The currencies that have a series, alphabetical; those that have only a fixed conversion are not among them.
    #[must_use]
    pub fn currencies(&self) -> Vec<Currency> {
        let mut all: Vec<Currency> = self.series().flat_map(|series| [series.base, series.quote]).collect();
        all.sort();
        all.dedup();
        all
    }

    /// The first day with any rate.
    #[must_use]
    pub fn first_day(&self) -> Option<Day> {
        self.sources().filter_map(Source::first_day).min()
    }

    /// The last day with any rate.
    #[must_use]
    pub fn last_day(&self) -> Option<Day> {
        self.sources().filter_map(Source::last_day).max()
    }
}
