//! Google's bundle: slips in single cells decide nothing for the file.

use adspend::check::{Report, Verdict};
use adspend::currency::Currency;
use adspend::import::{Account, ColumnRelation, Import, Input, Mode, SourceKind};
use adspend::ledger::{Ledger, LedgerBuilder};

use crate::real::real_text;
use crate::{asides, import, imported, refused, text};

const STATS: &str = "google-political-ads-advertiser-stats.csv";

fn tolerant() -> Import<'static> {
    Import::new(SourceKind::Google).mode(Mode::Tolerant)
}

/// What was repaired: line, column, and what it was read as.
fn repairs(account: &Account) -> Vec<String> {
    account.repairs.iter().map(|it| format!("{}:{}: {}", it.line, it.column, it.read_as)).collect()
}

/// Twelve advertisers of the same money in three columns, the first with these cells.
fn same_money(first: &str) -> String {
    let mut rows = format!("Advertiser_ID,Advertiser_Name,Spend_USD,Spend_EUR,Spend_HUF\nAR1,x,{first}\n");
    for at in 2..13 {
        rows.push_str(&format!("AR{at},x,48200,42450,13725000\n"));
    }
    rows
}

#[test]
fn a_cell_of_nothing_does_not_make_the_same_money_that_of_regions() {
    let remark = |odd: &str| {
        format!("{STATS}: its columns are the same money: USD counts, the others restate it{odd}")
    };
    for (first, odd, aside, repaired) in [
        ("48200,42450,13725000", "", vec![], vec![]),
        (
            "48200,42450,",
            "",
            vec!["2:5: the cell of the amount is empty (48200 to 100 USD)"],
            vec!["2:5: no amount"],
        ),
        (
            "48200,42450,0",
            " (1 row looks otherwise)",
            vec![
                "2:5: there is nothing in HUF where USD has much: the columns are the same money (48200 to 100 USD)",
            ],
            vec!["2:5: no amount"],
        ),
        (
            "48200,,0",
            " (1 row looks otherwise)",
            vec!["2:4: the cell of the amount is empty (48200 to 100 USD)"],
            vec!["2:4: no amount", "2:5: no amount"],
        ),
    ] {
        let file = text(STATS, &same_money(first));
        let (_, account) = import(SourceKind::Google, std::slice::from_ref(&file));
        let total = if aside.is_empty() { "[577800, 579000] USD" } else { "[529650, 530750] USD" };
        assert_eq!(
            (account.totals.to_string().as_str(), asides(&account)),
            (total, aside.iter().map(|it| (*it).to_owned()).collect()),
            "{first}"
        );
        assert_eq!(account.remarks, [remark(odd)]);
        let (_, account) = imported(&tolerant(), &[file]);
        assert_eq!(
            (account.totals.to_string().as_str(), repairs(&account)),
            ("[577800, 579000] USD", repaired.iter().map(|it| (*it).to_owned()).collect()),
            "{first}"
        );
    }
}

#[test]
fn where_the_column_that_counts_has_nothing_nobody_knows_how_much_it_is() {
    for mode in [Mode::Strict, Mode::Tolerant] {
        let (_, account) = imported(
            &Import::new(SourceKind::Google).mode(mode),
            &[text(STATS, &same_money("0,42450,13725000"))],
        );
        assert_eq!(
            asides(&account),
            [
                "2:3: there is nothing in USD where EUR has much: the columns are the same money (42450 to 50 EUR)"
            ]
        );
        assert_eq!(account.totals.to_string(), "[529650, 530750] USD");
    }
}

#[test]
fn rows_that_disagree_ask_for_the_relation() {
    let rows = "Advertiser_ID,Advertiser_Name,Spend_USD,Spend_EUR,Spend_HUF\nAR1,x,48200,42450,13725000\nAR2,x,48200,0,0\n";
    assert_eq!(
        refused(SourceKind::Google, STATS, rows),
        format!(
            "{STATS}:1:1: error[contradiction]: 1 row with about the same money in every column and 1 row with money in some columns only \
             do not tell how they relate; say it: `--columns same-money` or `--columns by-region`"
        )
    );
    for (relation, total) in [
        (ColumnRelation::SameMoney, "[48150, 48250] USD"),
        (ColumnRelation::ByRegion, "[42425, 42475] EUR + [96300, 96500] USD"),
    ] {
        let (_, account) = imported(&Import::new(SourceKind::Google).columns(relation), &[text(STATS, rows)]);
        assert_eq!(account.totals.to_string(), total);
    }
    // One who spends in two regions says nothing of the kind, unless it is as much.
    let rows = rows.replace("48200,42450,13725000", "48200,4250,0");
    let (_, account) = import(SourceKind::Google, &[text(STATS, &rows)]);
    assert_eq!(account.totals.to_string(), "[4225, 4275] EUR + [96300, 96500] USD");
}

#[test]
fn an_amount_that_is_no_multiple_of_the_step_is_listed_and_changes_no_other() {
    let rows = |first: &str| {
        format!("Advertiser_ID,Advertiser_Name,Spend_USD\nAR1,A,500\nAR2,B,{first}\nAR3,C,300\n")
    };
    for (first, strict, tolerant_total, read_as) in [
        ("1201", "[700, 900] USD", "[1851, 2151] USD", "[1151, 1251] USD"),
        ("1234.5", "[700, 900] USD", "[1884.5, 2184.5] USD", "[1184.5, 1284.5] USD"),
        ("30", "[700, 900] USD", "[700, 980] USD", "[0, 80] USD"),
    ] {
        let file = text(STATS, &rows(first));
        let (_, account) = import(SourceKind::Google, std::slice::from_ref(&file));
        assert_eq!((account.totals.to_string().as_str(), account.set_aside.len()), (strict, 1), "{first}");
        let (_, account) = imported(&tolerant(), &[file]);
        assert_eq!(
            (account.totals.to_string().as_str(), repairs(&account)),
            (tolerant_total, vec![format!("3:3: {read_as}")]),
            "{first}"
        );
        assert_eq!(account.remarks, Vec::<String>::new());
    }
    let (_, account) = import(SourceKind::Google, &[text(STATS, &rows("1201"))]);
    assert_eq!(
        asides(&account),
        ["3:3: the amount is no multiple of 100, to which the column is rounded (1201 USD)"]
    );
}

#[test]
fn a_column_in_another_step_is_taken_at_that_and_says_so() {
    let mut rows = "Advertiser_ID,Advertiser_Name,Spend_USD\n".to_owned();
    for at in 1..13 {
        rows.push_str(&format!("AR{at},x,{}\n", at * 30));
    }
    let (_, account) = import(SourceKind::Google, &[text(STATS, &rows)]);
    assert_eq!(account.totals.to_string(), "[2160, 2520] USD");
    assert_eq!(
        account.remarks,
        [format!("{STATS}: USD is taken to be rounded to 30, which divides all its amounts")]
    );
}

/// A real file with a cell of one of its lines changed.
fn changed(name: &str, line: usize, column: usize, cell: &dyn Fn(&str) -> String) -> Option<Input> {
    let content = real_text(name)?;
    let mut lines: Vec<String> = content.lines().map(str::to_owned).collect();
    let changed = lines.get_mut(line - 1)?;
    let mut cells: Vec<String> = changed.rsplit(',').map(str::to_owned).collect();
    let at = cells.get_mut(column - 1)?;
    *at = cell(at);
    cells.reverse();
    *changed = cells.join(",");
    Some(text(STATS, &lines.join("\n")))
}

/// The total of one currency of an import.
fn total(account: &Account, currency: Currency) -> String {
    account.totals.get(currency).map_or("nothing".to_owned(), |sum| sum.set().to_string())
}

#[test]
fn one_cell_of_a_real_file_decides_nothing() {
    // The fifth column from the right is HUF.
    for cell in ["", "0"] {
        let Some(file) =
            changed("google/2019-06/google-political-ads-advertiser-stats.csv", 3, 5, &|_| cell.to_owned())
        else {
            return;
        };
        let (_, account) = import(SourceKind::Google, std::slice::from_ref(&file));
        assert_eq!(
            (account.totals.to_string().as_str(), account.set_aside.len()),
            ("[43887550, 43936450] USD", 1)
        );
        let (_, account) = imported(&tolerant(), &[file]);
        assert_eq!(account.totals.to_string(), "[43935700, 43984700] USD");
    }
    let plus_one = |cell: &str| (cell.parse::<u64>().unwrap() + 1).to_string();
    for (name, column, currency, strict, tolerant_total) in [
        (
            "google/2018-08/google-political-ads-advertiser-stats.csv",
            1,
            Currency::USD,
            "[6683700, 6708100]",
            "[6691751, 6716251]",
        ),
        (
            "google/2019-06/google-political-ads-advertiser-stats.csv",
            12,
            Currency::USD,
            "[43935650, 43984550]",
            "[43935701, 43984701]",
        ),
    ] {
        let Some(file) = changed(name, 2, column, &plus_one) else { return };
        let (_, account) = import(SourceKind::Google, std::slice::from_ref(&file));
        assert_eq!((total(&account, currency).as_str(), account.set_aside.len()), (strict, 1), "{name}");
        let (_, account) = imported(&tolerant(), &[file]);
        assert_eq!(
            (total(&account, currency).as_str(), account.repairs.len()),
            (tolerant_total, 1),
            "{name}"
        );
    }
}

const HEADER: &str = "Advertiser_ID,Advertiser_Name,Public_IDs_List,Regions,Elections,Total_Creatives,Spend_USD,Spend_EUR,Spend_GBP\n";
const WEEKLY: &str = "Advertiser_ID,Advertiser_Name,Week_Start_Date,Spend_USD,Spend_EUR,Spend_GBP\n";

/// The weeks of three advertisers, of which one spent too little for any week not to be rounded to 0.
fn weeks() -> Input {
    let zeros: String = (1..6).map(|month| format!("AR1,A,2025-0{month}-05,0,0,0\n")).collect();
    text(
        "google-political-ads-advertiser-weekly-spend.csv",
        &format!("{WEEKLY}AR0,U,2025-01-05,20000,0,0\nAR2,B,2025-01-05,0,100,0\n{zeros}"),
    )
}

fn verdicts(ledger: &Ledger) -> Vec<(String, Verdict)> {
    Report::of(ledger).checks.iter().map(|check| (check.id.to_string(), check.verdict)).collect()
}

#[test]
fn weeks_of_nothing_are_in_the_currency_of_the_advertisers_regions() {
    let stats = format!("{HEADER}AR0,U,,US,,1,20000,0,0\nAR1,A,,DE,,1,0,100,0\nAR2,B,,DE,,1,0,100,0\n");
    let (ledger, account) = import(SourceKind::Google, &[text(STATS, &stats), weeks()]);
    let of = |id: &str| {
        ledger.entries().iter().filter(|entry| entry.id.as_str().starts_with(id)).collect::<Vec<_>>()
    };
    let weeks = of("google/AR1/weekly/");
    assert_eq!(weeks.len(), 5);
    for entry in weeks {
        assert_eq!(
            (entry.money.to_string().as_str(), entry.jurisdiction.as_ref().unwrap().as_str()),
            ("0 to 50 EUR", "EU")
        );
    }
    assert_eq!(
        verdicts(&ledger),
        [
            ("google/bundle/bundle/lifetime-weekly/USD".to_owned(), Verdict::Consistent),
            ("google/bundle/bundle/lifetime-weekly/EUR".to_owned(), Verdict::Consistent),
        ]
    );
    assert!(
        !account.remarks.iter().any(|remark| remark.contains("of which region")),
        "{:?}",
        account.remarks
    );
    // The negative twin: what rounding cannot explain is refuted.
    let stats = stats.replace("AR1,A,,DE,,1,0,100,0", "AR1,A,,DE,,1,0,350,0");
    let (ledger, _) = import(SourceKind::Google, &[text(STATS, &stats), self::weeks()]);
    assert_eq!(verdicts(&ledger)[1].1, Verdict::Inconsistent);
}

#[test]
fn weeks_of_nothing_that_nobody_can_place_refute_nothing_and_are_in_no_country() {
    // Who is not among the advertisers.
    let stats = format!("{HEADER}AR0,U,,US,,1,20000,0,0\nAR2,B,,DE,,1,0,200,0\n");
    let (ledger, account) = import(SourceKind::Google, &[text(STATS, &stats), weeks()]);
    let weeks = ledger.entries().iter().filter(|entry| entry.id.as_str().starts_with("google/AR1/"));
    assert!(weeks.clone().count() == 5 && weeks.clone().all(|entry| entry.jurisdiction.is_none()));
    let remark = "google-political-ads-advertiser-weekly-spend.csv: 5 rows are 0 in every column, and nothing says of which region: \
                  taken as 0 USD, and as what may be the difference";
    assert!(account.remarks.iter().any(|found| found == remark), "{:?}", account.remarks);
    assert!(
        verdicts(&ledger).iter().all(|(_, verdict)| *verdict <= Verdict::Consistent),
        "{:?}",
        verdicts(&ledger)
    );
}

#[test]
fn a_row_that_stands_there_twice_counts_once() {
    let header = "Advertiser_ID,Advertiser_Name,Week_Start_Date,Spend_USD\n";
    let rows = "AR1,x,2018-05-27,500\nAR1,x,2018-05-27,500\nAR1,x,2018-05-27,700\nAR2,x,2018-05-27,500\nAR1,x,2018-05-27,500\n";
    let file = |day: &str| {
        text(
            &format!("bundle-{day}/google-political-ads-advertiser-weekly-spend.csv"),
            &format!("{header}{rows}"),
        )
    };
    let expected = [3, 6]
        .map(|line| format!("{line}:1: the row repeats another in every cell, further up (500 to 100 USD)"));
    let (_, account) = import(SourceKind::Google, &[file("2018-08-01")]);
    assert_eq!(
        (account.totals.to_string().as_str(), asides(&account)),
        ("[1550, 1850] USD", expected.to_vec())
    );
    let again = "the key of another row, and other figures: all count, look there";
    assert!(
        account.remarks.iter().any(|it| it.ends_with(&format!("1 row has {again}"))),
        "{:?}",
        account.remarks
    );
    let once = text(
        "google-political-ads-advertiser-weekly-spend.csv",
        &format!("{header}AR1,x,2018-05-27,500\nAR2,x,2018-05-27,500\n"),
    );
    let (_, account) = import(SourceKind::Google, &[once]);
    assert!(!account.remarks.iter().any(|it| it.contains(again)), "{:?}", account.remarks);
    // Also where a later bundle takes the place of an earlier one.
    let (ledger, account) = import(SourceKind::Google, &[file("2018-08-01"), file("2018-09-01")]);
    assert_eq!((account.totals.to_string().as_str(), asides(&account).len()), ("[1550, 1850] USD", 4));
    let is_superseded = |entry: &&adspend::model::Entry| ledger.superseded_by(&entry.id, None).is_some();
    assert_eq!(ledger.entries().iter().filter(is_superseded).count(), 3);
}

#[test]
fn a_check_is_promised_where_one_is_made() {
    let stats = |more: &str| format!("Advertiser_ID,Advertiser_Name,Spend_USD\nAR1,x,500\n{more}");
    let weekly = |more: &str| {
        format!("Advertiser_ID,Advertiser_Name,Week_Start_Date,Spend_USD\nAR1,x,2018-05-27,500\n{more}")
    };
    let (aside, aside_weekly) = ("AR2,x,abc\n", "AR2,x,2018-05-27,abc\n");
    for (stats, weekly, claims, said) in [
        (stats(""), weekly(""), 1, "`adspend check` says what rounding allows"),
        (stats(aside), weekly(""), 1, "`adspend check` says what rounding allows"),
        (
            stats(aside),
            weekly(aside_weekly),
            0,
            "rows of both are in doubt, and nothing can be held against one another",
        ),
    ] {
        let files = [text(STATS, &stats), text("google-political-ads-advertiser-weekly-spend.csv", &weekly)];
        let (ledger, account) = import(SourceKind::Google, &files);
        assert_eq!(ledger.claims().len(), claims, "{said}");
        assert!(account.remarks.iter().any(|it| it.ends_with(said)), "{:?}", account.remarks);
    }
}

#[test]
fn an_ad_is_known_by_its_id_and_its_advertisers() {
    let rows = "Ad_ID,Advertiser_ID,Date_Range_Start,Date_Range_End,Spend_Range_Min_USD,Spend_Range_Max_USD\n\
                CR1,AR1,2020-01-01,2020-01-02,100,1000\nCR1,AR1,2020-01-01,2020-01-03,1000,50000\nCR1,AR2,2020-01-01,2020-01-02,100,1000\n";
    let (_, account) = import(SourceKind::Google, &[text("google-political-ads-creative-stats.csv", rows)]);
    assert_eq!(
        (account.totals.to_string().as_str(), asides(&account)),
        (
            "[200, 2000] USD",
            vec![
                "3:1: the file has this ad of this advertiser already, further up ([1000, 50000] USD)"
                    .to_owned()
            ]
        )
    );
}

/// A spreadsheet writes the dates of a copy as its country does.
#[test]
fn dates_that_a_spreadsheet_rewrote_are_in_the_order_that_they_show() {
    let file = |dates: &[&str]| {
        let rows: String = dates.iter().map(|date| format!("AR1,x,{date},500\n")).collect();
        text(
            "google-political-ads-advertiser-weekly-spend.csv",
            &format!("Advertiser_ID,Advertiser_Name,Week_Start_Date,Spend_USD\n{rows}"),
        )
    };
    let read = |dates: &[&str]| {
        let (ledger, account) = import(SourceKind::Google, &[file(dates)]);
        let days: Vec<String> = ledger.entries().iter().map(|it| it.when.unwrap().to_string()).collect();
        let order = account
            .remarks
            .iter()
            .find_map(|remark| Some(remark.split_once("dates are read as ")?.1.to_owned()));
        (days, order, asides(&account))
    };
    let weeks = || vec!["2018-05-27/2018-06-02".to_owned(), "2018-06-03/2018-06-09".to_owned()];
    for (dates, order) in [
        (["5/27/2018", "6/3/2018"], Some("month/day/year")),
        (["27/05/2018", "03/06/2018"], Some("day/month/year")),
        (["27.5.2018", "3.6.2018"], Some("day/month/year")),
        (["2018-05-27", "2018-06-03"], None),
    ] {
        assert_eq!(read(&dates), (weeks(), order.map(str::to_owned), vec![]), "{dates:?}");
    }
    // The one is a Sunday day first, as Google's weeks begin, and the other month first.
    let (days, order, asides) = read(&["3/6/2018", "6/3/2018", "5/27/2018", "27/5/2018"]);
    assert_eq!(days, ["2018-05-27/2018-06-02", "2018-05-27/2018-06-02"]);
    assert_eq!(order.as_deref(), Some("month/day or day/month where they can be read in one way only"));
    let reason = "this may be month/day or day/month, and no date of the file tells which";
    assert_eq!(
        asides,
        [format!("2:3: {reason} (500 to 100 USD)"), format!("3:3: {reason} (500 to 100 USD)")]
    );
}

/// Small amounts tell, too: what says where an ad ran has money of no other region, unless its columns are the same money.
#[test]
fn small_amounts_tell_how_their_columns_relate() {
    let geo = "google-political-ads-geo-spend.csv";
    let of_2020 = "Country,Country_Subdivision_Primary,Spend_USD,Spend_EUR,Spend_INR,Spend_BGN,Spend_HRK,Spend_SEK,Spend_GBP,Spend_NZD";
    let total =
        |name: &str, file: String| import(SourceKind::Google, &[text(name, &file)]).1.totals.to_string();
    assert_eq!(total(geo, format!("{of_2020}\nUS,US-WI,0,0,500,25,100,0,0,0\n")), "[0, 50] USD");
    assert_eq!(
        total(geo, format!("{of_2020}\nUS,US-WI,300,250,21250,500,2000,2250,250,400\n")),
        "[250, 350] USD"
    );
    let by_region = "Country,Country_Subdivision_Primary,Spend_USD,Spend_EUR,Spend_INR,Spend_BGN,Spend_SEK,Spend_GBP,Spend_BRL";
    let rows = "US,US-WI,300,0,0,0,0,0,0\nBG,BG-01,0,250,0,500,0,0,0\n";
    assert_eq!(total(geo, format!("{by_region}\n{rows}")), "[225, 275] EUR + [250, 350] USD");
    // Later columns by region, of which none has dollars, euros or pounds.
    let later = "Country,Country_Subdivision_Primary,Spend_USD,Spend_EUR,Spend_HRK,Spend_ILS,Spend_NZD,Spend_TWD,Spend_AUD";
    let rows = "AU,AU-NSW,0,0,0,0,0,0,15000\nAU,AU-VIC,0,0,0,0,0,0,30000\nUS,US-WI,100,0,0,0,0,0,0\n";
    assert_eq!(total(geo, format!("{later}\n{rows}")), "[44850, 45150] AUD + [50, 150] USD");
    // A currency whose region nobody knows tells nothing, and what is spent in the EU is restated in any currency of it.
    let stats = "Advertiser_ID,Advertiser_Name,Regions,Spend_USD,Spend_EUR,Spend_PLN,Spend_CAD";
    let rows = "AR1,x,\"CA, US\",100,0,0,500\nAR2,y,EU,0,100,500,0\nAR3,z,DE,0,100,500,0\n";
    assert_eq!(total(STATS, format!("{stats}\n{rows}")), "[250, 750] CAD + [150, 250] EUR + [50, 150] USD");
    // One row of nine that looks otherwise is a slip.
    let odd = "US,US-WI,100,0,250,0,0,0,0\n";
    let rows: String = (1..10).map(|at| format!("US,US-A{at},300,0,0,0,0,0,0\n")).collect();
    assert_eq!(total(geo, format!("{by_region}\n{rows}{odd}")), "[125, 375] INR + [2300, 3300] USD");
}

/// Columns of regions without money may be empty, all but one.
#[test]
fn empty_cells_of_regions_are_no_amounts() {
    let header = "Advertiser_ID,Advertiser_Name,Regions,Spend_USD,Spend_EUR,Spend_INR,Spend_GBP";
    let file = text(
        STATS,
        &format!("{header}\nA1,x,US,20000,,,\nA2,y,IN,,,500,\nA3,z,IN,,,,\n,w,US,300,,,\nA5,v,US,,0,0,0\n"),
    );
    let (_, account) = import(SourceKind::Google, &[file]);
    assert_eq!(account.totals.to_string(), "[375, 625] INR + [19950, 20050] USD");
    assert_eq!(
        asides(&account),
        [
            "4:4: the cell of the amount is empty (unreadable)",
            "5:1: the row names no advertiser (300 to 100 USD)",
            "6:4: the cell of the amount is empty (unreadable)",
        ]
    );
}

/// Without it, another would count in its place.
#[test]
fn a_file_that_is_called_as_one_of_spend_and_has_none_is_refused() {
    let weeks = text(
        "google-political-ads-advertiser-weekly-spend.csv",
        "Advertiser_ID,Advertiser_Name,Week_Start_Date,Spend_USD\nAR1,x,2018-05-27,500\n",
    );
    for (content, found) in [
        (
            "<!DOCTYPE html>\n<html>\n",
            "found the columns `<!DOCTYPE html>`, and expected those of spend that its name says, such as \
             `Spend_USD`",
        ),
        ("", "the file is empty, and expected the columns of spend that its name says"),
    ] {
        let files = [weeks.clone(), text(STATS, content)];
        let error =
            Import::new(SourceKind::Google).run(&files, &mut LedgerBuilder::new()).unwrap_err().to_string();
        assert_eq!(
            error,
            format!("{STATS}:1:1: error[missing-key]: {found}; download it again, or leave it out")
        );
    }
    // What would not have counted is only said.
    let stats = text(STATS, "Advertiser_ID,Advertiser_Name,Spend_USD\nAR1,x,500\n");
    let (_, account) =
        import(SourceKind::Google, &[stats, text("google-political-ads-creative-stats.csv", "x")]);
    assert_eq!(account.not_read, ["google-political-ads-creative-stats.csv"]);
    assert_eq!(
        account.remarks,
        [
            "google-political-ads-creative-stats.csv: the file is empty, and expected the columns of spend that its name says"
        ]
    );
    let other = text("google-political-ads-campaign-targeting.csv", "Campaign_ID,Age_Targeting\n1,18-24\n");
    assert_eq!(
        import(SourceKind::Google, &[weeks, other]).1.not_read,
        ["google-political-ads-campaign-targeting.csv"]
    );
}

/// The day of a bundle is written as its files write theirs.
#[test]
fn the_day_of_a_bundle_is_in_the_order_of_its_files() {
    let bundle = |folder: &str, updated: &str, spend: &str| {
        let weeks =
            format!("Advertiser_ID,Advertiser_Name,Week_Start_Date,Spend_USD\nAR1,x,27/05/2018,{spend}\n");
        [
            text(&format!("{folder}/google-political-ads-updated.txt"), updated),
            text(&format!("{folder}/google-political-ads-advertiser-weekly-spend.csv"), &weeks),
        ]
    };
    let files = [bundle("a", "10/08/2018", "500"), bundle("b", "05/09/2018", "700")].concat();
    let (ledger, account) = import(SourceKind::Google, &files);
    assert_eq!(account.totals.to_string(), "[650, 750] USD");
    let days: Vec<String> = ledger.sources().iter().map(|it| it.published.unwrap().to_string()).collect();
    assert_eq!(days, ["2018-08-10", "2018-09-05"]);
}

/// The ids of 2018 are others than those of 2025.
#[test]
fn bundles_whose_advertisers_were_numbered_anew_do_not_add() {
    let stats = |day: &str, rows: &str| {
        let name = format!("bundle-{day}/{STATS}");
        text(&name, &format!("Advertiser_ID,Advertiser_Name,Spend_USD\n{rows}"))
    };
    let earlier = stats("2018-08-15", "AR1,Committee A,100\nAR2,Committee B,200\n");
    let anew = stats("2025-06-01", "AR90001,Committee A,300\nAR90003,Committee C,400\n");
    assert_eq!(
        Import::new(SourceKind::Google)
            .run(&[earlier.clone(), anew], &mut LedgerBuilder::new())
            .unwrap_err()
            .to_string(),
        "bundle-2025-06-01/google-political-ads-advertiser-stats.csv:1:1: error[contradiction]: 1 advertiser is in \
         `google/bundle/2018-08-15` and `google/bundle/2025-06-01` under other ids, such as `Committee A`: Google numbered them anew, \
         and added up, the two would count their money twice; import the later alone, or each into a ledger of its own, which are not \
         added"
    );
    // Others altogether, or one of the old numbers.
    for (rows, total) in [
        ("AR90003,Committee C,400\n", "[550, 850] USD"),
        ("AR1,Committee A,300\nAR90002,Committee B,400\n", "[750, 1050] USD"),
    ] {
        let (_, account) = import(SourceKind::Google, &[earlier.clone(), stats("2025-06-01", rows)]);
        assert_eq!(account.totals.to_string(), total, "{rows}");
    }
}

#[test]
fn views_in_ledgers_of_their_own_are_not_added() {
    let stats = text(STATS, "Advertiser_ID,Advertiser_Name,Spend_USD\nAR1,x,500\n");
    let weekly = text(
        "google-political-ads-advertiser-weekly-spend.csv",
        "Advertiser_ID,Advertiser_Name,Week_Start_Date,Spend_USD\nAR1,x,2018-05-27,500\n",
    );
    let geo = text(
        "google-political-ads-geo-spend.csv",
        "Country,Country_Subdivision_Primary,Spend_USD\nUS,US-AK,500\n",
    );
    let source = |input: &Input| {
        let (ledger, _) = import(SourceKind::Google, std::slice::from_ref(input));
        assert_eq!((ledger.sources().len(), ledger.coverages().len()), (1, 1));
        ledger.coverages()[0].source.as_ref().unwrap().to_string()
    };
    assert_eq!(
        [stats, weekly, geo].map(|input| source(&input)),
        ["google/bundle/bundle", "google/bundle/bundle-weekly", "google/bundle/bundle-geo"]
    );
}
