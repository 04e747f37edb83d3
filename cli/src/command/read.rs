//! `adspend read`: the amounts that a text mentions.

use adspend::error::{Code, Problem, Problems};
use adspend::file::skeleton;
use adspend::location::Lines;
use adspend::text::{self, Mention, Reader};

use crate::arguments::{Format, ReadArguments};
use crate::diagnostics::report;
use crate::figures::listed;
use crate::input;
use crate::output::{complain, print, print_json};
use crate::status::Status;
use crate::view;

/// What a text of the command line is called where a problem is in it.
const ARGUMENT: &str = "TEXT";

pub(super) fn run(arguments: &ReadArguments) -> Result<Status, Problems> {
    let (name, text) = source(arguments)?;
    let reader = reader(arguments);
    let (mentions, status) =
        if arguments.cell { cells(&reader, &name, &text)? } else { (reader.find(&text), Status::Done) };
    if arguments.strict {
        refuse_ambiguous(&reader, &name, &text, &mentions)?;
    }
    if arguments.ledger {
        return Ok(print(&skeleton(&reader, &text, &mentions), status));
    }
    Ok(match arguments.format.format {
        Format::Json => print_json(&view::read::Json::of(&text, &mentions), status),
        Format::Text => print(&view::read::text(&text, &mentions), status),
    })
}

/// The text, and what it is called.
fn source(arguments: &ReadArguments) -> Result<(String, String), Problems> {
    match &arguments.file {
        Some(path) => Ok((path.display().to_string(), input::file(path)?)),
        None if arguments.text.is_empty() => Ok((input::STDIN.to_owned(), input::stdin()?)),
        None => Ok((ARGUMENT.to_owned(), arguments.text.join(" "))),
    }
}

fn reader(arguments: &ReadArguments) -> Reader {
    let reader = Reader::new(arguments.lang.language).with_currencies(arguments.currencies.iter().copied());
    match arguments.country.or(arguments.lang.country) {
        Some(country) => reader.with_country(country),
        None => reader,
    }
}

/// The amounts of a text whose lines are cells.
///
/// A line that is a date, a time or the side of an account is an error, as read as a cell it would be a wrong amount: it is reported,
/// and the other lines are read. Where no line is left, nothing is printed.
fn cells(reader: &Reader, name: &str, text: &str) -> Result<(Vec<Mention>, Status), Problems> {
    let (file, lines) = (name.into(), Lines::new(text));
    let mut problems = Vec::new();
    // The text with blanks for the lines refused, so that all places stay.
    let mut readable = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let start = readable.len();
        let content = line.trim_end_matches(['\n', '\r']);
        if let Err(error) = reader.read_cell(content)
            && matches!(error.problem(), text::Problem::DateOrTime { .. } | text::Problem::AccountSide { .. })
        {
            let place = lines.place(&file, text, start + error.span().start, start + error.span().end);
            problems.push(Problem::new(Code::BadAmount, error.to_string()).at(place));
            readable.push_str(&" ".repeat(content.len()));
            readable.push_str(line.get(content.len()..).unwrap_or_default());
        } else {
            readable.push_str(line);
        }
    }
    let (mentions, status) = match input::at_home(problems, name, text) {
        Some(problems) if readable.trim().is_empty() => return Err(problems),
        Some(problems) => {
            report(&problems);
            (reader.find_bare(&readable), Status::Failed)
        }
        None => (reader.find_bare(text), Status::Done),
    };
    warn_of_unread(name, &readable, &mentions);
    Ok((mentions, status))
}

/// Says which lines have no amount, so that no cell of a column is lost without a word.
fn warn_of_unread(name: &str, text: &str, mentions: &[Mention]) {
    let mut start = 0;
    let mut unread = Vec::new();
    for (line, number) in text.split_inclusive('\n').zip(1u64..) {
        let end = start + line.len();
        // They stand in order, and none in another.
        let next = mentions.partition_point(|mention| mention.reading().span().end <= start);
        let is_read = mentions.get(next).is_some_and(|mention| mention.reading().span().start < end);
        // An empty cell says nothing.
        if !is_read && line.chars().any(|character| !character.is_whitespace() && !character.is_control()) {
            unread.push(number.to_string());
        }
        start = end;
    }
    if !unread.is_empty() {
        let lines: Vec<&str> = unread.iter().map(String::as_str).collect();
        let what = if unread.len() == 1 { "a line without an amount" } else { "lines without an amount" };
        complain(&format!("warning: {what} in {name}: {}\n", listed(&lines, 8)));
    }
}

/// All amounts that may be read in two ways are errors.
fn refuse_ambiguous(reader: &Reader, name: &str, text: &str, mentions: &[Mention]) -> Result<(), Problems> {
    let (file, lines) = (name.into(), Lines::new(text));
    let problem = |mention: &Mention| {
        let error = reader.certain(text, vec![mention.clone()]).err()?;
        let place = lines.place(&file, text, error.span().start, error.span().end);
        let problem = Problem::new(Code::BadAmount, error.to_string()).at(place);
        Some(problem.help(match mention.reading().beyond() {
            None => "without `--strict` the first of the two is taken, and the other named",
            Some(_) => "without `--strict` the amount is listed as unknown",
        }))
    };
    match input::at_home(mentions.iter().filter_map(problem).collect(), name, text) {
        Some(problems) => Err(problems),
        None => Ok(()),
    }
}
