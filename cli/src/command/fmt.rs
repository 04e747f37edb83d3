//! `adspend fmt`: a ledger file in canonical form.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use adspend::error::{Code, Problem, Problems};
use adspend::file::format;

use crate::arguments::FmtArguments;
use crate::diagnostics::{unreadable, with_file};
use crate::input;
use crate::output::{complain, print};
use crate::status::Status;

/// The formats of ledgers and lists beside TOML.
const OTHER_FORMATS: [&str; 3] = ["json", "csv", "parquet"];

pub(super) fn run(arguments: &FmtArguments) -> Result<Status, Problems> {
    let name = arguments.ledger.display().to_string();
    let is_of = |format: &&&str| {
        arguments.ledger.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(format))
    };
    if let Some(format) = OTHER_FORMATS.iter().find(is_of) {
        let message =
            format!("is read as {}, and only TOML has a canonical form", format.to_ascii_uppercase());
        return Err(with_file(Code::Io, &name, &message).help("name a ledger file in TOML").into());
    }
    let text = read(&arguments.ledger, &name)?;
    let canonical = format(&text).map_err(|problems| renamed(&problems, &name, &text))?;
    if arguments.check {
        if canonical == text {
            return Ok(Status::Done);
        }
        complain(&format!("{name} is not in canonical form: `adspend fmt {name}` prints it so\n"));
        return Ok(Status::Failed);
    }
    match &arguments.output {
        None => Ok(print(&canonical, Status::Done)),
        Some(output) => {
            let overwrite = if arguments.force { Overwrite::Allowed } else { Overwrite::Refused };
            write(output, &canonical, overwrite)?;
            Ok(Status::Done)
        }
    }
}

/// The text of a regular file.
fn read(path: &Path, name: &str) -> Result<String, Problems> {
    if path.metadata().is_ok_and(|meta| is_special(&meta)) {
        return Err(
            unreadable(name, &io::Error::other("it is no regular file, but a pipe or a device")).into()
        );
    }
    input::file(path)
}

/// Whether it is neither a file nor a folder, a symbolic link being what it points to.
fn is_special(meta: &fs::Metadata) -> bool {
    !meta.is_file() && !meta.is_dir()
}

/// The same problems under the file's own name.
fn renamed(problems: &Problems, name: &str, text: &str) -> Problems {
    let renamed = |problem: &Problem| {
        let mut problem = problem.clone();
        if let Some(place) = &mut problem.place {
            place.file = name.into();
        }
        problem
    };
    // Places count from behind a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    input::at_home(problems.iter().map(renamed).collect(), name, text).unwrap_or_else(|| problems.clone())
}

/// Whether a file may take the place of another; a closed set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Overwrite {
    Allowed,
    Refused,
}

/// Writes a whole file or nothing: a temporary file in the same folder, on disk before it gets its name.
fn write(path: &Path, text: &str, overwrite: Overwrite) -> Result<(), Problems> {
    let name = path.display().to_string();
    let cannot = |error: &io::Error| match error.kind() {
        ErrorKind::AlreadyExists => {
            with_file(Code::Io, &name, "is there already").help("name another file, or add `--force`")
        }
        _ => with_file(Code::Io, &name, &format!("cannot be written: {error}")),
    };
    if overwrite == Overwrite::Refused && path.symlink_metadata().is_ok() {
        return Err(cannot(&ErrorKind::AlreadyExists.into()).into());
    }
    if path.metadata().is_ok_and(|meta| is_special(&meta)) {
        let problem = with_file(Code::Io, &name, "is no regular file, but a pipe or a device");
        return Err(problem.help("name a file").into());
    }
    // What a symbolic link points to is replaced, not the link.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let temporary = temporary(&target);
    let result = fill(&temporary, text, &target).and_then(|()| match overwrite {
        Overwrite::Allowed => fs::rename(&temporary, &target),
        Overwrite::Refused => link(&temporary, &target),
    });
    if let Err(error) = result {
        // Best effort: the error that counts is the first one.
        let _ = fs::remove_file(&temporary);
        return Err(cannot(&error).into());
    }
    sync_folder(&target);
    Ok(())
}

/// Gives the file its name. Unlike a renaming, a link never takes the place of a file that appeared meanwhile; file systems
/// without links get the renaming.
fn link(temporary: &Path, target: &Path) -> io::Result<()> {
    match fs::hard_link(temporary, target) {
        Ok(()) => fs::remove_file(temporary),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        Err(_) => fs::rename(temporary, target),
    }
}

fn temporary(target: &Path) -> PathBuf {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    target.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

fn fill(temporary: &Path, text: &str, target: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(temporary)?;
    file.write_all(text.as_bytes())?;
    if let Ok(old) = target.metadata() {
        file.set_permissions(old.permissions())?;
    }
    file.sync_all()
}

/// Makes the new name durable, where the system can.
fn sync_folder(target: &Path) {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
        // The file itself is on disk; not every file system can sync a folder.
        let _ = folder.sync_all();
    }
}
