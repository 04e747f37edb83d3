//! German, with and without its own letters. Numbers below a million are one word: each entry may be a part of one.

use super::vocabulary::{Alone, Counting, Group, Part, PartOf, Tongue, Vocabulary, Word, initials};

pub(super) static GERMAN: Vocabulary = Vocabulary {
    tongue: Tongue::German,
    words: WORDS,
    parts: PARTS,
    initials: initials(WORDS, PARTS),
    // `zwei und zwanzig` is 22 to some, and two numbers to others.
    and: "",
    points: &["komma"],
    halves: &[
        (&["und", "eine", "halbe"], 50),
        (&["und", "einer", "halben"], 50),
        (&["und", "ein", "halb"], 50),
        (&["und", "eine", "viertel"], 25),
        (&["einhalb"], 50),
    ],
    of: "",
    vague: &[
        "einige", "einigen", "einiger", "etliche", "etlichen", "manche", "mehrere", "mehreren", "mehrerer",
        "paar", "viele", "vielen", "vieler", "wenige", "wenigen", "weniger", "zig",
    ],
    several: SEVERAL,
};

#[rustfmt::skip]
const SEVERAL: &[(&[&str], i32)] = &[
    (&["ein", "paar", "hunderttausend"], 5),
    (&["ein", "paar", "hundert"], 2),
    (&["ein", "paar"], 0),
    (&["einige", "hunderttausend"], 5),
    (&["einige", "hundert"], 2),
    (&["einige"], 0),
    (&["einigen", "hundert"], 2),
    (&["einigen"], 0),
    (&["etliche"], 0),
    (&["mehrere", "hunderttausend"], 5),
    (&["mehrere", "hundert"], 2),
    (&["mehrere"], 0),
    (&["mehreren", "hundert"], 2),
    (&["mehreren"], 0),
];

const DOZEN: Word = Word::Group(Group { worth: 12, counting: Counting::Exact });

#[rustfmt::skip]
const WORDS: &[(&str, Word)] = &[
    ("acht", Word::Unit(8)), ("achtzehn", Word::Teen(18)), ("achtzig", Word::Tens(80)),
    ("anderthalb", Word::OneAndHalf), ("billion", Word::Scale(12, Alone::Never)),
    ("billionen", Word::Scale(12, Alone::Never)), ("drei", Word::Unit(3)), ("dreissig", Word::Tens(30)),
    ("dreizehn", Word::Teen(13)), ("dreißig", Word::Tens(30)), ("dutzend", DOZEN), ("ein", Word::One),
    ("eine", Word::One), ("eineinhalb", Word::OneAndHalf), ("einem", Word::One), ("einen", Word::One),
    ("einer", Word::One), ("eines", Word::One), ("einhalb", Word::AndHalf), ("eins", Word::Unit(1)),
    ("elf", Word::Teen(11)), ("fuenf", Word::Unit(5)), ("fuenfzehn", Word::Teen(15)),
    ("fuenfzig", Word::Tens(50)), ("fünf", Word::Unit(5)), ("fünfzehn", Word::Teen(15)),
    ("fünfzig", Word::Tens(50)), ("hundert", Word::Hundred), ("milliarde", Word::Scale(9, Alone::Never)),
    ("milliarden", Word::Scale(9, Alone::Never)), ("million", Word::Scale(6, Alone::Never)),
    ("millionen", Word::Scale(6, Alone::Never)), ("neun", Word::Unit(9)), ("neunzehn", Word::Teen(19)),
    ("neunzig", Word::Tens(90)), ("null", Word::Zero), ("sechs", Word::Unit(6)), ("sechzehn", Word::Teen(16)),
    ("sechzig", Word::Tens(60)), ("sieben", Word::Unit(7)), ("siebzehn", Word::Teen(17)),
    ("siebzig", Word::Tens(70)), ("tausend", Word::Scale(3, Alone::Counts)), ("und", Word::And),
    ("vier", Word::Unit(4)), ("vierzehn", Word::Teen(14)), ("vierzig", Word::Tens(40)), ("zehn", Word::Teen(10)),
    ("zwanzig", Word::Tens(20)), ("zwei", Word::Unit(2)), ("zwo", Word::Unit(2)), ("zwoelf", Word::Teen(12)),
    ("zwölf", Word::Teen(12)),
];

#[rustfmt::skip]
const PARTS: &[Part] = &[
    Part { words: &["eine", "dreiviertel"], hundredths: 75, of: PartOf::Scale },
    Part { words: &["einer", "dreiviertel"], hundredths: 75, of: PartOf::Scale },
    Part { words: &["drei", "viertel"], hundredths: 75, of: PartOf::Scale },
    Part { words: &["eine", "viertel"], hundredths: 25, of: PartOf::Scale },
    Part { words: &["einer", "viertel"], hundredths: 25, of: PartOf::Scale },
    Part { words: &["eine", "halbe"], hundredths: 50, of: PartOf::Scale },
    Part { words: &["einer", "halben"], hundredths: 50, of: PartOf::Scale },
    Part { words: &["eine", "viertelmillion"], hundredths: 25, of: PartOf::Power(6) },
    Part { words: &["einer", "viertelmillion"], hundredths: 25, of: PartOf::Power(6) },
    Part { words: &["eine", "dreiviertelmillion"], hundredths: 75, of: PartOf::Power(6) },
    Part { words: &["einer", "dreiviertelmillion"], hundredths: 75, of: PartOf::Power(6) },
    Part { words: &["ein", "halbes"], hundredths: 50, of: PartOf::Scale },
    Part { words: &["viertelmillion"], hundredths: 25, of: PartOf::Power(6) },
    Part { words: &["dreiviertelmillion"], hundredths: 75, of: PartOf::Power(6) },
    Part { words: &["dreiviertel"], hundredths: 75, of: PartOf::Scale },
    Part { words: &["halbe"], hundredths: 50, of: PartOf::Scale },
    Part { words: &["halben"], hundredths: 50, of: PartOf::Scale },
    Part { words: &["halbes"], hundredths: 50, of: PartOf::Scale },
];
