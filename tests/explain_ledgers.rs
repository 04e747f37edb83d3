//! What a ledger knows beside a total that explains its gap: entries outside the scope, dates and rates, groups. Each kind with a
//! negative twin that is off by one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use adspend::check::{Check, ExplainContext, Explanation, Family, Report, TotalCheck, Verdict};
use adspend::file;

const HEAD: &str = r#"
[ledger]
format = 1
currency = "EUR"
list = "complete"
[rates]
max-age = 7
[[source]]
id = "paper"
published = "2020-10-05"
[[platform]]
id = "x"
[[platform]]
id = "y"
"#;

/// Items of the total, dated within October, whose sum is 2,177,409.
const ITEMS: &str = r#"
[[entry]]
id = "a"
amount = { exact = "343981" }
when = "2020-10-05"
platform = "x"
tags = ["north"]
[[entry]]
id = "b"
amount = { exact = "1415609" }
when = "2020-10-06"
platform = "y"
tags = ["south"]
[[entry]]
id = "c"
amount = { exact = "373472" }
when = "2020-10-07"
platform = "x"
tags = ["north"]
[[entry]]
id = "d"
amount = { exact = "44347" }
when = "2020-10-08"
platform = "y"
tags = ["south"]
"#;
const SUM: i64 = 2_177_409;

fn report(more: &str, claim: &str) -> Report {
    let text =
        format!("{HEAD}{ITEMS}{more}\n[[claim]]\nid = \"t\"\nkind = \"total\"\nsource = \"paper\"\n{claim}");
    let none = &mut |name: &str| Err(std::io::Error::other(format!("{name} is not expected")));
    let ledger = file::read_text("ledger.toml", text, none).unwrap_or_else(|problems| panic!("{problems}"));
    Report::explained(&ledger, &ExplainContext::new(), TotalCheck::TRIES_MAX)
}

fn check(more: &str, claim: &str) -> Check {
    let check = report(more, claim).checks.remove(0);
    assert_eq!(check.verdict, Verdict::Inconsistent, "{claim}");
    check
}

fn total(scope: &str, total: i64) -> String {
    format!("scope = {{ {scope} }}\namount = {{ exact = \"{total}\" }}\n")
}

fn of(check: &Check, family: Family) -> Option<&Explanation> {
    check.explanations.iter().find(|it| it.family == family)
}

/// An entry `o` of 88,123 that the scope does not take for some reason, and the total counts.
fn is_told_as_outside(more: &str, scope: &str, reason: &str) {
    let entry = format!("[[entry]]\nid = \"o\"\namount = {{ exact = \"88123\" }}\n{more}\n");
    let found = check(&entry, &total(scope, SUM + 88_123));
    let best = &found.explanations[0];
    assert_eq!((best.family, best.entries.as_slice()), (Family::Outside, &["o".to_owned()][..]), "{reason}");
    assert_eq!((best.from.clone(), best.to.as_str()), (format!("0 ({reason})"), "88123"));
    let off_by_one = check(&entry, &total(scope, SUM + 88_124));
    assert_eq!(of(&off_by_one, Family::Outside), None, "{reason}");
}

#[test]
fn entries_outside_the_scope_are_told_with_the_reason() {
    is_told_as_outside("role = \"memo\"", "", "memo");
    is_told_as_outside("stage = \"committed\"", "", "committed");
    is_told_as_outside("when = \"2020-11-02\"", "during = \"2020-10\"", "other period");
    is_told_as_outside("tags = [\"east\"]", "tag = [\"north\", \"south\"]", "other tag");
    is_told_as_outside(
        "platform = \"z\"\n[[platform]]\nid = \"z\"",
        "platform = [\"x\", \"y\"]",
        "other platform",
    );
    // The old version of `d` is counted beside the new one.
    let superseded = "[[entry]]\nid = \"old\"\namount = { exact = \"88123\" }\n[[entry]]\nid = \"new\"\namount = { exact = \"1\" }\nsupersedes = \"old\"\n";
    let found = check(superseded, &total("", SUM + 1 + 88_123));
    let best = &found.explanations[0];
    assert_eq!((best.family, best.from.as_str()), (Family::Outside, "0 (superseded)"));
    assert_eq!(of(&check(superseded, &total("", SUM + 1 + 88_124)), Family::Outside), None);
}

#[test]
fn all_entries_outside_for_one_reason_are_told_together() {
    let memo = |id: &str, amount: &str| {
        format!("[[entry]]\nid = \"{id}\"\namount = {{ exact = \"{amount}\" }}\nrole = \"memo\"\n")
    };
    let memos = memo("m", "88000") + &memo("n", "123");
    let found = check(&memos, &total("", SUM + 88_123));
    assert_eq!(of(&found, Family::Outside).unwrap().entries, ["m", "n"]);
    assert_eq!(of(&check(&memos, &total("", SUM + 88_122)), Family::Outside), None);
}

/// Dollars at one rate on the entry's day, at another two days later, and on the day of publication.
const DOLLARS: &str = r#"
[[entry]]
id = "o"
amount = { exact = "100003", currency = "USD" }
when = "2020-10-12"
"#;

fn rates() -> String {
    let rate = |(day, rate): (&str, &str)| {
        format!("[[rate]]\ndate = 2020-10-{day}\nbase = \"EUR\"\nquote = \"USD\"\nrate = \"{rate}\"\n")
    };
    [("05", "1.6"), ("12", "1.25"), ("14", "2")].map(rate).concat()
}

#[test]
fn an_entry_in_another_currency_is_told_at_its_rate() {
    let more = format!("{DOLLARS}{}", rates());
    // 100,003 dollars are 80,002.4 euros; the total is rounded to one decimal.
    let claim = |total: &str| {
        format!("scope = {{ currency = [\"EUR\"] }}\namount = {{ rounded = \"{total}\", step = \"0.1\" }}\n")
    };
    let found = check(&more, &claim("2257411.4"));
    let best = &found.explanations[0];
    assert_eq!(
        (best.family, best.from.as_str(), best.to.as_str()),
        (Family::Outside, "0 (other currency)", "80002.4")
    );
    assert_eq!(of(&check(&more, &claim("2257411.6")), Family::Outside), None);
}

#[test]
fn other_days_and_currencies_of_a_converted_entry_are_told() {
    let more = format!("{DOLLARS}{}", rates());
    let found = |total: &str| check(&more, &format!("amount = {{ exact = \"{total}\" }}\n"));
    // Two days later a euro was worth 2 dollars: 50,001.5 euros.
    let later = found("2227410.5");
    let rate = of(&later, Family::Rate).unwrap();
    assert_eq!((rate.entries.as_slice(), rate.to.as_str()), (&["o".to_owned()][..], "0.5 (2 days later)"));
    // On the day of publication 1.6 dollars: 62,501.875.
    let published = found("2239910.875");
    assert_eq!(of(&published, Family::Rate).unwrap().to, "0.625 (day of publication)");
    assert_eq!(of(&found("2239910.876"), Family::Rate), None);
    // Not converted at all.
    let euros = found("2277412");
    let currency = of(&euros, Family::Currency).unwrap();
    assert_eq!((currency.entries.as_slice(), currency.to.as_str()), (&["o".to_owned()][..], "100003 EUR"));
    assert_eq!(of(&found("2277413"), Family::Currency), None);
}

#[test]
fn a_group_of_entries_left_out_is_told_by_its_attribute() {
    let without = |left_out: i64| check("", &total("", SUM - left_out));
    let north = 343_981 + 373_472;
    let best = &without(north).explanations[0];
    assert_eq!((best.family, best.entries.concat()), (Family::Group, "ac".to_owned()));
    assert!(
        [format!("{} without platform=x", SUM - north), format!("{} without tag=north", SUM - north)]
            .contains(&best.from),
        "{best:?}"
    );
    assert_eq!(of(&without(north + 1), Family::Group), None);
}

#[test]
fn a_claim_does_not_explain_itself_and_a_correction_that_breaks_another_is_not_told() {
    // `c` was printed with two digits swapped, as the total of all says; the total of the north holds with it.
    let north = |total: i64| {
        format!(
            "[[claim]]\nid = \"north\"\nscope = {{ tag = [\"north\"] }}\namount = {{ exact = \"{total}\" }}\n"
        )
    };
    let with = |total_of_north: i64| {
        let claim = format!("{}{}", total("", SUM - 36_000), north(total_of_north));
        let report = report("", &claim);
        report.checks[0]
            .explanations
            .iter()
            .find(|it| it.family == Family::Swap && it.entries == ["c"])
            .cloned()
    };
    assert_eq!(with(717_453), None);
    assert_eq!(with(681_453).unwrap().repairs, ["north"]);
    assert_eq!(with(1).unwrap().repairs, [""; 0]);
}
