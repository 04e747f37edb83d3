//! JSON to the tree, and back: the same structure as the TOML, dates as texts.

use std::cell::Cell;
use std::fmt;
use std::io;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::log::Log;
use super::tree::{Node, Pair, Spot, Table, Value};
use crate::error::{Code, Problem};

/// The tree of a text; `None` where its syntax is broken, which is reported.
pub(crate) fn read(log: &mut Log, file: usize) -> Option<Table> {
    let text = log.text(file);
    let at = Cell::new(0);
    let counted = Counted { bytes: text.as_bytes(), at: &at };
    let mut deserializer = serde_json::Deserializer::from_reader(counted);
    let place = Place { text: &text, file, at: &at };
    let read = place.deserialize(&mut deserializer).and_then(|node| {
        deserializer.end()?;
        Ok(node)
    });
    let spot = |start: usize, end: usize| Spot { file, start, end, cell: None };
    match read {
        Ok(Node { value: Value::Table(table), .. }) => Some(table),
        Ok(node) => {
            let message = format!("the file is {}, where a table is expected", node.sort());
            log.report_broken(node.spot, Problem::new(Code::WrongType, message));
            None
        }
        Err(error) => {
            let read = text.get(..at.get()).unwrap_or(&text);
            // What the parser finds wrong with a value it says after a look at what comes next.
            let end = if error.is_data() {
                read.trim_end_matches([',', ']', '}', ' ', '\n']).len()
            } else {
                read.len()
            };
            let code =
                if error.to_string().starts_with("recursion limit") { Code::Limit } else { Code::Syntax };
            let message = error.to_string();
            // The place is given as ours.
            let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
            let problem = Problem::new(code, format!("this is not JSON: {message}"));
            log.report_broken(spot(end.saturating_sub(1), end), problem);
            None
        }
    }
}

/// The text of a tree, indented by two blanks.
pub(crate) fn write(table: &Table) -> String {
    // Keys are texts and values are plain: there is nothing that could fail.
    let mut text = serde_json::to_string_pretty(table).unwrap_or_default();
    text.push('\n');
    text
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.pairs.len()))?;
        for pair in &self.pairs {
            map.serialize_entry(&pair.key, &pair.node)?;
        }
        map.end()
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Value::Text(text) | Value::Date(text) | Value::Float(text) => serializer.serialize_str(text),
            Value::Integer(text) => match text.parse::<i64>() {
                Ok(number) => serializer.serialize_i64(number),
                Err(_) => serializer.serialize_str(text),
            },
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            Value::List(nodes) => serializer.collect_seq(nodes),
            Value::Table(table) => table.serialize(serializer),
        }
    }
}

/// Bytes that count how many of them were read, which tells where a value stands.
struct Counted<'a> {
    bytes: &'a [u8],
    at: &'a Cell<usize>,
}

impl io::Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // A byte at a time, as the parser asks for them: a larger read would run ahead of it.
        let (Some((first, rest)), Some(slot)) = (self.bytes.split_first(), buffer.first_mut()) else {
            return Ok(0);
        };
        *slot = *first;
        self.bytes = rest;
        self.at.set(self.at.get() + 1);
        Ok(1)
    }
}

#[derive(Clone, Copy)]
struct Place<'a> {
    text: &'a str,
    file: usize,
    at: &'a Cell<usize>,
}

impl Place<'_> {
    /// The value between two counts: the parser reads at most a byte beyond it, and punctuation stands before it.
    fn spot(&self, from: usize) -> Spot {
        let to = self.at.get().min(self.text.len());
        let part = self.text.get(from..to).unwrap_or_default();
        let blank = |c: char| c.is_ascii_whitespace() || matches!(c, ':' | ',');
        let start = from + (part.len() - part.trim_start_matches(blank).len());
        let part = part.trim_matches(blank);
        // The bracket after a number closes what it stands in.
        let is_scalar = part.starts_with(|c: char| c == '-' || c.is_ascii_alphanumeric());
        let part = if is_scalar { part.trim_end_matches([']', '}']) } else { part };
        Spot { file: self.file, start, end: start + part.trim_end().len(), cell: None }
    }

    /// The key that ends where the parser is, and begins behind a count: what was read before it is the end of a value, or a comma.
    fn key_spot(&self, from: usize) -> Spot {
        let to = self.at.get().min(self.text.len());
        let part = self.text.get(from..to).unwrap_or_default();
        let start = from + part.find('"').unwrap_or(0);
        Spot { file: self.file, start, end: to, cell: None }
    }
}

impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        // The parser may have looked at the first byte of the value already.
        let from = self.at.get().saturating_sub(1);
        let value = deserializer.deserialize_any(self)?;
        let spot = self.spot(from);
        let written = || self.text.get(spot.start..spot.end).unwrap_or_default().to_owned();
        let value = match value {
            Value::Float(_) => Value::Float(written()),
            other => other,
        };
        Ok(Node { value, spot })
    }
}

impl<'de> Visitor<'de> for Place<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of a ledger file")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Integer(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Integer(number.to_string()))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        // Its text is taken from the file: the number itself is never looked at.
        Ok(Value::Float(String::new()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Value, E> {
        Err(E::custom("`null` says nothing: leave the key out"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = items.next_element_seed(self)? {
            nodes.push(node);
        }
        Ok(Value::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut table = Table::default();
        let mut keys = std::collections::HashSet::new();
        loop {
            let from = self.at.get();
            let Some(key) = map.next_key::<String>()? else { break };
            let key_spot = self.key_spot(from);
            if !keys.insert(key.clone()) {
                let shown: String = key.chars().take(60).collect();
                return Err(A::Error::custom(format!("the key `{shown}` is there twice")));
            }
            let node = map.next_value_seed(self)?;
            table.pairs.push(Pair { key, key_spot, node });
        }
        Ok(Value::Table(table))
    }
}
