//! Reading ledger files together with the rates that a run uses.

use std::path::PathBuf;

use adspend::error::Problems;
use adspend::file::LedgerFiles;
use adspend::ledger::{Ledger, Valuation};
use adspend::rates::ValueDate;

use crate::arguments::RateArguments;
use crate::rates_used::RatesUsed;

/// Whether the campaigns of a list are asked for; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Campaigns {
    /// They may be.
    Kept,
    /// They are not.
    LeftOut,
}

/// The ledger of all files, valued at the rates used on the terms named.
///
/// # Errors
///
/// All problems of the rate file and of the ledger files.
pub(super) fn read(
    paths: &[PathBuf],
    rates: &RateArguments,
    on: Option<ValueDate>,
    campaigns: Campaigns,
) -> Result<(Ledger, RatesUsed), Problems> {
    let named = RatesUsed::of_file(rates.rates.as_deref())?;
    let mut files = match campaigns {
        Campaigns::Kept => LedgerFiles::new(),
        Campaigns::LeftOut => LedgerFiles::new().without_campaigns(),
    };
    if let Some(named) = &named {
        files = files.with_rates(named.table.clone());
    }
    let ledger = paths.iter().fold(files, LedgerFiles::path).read()?;
    let used = named.unwrap_or_else(|| RatesUsed::of_ledger(&ledger));
    let mut terms = rates.terms(ledger.valuation().terms);
    terms.value_date = on.unwrap_or(terms.value_date);
    let valuation = Valuation::new(used.table.clone(), terms);
    Ok((ledger.with_valuation(valuation), used))
}
