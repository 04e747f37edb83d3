//! Ledger files: read, written, put in canonical form, and broken in every way.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test that panics has failed"
)]

mod formatting;
mod laws;
mod reading;
mod writing;

use std::io;

use adspend::ledger::Ledger;
use adspend::money::Money;

/// A file with every table and key of the format.
pub(crate) const WHOLE: &str = include_str!("whole.toml");

/// The files beside it.
pub(crate) fn beside(name: &str) -> io::Result<Vec<u8>> {
    let text = match name {
        "entries.csv" => {
            "\u{feff}id,amount,currency,exact,gloss,tags,supersedes,when,signed\r\n\
             row/1,46.88,USD,,about 40 EUR; 300 CNY,a;b\\;c,amends:entry/5; entry/6,2016-08,\r\n\
             ,1000,,false,,,,,true\r\n\
             ,6.5 million yuan,,,,,,,\r\n\
             ,\"{ low = \"\"1\"\", high = \"\"2\"\" }\",EUR,,,,,,\r\n"
        }
        "sources.csv" => "id,title,published\nt,\"A, B\",2020\n",
        "rates.csv" => "date,base,quote,rate\n2020-10-26,EUR,USD,1.18\n",
        _ => return Err(io::ErrorKind::NotFound.into()),
    };
    Ok(text.as_bytes().to_vec())
}

/// A ledger of a text that is right.
pub(crate) fn read(text: &str) -> Ledger {
    adspend::file::read_text("whole.toml", text, &mut beside).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The head of a file, and this.
pub(crate) fn with_head(text: &str) -> String {
    format!("[ledger]\nformat = 1\n{text}")
}

/// What is said about a text that is wrong.
pub(crate) fn problems(text: &str) -> String {
    adspend::file::read_text("a.toml", text, &mut beside).map(|_| ()).unwrap_err().to_string()
}

/// Whether two ledgers are equal in all that a file says, words included.
pub(crate) fn assert_equal(a: &Ledger, b: &Ledger) {
    assert_eq!(a.settings(), b.settings());
    assert_eq!(a.sources(), b.sources());
    assert_eq!(a.actors(), b.actors());
    assert_eq!(a.platforms(), b.platforms());
    assert_eq!(a.campaigns(), b.campaigns());
    assert_eq!(a.restrictions(), b.restrictions());
    assert_eq!(a.coverages(), b.coverages());
    assert_eq!(a.entries(), b.entries());
    assert_eq!(a.claims(), b.claims());
    let words = |ledger: &Ledger| -> Vec<Option<String>> {
        let all = |money: &Money| money.words.clone();
        ledger
            .entries()
            .iter()
            .flat_map(|entry| std::iter::once(&entry.money).chain(&entry.gloss))
            .map(all)
            .collect()
    };
    assert_eq!(words(a), words(b));
    let (a, b) = (a.valuation(), b.valuation());
    assert_eq!((a.terms, &a.files, &a.stated, &a.note), (b.terms, &b.files, &b.stated, &b.note));
    let currencies = |table: &Option<std::sync::Arc<adspend::rates::RateTable>>| {
        table.as_ref().map(|table| table.currencies())
    };
    assert_eq!(currencies(&a.table), currencies(&b.table));
}
