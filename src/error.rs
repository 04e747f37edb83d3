//! One error for composition: what is wrong, where, what was expected, and what to do.
//!
//! Parts of the library have typed errors of their own. Where many things can be wrong at once (a ledger that is
//! built, a file that is read), all of them are collected as [`Problems`], and none is lost.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use crate::location::Place;

macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident = $name:literal,)*) => {
        /// The kind of a problem: stable, for programs to match on; an open set.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code { $($(#[$doc])* $code,)* }

        impl Code {
            /// All codes.
            pub const ALL: &[Self] = &[$(Self::$code),*];

            /// The name as it is printed: `unknown-key`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$code => $name,)* }
            }
        }
    };
}

codes! {
    /// A file could not be read.
    Io = "io",
    /// The bytes are not UTF-8.
    Encoding = "encoding",
    /// The text is not of the file's format.
    Syntax = "syntax",
    /// A limit of the format is exceeded.
    Limit = "limit",
    /// A format version that this library does not know.
    Version = "version",
    /// A key or column that the format does not have.
    UnknownKey = "unknown-key",
    /// A key or column that must be there.
    MissingKey = "missing-key",
    /// Keys that exclude one another, or a key where it has no meaning.
    ConflictingKeys = "conflicting-keys",
    /// A value of another type.
    WrongType = "wrong-type",
    /// A word outside a closed list.
    UnknownWord = "unknown-word",
    /// An id that is no slug.
    BadId = "bad-id",
    /// An id that nothing has.
    UnknownId = "unknown-id",
    /// An id that two records have.
    DuplicateId = "duplicate-id",
    /// Records that lead back to themselves.
    Cycle = "cycle",
    /// Two entries supersede one.
    SupersededTwice = "superseded-twice",
    /// A date that does not exist or is not in EDTF.
    BadDate = "bad-date",
    /// A period that ends before it begins.
    ReversedPeriod = "reversed-period",
    /// An amount that cannot be read.
    BadAmount = "bad-amount",
    /// A number that is no plain decimal, or too long.
    BadNumber = "bad-number",
    /// A currency that no list names.
    UnknownCurrency = "unknown-currency",
    /// A sign or word that several currencies share.
    SharedCurrency = "shared-currency",
    /// An amount without a currency.
    NoCurrency = "no-currency",
    /// Amounts of different currencies where one is needed.
    MixedCurrencies = "mixed-currencies",
    /// A gross amount below zero.
    NegativeGross = "negative-gross",
    /// A value that is no multiple of its step.
    ExcessDigits = "excess-digits",
    /// Rates that cannot be read or contradict one another.
    BadRate = "bad-rate",
    /// A jurisdiction that is no ISO 3166 code.
    BadJurisdiction = "bad-jurisdiction",
    /// A statement whose parts contradict one another.
    Contradiction = "contradiction",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The record and key that a problem is about: `entry `mengjin`, key `sponsor``.
///
/// A ledger built in code has no file; a reader of files turns the subject into a [`Place`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// The kind of record, as the ledger file names its table: `entry`, `actor`, `claim`.
    pub table: &'static str,
    /// Which of them, from 0, in the order in which they were added.
    pub index: usize,
    /// The record's id, where it has one.
    pub id: Option<String>,
    /// The key, where one is to blame.
    pub key: Option<&'static str>,
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.id {
            Some(id) => write!(f, "{} `{id}`", self.table)?,
            None => write!(f, "{} {}", self.table, self.index + 1)?,
        }
        self.key.map_or(Ok(()), |key| write!(f, ", key `{key}`"))
    }
}

/// One thing that is wrong.
///
/// `Display` writes one line: place, code, what was found, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its kind.
    pub code: Code,
    /// Where it was read, if it was read.
    pub place: Option<Place>,
    /// The record it is about, if it is about one.
    pub subject: Option<Subject>,
    /// What was found, and what was expected of it: one sentence without a full stop.
    pub message: String,
    /// The next step, where one can be named: a short clause.
    pub help: Option<String>,
}

impl Problem {
    /// A problem without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, place: None, subject: None, message: message.into(), help: None }
    }

    /// The same problem, read at this place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same problem, of this record.
    #[must_use]
    pub fn of(mut self, subject: Subject) -> Self {
        self.subject = Some(subject);
        self
    }

    /// The same problem with a next step.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.place, &self.subject) {
            (Some(place), _) => write!(f, "{place}: ")?,
            (None, Some(subject)) => write!(f, "{subject}: ")?,
            (None, None) => {}
        }
        write!(f, "error[{}]: {}", self.code, self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, "; {help}"))
    }
}

impl Error for Problem {}

/// The text of a file that problems point into.
///
/// `Debug` tells how long the text is, not the text: who unwraps an error need not scroll through the file.
#[derive(Clone, PartialEq, Eq)]
pub struct SourceText {
    /// The file, as the caller named it.
    pub file: Arc<str>,
    /// Its text.
    pub text: Arc<str>,
}

impl fmt::Debug for SourceText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, text } = self;
        f.debug_struct("SourceText")
            .field("file", file)
            .field("text", &format_args!("{} bytes", text.len()))
            .finish()
    }
}

/// Everything that is wrong with an input, in the order of the input; never empty.
///
/// `Display` writes a line for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems {
    problems: Vec<Problem>,
    sources: Vec<SourceText>,
}

impl Problems {
    /// Sorts the problems by file and place (those without a place stay in front, in their order) and drops exact repetitions; `Ok` where
    /// there are none.
    ///
    /// # Errors
    ///
    /// The problems, where there are any.
    pub fn check(mut problems: Vec<Problem>, sources: Vec<SourceText>) -> Result<(), Self> {
        if problems.is_empty() {
            return Ok(());
        }
        problems.sort_by(|a, b| a.place.cmp(&b.place));
        problems.dedup();
        Err(Self { problems, sources })
    }

    /// The problems.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter()
    }

    /// How many there are, at least 1.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "never empty")]
    pub fn len(&self) -> usize {
        self.problems.len()
    }

    /// The text of a file that the places of the problems name.
    #[must_use]
    pub fn source(&self, file: &str) -> Option<&str> {
        self.sources.iter().find(|source| *source.file == *file).map(|source| &*source.text)
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self { problems: vec![problem], sources: Vec::new() }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            write!(f, "{}{problem}", if index == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl Error for Problems {}

/// The candidate nearest to `found`, if it is near: at most one edit in three characters, but two for words of four and
/// five, and never every character. Ties go to the first in the given order.
///
/// # Complexity
///
/// For each candidate of about the same length the product of both lengths, at most; less for those that are not near.
#[must_use]
pub fn nearest<'a>(found: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Nothing of this length is a slip of the keyboard; it also bounds the work.
    const LENGTH_MAX: usize = 200;
    let length = found.chars().count();
    if length > LENGTH_MAX {
        return None;
    }
    let reach = (length / 3).max(usize::from(length > 3) + 1);
    let mut edits = Edits::of(found);
    // The most edits of a candidate that would be the nearest.
    let mut limit = reach.min(length.checked_sub(1)?);
    let mut best = None;
    for candidate in candidates {
        if candidate.chars().count().abs_diff(length) > reach {
            continue;
        }
        if let Some(distance) = edits.within(candidate, limit) {
            best = Some(candidate);
            let Some(nearer) = distance.checked_sub(1) else { break };
            limit = nearer;
        }
    }
    best
}

/// The distances of texts from one of them: Levenshtein's, of the lower-cased texts, swaps of neighbours counting as one edit.
struct Edits {
    found: Vec<char>,
    other: Vec<char>,
    /// The distances of what both begin with, a row for each character of the one: the last, and the two before it.
    rows: [Vec<usize>; 3],
}

impl Edits {
    fn of(found: &str) -> Self {
        let found = found.chars().flat_map(char::to_lowercase).collect();
        Self { found, other: Vec::new(), rows: [const { Vec::new() }; 3] }
    }

    /// The distance of a text, if it is not above the limit.
    fn within(&mut self, text: &str, limit: usize) -> Option<usize> {
        let Self { found, other, rows: [row, above, before] } = self;
        other.clear();
        other.extend(text.chars().flat_map(char::to_lowercase));
        let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX / 2);
        before.clear();
        above.clear();
        above.extend(0..=other.len());
        let mut least_above = 0;
        for (i, x) in found.iter().enumerate() {
            row.clear();
            row.push(i + 1);
            for (j, y) in other.iter().enumerate() {
                let mut cost =
                    (at(above, j) + usize::from(x != y)).min(at(above, j + 1) + 1).min(at(row, j) + 1);
                let swapped = i > 0 && j > 0 && found.get(i - 1) == Some(y) && other.get(j - 1) == Some(x);
                if swapped {
                    cost = cost.min(at(before, j - 1) + 1);
                }
                row.push(cost);
            }
            // No later distance is below what a row holds, but by a swap, which counts from the row before it.
            let least = row.iter().copied().min().unwrap_or(0);
            if least.min(least_above + 1) > limit {
                return None;
            }
            least_above = least;
            std::mem::swap(before, above);
            std::mem::swap(above, row);
        }
        Some(at(above, other.len())).filter(|distance| *distance <= limit)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_debugged_error_does_not_hold_the_file() {
        let source = SourceText { file: "a.csv".into(), text: "amount\n12\n".into() };
        let problems = Problems::check(vec![Problem::new(Code::Io, "no")], vec![source]).unwrap_err();
        let shown = format!("{problems:?}");
        assert!(
            shown.contains(r#"SourceText { file: "a.csv", text: 10 bytes }"#) && !shown.contains("amount"),
            "{shown}"
        );
    }

    #[test]
    fn one_line_names_place_code_and_next_step() {
        let subject = Subject { table: "entry", index: 2, id: None, key: Some("sponsor") };
        let problem = Problem::new(Code::UnknownId, "no actor has the id `cn/luoyan`")
            .help("did you mean `cn/luoyang`?");
        assert_eq!(
            problem.clone().of(subject.clone()).to_string(),
            "entry 3, key `sponsor`: error[unknown-id]: no actor has the id `cn/luoyan`; did you mean `cn/luoyang`?"
        );
        let place = Place::in_text(&"a.toml".into(), "x\ny", 2, 3);
        assert_eq!(
            problem.of(subject).at(place).to_string(),
            "a.toml:2:1: error[unknown-id]: no actor has the id `cn/luoyan`; did you mean `cn/luoyang`?"
        );
    }

    #[test]
    fn problems_are_sorted_by_place_and_all_kept() {
        let at = |line: &str, start: usize| {
            Problem::new(Code::BadDate, line).at(Place::in_text(&"a".into(), "1\n2\n3", start, start + 1))
        };
        let problems =
            Problems::check(vec![at("third", 4), at("first", 0), at("first", 0)], Vec::new()).unwrap_err();
        assert_eq!(problems.len(), 2);
        assert_eq!(problems.to_string(), "a:1:1: error[bad-date]: first\na:3:1: error[bad-date]: third");
        assert_eq!(Problems::check(Vec::new(), Vec::new()), Ok(()));
    }

    #[test]
    fn the_nearest_word_is_near_or_none() {
        let keys = ["amount", "sponsor", "source", "stage"];
        assert_eq!(nearest("amuont", keys), Some("amount"));
        assert_eq!(nearest("Amount", keys), Some("amount"));
        assert_eq!(nearest("stag", keys), Some("stage"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest("", keys), None);
        assert_eq!(nearest(&"a".repeat(100_000), keys), None);
    }

    /// By the definition: the last character of either is left out, or both are, or the last two of both are swapped.
    fn edits(a: &[char], b: &[char]) -> usize {
        match (a, b) {
            (rest, []) | ([], rest) => rest.len(),
            ([a @ .., x], [b @ .., y]) => {
                let left_out = edits(a, &[b, &[*y]].concat()).min(edits(&[a, &[*x]].concat(), b)) + 1;
                let least = left_out.min(edits(a, b) + usize::from(x != y));
                match (a, b) {
                    ([a @ .., second], [b @ .., other]) if second == y && other == x => {
                        least.min(edits(a, b) + 1)
                    }
                    _ => least,
                }
            }
        }
    }

    proptest! {
        #[test]
        fn the_nearest_is_so_by_the_definition(found in "[abB]{0,5}", candidates in prop::collection::vec("[abB]{0,5}", 0..5)) {
            let letters = |text: &str| text.to_lowercase().chars().collect::<Vec<_>>();
            let length = found.len();
            let reach = (length / 3).max(usize::from(length > 3) + 1);
            let distance = |other: &&String| edits(&letters(&found), &letters(other));
            let near = candidates.iter().filter(|it| distance(it) <= reach && distance(it) < length);
            let near = near.min_by_key(distance).map(String::as_str);
            prop_assert_eq!(nearest(&found, candidates.iter().map(String::as_str)), near);
        }
    }

    #[test]
    fn codes_have_distinct_names() {
        let names: std::collections::BTreeSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
