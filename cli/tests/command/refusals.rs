//! Bad input and bad usage: all errors, at their places, and nothing on standard output.

use std::io::Read;
use std::process::Stdio;

use crate::run::{Folder, case, command, run};

#[test]
fn all_errors_of_a_ledger_are_told_with_place_excerpt_and_hint() {
    let folder = Folder::new();
    let ledger = folder.write(
        "bad.toml",
        "[ledger]\nformat = 1\n[[entry]]\namuont = \"5 EUR\"\nwhen = \"2019-13\"\namount = \"6.5 milion yuan\"",
    );
    for arguments in [["check", &ledger, "--format", "json"], ["total", &ledger, "--format", "json"]] {
        let ran = run(&arguments);
        let message = ran.refused(2).replace(&ledger, "bad.toml");
        for part in [
            "error[unknown-key]: ",
            " --> bad.toml:4:1\n  |\n4 | amuont = \"5 EUR\"\n  | ^^^^^^\n",
            "error[bad-date]: `2019-13` is not a month: months are 01 to 12\n --> bad.toml:5:",
            "error[bad-amount]: `milion` in `6.5 milion yuan` is not understood",
            "6 | amount = \"6.5 milion yuan\"\n",
            "3 errors\n",
        ] {
            assert!(message.contains(part), "{part}\n---\n{message}");
        }
    }
}

#[test]
fn of_thousands_of_errors_the_first_are_shown_and_all_are_counted() {
    let folder = Folder::new();
    for (rows, last) in [
        (500, "\n1000 errors\n"),
        (501, "\n1002 errors, of which the first 1000 are shown; not shown: 2 unknown-id\n"),
    ] {
        let list: String = (0..rows).map(|at| format!("2019-08-05,a-{at},p,5,EUR\n")).collect();
        folder.write("list.csv", format!("when,sponsor,platform,amount,currency\n{list}"));
        let ledger = folder.write("ledger.toml", "entries = \"list.csv\"\n[ledger]\nformat = 1\n");
        let ran = run(&["total", &ledger]);
        let message = ran.refused(2);
        assert_eq!(message.matches("error[unknown-id]").count(), 1_000);
        assert!(message.ends_with(last), "{last}: {}", message.get(message.len() - 200..).unwrap());
    }
}

#[test]
fn a_line_of_a_megabyte_is_cut_around_the_caret() {
    let folder = Folder::new();
    let note = "多".repeat(200_000);
    let line =
        format!("source = [{{ id = \"a\", note = \"{note}\", titel = \"b\", publisher = \"{note}\" }}]");
    let ledger = folder.write("long.toml", format!("{line}\n[ledger]\nformat = 1"));
    let message = run(&["check", &ledger]).refused(2).replace(&ledger, "long.toml");
    assert!(message.len() < 2_000, "{}", message.len());
    assert!(message.contains(" --> long.toml:1:2000"), "{message}");
    assert!(message.contains("多\", titel = \"b\", publisher = \"多"), "{message}");
}

#[test]
fn usage_errors_exit_with_2() {
    for arguments in [
        &[][..],
        &["check"],
        &["chekc", "a.toml"],
        &["convert", "5 EUR", "--to", "USD"],
        &["convert", "5 EUR", "--to", "USD", "--on", "2020-13"],
        &["convert", "5 EUR", "--to", "USD", "--on", "2020", "--max-age", "-1"],
        &["total", "a.toml", "--rounding", "bankers"],
        &["check", "a.toml", "--format", "xml"],
        &["rates", "--on", "2020-10-26"],
        &["fmt", "a.toml", "--force"],
        &["check", "a.toml", "--factor", "1.2"],
        &["check", "a.toml", "--explain", "--factor", "0"],
        &["check", "a.toml", "--explain", "--factor", "-1.2"],
        &["check", "a.toml", "--explain", "--factor", "1"],
        &["check", "a.toml", "--explain", "--factor", "20%"],
    ] {
        let ran = run(arguments);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{arguments:?}: {ran:?}");
        assert!(!ran.stderr.is_empty(), "{arguments:?}");
    }
    assert_eq!(run(&["--help"]).status, 0);
    assert!(run(&["--version"]).stdout.starts_with("adspend "));
}

#[test]
fn files_that_are_not_there_or_no_files_are_told() {
    let folder = Folder::new();
    for path in [folder.path("absent.toml"), folder.path(".")] {
        for arguments in [["check", &path], ["total", &path], ["rates", &path], ["fmt", &path]] {
            let ran = run(&arguments);
            assert!(ran.refused(2).starts_with("error[io]: "), "{arguments:?} {ran:?}");
        }
    }
}

#[test]
fn bytes_of_any_kind_are_refused_without_a_panic() {
    let folder = Folder::new();
    let texts: [&[u8]; 7] =
        [b"", b"\0", b"\xff\xfe", b"\x1b[31m = 1", "\u{feff}[".as_bytes(), b"PK\x03\x04", b"a,b\n\"\"\"\n"];
    for (index, bytes) in texts.into_iter().enumerate() {
        let file = folder.write(&format!("{index}"), bytes);
        for arguments in [["check", &file], ["total", &file], ["rates", &file], ["fmt", &file]] {
            let ran = run(&arguments);
            assert!([0, 2].contains(&ran.status), "{arguments:?} {bytes:?} {ran:?}");
            assert!(!ran.stderr.contains("panicked") && !ran.stderr.contains('\u{1b}'), "{ran:?}");
        }
    }
    let digits = "9".repeat(100);
    for amount in ["", " ", "-", "--", "€", &digits, "1e9 EUR", "5 EUR\n6 EUR"] {
        let ran = run(&["convert", "--to", "USD", "--on", "2020-10-26", "--", amount]);
        assert!(ran.refused(2).starts_with("error"), "{amount:?} {ran:?}");
    }
}

#[test]
fn what_a_terminal_would_obey_is_not_printed() {
    let ran = run(&["convert", "\u{202e}5 EUR", "--to", "USD", "--on", "2020-10-26"]);
    assert!(!ran.stdout.contains('\u{202e}') && !ran.stderr.contains('\u{202e}'), "{ran:?}");
    let folder = Folder::new();
    let text = "[ledger]\nformat = 1\ntitle = \"a\\u001b[31mb\"\n[[entry]]\namount = \"5 EUR\"\nstage = \"\\u001b[31m\"\n";
    let bad = folder.write("bad.toml", text);
    assert!(!run(&["check", &bad]).refused(2).contains('\u{1b}'));
    let good = folder.write("good.toml", text.replace("stage = \"\\u001b[31m\"\n", ""));
    for command in ["check", "total"] {
        let ran = run(&[command, &good]);
        assert_eq!((ran.status, ran.stdout.lines().next()), (0, Some("a\u{fffd}[31mb")), "{ran:?}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = command()
        .args(["rates", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let status = child.wait().unwrap();
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!((status.code(), stderr.as_str()), (Some(0), ""));
    let ran = run(&["check", &case("luoyang.toml"), &case("luoyang.toml")]);
    assert_eq!(ran.status, 0, "equal records of two files are one: {ran:?}");
}
