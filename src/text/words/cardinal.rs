//! How the words of a number make one number.

use super::vocabulary::{Alone, Token, Tongue, Vocabulary, Word, multiplies, words};
use super::{AndWord, power};
use crate::text::characters::is_word_letter;
use crate::text::cursor::Cursor;

/// How many words a number has at most.
const WORDS_MAX: usize = 40;

/// Which words a number may have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Upto {
    /// What decimals are: below a hundred.
    Tens,
    All,
}

/// What stands before a scale word, and its power of ten.
#[derive(Clone, Copy, Debug)]
struct Group {
    count: i128,
    scale: i32,
    /// As written, where two scale words follow one another: `2` and 9 for `dos mil millones`.
    written: (i128, i32),
}

/// A number as far as it has been read: groups before scales, scales descending, and the group that is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cardinal {
    tongue: Tongue,
    /// The groups before the last closed one, …
    sum: i128,
    /// … and the power of ten that all after them stay below.
    ceiling: Option<i32>,
    last: Option<Group>,
    /// The number below 10,000 at the end.
    pub(super) open: Option<u32>,
    /// A German `und` waits for what it joins.
    joining: bool,
    pub(super) first: Option<Word>,
    pub(super) count: usize,
    pub(super) is_rough: bool,
    pub(super) has_half: bool,
}

impl Cardinal {
    const fn new(tongue: Tongue) -> Self {
        Self {
            tongue,
            sum: 0,
            ceiling: None,
            last: None,
            open: None,
            joining: false,
            first: None,
            count: 0,
            is_rough: false,
            has_half: false,
        }
    }

    /// Takes the next word, or `false` where it cannot follow.
    fn take(&mut self, word: Word) -> bool {
        if self.has_half || self.first == Some(Word::Zero) {
            return false;
        }
        let fits = match word {
            Word::Article => self.count == 0 && self.add(1),
            Word::Zero => self.count == 0,
            Word::One => self.add(1),
            Word::Unit(number) | Word::Teen(number) | Word::Tens(number) => self.add(number),
            Word::Hundreds(number) => self.open.is_none() && self.add(number),
            Word::Hundred => self.hundred(),
            Word::Scale(scale, alone) => self.scale(scale, alone),
            Word::And => self.joins(),
            Word::OneAndHalf => self.count == 0 && self.add(1) && self.half(),
            Word::AndHalf => self.open.is_some() && !self.joining && self.half(),
            Word::Group(_) => false,
        };
        if fits {
            self.first = self.first.or(Some(word));
            self.count += 1;
            self.joining = word == Word::And;
        }
        fits
    }

    fn add(&mut self, number: u32) -> bool {
        let open = self.open.unwrap_or(0);
        let fits = match (self.tongue, open % 100) {
            (_, 0) => true,
            (Tongue::German, 1..=9) => self.joining && number >= 20,
            (Tongue::German, _) => false,
            // quatre-vingts
            (Tongue::French, 4) if number == 20 => {
                self.open = Some(open + 76);
                return true;
            }
            // dix-sept; soixante-douze, quatre-vingt-douze
            (Tongue::French, 10) => (7..10).contains(&number),
            (Tongue::French, 60 | 80) => number < 20,
            (_, below) => below >= 20 && below.is_multiple_of(10) && number < 10,
        };
        if fits {
            self.open = Some(open + number);
        }
        fits
    }

    fn hundred(&mut self) -> bool {
        let hundreds = match (self.tongue, self.open) {
            (Tongue::English | Tongue::Spanish | Tongue::Russian, None) => None,
            (_, None) => Some(100),
            // vingt cents are coins
            (Tongue::French, Some(open)) => matches!(open, 2..=9 | 11..=19).then_some(open * 100),
            (Tongue::German, Some(open)) => (open < 20).then_some(open * 100),
            (_, Some(open)) => (open < 100).then_some(open * 100),
        };
        let fits = hundreds.is_some() && !self.joining;
        if fits {
            self.open = hundreds;
        }
        fits
    }

    fn half(&mut self) -> bool {
        self.has_half = true;
        true
    }

    fn joins(&self) -> bool {
        match self.open {
            None => self.last.is_some(),
            Some(open) => open % 100 < 10,
        }
    }

    fn scale(&mut self, scale: i32, alone: Alone) -> bool {
        if self.joining {
            return false;
        }
        let closes = match self.last {
            Some(last) if scale > last.scale && multiplies(last.scale) && last.scale == last.written.1 => {
                power(last.scale).and_then(|thousand| {
                    let count =
                        last.count.checked_mul(thousand)?.checked_add(self.open.unwrap_or(0).into())?;
                    let plain = (last.count, last.scale + scale);
                    let written = if self.open.is_none() { plain } else { (count, scale) };
                    Some(Group { count, scale, written })
                })
            }
            Some(last) if scale >= last.scale => None,
            _ => {
                let one = matches!(alone, Alone::Counts | Alone::AfterPreposition).then_some(1);
                let count = self.open.or(one).map(i128::from);
                count.map(|count| Group { count, scale, written: (count, scale) })
            }
        };
        let Some(group) = closes else { return false };
        let ceiling = match self.last {
            Some(last) if scale < last.scale => Some(last.scale),
            _ => self.ceiling,
        };
        let stays_below =
            ceiling.is_none_or(|ceiling| power(ceiling - scale).is_some_and(|most| group.count < most));
        let Some(sum) = self.closed_sum(scale).filter(|_| stays_below) else { return false };
        (self.sum, self.ceiling, self.last, self.open) = (sum, ceiling, Some(group), None);
        self.is_rough |= alone == Alone::Rough;
        true
    }

    /// The sum of the groups that a further group of this scale leaves behind.
    fn closed_sum(&self, scale: i32) -> Option<i128> {
        match self.last {
            Some(last) if scale < last.scale => {
                self.sum.checked_add(last.count.checked_mul(power(last.scale)?)?)
            }
            _ => Some(self.sum),
        }
    }

    /// Whether no scale word is in it.
    pub(super) const fn is_plain(&self) -> bool {
        self.last.is_none()
    }

    /// The number and the power of ten before which it stands, where that is the only one, and the last word.
    pub(super) fn single(&self) -> Option<(i128, i32)> {
        let last = self.last.filter(|_| self.open.is_none() && self.ceiling.is_none())?;
        Some(last.written)
    }

    pub(super) fn total(&self) -> Option<i128> {
        let closed = self.closed_sum(i32::MIN)?;
        closed.checked_add(self.open.unwrap_or(0).into())
    }

    /// Whether `and` may stand before the word.
    fn may_add(&self, word: Word, and: AndWord) -> bool {
        let below = self.open.map_or(0, |open| open % 100);
        match self.tongue {
            Tongue::English => and == AndWord::Joins && below == 0,
            // vingt et un, soixante et onze
            Tongue::French => {
                let tens = (20..=70).contains(&below) && below.is_multiple_of(10);
                tens && (word == Word::One || (below == 60 && word == Word::Teen(11)))
            }
            Tongue::Spanish => {
                let tens = below >= 20 && below.is_multiple_of(10);
                tens && matches!(word, Word::One | Word::Unit(_))
            }
            Tongue::German | Tongue::Russian => false,
        }
    }
}

/// Reads a whole number in words at the cursor, and where it ends.
pub(super) fn cardinal<'s, 't>(
    vocabulary: &Vocabulary,
    cursor: &Cursor<'s, 't>,
    and: AndWord,
    upto: Upto,
) -> Option<(Cardinal, Cursor<'s, 't>)> {
    let mut number = Cardinal::new(vocabulary.tongue);
    let mut end = *cursor;
    let mut next = vocabulary.token(cursor);
    for _ in 0..WORDS_MAX {
        let Some(token) = next else { break };
        let is_high = matches!(token.word, Word::Hundred | Word::Hundreds(_) | Word::Scale(..));
        if (upto == Upto::Tens && is_high) || !number.take(token.word) {
            break;
        }
        end = token.end;
        next = following(vocabulary, &number, &end, and);
    }
    let in_word = vocabulary.tongue == Tongue::German && end.peek().is_some_and(is_word_letter);
    (number.count > 0 && !number.joining && !in_word).then_some((number, end))
}

fn following<'s, 't>(
    vocabulary: &Vocabulary,
    number: &Cardinal,
    end: &Cursor<'s, 't>,
    and: AndWord,
) -> Option<Token<'s, 't>> {
    if vocabulary.tongue == Tongue::German && end.peek().is_some_and(is_word_letter) {
        return vocabulary.inner(end);
    }
    let next = vocabulary.joint(end)?;
    if vocabulary.halves.iter().any(|(half, _)| words(&next, half).is_some()) {
        return None;
    }
    if let Some(joined) = words(&next, &[vocabulary.and]) {
        return vocabulary.following(&joined).filter(|token| number.may_add(token.word, and));
    }
    vocabulary.token(&next).filter(|token| token.word != Word::And)
}
