//! Entries in columns beside those that are kept one by one.

use std::sync::OnceLock;

use super::columns::{Columns, Field, Names};
use super::known::Known;
#[cfg(feature = "import")]
use super::packed::Packed;
use super::scope::Matcher;
use super::select::{Asked, Parts, Selection, select};
use super::store::Store;
use super::{Ledger, LedgerBuilder};
use crate::date::Day;
use crate::error::{Code, Problem, Problems, Subject};
use crate::hash::HashSet;
use crate::id::{EntryId, IdError, is_slug};
use crate::model::{ClaimKind, Comparand, Entry, Scope};

/// Very many entries, and where they stand among the others.
#[derive(Clone, Debug)]
struct Batch {
    rows: Rows,
    /// How many entries that are kept one by one come before all of these.
    at: usize,
    /// The numbers of the entries from `at` on that come among these.
    side: Vec<u32>,
}

/// How very many entries are kept; a closed set.
#[derive(Clone, Debug)]
enum Rows {
    Columns(Box<Columns>),
    #[cfg(feature = "import")]
    Packed(Box<Packed>),
}

impl Rows {
    fn len(&self) -> usize {
        match self {
            Self::Columns(columns) => columns.len(),
            #[cfg(feature = "import")]
            Self::Packed(packed) => packed.len(),
        }
    }

    fn names(&self, field: Field) -> &Names {
        match self {
            Self::Columns(columns) => columns.names(field),
            #[cfg(feature = "import")]
            Self::Packed(packed) => packed.names(field),
        }
    }

    /// The entries with their numbers, in the order of these; `side` has the numbers of others.
    #[cfg_attr(not(feature = "import"), expect(unused_variables, reason = "columns have their numbers"))]
    fn entries(&self, side: &[u32]) -> Result<Vec<(u32, Entry)>, IdError> {
        match self {
            Self::Columns(columns) => columns.entries(),
            #[cfg(feature = "import")]
            Self::Packed(packed) => {
                let mut side = side.iter().copied().peekable();
                let numbers = (1..).filter(|number| side.next_if_eq(number).is_none());
                numbers.zip(packed.entries()).map(|(number, entry)| Ok((number, entry?))).collect()
            }
        }
    }
}

/// All entries that are not kept one by one.
#[derive(Clone, Debug, Default)]
pub(super) struct Bulk {
    batches: Vec<Batch>,
    /// Every entry of the ledger, once somebody asked for one.
    written_out: OnceLock<Store>,
}

impl Bulk {
    pub(super) fn push(&mut self, columns: Columns, at: usize, side: Vec<u32>) {
        self.batches.push(Batch { rows: Rows::Columns(columns.into()), at, side });
    }

    #[cfg(feature = "import")]
    pub(super) fn push_packed(&mut self, packed: Packed, at: usize, side: Vec<u32>) {
        self.batches.push(Batch { rows: Rows::Packed(packed.into()), at, side });
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Columns> {
        self.batches.iter().filter_map(|batch| match &batch.rows {
            Rows::Columns(columns) => Some(&**columns),
            #[cfg(feature = "import")]
            Rows::Packed(_) => None,
        })
    }

    #[cfg(feature = "import")]
    pub(super) fn packed(&self) -> impl Iterator<Item = &Packed> {
        self.batches.iter().filter_map(|batch| match &batch.rows {
            Rows::Columns(_) => None,
            Rows::Packed(packed) => Some(&**packed),
        })
    }

    /// The names that entries have in a field, each once for each batch.
    pub(super) fn names(&self, field: Field) -> impl Iterator<Item = &str> {
        self.batches.iter().flat_map(move |batch| batch.rows.names(field).iter())
    }

    pub(super) fn written_out<'l>(&'l self, ledger: &'l Ledger) -> &'l Store {
        if self.batches.is_empty() {
            return &ledger.own;
        }
        self.written_out.get_or_init(|| {
            // That names are ids was seen to when the ledger was built.
            let entries = self.among(ledger.own.entries.clone()).unwrap_or_default();
            Store::link(entries, &ledger.actors, &ledger.platforms, ledger.all_campaigns())
        })
    }

    /// These entries among the others, each where it stood in its source.
    fn among(&self, own: Vec<Entry>) -> Result<Vec<Entry>, IdError> {
        let count: usize = self.batches.iter().map(|batch| batch.rows.len()).sum();
        let mut all = Vec::with_capacity(own.len() + count);
        let mut own = own.into_iter();
        let mut taken = 0;
        for Batch { rows, at, side } in &self.batches {
            all.extend(own.by_ref().take(at - taken));
            taken = at + side.len();
            let mut written = rows.entries(side)?.into_iter().peekable();
            for number in side {
                while let Some((_, entry)) = written.next_if(|(before, _)| before < number) {
                    all.push(entry);
                }
                all.extend(own.next());
            }
            all.extend(written.map(|(_, entry)| entry));
        }
        all.extend(own);
        Ok(all)
    }

    /// Whether any of these ids is that of an entry in columns, or could be: their front part and a number that no other has; or
    /// that of a packed one.
    fn may_hold_any(&self, ids: &HashSet<&EntryId>) -> bool {
        self.batches.iter().any(|Batch { rows, side, .. }| match rows {
            Rows::Columns(columns) => ids.iter().any(|id| {
                let (stem, number) = id.as_str().rsplit_once('/').unwrap_or_default();
                stem == columns.stem()
                    && number.parse().is_ok_and(|number: u32| side.binary_search(&number).is_err())
            }),
            #[cfg(feature = "import")]
            Rows::Packed(packed) => !ids.is_empty() && packed.has_any(ids),
        })
    }

    /// The names that no record has, each once, and those that are no ids.
    pub(super) fn problems(&self, known: &Known<'_>) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut stems = HashSet::default();
        for Batch { rows, .. } in &self.batches {
            if let Rows::Columns(columns) = rows
                && !stems.insert(columns.stem())
            {
                let message = format!("two batches of entries are named `{}`", columns.stem());
                problems.push(Problem::new(Code::DuplicateId, message).help("choose another name"));
            }
            for field in Field::ALL.into_iter().filter(|field| !is_listed(known, *field, rows.names(*field)))
            {
                for (name, code) in rows.names(field).iter().zip(1..) {
                    if let Some(problem) = problem(known, field, name) {
                        let id = match rows {
                            Rows::Columns(columns) => {
                                Some(format!("{}/{}", columns.stem(), columns.first_number(field, code)))
                            }
                            #[cfg(feature = "import")]
                            Rows::Packed(_) => None,
                        };
                        let subject =
                            Subject { table: "entry", index: usize::MAX, id, key: Some(field.key()) };
                        problems.push(problem.of(subject));
                    }
                }
            }
        }
        problems
    }
}

/// Whether these names are the ids of all records, in their order, as those are that were declared for them, or each is a record: none
/// of them need be looked up.
fn is_listed(known: &Known<'_>, field: Field, names: &Names) -> bool {
    let builder = known.builder;
    match field {
        Field::Sponsor | Field::Payer | Field::Payee => {
            builder.actors.iter().map(|it| it.id.as_str()).eq(names.iter())
        }
        Field::Platform => builder.platforms.iter().map(|it| it.id.as_str()).eq(names.iter()),
        Field::Campaign if builder.names_campaigns => true,
        Field::Campaign => builder.campaigns.iter().map(|it| it.id.as_str()).eq(names.iter()),
        Field::Source => builder.sources.iter().map(|it| it.id.as_str()).eq(names.iter()),
    }
}

fn problem(known: &Known<'_>, field: Field, name: &str) -> Option<Problem> {
    let space = match field {
        Field::Sponsor | Field::Payer | Field::Payee => &known.actors,
        Field::Platform => &known.platforms,
        Field::Campaign => &known.campaigns,
        Field::Source => &known.sources,
    };
    match is_slug(name) {
        true => (!space.has(name)).then(|| known.unknown(space, name)),
        false => name.parse::<EntryId>().err().map(|error| Problem::new(Code::Syntax, error.to_string())),
    }
}

impl LedgerBuilder {
    /// The same, every entry kept one by one where another record names one of those in columns, or has an id that is one
    /// of theirs: what holds for entries one by one is looked at there.
    pub(crate) fn with_named_written_out(mut self) -> Self {
        if self.bulk.batches.is_empty() || !self.bulk.may_hold_any(&self.named_entries()) {
            return self;
        }
        let own = std::mem::take(&mut self.entries);
        match self.bulk.among(own.clone()) {
            Ok(all) => Self { entries: all, bulk: Bulk::default(), ..self },
            // The names that are no ids are reported.
            Err(_) => Self { entries: own, ..self },
        }
    }

    /// The same with packed entries, among which the entries stand that were added one by one: the `side` numbers, counted from 1 on,
    /// say where. Those that others name, and those whose ids others have, are kept one by one, too.
    ///
    /// # Errors
    ///
    /// [`IdError`] where a name is no id.
    #[cfg(feature = "import")]
    pub(crate) fn with_packed(mut self, mut packed: Packed, mut side: Vec<u32>) -> Result<Self, IdError> {
        let named: HashSet<EntryId> = self.named_entries().into_iter().cloned().collect();
        let taken = packed.take(&named, &side)?;
        if !taken.is_empty() {
            let own = std::mem::take(&mut self.entries);
            let mut all: Vec<(u32, Entry)> = side.into_iter().zip(own).chain(taken).collect();
            all.sort_by_key(|(number, _)| *number);
            (side, self.entries) = all.into_iter().unzip();
        }
        self.bulk.push_packed(packed, 0, side);
        Ok(self)
    }

    /// The ids of entries that any record has or names.
    fn named_entries(&self) -> HashSet<&EntryId> {
        let mut named: HashSet<&EntryId> = HashSet::default();
        for entry in &self.entries {
            named.insert(&entry.id);
            named.extend(&entry.detail_of);
            named.extend(entry.supersedes.iter().map(|earlier| &earlier.id));
        }
        for restriction in &self.restrictions {
            named.extend(
                restriction.except.iter().chain([&restriction.forbids]).flat_map(|scope| &scope.entries),
            );
        }
        for claim in &self.claims {
            named.extend(&claim.scope.entries);
            let other: Option<&Scope> = match &claim.kind {
                ClaimKind::Total { weights, .. } => {
                    named.extend(weights.iter().map(|(id, _)| id));
                    None
                }
                ClaimKind::Share { of, .. } => Some(of),
                ClaimKind::Change { than, .. } => Some(than),
                ClaimKind::Comparison { than: Comparand::Scope(than), .. } => Some(than),
                _ => None,
            };
            named.extend(other.into_iter().flat_map(|scope| &scope.entries));
        }
        named
    }
}

impl Ledger {
    /// The entries that are kept in columns; each is among [`Ledger::entries`] too.
    pub fn columns(&self) -> impl Iterator<Item = &Columns> {
        self.bulk.iter()
    }

    /// The entries that are packed; each is among [`Ledger::entries`] too.
    #[cfg(feature = "import")]
    pub(crate) fn packed(&self) -> impl Iterator<Item = &Packed> {
        self.bulk.packed()
    }

    /// Whether every entry is in columns or kept one by one.
    pub(crate) fn is_all_in_reach(&self) -> bool {
        #[cfg(feature = "import")]
        return self.packed().next().is_none();
        #[cfg(not(feature = "import"))]
        true
    }

    /// As [`Ledger::select`], of the entries that are kept one by one.
    pub(crate) fn select_of_their_own(
        &self,
        scope: &Scope,
        as_known_on: Option<Day>,
    ) -> Result<Selection<'_>, Problems> {
        let asked = Asked { as_known_on, parts: Parts::LeftOut, named: &[] };
        select(self, &self.own, scope, asked)
    }

    /// For each batch of columns, which of its rows a scope takes, its window aside; `None` where it asks for what columns
    /// do not have, or names what the ledger does not have.
    pub(crate) fn filters(&self, scope: &Scope) -> Option<Vec<Filter>> {
        let matcher = Matcher::new(self, scope).ok().filter(|matcher| !matcher.asks_words())?;
        Some(self.columns().map(|columns| Filter::new(self, &matcher, columns)).collect())
    }

    /// Whether any actor has several records.
    pub(crate) const fn has_other_actors(&self) -> bool {
        self.actors.has_others()
    }

    /// The id of the actor that another record of it stands for.
    pub(crate) fn canonical_actor<'l>(&'l self, name: &'l str) -> &'l str {
        self.actors.find(name).and_then(|at| self.actors.get(at)).map_or(name, |actor| actor.id.as_str())
    }

    /// The entries that are kept one by one.
    pub(crate) fn entries_of_their_own(&self) -> &[Entry] {
        &self.own.entries
    }
}

/// Which rows of columns a scope takes, its window aside.
#[derive(Clone, Debug)]
pub(crate) struct Filter {
    /// The names that fit, by number, and whether each does; no list of these where so few fit that they are looked through.
    fields: Vec<(Field, Vec<u32>, Vec<bool>)>,
    /// Whether entries in each unit fit; empty where all do.
    units: Vec<bool>,
}

impl Filter {
    fn new(ledger: &Ledger, matcher: &Matcher<'_>, columns: &Columns) -> Self {
        let mut fields = Vec::new();
        for field in Field::ALL.into_iter().filter(|field| matcher.asks(*field)) {
            let names = columns.names(field);
            if let Some(codes) = matcher.named_codes(ledger, field, names) {
                fields.push((field, codes, Vec::new()));
                continue;
            }
            let mut flags = vec![false; names.code_count()];
            let mut codes = Vec::new();
            for ((name, code), flag) in names.iter().zip(1..).zip(flags.iter_mut().skip(1)) {
                *flag = matcher.takes_name(ledger, field, name);
                codes.extend(flag.then_some(code));
            }
            fields.push((field, codes, flags));
        }
        let units: Vec<bool> =
            columns.units().iter().map(|unit| matcher.takes_currency(unit.currency)).collect();
        let units = if units.contains(&false) { units } else { Vec::new() };
        Self { fields, units }
    }

    /// Whether not every row fits.
    pub(crate) const fn has_conditions(&self) -> bool {
        !(self.fields.is_empty() && self.units.is_empty())
    }

    /// Whether a row fits.
    #[inline]
    pub(crate) fn fits(&self, columns: &Columns, row: usize, unit: u8) -> bool {
        let is_set = |flags: &[bool], at: usize| flags.get(at).copied().unwrap_or(false);
        (self.units.is_empty() || is_set(&self.units, usize::from(unit)))
            && self.fields.iter().all(|(field, codes, flags)| {
                let code = columns.codes(*field).get(row);
                match flags.is_empty() {
                    true => codes.contains(&code),
                    false => is_set(flags, usize::try_from(code).unwrap_or(usize::MAX)),
                }
            })
    }

    /// A field of which so few names fit that their rows are looked up one by one, with these names.
    pub(crate) fn few_rows(&self, columns: &Columns) -> Option<(Field, &[u32])> {
        let few = self
            .fields
            .iter()
            .filter(|(field, codes, _)| codes.len() * 16 < columns.names(*field).code_count());
        few.min_by_key(|(field, codes, _)| codes.len() * columns.len() / columns.names(*field).code_count())
            .map(|(field, codes, _)| (*field, codes.as_slice()))
    }
}
