use proptest::prelude::*;
use proptest::sample::Index;

use super::amounts::{disclosed_prints, prints, values};
use super::slips::Perturbation;
use crate::amount::{Amount, Domain};
use crate::check::{Item, TotalCheck};
use crate::exact::{Numeral, Ratio};
use crate::model::Relation;

/// Items and a total of which the truth is known, because the real values were drawn before anything was printed.
///
/// # Guarantees
///
/// Each of `values` is in the outer set of its item's amount, and the sum of weight × value relates to a value in the
/// total's outer set as `relation` says.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TrueTotal {
    /// The real values of the items, in their order.
    pub values: Vec<Numeral>,
    /// The items as printed, with the ids `0`, `1`, ….
    pub items: Vec<Item>,
    /// The real sum of weight × value.
    pub sum: Ratio,
    /// The total as printed.
    pub total: Amount,
    /// Whether the total may be below zero.
    pub domain: Domain,
    /// How the total relates to the sum.
    pub relation: Relation,
}

impl TrueTotal {
    /// The check of the total against the items.
    #[must_use]
    pub fn check(&self) -> TotalCheck {
        TotalCheck::new(self.total.clone(), self.domain).relation(self.relation).items(self.items.clone())
    }
}

/// A real value, its weight, and how it is printed.
type Drawn = (Numeral, i64, super::Print);

fn drawn(domain: Domain) -> impl Strategy<Value = Drawn> {
    let weight = match domain {
        Domain::Gross => prop_oneof![12 => Just(1i64), 1 => Just(2), 1 => Just(0)].boxed(),
        Domain::Signed => prop_oneof![9 => Just(1i64), 3 => Just(-1), 1 => Just(2), 1 => Just(0)].boxed(),
    };
    (values(domain), weight, prints())
}

/// Up to 8 items and a total, each in a form of its own, that are true: a check of them is never inconsistent or
/// malformed, and unchecked only where a partial or overlapping list is signed.
///
/// Where the list is partial ([`Relation::AtLeast`]) or overlapping ([`Relation::AtMost`]) the real total is above or
/// below the sum by what is missing or counted twice.
pub fn true_totals(domain: Domain, relation: Relation) -> impl Strategy<Value = TrueTotal> {
    let items = prop::collection::vec(drawn(domain), 0..=8);
    (items, disclosed_prints(), values(Domain::Gross)).prop_filter_map(
        "a sum of few digits",
        move |(drawn, print, missing)| {
            let weighted =
                |(value, weight, _): &Drawn| Ratio::from(*value) * Ratio::from(Numeral::from(*weight));
            let sum: Ratio = drawn.iter().map(weighted).sum();
            let missing = Ratio::from(missing);
            let real = match (relation, domain) {
                (Relation::Equal, _) => sum.clone(),
                (Relation::AtLeast, _) => &sum + &missing,
                (Relation::AtMost, Domain::Gross) if missing > sum => Ratio::zero(),
                (Relation::AtMost, _) => &sum - &missing,
            };
            let total = print.of(real.to_numeral()?);
            let items = drawn.iter().enumerate().map(|(at, (value, weight, print))| {
                let mut item = Item::new(at.to_string(), print.of(*value), domain);
                item.weight = Numeral::from(*weight).into();
                item
            });
            let items = items.collect();
            let values = drawn.iter().map(|(value, ..)| *value).collect();
            Some(TrueTotal { values, items, sum, total, domain, relation })
        },
    )
}

/// One to 8 items known to the digit and their exact sum as the total of a complete list: a check of them is proven, and
/// any [`Perturbation`] of them inconsistent.
pub fn exact_totals(domain: Domain) -> impl Strategy<Value = TrueTotal> {
    prop::collection::vec(values(domain), 1..=8).prop_filter_map("a sum of few digits", move |values| {
        let sum: Ratio = values.iter().map(|value| Ratio::from(*value)).sum();
        let total = Amount::exact(sum.to_numeral()?);
        let item = |(at, value): (usize, &Numeral)| Item::new(at.to_string(), Amount::exact(*value), domain);
        let items = values.iter().enumerate().map(item).collect();
        Some(TrueTotal { values, items, sum, total, domain, relation: Relation::Equal })
    })
}

/// [`exact_totals`], each with one of its perturbations, not yet applied.
pub fn perturbed_totals(domain: Domain) -> impl Strategy<Value = (TrueTotal, Perturbation)> {
    (exact_totals(domain), any::<Index>()).prop_filter_map("something to get wrong", |(total, index)| {
        let mut all = total.perturbations();
        let at = (!all.is_empty()).then(|| index.index(all.len()))?;
        let one = all.swap_remove(at);
        Some((total, one))
    })
}
