//! What the rest of a file is read by: its settings, and the units that it knows.

use std::collections::BTreeSet;

use crate::currency::{Currency, CurrencyError};
use crate::error::{Code, Problem, nearest};
use crate::ledger::Settings;
use crate::text::{Language, Reader};

/// The settings of a file, and the units beside the listed currencies.
#[derive(Clone, Debug)]
pub(crate) struct Env {
    pub(crate) settings: Settings,
    /// Units that no standard lists, which rates name.
    units: BTreeSet<Currency>,
    /// Whether rates that could name more of them could not be read.
    is_lacking: bool,
    reader: Reader,
}

impl Env {
    pub(crate) fn new(settings: Settings, units: BTreeSet<Currency>) -> Self {
        let language = settings.language.parse().unwrap_or(Language::English);
        let reader = Reader::new(language)
            .with_currencies(settings.currencies.iter().copied())
            .with_codes(units.iter().copied());
        let reader = match settings.currency {
            Some(currency) => reader.with_default_currency(currency),
            None => reader,
        };
        Self { settings, units, is_lacking: false, reader }
    }

    /// The same, where rates that could name more units could not be read: no unit is called unknown then.
    pub(crate) fn lacking(self, is_lacking: bool) -> Self {
        Self { is_lacking, ..self }
    }

    /// Whether rates that could name more units could not be read.
    pub(crate) const fn is_lacking(&self) -> bool {
        self.is_lacking
    }

    /// The reader of amounts; beside an amount that names its currency in a key of its own, that currency is the default and
    /// settles shared signs.
    pub(crate) fn reader(&self, currency: Option<Currency>) -> Reader {
        match currency {
            None => self.reader.clone(),
            Some(currency) => Reader::new(self.reader.language())
                .with_codes(self.units.iter().copied())
                .with_default_currency(currency)
                .with_currencies([currency]),
        }
    }

    /// What a word means where a currency is named in an amount.
    fn word(&self, word: &str) -> Option<Currency> {
        self.reader.read(&format!("1 {word}")).ok()?.currency()
    }

    /// The currency with this code: a listed one, or a unit that rates name.
    pub(crate) fn currency(&self, code: &str) -> Result<Currency, Box<Problem>> {
        match Currency::from_code(code) {
            Ok(currency) => Ok(currency),
            Err(error) => self
                .units
                .iter()
                .copied()
                .find(|unit| unit.as_str() == code)
                .or_else(|| self.is_lacking.then(|| Currency::unlisted(code).ok()).flatten())
                .ok_or_else(|| unknown_currency(code, &error, &self.units, self.word(code))),
        }
    }
}

fn unknown_currency(
    code: &str,
    error: &CurrencyError,
    units: &BTreeSet<Currency>,
    word: Option<Currency>,
) -> Box<Problem> {
    let shown: String = code.chars().take(16).flat_map(char::escape_debug).collect();
    let problem = Problem::new(Code::UnknownCurrency, format!("`{shown}` is not a listed currency code"));
    let problem = match error {
        CurrencyError::Spelling { code, .. } => problem.help(format!("write `{code}`")),
        CurrencyError::Unknown { nearest: listed, .. } => {
            let unit = nearest(code, units.iter().map(Currency::as_str));
            // `RMB` is nearer to `RUB` than to what it means.
            let word = word.as_ref().map(Currency::as_str);
            match word.or(unit).or(listed.first().map(Currency::as_str)) {
                Some(near) => problem.help(format!("did you mean `{near}`?")),
                None => problem.help(
                    "write an ISO 4217 code such as `EUR`; a unit that no standard lists needs a [[rate]] that names it",
                ),
            }
        }
        _ => problem,
    };
    problem.into()
}
