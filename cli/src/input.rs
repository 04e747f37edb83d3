//! Texts from files and from standard input.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use adspend::error::{Code, Problem, Problems, SourceText};
use adspend::location::Place;

use crate::diagnostics::unreadable;

/// What standard input is called where a problem is in it.
pub(crate) const STDIN: &str = "stdin";

/// The text of a file.
///
/// # Errors
///
/// Where it cannot be read, or is not UTF-8.
pub(crate) fn file(path: &Path) -> Result<String, Problems> {
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| unreadable(&name, &error))?;
    utf8(bytes, &name)
}

/// All of standard input.
///
/// # Errors
///
/// Where it cannot be read, or is not UTF-8.
pub(crate) fn stdin() -> Result<String, Problems> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(|error| unreadable(STDIN, &error))?;
    utf8(bytes, STDIN)
}

fn utf8(bytes: Vec<u8>, name: &str) -> Result<String, Problems> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let place = Place::in_text(&name.into(), &text, valid, valid);
        let problem = Problem::new(Code::Encoding, "these bytes are not UTF-8").at(place);
        let problem = problem.help("save the file as UTF-8");
        at_home(vec![problem.clone()], name, &text).unwrap_or_else(|| problem.into())
    })
}

/// The problems with the text that their places point into; `None` without problems.
pub(crate) fn at_home(problems: Vec<Problem>, name: &str, text: &str) -> Option<Problems> {
    let source = SourceText { file: name.into(), text: text.into() };
    Problems::check(problems, vec![source]).err()
}
