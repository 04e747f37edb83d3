//! Of which countries the files of a bundle are: that of advertisers' places is of the US alone in bundles whose other files are of all countries.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::table::Row;

use super::bundle::File;
use super::relation::ColumnRelation;
use super::row::EU;
use super::view::View;

/// What Google calls all members of the EU together.
const ALL_OF_EU: &str = "EU";

/// The countries that the rows of views name.
#[derive(Default)]
pub(super) struct Countries {
    of: BTreeMap<View, BTreeSet<String>>,
    /// The last cell: most rows repeat it.
    last: Vec<u8>,
}

impl Countries {
    /// Notes the countries of a row, where its view has such: `US`, `US-CA`, `DE, EU`.
    pub(super) fn note(&mut self, row: Row<'_>, file: &File<'_>) {
        let (view, columns) = (file.table.view, &file.table.columns);
        let column = match view {
            View::Lifetime => columns.regions,
            View::Geo | View::AdvertiserGeo => columns.place,
            View::Weekly | View::Creative => None,
        };
        let Some(column) = column else { return };
        let of = self.of.entry(view).or_default();
        let cell = row.cell(column);
        if !of.is_empty() && self.last == cell {
            return;
        }
        self.last.clear();
        self.last.extend_from_slice(cell);
        let Ok(text) = std::str::from_utf8(cell) else { return };
        for place in text.split(',').map(str::trim) {
            let country = place.split('-').next().unwrap_or(place);
            if country.len() == 2 && !of.contains(country) {
                of.insert(country.to_owned());
            }
        }
    }

    /// The countries of which alone a file is, where others of its bundle are of more: its total is a part of theirs. Where columns are by
    /// region, the column of a currency is of one country in all files.
    pub(super) fn alone(&self, file: &File<'_>) -> Option<String> {
        if file.table.view != View::AdvertiserGeo || file.table.relation == Some(ColumnRelation::ByRegion) {
            return None;
        }
        let own = self.of.get(&View::AdvertiserGeo).filter(|own| !own.is_empty())?;
        let has = |country: &String| {
            own.contains(country) || country == ALL_OF_EU && own.iter().any(|own| EU.contains(&own.as_str()))
        };
        let mut others = self.of.iter().filter(|(view, _)| **view != View::AdvertiserGeo).peekable();
        let is_part = match others.peek() {
            Some(_) => others.flat_map(|(_, countries)| countries).any(|country| !has(country)),
            // Since there are several currencies, there are several countries.
            None => file.table.relation.is_some() && own.len() == 1,
        };
        is_part.then(|| match own.len() {
            1..=3 => own.iter().map(String::as_str).collect::<Vec<_>>().join(", "),
            count => format!("{count} countries"),
        })
    }
}
