//! Amounts as people write them: in a ledger file, a table cell, an article; in English, French, German, Spanish, Russian and
//! Chinese.
//!
//! [`Reader::read`] reads a text that is one amount, such as a string of a ledger file; [`Reader::find`] finds the amounts that a
//! running text mentions, and which of them restates which: digits with their separators, numbers in words, scale words,
//! currencies and their minor units, the words that bound or hedge. Nothing is guessed: where a sign is shared by several
//! currencies, or `1.234` may be two numbers, the caller hears of it.
//!
//! | file | what it does |
//! |---|---|
//! | `characters` | which characters are one sign, and where each stood |
//! | `trie`, `cursor`, `sieve` | the longest phrase of a table at a position; what begins none |
//! | `language`, `openings`, `vocabulary` | the tables of each language, and what is made of them |
//! | `reader`, `grammar` | what a caller fixes beforehand; by which rules a text is read |
//! | `number`, `words`, `numbers` | numbers in digits, in words, and in either |
//! | `dates`, `homonyms`, `acronyms`, `pairs`, `beyond` | what is no amount: dates, homonyms, codes that are words, rates; too long |
//! | `currency_words`, `scales`, `scale_words`, `starts` | codes, signs and names of currencies; scales before them; scales after numbers; where an amount may begin |
//! | `term`, `terms`, `between`, `counted`, `minor` | one number with its scale words, currency and minor units; how it is read; what counts no money |
//! | `ends`, `changes` | which two terms are the ends of a range; which are two amounts, the one before a change and the one after |
//! | `stated`, `reading`, `parts` | a whole amount: bounds, hedges, ranges |
//! | `whole` | a text that is one amount |
//! | `anchors`, `interior`, `scan`, `gloss`, `mention` | running text: where amounts may be, which are, what each restates |
//! | `entrance` | what a reader does: it reads a text, or finds amounts in one |
//!
//! Imports run one way: a file uses none that uses it, neither itself nor through others.
//!
//! # Vague numbers
//!
//! Where a text tells only a scale, no value is made up. `several million`, `a couple of thousand`, `quelques milliers`, `ein paar
//! hundert`, `несколько миллионов` are more than one of that scale, and nothing is known of how many; 几百万 and 数千万 are more than
//! one and fewer than ten, as Chinese has another word for ten of them; 十几万 lies between 10万 and 20万; 三四百 and `two or three
//! million` are ranges. `A few dollars`, `dozens of dollars`, `millions of dollars` and `up to several million` are no amounts.
//!
//! # What is read right
//!
//! The figures are those of `tests/text_scores.rs`: amounts read right, value, qualifier and currency, of all that count.
//! The corpora are those of other readers of money; theirs of numbers alone hold fractions and ordinals, which are no amounts
//! and are not read.
//!
#![doc = include_str!("scores.md")]

mod acronyms;
mod anchors;
mod between;
mod beyond;
mod changes;
mod characters;
mod counted;
mod country;
mod currency_words;
mod cursor;
mod dates;
mod ends;
mod entrance;
mod error;
mod expressions;
mod gloss;
mod grammar;
mod homonyms;
mod interior;
mod language;
mod mention;
mod minor;
mod nearest;
mod negation;
mod number;
mod numbers;
mod openings;
mod pairs;
mod parts;
mod reader;
mod reading;
mod scale_words;
mod scales;
mod scan;
mod sieve;
mod starts;
mod stated;
mod term;
mod terms;
mod trie;
mod vocabulary;
mod whole;
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
