//! Amounts with a currency, and sums that keep currencies apart.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::amount::{Amount, AmountSum, Defect, Domain};
use crate::currency::Currency;

/// An amount of one currency, as it was printed.
///
/// Equality compares what was printed and the currency, not the words it was printed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Money {
    /// What was printed.
    pub amount: Amount,
    /// Its currency.
    pub currency: Currency,
    /// The words in which a person wrote it ("about 972,000 dollars"), where there were any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

impl Money {
    /// An amount of a currency.
    #[must_use]
    pub const fn new(amount: Amount, currency: Currency) -> Self {
        Self { amount, currency, words: None }
    }

    /// The same figure taken to the digit ([`Amount::taken_as_exact`]); the words are kept.
    #[must_use]
    pub fn taken_as_exact(&self) -> Self {
        Self { amount: self.amount.taken_as_exact(), ..self.clone() }
    }
}

impl PartialEq for Money {
    fn eq(&self, other: &Self) -> bool {
        self.amount == other.amount && self.currency == other.currency
    }
}

impl Eq for Money {}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.words {
            Some(words) => f.pad(words),
            None => f.pad(&format!("{} {}", self.amount, self.currency)),
        }
    }
}

/// Amounts of different currencies met where one currency is needed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("an amount in {found} cannot be added to amounts in {expected}: convert it at a named rate first")]
pub struct CurrencyMismatch {
    /// The currency of the sum.
    pub expected: Currency,
    /// The currency of the amount.
    pub found: Currency,
}

/// One exact sum per currency: what adding up money of several currencies gives, never a single number.
///
/// # Example
///
/// ```
/// use adspend::amount::{Amount, Domain};
/// use adspend::currency::Currency;
/// use adspend::money::{Bag, Money};
///
/// let mut bag = Bag::new();
/// bag.add(&Money::new(Amount::exact(6_500_000), Currency::CNY), Domain::Gross)?;
/// bag.add(&Money::new(Amount::exact(972_000), Currency::USD), Domain::Gross)?;
/// bag.add(&Money::new(Amount::exact(250_000), Currency::CNY), Domain::Gross)?;
/// assert_eq!(bag.to_string(), "[6750000, 6750000] CNY + [972000, 972000] USD");
/// # Ok::<(), adspend::amount::Defect>(())
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::amount::{Amount, Domain};
/// use adspend::currency::Currency;
/// use adspend::money::{Bag, Money};
///
/// let mut bag = Bag::new();
/// bag.add(&Money::new(Amount::exact(5), Currency::CNY), Domain::Gross)?;
/// bag.add(&Money::new(Amount::exact(7), Currency::USD), Domain::Gross)?;
/// assert_eq!(
///     bag.single().unwrap_err().to_string(),
///     "an amount in USD cannot be added to amounts in CNY: convert it at a named rate first"
/// );
/// # Ok::<(), adspend::amount::Defect>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bag(BTreeMap<Currency, AmountSum>);

impl Bag {
    /// The empty bag.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds money to the sum of its currency.
    ///
    /// # Errors
    ///
    /// The amount's [`Defect`]; the bag stays as it was.
    pub fn add(&mut self, money: &Money, domain: Domain) -> Result<(), Defect> {
        if let Some(defect) = money.amount.defect(domain) {
            return Err(defect);
        }
        self.0.entry(money.currency).or_default().add(&money.amount, domain)
    }

    /// Adds another bag, currency by currency.
    pub fn merge(&mut self, other: &Self) {
        for (currency, sum) in &other.0 {
            self.0.entry(*currency).or_default().merge(sum);
        }
    }

    /// The sum of a currency, to add to.
    #[cfg(feature = "import")]
    pub(crate) fn sum_mut(&mut self, currency: Currency) -> &mut AmountSum {
        self.0.entry(currency).or_default()
    }

    /// The sums, by currency code.
    pub fn iter(&self) -> impl Iterator<Item = (Currency, &AmountSum)> {
        self.0.iter().map(|(currency, sum)| (*currency, sum))
    }

    /// The sum of one currency, if anything of it was added.
    #[must_use]
    pub fn get(&self, currency: Currency) -> Option<&AmountSum> {
        self.0.get(&currency)
    }

    /// Whether nothing was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The one currency and its sum; `None` for an empty bag.
    ///
    /// # Errors
    ///
    /// [`CurrencyMismatch`] where there are two or more.
    pub fn single(&self) -> Result<Option<(Currency, &AmountSum)>, CurrencyMismatch> {
        let mut sums = self.iter();
        let first = sums.next();
        match (first, sums.next()) {
            (Some((expected, _)), Some((found, _))) => Err(CurrencyMismatch { expected, found }),
            _ => Ok(first),
        }
    }
}

impl fmt::Display for Bag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("nothing");
        }
        for (index, (currency, sum)) in self.iter().enumerate() {
            write!(f, "{}{} {currency}", if index == 0 { "" } else { " + " }, sum.set())?;
        }
        Ok(())
    }
}
