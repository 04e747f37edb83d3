//! What a ledger knows beside a claim's entries that may explain its gap.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{ExplainContext, Explanations};
use crate::amount::Interval;
use crate::check::TotalCheck;
use crate::check::gather::Gathered;
use crate::check::report::CheckRate;
use crate::check::valuation::rate_of;
use crate::currency::Currency;
use crate::date::When;
use crate::exact::{Numeral, Ratio};
use crate::id::{EntryId, SourceId};
use crate::ledger::{Exclusion, Ledger, Selected};
use crate::model::{Claim, ClaimKind, Entry, Scope};

/// By how many days, at most, the day of another rate lies off.
const DAYS_OFF_MAX: i32 = 7;
/// At the rates of how many dates another currency is tried.
const DATES_MAX: usize = 12;

/// That inconsistent totals are to be explained, and with what beside the ledger.
#[derive(Clone, Copy)]
pub(in crate::check) struct Asked<'a> {
    pub(in crate::check) context: &'a ExplainContext,
    pub(in crate::check) tries_max: u64,
}

/// A claim of a total, as the ledger has it.
#[derive(Clone, Copy)]
pub(in crate::check) struct Claimed<'a> {
    pub(in crate::check) ledger: &'a Ledger,
    pub(in crate::check) id: &'a str,
    pub(in crate::check) scope: &'a Scope,
    pub(in crate::check) weights: &'a [(EntryId, Numeral)],
    pub(in crate::check) source: Option<&'a SourceId>,
    pub(in crate::check) entries: &'a [Selected<'a>],
}

/// What the rates and currency of gathered items are.
pub(in crate::check) struct Valued<'a> {
    pub(in crate::check) currency: Currency,
    pub(in crate::check) used: &'a [CheckRate],
}

impl<'a> Valued<'a> {
    pub(in crate::check) fn of(gathered: &'a Gathered) -> Self {
        Self { currency: gathered.currency, used: &gathered.used }
    }
}

/// The explanations of a claim's inconsistent total.
pub(in crate::check) fn explain(
    asked: Asked<'_>,
    claimed: &Claimed<'_>,
    valued: &Valued<'_>,
    total: &TotalCheck,
) -> Explanations {
    let mut context = asked.context.clone();
    context.others.retain(|(id, _)| id != claimed.id);
    context.of_same_currency = in_currency(claimed.ledger, valued.currency);
    let context = groups(context, claimed);
    let context = outside(context, claimed, valued.currency, asked.tries_max);
    let context = rates(context, claimed, valued);
    let context = currencies(context, claimed, valued.currency);
    total.explain(&context, asked.tries_max)
}

/// The claims of totals in a currency, sorted.
fn in_currency(ledger: &Ledger, currency: Currency) -> Vec<String> {
    let is_meant = |claim: &&Claim| matches!(&claim.kind, ClaimKind::Total { amount, .. } if amount.currency == currency);
    let mut ids: Vec<String> =
        ledger.claims().iter().filter(is_meant).map(|claim| claim.id.to_string()).collect();
    ids.sort_unstable();
    ids
}

fn groups(mut context: ExplainContext, claimed: &Claimed<'_>) -> ExplainContext {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, selected) in claimed.entries.iter().enumerate() {
        for name in attributes(claimed.ledger, selected.entry) {
            groups.entry(name).or_default().push(at);
        }
    }
    for (name, items) in groups {
        context = context.group(name, items);
    }
    context
}

/// The attributes of an entry: `platform=x`.
fn attributes(ledger: &Ledger, entry: &Entry) -> Vec<String> {
    let named = [
        ("sponsor", entry.sponsor.as_ref().map(ToString::to_string)),
        ("payer", entry.payer.as_ref().map(ToString::to_string)),
        ("payee", entry.payee.as_ref().map(ToString::to_string)),
        ("platform", entry.platform.as_ref().map(ToString::to_string)),
        ("campaign", entry.campaign.as_ref().map(ToString::to_string)),
        ("source", entry.source.as_ref().map(ToString::to_string)),
        ("purpose", entry.purpose.clone()),
        ("currency", Some(entry.money.currency.to_string())),
        ("stage", Some(entry.stage.to_string())),
        ("period", ledger.date_of(entry).map(month)),
    ];
    let mut all: Vec<String> =
        named.into_iter().filter_map(|(key, value)| Some(format!("{key}={}", value?))).collect();
    all.extend(entry.tags.iter().map(|tag| format!("tag={tag}")));
    all
}

/// The month of a date that lies in one, else the date as it is written.
fn month(when: When) -> String {
    match (when.earliest(), when.latest()) {
        (Some(first), Some(last)) if (first.year(), first.month()) == (last.year(), last.month()) => {
            format!("{:04}-{:02}", first.year(), first.month())
        }
        _ => when.to_string(),
    }
}

/// Entries that fit all of the scope's conditions but one.
fn outside(
    mut context: ExplainContext,
    claimed: &Claimed<'_>,
    currency: Currency,
    tries_max: u64,
) -> ExplainContext {
    let ledger = claimed.ledger;
    let named: Vec<EntryId> = claimed.weights.iter().map(|(id, _)| id.clone()).collect();
    let select = |scope: &Scope| ledger.select_with_named(scope, &named).unwrap_or_default();
    let mut known: HashSet<&EntryId> = claimed.entries.iter().map(|it| &it.entry.id).collect();
    let mut found: Vec<(&Entry, String)> = Vec::new();
    for (entry, reason) in select(claimed.scope).excluded {
        // A part of what is counted would be counted twice, and says nothing new.
        let word = match reason {
            Exclusion::Detail | Exclusion::DetailOfSuperseded => continue,
            Exclusion::Role => entry.role.to_string(),
            Exclusion::Stage => entry.stage.to_string(),
            other => other.to_string(),
        };
        found.push((entry, word));
    }
    for (reason, scope) in wider(claimed.scope) {
        if scope != *claimed.scope {
            found.extend(select(&scope).entries.iter().map(|it| (it.entry, reason.to_owned())));
        }
    }
    // More of them than may be tried are left out as a whole.
    let count_max = usize::try_from(tries_max).unwrap_or(usize::MAX);
    let mut rates: HashMap<(Currency, Option<When>), Option<Interval>> = HashMap::new();
    found.retain(|(entry, _)| known.insert(&entry.id));
    for (entry, reason) in found.into_iter().take(count_max) {
        let Some(mut set) = entry.money.amount.outer(entry.domain) else { continue };
        let mut printed = entry.money.amount.printed().map(Ratio::from);
        if entry.money.currency != currency {
            let asked = (entry.money.currency, ledger.date_of(entry));
            let rate = || rate_of(ledger, asked.0, currency, asked.1).ok().map(|valued| valued.set);
            let Some(rate) = rates.entry(asked).or_insert_with(rate) else { continue };
            set = rate.as_point().map_or_else(|| set.product(rate), |rate| set.times(rate));
            printed = printed.zip(rate.as_point()).map(|(printed, rate)| &printed * rate);
        }
        context = context.outside_printed(entry.id.as_str(), set, printed, reason);
    }
    context
}

/// The scope without one of its conditions at a time, and what the entries are called that it takes beside.
fn wider(scope: &Scope) -> [(&'static str, Scope); 11] {
    let of = |widen: fn(&mut Scope)| {
        let mut scope = scope.clone();
        widen(&mut scope);
        scope
    };
    [
        ("other period", of(|scope| scope.during = None)),
        ("other currency", of(|scope| scope.currency.clear())),
        ("other sponsor", of(|scope| (scope.sponsor, scope.sponsor_under) = Default::default())),
        ("other payer", of(|scope| scope.payer.clear())),
        ("other payee", of(|scope| scope.payee.clear())),
        ("other platform", of(|scope| (scope.platform, scope.platform_under) = Default::default())),
        ("other campaign", of(|scope| (scope.campaign, scope.campaign_under) = Default::default())),
        ("other purpose", of(|scope| scope.purpose.clear())),
        ("other jurisdiction", of(|scope| scope.jurisdiction.clear())),
        ("other tag", of(|scope| scope.tag.clear())),
        ("other source", of(|scope| scope.source.clear())),
    ]
}

/// The rates of the days around, and of the day that the claim was published.
fn rates(mut context: ExplainContext, claimed: &Claimed<'_>, valued: &Valued<'_>) -> ExplainContext {
    let ledger = claimed.ledger;
    let published = claimed.source.and_then(|id| ledger.source(id)).and_then(|source| source.published);
    for (at, used) in valued.used.iter().enumerate() {
        let mut others: Vec<(String, When)> = Vec::new();
        others.extend(published.map(|when| ("day of publication".to_owned(), when)));
        let last = used.rate.when().latest();
        let off = (1..=DAYS_OFF_MAX).flat_map(|days| [-days, days]);
        for days in off {
            let day = last.and_then(|day| day.checked_add_days(days));
            let name = format!(
                "{} day{} {}",
                days.abs(),
                if days.abs() == 1 { "" } else { "s" },
                if days < 0 { "earlier" } else { "later" }
            );
            others.extend(day.map(|day| (name, day.into())));
        }
        for (name, when) in others {
            if let Ok(other) = rate_of(ledger, used.rate.base(), used.rate.quote(), Some(when)) {
                context = context.rate(name, at, other.set);
            }
        }
    }
    context
}

/// Every other currency that the ledger uses, at the rates of the entries' dates.
fn currencies(mut context: ExplainContext, claimed: &Claimed<'_>, currency: Currency) -> ExplainContext {
    let ledger = claimed.ledger;
    let of_entries = ledger
        .entries()
        .iter()
        .flat_map(|entry| entry.gloss.iter().chain([&entry.money]).map(|money| money.currency));
    let of_claims = ledger.claims().iter().flat_map(|claim| match &claim.kind {
        ClaimKind::Total { amount, .. } => {
            claim.gloss.iter().chain([amount]).map(|money| money.currency).collect()
        }
        _ => Vec::new(),
    });
    let all: BTreeSet<Currency> = of_entries.chain(of_claims).collect();
    let dates: BTreeSet<Option<String>> =
        claimed.entries.iter().map(|it| ledger.date_of(it.entry).map(|when| when.to_string())).collect();
    // The total's own currency, for an item that was not in another.
    let is_converted = claimed.entries.iter().any(|it| it.entry.money.currency != currency);
    if is_converted {
        context = context.currency(currency.to_string(), Interval::point(Ratio::one()));
    }
    for other in all.into_iter().filter(|other| *other != currency) {
        for date in dates.iter().take(DATES_MAX) {
            let when: Option<When> = date.as_ref().and_then(|date| date.parse().ok());
            if let Ok(valued) = rate_of(ledger, other, currency, when) {
                let on = valued.rate.when();
                context = context.currency(format!("{other} ({on})"), valued.set);
            }
        }
    }
    context
}
