//! What a report says of itself: its totals by region, and all of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::{Amount, AmountSum, Domain};
use crate::error::Problem;
use crate::import::run::{Run, no_slug};
use crate::import::slug;
use crate::model::{Claim, ClaimKind, ListKind, Relation, Role, Scope};
use crate::money::Money;

use super::amounts::as_amount;
use super::region::folded;
use super::{Contents, Reading};

/// How many names a remark tells.
const NAMES_SHOWN: usize = 8;

/// A region's rows, and what the locations say of them.
#[derive(Default)]
pub(super) struct Regions {
    /// The rows of each region, by its name for comparison: how many.
    pub(super) rows: BTreeMap<String, (String, u64)>,
    /// The totals of the locations, in the order of the file, with the line and cell of each.
    pub(super) totals: Vec<(String, Amount, String)>,
    /// The names of the locations for comparison.
    pub(super) located: BTreeSet<String>,
    /// The files of which a row was set aside, those of regions by the region's name for comparison.
    pub(super) partial: BTreeSet<(Contents, String)>,
    /// How many rows of advertisers there are.
    pub(super) advertisers: u64,
    /// Which files there are.
    pub(super) given: BTreeSet<Contents>,
}

impl Regions {
    /// The regions that have rows, and no total.
    fn unlisted(&self) -> String {
        let is_listed = |name: &str| self.located.contains(name);
        let rows = self.rows.iter().filter(|(name, (_, count))| *count > 0 && !is_listed(name));
        first_names(rows.map(|(_, (name, _))| name.as_str()))
    }
}

/// What is said of the rows that a claim is about: nothing, unless some were set aside.
fn list_of(is_whole: bool) -> Option<ListKind> {
    (!is_whole).then_some(ListKind::Partial)
}

/// The first eight of these names, and how many more there are.
fn first_names<'n>(names: impl Iterator<Item = &'n str> + Clone) -> String {
    let shown = names.clone().take(NAMES_SHOWN).collect::<Vec<_>>().join(", ");
    match names.skip(NAMES_SHOWN).count() {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

impl Reading {
    /// What the report says of itself.
    pub(super) fn claims(&self, run: &mut Run<'_>) -> Result<(), Box<Problem>> {
        let Some(currency) = self.currency else { return Ok(()) };
        let mut all = AmountSum::new();
        let mut without_rows = Vec::new();
        for (name, amount, locator) in &self.regions.totals {
            // Whole numbers and `≤100` have no defects.
            let _ = all.add(amount, Domain::Gross);
            let Some((tag, _)) = self.regions.rows.get(&folded(name)).filter(|(_, count)| *count > 0) else {
                without_rows.push(name.as_str());
                continue;
            };
            let mut slug = String::new();
            slug::of_id(&mut slug, &format!("{}/region", self.source), name);
            let mut scope = self.scope();
            scope.role = vec![Role::Restatement];
            scope.tag = vec![tag.clone()];
            let note = format!(
                "The locations give a total for {name}, and a file of its own gives the rows of {name}: both are the same money. `≤100` may be anything from 0 to 100."
            );
            let told = (locator.as_str(), note);
            let is_whole = !self.regions.partial.contains(&(Contents::Region, folded(name)));
            self.claim(run, &slug, scope, Money::new(amount.clone(), currency), told, list_of(is_whole))?;
        }
        if !without_rows.is_empty() && !self.regions.rows.is_empty() {
            let shown = first_names(without_rows.into_iter());
            let remark = format!("locations without rows of their own, whose totals nothing checks: {shown}");
            run.account.remarks.push(remark);
        }
        let unlisted = self.regions.unlisted();
        if !unlisted.is_empty() && !self.regions.totals.is_empty() {
            let remark =
                format!("regions that the locations do not list, whose rows nothing checks: {unlisted}");
            run.account.remarks.push(remark);
        }
        let is_whole = |contents| !self.regions.partial.contains(&(contents, String::new()));
        if !is_whole(Contents::Locations) {
            let remark = "locations were set aside: the advertisers are not held against them all together";
            run.account.remarks.push(remark.to_owned());
            return Ok(());
        }
        let is_bare = |contents| self.regions.given.contains(&contents) && is_whole(contents);
        if self.regions.totals.is_empty() {
            if is_bare(Contents::Locations) && self.regions.advertisers > 0 {
                let remark = "the list of locations has no rows: nothing holds the advertisers against it";
                run.account.remarks.push(format!("{}: {remark}", self.source));
            }
            return Ok(());
        }
        let amount = Money::new(as_amount(&all), currency);
        let mut list = list_of(is_whole(Contents::Advertisers));
        if self.regions.advertisers == 0 {
            if !is_bare(Contents::Advertisers) {
                return Ok(());
            }
            run.account.remarks.push(format!(
                "{}: the list of advertisers has no rows, though the locations report {amount}: nothing of it counts",
                self.source
            ));
            // A list without rows says that nothing was spent.
            list = Some(ListKind::Complete);
        }
        let note = "The advertisers together and the locations together are the same money. `≤100` may be anything from 0 to 100.";
        let told = ("all locations together", note.to_owned());
        let id = format!("{}/all-locations", self.source);
        self.claim(run, &id, self.scope(), amount, told, list)
    }

    fn scope(&self) -> Scope {
        let mut scope = Scope::all();
        scope.source = vec![self.source.clone()];
        scope
    }

    fn claim(
        &self,
        run: &mut Run<'_>,
        id: &str,
        scope: Scope,
        amount: Money,
        (locator, mut note): (&str, String),
        list: Option<ListKind>,
    ) -> Result<(), Box<Problem>> {
        let is_whole = list != Some(ListKind::Partial);
        let relation = if is_whole { Relation::Equal } else { Relation::AtLeast };
        let kind = ClaimKind::Total { amount, relation: Some(relation), weights: Vec::new() };
        let mut claim = Claim::new(id.parse().map_err(no_slug)?, kind);
        claim.scope = scope;
        claim.source = Some(self.source.clone());
        claim.locator = Some(locator.to_owned());
        claim.list = list;
        if !is_whole {
            note.push_str(" Rows were set aside: the rest may be theirs.");
        }
        claim.note = Some(note);
        run.claim(claim)
    }
}
