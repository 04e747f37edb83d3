//! The amounts of a text: underlined in their lines and put in words, and as JSON.

use std::ops::{Bound, Range};

use adspend::amount::{Domain, Form, Interval};
use adspend::currency::Currency;
use adspend::exact::{Numeral, Ratio};
use adspend::text::{End, Mention, Reading, Stated};
use serde::Serialize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::figures::{grouped, money_set, set};
use crate::output::{FAINT, HEADING, OPEN, styled};
use crate::table::{WIDTH_MAX, clean, wrapped};

/// How many currencies that share a sign are named before the others are counted.
const CANDIDATES_SHOWN: usize = 4;

/// What `read --format json` prints; `start` and `end` count code points.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Json<'a> {
    amounts: Vec<JsonAmount<'a>>,
}

#[derive(Clone, Debug, Serialize)]
struct JsonAmount<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    near: bool,
    qualifier: &'static str,
    amount: Option<String>,
    lo: Option<String>,
    hi: Option<String>,
    lo_closed: Option<bool>,
    hi_closed: Option<bool>,
    currency: Option<Currency>,
    candidates: &'a [Currency],
    step: Option<String>,
    step_trailing: Option<String>,
    side: &'static str,
    gloss_of: Option<usize>,
    ambiguous: Option<Vec<String>>,
}

impl<'a> Json<'a> {
    pub(crate) fn of(text: &'a str, mentions: &'a [Mention]) -> Self {
        let mut count = CodePoints { text, byte: 0, before: 0 };
        let amounts = mentions.iter().map(|mention| JsonAmount::of(text, mention, &mut count)).collect();
        Self { amounts }
    }
}

impl<'a> JsonAmount<'a> {
    fn of(text: &'a str, mention: &'a Mention, count: &mut CodePoints<'_>) -> Self {
        let reading = mention.reading();
        let span = reading.span();
        let (low, high) = (reading.low(), reading.high());
        let value = |end: Option<End>| end.map(|end| plain(end.value));
        let is_closed = |end: Option<End>| end.map(|end| end.is_closed);
        let readings = reading.readings();
        Self {
            start: count.at(span.start),
            end: count.at(span.end),
            text: text.get(span).unwrap_or_default(),
            near: matches!(reading.stated(), Stated::Nearly | Stated::SlightlyAbove | Stated::JustOver),
            qualifier: qualifier(reading.stated()),
            amount: reading.value().map(plain),
            lo: value(low),
            hi: value(high),
            lo_closed: is_closed(low),
            hi_closed: is_closed(high),
            currency: reading.currency(),
            candidates: reading.candidates(),
            step: reading.steps().map(|(step, _)| plain(step)),
            step_trailing: reading.steps().map(|(_, trailing)| plain(trailing)),
            side: side(reading.stated()),
            gloss_of: mention.gloss_of(),
            ambiguous: (!readings.is_empty()).then(|| readings.iter().copied().map(plain).collect()),
        }
    }
}

const fn qualifier(stated: Stated) -> &'static str {
    match stated {
        Stated::Plainly => "exact",
        Stated::About | Stated::Nearly | Stated::SlightlyAbove => "about",
        Stated::AtLeast | Stated::MoreThan | Stated::JustOver => "at_least",
        Stated::AtMost | Stated::LessThan => "at_most",
        Stated::Range | Stated::AboutRange => "range",
    }
}

const fn side(stated: Stated) -> &'static str {
    match stated {
        Stated::Nearly => "below",
        Stated::SlightlyAbove => "above",
        _ => "both",
    }
}

/// The value as a plain decimal number without zeros at the end of its decimals.
fn plain(value: Numeral) -> String {
    Ratio::from(value).to_string()
}

/// Counts code points; linear in the text where it is asked in its order.
struct CodePoints<'a> {
    text: &'a str,
    byte: usize,
    before: usize,
}

impl CodePoints<'_> {
    /// How many code points stand before this byte.
    fn at(&mut self, byte: usize) -> usize {
        if byte < self.byte {
            (self.byte, self.before) = (0, 0);
        }
        self.before += self.text.get(self.byte..byte).unwrap_or_default().chars().count();
        self.byte = byte;
        self.before
    }
}

/// Every line that holds an amount, the amounts underlined, and below it what was read.
pub(crate) fn text(source: &str, mentions: &[Mention]) -> String {
    if mentions.is_empty() {
        return "no amounts found\n".to_owned();
    }
    let lines = source.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let mut page = Page { source, mentions, margin: lines.to_string().len(), text: String::new() };
    let (mut start, mut first) = (0, 0);
    for (number, line) in (1..).zip(source.split_inclusive('\n')) {
        let content = line.trim_end_matches(['\n', '\r']);
        first = page.next(start, first);
        page.line(number, start..start + content.len(), first);
        start += line.len();
    }
    page.text
}

struct Page<'a> {
    source: &'a str,
    mentions: &'a [Mention],
    /// The width of the greatest line number.
    margin: usize,
    text: String,
}

impl<'a> Page<'a> {
    /// The first amount from `first` on that does not end before this byte.
    fn next(&self, byte: usize, first: usize) -> usize {
        let ended = |mention: &&Mention| mention.reading().span().end <= byte;
        first + self.mentions.iter().skip(first).take_while(ended).count()
    }

    /// The amounts that these bytes hold some of, with their indices; `first` is the first that does not end before them.
    fn within(
        &self,
        bytes: Range<usize>,
        first: usize,
    ) -> impl Iterator<Item = (usize, &'a Reading)> + use<'a> {
        // Skipped before anything else, which a slice does at once.
        let rest = self.mentions.iter().enumerate().skip(first);
        let readings = rest.map(|(index, mention)| (index, mention.reading()));
        readings
            .take_while(move |(_, reading)| reading.span().start < bytes.end)
            .filter(move |(_, reading)| reading.span().end > bytes.start)
    }

    fn line(&mut self, number: usize, bytes: Range<usize>, mut first: usize) {
        if self.within(bytes.clone(), first).next().is_none() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let content = self.source.get(bytes.clone()).unwrap_or_default();
        let mut label = number.to_string();
        for row in rows(content, WIDTH_MAX.saturating_sub(self.margin + 3)) {
            let row = bytes.start + row.start..bytes.start + row.end;
            first = self.next(row.start, first);
            if self.within(row.clone(), first).next().is_some() {
                self.row(&std::mem::take(&mut label), &row, first);
            }
        }
    }

    /// One row of a line: the text, the marks below it, and what ends in it.
    fn row(&mut self, label: &str, row: &Range<usize>, first: usize) {
        let margin = self.margin;
        let shown = |bytes: Range<usize>| shown(self.source.get(bytes).unwrap_or_default());
        let mut marks = String::new();
        let mut column = 0;
        for (_, reading) in self.within(row.clone(), first) {
            let span = reading.span();
            let (from, to) = (span.start.max(row.start), span.end.min(row.end));
            let at = shown(row.start..from).width();
            let width = shown(from..to).width().max(1);
            let style = if reading.readings().is_empty() { HEADING } else { OPEN };
            marks.push_str(&" ".repeat(at.saturating_sub(column)));
            marks.push_str(&styled(style, &"^".repeat(width)));
            column = at.max(column) + width;
        }
        let text = shown(row.clone());
        let bar = styled(FAINT, &format!("{label:>margin$} |"));
        let below = styled(FAINT, &format!("{:margin$} |", ""));
        let text = format!("{bar} {}\n{below} {marks}\n", text.trim_end());
        self.text.push_str(&text);
        for (index, reading) in self.within(row.clone(), first) {
            if reading.span().end <= row.end {
                let number = format!("{:margin$}   #{}  ", "", index + 1);
                let gloss = self.mentions.get(index).and_then(Mention::gloss_of);
                self.text.push_str(&wrapped(&number, &clean(&words(reading, gloss))));
            }
        }
    }
}

/// The text as it is shown: a character for each of its own.
fn shown(text: &str) -> String {
    clean(&text.replace('\t', " "))
}

/// The rows in which a line is shown, each of at most so many columns, cut behind blanks where there are any.
fn rows(line: &str, columns: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let (mut start, mut width) = (0, 0);
    // Behind the last blank of the row, and the columns from there on.
    let mut blank: Option<(usize, usize)> = None;
    for (at, character) in line.char_indices() {
        let own = character.width().unwrap_or(1);
        if width + own > columns && at > start {
            let (end, rest) = blank.take().unwrap_or((at, 0));
            rows.push(start..end);
            start = end;
            width = rest;
        }
        width += own;
        match &mut blank {
            _ if character == ' ' => blank = Some((at + 1, 0)),
            Some((_, rest)) => *rest += own,
            None => {}
        }
    }
    rows.push(start..line.len());
    rows
}

/// What was read.
fn words(reading: &Reading, gloss_of: Option<usize>) -> String {
    let mut words = match reading.beyond() {
        Some(error) => format!("unknown{}: {error}", stated(reading)),
        None => format!("{}{}", stated(reading), precision(reading)),
    };
    match reading.candidates() {
        [] if reading.currency().is_none() => words.push_str("; no currency is named"),
        [] => {}
        candidates => words.push_str(&format!("; {}: settle it with --currencies", either(candidates))),
    }
    if !reading.readings().is_empty() {
        let readings: Vec<String> = reading.readings().iter().map(|value| figure(*value)).collect();
        words.push_str(&format!("; ambiguous, may be {}: the first is taken", readings.join(" or ")));
    }
    if let Some(of) = gloss_of {
        words.push_str(&format!("; restates #{}", of + 1));
    }
    words
}

/// The value or the bounds, as the text states them.
fn stated(reading: &Reading) -> String {
    let unit = reading.currency().map_or(String::new(), |currency| format!(" {currency}"));
    let numbers = match (reading.value(), reading.low(), reading.high()) {
        (Some(value), ..) => figure(value),
        (None, Some(low), None) => {
            format!("{} {}", if low.is_closed { "at least" } else { "over" }, figure(low.value))
        }
        (None, None, Some(high)) => {
            format!("{} {}", if high.is_closed { "at most" } else { "under" }, figure(high.value))
        }
        (None, Some(low), Some(high)) => Interval::new(bound(low), bound(high))
            .map_or_else(String::new, |interval| set(&interval, |end| grouped(&end.to_string()))),
        (None, None, None) => String::new(),
    };
    let words = match reading.stated() {
        Stated::Nearly => "nearly ",
        Stated::SlightlyAbove => "a little over ",
        Stated::JustOver => "just ",
        Stated::About | Stated::AboutRange => "about ",
        Stated::Plainly
        | Stated::AtLeast
        | Stated::MoreThan
        | Stated::AtMost
        | Stated::LessThan
        | Stated::Range => "",
    };
    format!("{words}{numbers}{unit}")
}

fn bound(end: End) -> Bound<Ratio> {
    if end.is_closed { Bound::Included(end.value.into()) } else { Bound::Excluded(end.value.into()) }
}

/// How far the digits are rounded, and what they may stand for.
fn precision(reading: &Reading) -> String {
    let Form::Rounded { value, steps, .. } = reading.amount().form() else { return String::new() };
    let (least, most) = (steps.smallest(), steps.largest());
    let coarser = if least == most { String::new() } else { format!(", or up to {}", figure(most)) };
    let domain = if value.is_negative() { Domain::Signed } else { Domain::Gross };
    let outer = reading.amount().outer(domain);
    let outer = outer.map_or_else(String::new, |outer| format!(" ({})", money_set(&outer)));
    format!(", to {}{coarser}{outer}", figure(least))
}

fn figure(value: Numeral) -> String {
    grouped(&plain(value))
}

/// `USD, CAD, AUD, HKD or 26 others`.
fn either(candidates: &[Currency]) -> String {
    let mut names: Vec<String> = candidates.iter().take(CANDIDATES_SHOWN).map(ToString::to_string).collect();
    match candidates.len().saturating_sub(CANDIDATES_SHOWN) {
        0 => {}
        1 => names.push("one other".to_owned()),
        others => names.push(format!("{others} others")),
    }
    match names.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} or {last}", before.join(", ")),
        _ => names.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_cut_behind_blanks_where_there_are_any() {
        let cut = |line: &str, columns| {
            let parts = rows(line, columns).into_iter().map(|row| line.get(row).unwrap().to_owned());
            parts.collect::<Vec<_>>()
        };
        assert_eq!(cut("", 5), [""]);
        assert_eq!(cut("one two three", 8), ["one two ", "three"]);
        assert_eq!(cut("one twothreefour", 8), ["one ", "twothree", "four"]);
        assert_eq!(cut("多多多多", 5), ["多多", "多多"]);
        assert_eq!(cut("多", 1), ["多"]);
    }

    #[test]
    fn code_points_are_counted_in_any_order() {
        let mut count = CodePoints { text: "a€💰b", byte: 0, before: 0 };
        assert_eq!([0, 1, 4, 8, 9, 1].map(|byte| count.at(byte)), [0, 1, 2, 3, 4, 1]);
    }
}
