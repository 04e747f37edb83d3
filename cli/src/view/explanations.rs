//! What would explain an inconsistent total, in words.

use adspend::check::{Check, CheckKind, Explanation, Verdict};

use crate::figures::{grouped, listed};
use crate::table::{clean, wrapped};

/// How many explanations are told.
const TOLD_MAX: usize = 3;
/// How many ids a line names before it counts the others.
const IDS_MAX: usize = 5;

/// Whether explanations were asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    Yes,
    No,
}

/// The best explanations of a check, each on lines of its own; nothing where none were asked for.
pub(crate) fn text(check: &Check, asked: Asked) -> String {
    if asked == Asked::No || check.verdict != Verdict::Inconsistent {
        return String::new();
    }
    match check.kind {
        CheckKind::Total | CheckKind::Parts => {}
        // What is wrong with these is told above: the sets in conflict, the entries that should not be there.
        CheckKind::Joint | CheckKind::None | CheckKind::Restriction => return String::new(),
        _ => return wrapped("  ", "no explanation is looked for: only sums are explained"),
    }
    let mut text = String::new();
    let mut line = |indent: &str, words: &str| text.push_str(&wrapped(indent, words));
    if check.explanations.is_empty() {
        line("  ", "nothing that was tried explains it better than chance would");
    } else {
        line("  ", "would explain it (nothing is corrected):");
    }
    for (at, explanation) in check.explanations.iter().take(TOLD_MAX).enumerate() {
        line("    ", &format!("{}. {}", at + 1, one(explanation)));
    }
    let more = check.explanations.len().saturating_sub(TOLD_MAX);
    if more > 0 {
        line("    ", &format!("and {more} more that are less likely"));
    }
    if check.explanations.len() > 1 && !check.shared.is_empty() {
        line("    ", &format!("the best share {}", listed(&check.shared, IDS_MAX)));
    }
    if check.also_possible > 0 {
        let ways = if check.also_possible == 1 { "way" } else { "ways" };
        line("    ", &format!("also possible ({} {ways})", check.also_possible));
    }
    if !check.budget.complete {
        line("    ", &format!("not everything was tried: {} hypotheses were", check.budget.tried));
    }
    text
}

/// What the figures beside explanations mean; nothing where there are none.
pub(crate) fn legend(checks: &[Check]) -> String {
    if checks.iter().all(|check| check.explanations.is_empty()) {
        return String::new();
    }
    wrapped(
        "",
        "Of explanations, the fewer bits the likelier; hits by chance are how many of all that were tried would fit a total that has \
         nothing to do with the entries: far below 1, it is hardly an accident.",
    )
}

fn one(explanation: &Explanation) -> String {
    let mut explanation = explanation.clone();
    let pair = explanation.pair.iter_mut().flat_map(|it| [&mut it.from, &mut it.to]);
    for figures in pair.chain([&mut explanation.from, &mut explanation.to]) {
        *figures = readable(figures);
    }
    let mut words = clean(&explanation.sentence());
    if !explanation.repairs.is_empty() {
        words.push_str(&format!("; it repairs {} as well", clean(&listed(&explanation.repairs, IDS_MAX))));
    }
    format!("{words} ({} bits; {} hits by chance)", explanation.bits, explanation.chance_hits)
}

/// Figures with what is said of each, their digits grouped: `1000003 CNY; 2500` is `1,000,003 CNY; 2,500`.
fn readable(figures: &str) -> String {
    let one = |part: &str| {
        let (figure, words) = part.split_at(part.find(' ').unwrap_or(part.len()));
        let is_figure =
            figure.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if is_figure { format!("{}{words}", grouped(figure)) } else { part.to_owned() }
    };
    figures.split("; ").map(one).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_figures_are_grouped() {
        for (plain, shown) in [
            ("1000003 CNY; 2500", "1,000,003 CNY; 2,500"),
            ("-45150000.5", "-45,150,000.5"),
            ("2559672 without payee=12345", "2,559,672 without payee=12345"),
            ("0.625 (day of publication)", "0.625 (day of publication)"),
            ("[1000, 2000]", "[1000, 2000]"),
            ("1000/7", "1000/7"),
            ("<= 1000", "<= 1000"),
            ("", ""),
        ] {
            assert_eq!(readable(plain), shown);
        }
    }
}
