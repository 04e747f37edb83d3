//! Any text as an amount: a reading whose span lies in the text, or an error whose span does.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run amount_text`
#![no_main]

use adspend::currency::Currency;
use adspend::text::{Language, Reader};

libfuzzer_sys::fuzz_target!(|text: &str| {
    for language in Language::ALL {
        let reader = Reader::new(language).with_currencies([Currency::USD, Currency::CNY]);
        let span = match reader.read_cell(text) {
            Ok(reading) => reading.span(),
            Err(error) => error.span(),
        };
        assert!(text.get(span).is_some());
    }
});
