//! Entries as rows of a CSV file: millions of them, through one buffer.

use std::fmt::Write as _;
use std::io::Write as _;

use super::record::Record;
use crate::amount::{Amount, Domain, Form, Hedge, Mode};
use crate::date::{Day, When};
use crate::exact::Numeral;
use crate::file::inline_amount;
use crate::model::{Role, Stage};

/// The columns of the file of entries.
pub(super) const COLUMNS: [&str; 22] = [
    "id",
    "sponsor",
    "payer",
    "payee",
    "platform",
    "campaign",
    "purpose",
    "jurisdiction",
    "detail-of",
    "when",
    "amount",
    "currency",
    "signed",
    "basis",
    "stage",
    "role",
    "supersedes",
    "recorded",
    "source",
    "locator",
    "tags",
    "note",
];

/// How many dates are kept as texts.
const WHENS_KEPT: usize = 1 << 10;

/// Writes rows, one after the other.
#[derive(Debug, Default)]
pub(super) struct RowWriter {
    row: Vec<u8>,
    /// What was written last: many rows repeat it. Dates, by their first days.
    whens: Vec<Option<(When, String)>>,
    recorded: Option<(Day, String)>,
    step: Option<(Numeral, String)>,
}

impl RowWriter {
    /// The row of an entry, in the order of [`COLUMNS`], with the end of its line.
    pub(super) fn write(&mut self, record: &Record<'_>) -> &[u8] {
        let mut row = std::mem::take(&mut self.row);
        row.clear();
        // Ids are slugs, codes and dates have no marks either: none of them needs quotation marks.
        let ids =
            [Some(record.id), record.sponsor, record.payer, record.payee, record.platform, record.campaign];
        for id in ids {
            push(&mut row, id.unwrap_or_default());
        }
        push_cell(&mut row, record.purpose.unwrap_or_default());
        row.push(b',');
        push(&mut row, record.jurisdiction.unwrap_or_default());
        push(&mut row, record.detail_of.unwrap_or_default());
        push(&mut row, record.when.map_or("", |when| self.text_of_when(when)));
        self.push_amount(&mut row, &record.amount);
        push(&mut row, record.currency.as_str());
        push(&mut row, if record.domain == Domain::Signed { "true" } else { "" });
        push_display(&mut row, record.basis.as_ref());
        row.push(b',');
        push(&mut row, if record.stage == Stage::Spent { "" } else { record.stage.as_str() });
        push(&mut row, if record.role == Role::Counted { "" } else { record.role.as_str() });
        for (at, (id, kind)) in record.supersedes.iter().enumerate() {
            row.extend_from_slice(if at == 0 { b"" } else { b"; " });
            if let Some(kind) = kind {
                row.extend_from_slice(kind.as_str().as_bytes());
                row.push(b':');
            }
            row.extend_from_slice(id.as_bytes());
        }
        row.push(b',');
        push(&mut row, record.recorded.map_or("", |day| text_of(&mut self.recorded, day)));
        push(&mut row, record.source.unwrap_or_default());
        push_spot(&mut row, record);
        push_tags(&mut row, record.tags);
        row.push(b',');
        push_cell(&mut row, record.note.unwrap_or_default());
        row.push(b'\n');
        self.row = row;
        &self.row
    }

    fn text_of_when(&mut self, when: When) -> &str {
        let day = when.earliest().map_or(0, |day| day.epoch_days().unsigned_abs());
        let at = usize::try_from(day).unwrap_or_default() % WHENS_KEPT;
        self.whens.resize(WHENS_KEPT, None);
        self.whens.get_mut(at).map_or("", |last| text_of(last, when))
    }

    fn push_amount(&mut self, row: &mut Vec<u8>, amount: &Amount) {
        match (amount.form(), amount.hedge()) {
            (Form::Exact(value), Hedge::Plain) => push_numeral(row, *value),
            (Form::Rounded { value, steps, mode: Mode::Nearest }, Hedge::Plain)
                if steps.smallest() == steps.largest() =>
            {
                // As `inline_amount` has it: it is what millions of rows have.
                row.extend_from_slice(b"\"{ rounded = \"\"");
                push_numeral(row, *value);
                row.extend_from_slice(b"\"\", step = \"\"");
                row.extend_from_slice(text_of(&mut self.step, steps.largest()).as_bytes());
                row.extend_from_slice(b"\"\" }\"");
            }
            _ => push_cell(row, &inline_amount(amount)),
        }
        row.push(b',');
    }
}

/// The text of a value, written anew only where it is another than before.
fn text_of<T: Copy + PartialEq + std::fmt::Display>(last: &mut Option<(T, String)>, value: T) -> &str {
    match last {
        Some((known, _)) if *known == value => {}
        Some((known, text)) => {
            *known = value;
            text.clear();
            // Writing to a text cannot fail.
            let _ = write!(text, "{value}");
        }
        None => *last = Some((value, value.to_string())),
    }
    last.as_ref().map_or("", |(_, text)| text)
}

/// A cell without marks, and the comma behind it.
fn push(row: &mut Vec<u8>, cell: &str) {
    row.extend_from_slice(cell.as_bytes());
    row.push(b',');
}

/// As `Display` writes it.
fn push_numeral(row: &mut Vec<u8>, value: Numeral) {
    match u64::try_from(value.mantissa()) {
        Ok(mantissa) if value.decimals() <= 3 => push_digits(row, mantissa, value.decimals()),
        _ => push_display(row, Some(&value)),
    }
}

/// A number of so many decimals, at most 3.
fn push_digits(row: &mut Vec<u8>, mut number: u64, decimals: u8) {
    let mut digits = [b'0'; 24];
    let mut begin = digits.len();
    let point = digits.len() - usize::from(decimals);
    for (at, digit) in digits.iter_mut().enumerate().rev() {
        // At least one digit stands before the point.
        if number == 0 && at + 1 < point {
            break;
        }
        *digit = b'0' + u8::try_from(number % 10).unwrap_or_default();
        number /= 10;
        begin = at;
    }
    row.extend_from_slice(digits.get(begin..point).unwrap_or_default());
    if decimals > 0 {
        row.push(b'.');
        row.extend_from_slice(digits.get(point..).unwrap_or_default());
    }
}

fn push_spot(row: &mut Vec<u8>, record: &Record<'_>) {
    let spot = record.spot;
    if needs_marks(spot.file) {
        push_cell(row, &spot.to_string());
    } else {
        row.extend_from_slice(spot.file.as_bytes());
        row.push(b':');
        push_digits(row, spot.line, 0);
        row.push(b':');
        push_digits(row, u64::try_from(spot.column).unwrap_or(u64::MAX), 0);
    }
    row.push(b',');
}

fn push_tags(row: &mut Vec<u8>, tags: &[&str]) {
    let is_plain = |tag: &str| !tag.contains([';', '\\']) && !needs_marks(tag);
    match tags {
        [] => {}
        [tag] if !tag.contains([';', '\\']) => push_cell(row, tag),
        [first, others @ ..] if tags.iter().all(|tag| is_plain(tag)) => {
            row.extend_from_slice(first.as_bytes());
            for tag in others {
                row.extend_from_slice(b"; ");
                row.extend_from_slice(tag.as_bytes());
            }
        }
        tags => push_cell(row, &crate::file::join(tags.iter().map(|tag| (*tag).to_owned()))),
    }
}

fn push_display(row: &mut Vec<u8>, value: Option<&impl std::fmt::Display>) {
    if let Some(value) = value {
        // Writing to memory cannot fail.
        let _ = write!(row, "{value}");
    }
}

fn needs_marks(cell: &str) -> bool {
    cell.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'))
}

/// A cell, in quotation marks where it needs them (RFC 4180).
fn push_cell(row: &mut Vec<u8>, cell: &str) {
    if !needs_marks(cell) {
        row.extend_from_slice(cell.as_bytes());
        return;
    }
    row.push(b'"');
    for (at, part) in cell.split('"').enumerate() {
        row.extend_from_slice(if at == 0 { b"" } else { b"\"\"" });
        row.extend_from_slice(part.as_bytes());
    }
    row.push(b'"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(push: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut row = Vec::new();
        push(&mut row);
        String::from_utf8(row).unwrap()
    }

    proptest! {
        #[test]
        fn numerals_are_written_as_they_are_displayed(mantissa in any::<i64>(), small in 0i64..2_000, decimals in 0u8..6) {
            for mantissa in [mantissa, small] {
                let value = Numeral::new(mantissa.into(), decimals).unwrap();
                prop_assert_eq!(written(|row| push_numeral(row, value)), value.to_string());
            }
        }

        #[test]
        fn another_numeral_is_written_otherwise(number in 0u64..u64::MAX, decimals in 0u8..4) {
            prop_assert_ne!(
                written(|row| push_digits(row, number, decimals)),
                written(|row| push_digits(row, number + 1, decimals))
            );
        }

        #[test]
        fn tags_are_written_as_lists_are(tags in prop::collection::vec("[ab;, \"\\\\]{0,3}", 2..4)) {
            let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
            let list = crate::file::join(tags.iter().map(|tag| (*tag).to_owned()));
            prop_assert_eq!(written(|row| push_tags(row, &tags)), written(|row| push_cell(row, &list)));
        }
    }

    #[test]
    fn what_repeats_is_written_once() {
        let mut last = None;
        assert_eq!(
            (text_of(&mut last, 5).to_owned(), text_of(&mut last, 5).to_owned()),
            ("5".into(), "5".into())
        );
        assert_eq!(text_of(&mut last, 6), "6");
    }
}
