//! The reader: what a caller fixes beforehand.

use std::str::FromStr;

use super::country::Country;
use super::language::{Language, UnsupportedLanguage};
use crate::currency::Currency;

/// Reads amounts as people write them, one amount a text.
///
/// # Syntax
///
/// An amount is a number in digits or words, with scale words and a currency, and at most one bound, hedge or
/// second end:
///
/// | written | read as |
/// |---|---|
/// | `45.15 million yuan`, `4,515万元`, `RMB45.15m` | rounded at the step that the digits give away ([`Steps::of_written`]) |
/// | `about 972,000 US dollars`, `约4515万元`, `~€3M` | the same, hedged as "about" |
/// | `at least €3 million`, `≥`, `€3m+`, `500万元以上` | this or more |
/// | `over €3 million`, `>`, `超过500万元` | more than this; "just over" hedged as near |
/// | `up to €100`, `≤`, `no more than`, `不超过` | this or less |
/// | `under €100`, `<`, `不到500万元` | less than this; "nearly" and "almost" hedged as near |
/// | `3–5 million euros`, `between €3m and €5m`, `300-500万元` | from the one to the other, both included |
/// | `500多万元` | more than the first, less than the next in that place: both hold |
/// | `-5 EUR`, `(7.92) USD` | below zero |
/// | `undisclosed`, `n/a`, `–`, `未披露` | unknown |
/// | `nil EUR` | exactly 0 |
///
/// Digits are grouped by `,`, blanks of any kind, apostrophes or `.`, also in the Indian way; of two different
/// signs the last begins the decimals. `1.234` with the language's decimal sign is refused as ambiguous, unless
/// a scale word follows or the currency has three minor digits.
///
/// A sign or word that several currencies share (`$`, `dollars`, `¥`, `kr`) is never guessed: it is the one of
/// [`Reader::with_currencies`] that it can be, or an error. The default currency does not settle it: it is for
/// amounts that name none.
///
/// In running text a sign of one letter (`R50`, `K5 million`, `L20`, `Q30`) is a currency only where
/// [`Reader::with_currencies`] holds it, and a code that is a word or an abbreviation as often (`TRY 50`, `SDG 13`)
/// needs evidence, or to be held too. `One or ten million` is an alternative: only the second is an amount.
///
/// # Complexity
///
/// Linear in the text's length.
///
/// # Example
///
/// ```
/// use adspend::amount::Domain;
/// use adspend::currency::Currency;
/// use adspend::text::Reader;
///
/// let reader = Reader::english().with_currencies([Currency::USD]);
/// let item = reader.read("about 972,000 dollars")?;
/// assert_eq!(item.currency(), Some(Currency::USD));
/// assert_eq!(item.amount().to_string(), "about 972000 to 1|10|100|1000");
/// assert_eq!(item.amount().outer(Domain::Gross).unwrap().to_string(), "[971500, 972500]");
///
/// let total = reader.read("4,515万元")?;
/// assert_eq!((total.amount().to_string().as_str(), total.currency()), ("45150000 to 10000", Some(Currency::CNY)));
/// # Ok::<(), adspend::text::ReadError>(())
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::text::Reader;
///
/// assert_eq!(
///     Reader::english().read("6.5 milion yuan").unwrap_err().to_string(),
///     "`milion` in `6.5 milion yuan` is not understood; the nearest known word is `million`"
/// );
/// ```
///
/// [`Steps::of_written`]: crate::amount::Steps::of_written
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    language: Language,
    default_currency: Option<Currency>,
    currencies: Vec<Currency>,
    codes: Vec<Currency>,
    country: Option<Country>,
    evidence: Evidence,
}

/// Whether other numbers of a document tell how its separators are meant; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Evidence {
    Used,
    Ignored,
}

impl Reader {
    /// A reader of this language, with no default currency and no shared sign settled.
    #[must_use]
    pub const fn new(language: Language) -> Self {
        Self {
            language,
            default_currency: None,
            currencies: Vec::new(),
            codes: Vec::new(),
            country: None,
            evidence: Evidence::Used,
        }
    }

    /// A reader of English.
    #[must_use]
    pub const fn english() -> Self {
        Self::new(Language::English)
    }

    /// A reader of the language with this tag.
    ///
    /// # Errors
    ///
    /// [`UnsupportedLanguage`], which names those that are read.
    pub fn for_tag(tag: &str) -> Result<Self, UnsupportedLanguage> {
        Language::from_str(tag).map(Self::new)
    }

    /// The same reader, which gives this currency to amounts that name none.
    #[must_use]
    pub const fn with_default_currency(mut self, currency: Currency) -> Self {
        self.default_currency = Some(currency);
        self
    }

    /// The same reader, where these currencies settle the signs and words that several share; a further call
    /// adds to them.
    #[must_use]
    pub fn with_currencies(mut self, currencies: impl IntoIterator<Item = Currency>) -> Self {
        self.currencies.extend(currencies);
        self
    }

    /// The same reader, which also knows these codes, as those of [`Currency::unlisted`]; a further call adds
    /// to them.
    #[must_use]
    pub fn with_codes(mut self, codes: impl IntoIterator<Item = Currency>) -> Self {
        self.codes.extend(codes);
        self
    }

    /// The same reader, where a sign or word that several currencies share means that of this country, unless
    /// [`Reader::with_currencies`] settles it.
    #[must_use]
    pub const fn with_country(mut self, country: Country) -> Self {
        self.country = Some(country);
        self
    }

    /// The same reader, for which the other numbers of a document do not tell how a doubtful separator is meant.
    #[must_use]
    pub const fn without_evidence(mut self) -> Self {
        self.evidence = Evidence::Ignored;
        self
    }

    /// The country whose currency shared signs and words mean.
    #[must_use]
    pub const fn country(&self) -> Option<Country> {
        self.country
    }

    pub(super) fn uses_evidence(&self) -> bool {
        self.evidence == Evidence::Used
    }

    /// The language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The currency of amounts that name none.
    #[must_use]
    pub const fn default_currency(&self) -> Option<Currency> {
        self.default_currency
    }

    /// The currencies that settle shared signs and words.
    #[must_use]
    pub fn currencies(&self) -> &[Currency] {
        &self.currencies
    }

    /// The further codes known.
    #[must_use]
    pub fn codes(&self) -> &[Currency] {
        &self.codes
    }
}
