//! Answers of Meta's API: pages, broken lines, what is no ad, and the token of whoever asked.

use adspend::import::{Import, Input, Mode, SourceKind};
use adspend::ledger::{Ledger, LedgerBuilder};
use adspend::model::Scope;
use adspend::rates::RateTable;
use adspend::tally::{Query, tally};

use crate::{import, imported, text};

/// The total of everything in a ledger, or why there is none.
fn total(ledger: &Ledger) -> Result<usize, String> {
    let counted = tally(ledger, &Query::new(Scope::all()), &RateTable::default());
    counted.map(|tally| tally.rows().len()).map_err(|error| error.to_string())
}

/// An answer of the API with an ad of each of these ids.
fn page(name: &str, ids: &[u32]) -> Input {
    let ad = |id: &u32| {
        format!(
            "{{\"id\":\"{id}\",\"currency\":\"EUR\",\"page_id\":\"7\",\"page_name\":\"P\",\"bylines\":\"B\",\
             \"ad_delivery_start_time\":\"2020-01-01\",\"spend\":{{\"lower_bound\":\"100\",\"upper_bound\":\"199\"}}}}"
        )
    };
    text(name, &format!("{{\"data\":[{}]}}", ids.iter().map(ad).collect::<Vec<_>>().join(",")))
}

#[test]
fn pages_of_the_api_are_one_list() {
    for import in
        [Import::new(SourceKind::MetaApi), Import::new(SourceKind::MetaApi).window("2020".parse().unwrap())]
    {
        let files = [page("a/page.json", &[1, 2]), page("b/page.json", &[2, 3]), page("c.json", &[4])];
        let (ledger, account) = imported(&import, &files);
        assert_eq!((account.totals.to_string().as_str(), ledger.sources().len()), ("[400, 796] EUR", 3));
        assert_eq!(total(&ledger), Ok(1));
    }
}

/// The coverage is what refuses to add the ads to a report of the same days, and lets those of others be added.
#[test]
fn ads_cover_the_days_of_their_delivery() {
    let ad = |(id, [start, stop]): (usize, &[&str; 2])| {
        format!(
            "{{\"id\":\"{id}\",\"currency\":\"EUR\",\"spend\":{{\"lower_bound\":\"5\",\"upper_bound\":\"5\"}},\
             \"ad_delivery_start_time\":\"{start}\",\"ad_delivery_stop_time\":\"{stop}\"}}\n"
        )
    };
    let january = ["2020-01-10", "2020-01-20"];
    for (days, window) in [
        (&[january][..], Some("2020-01-10/2020-01-20")),
        (
            &[january, ["2019-12-30", "2020-01-02"], ["2020-01-05", "2020-02-01"]],
            Some("2019-12-30/2020-02-01"),
        ),
        // It ended before it began.
        (&[january, ["2020-03-01", "2020-02-01"]], Some("2020-01-10/2020-03-01")),
        (&[january, ["2020-01-15", ""]], Some("2020-01-10/..")),
        (&[["", "2020-01-15"], january], Some("../2020-01-20")),
        (&[["", "2020-01-15"], ["2020-01-15", ""]], None),
        (&[january, ["", ""]], None),
        // What is set aside covers nothing.
        (&[january, ["2019-13-01", ""]], Some("2020-01-10/2020-01-20")),
        (&[], None),
    ] {
        // In two files, which are one list.
        let (a, b) = days.split_at(days.len() / 2);
        let file = |name, from: usize, days: &[[&str; 2]]| {
            text(name, &days.iter().enumerate().map(|(at, days)| ad((from + at, days))).collect::<String>())
        };
        let files = [file("a.ndjson", 0, a), file("b.ndjson", a.len(), b)];
        let (ledger, _) = import(SourceKind::MetaApi, &files);
        let [coverage] = ledger.coverages() else { panic!("{} coverages", ledger.coverages().len()) };
        assert_eq!(coverage.window.map(|window| window.to_string()).as_deref(), window, "{days:?}");
        assert_eq!(coverage.source.as_ref().map(adspend::id::SourceId::as_str), Some("meta/api/a"));
        // What the caller names comes first.
        let named = Import::new(SourceKind::MetaApi).window("2020".parse().unwrap());
        let (ledger, _) = imported(&named, &files);
        assert_eq!(ledger.coverages()[0].window, "2020".parse().ok());
    }
}

#[test]
fn a_broken_line_of_ads_loses_no_other() {
    let ad = |id: u32| {
        format!(
            "{{\"id\":\"{id}\",\"currency\":\"EUR\",\"spend\":{{\"lower_bound\":\"5\",\"upper_bound\":\"5\"}}}}"
        )
    };
    for broken in ["{\"id\":\"2\",\"curr", "{\"id\":\"2\",", "null", "5"] {
        let file = text("ads.ndjson", &format!("{}\n{broken}\n{}\n", ad(1), ad(3)));
        let (_, account) = imported(&Import::new(SourceKind::MetaApi).mode(Mode::Strict), &[file]);
        assert_eq!((account.rows, account.totals.to_string().as_str()), (3, "[10, 10] EUR"), "{broken}");
        let aside = &account.set_aside[0];
        assert!(aside.line == 2 && aside.reason.starts_with("this is no ad: "), "{broken}: {}", aside.reason);
    }
}

#[test]
fn what_is_no_page_of_ads_says_what_it_is() {
    let ad = "{\"id\":\"\",\"currency\":\"EUR\"}";
    for (content, reason, column) in [
        (
            "{\"results\":[]}",
            "this is no ad, and no page of ads, which are a list called `data`: it has results",
            1,
        ),
        (
            "{\"results\":{\"data\":[1]},\"x\":1}",
            "this is no ad, and no page of ads, which are a list called `data`: it has results, x",
            1,
        ),
        (
            "{\"error\":{\"message\":\"Session of ACCESS_TOKEN=SECRET has expired\",\"code\":190}}",
            "the API answered with an error: Session of ACCESS_TOKEN=REDACTED has expired",
            1,
        ),
        (&format!("[{ad},{ad}]"), "the ad has no id", 1),
    ] {
        let (_, account) = import(SourceKind::MetaApi, &[text("a.json", content)]);
        let aside = &account.set_aside[0];
        assert_eq!((aside.reason.as_str(), aside.line, aside.column), (reason, 1, column), "{content}");
    }
    // Ads on one line are told apart by their place.
    let (_, account) = import(SourceKind::MetaApi, &[text("a.json", &format!("[{ad},{ad}]"))]);
    assert_eq!(account.set_aside[1].column, 2);
}

#[test]
fn no_token_reaches_the_ledger() {
    for token in
        ["access_token=SECRETX", "ACCESS_TOKEN=SECRETX", "access%5Ftoken=SECRETX", "access%5ftoken%3DSECRETX"]
    {
        let ad = format!(
            "{{\"id\":\"1\",\"currency\":\"EUR\",\"page_name\":\"x {token}\",\"bylines\":\"y {token}\",\
             \"ad_snapshot_url\":\"https://example.org/?id=1&{token}\",\"spend\":{{\"lower_bound\":\"5\"}}}}"
        );
        let (ledger, _) = import(SourceKind::MetaApi, &[text("a.json", &ad)]);
        let shown = format!("{:?} {:?}", ledger.entries(), ledger.actors()).to_lowercase();
        assert!(shown.contains("redacted") && !shown.contains("secretx"), "{token}: {shown}");
    }
}

#[test]
fn ads_in_utf_16_are_said_to_be() {
    let json: Vec<u8> = [0xFF, 0xFE].into_iter().chain("[]".bytes().flat_map(|byte| [byte, 0])).collect();
    let problem = Import::new(SourceKind::MetaApi)
        .run(&[Input::bytes("a.json", json)], &mut LedgerBuilder::new())
        .unwrap_err();
    assert_eq!(problem.to_string(), "a.json:1:1: error[encoding]: the file is in UTF-16; save it as UTF-8");
}
