//! Amounts as people print them.
//!
//! [`Reader`] reads a text that is one amount, such as a string of a ledger file or a table cell: digits with
//! their separators, scale words, the currency, and the words that bound or hedge. Nothing is guessed: where a
//! sign is shared by several currencies, or `1.234` may be two numbers, the caller hears of it and of what to
//! write instead.
//!
//! | file | what it reads |
//! |---|---|
//! | `characters` | which characters are one sign, and where each stood |
//! | `number`, `words` | numbers in digits, and in words |
//! | `currency_words` | codes, signs and names of currencies |
//! | `term` | one number with its scale words and currencies |
//! | `reading` | the whole: bounds, hedges, ranges |
//! | `language` | the tables of each language |

mod anchors;
mod characters;
mod country;
mod currency_words;
mod cursor;
mod error;
mod gloss;
mod grammar;
mod language;
mod mention;
mod nearest;
mod number;
mod parts;
mod reader;
mod reading;
mod scan;
mod stated;
mod term;
mod trie;
mod vocabulary;
mod words;

pub use country::{Country, UnknownCountry};
pub use error::{Problem, ReadError};
pub use language::{Language, UnsupportedLanguage};
pub use mention::Mention;
pub use reader::Reader;
pub use reading::Reading;
pub use stated::{End, Stated};

#[cfg(test)]
mod tests;
