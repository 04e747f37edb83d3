//! The real files, where they are there: what the specification says of them.

use std::path::PathBuf;

use adspend::check::{Report, Verdict};
use adspend::currency::Currency;
use adspend::exact::Ratio;
use adspend::import::{Account, Import, Input, SourceKind};
use adspend::ledger::{Ledger, LedgerBuilder};

use crate::{import, imported};

/// A real file; `None`, and said so, where it is absent.
pub(crate) fn real(name: &str) -> Option<Input> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if path.exists() {
        return Some(Input::path(path));
    }
    eprintln!("skipped: there is no {}", path.display());
    None
}

/// The text of a real file.
pub(crate) fn real_text(name: &str) -> Option<String> {
    real(name)?;
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    std::fs::read_to_string(path).ok()
}

/// The sum of what is printed of a currency, and counts.
fn printed(account: &Account, currency: Currency) -> Ratio {
    account.totals.get(currency).unwrap().printed().unwrap()
}

fn sets(account: &Account) -> String {
    account.totals.to_string()
}

#[test]
fn snap() {
    let Some(file) = real("snap/PoliticalAds-2020-02.csv") else { return };
    let (ledger, account) = import(SourceKind::Snap, &[file]);
    assert_eq!((account.rows, account.entries, account.set_aside.len()), (1_052, 1_052, 0));
    for (currency, total) in [
        (Currency::USD, 2_084_892),
        (Currency::EUR, 33_914),
        (Currency::GBP, 20_929),
        (Currency::AUD, 82_148),
        (Currency::CAD, 64_343),
    ] {
        assert_eq!(printed(&account, currency), Ratio::from(total), "{currency}");
    }
    assert_eq!(ledger.entries()[0].locator.as_deref(), Some("PoliticalAds-2020-02.csv:2:4"));
}

fn worst(ledger: &Ledger) -> (usize, Verdict) {
    let report = Report::of(ledger);
    (report.checks.len(), report.verdict)
}

#[test]
fn meta() {
    for (name, rows, totals, checks) in [
        ("AD_2025-07-14-last_30_days.zip", 151, "[0, 6600] EUR", 9),
        ("BE_2025-07-13-last_30_days.zip", 3_174, "[519332, 600432] EUR", 5),
        ("KE_2025-07-09-last_30_days.zip", 1_763, "[373777, 397077] KES", 10),
        ("TZ_2025-07-17-last_30_days.zip", 1_448, "[11392, 33492] USD", 26),
        ("UA_2025-07-10-last_30_days.zip", 902, "[50960, 127460] USD", 0),
        ("TH-2022-11-18", 3_104, "[49036, 54036] THB", 79),
    ] {
        let Some(file) = real(&format!("meta/{name}")) else { return };
        let (ledger, account) = import(SourceKind::Meta, &[file]);
        assert_eq!(
            (account.rows, account.set_aside.len(), sets(&account).as_str()),
            (rows, 0, totals),
            "{name}"
        );
        let (count, verdict) = worst(&ledger);
        assert!(count == checks && verdict <= Verdict::Consistent, "{name}: {count} checks, {verdict:?}");
    }
}

#[test]
fn meta_without_currency_and_with_overlap() {
    let (Some(british), Some(ukraine)) =
        (real("meta/GB2019-05-11ThisWeekSpending.csv"), real("meta/UA_2025-07-10-last_30_days.zip"))
    else {
        return;
    };
    let nameless =
        Import::new(SourceKind::Meta).run(std::slice::from_ref(&british), &mut LedgerBuilder::new());
    assert!(nameless.unwrap_err().to_string().contains("error[no-currency]"));
    let (_, account) = imported(&Import::new(SourceKind::Meta).currency(Currency::GBP), &[british]);
    assert_eq!((account.rows, account.entries), (510, 510));
    let look_alike = Input::bytes(
        "FacebookAdLibraryReport_2025-07-05_UA_last_7_days_advertisers.csv",
        &b"Page ID,Page name,Disclaimer,Amount spent (USD),Number of ads in Library\n1,a,a,500,1\n"[..],
    );
    let refused = Import::new(SourceKind::Meta).run(&[ukraine, look_alike], &mut LedgerBuilder::new());
    let message = refused.unwrap_err().iter().next().unwrap().message.clone();
    assert_eq!(
        message,
        "the windows of `meta/UA/2025-07-05/last-7-days` (2025-06-29/2025-07-05) and `meta/UA/2025-07-09/last-30-days` \
         (2025-06-10/2025-07-09) overlap: added up, they would count some money twice"
    );
}

#[test]
fn items_on_the_wrong_line_of_a_filing() {
    let Some(file) = real("fec/1238420.fec") else { return };
    let (ledger, _) = import(SourceKind::Fec, &[file]);
    let claim = ledger.claims().iter().find(|claim| claim.id.as_str() == "fec/1238420/SA15").unwrap();
    assert_eq!(
        claim.note.as_deref(),
        Some(
            "The summary reports 0 USD on line 15, of which these are the items: amounts up to 200 dollars need not be itemised, and may \
             be the rest. They are 46.88 USD more, which the summary reports on line 17, without an item: they may stand on the wrong line."
        )
    );
}

#[test]
fn google_2018() {
    let Some(folder) = real("google/2018-08") else { return };
    let (ledger, account) = import(SourceKind::Google, &[folder]);
    assert_eq!((account.rows, account.records, account.uncounted), (2_348, 2_348, 2_095));
    assert_eq!(printed(&account, Currency::USD), Ratio::from(6_703_600));
    assert_eq!(
        account.remarks,
        [
            "as printed, lifetime 6703600 USD against weekly 6437100 USD: `adspend check` says what rounding allows",
            "as printed, lifetime 6703600 USD against geo 7318700 USD: `adspend check` says what rounding allows",
        ]
    );
    let report = Report::of(&ledger);
    let verdicts: Vec<(&str, Verdict)> =
        report.checks.iter().map(|check| (check.id.as_str(), check.verdict)).collect();
    assert_eq!(
        verdicts,
        [
            ("google/bundle/2018-08/lifetime-weekly/USD", Verdict::Inconsistent),
            ("google/bundle/2018-08/lifetime-geo/USD", Verdict::Inconsistent),
        ]
    );
}

#[test]
fn google_2019_counts_each_dollar_once() {
    let Some(folder) = real("google/2019-06") else { return };
    let (ledger, account) = import(SourceKind::Google, &[folder]);
    assert_eq!((account.rows, account.records), (1_500, 18_000));
    assert_eq!(sets(&account), "[43935700, 43984700] USD");
    assert_eq!(printed(&account, Currency::USD), Ratio::from(43_959_700));
    assert!(ledger.entries().iter().all(|entry| entry.tags.iter().any(|tag| tag == "columns same-money")));
}

#[test]
fn google_2025_counts_the_euro_as_the_whole_of_the_eu() {
    let Some(folder) = real("google/2025") else { return };
    let (ledger, account) = import(SourceKind::Google, &[folder]);
    assert_eq!((account.rows, account.set_aside.len()), (500, 0));
    for (currency, total) in [
        (Currency::EUR, 1_445_250),
        (Currency::USD, 42_815_300),
        (Currency::BRL, 2_823_000),
        (Currency::INR, 61_201_250),
        (Currency::GBP, 450),
    ] {
        assert_eq!(printed(&account, currency), Ratio::from(total), "{currency}");
    }
    assert!(account.totals.get(Currency::HUF).is_none() && account.totals.get(Currency::SEK).is_none());
    assert!(ledger.entries().iter().all(|entry| entry.tags.iter().any(|tag| tag == "columns by-region")));
}

#[test]
fn a_later_bundle_of_google_takes_the_place_of_an_earlier_one() {
    let (Some(all), Some(first), Some(second)) =
        (real("google"), real("google/2018-08"), real("google/2019-06"))
    else {
        return;
    };
    let (ledger, account) = import(SourceKind::Google, &[first, second]);
    let superseded =
        ledger.entries().iter().filter(|entry| ledger.superseded_by(&entry.id, None).is_some()).count();
    assert!(superseded > 0);
    assert_eq!(printed(&account, Currency::USD), Ratio::from(48_065_400));
    // The advertisers of 2025 have other ids, and are the same.
    let error =
        Import::new(SourceKind::Google).run(&[all], &mut LedgerBuilder::new()).unwrap_err().to_string();
    assert!(
        error.contains(
            "13 advertisers are in `google/bundle/2018-08` and `google/bundle/2025` under other ids"
        ),
        "{error}"
    );
}
