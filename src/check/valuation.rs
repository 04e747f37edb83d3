//! The rates that a check converts at.

use super::implied::Crosses;
use super::verdict::Reason;
use crate::amount::Interval;
use crate::currency::Currency;
use crate::date::{Day, When};
use crate::ledger::Ledger;

/// What makes two rates one variable: the pair, and the day or period.
pub(super) type RateKey = (Currency, Option<When>);

/// The rates, in units of `to` per unit of `from`, of a day or period: a point for a day, the band for a period.
pub(super) fn rate_of(
    _ledger: &Ledger,
    _from: Currency,
    _to: Currency,
    _when: Option<When>,
) -> Result<(RateKey, Interval), Reason> {
    Err(Reason::NoRate)
}

pub(super) struct NoCrosses;
impl Crosses for NoCrosses {
    fn days_within(
        &self,
        _: Currency,
        _: Currency,
        _: Option<Day>,
        _: Option<Day>,
        _: &Interval,
    ) -> Vec<Day> {
        Vec::new()
    }
}

pub(super) fn crosses(_ledger: &Ledger) -> Option<NoCrosses> {
    None
}
