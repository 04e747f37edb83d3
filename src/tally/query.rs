use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use super::Dimension;
use crate::currency::Currency;
use crate::date::{Day, PeriodUnit};
use crate::exact::Rounding;
use crate::model::Scope;
use crate::rates::{MaxAge, MeanOf, OffshoreYuan, PartialPeriods, Policy, Terms, ValueDate};

/// Which of the two rounded figures of a group is its figure; a closed set. Both are always there.
///
/// `Display`, `FromStr` and serde: `sum`, `each`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The exact sum, rounded once.
    #[default]
    Sum,
    /// The sum of the items, each rounded.
    Each,
}

/// A word that stands for no [`Order`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{found}` is no order of rounding: write sum (add, then round) or each (round each, then add)")]
pub struct UnknownOrder {
    /// What was found, cut after 40 characters.
    pub found: String,
}

impl Order {
    /// The word that files and the command line use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Each => "each",
        }
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Order {
    type Err = UnknownOrder;

    fn from_str(text: &str) -> Result<Self, UnknownOrder> {
        match text {
            "sum" => Ok(Self::Sum),
            "each" => Ok(Self::Each),
            _ => Err(UnknownOrder { found: text.chars().take(40).collect() }),
        }
    }
}

impl Serialize for Order {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Order {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// The currency into which entries are converted, and the terms on which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Target {
    /// The currency.
    pub currency: Currency,
    /// The terms: value date, greatest age of a rate, choice among paths.
    #[serde(with = "TermsRecord")]
    pub terms: Terms,
}

/// [`Terms`] as they are written: each setting by its word.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Terms")]
struct TermsRecord {
    max_age: MaxAge,
    policy: Policy,
    value_date: ValueDate,
    mean_of: MeanOf,
    partial_periods: PartialPeriods,
    offshore_yuan: OffshoreYuan,
}

impl Target {
    /// This currency on the default terms.
    #[must_use]
    pub fn new(currency: Currency) -> Self {
        Self { currency, terms: Terms::default() }
    }

    /// The same currency on these terms.
    #[must_use]
    pub const fn with_terms(self, terms: Terms) -> Self {
        Self { terms, ..self }
    }
}

/// Which entries are added, grouped by what, in which currency, rounded how.
///
/// # Example
///
/// ```
/// use adspend::currency::Currency;
/// use adspend::date::PeriodUnit;
/// use adspend::exact::Rounding;
/// use adspend::model::Scope;
/// use adspend::tally::{Dimension, Query, Target};
///
/// let query = Query::new(Scope::all())
///     .by([Dimension::Sponsor, Dimension::Platform])
///     .per(PeriodUnit::Month)
///     .to(Target::new(Currency::USD));
/// assert_eq!(query.rounding, Rounding::HalfAway);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Query {
    /// Which entries.
    pub scope: Scope,
    /// Only what was recorded on or before this day; `None` for all.
    pub as_known_on: Option<Day>,
    /// The dimensions to group by; one named twice counts once.
    pub by: Vec<Dimension>,
    /// The periods to group by.
    pub per: Option<PeriodUnit>,
    /// The currency to convert to; `None` leaves each entry in its own.
    pub to: Option<Target>,
    /// Which rounded figure is the figure of a group: sum, then round.
    pub order: Order,
    /// How figures are rounded at the minor digits of their currency: half away from zero.
    pub rounding: Rounding,
}

impl Query {
    /// One sum for each currency of the entries in a scope.
    #[must_use]
    pub const fn new(scope: Scope) -> Self {
        Self {
            scope,
            as_known_on: None,
            by: Vec::new(),
            per: None,
            to: None,
            order: Order::Sum,
            rounding: Rounding::HalfAway,
        }
    }

    /// The same for what was recorded on or before a day.
    #[must_use]
    pub fn as_known_on(self, day: Day) -> Self {
        Self { as_known_on: Some(day), ..self }
    }

    /// The same, grouped by these dimensions, in this order.
    #[must_use]
    pub fn by(self, by: impl IntoIterator<Item = Dimension>) -> Self {
        Self { by: by.into_iter().collect(), ..self }
    }

    /// The same, grouped by periods of this length, after the dimensions.
    #[must_use]
    pub fn per(self, unit: PeriodUnit) -> Self {
        Self { per: Some(unit), ..self }
    }

    /// The same, converted.
    #[must_use]
    pub fn to(self, target: Target) -> Self {
        Self { to: Some(target), ..self }
    }

    /// The same with this order of rounding.
    #[must_use]
    pub fn order(self, order: Order) -> Self {
        Self { order, ..self }
    }

    /// The same with this rounding.
    #[must_use]
    pub fn rounding(self, rounding: Rounding) -> Self {
        Self { rounding, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_and_targets_read_back() {
        for order in [Order::Sum, Order::Each] {
            assert_eq!(order.to_string().parse(), Ok(order));
        }
        assert_eq!(
            "both".parse::<Order>().unwrap_err().to_string(),
            "`both` is no order of rounding: write sum (add, then round) or each (round each, then add)"
        );
        let terms = Terms::default().with_max_age(MaxAge::Unlimited).with_value_date(ValueDate::EntryEnd);
        let target = Target::new(Currency::USD).with_terms(terms);
        let json = serde_json::to_string(&target).unwrap();
        assert_eq!(
            json,
            r#"{"currency":"USD","terms":{"max_age":"none","policy":"freshest-path","value_date":"entry-end","mean_of":"quote-per-base","partial_periods":"refused","offshore_yuan":"apart"}}"#
        );
        assert_eq!(serde_json::from_str::<Target>(&json).unwrap(), target);
    }
}
