//! Whether a record is cut into its fields as it was meant: commas in fields, and quotation marks that are not doubled, shift what stands
//! behind them, and a day would be read as dollars.

use csv::StringRecord;

use super::header::{Head, Version};
use super::item::{Item, figure};
use super::layout::Schedule;
use super::record::Doubt;
use super::{Filing, day};
use crate::amount::Amount;
use crate::currency::Currency;
use crate::import::account::SetAside;
use crate::money::Money;

/// Why a record is not read: its fields may be others.
pub(super) struct NotWhole {
    /// The first field that may be another, from 1.
    pub(super) field: usize,
    pub(super) reason: String,
    pub(super) text: String,
    /// Whether the fields before that one are sure.
    pub(super) is_begun: bool,
}

impl NotWhole {
    /// The record is set aside, with its money where that stands before what may be shifted.
    pub(super) fn aside(self, filing: &Filing<'_>, item: Item<'_>, line: u64) -> Box<SetAside> {
        let amount = (self.is_begun && item.layout.amount < self.field)
            .then(|| figure(item.field(item.layout.amount), item.is_in_cents))
            .flatten();
        Box::new(SetAside {
            file: filing.part.name.to_string(),
            line,
            column: self.field,
            reason: self.reason,
            text: self.text.chars().take(80).collect(),
            money: amount.map(|value| Money::new(Amount::exact(value), Currency::USD)),
        })
    }
}

/// What is said of broken quotation marks.
const BROKEN_QUOTES: &str = "the quotation marks are broken here: those inside a field are not doubled, and what stands behind may be shifted by a field";

/// How many fields a record has in the versions between commas, as far as their specifications are known.
fn width(schedule: Schedule, Version { major, minor }: Version) -> Option<usize> {
    match (schedule, major, minor) {
        (_, 6.., _) => None,
        (Schedule::A, 5, 1..) => Some(44),
        (Schedule::A, 5, _) => Some(38),
        (Schedule::A, ..) => Some(37),
        (Schedule::B, 5, 1..) => Some(43),
        (Schedule::B, 5, _) => Some(37),
        (Schedule::B, ..) => Some(34),
        (Schedule::E, 5, _) => Some(46),
        (Schedule::E, ..) => Some(41),
        (Schedule::F, 5, _) => Some(44),
        (Schedule::F, ..) => Some(41),
        (Schedule::H4, 5, 2..) => Some(43),
        (Schedule::H4, 5, _) => Some(42),
        (Schedule::H4, ..) => Some(38),
        (Schedule::H6, 5, _) => Some(41),
        (Schedule::F57, 5, _) => Some(37),
        _ => None,
    }
}

/// The same of the record of a form.
fn form_width(form: &str, Version { major, .. }: Version) -> Option<usize> {
    match (form.strip_suffix(['N', 'A', 'T']).unwrap_or(form), major) {
        ("F3X", 5) => Some(119),
        ("F3X", ..5) => Some(107),
        _ => None,
    }
}

/// Something stands in a field behind those that the record has.
fn beyond(fields: &StringRecord, width: Option<usize>) -> Option<(usize, &str)> {
    let (at, text) = fields.iter().enumerate().skip(width?).find(|(_, text)| !text.is_empty())?;
    Some((at + 1, text))
}

/// How many fields there are, up to the last that holds something.
fn count(fields: &StringRecord) -> usize {
    fields.iter().enumerate().filter(|(_, text)| !text.is_empty()).last().map_or(0, |(at, _)| at + 1)
}

/// Why the record of a schedule is not read.
pub(super) fn item(
    item: Item<'_>,
    schedule: Schedule,
    version: Version,
    doubt: Option<Doubt>,
) -> Option<NotWhole> {
    if let Some(Doubt { field, text }) = doubt {
        return Some(NotWhole { field, reason: BROKEN_QUOTES.to_owned(), text, is_begun: true });
    }
    if version.major >= 6 {
        return None;
    }
    let width = width(schedule, version);
    if let (Some((field, text)), Some(width)) = (beyond(item.fields, width), width) {
        let reason = format!(
            "the record has {} fields, and in this version {width}: a comma inside a field may have shifted those behind it",
            count(item.fields)
        );
        return Some(NotWhole { field, reason, text: text.to_owned(), is_begun: false });
    }
    // In cents, figures of eight digits are common.
    let (amount, (_, date)) = (item.field(item.layout.amount), item.date());
    let is_day = |text: &str| day(text).is_some_and(|day| (1990..2030).contains(&day.year()));
    (!item.is_in_cents && is_day(amount) && day(date).is_none()).then(|| NotWhole {
        field: item.layout.amount,
        reason:
            "the amount reads as a date, and the date is none: a comma inside a field may have shifted those behind it"
                .to_owned(),
        text: amount.to_owned(),
        is_begun: false,
    })
}

/// Why nothing is held against the figures of a form, the last of which is in this field.
pub(super) fn form(head: &Head, last: Option<usize>) -> Option<String> {
    let doubt = head.doubt.as_ref().filter(|doubt| last.is_some_and(|last| last >= doubt.field));
    if let Some(Doubt { field, .. }) = doubt {
        return Some(format!("quotation marks inside its field {field} are not doubled"));
    }
    let form = head.name();
    let width = form_width(&form, head.version);
    beyond(&head.form, width)?;
    Some(format!("it has {} fields, and {form} has {} in this version", count(&head.form), width?))
}
