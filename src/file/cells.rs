//! CSV files to tables: a row becomes what the same keys would be in TOML.

use std::ops::Range;
use std::sync::Arc;

use csv::{ByteRecord, ReaderBuilder};

use super::log::Log;
use super::shape::Shape;
use super::toml::read_inline;
use super::tree::{Node, Pair, Spot, Table, Value};
use crate::error::{Code, Problem, nearest};

/// Between the items of a list in one cell. In an item it is written `\;`, and a backslash `\\`.
pub(crate) const LIST_SEPARATOR: char = ';';

/// The keys whose cells hold lists.
const LISTS: &[&str] = &["gloss", "supersedes", "tags"];
/// The keys whose cells hold `true` or `false`.
const FLAGS: &[&str] = &["exact", "signed"];

/// A row of a file: its keys and values, and where it stands.
pub(crate) struct Row {
    pub(crate) table: Table,
    pub(crate) spot: Spot,
    pub(crate) columns: Arc<[Column]>,
}

/// The rows of a CSV file whose columns are named as the keys of `shape`; what cannot be read is reported.
pub(crate) fn read(log: &mut Log, file: usize, shape: &Shape, each: &mut dyn FnMut(&mut Log, &Row)) {
    let text = log.text(file);
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = ByteRecord::new();
    let mut header: Option<Arc<[Column]>> = None;
    loop {
        let begin = offset(reader.position());
        // Reading from memory, without UTF-8 checks and with any number of fields, has no other errors.
        if !reader.read_byte_record(&mut record).unwrap_or(false) {
            break;
        }
        let spot = row_spot(&text, file, begin, offset(reader.position()));
        if let Some(at) = unclosed(log.written(spot)) {
            let start = spot.start + at;
            let problem = Problem::new(Code::Syntax, "the quotation mark that opens here is never closed");
            let opening = Spot { start, end: start + 1, ..spot };
            log.report_broken(opening, problem.help("close it, or double it inside a quoted cell"));
            return;
        }
        match &header {
            None => {
                if let Some(mark) = other_separator(&record) {
                    let problem = Problem::new(
                        Code::Syntax,
                        format!("the columns are not separated by commas, but by {mark}"),
                    );
                    log.report_broken(
                        spot,
                        problem.help(
                            "save a list of entries with commas; any other table is for `adspend import csv`",
                        ),
                    );
                    return;
                }
                let columns = columns(log, spot, &record, shape);
                // Said once: of each row it would only be said again.
                if shape.keys.contains(&AMOUNT) && !columns.contains(&Some(AMOUNT)) {
                    if !record.iter().any(|cell| is_near_amount(cell, shape)) {
                        log.report_broken(spot, no_amounts());
                    }
                    return;
                }
                header = Some(columns.into());
            }
            Some(columns) if columns.len() == record.len() => {
                let row = row(log, columns, &record, spot);
                each(log, &row);
            }
            Some(columns) => {
                let (found, expected) = (record.len(), columns.len());
                let message = format!("the header has {expected} cells, and this row {found}");
                let help = if found > expected {
                    "put cells that contain a comma into quotation marks"
                } else {
                    "write a comma for each cell that is empty, too"
                };
                let problem = Problem::new(Code::Syntax, message).help(help);
                log.report_broken(spot, problem);
            }
        }
    }
    if header.is_none() {
        let keys = shape.keys.join(", ");
        let spot = Spot { file, ..Spot::default() };
        let problem = Problem::new(Code::MissingKey, "the file has no header row");
        log.report_broken(spot, problem.help(format!("name its columns in the first row, of {keys}")));
    }
}

fn offset(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

/// The row without the line ends around it.
fn row_spot(text: &str, file: usize, begin: usize, end: usize) -> Spot {
    let row = text.get(begin..end).unwrap_or_default();
    let start = begin + (row.len() - row.trim_start_matches(['\r', '\n']).len());
    let end = start + row.trim_matches(['\r', '\n']).len();
    Spot { file, start, end, cell: None }
}

/// What separates the columns, where the one cell of a header shows that it is no comma.
fn other_separator(header: &ByteRecord) -> Option<&'static str> {
    let has = |byte: u8| header.len() == 1 && header.iter().any(|cell| cell.contains(&byte));
    [(b';', "semicolons"), (b'\t', "tabs")].into_iter().find_map(|(byte, name)| has(byte).then_some(name))
}

/// The key of a list without whose column no row is an entry.
const AMOUNT: &str = "amount";

/// Whether an unknown column is that of the amounts, misspelt, which was said.
fn is_near_amount(cell: &[u8], shape: &Shape) -> bool {
    nearest(&String::from_utf8_lossy(cell), shape.keys.iter().copied()) == Some(AMOUNT)
}

/// The problem of a list without amounts: another program's table, as often as not.
fn no_amounts() -> Problem {
    Problem::new(Code::MissingKey, format!("the column `{AMOUNT}` is missing")).help(
        "a table of a publisher is for `adspend import`, any other for `adspend import csv`, which makes a list of it",
    )
}

/// A column: its key, or `None` where it is unknown.
pub(crate) type Column = Option<&'static str>;

fn columns(log: &mut Log, spot: Spot, record: &ByteRecord, shape: &Shape) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::with_capacity(record.len());
    for (index, cell) in record.iter().enumerate() {
        let name = String::from_utf8_lossy(cell);
        let key = shape.keys.iter().copied().find(|key| *key == name);
        let place = Spot { cell: Some(index), ..spot };
        match key {
            Some(key) if columns.contains(&Some(key)) => {
                let problem = Problem::new(Code::Syntax, format!("the column `{key}` is there twice"));
                log.report_broken(place, problem.help("leave one of them out"));
            }
            Some(_) => {}
            None => log.report(place, unknown_column(&name, shape)),
        }
        columns.push(key);
    }
    columns
}

fn unknown_column(name: &str, shape: &Shape) -> Problem {
    let shown: String = name.chars().take(60).collect();
    let problem = Problem::new(Code::UnknownKey, format!("no column is called `{shown}`"));
    match nearest(name, shape.keys.iter().copied()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(format!(
            "columns are named as the keys of {}: {}",
            shape.noun,
            shape.keys.join(", ")
        )),
    }
}

fn row(log: &mut Log, columns: &Arc<[Column]>, record: &ByteRecord, spot: Spot) -> Row {
    let mut table = Table { pairs: Vec::with_capacity(columns.len()) };
    for (index, (column, cell)) in columns.iter().zip(record).enumerate() {
        let Some(key) = *column else { continue };
        if cell.is_empty() {
            continue;
        }
        let place = Spot { cell: Some(index), ..spot };
        // The file's text was checked to be UTF-8, and cells end at ASCII characters.
        let text = String::from_utf8_lossy(cell).into_owned();
        match value(key, text, place) {
            Ok(value) => {
                let node = Node { value, spot: place };
                table.pairs.push(Pair { key: key.to_owned(), key_spot: place, node });
            }
            Err(problem) => log.report(place, problem),
        }
    }
    Row { table, spot, columns: columns.clone() }
}

fn value(key: &str, text: String, spot: Spot) -> Result<Value, Box<Problem>> {
    if LISTS.contains(&key) {
        let items: Result<Vec<Node>, Box<Problem>> =
            split(&text).into_iter().map(|item| item_node(key, item, spot)).collect();
        return Ok(Value::List(items?));
    }
    if FLAGS.contains(&key) {
        return Ok(match text.as_str() {
            "true" => Value::Flag(true),
            "false" => Value::Flag(false),
            _ => Value::Text(text),
        });
    }
    item_node(key, text, spot).map(|node| node.value)
}

fn item_node(key: &str, item: String, spot: Spot) -> Result<Node, Box<Problem>> {
    if matches!(key, "amount" | "gloss") && item.starts_with('{') {
        return read_inline(&item, spot);
    }
    // `amends:entry-id`, where TOML has a table with the keys `id` and `how`.
    if key == "supersedes"
        && let Some((how, id)) = item.split_once(':')
    {
        let mut table = Table::default();
        table.push_text("id", Some(id));
        table.push_text("how", Some(how));
        for pair in &mut table.pairs {
            (pair.key_spot, pair.node.spot) = (spot, spot);
        }
        return Ok(Node { value: Value::Table(table), spot });
    }
    Ok(Node { value: Value::Text(item), spot })
}

/// The items of a list in a cell, blanks around them left out.
fn split(cell: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut characters = cell.chars();
    while let Some(character) = characters.next() {
        let character = match character {
            LIST_SEPARATOR => {
                items.push(String::new());
                continue;
            }
            '\\' => characters.next().unwrap_or('\\'),
            other => other,
        };
        if let Some(item) = items.last_mut() {
            item.push(character);
        }
    }
    items.into_iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

/// A list as it is written in a cell: the inverse of reading it, but for blanks around items.
pub(crate) fn join(items: impl IntoIterator<Item = String>) -> String {
    let escaped = items.into_iter().map(|item| item.replace('\\', "\\\\").replace(LIST_SEPARATOR, "\\;"));
    escaped.collect::<Vec<_>>().join("; ")
}

/// The bytes of a cell in a row, quotation marks included; the end of the row where it has fewer cells.
pub(crate) fn span(row: &str, cell: usize) -> Range<usize> {
    spans(row).nth(cell).unwrap_or(row.len()..row.len())
}

fn spans(row: &str) -> impl Iterator<Item = Range<usize>> {
    // A quotation mark opens at the beginning of a cell, and after one that closed: it is doubled there.
    let (mut is_quoted, mut may_open) = (false, true);
    let mut start = 0;
    let ends = row.bytes().map(Some).chain([None]).enumerate().filter(move |(_, byte)| {
        let is_end = byte.is_none() || (*byte == Some(b',') && !is_quoted);
        let is_mark = *byte == Some(b'"');
        let was_quoted = is_quoted;
        is_quoted = if is_mark { !is_quoted && may_open } else { is_quoted };
        may_open = is_end || (is_mark && was_quoted);
        is_end
    });
    ends.map(move |(end, _)| std::mem::replace(&mut start, end + 1)..end)
}

/// Where the quotation mark stands that is never closed.
fn unclosed(row: &str) -> Option<usize> {
    let cell = spans(row).last()?;
    let text = row.get(cell.clone())?;
    let is_open = text.starts_with('"') && text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
    is_open.then_some(cell.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_in_cells_read_back() {
        for items in [vec!["a", "b"], vec!["x;y", "back\\slash"], vec!["one"]] {
            let items: Vec<String> = items.into_iter().map(str::to_owned).collect();
            assert_eq!(split(&join(items.clone())), items);
        }
        assert_eq!(split(" a ;; b; "), ["a", "b"]);
        assert_eq!(split(""), Vec::<String>::new());
    }

    #[test]
    fn cells_are_found_in_their_row() {
        let row = "a,\"b,\"\"c\"\"\",,é,d";
        let cells: Vec<&str> = (0..6).map(|cell| row.get(span(row, cell)).unwrap()).collect();
        assert_eq!(cells, ["a", "\"b,\"\"c\"\"\"", "", "é", "d", ""]);
        assert_eq!(unclosed(row), None);
        assert_eq!(unclosed("a,\"b"), Some(2));
        assert_eq!(unclosed("a,b\""), None);
    }
}
