//! The figure of an item with its point, its digits or its bounds read otherwise.

use std::ops::Bound;

use num_traits::ToPrimitive;

use super::bits::log2_hundredths;
use super::search::{Edit, Hit, Search, Takes, figure};
use super::slips::for_each_slip;
use crate::amount::{Amount, Form, Interval, Mode, Steps};
use crate::check::family::{Family, Target};
use crate::check::items::Item;
use crate::exact::{Numeral, Ratio, Rounding, small_power_of_ten};

/// By how many places, at most, a point may stand off: from units to billions.
const PLACES_MAX: i32 = 9;
/// How many decimals a figure may have after its point was put right, where none was printed with more: cents.
const DECIMALS_CENT: u8 = 2;

/// An amount with digits, as a whole number of units.
#[derive(Clone, Copy)]
pub(super) struct Digits {
    pub(super) units: i128,
    /// A unit is 10^this.
    place: i32,
    /// How far from its value the amount's set reaches, at most.
    reach: Option<Numeral>,
    /// Whether the set is the same around every value: that it meets another can be told from the value alone.
    pub(super) is_even: bool,
}

impl Digits {
    pub(super) fn of(amount: &Amount) -> Option<Self> {
        match amount.form() {
            Form::Exact(value) => Some(Self {
                units: value.mantissa(),
                place: -i32::from(value.decimals()),
                reach: None,
                is_even: true,
            }),
            Form::Rounded { value, steps, mode } => {
                let place = steps.smallest().last_nonzero_place()?;
                let units =
                    (Ratio::from(*value) * Ratio::power_of_ten(place.checked_neg()?)).scaled_integer(0)?;
                let is_even = steps.iter().count() == 1
                    && *mode == Mode::Nearest
                    && Numeral::power_of_ten(place)
                        .is_some_and(|unit| unit.cmp_value(steps.smallest()).is_eq());
                let units = units.to_i128()?;
                Some(Self { units, place, reach: Some(steps.largest()), is_even })
            }
            _ => None,
        }
    }

    /// One unit.
    pub(super) fn unit(&self) -> Ratio {
        Ratio::power_of_ten(self.place)
    }

    pub(super) fn value(&self, units: i128) -> Option<Numeral> {
        match u8::try_from(self.place.checked_neg()?) {
            Ok(decimals) => Numeral::new(units, decimals).ok(),
            Err(_) => Numeral::new(units, 0).ok()?.shifted(self.place).ok(),
        }
    }

    /// The whole numbers of units around which an amount's set may meet `window`: no other does.
    fn within(&self, window: &Interval) -> (i128, i128) {
        let reach = match self.reach {
            None => Ratio::zero(),
            Some(reach) if self.is_even => Ratio::from(reach) * Ratio::half(),
            Some(reach) => reach.into(),
        };
        let units = |end: Ratio| end.checked_div(&self.unit()).unwrap_or_else(Ratio::zero);
        let lo = match window.lo() {
            Bound::Unbounded => i128::MIN,
            Bound::Included(lo) => clamped(&units(lo - &reach).ceiling()),
            Bound::Excluded(lo) => clamped(&(units(lo - &reach).floor() + Ratio::one())),
        };
        let hi = match window.hi() {
            Bound::Unbounded => i128::MAX,
            Bound::Included(hi) => clamped(&units(hi + &reach).floor()),
            Bound::Excluded(hi) => clamped(&(units(hi + &reach).ceiling() - Ratio::one())),
        };
        (lo, hi)
    }

    /// Whether the amount is its value and nothing else.
    pub(super) const fn is_exact(&self) -> bool {
        self.reach.is_none()
    }

    /// The units with the point moved by so many places; `None` where they are no whole number then, or too many.
    pub(super) fn moved(&self, places: i32) -> Option<i128> {
        let power = small_power_of_ten(places.unsigned_abs())?;
        if places >= 0 {
            return self.units.checked_mul(power);
        }
        (self.units % power == 0).then(|| self.units / power)
    }

    /// At least as many as an amount of these digits has slips.
    pub(super) fn slips_max(&self) -> u64 {
        let digits = u64::from(self.units.unsigned_abs().checked_ilog10().unwrap_or(0)) + 1;
        digits * (digits - 1) / 2 + 20 * digits + 9
    }
}

fn clamped(whole: &Ratio) -> i128 {
    whole.numerator().to_i128().unwrap_or(if whole.is_negative() { i128::MIN } else { i128::MAX })
}

pub(super) fn search(search: &mut Search<'_>) {
    let digits = search.check.items.iter().filter_map(|item| Digits::of(&item.amount));
    let slips: u64 = digits.map(|digits| digits.slips_max()).sum();
    let count = u64::try_from(search.check.items.len()).unwrap_or(u64::MAX);
    if search.affords(count.saturating_mul(2 * 9)) {
        shifted(search);
    }
    if search.affords(slips) {
        slipped(search);
    }
    if search.affords(count.saturating_mul(2)) {
        misread(search);
        misread_throughout(search);
    }
}

/// The same amount with another value; `None` where it cannot have it.
pub(super) fn with_value(amount: &Amount, value: Numeral) -> Option<Amount> {
    match amount.form() {
        Form::Exact(_) => Some(Amount::exact(value)),
        Form::Rounded { steps, mode, .. } => {
            let steps = Steps::any_of(steps.iter().filter(|step| value.is_multiple_of(*step)))?;
            Some(Amount::rounded_to_any(value, steps, *mode))
        }
        _ => None,
    }
}

/// The amounts that a printed one may be with its point put right, each with how many places it moves.
pub(super) fn points(amount: &Amount) -> Vec<(i32, Amount)> {
    let places = (1..=PLACES_MAX).flat_map(|places| [-places, places]);
    let moved = |places: i32| {
        let value = amount.printed().filter(|value| !value.is_zero())?;
        let moved = value.shifted(places).ok()?;
        let decimals_max = i32::from(value.decimals().max(DECIMALS_CENT));
        if moved.last_nonzero_place()? < -decimals_max {
            return None;
        }
        let moved = match amount.form() {
            Form::Exact(_) => Amount::exact(moved),
            Form::Rounded { steps, mode, .. } => {
                let steps = steps.iter().map(|step| step.shifted(places).ok()).collect::<Option<Vec<_>>>()?;
                Amount::rounded_to_any(moved, Steps::any_of(steps)?, *mode)
            }
            _ => return None,
        };
        Some((places, moved))
    };
    places.filter_map(moved).collect()
}

fn corrected(
    search: &mut Search<'_>,
    family: Family,
    (at, item): (usize, &Item),
    amount: Amount,
    extra: i64,
) {
    let hit = Hit::item(at, item, figure(&amount), Edit::Amount(amount));
    search.hit(family, Hit { extra, ..hit });
}

/// The item with another amount, as a set.
fn set_of(item: &Item, amount: &Amount) -> Option<Interval> {
    Item { amount: amount.clone(), ..item.clone() }.set()
}

fn shifted(search: &mut Search<'_>) {
    for (at, item) in search.items() {
        let digits = Digits::of(&item.amount).filter(Digits::is_exact);
        let window = search.windows.get(at).and_then(Option::as_ref);
        let within = digits.zip(window).map(|(digits, window)| digits.within(window));
        for (places, amount) in points(&item.amount) {
            search.tried(Family::Shift, 1);
            let is_far = |(lo, hi): (i128, i128)| {
                digits.and_then(|digits| digits.moved(places)).is_some_and(|units| units < lo || hi < units)
            };
            if within.is_some_and(is_far) {
                continue;
            }
            if set_of(item, &amount).is_some_and(|set| search.fits(at, &set)) {
                corrected(search, Family::Shift, (at, item), amount, 0);
            }
        }
    }
}

fn slipped(search: &mut Search<'_>) {
    let mut tried = [0u128; 4];
    for (at, item) in search.items() {
        let Some(digits) = Digits::of(&item.amount).filter(|_| !item.weight.is_zero()) else { continue };
        let window = search.windows.get(at).and_then(Option::as_ref);
        let within = window.map(|window| digits.within(window));
        let mut near = Vec::new();
        for_each_slip(digits.units, |family, units, distance| {
            if let Some(tried) = slot(family).and_then(|slot| tried.get_mut(slot)) {
                *tried += 1;
            }
            if within.is_some_and(|(lo, hi)| lo <= units && units <= hi) {
                near.push((family, units, distance));
            }
        });
        for (family, units, distance) in near {
            let Some(amount) = digits.value(units).and_then(|value| with_value(&item.amount, value)) else {
                continue;
            };
            let is_told = digits.is_even && units != 0;
            if is_told || set_of(item, &amount).is_some_and(|set| search.fits(at, &set)) {
                corrected(search, family, (at, item), amount, log2_hundredths(distance.into()));
            }
        }
    }
    for (family, tried) in SLIPS.into_iter().zip(tried) {
        search.tried(family, tried);
    }
}

pub(super) const SLIPS: [Family; 4] = [Family::Replace, Family::Lose, Family::Swap, Family::Insert];

pub(super) fn slot(family: Family) -> Option<usize> {
    SLIPS.iter().position(|slip| *slip == family)
}

/// The amounts that a printed one may be with its bound turned, or its rounding another.
pub(super) fn readings(amount: &Amount) -> Vec<Amount> {
    match amount.form() {
        Form::AtMost(value) => vec![Amount::at_least(*value)],
        Form::AtLeast(value) => vec![Amount::at_most(*value)],
        Form::LessThan(value) => vec![Amount::more_than(*value)],
        Form::MoreThan(value) => vec![Amount::less_than(*value)],
        Form::Rounded { value, steps, mode } => MODES
            .into_iter()
            .filter(|other| other != mode)
            .map(|mode| Amount::rounded_to_any(*value, steps.clone(), mode))
            .collect(),
        _ => Vec::new(),
    }
}

const MODES: [Mode; 3] = [Mode::Nearest, Mode::Named(Rounding::Truncate), Mode::Named(Rounding::Away)];

fn misread(search: &mut Search<'_>) {
    for (at, item) in search.items() {
        for amount in readings(&item.amount) {
            search.tried(Family::Mode, 1);
            if set_of(item, &amount).is_some_and(|set| search.fits(at, &set)) {
                let mut hit = Hit::item(at, item, named(&amount), Edit::Amount(amount));
                hit.from = named(&item.amount);
                search.hit(Family::Mode, hit);
            }
        }
    }
}

/// The figure with how it was rounded, or the bound.
pub(super) fn named(amount: &Amount) -> String {
    match amount.form() {
        Form::Rounded { mode, .. } => format!("{} ({mode})", figure(amount)),
        _ => amount.to_string(),
    }
}

/// Every rounded item cut off, or raised, and not rounded to nearest.
fn misread_throughout(search: &mut Search<'_>) {
    let is_rounded = |item: &Item| matches!(item.amount.form(), Form::Rounded { mode: Mode::Nearest, .. });
    let concerned: Vec<usize> =
        search.items().filter(|(_, item)| is_rounded(item)).map(|(at, _)| at).collect();
    if concerned.len() < 2 {
        return;
    }
    for mode in [Mode::Named(Rounding::Truncate), Mode::Named(Rounding::Away)] {
        let mut other = search.check.clone();
        let mut edits = Vec::new();
        for at in &concerned {
            let Some(item) = other.items.get_mut(*at) else { continue };
            if let Form::Rounded { value, steps, .. } = item.amount.form() {
                item.amount = Amount::rounded_to_any(*value, steps.clone(), mode);
                edits.push((*at, Edit::Amount(item.amount.clone())));
            }
        }
        search.tried(Family::Mode, 1);
        if other.holds() {
            let entries =
                concerned.iter().filter_map(|at| Some(search.check.items.get(*at)?.id.clone())).collect();
            search.hit(
                Family::Mode,
                Hit {
                    target: Target::Items,
                    entries,
                    from: Mode::Nearest.to_string(),
                    to: mode.to_string(),
                    extra: 0,
                    takes: Takes::AsBefore,
                    edits,
                    pair: Vec::new(),
                },
            );
        }
    }
}
