//! Snap's Political Ads Library: `PoliticalAds.csv`, a file a year, or several snapshots of one.
//!
//! A row is an ad with its spend to date, an exact whole number in the account's currency; the files of 2018 and 2019 have no
//! column of currencies, and are in US dollars. `PayingAdvertiserName` provides the funds and is the sponsor; `OrganizationName`,
//! which made the ad, is the payee where it is another. An ad without an end runs on: `2020-01-29/..`. A few end before they
//! begin: their dates are uncertain (`2020-01-01?/2020-01-03?`), their money is not.
//!
//! Of several files the later takes an ad's place in the earlier: they are ordered by the dates in their names, or in those of their folders,
//! else as they are given. The current entry of an ad is `snap/ADID`, an earlier one `snap/ADID/FILE`; two ledgers that were imported one by one and
//! both have an ad therefore refuse to be added.

use super::cells;
use super::dates::{DateOrder, DatesSeen};
use super::input::{Part, refused};
use super::keys::Keys;
use super::places;
use super::record::Record;
use super::run::{Run, Standing, no_slug};
use super::slug::{self, Names};
use super::snapshots::{self, Appearances, SNAPSHOTS_MAX};
use super::table::{self, Column, Fault, Header, Row, Rows, Stop};
use super::tables;
use super::{Mode, Options};
use crate::amount::Amount;
use crate::currency::Currency;
use crate::date::{Day, Qualifier, When};
use crate::error::{Code, Problem};
use crate::id::SourceId;
use crate::model::{Coverage, Platform, PlatformKind, Source, SupersessionKind};
use crate::money::Money;

const TABLE: &str = "Snap's Political Ads Library";

/// The columns that are read.
struct Columns {
    id: Column,
    currency: Option<Column>,
    spend: Column,
    start: Column,
    end: Column,
    agency: Option<Column>,
    sponsor: Column,
    candidate: Option<Column>,
    country: Option<Column>,
}

impl Columns {
    fn of(header: &Header) -> Result<Self, Box<Problem>> {
        Ok(Self {
            id: header.require(&["adid", "ad id"], TABLE)?,
            currency: header.find(&["currency code", "currencycode", "currency"]),
            spend: header.require(&["spend"], TABLE)?,
            start: header.require(&["startdate", "start date"], TABLE)?,
            end: header.require(&["enddate", "end date"], TABLE)?,
            agency: header.find(&["organizationname", "organization name"]),
            sponsor: header.require(&["payingadvertisername", "paying advertiser name"], TABLE)?,
            candidate: header.find(&["candidateballotinformation", "candidate ballot information"]),
            country: header.find(&["countrycode", "country code"]),
        })
    }
}

/// One file: the ads as they were on a day.
struct Snapshot<'p> {
    part: &'p Part,
    slug: String,
    taken: Option<When>,
    /// In which order the numbers of dates stand that a spreadsheet rewrote.
    dates: DateOrder,
}

pub(super) fn import(parts: &[Part], run: &mut Run<'_>) -> Result<(), Box<Problem>> {
    let tables = tables::of_kind(parts, &["csv", "tsv"], run, |header| Columns::of(header).map(drop))?;
    let snapshots = snapshots(tables, run)?;
    run.platform({
        let mut platform = Platform::new("snap".parse().map_err(no_slug)?);
        platform.name = Some("Snapchat".to_owned());
        platform.kind = Some(PlatformKind::SocialNetwork);
        platform
    })?;
    let mut appearances = Appearances::default();
    if snapshots.len() > 1 {
        for (at, snapshot) in snapshots.iter().enumerate() {
            snapshot.part.read(|reader| {
                let mut rows = Rows::open(&snapshot.part.name, reader)?;
                let (columns, width) = (Columns::of(&rows.header)?, rows.header.len());
                while let Some(row) = rows.next()? {
                    // What will be set aside takes no other's place.
                    if row.fits(width) && reading(row, &columns, run.options, snapshot.dates).is_ok() {
                        appearances.add(row.cell(columns.id), at);
                    }
                }
                Ok(())
            })?;
        }
    }
    let mut ads = Ads { appearances, ..Ads::default() };
    for at in 0..snapshots.len() {
        ads.read(&snapshots, at, run)?;
    }
    Ok(())
}

/// The files, oldest first.
fn snapshots<'p>(tables: Vec<&'p Part>, run: &mut Run<'_>) -> Result<Vec<Snapshot<'p>>, Box<Problem>> {
    let Some(first) = tables.first() else {
        let problem = Problem::new(Code::MissingKey, format!("there is no CSV file to read as {TABLE}"));
        return Err(problem.help("name `PoliticalAds.csv`, or the archive or folder that holds it").into());
    };
    if tables.len() > SNAPSHOTS_MAX {
        let message = format!("{} files are given, and at most {SNAPSHOTS_MAX} are ordered", tables.len());
        return Err(refused(&first.given, Code::Limit, message).help("import them in several runs").into());
    }
    let mut snapshots: Vec<Snapshot<'p>> = Vec::new();
    for part in tables {
        let mut slug = slug::of_file(&part.name);
        let taken = snapshots::date_of_part(part);
        if snapshots::date_in(&part.name).is_none() {
            match taken.filter(|_| snapshots::date_in(&part.given).is_none()) {
                // The folder is dated.
                Some(taken) => slug = format!("{taken}-{slug}"),
                None if part.given != part.name => {
                    slug = format!("{}-{slug}", slug::of_file(&part.given));
                }
                None => {}
            }
        }
        let same = snapshots.iter().filter(|other| other.slug == slug).count();
        if same > 0 {
            slug = format!("{slug}-{}", snapshots.len() + 1);
        }
        let dates = match run.is_tolerant() {
            true => order_of_dates(part)?,
            false => DateOrder::Unknown,
        };
        snapshots.push(Snapshot { part, slug, taken, dates });
    }
    if snapshots.iter().all(|snapshot| snapshot.taken.is_some()) {
        snapshots.sort_by_key(|snapshot| snapshot.taken.and_then(When::latest));
        if let Some([earlier, later]) = snapshots::undecided(&snapshots, |snapshot| snapshot.taken) {
            run.account.remarks.push(snapshots::tied(&earlier.slug, &later.slug));
        }
    } else if snapshots.len() > 1 {
        run.account.remarks.push("not every file has a date in its name or its folder's: they are taken in the order given, the last as the latest".to_owned());
    }
    Ok(snapshots)
}

/// In which order the dates of a file are that a spreadsheet rewrote, as far as they tell.
fn order_of_dates(part: &Part) -> Result<DateOrder, Box<Problem>> {
    let mut seen = DatesSeen::default();
    part.read(|reader| {
        let mut rows = Rows::open(&part.name, reader)?;
        let (columns, width) = (Columns::of(&rows.header)?, rows.header.len());
        while let Some(row) = rows.next()? {
            for column in [columns.start, columns.end].into_iter().filter(|_| row.fits(width)) {
                seen.note(cells::before_clock(row.cell(column)), false);
            }
        }
        Ok(())
    })?;
    Ok(seen.order())
}

/// What is kept from row to row.
struct Ads {
    appearances: Appearances,
    sponsors: Names,
    candidates: Names,
    in_file: Keys,
    id: String,
    earlier: String,
    sponsor: String,
    agency: String,
    candidate: String,
    note: String,
}

impl Default for Ads {
    fn default() -> Self {
        Self {
            appearances: Appearances::default(),
            sponsors: Names::new("snap/name"),
            candidates: Names::new("snap/candidate"),
            in_file: Keys::default(),
            id: String::new(),
            earlier: String::new(),
            sponsor: String::new(),
            agency: String::new(),
            candidate: String::new(),
            note: String::new(),
        }
    }
}

impl Ads {
    fn read(&mut self, snapshots: &[Snapshot<'_>], at: usize, run: &mut Run<'_>) -> Result<(), Box<Problem>> {
        let Some(snapshot) = snapshots.get(at) else { return Ok(()) };
        let source: SourceId = format!("snap/{}", snapshot.slug).parse().map_err(no_slug)?;
        run.source({
            let mut record = Source::new(source.clone());
            record.title = Some("Snap Political Ads Library".to_owned());
            record.publisher = Some("Snap Inc.".to_owned());
            record.published = snapshot.taken;
            record.locator = Some(snapshot.part.name.to_string());
            record
        })?;
        if at + 1 == snapshots.len() {
            let mut coverage = Coverage::new();
            coverage.platform = Some("snap".parse().map_err(no_slug)?);
            // What was spent later is in none of its amounts.
            let until = || format!("../{}", snapshot.taken?).parse().ok();
            coverage.window = run.options.window.or_else(until);
            coverage.source = Some(source.clone());
            run.coverage(coverage)?;
        }
        let key = |id: &Column, row: Row<'_>, key: &mut Vec<u8>| key.extend_from_slice(row.cell(*id));
        let id = |_: &Part, header: &Header| Ok(Columns::of(header)?.id);
        self.in_file = Keys::of_tables(&[snapshot.part], id, key)?;
        table::read(snapshot.part, run, |run, rows| {
            let columns = Columns::of(&rows.header)?;
            if columns.currency.is_none() && run.options.currency.is_none() {
                let remark = format!(
                    "{} has no column of currencies: its amounts are US dollars, as all were then",
                    snapshot.part.name
                );
                run.account.remarks.push(remark);
            }
            if let (Some(_), Some(said)) = (columns.currency, run.options.currency) {
                let remark =
                    format!("{}: its rows name their currencies, and {said} is not used", snapshot.part.name);
                run.account.remarks.push(remark);
            }
            rows.each(run, &mut |run, row| self.row(run, row, &columns, snapshots, at, source.as_str()))
        })
    }

    fn row(
        &mut self,
        run: &mut Run<'_>,
        row: Row<'_>,
        columns: &Columns,
        snapshots: &[Snapshot<'_>],
        at: usize,
        source: &str,
    ) -> Result<(), Stop> {
        let dates = snapshots.get(at).map_or(DateOrder::Unknown, |snapshot| snapshot.dates);
        let Reading { money, is_repaired, ad, window, texts } = reading(row, columns, run.options, dates)?;
        let Window { when, is_reversed, repaired } = window;
        let [sponsor, agency, candidate, country] = texts;
        let with_money = |fault: Fault| fault.with_money(Some(money.clone()));
        if !self.in_file.insert(ad.as_bytes()) {
            return Err(with_money(row.fault(columns.id, "the file has this ad already, further up")).into());
        }
        if is_repaired {
            run.repair(row, columns.spend, money.to_string());
        }
        for (column, day) in [columns.start, columns.end].into_iter().zip(repaired) {
            if let Some(day) = day {
                run.repair(row, column, day.to_string());
            }
        }
        let (standing, earlier) = self.appearances.around(ad.as_bytes(), at);
        let slug = |at: usize| snapshots.get(at).map_or("", |snapshot| snapshot.slug.as_str());
        slug::of_id(&mut self.earlier, "snap", ad);
        self.id.clone_from(&self.earlier);
        if standing == Standing::Superseded {
            self.id.push('/');
            self.id.push_str(slug(at));
        }
        if let Some(earlier) = earlier {
            self.earlier.push('/');
            self.earlier.push_str(slug(earlier));
        }
        let supersedes = [(self.earlier.as_str(), Some(SupersessionKind::Amends))];

        self.sponsors.write(&mut self.sponsor, sponsor);
        self.sponsors.write(&mut self.agency, agency);
        self.candidates.write(&mut self.candidate, candidate);
        let is_agency = !agency.is_empty() && agency != sponsor;
        if !sponsor.is_empty() {
            run.actor(&self.sponsor, |mut actor| {
                actor.name = Some(sponsor.to_owned());
                actor
            })?;
        }
        if is_agency {
            run.actor(&self.agency, |mut actor| {
                actor.name = Some(agency.to_owned());
                actor
            })?;
        }
        if !candidate.is_empty() {
            run.campaign(&self.candidate, |mut campaign| {
                campaign.name = Some(candidate.to_owned());
                campaign
            })?;
        }
        let place = places::country(country);
        self.note.clear();
        if place.is_none() && !country.is_empty() {
            self.note.push_str("aimed at ");
            self.note.push_str(country);
        }
        if is_reversed {
            self.note.push_str(if self.note.is_empty() { "" } else { "; " });
            self.note.push_str("its end is before its start");
        }
        let mut record = Record::new(&self.id, money.amount.clone(), money.currency, row.spot(columns.spend));
        record.platform = Some("snap");
        record.sponsor = (!sponsor.is_empty()).then_some(self.sponsor.as_str());
        record.payee = is_agency.then_some(self.agency.as_str());
        record.campaign = (!candidate.is_empty()).then_some(self.candidate.as_str());
        record.jurisdiction = place;
        record.when = Some(when);
        record.source = Some(source);
        record.supersedes = if earlier.is_some() { &supersedes } else { &[] };
        record.recorded = snapshots.get(at).and_then(|snapshot| snapshot.taken).and_then(When::as_day);
        record.note = (!self.note.is_empty()).then_some(self.note.as_str());
        run.entry(&record, standing)?;
        Ok(())
    }
}

/// What a row says.
struct Reading<'r> {
    money: Money,
    is_repaired: bool,
    ad: &'r str,
    window: Window,
    /// Sponsor, agency, candidate and country.
    texts: [&'r str; 4],
}

/// The cells of a row, read alike in the pass that looks for later snapshots and in the one that makes entries.
fn reading<'r>(
    row: Row<'r>,
    columns: &Columns,
    options: &Options,
    dates: DateOrder,
) -> Result<Reading<'r>, Fault> {
    let currency = match columns.currency {
        Some(column) => cells::currency(row, column)?,
        // Before there was such a column, all amounts were in dollars.
        None => options.currency.unwrap_or(Currency::USD),
    };
    let (spend, is_repaired) =
        cells::figure_in(row, columns.spend, cells::Figures::Whole, currency, options.mode)?;
    let money = Money::new(Amount::exact(spend), currency);
    let with_money = |fault: Fault| fault.with_money(Some(money.clone()));
    let ad = row.text(columns.id).map_err(with_money)?;
    if ad.is_empty() {
        return Err(with_money(row.fault(columns.id, "the ad has no id")));
    }
    let window = Window::of(row, columns, options.mode, dates).map_err(with_money)?;
    let text = |column: Option<Column>| row.optional(column).map_err(with_money);
    let texts = [
        text(Some(columns.sponsor))?,
        text(columns.agency)?,
        text(columns.candidate)?,
        text(columns.country)?,
    ];
    Ok(Reading { money, is_repaired, ad, window, texts })
}

/// The days on which an ad ran.
struct Window {
    /// From the day on which it began to the one on which it ended.
    when: When,
    /// Whether it is said to have ended before it began.
    is_reversed: bool,
    /// The first and the last day, where a spreadsheet rewrote them.
    repaired: [Option<Day>; 2],
}

impl Window {
    fn of(row: Row<'_>, columns: &Columns, mode: Mode, dates: DateOrder) -> Result<Self, Fault> {
        // The day, and the same again where it is a repair.
        let day = |column: Column| -> Result<(Day, Option<Day>), Fault> {
            let cell = row.cell(column);
            if let Some(day) = cells::day(cell) {
                return Ok((day, None));
            }
            let meant = dates.day(cells::before_clock(cell)).filter(|_| mode == Mode::Tolerant);
            meant
                .map(|day| (day, Some(day)))
                .ok_or_else(|| row.fault(column, "this is no date such as `2020/01/29 15:00:00Z`"))
        };
        let (start, is_start) = day(columns.start)?;
        if row.cell(columns.end).is_empty() {
            return Ok(Self { when: When::since(start), is_reversed: false, repaired: [is_start, None] });
        }
        let (end, is_end) = day(columns.end)?;
        let when = When::between(start.min(end), start.max(end))
            .map_err(|error| row.fault(columns.end, error.to_string()))?;
        let is_reversed = end < start;
        let when = if is_reversed { when.qualified(Qualifier::Uncertain) } else { when };
        Ok(Self { when, is_reversed, repaired: [is_start, is_end] })
    }
}
