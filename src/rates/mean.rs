//! Means over periods, and the cross of a pair day by day.

use std::ops::RangeInclusive;

use super::path::LEGS_MAX;
use super::track::{Track, tracks};
use super::{Candidate, ConversionError, Factor, MeanOf, PartialPeriods, Rate, RateTable, Terms};
use crate::amount::Interval;
use crate::currency::Currency;
use crate::date::{Day, When};

/// What the mean of a period is made of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Mean {
    /// On how many days of the period every leg had a rate: the days that the mean is of.
    pub days: u32,
    /// On how many days of the period the sources of the legs published anything at all; for the part of a period that lies before
    /// a source's first or after its last day, the weekdays but 25 December and 1 January.
    pub of: u32,
    /// Which way round the mean was taken.
    pub mean_of: MeanOf,
    /// From the least of the days' crosses to the greatest, target units per source unit.
    pub band: Interval,
}

/// A path over a window, and what it covers.
struct Covered<'t> {
    track: Track<'t>,
    first: Day,
    last: Day,
    days: u32,
    /// How many days it should cover.
    of: u32,
}

impl Covered<'_> {
    fn rank(&self, terms: &Terms) -> [i64; 3] {
        self.track.rank(terms.policy, self.days)
    }

    /// The path with its mean, and the band.
    fn measured(&self, mean_of: MeanOf) -> Option<(Candidate, Interval)> {
        let (factor, band) = self.track.mean(mean_of)?;
        Some((Candidate { legs: self.track.legs(self.first, self.last), factor }, band))
    }
}

impl RateTable {
    /// The paths over a window that cover any day, best first: of one and two legs, else of three, else of four.
    ///
    /// Those of the best rank have the same crosses on the same days; of them, the first is the one that misses the fewest.
    fn tracks_over(
        &self,
        base: Currency,
        quote: Currency,
        when: When,
        window: (Day, Day),
        terms: &Terms,
    ) -> Result<Vec<Covered<'_>>, ConversionError> {
        let ends = self.ends(base, quote, when, terms)?;
        let mut found = Vec::new();
        for legs in 1..=LEGS_MAX {
            if legs > 2 && !found.is_empty() {
                break;
            }
            let all = tracks(&self.network, ends, legs, window);
            for track in all.map_err(|steps| ConversionError::TooManyPaths { base, quote, steps })? {
                let of = track.expected();
                let covered = track.covered();
                found.extend(covered.map(|(first, last, days)| Covered { track, first, last, days, of }));
            }
        }
        if found.is_empty() {
            return Err(self.no_rate(base, quote, when, window.1, terms).into());
        }
        found.sort_by_key(|covered| (covered.rank(terms), covered.of));
        let best = found.first().map(|covered| covered.rank(terms));
        let ties = found.iter().take_while(|covered| Some(covered.rank(terms)) == best).count();
        let ties = found.get(..ties).unwrap_or_default();
        if ties.len() > 1 {
            let all: Vec<Vec<(Day, Factor)>> =
                ties.iter().map(|one| one.track.clone().crosses().collect()).collect();
            if all.windows(2).any(|pair| pair.first() != pair.last()) {
                let candidates = ties.iter().filter_map(|one| Some(one.measured(terms.mean_of)?.0)).collect();
                return Err(ConversionError::Conflicting { base, quote, when, candidates });
            }
        }
        Ok(found)
    }

    /// The mean over a closed period.
    pub(super) fn rate_over(
        &self,
        base: Currency,
        quote: Currency,
        when: When,
        window: (Day, Day),
        terms: &Terms,
    ) -> Result<Rate, ConversionError> {
        if base == quote {
            return Ok(Rate::identity(base, when, terms));
        }
        let found = self.tracks_over(base, quote, when, window, terms)?;
        let no_rate = || ConversionError::from(self.no_rate(base, quote, when, window.1, terms));
        let (best, others) = found.split_first().ok_or_else(no_rate)?;
        let (days, of) = (best.days, best.of);
        if days < of && terms.partial_periods == PartialPeriods::Refused {
            return Err(ConversionError::PartialPeriod { base, quote, when, n: days, of });
        }
        let (Candidate { legs, factor }, band) = best.measured(terms.mean_of).ok_or_else(no_rate)?;
        let mean = Some(Mean { days, of, mean_of: terms.mean_of, band });
        let alternatives = others.iter().filter_map(|other| Some(other.measured(terms.mean_of)?.0)).collect();
        Ok(Rate { base, quote, when, terms: *terms, factor, legs, stale_days: 0, mean, alternatives })
    }

    /// The cross of a pair, in `quote` per `base`, on every day of a window on which all its legs have a rate; nothing is carried
    /// forward. The path is the one that a mean over the window takes; of the terms, only the policy counts.
    ///
    /// Nothing where the two are one currency.
    ///
    /// # Errors
    ///
    /// [`ConversionError`]: nothing joins the currencies in the window, or paths of equal rank contradict one another.
    ///
    /// # Complexity
    ///
    /// O(log n) a day.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "ecb")] {
    /// use adspend::amount::Interval;
    /// use adspend::currency::Currency;
    /// use adspend::rates::{RateTable, Terms};
    ///
    /// // 45.15 million yuan are "about 6.74 million dollars", and 250,000 yuan are "about 37,300": on which days?
    /// let common = Interval::closed("6.693847".parse().unwrap(), "6.703786".parse().unwrap()).unwrap();
    /// let year = "2019-10-27".parse().unwrap()..="2020-10-26".parse().unwrap();
    /// let crosses = RateTable::ecb().crosses(Currency::USD, Currency::CNY, year, &Terms::default()).unwrap();
    /// let days: Vec<String> = crosses.filter(|(_, rate)| rate.meets(&common)).map(|(day, _)| day.to_string()).collect();
    /// assert_eq!(days, ["2020-10-09", "2020-10-16"]);
    /// # }
    /// ```
    pub fn crosses<'t>(
        &'t self,
        base: Currency,
        quote: Currency,
        window: RangeInclusive<Day>,
        terms: &Terms,
    ) -> Result<impl Iterator<Item = (Day, Factor)> + use<'t>, ConversionError> {
        let window = window.into_inner();
        let when = When::between(window.0, window.1).unwrap_or_else(|_| When::from(window.0));
        let found =
            if base == quote { Vec::new() } else { self.tracks_over(base, quote, when, window, terms)? };
        let best = found.into_iter().next();
        Ok(best.into_iter().flat_map(|covered| covered.track.crosses()))
    }
}
