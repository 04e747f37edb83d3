//! Amounts and dates in cells: strict as the publisher writes them, and the slips that tolerant mode repairs.

use super::Mode;
use super::run::Run;
use super::table::{Column, Fault, Row};
use crate::amount::Amount;
use crate::currency::Currency;
use crate::date::Day;
use crate::exact::Numeral;
use crate::money::Money;

/// Which figures a column holds; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figures {
    /// Digits: `1234`.
    Whole,
    /// Digits with at most one point: `1234.50`.
    Decimal,
    /// As decimal, also below zero, and without a zero before the point, as databases print them: `-12.50`, `.5`.
    Signed,
}

/// The number that a cell of 1 to 18 digits is, which fit a machine word.
#[inline]
pub(super) fn whole_number(cell: &[u8]) -> Option<u64> {
    if !(1..=18).contains(&cell.len()) {
        return None;
    }
    let mut value = 0;
    for byte in cell {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + u64::from(digit);
    }
    Some(value)
}

/// A number of ASCII digits with at most one point, as fast as it can be read.
pub(super) fn numeral(cell: &[u8], figures: Figures) -> Option<Numeral> {
    // Digits alone are the same in all of them.
    if let Some(value) = whole_number(cell) {
        return Numeral::new(value.into(), 0).ok();
    }
    let (negative, digits) = match (figures, cell.strip_prefix(b"-")) {
        (Figures::Signed, Some(rest)) => (true, rest),
        _ => (false, cell),
    };
    // 18 digits fit 64 bits; longer figures take the long way.
    if digits.len() > 18 {
        let text = std::str::from_utf8(cell).ok()?;
        let numeral: Numeral = text.parse().ok()?;
        let fits = match figures {
            Figures::Whole => numeral.decimals() == 0 && !numeral.is_negative(),
            Figures::Decimal => !text.starts_with('-'),
            Figures::Signed => true,
        };
        return fits.then_some(numeral);
    }
    let (mut value, mut scale, mut count) = (0_i64, None::<u8>, 0_u8);
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(byte - b'0');
                count += 1;
                scale = scale.map(|scale| scale + 1);
            }
            b'.' if scale.is_none()
                && figures != Figures::Whole
                && (count > 0 || figures == Figures::Signed) =>
            {
                scale = Some(0);
            }
            _ => return None,
        }
    }
    if count == 0 || scale == Some(0) {
        return None;
    }
    Numeral::new(i128::from(if negative { -value } else { value }), scale.unwrap_or(0)).ok()
}

/// The signs that stand in front of amounts of a currency, the longer ones first.
const fn signs(currency: Currency) -> &'static [&'static str] {
    match currency {
        Currency::USD => &["US$", "$"],
        Currency::AUD => &["AU$", "A$", "$"],
        Currency::CAD => &["CA$", "C$", "$"],
        Currency::NZD => &["NZ$", "$"],
        Currency::MXN => &["MX$", "$"],
        Currency::BRL => &["R$"],
        Currency::TWD => &["NT$", "$"],
        Currency::HKD => &["HK$", "$"],
        Currency::SGD => &["S$", "$"],
        Currency::ARS | Currency::CLP | Currency::COP | Currency::UYU => &["$"],
        Currency::GBP => &["£"],
        Currency::EUR => &["€"],
        Currency::JPY | Currency::CNY => &["¥", "￥"],
        Currency::INR => &["₹"],
        Currency::ILS => &["₪"],
        Currency::UAH => &["₴"],
        _ => &[],
    }
}

/// The number that a cell means although it is not written as the publisher writes them: with blanks, a sign or code of
/// the currency and of no other, thousands grouped by commas or apostrophes, `(12.50)` below zero. `26.776` means nothing for sure: it is a number of
/// thousands where points group them, and one with three decimals where they do not.
pub(super) fn meant(cell: &[u8], currency: Option<Currency>) -> Option<Numeral> {
    let text = std::str::from_utf8(cell).ok()?.trim();
    let (text, in_brackets) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => (text, false),
    };
    let code = currency.map(|currency| currency.to_string());
    let text = code
        .as_deref()
        .and_then(|code| text.strip_suffix(code).or_else(|| text.strip_prefix(code)))
        .unwrap_or(text);
    let text = text.trim();
    let (negative, text) =
        text.strip_prefix(['-', '\u{2212}']).map_or((in_brackets, text), |rest| (true, rest));
    // Another currency's sign means other money.
    let sign = currency.map_or(&[][..], signs).iter().find_map(|sign| text.strip_prefix(*sign));
    let text = sign.unwrap_or(text).trim();
    let (whole, fraction) = text.split_once('.').map_or((text, ""), |(whole, fraction)| (whole, fraction));
    let mut groups = whole.split([',', '\'', ' ', '\u{a0}', '\u{202f}']);
    let first = groups.next()?;
    let grouped = groups.clone().next().is_some();
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = is_digits(first)
        && (!grouped || first.len() <= 3)
        && groups.all(|group| group.len() == 3 && is_digits(group))
        && (fraction.is_empty() || is_digits(fraction));
    let may_be_thousands = fraction.len() == 3 && !grouped && first.len() <= 3 && first != "0";
    if !fits || may_be_thousands {
        return None;
    }
    let mut plain: String = whole.chars().filter(char::is_ascii_digit).collect();
    if !fraction.is_empty() {
        plain.push('.');
        plain.push_str(fraction);
    }
    let numeral: Numeral = plain.parse().ok()?;
    Some(if negative { numeral.negated() } else { numeral })
}

/// The figure of a cell. What is not written as `figures` says is a fault in strict mode, with the money that it seems to mean;
/// in tolerant mode it is read so, and noted as a repair.
pub(super) fn figure(
    run: &mut Run<'_>,
    row: Row<'_>,
    column: Column,
    figures: Figures,
    currency: Currency,
) -> Result<Numeral, Fault> {
    let (value, is_repaired) = figure_in(row, column, figures, currency, run.options.mode)?;
    if is_repaired {
        run.repair(row, column, format!("{value} {currency}"));
    }
    Ok(value)
}

/// As [`figure`], without noting the repair: the figure, and whether it is one.
pub(super) fn figure_in(
    row: Row<'_>,
    column: Column,
    figures: Figures,
    currency: Currency,
    mode: Mode,
) -> Result<(Numeral, bool), Fault> {
    let cell = row.cell(column);
    if let Some(numeral) = numeral(cell, figures) {
        return Ok((numeral, false));
    }
    if cell.is_empty() {
        return Err(row.fault(column, "the cell of the amount is empty"));
    }
    let meant = meant(cell, Some(currency));
    let expected = match figures {
        Figures::Whole => "digits alone",
        Figures::Decimal => "digits with at most one point",
        Figures::Signed => "digits with at most one point, and `-` in front below zero",
    };
    let allowed = meant.filter(|value| figures == Figures::Signed || !value.is_negative());
    if let (Mode::Tolerant, Some(value)) = (mode, allowed) {
        return Ok((value, true));
    }
    let reason = match meant {
        Some(value) if allowed.is_none() => format!("the amount {value} is below zero, and spend is not"),
        _ => format!("the amount is not written as this source writes it: {expected}"),
    };
    let money = meant.map(|value| Money::new(Amount::exact(value), currency));
    Err(row.fault(column, reason).with_money(money))
}

/// The currency whose code stands in a cell.
pub(super) fn currency(row: Row<'_>, column: Column) -> Result<Currency, Fault> {
    let code = row.text(column)?;
    Currency::from_code(code).map_err(|_| row.fault(column, "this is no code of a currency such as `USD`"))
}

/// A day of `YYYY-MM-DD` or `YYYY/MM/DD`; what stands behind it must be a time: `2020/01/29 15:00:00Z`.
pub(super) fn day(cell: &[u8]) -> Option<Day> {
    let (date, rest) = cell.split_first_chunk::<10>()?;
    let is_time = match rest {
        [] => true,
        [b' ' | b'T', clock @ ..] => is_clock(clock.trim_ascii_start()),
        _ => false,
    };
    let [y, ea, r, s, mark, m, n, other, d, e] = *date;
    if !is_time || mark != other || !matches!(mark, b'-' | b'/') {
        return None;
    }
    let places = [y, ea, r, s, m, n, d, e].map(|byte| u32::from(byte.wrapping_sub(b'0')));
    if places.iter().any(|digit| *digit > 9) {
        return None;
    }
    let [y, ea, r, s, m, n, d, e] = places;
    let year = ((y * 10 + ea) * 10 + r) * 10 + s;
    Day::new(i32::try_from(year).ok()?, m * 10 + n, d * 10 + e).ok()
}

/// Whether a text begins with hours and minutes: `15:00:00Z`.
fn is_clock(text: &[u8]) -> bool {
    let hours = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_minute = |text: &[u8]| matches!(text, [b':', b'0'..=b'5', b'0'..=b'9', ..]);
    (1..=2).contains(&hours) && text.get(hours..).is_some_and(is_minute)
}

/// The date of a cell with a time of day behind it, or with nothing: `5/27/2018` of `5/27/2018 21:57`, or of `5/27/2018, 9:57 PM`. Where
/// something else stands there, it is the whole cell.
pub(super) fn before_clock(cell: &[u8]) -> &[u8] {
    let Some(at) = cell.iter().position(|byte| matches!(byte, b' ' | b'T')) else { return cell };
    let Some((date, clock)) = cell.split_at_checked(at) else { return cell };
    let is_time = is_clock(clock.get(1..).unwrap_or_default().trim_ascii_start());
    if is_time { date.strip_suffix(b",").unwrap_or(date) } else { cell }
}

/// The day that a cell means with the year in front or at the end, where it can mean but one: `2018-05-07`, `05/27/2018`, `27.5.2018 0:00`.
pub(super) fn meant_day(cell: &[u8]) -> Option<Day> {
    let date = before_clock(cell);
    let (american, other) = (day_of_numbers(date, [2, 0, 1]), day_of_numbers(date, [2, 1, 0]));
    match (day(cell), american, other) {
        (Some(day), ..) | (None, Some(day), None) | (None, None, Some(day)) => Some(day),
        (None, Some(day), Some(other)) => (day == other).then_some(day),
        (None, None, None) => None,
    }
}

/// A day of three numbers in a row, such as `5/27/2018`, in the order that `order` picks: year, month and day.
pub(super) fn day_of_numbers(cell: &[u8], order: [usize; 3]) -> Option<Day> {
    let mut parts = [0_u32; 3];
    let mut given = cell.split(|byte| matches!(byte, b'/' | b'-' | b'.'));
    for part in &mut parts {
        *part = digits(given.next()?)?;
    }
    let part = |which: usize| parts.get(which).copied();
    let [year, month, day] = order;
    let year = part(year).filter(|year| *year >= 1_000)?;
    given.next().is_none().then(|| Day::new(i32::try_from(year).ok()?, part(month)?, part(day)?).ok())?
}

fn digits(cell: &[u8]) -> Option<u32> {
    if cell.is_empty() || cell.len() > 4 {
        return None;
    }
    cell.iter()
        .try_fold(0_u32, |value, byte| byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn digits_alone_are_the_number_that_they_are_parsed_as(cell in "[0-9]{0,20}", more in "[^0-9]") {
            let expected = cell.parse::<Numeral>().ok();
            for figures in [Figures::Whole, Figures::Decimal, Figures::Signed] {
                prop_assert_eq!(numeral(cell.as_bytes(), figures), expected);
            }
            prop_assert_eq!(whole_number(cell.as_bytes()), cell.parse().ok().filter(|_| cell.len() <= 18));
            prop_assert_eq!(whole_number(format!("{cell}{more}").as_bytes()), None);
        }

        #[test]
        fn days_are_read_as_calendars_print_them(cell in "[0-2][0-9]{3}[-/][01][0-9][-/][0-3][0-9]", at in 0usize..10) {
            let plain = cell.replace('/', "-");
            let is_of_one = cell.matches('-').count() != 1;
            prop_assert_eq!(day(cell.as_bytes()), plain.parse().ok().filter(|_| is_of_one));
            let mut other = cell.into_bytes();
            other[at] = b'x';
            prop_assert_eq!(day(&other), None);
        }
    }

    #[test]
    fn behind_a_day_stands_a_time_or_nothing() {
        for time in ["", " 15:00:00Z", "T00:00:00.000+0000", " 9:30 PM", "  00:00"] {
            assert!(day(format!("2020/01/29{time}").as_bytes()).is_some(), "{time}");
        }
        for other in [" no time at all", "Tfoo", "T", " ", " 15", " 15:7", " 123:00", "15:00", "0", " 15:60"]
        {
            assert!(day(format!("2020/01/29{other}").as_bytes()).is_none(), "{other}");
        }
    }

    fn text(numeral: Option<Numeral>) -> String {
        numeral.map_or_else(|| "-".to_owned(), |numeral| numeral.to_string())
    }

    #[test]
    fn figures_are_read_as_they_stand_or_not_at_all() {
        for (cell, whole, decimal, signed) in [
            ("0", "0", "0", "0"),
            ("1234", "1234", "1234", "1234"),
            ("12.50", "-", "12.50", "12.50"),
            ("-12.50", "-", "-", "-12.50"),
            ("-0", "-", "-", "0"),
            ("12.", "-", "-", "-"),
            (".5", "-", "-", "0.5"),
            ("-.25", "-", "-", "-0.25"),
            (".", "-", "-", "-"),
            ("1,234", "-", "-", "-"),
            ("+5", "-", "-", "-"),
            ("1e3", "-", "-", "-"),
            ("", "-", "-", "-"),
            ("-", "-", "-", "-"),
            (
                "999999999999999999999",
                "999999999999999999999",
                "999999999999999999999",
                "999999999999999999999",
            ),
            ("-999999999999999999999.5", "-", "-", "-999999999999999999999.5"),
        ] {
            let read = |figures| text(numeral(cell.as_bytes(), figures));
            let all = [Figures::Whole, Figures::Decimal, Figures::Signed].map(read);
            assert_eq!(all, [whole, decimal, signed], "{cell}");
        }
    }

    #[test]
    fn what_a_person_would_read_is_meant() {
        for (cell, value) in [
            ("1,234", "1234"),
            ("$1,234.50", "1234.50"),
            ("$ 12", "12"),
            ("US$12", "12"),
            ("£ 12", "-"),
            ("€12", "-"),
            ("A$12", "-"),
            ("$$12", "-"),
            ("12.00 EUR", "-"),
            ("(12.50)", "-12.50"),
            ("-$5", "-5"),
            ("1 234 567", "1234567"),
            ("12.00 USD", "12.00"),
            ("1,234.567", "1234.567"),
            ("0.125", "0.125"),
            ("26.776", "-"),
            ("$1.234", "-"),
            ("1,23", "-"),
            ("12,34,567", "-"),
            ("9.999.99", "-"),
            ("about 5", "-"),
            ("", "-"),
        ] {
            assert_eq!(text(meant(cell.as_bytes(), Some(Currency::USD))), value, "{cell}");
        }
    }

    #[test]
    fn a_sign_is_that_of_the_currency_or_means_nothing() {
        for (cell, currency, value) in [
            ("£700", Currency::GBP, "700"),
            ("€700", Currency::EUR, "700"),
            ("(€700)", Currency::EUR, "-700"),
            ("$700", Currency::EUR, "-"),
            ("£700", Currency::EUR, "-"),
            ("¥900", Currency::EUR, "-"),
            ("¥900", Currency::JPY, "900"),
            ("$5.00", Currency::GBP, "-"),
            ("$5.00", Currency::MXN, "5.00"),
            ("R$5.00", Currency::BRL, "5.00"),
            ("$5.00", Currency::BRL, "-"),
        ] {
            assert_eq!(text(meant(cell.as_bytes(), Some(currency))), value, "{cell} {currency}");
        }
    }

    #[test]
    fn days_are_days() {
        for (cell, expected) in [
            ("2020/01/29 15:00:00Z", Some("2020-01-29")),
            ("2020-01-29", Some("2020-01-29")),
            ("2020-01-29T00:00:00", Some("2020-01-29")),
            ("2020-01/29", None),
            ("2020-02-30", None),
            ("2020-01-299", None),
            ("", None),
        ] {
            assert_eq!(day(cell.as_bytes()).map(|day| day.to_string()).as_deref(), expected, "{cell}");
        }
        let american = |cell: &str| day_of_numbers(cell.as_bytes(), [2, 0, 1]).map(|day| day.to_string());
        assert_eq!(american("5/27/2018").as_deref(), Some("2018-05-27"));
        assert_eq!(american("27/5/2018"), None);
        assert_eq!(american("5/27/18"), None);
        assert_eq!(american("5/27/2018/1"), None);
    }

    #[test]
    fn a_day_in_whatever_order_is_meant_where_it_can_be_but_one() {
        for (cell, expected) in [
            ("10/15/2010", Some("2010-10-15")),
            ("15/10/2010", Some("2010-10-15")),
            ("5/5/2010", Some("2010-05-05")),
            ("5/6/2010", None),
            ("5/15/2026 0:00", Some("2026-05-15")),
            ("5/15/2026, 12:00:00 AM", Some("2026-05-15")),
            ("2026-05-15T00:00:00", Some("2026-05-15")),
            ("5/15/2026 x", None),
            ("5/15/2026,", None),
            ("5/15/26", None),
            ("", None),
        ] {
            assert_eq!(meant_day(cell.as_bytes()).map(|day| day.to_string()).as_deref(), expected, "{cell}");
        }
    }
}
