//! Imports of reports in the shapes of Google's and the FEC's, beside the reading of a plain CSV of entries, in bytes of the file a
//! second, on one thread; `ADSPEND_MEGABYTES` says how long each file is (8), `ADSPEND_KEEP` into which folder they are to be
//! written, without anything being measured.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark that panics has failed")]

#[path = "../examples/ten_million/made.rs"]
#[expect(dead_code, reason = "its questions are for another benchmark")]
mod made;
mod reports;

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use adspend::file::LedgerFiles;
use adspend::import::{Import, Input, LedgerFile, Overwrite};
use adspend::ledger::LedgerBuilder;
use divan::counter::BytesCount;
use reports::Shape;

struct Files {
    folder: PathBuf,
    plain: PathBuf,
    reports: BTreeMap<Shape, PathBuf>,
}

impl Files {
    fn make(folder: &Path) -> Self {
        let megabytes: u64 = std::env::var("ADSPEND_MEGABYTES").map_or(8, |count| count.parse().unwrap());
        let length = megabytes * 1_000_000;
        fs::create_dir_all(folder).unwrap();
        let plain = folder.join("entries.csv");
        made::generate(length / 63, &plain, &folder.join("rates.csv")).unwrap();
        let report = |shape: Shape| {
            let path = folder.join(shape.file_name());
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            reports::generate(shape, length, &path).unwrap();
            (shape, path)
        };
        Self { folder: folder.to_owned(), plain, reports: Shape::ALL.into_iter().map(report).collect() }
    }
}

static FILES: LazyLock<Files> = LazyLock::new(|| {
    Files::make(&std::env::temp_dir().join(format!("adspend-import-{}", std::process::id())))
});

fn main() {
    if let Some(folder) = std::env::var_os("ADSPEND_KEEP") {
        Files::make(Path::new(&folder));
        return;
    }
    LazyLock::force(&FILES);
    divan::main();
    fs::remove_dir_all(&FILES.folder).unwrap();
}

fn length(path: &Path) -> BytesCount {
    BytesCount::new(fs::metadata(path).unwrap().len())
}

#[divan::bench(sample_count = 5)]
fn plain_csv(bencher: divan::Bencher<'_, '_>) {
    bencher.counter(length(&FILES.plain)).bench_local(|| {
        let files = LedgerFiles::new().with_threads(NonZeroUsize::MIN).path(&FILES.plain);
        files.read().unwrap().columns().count()
    });
}

#[divan::bench(args = Shape::ALL, sample_count = 5)]
fn into_a_builder(bencher: divan::Bencher<'_, '_>, shape: Shape) {
    let path = &FILES.reports[&shape];
    bencher.counter(length(path)).bench_local(|| {
        let mut builder = LedgerBuilder::new();
        Import::new(shape.source()).run(&[Input::path(path)], &mut builder).unwrap().records
    });
}

#[divan::bench(args = Shape::ALL, sample_count = 5)]
fn into_a_file(bencher: divan::Bencher<'_, '_>, shape: Shape) {
    let path = &FILES.reports[&shape];
    let target = FILES.folder.join("ledger.toml");
    bencher.counter(length(path)).bench_local(|| {
        let mut file = LedgerFile::create(&target, Overwrite::Allowed).unwrap();
        let account = Import::new(shape.source()).run(&[Input::path(path)], &mut file).unwrap();
        file.finish().unwrap();
        account.records
    });
}
