//! Why a text does not name a currency.

use super::Currency;
use super::listed::LISTED;

/// How many nearest codes an error names at most.
const NEAREST_MAX: usize = 3;

/// How many characters of a refused text an error keeps.
const FOUND_CHARS_MAX: usize = 16;

/// Why a text does not name a currency.
///
/// `found` is the refused text, cut to 16 characters and an ellipsis where it was longer. Messages escape
/// characters that do not print.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CurrencyError {
    /// The text is a listed code but for letter case or surrounding white space.
    #[error("`{}` is not written as a currency code; write `{code}`", .found.escape_debug())]
    Spelling {
        /// The refused text.
        found: String,
        /// The code that was probably meant.
        code: Currency,
    },
    /// No listed currency has this code.
    #[error("`{}` is not a listed currency code; {}", .found.escape_debug(), advice(.nearest))]
    Unknown {
        /// The refused text.
        found: String,
        /// The listed codes, at most three, that are one letter replaced, left out or added, or two
        /// neighbours swapped, away: current codes before historic ones, alphabetical in each.
        nearest: Vec<Currency>,
    },
    /// The text cannot be the code of an unlisted unit.
    #[error(
        "`{}` cannot name an unlisted unit; write 1 to {} of `A` to `Z` and `0` to `9`, a letter first",
        .found.escape_debug(),
        Currency::CODE_LEN_MAX
    )]
    Malformed {
        /// The refused text.
        found: String,
    },
}

impl CurrencyError {
    /// The error for a text that is no listed code.
    #[cold]
    pub(super) fn unknown(text: &str) -> Self {
        let found = excerpt(text);
        let upper = found.trim().to_ascii_uppercase();
        match Currency::find(&upper) {
            Some(code) => Self::Spelling { found, code },
            None => Self::Unknown { nearest: nearest(&upper), found },
        }
    }

    /// The error for a text that is no code at all.
    #[cold]
    pub(super) fn malformed(text: &str) -> Self {
        Self::Malformed { found: excerpt(text) }
    }
}

fn excerpt(text: &str) -> String {
    let mut found: String = text.chars().take(FOUND_CHARS_MAX).collect();
    if found.len() < text.len() {
        found.push('…');
    }
    found
}

fn advice(nearest: &[Currency]) -> String {
    let codes: Vec<String> = nearest.iter().map(|code| format!("`{code}`")).collect();
    let unlisted = "a unit that no standard lists is named with `Currency::unlisted`";
    match codes.as_slice() {
        [] => format!("write an ISO 4217 code such as `EUR`; {unlisted}"),
        [code] => format!("the nearest is {code}; {unlisted}"),
        codes => format!("the nearest are {}; {unlisted}", codes.join(", ")),
    }
}

fn nearest(upper: &str) -> Vec<Currency> {
    let near = || {
        LISTED
            .iter()
            .map(|row| row.currency)
            .filter(|code| is_one_edit_away(upper.as_bytes(), code.as_str().as_bytes()))
    };
    let current = near().filter(|code| !code.is_historic());
    let historic = near().filter(|code| code.is_historic());
    current.chain(historic).take(NEAREST_MAX).collect()
}

/// Whether one replaced, left out or added byte, or one swap of neighbours, turns `a` into `b`.
fn is_one_edit_away(a: &[u8], b: &[u8]) -> bool {
    let prefix = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(prefix..).unwrap_or_default(), b.get(prefix..).unwrap_or_default());
    let suffix = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a.get(..a.len() - suffix), &b.get(..b.len() - suffix));
    match (a.unwrap_or_default(), b.unwrap_or_default()) {
        ([_], [_] | []) | ([], [_]) => true,
        ([p, q], [r, s]) => p == s && q == r,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest_codes(text: &str) -> Vec<String> {
        nearest(text).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn one_edit_is_a_replacement_an_omission_an_addition_or_a_swap() {
        for near in ["EUX", "XUR", "EXR", "EU", "ER", "UR", "EUUR", "XEUR", "EURO", "UER", "ERU"] {
            assert!(is_one_edit_away(near.as_bytes(), b"EUR"), "{near}");
        }
        for far in ["EUR", "", "E", "RUE", "XXR", "EUROS", "URE", "USD"] {
            assert!(!is_one_edit_away(far.as_bytes(), b"EUR"), "{far}");
        }
    }

    #[test]
    fn nearest_codes_are_few_current_first_and_alphabetical() {
        assert_eq!(nearest_codes("UDS"), ["USD", "UZS", "UGS"]);
        assert_eq!(nearest_codes("RUX"), ["RUB", "RUR"]);
        assert_eq!(nearest_codes("CNX1"), ["CNX"]);
        assert_eq!(nearest_codes("BRX"), ["BRL", "BRB", "BRC"]);
        assert!(nearest_codes("").is_empty());
        assert!(nearest_codes("Ü").is_empty());
    }

    #[test]
    fn long_and_unprintable_texts_are_cut_and_escaped() {
        let error = CurrencyError::unknown(&"é\n".repeat(1000));
        assert_eq!(
            error.to_string(),
            "`é\\né\\né\\né\\né\\né\\né\\né\\n…` is not a listed currency code; write an ISO 4217 code \
             such as `EUR`; a unit that no standard lists is named with `Currency::unlisted`"
        );
    }
}
