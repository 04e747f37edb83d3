//! Every example runs as a process, and prints what `tests/examples/` says.
//!
//! After a change that is meant: `UPDATE_EXAMPLES=1 cargo test --test examples`, and read the difference.

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
use std::process::Command;

/// The example as `cargo test` built it beside this test; where only this test was asked for, cargo builds it now.
fn command(name: &str, root: &Path) -> Command {
    let built = std::env::current_exe().ok().and_then(|test| {
        let folder = test.parent()?.parent()?.join("examples");
        Some(folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
            .filter(|example| example.is_file())
    });
    let mut command = match built {
        Some(built) => Command::new(built),
        None => {
            let mut cargo = Command::new(env!("CARGO"));
            cargo.args(["run", "--quiet", "--example", name]);
            cargo
        }
    };
    command.current_dir(root);
    command
}

fn check(name: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = command(name, root).output().expect("the example runs");
    assert!(run.status.success(), "{name}: {}", String::from_utf8_lossy(&run.stderr));
    let printed = String::from_utf8(run.stdout).expect("examples print UTF-8");
    let file = root.join("tests/examples").join(format!("{name}.txt"));
    if std::env::var_os("UPDATE_EXAMPLES").is_some() {
        fs::write(&file, &printed).expect("the expectation can be written");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(printed, expected, "{name} prints something else than {}", file.display());
}

macro_rules! examples {
    ($($name:ident),* $(,)?) => {
        $(#[test] fn $name() { check(stringify!($name)); })*

        #[test]
        fn every_example_is_checked() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
            let mut found: Vec<String> = fs::read_dir(folder)
                .expect("there are examples")
                .filter_map(|file| {
                    let file = file.ok()?;
                    let name = file.file_name().into_string().ok()?;
                    let is_folder = file.path().join("main.rs").is_file();
                    if is_folder { Some(name) } else { name.strip_suffix(".rs").map(str::to_owned) }
                })
                .collect();
            found.sort();
            let mut listed = vec![$(stringify!($name).to_owned()),*];
            listed.sort();
            assert_eq!(found, listed);
        }
    };
}

examples!(
    build_a_ledger,
    commission_x,
    convert_and_group,
    explain_a_gap,
    explain_a_list,
    france_twitter,
    import_csv,
    import_fec,
    import_fec_schedule_e,
    import_google,
    import_house_ads,
    import_meta,
    import_meta_api,
    import_snap,
    import_uk_ec,
    luoyang,
    read_an_article,
    rt_twitter,
    ten_million,
    trump_x,
    verify_a_total,
);
