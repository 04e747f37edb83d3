//! `adspend total`: sums of spend, grouped and converted.

use std::num::NonZeroUsize;

use adspend::error::{Code, Problem, Problems};
use adspend::ledger::Ledger;
use adspend::tally::{Dimension, Query, TallyError, Target, tally, totals};

use super::ledger::Campaigns;
use super::{expression, ledger};
use crate::arguments::{Format, TotalArguments};
use crate::diagnostics::in_argument;
use crate::output::{complain, print, print_json, print_with};
use crate::rates_used::RatesUsed;
use crate::status::Status;
use crate::view;

pub(super) fn run(arguments: &TotalArguments) -> Result<Status, Problems> {
    if arguments.to.is_none()
        && let Some(option) = arguments.rates.given().or(arguments.on.map(|_| "--on"))
    {
        let problem = Problem::new(
            Code::ConflictingKeys,
            format!("`{option}` is about a conversion, and none is asked for"),
        );
        return Err(problem.help("name the currency with `--to`").into());
    }
    let (ledger, used) =
        ledger::read(&arguments.ledgers, &arguments.rates, arguments.on, campaigns(arguments))?;
    let query = query(arguments, &ledger, &used)?;
    if arguments.csv {
        return figures(&ledger, &query, &used, arguments);
    }
    let tally = tally(&ledger, &query, &used.table).map_err(refused)?;
    let failed = !tally.unconverted().is_empty() || !tally.malformed().is_empty();
    let status = if failed { Status::Failed } else { Status::Done };
    let rows = if arguments.largest_first { tally.rows_largest_first() } else { tally.rows() };
    Ok(match arguments.format.format {
        Format::Json => print_json(&tally.report_of(&rows), status),
        Format::Text => {
            print(&view::total::text(&ledger, &tally, &rows, &used, arguments.rates_used()), status)
        }
    })
}

/// Whether campaigns decide which entries are asked for, or in which group they are.
fn campaigns(arguments: &TotalArguments) -> Campaigns {
    let is_grouped = arguments.by.contains(&Dimension::Campaign);
    let is_asked = arguments.conditions.iter().any(|condition| condition.contains("campaign"));
    if is_grouped || is_asked { Campaigns::Kept } else { Campaigns::LeftOut }
}

/// The rounded figures alone.
fn figures(
    ledger: &Ledger,
    query: &Query,
    used: &RatesUsed,
    arguments: &TotalArguments,
) -> Result<Status, Problems> {
    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let totals = totals(ledger, query, &used.table, threads).map_err(refused)?;
    let left_out = totals.left_out_count();
    if left_out > 0 {
        complain(&format!(
            "warning: entries that are in no figure: {left_out}; they could not be converted, or have no meaning: \
             `--format json` lists them\n"
        ));
    }
    let status = if left_out > 0 { Status::Failed } else { Status::Done };
    let names = arguments.names.then_some(ledger);
    Ok(print_with(
        |out| {
            if arguments.largest_first {
                view::total::csv(totals.names(), totals.rows_largest_first(), names, out)
            } else {
                view::total::csv(totals.names(), totals.rows(), names, out)
            }
        },
        status,
    ))
}

fn refused(error: TallyError) -> Problems {
    match error {
        TallyError::Scope(problems) => problems,
        other => Problem::new(Code::Contradiction, other.to_string()).into(),
    }
}

fn query(arguments: &TotalArguments, ledger: &Ledger, used: &RatesUsed) -> Result<Query, Problems> {
    let scope =
        expression::scope(&arguments.conditions, &arguments.stages, &ledger.currencies(), Some(used))?;
    let mut query = Query::new(scope)
        .by(arguments.by.iter().copied())
        .order(arguments.order)
        .rounding(arguments.rounding);
    query.per = arguments.per;
    query.as_known_on = arguments.as_known_on;
    if let Some(code) = &arguments.to {
        let currency =
            used.currency(code).map_err(|problem| in_argument("--to", code, 0..code.len(), *problem))?;
        query.to = Some(Target::new(currency).with_terms(ledger.valuation().terms));
    }
    Ok(query)
}
