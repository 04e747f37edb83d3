//! `adspend total`.

use adspend::exact::{Ratio, Rounding};
use serde_json::{Value, json};

use crate::run::{Folder, case, run};

fn total(arguments: &[&str]) -> Value {
    let luoyang = case("luoyang.toml");
    let mut all = vec!["total", &luoyang, "--format", "json"];
    all.extend(arguments);
    let ran = run(&all);
    assert_eq!(ran.status, 0, "{ran:?}");
    ran.json()
}

fn whole(value: &Value) -> String {
    let ratio: Ratio = value.as_str().unwrap().parse().unwrap();
    ratio.round_to_decimals(0, Rounding::HalfAway).value.to_string()
}

#[test]
fn json_is_as_the_specification_has_it() {
    assert_eq!(
        total(&[]),
        json!({
            "groups": [{
                "key": {}, "currency": "CNY",
                "total": {"lo": "44385000", "lo_closed": true, "hi": "45915000", "hi_closed": true},
                "printed": "45150000", "rounded": "45150000.00", "rounded_each": "45150000.00", "band": null,
                "exact": 0, "bounded": 9, "unknown": 0, "excluded": {"stage": 1}
            }],
            "rates": null, "converted_share": null, "unconverted": []
        })
    );
}

#[test]
fn the_figures_of_the_fifth_case() {
    let month_mean = total(&["--to", "USD"]);
    assert_eq!(whole(&month_mean["groups"][0]["printed"]), "6449794");
    assert_eq!(month_mean["groups"][0]["rounded"], json!("6449794.32"));
    assert_eq!(month_mean["rates"]["source"], json!("ECB"));
    let inverse = total(&["--to", "USD", "--mean", "base-per-quote"]);
    assert_eq!(whole(&inverse["groups"][0]["printed"]), "6449623");
    let published = total(&["--to", "USD", "--on", "2020-10-26"]);
    assert_eq!(whole(&published["groups"][0]["printed"]), "6725667");
    assert_eq!(published["groups"][0]["rounded_each"], json!("6725666.72"));
}

#[test]
fn the_band_runs_from_the_least_to_the_greatest_rates() {
    let group = &total(&["--to", "USD"])["groups"][0];
    assert_eq!(
        (whole(&group["band"]["lo"]), whole(&group["band"]["hi"])),
        ("6402923".to_owned(), "6513539".to_owned())
    );
}

#[test]
fn conditions_stages_and_groups() {
    let with_contract = total(&["--stage", "spent,committed"]);
    assert_eq!(with_contract["groups"][0]["printed"], json!("45400000"));
    let one = total(&["--where", "sponsor=cn/luoyang/mengjin,cn/luoyang/song", "--where", "during=2019-08"]);
    assert_eq!(one["groups"][0]["printed"], json!("6500000"));
    let under = total(&["--where", "sponsor-under=cn/henan", "--by", "sponsor", "--per", "year"]);
    let groups = under["groups"].as_array().unwrap();
    // Nine counties, and the publicity department, of which nothing is counted.
    assert_eq!(groups.len(), 10);
    assert_eq!(groups.iter().filter(|group| group["excluded"] == json!({"stage": 1})).count(), 1);
    assert_eq!(groups[0]["key"], json!({"sponsor": "cn/luoyang/luanchuan", "period": "2020"}));
}

#[test]
fn text_has_the_figure_and_what_it_may_be() {
    let ran = run(&["total", &case("luoyang.toml"), "--to", "USD", "--on", "2020-10-26"]);
    assert_eq!(ran.status, 0);
    assert_eq!(
        ran.stdout,
        "County media centres of Luoyang, 2018–2020\n             \
         by sum       by each  bounded  left out\n  \
         USD  6,725,666.73  6,725,666.72        9  1 of another stage\n\n       \
         may be\n  USD  ≈6,611,710 to ≈6,839,623\n\n  \
         9 of 9 entries converted to USD\n  \
         rates: ECB, built in, until 2026-10-30; value date 2020-10-26, policy freshest-path\n  \
         rates used, units of the second currency for one of the first\n    \
         CNY/USD  2020-10-26  ≈0.148963  ECB  9 entries\n"
    );
}

#[test]
fn what_is_not_converted_is_listed_and_fails() {
    let folder = Folder::new();
    let rates = folder.write("own.csv", "date,base,quote,rate\n2019-09-10,CNY,USD,0.14\n");
    let arguments = [
        "total",
        &case("luoyang.toml"),
        "--to",
        "USD",
        "--rates",
        &rates,
        "--on",
        "entry-end",
        "--max-age",
        "30",
    ];
    let ran = run(&arguments);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("  5 entries are not converted and not in the sums:\n"), "{}", ran.stdout);
    let mut json = arguments.to_vec();
    json.extend(["--format", "json"]);
    let json = run(&json).json();
    assert_eq!(json["converted_share"], json!("4/9"));
    assert_eq!(json["unconverted"].as_array().unwrap().len(), 5);
}

#[test]
fn figures_alone_have_what_they_may_be() {
    let folder = Folder::new();
    let list = folder.write(
        "list.csv",
        "when,sponsor,amount,currency\n2019-05-02,a,≤100,EUR\n2019-05-03,a,2.51,EUR\n2019-05-03,b,about 5000,EUR\n\
         2019-05-03,c,undisclosed,EUR\n2019-05-03,d,1.2 million,JPY\n2019-05-03,e,7,JPY\n",
    );
    let ran = run(&["total", &list, "--by", "sponsor", "--csv"]);
    assert_eq!(
        (ran.status, ran.stdout.as_str()),
        (
            0,
            "sponsor,currency,total,least,greatest,entries,left_out\n\
             a,EUR,,2.51,102.51,2,0\n\
             b,EUR,5000.00,4500.00,5500.00,1,0\n\
             c,EUR,,0.00,,1,0\n\
             d,JPY,1200000,1150000,1250000,1,0\n\
             e,JPY,7,7,7,1,0\n"
        )
    );
    // Ends that fall between minor units are rounded outwards.
    let ran = run(&["total", &list, "--by", "sponsor", "--where", "sponsor=a", "--to", "JPY", "--csv"]);
    let row: Vec<&str> = ran.stdout.lines().nth(1).unwrap().split(',').collect();
    let exact = run(&["total", &list, "--where", "sponsor=a", "--to", "JPY", "--format", "json"]).json();
    let end = |key: &str| exact["groups"][0]["total"][key].as_str().unwrap().parse::<Ratio>().unwrap();
    assert_eq!(
        (row[2], row[3], row[4]),
        ("", end("lo").floor().to_string().as_str(), end("hi").ceiling().to_string().as_str())
    );
    assert!(!end("lo").is_integer() && !end("hi").is_integer());
}

/// A range may have equal ends: what it leaves is known, though nobody printed it.
#[test]
fn bounds_that_leave_one_value_leave_a_figure() {
    let folder = Folder::new();
    let list = |high: &str| {
        let rows =
            format!("e1,s,1100,EUR\ne2,s,\"{{ low = \"\"5\"\", high = \"\"{high}\"\" }}\",EUR\ne3,t,7,EUR\n");
        folder.write(&format!("{high}.csv"), format!("id,sponsor,amount,currency\n{rows}"))
    };
    let ran = |list: &str, more: &str| run(&["total", list, "--by", "sponsor", more]).stdout;
    let one = list("5");
    let (text, csv) = (ran(&one, "--rates-used"), ran(&one, "--csv"));
    assert!(
        text.contains("s        EUR  1,105.00      1        1\n") && !text.contains("not known"),
        "{text}"
    );
    assert!(!text.contains("may be"), "{text}");
    assert!(csv.contains("\ns,EUR,,1105.00,1105.00,2,0\nt,EUR,7.00,7.00,7.00,1,0\n"), "{csv}");
    let several = list("6");
    let (text, csv) = (ran(&several, "--rates-used"), ran(&several, "--csv"));
    assert!(text.contains("s        EUR  not known      1        1\n"), "{text}");
    assert!(csv.contains("\ns,EUR,,1105.00,1106.00,2,0\n"), "{csv}");
}

/// In the order that was asked for, in units of which nobody knows the smallest, and with a name for each column.
#[test]
fn figures_alone_are_those_of_the_text() {
    let folder = Folder::new();
    let list = folder.write(
        "cents.csv",
        "when,amount,currency\n2024-01-05,0.01,EUR\n2024-01-05,0.01,EUR\n2024-01-05,0.01,EUR\n",
    );
    let rates =
        folder.write("rates.csv", "date,base,quote,rate\n2024-01-05,EUR,USD,1.4\n2024-01-05,EUR,XAU,0.3\n");
    let row = |more: &[&str]| {
        let ran = run(&[&["total", "--csv"], more].concat());
        assert_eq!(ran.status, 0, "{ran:?}");
        ran.stdout.split_once('\n').unwrap().1.to_owned()
    };
    assert_eq!(row(&[&list, "--rates", &rates, "--to", "USD"]), "USD,0.04,0.04,0.04,3,0\n");
    assert_eq!(
        row(&[&list, "--rates", &rates, "--to", "USD", "--order", "each"]),
        "USD,0.03,0.03,0.03,3,0\n"
    );
    assert_eq!(row(&[&list, "--rates", &rates, "--to", "XAU"]), "XAU,0.009,0.009,0.009,3,0\n");
    let gold = folder.write(
        "gold.csv",
        "when,amount,currency\n2024-01-05,12.5,XAU\n2024-01-05,≤3,XAU\n2024-01-06,2,EUR\n",
    );
    assert_eq!(row(&[&gold]), "EUR,2.00,2.00,2.00,1,0\nXAU,,12.5,15.5,2,0\n");
    let by = run(&["total", &gold, "--by", "currency", "--csv"]).stdout;
    assert!(by.starts_with("original_currency,currency,total,"), "{by}");
}

#[test]
fn campaigns_of_a_list_are_there_where_they_are_asked_for() {
    let folder = Folder::new();
    let rows = |second: &str| {
        format!(
            "when,sponsor,campaign,amount,currency\n2019-05-02,ada,ad-1,5,EUR\n2019-05-03,ada,{second},≤100,EUR\n2019-05-04,bob,ad-1,2,EUR\n"
        )
    };
    let list = folder.write("ads.csv", rows("ad-2"));
    let csv = |more: &[&str]| {
        let ran = run(&[&["total", &list, "--csv"], more].concat());
        assert_eq!(ran.status, 0, "{ran:?}");
        ran.stdout
    };
    let head = "currency,total,least,greatest,entries,left_out\n";
    assert_eq!(
        csv(&["--by", "sponsor", "--where", "sponsor=bob"]),
        format!("sponsor,{head}bob,EUR,2.00,2.00,2.00,1,0\n")
    );
    assert_eq!(csv(&["--where", "campaign=ad-1"]), format!("{head}EUR,7.00,7.00,7.00,2,0\n"));
    assert_eq!(
        csv(&["--by", "campaign", "--where", "campaign=ad-1"]),
        format!("campaign,{head}ad-1,EUR,7.00,7.00,7.00,2,0\n")
    );
    assert_eq!(csv(&["--where", "campaign-under=ad-1"]), csv(&["--where", "campaign=ad-1"]));
    // What is no id is refused, asked for or not.
    let broken = folder.write("broken.csv", rows("ad 2"));
    let [without, with] =
        [vec!["total", &broken], vec!["total", &broken, "--by", "campaign"]].map(|it| run(&it));
    assert_eq!((without.status, without.stderr), (with.status, with.stderr.clone()));
    assert!(with.stderr.contains("broken.csv:3:16"), "{}", with.stderr);
}

#[test]
fn bad_conditions_are_refused() {
    let first_line = |arguments: &[&str]| {
        let luoyang = case("luoyang.toml");
        let mut all = vec!["total", &luoyang];
        all.extend(arguments);
        run(&all).refused(2).lines().next().unwrap().to_owned()
    };
    assert_eq!(first_line(&["--where", "sponser=x"]), "error[unknown-key]: `sponser` is no key of a scope");
    assert_eq!(
        first_line(&["--where", "sponsor=cn/loyang"]),
        "error[unknown-id]: no actor of the ledger has the id `cn/loyang`"
    );
    assert_eq!(
        first_line(&["--max-age", "3"]),
        "error[conflicting-keys]: `--max-age` is about a conversion, and none is asked for"
    );
    assert!(first_line(&["--by", "month"]).ends_with(": `month` is a period: write `--per month`"));
    let colour = first_line(&["--by", "colour"]);
    assert!(colour.contains("`colour` is nothing to group by: write sponsor, "), "{colour}");
    assert!(colour.ends_with("tag or source; periods are asked for with `--per`"), "{colour}");
    assert!(first_line(&["--order", "both"]).contains("`both` is no order of rounding"));
}

#[test]
fn where_nothing_is_converted_no_sum_is_made_up() {
    let folder = Folder::new();
    let entries = "[[entry]]\nwhen = 1990-01-01\namount = \"5 EUR\"\n[[entry]]\nwhen = 1990-01-01\namount = \"7 EUR\"\n";
    let ledger = folder.write("old.toml", format!("[ledger]\nformat = 1\n{entries}"));
    let ran = run(&["total", &ledger, "--to", "USD"]);
    assert_eq!(ran.status, 1);
    for part in ["\n  USD  none  2 not converted\n", "\n  0 of 2 entries converted to USD\n"] {
        assert!(ran.stdout.contains(part), "{part}\n{}", ran.stdout);
    }
    assert!(!ran.stdout.contains("0.00"), "{}", ran.stdout);
    let group = &run(&["total", &ledger, "--to", "USD", "--format", "json"]).json()["groups"][0];
    for key in ["printed", "rounded", "rounded_each"] {
        assert_eq!(group[key], Value::Null, "{key}");
    }
    // One that was in dollars already is no conversion, and no entry is no share.
    let dollars = "[[entry]]\nwhen = 2020-10-24\namount = \"5 EUR\"\n[[entry]]\namount = \"7 USD\"\n";
    let ledger = folder.write("some.toml", format!("[ledger]\nformat = 1\n{dollars}"));
    let ran = run(&["total", &ledger, "--to", "USD"]);
    let line = "\n  1 of 2 entries converted to USD (1 at a rate of an earlier day), 1 in USD already\n";
    assert!(ran.stdout.contains(line), "{}", ran.stdout);
    let ran = run(&["total", &ledger, "--to", "USD", "--stage", "offered"]);
    assert!(!ran.stdout.contains("converted") && !ran.stdout.contains('%'), "{}", ran.stdout);
}

#[test]
fn every_rate_used_is_named() {
    let ran = run(&["total", &case("luoyang.toml"), "--to", "USD"]);
    let rates = ran.stdout.split("  rates used, units of the second currency for one of the first\n").nth(1);
    assert_eq!(
        rates.unwrap().lines().collect::<Vec<_>>(),
        [
            "    CNY/USD  2018-12  ≈0.145212  ECB, mean of 19 days  2 entries",
            "    CNY/USD  2019-05  ≈0.145765  ECB, mean of 22 days  1 entry",
            "    CNY/USD  2019-08  ≈0.141601  ECB, mean of 22 days  1 entry",
            "    CNY/USD  2019-09  ≈0.140495  ECB, mean of 21 days  4 entries",
            "    CNY/USD  2020-02  ≈0.142919  ECB, mean of 20 days  1 entry",
        ]
    );
    let folder = Folder::new();
    let entries: Vec<String> =
        (1..=15).map(|day| format!("[[entry]]\nwhen = 2020-10-{day:02}\namount = \"5 EUR\"\n")).collect();
    let ledger = folder.write("many.toml", format!("[ledger]\nformat = 1\n{}", entries.concat()));
    let some = run(&["total", &ledger, "--to", "USD"]).stdout;
    assert!(some.ends_with("\n    and 3 more: `--rates-used` lists them all\n"), "{some}");
    let lines = |text: &str| text.lines().filter(|line| line.contains("EUR/USD")).count();
    assert_eq!(lines(&some), 12);
    let all = run(&["total", &ledger, "--to", "USD", "--rates-used"]).stdout;
    assert_eq!((lines(&all), all.contains("more")), (15, false), "{all}");
    assert!(all.contains("    EUR/USD  2020-10-03  1.173   ECB, of the day before  1 entry\n"), "{all}");
}

#[test]
fn a_list_of_entries_alone_is_a_ledger_and_figures_alone_are_csv() {
    let folder = Folder::new();
    let rows = "when,sponsor,platform,campaign,currency,amount\n\
                2019-08-05,b,x,,GBP,3392.51\n\
                2019-08-06,a,x,,USD,10\n\
                2019-09-01,a,y,,USD,0.005\n\
                2019-09,a,y,,USD,≤100\n";
    let file = folder.write("rows.csv", rows);
    let ran = run(&["total", &file, "--by", "sponsor", "--per", "month", "--csv"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert_eq!(
        ran.stdout,
        "sponsor,period,currency,total,least,greatest,entries,left_out\n\
         a,2019-08,USD,10.00,10.00,10.00,1,0\n\
         a,2019-09,USD,,0.00,100.01,2,0\n\
         b,2019-08,GBP,3392.51,3392.51,3392.51,1,0\n"
    );
    // The figures are those of JSON.
    let ran = run(&["total", &file, "--by", "sponsor", "--to", "USD", "--csv"]);
    let json = run(&["total", &file, "--by", "sponsor", "--to", "USD", "--format", "json"]).json();
    let figures: Vec<String> = json["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| group["rounded"].as_str().unwrap_or_default().to_owned())
        .collect();
    let printed: Vec<&str> = ran.stdout.lines().skip(1).map(|line| line.split(',').nth(2).unwrap()).collect();
    assert_eq!(printed, figures);
}

#[test]
fn what_is_wrong_in_a_list_alone_is_shown_in_its_own_lines() {
    let folder = Folder::new();
    let file = folder.write("rows.csv", "when,currency,amount\n2019-08-05,EUR,1\n2019-08-06,EUR,much\n");
    let ran = run(&["total", &file]);
    let message = ran.refused(2);
    assert!(message.contains("rows.csv:3:16") && message.contains("3 | 2019-08-06,EUR,much"), "{message}");
    assert!(!message.contains("entries ="), "{message}");
}

#[test]
fn what_is_in_no_figure_is_said() {
    let folder = Folder::new();
    let file = folder.write(
        "rows.csv",
        "when,sponsor,currency,amount\n2019-08-05,a,DEM,5\n2019-08-05,a,USD,7\n1998-01-05,a,CNY,9\n",
    );
    let ran = run(&["total", &file, "--to", "USD", "--csv"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.ends_with(",1\n"), "{}", ran.stdout);
    assert_eq!(
        ran.stderr,
        "warning: entries that are in no figure: 1; they could not be converted, or have no meaning: `--format json` lists them\n"
    );
    let ran = run(&["total", &file, "--csv", "--format", "json"]);
    assert!(ran.refused(2).contains("cannot be used with"), "{}", ran.stderr);
}

/// By figures, and where there is none by the least it may be; currency by currency; what is not known to be anything is last.
#[test]
fn the_largest_groups_come_first() {
    let folder = Folder::new();
    let list = folder.write(
        "list.csv",
        "sponsor,amount,currency\na,5,EUR\nb,≤100,EUR\nc,70,EUR\nd,≥30,EUR\ne,undisclosed,EUR\nf,9,CHF\n",
    );
    let ordered = |more: &[&str]| {
        let ran = run(&[&["total", &list, "--by", "sponsor", "--largest-first"], more].concat());
        assert_eq!(ran.status, 0, "{ran:?}");
        ran
    };
    let csv = ordered(&["--csv"]).stdout;
    let first = |line: &str| line.split([',', ' ']).find(|word| !word.is_empty()).unwrap().to_owned();
    let of_csv: Vec<String> = csv.lines().skip(1).map(first).collect();
    assert_eq!(of_csv, ["f", "c", "d", "a", "b", "e"]);
    let text = ordered(&[]).stdout;
    let of_text: Vec<String> = text.lines().skip(1).take(6).map(first).collect();
    assert_eq!(of_text, of_csv);
    let json = ordered(&["--format", "json"]).json();
    let groups = json["groups"].as_array().unwrap().iter();
    assert!(groups.map(|group| group["key"]["sponsor"].as_str().unwrap()).eq(&of_csv));
    // The twin: by their keys, unless that is asked for.
    let by_key = run(&["total", &list, "--by", "sponsor", "--csv"]).stdout;
    assert!(by_key.lines().skip(1).map(first).eq(["a", "b", "c", "d", "e", "f"]));
}

#[test]
fn ids_have_their_names_beside_them() {
    let folder = Folder::new();
    let ledger = folder.write(
        "ledger.toml",
        "[ledger]\nformat = 1\n[[actor]]\nid = \"a\"\nname = \"A, \\\"B\\\" & Co\"\n[[actor]]\nid = \"b\"\n\
         [[source]]\nid = \"s\"\ntitle = \"Register\"\n\
         [[entry]]\nid = \"1\"\nsponsor = \"a\"\nsource = \"s\"\namount = \"5 EUR\"\n\
         [[entry]]\nid = \"2\"\nsponsor = \"b\"\npurpose = \"a\"\namount = \"6 EUR\"\n",
    );
    let by = ["total", &ledger, "--by", "sponsor,source,purpose"];
    let text = run(&by).stdout;
    assert_eq!(
        text.lines().take(3).collect::<Vec<_>>(),
        [
            "  sponsor               source            purpose        sum  bounded",
            "  a        A, \"B\" & Co  s       Register  (none)   EUR  5.00        1",
            "  b                     (none)            a        EUR  6.00        1",
        ]
    );
    let csv = run(&[&by[..], &["--csv", "--names"]].concat()).stdout;
    assert_eq!(
        csv,
        "sponsor,sponsor_name,source,source_name,purpose,currency,total,least,greatest,entries,left_out\n\
         a,\"A, \"\"B\"\" & Co\",s,Register,,EUR,5.00,4.50,5.50,1,0\n\
         b,,,,a,EUR,6.00,5.50,6.50,1,0\n"
    );
    // Columns of programs do not move unless somebody asks for that.
    assert!(run(&[&by[..], &["--csv"]].concat()).stdout.starts_with("sponsor,source,purpose,currency,"));
    assert_eq!(run(&[&by[..], &["--names"]].concat()).status, 2);
}
