//! Converted items that the total counts as if they were in its own currency, together; and a group that it leaves out beside them.

use super::ExplainContext;
use super::ranking::Chance;
use super::search::{Class, Edit, Hit, Search, Takes, figure};
use crate::amount::Interval;
use crate::check::family::{Family, Target};
use crate::check::items::{Item, sum_of};
use crate::exact::Ratio;

/// Of how many items the figures are told one by one.
const FIGURES_MAX: usize = 5;
/// The rank of two causes of the whole record: fewer of them are tried than of any other pairs.
const RANK: i64 = 900;

/// The total's own currency, where it is another than that of some item.
fn own(context: &ExplainContext) -> Option<&str> {
    let is_own = |(_, rate): &&(String, Interval)| rate.as_point() == Some(&Ratio::one());
    context.currencies.iter().find(is_own).map(|(name, _)| name.as_str())
}

fn foreign(search: &Search<'_>) -> Vec<usize> {
    let items = search.check.items.iter().enumerate();
    items.filter(|(_, item)| item.rate.is_some()).map(|(at, _)| at).collect()
}

/// All converted items, and those of each group, where they are two or more.
fn together(search: &Search<'_>, context: &ExplainContext) -> Vec<Vec<usize>> {
    let all = foreign(search);
    let of_group = |members: &[usize]| -> Vec<usize> {
        all.iter().copied().filter(|at| members.binary_search(at).is_ok()).collect()
    };
    let mut sets: Vec<Vec<usize>> = context.groups.iter().map(|group| of_group(&group.items)).collect();
    sets.push(all.clone());
    sets.retain(|set| set.len() > 1);
    sets.sort_unstable();
    sets.dedup();
    sets
}

/// Whether the total fits without some items, and with some others in its own currency.
fn holds(search: &Search<'_>, left_out: &[usize], as_own: &[usize]) -> bool {
    let changed = [left_out, as_own].concat();
    let own = |at: &usize| {
        let item = search.check.items.get(*at)?;
        Some(item.set()?.times(&item.weight))
    };
    let own: Option<Vec<Interval>> = as_own.iter().map(own).collect();
    own.is_some_and(|own| {
        let sum = search.sets.sum_without(&changed).plus(&sum_of(&own));
        search.check.can(&sum, &search.total)
    })
}

/// The correction of some converted items to the total's own currency.
fn hit(search: &Search<'_>, as_own: &[usize], name: &str) -> Hit {
    let in_order = search.items().filter(|(at, _)| as_own.binary_search(at).is_ok());
    let items: Vec<(usize, &Item)> = in_order.collect();
    let shown = if items.len() > FIGURES_MAX {
        format!("{} amounts", items.len())
    } else {
        items.iter().map(|(_, item)| figure(&item.amount)).collect::<Vec<_>>().join("; ")
    };
    let times = |item: &Item| search.check.rates.get(item.rate?)?.as_point()?.recip();
    Hit {
        target: Target::Items,
        entries: items.iter().map(|(_, item)| item.id.clone()).collect(),
        to: format!("{shown} as {name}"),
        from: shown,
        extra: 0,
        takes: Takes::AsBefore,
        edits: items.iter().filter_map(|(at, item)| Some((*at, Edit::Times(times(item)?)))).collect(),
        pair: Vec::new(),
    }
}

/// Two converted items or more.
pub(super) fn search(search: &mut Search<'_>, context: &ExplainContext) {
    let Some(name) = own(context) else { return };
    for as_own in together(search, context) {
        search.tried(Family::Currency, 1);
        if holds(search, &[], &as_own) {
            let hit = hit(search, &as_own, name);
            search.hit(Family::Currency, hit);
        }
    }
}

/// A group left out, and one converted item or several in the total's own currency.
pub(super) fn with_groups(search: &mut Search<'_>, context: &ExplainContext, chance: &Chance) {
    let Some(name) = own(context) else { return };
    let mut sets = together(search, context);
    sets.extend(foreign(search).into_iter().map(|at| vec![at]));
    let count = search.check.items.len();
    let mut groups: Vec<(&str, &[usize])> = context
        .groups
        .iter()
        .filter(|group| (1..count).contains(&group.items.len()))
        .map(|group| (group.name.as_str(), group.items.as_slice()))
        .collect();
    groups.sort_unstable();
    groups.dedup();
    // Of each pair, every item concerned is looked at.
    let converted: usize = sets.iter().map(Vec::len).sum();
    let members: usize = groups.iter().map(|(_, items)| items.len()).sum();
    let cost = converted.saturating_mul(groups.len()).saturating_add(members.saturating_mul(sets.len()));
    if !search.affords(u64::try_from(cost).unwrap_or(u64::MAX)) {
        return;
    }
    let class = Class { rank: RANK, family: Family::Pair };
    let pairs = || {
        groups
            .iter()
            .flat_map(|group| sets.iter().map(move |as_own| (group, as_own)))
            .filter(|((_, members), as_own)| !as_own.iter().any(|at| members.binary_search(at).is_ok()))
    };
    search.tried(class, u128::try_from(pairs().count()).unwrap_or(u128::MAX));
    let are_told = chance.hits(search.tried_up_to(class), &Takes::AsBefore) < Ratio::one();
    for ((group, members), as_own) in pairs() {
        if !holds(search, members, as_own) {
            continue;
        }
        if !are_told {
            search.counted(class, 1);
            continue;
        }
        let left_out: Vec<&Item> = search
            .items()
            .filter(|(at, _)| members.binary_search(at).is_ok())
            .map(|(_, item)| item)
            .collect();
        let more = left_out.iter().map(|item| search.contribution(item)).sum::<Option<Ratio>>();
        let (from, to) = search.total_with(more);
        let left_out = left_out.iter().map(|item| item.id.clone()).collect();
        let first = Hit::total((format!("{from} without {group}"), to), left_out);
        let second = hit(search, as_own, name);
        let hit = Hit {
            pair: vec![first.correction(Family::Group), second.correction(Family::Currency)],
            entries: first.entries.into_iter().chain(second.entries).collect(),
            from: format!("{}; {}", first.from, second.from),
            to: format!("{}; {}", first.to, second.to),
            extra: Family::Group.prior() + Family::Currency.prior(),
            ..second
        };
        search.hit(class, hit);
    }
}
