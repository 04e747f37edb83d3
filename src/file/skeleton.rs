//! The amounts of a text as a ledger file to be filled in.

use std::collections::{BTreeMap, BTreeSet};

use super::amounts::Precision;
use super::context::{LineNumbers, excerpt, one_line, total_word};
use super::env::Env;
use super::print::inline;
use super::tree::{Node, Table, Value};
use super::write::{money_value, settings_table, written_amount};
use crate::amount::{Defect, Domain};
use crate::currency::Currency;
use crate::ledger::Settings;
use crate::money::Money;
use crate::text::{Mention, Reader, Reading};

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
        let mut lines = LineNumbers::new(self.text);
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
            .filter(|gloss| is_restatement(reading, gloss))
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
        for gloss in &found.restated {
            match settled(gloss) {
                None => file.push_str(&currency_gap(gloss, "then add it to `gloss`")),
                Some(_) if is_restatement(reading, gloss) => continue,
                Some(_) => file.push_str("# TODO: below zero, or its amount is: not the same money\n"),
            }
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

/// Whether a ledger file takes this as the same money: both are spend, or both below zero.
fn is_restatement(reading: &Reading, gloss: &Reading) -> bool {
    is_below_zero(reading) == is_below_zero(gloss)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::file::read_text;
    use crate::text::Language;

    /// Amounts and what stands between them, with what a file must not take for its own.
    const PIECES: &[&str] = &[
        "6.5 million yuan",
        "6,5 millions de yuans",
        "$5",
        "US$ 7",
        "C$8,50",
        "¥500",
        "€1.234",
        "7,890 EUR",
        "-3 EUR",
        "(4 EUR)",
        "4515万元",
        "八到九百亿元",
        "500多万元",
        "nil EUR",
        "9876543210987654321098765432109876543210 EUR",
        "nearly 3 million dollars",
        "up to 5 EUR",
        "3-5 EUR",
        "twelve",
        " (about ",
        ")",
        "total ",
        "共",
        "\n",
        "\r",
        "\"",
        "\\",
        "# [[x]]",
        "\u{0}",
        "\u{2028}",
        "\u{202e}",
        " ",
        ", ",
        "。",
    ];

    proptest! {
        #[test]
        fn every_skeleton_reads_and_has_the_amounts(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24),
            language in prop::sample::select(&Language::ALL[..]),
            currencies in prop::sample::subsequence(vec![Currency::USD, Currency::CAD, Currency::CNY], 0..=3),
            is_bare: bool,
        ) {
            let text = pieces.concat();
            let reader = Reader::new(language).with_currencies(currencies);
            let mentions = if is_bare { reader.find_bare(&text) } else { reader.find(&text) };
            let file = skeleton(&reader, &text, &mentions);
            let ledger = read_text("skeleton.toml", &file, &mut |_| Ok(Vec::new()));
            let ledger = ledger.map_err(|problems| TestCaseError::fail(format!("{problems}\n{file}")))?;
            let spend = |mention: &&Mention| mention.gloss_of().is_none() && settled(mention.reading()).is_some();
            let spends: Vec<&Mention> = mentions.iter().filter(spend).collect();
            prop_assert_eq!(ledger.entries().len() + ledger.claims().len(), spends.len());
            for entry in ledger.entries() {
                let is_found = |mention: &&Mention| {
                    let reading = mention.reading();
                    *reading.amount() == entry.money.amount && settled(reading) == Some(entry.money.currency)
                };
                prop_assert!(spends.iter().any(is_found), "{}\n{}", entry.money, file);
            }
        }
    }
}
