//! Amounts that restate another: `45.15 million yuan (about 6.74 million dollars)`.

use std::ops::Range;

use super::mention::Mention;

/// The longest text that may stand between an amount and its gloss, in bytes.
const BETWEEN_MAX: usize = 64;

/// What may stand, beside a bracket or a comma, between an amount and its gloss, in lower case.
#[rustfmt::skip]
const LINKS: &[&str] = &[
    "or", "i.e.", "ie", "that is", "equal to", "equivalent to", "the equivalent of", "worth", "soit",
    "c'est-à-dire", "ou", "équivalant à", "l'équivalent de", "das sind", "das entspricht", "entspricht",
    "umgerechnet", "also", "oder", "o", "o sea", "es decir", "equivalente a", "equivalentes a", "или",
    "то есть", "т. е.", "т.е.", "что составляет", "что эквивалентно", "折合", "折合成", "折合为", "约合", "合", "相当于",
    "即", "或", "換算", "折算", "折合約", "約合", "相當於", "being", "equals", "equaling", "equalling", "equivalent",
    "which is", "which was", "which equals", "that's", "that was", "was worth", "ce qui représente",
    "ce qui équivaut à", "ce qui correspond à", "ce qui fait", "représentant", "équivalent à",
    "équivalents à", "à savoir", "valant", "dies entspricht", "das waren", "das wären", "entsprechen",
    "entsprechend", "was", "bzw.", "beziehungsweise", "lo que equivale a", "lo que supone",
    "lo que representa", "lo que son", "que equivale a", "que equivalen a", "esto es", "al cambio",
    "al cambio de", "это", "что равно", "что равняется", "что соответствует", "что равносильно",
    "эквивалент", "эквивалентно", "в пересчете", "в пересчёте", "по курсу", "折合人民币", "折合美元", "约合人民币", "合人民币",
    "折合人民幣", "約合人民幣", "相当于人民币", "等于", "约等于",
];

/// What may stand before or after such a link, or alone in its place in a bracket: when the rate held, or that it is rough.
#[rustfmt::skip]
const BESIDE_LINKS: &[&str] = &[
    "then", "now", "today", "at the time", "roughly", "or", "alors", "à l'époque", "aujourd'hui", "damals", "heute", "entonces",
    "hoy", "en aquel momento", "тогда", "сейчас", "на тот момент", "当时", "當時", "现", "今",
];

/// Gives each mention that restates an earlier one in another currency the index of that one.
///
/// # Complexity
///
/// Linear in the mentions.
pub(super) fn link(text: &str, mentions: &mut [Mention]) {
    let mut roots: Vec<Option<usize>> = vec![None; mentions.len()];
    for second in 1..mentions.len() {
        let first = second - 1;
        let (Some(a), Some(b)) = (mentions.get(first), mentions.get(second)) else { continue };
        let (a_span, b_span) = (a.reading().span(), b.reading().span());
        let Some(between) = between(text, a_span.end..b_span.start) else { continue };
        let root = match roots.get(first).copied().flatten() {
            // `A (B, C)`: both restate A.
            Some(root) if is_series(&between) && closes(text, b_span.end) => root,
            _ if is_gloss(text, &between, b_span) => first,
            _ => continue,
        };
        let Some(original) = mentions.get(root) else { continue };
        if mentions.get(second).is_some_and(|gloss| is_another_currency(original, gloss)) {
            if let Some(slot) = roots.get_mut(second) {
                *slot = Some(root);
            }
            if let Some(gloss) = mentions.get_mut(second) {
                gloss.gloss_of = Some(root);
            }
        }
    }
}

fn between(text: &str, span: Range<usize>) -> Option<String> {
    if span.len() > BETWEEN_MAX {
        return None;
    }
    let between = text.get(span)?;
    if between.contains("\n\n") {
        return None;
    }
    let folded = between.chars().filter_map(super::characters::fold).map(super::characters::lower);
    Some(folded.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `A (q B)`, `A, soit B`, `A（折合B）`, `A [B]`.
fn is_gloss(text: &str, between: &str, gloss: Range<usize>) -> bool {
    let (opening, words) = match between.chars().next() {
        Some(c @ ('(' | '[' | ',' | '/' | '=' | '—' | '-')) => {
            (Some(c), between.strip_prefix(c).unwrap_or_default().trim())
        }
        _ => (None, between),
    };
    let words = without_time(words);
    let is_link = LINKS.contains(&words);
    match opening {
        Some('(' | '[') => (words.is_empty() || is_link) && closes(text, gloss.end),
        Some('=') => words.is_empty(),
        // 约合 is the qualifier of the gloss too.
        Some(',') => is_link || words.is_empty() && begins_with_link(text, gloss.start),
        Some('/') => words.is_empty(),
        Some('—' | '-') => is_link,
        // Without a comma only what cannot mean an alternative.
        _ => {
            is_link
                && !matches!(
                    words,
                    "was"
                        | "being"
                        | "это"
                        | "that was"
                        | "which was"
                        | "or"
                        | "ou"
                        | "oder"
                        | "o"
                        | "или"
                        | "或"
                        | "also"
                        | "worth"
                )
        }
    }
}

/// The words of a link without what tells of its time, and without signs around it: `es decir,`, `= `, `then worth`.
fn without_time(words: &str) -> &str {
    let is_sign = |c: char| matches!(c, ',' | ':' | '=' | '(') || c.is_whitespace();
    let mut rest = words.trim_matches(is_sign);
    for beside in BESIDE_LINKS {
        let before = rest.strip_prefix(beside).filter(|left| !left.starts_with(is_latin));
        let after = rest.strip_suffix(beside).filter(|left| !left.ends_with(is_latin));
        if !LINKS.contains(&rest)
            && let Some(left) = before.or(after)
        {
            rest = left.trim_matches(is_sign);
        }
    }
    rest
}

const fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
}

/// Whether an amount begins with a word that says what another one comes to.
fn begins_with_link(text: &str, at: usize) -> bool {
    let amount = text.get(at..).unwrap_or_default();
    ["约合", "約合", "折合", "合"].iter().any(|link| amount.starts_with(link))
}

/// Whether a bracket closes soon after the gloss.
fn closes(text: &str, end: usize) -> bool {
    let after = text.get(end..).unwrap_or_default();
    after.chars().take(200).any(|c| matches!(c, ')' | '）' | ']'))
}

/// What stands between two glosses of one amount.
fn is_series(between: &str) -> bool {
    let words = between.trim_start_matches([',', ';', '/', '，', '；', '、']).trim();
    words.is_empty() || LINKS.contains(&words) || matches!(words, "and" | "et" | "und" | "y" | "и" | "和")
}

fn is_another_currency(a: &Mention, b: &Mention) -> bool {
    let of = |mention: &Mention| match mention.reading().currency() {
        Some(currency) => vec![currency],
        None => mention.reading().candidates().to_vec(),
    };
    let (a, b) = (of(a), of(b));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|currency| b.contains(currency))
}
