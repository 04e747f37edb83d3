//! Laws of look-up and conversion on random small tables, each with a twin that breaks it.

// A test may panic, also in its helpers.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap
)]

use std::collections::BTreeMap;

use adspend::amount::Interval;
use adspend::currency::Currency;
use adspend::date::Day;
use adspend::exact::{Numeral, Ratio};
use adspend::rates::{ConversionError, MaxAge, Policy, Rate, RateTable, Series, Terms};
use proptest::prelude::*;

const CODES: [&str; 5] = ["AA", "BB", "CC", "DD", "EE"];
const RENAMED: [&str; 5] = ["ZZ", "MM", "YY", "BB", "AA"];

/// Pair, day and rate of one observation of one of two sources.
type Observation = (usize, usize, i32, u8, bool);

fn day(number: i32) -> Day {
    Day::from_epoch_days(18_000 + number).unwrap()
}

/// At most one rate a day, pair and source, of few values, so that ties are frequent; of few currencies, too, so that a pair often has
/// rates of several days. One list in three is the chain AA–BB–CC of one source, whose two legs have rates of several days each.
fn observations() -> impl Strategy<Value = Vec<Observation>> {
    let of_currencies = |count: usize| {
        let one = (0..count, 0..count, 0i32..6, 1u8..4, any::<bool>());
        prop::collection::vec(one, 1..14)
    };
    let of_chain = prop::collection::vec((any::<bool>(), 0i32..6, 1u8..4), 4..12).prop_map(|list| {
        list.into_iter()
            .map(|(is_second, day, rate)| {
                let base = usize::from(is_second);
                (base, base + 1, day, rate, true)
            })
            .collect()
    });
    prop_oneof![2 => (3usize..=5).prop_flat_map(of_currencies), 1 => of_chain].prop_map(
        |list: Vec<Observation>| {
            let distinct: BTreeMap<_, _> = list
                .into_iter()
                .filter(|(base, quote, ..)| base != quote)
                .map(|(base, quote, day, rate, source)| ((base, quote, day, source), rate))
                .collect();
            distinct
                .into_iter()
                .map(|((base, quote, day, source), rate)| (base, quote, day, rate, source))
                .collect()
        },
    )
}

fn table(list: &[Observation], codes: &[&str; 5]) -> RateTable {
    let series = list.iter().map(|&(base, quote, on, rate, source)| {
        let (base, quote) =
            (Currency::unlisted(codes[base]).unwrap(), Currency::unlisted(codes[quote]).unwrap());
        let source = if source { "one" } else { "two" };
        Series::builder(source, base, quote).observe(day(on), Numeral::from(i64::from(rate))).build().unwrap()
    });
    RateTable::new(series).unwrap()
}

fn look_up(
    table: &RateTable,
    (from, to): (usize, usize),
    on: i32,
    terms: &Terms,
    codes: &[&str; 5],
) -> Result<Rate, ConversionError> {
    table.rate_on(
        Currency::unlisted(codes[from]).unwrap(),
        Currency::unlisted(codes[to]).unwrap(),
        day(on),
        terms,
    )
}

/// A result without names: the factor and age, or the kind of error.
fn outcome(found: &Result<Rate, ConversionError>) -> Result<(Ratio, u32), &'static str> {
    match found {
        Ok(rate) => Ok((rate.factor().as_exact().unwrap().clone(), rate.stale_days())),
        Err(ConversionError::NoRate(_)) => Err("none"),
        Err(ConversionError::Conflicting { .. }) => Err("conflict"),
        Err(_) => Err("other"),
    }
}

fn terms() -> impl Strategy<Value = Terms> {
    let age = prop_oneof![(0u32..6).prop_map(MaxAge::Days), Just(MaxAge::Unlimited)];
    let policy = prop::sample::select(Policy::ALL);
    (age, policy).prop_map(|(age, policy)| Terms::default().with_max_age(age).with_policy(policy))
}

/// Often the ends of the chain.
fn pair() -> impl Strategy<Value = (usize, usize)> {
    prop_oneof![2 => (0usize..5, 0usize..5), 1 => Just((0, 2)), 1 => Just((2, 0))]
}

/// The stupid twin: every simple path of at most four legs by linear scans, then the best rank.
fn oracle(
    list: &[Observation],
    (from, to): (usize, usize),
    on: i32,
    terms: &Terms,
) -> Result<(Ratio, u32), &'static str> {
    if from == to {
        return Ok((Ratio::one(), 0));
    }
    let floor = match terms.max_age {
        MaxAge::Days(days) => on - i32::try_from(days).unwrap(),
        MaxAge::Unlimited => i32::MIN,
    };
    let mut paths = Vec::new();
    walk(list, to, on, floor, &mut vec![from], &mut Vec::new(), &mut paths);
    let ranked: Vec<([i64; 3], i32, Ratio)> =
        paths.iter().filter_map(|path| value(list, path, on, floor, terms.policy)).collect();
    let best = ranked.iter().map(|(rank, ..)| *rank).min().ok_or("none")?;
    let mut equal = ranked.into_iter().filter(|(rank, ..)| *rank == best);
    let (_, oldest, factor) = equal.next().unwrap();
    if equal.all(|(_, _, other)| other == factor) {
        Ok((factor, (on - oldest).unsigned_abs()))
    } else {
        Err("conflict")
    }
}

/// A series: base, quote, source; and whether it is used the other way round.
type Used = ((usize, usize, bool), bool);

fn walk(
    list: &[Observation],
    to: usize,
    on: i32,
    floor: i32,
    nodes: &mut Vec<usize>,
    path: &mut Vec<Used>,
    all: &mut Vec<Vec<Used>>,
) {
    let at = *nodes.last().unwrap();
    if at == to {
        all.push(path.clone());
        return;
    }
    if path.len() == 4 {
        return;
    }
    let mut series: Vec<(usize, usize, bool)> =
        list.iter().filter(|o| floor <= o.2 && o.2 <= on).map(|o| (o.0, o.1, o.4)).collect();
    series.sort_unstable();
    series.dedup();
    for key in series {
        let next = if key.0 == at {
            (key.1, false)
        } else if key.1 == at {
            (key.0, true)
        } else {
            continue;
        };
        if nodes.contains(&next.0) {
            continue;
        }
        nodes.push(next.0);
        path.push((key, next.1));
        walk(list, to, on, floor, nodes, path, all);
        path.pop();
        nodes.pop();
    }
}

fn value(
    list: &[Observation],
    path: &[Used],
    on: i32,
    floor: i32,
    policy: Policy,
) -> Option<([i64; 3], i32, Ratio)> {
    let rate = |key: (usize, usize, bool), on: i32| {
        list.iter().find(|o| (o.0, o.1, o.4) == key && o.2 == on).map(|o| i128::from(o.3))
    };
    let has = |key, on| rate(key, on).is_some();
    let mut days = Vec::new();
    for (key, _) in path {
        days.push((floor.max(-1)..=on).rev().find(|day| has(*key, *day))?);
    }
    let mut factor = Ratio::one();
    for ((key, inverse), day) in path.iter().zip(&days) {
        let rate = rate(*key, *day)?;
        let one = if *inverse { Ratio::new(1, rate) } else { Ratio::new(rate, 1) };
        factor = factor * one?;
    }
    let oldest = *days.iter().min()?;
    let kind = match path {
        [(_, false)] => 0,
        [(_, true)] => 1,
        _ => 2,
    };
    let (age, legs) = (i64::from(on - oldest), i64::try_from(path.len()).unwrap());
    let rank = match policy {
        Policy::FreshestPath => [age, kind, legs],
        Policy::ShortestPath => [legs, kind, age],
        Policy::DeclaredDirection => [kind, age, legs],
    };
    Some((rank, oldest, factor))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_linear_scan_agrees(list in observations(), pair in pair(), on in -1i32..8, terms in terms()) {
        let known = |node: usize| list.iter().any(|o| o.0 == node || o.1 == node);
        let found = look_up(&table(&list, &CODES), pair, on, &terms, &CODES);
        if pair.0 == pair.1 || (known(pair.0) && known(pair.1)) {
            prop_assert_eq!(outcome(&found), oracle(&list, pair, on, &terms));
        } else {
            prop_assert_eq!(outcome(&found), Err("none"));
        }
    }

    #[test]
    fn one_currency_is_the_identity(list in observations(), node in 0usize..5, on in -1i32..8, terms in terms()) {
        let rate = look_up(&table(&list, &CODES), (node, node), on, &terms, &CODES).unwrap();
        prop_assert_eq!(rate.convert_exact(&Ratio::from(7)), Some(Ratio::from(7)));
        prop_assert!(rate.legs().is_empty());
        // The twin: any other currency has a leg.
        let other = look_up(&table(&list, &CODES), (node, (node + 1) % 5), on, &terms, &CODES);
        prop_assert!(other.is_err() || !other.unwrap().legs().is_empty());
    }

    #[test]
    fn a_greater_age_changes_no_rate(list in observations(), pair in pair(), on in 0i32..8, age in 0u32..6) {
        let table = table(&list, &CODES);
        let found = |age| look_up(&table, pair, on, &Terms::default().with_max_age(age), &CODES);
        let narrow = found(MaxAge::Days(age));
        if narrow.is_ok() {
            prop_assert_eq!(outcome(&narrow), outcome(&found(MaxAge::Unlimited)));
        } else if let Ok(wide) = found(MaxAge::Unlimited) {
            // The twin: what was found by it only is older, unless two of one rank differed.
            prop_assert!(wide.stale_days() > age || outcome(&narrow) == Err("conflict"));
        }
    }

    #[test]
    fn order_says_nothing(list in observations(), seed in any::<u64>(), pair in pair(), on in -1i32..8, terms in terms()) {
        let mut shuffled = list.clone();
        shuffled.sort_by_key(|o| (o.0 as u64 + 7 * o.1 as u64 + 31 * o.2 as u64 + u64::from(o.4)).wrapping_mul(seed | 1));
        let found = look_up(&table(&list, &CODES), pair, on, &terms, &CODES);
        let again = look_up(&table(&shuffled, &CODES), pair, on, &terms, &CODES);
        prop_assert_eq!(outcome(&found), outcome(&again));
    }

    #[test]
    fn names_say_nothing(list in observations(), pair in pair(), on in -1i32..8, terms in terms()) {
        let found = look_up(&table(&list, &CODES), pair, on, &terms, &CODES);
        let renamed = look_up(&table(&list, &RENAMED), pair, on, &terms, &RENAMED);
        prop_assert_eq!(outcome(&found), outcome(&renamed));
        // The twin: another rate, not another name, is another result.
        if let Ok(rate) = &found && rate.legs().len() == 1 {
            let day = rate.legs()[0].day().unwrap();
            let used = (rate.legs()[0].base, rate.legs()[0].quote);
            let of_pair = |o: &Observation| (CODES[o.0], CODES[o.1]) == (used.0.as_str(), used.1.as_str());
            let leg = |o: &Observation| day_of(o) == day && of_pair(o);
            let changed: Vec<Observation> = list.iter().map(|o| if leg(o) { (o.0, o.1, o.2, 9, o.4) } else { *o }).collect();
            let other = look_up(&table(&changed, &CODES), pair, on, &terms, &CODES);
            prop_assert_ne!(outcome(&found), outcome(&other));
        }
    }

    #[test]
    fn there_and_back_is_the_identity(list in observations(), pair in pair(), on in -1i32..8, terms in terms()) {
        let terms = terms.with_policy(Policy::FreshestPath);
        let table = table(&list, &CODES);
        if let (Ok(there), Ok(back)) = (look_up(&table, pair, on, &terms, &CODES), look_up(&table, (pair.1, pair.0), on, &terms, &CODES)) {
            // Two rates of one pair and day, one each way round, need not agree: each direction prefers the declared one.
            let two_ways = there.legs().len() == 1 && !there.legs()[0].inverse && !back.legs()[0].inverse;
            let amount = Ratio::from(1001);
            let returned = back.convert_exact(&there.convert_exact(&amount).unwrap()).unwrap();
            if !two_ways {
                prop_assert_eq!(&returned, &amount);
            }
            prop_assert_eq!(there.stale_days(), back.stale_days());
        }
    }

    #[test]
    fn nothing_after_the_last_day_and_the_limit(list in observations(), pair in pair(), age in 0u32..6) {
        prop_assume!(pair.0 != pair.1);
        let terms = Terms::default().with_max_age(MaxAge::Days(age));
        let table = table(&list, &CODES);
        let Some(last) = table.last_day() else { return Ok(()) };
        let late = last.checked_add_days(i32::try_from(age).unwrap() + 1).unwrap();
        let found = table.rate_on(Currency::unlisted(CODES[pair.0]).unwrap(), Currency::unlisted(CODES[pair.1]).unwrap(), late, &terms);
        prop_assert_eq!(outcome(&found), Err("none"));
        // The twin: a day earlier, some pair has a rate.
        let youngest = list.iter().find(|o| day_of(o) == last).unwrap();
        let on = late.pred().unwrap();
        let unit = |at: usize| Currency::unlisted(CODES[at]).unwrap();
        let found = table.rate_on(unit(youngest.0), unit(youngest.1), on, &terms);
        prop_assert_ne!(outcome(&found), Err("none"));
    }

    #[test]
    fn a_mean_lies_in_its_band_and_counts_its_days(list in observations(), pair in pair(), on in 0i32..6) {
        prop_assume!(pair.0 != pair.1);
        let (table, terms) = (table(&list, &CODES), Terms::default());
        let terms = terms.with_partial_periods(adspend::rates::PartialPeriods::Allowed);
        let (base, quote) = (Currency::unlisted(CODES[pair.0]).unwrap(), Currency::unlisted(CODES[pair.1]).unwrap());
        let when = adspend::date::When::between(day(0), day(on + 1)).unwrap();
        if let Ok(rate) = table.rate(base, quote, when, &terms) {
            let mean = rate.mean().unwrap();
            prop_assert!(mean.days <= mean.of && mean.days > 0);
            prop_assert!(mean.band.contains(rate.factor().as_exact().unwrap()));
            let crosses: Vec<Ratio> = table
                .crosses(base, quote, day(0)..=day(on + 1), &terms)
                .unwrap()
                .map(|(_, factor)| factor.as_exact().unwrap().clone())
                .collect();
            let total: Ratio = crosses.iter().sum();
            prop_assert_eq!(&(total * Ratio::new(1, crosses.len() as i128).unwrap()), rate.factor().as_exact().unwrap());
            let band = Interval::closed(crosses.iter().min().unwrap().clone(), crosses.iter().max().unwrap().clone());
            prop_assert_eq!(Some(&mean.band), band.as_ref());
        }
    }
}

fn day_of(observation: &Observation) -> Day {
    day(observation.2)
}

#[test]
fn each_leg_of_a_source_without_a_pivot_is_the_latest_of_its_own() {
    let list = [(0, 1, 0, 1, true), (1, 2, 0, 2, true), (0, 1, 5, 3, true), (1, 2, 4, 2, true)];
    for age in [MaxAge::Days(1), MaxAge::Days(5), MaxAge::Unlimited] {
        let terms = Terms::default().with_max_age(age);
        let rate = look_up(&table(&list, &CODES), (0, 2), 5, &terms, &CODES);
        assert_eq!(outcome(&rate), Ok((Ratio::from(6), 1)), "{age:?}");
        assert_eq!(outcome(&rate), oracle(&list, (0, 2), 5, &terms));
    }
}
