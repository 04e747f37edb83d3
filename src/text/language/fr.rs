//! French.

use super::Lexicon;

pub(in crate::text) static FRENCH: Lexicon =
    Lexicon { currencies: &[], scales: &[], before: &[], after: &[], joiners: &[], blanks: &[] };

/// What only the French of Europe writes: `Bn` for 10^12 (CLDR).
pub(in crate::text) static FRENCH_EUROPE: Lexicon =
    Lexicon { currencies: &[], scales: &[], before: &[], after: &[], joiners: &[], blanks: &[] };

/// What only the French of Canada writes: `G` for 10^9, `T` for 10^12 (CLDR).
pub(in crate::text) static FRENCH_CANADA: Lexicon =
    Lexicon { currencies: &[], scales: &[], before: &[], after: &[], joiners: &[], blanks: &[] };
