//! Exact sums: a million numerals of one scale and of mixed scales, and amounts of which a tenth are not exact.

#![expect(clippy::unwrap_used, reason = "a benchmark that panics has failed")]

use adspend::amount::{Amount, AmountSum, Domain, Mode};
use adspend::exact::{Numeral, Sum};

const COUNT: i64 = 1_000_000;

fn main() {
    divan::main();
}

/// Figures without a pattern that a sum could profit from, the same at every run.
fn figures() -> impl Iterator<Item = i64> {
    std::iter::successors(Some(12_345i64), |figure| Some((figure * 48_271) % 2_147_483_647)).take(1_000_000)
}

fn uniform() -> Vec<Numeral> {
    figures().map(|figure| Numeral::new(figure.into(), 2).unwrap()).collect()
}

fn mixed() -> Vec<Numeral> {
    figures().map(|figure| Numeral::new(figure.into(), u8::try_from(figure % 7).unwrap()).unwrap()).collect()
}

fn amounts() -> Vec<Amount> {
    let amount = |(at, figure): (usize, i64)| {
        if at % 10 == 0 {
            Amount::rounded(figure * 1000, 1000, Mode::Nearest).unwrap()
        } else {
            Amount::exact(Numeral::new(figure.into(), 2).unwrap())
        }
    };
    figures().enumerate().map(amount).collect()
}

#[divan::bench]
fn a_million_numerals_of_one_scale(bencher: divan::Bencher<'_, '_>) {
    bencher
        .counter(divan::counter::ItemsCount::new(COUNT.unsigned_abs()))
        .with_inputs(uniform)
        .bench_refs(|numerals| numerals.iter().copied().collect::<Sum>());
}

#[divan::bench]
fn a_million_numerals_of_mixed_scales(bencher: divan::Bencher<'_, '_>) {
    bencher
        .counter(divan::counter::ItemsCount::new(COUNT.unsigned_abs()))
        .with_inputs(mixed)
        .bench_refs(|numerals| numerals.iter().copied().collect::<Sum>());
}

#[divan::bench(sample_count = 10)]
fn a_million_amounts_a_tenth_of_them_rounded(bencher: divan::Bencher<'_, '_>) {
    bencher.counter(divan::counter::ItemsCount::new(COUNT.unsigned_abs())).with_inputs(amounts).bench_refs(
        |amounts| {
            let mut sum = AmountSum::new();
            for amount in amounts {
                sum.add(amount, Domain::Gross).unwrap();
            }
            sum.set()
        },
    );
}
