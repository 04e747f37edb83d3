//! A case file with one fault in it: one clear error that names the place and the remedy, exit status 2, no panic.
//!
//! Every whole message is in `expected.txt`. `UPDATE_FAULTS=1 cargo test -p adspend-cli --test faults` writes it anew, to be
//! read line by line; that each error points at the fault is checked apart from it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that panics has failed")]

mod beside;
mod claims;
mod content;
mod fault;
mod ids;
mod keys;
mod syntax;
mod values;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

use fault::{CASE, Fault, LEDGER};

const EXPECTED: &str = include_str!("expected.txt");

/// What every remedy has one of: a line of its own, or the rule in words.
const REMEDIES: &[&str] = &[
    "help: ",
    ": write ",
    "; write ",
    "expected",
    "keep one",
    "add a code",
    "swap them",
    "give a step",
    "mark it as signed",
    "must be",
    "the nearest",
    "name two",
    "comes first",
    "months are",
    " has 28 days",
    "at most",
    "is above 0",
    "leave the field",
];

/// A folder of its own, removed in the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("adspend-faults-{}-{count}", std::process::id()));
        fs::create_dir(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that stays behind is no failure of what is tested.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn check(folder: &Path, file: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_adspend"))
        .args(["check", file])
        .current_dir(folder)
        .env_remove("CLICOLOR_FORCE")
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

fn faults() -> Vec<Fault> {
    [
        content::faults(),
        syntax::faults(),
        keys::faults(),
        ids::faults(),
        values::faults(),
        claims::faults(),
        beside::faults(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn said(fault: &Fault) -> Output {
    let folder = Folder::new();
    fault.write(&folder.0);
    if fault.name == "a folder" {
        fs::create_dir(folder.0.join(LEDGER)).unwrap();
    }
    check(&folder.0, LEDGER)
}

/// The places that a report names, with what is underlined there.
fn marked(stderr: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut line = "";
    for row in stderr.lines() {
        if let Some((_, place)) = row.split_once("--> ") {
            found.push((place.to_owned(), String::new()));
        } else if let Some((margin, rest)) = row.split_once("| ") {
            let is_marks = margin.trim().is_empty() && rest.trim_start().starts_with('^');
            if let (true, Some((_, text))) = (is_marks, found.last_mut()) {
                let from = rest.find('^').unwrap_or_default();
                let length = rest.matches('^').count();
                *text = under(line, from, length);
            }
            line = rest;
        }
    }
    found
}

/// What stands in so many columns of a line; Chinese characters and full-width signs take two.
fn under(line: &str, from: usize, length: usize) -> String {
    let mut column = 0;
    let mut text = String::new();
    for character in line.chars() {
        if (from..from + length).contains(&column) {
            text.push(character);
        }
        column += if ('\u{2e80}'..='\u{ffef}').contains(&character) { 2 } else { 1 };
    }
    text
}

#[test]
fn each_fault_has_its_message_word_for_word() {
    let mut listing = String::new();
    let mut wrong = Vec::new();
    let mut sections = EXPECTED.split("== ").skip(1);
    for fault in faults() {
        let output = said(&fault);
        let stderr = String::from_utf8(output.stderr).unwrap();
        let section = format!("{}\n{}\n", fault.name, stderr.trim_end());
        writeln!(listing, "== {section}").unwrap();
        if output.status.code() != Some(2) {
            wrong.push(format!("{}: the exit status is {:?}", fault.name, output.status.code()));
        }
        if !output.stdout.is_empty() {
            wrong.push(format!("{}: there is something on standard output", fault.name));
        }
        if sections.next().map(str::trim_end) != Some(section.trim_end()) {
            wrong.push(format!("{}: another message than expected:\n{stderr}", fault.name));
        }
    }
    if std::env::var_os("UPDATE_FAULTS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/expected.txt");
        fs::write(path, listing).unwrap();
        return;
    }
    assert_eq!(sections.next(), None, "more messages are expected than there are faults");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_error_points_at_the_fault_and_names_a_remedy() {
    let mut wrong = Vec::new();
    for fault in faults() {
        let stderr = String::from_utf8(said(&fault).stderr).unwrap();
        let expected: Vec<(String, String)> = fault
            .targets()
            .iter()
            .map(|target| (format!("{}:{}:{}", target.file, target.line, target.column), target.text.clone()))
            .collect();
        let found = marked(&stderr);
        let is_met = found.len() == expected.len()
            && found.iter().zip(&expected).all(|(found, expected)| {
                // Nothing is marked where something is missing: the caret stands where it should be.
                found.0 == expected.0 && (expected.1.is_empty() || found.1 == expected.1)
            });
        if !is_met {
            wrong.push(format!("{}: points at {found:?}, not {expected:?}", fault.name));
        }
        let errors = stderr.lines().filter(|line| line.starts_with("error[")).count();
        if errors != expected.len().max(1) {
            wrong.push(format!("{}: {errors} errors", fault.name));
        }
        if !REMEDIES.iter().any(|remedy| stderr.contains(remedy)) {
            wrong.push(format!("{}: no remedy in\n{stderr}", fault.name));
        }
        if stderr.contains("panicked") || stderr.len() > 2500 {
            wrong.push(format!("{}: {} bytes of\n{stderr}", fault.name, stderr.len()));
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn names_are_distinct_and_there_are_enough() {
    let mut names: Vec<&str> = faults().iter().map(|fault| fault.name).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
    assert!(count >= 32, "{count} faults");
}

#[test]
fn what_editors_of_other_systems_write_is_no_fault() {
    let folder = Folder::new();
    let read = |content: &str| {
        fs::write(folder.0.join(LEDGER), content).unwrap();
        let output = check(&folder.0, LEDGER);
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).unwrap()
    };
    let plain = read(CASE);
    assert!(plain.contains("total"));
    assert_eq!(read(&format!("\u{feff}{CASE}")), plain);
    assert_eq!(read(&CASE.replace('\n', "\r\n")), plain);
    assert_eq!(read(&format!("\u{feff}{}", CASE.replace('\n', "\r\n"))), plain);
    assert_eq!(read(CASE.trim_end()), plain);
    let long = format!("format = 1\nnote = \"{}\"", "x".repeat(1 << 20));
    assert_eq!(read(&CASE.replace("format = 1", &long)), plain);
}

#[test]
fn places_are_the_same_with_a_mark_or_line_ends_of_other_systems() {
    let folder = Folder::new();
    let faulty = CASE.replace("when = \"2020-02\"", "when = \"2020-20\"");
    let said = |content: &str| {
        fs::write(folder.0.join(LEDGER), content).unwrap();
        let output = check(&folder.0, LEDGER);
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    let plain = said(&faulty);
    assert!(plain.contains("2020-20"));
    assert_eq!(said(&format!("\u{feff}{}", faulty.replace('\n', "\r\n"))), plain);
}
