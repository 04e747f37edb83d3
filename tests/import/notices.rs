//! Filings of the FEC beside the summary of a report: the year-to-date column of notices, what parties share and coordinate, and
//! records that are no items.

use adspend::check::{Report, Verdict};
use adspend::import::{Account, SourceKind};
use adspend::ledger::Ledger;
use proptest::prelude::*;

use crate::{import, text};

/// A record of so many fields, those given by their numbers.
fn record(fields: &[(usize, &str)], separator: &str) -> String {
    let width = fields.iter().map(|(number, _)| *number).max().unwrap_or_default();
    let field =
        |number: usize| fields.iter().find(|(given, _)| *given == number).map_or("", |(_, text)| text);
    (1..=width).map(field).collect::<Vec<_>>().join(separator)
}

const FIELD: &str = "\u{1c}";

/// An independent expenditure of version 8.3.
fn expenditure(id: &str, amount: &str, year_to_date: &str, district: &str, memo: &str) -> String {
    let fields = [
        (1, "SE"),
        (2, "C00999001"),
        (3, id),
        (7, "Example Ltd"),
        (18, "P2018"),
        (20, "20180507"),
        (21, amount),
        (22, "20180507"),
        (23, year_to_date),
        (27, "O"),
        (34, "H"),
        (35, district),
        (36, "CA"),
        (43, memo),
    ];
    record(&fields, FIELD)
}

fn notice(items: &[String]) -> (Ledger, Account) {
    let form = record(&[(1, "F24N"), (2, "C00999001"), (3, "48"), (5, "Example Committee")], FIELD);
    let filing = format!("HDR{FIELD}FEC{FIELD}8.3{FIELD}Soft\n{form}\n{}\n", items.join("\n"));
    import(SourceKind::Fec, &[text("5.fec", &filing)])
}

fn verdicts(ledger: &Ledger) -> Vec<(String, Verdict, String)> {
    let gap =
        |check: &adspend::check::Check| check.difference.as_ref().map_or(String::new(), ToString::to_string);
    Report::of(ledger).checks.iter().map(|check| (check.id.to_string(), check.verdict, gap(check))).collect()
}

fn verdict(id: &str, verdict: Verdict, difference: &str) -> (String, Verdict, String) {
    (id.to_owned(), verdict, difference.to_owned())
}

#[test]
fn years_to_date_chain_race_by_race() {
    // Out of order, and with a second race and a memo in between.
    let items = [
        expenditure("b", "50.00", "1150.00", "10", ""),
        expenditure("a", "100.00", "1100.00", "10", ""),
        expenditure("x", "7.00", "7.00", "11", ""),
        expenditure("m", "900.00", "2050.00", "10", "X"),
        expenditure("c", "25.00", "1175.00", "10", ""),
    ];
    let (ledger, _) = notice(&items);
    assert_eq!(
        verdicts(&ledger),
        [
            verdict("fec/5/year-to-date/P2018-H-10-CA", Verdict::Proven, "0"),
            verdict("fec/5/year-to-date/P2018-H-11-CA", Verdict::Proven, "0"),
        ]
    );
    assert_eq!(
        ledger.claims()[0].note.as_deref().unwrap(),
        "Before line 4 the year-to-date of P2018-H-10-CA was 1000 USD, and on line 7 it is 1175.00: between the two lies at least \
         what the notice itemises."
    );
    // Another notice itemised 30 dollars in between; then the column lost 10.
    for (last, verdict, difference) in
        [("1205.00", Verdict::Proven, "30"), ("1165.00", Verdict::Inconsistent, "-10")]
    {
        let mut items = items.to_vec();
        items[4] = expenditure("c", "25.00", last, "10", "");
        let (ledger, _) = notice(&items);
        let found = verdicts(&ledger);
        assert_eq!((found[0].1, found[0].2.as_str()), (verdict, difference), "{last}");
    }
}

#[test]
fn a_year_to_date_that_does_not_rise_is_held_as_a_whole() {
    let all = |last: &str| {
        let items: Vec<String> = [("a", "100.00"), ("b", "50.00")]
            .map(|(id, amount)| expenditure(id, amount, last, "10", ""))
            .into();
        verdicts(&notice(&items).0).remove(0)
    };
    let id = "fec/5/year-to-date/P2018-H-10-CA";
    assert_eq!(all("150.00"), verdict(id, Verdict::Proven, "0"));
    assert_eq!(all("149.99"), verdict(id, Verdict::Inconsistent, "-0.01"));
    let below =
        [expenditure("a", "100.00", "100.00", "10", ""), expenditure("b", "-50.00", "50.00", "10", "")];
    let (ledger, account) = notice(&below);
    assert_eq!(verdicts(&ledger), []);
    assert_eq!(
        account.remarks,
        ["5: an item of P2018-H-10-CA is below zero: its year-to-date is not checked"]
    );
    // Without a year-to-date there is nothing to chain.
    assert_eq!(verdicts(&notice(&[expenditure("a", "100.00", "", "10", "")]).0), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A column that adds its items up is proven, in whatever order they stand, and refuted where any one of them is a cent more.
    #[test]
    fn a_chain_is_proven_and_every_slip_of_it_refuted(
        cents in prop::collection::vec(1_u64..9_999_999, 1..12),
        base in 0_u64..1_000_000,
        pick in any::<prop::sample::Index>(),
        is_reversed in any::<bool>(),
    ) {
        let shown = |cents: u64| format!("{}.{:02}", cents / 100, cents % 100);
        let slip = pick.index(cents.len());
        for (wrong, verdict) in [(None, Verdict::Proven), (Some(slip), Verdict::Inconsistent)] {
            let mut year_to_date = base;
            let mut items: Vec<String> = cents.iter().enumerate().map(|(at, cents)| {
                year_to_date += cents;
                let amount = cents + u64::from(wrong == Some(at));
                expenditure(&format!("t{at}"), &shown(amount), &shown(year_to_date), "10", "")
            }).collect();
            if is_reversed {
                items.reverse();
            }
            let found = verdicts(&notice(&items).0);
            // The first item may be the one of an unknown total before it.
            let is_hidden = wrong == Some(0) && base > 0;
            let expected = if is_hidden { Verdict::Proven } else { verdict };
            prop_assert_eq!(found[0].1, expected, "{:?}", items);
        }
    }
}

/// A report of a party with the lines that it shares with other accounts: version, and the fields of its summary.
fn party(header: &str, separator: &str, form: &[(usize, &str)], items: &[String]) -> (Ledger, Account) {
    let mut all = vec![(1, "F3XN"), (2, "C00999001"), (3, "Example Party")];
    all.extend(form);
    let filing = format!("{header}\n{}\n{}\n", record(&all, separator), items.join("\n"));
    import(SourceKind::Fec, &[text("6.fec", &filing)])
}

#[test]
fn what_parties_share_and_coordinate_is_spent() {
    let form = [
        (14, "20180501"),
        (15, "20180531"),
        (47, "30.00"),
        (48, "70.00"),
        (54, "500.00"),
        (62, "10"),
        (63, "20"),
    ];
    let items = [
        record(
            &[
                (1, "H4"),
                (3, "H4.1"),
                (7, "Rent Ltd"),
                (19, "20180507"),
                (20, "100.00"),
                (24, "Rent"),
                (32, ""),
            ],
            FIELD,
        ),
        record(&[(1, "H4"), (3, "H4.2"), (7, "Card"), (19, "20180507"), (20, "40.00"), (32, "X")], FIELD),
        record(&[(1, "H6"), (3, "H6.1"), (7, "Mail"), (19, "20180508"), (20, "30")], FIELD),
        record(
            &[(1, "SF"), (3, "SF.1"), (17, "TV"), (28, "20180507"), (29, "500.00"), (34, "H8"), (41, "CA")],
            FIELD,
        ),
    ];
    let header = format!("HDR{FIELD}FEC{FIELD}8.3{FIELD}Soft");
    let (ledger, account) = party(&header, FIELD, &form, &items);
    assert_eq!(
        (account.rows, account.entries, account.totals.to_string().as_str()),
        (4, 4, "[630, 630] USD")
    );
    assert_eq!(
        verdicts(&ledger),
        [
            verdict("fec/6/H4", Verdict::Proven, "0"),
            verdict("fec/6/H6", Verdict::Proven, "0"),
            verdict("fec/6/SF", Verdict::Proven, "0"),
        ]
    );
    let shared = &ledger.claims()[0];
    assert_eq!(shared.locator.as_deref(), Some("6.fec:2:47 and 48"));
    assert!(shared.note.as_deref().unwrap().starts_with("The summary reports 100 USD on line 21(a)"));
    let coordinated = ledger.entries().iter().find(|entry| entry.id.as_str() == "fec/6/SF.1").unwrap();
    assert_eq!(coordinated.campaign.as_ref().unwrap().as_str(), "fec/candidate/H8");
    // More itemised than both lines report.
    let form = form.map(|(field, text)| (field, if field == 48 { "69.99" } else { text }));
    assert_eq!(
        verdicts(&party(&header, FIELD, &form, &items).0)[0],
        verdict("fec/6/H4", Verdict::Inconsistent, "-0.01")
    );
}

#[test]
fn what_parties_share_stood_elsewhere_in_version_5() {
    let form = [
        (15, "20040501"),
        (16, "20040531"),
        (39, "30.00"),
        (40, "70.00"),
        (46, "500.00"),
        (110, "10"),
        (111, "20"),
    ];
    let items = [
        record(&[(1, "H4"), (4, "Rent"), (11, "20040507"), (12, "100.00"), (34, "H4.1")], ","),
        record(&[(1, "H6"), (4, "Mail"), (13, "20040507"), (14, "30.00"), (39, "H6.1")], ","),
        record(&[(1, "SF"), (14, "TV"), (22, "20040507"), (23, "500.00"), (37, "SF.1")], ","),
    ];
    let (ledger, account) = party("HDR,FEC,5.3,Soft,1,^", ",", &form, &items);
    assert_eq!((account.entries, account.totals.to_string().as_str()), (3, "[630, 630] USD"));
    assert!(verdicts(&ledger).iter().all(|(_, verdict, gap)| *verdict == Verdict::Proven && gap == "0"));
    assert_eq!(ledger.entries()[1].when.unwrap().to_string(), "2004-05-07");
}

#[test]
fn a_form_without_money_says_so() {
    let filing = format!(
        "HDR{FIELD}FEC{FIELD}8.3{FIELD}Soft\nF99{FIELD}C00999001{FIELD}Example\n[BEGINTEXT]\nSB17, a text\n[ENDTEXT]\n"
    );
    let (_, account) = import(SourceKind::Fec, &[text("7.fec", &filing)]);
    assert_eq!(
        (account.rows, account.remarks),
        (0, vec!["7 is a form F99 without a record of money".to_owned()])
    );
}

#[test]
fn records_that_are_no_items_are_accounted_for() {
    let items = [
        record(&[(1, "SB21B"), (3, "B1"), (7, "x"), (20, "20180507"), (21, "5.00")], FIELD),
        record(&[(1, "SD10"), (3, "D1"), (20, "5.50")], FIELD),
        record(&[(1, "SD9"), (3, "D2"), (20, "x")], FIELD),
        record(&[(1, "SC/10"), (3, "L1"), (21, "100.00")], FIELD),
        record(&[(1, "SC1/10"), (3, "L1"), (21, "7")], FIELD),
        record(&[(1, "H1"), (3, "H1.1")], FIELD),
        record(&[(1, "H3"), (3, "H3.1")], FIELD),
        record(&[(1, "TEXT"), (3, "T1")], FIELD),
        record(&[(1, "F3S"), (3, "S1")], FIELD),
    ];
    let header = format!("HDR{FIELD}FEC{FIELD}8.3{FIELD}Soft");
    let (_, account) = party(&header, FIELD, &[(49, "5.00")], &items);
    assert_eq!((account.rows, account.entries), (1, 1));
    assert_eq!(
        account.remarks,
        [
            "6: 1 record F3S makes no entry: particulars of the form",
            "6: 1 record H1 makes no entry: shares in which expenditures are divided",
            "6: 1 record H3 makes no entry: transfers between the filer's own accounts",
            "6: 2 records SC make no entry: loans, whose money is an item of another schedule; 100 USD are still owed",
            "6: 2 records SD make no entry: debts, whose payments are items of other schedules; 5.5 USD are still owed",
            "6: 1 record TEXT makes no entry: texts",
        ]
    );
}
