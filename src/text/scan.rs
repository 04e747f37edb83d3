//! Running text: the amounts among everything else.

use super::characters::{PARAGRAPH, Source, is_blank, is_ideograph};
use super::cursor::Cursor;
use super::error::{Problem, ReadError};
use super::gloss;
use super::grammar::{Grammar, Missing, Scene};
use super::mention::Mention;
use super::openings::opens_amount;
use super::parts::{Parts, Separator, parts};
use super::reader::Reader;
use super::reading::Reading;

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
                note(&mut self.group, digits.group_mark == Some(*mark));
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

/// Finds the amounts of a text, in its order.
///
/// # Complexity
///
/// Linear in the text: an amount has a bounded length, and what was looked at in vain is passed over.
pub(super) fn mentions(reader: &Reader, text: &str, missing: Missing) -> Vec<Mention> {
    let grammar = Grammar::new(reader, Scene::Running, missing);
    let stretches = if grammar.takes_bare() || !reader.codes().is_empty() {
        std::iter::once(0..text.len()).collect()
    } else {
        grammar.vocabulary.anchors.stretches(text, &grammar.vocabulary.currencies)
    };
    let mut evidence = Evidence::default();
    let mut found = Vec::new();
    let mut glyphs = Vec::new();
    for stretch in stretches {
        let Some(part) = text.get(stretch.clone()) else { continue };
        let source = Source::reusing(glyphs, part);
        scan(&grammar, &source, stretch.start, &mut evidence, &mut found);
        glyphs = source.into_glyphs();
    }
    let settled = |found: Found| match found {
        Found::Certain(reading) => *reading,
        Found::Doubtful(mark, readings) => settle(&evidence, mark, *readings, reader),
    };
    let mut mentions: Vec<Mention> = found.into_iter().map(settled).map(Mention::new).collect();
    gloss::link(text, &mut mentions);
    mentions
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

fn scan(
    grammar: &Grammar<'_>,
    source: &Source<'_>,
    offset: usize,
    evidence: &mut Evidence,
    found: &mut Vec<Found>,
) {
    let mut cursor = Cursor::new(source);
    let mut opens_paragraph = offset == 0;
    while !cursor.is_at_end() {
        let start = cursor.at();
        let alone = if opens_paragraph { alone(&mut cursor, grammar) } else { None };
        let found_here = match alone {
            Some(reading) => Some(Found::Certain(Box::new(reading))),
            None if is_start(&cursor) && opens_amount(&cursor, grammar) => {
                amount(&mut cursor, grammar, evidence)
            }
            None => None,
        };
        opens_paragraph = source.get(start) == Some(PARAGRAPH);
        if let Some(amount) = found_here {
            found.push(match amount {
                Found::Certain(reading) => Found::Certain(Box::new(reading.moved_by(offset))),
                Found::Doubtful(mark, readings) => {
                    Found::Doubtful(mark, Box::new(readings.map(|reading| reading.moved_by(offset))))
                }
            });
        }
        if cursor.at() == start {
            pass_over(&mut cursor);
        }
    }
}

/// The longest paragraph that is looked at as one amount, in characters.
const ALONE_CHARS_MAX: usize = 80;

/// The amount that is all of the paragraph at the cursor, past which it moves: `Euro 20`, `($5)`, which in the midst
/// of a text are not certain to be amounts.
fn alone(cursor: &mut Cursor<'_, '_>, grammar: &Grammar<'_>) -> Option<Reading> {
    let source = cursor.source();
    let is_end = |at: usize| source.get(at).is_none_or(|c| c == PARAGRAPH);
    let end = (cursor.at()..=cursor.at() + ALONE_CHARS_MAX).find(|at| is_end(*at))?;
    let grammar = Grammar { scene: Scene::Alone, ..*grammar };
    let mut ahead = cursor.past_blanks();
    let parts = parts(&mut ahead, &grammar).ok()??;
    if ahead.past_blanks().at() != end || !(parts.is_named() || grammar.takes_bare()) {
        return None;
    }
    let reading = parts.finish(&grammar, cursor).ok()?;
    cursor.go_to(end);
    Some(reading)
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
        return !before.is_letter && !follows_digit && !joined && before.folded != '#';
    }
    // A minus after a letter or a digit is a hyphen or a dash.
    here.folded != '-'
        || is_blank(before.folded)
        || is_ideograph(before.folded)
        || matches!(before.folded, '(' | '[' | '"')
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
    let parts = parts(&mut ahead, grammar).ok()??;
    if !parts.is_named() && !grammar.takes_bare() {
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
        None => Found::Certain(Box::new(parts.clone().finish(grammar, cursor).ok()?)),
    };
    evidence.take(&parts);
    *cursor = ahead;
    Some(found)
}

/// The first reason for which a text is refused where nothing may be ambiguous.
pub(super) fn refuse_ambiguous(text: &str, mentions: &[Mention]) -> Result<(), ReadError> {
    let Some(mention) = mentions.iter().find(|mention| !mention.reading().readings().is_empty()) else {
        return Ok(());
    };
    let reading = mention.reading();
    let span = reading.span();
    let found = super::characters::excerpt(text.get(span.clone()).unwrap_or_default());
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
