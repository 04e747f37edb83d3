//! Imports of reports in the shapes of Google's and the FEC's, beside the reading of a plain CSV of entries, in bytes of the file a
//! second, on one thread; `ADSPEND_MEGABYTES` says how long each file is (8), `ADSPEND_KEEP` into which folder they are to be
//! written, without anything being measured, and `ADSPEND_CPU=1` that the time on the processor is to be told, on Linux;
//! `ADSPEND_ONLY="packed ScheduleE"` runs one of these jobs, or all of which the name has this text in it.

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
use std::time::Duration;

use adspend::file::LedgerFiles;
use adspend::import::{Import, Input, LedgerFile, Overwrite, PackedLedger};
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
        made::generate(length / 63, made::Campaigns::Shared, &plain, &folder.join("rates.csv")).unwrap();
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
    if std::env::var_os("ADSPEND_CPU").is_some() {
        in_turn();
    } else {
        divan::main();
    }
    fs::remove_dir_all(&FILES.folder).unwrap();
}

/// A way to read a report.
type Way = (&'static str, fn(Shape) -> usize);

/// Every job in turn, several times: the time that it had the processor, which other programs disturb less than the time that passes, and
/// its bytes a second beside those of the plain CSV.
fn in_turn() {
    const WAYS: [Way; 3] = [("packed", packed), ("builder", built), ("file", written)];
    let megabytes = |path: &Path| u128::from(fs::metadata(path).unwrap().len());
    let only = std::env::var("ADSPEND_ONLY").unwrap_or_default();
    let mut best = BTreeMap::new();
    for _ in 0..5 {
        let mut note = |job: (&'static str, Option<Shape>), path: &Path, run: &dyn Fn() -> usize| {
            let name = job.1.map_or(String::new(), |shape| format!("{} {shape:?}", job.0));
            if !name.is_empty() && !name.contains(&only) {
                return;
            }
            let before = on_processor();
            divan::black_box(run());
            let speed = megabytes(path) * 1_000 / (on_processor() - before).as_nanos().max(1);
            let known = best.entry(job).or_insert(speed);
            *known = speed.max(*known);
        };
        note(("plain", None), &FILES.plain, &plain);
        for (shape, path) in &FILES.reports {
            for (name, way) in WAYS {
                note((name, Some(*shape)), path, &|| way(*shape));
            }
        }
    }
    let plain = best[&("plain", None)];
    for ((name, shape), speed) in best {
        let shape = shape.map(|shape| format!("{shape:?}")).unwrap_or_default();
        println!("{name:8} {shape:11} {speed:5} MB/s {:4} %", speed * 100 / plain);
    }
}

/// How long this thread has had the processor, as Linux counts it.
fn on_processor() -> Duration {
    let counted = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(counted.split(' ').next().unwrap().parse().unwrap())
}

fn plain() -> usize {
    let files = LedgerFiles::new().with_threads(NonZeroUsize::MIN).path(&FILES.plain);
    files.read().unwrap().columns().count()
}

/// As a plain CSV is read: into memory, few bytes an entry, checked as a whole.
fn packed(shape: Shape) -> usize {
    let mut packed = PackedLedger::new();
    Import::new(shape.source()).run(&[Input::path(&FILES.reports[&shape])], &mut packed).unwrap();
    packed.into_builder().build().unwrap().claims().len()
}

fn built(shape: Shape) -> usize {
    let mut builder = LedgerBuilder::new();
    Import::new(shape.source()).run(&[Input::path(&FILES.reports[&shape])], &mut builder).unwrap();
    builder.entry_count()
}

fn written(shape: Shape) -> usize {
    let mut file = LedgerFile::create(FILES.folder.join("ledger.toml"), Overwrite::Allowed).unwrap();
    let account = Import::new(shape.source()).run(&[Input::path(&FILES.reports[&shape])], &mut file).unwrap();
    file.finish().unwrap();
    account.set_aside.len()
}

fn length(path: &Path) -> BytesCount {
    BytesCount::new(fs::metadata(path).unwrap().len())
}

#[divan::bench(sample_count = 5)]
fn plain_csv(bencher: divan::Bencher<'_, '_>) {
    bencher.counter(length(&FILES.plain)).bench_local(plain);
}

#[divan::bench(args = Shape::ALL, sample_count = 5)]
fn into_a_packed_ledger(bencher: divan::Bencher<'_, '_>, shape: Shape) {
    bencher.counter(length(&FILES.reports[&shape])).bench_local(|| packed(shape));
}

#[divan::bench(args = Shape::ALL, sample_count = 5)]
fn into_a_builder(bencher: divan::Bencher<'_, '_>, shape: Shape) {
    bencher.counter(length(&FILES.reports[&shape])).bench_local(|| built(shape));
}

#[divan::bench(args = Shape::ALL, sample_count = 5)]
fn into_a_file(bencher: divan::Bencher<'_, '_>, shape: Shape) {
    bencher.counter(length(&FILES.reports[&shape])).bench_local(|| written(shape));
}
