use std::collections::BTreeMap;

use serde::Serialize;

use super::{Key, Row, Tally, Unconverted};
use crate::amount::Interval;
use crate::currency::Currency;
use crate::exact::Ratio;

/// What the command `total` prints as JSON: the figures of every group, computed.
///
/// Numbers are texts: plain decimals, or `p/q` where a value is none. Rounded figures have all minor digits of their currency.
///
/// # Example
///
/// ```
/// use adspend::amount::Amount;
/// use adspend::currency::Currency;
/// use adspend::ledger::LedgerBuilder;
/// use adspend::model::{Entry, Scope};
/// use adspend::money::Money;
/// use adspend::rates::RateTable;
/// use adspend::tally::{Query, tally};
///
/// let mut builder = LedgerBuilder::new();
/// builder.entry(Entry::new("mengjin".parse()?, Money::new(Amount::exact(6_500_000), Currency::CNY)));
/// let tally = tally(&builder.build()?, &Query::new(Scope::all()), &RateTable::default())?;
/// assert_eq!(
///     serde_json::to_string(&tally.report())?,
///     r#"{"groups":[{"key":{},"currency":"CNY","total":{"lo":"6500000","lo_closed":true,"hi":"6500000","hi_closed":true},"#.to_owned()
///         + r#""printed":"6500000","rounded":"6500000.00","rounded_each":"6500000.00","band":null,"exact":1,"bounded":0,"#
///         + r#""unknown":0,"excluded":{}}],"rates":null,"converted_share":null,"unconverted":[]}"#
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TallyReport {
    /// The groups, sorted by key; of [`Tally::report_of`] as they were given.
    pub groups: Vec<GroupReport>,
    /// The rates; `None` where nothing was converted.
    pub rates: Option<RatesReport>,
    /// What part of the entries asked for was converted, counted by entries; `None` where no target was named.
    pub converted_share: Option<Ratio>,
    /// The entries that could not be converted.
    pub unconverted: Vec<Unconverted>,
}

/// One group of a [`TallyReport`]; see [`Row`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GroupReport {
    /// What the entries share.
    pub key: Key,
    /// The currency of every figure.
    pub currency: Currency,
    /// Every value that the exact total may have.
    pub total: Interval,
    /// The sum of the printed values; `None` also where entries were asked for and none of them is in the sums, as for the two
    /// rounded figures.
    pub printed: Option<Ratio>,
    /// The printed sum, rounded once.
    pub rounded: Option<String>,
    /// The printed values, each rounded, added.
    pub rounded_each: Option<String>,
    /// At the least and at the greatest rates of the periods, where means were used.
    pub band: Option<Interval>,
    /// How many entries are known to the digit.
    pub exact: u64,
    /// How many are rounded, ranges, bounds, or perhaps not in scope.
    pub bounded: u64,
    /// How many did not disclose an amount.
    pub unknown: u64,
    /// How many are not in the sums, by reason.
    pub excluded: BTreeMap<String, u64>,
}

/// The rates behind a [`TallyReport`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RatesReport {
    /// The names of the table's sources, joined with `, `.
    pub source: String,
    /// How a path was chosen among several.
    pub policy: String,
    /// The SHA-256 of the rate file's bytes, of several files joined with `, `; `None` where there was no file.
    pub hash: Option<String>,
}

impl GroupReport {
    fn of(row: &Row<'_>) -> Self {
        let decimals = row.currency().minor_digits();
        let text = |value: Option<Ratio>| value?.to_fixed(decimals?);
        let printed = row.printed();
        let total = match &printed {
            // Added up once.
            Some(printed) if row.is_exact() => Interval::point(printed.clone()),
            _ => row.total(),
        };
        Self {
            key: row.key(),
            currency: row.currency(),
            total,
            printed,
            rounded: text(row.rounded()),
            rounded_each: text(row.rounded_each()),
            band: row.band(),
            exact: row.exact_count(),
            bounded: row.bounded_count(),
            unknown: row.unknown_count(),
            excluded: row.excluded().into_iter().map(|(reason, count)| (reason.to_owned(), count)).collect(),
        }
    }
}

impl Tally {
    /// Everything that `total` prints, computed.
    #[must_use]
    pub fn report(&self) -> TallyReport {
        self.report_of(&self.rows())
    }

    /// The same of these rows alone, in their order.
    #[must_use]
    pub fn report_of(&self, rows: &[Row<'_>]) -> TallyReport {
        let names: Vec<&str> = self.shape.sources.iter().map(|source| source.name.as_str()).collect();
        let hashes: Vec<&str> =
            self.shape.sources.iter().filter_map(|source| source.sha256.as_deref()).collect();
        let used = self.shape.to.filter(|_| !self.rates.is_empty());
        let rates = used.map(|to| RatesReport {
            source: names.join(", "),
            policy: to.terms.policy.to_string(),
            hash: (!hashes.is_empty()).then(|| hashes.join(", ")),
        });
        TallyReport {
            groups: rows.iter().map(GroupReport::of).collect(),
            rates,
            converted_share: self.shape.to.map(|_| self.conversions().converted_share()),
            unconverted: self.unconverted.clone(),
        }
    }
}
