//! An item left out, counted twice, of the wrong sign or currency, there twice, or the sum of those before it.

use std::collections::{HashMap, HashSet};

use super::bits::log2_hundredths;
use super::search::{Edit, Hit, Search, figure};
use super::{ExplainContext, in_own_currency};
use crate::amount::{Amount, Domain, Interval};
use crate::check::family::Family;
use crate::check::items::Item;
use crate::exact::{Numeral, Ratio};

/// For how many items that may be left out the items before are added up as sets.
const RUNS_MAX: usize = 64;
/// What it takes, in hundredths of a bit, that an item is not printed as the sum of those before it; by judgement.
const FREE_SUM: i64 = 300;

pub(super) fn search(search: &mut Search<'_>, context: &ExplainContext) {
    let count = u64::try_from(search.check.items.len()).unwrap_or(u64::MAX);
    if search.affords(count.saturating_mul(3)) {
        counted(search);
    }
    if search.affords(count) {
        duplicates(search);
    }
    if search.affords(count) {
        subtotals(search);
    }
    let currencies = u64::try_from(context.currencies.len()).unwrap_or(u64::MAX);
    if currencies > 0 && search.affords(count.saturating_mul(currencies)) {
        in_currencies(search, context);
    }
    let members: usize = context.groups.iter().map(|group| group.items.len()).sum();
    let members = u64::try_from(members).unwrap_or(u64::MAX);
    if currencies > 0 && search.affords(count.saturating_add(members)) {
        in_own_currency::search(search, context);
    }
}

/// Whether an item, such as 0, adds nothing whatever becomes of it.
fn is_nothing(item: &Item) -> bool {
    item.weight.is_zero() || item.amount.printed().is_some_and(Numeral::is_zero)
}

fn counted(search: &mut Search<'_>) {
    let nothing = Interval::point(Ratio::zero());
    for (at, item) in search.items() {
        let Some(set) = item.set().filter(|_| !is_nothing(item)) else { continue };
        for (family, times) in [(Family::Omitted, 0), (Family::Doubled, 2), (Family::Sign, -1)] {
            search.tried(family, 1);
            let corrected = if times == 0 { nothing.clone() } else { set.times(&Ratio::from(times)) };
            if !search.fits(at, &corrected) {
                continue;
            }
            let hit = match family {
                Family::Omitted => left_out(search, item),
                Family::Doubled => {
                    let less = search.contribution(item).map(|value| -value);
                    Hit::total(search.total_with(less), vec![item.id.clone()])
                }
                _ => Hit::item(at, item, turned(&item.amount), Edit::Times(Ratio::from(-1))),
            };
            search.hit(family, hit);
        }
    }
}

fn left_out(search: &Search<'_>, item: &Item) -> Hit {
    // The others fit the total: it lacks the item.
    Hit::total(search.total_with(search.contribution(item)), vec![item.id.clone()])
}

fn turned(amount: &Amount) -> String {
    amount.printed().map_or_else(
        || amount.outer(Domain::Signed).map_or_else(String::new, |set| set.negated().to_string()),
        |printed| (-Ratio::from(printed)).to_string(),
    )
}

fn duplicates(search: &mut Search<'_>) {
    let mut places: HashMap<(&Amount, &Ratio, Option<usize>), usize> = HashMap::new();
    let mut alike: Vec<Vec<(usize, &Item)>> = Vec::new();
    for (at, item) in search.items() {
        let group = *places.entry((&item.amount, &item.weight, item.rate)).or_insert_with(|| {
            alike.push(Vec::new());
            alike.len() - 1
        });
        if let Some(group) = alike.get_mut(group).filter(|_| !is_nothing(item)) {
            group.push((at, item));
        }
    }
    let nothing = Interval::point(Ratio::zero());
    for group in alike.iter().filter(|group| group.len() > 1) {
        // The more rows are alike, the less it says: each but the first may be the one too many.
        search.tried(Family::Duplicate, u128::try_from(group.len() - 1).unwrap_or(u128::MAX));
        if let Some((at, item)) = group.first().filter(|(at, _)| search.fits(*at, &nothing)) {
            let hit = Hit::item(*at, item, "0".to_owned(), Edit::Times(Ratio::zero()));
            let entries = group.iter().map(|(_, item)| item.id.clone()).collect();
            search.hit(Family::Duplicate, Hit { entries, ..hit });
        }
    }
}

fn subtotals(search: &mut Search<'_>) {
    let nothing = Interval::point(Ratio::zero());
    let printed = printed_subtotals(search);
    let fits = |at: &usize| search.fits(*at, &nothing);
    let as_sets: Vec<usize> = (2..search.check.items.len())
        .filter(|at| fits(at) && printed.binary_search(at).is_err())
        .take(RUNS_MAX)
        .filter(|at| is_sum_of_run(search, *at))
        .collect();
    search.tried(Family::Subtotal, u128::try_from(printed.len() + as_sets.len()).unwrap_or(u128::MAX));
    let found = |at: &usize| printed.binary_search(at).is_ok() || as_sets.binary_search(at).is_ok();
    for (at, item) in search.items().filter(|(at, _)| found(at)) {
        if is_nothing(item) || !search.fits(at, &nothing) {
            continue;
        }
        // That a sum of sets reaches a set says little: which sum of which item, and that the prints differ, is free.
        let free = |count: usize| log2_hundredths(u128::try_from(count).unwrap_or(u128::MAX));
        let extra = if printed.binary_search(&at).is_ok() {
            0
        } else {
            FREE_SUM + free(at) + free(search.check.items.len())
        };
        let hit = Hit::item(at, item, "0".to_owned(), Edit::Times(Ratio::zero()));
        search.hit(Family::Subtotal, Hit { extra, ..hit });
    }
}

/// The items that were printed as the sum of two or more right before them, in the order of their places.
fn printed_subtotals(search: &Search<'_>) -> Vec<usize> {
    let mut sum = Ratio::zero();
    // The sums of the first items, from none up to all but the last one met.
    let mut sums: HashSet<Ratio> = HashSet::new();
    let mut last: Option<Ratio> = None;
    let mut found = Vec::new();
    for (at, item) in search.check.items.iter().enumerate() {
        let Some(value) = search.contribution(item) else {
            sums.clear();
            last = None;
            continue;
        };
        if !value.is_zero() && sums.contains(&(&sum - &value)) {
            found.push(at);
        }
        sums.extend(last.replace(sum.clone()));
        sum = sum + value;
    }
    found
}

/// Whether some two or more items right before it may sum to the item.
fn is_sum_of_run(search: &Search<'_>, at: usize) -> bool {
    let weighted = |at: usize| {
        let item = search.check.items.get(at)?;
        Some(item.set()?.times(&search.factor_of(item)?))
    };
    let Some(own) = weighted(at).filter(|set| set.width().is_some()) else { return false };
    let mut run = Interval::point(Ratio::zero());
    for (length, before) in (0..at).rev().enumerate() {
        let Some(set) = weighted(before).filter(|set| set.width().is_some()) else { return false };
        run = run.plus(&set);
        if length > 0 && run.meets(&own) {
            return true;
        }
    }
    false
}

fn in_currencies(search: &mut Search<'_>, context: &ExplainContext) {
    for (at, item) in search.items() {
        let Some(set) = item.set().filter(|_| !is_nothing(item)) else { continue };
        let own = match item.rate {
            None => Ratio::one(),
            Some(rate) => match search.check.rates.get(rate).and_then(Interval::as_point) {
                Some(rate) => rate.clone(),
                None => continue,
            },
        };
        let Some(per_own) = own.recip() else { continue };
        for (name, rate) in &context.currencies {
            if rate.as_point() == Some(&own) {
                continue;
            }
            search.tried(Family::Currency, 1);
            if search.fits(at, &set.product(rate).times(&per_own)) {
                let to = format!("{} {name}", figure(&item.amount));
                let times = rate.as_point().map_or_else(Ratio::one, |rate| rate * &per_own);
                search.hit(Family::Currency, Hit::item(at, item, to, Edit::Times(times)));
            }
        }
    }
}
