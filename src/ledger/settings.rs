use crate::amount::Domain;
use crate::currency::Currency;
use crate::model::ListKind;

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Valuation {}
