//! The tree of values that TOML, JSON and CSV files all become, and where each value stands.

/// Where a value stands: a stretch of a file's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Spot {
    /// Which of the texts that were read.
    pub(crate) file: usize,
    /// The first byte.
    pub(crate) start: usize,
    /// The byte after the last.
    pub(crate) end: usize,
    /// Where the stretch is a row of a CSV file: the column. Its bytes are looked for only when they are to be shown.
    pub(crate) cell: Option<usize>,
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) spot: Spot,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Text(String),
    /// As written.
    Integer(String),
    /// As written; never computed with.
    Float(String),
    Flag(bool),
    /// A date of TOML, as written.
    Date(String),
    List(Vec<Node>),
    Table(Table),
}

/// Keys and values in the order in which they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) pairs: Vec<Pair>,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) key: String,
    /// Where the key stands.
    pub(crate) key_spot: Spot,
    pub(crate) node: Node,
}

impl Node {
    /// A value that was not read from a file.
    pub(crate) fn new(value: Value) -> Self {
        Self { value, spot: Spot::default() }
    }

    /// A text that was not read from a file.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::new(Value::Text(text.into()))
    }

    /// What sort of value it is, with an article.
    pub(crate) fn sort(&self) -> String {
        match &self.value {
            Value::Text(_) => "a text".to_owned(),
            Value::Integer(number) | Value::Float(number) => {
                format!("the number {}", number.chars().take(40).collect::<String>())
            }
            Value::Flag(flag) => format!("`{flag}`"),
            Value::Date(date) => format!("the date {date}"),
            Value::List(_) => "a list".to_owned(),
            Value::Table(_) => "a table".to_owned(),
        }
    }
}

impl Table {
    pub(crate) fn get(&self, key: &str) -> Option<&Pair> {
        self.pairs.iter().find(|pair| pair.key == key)
    }

    /// Adds a value that was not read from a file.
    pub(crate) fn push(&mut self, key: &str, value: Value) {
        self.pairs.push(Pair { key: key.to_owned(), key_spot: Spot::default(), node: Node::new(value) });
    }

    /// Adds a text, where there is one.
    pub(crate) fn push_text(&mut self, key: &str, text: Option<impl ToString>) {
        if let Some(text) = text {
            self.push(key, Value::Text(text.to_string()));
        }
    }

    /// Adds a list of texts: nothing where it is empty.
    pub(crate) fn push_texts<T: ToString>(&mut self, key: &str, texts: &[T]) {
        if !texts.is_empty() {
            self.push(key, Value::List(texts.iter().map(|text| Node::text(text.to_string())).collect()));
        }
    }

    /// Adds a text, or a list of texts where there are several.
    pub(crate) fn push_one_or_more<T: ToString>(&mut self, key: &str, texts: &[T]) {
        match texts {
            [one] => self.push_text(key, Some(one.to_string())),
            _ => self.push_texts(key, texts),
        }
    }
}
