//! `[ledger]`, `[rates]` and `[[rate]]`: what the rest of a file is read by.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::amounts::bare_amount;
use super::env::Env;
use super::input::Beside;
use super::log::Log;
use super::record::Record;
use super::shape::{LEDGER, RATE, RATES};
use super::term::{Term, wrong_type};
use super::tree::{Node, Spot, Table, Value};
use crate::amount::{Domain, Form};
use crate::currency::{Currency, CurrencyError};
use crate::error::{Code, Problem, nearest};
use crate::ledger::{RateFile, Settings, StatedRate, Valuation};
use crate::rates::{
    MaxAge, MeanOf, OffshoreYuan, PartialPeriods, Policy, RateError, RateErrors, RateFileErrors, RateFormat,
    RateTable, Series, UnknownTerm, ValueDate,
};

/// The version of the format that this library reads and writes.
pub const FORMAT: u32 = 1;

/// The name of the source of rates that a ledger states on nobody's word.
const OWN_SOURCE: &str = "ledger";

/// Reads `[ledger]`.
pub(crate) fn settings(log: &mut Log, env: &Env, root: &Table, file: usize) -> Settings {
    let mut settings = Settings::default();
    let Some(pair) = root.get("ledger") else {
        let message = "`[ledger]` is missing";
        let problem =
            Problem::new(Code::MissingKey, message).help("begin the file with `[ledger]` and `format = 1`");
        log.report(Spot { file, ..Spot::default() }, problem);
        return settings;
    };
    let Some(mut record) = Record::of(log, env, "ledger", &pair.node, &LEDGER) else { return settings };
    format(&mut record);
    settings.title = record.term("title");
    settings.currency = record.term("currency");
    settings.currencies = record.terms("currencies");
    if let Some(language) = record.term::<crate::text::Language>("language") {
        // The tag is kept as it is written: `en-GB` reads as `en`.
        let written: Option<String> = record.term("language");
        settings.language = written.unwrap_or_else(|| language.to_string());
    }
    if let Some(domain) = record.term("domain") {
        settings.domain = domain;
    }
    if let Some(list) = record.term("list") {
        settings.list = list;
    }
    settings.note = record.term("note");
    settings
}

fn format(record: &mut Record<'_>) {
    let Some(pair) = record.required("format", "write `format = 1`") else { return };
    match &pair.node.value {
        Value::Integer(number) if *number == FORMAT.to_string() => {}
        Value::Integer(number) => {
            let shown: String = number.chars().take(40).collect();
            let message = format!("the file is in format {shown}, and this library reads format {FORMAT}");
            let problem = Problem::new(Code::Version, message);
            record.log.report(pair.node.spot, problem.help("use a version of the library that reads it"));
        }
        _ => {
            let expected = format!("the number {FORMAT}, without quotation marks,");
            record.log.report(pair.node.spot, wrong_type("format", &pair.node, &expected));
        }
    }
}

macro_rules! rate_terms {
    ($($type:ty = $words:expr),* $(,)?) => {$(
        impl Term for $type {
            const EXPECTED: &'static str = "a word in quotation marks";

            fn read(text: &str, _: &Env) -> Result<Self, Box<Problem>> {
                text.parse().map_err(|error: UnknownTerm| {
                    let problem = Problem::new(Code::UnknownWord, error.to_string());
                    super::term::near(problem, text, $words)
                })
            }
        }
    )*};
}
rate_terms!(
    Policy = Self::ALL.iter().map(|word| word.name()),
    MeanOf = Self::ALL.iter().map(|word| word.name()),
    PartialPeriods = Self::ALL.iter().map(|word| word.name()),
    OffshoreYuan = Self::ALL.iter().map(|word| word.name()),
    RateFormat = ["ecb", "plain", "pairs"],
);

impl Term for ValueDate {
    const EXPECTED: &'static str = "a day, or a word in quotation marks,";
    const IS_DATE: bool = true;

    fn read(text: &str, env: &Env) -> Result<Self, Box<Problem>> {
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            return crate::date::Day::read(text, env).map(Self::On);
        }
        text.parse().map_err(|error: UnknownTerm| {
            let problem = Problem::new(Code::UnknownWord, error.to_string());
            super::term::near(problem, text, ["entry", "entry-start", "entry-end"])
        })
    }
}

/// Where a stated rate stands, and where its source is named.
#[derive(Clone, Copy)]
pub(crate) struct StatedSpot {
    pub(crate) record: Spot,
    pub(crate) source: Spot,
}

/// The rates of a file, and where each of those that it states itself stands.
pub(crate) struct Rates {
    pub(crate) valuation: Valuation,
    pub(crate) spots: Vec<StatedSpot>,
    /// Where `[rates]` stands.
    pub(crate) spot: Spot,
    /// Whether `[rates]` is there.
    pub(crate) has_terms: bool,
    /// Whether a rate file could not be read.
    pub(crate) is_lacking: bool,
}

/// Reads `[rates]` and `[[rate]]`; with a table of the caller's, rate files are not opened.
pub(crate) fn rates(
    log: &mut Log,
    env: &Env,
    root: &Table,
    beside: &mut Beside<'_>,
    callers: Option<&Arc<RateTable>>,
) -> Rates {
    let mut rates = Rates {
        valuation: Valuation::default(),
        spots: Vec::new(),
        spot: Spot::default(),
        has_terms: root.get("rates").is_some(),
        is_lacking: false,
    };
    let mut tables = Vec::new();
    if let Some(pair) = root.get("rates") {
        rates.spot = pair.node.spot;
        if let Some(mut record) = Record::of(log, env, "rates", &pair.node, &RATES) {
            terms(&mut record, &mut rates.valuation);
            tables = files(&mut record, &mut rates, beside, callers.is_some());
        }
    }
    stated(log, env, root, &mut rates);
    rates.valuation.table = match callers {
        Some(table) => Some(table.clone()),
        None => joined(log, &rates, tables),
    };
    rates
}

fn terms(record: &mut Record<'_>, valuation: &mut Valuation) {
    if let Some(pair) = record.pair("max-age") {
        match &pair.node.value {
            Value::Integer(text) | Value::Text(text) => match text.parse::<MaxAge>() {
                Ok(age) => valuation.terms.max_age = age,
                Err(error) => {
                    record.log.report(pair.node.spot, Problem::new(Code::BadNumber, error.to_string()));
                }
            },
            _ => {
                let expected = "a whole number of days, or `\"none\"`,";
                record.log.report(pair.node.spot, wrong_type("max-age", &pair.node, expected));
            }
        }
    }
    let terms = &mut valuation.terms;
    terms.policy = record.term("policy").unwrap_or(terms.policy);
    terms.value_date = record.term("value-date").unwrap_or(terms.value_date);
    terms.mean_of = record.term("mean").unwrap_or(terms.mean_of);
    terms.partial_periods = record.term("partial-periods").unwrap_or(terms.partial_periods);
    terms.offshore_yuan = record.term("offshore-yuan").unwrap_or(terms.offshore_yuan);
    valuation.note = record.term("note");
}

/// The rate files; not opened where the caller has rates of his own.
fn files(
    record: &mut Record<'_>,
    rates: &mut Rates,
    beside: &mut Beside<'_>,
    is_replaced: bool,
) -> Vec<RateTable> {
    let format: Option<RateFormat> = record.term("format");
    let mut tables = Vec::new();
    for node in record.nodes("file") {
        let Some(path) = record.read::<String>("file", node) else { continue };
        rates
            .valuation
            .files
            .push(RateFile { path: path.clone(), format: format.map(|format| format.to_string()) });
        if is_replaced {
            continue;
        }
        let name = beside.name(&path);
        let bytes = match beside.fetch(&path) {
            Ok(bytes) => bytes,
            Err(problem) => {
                record.log.report(node.spot, problem);
                rates.is_lacking = true;
                continue;
            }
        };
        let read = match format {
            Some(format) => crate::rates::read_as(&bytes, &name, format),
            None => crate::rates::read(&bytes, &name),
        };
        match read {
            Ok(table) => tables.push(table),
            Err(errors) => {
                rates.is_lacking = true;
                report_file(record.log, &name, bytes, &errors);
            }
        }
    }
    tables
}

fn report_file(log: &mut Log, name: &str, bytes: Vec<u8>, errors: &RateFileErrors) {
    if std::str::from_utf8(&bytes).is_ok() {
        // Kept so that the places of its problems can be shown.
        log.add(name, bytes);
    }
    for error in errors {
        let problem = Problem::new(Code::BadRate, error.fault.to_string());
        log.report_aside(problem.at(error.place.clone()));
    }
}

fn stated(log: &mut Log, env: &Env, root: &Table, rates: &mut Rates) {
    for node in tables(log, root, "rate") {
        let Value::Table(table) = &node.value else { continue };
        let mut record = Record::open(log, env, table, node.spot, &RATE);
        let date = record.required_term("date", "write the day of the rate");
        let base = unit(&mut record, "base");
        let quote = unit(&mut record, "quote");
        let advice = "write units of the quote per unit of the base, as in `rate = \"6.7131\"`";
        let rate = match record.required("rate", advice) {
            Some(pair) => bare_amount(record.log, record.env, "rate", &pair.node),
            None => None,
        };
        let source = record.term("source");
        let note = record.term("note");
        let (Some(date), Some(base), Some(quote), Some(rate)) = (date, base, quote, rate) else { continue };
        let stated = StatedRate { source, note, ..StatedRate::new(date, base, quote, rate) };
        let errors = series(&stated).err();
        rates.valuation.stated.push(stated);
        let at = |key: &str| table.get(key).map_or(node.spot, |pair| pair.node.spot);
        rates.spots.push(StatedSpot { record: node.spot, source: at("source") });
        for error in errors.into_iter().flatten() {
            let spot = match error {
                RateError::SameCurrency { .. } => at("quote"),
                RateError::NotPositive { .. } => at("rate"),
                _ => node.spot,
            };
            log.report(spot, Problem::new(Code::BadRate, error.to_string()));
        }
    }
}

/// A code that a rate names: a listed currency, or a unit of its own.
fn unit(record: &mut Record<'_>, key: &str) -> Option<Currency> {
    let pair = record.required(key, "write the code of the currency")?;
    let code: String = record.read(key, &pair.node)?;
    let problem = match Currency::from_code(&code) {
        Ok(currency) => return Some(currency),
        Err(CurrencyError::Spelling { .. }) => match record.env.currency(&code) {
            Ok(unit) => return Some(unit),
            Err(problem) => *problem,
        },
        Err(_) => match Currency::unlisted(&code) {
            Ok(unit) => return Some(unit),
            Err(error) => Problem::new(Code::UnknownCurrency, error.to_string()),
        },
    };
    record.log.report(pair.node.spot, problem);
    None
}

/// The tables of an array of tables, `[[name]]`; anything else under the name is reported.
pub(crate) fn tables<'a>(log: &mut Log, root: &'a Table, name: &str) -> Vec<&'a Node> {
    let Some(pair) = root.get(name) else { return Vec::new() };
    let expected = format!("a list of tables, each under `[[{name}]]`,");
    let Value::List(nodes) = &pair.node.value else {
        log.report_broken(pair.node.spot, wrong_type(name, &pair.node, &expected));
        return Vec::new();
    };
    for node in nodes {
        if !matches!(node.value, Value::Table(_)) {
            log.report_broken(node.spot, wrong_type(name, node, &expected));
        }
    }
    nodes.iter().collect()
}

fn series(stated: &StatedRate) -> Result<Series, RateErrors> {
    let source = stated.source.as_ref().map_or(OWN_SOURCE, |source| source.as_str());
    let builder = Series::builder(source, stated.base, stated.quote);
    let builder = match (stated.rate.form(), stated.rate.outer(Domain::Signed)) {
        (Form::Exact(rate), _) => builder.observe(stated.date, *rate),
        (_, Some(set)) => builder.observe_within(stated.date, set, stated.rate.printed()),
        // Reports that contradict one another leave no rate for the day.
        (_, None) => builder,
    };
    builder.build()
}

/// All rates in one table; `None` where there are none.
fn joined(log: &mut Log, rates: &Rates, files: Vec<RateTable>) -> Option<Arc<RateTable>> {
    if files.is_empty() && rates.valuation.stated.is_empty() {
        return None;
    }
    let own: Vec<Series> = rates.valuation.stated.iter().filter_map(|stated| series(stated).ok()).collect();
    let mut table = match RateTable::new(own) {
        Ok(table) => table,
        Err(errors) => {
            for error in &errors {
                let problem = Problem::new(Code::BadRate, error.to_string());
                log.report(stated_at(rates, error).unwrap_or(rates.spot), problem);
            }
            RateTable::default()
        }
    };
    for file in files {
        match table.joined(&file) {
            Ok(both) => table = both,
            Err(errors) => report_joint(log, rates, rates.spot, &errors),
        }
    }
    Some(Arc::new(table))
}

/// Reports rates that contradict one another between files: where one is stated among `rates` there, else at `spot`.
pub(crate) fn report_joint(log: &mut Log, rates: &Rates, spot: Spot, errors: &RateErrors) {
    for error in errors {
        let spot = stated_at(rates, error).unwrap_or(spot);
        log.report(spot, Problem::new(Code::BadRate, error.to_string()));
    }
}

/// Where the last of the stated rates stands that an error is about.
fn stated_at(rates: &Rates, error: &RateError) -> Option<Spot> {
    let is_meant = |stated: &StatedRate| match error {
        RateError::TwoRates { base, quote, day, .. } => {
            (stated.base, stated.quote, stated.date) == (*base, *quote, *day)
        }
        _ => false,
    };
    let at = rates.valuation.stated.iter().rposition(is_meant);
    at.and_then(|at| rates.spots.get(at)).map(|spot| spot.record)
}

/// Units that no standard lists, which these rates name.
pub(crate) fn units(valuation: &Valuation) -> BTreeSet<Currency> {
    let stated = valuation.stated.iter().flat_map(|stated| [stated.base, stated.quote]);
    let table = valuation.table.iter().flat_map(|table| table.currencies());
    stated.chain(table).filter(|currency| !currency.is_listed()).collect()
}

/// The problem of a source of a stated rate that the ledger does not have.
pub(crate) fn unknown_source<'a>(id: &str, known: impl IntoIterator<Item = &'a str>) -> Problem {
    let problem = Problem::new(Code::UnknownId, format!("no source has the id `{id}`"));
    match nearest(id, known) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("add a [[source]] with this id, or correct it"),
    }
}
