//! Whether a sign stands between thousands in some cells of a column and before decimals in others: then what `1.125` is, in a third, is
//! what the column does not say.

use super::account::counted;
use super::input::at_line;
use crate::error::{Code, Problem};
use crate::exact::Numeral;

/// How the one sign stands in a number; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// `12.50`, `0.125`: before decimals.
    Decimals,
    /// `1.234.567`, `1.234,56`: between thousands.
    Thousands,
    /// `1.125`: either.
    Either,
}

/// Blanks that stand between thousands.
const BLANKS: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];

/// The numbers in a cell, blanks between their thousands left out.
fn numbers_in(cell: &str) -> Vec<String> {
    let mut numbers: Vec<String> = Vec::new();
    let mut rest = cell;
    while let Some(begin) = rest.find(|character: char| character.is_ascii_digit()) {
        let number = rest.get(begin..).unwrap_or_default();
        let is_group = |at: usize| {
            let group = number.get(at..).unwrap_or_default();
            let digits = group.find(|character: char| !character.is_ascii_digit()).unwrap_or(group.len());
            digits == 3
        };
        let ends = |(at, character): &(usize, char)| match character {
            '0'..='9' | '.' | ',' => false,
            blank if BLANKS.contains(blank) => !is_group(at + blank.len_utf8()),
            _ => true,
        };
        let end = number.char_indices().find(ends).map_or(number.len(), |(at, _)| at);
        let (number, later) = number.split_at(end);
        numbers.push(number.replace(BLANKS, "").trim_end_matches(['.', ',']).to_owned());
        rest = later;
    }
    numbers
}

/// How a sign stands in a number.
fn use_of(number: &str, sign: char) -> Option<Use> {
    let (before, behind) = number.split_once(sign)?;
    let other = if sign == '.' { ',' } else { '.' };
    if behind.contains([sign, other]) {
        return Some(Use::Thousands);
    }
    let is_group = behind.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    Some(if is_group { Use::Either } else { Use::Decimals })
}

/// The cells of a column that tell how one sign stands, by the first of each kind.
#[derive(Clone, Debug, Default)]
struct Sign {
    decimals: Option<(u64, String)>,
    thousands: Option<(u64, String)>,
    /// Cells in which it may be either, by what they were read as: a fraction, or thousands.
    read_as_decimals: Option<(u64, String)>,
    read_as_thousands: Option<(u64, String)>,
    count: u64,
}

/// The points and commas of a column of amounts.
#[derive(Clone, Debug, Default)]
pub(super) struct Signs([Sign; 2]);

impl Signs {
    /// Notes a cell and the numbers that were read in it; where it has others, such as a year, nothing is told. Where it is not `is_bare`, a word
    /// such as "thousand" may be behind a number, which is then what its signs do not say, unless they tell of themselves.
    pub(super) fn note(&mut self, line: u64, cell: &str, values: &[Numeral], is_bare: bool) {
        if !cell.contains(['.', ',']) {
            return;
        }
        let numbers = numbers_in(cell);
        if numbers.len() == values.len() {
            for (number, value) in numbers.iter().zip(values) {
                self.note_number(line, cell, number, is_bare.then_some(*value));
            }
        }
    }

    fn note_number(&mut self, line: u64, cell: &str, number: &str, value: Option<Numeral>) {
        let is = |fraction: &str| {
            let Ok(read) = number.replace(['.', ','], fraction).parse::<Numeral>() else { return false };
            value.is_some_and(|value| [read, read.negated()].iter().any(|read| read.cmp_value(value).is_eq()))
        };
        for (sign, seen) in ['.', ','].into_iter().zip(&mut self.0) {
            let kept = match use_of(number, sign) {
                None => continue,
                Some(Use::Decimals) => &mut seen.decimals,
                Some(Use::Thousands) => &mut seen.thousands,
                Some(Use::Either) if is("") => {
                    seen.count += 1;
                    &mut seen.read_as_thousands
                }
                Some(Use::Either) if is(".") => {
                    seen.count += 1;
                    &mut seen.read_as_decimals
                }
                Some(Use::Either) => continue,
            };
            if kept.is_none() {
                *kept = Some((line, cell.chars().take(40).collect()));
            }
        }
    }

    /// The problem of a column in which one sign stands for both.
    pub(super) fn problem(&self, file: &str) -> Option<Problem> {
        for (sign, seen) in ['.', ','].into_iter().zip(&self.0) {
            let found = [
                (&seen.read_as_thousands, &seen.decimals, "thousands", "decimals"),
                (&seen.read_as_decimals, &seen.thousands, "decimals", "thousands"),
            ];
            for (read, told, as_what, as_other) in found {
                let (Some((line, cell)), Some((other_line, other))) = (read, told) else { continue };
                let cells = counted(seen.count, "amount is", "amounts are");
                let message = format!(
                    "`{cell}` was read with `{sign}` for {as_what}, and in line {other_line}, `{other}`, it stands for {as_other}: {cells} so doubtful"
                );
                let help = "write all amounts in one way";
                return Some(at_line(file, *line, Code::Contradiction, message).help(help));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_sign_stands() {
        for (cell, point, comma) in [
            ("12.50", Some(Use::Decimals), None),
            ("0.125", Some(Use::Decimals), None),
            ("1234.567", Some(Use::Decimals), None),
            ("1.125", Some(Use::Either), None),
            ("€ 1.125 ", Some(Use::Either), None),
            ("1.234.567", Some(Use::Thousands), None),
            ("1.234,56", Some(Use::Thousands), Some(Use::Decimals)),
            ("1,234.56", Some(Use::Decimals), Some(Use::Thousands)),
            ("1,125 USD", None, Some(Use::Either)),
            ("1 234,50", None, Some(Use::Decimals)),
            ("about 12\u{a0}345.125", Some(Use::Decimals), None),
            ("5.", None, None),
            ("abc", None, None),
            ("", None, None),
        ] {
            let of = |sign| numbers_in(cell).first().and_then(|number| use_of(number, sign));
            assert_eq!((of('.'), of(',')), (point, comma), "{cell}");
        }
    }

    #[test]
    fn a_sign_that_stands_for_both_is_a_problem_where_a_cell_may_be_either() {
        let problem = |cells: &[(&str, &str)]| {
            let mut signs = Signs::default();
            for (line, (cell, value)) in (2..).zip(cells) {
                let values: Vec<Numeral> = value.split(' ').filter_map(|value| value.parse().ok()).collect();
                signs.note(line, cell, &values, !cell.contains("Mio") && !cell.contains("million"));
            }
            signs.problem("a.csv").map(|problem| problem.message)
        };
        for consistent in [
            &[("12.50", "12.5"), ("0.125", "0.125")][..],
            &[("12.50", "12.5"), ("1.125", "1.125")],
            &[("1.234.567", "1234567"), ("1.125", "1125")],
            &[("12,50", "12.5"), ("1.125", "1125")],
            &[("12.50", "12.5"), ("1.125 Mio", "1125")],
            &[("12.50", "12.5"), ("since 2019: 1.125", "1125")],
            &[("12.50", "12.5"), ("1.125 - 2.250", "1.125 2.25")],
            // What may be either is told by nothing else, and nothing is doubtful that is not there.
            &[("1.125", "1125")],
            &[("12.50", "12.5"), ("1.234.567", "1234567")],
        ] {
            assert_eq!(problem(consistent), None, "{consistent:?}");
        }
        assert_eq!(
            problem(&[("12.50", "12.5"), ("1.125", "1125"), ("2.250", "2250")]).as_deref(),
            Some(
                "`1.125` was read with `.` for thousands, and in line 2, `12.50`, it stands for decimals: 2 amounts are so doubtful"
            )
        );
        // Ranges, bounds and blanks between thousands tell as well.
        for other in [
            ("about 12.50", "12.5"),
            ("0.50 - 12.50", "0.5 12.5"),
            ("1 234.50", "1234.5"),
            ("2.5 million", "2500000"),
        ] {
            let told = problem(&[("1.125", "1125"), other]).unwrap_or_default();
            assert!(told.contains(&format!("`{}`, it stands for decimals", other.0)), "{other:?}: {told}");
        }
        assert_eq!(
            problem(&[("1,125", "1.125"), ("1,234.50", "1234.5")]).as_deref(),
            Some(
                "`1,125` was read with `,` for decimals, and in line 3, `1,234.50`, it stands for thousands: 1 amount is so doubtful"
            )
        );
    }
}
