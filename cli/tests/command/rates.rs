//! `adspend rates`.

use serde_json::json;

use crate::run::{Folder, run};

#[test]
fn the_built_in_history_is_listed() {
    let json = run(&["rates", "--format", "json"]).json();
    assert_eq!((&json["first"], &json["last"]), (&json!("1999-01-04"), &json!("2026-10-30")));
    let series = json["series"].as_array().unwrap();
    assert_eq!(series.len(), 41);
    let of = |code: &str| series.iter().find(|one| one["quote"] == json!(code)).unwrap();
    assert_eq!(of("RUB")["states"], json!([{"state": "suspended", "from": "2022-03-02", "until": null}]));
    assert_eq!(of("ISK")["states"], json!([{"state": "hole", "from": "2008-12-10", "until": "2018-01-31"}]));
    assert_eq!(json["sources"][0]["hash"].as_str().unwrap().len(), 64);
    let text = run(&["rates"]).stdout;
    assert!(text.starts_with("ECB, built in, until 2026-10-30\n"), "{text}");
    assert!(
        text.contains("  EUR/RUB  2005-04-01  2022-03-01  4,333  is suspended after 2022-03-01\n"),
        "{text}"
    );
}

#[test]
fn a_pair_shows_its_cross_and_how_it_came() {
    let json = run(&["rates", "--pair", "USD/CNY", "--on", "2020-10-26", "--format", "json"]).json();
    assert_eq!(json["pair"]["rate"], json!("79342/11819"));
    assert_eq!(json["pair"]["legs"].as_array().unwrap().len(), 2);
    let text = run(&["rates", "--pair", "USD/CNY", "--on", "2020-10-26"]).stdout;
    assert!(text.contains("  rate        ≈6.713089 CNY per USD\n"), "{text}");
    let whole = run(&["rates", "--pair", "CNY/USD"]).stdout;
    assert!(whole.contains("  days        5,527 from 2005-04-01 to 2026-10-30\n"), "{whole}");
}

#[test]
fn a_file_of_ones_own_is_read_or_refused_with_all_its_errors() {
    let folder = Folder::new();
    let good =
        folder.write("good.csv", "date,base,quote,rate,units,source\n2020-10-26,JPY,CNY,6.3842,100,CFETS\n");
    let json = run(&["rates", &good, "--pair", "JPY/CNY", "--on", "2020-10-27", "--format", "json"]).json();
    assert_eq!((&json["pair"]["rate"], &json["pair"]["stale_days"]), (&json!("0.063842"), &json!(1)));
    assert_eq!(json["pair"]["legs"][0]["units"], json!(100));
    let bad = folder.write("bad.csv", "date,base,quote,rate\n2020-1-26,USD,CNY,0\n");
    let ran = run(&["rates", &bad, "--format", "json"]);
    assert_eq!(
        ran.refused(2).replace(&bad, "bad.csv"),
        "error[bad-rate]: `2020-1-26` is not a day: write YYYY-MM-DD, such as `2019-08-03`\n \
         --> bad.csv:2:1\n  |\n2 | 2020-1-26,USD,CNY,0\n  | ^^^^^^^^^\n\
         error[bad-rate]: the rate `0` is not above 0\n \
         --> bad.csv:2:19\n  |\n2 | 2020-1-26,USD,CNY,0\n  |                   ^\n  |\n  \
         = help: where there is none, leave the field empty or write `N/A`\n\
         2 errors\n"
    );
}

#[test]
fn pairs_that_are_none_are_refused() {
    let first_line = |pair: &str| {
        let ran = run(&["rates", "--pair", pair]);
        ran.refused(2).lines().next().unwrap().to_owned()
    };
    assert_eq!(first_line("CNY-USD"), "error[syntax]: a pair is two currency codes with `/` between them");
    assert_eq!(first_line("CNY/CNY"), "error[bad-rate]: a rate from CNY to CNY says nothing");
    assert_eq!(
        first_line("CNY/USDX"),
        "error[unknown-currency]: `USDX` is no listed currency code, and the rates used do not name it"
    );
}
