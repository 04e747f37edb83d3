//! Numbers in digits: separators, grouping, and the one form that two conventions read differently.

use super::cursor::Cursor;
use super::error::Problem;
use crate::exact::Numeral;

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digits {
    pub(super) numeral: Numeral,
    /// For `1.234`, whose only sign may be either: the value if it groups.
    pub(super) alternative: Option<Numeral>,
    /// The sign before the decimals, or of `1.234`.
    pub(super) decimal_mark: Option<char>,
    /// The sign between groups of digits, where it is certain.
    pub(super) group_mark: Option<char>,
    /// Whether there are several groups.
    pub(super) has_groups: bool,
    /// Whether it is written in words.
    pub(super) in_words: bool,
}

impl Digits {
    pub(super) const fn in_words(numeral: Numeral) -> Self {
        let (alternative, decimal_mark, group_mark) = (None, None, None);
        Self { numeral, alternative, decimal_mark, group_mark, has_groups: false, in_words: true }
    }
}

/// Digits and the separators between them, as they follow one another.
struct Run {
    first: String,
    /// Each separator with the digits after it.
    rest: Vec<(char, String)>,
}

/// Reads a number in digits at the cursor and moves past it; `None` where there is none.
///
/// # Complexity
///
/// Linear in the number's length.
pub(super) fn digits(cursor: &mut Cursor<'_, '_>, decimal: Option<char>) -> Option<Result<Digits, Problem>> {
    let start = cursor.at();
    let run = run(cursor, decimal)?;
    let numeral = |text: &str| {
        text.parse::<Numeral>()
            .map_err(|error| Problem::Number { found: cursor.source().excerpt(cursor.since(start)), error })
    };
    let Some(shape) = shape(&run, decimal) else {
        return Some(Err(Problem::Grouping { found: cursor.source().excerpt(cursor.since(start)) }));
    };
    let read = |shape: Shape| {
        let alternative = shape.grouped.map(|text| numeral(&text)).transpose()?;
        Ok(Digits {
            numeral: numeral(&shape.text)?,
            alternative,
            decimal_mark: shape.decimal_mark,
            group_mark: shape.group_mark,
            has_groups: run.rest.len() > 1,
            in_words: false,
        })
    };
    Some(read(shape))
}

/// Whether a character is a fraction as one sign: `½`, `⅔`.
pub(super) const fn is_vulgar_fraction(c: char) -> bool {
    matches!(c, '¼'..='¾' | '⅐'..='⅞')
}

fn run(cursor: &mut Cursor<'_, '_>, decimal: Option<char>) -> Option<Run> {
    let first = group(cursor);
    if first.is_empty() {
        // Behind a word the sign is a comma or a stop: `广告，500万元`, `Meta,500 EUR`; but `EUR.50`.
        let before = cursor.at().checked_sub(1).and_then(|at| cursor.source().get(at));
        let follows_word = before
            .is_some_and(|c| c.is_alphabetic() && !(c.is_ascii_uppercase() && cursor.peek() == Some('.')));
        let starts_with_decimals = !follows_word
            && cursor.peek().is_some_and(|c| matches!(c, '.' | ',') && decimal.is_none_or(|sign| sign == c))
            && cursor.peek_after(1).is_some_and(|c| c.is_ascii_digit());
        if !starts_with_decimals {
            return None;
        }
        let sign = cursor.peek()?;
        cursor.bump();
        let mut rest = vec![(sign, group(cursor))];
        // `.750.30`
        while let Some(separator) = cursor.peek().filter(|c| matches!(c, '.' | ','))
            && cursor.peek_after(1).is_some_and(|c| c.is_ascii_digit())
        {
            cursor.bump();
            rest.push((separator, group(cursor)));
        }
        return Some(Run { first: "0".to_owned(), rest });
    }
    let mut rest = Vec::new();
    while let Some(separator) = separator(cursor, &first, &rest) {
        cursor.bump();
        rest.push((separator, group(cursor)));
    }
    Some(Run { first, rest })
}

fn group(cursor: &mut Cursor<'_, '_>) -> String {
    let mut group = String::new();
    while let Some(digit) = cursor.digit() {
        group.push(digit);
        cursor.bump();
    }
    group
}

/// The separator at the cursor, if more of the same number follows it.
///
/// A blank belongs to the number only where it groups: exactly three digits after it, up to three before the
/// first, and no other sign before it.
fn separator(cursor: &Cursor<'_, '_>, first: &str, rest: &[(char, String)]) -> Option<char> {
    let separator = cursor.peek()?;
    let digits =
        (1..=4).take_while(|ahead| cursor.peek_after(*ahead).is_some_and(|c| c.is_ascii_digit())).count();
    match separator {
        ',' | '.' | '\'' => (digits > 0).then_some(separator),
        ' ' => {
            let grouped = rest.iter().all(|(before, _)| *before == ' ');
            let starts = (1..=3).contains(&first.len()) && !first.starts_with('0');
            (digits == 3 && grouped && starts).then_some(separator)
        }
        _ => None,
    }
}

/// What separators mean.
struct Shape {
    /// The number without groups.
    text: String,
    /// The number if its only sign groups, where nobody can tell.
    grouped: Option<String>,
    decimal_mark: Option<char>,
    group_mark: Option<char>,
}

/// What the separators mean, or `None` where nobody would write them so.
fn shape(run: &Run, decimal: Option<char>) -> Option<Shape> {
    let Some(((last_sign, last), before)) = run.rest.split_last() else {
        return Some(Shape { text: run.first.clone(), grouped: None, decimal_mark: None, group_mark: None });
    };
    let as_decimal = |group_mark: Option<char>| Shape {
        text: format!("{}.{last}", joined(&run.first, before)),
        grouped: None,
        decimal_mark: Some(*last_sign),
        group_mark,
    };
    let as_group = || Shape {
        text: joined(&run.first, &run.rest),
        grouped: None,
        decimal_mark: None,
        group_mark: Some(*last_sign),
    };
    let may_be_decimal = matches!(last_sign, ',' | '.');
    if before.is_empty() {
        let groups = last.len() == 3 && run.first.len() <= 3 && !run.first.starts_with('0');
        return match (groups, may_be_decimal) {
            (true, true) if decimal.is_none_or(|sign| sign == *last_sign) => {
                Some(Shape { grouped: Some(as_group().text), ..as_decimal(None) })
            }
            (true, _) => Some(as_group()),
            // Four digits before and three after a foreign sign: half of two conventions.
            (false, true)
                if decimal.is_some_and(|sign| sign != *last_sign)
                    && last.len() == 3
                    && run.first.len() > 3 =>
            {
                None
            }
            (false, true) => Some(as_decimal(None)),
            (false, false) => None,
        };
    }
    let (group_sign, _) = run.rest.first()?;
    let one_sign = |groups: &[(char, String)]| groups.iter().all(|(sign, _)| sign == group_sign);
    if one_sign(&run.rest) {
        return is_grouped(*group_sign, &run.first, &run.rest).then(as_group);
    }
    let fits = may_be_decimal && one_sign(before) && is_grouped(*group_sign, &run.first, before);
    fits.then(|| as_decimal(Some(*group_sign)))
}

/// Whether the groups are of three digits each, or of the Indian form `1,23,45,678`.
fn is_grouped(sign: char, first: &str, rest: &[(char, String)]) -> bool {
    let lengths = || rest.iter().map(|(_, digits)| digits.len());
    let western = (1..=3).contains(&first.len()) && lengths().all(|length| length == 3);
    let indian = sign == ','
        && (1..=2).contains(&first.len())
        && lengths().next_back() == Some(3)
        && lengths().rev().skip(1).all(|length| length == 2);
    !first.starts_with('0') && (western || indian)
}

fn joined(first: &str, rest: &[(char, String)]) -> String {
    std::iter::once(first).chain(rest.iter().map(|(_, digits)| digits.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::characters::Source;

    fn read(text: &str) -> String {
        let source = Source::new(text);
        let mut cursor = Cursor::new(&source);
        match digits(&mut cursor, Some('.')) {
            None => "none".into(),
            Some(Err(error)) => error.to_string(),
            Some(Ok(Digits { numeral, alternative, .. })) => {
                let rest = source.excerpt(cursor.at()..source.len());
                let or = alternative.map_or_else(String::new, |grouped| format!(" or {grouped}"));
                if rest.is_empty() {
                    format!("{numeral}{or}")
                } else {
                    format!("{numeral}{or}, then {rest:?}")
                }
            }
        }
    }

    #[test]
    fn grouping() {
        for (text, value) in [
            ("0", "0"),
            ("007", "7"),
            ("1234567", "1234567"),
            ("1,234", "1234"),
            ("1,234,567", "1234567"),
            ("1.234.567", "1234567"),
            ("12.345.678,90", "12345678.90"),
            ("1,234,567.89", "1234567.89"),
            ("1,234.567", "1234.567"),
            ("250 000", "250000"),
            ("250\u{A0}000", "250000"),
            ("6 740 000,50", "6740000.50"),
            ("1'234'567.5", "1234567.5"),
            ("1’234", "1234"),
            ("4,51,50,000", "45150000"),
            ("40,00,00,000.75", "400000000.75"),
            ("４，５１５", "4515"),
            ("1 234.567", "1234.567"),
            ("12,50", "12.50"),
            ("1,5", "1.5"),
            ("1,2345", "1.2345"),
            ("0,234", "0.234"),
            ("0.234", "0.234"),
            (".5", "0.5"),
            ("1234.567", "1234.567"),
            ("45.00", "45.00"),
            ("1.234", "1.234 or 1234"),
            ("999.000", "999.000 or 999000"),
        ] {
            assert_eq!(read(text), value, "{text}");
        }
    }

    #[test]
    fn where_a_number_ends() {
        assert_eq!(read("2016 250 000"), "2016, then \" 250 000\"");
        assert_eq!(read("250 0000"), "250, then \" 0000\"");
        assert_eq!(read("5, 6"), "5, then \", 6\"");
        assert_eq!(read("5."), "5, then \".\"");
        assert_eq!(read("1.5 000"), "1.5, then \" 000\"");
        assert_eq!(read("x5"), "none");
        assert_eq!(read("."), "none");
    }

    #[test]
    fn what_nobody_writes() {
        for text in
            ["1,23,456,789", "1'23", "12.34.56", "1,2,3", "1234,567", "1,234.567,8", "0,123,456", "1.234'567"]
        {
            assert_eq!(
                read(text),
                format!(
                    "the separators in `{text}` make no number: write `1,234,567.89`, or plain digits with at most one point"
                )
            );
        }
    }

    #[test]
    fn limits() {
        assert_eq!(
            read("1234567890123456789012345678901234567890"),
            "`1234567890123456789012345678901234567890`: a number of 40 digits is too long: at most 38 can be held exactly"
        );
    }
}
