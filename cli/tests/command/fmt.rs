//! `adspend fmt`.

use std::fs;

use crate::run::{Folder, run};

const LOOSE: &str = "[[source]]\ntitle='Budget' # of the city\nid=\"a\"\n[ledger]\nformat=1";
const CANONICAL: &str = "[ledger]\nformat = 1\n\n[[source]]\nid = \"a\"\ntitle = \"Budget\" # of the city\n";

#[test]
fn the_canonical_form_is_printed_and_checked() {
    let folder = Folder::new();
    let (loose, canonical) = (folder.write("loose.toml", LOOSE), folder.write("canonical.toml", CANONICAL));
    let ran = run(&["fmt", &loose]);
    assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, CANONICAL, ""));
    assert_eq!(run(&["fmt", &canonical]).stdout, CANONICAL);
    let checked = run(&["fmt", "--check", &loose]);
    assert_eq!(
        checked.refused(1).replace(&loose, "loose.toml"),
        "loose.toml is not in canonical form: `adspend fmt loose.toml` prints it so\n"
    );
    assert_eq!(run(&["fmt", "--check", &canonical]).refused(0), "");
}

#[test]
fn files_are_written_whole_and_never_overwritten_unasked() {
    let folder = Folder::new();
    let loose = folder.write("loose.toml", LOOSE);
    let out = folder.path("out.toml");
    assert_eq!(run(&["fmt", &loose, "-o", &out]).refused(0), "");
    assert_eq!(fs::read_to_string(&out).unwrap(), CANONICAL);
    fs::write(&out, "mine").unwrap();
    let ran = run(&["fmt", &loose, "-o", &out]);
    assert_eq!(
        ran.refused(2).replace(&out, "out.toml"),
        "error[io]: `out.toml` is there already\n |\n = help: name another file, or add `--force`\n"
    );
    assert_eq!(fs::read_to_string(&out).unwrap(), "mine");
    assert_eq!(run(&["fmt", &loose, "-o", &out, "--force"]).refused(0), "");
    assert_eq!(fs::read_to_string(&out).unwrap(), CANONICAL);
    // In place, and nothing is left behind.
    assert_eq!(run(&["fmt", &loose, "-o", &loose, "--force"]).status, 0);
    assert_eq!(fs::read_to_string(&loose).unwrap(), CANONICAL);
    assert_eq!(folder.names(), ["loose.toml", "out.toml"]);
}

/// A pipe with a name: what is no regular file is neither read nor replaced.
#[cfg(unix)]
#[test]
fn pipes_and_devices_are_left_alone() {
    use std::os::unix::fs::FileTypeExt;
    let folder = Folder::new();
    let (loose, pipe) = (folder.write("loose.toml", LOOSE), folder.path("pipe"));
    if !std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        eprintln!("skipped: no mkfifo");
        return;
    }
    let link = folder.path("link");
    std::os::unix::fs::symlink(&pipe, &link).unwrap();
    for output in [&pipe, &link] {
        let message = run(&["fmt", &loose, "-o", output, "--force"]).refused(2).replace(output, "out");
        assert_eq!(
            message,
            "error[io]: `out` is no regular file, but a pipe or a device\n |\n = help: name a file\n"
        );
    }
    for arguments in [["fmt", &pipe], ["check", &link]] {
        let message = run(&arguments).refused(2).replace(arguments[1], "in");
        assert!(
            message.contains("`in` cannot be read: it is no regular file, but a pipe or a device\n"),
            "{message}"
        );
    }
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
}

#[test]
fn what_is_no_toml_is_refused_under_its_own_name() {
    let folder = Folder::new();
    let broken = folder.write("broken.toml", "[ledger\n");
    let message = run(&["fmt", &broken]).refused(2).replace(&broken, "broken.toml");
    assert!(message.starts_with("error[syntax]: this is not TOML: "), "{message}");
    assert!(message.contains(" --> broken.toml:1:8\n"), "{message}");
    let latin = folder.write("latin.toml", b"[ledger]\ntitle = \"Caf\xe9\"\n");
    let message = run(&["fmt", &latin]).refused(2).replace(&latin, "latin.toml");
    assert_eq!(
        message,
        "error[encoding]: these bytes are not UTF-8\n --> latin.toml:2:13\n  |\n2 | title = \"Caf�\"\n  \
         |             ^\n  |\n  = help: save the file as UTF-8\n"
    );
    let absent = folder.path("absent.toml");
    assert_eq!(
        run(&["fmt", &absent]).refused(2).replace(&absent, "absent.toml"),
        "error[io]: there is no file `absent.toml`\n |\n = help: correct the path\n"
    );
}

#[test]
fn ledgers_in_other_formats_have_no_canonical_form() {
    let folder = Folder::new();
    let ledger = folder.write("ledger.json", r#"{"ledger":{"format":1},"entry":[{"amount":"5 EUR"}]}"#);
    assert_eq!(
        run(&["fmt", &ledger]).refused(2).replace(&ledger, "ledger.json"),
        "error[io]: `ledger.json` is read as JSON, and only TOML has a canonical form\n |\n = help: name a ledger file in TOML\n"
    );
}

#[test]
fn help_says_what_fmt_does_not_judge_and_what_its_status_means() {
    let text = |arguments: &[&str]| run(arguments).stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    let help = text(&["fmt", "--help"]);
    assert!(help.contains("whether its content is right is for `check` to say"), "{help}");
    assert!(
        help.contains("where it is not in canonical form, say so on standard error and exit with status 1"),
        "{help}"
    );
    let help = text(&["--help"]);
    assert!(help.contains("or `fmt --check` found a file that is not in canonical form; 3 = "), "{help}");
}
