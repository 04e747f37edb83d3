//! Filings of the FEC: where their fields stand by version, filings that amend, repeat or leave out, and money that is no spend.

use adspend::check::{Report, Verdict};
use adspend::file::LedgerFiles;
use adspend::import::{Import, Input, Mode, SourceKind};
use adspend::ledger::{Ledger, LedgerBuilder};
use adspend::model::Scope;
use adspend::rates::RateTable;
use adspend::tally::{Query, tally};

use crate::{import, imported, text};

/// A record of fields given by their numbers.
fn record(fields: &[(usize, &str)]) -> String {
    let width = fields.iter().map(|(number, _)| *number).max().unwrap_or_default();
    let field =
        |number: usize| fields.iter().find(|(given, _)| *given == number).map_or("", |(_, text)| text);
    (1..=width).map(field).collect::<Vec<_>>().join("\u{1c}")
}

/// A filing of some version: the rest of its header, its form and its items.
fn filing(version: &str, header: &str, form: &[(usize, &str)], items: &[String]) -> String {
    format!("HDR\u{1c}FEC\u{1c}{version}\u{1c}Soft\u{1c}1{header}\n{}\n{}\n", record(form), items.join("\n"))
}

fn verdicts(ledger: &Ledger) -> Vec<(String, Verdict)> {
    Report::of(ledger).checks.iter().map(|check| (check.id.to_string(), check.verdict)).collect()
}

/// Form 9 has the date of what it amends in field 18 since version 8.3: donations and disbursements are one field further on.
#[test]
fn items_of_form_9_are_held_against_its_disbursements() {
    for (version, period, total) in [("8.2", 18, 38), ("8.3", 19, 39), ("8.5", 19, 39)] {
        let form = |reported| {
            vec![
                (1, "F9N"),
                (2, "C00999001"),
                (5, "Doe"),
                (6, "Robin"),
                (period, "20240101"),
                (period + 1, "20240131"),
                (total - 1, "100.00"),
                (total, reported),
            ]
        };
        let items = [record(&[(1, "F93"), (2, "C00999001"), (3, "T1"), (20, "20240105"), (21, "5000.00")])];
        for (reported, verdict) in [("5000.00", Verdict::Proven), ("4999.99", Verdict::Inconsistent)] {
            let file = filing(version, "", &form(reported), &items);
            let (ledger, _) = import(SourceKind::Fec, &[text("1.fec", &file)]);
            assert_eq!(verdicts(&ledger), [("fec/1/F93".to_owned(), verdict)], "{version} {reported}");
            // A filer who is a person has a name, too.
            assert_eq!(
                ledger.sources()[0].title.as_deref(),
                Some("FEC form F9N of Robin Doe, 2024-01-01/2024-01-31"),
                "{version}"
            );
        }
    }
}

/// A report of form 3X with one payment a pair of transaction and amount.
fn report(form: &str, header: &str, items: &[(&str, &str)]) -> String {
    let payment = |(id, amount): &(&str, &str)| {
        record(&[(1, "SB21B"), (2, "C00999001"), (3, id), (7, "Example Ltd"), (20, "20180507"), (21, amount)])
    };
    let summary = [(1, form), (2, "C00999001"), (3, "Example"), (14, "20180501"), (15, "20180531")];
    filing("8.2", header, &summary, &items.iter().map(payment).collect::<Vec<_>>())
}

/// The sum and the notes of filings by their names.
fn noted(files: &[(&str, &str)]) -> (String, Vec<String>) {
    let inputs: Vec<_> = files.iter().map(|(name, file)| text(name, file)).collect();
    let (_, mut account) = import(SourceKind::Fec, &inputs);
    // The summaries are empty here.
    account.remarks.retain(|remark| !remark.contains("the summary has no figure"));
    (account.totals.to_string(), account.remarks)
}

const SAME_DAYS: &str = "each a form F3X of C00999001 on 2018-05-01/2018-05-31, and none is known to amend another: where one restates another, its money counts twice";
const NUMBERS: &str = "; amendments refer to the number of a filing, which its name should be: `1235321.fec`";

#[test]
fn an_amendment_that_cannot_be_linked_says_so() {
    let original = report("F3XN", "", &[("B1", "30.00")]);
    let amended = |header: &str, amount: &str| report("F3XA", header, &[("B1", amount)]);
    let header = |original: &str, number: &str| format!("\u{1c}{original}\u{1c}{number}");
    let (first, second) =
        (amended(&header("FEC-1000", "1"), "40.00"), amended(&header("FEC-1000", "2"), "47.00"));

    let whole = noted(&[("1000.fec", &original), ("1001.fec", &first), ("1002.fec", &second)]);
    assert_eq!(whole.0, "[47, 47] USD");
    assert_eq!(
        whole.1,
        ["1000 is superseded by its amendment 1001", "1001 is superseded by its amendment 1002"]
    );

    // Nothing says that the original is 1000, but it is the only one of its committee, form and days.
    let of_report = |slug: &str, of: &str, named: &str| {
        format!(
            "{slug} is taken for an amendment of {of}, the only original of this committee, form and days: its header {named}"
        )
    };
    let (total, notes) = noted(&[("original.fec", &original), ("1001.fec", &first), ("1002.fec", &second)]);
    assert_eq!(total, "[47, 47] USD");
    let absent = "names 1000, which stands in no file's name";
    assert_eq!(
        notes,
        [
            "original is superseded by its amendment 1001".to_owned(),
            "1001 is superseded by its amendment 1002".to_owned(),
            of_report("1001", "original", absent),
            of_report("1002", "original", absent),
        ]
    );
    // Of two originals, of another form, or of one whose number is known, nothing is taken.
    let other = report("F3XN", "", &[("B2", "5.00")]);
    let (total, notes) = noted(&[("a.fec", &original), ("b.fec", &other), ("1001.fec", &first)]);
    assert_eq!(total, "[75, 75] USD");
    assert_eq!(notes.last(), Some(&format!("a and b and 1001 are {SAME_DAYS}{NUMBERS}")));
    let (total, notes) = noted(&[("999.fec", &original), ("1001.fec", &first)]);
    assert_eq!(total, "[70, 70] USD");
    assert_eq!(notes.last(), Some(&format!("999 and 1001 are {SAME_DAYS}")));
    let (total, _) = noted(&[("a.fec", &original.replace("20180531", "20180530")), ("1001.fec", &first)]);
    assert_eq!(total, "[70, 70] USD");

    // The header names it in another way, or not at all.
    for text in ["1000", "FEC1000", "FEC - 1000", ""] {
        let (found, notes) =
            noted(&[("1000.fec", &original), ("1001.fec", &amended(&header(text, "1"), "40.00"))]);
        assert_eq!(found, "[40, 40] USD", "{text}");
        let unnamed = of_report("1001", "1000", "does not say of which filing");
        let taken = if text.is_empty() { vec![unnamed] } else { vec![] };
        let superseded = "1000 is superseded by its amendment 1001".to_owned();
        assert_eq!(notes, [vec![superseded], taken].concat(), "{text}");
    }
}

/// Collections have a folder for each filing, called by its number, and call all files alike.
#[test]
fn filings_whose_files_are_called_alike_are_called_by_their_folders() {
    let original = report("F3XN", "", &[("B1", "30.00")]);
    let amended = report("F3XA", "\u{1c}FEC-12350\u{1c}1", &[("B1", "40.00")]);
    let (total, notes) = noted(&[("12350/src.fec", &original), ("FEC-12351/src.fec", &amended)]);
    assert_eq!(
        (total.as_str(), notes),
        ("[40, 40] USD", vec!["12350 is superseded by its amendment 12351".to_owned()])
    );
    let ids = |names: [&str; 2]| {
        let other = report("F3XN", "", &[("B2", "5.00")]);
        let inputs = [text(names[0], &original), text(names[1], &other)];
        let (ledger, _) = import(SourceKind::Fec, &inputs);
        ledger.entries().iter().map(|entry| entry.id.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ids(["may/src.fec", "june/src.fec"]), "fec/may-src/B1 fec/june-src/B2");
    // A year is no number, and as many folders are named as tell them apart.
    assert_eq!(ids(["2021/src.fec", "2022/src.fec"]), "fec/2021-src/B1 fec/2022-src/B2");
    assert_eq!(ids(["2018/05/src.fec", "2019/05/src.fec"]), "fec/2018-05-src/B1 fec/2019-05-src/B2");
    // One alone is called by its file.
    let (ledger, _) = import(SourceKind::Fec, &[text("12350/src.fec", &original)]);
    assert_eq!(ledger.entries()[0].id.as_str(), "fec/src/B1");
}

/// What is another report, or of another filer, is no original; nor is a number that means nothing.
#[test]
fn an_amendment_is_of_its_own_report() {
    let original = report("F3XN", "", &[("B1", "30.00")]);
    let amended = |header: &str, amount: &str| report("F3XA", header, &[("B1", amount)]);
    for nothing in ["\u{1c}FEC-\u{1c}1", "\u{1c}FEC-0\u{1c}1"] {
        let (total, _) = noted(&[("1000.fec", &original), ("1001.fec", &amended(nothing, "40.00"))]);
        assert_eq!(total, "[40, 40] USD");
    }
    // Which amendment it is, a header may say without the number of the original.
    let [first, second] =
        ["1", "2"].map(|number| amended(&format!("\u{1c}\u{1c}{number}"), &format!("4{number}.00")));
    let (total, _) = noted(&[("a.fec", &second), ("b.fec", &first), ("original.fec", &original)]);
    assert_eq!(total, "[42, 42] USD");
    let another = report("F3XN", "", &[("B2", "5.00")]).replace("C00999001", "C00999002");
    let files = [
        ("a.fec", original.as_str()),
        ("555.fec", &another),
        ("200.fec", &amended("\u{1c}FEC-555\u{1c}1", "40.00")),
    ];
    let (total, notes) = noted(&files);
    assert_eq!(total, "[75, 75] USD");
    assert!(notes.iter().any(|note| note.contains("which is of another filer, C00999002")), "{notes:?}");
    // A notice of 48 hours amends no report of a quarter.
    let form = |name: &str, code: &str, amount: &str| {
        let form =
            [(1, name), (2, "C00999001"), (3, "Example"), (18, code), (21, "20180501"), (22, "20180531")];
        let item = record(&[(1, "F57"), (2, "C00999001"), (3, amount), (18, "20180507"), (19, amount)]);
        filing("8.3", "", &form, &[item])
    };
    let (quarter, notice) = (form("F5N", "Q2", "900.00"), form("F5A", "48", "50.00"));
    let total = |second: &str| noted(&[("100.fec", &quarter), ("200.fec", second)]).0;
    assert_eq!(total(&notice), "[950, 950] USD");
    assert_eq!(total(&form("F5A", "Q2", "50.00")), "[50, 50] USD");
}

#[test]
fn a_filing_amends_what_its_own_filer_filed_and_not_itself() {
    let original = report("F3XN", "", &[("B1", "30.00")]);
    let amended = |number: &str, original: &str| {
        report("F3XA", &format!("\u{1c}FEC-{original}\u{1c}{number}"), &[("B1", "40.00")])
    };
    let by_another = amended("1", "1000").replace("C00999001", "C00999002");
    let (total, notes) = noted(&[("1000.fec", &original), ("1001.fec", &by_another)]);
    assert_eq!(total, "[70, 70] USD");
    let of_another = "1001 says that it amends 1000, which is of another filer, C00999001: it takes no other's place, look there";
    assert_eq!(notes, [of_another]);

    let (total, notes) = noted(&[("1000.fec", &original), ("1001.fec", &amended("1", "1001"))]);
    assert_eq!(total, "[40, 40] USD");
    let itself = "1001 is taken for an amendment of 1000, the only original of this committee, form and days: its header names the filing itself";
    assert_eq!(notes, ["1000 is superseded by its amendment 1001", itself]);
    let (total, notes) = noted(&[("1001.fec", &amended("1", "1001"))]);
    assert_eq!(total, "[40, 40] USD");
    let alone = "1001 is an amendment whose header names the filing itself: it counts beside it, where that is imported";
    assert_eq!(notes, [alone]);

    // Two that name one another: the second amendment counts.
    let (total, notes) = noted(&[("1001.fec", &amended("1", "1002")), ("1002.fec", &amended("2", "1001"))]);
    assert_eq!(total, "[40, 40] USD");
    assert_eq!(
        notes,
        [
            "1001 is superseded by its amendment 1002",
            "1001 says that it amends 1002, which counts as later than it"
        ]
    );
}

/// Two ledgers read as one have nothing that says which entry takes which's place; that their sources restate one another is
/// said all the same.
#[test]
fn a_filing_and_its_amendment_imported_apart_do_not_add() {
    let original = report("F3XN", "", &[("B1", "30.00")]);
    let amended = |number: &str, amount: &str| {
        report("F3XA", &format!("\u{1c}FEC-1000\u{1c}{number}"), &[("B1", amount)])
    };
    let written = |files: &[(&str, &str)]| {
        let files: Vec<Input> = files.iter().map(|(name, content)| text(name, content)).collect();
        adspend::file::write(&import(SourceKind::Fec, &files).0)
    };
    let (first, second) = (amended("1", "40.00"), amended("2", "47.00"));
    let nothing: fn(&str) -> std::io::Result<Vec<u8>> = |_| Err(std::io::ErrorKind::NotFound.into());
    let total = |ledgers: &[String], scope: Scope| {
        let names = ["a.toml", "b.toml", "c.toml"];
        let files = names
            .iter()
            .zip(ledgers)
            .fold(LedgerFiles::new(), |files, (name, text)| files.text(name, text, nothing));
        let ledger = files.read().unwrap();
        let tally = tally(&ledger, &Query::new(scope), &RateTable::default());
        tally.map(|tally| tally.rows()[0].total().to_string()).map_err(|error| error.to_string())
    };
    let restate = |a: &str, b: &str| {
        Err(format!(
            "`fec/{a}` and `fec/{b}` restate the same money, one being an amendment, and no entry of either supersedes one of the \
             other, so that adding them would count it twice: import the two together, or name one source in the scope"
        ))
    };
    let alone = [("1000.fec", original.as_str()), ("1001.fec", &first), ("1002.fec", &second)]
        .map(|file| written(&[file]));
    let of = |ledgers: &[usize]| -> Vec<String> { ledgers.iter().map(|at| alone[*at].clone()).collect() };
    assert_eq!(total(&of(&[1]), Scope::all()), Ok("[40, 40]".to_owned()));
    assert_eq!(total(&of(&[0, 1]), Scope::all()), restate("1000", "1001"));
    // Neither amends the other, and both the same.
    assert_eq!(total(&of(&[1, 2]), Scope::all()), restate("1001", "1002"));
    let mut scope = Scope::all();
    scope.source = vec!["fec/1002".parse().unwrap()];
    assert_eq!(total(&of(&[0, 1, 2]), scope), Ok("[47, 47]".to_owned()));
    // The first two are linked, and the third with neither.
    let two = written(&[("1000.fec", &original), ("1001.fec", &first)]);
    assert_eq!(total(std::slice::from_ref(&two), Scope::all()), Ok("[40, 40]".to_owned()));
    assert_eq!(total(&[two, alone[2].clone()], Scope::all()), restate("1001", "1002"));
    let all = written(&[("1000.fec", &original), ("1001.fec", &first), ("1002.fec", &second)]);
    assert_eq!(total(&[all], Scope::all()), Ok("[47, 47]".to_owned()));
}

/// The FEC's own names of files and the numbers alone are one.
#[test]
fn a_filing_is_known_under_either_name() {
    let original = report("F3XN", "", &[("B1", "30.00")]);
    let amended = |of: &str| report("F3XA", &format!("\u{1c}FEC-{of}\u{1c}1"), &[("B1", "40.00")]);
    let source =
        |name: &str, content: &str| import(SourceKind::Fec, &[text(name, content)]).0.sources()[0].clone();
    assert_eq!(source("FEC-1000.fec", &original).id.as_str(), "fec/1000");
    let amendment = source("FEC-1001.fec", &amended("1000"));
    assert_eq!((amendment.id.as_str(), amendment.amends.unwrap().as_str()), ("fec/1001", "fec/1000"));
    // Two that name one another make a ledger all the same.
    let (first, second) = (amended("2002"), amended("2001"));
    let (ledger, _) = import(SourceKind::Fec, &[text("2001.fec", &first), text("2002.fec", &second)]);
    assert!(ledger.sources().iter().filter(|source| source.amends.is_some()).count() < 2);
}

/// Line 17(a) of form 3P had no parts before version 7.
#[test]
fn the_parts_of_a_line_are_asked_for_where_the_form_has_them() {
    let form = vec![(1, "F3PN"), (2, "C00999001"), (35, "500.00")];
    let remarks = |version: &str, items: &str| {
        let item = record(&[(1, items), (2, "C00999001"), (3, "T1"), (20, "20120105"), (21, "500.00")]);
        import(SourceKind::Fec, &[text("1.fec", &filing(version, "", &form, &[item]))]).1.remarks
    };
    assert_eq!(remarks("6.4", "SA17A"), Vec::<String>::new());
    assert_eq!(remarks("8.0", "SA17A"), Vec::<String>::new());
    assert!(remarks("8.0", "SA17D").iter().any(|remark| remark.contains("line 17(a)(i) (500.00 USD)")));
}

#[test]
fn an_amendment_comes_behind_the_one_that_it_names() {
    let original = report("F3XN", "", &[("B1", "30.00")]);
    let second = report("F3XA", "\u{1c}FEC-1000\u{1c}2", &[("B1", "40.00")]);
    let last = report("F3XA", "\u{1c}FEC-1005\u{1c}1", &[("B1", "50.00")]);
    let files = [("1000.fec", original.as_str()), ("1005.fec", &second), ("1006.fec", &last)];
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let (total, _) = noted(&order.map(|at: usize| files[at]));
        assert_eq!(total, "[50, 50] USD", "{order:?}");
    }
}

#[test]
fn a_filing_that_is_given_again_counts_once() {
    let original = report("F3XN", "", &[("B1", "30.00"), ("B2", "5.00")]);
    for copy in ["1000 (1).fec", "1000-1.fec", "C9_1000.fec"] {
        for files in
            [[("1000.fec", &original), (copy, &original)], [(copy, &original), ("1000.fec", &original)]]
        {
            let inputs = files.map(|(name, file)| text(name, file));
            let (_, account) = import(SourceKind::Fec, &inputs);
            assert_eq!((account.rows, account.totals.to_string().as_str()), (2, "[35, 35] USD"), "{copy}");
            assert_eq!(account.not_read, [copy]);
            let again = format!("{copy} is 1000.fec again, byte for byte: it is read once");
            assert_eq!(account.remarks.first(), Some(&again));
        }
    }
    // An amendment of the copy's number amends the one that is kept.
    let amended = report("F3XA", "\u{1c}FEC-1001\u{1c}1", &[("B1", "40.00")]);
    let (total, notes) = noted(&[("1000.fec", &original), ("1001.fec", &original), ("1002.fec", &amended)]);
    assert_eq!(total, "[40, 40] USD");
    assert_eq!(
        notes,
        [
            "1001.fec is 1000.fec again, byte for byte: it is read once",
            "1000 is superseded by its amendment 1002"
        ]
    );
    // One byte more, and it is another filing, which may be the same report.
    let other = report("F3XN", "", &[("B1", "30.00"), ("B2", "5.01")]);
    let (total, notes) = noted(&[("1000.fec", &original), ("1001.fec", &other)]);
    assert_eq!(total, "[70.01, 70.01] USD");
    assert_eq!(notes, [format!("1000 and 1001 are {SAME_DAYS}")]);
}

#[test]
fn a_transaction_may_be_called_as_a_line() {
    let items = [("", "1.00"), ("line-3", "2.00"), ("line-99", "4.00"), ("B1", "8.00")];
    let (ledger, account) = import(SourceKind::Fec, &[text("1.fec", &report("F3XN", "", &items))]);
    assert_eq!(account.totals.to_string(), "[15, 15] USD");
    let ids: Vec<_> = ledger.entries().iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["fec/1/line-3", "fec/1/line-4", "fec/1/line-5", "fec/1/B1"]);
}

/// What was given to the filer is committed, and what he gave back refunded: neither is spend, and nothing is passed over.
#[test]
fn donations_are_entries_and_no_spend() {
    let donation = |name: &str, date: usize, amount: &str| {
        let who = if date == 17 { 5 } else { 7 };
        record(&[
            (1, name),
            (2, "C00999001"),
            (3, "T1"),
            (who, "Example"),
            (date, "20250107"),
            (date + 1, amount),
        ])
    };
    for (form, line, item, stage) in [
        ("F13N", 14, donation("F132", 18, "500.00"), "committed"),
        ("F13A", 15, donation("F133", 18, "500.00"), "refunded"),
        ("F5N", 23, donation("F56", 17, "500.00"), "committed"),
        ("F6N", 0, donation("F65", 17, "500.00"), "committed"),
        ("F9N", 38, donation("F92", 18, "500.00"), "committed"),
    ] {
        let name = item.split('\u{1c}').next().unwrap().to_owned();
        for (reported, verdict) in [("600.00", Verdict::Proven), ("499.99", Verdict::Inconsistent)] {
            let form = [(1, form), (2, "C00999001"), (line.max(3), reported)];
            let file = text("1.fec", &filing("8.3", "", &form, std::slice::from_ref(&item)));
            let (ledger, account) = import(SourceKind::Fec, &[file]);
            assert_eq!((account.rows, account.entries), (1, 1), "{name}");
            assert!(!account.remarks.iter().any(|remark| remark.contains(&name)), "{:?}", account.remarks);
            let entry = &ledger.entries()[0];
            assert_eq!(
                (entry.stage.as_str(), entry.money.to_string().as_str()),
                (stage, "500.00 USD"),
                "{name}"
            );
            assert_eq!(entry.when.map(|when| when.to_string()).as_deref(), Some("2025-01-07"), "{name}");
            assert!(entry.sponsor.is_none() == (stage == "committed"), "{name}");
            assert_eq!(entry.payer.is_some(), stage == "committed", "{name}");
            let expected = if line == 0 { vec![] } else { vec![(format!("fec/1/{name}"), verdict)] };
            assert_eq!(verdicts(&ledger), expected, "{name} {reported}");
        }
    }
}

#[test]
fn a_day_that_is_legible_is_kept() {
    let form = [(1, "F3XN"), (2, "C00999001")];
    for (date, read) in [
        ("2018-05-07", Some("2018-05-07")),
        ("2018/05/07", Some("2018-05-07")),
        ("05/27/2018", Some("2018-05-27")),
        ("27/05/2018", Some("2018-05-27")),
        ("05/05/2018", Some("2018-05-05")),
        // The seventh of May, or the fifth of July.
        ("05/07/2018", None),
        ("27/27/2018", None),
        ("May", None),
    ] {
        let item = record(&[(1, "SB29"), (3, "B1"), (20, date), (21, "5.00")]);
        let file = [text("1.fec", &filing("8.2", "", &form, &[item]))];
        let (_, strict) = import(SourceKind::Fec, &file);
        assert_eq!(strict.set_aside.len(), 1, "{date}");
        let (ledger, account) = imported(&Import::new(SourceKind::Fec).mode(Mode::Tolerant), &file);
        let when = ledger.entries()[0].when.map(|when| when.to_string());
        assert_eq!(when.as_deref(), read, "{date}");
        assert_eq!(account.repairs[0].read_as, read.unwrap_or("no date"), "{date}");
    }
}

#[test]
fn a_filing_that_is_no_text_says_what_it_is() {
    let whole = report("F3XN", "", &[("B1", "30.00")]);
    let wide: Vec<u8> = whole.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked: Vec<u8> = [0xFF, 0xFE].into_iter().chain(wide.clone()).collect();
    for (bytes, expected) in [
        (wide, "1.fec:1:1: error[encoding]: the file is in UTF-16; save it as UTF-8"),
        (marked, "1.fec:1:1: error[encoding]: the file is in UTF-16; save it as UTF-8"),
        (
            whole.replace('\n', "\r").into_bytes(),
            "1.fec:1:1: error[syntax]: the lines of the file end by carriage returns alone; save it with line feeds at the ends of its lines",
        ),
        (
            vec![0x1F, 0x8B, 8, 0],
            "1.fec:1:1: error[syntax]: the file is a gzip archive; unpack it, and name what is in it",
        ),
    ] {
        let input = Input::bytes("1.fec", bytes);
        let error = Import::new(SourceKind::Fec).run(&[input], &mut LedgerBuilder::new()).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
    for end in ["\u{1a}", "\r\n\u{1a}", "\n\u{1a}\n"] {
        let (_, account) = import(SourceKind::Fec, &[text("1.fec", &format!("{}{end}", whole.trim_end()))]);
        assert_eq!(
            (account.rows, account.set_aside.len(), account.totals.to_string().as_str()),
            (1, 0, "[30, 30] USD")
        );
    }
}

/// What a state party moves from its Levin account to its federal one pays for expenditures that are items in full.
#[test]
fn a_transfer_from_a_levin_account_is_no_second_expenditure() {
    let shared = record(&[
        (1, "H6"),
        (2, "C00999001"),
        (3, "H6.1"),
        (7, "Example Ltd"),
        (19, "20180510"),
        (20, "1000.00"),
    ]);
    let moved = |form: &str| {
        record(&[(1, form), (2, "C00999001"), (3, "L.1"), (7, "Example"), (20, "20180511"), (21, "640.00")])
    };
    let party = [(1, "F3XN"), (2, "C00999001"), (3, "Example"), (14, "20180501"), (15, "20180531")];
    let with = |form: &str| filing("8.2", "", &party, &[shared.clone(), moved(form)]);
    for form in ["SBSL4A", "SB4D"] {
        let (total, remarks) = noted(&[("1.fec", &with(form))]);
        assert_eq!(total, "[1000, 1000] USD", "{form}");
        assert!(
            remarks.contains(
                &"1: 1 record SL4 makes no entry: transfers between the filer's own accounts".to_owned()
            ),
            "{remarks:?}"
        );
    }
    // Other disbursements of that account are expenditures.
    assert_eq!(noted(&[("1.fec", &with("SBSL5"))]).0, "[1640, 1640] USD");
}

#[test]
fn what_a_notice_tells_before_a_report_is_noted() {
    let form = |name: &str, code: &str| {
        filing("8.3", "", &[(1, name), (2, "C90000001"), (18, code), (21, "20240401"), (22, "20240630")], &[])
    };
    let remark = |kind: &str, what: &str| {
        format!(
            "1 is a {kind}, and 2 a report of the same committee: {what} of the one may stand in the other again"
        )
    };
    let notice = |what: &str| Some(remark("notice of 24 or 48 hours", what));
    for (first, second, expected) in [
        (form("F5N", "48"), form("F5N", "Q2"), notice("expenditures")),
        (form("F24N", ""), form("F3XN", ""), notice("expenditures")),
        (form("F6N", ""), form("F3N", ""), notice("contributions")),
        (form("F3LN", ""), form("F3N", ""), Some(remark("report of bundled contributions", "contributions"))),
        (form("F5N", "48"), form("F5N", "24"), None),
        (form("F5N", "Q1"), form("F3XN", ""), None),
        (form("F6N", ""), form("F5N", "Q2"), None),
    ] {
        let (_, remarks) = noted(&[("1.fec", &first), ("2.fec", &second)]);
        let found = remarks.into_iter().find(|remark| remark.contains("of the same committee"));
        assert_eq!(found, expected);
    }
}
