//! Reading 10,000 amounts as people print them.

#![expect(clippy::unwrap_used, reason = "a benchmark that panics has failed")]

use adspend::currency::Currency;
use adspend::text::Reader;

fn main() {
    divan::main();
}

const COUNT: u32 = 10_000;

fn texts() -> Vec<String> {
    (0..COUNT)
        .map(|at| match at % 5 {
            0 => format!("about {}.{:02} million yuan", at % 97, at % 100),
            1 => format!("€{},{:03},{:03}", at % 9 + 1, at % 1000, at * 7 % 1000),
            2 => format!("US${at}.50"),
            3 => format!("between {} and {} million euros", at % 50, at % 50 + 3),
            _ => format!("over {} thousand dollars", at % 800 + 1),
        })
        .collect()
}

#[divan::bench]
fn ten_thousand_amounts(bencher: divan::Bencher<'_, '_>) {
    let reader = Reader::english().with_currencies([Currency::USD, Currency::CNY, Currency::EUR]);
    bencher.counter(divan::counter::ItemsCount::new(COUNT)).with_inputs(texts).bench_local_refs(|texts| {
        texts.iter().map(|text| reader.read(text).unwrap().amount().is_exact()).filter(|exact| *exact).count()
    });
}
