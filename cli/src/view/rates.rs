//! What a table of rates holds: in words, and as JSON.

use adspend::currency::Currency;
use adspend::date::{Day, When};
use adspend::rates::{RateTable, Series, SeriesState};
use serde::Serialize;

use super::convert::{JsonMean, about};
use super::leg::{JsonCandidate, JsonLeg};
use crate::command::{Pair, Reach};
use crate::figures::{count, grouped, rate};
use crate::output::{HEADING, styled};
use crate::rates_used::RatesUsed;
use crate::table::{Column, Table, clean, wrapped};

/// What `rates --format json` prints.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Json {
    format: u32,
    first: Option<Day>,
    last: Option<Day>,
    sources: Vec<JsonSource>,
    series: Vec<JsonSeries>,
    pair: Option<JsonPair>,
}

#[derive(Clone, Debug, Serialize)]
struct JsonSource {
    name: String,
    hash: Option<String>,
    pivot: Option<Currency>,
    first: Option<Day>,
    last: Option<Day>,
    days: usize,
}

#[derive(Clone, Debug, Serialize)]
struct JsonSeries {
    source: String,
    base: Currency,
    quote: Currency,
    units: u32,
    first: Option<Day>,
    last: Option<Day>,
    count: usize,
    /// Suspensions and holes.
    states: Vec<JsonState>,
}

/// A stretch without rates; `until` is null where it has no end.
#[derive(Clone, Debug, Serialize)]
struct JsonState {
    state: &'static str,
    from: Option<Day>,
    until: Option<Day>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum JsonPair {
    On {
        base: Currency,
        quote: Currency,
        on: When,
        rate: String,
        mean: Option<JsonMean>,
        legs: Vec<JsonLeg>,
        policy: String,
        stale_days: u32,
        alternatives: Vec<JsonCandidate>,
    },
    Whole {
        base: Currency,
        quote: Currency,
        first: Day,
        last: Day,
        count: usize,
        least: JsonExtreme,
        greatest: JsonExtreme,
    },
}

#[derive(Clone, Debug, Serialize)]
struct JsonExtreme {
    rate: String,
    date: Day,
}

impl Json {
    pub(crate) fn of(used: &RatesUsed, pair: &Pair) -> Self {
        let table: &RateTable = &used.table;
        let source = |source: &adspend::rates::Source| JsonSource {
            name: source.name().to_owned(),
            hash: source.sha256().map(str::to_owned),
            pivot: source.pivot(),
            first: source.first_day(),
            last: source.last_day(),
            days: source.published().len(),
        };
        Self {
            format: 1,
            first: table.first_day(),
            last: table.last_day(),
            sources: table.sources().map(source).collect(),
            series: table.series().map(JsonSeries::of).collect(),
            pair: JsonPair::of(pair),
        }
    }
}

impl JsonSeries {
    fn of(series: &Series) -> Self {
        Self {
            source: series.source().to_owned(),
            base: series.base(),
            quote: series.quote(),
            units: series.units(),
            first: series.first_day(),
            last: series.last_day(),
            count: series.len(),
            states: series.states().iter().filter_map(JsonState::of).collect(),
        }
    }
}

impl JsonState {
    fn of(state: &SeriesState) -> Option<Self> {
        match state {
            SeriesState::Suspended { after } => {
                Some(Self { state: "suspended", from: after.succ(), until: None })
            }
            SeriesState::Hole { first, last } => {
                Some(Self { state: "hole", from: Some(*first), until: Some(*last) })
            }
            _ => None,
        }
    }
}

impl JsonPair {
    fn of(pair: &Pair) -> Option<Self> {
        Some(match pair {
            Pair::None => return None,
            Pair::On(on, rate) => Self::On {
                base: rate.base(),
                quote: rate.quote(),
                on: *on,
                rate: rate.factor().to_string(),
                mean: rate.mean().map(|mean| JsonMean::of(rate, mean)),
                legs: rate.legs().iter().map(JsonLeg::of).collect(),
                policy: rate.terms().policy.to_string(),
                stale_days: rate.stale_days(),
                alternatives: rate.alternatives().iter().map(JsonCandidate::of).collect(),
            },
            Pair::Whole(Reach { base, quote, first, last, count, least, greatest }) => Self::Whole {
                base: *base,
                quote: *quote,
                first: *first,
                last: *last,
                count: *count,
                least: JsonExtreme { rate: least.0.to_string(), date: least.1 },
                greatest: JsonExtreme { rate: greatest.0.to_string(), date: greatest.1 },
            },
        })
    }
}

/// The table, or the pair that was asked for, in words.
pub(crate) fn text(used: &RatesUsed, pair: &Pair) -> String {
    match pair {
        Pair::None => holdings(used),
        Pair::On(on, found) => {
            let mut text = styled(HEADING, &format!("{}/{} for {on}", found.base(), found.quote()));
            text.push('\n');
            let mut line =
                |name: &str, words: &str| text.push_str(&wrapped(&format!("  {name:<10}  "), words));
            about(found, &mut line);
            line("rates", &used.describe());
            text
        }
        Pair::Whole(reach) => whole(used, reach),
    }
}

fn whole(used: &RatesUsed, reach: &Reach) -> String {
    let Reach { base, quote, first, last, count: days, least, greatest } = reach;
    let mut text = styled(HEADING, &format!("{base}/{quote}: {quote} per {base}"));
    text.push('\n');
    let mut line = |name: &str, words: &str| text.push_str(&wrapped(&format!("  {name:<10}  "), words));
    line("days", &format!("{} from {first} to {last}", grouped(&days.to_string())));
    line("least", &format!("{} on {}", rate(&least.0), least.1));
    line("greatest", &format!("{} on {}", rate(&greatest.0), greatest.1));
    line("rates", &used.describe());
    line("", "name a day or period with `--on` for its rate and how it came");
    text
}

fn holdings(used: &RatesUsed) -> String {
    let mut text = styled(HEADING, &used.describe());
    text.push('\n');
    for source in used.table.sources() {
        let mut line = |name: &str, words: &str| text.push_str(&wrapped(&format!("  {name:<10}  "), words));
        line("source", &clean(source.name()));
        if let (Some(first), Some(last)) = (source.first_day(), source.last_day()) {
            let days = count(source.published().len(), "day", "days");
            line("days", &format!("{first} to {last}, {days} with rates"));
        }
        if let Some(pivot) = source.pivot() {
            line("crosses", &format!("through {pivot}, both legs of one day"));
        }
        line("SHA-256", source.sha256().unwrap_or("none: it was no file"));
    }
    let mut table = Table::new([
        Column::Words,
        Column::Words,
        Column::Words,
        Column::Numbers,
        Column::Words,
        Column::Words,
    ]);
    let several = used.table.sources().len() > 1;
    table.row(["pair", "first", "last", "rates", if several { "source" } else { "" }, ""]);
    for series in used.table.series() {
        let units = if series.units() == 1 { String::new() } else { format!(" per {}", series.units()) };
        let day = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
        // The end of the whole table is told above.
        let own = series.states().iter().filter(|state| !matches!(state, SeriesState::Ended { .. }));
        let states: Vec<String> = own.map(ToString::to_string).collect();
        table.row([
            format!("{}/{}{units}", series.base(), series.quote()),
            day(series.first_day()),
            day(series.last_day()),
            grouped(&series.len().to_string()),
            if several { series.source().to_owned() } else { String::new() },
            states.join("; "),
        ]);
    }
    text.push('\n');
    for line in table.lines(2) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}
