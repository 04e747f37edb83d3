//! The keys of the rows of files, each known again: remembered where there is room for all, else looked for in a pass of its own.

use super::input::Part;
use super::met::{Met, Repeats};
use super::table::{Header, Row, Rows};
use crate::error::Problem;

/// How long files may be together, in bytes, for all their keys to be remembered: of rows of 60 bytes, 2 million in 100 megabytes.
const REMEMBERED_LENGTH_MAX: u64 = if cfg!(test) { 1 << 10 } else { 128 << 20 };

/// Which keys were met before; a closed set.
pub(super) enum Keys {
    /// All that were met.
    Remembered(Met),
    /// Those that a first pass suspects to stand there several times.
    Surveyed(Repeats),
}

/// What a key was met with; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// It is new.
    New,
    /// The same stood beside it.
    Same,
    /// Something else stood beside it, each time.
    Other,
}

impl Default for Keys {
    fn default() -> Self {
        Self::Remembered(Met::default())
    }
}

impl Keys {
    /// Of files of so many bytes, of which `note` notes all keys where they are too many to be remembered.
    pub(super) fn of(
        length: u64,
        note: impl FnOnce(&mut Repeats) -> Result<(), Box<Problem>>,
    ) -> Result<Self, Box<Problem>> {
        if length <= REMEMBERED_LENGTH_MAX {
            return Ok(Self::default());
        }
        let mut repeats = Repeats::of_file(length);
        note(&mut repeats)?;
        repeats.end();
        Ok(Self::Surveyed(repeats))
    }

    /// Of tables: `columns` finds the columns of the key, and `key` writes that of a row.
    pub(super) fn of_tables<C>(
        parts: &[&Part],
        columns: impl Fn(&Part, &Header) -> Result<C, Box<Problem>>,
        key: impl Fn(&C, Row<'_>, &mut Vec<u8>),
    ) -> Result<Self, Box<Problem>> {
        Self::of(length(parts), |repeats| {
            let mut bytes = Vec::new();
            for part in parts {
                part.read(|reader| {
                    let mut rows = Rows::open(&part.name, reader)?;
                    let columns = columns(part, &rows.header)?;
                    while let Some(row) = rows.next()? {
                        bytes.clear();
                        key(&columns, row, &mut bytes);
                        if !bytes.is_empty() {
                            repeats.note(&bytes);
                        }
                    }
                    Ok(())
                })?;
            }
            Ok(())
        })
    }

    /// Whether the key was not met before.
    pub(super) fn insert(&mut self, key: &[u8]) -> bool {
        match self {
            Self::Remembered(met) => met.insert(key),
            Self::Surveyed(repeats) => !repeats.is_met(key),
        }
    }

    /// Whether the key was met before, with the same beside it: twice the room of [`Self::insert`].
    pub(super) fn meet(&mut self, key: &[u8], beside: &[u8]) -> Again {
        let both = [key, &[0x1f], beside].concat();
        let is_same = match self {
            Self::Remembered(met) => {
                let is_same = !met.insert(&both);
                (!met.insert(key)).then_some(is_same)
            }
            Self::Surveyed(repeats) => repeats.is_met_with(key, &both),
        };
        match is_same {
            None => Again::New,
            Some(true) => Again::Same,
            Some(false) => Again::Other,
        }
    }

    /// Whether it is known that the key stands there once.
    pub(super) fn is_alone(&self, key: &[u8]) -> bool {
        match self {
            Self::Remembered(_) => false,
            Self::Surveyed(repeats) => repeats.suspect(key).is_none(),
        }
    }
}

/// How many bytes files have together, as far as is known.
pub(super) fn length(parts: &[&Part]) -> u64 {
    parts.iter().fold(0, |sum, part| sum.saturating_add(part.size))
}

#[cfg(test)]
mod tests {
    use crate::import::{Import, Input, SourceKind};
    use crate::ledger::LedgerBuilder;

    /// Of so many rows one stands there again: the lines of the rows set aside, and how many actors there are.
    fn again(kind: SourceKind, name: &str, head: &str, row: impl Fn(u32) -> String) -> (Vec<u64>, usize) {
        let rows: String = (0..40).chain([7]).chain(40..50).map(row).collect();
        let mut ledger = LedgerBuilder::new();
        let mapping = "[columns]\namount = \"a\"\nid = \"i\"\n[constants]\ncurrency = \"EUR\"\n";
        let import = Import::new(kind).mapping("m.toml", mapping);
        let input = Input::bytes(name, format!("{head}{rows}").into_bytes());
        assert!(head.len() + rows.len() > 1 << 10, "long enough for a first pass");
        let account = import.run(&[input], &mut ledger).unwrap();
        assert_eq!((account.rows, account.entries), (51, 51 - account.set_aside.len() as u64));
        let lines = account.set_aside.iter().map(|aside| aside.line).collect();
        (lines, ledger.build().unwrap().actors().len())
    }

    #[test]
    fn of_long_files_a_first_pass_finds_what_stands_there_again() {
        let snap = "ADID,Currency Code,Spend,StartDate,EndDate,PayingAdvertiserName\n";
        let row = |at: u32| format!("ad-{at},USD,{at},2020/01/29 15:00:00Z,,Sponsor {}\n", at % 3);
        assert_eq!(again(SourceKind::Snap, "PoliticalAds.csv", snap, row), (vec![42], 3));

        let meta = "Page ID,Page name,Disclaimer,Amount spent (EUR),Number of ads in Library\n";
        let row = |at: u32| format!("10{at},Page {at},Of all,{},1\n", at + 500);
        let report = "FacebookAdLibraryReport_2025-07-13_AD_last_30_days_advertisers.csv";
        assert_eq!(again(SourceKind::Meta, report, meta, row), (vec![42], 51));
        // One page under two disclaimers is two rows and one actor.
        let row = |at: u32| format!("10{},Page,Of {at},{},1\n", at / 2, at + 500);
        assert_eq!(again(SourceKind::Meta, report, meta, row), (vec![42], 75));

        let uk = "ECRef,RegulatedEntityName,TotalExpenditure,DateIncurred\n";
        let row = |at: u32| format!("ES00{at},Example Party,£{at}.50,03/08/2019\n");
        assert_eq!(again(SourceKind::UkEc, "results.csv", uk, row), (vec![42], 1));

        let row = |at: u32| format!("K00000000000{at},{at}.50,a note of no use\n");
        assert_eq!(again(SourceKind::Csv, "any.csv", "i,a,n\n", row), (vec![42], 0));

        let row = |at: u32| {
            format!(
                "{{\"id\":\"{at}\",\"currency\":\"EUR\",\"page_id\":1,\"spend\":{{\"lower_bound\":\"{at}\"}}}}\n"
            )
        };
        assert_eq!(again(SourceKind::MetaApi, "ads.ndjson", "", row), (vec![41], 1));
        // The committee's ids repeat, and all count, but for copies of a row.
        let house = "Ad ID,Ad Spend,Ad Creation Date\n";
        let row = |at: u32| format!("{at},{at}.00 RUB,06/10/15 05:05:37 AM PDT\n");
        assert_eq!(again(SourceKind::HouseAds, "2015-Quarter-2.csv", house, row), (vec![42], 0));
    }
}
