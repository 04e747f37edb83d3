//! What cells say was spent, and what that comes to.

use crate::amount::{Amount, AmountSum};
use crate::currency::Currency;
use crate::exact::Numeral;
use crate::import::cells::{self, Figures};
use crate::import::run::Run;
use crate::import::table::{Column, Fault, Row};
use crate::money::Money;

/// The sum of amounts as one amount: exact where all are, else the range of what it may be.
pub(super) fn as_amount(sum: &AmountSum) -> Amount {
    let set = sum.set();
    let end = |end: Option<&crate::exact::Ratio>| end.and_then(crate::exact::Ratio::to_numeral);
    match (end(set.inf()), end(set.sup())) {
        (Some(low), Some(high)) if low.cmp_value(high).is_eq() => Amount::exact(low),
        (Some(low), Some(high)) => Amount::range(low, high).unwrap_or_else(|_| Amount::unknown()),
        _ => Amount::unknown(),
    }
}

/// A whole number, or `≤100`.
pub(super) fn spent(
    run: &mut Run<'_>,
    row: Row<'_>,
    column: Column,
    currency: Currency,
) -> Result<Amount, Fault> {
    let cell = row.cell(column);
    if let Some(bound) = cell.strip_prefix("≤".as_bytes()) {
        let bound: Option<Numeral> = cells::numeral(bound.trim_ascii(), Figures::Whole);
        return bound
            .map(Amount::at_most)
            .ok_or_else(|| row.fault(column, "no whole number stands behind `≤`"));
    }
    // Copies that were saved in another encoding, which has `=` or `?` in its place, or typed.
    let mangled =
        ["â‰¤", "<=", "\u{fffd}", "=", "?"].iter().find_map(|mark| cell.strip_prefix(mark.as_bytes()));
    if let Some(bound) = mangled.and_then(|bound| cells::numeral(bound.trim_ascii(), Figures::Whole)) {
        if run.is_tolerant() {
            run.repair(row, column, format!("≤{bound} {currency}"));
            return Ok(Amount::at_most(bound));
        }
        let money = Some(Money::new(Amount::at_most(bound), currency));
        return Err(row.fault(column, "the bound is not written with `≤`").with_money(money));
    }
    cells::figure(run, row, column, Figures::Whole, currency).map(Amount::exact)
}
