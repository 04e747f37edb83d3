//! The verdicts on claims of every kind, from ledgers as people write them.

#![expect(clippy::panic, clippy::indexing_slicing, reason = "a test that panics has failed")]

use adspend::amount::Interval;
use adspend::check::{Check, Report};
use adspend::file::read_text;

const HEAD: &str = r#"
[ledger]
format = 1
currencies = ["EUR", "USD"]
list = "complete"

[rates]
max-age = 7
value-date = "entry"

[[source]]
id = "paper"
published = "2020-10-26"
[[source]]
id = "undated"

[[rate]]
date = 2020-10-26
base = "EUR"
quote = "USD"
rate = "1.25"
[[rate]]
date = 2020-08-03
base = "EUR"
quote = "USD"
rate = "1.5"

[[entry]]
id = "a"
when = "2020-10-26"
amount = "100 EUR"
exact = true
tags = ["left"]
[[entry]]
id = "b"
when = "2020-10-26"
amount = "50 EUR"
exact = true
tags = ["right"]
[[entry]]
id = "c"
when = "2020-08-03"
amount = "≤30 EUR"
tags = ["right", "late"]
[[entry]]
id = "at-most-5"
amount = "≤5 EUR"
tags = ["small"]
[[entry]]
id = "at-most-12"
amount = "≤12 EUR"
tags = ["smaller"]
[[entry]]
id = "u"
amount = "undisclosed EUR"
tags = ["unknown"]
[[entry]]
id = "v"
amount = "undisclosed EUR"
tags = ["unknown-too"]
[[entry]]
id = "d"
when = "2020-10-26"
amount = "125 USD"
exact = true
tags = ["dollars"]
[[entry]]
id = "j"
when = "2020-10-26"
amount = "5 JPY"
exact = true
tags = ["yen"]
[[entry]]
id = "m"
when = "2020-10-26"
amount = { all-of = [{ exact = "5" }, { exact = "6" }], currency = "EUR" }
tags = ["malformed"]
[[entry]]
id = "z"
amount = "0 EUR"
exact = true
tags = ["zero"]
[[entry]]
id = "o"
when = "2019-05"
amount = "7 EUR"
exact = true
tags = ["month"]
[[entry]]
id = "n"
when = "2018-01-01"
amount = "0 EUR"
tags = ["rounded"]
"#;

fn set(set: Option<&Interval>) -> String {
    set.map_or_else(|| "-".to_owned(), ToString::to_string)
}

/// What a check finds, in one line: verdict, reason, items, sum against total, entries in doubt, rates, what was printed.
fn line(check: &Check) -> String {
    let reason = check.reason.map_or_else(String::new, |reason| format!("({})", reason.as_str()));
    let rates: Vec<String> = check.rates.iter().map(|rate| rate.rate.when().to_string()).collect();
    let currencies: Vec<String> = check.currencies.iter().map(ToString::to_string).collect();
    format!(
        "{}{reason}, {} in scope: {} against {} {}, in doubt [{}], breaches [{}], rates of [{}], currencies [{}]{}{}{}{}",
        check.verdict,
        check.items,
        set(check.sum.as_ref()),
        set(check.total.as_ref()),
        check.currency.map_or_else(|| "-".to_owned(), |currency| currency.to_string()),
        check.uncertain.join(" "),
        check.breaches.join(" "),
        rates.join(" "),
        currencies.join(" "),
        if check.budget.complete { "" } else { ", explanations not looked for" },
        check.vague.as_ref().map(|vague| format!(", vague: `{vague}`")).unwrap_or_default(),
        check.claimed.as_ref().map(|claimed| format!(", printed as `{claimed}`")).unwrap_or_default(),
        check.cause.as_ref().map(|cause| format!(" for {cause}")).unwrap_or_default(),
    )
}

fn held(claim: &str) -> String {
    let table = if claim.starts_with("[[") { "" } else { "[[claim]]\nid = \"claim\"\n" };
    let text = format!("{HEAD}\n{table}{claim}");
    let ledger = read_text("ledger.toml", text, &mut |_| Err(std::io::ErrorKind::NotFound.into()));
    let ledger = ledger.unwrap_or_else(|problems| panic!("{problems}\n{claim}"));
    line(&Report::of(&ledger).checks[0])
}

/// Claims with what is found of each; `UPDATE_VECTORS=1` writes what is found now, to be gone through by hand.
const FILE: &str = "tests/vectors/verdicts.txt";

#[test]
fn claims_of_every_kind() {
    let text = std::fs::read_to_string(FILE).unwrap();
    let mut found = Vec::new();
    for block in text.trim_end().split("\n\n") {
        found.push(match block.split_once("\n=>") {
            Some((claim, _)) => format!("{claim}\n=> {}", held(claim)),
            None => block.to_owned(),
        });
    }
    let found = found.join("\n\n") + "\n";
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        std::fs::write(FILE, &found).unwrap();
    }
    assert!(text.matches("\n=> ").count() > 45);
    assert_eq!(found, text);
}
