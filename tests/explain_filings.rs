//! An item on the wrong line of a filing: the totals of two lines are wrong by it, and each explanation names it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use std::collections::BTreeMap;
use std::fmt::Write;

use adspend::check::{ExplainContext, Explanation, Family, Report, TotalCheck, Verdict};
use adspend::file;

/// An itemised receipt or payment: its id, line and amount.
type Row = (String, String, String);

/// A filing's lines as a ledger: an entry for each item, and the total of each line.
fn ledger(rows: &[Row], lines: &BTreeMap<String, String>) -> String {
    let mut text = "[ledger]\nformat = 1\ncurrency = \"USD\"\nlist = \"complete\"\n".to_owned();
    for (id, line, amount) in rows {
        let entry = format!(
            "[[entry]]\nid = \"{id}\"\namount = {{ exact = \"{amount}\" }}\ntags = [\"line-{line}\"]\n"
        );
        text.push_str(&entry);
    }
    for (line, total) in lines {
        writeln!(text, "[[claim]]\nid = \"line-{line}\"\nkind = \"total\"\nlist = \"complete\"").unwrap();
        writeln!(text, "scope = {{ tag = [\"line-{line}\"] }}\namount = {{ exact = \"{total}\" }}").unwrap();
    }
    text
}

fn report(rows: &[Row], lines: &BTreeMap<String, String>) -> Report {
    let none = &mut |name: &str| Err(std::io::Error::other(format!("{name} is not expected")));
    let ledger = file::read_text("filing.toml", ledger(rows, lines), none);
    Report::explained(
        &ledger.unwrap_or_else(|problems| panic!("{problems}")),
        &ExplainContext::new(),
        TotalCheck::TRIES_MAX,
    )
}

fn best<'r>(report: &'r Report, id: &str) -> &'r Explanation {
    let check = report.checks.iter().find(|check| check.id == id).unwrap();
    assert_eq!(check.verdict, Verdict::Inconsistent, "{id}");
    check.explanations.first().unwrap_or_else(|| panic!("{id} has no explanation: {check:#?}"))
}

fn inconsistent(report: &Report) -> Vec<&str> {
    let wrong = report.checks.iter().filter(|check| check.verdict == Verdict::Inconsistent);
    wrong.map(|check| check.id.as_str()).collect()
}

/// `item` stands on line 15 and is in the total of line 17: both totals name it, and that it repairs the other.
fn item_is_named(report: &Report, item: &str) {
    assert_eq!(inconsistent(report), ["line-15", "line-17"]);
    let left_out = best(report, "line-15");
    assert_eq!((left_out.family, left_out.entries.as_slice()), (Family::Omitted, &[item.to_owned()][..]));
    assert_eq!(left_out.repairs, ["line-17"]);
    let counted = best(report, "line-17");
    assert_eq!((counted.family, counted.entries.as_slice()), (Family::Outside, &[item.to_owned()][..]));
    assert_eq!(
        (counted.from.as_str(), counted.repairs.as_slice()),
        ("0 (other tag)", &["line-15".to_owned()][..])
    );
}

fn rows(rows: &[(&str, &str, &str)]) -> Vec<Row> {
    rows.iter()
        .map(|(id, line, amount)| ((*id).to_owned(), (*line).to_owned(), (*amount).to_owned()))
        .collect()
}

fn lines(lines: &[(&str, &str)]) -> BTreeMap<String, String> {
    lines.iter().map(|(line, total)| ((*line).to_owned(), (*total).to_owned())).collect()
}

#[test]
fn an_item_on_the_wrong_line_is_named() {
    let items = [
        ("C-1", "11C", "5000.00"),
        ("C-2", "11C", "2500.00"),
        ("C-3", "11AI", "1000.00"),
        ("C-4", "15", "46.88"),
        ("D-1", "21B", "2678.75"),
        ("D-2", "21B", "3500.00"),
    ];
    let totals =
        [("11C", "7500.00"), ("11AI", "1000.00"), ("15", "0.00"), ("17", "46.88"), ("21B", "6178.75")];
    item_is_named(&report(&rows(&items), &lines(&totals)), "C-4");
    // Its negative twins: on the line where it is reported nothing is wrong, and another amount is not it.
    let mut right = items;
    right[3].1 = "17";
    assert_eq!(inconsistent(&report(&rows(&right), &lines(&totals))), [""; 0]);
    let mut other = totals;
    other[3].1 = "46.89";
    let report = report(&rows(&items), &lines(&other));
    assert_eq!(best(&report, "line-15").repairs, [""; 0]);
    let of_17 = report.checks.iter().find(|check| check.id == "line-17").unwrap();
    assert!(of_17.explanations.iter().all(|it| it.family != Family::Outside), "{of_17:#?}");
}

#[test]
fn the_item_of_filing_1238420_on_the_wrong_line_is_named() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/fec/1238420.fec");
    let Ok(bytes) = std::fs::read(file) else {
        eprintln!("skipped: ../shared/data/fec/1238420.fec is not there");
        return;
    };
    let text = String::from_utf8_lossy(&bytes);
    let records: Vec<Vec<&str>> =
        text.lines().map(|line| line.trim_end().split('\u{1c}').collect()).collect();
    // Of an item of version 8.2 the form and line, the transaction and the amount.
    let item = |record: &&Vec<&str>| record[0].starts_with("SA") || record[0].starts_with("SB");
    let items: Vec<Row> = records
        .iter()
        .filter(item)
        .map(|record| (record[2].to_owned(), record[0].chars().skip(2).collect(), record[20].to_owned()))
        .collect();
    // Of the summary of Form 3X the columns of lines 11(a)(i), 11(c), 15, 17 and 21(b), of the period.
    let summary = records.iter().find(|record| record[0] == "F3XN").unwrap();
    let column = [("11AI", 29), ("11C", 33), ("15", 38), ("17", 40), ("21B", 48)];
    let totals = column.into_iter().map(|(line, at)| (line.to_owned(), summary[at].to_owned())).collect();
    let report = report(&items, &totals);
    let wrong = items.iter().find(|(_, line, _)| line == "15").unwrap();
    item_is_named(&report, &wrong.0);
}
