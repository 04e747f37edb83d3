//! What a ledger knows beside a claim's entries that may explain its gap.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{ExplainContext, Explanations};
use crate::amount::Interval;
use crate::check::TotalCheck;
use crate::check::posed::{Posed, Records};
use crate::check::report::{Check, CheckKind, CheckRate, Report};
use crate::check::valuation::rate_of;
use crate::check::verdict::Verdict;
use crate::currency::Currency;
use crate::date::When;
use crate::exact::Ratio;
use crate::id::EntryId;
use crate::ledger::{Exclusion, Ledger};
use crate::model::{Claim, ClaimKind, Entry, Scope};

/// By how many days, at most, the day of another rate lies off.
const DAYS_OFF_MAX: i32 = 7;
/// At the rates of how many dates another currency is tried.
const DATES_MAX: usize = 12;

impl Report {
    /// The same as [`Report::of`], and explains every inconsistent total ([`TotalCheck::explain`]).
    ///
    /// To what `context` says (factors, above all) the ledger adds, for each total: the entries that only their role, stage,
    /// period or currency keeps out of the scope; the groups of one sponsor, payer, payee, platform, campaign, source, purpose,
    /// currency, stage, month or tag; the rates of the day of publication and of the seven days before and after; every
    /// currency that it uses; and its other totals, none of which a correction may break. Places and rates that `context`
    /// names itself would be taken for those of every total.
    ///
    /// # Complexity
    ///
    /// That of [`Report::of`], and at most `tries_max` hypotheses for each inconsistent total.
    ///
    /// # Example
    ///
    /// See `examples/explain_a_gap.rs`.
    #[must_use]
    pub fn explained(ledger: &Ledger, context: &ExplainContext, tries_max: u64) -> Self {
        let mut report = Self::of(ledger);
        report.explain(ledger, context, tries_max);
        report
    }

    /// Explains every inconsistent total of a report on this ledger, as [`Report::explained`] does: of a report that was cut down to
    /// a few checks, only these.
    pub fn explain(&mut self, ledger: &Ledger, context: &ExplainContext, tries_max: u64) {
        let is_sum = |kind| matches!(kind, CheckKind::Total | CheckKind::Parts);
        let mut asked: Vec<&mut Check> = self
            .checks
            .iter_mut()
            .filter(|check| check.verdict == Verdict::Inconsistent && is_sum(check.kind))
            .collect();
        if asked.is_empty() {
            return;
        }
        let mut context = context.clone();
        for (id, total) in totals(ledger) {
            context = context.other(id, total);
        }
        let records = Records::new(ledger);
        for check in &mut asked {
            let posed = records.posed(check);
            let Some(found) = posed.and_then(|posed| explain(&context, tries_max, &posed)) else { continue };
            check.explanations = found.explanations;
            check.shared = found.shared;
            check.also_possible = found.also_possible;
            check.budget = found.budget;
        }
    }
}

/// The totals of a ledger that can be held against their items: those claimed, and the wholes of parts.
fn totals(ledger: &Ledger) -> impl Iterator<Item = (String, TotalCheck)> {
    let claimed = ledger.claims().iter().filter_map(|claim| Posed::of_claim(ledger, claim));
    let wholes = ledger.entries().iter().filter_map(|whole| Posed::of_parts(ledger, whole));
    claimed.chain(wholes).filter_map(|posed| {
        let total = posed.with_items(&posed.gathered().ok()?);
        Some((posed.id, total))
    })
}

/// The explanations of an inconsistent total.
fn explain(context: &ExplainContext, tries_max: u64, posed: &Posed<'_>) -> Option<Explanations> {
    let gathered = posed.gathered().ok()?;
    let mut context = context.clone();
    context.others.retain(|(id, _)| *id != posed.id);
    context.of_same_currency = in_currency(posed.ledger, gathered.currency);
    let context = groups(context, posed);
    let context = outside(context, posed, gathered.currency, tries_max);
    let context = rates(context, posed, &gathered.used);
    let context = currencies(context, posed, gathered.currency);
    Some(posed.with_items(&gathered).explain(&context, tries_max))
}

/// The claims of totals in a currency, sorted.
fn in_currency(ledger: &Ledger, currency: Currency) -> Vec<String> {
    let is_meant = |claim: &&Claim| matches!(&claim.kind, ClaimKind::Total { amount, .. } if amount.currency == currency);
    let mut ids: Vec<String> =
        ledger.claims().iter().filter(is_meant).map(|claim| claim.id.to_string()).collect();
    ids.sort_unstable();
    ids
}

fn groups(mut context: ExplainContext, posed: &Posed<'_>) -> ExplainContext {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, selected) in posed.entries.iter().enumerate() {
        for name in attributes(posed.ledger, selected.entry) {
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
    posed: &Posed<'_>,
    currency: Currency,
    tries_max: u64,
) -> ExplainContext {
    let ledger = posed.ledger;
    let named: Vec<EntryId> = posed.weights.iter().map(|(id, _)| id.clone()).collect();
    let select = |scope: &Scope| ledger.select_with_named(scope, &named).unwrap_or_default();
    let mut known: HashSet<&EntryId> = posed.entries.iter().map(|it| &it.entry.id).collect();
    let mut found: Vec<(&Entry, String)> = Vec::new();
    for (entry, reason) in select(&posed.scope).excluded {
        // A part of what is counted would be counted twice, and says nothing new.
        let word = match reason {
            Exclusion::Detail | Exclusion::DetailOfSuperseded => continue,
            Exclusion::Role => entry.role.to_string(),
            Exclusion::Stage => entry.stage.to_string(),
            other => other.to_string(),
        };
        found.push((entry, word));
    }
    for (reason, scope) in wider(&posed.scope) {
        if scope != *posed.scope {
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
fn rates(mut context: ExplainContext, posed: &Posed<'_>, used: &[CheckRate]) -> ExplainContext {
    let ledger = posed.ledger;
    let published = posed.source.and_then(|id| ledger.source(id)).and_then(|source| source.published);
    for (at, used) in used.iter().enumerate() {
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
fn currencies(mut context: ExplainContext, posed: &Posed<'_>, currency: Currency) -> ExplainContext {
    let ledger = posed.ledger;
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
        posed.entries.iter().map(|it| ledger.date_of(it.entry).map(|when| when.to_string())).collect();
    // The total's own currency, for an item that was not in another.
    let is_converted = posed.entries.iter().any(|it| it.entry.money.currency != currency);
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
