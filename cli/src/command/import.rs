//! `adspend import`: the files of a platform or regulator to a ledger file, with an account of every row.

use std::cell::Cell;
use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

use adspend::error::{Code, Problem, Problems};
use adspend::import::{Account, Import, Input, LedgerFile, Mode, Overwrite, Progress, SourceKind};
use adspend::location::Place;

use crate::arguments::{Format, ImportArguments};
use crate::figures::{grouped, listed};
use crate::input;
use crate::output::{complain, print, print_json};
use crate::status::Status;
use crate::table::{clean, escaped};
use crate::view;

/// How long an import runs before a line says how far it is, and how often that line is written anew.
const PATIENCE: Duration = Duration::from_secs(1);
const REFRESH: Duration = Duration::from_millis(200);
/// How many files a message names before it counts the others.
const FILES_NAMED_MAX: usize = 8;

pub(super) fn run(arguments: &ImportArguments) -> Result<Status, Problems> {
    let mode = if arguments.tolerant { Mode::Tolerant } else { Mode::Strict };
    let mut import = Import::new(arguments.source).mode(mode);
    if let Some(currency) = arguments.currency {
        import = import.currency(currency);
    }
    if let Some(window) = arguments.window {
        import = import.window(window);
    }
    if let Some(mapping) = &arguments.mapping {
        import = import.mapping(mapping.display().to_string(), input::file(mapping)?);
    }
    if let Some(relation) = arguments.columns {
        import = import.columns(relation);
    }
    let overwrite = if arguments.force { Overwrite::Allowed } else { Overwrite::Refused };
    let mut ledger =
        LedgerFile::create(&arguments.output, overwrite).map_err(|problem| help_force(*problem))?;
    refuse_to_replace_inputs(arguments, &ledger)?;
    let bar = Bar::new();
    let watch = |progress: Progress| bar.show(progress);
    if stderr().is_terminal() {
        import = import.watched(&watch);
    }
    let inputs: Vec<Input> = arguments.files.iter().map(Input::path).collect();
    let account = import.run(&inputs, &mut ledger);
    bar.clear();
    let mut account = account?;
    account.remarks.extend(unused(arguments));
    // A filing is whole where its form was read, and many itemise no money: that there is none is what they say.
    let may_have_none = arguments.source == SourceKind::Fec && account.rows == 0;
    if account.entries == 0 && !may_have_none {
        return Err(nothing(arguments.source, arguments.tolerant, &account).into());
    }
    let path = ledger.path().display().to_string();
    ledger.finish().map_err(|problem| help_force(*problem))?;
    Ok(match arguments.format.format {
        Format::Json => print_json(&view::import::json(&account), Status::Done),
        Format::Text => print(&view::import::text(&account, &path), Status::Done),
    })
}

/// What is said of options that say nothing to this source: every source takes them, so that one command serves several.
fn unused(arguments: &ImportArguments) -> Vec<String> {
    use SourceKind::{Csv, Fec, FecScheduleE, Google, HouseAds, Meta, MetaApi, Snap, UkEc};
    let options: [(bool, &str, &[SourceKind]); 5] = [
        (arguments.tolerant, "--tolerant", &[Meta, MetaApi, Google, Fec, FecScheduleE, Snap, UkEc, HouseAds]),
        (arguments.mapping.is_some(), "--mapping", &[Csv]),
        (arguments.columns.is_some(), "--columns", &[Google]),
        (arguments.window.is_some(), "--window", &[Meta, MetaApi, Google, Snap]),
        (arguments.currency.is_some(), "--currency", &[Meta, MetaApi, Snap, Csv]),
    ];
    let kind = arguments.source;
    let unused = options.iter().filter(|(is_given, _, kinds)| *is_given && !kinds.contains(&kind));
    unused
        .map(|(_, option, kinds)| {
            let kinds: Vec<String> = kinds.iter().map(|kind| format!("`{kind}`")).collect();
            format!(
                "`{option}` says nothing to `import {kind}`, and is not used: it is for {}",
                kinds.join(", ")
            )
        })
        .collect()
}

/// Refuses to write over what is read: `--force` is for the ledger of an earlier import.
fn refuse_to_replace_inputs(arguments: &ImportArguments, ledger: &LedgerFile) -> Result<(), Problems> {
    // A path that cannot be followed is none that is read.
    let inputs: Vec<_> = arguments
        .files
        .iter()
        .chain(&arguments.mapping)
        .filter_map(|path| path.canonicalize().ok())
        .collect();
    for path in ledger.replaces() {
        let Ok(output) = path.canonicalize() else { continue };
        // What an import wrote into a folder may be written there again.
        let is_own = output.extension().is_some_and(|extension| extension == "toml")
            || output.to_string_lossy().ends_with(".entries.csv");
        let is_read = |input: &std::path::PathBuf| *input == output || !is_own && output.starts_with(input);
        if inputs.iter().any(is_read) {
            let message = format!("`{}` is read, and would be replaced by the ledger", path.display());
            return Err(Problem::new(Code::Io, message).help("name another file with `-o`").into());
        }
    }
    Ok(())
}

/// Why nothing is written where no row became an entry: the first that was set aside, and what was expected.
fn nothing(kind: SourceKind, is_tolerant: bool, account: &Account) -> Problem {
    let (next, problem) = match account.set_aside.first() {
        None => {
            let files = listed(&account.read, FILES_NAMED_MAX);
            let verb = if account.read.len() == 1 { "has" } else { "have" };
            let remarks: String = account
                .remarks
                .iter()
                .take(FILES_NAMED_MAX)
                .map(|remark| format!("; {}", clean(remark)))
                .collect();
            let message = format!(
                "{} {verb} no row to make an entry of, and no ledger is written{remarks}",
                clean(&files)
            );
            ("make sure that the file is whole", Problem::new(Code::MissingKey, message))
        }
        Some(first) => {
            let rows = match account.rows {
                1 => "the only row was".to_owned(),
                rows => format!("all {} rows were", grouped(&rows.to_string())),
            };
            let which = if account.rows == 1 { "" } else { "the first, " };
            let message = format!(
                "{rows} set aside, and no ledger is written: {which}`{}`: {}",
                escaped(&first.text),
                first.reason
            );
            let next = if is_tolerant || kind == SourceKind::Csv {
                "correct it"
            } else {
                "correct it, or try `--tolerant`, which repairs what can be read in one way only"
            };
            let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
            let column = u64::try_from(first.column).unwrap_or(u64::MAX);
            let (line, column) = (number(first.line), number(column));
            let place = Place { file: first.file.as_str().into(), line, column, start: 0, end: 0 };
            (next, Problem::new(Code::MissingKey, message).at(place))
        }
    };
    problem.help(format!("{next}; `import {kind}` reads {}", kind.reads()))
}

/// On the command line a file is replaced with an option.
fn help_force(mut problem: Problem) -> Problems {
    problem.help = problem.help.map(|help| help.replace("allow it to be replaced", "add `--force`"));
    problem.into()
}

/// A line on standard error that says how far the import is; nothing in its first second.
struct Bar {
    begun: Instant,
    shown: Cell<Option<Instant>>,
}

impl Bar {
    fn new() -> Self {
        Self { begun: Instant::now(), shown: Cell::new(None) }
    }

    fn show(&self, progress: Progress) {
        let now = Instant::now();
        let is_due = self.shown.get().is_none_or(|shown| now.duration_since(shown) >= REFRESH);
        if now.duration_since(self.begun) < PATIENCE || !is_due {
            return;
        }
        self.shown.set(Some(now));
        let percent = progress.done.saturating_mul(100).checked_div(progress.total).unwrap_or(0).min(100);
        let filled = usize::try_from(percent / 4).unwrap_or(0);
        let (done, total) = (progress.done >> 20, progress.total >> 20);
        complain(&format!("\r[{:<25}] {percent:>3} %  {done} of {total} MiB", "#".repeat(filled)));
    }

    fn clear(&self) {
        if self.shown.get().is_some() {
            complain(&format!("\r{:60}\r", ""));
        }
    }
}
