//! German.

use super::Lexicon;

pub(in crate::text) static GERMAN: Lexicon =
    Lexicon { currencies: &[], scales: &[], before: &[], after: &[], joiners: &[], blanks: &[] };
