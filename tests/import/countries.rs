//! Google's bundles in which the file of advertisers' places is of the US alone, and the others are of all countries.

use adspend::check::{Report, Verdict};
use adspend::import::{Account, SourceKind};
use adspend::ledger::Ledger;

use crate::{import, text};

const STATS: &str =
    "Advertiser_ID,Advertiser_Name,Public_IDs_List,Regions,Elections,Total_Creatives,Spend_USD";
const PLACES: &str = "Advertiser_ID,Advertiser_Name,Country,Country_Subdivision_Primary,Spend_USD";

/// The advertisers of a bundle and their places, with more columns of money.
fn bundle(stats: &str, places: &str, more: &str) -> (Ledger, Account) {
    let files = [
        text("google-political-ads-advertiser-stats.csv", &format!("{STATS}{more}\n{stats}")),
        text("google-political-ads-advertiser-geo-spend.csv", &format!("{PLACES}{more}\n{places}")),
    ];
    import(SourceKind::Google, &files)
}

fn verdicts(ledger: &Ledger) -> Vec<(String, Verdict)> {
    Report::of(ledger)
        .checks
        .iter()
        .map(|check| (check.id.as_str().replace("google/bundle/bundle/", ""), check.verdict))
        .collect()
}

#[test]
fn places_in_the_us_are_no_more_than_the_money_of_all_countries() {
    let in_us = "AR1,A,US,US-CA,30000,26400\nAR1,A,US,US-NY,20000,17600\n";
    let with_germany = "AR1,A,,US,,5,50000,44000\nAR2,B,,\"DE, EU\",,5,80000,70400\n";
    let in_both = format!("{in_us}AR2,B,DE,,80000,70400\n");
    for (stats, places, verdict) in [
        (with_germany, in_us, Verdict::Proven),
        // More in the US alone than in all countries, rounding left aside, cannot be.
        ("AR1,A,,US,,5,40000,35200\nAR2,B,,DE,,5,100,100\n", in_us, Verdict::Inconsistent),
        ("AR1,A,,US,,5,49900,43900\nAR2,B,,DE,,5,100,100\n", in_us, Verdict::Consistent),
        // Where both files are of the same countries, they are the same money.
        (with_germany, &in_both, Verdict::Consistent),
        (with_germany, &in_both.replace("80000,70400", "60000,52800"), Verdict::Inconsistent),
        ("AR1,A,,US,,5,50000,44000\n", in_us, Verdict::Consistent),
        ("AR1,A,,US,,5,80000,70400\n", in_us, Verdict::Inconsistent),
    ] {
        let (ledger, _) = bundle(stats, places, ",Spend_EUR");
        assert_eq!(
            verdicts(&ledger),
            [("lifetime-advertiser-geo/USD".to_owned(), verdict)],
            "{stats} {places}"
        );
    }
    let (ledger, account) = bundle(with_germany, in_us, ",Spend_EUR");
    let remark = "as printed, lifetime 130000 USD against advertiser-geo 50000 USD (of US alone): `adspend check` says what rounding allows";
    assert!(account.remarks.iter().any(|it| it == remark), "{:?}", account.remarks);
    let note = "google-political-ads-advertiser-geo-spend.csv has the money of US alone, and google-political-ads-advertiser-stats.csv that of \
                more countries, at least as much in USD; each amount is rounded to 100 USD.";
    assert_eq!(ledger.claims()[0].note.as_deref(), Some(note));
}

/// Where the columns are by region, dollars are those of the US in both files.
#[test]
fn dollars_of_one_region_are_the_same_money_in_both_files() {
    let stats = "AR1,A,,US,,5,50000,0\nAR2,B,,DE,,5,0,70400\n";
    for (places, verdict) in [
        ("AR1,A,US,US-CA,30000,0\nAR1,A,US,US-NY,20000,0\n", Verdict::Consistent),
        ("AR1,A,US,US-CA,30000,0\n", Verdict::Inconsistent),
    ] {
        let (ledger, account) = bundle(stats, places, ",Spend_EUR");
        assert_eq!(verdicts(&ledger), [("lifetime-advertiser-geo/USD".to_owned(), verdict)], "{places}");
        assert!(!account.remarks.iter().any(|remark| remark.contains("alone")), "{:?}", account.remarks);
    }
}
