//! Any text after a byte for the language: amounts whose spans lie in the text, apart and in order; never a panic.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run running_text`
#![no_main]

use adspend::currency::Currency;
use adspend::text::{Language, Reader};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((choice, text)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let language = Language::ALL[usize::from(*choice) % Language::ALL.len()];
    let reader = Reader::new(language).with_currencies([Currency::USD, Currency::CNY]);
    for mentions in [reader.find(text), reader.find_bare(text)] {
        let mut end = 0;
        for mention in &mentions {
            let span = mention.reading().span();
            assert!(end <= span.start && span.start < span.end && text.get(span.clone()).is_some());
            end = span.end;
        }
    }
});
