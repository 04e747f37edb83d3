//! Which rates are used, and where they are from.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use adspend::currency::{Currency, CurrencyError};
use adspend::error::{Code, Problem, Problems, SourceText};
use adspend::ledger::Ledger;
use adspend::rates::{RateTable, read};

use crate::diagnostics::{unreadable, with_file};
use crate::table::clean;

/// Where rates are from; a closed set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A file named on the command line.
    File(String),
    /// The ledger's own `[rates]` and `[[rate]]`.
    Ledger,
    /// The history of the European Central Bank that is part of the program.
    BuiltIn,
}

/// The rates that a run uses.
#[derive(Clone, Debug)]
pub(crate) struct RatesUsed {
    pub(crate) table: Arc<RateTable>,
    pub(crate) origin: Origin,
}

impl RatesUsed {
    /// The built-in history.
    pub(crate) fn built_in() -> Self {
        Self { table: RateTable::ecb().clone(), origin: Origin::BuiltIn }
    }

    /// The rates of the file, where one is named.
    pub(crate) fn of_file(path: Option<&Path>) -> Result<Option<Self>, Problems> {
        let Some(path) = path else { return Ok(None) };
        let name = path.display().to_string();
        let table = Arc::new(read_file(path, &name)?);
        Ok(Some(Self { table, origin: Origin::File(name) }))
    }

    /// The ledger's own rates, else the built-in history.
    pub(crate) fn of_ledger(ledger: &Ledger) -> Self {
        match &ledger.valuation().table {
            Some(table) => Self { table: table.clone(), origin: Origin::Ledger },
            None => Self::built_in(),
        }
    }

    /// `ECB, built in, until 2026-10-30`.
    pub(crate) fn describe(&self) -> String {
        let mut names: Vec<&str> = self.table.sources().map(adspend::rates::Source::name).collect();
        names.dedup();
        let names = if names.is_empty() { "no series".to_owned() } else { names.join(", ") };
        let until = self.table.last_day().map_or(String::new(), |day| format!(", until {day}"));
        let described = match &self.origin {
            Origin::File(file) if *file == names => format!("{file}{until}"),
            Origin::File(file) => format!("{names}, from {file}{until}"),
            Origin::Ledger => format!("{names}, the ledger's own{until}"),
            Origin::BuiltIn => format!("{names}, built in{until}"),
        };
        clean(&described)
    }

    /// The units that no standard lists and these rates name.
    pub(crate) fn unlisted(&self) -> impl Iterator<Item = Currency> {
        self.table.currencies().into_iter().filter(|currency| !currency.is_listed())
    }

    /// The currency with this code, listed or named by the rates.
    ///
    /// # Errors
    ///
    /// What is wrong with the code.
    pub(crate) fn currency(&self, code: &str) -> Result<Currency, Box<Problem>> {
        let error = match Currency::from_code(code) {
            Ok(currency) => return Ok(currency),
            Err(error) => error,
        };
        if let Some(unit) = self.unlisted().find(|unit| unit.as_str() == code) {
            return Ok(unit);
        }
        let found = code.chars().take(40).collect::<String>();
        Err(Box::new(match error {
            CurrencyError::Unknown { nearest, .. } => {
                let message =
                    format!("`{found}` is no listed currency code, and the rates used do not name it");
                let nearest: Vec<String> = nearest.iter().map(|code| format!("`{code}`")).collect();
                let problem = Problem::new(Code::UnknownCurrency, message);
                match nearest.as_slice() {
                    [] => problem.help("write an ISO 4217 code such as `EUR`"),
                    [one] => problem.help(format!("the nearest is {one}")),
                    all => problem.help(format!("the nearest are {}", all.join(", "))),
                }
            }
            other => Problem::new(Code::UnknownCurrency, other.to_string()),
        }))
    }
}

fn read_file(path: &Path, name: &str) -> Result<RateTable, Problems> {
    let bytes = fs::read(path).map_err(|error| unreadable(name, &error))?;
    read(&bytes, name).map_err(|errors| {
        let mut problems: Vec<Problem> = errors
            .iter()
            .map(|error| {
                let text = error.fault.to_string();
                let (message, help) =
                    text.split_once("; ").map_or((text.as_str(), None), |(m, h)| (m, Some(h)));
                let problem = Problem::new(Code::BadRate, message).at(error.place.clone());
                match help {
                    Some(help) => problem.help(help),
                    None => problem,
                }
            })
            .collect();
        if errors.further() > 0 {
            let more = format!("and {} more in this file", errors.further());
            problems.push(with_file(Code::BadRate, name, &more));
        }
        let text = String::from_utf8(bytes).ok();
        let source = text.map(|text| SourceText { file: name.into(), text: text.into() });
        let found = Problems::check(problems, source.into_iter().collect()).err();
        found.unwrap_or_else(|| with_file(Code::BadRate, name, "is no file of rates").into())
    })
}
