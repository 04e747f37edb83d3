//! `adspend check`: verdicts on all claims and restrictions.

use adspend::check::{Check, ExplainContext, Report, TotalCheck, Verdict};
use adspend::error::{Code, Problem, Problems, nearest};
use adspend::exact::Ratio;

use super::ledger::{self, Campaigns};
use crate::arguments::{CheckArguments, Format};
use crate::diagnostics::in_argument;
use crate::output::{print, print_json};
use crate::status::Status;
use crate::view;
use crate::view::explanations::Asked;

pub(super) fn run(arguments: &CheckArguments) -> Result<Status, Problems> {
    let (ledger, used) = ledger::read(&arguments.ledgers, &arguments.rates, arguments.on, Campaigns::Kept)?;
    let mut report = Report::of(&ledger);
    if !arguments.claims.is_empty() {
        report = only(report, &arguments.claims)?;
    }
    if arguments.explain {
        let named = |context: ExplainContext, factor: &Ratio| {
            context.factor(format!("a factor of {factor}"), factor.clone())
        };
        let context = arguments.factors.iter().fold(ExplainContext::new(), named);
        report.explain(&ledger, &context, TotalCheck::TRIES_MAX);
    }
    let status = Status::from(report.verdict);
    Ok(match arguments.format.format {
        Format::Json => print_json(&view::check::json(&report), status),
        Format::Text => {
            let asked = if arguments.explain { Asked::Yes } else { Asked::No };
            let text = view::check::text(&ledger, &report, &used, status, arguments.rates_used(), asked);
            print(&text, status)
        }
    })
}

/// The checks of these ids, those of several at once that have one of them, and the implied rates in which one of them has a part.
fn only(mut report: Report, ids: &[String]) -> Result<Report, Problems> {
    let known: Vec<&str> = report.checks.iter().map(|check| check.id.as_str()).collect();
    for id in ids {
        if !known.contains(&id.as_str()) {
            let shown: String = id.chars().take(60).collect();
            let problem =
                Problem::new(Code::UnknownId, format!("no claim or restriction has the id `{shown}`"));
            let problem = match (nearest(id, known.iter().copied()), known.as_slice()) {
                (Some(near), _) => problem.help(format!("did you mean `{near}`?")),
                (None, []) => problem.help("the ledger has no claim and no restriction"),
                (None, known) => problem.help(format!("known are {}", crate::figures::listed(known, 8))),
            };
            return Err(in_argument("--claim", id, 0..id.len(), problem));
        }
    }
    let is_asked = |id: &str| ids.iter().any(|asked| asked == id);
    let has_asked = |check: &Check| {
        check.together.as_ref().is_some_and(|together| together.checks.iter().any(|id| is_asked(id)))
    };
    report.checks.retain(|check: &Check| is_asked(&check.id) || has_asked(check));
    report.implied_rates.retain(|rates| rates.pairs.iter().any(|pair| is_asked(&pair.claim)));
    report.verdict = report.checks.iter().map(|check| check.verdict).max().unwrap_or(Verdict::Proven);
    Ok(report)
}
