//! Names of currencies that count other things as often: pounds of meat, books, pieces, seats won.

use super::characters::{Source, is_blank, is_ideograph, is_ideographic_sign};
use super::cursor::{Cursor, Phrases};
use super::grammar::Grammar;
use super::term::Term;
use super::vocabulary::Kind;
use crate::exact::Numeral;

/// What parts a weight from what is weighed.
static OF: Phrases<()> = &[("d'", ()), ("de", ()), ("of", ())];

/// What parts an amount from what it buys.
static WORTH: Phrases<()> = &[("' worth", ()), ("worth", ())];

/// What follows 块 where it is money; before anything else it counts pieces.
const AFTER_KUAI: &str = "钱錢人多左上以至到和或的就每一起也了吧呢啊吗零二三四五六七八九半两";

/// What follows 元 within another word: 元旦, 元宵, 元首, 元帅, 元件, 元素, 元老, 元气, 元勋, 一元论, 三元组, 一元化, 三元里.
const AFTER_NO_YUAN: &str = "旦宵首帅帥件素老气氣勋勳论論组組化里";

/// Words before a number of pounds that is a weight, in the languages that have one word for both.
#[rustfmt::skip]
const WEIGHING: &[&str] = &[
    "abgenommen", "adelgazó", "bajó", "gain", "gained", "gaining", "gains", "heavy", "lift", "lifted", "lifting", "lifts",
    "lose", "loses", "losing", "lost", "perder", "perdido", "perdió", "pesa", "pesaba", "pesan", "peso", "pesó", "shed",
    "shedding", "weigh", "weighed", "weighing", "weighs", "weight", "wiegen", "wiegt", "wog", "вес", "весил", "весила",
    "весит", "весом", "весят", "набрал", "набрала", "похудел", "похудела", "потерял", "потеряла", "сбросил", "сбросила",
];

/// Words after a number of pounds that is a weight.
#[rustfmt::skip]
const WEIGHED: &[&str] = &[
    "abgenommen", "heavier", "heavy", "in weight", "leichter", "lighter", "overweight", "schwer", "schwerer", "underweight",
    "zugenommen", "веса", "картофеля", "масла", "муки", "мяса", "сахара", "хлеба",
];

/// What `-pound` is money before: a `50-pound` dog is none.
#[rustfmt::skip]
const PAID_IN_POUNDS: &[&str] = &[
    "ad", "advert", "bet", "bill", "bonus", "bribe", "budget", "campaign", "charge", "cheque", "coin", "contract", "cost",
    "deal", "debt", "deposit", "donation", "fee", "fine", "fund", "gift", "grant", "investment", "invoice", "levy", "loan",
    "note", "payment", "payout", "penalty", "pledge", "price", "prize", "reward", "salary", "tax", "ticket", "voucher", "wage",
];

/// What says of books that they are no pounds, before and after the number.
#[rustfmt::skip]
const BOOKS_BEFORE: &[&str] = &[
    "auteur", "autrice", "collection", "lire", "lisent", "lit", "lu", "lus", "publia", "publie", "publié", "publient",
    "vend", "vendre", "vendu", "vendus", "écrit", "écrivit", "édité",
];
#[rustfmt::skip]
const BOOKS_AFTER: &[&str] = &[
    "anciens", "audio", "consacrés", "de", "distribués", "d'", "en vente", "imprimés", "jeunesse", "neufs", "numériques", "ont",
    "parus", "pour", "publiés", "rares", "scolaires", "sont", "sur", "vendus", "écrits", "édités", "électroniques",
];

/// What follows `real` where it is the currency; before any other word it is the adjective: `4 real estate firms`.
const AFTER_REAL: &[&str] = &[
    "a", "al", "and", "bis", "con", "de", "en", "for", "in", "is", "o", "or", "para", "per", "por", "to",
    "und", "was", "y",
];

/// Whether 月 and digits stand before the number whose name ends in 日: 1月1日元旦.
fn follows_month(source: &Source<'_>, number: usize) -> bool {
    number.checked_sub(1).and_then(|at| source.get(at)) == Some('月')
}

/// Whether, in running text, the name that ends at the cursor counts something else than money: `two pounds of apples`,
/// `she lost 20 pounds`, `trois livres`, `zwei Pfund Kartoffeln`, `won 5 won seats`, `两块石头`.
pub(super) fn counts_things(cursor: &Cursor<'_, '_>, grammar: &Grammar<'_>, term: &Term) -> bool {
    let Some(named) = term.currency.as_ref().filter(|named| named.span.end == cursor.at()) else {
        return false;
    };
    let source = cursor.source();
    let is_letter = |ahead: usize| source.glyph(cursor.at() + ahead).is_some_and(|glyph| glyph.is_letter);
    if named.kind == Kind::Word && cursor.peek() == Some('-') && is_letter(1) && is_letter(2) {
        // `12 francs-tireurs`, `200 francs-maçons`
        return true;
    }
    let name: String = named.span.clone().filter_map(|at| Some(source.glyph(at)?.lower)).collect();
    let value = term.digits.numeral;
    let is_below = |limit: u32| term.unit.is_none() && value.cmp_value(Numeral::from(limit)).is_lt();
    let is_small = is_below(1_000);
    let is_whole = value.decimals() == 0;
    let next = cursor.past_blanks();
    let word = word_at(&next);
    let start = term.span.start;
    // A name that the caller expects is what it says.
    let is_expected =
        named.candidates.iter().any(|candidate| grammar.reader.currencies().contains(candidate));
    match name.as_str() {
        "livre" | "livres" => is_below(1_000_000) && counts_books(cursor, term, &name),
        "pound" | "pounds" | "libra" | "libras" | "pfund" | "фунт" | "фунта" | "фунтов" => {
            let is_glued = named.span.start.checked_sub(1).and_then(|at| source.get(at)) == Some('-');
            is_below(10_000)
                && (next.listed(OF).is_some() && is_small
                    || name == "pfund" && is_small && next.peek().is_some_and(char::is_uppercase)
                    || follows(source, start, WEIGHING)
                    || WEIGHED.contains(&word.as_str())
                    || next.listed(&[("in weight", ())]).is_some()
                    || is_glued
                        && name == "pound"
                        && !word.is_empty()
                        && !PAID_IN_POUNDS.contains(&word.as_str()))
        }
        // Weights and crowns, of what?
        "kgs" | "dram" | "drams" | "crown" | "crowns" | "corona" | "coronas" | "couronne" | "couronnes" => {
            is_small && (next.listed(OF).is_some() || word == "dentaires")
        }
        // "my two cents' worth" is an opinion.
        "cents" => term.digits.in_words && value.mantissa() == 2 && next.listed(WORTH).is_some(),
        "real" => is_small && !word.is_empty() && !AFTER_REAL.contains(&word.as_str()),
        "reales" => is_small && matches!(word.as_str(), "decretos" | "ordenes" | "órdenes"),
        // "un peso de 80 kilos", "tiene un peso importante"
        "peso" => term.digits.in_words && value == Numeral::ONE && !word.is_empty(),
        // Won games; nothing costs so few of them.
        "won" => !is_expected && is_whole && is_below(100) && term.currency.is_some(),
        // `the 100,000 mark`, `85 marks in the exam`, `8 out of 10 marks`
        "mark" => follows(source, start, &["the"]),
        "marks" => {
            !is_expected
                && is_below(1_000)
                && (matches!(word.as_str(), "out" | "in" | "on") || follows(source, start, SCORING))
        }
        "colon" | "sol" | "sols" => !is_expected && is_small && value != Numeral::ONE && !word.is_empty(),
        "марка" | "марки" | "марок" => {
            !is_expected && is_small && matches!(word.as_str(), "автомобилей" | "машин")
        }
        "крон" | "кроны" => is_small && matches!(word.as_str(), "дерева" | "деревьев"),
        // 1月1日元旦, 一元二次方程, 三元组, 3欧元素.
        name if name.ends_with(['元', '圆', '圓']) => {
            let is_equation = next.peek_after(1) == Some('次');
            is_equation
                || cursor.peek().is_some_and(|c| AFTER_NO_YUAN.contains(c))
                || name.starts_with('日') && follows_month(source, start)
        }
        // 花了30刀; but 捅了三刀 counts stabs.
        "刀" => !is_expected,
        "块" | "塊" => cursor
            .peek()
            .is_some_and(|c| is_ideograph(c) && !is_ideographic_sign(c) && !AFTER_KUAI.contains(c)),
        _ => false,
    }
}

/// What marks are awarded by.
const SCORING: &[&str] = &["awarded", "got", "obtained", "received", "scored", "scoring"];

/// `trois livres`, `5000 livres vendus`: books, which are counted in words, and of which something is told.
fn counts_books(cursor: &Cursor<'_, '_>, term: &Term, name: &str) -> bool {
    let source = cursor.source();
    let next = cursor.past_blanks();
    let word = word_at(&next);
    let is_small = term.digits.numeral.cmp_value(Numeral::from(1_000u32)).is_lt();
    if term.digits.in_words && is_small {
        // `une livre` is money or half a kilogram, `un livre` a book.
        let before = cursor.at().checked_sub(name.len() + 2).and_then(|at| source.get(at));
        return name == "livres" || before == Some('n') || next.listed(OF).is_some();
    }
    next.listed(OF).is_some()
        || BOOKS_AFTER.contains(&word.as_str())
        || follows(source, term.span.start, BOOKS_BEFORE)
}

/// The word at the cursor, in lower case; empty where none begins.
fn word_at(cursor: &Cursor<'_, '_>) -> String {
    let source = cursor.source();
    let is_word = cursor.peek().is_some_and(char::is_alphabetic);
    if !is_word {
        return String::new();
    }
    cursor.word().filter_map(|at| Some(source.glyph(at)?.lower)).collect()
}

/// How far back a word is looked for that says what a number counts, in characters, and in words.
const BACK_CHARS_MAX: usize = 32;
const BACK_WORDS_MAX: usize = 3;

/// Whether one of these words is among the last before a position, in the same sentence.
fn follows(source: &Source<'_>, at: usize, words: &[&str]) -> bool {
    let mut word = Vec::new();
    let mut passed = 0;
    for back in 1..=BACK_CHARS_MAX {
        let glyph = at.checked_sub(back).and_then(|at| source.glyph(at));
        if let Some(glyph) = glyph.filter(|glyph| glyph.is_letter) {
            word.push(glyph.lower);
            continue;
        }
        if !word.is_empty() {
            let found: String = word.drain(..).rev().collect();
            passed += 1;
            if words.contains(&found.as_str()) {
                return true;
            }
        }
        if passed == BACK_WORDS_MAX
            || !glyph.is_some_and(|glyph| is_blank(glyph.folded) || glyph.folded == '-')
        {
            return false;
        }
    }
    false
}
