//! TOML to the tree.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::log::Log;
use super::tree::{Node, Pair, Spot, Table, Value};
use crate::error::{Code, Problem};

/// What the parser says where brackets nest deeper than it follows.
const TOO_DEEP: [&str; 2] = ["cannot recurse further", "recursion limit"];

/// The tree of a text; `None` where its syntax is broken, which is reported.
pub(crate) fn read(log: &mut Log, file: usize) -> Option<Table> {
    let text = log.text(file);
    let (table, errors) = DeTable::parse_recoverable(&text);
    if errors.is_empty() {
        return Some(tabled(&text, file, table.get_ref()));
    }
    let mut last_line = None;
    for error in errors {
        let span = error.span().unwrap_or(text.len()..text.len());
        let spot = Spot { file, start: span.start, end: span.end, cell: None };
        let line = log.place(spot).line;
        // What follows on the same line follows from the first error.
        if last_line.replace(line) != Some(line) {
            log.report_broken(spot, syntax_problem(error.message()));
        }
    }
    None
}

fn syntax_problem(message: &str) -> Problem {
    if TOO_DEEP.iter().any(|start| message.starts_with(start)) {
        return Problem::new(Code::Limit, "brackets or keys are nested too deep")
            .help("no value of a ledger file needs more than 8 levels");
    }
    Problem::new(Code::Syntax, format!("this is not TOML: {message}"))
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
