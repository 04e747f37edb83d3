//! Running text: the amounts among everything else.

use std::ops::Range;

use super::anchors::Mark;
use super::beyond::{beyond, unknown};
use super::characters::{PARAGRAPH, Source, fold, is_blank, is_ideograph};
use super::cursor::{Cursor, PHRASE_CHARS_MAX};
use super::dates::{date_end, is_date_or_time, is_part};
use super::error::{Problem, ReadError};
use super::expressions::expression_end;
use super::gloss;
use super::grammar::{Grammar, Missing, Scene};
use super::mention::Mention;
use super::number::Digits;
use super::parts::{Parts, Separator, parts};
use super::reader::Reader;
use super::reading::Reading;
use super::scales::is_sign;
use super::starts::opens_amount;
use super::vocabulary::Kind;
use super::words::is_numeral;

/// An amount of which the document may still tell how a sign is meant.
enum Found {
    Certain(Box<Reading>),
    /// The sign, the reading in which it groups, and the one in which decimals follow it.
    Doubtful(char, Box<[Reading; 2]>),
}

/// What the numbers of a document tell of its separators.
#[derive(Default)]
struct Evidence {
    decimal: [bool; 2],
    group: [bool; 2],
}

const MARKS: [char; 2] = ['.', ','];

impl Evidence {
    fn take(&mut self, parts: &Parts) {
        for term in std::iter::once(&parts.first).chain(&parts.second) {
            let digits = term.digits;
            if digits.alternative.is_some() {
                continue;
            }
            for (at, mark) in MARKS.iter().enumerate() {
                let note = |noted: &mut [bool; 2], found: bool| {
                    if let Some(slot) = noted.get_mut(at) {
                        *slot |= found;
                    }
                };
                note(&mut self.decimal, digits.decimal_mark == Some(*mark));
                note(&mut self.group, digits.group_mark == Some(*mark) && tells_groups(&digits));
            }
        }
    }

    /// What a sign means in the document, where its other numbers agree.
    fn meaning(&self, mark: char) -> Option<Separator> {
        let [this, other] = if mark == '.' { [0, 1] } else { [1, 0] };
        let is = |noted: &[bool; 2], at: usize| noted.get(at).copied().unwrap_or(false);
        let begins_decimals = is(&self.decimal, this) || is(&self.group, other);
        let groups = is(&self.group, this) || is(&self.decimal, other);
        match (groups, begins_decimals) {
            (true, false) => Some(Separator::Groups),
            (false, true) => Some(Separator::BeginsDecimals),
            _ => None,
        }
    }
}

/// Whether the sign that groups a number does so whatever the language: it is repeated, or decimals follow. A single group is one by the
/// language alone, which is no evidence of how a document that has the other sign too is written.
const fn tells_groups(digits: &Digits) -> bool {
    digits.has_groups || digits.decimal_mark.is_some()
}

/// Finds the amounts of a text, in its order.
///
/// # Complexity
///
/// Linear in the text: an amount has a bounded length, and what was looked at in vain is passed over.
pub(super) fn mentions(reader: &Reader, text: &str, missing: Missing) -> Vec<Mention> {
    let grammar = Grammar::new(reader, Scene::Running, missing);
    if grammar.takes_bare() || !reader.codes().is_empty() {
        mentions_anywhere(&grammar, text)
    } else {
        mentions_at_currencies(&grammar, text)
    }
}

/// Reads the whole text closely.
fn mentions_anywhere(grammar: &Grammar<'_>, text: &str) -> Vec<Mention> {
    let mut finds = Finds::default();
    let source = if grammar.missing == Missing::Allowed { Source::of_cells(text) } else { Source::new(text) };
    finds.scan(grammar, &source, 0..source.len(), true);
    finds.mentions(grammar, text)
}

/// What may decide how an amount is read: so many letters before it, and so many after its currency.
const CONTEXT_BEFORE: usize = 48;
const CONTEXT_AFTER: usize = 192;

/// Reads closely what may be an amount around each currency that is named, and nothing else.
fn mentions_at_currencies(grammar: &Grammar<'_>, text: &str) -> Vec<Mention> {
    let vocabulary = grammar.vocabulary;
    let interior = &vocabulary.interior;
    let is_word =
        |token| vocabulary.token(token).is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Minor));
    let mut finds = Finds::default();
    let mut source = Source::nothing_of(text);
    // Up to where every beginning was tried.
    let mut done = 0;
    vocabulary.anchors.each(text, &vocabulary.currencies, is_word, |Mark { at: mark, is_word }| {
        if mark < done {
            return;
        }
        let beginning = interior.beginning(text, done, mark);
        let is_first =
            !text.get(beginning.at..mark).is_some_and(|before| before.contains(char::is_alphanumeric));
        if is_first && is_word && !beginning.opens_paragraph && !digits_may_touch(text, mark) {
            return;
        }
        let from = text.floor_char_boundary(beginning.at.saturating_sub(interior.reach(CONTEXT_BEFORE)));
        let to = text.ceil_char_boundary(mark.saturating_add(interior.reach(CONTEXT_AFTER)));
        source.cover(from..to);
        let starts = source.position(beginning.at)..source.position(mark) + 1;
        let end = finds.scan(grammar, &source, starts, beginning.opens_paragraph);
        done = source.bytes(0..end).end.max(mark + 1);
    });
    finds.mentions(grammar, text)
}

/// Whether the name of a currency at a place may be followed by digits that touch it; it has at most [`PHRASE_CHARS_MAX`] characters.
fn digits_may_touch(text: &str, mark: usize) -> bool {
    let mut name = text.get(mark..).unwrap_or_default().chars().filter_map(fold).take(PHRASE_CHARS_MAX + 1);
    name.any(|c| c.is_ascii_digit())
}

/// The amounts found so far, and what the document tells of its separators.
#[derive(Default)]
struct Finds {
    found: Vec<Found>,
    evidence: Evidence,
}

impl Finds {
    /// Tries every position of a part of the text as the beginning of an amount, and tells where the last try ended.
    fn scan(
        &mut self,
        grammar: &Grammar<'_>,
        source: &Source<'_>,
        starts: Range<usize>,
        mut opens_paragraph: bool,
    ) -> usize {
        let mut cursor = Cursor::new(source).to(starts.start);
        while cursor.at() < starts.end && !cursor.is_at_end() {
            let start = cursor.at();
            let alone = if opens_paragraph { alone(&mut cursor, grammar, &mut self.evidence) } else { None };
            if let (None, Some(end)) = (&alone, date_at(&cursor)) {
                cursor.go_to(end);
                opens_paragraph = false;
                continue;
            }
            let found_here = match alone {
                Some(reading) => Some(Found::Certain(Box::new(reading))),
                None if is_start(&cursor) && opens_amount(&cursor, grammar) => {
                    amount(&mut cursor, grammar, &mut self.evidence)
                }
                None => None,
            };
            opens_paragraph = source.get(start) == Some(PARAGRAPH);
            self.found.extend(found_here);
            if cursor.at() == start {
                pass_over(&mut cursor);
            }
        }
        cursor.at()
    }

    /// What was found, now that the whole document is known.
    fn mentions(self, grammar: &Grammar<'_>, text: &str) -> Vec<Mention> {
        let settled = |found: Found| match found {
            Found::Certain(reading) => *reading,
            Found::Doubtful(mark, readings) => settle(&self.evidence, mark, *readings, grammar.reader),
        };
        let mut mentions: Vec<Mention> = self.found.into_iter().map(settled).map(Mention::new).collect();
        gloss::link(text, &mut mentions);
        mentions
    }
}

/// The reading that the document supports; else the one in which the sign groups, with both named.
fn settle(evidence: &Evidence, mark: char, [grouped, decimal]: [Reading; 2], reader: &Reader) -> Reading {
    let meaning = if reader.uses_evidence() { evidence.meaning(mark) } else { None };
    match meaning {
        Some(Separator::Groups) => grouped,
        Some(Separator::BeginsDecimals) => decimal,
        None => {
            let values = [&grouped, &decimal].map(|reading| {
                reading.value().or(reading.low().map(|end| end.value)).or(reading.high().map(|end| end.value))
            });
            Reading { readings: values.into_iter().flatten().collect(), ..grouped }
        }
    }
}

/// The longest paragraph that is looked at as one amount, in characters.
const ALONE_CHARS_MAX: usize = 80;

/// The amount that is all of the paragraph at the cursor, past which it moves: `Euro 20`, `($5)`, which in the midst
/// of a text are not certain to be amounts.
fn alone(cursor: &mut Cursor<'_, '_>, grammar: &Grammar<'_>, evidence: &mut Evidence) -> Option<Reading> {
    let source = cursor.source();
    let is_end = |at: usize| source.get(at).is_none_or(|c| c == PARAGRAPH);
    let end = (cursor.at()..=cursor.at() + ALONE_CHARS_MAX).find(|at| is_end(*at))?;
    let grammar = Grammar { scene: Scene::Alone, ..*grammar };
    let mut ahead = cursor.past_blanks();
    if is_date_or_time(&ahead) {
        return None;
    }
    let parts = parts(&mut ahead, &grammar).ok()??;
    if !parts.is_named() && is_part(source, &parts.span) {
        return None;
    }
    if ahead.past_blanks().at() != end || !(parts.is_named() || grammar.takes_bare()) {
        return None;
    }
    let reading = parts.clone().finish(&grammar, cursor).ok()?;
    evidence.take(&parts);
    cursor.go_to(end);
    Some(reading)
}

/// Where the date ends that begins at the cursor.
fn date_at(cursor: &Cursor<'_, '_>) -> Option<usize> {
    cursor.digit()?;
    if is_start(cursor) { date_end(cursor) } else { None }
}

/// Whether a word, a number or a sign begins at the cursor.
fn is_start(cursor: &Cursor<'_, '_>) -> bool {
    let source = cursor.source();
    let Some(here) = source.glyph(cursor.at()) else { return false };
    let before = cursor.at().checked_sub(1).and_then(|at| source.glyph(at));
    let Some(before) = before else { return !is_blank(here.folded) };
    if is_blank(here.folded) {
        return false;
    }
    let is_digit = here.folded.is_ascii_digit();
    let follows_digit = before.folded.is_ascii_digit();
    if here.is_letter {
        return !before.is_letter && !follows_digit;
    }
    if is_digit {
        // `A4`, `1/2`, `12:30`, `#5`: not the beginning of a number.
        let two_before = cursor.at().checked_sub(2).and_then(|at| source.glyph(at));
        let joined = matches!(before.folded, '/' | ':' | '.' | ',' | '\'')
            && two_before.is_some_and(|glyph| glyph.folded.is_ascii_digit());
        // 1万5元 is 15,000 to some and 10,005 to others, but not 5; nor is it of 一百5.
        let follows_scale = is_behind_scale(cursor);
        return !before.is_letter
            && !follows_digit
            && !joined
            && !follows_scale
            && before.folded != '#'
            && !is_in_expression(cursor);
    }
    if is_numeral(here.folded) && (follows_digit || is_behind_scale(cursor)) {
        // A part of `3十` and 1千八百.
        return false;
    }
    // `1250€600`: nobody can tell to which of the two the sign belongs.
    if is_sign(here.folded) && follows_digit && cursor.peek_after(1).is_some_and(|c| c.is_ascii_digit()) {
        return false;
    }
    // A minus after a letter or a digit is a hyphen or a dash.
    here.folded != '-'
        || is_blank(before.folded)
        || before.folded == PARAGRAPH
        || is_ideograph(before.folded)
        || matches!(before.folded, '(' | '[' | '"')
}

/// Whether a Chinese scale with its number touches the cursor: `1万`, 一百.
fn is_behind_scale(cursor: &Cursor<'_, '_>) -> bool {
    let before = |back: usize| cursor.at().checked_sub(back).and_then(|at| cursor.source().get(at));
    matches!(before(1), Some('十' | '百' | '千' | '万' | '萬' | '亿' | '億'))
        && before(2).is_some_and(|c| c.is_ascii_digit() || is_numeral(c))
}

/// Whether the digits at the cursor are within a power, a fraction or a mistaken number: `2^-1`, `1e-5`, 三分之2, `$.750.30`.
fn is_in_expression(cursor: &Cursor<'_, '_>) -> bool {
    let before = |back: usize| cursor.at().checked_sub(back).and_then(|at| cursor.source().get(at));
    match before(1) {
        Some('^') => true,
        Some('-' | '+') => {
            before(2) == Some('^')
                || before(2) == Some('-') && before(3) == Some('^')
                || matches!(before(2), Some('e' | 'E')) && before(3).is_some_and(|c| c.is_ascii_digit())
        }
        Some('.' | ',') => {
            before(2).is_some_and(is_sign) || before(2) == Some('.') && before(3).is_some_and(is_sign)
        }
        Some('之') => before(2) == Some('分') || before(2) == Some(' '),
        Some(' ') => before(2) == Some('之'),
        Some('又') => before(2).is_some_and(|c| c.is_ascii_digit() || is_numeral(c)),
        _ => false,
    }
}

/// Moves past a word, past a whole run of digits and signs, or past one character.
fn pass_over(cursor: &mut Cursor<'_, '_>) {
    let source = cursor.source();
    let starts_with_digit = cursor.digit().is_some();
    let starts_with_letter = source.glyph(cursor.at()).is_some_and(|glyph| glyph.is_letter);
    cursor.bump();
    if starts_with_letter {
        while source.glyph(cursor.at()).is_some_and(|glyph| glyph.is_letter) {
            cursor.bump();
        }
    } else if starts_with_digit {
        while cursor.digit().is_some()
            || (cursor.peek().is_some_and(|c| matches!(c, '.' | ',' | '\''))
                && cursor.peek_after(1).is_some_and(|c| c.is_ascii_digit()))
        {
            cursor.bump();
        }
    }
}

/// The amount at the cursor, past which it moves; `None`, the cursor unmoved, where there is none.
fn amount(cursor: &mut Cursor<'_, '_>, grammar: &Grammar<'_>, evidence: &mut Evidence) -> Option<Found> {
    let mut ahead = *cursor;
    let parts = match parts(&mut ahead, grammar) {
        Ok(parts) => parts?,
        Err(error) => {
            return beyond(cursor, grammar, &error).map(|reading| Found::Certain(Box::new(reading)));
        }
    };
    if !parts.is_named() && (!grammar.takes_bare() || is_part(cursor.source(), &parts.span)) {
        return None;
    }
    if let Some(end) = if parts.is_named() { None } else { expression_end(&parts, &ahead, grammar) } {
        cursor.go_to(end);
        return None;
    }
    let named = parts.named(cursor).ok()?;
    let currency = named.as_ref().and_then(|named| named.resolve(grammar, cursor).ok());
    let found = match parts.doubtful_sign(currency) {
        Some(mark) => {
            let read = |separator| parts.clone().read_as(separator).finish(grammar, cursor);
            match (read(Separator::Groups), read(Separator::BeginsDecimals)) {
                (Ok(grouped), Ok(decimal)) => Found::Doubtful(mark, Box::new([grouped, decimal])),
                (Ok(only), Err(_)) | (Err(_), Ok(only)) => Found::Certain(Box::new(only)),
                (Err(_), Err(_)) => return None,
            }
        }
        None => match parts.clone().finish(grammar, cursor) {
            Ok(reading) => Found::Certain(Box::new(reading)),
            // "up to several million" is not several million; "fifty - two" is neither of them.
            Err(_) if parts.is_vague() || !parts.is_named() => {
                *cursor = ahead;
                return None;
            }
            Err(error) => {
                let Problem::Number { error, .. } = error.problem() else { return None };
                Found::Certain(Box::new(unknown(cursor, grammar, named?, parts.span.clone(), error)?))
            }
        },
    };
    evidence.take(&parts);
    *cursor = ahead;
    Some(found)
}

/// The first reason for which a text is refused where nothing may be ambiguous.
pub(super) fn refuse_ambiguous(text: &str, mentions: &[Mention]) -> Result<(), ReadError> {
    let is_refused = |mention: &&Mention| {
        let reading = mention.reading();
        !reading.readings().is_empty() || reading.beyond().is_some()
    };
    let Some(mention) = mentions.iter().find(is_refused) else { return Ok(()) };
    let reading = mention.reading();
    let span = reading.span();
    let found = super::characters::excerpt(text.get(span.clone()).unwrap_or_default());
    if let Some(error) = reading.beyond() {
        return Err(ReadError::new(Problem::Number { found, error: error.clone() }, span));
    }
    let problem = match *reading.readings() {
        [grouped, decimal]
            if reading.low().is_none_or(|low| low.value == grouped) && reading.high().is_none() =>
        {
            Problem::Ambiguous { found, grouped, decimal }
        }
        [shared, plain, ..] => Problem::AmbiguousScale { found, shared, plain },
        _ => return Ok(()),
    };
    Err(ReadError::new(problem, span))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::language::{Language, SIGNS};
    use crate::text::words::number_words;

    /// The spans and amounts found by looking near currencies, and by reading everything closely.
    fn both(language: Language, text: &str) -> [Vec<(Range<usize>, String)>; 2] {
        let reader = Reader::new(language);
        let grammar = Grammar::new(&reader, Scene::Running, Missing::Refused);
        [mentions_at_currencies(&grammar, text), mentions_anywhere(&grammar, text)].map(|mentions| {
            let plain = |mention: &Mention| (mention.reading().span(), format!("{:?}", mention.reading()));
            mentions.iter().map(plain).collect()
        })
    }

    #[test]
    fn looking_near_currencies_misses_nothing_in_prose() {
        let prose = [
            (Language::German, include_str!("../../tests/prose/de.txt")),
            (Language::English, include_str!("../../tests/prose/en.txt")),
            (Language::Spanish, include_str!("../../tests/prose/es.txt")),
            (Language::French, include_str!("../../tests/prose/fr.txt")),
            (Language::Russian, include_str!("../../tests/prose/ru.txt")),
            (Language::Chinese, include_str!("../../tests/prose/zh.txt")),
            (Language::Undetermined, include_str!("../../tests/prose/en.txt")),
        ];
        for (language, text) in prose {
            let [near, all] = both(language, text);
            assert_eq!(near, all, "{language}");
        }
    }

    /// Another character that stands for this one.
    fn varied(c: char, variant: usize) -> char {
        let forms = match c {
            ' ' => "\u{A0}\u{202F}\u{3000}\t",
            '\'' => "’ʼ＇‘",
            ',' => "，﹐、٫",
            '.' => "．․﹒｡",
            '-' => "–‐−－",
            '$' => "＄﹩$",
            '£' => "￡₤£",
            '¥' => "￥",
            '0'..='9' => {
                return char::from_u32(u32::from(c) - 0x30 + if variant == 3 { 0x660 } else { 0xFF10 })
                    .unwrap();
            }
            'a'..='z' | 'A'..='Z' if variant == 3 => return char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
            _ => return c,
        };
        forms.chars().nth(variant % forms.chars().count()).unwrap()
    }

    /// Words of which amounts consist, others, and what parts them.
    fn token(language: Language) -> BoxedStrategy<String> {
        let lexicons = language.lexicons();
        let currencies: Vec<&str> = lexicons
            .iter()
            .flat_map(|lexicon| lexicon.currencies.iter().flat_map(|table| table.iter()))
            .map(|(phrase, _)| *phrase)
            .chain(SIGNS.iter().map(|(phrase, _)| *phrase))
            .collect();
        let inside: Vec<&str> = lexicons
            .iter()
            .flat_map(|lexicon| {
                let after = lexicon.after.iter().chain(lexicon.before).map(|(phrase, _)| *phrase);
                let joiners = lexicon.joiners.iter().map(|(phrase, _)| *phrase);
                after.chain(joiners).chain(lexicon.scales.iter().map(|(phrase, _)| *phrase))
            })
            .collect();
        let numbers: Vec<&str> = number_words(language).collect();
        let others = [
            "",
            "x",
            "A4",
            "dollarisation",
            "of",
            "de",
            "d’",
            "und",
            "第",
            "多",
            "个",
            "几",
            "(",
            ")",
            "-",
            "+",
            "%",
            ":",
            "« ",
        ];
        prop_oneof![
            4 => proptest::sample::select(currencies).prop_map(str::to_owned),
            2 => proptest::sample::select(inside).prop_map(str::to_owned),
            2 => proptest::sample::select(numbers).prop_map(str::to_owned),
            1 => proptest::sample::select(vec!["EUR", "kEUR", "MUSD", "USDbn", "CHF"]).prop_map(str::to_owned),
            4 => "[0-9]{1,4}([.,][0-9]{1,3})?",
            1 => proptest::sample::select(others.to_vec()).prop_map(str::to_owned),
        ]
        .prop_flat_map(|token| (Just(token), 0..24usize))
        .prop_map(|(token, variant)| match variant {
            0..3 => token.to_uppercase(),
            3..7 => token.chars().map(|c| varied(c, variant)).collect(),
            7 => token.chars().flat_map(|c| [c, '\u{AD}']).collect(),
            _ => token,
        })
        .boxed()
    }

    fn text() -> impl Strategy<Value = (Language, String)> {
        let part = [
            " ",
            " ",
            " ",
            "",
            "\n",
            "\u{A0}",
            "\n\n",
            "\r\n \t\r\n",
            "\u{AD}",
            ". ",
            ", ",
            "-",
            "'",
            "\u{FF0E}",
        ];
        proptest::sample::select(Language::ALL.to_vec()).prop_flat_map(move |language| {
            let pairs =
                proptest::collection::vec((token(language), proptest::sample::select(part.to_vec())), 1..24);
            (
                Just(language),
                pairs.prop_map(|pairs| pairs.into_iter().map(|(token, part)| token + part).collect()),
            )
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn looking_near_currencies_misses_nothing((language, text) in text()) {
            let [near, all] = both(language, &text);
            prop_assert_eq!(near, all);
        }
    }
}
