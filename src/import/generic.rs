//! A CSV file of any other source, read as a mapping file says.
//!
//! [`Import::mapping`](super::Import::mapping) documents the mapping file. A row becomes
//! `csv/FILE/ID`, or `csv/FILE/line-N` where no column holds ids. Names become ids of their hashes; constants are ids as they stand.

use super::input::{Part, refused};
use super::keys::Keys;
use super::last_row::LastRow;
use super::mapping::{self, Given, Mapping};
use super::met::Met;
use super::places;
use super::record::Record;
use super::run::{Run, Standing, no_slug};
use super::signs::Signs;
use super::slug::{self, Names};
use super::table::{self, Column, Fault, Header, Row, Stop};
use crate::amount::{Amount, Domain, Form};
use crate::currency::Currency;
use crate::date::When;
use crate::error::{Code, Problem, nearest};
use crate::exact::{Numeral, Ratio};
use crate::id::{ActorId, SourceId};
use crate::model::{Basis, Jurisdiction, Platform, Role, Source, Stage};
use crate::money::Money;

/// The keys whose cells are names, and what their ids begin with.
const PARTIES: [(&str, &str); 5] = [
    ("sponsor", "csv/name"),
    ("payer", "csv/name"),
    ("payee", "csv/name"),
    ("platform", "csv/platform"),
    ("campaign", "csv/campaign"),
];

pub(super) fn import(parts: &[Part], run: &mut Run<'_>) -> Result<(), Box<Problem>> {
    let Some((name, text)) = &run.options.mapping else {
        let problem = Problem::new(
            Code::MissingKey,
            "a CSV file of any other source is read as a mapping file says, and none is given",
        );
        let columns = match parts.first().map(table::header) {
            Some(Ok(header)) => format!(" (its columns are: {})", shown(&header)),
            _ => String::new(),
        };
        let help = format!(
            "name one with `--mapping FILE`; the least that it says is which column has the amounts{columns}: a line `[columns]`, and below it `amount = \"…\"`"
        );
        return Err(problem.help(help).into());
    };
    let mapping = Mapping::read(name, text)?;
    let mut tables = Vec::new();
    for part in parts {
        if part.has_extension("csv") || part.has_extension("tsv") || parts.len() == 1 {
            tables.push(part);
        } else {
            run.not_read(part);
        }
    }
    let mut rows = Rows::new(&mapping, run)?;
    for part in tables {
        rows.read(part, run)?;
    }
    Ok(())
}

/// The names of the columns, as many as a message takes.
fn shown(header: &Header) -> String {
    header.names.join(", ").chars().take(200).collect()
}

/// What is kept from row to row.
struct Rows<'m> {
    mapping: &'m Mapping,
    currency: Option<Currency>,
    stage: Stage,
    role: Role,
    basis: Option<Basis>,
    jurisdiction: Option<String>,
    platforms: Met,
    met: Keys,
    names: [Names; 5],
    /// The ids of the row's parties, in the order of [`PARTIES`]; empty is none.
    ids: [String; 5],
    id: String,
    source: String,
    /// How points and commas stand in the amounts of the file at hand.
    signs: Signs,
    last: LastRow,
}

/// The columns by what they hold.
struct Columns(Vec<(&'static str, Column)>);

impl Columns {
    fn of(mapping: &Mapping, header: &Header, file: &str) -> Result<Self, Box<Problem>> {
        let mut columns = Vec::new();
        for (key, given) in &mapping.columns {
            let exact = header.names.iter().position(|name| *name == given.text);
            let found = exact.or_else(|| {
                header.names.iter().position(|name| name.eq_ignore_ascii_case(given.text.trim()))
            });
            let Some(column) = found else {
                let message = format!("{file} has no column `{}`", given.text);
                let help = match nearest(&given.text, header.names.iter().map(String::as_str)) {
                    Some(near) => format!("the nearest is `{near}`"),
                    None => {
                        format!("its columns are: {}", shown(header))
                    }
                };
                return Err(mapping::wrong(given, Code::UnknownKey, message).help(help).into());
            };
            let name = header.names.get(column);
            if let Some(behind) = header.names.iter().skip(column + 1).position(|other| Some(other) == name) {
                return Err(header.twice(column, column + 1 + behind));
            }
            columns.push((*key, column));
        }
        Ok(Self(columns))
    }

    fn get(&self, key: &str) -> Option<Column> {
        self.0.iter().find(|(known, _)| *known == key).map(|(_, column)| *column)
    }
}

/// What a row's cells say beside its parties.
struct Reading {
    amount: Amount,
    currency: Currency,
    domain: Domain,
    when: Option<When>,
    stage: Stage,
    role: Role,
    basis: Option<Basis>,
    jurisdiction: Option<String>,
}

impl<'m> Rows<'m> {
    /// Reads the constants.
    fn new(mapping: &'m Mapping, run: &mut Run<'_>) -> Result<Self, Box<Problem>> {
        let wrong = |given: &Given, error: String| mapping::wrong(given, Code::UnknownWord, error);
        let constant = |key: &str| mapping.constants.get(key);
        let mut rows = Self {
            mapping,
            currency: run.options.currency,
            stage: Stage::Spent,
            role: Role::Counted,
            basis: None,
            jurisdiction: None,
            platforms: Met::default(),
            met: Keys::default(),
            names: PARTIES.map(|(_, prefix)| Names::new(prefix)),
            ids: Default::default(),
            id: String::new(),
            source: String::new(),
            signs: Signs::default(),
            last: LastRow::default(),
        };
        if let Some(given) = constant("currency") {
            let named = Currency::from_code(&given.text).map_err(|error| wrong(given, error.to_string()))?;
            if let Some(other) = rows.currency.filter(|other| *other != named) {
                let message = format!("the mapping says {named}, and the caller {other}");
                let problem = mapping::wrong(given, Code::Contradiction, message);
                return Err(problem.help("leave one of the two out").into());
            }
            rows.currency = Some(named);
        }
        if let Some(given) = constant("stage") {
            rows.stage = given.text.parse().map_err(|error| wrong(given, format!("{error}")))?;
        }
        if let Some(given) = constant("role") {
            rows.role = given.text.parse().map_err(|error| wrong(given, format!("{error}")))?;
        }
        if let Some(given) = constant("basis") {
            rows.basis = Some(given.text.parse().map_err(|error| wrong(given, format!("{error}")))?);
        }
        if let Some(given) = constant("jurisdiction") {
            rows.jurisdiction = Some(place(&given.text).ok_or_else(|| wrong(given, no_place(&given.text)))?);
        }
        for (key, _) in PARTIES {
            if let Some(given) = constant(key) {
                let platform = constant("platform").filter(|_| !matches!(key, "platform" | "campaign"));
                if platform.is_some_and(|platform| platform.text == given.text) {
                    let message =
                        format!("`{}` is the platform already, and nobody has the id of one", given.text);
                    let problem = mapping::wrong(given, Code::DuplicateId, message);
                    return Err(problem
                        .help(format!("write another id, such as `{}-company`", given.text))
                        .into());
                }
                // All ids are slugs of one form.
                given.text.parse::<ActorId>().map_err(|error| wrong(given, error.to_string()))?;
                rows.push(run, key, &given.text, &given.text)?;
            }
        }
        Ok(rows)
    }

    /// Pushes who or what a name names, where it is new.
    fn push(&mut self, run: &mut Run<'_>, key: &str, id: &str, name: &str) -> Result<(), Box<Problem>> {
        match key {
            "platform" if self.platforms.insert(id.as_bytes()) => {
                let mut platform = Platform::new(id.parse().map_err(no_slug)?);
                platform.name = Some(name.to_owned());
                run.platform(platform)
            }
            "platform" => Ok(()),
            "campaign" => run.campaign(id, |mut campaign| {
                campaign.name = Some(name.to_owned());
                campaign
            }),
            _ => run.actor(id, |mut actor| {
                actor.name = Some(name.to_owned());
                actor
            }),
        }
    }

    fn read(&mut self, part: &Part, run: &mut Run<'_>) -> Result<(), Box<Problem>> {
        self.source = format!("csv/{}", slug::of_file(&part.name));
        if run.account.read.iter().any(|read| slug::of_file(read) == slug::of_file(&part.name)) {
            let message = "another file of the same name is imported with it, and their rows would share ids";
            return Err(refused(&part.name, Code::DuplicateId, message).help("rename one of them").into());
        }
        let id = |part: &Part, header: &Header| Ok(Columns::of(self.mapping, header, &part.name)?.get("id"));
        let key = |id: &Option<Column>, row: Row<'_>, key: &mut Vec<u8>| {
            key.extend_from_slice(id.map(|id| row.cell(id)).unwrap_or_default());
        };
        if self.mapping.columns.contains_key("id") {
            self.met = Keys::of_tables(&[part], id, key)?;
        }
        let id: SourceId = self.source.parse().map_err(no_slug)?;
        run.source({
            let mut source = Source::new(id);
            source.locator = Some(part.name.to_string());
            source
        })?;
        table::read(part, run, |run, rows| {
            let columns = Columns::of(self.mapping, &rows.header, &part.name)?;
            rows.each(run, &mut |run, row| self.row(run, row, &columns))
        })?;
        run.account.remarks.extend(std::mem::take(&mut self.last).remark(&part.name));
        match std::mem::take(&mut self.signs).problem(&part.name) {
            Some(problem) => Err(problem.into()),
            None => Ok(()),
        }
    }

    fn row(&mut self, run: &mut Run<'_>, row: Row<'_>, columns: &Columns) -> Result<(), Stop> {
        let reading = self.reading(row, columns)?;
        let with_money =
            |fault: Fault| fault.with_money(Some(Money::new(reading.amount.clone(), reading.currency)));
        let id = row.optional(columns.get("id")).map_err(with_money)?;
        let mut names = [""; 5];
        for (name, (key, _)) in names.iter_mut().zip(PARTIES) {
            *name = row.optional(columns.get(key)).map_err(with_money)?;
        }
        let texts = ["purpose", "note"].map(|key| row.optional(columns.get(key)));
        let [purpose, note] = texts;
        let (purpose, note) = (purpose.map_err(with_money)?, note.map_err(with_money)?);
        if let (Some(column), false) = (columns.get("id"), !id.is_empty() && self.met.insert(id.as_bytes())) {
            let reason = if id.is_empty() { "the row has no id" } else { "the id stands further up already" };
            return Err(with_money(row.fault(column, reason)).into());
        }
        if columns.get("id").is_some() {
            slug::of_id(&mut self.id, &self.source, id);
        } else {
            self.id = format!("{}/line-{}", self.source, row.line);
        }
        for (at, ((key, _), name)) in PARTIES.iter().zip(names).enumerate() {
            let Some(slot) = self.ids.get_mut(at) else { continue };
            let mut id = std::mem::take(slot);
            id.clear();
            match (name, self.mapping.constants.get(key)) {
                ("", None) => {}
                ("", Some(given)) => id.push_str(&given.text),
                (name, _) => {
                    if let Some(names) = self.names.get_mut(at) {
                        names.write(&mut id, name);
                    }
                    self.push(run, key, &id, name)?;
                }
            }
            if let Some(slot) = self.ids.get_mut(at) {
                *slot = id;
            }
        }
        let constant = |key: &str| self.mapping.constants.get(key).map(|given| given.text.as_str());
        let [sponsor, payer, payee, platform, campaign] =
            self.ids.each_ref().map(|id| (!id.is_empty()).then_some(id.as_str()));
        let spot = row.spot(columns.get("amount").unwrap_or_default());
        let mut record = Record::new(&self.id, reading.amount.clone(), reading.currency, spot);
        record.sponsor = sponsor;
        record.payer = payer;
        record.payee = payee;
        record.platform = platform;
        record.campaign = campaign;
        record.purpose = Some(purpose).filter(|text| !text.is_empty()).or_else(|| constant("purpose"));
        record.note = Some(note).filter(|text| !text.is_empty()).or_else(|| constant("note"));
        record.domain = reading.domain;
        record.when = reading.when;
        record.stage = reading.stage;
        record.role = reading.role;
        record.basis = reading.basis;
        record.jurisdiction = reading.jurisdiction.as_deref();
        record.source = Some(&self.source);
        run.entry(&record, Standing::Current)?;
        self.last.note(row.line, reading.currency, reading.amount.printed());
        Ok(())
    }

    fn reading(&mut self, row: Row<'_>, columns: &Columns) -> Result<Reading, Fault> {
        let (amount, currency) = self.amount(row, columns)?;
        let domain = if self.mapping.is_signed { Domain::Signed } else { Domain::Gross };
        let with_money = |fault: Fault| fault.with_money(Some(Money::new(amount.clone(), currency)));
        if amount.defect(domain).is_some() {
            let column = columns.get("amount").unwrap_or_default();
            let is_below =
                amount.outer(Domain::Signed).is_some_and(|set| set.inf().is_some_and(Ratio::is_negative));
            let reason = if is_below && domain == Domain::Gross {
                "the amount is below zero: where amounts may be that, the mapping says `signed = true`"
            } else {
                "the amount has more digits than its step, or its ends leave nothing between them"
            };
            return Err(with_money(row.fault(column, reason)));
        }
        let cell = |key: &str| -> Result<Option<(Column, &str)>, Fault> {
            let Some(column) = columns.get(key) else { return Ok(None) };
            let text = row.text(column).map_err(with_money)?;
            Ok((!text.is_empty()).then_some((column, text)))
        };
        let when = match cell("date")? {
            None => None,
            Some((column, text)) => match self.mapping.when(text) {
                Some(when) => Some(when),
                None => {
                    let reason =
                        format!("this is no date as the mapping has them: {}", self.mapping.date_format());
                    return Err(with_money(row.fault(column, reason)));
                }
            },
        };
        let stage = match cell("stage")? {
            None => self.stage,
            Some((column, text)) => word(row, column, text).map_err(with_money)?,
        };
        let role = match cell("role")? {
            None => self.role,
            Some((column, text)) => word(row, column, text).map_err(with_money)?,
        };
        let basis = match cell("basis")? {
            None => self.basis.clone(),
            Some((column, text)) => Some(word(row, column, text).map_err(with_money)?),
        };
        let jurisdiction = match cell("jurisdiction")? {
            None => self.jurisdiction.clone(),
            Some((column, text)) => match place(text) {
                Some(place) => Some(place),
                None => return Err(with_money(row.fault(column, no_place(text)))),
            },
        };
        Ok(Reading { amount, currency, domain, when, stage, role, basis, jurisdiction })
    }

    /// The amount of a row, and its currency: that of its column, else of the amount's own text, else the constant.
    fn amount(&mut self, row: Row<'_>, columns: &Columns) -> Result<(Amount, Currency), Fault> {
        let column = columns.get("amount").unwrap_or_default();
        let text = row.text(column)?;
        let own = match columns.get("currency").filter(|column| !row.cell(*column).is_empty()) {
            None => None,
            Some(column) => {
                let code = row.text(column)?;
                Some(Currency::from_code(code).map_err(|error| row.fault(column, error.to_string()))?)
            }
        };
        let settled = own.or(self.currency);
        let reader = self.mapping.reader.clone();
        // A sign that several currencies share means the row's own.
        let reader = if reader.currencies().is_empty() { reader.with_currencies(settled) } else { reader };
        let reading = reader.read_cell(text).map_err(|error| row.fault(column, error.to_string()))?;
        let currency = match (own, reading.currency()) {
            (Some(own), Some(found)) if own != found => {
                return Err(row.fault(column, format!("the amount is in {found}, and the row in {own}")));
            }
            (own, found) => own.or(found).or(self.currency),
        };
        let Some(currency) = currency else {
            let reason = "neither the amount nor a column or constant of the mapping names its currency";
            return Err(row.fault(column, reason));
        };
        let span = reading.currency_span().unwrap_or_default();
        let is_plain = |(at, character): (usize, char)| {
            span.contains(&at)
                || !character.is_alphabetic() && !matches!(character, '~' | '≈' | '±' | '<' | '>' | '≤' | '≥')
        };
        // Beside words that say how an amount is meant, such as "about", a word may be a scale.
        let spans = reading.qualifier_spans();
        let is_scale = |(at, character): (usize, char)| {
            character.is_alphabetic() && !span.contains(&at) && !spans.iter().any(|span| span.contains(&at))
        };
        let is_bare = !text.char_indices().any(is_scale);
        let is_plain = reading.value().is_some()
            && reading.qualifier_spans().is_empty()
            && text.char_indices().all(is_plain);
        let amount = reading.into_amount();
        self.signs.note(row.line, text, &values(&amount), is_bare);
        Ok((if self.mapping.is_exact && is_plain { amount.taken_as_exact() } else { amount }, currency))
    }
}

/// The numbers of an amount, in the order in which they stand.
fn values(amount: &Amount) -> Vec<Numeral> {
    match amount.form() {
        Form::Exact(value) | Form::Rounded { value, .. } => vec![*value],
        Form::AtMost(value) | Form::LessThan(value) | Form::AtLeast(value) | Form::MoreThan(value) => {
            vec![*value]
        }
        Form::Range { low, high } | Form::Bucket { from: low, below: high } => vec![*low, *high],
        Form::Unknown | Form::AllOf(_) => Vec::new(),
    }
}

fn word<T: std::str::FromStr<Err: std::fmt::Display>>(
    row: Row<'_>,
    column: Column,
    text: &str,
) -> Result<T, Fault> {
    text.parse().map_err(|error| row.fault(column, format!("{error}")))
}

/// A place by its code, or a country by its name.
fn place(text: &str) -> Option<String> {
    let code = text.parse::<Jurisdiction>().ok().map(|place| place.to_string());
    code.or_else(|| places::country(text).map(str::to_owned))
}

fn no_place(text: &str) -> String {
    let text: String = text.chars().take(40).collect();
    format!("`{text}` is neither a code such as `GB` or `US-CA` nor the name of a country")
}
