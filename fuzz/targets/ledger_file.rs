//! Any bytes as a ledger file: a ledger or its problems, never a panic. What reads, writes back and reads as the same.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run ledger_file`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let beside = &mut |_: &str| Ok(bytes.to_vec());
    let Ok(ledger) = adspend::file::read_text("fuzz.toml", bytes, beside) else { return };
    let written = adspend::file::write(&ledger);
    let again = adspend::file::read_text("fuzz.toml", written.as_bytes(), beside).expect("what was written reads");
    assert_eq!(adspend::file::write(&again), written);
});
