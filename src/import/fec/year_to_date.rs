//! The year-to-date column of notices of independent expenditures (form 24), which have no total: it chains.
//!
//! Each item gives what the filer spent on its race, and election, from January on, itself included (11 CFR 104.4(f)). In the order of their
//! years-to-date, what lies between the first, without its own item, and the last is therefore at least what the items of one race in
//! one notice add up to; more, where expenditures stand between them that another notice has. Where two items have one year-to-date, as
//! some software writes it, only the greatest as a whole is held against them.

use std::collections::BTreeMap;

use super::Filing;
use super::item::{Item, figure};
use crate::amount::Amount;
use crate::currency::Currency;
use crate::error::Problem;
use crate::exact::{Numeral, Sum};
use crate::id::EntryId;
use crate::import::run::{Run, no_slug};
use crate::import::slug;
use crate::model::{Claim, ClaimKind, ListKind, Relation, Scope};
use crate::money::Money;

/// An item of a race.
struct Link {
    year_to_date: Numeral,
    amount: Numeral,
    entry: String,
    line: u64,
}

/// The items of a notice, by race.
#[derive(Default)]
pub(super) struct Races(BTreeMap<String, Vec<Link>>);

impl Races {
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Notes an item; one whose year-to-date cannot be read says nothing of the others.
    pub(super) fn add(&mut self, item: Item<'_>, amount: Numeral, entry: &str, line: u64) {
        let Some(year_to_date) = figure(item.year_to_date(), item.is_in_cents) else { return };
        let link = Link { year_to_date, amount, entry: entry.to_owned(), line };
        self.0.entry(item.race()).or_default().push(link);
    }

    /// Claims what the chain of each race says.
    pub(super) fn claim(&mut self, filing: &Filing<'_>, run: &mut Run<'_>) -> Result<(), Box<Problem>> {
        for (race, links) in &mut self.0 {
            if links.iter().any(|link| link.amount.is_negative() || link.year_to_date.is_negative()) {
                let remark = format!(
                    "{}: an item of {race} is below zero: its year-to-date is not checked",
                    filing.slug
                );
                run.account.remarks.push(remark);
                continue;
            }
            links.sort_by(|a, b| a.year_to_date.cmp_value(b.year_to_date).then(a.line.cmp(&b.line)));
            let (Some(first), Some(last)) = (links.first(), links.last()) else { continue };
            let rises = links.windows(2).all(|pair| match pair {
                [a, b] => a.year_to_date.cmp_value(b.year_to_date).is_lt(),
                _ => true,
            });
            let before = difference(first.year_to_date, first.amount).filter(|before| !before.is_negative());
            let (amount, note) = match before
                .filter(|_| rises)
                .and_then(|before| Some((before, difference(last.year_to_date, before)?)))
            {
                Some((before, rise)) => (
                    rise,
                    format!(
                        "Before line {} the year-to-date of {race} was {before} USD, and on line {} it is {}: between the two lies at least what the notice itemises.",
                        first.line, last.line, last.year_to_date
                    ),
                ),
                None => (
                    last.year_to_date,
                    format!(
                        "On line {} the year-to-date of {race} is {} USD: at least what the notice itemises.",
                        last.line, last.year_to_date
                    ),
                ),
            };
            claim(filing, run, race, amount, links, note)?;
        }
        Ok(())
    }
}

fn difference(from: Numeral, less: Numeral) -> Option<Numeral> {
    let mut sum = Sum::new();
    sum.add(from);
    sum.subtract(less);
    sum.value().to_numeral()
}

fn claim(
    filing: &Filing<'_>,
    run: &mut Run<'_>,
    race: &str,
    amount: Numeral,
    links: &[Link],
    note: String,
) -> Result<(), Box<Problem>> {
    let mut id = String::new();
    slug::of_id(&mut id, &format!("fec/{}/year-to-date", filing.slug), race);
    let kind = ClaimKind::Total {
        amount: Money::new(Amount::exact(amount), Currency::USD),
        relation: Some(Relation::AtLeast),
        weights: Vec::new(),
    };
    let mut claim = Claim::new(id.parse().map_err(no_slug)?, kind);
    let ids: Result<Vec<EntryId>, _> = links.iter().map(|link| link.entry.parse()).collect();
    claim.scope = Scope { entries: ids.map_err(no_slug)?, ..Scope::all() };
    claim.list = Some(ListKind::Partial);
    claim.source = Some(filing.source()?);
    claim.locator = Some(filing.part.name.to_string());
    claim.note = Some(note);
    run.claim(claim)
}
