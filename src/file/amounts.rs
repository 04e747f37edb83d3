//! Amounts: texts for the reader of printed amounts, and tables.

use super::env::Env;
use super::log::Log;
use super::record::Record;
use super::shape::AMOUNT;
use super::term::{term, word, wrong_type};
use super::tree::{Node, Spot, Value};
use crate::amount::{Amount, Defect, Domain, Form, Hedge, Mode, Steps};
use crate::currency::Currency;
use crate::error::{Code, Problem};
use crate::exact::Numeral;
use crate::money::Money;
use crate::text::{Problem as TextProblem, ReadError};

/// How deep reports of reports may nest.
const DEPTH_MAX: usize = 8;

/// The keys of which an amount in a table has exactly one, or one of the pairs.
const FORMS: &[&str] = &[
    "exact",
    "rounded",
    "low",
    "from",
    "at-most",
    "less-than",
    "at-least",
    "more-than",
    "unknown",
    "all-of",
];

/// The keys that go with one form only, and that form.
const COMPANIONS: &[(&str, &str)] =
    &[("step", "rounded"), ("steps", "rounded"), ("mode", "rounded"), ("high", "low"), ("below", "from")];

/// Whether a table is an amount, not a scope.
pub(crate) fn is_amount(node: &Node) -> bool {
    match &node.value {
        Value::Table(table) => table.pairs.iter().any(|pair| {
            let key = pair.key.as_str();
            FORMS.contains(&key) || COMPANIONS.iter().any(|(companion, _)| *companion == key)
        }),
        _ => true,
    }
}

/// Reads money; `currency` is that of a key beside the amount. What is wrong with it in `domain` is reported too, but for
/// a contradiction between several reports, which is a finding and not an error of input.
pub(crate) fn money(
    log: &mut Log,
    env: &Env,
    key: &str,
    node: &Node,
    currency: Option<Currency>,
    domain: Domain,
) -> Option<Money> {
    let read = Amounts { log, env }.money(key, node, currency, DEPTH_MAX)?;
    report_defect(log, node.spot, &read.amount, domain).then_some(read)
}

/// Reports what is wrong with an amount; whether it will do.
pub(crate) fn report_defect(log: &mut Log, spot: Spot, amount: &Amount, domain: Domain) -> bool {
    let Some(defect) = amount.defect(domain) else { return true };
    let code = match defect {
        Defect::NegativeGross { .. } => Code::NegativeGross,
        Defect::ExcessDigits { .. } => Code::ExcessDigits,
        _ => return true,
    };
    let problem = match amount.form() {
        // The figure is not below zero: what lies below the figure is.
        Form::LessThan(value) if code == Code::NegativeGross && value.is_zero() => {
            let message = "nothing is less than 0 where spend is gross";
            Problem::new(code, message)
                .help("mark it as signed if it is a refund or a net amount, or correct it")
        }
        _ => Problem::new(code, defect.to_string()),
    };
    log.report(spot, problem);
    false
}

/// Reads an amount that has no currency: a rate.
pub(crate) fn bare_amount(log: &mut Log, env: &Env, key: &str, node: &Node) -> Option<Amount> {
    match &node.value {
        Value::Text(_) => match term::<Numeral>(key, node, env) {
            Ok(value) => Some(Amount::exact(value)),
            Err(problem) => {
                log.report(node.spot, problem);
                None
            }
        },
        Value::Table(table) if table.get("currency").is_some() => {
            let problem =
                Problem::new(Code::ConflictingKeys, format!("`{key}` is a number without a currency"));
            log.report(
                node.spot,
                problem.help("leave out `currency`: `base` and `quote` name the currencies"),
            );
            None
        }
        Value::Table(_) => {
            // The currency plays no part; it is there because amounts in tables have one elsewhere.
            let money = Amounts { log, env }.money(key, node, Some(Currency::XXX), DEPTH_MAX)?;
            report_defect(log, node.spot, &money.amount, Domain::Gross).then_some(money.amount)
        }
        _ => {
            log.report(
                node.spot,
                number_problem(key, node)
                    .unwrap_or_else(|| *wrong_type(key, node, "a rate in quotation marks")),
            );
            None
        }
    }
}

/// The problem of a bare number where a number in quotation marks is needed.
pub(crate) fn number_problem(key: &str, node: &Node) -> Option<Problem> {
    match &node.value {
        Value::Integer(number) | Value::Float(number) => {
            let shown: String = number.chars().take(40).collect();
            Some(
                Problem::new(Code::WrongType, format!("`{key}` is {}, without quotation marks", node.sort()))
                    .help(format!("amounts are written as strings, exactly as printed: `\"{shown}\"`")),
            )
        }
        _ => None,
    }
}

struct Amounts<'a> {
    log: &'a mut Log,
    env: &'a Env,
}

impl Amounts<'_> {
    fn money(&mut self, key: &str, node: &Node, currency: Option<Currency>, depth: usize) -> Option<Money> {
        match &node.value {
            Value::Text(text) => self.words(text, node.spot, currency),
            Value::Table(_) => self.table(key, node, currency, depth),
            _ => {
                let problem = number_problem(key, node)
                    .unwrap_or_else(|| *wrong_type(key, node, "an amount in quotation marks, or a table,"));
                self.log.report(node.spot, problem);
                None
            }
        }
    }

    fn words(&mut self, text: &str, spot: Spot, currency: Option<Currency>) -> Option<Money> {
        let read = match self.env.reader(currency).read(text) {
            Ok(read) => read,
            Err(error) => {
                let code = code(error.problem());
                if code != Code::UnknownCurrency || !self.env.is_lacking() {
                    let spot = inner_spot(self.log.written(spot), text, spot, &error);
                    self.log.report(spot, Problem::new(code, error.to_string()));
                }
                return None;
            }
        };
        let Some(found) = read.currency() else {
            let shown: String = text.chars().take(60).flat_map(char::escape_debug).collect();
            let problem = Problem::new(Code::NoCurrency, format!("`{shown}` names no currency"));
            self.log.report(spot, problem.help("set `currency` beside it, or in [ledger]"));
            return None;
        };
        if let Some(expected) = currency.filter(|expected| *expected != found) {
            self.mixed(spot, found, expected);
            return None;
        }
        let mut money = Money::new(read.amount().clone(), found);
        money.words = Some(text.to_owned());
        Some(money)
    }

    fn mixed(&mut self, spot: Spot, found: Currency, expected: Currency) {
        let message = format!("the amount is in {found}, and `currency` says {expected}");
        self.log.report(spot, Problem::new(Code::MixedCurrencies, message).help("keep one of the two"));
    }

    fn table(&mut self, key: &str, node: &Node, beside: Option<Currency>, depth: usize) -> Option<Money> {
        let Some(depth) = depth.checked_sub(1) else {
            let problem =
                Problem::new(Code::Limit, format!("reports of reports nest more than {DEPTH_MAX} deep"));
            self.log.report(node.spot, problem.help("list the reports in one `all-of`"));
            return None;
        };
        let mut record = Record::of(self.log, self.env, key, node, &AMOUNT)?;
        let inside: Option<Currency> = record.term("currency");
        if record.has("currency") && inside.is_none() {
            return None;
        }
        if let (Some(inside), Some(beside)) = (inside, beside)
            && inside != beside
        {
            self.mixed(node.spot, inside, beside);
            return None;
        }
        let hedge = hedge(&mut record)?;
        let form = form(&mut record)?;
        let currency = inside.or(beside);
        if form == "all-of" {
            return self
                .reports(node, currency, depth)
                .map(|(amount, found)| Money::new(amount.hedged(hedge), found));
        }
        let amount = simple(&mut record, form)?.hedged(hedge);
        let Some(currency) = currency.or(self.env.settings.currency) else {
            let problem = Problem::new(Code::NoCurrency, "the amount names no currency");
            self.log.report(
                node.spot,
                problem.help("add `currency = \"EUR\"` to it, or set `currency` in [ledger]"),
            );
            return None;
        };
        Some(Money::new(amount, currency))
    }

    fn reports(
        &mut self,
        node: &Node,
        currency: Option<Currency>,
        depth: usize,
    ) -> Option<(Amount, Currency)> {
        let Value::Table(table) = &node.value else { return None };
        let pair = table.get("all-of")?;
        let Value::List(nodes) = &pair.node.value else {
            self.log.report(pair.node.spot, wrong_type("all-of", &pair.node, "a list of amounts"));
            return None;
        };
        let all: Vec<Option<Money>> =
            nodes.iter().map(|node| self.money("all-of", node, currency, depth)).collect();
        let all: Vec<Money> = all.into_iter().collect::<Option<_>>()?;
        let first = all.first().map(|money| money.currency);
        for (money, node) in all.iter().zip(nodes) {
            if let Some(first) = first.filter(|first| *first != money.currency) {
                let message = format!("one report is in {first}, and this one in {}", money.currency);
                let help = "write the same amount in another currency as `gloss`";
                self.log.report(node.spot, Problem::new(Code::MixedCurrencies, message).help(help));
                return None;
            }
        }
        match Amount::all_of(all.into_iter().map(|money| money.amount)) {
            Ok(amount) => Some((amount, first?)),
            Err(error) => {
                self.log.report(pair.node.spot, Problem::new(Code::BadAmount, error.to_string()));
                None
            }
        }
    }
}

fn hedge(record: &mut Record<'_>) -> Option<Hedge> {
    let Some(pair) = record.pair("hedge") else { return Some(Hedge::Plain) };
    let found: String = record.term("hedge")?;
    match word(&found, "hedge", &["about", "near"]) {
        Ok("near") => Some(Hedge::Near),
        Ok(_) => Some(Hedge::About),
        Err(problem) => {
            record.log.report(pair.node.spot, problem);
            None
        }
    }
}

/// The one form that the table has; anything else is reported.
fn form(record: &mut Record<'_>) -> Option<&'static str> {
    let forms: Vec<&'static str> = FORMS.iter().copied().filter(|form| record.has(form)).collect();
    let problem = match forms.as_slice() {
        [form] => {
            let stray = COMPANIONS.iter().find(|(key, with)| with != form && record.has(key));
            let Some((key, with)) = stray else { return Some(form) };
            Problem::new(Code::ConflictingKeys, format!("`{key}` goes with `{with}`, not with `{form}`"))
                .help("leave one of the two out")
        }
        [] => match COMPANIONS.iter().find(|(key, _)| record.has(key)) {
            Some((key, with)) => Problem::new(Code::MissingKey, format!("`{key}` needs `{with}` beside it"))
                .help(format!("add `{with}`")),
            // An unknown key was reported: it is likely to be the value.
            None if record.has_unknown() => return None,
            None => Problem::new(Code::MissingKey, "the amount has no value")
                .help(format!("write one of {}", FORMS.join(", "))),
        },
        [first, second, ..] => {
            Problem::new(Code::ConflictingKeys, format!("`{first}` and `{second}` are two amounts"))
                .help("keep one, or list several reports of one amount in `all-of`")
        }
    };
    record.log.report(record.spot, problem);
    None
}

fn simple(record: &mut Record<'_>, form: &'static str) -> Option<Amount> {
    let built = match form {
        "exact" => Ok(Amount::exact(number(record, "exact")?)),
        "rounded" => return rounded(record),
        "low" => {
            let (low, high) = (number(record, "low"), required_number(record, "high"));
            Amount::range(low?, high?)
        }
        "from" => {
            let (from, below) = (number(record, "from"), required_number(record, "below"));
            Amount::bucket(from?, below?)
        }
        "at-most" => Ok(Amount::at_most(number(record, form)?)),
        "less-than" => Ok(Amount::less_than(number(record, form)?)),
        "at-least" => Ok(Amount::at_least(number(record, form)?)),
        "more-than" => Ok(Amount::more_than(number(record, form)?)),
        _ => return unknown(record),
    };
    match built {
        Ok(amount) => Some(amount),
        Err(error) => {
            record.log.report(record.spot, Problem::new(Code::BadAmount, error.to_string()));
            None
        }
    }
}

fn unknown(record: &mut Record<'_>) -> Option<Amount> {
    if record.flag("unknown")? {
        return Some(Amount::unknown());
    }
    let problem = Problem::new(Code::ConflictingKeys, "`unknown = false` leaves the amount without a value");
    record.log.report(record.spot, problem.help("write `unknown = true`, or the amount"));
    None
}

fn rounded(record: &mut Record<'_>) -> Option<Amount> {
    let value = number(record, "rounded");
    let mode: Option<Mode> = if record.has("mode") { record.term("mode") } else { Some(Mode::Nearest) };
    let key = if record.has("steps") { "steps" } else { "step" };
    if record.has("steps") && record.has("step") {
        let problem = Problem::new(Code::ConflictingKeys, "`step` and `steps` exclude one another");
        record.log.report(record.spot, problem.help("keep one of the two"));
        return None;
    }
    let pair = record.required(key, "write the place to which it was rounded, as in `step = \"1000\"`")?;
    let nodes = record.nodes(key);
    let steps: Vec<Option<Numeral>> = nodes.into_iter().map(|node| number_in(record, key, node)).collect();
    let steps: Vec<Numeral> = steps.into_iter().collect::<Option<_>>()?;
    match Steps::any_of(steps) {
        Some(steps) => Some(Amount::rounded_to_any(value?, steps, mode?)),
        None => {
            let message = crate::amount::AmountError::Step.to_string();
            record.log.report(pair.node.spot, Problem::new(Code::BadAmount, message));
            None
        }
    }
}

fn required_number(record: &mut Record<'_>, key: &str) -> Option<Numeral> {
    let pair = record.required(key, "an amount between two ends has both")?;
    number_in(record, key, &pair.node)
}

fn number(record: &mut Record<'_>, key: &str) -> Option<Numeral> {
    let pair = record.pair(key)?;
    number_in(record, key, &pair.node)
}

fn number_in(record: &mut Record<'_>, key: &str, node: &Node) -> Option<Numeral> {
    if let Some(problem) = number_problem(key, node) {
        record.log.report(node.spot, problem);
        return None;
    }
    record.read(key, node)
}

fn code(problem: &TextProblem) -> Code {
    match problem {
        TextProblem::NoCurrency { .. } => Code::NoCurrency,
        TextProblem::SharedCurrency { .. } => Code::SharedCurrency,
        TextProblem::UnknownCurrencyCode { .. } => Code::UnknownCurrency,
        TextProblem::TwoCurrencies { .. } => Code::MixedCurrencies,
        TextProblem::Number { .. } => Code::BadNumber,
        _ => Code::BadAmount,
    }
}

/// The part of a text that the reader did not understand, where the text stands in the file as it is.
fn inner_spot(written: &str, text: &str, spot: Spot, error: &ReadError) -> Spot {
    let span = error.span();
    let quoted = written.get(1..written.len().saturating_sub(1));
    if spot.cell.is_some() || span.is_empty() || quoted != Some(text) {
        return spot;
    }
    Spot { start: spot.start + 1 + span.start, end: spot.start + 1 + span.end, ..spot }
}

/// The money as the reader reads its own words, and whether it was taken to the digit; `None` where the words do not give
/// the money back.
pub(crate) fn words_of<'a>(
    money: &'a Money,
    env: &Env,
    currency: Option<Currency>,
) -> Option<(&'a str, Precision)> {
    let words = money.words.as_deref()?;
    let read = env.reader(currency).read(words).ok()?;
    if read.currency() != Some(money.currency) {
        return None;
    }
    if *read.amount() == money.amount {
        return Some((words, Precision::AsPrinted));
    }
    (read.amount().taken_as_exact() == money.amount).then_some((words, Precision::Exact))
}

/// Whether the printed figure is what its digits say, or exact; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Precision {
    AsPrinted,
    Exact,
}

/// The table form of an amount.
pub(crate) fn amount_table(amount: &Amount, currency: Option<Currency>) -> super::tree::Table {
    let mut table = super::tree::Table::default();
    match amount.form() {
        Form::Exact(value) => table.push_text("exact", Some(value)),
        Form::Rounded { value, steps, mode } => {
            table.push_text("rounded", Some(value));
            let steps: Vec<Numeral> = steps.iter().collect();
            match steps.as_slice() {
                [step] => table.push_text("step", Some(step)),
                _ => table.push_texts("steps", &steps),
            }
            table.push_text("mode", (*mode != Mode::Nearest).then(|| mode.name()));
        }
        Form::Range { low, high } => {
            table.push_text("low", Some(low));
            table.push_text("high", Some(high));
        }
        Form::Bucket { from, below } => {
            table.push_text("from", Some(from));
            table.push_text("below", Some(below));
        }
        Form::AtMost(value) => table.push_text("at-most", Some(value)),
        Form::LessThan(value) => table.push_text("less-than", Some(value)),
        Form::AtLeast(value) => table.push_text("at-least", Some(value)),
        Form::MoreThan(value) => table.push_text("more-than", Some(value)),
        Form::Unknown => table.push("unknown", Value::Flag(true)),
        Form::AllOf(reports) => {
            let report = |report: &Amount| Node::new(Value::Table(amount_table(report, None)));
            table.push("all-of", Value::List(reports.iter().map(report).collect()));
        }
    }
    table.push_text(
        "hedge",
        match amount.hedge() {
            Hedge::Plain => None,
            Hedge::About => Some("about"),
            Hedge::Near => Some("near"),
        },
    );
    table.push_text("currency", currency);
    table
}
