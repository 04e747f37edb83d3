//! Tables of text in aligned columns, by the width that a terminal gives each character.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns of a terminal that a table keeps to where it can.
pub(crate) const WIDTH_MAX: usize = 100;

/// The least to which a column of words is cut.
const WORDS_MIN: usize = 12;

/// What a column holds; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    /// Words: to the left, cut with `…` where the table would be too wide.
    Words,
    /// Ids: as words, but cut at the front, for what tells ids apart is mostly at the end.
    Ids,
    /// Figures: to the left, never cut.
    Figures,
    /// Numbers: to the right, never cut.
    Numbers,
}

/// Rows of cells.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table of these columns.
    pub(crate) fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self { columns: columns.into_iter().collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub(crate) fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.rows.push(cells.into_iter().map(|cell| clean(&cell.into())).collect());
    }

    /// The lines, each after `indent` blanks; columns without any text are left out.
    pub(crate) fn lines(&self, indent: usize) -> Vec<String> {
        let widths = self.widths(indent);
        self.rows.iter().map(|row| self.line(row, &widths, indent)).collect()
    }

    fn widths(&self, indent: usize) -> Vec<usize> {
        let cell = |row: &Vec<String>, at: usize| row.get(at).map_or(0, |cell| cell.width());
        let mut widths: Vec<usize> = (0..self.columns.len())
            .map(|at| self.rows.iter().map(|row| cell(row, at)).max().unwrap_or(0))
            .collect();
        let gaps = widths.iter().filter(|width| **width > 0).count().saturating_sub(1) * 2;
        let total: usize = widths.iter().sum();
        let mut excess = (total + gaps + indent).saturating_sub(WIDTH_MAX);
        while excess > 0 {
            let words = widths
                .iter_mut()
                .zip(&self.columns)
                .filter(|(_, column)| matches!(column, Column::Words | Column::Ids));
            let Some((widest, _)) = words.max_by_key(|(width, _)| **width) else { break };
            if *widest <= WORDS_MIN {
                break;
            }
            *widest -= 1;
            excess -= 1;
        }
        widths
    }

    fn line(&self, row: &[String], widths: &[usize], indent: usize) -> String {
        let mut line = " ".repeat(indent);
        let mut first = true;
        for ((cell, width), column) in row.iter().zip(widths).zip(&self.columns) {
            if *width == 0 {
                continue;
            }
            if !first {
                line.push_str("  ");
            }
            first = false;
            let text = if *column == Column::Ids { cut_front(cell, *width) } else { cut(cell, *width) };
            let pad = " ".repeat(width.saturating_sub(text.width()));
            match column {
                Column::Words | Column::Ids | Column::Figures => line.extend([text, pad]),
                Column::Numbers => line.extend([pad, text]),
            }
        }
        line.truncate(line.trim_end().len());
        line
    }
}

/// The text without what a terminal would obey instead of showing: control characters, and marks that turn the direction of
/// writing. Titles, labels and names are of other people.
pub(crate) fn clean(text: &str) -> String {
    text.chars().map(|c| if is_obeyed(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// As [`clean`], with what a terminal would obey as escapes: `\n`, `\u{1b}`.
pub(crate) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_obeyed(character) {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    shown
}

fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text in at most so many columns, `…` at its end where it was cut.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut left = width.saturating_sub(1);
    let mut kept = String::new();
    for character in text.chars() {
        let own = character.width().unwrap_or(0);
        if own > left {
            break;
        }
        left -= own;
        kept.push(character);
    }
    kept.push('…');
    kept
}

/// The same with `…` at its front.
fn cut_front(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut left = width.saturating_sub(1);
    let mut from = text.len();
    for (at, character) in text.char_indices().rev() {
        let own = character.width().unwrap_or(0);
        if own > left {
            break;
        }
        left -= own;
        from = at;
    }
    format!("…{}", text.get(from..).unwrap_or_default())
}

/// The words in lines of at most [`WIDTH_MAX`] columns: `first` before the first line, as many blanks before the others.
pub(crate) fn wrapped(first: &str, text: &str) -> String {
    let indent = first.width();
    let (mut lines, mut column) = (first.to_owned(), indent);
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 && column + 1 + word.width() > WIDTH_MAX {
            lines.push('\n');
            lines.push_str(&" ".repeat(indent));
            column = indent;
        } else if index > 0 {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += word.width();
    }
    lines.push('\n');
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_by_width_and_empty_ones_go() {
        let mut table = Table::new([Column::Words, Column::Words, Column::Numbers]);
        table.row(["孟津", "", "5"]);
        table.row(["Xin'an", "", "1,000"]);
        assert_eq!(table.lines(2), ["  孟津        5", "  Xin'an  1,000"]);
    }

    #[test]
    fn words_are_cut_before_numbers() {
        let mut table = Table::new([Column::Words, Column::Numbers]);
        table.row(["多".repeat(80), "1".repeat(30)]);
        let line = table.lines(0).concat();
        assert!(line.width() <= WIDTH_MAX && line.contains('…') && line.ends_with(&"1".repeat(30)), "{line}");
        assert_eq!(
            (cut("cn/luoyang/mengjin", 8), cut_front("cn/luoyang/mengjin", 8)),
            ("cn/luoy…".into(), "…mengjin".into())
        );
    }

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        assert_eq!(clean("\u{1b}[31mred\u{202e}\n多"), "\u{fffd}[31mred\u{fffd}\u{fffd}多");
    }

    #[test]
    fn long_lines_wrap_at_words() {
        let text = wrapped("- ", &["word"; 30].join(" "));
        assert!(text.lines().all(|line| line.width() <= WIDTH_MAX), "{text}");
        assert_eq!(text.split_whitespace().count(), 31);
    }
}
