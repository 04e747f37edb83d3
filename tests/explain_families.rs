//! Explanations that need more than the digits: units, bounds, factors, rates, currencies, groups, entries outside, other checks.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use adspend::amount::{Amount, Domain, Interval};
use adspend::check::{ExplainContext, Explanation, Explanations, Family, Item, Target, TotalCheck};
use adspend::exact::Ratio;
use adspend::model::Relation;

fn million(digits: &str) -> Amount {
    Amount::written(digits.parse().unwrap(), Some(6)).unwrap()
}

fn exact(items: &[(&str, i64)], total: i64) -> TotalCheck {
    let item = |(id, value): &(&str, i64)| Item::new(*id, Amount::exact(*value), Domain::Gross);
    TotalCheck::new(Amount::exact(total), Domain::Gross).items(items.iter().map(item))
}

fn explained(check: &TotalCheck, context: &ExplainContext) -> Explanations {
    check.explain(context, TotalCheck::TRIES_MAX)
}

fn of(found: &Explanations, family: Family) -> Option<&Explanation> {
    found.explanations.iter().find(|it| it.family == family)
}

const ITEMS: [(&str, i64); 4] = [("a", 343_981), ("b", 1_415_609), ("c", 373_472), ("d", 44_347)];
const SUM: i64 = 343_981 + 1_415_609 + 373_472 + 44_347;

fn ratio(text: &str) -> Ratio {
    text.parse().unwrap()
}

#[test]
fn a_total_in_another_unit() {
    // 45.15 million for 45.15 billion (亿 and million are two places apart, thousand and 万 one).
    let items = ["21.5", "23.65"].map(|digits| Amount::written(digits.parse().unwrap(), Some(9)).unwrap());
    let check = TotalCheck::new(million("45.15"), Domain::Gross)
        .items(items.into_iter().zip(["a", "b"]).map(|(amount, id)| Item::new(id, amount, Domain::Gross)));
    let found = explained(&check, &ExplainContext::new());
    let unit = of(&found, Family::Unit).expect("the unit");
    assert_eq!(
        (unit.target, unit.from.as_str(), unit.to.as_str()),
        (Target::Total, "45150000", "45150000000")
    );
    assert_eq!(unit.sentence(), "the total is in another unit: 45150000 would be 45150000000");
}

#[test]
fn an_item_left_out_of_a_rounded_total() {
    let items = [("a", "6.5"), ("b", "2.9"), ("c", "10.25"), ("d", "3.05")];
    let items = items.map(|(id, digits)| Item::new(id, million(digits), Domain::Gross));
    let check = TotalCheck::new(million("12.45"), Domain::Gross).items(items);
    let found = explained(&check, &ExplainContext::new());
    let best = &found.explanations[0];
    assert_eq!((best.family, best.entries.as_slice()), (Family::Omitted, ["c".to_owned()].as_slice()));
    assert_eq!((best.from.as_str(), best.to.as_str()), ("12450000", "22700000"));
    assert_eq!(found.shared, ["c"]);
}

#[test]
fn a_bound_or_a_rounding_read_wrongly() {
    let bounded = |amount: Amount| exact(&ITEMS, SUM + 900_001).item(Item::new("e", amount, Domain::Gross));
    let check = bounded(Amount::at_most(900_000));
    let found = explained(&check, &ExplainContext::new());
    // Its chance is that of any one-sided bound: too large to be told.
    assert!(of(&found, Family::Mode).is_none() && found.also_possible > 0);
    // Cut off and not rounded: 3 × 0.9… were printed as 3 × 0.
    let cut = |at: i64| {
        Item::new(at.to_string(), Amount::written("0.1".parse().unwrap(), Some(6)).unwrap(), Domain::Gross)
    };
    let check = TotalCheck::new(Amount::exact(1_799_999), Domain::Gross).items((0..10).map(cut));
    let found = explained(&check, &ExplainContext::new());
    assert!(found.also_possible > 0);
}

#[test]
fn a_factor_from_the_list() {
    let check = exact(&ITEMS, SUM * 6 / 5 + 1);
    let context = ExplainContext::new().factor("VAT of 20 %", ratio("1.2"));
    assert!(of(&explained(&check, &context), Family::Factor).is_none());
    let items = [("a", 343_980), ("b", 1_415_605), ("c", 373_475)];
    let check = exact(&items, (343_980 + 1_415_605 + 373_475) * 6 / 5);
    let found = explained(&check, &context);
    let factor = of(&found, Family::Factor).expect("the tax");
    assert_eq!((factor.to.as_str(), factor.target), ("2133060", Target::Total));
    assert!(of(&explained(&check, &ExplainContext::new()), Family::Factor).is_none());
}

#[test]
fn another_rate_or_currency() {
    let at_rate = |rate: &str, total: i64| {
        let mut check = exact(&ITEMS, total);
        let mut item = Item::new("e", Amount::exact(1_000_003), Domain::Gross);
        item.rate = check.add_rate(Interval::point(ratio(rate)));
        check.item(item)
    };
    let check = at_rate("6.5", SUM + 7 * 1_000_003);
    let context = ExplainContext::new().rate("2 days later", 0, Interval::point(ratio("7")));
    let found = explained(&check, &context);
    let rate = of(&found, Family::Rate).expect("the rate");
    assert_eq!(rate.entries, ["e"]);
    assert_eq!(rate.sentence(), "`e` was converted at another rate: 6.5 would be 7 (2 days later)");
    // It was in the total's currency all along.
    let check = at_rate("6.5", SUM + 1_000_003);
    let context = ExplainContext::new().currency("CNY", Interval::point(Ratio::one()));
    let found = explained(&check, &context);
    let currency = of(&found, Family::Currency).expect("the currency");
    assert_eq!(
        (currency.entries.as_slice(), currency.to.as_str()),
        (["e".to_owned()].as_slice(), "1000003 CNY")
    );
}

#[test]
fn a_group_left_out_and_entries_from_outside() {
    let check = exact(&ITEMS, SUM - 343_981 - 44_347);
    let context = ExplainContext::new().group("platform=x", [0, 3]).group("platform=y", [1, 2]);
    let found = explained(&check, &context);
    let best = &found.explanations[0];
    assert_eq!((best.family, best.entries.clone()), (Family::Group, vec!["a".to_owned(), "d".to_owned()]));
    assert_eq!(best.to, SUM.to_string());
    // Without the attribute it is any two items.
    assert_eq!(explained(&check, &ExplainContext::new()).explanations[0].family, Family::Pair);

    let check = exact(&ITEMS, SUM + 88_123);
    let outside = |value: i64| ExplainContext::new().outside("m", Interval::point(value.into()), "memo");
    let found = explained(&check, &outside(88_123));
    let best = &found.explanations[0];
    assert_eq!(best.sentence(), "the total counts `m`, which is outside the scope: 0 (memo) would be 88123");
    assert!(of(&explained(&check, &outside(88_124)), Family::Outside).is_none());
    let two = ExplainContext::new().outside("m", Interval::point(88_000.into()), "memo").outside(
        "n",
        Interval::point(123.into()),
        "memo",
    );
    assert_eq!(of(&explained(&check, &two), Family::Outside).expect("both").entries, ["m", "n"]);
    // What may be anything fits any total: that it fits this one says nothing, and the wider it is the less.
    let around = |width: i64| {
        let set = Interval::closed((88_123 - width).into(), (88_123 + width).into()).expect("a range");
        of(&explained(&check, &ExplainContext::new().outside("m", set, "memo")), Family::Outside)
            .map(|it| it.chance_hits)
    };
    let [narrow, wide] = [100, 1_000].map(|width| around(width).expect("told"));
    assert!(narrow.cmp_value(wide).is_lt(), "{narrow} {wide}");
    assert_eq!(around(SUM), None);
    let undisclosed = ExplainContext::new().outside("m", Interval::all(), "memo");
    assert!(of(&explained(&check, &undisclosed), Family::Outside).is_none());
}

#[test]
fn a_gross_total_beside_net_items() {
    let refund = |id: &str, value: i64| {
        let mut item = Item::new(id, Amount::exact(value), Domain::Gross);
        item.weight = Ratio::from(-1);
        item
    };
    let check = exact(&ITEMS, SUM).item(refund("r", 120_007)).item(refund("s", 9_411));
    let found = explained(&check, &ExplainContext::new());
    let group = of(&found, Family::Group).expect("gross against net");
    assert_eq!(group.entries, ["r", "s"]);
    assert_eq!(group.from, format!("{SUM} without amounts below zero"));
}

#[test]
fn other_checks_are_not_broken_and_may_be_repaired() {
    // `c` was printed with two digits swapped.
    let wrong = [("a", 343_981), ("b", 1_415_609), ("c", 337_472), ("d", 44_347)];
    let check = exact(&wrong, SUM);
    let alone = explained(&check, &ExplainContext::new());
    let swap = |found: &Explanations| {
        found.explanations.iter().find(|it| it.family == Family::Swap && it.entries == ["c"]).cloned()
    };
    assert_eq!(swap(&alone).expect("the swap").repairs, Vec::<String>::new());
    let repaired = exact(&wrong[2..], 373_472 + 44_347);
    let found = explained(&check, &ExplainContext::new().other("part", repaired));
    assert_eq!(swap(&found).expect("the swap").repairs, ["part"]);
    let broken = exact(&wrong[2..], 337_472 + 44_347);
    assert_eq!(swap(&explained(&check, &ExplainContext::new().other("part", broken))), None);
}

#[test]
fn a_partial_list_above_its_total() {
    let check = exact(&ITEMS, SUM / 10).relation(Relation::AtLeast);
    let found = explained(&check, &ExplainContext::new());
    // Anything that makes the sum small enough, or the total large enough, fits: that is no news.
    assert!(found.explanations.is_empty() || found.explanations.iter().all(|it| it.target == Target::Total));
    assert!(found.also_possible > 0);
}

#[test]
fn unknown_items_and_open_bounds_are_no_reason_to_stop() {
    let check = exact(&ITEMS, SUM / 100).item(Item::new("e", Amount::unknown(), Domain::Gross));
    let found = explained(&check, &ExplainContext::new());
    assert!(found.budget.tried > 0 && !found.budget.complete);
}

#[test]
fn a_sum_of_sets_says_less_than_an_omission_and_a_printed_sum_says_more() {
    // 3.1 and 6.9 to one decimal of a million may well be 10 to a million.
    let items = |sum: Amount| {
        [("a", million("3.1")), ("b", million("6.9")), ("c", sum), ("d", million("8.25"))]
            .map(|(id, amount)| Item::new(id, amount, Domain::Gross))
    };
    let found = |sum: Amount| {
        let check = TotalCheck::new(million("18.25"), Domain::Gross).items(items(sum));
        let found = explained(&check, &ExplainContext::new()).explanations;
        found.iter().map(|it| (it.family, it.entries.concat())).take(2).collect::<Vec<_>>()
    };
    let c = |family: Family| (family, "c".to_owned());
    assert_eq!(found(million("9.95")), [c(Family::Omitted), c(Family::Subtotal)]);
    assert_eq!(found(million("10")), [c(Family::Subtotal), c(Family::Omitted)]);
}

#[test]
fn converted_items_counted_as_if_they_were_not() {
    let dollars = |total: i64| {
        let mut check = exact(&ITEMS, total);
        let rates = ["6.5", "7"].map(|rate| check.add_rate(Interval::point(ratio(rate))));
        let item = |(id, value, rate): (&str, i64, usize)| {
            let mut item = Item::new(id, Amount::exact(value), Domain::Gross);
            item.rate = rates[rate];
            item
        };
        check.items([("e", 11_002, 0), ("f", 25_017, 1)].map(item))
    };
    let context = ExplainContext::new()
        .currency("CNY", Interval::point(Ratio::one()))
        .group("platform=x", [1, 3])
        .group("platform=y", [0, 2, 4, 5]);
    let found = explained(&dollars(SUM + 11_002 + 25_017), &context);
    let best = &found.explanations[0];
    assert_eq!(
        best.sentence(),
        "`e` and `f` are in another currency: 11002; 25017 would be 11002; 25017 as CNY"
    );
    // A group is left out as well.
    let found = explained(&dollars(SUM + 11_002 + 25_017 - 1_415_609 - 44_347), &context);
    let best = &found.explanations[0];
    assert_eq!((best.family, best.target), (Family::Pair, Target::Items));
    assert_eq!(best.entries, ["b", "d", "e", "f"]);
    assert_eq!(best.from, "753472 without platform=x; 11002; 25017");
    assert_eq!(best.to, "2213428; 11002; 25017 as CNY");
    assert_eq!(
        best.sentence(),
        "the total leaves out `b` and `d`: 753472 without platform=x would be 2213428; \
         and `e` and `f` are in another currency: 11002; 25017 would be 11002; 25017 as CNY"
    );
    // Nobody says that the total has another currency than they, and nothing is tried.
    let silent = ExplainContext::new().group("platform=x", [1, 3]);
    assert!(of(&explained(&dollars(SUM + 11_002 + 25_017), &silent), Family::Currency).is_none());
    // What they are as converted is no error.
    let right = dollars(SUM + 11_002 * 13 / 2 + 25_017 * 7);
    assert_eq!(explained(&right, &context), Explanations::default());
}

/// Ten thousand items of which each has a value of its own, and two share one: the groups are told within the default budget.
#[test]
fn groups_of_many_items_are_within_the_budget() {
    let items = (0..10_000i64).map(|at| {
        Item::new(format!("{at:05}"), Amount::exact(1_000_003 + at * 48_271 % 7_919_993), Domain::Gross)
    });
    let items: Vec<Item> = items.collect();
    let sum: Ratio = items.iter().filter_map(|item| item.amount.printed()).map(Ratio::from).sum();
    let left_out: Ratio =
        [17, 4_711].map(|at| Ratio::from(items[at].amount.printed().unwrap())).into_iter().sum();
    let total = (sum - left_out).to_numeral().unwrap();
    let check = TotalCheck::new(Amount::exact(total), Domain::Gross).items(items);
    let mut context = ExplainContext::new().group("payee=two", [17, 4_711]);
    for at in 0..10_000 {
        context = context.group(format!("payee={at}"), [at]);
    }
    let found = explained(&check, &context);
    let best = &found.explanations[0];
    assert_eq!(
        (best.family, best.entries.as_slice()),
        (Family::Group, &["00017".to_owned(), "04711".to_owned()][..])
    );
    assert!(found.budget.complete);
}

#[test]
fn the_more_rows_are_alike_the_less_it_says() {
    let alike = |count: i64| {
        let rows = (0..count).map(|at| Item::new(format!("{at:05}"), Amount::exact(103), Domain::Gross));
        let check = TotalCheck::new(Amount::exact(103 * count - 103 + 70_010), Domain::Gross);
        let check = check.item(Item::new("other", Amount::exact(70_010), Domain::Gross)).items(rows);
        explained(&check, &ExplainContext::new())
    };
    let bits = |found: &Explanations| of(found, Family::Duplicate).map(|it| it.bits.to_string());
    assert_eq!(
        [2, 3, 5, 9].map(|count| bits(&alike(count))),
        ["1.00", "2.00", "3.00", "4.00"].map(|it| Some(it.to_owned()))
    );
    assert_eq!(bits(&alike(2_000)).as_deref(), Some("11.97"));
}
