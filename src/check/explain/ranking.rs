//! From what fits to what is told: chances, description lengths, and the checks that a correction breaks or repairs.

use std::cell::OnceCell;

use super::bits::{bits, chance_hits, log2_hundredths, two_digits};
use super::search::{Edit, Found, Hit, Search, Takes};
use super::{ExplainContext, Explanations};
use crate::check::TotalCheck;
use crate::check::family::{Family, Target};
use crate::check::items::Item;
use crate::check::report::{Budget, Explanation};
use crate::exact::{Numeral, Ratio};
use crate::model::Relation;

/// How many explanations are told; more are counted.
const EXPLANATIONS_MAX: usize = 100;

/// The scale of chance: how much of the line a hit takes, and how far an unrelated total may be off.
pub(super) struct Chance {
    /// The width of the sum; `None` where it, or what is accepted beside it, is infinite.
    sum_width: Option<Ratio>,
    total_width: Option<Ratio>,
    /// The place of the last digit that any figure has: figures lie no closer together.
    grain: Ratio,
    spread: Ratio,
}

impl Chance {
    pub(super) fn of(search: &Search<'_>) -> Self {
        let mut size = Ratio::zero();
        let mut place: Option<i32> = search.check.total.printed().and_then(Numeral::last_nonzero_place);
        for item in &search.check.items {
            let own = item.amount.printed().and_then(Numeral::last_nonzero_place);
            if let Some(own) = own.filter(|_| item.rate.is_none()) {
                place = Some(place.map_or(own, |place| place.min(own)));
            }
            size = size + search.contribution(item).unwrap_or_else(Ratio::zero).abs();
        }
        let ends = [search.sum.inf(), search.sum.sup(), search.total.inf(), search.total.sup()];
        let spread = ends.into_iter().flatten().map(Ratio::abs).fold(size, Ord::max);
        // A total that is only a bound is accepted on one whole side.
        let is_two_sided = search.check.relation == Relation::Equal;
        Self {
            sum_width: search.sum.width().filter(|_| is_two_sided),
            total_width: search.total.width(),
            grain: place.map_or_else(Ratio::zero, Ratio::power_of_ten),
            spread,
        }
    }

    pub(super) fn hits(&self, tried: u128, takes: &Takes) -> Ratio {
        let acceptance = || {
            let (sum, total) = (self.sum_width.as_ref()?, self.total_width.as_ref());
            let width = match takes {
                Takes::AsBefore => sum + total?,
                Takes::WithTotal(total) => sum + total.as_ref()?,
                Takes::WithMore(more) => sum + total? + more.clone()?,
            };
            Some(width + self.grain.clone())
        };
        chance_hits(tried, acceptance().as_ref(), &self.spread)
    }
}

/// An explanation with what it is ranked by.
struct Ranked {
    hundredths: i64,
    chance: Ratio,
    explanation: Explanation,
}

impl Ranked {
    fn key(&self) -> (i64, &Ratio, Target, Family, &[String], [&str; 2]) {
        let it = &self.explanation;
        (self.hundredths, &self.chance, it.target, it.family, &it.entries, [&it.to, &it.from])
    }
}

/// Whether what was found so far is enough: a single correction that chance gives in less than one of a hundred records.
pub(super) fn is_explained(search: &Search<'_>, chance: &Chance) -> bool {
    let hundredth = Ratio::power_of_ten(-2);
    let mut tried = 0u128;
    search.found().iter().any(|(_, found)| {
        tried = tried.saturating_add(found.tried);
        found.hits.iter().any(|hit| chance.hits(tried, &hit.takes) < hundredth)
    })
}

pub(super) fn explanations(search: &Search<'_>, context: &ExplainContext, chance: &Chance) -> Explanations {
    let mut ranked: Vec<Ranked> = Vec::new();
    let (mut tried, mut also_possible) = (0u128, 0u128);
    let before: Vec<OnceCell<bool>> = context.others.iter().map(|_| OnceCell::new()).collect();
    for (class, found) in search.found() {
        // The chance of a family counts every hypothesis that is at least as likely to begin with.
        tried = tried.saturating_add(found.tried);
        also_possible = also_possible.saturating_add(found.count);
        for hit in &found.hits {
            let hits = chance.hits(tried, &hit.takes);
            if hits >= Ratio::one() {
                continue;
            }
            also_possible = also_possible.saturating_sub(1);
            let others = Others { check: search.check, context, before: &before };
            if let Some(repairs) = others.repaired(class.family, hit) {
                ranked.push(rank(class.family, found, hit, repairs, hits));
            }
        }
    }
    ranked.sort_unstable_by(|a, b| a.key().cmp(&b.key()));
    let told = ranked.len().min(EXPLANATIONS_MAX);
    let left = u128::try_from(ranked.len() - told).unwrap_or(u128::MAX);
    let shared = shared(&ranked);
    let count = |count: u128| u64::try_from(count).unwrap_or(u64::MAX);
    Explanations {
        explanations: ranked.into_iter().take(told).map(|it| it.explanation).collect(),
        shared,
        also_possible: count(also_possible.saturating_add(left)),
        budget: Budget { tried: count(tried), complete: search.is_complete },
    }
}

fn rank(family: Family, found: &Found, hit: &Hit, repairs: Vec<String>, chance: Ratio) -> Ranked {
    let hundredths = family.prior() + log2_hundredths(found.tried) + hit.extra;
    let explanation = Explanation {
        target: hit.target,
        family,
        entries: hit.entries.clone(),
        from: hit.from.clone(),
        to: hit.to.clone(),
        bits: bits(hundredths),
        chance_hits: two_digits(&chance),
        repairs,
        pair: hit.pair.clone(),
    };
    Ranked { hundredths, chance, explanation }
}

/// What all the best explanations share.
fn shared(ranked: &[Ranked]) -> Vec<String> {
    let Some(first) = ranked.first() else { return Vec::new() };
    let best = || ranked.iter().take_while(|it| it.hundredths == first.hundredths);
    let in_all = |id: &&String| best().all(|it| it.explanation.entries.contains(id));
    first.explanation.entries.iter().filter(in_all).cloned().collect()
}

/// The other checks that a correction concerns.
struct Others<'a> {
    check: &'a TotalCheck,
    context: &'a ExplainContext,
    /// Whether each held before.
    before: &'a [OnceCell<bool>],
}

impl Others<'_> {
    /// Those that a correction repairs; `None` where it breaks one.
    fn repaired(&self, family: Family, hit: &Hit) -> Option<Vec<String>> {
        let mut repaired = Vec::new();
        for ((id, printed), held) in self.context.others.iter().zip(self.before) {
            let is_of_same_currency = self.context.of_same_currency.binary_search(id).is_ok();
            let other = match (family, hit.target) {
                // What one total counts that is not in its scope, another may leave out, and the other way round. Both may count it,
                // too: no such explanation breaks a total.
                (Family::Outside, _) => without(printed, &hit.entries),
                (Family::Omitted | Family::Group | Family::Subset, _) if is_of_same_currency => {
                    self.with(printed, &hit.entries)
                }
                (_, Target::Items) => self.edited(printed, hit),
                (_, Target::Total) => None,
            };
            let Some(other) = other else { continue };
            let can_break = family != Family::Outside && hit.target == Target::Items;
            match (*held.get_or_init(|| printed.holds()), other.holds()) {
                (true, false) if can_break => return None,
                (false, true) => repaired.push(id.clone()),
                _ => {}
            }
        }
        repaired.sort_unstable();
        Some(repaired)
    }

    /// Another check with the edits of a correction; `None` where it has none of these items.
    fn edited(&self, printed: &TotalCheck, hit: &Hit) -> Option<TotalCheck> {
        let id_of = |at: usize| self.check.items.get(at).map(|item| item.id.as_str());
        let edits: Vec<(&str, &Edit)> =
            hit.edits.iter().filter_map(|(at, edit)| Some((id_of(*at)?, edit))).collect();
        if !printed.items.iter().any(|item| edits.iter().any(|(id, _)| *id == item.id)) {
            return None;
        }
        let mut other = printed.clone();
        for (id, edit) in edits {
            other.items.iter_mut().filter(|item| item.id == id).for_each(|item| apply(item, edit));
        }
        Some(other)
    }

    /// Another check with these items of this one as well; `None` where it has one of them, or they need a rate.
    fn with(&self, printed: &TotalCheck, ids: &[String]) -> Option<TotalCheck> {
        if printed.items.iter().any(|item| ids.contains(&item.id)) {
            return None;
        }
        let moved: Vec<Item> =
            self.check.items.iter().filter(|item| ids.contains(&item.id)).cloned().collect();
        if moved.iter().any(|item| item.rate.is_some()) {
            return None;
        }
        Some(printed.clone().items(moved))
    }
}

/// Another check without these items; `None` where it has not all of them.
fn without(printed: &TotalCheck, ids: &[String]) -> Option<TotalCheck> {
    let is_meant = |item: &&Item| ids.contains(&item.id);
    if printed.items.iter().filter(is_meant).count() != ids.len() {
        return None;
    }
    let mut other = printed.clone();
    other.items.retain(|item| !is_meant(&item));
    Some(other)
}

fn apply(item: &mut Item, edit: &Edit) {
    match edit {
        Edit::Amount(amount) => item.amount = amount.clone(),
        Edit::Times(times) => item.weight = &item.weight * times,
    }
}
