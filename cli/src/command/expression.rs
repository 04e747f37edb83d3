//! `KEY=VALUE[,VALUE…]`: the conditions of a scope on the command line. A comma inside a value is written `\,`, and a backslash `\\`,
//! as the command prints those of tags.

use std::borrow::Cow;
use std::fmt::Display;
use std::ops::Range;
use std::str::FromStr;

use adspend::currency::Currency;
use adspend::date::When;
use adspend::error::{Code, Problem, Problems, nearest};
use adspend::model::{Scope, Stage};

use crate::diagnostics::in_argument;
use crate::rates_used::RatesUsed;

/// One value of an expression, and where it stands.
struct Given<'t> {
    text: Cow<'t, str>,
    span: Range<usize>,
}

/// What is wrong with an expression, and where.
type Wrong = Box<(Range<usize>, Problem)>;

/// The scope in which all expressions hold; the stages of `--stage` are one more of them.
///
/// # Errors
///
/// The problems of the first expression that has any.
pub(super) fn scope(
    expressions: &[String],
    stages: &[Stage],
    known: &[Currency],
    used: Option<&RatesUsed>,
) -> Result<Scope, Problems> {
    let mut scope = Scope::all();
    let mut seen: Vec<&str> = Vec::new();
    let units = Units { known, used };
    for expression in expressions {
        let wrong = |wrong: Wrong| {
            let (span, problem) = *wrong;
            in_argument("--where", expression, span, problem)
        };
        let (key, values) = split(expression).map_err(wrong)?;
        let repeated = seen.contains(&key);
        add(&mut scope, key, &values, repeated, &units).map_err(wrong)?;
        seen.push(key);
    }
    if !stages.is_empty() {
        let repeated = seen.contains(&"stage");
        scope.stage = narrowed(&scope.stage, stages.to_vec(), repeated).ok_or_else(|| {
            Problem::new(Code::Contradiction, "no stage is in both `--stage` and `--where stage=…`")
        })?;
    }
    Ok(scope)
}

fn split(expression: &str) -> Result<(&str, Vec<Given<'_>>), Wrong> {
    let all = 0..expression.len();
    let Some((key, list)) = expression.split_once('=') else {
        let problem = Problem::new(Code::Syntax, "a condition is KEY=VALUE[,VALUE…]");
        return Err(Box::new((all, problem.help("write for example `sponsor-under=cn/luoyang`"))));
    };
    if !Scope::KEYS.contains(&key) {
        let shown: String = key.chars().take(40).collect();
        let problem = Problem::new(Code::UnknownKey, format!("`{shown}` is no key of a scope"));
        let help = match nearest(key, Scope::KEYS.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are {}", Scope::KEYS.join(", ")),
        };
        return Err(Box::new((0..key.len(), problem.help(help))));
    }
    let mut at = key.len() + 1;
    let mut values = Vec::new();
    for written in separated(list) {
        let span = at..at + written.len();
        at = span.end + 1;
        let refused = |message: &str, help: &str| {
            let problem = Problem::new(Code::Syntax, format!("a value of `{key}` {message}"));
            Err(Box::new((span.clone(), problem.help(help))))
        };
        if written.is_empty() {
            return refused("is empty", "leave out the comma, or the whole condition");
        }
        if written.trim() != written {
            return refused(
                "begins or ends with a blank",
                "leave the blank out; a comma that is a part of a value is written `\\,`",
            );
        }
        let Some(text) = unescaped(written) else {
            return refused(
                "has a backslash before another mark",
                "write `\\,` for a comma, and `\\\\` for a backslash",
            );
        };
        values.push(Given { text, span });
    }
    Ok((key, values))
}

/// The values of a list as they are written: a comma behind a backslash separates none.
fn separated(list: &str) -> impl Iterator<Item = &str> {
    let mut is_escaped = false;
    list.split(move |character| {
        let separates = character == ',' && !is_escaped;
        is_escaped = character == '\\' && !is_escaped;
        separates
    })
}

/// A value without the backslashes before its commas and backslashes; `None` where one stands before anything else.
fn unescaped(written: &str) -> Option<Cow<'_, str>> {
    if !written.contains('\\') {
        return Some(Cow::Borrowed(written));
    }
    let mut text = String::new();
    let mut characters = written.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => characters.next().filter(|escaped| matches!(escaped, ',' | '\\'))?,
            plain => plain,
        });
    }
    Some(Cow::Owned(text))
}

/// The units that a currency code may name, beside the listed ones.
struct Units<'a> {
    known: &'a [Currency],
    used: Option<&'a RatesUsed>,
}

impl Units<'_> {
    fn currency(&self, code: &str) -> Result<Currency, Box<Problem>> {
        let own = self.known.iter().copied().find(|unit| unit.as_str() == code);
        match (own, self.used) {
            (Some(unit), _) => Ok(unit),
            (None, Some(used)) => used.currency(code),
            (None, None) => Currency::from_code(code)
                .map_err(|error| Box::new(Problem::new(Code::UnknownCurrency, error.to_string()))),
        }
    }
}

fn add(
    scope: &mut Scope,
    key: &str,
    values: &[Given<'_>],
    repeated: bool,
    units: &Units<'_>,
) -> Result<(), Wrong> {
    match key {
        "sponsor" => one_of(&mut scope.sponsor, key, values, repeated),
        "payer" => one_of(&mut scope.payer, key, values, repeated),
        "payee" => one_of(&mut scope.payee, key, values, repeated),
        "platform" => one_of(&mut scope.platform, key, values, repeated),
        "campaign" => one_of(&mut scope.campaign, key, values, repeated),
        "purpose" => one_of(&mut scope.purpose, key, values, repeated),
        "stage" => one_of(&mut scope.stage, key, values, repeated),
        "role" => one_of(&mut scope.role, key, values, repeated),
        "source" => one_of(&mut scope.source, key, values, repeated),
        "entries" => one_of(&mut scope.entries, key, values, repeated),
        "sponsor-under" => any_of(&mut scope.sponsor_under, key, values, repeated),
        "platform-under" => any_of(&mut scope.platform_under, key, values, repeated),
        "campaign-under" => any_of(&mut scope.campaign_under, key, values, repeated),
        "jurisdiction" => any_of(&mut scope.jurisdiction, key, values, repeated),
        "tag" => any_of(&mut scope.tag, key, values, repeated),
        "currency" => {
            let read = |given: &Given<'_>| {
                units.currency(&given.text).map_err(|problem| Box::new((given.span.clone(), *problem)))
            };
            let found = values.iter().map(read).collect::<Result<Vec<_>, _>>()?;
            scope.currency =
                narrowed(&scope.currency, found, repeated).ok_or_else(|| nothing_left(key, values))?;
            Ok(())
        }
        _ => during(scope, values),
    }
}

/// Adds to a condition that an entry can meet with one value only: of two lists, the values of both are left.
fn one_of<T: FromStr<Err: Display> + Clone + PartialEq>(
    slot: &mut Vec<T>,
    key: &str,
    values: &[Given<'_>],
    repeated: bool,
) -> Result<(), Wrong> {
    *slot = narrowed(slot, parsed(key, values)?, repeated).ok_or_else(|| nothing_left(key, values))?;
    Ok(())
}

/// Adds a condition that an entry can meet with several values: two lists of them are no list.
fn any_of<T: FromStr<Err: Display>>(
    slot: &mut Vec<T>,
    key: &str,
    values: &[Given<'_>],
    repeated: bool,
) -> Result<(), Wrong> {
    if repeated {
        let problem = Problem::new(Code::ConflictingKeys, format!("`{key}` is there twice"));
        return Err(Box::new((
            whole(values),
            problem.help("write alternatives in one condition, with commas"),
        )));
    }
    *slot = parsed(key, values)?;
    Ok(())
}

fn during(scope: &mut Scope, values: &[Given<'_>]) -> Result<(), Wrong> {
    let [one] = values else {
        let problem = Problem::new(Code::Syntax, "`during` takes one period");
        return Err(Box::new((whole(values), problem.help("write an interval such as `2019-01/2019-06`"))));
    };
    let when: When = one.text.parse().map_err(|error: adspend::date::DateError| {
        Box::new((one.span.clone(), Problem::new(Code::BadDate, error.to_string())))
    })?;
    let both = scope.during.map_or(Some(when), |other| other.intersect(&when));
    scope.during = Some(both.ok_or_else(|| nothing_left("during", values))?);
    Ok(())
}

fn parsed<T: FromStr<Err: Display>>(key: &str, values: &[Given<'_>]) -> Result<Vec<T>, Wrong> {
    let read = |given: &Given<'_>| {
        given.text.parse().map_err(|error: T::Err| {
            Box::new((given.span.clone(), Problem::new(Code::UnknownWord, format!("`{key}`: {error}"))))
        })
    };
    values.iter().map(read).collect()
}

/// The values of the second list that the first one, if there is one, has too; `None` where none is left.
fn narrowed<T: Clone + PartialEq>(before: &[T], found: Vec<T>, repeated: bool) -> Option<Vec<T>> {
    if !repeated {
        return Some(found);
    }
    let left: Vec<T> = found.into_iter().filter(|value| before.contains(value)).collect();
    (!left.is_empty()).then_some(left)
}

fn nothing_left(key: &str, values: &[Given<'_>]) -> Wrong {
    let problem = Problem::new(Code::Contradiction, format!("no entry meets this and the earlier `{key}`"));
    Box::new((whole(values), problem.help("write alternatives in one condition, with commas")))
}

fn whole(values: &[Given<'_>]) -> Range<usize> {
    let start = values.first().map_or(0, |given| given.span.start);
    start..values.last().map_or(start, |given| given.span.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(expressions: &[&str]) -> Result<Scope, String> {
        let expressions: Vec<String> = expressions.iter().map(|text| (*text).to_owned()).collect();
        scope(&expressions, &[], &[], None).map_err(|problems| problems.to_string())
    }

    #[test]
    fn every_key_is_read() {
        for key in Scope::KEYS {
            let value = match *key {
                "jurisdiction" => "CN",
                "currency" => "CNY",
                "stage" => "spent",
                "role" => "memo",
                "during" => "2019",
                _ => "a",
            };
            let scope = read(&[&format!("{key}={value}")]).unwrap();
            assert_ne!(scope, Scope::all(), "{key}");
        }
    }

    #[test]
    fn repeated_conditions_must_all_hold() {
        let scope = read(&["stage=spent,refunded", "stage=refunded,committed"]).unwrap();
        assert_eq!(scope.stage, [Stage::Refunded]);
        assert_eq!(
            read(&["stage=spent", "stage=refunded"]).unwrap_err(),
            "--where:1:7: error[contradiction]: no entry meets this and the earlier `stage`; \
             write alternatives in one condition, with commas"
        );
        assert_eq!(read(&["during=2019", "during=2019-08"]).unwrap().during, "2019-08".parse().ok());
        assert_eq!(
            read(&["tag=a", "tag=b"]).unwrap_err(),
            "--where:1:5: error[conflicting-keys]: `tag` is there twice; write alternatives in one condition, with commas"
        );
    }

    #[test]
    fn commas_inside_a_value_have_a_backslash_before_them() {
        let values = |expression: &str| read(&[expression]).map(|scope| scope.purpose);
        assert_eq!(values("purpose=a,b").unwrap(), ["a", "b"]);
        assert_eq!(values(r"purpose=ads\, TV,b").unwrap(), ["ads, TV", "b"]);
        assert_eq!(values(r"purpose=a\\,b").unwrap(), [r"a\", "b"]);
        for (expression, refusal) in [
            (
                "purpose=ads, TV",
                r"--where:1:13: error[syntax]: a value of `purpose` begins or ends with a blank; leave the blank out; a comma that is a part of a value is written `\,`",
            ),
            (
                r"purpose=a\b",
                r"--where:1:9: error[syntax]: a value of `purpose` has a backslash before another mark; write `\,` for a comma, and `\\` for a backslash",
            ),
            (
                r"purpose=a\",
                r"--where:1:9: error[syntax]: a value of `purpose` has a backslash before another mark; write `\,` for a comma, and `\\` for a backslash",
            ),
        ] {
            assert_eq!(values(expression).unwrap_err(), refusal);
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        assert_eq!(
            read(&["sponser=a"]).unwrap_err(),
            "--where:1:1: error[unknown-key]: `sponser` is no key of a scope; did you mean `sponsor`?"
        );
        assert_eq!(
            read(&["sponsor"]).unwrap_err(),
            "--where:1:1: error[syntax]: a condition is KEY=VALUE[,VALUE…]; write for example `sponsor-under=cn/luoyang`"
        );
        assert_eq!(
            read(&["sponsor=a,,b"]).unwrap_err(),
            "--where:1:11: error[syntax]: a value of `sponsor` is empty; leave out the comma, or the whole condition"
        );
        assert_eq!(
            read(&["during=2019-13"]).unwrap_err(),
            "--where:1:8: error[bad-date]: `2019-13` is not a month: months are 01 to 12"
        );
        assert!(
            read(&["stage=paid"])
                .unwrap_err()
                .starts_with("--where:1:7: error[unknown-word]: `stage`: `paid` is no stage")
        );
    }
}
