//! Names of currencies that count other things as often: pounds of meat, books, pieces.

use super::characters::{Source, is_ideograph, is_ideographic_sign};
use super::cursor::{Cursor, Phrases};
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

/// Whether 月 and digits stand before the number whose name ends in 日: 1月1日元旦.
fn follows_month(source: &Source<'_>, number: usize) -> bool {
    number.checked_sub(1).and_then(|at| source.get(at)) == Some('月')
}

/// Whether, in running text, the name that ends at the cursor counts something else than money: `two pounds of apples`,
/// `trois livres`, `zwei Pfund Kartoffeln`, `两块石头`.
pub(super) fn counts_things(cursor: &Cursor<'_, '_>, term: &Term) -> bool {
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
    let is_small = term.unit.is_none() && value.cmp_value(Numeral::from(1_000u32)).is_lt();
    let next = cursor.past_blanks();
    match name.as_str() {
        "livre" | "livres" if is_small && term.digits.in_words => {
            // `une livre` is money or half a kilogram, `un livre` a book; books are counted in words.
            let before = named.span.start.checked_sub(2).and_then(|at| source.get(at));
            name == "livres" || before == Some('n') || next.listed(OF).is_some()
        }
        "pound" | "pounds" | "livre" | "livres" | "libra" | "libras" => is_small && next.listed(OF).is_some(),
        "pfund" => is_small && next.peek().is_some_and(char::is_uppercase),
        // "my two cents' worth" is an opinion.
        "cents" => term.digits.in_words && value.mantissa() == 2 && next.listed(WORTH).is_some(),
        // 1月1日元旦, 一元二次方程, 三元组, 3欧元素.
        name if name.ends_with(['元', '圆', '圓']) => {
            let is_equation = next.peek_after(1) == Some('次');
            is_equation
                || cursor.peek().is_some_and(|c| AFTER_NO_YUAN.contains(c))
                || name.starts_with('日') && follows_month(source, term.span.start)
        }
        "块" | "塊" => cursor
            .peek()
            .is_some_and(|c| is_ideograph(c) && !is_ideographic_sign(c) && !AFTER_KUAI.contains(c)),
        _ => false,
    }
}
