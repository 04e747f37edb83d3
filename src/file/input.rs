//! The files that are read: by path, or as texts that a caller has already.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::bulk;
#[cfg(feature = "parquet")]
use super::bulk::parquet::Stored;
use super::log::FILE_LENGTH_MAX;
use crate::error::{Code, Problem};

/// What gives the bytes of a file beside a ledger file, by the path that the ledger file names.
pub(crate) type Fetch<'a> = Box<dyn FnMut(&str) -> io::Result<Vec<u8>> + 'a>;

/// How the files beside a ledger file are found.
pub(crate) struct Beside<'a> {
    folder: PathBuf,
    is_on_disk: bool,
    fetch: Fetch<'a>,
}

impl<'a> Beside<'a> {
    /// Beside a file of this name, by the caller's own means.
    pub(crate) fn of(ledger: &str, fetch: Fetch<'a>) -> Self {
        Self { folder: folder(Path::new(ledger)), is_on_disk: false, fetch }
    }

    /// Beside a file on disk.
    pub(crate) fn on_disk(ledger: &Path) -> Self {
        let folder = folder(ledger);
        let beside = folder.clone();
        Self { folder, is_on_disk: true, fetch: Box::new(move |path| read_file(&beside.join(path))) }
    }

    /// How problems call the file.
    pub(crate) fn name(&self, path: &str) -> String {
        self.folder.join(path).display().to_string()
    }

    /// Where a file is, if it is on disk.
    pub(crate) fn path(&self, path: &str) -> Option<PathBuf> {
        self.is_on_disk.then(|| self.folder.join(path))
    }

    /// The rows of a list of entries as columns hold them; `None` where they are to be read one by one.
    pub(crate) fn in_columns(
        &mut self,
        path: &str,
        defaults: bulk::Defaults,
        threads: NonZeroUsize,
    ) -> Option<bulk::Taken> {
        if is_parquet(path) {
            return self.parquet_in_columns(path, defaults, threads);
        }
        match self.path(path) {
            Some(on_disk) => bulk::read_path(&on_disk, defaults, threads).ok()?,
            None => bulk::read_bytes(&self.fetch(path).ok()?, defaults).ok()?,
        }
    }

    #[cfg(feature = "parquet")]
    fn parquet_in_columns(
        &mut self,
        path: &str,
        defaults: bulk::Defaults,
        threads: NonZeroUsize,
    ) -> Option<bulk::Taken> {
        let on_disk = self.path(path);
        let stored = match &on_disk {
            Some(on_disk) => Stored::Path(on_disk),
            None => Stored::Bytes(self.fetch(path).ok()?),
        };
        bulk::parquet::read(&self.name(path), stored, defaults, threads).ok()?
    }

    #[cfg(not(feature = "parquet"))]
    fn parquet_in_columns(&self, _: &str, _: bulk::Defaults, _: NonZeroUsize) -> Option<bulk::Taken> {
        None
    }

    /// The rows of a list as CSV.
    pub(crate) fn rows(&mut self, path: &str) -> Result<Vec<u8>, Box<Problem>> {
        if is_parquet(path) { self.parquet_rows(path) } else { self.fetch(path) }
    }

    #[cfg(feature = "parquet")]
    fn parquet_rows(&mut self, path: &str) -> Result<Vec<u8>, Box<Problem>> {
        let on_disk = self.path(path).filter(|path| path.is_file());
        let stored = match &on_disk {
            Some(on_disk) => Stored::Path(on_disk),
            None => Stored::Bytes(self.fetch(path)?),
        };
        bulk::parquet::to_csv(&self.name(path), stored)
    }

    #[cfg(not(feature = "parquet"))]
    fn parquet_rows(&self, path: &str) -> Result<Vec<u8>, Box<Problem>> {
        let message = format!("`{}` is Parquet, which this build does not read", self.name(path));
        let help = "build with the feature `parquet`, or write the file as CSV";
        Err(Problem::new(Code::Io, message).help(help).into())
    }

    /// The bytes of a file.
    pub(crate) fn fetch(&mut self, path: &str) -> Result<Vec<u8>, Box<Problem>> {
        let advice = "the path in a ledger file is taken from that file's own folder: correct it";
        (self.fetch)(path).map_err(|error| unreadable(&self.name(path), &error, advice))
    }
}

/// Whether a name is that of a Parquet file.
pub(crate) fn is_parquet(name: &str) -> bool {
    has_extension(name, "parquet")
}

/// Whether a name ends in this extension, in letters of any case.
pub(crate) fn has_extension(name: &str, expected: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case(expected))
}

fn folder(ledger: &Path) -> PathBuf {
    ledger.parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The problem of a file that cannot be read.
pub(crate) fn unreadable(name: &str, error: &io::Error, advice: &str) -> Box<Problem> {
    // The commonest two in the same words on every system.
    let (message, help) = match error.kind() {
        ErrorKind::NotFound => (format!("there is no file `{name}`"), advice),
        ErrorKind::IsADirectory => (format!("`{name}` is a folder"), "name a file in it"),
        _ => (format!("`{name}` cannot be read: {error}"), "make sure that it is a file, and may be read"),
    };
    Problem::new(Code::Io, message).help(help).into()
}

/// The bytes of a file; one that is too long is read a byte beyond the limit, so that it is refused.
pub(crate) fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    // To open a pipe would wait for somebody who writes, and a device may never end.
    let kind = std::fs::metadata(path)?.file_type();
    if !kind.is_file() && !kind.is_dir() {
        return Err(io::Error::other("it is no regular file, but a pipe or a device"));
    }
    let mut bytes = Vec::new();
    let limit = u64::try_from(FILE_LENGTH_MAX).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}
