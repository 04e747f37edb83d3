//! What may be meant in another way: totals at the end, columns and rows that stand there twice, currencies named twice.

use adspend::currency::Currency;
use adspend::import::{Import, SourceKind};
use adspend::ledger::LedgerBuilder;

use crate::records::mapped;
use crate::{import, imported, refused, text};

const UK: &str = "ECRef,RegulatedEntityName,AmountInEngland,AmountInScotland,AmountInWales,AmountInNorthernIreland,TotalExpenditure,DateIncurred\n";

/// A file may end with its own total, which counts beside its rows: it is noted.
#[test]
fn a_total_at_the_end_of_a_table_is_noted() {
    let remark = |line: u32| {
        format!(
            "a.csv: the amount of the last row, in line {line}, is that of the 2 above it together, and counts beside them: where it is their \
             total, take the row out"
        )
    };
    let mapping = "[columns]\namount = \"Cost\"\n[constants]\ncurrency = \"EUR\"\n";
    let (_, account) = mapped(mapping, "Cost,Name\n5,x\n6.50,y\n11.50,Total\n").unwrap();
    assert_eq!((account.remarks, account.totals.to_string().as_str()), (vec![remark(4)], "[23, 23] EUR"));
    let (_, account) = mapped(mapping, "Cost,Name\n5,x\n6.50,y\n11.51,z\n").unwrap();
    assert_eq!(account.remarks, [""; 0]);
    let house = "Ad ID,Ad Spend,Ad Creation Date\n1,5.00 RUB,\n2,7.00 RUB,\nTotal,12.00 RUB,\n";
    assert_eq!(import(SourceKind::HouseAds, &[text("a.csv", house)]).1.remarks, [remark(4)]);
    let uk = format!("{UK}S1,P,£5.00,,,,£5.00,\nS2,P,£7.00,,,,£7.00,\nTotal,,£12.00,,,,£12.00,\n");
    assert_eq!(import(SourceKind::UkEc, &[text("a.csv", &uk)]).1.remarks, [remark(4)]);
}

/// Which of two columns of one name is meant nobody knows, whether the importer needs the column or not.
#[test]
fn a_column_that_is_read_and_stands_there_twice_is_refused() {
    let snap = "ADID,Currency Code,Currency code,Spend,StartDate,EndDate,OrganizationName,PayingAdvertiserName\na,USD,EUR,5,2020/01/01,,,x\n";
    assert_eq!(
        refused(SourceKind::Snap, "PoliticalAds.csv", snap),
        "PoliticalAds.csv:1:1: error[contradiction]: the columns 2 and 3, `Currency Code` and `Currency code`, are of the same name or currency; \
         leave out the one that is not meant, or download the file again"
    );
    // What is not read may be there as often as it likes.
    let others = "ADID,x,X,Currency Code,Spend,StartDate,EndDate,OrganizationName,PayingAdvertiserName\na,1,2,USD,5,2020/01/01,,,x\n";
    assert_eq!(import(SourceKind::Snap, &[text("PoliticalAds.csv", others)]).1.entries, 1);
}

/// Copies of a row are one, however their lines end; an ad read again with other spend is another thing.
#[test]
fn copies_are_told_from_what_differs() {
    let house = |end: &str, more: &str| {
        text(
            &format!("{}.csv", end.len()),
            &format!(
                "Ad ID,Ad Text,Ad Spend,Ad Creation Date{end}1,\"a{end}b\",5.00 RUB,06/10/15 05:05:37 AM PDT{more}{end}"
            ),
        )
    };
    let (_, account) = import(SourceKind::HouseAds, &[house("\n", ""), house("\r\n", ",")]);
    assert_eq!((account.totals.to_string().as_str(), account.set_aside.len()), ("[5, 5] RUB", 1));
    let ad =
        |low: u32| format!("{{\"id\":\"1\",\"currency\":\"EUR\",\"spend\":{{\"lower_bound\":\"{low}\"}}}}\n");
    let (_, account) = import(SourceKind::MetaApi, &[text("a.ndjson", &[ad(5), ad(5), ad(6)].concat())]);
    let reasons: Vec<&str> = account.set_aside.iter().map(|aside| aside.reason.as_str()).collect();
    let again = "the ad was read already, further up or in another file";
    assert_eq!(
        reasons,
        [again.to_owned(), format!("{again}, with other spend: nothing says which is the later")]
    );
}

#[test]
fn a_currency_that_says_something_else_is_refused_or_noted() {
    let mapping = "[columns]\namount = \"Cost\"\n[constants]\ncurrency = \"EUR\"\n";
    let import_as = |currency: Currency| {
        let import = Import::new(SourceKind::Csv).mapping("m.toml", mapping).currency(currency);
        import
            .run(&[text("a.csv", "Cost\n7\n")], &mut LedgerBuilder::new())
            .map_err(|error| error.to_string())
    };
    assert_eq!(import_as(Currency::EUR).unwrap().totals.to_string(), "[7, 7] EUR");
    assert_eq!(
        import_as(Currency::USD).unwrap_err(),
        "m.toml:4:12: error[contradiction]: the mapping says EUR, and the caller USD; leave one of the two out"
    );
    let snap = "ADID,Currency Code,Spend,StartDate,EndDate,OrganizationName,PayingAdvertiserName\na,USD,5,2020/01/01,,,x\n";
    let import = Import::new(SourceKind::Snap).currency(Currency::EUR);
    let (_, account) = imported(&import, &[text("PoliticalAds.csv", snap)]);
    assert_eq!(account.remarks, ["PoliticalAds.csv: its rows name their currencies, and EUR is not used"]);
}

#[test]
fn spend_of_the_api_is_a_range_and_nothing_else() {
    let ad =
        |spend: &str| text("a.json", &format!("{{\"id\":\"1\",\"currency\":\"EUR\",\"spend\":{spend}}}"));
    let reason = |spend: &str| {
        let (_, account) = import(SourceKind::MetaApi, &[ad(spend)]);
        account.set_aside.first().map(|aside| aside.reason.clone())
    };
    assert_eq!(reason("null"), None);
    assert_eq!(reason("{}"), None);
    assert_eq!(reason("{\"lower_bound\":\"5\",\"upper_bound\":\"9\",\"more\":[1]}"), None);
    for (spend, expected) in [
        (
            "{\"lowerBound\":\"100\"}",
            "this is no ad: the spend has a member `lowerBound`, and lacks `lower_bound` or `upper_bound`",
        ),
        (
            "[\"5\"]",
            "this is no ad: the spend is a list, expected a range such as {\"lower_bound\": \"100\", \"upper_bound\": \"199\"}",
        ),
    ] {
        assert_eq!(reason(spend).as_deref(), Some(expected), "{spend}");
    }
}
