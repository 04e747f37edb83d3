//! Lists of entries that come alone: the campaigns that their rows name, and the same lists without them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use adspend::error::Problems;
use adspend::file::LedgerFiles;
use adspend::ledger::{Columns, Ledger};
use adspend::model::Scope;
use adspend::rates::RateTable;
use adspend::tally::{Dimension, Query, tally};
use proptest::prelude::*;

const HEADER: &str = "when,sponsor,campaign,amount,currency";

/// A list on disk, taken away at the end.
struct List(PathBuf);

impl List {
    fn new(rows: &[[&str; 5]]) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("adspend-lists-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let rows: String = rows.iter().map(|row| row.join(",") + "\n").collect();
        std::fs::write(folder.join("ads.csv"), format!("{HEADER}\n{rows}")).unwrap();
        Self(folder)
    }

    fn files(&self) -> LedgerFiles<'_> {
        LedgerFiles::new().path(self.0.join("ads.csv"))
    }

    fn read(&self) -> Ledger {
        self.files().read().unwrap()
    }

    fn without_campaigns(&self) -> Result<Ledger, Problems> {
        self.files().without_campaigns().read()
    }

    /// Read row by row, as lists are that are read with another file.
    fn one_by_one(&self) -> Ledger {
        self.files().text("empty.toml", "[ledger]\nformat = 1\n", |_| Ok(Vec::new())).read().unwrap()
    }
}

impl Drop for List {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Ids of several lengths and parts, or none.
const CAMPAIGNS: [&str; 7] = [
    "",
    "ad-1",
    "ad-2",
    "ad.3_B/c",
    "an-ad-whose-id-is-long",
    "a/campaign/of-more-than-forty-eight-bytes/in/parts",
    "z",
];

/// What programs write, and now and then what columns do not hold.
fn rows() -> impl Strategy<Value = Vec<[&'static str; 5]>> {
    let one_of = |all: &'static [&'static str]| prop::sample::select(all);
    let row = [
        one_of(&["2019-05-02", "2019-05-02", "2020-01-31", "2019-06"]),
        one_of(&["ada", "bob", ""]),
        one_of(&CAMPAIGNS),
        one_of(&["12.50", "7", "0.005", "≤100"]),
        one_of(&["EUR", "USD"]),
    ];
    prop::collection::vec(row, 1..30)
}

fn without(rows: &[[&'static str; 5]]) -> Vec<[&'static str; 5]> {
    rows.iter()
        .map(|[when, sponsor, _, amount, currency]| [*when, *sponsor, "", *amount, *currency])
        .collect()
}

fn by(dimensions: &[Dimension], ledger: &Ledger) -> adspend::tally::Tally {
    let query = Query::new(Scope::all()).by(dimensions.iter().copied());
    tally(ledger, &query, RateTable::ecb()).unwrap()
}

proptest! {
    #[test]
    fn campaigns_are_those_that_rows_name(rows in rows()) {
        let list = List::new(&rows);
        let (ledger, twin) = (list.read(), list.one_by_one());
        prop_assert_eq!(by(&[Dimension::Campaign], &ledger), by(&[Dimension::Campaign], &twin));
        let ids = |ledger: &Ledger| ledger.campaigns().iter().map(|it| it.id.to_string()).collect::<Vec<_>>();
        let named: BTreeSet<String> =
            rows.iter().map(|[_, _, campaign, ..]| (*campaign).to_owned()).filter(|it| !it.is_empty()).collect();
        prop_assert_eq!(ids(&ledger).len(), named.len());
        prop_assert_eq!(ids(&ledger).into_iter().collect::<BTreeSet<_>>(), named.clone());
        for name in CAMPAIGNS.iter().filter(|name| !name.is_empty()) {
            let mut scope = Scope::all();
            scope.campaign.push(name.parse().unwrap());
            let ids = |ledger: &Ledger| {
                let selection = ledger.select(&scope, None).ok()?;
                Some(selection.entries.iter().map(|it| it.entry.id.to_string()).collect::<Vec<_>>())
            };
            // Before anybody has asked for all of them, and after.
            prop_assert_eq!(ids(&list.read()), ids(&twin));
            prop_assert_eq!(ids(&ledger), ids(&twin));
            prop_assert_eq!(ids(&ledger).is_some(), named.contains(*name));
            prop_assert_eq!(ledger.campaign(&name.parse().unwrap()), twin.campaign(&name.parse().unwrap()));
        }
        prop_assert_eq!(ledger.entries(), twin.entries());
    }

    #[test]
    fn without_campaigns_a_list_is_as_if_it_named_none(rows in rows()) {
        let (list, twin) = (List::new(&rows), List::new(&without(&rows)));
        let (found, expected) = (list.without_campaigns().unwrap(), twin.read());
        let count = |ledger: &Ledger| ledger.columns().map(Columns::len).sum::<usize>();
        prop_assert_eq!(count(&found), count(&list.read()));
        prop_assert_eq!(found.entries(), expected.entries());
        prop_assert_eq!(found.campaigns().len(), 0);
        let all = list.read();
        for dimension in [Dimension::Sponsor, Dimension::Purpose, Dimension::Jurisdiction] {
            prop_assert_eq!(by(&[dimension, Dimension::Currency], &found), by(&[dimension, Dimension::Currency], &all));
        }
        // A list that names some is another one where it is asked for them.
        if without(&rows) != rows {
            prop_assert_ne!(by(&[Dimension::Campaign], &found).report(), by(&[Dimension::Campaign], &all).report());
        }
    }

    #[test]
    fn what_is_no_campaign_is_refused_without_campaigns_too(rows in rows(), at in any::<prop::sample::Index>(), name in "[ a-z/ß]{0,40}[ /ß]") {
        let mut rows = rows;
        let name: &'static str = name.leak();
        let [_, _, campaign, ..] = at.get_mut(&mut rows);
        *campaign = name;
        let list = List::new(&rows);
        let found = list.without_campaigns().unwrap_err();
        prop_assert_eq!(found.to_string(), list.files().read().unwrap_err().to_string());
    }
}

#[test]
fn a_list_beside_another_file_keeps_its_campaigns() {
    let list = List::new(&[["2019-05-02", "ada", "ad-1", "5", "EUR"]]);
    let empty = "[ledger]\nformat = 1\n";
    let ledger =
        list.files().text("empty.toml", empty, |_| Ok(Vec::new())).without_campaigns().read().unwrap();
    assert_eq!(ledger.campaigns().len(), 1);
    assert_eq!(list.without_campaigns().unwrap().campaigns().len(), 0);
}
