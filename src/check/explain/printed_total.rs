//! The printed total in another unit, with another sign, or with its point, digits or bounds read otherwise.

use super::bits::log2_hundredths;
use super::figures::{Digits, named, points, readings, with_value};
use super::search::{Hit, Search, Takes, figure};
use super::slips::for_each_slip;
use crate::amount::{Amount, Domain, Form};
use crate::check::TotalCheck;
use crate::check::family::Family;
use crate::exact::Numeral;

pub(super) fn search(search: &mut Search<'_>) {
    let digits = Digits::of(&search.check.total);
    let tries = digits.map_or(0, |digits| digits.slips_max());
    if !search.affords(tries.saturating_add(24)) {
        return;
    }
    let total = &search.check.total;
    // A figure printed in thousands, or with a scale word, has a unit to be wrong; one written out has a point.
    let thousand = Numeral::from(1000i64);
    let has_unit = |step: Numeral| step.cmp_value(thousand).is_ge();
    let family = match total.form() {
        Form::Rounded { steps, .. } if has_unit(steps.smallest()) => Family::Unit,
        _ => Family::Shift,
    };
    for (_, amount) in points(total) {
        attempt(search, family, amount, 0);
    }
    let printed = total.printed().filter(|printed| !printed.is_zero());
    if let Some(turned) = printed.and_then(|printed| with_value(total, printed.negated())) {
        attempt(search, Family::Sign, turned, 0);
    }
    for amount in readings(total) {
        attempt(search, Family::Mode, amount, 0);
    }
    if let Some(digits) = digits {
        let mut slips = Vec::new();
        for_each_slip(digits.units, |family, units, distance| slips.push((family, units, distance)));
        for (family, units, distance) in slips {
            if let Some(amount) = digits.value(units).and_then(|value| with_value(total, value)) {
                attempt(search, family, amount, log2_hundredths(distance.into()));
            }
        }
    }
}

fn attempt(search: &mut Search<'_>, family: Family, amount: Amount, extra: i64) {
    search.tried(family, 1);
    let is_negative = amount.printed().is_some_and(Numeral::is_negative);
    let domain = if is_negative { Domain::Signed } else { search.check.domain };
    let is_mode = family == Family::Mode;
    let (from, to) = if is_mode {
        (named(&search.check.total), named(&amount))
    } else {
        (figure(&search.check.total), figure(&amount))
    };
    let other = TotalCheck { total: amount, domain, items: Vec::new(), rates: Vec::new(), ..*search.check };
    let Some(total) = other.total_set().filter(|total| other.can(&search.sum, total)) else { return };
    search.hit(
        family,
        Hit { extra, takes: Takes::WithTotal(total.width()), ..Hit::total((from, to), Vec::new()) },
    );
}
