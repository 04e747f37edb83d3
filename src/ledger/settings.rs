use std::sync::Arc;

use crate::amount::{Amount, Domain};
use crate::currency::Currency;
use crate::date::Day;
use crate::id::SourceId;
use crate::model::ListKind;
use crate::rates::{RateTable, Terms};

/// What a ledger says about itself: `[ledger]` in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Settings {
    /// Its title.
    pub title: Option<String>,
    /// The currency of amounts that name none.
    pub currency: Option<Currency>,
    /// The currencies that settle shared signs and words ("$", "dollars").
    pub currencies: Vec<Currency>,
    /// The language in which its amounts are read, as a BCP 47 tag.
    pub language: String,
    /// Whether its amounts may be below zero, unless one says otherwise.
    pub domain: Domain,
    /// Whether the entries in a claim's scope are all there are, unless the claim says otherwise.
    pub list: ListKind,
    /// A remark.
    pub note: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: None,
            currency: None,
            currencies: Vec::new(),
            language: "en".to_owned(),
            domain: Domain::Gross,
            list: ListKind::Complete,
            note: None,
        }
    }
}

/// The rates of a ledger and how they are to be used: `[rates]` and `[[rate]]` in its file.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Valuation {
    /// The rates; `None` where the ledger names none.
    pub table: Option<Arc<RateTable>>,
    /// How they are used.
    pub terms: Terms,
    /// The files that they were read from, as the ledger file names them.
    pub files: Vec<RateFile>,
    /// The rates that the ledger states itself; they are part of the table.
    pub stated: Vec<StatedRate>,
    /// A remark.
    pub note: Option<String>,
}

impl Valuation {
    /// These rates on these terms.
    #[must_use]
    pub fn new(table: Arc<RateTable>, terms: Terms) -> Self {
        Self { table: Some(table), terms, ..Self::default() }
    }
}

/// A rate file, as a ledger file names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateFile {
    /// Its path, from the folder of the ledger file.
    pub path: String,
    /// Its format, `ecb` or `plain`; told by its header where absent.
    pub format: Option<String>,
}

/// A rate that a ledger states itself: `[[rate]]` in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatedRate {
    /// The day.
    pub date: Day,
    /// The currency of which one unit is priced.
    pub base: Currency,
    /// The currency in which it is priced.
    pub quote: Currency,
    /// Units of the quote per unit of the base.
    pub rate: Amount,
    /// On whose word.
    pub source: Option<SourceId>,
    /// A remark.
    pub note: Option<String>,
}

impl StatedRate {
    /// A rate on nobody's word.
    #[must_use]
    pub const fn new(date: Day, base: Currency, quote: Currency, rate: Amount) -> Self {
        Self { date, base, quote, rate, source: None, note: None }
    }
}
