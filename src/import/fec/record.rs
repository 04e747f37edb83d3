//! The lines of a filing as records of fields, whatever the version's separator and the file's encoding.

use std::io::{BufRead, BufReader, Read};

use csv::StringRecord;

use crate::error::{Code, Problem};
use crate::import::input::{at_line, no_text};
use crate::import::table::ROW_LENGTH_MAX;

/// The separator since version 6: the file separator of ASCII.
pub(super) const SEPARATOR: char = '\u{1c}';

/// The lines of a filing, one at a time in one buffer, without what stands between `[BEGINTEXT]` and `[ENDTEXT]`.
pub(super) struct Lines<'r> {
    reader: BufReader<&'r mut dyn Read>,
    file: &'r str,
    raw: Vec<u8>,
    /// The line as text.
    pub(super) text: String,
    /// Its number, from 1.
    pub(super) number: u64,
}

impl<'r> Lines<'r> {
    pub(super) fn new(file: &'r str, reader: &'r mut dyn Read) -> Self {
        Self {
            reader: BufReader::with_capacity(256 << 10, reader),
            file,
            raw: Vec::new(),
            text: String::new(),
            number: 0,
        }
    }

    /// Reads the next line that is not empty, text blocks left out; `false` at the end.
    pub(super) fn advance(&mut self) -> Result<bool, Box<Problem>> {
        let mut block_since = None;
        while self.read_line()? {
            let mark = self.text.trim();
            if mark.eq_ignore_ascii_case("[BEGINTEXT]") || mark.eq_ignore_ascii_case("[BEGIN TEXT]") {
                block_since = Some(self.number);
            } else if mark.eq_ignore_ascii_case("[ENDTEXT]") || mark.eq_ignore_ascii_case("[END TEXT]") {
                block_since = None;
            } else if block_since.is_none() && !mark.trim_matches('"').is_empty() {
                return Ok(true);
            }
        }
        match block_since {
            None => Ok(false),
            Some(line) => {
                let message = "found `[BEGINTEXT]`, and expected an `[ENDTEXT]` before the end of the file";
                Err(at_line(self.file, line, Code::Syntax, message).help("download the filing again").into())
            }
        }
    }

    fn read_line(&mut self) -> Result<bool, Box<Problem>> {
        self.raw.clear();
        let mut limited = (&mut self.reader).take(ROW_LENGTH_MAX + 1);
        let count = limited.read_until(b'\n', &mut self.raw).map_err(|error| {
            let message = format!("the file cannot be read on: {error}");
            Box::new(at_line(self.file, self.number + 1, Code::Io, message).help("download it again"))
        })?;
        self.number += u64::from(count > 0);
        if u64::try_from(count).unwrap_or(u64::MAX) > ROW_LENGTH_MAX {
            let message = format!("the line is longer than {ROW_LENGTH_MAX} bytes");
            let problem = at_line(self.file, self.number, Code::Limit, message);
            return Err(problem.help("make sure that this is an electronic filing of the FEC").into());
        }
        if let Some((code, message, help)) = no_text(&self.raw).filter(|_| self.number == 1) {
            return Err(at_line(self.file, 1, code, message).help(help).into());
        }
        // 0x1A is how files ended in the days of DOS.
        while matches!(self.raw.last(), Some(b'\n' | b'\r' | 0x1A)) {
            self.raw.pop();
        }
        self.text.clear();
        match std::str::from_utf8(&self.raw) {
            Ok(text) => self.text.push_str(text.trim_start_matches('\u{feff}')),
            // Latin-1: every byte is the character of its number.
            Err(_) => self.text.extend(self.raw.iter().map(|byte| char::from(*byte))),
        }
        Ok(count > 0)
    }
}

/// Splits a line into its fields: at 0x1C where there is one, else at commas, with quotation marks as CSV has them.
pub(super) fn split(line: &str, fields: &mut StringRecord) {
    fields.clear();
    if line.contains(SEPARATOR) {
        for field in line.split(SEPARATOR) {
            let field = field.trim();
            let quoted = field.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            fields.push_field(quoted.unwrap_or(field).trim());
        }
        return;
    }
    let mut rest = line;
    let mut field = String::new();
    loop {
        field.clear();
        let open = rest.trim_start();
        let after = match open.strip_prefix('"') {
            Some(quoted) => unquote(quoted, &mut field),
            None => rest,
        };
        let (tail, next) = match after.split_once(',') {
            Some((tail, next)) => (tail, Some(next)),
            None => (after, None),
        };
        field.push_str(tail);
        fields.push_field(field.trim());
        match next {
            Some(next) => rest = next,
            None => return,
        }
    }
}

/// Writes what stands before the closing quotation mark, and gives what stands behind it.
fn unquote<'t>(text: &'t str, field: &mut String) -> &'t str {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('"') {
        field.push_str(before);
        match after.strip_prefix('"') {
            Some(again) => {
                field.push('"');
                rest = again;
            }
            None => return after,
        }
    }
    field.push_str(rest);
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(line: &str) -> Vec<String> {
        let mut record = StringRecord::new();
        split(line, &mut record);
        record.iter().map(str::to_owned).collect()
    }

    #[test]
    fn both_separators_give_the_same_fields() {
        assert_eq!(
            fields("SB17\u{1c}\"A, \"B\" & Co\"\u{1c}\u{1c}1.00"),
            ["SB17", "A, \"B\" & Co", "", "1.00"]
        );
        assert_eq!(fields("SB17,\"A, \"\"B\"\" & Co\",,1.00"), ["SB17", "A, \"B\" & Co", "", "1.00"]);
        assert_eq!(fields("a,\"left open, b"), ["a", "left open, b"]);
        assert_eq!(fields("\"a\" ,b"), ["a", "b"]);
        assert_eq!(fields(""), [""]);
    }

    #[test]
    fn lines_are_utf8_or_latin_1_and_text_blocks_are_none() {
        let mut bytes: &[u8] = b"a\r\n\n[BEGINTEXT]\nany, text\n[ENDTEXT]\nJos\xe9\nJos\xc3\xa9";
        let mut lines = Lines::new("a.fec", &mut bytes);
        let mut all = Vec::new();
        while lines.advance().unwrap() {
            all.push((lines.number, lines.text.clone()));
        }
        let expected = [(1, "a"), (6, "José"), (7, "José")];
        assert_eq!(all, expected.map(|(line, text)| (line, text.to_owned())));
    }

    #[test]
    fn a_text_block_that_never_ends_is_an_error() {
        let mut bytes: &[u8] = b"a\n[BeginText]\nb\n";
        let mut lines = Lines::new("a.fec", &mut bytes);
        assert!(lines.advance().unwrap());
        assert_eq!(
            lines.advance().unwrap_err().message,
            "found `[BEGINTEXT]`, and expected an `[ENDTEXT]` before the end of the file"
        );
    }
}
