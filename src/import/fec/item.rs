//! The items of a filing: each record becomes an entry, or is set aside.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::chain::Transactions;
use super::layout::{Layout, Schedule};
use super::lines::LineState;
use super::record::Doubt;
use super::year_to_date::Races;
use super::{Filing, day, whole};
use crate::amount::{Amount, Domain};
use crate::currency::Currency;
use crate::date::When;
use crate::error::Problem;
use crate::exact::Numeral;
use crate::import::Mode;
use crate::import::account::{Repair, SetAside};
use crate::import::cells::{self, Figures};
use crate::import::keys::Keys;
use crate::import::record::{Record, Spot};
use crate::import::run::{Run, Standing};
use crate::import::slug::{self, Names};
use crate::model::{Role, Stage, SupersessionKind};
use crate::money::Money;

/// How a stance towards a candidate is written in tags.
const STANCES: [(&str, &str); 2] = [("S", "support"), ("O", "oppose")];

/// A record of a schedule.
#[derive(Clone, Copy)]
pub(super) struct Item<'f> {
    pub(super) fields: &'f StringRecord,
    pub(super) layout: Layout,
    pub(super) is_in_cents: bool,
}

impl<'f> Item<'f> {
    /// A field, from 1; 0 is none.
    pub(super) fn field(self, number: usize) -> &'f str {
        number.checked_sub(1).and_then(|at| self.fields.get(at)).unwrap_or_default()
    }

    pub(super) fn id(self) -> &'f str {
        self.field(self.layout.id)
    }

    /// Whether it becomes an entry: its amount and date can be read, or repaired where that is wanted.
    pub(super) fn is_readable(self, mode: Mode) -> bool {
        let (amount, (_, date)) = (self.field(self.layout.amount), self.date());
        let is_tolerant = mode == Mode::Tolerant;
        let is_amount = figure(amount, self.is_in_cents).is_some()
            || is_tolerant && cells::meant(amount.as_bytes(), Some(Currency::USD)).is_some();
        is_amount && (is_tolerant || date.is_empty() || day(date).is_some())
    }

    /// What was spent on the race in the year so far.
    pub(super) fn year_to_date(self) -> &'f str {
        self.field(self.layout.year_to_date)
    }

    /// The race that the item is about, and which of its elections: `P2018-S-MT-00`.
    pub(super) fn race(self) -> String {
        let Layout { election, office, .. } = self.layout;
        let mut race = self.field(election).to_owned();
        for field in [office, office + 1, office + 2].map(|field| self.field(field)) {
            if !field.is_empty() {
                race.push_str(if race.is_empty() { "" } else { "-" });
                race.push_str(field);
            }
        }
        if race.is_empty() { "no-race".to_owned() } else { race }
    }

    fn is_memo(self) -> bool {
        self.field(self.layout.memo).eq_ignore_ascii_case("X")
    }

    /// The field of the date, and what stands there.
    pub(super) fn date(self) -> (usize, &'f str) {
        let first = self.field(self.layout.date);
        if first.is_empty() && self.layout.date_else > 0 {
            return (self.layout.date_else, self.field(self.layout.date_else));
        }
        (self.layout.date, first)
    }

    /// A name: that of an organisation, or a person's with the first name first.
    fn name(self, whole: usize, person: usize, name: &mut String) {
        name.clear();
        let text = self.field(whole);
        if text.contains('^') {
            let mut parts = text.split('^').map(str::trim);
            let (last, first) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            join(name, [first, last]);
        } else if !text.is_empty() {
            name.push_str(text);
        } else if person > 0 {
            let [last, first, middle] = [0, 1, 2].map(|part| self.field(person + part));
            join(name, [first, middle, last]);
        }
    }

    /// A candidate's name, of which there is no middle one that is told apart.
    fn candidate(self, name: &mut String) {
        let Layout { candidate_name, candidate_person, .. } = self.layout;
        name.clear();
        if candidate_name > 0 {
            self.name(candidate_name, 0, name);
        } else if candidate_person > 0 {
            join(name, [self.field(candidate_person + 1), self.field(candidate_person)]);
        }
    }
}

pub(super) fn join<const N: usize>(name: &mut String, parts: [&str; N]) {
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        name.push_str(if name.is_empty() { "" } else { " " });
        name.push_str(part);
    }
}

/// A figure as the FEC writes them: digits with a point, also without any before it, `-` below zero.
pub(super) fn figure(text: &str, is_in_cents: bool) -> Option<Numeral> {
    if is_in_cents && !text.contains('.') {
        return cells::numeral(text.as_bytes(), Figures::Signed)?.shifted(-2).ok();
    }
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    if digits.starts_with('.') {
        return cells::numeral(format!("{sign}0{digits}").as_bytes(), Figures::Signed);
    }
    // `12.` is twelve.
    cells::numeral(text.strip_suffix('.').unwrap_or(text).as_bytes(), Figures::Signed)
}

/// What is kept from record to record.
pub(super) struct Items {
    transactions: Transactions,
    names: Names,
    candidates: Names,
    in_file: Keys,
    at: usize,
    earlier: Option<(usize, String)>,
    later: Option<usize>,
    /// The slug of the filer.
    pub(super) filer: String,
    source: String,
    /// The lines of the summary that items add up to.
    pub(super) lines: BTreeMap<String, LineState>,
    /// The races that the items of a notice are about.
    pub(super) races: Races,
    id: String,
    amended: String,
    dropped: String,
    other: String,
    campaign: String,
    name: String,
    place: String,
}

/// What a record says, read.
struct Reading {
    amount: Numeral,
    when: Option<When>,
}

impl Items {
    pub(super) fn new(transactions: Transactions) -> Self {
        Self {
            transactions,
            names: Names::new("fec/name"),
            candidates: Names::new("fec/candidate"),
            in_file: Keys::default(),
            at: 0,
            earlier: None,
            later: None,
            filer: String::new(),
            source: String::new(),
            lines: BTreeMap::new(),
            races: Races::default(),
            id: String::new(),
            amended: String::new(),
            dropped: String::new(),
            other: String::new(),
            campaign: String::new(),
            name: String::new(),
            place: String::new(),
        }
    }

    /// Turns to another filing.
    pub(super) fn begin(&mut self, filings: &[Filing<'_>], at: usize) -> Result<(), Box<Problem>> {
        let Some(filing) = filings.get(at) else { return Ok(()) };
        self.at = at;
        self.earlier = filing.earlier.and_then(|at| Some((at, format!("fec/{}", filings.get(at)?.slug))));
        self.later = filing.later;
        self.in_file = super::transactions(filing)?;
        self.lines.clear();
        self.races.clear();
        filing.source()?.as_str().clone_into(&mut self.source);
        slug::of_id(&mut self.filer, "fec", filing.head.field(2));
        Ok(())
    }

    /// Sets a line aside that is no record of a filing.
    pub(super) fn no_record(
        &mut self,
        run: &mut Run<'_>,
        filing: &Filing<'_>,
        fields: &StringRecord,
        line: u64,
    ) -> Result<(), Box<Problem>> {
        run.begin_row()?;
        let reason = "no record of a filing begins so: expected a schedule, such as `SB17`, a form or `TEXT`"
            .to_owned();
        let text = fields.get(0).unwrap_or_default().chars().take(80).collect();
        run.quarantine(SetAside {
            file: filing.part.name.to_string(),
            line,
            column: 1,
            reason,
            text,
            money: None,
        })
    }

    /// Makes an entry of a record.
    pub(super) fn item(
        &mut self,
        run: &mut Run<'_>,
        filing: &Filing<'_>,
        schedule: Schedule,
        form: &str,
        (fields, doubt): (&StringRecord, Option<Doubt>),
        line: u64,
    ) -> Result<(), Box<Problem>> {
        run.begin_row()?;
        let layout = schedule.layout(filing.head.version);
        let item = Item { fields, layout, is_in_cents: filing.head.is_in_cents };
        let stage = match schedule {
            Schedule::A => filing.form().stage_of_receipt(form),
            Schedule::F133 => Stage::Refunded,
            _ if schedule.is_receipt() => Stage::Committed,
            _ => Stage::Spent,
        };
        let is_line = filing.form().line(form, filing.head.version).is_some();
        let not_whole = whole::item(item, schedule, filing.head.version, doubt);
        let reading = match not_whole {
            Some(not_whole) => Err(not_whole.aside(filing, item, line)),
            None => read(run, filing, item, line),
        };
        let reading = match reading {
            Ok(reading) => reading,
            Err(aside) => {
                if is_line {
                    self.line(form, stage).is_partial = true;
                }
                return run.quarantine(*aside);
            }
        };
        if is_line {
            self.line(form, stage).add(reading.amount, item.is_memo());
        }
        self.entry(run, filing, item, form, (schedule, stage), &reading, line)
    }

    fn line(&mut self, form: &str, stage: Stage) -> &mut LineState {
        self.lines.entry(form.to_owned()).or_insert_with(|| LineState::new(stage))
    }

    /// Writes the entry's id, and whether it is the first of its transaction.
    fn name_entry(&mut self, item: Item<'_>, line: u64) -> bool {
        let transaction = item.id();
        let is_first = is_own(transaction) && self.in_file.insert(transaction.as_bytes());
        if is_first {
            slug::of_id(&mut self.id, &self.source, transaction);
        } else {
            self.id = format!("{}/line-{line}", self.source);
        }
        is_first
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "what a record is, where it stands and what was read of it"
    )]
    fn entry(
        &mut self,
        run: &mut Run<'_>,
        filing: &Filing<'_>,
        item: Item<'_>,
        form: &str,
        (schedule, stage): (Schedule, Stage),
        reading: &Reading,
        line: u64,
    ) -> Result<(), Box<Problem>> {
        let is_first = self.name_entry(item, line);
        let is_amended = is_first && self.transactions.has(self.later, item.id());
        let earlier = self.earlier.as_ref().map(|(at, _)| *at);
        let amends = is_first && self.transactions.has(earlier, item.id());
        if let (true, Some((_, source))) = (amends, &self.earlier) {
            slug::of_id(&mut self.amended, source, item.id());
        }
        let supersedes = [(self.amended.as_str(), Some(SupersessionKind::Amends))];

        item.name(item.layout.name, item.layout.person, &mut self.name);
        let has_other = !self.name.is_empty();
        if has_other {
            self.names.write(&mut self.other, &self.name);
            run.actor(&self.other, |mut actor| {
                actor.name = Some(self.name.clone());
                actor
            })?;
        }
        item.candidate(&mut self.name);
        let candidate = item.field(item.layout.candidate);
        let has_campaign = !candidate.is_empty() || !self.name.is_empty();
        if has_campaign {
            if candidate.is_empty() {
                self.candidates.write(&mut self.campaign, &self.name);
            } else {
                slug::of_id(&mut self.campaign, "fec/candidate", candidate);
            }
            run.campaign(&self.campaign, |mut campaign| {
                campaign.name = (!self.name.is_empty()).then(|| self.name.clone());
                campaign
            })?;
        }
        let state = item.field(item.layout.state);
        self.place.clear();
        if state.len() == 2 && state.bytes().all(|byte| byte.is_ascii_uppercase()) && state != "US" {
            self.place.push_str("US-");
            self.place.push_str(state);
        }
        let mut tags = vec![form];
        let stance = item.field(item.layout.stance);
        tags.extend(STANCES.iter().find(|(code, _)| stance.eq_ignore_ascii_case(code)).map(|(_, tag)| *tag));

        let spot = Spot { file: &filing.part.name, line, column: item.layout.amount };
        let mut record = Record::new(&self.id, Amount::exact(reading.amount), Currency::USD, spot);
        record.domain = domain(reading.amount);
        record.stage = stage;
        record.role = if item.is_memo() { Role::Memo } else { Role::Counted };
        record.when = reading.when;
        if schedule.is_receipt() {
            record.payer = has_other.then_some(self.other.as_str());
            record.payee = Some(&self.filer);
        } else {
            record.sponsor = Some(&self.filer);
            record.payee = has_other.then_some(self.other.as_str());
        }
        record.campaign = has_campaign.then_some(self.campaign.as_str());
        record.jurisdiction = Some(if self.place.is_empty() { "US" } else { self.place.as_str() });
        record.purpose = Some(item.field(item.layout.purpose)).filter(|text| !text.is_empty());
        record.note = Some(item.field(item.layout.memo_text)).filter(|text| !text.is_empty());
        record.source = Some(&self.source);
        record.tags = &tags;
        record.supersedes = if amends { &supersedes } else { &[] };
        let standing = if self.later.is_some() { Standing::Superseded } else { Standing::Current };
        run.entry(&record, standing)?;
        if self.later.is_none() && filing.has_year_to_date() && schedule == Schedule::E && !item.is_memo() {
            self.races.add(item, reading.amount, &self.id, line);
        }
        if self.later.is_none() || is_amended {
            return Ok(());
        }
        self.dropped = format!("{}/dropped", self.id);
        let supersedes = [(self.id.as_str(), Some(SupersessionKind::Cancels))];
        let mut record = Record::new(&self.dropped, Amount::exact(0), Currency::USD, spot);
        record.role = Role::Memo;
        record.stage = stage;
        record.source = Some(&self.source);
        record.supersedes = &supersedes;
        record.note = Some("the amendment has no such item");
        run.entry(&record, Standing::Current)
    }
}

/// Whether a transaction's id names its entry: one such as `line-4` is left to the items without an id.
pub(super) fn is_own(transaction: &str) -> bool {
    !transaction.is_empty() && !transaction.starts_with("line-")
}

/// Below zero, an amount is no gross one.
pub(super) const fn domain(amount: Numeral) -> Domain {
    if amount.is_negative() { Domain::Signed } else { Domain::Gross }
}

/// The amount and the date of a record, or why it is set aside.
fn read(run: &mut Run<'_>, filing: &Filing<'_>, item: Item<'_>, line: u64) -> Result<Reading, Box<SetAside>> {
    let text = item.field(item.layout.amount);
    let file = || filing.part.name.to_string();
    let aside = |column: usize, reason: &str, text: &str, money: Option<Numeral>| {
        let money = money.map(|value| Money::new(Amount::exact(value), Currency::USD));
        let text = text.chars().take(80).collect();
        Box::new(SetAside { file: file(), line, column, reason: reason.to_owned(), text, money })
    };
    let meant = || cells::meant(text.as_bytes(), Some(Currency::USD));
    let amount = match figure(text, filing.head.is_in_cents) {
        Some(amount) => amount,
        None if text.is_empty() => {
            return Err(aside(item.layout.amount, "the field of the amount is empty", text, None));
        }
        None => match meant().filter(|_| run.is_tolerant()) {
            Some(amount) => {
                let (found, read_as) = (text.chars().take(80).collect(), format!("{amount} USD"));
                run.account.repairs.push(Repair {
                    file: file(),
                    line,
                    column: item.layout.amount,
                    found,
                    read_as,
                });
                amount
            }
            None => {
                let reason = "the amount is not written as the FEC writes it: digits with at most one point, and `-` in front below zero";
                return Err(aside(item.layout.amount, reason, text, meant()));
            }
        },
    };
    let (column, date) = item.date();
    if date.is_empty() {
        return Ok(Reading { amount, when: None });
    }
    match day(date) {
        Some(day) => Ok(Reading { amount, when: Some(When::from(day)) }),
        None if run.is_tolerant() => {
            let meant = cells::meant_day(date.as_bytes());
            let read_as = meant.map_or_else(|| "no date".to_owned(), |day| day.to_string());
            let found = date.chars().take(80).collect();
            run.account.repairs.push(Repair { file: file(), line, column, found, read_as });
            Ok(Reading { amount, when: meant.map(When::from) })
        }
        None => Err(aside(column, "this is no date such as `20180415`", date, Some(amount))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_exact() {
        for (text, value) in
            [("46.88", "46.88"), ("-50", "-50"), (".5", "0.5"), ("-.25", "-0.25"), ("12.", "12")]
        {
            assert_eq!(figure(text, false).map(|value| value.to_string()).as_deref(), Some(value), "{text}");
        }
        for text in ["", ".", "-", "1,000.00", "$5", "N/A", "1e3", "--5"] {
            assert_eq!(figure(text, false), None, "{text}");
        }
        assert_eq!(figure("4688", true).map(|value| value.to_string()).as_deref(), Some("46.88"));
        assert_eq!(figure("46.88", true).map(|value| value.to_string()).as_deref(), Some("46.88"));
    }
}
