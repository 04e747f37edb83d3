//! Any bytes as a file of any source: an account that adds up and a ledger that can be built, or an error, never a panic.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run import_bytes`
#![no_main]

use adspend::import::{Import, Input, Mode, SourceKind};
use adspend::ledger::LedgerBuilder;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // The first byte picks the source, the mode and what the file is called.
    let Some((pick, bytes)) = bytes.split_first() else { return };
    let pick = usize::from(*pick);
    let Some(kind) = SourceKind::ALL.get(pick % SourceKind::ALL.len()) else { return };
    let mode = if pick & 0x40 == 0 { Mode::Strict } else { Mode::Tolerant };
    let name = if pick & 0x80 == 0 { "FacebookAdLibraryReport_2025-07-13_AD_last_30_days_advertisers.csv" } else { "a.zip" };
    let mut ledger = LedgerBuilder::new();
    if let Ok(account) = Import::new(*kind).mode(mode).run(&[Input::bytes(name, bytes.to_vec())], &mut ledger) {
        let aside = u64::try_from(account.set_aside.len()).unwrap_or(u64::MAX);
        assert_eq!(account.rows, account.entries + aside);
        assert!(ledger.build().is_ok());
    }
});
