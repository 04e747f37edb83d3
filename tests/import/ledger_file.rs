//! What is written reads back as what was imported.

use std::fs;
use std::path::PathBuf;

use adspend::import::{Import, LedgerFile, Overwrite, SourceKind};
use adspend::ledger::Ledger;

use crate::{example, import};

/// A folder of its own, removed when the test is done.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("adspend-import-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn names(&self) -> Vec<String> {
        let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
        let mut names: Vec<String> = fs::read_dir(&self.0).unwrap().map(name).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// All records of two ledgers are equal.
pub(crate) fn same(written: &Ledger, built: &Ledger) {
    assert_eq!(written.entries(), built.entries());
    assert_eq!(written.claims(), built.claims());
    assert_eq!(written.actors(), built.actors());
    assert_eq!(written.campaigns(), built.campaigns());
    assert_eq!(written.platforms(), built.platforms());
    assert_eq!(written.sources(), built.sources());
    assert_eq!(written.coverages(), built.coverages());
}

#[test]
fn a_written_ledger_is_the_one_in_memory() {
    let folder = Folder::new("same");
    for (kind, files) in [
        (SourceKind::Snap, "snap"),
        (SourceKind::Meta, "meta"),
        (SourceKind::MetaApi, "meta-api/ads.ndjson"),
        (SourceKind::Google, "google/2018-08"),
        (SourceKind::Google, "google/2019-06"),
        (SourceKind::Google, "google/2025"),
        (SourceKind::Fec, "fec"),
        (SourceKind::FecScheduleE, "fec-schedule-e"),
        (SourceKind::UkEc, "uk-ec"),
    ] {
        let path = folder.0.join(format!("{kind}.toml"));
        let mut file = LedgerFile::create(&path, Overwrite::Allowed).unwrap();
        let written = Import::new(kind).run(&[example(files)], &mut file).unwrap();
        file.finish().unwrap();
        let (ledger, account) = import(kind, &[example(files)]);
        assert_eq!(written, account);
        same(&adspend::file::read(&path).unwrap(), &ledger);
        // As `adspend fmt` would print it.
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(adspend::file::format(&text).unwrap(), text, "{kind}");
    }
    let names = folder.names();
    assert!(names.iter().all(|name| !name.starts_with('.')), "{names:?}");
}

#[test]
fn nothing_is_overwritten_unasked_and_nothing_left_behind() {
    let folder = Folder::new("overwrite");
    let path = folder.0.join("out.toml");
    fs::write(&path, "mine").unwrap();
    let refused = LedgerFile::create(&path, Overwrite::Refused).unwrap_err().to_string();
    let message = format!(
        "error[io]: `{}` is there already; name another file, or allow it to be replaced",
        path.display()
    );
    assert_eq!(refused, message);
    assert_eq!(folder.names(), ["out.toml"]);

    // An import that fails leaves no files.
    fs::remove_file(&path).unwrap();
    let mut file = LedgerFile::create(&path, Overwrite::Refused).unwrap();
    assert!(Import::new(SourceKind::Snap).run(&[example("meta")], &mut file).is_err());
    drop(file);
    assert_eq!(folder.names(), Vec::<String>::new());
    assert_eq!(
        LedgerFile::create("a.json", Overwrite::Refused).unwrap_err().to_string(),
        "error[io]: `a.json` would be read as JSON, and an import writes TOML, and CSV beside it; let its name end in `.toml`"
    );
}
