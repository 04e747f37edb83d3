//! A fault: the case as it would be with one thing wrong, and where that is.

use std::path::Path;

/// The case, as it ships.
pub(crate) const CASE: &str = include_str!("../../../examples/cases/luoyang.toml");

/// The name under which it is written, and read.
pub(crate) const LEDGER: &str = "luoyang.toml";

/// What an edit puts around the stretch that the error must point at.
const MARKS: [char; 2] = ['⟦', '⟧'];

/// Where the error must point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) file: String,
    /// From 1.
    pub(crate) line: usize,
    /// In characters, from 1.
    pub(crate) column: usize,
    /// The stretch that is underlined, as far as it stands on this line.
    pub(crate) text: String,
}

/// A case with one fault in it.
pub(crate) struct Fault {
    pub(crate) name: &'static str,
    /// The files, their texts with marks.
    files: Vec<(&'static str, Vec<u8>)>,
    unmarked: Vec<Target>,
}

impl Fault {
    /// There is no such file.
    pub(crate) fn missing(name: &'static str) -> Self {
        Self { name, files: Vec::new(), unmarked: Vec::new() }
    }

    /// Other content altogether.
    pub(crate) fn content(name: &'static str, content: impl AsRef<[u8]>) -> Self {
        Self::missing(name).beside(LEDGER, content)
    }

    /// The case with a text in place of another, which is there exactly once.
    pub(crate) fn edit(name: &'static str, from: &str, to: &str) -> Self {
        Self::content(name, CASE).and(from, to)
    }

    /// The case with more text at its end.
    pub(crate) fn append(name: &'static str, text: &str) -> Self {
        Self::content(name, format!("{CASE}{text}"))
    }

    /// The case with more text at its beginning.
    pub(crate) fn prepend(name: &'static str, text: &str) -> Self {
        Self::content(name, format!("{text}{CASE}"))
    }

    /// With a further edit.
    pub(crate) fn and(mut self, from: &str, to: &str) -> Self {
        for (_, content) in &mut self.files {
            let text = std::str::from_utf8(content).unwrap();
            assert_eq!(text.matches(from).count(), 1, "{}: `{from}` is to be there exactly once", self.name);
            *content = text.replace(from, to).into_bytes();
        }
        self
    }

    /// With more text at its end.
    pub(crate) fn and_append(mut self, text: &str) -> Self {
        for (_, content) in &mut self.files {
            content.extend_from_slice(text.as_bytes());
        }
        self
    }

    /// With this file too.
    pub(crate) fn beside(mut self, name: &'static str, content: impl AsRef<[u8]>) -> Self {
        self.files.push((name, content.as_ref().to_vec()));
        self
    }

    /// The error points here, in the last of the files, where no marks can be written.
    pub(crate) fn at(mut self, line: usize, column: usize) -> Self {
        let file = self.files.last().map_or(LEDGER, |(name, _)| *name).to_owned();
        self.unmarked.push(Target { file, line, column, text: String::new() });
        self
    }

    /// Where the errors must point, in the order of the report.
    pub(crate) fn targets(&self) -> Vec<Target> {
        let mut targets = self.unmarked.clone();
        for (name, content) in &self.files {
            if let Ok(text) = std::str::from_utf8(content) {
                targets.extend(split(name, text).1);
            }
        }
        targets
    }

    /// Writes the files into a folder.
    pub(crate) fn write(&self, folder: &Path) {
        for (name, content) in &self.files {
            let plain = match std::str::from_utf8(content) {
                Ok(text) => split(name, text).0.into_bytes(),
                Err(_) => content.clone(),
            };
            std::fs::write(folder.join(name), plain).unwrap();
        }
    }
}

/// A text without its marks, and what they mark.
fn split(file: &str, text: &str) -> (String, Vec<Target>) {
    let mut plain = String::new();
    let mut targets = Vec::new();
    let mut rest = text;
    while let Some((before, marked)) = rest.split_once(MARKS[0]) {
        let (target, after) = marked.split_once(MARKS[1]).expect("a mark is closed");
        plain.push_str(before);
        let last = plain.rsplit('\n').next().unwrap_or_default();
        targets.push(Target {
            file: file.to_owned(),
            line: plain.matches('\n').count() + 1,
            column: last.chars().count() + 1,
            text: target.lines().next().unwrap_or_default().to_owned(),
        });
        plain.push_str(target);
        rest = after;
    }
    plain.push_str(rest);
    (plain, targets)
}
