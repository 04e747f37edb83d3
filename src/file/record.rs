//! One table of a file, its keys read one by one.

use super::env::Env;
use super::log::Log;
use super::shape::Shape;
use super::term::{Term, near, term, wrong_type};
use super::tree::{Node, Pair, Spot, Table, Value};
use crate::error::{Code, Problem, nearest};
use crate::model::Scope;

/// A table whose keys are read, with all that reading needs.
pub(crate) struct Record<'a> {
    pub(crate) log: &'a mut Log,
    pub(crate) env: &'a Env,
    pub(crate) table: &'a Table,
    pub(crate) spot: Spot,
    pub(crate) shape: &'static Shape,
}

impl<'a> Record<'a> {
    /// Opens a table; keys that its shape does not have are reported.
    pub(crate) fn open(
        log: &'a mut Log,
        env: &'a Env,
        table: &'a Table,
        spot: Spot,
        shape: &'static Shape,
    ) -> Self {
        for pair in &table.pairs {
            if !shape.keys.contains(&pair.key.as_str()) {
                log.report(pair.key_spot, unknown_key(&pair.key, shape));
            }
        }
        Self { log, env, table, spot, shape }
    }

    /// Opens a value that is to be a table.
    pub(crate) fn of(
        log: &'a mut Log,
        env: &'a Env,
        key: &str,
        node: &'a Node,
        shape: &'static Shape,
    ) -> Option<Self> {
        match &node.value {
            Value::Table(table) => Some(Self::open(log, env, table, node.spot, shape)),
            _ => {
                log.report(node.spot, wrong_type(key, node, "a table"));
                None
            }
        }
    }

    /// The value of a key, if it is written.
    pub(crate) fn pair(&self, key: &str) -> Option<&'a Pair> {
        debug_assert!(self.shape.keys.contains(&key), "{key} is no key of {}", self.shape.noun);
        self.table.get(key)
    }

    /// Whether a key is written.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.pair(key).is_some()
    }

    /// Whether it has keys that its shape does not have.
    pub(crate) fn has_unknown(&self) -> bool {
        self.table.pairs.iter().any(|pair| !self.shape.keys.contains(&pair.key.as_str()))
    }

    /// Whether an unknown key, reported already, is most likely this one.
    fn is_misspelt(&self, key: &str) -> bool {
        let keys = self.shape.keys;
        let unknown =
            self.table.pairs.iter().map(|pair| pair.key.as_str()).filter(|found| !keys.contains(found));
        unknown.filter_map(|found| nearest(found, keys.iter().copied())).any(|near| near == key)
    }

    /// The value of a key that must be written.
    pub(crate) fn required(&mut self, key: &str, advice: &str) -> Option<&'a Pair> {
        let pair = self.pair(key);
        if pair.is_none() && !self.is_misspelt(key) {
            let message = format!("`{key}` is missing in {}", self.shape.noun);
            let mut problem = Problem::new(Code::MissingKey, message);
            if !advice.is_empty() {
                problem = problem.help(advice);
            }
            self.log.report(self.spot, problem);
        }
        pair
    }

    /// The value of a key, where it is written and can be read.
    pub(crate) fn term<T: Term>(&mut self, key: &str) -> Option<T> {
        let pair = self.pair(key)?;
        self.read(key, &pair.node)
    }

    /// The value of a key that must be written, where it can be read.
    pub(crate) fn required_term<T: Term>(&mut self, key: &str, advice: &str) -> Option<T> {
        let read = self.required(key, advice).and_then(|pair| self.read(key, &pair.node));
        if key == "id" && read.is_none() {
            self.log.lose_id();
        }
        read
    }

    /// The values of a key that takes one or a list of them.
    pub(crate) fn terms<T: Term>(&mut self, key: &str) -> Vec<T> {
        self.nodes(key).into_iter().filter_map(|node| self.read(key, node)).collect()
    }

    /// The values under a key that takes one or a list of them.
    pub(crate) fn nodes(&self, key: &str) -> Vec<&'a Node> {
        match self.pair(key).map(|pair| &pair.node) {
            None => Vec::new(),
            Some(Node { value: Value::List(nodes), .. }) => nodes.iter().collect(),
            Some(node) => vec![node],
        }
    }

    /// Reads one value.
    pub(crate) fn read<T: Term>(&mut self, key: &str, node: &Node) -> Option<T> {
        match term(key, node, self.env) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.log.report(node.spot, problem);
                None
            }
        }
    }

    /// Whether a key says `true` or `false`.
    pub(crate) fn flag(&mut self, key: &str) -> Option<bool> {
        let pair = self.pair(key)?;
        match pair.node.value {
            Value::Flag(flag) => Some(flag),
            _ => {
                self.log.report(
                    pair.node.spot,
                    wrong_type(key, &pair.node, "true or false, without quotation marks,"),
                );
                None
            }
        }
    }
}

/// The problem of a key that a shape does not have.
pub(crate) fn unknown_key(key: &str, shape: &Shape) -> Problem {
    let shown: String = key.chars().take(60).collect();
    let problem = Problem::new(Code::UnknownKey, format!("{} has no key `{shown}`", shape.noun));
    // What is known under another name, or belongs one table further in.
    match (shape.noun, key) {
        ("[[entry]]", "date" | "day" | "period" | "during") => return problem.help("did you mean `when`?"),
        ("[[claim]]", key) if Scope::KEYS.contains(&key) => {
            return problem.help(format!("write `scope = {{ {key} = … }}`"));
        }
        ("[[restriction]]", key) if Scope::KEYS.contains(&key) => {
            return problem.help(format!("write `forbids = {{ {key} = … }}`"));
        }
        _ => {}
    }
    let problem = near(problem, key, shape.keys.iter().copied());
    if problem.help.is_some() {
        return *problem;
    }
    problem.help(format!("its keys are {}", shape.keys.join(", ")))
}
