//! What the reader of several filings should know.

use std::collections::BTreeMap;

use super::Filing;
use super::summary::Form;
use crate::import::run::Run;

/// Says which filings count, which do not, and which of those that count may be the same money.
pub(super) fn push(filings: &[Filing<'_>], run: &mut Run<'_>) {
    for filing in filings {
        let later = filing.later.and_then(|later| filings.get(later));
        if let Some(later) = later {
            let remark = format!("{} is superseded by its amendment {}", filing.slug, later.slug);
            run.account.remarks.push(remark);
        }
        let slug = &filing.slug;
        if filing.earlier.is_some() {
            if let Some(original) = filing.by_report.and_then(|original| filings.get(original)) {
                run.account.remarks.push(format!(
                    "{slug} is taken for an amendment of {}, the only original of this committee, form and days: its header {}",
                    original.slug,
                    named_otherwise(filing)
                ));
            }
            continue;
        }
        let remark = match filing.head.original.as_deref() {
            Some(original) if !filing.is_number(original) => {
                match filings.iter().find(|other| other.is_number(original)) {
                    Some(other) if other.filer_id() != filing.filer_id() => format!(
                        "{slug} says that it amends {}, which is of another filer, {}: it takes no other's place, look there",
                        other.slug,
                        other.filer_id()
                    ),
                    // Two that name one another.
                    Some(other) => {
                        format!("{slug} says that it amends {}, which counts as later than it", other.slug)
                    }
                    None => format!("{slug} amends the filing {original}, which is not among those imported"),
                }
            }
            _ if filing.head.is_amendment() => format!(
                "{slug} is an amendment whose header {}: it counts beside it, where that is imported",
                named_otherwise(filing)
            ),
            _ => continue,
        };
        run.account.remarks.push(remark);
    }
    same_days(filings, run);
    notices(filings, run);
}

/// What the header of an amendment says that does not tell of which filing it is.
fn named_otherwise(filing: &Filing<'_>) -> String {
    match filing.head.original.as_deref() {
        Some(original) if filing.is_number(original) => "names the filing itself".to_owned(),
        Some(original) => format!("names {original}, which stands in no file's name"),
        None => "does not say of which filing".to_owned(),
    }
}

/// Says which filings of one committee, none of which is known to amend another, are on one form and the same days.
fn same_days(filings: &[Filing<'_>], run: &mut Run<'_>) {
    let mut alike: BTreeMap<(&str, String, &str, &str), Vec<&Filing<'_>>> = BTreeMap::new();
    for filing in filings.iter().filter(|filing| filing.later.is_none()) {
        if let Some(report) = filing.report() {
            alike.entry(report).or_default().push(filing);
        }
    }
    for ((committee, form, ..), filings) in alike.iter().filter(|(_, filings)| filings.len() > 1) {
        let slugs: Vec<&str> = filings.iter().map(|filing| filing.slug.as_str()).collect();
        let period = filings.first().and_then(|filing| filing.period()).map(|period| format!(" on {period}"));
        let mut remark = format!(
            "{} are each a form {form} of {committee}{}, and none is known to amend another: where one restates another, its money counts twice",
            slugs.join(" and "),
            period.unwrap_or_default()
        );
        if filings.iter().any(|filing| filing.numbers.is_empty()) {
            remark.push_str(
                "; amendments refer to the number of a filing, which its name should be: `1235321.fec`",
            );
        }
        run.account.remarks.push(remark);
    }
}

/// What a notice, or a report of bundled contributions, is called, what it tells, and the forms of the reports that tell it again.
fn told_again(filing: &Filing<'_>) -> Option<(&'static str, &'static str, &'static [Form])> {
    const OF_COMMITTEES: &[Form] = &[Form::F3X, Form::F3, Form::F3P];
    const NOTICE: &str = "a notice of 24 or 48 hours";
    match filing.form() {
        Form::F3L => Some(("a report of bundled contributions", "contributions", OF_COMMITTEES)),
        _ if !filing.is_notice() => None,
        Form::F5 => Some((NOTICE, "expenditures", &[Form::F5])),
        _ if filing.head.name().starts_with("F6") => Some((NOTICE, "contributions", OF_COMMITTEES)),
        _ => Some((NOTICE, "expenditures", OF_COMMITTEES)),
    }
}

/// Says which filings tell what a report of the same committee may tell again.
fn notices(filings: &[Filing<'_>], run: &mut Run<'_>) {
    let counts = |filing: &&Filing<'_>| filing.later.is_none();
    for notice in filings.iter().filter(counts) {
        let Some((kind, what, reports)) = told_again(notice) else { continue };
        let is_same = |other: &&Filing<'_>| {
            !other.is_notice() && reports.contains(&other.form()) && other.filer_id() == notice.filer_id()
        };
        if let Some(report) = filings.iter().filter(counts).find(is_same) {
            run.account.remarks.push(format!(
                "{} is {kind}, and {} a report of the same committee: {what} of the one may stand in the other again",
                notice.slug, report.slug
            ));
        }
    }
}
