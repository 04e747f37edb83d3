//! Spanish.

use super::Lexicon;

pub(in crate::text) static SPANISH: Lexicon =
    Lexicon { currencies: &[], scales: &[], before: &[], after: &[], joiners: &[], blanks: &[] };
