//! Currencies as they stand beside a number: codes, signs, names.

use std::borrow::Cow;
use std::ops::Range;

use super::characters::is_word_letter;
use super::country::Country;
use super::cursor::Cursor;
use super::error::Problem;
use super::grammar::{Grammar, Scene};
use super::pairs::{begins_pair, ends_pair};
use super::scales::{follows_scale, is_abbreviation, is_sign, may_be_scaled, scale_of_sign, touching_scale};
use super::vocabulary::{Candidates, Kind};
use super::words::is_numeral;
use crate::currency::Currency;

/// How many tokens of one currency may stand side by side.
const TOKENS_MAX: usize = 3;

/// Where a currency stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

/// A currency as written.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// The currencies that it may be.
    pub(super) candidates: Candidates,
    /// What it may be together with another token of the same amount: `元` in `新台币177亿元`.
    joins: Candidates,
    /// The positions of the token that says most.
    pub(super) span: Range<usize>,
    /// The power of ten that is part of the token: 6 for `MEUR`, −2 for `cents`.
    pub(super) scale: Option<i32>,
    pub(super) kind: Kind,
}

impl Named {
    /// Whether both may be one currency.
    pub(super) fn agrees_with(&self, other: &Self) -> bool {
        self.joins.iter().any(|currency| other.joins.contains(currency))
    }

    /// Both tokens of one amount taken together, or `None` where no currency fits both.
    pub(super) fn and(self, other: Self) -> Option<Self> {
        let joins = common(self.joins, &other.joins);
        if joins.is_empty() {
            return None;
        }
        let says_more = self.candidates.len() <= other.candidates.len();
        let candidates = common(self.candidates, &other.candidates);
        Some(Self {
            candidates: if candidates.is_empty() { joins.clone() } else { candidates },
            joins,
            span: if says_more { self.span } else { other.span },
            scale: self.scale.or(other.scale),
            kind: if says_more { self.kind } else { other.kind },
        })
    }

    /// The one currency meant: by the caller's list, and then by his country, where several share the token.
    pub(super) fn resolve(
        &self,
        grammar: &Grammar<'_>,
        cursor: &Cursor<'_, '_>,
    ) -> Result<Currency, Problem> {
        if let [only] = *self.candidates {
            return Ok(only);
        }
        let mut listed: Vec<Currency> = Vec::new();
        for currency in grammar.reader.currencies() {
            if self.candidates.contains(currency) && !listed.contains(currency) {
                listed.push(*currency);
            }
        }
        let own = grammar.reader.country().and_then(Country::tender);
        match (listed.as_slice(), own) {
            ([only], _) => Ok(*only),
            ([], Some(own)) if self.candidates.contains(&own) => Ok(own),
            _ => Err(Problem::SharedCurrency {
                found: cursor.source().excerpt(self.span.clone()),
                candidates: self.candidates.to_vec(),
                listed,
            }),
        }
    }
}

fn common(a: Candidates, b: &Candidates) -> Candidates {
    if a == *b {
        return a;
    }
    a.iter().copied().filter(|currency| b.contains(currency)).collect()
}

/// Reads the currency at the cursor, one token or several that agree (`CAD$`), and moves past it.
pub(super) fn currency(
    cursor: &mut Cursor<'_, '_>,
    grammar: &Grammar<'_>,
    side: Side,
) -> Result<Option<Named>, Problem> {
    let Some(mut named) = token(cursor, grammar, side) else { return Ok(None) };
    let mut ahead = cursor.past_blanks();
    for _ in 1..TOKENS_MAX {
        // On the next line stands another amount.
        let parting = cursor.at()..ahead.at();
        if grammar.scene != Scene::Whole && parting.clone().any(|at| cursor.source().get(at) == Some('\n')) {
            break;
        }
        let Some(next) = token(&mut ahead, grammar, side) else { break };
        if grammar.scene == Scene::Running && !named.agrees_with(&next) {
            break;
        }
        // "50 EUR EUR 60": the second is that of the next number; of "100 $ CAD 250 $ CAD" each has two names.
        let text = |named: &Named| cursor.source().excerpt(named.span.clone());
        let is_of_next = text(&named) == text(&next) && ahead.past_blanks().digit().is_some();
        if grammar.scene != Scene::Whole && side == Side::After && !parting.is_empty() && is_of_next {
            break;
        }
        named = join(cursor, named, next)?;
        *cursor = ahead;
        ahead.skip_blanks();
    }
    Ok(Some(named))
}

/// Two tokens of one amount taken together.
pub(super) fn join(cursor: &Cursor<'_, '_>, first: Named, second: Named) -> Result<Named, Problem> {
    if !first.agrees_with(&second) {
        let excerpt = |named: &Named| cursor.source().excerpt(named.span.clone());
        return Err(Problem::TwoCurrencies { first: excerpt(&first), second: excerpt(&second) });
    }
    let alone = first.clone();
    Ok(first.and(second).unwrap_or(alone))
}

fn token(cursor: &mut Cursor<'_, '_>, grammar: &Grammar<'_>, side: Side) -> Option<Named> {
    if side == Side::Before && follows_scale(cursor) {
        return None;
    }
    let scaled = if side == Side::Before { scaled(cursor, grammar) } else { None };
    let spelled = scaled.or_else(|| spelled(cursor, grammar, side));
    let coded = coded(cursor, grammar);
    let (end, named) = match (spelled, coded) {
        (Some(spelled), Some(coded)) if spelled.0 > coded.0 => spelled,
        (spelled, coded) => coded.or(spelled)?,
    };
    if grammar.scene == Scene::Running && !may_stand(cursor, end, &named, grammar, side) {
        return None;
    }
    cursor.go_to(end);
    Some(named)
}

/// Whether, in running text, a token on this side of a number is its currency.
fn may_stand(cursor: &Cursor<'_, '_>, end: usize, named: &Named, grammar: &Grammar<'_>, side: Side) -> bool {
    let source = cursor.source();
    let next = source.get(end);
    let last = end.checked_sub(1).and_then(|last| source.get(last));
    let is_one = end == cursor.at() + 1;
    let is_rate = matches!(named.kind, Kind::Code | Kind::Sign)
        && match side {
            Side::Before => ends_pair(cursor),
            Side::After => begins_pair(&cursor.to(end)),
        };
    if is_rate {
        return false;
    }
    match (side, named.kind) {
        // 三分 are three points, or minutes; 五角大楼 is the Pentagon.
        (Side::After, Kind::Minor) if last == Some('分') && is_one => {
            next == Some('钱') || next != Some('之') && ends_sum(cursor)
        }
        (Side::After, Kind::Minor) if last == Some('角') => {
            !next.is_some_and(|c| matches!(c, '大' | '形' | '星' | '度'))
        }
        // "dollars 300 times": a name before a number is the end of something else, unless it touches it.
        (Side::Before, Kind::Word) => next.is_some_and(|c| c.is_ascii_digit()),
        (Side::Before, Kind::Minor) => false,
        // `50p`, and neither `3 p.m.`, `12 p` nor `1080P`.
        (Side::After, Kind::Minor) if is_one && last.is_some_and(|c| matches!(c, 'p' | 'P')) => {
            let touches =
                cursor.at().checked_sub(1).and_then(|at| source.get(at)).is_some_and(|c| c.is_ascii_digit());
            let abbreviates = next == Some('.') && source.get(end + 1).is_some_and(char::is_alphanumeric);
            touches && last == Some('p') && !abbreviates
        }
        (Side::After, Kind::Minor)
            if last == Some('.') && source.get(cursor.at()).is_some_and(|c| matches!(c, 'p' | 'P')) =>
        {
            false
        }
        (_, Kind::Letter) => {
            let wanted = grammar.reader.currencies();
            named.candidates.iter().any(|candidate| wanted.contains(candidate))
        }
        // `5 $6`, `3 USD50`: the sign belongs to what it touches.
        (Side::After, Kind::Sign | Kind::Code) => {
            let before = cursor.at().checked_sub(1).and_then(|at| source.get(at));
            !(next.is_some_and(|c| c.is_ascii_digit()) && before == Some(' '))
        }
        _ => true,
    }
}

/// Whether the numeral before the cursor follows a greater unit: 三角五分.
fn ends_sum(cursor: &Cursor<'_, '_>) -> bool {
    let before = |back: usize| cursor.at().checked_sub(back).and_then(|at| cursor.source().get(at));
    before(1).is_some_and(|c| is_numeral(c) || c.is_ascii_digit())
        && before(2).is_some_and(|c| matches!(c, '元' | '圆' | '圓' | '角' | '毛' | '零'))
}

/// The longest sign or name at the cursor, and where it ends.
fn spelled(cursor: &Cursor<'_, '_>, grammar: &Grammar<'_>, side: Side) -> Option<(usize, Named)> {
    // `5 $ au Québec` has no Australian dollars: what follows the sign names a country in capitals.
    let is_capital = |end: usize| {
        grammar.scene == Scene::Whole
            || cursor.peek() != Some('$')
            || !(cursor.at()..end).any(|at| cursor.source().get(at).is_some_and(char::is_lowercase))
    };
    let (number, end) = cursor.phrase_where(&grammar.vocabulary.currencies, is_capital)?;
    let token = grammar.vocabulary.token(number)?;
    let is_out_of_place = match (token.kind, side) {
        (Kind::Letter, Side::After) => true,
        (Kind::Letter, Side::Before) => !cursor.peek().is_some_and(char::is_uppercase),
        // `50p` are pence, and `50 P` may be anything.
        (Kind::Minor, Side::After) => end == cursor.at() + 1 && cursor.peek() == Some('P'),
        (Kind::Minor, Side::Before) => {
            cursor.source().glyph(cursor.at()).is_some_and(|first| first.is_letter)
        }
        (_, Side::Before) => token.is_only_after,
        _ => false,
    };
    if is_out_of_place {
        return None;
    }
    if !token.cased.is_empty() {
        let written: String =
            (cursor.at()..end).filter_map(|position| cursor.source().get(position)).collect();
        let (_, candidates) = token.cased.iter().find(|(form, _)| *form == written)?;
        let named = Named {
            candidates: Cow::Borrowed(candidates),
            joins: Cow::Borrowed(candidates),
            span: cursor.at()..end,
            scale: None,
            kind: token.kind,
        };
        return Some((end, named));
    }
    let named = Named {
        candidates: Cow::Borrowed(&token.candidates),
        joins: Cow::Borrowed(&token.joins),
        span: cursor.at()..end,
        scale: if token.kind == Kind::Minor { Some(-i32::from(token.minor_digits)) } else { token.scale },
        kind: token.kind,
    };
    Some((end, named))
}

/// Whether the letters at the cursor can be a code, or a scale and a code: most words cannot, by their second letter.
pub(super) fn may_be_code(cursor: &Cursor<'_, '_>, grammar: &Grammar<'_>) -> bool {
    let is_upper = |ahead| cursor.peek_after(ahead).is_some_and(|c| c.is_ascii_uppercase());
    match cursor.peek() {
        Some(c) if !grammar.reader.codes().is_empty() => c.is_ascii_alphanumeric(),
        Some('k' | 'K' | 'm' | 'M' | 'b' | 'B') => is_upper(1) || is_upper(2) || is_upper(3),
        Some('A'..='Z') => is_upper(1),
        _ => false,
    }
}

/// The code at the cursor, alone or with a scale touching it (`MEUR`, `EURm`), and where it ends.
fn coded(cursor: &Cursor<'_, '_>, grammar: &Grammar<'_>) -> Option<(usize, Named)> {
    if !may_be_code(cursor, grammar) {
        return None;
    }
    let start = cursor.at();
    let letters = run_of(cursor, |c| c.is_ascii_alphabetic());
    let next = cursor.source().get(start + letters.len());
    let single = |end: usize, currency: Currency, scale: Option<i32>| {
        let candidates: Candidates = Cow::Owned(vec![currency]);
        let named =
            Named { joins: candidates.clone(), candidates, span: start..end, scale, kind: Kind::Code };
        Some((end, named))
    };
    if !grammar.reader.codes().is_empty() {
        let longest = run_of(cursor, |c| c.is_ascii_alphanumeric());
        for run in [&longest, &letters] {
            if let Some(extra) = grammar.reader.codes().iter().find(|extra| extra.as_str() == run)
                && !cursor.source().get(start + run.len()).is_some_and(is_word_letter)
            {
                return single(start + run.len(), *extra, None);
            }
        }
    }
    if next.is_some_and(is_word_letter) || letters.len() < 3 {
        return None;
    }
    let end = start + letters.len();
    if let Some(listed) = listed(&letters) {
        return single(end, listed, None);
    }
    let (before, code) = letters.split_at_checked(letters.len().checked_sub(3)?)?;
    let language = grammar.reader.language();
    if let (Some(scale), Some(listed)) = (touching_scale(before, language), listed(code)) {
        return single(end, listed, Some(scale));
    }
    let (code, after) = letters.split_at_checked(3)?;
    let (scale, listed) = (touching_scale(after, language)?, listed(code)?);
    single(end, listed, Some(scale))
}

fn listed(code: &str) -> Option<Currency> {
    let is_code = code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase());
    if is_code { Currency::from_code(code).ok() } else { None }
}

/// A scale before a sign or code, touching a sign or as an abbreviation: `T€ 5`, `M$ 3`, `Mio. € 5`, `Mrd. EUR 5`.
fn scaled(cursor: &Cursor<'_, '_>, grammar: &Grammar<'_>) -> Option<(usize, Named)> {
    if !may_be_scaled(cursor) {
        return None;
    }
    let start = cursor.at();
    let letters = run_of(cursor, |c| c.is_ascii_alphabetic());
    let language = grammar.reader.language();
    let scale = scale_of_sign(&letters, language)?;
    let mut ahead = cursor.to(start + letters.len());
    if is_abbreviation(&letters) {
        ahead.eat('.');
        ahead.skip_blanks();
    }
    let is_sign = ahead.peek().is_some_and(is_sign);
    let (end, named) = if is_sign { spelled(&ahead, grammar, Side::Before) } else { coded(&ahead, grammar) }?;
    // `B$` and `T$` are signs too: German has no use for those of Tonga.
    let is_own = spelled(cursor, grammar, Side::Before).is_some_and(|own| own.0 >= end);
    let fits =
        named.scale.is_none() && ahead.at() > start && !(is_own && !(language.is_german() && letters == "T"));
    fits.then_some((end, Named { span: start..end, scale: Some(scale), ..named }))
}

/// The run of characters of a kind at the cursor, up to a length that no code has.
fn run_of(cursor: &Cursor<'_, '_>, kind: impl Fn(char) -> bool) -> String {
    (0..=Currency::CODE_LEN_MAX).map_while(|ahead| cursor.peek_after(ahead).filter(|c| kind(*c))).collect()
}
