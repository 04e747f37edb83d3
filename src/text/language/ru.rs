//! Russian.

use super::Lexicon;

pub(in crate::text) static RUSSIAN: Lexicon =
    Lexicon { currencies: &[], scales: &[], before: &[], after: &[], joiners: &[], blanks: &[] };
