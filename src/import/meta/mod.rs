//! Meta's Ad Library Report: advertisers, locations and regions of a country and window, as CSV, folder or ZIP.
//!
//! | file | its rows become |
//! |---|---|
//! | `…_advertisers.csv` | the counted entries: what a page spent, by disclaimer |
//! | `regions/…_REGION.csv` | the same money again, by region: restatements, tagged with the region |
//! | `…_locations.csv` | the publisher's totals of the regions: restatements tagged `location total`, and the claims |
//!
//! A total therefore counts each amount once, and the claims hold the report against itself: each region's rows against the total of
//! their location, and the advertisers against all locations together.
//!
//! An amount is a whole number of the report's currency, or `≤100`: from 0 to 100 of that currency. The currency stands in the header,
//! `Amount spent (EUR)`; the reports of 2019 name none, and the caller must. Only accounts in that currency are in the report: the coverage
//! says so. The window follows from the file's name: `…_2025-07-13_AD_last_30_days_…` ends on that day (Pacific time); where the name does not
//! say it, [`Import::window`](super::Import::window) does. Reports whose windows overlap are not imported together.
//!
//! A page is an actor by its id, `meta/page/ID`; pages that were deleted all have the id 0, and are told apart by their names,
//! as are all pages of 2019. It is the sponsor; who stands in the disclaimer is the payer where that is another name. Region rows repeat
//! the pages. Files of one byte stand for lists that Meta does not publish, and are listed as not read.

mod amounts;
mod claims;
mod pages;
mod region;
mod report;

use std::collections::BTreeMap;
use std::rc::Rc;

use super::input::{Part, archive_within, refused};
use super::keys::Keys;
use super::record::Record;
use super::run::{Run, Standing, no_slug};
use super::slug::{self, Names};
use super::table::{self, Column, Fault, Header, Row, Rows, Stop};
use crate::currency::Currency;
use crate::date::{Day, When};
use crate::error::{Code, Problem};
use crate::id::SourceId;
use crate::model::{Actor, Coverage, Jurisdiction, Platform, PlatformKind, Role, Source};
use crate::money::Money;

use amounts::spent;
use claims::Regions;
use pages::{PAGE_ID, Rounded, is_known_page, is_rounded, write_key};
use region::folded;
use report::Naming;

const TABLE: &str = "a file of Meta's Ad Library Report";
/// The tag of rows that are totals of a region.
const LOCATION_TOTAL: &str = "location total";
/// The disclaimer of ads that ran without one.
const NO_DISCLAIMER: &str = "these ads ran without a disclaimer";
/// Files up to this size, in bytes, stand for a list that is not published.
const PLACEHOLDER_LENGTH_MAX: u64 = 3;

/// What a file of a report holds; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Contents {
    Advertisers,
    Region,
    Locations,
}

/// The columns that are read.
struct Columns {
    id: Option<Column>,
    name: Column,
    disclaimer: Option<Column>,
    amount: Column,
    /// The currency in the name of the amount's column, or what stands there in its place.
    currency: Option<Result<Currency, String>>,
}

impl Columns {
    fn contents(header: &Header, part: &Part) -> Result<Contents, Box<Problem>> {
        if header.find(&["location name", "location"]).is_some() {
            return Ok(Contents::Locations);
        }
        header.require(&["page name"], TABLE)?;
        // In the library; in the archive, as it was called before 2019.
        let has_count = header.with_prefix("number of ads").next().is_some();
        let is_region = !has_count && report::is_of_region(part);
        Ok(if is_region { Contents::Region } else { Contents::Advertisers })
    }

    fn of(header: &Header, contents: Contents) -> Result<Self, Box<Problem>> {
        let name: &[&str] =
            if contents == Contents::Locations { &["location name", "location"] } else { &["page name"] };
        let mut amounts = header.with_prefix("amount spent");
        let Some((amount, code)) = amounts.next() else {
            header.require(&["amount spent"], TABLE)?;
            return Err(refused(TABLE, Code::MissingKey, "the amounts have no column").into());
        };
        if let Some((other, _)) = amounts.next() {
            return Err(header.twice(amount, other));
        }
        let code = code.to_ascii_uppercase();
        let currency = (!code.is_empty())
            .then(|| Currency::from_code(&code).map_err(|_| code.chars().take(40).collect()));
        Ok(Self {
            id: header.find(PAGE_ID),
            name: header.require(name, TABLE)?,
            disclaimer: header.find(&["disclaimer"]),
            amount,
            currency,
        })
    }
}

impl Columns {
    /// The columns that tell rows apart.
    const fn key(&self) -> [Option<Column>; 3] {
        [self.id, Some(self.name), self.disclaimer]
    }
}

/// A file of a report.
struct File<'p> {
    part: &'p Part,
    contents: Contents,
    naming: Naming,
}

/// All files of one report.
struct Report<'p> {
    slug: String,
    naming: Naming,
    files: Vec<File<'p>>,
}

pub(super) fn import(parts: &[Part], run: &mut Run<'_>) -> Result<(), Box<Problem>> {
    let reports = reports(parts, run)?;
    let Some(first) = parts.first() else {
        return Err(nothing("no file").into());
    };
    if reports.is_empty() {
        return Err(archive_within(parts).unwrap_or_else(|| nothing(&first.given)).into());
    }
    run.platform({
        let mut platform = Platform::new("meta".parse().map_err(no_slug)?);
        platform.name = Some("Meta".to_owned());
        platform.kind = Some(PlatformKind::SocialNetwork);
        platform
    })?;
    let files: Vec<&Part> = reports
        .iter()
        .flat_map(|report| &report.files)
        .filter(|file| file.contents != Contents::Locations)
        .map(|file| file.part)
        .collect();
    let pages = Rc::new(pages::of_all(&files)?);
    for report in &reports {
        let mut reading = Reading::begin(report, run)?;
        reading.pages = pages.clone();
        reading.read(report, run)?;
    }
    Ok(())
}

fn nothing(given: &str) -> Problem {
    refused(given, Code::MissingKey, format!("there is no CSV file to read as {TABLE}"))
        .help("name the ZIP archive as it was downloaded, the folder, or its `…_advertisers.csv`")
}

/// The files, put together by report; those of each with the locations last.
fn reports<'p>(parts: &'p [Part], run: &mut Run<'_>) -> Result<Vec<Report<'p>>, Box<Problem>> {
    let mut reports: BTreeMap<String, Report<'p>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for part in parts {
        if !part.has_extension("csv") || part.size <= PLACEHOLDER_LENGTH_MAX {
            run.not_read(part);
            continue;
        }
        let contents = match table::header(part).and_then(|header| Columns::contents(&header, part)) {
            Ok(contents) => contents,
            Err(problem) if part.is_named() => return Err(problem),
            // A folder may hold other tables beside the report.
            Err(problem) => {
                run.not_read(part);
                wrong.push((part, problem));
                continue;
            }
        };
        let mut naming = Naming::of(&part.name);
        if naming.day.is_none() {
            // The names in an archive may say nothing, and its own name all.
            let rest = std::mem::take(&mut naming.rest);
            naming = Naming { rest, ..Naming::of(&part.given) };
        }
        let key = report::key(part, &naming);
        let report = reports.entry(key).or_insert_with(|| Report {
            slug: naming.slug().unwrap_or_else(|| slug::of_file(&part.given)),
            naming: naming.clone(),
            files: Vec::new(),
        });
        // A second copy is called `…_advertisers (1).csv`; of regions there are many.
        let is_same_region = |file: &File<'_>| folded(&file.naming.rest) == folded(&naming.rest);
        let same = |file: &&File<'_>| {
            file.contents == contents && (contents != Contents::Region || is_same_region(file))
        };
        if let Some(other) = report.files.iter().find(same) {
            let message = format!(
                "`{}` of `{}` is a file of the same report: added up, they would count it twice",
                other.part.name, other.part.given
            );
            return Err(refused(&part.name, Code::Contradiction, message).help("name one of the two").into());
        }
        report.files.push(File { part, contents, naming });
    }
    if reports.is_empty() && !wrong.is_empty() {
        return Err(wrong.swap_remove(0).1);
    }
    for (part, problem) in wrong {
        run.account.remarks.push(format!("{} is not read: {}", part.name, problem.message));
    }
    let mut reports: Vec<Report<'p>> = reports.into_values().collect();
    for report in &mut reports {
        report.files.sort_by_key(|file| file.contents);
    }
    Ok(reports)
}

/// A report that is being read, and what is kept from row to row.
struct Reading {
    source: SourceId,
    country: Option<Jurisdiction>,
    window: Option<When>,
    recorded: Option<Day>,
    currency: Option<Currency>,
    regions: Regions,
    names: Names,
    met: Keys,
    /// The ids of the pages of all files.
    pages: Rc<Keys>,
    rounded: Rounded,
    key: Vec<u8>,
    prefix: String,
    id: String,
    page: String,
    payer: String,
}

impl Reading {
    fn begin(report: &Report<'_>, run: &mut Run<'_>) -> Result<Self, Box<Problem>> {
        // Lists whose names say nothing may be called alike.
        let source: SourceId =
            run.unused_source(&format!("meta/{}", report.slug)).parse().map_err(no_slug)?;
        let window = run.options.window.or_else(|| report.naming.days());
        let given = report.files.first().map_or("", |file| &*file.part.given);
        let country = report.naming.country.as_deref().and_then(|code| code.parse::<Jurisdiction>().ok());
        let mut record = Source::new(source.clone());
        record.title = Some("Meta Ad Library Report".to_owned());
        record.publisher = Some("Meta Platforms, Inc.".to_owned());
        record.published = window.and_then(When::latest).map(When::from);
        record.locator = Some(given.rsplit('/').next().unwrap_or(given).to_owned());
        run.source(record)?;
        if let (Some(said), Some(named)) = (run.options.window, report.naming.days())
            && said != named
        {
            let remark = format!("the name of `{given}` says {named}, and {said} counts, as you say");
            run.account.remarks.push(remark);
        }
        if window.is_none() {
            let remark = format!(
                "the name of `{given}` does not say which days it covers: its entries have no date (`--window` says it)"
            );
            run.account.remarks.push(remark);
        }
        let mut reading = Self {
            source,
            country,
            window,
            recorded: report.naming.day,
            currency: None,
            regions: Regions::default(),
            names: Names::new("meta/name"),
            met: Keys::default(),
            pages: Rc::default(),
            rounded: Rounded::default(),
            key: Vec::new(),
            prefix: String::new(),
            id: String::new(),
            page: String::new(),
            payer: String::new(),
        };
        reading.currency = Self::one_currency(report, run)?;
        let mut coverage = Coverage::new();
        coverage.platform = Some("meta".parse().map_err(no_slug)?);
        coverage.jurisdiction.clone_from(&reading.country);
        coverage.currency = reading.currency;
        coverage.window = window;
        coverage.source = Some(reading.source.clone());
        coverage.complete = true;
        run.window(coverage, given)?;
        Ok(reading)
    }

    /// The currency of the report: what its headers say, or the caller where they say nothing.
    fn one_currency(report: &Report<'_>, run: &mut Run<'_>) -> Result<Option<Currency>, Box<Problem>> {
        let mut found: Option<Currency> = None;
        for file in &report.files {
            let header = table::header(file.part)?;
            let stated = match Columns::of(&header, file.contents)?.currency {
                Some(Ok(currency)) => Some(currency),
                Some(Err(code)) => {
                    let message = format!(
                        "`{code}`, in the name of the column of amounts, is no code of a currency such as `EUR`"
                    );
                    let problem = refused(&file.part.name, Code::UnknownCurrency, message);
                    return Err(problem.help("correct the header, or download the file again").into());
                }
                None => run.options.currency,
            };
            let Some(stated) = stated else {
                let problem =
                    refused(&file.part.name, Code::NoCurrency, "the file names no currency for its amounts");
                return Err(problem
                    .help("name it: `--currency GBP` for a report of the United Kingdom")
                    .into());
            };
            if let Some(said) = run.options.currency.filter(|said| *said != stated && found.is_none()) {
                let remark =
                    format!("{}: its header says {stated}, which counts, not {said}", file.part.name);
                run.account.remarks.push(remark);
            }
            if let Some(other) = found.filter(|other| *other != stated) {
                let message =
                    format!("its amounts are in {stated}, and those of other files of the report in {other}");
                let problem = refused(&file.part.name, Code::MixedCurrencies, message);
                return Err(problem.help("import the reports one by one").into());
            }
            found = Some(stated);
        }
        Ok(found)
    }

    fn read(mut self, report: &Report<'_>, run: &mut Run<'_>) -> Result<(), Box<Problem>> {
        for file in &report.files {
            self.file(file, run)?;
        }
        if report.files.iter().all(|file| file.contents != Contents::Advertisers) {
            run.account.remarks.push(format!(
                "{}: there is no list of advertisers, whose money regions and locations restate: nothing of it counts",
                self.source
            ));
        }
        self.claims(run)
    }

    fn file(&mut self, file: &File<'_>, run: &mut Run<'_>) -> Result<(), Box<Problem>> {
        self.regions.given.insert(file.contents);
        let source = self.source.as_str();
        let columns = |_: &Part, header: &Header| Columns::of(header, file.contents);
        if file.contents != Contents::Locations {
            self.met = Keys::of_tables(&[file.part], columns, |columns, row, key| {
                write_key(key, row, columns.key());
            })?;
        }
        self.prefix = match file.contents {
            Contents::Advertisers => format!("{source}/advertisers"),
            Contents::Locations => format!("{source}/locations"),
            Contents::Region => {
                let mut slug = String::new();
                slug::of_id(&mut slug, &format!("{source}/region"), &file.naming.rest);
                slug
            }
        };
        let currency = self.currency.unwrap_or(Currency::XXX);
        let region = file.naming.rest.as_str();
        if file.contents == Contents::Region {
            self.regions.rows.entry(folded(region)).or_insert_with(|| (region.to_owned(), 0));
        }
        let asides = run.account.set_aside.len();
        table::read(file.part, run, |run, rows: &mut Rows<'_>| {
            let columns = Columns::of(&rows.header, file.contents)?;
            rows.each(run, &mut |run, row| {
                let amount = spent(run, row, columns.amount, currency)?;
                let money = Money::new(amount.clone(), currency);
                let with_money = |fault: Fault| fault.with_money(Some(money.clone()));
                if file.contents == Contents::Locations {
                    return self.location(run, row, &columns, money);
                }
                self.actors(run, row, &columns).map_err(|stop| match stop {
                    Stop::Row(fault) => with_money(*fault).into(),
                    other => other,
                })?;
                let region = (file.contents == Contents::Region).then_some(region);
                self.entry(run, row, &columns, money, region)
            })
        })?;
        run.account.remarks.extend(self.rounded.remark(&file.part.name));
        if run.account.set_aside.len() > asides {
            let region = if file.contents == Contents::Region { folded(region) } else { String::new() };
            self.regions.partial.insert((file.contents, region));
        }
        Ok(())
    }

    /// The page and who stands in the disclaimer.
    fn actors(&mut self, run: &mut Run<'_>, row: Row<'_>, columns: &Columns) -> Result<(), Stop> {
        let id = row.optional(columns.id)?;
        let (name, disclaimer) = (row.text(columns.name)?, row.optional(columns.disclaimer)?);
        write_key(&mut self.key, row, columns.key());
        if !self.key.is_empty() && !self.met.insert(&self.key) {
            return Err(row
                .fault(columns.name, "the file has this page with this disclaimer already, further up")
                .into());
        }
        match id {
            "" => self.names.write(&mut self.page, name),
            id if is_rounded(id.as_bytes()) => {
                self.rounded.note(id);
                self.names.write(&mut self.page, name);
            }
            // Deleted pages.
            "0" => slug::of_name(&mut self.page, "meta/page/0", name),
            id => slug::of_id(&mut self.page, "meta/page", id),
        }
        let make = |mut actor: Actor| {
            actor.name = (!name.is_empty()).then(|| name.to_owned());
            actor
        };
        if is_known_page(id.as_bytes()) && self.pages.is_alone(id.as_bytes()) {
            run.lone_actor(&self.page, make)?;
        } else {
            run.actor(&self.page, make)?;
        }
        self.payer.clear();
        if !disclaimer.is_empty()
            && disclaimer != name
            && !disclaimer.to_lowercase().starts_with(NO_DISCLAIMER)
        {
            self.names.write(&mut self.payer, disclaimer);
            run.actor(&self.payer, |mut actor| {
                actor.name = Some(disclaimer.to_owned());
                actor
            })?;
        }
        Ok(())
    }

    fn entry(
        &mut self,
        run: &mut Run<'_>,
        row: Row<'_>,
        columns: &Columns,
        money: Money,
        region: Option<&str>,
    ) -> Result<(), Stop> {
        self.numbered(row);
        let tags = [region.unwrap_or_default()];
        let mut record = Record::new(&self.id, money.amount, money.currency, row.spot(columns.amount));
        record.sponsor = Some(&self.page);
        record.payer = (!self.payer.is_empty()).then_some(self.payer.as_str());
        record.platform = Some("meta");
        record.jurisdiction = self.country.as_ref().map(Jurisdiction::as_str);
        record.when = self.window;
        record.recorded = self.recorded;
        record.source = Some(self.source.as_str());
        if let Some(region) = region {
            record.role = Role::Restatement;
            record.tags = &tags;
            if let Some((_, count)) = self.regions.rows.get_mut(&folded(region)) {
                *count += 1;
            }
        }
        self.regions.advertisers += u64::from(region.is_none());
        run.entry(&record, Standing::Current)?;
        Ok(())
    }

    fn numbered(&mut self, row: Row<'_>) {
        self.id.clone_from(&self.prefix);
        self.id.push('/');
        self.id.push_str(&row.number.to_string());
    }

    /// A location's total: an entry that restates the region's rows, and a claim later.
    fn location(
        &mut self,
        run: &mut Run<'_>,
        row: Row<'_>,
        columns: &Columns,
        money: Money,
    ) -> Result<(), Stop> {
        let with_money = |fault: Fault| fault.with_money(Some(money.clone()));
        let name = row.text(columns.name).map_err(with_money)?;
        if !self.regions.located.insert(folded(name)) {
            let fault = row.fault(columns.name, "the file has this location already, further up");
            return Err(with_money(fault).into());
        }
        self.numbered(row);
        let mut record =
            Record::new(&self.id, money.amount.clone(), money.currency, row.spot(columns.amount));
        record.platform = Some("meta");
        record.jurisdiction = self.country.as_ref().map(Jurisdiction::as_str);
        record.when = self.window;
        record.recorded = self.recorded;
        record.source = Some(self.source.as_str());
        record.role = Role::Restatement;
        record.tags = &[LOCATION_TOTAL];
        record.note = Some(name);
        run.entry(&record, Standing::Current)?;
        self.regions.totals.push((name.to_owned(), money.amount, row.spot(columns.amount).to_string()));
        Ok(())
    }
}
