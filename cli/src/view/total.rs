//! Sums of spend in words.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Bound;

use adspend::amount::Interval;
use adspend::currency::Currency;
use adspend::exact::{Ratio, Rounding};
use adspend::ledger::Ledger;
use adspend::tally::{Dimension, Row, Tally, Total};

use super::used::{Listed, UsedRates};
use crate::figures::{count, grouped, listed, money, money_set};
use crate::output::{FAINT, HEADING, OPEN, styled};
use crate::rates_used::RatesUsed;
use crate::table::{Column, Table, clean, wrapped};

/// How many entries a list names before it counts the others.
const ENTRIES_MAX: usize = 10;

/// The tally in words: these of its rows, in their order.
pub(crate) fn text(
    ledger: &Ledger,
    tally: &Tally,
    rows: &[Row<'_>],
    used: &RatesUsed,
    listed: Listed,
) -> String {
    let mut text = String::new();
    if let Some(title) = &ledger.settings().title {
        text.push_str(&wrapped("", &styled(HEADING, &clean(title))));
    }
    if rows.is_empty() {
        text.push_str("No entry is asked for: nothing is added up.\n");
        return text;
    }
    let keys = Keys::of(rows, ledger);
    for line in table(tally, &keys, rows).lines(2) {
        text.push_str(&line);
        text.push('\n');
    }
    sets(&mut text, &keys, rows);
    conversions(&mut text, tally, used);
    if let Some(target) = tally.shape().to {
        text.push_str(&UsedRates::of_tally(tally, target.currency).text(2, listed));
    }
    lists(&mut text, tally);
    text
}

/// The rounded figures as CSV: what groups share, the currency, the figure, the least and the greatest that it may be, rounded outwards,
/// how many entries it is of and how many are missing; the currency of the entries themselves is `original_currency`. Where the total is
/// one value, the figure is the least and the greatest, too; a bound that is not known is empty. Where a ledger is given, ids have the
/// names that it has for them beside them, in columns such as `sponsor_name`.
pub(crate) fn csv<'t>(
    keys: &[&'static str],
    rows: impl IntoIterator<Item = Total<'t>>,
    named_by: Option<&Ledger>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let named: Vec<Option<(Dimension, &Ledger)>> =
        keys.iter().map(|name| named(name).zip(named_by)).collect();
    for (name, named) in keys.iter().zip(&named) {
        // The unit of the figures has a column of that name.
        let own = if *name == Dimension::Currency.as_str() { "original_currency" } else { name };
        write!(out, "{own},")?;
        if named.is_some() {
            write!(out, "{name}_name,")?;
        }
    }
    out.write_all(b"currency,total,least,greatest,entries,left_out\n")?;
    for row in rows {
        for (value, named) in row.key().zip(&named) {
            write!(out, "{},", quoted(value.unwrap_or_default()))?;
            if let Some((dimension, ledger)) = named {
                let name = value.and_then(|id| dimension.name_in(ledger, id));
                write!(out, "{},", quoted(name.unwrap_or_default()))?;
            }
        }
        let figure = row.printed().unwrap_or_default();
        write!(out, "{},{figure},", row.currency())?;
        match row.set() {
            Some(set) => {
                let [least, greatest] = bounds(set, row.currency());
                write!(out, "{least},{greatest}")?;
            }
            None => write!(out, "{figure},{figure}")?,
        }
        writeln!(out, ",{},{}", row.entry_count(), row.left_out_count())?;
    }
    Ok(())
}

/// The dimension of this key, where its values are ids of records that may have names.
fn named(key: &str) -> Option<Dimension> {
    key.parse().ok().filter(|dimension: &Dimension| dimension.has_names())
}

/// The ends of a set at the minor digits of a currency, rounded outwards, exact where it has none; empty where there is no end.
fn bounds(set: &Interval, currency: Currency) -> [String; 2] {
    let end = |end: &Bound<Ratio>, rounding| match (end, currency.minor_digits()) {
        (Bound::Included(value) | Bound::Excluded(value), Some(decimals)) => {
            value.round_to_decimals(decimals, rounding).value.to_fixed(decimals).unwrap_or_default()
        }
        (Bound::Included(value) | Bound::Excluded(value), None) => value.to_string(),
        (Bound::Unbounded, _) => String::new(),
    };
    [end(set.lo(), Rounding::Floor), end(set.hi(), Rounding::Ceiling)]
}

/// A cell of CSV (RFC 4180).
fn quoted(cell: &str) -> Cow<'_, str> {
    if cell.contains([',', '"', '\n', '\r']) {
        Cow::Owned(format!("\"{}\"", cell.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(cell)
    }
}

/// What groups share, in two columns each: the values, and the names that a ledger has for them, where they are ids.
struct Keys<'l> {
    /// Those of the row that has most, for only rows of several bases have one.
    names: Vec<&'static str>,
    ledger: &'l Ledger,
}

impl<'l> Keys<'l> {
    fn of(rows: &[Row<'_>], ledger: &'l Ledger) -> Self {
        let names = |row: &Row<'_>| row.key().iter().map(|(name, _)| name).collect::<Vec<_>>();
        Self { names: rows.iter().map(names).max_by_key(Vec::len).unwrap_or_default(), ledger }
    }

    fn columns(&self) -> impl Iterator<Item = Column> {
        self.names.iter().flat_map(|_| [Column::Ids, Column::Words])
    }

    fn heading(&self) -> impl Iterator<Item = String> {
        self.names.iter().flat_map(|name| [(*name).to_owned(), String::new()])
    }

    fn cells(&self, row: &Row<'_>) -> impl Iterator<Item = String> {
        let key = row.key();
        self.names.iter().flat_map(move |name| {
            let value = key.get(name);
            let known = value.and_then(|id| named(name)?.name_in(self.ledger, id));
            [value.unwrap_or("(none)").to_owned(), known.unwrap_or_default().to_owned()]
        })
    }
}

/// The groups: what they share, the figure, the other order where it differs, counts.
fn table(tally: &Tally, keys: &Keys<'_>, rows: &[Row<'_>]) -> Table {
    let differs = rows.iter().any(|row| row.rounded() != row.rounded_each());
    let figures = std::iter::repeat_n(Column::Numbers, 6);
    let mut table = Table::new(keys.columns().chain([Column::Words]).chain(figures).chain([Column::Words]));
    let shown = |any: bool, name: &str| if any { name.to_owned() } else { String::new() };
    let has_exact = rows.iter().any(|row| row.exact_count() > 0);
    let has_bounded = rows.iter().any(|row| row.bounded_count() > 0);
    let has_unknown = rows.iter().any(|row| row.unknown_count() > 0);
    let left_out = rows.iter().any(|row| !row.excluded().is_empty());
    let mut heading: Vec<String> = keys.heading().collect();
    let order = tally.shape().order;
    heading.extend([
        String::new(),
        if differs { format!("by {order}") } else { "sum".to_owned() },
        shown(differs, if order.as_str() == "sum" { "by each" } else { "by sum" }),
        String::new(),
        shown(has_exact, "exact"),
        shown(has_bounded, "bounded"),
        shown(has_unknown, "unknown"),
        shown(left_out, "left out"),
    ]);
    table.row(heading);
    for row in rows {
        table.row(cells(tally, row, keys, differs));
    }
    table
}

fn cells(tally: &Tally, row: &Row<'_>, keys: &Keys<'_>, differs: bool) -> Vec<String> {
    let mut cells: Vec<String> = keys.cells(row).collect();
    let decimals = row.currency().minor_digits();
    let figure = |value: Option<Ratio>| {
        let text = value.and_then(|value| value.to_fixed(decimals?));
        text.map_or_else(String::new, |text| grouped(&text))
    };
    let rounding = tally.shape().rounding;
    // The exact sum of many fractions takes long: it is asked for only where there is no rounded one.
    let own = match row.figure() {
        _ if row.has_no_figure() => "none".to_owned(),
        None => row.printed().map_or_else(|| only_value(row, rounding), |exact| money(&exact)),
        rounded => figure(rounded),
    };
    let other = if tally.shape().order.as_str() == "sum" { row.rounded_each() } else { row.rounded() };
    let number = |count: u64| if count == 0 { String::new() } else { grouped(&count.to_string()) };
    let excluded: Vec<String> =
        row.excluded().iter().map(|(reason, count)| format!("{count} {}", in_words(reason))).collect();
    cells.extend([
        row.currency().to_string(),
        own,
        if differs { figure(other) } else { String::new() },
        String::new(),
        number(row.exact_count()),
        number(row.bounded_count()),
        number(row.unknown_count()),
        excluded.join(", "),
    ]);
    cells
}

/// The one value that bounds leave of a sum, which nobody printed.
fn only_value(row: &Row<'_>, rounding: Rounding) -> String {
    let (total, decimals) = (row.total(), row.currency().minor_digits());
    let Some(only) = total.as_point() else { return "not known".to_owned() };
    let rounded =
        decimals.and_then(|decimals| only.round_to_decimals(decimals, rounding).value.to_fixed(decimals));
    rounded.map_or_else(|| money(only), |text| grouped(&text))
}

/// Why entries are left out, in words that follow their number.
fn in_words(reason: &str) -> &str {
    match reason {
        "not-yet-known" => "not known then",
        "stage" => "of another stage",
        "role" => "of another role",
        "detail" => "part of another entry",
        "unconverted" => "not converted",
        other => other,
    }
}

/// What the sums may really be, where that is more than one value; and the bands of means.
fn sets(text: &mut String, keys: &Keys<'_>, rows: &[Row<'_>]) {
    let has_band = rows.iter().any(|row| row.band().is_some());
    if !has_band && rows.iter().all(|row| row.is_exact() || row.total().as_point().is_some()) {
        return;
    }
    let mut table = Table::new(keys.columns().chain([Column::Figures; 3]));
    let band = if has_band { "at the least to the greatest rates" } else { "" };
    table.row(keys.columns().map(|_| "").chain(["", "may be", band]));
    for row in rows {
        let band = row.band().map_or_else(String::new, |band| money_set(&band));
        let set = if row.has_no_figure() { String::new() } else { money_set(&row.total()) };
        table.row(keys.cells(row).chain([row.currency().to_string(), set, band]));
    }
    text.push('\n');
    for line in table.lines(2) {
        text.push_str(&line);
        text.push('\n');
    }
}

fn conversions(text: &mut String, tally: &Tally, used: &RatesUsed) {
    let Some(target) = tally.shape().to else { return };
    let all = tally.conversions();
    if all.asked == 0 {
        return;
    }
    let number = |count: u64| grouped(&count.to_string());
    let unit = target.currency;
    let own = all.converted.saturating_sub(all.already);
    let entries = if all.asked == 1 { "entry" } else { "entries" };
    let mut how = Vec::new();
    if all.stale > 0 {
        how.push(format!("{} at a rate of an earlier day", number(all.stale)));
    }
    if all.estimated > 0 {
        how.push(format!("{} at the mean of a period", number(all.estimated)));
    }
    let how = if how.is_empty() { String::new() } else { format!(" ({})", how.join(", ")) };
    let already = match all.already {
        0 => String::new(),
        some => format!(", {} in {unit} already", number(some)),
    };
    let share =
        format!("{} of {} {entries} converted to {unit}{how}{already}", number(own), number(all.asked));
    text.push('\n');
    text.push_str(&wrapped("  ", &share));
    let terms = target.terms;
    let how = format!("rates: {}; value date {}, policy {}", used.describe(), terms.value_date, terms.policy);
    text.push_str(&wrapped("  ", &styled(FAINT, &how)));
}

fn lists(text: &mut String, tally: &Tally) {
    let unconverted = tally.unconverted();
    if !unconverted.is_empty() {
        let entries = count(unconverted.len(), "entry is", "entries are");
        let heading = format!("{entries} not converted and not in the sums:");
        text.push_str(&wrapped("  ", &styled(OPEN, &heading)));
        for it in unconverted.iter().take(ENTRIES_MAX) {
            text.push_str(&wrapped("    ", &clean(&format!("{} ({}): {}", it.entry, it.money, it.message))));
        }
        if let Some(more @ 1..) = unconverted.len().checked_sub(ENTRIES_MAX) {
            text.push_str(&format!("    and {more} more\n"));
        }
    }
    for it in tally.malformed().iter().take(ENTRIES_MAX) {
        text.push_str(&wrapped("  ", &clean(&format!("{} is not in the sums: {}", it.entry, it.message))));
    }
    let uncertain: Vec<&str> = tally.uncertain().map(adspend::id::EntryId::as_str).collect();
    if !uncertain.is_empty() {
        let named = listed(&uncertain, ENTRIES_MAX);
        text.push_str(&wrapped("  ", &format!("may or may not be in the period asked for: {named}")));
    }
}
