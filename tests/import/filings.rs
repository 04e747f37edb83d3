//! Filings of the FEC: where their fields stand by version, filings that amend, repeat or leave out, and money that is no spend.

use adspend::check::{Report, Verdict};
use adspend::import::SourceKind;
use adspend::ledger::Ledger;

use crate::{import, text};

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
