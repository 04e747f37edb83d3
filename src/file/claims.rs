//! Claims.

use std::ops::Bound;

use super::amounts::{is_amount, money};
use super::entries::gloss;
use super::env::Env;
use super::log::Log;
use super::record::Record;
use super::scopes::scope;
use super::shape::{CLAIM, CLAIM_KEY_KINDS, SHARE};
use super::term::{term, word, wrong_type};
use super::tree::{Node, Spot, Table, Value};
use crate::amount::{Domain, Interval};
use crate::error::{Code, Problem, nearest};
use crate::exact::{Numeral, Ratio};
use crate::id::EntryId;
use crate::model::{Claim, ClaimKind, Comparand, ConversionDay, Scope, ShareOf};
use crate::money::Money;

const KINDS: &[&str] = &["total", "share", "change", "comparison", "conversion", "none"];

pub(crate) fn claim(log: &mut Log, env: &Env, table: &Table, spot: Spot) -> Option<Claim> {
    let mut record = Record::open(log, env, table, spot, &CLAIM);
    let id =
        record.required_term("id", "give it an id: letters, digits, `-`, `_`, `.`, in parts joined with `/`");
    let name = kind_name(&mut record);
    let domain = record.flag("signed").map(|signed| if signed { Domain::Signed } else { Domain::Gross });
    let read = name.and_then(|name| {
        report_foreign_keys(&mut record, name);
        kind(&mut record, name, domain.unwrap_or(env.settings.domain))
    });
    let gloss = if name == Some("total") {
        gloss(&mut record, domain.unwrap_or(env.settings.domain))
    } else {
        Vec::new()
    };
    let scope = optional_scope(&mut record, "scope").unwrap_or_default();
    let list = record.term("list");
    let tolerance = tolerance(&mut record);
    let source = record.term("source");
    let locator = record.term("locator");
    let note = record.term("note");
    // What is wrong with the kind was reported: the record stays, so that nothing else is reported for want of it.
    let claim = Claim::new(id?, read.unwrap_or(ClaimKind::None));
    Some(Claim { scope, gloss, domain, list, tolerance, source, locator, note, ..claim })
}

fn kind_name(record: &mut Record<'_>) -> Option<&'static str> {
    let Some(pair) = record.pair("kind") else { return Some("total") };
    let found: String = record.term("kind")?;
    match word(&found, "kind of claim", KINDS) {
        Ok(name) => Some(name),
        Err(problem) => {
            record.log.report(pair.node.spot, problem);
            None
        }
    }
}

/// Reports the keys that other kinds of claim take.
fn report_foreign_keys(record: &mut Record<'_>, kind: &str) {
    for (key, kinds) in CLAIM_KEY_KINDS {
        if let Some(pair) = record.pair(key).filter(|_| !kinds.contains(&kind)) {
            let claims = match kinds.split_last() {
                Some((last, front)) if !front.is_empty() => format!("{} and {last}", front.join(", ")),
                _ => kinds.concat(),
            };
            let message = format!("a claim of kind `{kind}` takes no `{key}`");
            let problem = Problem::new(Code::ConflictingKeys, message);
            record.log.report(pair.key_spot, problem.help(format!("`{key}` is for claims of kind {claims}")));
        }
    }
}

fn kind(record: &mut Record<'_>, name: &str, domain: Domain) -> Option<ClaimKind> {
    match name {
        "total" => {
            let amount = required_money(record, "amount", "write the reported total", domain);
            let relation = record.term("relation");
            let weights = weights(record);
            Some(ClaimKind::Total { amount: amount?, relation, weights })
        }
        "share" => {
            let of = required_scope(record, "of", "write the whole, as in `of = { sponsor = \"rt\" }`");
            let is = share(record);
            Some(ClaimKind::Share { of: of?, is: is? })
        }
        "change" => {
            let than = required_scope(record, "than", "write with what it is compared, as a scope");
            let is = record.required_term("is", "write less, more or same");
            Some(ClaimKind::Change { than: than?, is: is? })
        }
        "comparison" => {
            let than = comparand(record, domain);
            let is = record.required_term("is", "write less, more, same, at-most or at-least");
            Some(ClaimKind::Comparison { than: than?, is: is? })
        }
        "conversion" => {
            let amount = required_money(record, "amount", "write the amount that is converted", domain);
            let worth = conversion_gloss(record, domain);
            let on = conversion_day(record);
            Some(ClaimKind::Conversion { amount: amount?, gloss: worth?, on: on? })
        }
        _ => Some(ClaimKind::None),
    }
}

fn required_money(record: &mut Record<'_>, key: &str, advice: &str, domain: Domain) -> Option<Money> {
    let pair = record.required(key, advice)?;
    money(record.log, record.env, key, &pair.node, None, domain)
}

fn required_scope(record: &mut Record<'_>, key: &str, advice: &str) -> Option<Scope> {
    let pair = record.required(key, advice)?;
    scope(record.log, record.env, key, &pair.node)
}

fn optional_scope(record: &mut Record<'_>, key: &str) -> Option<Scope> {
    let pair = record.pair(key)?;
    scope(record.log, record.env, key, &pair.node)
}

fn comparand(record: &mut Record<'_>, domain: Domain) -> Option<Comparand> {
    let pair = record.required("than", "write with what it is compared: an amount or a scope")?;
    if is_amount(&pair.node) {
        return money(record.log, record.env, "than", &pair.node, None, domain).map(Comparand::Amount);
    }
    scope(record.log, record.env, "than", &pair.node).map(|scope| Comparand::Scope(Box::new(scope)))
}

fn conversion_gloss(record: &mut Record<'_>, domain: Domain) -> Option<Money> {
    let pair = record.required("gloss", "write what the amount is said to be worth")?;
    let nodes = record.nodes("gloss");
    let [node] = nodes.as_slice() else {
        let message = format!("`gloss` of a conversion is one amount, and {} are written", nodes.len());
        record
            .log
            .report(pair.node.spot, Problem::new(Code::WrongType, message).help("write a claim for each"));
        return None;
    };
    money(record.log, record.env, "gloss", node, None, domain)
}

fn conversion_day(record: &mut Record<'_>) -> Option<ConversionDay> {
    let pair = record.required("on", "write whose rate is meant: a day or period, `published` or `entry`")?;
    match &pair.node.value {
        Value::Text(text) if text == "published" => Some(ConversionDay::Published),
        Value::Text(text) if text == "entry" => Some(ConversionDay::Entry),
        Value::Text(text) if !text.starts_with(|c: char| c.is_ascii_digit()) => {
            let shown: String = text.chars().take(60).collect();
            let message =
                format!("`{shown}` is no day of a conversion: write a day or period, published or entry");
            let problem = Problem::new(Code::UnknownWord, message);
            let problem = super::term::near(problem, text, ["published", "entry"]);
            record.log.report(pair.node.spot, problem);
            None
        }
        _ => record.read("on", &pair.node).map(ConversionDay::On),
    }
}

fn tolerance(record: &mut Record<'_>) -> Option<Numeral> {
    let pair = record.pair("tolerance")?;
    if let Some(problem) = super::amounts::number_problem("tolerance", &pair.node) {
        record.log.report(pair.node.spot, problem);
        return None;
    }
    let read: Numeral = record.term("tolerance")?;
    if read.is_negative() {
        let problem = Problem::new(Code::BadNumber, format!("the tolerance {read} is below zero"));
        record.log.report(pair.node.spot, problem.help("write how far off the total may be, either way"));
        return None;
    }
    Some(read)
}

fn weights(record: &mut Record<'_>) -> Vec<(EntryId, Numeral)> {
    let Some(pair) = record.pair("weights") else { return Vec::new() };
    let Value::Table(table) = &pair.node.value else {
        let expected = "a table such as `{ entry-id = -1 }`";
        record.log.report(pair.node.spot, wrong_type("weights", &pair.node, expected));
        return Vec::new();
    };
    let mut all = Vec::new();
    for weight in &table.pairs {
        let key = Node { value: Value::Text(weight.key.clone()), spot: weight.key_spot };
        let id = record.read("weights", &key);
        let value = self::weight(record, &weight.node);
        all.extend(id.zip(value));
    }
    all
}

fn weight(record: &mut Record<'_>, node: &Node) -> Option<Numeral> {
    let integer = match &node.value {
        Value::Integer(text) => Node { value: Value::Text(text.replace('_', "")), spot: node.spot },
        Value::Text(_) => node.clone(),
        _ => {
            let expected = "a whole number, or a number in quotation marks,";
            let problem = wrong_type("weights", node, expected);
            let is_table = matches!(node.value, Value::Table(_));
            let help = if is_table {
                "put an entry's id into quotation marks if it has a point"
            } else {
                "write `\"0.5\"`, not `0.5`"
            };
            record.log.report(node.spot, problem.help(help));
            return None;
        }
    };
    record.read("weights", &integer)
}

fn share(record: &mut Record<'_>) -> Option<ShareOf> {
    let advice = "write `is = \"most\"`, or ends such as `is = { low = \"0.5\", high = \"1\" }`";
    let pair = record.required("is", advice)?;
    match &pair.node.value {
        Value::Text(text) if text == "most" => Some(ShareOf::Most),
        Value::Text(text)
            if text.contains(|c: char| c.is_numeric() || matches!(c, '%' | '٪' | '％' | '‰')) =>
        {
            record.log.report(pair.node.spot, number_as_word(text));
            None
        }
        Value::Text(text) => match nearest(text, ["most"]) {
            None => Some(ShareOf::Vague(text.clone())),
            Some(_) => {
                let shown: String = text.chars().take(60).collect();
                let problem = Problem::new(Code::UnknownWord, format!("`{shown}` is no share"));
                record.log.report(pair.node.spot, problem.help("did you mean `most`?"));
                None
            }
        },
        Value::Table(_) => share_between(record, &pair.node),
        _ => {
            let expected = "a word in quotation marks, or a table with `low` and `high`,";
            record.log.report(pair.node.spot, wrong_type("is", &pair.node, expected));
            None
        }
    }
}

/// The problem of a share that is written as a word and has a number in it, which would not be read.
fn number_as_word(text: &str) -> Problem {
    let shown: String = text.chars().take(60).collect();
    let percent = text.strip_suffix('%').and_then(|number| number.trim().parse::<Ratio>().ok());
    let share = match percent {
        Some(percent) => percent.checked_div(&Ratio::from(100)),
        None => text.trim().parse().ok(),
    };
    let share = share.filter(|share| !share.is_negative() && *share <= Ratio::one());
    let problem =
        Problem::new(Code::BadNumber, format!("`{shown}` is a number, and a share in words has none"));
    problem.help(match share {
        Some(share) => {
            format!("write `{{ low = \"{share}\", high = \"{share}\" }}`, or what it may be between")
        }
        None => "write its ends from 0 to 1, as in `{ low = \"0.6\", high = \"0.7\" }`".to_owned(),
    })
}

fn share_between(record: &mut Record<'_>, node: &Node) -> Option<ShareOf> {
    let mut inner = Record::of(record.log, record.env, "is", node, &SHARE)?;
    let low = share_end(&mut inner, "low", "low-open")?;
    let high = share_end(&mut inner, "high", "high-open")?;
    let problem = match Interval::new(low, high) {
        Some(set) if set.is_all() => {
            Problem::new(Code::MissingKey, "the share has no ends").help("write `low`, `high` or both")
        }
        Some(set) => return Some(ShareOf::Between(set)),
        None => {
            let message = crate::amount::EmptyInterval.to_string();
            Problem::new(Code::Contradiction, message)
        }
    };
    inner.log.report(node.spot, problem);
    None
}

/// An end of a share; `None` where it is written and cannot be read.
fn share_end(record: &mut Record<'_>, key: &str, open_key: &str) -> Option<Bound<Ratio>> {
    let is_open = record.flag(open_key);
    let Some(pair) = record.pair(key) else {
        if is_open.is_some() {
            let problem = Problem::new(Code::MissingKey, format!("`{open_key}` needs `{key}` beside it"));
            record.log.report(record.spot, problem.help(format!("write `{key}`, or leave `{open_key}` out")));
            return None;
        }
        return Some(Bound::Unbounded);
    };
    if let Some(problem) = super::amounts::number_problem(key, &pair.node) {
        record.log.report(pair.node.spot, problem);
        return None;
    }
    let text: String = match term(key, &pair.node, record.env) {
        Ok(text) => text,
        Err(problem) => {
            record.log.report(pair.node.spot, problem);
            return None;
        }
    };
    match text.parse::<Ratio>() {
        Ok(end) if end.is_negative() || end > Ratio::one() => {
            let problem =
                Problem::new(Code::BadNumber, format!("`{key}` is {end}, and a share is from 0 to 1"));
            record.log.report(pair.node.spot, problem.help("write `0.6` for 60 %"));
            None
        }
        Ok(end) if is_open == Some(true) => Some(Bound::Excluded(end)),
        Ok(end) => Some(Bound::Included(end)),
        Err(error) => {
            record.log.report(pair.node.spot, Problem::new(Code::BadNumber, error.to_string()));
            None
        }
    }
}
