//! Codes of currencies that are words or abbreviations as often: `COP 21`, `TOP 10`, `PHP 8`, `SDG 13`.

use super::currency_words::Named;
use super::cursor::Cursor;
use super::grammar::Grammar;
use super::term::Term;
use super::vocabulary::Kind;
use crate::currency::Currency;
use crate::exact::Numeral;

/// Codes that stand before numbers as something else too: the conference, the chart, the programming language, the goals of
/// sustainable development, the word in capitals.
const ACRONYMS: [&str; 49] = [
    "ALL", "AMD", "ATS", "AWG", "BAD", "BAM", "BAN", "BOB", "BSD", "CAD", "COP", "CRC", "CSD", "CUP", "CVE",
    "DEM", "DOP", "GEL", "GIP", "ISK", "KGS", "LAK", "LVL", "MAD", "MOP", "MUR", "MVP", "NAD", "NIO", "PAB",
    "PEN", "PES", "PHP", "PLZ", "PTE", "RON", "SDG", "SIT", "SLE", "SOS", "SSP", "STD", "STN", "SUR", "TMM",
    "TOP", "TRY", "VES", "ZAL",
];

/// Those that count what follows, or stand before other large numbers: `TOP 500`, `ALL 650 seats`, `PLZ 10115`.
const BEFORE_ANY_NUMBER: [&str; 4] = ["ALL", "PLZ", "SOS", "TOP"];

/// Those that are ordinary words, or names of what nobody numbers: within a sentence, capitals make them a code.
const WORDS: [&str; 12] =
    ["BAD", "BAN", "BOB", "CAD", "GEL", "LAK", "MAD", "PEN", "PHP", "RON", "SIT", "TRY"];

/// Versions of the programming language are below this.
const VERSION_MAX: u32 = 10;

/// Those that nothing is numbered by: years and versions follow them, and other numbers are amounts.
const BEFORE_NO_NUMBER: [&str; 1] = ["CAD"];

/// Whether the code before a number of running text is no currency for want of evidence.
///
/// The rule: a code that is a word or an abbreviation too, and stands before a bare number that is below 100 or could be a year,
/// needs more: groups of digits, two decimals, a scale, another name of the currency, or that the caller names it among his
/// currencies. `COP 21,000,000`, `PHP 7.40`, `TRY 5m` and `21 COP` are amounts; `COP 21` and `PHP 7.4` are none. Of a code that is
/// a word, a word in lower case before it is evidence enough: `we paid TRY 50`, `costs MAD 2020`, but neither `MAD 2020` nor
/// `GOP TRY 5 TIMES`.
pub(super) fn is_acronym(
    cursor: &Cursor<'_, '_>,
    grammar: &Grammar<'_>,
    first: &Term,
    second: Option<&Term>,
) -> bool {
    let Some(named) =
        first.currency.as_ref().filter(|named| named.kind == Kind::Code && named.scale.is_none())
    else {
        return false;
    };
    let [code] = *named.candidates else { return false };
    ACRONYMS.contains(&code.as_str())
        && !grammar.reader.currencies().contains(&code)
        && grammar.reader.default_currency() != Some(code)
        && named.span.start == first.span.start
        && !first.is_named_after
        && !follows_another_name(cursor, named)
        && is_bare(first, code)
        && !is_code_in_sentence(cursor, first, code)
        && second.is_none_or(|second| second.currency.is_none() && is_bare(second, code))
}

/// Whether more than blanks stand between the code and the number: `COP $ 21`.
fn follows_another_name(cursor: &Cursor<'_, '_>, named: &Named) -> bool {
    let next = cursor.to(named.span.end).past_blanks();
    next.peek().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '(' | ':'))
}

/// Whether a code that is a word stands within a sentence, after a word in lower case.
fn is_code_in_sentence(cursor: &Cursor<'_, '_>, term: &Term, code: Currency) -> bool {
    let source = cursor.source();
    let before = |back: usize| term.span.start.checked_sub(back).and_then(|at| source.get(at));
    let is_version =
        code.as_str() == "PHP" && term.digits.numeral.cmp_value(Numeral::from(VERSION_MAX)).is_lt();
    WORDS.contains(&code.as_str())
        && !is_version
        && before(1) == Some(' ')
        && before(2).is_some_and(char::is_lowercase)
        && before(3).is_some_and(|c| c.is_lowercase() || c == ' ')
}

fn is_bare(term: &Term, code: Currency) -> bool {
    let digits = term.digits;
    let limit = match code.as_str() {
        code if BEFORE_ANY_NUMBER.contains(&code) => 100_000u32,
        code if BEFORE_NO_NUMBER.contains(&code) => VERSION_MAX,
        _ => 100,
    };
    let value = digits.numeral;
    let may_be_year = value.decimals() == 0 && (1900..2100).contains(&value.mantissa());
    term.unit.is_none()
        && term.surplus.is_none()
        && digits.group_mark.is_none()
        && digits.alternative.is_none()
        && value.decimals() != 2
        && (value.cmp_value(Numeral::from(limit)).is_lt() || may_be_year)
}
