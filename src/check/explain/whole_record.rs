//! A factor on the total, another rate, a group left out, entries from outside the scope.

use super::context::{ExplainContext, OtherRate, Outside};
use super::search::{Hit, Search, Takes};
use crate::amount::Interval;
use crate::check::ends;
use crate::check::family::{Family, Target};
use crate::check::items::{ItemSets, sum_of};
use crate::check::relation::sums_allowed;
use crate::exact::Ratio;

pub(super) fn search(search: &mut Search<'_>, context: &ExplainContext) {
    let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
    if search.affords(count(context.factors.len()).saturating_mul(2)) {
        factors(search, &context.factors);
    }
    let items = count(search.check.items.len());
    if search.affords(count(context.rates.len()).saturating_mul(items)) {
        rates(search, context);
    }
    let members = context.groups.iter().map(|group| count(group.items.len())).sum::<u64>();
    if search.affords(members.saturating_add(items)) {
        groups(search, context);
    }
    if search.affords(count(context.outside.len()).saturating_mul(2)) {
        outside(search, &context.outside);
    }
}

fn factors(search: &mut Search<'_>, factors: &[(String, Ratio)]) {
    for (name, factor) in factors {
        for (factor, what) in [(Some(factor.clone()), "without"), (factor.recip(), "with")] {
            let Some(factor) = factor.filter(Ratio::is_positive) else { continue };
            search.tried(Family::Factor, 1);
            let total = search.total.times(&factor);
            if search.check.can(&search.sum, &total) {
                let printed = search.check.total.printed().map(Ratio::from);
                let more = printed.map(|printed| &printed * &factor - printed);
                let (from, to) = search.total_with(more);
                let hit = Hit::total((format!("{from} {what} {name}"), to), Vec::new());
                search.hit(Family::Factor, Hit { takes: Takes::WithTotal(total.width()), ..hit });
            }
        }
    }
}

fn rates(search: &mut Search<'_>, context: &ExplainContext) {
    // Rates of one name, such as those of one day, are exchanged together; names that are no number of days come first.
    let is_number = |name: &str| name.starts_with(|first: char| first.is_ascii_digit());
    let places = context.rates.iter().enumerate();
    let mut named: Vec<(bool, &str, usize)> =
        places.map(|(at, other)| (is_number(&other.name), other.name.as_str(), at)).collect();
    named.sort_unstable();
    // Days without a rate have that of a day before: of those with the same rates one is enough.
    let mut tried: Vec<Vec<Interval>> = vec![search.check.rates.clone()];
    for same in named.chunk_by(|a, b| a.1 == b.1) {
        let others: Vec<&OtherRate> = same.iter().filter_map(|(.., at)| context.rates.get(*at)).collect();
        let Some(name) = others.first().map(|other| &other.name) else { continue };
        let mut rates = search.check.rates.clone();
        for other in &others {
            if let Some(rate) = rates.get_mut(other.rate) {
                *rate = other.set.clone();
            }
        }
        if tried.contains(&rates) {
            continue;
        }
        tried.push(rates.clone());
        search.tried(Family::Rate, 1);
        let Some(sets) = ItemSets::new(&search.check.items, &rates) else { continue };
        if !search.check.can(&sets.sum(), &search.total) {
            continue;
        }
        let concerned = |rate: Option<usize>| others.iter().any(|other| Some(other.rate) == rate);
        let items: Vec<_> = search.items().filter(|(_, item)| concerned(item.rate)).collect();
        let entries = items.iter().map(|(_, item)| item.id.clone()).collect();
        let from = others.iter().filter_map(|other| search.check.rates.get(other.rate)).map(shown);
        let from = from.collect::<Vec<_>>().join("; ");
        let to = others.iter().map(|other| shown(&other.set)).collect::<Vec<_>>().join("; ");
        let hit = Hit { target: Target::Items, ..Hit::total((from, format!("{to} ({name})")), entries) };
        search.hit(Family::Rate, hit);
    }
}

fn shown(set: &Interval) -> String {
    set.as_point().map_or_else(|| set.to_string(), ToString::to_string)
}

/// Every group, and the items that count negatively: a gross total beside net items.
fn groups(search: &mut Search<'_>, context: &ExplainContext) {
    let is_below_zero = |at: usize| {
        let item = search.check.items.get(at)?;
        Some(search.contribution(item)?.is_negative())
    };
    let count = search.check.items.len();
    let below_zero: Vec<usize> = (0..count).filter(|at| is_below_zero(*at) == Some(true)).collect();
    let mut groups: Vec<(&str, &[usize])> =
        context.groups.iter().map(|group| (group.name.as_str(), group.items.as_slice())).collect();
    groups.push(("amounts below zero", &below_zero));
    groups.sort_unstable();
    for (name, members) in groups {
        // One item is left out alone, and never all of them.
        if members.len() < 2 || members.len() >= count {
            continue;
        }
        search.tried(Family::Group, 1);
        if !search.check.can(&search.sets.sum_without(members), &search.total) {
            continue;
        }
        let is_member = |at: &usize| members.binary_search(at).is_ok();
        let items: Vec<_> = search.items().filter(|(at, _)| is_member(at)).collect();
        let more = items.iter().map(|(_, item)| search.contribution(item)).sum::<Option<Ratio>>();
        let (from, to) = search.total_with(more);
        let entries = items.iter().map(|(_, item)| item.id.clone()).collect();
        search.hit(Family::Group, Hit::total((format!("{from} without {name}"), to), entries));
    }
}

/// Each entry, and all that are outside for one reason.
fn outside(search: &mut Search<'_>, outside: &[Outside]) {
    // What is added to the sum fits where it meets what lies between the sum and the total: one look at each entry.
    let room = sums_allowed(search.check.relation, &search.total).minus(&search.sum);
    let mut sorted: Vec<&Outside> = outside.iter().collect();
    sorted.sort_unstable_by(|a, b| (&a.reason, &a.id).cmp(&(&b.reason, &b.id)));
    for entry in sorted.iter().filter(|entry| room.meets(&entry.set)) {
        counted(search, &[entry], &entry.set);
    }
    let mut tried = outside.len();
    for entries in sorted.chunk_by(|a, b| a.reason == b.reason).filter(|entries| entries.len() > 1) {
        tried += 1;
        let sets: Vec<Interval> = entries.iter().map(|entry| entry.set.clone()).collect();
        let sum = sum_of(&sets);
        if room.meets(&sum) {
            counted(search, entries, &sum);
        }
    }
    search.tried(Family::Outside, u128::try_from(tried).unwrap_or(u128::MAX));
}

/// That the total counts these entries, whose sum is given.
fn counted(search: &mut Search<'_>, entries: &[&Outside], sum: &Interval) {
    let Some(reason) = entries.first().map(|entry| entry.reason.as_str()) else { return };
    let printed: Option<Vec<&Ratio>> = entries.iter().map(|entry| entry.printed.as_ref()).collect();
    let to = printed.map_or_else(|| sum.to_string(), |printed| ends::sum(&printed).to_string());
    let ids = entries.iter().map(|entry| entry.id.clone()).collect();
    let hit = Hit::total((format!("0 ({reason})"), to), ids);
    // What may be anything fits nearly any total.
    search.hit(Family::Outside, Hit { target: Target::Items, takes: Takes::WithMore(sum.width()), ..hit });
}
