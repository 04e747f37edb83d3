//! Every table and key, several files, and what stands beside them.

use std::sync::Arc;

use adspend::amount::Domain;
use adspend::currency::Currency;
use adspend::file::{LedgerFiles, read_json, read_text};
use adspend::model::{ClaimKind, Comparand, ConversionDay, ListKind, Role, ShareOf, Stage};
use adspend::rates::{MaxAge, RateTable, Series};

use super::{WHOLE, beside, problems, read, with_head};

#[test]
fn every_table_and_key_is_read() {
    let ledger = read(WHOLE);
    let settings = ledger.settings();
    assert_eq!((settings.title.as_deref(), settings.language.as_str()), (Some("All of it"), "en-GB"));
    assert_eq!((settings.currency, settings.list), (Some(Currency::CNY), ListKind::Partial));
    assert_eq!(ledger.sources().len(), 2);
    assert_eq!(ledger.sources()[1].title.as_deref(), Some("A, B"));
    assert_eq!(ledger.sources()[0].amends.as_ref().unwrap().as_str(), "elsewhere/1");
    assert_eq!(ledger.actors()[1].aliases[1].until.unwrap().to_string(), "1978~");
    assert_eq!(ledger.actors()[1].kind.as_ref().unwrap().as_str(), "harbour-board");
    assert_eq!(ledger.actors()[2].same_as.as_ref().unwrap().as_str(), "cn/luoyang");
    assert_eq!(ledger.platforms()[1].parent.as_ref().unwrap().as_str(), "x");
    assert_eq!(ledger.campaigns()[0].timeline[1].when.to_string(), "2016-05-01");
    assert_eq!(ledger.restrictions()[0].except.len(), 2);
    assert!(ledger.coverages()[0].complete);
    let valuation = ledger.valuation();
    assert_eq!(valuation.terms.max_age, MaxAge::Unlimited);
    assert_eq!(valuation.stated[1].rate.to_string(), "6.71 to 0.01");
    assert_eq!(valuation.table.as_ref().unwrap().series().len(), 3);
}

#[test]
fn entries_are_read_with_all_they_say() {
    let ledger = read(WHOLE);
    let entry = &ledger.entries()[0];
    assert_eq!(entry.money.amount.to_string(), "6500000");
    assert_eq!(entry.money.words.as_deref(), Some("6.5 million yuan"));
    assert_eq!((entry.domain, entry.stage, entry.role), (Domain::Signed, Stage::Committed, Role::Memo));
    assert_eq!(entry.gloss[0].currency, Currency::USD);
    assert_eq!(entry.supersedes[1].kind.unwrap().as_str(), "amends");
    assert_eq!(entry.recorded.unwrap().to_string(), "2020-10-26");
    let amounts: Vec<String> = ledger
        .entries()
        .iter()
        .map(|entry| format!("{} {} {}", entry.id, entry.money.amount, entry.money.currency))
        .collect();
    assert_eq!(
        amounts[1..],
        [
            "entry/2 10 to 1|10 USDT",
            "entry/3 unknown CNY",
            "entry/4 5 to 1 USD",
            "entry/5 46.88 USD",
            "entry/6 about 972000 to 1|10|1000 half-even CNY",
            "entry/7 [100, 499] CNY",
            "entry/8 [100, 500) CNY",
            "entry/9 near <100 CNY",
            "entry/10 >=100 CNY",
            "entry/11 >100 CNY",
            "entry/12 unknown EUR",
            "entry/13 (5000000 to 1000000 & <=6000000) EUR",
            "entry/14 (5 & 6) CNY",
            "entry/15 -5 to 1 CNY",
            "row/1 46.88 USD",
            "entries.csv/2 1000 to 1|10|100|1000 CNY",
            "entries.csv/3 6500000 to 100000 CNY",
            "entries.csv/4 [1, 2] EUR",
        ]
    );
    let row = &ledger.entries()[15];
    assert_eq!(row.tags, ["a", "b;c"]);
    assert_eq!(row.gloss.len(), 2);
    assert_eq!(row.supersedes[0].kind.unwrap().as_str(), "amends");
    assert_eq!(ledger.entries()[16].domain, Domain::Signed);
}

#[test]
fn claims_of_every_kind_are_read() {
    let ledger = read(WHOLE);
    let kind = |id: &str| ledger.claim(&id.parse().unwrap()).unwrap().kind.clone();
    let total = ledger.claim(&"total".parse().unwrap()).unwrap();
    let ClaimKind::Total { weights, .. } = kind("net") else { panic!() };
    assert_eq!(weights.iter().map(|(_, weight)| weight.to_string()).collect::<Vec<_>>(), ["-1", "0.5"]);
    assert_eq!(total.scope.entries.len(), 2);
    assert_eq!(total.scope.stage, [Stage::Spent, Stage::Refunded]);
    assert_eq!(total.tolerance.unwrap().to_string(), "1000");
    assert!(matches!(kind("most"), ClaimKind::Share { is: ShareOf::Most, .. }));
    let ClaimKind::Share { is: ShareOf::Between(set), .. } = kind("some") else { panic!() };
    assert_eq!(set.to_string(), "(1/3, 0.5]");
    assert!(matches!(kind("vague"), ClaimKind::Share { is: ShareOf::Vague(_), .. }));
    assert!(matches!(kind("change"), ClaimKind::Change { .. }));
    assert!(matches!(kind("cap"), ClaimKind::Comparison { than: Comparand::Amount(_), .. }));
    assert!(matches!(kind("cap-2"), ClaimKind::Comparison { than: Comparand::Scope(_), .. }));
    assert!(matches!(kind("rate"), ClaimKind::Conversion { on: ConversionDay::On(_), .. }));
    assert!(matches!(kind("rate-2"), ClaimKind::Conversion { on: ConversionDay::Published, .. }));
    assert!(matches!(kind("rate-3"), ClaimKind::Conversion { on: ConversionDay::Entry, .. }));
    assert_eq!(kind("nothing"), ClaimKind::None);
}

#[test]
fn the_case_files_are_right() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cases");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            adspend::file::read(&path).unwrap_or_else(|problems| panic!("{problems}"));
            count += 1;
        }
    }
    assert!(count > 0);
}

#[test]
fn line_ends_and_byte_order_marks_change_nothing() {
    let plain = read(WHOLE);
    super::assert_equal(&plain, &read(&WHOLE.replace('\n', "\r\n")));
    super::assert_equal(&plain, &read(&format!("\u{feff}{WHOLE}")));
}

#[test]
fn long_lines_are_read_and_long_files_refused() {
    let note = "x".repeat(1 << 20);
    let ledger = read(&with_head(&format!("note = \"{note}\"")));
    assert_eq!(ledger.settings().note.as_ref().unwrap().len(), 1 << 20);
    let long = vec![b'#'; adspend::file::FILE_LENGTH_MAX + 1];
    assert_eq!(
        read_text("a.toml", long, &mut beside).map(|_| ()).unwrap_err().to_string(),
        "a.toml:1:1: error[limit]: the file has 67108865 bytes, and at most 67108864 are read at once; split it into several files"
    );
}

/// Two files as one ledger.
fn both(a: &str, b: &str) -> Result<adspend::ledger::Ledger, String> {
    let files = LedgerFiles::new().text("a.toml", with_head(a), beside).text("b.toml", with_head(b), beside);
    files.read().map_err(|problems| problems.to_string())
}

#[test]
fn several_files_share_equal_records() {
    let actor = "[[actor]]\nid = \"a\"\nname = \"A\"\n";
    let ledger = both(actor, &format!("{actor}[[entry]]\namount = \"5 EUR\"\nsponsor = \"a\"\n")).unwrap();
    assert_eq!((ledger.actors().len(), ledger.entries().len()), (1, 1));
    assert_eq!(
        both(actor, "[[actor]]\nid = \"a\"\nname = \"B\"\n").unwrap_err(),
        "b.toml:4:6: error[duplicate-id]: the id `a` is taken already, at a.toml:4:6, and `name` is `A` there and `B` here; \
         in several files, records with one id must be equal in all; files of one publisher are imported together"
    );
    assert_eq!(
        both("[[entry]]\namount = \"5 EUR\"\n", "[[entry]]\namount = \"5 EUR\"\n").unwrap_err(),
        "b.toml:3:1: error[duplicate-id]: the id `entry/1` is taken already, at a.toml:3:1; \
         give the records of both files ids of their own"
    );
}

/// A file that is missing hides no error of the others: neither ids that nobody has, where it holds rates, nor circles, where it holds entries.
#[test]
fn what_is_wrong_beside_a_missing_file_is_told_too() {
    let wrong = "[[actor]]\nid = \"a\"\nparent = \"a\"\n[[entry]]\nid = \"e\"\nsponsor = \"b\"\namount = \"5 EUR\"\nsupersedes = [\"e\"]\n";
    let codes = |text: &str| {
        let read = read_text("a.toml", text, &mut beside);
        read.map(|_| ()).unwrap_err().iter().map(|problem| problem.code.to_string()).collect::<Vec<_>>()
    };
    let all = codes(&with_head(wrong));
    assert_eq!(all, ["cycle", "unknown-id", "cycle"]);
    assert_eq!(
        codes(&with_head(&format!("{wrong}[rates]\nfile = \"none.csv\"\n"))),
        [&all[..], &["io".to_owned()]].concat()
    );
    assert_eq!(codes(&format!("entries = \"none.csv\"\n{}", with_head(wrong))), ["io", "cycle", "cycle"]);
}

#[test]
fn many_entries_that_two_files_share_are_told_once_with_their_sources() {
    let ledger = |source: &str, ids: &[u8], amount: u8| {
        let entries = ids.iter().map(|id| {
            format!("[[entry]]\nid = \"ad/{id}\"\namount = \"{amount} EUR\"\nsource = \"{source}\"\n")
        });
        format!("[[source]]\nid = \"{source}\"\n{}", entries.collect::<String>())
    };
    let march = ledger("march", &[1, 2, 3, 4, 5], 5);
    assert_eq!(both(&march, &ledger("april", &[6, 7], 5)).unwrap().entries().len(), 7);
    // A few may be slips, each of which is to be seen.
    let few = both(&march, &ledger("april", &[1, 2, 6], 6)).unwrap_err();
    assert_eq!(few.matches("is taken already").count(), 2, "{few}");
    assert_eq!(
        both(&march, &ledger("april", &[9, 2, 3, 4, 5], 6)).unwrap_err(),
        "b.toml:10:6: error[duplicate-id]: the id `ad/2` is taken already, at a.toml:10:6, \
         and so are those of 3 more entries of this file: `march` there and `april` here report the same; \
         files of one publisher are imported together: of two snapshots the later counts then, and a row that both have counts once"
    );
    let counted = "[[entry]]\namount = \"5 EUR\"\n".repeat(4);
    assert_eq!(
        both(&counted, &counted).unwrap_err(),
        "b.toml:3:1: error[duplicate-id]: the id `entry/1` is taken already, at a.toml:3:1, and so are those of 3 more entries of this file; \
         give the records of both files ids of their own"
    );
}

#[test]
fn one_list_named_by_two_files_is_one_list() {
    let text = "entries = \"entries.csv\"\n[ledger]\nformat = 1\ncurrency = \"CNY\"\n[[entry]]\nid = \"entry/5\"\namount = \"1\"\n\
                [[entry]]\nid = \"entry/6\"\namount = \"1\"\n";
    let files = LedgerFiles::new().text("a.toml", text, beside).text("b.toml", text, beside);
    assert_eq!(files.read().unwrap().entries().len(), 6);
    let files = LedgerFiles::new().text("a/a.toml", text, beside).text("b/b.toml", text, beside);
    assert_eq!(files.read().unwrap_err().len(), 3, "rows of two files that are only counted are two rows");
}

#[test]
fn settings_hold_for_the_claims_of_their_own_file() {
    let claim = |id: &str| format!("[[claim]]\nid = \"{id}\"\namount = \"5 EUR\"\n");
    let ledger =
        both(&claim("a"), &format!("list = \"partial\"\ndomain = \"signed\"\n{}", claim("b"))).unwrap();
    let says = |id: &str| {
        let claim = ledger.claim(&id.parse().unwrap()).unwrap();
        (claim.list, claim.domain)
    };
    assert_eq!(says("a"), (None, None));
    assert_eq!(says("b"), (Some(ListKind::Partial), Some(Domain::Signed)));
    assert_eq!(ledger.settings().list, ListKind::Complete);
}

#[test]
fn rates_of_several_files_are_joined_and_their_terms_must_agree() {
    let rate = "[[rate]]\ndate = 2020-10-26\nbase = \"USD\"\nquote = \"CNY\"\nrate = \"6.7131\"\n";
    let ledger = both(rate, &rate.replace("USD", "EUR")).unwrap();
    assert_eq!(ledger.valuation().table.as_ref().unwrap().series().len(), 2);
    assert_eq!(
        both("[rates]\nmax-age = 3\n", "[rates]\nmax-age = 4\n").unwrap_err(),
        "b.toml:3:1: error[contradiction]: these terms differ from those at a.toml:3:1; in several files, [rates] must agree"
    );
}

#[test]
fn stated_rates_that_contradict_each_other_are_pointed_at() {
    let rate = |rate: &str| {
        format!("[[rate]]\ndate = 2020-10-26\nbase = \"USD\"\nquote = \"CNY\"\nrate = \"{rate}\"\n")
    };
    let other = format!("[[source]]\nid = \"s\"\n{}", rate("6.8"));
    let message = both(&rate("6.7131"), &other).unwrap_err();
    assert!(message.starts_with("b.toml:5:1: error[bad-rate]: "), "{message}");
}

#[test]
fn blanks_around_a_plain_number_in_a_cell_do_not_matter() {
    let cells = |name: &str| match name {
        "cells.csv" => Ok(b"id,amount,currency\nplain,7,EUR\npadded, 7,EUR\nafter,7.50 ,EUR\n".to_vec()),
        _ => Err(std::io::ErrorKind::NotFound.into()),
    };
    let text = "entries = \"cells.csv\"\n[ledger]\nformat = 1\n";
    let ledger = LedgerFiles::new().text("a.toml", text, cells).read().unwrap();
    let amounts: Vec<String> = ledger.entries().iter().map(|entry| entry.money.amount.to_string()).collect();
    assert_eq!(amounts, ["7", "7", "7.50"]);
    assert!(ledger.entries().iter().all(|entry| entry.money.amount.is_exact()));
}

#[test]
fn rates_of_the_caller_replace_those_of_the_file() {
    let usdt = Currency::unlisted("USDT").unwrap();
    let series = Series::builder("own", usdt, Currency::USD)
        .observe("2020-10-26".parse().unwrap(), "1".parse().unwrap())
        .build()
        .unwrap();
    let rates = Arc::new(RateTable::new([series]).unwrap());
    let text = with_head("[rates]\nfile = \"missing.csv\"\n[[entry]]\namount = \"5 USDT\"\n");
    let ledger = LedgerFiles::new().text("a.toml", &text, beside).with_rates(rates.clone()).read().unwrap();
    assert!(Arc::ptr_eq(ledger.valuation().table.as_ref().unwrap(), &rates));
    assert_eq!(ledger.valuation().files[0].path, "missing.csv");
    assert_eq!(
        problems(&text),
        "a.toml:4:8: error[io]: there is no file `missing.csv`; the path in a ledger file is taken from that file's own folder: correct it"
    );
}

#[test]
fn json_is_read_with_places_of_its_own() {
    let text = "{\"ledger\": {\"format\": 1},\n \"entry\": [{\"amount\": \"5 EUR\", \"stage\": \"spnt\", \"signed\": 1.50}]}";
    let said = |text: &str| read_json("a.json", text, &mut beside).map(|_| ()).unwrap_err().to_string();
    assert_eq!(
        said(text),
        "a.json:2:41: error[unknown-word]: `spnt` is no stage: write offered, declined, refused, committed, spent, suspended, \
         cancelled, refunded or in-kind; did you mean `spent`?\n\
         a.json:2:59: error[wrong-type]: `signed` is the number 1.50, where true or false, without quotation marks, is expected"
    );
    assert_eq!(
        said("{\"ledger\": "),
        "a.json:1:11: error[syntax]: this is not JSON: EOF while parsing a value"
    );
    // A key is where it stands, whatever value is before it, and however closely they are written.
    for before in ["\"x\"", "1", "true", "[1, 2]", "{\"a\":\"b\"}", "[]"] {
        for comma in [",", ", ", " ,", "\n,\n"] {
            let text = format!("{{\"note\":{before}{comma}\"amuont\":1}}");
            let line = 1 + text.matches('\n').count();
            let column = text.rsplit('\n').next().unwrap_or_default().find("\"amuont").unwrap() + 1;
            let place = format!("a.json:{line}:{column}: error[unknown-key]");
            assert!(said(&text).contains(&place), "{text}: {}", said(&text));
        }
    }
    assert_eq!(said("[1]"), "a.json:1:1: error[wrong-type]: the file is a list, where a table is expected");
    assert_eq!(
        said("{\"a\": null}"),
        "a.json:1:10: error[syntax]: this is not JSON: `null` says nothing: leave the key out"
    );
    assert_eq!(
        said("{\"a\": 1, \"a\": 2}"),
        "a.json:1:13: error[syntax]: this is not JSON: the key `a` is there twice"
    );
    let deep = format!("{{\"a\": {}", "[".repeat(100_000));
    assert!(
        said(&deep).starts_with("a.json:1:133: error[limit]: this is not JSON: recursion limit exceeded")
    );
}
