//! The lines of a form's summary whose items are itemised on a schedule.
//!
//! A line must be itemised whole where 11 CFR 104.3(a)(4) and (b)(3)–(4) say so whatever the amount: contributions from
//! committees, transfers, loans, repayments of loans, contributions to candidates. Elsewhere only who gave or got more than
//! 200 dollars in the year or cycle is itemised, and the line is at least the sum of its items.
//!
//! What a party's federal account shares with others (schedules H4 and H6) stands on two lines, one for the share of each account, and is
//! held against both together.

use super::header::Version;
use crate::model::{Relation, Stage};

/// A form with a summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Candidates for Congress.
    F3,
    /// Bundled contributions.
    F3L,
    /// Candidates for president.
    F3P,
    /// Parties and other committees.
    F3X,
    /// Conventions.
    F4,
    /// Independent expenditures of others than committees.
    F5,
    /// Communication costs.
    F7,
    /// Electioneering communications.
    F9,
    /// Donations to inaugural committees.
    F13,
    /// Any other: it has no line that its items add up to.
    Other,
}

impl Form {
    /// The form of the first record, without the `N`, `A` or `T` of new, amended and terminating.
    pub(super) fn of(form: &str) -> Self {
        match form.strip_suffix(['N', 'A', 'T']).unwrap_or(form) {
            "F3" => Self::F3,
            "F3L" => Self::F3L,
            "F3P" => Self::F3P,
            "F3X" => Self::F3X,
            "F4" => Self::F4,
            "F5" => Self::F5,
            "F7" => Self::F7,
            "F9" => Self::F9,
            "F13" => Self::F13,
            _ => Self::Other,
        }
    }

    /// In which field the filer's name stands.
    pub(super) fn name_field(self, form: &str, Version { major, .. }: Version) -> usize {
        match self {
            Self::F5 | Self::F9 if major >= 6 => 4,
            _ if form.starts_with("F24") && major >= 8 => 5,
            Self::Other if form.starts_with("F6") && major >= 8 => 4,
            _ if form.starts_with("F24") && major >= 6 => 4,
            _ => 3,
        }
    }

    /// In which field form 5 says which report it is, or that it is a notice: `Q2`, `48`. The other forms have notices of their own.
    pub(super) fn report_code_field(self, version: Version) -> Option<usize> {
        let field = match (version.major, version.minor) {
            (..6, _) => 13,
            (6 | 7, _) | (8, 0) => 19,
            _ => 18,
        };
        (self == Self::F5).then_some(field)
    }

    /// In which fields the first and last day stand that the report covers.
    pub(super) fn period_fields(self, version: Version) -> Option<(usize, usize)> {
        let is_new = version.major >= 6;
        match self {
            Self::F3 => Some(if is_new { (16, 17) } else { (20, 21) }),
            Self::F3X => Some(if is_new { (14, 15) } else { (15, 16) }),
            Self::F3P | Self::F3L => Some((16, 17)),
            Self::F4 => Some((12, 13)),
            Self::F7 => Some((13, 14)),
            Self::F5 => Some(if is_new { (21, 22) } else { (17, 18) }),
            Self::F9 if is_new => Some((18 + f9_moved(version), 19 + f9_moved(version))),
            Self::F9 | Self::F13 => Some((12, 13)),
            Self::Other => None,
        }
    }

    /// The line on which the items of a schedule record add up (`SB17` of form 3: line 17).
    pub(super) fn line(self, record: &str, version: Version) -> Option<Line> {
        let code = record.get(2..).unwrap_or_default();
        let table: &[Entry] = match self {
            Self::F3 => F3,
            Self::F3P => F3P,
            Self::F3X => F3X,
            Self::F4 => F4,
            Self::F3L if record.starts_with("SA") => &[("", 20, AtLeast)],
            Self::F5 if record.starts_with("F57") => {
                &[("", if version.major >= 6 { 24 } else { 20 }, AtLeast)]
            }
            Self::F5 if record.starts_with("F56") => {
                &[("", if version.major >= 6 { 23 } else { 19 }, AtLeast)]
            }
            Self::F7 if record.starts_with("F76") => &[("", 15, AtLeast)],
            Self::F9 if record.starts_with("F93") => &[("", f9_total(version), AtLeast)],
            Self::F9 if record.starts_with("F92") => &[("", f9_total(version) - 1, AtLeast)],
            Self::F13 if record.starts_with("F132") => &[("", 14, AtLeast)],
            Self::F13 if record.starts_with("F133") => &[("", 15, AtLeast)],
            Self::F3L | Self::F5 | Self::F7 | Self::F9 | Self::F13 | Self::Other => return None,
        };
        if let [("", field, relation)] = table {
            return Some(Line { code: "", field: *field, and: None, relation: *relation });
        }
        let code = match (self, record) {
            // Independent expenditures are line 24 of form 3X; their records are called `SE` alone.
            (Self::F3X, _) if record.starts_with("SE") => "24",
            (Self::F3X, _) if record.starts_with("SF") => "25",
            (Self::F3X, _) if record.starts_with("H4") => "21A",
            (Self::F3X, _) if record.starts_with("H6") && version.major >= 5 => "30A",
            // Up to version 3, and in some software since.
            (_, _) if code == "11A1" => "11AI",
            (Self::F3P, _) if version.major >= 7 && code == "17A" => "17AI",
            _ => code,
        };
        let (code, field, relation) = *table.iter().find(|(line, ..)| *line == code)?;
        let field = self.moved(field, version);
        let and = (self == Self::F3X && matches!(code, "21A" | "30A")).then_some(field + 1);
        Some(Line { code, field, and, relation })
    }

    /// The lines of the forms that have many, whether there are items of them or not.
    pub(super) fn lines(self, version: Version) -> impl Iterator<Item = Line> {
        let table: &[Entry] = match self {
            Self::F3 => F3,
            Self::F3P => F3P,
            Self::F3X => F3X,
            Self::F4 => F4,
            _ => &[],
        };
        // Up to version 6 line 17(a) of form 3P was one, whose items and rest were not told apart.
        let is_one = move |code: &str| self == Self::F3P && version.major <= 6 && code == "17AI";
        table.iter().filter(move |(code, ..)| !is_one(code)).map(move |(code, field, relation)| Line {
            code,
            field: self.moved(*field, version),
            and: None,
            relation: *relation,
        })
    }

    /// A field of the newest version in an older one.
    fn moved(self, field: usize, Version { major, minor }: Version) -> usize {
        match (self, major, minor) {
            // Up to 6.3 the candidate's name and the type of the report came before the figures, at the end since then.
            (Self::F3, 6, ..4) => field + 7,
            (Self::F3, ..6, _) => field - 2,
            (Self::F3X, ..6, _) if (62..=64).contains(&field) => field + 48,
            (Self::F3X, ..6, _) if field >= 47 => field - 8,
            (Self::F3X | Self::F4, ..6, _) => field - if self == Self::F4 { 5 } else { 6 },
            // Line 17(a) was one field, its items and the rest together.
            (Self::F3P, 6, _) if field >= 37 => field - 2,
            (Self::F3P, ..6, _) if field >= 37 => field - 8,
            (Self::F3P, ..6, _) if field == 34 => 28,
            _ => field,
        }
    }

    /// How far the money of a receipt got: given back by who was paid, or given to the filer and not spent yet.
    pub(super) fn stage_of_receipt(self, record: &str) -> Stage {
        let code = record.get(2..).unwrap_or_default();
        let is_back = match self {
            Self::F3 => code == "14",
            Self::F3X => matches!(code, "15" | "16"),
            Self::F3P => code.starts_with("20"),
            Self::F4 => code.starts_with("17") || code.starts_with("18"),
            _ => false,
        };
        if is_back { Stage::Refunded } else { Stage::Committed }
    }
}

/// By how many fields form 9 moved: the date of the filing that is amended stands before the period since 8.3.
const fn f9_moved(Version { major, minor }: Version) -> usize {
    match (major, minor) {
        (8, 3..) => 1,
        _ => 0,
    }
}

const fn f9_total(version: Version) -> usize {
    match (version.major, version.minor) {
        (..6, _) => 27,
        (6, ..2) => 37,
        _ => 38 + f9_moved(version),
    }
}

/// A line of the summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number, `11AI`; empty where the form has but one total.
    pub(super) code: &'static str,
    /// Its field in the record of the form, column A: this period.
    pub(super) field: usize,
    /// The field of the other line that its items are shared with.
    pub(super) and: Option<usize>,
    /// Whether it must be itemised whole.
    pub(super) relation: Relation,
}

impl std::fmt::Display for Line {
    /// `line 11(a)(i)`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let letters = self.code.trim_start_matches(|character: char| character.is_ascii_digit());
        let number = self.code.strip_suffix(letters).unwrap_or(self.code);
        if number.is_empty() {
            return f.write_str("the total");
        }
        write!(f, "line {number}")?;
        let (letter, rest) = letters.split_at_checked(1).unwrap_or((letters, ""));
        for part in [letter, rest].into_iter().filter(|part| !part.is_empty()) {
            write!(f, "({})", part.to_ascii_lowercase())?;
        }
        Ok(())
    }
}

use Relation::{AtLeast, Equal};

/// The line, its field in the newest version, and whether it is itemised whole.
type Entry = (&'static str, usize, Relation);

const F3: &[Entry] = &[
    ("11AI", 33, Equal),
    ("11B", 36, Equal),
    ("11C", 37, Equal),
    ("11D", 38, AtLeast),
    ("12", 40, Equal),
    ("13A", 41, Equal),
    ("13B", 42, Equal),
    ("14", 44, AtLeast),
    ("15", 45, AtLeast),
    ("17", 47, AtLeast),
    ("18", 48, Equal),
    ("19A", 49, Equal),
    ("19B", 50, Equal),
    ("20A", 52, AtLeast),
    ("20B", 53, AtLeast),
    ("20C", 54, AtLeast),
    ("21", 56, AtLeast),
];

const F3X: &[Entry] = &[
    ("11AI", 30, Equal),
    ("11B", 33, Equal),
    ("11C", 34, Equal),
    ("12", 36, Equal),
    ("13", 37, Equal),
    ("14", 38, AtLeast),
    ("15", 39, AtLeast),
    ("16", 40, AtLeast),
    ("17", 41, AtLeast),
    ("21A", 47, AtLeast),
    ("21B", 49, AtLeast),
    ("22", 51, Equal),
    ("23", 52, Equal),
    ("24", 53, AtLeast),
    ("25", 54, Equal),
    ("26", 55, Equal),
    ("27", 56, Equal),
    ("28A", 57, AtLeast),
    ("28B", 58, AtLeast),
    ("28C", 59, AtLeast),
    ("29", 61, AtLeast),
    ("30A", 62, AtLeast),
    ("30B", 64, AtLeast),
];

const F3P: &[Entry] = &[
    ("16", 34, Equal),
    ("17AI", 35, Equal),
    ("17A", 37, AtLeast),
    ("17B", 38, Equal),
    ("17C", 39, Equal),
    ("17D", 40, AtLeast),
    ("18", 42, Equal),
    ("19A", 43, Equal),
    ("19B", 44, Equal),
    ("20A", 46, AtLeast),
    ("20B", 47, AtLeast),
    ("20C", 48, AtLeast),
    ("21", 50, AtLeast),
    ("23", 52, AtLeast),
    ("24", 53, Equal),
    ("25", 54, AtLeast),
    ("26", 55, AtLeast),
    ("27A", 56, Equal),
    ("27B", 57, Equal),
    ("28A", 59, AtLeast),
    ("28B", 60, AtLeast),
    ("28C", 61, AtLeast),
    ("29", 63, AtLeast),
];

const F4: &[Entry] = &[
    ("13", 31, Equal),
    ("14A", 32, Equal),
    ("15", 35, Equal),
    ("16A", 36, Equal),
    ("16B", 37, AtLeast),
    ("17A", 39, Equal),
    ("18A", 42, Equal),
    ("19A", 45, Equal),
    ("21A", 49, Equal),
    ("22", 52, Equal),
    ("23A", 53, Equal),
    ("23B", 54, Equal),
    ("24A", 56, Equal),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn field(form: Form, record: &str, major: u32, minor: u32) -> Option<usize> {
        form.line(record, Version { major, minor }).map(|line| line.field)
    }

    #[test]
    fn lines_move_with_the_versions() {
        assert_eq!(
            [(8, 2), (6, 3), (5, 3), (3, 0)].map(|(a, b)| field(Form::F3, "SA11AI", a, b)),
            [33, 40, 31, 31].map(Some)
        );
        assert_eq!(
            [(8, 2), (6, 1), (5, 3), (2, 0)].map(|(a, b)| field(Form::F3X, "SA17", a, b)),
            [41, 41, 35, 35].map(Some)
        );
        assert_eq!([(8, 2), (5, 0)].map(|(a, b)| field(Form::F3X, "SB29", a, b)), [61, 53].map(Some));
        assert_eq!([(8, 2), (5, 0)].map(|(a, b)| field(Form::F3X, "SB30B", a, b)), [64, 112].map(Some));
        assert_eq!(
            [(8, 2), (6, 4), (5, 3)].map(|(a, b)| field(Form::F3P, "SA17A", a, b)),
            [35, 35, 29].map(Some)
        );
        assert_eq!(
            [(8, 2), (6, 4), (5, 3)].map(|(a, b)| field(Form::F3P, "SB29", a, b)),
            [63, 61, 55].map(Some)
        );
        assert_eq!([(8, 2), (5, 3)].map(|(a, b)| field(Form::F5, "F57", a, b)), [24, 20].map(Some));
        assert_eq!(
            [(8, 5), (8, 3), (8, 2), (6, 2), (6, 1), (5, 3)].map(|(a, b)| field(Form::F9, "F93", a, b)),
            [39, 39, 38, 38, 37, 27].map(Some)
        );
        let period = |form: Form, major, minor| form.period_fields(Version { major, minor });
        assert_eq!(
            [(8, 3), (8, 2), (6, 1), (5, 0)].map(|(a, b)| period(Form::F9, a, b)),
            [(19, 20), (18, 19), (18, 19), (12, 13)].map(Some)
        );
        let name = |form: &str, major, minor| Form::of(form).name_field(form, Version { major, minor });
        assert_eq!([(8, 3), (6, 1), (5, 3)].map(|(a, b)| name("F5N", a, b)), [4, 4, 3]);
        assert_eq!([(8, 3), (7, 0), (5, 3)].map(|(a, b)| name("F6N", a, b)), [4, 3, 3]);
        assert_eq!(
            [(8, 3), (8, 2), (5, 3)].map(|(a, b)| field(Form::F9, "F92", a, b)),
            [38, 37, 26].map(Some)
        );
        assert_eq!([(8, 3), (5, 3)].map(|(a, b)| field(Form::F5, "F56", a, b)), [23, 19].map(Some));
        assert_eq!(["F132", "F133"].map(|record| field(Form::F13, record, 8, 3)), [14, 15].map(Some));
        assert_eq!(field(Form::F3X, "SE", 8, 2), Some(53));
        assert_eq!(field(Form::F3X, "SF", 8, 2), Some(54));
        let shared = |record: &str, major| {
            Form::F3X.line(record, Version { major, minor: 0 }).map(|line| (line.field, line.and))
        };
        assert_eq!([8, 5].map(|major| shared("H4", major)), [Some((47, Some(48))), Some((39, Some(40)))]);
        assert_eq!(
            [8, 5, 3].map(|major| shared("H6", major)),
            [Some((62, Some(63))), Some((110, Some(111))), None]
        );
        assert_eq!(shared("SB21B", 8), Some((49, None)));
        assert_eq!(field(Form::F3X, "SB99", 8, 2), None);
        assert_eq!(field(Form::Other, "SE", 8, 2), None);
    }

    #[test]
    fn lines_are_written_as_on_the_form() {
        let shown = |form: Form, record: &str| {
            form.line(record, Version { major: 8, minor: 2 }).map(|line| line.to_string())
        };
        for (form, record, expected) in [
            (Form::F3, "SA11A1", "line 11(a)(i)"),
            (Form::F3, "SB17", "line 17"),
            (Form::F3X, "SE", "line 24"),
            (Form::F3X, "H4", "line 21(a)"),
            (Form::F5, "F57", "the total"),
        ] {
            assert_eq!(shown(form, record).as_deref(), Some(expected), "{record}");
        }
    }

    #[test]
    fn a_suffix_says_whether_a_form_is_new_amended_or_the_last() {
        assert_eq!(
            ["F3N", "F3XA", "F3PT", "F24N", "F99"].map(Form::of),
            [Form::F3, Form::F3X, Form::F3P, Form::Other, Form::Other]
        );
    }
}
