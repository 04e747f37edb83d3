//! The mapping file of a CSV file of any other source: which column holds what.
//! [`Import::mapping`](super::Import::mapping) documents the format.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::input::at_line;
use crate::currency::Currency;
use crate::date::{Day, When};
use crate::error::{Code, Problem, nearest};
use crate::text::Reader;

/// What a column can hold.
pub(super) const COLUMNS: [&str; 15] = [
    "amount",
    "date",
    "id",
    "currency",
    "sponsor",
    "payer",
    "payee",
    "platform",
    "campaign",
    "jurisdiction",
    "purpose",
    "note",
    "stage",
    "role",
    "basis",
];
/// What can be the same in every row.
const CONSTANTS: [&str; 12] = [
    "currency",
    "sponsor",
    "payer",
    "payee",
    "platform",
    "campaign",
    "jurisdiction",
    "purpose",
    "note",
    "stage",
    "role",
    "basis",
];
/// The keys above the tables.
const KEYS: [&str; 7] = ["language", "date-format", "exact", "signed", "currencies", "columns", "constants"];
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A value of the file, and its line.
#[derive(Clone, Debug)]
pub(super) struct Given {
    pub(super) text: String,
    pub(super) line: u64,
}

/// A mapping, read.
#[derive(Debug)]
pub(super) struct Mapping {
    pub(super) file: String,
    pub(super) columns: BTreeMap<&'static str, Given>,
    pub(super) constants: BTreeMap<&'static str, Given>,
    pub(super) reader: Reader,
    pub(super) date: Option<DateFormat>,
    pub(super) is_exact: bool,
    pub(super) is_signed: bool,
}

/// A stretch of a date's format.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stretch {
    Year,
    ShortYear,
    MonthName,
    Month,
    Day,
    Text(char),
}

/// How a source writes its dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DateFormat(Vec<Stretch>);

impl DateFormat {
    fn of(pattern: &str) -> Option<Self> {
        let mut stretches = Vec::new();
        let mut rest = pattern;
        while let Some(first) = rest.chars().next() {
            let known = [
                ("yyyy", Stretch::Year),
                ("yy", Stretch::ShortYear),
                ("mmm", Stretch::MonthName),
                ("mm", Stretch::Month),
                ("dd", Stretch::Day),
            ];
            let found =
                known.into_iter().find_map(|(word, stretch)| Some((rest.strip_prefix(word)?, stretch)));
            let (after, stretch) = match found {
                Some(found) => found,
                None if first.is_alphabetic() => return None,
                None => (rest.strip_prefix(first)?, Stretch::Text(first)),
            };
            stretches.push(stretch);
            rest = after;
        }
        let count = |kinds: &[Stretch]| stretches.iter().filter(|stretch| kinds.contains(stretch)).count();
        let is_whole = count(&[Stretch::Year, Stretch::ShortYear]) == 1
            && count(&[Stretch::MonthName, Stretch::Month]) == 1
            && count(&[Stretch::Day]) == 1;
        is_whole.then_some(Self(stretches))
    }

    /// The day of a text in this format; months and days may lack their leading zero.
    fn day(&self, text: &str) -> Option<Day> {
        let (mut year, mut month, mut day) = (0, 0, 0);
        let mut rest = text;
        for stretch in &self.0 {
            let number = |rest: &str, digits: usize| {
                let length = rest.bytes().take(digits).take_while(u8::is_ascii_digit).count();
                let (digits, after) = rest.split_at_checked(length)?;
                Some((digits.len(), digits.parse::<u32>().ok()?, after.len()))
            };
            let left = match stretch {
                Stretch::Text(mark) => rest.strip_prefix(*mark)?.len(),
                Stretch::MonthName => {
                    let name = rest.get(..3)?.to_ascii_lowercase();
                    month = u32::try_from(MONTHS.iter().position(|known| *known == name)?).ok()? + 1;
                    rest.len() - 3
                }
                Stretch::Year | Stretch::ShortYear => {
                    let wanted = if *stretch == Stretch::Year { 4 } else { 2 };
                    let (digits, value, left) = number(rest, wanted)?;
                    if digits != wanted {
                        return None;
                    }
                    year = value + if wanted == 2 { 2_000 } else { 0 };
                    left
                }
                Stretch::Month => {
                    let (_, value, left) = number(rest, 2)?;
                    month = value;
                    left
                }
                Stretch::Day => {
                    let (_, value, left) = number(rest, 2)?;
                    day = value;
                    left
                }
            };
            rest = rest.get(rest.len() - left..)?;
        }
        if !rest.is_empty() {
            return None;
        }
        Day::new(i32::try_from(year).ok()?, month, day).ok()
    }
}

impl Mapping {
    /// A date as the mapping says that the source writes it.
    pub(super) fn when(&self, text: &str) -> Option<When> {
        match &self.date {
            Some(format) => format.day(text).map(When::from),
            None => text.parse().ok(),
        }
    }

    /// Reads a mapping file.
    pub(super) fn read(file: &str, text: &str) -> Result<Self, Box<Problem>> {
        let table = DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let problem = at_line(file, line_of(text, at), Code::Syntax, error.message().trim());
            problem.help("correct the TOML")
        })?;
        let source = Source { file, text };
        let mut mapping = Self {
            file: file.to_owned(),
            columns: BTreeMap::new(),
            constants: BTreeMap::new(),
            reader: Reader::english(),
            date: None,
            is_exact: true,
            is_signed: false,
        };
        let mut currencies = Vec::new();
        for (key, value) in table.get_ref() {
            match source.known(key, &KEYS)? {
                "language" => {
                    let given = source.text(value)?;
                    mapping.reader = Reader::for_tag(&given.text)
                        .map_err(|error| source.wrong(given.line, Code::UnknownWord, error.to_string()))?;
                }
                "date-format" => {
                    let given = source.text(value)?;
                    mapping.date = Some(DateFormat::of(&given.text).ok_or_else(|| {
                        let message = format!("`{}` is no format of a date", given.text);
                        source
                            .wrong(given.line, Code::BadDate, message)
                            .help("write one such as `dd/mm/yyyy`, `mm/dd/yy` or `dd-mmm-yyyy`")
                    })?);
                }
                "exact" => mapping.is_exact = source.flag(value)?,
                "signed" => mapping.is_signed = source.flag(value)?,
                "currencies" => {
                    let DeValue::Array(codes) = value.get_ref() else {
                        return Err(source.expected(value, "a list of codes"));
                    };
                    for code in codes {
                        currencies.push(source.currency(&source.text(code)?)?);
                    }
                }
                "columns" => mapping.columns = source.table(value, &COLUMNS)?,
                _ => mapping.constants = source.table(value, &CONSTANTS)?,
            }
        }
        mapping.reader = mapping.reader.with_currencies(currencies);
        if !mapping.columns.contains_key("amount") {
            let problem =
                source.wrong(1, Code::MissingKey, "the mapping names no column of amounts".to_owned());
            return Err(problem.help("write `amount = \"…\"` under `[columns]`").into());
        }
        for key in mapping.constants.keys() {
            if let (Some(column), true) = (mapping.columns.get(key), *key != "currency") {
                let message = format!("`{key}` is both a column and a constant");
                return Err(source
                    .wrong(column.line, Code::ConflictingKeys, message)
                    .help("leave one of them out")
                    .into());
            }
        }
        if let Some(given) = mapping.constants.get("currency") {
            source.currency(given)?;
        }
        Ok(mapping)
    }
}

struct Source<'t> {
    file: &'t str,
    text: &'t str,
}

impl Source<'_> {
    fn wrong(&self, line: u64, code: Code, message: String) -> Problem {
        at_line(self.file, line, code, message)
    }

    fn expected<T>(&self, value: &Spanned<T>, what: &str) -> Box<Problem> {
        let message = format!("expected {what}");
        self.wrong(line_of(self.text, value.span().start), Code::WrongType, message).into()
    }

    fn known(
        &self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        known: &[&'static str],
    ) -> Result<&'static str, Box<Problem>> {
        if let Some(found) = known.iter().find(|known| **known == key.get_ref()) {
            return Ok(found);
        }
        let message = format!("`{}` is no key here", key.get_ref());
        let help = match nearest(key.get_ref(), known.iter().copied()) {
            Some(near) => format!("the nearest is `{near}`"),
            None => format!("write one of {}", known.join(", ")),
        };
        Err(self.wrong(line_of(self.text, key.span().start), Code::UnknownKey, message).help(help).into())
    }

    fn text(&self, value: &Spanned<DeValue<'_>>) -> Result<Given, Box<Problem>> {
        match value.get_ref() {
            DeValue::String(text) => {
                Ok(Given { text: text.clone().into_owned(), line: line_of(self.text, value.span().start) })
            }
            _ => Err(self.expected(value, "a text in quotation marks")),
        }
    }

    fn flag(&self, value: &Spanned<DeValue<'_>>) -> Result<bool, Box<Problem>> {
        match value.get_ref() {
            DeValue::Boolean(flag) => Ok(*flag),
            _ => Err(self.expected(value, "`true` or `false`")),
        }
    }

    fn currency(&self, given: &Given) -> Result<Currency, Box<Problem>> {
        Currency::from_code(&given.text)
            .map_err(|error| self.wrong(given.line, Code::UnknownWord, error.to_string()).into())
    }

    fn table(
        &self,
        value: &Spanned<DeValue<'_>>,
        known: &[&'static str],
    ) -> Result<BTreeMap<&'static str, Given>, Box<Problem>> {
        let DeValue::Table(table) = value.get_ref() else { return Err(self.expected(value, "a table")) };
        let mut all = BTreeMap::new();
        for (key, value) in table {
            all.insert(self.known(key, known)?, self.text(value)?);
        }
        Ok(all)
    }
}

/// The line of a byte, from 1.
fn line_of(text: &str, at: usize) -> u64 {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    u64::try_from(before.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(u64::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_format_named() {
        for (pattern, text, expected) in [
            ("dd/mm/yyyy", "03/08/2019", Some("2019-08-03")),
            ("dd/mm/yyyy", "3/8/2019", Some("2019-08-03")),
            ("mm/dd/yy", "08/03/19", Some("2019-08-03")),
            ("dd-mmm-yyyy", "03-AUG-2019", Some("2019-08-03")),
            ("yyyymmdd", "20190803", Some("2019-08-03")),
            ("dd. mm. yyyy", "3. 8. 2019", Some("2019-08-03")),
            ("dd/mm/yyyy", "31/02/2019", None),
            ("dd/mm/yyyy", "03/08/19", None),
            ("dd/mm/yyyy", "03/08/2019 12:00", None),
            ("dd/mm/yyyy", "é3/08/2019", None),
            ("mmm dd yyyy", "éa 03 2019", None),
        ] {
            let day = DateFormat::of(pattern).unwrap().day(text).map(|day| day.to_string());
            assert_eq!(day.as_deref(), expected, "{pattern}: {text}");
        }
        for pattern in ["", "dd/mm", "dd/mm/yyyy/dd", "d/m/yyyy", "dd/MM/yyyy"] {
            assert_eq!(DateFormat::of(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_mapping_is_said() {
        for (text, expected) in [
            (
                "[columns]\nsponsor = \"A\"\n",
                "m.toml:1:1: error[missing-key]: the mapping names no column of amounts; write `amount = \"…\"` under `[columns]`",
            ),
            (
                "[columns]\namount = \"A\"\nsponser = \"B\"\n",
                "m.toml:3:1: error[unknown-key]: `sponser` is no key here; the nearest is `sponsor`",
            ),
            ("[columns]\namount = 5\n", "m.toml:2:1: error[wrong-type]: expected a text in quotation marks"),
            (
                "date-format = \"d.m.y\"\n",
                "m.toml:1:1: error[bad-date]: `d.m.y` is no format of a date; write one such as `dd/mm/yyyy`, `mm/dd/yy` or `dd-mmm-yyyy`",
            ),
            (
                "[columns]\namount = \"A\"\nnote = \"B\"\n[constants]\nnote = \"c\"\n",
                "m.toml:3:1: error[conflicting-keys]: `note` is both a column and a constant; leave one of them out",
            ),
        ] {
            assert_eq!(Mapping::read("m.toml", text).unwrap_err().to_string(), expected, "{text}");
        }
        let error = Mapping::read("m.toml", "[columns\n").unwrap_err().to_string();
        assert!(error.contains("m.toml:1:1"), "{error}");
        let error = Mapping::read("m.toml", "[columns]\namount = \"A\"\n[constants]\ncurrency = \"EURO\"\n")
            .unwrap_err();
        assert!(error.to_string().contains("m.toml:4:1"), "{error}");
    }
}
