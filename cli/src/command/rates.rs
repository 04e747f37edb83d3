//! `adspend rates`: what a rate file, or the built-in history, holds.

use adspend::currency::Currency;
use adspend::date::{Day, When};
use adspend::error::{Code, Problem, Problems};
use adspend::exact::Ratio;
use adspend::rates::{ConversionError, Rate, Terms};

use crate::arguments::{Format, RatesArguments};
use crate::diagnostics::{in_argument, report_unconverted};
use crate::output::{print, print_json};
use crate::rates_used::RatesUsed;
use crate::status::Status;
use crate::view;

/// What is shown of a pair; a closed set.
pub(crate) enum Pair {
    /// Nothing was asked for.
    None,
    /// The rate of a day or period.
    On(When, Box<Rate>),
    /// All days on which the pair has a cross.
    Whole(Reach),
}

/// The days on which a pair has a cross.
pub(crate) struct Reach {
    /// The currency priced.
    pub(crate) base: Currency,
    /// The currency in which it is priced.
    pub(crate) quote: Currency,
    /// The first day.
    pub(crate) first: Day,
    /// The last day.
    pub(crate) last: Day,
    /// How many days.
    pub(crate) count: usize,
    /// The least cross, and the first day that had it.
    pub(crate) least: (Ratio, Day),
    /// The greatest.
    pub(crate) greatest: (Ratio, Day),
}

pub(super) fn run(arguments: &RatesArguments) -> Result<Status, Problems> {
    let used = RatesUsed::of_file(arguments.file.as_deref())?.unwrap_or_else(RatesUsed::built_in);
    let mut terms = Terms::default();
    terms.max_age = arguments.max_age.unwrap_or(terms.max_age);
    terms.policy = arguments.policy.unwrap_or(terms.policy);
    let pair = match &arguments.pair {
        None => Ok(Pair::None),
        Some(text) => pair(text, arguments.on, &used, &terms)?,
    };
    let pair = match pair {
        Ok(pair) => pair,
        Err(error) => {
            report_unconverted(&error);
            return Ok(Status::Failed);
        }
    };
    Ok(match arguments.format.format {
        Format::Json => print_json(&view::rates::Json::of(&used, &pair), Status::Done),
        Format::Text => print(&view::rates::text(&used, &pair), Status::Done),
    })
}

fn pair(
    text: &str,
    on: Option<When>,
    used: &RatesUsed,
    terms: &Terms,
) -> Result<Result<Pair, ConversionError>, Problems> {
    let wrong = |span, problem| in_argument("--pair", text, span, problem);
    let Some((base, quote)) = text.split_once('/') else {
        let problem = Problem::new(Code::Syntax, "a pair is two currency codes with `/` between them");
        return Err(wrong(
            0..text.len(),
            problem.help("write `CNY/USD` for the dollars that a yuan is worth"),
        ));
    };
    let second = base.len() + 1;
    let base = used.currency(base).map_err(|problem| wrong(0..base.len(), *problem))?;
    let quote = used.currency(quote).map_err(|problem| wrong(second..text.len(), *problem))?;
    if base == quote {
        let problem = Problem::new(Code::BadRate, format!("a rate from {base} to {quote} says nothing"));
        return Err(wrong(0..text.len(), problem.help("name two currencies")));
    }
    Ok(match on {
        Some(on) => used.table.rate(base, quote, on, terms).map(|rate| Pair::On(on, Box::new(rate))),
        None => reach(base, quote, used, terms),
    })
}

/// All days on which the pair has a cross; fixed conversions alone have no days.
fn reach(base: Currency, quote: Currency, used: &RatesUsed, terms: &Terms) -> Result<Pair, ConversionError> {
    let window = used.table.first_day().unwrap_or(Day::MIN)..=used.table.last_day().unwrap_or(Day::MIN);
    let end = *window.end();
    let mut reach: Option<Reach> = None;
    for (day, factor) in used.table.crosses(base, quote, window, terms)? {
        let set = factor.set();
        let (Some(low), Some(high)) = (set.inf(), set.sup()) else { continue };
        let so_far = reach.get_or_insert_with(|| Reach {
            base,
            quote,
            first: day,
            last: day,
            count: 0,
            least: (low.clone(), day),
            greatest: (high.clone(), day),
        });
        so_far.last = day;
        so_far.count += 1;
        if *low < so_far.least.0 {
            so_far.least = (low.clone(), day);
        }
        if *high > so_far.greatest.0 {
            so_far.greatest = (high.clone(), day);
        }
    }
    match reach {
        Some(reach) => Ok(Pair::Whole(reach)),
        // Only conversions fixed by law: the last day stands for all.
        None => Ok(Pair::On(end.into(), Box::new(used.table.rate_on(base, quote, end, terms)?))),
    }
}
