//! One series of rates, as its source published it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::{RateError, RateErrors};
use crate::amount::Interval;
use crate::currency::Currency;
use crate::date::Day;
use crate::exact::{Numeral, Ratio};

/// The value of one observation, in units of the quote currency per [`Series::units`] of the base; always above 0.
///
/// Digits are kept as published. A rate that is only known within bounds is a set with the number printed for it, if any.
/// `Display` writes the printed digits, or the set.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Quotation(Value);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Value {
    Exact(Numeral),
    Set { set: Interval, printed: Option<Numeral> },
}

impl Quotation {
    /// A rate known exactly; `None` unless it is above 0.
    #[must_use]
    pub fn exact(rate: Numeral) -> Option<Self> {
        (!rate.is_zero() && !rate.is_negative()).then_some(Self(Value::Exact(rate)))
    }

    /// A rate known to lie in a set, and the number printed for it; `None` unless every member is above 0.
    #[must_use]
    pub fn within(set: Interval, printed: Option<Numeral>) -> Option<Self> {
        set.is_subset_of(&Interval::more_than(Ratio::zero())).then_some(Self(Value::Set { set, printed }))
    }

    /// The digits as published, where there are any.
    #[must_use]
    pub const fn printed(&self) -> Option<Numeral> {
        match &self.0 {
            Value::Exact(rate) => Some(*rate),
            Value::Set { printed, .. } => *printed,
        }
    }

    /// The rate, where it is known exactly.
    #[must_use]
    pub const fn as_exact(&self) -> Option<Numeral> {
        match &self.0 {
            Value::Exact(rate) => Some(*rate),
            Value::Set { .. } => None,
        }
    }

    /// Every value that the rate may have.
    #[must_use]
    pub fn set(&self) -> Interval {
        match &self.0 {
            Value::Exact(rate) => Interval::point(Ratio::from(*rate)),
            Value::Set { set, .. } => set.clone(),
        }
    }

    /// Whether the two have one value, however it is written.
    fn agrees(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Value::Exact(a), Value::Exact(b)) => a.cmp_value(*b).is_eq(),
            _ => self.set() == other.set(),
        }
    }
}

impl fmt::Display for Quotation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.0, self.printed()) {
            (_, Some(printed)) => printed.fmt(f),
            (Value::Set { set, .. }, None) => set.fmt(f),
            (Value::Exact(rate), None) => rate.fmt(f),
        }
    }
}

/// A stretch of time for which there are no rates on purpose, or none at hand; look-ups inside find nothing, however old a rate may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SeriesState {
    /// No rates after this day, until further notice.
    Suspended {
        /// The last day with a rate.
        after: Day,
    },
    /// No rates from one day to another.
    Hole {
        /// The first day without.
        first: Day,
        /// The last day without.
        last: Day,
    },
    /// The rates at hand end with this day: what was published after it is not known.
    Ended {
        /// The last day that is known.
        last: Day,
    },
}

impl SeriesState {
    /// Whether look-ups on this day fall into it.
    #[must_use]
    pub fn covers(self, day: Day) -> bool {
        match self {
            Self::Suspended { after } => after < day,
            Self::Hole { first, last } => first <= day && day <= last,
            Self::Ended { last } => last < day,
        }
    }
}

impl fmt::Display for SeriesState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Suspended { after } => write!(f, "is suspended after {after}"),
            Self::Hole { first, last } => write!(f, "has a hole from {first} to {last}"),
            Self::Ended { last } => write!(f, "ends on {last}"),
        }
    }
}

/// Who published a series, and in which file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Origin {
    pub(super) name: Arc<str>,
    pub(super) sha256: Option<Arc<str>>,
    /// The currency that all its series share, where a cross must take both legs from one day.
    pub(super) pivot: Option<Currency>,
}

/// One observation in 16 bytes: 200,000 of them stay in the cache.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stored {
    pub(super) day: Day,
    /// [`WIDE`] where `mantissa` is an index into the wide ones.
    decimals: u8,
    mantissa: u64,
}

const WIDE: u8 = u8::MAX;

/// The rates of one currency pair from one source, by day, digits as published.
///
/// # Guarantees
///
/// One rate a day, all above 0, in the order of time; never an inverse of what was published.
///
/// # Example
///
/// ```
/// use adspend::currency::Currency;
/// use adspend::rates::Series;
///
/// // The CFETS quotes 100 yen.
/// let yen = Series::builder("CFETS", Currency::JPY, Currency::CNY)
///     .units(100)
///     .observe("2020-10-26".parse()?, "6.3842".parse()?)
///     .build()?;
/// assert_eq!(yen.on("2020-10-26".parse()?).unwrap().to_string(), "6.3842");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::currency::Currency;
/// use adspend::rates::Series;
///
/// let day = "2013-06-02".parse()?;
/// let two = Series::builder("own", Currency::USD, Currency::CAD)
///     .observe(day, "1.13".parse()?)
///     .observe(day, "1.12".parse()?)
///     .build();
/// assert_eq!(
///     two.unwrap_err().to_string(),
///     "USD/CAD of own has two rates on 2013-06-02, 1.13 and 1.12; keep one, or name two sources"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Series {
    pub(super) origin: Arc<Origin>,
    pub(super) base: Currency,
    pub(super) quote: Currency,
    pub(super) units: u32,
    pub(super) states: Vec<SeriesState>,
    observations: Vec<Stored>,
    wide: Vec<Quotation>,
}

impl Series {
    /// Begins a series of rates of `base` in `quote`: units of `quote` per 1 of `base`, unless [`SeriesBuilder::units`] says otherwise.
    pub fn builder(source: &str, base: Currency, quote: Currency) -> SeriesBuilder {
        let origin = Arc::new(Origin { name: source.into(), sha256: None, pivot: None });
        SeriesBuilder::new(origin, base, quote)
    }

    /// The name of the source.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.origin.name
    }

    /// The currency of which [`Series::units`] are priced.
    #[must_use]
    pub const fn base(&self) -> Currency {
        self.base
    }

    /// The currency in which they are priced.
    #[must_use]
    pub const fn quote(&self) -> Currency {
        self.quote
    }

    /// How many units of the base a rate prices: mostly 1, or 100.
    #[must_use]
    pub const fn units(&self) -> u32 {
        self.units
    }

    /// Its suspensions and holes.
    #[must_use]
    pub fn states(&self) -> &[SeriesState] {
        &self.states
    }

    /// How many days have a rate.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.observations.len()
    }

    /// Whether no day has a rate.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.observations.is_empty()
    }

    /// The first day with a rate.
    #[must_use]
    pub fn first_day(&self) -> Option<Day> {
        self.observations.first().map(|observation| observation.day)
    }

    /// The last day with a rate.
    #[must_use]
    pub fn last_day(&self) -> Option<Day> {
        self.observations.last().map(|observation| observation.day)
    }

    /// The rate published on this very day.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<Quotation> {
        self.stored_on(day).map(|observation| self.quotation(observation))
    }

    /// All rates in the order of time.
    #[must_use]
    pub fn observations(&self) -> impl DoubleEndedIterator<Item = (Day, Quotation)> + ExactSizeIterator {
        self.observations.iter().map(|observation| (observation.day, self.quotation(observation)))
    }

    /// The last rate on or before the day. O(log n).
    pub(super) fn latest(&self, on: Day) -> Option<&Stored> {
        let end = self.observations.partition_point(|observation| observation.day <= on);
        self.observations.get(end.checked_sub(1)?)
    }

    /// The first rate after the day. O(log n).
    pub(super) fn first_after(&self, on: Day) -> Option<&Stored> {
        self.observations.get(self.observations.partition_point(|observation| observation.day <= on))
    }

    pub(super) fn stored_on(&self, day: Day) -> Option<&Stored> {
        self.latest(day).filter(|observation| observation.day == day)
    }

    pub(super) fn stored(&self) -> &[Stored] {
        &self.observations
    }

    /// The state that covers the day, if any.
    pub(super) fn state_on(&self, day: Day) -> Option<SeriesState> {
        self.states.iter().copied().find(|state| state.covers(day))
    }

    /// The mantissa and decimals of an exact rate of at most 64 bits: nearly all of them.
    pub(super) const fn small(observation: &Stored) -> Option<(u64, u8)> {
        if observation.decimals == WIDE { None } else { Some((observation.mantissa, observation.decimals)) }
    }

    pub(super) fn quotation(&self, observation: &Stored) -> Quotation {
        let numeral = Self::small(observation)
            .and_then(|(mantissa, decimals)| Numeral::new(i128::from(mantissa), decimals).ok());
        let wide =
            || usize::try_from(observation.mantissa).ok().and_then(|index| self.wide.get(index)).cloned();
        // Every index was given out when the rate was stored.
        numeral
            .map(|rate| Quotation(Value::Exact(rate)))
            .or_else(wide)
            .unwrap_or(Quotation(Value::Exact(Numeral::ONE)))
    }

    /// Adds observations that are in the order of time, one a day.
    pub(super) fn push(&mut self, day: Day, quotation: Quotation) {
        let small = quotation
            .as_exact()
            .and_then(|rate| Some((u64::try_from(rate.mantissa()).ok()?, rate.decimals())));
        let stored = match small {
            Some((mantissa, decimals)) => Stored { day, decimals, mantissa },
            None => {
                let index = u64::try_from(self.wide.len()).unwrap_or(u64::MAX);
                self.wide.push(quotation);
                Stored { day, decimals: WIDE, mantissa: index }
            }
        };
        self.observations.push(stored);
    }

    /// A series without rates that is otherwise like `like`.
    pub(super) fn empty(origin: Arc<Origin>, base: Currency, quote: Currency, units: u32) -> Self {
        Self { origin, base, quote, units, states: Vec::new(), observations: Vec::new(), wide: Vec::new() }
    }
}

/// Collects the rates of a [`Series`], in any order.
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until `build`"]
pub struct SeriesBuilder {
    series: Series,
    rates: BTreeMap<Day, Quotation>,
    errors: Vec<RateError>,
}

impl SeriesBuilder {
    pub(super) fn new(origin: Arc<Origin>, base: Currency, quote: Currency) -> Self {
        let mut errors = Vec::new();
        if base == quote {
            errors.push(RateError::SameCurrency { currency: base });
        }
        Self { series: Series::empty(origin, base, quote, 1), rates: BTreeMap::new(), errors }
    }

    /// How many units of the base a rate prices.
    pub fn units(mut self, units: u32) -> Self {
        if units == 0 {
            self.errors.push(RateError::ZeroUnits { base: self.series.base, quote: self.series.quote });
        }
        self.series.units = units;
        self
    }

    /// A stretch of time without rates.
    pub fn state(mut self, state: SeriesState) -> Self {
        self.series.states.push(state);
        self
    }

    /// The rate of a day, as published.
    pub fn observe(self, day: Day, rate: Numeral) -> Self {
        self.keep(day, Quotation::exact(rate), || rate.to_string())
    }

    /// The rate of a day, known to lie in a set, and the number printed for it, if any.
    pub fn observe_within(self, day: Day, set: Interval, printed: Option<Numeral>) -> Self {
        let shown = set.to_string();
        self.keep(day, Quotation::within(set, printed), || shown)
    }

    fn keep(mut self, day: Day, quotation: Option<Quotation>, found: impl FnOnce() -> String) -> Self {
        let (base, quote) = (self.series.base, self.series.quote);
        match (quotation, self.rates.get(&day)) {
            (None, _) => self.errors.push(RateError::NotPositive { base, quote, day, found: found() }),
            (Some(second), Some(first)) if !first.agrees(&second) => {
                let source = self.series.origin.name.to_string();
                let (first, second) = (first.to_string(), second.to_string());
                self.errors.push(RateError::TwoRates {
                    source_name: source,
                    base,
                    quote,
                    day,
                    first,
                    second,
                });
            }
            (Some(_), Some(_)) => {}
            (Some(rate), None) => {
                self.rates.insert(day, rate);
            }
        }
        self
    }

    /// The series.
    ///
    /// # Errors
    ///
    /// All problems at once: a rate that is not above 0, two different rates on one day, one currency twice, no units.
    pub fn build(self) -> Result<Series, RateErrors> {
        let Self { mut series, rates, errors } = self;
        if let Some(errors) = RateErrors::of(errors) {
            return Err(errors);
        }
        for (day, rate) in rates {
            series.push(day, rate);
        }
        Ok(series)
    }
}

/// Joins series of one pair and source; all days with two rates are reported.
pub(super) fn joined(series: &[Series], errors: &mut Vec<RateError>) -> Option<Series> {
    let first = series.first()?;
    if series.len() == 1 {
        return Some(first.clone());
    }
    let mut builder = SeriesBuilder::new(first.origin.clone(), first.base, first.quote).units(first.units);
    for other in series {
        if other.units != first.units {
            let (base, quote) = (first.base, first.quote);
            let source_name = first.origin.name.to_string();
            errors.push(RateError::UnitsDiffer {
                source_name,
                base,
                quote,
                first: first.units,
                second: other.units,
            });
            return None;
        }
        for state in &other.states {
            if !builder.series.states.contains(state) {
                builder = builder.state(*state);
            }
        }
        for (day, rate) in other.observations() {
            builder = builder.keep(day, Some(rate), String::new);
        }
    }
    builder.build().map_err(|found| errors.extend(found)).ok()
}
