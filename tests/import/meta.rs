//! Meta's reports: lists that are called alike, and regions and locations that stand there twice.

use adspend::check::{Report, Verdict};
use adspend::currency::Currency;
use adspend::id::ActorId;
use adspend::import::{Import, SourceKind};
use adspend::ledger::{Ledger, LedgerBuilder};

use crate::{asides, import, imported, text};

const META: &str = "Page ID,Page name,Disclaimer,Amount spent (EUR),Number of ads in Library\n";
const LOCATIONS: &str = "Location name,Amount spent (EUR)\n";

fn verdicts(ledger: &Ledger) -> Vec<(String, Verdict)> {
    let short = |id: &str| id.rsplit('/').next().unwrap().to_owned();
    Report::of(ledger).checks.iter().map(|check| (short(&check.id), check.verdict)).collect()
}

#[test]
fn lists_of_meta_that_are_called_alike_are_told_apart() {
    let list = |folder: &str, currency: &str, spent: &str| {
        text(
            &format!("{folder}/advertisers.csv"),
            &format!("{}1,a,a,{spent},1\n", META.replace("EUR", currency)),
        )
    };
    let (ledger, account) = import(SourceKind::Meta, &[list("be", "EUR", "500"), list("ke", "KES", "700")]);
    assert_eq!(
        (account.totals.to_string().as_str(), ledger.sources().len()),
        ("[500, 500] EUR + [700, 700] KES", 2)
    );
    // One list in two folders may be of the same days.
    let twice = Import::new(SourceKind::Meta)
        .run(&[list("a", "EUR", "500"), list("b", "EUR", "500")], &mut LedgerBuilder::new())
        .unwrap_err();
    assert_eq!(
        twice.iter().next().unwrap().message,
        "the windows of `meta/advertisers` (all dates) and `meta/advertisers-2` (all dates) overlap: added up, they would count some money twice"
    );
}

#[test]
fn a_location_that_stands_there_twice_is_set_aside() {
    let name = "FacebookAdLibraryReport_2025-07-13_AD_last_30_days";
    let files = [
        text(&format!("{name}_Ordino.csv"), "Page ID,Page name,Disclaimer,Amount spent (EUR)\n1,a,a,101\n"),
        text(&format!("{name}_locations.csv"), &format!("{LOCATIONS}Ordino,101\nOrdino,101\n")),
    ];
    let (ledger, account) = import(SourceKind::Meta, &files);
    assert_eq!(asides(&account), ["3:1: the file has this location already, further up (101 EUR)"]);
    assert_eq!(verdicts(&ledger), [("Ordino".to_owned(), Verdict::Proven)]);
    assert_eq!(
        account.remarks[0],
        "meta/AD/2025-07-13/last-30-days: there is no list of advertisers, whose money regions and locations restate: nothing of it counts"
    );
}

#[test]
fn regions_are_found_however_their_accents_are_written() {
    let name = "FacebookAdLibraryReport_2025-07-13_AD_last_30_days";
    let region = |accent: &str| {
        text(
            &format!("regions/{name}_Sant Juli{accent} de L\u{f2}ria.csv"),
            "Page ID,Page name,Disclaimer,Amount spent (EUR)\n1,a,a,101\n",
        )
    };
    let locations =
        text(&format!("{name}_locations.csv"), &format!("{LOCATIONS}Sant Juli\u{e0} de L\u{f2}ria,101\n"));
    for accent in ["\u{e0}", "a\u{300}"] {
        let (ledger, _) = import(SourceKind::Meta, &[region(accent), locations.clone()]);
        assert_eq!(verdicts(&ledger).len(), 1);
        assert_eq!(verdicts(&ledger)[0].1, Verdict::Proven);
    }
}

#[test]
fn what_the_locations_do_not_list_and_a_currency_that_is_another_are_noted() {
    let name = "FacebookAdLibraryReport_2025-07-13_AD_last_30_days";
    let region = |region: &str, rows: &str| {
        let header = "Page ID,Page name,Disclaimer,Amount spent (EUR)\n";
        text(&format!("regions/{name}_{region}.csv"), &format!("{header}{rows}"))
    };
    let files = |unlisted: &str| {
        [
            text(&format!("{name}_advertisers.csv"), &format!("{META}1,a,a,101,1\n")),
            text(&format!("{name}_locations.csv"), &format!("{LOCATIONS}Ordino,101\n")),
            region("Ordino", "1,a,a,101\n"),
            region("Canillo", unlisted),
        ]
    };
    let remarks = |currency: Currency, unlisted: &str| {
        let import = Import::new(SourceKind::Meta).currency(currency);
        imported(&import, &files(unlisted)).1.remarks
    };
    let unlisted = "regions that the locations do not list, whose rows nothing checks: Canillo";
    assert_eq!(remarks(Currency::EUR, "1,a,a,101\n"), [unlisted]);
    assert_eq!(remarks(Currency::EUR, ""), [""; 0]);
    let other = format!("{name}_advertisers.csv: its header says EUR, which counts, not USD");
    assert_eq!(remarks(Currency::USD, ""), [other]);
}

#[test]
fn windows_of_any_number_of_days_are_those_of_their_countries() {
    let list = |country: &str, window: &str| {
        let name = format!("FacebookAdLibraryReport_2025-07-13_{country}_{window}_advertisers.csv");
        text(&format!("r/{name}"), &format!("{META}1,a,a,500,1\n"))
    };
    let (ledger, account) = import(
        SourceKind::Meta,
        &[list("BE", "last_365_days"), list("NL", "last_365_days"), list("FR", "this_term")],
    );
    assert_eq!(account.totals.to_string(), "[1500, 1500] EUR");
    let when: Vec<Option<String>> =
        ledger.entries().iter().map(|entry| entry.when.map(|when| when.to_string())).collect();
    assert_eq!(when.iter().flatten().collect::<Vec<_>>(), ["2024-07-14/2025-07-13"; 2]);
}

/// What a spreadsheet makes of long numbers is one id of many pages.
#[test]
fn pages_whose_ids_a_spreadsheet_rounded_are_told_apart_by_name() {
    let rows =
        "1.00064E+14,Alpha,Alpha,500,1\n1.00064E+14,Beta,Beta,700,1\n100064123456789,Gamma,Gamma,900,1\n";
    let file = text(
        "FacebookAdLibraryReport_2025-07-12_BE_last_30_days_advertisers.csv",
        &format!("Page ID,Page name,Disclaimer,Amount spent (EUR),Number of ads in Library\n{rows}"),
    );
    let (ledger, account) = import(SourceKind::Meta, &[file]);
    let sponsors: Vec<&str> =
        ledger.entries().iter().filter_map(|it| it.sponsor.as_ref()).map(ActorId::as_str).collect();
    assert_eq!((sponsors[0] == sponsors[1], sponsors[2]), (false, "meta/page/100064123456789"));
    assert_eq!(
        account.remarks,
        [
            "FacebookAdLibraryReport_2025-07-12_BE_last_30_days_advertisers.csv: 2 rows have the id of a page as a spreadsheet rounded it, \
          such as `1.00064E+14`: those pages are told apart by their names"
        ]
    );
}

#[test]
fn a_list_without_rows_is_held_against_the_other() {
    let name = "FacebookAdLibraryReport_2025-07-13_AD_last_30_days";
    let report = |advertisers: &str, locations: &str| {
        let files = [
            text(&format!("{name}_advertisers.csv"), &format!("{META}{advertisers}")),
            text(&format!("{name}_locations.csv"), &format!("{LOCATIONS}{locations}")),
        ];
        import(SourceKind::Meta, &files)
    };
    let all = |verdict| vec![("all-locations".to_owned(), verdict)];
    let of = |said: &str| vec![format!("meta/AD/2025-07-13/last-30-days: {said}")];
    let no_advertisers = |amount: &str| {
        of(&format!(
            "the list of advertisers has no rows, though the locations report {amount}: nothing of it counts"
        ))
    };
    for (advertisers, locations, verdicts_of, remarks) in [
        ("", "Ordino,60000\nEncamp,500\n", all(Verdict::Inconsistent), no_advertisers("60500 EUR")),
        // Nothing at all may be all of it.
        ("", "Ordino,≤100\n", all(Verdict::Proven), no_advertisers("[0, 100] EUR")),
        (
            "1,a,a,500,1\n",
            "",
            vec![],
            of("the list of locations has no rows: nothing holds the advertisers against it"),
        ),
        ("1,a,a,500,1\n", "Ordino,500\n", all(Verdict::Proven), vec![]),
        // Rows that were set aside are no list without rows.
        ("1,a,a,x,1\n", "Ordino,500\n", vec![], vec![]),
    ] {
        let (ledger, account) = report(advertisers, locations);
        assert_eq!((verdicts(&ledger), account.remarks), (verdicts_of, remarks), "{advertisers} {locations}");
    }
}
