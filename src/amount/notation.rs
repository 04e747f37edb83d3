use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::{Amount, Form, Hedge, Mode, Steps};
use crate::exact::Numeral;

/// How deep reports of reports may nest in the notation.
const DEPTH_MAX: usize = 8;

/// A text that is not in the notation of [`Amount`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{found}` is no amount in the ledger's notation: {expected}")]
pub struct NotationError {
    /// The text, cut after 60 characters.
    pub found: String,
    /// What was expected.
    pub expected: String,
}

const EXPECTED: &str = "write `46.88`, `45150000 to 10000`, `972000 to 1|10|100|1000 half-up`, `[3, 5]`, `[100, 500)`, `<=100`, \
                        `<100`, `>=100`, `>100`, `unknown` or `(150 to 10 & 200 to 100)`";

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.hedge() {
            Hedge::Plain => "",
            Hedge::About => "about ",
            Hedge::Near => "near ",
        })?;
        match self.form() {
            Form::Exact(value) => write!(f, "{value}"),
            Form::Rounded { value, steps, mode } => {
                write!(f, "{value} to {}", steps.smallest())?;
                steps.iter().skip(1).try_for_each(|step| write!(f, "|{step}"))?;
                if *mode == Mode::Nearest { Ok(()) } else { write!(f, " {mode}") }
            }
            Form::Range { low, high } => write!(f, "[{low}, {high}]"),
            Form::Bucket { from, below } => write!(f, "[{from}, {below})"),
            Form::AtMost(value) => write!(f, "<={value}"),
            Form::LessThan(value) => write!(f, "<{value}"),
            Form::AtLeast(value) => write!(f, ">={value}"),
            Form::MoreThan(value) => write!(f, ">{value}"),
            Form::Unknown => f.write_str("unknown"),
            Form::AllOf(reports) => {
                for (index, report) in reports.iter().enumerate() {
                    write!(f, "{}{report}", if index == 0 { "(" } else { " & " })?;
                }
                f.write_str(")")
            }
        }
    }
}

impl FromStr for Amount {
    type Err = NotationError;

    fn from_str(text: &str) -> Result<Self, NotationError> {
        read(text, DEPTH_MAX)
            .map_err(|expected| NotationError { found: text.chars().take(60).collect(), expected })
    }
}

type Build = fn(Numeral) -> Amount;

fn read(text: &str, depth: usize) -> Result<Amount, String> {
    for (word, hedge) in [("about ", Hedge::About), ("near ", Hedge::Near)] {
        if let Some(rest) = text.strip_prefix(word) {
            return Ok(read_plain(rest, depth)?.hedged(hedge));
        }
    }
    read_plain(text, depth)
}

fn read_plain(text: &str, depth: usize) -> Result<Amount, String> {
    if text == "unknown" {
        return Ok(Amount::unknown());
    }
    if let Some(inside) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        let depth = depth.checked_sub(1).ok_or("at most 8 levels of reports")?;
        let reports: Result<Vec<Amount>, String> =
            split_reports(inside).into_iter().map(|report| read(report, depth)).collect();
        return Amount::all_of(reports?).map_err(|error| error.to_string());
    }
    if let Some(inside) = text.strip_prefix('[') {
        let (low, rest) = inside.split_once(", ").ok_or(EXPECTED)?;
        if let Some(high) = rest.strip_suffix(']') {
            return Amount::range(numeral(low)?, numeral(high)?).map_err(|error| error.to_string());
        }
        let below = rest.strip_suffix(')').ok_or(EXPECTED)?;
        return Amount::bucket(numeral(low)?, numeral(below)?).map_err(|error| error.to_string());
    }
    let bounds: [(&str, Build); 4] = [
        ("<=", Amount::at_most),
        ("<", Amount::less_than),
        (">=", Amount::at_least),
        (">", Amount::more_than),
    ];
    for (sign, build) in bounds {
        if let Some(value) = text.strip_prefix(sign) {
            return Ok(build(numeral(value)?));
        }
    }
    let Some((value, precision)) = text.split_once(" to ") else { return Ok(Amount::exact(numeral(text)?)) };
    let (steps, mode) = match precision.split_once(' ') {
        Some((steps, "nearest")) => return Err(format!("leave out `nearest`: `{value} to {steps}` says it")),
        Some((steps, mode)) => (steps, mode.parse().map_err(|error: super::UnknownMode| error.to_string())?),
        None => (precision, Mode::Nearest),
    };
    let steps: Result<Vec<Numeral>, String> = steps.split('|').map(numeral).collect();
    let steps = Steps::any_of(steps?).ok_or("a step must be above 0")?;
    Ok(Amount::rounded_to_any(numeral(value)?, steps, mode))
}

fn numeral(text: &str) -> Result<Numeral, String> {
    text.parse().map_err(|error: crate::exact::NumeralError| format!("{error}; {EXPECTED}"))
}

/// Splits at ` & ` outside inner brackets.
fn split_reports(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut rest) = (Vec::new(), 0i32, text);
    let mut position = 0;
    while let Some(found) = rest.get(position..).and_then(|tail| tail.find(['(', ')', '&'])) {
        let at = position + found;
        match rest.as_bytes().get(at) {
            // The bracket of a bucket closes nothing that was opened.
            Some(b'(') => depth += 1,
            Some(b')') if depth > 0 && !closes_bucket(rest, at) => depth -= 1,
            Some(b'&') if depth == 0 => {
                if let (Some(head), Some(tail)) = (
                    rest.get(..at).and_then(|head| head.strip_suffix(' ')),
                    rest.get(at + 1..).and_then(|tail| tail.strip_prefix(' ')),
                ) {
                    parts.push(head);
                    rest = tail;
                    position = 0;
                    continue;
                }
            }
            _ => {}
        }
        position = at + 1;
    }
    parts.push(rest);
    parts
}

fn closes_bucket(text: &str, at: usize) -> bool {
    text.get(..at)
        .and_then(|head| head.rfind(['[', '(', ')', '&', ']']).and_then(|open| head.as_bytes().get(open)))
        == Some(&b'[')
}
