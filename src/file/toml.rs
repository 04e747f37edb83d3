//! TOML to the tree.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::log::Log;
use super::tree::{Node, Pair, Spot, Table, Value};
use crate::error::{Code, Problem};

/// What the parser says where brackets nest deeper than it follows.
const TOO_DEEP: [&str; 2] = ["cannot recurse further", "recursion limit"];

/// What it says where a key or a table is there already.
const DUPLICATE: &str = "duplicate key";

/// The tree of a text; `None` where its syntax is broken, which is reported.
pub(crate) fn read(log: &mut Log, file: usize) -> Option<Table> {
    let text = log.text(file);
    let (table, mut errors) = DeTable::parse_recoverable(&text);
    if errors.is_empty() {
        return Some(tabled(&text, file, table.get_ref()));
    }
    // The parser may report the end of a line before its beginning.
    errors.sort_by_key(|error| error.span().map_or(text.len(), |span| span.start));
    let end = text.trim_end().len();
    let mut last: Option<Spot> = None;
    for error in errors {
        let span = error.span().unwrap_or(end..end);
        let spot = Spot { file, start: span.start, end: span.end, cell: None };
        if last.replace(spot).is_some_and(|last| follows(log, &text, last, spot, error.message())) {
            continue;
        }
        if is_of_another_format(&text, span.start) {
            log.report_broken(spot, another_format(error.message()));
            break;
        }
        log.report_broken(spot, syntax_problem(error.message()));
    }
    None
}

/// Whether an error follows from the one before it: on the same line, or in a table that is there twice.
fn follows(log: &Log, text: &str, before: Spot, spot: Spot, message: &str) -> bool {
    let is_header = |line: &str| line.trim_start().starts_with('[');
    let line = text.get(..before.start).and_then(|text| text.rsplit('\n').next()).unwrap_or_default();
    let between = text.get(before.end..spot.start).unwrap_or_default();
    log.place(before).line == log.place(spot).line
        || (message == DUPLICATE && is_header(line) && !between.lines().skip(1).any(is_header))
}

/// Whether the first line that is no comment has no trace of TOML, and an error is in it.
fn is_of_another_format(text: &str, at: usize) -> bool {
    let mut end = 0;
    let line = text.split_inclusive('\n').find(|line| {
        end += line.len();
        !line.trim().is_empty() && !line.trim_start().starts_with('#')
    });
    line.is_some_and(|line| {
        let is_toml = line.trim_start().starts_with('[') || line.contains('=');
        at < end && (!is_toml || line.trim_start().starts_with(['<', '{']))
    })
}

fn another_format(message: &str) -> Problem {
    Problem::new(Code::Syntax, format!("this is not TOML: {message}")).help(
        "is it of another format? The name of a ledger file in JSON ends in `.json`, and CSV files are named by `entries` in a ledger file",
    )
}

fn syntax_problem(message: &str) -> Problem {
    if TOO_DEEP.iter().any(|start| message.starts_with(start)) {
        return Problem::new(Code::Limit, "brackets or keys are nested too deep")
            .help("no value of a ledger file needs more than 8 levels");
    }
    Problem::new(Code::Syntax, format!("this is not TOML: {message}")).help(remedy(message))
}

/// What to do about an error of the parser, by the words in which it says it.
fn remedy(message: &str) -> &'static str {
    const REMEDIES: &[(&str, &str)] = &[
        (DUPLICATE, "keep one; where a further record is meant, begin it with its own `[[…]]`"),
        ("expected `\"`", "close the text with a quotation mark on the line on which it begins"),
        ("non-double-quote visible", "take out the control character"),
        ("escape", "double the backslash, or put the text into single quotation marks"),
        ("must be quoted", "put the text between straight quotation marks, `\"`"),
        (
            "invalid date",
            "write a day that exists, as in `2020-10-26`; quote any other date, as in `\"2020-10\"`",
        ),
        ("missing comma", "put a comma between the two"),
        ("unclosed", "close the bracket"),
    ];
    let found = REMEDIES.iter().find(|(words, _)| message.contains(words));
    found.map_or(
        "write `key = value`, the name of a table as in `[[entry]]`, or a comment after `#`",
        |(_, help)| help,
    )
}

/// The inline table that a text is, such as `{ low = "1", high = "2" }`, all its values at one place.
pub(crate) fn read_inline(text: &str, spot: Spot) -> Result<Node, Box<Problem>> {
    let (value, errors) = DeValue::parse_recoverable(text);
    if let Some(error) = errors.first() {
        return Err(syntax_problem(error.message()).into());
    }
    let mut node = valued(text, spot.file, &value);
    place_all(&mut node, spot);
    Ok(node)
}

fn place_all(node: &mut Node, spot: Spot) {
    node.spot = spot;
    match &mut node.value {
        Value::List(nodes) => nodes.iter_mut().for_each(|node| place_all(node, spot)),
        Value::Table(table) => {
            for pair in &mut table.pairs {
                pair.key_spot = spot;
                place_all(&mut pair.node, spot);
            }
        }
        _ => {}
    }
}

fn tabled(text: &str, file: usize, table: &DeTable<'_>) -> Table {
    let pair = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let key: &Spanned<std::borrow::Cow<'_, str>> = key;
        let span = key.span();
        let key_spot = Spot { file, start: span.start, end: span.end, cell: None };
        Pair { key: key.get_ref().clone().into_owned(), key_spot, node: valued(text, file, value) }
    };
    let mut pairs: Vec<Pair> = table.iter().map(pair).collect();
    // The parser sorts by key.
    pairs.sort_by_key(|pair| pair.key_spot);
    Table { pairs }
}

fn valued(text: &str, file: usize, value: &Spanned<DeValue<'_>>) -> Node {
    let span = value.span();
    let written = || text.get(span.clone()).unwrap_or_default().to_owned();
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.clone().into_owned()),
        DeValue::Integer(_) => Value::Integer(written()),
        DeValue::Float(_) => Value::Float(written()),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(_) => Value::Date(written()),
        DeValue::Array(nodes) => Value::List(nodes.iter().map(|node| valued(text, file, node)).collect()),
        DeValue::Table(table) => Value::Table(tabled(text, file, table)),
    };
    Node { value, spot: Spot { file, start: span.start, end: span.end, cell: None } }
}
