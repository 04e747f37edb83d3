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

/// The first number in a cell.
fn number_in(cell: &str) -> Option<&str> {
    let is_of_number = |character: char| character.is_ascii_digit() || matches!(character, '.' | ',');
    let number = cell.get(cell.find(|character: char| character.is_ascii_digit())?..)?;
    let end = number.find(|character: char| !is_of_number(character)).unwrap_or(number.len());
    Some(number.get(..end)?.trim_end_matches(['.', ',']))
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
    /// Notes a cell and what was read in it.
    pub(super) fn note(&mut self, line: u64, cell: &str, value: Option<Numeral>) {
        let (Some(number), Some(value)) = (number_in(cell), value) else { return };
        let value = if value.is_negative() { value.negated() } else { value };
        let is = |fraction: &str| {
            number
                .replace(['.', ','], fraction)
                .parse()
                .is_ok_and(|read: Numeral| read.cmp_value(value).is_eq())
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
                let help = "write all amounts of a currency in one way";
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
            ("5.", None, None),
            ("abc", None, None),
            ("", None, None),
        ] {
            let of = |sign| number_in(cell).and_then(|number| use_of(number, sign));
            assert_eq!((of('.'), of(',')), (point, comma), "{cell}");
        }
    }

    #[test]
    fn a_sign_that_stands_for_both_is_a_problem_where_a_cell_may_be_either() {
        let problem = |cells: &[(&str, &str)]| {
            let mut signs = Signs::default();
            for (line, (cell, value)) in (2..).zip(cells) {
                signs.note(line, cell, value.parse().ok());
            }
            signs.problem("a.csv").map(|problem| problem.message)
        };
        for consistent in [
            &[("12.50", "12.5"), ("0.125", "0.125")][..],
            &[("12.50", "12.5"), ("1.125", "1.125")],
            &[("1.234.567", "1234567"), ("1.125", "1125")],
            &[("12,50", "12.5"), ("1.125", "1125")],
            &[("12.50", "12.5"), ("1.125 Mio", "1125000")],
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
        assert_eq!(
            problem(&[("1,125", "1.125"), ("1,234.50", "1234.5")]).as_deref(),
            Some(
                "`1,125` was read with `,` for decimals, and in line 3, `1,234.50`, it stands for thousands: 1 amount is so doubtful"
            )
        );
    }
}
