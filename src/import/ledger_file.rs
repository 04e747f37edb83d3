//! Records to a ledger file on disk, as they come.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Seek, Write};
use std::path::{Path, PathBuf};

use super::entry_rows::{COLUMNS, RowWriter};
use super::record::Record;
use super::sink::Sink;
use crate::error::{Code, Problem};
use crate::file::{Block, block};
use crate::ledger::Settings;
use crate::model::{Actor, Campaign, Claim, Coverage, Platform, Source};

/// After how many bytes a new file of entries is begun: what reads them takes files of 64 MiB.
const ENTRIES_LENGTH_MAX: u64 = 48 << 20;

/// What the name of a ledger file in TOML must not end in, since nothing would read it.
const OTHER_FORMATS: [&str; 4] = ["json", "csv", "parquet", "zip"];

/// The kinds of records, in the order in which a ledger file in canonical form has them: each is collected in a file of its own.
const SECTIONS: [&str; 6] = ["source", "actor", "platform", "campaign", "coverage", "claim"];

/// Whether files may take the place of others; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// They may.
    Allowed,
    /// They may not: that is an error.
    Refused,
}

/// A sink that writes a ledger file in canonical form, `NAME.toml`, and its entries as CSV beside it, `NAME.entries.csv`, a second file of
/// them beyond 48 MiB. Everything is written to temporary files, which get their names when all is there ([`LedgerFile::finish`]), and are
/// removed where it is not; of a process that is killed the entries are left, in hidden files that end in `.tmp`.
///
/// # Complexity
///
/// Memory does not depend on the number of records.
#[derive(Debug)]
pub struct LedgerFile {
    target: PathBuf,
    overwrite: Overwrite,
    settings: Settings,
    /// The records of each kind, in the order in which a ledger file has them in canonical form.
    sections: [Output; SECTIONS.len()],
    entries: Vec<Output>,
    row: RowWriter,
}

#[derive(Debug)]
struct Output {
    /// Its hidden name.
    path: PathBuf,
    /// The file that it will be, or be a part of: what the caller knows it by.
    target: PathBuf,
    to: BufWriter<File>,
    length: u64,
}

impl Output {
    fn create(path: &Path, target: &Path) -> Result<Self, Box<Problem>> {
        Self::create_new(path.to_owned(), target).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => unwritable(path, &error),
            _ => unwritable(target, &error),
        })
    }

    fn create_new(path: PathBuf, target: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(&path)?;
        Ok(Self { path, target: target.to_owned(), to: BufWriter::with_capacity(256 << 10, file), length: 0 })
    }

    /// The same without a name, so that nothing is left of it however the process ends.
    fn create_nameless(path: &Path, target: &Path) -> Result<Self, Box<Problem>> {
        let output = Self::create(path, target)?;
        // Where a file that is open keeps its name, it loses it at the end.
        let _ = fs::remove_file(&output.path);
        Ok(output)
    }

    /// What was written, copied to another.
    fn copy_to(&mut self, other: &mut Self) -> Result<(), Box<Problem>> {
        self.to
            .flush()
            .and_then(|()| self.to.get_mut().rewind())
            .map_err(|error| unwritable(&self.target, &error))?;
        io::copy(self.to.get_mut(), &mut other.to).map_err(|error| unwritable(&other.target, &error))?;
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Box<Problem>> {
        self.length = self.length.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        self.to.write_all(bytes).map_err(|error| unwritable(&self.target, &error))
    }
}

/// Removes what never got its name.
impl Drop for Output {
    fn drop(&mut self) {
        // Best effort: where it got its name, it is gone from here.
        let _ = fs::remove_file(&self.path);
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Box<Problem> {
    let name = path.display();
    let problem = match error.kind() {
        ErrorKind::AlreadyExists => Problem::new(Code::Io, format!("`{name}` is there already"))
            .help("name another file, or allow it to be replaced"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            Problem::new(Code::Io, format!("there is no room to write `{name}`: {error}"))
                .help("make room, or name a folder on another disk")
        }
        _ => Problem::new(Code::Io, format!("`{name}` cannot be written: {error}"))
            .help("name a folder that may be written"),
    };
    problem.into()
}

impl LedgerFile {
    /// Begins a ledger file of this name; `ledger.toml` in it, where it is a folder.
    ///
    /// # Errors
    ///
    /// Where the name is that of another format, such as `.json` or `.csv`, where a file is in the way that may not be replaced, or where nothing can be written there.
    pub fn create(path: impl AsRef<Path>, overwrite: Overwrite) -> Result<Self, Box<Problem>> {
        let path = path.as_ref();
        let target = if path.is_dir() { path.join("ledger.toml") } else { path.to_owned() };
        let is = |name: &&&str| target.extension().is_some_and(|found| found.eq_ignore_ascii_case(name));
        if let Some(format) = OTHER_FORMATS.iter().find(is) {
            let (name, format) = (target.display(), format.to_ascii_uppercase());
            let message =
                format!("`{name}` would be read as {format}, and an import writes TOML, and CSV beside it");
            return Err(Problem::new(Code::Io, message).help("let its name end in `.toml`").into());
        }
        let temporary = |what: &str| {
            let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            target.with_file_name(format!(".{name}.{what}.{}.tmp", std::process::id()))
        };
        let section = |what: &str| Output::create_nameless(&temporary(what), &target);
        let [source, actor, platform, campaign, coverage, claim] = SECTIONS.map(section);
        let file = Self {
            sections: [source?, actor?, platform?, campaign?, coverage?, claim?],
            entries: Vec::new(),
            row: RowWriter::default(),
            settings: Settings::default(),
            overwrite,
            target,
        };
        for taken in [file.target.clone(), file.entries_path(0)] {
            file.refuse_taken(&taken)?;
        }
        Ok(file)
    }

    /// Where the ledger file will be.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.target
    }

    /// The files that are there and whose place this one and its first entries will take, where that is allowed.
    #[must_use]
    pub fn replaces(&self) -> Vec<PathBuf> {
        [self.target.clone(), self.entries_path(0)].into_iter().filter(|path| path.exists()).collect()
    }

    fn refuse_taken(&self, path: &Path) -> Result<(), Box<Problem>> {
        if self.overwrite == Overwrite::Refused && path.symlink_metadata().is_ok() {
            return Err(unwritable(path, &ErrorKind::AlreadyExists.into()));
        }
        Ok(())
    }

    /// The name of a file of entries.
    fn entries_path(&self, number: usize) -> PathBuf {
        let name =
            self.target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let stem = name.strip_suffix(".toml").unwrap_or(&name);
        let number = if number == 0 { String::new() } else { format!("-{}", number + 1) };
        self.target.with_file_name(format!("{stem}.entries{number}.csv"))
    }

    fn push(&mut self, record: Block<'_>) -> Result<(), Box<Problem>> {
        let [source, actor, platform, campaign, coverage, claim] = &mut self.sections;
        let output = match &record {
            Block::Source(_) => source,
            Block::Actor(_) => actor,
            Block::Platform(_) => platform,
            Block::Campaign(_) => campaign,
            Block::Coverage(_) => coverage,
            Block::Claim(_) => claim,
        };
        output.write(b"\n")?;
        output.write(block(record).as_bytes())
    }

    /// Gives all files their names.
    ///
    /// # Errors
    ///
    /// Where they cannot be written, or a file is in the way; what got its name until then is removed.
    pub fn finish(mut self) -> Result<(), Box<Problem>> {
        let mut named: Vec<PathBuf> = Vec::new();
        let done = self.name_all(&mut named);
        if done.is_err() {
            for path in named {
                // Best effort: the error that counts is the first one.
                let _ = fs::remove_file(path);
            }
        }
        done
    }

    fn name_all(&mut self, named: &mut Vec<PathBuf>) -> Result<(), Box<Problem>> {
        let names: Vec<PathBuf> = (0..self.entries.len()).map(|number| self.entries_path(number)).collect();
        let own = |path: &PathBuf| {
            path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
        };
        let listed: Vec<String> = names.iter().map(own).collect();
        let top = self.target.with_file_name(format!(".{}.{}.tmp", own(&self.target), std::process::id()));
        let mut whole = Output::create(&top, &self.target)?;
        whole.write(crate::file::head(&listed, &self.settings).as_bytes())?;
        for section in &mut self.sections {
            section.copy_to(&mut whole)?;
        }
        let overwrite = self.overwrite;
        for (output, path) in self.entries.iter_mut().zip(&names) {
            give_name(output, path, overwrite)?;
            named.push(path.clone());
        }
        give_name(&mut whole, &self.target, overwrite)?;
        let folder = self.target.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
            // The files themselves are on disk; not every file system can sync a folder.
            let _ = folder.sync_all();
        }
        Ok(())
    }

    fn output(&mut self) -> Result<&mut Output, Box<Problem>> {
        let is_full = self.entries.last().is_none_or(|output| output.length >= ENTRIES_LENGTH_MAX);
        if is_full {
            let number = self.entries.len();
            let path = self.entries_path(number);
            self.refuse_taken(&path)?;
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let hidden = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
            let mut output = Output::create(&hidden, &path)?;
            output.write(COLUMNS.join(",").as_bytes())?;
            output.write(b"\n")?;
            self.entries.push(output);
        }
        self.entries.last_mut().ok_or_else(|| Problem::new(Code::Io, "no file of entries is open").into())
    }
}

/// Puts a file on disk and gives it its name.
fn give_name(output: &mut Output, path: &Path, overwrite: Overwrite) -> Result<(), Box<Problem>> {
    let cannot = |error: io::Error| unwritable(path, &error);
    output.to.flush().map_err(cannot)?;
    output.to.get_ref().sync_all().map_err(cannot)?;
    match overwrite {
        Overwrite::Allowed => fs::rename(&output.path, path).map_err(cannot),
        // Unlike a renaming, a link never takes the place of a file that appeared meanwhile; file systems without links get
        // the renaming.
        Overwrite::Refused => match fs::hard_link(&output.path, path) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(cannot(error)),
            Err(_) => fs::rename(&output.path, path).map_err(cannot),
        },
    }
}

impl Sink for LedgerFile {
    fn settings(&mut self, settings: Settings) -> Result<(), Box<Problem>> {
        self.settings = settings;
        Ok(())
    }

    fn source(&mut self, source: Source) -> Result<(), Box<Problem>> {
        self.push(Block::Source(&source))
    }

    fn platform(&mut self, platform: Platform) -> Result<(), Box<Problem>> {
        self.push(Block::Platform(&platform))
    }

    fn actor(&mut self, actor: Actor) -> Result<(), Box<Problem>> {
        self.push(Block::Actor(&actor))
    }

    fn campaign(&mut self, campaign: Campaign) -> Result<(), Box<Problem>> {
        self.push(Block::Campaign(&campaign))
    }

    fn coverage(&mut self, coverage: Coverage) -> Result<(), Box<Problem>> {
        self.push(Block::Coverage(&coverage))
    }

    fn entry(&mut self, record: &Record<'_>) -> Result<(), Box<Problem>> {
        let mut row = std::mem::take(&mut self.row);
        let written = self.output().and_then(|output| output.write(row.write(record)));
        self.row = row;
        written
    }

    fn claim(&mut self, claim: Claim) -> Result<(), Box<Problem>> {
        self.push(Block::Claim(&claim))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hinders_writing_is_told_with_what_helps() {
        let told = |kind: ErrorKind| unwritable(Path::new("a/ledger.toml"), &kind.into());
        for (kind, message, help) in [
            (ErrorKind::AlreadyExists, "`a/ledger.toml` is there already", "name another file"),
            (ErrorKind::StorageFull, "there is no room to write `a/ledger.toml`: ", "make room"),
            (ErrorKind::PermissionDenied, "`a/ledger.toml` cannot be written: ", "name a folder that may"),
        ] {
            let problem = told(kind);
            assert!(problem.message.starts_with(message), "{problem}");
            assert!(problem.help.iter().any(|told| told.starts_with(help)), "{problem}");
        }
    }
}
