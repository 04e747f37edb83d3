//! Filings of the FEC: where their fields stand by version, filings that amend, repeat or leave out, and money that is no spend.

use adspend::check::{Report, Verdict};
use adspend::import::{Import, Mode, SourceKind};
use adspend::ledger::Ledger;

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

/// A table of schedule E: filing, what it amends, transaction and amount of each row; further columns in front.
fn schedule_e(more: &str, rows: &[(&str, &str, &str, &str)]) -> String {
    let mut table = format!(
        "{more}cand_id,cand_name,spe_id,spe_nam,exp_amo,exp_date,file_num,tran_id,prev_file_num,dissem_dt\n"
    );
    for (at, (filing, previous, transaction, amount)) in rows.iter().enumerate() {
        let index = if more.is_empty() { String::new() } else { format!("{at},") };
        table.push_str(&format!("{index}H1,X,C1,Y,{amount},15-MAY-26,{filing},{transaction},{previous},\n"));
    }
    table
}

#[test]
fn an_amendment_of_schedule_e_says_what_it_amends_or_is_set_aside() {
    let table = |previous| {
        schedule_e("", &[("1", "", "T1", "100"), ("2", previous, "T1", "110"), ("2", previous, "A1", "5")])
    };
    for (previous, mode, total, reasons) in [
        ("1", Mode::Strict, "[115, 115] USD", 0),
        ("1.0", Mode::Strict, "[100, 100] USD", 2),
        ("abc", Mode::Strict, "[100, 100] USD", 2),
        ("1.0", Mode::Tolerant, "[115, 115] USD", 0),
        ("1.5", Mode::Tolerant, "[100, 100] USD", 2),
        ("abc", Mode::Tolerant, "[100, 100] USD", 2),
    ] {
        let (_, account) =
            imported(&Import::new(SourceKind::FecScheduleE).mode(mode), &[text("e.csv", &table(previous))]);
        assert_eq!(account.totals.to_string(), total, "{previous} {mode:?}");
        assert_eq!(account.set_aside.len(), reasons, "{previous} {mode:?}");
        for aside in &account.set_aside {
            assert_eq!((aside.column, aside.reason.as_str()), (9, "this is no number of a filing"));
            assert!(aside.money.is_some());
        }
    }
    let fractions = schedule_e("", &[("1.0", "", "T1", "100"), ("2.0", "1.0", "T1", "110")]);
    let tolerant = Import::new(SourceKind::FecScheduleE).mode(Mode::Tolerant);
    let (ledger, account) = imported(&tolerant, &[text("e.csv", &fractions)]);
    assert_eq!(account.totals.to_string(), "[110, 110] USD");
    assert_eq!(account.repairs.len(), 3);
    assert_eq!((account.repairs[0].found.as_str(), account.repairs[0].read_as.as_str()), ("1.0", "1"));
    assert_eq!(ledger.entries()[1].id.as_str(), "fec-schedule-e/2/T1");
}

#[test]
fn a_column_that_somebody_added_hides_no_copy() {
    for more in ["", ",", "Unnamed: 0,"] {
        let rows = [("1", "", "T1", "100"), ("1", "", "T1", "100"), ("1", "", "T2", "100")];
        let (_, account) = import(SourceKind::FecScheduleE, &[text("e.csv", &schedule_e(more, &rows))]);
        assert_eq!(account.totals.to_string(), "[200, 200] USD", "{more}");
        let copies = "1 row repeats another row in every cell: superseded by it".to_owned();
        assert!(account.remarks.contains(&copies), "{:?}", account.remarks);
        let others = account.remarks.iter().any(|remark| remark.starts_with("e.csv: not the FEC's"));
        assert_eq!(others, !more.is_empty());
        // What the FEC says differently is no copy.
        let rows = [("1", "", "T1", "100"), ("1", "", "T1", "101")];
        let (_, account) = import(SourceKind::FecScheduleE, &[text("e.csv", &schedule_e(more, &rows))]);
        assert_eq!(account.totals.to_string(), "[201, 201] USD", "{more}");
    }
}

#[test]
fn an_outlier_is_one_on_either_side_of_zero() {
    for (amount, is_outlier) in
        [("-5000000000", true), ("100000000", true), ("99999999.99", false), ("-99999999.99", false)]
    {
        let table = schedule_e("", &[("1", "", "T1", amount)]);
        let (ledger, account) = import(SourceKind::FecScheduleE, &[text("e.csv", &table)]);
        let tagged = ledger.entries()[0].tags.iter().any(|tag| tag.as_str() == "outlier");
        let noted = account.remarks.iter().any(|remark| remark.starts_with("outlier: "));
        assert_eq!((tagged, noted), (is_outlier, is_outlier), "{amount}");
    }
}
