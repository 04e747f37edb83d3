//! From the bytes of one or more files to a ledger.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use super::assembly::{Assembly, Candidate, Naming, RecordPlace};
use super::cells;
use super::claims::claim;
use super::entries::{Origin, entry};
use super::env::Env;
use super::head::{self, Rates, tables};
use super::input::Beside;
use super::log::Log;
use super::record::unknown_key;
use super::records::{actor, campaign, coverage, platform, restriction, source};
use super::shape::{ENTRY, LEDGER, ROOT, SOURCE};
use super::term::wrong_type;
use super::tree::{Node, Spot, Table, Value};
use super::{bulk, json, toml};
use crate::currency::Currency;
use crate::error::{Code, Problem, Problems};
use crate::id::EntryId;
use crate::ledger::{Field, Ledger, Settings, Valuation};
use crate::model::{Claim, ClaimKind, ListKind};
use crate::rates::RateTable;

/// The syntax of a ledger file; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    Toml,
    Json,
}

/// Whether the records that entries name are written somewhere; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Records {
    /// They are: a name that no record has is a mistake.
    Written,
    /// Each name is a record.
    NamedByEntries,
}

/// A ledger file before it is read.
pub(crate) struct Given<'a> {
    pub(crate) name: String,
    /// Its bytes, or why there are none.
    pub(crate) bytes: Result<Vec<u8>, Box<Problem>>,
    pub(crate) syntax: Syntax,
    pub(crate) records: Records,
    pub(crate) beside: Beside<'a>,
}

/// A ledger file, its head read.
pub(crate) struct Input {
    pub(crate) root: Table,
    pub(crate) rates: Rates,
    env: Env,
    file: usize,
}

/// Reads the files and brings them together, rows of CSV in columns where that can be.
///
/// What is wrong with a row in columns is told by its number only: where anything is wrong, all files are read again, each row
/// with its place.
pub(crate) fn load(
    mut given: Vec<Given<'_>>,
    callers: Option<&Arc<RateTable>>,
    threads: NonZeroUsize,
    without_campaigns: bool,
) -> Result<Ledger, Problems> {
    // Entries that two files share are told by their rows.
    let is_alone = given.len() == 1;
    let is_list = is_alone && given.iter().all(|given| given.records == Records::NamedByEntries);
    let row_by_row = Columnar { without_campaigns: without_campaigns && is_list, ..Columnar::default() };
    let mut columns = Columnar { threads: is_alone.then_some(threads), ..row_by_row.clone() };
    let first = read_all(&mut given, callers, &mut columns);
    match first {
        Err(_) if columns.has_any && !columns.is_too_long => {
            read_all(&mut given, callers, &mut { row_by_row })
        }
        first => first,
    }
}

/// Whether and how rows of CSV are read into columns.
#[derive(Clone, Default)]
struct Columnar {
    /// Whether the ids of campaigns are checked, and then left out.
    without_campaigns: bool,
    /// By how many threads; `None` where every row is read on its own.
    threads: Option<NonZeroUsize>,
    /// Whether any file was.
    has_any: bool,
    /// Whether one of these is too long to be read in any other way.
    is_too_long: bool,
    /// What the ids of their rows begin with.
    stems: Vec<String>,
}

fn read_all(
    given: &mut [Given<'_>],
    callers: Option<&Arc<RateTable>>,
    columns: &mut Columnar,
) -> Result<Ledger, Problems> {
    let mut log = Log::default();
    let mut inputs = Vec::new();
    let mut besides = Vec::new();
    for given in &mut *given {
        let bytes = given.bytes.clone();
        let Some((file, root)) = parsed(&mut log, &given.name, bytes, given.syntax) else { continue };
        inputs.push(headed(&mut log, file, root, &mut given.beside, callers));
        besides.push(&mut given.beside);
    }
    let merged = merged_settings(&inputs);
    let mut assembly = Assembly::default();
    for (index, (input, beside)) in inputs.iter().zip(besides).enumerate() {
        let mut reading = Reading { inputs: &inputs, input, index, assembly: &mut assembly, merged: &merged };
        reading.all(&mut log, beside, columns);
    }
    if log.is_broken() {
        // What is wrong with the rest is told, too; an id that nobody has may stand in what could not be read.
        assembly.finish(&mut log, &inputs);
        log.finish()?;
        // A broken input is reported: this is not reached.
        return Err(Problem::new(Code::Io, "the input cannot be read").into());
    }
    if given.iter().any(|given| given.records == Records::NamedByEntries) {
        assembly.declare_named();
    }
    assembly.check_rate_sources(&mut log, &inputs);
    let valuation = merged_valuation(&mut log, &inputs, callers);
    let mut builder = assembly.finish(&mut log, &inputs);
    log.finish()?;
    if columns.without_campaigns {
        builder.leave_out_campaigns();
    }
    builder.settings(merged).valuation(valuation);
    // Its problems were in the log.
    builder.build_checked()
}

/// The tree of a file; `None` where it has none, which is reported.
fn parsed(
    log: &mut Log,
    name: &str,
    bytes: Result<Vec<u8>, Box<Problem>>,
    syntax: Syntax,
) -> Option<(usize, Table)> {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(problem) => {
            log.report_unplaced(*problem);
            return None;
        }
    };
    let file = log.add(name, bytes)?;
    let root = match syntax {
        Syntax::Toml => toml::read(log, file),
        Syntax::Json => json::read(log, file),
    }?;
    Some((file, root))
}

fn headed(
    log: &mut Log,
    file: usize,
    root: Table,
    beside: &mut Beside<'_>,
    callers: Option<&Arc<RateTable>>,
) -> Input {
    for pair in &root.pairs {
        if !ROOT.keys.contains(&pair.key.as_str()) {
            log.report(pair.key_spot, unknown_table(&pair.key));
        }
    }
    let callers_units = callers.iter().flat_map(|table| table.currencies());
    let mut units: BTreeSet<Currency> = callers_units.filter(|currency| !currency.is_listed()).collect();
    let bare = Env::new(Settings::default(), units.clone());
    let rates = head::rates(log, &bare, &root, beside, callers);
    units.extend(head::units(&rates.valuation));
    let bare = Env::new(Settings::default(), units.clone()).lacking(rates.is_lacking);
    let settings = head::settings(log, &bare, &root, file);
    let env = Env::new(settings, units).lacking(rates.is_lacking);
    Input { root, rates, env, file }
}

fn unknown_table(key: &str) -> Problem {
    let problem = unknown_key(key, &ROOT);
    if LEDGER.keys.contains(&key) { problem.help("write it below `[ledger]`") } else { problem }
}

/// The settings of the whole: those of the first file. Where the files differ in `list`, lists are complete unless a claim
/// says otherwise: claims of the other files are made to say it.
fn merged_settings(inputs: &[Input]) -> Settings {
    let mut all = inputs.iter().map(|input| &input.env.settings);
    let Some(first) = all.next() else { return Settings::default() };
    let mut merged = first.clone();
    if all.any(|other| other.list != merged.list) {
        merged.list = ListKind::Complete;
    }
    merged
}

/// The rates of all files.
fn merged_valuation(log: &mut Log, inputs: &[Input], callers: Option<&Arc<RateTable>>) -> Valuation {
    let mut merged = Valuation::default();
    let mut terms_of: Option<&Input> = None;
    for input in inputs {
        let valuation = &input.rates.valuation;
        if input.rates.has_terms {
            match terms_of {
                None => {
                    terms_of = Some(input);
                    merged.terms = valuation.terms;
                    merged.note.clone_from(&valuation.note);
                }
                Some(first) if first.rates.valuation.terms != valuation.terms => {
                    let message = format!("these terms differ from those at {}", log.place(first.rates.spot));
                    let problem = Problem::new(Code::Contradiction, message);
                    log.report(input.rates.spot, problem.help("in several files, [rates] must agree"));
                }
                Some(_) => {}
            }
        }
        for file in &valuation.files {
            if !merged.files.contains(file) {
                merged.files.push(file.clone());
            }
        }
        for stated in &valuation.stated {
            if !merged.stated.contains(stated) {
                merged.stated.push(stated.clone());
            }
        }
        merged.table = match (merged.table.take(), &valuation.table) {
            (None, table) => table.clone(),
            (table, None) => table,
            (Some(_), Some(_)) if callers.is_some() => callers.cloned(),
            (Some(one), Some(other)) => match one.joined(other) {
                Ok(both) => Some(Arc::new(both)),
                Err(errors) => {
                    let spot = Spot { file: input.file, ..input.rates.spot };
                    head::report_joint(log, &input.rates, spot, &errors);
                    Some(one)
                }
            },
        };
    }
    merged
}

/// One input whose records are read.
struct Reading<'a> {
    inputs: &'a [Input],
    input: &'a Input,
    index: usize,
    assembly: &'a mut Assembly,
    merged: &'a Settings,
}

/// A record of one of its tables is read and added.
macro_rules! each_table {
    ($self:ident, $log:ident, $($key:literal $read:ident $add:ident;)*) => {$(
        for (index, node) in tables($log, &$self.input.root, $key).into_iter().enumerate() {
            let Value::Table(table) = &node.value else { continue };
            let place = RecordPlace::Table { input: $self.index, key: $key, index };
            if let Some(record) = $read($log, &$self.input.env, table, node.spot) {
                $self.assembly.$add($log, $self.inputs, $self.candidate(place, Naming::Written, record));
            }
        }
    )*};
}

impl<'a> Reading<'a> {
    fn all(&mut self, log: &mut Log, beside: &mut Beside<'_>, columns: &mut Columnar) {
        each_table! { self, log,
            "source" source add_source;
            "actor" actor add_actor;
            "platform" platform add_platform;
            "campaign" campaign add_campaign;
            "restriction" restriction add_restriction;
        }
        self.coverages(log);
        self.source_rows(log, beside);
        self.entries(log);
        self.entry_rows(log, beside, columns);
        self.claims(log);
    }

    fn candidate<T>(&self, place: RecordPlace, naming: Naming, record: T) -> Candidate<T> {
        Candidate { input: self.index, place, naming, record }
    }

    fn coverages(&mut self, log: &mut Log) {
        let input = self.input;
        for (index, node) in tables(log, &input.root, "coverage").into_iter().enumerate() {
            let Value::Table(table) = &node.value else { continue };
            let record = coverage(log, &input.env, table, node.spot);
            let place = RecordPlace::Table { input: self.index, key: "coverage", index };
            self.assembly.add_coverage(self.candidate(place, Naming::Written, record));
        }
    }

    fn claims(&mut self, log: &mut Log) {
        let input = self.input;
        for (index, node) in tables(log, &input.root, "claim").into_iter().enumerate() {
            let Value::Table(table) = &node.value else { continue };
            let Some(mut record) = claim(log, &input.env, table, node.spot) else { continue };
            fill(&mut record, &input.env.settings, self.merged);
            let place = RecordPlace::Table { input: self.index, key: "claim", index };
            let candidate = self.candidate(place, Naming::Written, record);
            self.assembly.add_claim(log, self.inputs, candidate);
        }
    }

    fn entries(&mut self, log: &mut Log) {
        let input = self.input;
        for (index, node) in tables(log, &input.root, "entry").into_iter().enumerate() {
            let Value::Table(table) = &node.value else { continue };
            let place = RecordPlace::Table { input: self.index, key: "entry", index };
            self.entry(log, ("entry", index), table, node.spot, place);
        }
    }

    fn entry(
        &mut self,
        log: &mut Log,
        counted: (&str, usize),
        table: &Table,
        spot: Spot,
        place: RecordPlace,
    ) {
        let (stem, index) = counted;
        let naming = if table.get("id").is_some() { Naming::Written } else { Naming::Counted };
        let origin = match place {
            RecordPlace::Table { .. } => Origin::Ledger,
            RecordPlace::Row { .. } => Origin::Cells,
        };
        // A stem is a slug, cut so that the count fits behind it.
        let Ok(fallback) = format!("{stem}/{}", index + 1).parse::<EntryId>() else { return };
        if let Some(record) = entry(log, &self.input.env, table, spot, fallback, origin) {
            let candidate = self.candidate(place, naming, record);
            self.assembly.add_entry(log, self.inputs, candidate);
        }
    }

    fn entry_rows(&mut self, log: &mut Log, beside: &mut Beside<'_>, columns: &mut Columnar) {
        for (node, path) in self.row_paths(log, "entries") {
            let stem = stem(&path);
            if let Some(taken) = self.in_columns(beside, columns, &path, &stem) {
                self.columns(log, &beside.name(&path), &stem, taken, columns);
                continue;
            }
            let Some(file) = fetched(log, beside, node, &path) else { continue };
            let mut index = 0;
            cells::read(log, file, &ENTRY, &mut |log, row| {
                let place = RecordPlace::Row { spot: row.spot, columns: row.columns.clone() };
                self.entry(log, (&stem, index), &row.table, row.spot, place);
                index += 1;
            });
        }
    }

    /// What columns can hold of a file, and the rest of its rows; `None` where it is to be read row by row.
    fn in_columns(
        &self,
        beside: &mut Beside<'_>,
        columns: &mut Columnar,
        path: &str,
        stem: &str,
    ) -> Option<bulk::Taken> {
        let threads = columns.threads?;
        if columns.stems.iter().any(|known| known == stem) {
            return None;
        }
        let settings = &self.input.env.settings;
        let defaults = bulk::Defaults {
            currency: settings.currency,
            domain: settings.domain,
            left_out: columns.without_campaigns.then_some(Field::Campaign),
        };
        // What cannot be read is reported by who reads it row by row.
        let taken = beside.in_columns(path, defaults, threads)?;
        columns.is_too_long |= taken.is_long;
        columns.has_any = true;
        columns.stems.push(stem.to_owned());
        Some(taken)
    }

    /// Adds rows in columns, and the others among them.
    fn columns(&mut self, log: &mut Log, name: &str, stem: &str, taken: bulk::Taken, columns: &Columnar) {
        let threads = columns.threads.unwrap_or(NonZeroUsize::MIN);
        let numbers: Vec<u32> = taken.side.iter().map(|side| side.number).collect();
        let text = taken.side_text();
        let draft = taken.draft.finish(stem, self.input.env.settings.domain, threads);
        self.assembly.add_columns(draft, numbers.clone());
        if numbers.is_empty() {
            return;
        }
        let Some(file) = log.add(name, text) else { return };
        let mut numbers = numbers.into_iter();
        cells::read(log, file, &ENTRY, &mut |log, row| {
            let place = RecordPlace::Row { spot: row.spot, columns: row.columns.clone() };
            let index = numbers.next().and_then(|number| usize::try_from(number).ok()?.checked_sub(1));
            self.entry(log, (stem, index.unwrap_or(usize::MAX - 1)), &row.table, row.spot, place);
        });
    }

    fn source_rows(&mut self, log: &mut Log, beside: &mut Beside<'_>) {
        for (file, _) in self.row_files(log, "sources", beside) {
            cells::read(log, file, &SOURCE, &mut |log, row| {
                let place = RecordPlace::Row { spot: row.spot, columns: row.columns.clone() };
                if let Some(record) = source(log, &self.input.env, &row.table, row.spot) {
                    let candidate = self.candidate(place, Naming::Written, record);
                    self.assembly.add_source(log, self.inputs, candidate);
                }
            });
        }
    }

    /// The CSV files under a key above the first table.
    fn row_files(&mut self, log: &mut Log, key: &str, beside: &mut Beside<'_>) -> Vec<(usize, String)> {
        let paths = self.row_paths(log, key);
        paths
            .into_iter()
            .filter_map(|(node, path)| Some((fetched(log, beside, node, &path)?, path)))
            .collect()
    }

    /// The paths under a key above the first table, each with where it is written.
    fn row_paths(&self, log: &mut Log, key: &str) -> Vec<(&'a Node, String)> {
        let Some(pair) = self.input.root.get(key) else { return Vec::new() };
        let nodes: Vec<&Node> = match &pair.node.value {
            Value::List(nodes) => nodes.iter().collect(),
            _ => vec![&pair.node],
        };
        let mut paths = Vec::new();
        for node in nodes {
            match &node.value {
                Value::Text(path) => paths.push((node, path.clone())),
                _ => {
                    let expected = "the name of a CSV file in quotation marks";
                    let problem = wrong_type(key, node, expected);
                    let is_entry = key == "entries" && matches!(node.value, Value::Table(_));
                    let problem = match is_entry {
                        true => Box::new(problem.help("write an entry as `[[entry]]`")),
                        false => problem,
                    };
                    log.report_broken(node.spot, problem);
                }
            }
        }
        paths
    }
}

/// A file that a ledger file names.
fn fetched(log: &mut Log, beside: &mut Beside<'_>, node: &Node, path: &str) -> Option<usize> {
    match beside.rows(path) {
        Ok(bytes) => log.add(&beside.name(path), bytes),
        Err(problem) => {
            log.report_broken(node.spot, problem);
            None
        }
    }
}

/// The name of a file as the front part of an id.
fn stem(path: &str) -> String {
    const LENGTH_MAX: usize = 150;
    let name = Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or("entries");
    let slug = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    name.chars().take(LENGTH_MAX).map(slug).collect()
}

/// Writes into a claim what its own file's settings say, where those of the whole say otherwise.
fn fill(claim: &mut Claim, own: &Settings, merged: &Settings) {
    if own.domain != merged.domain {
        claim.domain.get_or_insert(own.domain);
    }
    let has_relation = matches!(claim.kind, ClaimKind::Total { relation: Some(_), .. });
    if own.list != merged.list && !has_relation {
        claim.list.get_or_insert(own.list);
    }
}
