//! The rows of schedule E before any entry is made of them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use foldhash::fast::RandomState;

use super::filing::Filing;
use super::reach::Reach;
use super::row::{Columns, Days, reading};
use crate::date::Day;
use crate::error::Problem;
use crate::import::Mode;
use crate::import::input::Part;
use crate::import::met::{AsItIs, Hashing, Repeats};
use crate::import::table::{Row, Rows};

/// What two readings find before any entry is made: who amends whom, and which rows there are. Of most rows nothing is kept: of
/// those alone that stand there again, or in a filing that amends or is amended.
#[derive(Default)]
pub(super) struct Survey {
    pub(super) repeats: Repeats,
    hashing: Hashing,
    /// How often a row stands there again, by all its cells.
    pub(super) copies: HashMap<u128, u32, AsItIs>,
    /// The transactions of filings that amend or are amended.
    transactions: HashSet<u128, AsItIs>,
    /// Those of their rows that become no entries.
    set_aside: HashSet<u128, AsItIs>,
    /// Until they are linked: who each filing is of, as a part of a hash, and what those say that are amendments.
    filings: BTreeMap<Filing, u32>,
    amendments: BTreeMap<Filing, Amendment>,
    /// The filing that takes the place of each.
    later: HashMap<Filing, Filing, RandomState>,
    earlier: HashMap<Filing, Filing, RandomState>,
    /// When filings that amend others were received.
    received: HashMap<Filing, Day, RandomState>,
    pub(super) unlinked: Unlinked,
    /// What each file holds, in their order.
    pub(super) files: Vec<Reach>,
    pub(super) key: Vec<u8>,
    pub(super) days: Days,
}

/// What an amendment says of itself.
#[derive(Clone, Copy, Debug, Default)]
struct Amendment {
    /// What it amends.
    of: Option<Filing>,
    received: Option<Day>,
}

/// The amendments that do not take the place of what they say that they amend, or not of all of it.
#[derive(Debug, Default)]
pub(super) struct Unlinked {
    /// It is not older.
    pub(super) newer: BTreeSet<Filing>,
    /// It is of another spender.
    pub(super) of_others: BTreeSet<Filing>,
    /// It is not there, or not named.
    pub(super) absent: BTreeSet<Filing>,
    /// It names several: it takes the place of the newest of these alone.
    pub(super) several: BTreeSet<Filing>,
}

/// What becomes of a row; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It counts.
    Stands,
    /// This filing has its transaction.
    Amended(Filing),
    /// This filing takes the place of its own, and has no such transaction.
    Dropped(Filing),
}

impl Survey {
    pub(super) fn of(tables: &[&Part], mode: Mode) -> Result<Self, Box<Problem>> {
        let length = tables.iter().map(|part| part.size).fold(0, u64::saturating_add);
        let mut survey = Self { repeats: Repeats::of_file(length), ..Self::default() };
        // The rows of a filing stand together, and say the same of it.
        let mut noted = None;
        for part in tables {
            survey.files.push(Reach::default());
            survey.each(part, mode, &mut |survey, row, columns, filing| {
                // Also of rows that will be set aside: whoever is under suspicion is looked at again.
                survey.repeats.note(&survey.key);
                let previous = Filing::of(row.cell(columns.previous), mode).filter(|it| !it.is_none());
                if noted != Some((filing, previous)) && becomes_entry(row, columns, mode, &mut survey.days) {
                    noted = Some((filing, previous));
                    survey.note(filing, previous, row, columns);
                }
            })?;
        }
        survey.repeats.end();
        survey.link();
        if survey.later.is_empty() && !survey.repeats.has_suspects() {
            return Ok(survey);
        }
        let mut linked = (None, false);
        for part in tables {
            survey.each(part, mode, &mut |survey, row, columns, filing| {
                if linked.0 != Some(filing) {
                    linked = (Some(filing), survey.is_linked(filing));
                }
                let is_suspect = survey.repeats.suspect(&survey.key).is_some();
                if !(linked.1 || is_suspect) {
                    return;
                }
                if !becomes_entry(row, columns, mode, &mut survey.days) {
                    if linked.1 {
                        survey.set_aside.insert(survey.hashing.hash(&survey.key));
                    }
                    return;
                }
                if linked.1 {
                    survey.transactions.insert(survey.hashing.hash(&survey.key));
                }
                // Rows that are equal in all have equal transactions.
                if is_suspect {
                    let hash = survey.row(row, columns);
                    survey.copies.entry(hash).and_modify(|copies| *copies += 1).or_default();
                }
            })?;
        }
        survey.copies.retain(|_, copies| *copies > 0);
        survey.copies.shrink_to_fit();
        Ok(survey)
    }

    /// Reads the rows that have the number of a filing; the key is that of their filing and transaction.
    fn each(
        &mut self,
        part: &Part,
        mode: Mode,
        note: &mut dyn FnMut(&mut Self, Row<'_>, &Columns, Filing),
    ) -> Result<(), Box<Problem>> {
        part.read(|reader| {
            let mut rows = Rows::open(&part.name, reader)?;
            let columns = Columns::of(&rows.header)?;
            while let Some(row) = rows.next()? {
                if let Some(filing) = Filing::of(row.cell(columns.filing), mode) {
                    self.set_transaction(filing, row.cell(columns.transaction));
                    note(self, row, &columns, filing);
                }
            }
            Ok(())
        })
    }

    /// The hash of all cells of a row that are the FEC's.
    pub(super) fn row(&mut self, row: Row<'_>, columns: &Columns) -> u128 {
        self.key.clear();
        for column in columns.compared() {
            self.key.extend_from_slice(row.cell(column));
            self.key.push(0x1f);
        }
        self.hashing.hash(&self.key)
    }

    pub(super) fn set_transaction(&mut self, filing: Filing, transaction: &[u8]) {
        self.key.clear();
        self.key.extend_from_slice(&filing.bytes());
        self.key.extend_from_slice(transaction);
    }

    /// Notes what a row says of its filing.
    fn note(&mut self, filing: Filing, previous: Option<Filing>, row: Row<'_>, columns: &Columns) {
        let [a, b, c, d, ..] = self.hashing.hash(row.cell(columns.spender)).to_le_bytes();
        self.filings.insert(filing, u32::from_le_bytes([a, b, c, d]));
        let received = columns.received.and_then(|column| self.days.of(row.cell(column)));
        if let Some(reach) = self.files.last_mut() {
            reach.note(received, columns.election_year.map(|column| row.cell(column)));
        }
        let previous = previous.filter(|it| *it != filing);
        let is_amendment = columns.amendment.is_some_and(|column| row.cell(column).starts_with(b"A"));
        if !is_amendment && previous.is_none() {
            return;
        }
        let amendment = self.amendments.entry(filing).or_default();
        if let Some(previous) = previous {
            let known = amendment.of.replace(amendment.of.map_or(previous, |known| known.max(previous)));
            if known.is_some_and(|known| known != previous) {
                self.unlinked.several.insert(filing);
            }
        }
        amendment.received = received.or(amendment.received);
    }

    /// Links the filings of one original in the order of their numbers. Whatever an amendment names is older than itself, so
    /// that there are no circles.
    fn link(&mut self) {
        let filings = std::mem::take(&mut self.filings);
        let mut roots: HashMap<Filing, Filing, RandomState> = HashMap::default();
        // Of each original the last amendment so far.
        let mut last: HashMap<Filing, Filing, RandomState> = HashMap::default();
        for (filing, Amendment { of, received }) in std::mem::take(&mut self.amendments) {
            let Some(previous) = of else {
                self.unlinked.absent.insert(filing);
                continue;
            };
            if previous > filing {
                self.unlinked.newer.insert(filing);
                continue;
            }
            let root = roots.get(&previous).copied().unwrap_or(previous);
            let before = last.get(&root).copied().or_else(|| filings.contains_key(&root).then_some(root));
            match before {
                Some(before) if filings.get(&before) != filings.get(&filing) => {
                    self.unlinked.of_others.insert(filing);
                    continue;
                }
                Some(before) => {
                    self.later.insert(before, filing);
                    self.earlier.insert(filing, before);
                    self.received.extend(received.map(|day| (filing, day)));
                }
                None => drop(self.unlinked.absent.insert(filing)),
            }
            roots.insert(filing, root);
            last.insert(root, filing);
        }
    }

    /// Whether a filing amends another, or is amended.
    pub(super) fn is_linked(&self, filing: Filing) -> bool {
        self.later.contains_key(&filing) || self.earlier.contains_key(&filing)
    }

    /// What becomes of a row of this transaction.
    pub(super) fn fate(&mut self, filing: Filing, transaction: &[u8]) -> Fate {
        let mut at = filing;
        while let Some(later) = self.later.get(&at).copied() {
            match self.has(later, transaction) {
                Some(Kept::Entry) => return Fate::Amended(later),
                None if later.is_electronic() => return Fate::Dropped(later),
                // What is set aside takes no other's place, but what comes after it may.
                Some(Kept::Aside) | None => at = later,
            }
        }
        Fate::Stands
    }

    /// The filing whose row of this transaction is amended by that of a filing.
    pub(super) fn amended_by(&mut self, filing: Filing, transaction: &[u8]) -> Option<Filing> {
        let mut at = filing;
        while let Some(earlier) = self.earlier.get(&at).copied() {
            at = earlier;
            if self.has(at, transaction) == Some(Kept::Entry) {
                return (self.fate(at, transaction) == Fate::Amended(filing)).then_some(at);
            }
        }
        None
    }

    /// The day on which a filing that amends another was received.
    pub(super) fn received(&self, filing: Filing) -> Option<Day> {
        self.received.get(&filing).copied()
    }

    /// Whether a filing has a transaction, and an entry of it.
    fn has(&mut self, filing: Filing, transaction: &[u8]) -> Option<Kept> {
        self.set_transaction(filing, transaction);
        let hash = self.hashing.hash(&self.key);
        if self.transactions.contains(&hash) {
            return Some(Kept::Entry);
        }
        self.set_aside.contains(&hash).then_some(Kept::Aside)
    }
}

/// What is kept of a row; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Entry,
    /// It is set aside.
    Aside,
}

/// Whether a row becomes an entry: what will be set aside takes no other's place.
fn becomes_entry(row: Row<'_>, columns: &Columns, mode: Mode, days: &mut Days) -> bool {
    row.fits(columns.width) && reading(row, columns, mode, days).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filings_of_one_original_follow_one_another() {
        let filing = |number: i64| Filing::plain(number.to_string().as_bytes()).unwrap();
        // 3 and 4 both say that they amend 1; 9 amends 4; 7 amends one that is not there; -6 amends -5, both on paper; 12 amends 11, which is
        // of another; 13 amends 14, which is newer.
        let said = [
            (1, 1, 0),
            (3, 1, 0),
            (4, 1, 0),
            (7, 2, 0),
            (9, 4, 0),
            (-6, -5, 0),
            (-5, -5, 0),
            (11, 11, 1),
            (12, 11, 0),
            (13, 14, 0),
            (14, 14, 0),
        ];
        let mut survey = Survey::default();
        for (number, previous, spender) in said {
            survey.filings.insert(filing(number), spender);
            let amendment = Amendment { of: Some(filing(previous)), received: None };
            survey.amendments.extend((previous != number).then(|| (filing(number), amendment)));
        }
        survey.link();
        let later = |number: i64| survey.later.get(&filing(number)).copied();
        assert_eq!([1, 3, 4, -5].map(later), [3, 4, 9, -6].map(|number| Some(filing(number))));
        assert_eq!([7, 9, -6, 11, 12, 13, 14].map(later), [None; 7]);
        let Unlinked { newer, of_others, absent, several } = survey.unlinked;
        assert!(several.is_empty());
        let [newer, of_others, absent] = [newer, of_others, absent]
            .map(|all| all.into_iter().map(|it| it.to_string()).collect::<Vec<_>>().join(" "));
        assert_eq!([newer.as_str(), &of_others, &absent], ["13", "12", "7"]);
    }
}
