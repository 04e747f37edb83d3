//! Spanish, with and without accents.

use super::vocabulary::{Alone, Counting, Group, Part, PartOf, Tongue, Vocabulary, Word, initials};

pub(super) static SPANISH: Vocabulary = Vocabulary {
    tongue: Tongue::Spanish,
    words: WORDS,
    parts: PARTS,
    initials: initials(WORDS, PARTS),
    and: "y",
    points: &["coma", "punto"],
    halves: &[(&["y", "medio"], 50), (&["y", "media"], 50)],
    of: "de",
    vague: &["algunos", "muchos", "pocos", "varias", "varios"],
    several: SEVERAL,
};

#[rustfmt::skip]
const SEVERAL: &[(&[&str], i32)] = &[
    (&["un", "par", "de", "miles"], 3),
    (&["un", "par", "de"], 0),
    (&["varios", "miles"], 3),
    (&["varios", "cientos"], 2),
    (&["varios"], 0),
    (&["algunos", "miles"], 3),
    (&["algunos", "cientos"], 2),
    (&["algunos"], 0),
    (&["unos", "cuantos", "miles"], 3),
    (&["unos", "cuantos", "cientos"], 2),
    (&["unos", "cuantos"], 0),
    (&["unos", "pocos", "miles"], 3),
    (&["unos", "pocos", "cientos"], 2),
    (&["unos", "pocos"], 0),
];

const DOZEN: Word = Word::Group(Group { worth: 12, counting: Counting::Exact });

const fn about(worth: u32) -> Word {
    Word::Group(Group { worth, counting: Counting::Rough })
}

#[rustfmt::skip]
const WORDS: &[(&str, Word)] = &[
    ("billon", Word::Scale(12, Alone::Never)), ("billones", Word::Scale(12, Alone::Never)),
    ("catorce", Word::Teen(14)), ("centenar", about(100)), ("cero", Word::Zero), ("cien", Word::Hundreds(100)),
    ("ciento", Word::Hundreds(100)), ("cinco", Word::Unit(5)), ("cincuenta", Word::Tens(50)),
    ("cuarenta", Word::Tens(40)), ("cuatro", Word::Unit(4)), ("cuatrocientas", Word::Hundreds(400)),
    ("cuatrocientos", Word::Hundreds(400)), ("decena", about(10)), ("diecinueve", Word::Teen(19)),
    ("dieciocho", Word::Teen(18)), ("dieciseis", Word::Teen(16)), ("diecisiete", Word::Teen(17)),
    ("diez", Word::Teen(10)), ("doce", Word::Teen(12)), ("docena", DOZEN), ("docenas", DOZEN),
    ("dos", Word::Unit(2)), ("doscientas", Word::Hundreds(200)), ("doscientos", Word::Hundreds(200)),
    ("mil", Word::Scale(3, Alone::Counts)), ("millar", Word::Scale(3, Alone::Rough)),
    ("millardo", Word::Scale(9, Alone::Never)), ("millardos", Word::Scale(9, Alone::Never)),
    ("millon", Word::Scale(6, Alone::Never)), ("millones", Word::Scale(6, Alone::Never)),
    ("novecientas", Word::Hundreds(900)), ("novecientos", Word::Hundreds(900)), ("noventa", Word::Tens(90)),
    ("nueve", Word::Unit(9)), ("ochenta", Word::Tens(80)), ("ocho", Word::Unit(8)),
    ("ochocientas", Word::Hundreds(800)), ("ochocientos", Word::Hundreds(800)), ("once", Word::Teen(11)),
    ("quince", Word::Teen(15)), ("quinientas", Word::Hundreds(500)), ("quinientos", Word::Hundreds(500)),
    ("seis", Word::Unit(6)), ("seiscientas", Word::Hundreds(600)), ("seiscientos", Word::Hundreds(600)),
    ("sesenta", Word::Tens(60)), ("setecientas", Word::Hundreds(700)), ("setecientos", Word::Hundreds(700)),
    ("setenta", Word::Tens(70)), ("siete", Word::Unit(7)), ("trece", Word::Teen(13)),
    ("treinta", Word::Tens(30)), ("treintena", about(30)), ("tres", Word::Unit(3)),
    ("trescientas", Word::Hundreds(300)), ("trescientos", Word::Hundreds(300)), ("un", Word::One),
    ("una", Word::One), ("uno", Word::Unit(1)), ("veinte", Word::Tens(20)), ("veintena", about(20)),
    ("veinticinco", Word::Tens(25)), ("veinticuatro", Word::Tens(24)), ("veintidos", Word::Tens(22)),
    ("veintinueve", Word::Tens(29)), ("veintiocho", Word::Tens(28)), ("veintiseis", Word::Tens(26)),
    ("veintisiete", Word::Tens(27)), ("veintitres", Word::Tens(23)), ("veintiun", Word::Tens(21)),
    ("veintiuna", Word::Tens(21)), ("veintiuno", Word::Tens(21)),
];

#[rustfmt::skip]
const PARTS: &[Part] = &[
    Part { words: &["un", "cuarto", "de"], hundredths: 25, of: PartOf::Scale },
    Part { words: &["tres", "cuartos", "de"], hundredths: 75, of: PartOf::Scale },
    Part { words: &["medio"], hundredths: 50, of: PartOf::Scale },
    Part { words: &["media"], hundredths: 50, of: PartOf::Scale },
];
