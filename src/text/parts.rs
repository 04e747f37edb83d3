//! What an amount consists of: its qualifiers, one term or two; and what they say together.

use std::ops::Range;

use super::acronyms::is_acronym;
use super::changes::{Change, change_at, goes_on, opener_before};
use super::characters::{is_blank, is_ideograph};
use super::currency_words::{Named, Side, currency, join};
use super::cursor::{Cursor, Phrases};
use super::ends::{are_neighbours, is_lower, is_range, is_time};
use super::error::{Problem, ReadError};
use super::grammar::{Grammar, Missing, Scene};
use super::language::{Joiner, Qualifier};
use super::nearest::not_understood;
use super::negation::denied;
use super::number::{digits, is_vulgar_fraction};
use super::reading::Reading;
use super::starts::opens_term;
use super::stated::{Bounds, End, Stated};
use super::term::{Surplus, Term};
use super::terms::{Beside, term};
use super::words::{AndWord, is_vague};
use crate::amount::{Amount, Hedge};
use crate::currency::Currency;
use crate::exact::{Numeral, NumeralError};

/// A word or sign that qualifies, and its positions.
#[derive(Clone, Debug)]
pub(super) struct Qualified {
    what: Qualifier,
    span: Range<usize>,
}

/// An amount as it was parsed.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    before: Vec<Qualified>,
    pub(super) first: Term,
    pub(super) second: Option<Term>,
    after: Option<Qualified>,
    pub(super) span: Range<usize>,
}

/// How a number of which nobody can tell whether its only sign groups is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    Groups,
    BeginsDecimals,
}

/// Reads an amount at the cursor and moves past it; `None`, the cursor unmoved, where none is.
///
/// A number without a currency is an amount here; whether it counts is settled by [`Parts::finish`].
pub(super) fn parts(cursor: &mut Cursor<'_, '_>, grammar: &Grammar<'_>) -> Result<Option<Parts>, ReadError> {
    let start = cursor.at();
    let mut ahead = *cursor;
    let mut before = qualifiers_before(&mut ahead, grammar);
    let start = before.first().map_or(start, |word| word.span.start);
    if grammar.scene == Scene::Running && !opens_term(&ahead, grammar) {
        return Ok(None);
    }
    let opens = before.iter().any(|word| word.what == Qualifier::Between);
    let and = if opens { AndWord::Separates } else { AndWord::Joins };
    let Some(mut first) = term(&mut ahead, grammar, and, Beside::Nothing)? else {
        return match grammar.scene {
            Scene::Running | Scene::Alone => Ok(None),
            Scene::Whole => Err(no_number(&ahead, grammar)),
        };
    };
    before.extend(first.sign.clone().map(|(what, span)| Qualified { what, span }));
    let change = if grammar.scene == Scene::Running { change_before(cursor, start, &before) } else { None };
    let (second, apart) = match (second_end(&mut ahead, grammar, &before, &first)?, change) {
        (Second::None, Some(_)) => (None, Some(ahead.at())),
        (Second::None, None) if opened_by(&before, Qualifier::From) && grammar.scene == Scene::Running => {
            (None, goes_on(&ahead, grammar).then_some(ahead.at()))
        }
        (Second::None, None) => (None, None),
        (Second::End(second, Some(joined)), Some(change)) => {
            first.take_from(&second, change);
            (None, Some(joined))
        }
        (Second::End(second, _), _) => (Some(*second), None),
        (Second::Lower(joined), _) => (None, Some(joined)),
    };
    if let Some(apart) = apart {
        // "from $5 million to $3 million" has two amounts, and the words around them bound neither.
        before.retain(|word| !matches!(word.what, Qualifier::Between | Qualifier::From | Qualifier::OfRange));
        let start = before.first().map_or(first.span.start, |word| word.span.start);
        let span = start..first.span.end;
        cursor.go_to(apart);
        return Ok(Some(Parts { before, first, second: None, after: None, span }));
    }
    if opens && second.is_none() {
        if grammar.scene == Scene::Running {
            return Ok(None);
        }
        let problem = Problem::OpenRange { text: ahead.source().excerpt(start..ahead.at()) };
        return Err(ahead.error(problem, start..ahead.at()));
    }
    let only_opens = matches!(before.as_slice(), [word] if word.what == Qualifier::OfRange);
    if only_opens && second.is_none() && grammar.scene == Scene::Running {
        // "un total de 45 millions": the word belongs to what stands before the amount.
        return Ok(None);
    }
    if grammar.scene == Scene::Running && is_acronym(&ahead, grammar, &first, second.as_ref()) {
        return Ok(None);
    }
    let after = qualifier_after(&mut ahead, grammar);
    *cursor = ahead;
    Ok(Some(Parts { before, first, second, after, span: start..ahead.at() }))
}

/// Where a number was expected and is not: the word there is wrong, or nothing is there.
fn no_number(cursor: &Cursor<'_, '_>, grammar: &Grammar<'_>) -> ReadError {
    let ahead = cursor.past_blanks();
    let mut past_currency = ahead;
    let named = currency(&mut past_currency, grammar, Side::Before);
    if ahead.is_at_end() || (matches!(named, Ok(Some(_))) && past_currency.past_blanks().is_at_end()) {
        let all = 0..cursor.source().len();
        let end = cursor.source().len();
        return cursor.error(Problem::NoNumber { text: cursor.source().excerpt(all) }, end..end);
    }
    not_understood(if matches!(named, Ok(Some(_))) { &past_currency } else { &ahead }, grammar)
}

/// The qualifiers before a number: one, and `about` after a bound.
fn qualifiers_before(cursor: &mut Cursor<'_, '_>, grammar: &Grammar<'_>) -> Vec<Qualified> {
    let mut found: Vec<Qualified> = Vec::new();
    while let Some((what, end)) = cursor.phrase(&grammar.vocabulary.before) {
        let mut as_currency = *cursor;
        let is_currency = matches!(currency(&mut as_currency, grammar, Side::Before), Ok(Some(_)));
        let again = found.last().is_some_and(|_| what != Qualifier::About);
        // `quelques 5 millions` is about so many; `quelques millions` are some.
        if again
            || is_vague(cursor, grammar.reader.language())
            || found.len() == 2
            || (is_currency && as_currency.at() > end)
        {
            break;
        }
        let is_first = found.is_empty() && grammar.scene == Scene::Running;
        let (start, what) = if is_first { denied(cursor, what) } else { None }.unwrap_or((cursor.at(), what));
        cursor.go_to(end);
        found.push(Qualified { what, span: cursor.since(start) });
        cursor.skip_blanks();
    }
    found
}

fn opened_by(before: &[Qualified], qualifier: Qualifier) -> bool {
    before.iter().any(|word| word.what == qualifier)
}

/// What the words before an amount say changes from it.
fn change_before(cursor: &Cursor<'_, '_>, start: usize, before: &[Qualified]) -> Option<Change> {
    let is_opened =
        before.first().is_some_and(|word| matches!(word.what, Qualifier::From | Qualifier::OfRange));
    change_at(cursor, if is_opened { start } else { opener_before(cursor, start)? })
}

/// What closes a range whose ends are joined by 和.
static AMONG: Phrases<()> = &[("之間", ()), ("之间", ()), ("間", ()), ("间", ())];

/// What follows the first term of what may be a range.
enum Second {
    None,
    /// The second end, and where it begins if a word for `to` stands before it.
    End(Box<Term>, Option<usize>),
    /// A joiner up to this position, and a lower amount: no range.
    Lower(usize),
}

/// The joiner and the second end of a range, if a joiner stands at the cursor.
fn second_end(
    cursor: &mut Cursor<'_, '_>,
    grammar: &Grammar<'_>,
    before: &[Qualified],
    first: &Term,
) -> Result<Second, ReadError> {
    let opened_by = |qualifier| opened_by(before, qualifier);
    let is_opened = [Qualifier::Between, Qualifier::From, Qualifier::OfRange].into_iter().any(opened_by);
    let mut ahead = cursor.past_blanks();
    let joiner_at = ahead.at();
    let joiner = ahead.eat_phrase(&grammar.vocabulary.joiners);
    match joiner {
        Some(Joiner::To) => {}
        Some(Joiner::And) if opened_by(Qualifier::Between) => {}
        // 20和30元之间
        Some(Joiner::And) if ahead.source().get(joiner_at).is_some_and(is_ideograph) => {}
        Some(Joiner::Or) if !first.is_named_after && first.unit.is_none() => {}
        _ => return Ok(Second::None),
    }
    let running = grammar.scene == Scene::Running;
    // A dash between blanks on one side only is a minus or the mark of a remark.
    let is_dash =
        ahead.at() == joiner_at + 1 && !ahead.source().get(joiner_at).is_some_and(char::is_alphanumeric);
    let is_parted = [joiner_at > cursor.at(), !ahead.touches()];
    // Nor does it join the items of a list, of which each begins a line with it.
    let is_on_one_line = (cursor.at()..joiner_at).all(|at| cursor.source().get(at) != Some('\n'));
    if running && is_dash && is_parted[0] != is_parted[1]
        || grammar.scene != Scene::Whole && is_dash && !is_opened && !is_on_one_line
    {
        return Ok(Second::None);
    }
    ahead.skip_blanks();
    let joined = ahead.at();
    let beside = if first.currency.is_some() { Beside::Named } else { Beside::Nothing };
    let second = match term(&mut ahead, grammar, AndWord::Joins, beside) {
        Ok(Some(second)) => second,
        // "€2–3½m": without its second end the first would be another amount.
        Ok(None) if running && is_before_fraction(ahead, grammar) => return Err(no_number(&ahead, grammar)),
        _ if running || joiner == Some(Joiner::And) && !is_opened => return Ok(Second::None),
        Ok(None) if grammar.scene == Scene::Alone => return Ok(Second::None),
        Ok(None) => return Err(no_number(&ahead, grammar)),
        Err(error) => return Err(error),
    };
    if joiner == Some(Joiner::Or) && !are_neighbours(first, &second) {
        return Ok(Second::None);
    }
    if joiner == Some(Joiner::And) && !opened_by(Qualifier::Between) && ahead.eat_listed(AMONG).is_none() {
        return Ok(Second::None);
    }
    if running && (!is_range(first, &second, is_dash || is_opened) || is_time(first, &second, cursor)) {
        return Ok(Second::None);
    }
    if running && first.currency.is_some() && is_lower(&second, first) {
        return Ok(Second::Lower(joined));
    }
    *cursor = ahead;
    let is_to = joiner == Some(Joiner::To) && cursor.source().get(joiner_at).is_some_and(char::is_alphabetic);
    Ok(Second::End(Box::new(second), is_to.then_some(joined)))
}

/// Whether a number stands at the cursor that is read no further than to its fraction: `3½`.
fn is_before_fraction(mut cursor: Cursor<'_, '_>, grammar: &Grammar<'_>) -> bool {
    let is_number = digits(&mut cursor, grammar.reader.language().decimal_sign()).is_some();
    is_number && cursor.peek().is_some_and(is_vulgar_fraction)
}

/// What says before a bound that its value belongs to it.
static INCLUDED: Phrases<()> = &[("(含)", ()), ("(含本数)", ()), ("含", ())];

fn qualifier_after(cursor: &mut Cursor<'_, '_>, grammar: &Grammar<'_>) -> Option<Qualified> {
    let mut ahead = cursor.past_blanks();
    let start = ahead.at();
    let touches = start == cursor.at();
    // 50万元（含）以上
    ahead.eat_listed(INCLUDED);
    let what = ahead.eat_phrase(&grammar.vocabulary.after)?;
    if bounds_another(start, &ahead, grammar) {
        return None;
    }
    // "$5 + tax", "$5 plus expenses": something is added, and nothing bounded.
    let is_sum = match cursor.source().get(start) {
        Some('+') => !touches || ahead.past_blanks().digit().is_some(),
        Some('p' | 'P') => true,
        _ => false,
    };
    if grammar.scene == Scene::Running && is_sum {
        return None;
    }
    *cursor = ahead;
    Some(Qualified { what, span: cursor.since(start) })
}

/// Whether the bound that would end at the cursor bounds the next amount: `$40 and less than $100`, `$40 and below $50`.
fn bounds_another(start: usize, end: &Cursor<'_, '_>, grammar: &Grammar<'_>) -> bool {
    let source = end.source();
    let begins_word = |at: &usize| source.get(at - 1).is_some_and(is_blank);
    (start + 1..end.at()).filter(begins_word).any(|at| {
        let Some((_, past)) = end.to(at).phrase(&grammar.vocabulary.before) else { return false };
        let mut ahead = end.to(past).past_blanks();
        past >= end.at()
            && matches!(term(&mut ahead, grammar, AndWord::Separates, Beside::Nothing), Ok(Some(_)))
    })
}

impl Parts {
    /// Whether it names a currency.
    pub(super) fn is_named(&self) -> bool {
        self.terms().any(|term| term.currency.is_some())
    }

    /// Whether it is vague by itself, so that no word can bound it: 几百万, `several million`.
    pub(super) fn is_vague(&self) -> bool {
        self.terms().any(|term| !matches!(term.surplus, None | Some(Surplus::Place(_))))
    }

    fn terms(&self) -> impl Iterator<Item = &Term> {
        std::iter::once(&self.first).chain(&self.second)
    }

    /// The sign of which nobody can tell, from the amount alone, whether it groups.
    ///
    /// `1.234` is decimal before a scale word, and in a currency of three minor digits by the language.
    pub(super) fn doubtful_sign(&self, currency: Option<Currency>) -> Option<char> {
        let has_three =
            currency.is_some_and(|currency| currency.minor_digits().is_none_or(|digits| digits >= 3));
        let doubtful = |term: &Term| term.digits.alternative.is_some() && term.unit.is_none() && !has_three;
        self.terms().find(|term| doubtful(term)).and_then(|term| term.digits.decimal_mark)
    }

    /// The same amount with the doubtful numbers read in one way.
    pub(super) fn read_as(mut self, separator: Separator) -> Self {
        for term in std::iter::once(&mut self.first).chain(&mut self.second) {
            if let (Separator::Groups, Some(grouped), None) = (separator, term.digits.alternative, term.unit)
            {
                term.digits.numeral = grouped;
            }
            term.digits.alternative = None;
        }
        self
    }

    /// The currency named, taken from both ends.
    pub(super) fn named(&self, cursor: &Cursor<'_, '_>) -> Result<Option<Named>, ReadError> {
        let second = self.second.as_ref().and_then(|second| second.currency.clone());
        match (self.first.currency.clone(), second) {
            (Some(first), Some(second)) => {
                let span = second.span.clone();
                join(cursor, first, second).map(Some).map_err(|problem| cursor.error(problem, span))
            }
            (first, second) => Ok(first.or(second)),
        }
    }

    /// What the parts say together.
    pub(super) fn finish(
        mut self,
        grammar: &Grammar<'_>,
        cursor: &Cursor<'_, '_>,
    ) -> Result<Reading, ReadError> {
        let doubt = self.share_scale(cursor)?;
        let named = self.named(cursor)?;
        let (currency, candidates) = settle(grammar, cursor, named.as_ref(), grammar.missing, &self.span)?;
        if grammar.scene != Scene::Running {
            self.refuse_doubtful(currency, doubt, cursor)?;
        }
        if grammar.scene == Scene::Running {
            self.keep_the_bounded_end();
        }
        let (stated, hedge) = self.stated(cursor)?;
        self.refuse_bounded_surplus(stated, cursor)?;
        let (amount, bounds) = self.amount(stated, cursor)?;
        let amount = amount.hedged(hedge);
        let words = self.before.iter().chain(&self.after);
        let source = cursor.source();
        Ok(Reading {
            amount,
            currency,
            candidates,
            stated,
            bounds,
            steps: steps(&self.first),
            readings: doubt.map(|doubt| doubt.to_vec()).unwrap_or_default(),
            beyond: None,
            currency_span: named.map(|named| source.bytes(named.span)),
            qualifier_spans: words.map(|word| source.bytes(word.span.clone())).collect(),
            span: source.bytes(self.span),
        })
    }

    /// `3–5 million`: the first end takes the scale of the second if it has none, nothing named after it, and
    /// fewer units. The two lower ends of a range that may be read in two ways are returned.
    fn share_scale(&mut self, cursor: &Cursor<'_, '_>) -> Result<Option<[Numeral; 2]>, ReadError> {
        let Some(second) = &self.second else { return Ok(None) };
        let (first, upper) = (self.first.digits, second.digits);
        if self.first.unit.is_some() || self.first.is_named_after {
            return Ok(None);
        }
        let number = |error| number_error(cursor, &self.first.span, error);
        let is_digit = |numeral: Numeral| numeral.decimals() == 0 && (1..10).contains(&numeral.mantissa());
        let rounds = i32::from(upper.numeral.trailing_zeros());
        // 八到九百亿: 八百亿, or 八亿, or 八?
        if first.in_words
            && upper.in_words
            && is_digit(first.numeral)
            && rounds > 0
            && upper.numeral.shifted(-rounds).is_ok_and(|digit| {
                digit.mantissa() % 10i128.pow(digit.decimals().into()) == 0 && is_digit_value(digit)
            })
        {
            let unit = second.unit.unwrap_or(0);
            let shared = first.numeral.shifted(rounds + unit).map_err(number)?;
            let doubt = [shared, first.numeral.shifted(unit).map_err(number)?];
            self.first.digits.numeral = shared;
            return Ok(Some(doubt));
        }
        if first.numeral.cmp_value(upper.numeral).is_lt() {
            self.first.unit = second.unit;
        }
        Ok(None)
    }

    /// "up to 3 to 5 million" bounds the range: of its two ends the one stays that surely bounds the amount.
    fn keep_the_bounded_end(&mut self) {
        let bounds = |what: &Qualifier| {
            matches!(what, Qualifier::AtLeast | Qualifier::MoreThan | Qualifier::AtMost | Qualifier::LessThan)
        };
        let mut words = self.before.iter().chain(&self.after).map(|word| word.what).filter(bounds);
        let Some(bound) = words.next() else { return };
        match self.second.take() {
            Some(second) if matches!(bound, Qualifier::AtMost | Qualifier::LessThan) => self.first = second,
            _ => {}
        }
    }

    fn refuse_doubtful(
        &self,
        currency: Option<Currency>,
        doubt: Option<[Numeral; 2]>,
        cursor: &Cursor<'_, '_>,
    ) -> Result<(), ReadError> {
        if let Some([shared, plain]) = doubt {
            let found = cursor.source().excerpt(self.span.clone());
            return Err(cursor.error(Problem::AmbiguousScale { found, shared, plain }, self.span.clone()));
        }
        if self.doubtful_sign(currency).is_none() {
            return Ok(());
        }
        let mut doubtful = self.terms().filter_map(|term| Some((term, term.digits.alternative?)));
        let Some((term, grouped)) = doubtful.next() else { return Ok(()) };
        let found = cursor.source().excerpt(term.span.clone());
        let problem = Problem::Ambiguous {
            found,
            grouped: term.signed(grouped),
            decimal: term.signed(term.digits.numeral),
        };
        Err(cursor.error(problem, term.span.clone()))
    }

    /// What the words before and after say together.
    fn stated(&self, cursor: &Cursor<'_, '_>) -> Result<(Stated, Hedge), ReadError> {
        let is_range = self.second.is_some();
        let mut bound: Option<&Qualified> = None;
        let mut is_about = self.terms().any(|term| term.is_rough);
        for word in self.before.iter().chain(&self.after) {
            match word.what {
                Qualifier::About => is_about = true,
                Qualifier::Between => {}
                // The opening word of a range bounds nothing by itself.
                Qualifier::From if is_range => {}
                Qualifier::OfRange => {}
                // "nearly 3 to 5 million": neither end is exact.
                Qualifier::Nearly | Qualifier::JustOver | Qualifier::AboutAbove if is_range => {
                    is_about = true;
                }
                _ if bound.is_some() || is_range => {
                    let first = bound.map_or_else(|| self.span.clone(), |bound| bound.span.clone());
                    let problem = Problem::TwoBounds {
                        first: cursor.source().excerpt(first),
                        second: cursor.source().excerpt(word.span.clone()),
                    };
                    return Err(cursor.error(problem, word.span.clone()));
                }
                _ => bound = Some(word),
            }
        }
        let is_unbounded = self.first.surplus == Some(Surplus::Unbounded) && bound.is_none() && !is_range;
        let is_surplus = self.first.surplus.is_some() && bound.is_none();
        let stated = match bound.map(|bound| bound.what) {
            _ if is_unbounded => Stated::MoreThan,
            _ if is_surplus && is_about => Stated::AboutRange,
            _ if is_surplus => Stated::Range,
            _ if is_range && is_about => Stated::AboutRange,
            _ if is_range => Stated::Range,
            Some(Qualifier::Nearly) => Stated::Nearly,
            Some(Qualifier::JustOver) => Stated::JustOver,
            Some(Qualifier::AboutAbove) => Stated::SlightlyAbove,
            Some(Qualifier::AtLeast | Qualifier::From) => Stated::AtLeast,
            Some(Qualifier::MoreThan) => Stated::MoreThan,
            Some(Qualifier::AtMost) => Stated::AtMost,
            Some(Qualifier::LessThan) => Stated::LessThan,
            Some(Qualifier::About | Qualifier::Between | Qualifier::OfRange) | None if is_about => {
                Stated::About
            }
            Some(Qualifier::About | Qualifier::Between | Qualifier::OfRange) | None => Stated::Plainly,
        };
        Ok((stated, if is_about { Hedge::About } else { stated.hedge() }))
    }

    /// 不超过500多万, 300多至500多万: the word bounds what is no one value.
    fn refuse_bounded_surplus(&self, stated: Stated, cursor: &Cursor<'_, '_>) -> Result<(), ReadError> {
        let is_open = self.first.surplus == Some(Surplus::Unbounded) && stated == Stated::MoreThan;
        let is_bounded =
            self.second.is_some() || !(is_open || matches!(stated, Stated::Range | Stated::AboutRange));
        let Some(end) = self.terms().find(|end| is_bounded && end.surplus.is_some()) else { return Ok(()) };
        let excerpt = |span: &Range<usize>| cursor.source().excerpt(span.clone());
        let problem = Problem::TwoBounds { first: excerpt(&self.span), second: excerpt(&end.span) };
        Err(cursor.error(problem, end.span.clone()))
    }

    fn amount(&self, stated: Stated, cursor: &Cursor<'_, '_>) -> Result<(Amount, Bounds), ReadError> {
        let number = |end: &Term, error| number_error(cursor, &end.span, error);
        let value = |end: &Term| end.value().map_err(|error| number(end, error));
        let first = &self.first;
        let low = value(first)?;
        if let Some(second) = &self.second {
            let high = value(second)?;
            let amount = Amount::range(low, high).map_err(|_| {
                let found = cursor.source().excerpt(self.span.clone());
                cursor.error(Problem::ReversedRange { found, low, high }, self.span.clone())
            })?;
            return Ok((amount, Bounds::both(End::closed(low), End::closed(high))));
        }
        if let (Some(beyond), Stated::Range | Stated::AboutRange) = (first.surplus, stated) {
            let (low, high) = match beyond {
                Surplus::Place(place) => surplus(low, place),
                Surplus::Tenfold => low.shifted(1).map(|high| ordered(low, high)),
                Surplus::Upto(upper) => return upto(first, low, upper).map_err(|error| number(first, error)),
                Surplus::Unbounded => Ok((low, low)),
            }
            .map_err(|error| number(first, error))?;
            let both = [Amount::more_than(low), Amount::less_than(high)];
            let amount = Amount::all_of(both).unwrap_or_else(|_| Amount::unknown());
            return Ok((amount, Bounds::both(End::open(low), End::open(high))));
        }
        let amount = match stated {
            Stated::AtLeast => Amount::at_least(low),
            Stated::MoreThan | Stated::JustOver | Stated::SlightlyAbove => Amount::more_than(low),
            Stated::AtMost => Amount::at_most(low),
            Stated::LessThan | Stated::Nearly => Amount::less_than(low),
            Stated::Plainly | Stated::About | Stated::Range | Stated::AboutRange => {
                Amount::written(first.signed(first.digits.numeral), first.unit)
                    .map_err(|error| number(first, error))?
            }
        };
        Ok((amount, stated.bounds(low)))
    }
}

/// The step of the last digit written, and that of the last digit of the integer part that is not zero.
fn steps(term: &Term) -> Option<(Numeral, Numeral)> {
    let numeral = term.digits.numeral;
    let unit = term.unit.unwrap_or(0);
    let zeros = if numeral.decimals() == 0 { i32::from(numeral.trailing_zeros()) } else { 0 };
    let last = unit - i32::from(numeral.decimals());
    Some((Numeral::ONE.shifted(last).ok()?, Numeral::ONE.shifted(last + zeros).ok()?))
}

fn is_digit_value(numeral: Numeral) -> bool {
    numeral.cmp_value(Numeral::ONE).is_ge() && numeral.cmp_value(Numeral::from(10u8)).is_lt()
}

fn number_error(cursor: &Cursor<'_, '_>, span: &Range<usize>, error: NumeralError) -> ReadError {
    let found = cursor.source().excerpt(span.clone());
    cursor.error(Problem::Number { found, error }, span.clone())
}

fn ordered(low: Numeral, high: Numeral) -> (Numeral, Numeral) {
    if low.is_negative() { (high, low) } else { (low, high) }
}

/// 三四百: from the one to the other.
fn upto(first: &Term, low: Numeral, upper: Numeral) -> Result<(Amount, Bounds), NumeralError> {
    let (low, high) = ordered(low, first.value_of(upper)?);
    let amount = Amount::range(low, high).unwrap_or_else(|_| Amount::unknown());
    Ok((amount, Bounds::both(End::closed(low), End::closed(high))))
}

/// 500多万: beyond 500万 and short of 600万, the next in the place that 多 fills.
fn surplus(value: Numeral, place: i32) -> Result<(Numeral, Numeral), NumeralError> {
    let step = Numeral::ONE.shifted(place + i32::from(value.decimals()))?.mantissa();
    let step = if value.is_negative() { -step } else { step };
    let next = Numeral::new(value.mantissa().saturating_add(step), value.decimals())?;
    Ok(if value.is_negative() { (next, value) } else { (value, next) })
}

/// The currency of the amount: the one named, else the default; with what it may be where several share the sign.
pub(super) fn settle(
    grammar: &Grammar<'_>,
    cursor: &Cursor<'_, '_>,
    named: Option<&Named>,
    missing: Missing,
    span: &Range<usize>,
) -> Result<(Option<Currency>, Vec<Currency>), ReadError> {
    let Some(named) = named else {
        return match (grammar.reader.default_currency(), missing) {
            (Some(currency), _) => Ok((Some(currency), Vec::new())),
            (None, Missing::Allowed) => Ok((None, Vec::new())),
            (None, Missing::Refused) => {
                let text = cursor.source().excerpt(span.clone());
                Err(cursor.error(Problem::NoCurrency { text }, span.clone()))
            }
        };
    };
    match named.resolve(grammar, cursor) {
        Ok(currency) => Ok((Some(currency), Vec::new())),
        Err(_) if grammar.scene != Scene::Whole => Ok((None, named.candidates.to_vec())),
        Err(problem) => Err(cursor.error(problem, named.span.clone())),
    }
}
