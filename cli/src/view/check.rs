//! Verdicts in words.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use adspend::amount::Interval;
use adspend::check::{Check, CheckKind, Line, Report, Verdict};
use adspend::ledger::Ledger;
use adspend::model::Relation;
use anstyle::Style;
use serde::Serialize;

use super::used::{Listed, UsedRates};
use super::{explanations, gloss, implied, joint};
use crate::figures::{count, grouped, listed, money, money_set};
use crate::output::{BAD, FAINT, GOOD, HEADING, OPEN, styled};
use crate::rates_used::RatesUsed;
use crate::status::Status;
use crate::table::{Column, Table, clean, wrapped};

/// How many ids a line names before it counts the others.
const IDS_MAX: usize = 5;
/// Up to how many items of a check are shown one by one; of more, the first [`ITEMS_SHOWN`], and how many others there are.
const ITEMS_MAX: usize = 60;
const ITEMS_SHOWN: usize = 20;

/// The report as JSON.
#[derive(Serialize)]
pub(crate) struct Json<'a> {
    #[serde(flatten)]
    report: &'a Report,
    /// There where the verdict is of nothing at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
}

pub(crate) fn json(report: &Report) -> Json<'_> {
    Json { report, note: report.checks.is_empty().then_some("nothing-to-check") }
}

/// The report in words.
pub(crate) fn text(
    ledger: &Ledger,
    report: &Report,
    used: &RatesUsed,
    status: Status,
    listed: Listed,
    asked: explanations::Asked,
) -> String {
    let mut text = String::new();
    if let Some(title) = &ledger.settings().title {
        text.push_str(&wrapped("", &styled(HEADING, &clean(title))));
    }
    let entries = count(ledger.entries().len(), "entry", "entries");
    let rates = format!("{entries}; rates: {}", used.describe());
    text.push_str(&wrapped("", &styled(FAINT, &rates)));
    let mut rates = UsedRates::of_report(report);
    let notes: HashMap<&str, &str> = ledger
        .claims()
        .iter()
        .filter_map(|claim| Some((claim.id.as_str(), claim.note.as_deref()?)))
        .collect();
    let mut earlier = Earlier::default();
    for check in &report.checks {
        text.push('\n');
        one(&mut text, check, earlier.with_most_of(check), notes.get(check.id.as_str()).copied());
        earlier.push(check);
        text.push_str(&explanations::text(check, asked));
        text.push_str(&gloss::text(ledger, check, &mut rates));
    }
    let legend = explanations::legend(&report.checks);
    if !legend.is_empty() {
        text.push('\n');
        text.push_str(&legend);
    }
    let rates = rates.text(0, listed);
    if !rates.is_empty() {
        text.push('\n');
        text.push_str(&rates);
    }
    let implied = implied::text(ledger, &report.implied_rates);
    if !implied.is_empty() {
        text.push('\n');
        text.push_str(&implied);
    }
    text.push('\n');
    text.push_str(&last_line(report, status));
    text
}

fn last_line(report: &Report, status: Status) -> String {
    if report.checks.is_empty() {
        return "Nothing to check: the ledger has no claim and no restriction; exit status 0\n".to_owned();
    }
    let meaning = match status {
        Status::Done => "nothing is refuted",
        Status::Unchecked => "nothing is refuted, but not everything could be checked",
        Status::Failed | Status::BadInput => "something cannot be true as stated",
    };
    let worst = styled(style(report.verdict), report.verdict.as_str());
    let checks = count(report.checks.len(), "check", "checks");
    format!("{checks}, at worst {worst}: {meaning}; exit status {}\n", status.number())
}

const fn style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Proven | Verdict::Consistent => GOOD,
        Verdict::Unchecked => OPEN,
        Verdict::Inconsistent | Verdict::Malformed => BAD,
    }
}

fn one(text: &mut String, check: &Check, before: Option<&Check>, note: Option<&str>) {
    let verdict = styled(style(check.verdict), check.verdict.as_str());
    let heading = styled(HEADING, &check.id);
    let reason = check.reason.map_or(String::new(), |reason| format!(" ({reason})"));
    text.push_str(&format!("{heading} ({}): {verdict}{reason}\n", check.kind));
    if let Some(note) = note {
        text.push_str(&wrapped("  ", &clean(note)));
    }
    text.push_str(&wrapped("  ", &sentence(check)));
    if let Some(before) = before {
        let more = if ids_of(before).len() < ids_of(check).len() { ", and" } else { "" };
        text.push_str(&wrapped("    ", &format!("items: as in `{}`{more}", before.id)));
    }
    for line in figures(check, before).lines(4) {
        text.push_str(&line);
        text.push('\n');
    }
    evidence(text, check);
}

/// What the verdict means here, in one plain sentence.
fn sentence(check: &Check) -> String {
    let is_absence = matches!(check.kind, CheckKind::None | CheckKind::Restriction);
    match (check.verdict, check.why()) {
        (_, Some(why)) => format!("Not checked: {why}."),
        (verdict, _) if check.kind == CheckKind::Joint => joint::sentence(verdict).to_owned(),
        (Verdict::Proven, _) if is_absence => {
            "Nothing was spent, whatever the entries really are.".to_owned()
        }
        (Verdict::Consistent, _) if is_absence => {
            "An entry may fall under it or not: its date is not precise enough to tell.".to_owned()
        }
        (Verdict::Inconsistent, _) if is_absence => "Something was spent in spite of it.".to_owned(),
        (Verdict::Proven, _) => "Whatever the items really are, what was printed is right.".to_owned(),
        (Verdict::Consistent, _) => "It cannot be refuted at the precision given.".to_owned(),
        (Verdict::Inconsistent, _) => "No values fit: it cannot be true as stated.".to_owned(),
        (Verdict::Malformed, _) => {
            "An amount has no meaning: no value fits it, or it has digits below its step.".to_owned()
        }
        (Verdict::Unchecked, None) => "Not checked.".to_owned(),
    }
}

/// The items but those of a check before, their sum and the total in aligned columns.
fn figures(check: &Check, before: Option<&Check>) -> Table {
    let mut table = Table::new([Column::Words, Column::Ids, Column::Words, Column::Figures]);
    let words = |interval: &Option<Interval>| interval.as_ref().map_or(String::new(), money_set);
    // Items in the currency of the others need not repeat it.
    let common = check.currency.or(check.lines.first().map(|line| line.currency));
    let unit = check.currency.map_or(String::new(), |currency| format!(" {currency}"));
    // Where two scopes are compared, an entry may be in both: it is shown once.
    let mut known: HashSet<&str> = before.map_or_else(HashSet::new, |before| ids_of(before));
    let items: Vec<&Line> = check.lines.iter().filter(|line| known.insert(&line.id)).collect();
    let shown = if items.len() > ITEMS_MAX { ITEMS_SHOWN } else { items.len() };
    for line in items.iter().take(shown) {
        let weight = line.weight.as_ref().map_or(String::new(), |weight| format!(" × {weight}"));
        table.row([
            line.label.clone().unwrap_or_default(),
            line.id.clone(),
            format!("{}{weight}", line.printed),
            match words(&line.set) {
                set if set.is_empty() || Some(line.currency) == common => set,
                set => format!("{set} {}", line.currency),
            },
        ]);
    }
    if let Some(more) = items.len().checked_sub(shown).filter(|more| *more > 0) {
        table.row([
            format!("… and {} more", grouped(&more.to_string())),
            String::new(),
            String::new(),
            String::new(),
        ]);
    }
    let (sum, total) = names(check.kind);
    let claimed = check.claimed.clone().unwrap_or_default();
    let value = |interval: &Option<Interval>| match words(interval) {
        words if words.is_empty() => words,
        words if check.kind == CheckKind::Share => words,
        words => format!("{words}{unit}"),
    };
    if check.sum.is_some() {
        table.row([sum.to_owned(), String::new(), String::new(), value(&check.sum)]);
    }
    if check.total.is_some() || !claimed.is_empty() {
        table.row([total.to_owned(), String::new(), claimed, value(&check.total)]);
    }
    table
}

fn ids_of(check: &Check) -> HashSet<&str> {
    check.lines.iter().map(|line| line.id.as_str()).collect()
}

/// The checks so far, each with its place among them, by the first of their items.
#[derive(Default)]
struct Earlier<'c> {
    by_first: HashMap<&'c str, Vec<(usize, &'c Check)>>,
    count: usize,
}

impl<'c> Earlier<'c> {
    fn push(&mut self, check: &'c Check) {
        // One item is as soon printed as referred to.
        if let [first, _, ..] = check.lines.as_slice() {
            self.by_first.entry(&first.id).or_default().push((self.count, check));
        }
        self.count += 1;
    }

    /// That of which every item is an item of this one, too, in the same words: that with most of them, two at least.
    fn with_most_of(&self, check: &Check) -> Option<&'c Check> {
        let own: HashMap<&str, &Line> = check.lines.iter().map(|line| (line.id.as_str(), line)).collect();
        let is_within = |(_, other): &&(usize, &Check)| {
            let within = |line: &Line| own.get(line.id.as_str()) == Some(&line);
            other.currency == check.currency && other.lines.iter().all(within)
        };
        let some = own.keys().filter_map(|id| self.by_first.get(id)).flatten().filter(is_within);
        // Of equals the first: the later ones refer to it themselves.
        some.min_by_key(|(at, other)| (Reverse(ids_of(other).len()), *at)).map(|(_, other)| *other)
    }
}

/// What the two sets of a kind of check are called.
const fn names(kind: CheckKind) -> (&'static str, &'static str) {
    match kind {
        CheckKind::Total => ("sum", "total"),
        CheckKind::Parts => ("sum of the parts", "the whole"),
        CheckKind::Share => ("share", "claimed"),
        CheckKind::Conversion => ("converted", "claimed"),
        _ => ("sum", "held against"),
    }
}

/// The evidence. Of a check that could not be made there is none: figures that prove nothing are not shown.
fn evidence(text: &mut String, check: &Check) {
    let mut line = |words: String| text.push_str(&wrapped("  ", &words));
    let unit = check.currency.map_or(String::new(), |currency| format!(" {currency}"));
    match check.relation {
        Some(Relation::AtLeast) => {
            line("The list is partial: the total is its sum or more.".to_owned());
        }
        Some(Relation::AtMost) => line("Items overlap: the total is their sum or less.".to_owned()),
        Some(Relation::Equal) | None => {}
    }
    if let Some(tolerance) = check.own_tolerance {
        let tolerance = grouped(&tolerance.to_string());
        line(format!("{} of ±{tolerance}{unit}", check.own_tolerance_as()));
    }
    if let Some(cause) = &check.cause {
        line(clean(cause));
    }
    let was_made = check.verdict != Verdict::Unchecked;
    if let Some(difference) = check.difference.as_ref().filter(|_| was_made) {
        let mut words = format!("difference {}{unit} between the printed figures", money(difference));
        if let Some(tolerance) = &check.tolerance {
            let half = money(&(tolerance * &adspend::exact::Ratio::half()));
            words.push_str(&format!("; the widths add up to {} (±{half})", money(tolerance)));
        }
        line(words);
    }
    if let (Verdict::Inconsistent, Some(gap)) = (check.verdict, &check.gap) {
        line(format!("gap between the two: {}{unit}", money_set(gap)));
    }
    if let Some(step) = check.needs_step {
        let step = grouped(&step.to_string());
        line(format!("it would hold if the total were rounded to {step}{unit}"));
    }
    ids(&mut line, "may or may not be in scope", &check.uncertain);
    ids(&mut line, "should not be there", &check.breaches);
    joint::evidence(&mut line, check);
    ids(&mut line, "would not notice the omission of", &check.blind_to.omission);
    ids(&mut line, "would not notice the doubling of", &check.blind_to.doubling);
    ids(&mut line, "would not notice a turned sign of", &check.blind_to.sign);
    unknowns(&mut line, check);
    // Where no values fit, no roundings give it at all.
    let is_possible = was_made && check.verdict != Verdict::Inconsistent;
    if let Some(log2) = check.plausibility_log2.filter(|log2| *log2 < 0 && is_possible) {
        line(format!("roundings alone give such a difference with a probability of at most 2^{log2}"));
    }
}

fn ids(line: &mut impl FnMut(String), what: &str, ids: &[String]) {
    if !ids.is_empty() {
        line(format!("{what}: {}", listed(ids, IDS_MAX)));
    }
}

/// What the others and the total leave to items of which nothing, or only a bound, was disclosed: each in its own currency.
fn unknowns(line: &mut impl FnMut(String), check: &Check) {
    let is_open = |set: &Option<Interval>| set.as_ref().is_some_and(|set| set.width().is_none());
    let open: Vec<_> = check.lines.iter().filter(|item| is_open(&item.set)).collect();
    for item in open.iter().take(IDS_MAX) {
        if let Some(implied) =
            check.implied.get(&item.id).filter(|implied| Some(*implied) != item.set.as_ref())
        {
            line(format!("{} must be {} {}", item.id, money_set(implied), item.currency));
        }
    }
}
