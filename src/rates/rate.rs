//! A rate for an amount, with everything it rests on; and the look-up that finds it.

use super::fixed::OFFSHORE_YUAN;
use super::network::{Direction, Reading};
use super::path::{Path, Search};
use super::{
    Candidate, ConversionError, Factor, Leg, Mean, NoRate, NoRateReason, OffshoreYuan, RateTable, Terms,
    ValueDate,
};
use crate::amount::Interval;
use crate::currency::Currency;
use crate::date::{Day, When};
use crate::exact::Ratio;

/// The rate from one currency to another for a day or a period: the exact factor, and exactly what it rests on.
///
/// # Rounding
///
/// None: a cross is the exact fraction of the two published rates. The caller rounds the converted amount once, by a rule it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    pub(super) base: Currency,
    pub(super) quote: Currency,
    pub(super) when: When,
    pub(super) terms: Terms,
    pub(super) factor: Factor,
    pub(super) legs: Vec<Leg>,
    pub(super) stale_days: u32,
    pub(super) mean: Option<Mean>,
    pub(super) alternatives: Vec<Candidate>,
}

impl Rate {
    /// The currency that is converted.
    #[must_use]
    pub const fn base(&self) -> Currency {
        self.base
    }

    /// The currency that it is converted to.
    #[must_use]
    pub const fn quote(&self) -> Currency {
        self.quote
    }

    /// The day or period that the rate is for: by the value date, not always the entry's.
    #[must_use]
    pub const fn when(&self) -> When {
        self.when
    }

    /// The terms under which it was found.
    #[must_use]
    pub const fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Units of the quote currency per unit of the base currency: over a period, the mean.
    #[must_use]
    pub const fn factor(&self) -> &Factor {
        &self.factor
    }

    /// The published rates it went through, in that order; none where the two currencies are one.
    #[must_use]
    pub fn legs(&self) -> &[Leg] {
        &self.legs
    }

    /// How many days before the day asked for the oldest leg was published; 0 over a period.
    #[must_use]
    pub const fn stale_days(&self) -> u32 {
        self.stale_days
    }

    /// Over a period, the counts of days and the band.
    #[must_use]
    pub const fn mean(&self) -> Option<&Mean> {
        self.mean.as_ref()
    }

    /// The other paths that were looked at, in the order of the policy; those with the same rate are among them.
    #[must_use]
    pub fn alternatives(&self) -> &[Candidate] {
        &self.alternatives
    }

    /// The converted set: over a period, at the mean.
    #[must_use]
    pub fn convert(&self, amount: &Interval) -> Interval {
        self.factor.times(amount)
    }

    /// The converted value, where the rate is exact.
    #[must_use]
    pub fn convert_exact(&self, amount: &Ratio) -> Option<Ratio> {
        self.factor.as_exact().map(|factor| amount * factor)
    }

    /// The converted set at every rate between the least and the greatest of the period; on a day, as [`Rate::convert`].
    #[must_use]
    pub fn convert_band(&self, amount: &Interval) -> Interval {
        self.mean.as_ref().map_or_else(|| self.convert(amount), |mean| amount.product(&mean.band))
    }

    pub(super) fn identity(currency: Currency, when: When, terms: &Terms) -> Self {
        Self {
            base: currency,
            quote: currency,
            when,
            terms: *terms,
            factor: Factor::Exact(Ratio::one()),
            legs: Vec::new(),
            stale_days: 0,
            mean: None,
            alternatives: Vec::new(),
        }
    }
}

impl RateTable {
    /// The rate for an entry's date, by the value date of the terms: a day's rate, or a period's mean.
    ///
    /// The qualifier of the date ("about August") does not change its days.
    ///
    /// # Errors
    ///
    /// [`ConversionError`]: no rate, paths that contradict one another, rates on part of the period only, an open end.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "ecb")] {
    /// use adspend::currency::Currency;
    /// use adspend::date::When;
    /// use adspend::exact::{Ratio, Rounding};
    /// use adspend::rates::{RateTable, Terms};
    ///
    /// let august: When = "2019-08".parse().unwrap();
    /// let rate = RateTable::ecb().rate(Currency::USD, Currency::CNY, august, &Terms::default()).unwrap();
    /// let mean = rate.mean().unwrap();
    /// assert_eq!((mean.days, mean.of), (22, 22));
    /// let rounded = rate.factor().as_exact().unwrap().round_to_decimals(6, Rounding::HalfAway).value;
    /// assert_eq!(rounded.to_string(), "7.062691");
    /// # }
    /// ```
    pub fn rate(
        &self,
        base: Currency,
        quote: Currency,
        when: impl Into<When>,
        terms: &Terms,
    ) -> Result<Rate, ConversionError> {
        let when = when.into();
        let open = || ConversionError::OpenInterval { when };
        let day = match terms.value_date {
            ValueDate::On(day) => Some(day),
            ValueDate::EntryStart => Some(when.earliest().ok_or_else(open)?),
            ValueDate::EntryEnd => Some(when.latest().ok_or_else(open)?),
            ValueDate::Entry => when.as_day(),
        };
        match day {
            Some(day) => self.rate_on(base, quote, day, terms),
            None if base == quote => Ok(Rate::identity(base, when, terms)),
            None => {
                let first = when.earliest().ok_or_else(open)?;
                let last = when.latest().ok_or_else(open)?;
                self.offshore(base, quote, terms, |base, quote| {
                    self.rate_over(base, quote, when, (first, last), terms)
                })
            }
        }
    }

    /// The rate on a day, whatever value date the terms name: the last one on or before it, within the limit of age.
    ///
    /// # Errors
    ///
    /// [`ConversionError`]: no rate, or paths that contradict one another.
    pub fn rate_on(
        &self,
        base: Currency,
        quote: Currency,
        on: Day,
        terms: &Terms,
    ) -> Result<Rate, ConversionError> {
        if base == quote {
            return Ok(Rate::identity(base, on.into(), terms));
        }
        self.offshore(base, quote, terms, |base, quote| self.look_up(base, quote, on, terms))
    }

    /// Looks CNH up as CNY where the terms ask for it, and says so with a leg.
    fn offshore(
        &self,
        base: Currency,
        quote: Currency,
        terms: &Terms,
        look_up: impl FnOnce(Currency, Currency) -> Result<Rate, ConversionError>,
    ) -> Result<Rate, ConversionError> {
        let is_offshore =
            |currency| currency == Currency::CNH && terms.offshore_yuan == OffshoreYuan::AsOnshore;
        let onshore = |currency| if is_offshore(currency) { Currency::CNY } else { currency };
        let (from, to) = (onshore(base), onshore(quote));
        let mut rate = look_up(from, to)?;
        if is_offshore(base) {
            rate.legs.insert(0, Leg::of(&Reading::Fixed(&OFFSHORE_YUAN, Direction::Inverse)));
        }
        if is_offshore(quote) {
            rate.legs.push(Leg::of(&Reading::Fixed(&OFFSHORE_YUAN, Direction::Direct)));
        }
        (rate.base, rate.quote) = (base, quote);
        Ok(rate)
    }

    fn look_up(
        &self,
        base: Currency,
        quote: Currency,
        on: Day,
        terms: &Terms,
    ) -> Result<Rate, ConversionError> {
        if base == quote {
            return Ok(Rate::identity(base, on.into(), terms));
        }
        let when = When::from(on);
        let (from, to) = self.ends(base, quote, when, terms)?;
        let floor = terms.max_age.floor(on);
        let search = Search { network: &self.network, from, to, on, floor, policy: terms.policy };
        let found = search.run().map_err(|steps| ConversionError::TooManyPaths { base, quote, steps })?;
        let best = found.paths.get(..found.best).unwrap_or_default();
        if best.windows(2).any(|pair| pair.first().map(Path::factor) != pair.last().map(Path::factor)) {
            let candidates = best.iter().map(candidate).collect();
            return Err(ConversionError::Conflicting { base, quote, when, candidates });
        }
        let Some((path, others)) = found.paths.split_first() else {
            return Err(self.no_rate(base, quote, when, on, terms).into());
        };
        Ok(Rate {
            base,
            quote,
            when,
            terms: *terms,
            factor: path.factor().clone(),
            legs: path.readings.iter().map(Leg::of).collect(),
            stale_days: on.days_since(path.oldest).unsigned_abs(),
            mean: None,
            alternatives: others.iter().map(candidate).collect(),
        })
    }

    /// The factor of [`RateTable::rate`] for an entry of one day, without what explains it, as a fraction above 0 that is not
    /// reduced; `None` where there is none, or none alone, or 128 bits do not hold it.
    #[cfg(feature = "file")]
    pub(crate) fn fraction(
        &self,
        base: Currency,
        quote: Currency,
        day: Day,
        terms: &Terms,
    ) -> Option<(i128, i128)> {
        let on = if let ValueDate::On(named) = terms.value_date { named } else { day };
        let as_onshore = terms.offshore_yuan == OffshoreYuan::AsOnshore;
        let onshore = |it: Currency| if as_onshore && it == Currency::CNH { Currency::CNY } else { it };
        let (from, to) = (onshore(base), onshore(quote));
        if base == quote || from == to {
            return Some((1, 1));
        }
        let (from, to) = (self.network.find(from)?, self.network.find(to)?);
        let floor = terms.max_age.floor(on);
        let found =
            Search { network: &self.network, from, to, on, floor, policy: terms.policy }.run().ok()?;
        let (first, others) = found.paths.get(..found.best)?.split_first()?;
        if others.iter().any(|other| other.factor() != first.factor()) {
            return None;
        }
        Factor::fraction(&first.readings)
    }

    /// The two currencies' numbers.
    pub(super) fn ends(
        &self,
        base: Currency,
        quote: Currency,
        when: When,
        terms: &Terms,
    ) -> Result<(usize, usize), NoRate> {
        let number = |currency| {
            self.network.find(currency).ok_or(NoRate {
                base,
                quote,
                when,
                last_before: None,
                first_after: None,
                max_age: terms.max_age,
                reason: NoRateReason::UnknownCurrency(currency),
            })
        };
        Ok((number(base)?, number(quote)?))
    }
}

fn candidate(path: &Path<'_>) -> Candidate {
    Candidate { legs: path.readings.iter().map(Leg::of).collect(), factor: path.factor().clone() }
}
