//! Each day's rates as integers.

use std::num::NonZeroUsize;
use std::thread;

use num_bigint::BigInt;
use num_integer::Integer;

use crate::currency::Currency;
use crate::date::Day;
use crate::exact::{Ratio, small_power_of_ten};
use crate::ledger::{Columns, Ledger};
use crate::rates::RateTable;
use crate::tally::Target;

/// The bits of the greatest factor: a sum of amounts below 2^61 stays within 125 bits.
const FACTOR_BITS: u32 = 63;

/// For each day and unit the factor from its digits to minor units of the currency of the figure.
#[derive(Clone, Debug)]
pub(super) struct Factors {
    target: Option<Target>,
    batches: Vec<Batch>,
    pub(super) shift: u32,
    /// All amounts without their signs, and the greatest of them.
    magnitude: i128,
    largest: u64,
}

/// The factors of one batch of columns.
#[derive(Clone, Debug)]
struct Batch {
    unit_count: usize,
    /// By day, then unit: `floor` ≤ 2^`shift` × factor < `floor` + 1.
    floors: Vec<u64>,
    exact: Exact,
}

/// The same as fractions.
#[derive(Clone, Debug)]
struct Exact {
    currency_count: usize,
    /// By day, then currency.
    rates: Vec<Fraction>,
    /// For each unit its currency, and what makes minor units of its digits.
    units: Vec<(usize, Fraction)>,
}

/// A fraction above 0 that need not be reduced.
#[derive(Clone, Copy, Debug)]
struct Fraction {
    above: i128,
    below: i128,
}

impl Fraction {
    const ONE: Self = Self { above: 1, below: 1 };

    fn power_of_ten(exponent: i32) -> Option<Self> {
        let power = small_power_of_ten(exponent.unsigned_abs())?;
        Some(if exponent < 0 { Self { above: 1, below: power } } else { Self { above: power, below: 1 } })
    }

    fn times(self, other: Self) -> Option<Self> {
        Some(Self {
            above: self.above.checked_mul(other.above)?,
            below: self.below.checked_mul(other.below)?,
        })
    }

    fn ratio(self) -> Option<Ratio> {
        Ratio::new(self.above, self.below)
    }

    /// How many bits stand before its point.
    fn bits(self) -> u32 {
        i128::BITS - (self.above / self.below).leading_zeros()
    }

    /// 2^`shift` times it, cut.
    fn floor(self, shift: u32) -> Option<u64> {
        if self.above.leading_zeros() > shift {
            return u64::try_from((self.above << shift) / self.below).ok();
        }
        let scaled: BigInt = BigInt::from(self.above) << shift;
        u64::try_from(scaled.div_floor(&BigInt::from(self.below))).ok()
    }
}

impl Factors {
    /// `None` where a currency has no minor unit, a day no exact rate, or the amounts are beyond the bound.
    pub(super) fn new(
        ledger: &Ledger,
        target: Option<Target>,
        rates: &RateTable,
        threads: NonZeroUsize,
    ) -> Option<Self> {
        let magnitude =
            ledger.columns().try_fold(0u128, |sum, columns| sum.checked_add(columns.magnitude()))?;
        let magnitude = i128::try_from(magnitude).ok().filter(|magnitude| *magnitude < 1 << 61)?;
        let largest = ledger.columns().map(Columns::largest).max().unwrap_or(0);
        let exact: Vec<Exact> = ledger
            .columns()
            .map(|columns| Exact::new(columns, target, rates, threads))
            .collect::<Option<_>>()?;
        let mut bits = 0;
        for exact in &exact {
            for factor in exact.factors() {
                bits = factor?.bits().max(bits);
            }
        }
        let shift = FACTOR_BITS.checked_sub(bits).filter(|shift| *shift >= 3)?;
        if magnitude >= 1 << (shift - 2) {
            return None;
        }
        let batch = |exact: Exact| {
            let floors = exact.factors().map(|factor| factor?.floor(shift)).collect::<Option<_>>()?;
            Some(Batch { unit_count: exact.units.len(), floors, exact })
        };
        let batches = exact.into_iter().map(batch).collect::<Option<_>>()?;
        Some(Self { target, batches, shift, magnitude, largest })
    }

    pub(super) const fn target(&self) -> Option<Target> {
        self.target
    }

    /// How far off a sum of so many entries in integers can be, in units of 2^−`shift` of a minor unit: each factor by less than
    /// one of them, times its amount.
    pub(super) fn error(&self, count: u64) -> i128 {
        // Both are below 2^64.
        self.magnitude.min(i128::from(count).saturating_mul(i128::from(self.largest)))
    }

    /// The factors of a batch on a day, by unit.
    pub(super) fn on(&self, batch: usize, day: usize) -> &[u64] {
        let of_day = |batch: &Batch| day * batch.unit_count..(day + 1) * batch.unit_count;
        self.batches.get(batch).and_then(|batch| batch.floors.get(of_day(batch))).unwrap_or_default()
    }

    /// The factor of a unit on a day, exactly.
    pub(super) fn exact(&self, batch: usize, day: usize, unit: u8) -> Option<Ratio> {
        self.batches.get(batch)?.exact.factor(day, usize::from(unit))?.ratio()
    }
}

impl Exact {
    fn new(
        columns: &Columns,
        target: Option<Target>,
        rates: &RateTable,
        threads: NonZeroUsize,
    ) -> Option<Self> {
        let mut currencies: Vec<Currency> = Vec::new();
        let mut units = Vec::new();
        for unit in columns.units() {
            let known = currencies.iter().position(|known| *known == unit.currency);
            let at = known.unwrap_or_else(|| {
                currencies.push(unit.currency);
                currencies.len() - 1
            });
            let minor = target.map_or(unit.currency, |target| target.currency).minor_digits()?;
            units.push((at, Fraction::power_of_ten(i32::from(minor) - i32::from(unit.decimals))?));
        }
        let days = columns.day_count();
        let Some(target) = target else {
            let rates = vec![Fraction::ONE; days * currencies.len()];
            return Some(Self { currency_count: currencies.len(), rates, units });
        };
        // Days without entries need no rate.
        let days: Vec<Option<Day>> =
            (0..days).map(|day| (!columns.rows_of_day(day).is_empty()).then(|| columns.day(day))).collect();
        let on = |days: &[Option<Day>]| -> Option<Vec<Fraction>> {
            let mut all = Vec::with_capacity(days.len() * currencies.len());
            for day in days {
                for currency in &currencies {
                    all.push(match day {
                        Some(day) => rate(rates, *currency, *day, target)?,
                        None => Fraction::ONE,
                    });
                }
            }
            Some(all)
        };
        let share = days.len().div_ceil(threads.get()).max(1);
        let rates = if threads.get() == 1 {
            on(&days)?
        } else {
            thread::scope(|scope| {
                let parts: Vec<_> = days.chunks(share).map(|part| scope.spawn(|| on(part))).collect();
                let mut all = Vec::with_capacity(days.len() * currencies.len());
                for part in parts {
                    all.extend(part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
                }
                Some(all)
            })?
        };
        Some(Self { currency_count: currencies.len(), rates, units })
    }

    fn factor(&self, day: usize, unit: usize) -> Option<Fraction> {
        let (currency, power) = self.units.get(unit)?;
        self.rates.get(day * self.currency_count + currency)?.times(*power)
    }

    /// By day, then unit; `None` where 128 bits do not hold one.
    fn factors(&self) -> impl Iterator<Item = Option<Fraction>> {
        let days = self.rates.len().checked_div(self.currency_count).unwrap_or(0);
        (0..days).flat_map(move |day| (0..self.units.len()).map(move |unit| self.factor(day, unit)))
    }
}

/// The rate of a day, where it is one exact value and nothing else.
fn rate(rates: &RateTable, from: Currency, day: Day, target: Target) -> Option<Fraction> {
    if from == target.currency {
        return Some(Fraction::ONE);
    }
    let (above, below) = rates.fraction(from, target.currency, day, &target.terms)?;
    (above > 0 && below > 0).then_some(Fraction { above, below })
}
