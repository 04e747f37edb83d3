//! Any bytes as a file of rates: a table or its errors, never a panic.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run rate_file`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(table) = adspend::rates::read(bytes, "fuzz.csv") {
        assert!(table.first_day() <= table.last_day());
    }
});
