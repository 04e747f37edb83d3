//! Each day's rates as integers.

use std::num::NonZeroUsize;
use std::thread;

use num_bigint::BigInt;
use num_integer::Integer;

use crate::currency::Currency;
use crate::date::Day;
use crate::exact::Ratio;
use crate::ledger::Ledger;
use crate::rates::RateTable;
use crate::tally::Target;

/// The bits of the greatest factor: a sum of amounts below 2^63 stays within 127 bits.
const FACTOR_BITS: u64 = 63;

/// For each day and unit the factor from its digits to minor units of the currency of the figure.
#[derive(Clone, Debug)]
pub(super) struct Factors {
    target: Option<Target>,
    /// 2^`shift` times the true factor, cut: `floor` ≤ 2^`shift` × factor < `floor` + 1.
    batches: Vec<Batch>,
    pub(super) shift: u32,
    /// Each integer sum is less than this below the true one, in units of 2^−`shift`, or above it.
    pub(super) error: i128,
}

/// The factors of one batch of columns.
#[derive(Clone, Debug)]
struct Batch {
    unit_count: usize,
    /// By day, then unit.
    floors: Vec<u64>,
    /// The same, exactly.
    exact: Exact,
}

#[derive(Clone, Debug)]
struct Exact {
    currency_count: usize,
    /// By day, then currency.
    rates: Vec<Ratio>,
    /// For each unit its currency, and the power of ten that makes minor units of its digits.
    units: Vec<(usize, Ratio)>,
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
        let error = i128::try_from(magnitude).ok().filter(|magnitude| *magnitude < 1 << 61)?;
        let mut exact = Vec::new();
        for columns in ledger.columns() {
            let mut currencies: Vec<Currency> = Vec::new();
            let mut units = Vec::new();
            for unit in columns.units() {
                let known = currencies.iter().position(|known| *known == unit.currency);
                let at = known.unwrap_or_else(|| {
                    currencies.push(unit.currency);
                    currencies.len() - 1
                });
                let minor = target.map_or(unit.currency, |target| target.currency).minor_digits()?;
                let exponent = i32::from(minor) - i32::from(unit.decimals);
                units.push((at, Ratio::power_of_ten(exponent)));
            }
            let days: Vec<Day> = (0..columns.day_count()).map(|day| columns.day(day)).collect();
            let is_used: Vec<bool> =
                (0..columns.day_count()).map(|day| !columns.rows_of_day(day).is_empty()).collect();
            let by_currency = match target {
                None => vec![vec![Ratio::one(); days.len()]; currencies.len()],
                Some(target) => looked_up(&currencies, &days, &is_used, target, rates, threads)?,
            };
            let rates = (0..days.len())
                .flat_map(|day| by_currency.iter().filter_map(move |all| all.get(day).cloned()));
            exact.push(Exact { currency_count: currencies.len(), rates: rates.collect(), units });
        }
        let bits = exact.iter().flat_map(Exact::factors).map(|factor| bits(&factor)).max().unwrap_or(0);
        let shift = u32::try_from(FACTOR_BITS.checked_sub(bits.max(0).unsigned_abs())?).ok()?;
        if shift < 3 || error >= 1 << (shift - 2) {
            return None;
        }
        let batches = exact.into_iter().map(|exact| {
            let floors = exact.factors().map(|factor| floor(&factor, shift)).collect::<Option<_>>()?;
            Some(Batch { unit_count: exact.units.len(), floors, exact })
        });
        Some(Self { target, batches: batches.collect::<Option<_>>()?, shift, error })
    }

    pub(super) const fn target(&self) -> Option<Target> {
        self.target
    }

    /// The factors of a batch on a day, by unit.
    pub(super) fn on(&self, batch: usize, day: usize) -> &[u64] {
        let of_day = |batch: &Batch| day * batch.unit_count..(day + 1) * batch.unit_count;
        self.batches.get(batch).and_then(|batch| batch.floors.get(of_day(batch))).unwrap_or_default()
    }

    /// The factor of a unit on a day, exactly.
    pub(super) fn exact(&self, batch: usize, day: usize, unit: u8) -> Option<Ratio> {
        self.batches.get(batch)?.exact.factor(day, usize::from(unit))
    }
}

impl Exact {
    fn factor(&self, day: usize, unit: usize) -> Option<Ratio> {
        let (currency, power) = self.units.get(unit)?;
        Some(self.rates.get(day * self.currency_count + currency)? * power)
    }

    /// By day, then unit.
    fn factors(&self) -> impl Iterator<Item = Ratio> {
        let days = self.rates.len().checked_div(self.currency_count).unwrap_or(0);
        (0..days).flat_map(move |day| (0..self.units.len()).filter_map(move |unit| self.factor(day, unit)))
    }
}

/// The rates from each currency, by day; on days without entries, anything.
fn looked_up(
    currencies: &[Currency],
    days: &[Day],
    is_used: &[bool],
    target: Target,
    rates: &RateTable,
    threads: NonZeroUsize,
) -> Option<Vec<Vec<Ratio>>> {
    let of = |currency: &Currency| -> Option<Vec<Ratio>> {
        let on = |(day, is_used): (&Day, &bool)| {
            if *is_used { rate(rates, *currency, *day, target) } else { Some(Ratio::one()) }
        };
        days.iter().zip(is_used).map(on).collect()
    };
    let share = currencies.len().div_ceil(threads.get()).max(1);
    if threads.get() == 1 || currencies.len() < 2 {
        return currencies.iter().map(of).collect();
    }
    thread::scope(|scope| {
        let parts: Vec<_> = currencies
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(of).collect::<Option<Vec<_>>>()))
            .collect();
        let mut all = Vec::with_capacity(currencies.len());
        for part in parts {
            all.extend(part.join().ok()??);
        }
        Some(all)
    })
}

/// The rate of a day, where it is one exact value and no other rule (a mean, a set) is at work.
fn rate(rates: &RateTable, from: Currency, day: Day, target: Target) -> Option<Ratio> {
    if from == target.currency {
        return Some(Ratio::one());
    }
    rates.factor(from, target.currency, day, &target.terms)?.as_exact().cloned()
}

/// How many bits stand before the point of a factor.
fn bits(factor: &Ratio) -> i64 {
    let whole = factor.numerator() / factor.denominator();
    i64::try_from(whole.bits()).unwrap_or(i64::MAX)
}

fn floor(factor: &Ratio, shift: u32) -> Option<u64> {
    // Both parts are mostly small.
    if let (Ok(above), Ok(below)) = (u128::try_from(factor.numerator()), u128::try_from(factor.denominator()))
        && above.leading_zeros() > shift
    {
        return u64::try_from((above << shift) / below).ok();
    }
    let scaled: BigInt = factor.numerator() << shift;
    u64::try_from(scaled.div_floor(factor.denominator())).ok()
}
