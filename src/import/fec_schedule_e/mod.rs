//! Independent expenditures in bulk: the FEC's `independent_expenditure_YYYY.csv`, schedule E of all filings in 23 columns.
//!
//! A row becomes the entry `fec-schedule-e/FILE_NUM/TRAN_ID`; a second row of one filing and transaction that says something else is
//! `fec-schedule-e/FILE_NUM/TRAN_ID/line-N`, with the file's name before the line where several are imported. The day is that of the expenditure, else that of
//! its dissemination.
//!
//! - **Amendments** name the filing that they amend (`prev_file_num`), and electronic ones are complete in themselves (11 CFR 104.18(f)): of
//!   several filings of one original the last counts, in the order of their numbers. Its rows amend those of the same transaction, and
//!   rows that it dropped are cancelled by a record of nothing, `…/dropped`, from the day on which it was received. The account says how
//!   many and how much.
//! - **Filings on paper** have numbers below zero, the newer the lower. An amendment on paper may hold no more than what has changed: rows
//!   that it does not have stay.
//! - An amendment of a filing of another spender, of a newer one, or of one that is not there takes no other's place, and is noted.
//! - **Several files** of one cycle are imported together: the later amends the earlier. Imported apart they are not added, since nothing
//!   links a filing of the one with its amendment in the other; a file covers the cycles of its election years.
//! - **Exact duplicates**, equal in all the FEC's columns, have an id of their own, `fec-schedule-e/copy/…`: the first takes their place.
//! - **Outliers**, of 100 million dollars or more, or as much below zero, are tagged `outlier` and listed in the account's remarks. They count: who wants them out
//!   says so.

mod filing;
mod reach;
mod row;
mod survey;

use std::collections::HashMap;

use crate::amount::{Amount, AmountSum, Domain};
use crate::currency::Currency;
use crate::error::{Code, Problem};
use crate::exact::Numeral;
use crate::import::account::counted;
use crate::import::input::Part;
use crate::import::met::AsItIs;
use crate::import::record::Record;
use crate::import::run::{Run, Standing, no_slug};
use crate::import::slug::{self, AtHand, Names};
use crate::import::table::{self, Row, Stop};
use crate::import::tables;
use crate::model::{ActorKind, Coverage, Role, SupersessionKind};

use filing::Filing;
use reach::Reach;
use row::{Columns, Reading, TABLE, reading};
use survey::{Fate, Survey, Unlinked};

/// From how many dollars on a row is listed as an outlier: about twice the largest payment that any committee ever made for one
/// candidate, and far below the billions of filings that are jokes or slips.
const OUTLIER_MIN: i64 = 100_000_000;
/// How many outliers are listed one by one.
const OUTLIERS_LISTED: usize = 100;
/// The title of a file, and its publisher.
const WORDS: [&str; 2] = ["Independent expenditures", "US Federal Election Commission"];

pub(super) fn import(parts: &[Part], run: &mut Run<'_>) -> Result<(), Box<Problem>> {
    let tables = tables::of_kind(parts, &["csv"], run, |header| Columns::of(header).map(drop))?;
    if tables.is_empty() {
        let problem = Problem::new(Code::MissingKey, format!("there is no CSV file to read as {TABLE}"));
        return Err(problem.help("name `independent_expenditure_2026.csv`, or another year's").into());
    }
    let survey = Survey::of(&tables, run.options.mode)?;
    let mut expenditures = Expenditures::new(survey, tables.len() > 1);
    for (at, part) in tables.iter().enumerate() {
        expenditures.read(at, part, run)?;
    }
    expenditures.remarks(run);
    Ok(())
}

/// What is kept from row to row.
struct Expenditures {
    survey: Survey,
    names: Names,
    spenders: Names,
    candidates: Names,
    candidate_names: Names,
    /// How often a row with copies was met.
    met: HashMap<u128, u32, AsItIs>,
    /// The filing of the row before, the beginning of its entries' ids, and whether it amends another or is amended.
    filing: (Option<Filing>, String, bool),
    /// Whether lines are told apart by the name of the file.
    has_files: bool,
    source: String,
    id: String,
    spender: String,
    /// The cells of the spender of the row before.
    spender_cells: [Vec<u8>; 2],
    payee: String,
    campaign: String,
    place: String,
    outliers: Vec<String>,
    outlier_count: usize,
    copy_count: u64,
    amended_count: u64,
    dropped_count: u64,
    dropped: AmountSum,
    again_count: u64,
}

impl Expenditures {
    fn new(survey: Survey, has_files: bool) -> Self {
        Self {
            survey,
            names: Names::new("fec/name"),
            spenders: Names::of_ids("fec"),
            candidates: Names::of_ids("fec/candidate"),
            candidate_names: Names::new("fec/candidate"),
            met: HashMap::default(),
            filing: (None, String::new(), false),
            has_files,
            source: String::new(),
            id: String::new(),
            spender: String::new(),
            spender_cells: <_>::default(),
            payee: String::new(),
            campaign: String::new(),
            place: String::new(),
            outliers: Vec::new(),
            outlier_count: 0,
            copy_count: 0,
            amended_count: 0,
            dropped_count: 0,
            dropped: AmountSum::new(),
            again_count: 0,
        }
    }

    fn read(&mut self, at: usize, part: &Part, run: &mut Run<'_>) -> Result<(), Box<Problem>> {
        let reach = self.survey.files.get(at).copied().unwrap_or_default();
        self.source = run.source_of_file_published("fec-schedule-e", part, WORDS, reach.published())?;
        let later = self.survey.files.get(at + 1..).unwrap_or_default();
        // Files of one cycle amend one another here: all of them together are what another import must not be added to.
        if !later.iter().any(|later| later.overlaps(&reach)) {
            run.coverage(self.coverage(&reach)?)?;
        }
        table::read(part, run, |run, rows| {
            let columns = Columns::of(&rows.header)?;
            // A comma at the end of each line makes a column without a name, and with nothing in it.
            let (mut unnamed, others): (Vec<_>, Vec<_>) =
                columns.others(&rows.header).into_iter().partition(|(_, name)| name.trim().is_empty());
            if !others.is_empty() {
                let names: Vec<String> = others.into_iter().map(|(_, name)| name).collect();
                let names: String = names.join("`, `").chars().take(200).collect();
                let remark = format!("{}: not the FEC's, and not read: the columns `{names}`", part.name);
                run.account.remarks.push(remark);
            }
            rows.each(run, &mut |run, row| {
                let first = unnamed.iter().position(|(column, _)| !row.cell(*column).is_empty());
                if let Some((column, _)) = first.map(|first| unnamed.swap_remove(first)) {
                    let remark = format!(
                        "{}: not the FEC's, and not read: column {}, which has no name, and something in it",
                        part.name,
                        column + 1
                    );
                    run.account.remarks.push(remark);
                }
                self.row(run, row, &columns)
            })
        })
    }

    /// What the file at hand covers.
    fn coverage(&self, reach: &Reach) -> Result<Coverage, Box<Problem>> {
        let mut coverage = Coverage::new();
        coverage.jurisdiction = "US".parse().ok();
        coverage.currency = Some(Currency::USD);
        coverage.window = reach.window();
        coverage.source = Some(self.source.parse().map_err(no_slug)?);
        Ok(coverage)
    }

    fn row(&mut self, run: &mut Run<'_>, row: Row<'_>, columns: &Columns) -> Result<(), Stop> {
        let (reading, repairs) = reading(row, columns, run.options.mode, &mut self.survey.days)?;
        for (column, read_as) in repairs {
            run.repair(row, column, read_as);
        }
        self.parties(run, row, columns)?;
        self.set_filing(reading.filing);
        let transaction = reading.transaction.as_bytes();

        self.survey.set_transaction(reading.filing, transaction);
        let suspect = self.survey.repeats.suspect(&self.survey.key);
        let hash = suspect.map(|_| self.survey.row(row, columns));
        let copies = hash.and_then(|hash| self.survey.copies.get(&hash).copied()).unwrap_or_default();
        let met = hash.filter(|_| copies > 0).map(|hash| self.met.entry(hash).or_default());
        let number = met.map_or(0, |met| std::mem::replace(met, *met + 1));
        let is_copy = number > 0;
        let is_first = !is_copy && !suspect.is_some_and(|it| self.survey.repeats.is_met_again(it));
        slug::of_id(&mut self.id, &self.filing.1, reading.transaction);
        if is_copy {
            self.id = copy_id(row, columns, number);
            self.copy_count += 1;
        } else if !is_first {
            let file = if self.has_files { self.source.as_str() } else { "" };
            let file =
                file.strip_prefix("fec-schedule-e/").map(|file| format!("/{file}")).unwrap_or_default();
            self.id.push_str(&format!("{file}/line-{}", row.line));
            self.again_count += 1;
        }
        let is_linked = self.filing.2;
        let fate = if is_linked { self.survey.fate(reading.filing, transaction) } else { Fate::Stands };
        let is_amended = is_first && matches!(fate, Fate::Amended(_));
        let amends =
            if is_first && is_linked { self.survey.amended_by(reading.filing, transaction) } else { None };
        let mut replaced: Vec<(String, SupersessionKind)> = Vec::new();
        if let Some(earlier) = amends {
            let mut id = String::new();
            slug::of_id(&mut id, &format!("fec-schedule-e/{earlier}"), reading.transaction);
            replaced.push((id, SupersessionKind::Amends));
        }
        if !is_copy {
            replaced.extend(
                (1..=copies).map(|number| (copy_id(row, columns, number), SupersessionKind::Duplicates)),
            );
        }
        let supersedes: Vec<_> = replaced.iter().map(|(id, kind)| (id.as_str(), Some(*kind))).collect();

        let size = if reading.amount.is_negative() { reading.amount.negated() } else { reading.amount };
        let is_outlier = size.cmp_value(Numeral::from(OUTLIER_MIN)).is_ge();
        let stance = columns.stance.map(|column| row.cell(column)).unwrap_or_default();
        let tags: &[&str] = match (stance, is_outlier) {
            (b"S" | b"s", false) => &["SE", "support"],
            (b"S" | b"s", true) => &["SE", "support", "outlier"],
            (b"O" | b"o", false) => &["SE", "oppose"],
            (b"O" | b"o", true) => &["SE", "oppose", "outlier"],
            (_, false) => &["SE"],
            (_, true) => &["SE", "outlier"],
        };

        let amount = Amount::exact(reading.amount);
        let mut record = Record::new(&self.id, amount, Currency::USD, row.spot(columns.amount));
        record.domain = if reading.amount.is_negative() { Domain::Signed } else { Domain::Gross };
        record.sponsor = (!self.spender.is_empty()).then_some(self.spender.as_str());
        record.payee = (!self.payee.is_empty()).then_some(self.payee.as_str());
        record.campaign = (!self.campaign.is_empty()).then_some(self.campaign.as_str());
        record.jurisdiction = Some(self.place.as_str());
        record.purpose = Some(row.optional(columns.purpose)?).filter(|text| !text.is_empty());
        record.when = reading.when;
        record.recorded = reading.received;
        record.source = Some(&self.source);
        record.tags = tags;
        record.supersedes = &supersedes;
        let standing = if fate != Fate::Stands || is_copy { Standing::Superseded } else { Standing::Current };
        run.entry(&record, standing)?;

        if is_outlier && !is_copy && fate == Fate::Stands {
            self.outlier(row, columns, &reading);
        }
        self.amended_count += u64::from(is_amended);
        if let Fate::Amended(later) | Fate::Dropped(later) = fate
            && !is_amended
            && !is_copy
        {
            self.dropped_count += 1;
            self.dropped.add_exact(reading.amount);
            let dropped = format!("{}/dropped", self.id);
            let supersedes = [(self.id.as_str(), Some(SupersessionKind::Cancels))];
            let mut record = Record::new(&dropped, Amount::exact(0), Currency::USD, row.spot(columns.amount));
            record.role = Role::Memo;
            record.source = Some(&self.source);
            record.supersedes = &supersedes;
            record.recorded = self.survey.received(later);
            record.note = Some("the amendment has no such row");
            run.entry(&record, Standing::Current)?;
        }
        Ok(())
    }

    /// Notes the filing of a row.
    fn set_filing(&mut self, filing: Filing) {
        if self.filing.0 != Some(filing) {
            self.filing = (Some(filing), format!("fec-schedule-e/{filing}"), self.survey.is_linked(filing));
        }
    }

    /// Writes who spends, who is paid, on whom and where, and pushes the ones that are new.
    fn parties(&mut self, run: &mut Run<'_>, row: Row<'_>, columns: &Columns) -> Result<(), Stop> {
        // Whoever is at hand was pushed when the slug was made.
        let cells = [row.cell(columns.spender), row.cell(columns.spender_name)];
        if self.spender_cells != cells
            && write_if_at_hand(&mut self.spender, [&self.spenders, &self.names], cells) == AtHand::No
        {
            let (id, name) = (row.text(columns.spender)?, row.text(columns.spender_name)?);
            write_party(&mut self.spender, [&mut self.spenders, &mut self.names], id, name);
            run.actor(&self.spender, |mut actor| {
                actor.name = (!name.is_empty()).then(|| name.to_owned());
                actor.kind = id.starts_with('C').then_some(ActorKind::Committee);
                actor
            })?;
        }
        for (known, cell) in self.spender_cells.iter_mut().zip(cells) {
            known.clear();
            known.extend_from_slice(cell);
        }
        let cell = columns.payee.map_or(&[][..], |column| row.cell(column));
        self.payee.clear();
        if !cell.is_empty() && self.names.write_if_at_hand(&mut self.payee, cell) == AtHand::No {
            let name = row.optional(columns.payee)?;
            self.names.write(&mut self.payee, name);
            run.actor(&self.payee, |mut actor| {
                actor.name = Some(name.to_owned());
                actor
            })?;
        }
        let cells = [row.cell(columns.candidate), row.cell(columns.candidate_name)];
        let slugs = [&self.candidates, &self.candidate_names];
        if write_if_at_hand(&mut self.campaign, slugs, cells) == AtHand::No {
            let (id, name) = (row.text(columns.candidate)?, row.text(columns.candidate_name)?);
            write_party(&mut self.campaign, [&mut self.candidates, &mut self.candidate_names], id, name);
            run.campaign(&self.campaign, |mut campaign| {
                campaign.name = (!name.is_empty()).then(|| name.to_owned());
                campaign
            })?;
        }
        let state = row.optional(columns.state)?;
        self.place.clear();
        self.place.push_str("US");
        if state.len() == 2 && state.bytes().all(|byte| byte.is_ascii_uppercase()) && state != "US" {
            self.place.push('-');
            self.place.push_str(state);
        }
        Ok(())
    }

    fn outlier(&mut self, row: Row<'_>, columns: &Columns, reading: &Reading<'_>) {
        self.outlier_count += 1;
        if self.outliers.len() < OUTLIERS_LISTED {
            let spot = row.spot(columns.amount);
            self.outliers.push(format!("outlier: {} USD at {spot}, `{}`", reading.amount, self.id));
        }
    }

    fn remarks(&mut self, run: &mut Run<'_>) {
        let remarks = &mut run.account.remarks;
        if self.copy_count > 0 {
            let rows = counted(self.copy_count, "row repeats", "rows repeat");
            remarks.push(format!("{rows} another row in every cell: superseded by it"));
        }
        if self.again_count > 0 {
            let rows = counted(self.again_count, "row has", "rows have");
            let remark = format!(
                "{rows} the filing and transaction of another row, and something else to say: all count"
            );
            remarks.push(remark);
        }
        if self.amended_count > 0 {
            let rows = counted(self.amended_count, "row is", "rows are");
            remarks.push(format!("{rows} amended by a row of a later filing"));
        }
        let Unlinked { newer, of_others, absent, several } = &self.survey.unlinked;
        for (filings, what, next) in [
            (newer, "a newer one", "it takes no other's place by that"),
            (of_others, "one of another spender", "it takes no other's place"),
            (absent, "one that is not here", "what that one holds may be counted elsewhere"),
            (several, "several, as its rows say", "it takes the place of the newest of them alone"),
        ] {
            let count = u64::try_from(filings.len()).unwrap_or(u64::MAX);
            if let Some(first) = filings.first() {
                let filings = counted(count, "filing amends", "filings amend");
                remarks.push(format!("{filings} {what}, such as `{first}`: {next}, look there"));
            }
        }
        if self.dropped_count > 0 {
            let sum = self.dropped.printed().map(|sum| sum.to_string()).unwrap_or_default();
            let rows = counted(self.dropped_count, "row", "rows");
            remarks.push(format!(
                "cancelled: {rows} of {sum} USD in filings that were amended, and not in the amendment"
            ));
        }
        if self.outlier_count > 0 {
            let count = u64::try_from(self.outlier_count).unwrap_or(u64::MAX);
            let rows = counted(count, "row that counts is", "rows that count are");
            let remark = format!(
                "{rows} of {OUTLIER_MIN} USD or more, or as much below zero, and tagged `outlier`: look there before you use a total"
            );
            remarks.push(remark);
            remarks.append(&mut self.outliers);
        }
    }
}

/// Writes the slug of who has an id, or a name at least, where it is at hand; of nobody nothing, who is at hand.
fn write_if_at_hand(slug: &mut String, [ids, names]: [&Names; 2], [id, name]: [&[u8]; 2]) -> AtHand {
    match (id, name) {
        ([], []) => {
            slug.clear();
            AtHand::Yes
        }
        ([], name) => names.write_if_at_hand(slug, name),
        (id, _) => ids.write_if_at_hand(slug, id),
    }
}

/// The same of who is not at hand.
fn write_party(slug: &mut String, [ids, names]: [&mut Names; 2], id: &str, name: &str) {
    match id {
        "" => names.write(slug, name),
        id => ids.write(slug, id),
    }
}

/// The id of a copy, by all its cells that are the FEC's: the row that it repeats may have no id of its own.
fn copy_id(row: Row<'_>, columns: &Columns, number: u32) -> String {
    let cells: Vec<_> = columns.compared().map(|column| String::from_utf8_lossy(row.cell(column))).collect();
    let mut id = String::new();
    slug::of_name(&mut id, "fec-schedule-e/copy", &cells.join("\u{1f}"));
    id.push_str(&format!("/{number}"));
    id
}
