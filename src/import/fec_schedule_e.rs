//! Independent expenditures in bulk: the FEC's `independent_expenditure_YYYY.csv`, schedule E of all filings in 23 columns.
//!
//! A row becomes the entry `fec-schedule-e/FILE_NUM/TRAN_ID`; a second row of one filing and transaction that says something else is
//! `fec-schedule-e/FILE_NUM/TRAN_ID/line-N`, with the file's name before the line where several are imported. The day is that of the expenditure, else that of
//! its dissemination.
//!
//! - **Amendments** name the filing that they amend (`prev_file_num`) and are complete in themselves (11 CFR 104.18(f)): of
//!   several filings of one original the last counts, in the order of their numbers. Its rows amend those of the same
//!   transaction, and rows that it dropped are cancelled by a record of nothing, `…/dropped`. The account says how many and how much.
//! - **Exact duplicates**, all cells equal, have an id of their own, `fec-schedule-e/copy/…`: the first takes their place.
//! - **Outliers**, of 100 million dollars or more, are tagged `outlier` and listed in the account's remarks. They count: who wants them out
//!   says so.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Mode;
use super::account::counted;
use super::cells::{self, Figures};
use super::input::Part;
use super::record::Record;
use super::run::{Met, Run, Standing};
use super::slug::{self, Names};
use super::table::{self, Column, Fault, Header, Row, Rows, Stop};
use super::tables;
use crate::amount::{Amount, AmountSum, Domain};
use crate::currency::Currency;
use crate::date::{Day, When};
use crate::error::{Code, Problem};
use crate::exact::Numeral;
use crate::id::SourceId;
use crate::model::{ActorKind, Role, Source, SupersessionKind};
use crate::money::Money;

const TABLE: &str = "the FEC's independent expenditures (schedule E in bulk)";
/// From how many dollars on a row is listed as an outlier: about twice the largest payment that any committee ever made for one
/// candidate, and far below the billions of filings that are jokes or slips.
const OUTLIER_MIN: i64 = 100_000_000;
/// How many outliers are listed one by one.
const OUTLIERS_LISTED: usize = 100;
const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/// The columns that are read.
#[derive(Clone, Copy)]
struct Columns {
    candidate: Column,
    candidate_name: Column,
    spender: Column,
    spender_name: Column,
    state: Option<Column>,
    amount: Column,
    date: Column,
    stance: Option<Column>,
    purpose: Option<Column>,
    payee: Option<Column>,
    filing: Column,
    transaction: Column,
    received: Option<Column>,
    previous: Column,
    dissemination: Option<Column>,
}

impl Columns {
    fn of(header: &Header) -> Result<Self, Box<Problem>> {
        let require = |names: &[&str]| header.require(names, TABLE);
        Ok(Self {
            candidate: require(&["cand id"])?,
            candidate_name: require(&["cand name"])?,
            spender: require(&["spe id"])?,
            spender_name: require(&["spe nam"])?,
            state: header.find(&["can office state"]),
            amount: require(&["exp amo"])?,
            date: require(&["exp date"])?,
            stance: header.find(&["sup opp"]),
            purpose: header.find(&["pur"]),
            payee: header.find(&["pay"]),
            filing: require(&["file num"])?,
            transaction: require(&["tran id"])?,
            received: header.find(&["receipt dat"]),
            previous: require(&["prev file num"])?,
            dissemination: header.find(&["dissem dt"]),
        })
    }
}

/// A day of `15-MAY-26`, also with four digits of the year, or as `2026-05-15`; years of two digits are of 1970 to 2069.
fn day(cell: &[u8]) -> Option<Day> {
    let text = std::str::from_utf8(cell).ok()?;
    let mut parts = text.split('-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let Some(month) = MONTHS.iter().position(|name| month.eq_ignore_ascii_case(name)) else {
        return cells::day(cell);
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || !digits(day) || !digits(year) {
        return None;
    }
    let year = match year.len() {
        2 => year.parse::<i32>().ok().map(|year| if year < 70 { 2_000 + year } else { 1_900 + year })?,
        4 => year.parse().ok()?,
        _ => return None,
    };
    Day::new(year, u32::try_from(month + 1).ok()?, day.parse().ok()?).ok()
}

/// What a first reading finds: who amends whom, and which rows there are.
#[derive(Default)]
struct Survey {
    mode: Mode,
    met: Met,
    rows: HashSet<u128>,
    /// How often a row stands there again.
    copies: HashMap<u128, u32>,
    transactions: HashSet<u128>,
    /// The filing that each filing says it amends; itself where it amends none.
    previous: BTreeMap<u64, u64>,
    /// The filing that takes the place of each.
    later: HashMap<u64, u64>,
    earlier: HashMap<u64, u64>,
    key: Vec<u8>,
}

impl Survey {
    fn row(&mut self, row: Row<'_>, width: usize) -> u128 {
        self.key.clear();
        for column in 0..width {
            self.key.extend_from_slice(row.cell(column));
            self.key.push(0x1f);
        }
        self.met.hash(&self.key)
    }

    fn transaction(&mut self, filing: u64, transaction: &[u8]) -> u128 {
        self.key.clear();
        self.key.extend_from_slice(&filing.to_le_bytes());
        self.key.extend_from_slice(transaction);
        self.met.hash(&self.key)
    }

    fn read(&mut self, part: &Part) -> Result<(), Box<Problem>> {
        part.read(|reader| {
            let mut rows = Rows::open(&part.name, reader)?;
            let (columns, width) = (Columns::of(&rows.header)?, rows.header.len());
            while let Some(row) = rows.next()? {
                let Some(filing) = number(row.cell(columns.filing)) else { continue };
                // What will be set aside takes no other's place.
                if !row.fits(width) || reading(row, &columns, self.mode).is_err() {
                    continue;
                }
                let previous = number(row.cell(columns.previous)).filter(|previous| *previous < filing);
                let known = self.previous.entry(filing).or_insert(filing);
                *known = previous.unwrap_or(*known);
                let hash = self.row(row, width);
                if !self.rows.insert(hash) {
                    *self.copies.entry(hash).or_default() += 1;
                }
                let transaction = self.transaction(filing, row.cell(columns.transaction));
                self.transactions.insert(transaction);
            }
            Ok(())
        })
    }

    /// Links the filings of one original in the order of their numbers. Whatever an amendment names is older than itself, so
    /// that there are no circles.
    fn link(&mut self) {
        let mut roots: BTreeMap<u64, u64> = BTreeMap::new();
        let mut last: HashMap<u64, u64> = HashMap::new();
        for (filing, previous) in &self.previous {
            let root = roots.get(previous).copied().unwrap_or(*previous);
            roots.insert(*filing, root);
            if let Some(before) = last.insert(root, *filing) {
                self.later.insert(before, *filing);
                self.earlier.insert(*filing, before);
            }
        }
    }

    /// Whether a filing has a transaction.
    fn has(&mut self, filing: Option<u64>, transaction: &[u8]) -> bool {
        filing.is_some_and(|filing| {
            let key = self.transaction(filing, transaction);
            self.transactions.contains(&key)
        })
    }
}

fn number(cell: &[u8]) -> Option<u64> {
    std::str::from_utf8(cell).ok()?.parse().ok()
}

pub(super) fn import(parts: &[Part], run: &mut Run<'_>) -> Result<(), Box<Problem>> {
    let tables = tables::of_kind(parts, &["csv"], run, |header| Columns::of(header).map(drop))?;
    if tables.is_empty() {
        let problem = Problem::new(Code::MissingKey, format!("there is no CSV file to read as {TABLE}"));
        return Err(problem.help("name `independent_expenditure_2026.csv`, or another year's").into());
    }
    let mut survey = Survey { mode: run.options.mode, ..Survey::default() };
    for part in &tables {
        survey.read(part)?;
    }
    survey.link();
    let mut expenditures = Expenditures::new(survey, tables.len() > 1);
    for part in &tables {
        expenditures.read(part, run)?;
    }
    expenditures.remarks(run);
    Ok(())
}

/// What is kept from row to row.
struct Expenditures {
    survey: Survey,
    names: Names,
    candidates: Names,
    written: HashSet<u128>,
    copied: HashMap<u128, u32>,
    transactions: HashSet<u128>,
    /// Whether lines are told apart by the name of the file.
    has_files: bool,
    source: String,
    id: String,
    amended: String,
    spender: String,
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

/// What the row's own cells say.
struct Reading<'r> {
    filing: u64,
    transaction: &'r str,
    amount: Numeral,
    when: Option<When>,
    received: Option<Day>,
}

impl Expenditures {
    fn new(survey: Survey, has_files: bool) -> Self {
        Self {
            survey,
            names: Names::new("fec/name"),
            candidates: Names::new("fec/candidate"),
            written: HashSet::new(),
            copied: HashMap::new(),
            transactions: HashSet::new(),
            has_files,
            source: String::new(),
            id: String::new(),
            amended: String::new(),
            spender: String::new(),
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

    fn read(&mut self, part: &Part, run: &mut Run<'_>) -> Result<(), Box<Problem>> {
        self.source = run.unused_source(&format!("fec-schedule-e/{}", slug::of_file(&part.name)));
        let id: SourceId = self
            .source
            .parse()
            .map_err(|error: crate::id::IdError| Problem::new(Code::BadId, error.to_string()))?;
        run.source({
            let mut source = Source::new(id);
            source.title = Some("Independent expenditures".to_owned());
            source.publisher = Some("US Federal Election Commission".to_owned());
            source.locator = Some(part.name.to_string());
            source
        })?;
        table::read(part, run, |run, rows| {
            let (columns, width) = (Columns::of(&rows.header)?, rows.header.len());
            rows.each(run, &mut |run, row| self.row(run, row, &columns, width))
        })
    }

    fn row(&mut self, run: &mut Run<'_>, row: Row<'_>, columns: &Columns, width: usize) -> Result<(), Stop> {
        let (reading, repairs) = reading(row, columns, run.options.mode)?;
        for (column, read_as) in repairs {
            run.repair(row, column, read_as);
        }
        self.parties(run, row, columns)?;
        let later = self.survey.later.get(&reading.filing).copied();
        let earlier = self.survey.earlier.get(&reading.filing).copied();
        let transaction = reading.transaction.as_bytes();

        let hash = self.survey.row(row, width);
        let copies = self.survey.copies.get(&hash).copied().unwrap_or_default();
        let is_copy = !self.written.insert(hash);
        let key = self.survey.transaction(reading.filing, transaction);
        let is_first = !is_copy && self.transactions.insert(key);
        self.id = format!("fec-schedule-e/{}", reading.filing);
        slug::of_id(&mut self.amended, &self.id, reading.transaction);
        std::mem::swap(&mut self.id, &mut self.amended);
        if is_copy {
            let number = self.copied.entry(hash).or_default();
            *number += 1;
            self.id = copy_id(row, width, *number);
            self.copy_count += 1;
        } else if !is_first {
            let file = if self.has_files { self.source.as_str() } else { "" };
            let file =
                file.strip_prefix("fec-schedule-e/").map(|file| format!("/{file}")).unwrap_or_default();
            self.id.push_str(&format!("{file}/line-{}", row.line));
            self.again_count += 1;
        }
        let is_amended = is_first && self.survey.has(later, transaction);
        let amends = is_first && self.survey.has(earlier, transaction);
        let mut replaced: Vec<(String, SupersessionKind)> = Vec::new();
        if let (true, Some(earlier)) = (amends, earlier) {
            let mut id = String::new();
            slug::of_id(&mut id, &format!("fec-schedule-e/{earlier}"), reading.transaction);
            replaced.push((id, SupersessionKind::Amends));
        }
        if !is_copy {
            replaced.extend(
                (1..=copies).map(|number| (copy_id(row, width, number), SupersessionKind::Duplicates)),
            );
        }
        let supersedes: Vec<_> = replaced.iter().map(|(id, kind)| (id.as_str(), Some(*kind))).collect();

        let is_outlier = reading.amount.cmp_value(Numeral::from(OUTLIER_MIN)).is_ge();
        let stance = columns.stance.map(|column| row.cell(column)).unwrap_or_default();
        let mut tags = vec!["SE"];
        tags.extend(match stance {
            b"S" | b"s" => Some("support"),
            b"O" | b"o" => Some("oppose"),
            _ => None,
        });
        tags.extend(is_outlier.then_some("outlier"));

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
        record.tags = &tags;
        record.supersedes = &supersedes;
        let standing = if later.is_some() || is_copy { Standing::Superseded } else { Standing::Current };
        run.entry(&record, standing)?;

        if is_outlier && !is_copy && later.is_none() {
            self.outlier(row, columns, &reading);
        }
        self.amended_count += u64::from(is_amended);
        if later.is_some() && !is_amended && !is_copy {
            self.dropped_count += 1;
            self.dropped.add_exact(reading.amount);
            let dropped = format!("{}/dropped", self.id);
            let supersedes = [(self.id.as_str(), Some(SupersessionKind::Cancels))];
            let mut record = Record::new(&dropped, Amount::exact(0), Currency::USD, row.spot(columns.amount));
            record.role = Role::Memo;
            record.source = Some(&self.source);
            record.supersedes = &supersedes;
            record.note = Some("the amendment has no such row");
            run.entry(&record, Standing::Current)?;
        }
        Ok(())
    }

    /// Writes who spends, who is paid, on whom and where, and pushes the ones that are new.
    fn parties(&mut self, run: &mut Run<'_>, row: Row<'_>, columns: &Columns) -> Result<(), Stop> {
        let (spender, spender_name) = (row.text(columns.spender)?, row.text(columns.spender_name)?);
        self.spender.clear();
        match (spender, spender_name) {
            ("", "") => {}
            ("", name) => self.names.write(&mut self.spender, name),
            (id, _) => slug::of_id(&mut self.spender, "fec", id),
        }
        if !self.spender.is_empty() {
            run.actor(&self.spender, |mut actor| {
                actor.name = (!spender_name.is_empty()).then(|| spender_name.to_owned());
                actor.kind = spender.starts_with('C').then_some(ActorKind::Committee);
                actor
            })?;
        }
        let payee = row.optional(columns.payee)?;
        self.payee.clear();
        if !payee.is_empty() {
            self.names.write(&mut self.payee, payee);
            run.actor(&self.payee, |mut actor| {
                actor.name = Some(payee.to_owned());
                actor
            })?;
        }
        let (candidate, name) = (row.text(columns.candidate)?, row.text(columns.candidate_name)?);
        self.campaign.clear();
        match (candidate, name) {
            ("", "") => {}
            ("", name) => self.candidates.write(&mut self.campaign, name),
            (id, _) => slug::of_id(&mut self.campaign, "fec/candidate", id),
        }
        if !self.campaign.is_empty() {
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
                "{rows} of {OUTLIER_MIN} USD or more, and tagged `outlier`: look there before you use a total"
            );
            remarks.push(remark);
            remarks.append(&mut self.outliers);
        }
    }
}

/// The id of a copy, by all its cells: the row that it repeats may have no id of its own.
fn copy_id(row: Row<'_>, width: usize, number: u32) -> String {
    let cells: Vec<_> = (0..width).map(|column| String::from_utf8_lossy(row.cell(column))).collect();
    let mut id = String::new();
    slug::of_name(&mut id, "fec-schedule-e/copy", &cells.join("\u{1f}"));
    id.push_str(&format!("/{number}"));
    id
}

/// Cells that are not written as they should be, and what they are read as.
type Repairs = Vec<(Column, String)>;

/// The cells of a row that decide whether it becomes an entry, read alike in both passes: what is set aside takes no other's place.
fn reading<'r>(row: Row<'r>, columns: &Columns, mode: Mode) -> Result<(Reading<'r>, Repairs), Fault> {
    let mut repairs = Vec::new();
    let (amount, is_repaired) = cells::figure_in(row, columns.amount, Figures::Signed, Currency::USD, mode)?;
    if is_repaired {
        repairs.push((columns.amount, format!("{amount} {}", Currency::USD)));
    }
    let with_money = |fault: Fault| fault.with_money(Some(Money::new(Amount::exact(amount), Currency::USD)));
    let filing = number(row.cell(columns.filing))
        .ok_or_else(|| with_money(row.fault(columns.filing, "this is no number of a filing")))?;
    let transaction = row.text(columns.transaction).map_err(with_money)?;
    let mut date = |column: Option<Column>| -> Result<Option<Day>, Fault> {
        let Some(column) = column.filter(|column| !row.cell(*column).is_empty()) else { return Ok(None) };
        match day(row.cell(column)) {
            Some(day) => Ok(Some(day)),
            None if mode == Mode::Tolerant => {
                repairs.push((column, "no date".to_owned()));
                Ok(None)
            }
            None => Err(with_money(row.fault(column, "this is no date such as `15-MAY-26`"))),
        }
    };
    let (spent, shown) = (date(Some(columns.date))?, date(columns.dissemination)?);
    let received = date(columns.received)?;
    let when = spent.or(shown).map(When::from);
    Ok((Reading { filing, transaction, amount, when, received }, repairs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_the_month_in_letters() {
        for (cell, expected) in [
            ("15-MAY-26", Some("2026-05-15")),
            ("1-jan-99", Some("1999-01-01")),
            ("01-DEC-2024", Some("2024-12-01")),
            ("2024-12-01", Some("2024-12-01")),
            ("31-FEB-26", None),
            ("15-MAI-26", None),
            ("15-MAY-126", None),
            ("15-MAY", None),
            ("", None),
        ] {
            assert_eq!(day(cell.as_bytes()).map(|day| day.to_string()).as_deref(), expected, "{cell}");
        }
    }

    #[test]
    fn filings_of_one_original_follow_one_another() {
        // 3 and 4 both say that they amend 1; 9 amends 4; 7 amends one that is not there.
        let previous = [(1, 1), (3, 1), (4, 1), (7, 2), (9, 4)].into_iter().collect();
        let mut survey = Survey { previous, ..Survey::default() };
        survey.link();
        let later = |filing: u64| survey.later.get(&filing).copied();
        assert_eq!([1, 3, 4, 7, 9].map(later), [Some(3), Some(4), Some(9), None, None]);
    }
}
