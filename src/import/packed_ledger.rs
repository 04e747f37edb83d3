//! Millions of entries in memory.

use super::record::Record;
use super::sink::Sink;
use crate::error::{Code, Problem};
use crate::ledger::{LedgerBuilder, Packed, PackedRow, Settings};
use crate::model::{Actor, Campaign, Claim, Coverage, Platform, Source};

/// A sink that keeps entries in memory in some 50 bytes each (expenditures of schedule E), where a [`LedgerBuilder`] takes
/// hundreds: for millions of them.
///
/// # Guarantees
///
/// The ledger is the one that a [`LedgerBuilder`] makes: the same entries in the same order, the same problems.
///
/// # Complexity
///
/// An entry that is a part of another, or is named by one of these, is kept as it is in a [`LedgerBuilder`]. So is an entry whose amount has
/// more than 18 digits or is of a rare sort; and, where one of these names them, or something is wrong with them, all entries that take the place
/// of others. 8 more bytes an entry go to finding ids that repeat, and 16 to each that takes the place of another.
///
/// All entries are written out one by one as soon as somebody asks for one, or for a total
/// ([`Ledger::entries`](crate::ledger::Ledger::entries)).
///
/// # Example
///
/// ```
/// use adspend::import::{Import, Input, PackedLedger, SourceKind};
///
/// let csv = "ADID,Currency Code,Spend,StartDate,EndDate,OrganizationName,PayingAdvertiserName\n\
///            a1,USD,120,2020/01/29 15:00:00Z,,Agency,Sponsor\n";
/// let mut packed = PackedLedger::new();
/// Import::new(SourceKind::Snap).run(&[Input::bytes("PoliticalAds.csv", csv.as_bytes())], &mut packed)?;
/// assert_eq!((packed.len(), packed.packed_count()), (1, 1));
/// let ledger = packed.into_builder().build()?;
/// assert_eq!(ledger.entries()[0].id.as_str(), "snap/a1");
/// # Ok::<(), adspend::error::Problems>(())
/// ```
#[derive(Debug, Default)]
pub struct PackedLedger {
    builder: LedgerBuilder,
    packed: Packed,
    /// The numbers of the entries in the builder.
    side: Vec<u32>,
    count: u32,
}

impl PackedLedger {
    /// No entries.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many entries there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.packed.len() + self.side.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many entries are kept in few bytes.
    #[must_use]
    pub const fn packed_count(&self) -> usize {
        self.packed.len()
    }

    /// How many bytes these take, the names that they share not counted.
    #[must_use]
    pub fn byte_count(&self) -> usize {
        self.packed.byte_count()
    }

    /// The records in a builder, for others to be added.
    #[must_use]
    pub fn into_builder(self) -> LedgerBuilder {
        // All names are ids: that was seen to as they came.
        self.builder.with_packed(self.packed, self.side).unwrap_or_default()
    }
}

impl Sink for PackedLedger {
    fn settings(&mut self, settings: Settings) -> Result<(), Box<Problem>> {
        Sink::settings(&mut self.builder, settings)
    }

    fn source(&mut self, source: Source) -> Result<(), Box<Problem>> {
        Sink::source(&mut self.builder, source)
    }

    fn platform(&mut self, platform: Platform) -> Result<(), Box<Problem>> {
        Sink::platform(&mut self.builder, platform)
    }

    fn actor(&mut self, actor: Actor) -> Result<(), Box<Problem>> {
        Sink::actor(&mut self.builder, actor)
    }

    fn campaign(&mut self, campaign: Campaign) -> Result<(), Box<Problem>> {
        Sink::campaign(&mut self.builder, campaign)
    }

    fn coverage(&mut self, coverage: Coverage) -> Result<(), Box<Problem>> {
        Sink::coverage(&mut self.builder, coverage)
    }

    fn entry(&mut self, record: &Record<'_>) -> Result<(), Box<Problem>> {
        let number = self.count.checked_add(1);
        self.count = number.ok_or_else(|| {
            Problem::new(Code::Limit, "there are more than 4,294,967,295 entries")
                .help("import the files into several ledgers")
        })?;
        if record.detail_of.is_none() && self.packed.push(&row(record)).is_some() {
            return Ok(());
        }
        self.packed.pass_over();
        self.side.push(self.count);
        Sink::entry(&mut self.builder, record)
    }

    fn claim(&mut self, claim: Claim) -> Result<(), Box<Problem>> {
        Sink::claim(&mut self.builder, claim)
    }
}

fn row<'a>(record: &'a Record<'_>) -> PackedRow<'a> {
    let Record { sponsor, payer, payee, platform, campaign, source, .. } = *record;
    PackedRow {
        id: record.id,
        names: [sponsor, payer, payee, platform, campaign, source],
        jurisdiction: record.jurisdiction,
        purpose: record.purpose,
        note: record.note,
        when: record.when,
        recorded: record.recorded,
        amount: &record.amount,
        currency: record.currency,
        domain: record.domain,
        basis: record.basis.as_ref(),
        stage: record.stage,
        role: record.role,
        supersedes: record.supersedes,
        tags: record.tags,
        file: record.spot.file,
        line: record.spot.line,
        column: record.spot.column,
        is_alike: record.is_alike,
    }
}
