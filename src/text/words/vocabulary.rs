//! The words of a language's numbers, and how they are found in a text.

use crate::text::characters::{is_word_letter, lower};
use crate::text::cursor::Cursor;

/// How many letters a word of a number has at most; German writes up to 65 in one word.
const LETTERS_MAX: usize = 72;
/// More blanks than these lie between cells, not between words.
const BLANKS_MAX: usize = 3;

/// What a word means in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// `a`: 1 before a hundred, a scale or a dozen.
    Article,
    /// `un`, `eine`, `один`: 1, and by itself an article.
    One,
    Zero,
    /// 1 to 9.
    Unit(u32),
    /// 10 to 19.
    Teen(u32),
    /// 20, 30, … 90, and 21 to 29 where they are one word.
    Tens(u32),
    /// 100, 200, … 900 as one word.
    Hundreds(u32),
    /// Multiplies what stands before it.
    Hundred,
    /// A power of ten.
    Scale(i32, Alone),
    /// A dozen.
    Group(Group),
    /// One and a half.
    OneAndHalf,
    /// `einhalb` in `zweieinhalb`.
    AndHalf,
    /// `und` in `einundzwanzig`.
    And,
}

/// Whether a scale word counts as one of its kind where nothing stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alone {
    Never,
    Counts,
    /// Only after a preposition that asks for the singular: `более тысячи`, but not `тысячи рублей`.
    AfterPreposition,
    /// Never, and hedges: `un millier`.
    Rough,
}

/// A noun for a number of things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) worth: u32,
    pub(super) counting: Counting,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counting {
    /// After any number: `two dozen`.
    Exact,
    /// After any number, and without one: `десяток`.
    Alone,
    /// After an article only, and inexact: `une dizaine`.
    Rough,
}

/// Words for a part of a scale: `half a` million.
pub(super) struct Part {
    pub(super) words: &'static [&'static str],
    pub(super) hundredths: i128,
    pub(super) of: PartOf,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PartOf {
    /// A scale word must follow.
    Scale,
    /// A scale word or anything may follow.
    Anything,
    /// The words contain the scale.
    Power(i32),
}

/// The rules that differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    English,
    French,
    German,
    Spanish,
    Russian,
}

/// The numbers of one language. All words are in the form of [`plain`].
pub(super) struct Vocabulary {
    pub(super) tongue: Tongue,
    /// Sorted.
    pub(super) words: &'static [(&'static str, Word)],
    /// The longest first.
    pub(super) parts: &'static [Part],
    /// The first three letters of each word and part.
    pub(super) initials: Initials,
    /// What stands between the last two words: `and`.
    pub(super) and: &'static str,
    /// What stands before decimals.
    pub(super) points: &'static [&'static str],
    /// Fractions added to a number, in hundredths.
    pub(super) halves: &'static [(&'static [&'static str], i128)],
    /// What may stand between a part or a group and a scale: `une dizaine de millions`.
    pub(super) of: &'static str,
    /// Words that make a bare scale after them mean nobody knows how many.
    pub(super) vague: &'static [&'static str],
    /// Words for some of a scale, and their power of ten; with 0 a scale must follow. The longest first.
    pub(super) several: &'static [(&'static [&'static str], i32)],
}

/// A bit for the first three letters of each word, to refuse most others at once.
#[derive(Clone, Copy)]
pub(super) struct Initials {
    first: u128,
    second: u128,
    third: u128,
    fourth: u128,
}

/// The bits of the first letters of these words and parts.
pub(super) const fn initials(words: &[(&str, Word)], parts: &[Part]) -> Initials {
    let (mut bits, mut rest) = (Initials { first: 0, second: 0, third: 0, fourth: 0 }, words);
    while let [(word, _), tail @ ..] = rest {
        bits = bits.with(slot_of(word));
        rest = tail;
    }
    let mut rest = parts;
    while let [part, tail @ ..] = rest {
        if let [word, ..] = part.words {
            bits = bits.with(slot_of(word));
        }
        rest = tail;
    }
    bits
}

impl Initials {
    const fn with(self, slot: u32) -> Self {
        let bit = 1u128 << (slot & 0x7F);
        match slot >> 7 {
            0 => Self { first: self.first | bit, ..self },
            1 => Self { second: self.second | bit, ..self },
            2 => Self { third: self.third | bit, ..self },
            _ => Self { fourth: self.fourth | bit, ..self },
        }
    }

    const fn has(&self, slot: u32) -> bool {
        let bits = match slot >> 7 {
            0 => self.first,
            1 => self.second,
            2 => self.third,
            _ => self.fourth,
        };
        bits & 1 << (slot & 0x7F) != 0
    }
}

const fn slot_of(word: &str) -> u32 {
    let (first, rest) = low_bits(word.as_bytes());
    let (second, rest) = low_bits(rest);
    let (third, _) = low_bits(rest);
    slot(first, second, third)
}

/// The lowest six bits of a code point, which UTF-8 keeps in the last byte of a letter; 0 where there is none.
const fn low_bits(letters: &[u8]) -> (u32, &[u8]) {
    match letters {
        [letter, rest @ ..] if *letter < 0x80 => ((*letter & 0x3F) as u32, rest),
        [_, letter, rest @ ..] => ((*letter & 0x3F) as u32, rest),
        _ => (0, &[]),
    }
}

/// One of 512 slots for three letters, spread by the golden ratio.
const fn slot(first: u32, second: u32, third: u32) -> u32 {
    (first | second << 6 | third << 12).wrapping_mul(0x9E37_79B9) >> 23
}

/// A letter in lower case, without the accents that writers leave out.
#[inline]
pub(in crate::text) fn plain(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    match c {
        'а'..='я' | '\u{2000}'.. => return c,
        'А'..='Я' => return u32::from(c).checked_add(32).and_then(char::from_u32).unwrap_or(c),
        _ => {}
    }
    match lower(c) {
        'á' | 'à' | 'â' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'í' | 'î' => 'i',
        'ó' | 'ô' => 'o',
        'ú' | 'û' => 'u',
        'ё' => 'е',
        other => other,
    }
}

/// The letters of one word.
struct Letters {
    letters: [char; LETTERS_MAX],
    count: usize,
}

impl Letters {
    fn at(cursor: &Cursor<'_, '_>) -> Option<Self> {
        let mut letters = Self { letters: ['\0'; LETTERS_MAX], count: 0 };
        while let Some(c) = cursor.peek_after(letters.count).filter(|c| is_word_letter(*c)) {
            *letters.letters.get_mut(letters.count)? = plain(c);
            letters.count += 1;
        }
        (letters.count > 0).then_some(letters)
    }

    fn from(&self, skip: usize) -> &[char] {
        self.letters.get(skip..self.count).unwrap_or_default()
    }

    fn is(&self, word: &str) -> bool {
        word.chars().eq(self.from(0).iter().copied())
    }
}

/// A word of a number, and where it ends.
#[derive(Clone, Copy)]
pub(super) struct Token<'s, 't> {
    pub(super) word: Word,
    pub(super) end: Cursor<'s, 't>,
}

impl Vocabulary {
    /// Whether a word of a number can begin with the letters at the cursor.
    pub(super) fn may_begin(&self, cursor: &Cursor<'_, '_>) -> bool {
        let letter = |ahead| {
            let glyph = cursor.source().glyph(cursor.at().saturating_add(ahead))?;
            glyph.is_letter.then(|| u32::from(plain(glyph.folded)) & 0x3F)
        };
        let Some(first) = letter(0) else { return false };
        let second = letter(1);
        let third = second.and_then(|_| letter(2));
        self.initials.has(slot(first, second.unwrap_or(0), third.unwrap_or(0)))
    }

    /// The word of a number that begins at the cursor, which stands where a word begins.
    ///
    /// In German it is the first part of a word that consists of such parts.
    pub(super) fn token<'s, 't>(&self, cursor: &Cursor<'s, 't>) -> Option<Token<'s, 't>> {
        if !self.may_begin(cursor) {
            return None;
        }
        let letters = Letters::at(cursor)?;
        let (word, length) = if self.tongue == Tongue::German {
            let first = self.longest(letters.from(0))?;
            let mut done = first.1;
            while done < letters.count {
                done += self.longest(letters.from(done))?.1;
            }
            first
        } else {
            (self.meaning(letters.from(0))?, letters.count)
        };
        Some(Token { word, end: ahead(cursor, length) })
    }

    /// The next part of the German word that the cursor stands in.
    pub(super) fn inner<'s, 't>(&self, cursor: &Cursor<'s, 't>) -> Option<Token<'s, 't>> {
        let letters = Letters::at(cursor)?;
        let (word, length) = self.longest(letters.from(0))?;
        Some(Token { word, end: ahead(cursor, length) })
    }

    fn meaning(&self, letters: &[char]) -> Option<Word> {
        let found =
            self.words.binary_search_by(|(word, _)| word.chars().cmp(letters.iter().copied())).ok()?;
        self.words.get(found).map(|(_, word)| *word)
    }

    /// The longest word that the letters begin with, and its length.
    fn longest(&self, letters: &[char]) -> Option<(Word, usize)> {
        let first = letters.first();
        let from = self.words.partition_point(|(word, _)| word.chars().next().as_ref() < first);
        self.words
            .get(from..)?
            .iter()
            .take_while(|(word, _)| word.chars().next().as_ref() == first)
            .filter_map(|(word, meaning)| {
                let length = word.chars().count();
                letters.get(..length)?.iter().copied().eq(word.chars()).then_some((*meaning, length))
            })
            .max_by_key(|(_, length)| *length)
    }

    /// Whether hyphens stand between the words of a number: `vingt-deux`. Else they stand between numbers.
    pub(super) fn hyphens_join(&self) -> bool {
        matches!(self.tongue, Tongue::English | Tongue::French)
    }

    /// The cursor at the next word, past blanks or a hyphen that joins.
    pub(super) fn joint<'s, 't>(&self, cursor: &Cursor<'s, 't>) -> Option<Cursor<'s, 't>> {
        let mut next = *cursor;
        (self.hyphens_join() && next.eat('-')).then_some(next).or_else(|| past_blanks(cursor))
    }

    /// The cursor past blanks or any hyphen: `пол-миллиона`.
    pub(super) fn past_joint<'s, 't>(&self, cursor: &Cursor<'s, 't>) -> Option<Cursor<'s, 't>> {
        let mut next = *cursor;
        next.eat('-').then_some(next).or_else(|| past_blanks(cursor))
    }

    /// The word of a number that follows the one that ends at the cursor.
    pub(super) fn following<'s, 't>(&self, cursor: &Cursor<'s, 't>) -> Option<Token<'s, 't>> {
        self.token(&self.joint(cursor)?)
    }

    /// The power of ten of the scale word after the cursor, and of a second that multiplies it (`mil millones`),
    /// with any word between a number of things and a scale.
    pub(super) fn scale<'s, 't>(&self, cursor: &Cursor<'s, 't>) -> Option<(i32, Cursor<'s, 't>)> {
        let mut next = self.past_joint(cursor)?;
        if let Some(after) = words(&next, &[self.of]).and_then(|after| past_blanks(&after)) {
            next = after;
        }
        let Token { word: Word::Scale(first, _), end } = self.whole(&next)? else { return None };
        if multiplies(first)
            && let Some(Token { word: Word::Scale(second, _), end }) =
                self.joint(&end).and_then(|next| self.whole(&next))
            && second > first
        {
            return Some((first + second, end));
        }
        Some((first, end))
    }

    /// The word at the cursor, if it is the whole word.
    pub(super) fn whole<'s, 't>(&self, cursor: &Cursor<'s, 't>) -> Option<Token<'s, 't>> {
        self.token(cursor).filter(|token| !token.end.peek().is_some_and(is_word_letter))
    }

    /// What the word before the cursor is, if only blanks lie between.
    pub(super) fn before(&self, cursor: &Cursor<'_, '_>) -> Before {
        let source = cursor.source();
        let character = |position: usize| position.checked_sub(1).and_then(|at| source.get(at));
        let mut at = cursor.at();
        let hyphen = character(at) == Some('-');
        let blanks = (0..BLANKS_MAX).take_while(|blanks| character(at - blanks) == Some(' ')).count();
        at -= if hyphen { 1 } else { blanks };
        if at == cursor.at() {
            return Before::Other;
        }
        if character(at).is_some_and(|c| c.is_ascii_digit()) {
            return Before::Digit;
        }
        let letters =
            (0..LETTERS_MAX).take_while(|back| character(at - back).is_some_and(is_word_letter)).count();
        let mut start = *cursor;
        start.go_to(at - letters);
        let Some(found) = Letters::at(&start) else { return Before::Other };
        if self.vague.iter().any(|word| found.is(word)) {
            return Before::Vague;
        }
        if SINGULAR_AFTER.iter().any(|word| found.is(word)) {
            return Before::Preposition;
        }
        match self.token(&start) {
            Some(token) if hyphen => Before::Hyphen(token.word),
            Some(token) => Before::Number(token.word),
            None => Before::Other,
        }
    }
}

/// The Russian prepositions and comparisons before a singular genitive.
const SINGULAR_AFTER: [&str; 11] =
    ["около", "более", "менее", "больше", "меньше", "свыше", "до", "от", "порядка", "с", "из"];

/// What stands before a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    Other,
    Digit,
    Number(Word),
    Hyphen(Word),
    Vague,
    Preposition,
}

/// Thousands and lakhs may stand before a higher scale: `mil millones`, `lakh crore`.
pub(super) const fn multiplies(scale: i32) -> bool {
    matches!(scale, 3 | 5)
}

fn ahead<'s, 't>(cursor: &Cursor<'s, 't>, length: usize) -> Cursor<'s, 't> {
    let mut end = *cursor;
    end.go_to(cursor.at() + length);
    end
}

/// The cursor past one to three blanks.
pub(super) fn past_blanks<'s, 't>(cursor: &Cursor<'s, 't>) -> Option<Cursor<'s, 't>> {
    let mut next = *cursor;
    let blanks = (0..BLANKS_MAX).take_while(|_| next.eat(' ')).count();
    (blanks > 0 && next.peek() != Some(' ')).then_some(next)
}

/// The cursor past these words, with blanks or hyphens between them.
pub(super) fn words<'s, 't>(cursor: &Cursor<'s, 't>, wanted: &[&str]) -> Option<Cursor<'s, 't>> {
    let mut next = *cursor;
    for (index, word) in wanted.iter().enumerate() {
        if index > 0 && !next.eat('-') {
            next = past_blanks(&next)?;
        }
        for letter in word.chars() {
            next.peek().filter(|c| plain(*c) == letter)?;
            next.bump();
        }
        if next.peek().is_some_and(is_word_letter) {
            return None;
        }
    }
    Some(next)
}
