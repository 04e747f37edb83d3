//! Faults of keys: unknown, missing, of another type.

use crate::fault::Fault;

const MENGJIN: &str = "amount = \"6.5 million yuan\"\n";

pub(crate) fn faults() -> Vec<Fault> {
    vec![
        Fault::edit("unknown key: near", "stage = \"committed\"\n", "⟦satge⟧ = \"committed\"\n"),
        Fault::edit("unknown key: far", MENGJIN, "amount = \"6.5 million yuan\"\n⟦colour⟧ = \"red\"\n"),
        Fault::edit(
            "unknown key: of another table",
            "publisher = \"Epoch Times\"",
            "⟦sponsor⟧ = \"cn/luoyang\"",
        ),
        Fault::edit(
            "unknown key: in a scope",
            "sponsor-under = \"cn/luoyang\", stage = [\"spent\", \"committed\"] }\nis",
            "⟦sponser-under⟧ = \"cn/luoyang\", stage = [\"spent\", \"committed\"] }\nis",
        ),
        Fault::edit("unknown key: a date", "when = \"2020-02\"\n", "⟦date⟧ = \"2020-02\"\n"),
        Fault::append(
            "unknown key: of a scope, in a claim",
            "\n[[claim]]\nid = \"another\"\namount = \"5 yuan\"\n⟦platform⟧ = \"douyin\"\n",
        ),
        Fault::append(
            "unknown key: of a scope, in a restriction",
            "\n[[restriction]]\nid = \"ban\"\nforbids = {}\n⟦jurisdiction⟧ = \"FR\"\n",
        ),
        Fault::edit("unknown key: in an amount", MENGJIN, "amount = { ⟦exat⟧ = \"6500000\" }\n"),
        Fault::edit(
            "unknown key: with an underscore",
            "sponsor-under = \"cn/luoyang\", stage = [\"spent\", \"committed\"] }\nis",
            "⟦sponsor_under⟧ = \"cn/luoyang\", stage = [\"spent\", \"committed\"] }\nis",
        ),
        Fault::append("unknown table: near", "\n[[⟦entrys⟧]]\nid = \"another\"\namount = \"5 yuan\"\n"),
        Fault::append("unknown table: far", "\n[[⟦invoice⟧]]\nid = \"another\"\n"),
        Fault::prepend("a key above its table", "⟦currency⟧ = \"CNY\"\n"),
        Fault::edit("missing key: an entry's amount", "amount = \"3.4 million yuan\"\n", "")
            .and("[[entry]]\nid = \"yibin\"", "⟦[[entry]]⟧\nid = \"yibin\""),
        Fault::edit("missing key: an actor's id", "[[actor]]\nid = \"cn/luoyang/song\"\n", "⟦[[actor]]⟧\n")
            .and("sponsor = \"cn/luoyang/song\"\n", ""),
        Fault::edit("missing key: a claim's total", "amount = \"45.15 million yuan\"\n", "")
            .and("[[claim]]\nid = \"total\"", "⟦[[claim]]⟧\nid = \"total\""),
        Fault::edit("missing key: what is compared", "than = \"45.15 million yuan\"\n", "")
            .and("[[claim]]\nid = \"with-contract\"", "⟦[[claim]]⟧\nid = \"with-contract\""),
        Fault::edit("wrong type: an amount as a number", MENGJIN, "amount = ⟦6500000⟧\n"),
        Fault::edit("wrong type: an amount as a fraction", MENGJIN, "amount = ⟦6.5⟧\n"),
        Fault::edit(
            "wrong type: a text for a list of platforms",
            "sponsors = [\"cn/luoyang\"]",
            "sponsors = [⟦5⟧]",
        ),
        Fault::edit("wrong type: an id as a number", "id = \"with-contract\"", "id = ⟦5⟧"),
        Fault::edit(
            "wrong type: a scope as a text",
            "{ sponsor-under = \"cn\", campaign = \"media-centres\" }",
            "⟦\"everything\"⟧",
        ),
        Fault::edit(
            "wrong type: a flag as a text",
            MENGJIN,
            "amount = \"6.5 million yuan\"\nexact = ⟦\"yes\"⟧\n",
        ),
        Fault::edit(
            "wrong type: a day with a time",
            "published = 2020-10-26",
            "published = ⟦2020-10-26T12:00:00Z⟧",
        ),
        Fault::edit("wrong type: a year as a number", "\"2020-02\"", "⟦2020⟧"),
        Fault::append(
            "wrong type: one table for a list",
            "\n⟦[restriction]⟧\nid = \"ban\"\nforbids = { platform = \"douyin\" }\n",
        ),
        Fault::append("a claim's key of another kind", "⟦weights⟧ = { song = -1 }\n"),
    ]
}
