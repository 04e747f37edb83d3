//! `adspend check`.

use std::fs;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::run::{Folder, case, run};

fn checked(case_name: &str) -> (i32, Value) {
    let ran = run(&["check", &case(case_name), "--format", "json"]);
    (ran.status, ran.json())
}

fn verdicts(report: &Value) -> Vec<(&str, &str)> {
    let checks = report["checks"].as_array().unwrap().iter();
    checks.map(|check| (check["id"].as_str().unwrap(), check["verdict"].as_str().unwrap())).collect()
}

#[test]
fn the_five_cases_have_their_verdicts() {
    let (status, report) = checked("luoyang.toml");
    assert_eq!((status, &report["verdict"]), (0, &json!("consistent")));
    assert_eq!(
        verdicts(&report),
        [("total", "consistent"), ("with-contract", "consistent"), ("roll-up", "proven")]
    );
    let statuses = ["rt_twitter.toml", "france_twitter.toml", "commission_x.toml", "trump_x.toml"]
        .map(|name| checked(name).0);
    assert_eq!(statuses, [3, 0, 3, 3]);
}

#[test]
fn json_is_as_the_specification_has_it() {
    let (_, report) = checked("luoyang.toml");
    let keys = |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    let sorted = |mut keys: Vec<&str>| {
        keys.sort_unstable();
        keys.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(keys(&report), sorted(vec!["format", "verdict", "checks", "implied_rates"]));
    assert_eq!(report["format"], json!(1));
    let total = &report["checks"][0];
    assert_eq!(
        keys(total),
        sorted(vec![
            "id",
            "kind",
            "verdict",
            "reason",
            "currency",
            "items",
            "difference",
            "tolerance",
            "sum",
            "total",
            "gap",
            "implied",
            "uncertain",
            "breaches",
            "conflicts",
            "tightened",
            "blind_to",
            "needs_step",
            "plausibility_log2",
            "explanations",
            "shared",
            "also_possible",
            "budget",
        ])
    );
    assert_eq!(total["kind"], json!("total"));
    assert_eq!((&total["items"], &total["currency"]), (&json!(9), &json!("CNY")));
    assert_eq!((&total["difference"], &total["tolerance"]), (&json!("0"), &json!("1540000")));
    let set = |lo: &str, hi: &str| json!({"lo": lo, "lo_closed": true, "hi": hi, "hi_closed": true});
    assert_eq!(total["sum"], set("44385000", "45915000"));
    assert_eq!(total["total"], set("45145000", "45155000"));
    let implied = report["implied_rates"].as_array().unwrap();
    let assumptions: Vec<&str> = implied.iter().map(|one| one["assumption"].as_str().unwrap()).collect();
    assert_eq!(assumptions, ["as-printed", "amounts-exact", "mode-unknown"]);
    assert_eq!(
        keys(&implied[1]),
        sorted(vec!["base", "quote", "assumption", "pairs", "groups", "common", "outliers", "days"])
    );
    assert_eq!(implied[1]["days"], json!(["2020-10-09", "2020-10-16"]));
    assert_eq!(implied[1]["outliers"], json!(["mengjin"]));
}

#[test]
fn text_tells_people_the_same() {
    let ran = run(&["check", &case("luoyang.toml")]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    for line in [
        "total (total): consistent",
        "  It cannot be refuted at the precision given.",
        "    Mengjin         mengjin    6.5 million yuan    6,450,000 to 6,550,000",
        "    total                      45.15 million yuan  45,145,000 to 45,155,000 CNY",
        "  difference 0 CNY between the printed figures; the widths add up to 1,540,000 (±770,000)",
        "    at each entry's own day, or the mean of its period: USD ≈6,449,794, band ≈6,402,923 to",
        "    ≈6,513,539; the restatement is ≈4.5 % above",
        "    at the rate of the publication day, 2020-10-26: USD ≈6,725,667; the restatement is ≈0.21 % above",
        "    total            ≈6.693106 to ≈6.704529",
        "    in common: over ≈6.688889 to under ≈6.694130",
        "3 checks, at worst consistent: nothing is refuted; exit status 0",
    ] {
        assert!(ran.stdout.lines().any(|found| found == line), "{line}\n{}", ran.stdout);
    }
    assert!(ran.stdout.lines().all(|line| line.width() <= 100), "{}", ran.stdout);
    assert!(!ran.stdout.contains('\u{1b}'));
}

#[test]
fn one_claim_can_be_asked_for() {
    let ran = run(&["check", &case("rt_twitter.toml"), "--claim", "rt-us-ads-2016", "--format", "json"]);
    assert_eq!((ran.status, verdicts(&ran.json())), (3, vec![("rt-us-ads-2016", "unchecked")]));
    let ran = run(&["check", &case("luoyang.toml"), "--claim", "totl"]);
    assert_eq!(
        ran.refused(2),
        "error[unknown-id]: no claim or restriction has the id `totl`\n \
         --> --claim:1:1\n  |\n1 | totl\n  | ^^^^\n  |\n  = help: did you mean `total`?\n"
    );
}

/// The nine items as exact figures, one of them changed.
fn exact_luoyang(folder: &Folder, from: &str, to: &str) -> String {
    let text = fs::read_to_string(case("luoyang.toml")).unwrap();
    let text = text.replace("\namount = ", "\nexact = true\namount = ");
    let claims = text.find("[[claim]]").unwrap();
    let (entries, claims) = text.split_at(claims);
    let claims = claims.replace("exact = true\n", "");
    assert!(entries.contains(from), "{from}");
    folder.write("exact.toml", format!("{}{claims}", entries.replacen(from, to, 1)))
}

#[test]
fn a_changed_item_is_refuted_and_the_true_list_is_not() {
    let folder = Folder::new();
    let ledger = exact_luoyang(&folder, "\"6.5 million yuan\"", "\"6.5 million yuan\"");
    let ran = run(&["check", &ledger, "--claim", "total", "--format", "json"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let ledger = exact_luoyang(&folder, "\"6.5 million yuan\"", "\"5.6 million yuan\"");
    let ran = run(&["check", &ledger, "--claim", "total", "--format", "json"]);
    let total = &ran.json()["checks"][0];
    assert_eq!((ran.status, &total["verdict"]), (1, &json!("inconsistent")));
    assert_eq!(total["difference"], json!("900000"));
    let ran = run(&["check", &ledger, "--claim", "total"]);
    assert_eq!(ran.status, 1);
    for line in [
        "total (total): inconsistent",
        "  No values fit: it cannot be true as stated.",
        "  gap between the two: 895,000 to 905,000 CNY",
        "1 check, at worst inconsistent: something cannot be true as stated; exit status 1",
    ] {
        assert!(ran.stdout.lines().any(|found| found == line), "{line}\n{}", ran.stdout);
    }
}

#[test]
fn a_breach_is_listed_and_fails() {
    let folder = Folder::new();
    let text = fs::read_to_string(case("france_twitter.toml")).unwrap();
    let entry = "[[entry]]\nid = \"planted\"\nplatform = \"x\"\njurisdiction = \"FR\"\nwhen = \"2019-05\"\namount = \"10 EUR\"\n";
    let ledger = folder.write("breach.toml", format!("{text}\n{entry}"));
    let ran = run(&["check", &ledger]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.stdout.contains("  Something was spent in spite of it.\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("  should not be there: planted\n"), "{}", ran.stdout);
}

#[test]
fn colours_only_where_they_are_asked_for() {
    let plain = run(&["check", &case("luoyang.toml")]).stdout;
    let coloured = |no_color: bool| {
        let mut command = crate::run::command();
        command.env("CLICOLOR_FORCE", "1").args(["check", &case("luoyang.toml")]);
        if no_color {
            command.env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE");
        }
        crate::run::ran(command.output().unwrap()).stdout
    };
    assert_eq!(coloured(true), plain);
    assert!(coloured(false).contains("\u{1b}["));
}

#[test]
fn net_spend_takes_a_refund_with_its_weight() {
    let folder = Folder::new();
    let ledger = |total: &str| {
        let text = format!(
            "[ledger]\nformat = 1\n[[entry]]\nid = \"e\"\namount = {{ exact = \"10\", currency = \"EUR\" }}\n[[entry]]\nid = \"r\"\n\
             stage = \"refunded\"\namount = {{ exact = \"4\", currency = \"EUR\" }}\n[[claim]]\nid = \"net\"\n\
             amount = {{ exact = \"{total}\", currency = \"EUR\" }}\nweights = {{ r = -1 }}\n"
        );
        folder.write("a.toml", text)
    };
    for (total, status, verdict) in [("6", 0, "proven"), ("10", 1, "inconsistent")] {
        let ran = run(&["check", &ledger(total), "--format", "json"]);
        assert_eq!((ran.status, verdicts(&ran.json())), (status, vec![("net", verdict)]));
    }
}

#[test]
fn a_claims_own_tolerance_is_shown() {
    let folder = Folder::new();
    let ledger = |off: &str, currency: &str| {
        let text = format!(
            "[ledger]\nformat = 1\n[[entry]]\nid = \"e\"\namount = {{ exact = \"10\", currency = \"EUR\" }}\n[[claim]]\n\
             id = \"t\"\namount = {{ exact = \"{off}\", currency = \"{currency}\" }}\ntolerance = \"2\"\n"
        );
        folder.write("a.toml", text)
    };
    for (off, currency, status, line) in [
        ("12", "EUR", 0, "  within the claim's own tolerance of ±2 EUR\n"),
        ("13", "EUR", 1, "  even with the claim's own tolerance of ±2 EUR\n"),
        ("12", "USD", 3, "  with the claim's own tolerance of ±2 USD\n"),
    ] {
        let ran = run(&["check", &ledger(off, currency)]);
        assert_eq!(ran.status, status, "{}", ran.stdout);
        assert!(ran.stdout.contains(line), "{}", ran.stdout);
    }
}

#[test]
fn what_cannot_be_converted_is_named_with_its_cause() {
    let folder = Folder::new();
    let rate = |rate: &str, quote: &str, source: &str| {
        format!(
            "[[rate]]\ndate = 2020-10-26\nbase = \"EUR\"\nquote = \"{quote}\"\nrate = \"{rate}\"\nsource = \"{source}\"\n"
        )
    };
    let text = format!(
        "[ledger]\nformat = 1\n[[source]]\nid = \"a\"\n[[source]]\nid = \"b\"\n[[entry]]\nid = \"e\"\nwhen = 2020-10-26\n\
         amount = {{ exact = \"10\", currency = \"USD\" }}\n[[claim]]\nid = \"t\"\namount = {{ exact = \"9\", currency = \"EUR\" }}\n{}{}",
        rate("1.1", "USD", "a"),
        rate("1.2", "USD", "b")
    );
    let ledger = folder.write("a.toml", text);
    let ran = run(&["check", &ledger, "--claim", "t"]);
    assert_eq!(ran.status, 3, "{}{}", ran.stdout, ran.stderr);
    let words = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("`e` (10 USD): "), "{}", ran.stdout);
    assert!(words.contains("1.1") && words.contains("1.2"), "{}", ran.stdout);
}

/// Two totals of one item: the first leaves nothing of its range but an end, the second nothing to wish for.
const TOGETHER: &str = r#"
[ledger]
format = 1
currency = "EUR"
[[entry]]
id = "a"
amount = { low = "9", high = "10" }
[[entry]]
id = "b"
amount = { low = "1", high = "2" }
[[claim]]
id = "both"
scope = { entries = ["a", "b"] }
amount = { exact = "12" }
[[claim]]
id = "first"
scope = { entries = ["a"] }
amount = { low = "8", high = "11" }
[[claim]]
id = "alone"
scope = { currency = ["USD"] }
list = "complete"
amount = { exact = "0", currency = "USD" }
"#;

#[test]
fn a_claim_is_asked_for_with_the_totals_that_share_its_entries() {
    let folder = Folder::new();
    let ledger = folder.write("a.toml", TOGETHER);
    let ids = |more: &[&str]| -> Vec<String> {
        let report = run(&[&["check", &ledger, "--format", "json"], more].concat()).json();
        report["checks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|check| check["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(ids(&["--claim", "first"]), ["first", "joint/both"]);
    assert_eq!(ids(&["--claim", "alone"]), ["alone"]);
    assert_eq!(ids(&["--claim", "joint/both"]), ["joint/both"]);
    // For programs every amount is there, for people what became narrower.
    let left = run(&["check", &ledger, "--format", "json"]).json()["checks"][3]["tightened"].clone();
    let point = |at: &str| json!({"lo": at, "lo_closed": true, "hi": at, "hi_closed": true});
    assert_eq!(left, json!({"a": point("10"), "b": point("2"), "both": point("12"), "first": point("10")}));
    let text = run(&["check", &ledger, "--claim", "joint/both"]).stdout;
    assert!(text.contains("together they leave a 10 EUR\n"), "{text}");
    assert!(!text.contains("together they leave both"), "{text}");
}

#[test]
fn a_ledger_without_claims_says_so() {
    let folder = Folder::new();
    let ledger = folder.write("a.toml", "[ledger]\nformat = 1\n");
    let ran = run(&["check", &ledger]);
    assert_eq!(ran.status, 0);
    assert!(
        ran.stdout.ends_with("Nothing to check: the ledger has no claim and no restriction; exit status 0\n"),
        "{}",
        ran.stdout
    );
}

/// A total in euros, an undisclosed item in dollars.
const TWO_CURRENCIES: &str = r#"
[ledger]
format = 1
[[entry]]
id = "known"
when = 2020-10-26
amount = "100 EUR"
exact = true
[[entry]]
id = "unknown"
when = 2020-10-26
amount = { unknown = true, currency = "USD" }
[[claim]]
id = "total"
amount = { exact = "200", currency = "EUR" }
[[claim]]
id = "more"
kind = "comparison"
scope = { entries = ["known"] }
is = "more"
than = "50 USD"
"#;

#[test]
fn what_is_said_of_an_entry_is_in_its_own_currency() {
    let folder = Folder::new();
    let ledger = folder.write("two.toml", TWO_CURRENCIES);
    let ran = run(&["check", &ledger]);
    assert_eq!(ran.status, 0, "{ran:?}");
    // A euro was worth 1.1819 dollars.
    let lines: Vec<String> =
        ran.stdout.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for line in [
        "known 100 EUR 100",
        "unknown unknown USD 0 or more USD",
        "total 200 EUR 200 EUR",
        "unknown must be 118.19 USD",
        "known 100 EUR 100 EUR",
    ] {
        assert!(lines.iter().any(|found| found == line), "{line}\n{}", ran.stdout);
    }
    // Which rates: of the pair of each check, for so many entries.
    assert!(lines.iter().any(|line| line == "USD/EUR 2020-10-26 ≈0.846095 ECB 1 entry"), "{}", ran.stdout);
    assert!(lines.iter().any(|line| line == "EUR/USD 2020-10-26 1.1819 ECB 1 entry"), "{}", ran.stdout);
    let json = run(&["check", &ledger, "--format", "json"]).json();
    assert_eq!(json["checks"][0]["implied"]["unknown"]["lo"], json!("118.19"));
    assert_eq!(json["checks"][0]["currency"], json!("EUR"));
}

#[test]
fn several_currencies_need_one_to_add_them_in() {
    let folder = Folder::new();
    let entries = r#"
[[entry]]
id = "a"
when = 2020-10-26
amount = "100 EUR"
[[entry]]
id = "b"
when = 2020-10-26
amount = "10 USD"
[[claim]]
id = "part"
kind = "share"
scope = { currency = "EUR" }
of = {}
is = "most"
[[claim]]
id = "up"
kind = "change"
scope = { currency = "EUR" }
is = "more"
than = { currency = "USD" }
"#;
    let open = folder.write("open.toml", format!("[ledger]\nformat = 1\n{entries}"));
    let ran = run(&["check", &open]);
    let sentence = "  Not checked: its entries are in EUR and USD, and nothing says in which of them they are added;\n  \
                    write `currency = \"EUR\"` in [ledger].\n";
    assert_eq!((ran.status, ran.stdout.matches(sentence).count()), (3, 2), "{ran:?}");
    let json = run(&["check", &open, "--format", "json"]).json();
    assert_eq!(json["checks"][0]["reason"], json!("no-currency"));
    assert_eq!(json["checks"][1]["reason"], json!("no-currency"));
    let named = folder.write("named.toml", format!("[ledger]\nformat = 1\ncurrency = \"EUR\"\n{entries}"));
    let ran = run(&["check", &named, "--format", "json"]);
    assert_eq!((ran.status, verdicts(&ran.json())), (0, vec![("part", "proven"), ("up", "proven")]));
}

/// A ledger of one known entry, and this claim.
fn with_claim(folder: &Folder, claim: &str) -> String {
    let entry = "[ledger]\nformat = 1\n[[entry]]\nid = \"a\"\namount = \"100 EUR\"\n[[claim]]\nid = \"it\"\n";
    folder.write("claim.toml", format!("{entry}{claim}"))
}

#[test]
fn a_word_without_a_number_is_called_so() {
    let folder = Folder::new();
    let said = |claim: &str| {
        let ran = run(&["check", &with_claim(&folder, claim)]);
        assert_eq!(ran.status, 3, "{ran:?}");
        ran.stdout.replace("\n  ", " ")
    };
    let word = "`insignificant` is a word without a number; write `is = { low = …, high = … }` to have it checked.\n";
    let share = "kind = \"share\"\nof = {}\nis = \"insignificant\"\n";
    assert!(said(share).contains(&format!("it (share): unchecked (unknown) Not checked: {word}")));
    let empty = said(&format!("{share}scope = {{ tag = \"none\" }}\n"));
    let both = format!(
        "Not checked: no entry is in its scope, and nothing says that the list is complete; and {word}"
    );
    assert!(empty.contains(&both), "{empty}");
    // A number in words would not be read: it is refused.
    for (is, help) in [
        ("\"60%\"", "write `{ low = \"0.6\", high = \"0.6\" }`, or what it may be between"),
        ("\"0.25\"", "write `{ low = \"0.25\", high = \"0.25\" }`, or what it may be between"),
        ("\"2/3\"", "write `{ low = \"2/3\", high = \"2/3\" }`, or what it may be between"),
        ("\"60 to 70%\"", "write its ends from 0 to 1, as in `{ low = \"0.6\", high = \"0.7\" }`"),
        ("{ low = \"0.5\", high = \"60\" }", "write `0.6` for 60 %"),
        ("{ low = \"-1\" }", "write `0.6` for 60 %"),
    ] {
        let claim = with_claim(&folder, &format!("kind = \"share\"\nof = {{}}\nis = {is}\n"));
        let ran = run(&["check", &claim]);
        assert!(ran.refused(2).contains(&format!("= help: {help}\n")), "{is}: {ran:?}");
    }
}

#[test]
fn what_is_unchecked_names_its_reason_and_the_next_step() {
    let folder = Folder::new();
    let ran = run(&["check", &with_claim(&folder, "kind = \"none\"\nscope = { tag = \"none\" }\n")]);
    let text = ran.stdout.replace("\n  ", " ");
    let said = "it (none): unchecked (not-covered) Not checked: no complete source covers its scope, so silence proves nothing; \
                if nothing is missing, write `list = \"complete\"` on it, or a `[[coverage]]` of a source that is complete.\n";
    assert!(text.contains(said), "{text}");
}

/// What the comments at the head of a case say of each claim is what is printed.
#[test]
fn the_comments_of_a_case_agree_with_what_is_printed() {
    let text = fs::read_to_string(case("rt_twitter.toml")).unwrap();
    let comments = text.lines().take_while(|line| line.starts_with('#')).filter(|line| line.contains("): "));
    let comments: Vec<String> = comments
        .map(|line| {
            let said = line.trim_start_matches("# ").split(": ").next().unwrap();
            said.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect();
    let ran = run(&["check", &case("rt_twitter.toml")]);
    let printed: Vec<String> = ran
        .stdout
        .lines()
        .filter(|line| line.contains("): unchecked"))
        .map(|line| format!("{} {}", line.split(' ').next().unwrap(), line.split_once(": ").unwrap().1))
        .collect();
    assert_eq!(comments, printed);
    assert_eq!(comments.len(), 6);
}

#[test]
fn items_are_listed_once() {
    let text = run(&["check", &case("luoyang.toml")]).stdout;
    assert_eq!(text.lines().filter(|line| line.contains("6.5 million yuan  ")).count(), 1, "{text}");
    for part in [
        "    items: as in `total`, and\n    Publicity department of Luoy…  douyin-contract  250,000 yuan ",
        "    items: as in `total`\n    sum           44,385,000 to 45,915,000 CNY\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    // Asked for alone, a check lists its own.
    let alone = run(&["check", &case("luoyang.toml"), "--claim", "roll-up"]).stdout;
    assert!(!alone.contains("as in") && alone.contains("  6.5 million yuan  "), "{alone}");
}

#[test]
fn what_follows_from_the_implied_rates_is_said() {
    let sentence = "  So, with restatements rounded to nearest, one rate is possible only if 6.5 million yuan (mengjin)\n  \
                    is itself a rounded figure.\n";
    let text = run(&["check", &case("luoyang.toml")]).stdout;
    assert!(text.contains(sentence), "{text}");
    // Restated at one rate throughout, exact amounts will do, and nothing follows.
    let folder = Folder::new();
    let ledger = fs::read_to_string(case("luoyang.toml"))
        .unwrap()
        .replace("about 972,000 dollars", "about 970,000 dollars");
    let text = run(&["check", &folder.write("other.toml", ledger)]).stdout;
    assert!(text.contains("amounts-exact") && !text.contains("one rate is possible"), "{text}");
}

#[test]
fn an_inconsistent_total_is_explained_where_that_is_asked() {
    let folder = Folder::new();
    let ledger = exact_luoyang(&folder, "3.05 million yuan", "5.03 million yuan");
    let plain = run(&["check", &ledger, "--format", "json"]).json();
    assert_eq!(plain["checks"][0]["explanations"], json!([]));
    assert_eq!(plain["checks"][0]["budget"], json!({"tried": 0, "complete": false}));
    let ran = run(&["check", &ledger, "--explain", "--format", "json"]);
    assert_eq!(ran.status, 1);
    let report = ran.json();
    let check = &report["checks"][0];
    let swap =
        check["explanations"].as_array().unwrap().iter().find(|it| it["family"] == json!("swap")).unwrap();
    assert_eq!(
        (&swap["target"], &swap["from"], &swap["to"]),
        (&json!("items"), &json!("5030000"), &json!("3050000"))
    );
    assert!(swap["bits"].is_string() && swap["chance_hits"].is_string());
    assert_eq!(check["budget"]["complete"], json!(true));
    let text = run(&["check", &ledger, "--explain"]).stdout;
    assert!(text.contains("would explain it (nothing is corrected):"), "{text}");
    assert!(!run(&["check", &ledger]).stdout.contains("would explain it"));
}

#[test]
fn what_is_no_sum_is_not_explained_and_figures_are_grouped() {
    let folder = Folder::new();
    let entry = |(id, amount): (&str, &str)| {
        format!("[[entry]]\nid = \"{id}\"\namount = {{ exact = \"{amount}\" }}\n")
    };
    let entries: String = [("a", "343981"), ("b", "1415609"), ("c", "373472")].map(entry).concat();
    let ledger = format!(
        "[ledger]\nformat = 1\ncurrency = \"EUR\"\nlist = \"complete\"\n{entries}\
         [[claim]]\nid = \"t\"\namount = {{ exact = \"373472\" }}\n\
         [[claim]]\nid = \"s\"\nkind = \"comparison\"\nthan = {{ exact = \"100\" }}\nis = \"less\"\n"
    );
    let ledger = folder.write("two.toml", ledger);
    let words = |more: &[&str]| {
        let text = run(&[&["check", &ledger], more].concat()).stdout;
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let text = words(&["--explain"]);
    assert!(text.contains("1. the total leaves out `a` and `b`: 373,472 would be 2,133,062 ("), "{text}");
    assert!(text.contains("no explanation is looked for: only sums are explained"), "{text}");
    assert!(text.contains("Of explanations, the fewer bits the likelier"), "{text}");
    let plain = words(&[]);
    assert!(!plain.contains("explan"), "{plain}");
}

#[test]
fn a_tax_is_a_factor_that_the_caller_names() {
    let folder = Folder::new();
    let ledger = |total: &str| {
        let entry = |(id, amount): (&str, &str)| {
            format!("[[entry]]\nid = \"{id}\"\namount = {{ exact = \"{amount}\" }}\n")
        };
        let entries: String = [("a", "343980"), ("b", "1415605"), ("c", "373475")].map(entry).concat();
        let head = "[ledger]\nformat = 1\ncurrency = \"EUR\"\nlist = \"complete\"\n";
        format!("{head}{entries}[[claim]]\nid = \"t\"\namount = {{ exact = \"{total}\" }}\n")
    };
    let with_tax = folder.write("with.toml", ledger("2559672"));
    let words = |ledger: &str, more: &[&str]| {
        let text = run(&[&["check", ledger, "--explain"], more].concat()).stdout;
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let sentence = "1. the total has another tax or fee: 2,559,672 with a factor of 1.2 would be 2,133,060 (";
    let text = words(&with_tax, &["--factor", "1.1", "--factor", "1.2"]);
    assert!(text.contains(sentence), "{text}");
    assert!(!words(&with_tax, &["--factor", "1.19"]).contains("tax or fee"));
    assert!(!words(&with_tax, &[]).contains("tax or fee"));
    let without = folder.write("without.toml", ledger("1777550"));
    let sentence = "the total has another tax or fee: 1,777,550 without a factor of 1.2 would be 2,133,060 (";
    let text = words(&without, &["--factor", "1.2"]);
    assert!(text.contains(sentence), "{text}");
}
