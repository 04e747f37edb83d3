//! What holds of every import.

use adspend::amount::Domain;
use adspend::import::{Account, Import, Input, Mode, SourceKind};
use adspend::ledger::LedgerBuilder;
use adspend::money::{Bag, Money};
use proptest::prelude::*;

use crate::{MODES, text};

const HEADER: &str = "ADID,Currency Code,Spend,StartDate,EndDate,OrganizationName,PayingAdvertiserName\n";

/// A row of Snap's file as the publisher writes it, or with a slip that tolerant mode repairs, or broken.
#[derive(Clone, Debug)]
struct Ad {
    spend: u32,
    currency: &'static str,
    slip: Slip,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Slip {
    None,
    Repairable,
    Broken,
}

fn ads() -> impl Strategy<Value = Vec<Ad>> {
    let slip = prop_oneof![6 => Just(Slip::None), 1 => Just(Slip::Repairable), 1 => Just(Slip::Broken)];
    let currency = prop::sample::select(vec!["USD", "EUR", "GBP", "JPY"]);
    let ad =
        (0..5_000_000_u32, currency, slip).prop_map(|(spend, currency, slip)| Ad { spend, currency, slip });
    prop::collection::vec(ad, 0..40)
}

fn row(index: usize, ad: &Ad) -> String {
    let Ad { spend, currency, slip } = ad;
    let spend = match slip {
        Slip::None => spend.to_string(),
        Slip::Repairable => format!("{spend}.00"),
        Slip::Broken => format!("{spend}.99.99"),
    };
    format!("ad{index},{currency},{spend},2020/01/29 15:00:00Z,,Agency {},Sponsor {}\n", index % 3, index % 5)
}

fn run(rows: &[String], mode: Mode) -> Account {
    let file = format!("{HEADER}{}", rows.concat());
    Import::new(SourceKind::Snap)
        .mode(mode)
        .run(&[text("PoliticalAds.csv", &file)], &mut LedgerBuilder::new())
        .unwrap()
}

/// What the rows come to, added up without the importer.
fn oracle(ads: &[Ad], mode: Mode) -> Bag {
    let mut bag = Bag::new();
    let counts = |slip| slip == Slip::None || (slip == Slip::Repairable && mode == Mode::Tolerant);
    for ad in ads.iter().filter(|ad| counts(ad.slip)) {
        let spend: adspend::exact::Numeral = ad.spend.to_string().parse().unwrap();
        let amount = adspend::amount::Amount::exact(spend);
        bag.add(&Money::new(amount, ad.currency.parse().unwrap()), Domain::Gross).unwrap();
    }
    bag
}

fn shown(bag: &Bag) -> Vec<String> {
    bag.iter().map(|(currency, sum)| format!("{currency} {}", sum.set())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_row_is_accounted_for(ads in ads()) {
        let rows: Vec<String> = ads.iter().enumerate().map(|(index, ad)| row(index, ad)).collect();
        for mode in MODES {
            let account = run(&rows, mode);
            prop_assert_eq!(account.rows, u64::try_from(ads.len()).unwrap());
            prop_assert_eq!(account.entries + u64::try_from(account.set_aside.len()).unwrap(), account.rows);
            prop_assert_eq!(shown(&account.totals), shown(&oracle(&ads, mode)));
            let repairable = ads.iter().filter(|ad| ad.slip == Slip::Repairable).count();
            let broken = ads.iter().filter(|ad| ad.slip == Slip::Broken).count();
            let repaired = if mode == Mode::Tolerant { repairable } else { 0 };
            prop_assert_eq!(account.repairs.len(), repaired);
            prop_assert_eq!(account.set_aside.len(), broken + repairable - repaired);
            let with_money = account.set_aside.iter().filter(|aside| aside.money.is_some()).count();
            prop_assert_eq!(with_money, repairable - repaired);
        }
    }

    #[test]
    fn the_order_of_rows_changes_no_total(ads in ads(), seed in any::<u64>()) {
        let rows: Vec<String> = ads.iter().enumerate().map(|(index, ad)| row(index, ad)).collect();
        let mut shuffled = rows.clone();
        shuffled.sort_by_key(|row| row.bytes().fold(seed | 1, |hash, byte| hash.wrapping_mul(0x0100_0000_01B3) ^ u64::from(byte)));
        let (one, other) = (run(&rows, Mode::Tolerant), run(&shuffled, Mode::Tolerant));
        prop_assert_eq!(shown(&one.totals), shown(&other.totals));
        prop_assert_eq!((one.rows, one.entries, one.repairs.len()), (other.rows, other.entries, other.repairs.len()));
    }

    /// The negative twin: one unit more in one row is seen.
    #[test]
    fn one_changed_row_changes_the_total(ads in ads(), at in any::<prop::sample::Index>()) {
        prop_assume!(!ads.is_empty());
        let mut other = ads.clone();
        let changed = &mut other[at.index(ads.len())];
        changed.spend += 1;
        let is_counted = changed.slip != Slip::Broken;
        let rows = |ads: &[Ad]| -> Vec<String> { ads.iter().enumerate().map(|(index, ad)| row(index, ad)).collect() };
        let (one, other) = (run(&rows(&ads), Mode::Tolerant), run(&rows(&other), Mode::Tolerant));
        prop_assert_eq!(shown(&one.totals) != shown(&other.totals), is_counted);
    }

    /// Any bytes, also behind a header that is right, give an account or an error.
    #[test]
    fn no_bytes_are_too_much(bytes in prop::collection::vec(any::<u8>(), 0..400), pick in any::<prop::sample::Index>()) {
        let heads = [
            "", HEADER, "Page ID,Page name,Disclaimer,Amount spent (EUR),Number of ads in Library\n", "Location name,Amount spent (EUR)\n",
            "Advertiser_ID,Regions,Spend_USD,Spend_EUR,Spend_HUF\n", "Ad_ID,Advertiser_ID,Spend_Range_Min_USD,Spend_Range_Max_USD\n", "{\"data\":[", "[{\"id\":1,",
        ];
        let mut whole = heads[pick.index(heads.len())].as_bytes().to_vec();
        whole.extend(bytes);
        for kind in SourceKind::ALL {
            for mode in MODES {
                for name in ["FacebookAdLibraryReport_2025-07-13_AD_last_30_days_advertisers.csv", "a.json", "a.zip"] {
                    let mut sink = LedgerBuilder::new();
                    if let Ok(account) = Import::new(*kind).mode(mode).run(&[Input::bytes(name, whole.clone())], &mut sink) {
                        prop_assert_eq!(account.rows, account.entries + u64::try_from(account.set_aside.len()).unwrap());
                        prop_assert!(sink.build().is_ok());
                    }
                }
            }
        }
    }
}
