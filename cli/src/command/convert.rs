//! `adspend convert`: one conversion, fully explained.

use adspend::amount::{Amount, Domain, Form, Hedge, Interval};
use adspend::currency::Currency;
use adspend::error::{Code, Problem, Problems};
use adspend::exact::{Numeral, Ratio, Rounding};
use adspend::rates::{Rate, Terms};
use adspend::text::{Problem as ReadProblem, ReadError, Reader};

use crate::arguments::{ConvertArguments, Format};
use crate::diagnostics::{in_argument, report, report_unconverted};
use crate::output::{print, print_json};
use crate::rates_used::RatesUsed;
use crate::status::Status;
use crate::view;

/// A conversion that was made.
pub(crate) struct Conversion {
    /// What was read.
    pub(crate) amount: Amount,
    /// Its currency.
    pub(crate) from: Currency,
    /// What it may stand for.
    pub(crate) outer: Interval,
    /// The rate.
    pub(crate) rate: Rate,
    /// How the result is rounded.
    pub(crate) rounding: Rounding,
    /// The rates used.
    pub(crate) used: RatesUsed,
}

impl Conversion {
    /// The printed value, converted exactly.
    pub(crate) fn printed(&self) -> Option<Ratio> {
        self.rate.convert_exact(&self.amount.printed()?.into())
    }

    /// The same, rounded at the minor digits of the target and written with all of them.
    pub(crate) fn rounded(&self) -> Option<String> {
        let decimals = self.rate.quote().minor_digits()?;
        self.printed()?.round_to_decimals(decimals, self.rounding).value.to_fixed(decimals)
    }

    /// Over a period, the printed value (every value, where none was printed) from the least rate to the greatest.
    pub(crate) fn band(&self) -> Option<Interval> {
        let printed = self.amount.printed().map(|value| Interval::point(value.into()));
        self.rate.mean().map(|_| self.rate.convert_band(printed.as_ref().unwrap_or(&self.outer)))
    }
}

pub(super) fn run(arguments: &ConvertArguments) -> Result<Status, Problems> {
    let named = RatesUsed::of_file(arguments.rates.rates.as_deref())?;
    let used = named.unwrap_or_else(RatesUsed::built_in);
    let to = used
        .currency(&arguments.to)
        .map_err(|problem| in_argument("--to", &arguments.to, 0..arguments.to.len(), *problem));
    let ((amount, from, outer), to) = match (read(&arguments.amount, &used), to) {
        (Ok(read), Ok(to)) => (read, to),
        (Err(first), Err(second)) => {
            report(&first);
            return Err(second);
        }
        (Err(problems), Ok(_)) | (Ok(_), Err(problems)) => return Err(problems),
    };
    let terms = arguments.rates.terms(Terms::default());
    let rate = match used.table.rate(from, to, arguments.on, &terms) {
        Ok(rate) => rate,
        Err(error) => {
            report_unconverted(&error);
            return Ok(Status::Failed);
        }
    };
    let conversion = Conversion { amount, from, outer, rate, rounding: arguments.rounding, used };
    Ok(match arguments.format.format {
        Format::Json => print_json(&view::convert::Json::of(&conversion), Status::Done),
        Format::Text => print(&view::convert::text(&conversion, &arguments.amount), Status::Done),
    })
}

/// The amount, its currency, and every value that it may stand for.
fn read(text: &str, used: &RatesUsed) -> Result<(Amount, Currency, Interval), Problems> {
    let wrong = |span, code, message: String| in_argument("AMOUNT", text, span, Problem::new(code, message));
    let reading = Reader::english()
        .with_codes(used.unlisted())
        .read(text)
        .map_err(|error| wrong(error.span(), Code::BadAmount, message(&error)))?;
    let Some(currency) = reading.currency() else {
        let message = "the amount names no currency: add a code, as in `5 EUR`".to_owned();
        return Err(wrong(0..text.len(), Code::NoCurrency, message));
    };
    let span = reading.span();
    let amount = as_typed(reading.into_amount(), text);
    let domain = if is_negative(amount.form()) { Domain::Signed } else { Domain::Gross };
    if let Some(defect) = amount.defect(domain) {
        return Err(wrong(span, Code::BadAmount, defect.to_string()));
    }
    match amount.outer(domain) {
        Some(outer) => Ok((amount, currency, outer)),
        None => Err(wrong(span, Code::BadAmount, "no value fits this amount".to_owned())),
    }
}

/// The message without what a ledger could do besides: it may have a default currency, or a list of those it has.
fn message(error: &ReadError) -> String {
    let message = error.to_string();
    match error.problem() {
        ReadProblem::NoCurrency { .. } | ReadProblem::SharedCurrency { .. } => {
            message.rsplit_once(", or ").map_or(message.clone(), |(own, _)| own.to_owned())
        }
        _ => message,
    }
}

/// Plain digits ("100 USD") are a number that the caller types, and exact, as in a file of entries; anything that looks
/// printed ("45,150,000", "45.15 million", "about 100") keeps the precision that it was printed with.
fn as_typed(amount: Amount, text: &str) -> Amount {
    let typed = |value: Numeral| text.split_whitespace().any(|word| word.parse() == Ok(value));
    match amount.printed() {
        Some(value) if amount.hedge() == Hedge::Plain && typed(value) => amount.taken_as_exact(),
        _ => amount,
    }
}

/// Whether a number below zero was printed: only then may the amount be below zero.
fn is_negative(form: &Form) -> bool {
    match form {
        Form::Exact(value)
        | Form::Rounded { value, .. }
        | Form::Range { low: value, .. }
        | Form::Bucket { from: value, .. }
        | Form::AtMost(value)
        | Form::LessThan(value)
        | Form::AtLeast(value)
        | Form::MoreThan(value) => value.is_negative(),
        Form::Unknown => false,
        Form::AllOf(reports) => reports.iter().any(|report| is_negative(report.form())),
    }
}
