//! `adspend read`: the amounts that a text mentions.

use adspend::error::{Code, Problem, Problems};
use adspend::file::skeleton;
use adspend::location::Lines;
use adspend::text::{self, Mention, Reader};

use crate::arguments::{Format, ReadArguments};
use crate::input;
use crate::output::{print, print_json};
use crate::status::Status;
use crate::view;

/// What a text of the command line is called where a problem is in it.
const ARGUMENT: &str = "TEXT";

pub(super) fn run(arguments: &ReadArguments) -> Result<Status, Problems> {
    let (name, text) = source(arguments)?;
    let reader = reader(arguments);
    let mentions = if arguments.cell { reader.find_bare(&text) } else { reader.find(&text) };
    if arguments.cell {
        refuse_cells(&reader, &name, &text)?;
    }
    if arguments.strict {
        refuse_ambiguous(&reader, &name, &text, &mentions)?;
    }
    if arguments.ledger {
        return Ok(print(&skeleton(&reader, &text, &mentions), Status::Done));
    }
    Ok(match arguments.format.format {
        Format::Json => print_json(&view::read::Json::of(&text, &mentions), Status::Done),
        Format::Text => print(&view::read::text(&text, &mentions), Status::Done),
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

/// Lines that are a date, a time or the side of an account are errors: read as cells they would be wrong amounts.
fn refuse_cells(reader: &Reader, name: &str, text: &str) -> Result<(), Problems> {
    let (file, lines) = (name.into(), Lines::new(text));
    let mut start = 0;
    let mut problems = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Err(error) = reader.read_cell(line)
            && matches!(error.problem(), text::Problem::DateOrTime { .. } | text::Problem::AccountSide { .. })
        {
            let place = lines.place(&file, text, start + error.span().start, start + error.span().end);
            problems.push(Problem::new(Code::BadAmount, error.to_string()).at(place));
        }
        start += line.len();
    }
    match input::at_home(problems, name, text) {
        Some(problems) => Err(problems),
        None => Ok(()),
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
