//! Amounts that restate another: `45.15 million yuan (about 6.74 million dollars)`.

use std::ops::Range;

use super::mention::Mention;

/// The longest text that may stand between an amount and its gloss, in bytes.
const BETWEEN_MAX: usize = 48;

/// What may stand, beside a bracket or a comma, between an amount and its gloss, in lower case.
const LINKS: &[&str] = &[
    "or",
    "i.e.",
    "ie",
    "that is",
    "equal to",
    "equivalent to",
    "the equivalent of",
    "worth",
    "soit",
    "c'est-à-dire",
    "ou",
    "équivalant à",
    "l'équivalent de",
    "das sind",
    "das entspricht",
    "entspricht",
    "umgerechnet",
    "also",
    "oder",
    "o",
    "o sea",
    "es decir",
    "equivalente a",
    "equivalentes a",
    "или",
    "то есть",
    "т. е.",
    "т.е.",
    "что составляет",
    "что эквивалентно",
    "折合",
    "折合成",
    "折合为",
    "约合",
    "合",
    "相当于",
    "即",
    "或",
    "換算",
    "折算",
    "折合約",
    "約合",
    "相當於",
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
        Some(c @ ('(' | '[' | ',' | '/' | '=')) => {
            (Some(c), between.strip_prefix(c).unwrap_or_default().trim())
        }
        _ => (None, between),
    };
    let is_link = LINKS.contains(&words);
    match opening {
        Some('(' | '[') => (words.is_empty() || is_link) && closes(text, gloss.end),
        Some('=') => words.is_empty(),
        // 约合 is the qualifier of the gloss too.
        Some(',') => is_link || words.is_empty() && begins_with_link(text, gloss.start),
        Some('/') => words.is_empty(),
        // Without a comma only what cannot mean an alternative.
        _ => is_link && !matches!(words, "or" | "ou" | "oder" | "o" | "или" | "或" | "also" | "worth"),
    }
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
