//! Characters: which ones are one sign to the reader, and where each stood in the source.

use std::ops::Range;

/// The longest part of a text that an error repeats, in characters.
const EXCERPT_CHARS_MAX: usize = 60;

/// What stands between two paragraphs: no amount reaches across it.
pub(super) const PARAGRAPH: char = '\u{2029}';

/// One character of a text after folding, with the byte at which it begins in the source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) folded: char,
    /// In the form of the tables: lower case, any blank a space.
    pub(super) lower: char,
    /// Whether words that hold it end only where letters end.
    pub(super) is_letter: bool,
    at: usize,
}

/// A part of a text, folded character by character; every position in it leads back to a byte of the text.
pub(super) struct Source<'t> {
    text: &'t str,
    glyphs: Vec<Glyph>,
    /// The bytes that the glyphs cover.
    covered: Range<usize>,
    is_line_empty: bool,
    parting: Parting,
}

/// What parts paragraphs, across which no amount reaches; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parting {
    /// An empty line: a text goes on in its next line.
    EmptyLines,
    /// Every line break and tab, as between the cells of a table.
    Cells,
}

/// Beyond so many characters a part is begun anew, so that a long text takes little memory.
const GLYPHS_MAX: usize = 1 << 14;

impl<'t> Source<'t> {
    /// All of a text.
    pub(super) fn new(text: &'t str) -> Self {
        let mut source = Self::nothing_of(text);
        source.extend_to(text.len());
        source
    }

    /// All of a text that is the cells of a table.
    pub(super) fn of_cells(text: &'t str) -> Self {
        let mut source = Self { parting: Parting::Cells, ..Self::nothing_of(text) };
        source.extend_to(text.len());
        source
    }

    /// No part of a text yet: see [`cover`](Self::cover).
    pub(super) const fn nothing_of(text: &'t str) -> Self {
        Self { text, glyphs: Vec::new(), covered: 0..0, is_line_empty: false, parting: Parting::EmptyLines }
    }

    /// Makes the part cover these bytes, which may not begin before those that it covers; positions may change.
    pub(super) fn cover(&mut self, bytes: Range<usize>) {
        if bytes.start > self.covered.end || self.glyphs.len() > GLYPHS_MAX {
            self.glyphs.clear();
            self.is_line_empty = false;
            self.covered = bytes.start..bytes.start;
        }
        self.extend_to(bytes.end);
    }

    fn extend_to(&mut self, end: usize) {
        let from = self.covered.end;
        let Some(part) = self.text.get(from..end) else { return };
        self.covered.end = end;
        self.glyphs.reserve(part.len());
        for (at, written) in part.char_indices() {
            let at = from + at;
            if matches!(written, ' '..='~') {
                self.is_line_empty &= written == ' ';
                let is_letter = written.is_ascii_alphabetic();
                let lower = written.to_ascii_lowercase();
                self.glyphs.push(Glyph { folded: written, lower, is_letter, at });
                continue;
            }
            if written == '\r' && self.text.as_bytes().get(at + 1) == Some(&b'\n') {
                continue;
            }
            let Some(mut folded) = fold(written) else { continue };
            if folded == '\n' {
                if self.parting == Parting::Cells || written != '\t' && self.is_line_empty {
                    folded = PARAGRAPH;
                }
                self.is_line_empty |= written != '\t';
            } else if folded != ' ' {
                self.is_line_empty = false;
            }
            let lower = if is_blank(folded) { ' ' } else { lower(folded) };
            self.glyphs.push(Glyph { folded, lower, is_letter: is_word_letter(folded), at });
        }
    }

    /// How many characters there are; positions run from 0 to this.
    pub(super) fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// The folded character at a position.
    pub(super) fn get(&self, position: usize) -> Option<char> {
        self.glyphs.get(position).map(|glyph| glyph.folded)
    }

    /// The character at a position, with what is known of it.
    pub(super) fn glyph(&self, position: usize) -> Option<&Glyph> {
        self.glyphs.get(position)
    }

    /// The bytes of the source that a run of positions covers, from the first to the end of the last.
    pub(super) fn bytes(&self, positions: Range<usize>) -> Range<usize> {
        let start = self.glyphs.get(positions.start).map_or(self.covered.end, |glyph| glyph.at);
        let last = positions.end.checked_sub(1).and_then(|last| self.glyphs.get(last));
        let end = last.map_or(start, |glyph| {
            let width =
                self.text.get(glyph.at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            glyph.at + width
        });
        start..end.max(start)
    }

    /// The position of the character at a byte of the source, or of the next one.
    pub(super) fn position(&self, byte: usize) -> usize {
        self.glyphs.partition_point(|glyph| glyph.at < byte)
    }

    /// The source as written between two positions, cut after 60 characters.
    pub(super) fn excerpt(&self, positions: Range<usize>) -> String {
        excerpt(self.text.get(self.bytes(positions)).unwrap_or_default())
    }
}

/// The text as an error repeats it: cut after 60 characters, with an ellipsis.
pub(super) fn excerpt(text: &str) -> String {
    let mut cut: String = text.chars().take(EXCERPT_CHARS_MAX).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

/// The text with characters that do not print escaped.
pub(super) fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() || is_bidi_control(c) || fold(c).is_none() {
            printable.extend(c.escape_unicode());
        } else {
            printable.push(c);
        }
    }
    printable
}

/// The one character that stands for all of its kind, or `None` for characters without width.
///
/// The sets are CLDR's lenient parse sets and ICU's set of group separators, with fullwidth forms.
pub(super) fn fold(written: char) -> Option<char> {
    // What most texts consist of.
    if matches!(written, ' '..='~' | '\u{AE}'..='\u{2BA}' | '\u{400}'..='\u{52F}' | '\u{4E00}'..='\u{9FFF}') {
        return Some(written);
    }
    Some(match written {
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => ' ',
        // A blank between words that never groups digits.
        '\t' | '\n' | '\u{B}' | '\u{C}' | '\r' | '\u{85}' | '\u{2028}' => '\n',
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => return None,
        // The digits of Arabic and Persian.
        '\u{660}'..='\u{669}' => char::from_digit(u32::from(written) - 0x660, 10).unwrap_or(written),
        '\u{6F0}'..='\u{6F9}' => char::from_digit(u32::from(written) - 0x6F0, 10).unwrap_or(written),
        '‘' | '’' | 'ʻ' | 'ʼ' | '٬' => '\'',
        '﹐' | '︐' | '،' | '٫' | '、' => ',',
        '․' | '﹒' | '｡' => '.',
        '‐' | '‑' | '‒' | '–' | '−' | '⁻' | '﹣' => '-',
        '―' => '—',
        '〜' | '∼' | '˜' => '~',
        '≃' | '≅' => '≈',
        '≦' | '⩽' => '≤',
        '≧' | '⩾' => '≥',
        '﹩' => '$',
        '￡' | '₤' => '£',
        '￥' => '¥',
        '￦' => '₩',
        // The fullwidth forms of ASCII, in its order.
        '\u{FF01}'..='\u{FF5E}' => {
            u32::from(written).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(written)
        }
        other => other,
    })
}

/// Whether a character only parts words.
pub(super) const fn is_blank(folded: char) -> bool {
    matches!(folded, ' ' | '\n')
}

/// Whether a character turns the order in which others are shown, so that what is read is not what is seen.
const fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character is of a script that does not put blanks between words.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether an ideograph is a sign: 、。「」.
pub(super) const fn is_ideographic_sign(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}')
}

/// Whether a character belongs to words that end only where letters end.
pub(super) fn is_word_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphabetic(),
        'à'..='ö' | 'а'..='я' => true,
        '\u{4E00}'..='\u{9FFF}' => false,
        _ => c.is_alphabetic() && !is_ideograph(c),
    }
}

/// The character in lower case, where that is one character.
pub(super) fn lower(c: char) -> char {
    match c {
        '\0'..='\u{7F}' => return c.to_ascii_lowercase(),
        'à'..='ö' | 'а'..='я' | '\u{4E00}'..='\u{9FFF}' => return c,
        _ => {}
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let source = Source::new(text);
        (0..source.len()).filter_map(|position| source.get(position)).collect()
    }

    #[test]
    fn kinds_of_one_sign_are_one() {
        assert_eq!(folded("４，５１５．０ ％"), "4,515.0 %");
        assert_eq!(folded("1\u{A0}2\u{202F}3\u{2009}4\u{3000}5\t6\r\n7"), "1 2 3 4 5\n6\n7");
        assert_eq!(folded("1\n2\n \t\n3\r\n\r\n4\r\r5"), "1\n2\n \n\u{2029}3\n\u{2029}4\n\u{2029}5");
        let cells = Source::of_cells("1\r\n2 3\t4");
        let cells: String = (0..cells.len()).filter_map(|position| cells.get(position)).collect();
        assert_eq!(cells, "1\u{2029}2 3\u{2029}4");
        assert_eq!(folded("٤۵"), "45");
        assert_eq!(folded("1’2ʼ3＇4"), "1'2'3'4");
        assert_eq!(folded("－1 –2 −3 —4"), "-1 -2 -3 —4");
        assert_eq!(folded("＄ ￥ ￡ （）"), "$ ¥ £ ()");
        assert_eq!(folded("\u{FEFF}a\u{200B}b"), "ab");
        assert_eq!(folded("aé万"), "aé万");
    }

    #[test]
    fn positions_lead_back_to_bytes() {
        let source = Source::new("\u{FEFF}约５元");
        assert_eq!(source.len(), 3);
        assert_eq!(source.bytes(0..1), 3..6);
        assert_eq!(source.bytes(1..3), 6..12);
        assert_eq!(source.bytes(3..3), 12..12);
        assert_eq!(source.excerpt(0..3), "约５元");
        assert_eq!(excerpt(&"x".repeat(61)), format!("{}…", "x".repeat(60)));
    }

    #[test]
    fn what_does_not_print_is_escaped() {
        assert_eq!(printable("1'2\u{A0}\u{202E}\n`é"), "1'2\u{A0}\\u{202e}\\u{a}`é");
    }

    #[test]
    fn folding_is_done_once() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32) {
            if let Some(once) = fold(c) {
                assert_eq!(fold(once), Some(once), "{c:?}");
            }
        }
    }
}
