//! Electronic filings of the US Federal Election Commission: `.fec`, versions 2 to 8.
//!
//! A record of schedule A, B, E, F, H4 or H6, or one of money on form 5, 6, 7, 9, 10 or 13 (F56, F57, F65, F76, F92, F93, F105, F132, F133),
//! is an item and becomes an entry `fec/FILING/TRANSACTION`, tagged with its record's name (`SB17`); FILING is the file's name without `.fec`. An item without a transaction id, or whose id stood
//! further up or begins with `line-`, is `fec/FILING/line-N`. Loans, debts, transfers between the filer's own accounts and texts (schedules C, D, H1 to H3, H5, I and L, and of L-B line 4)
//! are no items: their money, where it moved, is an item of another schedule. The account says how many there are, and what is owed.
//!
//! - **Disbursements and expenditures**, independent, coordinated or shared (B, E, F, H4, H6, F57, F76, F93), have the stage *spent*; what is
//!   shared between accounts counts whole.
//! - **Receipts** (A, F56, F65, F92, F105, F132) are no spend: their stage is *committed*, money given to the filer and not spent yet.
//!   Rebates, refunds and other offsets of earlier spend (form 3 line 14, form 3X lines 15 and 16, form 3P line 20, form 4 lines 17 and 18)
//!   are *refunded*, and so are donations that an inaugural committee gave back (F133). A total of what was spent counts neither, and a
//!   claim of a line names the stage that it means.
//! - **Memo items** (code X) have the role *memo*, and are added nowhere.
//! - Amounts below zero (voids, returned payments) are signed.
//! - Between commas, as before version 6, a record whose quotation marks or commas leave it open where its fields end is set aside (see
//!   `whole.rs`), and nothing is held against a form that is such a record.
//!
//! # Claims
//!
//! Each line of the form's summary whose items are there is a claim about them, of this period (column A). It is *equal* where the line must be
//! itemised whole and is, *at least* where its items leave a rest: small amounts need not be itemised (see `summary.rs`), and a record of
//! the line may have been set aside. Of a line that must be itemised whole and is not, the account says so. An
//! at-least relation bounds nothing where an item is below zero: such a line is claimed to be equal where it is, and else to be no less than its
//! items (a comparison).
//!
//! A notice of 24 or 48 hours (form 24) has no total; its year-to-date column chains, race by race (see `year_to_date.rs`).
//!
//! # Amendments
//!
//! An amendment is complete in itself (11 CFR 104.18(f)). Of several filings of one original the last counts: its items amend those of
//! the same transaction id, and the ones that it dropped are cancelled by a record of nothing, `fec/FILING/TRANSACTION/dropped`.
//! Filings are known by the number in their names (`1235321.fec`, `FEC-1235321.fec`), to which the headers of amendments refer. Where a header
//! names none, or the original has no number in its name, an amendment is that of the only original by the same committee on the same form and
//! days; the account says so. An amendment whose original is not there counts, and the account says so; of two reports by one committee on
//! one form and the same days that remain, too. A filing that is another byte for byte is read once.

mod chain;
mod header;
mod item;
mod layout;
mod lines;
mod record;
mod remarks;
mod summary;
mod whole;
mod year_to_date;

use std::collections::{BTreeMap, HashMap};

use super::Mode;
use super::account::counted;
use super::input::Part;
use super::keys::Keys;
use super::run::{Run, no_slug};
use super::slug;
use crate::date::{Day, When};
use crate::error::{Code, Problem};
use crate::exact::Sum;
use crate::id::SourceId;
use crate::model::{ActorKind, Source};

use chain::Transactions;
use header::Head;
use item::Items;
use layout::Schedule;
use record::{Lines, split};
use summary::Form;

/// A filing to import.
struct Filing<'p> {
    part: &'p Part,
    slug: String,
    /// The number in its name, and those of its copies.
    numbers: Vec<u64>,
    head: Head,
    /// The one that it amends, of those imported together.
    earlier: Option<usize>,
    /// The one that amends it.
    later: Option<usize>,
    /// Its original, where that is told by committee, form and days, since the number in its header does not tell.
    by_report: Option<usize>,
}

impl Filing<'_> {
    fn form(&self) -> Form {
        Form::of(&self.head.name())
    }

    /// Whether this is its own number, as of a filing that says that it amends itself.
    fn is_number(&self, text: &str) -> bool {
        text.parse().is_ok_and(|number| self.numbers.contains(&number))
    }

    /// The FEC's number of who files.
    fn filer_id(&self) -> &str {
        self.head.field(2)
    }

    /// Whether it is a notice of 24 or 48 hours.
    fn is_notice(&self) -> bool {
        let name = self.head.name();
        name.starts_with("F24") || name.starts_with("F6") || matches!(self.report_code(), Some("24" | "48"))
    }

    /// Which report form 5 is, `Q2`, or that it is a notice, `48`.
    fn report_code(&self) -> Option<&str> {
        self.form().report_code_field(self.head.version).map(|field| self.head.field(field))
    }

    /// Whether it has no total, and a column of the year so far that chains.
    fn has_year_to_date(&self) -> bool {
        self.head.name().starts_with("F24")
    }

    /// What the filer is called, and of what kind it is: forms 5 and 9 are also for persons, whose name has fields of its own since version 6.
    fn filer(&self) -> (String, ActorKind) {
        let at = self.form().name_field(&self.head.name(), self.head.version);
        let name = self.head.field(at);
        let may_be_person = matches!(self.form(), Form::F5 | Form::F9) && self.head.version.major >= 6;
        if !name.is_empty() || !may_be_person {
            return (name.to_owned(), ActorKind::Committee);
        }
        let mut person = String::new();
        item::join(&mut person, [at + 2, at + 3, at + 1].map(|part| self.head.field(part)));
        let kind = if person.is_empty() { ActorKind::Committee } else { ActorKind::Person };
        (person, kind)
    }

    fn source(&self) -> Result<SourceId, Box<Problem>> {
        format!("fec/{}", self.slug).parse().map_err(no_slug)
    }

    /// The source that it amends: the filing before it, of those imported together, else the one that its header names, whose
    /// source has this id where its file is named by its number, as the FEC names it.
    fn amends(&self, filings: &[Self]) -> Result<Option<SourceId>, Box<Problem>> {
        if let Some(earlier) = self.earlier.and_then(|at| filings.get(at)) {
            return earlier.source().map(Some);
        }
        let named = self.head.original.as_deref().filter(|original| !self.is_number(original));
        let number = named.and_then(|original| original.parse::<u64>().ok());
        // Two filings that name one another have no first.
        let number = number.filter(|number| filings.iter().all(|filing| !filing.numbers.contains(number)));
        number.map(|number| format!("fec/{number}").parse().map_err(no_slug)).transpose()
    }

    /// What tells the report from all others, whoever restates it: who files it, on which form, and for which days; `None` where it does not say.
    fn report(&self) -> Option<(&str, String, &str, &str)> {
        let (first, last) = self.form().period_fields(self.head.version)?;
        let [committee, first, last] = [2, first, last].map(|field| self.head.field(field));
        let name = self.head.name();
        let form = name.strip_suffix(['N', 'A', 'T']).unwrap_or(&name).to_owned();
        (![committee, first, last].contains(&"")).then_some((committee, form, first, last))
    }

    /// The days that the report covers.
    fn period(&self) -> Option<When> {
        let (first, last) = self.form().period_fields(self.head.version)?;
        When::between(day(self.head.field(first))?, day(self.head.field(last))?).ok()
    }
}

/// A day of `YYYYMMDD`.
fn day(text: &str) -> Option<Day> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    Day::new(i32::try_from(part(0, 4)?).ok()?, part(4, 6)?, part(6, 8)?).ok()
}

/// How a filing is called, and its number: `1235321`, also of `FEC-1235321.fec`. Under either name a filing has one id, by which amendments
/// name it.
fn named(path: &str) -> (String, Option<u64>) {
    let slug = slug::of_file(path);
    let is_prefixed = slug.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("FEC-"));
    let digits = slug.get(4..).filter(|_| is_prefixed);
    let number = digits.unwrap_or(&slug).parse::<u64>().ok();
    match (number, digits) {
        (Some(number), Some(_)) => (number.to_string(), Some(number)),
        _ => (slug, number),
    }
}

/// How many digits the number of a filing has at least where a folder is called by it: a year has fewer.
const NUMBER_LENGTH_MIN: usize = 5;
/// Up to how many folders are looked at.
const FOLDERS_MAX: usize = 8;

/// Calls filings whose files are called alike by their folders, as collections have them: `1235321/filing.fec`; by as many of these as tell
/// them apart.
fn name_by_folders(filings: &mut [Filing<'_>]) {
    for depth in 1..=FOLDERS_MAX {
        let mut counts: HashMap<String, u32> = HashMap::new();
        for filing in filings.iter() {
            *counts.entry(filing.slug.clone()).or_default() += 1;
        }
        for filing in filings.iter_mut().filter(|it| counts.get(&it.slug).is_some_and(|count| *count > 1)) {
            let path = match filing.part.is_named() {
                true => filing.part.given.to_string(),
                false => format!("{}/{}", filing.part.given, filing.part.name),
            };
            let Some((folders, file)) = path.rsplit_once('/').filter(|_| filing.numbers.is_empty()) else {
                continue;
            };
            let mut above: Vec<&str> = folders
                .rsplit('/')
                .filter(|folder| !matches!(*folder, "" | "." | ".."))
                .take(depth)
                .collect();
            above.reverse();
            let number = above
                .last()
                .and_then(|folder| named(folder).1)
                .filter(|number| depth == 1 && number.to_string().len() >= NUMBER_LENGTH_MIN);
            filing.slug = match number {
                Some(number) => number.to_string(),
                None => slug::of_file(&format!("{}-{}.", above.join("-"), named(file).0)),
            };
            filing.numbers.extend(number);
        }
    }
}

/// The filings, as far as their headers go.
fn filings<'p>(parts: &'p [Part], run: &mut Run<'_>) -> Result<Vec<Filing<'p>>, Box<Problem>> {
    let (mut filings, mut broken) = (Vec::new(), Vec::new());
    for part in parts {
        if parts.len() > 1 && !part.has_extension("fec") && !part.has_extension("txt") {
            run.not_read(part);
            continue;
        }
        match part.read(|reader| Head::read(&part.name, &mut Lines::new(&part.name, reader))) {
            Ok(head) => {
                let (slug, number) = named(&part.name);
                let numbers = number.into_iter().collect();
                filings.push(Filing {
                    part,
                    slug,
                    numbers,
                    head,
                    earlier: None,
                    later: None,
                    by_report: None,
                });
            }
            // A folder may hold texts that are no filings; what is called one must be one.
            Err(_) if part.has_extension("txt") && !part.is_named() => run.not_read(part),
            Err(problem) => broken.push((problem, &part.name)),
        }
    }
    let mut broken = broken.into_iter();
    if let Some((mut problem, _)) = broken.next() {
        let others: Vec<&str> = broken.map(|(_, name)| &**name).collect();
        if !others.is_empty() {
            let shown = others.iter().take(8).copied().collect::<Vec<_>>().join(", ");
            let are =
                counted(others.len().try_into().unwrap_or(u64::MAX), "other filing is", "other filings are");
            problem.message.push_str(&format!(" ({are} broken, too: {shown})"));
        }
        return Err(problem);
    }
    if filings.is_empty() {
        let problem =
            Problem::new(Code::MissingKey, "there is no `.fec` file to read as a filing of the FEC");
        return Err(problem.help("name the filing, or the archive or folder that holds it").into());
    }
    Ok(filings)
}

pub(super) fn import(parts: &[Part], run: &mut Run<'_>) -> Result<(), Box<Problem>> {
    let mut filings = filings(parts, run)?;
    name_by_folders(&mut filings);
    chain::refuse_twice(&filings)?;
    let mut filings = chain::without_copies(filings, run)?;
    chain::link(&mut filings);
    let mut transactions = Transactions::default();
    for (at, filing) in filings.iter().enumerate() {
        if filing.earlier.is_some() || filing.later.is_some() {
            collect(filing, at, run.options.mode, &mut transactions)?;
        }
    }
    remarks::push(&filings, run);
    let mut items = Items::new(transactions);
    for at in 0..filings.len() {
        read(&filings, at, &mut items, run)?;
    }
    Ok(())
}

/// The transactions of a filing.
fn collect(
    filing: &Filing<'_>,
    at: usize,
    mode: Mode,
    transactions: &mut Transactions,
) -> Result<(), Box<Problem>> {
    each_item(filing, &mut |item| {
        // A record that will be set aside takes no other's place.
        if item.is_readable(mode) && item::is_own(item.id()) {
            transactions.insert(at, item.id());
        }
    })
}

/// The ids of a filing's transactions, of which none that repeats is the first.
fn transactions(filing: &Filing<'_>) -> Result<Keys, Box<Problem>> {
    Keys::of(filing.part.size, |repeats| each_item(filing, &mut |item| repeats.note(item.id().as_bytes())))
}

/// Reads the items of a filing, nothing being made of them.
fn each_item(filing: &Filing<'_>, each: &mut dyn FnMut(item::Item<'_>)) -> Result<(), Box<Problem>> {
    filing.part.read(|reader| {
        let mut lines = Lines::new(&filing.part.name, reader);
        Head::read(&filing.part.name, &mut lines)?;
        let mut fields = csv::StringRecord::new();
        while lines.advance()? {
            let doubt = split(&lines.text, &mut fields);
            let form = fields.get(0).unwrap_or_default().to_ascii_uppercase();
            if let Some(schedule) = Schedule::of(&form) {
                let layout = schedule.layout(filing.head.version);
                let item = item::Item { fields: &fields, layout, is_in_cents: filing.head.is_in_cents };
                if whole::item(item, schedule, filing.head.version, doubt).is_none() {
                    each(item);
                }
            }
        }
        Ok(())
    })
}

/// Reads a filing's items, and claims the lines of its summary.
fn read(filings: &[Filing<'_>], at: usize, items: &mut Items, run: &mut Run<'_>) -> Result<(), Box<Problem>> {
    let Some(filing) = filings.get(at) else { return Ok(()) };
    run.begin_file(filing.part);
    let name = filing.head.name();
    let (filer_name, kind) = filing.filer();
    items.begin(filings, at)?;
    let filer = items.filer.clone();
    run.actor(&filer, |mut actor| {
        actor.name = (!filer_name.is_empty()).then(|| filer_name.clone());
        actor.kind = Some(kind);
        actor
    })?;
    run.source({
        let mut source = Source::new(filing.source()?);
        let period = filing.period().map(|period| format!(", {period}")).unwrap_or_default();
        source.title = Some(format!("FEC form {name} of {filer_name}{period}"));
        source.publisher = Some("US Federal Election Commission".to_owned());
        source.locator = Some(filing.part.name.to_string());
        source.amends = filing.amends(filings)?;
        source
    })?;
    let rows_before = run.account.rows;
    let mut others: BTreeMap<String, Others> = BTreeMap::new();
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    filing.part.read(|reader| {
        let mut reader = run.counted(reader);
        let mut lines = Lines::new(&filing.part.name, &mut reader);
        Head::read(&filing.part.name, &mut lines)?;
        let mut fields = csv::StringRecord::new();
        while lines.advance()? {
            let doubt = split(&lines.text, &mut fields);
            let form = fields.get(0).unwrap_or_default().to_ascii_uppercase();
            if let Some(schedule) = Schedule::of(&form) {
                if !filing.head.counts.is_empty() {
                    *counts.entry(form.clone()).or_default() += 1;
                }
                items.item(run, filing, schedule, &form, (&fields, doubt), lines.number)?;
            } else if let Some(kind) = other(&form) {
                others.entry(kind).or_default().add(filing, &form, &fields, doubt.is_some());
            } else {
                items.no_record(run, filing, &fields, lines.number)?;
            }
        }
        run.end_row()
    })?;
    if run.account.rows == rows_before {
        let remark = format!("{} is a form {name} without a record of money", filing.slug);
        run.account.remarks.push(remark);
    }
    for (kind, others) in others {
        run.account.remarks.push(format!("{}: {}", filing.slug, others.remark(&kind)));
    }
    for (form, count) in &filing.head.counts {
        let found = counts.get(form).copied().unwrap_or_default();
        if Schedule::of(form).is_some() && found != *count {
            let records = counted(*count, "record", "records");
            let remark = format!("{}: its header counts {records} {form}, and it has {found}", filing.slug);
            run.account.remarks.push(remark);
        }
    }
    lines::claim(filing, items, run)?;
    items.races.claim(filing, run)
}

/// The records of one sort that are no items.
#[derive(Default)]
struct Others {
    count: u64,
    /// What they say is owed, where they say it.
    owed: Option<Sum>,
    /// How many may say so in another field.
    broken: u64,
}

impl Others {
    fn add(&mut self, filing: &Filing<'_>, form: &str, fields: &csv::StringRecord, is_broken: bool) {
        self.count += 1;
        let is_new = filing.head.version.major >= 6;
        let balance = match form.split('/').next().unwrap_or(form) {
            schedule if schedule.starts_with("SD") => {
                if is_new {
                    20
                } else {
                    14
                }
            }
            "SC" => {
                if is_new {
                    21
                } else {
                    14
                }
            }
            _ => return,
        };
        if is_broken {
            self.broken += 1;
            return;
        }
        let text = fields.get(balance - 1).unwrap_or_default();
        if let Some(balance) = item::figure(text, filing.head.is_in_cents) {
            self.owed.get_or_insert_with(Sum::new).add(balance);
        }
    }

    /// What became of them, and why: nothing, since they spend nothing.
    fn remark(&self, kind: &str) -> String {
        let records = counted(self.count, &format!("record {kind} makes"), &format!("records {kind} make"));
        let what = match kind {
            "SC" => "loans, whose money is an item of another schedule",
            "SD" => "debts, whose payments are items of other schedules",
            "H1" | "H2" => "shares in which expenditures are divided",
            "H3" | "H5" | LEVIN => "transfers between the filer's own accounts",
            "SI" | "SL" => "sums of an account",
            "TEXT" => "texts",
            _ => "particulars of the form",
        };
        let owed = self.owed.as_ref().and_then(|owed| owed.value().to_numeral());
        let owed = owed.map(|owed| format!("; {owed} USD are still owed"));
        let broken = (self.broken > 0).then(|| {
            format!("; of {} the quotation marks are broken, and what is owed is not read", self.broken)
        });
        format!("{records} no entry: {what}{}{}", owed.unwrap_or_default(), broken.unwrap_or_default())
    }
}

/// Records of schedule L-B that are no items.
const LEVIN: &str = "SL4";

/// The sort of a record that is no item: its schedule, or its form.
fn other(form: &str) -> Option<String> {
    if layout::is_levin_transfer(form) {
        return Some(LEVIN.to_owned());
    }
    let kind = form.split('/').next().unwrap_or(form);
    let start = kind.get(..2)?;
    let is_schedule = matches!(start, "SC" | "SD" | "SI" | "SL" | "H1" | "H2" | "H3" | "H5");
    let is_form = kind.starts_with('F') && start.ends_with(|digit: char| digit.is_ascii_digit());
    let is_text = kind.starts_with("TEXT");
    if is_schedule {
        return Some(start.to_owned());
    }
    (is_form || is_text).then(|| kind.chars().filter(char::is_ascii_alphanumeric).take(6).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_days() {
        assert_eq!(day("20180415").map(|day| day.to_string()).as_deref(), Some("2018-04-15"));
        for text in ["20180431", "2018041", "2018-4-15", "", "+2018041"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn records_that_are_no_items_are_known() {
        for (form, kind) in [
            ("SC2/10", Some("SC")),
            ("SD10", Some("SD")),
            ("TEXT", Some("TEXT")),
            ("F3Z1", Some("F3Z1")),
            ("H3", Some("H3")),
            ("SBSL4A", Some("SL4")),
        ] {
            assert_eq!(other(form).as_deref(), kind, "{form}");
        }
        for form in ["", "X", "ZZ", "é1", "FEC"] {
            assert_eq!(other(form), None, "{form}");
        }
    }
}
