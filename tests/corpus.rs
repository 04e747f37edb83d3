//! The corpus of the fuzz targets, replayed: nothing in it panics, and what reads writes back.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on fails"
)]

use std::fs;
use std::path::Path;

use adspend::currency::Currency;
use adspend::import::{Import, Input, Mode, SourceKind};
use adspend::ledger::LedgerBuilder;
use adspend::text::{Language, Reader};
use adspend::{file, rates};

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let files: Vec<Vec<u8>> =
        fs::read_dir(folder).unwrap().map(|file| fs::read(file.unwrap().path()).unwrap()).collect();
    assert!(!files.is_empty(), "{target} has a corpus");
    files
}

#[test]
fn ledger_files() {
    let mut read = 0;
    for bytes in corpus("ledger_file") {
        let beside = &mut |_: &str| Ok(bytes.clone());
        if let Ok(ledger) = file::read_text("corpus.toml", &bytes, beside) {
            let written = file::write(&ledger);
            let again = file::read_text("corpus.toml", written.as_bytes(), beside).unwrap();
            assert_eq!(file::write(&again), written);
            read += 1;
        }
    }
    assert!(read >= 2);
}

#[test]
fn texts_of_amounts() {
    for bytes in corpus("amount_text") {
        let text = String::from_utf8(bytes).unwrap();
        for language in Language::ALL {
            let reader = Reader::new(language).with_currencies([Currency::USD, Currency::CNY]);
            let span = reader.read_cell(&text).map_or_else(|error| error.span(), |reading| reading.span());
            assert!(text.get(span).is_some(), "{text}");
        }
    }
}

#[test]
fn running_texts() {
    let mut found = 0;
    for bytes in corpus("running_text") {
        let (choice, text) = bytes.split_first().unwrap();
        let Ok(text) = std::str::from_utf8(text) else { continue };
        let language = Language::ALL[usize::from(*choice) % Language::ALL.len()];
        let reader = Reader::new(language).with_currencies([Currency::USD, Currency::CNY]);
        for mentions in [reader.find(text), reader.find_bare(text)] {
            let mut end = 0;
            for mention in &mentions {
                let span = mention.reading().span();
                assert!(end <= span.start && span.start < span.end && text.get(span.clone()).is_some());
                end = span.end;
            }
            found += mentions.len();
        }
    }
    assert!(found > 40, "{found}");
}

#[test]
fn rate_files() {
    for bytes in corpus("rate_file") {
        if let Ok(table) = rates::read(&bytes, "corpus.csv") {
            assert!(table.first_day() <= table.last_day());
        }
    }
}

/// What the fuzz target `import_bytes` makes of its bytes: the files, and what reads them.
fn imported(bytes: &[u8]) -> (Import<'static>, Vec<Input>) {
    const MAPPING: &str =
        "exact = false\n[columns]\namount = \"Cost\"\ndate = \"Day\"\nsponsor = \"Who\"\nid = \"Ref\"\n";
    const REPORT: &str = "FacebookAdLibraryReport_2025-07-13_AD_last_30_days_";
    let (pick, bytes) = bytes.split_first().unwrap();
    let kind = SourceKind::ALL[usize::from(*pick) % SourceKind::ALL.len()];
    let mode = if pick & 0x40 == 0 { Mode::Strict } else { Mode::Tolerant };
    let import = Import::new(kind).mode(mode).mapping("m.toml", MAPPING).currency(Currency::EUR);
    if pick & 0x80 != 0 {
        return (import, vec![Input::bytes("a.zip", bytes)]);
    }
    let report = |what: &str| format!("{REPORT}{what}.csv");
    let names = match kind {
        SourceKind::Fec => ["100.fec", "101.fec", "102.fec", "103.txt"].map(str::to_owned),
        _ => [report("advertisers"), report("locations"), report("North"), "101.csv".to_owned()],
    };
    let parts = bytes.splitn(names.len(), |byte| *byte == 0);
    (import, parts.zip(names).map(|(part, name)| Input::bytes(name, part)).collect())
}

#[test]
fn files_of_all_sources() {
    let mut read = 0;
    for bytes in corpus("import_bytes") {
        let (import, inputs) = imported(&bytes);
        let mut ledger = LedgerBuilder::new();
        let Ok(account) = import.run(&inputs, &mut ledger) else { continue };
        assert_eq!(account.rows, account.entries + u64::try_from(account.set_aside.len()).unwrap());
        let written = file::write(&ledger.build().unwrap());
        file::read_text("a.toml", written.as_bytes(), &mut |_: &str| Ok(Vec::new())).unwrap();
        read += usize::from(account.entries > 0);
    }
    assert!(read >= 20, "{read}");
}
