//! `adspend convert`.

use serde_json::json;

use crate::run::{Folder, run};

#[test]
fn json_is_as_the_specification_has_it() {
    let ran =
        run(&["convert", "45.15 million yuan", "--to", "USD", "--on", "2020-10-26", "--format", "json"]);
    assert_eq!(ran.status, 0);
    let leg = |quote: &str, rate: &str, inverse: bool| json!({"base": "EUR", "quote": quote, "date": "2020-10-26", "rate": rate, "source": "ECB", "inverse": inverse});
    assert_eq!(
        ran.json(),
        json!({
            "amount": {"lo": "266784377500/39671", "lo_closed": true, "hi": "266843472500/39671", "hi_closed": true},
            "rounded": "6725666.73",
            "mean": null,
            "legs": [leg("CNY", "7.9342", true), leg("USD", "1.1819", false)],
            "policy": "freshest-path",
            "stale_days": 0,
            "alternatives": [],
            "band": null,
        })
    );
}

#[test]
fn a_period_has_its_mean_and_band() {
    let ran = run(&["convert", "1 USD", "--to", "CNY", "--on", "2019-08", "--format", "json"]);
    let json = ran.json();
    assert_eq!((&json["mean"]["days"], &json["mean"]["of"]), (&json!(22), &json!(22)));
    assert_eq!(json["legs"][0]["date"], json!("2019-08-01/2019-08-30"));
    assert_eq!(json["legs"][0]["rate"], json!(null));
    assert_eq!(json["rounded"], json!("7.06"));
    assert!(json["band"]["lo"].is_string() && json["band"]["hi"].is_string());
    let text = run(&["convert", "1 USD", "--to", "CNY", "--on", "2019-08"]).stdout;
    for line in [
        "  rate        ≈7.062691 CNY per USD",
        "  mean        of the rates of 22 of 22 days, quote-per-base",
        "  from        ≈6.901966 to ≈7.161293 CNY per USD",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
}

#[test]
fn fixed_conversions_are_legs_with_their_rule() {
    let json =
        run(&["convert", "1000.00 DEM", "--to", "FRF", "--on", "2001-06-01", "--format", "json"]).json();
    assert_eq!(json["rounded"], json!("3353.85"));
    assert_eq!(
        json["legs"][0],
        json!({
            "base": "EUR", "quote": "DEM", "date": "1999-01-01", "rate": "1.95583",
            "source": "Council Regulation (EC) No 2866/98", "inverse": true
        })
    );
}

#[test]
fn no_rate_is_no_result() {
    let ran = run(&["convert", "5 EUR", "--to", "CNY", "--on", "2003-05-05", "--format", "json"]);
    assert_eq!(
        ran.refused(1),
        "error[no-rate]: no rate from EUR to CNY for 2003-05-05 at most 7 days old: none before, \
         the first after on 2005-04-01\n |\n = help: name another day or add rates\n"
    );
}

/// A ledger may say which dollars it means; a command line may not.
#[test]
fn nobody_is_sent_to_options_that_there_are_not() {
    for (amount, said) in [
        ("5 dollars", "`dollars` may be USD, CAD, AUD, HKD or 18 others: write the code, as in `5 USD`\n"),
        ("5", "`5` names no currency: add a code, as in `5 EUR`\n"),
    ] {
        let ran = run(&["convert", amount, "--to", "EUR", "--on", "2020-01-05"]);
        assert_eq!(ran.refused(2).lines().next().unwrap(), format!("error[bad-amount]: {said}").trim_end());
    }
}

#[test]
fn a_day_past_the_last_rate_is_no_rate() {
    let folder = Folder::new();
    let rates = folder.write("own.csv", "date,base,quote,rate\n2020-10-26,USD,CNY,6.7131\n");
    let late = ["convert", "5 USD", "--to", "CNY", "--on", "2020-11-26", "--rates", &rates];
    assert!(run(&late).refused(1).starts_with(
        "error[no-rate]: no rate from USD to CNY for 2020-11-26 at most 7 days old: the last before on 2020-10-26, none after\n"
    ));
    let mut allowed = late.to_vec();
    allowed.extend(["--max-age", "none", "--format", "json"]);
    let json = run(&allowed).json();
    assert_eq!((&json["rounded"], &json["stale_days"]), (&json!("33.57"), &json!(31)));
    let text = run(&["convert", "5 USD", "--to", "CNY", "--on", "2020-10-28", "--rates", &rates]).stdout;
    assert!(text.contains("  age         2 days old; at most 7 days allowed\n"), "{text}");
    assert!(text.replace(&rates, "own.csv").contains("  rates       own.csv, until 2020-10-26\n"), "{text}");
}

#[test]
fn amounts_below_zero_bounds_and_unknowns() {
    let json = |amount: &str| {
        run(&["convert", amount, "--to", "USD", "--on", "2020-10-26", "--format", "json"]).json()
    };
    assert_eq!(json("-5.00 EUR")["rounded"], json!("-5.91"));
    let set = json("≤100 EUR");
    assert_eq!(
        (&set["rounded"], &set["amount"]["lo"], &set["amount"]["hi"]),
        (&json!(null), &json!("0"), &json!("118.19"))
    );
    assert_eq!(json("undisclosed EUR")["amount"]["hi"], json!(null));
    let rounding = [
        "convert",
        "5.00 EUR",
        "--to",
        "USD",
        "--on",
        "2020-10-26",
        "--rounding",
        "ceiling",
        "--format",
        "json",
    ];
    assert_eq!(run(&rounding).json()["rounded"], json!("5.91"));
    assert_eq!(json("5.00 USD")["legs"], json!([]));
}

#[test]
fn what_is_wrong_with_the_arguments_is_told_all_at_once() {
    let ran =
        run(&["convert", "about 3 milion yuan", "--to", "USX", "--on", "2020-10-26", "--format", "json"]);
    assert_eq!(
        ran.refused(2),
        "error[bad-amount]: `milion` in `about 3 milion yuan` is not understood; the nearest known word is `million`\n \
         --> AMOUNT:1:9\n  |\n1 | about 3 milion yuan\n  |         ^^^^^^\n\
         error[unknown-currency]: `USX` is no listed currency code, and the rates used do not name it\n \
         --> --to:1:1\n  |\n1 | USX\n  | ^^^\n  |\n  = help: the nearest are `UGX`, `USD`, `USN`\n"
    );
}

#[test]
fn units_of_the_rate_file_alone_are_known() {
    let folder = Folder::new();
    let rates = folder.write("token.csv", "date,base,quote,rate\n2020-10-26,TOKEN,USD,0.5\n");
    let ran = run(&[
        "convert",
        "3 TOKEN",
        "--to",
        "USD",
        "--on",
        "2020-10-26",
        "--rates",
        &rates,
        "--format",
        "json",
    ]);
    assert_eq!(ran.json()["rounded"], json!("1.50"));
    let back = run(&[
        "convert",
        "3 USD",
        "--to",
        "TOKEN",
        "--on",
        "2020-10-26",
        "--rates",
        &rates,
        "--format",
        "json",
    ]);
    assert_eq!(back.json()["rounded"], json!(null));
    let unknown = run(&["convert", "3 TOKEN", "--to", "USD", "--on", "2020-10-26"]);
    assert!(unknown.refused(2).starts_with("error["), "{unknown:?}");
}

#[test]
fn paths_not_taken_are_shown() {
    let folder = Folder::new();
    let rates = folder
        .write("paths.csv", "date,base,quote,rate\n2021-05-06,A,B,1\n2021-05-08,A,X,20\n2021-05-08,B,X,10\n");
    let ran = run(&[
        "convert",
        "5 A",
        "--to",
        "B",
        "--on",
        "2021-05-19",
        "--rates",
        &rates,
        "--max-age",
        "none",
        "--format",
        "json",
    ]);
    let json = ran.json();
    assert_eq!((&json["amount"]["lo"], &json["stale_days"]), (&json!("10"), &json!(11)));
    assert_eq!(json["alternatives"][0]["rate"], json!("1"));
    assert_eq!(json["alternatives"][0]["legs"][0]["date"], json!("2021-05-06"));
}

#[test]
fn past_its_last_day_the_history_is_never_guessed() {
    let folder = Folder::new();
    let convert = |more: &[&str]| {
        let mut all = vec!["convert", "100 EUR", "--to", "USD", "--on", "2026-10-31"];
        all.extend(more);
        run(&all)
    };
    for more in [&[][..], &["--max-age", "none"]] {
        assert_eq!(
            convert(more).refused(1),
            "error[no-rate]: no rate from EUR to USD for 2026-10-31: the history of ECB ends on 2026-10-30\n |\n \
             = help: name a day up to then, or use a file of rates that goes on\n"
        );
    }
    // Of a file nobody knows where it ends: its last rate serves for a week.
    let file = folder.write("own.csv", "date,base,quote,rate\n2026-10-30,EUR,USD,1.15\n");
    assert!(convert(&["--rates", &file]).stdout.contains("115.00"));
    let ledger =
        folder.write("late.toml", "[ledger]\nformat = 1\n[[entry]]\nwhen = 2026-11-02\namount = \"5 EUR\"\n");
    let ran = run(&["total", &ledger, "--to", "USD"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("ends on 2026-10-30"), "{}", ran.stdout);
}
