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

/// Splits a line into its fields: at 0x1C where there is one, else at commas, with quotation marks as CSV has them. Where these leave it open
/// where fields end, it says from which field on.
pub(super) fn split(line: &str, fields: &mut StringRecord) -> Option<Doubt> {
    fields.clear();
    if line.contains(SEPARATOR) {
        for field in line.split(SEPARATOR) {
            let field = field.trim();
            let quoted = field.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            fields.push_field(quoted.unwrap_or(field).trim());
        }
        return None;
    }
    let (mut field, mut is_odd) = (String::new(), false);
    let mut rest = Some(line);
    while let Some(text) = rest {
        field.clear();
        let (piece, next) = Piece::cut(text, &mut field);
        is_odd |= piece.is_odd();
        fields.push_field(field.trim());
        rest = next;
    }
    if is_odd { doubt(line) } else { None }
}

/// What of a line may be cut in the wrong places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Doubt {
    /// The first field that may be another, from 1.
    pub(super) field: usize,
    /// How that begins, as it stands in the file.
    pub(super) text: String,
}

/// A field between two commas, as it stands in the file.
#[derive(Clone, Copy)]
struct Piece<'t> {
    raw: &'t str,
    /// What stands behind the quotation mark that closes it.
    tail: &'t str,
    quotes: Quotes,
}

/// The quotation marks around a field; a closed set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    None,
    Closed,
    /// The one that should close it is not there.
    Open,
}

impl<'t> Piece<'t> {
    /// Cuts the first field off, writes what it holds, and gives what stands behind its comma.
    fn cut(text: &'t str, field: &mut String) -> (Self, Option<&'t str>) {
        let (after, quotes) = match text.trim_start().strip_prefix('"') {
            Some(quoted) => match unquote(quoted, field) {
                Some(after) => (after, Quotes::Closed),
                None => ("", Quotes::Open),
            },
            None => (text, Quotes::None),
        };
        let (tail, next) = match after.split_once(',') {
            Some((tail, next)) => (tail, Some(next)),
            None => (after, None),
        };
        field.push_str(tail);
        let length = text.len() - next.map_or(0, |next| next.len() + 1);
        (Self { raw: text.get(..length).unwrap_or_default(), tail, quotes }, next)
    }

    /// Whether a quotation mark stands in it where none belongs: behind the one that closes it, or at the end of what none opens.
    fn is_odd(&self) -> bool {
        match self.quotes {
            Quotes::None => self.ends_with_mark(),
            Quotes::Closed => !self.tail.trim().is_empty(),
            Quotes::Open => true,
        }
    }

    fn ends_with_mark(&self) -> bool {
        self.raw.trim_end().ends_with('"')
    }

    fn has_odd_marks(&self) -> bool {
        self.raw.matches('"').count() % 2 == 1
    }

    /// Whether it has quotation marks that it needs not, as all fields have in some files.
    fn is_quoted_for_nothing(&self) -> bool {
        let raw = self.raw.trim();
        self.quotes == Quotes::Closed && !self.is_odd() && raw.len() > 2 && !raw.contains(',')
    }
}

/// From which field on a line with odd quotation marks may be cut in the wrong places; `None` where it is not: `"JOHN "JACK" SMITH"` has no
/// comma at which it could be two fields, `"JOHN "JACK", JR SMITH"` has one.
fn doubt(line: &str) -> Option<Doubt> {
    let (mut pieces, mut rest, mut field) = (Vec::new(), Some(line), String::new());
    while let Some(text) = rest {
        let (piece, next) = Piece::cut(text, &mut field);
        pieces.push(piece);
        rest = next;
    }
    let are_all_quoted = pieces.iter().any(Piece::is_quoted_for_nothing);
    let is_malformed = |piece: &Piece<'_>| piece.quotes == Quotes::Closed && piece.is_odd();
    let first_malformed = pieces.iter().position(is_malformed);
    let malformed = pieces.iter().filter(|piece| is_malformed(piece)).count();
    let begins_with_blank = |at: usize| {
        pieces.get(at).is_some_and(|piece| piece.raw.starts_with(' ') && !piece.raw.trim().is_empty())
    };
    let is_broken = |(at, piece): (usize, &Piece<'_>)| match piece.quotes {
        // The comma may be its own, or end a field that lacks its mark.
        Quotes::Open => piece.raw.contains(','),
        Quotes::Closed if !piece.is_odd() => false,
        Quotes::Closed => {
            let has_odd_marks = piece.has_odd_marks();
            piece.raw.contains("\",")
                || !piece.ends_with_mark() && (are_all_quoted || has_odd_marks || malformed > 1)
                || has_odd_marks && (begins_with_blank(at) || begins_with_blank(at + 1))
        }
        Quotes::None => {
            let is_behind_malformed = first_malformed.is_some_and(|first| first < at);
            piece.ends_with_mark() && (is_behind_malformed || are_all_quoted && piece.has_odd_marks())
        }
    };
    let broken = pieces.iter().enumerate().position(is_broken)?;
    // What belongs before a mark that nothing opens begins with the last one that is opened.
    let opened =
        pieces.iter().take(broken + 1).rposition(|piece| piece.quotes != Quotes::None).unwrap_or(broken);
    let at = first_malformed.filter(|first| *first < opened).unwrap_or(opened);
    let text = pieces.get(at..)?.iter().map(|piece| piece.raw).collect::<Vec<_>>().join(",");
    Some(Doubt { field: at + 1, text: text.trim().chars().take(80).collect() })
}

/// Writes what stands before the closing quotation mark, and gives what stands behind it; `None` where there is no such mark.
fn unquote<'t>(text: &'t str, field: &mut String) -> Option<&'t str> {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('"') {
        field.push_str(before);
        match after.strip_prefix('"') {
            Some(again) => {
                field.push('"');
                rest = again;
            }
            None => return Some(after),
        }
    }
    field.push_str(rest);
    None
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
    fn quotation_marks_that_leave_open_where_fields_end_are_in_doubt() {
        for (line, field) in [
            (r#""SB17","C001","ROBERT "BOB", JR SMITH","x""#, Some(3)),
            (r#""SB17","C001","SCREEN 24", BLUE","x""#, Some(3)),
            (r#""SB17","C001","SCREEN 24"","Elm Street","x""#, Some(3)),
            (r#""SB17","C001","SCREEN 24"",,"x""#, Some(3)),
            (r#""SB17","C001","A "B, C" D","x""#, Some(3)),
            (r#""SB17","C001","SMITH "BOB, "JR"","x""#, Some(3)),
            (r#""SB17","C001","A, "B" C, "D" E","x""#, Some(3)),
            (r#"SB17,C001,"SMITH "BOB", JR",x"#, Some(3)),
            (r#"SB17,C001,"SCREEN 24", BLUE",x"#, Some(3)),
            (r#"SB17,C001,x,"left open,,"#, Some(4)),
            // All of these have no comma at which they could be another field.
            (r#""SB17","C001","JOHN "JACK" SMITH","x""#, None),
            (r#""SB17","C001","24" TV","12" TV""#, None),
            (r#""SB17","C001","ROBERT, "BOB" SMITH","x""#, None),
            (r#""SB17","C001","SMITH ""BOB"", JR","x""#, None),
            (r#"SB17,C001,"Smith, Co",TV 24",x"#, None),
            (r#"SB17,C001,"A" TEAM,"Elm Street, 1",x"#, None),
            (r#"SB17,C001,Joe "Bob" Smith,24",x"#, None),
            (r#"SB17,C001,x,"left open"#, None),
            (r#""SB17" ,"C001", "x","","#, None),
        ] {
            let found = split(line, &mut StringRecord::new()).map(|doubt| doubt.field);
            assert_eq!(found, field, "{line}");
        }
        let doubt = split(r#""a","ROBERT "BOB", JR","x""#, &mut StringRecord::new()).unwrap();
        assert_eq!(doubt.text, r#""ROBERT "BOB", JR","x""#);
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
