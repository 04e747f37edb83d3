//! What would explain an inconsistent total, in words.

use adspend::check::{Check, CheckKind, Explanation};

use crate::figures::listed;
use crate::table::{clean, wrapped};

/// How many explanations are told.
const TOLD_MAX: usize = 3;
/// How many ids a line names before it counts the others.
const IDS_MAX: usize = 5;

/// The best explanations of a check, each on lines of its own; nothing where none were looked for.
pub(crate) fn text(check: &Check) -> String {
    // The steps of a joint check are no hypotheses.
    if check.budget.tried == 0 || check.kind == CheckKind::Joint {
        return String::new();
    }
    let mut text = String::new();
    let mut line = |indent: &str, words: &str| text.push_str(&wrapped(indent, words));
    if check.explanations.is_empty() {
        line("  ", "no single slip explains it better than chance would");
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

fn one(explanation: &Explanation) -> String {
    let mut words = clean(&explanation.sentence());
    if !explanation.repairs.is_empty() {
        words.push_str(&format!("; it repairs {} as well", clean(&listed(&explanation.repairs, IDS_MAX))));
    }
    format!("{words} ({} bits; {} hits by chance)", explanation.bits, explanation.chance_hits)
}
