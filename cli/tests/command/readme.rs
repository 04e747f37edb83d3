//! What the README shows is what the command does.

use std::fs;

use serde_json::json;

use crate::run::{Folder, root, run};

/// The text of the first block of this language that holds `part`.
fn block(language: &str, part: &str) -> String {
    let readme = fs::read_to_string(root().join("README.md")).unwrap().replace("\r\n", "\n");
    let blocks = readme.split("\n```").skip(1).step_by(2);
    let of_language = |block: &str| Some(block.strip_prefix(language)?.strip_prefix('\n')?.to_owned() + "\n");
    blocks.filter_map(of_language).find(|block| block.contains(part)).unwrap()
}

#[test]
fn its_ledger_is_one_and_its_claim_holds() {
    let folder = Folder::new();
    let ledger = folder.write("ledger.toml", block("toml", "[ledger]"));
    let ran = run(&["check", &ledger, "--format", "json"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let report = ran.json();
    assert_eq!((&report["verdict"], &report["checks"][0]["items"]), (&json!("consistent"), &json!(2)));
}

#[test]
fn its_error_is_what_is_printed() {
    let folder = Folder::new();
    let text = block("toml", "[ledger]").replace("\ngloss = ", "\nglos = ");
    let ledger = folder.write("ledger.toml", text);
    let told = run(&["check", &ledger]).refused(2).replace(&ledger, "ledger.toml");
    assert_eq!(told, block("text", "error[unknown-key]"));
}

#[test]
fn its_amounts_are_what_is_printed() {
    let shown = block("text", "$ adspend read");
    let (call, output) = shown.split_once('\n').unwrap();
    let text = call.split('"').nth(1).unwrap();
    let ran = run(&["read", "--lang", "fr", "--currencies", "USD", text]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, output));
}
