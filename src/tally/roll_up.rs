use std::collections::BTreeMap;

use super::group::{Group, GroupKey};
use super::row::rows_of;
use super::{Dimension, Query, Row, Tally, TallyError, TallyReport, tally};
use crate::id::{ActorId, CampaignId, PlatformId};
use crate::ledger::Ledger;
use crate::rates::RateTable;

/// Every node of a hierarchy that has entries at or below it, with the sum of both: county → city → province → state.
///
/// The sums of a node and of one above it share their entries: they never add. What adds is the [`Tally`] behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollUp {
    tally: Tally,
    nodes: BTreeMap<GroupKey, Group>,
    parents: BTreeMap<String, Option<String>>,
}

/// The tally of a query, rolled up along a dimension, which is added to those of the query if it is not among them.
///
/// # Errors
///
/// [`TallyError`]: unknown ids in the scope, or a dimension other than sponsor, platform and campaign.
///
/// # Example
///
/// ```
/// use adspend::amount::Amount;
/// use adspend::currency::Currency;
/// use adspend::ledger::LedgerBuilder;
/// use adspend::model::{Actor, Entry, Scope};
/// use adspend::money::Money;
/// use adspend::rates::RateTable;
/// use adspend::tally::{Dimension, Query, roll_up};
///
/// let mut builder = LedgerBuilder::new();
/// builder.actor(Actor::new("cn".parse()?));
/// let mut city = Actor::new("cn/luoyang".parse()?);
/// city.parent = Some("cn".parse()?);
/// builder.actor(city);
/// for (id, sponsor, amount) in [("a", "cn", 2), ("b", "cn/luoyang", 3)] {
///     let mut entry = Entry::new(id.parse()?, Money::new(Amount::exact(amount), Currency::CNY));
///     entry.sponsor = Some(sponsor.parse()?);
///     builder.entry(entry);
/// }
/// let query = Query::new(Scope::all());
/// let up = roll_up(&builder.build()?, &query, Dimension::Sponsor, &RateTable::default())?;
/// let shown: Vec<_> = up.rows().iter().map(|row| format!("{}: {}", row.key(), row.total())).collect();
/// assert_eq!(shown, ["sponsor = cn: [5, 5]", "sponsor = cn/luoyang: [3, 3]"]);
/// assert_eq!(up.parent("cn/luoyang"), Some("cn"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn roll_up(
    ledger: &Ledger,
    query: &Query,
    dimension: Dimension,
    rates: &RateTable,
) -> Result<RollUp, TallyError> {
    check(dimension)?;
    let mut query = query.clone();
    if !query.by.contains(&dimension) {
        query.by.insert(0, dimension);
    }
    tally(ledger, &query, rates)?.roll_up(ledger, dimension)
}

const fn check(dimension: Dimension) -> Result<(), TallyError> {
    match dimension {
        Dimension::Sponsor | Dimension::Platform | Dimension::Campaign => Ok(()),
        _ => Err(TallyError::NoHierarchy { dimension }),
    }
}

impl Tally {
    /// The tally rolled up along one of its dimensions, by the hierarchy of a ledger. An id that the ledger does not have is a node
    /// of its own; so is "none".
    ///
    /// # Errors
    ///
    /// [`TallyError::NoHierarchy`] for a dimension other than sponsor, platform and campaign; [`TallyError::NotGrouped`] where the
    /// tally is not grouped by it.
    pub fn roll_up(self, ledger: &Ledger, dimension: Dimension) -> Result<RollUp, TallyError> {
        check(dimension)?;
        let not_grouped = TallyError::NotGrouped { dimension };
        let at = self.shape.by.iter().position(|own| *own == dimension).ok_or(not_grouped)?;
        let mut nodes: BTreeMap<GroupKey, Group> = BTreeMap::new();
        let mut parents = BTreeMap::new();
        for (key, group) in &self.groups {
            let mut node = key.values.get(at).cloned().flatten();
            loop {
                let mut key = key.clone();
                if let Some(value) = key.values.get_mut(at) {
                    value.clone_from(&node);
                }
                nodes.entry(key).or_default().merge(group);
                let Some(id) = node else { break };
                let parent = parent(ledger, dimension, &id);
                parents.insert(id, parent.clone());
                if parent.is_none() {
                    break;
                }
                node = parent;
            }
        }
        Ok(RollUp { tally: self, nodes, parents })
    }
}

/// The id above this one; hierarchies of a ledger end.
fn parent(ledger: &Ledger, dimension: Dimension, id: &str) -> Option<String> {
    match dimension {
        Dimension::Sponsor => {
            let id: ActorId = id.parse().ok()?;
            ledger.actor_and_above(&id).nth(1).map(|actor| actor.id.to_string())
        }
        Dimension::Platform => {
            let id: PlatformId = id.parse().ok()?;
            ledger.platform(&id)?.parent.as_ref().map(ToString::to_string)
        }
        Dimension::Campaign => {
            let id: CampaignId = id.parse().ok()?;
            ledger.campaign(&id)?.parent.as_ref().map(ToString::to_string)
        }
        _ => None,
    }
}

impl RollUp {
    /// The nodes' sums, sorted as [`Tally::rows`] are: one row for each node and value of the query's other dimensions.
    #[must_use]
    pub fn rows(&self) -> Vec<Row<'_>> {
        rows_of(&self.tally, &self.nodes)
    }

    /// The node above a node; `None` for a root.
    #[must_use]
    pub fn parent(&self, id: &str) -> Option<&str> {
        self.parents.get(id)?.as_deref()
    }

    /// The tally behind it, in which every entry is in one group.
    #[must_use]
    pub const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// As [`Tally::report`], with the nodes as groups.
    #[must_use]
    pub fn report(&self) -> TallyReport {
        self.tally.report_of(&self.rows())
    }
}
