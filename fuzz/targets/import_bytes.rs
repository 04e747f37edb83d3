//! Any bytes as the files of any source: an account that adds up and a ledger that can be built and written, or an error; never a panic.
//!
//! The first byte picks the source, the mode and whether they are an archive; a byte 0 ends a file and begins the next, so that
//! amendments, snapshots and overlapping reports meet.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run import_bytes`
#![no_main]

use adspend::currency::Currency;
use adspend::import::{Import, Input, Mode, SourceKind};
use adspend::ledger::LedgerBuilder;

/// What the generic source is told of its columns.
const MAPPING: &str = "exact = false\n[columns]\namount = \"Cost\"\ndate = \"Day\"\nsponsor = \"Who\"\nid = \"Ref\"\n";
/// What the files are called: their names say when and where, and which filing.
const NAMES: [&str; 4] = [
    "FacebookAdLibraryReport_2025-07-13_AD_last_30_days_advertisers.csv",
    "FacebookAdLibraryReport_2025-07-13_AD_last_30_days_locations.csv",
    "FacebookAdLibraryReport_2025-07-13_AD_last_30_days_North.csv",
    "101.csv",
];
const FILINGS: [&str; 4] = ["100.fec", "101.fec", "102.fec", "103.txt"];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((pick, bytes)) = bytes.split_first() else { return };
    let pick = usize::from(*pick);
    let kind = SourceKind::ALL[pick % SourceKind::ALL.len()];
    let mode = if pick & 0x40 == 0 { Mode::Strict } else { Mode::Tolerant };
    let inputs: Vec<Input> = if pick & 0x80 != 0 {
        vec![Input::bytes("a.zip", bytes)]
    } else {
        let names = if kind == SourceKind::Fec { FILINGS } else { NAMES };
        let parts = bytes.splitn(names.len(), |byte| *byte == 0);
        parts.zip(names).map(|(part, name)| Input::bytes(name, part)).collect()
    };
    let mut ledger = LedgerBuilder::new();
    let import = Import::new(kind).mode(mode).mapping("m.toml", MAPPING).currency(Currency::EUR);
    if let Ok(account) = import.run(&inputs, &mut ledger) {
        let aside = u64::try_from(account.set_aside.len()).unwrap_or(u64::MAX);
        assert_eq!(account.rows, account.entries + aside);
        assert_eq!(account.records, ledger.entry_count() as u64);
        let ledger = ledger.build().expect("an import makes a ledger");
        let written = adspend::file::write(&ledger);
        let again = adspend::file::read_text("a.toml", written.as_bytes(), &mut |_: &str| Ok(Vec::new()));
        assert!(again.is_ok(), "{:?}", again.err());
    }
});
