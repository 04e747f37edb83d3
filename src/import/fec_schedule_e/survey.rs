//! The rows of schedule E before any entry is made of them.

use std::collections::{BTreeMap, HashMap, HashSet};

use foldhash::fast::RandomState;

use super::filing::Filing;
use super::row::{Columns, Days, reading};
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
    /// The filing that each filing says it amends; itself where it amends none.
    previous: BTreeMap<Filing, Filing>,
    /// The filing that takes the place of each.
    pub(super) later: HashMap<Filing, Filing, RandomState>,
    pub(super) earlier: HashMap<Filing, Filing, RandomState>,
    /// The filings that say that they amend one that is not older: no other is replaced by them.
    pub(super) amends_later: HashSet<Filing, RandomState>,
    pub(super) key: Vec<u8>,
    pub(super) days: Days,
}

impl Survey {
    pub(super) fn of(tables: &[&Part], mode: Mode) -> Result<Self, Box<Problem>> {
        let length = tables.iter().map(|part| part.size).fold(0, u64::saturating_add);
        let mut survey = Self { repeats: Repeats::of_file(length), ..Self::default() };
        // The rows of a filing stand together, and say the same of it.
        let mut noted = None;
        for part in tables {
            survey.each(part, mode, &mut |survey, row, columns, filing| {
                // Also of rows that will be set aside: whoever is under suspicion is looked at again.
                survey.repeats.note(&survey.key);
                let previous = Filing::of(row.cell(columns.previous), mode).filter(|it| !it.is_none());
                if noted != Some((filing, previous)) && becomes_entry(row, columns, mode, &mut survey.days) {
                    noted = Some((filing, previous));
                    let known = survey.previous.entry(filing).or_insert(filing);
                    match previous {
                        Some(previous) if previous < filing => *known = previous,
                        Some(later) if later > filing => drop(survey.amends_later.insert(filing)),
                        _ => {}
                    }
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
                    let is_linked =
                        survey.later.contains_key(&filing) || survey.earlier.contains_key(&filing);
                    linked = (Some(filing), is_linked);
                }
                let is_suspect = survey.repeats.suspect(&survey.key).is_some();
                if !(linked.1 || is_suspect) || !becomes_entry(row, columns, mode, &mut survey.days) {
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

    /// Links the filings of one original in the order of their numbers. Whatever an amendment names is older than itself, so
    /// that there are no circles.
    fn link(&mut self) {
        let mut roots: HashMap<Filing, Filing, RandomState> = HashMap::default();
        let mut last: HashMap<Filing, Filing, RandomState> = HashMap::default();
        for (filing, previous) in std::mem::take(&mut self.previous) {
            let root = roots.get(&previous).copied().unwrap_or(previous);
            if root != filing {
                roots.insert(filing, root);
            }
            if let Some(before) = last.insert(root, filing) {
                self.later.insert(before, filing);
                self.earlier.insert(filing, before);
            }
        }
    }

    /// Whether a filing has a transaction.
    pub(super) fn has(&mut self, filing: Option<Filing>, transaction: &[u8]) -> bool {
        filing.is_some_and(|filing| {
            self.set_transaction(filing, transaction);
            self.transactions.contains(&self.hashing.hash(&self.key))
        })
    }
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
        // 3 and 4 both say that they amend 1; 9 amends 4; 7 amends one that is not there; -6 amends -5, both on paper.
        let previous = [[1, 1], [3, 1], [4, 1], [7, 2], [9, 4], [-6, -5], [-5, -5]];
        let previous = previous.into_iter().map(|pair| pair.map(filing).into()).collect();
        let mut survey = Survey { previous, ..Survey::default() };
        survey.link();
        let later = |number: i64| survey.later.get(&filing(number)).copied();
        assert_eq!([1, 3, 4, -5].map(later), [3, 4, 9, -6].map(|number| Some(filing(number))));
        assert_eq!([7, 9, -6].map(later), [None; 3]);
    }
}
