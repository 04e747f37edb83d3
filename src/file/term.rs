//! Values that are written as one text: ids, dates, codes, words, numbers.

use super::env::Env;
use super::tree::{Node, Value};
use crate::amount::{Domain, Mode};
use crate::currency::Currency;
use crate::date::{DateError, Day, When};
use crate::error::{Code, Problem, nearest};
use crate::exact::Numeral;
use crate::id::{ActorId, CampaignId, ClaimId, EntryId, PlatformId, RestrictionId, SourceId};
use crate::model::{
    ActorKind, Ascent, Basis, EventKind, Jurisdiction, Likeness, ListKind, PlatformKind, Relation, Role,
    Stage, SupersessionKind,
};
use crate::text::Language;

/// A value that is written as one text.
pub(crate) trait Term: Sized {
    /// What is expected, for a value of another type.
    const EXPECTED: &'static str;

    /// Whether a date of TOML will do.
    const IS_DATE: bool = false;

    /// Reads the text.
    fn read(text: &str, env: &Env) -> Result<Self, Box<Problem>>;
}

/// Reads a value that is to be written as one text.
pub(crate) fn term<T: Term>(key: &str, node: &Node, env: &Env) -> Result<T, Box<Problem>> {
    match &node.value {
        Value::Text(text) => T::read(text, env),
        Value::Date(text) if T::IS_DATE => {
            if text.contains([':', 'T', 't', ' ']) {
                let message = format!("`{key}` is {text}, a date with a time, where a day is expected");
                return Err(Problem::new(Code::WrongType, message).help("leave out the time").into());
            }
            T::read(text, env)
        }
        _ => Err(wrong_type(key, node, T::EXPECTED)),
    }
}

/// The problem of a value of another type.
pub(crate) fn wrong_type(key: &str, node: &Node, expected: &str) -> Box<Problem> {
    Problem::new(Code::WrongType, format!("`{key}` is {}, where {expected} is expected", node.sort())).into()
}

/// "did you mean `spent`?", where a candidate is near.
pub(crate) fn near<'a>(
    problem: Problem,
    found: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Box<Problem> {
    match nearest(found, candidates) {
        Some(near) => problem.help(format!("did you mean `{near}`?")).into(),
        None => problem.into(),
    }
}

impl Term for String {
    const EXPECTED: &'static str = "a text in quotation marks";

    fn read(text: &str, _: &Env) -> Result<Self, Box<Problem>> {
        Ok(text.to_owned())
    }
}

/// The text as an id: lower-case letters without their accents, digits, and `-` for what else stands between; `None` where nothing
/// is left of it, or it is too long.
fn slug(text: &str) -> Option<String> {
    const FOLDS: &[(&str, &str)] = &[
        ("àáâãäåāą", "a"),
        ("çćč", "c"),
        ("ďđ", "d"),
        ("èéêëēęě", "e"),
        ("ìíîïī", "i"),
        ("łľ", "l"),
        ("ñńň", "n"),
        ("òóôõöøōő", "o"),
        ("řŕ", "r"),
        ("śš", "s"),
        ("ß", "ss"),
        ("ťţ", "t"),
        ("ùúûüūůű", "u"),
        ("ýÿ", "y"),
        ("źżž", "z"),
    ];
    if text.chars().count() > crate::id::ID_LENGTH_MAX {
        return None;
    }
    let part = |part: &str| {
        let mut slug = String::new();
        for c in part.chars().flat_map(char::to_lowercase).filter(|c| !matches!(c, '\'' | '’')) {
            let fold = FOLDS.iter().find(|(letters, _)| letters.contains(c)).map(|(_, fold)| *fold);
            match fold {
                Some(fold) => slug.push_str(fold),
                None if c.is_ascii_alphanumeric() || matches!(c, '_' | '.') => slug.push(c),
                None if slug.is_empty() || slug.ends_with('-') => {}
                None => slug.push('-'),
            }
        }
        slug.trim_end_matches('-').to_owned()
    };
    let parts: Vec<String> = text.split('/').map(part).filter(|part| !part.is_empty()).collect();
    let slug = parts.join("/");
    slug.parse::<EntryId>().is_ok().then_some(slug)
}

/// The day, or the two days, that a date of another form may stand for: `15/01/2024`, `2024-1-5`.
fn days_meant(text: &str) -> Vec<Day> {
    let numbers: Option<Vec<u32>> =
        text.split(['/', '.', '-']).map(|part| part.trim().parse().ok()).collect();
    let orders = match numbers.as_deref() {
        Some([year, month, day]) if *year >= 1000 => vec![(*year, *month, *day)],
        Some([first, second, year]) if *year >= 1000 => {
            vec![(*year, *second, *first), (*year, *first, *second)]
        }
        _ => Vec::new(),
    };
    let day = |(year, month, day)| Day::new(i32::try_from(year).ok()?, month, day).ok();
    let mut days: Vec<Day> = orders.into_iter().filter_map(day).collect();
    days.dedup();
    days
}

macro_rules! ids {
    ($($id:ty),*) => {$(
        impl Term for $id {
            const EXPECTED: &'static str = "an id in quotation marks";

            fn read(text: &str, _: &Env) -> Result<Self, Box<Problem>> {
                text.parse().map_err(|error: crate::id::IdError| {
                    let problem = Problem::new(Code::BadId, error.to_string());
                    match slug(text) {
                        Some(slug) => problem.help(format!("an id for it is `{slug}`")).into(),
                        None => problem.into(),
                    }
                })
            }
        }
    )*};
}
ids!(ActorId, PlatformId, CampaignId, EntryId, SourceId, ClaimId, RestrictionId);

macro_rules! closed_words {
    ($($word:ty),*) => {$(
        impl Term for $word {
            const EXPECTED: &'static str = "a word in quotation marks";

            fn read(text: &str, _: &Env) -> Result<Self, Box<Problem>> {
                text.parse().map_err(|error: crate::model::UnknownWord| {
                    let problem = Problem::new(Code::UnknownWord, error.to_string());
                    near(problem, text, Self::ALL.iter().map(|word| word.as_str()))
                })
            }
        }
    )*};
}
closed_words!(EventKind, ListKind, Relation, Ascent, Likeness, Stage, Role, SupersessionKind);

macro_rules! open_words {
    ($($word:ty),*) => {$(
        impl Term for $word {
            const EXPECTED: &'static str = "a word in quotation marks";

            fn read(text: &str, _: &Env) -> Result<Self, Box<Problem>> {
                Ok(text.into())
            }
        }
    )*};
}
open_words!(ActorKind, PlatformKind, Basis);

/// A word of a closed list that has no type of its own.
pub(crate) fn word<'a>(found: &str, noun: &str, words: &'a [&'a str]) -> Result<&'a str, Box<Problem>> {
    words.iter().copied().find(|word| *word == found).ok_or_else(|| {
        let expected = match words.split_last() {
            Some((last, front)) if !front.is_empty() => format!("{} or {last}", front.join(", ")),
            _ => words.concat(),
        };
        let shown: String = found.chars().take(60).collect();
        let problem = Problem::new(Code::UnknownWord, format!("`{shown}` is no {noun}: write {expected}"));
        near(problem, found, words.iter().copied())
    })
}

impl Term for Domain {
    const EXPECTED: &'static str = "a word in quotation marks";

    fn read(text: &str, _: &Env) -> Result<Self, Box<Problem>> {
        Ok(match word(text, "domain of amounts", &["gross", "signed"])? {
            "signed" => Self::Signed,
            _ => Self::Gross,
        })
    }
}

impl Term for Mode {
    const EXPECTED: &'static str = "a word in quotation marks";

    fn read(text: &str, _: &Env) -> Result<Self, Box<Problem>> {
        const MODES: &[&str] = &[
            "nearest",
            "half-up",
            "half-down",
            "half-away",
            "half-toward-zero",
            "half-even",
            "floor",
            "ceiling",
            "truncate",
            "away",
            "unknown",
        ];
        text.parse().map_err(|error: crate::amount::UnknownMode| {
            near(Problem::new(Code::UnknownWord, error.to_string()), text, MODES.iter().copied())
        })
    }
}

impl Term for Language {
    const EXPECTED: &'static str = "a language tag in quotation marks";

    fn read(text: &str, _: &Env) -> Result<Self, Box<Problem>> {
        text.parse().map_err(|error: crate::text::UnsupportedLanguage| {
            Problem::new(Code::UnknownWord, error.to_string()).into()
        })
    }
}

impl Term for Jurisdiction {
    const EXPECTED: &'static str = "an ISO 3166 code in quotation marks";

    fn read(text: &str, _: &Env) -> Result<Self, Box<Problem>> {
        text.parse().map_err(|error: crate::model::JurisdictionError| {
            Problem::new(Code::BadJurisdiction, error.to_string()).into()
        })
    }
}

impl Term for Currency {
    const EXPECTED: &'static str = "a currency code in quotation marks";

    fn read(text: &str, env: &Env) -> Result<Self, Box<Problem>> {
        env.currency(text)
    }
}

impl Term for Numeral {
    const EXPECTED: &'static str = "a number in quotation marks";

    fn read(text: &str, _: &Env) -> Result<Self, Box<Problem>> {
        text.parse().map_err(|error: crate::exact::NumeralError| {
            Problem::new(Code::BadNumber, error.to_string()).into()
        })
    }
}

fn date_problem(text: &str, error: &DateError) -> Box<Problem> {
    let code = match error {
        DateError::Reversed { .. } => Code::ReversedPeriod,
        _ => Code::BadDate,
    };
    let problem = Problem::new(code, error.to_string());
    match days_meant(text).as_slice() {
        [day] => problem.help(format!("did you mean `{day}`?")).into(),
        [first, second] => problem.help(format!("write `{first}` or `{second}`, whichever is meant")).into(),
        _ => problem.into(),
    }
}

impl Term for When {
    const EXPECTED: &'static str = "a date";
    const IS_DATE: bool = true;

    fn read(text: &str, _: &Env) -> Result<Self, Box<Problem>> {
        text.parse().map_err(|error| date_problem(text, &error))
    }
}

impl Term for Day {
    const EXPECTED: &'static str = "a day";
    const IS_DATE: bool = true;

    fn read(text: &str, _: &Env) -> Result<Self, Box<Problem>> {
        text.parse().map_err(|error| date_problem(text, &error))
    }
}
