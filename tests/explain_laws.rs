//! The laws of explanations: an injected single error is among them, each of them does repair its check, and the order of the
//! items does not matter.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on fails"
)]

use adspend::amount::{Amount, Domain};
use adspend::check::{ExplainContext, Explanation, Explanations, Family, Item, Target, TotalCheck, Verdict};
use adspend::exact::Numeral;
use proptest::prelude::*;
use proptest::sample::Index;

/// A record known to the digit: items and their total.
#[derive(Clone, Debug)]
struct Record {
    items: Vec<(String, Numeral)>,
    total: Numeral,
}

impl Record {
    fn check(&self) -> TotalCheck {
        let item = |(id, value): &(String, Numeral)| Item::new(id, Amount::exact(*value), Domain::Signed);
        TotalCheck::new(Amount::exact(self.total), Domain::Signed).items(self.items.iter().map(item))
    }

    fn explained(&self) -> Explanations {
        self.check().explain(&ExplainContext::new(), TotalCheck::TRIES_MAX)
    }

    fn sum(&self) -> i128 {
        self.items.iter().map(|(_, value)| value.mantissa()).sum()
    }
}

fn whole(value: i128) -> Numeral {
    Numeral::new(value, 0).unwrap()
}

/// Two to eight items of six to nine digits, and their true total.
fn records() -> impl Strategy<Value = Record> {
    prop::collection::vec(100_000i128..1_000_000_000, 2..=8).prop_map(|values| {
        let total = whole(values.iter().sum());
        let items =
            values.into_iter().enumerate().map(|(at, value)| (format!("i{at}"), whole(value))).collect();
        Record { items, total }
    })
}

/// An error, what explains it, and the value that was wrong as it should be.
type Injected = (Record, Target, Family, Vec<String>, Numeral);

/// The figure with one slip, as it would be printed: never beginning with 0.
fn slipped(value: Numeral, kind: u8, at: &Index, other: &Index, digit: u8) -> Option<Numeral> {
    let mut digits = value.to_string().into_bytes();
    let (at, other) = (at.index(digits.len()), other.index(digits.len()));
    match kind {
        0 => digits[at] = b'0' + digit,
        1 => digits.swap(at, other),
        2 => drop(digits.remove(at)),
        3 => digits.insert(at, b'0' + digit),
        _ => digits.extend(std::iter::repeat_n(b'0', usize::from(digit) % 6 + 1)),
    }
    let text = String::from_utf8(digits).unwrap();
    let wrong: Numeral = text.parse().unwrap();
    (!text.starts_with('0') && wrong != value).then_some(wrong)
}

const SLIPS: [Family; 5] = [Family::Replace, Family::Swap, Family::Lose, Family::Insert, Family::Shift];

fn injected() -> impl Strategy<Value = Injected> {
    let parts = (records(), 0u8..12, any::<Index>(), any::<Index>(), any::<Index>(), 0u8..10, any::<bool>());
    parts.prop_filter_map("an error that shows", |(truth, kind, item, at, other, digit, in_total)| {
        let mut record = truth.clone();
        let item = item.index(truth.items.len());
        let (id, value) = truth.items[item].clone();
        let shifted = |by: i128| whole(truth.total.mantissa() + by);
        let (target, family, entries, right) = match kind {
            0 => {
                record.total = shifted(-value.mantissa());
                (Target::Total, Family::Omitted, vec![id], truth.total)
            }
            1 => {
                record.total = shifted(value.mantissa());
                (Target::Total, Family::Doubled, vec![id], truth.total)
            }
            2 => {
                record.items[item].1 = value.negated();
                (Target::Items, Family::Sign, vec![id], value)
            }
            3 => {
                record.items.insert(item, ("again".to_owned(), value));
                (Target::Items, Family::Duplicate, vec!["again".to_owned(), id], whole(0))
            }
            4 if item > 0 => {
                let run: i128 = truth.items[..=item].iter().map(|(_, value)| value.mantissa()).sum();
                record.items.insert(item + 1, ("subtotal".to_owned(), whole(run)));
                (Target::Items, Family::Subtotal, vec!["subtotal".to_owned()], whole(0))
            }
            5 => {
                record.total = truth.total.negated();
                (Target::Total, Family::Sign, Vec::new(), truth.total)
            }
            _ => {
                let kind = digit % 5;
                let right = if in_total { truth.total } else { value };
                let wrong = slipped(right, kind, &at, &other, digit)?;
                let family = SLIPS[usize::from(kind)];
                if in_total {
                    record.total = wrong;
                    (Target::Total, family, Vec::new(), right)
                } else {
                    record.items[item].1 = wrong;
                    (Target::Items, family, vec![id], right)
                }
            }
        };
        Some((record, target, family, entries, right))
    })
}

/// The record with what an explanation says put right; `None` for those of two figures or more.
fn corrected(record: &Record, explanation: &Explanation) -> Option<Record> {
    let mut right = record.clone();
    let to: Numeral = explanation.to.parse().ok()?;
    match explanation.target {
        Target::Total => right.total = to,
        Target::Items => {
            let id = explanation.entries.first()?;
            right.items.iter_mut().find(|(other, _)| other == id)?.1 = to;
        }
    }
    Some(right)
}

proptest! {
    #[test]
    fn an_injected_error_is_among_the_explanations((record, target, family, entries, right) in injected()) {
        prop_assume!(record.sum() != record.total.mantissa());
        let found = record.explained();
        let is_it = |it: &Explanation| {
            it.target == target
                && it.family == family
                && it.entries == entries
                && it.to.parse::<Numeral>().unwrap().cmp_value(right).is_eq()
        };
        prop_assert!(found.explanations.iter().any(is_it), "{family} of {entries:?} to {right}: {found:?}");
        prop_assert!(found.budget.complete);
        // Each of them does explain.
        for explanation in &found.explanations {
            if let Some(right) = corrected(&record, explanation) {
                prop_assert_ne!(right.check().run().verdict, Verdict::Inconsistent, "{:?}", explanation);
            }
        }
    }

    /// The negative twin: what is right has no explanation, and nothing is tried.
    #[test]
    fn a_true_total_has_no_explanation(record in records()) {
        prop_assert_eq!(record.explained(), Explanations::default());
    }

    #[test]
    fn the_order_of_the_items_does_not_matter(
        (record, _, family, ..) in injected(),
        order in prop::collection::vec(any::<Index>(), 10),
        second in any::<Index>(),
        error in 1i128..1_000_000,
    ) {
        // Whether an item is the sum of those before it depends on the order.
        prop_assume!(family != Family::Subtotal);
        let mut record = record;
        if error % 2 == 0 {
            // Two errors, for pairs and subsets.
            let at = second.index(record.items.len());
            record.items[at].1 = whole(record.items[at].1.mantissa() + error);
        }
        let mut left = record.items.clone();
        let mut items = Vec::new();
        for at in order {
            if !left.is_empty() {
                items.push(left.remove(at.index(left.len())));
            }
        }
        let permuted = Record { items, total: record.total };
        prop_assert_eq!(record.explained(), permuted.explained());
    }

    /// A smaller budget finds nothing else, and says that it did not try everything.
    #[test]
    fn a_smaller_budget_leaves_whole_families_out((record, ..) in injected(), tries in 0u64..3_000) {
        prop_assume!(record.sum() != record.total.mantissa());
        let all = record.explained();
        let some = record.check().explain(&ExplainContext::new(), tries);
        prop_assert!(some.budget.tried <= all.budget.tried || !some.budget.complete);
        if some.budget.complete {
            prop_assert_eq!(some, all);
        }
    }
}

fn record(values: &[i128], total: i128) -> Record {
    let items = values.iter().enumerate().map(|(at, value)| (format!("i{at:02}"), whole(*value)));
    Record { items: items.collect(), total: whole(total) }
}

/// Numbers that have nothing to do with one another.
fn unrelated(count: usize, digits: u32) -> Vec<i128> {
    let mut state = 1u64;
    let mut next = || {
        state = state * 48_271 % 2_147_483_647;
        i128::from(state)
    };
    (0..count)
        .map(|_| 10i128.pow(digits - 1) + (next() * 2_147_483_647 + next()) % (9 * 10i128.pow(digits - 1)))
        .collect()
}

#[test]
fn two_errors_are_a_pair() {
    let values = unrelated(8, 9);
    let sum: i128 = values.iter().sum();
    // One left out and one counted twice.
    let found = record(&values, sum - values[2] + values[5]).explained();
    let best = &found.explanations[0];
    assert_eq!((best.family, best.target), (Family::Pair, Target::Total));
    assert_eq!(best.entries, ["i02", "i05"]);
    assert_eq!(best.to, sum.to_string());
    let total = sum - values[2] + values[5];
    assert_eq!(
        best.sentence(),
        format!("the total leaves out `i02` and counts `i05` twice: {total} would be {sum}")
    );
    for (times, words) in
        [(-1, "the total leaves out `i02` and `i05`"), (1, "the total counts `i02` and `i05` twice")]
    {
        let total = sum + times * (values[2] + values[5]);
        let found = record(&values, total).explained();
        assert_eq!(found.explanations[0].sentence(), format!("{words}: {total} would be {sum}"));
    }
    // One left out, and another printed ten times as large.
    let values = unrelated(8, 12);
    let sum: i128 = values.iter().sum();
    let mut printed = values.clone();
    printed[3] *= 10;
    let found = record(&printed, sum - values[6]).explained();
    let pair = found.explanations.iter().find(|it| it.entries == ["i03", "i06"]).expect("the pair");
    assert_eq!((pair.family, pair.target), (Family::Pair, Target::Items));
    assert_eq!(pair.to, format!("{}; {sum}", values[3]));
    let total = sum - values[6];
    // Of the ten times as large figure and of the total, each as it was printed.
    assert_eq!(
        pair.sentence(),
        format!(
            "the point of `i03` stands off: {} would be {}; and the total leaves out `i06`: {total} would be {sum}",
            printed[3], values[3]
        )
    );
}

#[test]
fn any_set_of_forty_items_is_found() {
    let values = unrelated(40, 18);
    let sum: i128 = values.iter().sum();
    for size in [3, 5] {
        let left_out: i128 = values.iter().skip(7).step_by(5).take(size).sum();
        let found = record(&values, sum - left_out).explained();
        let best = &found.explanations[0];
        let ids: Vec<String> = (0..size).map(|at| format!("i{:02}", 7 + 5 * at)).collect();
        assert_eq!((best.family, &best.entries), (Family::Subset, &ids));
        assert_eq!(best.to, sum.to_string());
        assert!(found.budget.complete);
    }
}

#[test]
fn any_three_of_many_items_are_found() {
    let values = unrelated(100, 12);
    let sum: i128 = values.iter().sum();
    let found = record(&values, sum - values[3] - values[50] - values[99]).explained();
    assert_eq!(found.explanations[0].entries, ["i03", "i50", "i99"]);
}

/// Every set of few small items, counted one by one.
#[test]
fn sets_that_fit_by_chance_are_counted() {
    let values = [3i128, 5, 8, 13, 21, 34, 55, 89, 144, 233];
    let total = 605 - 110;
    let sets = (0u32..1 << values.len()).filter(|set| set.count_ones() >= 3);
    let of =
        |set: u32| -> i128 { (0..values.len()).filter(|at| set >> at & 1 == 1).map(|at| values[at]).sum() };
    let expected = sets.filter(|set| of(*set) == 110).count();
    assert!(expected > 0);
    let with_sets = record(&values, total).explained();
    assert!(with_sets.also_possible >= expected as u64, "{} of {expected}", with_sets.also_possible);
}
