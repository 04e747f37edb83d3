//! The mapping file of a CSV file of any other source: which column holds what.
//! [`Import::mapping`](super::Import::mapping) documents the format.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::currency::Currency;
use crate::date::{Day, When};
use crate::error::{Code, Problem, nearest};
use crate::location::Place;
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

/// A value of the file, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Given {
    pub(super) text: String,
    pub(super) place: Place,
}

/// A mapping, read.
#[derive(Debug)]
pub(super) struct Mapping {
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
pub(super) struct DateFormat {
    text: String,
    stretches: Vec<Stretch>,
}

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
        is_whole.then(|| Self { text: pattern.to_owned(), stretches })
    }

    /// The day of a text in this format; months and days may lack their leading zero.
    fn day(&self, text: &str) -> Option<Day> {
        let (mut year, mut month, mut day) = (0, 0, 0);
        let mut rest = text;
        for stretch in &self.stretches {
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

/// What stands before the time of day behind a date: `2024-03-04` of `2024-03-04T00:00:00Z`, `04.03.2024` of `04.03.2024 9:30 PM`; `None` where
/// there is no time of day.
fn without_time(text: &str) -> Option<&str> {
    let before = text.get(..text.find(':')?)?.trim_end_matches(|character: char| character.is_ascii_digit());
    let time = text.get(before.len()..)?;
    let date = before.strip_suffix(['T', ' '])?.trim_end();
    let end =
        time.find(|character: char| !(character.is_ascii_digit() || matches!(character, ':' | '.' | ',')));
    let (clock, zone) = time.split_at(end.unwrap_or(time.len()));
    let zone = zone.trim().to_ascii_uppercase();
    let zone = zone.strip_prefix("AM").or_else(|| zone.strip_prefix("PM")).unwrap_or(&zone).trim_start();
    let is_zone = matches!(zone, "" | "Z" | "UTC" | "GMT")
        || zone.strip_prefix(['+', '-']).is_some_and(|offset| {
            (2..=5).contains(&offset.len())
                && offset.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
        });
    let mut parts = clock.splitn(3, ':');
    let below = |part: Option<&str>, digits: std::ops::RangeInclusive<usize>, limit: u8| {
        part.is_some_and(|part| {
            digits.contains(&part.len()) && part.parse().is_ok_and(|value: u8| value < limit)
        })
    };
    let (hour, minute, second) = (parts.next(), parts.next(), parts.next());
    let is_second = |second: &str| {
        let (whole, fraction) = second.split_once(['.', ',']).unwrap_or((second, "0"));
        // A minute may have a second more.
        below(Some(whole), 2..=2, 61)
            && !fraction.is_empty()
            && fraction.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_clock = below(hour, 1..=2, 24) && below(minute, 2..=2, 60) && second.is_none_or(is_second);
    (is_clock && is_zone).then_some(date)
}

impl Mapping {
    /// A date as the mapping says that the source writes it; the time of day behind it, where there is one, says no more of the day.
    pub(super) fn when(&self, text: &str) -> Option<When> {
        let read = |text: &str| match &self.date {
            Some(format) => format.day(text).map(When::from),
            None => text.parse().ok(),
        };
        read(text).or_else(|| read(without_time(text)?))
    }

    /// How dates are written, in a few words.
    pub(super) fn date_format(&self) -> &str {
        self.date.as_ref().map_or("EDTF, such as 2019-08-03", |format| format.text.as_str())
    }

    /// Reads a mapping file.
    pub(super) fn read(file: &str, text: &str) -> Result<Self, Box<Problem>> {
        let file: Arc<str> = file.into();
        let source = Source { file: &file, text };
        let table = DeTable::parse(text).map_err(|error| {
            let place = source.place(error.span().unwrap_or_default());
            Problem::new(Code::Syntax, error.message().trim()).at(place).help("correct the TOML")
        })?;
        let mut mapping = Self {
            columns: BTreeMap::new(),
            constants: BTreeMap::new(),
            reader: Reader::english(),
            date: None,
            is_exact: true,
            is_signed: false,
        };
        let mut currencies = Vec::new();
        let mut columns_at = 0..0;
        for (key, value) in table.get_ref() {
            match source.known(key, &KEYS)? {
                "language" => {
                    let given = source.text(value)?;
                    mapping.reader = Reader::for_tag(&given.text).map_err(|error| {
                        wrong(&given, Code::UnknownWord, error.to_string())
                            .help("write one such as `en`, `de` or `fr-CH`")
                    })?;
                }
                "date-format" => {
                    let given = source.text(value)?;
                    mapping.date = Some(DateFormat::of(&given.text).ok_or_else(|| {
                        let message = format!("`{}` is no format of a date", given.text);
                        wrong(&given, Code::BadDate, message)
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
                        currencies.push(currency(&source.text(code)?)?);
                    }
                }
                "columns" => {
                    columns_at = value.span();
                    mapping.columns = source.table(value, &COLUMNS)?;
                }
                _ => mapping.constants = source.table(value, &CONSTANTS)?,
            }
        }
        mapping.reader = mapping.reader.with_currencies(currencies);
        if !mapping.columns.contains_key("amount") {
            let problem = Problem::new(Code::MissingKey, "the mapping names no column of amounts");
            let problem = problem.at(source.place(columns_at));
            return Err(problem.help("write `amount = \"…\"` under `[columns]`").into());
        }
        for key in mapping.constants.keys() {
            if let (Some(column), true) = (mapping.columns.get(key), *key != "currency") {
                let message = format!("`{key}` is both a column and a constant");
                let problem = wrong(column, Code::ConflictingKeys, message);
                return Err(problem.help("leave one of them out").into());
            }
        }
        if let Some(given) = mapping.constants.get("currency") {
            currency(given)?;
        }
        Ok(mapping)
    }
}

/// What is wrong with a value.
pub(super) fn wrong(given: &Given, code: Code, message: impl Into<String>) -> Problem {
    Problem::new(code, message).at(given.place.clone())
}

fn currency(given: &Given) -> Result<Currency, Box<Problem>> {
    Currency::from_code(&given.text).map_err(|_| {
        let message = format!("`{}` is no code of a currency", given.text);
        wrong(given, Code::UnknownWord, message).help("write one of ISO 4217, such as `EUR`").into()
    })
}

struct Source<'t> {
    file: &'t Arc<str>,
    text: &'t str,
}

impl Source<'_> {
    fn place(&self, span: Range<usize>) -> Place {
        Place::in_text(self.file, self.text, span.start, span.end)
    }

    fn expected<T>(&self, value: &Spanned<T>, what: &str) -> Box<Problem> {
        let message = format!("expected {what}");
        let problem = Problem::new(Code::WrongType, message).at(self.place(value.span()));
        problem.help("write for example `currencies = [\"CNY\", \"USD\"]`, `signed = true`, and `amount = \"Cost\"` below a line `[columns]`").into()
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
        Err(Problem::new(Code::UnknownKey, message).at(self.place(key.span())).help(help).into())
    }

    fn text(&self, value: &Spanned<DeValue<'_>>) -> Result<Given, Box<Problem>> {
        match value.get_ref() {
            DeValue::String(text) => {
                Ok(Given { text: text.clone().into_owned(), place: self.place(value.span()) })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_says_no_more_of_the_day() {
        for (text, date) in [
            ("2024-03-04T00:00:00Z", Some("2024-03-04")),
            ("2024-03-04 23:59", Some("2024-03-04")),
            ("2024-03-04 23:59:60.5 +0200", Some("2024-03-04")),
            ("2024-03-04T09:30:00+02:00", Some("2024-03-04")),
            ("04.03.2024 9:30 PM", Some("04.03.2024")),
            ("3/4/2024 09:30:00 am UTC", Some("3/4/2024")),
            ("3. 4. 2024  12:00", Some("3. 4. 2024")),
            ("2024-03-04", None),
            ("2024-03-04 24:00", None),
            ("2024-03-04 09:60", None),
            ("2024-03-04 9", None),
            ("2024-03-04 09:30 or later", None),
            ("2024-03-04 09:30:0", None),
            ("4 March 2024", None),
        ] {
            assert_eq!(without_time(text), date, "{text}");
        }
    }

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
            (
                "[columns]\namount = 5\n",
                "m.toml:2:10: error[wrong-type]: expected a text in quotation marks; write for example `currencies = [\"CNY\", \"USD\"]`, \
                 `signed = true`, and `amount = \"Cost\"` below a line `[columns]`",
            ),
            (
                "date-format = \"d.m.y\"\n",
                "m.toml:1:15: error[bad-date]: `d.m.y` is no format of a date; write one such as `dd/mm/yyyy`, `mm/dd/yy` or `dd-mmm-yyyy`",
            ),
            (
                "[columns]\namount = \"A\"\nnote = \"B\"\n[constants]\nnote = \"c\"\n",
                "m.toml:3:8: error[conflicting-keys]: `note` is both a column and a constant; leave one of them out",
            ),
        ] {
            assert_eq!(Mapping::read("m.toml", text).unwrap_err().to_string(), expected, "{text}");
        }
        let error = Mapping::read("m.toml", "[columns\n").unwrap_err().to_string();
        assert!(error.contains("m.toml:1:9: error[syntax]"), "{error}");
        let error = Mapping::read("m.toml", "[columns]\namount = \"A\"\n[constants]\ncurrency = \"EURO\"\n")
            .unwrap_err();
        assert!(error.to_string().contains("m.toml:4:12: "), "{error}");
    }
}
