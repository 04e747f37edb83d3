//! One import under way: what the importers push records through, and what keeps the account.

use std::cell::Cell;
use std::collections::HashSet;
use std::io::{self, Read};
use std::rc::Rc;

use super::account::{Account, REPAIRS_MAX, Repair, SET_ASIDE_MAX, SetAside};
use super::input::{Part, at_line, refused};
use super::met::Met;
use super::record::Record;
use super::sink::Sink;
use super::slug;
use super::table::{Fault, Row};
use super::totals::Totals;
use super::{Mode, Options};
use crate::date::When;
use crate::error::{Code, Problem};
use crate::id::IdError;
use crate::model::{Actor, Campaign, Claim, Coverage, Platform, Source};

/// How far an import is, in bytes of the files that it reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// How many bytes were read.
    pub done: u64,
    /// How many there are, as far as is known.
    pub total: u64,
}

/// Whether an entry's money still counts; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing takes its place.
    Current,
    /// A later record of this import takes its place.
    Superseded,
}

/// What became of the row under way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Open,
    Settled,
}

/// An import under way.
pub(super) struct Run<'a> {
    pub(super) options: &'a Options,
    pub(super) account: Account,
    sink: &'a mut dyn Sink,
    totals: Totals,
    actors: Met,
    /// The actor that was pushed last: most rows repeat it.
    last_actor: String,
    campaigns: Met,
    coverages: Vec<Coverage>,
    /// The ids of files' sources.
    sources: HashSet<String>,
    fate: Fate,
    progress: Option<&'a dyn Fn(Progress)>,
    done: Rc<Cell<u64>>,
    total: u64,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        options: &'a Options,
        sink: &'a mut dyn Sink,
        progress: Option<&'a dyn Fn(Progress)>,
        total: u64,
    ) -> Self {
        Self {
            options,
            account: Account::default(),
            sink,
            totals: Totals::default(),
            actors: Met::default(),
            last_actor: String::new(),
            campaigns: Met::default(),
            coverages: Vec::new(),
            sources: HashSet::new(),
            fate: Fate::Settled,
            progress,
            done: Rc::default(),
            total,
        }
    }

    /// Notes that a file is read.
    pub(super) fn begin_file(&mut self, part: &Part) {
        self.account.read.push(part.name.to_string());
    }

    /// Notes that a file is none of those that are imported.
    pub(super) fn not_read(&mut self, part: &Part) {
        self.account.not_read.push(part.name.to_string());
    }

    /// A reader whose bytes are told to whoever watches the import.
    pub(super) fn counted<'r>(&self, inner: &'r mut dyn Read) -> impl Read + 'r
    where
        'a: 'r,
    {
        Counted { inner, done: self.done.clone(), total: self.total, progress: self.progress }
    }

    /// Begins a row, of which an entry must be made, or which must be set aside, before the next.
    pub(super) fn begin_row(&mut self) -> Result<(), Box<Problem>> {
        self.end_row()?;
        if let Some(repair) = self.account.repairs.get(REPAIRS_MAX) {
            let found = &repair.found;
            let message =
                format!("more than {REPAIRS_MAX} cells had to be repaired, such as this: `{found}`");
            let problem = at_line(&repair.file, repair.line, Code::Limit, message);
            return Err(problem.help("make sure that the file is of this source").into());
        }
        self.account.rows += 1;
        self.fate = Fate::Open;
        Ok(())
    }

    /// Ends the row under way.
    ///
    /// # Errors
    ///
    /// Where nothing became of it, which is a defect of the importer.
    pub(super) fn end_row(&mut self) -> Result<(), Box<Problem>> {
        if self.fate == Fate::Open {
            let message =
                format!("nothing became of row {}: this is a defect of the importer", self.account.rows);
            return Err(Problem::new(Code::Contradiction, message).help("please report it").into());
        }
        Ok(())
    }

    /// Makes an entry of the row under way; a row may make several.
    pub(super) fn entry(&mut self, record: &Record<'_>, standing: Standing) -> Result<(), Box<Problem>> {
        if let Some(defect) = record.amount.defect(record.domain) {
            let Record { spot, .. } = record;
            return Err(at_line(spot.file, spot.line, Code::BadAmount, defect.to_string()).into());
        }
        self.sink.entry(record)?;
        if self.fate == Fate::Open {
            self.account.entries += 1;
            self.fate = Fate::Settled;
        }
        self.account.records += 1;
        if record.is_counted() && standing == Standing::Current {
            self.totals.add(&record.amount, record.currency, record.domain);
        } else {
            self.account.uncounted += 1;
        }
        Ok(())
    }

    /// Sets the row under way aside.
    pub(super) fn set_aside(&mut self, row: Row<'_>, fault: Fault) -> Result<(), Box<Problem>> {
        let Fault { column, reason, text, money } = fault;
        let file = row.file.to_owned();
        let money = money.map(|money| *money);
        self.quarantine(SetAside { file, line: row.line, column: column + 1, reason, text, money })
    }

    /// Sets the row under way aside, whatever sort of row it is.
    pub(super) fn quarantine(&mut self, aside: SetAside) -> Result<(), Box<Problem>> {
        if self.account.set_aside.len() >= SET_ASIDE_MAX {
            let message =
                format!("more than {SET_ASIDE_MAX} rows had to be set aside, such as this: {}", aside.reason);
            let problem = at_line(&aside.file, aside.line, Code::Limit, message);
            return Err(problem.help("make sure that the file is of this source").into());
        }
        self.account.set_aside.push(aside);
        self.fate = Fate::Settled;
        Ok(())
    }

    /// Notes a repair, which only tolerant mode makes.
    pub(super) fn repair(&mut self, row: Row<'_>, column: usize, read_as: String) {
        let found = String::from_utf8_lossy(row.cell(column)).chars().take(80).collect();
        let file = row.file.to_owned();
        self.account.repairs.push(Repair { file, line: row.line, column: column + 1, found, read_as });
    }

    /// Whether repairs are made.
    pub(super) fn is_tolerant(&self) -> bool {
        self.options.mode == Mode::Tolerant
    }

    /// Pushes an actor where its id is new.
    pub(super) fn actor(&mut self, id: &str, make: impl FnOnce(Actor) -> Actor) -> Result<(), Box<Problem>> {
        if self.last_actor == id {
            return Ok(());
        }
        self.last_actor.clear();
        self.last_actor.push_str(id);
        if self.actors.insert(id.as_bytes()) {
            let id = id.parse().map_err(no_slug)?;
            self.sink.actor(make(Actor::new(id)))?;
        }
        Ok(())
    }

    /// Pushes an actor that no other row names: its id is not remembered.
    pub(super) fn lone_actor(
        &mut self,
        id: &str,
        make: impl FnOnce(Actor) -> Actor,
    ) -> Result<(), Box<Problem>> {
        let id = id.parse().map_err(no_slug)?;
        self.sink.actor(make(Actor::new(id)))
    }

    /// Pushes a campaign where its id is new.
    pub(super) fn campaign(
        &mut self,
        id: &str,
        make: impl FnOnce(Campaign) -> Campaign,
    ) -> Result<(), Box<Problem>> {
        if self.campaigns.insert(id.as_bytes()) {
            let id = id.parse().map_err(no_slug)?;
            self.sink.campaign(make(Campaign::new(id)))?;
        }
        Ok(())
    }

    /// The id for the source of a file: files of one name, from two folders, are told apart by a number.
    pub(super) fn unused_source(&mut self, id: &str) -> String {
        let mut unused = id.to_owned();
        let mut number = 2_u32;
        while !self.sources.insert(unused.clone()) {
            unused = format!("{id}-{number}");
            number = number.saturating_add(1);
        }
        unused
    }

    /// Pushes the source that a file is, with an id under `of` that no other has: the id.
    pub(super) fn source_of_file(
        &mut self,
        of: &str,
        part: &Part,
        words: [&str; 2],
    ) -> Result<String, Box<Problem>> {
        self.source_of_file_published(of, part, words, None)
    }

    /// The same of a file that says when it was published.
    pub(super) fn source_of_file_published(
        &mut self,
        of: &str,
        part: &Part,
        [title, publisher]: [&str; 2],
        published: Option<When>,
    ) -> Result<String, Box<Problem>> {
        let unused = self.unused_source(&format!("{of}/{}", slug::of_file(&part.name)));
        let mut source = Source::new(unused.parse().map_err(no_slug)?);
        source.title = Some(title.to_owned());
        source.publisher = Some(publisher.to_owned());
        source.published = published;
        source.locator = Some(part.name.to_string());
        self.source(source)?;
        Ok(unused)
    }

    /// Pushes a source.
    pub(super) fn source(&mut self, source: Source) -> Result<(), Box<Problem>> {
        self.sink.source(source)
    }

    /// Pushes a platform.
    pub(super) fn platform(&mut self, platform: Platform) -> Result<(), Box<Problem>> {
        self.sink.platform(platform)
    }

    /// Pushes a claim.
    pub(super) fn claim(&mut self, claim: Claim) -> Result<(), Box<Problem>> {
        self.sink.claim(claim)
    }

    /// Pushes a coverage.
    pub(super) fn coverage(&mut self, coverage: Coverage) -> Result<(), Box<Problem>> {
        self.sink.coverage(coverage)
    }

    /// Pushes the coverage of a report's window.
    ///
    /// # Errors
    ///
    /// Where another report of this import covers some of the same days of the same platform, place and currency: their
    /// amounts would count some money twice.
    pub(super) fn window(&mut self, coverage: Coverage, file: &str) -> Result<(), Box<Problem>> {
        let overlaps = |other: &&Coverage| {
            other.source != coverage.source
                && other.platform == coverage.platform
                && meets(other.jurisdiction.as_ref(), coverage.jurisdiction.as_ref(), |a, b| {
                    a.contains(b) || b.contains(a)
                })
                && meets(other.currency, coverage.currency, |a, b| a == b)
                && meets(other.window, coverage.window, |a, b| a.possibly_overlaps(&b))
        };
        if let Some(other) = self.coverages.iter().find(overlaps) {
            let name = |coverage: &Coverage| {
                let source = coverage.source.as_ref().map(ToString::to_string).unwrap_or_default();
                let window = coverage.window.map(|window| window.to_string());
                format!("`{source}` ({})", window.as_deref().unwrap_or("all dates"))
            };
            let message = format!(
                "the windows of {} and {} overlap: added up, they would count some money twice",
                name(other),
                name(&coverage)
            );
            let problem = refused(file, Code::Contradiction, message);
            return Err(problem
                .help("import one of the two, or each into a ledger of its own, which are not added")
                .into());
        }
        self.coverages.push(coverage.clone());
        self.sink.coverage(coverage)
    }

    /// The account, once all rows are accounted for.
    ///
    /// # Errors
    ///
    /// Where they are not, which is a defect of the importer.
    pub(super) fn finish(mut self) -> Result<Account, Box<Problem>> {
        self.end_row()?;
        let mut account = std::mem::take(&mut self.account);
        account.totals = self.totals.into_bag();
        let aside = u64::try_from(account.set_aside.len()).unwrap_or(u64::MAX);
        if account.entries.checked_add(aside) != Some(account.rows) {
            let message = format!(
                "{} rows were read, and {} became entries and {aside} were set aside: this is a defect of the importer",
                account.rows, account.entries
            );
            return Err(Problem::new(Code::Contradiction, message).help("please report it").into());
        }
        Ok(account)
    }
}

/// Whether two conditions leave something in common; an absent one leaves everything.
fn meets<T>(a: Option<T>, b: Option<T>, fits: impl FnOnce(T, T) -> bool) -> bool {
    a.zip(b).is_none_or(|(a, b)| fits(a, b))
}

/// The problem of an id that is no slug: a defect of the importer that made it.
#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
pub(super) fn no_slug(error: IdError) -> Box<Problem> {
    Problem::new(Code::BadId, error.to_string()).into()
}

struct Counted<'r> {
    inner: &'r mut dyn Read,
    done: Rc<Cell<u64>>,
    total: u64,
    progress: Option<&'r dyn Fn(Progress)>,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.done.set(self.done.get().saturating_add(u64::try_from(count).unwrap_or(u64::MAX)));
        if let Some(progress) = self.progress {
            progress(Progress { done: self.done.get(), total: self.total });
        }
        Ok(count)
    }
}
