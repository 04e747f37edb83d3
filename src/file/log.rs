//! The texts that were read, and what is wrong with them.

use std::sync::Arc;

use super::cells;
use super::tree::Spot;
use crate::error::{Code, Problem, Problems, SourceText};
use crate::location::{Lines, Place};

/// The largest file that is read, in bytes: 64 MiB, about a million entries in CSV.
pub const FILE_LENGTH_MAX: usize = 64 << 20;

struct Text {
    name: Arc<str>,
    text: Arc<str>,
    lines: Lines,
}

/// The texts read so far, and all problems found in them.
#[derive(Default)]
pub(crate) struct Log {
    texts: Vec<Text>,
    problems: Vec<Problem>,
    is_broken: bool,
    has_lost_id: bool,
}

/// How ZIP archives begin.
const ZIP: &[u8] = b"PK\x03\x04";

impl Log {
    /// Keeps a file's text, without a byte order mark; `None` where it is no text, or too long, which is reported.
    pub(crate) fn add(&mut self, name: &str, bytes: Vec<u8>) -> Option<usize> {
        let file: Arc<str> = name.into();
        if bytes.len() > FILE_LENGTH_MAX {
            let length = bytes.len();
            let message =
                format!("the file has {length} bytes, and at most {FILE_LENGTH_MAX} are read at once");
            let problem = Problem::new(Code::Limit, message).help("split it into several files");
            self.report_unplaced(problem.at(Place::in_text(&file, "", 0, 0)));
            return None;
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let bytes = error.into_bytes();
                let found = bytes.get(at).copied().unwrap_or_default();
                let at = if bytes.starts_with(ZIP) { 0 } else { at };
                let before = String::from_utf8_lossy(bytes.get(..at).unwrap_or_default());
                let problem = if bytes.starts_with(ZIP) {
                    let problem = Problem::new(
                        Code::Encoding,
                        "this is a ZIP archive, and expected a ledger file in TOML or JSON, or CSV",
                    );
                    problem.help(
                        "what a publisher packed is made a ledger file by `adspend import`; else unpack it",
                    )
                } else {
                    let message = format!("the byte 0x{found:02X} is not UTF-8 here");
                    Problem::new(Code::Encoding, message).help("save the file as UTF-8")
                };
                self.report_unplaced(problem.at(Place::in_text(&file, &before, at, at + 1)));
                return None;
            }
        };
        let text: Arc<str> = text.strip_prefix('\u{feff}').unwrap_or(&text).into();
        self.texts.push(Text { name: file, lines: Lines::new(&text), text });
        self.texts.len().checked_sub(1)
    }

    /// The text of a file.
    pub(crate) fn text(&self, file: usize) -> Arc<str> {
        self.texts.get(file).map_or_else(|| "".into(), |text| text.text.clone())
    }

    /// The name of a file, as the caller gave it.
    pub(crate) fn name(&self, file: usize) -> Arc<str> {
        self.texts.get(file).map_or_else(|| "".into(), |text| text.name.clone())
    }

    /// The text of a stretch.
    pub(crate) fn written(&self, spot: Spot) -> &str {
        self.texts.get(spot.file).and_then(|text| text.text.get(spot.start..spot.end)).unwrap_or_default()
    }

    /// The place of a stretch, or of its cell.
    pub(crate) fn place(&self, spot: Spot) -> Place {
        let Some(text) = self.texts.get(spot.file) else { return Place::in_text(&"".into(), "", 0, 0) };
        let (start, end) = match spot.cell {
            None => (spot.start, spot.end),
            Some(cell) => {
                let span = cells::span(self.written(spot), cell);
                (spot.start + span.start, spot.start + span.end)
            }
        };
        text.lines.place(&text.name, &text.text, start, end)
    }

    /// Reports a problem with the content.
    pub(crate) fn report(&mut self, spot: Spot, problem: impl Into<Box<Problem>>) {
        let place = self.place(spot);
        self.problems.push(problem.into().at(place));
    }

    /// Reports a problem that leaves a part of the input unread, so that what refers to it cannot be checked.
    pub(crate) fn report_broken(&mut self, spot: Spot, problem: impl Into<Box<Problem>>) {
        self.is_broken = true;
        self.report(spot, problem);
    }

    /// Reports a problem with a file that has no text.
    pub(crate) fn report_unplaced(&mut self, problem: Problem) {
        self.is_broken = true;
        self.problems.push(problem);
    }

    /// Reports a problem with a file that holds no records, so that nothing refers to it.
    pub(crate) fn report_aside(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Notes that a record's id could not be read, so that what refers to it cannot be checked.
    pub(crate) const fn lose_id(&mut self) {
        self.has_lost_id = true;
    }

    /// Whether a record's id could not be read.
    pub(crate) const fn has_lost_id(&self) -> bool {
        self.has_lost_id
    }

    /// Whether a part of the input could not be read at all.
    pub(crate) const fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// The problems, if there are any.
    pub(crate) fn finish(self) -> Result<(), Problems> {
        let source = |text: Text| SourceText { file: text.name, text: text.text };
        Problems::check(self.problems, self.texts.into_iter().map(source).collect())
    }
}
