//! Every kind of problem with a ledger file, its whole message word for word.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test that panics has failed"
)]

use std::fmt::Write as _;
use std::io;

use adspend::file::read_text;

/// What each case is about, its file (below the head `[ledger]`, `format = 1`, unless it has one), and what is said.
const CASES: &str = include_str!("vectors/file_errors.txt");

/// The files beside the ledger files of the cases.
fn beside(name: &str) -> io::Result<Vec<u8>> {
    match name {
        "report.csv" => Ok(b"currency,source\nEUR,a\nEUR,b\n".to_vec()),
        "amont.csv" => Ok(b"id,amont\na,5 EUR\nb,6 EUR\n".to_vec()),
        "header.csv" => Ok(b"amount,curency,amont,colour\n".to_vec()),
        "twice.csv" => Ok(b"amount,amount\n".to_vec()),
        "empty.csv" => Ok(Vec::new()),
        "ragged.csv" => Ok(b"id,amount\na,5 EUR\nb\nc,5 EUR,x\n".to_vec()),
        "quote.csv" => Ok(b"id,amount\na,\"5 EUR\nb,6 EUR\n".to_vec()),
        "cells.csv" => Ok("\u{feff}id,amount,currency,when,stage,exact,sponsor\r\n\
             a,\"5,\"\"x\",EUR,2019-13,spnt,yes,\r\n\
             b,12,,,,,nobody\r\n\
             a,1,EUR,,,,\r\n"
            .as_bytes()
            .to_vec()),
        "latin.csv" => Ok(b"id,note\na,caf\xe9\n".to_vec()),
        "rates.csv" => Ok(b"date,base,quote,rate\n2020-10-26,USD,CNY,0\n".to_vec()),
        _ => Err(io::Error::new(io::ErrorKind::NotFound, "no such file")),
    }
}

/// The cases: a title after `== `, the file, and what is said after a line `--`.
fn cases() -> Vec<(&'static str, &'static str, &'static str)> {
    let split = |case: &'static str| {
        let (title, rest) = case.split_once('\n').unwrap();
        let (input, said) = rest.split_once("--\n").unwrap_or((rest, ""));
        (title, input, said.trim_end())
    };
    CASES.split("== ").skip(1).map(split).collect()
}

fn said(input: &str) -> String {
    let input = input.replace("\\xFF", "\u{0}").into_bytes();
    // A byte that is not UTF-8 cannot stand in the vectors.
    let input: Vec<u8> = input.into_iter().map(|byte| if byte == 0 { 0xFF } else { byte }).collect();
    match read_text("a.toml", input, &mut beside) {
        Ok(_) => "nothing is wrong".to_owned(),
        Err(problems) => problems.to_string(),
    }
}

#[test]
fn every_message_word_for_word() {
    let mut found = String::new();
    let mut differing = Vec::new();
    for (title, input, expected) in cases() {
        let full = if input.contains("[ledger]") {
            input.to_owned()
        } else {
            format!("{input}[ledger]\nformat = 1\n")
        };
        let said = said(&full);
        if said != expected {
            differing.push(title);
        }
        writeln!(found, "== {title}\n{input}--\n{said}\n").unwrap();
    }
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        std::fs::write("tests/vectors/file_errors.txt", found).unwrap();
        return;
    }
    assert!(differing.is_empty(), "other messages than expected in: {differing:#?}\n\n{found}");
}

#[test]
fn every_code_of_a_file_has_a_case() {
    use adspend::error::Code;
    for code in Code::ALL {
        assert!(CASES.contains(&format!("error[{code}]")), "no case shows `{code}`");
    }
}
