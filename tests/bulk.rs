//! Entries in columns are the entries that are read one by one, and their totals are those of a tally: to the digit, for
//! every number of threads.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use std::fmt::Write as _;
use std::num::NonZeroUsize;

use adspend::amount::Interval;
use adspend::currency::Currency;
use adspend::date::PeriodUnit;
use adspend::exact::{Ratio, Rounding};
use adspend::file::LedgerFiles;
use adspend::ledger::Ledger;
use adspend::model::Scope;
use adspend::rates::{MaxAge, RateTable, Terms};
use adspend::tally::{Dimension, Order, Query, Target, Totals, tally, totals};
use proptest::prelude::*;

const HEADER: &str = "when,sponsor,platform,campaign,amount,currency,note";

/// A ledger of these rows.
fn files<'a>(rows: &'a [String], line_end: &'a str, settings: &str) -> LedgerFiles<'a> {
    let mut head = format!("entries = \"rows.csv\"\n[ledger]\nformat = 1\n{settings}");
    for (table, count) in [("actor", 40), ("platform", 3), ("campaign", 4)] {
        for index in 0..count {
            write!(head, "[[{table}]]\nid = \"{table}-{index}\"\n").unwrap();
            if table == "actor" && [4, 5].contains(&index) {
                head.push_str("parent = \"actor-0\"\n");
            }
        }
    }
    let csv = std::iter::once(HEADER)
        .chain(rows.iter().map(String::as_str))
        .fold(String::new(), |all, row| all + row + line_end);
    LedgerFiles::new().text("ledger.toml", head, move |_| Ok(csv.clone().into_bytes()))
}

/// Read into columns, where that can be.
fn in_columns(rows: &[String]) -> Ledger {
    in_columns_of(rows, "")
}

/// The same with these settings.
fn in_columns_of(rows: &[String], settings: &str) -> Ledger {
    files(rows, "\n", settings).read().unwrap()
}

/// Read row by row, as several ledger files are.
fn one_by_one(rows: &[String]) -> Ledger {
    one_by_one_of(rows, "")
}

fn one_by_one_of(rows: &[String], settings: &str) -> Ledger {
    files(rows, "\n", settings)
        .text("empty.toml", "[ledger]\nformat = 1\n", |_| Ok(Vec::new()))
        .read()
        .unwrap()
}

fn cell(choices: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(choices)
}

/// Bounds that leave one value.
const ONE_VALUE: &str = "\"{ low = \"\"5\"\", high = \"\"5\"\" }\"";

/// What programs write, and sometimes what people do.
fn row() -> impl Strategy<Value = String> {
    let when = prop_oneof![
        8 => (2018i32..2020, 1u32..13, 1u32..29).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
        1 => cell(&["2019-08", "", "2019-08-03~", "2019-01/2019-03"]).prop_map(str::to_owned),
    ];
    let sponsor = cell(&["actor-0", "actor-1", "actor-2", "actor-4", "actor-5", ""]);
    let platform = cell(&["platform-0", "platform-1", "platform-2", ""]);
    let campaign = cell(&["campaign-0", "campaign-3", "", ""]);
    let amount = prop_oneof![
        12 => (0u64..10_000_000, 0u32..3).prop_map(|(units, decimals)| {
            let scale = 10u64.pow(decimals);
            match decimals {
                0 => units.to_string(),
                _ => format!("{}.{:0width$}", units / scale, units % scale, width = decimals as usize),
            }
        }),
        1 => cell(&["0.005", "≤100", "undisclosed", "about 5000", "\"1,250\"", "\"12.50\"", "0.1250000000", ONE_VALUE]).prop_map(str::to_owned),
    ];
    let currency = cell(&["USD", "EUR", "GBP", "JPY", "CNY", "XAU", "\"USD\""]);
    let note =
        prop_oneof![12 => Just(""), 1 => Just("a remark"), 1 => Just("\"two\nlines, \"\"quoted\"\"\"")];
    (when, sponsor, platform, campaign, amount, currency, note).prop_map(
        |(when, sponsor, platform, campaign, amount, currency, note)| {
            format!("{when},{sponsor},{platform},{campaign},{amount},{currency},{note}")
        },
    )
}

fn rows() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(row(), 0..50)
}

/// What programs write only.
fn plain_rows() -> impl Strategy<Value = Vec<String>> {
    let day = (2018i32..2020, 1u32..13, 1u32..29).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"));
    let row = (day, 0u8..6, 0u8..3, 0u32..1_000_000, cell(&["USD", "EUR", "GBP", "JPY", "CNY"])).prop_map(
        |(day, sponsor, platform, units, currency)| {
            format!(
                "{day},actor-{sponsor},platform-{platform},,{}.{:02},{currency},",
                units / 100,
                units % 100
            )
        },
    );
    prop::collection::vec(row, 1..60)
}

/// Rows of forty actors.
fn many_names() -> impl Strategy<Value = Vec<String>> {
    let day = (2018i32..2020, 1u32..13, 1u32..29).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"));
    let rest =
        (0u8..3, 0u32..1_000_000, cell(&["USD", "EUR", "JPY"])).prop_map(|(platform, units, currency)| {
            format!("platform-{platform},,{}.{:02},{currency},", units / 100, units % 100)
        });
    let row = |(at, (day, rest)): (usize, (String, String))| format!("{day},actor-{},{rest}", at % 40);
    prop::collection::vec((day, rest), 40..90)
        .prop_map(move |rows| rows.into_iter().enumerate().map(row).collect())
}

fn queries() -> impl Strategy<Value = Query> {
    let dimension = prop::sample::subsequence(
        vec![Dimension::Sponsor, Dimension::Platform, Dimension::Campaign, Dimension::Currency],
        0..4,
    );
    let per = prop::option::of(prop::sample::select(vec![
        PeriodUnit::Day,
        PeriodUnit::Month,
        PeriodUnit::Quarter,
        PeriodUnit::Year,
    ]));
    let to = prop::option::of(prop::sample::select(vec![Currency::USD, Currency::JPY, Currency::CNY]));
    let scope = (
        prop::option::of(cell(&["actor-0", "actor-1", "actor-4"])),
        prop::option::weighted(0.3, Just("actor-0")),
        prop::option::of(cell(&["platform-1", "platform-2"])),
        prop::option::of(cell(&[
            "2019",
            "2018-03/2018-09",
            "2019-02-03",
            "../2019-03-01",
            "2019-06/..",
            "2030",
        ])),
        prop::option::weighted(0.3, prop::sample::select(vec![Currency::USD, Currency::EUR])),
    );
    let order = prop_oneof![3 => Just(Order::Sum), 1 => Just(Order::Each)];
    (dimension, per, to, scope, 0usize..9, order).prop_map(
        |(by, per, to, (sponsor, under, platform, during, currency), mode, order)| {
            let mut scope = Scope::all();
            scope.sponsor.extend(sponsor.map(|it| it.parse().unwrap()));
            scope.sponsor_under.extend(under.map(|it| it.parse().unwrap()));
            scope.platform.extend(platform.map(|it| it.parse().unwrap()));
            scope.during = during.map(|it| it.parse().unwrap());
            scope.currency.extend(currency);
            let mut query = Query::new(scope).by(by).rounding(Rounding::ALL[mode]);
            query.per = per;
            query.order = order;
            query.to =
                to.map(|to| Target::new(to).with_terms(Terms::default().with_max_age(MaxAge::Unlimited)));
            query
        },
    )
}

type Shown = Vec<(Vec<(String, Option<String>)>, Currency, Option<Ratio>, Option<Interval>, u64)>;

fn shown(totals: &Totals) -> Shown {
    let of = |row: adspend::tally::Total<'_>| {
        let key = totals
            .names()
            .iter()
            .zip(row.key())
            .map(|(name, value)| ((*name).to_owned(), value.map(str::to_owned)));
        (key.collect(), row.currency(), row.figure(), row.set().cloned(), row.entry_count())
    };
    totals.rows().map(of).collect()
}

/// The same by a tally.
fn expected(ledger: &Ledger, query: &Query) -> Shown {
    let tally = tally(ledger, query, RateTable::ecb()).unwrap();
    let of = |row: &adspend::tally::Row<'_>| {
        let key = row.key().iter().map(|(name, value)| (name.to_owned(), value.map(str::to_owned))).collect();
        let is_told = |set: &Interval| set.as_point().is_none() || row.printed().is_none();
        let set = (!row.has_no_figure()).then(|| row.total()).filter(is_told);
        let figure = if row.currency().minor_digits().is_some() { row.figure() } else { row.printed() };
        (key, row.currency(), figure, set, row.summed_count())
    };
    tally.rows().iter().map(of).collect()
}

fn threads(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).unwrap()
}

/// A key without the basis, which a tally names only where groups differ in it.
fn by_names(mut shown: Shown) -> Shown {
    shown.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    shown
}

proptest! {
    #[test]
    fn columns_hold_what_is_read_row_by_row(rows in rows()) {
        let (ledger, twin) = (in_columns(&rows), one_by_one(&rows));
        prop_assert_eq!(ledger.entries(), twin.entries());
    }

    #[test]
    fn totals_are_those_of_a_tally(rows in rows(), query in queries(), count in 1usize..4) {
        let (ledger, twin) = (in_columns(&rows), one_by_one(&rows));
        let found = totals(&ledger, &query, RateTable::ecb(), threads(count)).unwrap();
        prop_assert_eq!(by_names(shown(&found)), by_names(expected(&twin, &query)));
    }

    #[test]
    fn plain_totals_are_in_order_and_those_of_a_tally(rows in plain_rows(), query in queries(), count in 1usize..4) {
        let (ledger, twin) = (in_columns(&rows), one_by_one(&rows));
        prop_assert_eq!(ledger.columns().map(adspend::ledger::Columns::len).sum::<usize>(), rows.len());
        let found = totals(&ledger, &query, RateTable::ecb(), threads(count)).unwrap();
        prop_assert_eq!(shown(&found), expected(&twin, &query));
    }

    #[test]
    fn a_digit_more_is_another_total(rows in plain_rows(), at in 0usize..60) {
        let at = at % rows.len();
        let mut other = rows.clone();
        let row: Vec<&str> = rows[at].split(',').collect();
        other[at] = format!("{},{},{},,1{},{},", row[0], row[1], row[2], row[4], row[5]);
        let query = Query::new(Scope::all()).by([Dimension::Currency]);
        let of = |rows: &[String]| shown(&totals(&in_columns(rows), &query, RateTable::ecb(), threads(1)).unwrap());
        prop_assert_ne!(of(&rows), of(&other));
    }
}

/// Rates of few days, one of which is known as a set only.
fn few_rates() -> RateTable {
    let day = |text: &str| text.parse().unwrap();
    let series = |quote| adspend::rates::Series::builder("few", Currency::USD, quote);
    let about = Interval::closed("0.785".parse().unwrap(), "0.795".parse().unwrap()).unwrap();
    let pounds = series(Currency::GBP)
        .observe(day("2018-02-28"), "0.75".parse().unwrap())
        .observe_within(day("2018-12-31"), about, Some("0.79".parse().unwrap()))
        .observe(day("2019-06-30"), "0.8".parse().unwrap());
    let yen = series(Currency::JPY).observe(day("2019-03-01"), "111.9".parse().unwrap());
    RateTable::new([pounds.build().unwrap(), yen.build().unwrap()]).unwrap()
}

fn tallied(ledger: &Ledger, query: &Query, has_few_rates: bool) -> adspend::tally::Tally {
    let few = few_rates();
    tally(ledger, query, if has_few_rates { &few } else { RateTable::ecb() }).unwrap()
}

proptest! {
    #[test]
    fn tallies_are_those_of_entries_one_by_one(
        rows in rows(), mut query in queries(), has_few_rates in any::<bool>(), max_age in prop::option::of(1u32..400),
        each in any::<bool>(), as_known in any::<bool>(),
    ) {
        if each {
            query.order = Order::Each;
        }
        if as_known {
            query = query.as_known_on("2019-01-01".parse().unwrap());
        }
        if let (Some(days), Some(to)) = (max_age, query.to) {
            query.to = Some(to.with_terms(Terms::default().with_max_age(MaxAge::Days(days))));
        }
        let (ledger, twin) = (in_columns(&rows), one_by_one(&rows));
        let (found, expected) = (tallied(&ledger, &query, has_few_rates), tallied(&twin, &query, has_few_rates));
        prop_assert_eq!(&found, &expected);
        prop_assert_eq!(found.report(), expected.report());
    }

    #[test]
    fn few_of_many_names_are_found_once_however_often_they_are_asked_for(
        rows in many_names(), mut query in queries(), asked in prop::collection::vec(0u8..40, 1..4),
        is_twice in any::<bool>(), signed in any::<bool>(),
    ) {
        let rows: Vec<String> = if signed { rows.iter().map(|row| row.replace(",7", ",-7")).collect() } else { rows };
        let head = if signed { "domain = \"signed\"\n" } else { "" };
        let names = asked.iter().chain(asked.iter().filter(|_| is_twice));
        query.scope.sponsor = names.map(|at| format!("actor-{at}").parse().unwrap()).collect();
        let (ledger, twin) = (in_columns_of(&rows, head), one_by_one_of(&rows, head));
        prop_assert_eq!(ledger.columns().map(adspend::ledger::Columns::len).sum::<usize>(), rows.len());
        let found = totals(&ledger, &query, RateTable::ecb(), threads(2)).unwrap();
        prop_assert_eq!(by_names(shown(&found)), by_names(expected(&twin, &query)));
        prop_assert_eq!(tallied(&ledger, &query, false), tallied(&twin, &query, false));
    }

    #[test]
    fn tallies_of_plain_rows_are_those_of_entries_one_by_one(rows in plain_rows(), query in queries(), has_few_rates in any::<bool>()) {
        let (ledger, twin) = (in_columns(&rows), one_by_one(&rows));
        let found = tallied(&ledger, &query, has_few_rates);
        prop_assert_eq!(&found, &tallied(&twin, &query, has_few_rates));
        // And none of another ledger's.
        let row: Vec<&str> = rows[0].split(',').collect();
        let more = in_columns(&[format!("{},{},{},,1{},{},", row[0], row[1], row[2], row[4], row[5])]);
        if !found.rows().is_empty() && query.scope == Scope::all() {
            prop_assert_ne!(found, tallied(&more, &query, has_few_rates));
        }
    }
}

#[test]
fn exact_ties_are_rounded_as_the_fraction_is() {
    // 3392.51 GBP at 29/22 is 4471.945 USD: a tie that no finite decimal of the rate shows.
    let series = |quote: Currency, rate: &str| {
        adspend::rates::Series::builder("own", Currency::EUR, quote)
            .observe("2019-08-05".parse().unwrap(), rate.parse().unwrap())
    };
    let rates = [series(Currency::GBP, "0.88"), series(Currency::USD, "1.16")].map(|it| it.build().unwrap());
    let rates = RateTable::new(rates).unwrap();
    let rows = ["2019-08-05,actor-1,platform-0,,3392.51,GBP,".to_owned()];
    for (rounding, expected) in [
        (Rounding::HalfAway, "4471.95"),
        (Rounding::HalfTowardZero, "4471.94"),
        (Rounding::HalfEven, "4471.94"),
    ] {
        let query = Query::new(Scope::all()).to(Target::new(Currency::USD)).rounding(rounding);
        let found = totals(&in_columns(&rows), &query, &rates, threads(1)).unwrap();
        assert_eq!(found.rows().next().unwrap().printed().as_deref(), Some(expected));
    }
}

#[test]
fn what_is_wrong_is_told_as_row_by_row() {
    for (row, message) in [
        (
            "2019-08-05,actor-x,,,5,USD,",
            "rows.csv:3:12: error[unknown-id]: no actor has the id `actor-x`; did you mean `actor-0`?",
        ),
        ("2019-08-05,actor-1,,,-5,USD,", "-5"),
        ("2019-13-05,actor-1,,,5,USD,", "2019-13"),
        ("2019-08-05,actor-1,,,5,USD", "this row 6"),
        ("2019-08-05,actor-1,,,5,UUU,", "UUU"),
        ("2019-08-05,actor-1,,,\"5,USD,", "never closed"),
    ] {
        let rows = ["2019-08-05,actor-1,,,5,USD,".to_owned(), row.to_owned()];
        let found = files(&rows, "\r\n", "").read().unwrap_err().to_string();
        let twin = files(&rows, "\r\n", "")
            .text("b.toml", "[ledger]\nformat = 1\n", |_| Ok(Vec::new()))
            .read()
            .unwrap_err()
            .to_string();
        assert!(found.contains(message), "{row}: {found}");
        assert_eq!(found, twin);
    }
}

#[test]
fn an_entry_that_others_name_is_found_among_those_in_columns() {
    let rows = ["2019-08-05,actor-1,,,5,USD,".to_owned(), "2019-08-06,actor-1,,,7,USD,".to_owned()];
    let text = format!("{HEADER}\n{}\n", rows.join("\n"));
    let head = |rest: &str| {
        format!("entries = \"rows.csv\"\n[ledger]\nformat = 1\n[[actor]]\nid = \"actor-1\"\n{rest}")
    };
    let read =
        |rest: &str| LedgerFiles::new().text("l.toml", head(rest), |_| Ok(text.clone().into_bytes())).read();
    let superseding = "[[entry]]\nid = \"later\"\namount = \"6 USD\"\nsupersedes = [\"rows.csv/1\"]\n";
    let ledger = read(superseding).unwrap();
    assert_eq!(ledger.superseded_by(&"rows.csv/1".parse().unwrap(), None).unwrap().id.as_str(), "later");
    let claim = "[[claim]]\nid = \"c\"\nscope = { entries = [\"rows.csv/2\"] }\namount = \"7 USD\"\n";
    assert_eq!(read(claim).unwrap().claims().len(), 1);
    let twice = read("[[entry]]\nid = \"rows.csv/2\"\namount = \"6 USD\"\n").unwrap_err().to_string();
    assert!(twice.contains("is taken already"), "{twice}");
    let beyond = read(&claim.replace("rows.csv/2", "rows.csv/3")).unwrap_err().to_string();
    assert!(beyond.contains("no entry has the id `rows.csv/3`"), "{beyond}");
}
