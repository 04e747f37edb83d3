//! English.

use super::vocabulary::{Alone, Counting, Group, Part, PartOf, Tongue, Vocabulary, Word, initials};

pub(super) static ENGLISH: Vocabulary = Vocabulary {
    tongue: Tongue::English,
    words: WORDS,
    parts: PARTS,
    initials: initials(WORDS, PARTS),
    and: "and",
    points: &["point"],
    halves: &[
        (&["and", "a", "half"], 50),
        (&["and", "one", "half"], 50),
        (&["and", "a", "quarter"], 25),
        (&["and", "one", "quarter"], 25),
        (&["and", "three", "quarters"], 75),
    ],
    of: "",
    vague: &[],
    several: SEVERAL,
};

#[rustfmt::skip]
const SEVERAL: &[(&[&str], i32)] = &[
    (&["a", "couple", "of", "hundred"], 2),
    (&["a", "couple", "hundred"], 2),
    (&["a", "couple", "of"], 0),
    (&["a", "couple"], 0),
    (&["a", "few", "hundred"], 2),
    (&["a", "few"], 0),
    (&["several", "hundred"], 2),
    (&["several"], 0),
];

const DOZEN: Word = Word::Group(Group { worth: 12, counting: Counting::Exact });

#[rustfmt::skip]
const WORDS: &[(&str, Word)] = &[
    ("a", Word::Article), ("an", Word::Article), ("billion", Word::Scale(9, Alone::Never)),
    ("crore", Word::Scale(7, Alone::Never)), ("crores", Word::Scale(7, Alone::Never)),
    ("dozen", DOZEN), ("dozens", DOZEN), ("eight", Word::Unit(8)), ("eighteen", Word::Teen(18)), ("eighty", Word::Tens(80)),
    ("eleven", Word::Teen(11)), ("fifteen", Word::Teen(15)), ("fifty", Word::Tens(50)), ("five", Word::Unit(5)),
    ("forty", Word::Tens(40)), ("four", Word::Unit(4)), ("fourteen", Word::Teen(14)),
    ("fourty", Word::Tens(40)), ("hundred", Word::Hundred), ("lakh", Word::Scale(5, Alone::Never)),
    ("lakhs", Word::Scale(5, Alone::Never)), ("million", Word::Scale(6, Alone::Never)), ("naught", Word::Zero),
    ("nine", Word::Unit(9)), ("nineteen", Word::Teen(19)), ("ninety", Word::Tens(90)), ("nought", Word::Zero),
    ("one", Word::Unit(1)), ("seven", Word::Unit(7)), ("seventeen", Word::Teen(17)),
    ("seventy", Word::Tens(70)), ("six", Word::Unit(6)), ("sixteen", Word::Teen(16)), ("sixty", Word::Tens(60)),
    ("ten", Word::Teen(10)), ("thirteen", Word::Teen(13)), ("thirty", Word::Tens(30)),
    ("thousand", Word::Scale(3, Alone::Never)), ("three", Word::Unit(3)),
    ("trillion", Word::Scale(12, Alone::Never)), ("twelve", Word::Teen(12)), ("twenty", Word::Tens(20)),
    ("two", Word::Unit(2)), ("zero", Word::Zero),
];

#[rustfmt::skip]
const PARTS: &[Part] = &[
    Part { words: &["a", "quarter", "of", "a"], hundredths: 25, of: PartOf::Scale },
    Part { words: &["one", "quarter", "of", "a"], hundredths: 25, of: PartOf::Scale },
    Part { words: &["three", "quarters", "of", "a"], hundredths: 75, of: PartOf::Scale },
    Part { words: &["three", "quarters"], hundredths: 75, of: PartOf::Scale },
    Part { words: &["three", "quarter"], hundredths: 75, of: PartOf::Scale },
    Part { words: &["a", "quarter"], hundredths: 25, of: PartOf::Scale },
    Part { words: &["quarter", "of", "a"], hundredths: 25, of: PartOf::Scale },
    Part { words: &["half", "of", "a"], hundredths: 50, of: PartOf::Scale },
    Part { words: &["one", "half"], hundredths: 50, of: PartOf::Scale },
    Part { words: &["half", "a"], hundredths: 50, of: PartOf::Anything },
    Part { words: &["half", "an"], hundredths: 50, of: PartOf::Anything },
    Part { words: &["a", "half"], hundredths: 50, of: PartOf::Scale },
    Part { words: &["half"], hundredths: 50, of: PartOf::Scale },
];
