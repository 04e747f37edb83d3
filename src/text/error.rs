//! Why a text is not read as an amount.

use std::ops::Range;

use thiserror::Error;

use super::characters::printable;
use crate::currency::Currency;
use crate::exact::{Numeral, NumeralError};

/// How many candidates a message names before it counts the others.
const CANDIDATES_SHOWN: usize = 4;

/// A text that is not read as one amount: what is wrong, and where in the text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{problem}")]
pub struct ReadError {
    problem: Problem,
    span: Range<usize>,
}

impl ReadError {
    pub(super) const fn new(problem: Problem, span: Range<usize>) -> Self {
        Self { problem, span }
    }

    /// What is wrong.
    #[must_use]
    pub const fn problem(&self) -> &Problem {
        &self.problem
    }

    /// The bytes of the text that it is about; empty, at the end of the text, where something is missing.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }
}

/// What is wrong with a text that is not read as one amount.
///
/// Parts of the text that are repeated here are cut after 60 characters.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Problem {
    /// Nothing but blanks.
    #[error("there is no amount here: write one such as `6.5 million yuan`, or `undisclosed`")]
    Empty,
    /// No number where one was expected.
    #[error(
        "`{}` has no number where one is expected: write an amount such as `6.5 million yuan`, `undisclosed` where it is \
         not known, or `nil EUR` where it is zero", printable(.text)
    )]
    NoNumber {
        /// The text.
        text: String,
    },
    /// A date, a time or a fraction.
    #[error("`{}` is written like a date, a time or a fraction, and is no amount: write one number, such as `2019`", printable(.text))]
    DateOrTime {
        /// The text.
        text: String,
    },
    /// The mark of the side of an account, which nobody but its holder can tell the sign of.
    #[error(
        "`{}` in `{}` marks one side of an account: write `-` before money that came back, and nothing before money that was \
         spent; crores are `Cr` or `crore`", printable(.found), printable(.text)
    )]
    AccountSide {
        /// The mark: `CR` or `DR`.
        found: String,
        /// The text.
        text: String,
    },
    /// A part that is no word of an amount.
    #[error("`{}` in `{}` is not understood{}", printable(.found), printable(.text), advice(.found, .nearest.as_deref()))]
    NotUnderstood {
        /// The part.
        found: String,
        /// The text.
        text: String,
        /// The known word nearest to it.
        nearest: Option<String>,
    },
    /// `between` without a second end.
    #[error("`{}` names one end of a range: write `between 3 and 5 million EUR`, or \
         `at least 3 million EUR`", printable(.text))]
    OpenRange {
        /// The text.
        text: String,
    },
    /// Two words that bound the amount differently.
    #[error("`{}` and `{}` bound one amount twice: keep one of them", printable(.first), printable(.second))]
    TwoBounds {
        /// The word before the amount.
        first: String,
        /// The word after it.
        second: String,
    },
    /// No currency in the text, and none by default.
    #[error("`{}` names no currency: add a code, as in `5 EUR`, or set a default `currency`", printable(.text))]
    NoCurrency {
        /// The text.
        text: String,
    },
    /// A sign or word that several currencies share.
    #[error("`{}` may be {}", printable(.found), shared(.candidates, .listed))]
    SharedCurrency {
        /// The sign or word.
        found: String,
        /// The currencies that it may be.
        candidates: Vec<Currency>,
        /// Those of them that the caller's list names: none, or more than one.
        listed: Vec<Currency>,
    },
    /// Capital letters that are no known code.
    #[error("`{}` is not a listed currency code; {}", printable(.found), nearest_codes(.nearest))]
    UnknownCurrencyCode {
        /// The letters.
        found: String,
        /// The listed codes nearest to it.
        nearest: Vec<Currency>,
    },
    /// Two currencies in one amount.
    #[error(
        "`{}` and `{}` are different currencies in one amount: keep one of them, and write the same amount in \
         another currency as `gloss`", printable(.first), printable(.second)
    )]
    TwoCurrencies {
        /// The first.
        first: String,
        /// The second.
        second: String,
    },
    /// A number whose only separator may group or begin the decimals.
    #[error(
        "`{}` may be {grouped} or {decimal}: write `{grouped}` for the first, and `{}` for the second",
        printable(.found), with_zero(.decimal)
    )]
    Ambiguous {
        /// The number as written.
        found: String,
        /// Its value if the separator groups.
        grouped: Numeral,
        /// Its value if decimals follow the separator.
        decimal: Numeral,
    },
    /// A range of which only the second end has a scale, which the first may share or not.
    #[error("`{}` may begin at {shared} or at {plain}: write the scale at both ends", printable(.found))]
    AmbiguousScale {
        /// The range as written.
        found: String,
        /// The lower end with the scale of the upper.
        shared: Numeral,
        /// The lower end without it.
        plain: Numeral,
    },
    /// Separators that fit no convention.
    #[error(
        "the separators in `{}` make no number: write `1,234,567.89`, or plain digits with at most \
         one point", printable(.found)
    )]
    Grouping {
        /// The number as written.
        found: String,
    },
    /// A number beyond the limits of exact numbers.
    #[error("`{}`: {error}", printable(.found))]
    Number {
        /// The number as written.
        found: String,
        /// The limit.
        error: NumeralError,
    },
    /// A range whose first end is above its second.
    #[error("`{}` runs from {low} down to {high}: write the lower end first", printable(.found))]
    ReversedRange {
        /// The range as written.
        found: String,
        /// The first end.
        low: Numeral,
        /// The second.
        high: Numeral,
    },
}

fn advice(found: &str, nearest: Option<&str>) -> String {
    match nearest {
        Some(word) => format!("; the nearest known word is `{word}`"),
        None if found.starts_with(['(', '（']) => {
            ": an amount is one figure; write the same amount in another currency as `gloss`".to_owned()
        }
        None => ": write one amount, such as `about 6.5 million yuan`, and nothing else".to_owned(),
    }
}

fn shared(candidates: &[Currency], listed: &[Currency]) -> String {
    if listed.len() > 1 {
        return format!(
            "{}, which `currencies` lists: write the code, as in `5 {}`",
            either(listed),
            code(listed)
        );
    }
    format!(
        "{}: write the code, as in `5 {}`, or let `currencies` hold exactly one of them",
        either(candidates),
        code(candidates)
    )
}

fn code(candidates: &[Currency]) -> &str {
    candidates.first().map_or("EUR", Currency::as_str)
}

/// `USD or CAD`, `USD, CAD or AUD`, `USD, CAD, AUD, HKD or 26 others`.
fn either(candidates: &[Currency]) -> String {
    let mut names: Vec<String> = candidates.iter().take(CANDIDATES_SHOWN).map(Currency::to_string).collect();
    match candidates.len().saturating_sub(CANDIDATES_SHOWN) {
        0 => {}
        1 => names.push("one other".to_owned()),
        others => names.push(format!("{others} others")),
    }
    match names.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} or {last}", before.join(", ")),
        _ => names.concat(),
    }
}

/// A number with a zero in front of its digits: what has decimals behind its only separator.
fn with_zero(decimal: &Numeral) -> String {
    if decimal.is_negative() { format!("-0{}", decimal.negated()) } else { format!("0{decimal}") }
}

fn nearest_codes(nearest: &[Currency]) -> String {
    let quoted: Vec<String> = nearest.iter().map(|currency| format!("`{currency}`")).collect();
    match quoted.as_slice() {
        [] => "write an ISO 4217 code such as `EUR`".to_owned(),
        [one] => format!("the nearest is {one}"),
        _ => format!("the nearest are {}", quoted.join(", ")),
    }
}
