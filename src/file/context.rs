//! What stands around an amount in its text.

use std::ops::Range;

/// How much of the text around an amount a comment repeats, and how much of that stands before it, in characters.
const EXCERPT_CHARS_MAX: usize = 80;
const EXCERPT_CHARS_BEFORE: usize = 36;

/// How far before an amount a word that calls it a total may stand, in characters.
const TOTAL_CHARS_MAX: usize = 40;

/// Words, or beginnings of words, that call the amount behind them a total, in lower case.
const TOTAL_WORDS: &[&str] = &[
    "total",
    "totaux",
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

/// What makes another word of "total": "totalitarian", "totalitaire", "totalitär".
const NO_TOTAL: [&str; 2] = ["ita", "itä"];

/// A sign that calls an amount a total only where it touches it: in the midst of a text it is part of many words.
const TOTAL_SIGN: char = '共';

/// Numbers of lines, asked for in the order of the text.
pub(super) struct LineNumbers<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl<'a> LineNumbers<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1 }
    }

    /// The number of the line in which this byte stands, from 1.
    pub(super) fn of(&mut self, start: usize) -> usize {
        let passed = self.text.get(self.at..start).unwrap_or_default();
        self.line += passed.bytes().filter(|byte| *byte == b'\n').count();
        self.at = self.at.max(start);
        self.line
    }
}

/// The word that calls the amount behind `before` a total.
pub(super) fn total_word(before: &str) -> Option<String> {
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
pub(super) fn excerpt(text: &str, span: &Range<usize>) -> String {
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
    let after: String = rest.by_ref().take(room).collect();
    if rest.next().is_none() {
        excerpt.push_str(&after);
    } else {
        let whole_words = after.rsplit_once(' ').map(|(words, _)| words);
        excerpt.push_str(whole_words.filter(|words| words.len() >= span.len()).unwrap_or(&after));
        excerpt.push('…');
    }
    one_line(&excerpt)
}

/// The text without breaks of lines, and without marks that a terminal would obey.
pub(super) fn one_line(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_shown = |c: &char| !turns(*c) && (!c.is_control() || c.is_whitespace());
    let blank = |c: char| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c };
    text.chars().filter(is_shown).map(blank).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_told_by_the_words_before_them() {
        for before in [
            "The total was ",
            "Au total, neuf comtés ont payé ",
            "Die Gesamtkosten: ",
            "Insgesamt ",
            "всего ",
            "合计",
            "九个县共",
        ] {
            assert!(total_word(before).is_some(), "{before}");
        }
        for before in [
            "",
            "The total is unknown. They paid ",
            "a totalitarian party paid ",
            "le régime totalitaire a payé ",
            "subtotal ",
            "中国共产党花了",
            "总统花了",
            "the total of what nine counties of one city have paid for it since is not known, but one paid ",
        ] {
            assert_eq!(total_word(before), None, "{before}");
        }
    }

    #[test]
    fn excerpts_stay_within_their_line_and_length() {
        let (long, amount) = ("word ".repeat(30), "5 EUR");
        let text = format!("no\n{long}{amount} {long}\nno");
        let from = text.find(amount).unwrap_or_default();
        let shown = excerpt(&text, &(from..from + amount.len()));
        assert!(shown.starts_with("…word") && shown.contains("5 EUR") && shown.ends_with("word…"), "{shown}");
        assert!(shown.chars().count() <= EXCERPT_CHARS_MAX + 1, "{shown}");
        assert_eq!(excerpt("a\n5 EUR\tb\r\nc", &(2..7)), "5 EUR b");
    }
}
