//! The comments of a file, each kept with the table, key or list item that it is about.

use std::collections::HashMap;

use super::tree::{Node, Table, Value};

/// What is said beside one table, key or item.
#[derive(Clone, Debug, Default)]
pub(crate) struct Remarks {
    /// Lines above it.
    pub(crate) above: Vec<String>,
    /// At the end of its line.
    pub(crate) beside: Option<String>,
    /// Lines below the last key of a table.
    pub(crate) below: Vec<String>,
}

/// The comments of a file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Comments {
    /// At the beginning of the file, apart from what follows.
    pub(crate) head: Vec<String>,
    /// At the end of the file, apart from what goes before.
    pub(crate) tail: Vec<String>,
    /// By the first byte of the key, header or item.
    remarks: HashMap<usize, Remarks>,
}

/// Where the keys above the first table have their remarks.
const ROOT: usize = usize::MAX;

/// Something that a comment can be about.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    start: usize,
    end: usize,
    /// The table that it stands in, by its start.
    table: usize,
    is_header: bool,
}

/// A comment, its text without blanks at the end.
struct Comment<'a> {
    start: usize,
    text: &'a str,
    is_alone: bool,
}

impl Comments {
    /// The comments of a text whose tree is `root`.
    pub(crate) fn of(text: &str, root: &Table) -> Self {
        let anchors = Anchors::of(root);
        let mut comments = Self::default();
        let all = scan(text);
        let mut rest = all.as_slice();
        while let Some((first, others)) = rest.split_first() {
            if first.is_alone {
                let length = block_length(text, rest);
                let (block, others) = rest.split_at_checked(length).unwrap_or((rest, &[]));
                comments.keep_block(text, &anchors, block);
                rest = others;
            } else {
                comments.keep_trailing(text, &anchors, first);
                rest = others;
            }
        }
        comments
    }

    /// The remarks on what begins at a byte.
    pub(crate) fn at(&self, start: usize) -> Option<&Remarks> {
        self.remarks.get(&start)
    }

    /// The remarks below the keys above the first table.
    pub(crate) fn root(&self) -> Option<&Remarks> {
        self.remarks.get(&ROOT)
    }

    fn keep_trailing(&mut self, text: &str, anchors: &Anchors, comment: &Comment<'_>) {
        let before = anchors.ended(comment.start);
        let same_line = before.filter(|anchor| {
            text.get(anchor.end..comment.start).is_some_and(|between| !between.contains('\n'))
        });
        if let Some(anchor) = same_line {
            let remarks = self.remarks.entry(anchor.start).or_default();
            if remarks.beside.is_none() {
                remarks.beside = Some(comment.text.to_owned());
                return;
            }
        }
        self.keep_above(anchors, comment.start, &[comment.text.to_owned()]);
    }

    fn keep_block(&mut self, text: &str, anchors: &Anchors, block: &[Comment<'_>]) {
        let (Some(first), Some(last)) = (block.first(), block.last()) else { return };
        let lines: Vec<String> = block.iter().map(|comment| comment.text.to_owned()).collect();
        let after = text.get(last.start..).unwrap_or_default();
        let after = after.split_once('\n').map_or("", |(_, after)| after);
        let is_apart_below = after.split('\n').next().unwrap_or_default().trim().is_empty();
        let before = text.get(..first.start).unwrap_or_default();
        if before.trim().is_empty() && is_apart_below {
            self.head = lines;
            return;
        }
        let line_before = before.rsplit('\n').nth(1).unwrap_or_default();
        let is_apart_above = line_before.trim().is_empty();
        let previous = anchors.before(first.start);
        let next = anchors.after(first.start);
        let is_inside = anchors.around(first.start).is_some();
        let ends_table = next.is_none_or(|next| next.is_header);
        if let Some(previous) = previous
            && is_apart_below
            && !is_apart_above
            && ends_table
            && !is_inside
        {
            self.remarks.entry(previous.table).or_default().below.extend(lines);
            return;
        }
        let mut lines = lines;
        if is_apart_below && !is_inside && next.is_some_and(|next| next.is_header) {
            // The heading of several tables stays apart from the first.
            lines.push(String::new());
        }
        self.keep_above(anchors, first.start, &lines);
    }

    /// Keeps lines above what follows; above what they stand in, where nothing in it follows; else at the end.
    fn keep_above(&mut self, anchors: &Anchors, at: usize, lines: &[String]) {
        let around = anchors.around(at);
        let next = anchors.after(at);
        let place = match (around, next) {
            (Some(around), Some(next)) if next.start < around.end => Some(next),
            (Some(around), _) => Some(around),
            (None, next) => next,
        };
        match place {
            Some(anchor) => {
                self.remarks.entry(anchor.start).or_default().above.extend_from_slice(lines);
            }
            None => self.tail.extend_from_slice(lines),
        }
    }
}

/// How many comments stand on lines that follow one another.
fn block_length(text: &str, comments: &[Comment<'_>]) -> usize {
    let mut length = 1;
    for pair in comments.windows(2) {
        let [one, next] = pair else { break };
        let between = text.get(one.start + one.text.len()..next.start).unwrap_or_default();
        if !next.is_alone || between.matches('\n').count() != 1 {
            break;
        }
        length += 1;
    }
    length
}

/// Everything that a comment can be about, to be found by place.
struct Anchors {
    by_start: Vec<Anchor>,
    /// How far those up to here reach.
    reach: Vec<usize>,
    by_end: Vec<Anchor>,
}

impl Anchors {
    fn of(root: &Table) -> Self {
        let mut by_start = anchors(root);
        by_start.sort_by_key(|anchor| anchor.start);
        let reach = by_start.iter().scan(0, |reach, anchor| {
            *reach = anchor.end.max(*reach);
            Some(*reach)
        });
        let reach = reach.collect();
        let mut by_end = by_start.clone();
        by_end.sort_by_key(|anchor| anchor.end);
        Self { by_start, reach, by_end }
    }

    /// How many begin before a place.
    fn count_before(&self, at: usize) -> usize {
        self.by_start.partition_point(|anchor| anchor.start < at)
    }

    /// The last that begins before a place.
    fn before(&self, at: usize) -> Option<Anchor> {
        self.by_start.get(self.count_before(at).checked_sub(1)?).copied()
    }

    /// The first that begins after a place; nothing begins where a comment does.
    fn after(&self, at: usize) -> Option<Anchor> {
        self.by_start.get(self.count_before(at)).copied()
    }

    /// The last that ends before a place.
    fn ended(&self, at: usize) -> Option<Anchor> {
        self.by_end.get(self.by_end.partition_point(|anchor| anchor.end <= at).checked_sub(1)?).copied()
    }

    /// The innermost around a place.
    fn around(&self, at: usize) -> Option<Anchor> {
        let count = self.count_before(at);
        let (anchors, reach) = (self.by_start.get(..count)?, self.reach.get(..count)?);
        let begun = anchors.iter().rev().zip(reach.iter().rev());
        let reaching = begun.take_while(|(_, reach)| **reach > at);
        reaching.map(|(anchor, _)| *anchor).find(|anchor| anchor.end > at)
    }
}

/// Everything that a comment can be about, in no order.
fn anchors(root: &Table) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    for pair in &root.pairs {
        match &pair.node.value {
            Value::Table(table) => header(&mut anchors, &pair.node, table),
            Value::List(nodes) if is_table_list(&pair.node) => {
                for node in nodes {
                    if let Value::Table(table) = &node.value {
                        header(&mut anchors, node, table);
                    }
                }
            }
            _ => key(&mut anchors, pair.key_spot.start, &pair.node, ROOT),
        }
    }
    anchors
}

/// Whether a value is a list of tables, and nothing else.
pub(crate) fn is_table_list(node: &Node) -> bool {
    match &node.value {
        Value::List(nodes) => {
            !nodes.is_empty() && nodes.iter().all(|node| matches!(node.value, Value::Table(_)))
        }
        _ => false,
    }
}

fn header(anchors: &mut Vec<Anchor>, node: &Node, table: &Table) {
    let start = node.spot.start;
    anchors.push(Anchor { start, end: node.spot.end, table: start, is_header: true });
    for pair in &table.pairs {
        key(anchors, pair.key_spot.start, &pair.node, start);
    }
}

fn key(anchors: &mut Vec<Anchor>, start: usize, node: &Node, table: usize) {
    anchors.push(Anchor { start, end: end(node), table, is_header: false });
    items(anchors, node, table);
}

/// The items of a list on lines of their own; inside tables there is no place for a comment.
fn items(anchors: &mut Vec<Anchor>, node: &Node, table: usize) {
    let Value::List(nodes) = &node.value else { return };
    for node in nodes {
        anchors.push(Anchor { start: node.spot.start, end: end(node), table, is_header: false });
    }
}

/// The last byte of a value and of all in it: tables may be continued further down.
fn end(node: &Node) -> usize {
    let inner = match &node.value {
        Value::List(nodes) => nodes.iter().map(end).max(),
        Value::Table(table) => table.pairs.iter().map(|pair| end(&pair.node)).max(),
        _ => None,
    };
    inner.unwrap_or(0).max(node.spot.end)
}

/// The comments of a TOML text without errors.
fn scan(text: &str) -> Vec<Comment<'_>> {
    let mut comments = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(found) = rest.find(['#', '"', '\'']) else { break };
        let start = at + found;
        let rest = text.get(start..).unwrap_or_default();
        if !rest.starts_with('#') {
            at = start + string_length(rest);
            continue;
        }
        let line = rest.split('\n').next().unwrap_or_default();
        let before = text.get(..start).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
        comments.push(Comment { start, text: line.trim_end(), is_alone: before.trim().is_empty() });
        at = start + line.len();
    }
    comments
}

/// The length of the string that a text begins with, quotation marks included.
fn string_length(text: &str) -> usize {
    for mark in ["\"\"\"", "'''"] {
        if let Some(inside) = text.strip_prefix(mark) {
            let end = mark.len() + unescaped(inside, mark) + mark.len();
            let quote = mark.get(..1).unwrap_or_default();
            // One or two of the marks may stand before the three that close.
            let more = text.get(end..).unwrap_or_default();
            return end + more.len().min(2)
                - more.get(..more.len().min(2)).map_or(0, |more| more.trim_start_matches(quote).len());
        }
    }
    let mark = if text.starts_with('"') { "\"" } else { "'" };
    1 + unescaped(text.get(1..).unwrap_or_default(), mark) + 1
}

/// Where a mark stands for the first time, after a backslash only in texts that know no escapes.
fn unescaped(text: &str, mark: &str) -> usize {
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        if rest.starts_with(mark) {
            return at;
        }
        let mut characters = rest.chars();
        let Some(first) = characters.next() else { break };
        at += first.len_utf8();
        if first == '\\' && mark.starts_with('"') {
            at += characters.next().map_or(0, char::len_utf8);
        }
    }
    text.len()
}
