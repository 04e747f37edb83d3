//! What callers read ledger files with.

use std::ffi::OsStr;
use std::io;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use super::input::{Beside, has_extension, is_parquet, read_file, unreadable};
use super::load::{Given, Records, Syntax, load};
use crate::error::Problems;
use crate::ledger::Ledger;
use crate::rates::RateTable;

/// Ledger files that are read together, and the rates to read them with.
///
/// A file whose name ends in `.json` is read as JSON, any other as TOML. A file on disk whose name ends in `.csv`, or, with the
/// feature `parquet`, in `.parquet`, is a list of entries as a ledger file may name one; the actors, platforms, campaigns and sources are those that its entries name.
///
/// # Example
///
/// ```
/// use adspend::file::LedgerFiles;
///
/// let ledger = LedgerFiles::new()
///     .text("a.toml", "[ledger]\nformat = 1\n[[entry]]\namount = \"5 EUR\"", |_| Ok(Vec::new()))
///     .read()
///     .unwrap();
/// assert_eq!(ledger.entries()[0].id.as_str(), "entry/1");
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::file::LedgerFiles;
///
/// let problems = LedgerFiles::new()
///     .text("a.toml", "[ledger]\nformat = 1\n[[entry]]\namount = \"5\"", |_| Ok(Vec::new()))
///     .read()
///     .unwrap_err();
/// assert_eq!(
///     problems.to_string(),
///     "a.toml:4:11: error[no-currency]: `5` names no currency: add a code, as in `5 EUR`, or set a default `currency`"
/// );
/// ```
#[derive(Default)]
#[must_use = "nothing is read until `read`"]
pub struct LedgerFiles<'a> {
    given: Vec<Given<'a>>,
    rates: Option<Arc<RateTable>>,
    threads: Option<NonZeroUsize>,
    without_campaigns: bool,
}

impl<'a> LedgerFiles<'a> {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes these rates instead of those that the files name or state; units that they name are known.
    pub fn with_rates(mut self, rates: Arc<RateTable>) -> Self {
        self.rates = Some(rates);
        self
    }

    /// Reads large CSV files by so many threads, instead of as many as the machine runs at once. The ledger is the same for
    /// every number of them.
    pub fn with_threads(mut self, threads: NonZeroUsize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Reads a list of entries that is the only file as if its rows had no campaign, for questions that are not about campaigns.
    ///
    /// A list of ads may have a campaign for every row: to keep the ids of ten million takes most of the time and of the memory. They
    /// are checked all the same. Ledger files, and lists read with others, are read as always: their records say more than the name.
    ///
    /// # Example
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use adspend::file::LedgerFiles;
    ///
    /// let folder = std::env::temp_dir().join(format!("adspend-without-campaigns-{}", std::process::id()));
    /// std::fs::create_dir_all(&folder)?;
    /// let list = folder.join("ads.csv");
    /// std::fs::write(&list, "when,campaign,currency,amount\n2019-05-02,ad-1,EUR,12.50\n2019-05-03,ad-2,EUR,7\n")?;
    /// let ledger = LedgerFiles::new().without_campaigns().path(&list).read()?;
    /// assert_eq!((ledger.entries().len(), ledger.campaigns().len()), (2, 0));
    /// assert_eq!(LedgerFiles::new().path(&list).read()?.campaigns().len(), 2);
    /// # std::fs::remove_dir_all(&folder)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Example: refused
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use adspend::file::LedgerFiles;
    ///
    /// let folder = std::env::temp_dir().join(format!("adspend-no-campaign-{}", std::process::id()));
    /// std::fs::create_dir_all(&folder)?;
    /// let list = folder.join("ads.csv");
    /// std::fs::write(&list, "when,campaign,currency,amount\n2019-05-02,ad 1,EUR,12.50\n")?;
    /// let problems = LedgerFiles::new().without_campaigns().path(&list).read().unwrap_err();
    /// assert!(problems.to_string().contains("ads.csv:2:12: error[bad-id]: `ad 1` is no id"), "{problems}");
    /// # std::fs::remove_dir_all(&folder)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn without_campaigns(mut self) -> Self {
        self.without_campaigns = true;
        self
    }

    fn threads(&self) -> NonZeroUsize {
        self.threads.unwrap_or_else(|| thread::available_parallelism().unwrap_or(NonZeroUsize::MIN))
    }

    /// A file on disk; the files that it names are looked for from its folder.
    pub fn path(mut self, path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        let name = path.display().to_string();
        let beside = Beside::on_disk(path);
        let given = match path
            .file_name()
            .and_then(OsStr::to_str)
            .filter(|_| has_extension(&name, "csv") || is_parquet(&name))
        {
            Some(file) if path.is_file() => Given {
                bytes: Ok(rows_alone(file).into_bytes()),
                syntax: Syntax::Toml,
                records: Records::NamedByEntries,
                // Not that of the file itself, whose lines are shown by it.
                name: format!("{name} as a ledger"),
                beside,
            },
            _ => Given {
                bytes: read_file(path).map_err(|error| unreadable(&name, &error, "correct the path")),
                syntax: syntax(&name),
                records: Records::Written,
                name,
                beside,
            },
        };
        self.given.push(given);
        self
    }

    /// A text that is there already; `beside` gives the bytes of the files that it names.
    pub fn text(
        mut self,
        name: &str,
        text: impl AsRef<[u8]>,
        beside: impl FnMut(&str) -> io::Result<Vec<u8>> + 'a,
    ) -> Self {
        let beside = Beside::of(name, Box::new(beside));
        let bytes = Ok(text.as_ref().to_vec());
        let (name, syntax) = (name.to_owned(), syntax(name));
        self.given.push(Given { name, bytes, syntax, records: Records::Written, beside });
        self
    }

    /// The ledger of all files.
    ///
    /// # Errors
    ///
    /// All [`Problems`] of all files at once. Where a file cannot be read at all, or its syntax is broken, what follows from
    /// that is not reported beside it.
    ///
    /// # Complexity
    ///
    /// O(n log n) in the length of the files.
    pub fn read(self) -> Result<Ledger, Problems> {
        let threads = self.threads();
        load(self.given, self.rates.as_ref(), threads, self.without_campaigns)
    }
}

fn syntax(name: &str) -> Syntax {
    if has_extension(name, "json") { Syntax::Json } else { Syntax::Toml }
}

/// The ledger file of entries that come alone.
fn rows_alone(file: &str) -> String {
    let quoted: String = file.chars().flat_map(char::escape_default).collect();
    format!("entries = \"{quoted}\"\n[ledger]\nformat = 1\n")
}

/// Reads a ledger file; files that it names are looked for from its folder.
///
/// # Errors
///
/// All [`Problems`] at once.
pub fn read(path: impl AsRef<Path>) -> Result<Ledger, Problems> {
    LedgerFiles::new().path(path).read()
}

/// Reads several ledger files as one ledger: equal ids must be equal records.
///
/// # Errors
///
/// All [`Problems`] of all files at once.
pub fn read_many<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Ledger, Problems> {
    paths.into_iter().fold(LedgerFiles::new(), LedgerFiles::path).read()
}

/// Reads a ledger from a text, without touching the disk: `beside` gives the bytes of the files that it names.
///
/// # Errors
///
/// All [`Problems`] at once.
///
/// # Example
///
/// ```
/// use adspend::file::read_text;
///
/// let text = "entries = \"list.csv\"\n[ledger]\nformat = 1\n";
/// let mut beside = |name: &str| match name {
///     "list.csv" => Ok(b"amount,currency,when\n46.88,USD,2016-08\n".to_vec()),
///     _ => Err(std::io::ErrorKind::NotFound.into()),
/// };
/// let ledger = read_text("ledger.toml", text, &mut beside).unwrap();
/// assert_eq!(ledger.entries()[0].id.as_str(), "list.csv/1");
/// assert!(ledger.entries()[0].money.amount.is_exact());
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::file::read_text;
///
/// let problems = read_text("ledger.toml", "[ledger]\nformat = 2\n", &mut |_| Ok(Vec::new())).unwrap_err();
/// assert_eq!(
///     problems.to_string(),
///     "ledger.toml:2:10: error[version]: the file is in format 2, and this library reads format 1; \
///      use a version of the library that reads it"
/// );
/// ```
pub fn read_text(
    name: &str,
    text: impl AsRef<[u8]>,
    beside: &mut dyn FnMut(&str) -> io::Result<Vec<u8>>,
) -> Result<Ledger, Problems> {
    let mut files = LedgerFiles::new().text(name, text, beside);
    if let Some(given) = files.given.last_mut() {
        given.syntax = Syntax::Toml;
    }
    files.read()
}

/// Reads a ledger from JSON, which has the structure of the TOML: as [`read_text`].
///
/// # Errors
///
/// All [`Problems`] at once.
pub fn read_json(
    name: &str,
    text: impl AsRef<[u8]>,
    beside: &mut dyn FnMut(&str) -> io::Result<Vec<u8>>,
) -> Result<Ledger, Problems> {
    let mut files = LedgerFiles::new().text(name, text, beside);
    if let Some(given) = files.given.last_mut() {
        given.syntax = Syntax::Json;
    }
    files.read()
}
