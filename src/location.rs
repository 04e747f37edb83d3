//! Where a fact was read: file, line, column.

use std::fmt;
use std::sync::Arc;

/// A place in a text file: what a person needs to find it and a program to underline it.
///
/// `Display` writes `file:line:column`, both counted from 1, the column in characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, as the caller named it.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// Where the fact begins, in bytes from the start of the file.
    pub start: usize,
    /// Where it ends, in bytes from the start of the file.
    pub end: usize,
}

impl Place {
    /// The place of the bytes `start..end` of `text`; ends beyond the text, or inside a character, are moved back into it.
    ///
    /// # Complexity
    ///
    /// Linear in `start`; use [`Lines`] for many places of one text.
    #[must_use]
    pub fn in_text(file: &Arc<str>, text: &str, start: usize, end: usize) -> Self {
        Lines::new(text).place(file, text, start, end)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// The beginnings of the lines of a text, so that places in it are found quickly.
#[derive(Clone, Debug)]
pub struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Scans the text once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(after_breaks).collect() }
    }

    /// The place of the bytes `start..end` of the same text.
    #[must_use]
    pub fn place(&self, file: &Arc<str>, text: &str, start: usize, end: usize) -> Place {
        let start = text.floor_char_boundary(start);
        let end = text.floor_char_boundary(end.max(start));
        let line = self.starts.partition_point(|begin| *begin <= start);
        let begin = line.checked_sub(1).and_then(|index| self.starts.get(index)).copied().unwrap_or(0);
        let column = text.get(begin..start).map_or(0, |before| before.chars().count()) + 1;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Place { file: file.clone(), line: count(line), column: count(column), start, end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let (file, text) = (Arc::from("a.toml"), "x = 1\r\n€ = ¥\n\nlast");
        let at = |start: usize| Place::in_text(&file, text, start, start + 1).to_string();
        assert_eq!(at(0), "a.toml:1:1");
        assert_eq!(at(4), "a.toml:1:5");
        assert_eq!(at(7), "a.toml:2:1");
        assert_eq!(at(13), "a.toml:2:5"); // the yen sign: "€" is 3 bytes and one column
        assert_eq!(at(14), "a.toml:2:5"); // inside the yen sign
        assert_eq!(at(17), "a.toml:4:1");
        assert_eq!(at(999), "a.toml:4:5");
    }
}
