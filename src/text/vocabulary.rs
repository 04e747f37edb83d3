//! The tables of a language, made ready for looking up.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::anchors::Anchors;
use super::characters::is_ideograph;
use super::cursor::Phrases;
use super::interior::Interior;
use super::language::{
    Blank, CASED, Joiner, LETTERS, Language, Lexicon, MILLIONS_OF, ONLY_AFTER, Qualifier, SIGNS,
    UNIT_WORD_JOINS, UNIT_WORDS,
};
use super::openings::Openings;
use super::scales::SCALES_OF_SIGNS;
use super::trie::Trie;
use super::words::{first_words, number_words};
use crate::currency::Currency;

/// What may stand between a number and the name of its currency: `six millions de yuans`.
pub(super) static CONNECTORS: Phrases<()> = &[("d'", ()), ("de", ()), ("of", ())];

/// The French hundreds after a number, which are cents as often.
pub(super) static HUNDREDS: Phrases<()> = &[("cent", ()), ("cents", ())];

/// What says before a number that it is below zero: `minus $5`, `negative $5 million`, 负500元.
pub(super) static MINUS: Phrases<()> =
    &[("minus", ()), ("negative", ()), ("минус", ()), ("負", ()), ("负", ())];

/// Currencies that a word or sign may mean.
pub(super) type Candidates = Cow<'static, [Currency]>;

/// What kind of token names a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `€`, `US$`, `kr`, `RMB`.
    Sign,
    /// `EUR`, `MEUR`.
    Code,
    /// `euros`, `yuan`.
    Word,
    /// `人民币`, which may stand on either side.
    Ideographs,
    /// `R`, which is a scale or anything else as often.
    Letter,
    /// `cents`: hundredths of what it names.
    Minor,
}

/// A word or sign for a currency.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) candidates: Candidates,
    /// What it may be beside another token of the same amount: `元` in `新台币177亿元`.
    pub(super) joins: Candidates,
    pub(super) kind: Kind,
    /// Of how many decimals of the major unit the minor one is.
    pub(super) minor_digits: u8,
    /// The power of ten that is part of it: 6 for `mdd`.
    pub(super) scale: Option<i32>,
    /// Whether it is no currency before a number.
    pub(super) is_only_after: bool,
    /// The forms as which alone it is a currency, and which then.
    pub(super) cased: Vec<(&'static str, Candidates)>,
}

/// All that is looked up in one language.
pub(super) struct Vocabulary {
    pub(super) currencies: Trie<usize>,
    tokens: Vec<Token>,
    pub(super) scales: Trie<i32>,
    pub(super) before: Trie<Qualifier>,
    pub(super) after: Trie<Qualifier>,
    pub(super) joiners: Trie<Joiner>,
    pub(super) blanks: Trie<Blank>,
    /// Where a currency is named.
    pub(super) anchors: Anchors,
    /// What may stand between the beginning of an amount and its currency.
    pub(super) interior: Interior,
    /// How a term and how an amount may begin, but for digits, codes and Chinese numerals.
    pub(super) terms: Openings,
    pub(super) amounts: Openings,
}

impl Vocabulary {
    /// The vocabulary of a language, made when it is first asked for.
    pub(super) fn of(language: Language) -> &'static Self {
        macro_rules! one_each {
            ($($variant:ident),*) => {
                match language {
                    $(Language::$variant => {
                        static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
                        VOCABULARY.get_or_init(|| Vocabulary::new(language))
                    })*
                }
            };
        }
        one_each!(
            Undetermined,
            English,
            French,
            FrenchCanada,
            FrenchSwitzerland,
            German,
            GermanSwitzerland,
            Spanish,
            SpanishMexico,
            Russian,
            Chinese,
            ChineseTraditional
        )
    }

    /// The token with this number.
    pub(super) fn token(&self, number: usize) -> Option<&Token> {
        self.tokens.get(number)
    }

    fn new(language: Language) -> Self {
        let lexicons = language.lexicons();
        let mut tokens = Vec::new();
        let mut phrases: Vec<(&'static str, usize)> = Vec::new();
        let signs = std::iter::once((Kind::Sign, SIGNS));
        let names =
            lexicons.iter().flat_map(|lexicon| lexicon.currencies.iter().map(|table| (Kind::Word, *table)));
        let minors = lexicons.iter().flat_map(|lexicon| lexicon.minors);
        for (phrase, (codes, digits)) in minors {
            phrases.push((phrase, tokens.len()));
            tokens.push(Token {
                kind: Kind::Minor,
                minor_digits: *digits,
                ..token(language, phrase, codes, Kind::Minor)
            });
        }
        // What a language calls a currency decides before what all of them write.
        for (kind, table) in names.chain(signs) {
            for (phrase, codes) in table {
                phrases.push((phrase, tokens.len()));
                tokens.push(token(language, phrase, codes, kind));
            }
        }
        let stands_before =
            |number: usize| tokens.get(number).is_some_and(|token| token.kind == Kind::Letter);
        let anchors = Anchors::new(phrases.iter().map(|(phrase, token)| (*phrase, stands_before(*token))));
        let inside = lexicons
            .iter()
            .flat_map(|lexicon| {
                let before = lexicon.before.iter().map(|(phrase, _)| *phrase);
                let joiners = lexicon.joiners.iter().map(|(phrase, _)| *phrase);
                before.chain(joiners).chain(lexicon.scales.iter().map(|(phrase, _)| *phrase))
            })
            .chain(CONNECTORS.iter().chain(MINUS).map(|(phrase, ())| *phrase))
            .chain(number_words(language))
            .chain(SCALES_OF_SIGNS);
        let interior = Interior::new(
            inside,
            // Cyrillic takes two bytes a letter; what mixes scripts has the longer reach too.
            if matches!(language, Language::Russian | Language::Undetermined) { 2 } else { 1 },
        );
        let minus = || MINUS.iter().map(|(phrase, ())| *phrase);
        let starts = || phrases.iter().map(|(phrase, _)| *phrase).chain(first_words(language)).chain(minus());
        let terms = Openings::new(starts());
        let before = lexicons.iter().flat_map(|lexicon| lexicon.before).map(|(phrase, _)| *phrase);
        let amounts = Openings::new(starts().chain(before));
        Self {
            currencies: Trie::new(phrases),
            tokens,
            scales: gathered(lexicons, |lexicon| lexicon.scales),
            before: gathered(lexicons, |lexicon| lexicon.before),
            after: gathered(lexicons, |lexicon| lexicon.after),
            joiners: gathered(lexicons, |lexicon| lexicon.joiners),
            blanks: gathered(lexicons, |lexicon| lexicon.blanks),
            anchors,
            interior,
            terms,
            amounts,
        }
    }
}

fn gathered<T: Copy + 'static>(
    lexicons: &'static [&'static Lexicon],
    table: impl Fn(&'static Lexicon) -> &'static [(&'static str, T)],
) -> Trie<T> {
    Trie::new(lexicons.iter().flat_map(|lexicon| table(lexicon).iter().copied()))
}

fn token(language: Language, phrase: &str, codes: &str, kind: Kind) -> Token {
    let candidates = currencies(language.own_meaning(phrase).unwrap_or(codes));
    let joins = if UNIT_WORDS.contains(&phrase) {
        currencies(UNIT_WORD_JOINS)
    } else if phrase == "¥" {
        Cow::Borrowed([Currency::CNY, Currency::JPY].as_slice())
    } else {
        candidates.clone()
    };
    let kind = if LETTERS.contains(&phrase) {
        Kind::Letter
    } else if phrase.chars().all(is_ideograph) {
        Kind::Ideographs
    } else {
        kind
    };
    let cased = CASED.iter().filter(|(lower, _)| *lower == phrase).flat_map(|(_, forms)| forms.iter());
    Token {
        candidates,
        joins,
        kind,
        minor_digits: 0,
        scale: MILLIONS_OF.contains(&phrase).then_some(6),
        is_only_after: ONLY_AFTER.contains(&phrase) || MILLIONS_OF.contains(&phrase),
        cased: cased.map(|(form, codes)| (*form, currencies(codes))).collect(),
    }
}

fn currencies(codes: &str) -> Candidates {
    codes.split(' ').filter_map(|code| Currency::from_code(code).ok()).collect()
}
