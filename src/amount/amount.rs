use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use super::{Interval, Mode, Steps};
use crate::exact::{Numeral, NumeralError, Ratio};

/// Whether spend may be below zero; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Domain {
    /// Gross spend: [0, ∞).
    #[default]
    Gross,
    /// Refunds, net amounts: (−∞, ∞).
    Signed,
}

impl Domain {
    /// The values allowed.
    #[must_use]
    pub fn interval(self) -> Interval {
        match self {
            Self::Gross => Interval::at_least(Ratio::zero()),
            Self::Signed => Interval::all(),
        }
    }
}

/// A word beside a figure that says it is not meant to the digit. It is kept and shown, and never turned into a
/// margin of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Hedge {
    /// None.
    #[default]
    Plain,
    /// "about", "some", "circa".
    About,
    /// "nearly", "just over": close to the bound it names.
    Near,
}

/// What was printed, in the shape it was printed; a closed set.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// This value, to the digit.
    Exact(Numeral),
    /// This value, rounded.
    Rounded {
        /// The printed value.
        value: Numeral,
        /// The step, or the steps between which the print does not decide.
        steps: Steps,
        /// What is known of the rule.
        mode: Mode,
    },
    /// Between two values, both included.
    Range {
        /// The lower.
        low: Numeral,
        /// The upper.
        high: Numeral,
    },
    /// From a value up to, and without, the one where the next bucket begins.
    Bucket {
        /// The lower end, included.
        from: Numeral,
        /// The upper end, not included.
        below: Numeral,
    },
    /// This or less.
    AtMost(Numeral),
    /// Less than this.
    LessThan(Numeral),
    /// This or more.
    AtLeast(Numeral),
    /// More than this.
    MoreThan(Numeral),
    /// Not disclosed.
    Unknown,
    /// Several reports of one amount, which all hold.
    AllOf(Vec<Amount>),
}

/// What was printed of an amount, without its currency.
///
/// Two amounts are equal where they print the same; compare what they denote through [`Amount::outer`] and
/// [`Amount::inner`].
///
/// # Syntax
///
/// `Display` and `FromStr` use a notation of our own, in which nothing is implied: `46.88` is exact,
/// `45150000 to 10000` is rounded to that step, `972000 to 1|10|100|1000` to one of these, `6.74 to 0.01 half-up` by a
/// known rule; `[3, 5]` a range, `[100, 500)` a bucket; `<=100`, `<100`, `>=100`, `>100`; `unknown`;
/// `(150 to 10 & 200 to 100)` several reports. `about ` or `near ` in front is the hedge. The reader of what people print
/// is in [`crate::text`].
///
/// # Example
///
/// ```
/// use adspend::amount::{Amount, Domain, Mode};
///
/// // "45.15 million"
/// let total = Amount::written("45.15".parse()?, Some(6))?;
/// assert_eq!(total.outer(Domain::Gross).unwrap().to_string(), "[45145000, 45155000]");
/// assert_eq!(total.inner(Domain::Gross).unwrap().to_string(), "(45145000, 45155000)");
///
/// // "972,000" may be rounded to anything from 1 to 1,000.
/// let item = Amount::written("972000".parse()?, None)?;
/// assert_eq!(item.outer(Domain::Gross).unwrap().to_string(), "[971500, 972500]");
/// assert_eq!(item.inner(Domain::Gross).unwrap().to_string(), "(971999.5, 972000.5)");
/// # Ok::<(), adspend::exact::NumeralError>(())
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::amount::{Amount, Domain};
///
/// let refund = Amount::exact(-20);
/// assert_eq!(
///     refund.defect(Domain::Gross).unwrap().to_string(),
///     "-20 is below zero, and gross spend cannot be: mark it as signed if it is a refund or a net amount"
/// );
/// assert_eq!(refund.defect(Domain::Signed), None);
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Amount {
    form: Form,
    hedge: Hedge,
}

/// An amount that cannot be built.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum AmountError {
    /// A step of 0 or less, or none.
    #[error(
        "a rounding step must be above 0, and there must be one: `step = \"1000\"` for a figure in thousands"
    )]
    Step,
    /// The ends of a range or bucket are the wrong way round.
    #[error("{low} to {high} is no range: the lower end comes first{}", if *.half_open { ", and a bucket is not empty" } else { "" })]
    Reversed {
        /// The first end.
        low: Numeral,
        /// The second.
        high: Numeral,
        /// Whether it was to be a bucket, whose upper end is not included.
        half_open: bool,
    },
    /// No reports were given.
    #[error("an amount made of several reports needs at least one of them")]
    NoReports,
}

/// What is wrong with an amount that was built in code; in a file it is an input error.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Error, Serialize)]
#[non_exhaustive]
pub enum Defect {
    /// A value that is no multiple of its step.
    #[error(
        "{value} has digits below its step {step}: give a step of which it is a multiple, or mark it as exact"
    )]
    ExcessDigits {
        /// The printed value.
        value: Numeral,
        /// The step.
        step: Numeral,
    },
    /// A value below zero where spend is gross.
    #[error(
        "{value} is below zero, and gross spend cannot be: mark it as signed if it is a refund or a net amount"
    )]
    NegativeGross {
        /// The printed value.
        value: Numeral,
    },
    /// No value fits what was printed.
    #[error("no value fits {amount}: the reports of this amount contradict one another")]
    Contradiction {
        /// The amount in its notation.
        amount: String,
    },
}

impl Amount {
    fn new(form: Form) -> Self {
        Self { form, hedge: Hedge::Plain }
    }

    /// This value, to the digit.
    pub fn exact(value: impl Into<Numeral>) -> Self {
        Self::new(Form::Exact(value.into()))
    }

    /// This value, rounded to a multiple of `step` by a rule of which `mode` tells what is known.
    ///
    /// # Errors
    ///
    /// [`AmountError::Step`] where the step is not above 0. A value that is no multiple of it can be built, and is
    /// reported by [`Amount::defect`].
    pub fn rounded(
        value: impl Into<Numeral>,
        step: impl Into<Numeral>,
        mode: Mode,
    ) -> Result<Self, AmountError> {
        let steps = Steps::one(step.into()).ok_or(AmountError::Step)?;
        Ok(Self::rounded_to_any(value.into(), steps, mode))
    }

    /// This value, rounded to one of several steps.
    #[must_use]
    pub fn rounded_to_any(value: Numeral, steps: Steps, mode: Mode) -> Self {
        Self::new(Form::Rounded { value, steps, mode })
    }

    /// A figure as it was written, rounded to nearest at the step that its digits give away ([`Steps::of_written`]);
    /// `unit` is the power of ten of a unit word: 6 for "million", 4 for 万.
    ///
    /// # Errors
    ///
    /// [`NumeralError`] where the value or step has more digits or decimals than a numeral may have.
    pub fn written(digits: Numeral, unit: Option<i32>) -> Result<Self, NumeralError> {
        let (value, steps) = Steps::of_written(digits, unit)?;
        Ok(Self::rounded_to_any(value, steps, Mode::Nearest))
    }

    /// Between two values, both included.
    ///
    /// # Errors
    ///
    /// [`AmountError::Reversed`] where `low` is above `high`.
    pub fn range(low: impl Into<Numeral>, high: impl Into<Numeral>) -> Result<Self, AmountError> {
        let (low, high) = (low.into(), high.into());
        if low.cmp_value(high).is_gt() {
            return Err(AmountError::Reversed { low, high, half_open: false });
        }
        Ok(Self::new(Form::Range { low, high }))
    }

    /// From `from` up to, and without, `below`, where the next bucket begins.
    ///
    /// # Errors
    ///
    /// [`AmountError::Reversed`] where `from` is not below `below`.
    pub fn bucket(from: impl Into<Numeral>, below: impl Into<Numeral>) -> Result<Self, AmountError> {
        let (from, below) = (from.into(), below.into());
        if from.cmp_value(below).is_ge() {
            return Err(AmountError::Reversed { low: from, high: below, half_open: true });
        }
        Ok(Self::new(Form::Bucket { from, below }))
    }

    /// `value` or less: "≤100", "up to 100".
    pub fn at_most(value: impl Into<Numeral>) -> Self {
        Self::new(Form::AtMost(value.into()))
    }

    /// Less than `value`: "under 100"; "nearly 100" with the hedge [`Hedge::Near`].
    pub fn less_than(value: impl Into<Numeral>) -> Self {
        Self::new(Form::LessThan(value.into()))
    }

    /// `value` or more: "at least 100", "100+".
    pub fn at_least(value: impl Into<Numeral>) -> Self {
        Self::new(Form::AtLeast(value.into()))
    }

    /// More than `value`: "over 100".
    pub fn more_than(value: impl Into<Numeral>) -> Self {
        Self::new(Form::MoreThan(value.into()))
    }

    /// Not disclosed.
    #[must_use]
    pub fn unknown() -> Self {
        Self::new(Form::Unknown)
    }

    /// Several reports of one amount, which all hold.
    ///
    /// # Errors
    ///
    /// [`AmountError::NoReports`] where there is none. Reports that contradict one another can be built, and are
    /// reported by [`Amount::defect`].
    pub fn all_of(reports: impl IntoIterator<Item = Self>) -> Result<Self, AmountError> {
        let reports: Vec<Self> = reports.into_iter().collect();
        if reports.is_empty() { Err(AmountError::NoReports) } else { Ok(Self::new(Form::AllOf(reports))) }
    }

    /// The same amount with this hedge.
    #[must_use]
    pub fn hedged(mut self, hedge: Hedge) -> Self {
        self.hedge = hedge;
        self
    }

    /// The same figure taken to the digit: a rounded amount becomes exact; every other form stays.
    #[must_use]
    pub fn taken_as_exact(&self) -> Self {
        match self.form {
            Form::Rounded { value, .. } => Self::exact(value),
            _ => self.clone(),
        }
    }

    /// What was printed.
    #[must_use]
    pub const fn form(&self) -> &Form {
        &self.form
    }

    /// The hedging word.
    #[must_use]
    pub const fn hedge(&self) -> Hedge {
        self.hedge
    }

    /// The one value that was printed, exact or rounded; `None` for bounds, ranges and unknowns, and for several
    /// reports unless all print the same value.
    #[must_use]
    pub fn printed(&self) -> Option<Numeral> {
        match &self.form {
            Form::Exact(value) | Form::Rounded { value, .. } => Some(*value),
            Form::AllOf(reports) => {
                let mut values = reports.iter().map(Self::printed);
                let first = values.next()??;
                values.all(|value| value.is_some_and(|value| value.cmp_value(first).is_eq())).then_some(first)
            }
            _ => None,
        }
    }

    /// Whether the amount is one value, known to the digit.
    #[must_use]
    pub const fn is_exact(&self) -> bool {
        matches!(self.form, Form::Exact(_))
    }

    /// Whether nothing was disclosed.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        match &self.form {
            Form::Unknown => true,
            Form::AllOf(reports) => reports.iter().all(Self::is_unknown),
            _ => false,
        }
    }

    /// Every value that the print may stand for; `None` where nothing fits.
    #[must_use]
    pub fn outer(&self, domain: Domain) -> Option<Interval> {
        self.outer_uncut()?.intersect(&domain.interval())
    }

    /// The values that the print certainly describes; `None` where there is none.
    #[must_use]
    pub fn inner(&self, domain: Domain) -> Option<Interval> {
        self.inner_uncut()?.intersect(&domain.interval())
    }

    fn outer_uncut(&self) -> Option<Interval> {
        match &self.form {
            Form::Rounded { value, steps, mode } => {
                Some(mode.outer(&(*value).into(), &steps.largest().into()))
            }
            Form::AllOf(reports) => intersection(reports.iter().map(Self::outer_uncut)),
            _ => self.bounds(),
        }
    }

    fn inner_uncut(&self) -> Option<Interval> {
        match &self.form {
            Form::Rounded { value, steps, mode } => {
                Some(mode.inner(&(*value).into(), &steps.smallest().into()))
            }
            Form::AllOf(reports) => intersection(reports.iter().map(Self::inner_uncut)),
            _ => self.bounds(),
        }
    }

    /// The set of the forms that have one, inner and outer alike.
    fn bounds(&self) -> Option<Interval> {
        use std::ops::Bound::{Excluded, Included};
        match &self.form {
            Form::Exact(value) => Some(Interval::point((*value).into())),
            Form::Range { low, high } => Interval::closed((*low).into(), (*high).into()),
            Form::Bucket { from, below } => {
                Interval::new(Included((*from).into()), Excluded((*below).into()))
            }
            Form::AtMost(value) => Some(Interval::at_most((*value).into())),
            Form::LessThan(value) => Some(Interval::less_than((*value).into())),
            Form::AtLeast(value) => Some(Interval::at_least((*value).into())),
            Form::MoreThan(value) => Some(Interval::more_than((*value).into())),
            Form::Unknown => Some(Interval::all()),
            Form::Rounded { .. } | Form::AllOf(_) => None,
        }
    }

    /// What is wrong with the amount in this domain, or `None`.
    #[must_use]
    pub fn defect(&self, domain: Domain) -> Option<Defect> {
        match &self.form {
            Form::Rounded { value, steps, .. } => {
                if let Some(step) = steps.iter().find(|step| !value.is_multiple_of(*step)) {
                    return Some(Defect::ExcessDigits { value: *value, step });
                }
            }
            Form::AllOf(reports) => {
                if let Some(defect) = reports.iter().find_map(|report| report.defect(domain)) {
                    return Some(defect);
                }
            }
            _ => {}
        }
        let negative = match &self.form {
            Form::Exact(value) | Form::Rounded { value, .. } if value.is_negative() => Some(*value),
            Form::Range { high: value, .. } | Form::AtMost(value) if value.is_negative() => Some(*value),
            Form::Bucket { below: value, .. } | Form::LessThan(value) if value.mantissa() <= 0 => {
                Some(*value)
            }
            _ => None,
        };
        match negative {
            Some(value) if domain == Domain::Gross => Some(Defect::NegativeGross { value }),
            // Only several reports can leave nothing: every other form holds a value that is in the domain by now.
            _ if matches!(self.form, Form::AllOf(_)) && self.outer(domain).is_none() => {
                Some(Defect::Contradiction { amount: self.to_string() })
            }
            _ => None,
        }
    }
}

fn intersection(sets: impl Iterator<Item = Option<Interval>>) -> Option<Interval> {
    let mut common = Interval::all();
    for set in sets {
        common = common.intersect(&set?)?;
    }
    Some(common)
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Amount({self})")
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}
