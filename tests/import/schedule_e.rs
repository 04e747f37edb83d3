//! The FEC's schedule E in bulk: which rows are amended, repeated or dropped, and what is noted.

use adspend::file::LedgerFiles;
use adspend::import::{Import, Input, Mode, SourceKind};
use adspend::ledger::LedgerBuilder;
use adspend::model::Scope;
use adspend::rates::RateTable;
use adspend::tally::{Query, tally};

use crate::{import, imported, text};

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

/// The columns of the FEC's first files of schedule E are called in another way.
#[test]
fn the_first_names_of_schedule_e_are_known() {
    let header = "can_id,can_nam,spe_id,spe_nam,ele_typ,can_off_sta,can_off_dis,can_off,can_par_aff,exp_amo,exp_dat,agg_amo,sup_opp,pur,pay,\
                  file_num,amn_ind,tra_id,ima_num,rec_dat,prev_file_num";
    let row = "H1,X,C1,Y,G2012,OH,01,H,REP,89.11,01-NOV-12,100,S,ADS,P,7,N,SE.1,1,02-NOV-12,";
    let (ledger, account) =
        import(SourceKind::FecScheduleE, &[text("ie.csv", &format!("{header}\n{row}\n{row}\n"))]);
    assert_eq!(account.totals.to_string(), "[89.11, 89.11] USD");
    let entry = &ledger.entries()[0];
    assert_eq!(
        (entry.id.as_str(), entry.when.unwrap().to_string().as_str()),
        ("fec-schedule-e/7/SE.1", "2012-11-01")
    );
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
fn filings_on_paper_have_numbers_below_zero() {
    // -6 amends -5; 9 came electronically and amends -6; -7 cannot amend 9, which is newer; no filing is 0.
    let rows = [("-5", "", "T1", "100"), ("-6", "-5", "T1", "110"), ("-6", "-5", "T2", "5")];
    let read = |more: &[_]| {
        let rows: Vec<_> = rows.iter().chain(more).copied().collect();
        import(SourceKind::FecScheduleE, &[text("e.csv", &schedule_e("", &rows))])
    };
    let (ledger, account) = read(&[]);
    assert_eq!((account.totals.to_string().as_str(), account.set_aside.len()), ("[115, 115] USD", 0));
    assert_eq!(ledger.entries()[0].id.as_str(), "fec-schedule-e/-5/T1");
    assert_eq!(read(&[("9", "-6", "T1", "120")]).1.totals.to_string(), "[120, 120] USD");
    assert_eq!(read(&[("9", "", "T1", "120")]).1.totals.to_string(), "[235, 235] USD");
    let (_, account) = read(&[("9", "0", "T1", "120"), ("10", "0", "T1", "7"), ("-7", "9", "T1", "1")]);
    assert_eq!(account.totals.to_string(), "[243, 243] USD");
    let remark =
        "1 filing amends a newer one, such as `-7`: it takes no other's place by that, look there".to_owned();
    assert!(account.remarks.contains(&remark), "{:?}", account.remarks);
    // An amendment on paper may hold what has changed alone: T1 is 130, and T2 stays until -8 has it, and 9 has all.
    let partial = [("-7", "-6", "T1", "130"), ("-8", "-7", "T2", "6"), ("9", "-8", "T1", "140")];
    for (count, total) in [(1, "[135, 135] USD"), (2, "[136, 136] USD"), (3, "[140, 140] USD")] {
        let (ledger, account) = read(&partial[..count]);
        assert_eq!(account.totals.to_string(), total, "{count}");
        let sum: Vec<_> = ledger.select(&Scope::all(), None).unwrap().entries;
        let counted: Vec<_> = sum.iter().map(|it| it.entry.money.amount.to_string()).collect();
        let expected = [&["5", "130"][..], &["130", "6"], &["140"]];
        let counted: Vec<_> = counted.into_iter().filter(|amount| amount != "0").collect();
        assert_eq!(counted, expected[count - 1], "{count}");
    }
    assert_eq!(read(&[("--9", "", "T1", "120")]).1.set_aside.len(), 1);
}

#[test]
fn an_amendment_takes_the_place_of_what_it_may_take_and_no_more() {
    // The spender, the filing, whether it amends, what, the transaction, the amount, when it was received.
    let read = |rows: &[(&str, &str, &str, &str, &str, &str, &str)]| {
        let header = "cand_id,cand_name,spe_id,spe_nam,exp_amo,exp_date,file_num,amndt_ind,tran_id,receipt_dat,prev_file_num\n";
        let row = |(spender, filing, amends, previous, transaction, amount, received): &(
            &str,
            &str,
            &str,
            &str,
            &str,
            &str,
            &str,
        )| {
            format!(
                "H1,X,{spender},Y,{amount},01-MAY-26,{filing},{amends},{transaction},{received},{previous}\n"
            )
        };
        let table = header.to_owned() + &rows.iter().map(row).collect::<String>();
        import(SourceKind::FecScheduleE, &[text("e.csv", &table)])
    };
    let original =
        [("C1", "100", "N", "", "T1", "1000", "16-MAY-26"), ("C1", "100", "N", "", "T2", "300", "16-MAY-26")];
    let with = |more: &[_]| read(&original.iter().chain(more).copied().collect::<Vec<_>>());
    // What an amendment drops is gone from the day on which it was received.
    let (ledger, account) = with(&[("C1", "101", "A1", "100", "T1", "1100", "20-MAY-26")]);
    assert_eq!(account.totals.to_string(), "[1100, 1100] USD");
    for (day, expected) in [("2026-05-18", vec!["1000", "300"]), ("2026-05-20", vec!["1100"])] {
        let known = ledger.select(&Scope::all(), Some(day.parse().unwrap())).unwrap().entries;
        let known: Vec<_> =
            known.iter().map(|it| it.entry.money.amount.to_string()).filter(|it| it != "0").collect();
        assert_eq!(known, expected, "{day}");
    }
    // What is set aside takes no other's place, in a filing that does; what amends that filing may.
    let aside = [
        ("C1", "101", "A1", "100", "T1", "11x", "20-MAY-26"),
        ("C1", "101", "A1", "100", "T2", "310", "20-MAY-26"),
    ];
    let (_, account) = with(&aside);
    assert_eq!((account.totals.to_string().as_str(), account.set_aside.len()), ("[1310, 1310] USD", 1));
    for (transaction, total) in [("T1", "[5, 5] USD"), ("T2", "[5, 5] USD"), ("T9", "[5, 5] USD")] {
        let (_, account) =
            with(&[aside[0], aside[1], ("C1", "102", "A2", "101", transaction, "5", "21-MAY-26")]);
        assert_eq!(account.totals.to_string(), total, "{transaction}");
    }
    for (more, total, remark) in [
        (
            ("C2", "101", "A1", "100", "T1", "1", "20-MAY-26"),
            "[1301, 1301] USD",
            "1 filing amends one of another spender, such as `101`",
        ),
        (
            ("C1", "102", "A2", "101", "T1", "1", "20-MAY-26"),
            "[1301, 1301] USD",
            "1 filing amends one that is not here, such as `102`",
        ),
        (
            ("C1", "102", "A1", "", "T1", "1", "20-MAY-26"),
            "[1301, 1301] USD",
            "1 filing amends one that is not here, such as `102`",
        ),
        (
            ("C1", "102", "A1", "102", "T1", "1", "20-MAY-26"),
            "[1301, 1301] USD",
            "1 filing amends one that is not here, such as `102`",
        ),
        (
            ("C1", "102", "A1", "103", "T1", "1", "20-MAY-26"),
            "[1301, 1301] USD",
            "1 filing amends a newer one, such as `102`",
        ),
    ] {
        let (_, account) = with(&[more]);
        assert_eq!(account.totals.to_string(), total, "{remark}");
        assert!(account.remarks.iter().any(|it| it.starts_with(remark)), "{:?}", account.remarks);
    }
    // Rows of one filing that name several filings.
    let (_, account) = with(&[
        ("C1", "90", "N", "", "T3", "7", "10-MAY-26"),
        ("C1", "101", "A1", "100", "T1", "1100", "20-MAY-26"),
        ("C1", "101", "A1", "90", "T2", "310", "20-MAY-26"),
    ]);
    assert_eq!(account.totals.to_string(), "[1417, 1417] USD");
    let several = "1 filing amends several, as its rows say, such as `101`: it takes the place of the newest of them alone, look there";
    assert!(account.remarks.iter().any(|it| it == several), "{:?}", account.remarks);
    // An original that names itself amends nothing.
    let (_, account) = with(&[("C1", "102", "N", "102", "T1", "1", "20-MAY-26")]);
    assert!(!account.remarks.iter().any(|it| it.contains("amends")), "{:?}", account.remarks);
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

/// A comma at the end of each line makes a column without a name: it is noted where something is in it.
#[test]
fn a_column_without_a_name_is_noted_where_it_holds_something() {
    let table = schedule_e("", &[("1", "", "T1", "100"), ("2", "", "T1", "100")]);
    let trailing = |first: &str| {
        let mut ends = [",", first].into_iter().chain(std::iter::repeat(","));
        table.lines().map(|line| format!("{line}{}\n", ends.next().unwrap_or(","))).collect::<String>()
    };
    let noted =
        "e.csv: not the FEC's, and not read: column 11, which has no name, and something in it".to_owned();
    for (first, remarks) in [(",", vec![]), (",x", vec![noted])] {
        let (_, account) = import(SourceKind::FecScheduleE, &[text("e.csv", &trailing(first))]);
        assert_eq!((account.totals.to_string().as_str(), account.remarks), ("[200, 200] USD", remarks));
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

#[test]
fn a_table_that_is_no_text_says_what_it_is() {
    let table = schedule_e("", &[("1", "", "T1", "100")]);
    for (bytes, expected) in [
        (
            table.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "the file is in UTF-16; save it as UTF-8",
        ),
        (table.replace('\n', "\r").into_bytes(), "the lines of the file end by carriage returns alone; "),
        (vec![b'P', b'K', 3, 4, 20], "the file is a ZIP archive; let its name end in `.zip`"),
        (vec![0x1F, 0x8B, 8, 0], "the file is a gzip archive; unpack it"),
    ] {
        let bytes: Vec<u8> = bytes;
        let input = Input::bytes("e.csv", bytes);
        let error =
            Import::new(SourceKind::FecScheduleE).run(&[input], &mut LedgerBuilder::new()).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    }
    let (_, account) = import(SourceKind::FecScheduleE, &[text("e.csv", &table.replace('\n', "\r\n"))]);
    assert_eq!(account.rows, 1);
}

/// Nothing links a filing of one ledger with its amendment in the other: their files cover the same cycle, and are not added.
#[test]
fn files_of_one_cycle_that_were_imported_apart_do_not_add() {
    let table = |year: &str, received: &str, filing: &str, previous: &str| {
        let header = "cand_id,cand_name,spe_id,spe_nam,exp_amo,exp_date,file_num,tran_id,prev_file_num,dissem_dt,receipt_dat,fec_election_yr";
        format!("{header}\nH1,X,C1,Y,89.11,15-MAY-24,{filing},SE.1,{previous},,{received},{year}\n")
    };
    let first = ("ie_2026.csv", table("2026", "19-JAN-26", "1", ""));
    let later = ("ie_2026_later.csv", table("2026", "19-FEB-26", "2", "1"));
    let before = ("ie_2024.csv", table("2024", "19-JAN-26", "3", ""));
    let written = |files: &[&(&str, String)]| {
        let files: Vec<Input> = files.iter().map(|(name, content)| text(name, content)).collect();
        adspend::file::write(&import(SourceKind::FecScheduleE, &files).0)
    };
    let nothing: fn(&str) -> std::io::Result<Vec<u8>> = |_| Err(std::io::ErrorKind::NotFound.into());
    let read = |ledgers: &[String]| {
        let names = ["a.toml", "b.toml"];
        let files = names.iter().zip(ledgers);
        files.fold(LedgerFiles::new(), |files, (name, text)| files.text(name, text, nothing)).read()
    };
    let total = |ledgers: &[String]| {
        let tally = tally(&read(ledgers).unwrap(), &Query::new(Scope::all()), &RateTable::default());
        tally.map(|tally| tally.rows()[0].total().to_string()).map_err(|error| error.to_string())
    };
    let refusal = total(&[written(&[&first]), written(&[&later])]).unwrap_err();
    assert!(
        refusal
            .starts_with("`fec-schedule-e/ie_2026` and `fec-schedule-e/ie_2026_later` cover the same ground"),
        "{refusal}"
    );
    // Of other cycles, and together, whatever they are called.
    assert_eq!(total(&[written(&[&first]), written(&[&before])]), Ok("[178.22, 178.22]".to_owned()));
    assert_eq!(total(&[written(&[&first, &later])]), Ok("[89.11, 89.11]".to_owned()));
    assert_eq!(total(&[written(&[&later, &before, &first])]), Ok("[178.22, 178.22]".to_owned()));
    // One name for both is one source, which cannot say two things.
    let renamed = (first.0, later.1.clone());
    let problems = read(&[written(&[&first]), written(&[&renamed])]).unwrap_err().to_string();
    assert!(problems.contains("`fec-schedule-e/ie_2026`") && problems.contains("published"), "{problems}");
}
