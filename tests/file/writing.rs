//! What is written reads as the same.

use adspend::file::{format, read_json, read_text, write, write_json};
use adspend::ledger::Ledger;

use super::{WHOLE, assert_equal, beside, read, with_head};

fn cases() -> Vec<Ledger> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cases");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut ledgers: Vec<Ledger> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| adspend::file::read(path).unwrap())
        .collect();
    ledgers.push(read(WHOLE));
    ledgers
}

#[test]
fn toml_reads_back_and_is_canonical() {
    for ledger in cases() {
        let text = write(&ledger);
        assert_equal(&ledger, &read(&text));
        assert_eq!(format(&text).unwrap(), text);
        assert_eq!(write(&read(&text)), text);
    }
}

#[test]
fn json_reads_back() {
    for ledger in cases() {
        let text = write_json(&ledger);
        assert_equal(
            &ledger,
            &read_json("a.json", &text, &mut beside).unwrap_or_else(|problems| panic!("{problems}")),
        );
    }
}

#[test]
fn a_change_is_seen() {
    let ledger = read(WHOLE);
    let text = write(&ledger);
    let other = text.replace("46.88", "46.89");
    assert_ne!(text, other);
    assert_ne!(read(&other).entries(), ledger.entries());
}

#[test]
fn entries_as_csv_read_back() {
    for ledger in cases() {
        let mut csv = Vec::new();
        adspend::export::csv(&ledger, &mut csv).unwrap();
        // The same file with its entries in the list.
        let text = write(&ledger);
        let tables: Vec<&str> = text.split("\n\n").filter(|table| !table.starts_with("[[entry]]")).collect();
        let text = format!("entries = \"bulk.csv\"\n{}", tables.join("\n\n"));
        let mut beside = |name: &str| if name == "bulk.csv" { Ok(csv.clone()) } else { beside(name) };
        let back = read_text("a.toml", &text, &mut beside).unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(back.entries(), ledger.entries());
        assert_eq!(back.claims(), ledger.claims());
    }
}

#[test]
fn json_of_export_is_that_of_the_file() {
    let ledger = read(WHOLE);
    let mut json = Vec::new();
    adspend::export::json(&ledger, &mut json).unwrap();
    assert_eq!(String::from_utf8(json).unwrap(), write_json(&ledger));
}

#[test]
fn words_that_would_read_otherwise_are_written_as_tables() {
    let text = with_head(
        "currencies = [\"USD\"]\n[[entry]]\namount = \"$5\"\n[[claim]]\nid = \"c\"\namount = \"$5\"\n",
    );
    let ledger = read(&text);
    assert_eq!(write(&ledger).matches("amount = \"$5\"\n").count(), 2);
    // The same where no currency settles the sign: an entry has a key for it, a claim has not.
    let mut builder = adspend::ledger::LedgerBuilder::new();
    builder.entry(ledger.entries()[0].clone()).claim(ledger.claims()[0].clone());
    let text = write(&builder.build().unwrap());
    assert!(text.contains("amount = \"$5\"\ncurrency = \"USD\"\n"), "{text}");
    assert!(text.contains("amount = { rounded = \"5\", step = \"1\", currency = \"USD\" }"), "{text}");
}

#[test]
fn texts_of_any_characters_read_back() {
    for text in [
        "a\nb",
        "\"\"\"",
        "ends in \"",
        "\\",
        "\u{0}\u{7f}\u{85}\t\r\n",
        "  ",
        "\n\n",
        "'''\n\"\"\"\"",
        "a\r\nb",
    ] {
        let mut source = adspend::model::Source::new("s".parse().unwrap());
        source.title = Some(text.to_owned());
        let mut builder = adspend::ledger::LedgerBuilder::new();
        builder.source(source);
        let ledger = builder.build().unwrap();
        let written = write(&ledger);
        assert_equal(&ledger, &read(&written));
        assert_eq!(format(&written).unwrap(), written);
    }
}
