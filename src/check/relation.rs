//! What a relation lets through between a sum and its total.

use super::ends::Side;
use crate::amount::Interval;
use crate::model::Relation;

/// The totals that some value of the sum reaches: of a partial list everything above, too.
pub(super) fn totals_reached(relation: Relation, sum: &Interval) -> Interval {
    match relation {
        Relation::Equal => sum.clone(),
        Relation::AtLeast => Side::Lower.from(sum.lo().clone()),
        Relation::AtMost => Side::Upper.from(sum.hi().clone()),
    }
}

/// The sums that some value of the total allows: of a partial list everything below, too.
pub(super) fn sums_allowed(relation: Relation, total: &Interval) -> Interval {
    match relation {
        Relation::Equal => total.clone(),
        Relation::AtLeast => Side::Upper.from(total.hi().clone()),
        Relation::AtMost => Side::Lower.from(total.lo().clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::Ratio;

    #[test]
    fn each_relation_opens_one_side() {
        let set = |lo: i64, hi: i64| Interval::closed(Ratio::from(lo), Ratio::from(hi)).unwrap();
        let table = [
            (Relation::Equal, "[2, 5]", "[2, 5]"),
            (Relation::AtLeast, "[2, +inf)", "(-inf, 5]"),
            (Relation::AtMost, "(-inf, 5]", "[2, +inf)"),
        ];
        for (relation, reached, allowed) in table {
            assert_eq!(totals_reached(relation, &set(2, 5)).to_string(), reached, "{relation}");
            assert_eq!(sums_allowed(relation, &set(2, 5)).to_string(), allowed, "{relation}");
        }
    }

    /// A total and a sum fit each other, asked from either side.
    #[test]
    fn the_two_are_converse() {
        let sets = [(1, 2), (2, 4), (3, 3), (5, 9)]
            .map(|(lo, hi): (i64, i64)| Interval::closed(Ratio::from(lo), Ratio::from(hi)).unwrap());
        for relation in [Relation::Equal, Relation::AtLeast, Relation::AtMost] {
            for sum in &sets {
                for total in &sets {
                    let reached = totals_reached(relation, sum).meets(total);
                    assert_eq!(reached, sums_allowed(relation, total).meets(sum), "{sum} {relation} {total}");
                }
            }
        }
    }
}
