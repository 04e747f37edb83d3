//! Several totals at once: a tree of sub-totals over 10,000 entries, and 40 totals over any of 200 entries.

#![expect(clippy::unwrap_used, reason = "a benchmark that panics has failed")]

use adspend::amount::Interval;
use adspend::check::JointCheck;
use adspend::exact::Ratio;
use adspend::model::Relation;

fn main() {
    divan::main();
}

fn value(at: i64) -> i64 {
    (at * 48_271) % 90_000 / 100 * 100
}

fn around(value: i64, reach: i64) -> Interval {
    Interval::closed((value - reach).into(), (value + reach).into()).unwrap()
}

fn with_entries(count: i64, reach: i64) -> JointCheck {
    (0..count).fold(JointCheck::new(), |check, at| check.entry(format!("e{at}"), around(value(at), reach)))
}

/// Sums of runs of 10, 100, 1,000 and all 10,000 entries; with `off`, the first thousand and its first hundred are at odds.
fn tree(off: i64) -> JointCheck {
    let mut check = with_entries(10_000, 50);
    for length in [10, 100, 1_000, 10_000] {
        for start in (0..10_000).step_by(usize::try_from(length).unwrap()) {
            let run = start..start + length;
            let sum: i64 = run.clone().map(value).sum();
            let moved = if start == 0 && length == 1_000 { off } else { 0 };
            let terms = run.map(|at| (format!("e{at}"), Ratio::one()));
            check = check.claim(format!("{length}/{start}"), Relation::Equal, around(sum + moved, 20), terms);
        }
    }
    check
}

/// Each total is of every entry whose number a multiplication puts in its half.
fn general(off: i64) -> JointCheck {
    let mut check = with_entries(200, 50);
    for claim in 0..40i64 {
        let is_in = |at: &i64| (at * 7_919 + claim * 104_729 + at * claim * 31) % 97 < 24;
        let items: Vec<i64> = (0..200).filter(is_in).collect();
        let sum: i64 = items.iter().map(|at| value(*at)).sum();
        let moved = if claim == 7 { off } else { 0 };
        let terms = items.into_iter().map(|at| (format!("e{at}"), Ratio::one()));
        check = check.claim(format!("c{claim}"), Relation::Equal, around(sum + moved, 20), terms);
    }
    check
}

#[divan::bench(sample_count = 5)]
fn tree_of_10_000_entries(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(|| tree(0)).bench_refs(|check| check.run().unwrap().verdict);
}

#[divan::bench(sample_count = 5)]
fn tree_of_10_000_entries_refuted(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(|| tree(900)).bench_refs(|check| check.run().unwrap().conflicts);
}

#[divan::bench(sample_count = 3)]
fn forty_totals_of_200_entries(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(|| general(0)).bench_refs(|check| check.run().unwrap().entries);
}

#[divan::bench(sample_count = 3)]
fn forty_totals_of_200_entries_refuted(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(|| general(5_000)).bench_refs(|check| check.run().unwrap().conflicts);
}
