//! The table of `amounts.md`, row by row, and the laws of the sets.

use proptest::prelude::*;

use super::*;
use crate::exact::{Numeral, Ratio, Rounding};

fn n(text: &str) -> Numeral {
    text.parse().unwrap()
}

fn r(text: &str) -> Ratio {
    text.parse().unwrap()
}

fn sets(amount: &Amount, domain: Domain) -> (String, String) {
    let show = |set: Option<Interval>| set.map_or("empty".to_owned(), |set| set.to_string());
    (show(amount.outer(domain)), show(amount.inner(domain)))
}

fn rounded(value: &str, step: &str, mode: Mode) -> Amount {
    Amount::rounded(n(value), n(step), mode).unwrap()
}

#[test]
fn every_row_of_the_table() {
    use Rounding::*;
    let rows: [(&str, &str, Mode, &str, &str); 22] = [
        ("10", "1", Mode::Nearest, "[9.5, 10.5]", "(9.5, 10.5)"),
        ("10", "1", Mode::Named(HalfUp), "[9.5, 10.5)", "="),
        ("-10", "1", Mode::Named(HalfUp), "[-10.5, -9.5)", "="),
        ("10", "1", Mode::Named(HalfDown), "(9.5, 10.5]", "="),
        ("10", "1", Mode::Named(HalfAway), "[9.5, 10.5)", "="),
        ("-10", "1", Mode::Named(HalfAway), "(-10.5, -9.5]", "="),
        ("0", "1", Mode::Named(HalfAway), "(-0.5, 0.5)", "="),
        ("10", "1", Mode::Named(HalfTowardZero), "(9.5, 10.5]", "="),
        ("-10", "1", Mode::Named(HalfTowardZero), "[-10.5, -9.5)", "="),
        ("0", "1", Mode::Named(HalfTowardZero), "[-0.5, 0.5]", "="),
        ("10", "1", Mode::Named(HalfEven), "[9.5, 10.5]", "="),
        ("11", "1", Mode::Named(HalfEven), "(10.5, 11.5)", "="),
        ("10", "1", Mode::Named(Floor), "[10, 11)", "="),
        ("10", "1", Mode::Named(Ceiling), "(9, 10]", "="),
        ("10", "1", Mode::Named(Truncate), "[10, 11)", "="),
        ("-10", "1", Mode::Named(Truncate), "(-11, -10]", "="),
        ("0", "1", Mode::Named(Truncate), "(-1, 1)", "="),
        ("10", "1", Mode::Named(Away), "(9, 10]", "="),
        ("-10", "1", Mode::Named(Away), "[-10, -9)", "="),
        ("0", "1", Mode::Named(Away), "[0, 0]", "="),
        ("10", "1", Mode::Unknown, "(9, 11)", "[10, 10]"),
        ("-0.5", "0.5", Mode::Nearest, "[-0.75, -0.25]", "(-0.75, -0.25)"),
    ];
    for (value, step, mode, outer, inner) in rows {
        let inner = if inner == "=" { outer } else { inner };
        assert_eq!(
            sets(&rounded(value, step, mode), Domain::Signed),
            (outer.into(), inner.into()),
            "{value} {mode}"
        );
    }
    let same =
        |amount: Amount, set: &str| assert_eq!(sets(&amount, Domain::Signed), (set.into(), set.into()));
    same(Amount::exact(n("46.88")), "[46.88, 46.88]");
    same(Amount::range(3, 5).unwrap(), "[3, 5]");
    same(Amount::bucket(100, 500).unwrap(), "[100, 500)");
    same(Amount::at_most(100), "(-inf, 100]");
    same(Amount::less_than(100), "(-inf, 100)");
    same(Amount::at_least(100), "[100, +inf)");
    same(Amount::more_than(100), "(100, +inf)");
    same(Amount::unknown(), "(-inf, +inf)");
    let twice =
        Amount::all_of([rounded("150", "10", Mode::Nearest), rounded("200", "100", Mode::Nearest)]).unwrap();
    assert_eq!(sets(&twice, Domain::Signed), ("[150, 155]".into(), "(150, 155)".into()));
}

#[test]
fn the_domain_cuts_both_sets() {
    let zero_thousand = rounded("0", "1000", Mode::Nearest);
    assert_eq!(sets(&zero_thousand, Domain::Gross), ("[0, 500]".into(), "[0, 500)".into()));
    assert_eq!(sets(&Amount::at_most(100), Domain::Gross), ("[0, 100]".into(), "[0, 100]".into()));
    assert_eq!(sets(&Amount::unknown(), Domain::Gross).0, "[0, +inf)");
    assert_eq!(sets(&Amount::exact(-1), Domain::Gross), ("empty".into(), "empty".into()));
}

#[test]
fn modes_by_name() {
    for mode in [Mode::Nearest, Mode::Unknown, Mode::Named(Rounding::HalfEven), Mode::Named(Rounding::Floor)]
    {
        assert_eq!(mode.name().parse(), Ok(mode));
        let text = serde_json::to_string(&mode).unwrap();
        assert_eq!(
            (text.as_str(), serde_json::from_str(&text).ok()),
            (format!("\"{mode}\"").as_str(), Some(mode))
        );
    }
    assert!("about".parse::<Mode>().is_err() && serde_json::from_str::<Mode>("\"about\"").is_err());
    let to_nearest = |mode: Mode| mode.is_to_nearest();
    assert!(to_nearest(Mode::Nearest) && to_nearest(Mode::Named(Rounding::HalfEven)));
    assert!(!to_nearest(Mode::Unknown) && !to_nearest(Mode::Named(Rounding::Floor)));
}

#[test]
fn a_sum_tells_what_it_adds() {
    let mut sum = AmountSum::new();
    let add = |sum: &mut AmountSum, amount: &Amount| sum.add(amount, Domain::Gross).unwrap();
    for amount in [Amount::exact(5), Amount::exact(7), Amount::exact(1), rounded("30", "10", Mode::Nearest)] {
        add(&mut sum, &amount);
    }
    assert_eq!(sum.printed(), Some(r("43")));
    add(&mut sum, &Amount::at_most(4));
    add(&mut sum, &Amount::unknown());
    add(&mut sum, &Amount::unknown());
    add(&mut sum, &Amount::unknown());
    add(&mut sum, &Amount::unknown());
    assert_eq!(sum.printed(), None);
    assert_eq!((sum.exact_count(), sum.bounded_count(), sum.unknown_count(), sum.count()), (3, 2, 4, 9));
}

#[test]
fn brackets_that_nothing_opened() {
    for text in ["(5) & 6)", "(5 & 6", "5 & 6)", "(5 &6)", ")", "(5 & (6)", "([1, 2) & 3))", "(5)) & (6)"] {
        assert!(text.parse::<Amount>().is_err(), "{text}");
    }
    let nested = "([1, 2) & (3 to 1 & 4))";
    assert_eq!(nested.parse::<Amount>().unwrap().to_string(), nested);
}

#[test]
fn defects_are_named() {
    let message = |amount: Amount| amount.defect(Domain::Gross).map(|defect| defect.to_string());
    assert_eq!(
        message(rounded("12.5", "1", Mode::Nearest)).unwrap(),
        "12.5 has digits below its step 1: give a step of which it is a multiple, or mark it as exact"
    );
    for below_zero in [
        Amount::exact(-1),
        Amount::at_most(-1),
        Amount::less_than(0),
        Amount::range(-2, -1).unwrap(),
        Amount::bucket(-2, 0).unwrap(),
    ] {
        assert!(
            matches!(below_zero.defect(Domain::Gross), Some(Defect::NegativeGross { .. })),
            "{below_zero}"
        );
        assert_eq!(below_zero.defect(Domain::Signed), None);
    }
    for fine in [
        Amount::exact(0),
        Amount::at_most(0),
        Amount::range(-1, 0).unwrap(),
        Amount::bucket(-1, 1).unwrap(),
        Amount::at_least(-5),
        // Two reports that agree.
        Amount::all_of([rounded("150", "10", Mode::Nearest), rounded("152", "1", Mode::Nearest)]).unwrap(),
    ] {
        assert_eq!(fine.defect(Domain::Gross), None, "{fine}");
    }
    let twice =
        Amount::all_of([rounded("150", "10", Mode::Nearest), rounded("250", "10", Mode::Nearest)]).unwrap();
    assert_eq!(
        message(twice).unwrap(),
        "no value fits (150 to 10 & 250 to 10): the reports of this amount contradict one another"
    );
    let inside = Amount::all_of([Amount::exact(3), rounded("3", "2", Mode::Nearest)]).unwrap();
    assert!(matches!(inside.defect(Domain::Gross), Some(Defect::ExcessDigits { .. })));
}

#[test]
fn what_cannot_be_built_is_refused() {
    assert_eq!(Amount::rounded(1, 0, Mode::Nearest), Err(AmountError::Step));
    assert_eq!(Amount::rounded(1, -1, Mode::Nearest), Err(AmountError::Step));
    assert_eq!(Amount::range(5, 3).unwrap_err().to_string(), "5 to 3 is no range: the lower end comes first");
    assert_eq!(
        Amount::bucket(5, 5).unwrap_err().to_string(),
        "5 to 5 is no range: the lower end comes first, and a bucket is not empty"
    );
    assert!(Amount::range(5, 5).is_ok());
    assert_eq!(Amount::all_of([]), Err(AmountError::NoReports));
}

#[test]
fn the_step_that_digits_give_away() {
    let steps = |digits: &str, unit: Option<i32>| {
        let (value, steps) = Steps::of_written(n(digits), unit).unwrap();
        (value.to_string(), steps.iter().map(|step| step.to_string()).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(steps("45.15", Some(6)), ("45150000".into(), "10000".into()));
    assert_eq!(steps("45", Some(6)), ("45000000".into(), "1000000".into()));
    assert_eq!(steps("45.00", Some(6)), ("45000000".into(), "10000".into()));
    assert_eq!(steps("650", Some(4)), ("6500000".into(), "10000".into()));
    assert_eq!(steps("4.51234", Some(3)), ("4512.34".into(), "0.01".into()));
    assert_eq!(steps("45150000", None), ("45150000".into(), "1 10 100 1000 10000".into()));
    assert_eq!(steps("45150000.00", None), ("45150000.00".into(), "0.01".into()));
    assert_eq!(steps("0", None), ("0".into(), "1".into()));
    assert!(Steps::of_written(n("45"), Some(38)).is_err());
}

#[test]
fn printed_values() {
    assert_eq!(rounded("972000", "1000", Mode::Nearest).printed(), Some(n("972000")));
    assert_eq!(Amount::at_most(100).printed(), None);
    let agree = Amount::all_of([Amount::exact(n("150.0")), rounded("150", "10", Mode::Nearest)]).unwrap();
    assert_eq!(agree.printed(), Some(n("150.0")));
    let differ = Amount::all_of([Amount::exact(150), Amount::exact(151)]).unwrap();
    assert_eq!(differ.printed(), None);
    assert_eq!(rounded("150", "10", Mode::Nearest).taken_as_exact(), Amount::exact(150));
    assert_eq!(Amount::at_most(1).taken_as_exact(), Amount::at_most(1));
    assert!(Amount::all_of([Amount::unknown(), Amount::unknown()]).unwrap().is_unknown());
    assert!(!Amount::all_of([Amount::unknown(), Amount::exact(1)]).unwrap().is_unknown());
}

fn mode() -> impl Strategy<Value = Mode> {
    (0usize..11)
        .prop_map(|i| Rounding::ALL.get(i).map_or([Mode::Nearest, Mode::Unknown][i % 2], |m| Mode::Named(*m)))
}

fn amount() -> impl Strategy<Value = Amount> {
    let numeral = || (-100_000i64..100_000, 0u8..4).prop_map(|(m, s)| Numeral::new(m.into(), s).unwrap());
    let plain = prop_oneof![
        numeral().prop_map(Amount::exact),
        (-1000i64..1000, 0i32..5, mode()).prop_map(|(k, e, m)| {
            Amount::rounded(Numeral::from(k).shifted(e).unwrap(), Numeral::ONE.shifted(e).unwrap(), m)
                .unwrap()
        }),
        (0i64..100_000, prop::option::of(0i32..9)).prop_map(|(k, unit)| Amount::written(
            Numeral::from(k),
            unit
        )
        .unwrap()),
        (numeral(), numeral()).prop_map(|(a, b)| Amount::range(a.min(b), a.max(b)).unwrap()),
        (numeral(), 1i64..99).prop_map(|(a, w)| {
            let b = Numeral::new(a.mantissa() + i128::from(w), a.decimals()).unwrap();
            Amount::bucket(a, b).unwrap()
        }),
        numeral().prop_map(Amount::at_most),
        numeral().prop_map(Amount::less_than),
        numeral().prop_map(Amount::at_least),
        numeral().prop_map(Amount::more_than),
        Just(Amount::unknown()),
    ];
    let hedged = (plain, 0usize..3).prop_map(|(a, h)| a.hedged([Hedge::Plain, Hedge::About, Hedge::Near][h]));
    hedged.prop_recursive(2, 8, 3, |inner| {
        prop::collection::vec(inner, 1..4).prop_map(|reports| Amount::all_of(reports).unwrap())
    })
}

proptest! {
    #[test]
    fn notation_reads_back(amount in amount()) {
        prop_assert_eq!(amount.to_string().parse::<Amount>().unwrap(), amount.clone());
        prop_assert_eq!(serde_json::from_str::<Amount>(&serde_json::to_string(&amount).unwrap()).unwrap(), amount);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(about |near )?[\\[(<>= ]{0,2}[0-9]{0,3}( to |, | & |\\.)?[0-9|]{0,4}[\\])]{0,2}( floor| nearest)?") {
        if let Ok(amount) = text.parse::<Amount>() {
            prop_assert_eq!(amount.to_string().parse::<Amount>().unwrap(), amount);
        }
    }

    #[test]
    fn inner_lies_in_outer(amount in amount(), signed in any::<bool>()) {
        let domain = if signed { Domain::Signed } else { Domain::Gross };
        if let Some(inner) = amount.inner(domain) {
            prop_assert!(inner.is_subset_of(&amount.outer(domain).unwrap()));
        }
    }

    /// Rounding any member of `inner` forward prints the value; rounding a non-member of `outer` does not.
    #[test]
    fn sets_are_the_preimages_of_rounding(k in -50i64..50, e in -2i32..3, mode in 0usize..9, eighths in -20i64..20) {
        let mode = Rounding::ALL[mode];
        let (value, step) = (Numeral::from(k).shifted(e).unwrap(), Numeral::ONE.shifted(e).unwrap());
        let amount = Amount::rounded(value, step, Mode::Named(mode)).unwrap();
        let x = &Ratio::from(value) + &(&Ratio::from(step) * &Ratio::new(eighths.into(), 8).unwrap());
        let prints = x.round_to_step(&step.into(), mode).value == Ratio::from(value);
        prop_assert_eq!(prints, amount.inner(Domain::Signed).unwrap().contains(&x));
        prop_assert_eq!(prints, amount.outer(Domain::Signed).unwrap().contains(&x));
        // To nearest with an unknown tie: `inner` prints by every such rule, outside `outer` by none.
        if Mode::Named(mode).is_to_nearest() {
            let nearest = Amount::rounded(value, step, Mode::Nearest).unwrap();
            prop_assert!(prints || !nearest.inner(Domain::Signed).unwrap().contains(&x));
            prop_assert!(!prints || nearest.outer(Domain::Signed).unwrap().contains(&x));
        }
        let unknown = Amount::rounded(value, step, Mode::Unknown).unwrap();
        prop_assert!(!prints || unknown.outer(Domain::Signed).unwrap().contains(&x));
    }

    #[test]
    fn interval_operations_agree_with_samples(a in amount(), b in amount(), factor in -3i64..4, i in 0usize..5, j in 0usize..5) {
        let (a, b) = (a.outer(Domain::Signed), b.outer(Domain::Signed));
        prop_assume!(a.is_some() && b.is_some());
        let (a, b) = (a.unwrap(), b.unwrap());
        let (x, y) = (sample(&a, i), sample(&b, j));
        prop_assert!(a.contains(&x) && b.contains(&y));
        prop_assert!(a.plus(&b).contains(&(&x + &y)));
        prop_assert!(a.minus(&b).contains(&(&x - &y)));
        prop_assert!(a.product(&b).contains(&(&x * &y)));
        prop_assert!(a.times(&Ratio::from(factor)).contains(&(&x * &Ratio::from(factor))));
        prop_assert!(a.hull(&b).contains(&x) && a.is_subset_of(&a.hull(&b)));
        prop_assert_eq!(a.intersect(&b).is_some_and(|common| common.contains(&x)), b.contains(&x));
        prop_assert_eq!(a.plus(&b), b.plus(&a));
        prop_assert_eq!(a.plus(&Interval::point(Ratio::zero())), a.clone());
        prop_assert_eq!(a.negated().negated(), a.clone());
        prop_assert_eq!(&serde_json::from_str::<Interval>(&serde_json::to_string(&a).unwrap()).unwrap(), &a);
        prop_assert_eq!(a.is_subset_of(&b), a.intersect(&b).as_ref() == Some(&a));
        if let Some(quotient) = a.quotient(&b) {
            prop_assert!(y.is_zero() || quotient.contains(&x.checked_div(&y).unwrap()));
        }
    }

    /// The negative twin: a value outside the sum is outside because no pair of members makes it.
    #[test]
    fn sums_hold_nothing_more(a in -50i64..50, w in 0i64..20, b in -50i64..50, v in 0i64..20, x in -200i64..200) {
        let (left, right) = (Interval::closed(a.into(), (a + w).into()).unwrap(), Interval::closed(b.into(), (b + v).into()).unwrap());
        let attainable = (a + b..=a + b + w + v).contains(&x);
        prop_assert_eq!(left.plus(&right).contains(&x.into()), attainable);
        prop_assert_eq!(left.plus(&right).width().unwrap(), Ratio::from(w + v));
    }
}

/// A member of the set: near its ends, or in the middle.
fn sample(set: &Interval, which: usize) -> Ratio {
    let (lo, hi) = match (set.inf(), set.sup()) {
        (Some(lo), Some(hi)) => (lo.clone(), hi.clone()),
        (Some(lo), None) => (lo.clone(), lo + &Ratio::from(1000)),
        (None, Some(hi)) => (hi - &Ratio::from(1000), hi.clone()),
        (None, None) => (Ratio::from(-1000), Ratio::from(1000)),
    };
    let weight = [r("0"), r("0.0001"), r("0.5"), r("0.9999"), r("1")][which].clone();
    let value = &lo + &(&(&hi - &lo) * &weight);
    if set.contains(&value) { value } else { &(&lo + &hi) * &Ratio::half() }
}

#[test]
fn points_the_whole_line_and_exact_amounts_are_told_apart() {
    let set = |text: &str| text.parse::<Amount>().unwrap().outer(Domain::Signed).unwrap();
    assert_eq!(set("7").as_point(), Some(&r("7")));
    for other in ["[7, 8]", "[7, 8)", "<=7", "unknown"] {
        assert_eq!(set(other).as_point(), None, "{other}");
    }
    assert!(set("unknown").is_all());
    for other in ["7", "<=7", ">7"] {
        assert!(!set(other).is_all(), "{other}");
    }
    assert!(Amount::exact(7).is_exact() && !Amount::at_most(7).is_exact());
    assert_eq!(format!("{:?} {:?}", Amount::at_most(7), set("[7, 8)")), "Amount(<=7) Interval[7, 8)");
}

#[test]
fn interval_edge_cases() {
    use std::ops::Bound::{Excluded, Included, Unbounded};
    let i = |lo, hi| Interval::new(lo, hi);
    assert_eq!(i(Included(r("1")), Excluded(r("1"))), None);
    assert_eq!(i(Excluded(r("1")), Excluded(r("1"))), None);
    assert_eq!(i(Excluded(r("2")), Included(r("1"))), None);
    let touching = i(Included(r("0")), Excluded(r("1"))).unwrap();
    assert!(!touching.meets(&Interval::at_least(r("1"))));
    assert!(Interval::at_most(r("1")).meets(&Interval::at_least(r("1"))));
    let positive = i(Excluded(r("0")), Unbounded).unwrap();
    assert_eq!(touching.product(&positive).to_string(), "[0, +inf)");
    assert_eq!(Interval::point(r("0")).product(&Interval::all()).to_string(), "[0, 0]");
    assert_eq!(positive.product(&positive).to_string(), "(0, +inf)");
    assert_eq!(Interval::less_than(r("0")).product(&positive).to_string(), "(-inf, 0)");
    let product = |a: Interval, b: Interval| (a.product(&b).to_string(), b.product(&a).to_string());
    let both = |text: &str| (text.to_owned(), text.to_owned());
    let (one_to_two, three_to_four) =
        (i(Included(r("1")), Excluded(r("2"))).unwrap(), i(Included(r("3")), Included(r("4"))).unwrap());
    assert_eq!(product(one_to_two.clone(), three_to_four.clone()), both("[3, 8)"));
    assert_eq!(product(one_to_two.negated(), three_to_four.clone()), both("(-8, -3]"));
    let above_zero = i(Excluded(r("0")), Included(r("1"))).unwrap();
    assert_eq!(product(above_zero.clone(), three_to_four.clone()), both("(0, 4]"));
    assert_eq!(product(above_zero, touching.clone()), both("[0, 1)"));
    let one = Interval::point(r("1"));
    assert_eq!(
        one.quotient(&i(Included(r("0")), Included(r("4"))).unwrap()).unwrap().to_string(),
        "[0.25, +inf)"
    );
    assert_eq!(one.quotient(&Interval::at_least(r("2"))).unwrap().to_string(), "(0, 0.5]");
    assert_eq!(one.quotient(&Interval::point(r("0"))), None);
    assert_eq!(one.quotient(&i(Included(r("-1")), Included(r("1"))).unwrap()), None);
    assert_eq!(Interval::all().width(), None);
    assert_eq!(touching.widened(&r("1")).to_string(), "[-1, 2)");
    assert!(
        serde_json::from_str::<Interval>(r#"{"lo":"2","lo_closed":true,"hi":"1","hi_closed":true}"#).is_err()
    );
}

proptest! {
    /// The sum of amounts is the Minkowski sum of their sets, however it is ordered, grouped, stored and merged.
    #[test]
    fn amount_sums(list in prop::collection::vec(amount(), 0..9), cut in 0usize..9) {
        let fits: Vec<Amount> = list.into_iter().filter(|a| a.defect(Domain::Signed).is_none()).collect();
        let sum = |items: &[Amount]| {
            let mut sum = AmountSum::new();
            items.iter().for_each(|a| sum.add(a, Domain::Signed).unwrap());
            sum
        };
        let naive = fits.iter().fold(Interval::point(Ratio::zero()), |sum, a| sum.plus(&a.outer(Domain::Signed).unwrap()));
        let whole = sum(&fits);
        prop_assert_eq!(whole.set(), naive);
        let (left, right) = fits.split_at(cut.min(fits.len()));
        let mut merged = sum(right);
        merged.merge(&serde_json::from_str(&serde_json::to_string(&sum(left)).unwrap()).unwrap());
        prop_assert_eq!(&merged, &whole);
        merged.add_exact(n("0.001"));
        prop_assert_ne!(&merged, &whole);
        prop_assert_eq!(whole.count(), fits.len() as u64);
        prop_assert_eq!(whole.printed().is_some(), fits.iter().all(|a| a.printed().is_some()));
    }
}
