//! Google's political ads bundle: advertisers, weeks, places and ads, as CSV files, folder or ZIP.
//!
//! The files break down the same money in several ways. One of them counts: `advertiser-stats`, since the library began; where it is not
//! given, the first of `advertiser-weekly-spend`, `geo-spend`, `advertiser-geo-spend` and `creative-stats` that is. The others restate it, and
//! claims hold their totals against it, currency by currency: they differ by rounding and lag, and the check says by how much.
//!
//! # Columns
//!
//! How the columns of several currencies relate changed; the importer finds it in the amounts, says it in its account, and every entry
//! carries it as a tag ([`ColumnRelation`], `columns same-money` or `columns by-region`). With the same money in every column, as in 2019, the first counts and
//! the others restate it. By region, as since 2021, EUR is the whole of the EU and the currencies of its members outside the euro restate
//! part of it; all others count.
//!
//! # Amounts
//!
//! Amounts are rounded to a step, which differs by currency and revision: USD 100, EUR and GBP 50, INR 250, DKK 500; 2019 BGN 25, CZK 1000, HRK 100,
//! HUF 7500, PLN 100, RON 75, SEK 750; 2025 ARS 15000, AUD 150, BGN 100, BRL 500, CZK 1500, HUF 20000, ILS 250, MXN 1000, NZD 200, PLN 250, RON 250, SEK 1000. A column
//! in another step, or of another currency, has the greatest common divisor of its amounts; fewer than eight give the largest round number
//! that divides them all. By region, a 0 in the currency of a region that the row does not name is no amount, and makes no entry.
//! The ads of `creative-stats` have ranges instead: from the least to the greatest, and open above where there is no greatest.
//!
//! # Bundles of several days
//!
//! A later bundle takes the place of an earlier one, advertiser by advertiser (week by week, place by place, ad by ad). They are ordered by
//! `google-political-ads-updated.txt`, else by the dates in the names of their folders or archives.

mod bundle;
mod relation;
mod row;
mod view;

use std::collections::{BTreeMap, HashMap};

use super::input::{Part, refused};
use super::met::{Met, Repeats};
use super::record::Record;
use super::run::{Run, Standing, no_slug};
use super::slug;
use super::table::{self, Column, Row, Stop};
use crate::currency::Currency;
use crate::error::{Code, Problem};
use crate::exact::Sum;
use crate::id::SourceId;
use crate::model::{
    Claim, ClaimKind, Comparand, Coverage, Likeness, Platform, PlatformKind, Role, Scope, Source,
    SupersessionKind,
};

use bundle::{Bundle, File};
use relation::WITHIN_EUR;
pub use relation::{ColumnRelation, UnknownRelation};
use row::{Content, region};
use view::View;

pub(super) fn import(parts: &[Part], run: &mut Run<'_>) -> Result<(), Box<Problem>> {
    let bundles = bundle::bundles(parts, run)?;
    let Some(last) = bundles.len().checked_sub(1) else {
        let given = parts.first().map_or("", |part| &*part.given);
        let problem =
            refused(given, Code::MissingKey, "there is no file to read of Google's political ads bundle");
        return Err(problem
            .help("name the archive as it was downloaded, its folder, or its CSV files")
            .into());
    };
    run.platform({
        let mut platform = Platform::new("google".parse().map_err(no_slug)?);
        platform.name = Some("Google".to_owned());
        platform.kind = Some(PlatformKind::Search);
        platform
    })?;
    let mut reading = Reading::new(&bundles);
    if last > 0 {
        reading.survey(run)?;
    }
    for at in 0..bundles.len() {
        reading.bundle(at, run)?;
    }
    reading.claims(last, run)
}

/// Which bundles have a key, and for which of their columns it has entries.
#[derive(Default)]
struct Known {
    met: Met,
    of: HashMap<u128, Vec<(usize, u64)>>,
}

impl Known {
    /// Whether a later bundle has the key, and the one before that has it with its columns.
    fn around(&self, key: &[u8], bundle: usize) -> (Standing, Option<(usize, u64)>) {
        if self.of.is_empty() {
            return (Standing::Current, None);
        }
        let all = self.of.get(&self.met.hash(key)).map_or(&[][..], Vec::as_slice);
        let is_last = all.iter().all(|(at, _)| *at <= bundle);
        let standing = if is_last { Standing::Current } else { Standing::Superseded };
        (standing, all.iter().filter(|(at, _)| *at < bundle).max_by_key(|(at, _)| *at).copied())
    }
}

/// What is kept from row to row.
struct Reading<'b> {
    bundles: &'b [Bundle<'b>],
    known: Known,
    in_file: Repeats,
    /// What the views of the latest bundle print, added up.
    printed: BTreeMap<(Currency, View), Sum>,
    /// The same of the columns of the file at hand.
    printed_here: Vec<Option<Sum>>,
    content: Content,
    key: Vec<u8>,
    base: String,
    part: String,
    id: String,
    advertiser: String,
    /// The cells that were made into it last: most rows repeat it.
    last: [Vec<u8>; 2],
}

impl<'b> Reading<'b> {
    fn new(bundles: &'b [Bundle<'b>]) -> Self {
        Self {
            bundles,
            known: Known::default(),
            in_file: Repeats::default(),
            printed: BTreeMap::new(),
            printed_here: Vec::new(),
            content: Content::default(),
            key: Vec::new(),
            base: String::new(),
            part: String::new(),
            id: String::new(),
            advertiser: String::new(),
            last: [Vec::new(), Vec::new()],
        }
    }

    /// Reads all bundles for what a later one takes the place of.
    fn survey(&mut self, run: &Run<'_>) -> Result<(), Box<Problem>> {
        for (at, bundle) in self.bundles.iter().enumerate() {
            for file in &bundle.files {
                file.part.read(|reader| {
                    let mut rows = table::Rows::open(&file.part.name, reader)?;
                    while let Some(row) = rows.next()? {
                        if self.content.read(row, &file.table, bundle.until, run.options.mode).is_err() {
                            continue;
                        }
                        file.table.columns.write_key(file.table.view, row, &mut self.key);
                        let columns = self.content.cells.iter().fold(0_u64, |bits, cell| bits | 1 << cell.at);
                        let of = self.known.of.entry(self.known.met.hash(&self.key)).or_default();
                        if of.iter().all(|(known, _)| *known != at) {
                            of.push((at, columns));
                        }
                    }
                    Ok(())
                })?;
            }
        }
        Ok(())
    }

    fn bundle(&mut self, at: usize, run: &mut Run<'_>) -> Result<(), Box<Problem>> {
        let Some(bundle) = self.bundles.get(at) else { return Ok(()) };
        let source: SourceId = bundle.source().parse().map_err(no_slug)?;
        run.source({
            let mut record = Source::new(source.clone());
            record.title = Some("Google Political Ads bundle".to_owned());
            record.publisher = Some("Google".to_owned());
            record.published = bundle.taken;
            record
        })?;
        if at + 1 == self.bundles.len() {
            let mut coverage = Coverage::new();
            coverage.platform = Some("google".parse().map_err(no_slug)?);
            coverage.window = bundle.until;
            coverage.source = Some(source.clone());
            run.coverage(coverage)?;
        }
        for file in &bundle.files {
            self.in_file = file.repeats.take();
            self.printed_here = vec![None; file.table.columns.money.len()];
            table::read(file.part, run, |run, rows| {
                let mut is_month_first = false;
                rows.each(run, &mut |run, row| {
                    let made = self.row(run, row, at, bundle, file, source.as_str());
                    is_month_first |= self.content.is_month_first;
                    made
                })?;
                if is_month_first {
                    run.account.remarks.push(format!("{}: dates are read as month/day/year", file.part.name));
                }
                Ok(())
            })?;
            for (money, sum) in file.table.columns.money.iter().zip(self.printed_here.drain(..)) {
                if let Some(sum) = sum {
                    self.printed.entry((money.currency(), file.table.view)).or_default().merge(&sum);
                }
            }
        }
        Ok(())
    }

    fn row(
        &mut self,
        run: &mut Run<'_>,
        row: Row<'_>,
        at: usize,
        bundle: &Bundle<'_>,
        file: &File<'_>,
        source: &str,
    ) -> Result<(), Stop> {
        self.content.read(row, &file.table, bundle.until, run.options.mode)?;
        let columns = &file.table.columns;
        if let Some(column) = columns.advertiser {
            self.advertise(run, row, column, columns.name)?;
        }
        columns.write_key(file.table.view, row, &mut self.key);
        self.set_base(row, file)?;
        let (standing, earlier) = self.known.around(&self.key, at);
        if standing == Standing::Superseded {
            self.part.clear();
            self.part.push_str(&bundle.slug);
        } else {
            self.part.clear();
        }
        if self.in_file.is_met(&self.key) {
            self.part.push_str(if self.part.is_empty() { "row-" } else { "-row-" });
            self.part.push_str(&row.number.to_string());
        }
        let earlier = earlier.map(|(at, bits)| self.ids_of(at, file.table.view, bits)).unwrap_or_default();
        let supersedes: Vec<(&str, Option<SupersessionKind>)> =
            earlier.iter().map(|id| (id.as_str(), Some(SupersessionKind::Amends))).collect();
        let cells = std::mem::take(&mut self.content.cells);
        let mut made = Ok(());
        for (number, cell) in cells.iter().enumerate() {
            let supersedes = if number == 0 { supersedes.as_slice() } else { &[] };
            made = made
                .and_then(|()| self.entry(run, row, (bundle, file, source), cell, (standing, supersedes)));
        }
        self.content.cells = cells;
        made
    }

    /// Writes the id of the advertiser, and pushes him where he is new.
    fn advertise(
        &mut self,
        run: &mut Run<'_>,
        row: Row<'_>,
        column: Column,
        name: Option<Column>,
    ) -> Result<(), Stop> {
        let cells = [row.cell(column), name.map(|name| row.cell(name)).unwrap_or_default()];
        if !self.advertiser.is_empty() && self.last == cells {
            return Ok(());
        }
        self.advertiser.clear();
        let (name, advertiser) = (row.optional(name)?, row.text(column)?);
        if advertiser.is_empty() {
            return Err(row.fault(column, "the row names no advertiser").into());
        }
        slug::of_id(&mut self.advertiser, "google", advertiser);
        for (last, cell) in self.last.iter_mut().zip(cells) {
            last.clear();
            last.extend_from_slice(cell);
        }
        run.actor(&self.advertiser, |mut actor| {
            actor.name = (!name.is_empty()).then(|| name.to_owned());
            actor
        })?;
        Ok(())
    }

    fn entry(
        &mut self,
        run: &mut Run<'_>,
        row: Row<'_>,
        (bundle, file, source): (&Bundle<'_>, &File<'_>, &str),
        cell: &row::Cell,
        (standing, supersedes): (Standing, &[(&str, Option<SupersessionKind>)]),
    ) -> Result<(), Stop> {
        let table = &file.table;
        let Some(money) = table.columns.money.get(cell.at).copied() else { return Ok(()) };
        let currency = money.currency();
        if let Some((column, value)) = cell.repaired {
            run.repair(row, column, format!("{value} {currency}"));
        }
        self.id.clone_from(&self.base);
        self.id.push('/');
        self.id.push_str(currency.as_str());
        if !self.part.is_empty() {
            self.id.push('/');
            self.id.push_str(&self.part);
        }
        let relation = table.relation.map(ColumnRelation::tag);
        let tags = [table.view.tag(), relation.unwrap_or_default()];
        let is_counted = table.view == bundle.counted && counts(table.relation, cell.at, currency);
        let mut record = Record::new(&self.id, cell.amount.clone(), currency, row.spot(money.column()));
        record.platform = Some("google");
        record.sponsor = table.columns.advertiser.is_some().then_some(self.advertiser.as_str());
        record.jurisdiction = self.place(row, file, currency)?;
        record.when = self.content.when;
        record.role = if is_counted { Role::Counted } else { Role::Restatement };
        record.recorded = bundle.recorded;
        record.source = Some(source);
        record.tags = if relation.is_some() { &tags } else { tags.get(..1).unwrap_or_default() };
        record.supersedes = supersedes;
        run.entry(&record, standing)?;
        let value = cell.amount.printed().filter(|_| standing == Standing::Current);
        if let (Some(value), Some(sum)) = (value, self.printed_here.get_mut(cell.at)) {
            sum.get_or_insert_default().add(value);
        }
        Ok(())
    }

    /// Where the money was spent: the place of the row, its only region, or that of the column.
    fn place<'r>(&self, row: Row<'r>, file: &File<'_>, currency: Currency) -> Result<Option<&'r str>, Stop> {
        let columns = &file.table.columns;
        let is_code = |code: &&str| is_code(code);
        let division = Some(row.optional(columns.division)?).filter(is_code);
        let place = Some(row.optional(columns.place)?).filter(is_code);
        let regions = Some(row.optional(columns.regions)?).filter(is_code);
        let by_column = file
            .table
            .relation
            .filter(|relation| *relation == ColumnRelation::ByRegion)
            .and_then(|_| region(currency));
        Ok(division.or(place).or(regions).or(by_column))
    }

    /// The id of the row's entries, without the currency.
    fn set_base(&mut self, row: Row<'_>, file: &File<'_>) -> Result<(), Stop> {
        let view = file.table.view;
        self.base.clear();
        self.base.push_str(if file.table.columns.advertiser.is_some() { &self.advertiser } else { "google" });
        match view {
            View::Lifetime => {}
            View::Weekly => {
                self.base.push_str("/weekly/");
                self.base.push_str(&self.content.week);
                self.push_slug(row.optional(file.table.columns.cycle)?);
            }
            View::Geo | View::AdvertiserGeo => {
                self.base.push_str("/geo");
                let columns = &file.table.columns;
                for column in [columns.place, columns.division, columns.subdivision] {
                    self.push_slug(row.optional(column)?);
                }
            }
            View::Creative => self.push_slug(row.optional(file.table.columns.ad)?),
        }
        Ok(())
    }

    fn push_slug(&mut self, text: &str) {
        if !text.is_empty() {
            slug::of_id(&mut self.id, "x", text);
            self.base.push_str(self.id.get(1..).unwrap_or_default());
        }
    }

    /// The ids that the key's entries have in an earlier bundle.
    fn ids_of(&self, at: usize, view: View, bits: u64) -> Vec<String> {
        let Some(bundle) = self.bundles.get(at) else { return Vec::new() };
        let money =
            bundle.files.iter().find(|file| file.table.view == view).map(|file| &file.table.columns.money);
        let of = |(at, money): (usize, &view::Money)| {
            let is_there = bits >> at & 1 == 1;
            is_there.then(|| format!("{}/{}/{}", self.base, money.currency(), bundle.slug))
        };
        money.into_iter().flatten().enumerate().filter_map(of).collect()
    }

    /// What the latest bundle says of itself.
    fn claims(&self, last: usize, run: &mut Run<'_>) -> Result<(), Box<Problem>> {
        let Some(bundle) = self.bundles.get(last) else { return Ok(()) };
        let source: SourceId = bundle.source().parse().map_err(no_slug)?;
        let Some(counted) = bundle.files.iter().find(|file| file.table.view == bundle.counted) else {
            return Ok(());
        };
        for other in bundle.files.iter().filter(|file| file.table.view != bundle.counted) {
            for (at, money) in counted.table.columns.money.iter().enumerate() {
                let currency = money.currency();
                let in_other = other.table.columns.money.iter().any(|money| money.currency() == currency);
                if !in_other || !counts(counted.table.relation, at, currency) {
                    continue;
                }
                let scope = |file: &File<'_>, role: Option<Role>| {
                    let mut scope = Scope::all();
                    scope.source = vec![source.clone()];
                    scope.tag = vec![file.table.view.tag().to_owned()];
                    scope.currency = vec![currency];
                    scope.role = role.into_iter().collect();
                    scope
                };
                let than = Comparand::Scope(Box::new(scope(other, Some(Role::Restatement))));
                let id = format!("{source}/{}-{}/{currency}", bundle.counted.tag(), other.table.view.tag());
                let mut claim = Claim::new(
                    id.parse().map_err(no_slug)?,
                    ClaimKind::Comparison { than, is: Likeness::Same },
                );
                claim.scope = scope(counted, None);
                claim.source = Some(source.clone());
                claim.locator = Some(other.part.name.to_string());
                run.claim(claim)?;
                self.compare(run, currency, [bundle.counted, other.table.view]);
            }
        }
        Ok(())
    }
}

impl Reading<'_> {
    /// Says what two views print of a currency.
    fn compare(&self, run: &mut Run<'_>, currency: Currency, views: [View; 2]) {
        let [counted, other] = views.map(|view| {
            let sum = self.printed.get(&(currency, view)).map(Sum::value);
            sum.map(|sum| format!("{} {sum} {currency}", view.tag()))
        });
        if let (Some(counted), Some(other)) = (counted, other) {
            run.account.remarks.push(format!(
                "as printed, {counted} against {other}: `adspend check` says what rounding allows"
            ));
        }
    }
}

/// Whether a text is a code of ISO 3166, as a `Jurisdiction` takes it.
fn is_code(code: &str) -> bool {
    let (country, division) = code.split_once('-').unwrap_or((code, "0"));
    let fits = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && (1..=3).contains(&division.len())
        && division.bytes().all(fits)
}

/// Whether a column's money counts beside that of the others.
fn counts(relation: Option<ColumnRelation>, at: usize, currency: Currency) -> bool {
    match relation {
        None => true,
        Some(ColumnRelation::SameMoney) => at == 0,
        Some(ColumnRelation::ByRegion) => !WITHIN_EUR.contains(&currency),
    }
}
