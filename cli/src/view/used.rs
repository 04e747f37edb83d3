//! The rates that a result rests on: pair, day or period, rate, source, and for how many entries.

use std::collections::BTreeSet;

use adspend::amount::Interval;
use adspend::check::Report;
use adspend::currency::Currency;
use adspend::date::When;
use adspend::rates::Rate;
use adspend::tally::Tally;

use crate::figures::{count, rate, set};
use crate::output::{HEADING, styled};
use crate::table::{Column, Table, wrapped};

/// How many rates are listed unless all are asked for.
const RATES_MAX: usize = 12;

/// How many of the rates used are listed; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Listed {
    /// The first few.
    Some,
    /// All of them.
    All,
}

/// The rates used, each once, in the order of their pairs and dates.
#[derive(Clone, Debug, Default)]
pub(crate) struct UsedRates(Vec<Used>);

#[derive(Clone, Debug)]
struct Used {
    from: Currency,
    to: Currency,
    on: When,
    factor: Interval,
    days: Option<(u32, u32)>,
    stale_days: u32,
    sources: Vec<String>,
    entries: BTreeSet<String>,
    count: u64,
}

impl UsedRates {
    /// The rates that the checks of a report convert at.
    pub(crate) fn of_report(report: &Report) -> Self {
        let mut all = Self::default();
        for used in report.checks.iter().flat_map(|check| &check.rates) {
            all.add(&used.rate, used.entries.iter().cloned());
        }
        all
    }

    /// The rates that a tally converts at.
    pub(crate) fn of_tally(tally: &Tally, to: Currency) -> Self {
        let used = tally.rates().zip(tally.rate_counts()).map(|(used, count)| Used {
            from: used.from(),
            to,
            on: used.on(),
            factor: used.factor().clone(),
            days: used.days(),
            stale_days: used.stale_days(),
            sources: distinct(used.legs().iter().map(|leg| leg.source.as_str())),
            entries: BTreeSet::new(),
            count,
        });
        Self(used.collect())
    }

    /// A rate and the entries that it converts; an entry that it converts twice counts once.
    pub(crate) fn add(&mut self, rate: &Rate, entries: impl IntoIterator<Item = String>) {
        let (from, to, on) = (rate.base(), rate.quote(), rate.when());
        if from == to {
            return;
        }
        let at = self.0.iter().position(|used| (used.from, used.to, used.on) == (from, to, on));
        let at = at.unwrap_or_else(|| {
            self.0.push(Used {
                from,
                to,
                on,
                factor: rate.factor().set(),
                days: rate.mean().map(|mean| (mean.days, mean.of)),
                stale_days: rate.stale_days(),
                sources: distinct(rate.legs().iter().map(|leg| leg.source.as_ref())),
                entries: BTreeSet::new(),
                count: 0,
            });
            self.0.len() - 1
        });
        if let Some(used) = self.0.get_mut(at) {
            used.entries.extend(entries);
            used.count = u64::try_from(used.entries.len()).unwrap_or(u64::MAX);
        }
    }

    /// The rates in words, after `indent` blanks; nothing where none was used.
    pub(crate) fn text(mut self, indent: usize, listed: Listed) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        self.0.sort_by_key(|used| (used.from, used.to, used.on.to_string()));
        let blanks = " ".repeat(indent);
        let mut text = wrapped(
            &blanks,
            &format!("{}, units of the second currency for one of the first", styled(HEADING, "rates used")),
        );
        let shown = if listed == Listed::All { self.0.len() } else { RATES_MAX };
        let mut table =
            Table::new([Column::Figures, Column::Figures, Column::Figures, Column::Words, Column::Figures]);
        for used in self.0.iter().take(shown) {
            let how = match (used.days, used.stale_days) {
                (Some((days, of)), _) if days < of => format!(", mean of {days} of {of} days"),
                (Some((days, _)), _) => {
                    format!(", mean of {}", count(usize::try_from(days).unwrap_or(usize::MAX), "day", "days"))
                }
                (None, 0) => String::new(),
                (None, 1) => ", of the day before".to_owned(),
                (None, days) => format!(", {days} days old"),
            };
            let entries = usize::try_from(used.count).unwrap_or(usize::MAX);
            table.row([
                format!("{}/{}", used.from, used.to),
                used.on.to_string(),
                set(&used.factor, rate),
                format!("{}{how}", used.sources.join(", ")),
                if entries == 0 { String::new() } else { count(entries, "entry", "entries") },
            ]);
        }
        for line in table.lines(indent + 2) {
            text.push_str(&line);
            text.push('\n');
        }
        if let Some(more @ 1..) = self.0.len().checked_sub(shown) {
            text.push_str(&format!("{blanks}  and {more} more: `--rates-used` lists them all\n"));
        }
        text
    }
}

fn distinct<'s>(names: impl Iterator<Item = &'s str>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in names {
        if !all.iter().any(|known| known == name) {
            all.push(name.to_owned());
        }
    }
    all
}
