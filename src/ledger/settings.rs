use std::sync::Arc;

use crate::amount::Domain;
use crate::currency::Currency;
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

/// The rates of a ledger and the terms on which they are used: `[rates]` and `[[rate]]` in its file.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Valuation {
    /// The rates; without any, nothing is converted.
    pub table: Option<Arc<RateTable>>,
    /// The terms.
    pub terms: Terms,
}

impl Valuation {
    /// These rates on these terms.
    #[must_use]
    pub const fn new(table: Arc<RateTable>, terms: Terms) -> Self {
        Self { table: Some(table), terms }
    }
}
