//! Google's political ads bundle: advertisers, weeks, places and ads, as CSV files, folder or ZIP.
//!
//! The files break down the same money in several ways. One of them counts: `advertiser-stats`, since the library began; where it is not
//! given, the first of `advertiser-weekly-spend`, `geo-spend`, `advertiser-geo-spend` and `creative-stats` that is. The others restate it, and
//! claims hold their totals against it, currency by currency: they differ by rounding and lag, and the check says by how much. Up to 2021
//! `advertiser-geo-spend` is of the US alone: what the other files have of all countries is at least as much (see `countries.rs`).
//!
//! # Columns
//!
//! How the columns of several currencies relate changed; the importer finds it in the amounts, says it in its account, and every entry
//! carries it as a tag ([`ColumnRelation`], `columns same-money` or `columns by-region`; `columns one` where there is one, as in 2018). What nine of ten rows with much money say is so of the
//! file; rows that disagree more than that are refused until the caller says it. With the same money in every column, as in 2019, the first counts and
//! the others restate it; a row with nothing in one column and much in another is set aside, and in tolerant mode the empty restatement is left out. By region, as since 2021, EUR is the whole of the EU and the currencies of its members outside the euro restate
//! part of it; all others count. A row tells by much money in one column and none in another, or as much in dollars, euros and pounds; and by money
//! in the column of a region that it does not name.
//!
//! # Amounts
//!
//! Amounts are rounded to a step, which differs by currency and revision: USD 100, EUR and GBP 50, INR 250, DKK 500; 2019 BGN 25, CZK 1000, HRK 100,
//! HUF 7500, PLN 100, RON 75, SEK 750; 2025 ARS 15000, AUD 150, BGN 100, BRL 500, CZK 1500, HUF 20000, ILS 250, MXN 1000, NZD 200, PLN 250, RON 250, SEK 1000. A column
//! of which more than a quarter of the amounts are no multiples of a known step, or of another currency, has the greatest common divisor of its amounts;
//! fewer than eight give the largest round number that divides them all, and the account says so. An amount that is no multiple of the step is set aside; in
//! tolerant mode it is what lies half a step around it. By region, a 0 in the currency of a region that the row does not name is no
//! amount, and makes no entry; where the weeks do not say where they were spent, the advertiser's regions in `advertiser-stats` do. Rows that repeat
//! another in every cell are set aside; an ad is known by its id and its advertiser's.
//! The ads of `creative-stats` have ranges instead: from the least to the greatest, and open above where there is no greatest.
//!
//! # Bundles of several days
//!
//! A later bundle takes the place of an earlier one, advertiser by advertiser (week by week, place by place, ad by ad). They are ordered by
//! `google-political-ads-updated.csv` (2018: `.txt`), else by the dates in the names of their folders or archives. Between 2019 and 2025 Google
//! numbered its advertisers anew: two bundles in which most advertisers of both have other ids are refused, since nothing tells what of the
//! earlier the later restates.
//!
//! # Dates
//!
//! `2018-05-27`; copies that a spreadsheet saved have them in the order of its country, which the file shows: by numbers above 12, and by the
//! Sundays on which Google's weeks begin. Where nothing tells, a date is read where it can be read in one way only.

mod advertisers;
mod bundle;
mod claims;
mod copies;
mod countries;
mod regions;
mod relation;
mod row;
mod view;
mod weeks;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::dates::DateOrder;
use super::input::{Part, archive_within, refused};
use super::met::{Met, Repeats};
use super::record::Record;
use super::run::{Run, Standing, no_slug};
use super::slug;
use super::table::{self, Column, Fault, Row, Stop};
use crate::currency::Currency;
use crate::error::{Code, Problem};
use crate::exact::Sum;
use crate::id::SourceId;
use crate::model::{Coverage, Platform, PlatformKind, Role, Source, SupersessionKind};

use advertisers::{Advertisers, refuse_renumbered};
use bundle::{Bundle, File};
use claims::counts;
use copies::Copies;
use countries::Countries;
pub use relation::{ColumnRelation, UnknownRelation};
use row::{Content, is_same, with_money};
use view::{Key, View};

pub(super) fn import(parts: &[Part], run: &mut Run<'_>) -> Result<(), Box<Problem>> {
    let bundles = bundle::bundles(parts, run)?;
    let Some(last) = bundles.len().checked_sub(1) else {
        if let Some(problem) = archive_within(parts) {
            return Err(problem.into());
        }
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

/// The tag of entries of a file with one column of money, as all were in 2018.
const ONE_COLUMN: &str = "columns one";

/// A row of a bundle that has a key.
#[derive(Clone, Copy)]
struct KnownRow {
    /// Which bundle.
    bundle: usize,
    /// For which of the columns of money it has entries, a bit each.
    columns: u64,
    /// Which row of its file it is, where the key stands there before; 0 where it does not.
    again: u64,
}

/// The rows that have a key.
#[derive(Default)]
struct Known {
    met: Met,
    of: HashMap<u128, Vec<KnownRow>>,
}

impl Known {
    /// Whether a later bundle has the key, and the rows of the one before that has it.
    fn around(&self, key: &[u8], bundle: usize) -> (Standing, Vec<KnownRow>) {
        if self.of.is_empty() {
            return (Standing::Current, Vec::new());
        }
        let all = self.of.get(&self.met.hash(key)).map_or(&[][..], Vec::as_slice);
        let is_last = all.iter().all(|row| row.bundle <= bundle);
        let standing = if is_last { Standing::Current } else { Standing::Superseded };
        let earlier = all.iter().map(|row| row.bundle).filter(|at| *at < bundle).max();
        (standing, all.iter().filter(|row| Some(row.bundle) == earlier).copied().collect())
    }
}

/// What is kept from row to row.
struct Reading<'b> {
    bundles: &'b [Bundle<'b>],
    known: Known,
    in_file: Repeats,
    /// What the views of the latest bundle print, added up; ranges print nothing, and add nothing.
    printed: BTreeMap<(Currency, View), Sum>,
    /// The same of the columns of the file at hand.
    printed_here: Vec<Option<Sum>>,
    /// The views of which a row was set aside.
    partial: BTreeSet<View>,
    /// How many rows of the file at hand are 0 in a currency that nobody knows.
    unplaced: u64,
    /// The views that have such rows.
    unplaced_in: BTreeSet<View>,
    /// How many rows of the file at hand have the key of another, and other figures.
    again: u64,
    /// Of which countries the views of the latest bundle are.
    countries: Countries,
    content: Content,
    key: Vec<u8>,
    base: String,
    part: String,
    id: String,
    advertiser: String,
    /// The cell that was made into it: most rows repeat it.
    last: Vec<u8>,
    /// What tells the row from the others of its file.
    file_key: Key,
    copies: Copies,
    /// The last cell of an election cycle, and what is behind the week in ids for it: most rows repeat it.
    cycle: (Vec<u8>, String),
    /// The column of money of the record before, where that is of the same advertiser and file.
    last_money: Option<usize>,
}

impl<'b> Reading<'b> {
    fn new(bundles: &'b [Bundle<'b>]) -> Self {
        Self {
            bundles,
            known: Known::default(),
            in_file: Repeats::default(),
            printed: BTreeMap::new(),
            printed_here: Vec::new(),
            partial: BTreeSet::new(),
            unplaced: 0,
            again: 0,
            countries: Countries::default(),
            unplaced_in: BTreeSet::new(),
            content: Content::default(),
            key: Vec::new(),
            base: String::new(),
            part: String::new(),
            id: String::new(),
            advertiser: String::new(),
            last: Vec::new(),
            file_key: Key::default(),
            copies: Copies::default(),
            cycle: <_>::default(),
            last_money: None,
        }
    }

    /// Finds the advertiser of a row, the beginning of its ids, and the key by which bundles have it: the same for all spellings of a date.
    fn set_place(&mut self, row: Row<'_>, file: &File<'_>) -> Result<(), Fault> {
        let columns = &file.table.columns;
        if let Some(column) = columns.advertiser
            && (self.advertiser.is_empty() || self.last != row.cell(column))
        {
            self.advertiser.clear();
            self.last_money = None;
            let advertiser = row.text(column)?;
            if advertiser.is_empty() {
                return Err(row.fault(column, "the row names no advertiser"));
            }
            slug::of_id(&mut self.advertiser, "google", advertiser);
            self.last.clear();
            self.last.extend_from_slice(row.cell(column));
        }
        self.set_base(row, file)?;
        // Of one bundle alone nothing is replaced.
        if self.bundles.len() > 1 {
            self.key.clear();
            self.key.extend_from_slice(file.table.view.tag().as_bytes());
            self.key.push(0);
            self.key.extend_from_slice(self.base.as_bytes());
        }
        Ok(())
    }

    /// Reads all bundles for what a later one takes the place of.
    fn survey(&mut self, run: &Run<'_>) -> Result<(), Box<Problem>> {
        let mut all = Vec::new();
        for (at, bundle) in self.bundles.iter().enumerate() {
            let mut advertisers = Advertisers::default();
            for file in &bundle.files {
                self.copies = Copies::default();
                file.part.read(|reader| {
                    let mut rows = table::Rows::open(&file.part.name, reader)?;
                    let width = rows.header.len();
                    while let Some(row) = rows.next()? {
                        if !row.fits(width)
                            || self.content.read(row, &file.table, bundle.until, run.options.mode).is_err()
                        {
                            continue;
                        }
                        if self.set_place(row, file).is_err() {
                            continue;
                        }
                        let table = &file.table;
                        if let (Some(id), true) = (table.columns.advertiser, table.view == bundle.counted) {
                            let name = row.optional(table.columns.name).unwrap_or_default();
                            advertisers.note(row.cell(id), name);
                        }
                        table.columns.write_key(row, self.content.first, &mut self.file_key);
                        let key = self.file_key.bytes();
                        let is_suspect = file.repeats.borrow().suspect(key).is_some();
                        if is_suspect && self.copies.has(row, table, key) {
                            continue;
                        }
                        let columns = self.content.cells.iter().fold(0_u64, |bits, cell| bits | 1 << cell.at);
                        let of = self.known.of.entry(self.known.met.hash(&self.key)).or_default();
                        let again = if of.iter().any(|row| row.bundle == at) { row.number } else { 0 };
                        of.push(KnownRow { bundle: at, columns, again });
                    }
                    Ok(())
                })?;
            }
            all.push(advertisers);
        }
        refuse_renumbered(self.bundles, &all)
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
            self.last_money = None;
            self.copies = Copies::default();
            self.printed_here = vec![None; file.table.columns.money.len()];
            let asides = run.account.set_aside.len();
            table::read(file.part, run, |run, rows| {
                let mut is_rewritten = false;
                rows.each(run, &mut |run, row| {
                    let made = self.row(run, row, at, bundle, file, source.as_str());
                    is_rewritten |= self.content.is_rewritten;
                    made
                })?;
                if is_rewritten {
                    let order = match file.table.columns.dates {
                        DateOrder::MonthFirst => "month/day/year",
                        DateOrder::DayFirst => "day/month/year",
                        DateOrder::Unknown => "month/day or day/month where they can be read in one way only",
                    };
                    run.account.remarks.push(format!("{}: dates are read as {order}", file.part.name));
                }
                Ok(())
            })?;
            for (money, sum) in file.table.columns.money.iter().zip(self.printed_here.drain(..)) {
                if let Some(sum) = sum {
                    self.printed.entry((money.currency(), file.table.view)).or_default().merge(&sum);
                }
            }
            if run.account.set_aside.len() > asides {
                self.partial.insert(file.table.view);
            }
            self.note_rows(run, file);
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
        self.set_place(row, file).map_err(|fault| with_money(fault, row, &file.table, run.options.mode))?;
        if columns.advertiser.is_some() {
            run.actor(&self.advertiser, |mut actor| {
                // Rows are in UTF-8 by now.
                actor.name =
                    row.optional(columns.name).ok().filter(|name| !name.is_empty()).map(str::to_owned);
                actor
            })?;
        }
        columns.write_key(row, self.content.first, &mut self.file_key);
        let suspect = self.in_file.suspect(self.file_key.bytes());
        if suspect.is_some() && self.copies.has(row, &file.table, self.file_key.bytes()) {
            return Err(self.content.copy(row, &file.table).into());
        }
        self.unplaced += u64::from(self.content.is_unplaced);
        if at + 1 == self.bundles.len() {
            self.countries.note(row, file);
        }
        let (standing, earlier) = self.known.around(&self.key, at);
        self.part.clear();
        if standing == Standing::Superseded {
            self.part.push_str(&bundle.slug);
        }
        let is_first = !suspect.is_some_and(|suspect| self.in_file.is_met_again(suspect));
        if !is_first {
            push_row(&mut self.part, row.number);
            self.again += 1;
        }
        let mut replaced = Vec::new();
        if is_first {
            replaced.extend(earlier.iter().flat_map(|known| self.ids_of(*known, file.table.view)));
        }
        let mut supersedes: Vec<(&str, Option<SupersessionKind>)> = Vec::new();
        supersedes.extend(replaced.iter().map(|id| (id.as_str(), Some(SupersessionKind::Amends))));
        let mut cells = std::mem::take(&mut self.content.cells);
        let made = cells.drain(..).enumerate().try_for_each(|(number, cell)| {
            let supersedes = if number == 0 { supersedes.as_slice() } else { &[] };
            self.entry(run, row, (bundle, file, source), cell, (standing, supersedes))
        });
        self.content.cells = cells;
        for column in self.content.left_out.drain(..) {
            run.repair(row, column, "no amount".to_owned());
        }
        made
    }

    fn entry(
        &mut self,
        run: &mut Run<'_>,
        row: Row<'_>,
        (bundle, file, source): (&Bundle<'_>, &File<'_>, &str),
        cell: row::Cell,
        (standing, supersedes): (Standing, &[(&str, Option<SupersessionKind>)]),
    ) -> Result<(), Stop> {
        let table = &file.table;
        let Some(money) = table.columns.money.get(cell.at).copied() else { return Ok(()) };
        let currency = money.currency();
        if let Some((column, read_as)) = &cell.repaired {
            run.repair(row, *column, read_as.clone());
        }
        self.id.clone_from(&self.base);
        self.id.push_str(table.code(cell.at));
        if !self.part.is_empty() {
            self.id.push('/');
            self.id.push_str(&self.part);
        }
        let tags = [table.view.tag(), table.relation.map_or(ONE_COLUMN, ColumnRelation::tag)];
        let is_counted = table.view == bundle.counted && counts(table.relation, cell.at, currency);
        let amount = cell.figure.amount(table.step(cell.at));
        let printed = amount.printed();
        let place = self.place(row, file)?;
        // Where only the column says of which country the money is.
        let of_column = (place.is_none() && !self.content.is_unplaced).then_some(cell.at);
        let mut record = Record::new(&self.id, amount, currency, row.spot(money.column()));
        record.is_alike = of_column.is_some() && self.last_money == of_column;
        record.platform = Some("google");
        record.sponsor = table.columns.advertiser.is_some().then_some(self.advertiser.as_str());
        record.jurisdiction = place.or_else(|| table.country(of_column?));
        record.when = self.content.when;
        record.role = if is_counted { Role::Counted } else { Role::Restatement };
        record.recorded = bundle.recorded;
        record.source = Some(source);
        record.tags = &tags;
        record.supersedes = supersedes;
        run.entry(&record, standing)?;
        self.last_money = of_column;
        if standing == Standing::Current
            && let Some(sum) = self.printed_here.get_mut(cell.at)
        {
            let sum = sum.get_or_insert_default();
            if let Some(value) = printed {
                sum.add(value);
            }
        }
        Ok(())
    }

    /// Where the money was spent: the place of the row, or its only region.
    fn place<'r>(&self, row: Row<'r>, file: &File<'_>) -> Result<Option<&'r str>, Stop> {
        let columns = &file.table.columns;
        for column in [columns.division, columns.place, columns.regions].into_iter().flatten() {
            let place = row.text(column)?;
            if is_code(place) {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    /// The id of the row's entries, without the currency.
    fn set_base(&mut self, row: Row<'_>, file: &File<'_>) -> Result<(), Fault> {
        let view = file.table.view;
        self.base.clear();
        self.base.push_str(if file.table.columns.advertiser.is_some() { &self.advertiser } else { "google" });
        match view {
            View::Lifetime => {}
            View::Weekly => {
                self.base.push_str("/weekly/");
                self.base.push_str(&self.content.week);
                if let Some(column) = file.table.columns.cycle {
                    self.push_cycle(row, column)?;
                }
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

    fn push_cycle(&mut self, row: Row<'_>, column: Column) -> Result<(), Fault> {
        let cell = row.cell(column);
        if !is_same(cell, &self.cycle.0) {
            let end = self.base.len();
            self.push_slug(row.text(column)?);
            self.cycle.0.clear();
            self.cycle.0.extend_from_slice(cell);
            self.cycle.1.clear();
            self.cycle.1.push_str(self.base.get(end..).unwrap_or_default());
            return Ok(());
        }
        self.base.push_str(&self.cycle.1);
        Ok(())
    }

    fn push_slug(&mut self, text: &str) {
        if !text.is_empty() {
            slug::of_id(&mut self.id, "x", text);
            self.base.push_str(self.id.get(1..).unwrap_or_default());
        }
    }

    /// The ids that a row's entries have in an earlier bundle.
    fn ids_of(&self, row: KnownRow, view: View) -> Vec<String> {
        let Some(bundle) = self.bundles.get(row.bundle) else { return Vec::new() };
        let money =
            bundle.files.iter().find(|file| file.table.view == view).map(|file| &file.table.columns.money);
        let mut part = bundle.slug.clone();
        if row.again > 0 {
            push_row(&mut part, row.again);
        }
        let of = |(at, money): (usize, &view::Money)| {
            let is_there = row.columns >> at & 1 == 1;
            is_there.then(|| format!("{}/{}/{part}", self.base, money.currency()))
        };
        money.into_iter().flatten().enumerate().filter_map(of).collect()
    }
}

/// Tells a row's ids from those of the first row with its key.
fn push_row(part: &mut String, number: u64) {
    part.push_str(if part.is_empty() { "row-" } else { "-row-" });
    part.push_str(&number.to_string());
}

/// Whether a text is a code of ISO 3166, as a `Jurisdiction` takes it.
fn is_code(code: &str) -> bool {
    if !(2..=6).contains(&code.len()) {
        return false;
    }
    let (country, division) = code.split_once('-').unwrap_or((code, "0"));
    let fits = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && (1..=3).contains(&division.len())
        && division.bytes().all(fits)
}
