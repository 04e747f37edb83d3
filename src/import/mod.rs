//! Importers: the real files of political-ad spend, row by row into a ledger.
//!
//! An [`Import`] reads the files of one [`SourceKind`] and pushes what it finds into a [`Sink`]: a
//! [`LedgerBuilder`](crate::ledger::LedgerBuilder) keeps it in memory, a [`PackedLedger`] keeps millions of entries there in few
//! bytes each, a [`LedgerFile`] writes it to disk as it comes. Beside the
//! entries go the sources, actors and coverages that they name, and the claims that the publisher itself makes, so that a check
//! of the ledger holds the publisher against himself.
//!
//! # Guarantees
//!
//! - Every row is accounted for: it becomes an entry, or it is set aside with its reason and, where it can be read, its money.
//!   [`Account`] says both, and the import fails rather than lose one.
//! - In [`Mode::Strict`] nothing is repaired. In [`Mode::Tolerant`] a cell that is not written as the publisher writes them, but can be
//!   read in one way only, is read so, and listed.
//! - Memory does not grow with the number of rows, but for 16 bytes an actor or other id that must be known again, for the
//!   rows set aside, of which there may be [`SET_ASIDE_MAX`], for the repairs, of which there may be [`REPAIRS_MAX`], and for the search
//!   for keys that repeat: 16 bytes a key of files up to 128 MiB, a 32nd of the length of longer ones, which are read twice, and at most 64 MiB.
//! - A file that is named must be of the source. Of a folder or archive, tables of other kinds are listed as not read, with the reason.
//! - Rows of a table that are not in UTF-8 are read as Windows-1252, cell by cell; the account says how many.
//! - Archives that expand beyond measure, names that lead out of them, rows of megabytes and tables of thousands of columns are errors.
//!
//! # Ids
//!
//! Ids are made of the publisher's own (a page's number, `AR…`, an ad's id) and the name of the publisher: `snap/05b2…`. A name without
//! an id becomes what can be read of it and 24 hexadecimal digits of its SHA-256, so that two names never share an id.

mod account;
mod cells;
mod cut;
mod dates;
mod encoding;
mod entry_rows;
mod fec;
mod fec_schedule_e;
mod generic;
mod google;
mod house_ads;
mod input;
mod keys;
mod last_row;
mod ledger_file;
mod mapping;
mod meanings;
mod met;
mod meta;
mod meta_api;
mod packed_ledger;
mod places;
mod record;
mod run;
mod signs;
mod sink;
mod slug;
mod snap;
mod snapshots;
mod table;
mod tables;
mod totals;
mod uk_ec;

use crate::currency::Currency;
use crate::date::When;
use crate::error::{Problem, Problems, SourceText};

pub use account::{Account, REPAIRS_MAX, Repair, SET_ASIDE_MAX, SetAside};
pub use google::{ColumnRelation, UnknownRelation};
pub use input::Input;
pub use ledger_file::{LedgerFile, Overwrite};
pub use packed_ledger::PackedLedger;
pub use record::{NotAnEntry, Record, Spot};
pub use run::Progress;
pub use sink::Sink;

use run::Run;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal reads $files:literal,)*) => {
        /// Whose files are imported; an open set.
        ///
        /// `Display` and `FromStr` use the names of the command line.
        ///
        /// # Example
        ///
        /// ```
        /// use adspend::import::SourceKind;
        ///
        /// let kind: SourceKind = "uk-ec".parse()?;
        /// assert_eq!(kind.reads(), "the register of campaign spending, exported as CSV: `ECRef`, `TotalExpenditure` and so on");
        /// # Ok::<(), adspend::import::UnknownSource>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum SourceKind { $($(#[$doc])* $kind,)* }

        impl SourceKind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// The name on the command line.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// Which files are read, in a few words for whoever gave another.
            #[must_use]
            pub const fn reads(self) -> &'static str {
                match self { $(Self::$kind => $files,)* }
            }
        }
    };
}

kinds! {
    /// Meta's Ad Library Report.
    Meta = "meta" reads "the Ad Library Report: its ZIP archive, its folder, or its `…_advertisers.csv`",
    /// Meta's Ad Library API.
    MetaApi = "meta-api" reads "answers of the Ad Library API as JSON: a list of ads, pages of `{\"data\": [ … ]}`, or an ad a line",
    /// Google's political ads bundle.
    Google = "google" reads "the political ads bundle: its ZIP archive, its folder, or its CSV files with columns of spend",
    /// Snap's Political Ads Library.
    Snap = "snap" reads "`PoliticalAds.csv`, or the ZIP archive that holds it",
    /// The US Federal Election Commission's electronic filings, `.fec`.
    Fec = "fec" reads "electronic filings, `.fec`, that itemise money: records of schedules such as `SA11AI`, `SB17` or `SE`",
    /// The FEC's independent expenditures in bulk.
    FecScheduleE = "fec-schedule-e" reads "independent expenditures in bulk, `independent_expenditure_2026.csv` or another year's",
    /// The UK Electoral Commission's register of campaign spending.
    UkEc = "uk-ec" reads "the register of campaign spending, exported as CSV: `ECRef`, `TotalExpenditure` and so on",
    /// The US House Intelligence Committee's Facebook ads.
    HouseAds = "house-ads" reads "the Facebook ads as CSV, a file a quarter: `Ad ID`, `Ad Spend` and so on",
    /// Any other CSV file, with a mapping of its columns.
    Csv = "csv" reads "a CSV file with a header, as a mapping file says what its columns hold",
}

impl std::fmt::Display for SourceKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

/// A name that no source has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no source: write {}", SourceKind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", "))]
pub struct UnknownSource {
    /// What was found.
    pub found: String,
}

impl std::str::FromStr for SourceKind {
    type Err = UnknownSource;

    fn from_str(text: &str) -> Result<Self, UnknownSource> {
        let kind = Self::ALL.iter().copied().find(|kind| kind.name() == text);
        kind.ok_or_else(|| UnknownSource { found: text.chars().take(60).collect() })
    }
}

/// Whether cells that are not as the publisher writes them are repaired; a closed set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// They are not: the row is set aside.
    #[default]
    Strict,
    /// They are, where they can be read in one way only; each repair is listed.
    Tolerant,
}

/// What the files do not say themselves.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// Whether cells are repaired.
    pub mode: Mode,
    /// The currency of files that name none.
    pub currency: Option<Currency>,
    /// The dates that a report covers, where neither its name nor its content says so.
    pub window: Option<When>,
    /// The mapping of a CSV file's columns: the name of the mapping file, and its text.
    pub mapping: Option<(String, String)>,
    /// How the columns of Google's currencies relate; found in the amounts where it is not said.
    pub columns: Option<ColumnRelation>,
}

/// An import: whose files, and what they do not say themselves.
///
/// # Example
///
/// ```
/// use adspend::import::{Import, Input, SourceKind};
/// use adspend::ledger::LedgerBuilder;
///
/// let csv = "ADID,Currency Code,Spend,StartDate,EndDate,OrganizationName,PayingAdvertiserName\n\
///            a1,USD,120,2020/01/29 15:00:00Z,,Agency,Sponsor\n\
///            a2,USD,\"1,200\",2020/01/29 15:00:00Z,,Agency,Sponsor\n";
/// let mut ledger = LedgerBuilder::new();
/// let account = Import::new(SourceKind::Snap).run(&[Input::bytes("PoliticalAds.csv", csv.as_bytes())], &mut ledger)?;
/// assert_eq!((account.rows, account.entries, account.set_aside.len()), (2, 1, 1));
/// assert_eq!(account.totals.to_string(), "[120, 120] USD");
/// assert_eq!(account.set_aside[0].money.as_ref().unwrap().to_string(), "1200 USD");
/// assert_eq!(ledger.build()?.entries().len(), 1);
/// # Ok::<(), adspend::error::Problems>(())
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::import::{Import, Input, SourceKind};
/// use adspend::ledger::LedgerBuilder;
///
/// let input = Input::bytes("list.csv", &b"Name,Amount\nx,5\n"[..]);
/// let problems = Import::new(SourceKind::Snap).run(&[input], &mut LedgerBuilder::new()).unwrap_err();
/// assert_eq!(
///     problems.to_string(),
///     "list.csv:1:1: error[missing-key]: this is not Snap's Political Ads Library: no column is called `adid`; \
///      its columns are: Name, Amount"
/// );
/// ```
#[must_use = "nothing is read until `run`"]
pub struct Import<'a> {
    kind: SourceKind,
    options: Options,
    progress: Option<&'a dyn Fn(Progress)>,
}

impl<'a> Import<'a> {
    /// A strict import.
    pub fn new(kind: SourceKind) -> Self {
        Self { kind, options: Options::default(), progress: None }
    }

    /// Repairs cells, or does not.
    pub fn mode(mut self, mode: Mode) -> Self {
        self.options.mode = mode;
        self
    }

    /// The currency of files that name none.
    pub fn currency(mut self, currency: Currency) -> Self {
        self.options.currency = Some(currency);
        self
    }

    /// The dates that a report covers, where neither its name nor its content says so.
    pub fn window(mut self, window: When) -> Self {
        self.options.window = Some(window);
        self
    }

    /// The mapping of a CSV file's columns, for [`SourceKind::Csv`]; `name` is what problems call it.
    ///
    /// The mapping file is TOML. All keys but the column of amounts may be left out; a key or column that is not there is an error,
    /// which names the nearest one.
    ///
    /// ```toml
    /// language = "en"             # how amounts are read: separators, scale words
    /// date-format = "dd/mm/yyyy"  # of yyyy, yy (2000 to 2099), mmm (Jan), mm, dd what is between, and perhaps a time behind; EDTF where absent
    /// exact = true                # a plain number is exact (so where absent); false: it may be rounded, as its digits tell
    /// signed = false              # whether amounts may be below zero
    /// currencies = ["USD"]        # how shared signs, such as "$", are settled
    ///
    /// [columns]                   # which column of the header holds what
    /// amount = "Cost"             # in any form that the reader of amounts knows
    /// date = "Day"
    /// id = "Ref"                  # where there are none, a row is known by its line
    /// currency = "Cur"            # codes; else the amount's own text says it, else the constant
    /// sponsor = "Advertiser"      # likewise payer, payee, platform, campaign: names, which become ids of their hashes
    /// jurisdiction = "Country"    # codes of ISO 3166, or names of countries
    /// stage = "Status"            # likewise role, basis: the words of a ledger file
    /// purpose = "Goal"            # likewise note
    ///
    /// [constants]                 # what is the same in every row; a currency also where the row's own cell is empty
    /// platform = "x"              # an id, as for sponsor, payer, payee and campaign
    /// currency = "EUR"
    /// ```
    ///
    /// # Example
    ///
    /// ```
    /// use adspend::import::{Import, Input, SourceKind};
    /// use adspend::ledger::LedgerBuilder;
    ///
    /// let mapping = "date-format = \"dd/mm/yyyy\"\n[columns]\namount = \"Cost\"\ndate = \"Day\"\n[constants]\ncurrency = \"EUR\"\n";
    /// let input = Input::bytes("spend.csv", &b"Day,Cost\n03/08/2019,\"1,234.50\"\n04/08/2019,about 2 million\n"[..]);
    /// let account = Import::new(SourceKind::Csv).mapping("m.toml", mapping).run(&[input], &mut LedgerBuilder::new())?;
    /// assert_eq!(account.totals.to_string(), "[1501234.5, 2501234.5] EUR");
    /// # Ok::<(), adspend::error::Problems>(())
    /// ```
    ///
    /// # Example: refused
    ///
    /// ```
    /// use adspend::import::{Import, Input, SourceKind};
    /// use adspend::ledger::LedgerBuilder;
    ///
    /// let import = Import::new(SourceKind::Csv).mapping("m.toml", "[columns]\namount = \"Csot\"\n");
    /// let problems = import.run(&[Input::bytes("spend.csv", &b"Day,Cost\n"[..])], &mut LedgerBuilder::new()).unwrap_err();
    /// assert_eq!(
    ///     problems.to_string(),
    ///     "m.toml:2:10: error[unknown-key]: spend.csv has no column `Csot`; the nearest is `Cost`"
    /// );
    /// ```
    pub fn mapping(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.options.mapping = Some((name.into(), text.into()));
        self
    }

    /// How the columns of Google's currencies relate; where this is not said, their amounts tell.
    pub fn columns(mut self, relation: ColumnRelation) -> Self {
        self.options.columns = Some(relation);
        self
    }

    /// Calls this with every block that is read.
    pub fn watched(mut self, progress: &'a dyn Fn(Progress)) -> Self {
        self.progress = Some(progress);
        self
    }

    /// Reads the inputs into the sink, and gives the account of their rows.
    ///
    /// # Errors
    ///
    /// [`Problems`] where a file cannot be read, is not of this kind, or is broken as a whole; where reports overlap, so that
    /// adding them would count some money twice; where the sink fails. What was pushed until then is to be thrown away.
    ///
    /// # Complexity
    ///
    /// Linear in the length of the files; memory as the module says.
    pub fn run(&self, inputs: &[Input], sink: &mut dyn Sink) -> Result<Account, Problems> {
        let parts = input::parts(inputs).map_err(|problem| Problems::from(*problem))?;
        let total = parts.iter().map(|part| part.size).fold(0, u64::saturating_add);
        let mut run = Run::new(&self.options, sink, self.progress, total);
        let read = match self.kind {
            SourceKind::Meta => meta::import(&parts, &mut run),
            SourceKind::MetaApi => meta_api::import(&parts, &mut run),
            SourceKind::Google => google::import(&parts, &mut run),
            SourceKind::Fec => fec::import(&parts, &mut run),
            SourceKind::FecScheduleE => fec_schedule_e::import(&parts, &mut run),
            SourceKind::UkEc => uk_ec::import(&parts, &mut run),
            SourceKind::HouseAds => house_ads::import(&parts, &mut run),
            SourceKind::Csv => generic::import(&parts, &mut run),
            SourceKind::Snap => snap::import(&parts, &mut run),
        };
        read.and_then(|()| run.finish()).map_err(|problem| self.problems(*problem))
    }

    /// The problem, with the text of the mapping file where it is in there.
    fn problems(&self, problem: Problem) -> Problems {
        let mapping = self.options.mapping.as_ref();
        let source = mapping.filter(|(name, _)| problem.place.as_ref().is_some_and(|at| *at.file == **name));
        let Some((name, text)) = source else { return problem.into() };
        let sources = vec![SourceText { file: name.as_str().into(), text: text.as_str().into() }];
        let fallback = problem.clone();
        Problems::check(vec![problem], sources).err().unwrap_or_else(|| fallback.into())
    }
}
