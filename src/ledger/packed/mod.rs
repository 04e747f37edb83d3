//! Entries one behind the other in few bytes each, as importers make them: with ids, dates and amounts of all sorts.
//!
//! What entries share is kept once: names and words by number, the rest of a source's cells in [`Shared`]. An id is what stands behind
//! its sponsor's, and that a number where an entry shortly before had the same; else it is what is new in it beside the id before.
//!
//! Which entries take the place of others is known by the hashes of their ids ([`Links`]). Where something may be wrong with that, all of these
//! entries are written out, and looked at one by one.

mod before;
mod bytes;
mod lately;
mod links;

use foldhash::fast::RandomState;

use super::columns::{Field, Names, PerField};
use crate::amount::{Amount, Domain, Form, Mode};
use crate::currency::Currency;
use crate::date::{Day, When};
use crate::exact::Numeral;
use crate::hash::HashSet;
use crate::id::{EntryId, ID_LENGTH_MAX, IdError, is_slug};
use crate::model::{Basis, Entry, Jurisdiction, Role, Stage, Supersession, SupersessionKind};
use crate::money::Money;

use before::{Before, hashed};
use bytes::{
    push_amount, push_day, push_number, push_signed, push_supersessions, push_when, take_amount, take_byte,
    take_day, take_number, take_signed, take_supersessions, take_when,
};
use lately::{Lately, numbered};
use links::Links;

/// How much is allocated at once.
const BLOCK: usize = 1 << 20;
/// How many kinds of [`Shared`] there may be.
const SHARED_MAX: usize = 1 << 10;
/// Behind the bits that say which names and words an entry has: whether it has a day on which it was recorded, and whether it takes
/// the place of others.
const HAS_RECORDED: u64 = 1 << 9;
const HAS_EARLIER: u64 = 1 << 10;

/// An entry on its way: as `import::Record`, but for what is a part of another.
#[derive(Clone, Debug)]
pub(crate) struct PackedRow<'a> {
    pub(crate) id: &'a str,
    /// In the order of [`Field::ALL`].
    pub(crate) names: [Option<&'a str>; 6],
    pub(crate) jurisdiction: Option<&'a str>,
    pub(crate) purpose: Option<&'a str>,
    pub(crate) note: Option<&'a str>,
    pub(crate) when: Option<When>,
    pub(crate) recorded: Option<Day>,
    pub(crate) amount: &'a Amount,
    pub(crate) currency: Currency,
    pub(crate) domain: Domain,
    pub(crate) basis: Option<&'a Basis>,
    pub(crate) stage: Stage,
    pub(crate) role: Role,
    pub(crate) supersedes: &'a [(&'a str, Option<SupersessionKind>)],
    pub(crate) tags: &'a [&'a str],
    pub(crate) file: &'a str,
    pub(crate) line: u64,
    pub(crate) column: usize,
    /// As `import::Record::is_alike`: what [`Packed::head`] has is that of the row before.
    pub(crate) is_alike: bool,
}

/// What very many entries have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shared {
    currency: Currency,
    domain: Domain,
    basis: Option<Basis>,
    stage: Stage,
    role: Role,
    tags: Vec<String>,
    file: String,
    column: usize,
    /// To which amounts are rounded.
    step: Option<Numeral>,
}

impl Shared {
    fn is_of(&self, row: &PackedRow<'_>, step: Option<Numeral>) -> bool {
        self.currency == row.currency
            && self.column == row.column
            && (self.domain, self.stage, self.role) == (row.domain, row.stage, row.role)
            && self.step == step
            && self.basis.as_ref() == row.basis
            && self.tags.len() == row.tags.len()
            // Tags differ at their end.
            && self.tags.iter().zip(row.tags).rev().all(|(known, tag)| known == tag)
            && self.file == row.file
    }
}

/// Packed entries.
#[derive(Clone, Debug, Default)]
pub(crate) struct Packed {
    blocks: Vec<Vec<u8>>,
    count: usize,
    shared: Vec<Shared>,
    names: PerField<Names>,
    jurisdictions: Names,
    words: Names,
    hashing: RandomState,
    before: Before,
    last: Last,
    lately: PerField<Lately>,
    /// What the row before begins with, from what it shares with others to the day on which it was recorded; nothing where the next
    /// row must not be taken for alike.
    head: Vec<u8>,
    row: Vec<u8>,
    /// The hashes of all ids; in order once all are there.
    ids: Vec<u64>,
    links: Links,
    /// Which entries, from 0 on, were taken out.
    taken: Vec<usize>,
    taken_ids: HashSet<EntryId>,
}

/// An entry as it is written, its id aside.
struct Written {
    shared: usize,
    /// As in [`PackedRow`], then jurisdiction, purpose and note.
    codes: [u32; 9],
    recorded: Option<Day>,
    when: Option<When>,
    amount: Amount,
    supersedes: Vec<Supersession>,
    line: u64,
}

/// What the entry before had: most repeat it.
#[derive(Clone, Debug, Default)]
struct Last {
    shared: usize,
    names: [u32; 6],
    jurisdiction: u32,
    words: [u32; 2],
}

impl Packed {
    /// How many entries there are.
    pub(crate) const fn len(&self) -> usize {
        self.count - self.taken.len()
    }

    /// The bytes that the entries take: names and words not counted.
    pub(crate) fn byte_count(&self) -> usize {
        self.blocks.iter().map(Vec::len).sum()
    }

    pub(super) const fn names(&self, field: Field) -> &Names {
        self.names.of(field)
    }

    pub(super) fn currencies(&self) -> impl Iterator<Item = Currency> {
        self.shared.iter().map(|shared| shared.currency)
    }

    /// Adds an entry; `None` where it cannot be packed, or is none.
    pub(crate) fn push(&mut self, row: &PackedRow<'_>) -> Option<()> {
        let mut bytes = std::mem::take(&mut self.row);
        bytes.clear();
        let written = self.write(row, &mut bytes);
        self.row = bytes;
        written?;
        let has_room = self.blocks.last().is_some_and(|block| block.len() + self.row.len() <= BLOCK);
        if !has_room {
            self.blocks.push(Vec::with_capacity(BLOCK.max(self.row.len())));
        }
        self.blocks.last_mut()?.extend_from_slice(&self.row);
        self.count += 1;
        let id = hashed(&self.hashing, row.id);
        self.ids.push(id);
        for (earlier, _) in row.supersedes {
            self.links.push(hashed(&self.hashing, earlier), id);
        }
        Some(())
    }

    fn write(&mut self, row: &PackedRow<'_>, bytes: &mut Vec<u8>) -> Option<()> {
        let sponsor = row.names.first().copied().flatten().filter(|sponsor| !sponsor.is_empty());
        let end = sponsor.and_then(|sponsor| row.id.strip_prefix(sponsor));
        let end = end.map(|end| (end, Before::slot(&self.hashing, end)));
        // What stood behind one slug in an id can stand behind any other.
        let is_known = end.is_some_and(|(end, slot)| self.before.has(slot, end));
        let is_end_known = is_known && row.id.len() <= ID_LENGTH_MAX;
        if !(is_end_known || self.before.makes_slug(row.id))
            || !row.supersedes.iter().all(|(id, _)| is_slug(id))
        {
            return None;
        }
        let step = match row.amount.form() {
            Form::Rounded { steps, mode: Mode::Nearest, .. } if steps.smallest() == steps.largest() => {
                Some(steps.largest())
            }
            Form::Rounded { .. } => return None,
            _ => None,
        };
        let is_alike = row.is_alike && row.supersedes.is_empty() && !self.head.is_empty();
        if is_alike && self.shared.get(self.last.shared).is_some_and(|shared| shared.step == step) {
            bytes.extend_from_slice(&self.head);
            debug_assert_eq!(self.write_head(row, step, &mut Vec::new()).map(|()| &self.head), Some(&*bytes));
        } else {
            self.write_head(row, step, bytes)?;
        }
        push_when(bytes, row.when);
        push_amount(bytes, row.amount)?;
        if !row.supersedes.is_empty() {
            push_supersessions(bytes, row.supersedes);
        }
        // Nothing is undone from here on.
        push_signed(bytes, i64::try_from(row.line).ok()? - i64::try_from(self.before.line).ok()?);
        self.before.line = row.line;
        bytes.push(u8::from(end.is_some()));
        match end {
            Some((end, slot)) => self.before.push_end(slot, bytes, end),
            None => self.before.push_id(bytes, row.id),
        }
        Some(())
    }

    /// Writes what comes before the date.
    fn write_head(&mut self, row: &PackedRow<'_>, step: Option<Numeral>, bytes: &mut Vec<u8>) -> Option<()> {
        self.head.clear();
        let shared = self.shared(row, step)?;
        let mut codes = [0; 6];
        for ((code, name), field) in codes.iter_mut().zip(&row.names).zip(Field::ALL) {
            let last = self.last.names.get_mut(field.index())?;
            let names = self.names.of_mut(field);
            *code = numbered(names, (last, Some(self.lately.of_mut(field))), *name, is_slug)?;
        }
        let is_code = |text: &str| text.parse::<Jurisdiction>().is_ok();
        let jurisdiction = numbered(
            &mut self.jurisdictions,
            (&mut self.last.jurisdiction, None),
            row.jurisdiction,
            is_code,
        )?;
        let [purpose, note] = &mut self.last.words;
        let purpose = numbered(&mut self.words, (purpose, None), row.purpose, |_| true)?;
        let note = numbered(&mut self.words, (note, None), row.note, |_| true)?;

        push_number(bytes, u64::try_from(shared).ok()?);
        let [sponsor, payer, payee, platform, campaign, source] = codes;
        let all = [sponsor, payer, payee, platform, campaign, source, jurisdiction, purpose, note];
        let present = all.iter().zip(0..).fold(0, |bits, (code, at)| bits | (u64::from(*code != 0) << at));
        let recorded = row.recorded.map_or(0, |_| HAS_RECORDED);
        let earlier = if row.supersedes.is_empty() { 0 } else { HAS_EARLIER };
        push_number(bytes, present | recorded | earlier);
        all.into_iter().filter(|code| *code != 0).for_each(|code| push_number(bytes, code.into()));
        if let Some(day) = row.recorded {
            push_day(bytes, day);
        }
        if row.supersedes.is_empty() {
            self.head.extend_from_slice(bytes);
        }
        Some(())
    }

    /// Says that an entry that is not here came between: the next is like none.
    pub(crate) fn pass_over(&mut self) {
        self.head.clear();
    }

    fn shared(&mut self, row: &PackedRow<'_>, step: Option<Numeral>) -> Option<usize> {
        let is_last = self.shared.get(self.last.shared).is_some_and(|shared| shared.is_of(row, step));
        if !is_last {
            let known = self.shared.iter().position(|shared| shared.is_of(row, step));
            self.last.shared = match known {
                Some(known) => known,
                None if self.shared.len() >= SHARED_MAX => return None,
                None => {
                    self.shared.push(Shared {
                        currency: row.currency,
                        domain: row.domain,
                        basis: row.basis.cloned(),
                        stage: row.stage,
                        role: row.role,
                        tags: row.tags.iter().map(|tag| (*tag).to_owned()).collect(),
                        file: row.file.to_owned(),
                        column: row.column,
                        step,
                    });
                    self.shared.len() - 1
                }
            };
        }
        Some(self.last.shared)
    }

    /// The entries, in their order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = Result<Entry, IdError>> {
        let mut taken = self.taken.iter().copied().peekable();
        let mut at = 0;
        let mut reader = Reader::new(self);
        std::iter::from_fn(move || {
            loop {
                let (written, id) = reader.next()?;
                let is_taken = taken.next_if_eq(&at).is_some();
                at += 1;
                if !is_taken {
                    return Some(self.entry(written, id));
                }
            }
        })
    }

    /// Puts the ids in order; whether any stands there twice.
    fn sort_ids(&mut self) -> bool {
        self.ids.sort_unstable();
        self.ids.shrink_to_fit();
        self.ids.iter().zip(self.ids.iter().skip(1)).any(|(a, b)| a == b)
    }

    /// Whether an entry may have this id: as good as surely, and it may have been taken out.
    fn may_have(&self, id: &EntryId) -> bool {
        self.ids.binary_search(&hashed(&self.hashing, id.as_str())).is_ok()
    }

    /// Whether any of the entries has one of these ids.
    pub(super) fn has_any(&self, ids: &HashSet<&EntryId>) -> bool {
        let ids: HashSet<&str> = ids.iter().filter(|id| self.may_have(id)).map(|id| id.as_str()).collect();
        if ids.is_subset(&self.taken_ids.iter().map(EntryId::as_str).collect()) {
            return false;
        }
        let mut reader = Reader::new(self);
        let mut positions = 0..;
        while let (Some((_, id)), Some(at)) = (reader.next(), positions.next()) {
            if ids.contains(id) && self.taken.binary_search(&at).is_err() {
                return true;
            }
        }
        false
    }

    /// Takes out the entries of these ids, all that take the place of others where something may be wrong with that, or all where an id
    /// stands there twice; each with its number, which those of `side` have not.
    pub(super) fn take(
        &mut self,
        ids: &HashSet<EntryId>,
        side: &[u32],
    ) -> Result<Vec<(u32, Entry)>, IdError> {
        let has_twins = self.sort_ids();
        let named = ids.iter().map(|id| hashed(&self.hashing, id.as_str()));
        let linked = match !has_twins && self.links.hold(&self.ids, named) {
            true => HashSet::default(),
            false => self.links.take_ends(),
        };
        let ids: HashSet<&str> = ids.iter().filter(|id| self.may_have(id)).map(EntryId::as_str).collect();
        if ids.is_empty() && linked.is_empty() && !has_twins {
            return Ok(Vec::new());
        }
        let (mut found, mut taken) = (Vec::new(), Vec::new());
        let mut reader = Reader::new(self);
        let mut side = side.iter().copied().peekable();
        let mut numbers = (1..).filter(|number| side.next_if_eq(number).is_none()).zip(0..);
        while let (Some((written, id)), Some((number, at))) = (reader.next(), numbers.next()) {
            // What is wrong with ids that repeat is told of entries one by one.
            let is_linked = !linked.is_empty() && linked.contains(&hashed(&self.hashing, id));
            if has_twins || is_linked || ids.contains(id) {
                found.push((number, self.entry(written, id)?));
                taken.push(at);
            }
        }
        self.taken = taken;
        self.taken_ids = found.iter().map(|(_, entry)| entry.id.clone()).collect();
        Ok(found)
    }

    fn entry(&self, written: Written, id: &str) -> Result<Entry, IdError> {
        let Written { shared, codes, recorded, when, amount, supersedes, line } = written;
        let [sponsor, payer, payee, platform, campaign, source, jurisdiction, purpose, note] = codes;
        let name = |field, code| self.names.of(field).name(code);
        let shared = self.shared.get(shared);
        let currency = shared.map_or(Currency::XXX, |shared| shared.currency);
        let mut entry = Entry::new(id.parse()?, Money::new(amount, currency));
        entry.sponsor = name(Field::Sponsor, sponsor).map(str::parse).transpose()?;
        entry.payer = name(Field::Payer, payer).map(str::parse).transpose()?;
        entry.payee = name(Field::Payee, payee).map(str::parse).transpose()?;
        entry.platform = name(Field::Platform, platform).map(str::parse).transpose()?;
        entry.campaign = name(Field::Campaign, campaign).map(str::parse).transpose()?;
        entry.source = name(Field::Source, source).map(str::parse).transpose()?;
        entry.jurisdiction = self.jurisdictions.name(jurisdiction).and_then(|code| code.parse().ok());
        entry.purpose = self.words.name(purpose).map(str::to_owned);
        entry.note = self.words.name(note).map(str::to_owned);
        entry.when = when;
        entry.recorded = recorded;
        entry.supersedes = supersedes;
        if let Some(shared) = shared {
            entry.domain = shared.domain;
            entry.basis.clone_from(&shared.basis);
            entry.stage = shared.stage;
            entry.role = shared.role;
            entry.tags.clone_from(&shared.tags);
            entry.locator = Some(format!("{}:{line}:{}", shared.file, shared.column));
        }
        Ok(entry)
    }
}

/// Reads packed entries one by one.
struct Reader<'p> {
    packed: &'p Packed,
    blocks: std::slice::Iter<'p, Vec<u8>>,
    bytes: &'p [u8],
    before: Before,
    id: String,
}

impl<'p> Reader<'p> {
    fn new(packed: &'p Packed) -> Self {
        Self {
            packed,
            blocks: packed.blocks.iter(),
            bytes: &[],
            before: Before::default(),
            id: String::new(),
        }
    }

    /// The next entry and its id.
    fn next(&mut self) -> Option<(Written, &str)> {
        if self.bytes.is_empty() {
            self.bytes = self.blocks.next()?;
        }
        let bytes = &mut self.bytes;
        let shared = usize::try_from(take_number(bytes)?).ok()?;
        let present = take_number(bytes)?;
        let mut codes = [0; 9];
        for (at, code) in codes.iter_mut().enumerate() {
            if present >> at & 1 == 1 {
                *code = u32::try_from(take_number(bytes)?).ok()?;
            }
        }
        let recorded = if present & HAS_RECORDED != 0 { Some(take_day(bytes)?) } else { None };
        let when = take_when(bytes)?;
        let step = self.packed.shared.get(shared)?.step;
        let amount = take_amount(bytes, step)?;
        let supersedes = if present & HAS_EARLIER != 0 { take_supersessions(bytes)? } else { Vec::new() };
        let line = i64::try_from(self.before.line).ok()?.checked_add(take_signed(bytes)?)?;
        let line = u64::try_from(line).ok()?;
        self.before.line = line;
        self.id.clear();
        if take_byte(bytes)? == 1 {
            let [sponsor, ..] = codes;
            self.id.push_str(self.packed.names.of(Field::Sponsor).name(sponsor)?);
            self.id.push_str(self.before.take_end(&self.packed.hashing, bytes)?);
        } else {
            self.id.push_str(self.before.take_id(bytes)?);
        }
        Some((Written { shared, codes, recorded, when, amount, supersedes, line }, &self.id))
    }
}
