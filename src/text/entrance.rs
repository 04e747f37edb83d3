//! What a reader does: it reads a text that is one amount, and finds those of a running text.

use super::error::ReadError;
use super::grammar::{Grammar, Missing, Scene};
use super::mention::Mention;
use super::reader::Reader;
use super::reading::Reading;
use super::scan;
use super::whole::whole;

impl Reader {
    /// Reads a text that is one amount, blanks around it allowed.
    ///
    /// # Errors
    ///
    /// [`ReadError`] for anything else, with the place in the text; also where neither the text nor the reader
    /// names a currency, unless the amount is unknown.
    ///
    /// # Example
    ///
    /// ```
    /// use adspend::currency::Currency;
    /// use adspend::text::Reader;
    ///
    /// let reader = Reader::english().with_currencies([Currency::CAD]);
    /// assert_eq!(reader.read("$1.2bn")?.currency(), Some(Currency::CAD));
    /// # Ok::<(), adspend::text::ReadError>(())
    /// ```
    ///
    /// # Example: refused
    ///
    /// ```
    /// use adspend::text::Reader;
    ///
    /// let error = Reader::english().read("about $3 million").unwrap_err();
    /// assert_eq!(error.span(), 6..7);
    /// assert_eq!(
    ///     error.to_string(),
    ///     "`$` may be USD, CAD, AUD, MXN or 26 others: write the code, as in `5 USD`, or let `currencies` \
    ///      hold exactly one of them"
    /// );
    /// ```
    pub fn read(&self, text: &str) -> Result<Reading, ReadError> {
        whole(&Grammar::new(self, Scene::Whole, Missing::Refused), text)
    }

    /// Reads a table cell, which may hold a bare number: as [`Reader::read`], but an amount that names no
    /// currency, where there is no default, has none.
    ///
    /// # Errors
    ///
    /// [`ReadError`] as for [`Reader::read`], but for the currency.
    ///
    /// # Example
    ///
    /// ```
    /// use adspend::text::Reader;
    ///
    /// let cell = Reader::english().read_cell("37,300")?;
    /// assert_eq!(cell.currency(), None);
    /// # Ok::<(), adspend::text::ReadError>(())
    /// ```
    pub fn read_cell(&self, text: &str) -> Result<Reading, ReadError> {
        whole(&Grammar::new(self, Scene::Whole, Missing::Allowed), text)
    }

    /// Finds the amounts of money that a text mentions, in its order.
    ///
    /// A number without a currency is none, unless the reader has a default currency. A sign that several currencies
    /// share leaves its candidates, and a number that may be read in two ways its readings.
    ///
    /// # Complexity
    ///
    /// Linear in the text's length.
    ///
    /// # Example
    ///
    /// ```
    /// use adspend::currency::Currency;
    /// use adspend::text::{Language, Reader};
    ///
    /// let reader = Reader::new(Language::French).with_currencies([Currency::USD]);
    /// let text = "Le total est de 45,15 millions de yuans (environ 6,74 millions de dollars) en 2020.";
    /// let found = reader.find(text);
    /// assert_eq!(&text[found[1].reading().span()], "environ 6,74 millions de dollars");
    /// assert_eq!(found[1].reading().amount().to_string(), "about 6740000 to 10000");
    /// assert_eq!(found[1].gloss_of(), Some(0));
    /// ```
    ///
    /// # Example: nothing found
    ///
    /// ```
    /// use adspend::text::{Language, Reader};
    ///
    /// let reader = Reader::new(Language::French);
    /// assert!(reader.find("plus de 193 millions d’abonnés, dont 12 % en 2024").is_empty());
    /// ```
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Mention> {
        scan::mentions(self, text, Missing::Refused)
    }

    /// Finds the amounts of the cells of a table, of which each is a line, or stands between tabs: as [`Reader::find`] does, and the
    /// numbers that name no currency too. No amount reaches across two cells.
    #[must_use]
    pub fn find_bare(&self, text: &str) -> Vec<Mention> {
        scan::mentions(self, text, Missing::Allowed)
    }

    /// Finds the amounts of a text as [`Reader::find`] or [`Reader::find_bare`] do, and refuses one that may be read in two ways, or
    /// whose number is beyond what can be held ([`Reading::beyond`]).
    ///
    /// # Errors
    ///
    /// [`ReadError`] for the first such amount.
    ///
    /// # Example: refused
    ///
    /// ```
    /// use adspend::text::Reader;
    ///
    /// let reader = Reader::english();
    /// let text = "They paid €1.234 for it.";
    /// assert_eq!(
    ///     reader.certain(text, reader.find(text)).unwrap_err().to_string(),
    ///     "`€1.234` may be 1234 or 1.234: write `1234` for the first, and `01.234` for the second"
    /// );
    /// ```
    pub fn certain(&self, text: &str, mentions: Vec<Mention>) -> Result<Vec<Mention>, ReadError> {
        scan::refuse_ambiguous(text, &mentions)?;
        Ok(mentions)
    }
}
