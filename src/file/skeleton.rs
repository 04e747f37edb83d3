//! The amounts of a text as a ledger file to be filled in.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::amounts::Precision;
use super::env::Env;
use super::print::inline;
use super::tree::{Node, Table, Value};
use super::write::{money_value, settings_table, written_amount};
use crate::amount::{Defect, Domain};
use crate::currency::Currency;
use crate::ledger::Settings;
use crate::money::Money;
use crate::text::{Mention, Reader, Reading};

/// How much of the text around an amount a comment repeats, and how much of that stands before it, in characters.
const EXCERPT_CHARS_MAX: usize = 80;
const EXCERPT_CHARS_BEFORE: usize = 36;

/// How far before an amount a word that calls it a total may stand, in characters.
const TOTAL_CHARS_MAX: usize = 40;

/// Words, or beginnings of words, that call the amount behind them a total, in lower case.
const TOTAL_WORDS: &[&str] = &[
    "total",
    "totaux",
    "in all",
    "all told",
    "altogether",
    "en tout",
    "insgesamt",
    "gesamt",
    "всего",
    "итого",
    "в общей сложности",
    "总计",
    "总共",
    "总额",
    "共计",
    "合计",
    "總計",
    "總共",
    "總額",
    "共計",
    "合計",
];

/// What makes another word of "total": "totalitarian", "totalitär".
const NO_TOTAL: [&str; 2] = ["itar", "itär"];

/// A sign that calls an amount a total only where it touches it: in the midst of a text it is part of many words.
const TOTAL_SIGN: char = '共';

/// How many currencies that share a sign are named before the others are counted.
const CANDIDATES_SHOWN: usize = 4;

const HEAD: &str = "\
# The amounts that a text mentions, as entries. What the text says of them in other words is marked TODO: fill it in, and take
# out the `#` in front. `when` is a day, a month or a year, as vague as the text has it: 2020-10-26, 2020-10, 2020.
# An amount that is no spend: delete its entry.
";

const RECORDS: &str = "\
# title = \"…\" # TODO
# published = \"…\" # TODO: a day, as 2020-10-26

# [[actor]] # TODO: who paid, a table each; name it as `sponsor` of its entries
# id = \"…\"
# name = \"…\"

# [[platform]] # TODO: where it was spent, a table each
# id = \"…\"
# name = \"…\"
";

const GAPS: &str = "\
# when = \"…\" # TODO
# sponsor = \"…\" # TODO
# platform = \"…\" # TODO
";

/// A ledger file for the amounts that were found in a text: an entry each, the words as written, its glosses beside it, and a
/// comment with the text around it.
///
/// What a text says in other words than figures (when, who, where) is left as a gap, a comment marked `TODO`. An amount with
/// a word such as "total" shortly before it becomes a claim, with a comment that says why. An amount whose currency is not settled
/// is commented out whole, with the currencies that share its sign; one that may be read in two ways keeps the preferred value,
/// in figures, and a comment with both.
///
/// # Guarantees
///
/// [`read_text`] reads it without problems, and has the amounts and currencies of the mentions.
///
/// # Complexity
///
/// Linear in the text and the mentions.
///
/// # Example
///
/// ```
/// use adspend::file::skeleton;
/// use adspend::text::Reader;
///
/// let reader = Reader::english();
/// let text = "The city paid 6.5 million yuan (€0.8 million) for it.";
/// let skeleton = skeleton(&reader, text, &reader.find(text));
/// assert!(skeleton.contains(
///     "# line 1: The city paid 6.5 million yuan (€0.8 million) for it.\n[[entry]]\nid = \"entry-1\"\n\
///      amount = \"6.5 million yuan\"\ngloss = [\"€0.8 million\"]\nsource = \"article\"\n# when = \"…\" # TODO"
/// ));
/// ```
///
/// [`read_text`]: super::read_text
#[must_use]
pub fn skeleton(reader: &Reader, text: &str, mentions: &[Mention]) -> String {
    let settings = Settings {
        title: Some("TODO: what this ledger is about".to_owned()),
        currencies: currencies(mentions),
        language: reader.language().to_string(),
        ..Settings::default()
    };
    let mut source = Table::default();
    source.push_text("id", Some("article"));
    let mut file = HEAD.to_owned();
    block(&mut file, "[ledger]", &settings_table(&settings), Shown::Plainly);
    block(&mut file, "[[source]]", &source, Shown::Plainly);
    file.push_str(RECORDS);
    let skeleton = Skeleton { text, mentions, env: Env::new(settings, BTreeSet::new()) };
    skeleton.records(&mut file);
    file
}

/// The currencies that the ledger names: those of the text that are settled.
fn currencies(mentions: &[Mention]) -> Vec<Currency> {
    let mut met = Vec::new();
    for currency in mentions.iter().filter_map(|mention| settled(mention.reading())) {
        if !met.contains(&currency) {
            met.push(currency);
        }
    }
    met
}

/// The currency of an amount, where a ledger file knows it.
fn settled(reading: &Reading) -> Option<Currency> {
    reading.currency().filter(|currency| currency.is_listed())
}

/// Whether a record stands in the file, or as a comment; a closed set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Plainly,
    AsComment,
}

impl Shown {
    const fn mark(self) -> &'static str {
        match self {
            Self::Plainly => "",
            Self::AsComment => "# ",
        }
    }
}

/// What an amount of the text becomes; a closed set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Entry,
    Claim,
}

impl Kind {
    const fn header(self) -> &'static str {
        match self {
            Self::Entry => "[[entry]]",
            Self::Claim => "[[claim]]",
        }
    }
}

/// Writes a table behind a blank line.
fn block(file: &mut String, header: &str, table: &Table, shown: Shown) {
    file.push('\n');
    record(file, header, table, shown);
}

fn record(file: &mut String, header: &str, table: &Table, shown: Shown) {
    let mark = shown.mark();
    file.push_str(&format!("{mark}{header}\n"));
    for pair in &table.pairs {
        file.push_str(&format!("{mark}{} = {}\n", pair.key, inline(&pair.key, &pair.node)));
    }
}

struct Skeleton<'a> {
    text: &'a str,
    mentions: &'a [Mention],
    env: Env,
}

impl Skeleton<'_> {
    /// Entries, and behind them claims.
    fn records(&self, file: &mut String) {
        let mut glosses: BTreeMap<usize, Vec<&Reading>> = BTreeMap::new();
        for mention in self.mentions {
            if let Some(of) = mention.gloss_of() {
                glosses.entry(of).or_default().push(mention.reading());
            }
        }
        let mut lines = Lines { text: self.text, at: 0, line: 1 };
        let (mut entries, mut claims) = (Entries::default(), Vec::new());
        let mut end_before = 0;
        for (index, mention) in self.mentions.iter().enumerate() {
            let reading = mention.reading();
            let span = reading.span();
            let restated = glosses.remove(&index).unwrap_or_default();
            if mention.gloss_of().is_none() {
                let context = format!("# line {}: {}\n", lines.of(span.start), excerpt(self.text, &span));
                let found = Found { reading, restated, context };
                match total_word(self.text.get(end_before..span.start).unwrap_or_default()) {
                    Some(word) => claims.push((found, word)),
                    None => self.entry(file, &found, &mut entries),
                }
            }
            end_before = span.end;
        }
        for (number, (claim, word)) in (1..).zip(&claims) {
            self.claim(file, claim, word, number, &entries);
        }
    }

    fn entry(&self, file: &mut String, found: &Found<'_>, entries: &mut Entries) {
        let id = format!("entry-{}", entries.count + 1);
        entries.count += 1;
        file.push('\n');
        file.push_str(&found.context);
        if let Some(currency) = settled(found.reading) {
            let key = (currency, found.reading.amount().to_string());
            match entries.seen.get(&key) {
                Some(first) => file.push_str(&format!(
                    "# TODO: the same amount as {first}; if it is the same money, delete one of the two\n"
                )),
                None => {
                    entries.seen.insert(key, id.clone());
                }
            }
            if !entries.currencies.contains(&currency) {
                entries.currencies.push(currency);
            }
        }
        self.record(file, Kind::Entry, &id, None, found);
        file.push_str(GAPS);
    }

    fn claim(&self, file: &mut String, found: &Found<'_>, word: &str, number: usize, entries: &Entries) {
        let id = if number == 1 { "total".to_owned() } else { format!("total-{number}") };
        file.push('\n');
        file.push_str(&found.context);
        file.push_str(&format!(
            "# A claim, and no entry, because `{word}` stands before it. TODO: see whether it is the total of the entries above\n"
        ));
        let scope = settled(found.reading).filter(|_| entries.currencies.len() > 1).map(|currency| {
            let mut scope = Table::default();
            scope.push_text("currency", Some(currency));
            scope
        });
        self.record(file, Kind::Claim, &id, scope, found);
    }

    /// The table of an entry or claim, with comments on what is not certain.
    fn record(&self, file: &mut String, kind: Kind, id: &str, scope: Option<Table>, found: &Found<'_>) {
        let reading = found.reading;
        let mut table = Table::default();
        table.push_text("id", Some(id));
        if let Some(scope) = scope {
            table.push("scope", Value::Table(scope));
        }
        let money = self.money(reading);
        let shown = if money.is_some() { Shown::Plainly } else { Shown::AsComment };
        match &money {
            Some(money) => self.push_amount(&mut table, kind, money),
            None => {
                file.push_str(&currency_gap(reading, "then take out the `#` in front"));
                table.push_text("amount", Some(self.words(reading)));
            }
        }
        if is_below_zero(reading) {
            table.push("signed", Value::Flag(true));
        }
        let glosses: Vec<Node> = found
            .restated
            .iter()
            .filter_map(|gloss| self.money(gloss))
            .map(|gloss| Node::new(money_value(&gloss, &self.env)))
            .collect();
        if !glosses.is_empty() {
            table.push("gloss", Value::List(glosses));
        }
        table.push_text("source", Some("article"));
        for doubtful in std::iter::once(&reading).chain(&found.restated) {
            file.push_str(&self.doubt(doubtful));
        }
        record(file, kind.header(), &table, shown);
        for gloss in found.restated.iter().filter(|gloss| settled(gloss).is_none()) {
            file.push_str(&currency_gap(gloss, "then add it to `gloss`"));
            let words = inline("gloss", &Node::text(self.words(gloss)));
            file.push_str(&format!("# gloss = [{words}]\n"));
        }
    }

    fn push_amount(&self, table: &mut Table, kind: Kind, money: &Money) {
        if kind == Kind::Claim {
            table.push("amount", money_value(money, &self.env));
            return;
        }
        let written = written_amount(money, &self.env);
        table.push("amount", written.value);
        table.push_text("currency", written.currency);
        if written.precision == Precision::Exact {
            table.push("exact", Value::Flag(true));
        }
    }

    /// The amount with the words it is written in, where its currency is settled.
    fn money(&self, reading: &Reading) -> Option<Money> {
        let mut money = Money::new(reading.amount().clone(), settled(reading)?);
        money.words = Some(self.words(reading));
        Some(money)
    }

    /// The words, on one line; blanks that are no breaks of lines stay what they are.
    fn words(&self, reading: &Reading) -> String {
        let words = self.text.get(reading.span()).unwrap_or_default();
        if words.contains(char::is_control) { one_line(words) } else { words.to_owned() }
    }

    /// What is said of an amount that may be read in two ways.
    fn doubt(&self, reading: &Reading) -> String {
        let [preferred, ..] = reading.readings() else { return String::new() };
        let readings: Vec<String> = reading.readings().iter().map(ToString::to_string).collect();
        let words = one_line(&self.words(reading));
        format!("# TODO: `{words}` may be {}; taken as {preferred}\n", readings.join(" or "))
    }
}

/// An amount of the text, and what restates it.
struct Found<'a> {
    reading: &'a Reading,
    restated: Vec<&'a Reading>,
    context: String,
}

/// The entries so far.
#[derive(Default)]
struct Entries {
    count: usize,
    currencies: Vec<Currency>,
    /// The first entry of each amount.
    seen: BTreeMap<(Currency, String), String>,
}

/// Numbers of lines, asked for in the order of the text.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, start: usize) -> usize {
        let passed = self.text.get(self.at..start).unwrap_or_default();
        self.line += passed.bytes().filter(|byte| *byte == b'\n').count();
        self.at = self.at.max(start);
        self.line
    }
}

/// Whether the amount cannot be gross spend.
fn is_below_zero(reading: &Reading) -> bool {
    matches!(reading.amount().defect(Domain::Gross), Some(Defect::NegativeGross { .. }))
}

/// What is to be settled about a currency.
fn currency_gap(reading: &Reading, next: &str) -> String {
    let candidates = reading.candidates();
    let mut named: Vec<String> = candidates.iter().take(CANDIDATES_SHOWN).map(ToString::to_string).collect();
    match candidates.len().saturating_sub(CANDIDATES_SHOWN) {
        0 => {}
        others => named.push(format!("{others} others")),
    }
    match named.split_last() {
        Some((last, [first, others @ ..])) => {
            let others: String = others.iter().map(|other| format!(", {other}")).collect();
            format!(
                "# TODO: which currency? {first}{others} or {last}: write its code in the amount, {next}\n"
            )
        }
        _ => format!("# TODO: which currency? Write its code in the amount, {next}\n"),
    }
}

/// The word that calls the amount behind `before` a total.
fn total_word(before: &str) -> Option<String> {
    let from = before.char_indices().rev().take(TOTAL_CHARS_MAX).last().map_or(before.len(), |(at, _)| at);
    let before = before.get(from..).unwrap_or_default();
    let sentence = before.rsplit(['。', '！', '？', '；', ';', '\n']).next().unwrap_or_default();
    let sentence = [". ", "! ", "? "]
        .iter()
        .fold(sentence, |sentence, end| sentence.rsplit_once(end).map_or(sentence, |(_, after)| after))
        .to_lowercase();
    if sentence.trim_end().ends_with(TOTAL_SIGN) {
        return Some(TOTAL_SIGN.to_string());
    }
    let is_said = |word: &str| {
        // Chinese has no letters of two cases, and no blanks between words.
        let is_chinese = !word.contains(char::is_lowercase);
        sentence.match_indices(word).any(|(at, _)| {
            let (before, after) = sentence.split_at_checked(at).unwrap_or_default();
            let after = after.get(word.len()..).unwrap_or_default();
            let begins_word = !before.ends_with(char::is_alphabetic);
            is_chinese || (begins_word && !NO_TOTAL.iter().any(|ending| after.starts_with(ending)))
        })
    };
    TOTAL_WORDS.iter().find(|word| is_said(word)).map(|word| (*word).to_owned())
}

/// The text around an amount, within its line.
fn excerpt(text: &str, span: &Range<usize>) -> String {
    let (before, from) = text.split_at_checked(span.start).unwrap_or((text, ""));
    let in_line = |c: &char| *c != '\n';
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| in_line(c))
        .take(EXCERPT_CHARS_BEFORE)
        .last()
        .map_or(before.len(), |(at, _)| at);
    let (left_out, kept) = before.split_at_checked(start).unwrap_or(("", before));
    let is_cut = left_out.chars().next_back().is_some_and(|c| in_line(&c));
    let mut excerpt = String::new();
    // Not in the midst of a word.
    let kept = if is_cut { kept.split_once(' ').map_or(kept, |(_, words)| words) } else { kept };
    if is_cut {
        excerpt.push('…');
    }
    excerpt.push_str(kept);
    let room = EXCERPT_CHARS_MAX.saturating_sub(excerpt.chars().count());
    let mut rest = from.chars().take_while(in_line);
    excerpt.extend(rest.by_ref().take(room));
    if rest.next().is_some() {
        excerpt.push('…');
    }
    one_line(&excerpt)
}

/// The text without breaks of lines, and without marks that a terminal would obey.
fn one_line(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_shown = |c: &char| !turns(*c) && (!c.is_control() || c.is_whitespace());
    let blank = |c: char| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c };
    text.chars().filter(is_shown).map(blank).collect::<String>().trim().to_owned()
}
