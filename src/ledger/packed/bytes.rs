//! Numbers, dates and amounts as few bytes.

use crate::amount::{Amount, Form, Hedge, Mode};
use crate::date::{Day, When};
use crate::exact::Numeral;
use crate::model::{Supersession, SupersessionKind};

/// 2019-01-01: days are counted from there.
const DAY_ZERO: i32 = 17_897;

/// How an amount is written.
mod sort {
    pub(super) const EXACT: u8 = 0;
    pub(super) const ROUNDED: u8 = 1;
    pub(super) const RANGE: u8 = 2;
    pub(super) const AT_LEAST: u8 = 3;
    pub(super) const AT_MOST: u8 = 4;
    pub(super) const UNKNOWN: u8 = 5;
}

/// How a date is written.
mod date {
    pub(super) const NONE: u8 = 0;
    pub(super) const DAY: u8 = 1;
    pub(super) const BETWEEN: u8 = 2;
    pub(super) const TEXT: u8 = 3;
}

/// Seven bits a byte, the low ones first.
pub(super) fn push_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7F {
        bytes.push(u8::try_from(number & 0x7F).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap_or_default());
}

pub(super) fn take_byte(bytes: &mut &[u8]) -> Option<u8> {
    let (first, rest) = bytes.split_first()?;
    *bytes = rest;
    Some(*first)
}

pub(super) fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = take_byte(bytes)?;
        number |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// Small numbers on both sides of zero are small.
pub(super) fn push_signed(bytes: &mut Vec<u8>, number: i64) {
    let folded = number.unsigned_abs().wrapping_mul(2).wrapping_sub(u64::from(number < 0));
    push_number(bytes, folded);
}

pub(super) fn take_signed(bytes: &mut &[u8]) -> Option<i64> {
    let folded = take_number(bytes)?;
    let half = i64::try_from(folded / 2).ok()?;
    Some(if folded % 2 == 0 { half } else { -half - 1 })
}

pub(super) fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_number(bytes, u64::try_from(text.len()).unwrap_or_default());
    bytes.extend_from_slice(text.as_bytes());
}

pub(super) fn take_text<'b>(bytes: &mut &'b [u8]) -> Option<&'b str> {
    let length = usize::try_from(take_number(bytes)?).ok()?;
    let (text, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    std::str::from_utf8(text).ok()
}

pub(super) fn push_day(bytes: &mut Vec<u8>, day: Day) {
    push_signed(bytes, i64::from(day.epoch_days()) - i64::from(DAY_ZERO));
}

pub(super) fn take_day(bytes: &mut &[u8]) -> Option<Day> {
    Day::from_epoch_days(i32::try_from(take_signed(bytes)? + i64::from(DAY_ZERO)).ok()?)
}

pub(super) fn push_when(bytes: &mut Vec<u8>, when: Option<When>) {
    let Some(when) = when else { return bytes.push(date::NONE) };
    match (when.certain_day(), when.certain_days()) {
        (Some(day), _) => {
            bytes.push(date::DAY);
            push_day(bytes, day);
        }
        (_, Some((first, last))) => {
            bytes.push(date::BETWEEN);
            push_day(bytes, first);
            push_signed(bytes, last.days_since(first).into());
        }
        (None, None) => {
            bytes.push(date::TEXT);
            push_text(bytes, &when.to_string());
        }
    }
}

pub(super) fn take_when(bytes: &mut &[u8]) -> Option<Option<When>> {
    Some(match take_byte(bytes)? {
        date::NONE => None,
        date::DAY => Some(take_day(bytes)?.into()),
        date::BETWEEN => {
            let first = take_day(bytes)?;
            let last = first.checked_add_days(i32::try_from(take_signed(bytes)?).ok()?)?;
            Some(When::between(first, last).ok()?)
        }
        _ => Some(take_text(bytes)?.parse().ok()?),
    })
}

/// `None` where the amount is of none of the common sorts, or has more digits than a machine word.
pub(super) fn push_amount(bytes: &mut Vec<u8>, amount: &Amount) -> Option<()> {
    if amount.hedge() != Hedge::Plain {
        return None;
    }
    let (sort, values) = match amount.form() {
        Form::Exact(value) => (sort::EXACT, [Some(*value), None]),
        Form::Rounded { value, .. } => (sort::ROUNDED, [Some(*value), None]),
        Form::Range { low, high } => (sort::RANGE, [Some(*low), Some(*high)]),
        Form::AtLeast(value) => (sort::AT_LEAST, [Some(*value), None]),
        Form::AtMost(value) => (sort::AT_MOST, [Some(*value), None]),
        Form::Unknown => (sort::UNKNOWN, [None, None]),
        _ => return None,
    };
    bytes.push(sort);
    for value in values.into_iter().flatten() {
        bytes.push(value.decimals());
        push_signed(bytes, i64::try_from(value.mantissa()).ok().filter(|it| it.unsigned_abs() < 1 << 62)?);
    }
    Some(())
}

pub(super) fn take_amount(bytes: &mut &[u8], step: Option<Numeral>) -> Option<Amount> {
    let sort = take_byte(bytes)?;
    let mut value = || {
        let decimals = take_byte(bytes)?;
        Numeral::new(take_signed(bytes)?.into(), decimals).ok()
    };
    Some(match sort {
        sort::EXACT => Amount::exact(value()?),
        sort::ROUNDED => Amount::rounded(value()?, step?, Mode::Nearest).ok()?,
        sort::RANGE => {
            let low = value()?;
            Amount::range(low, value()?).ok()?
        }
        sort::AT_LEAST => Amount::at_least(value()?),
        sort::AT_MOST => Amount::at_most(value()?),
        _ => Amount::unknown(),
    })
}

/// Which entries' place an entry takes, and how; how many they are goes before them.
pub(super) fn push_supersessions(bytes: &mut Vec<u8>, earlier: &[(&str, Option<SupersessionKind>)]) {
    push_number(bytes, u64::try_from(earlier.len()).unwrap_or_default());
    for (id, kind) in earlier {
        // 0 where it is not said.
        let kind = (1_u8..).zip(SupersessionKind::ALL).find(|(_, known)| Some(**known) == *kind);
        bytes.push(kind.map_or(0, |(at, _)| at));
        push_text(bytes, id);
    }
}

pub(super) fn take_supersessions(bytes: &mut &[u8]) -> Option<Vec<Supersession>> {
    let count = take_number(bytes)?;
    let one = |_| {
        let kind = usize::from(take_byte(bytes)?).checked_sub(1);
        let kind = kind.and_then(|at| SupersessionKind::ALL.get(at).copied());
        Some(Supersession { id: take_text(bytes)?.parse().ok()?, kind })
    };
    (0..count).map(one).collect()
}
