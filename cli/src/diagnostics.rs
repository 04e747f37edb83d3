//! Problems as people read them: place, excerpt, caret, hint.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, ErrorKind};
use std::ops::Range;
use std::sync::Arc;

use adspend::date::Day;
use adspend::error::{Code, Problem, Problems, SourceText};
use adspend::location::Place;
use adspend::rates::{ConversionError, NoRateReason};
use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};
use unicode_width::UnicodeWidthChar;

use crate::output::complain;

/// How many columns of a line are shown before the caret, and from it on.
const COLUMNS_BEFORE: usize = 40;
const COLUMNS_AFTER: usize = 50;

/// How many problems are shown. A list of a million rows without the tables of its names has millions, most of them the same.
const SHOWN_MAX: usize = 1_000;

/// Writes all problems to standard error, or how many of which kind there are beyond the first [`SHOWN_MAX`].
pub(crate) fn report(problems: &Problems) {
    let mut text = String::new();
    for problem in problems.iter().take(SHOWN_MAX) {
        let excerpt = problem.place.as_ref().and_then(|place| {
            let source = problems.source(&place.file)?;
            Some(Excerpt::of(source, place))
        });
        text.push_str(&rendered(problem, excerpt));
    }
    if problems.len() > 1 {
        let _ = write!(text, "{} errors", problems.len());
        let mut others: BTreeMap<String, usize> = BTreeMap::new();
        for problem in problems.iter().skip(SHOWN_MAX) {
            *others.entry(problem.code.to_string()).or_default() += 1;
        }
        if !others.is_empty() {
            let others: Vec<String> = others.iter().map(|(code, count)| format!("{count} {code}")).collect();
            let _ =
                write!(text, ", of which the first {SHOWN_MAX} are shown; not shown: {}", others.join(", "));
        }
        text.push('\n');
    }
    complain(&text);
}

/// A problem at the bytes of a text that was given on the command line, called `name`.
pub(crate) fn in_argument(name: &str, text: &str, span: Range<usize>, problem: Problem) -> Problems {
    let file: Arc<str> = name.into();
    let problem = problem.at(Place::in_text(&file, text, span.start, span.end));
    let sources = vec![SourceText { file, text: text.into() }];
    let fallback = Problem::new(problem.code, problem.message.clone());
    Problems::check(vec![problem], sources).err().unwrap_or_else(|| fallback.into())
}

/// A problem of this kind with a file as a whole.
pub(crate) fn with_file(code: Code, name: &str, what: &str) -> Problem {
    Problem::new(code, format!("`{name}` {what}"))
}

/// The problem of a file, called by its name, that cannot be read; in the library's words for the files of a ledger.
pub(crate) fn unreadable(name: &str, error: &io::Error) -> Problem {
    let (message, help) = match error.kind() {
        ErrorKind::NotFound => (format!("there is no file `{name}`"), "correct the path"),
        ErrorKind::IsADirectory => (format!("`{name}` is a folder"), "name a file in it"),
        _ => (format!("`{name}` cannot be read: {error}"), "make sure that it is a file, and may be read"),
    };
    Problem::new(Code::Io, message).help(help)
}

/// What is shown of the line that a problem is in.
#[derive(Debug, PartialEq, Eq)]
struct Excerpt {
    text: String,
    span: Range<usize>,
}

impl Excerpt {
    /// The line in which a place begins, cut to what a terminal shows.
    fn of(source: &str, place: &Place) -> Self {
        let start = source.floor_char_boundary(place.start.min(source.len()));
        let (before, after) = source.split_at_checked(start).unwrap_or((source, ""));
        let before = before.rsplit('\n').next().unwrap_or_default();
        let after = after.split('\n').next().unwrap_or_default();
        let after = after.strip_suffix('\r').unwrap_or(after);
        let kept_before = tail(before, COLUMNS_BEFORE);
        let kept_after = head(after, COLUMNS_AFTER);
        let mut text = String::new();
        if kept_before.len() < before.len() {
            text.push('…');
        }
        text.push_str(kept_before);
        let from = text.len();
        let length = kept_after.ceil_char_boundary(place.end.saturating_sub(start));
        text.push_str(kept_after);
        if kept_after.len() < after.len() {
            text.push('…');
        }
        Self { text, span: from..from + length }
    }
}

/// The last characters of a text that take at most so many columns.
fn tail(text: &str, columns: usize) -> &str {
    let mut left = columns;
    let mut from = text.len();
    for (at, character) in text.char_indices().rev() {
        let width = character.width().unwrap_or(1);
        if width > left {
            break;
        }
        left -= width;
        from = at;
    }
    text.get(from..).unwrap_or_default()
}

/// The first characters of a text that take at most so many columns.
fn head(text: &str, columns: usize) -> &str {
    let mut left = columns;
    for (at, character) in text.char_indices() {
        let width = character.width().unwrap_or(1);
        if width > left {
            return text.get(..at).unwrap_or_default();
        }
        left -= width;
    }
    text
}

fn rendered(problem: &Problem, excerpt: Option<Excerpt>) -> String {
    let message = match (&problem.place, &problem.subject) {
        (None, Some(subject)) => format!("{subject}: {}", problem.message),
        _ => problem.message.clone(),
    };
    titled(problem.code.name(), &message, problem.place.as_ref().zip(excerpt), problem)
}

fn titled(code: &str, message: &str, excerpt: Option<(&Place, Excerpt)>, problem: &Problem) -> String {
    let title = Level::ERROR.primary_title(normalize_untrusted_str(message)).id(code);
    let mut elements: Vec<Element<'_>> = Vec::new();
    let mut shift = None;
    if let Some((place, Excerpt { text, span })) = excerpt {
        let line = usize::try_from(place.line).unwrap_or(usize::MAX);
        let file = normalize_untrusted_str(&place.file);
        let shown = text.get(..span.start).map_or(0, |before| before.chars().count()) + 1;
        shift = Some((format!("{file}:{line}:{shown}"), format!("{file}:{line}:{}", place.column)));
        let annotation = AnnotationKind::Primary.span(span);
        let snippet = Snippet::source(text).line_start(line).path(file).annotation(annotation);
        elements.push(snippet.into());
    } else if let Some(place) = &problem.place {
        let line = usize::try_from(place.line).unwrap_or(usize::MAX);
        let column = usize::try_from(place.column).unwrap_or(usize::MAX);
        elements
            .push(Origin::path(normalize_untrusted_str(&place.file)).line(line).char_column(column).into());
    }
    if let Some(help) = &problem.help {
        elements.push(Level::HELP.message(normalize_untrusted_str(help)).into());
    }
    let group = if elements.is_empty() { Group::with_title(title) } else { title.elements(elements) };
    let mut text = Renderer::styled().render(&[group]);
    text.push('\n');
    match shift {
        // The renderer counts columns in the excerpt; of a cut line the true column is another.
        Some((shown, real)) if shown != real => {
            let (title, rest) = text.split_once('\n').unwrap_or((&text, ""));
            format!("{title}\n{}", rest.replacen(&shown, &real, 1))
        }
        _ => text,
    }
}

/// Why an amount is not converted: what, how far the rates reach, and what to do. The conversion was asked for in order, so
/// that this is no bad input.
pub(crate) fn report_unconverted(error: &ConversionError) {
    let code = match error {
        ConversionError::NoRate(_) => "no-rate",
        ConversionError::Conflicting { .. } => "conflicting-rates",
        ConversionError::PartialPeriod { .. } => "partial-period",
        ConversionError::OpenInterval { .. } => "open-interval",
        ConversionError::TooManyPaths { .. } => "too-many-paths",
        _ => "conversion",
    };
    let text = error.to_string();
    let (message, help) = text.rsplit_once("; ").map_or((text.as_str(), None), |(m, h)| (m, Some(h)));
    let mut problem = Problem::new(Code::BadRate, message);
    if let Some(help) = help {
        problem = problem.help(help);
    }
    let message = match error.no_rate() {
        // Where the table only reaches less far, the sentence has the days already.
        Some(none) if !matches!(none.reason, NoRateReason::TooOld | NoRateReason::Ended { .. }) => {
            let day = |day: Option<Day>, what: &str| {
                day.map_or_else(|| format!("none {what}"), |day| format!("the one {what} on {day}"))
            };
            let (before, after) = (day(none.last_before, "before"), day(none.first_after, "after"));
            format!("{message} ({before}, {after})")
        }
        _ => message.to_owned(),
    };
    complain(&titled(code, &message, None, &problem));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(source: &str, start: usize, end: usize) -> (String, String) {
        let excerpt = Excerpt::of(source, &Place::in_text(&"a".into(), source, start, end));
        let marked = excerpt.text.get(excerpt.span.clone()).unwrap().to_owned();
        (excerpt.text, marked)
    }

    #[test]
    fn the_excerpt_is_the_line_with_the_place() {
        assert_eq!(excerpt("a = 1\r\nb = x\r\nc", 11, 12), ("b = x".to_owned(), "x".to_owned()));
        assert_eq!(excerpt("last line", 5, 9), ("last line".to_owned(), "line".to_owned()));
        assert_eq!(excerpt("", 0, 0), (String::new(), String::new()));
        assert_eq!(excerpt("a\n", 2, 2), (String::new(), String::new()));
        assert_eq!(excerpt("one\ntwo", 1, 6), ("one".to_owned(), "ne".to_owned()));
    }

    #[test]
    fn places_inside_a_character_take_all_of_it() {
        let place = Place { file: "a".into(), line: 1, column: 1, start: 1, end: 2 };
        assert_eq!(Excerpt::of("多a", &place).span, 0..3);
        assert_eq!(Excerpt::of("a", &Place { start: 9, end: 4, ..place }).span, 1..1);
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let long = format!("{}!{}", "x".repeat(500_000), "y".repeat(500_000));
        let (text, marked) = excerpt(&long, 500_000, 500_001);
        assert_eq!((text.chars().count(), marked.as_str()), (COLUMNS_BEFORE + COLUMNS_AFTER + 2, "!"));
        let wide = format!("{}!", "多".repeat(100_000));
        let (text, marked) = excerpt(&wide, 300_000, 300_001);
        assert_eq!((text.as_str(), marked.as_str()), (format!("…{}!", "多".repeat(20)).as_str(), "!"));
    }
}
