//! Totals and items that may or may not fit: every form of amount, weights, items that may lie outside the scope, shared
//! rates, a caller's tolerance.

use adspend::amount::{Amount, Domain, Interval};
use adspend::check::{Item, TotalCheck, TotalOutcome};
use adspend::exact::{Numeral, Ratio, Rounding};
use adspend::model::Relation;
use adspend::strategies::{Print, malformed_amounts, prints, values};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::ops::Bound;

#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) domain: Domain,
    pub(crate) relation: Relation,
    pub(crate) tolerance: Option<Numeral>,
    pub(crate) total: Amount,
    pub(crate) items: Vec<Item>,
    pub(crate) rates: Vec<Interval>,
}

impl Case {
    pub(crate) fn run(&self) -> TotalOutcome {
        let mut check = TotalCheck::new(self.total.clone(), self.domain).relation(self.relation);
        if let Some(tolerance) = self.tolerance {
            check = check.tolerance(tolerance);
        }
        for rate in &self.rates {
            assert!(check.add_rate(rate.clone()).is_some(), "{rate}");
        }
        check.items(self.items.clone()).run()
    }

    #[allow(dead_code, reason = "not every test binary that includes this file asks for it")]
    pub(crate) fn holds(&self) -> bool {
        self.run().verdict.holds()
    }

    /// The same with another total.
    #[allow(dead_code, reason = "not every test binary that includes this file asks for it")]
    pub(crate) fn with_total(&self, total: Amount) -> Self {
        Self { total, ..self.clone() }
    }

    /// The same with one item changed.
    #[allow(dead_code, reason = "not every test binary that includes this file asks for it")]
    pub(crate) fn with_item(&self, at: usize, change: impl FnOnce(&mut Item)) -> Self {
        let mut case = self.clone();
        change(&mut case.items[at]);
        case
    }
}

#[derive(Clone, Debug)]
struct Drawn {
    value: Numeral,
    print: Print,
    weight: Ratio,
    certain: bool,
    rate: Option<usize>,
}

fn drawn(domain: Domain) -> impl Strategy<Value = Drawn> {
    let weights: &[(i128, i128)] = match domain {
        Domain::Gross => &[(1, 1), (1, 1), (1, 1), (2, 1), (0, 1), (1, 2)],
        Domain::Signed => &[(1, 1), (1, 1), (1, 1), (-1, 1), (2, 1), (0, 1), (1, 2), (-5, 2)],
    };
    let rate = prop_oneof![4 => Just(None), 1 => Just(Some(0usize)), 1 => Just(Some(1))];
    (values(domain), prints(), select(weights), prop::bool::weighted(0.9), rate).prop_map(
        |(value, print, (p, q), certain, rate)| {
            let weight = Ratio::new(p, q).unwrap();
            Drawn { value, print, weight, certain, rate }
        },
    )
}

/// A set of positive rates, closed or open, with ends of two decimals or of none that is finite.
fn rate() -> impl Strategy<Value = Interval> {
    let parts = select(&[100i128, 97, 89][..]);
    (1i64..900, 0i64..50, any::<bool>(), any::<bool>(), parts).prop_map(
        |(lo, width, lo_open, hi_open, parts)| {
            let cents = |cents: i64| Ratio::new(cents.into(), parts).unwrap();
            let end =
                |value: Ratio, open: bool| if open { Bound::Excluded(value) } else { Bound::Included(value) };
            let (a, b) = (cents(lo), cents(lo + width));
            Interval::new(end(a.clone(), lo_open), end(b.clone(), hi_open))
                .unwrap_or_else(|| Interval::closed(a, b).unwrap())
        },
    )
}

/// Cases whose total was printed of the real sum in half of them, and of a value beside it in the others.
pub(crate) fn cases(domain: Domain, relation: Relation) -> impl Strategy<Value = Case> {
    let items = prop::collection::vec(drawn(domain), 0..6);
    let rates = prop::collection::vec(rate(), 2);
    let beside = prop_oneof![Just(Numeral::ZERO), values(Domain::Signed)];
    let tolerance = prop::option::weighted(0.1, values(Domain::Gross));
    let malformed = prop::option::weighted(0.05, (malformed_amounts(domain), any::<Index>()));
    let sound = (items, rates, prints(), beside, tolerance).prop_map(
        move |(drawn, rates, print, beside, tolerance)| {
            let mut real = Ratio::from(beside);
            for it in drawn.iter().filter(|it| it.certain) {
                let rate = it.rate.map_or_else(Ratio::one, |rate| rates[rate].inf().unwrap().clone());
                real = real + &Ratio::from(it.value) * &it.weight * rate;
            }
            if domain == Domain::Gross && real.is_negative() {
                real = Ratio::zero();
            }
            let total = print.of(real.round_to_decimals(2, Rounding::HalfEven).value.to_numeral().unwrap());
            let items = drawn.iter().enumerate().map(|(at, it)| {
                let mut item = Item::new(at.to_string(), it.print.of(it.value), domain);
                (item.weight, item.certain, item.rate) = (it.weight.clone(), it.certain, it.rate);
                item
            });
            Case { domain, relation, tolerance, total, items: items.collect(), rates }
        },
    );
    // Now and then the total or an item is malformed.
    (sound, malformed).prop_map(|(mut case, malformed)| {
        if let Some((malformed, index)) = malformed {
            match index.index(case.items.len() + 1) {
                0 => case.total = malformed,
                at => case.items[at - 1].amount = malformed,
            }
        }
        case
    })
}

pub(crate) fn domains() -> impl Strategy<Value = Domain> {
    select(&[Domain::Gross, Domain::Signed][..])
}

/// Cases of either domain and every relation, most of them equal.
pub(crate) fn any_cases() -> impl Strategy<Value = Case> {
    let relation = prop_oneof![3 => Just(Relation::Equal), 2 => select(Relation::ALL)];
    (domains(), relation).prop_flat_map(|(domain, relation)| cases(domain, relation))
}

/// Cases of complete lists, in either domain.
#[allow(dead_code, reason = "not every test binary that includes this file asks for it")]
pub(crate) fn equal_cases() -> impl Strategy<Value = Case> {
    domains().prop_flat_map(|domain| cases(domain, Relation::Equal))
}
