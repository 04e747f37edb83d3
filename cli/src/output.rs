//! Standard output and standard error: whole texts, colours only where a terminal reads them.

use std::io::{self, BufWriter, ErrorKind, Write};

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::status::Status;

/// Headings.
pub(crate) const HEADING: Style = Style::new().bold();
/// What is beside the point.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// Good news.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
/// Neither good nor bad.
pub(crate) const OPEN: Style = AnsiColor::Yellow.on_default().bold();
/// Bad news.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();

/// The text in a style.
pub(crate) fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// Writes a text to standard output; `status` where that is done, or where nobody reads it any more.
pub(crate) fn print(text: &str, status: Status) -> Status {
    let mut stdout = anstream::stdout().lock();
    written(stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()), status)
}

/// Writes to standard output what `write` writes; `status` as for [`print()`].
pub(crate) fn print_with(write: impl FnOnce(&mut dyn Write) -> io::Result<()>, status: Status) -> Status {
    let mut stdout = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    written(write(&mut stdout).and_then(|()| stdout.flush()), status)
}

/// Writes a value to standard output as one line of JSON; `status` as for [`print()`].
pub(crate) fn print_json(value: &impl Serialize, status: Status) -> Status {
    match serde_json::to_string(value) {
        Ok(json) => {
            let mut stdout = io::stdout().lock();
            written(writeln!(stdout, "{json}").and_then(|()| stdout.flush()), status)
        }
        Err(error) => failed(&io::Error::from(error), "the result cannot be written as JSON"),
    }
}

/// Writes a text to standard error.
pub(crate) fn complain(text: &str) {
    // There is no third place to tell that standard error is closed.
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

fn written(result: io::Result<()>, status: Status) -> Status {
    match result {
        Ok(()) => status,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => status,
        Err(error) => failed(&error, "standard output cannot be written"),
    }
}

fn failed(error: &io::Error, what: &str) -> Status {
    complain(&format!("error[io]: {what}: {error}\n"));
    Status::BadInput
}
