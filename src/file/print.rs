//! The tree as TOML in canonical form: fixed order of tables and keys, a key a line.

use super::amounts::is_amount;
use super::comments::{Comments, is_table_list};
use super::shape::{AMOUNT, ROOT, SCOPE, TABLES, inner_keys};
use super::tree::{Node, Pair, Table, Value};

/// Lists that make a line longer than this, in characters, are written an item a line.
const WIDTH_MAX: usize = 110;

/// The text of a file.
pub(crate) fn print(root: &Table, comments: &Comments) -> String {
    let mut printer = Printer { text: String::new(), comments };
    if !comments.head.is_empty() {
        printer.lines("", &comments.head);
    }
    printer.root(root);
    if !comments.tail.is_empty() {
        printer.blank();
        printer.lines("", &comments.tail);
    }
    printer.text
}

struct Printer<'a> {
    text: String,
    comments: &'a Comments,
}

/// The pairs of a table, known keys first in their order, then the others as written.
fn ordered<'a>(table: &'a Table, keys: &[&str]) -> Vec<&'a Pair> {
    let rank = |pair: &&Pair| keys.iter().position(|key| *key == pair.key).unwrap_or(keys.len());
    let mut pairs: Vec<&Pair> = table.pairs.iter().collect();
    pairs.sort_by_key(rank);
    pairs
}

impl Printer<'_> {
    fn line(&mut self, indent: &str, line: &str) {
        self.text.push_str(indent);
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn lines(&mut self, indent: &str, lines: &[String]) {
        for line in lines {
            self.line(indent, line);
        }
    }

    fn blank(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn root(&mut self, root: &Table) {
        let pairs = ordered(root, ROOT.keys);
        let is_block = |pair: &Pair| matches!(pair.node.value, Value::Table(_)) || is_table_list(&pair.node);
        let mut is_first = true;
        for pair in pairs.iter().filter(|pair| !is_block(pair)) {
            if std::mem::take(&mut is_first) {
                self.blank();
            }
            self.pair(pair);
        }
        if let Some(remarks) = self.comments.root() {
            self.lines("", &remarks.below);
        }
        for pair in pairs.iter().filter(|pair| is_block(pair)) {
            let key = bare_or_quoted(&pair.key);
            match &pair.node.value {
                Value::Table(table) => self.block(&format!("[{key}]"), &pair.key, &pair.node, table),
                Value::List(nodes) => {
                    for node in nodes {
                        if let Value::Table(table) = &node.value {
                            self.block(&format!("[[{key}]]"), &pair.key, node, table);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn block(&mut self, header: &str, key: &str, node: &Node, table: &Table) {
        let remarks = self.comments.at(node.spot.start).cloned().unwrap_or_default();
        self.blank();
        self.lines("", &remarks.above);
        let beside = remarks.beside.map(|beside| format!(" {beside}")).unwrap_or_default();
        self.line("", &format!("{header}{beside}"));
        let keys = TABLES.iter().find(|(table, _)| *table == key).map_or(&[][..], |(_, shape)| shape.keys);
        for pair in ordered(table, keys) {
            self.pair(pair);
        }
        self.lines("", &remarks.below);
    }

    fn pair(&mut self, pair: &Pair) {
        let remarks = self.comments.at(pair.key_spot.start).cloned().unwrap_or_default();
        self.lines("", &remarks.above);
        let beside = remarks.beside.map(|beside| format!(" {beside}")).unwrap_or_default();
        let key = bare_or_quoted(&pair.key);
        let line = match &pair.node.value {
            Value::Text(text) if text.contains('\n') => format!("{key} = {}", long_text(text)),
            _ => format!("{key} = {}", inline(&pair.key, &pair.node)),
        };
        match &pair.node.value {
            Value::List(nodes) if !nodes.is_empty() && self.is_long(&line, nodes) => {
                self.line("", &format!("{key} = ["));
                for node in nodes {
                    let remarks = self.comments.at(node.spot.start).cloned().unwrap_or_default();
                    self.lines("    ", &remarks.above);
                    let beside = remarks.beside.map(|beside| format!(" {beside}")).unwrap_or_default();
                    self.line("    ", &format!("{},{beside}", inline(&pair.key, node)));
                }
                self.line("", &format!("]{beside}"));
            }
            _ => self.line("", &format!("{line}{beside}")),
        }
    }

    /// Whether a list is written an item a line.
    fn is_long(&self, line: &str, nodes: &[Node]) -> bool {
        line.chars().count() > WIDTH_MAX
            || nodes.iter().any(|node| self.comments.at(node.spot.start).is_some())
    }
}

/// A value on one line; `key` is the one it stands under.
pub(crate) fn inline(key: &str, node: &Node) -> String {
    match &node.value {
        Value::Text(text) => quoted(text),
        Value::Integer(text) | Value::Float(text) | Value::Date(text) => text.clone(),
        Value::Flag(flag) => flag.to_string(),
        Value::List(nodes) => {
            let items: Vec<String> = nodes.iter().map(|node| inline(key, node)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(table) if table.pairs.is_empty() => "{}".to_owned(),
        Value::Table(table) => {
            let keys = match key {
                "than" if is_amount(node) => AMOUNT.keys,
                "than" => SCOPE.keys,
                _ => inner_keys(key),
            };
            let pair =
                |pair: &Pair| format!("{} = {}", bare_or_quoted(&pair.key), inline(&pair.key, &pair.node));
            let pairs: Vec<String> = ordered(table, keys).into_iter().map(pair).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
    }
}

fn bare_or_quoted(key: &str) -> String {
    let is_bare = !key.is_empty()
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if is_bare { key.to_owned() } else { quoted(key) }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\n' => quoted.push_str("\\n"),
            other => push_escaped(&mut quoted, other),
        }
    }
    quoted.push('"');
    quoted
}

/// A text of several lines, as it is.
fn long_text(text: &str) -> String {
    let mut long = String::from("\"\"\"\n");
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if characters.peek().is_none_or(|next| *next == '"') => long.push_str("\\\""),
            '"' | '\n' => long.push(character),
            other => push_escaped(&mut long, other),
        }
    }
    long.push_str("\"\"\"");
    long
}

fn push_escaped(text: &mut String, character: char) {
    match character {
        '\\' => text.push_str("\\\\"),
        '\t' => text.push_str("\\t"),
        '\r' => text.push_str("\\r"),
        control if control.is_control() => {
            text.push_str(&format!("\\u{:04X}", u32::from(control)));
        }
        other => text.push(other),
    }
}
