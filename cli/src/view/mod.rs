//! Results as people read them, and JSON that the library does not write itself.

pub(crate) mod check;
pub(crate) mod convert;
pub(crate) mod explanations;
mod gloss;
pub(crate) mod implied;
pub(crate) mod import;
pub(crate) mod joint;
pub(crate) mod leg;
pub(crate) mod rates;
pub(crate) mod read;
pub(crate) mod total;
pub(crate) mod used;
