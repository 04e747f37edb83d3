//! Filings of the FEC between commas, whose quotation marks and commas may shift their fields.

use adspend::check::{Report, Verdict};
use adspend::import::{Account, Import, SourceKind};
use adspend::ledger::Ledger;

use crate::{MODES, asides, import, imported, text};

/// A record of fields given by their numbers, as they stand in the file.
fn record(width: usize, fields: &[(usize, &str)]) -> String {
    let field =
        |number: usize| fields.iter().find(|(given, _)| *given == number).map_or("", |(_, text)| text);
    (1..=width).map(field).collect::<Vec<_>>().join(",")
}

/// A filing on form 3X of version 5, whose line 21(b) is 300 dollars.
fn filing(name: &str, items: &[String]) -> String {
    let form = [
        (1, r#""F3XN""#),
        (2, r#""C00999001""#),
        (3, name),
        (15, r#""20081001""#),
        (16, r#""20081031""#),
        (41, r#""300.00""#),
    ];
    format!("\"HDR\",\"FEC\",\"5.3\",\"Soft\",\"1\",\"^\",,,\n{}\n{}\n", record(119, &form), items.join("\n"))
}

/// A payment of version 5 to somebody.
fn payment(payee: &str, id: &str) -> String {
    let id = format!("\"{id}\"");
    let fields = [
        (1, r#""SB21B""#),
        (2, r#""C00999001""#),
        (3, r#""ORG""#),
        (4, payee),
        (14, r#""20081006""#),
        (15, r#""100.00""#),
        (31, id.as_str()),
    ];
    record(43, &fields)
}

fn verdicts(ledger: &Ledger) -> Vec<Verdict> {
    Report::of(ledger).checks.iter().map(|check| check.verdict).collect()
}

fn in_both_modes(file: &str) -> [(Ledger, Account); 2] {
    MODES.map(|mode| imported(&Import::new(SourceKind::Fec).mode(mode), &[text("1.fec", file)]))
}

const BROKEN: &str = "the quotation marks are broken here: those inside a field are not doubled, and what stands behind may be shifted by a field";

#[test]
fn a_date_that_broken_quotation_marks_shift_is_no_money() {
    for payee in [r#""ROBIN "BOB", JR DOE""#, r#""SCREEN 24", BLUE""#, r#""DOE "ROBIN, JR" X""#] {
        let items = [payment("\"Print Co\"", "T1"), payment(payee, "T2"), payment("\"Print Co\"", "T3")];
        for (ledger, account) in in_both_modes(&filing("\"Example\"", &items)) {
            assert_eq!(account.totals.to_string(), "[200, 200] USD", "{payee}");
            assert_eq!(asides(&account), [format!("4:4: {BROKEN} (unreadable)")]);
            assert!(account.set_aside[0].text.starts_with(payee), "{:?}", account.set_aside[0].text);
            assert!(account.repairs.is_empty());
            // What was set aside may be the rest of the line.
            assert_eq!(verdicts(&ledger), [Verdict::Proven]);
        }
    }
    // What stands before the marks is sure.
    let behind = payment("\"Print Co\"", "T1").replace(r#""T1""#, r#""T "1", A""#);
    let (_, account) = import(SourceKind::Fec, &[text("1.fec", &filing("\"Example\"", &[behind]))]);
    assert_eq!(asides(&account), [format!("3:31: {BROKEN} (100.00 USD)")]);
}

#[test]
fn quotation_marks_inside_a_field_without_a_comma_shift_nothing() {
    for (payee, name) in [
        (r#""JOHN "JACK" DOE""#, "JOHN JACK\" DOE\""),
        (r#""DOE ""JACK"", JR""#, "DOE \"JACK\", JR"),
        (r#""24" TV""#, "24 TV\""),
        (r#""Elm, Oak & Co""#, "Elm, Oak & Co"),
    ] {
        let items = [payment(payee, "T1"), payment("\"Print Co\"", "T2"), payment("", "T3")];
        for (ledger, account) in in_both_modes(&filing("\"Example\"", &items)) {
            assert_eq!(account.totals.to_string(), "[300, 300] USD", "{payee}");
            assert!(account.set_aside.is_empty());
            let names: Vec<_> = ledger.actors().iter().filter_map(|actor| actor.name.as_deref()).collect();
            assert!(names.contains(&name), "{names:?}");
            assert_eq!(verdicts(&ledger), [Verdict::Proven]);
        }
    }
}

/// Without quotation marks nothing shows the comma but what it shifts.
#[test]
fn a_comma_without_quotation_marks_shifts_no_date_into_the_money() {
    let shifted = payment("Print Co, Ltd", "T1").replace('"', "");
    let whole = payment("Print Co", "T2").replace('"', "");
    for (_, account) in in_both_modes(&filing("Example", &[shifted, whole])) {
        assert_eq!(account.totals.to_string(), "[100, 100] USD");
        let reason = "the amount reads as a date, and the date is none: a comma inside a field may have shifted those behind it";
        assert_eq!(asides(&account), [format!("3:15: {reason} (unreadable)")]);
    }
    // Blank fields may stand behind the last; anything else was shifted there.
    let wide = |more: &str| format!("{}{more}", payment("\"Print Co\"", "T1"));
    for (more, set_aside) in [(",,,", 0), (",,x", 1)] {
        for (_, account) in in_both_modes(&filing("\"Example\"", &[wide(more)])) {
            assert_eq!(account.set_aside.len(), set_aside, "{more}");
            for aside in &account.set_aside {
                assert_eq!((aside.column, &aside.text, &aside.money), (45, &"x".to_owned(), &None));
                assert!(aside.reason.starts_with("the record has 45 fields, and in this version 43: "));
            }
        }
    }
    // Twenty million dollars and a day are what they are.
    let million = payment("\"Print Co\"", "T1").replace("100.00", "20081006");
    let (_, account) = import(SourceKind::Fec, &[text("1.fec", &filing("\"Example\"", &[million]))]);
    assert_eq!(account.totals.to_string(), "[20081006, 20081006] USD");
}

#[test]
fn nothing_is_held_against_a_form_whose_fields_are_shifted() {
    let items = [payment("\"Print Co\"", "T1")];
    let wide = filing("Elm, Oak & Co", &items).replace(",\n\"SB", ",\"20081110\"\n\"SB");
    for (file, why) in [
        (filing(r#""ROBIN "BOB", JR DOE""#, &items), "quotation marks inside its field 3 are not doubled"),
        (wide, "it has 120 fields, and F3XN has 119 in this version"),
    ] {
        let (ledger, account) = import(SourceKind::Fec, &[text("1.fec", &file)]);
        assert_eq!(account.totals.to_string(), "[100, 100] USD");
        assert!(ledger.claims().is_empty());
        let remark = format!(
            "1: nothing is held against the form on line 2: {why}, so that its figures may be those of other lines"
        );
        assert_eq!(account.remarks, [remark]);
    }
    let (ledger, account) =
        import(SourceKind::Fec, &[text("1.fec", &filing(r#""JOHN "JACK" DOE""#, &items))]);
    assert_eq!((ledger.claims().len(), account.remarks.len()), (1, 0));
}
