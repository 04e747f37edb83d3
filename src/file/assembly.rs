//! Records of one or more files, brought together: what two files share is kept once, and what is wrong with the whole is
//! shown at its place.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

use super::cells::Column;
use super::head::unknown_source;
use super::load::Input;
use super::log::Log;
use super::tree::{Node, Spot, Table, Value};
use super::write::{actor_table, campaign_table, platform_table, source_table};
use crate::error::{Code, Problem, Subject};
use crate::hash::{HashMap, HashSet};
use crate::id::{ActorId, CampaignId, PlatformId, SourceId};
use crate::ledger::{Columns, Field, LedgerBuilder, Names};
use crate::model::{Actor, Campaign, Claim, Coverage, Entry, Platform, Restriction, Source};

/// Where a record was read.
#[derive(Clone)]
pub(crate) enum RecordPlace {
    /// A table of an input: which input, under which key, which of the tables there.
    Table { input: usize, key: &'static str, index: usize },
    /// A row of a CSV file.
    Row { spot: Spot, columns: Arc<[Column]> },
}

/// Whether a record's id was written by its author or counted; a closed set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Naming {
    Written,
    Counted,
}

/// Records of one kind, with their places.
pub(crate) struct Shelf<T> {
    records: Vec<T>,
    places: Vec<(usize, RecordPlace)>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { records: Vec::new(), places: Vec::new() }
    }
}

/// A record that is to be added.
pub(crate) struct Candidate<T> {
    pub(crate) input: usize,
    pub(crate) place: RecordPlace,
    pub(crate) naming: Naming,
    pub(crate) record: T,
}

/// A record with an id of its own, in the space of ids that its kind shares.
trait Identified: PartialEq {
    const TABLE: &'static str;
    const SPACE: u8;

    fn id(&self) -> &str;

    /// The record as it is written, where a difference from another is to be named.
    fn written(&self) -> Option<Table>;

    /// The source of an entry.
    fn source(&self) -> Option<&SourceId>;
}

macro_rules! identified {
    ($($record:ty = $table:literal, $space:literal, $written:expr, $source:expr;)*) => {$(
        impl Identified for $record {
            const TABLE: &'static str = $table;
            const SPACE: u8 = $space;

            fn id(&self) -> &str {
                self.id.as_str()
            }

            fn written(&self) -> Option<Table> {
                let written: Option<fn(&$record) -> Table> = $written;
                written.map(|written| written(self))
            }

            fn source(&self) -> Option<&SourceId> {
                let source: fn(&$record) -> Option<&SourceId> = $source;
                source(self)
            }
        }
    )*};
}
identified! {
    Source = "source", 0, Some(source_table), |_| None;
    Actor = "actor", 1, Some(actor_table), |_| None;
    Platform = "platform", 1, Some(platform_table), |_| None;
    Campaign = "campaign", 2, Some(campaign_table), |_| None;
    Restriction = "restriction", 3, None, |_| None;
    Claim = "claim", 3, None, |_| None;
    Entry = "entry", 4, None, |entry| entry.source.as_ref();
}

/// The first key of which two records say different things: ", and `name` is `A` there and `B` here".
fn difference<T: Identified>(there: &T, here: &T) -> Option<String> {
    let (there, here) = (there.written()?, here.written()?);
    let text = |table: &Table, key: &str| {
        let pair = table.pairs.iter().find(|pair| pair.key == key);
        match pair.map(|pair| &pair.node.value) {
            None => "missing".to_owned(),
            Some(Value::Text(text)) => format!("`{}`", text.chars().take(60).collect::<String>()),
            Some(_) => "another".to_owned(),
        }
    };
    let value =
        |table: &Table, key: &str| Some(table.pairs.iter().find(|pair| pair.key == key)?.node.clone());
    let mut keys = there.pairs.iter().chain(&here.pairs).map(|pair| pair.key.as_str());
    let key = keys.find(|key| value(&there, key) != value(&here, key))?;
    Some(format!(", and `{key}` is {} there and {} here", text(&there, key), text(&here, key)))
}

/// The record that has an id.
#[derive(Clone, Copy)]
struct Holder {
    table: &'static str,
    index: usize,
    naming: Naming,
}

/// How many entries of one file that have the ids of another's are shown one by one; of more, one stands for all.
const REPEATED_SHOWN: usize = 3;

/// The entries of one input that have the ids of another's.
#[derive(Default)]
struct Repeated {
    /// The first ones.
    shown: Vec<(Spot, Problem)>,
    count: usize,
    /// The sources of the first, there and here, where both ids were written.
    sources: Option<[SourceId; 2]>,
}

impl Repeated {
    fn report(self, log: &mut Log) {
        let Self { shown, count, sources } = self;
        if count <= REPEATED_SHOWN {
            shown.into_iter().for_each(|(spot, problem)| log.report(spot, problem));
            return;
        }
        let Some((spot, first)) = shown.into_iter().next() else { return };
        let mut message =
            format!("{}, and so are those of {} more entries of this file", first.message, count - 1);
        let problem = if let Some([there, here]) = sources.filter(|[there, here]| there != here) {
            message += &format!(": `{there}` there and `{here}` here report the same");
            Problem::new(Code::DuplicateId, message).help(
                "files of one publisher are imported together: of two snapshots the later counts then, and a row that both have counts once",
            )
        } else {
            Problem { message, ..first }
        };
        log.report(spot, problem);
    }
}

/// The records read so far.
#[derive(Default)]
pub(crate) struct Assembly {
    sources: Shelf<Source>,
    actors: Shelf<Actor>,
    platforms: Shelf<Platform>,
    campaigns: Shelf<Campaign>,
    /// Whether no campaign is declared, and each is one that an entry names.
    names_campaigns: bool,
    restrictions: Shelf<Restriction>,
    coverages: Shelf<Coverage>,
    entries: Shelf<Entry>,
    claims: Shelf<Claim>,
    /// Entries in columns, with how many entries come before them, and the numbers of those among them.
    columns: Vec<(Columns, usize, Vec<u32>)>,
    holders: HashMap<(u8, String), Holder>,
    /// By the two inputs, the earlier first.
    repeated: BTreeMap<[usize; 2], Repeated>,
}

macro_rules! adders {
    ($($add:ident $shelf:ident $record:ty;)*) => {$(
        pub(crate) fn $add(&mut self, log: &mut Log, inputs: &[Input], candidate: Candidate<$record>) {
            let mut shelf = std::mem::take(&mut self.$shelf);
            self.add(log, inputs, &mut shelf, candidate);
            self.$shelf = shelf;
        }
    )*};
}

impl Assembly {
    adders! {
        add_source sources Source;
        add_actor actors Actor;
        add_platform platforms Platform;
        add_campaign campaigns Campaign;
        add_restriction restrictions Restriction;
        add_entry entries Entry;
        add_claim claims Claim;
    }

    /// Adds entries in columns; the numbers are those of entries that are added next, and belong among these.
    pub(crate) fn add_columns(&mut self, columns: Columns, side: Vec<u32>) {
        self.columns.push((columns, self.entries.records.len(), side));
    }

    /// Adds a record for each name that an entry has and no record.
    pub(crate) fn declare_named(&mut self) {
        let entries = &self.entries.records;
        let of_entries = |name: fn(&Entry) -> Option<&str>| entries.iter().filter_map(name);
        let of_columns = |field| self.columns.iter().map(move |(columns, ..)| columns.names(field));
        let mut actors: Vec<&str> = of_entries(|it| it.sponsor.as_ref().map(ActorId::as_str)).collect();
        actors.extend(of_entries(|it| it.payer.as_ref().map(ActorId::as_str)));
        actors.extend(of_entries(|it| it.payee.as_ref().map(ActorId::as_str)));
        let columns = [Field::Sponsor, Field::Payer, Field::Payee].into_iter().flat_map(of_columns);
        declare(&mut self.actors, &actors, columns, |id: &Actor| id.id.as_str(), Actor::new);
        let platforms: Vec<&str> = of_entries(|it| it.platform.as_ref().map(PlatformId::as_str)).collect();
        let columns = of_columns(Field::Platform);
        declare(&mut self.platforms, &platforms, columns, |it: &Platform| it.id.as_str(), Platform::new);
        // Of a list in columns they are records when somebody asks for them.
        self.names_campaigns = self.campaigns.records.is_empty() && !self.columns.is_empty();
        if !self.names_campaigns {
            let of_entries = of_entries(|it| it.campaign.as_ref().map(CampaignId::as_str));
            let campaigns: Vec<&str> = of_entries.collect();
            let columns = of_columns(Field::Campaign);
            declare(&mut self.campaigns, &campaigns, columns, |it: &Campaign| it.id.as_str(), Campaign::new);
        }
        let sources: Vec<&str> = of_entries(|it| it.source.as_ref().map(SourceId::as_str)).collect();
        let columns = of_columns(Field::Source);
        declare(&mut self.sources, &sources, columns, |it: &Source| it.id.as_str(), Source::new);
    }

    /// Adds a coverage, unless another file has the same.
    pub(crate) fn add_coverage(&mut self, candidate: Candidate<Coverage>) {
        let mut known = self.coverages.records.iter().zip(&self.coverages.places);
        if known.any(|(known, (input, _))| *input != candidate.input && *known == candidate.record) {
            return;
        }
        self.coverages.records.push(candidate.record);
        self.coverages.places.push((candidate.input, candidate.place));
    }

    fn add<T: Identified>(
        &mut self,
        log: &mut Log,
        inputs: &[Input],
        shelf: &mut Shelf<T>,
        candidate: Candidate<T>,
    ) {
        let Candidate { input, place, naming, record } = candidate;
        let key = (T::SPACE, record.id().to_owned());
        let Some(holder) = self.holders.get(&key).copied() else {
            let holder = Holder { table: T::TABLE, index: shelf.records.len(), naming };
            self.holders.insert(key, holder);
            shelf.records.push(record);
            shelf.places.push((input, place));
            return;
        };
        let is_shelf = holder.table == T::TABLE;
        let first =
            if is_shelf { shelf.places.get(holder.index) } else { self.place(holder.table, holder.index) };
        let Some((first_input, first_place)) = first.cloned() else { return };
        let is_same_row = match (&first_place, &place) {
            (RecordPlace::Row { spot: a, .. }, RecordPlace::Row { spot: b, .. }) => {
                log.name(a.file) == log.name(b.file)
            }
            _ => false,
        };
        let may_repeat = naming == Naming::Written && holder.naming == Naming::Written;
        let is_repeated = is_shelf
            && first_input != input
            && (may_repeat || is_same_row)
            && shelf.records.get(holder.index) == Some(&record);
        if is_repeated {
            return;
        }
        let first_spot = spot_of(inputs, log, &first_place, Some("id"), None);
        let spot = spot_of(inputs, log, &place, Some("id"), None);
        // Kinds of record are read one after the other: of one file, the later place is the one to correct.
        let is_later = first_spot.file == spot.file && first_spot.start > spot.start;
        let (first_spot, spot) = if is_later { (spot, first_spot) } else { (first_spot, spot) };
        let mut message = format!("the id `{}` is taken already, at {}", record.id(), log.place(first_spot));
        let help = if first_input == input {
            "give each record an id of its own"
        } else if may_repeat && is_shelf {
            let before = shelf.records.get(holder.index);
            let found = before.and_then(|before| {
                if is_later { difference(&record, before) } else { difference(before, &record) }
            });
            message.extend(found);
            "in several files, records with one id must be equal in all; files of one publisher are imported together"
        } else {
            "give the records of both files ids of their own"
        };
        let problem = Problem::new(Code::DuplicateId, message).help(help);
        if T::TABLE != Entry::TABLE || !is_shelf || first_input == input {
            log.report(spot, problem);
            return;
        }
        let repeated = self.repeated.entry([first_input, input]).or_default();
        if repeated.count == 0 {
            let before = shelf.records.get(holder.index).filter(|_| may_repeat).and_then(T::source);
            repeated.sources = before.zip(record.source()).map(|(there, here)| [there.clone(), here.clone()]);
        }
        repeated.count += 1;
        if repeated.shown.len() < REPEATED_SHOWN {
            repeated.shown.push((spot, problem));
        }
    }

    fn place(&self, table: &str, index: usize) -> Option<&(usize, RecordPlace)> {
        match table {
            "source" => self.sources.places.get(index),
            "actor" => self.actors.places.get(index),
            "platform" => self.platforms.places.get(index),
            "campaign" => self.campaigns.places.get(index),
            "restriction" => self.restrictions.places.get(index),
            "coverage" => self.coverages.places.get(index),
            "entry" => self.entries.places.get(index),
            "claim" => self.claims.places.get(index),
            _ => None,
        }
    }

    /// Reports sources of stated rates that no file has.
    pub(crate) fn check_rate_sources(&self, log: &mut Log, inputs: &[Input]) {
        for input in inputs {
            for (stated, spot) in input.rates.valuation.stated.iter().zip(&input.rates.spots) {
                let Some(id) = &stated.source else { continue };
                let known = || self.sources.records.iter().map(|source| source.id.as_str());
                if !known().any(|known| known == id.as_str()) {
                    log.report(spot.source, unknown_source(id.as_str(), known()));
                }
            }
        }
    }

    /// The records in a builder, and what the builder finds wrong with them, each at its place.
    pub(crate) fn finish(self, log: &mut Log, inputs: &[Input]) -> LedgerBuilder {
        let is_partial = log.is_broken();
        self.repeated.into_values().for_each(|repeated| repeated.report(log));
        let mut builder = LedgerBuilder::new();
        let places = Places {
            tables: [
                ("source", self.sources.fill(&mut builder.sources)),
                ("actor", self.actors.fill(&mut builder.actors)),
                ("platform", self.platforms.fill(&mut builder.platforms)),
                ("campaign", self.campaigns.fill(&mut builder.campaigns)),
                ("restriction", self.restrictions.fill(&mut builder.restrictions)),
                ("coverage", self.coverages.fill(&mut builder.coverages)),
                ("entry", self.entries.fill(&mut builder.entries)),
                ("claim", self.claims.fill(&mut builder.claims)),
            ],
        };
        for (columns, at, side) in self.columns {
            builder.columns(columns, at, side);
        }
        builder.names_campaigns = self.names_campaigns;
        let builder = builder.with_named_written_out();
        for problem in builder.problems() {
            // It may be the id that could not be read.
            if problem.code == Code::UnknownId && (log.has_lost_id() || is_partial) {
                continue;
            }
            let spot =
                problem.subject.as_ref().and_then(|subject| places.spot(inputs, log, subject, &problem));
            match spot {
                Some(spot) => log.report(spot, problem),
                None => log.report_unplaced(problem),
            }
        }
        builder
    }
}

/// Adds a record for each name of entries and of columns that none has; they have no place of their own.
fn declare<'n, T, I: FromStr>(
    shelf: &mut Shelf<T>,
    of_entries: &[&'n str],
    of_columns: impl Iterator<Item = &'n Names>,
    id: fn(&T) -> &str,
    new: fn(I) -> T,
) {
    let columns: Vec<&Names> = of_columns.filter(|names| names.iter().next().is_some()).collect();
    let names = of_entries.iter().copied().chain(columns.iter().flat_map(|names| names.iter()));
    let record = |name: &str| Some(new(name.parse().ok()?));
    if shelf.records.is_empty() && of_entries.is_empty() && columns.len() <= 1 {
        // A column has each of its names once.
        shelf.records.reserve(columns.iter().map(|names| names.code_count()).sum());
        shelf.records.extend(names.filter_map(record));
        return;
    }
    let mut known: HashSet<&str> = shelf.records.iter().map(id).collect();
    let missing: Vec<T> = names.filter(|name| known.insert(name)).filter_map(record).collect();
    shelf.records.extend(missing);
}

impl<T> Shelf<T> {
    /// Moves the records to where there are none yet, and leaves their places.
    fn fill(self, records: &mut Vec<T>) -> Vec<(usize, RecordPlace)> {
        *records = self.records;
        self.places
    }
}

/// The places of all records, by table and index.
struct Places {
    tables: [(&'static str, Vec<(usize, RecordPlace)>); 8],
}

impl Places {
    fn spot(&self, inputs: &[Input], log: &Log, subject: &Subject, problem: &Problem) -> Option<Spot> {
        let (_, places) = self.tables.iter().find(|(table, _)| *table == subject.table)?;
        let (_, place) = places.get(subject.index)?;
        Some(spot_of(inputs, log, place, subject.key, quoted(&problem.message)))
    }
}

/// The first thing in backticks in a message that is no key: the id that is to blame.
fn quoted(message: &str) -> Option<&str> {
    message.rsplit('`').nth(1)
}

/// The stretch to blame: the value of the key, or the text inside it that is named; the record, where the key is not written.
fn spot_of(inputs: &[Input], log: &Log, place: &RecordPlace, key: Option<&str>, named: Option<&str>) -> Spot {
    match place {
        RecordPlace::Row { spot, columns } => {
            let cell = key.and_then(|key| columns.iter().position(|column| *column == Some(key)));
            let spot = Spot { cell, ..*spot };
            // An empty cell says less than its row.
            if log.place(spot).start == log.place(spot).end { Spot { cell: None, ..spot } } else { spot }
        }
        RecordPlace::Table { input, key: table, index } => {
            let node = inputs.get(*input).and_then(|input| table_at(&input.root, table, *index));
            let Some(node) = node else { return Spot::default() };
            let Value::Table(table) = &node.value else { return node.spot };
            let Some(pair) = key.and_then(|key| table.get(key)) else { return node.spot };
            named.and_then(|named| find(&pair.node, named)).unwrap_or(pair.node.spot)
        }
    }
}

fn table_at<'a>(root: &'a Table, table: &str, index: usize) -> Option<&'a Node> {
    match &root.get(table)?.node.value {
        Value::List(nodes) => nodes.get(index),
        _ => None,
    }
}

/// Where a text stands inside a value.
fn find(node: &Node, text: &str) -> Option<Spot> {
    match &node.value {
        Value::Text(found) => (found == text).then_some(node.spot),
        Value::List(nodes) => nodes.iter().find_map(|node| find(node, text)),
        Value::Table(table) => table
            .pairs
            .iter()
            .find_map(|pair| if pair.key == text { Some(pair.key_spot) } else { find(&pair.node, text) }),
        _ => None,
    }
}
