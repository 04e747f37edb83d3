//! Faults of the syntax.

use crate::fault::{CASE, Fault};

pub(crate) fn faults() -> Vec<Fault> {
    let cut = |at: &str| CASE.split(at).next().unwrap().to_owned();
    let long = "x".repeat(1 << 20);
    vec![
        Fault::content("truncated: in a text", cut("illion yuan\"\nrecorded = 2020-10-26") + "⟦⟧"),
        Fault::content("truncated: in a name of a table", cut("y]]\nid = \"luanchuan\"") + "⟦⟧"),
        Fault::content("truncated: in a list", cut(", \"USD\"]") + "⟦⟧"),
        Fault::content("truncated: after a key", cut("= \"cn/luoyang/luanchuan\"\nplatform") + "⟦⟧"),
        Fault::edit("a text that is not closed", "\"8.05 million yuan\"", "\"8.05 million yuan⟦⟧"),
        Fault::edit("a text without quotation marks", "\"Ruyang\"", "⟦Ruyang⟧"),
        Fault::edit("typographic quotation marks", "\"Ruyang\"", "⟦“Ruyang”⟧"),
        Fault::edit("a month without quotation marks", "\"2020-02\"", "⟦2020-02⟧"),
        Fault::edit("a day that TOML does not have", "published = 2020-10-26", "published = ⟦2020-10-36⟧"),
        Fault::edit("a backslash in a text", "\"Luoyang City\"", "\"C:\\⟦⟧Luoyang City\""),
        Fault::edit("no equals sign", "name = \"Ruyang\"", "name ⟦⟧\"Ruyang\""),
        Fault::edit("a colon for the equals sign", "name = \"Ruyang\"", "name⟦⟧: \"Ruyang\""),
        Fault::edit(
            "no comma in a table",
            "\"cn/luoyang\", campaign = \"media-centres\" }\namount",
            "\"cn/luoyang\" ⟦⟧campaign = \"media-centres\" }\namount",
        ),
        Fault::edit("a key twice", "name = \"Ruyang\"", "name = \"Ruyang\"\n⟦name⟧ = \"Ruyang\""),
        Fault::append("[ledger] twice", "\n[⟦ledger⟧]\ncurrency = \"USD\"\n"),
        Fault::append("one bracket where there are two", "\n[⟦claim⟧]\nid = \"another\"\nkind = \"none\"\n"),
        Fault::edit(
            "what a merge leaves",
            "[[platform]]\nid = \"douyin\"\n",
            "⟦⟧<<<<<<< HEAD\n[[platform]]\nid = \"douyin\"\n",
        ),
        Fault::append("a line of 1 MB", &format!("locator = \"{long}\" ⟦⟧x\n")),
        Fault::append(
            "deep nesting: of lists",
            &format!("tolerance = {}⟦⟧{}", "[".repeat(80), "[".repeat(99_920)),
        ),
        Fault::append("deep nesting: of keys", &format!("a{} = 1⟦⟧\n", ".a".repeat(100_000))),
        Fault::append(
            "deep nesting: of tables",
            &format!("tolerance = {}⟦⟧{}", "{ a = ".repeat(80), "{ a = ".repeat(99_920)),
        ),
    ]
}
