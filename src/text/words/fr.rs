//! French, with the words of Belgium and Switzerland.

use super::vocabulary::{Alone, Counting, Group, Part, PartOf, Tongue, Vocabulary, Word, initials};

pub(super) static FRENCH: Vocabulary = Vocabulary {
    tongue: Tongue::French,
    words: WORDS,
    parts: PARTS,
    initials: initials(WORDS, PARTS),
    and: "et",
    points: &["virgule", "point"],
    halves: &[(&["et", "demi"], 50), (&["et", "demie"], 50), (&["et", "un", "demi"], 50)],
    of: "de",
    vague: &["quelques", "plusieurs", "des", "diverses", "divers"],
    several: SEVERAL,
};

#[rustfmt::skip]
const SEVERAL: &[(&[&str], i32)] = &[
    (&["quelques", "centaines"], 2),
    (&["quelques", "dizaines"], 1),
    (&["quelques"], 0),
    (&["plusieurs", "centaines"], 2),
    (&["plusieurs", "dizaines"], 1),
    (&["plusieurs"], 0),
];

const DOZEN: Word = Word::Group(Group { worth: 12, counting: Counting::Exact });

const fn about(worth: u32) -> Word {
    Word::Group(Group { worth, counting: Counting::Rough })
}

#[rustfmt::skip]
const WORDS: &[(&str, Word)] = &[
    ("billion", Word::Scale(12, Alone::Never)), ("billions", Word::Scale(12, Alone::Never)),
    ("cent", Word::Hundred), ("centaine", about(100)), ("cents", Word::Hundred), ("cinq", Word::Unit(5)),
    ("cinquantaine", about(50)), ("cinquante", Word::Tens(50)), ("deux", Word::Unit(2)), ("dix", Word::Teen(10)),
    ("dizaine", about(10)), ("douzaine", about(12)), ("douzaines", DOZEN), ("douze", Word::Teen(12)),
    ("huit", Word::Unit(8)), ("huitante", Word::Tens(80)), ("mille", Word::Scale(3, Alone::Counts)),
    ("milliard", Word::Scale(9, Alone::Never)), ("milliards", Word::Scale(9, Alone::Never)),
    ("millier", Word::Scale(3, Alone::Rough)), ("milliers", Word::Scale(3, Alone::Rough)),
    ("million", Word::Scale(6, Alone::Never)), ("millions", Word::Scale(6, Alone::Never)),
    ("neuf", Word::Unit(9)), ("nonante", Word::Tens(90)), ("octante", Word::Tens(80)), ("onze", Word::Teen(11)),
    ("quarantaine", about(40)), ("quarante", Word::Tens(40)), ("quatorze", Word::Teen(14)),
    ("quatre", Word::Unit(4)), ("quinzaine", about(15)), ("quinze", Word::Teen(15)), ("seize", Word::Teen(16)),
    ("sept", Word::Unit(7)), ("septante", Word::Tens(70)), ("six", Word::Unit(6)),
    ("soixantaine", about(60)), ("soixante", Word::Tens(60)), ("treize", Word::Teen(13)),
    ("trentaine", about(30)), ("trente", Word::Tens(30)), ("trillion", Word::Scale(18, Alone::Never)),
    ("trillions", Word::Scale(18, Alone::Never)), ("trois", Word::Unit(3)), ("un", Word::One),
    ("une", Word::One), ("vingt", Word::Tens(20)), ("vingtaine", about(20)), ("vingts", Word::Tens(20)),
    ("zero", Word::Zero),
];

#[rustfmt::skip]
const PARTS: &[Part] = &[
    Part { words: &["un", "quart", "de"], hundredths: 25, of: PartOf::Scale },
    Part { words: &["trois", "quarts", "de"], hundredths: 75, of: PartOf::Scale },
    Part { words: &["quart", "de"], hundredths: 25, of: PartOf::Scale },
    Part { words: &["un", "demi"], hundredths: 50, of: PartOf::Scale },
    Part { words: &["une", "demi"], hundredths: 50, of: PartOf::Scale },
    Part { words: &["demi"], hundredths: 50, of: PartOf::Scale },
];
