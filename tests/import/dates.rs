//! Dates that a spreadsheet rewrote, in files of which each date stands in one form: strict sets them aside, tolerant reads what can be read in
//! one way only, and lists it.

use adspend::import::{Account, Import, SourceKind};
use adspend::ledger::Ledger;

use crate::{MODES, imported, text};

/// A file strictly and tolerantly.
fn both(kind: SourceKind, name: &str, table: &str) -> [(Ledger, Account); 2] {
    MODES.map(|mode| imported(&Import::new(kind).mode(mode), &[text(name, table)]))
}

/// What was repaired: line, column, and what it was read as.
fn repairs(account: &Account) -> Vec<String> {
    account.repairs.iter().map(|it| format!("{}:{}: {}", it.line, it.column, it.read_as)).collect()
}

fn dates(ledger: &Ledger) -> Vec<String> {
    let when = |entry: &adspend::model::Entry| entry.when.map_or("-".to_owned(), |when| when.to_string());
    ledger.entries().iter().map(when).collect()
}

#[test]
fn days_of_schedule_e_in_numbers_are_read_where_they_can_be_but_one() {
    for (cell, day) in [
        ("10/15/2010", Some("2010-10-15")),
        ("5/15/2026 0:00", Some("2026-05-15")),
        ("15-MAY-26 00:00:00", Some("2026-05-15")),
        ("5/5/2026", Some("2026-05-05")),
        // Either may be the month.
        ("5/6/2026", None),
        ("15-MAI-26", None),
        ("5/15/2026 x", None),
    ] {
        let header =
            "cand_id,cand_name,spe_id,spe_nam,exp_amo,exp_date,file_num,tran_id,prev_file_num,dissem_dt";
        let table = format!("{header}\nH1,X,C1,Y,89.11,{cell},7,SE.1,,\nH1,X,C1,Y,1.00,15-MAY-26,7,SE.2,,\n");
        let [(_, strict), (ledger, tolerant)] = both(SourceKind::FecScheduleE, "e.csv", &table);
        assert_eq!((strict.entries, strict.set_aside.len()), (1, 1), "{cell}");
        assert_eq!(repairs(&tolerant), [format!("2:6: {}", day.unwrap_or("no date"))]);
        assert_eq!(dates(&ledger), [day.unwrap_or("-"), "2026-05-15"], "{cell}");
    }
}

#[test]
fn days_of_filings_may_have_a_time_behind_them() {
    let filing = |date: &str| {
        let form = "F3XN\u{1c}C00999001\u{1c}Example";
        let item = [&["SB21B", "C00999001", "T1"][..], &[""; 16], &[date, "5.00"]].concat().join("\u{1c}");
        format!("HDR\u{1c}FEC\u{1c}8.2\u{1c}Soft\u{1c}1\n{form}\n{item}\n")
    };
    for (date, day) in
        [("10/15/2010 0:00", "2010-10-15"), ("10/15/2010", "2010-10-15"), ("10/11/2010", "no date")]
    {
        let [(_, strict), (_, tolerant)] = both(SourceKind::Fec, "1.fec", &filing(date));
        assert_eq!((strict.entries, strict.set_aside.len()), (0, 1), "{date}");
        assert_eq!(repairs(&tolerant), [format!("3:20: {day}")]);
    }
}

#[test]
fn days_of_snaps_ads_are_read_in_the_order_that_the_file_shows() {
    let header = "ADID,CurrencyCode,Spend,StartDate,EndDate,OrganizationName,PayingAdvertiserName";
    let table = |rows: &[(&str, &str)]| {
        let row = |(at, (start, end)): (usize, &(&str, &str))| format!("{at},USD,5,{start},{end},x,y\n");
        format!("{header}\n{}", rows.iter().enumerate().map(row).collect::<String>())
    };
    let plain = ("2020/01/29 15:00:00Z", "");
    for (rows, expected, read) in [
        (vec![("10/24/2018", "10/25/2018 21:57"), plain], vec!["2018-10-24/2018-10-25", "2020-01-29/.."], 2),
        // The first date says how the second is meant.
        (
            vec![("10/24/2018", ""), ("10/11/2018", ""), plain],
            vec!["2018-10-24/..", "2018-10-11/..", "2020-01-29/.."],
            2,
        ),
        (
            vec![("24/10/2018 15:00", ""), ("10/11/2018", ""), plain],
            vec!["2018-10-24/..", "2018-11-10/..", "2020-01-29/.."],
            2,
        ),
        // Nothing says it.
        (vec![("10/11/2018", ""), plain], vec!["2020-01-29/.."], 0),
        (vec![("10/24/2018 x", ""), plain], vec!["2020-01-29/.."], 0),
        (vec![plain], vec!["2020-01-29/.."], 0),
    ] {
        let [(strict, _), (ledger, tolerant)] = both(SourceKind::Snap, "PoliticalAds.csv", &table(&rows));
        assert_eq!(dates(&strict), ["2020-01-29/.."]);
        assert_eq!(
            (dates(&ledger), tolerant.repairs.len()),
            (expected.iter().map(|it| (*it).to_owned()).collect(), read)
        );
        assert_eq!(tolerant.set_aside.len(), rows.len() - expected.len(), "{rows:?}");
    }
}

#[test]
fn days_of_the_house_in_short_are_days() {
    for (cell, day) in [
        ("6/10/15 5:05", Some("2015-06-10")),
        ("\"06/10/15, 05:05:37 AM PDT\"", Some("2015-06-10")),
        ("06/1/15", Some("2015-06-01")),
        ("13/1/15", None),
        ("6/15", None),
    ] {
        let table = format!(
            "Ad ID,Ad Text,Ad Spend,Ad Creation Date\n1,a,5.00 RUB,{cell}\n2,b,5.00 RUB,06/10/15 05:05:37 AM PDT\n"
        );
        let [(_, strict), (ledger, tolerant)] = both(SourceKind::HouseAds, "a.csv", &table);
        assert_eq!((strict.entries, strict.set_aside.len()), (1, 1), "{cell}");
        assert_eq!(repairs(&tolerant), [format!("2:4: {}", day.unwrap_or("no date"))]);
        assert_eq!(dates(&ledger), [day.unwrap_or("-"), "2015-06-10"], "{cell}");
    }
}
